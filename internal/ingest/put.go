package ingest

import (
	"context"
	"errors"
	"iter"

	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/file"
)

// Put hands what a source gives to a queue, for workers to take in. Result counts as New what was added and as Same what is waiting already;
// whether an article is in the store, only workers see. It waits while the queue is full. A text that cannot be put is told to Failed, and the rest goes on.
func (in *Ingest) Put(ctx context.Context, q queue.Queue, texts iter.Seq2[file.Text, error]) (Result, error) {
	var res Result
	for batch := range in.batches(texts) {
		if err := in.putBatch(ctx, q, batch, &res); err != nil {
			return res, err
		}
	}
	return res, nil
}

func (in *Ingest) putBatch(ctx context.Context, q queue.Queue, batch []*item, res *Result) error {
	var work []queue.Item
	byID := map[string]*item{}
	for _, it := range batch {
		if it.err == nil {
			it.err = in.identify(it)
		}
		if it.err != nil {
			continue
		}
		one, err := pack(it)
		if err != nil {
			it.err = in.problem(&it.in, err)
			continue
		}
		work, byID[one.ID] = append(work, one), it
	}
	fresh, err := q.Put(ctx, work...)
	if err = tooLarge(err, func(e *queue.TooLarge) { byID[e.ID].err = in.problem(&byID[e.ID].in, e) }); err != nil {
		return err
	}
	put := 0
	for _, it := range batch {
		if in.told(it, res) {
			put++
		}
	}
	res.New += fresh
	res.Same += put - fresh
	return nil
}

// tooLarge takes the errors of single items out of what Put gives, and gives the rest.
func tooLarge(err error, f func(*queue.TooLarge)) error {
	var one *queue.TooLarge
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if errors.As(err, &one) {
			f(one)
			return nil
		}
		return err
	}
	var rest []error
	for _, e := range joined.Unwrap() {
		rest = append(rest, tooLarge(e, f))
	}
	return errors.Join(rest...)
}
