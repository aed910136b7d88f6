// Package ingest takes texts in: what a source gives is coded, kept, and placed in the chronicle. It works in batches, each of which is
// one transaction with all its articles, reports and events: a program that is stopped anywhere, by ctrl-C or by kill -9, loses no
// more than the batch at work, and takes that up when it is started again, as an article that is there already is passed over. Where texts come
// from is the sources' business, what makes one event of reports chronicle's.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/copies"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/source/warc"
	"github.com/bakhar/bakhar/internal/store"
)

// The sizes of a batch: whichever is reached first ends it.
const (
	BatchDefault = 256 // texts
	batchBytes   = 4 << 20
)

// Ingest is how texts are taken in.
type Ingest struct {
	Store     store.Store
	Pipe      *pipeline.Pipeline
	Coder     string // program and version
	Workers   int    // texts coded at a time
	Batch     int    // texts kept at a time, in one transaction
	Language  string // of texts that do not tell theirs; empty to detect it
	Publisher string // of texts that do not tell theirs
	Published article.Date
	Now       func() time.Time // for the times of runs; nothing that is coded or merged depends on it

	Failed func(error)      // hears of each text that could not be taken in, with its place
	Step   func(read int64) // hears of each text that is done, with the bytes read of all input; may be nil
}

// Result counts what became of texts.
type Result struct {
	New, Same, Changed, Failed int
	Reports                    int
}

// Done is how many texts were taken in or were there.
func (r Result) Done() int { return r.New + r.Same + r.Changed }

// count counts an article that is kept.
func (r *Result) count(put store.Put, reports int) {
	switch put {
	case store.New:
		r.New++
		r.Reports += reports
	case store.Changed:
		r.Changed++
		r.Reports += reports
	default:
		r.Same++
	}
}

// item is one text on its way.
type item struct {
	in      file.Text
	err     error
	notes   []error // what is to be told of it, though it is taken in
	art     store.Article
	skip    warc.Skip // why a page is passed over
	known   bool
	health  float64
	defects int
	kinds   map[string]int // of defects
	reports []article.Report
	banding store.Banding
	begun   atomic.Int64   // when its coding began, in nanoseconds; 0 before and after
	given   queue.Delivery // where it comes from a queue
	work    queue.Item     // where it goes into one
}

// Texts takes in what a source gives. A text that cannot be coded is told to Failed, and the rest goes on. Where ctx ends, what is kept by then stays
// and ctx's error is returned; an error of the store ends it as well. While one batch is kept the next is coded, and the cards of events are made;
// when it returns without error, all cards are made, those that an earlier program left behind too.
func (in *Ingest) Texts(ctx context.Context, texts iter.Seq2[file.Text, error]) (res Result, err error) {
	run, err := in.run(ctx, "ingest")
	if err != nil {
		return res, err
	}
	cards := in.startCards(ctx, chronicle.NewAssembler(in.Store, in.Workers))
	err = in.flow(ctx, texts, in.codeBatch, func(batch []*item) error {
		touched, err := in.batch(ctx, run, batch, &res)
		if err != nil {
			return err
		}
		return cards.add(touched)
	})
	if last := cards.end(); err == nil {
		err = last
	}
	if err != nil {
		return res, err
	}
	return res, in.finish(ctx, run)
}

// flow prepares batch after batch, while done takes the one before.
func (in *Ingest) flow(ctx context.Context, texts iter.Seq2[file.Text, error], prepare func(context.Context, []*item) error, done func([]*item) error) error {
	ctx, cancel := context.WithCancel(ctx)
	ready, failed := make(chan []*item), make(chan error, 1)
	go func() {
		defer close(ready)
		for batch := range in.batches(texts) {
			if err := prepare(ctx, batch); err != nil {
				failed <- err
				return
			}
			select {
			case ready <- batch:
			case <-ctx.Done():
				failed <- ctx.Err()
				return
			}
		}
	}()
	var err error
	for batch := range ready {
		if err == nil {
			if err = done(batch); err != nil {
				cancel() // and wait for the source to be let go
			}
		}
	}
	cancel()
	select {
	case coding := <-failed:
		if err == nil {
			err = coding
		}
	default:
	}
	return err
}

// run gives the run that this version codes under: the last one, where nothing of the program or its data has changed since.
func (in *Ingest) run(ctx context.Context, kind string) (id int64, err error) {
	err = in.Store.Update(ctx, func(tx store.Tx) error {
		runs, err := tx.Runs()
		if err != nil {
			return err
		}
		if n := len(runs); n > 0 && runs[n-1].Coder == in.Coder && runs[n-1].Lexicon == in.Pipe.Lexicon {
			id = runs[n-1].ID
			return nil
		}
		id, err = tx.StartRun(store.Run{Kind: kind, Coder: in.Coder, Lexicon: in.Pipe.Lexicon, Started: in.Now().UTC().Truncate(time.Second)})
		return err
	})
	return id, err
}

func (in *Ingest) finish(ctx context.Context, run int64) error {
	return in.Store.Update(ctx, func(tx store.Tx) error { return tx.FinishRun(run, in.Now().UTC().Truncate(time.Second)) })
}

// batches cuts what a source gives into batches.
func (in *Ingest) batches(texts iter.Seq2[file.Text, error]) iter.Seq[[]*item] {
	return func(yield func([]*item) bool) {
		var batch []*item
		bytes := 0
		for t, err := range texts {
			batch = append(batch, &item{in: t, err: err})
			bytes += len(t.Text)
			if t.Page != nil {
				bytes += len(t.Page.Body)
			}
			if len(batch) >= in.Batch || bytes >= batchBytes {
				if !yield(batch) {
					return
				}
				batch, bytes = nil, 0
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// codeBatch finds out what of a batch is new, and codes it.
func (in *Ingest) codeBatch(ctx context.Context, batch []*item) error {
	for _, it := range batch {
		if it.err == nil {
			it.err = in.identify(it, in.defaults())
		}
	}
	if err := in.mark(ctx, batch); err != nil {
		return err
	}
	return in.codeNew(ctx, batch)
}

// batch keeps a batch, and gives the events whose cards are behind then.
func (in *Ingest) batch(ctx context.Context, run int64, batch []*item, res *Result) ([]string, error) {
	puts, stale, err := in.keep(ctx, run, batch)
	if err != nil {
		return nil, err
	}
	for i, it := range batch {
		if in.told(it, res) {
			res.count(puts[i], len(it.reports))
		}
	}
	return stale, nil
}

// told says what went wrong with an item, or that it is done; it tells which.
func (in *Ingest) told(it *item, res *Result) bool {
	for _, n := range it.notes {
		in.Failed(n)
	}
	if it.err != nil {
		res.Failed++
		in.Failed(it.err)
		return false
	}
	if in.Step != nil {
		in.Step(it.in.Read)
	}
	return true
}

// codeNew codes what is new of a batch.
func (in *Ingest) codeNew(ctx context.Context, batch []*item) error {
	return in.codeAll(ctx, slices.DeleteFunc(slices.Clone(batch), func(it *item) bool { return it.err != nil || it.known }))
}

// codeAll codes items, many at a time.
func (in *Ingest) codeAll(ctx context.Context, items []*item) error {
	return InPortions(slices.Values(items), in.Workers,
		func(it *item) int { return len(it.art.Text) },
		func(part []*item) iter.Seq[*item] {
			if ctx.Err() != nil {
				return slices.Values(part)
			}
			return in.codePortion(part)
		},
		func(*item) error { return ctx.Err() })
}

// codePortion codes items and gives each when it is coded. What goes wrong with one is an error of it, and of no other.
func (in *Ingest) codePortion(part []*item) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		jobs := make([]pipeline.Job, len(part))
		begun := in.Now().UnixNano()
		for i, it := range part {
			it.begun.Store(begun)
			jobs[i] = job(&it.art)
		}
		for i, j := range in.Pipe.CodeAll(jobs) {
			in.coded(part[i], j)
			part[i].begun.Store(0)
			if !yield(part[i]) {
				return
			}
		}
	}
}

// defaults is what is to be taken for told of texts that do not tell it: language, publisher and day.
func (in *Ingest) defaults() store.Article {
	return store.Article{Language: in.Language, Publisher: in.Publisher, Day: in.Published}
}

// identify makes a text the article that it is.
func (in *Ingest) identify(it *item, d store.Article) error {
	t := &it.in
	it.art = store.Article{Given: t.ID, URL: t.URL, Publisher: cmp.Or(t.Publisher, d.Publisher), Title: t.Title, Language: cmp.Or(t.Language, d.Language),
		Published: t.Published, Day: d.Day, Text: t.Text}
	if t.Published != "" {
		day, err := article.ParseDate(t.Published)
		if err != nil {
			return in.problem(t, fmt.Errorf("published: %w", err))
		}
		it.art.Day = day
	} else if !d.Day.Zero() {
		it.art.Published = d.Day.String()
	}
	readable(&it.art.Given, &it.art.Publisher, &it.art.Title, &it.art.Language, &it.art.Published)
	if t.URL != "" {
		clean, err := address.Clean(t.URL)
		if err != nil { // the text is worth keeping all the same
			it.notes = append(it.notes, in.problem(t, fmt.Errorf("url left out: %w", err)))
		}
		it.art.URL = clean
	}
	store.Identify(&it.art)
	return nil
}

func (in *Ingest) problem(t *file.Text, err error) error {
	return &file.Problem{File: t.File, Line: t.Line, Offset: t.Offset, Err: err}
}

// mark finds which articles of a batch are there already, in the store or earlier in the batch.
func (in *Ingest) mark(ctx context.Context, batch []*item) error {
	ids := make([]string, 0, len(batch))
	first := map[string]bool{}
	for _, it := range batch {
		if it.err != nil {
			continue
		}
		it.known = first[it.art.ID]
		first[it.art.ID] = true
		ids = append(ids, it.art.ID)
	}
	return in.Store.View(ctx, func(tx store.Tx) error {
		there, err := tx.ArticlesByID(ids)
		if err != nil {
			return err
		}
		known := map[string]bool{}
		for _, a := range there {
			known[a.ID] = true
		}
		for _, it := range batch {
			it.known = it.known || it.err == nil && known[it.art.ID]
		}
		return nil
	})
}

// coded keeps what came of coding a text. What panics is told like any other error: one text must never end the batch.
func (in *Ingest) coded(it *item, j *pipeline.Job) {
	defer func() {
		if r := recover(); r != nil {
			it.err = in.problem(&it.in, fmt.Errorf("BUG: %v", r))
		}
	}()
	if j.Err != nil {
		it.err = in.problem(&it.in, j.Err)
		return
	}
	j.Doc.Done()
	coded := j.Art
	it.art.Language = coded.Language
	it.reports, it.health, it.defects = coded.Reports(it.art.ID), coded.Health.Score, len(coded.Defects)
	it.kinds = map[string]int{}
	for _, d := range coded.Defects {
		it.kinds[d.Kind]++
	}
	it.banding.Article = it.art.ID
	it.banding.Bands, it.banding.Sketch = copies.Of(it.art.Text, it.art.Language)
}

// coding is what coding has made of an article.
func (it *item) coding() store.Coding {
	return store.Coding{Article: it.art.ID, Health: it.health, Defects: it.defects, Kinds: it.kinds, Reports: it.reports}
}

// job is a stored article as the pipeline takes it.
func job(a *store.Article) pipeline.Job {
	return pipeline.Job{Text: a.Text, Art: &article.Article{ID: a.ID, Language: a.Language, Published: a.Day, Publisher: a.Publisher, URL: a.URL, Title: a.Title, Keyed: true}}
}

// keep writes a batch in one transaction: articles, reports, groups of copies, and which reports are of which events. It gives the events
// whose cards are behind then, which stand in the store as well.
func (in *Ingest) keep(ctx context.Context, run int64, batch []*item) (puts []store.Put, stale []string, err error) {
	puts = make([]store.Put, len(batch))
	for i := range puts {
		puts[i] = store.Same
	}
	fresh := func(it *item) bool { return it.err == nil && !it.known }
	if !slices.ContainsFunc(batch, fresh) {
		return puts, nil, nil
	}
	err = in.Store.Update(ctx, func(tx store.Tx) error {
		var at []int
		var arts []store.Article
		var codings []store.Coding
		for i, it := range batch {
			if fresh(it) {
				at, arts, codings = append(at, i), append(arts, it.art), append(codings, it.coding())
			}
		}
		got, err := tx.PutCoded(run, arts, codings)
		if err != nil {
			return err
		}
		kept := &kept{}
		for n, i := range at {
			puts[i] = got[n]
			kept.add(batch[i], got[n])
		}
		touched, err := kept.place(tx)
		if err != nil {
			return err
		}
		if stale, err = chronicle.Settle(tx, touched); err != nil {
			return err
		}
		return mark(tx, batch)
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		err = fmt.Errorf("keep %d articles: %w", len(batch), err)
	}
	return puts, stale, err
}

// lastMarks gives the last mark of each archive that a batch is of.
func lastMarks(batch []*item) map[string]*file.Mark {
	last := map[string]*file.Mark{}
	for _, it := range batch {
		if m := it.in.Mark; m != nil {
			last[m.Source] = m
		}
	}
	return last
}

// mark notes how far the archives are read in that a batch is of.
func mark(tx store.Tx, batch []*item) error {
	last := lastMarks(batch)
	for _, source := range slices.Sorted(maps.Keys(last)) {
		m := last[source]
		if err := tx.PutRead(store.Read{Source: m.Source, Name: m.Name, Size: m.Size, Done: m.Done}); err != nil {
			return err
		}
	}
	return nil
}

// Marked gives the byte at which an archive is to be gone on with: behind what is kept of it.
func (in *Ingest) Marked(ctx context.Context, m file.Mark) (done int64, err error) {
	err = in.Store.View(ctx, func(tx store.Tx) error {
		r, err := tx.ReadOf(m.Source)
		done = r.Done
		return err
	})
	return done, err
}

// kept are articles that have just been put, with their reports.
type kept struct {
	ids     []string
	fresh   []store.Banding
	changed []*item // of which another text was there
}

func (k *kept) add(it *item, put store.Put) {
	if put == store.Same {
		return
	}
	k.ids = append(k.ids, it.art.ID)
	if put == store.Changed {
		k.changed = append(k.changed, it)
	} else {
		k.fresh = append(k.fresh, it.banding)
	}
}

// place finds the copies of the articles; it gives the articles that are to be looked at again.
func (k *kept) place(tx store.Tx) (touched []string, err error) {
	if len(k.ids) == 0 {
		return nil, nil
	}
	touched = slices.Clone(k.ids)
	for _, it := range k.changed {
		moved, err := copies.Update(tx, it.art.ID, it.art.Text, it.art.Language)
		if err != nil {
			return nil, err
		}
		replaced, err := tx.ReplacedBy(it.art.ID)
		if err != nil {
			return nil, err
		}
		touched = slices.Concat(touched, moved, replaced)
	}
	moved, err := copies.UpdateNew(tx, k.fresh)
	return append(touched, moved...), err
}
