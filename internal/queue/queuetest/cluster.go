// Package queuetest helps tests of what uses a queue: it starts a real cluster of NATS servers in the test program, whose servers can be
// stopped and started again one by one, and holds a queue to what package queue says (Run).
package queuetest

import (
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Cluster is a cluster of NATS servers with JetStream, on ports of the loopback device.
type Cluster struct {
	t       testing.TB
	options []*server.Options
	servers []*server.Server // nil where stopped
}

// ready is how long a server may take to come up.
const ready = 20 * time.Second

// NewCluster starts n servers; they stop with the test.
func NewCluster(t testing.TB, n int) *Cluster {
	t.Helper()
	c := &Cluster{t: t, servers: make([]*server.Server, n)}
	ports := freePorts(t, 2*n)
	var routes []string
	for i := range n {
		routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", ports[n+i]))
	}
	for i := range n {
		o := &server.Options{ServerName: fmt.Sprintf("n%d", i+1), Host: "127.0.0.1", Port: ports[i], NoSigs: true, NoLog: true,
			JetStream: true, StoreDir: filepath.Join(t.TempDir(), "nats"), JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: 20 << 30}
		if n > 1 {
			o.Cluster = server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: ports[n+i]}
			o.Routes = server.RoutesFromStr(strings.Join(routes, ","))
		}
		c.options = append(c.options, o)
	}
	t.Cleanup(func() {
		for i := range c.servers {
			c.Stop(i)
		}
	})
	for i := range n {
		c.start(i)
	}
	for i := range n {
		c.await(i)
	}
	return c
}

// freePorts finds ports that nobody listens on.
func freePorts(t testing.TB, n int) (ports []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

// Address is the cluster's, as --queue takes it.
func (c *Cluster) Address() string {
	var hosts []string
	for _, o := range c.options {
		hosts = append(hosts, fmt.Sprintf("127.0.0.1:%d", o.Port))
	}
	return "nats://" + strings.Join(hosts, ",")
}

func (c *Cluster) start(i int) {
	c.t.Helper()
	s, err := server.NewServer(c.options[i].Clone())
	if err != nil {
		c.t.Fatal(err)
	}
	c.servers[i] = s
	s.Start()
}

func (c *Cluster) await(i int) {
	c.t.Helper()
	if !c.servers[i].ReadyForConnections(ready) {
		c.t.Fatalf("server %d does not come up", i+1)
	}
}

// Start starts a stopped server again, on its old files.
func (c *Cluster) Start(i int) {
	c.t.Helper()
	c.start(i)
	c.await(i)
}

// Stop shuts a server down; it may be down already.
func (c *Cluster) Stop(i int) {
	if s := c.servers[i]; s != nil {
		s.Shutdown()
		s.WaitForShutdown()
		c.servers[i] = nil
	}
}

// Leader is the number of the server that leads a stream: the one whose loss hurts most; -1 while there is none.
func (c *Cluster) Leader(stream string) int {
	for i, s := range c.servers {
		if s != nil && s.JetStreamIsStreamLeader(server.DEFAULT_GLOBAL_ACCOUNT, stream) {
			return i
		}
	}
	return -1
}
