package sqldb

import (
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// PutSketch keeps an article's bands and sketch, in the place of those it had.
func (t *Tx) PutSketch(articleID string, bands []uint64, sketch []byte) error {
	return t.PutSketches([]store.Banding{{Article: articleID, Bands: bands, Sketch: sketch}})
}

// PutSketches keeps bands and sketches of several articles.
func (t *Tx) PutSketches(list []store.Banding) error {
	nums := make([]int64, len(list))
	for i := range list {
		var err error
		if nums[i], err = t.number(list[i].Article); err != nil {
			return err
		}
	}
	old := map[int64][]int64{}
	if err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		var num int64
		var bands []byte
		err := scan(&num, &bands)
		if err == nil {
			old[num], err = sqltx.Unnumbers(bands)
		}
		return err
	}, "SELECT article, bands FROM sketch WHERE article IN ?"); err != nil {
		return err
	}
	for num, bands := range old {
		for _, h := range bands {
			if _, err := t.Exec("DELETE FROM band WHERE hash = ? AND article = ?", h, num); err != nil {
				return err
			}
		}
	}
	var sketches [][]any
	var bands [][]int64
	for i, b := range list {
		hashes := make([]int64, len(b.Bands))
		for k, h := range b.Bands {
			hashes[k] = int64(h)
			bands = append(bands, []int64{int64(h), nums[i]})
		}
		sketches = append(sketches, []any{nums[i], sqltx.Numbers(hashes), append([]byte{}, b.Sketch...)})
	}
	if err := t.Insert("INSERT INTO sketch (article, bands, body)", sketches, " ON CONFLICT (article) DO UPDATE SET bands = excluded.bands, body = excluded.body"); err != nil {
		return err
	}
	return t.InsertNumbers("band", []string{"hash", "article"}, bands)
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
func (t *Tx) Banded(articleID string, bands []uint64) ([]store.Sketched, error) {
	lists, err := t.BandedAll([]store.Banding{{Article: articleID, Bands: bands}})
	if err != nil {
		return nil, err
	}
	return lists[0], nil
}

// BandedAll is Banded for several articles.
func (t *Tx) BandedAll(list []store.Banding) ([][]store.Sketched, error) {
	wanted := map[int64][]int{} // hash: those of list that have it
	var hashes []int64
	for i, b := range list {
		for _, h := range b.Bands {
			if wanted[int64(h)] == nil {
				hashes = append(hashes, int64(h))
			}
			wanted[int64(h)] = append(wanted[int64(h)], i)
		}
	}
	met := map[int64]map[int]bool{} // article: those of list that it shares a band with
	var nums []int64
	if err := sqltx.In(t.Tx, hashes, func(scan func(...any) error) error {
		var hash, num int64
		err := scan(&hash, &num)
		if met[num] == nil {
			met[num] = map[int]bool{}
			nums = append(nums, num)
		}
		for _, i := range wanted[hash] {
			met[num][i] = true
		}
		return err
	}, "SELECT hash, article FROM band WHERE hash IN ?"); err != nil {
		return nil, err
	}
	out := make([][]store.Sketched, len(list))
	err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		var num int64
		var s store.Sketched
		err := scan(&num, &s.ID, &s.Group, &s.Sketch)
		for i := range met[num] {
			if s.ID != list[i].Article {
				out[i] = append(out[i], s)
			}
		}
		return err
	}, "SELECT a.num, a.id, a.grp, s.body FROM sketch s JOIN article a ON a.num = s.article WHERE s.article IN ?")
	for i := range out {
		out[i] = ordered(out[i], sketchedID)
	}
	return out, err
}

// Grouped gives the members of groups, with sketches.
func (t *Tx) Grouped(groups []string) (list []store.Sketched, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(groups), scanSketched(&list), "SELECT a.id, a.grp, s.body FROM article a JOIN sketch s ON s.article = a.num WHERE a.grp IN ?")
	return ordered(list, sketchedID), err
}

// SetGroup puts articles into a group.
func (t *Tx) SetGroup(articleIDs []string, group string) error {
	rows := make([][]any, len(articleIDs))
	for i, id := range articleIDs {
		rows[i] = []any{sqltx.Clean(id), sqltx.Clean(group)}
	}
	if err := t.touchAll(articleIDs); err != nil {
		return err
	}
	_, err := t.UpdateFrom("UPDATE article SET grp = v.column2", rows, []string{"TEXT", "TEXT"}, "article.id = v.column1")
	return err
}
