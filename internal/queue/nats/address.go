package nats

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	natsgo "github.com/nats-io/nats.go"

	"github.com/bakhar/bakhar/internal/queue"
)

// Address is where a cluster is and how to speak to it: nats://user:password@host:4222,host:4222?name=bakhar&replicas=3&deadline=1m&creds=FILE&ca=FILE&cert=FILE&key=FILE,
// or tls://…. All but the first host may be left out.
type Address struct {
	Servers  []string      // each as a URL
	Name     string        // the prefix of our streams: two chronicles may share a cluster
	Replicas int           // on how many servers a new stream is kept
	Deadline time.Duration // after which what somebody took who gives no sign of life is given to another
	Creds    string        // a NATS credentials file
	CA       string        // certificates that sign the servers'
	Cert     string        // ours, with Key
	Key      string
}

// The defaults of addresses.
const (
	nameDefault     = "bakhar"
	replicasDefault = 3
	serversMax      = 64
	deadlineMin     = time.Second
	deadlineMax     = time.Hour
)

// ParseAddress reads the address of a cluster.
func ParseAddress(s string) (Address, error) {
	a := Address{Name: nameDefault, Replicas: replicasDefault, Deadline: queue.Deadline}
	hosts, query, _ := strings.Cut(s, "?")
	scheme, rest, ok := strings.Cut(hosts, "://")
	if !ok || scheme != "nats" && scheme != "tls" {
		return a, errors.New("the address of a queue is nats://host,host…, tls://host,host… or a folder")
	}
	var login string
	for i, host := range strings.Split(strings.TrimSuffix(rest, "/"), ",") {
		if _, h, ok := strings.Cut(host, "://"); ok {
			host = h
		}
		u, err := url.Parse(scheme + "://" + host)
		if err != nil || u.Host == "" || u.Path != "" || i >= serversMax { // err would show a password
			return a, fmt.Errorf("host %d of the queue's address is none: nats://host:4222,host:4222", i+1)
		}
		if at := strings.LastIndexByte(host, '@'); at >= 0 { // what is told once holds for all
			login = host[:at+1]
		} else {
			host = login + host
		}
		a.Servers = append(a.Servers, scheme+"://"+host)
	}
	options, err := url.ParseQuery(query)
	if err != nil {
		return a, fmt.Errorf("options of the queue's address: %w", err)
	}
	for k, vs := range options {
		if err := a.option(k, vs[len(vs)-1]); err != nil {
			return a, err
		}
	}
	if (a.Cert == "") != (a.Key == "") {
		return a, errors.New("options of the queue's address: cert and key go together")
	}
	return a, nil
}

func (a *Address) option(key, value string) error {
	files := map[string]*string{"creds": &a.Creds, "ca": &a.CA, "cert": &a.Cert, "key": &a.Key}
	switch to := files[key]; {
	case to != nil:
		if _, err := os.Stat(value); err != nil {
			return fmt.Errorf("option %s of the queue's address: %w", key, err)
		}
		*to = value
	case key == "name":
		if !queue.Word(value) {
			return fmt.Errorf("option name of the queue's address: %q: letters a–z, digits, '-' and '_' only", value)
		}
		a.Name = value
	case key == "replicas":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 5 {
			return fmt.Errorf("option replicas of the queue's address: %q is no number from 1 to 5", value)
		}
		a.Replicas = n
	case key == "deadline":
		d, err := time.ParseDuration(value)
		if err != nil || d < deadlineMin || d > deadlineMax {
			return fmt.Errorf("option deadline of the queue's address: %q is no time from %s to %s", value, deadlineMin, deadlineMax)
		}
		a.Deadline = d
	default:
		return fmt.Errorf("option %q of the queue's address: there are name, replicas, deadline, creds, ca, cert, key", key)
	}
	return nil
}

// String gives the address without what is secret in it.
func (a Address) String() string {
	var hosts []string
	for _, s := range a.Servers {
		if u, err := url.Parse(s); err == nil {
			hosts = append(hosts, u.Host)
		}
	}
	return "nats://" + strings.Join(hosts, ",")
}

func (a Address) options() []natsgo.Option {
	var opts []natsgo.Option
	if a.Creds != "" {
		opts = append(opts, natsgo.UserCredentials(a.Creds))
	}
	if a.CA != "" {
		opts = append(opts, natsgo.RootCAs(a.CA))
	}
	if a.Cert != "" {
		opts = append(opts, natsgo.ClientCert(a.Cert, a.Key))
	}
	return opts
}
