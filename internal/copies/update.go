package copies

import (
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
)

// Update brings the groups up to date with an article that is new, has another text, or was replaced by another, and with those that it has
// replaced itself: they are copies of nothing any more. It gives the articles whose group changed, sorted. Doing it again changes nothing.
func Update(tx store.Tx, articleID, text, language string) (moved []string, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("find the copies of %s: %w", articleID, err)
		}
	}()
	u := &update{tx: tx, group: map[string]string{}}
	old, err := tx.ReplacedBy(articleID)
	if err != nil {
		return nil, err
	}
	arts, err := tx.ArticlesByID(append(slices.Clone(old), articleID))
	if err != nil {
		return nil, err
	}
	counts := false
	for _, a := range arts {
		u.group[a.ID] = a.Group
		if a.ID == articleID {
			counts = a.Replaced == ""
		}
	}
	for _, a := range arts {
		if a.ID != articleID {
			if err := u.remove(a.ID, nil, nil); err != nil {
				return nil, err
			}
		}
	}
	if !counts {
		err = u.remove(articleID, nil, nil)
		return u.moved(), err
	}
	bands, sketch := Of(text, language)
	if err := u.remove(articleID, bands, sketch); err != nil {
		return nil, err
	}
	err = u.add(articleID, bands, sketch)
	return u.moved(), err
}

// UpdateNew is Update for articles that have just been put, each as a group of its own, and replace nothing, by what Of gave for them. It asks the
// store few questions for many.
func UpdateNew(tx store.Tx, list []store.Banding) (moved []string, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("find copies: %w", err)
		}
	}()
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].Article
	}
	arts, err := tx.ArticlesByID(ids)
	if err != nil {
		return nil, err
	}
	u := &update{tx: tx, group: map[string]string{}}
	counts := map[string]bool{}
	for _, a := range arts {
		u.group[a.ID], counts[a.ID] = a.Group, a.Replaced == ""
	}
	list = slices.Clone(list)
	for i := range list {
		if !counts[list[i].Article] { // by another of them
			list[i].Bands, list[i].Sketch = nil, nil
		}
	}
	near, err := tx.BandedAll(list) // before they are there themselves, so that not each is found by itself
	if err != nil {
		return nil, err
	}
	if err := tx.PutSketches(list); err != nil {
		return nil, err
	}
	among := u.among(list)
	for i, b := range list {
		if err := u.join(b.Article, b.Sketch, append(near[i], among[i]...)); err != nil {
			return nil, err
		}
	}
	return u.moved(), nil
}

// among gives for each of a list those of the list that share a band with it.
func (u *update) among(list []store.Banding) [][]store.Sketched {
	having := map[uint64][]int{}
	for i, b := range list {
		for _, h := range b.Bands {
			having[h] = append(having[h], i)
		}
	}
	out := make([][]store.Sketched, len(list))
	for i, b := range list {
		met := map[int]bool{i: true}
		for _, h := range b.Bands {
			for _, k := range having[h] {
				if !met[k] {
					met[k] = true
					out[i] = append(out[i], store.Sketched{ID: list[k].Article, Group: u.group[list[k].Article], Sketch: list[k].Sketch})
				}
			}
		}
	}
	return out
}

type update struct {
	tx      store.Tx
	group   map[string]string // of the articles met, as they are now
	changed []string
}

func (u *update) moved() []string {
	slices.Sort(u.changed)
	u.changed = slices.Compact(u.changed)
	return u.changed
}

// set puts articles into a group, those that are not yet there.
func (u *update) set(ids []string, group string) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return u.group[id] == group })
	if len(ids) == 0 {
		return nil
	}
	for _, id := range ids {
		u.group[id] = group
	}
	u.changed = append(u.changed, ids...)
	return u.tx.SetGroup(ids, group)
}

// remove takes an article out of its group, which may fall apart, and gives it other bands and another sketch.
func (u *update) remove(id string, bands []uint64, sketch []byte) error {
	members, err := u.tx.Grouped([]string{u.group[id]})
	if err != nil {
		return err
	}
	same := slices.ContainsFunc(members, func(m store.Sketched) bool { return m.ID == id && string(m.Sketch) == string(sketch) })
	if same && sketch != nil {
		return nil
	}
	if err := u.tx.PutSketch(id, bands, sketch); err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m store.Sketched) bool { return m.ID == id })
	for _, m := range members {
		u.group[m.ID] = m.Group
	}
	if err := u.set([]string{id}, id); err != nil || len(members) == 0 {
		return err
	}
	return u.regroup(members)
}

// regroup finds the components of what was one group. Bands are not kept with a sketch: they are made again from the texts.
func (u *update) regroup(members []store.Sketched) error {
	parts := make([]int, len(members))
	banded := make([]map[uint64]bool, len(members))
	for i, m := range members {
		parts[i] = i
		a, err := u.tx.Article(m.ID)
		if err != nil {
			return err
		}
		bands, _ := Of(a.Text, a.Language)
		banded[i] = map[uint64]bool{}
		for _, b := range bands {
			banded[i][b] = true
		}
	}
	for i := range members {
		for j := range i {
			if parts[i] != parts[j] && meet(banded[i], banded[j]) && copied(members[i].Sketch, members[j].Sketch) {
				from, to := max(parts[i], parts[j]), min(parts[i], parts[j])
				for k := range parts {
					if parts[k] == from {
						parts[k] = to
					}
				}
			}
		}
	}
	for first := range members {
		var ids []string
		for i, m := range members {
			if parts[i] == first {
				ids = append(ids, m.ID)
			}
		}
		if len(ids) > 0 {
			if err := u.set(ids, slices.Min(ids)); err != nil {
				return err
			}
		}
	}
	return nil
}

func meet(a, b map[uint64]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

// add joins an article with the groups of all that it is a copy of.
func (u *update) add(id string, bands []uint64, sketch []byte) error {
	if len(bands) == 0 {
		return nil
	}
	near, err := u.tx.Banded(id, bands)
	if err != nil {
		return err
	}
	return u.join(id, sketch, near)
}

// join makes one group of an article's and those of all near it that it is a copy of.
func (u *update) join(id string, sketch []byte, near []store.Sketched) error {
	groups := []string{u.group[id]}
	for _, n := range near {
		group := n.Group
		if now, ok := u.group[n.ID]; ok {
			group = now
		}
		if !slices.Contains(groups, group) && copied(sketch, n.Sketch) {
			groups = append(groups, group)
		}
	}
	if len(groups) == 1 {
		return nil
	}
	members, err := u.tx.Grouped(groups)
	if err != nil {
		return err
	}
	ids := []string{id}
	for _, m := range members {
		u.group[m.ID] = m.Group
		if m.ID != id {
			ids = append(ids, m.ID)
		}
	}
	return u.set(ids, slices.Min(ids))
}
