package ingest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/store"
)

// cards makes the cards of events behind the one who keeps articles: outside of its transactions, and an event that several batches have
// touched but once.
type cards struct {
	make *chronicle.Assembler
	try  func(context.Context, func() error) error // runs what asks the store
	in   chan []string
	done chan struct{}
	err  error // once done is closed
}

const (
	// cardsWait is how many batches may be ahead of the cards of their events.
	cardsWait = 8
	// orphansEvery is how often a program that runs for long looks for events that others have left behind.
	orphansEvery = 30 * time.Second
)

// newCards begins. It works on until end, or the end of ctx.
func newCards(ctx context.Context, a *chronicle.Assembler, try func(context.Context, func() error) error) *cards {
	c := &cards{make: a, try: try, in: make(chan []string, cardsWait), done: make(chan struct{})}
	go func() {
		defer close(c.done)
		c.err = c.run(ctx)
	}()
	return c
}

// startCards begins for a program that ends with its input; a card that the store refuses is told to Failed at the end.
func (in *Ingest) startCards(ctx context.Context, a *chronicle.Assembler) *cards {
	ctx, end := lasting(ctx)
	c := newCards(ctx, a, func(_ context.Context, f func() error) error { return f() })
	go func() {
		<-c.done
		end()
	}()
	return c
}

// lasting is a context that lasts a little longer than ctx, for what is under way to be finished.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, end := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, end) })
	return longer, func() { stop(); end() }
}

// add hands over events that are stale. It waits where the cards are far behind; the error is that for which no more are made.
func (c *cards) add(events []string) error {
	if len(events) == 0 {
		return nil
	}
	select {
	case c.in <- events:
		return nil
	case <-c.done:
		return c.err
	}
}

// end waits until all cards are made, those that others have left behind too.
func (c *cards) end() error {
	close(c.in)
	<-c.done
	return c.err
}

func (c *cards) run(ctx context.Context) error {
	var refused error
	try := func(f func() error) error {
		err := c.try(ctx, f)
		var one *chronicle.Refused
		if errors.As(err, &one) {
			refused, err = err, nil
		}
		return err
	}
	var seen []store.Stale
	look := time.NewTimer(0)
	defer look.Stop()
	for more := true; more; {
		events := map[string]bool{}
		select {
		case list, ok := <-c.in:
			more = ok
			note(events, list)
		case <-look.C:
			look.Reset(orphansEvery)
			if err := try(func() error {
				left, now, err := c.make.Orphans(ctx, seen)
				seen = now
				note(events, left)
				return err
			}); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
		for waits := more; waits; {
			select {
			case list, ok := <-c.in:
				more, waits = ok, ok
				note(events, list)
			default:
				waits = false
			}
		}
		if len(events) == 0 {
			continue
		}
		list := slices.Sorted(maps.Keys(events))
		if err := try(func() error { return c.make.Make(ctx, list) }); err != nil {
			return err
		}
	}
	if err := try(func() error { return c.make.All(ctx) }); err != nil {
		return err
	}
	return refused
}

func note(set map[string]bool, list []string) {
	for _, id := range list {
		set[id] = true
	}
}
