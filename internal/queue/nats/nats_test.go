package nats

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/queuetest"
)

func open(t *testing.T, address string, deadline time.Duration) *Queue {
	t.Helper()
	q, err := Open(t.Context(), Config{Address: address, Client: t.Name(), deadline: deadline})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
	return q
}

func TestEmbedded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	queuetest.Run(t, func(t *testing.T, deadline time.Duration) queue.Queue { return open(t, dir, deadline) })
}

func TestCluster(t *testing.T) {
	t.Parallel()
	c := queuetest.NewCluster(t, 3)
	queuetest.Run(t, func(t *testing.T, deadline time.Duration) queue.Queue { return open(t, c.Address(), deadline) })
}

// What was put is there after the program has ended. While it has the folder open, other programs are its guests, and see the same queue.
func TestEmbeddedAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	q := open(t, dir, 0)
	if _, err := q.Put(t.Context(), queue.Item{Kind: "k", ID: "a", Data: []byte("text")}); err != nil {
		t.Fatal(err)
	}
	guest := open(t, dir, 0)
	if fresh, err := guest.Put(t.Context(), queue.Item{Kind: "k", ID: "a"}, queue.Item{Kind: "k", ID: "b", Data: []byte("more")}); err != nil || fresh != 1 {
		t.Fatalf("put by a guest: %d, %v", fresh, err)
	}
	if err := errors.Join(guest.Close(), q.Close()); err != nil {
		t.Fatal(err)
	}
	q = open(t, dir, 0)
	ds, err := q.Take(t.Context(), "k", queue.Limit{Items: 10, Bytes: 1 << 20})
	if err != nil || len(ds) != 2 || string(ds[0].Item().Data) != "text" || string(ds[1].Item().Data) != "more" {
		t.Fatalf("after the program ended: %v, %v", ds, err)
	}
}

// Where no socket fits into the folder's path, a second program is told that the queue is in use.
func TestEmbeddedInUse(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	open(t, dir, 0)
	if _, err := Open(t.Context(), Config{Address: dir}); !errors.Is(err, queue.ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
}

// An item whose worker dies silently is set aside in the end; those that were in the batch with it are not.
func TestSilence(t *testing.T) {
	t.Parallel()
	q := open(t, t.TempDir(), 150*time.Millisecond)
	var its []queue.Item
	for i := range 10 {
		its = append(its, queue.Item{Kind: "k", ID: fmt.Sprint("id", i)})
	}
	if _, err := q.Put(t.Context(), its...); err != nil {
		t.Fatal(err)
	}
	limit := queue.Limit{Items: 10, Bytes: 1 << 20}
	for n := 0; n < 10; { // a worker takes them all, and dies
		ds, err := q.Take(t.Context(), "k", limit)
		if err != nil {
			t.Fatal(err)
		}
		n += len(ds)
	}
	const killer = "id3"
	done, deaths := map[string]bool{}, 0
	for len(done) < 9 || deaths < queue.AttemptsMax-1 {
		ds, err := q.Take(t.Context(), "k", limit)
		if err != nil || len(ds) != 1 {
			t.Fatalf("%d items, %v; want one alone", len(ds), err)
		}
		if ds[0].Item().ID == killer {
			deaths++
			continue
		}
		done[ds[0].Item().ID] = true
		if err := ds[0].Done(); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second) // longer than the deadline: it is looked at once more
	defer cancel()
	if ds, err := q.Take(ctx, "k", limit); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("after its last trial: %v, %v", ds, err)
	}
	n := 0
	for d, err := range q.Dead(t.Context()) {
		if n++; err != nil || d.ID != killer || !strings.Contains(d.Reason, "without an answer") {
			t.Errorf("set aside: %s %q, %v", d.ID, d.Reason, err)
		}
	}
	if n != 1 {
		t.Errorf("%d set aside", n)
	}
}

// Put waits while the queue is full, and goes on when there is room; the end of its context ends the waiting.
func TestFull(t *testing.T) {
	t.Parallel()
	c := queuetest.NewCluster(t, 1)
	nc, err := natsgo.Connect(c.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	config := (&Queue{name: "bakhar"}).streams()[0]
	config.MaxMsgs = 5
	if _, err := js.CreateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	q := open(t, c.Address()+"?replicas=1", 0)
	var its []queue.Item
	for i := range 30 {
		its = append(its, queue.Item{Kind: "k", ID: fmt.Sprint("id", i)})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if fresh, err := q.Put(ctx, its...); fresh != 5 || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("into a full queue: %d, %v", fresh, err)
	}
	put := make(chan error)
	go func() {
		_, err := q.Put(t.Context(), its...)
		put <- err
	}()
	seen := map[string]bool{}
	for len(seen) < len(its) {
		ds, err := q.Take(t.Context(), "k", queue.Limit{Items: 3, Bytes: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			if seen[d.Item().ID] {
				t.Errorf("%s twice", d.Item().ID)
			}
			seen[d.Item().ID] = true
			if err := d.Done(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := <-put; err != nil {
		t.Error(err)
	}
}

// The server that leads the stream goes away, and comes back later, while some put and others take: each item comes, and hardly any twice.
func TestLeaderLost(t *testing.T) {
	t.Parallel()
	c := queuetest.NewCluster(t, 3)
	producer, consumer := open(t, c.Address(), 5*time.Second), open(t, c.Address(), 5*time.Second)
	const n = 1500
	half, put := make(chan struct{}), make(chan error)
	go func() {
		for i := range n {
			if i == n/2 {
				close(half)
			}
			if _, err := producer.Put(t.Context(), queue.Item{Kind: "k", ID: fmt.Sprint("id", i)}); err != nil {
				put <- err
				return
			}
		}
		put <- nil
	}()
	go func() {
		<-half
		i := c.Leader("bakhar-work")
		if i < 0 {
			t.Error("no leader")
			return
		}
		c.Stop(i)
		c.Start(i)
	}()
	seen := map[string]int{}
	for len(seen) < n {
		ds, err := consumer.Take(t.Context(), "k", queue.Limit{Items: 50, Bytes: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			seen[d.Item().ID]++
			if err := d.Done(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := <-put; err != nil {
		t.Fatal(err)
	}
	twice := 0
	for _, times := range seen {
		twice += times - 1
	}
	t.Logf("%d of %d came again", twice, n)
	if twice > n/10 {
		t.Errorf("%d of %d came again", twice, n)
	}
	for d, err := range consumer.Dead(t.Context()) {
		t.Errorf("set aside: %v, %v", d, err)
	}
}

func TestParseAddress(t *testing.T) {
	file := t.TempDir()
	f := func(s, want string) {
		t.Helper()
		a, err := ParseAddress(s)
		got := fmt.Sprintf("%v %s %d", a.Servers, a.Name, a.Replicas)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s\nwant %s", s, got, want)
		}
	}
	f("nats://a:4222,b:4222", "[nats://a:4222 nats://b:4222] bakhar 3")
	f("nats://user:secret@a,b?name=second&replicas=1", "[nats://user:secret@a nats://user:secret@b] second 1")
	f("tls://a,tls://b?ca="+file, "[tls://a tls://b] bakhar 3")
	f("http://a", "nats://host")
	f("nats://", "host 1")
	f("nats://a,,b", "host 2")
	f("nats://a/b", "host 1")
	f("nats://a?replicas=9", "from 1 to 5")
	f("nats://a?name=a.b", `"a.b"`)
	f("nats://a?ca=/nowhere", "ca")
	f("nats://a?cert="+file, "go together")
	f("nats://a?deadline=1ms", "from 1s to 1h")
	f("nats://a?color=red", `"color"`)
	f("nats://u:secret@a:x", "host 1")
	if a, err := ParseAddress("nats://user:secret@a,b"); err != nil || a.String() != "nats://a,b" {
		t.Errorf("shown as %s, %v", a, err)
	}
}
