package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/source/warc"
)

// Put hands what a source gives to a queue, for workers to take in; pages that the source has not read, as they came. Result counts as New what
// was added and as Same what is waiting already; whether an article is in the store, only workers see. It waits while the queue is full. A text
// that cannot be put is told to Failed, and the rest goes on. While one batch is put the next is packed. How far archives are put is kept in the queue: PutUpTo.
func (in *Ingest) Put(ctx context.Context, q queue.Queue, texts iter.Seq2[file.Text, error]) (Result, error) {
	var res Result
	err := in.flow(ctx, texts, in.packBatch, func(batch []*item) error { return in.putBatch(ctx, q, batch, &res) })
	return res, err
}

func (in *Ingest) packBatch(ctx context.Context, batch []*item) error {
	return InOrder(slices.Values(batch), max(1, in.Workers),
		func(it *item) *item {
			if it.err == nil && it.in.Page == nil {
				it.err = in.identify(it, in.defaults())
			}
			if it.err == nil && ctx.Err() == nil {
				in.wrap(it)
			}
			return it
		},
		func(*item) error { return ctx.Err() })
}

// wrap makes the item of the queue.
func (in *Ingest) wrap(it *item) {
	var err error
	if it.work, err = in.pack(it); err != nil {
		it.err = in.problem(&it.in, err)
	}
}

func (in *Ingest) putBatch(ctx context.Context, q queue.Queue, batch []*item, res *Result) error {
	todo := slices.DeleteFunc(slices.Clone(batch), func(it *item) bool { return it.err != nil })
	fresh := 0
	for len(todo) > 0 {
		var work []queue.Item
		for _, it := range todo {
			work = append(work, it.work)
		}
		large := map[string]error{}
		n, err := q.Put(ctx, work...)
		if err = tooLarge(err, func(e *queue.TooLarge) { large[e.ID] = e }); err != nil {
			return err
		}
		fresh += n
		todo = slices.DeleteFunc(todo, func(it *item) bool { return large[it.work.ID] == nil || !in.shrink(it, large[it.work.ID]) })
	}
	if err := in.putUpTo(ctx, q, batch); err != nil {
		return err
	}
	put := 0
	for _, it := range batch {
		if in.told(it, res) && it.skip == warc.Kept {
			put++
		}
	}
	res.New += fresh
	res.Same += put - fresh
	return nil
}

// shrink takes the article out of a page that is too large for the queue, so that it goes in as a text. It tells whether that is to be put.
func (in *Ingest) shrink(it *item, tooLarge error) bool {
	if it.in.Page == nil {
		it.err = in.problem(&it.in, tooLarge)
		return false
	}
	if in.find(it, in.defaults()); it.err == nil && it.skip == warc.Kept {
		in.wrap(it)
	}
	return it.err == nil && it.skip == warc.Kept
}

// reached is how far an archive is put, as it is kept in the queue.
type reached struct {
	Version int    `json:"v"`
	Name    string `json:"name"` // for people
	Done    int64  `json:"done"`
}

const reachedVersion = 1

// putUpTo notes how far the archives are put that a batch is of. All that comes before waits in the queue, and survives the program.
func (in *Ingest) putUpTo(ctx context.Context, q queue.Queue, batch []*item) error {
	last := lastMarks(batch)
	for _, source := range slices.Sorted(maps.Keys(last)) {
		m := last[source]
		data, err := json.Marshal(reached{reachedVersion, m.Name, m.Done})
		if err != nil {
			return err
		}
		if err := q.Keep(ctx, source, data); err != nil {
			return fmt.Errorf("note how far %s is put: %w", m.Name, err)
		}
	}
	return nil
}

// PutUpTo gives the byte at which an archive is to be gone on with: what comes before was put into the queue; 0 where that is not known.
func PutUpTo(ctx context.Context, q queue.Queue, m file.Mark) (done int64, err error) {
	data, err := q.Kept(ctx, m.Source)
	if err != nil || data == nil {
		return 0, err
	}
	var r reached
	if err := json.Unmarshal(data, &r); err != nil || r.Version != reachedVersion || r.Done < 0 {
		return 0, errors.New("the queue's note on it cannot be read")
	}
	return r.Done, nil
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
