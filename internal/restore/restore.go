// Package restore puts events that were exported as JSON lines into a store: articles, reports, what holds them together, and the cards as they
// were. Nothing is coded or merged anew, so that what is exported again is the same to the byte; what is taken in later is merged with it as
// with anything else.
//
// It is for new chronicles, where nothing else was coded: two chronicles cannot be made one by putting their events side by side, since
// reports of one happening may be in both. Corrections are in force in what is exported, but do not come along themselves.
package restore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/copies"
	"github.com/bakhar/bakhar/internal/export/lines"
	"github.com/bakhar/bakhar/internal/store"
)

// ErrInUse is returned when the store holds articles that were not imported.
var ErrInUse = errors.New("the chronicle holds articles of its own")

// kind is how runs of an import are known.
const kind = "import"

// batchSize is how many events are kept in one transaction.
const batchSize = 200

// Restore is one import.
type Restore struct {
	Store  store.Store
	Now    func() time.Time
	Failed func(line int, err error) // called for each line that cannot be imported

	runs map[lines.Coder]int64
}

// Result counts what became of lines.
type Result struct{ Events, Articles, Reports, Failed int }

// File imports what a reader gives. Importing it again changes nothing, and an import that was stopped is gone on with so.
func (r *Restore) File(ctx context.Context, from io.Reader) (res Result, err error) {
	if err := r.begin(ctx); err != nil {
		return res, err
	}
	batch := make([]*lines.Line, 0, batchSize)
	keep := func() error {
		got, err := r.keep(ctx, batch)
		batch = batch[:0]
		res.Events, res.Articles, res.Reports, res.Failed = res.Events+got.Events, res.Articles+got.Articles, res.Reports+got.Reports, res.Failed+got.Failed
		return err
	}
	for l, err := range lines.Read(from) {
		var bad *lines.LineError
		switch {
		case errors.As(err, &bad):
			res.Failed++
			r.Failed(bad.Line, bad.Err)
			continue
		case err != nil:
			return res, errors.Join(err, keep())
		}
		if batch = append(batch, l); len(batch) == batchSize {
			if err := keep(); err != nil {
				return res, err
			}
		}
	}
	if err := keep(); err != nil {
		return res, err
	}
	return res, r.Store.Update(ctx, func(tx store.Tx) error {
		for _, run := range slices.Sorted(maps.Values(r.runs)) {
			if err := tx.FinishRun(run, r.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// begin looks whether the store may be imported into, and which runs an import before this has begun.
func (r *Restore) begin(ctx context.Context) error {
	r.runs = map[lines.Coder]int64{}
	return r.Store.View(ctx, func(tx store.Tx) error {
		runs, err := tx.Runs()
		if err != nil {
			return err
		}
		for _, run := range runs {
			if run.Kind != kind {
				return fmt.Errorf("%w: import into a new one", ErrInUse)
			}
			r.runs[lines.Coder{Coder: run.Coder, Lexicon: run.Lexicon}] = run.ID
		}
		return nil
	})
}

// keep puts some events into the store, all in one transaction.
func (r *Restore) keep(ctx context.Context, batch []*lines.Line) (res Result, err error) {
	var failed []func()
	known := maps.Clone(r.runs)
	err = r.Store.Update(ctx, func(tx store.Tx) error {
		res, failed = Result{}, nil // it may be run again
		r.runs = maps.Clone(known)
		b := &batched{tx: tx, restore: r, reports: map[string][]article.Report{}, articles: map[string]*store.Article{}, event: map[string]string{}}
		var good []*lines.Line
		for _, l := range batch {
			if err := b.check(l); err != nil {
				failed = append(failed, func() { r.Failed(l.Number, err) })
				continue
			}
			good = append(good, l)
		}
		return b.keep(good, &res)
	})
	if err != nil {
		return Result{}, err
	}
	res.Failed = len(failed)
	for _, f := range failed {
		f()
	}
	return res, nil
}

// batched is what is being put in one transaction.
type batched struct {
	tx       store.Tx
	restore  *Restore
	articles map[string]*store.Article
	reports  map[string][]article.Report // by article: all that it will have
	event    map[string]string           // by report, of this batch
}

// check holds that none of an event's reports is in another event.
func (b *batched) check(l *lines.Line) error {
	var ids []string
	for _, rep := range l.Reports {
		ids = append(ids, rep.ID)
		if other, ok := b.event[rep.ID]; ok && other != l.ID {
			return fmt.Errorf("report %s is in the event %s already", rep.ID, other)
		}
	}
	nodes, err := b.tx.Nodes(ids)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		if n.Event != l.ID {
			return fmt.Errorf("report %s is in the event %s already", n.ID, n.Event)
		}
	}
	for _, id := range ids {
		b.event[id] = l.ID
	}
	return nil
}

func (b *batched) keep(batch []*lines.Line, res *Result) error {
	coders := map[string]lines.Coder{}
	for _, l := range batch {
		for id, a := range l.Articles {
			if old := b.articles[id]; old == nil || old.Text == "" {
				b.articles[id], coders[id] = a, l.Coders[id]
			}
		}
		for _, rep := range l.Reports {
			b.reports[rep.Article] = append(b.reports[rep.Article], rep)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.articles)) {
		if err := b.article(b.articles[id], coders[id], res); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	for _, l := range batch {
		if err := b.place(l); err != nil {
			return fmt.Errorf("event %s: %w", l.ID, err)
		}
		res.Events++
		res.Reports += len(l.Reports)
	}
	return nil
}

// article keeps an article with all of its reports, those that came before too.
func (b *batched) article(a *store.Article, by lines.Coder, res *Result) error {
	put, err := b.tx.PutArticle(*a)
	if err != nil {
		return err
	}
	if put != store.Same {
		res.Articles++
		if a.Text != "" {
			bands, sketch := copies.Of(a.Text, a.Language)
			if err := b.tx.PutSketch(a.ID, bands, sketch); err != nil {
				return err
			}
		}
		if err := b.tx.SetGroup([]string{a.ID}, a.Group); err != nil {
			return err
		}
	}
	run, err := b.run(by)
	if err != nil {
		return err
	}
	before, err := b.tx.Reports(a.ID)
	if err != nil {
		return err
	}
	all := append(b.reports[a.ID], before...)
	slices.SortStableFunc(all, func(x, y article.Report) int {
		return cmp.Or(cmp.Compare(x.Index, y.Index), cmp.Compare(x.Trigger[0].Start, y.Trigger[0].Start), cmp.Compare(x.ID, y.ID))
	})
	all = slices.CompactFunc(all, func(x, y article.Report) bool { return x.ID == y.ID })
	return b.tx.PutReports(run, a.ID, a.Health, a.Defects, all)
}

// run gives the run of a coder, begun where there is none.
func (b *batched) run(by lines.Coder) (int64, error) {
	if id, ok := b.restore.runs[by]; ok {
		return id, nil
	}
	id, err := b.tx.StartRun(store.Run{Kind: kind, Coder: by.Coder, Lexicon: by.Lexicon, Started: b.restore.Now()})
	if err == nil {
		b.restore.runs[by] = id
	}
	return id, err
}

// place keeps an event with its nodes.
func (b *batched) place(l *lines.Line) error {
	var tellings []accounts.Telling
	for _, rep := range l.Reports {
		tellings = append(tellings, accounts.Telling{Report: rep, Article: *b.articles[rep.Article], Judged: l.Judged[rep.ID]})
	}
	e, err := accounts.Restore(l.Card, tellings)
	if err != nil {
		return err
	}
	if err := chronicle.Restore(b.tx, l.ID, l.Reports, b.articles); err != nil {
		return err
	}
	return b.tx.PutEvent(e)
}
