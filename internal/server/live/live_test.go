package live_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/server/live"
	"github.com/bakhar/bakhar/internal/store"
)

// book is a store that has a change log and nothing else. storetest holds real stores to the log; here it is what the hub makes of it.
type book struct {
	store.Store
	store.Tx
	mu    sync.Mutex
	log   []store.Change
	looks int
}

func (b *book) View(_ context.Context, f func(store.Tx) error) error { return f(b.tx()) }

func (b *book) tx() store.Tx { return &leaf{b.Tx, b} }

type leaf struct {
	store.Tx
	b *book
}

func (l *leaf) Version() (int64, error) {
	l.b.mu.Lock()
	defer l.b.mu.Unlock()
	return int64(len(l.b.log)), nil
}

func (l *leaf) Changes(after int64, limit int) ([]store.Change, error) {
	l.b.mu.Lock()
	defer l.b.mu.Unlock()
	l.b.looks++
	rest := l.b.log[min(int(after), len(l.b.log)):]
	return rest[:min(limit, len(rest))], nil
}

// add writes n changes of new events.
func (b *book) add(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for range n {
		num := int64(len(b.log) + 1)
		b.log = append(b.log, store.Change{Num: num, Since: num, Event: fmt.Sprintf("e%d", num)})
	}
}

// reader is a browser: what it was sent, and whether it takes anything.
type reader struct {
	mu   sync.Mutex
	got  bytes.Buffer
	hold chan struct{}
}

func (r *reader) Header() http.Header { return http.Header{} }
func (r *reader) WriteHeader(int)     {}
func (r *reader) Flush()              {}

func (r *reader) Write(b []byte) (int, error) {
	if r.hold != nil {
		<-r.hold
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got.Write(b)
}

func (r *reader) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got.String()
}

func (r *reader) wait(t *testing.T, what string) {
	t.Helper()
	for range 500 {
		if strings.Contains(r.text(), what) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q never came:\n%.500s", what, r.text())
}

func begin(t *testing.T, b *book) *live.Hub {
	t.Helper()
	h := live.New(b, func() {}, func(err error) { t.Error(err) })
	ctx, cancel := context.WithCancel(t.Context())
	go h.Run(ctx)
	t.Cleanup(func() { h.Close(); cancel() })
	return h
}

func listen(t *testing.T, h *live.Hub, client, last string, r *reader) {
	t.Helper()
	s, err := h.Open(t.Context(), client, last)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	go s.Send(ctx, r)
}

// TestMissed: each change once and in order, those that were missed before those that come; what is dropped, changed and new is told apart.
func TestMissed(t *testing.T) {
	b := &book{}
	b.add(700)
	b.log[650].Since = 3
	b.log[651].Dropped = true
	h := begin(t, b)
	now, back := &reader{}, &reader{}
	listen(t, h, "a", "", now)
	listen(t, h, "b", "100", back)
	b.add(5)
	now.wait(t, "id: 705\n")
	back.wait(t, "id: 705\n")
	if n := strings.Count(now.text(), "id: "); n != 5 {
		t.Errorf("who begins now was told %d changes, 5 were made", n)
	}
	next := 101
	for line := range strings.Lines(back.text()) {
		if id, ok := strings.CutPrefix(line, "id: "); ok {
			if strings.TrimSpace(id) != fmt.Sprint(next) {
				t.Fatalf("after %d comes %s", next-1, id)
			}
			next++
		}
	}
	for _, want := range []string{"id: 651\nevent: changed\n", "id: 652\nevent: dropped\n", "id: 653\nevent: new\n", `data: {"event":"e653","num":653}`} {
		if !strings.Contains(back.text(), want) {
			t.Errorf("%q was not told", want)
		}
	}
}

// TestReset: who has missed too much, or comes from another chronicle, begins anew.
func TestReset(t *testing.T) {
	b := &book{}
	b.add(6000)
	h := begin(t, b)
	for _, last := range []string{"10", "70000"} {
		r := &reader{}
		listen(t, h, last, last, r)
		r.wait(t, "event: reset")
		if !strings.Contains(r.text(), "id: 6000\nevent: reset") || strings.Count(r.text(), "event: ") != 1 {
			t.Errorf("from %s: %.300s", last, r.text())
		}
	}
	for _, last := range []string{"x", "-1", "1e3"} {
		if _, err := h.Open(t.Context(), "a", last); !errors.Is(err, live.ErrCursor) {
			t.Errorf("from %q: %v", last, err)
		}
	}
}

// TestFull: one client has so many streams, all together so many; a place that was given back is free.
func TestFull(t *testing.T) {
	h := begin(t, &book{})
	var all []*live.Stream
	for i := range live.PerClientMax {
		s, err := h.Open(t.Context(), "a", "")
		if err != nil {
			t.Fatalf("stream %d: %v", i, err)
		}
		all = append(all, s)
	}
	if _, err := h.Open(t.Context(), "a", ""); !errors.Is(err, live.ErrFull) {
		t.Errorf("one more of a client: %v", err)
	}
	all[0].Close()
	s, err := h.Open(t.Context(), "a", "")
	if err != nil {
		t.Errorf("after one was closed: %v", err)
	}
	n := live.PerClientMax
	for ; ; n++ {
		if _, err := h.Open(t.Context(), fmt.Sprint("client", n/2), ""); err != nil {
			break
		}
	}
	if n != live.StreamsMax {
		t.Errorf("%d streams at once, %d are allowed", n, live.StreamsMax)
	}
	s.Close()
	if _, err := h.Open(t.Context(), "z", ""); err != nil {
		t.Errorf("after one was closed: %v", err)
	}
}

// TestIdle: where nobody listens nobody looks, and what came meanwhile is told to nobody who begins later.
func TestIdle(t *testing.T) {
	b := &book{}
	h := begin(t, b)
	b.add(3)
	time.Sleep(1500 * time.Millisecond)
	if b.looks != 0 {
		t.Errorf("looked %d times for nobody", b.looks)
	}
	r := &reader{}
	listen(t, h, "a", "", r)
	r.wait(t, "listening")
	b.add(1)
	r.wait(t, "id: 4\n")
	if strings.Contains(r.text(), "id: 3\n") {
		t.Error("what was there before is told as a change")
	}
}

// TestSlow: who takes nothing is sent away, and holds nobody up.
func TestSlow(t *testing.T) {
	b := &book{}
	h := begin(t, b)
	slow, quick := &reader{hold: make(chan struct{})}, &reader{}
	s, err := h.Open(t.Context(), "slow", "")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		s.Send(t.Context(), slow)
		close(ended)
	}()
	listen(t, h, "quick", "", quick)
	b.add(100 * 500) // more batches than wait for anybody
	quick.wait(t, "id: 50000\n")
	close(slow.hold)
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("who takes nothing is still listening")
	}
}
