package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/bakhar/bakhar/internal/store"
)

// version gives the version of a store, and what has changed since a number.
func version(t *testing.T, s store.Store, after int64) (v int64, list []string) {
	t.Helper()
	from := after
	view(t, s, func(tx store.Tx) error {
		var err error
		if v, err = tx.Version(); err != nil {
			return err
		}
		for { // by pages of two
			changes, err := tx.Changes(after, 2)
			if err != nil || len(changes) == 0 {
				return err
			}
			for _, c := range changes {
				what := "changed"
				if c.Since > from {
					what = "new"
				}
				if c.Dropped {
					what = "dropped"
				}
				if c.Num > v || c.Num <= after || c.Since > c.Num {
					t.Errorf("after %d: %+v, at version %d", after, c, v)
				}
				list, after = append(list, what+" "+c.Event), c.Num
			}
		}
	})
	return v, list
}

// changes: what changes an event takes a number, what does not takes none, and nothing that changed is missed.
func changes(t *testing.T, s store.Store) {
	v0, list := version(t, s, 0)
	if v0 != 0 || len(list) > 0 {
		t.Errorf("an empty store is at version %d, and tells %q", v0, list)
	}
	a, b, c := Event("a", "2026-03-01"), Event("b", "2026-03-02"), Event("c", "2026-03-03")
	keep := func(f func(tx store.Tx) error) (before int64) {
		t.Helper()
		before, _ = version(t, s, 0)
		update(t, s, f)
		return before
	}
	tell := func(what string, after int64, moved bool, want ...string) {
		t.Helper()
		v, list := version(t, s, after)
		same(t, what, list, want)
		if moved != (v > after) {
			t.Errorf("%s: version %d after %d", what, v, after)
		}
	}
	before := keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(c), tx.PutEvent(a), tx.PutEvent(b)) })
	tell("three new", before, true, "new c", "new a", "new b")
	before = keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(b), tx.PutEvent(a), tx.DropEvent("nowhere")) })
	tell("the same again", before, false)
	more := a
	more.Body = []byte(`{"more":true}`)
	before = keep(func(tx store.Tx) error { return tx.PutEvent(more) })
	tell("another body", before, true, "changed a")
	row := b
	row.Confidence, row.Days = 0.9, a.Days
	before = keep(func(tx store.Tx) error { return tx.PutEvent(row) })
	tell("the same body in another row", before, true)
	before = keep(func(tx store.Tx) error { return errors.Join(tx.DropEvent("c"), tx.PutEvent(c)) })
	tell("gone and back in one update", before, true)
	before = keep(func(tx store.Tx) error { return tx.DropEvent("c") })
	tell("gone", before, true, "dropped c")
	before = keep(func(tx store.Tx) error { return tx.PutEvent(c) })
	tell("back", before, true, "new c")
	before = keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(a), tx.PutEvent(more)) })
	tell("there and back in one update", before, true, "changed a")
	before = keep(func(tx store.Tx) error {
		_, err := tx.PutArticle(Text("https://example.org/a", "2026-03-02", "text"))
		return err
	})
	tell("an article", before, true)
	if err := s.Update(t.Context(), func(tx store.Tx) error { return errors.Join(tx.DropEvent("a"), errors.New("stop")) }); err == nil {
		t.Error("no error comes back")
	}
	tell("what was not kept", before+1, false)
	v, list := version(t, s, 0)
	same(t, "all", list, []string{"new b", "new c", "new a"})
	for n := range 50 {
		keep(func(tx store.Tx) error { return tx.PutEvent(Event(fmt.Sprint(n%7), "2026-03-02")) })
	}
	_, list = version(t, s, v)
	slices.Sort(list)
	same(t, "each once", list, []string{"new 0", "new 1", "new 2", "new 3", "new 4", "new 5", "new 6"})
}
