package index

import (
	"maps"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/store/face"
)

// flushFaces writes what was remembered of faces, block by block. Blocks part all numbers among them: each goes from its lo to that of the next, the
// first from 0.
func (t *Index) flushFaces(l *list) error {
	nums := slices.Sorted(maps.Keys(l.faces))
	for len(nums) > 0 {
		var lo int64
		next := int64(math.MaxInt64)
		var body []byte
		found, err := t.One([]any{&lo, &body}, "SELECT lo, body FROM "+l.block()+" WHERE lo <= ? ORDER BY lo DESC LIMIT 1", nums[0])
		if err != nil {
			return err
		}
		if _, err := t.One([]any{&next}, "SELECT lo FROM "+l.block()+" WHERE lo > ? ORDER BY lo LIMIT 1", nums[0]); err != nil {
			return err
		}
		n := 0
		for n < len(nums) && nums[n] < next {
			n++
		}
		old := &face.Block{}
		if found {
			if old, err = face.Unpack(body); err != nil {
				return err
			}
		}
		changes := make([]face.Change, n)
		for i, num := range nums[:n] {
			changes[i] = face.Change{Num: num, Face: l.faces[num]}
		}
		if err := t.writeBlocks(l, lo, found, old.Changed(changes)); err != nil {
			return err
		}
		nums = nums[n:]
	}
	l.faces = nil
	return nil
}

// writeBlocks writes blocks in the place of the one at lo. One that becomes empty stays: so whoever asks for the blocks of later versions hears of it.
func (t *Index) writeBlocks(l *list, lo int64, there bool, blocks []*face.Block) error {
	version, err := t.version()
	if err != nil {
		return err
	}
	if len(blocks) == 0 {
		blocks = []*face.Block{{}}
	}
	for i, b := range blocks {
		query := "INSERT INTO " + l.block() + " (body, version, lo) VALUES (?, ?, ?)"
		if i > 0 {
			lo = b.First()
		} else if there {
			query = "UPDATE " + l.block() + " SET body = ?, version = ? WHERE lo = ?"
		}
		if _, err := t.Exec(query, b.Pack(), version, lo); err != nil {
			return err
		}
	}
	return nil
}
