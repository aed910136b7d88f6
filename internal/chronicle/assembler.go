package chronicle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/store"
)

// Assembler makes the cards of events that Settle has marked as stale. It reads and makes them outside of the transactions that write, several at
// a time, on a state of the store that nobody changes; a card is kept where its event still has the mark that it had in that state. Where it
// has another by then, somebody has settled reports into it since, and makes its card as well: so no card is ever kept that is older than what
// is there, and whoever comes last makes the right one, on whatever machine. One that is killed leaves its events marked.
type Assembler struct {
	store   store.Store
	workers int
	recent  *recent
}

// NewAssembler gives an assembler that makes as many cards at a time as it has workers.
func NewAssembler(st store.Store, workers int) *Assembler {
	return &Assembler{store: st, workers: max(workers, 1), recent: &recent{}}
}

const (
	// partMax is how many events one worker assembles with one look at the store, roundMax how many cards are kept in one transaction.
	partMax  = 64
	roundMax = 256
)

// Refused is the card of one event that the store does not take, though it takes others: the event stays stale.
type Refused struct {
	Event string
	Err   error
}

func (r *Refused) Error() string { return fmt.Sprintf("card of event %s: %v", r.Event, r.Err) }
func (r *Refused) Unwrap() error { return r.Err }

// Make makes the cards of those of the events that are stale. Where the store refuses single ones the others are kept, and the error
// is that of all Refused, joined; any other error is the store's, and the same may be asked again.
func (a *Assembler) Make(ctx context.Context, events []string) error {
	var refused error
	for round := range slices.Chunk(unique(events), roundMax) {
		err := a.round(ctx, round)
		if err == nil {
			continue
		}
		one, err := a.oneByOne(ctx, round, err)
		if err != nil {
			return fmt.Errorf("assemble events: %w", err)
		}
		refused = errors.Join(refused, one)
	}
	return refused
}

// All makes all cards that are behind, whoever left them so.
func (a *Assembler) All(ctx context.Context) error {
	var refused error
	for after := ""; ; {
		var stale []store.Stale
		if err := a.store.View(ctx, func(tx store.Tx) (err error) {
			stale, err = tx.AllStale(after, roundMax)
			return err
		}); err != nil {
			return fmt.Errorf("look for stale events: %w", err)
		}
		if len(stale) == 0 {
			return refused
		}
		after = stale[len(stale)-1].Event
		err := a.Make(ctx, names(stale))
		var one *Refused
		if err != nil && !errors.As(err, &one) {
			return err
		}
		refused = errors.Join(refused, err)
	}
}

// Orphans gives the events that were stale under the same mark when it was asked before: who marked them does not make their cards any more.
// before is what the last call gave as now; nil at first.
func (a *Assembler) Orphans(ctx context.Context, before []store.Stale) (orphans []string, now []store.Stale, err error) {
	err = a.store.View(ctx, func(tx store.Tx) (err error) {
		now, err = tx.AllStale("", roundMax)
		return err
	})
	for _, s := range now {
		if slices.Contains(before, s) {
			orphans = append(orphans, s.Event)
		}
	}
	return orphans, now, err
}

// round makes some cards and keeps them.
func (a *Assembler) round(ctx context.Context, events []string) error {
	made, err := a.look(ctx, events)
	if err != nil {
		return err
	}
	return a.keep(ctx, made)
}

// oneByOne makes cards each by itself, after first went wrong with all together. Where the store does not answer any more the error is first.
func (a *Assembler) oneByOne(ctx context.Context, events []string, first error) (refused, err error) {
	if store.Unwell(first) {
		return nil, first
	}
	for _, id := range events {
		if err := a.round(ctx, []string{id}); err != nil {
			if store.Unwell(err) || a.store.View(ctx, func(tx store.Tx) error { _, err := tx.Runs(); return err }) != nil {
				return nil, first
			}
			refused = errors.Join(refused, &Refused{id, err})
		}
	}
	return refused, nil
}

// look is what has been made of events, and the marks that they had then.
type look struct {
	cards
	marks map[string]int64
}

// look makes the cards of those of the events that are stale, several parts at a time.
func (a *Assembler) look(ctx context.Context, events []string) (*look, error) {
	size := min(partMax, (len(events)+a.workers-1)/a.workers)
	parts := slices.Collect(slices.Chunk(events, size))
	looks, errs := make([]*look, len(parts)), make([]error, len(parts))
	free := make(chan struct{}, a.workers)
	var wait sync.WaitGroup
	for i, part := range parts {
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			looks[i], errs[i] = a.part(ctx, part)
		})
	}
	wait.Wait()
	all := &look{marks: map[string]int64{}}
	for i, l := range looks {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all.put, all.drop = append(all.put, l.put...), append(all.drop, l.drop...)
		for id, mark := range l.marks {
			all.marks[id] = mark
		}
	}
	return all, nil
}

func (a *Assembler) part(ctx context.Context, events []string) (*look, error) {
	out := &look{marks: map[string]int64{}}
	err := a.store.View(ctx, func(tx store.Tx) error {
		stale, err := tx.Stale(events)
		if err != nil || len(stale) == 0 {
			return err
		}
		for _, s := range stale {
			out.marks[s.Event] = s.Mark
		}
		ties, err := readTies(tx)
		if err != nil {
			return err
		}
		ties.recent = a.recent
		made, err := assemble(tx, ties, names(stale))
		if err != nil {
			return err
		}
		out.cards = *made
		return nil
	})
	return out, err
}

// keep keeps the cards of those events that still have the marks under which they were made.
func (a *Assembler) keep(ctx context.Context, l *look) error {
	if len(l.marks) == 0 {
		return nil
	}
	return a.store.Update(ctx, func(tx store.Tx) error {
		var ids []string
		for id := range l.marks {
			ids = append(ids, id)
		}
		now, err := tx.Stale(ids)
		if err != nil {
			return err
		}
		valid := map[string]bool{}
		for _, s := range now {
			valid[s.Event] = l.marks[s.Event] == s.Mark
		}
		still := cards{drop: slices.DeleteFunc(slices.Clone(l.drop), func(id string) bool { return !valid[id] })}
		for i := range l.put {
			if valid[l.put[i].ID] {
				still.put = append(still.put, l.put[i])
			}
		}
		return still.keep(tx)
	})
}

func names(stale []store.Stale) []string {
	ids := make([]string, len(stale))
	for i, s := range stale {
		ids[i] = s.Event
	}
	return ids
}
