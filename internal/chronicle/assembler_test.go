package chronicle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Several programs settle articles and make cards in whatever turns: cards that were begun before others settled more are kept late, or never. Once
// all that is stale has been made, the chronicle is that of one Refresh of everything.
func TestAssemblersAnyTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		once, m := newMemory(), newMemory()
		var ids []string
		for _, a := range w.arts {
			a.Run = 1
			once.put(a, w.reports[a.ID])
			ids = append(ids, a.ID)
		}
		refreshed(t, once, ids)
		want := once.outcome()

		ctx := context.Background()
		makers := []*Assembler{NewAssembler(m, 1), NewAssembler(m, 2)}
		var begun []*look
		var run int64 = 1
		turn := func() {
			a := makers[rapid.IntRange(0, 1).Draw(t, "who")]
			switch stale, _ := m.AllStale("", 1000); rapid.IntRange(0, 3).Draw(t, "turn") {
			case 0: // begins some cards
				if len(stale) > 0 {
					some := rapid.SliceOfNDistinct(rapid.SampledFrom(names(stale)), 1, len(stale), rapid.ID).Draw(t, "events")
					l, err := a.look(ctx, unique(some))
					if err != nil {
						t.Fatal(err)
					}
					begun = append(begun, l)
				}
			case 1: // keeps cards that were begun
				if len(begun) > 0 {
					i := rapid.IntRange(0, len(begun)-1).Draw(t, "begun")
					if err := a.keep(ctx, begun[i]); err != nil {
						t.Fatal(err)
					}
					begun = slices.Delete(begun, i, i+1)
				}
			case 2:
				if err := a.Make(ctx, names(stale)); err != nil {
					t.Fatal(err)
				}
			case 3: // dies
				begun = nil
			}
		}
		settle := func(batch []string) {
			if _, err := Settle(m, batch); err != nil {
				t.Fatal(err)
			}
			for range rapid.IntRange(0, 3).Draw(t, "turns") {
				turn()
			}
		}
		order := rapid.Permutation(w.arts).Draw(t, "order")
		for len(order) > 0 {
			n := rapid.IntRange(1, len(order)).Draw(t, "batch")
			var batch []string
			for _, a := range order[:n] {
				rs := w.reports[a.ID]
				if a.Run = 1; rapid.Bool().Draw(t, "otherwise at first") {
					rs = nil
					for k := range rapid.IntRange(0, 2).Draw(t, "reports") {
						rs = append(rs, drawReport(t, a, fmt.Sprintf("%sr%d", a.ID, k)))
					}
				}
				m.put(a, rs)
				batch = append(batch, a.ID)
			}
			settle(batch)
			order = order[n:]
		}
		run++ // all is coded again
		for _, a := range w.arts {
			a.Run = run
			m.put(a, w.reports[a.ID])
			settle([]string{a.ID})
		}
		for _, l := range begun {
			if err := makers[0].keep(ctx, l); err != nil {
				t.Fatal(err)
			}
		}
		if err := makers[0].All(ctx); err != nil {
			t.Fatal(err)
		}
		if left, _ := m.AllStale("", 1); len(left) > 0 {
			t.Fatalf("%s is stale still", left[0].Event)
		}
		if got := m.outcome(); got != want {
			t.Fatalf("in turns:\n%s\nall at once:\n%s", got, want)
		}
	})
}

// picky is a store that does not take the card of one event.
type picky struct {
	*memory
	event string
}

type pickyTx struct {
	*memory
	event string
}

var errPicky = errors.New("not this one")

func (p *picky) Update(ctx context.Context, f func(store.Tx) error) error {
	return p.memory.Update(ctx, func(store.Tx) error { return f(&pickyTx{p.memory, p.event}) })
}

func (p *pickyTx) PutEvents(es []store.Event) error {
	if slices.ContainsFunc(es, func(e store.Event) bool { return e.ID == p.event }) {
		return errPicky
	}
	return p.memory.PutEvents(es)
}

// Runs answers whoever asks whether the store is there.
func (m *memory) Runs() ([]store.Run, error) { return nil, nil }

// A card that the store refuses keeps back no other, and its event stays stale.
func TestAssemblerRefused(t *testing.T) {
	m := newMemory()
	var ids []string
	for i := range 5 { // of five unlike happenings
		a := store.Article{ID: fmt.Sprintf("a%d", i), Language: "en", Day: article.Date{Year: 2026, Month: 1, Day: 1 + 5*i}}
		m.put(a, []article.Report{{ID: fmt.Sprintf("a%dr", i), Article: a.ID, Type: "ASSAULT", Status: article.Actual, Date: article.Interval{Start: a.Day, End: a.Day}}})
		ids = append(ids, a.ID)
	}
	if _, err := Settle(m, ids); err != nil {
		t.Fatal(err)
	}
	err := NewAssembler(&picky{m, "a2r"}, 1).All(context.Background())
	var refused *Refused
	if !errors.As(err, &refused) || refused.Event != "a2r" || !errors.Is(err, errPicky) {
		t.Errorf("error: %v", err)
	}
	if left, _ := m.AllStale("", 10); len(left) != 1 || left[0].Event != "a2r" || len(m.events) != 4 {
		t.Errorf("stale: %v; events: %d", left, len(m.events))
	}
	if err := NewAssembler(m, 1).All(context.Background()); err != nil || len(m.events) != 5 {
		t.Errorf("later: %v, %d events", err, len(m.events))
	}
}

// What another has marked and left is found when it was there twice under one mark, not before.
func TestAssemblerOrphans(t *testing.T) {
	m := newMemory()
	ctx := context.Background()
	a := NewAssembler(m, 1)
	if err := m.MarkStale([]string{"x", "y"}); err != nil {
		t.Fatal(err)
	}
	first, seen, err := a.Orphans(ctx, nil)
	if err != nil || len(first) > 0 {
		t.Errorf("at first: %v, %v", first, err)
	}
	if err := m.MarkStale([]string{"y"}); err != nil {
		t.Fatal(err)
	}
	if orphans, _, err := a.Orphans(ctx, seen); err != nil || strings.Join(orphans, " ") != "x" {
		t.Errorf("then: %v, %v", orphans, err)
	}
}
