package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/warc"
	"github.com/bakhar/bakhar/internal/store"
)

// Worker takes articles from a queue, codes them and keeps them, batch by batch, while others do the same elsewhere. A batch is acknowledged
// when its transaction is done, so that a worker that dies anywhere leaves nothing undone; what was done twice changes nothing. While one
// batch is being kept the next is coded: databases take one writer at a time, and a worker that waits for its turn goes on coding.
//
// A database that is away is waited for, with the batch in hand. An article that cannot be coded is set aside at once, as it would fail
// anywhere; one that the database refuses is tried alone, and set aside in the end.
type Worker struct {
	In    *Ingest // how articles are coded and kept
	Queue queue.Queue
	Log   *slog.Logger
	Did   func(Done)    // hears of each batch that is through; may be nil
	Idle  time.Duration // ends the worker when nothing has come for that long and nothing is at work anywhere; 0 never

	refusals int           // in a row
	rest     time.Duration // of an article that was refused, for each attempt; refusedRest where zero

	mu     sync.Mutex
	inHand map[*item]bool
}

// Done tells what became of a batch.
type Done struct {
	Result                       // Failed counts those set aside
	Passed         int           // pages with nothing to code
	Again          int           // handed back
	Bytes          int           // of texts
	Coding, Saving time.Duration // coding, and finding the articles of pages
	Oldest         time.Time     // when the oldest of them was put
	Faults         []Fault
}

// Fault is something that went wrong with one article.
type Fault struct {
	Host string // of its address; its publisher where it has none; may be empty
	Kind string // one of the constants
}

// The kinds of faults of workers.
const (
	FaultWork   = "bad-work" // the item is none of ours, or damaged
	FaultNewer  = "newer"    // the item was put by a newer version
	FaultPage   = "page"     // the page cannot be read
	FaultCoding = "coding"   // the text cannot be coded
	FaultStore  = "store"    // the database refuses it
)

const (
	// codingMax is how long one text may be coded before the worker gives up on itself: nothing in coding should loop, and nothing but the
	// end of the program ends a loop. The item then counts as tried.
	codingMax = 5 * time.Minute
	// keepTries is how often a batch is tried that a database refuses which is otherwise well.
	keepTries = 3
	// refusalsMax is how many articles may be refused in a row before the fault is held to be the store's, or ours: a queue must not be
	// emptied into what is set aside.
	refusalsMax = 20
	refusedRest = 5 * time.Second
	// newerPause is how long an item rests that only a newer version understands: others may be newer.
	newerPause = time.Minute
	// grace is how long what is being kept may take when the worker is to end.
	grace = 15 * time.Second
	// the pauses while a database is away
	awayMin = 50 * time.Millisecond
	awayMax = 5 * time.Second
)

// coded is a batch between coding and keeping.
type coded struct {
	batch []*item
	done  Done // what became of items that came with it and are not to be kept
}

// Run works until ctx ends, which is no error, or until the worker cannot go on. What is being kept at the end of ctx is finished, the rest
// is given back to the queue.
func (w *Worker) Run(ctx context.Context) error {
	w.inHand = map[*item]bool{}
	var run int64
	err := w.patiently(ctx, "open the run", func() (err error) {
		run, err = w.In.run(ctx, "ingest")
		return err
	})
	if err != nil {
		return ended(ctx, err)
	}
	watching, stop := context.WithCancel(ctx)
	defer stop()
	stuck, taken := make(chan error, 1), make(chan error, 1)
	go w.watch(watching, stuck)
	go func() { taken <- w.flow(ctx, run) }()
	select {
	case err := <-stuck: // what never ends is not waited for
		return err
	case err = <-taken:
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	w.giveBack(last)
	if err == nil || ctx.Err() != nil {
		err = errors.Join(err, w.In.finish(last, run))
	}
	return ended(ctx, err)
}

// ended leaves out errors that only say that ctx has ended.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// flow takes and codes; beside it, what is coded is kept.
func (w *Worker) flow(ctx context.Context, run int64) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	saving, end := lasting(ctx)
	defer end()
	cards := newCards(saving, chronicle.NewAssembler(w.In.Store, w.In.Workers), w.assembled)
	ready, saved := make(chan coded), make(chan struct{})
	go func() {
		defer close(saved)
		for c := range ready {
			stale, err := w.save(saving, run, c)
			if err == nil {
				err = cards.add(stale)
			}
			if err != nil {
				cancel(err)
				return
			}
		}
	}()
	err := w.take(ctx, ready)
	close(ready)
	<-saved
	if last := cards.end(); last != nil && context.Cause(ctx) == nil {
		cancel(last)
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// assembled makes cards as soon as it can be done. One that the store refuses is told, and stays stale.
func (w *Worker) assembled(ctx context.Context, f func() error) error {
	return w.patiently(ctx, "make the cards of events", func() error {
		err := f()
		var refused *chronicle.Refused
		if errors.As(err, &refused) {
			w.Log.Error("cards refused by the store", "error", err)
			return nil
		}
		return err
	})
}

// take codes batch after batch.
func (w *Worker) take(ctx context.Context, ready chan<- coded) error {
	for {
		given, err := w.next(ctx)
		if err != nil || given == nil {
			return err
		}
		for items := w.hold(given); len(items) > 0; {
			begun := w.In.Now()
			n, err := w.In.openSome(ctx, items)
			if err != nil {
				return err
			}
			batch, done := w.sort(ctx, items[:n])
			items = items[n:]
			if err := w.patiently(ctx, "look for articles", func() error { return w.In.mark(ctx, batch) }); err != nil {
				return err
			}
			if err := w.In.codeNew(ctx, batch); err != nil {
				return err
			}
			if done.Coding = w.In.Now().Sub(begun); len(batch) == 0 {
				w.did(done)
				continue
			}
			select {
			case ready <- coded{batch, done}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// next gives the next items; none where the worker has nothing left to wait for.
func (w *Worker) next(ctx context.Context) ([]queue.Delivery, error) {
	limit := queue.Limit{Items: w.In.Batch, Bytes: batchBytes} // they are compressed, and opened as they fit
	for {
		within, cancel := ctx, context.CancelFunc(func() {})
		if w.Idle > 0 {
			within, cancel = context.WithTimeout(ctx, w.Idle)
		}
		given, err := w.Queue.Take(within, KindArticle, limit)
		cancel()
		if err == nil || ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) {
			return given, err
		}
		if !w.left(ctx) {
			return nil, nil
		}
	}
}

// left tells whether anything is waiting, or at work anywhere, as far as can be told.
func (w *Worker) left(ctx context.Context) bool {
	state, err := w.Queue.State(ctx)
	if err != nil {
		w.Log.Warn("ask whether anything is left", "error", err)
		return true
	}
	return slices.ContainsFunc(state.Kinds, func(k queue.KindState) bool { return k.Kind == KindArticle && k.Waiting+k.AtWork > 0 })
}

// hold takes items in hand.
func (w *Worker) hold(given []queue.Delivery) (items []*item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range given {
		it := &item{given: d}
		items = append(items, it)
		w.inHand[it] = true
	}
	return items
}

// letGo forgets items of which the queue knows what became.
func (w *Worker) letGo(items ...*item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, it := range items {
		delete(w.inHand, it)
	}
}

// sort gives of items that are open those that are to be coded, and what became of the others. What is none of ours and pages that cannot be read are set aside at once; pages with
// nothing to code are done.
func (w *Worker) sort(ctx context.Context, items []*item) (batch []*item, done Done) {
	for _, it := range items {
		var err error
		switch {
		case errors.Is(it.err, errNewerWork):
			done.Again++
			done.Faults = append(done.Faults, Fault{Kind: FaultNewer})
			err = it.given.Again(ctx, newerPause, it.err)
		case it.err != nil:
			fault := Fault{Kind: FaultWork}
			if it.opened() {
				fault = Fault{it.host(), FaultPage}
			}
			w.Log.Error("item set aside", "item", it.given.Item().ID, "error", it.err)
			done.Failed++
			done.Faults = append(done.Faults, fault)
			err = it.given.SetAside(ctx, it.err)
		case it.skip != warc.Kept:
			done.Passed++
			err = it.given.Done()
		default:
			batch = append(batch, it)
			continue
		}
		if err != nil { // the item is given again
			w.Log.Error("say what became of an item", "item", it.given.Item().ID, "error", err)
		}
		w.letGo(it)
	}
	return batch, done
}

// did tells what became of a batch.
func (w *Worker) did(d Done) {
	if w.Did != nil {
		w.Did(d)
	}
}

// save keeps a batch and acknowledges what is kept.
func (w *Worker) save(ctx context.Context, run int64, c coded) (stale []string, err error) {
	begun := w.In.Now()
	out := outcome{puts: map[*item]store.Put{}, refused: map[*item]error{}}
	if err := w.keep(ctx, run, c.batch, &out); err != nil {
		return nil, err
	}
	done := c.done
	done.Saving = w.In.Now().Sub(begun)
	for _, it := range c.batch {
		for _, n := range it.notes {
			w.Log.Warn("article", "article", it.art.ID, "note", n)
		}
		done.Bytes += len(it.art.Text)
		if at := it.given.Since(); done.Oldest.IsZero() || at.Before(done.Oldest) {
			done.Oldest = at
		}
		var err error
		switch {
		case it.err != nil:
			w.Log.Error("article set aside", "article", it.art.ID, "error", it.err)
			done.Failed++
			done.Faults = append(done.Faults, Fault{it.host(), FaultCoding})
			err = it.given.SetAside(ctx, it.err)
		case out.refused[it] != nil:
			w.Log.Error("article refused by the store", "article", it.art.ID, "attempt", it.given.Attempt(), "error", out.refused[it])
			done.Again++
			done.Faults = append(done.Faults, Fault{it.host(), FaultStore})
			err = it.given.Again(ctx, time.Duration(it.given.Attempt())*cmp.Or(w.rest, refusedRest), out.refused[it])
		default:
			done.Result.count(out.puts[it], len(it.reports))
			err = it.given.Done()
		}
		if err != nil { // the item is given again
			w.Log.Error("say what became of an item", "article", it.art.ID, "error", err)
		}
	}
	w.letGo(c.batch...)
	w.did(done)
	return out.stale, nil
}

// outcome is what became of a batch.
type outcome struct {
	puts    map[*item]store.Put
	refused map[*item]error
	stale   []string // events whose cards are behind
}

// keep keeps a batch in one transaction, and where the database refuses that again and again although it is well, in two halves: so the
// rest is kept when one article cannot be.
func (w *Worker) keep(ctx context.Context, run int64, batch []*item, out *outcome) error {
	var err error
	for range keepTries {
		err = w.patiently(ctx, "keep articles", func() error {
			puts, stale, err := w.In.keep(ctx, run, batch)
			for i, it := range batch {
				out.puts[it] = puts[i]
			}
			if err == nil {
				out.stale = append(out.stale, stale...)
			}
			if err != nil && !w.away(ctx, err) {
				return refusal{err}
			}
			return err
		})
		var no refusal
		if err == nil {
			w.refusals = 0
		}
		if !errors.As(err, &no) {
			return err
		}
		w.Log.Warn("a batch is refused by the store", "articles", len(batch), "error", err)
	}
	if len(batch) == 1 {
		if w.refusals++; w.refusals >= refusalsMax {
			return fmt.Errorf("the store refuses article after article: %w", err)
		}
		out.refused[batch[0]] = err
		return nil
	}
	half := len(batch) / 2
	if err := w.keep(ctx, run, batch[:half], out); err != nil {
		return err
	}
	return w.keep(ctx, run, batch[half:], out)
}

// refusal is an error of a database that is well.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

// patiently does something with the store as soon as it can be done. What waiting does not mend ends it.
func (w *Worker) patiently(ctx context.Context, what string, f func() error) error {
	var since time.Time
	for pause := awayMin; ; pause = min(2*pause, awayMax) {
		err := f()
		var no refusal
		switch {
		case err == nil:
			if !since.IsZero() {
				w.Log.Info("the store is back", "after", w.In.Now().Sub(since).Round(time.Millisecond))
			}
			return nil
		case ctx.Err() != nil, errors.As(err, &no), errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrNewer):
			return err
		}
		if since.IsZero() {
			since = w.In.Now()
			w.Log.Warn("the store is away: waiting for it", "to", what, "error", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// away tells whether an error of a transaction is about the store as a whole and not about what was to be kept.
func (w *Worker) away(ctx context.Context, err error) bool {
	if store.Unwell(err) || errors.Is(err, context.Canceled) {
		return true
	}
	return w.In.Store.View(ctx, func(tx store.Tx) error { _, err := tx.Runs(); return err }) != nil
}

// watch says for all that is in hand that it is still at work, and notices a coding that does not end.
func (w *Worker) watch(ctx context.Context, stuck chan<- error) {
	tick := time.NewTicker(w.Queue.Deadline() / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		w.mu.Lock()
		for it := range w.inHand {
			if begun := it.begun.Load(); begun != 0 && w.In.Now().UnixNano()-begun > int64(codingMax) {
				stuck <- fmt.Errorf("coding article %s, or one beside it, takes more than %s: giving up, so that each is tried alone", it.given.Item().ID, codingMax)
				w.mu.Unlock()
				return
			}
			if err := it.given.Working(); err != nil {
				w.Log.Warn("say that an item is at work", "error", err)
			}
		}
		w.mu.Unlock()
	}
}

// giveBack hands back what is still in hand.
func (w *Worker) giveBack(ctx context.Context) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for it := range w.inHand {
		if err := it.given.Return(ctx); err != nil {
			w.Log.Warn("give an item back: it is given again after its deadline", "error", err)
			return
		}
	}
	clear(w.inHand)
}

// host is whose article it is.
func (it *item) host() string {
	if u, err := url.Parse(cmp.Or(it.art.URL, it.in.URL)); err == nil && u.Host != "" {
		return u.Host
	}
	return it.art.Publisher
}
