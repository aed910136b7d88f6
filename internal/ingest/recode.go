package ingest

import (
	"context"
	"errors"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/store"
)

// ErrCoded is returned when this version of program and data has coded everything already.
var ErrCoded = errors.New("all articles are coded by this version already")

// Recode codes all articles that this version has not coded, and places what has changed in the chronicle anew. What earlier runs coded stays,
// for Diff. A recoding that was cut off goes on where it stood.
func (in *Ingest) Recode(ctx context.Context) (run int64, res Result, err error) {
	run, err = in.recoding(ctx)
	if err != nil {
		return 0, res, err
	}
	cards := in.startCards(ctx, chronicle.NewAssembler(in.Store, in.Workers))
	err = in.recode(ctx, run, cards, &res)
	if last := cards.end(); err == nil {
		err = last
	}
	if err != nil {
		return run, res, err
	}
	return run, res, in.finish(ctx, run)
}

// recode codes all that a run has not coded.
func (in *Ingest) recode(ctx context.Context, run int64, cards *cards, res *Result) error {
	for after := ""; ; {
		var batch []*item
		if err := in.Store.View(ctx, func(tx store.Tx) (err error) {
			batch, err = in.pending(tx, run, after)
			return err
		}); err != nil {
			return err
		}
		if len(batch) == 0 {
			return nil
		}
		after = batch[len(batch)-1].art.ID
		stale, err := in.again(ctx, run, batch, res)
		if err == nil {
			err = cards.add(stale)
		}
		if err != nil {
			return err
		}
	}
}

// recoding gives the run to code under, and an error where there is nothing to do.
func (in *Ingest) recoding(ctx context.Context) (int64, error) {
	run, err := in.run(ctx, "recode")
	if err != nil {
		return 0, err
	}
	err = in.Store.View(ctx, func(tx store.Tx) error {
		ids, err := tx.Pending(run, "", 1)
		if err == nil && len(ids) == 0 {
			err = ErrCoded
		}
		return err
	})
	return run, err
}

func (in *Ingest) pending(tx store.Tx, run int64, after string) ([]*item, error) {
	ids, err := tx.Pending(run, after, in.Batch)
	if err != nil {
		return nil, err
	}
	batch := make([]*item, 0, len(ids))
	bytes := 0
	for _, id := range ids {
		a, err := tx.Article(id)
		if err != nil {
			return nil, err
		}
		batch = append(batch, &item{art: a})
		if bytes += len(a.Text); bytes >= batchBytes {
			break
		}
	}
	return batch, nil
}

// again codes stored articles and keeps what comes of it; it gives the events whose cards are behind then. An article that cannot be coded keeps
// the reports it had, under the new run.
func (in *Ingest) again(ctx context.Context, run int64, batch []*item, res *Result) (stale []string, err error) {
	for _, it := range batch {
		it.in.File = "article " + it.art.ID
	}
	if err := in.codeAll(ctx, batch); err != nil {
		return nil, err
	}
	changed := 0
	err = in.Store.Update(ctx, func(tx store.Tx) error {
		changed = 0
		var touched []string
		var codings []store.Coding
		for _, it := range batch {
			before, err := tx.Reports(it.art.ID)
			if err != nil {
				return err
			}
			if it.err != nil {
				it.reports, it.health, it.defects = before, it.art.Health, it.art.Defects
			}
			if len(Compare(before, it.reports)) > 0 {
				changed++
			}
			touched, codings = append(touched, it.art.ID), append(codings, it.coding())
		}
		if err := tx.PutCodings(run, codings); err != nil {
			return err
		}
		stale, err = chronicle.Settle(tx, touched)
		return err
	})
	if err != nil {
		return nil, err
	}
	res.Changed += changed
	for _, it := range batch {
		if it.err != nil {
			res.Failed++
			in.Failed(it.err)
			continue
		}
		res.Reports += len(it.reports)
		if in.Step != nil {
			in.Step(int64(res.Done()))
		}
	}
	res.Same += len(batch) - changed
	return stale, nil
}
