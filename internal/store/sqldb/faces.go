package sqldb

import (
	"maps"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
)

// blockMax is how many faces a block has at most. A larger block makes keeping dearer, a smaller one looking.
const blockMax = 300

// putFace remembers what is to become of a face at the end of the transaction; nil where it is to go.
func (t *Tx) putFace(num int64, f *face.Face) {
	if t.faces == nil {
		t.faces = map[int64]*face.Face{}
	}
	t.faces[num] = f
}

// newFace makes the face of an event.
func (t *Tx) newFace(num int64, e *store.Event) (*face.Face, error) {
	signs, err := t.signNumbers(signsOf(e))
	if err != nil {
		return nil, err
	}
	return face.New(num, e, signs), nil
}

// flushFaces writes what putFace remembered, block by block. Blocks part all numbers among them: each goes from its lo to that of the next, the
// first from 0.
func (t *Tx) flushFaces() error {
	nums := slices.Sorted(maps.Keys(t.faces))
	for len(nums) > 0 {
		var lo int64
		next := int64(math.MaxInt64)
		var body []byte
		found, err := t.one([]any{&lo, &body}, "SELECT lo, body FROM event_block WHERE lo <= ? ORDER BY lo DESC LIMIT 1", nums[0])
		if err != nil {
			return err
		}
		if _, err := t.one([]any{&next}, "SELECT lo FROM event_block WHERE lo > ? ORDER BY lo LIMIT 1", nums[0]); err != nil {
			return err
		}
		n := 0
		for n < len(nums) && nums[n] < next {
			n++
		}
		var old []face.Face
		if found {
			if old, err = face.Unpack(lo, body); err != nil {
				return err
			}
		}
		if err := t.writeBlocks(lo, found, t.merge(old, nums[:n])); err != nil {
			return err
		}
		nums = nums[n:]
	}
	t.faces = nil
	return nil
}

// merge gives the faces of a block with the changes of some numbers.
func (t *Tx) merge(old []face.Face, nums []int64) []face.Face {
	list := make([]face.Face, 0, len(old)+len(nums))
	for len(old) > 0 || len(nums) > 0 {
		switch {
		case len(nums) == 0 || len(old) > 0 && old[0].Num < nums[0]:
			list, old = append(list, old[0]), old[1:]
			continue
		case len(old) > 0 && old[0].Num == nums[0]:
			old = old[1:]
		}
		if f := t.faces[nums[0]]; f != nil {
			list = append(list, *f)
		}
		nums = nums[1:]
	}
	return list
}

// writeBlocks writes faces in the place of the block at lo, as several blocks where they are too many.
func (t *Tx) writeBlocks(lo int64, there bool, list []face.Face) error {
	if len(list) == 0 && lo != 0 {
		_, err := t.Exec("DELETE FROM event_block WHERE lo = ?", lo)
		return err
	}
	parts := 1
	if len(list) > blockMax {
		parts = (len(list) + blockMax/2 - 1) / (blockMax / 2)
	}
	size := (len(list) + parts - 1) / parts
	for first := true; first || len(list) > 0; first = false {
		part := list[:min(size, len(list))]
		list = list[len(part):]
		query := "INSERT INTO event_block (body, lo) VALUES (?, ?)"
		if !first {
			lo = part[0].Num
		} else if there {
			query = "UPDATE event_block SET body = ? WHERE lo = ?"
		}
		if _, err := t.Exec(query, face.Pack(lo, part), lo); err != nil {
			return err
		}
	}
	return nil
}
