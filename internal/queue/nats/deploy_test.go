package nats

import (
	"testing"

	"github.com/nats-io/nats-server/v2/server"
)

// The configuration that docs/operating.md hands out is one that this version of the servers takes, and holds what the queue asks of it.
func TestDeployed(t *testing.T) {
	for k, v := range map[string]string{"NATS_NAME": "nats-1", "NATS_PASSWORD": "a1", "NATS_CLUSTER_PASSWORD": "b2",
		"NATS_ROUTES": "[nats://cluster:b2@nats-1:6222, nats://cluster:b2@nats-2:6222, nats://cluster:b2@nats-3:6222]"} {
		t.Setenv(k, v)
	}
	o, err := server.ProcessConfigFile("../../../deploy/nats.conf")
	if err != nil {
		t.Fatal(err)
	}
	if o.ServerName != "nats-1" || !o.JetStream || !o.SyncAlways || o.MaxPayload < dataMax-1<<20 || o.JetStreamMaxStore < bytesMax+deadBytesMax {
		t.Errorf("name %q, JetStream %v, sync always %v, payload %d, store %d", o.ServerName, o.JetStream, o.SyncAlways, o.MaxPayload, o.JetStreamMaxStore)
	}
	if len(o.Routes) != 3 || o.Username != "bakhar" || o.Password != "a1" || o.Cluster.Password != "b2" || o.Routes[0].String() != "nats://cluster:b2@nats-1:6222" {
		t.Errorf("routes %v, user %s, passwords %s, %s", o.Routes, o.Username, o.Password, o.Cluster.Password)
	}
}
