package sqldb

import (
	"fmt"
	"iter"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// AddCorrection keeps a correction and gives its number; the one it came with does not count.
func (t *Tx) AddCorrection(c store.Correction) (id int64, err error) {
	if _, err := t.One([]any{&id}, "SELECT COALESCE(MAX(id), 0) + 1 FROM correction"); err != nil {
		return 0, err
	}
	if _, err := t.Exec("INSERT INTO correction (id, kind, analyst, reason, made, body, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)",
		id, sqltx.Clean(c.Kind), sqltx.Clean(c.Analyst), sqltx.Clean(c.Reason), sqltx.Moment(c.Made), append([]byte{}, c.Body...), c.Undoes); err != nil {
		return 0, err
	}
	rows := make([][]any, len(c.Targets))
	for i, a := range c.Targets {
		rows[i] = []any{id, i, sqltx.Clean(a.Article), a.Start, a.End, sqltx.Clean(a.Report)}
	}
	return id, t.Insert("INSERT INTO correction_target (correction, n, article, start_byte, end_byte, report)", rows, "")
}

// Correction gives one by its number.
func (t *Tx) Correction(id int64) (store.Correction, error) {
	list, err := t.corrections([]int64{id})
	if err != nil {
		return store.Correction{}, err
	}
	if len(list) == 0 {
		return store.Correction{}, sqltx.NotFound("correction", fmt.Sprint(id))
	}
	return list[0], nil
}

// corrections gives those of some numbers, in order.
func (t *Tx) corrections(ids []int64) (list []store.Correction, err error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	at := map[int64]int{}
	if err := sqltx.In(t.Tx, ids, func(scan func(...any) error) error {
		var c store.Correction
		var made string
		err := scan(&c.ID, &c.Kind, &c.Analyst, &c.Reason, &made, &c.Body, &c.Undoes)
		if err == nil {
			c.Made, err = sqltx.Unmoment(made)
		}
		at[c.ID] = len(list)
		list = append(list, c)
		return err
	}, "SELECT id, kind, analyst, reason, made, body, undoes FROM correction WHERE id IN ? ORDER BY id"); err != nil {
		return nil, err
	}
	err = sqltx.In(t.Tx, ids, func(scan func(...any) error) error {
		var id int64
		var a store.Anchor
		err := scan(&id, &a.Article, &a.Start, &a.End, &a.Report)
		if err == nil {
			c := &list[at[id]]
			c.Targets = append(c.Targets, a)
		}
		return err
	}, "SELECT correction, article, start_byte, end_byte, report FROM correction_target WHERE correction IN ? ORDER BY correction, n")
	return list, err
}

// CorrectionsOf gives those that have a target in one of the articles, undone or not, in order.
func (t *Tx) CorrectionsOf(articleIDs []string) ([]store.Correction, error) {
	var ids []int64
	if err := sqltx.In(t.Tx, sqltx.CleanAll(articleIDs), func(scan func(...any) error) error {
		ids = append(ids, 0)
		return scan(&ids[len(ids)-1])
	}, "SELECT correction FROM correction_target WHERE article IN ?"); err != nil {
		return nil, err
	}
	return t.corrections(ids)
}

// EachCorrection gives all, in order.
func (t *Tx) EachCorrection() iter.Seq2[store.Correction, error] {
	return pages(func(last *store.Correction) ([]store.Correction, error) {
		var after int64
		if last != nil {
			after = last.ID
		}
		var ids []int64
		if err := t.Query(func(scan func(...any) error) error {
			ids = append(ids, 0)
			return scan(&ids[len(ids)-1])
		}, "SELECT id FROM correction WHERE id > ? ORDER BY id LIMIT ?", after, pageRows); err != nil {
			return nil, err
		}
		return t.corrections(ids)
	})
}
