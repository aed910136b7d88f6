package press

import (
	"context"
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

var quiet = log.New(io.Discard, "", 0)

// names is a name server. It knows <site>.press.test, and what it says may change from one question to the next.
type names struct {
	conn net.PacketConn
	mu   sync.Mutex
	a    map[string][][4]byte // name → address of the first answer, of the second …; the last one stays
}

func newNames(t testing.TB) *names {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &names{conn: conn, a: map[string][][4]byte{}}
	done := make(chan struct{})
	t.Cleanup(func() { conn.Close(); <-done })
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if out := n.answer(buf[:size]); out != nil {
				conn.WriteTo(out, from) //nolint:errcheck // the question will be asked again
			}
		}
	}()
	return n
}

// add makes a name known.
func (n *names) add(name string, addresses ...[4]byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.a[name+"."] = addresses
}

func (n *names) answer(question []byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	out := dnsmessage.Message{Header: dnsmessage.Header{ID: m.ID, Response: true, Authoritative: true, RecursionDesired: true, RecursionAvailable: true}, Questions: m.Questions}
	n.mu.Lock()
	defer n.mu.Unlock()
	name := strings.ToLower(q.Name.String())
	switch list, ok := n.a[name]; {
	case !ok:
		out.RCode = dnsmessage.RCodeNameError
	case q.Type == dnsmessage.TypeA:
		out.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET},
			Body:   &dnsmessage.AResource{A: list[0]},
		}}
		if len(list) > 1 {
			n.a[name] = list[1:]
		}
	}
	data, err := out.Pack()
	if err != nil {
		return nil
	}
	return data
}

// resolver asks this server and no other.
func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", n.conn.LocalAddr().String())
	}}
}
