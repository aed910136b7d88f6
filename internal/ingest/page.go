package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/source/warc"
	"github.com/bakhar/bakhar/internal/store"
)

// find takes the article out of an item's page, and makes it the article that it is; d is what is to be taken for told where the page does not
// tell it. A page with nothing to code is to be skipped, which is no error. A page that makes reading panic costs itself.
func (in *Ingest) find(it *item, d store.Article) {
	defer func() {
		if r := recover(); r != nil {
			it.err = in.problem(&it.in, fmt.Errorf("BUG: %v", r))
		}
	}()
	page := it.in.Page
	it.in.Page = nil
	skip, err := it.in.FromPage(page, in.Pipe.Detect)
	switch it.skip = skip; {
	case err != nil:
		it.err = in.problem(&it.in, err)
	case skip == warc.Kept:
		it.err = in.identify(it, d)
	}
}

// errBadWork is the error of an item of a queue that is none of ours, or damaged.
type errBadWork struct{ error }

func (e errBadWork) Unwrap() error { return e.error }

// openWork opens an item of a queue: its text, or the article of its page.
func (in *Ingest) openWork(it *item) {
	var err error
	if it.art, it.in, err = unpack(it.given.Item()); err != nil {
		it.err = errBadWork{err}
		return
	}
	if it.in.Page != nil {
		in.find(it, it.art)
	}
}

// openMax bounds the texts that a worker has open: it opens some of what it was given, and the rest when these are through its hands, so that what was
// compressed to almost nothing is never open all at once.
const (
	openMax     = 4 * batchBytes
	openPortion = 16
)

// openSome opens the first of what a queue has given, in order, as many as fit.
func (in *Ingest) openSome(ctx context.Context, given []*item) (n int, err error) {
	bytes := 0
	for part := range slices.Chunk(given, openPortion*in.Workers) {
		err := InOrder(slices.Values(part), in.Workers,
			func(it *item) *item {
				if ctx.Err() == nil {
					it.begun.Store(in.Now().UnixNano())
					in.openWork(it)
					it.begun.Store(0)
				}
				return it
			},
			func(it *item) error {
				bytes += len(it.art.Text)
				return ctx.Err()
			})
		if err != nil {
			return n, err
		}
		if n += len(part); bytes >= openMax {
			break
		}
	}
	return n, nil
}

// opened tells what an item that was opened is: one of ours or not.
func (it *item) opened() (ours bool) {
	var bad errBadWork
	return !errors.As(it.err, &bad)
}
