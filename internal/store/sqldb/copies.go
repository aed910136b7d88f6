package sqldb

import (
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// PutSketch keeps an article's bands and sketch, in the place of those it had.
func (t *Tx) PutSketch(articleID string, bands []uint64, sketch []byte) error {
	num, err := t.number(articleID)
	if err != nil {
		return err
	}
	var old []byte
	found, err := t.One([]any{&old}, "SELECT bands FROM sketch WHERE article = ?", num)
	if err != nil {
		return err
	}
	if found {
		list, err := sqltx.Unnumbers(old)
		if err != nil {
			return err
		}
		for _, h := range list {
			if _, err := t.Exec("DELETE FROM band WHERE hash = ? AND article = ?", h, num); err != nil {
				return err
			}
		}
	}
	list := make([]int64, len(bands))
	rows := make([][]any, len(bands))
	for i, h := range bands {
		list[i] = int64(h)
		rows[i] = []any{int64(h), num}
	}
	if _, err := t.Exec("INSERT INTO sketch (article, bands, body) VALUES (?, ?, ?) ON CONFLICT (article) DO UPDATE SET bands = excluded.bands, body = excluded.body",
		num, sqltx.Numbers(list), append([]byte{}, sketch...)); err != nil {
		return err
	}
	return t.Insert("INSERT INTO band (hash, article)", rows, " ON CONFLICT DO NOTHING")
}

func scanSketched(list *[]store.Sketched) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var s store.Sketched
		err := scan(&s.ID, &s.Group, &s.Sketch)
		*list = append(*list, s)
		return err
	}
}

func sketchedID(s store.Sketched) string { return s.ID }

// Banded gives the articles that share a band, with their sketches and groups, without the article itself.
func (t *Tx) Banded(articleID string, bands []uint64) (list []store.Sketched, err error) {
	hashes := make([]int64, len(bands))
	for i, h := range bands {
		hashes[i] = int64(h)
	}
	seen := map[int64]bool{}
	if err := sqltx.In(t.Tx, hashes, func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		seen[num] = true
		return err
	}, "SELECT article FROM band WHERE hash IN ?"); err != nil {
		return nil, err
	}
	nums := make([]int64, 0, len(seen))
	for num := range seen {
		nums = append(nums, num)
	}
	var own []store.Sketched
	err = sqltx.In(t.Tx, nums, scanSketched(&own), "SELECT a.id, a.grp, s.body FROM sketch s JOIN article a ON a.num = s.article WHERE s.article IN ?")
	for _, s := range own {
		if s.ID != articleID {
			list = append(list, s)
		}
	}
	return ordered(list, sketchedID), err
}

// Grouped gives the members of groups, with sketches.
func (t *Tx) Grouped(groups []string) (list []store.Sketched, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(groups), scanSketched(&list), "SELECT a.id, a.grp, s.body FROM article a JOIN sketch s ON s.article = a.num WHERE a.grp IN ?")
	return ordered(list, sketchedID), err
}

// SetGroup puts articles into a group.
func (t *Tx) SetGroup(articleIDs []string, group string) error {
	for _, id := range articleIDs {
		if _, err := t.Exec("UPDATE article SET grp = ? WHERE id = ?", sqltx.Clean(group), sqltx.Clean(id)); err != nil {
			return err
		}
	}
	return nil
}
