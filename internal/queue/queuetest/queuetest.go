package queuetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/queue"
)

// Open opens another connection to one and the same queue, whose deadline is as given.
type Open func(t *testing.T, deadline time.Duration) queue.Queue

// Run holds a queue to what package queue says. open must give a new, empty queue for each kind of item: the tests tell theirs apart by kind.
func Run(t *testing.T, open Open) {
	tests := []struct {
		name string
		f    func(*testing.T, queue.Queue, string)
	}{
		{"in order, once", inOrder},
		{"twice put is once there", twice},
		{"limits", limits},
		{"set aside, retried, dropped", aside},
		{"handed back too often", again},
		{"returned untouched", returned},
		{"bad items", bad},
		{"notes", notes},
		{"what is kept", keeps},
		{"two who take", two},
	}
	q := open(t, queue.Deadline)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.f(t, q, fmt.Sprintf("kind%d", i)) })
	}
}

func items(kind string, from, to int) (out []queue.Item) {
	for i := from; i < to; i++ {
		out = append(out, queue.Item{Kind: kind, ID: fmt.Sprintf("%s-%04d", kind, i), Data: fmt.Appendf(nil, "data %d", i)})
	}
	return out
}

func put(t *testing.T, q queue.Queue, want int, items ...queue.Item) {
	t.Helper()
	fresh, err := q.Put(t.Context(), items...)
	if err != nil || fresh != want {
		t.Fatalf("put: %d fresh, %v; want %d", fresh, err, want)
	}
}

func take(t *testing.T, q queue.Queue, kind string, n int) []queue.Delivery {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ds, err := q.Take(ctx, kind, queue.Limit{Items: n, Bytes: 1 << 20})
	if err != nil {
		t.Fatalf("take: %v", err)
	}
	return ds
}

// all takes until n items have come.
func all(t *testing.T, q queue.Queue, kind string, n int) (out []queue.Delivery) {
	t.Helper()
	for len(out) < n {
		out = append(out, take(t, q, kind, n-len(out))...)
	}
	return out
}

func ids(ds []queue.Delivery) (out []string) {
	for _, d := range ds {
		out = append(out, d.Item().ID)
	}
	return out
}

// nothing tells that nothing is left. What was said with Done is on its way to the servers, so they are asked until it has arrived.
func nothing(t *testing.T, q queue.Queue) {
	t.Helper()
	var s queue.State
	for range 500 {
		var err error
		if s, err = q.State(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s.Items == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if s.Items != 0 || s.Bytes != 0 || !s.Oldest.IsZero() {
		t.Errorf("left over: %+v", s)
	}
	for _, k := range s.Kinds {
		if k.Waiting != 0 || k.AtWork != 0 {
			t.Errorf("left over: %+v", k)
		}
	}
}

func dead(t *testing.T, q queue.Queue, kind string) (out []queue.Dead) {
	t.Helper()
	for d, err := range q.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Kind == kind {
			out = append(out, d)
		}
	}
	return out
}

func inOrder(t *testing.T, q queue.Queue, kind string) {
	want := items(kind, 0, 50)
	put(t, q, 50, want...)
	got := all(t, q, kind, 50)
	for i, d := range got {
		if d.Item().ID != want[i].ID || string(d.Item().Data) != string(want[i].Data) || d.Attempt() != 1 || time.Since(d.Since()).Abs() > time.Minute {
			t.Fatalf("item %d is %s %q, attempt %d", i, d.Item().ID, d.Item().Data, d.Attempt())
		}
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
	}
	nothing(t, q)
}

// An item is not added while one with its id waits or is at work; afterwards it is work again.
func twice(t *testing.T, q queue.Queue, kind string) {
	it := items(kind, 0, 3)
	put(t, q, 3, it...)
	put(t, q, 0, it...)
	ds := all(t, q, kind, 3)
	put(t, q, 0, it...)
	for _, d := range ds {
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
	}
	nothing(t, q)
	put(t, q, 3, it...)
	for _, d := range all(t, q, kind, 3) {
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
	}
}

func limits(t *testing.T, q queue.Queue, kind string) {
	const n, large = 150, 100 << 10
	var its []queue.Item
	for i := range n {
		its = append(its, queue.Item{Kind: kind, ID: fmt.Sprintf("%s-%d", kind, i), Data: make([]byte, large)})
	}
	put(t, q, n, its...)
	for seen := 0; seen < n; {
		ds := take(t, q, kind, n)
		if len(ds)*large > 5<<20 { // 1 MB is the limit, by which a portion more may come
			t.Errorf("%d items at a time, %d bytes", len(ds), len(ds)*large)
		}
		for _, d := range ds {
			if err := d.Done(); err != nil {
				t.Fatal(err)
			}
		}
		seen += len(ds)
	}
	put(t, q, 3, items(kind, 1000, 1003)...)
	for range 3 {
		ds := take(t, q, kind, 1)
		if len(ds) != 1 {
			t.Fatalf("%d items where 1 is the limit", len(ds))
		}
		if err := ds[0].Done(); err != nil {
			t.Fatal(err)
		}
	}
}

func aside(t *testing.T, q queue.Queue, kind string) {
	its := items(kind, 0, 3)
	put(t, q, 3, its...)
	for _, d := range all(t, q, kind, 3) {
		if err := d.SetAside(t.Context(), fmt.Errorf("no \xffsense:\n\x1b[31m%s", d.Item().ID)); err != nil {
			t.Fatal(err)
		}
	}
	nothing(t, q)
	ds := dead(t, q, kind)
	if len(ds) != 3 {
		t.Fatalf("%d set aside, want 3", len(ds))
	}
	for i, d := range ds {
		if d.ID != its[i].ID || string(d.Data) != string(its[i].Data) || d.Attempts != 1 || d.Put.IsZero() || d.Aside.Before(d.Put) {
			t.Errorf("set aside: %+v", d)
		}
		// what was not text is none any more: it goes to terminals
		if !strings.HasPrefix(d.Reason, "no ") || !strings.HasSuffix(d.Reason, its[i].ID) || strings.ContainsAny(d.Reason, "\x1b\n") {
			t.Errorf("reason %q", d.Reason)
		}
	}
	if err := q.Drop(t.Context(), its[1].ID); err != nil {
		t.Error(err)
	}
	if err := q.Drop(t.Context(), its[1].ID); !errors.Is(err, queue.ErrNotFound) {
		t.Errorf("dropped twice: %v", err)
	}
	for _, id := range []string{its[0].ID, its[2].ID} {
		if err := q.Retry(t.Context(), id); err != nil {
			t.Error(err)
		}
	}
	if err := q.Retry(t.Context(), "*"); !errors.Is(err, queue.ErrNotFound) {
		t.Errorf("retry of a pattern: %v", err)
	}
	if ds := dead(t, q, kind); len(ds) != 0 {
		t.Errorf("still set aside: %v", ds)
	}
	got := all(t, q, kind, 2)
	if !slices.Equal(ids(got), []string{its[0].ID, its[2].ID}) {
		t.Errorf("back at work: %v", ids(got))
	}
	for _, d := range got {
		if err := d.Done(); err != nil {
			t.Error(err)
		}
	}
}

// An item that is handed back comes alone, with the count of its attempts, and in the end is set aside with the last reason.
func again(t *testing.T, q queue.Queue, kind string) {
	put(t, q, 6, items(kind, 0, 6)...)
	ds := all(t, q, kind, 6)
	for i, d := range ds {
		var err error
		if i < 2 {
			err = d.Again(t.Context(), 0, errors.New("the first time"))
		} else {
			err = d.Done()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	attempts := map[string]int{ds[0].Item().ID: 1, ds[1].Item().ID: 1}
	for n := 0; n < 2*(queue.AttemptsMax-1); n++ {
		back := take(t, q, kind, 10)
		if len(back) != 1 {
			t.Fatalf("%v came together", ids(back))
		}
		id := back[0].Item().ID
		if attempts[id]++; back[0].Attempt() != attempts[id] {
			t.Errorf("%s: attempt %d, want %d", id, back[0].Attempt(), attempts[id])
		}
		if err := back[0].Again(t.Context(), 0, fmt.Errorf("reason %d", back[0].Attempt())); err != nil {
			t.Fatal(err)
		}
	}
	nothing(t, q)
	for _, d := range dead(t, q, kind) {
		delete(attempts, d.ID)
		if d.Attempts != queue.AttemptsMax || !strings.Contains(d.Reason, fmt.Sprintf("reason %d", queue.AttemptsMax)) {
			t.Errorf("set aside: %+v", d)
		}
	}
	if len(attempts) > 0 {
		t.Errorf("not set aside: %v", attempts)
	}
}

func returned(t *testing.T, q queue.Queue, kind string) {
	put(t, q, 1, items(kind, 0, 1)...)
	for n := range 2 * queue.AttemptsMax {
		d := take(t, q, kind, 1)[0]
		if d.Attempt() > 2 {
			t.Fatalf("returned %d times, it is at attempt %d", n, d.Attempt())
		}
		if err := d.Return(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := take(t, q, kind, 1)[0].Done(); err != nil {
		t.Error(err)
	}
	nothing(t, q)
}

func bad(t *testing.T, q queue.Queue, kind string) {
	good := items(kind, 0, 1)[0]
	for _, it := range []queue.Item{{Kind: kind}, {Kind: "a.b", ID: "x"}, {Kind: kind, ID: "*"}, {Kind: kind, ID: "a b"}, {Kind: kind, ID: strings.Repeat("x", 65)}, {Kind: "", ID: "x"}} {
		if _, err := q.Put(t.Context(), it); err == nil {
			t.Errorf("%q %q was taken", it.Kind, it.ID)
		}
	}
	huge := queue.Item{Kind: kind, ID: "huge", Data: make([]byte, 10<<20)}
	fresh, err := q.Put(t.Context(), huge, good)
	if fresh != 1 || !errors.Is(err, queue.ErrTooLarge) || !strings.Contains(err.Error(), "huge") {
		t.Errorf("with one that is too large: %d, %v", fresh, err)
	}
	if err := take(t, q, kind, 1)[0].Done(); err != nil {
		t.Error(err)
	}
	if _, err := q.Take(t.Context(), "*", queue.Limit{Items: 1}); err == nil {
		t.Error("a pattern is no kind")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := q.Take(ctx, kind, queue.Limit{Items: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("take after the end: %v", err)
	}
}

func notes(t *testing.T, q queue.Queue, kind string) {
	for _, note := range []string{"first", "second"} {
		if err := q.Tell(t.Context(), kind, []byte(note)); err != nil {
			t.Fatal(err)
		}
	}
	told, err := q.Told(t.Context())
	if err != nil || string(told[kind]) != "second" {
		t.Errorf("told: %q, %v", told[kind], err)
	}
}

func keeps(t *testing.T, q queue.Queue, kind string) {
	if data, err := q.Kept(t.Context(), kind); err != nil || data != nil {
		t.Errorf("before: %q, %v", data, err)
	}
	for _, data := range []string{"first", "second"} {
		if err := q.Keep(t.Context(), kind, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := q.Kept(t.Context(), kind); err != nil || string(data) != "second" {
		t.Errorf("kept: %q, %v", data, err)
	}
	if err := q.Keep(t.Context(), "no.word", nil); err == nil {
		t.Error("kept under a name that is no word")
	}
}

// Two who take share the work, and no item goes to both.
func two(t *testing.T, q queue.Queue, kind string) {
	const n = 200
	var mu sync.Mutex
	seen := map[string]int{}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				ds, err := q.Take(ctx, kind, queue.Limit{Items: 10, Bytes: 1 << 20})
				if err != nil {
					return
				}
				mu.Lock()
				for _, d := range ds {
					seen[d.Item().ID]++
					if err := d.Done(); err != nil {
						t.Error(err)
					}
				}
				if len(seen) == n {
					cancel()
				}
				mu.Unlock()
			}
		})
	}
	put(t, q, n, items(kind, 0, n)...)
	wg.Wait()
	for id, times := range seen {
		if times != 1 {
			t.Errorf("%s came %d times", id, times)
		}
	}
}
