package sqldb

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
)

// A face is what filters ask of an event, apart from its words: its number, days, sources and confidence, and the numbers of its signs. Faces
// lie close together in blocks, in the order of Latest: looking at all faces of 400,000 events takes some thirty milliseconds, whatever is asked, where
// an index for each thing that can be asked would be slow for what is common and for what seldom meets, and costly to keep.
type face struct {
	num        int64
	span       int // days from the first to the last; -1 where there is no day
	sources    int
	confidence float64
	signs      []int64 // sorted, each once
}

// blockMax is how many faces a block has at most. A larger block makes keeping dearer, a smaller one looking.
const blockMax = 300

// putFace remembers what is to become of a face at the end of the transaction; nil where it is to go.
func (t *Tx) putFace(num int64, f *face) {
	if t.faces == nil {
		t.faces = map[int64]*face{}
	}
	t.faces[num] = f
}

// newFace makes the face of an event.
func (t *Tx) newFace(num int64, e *store.Event) (*face, error) {
	signs, err := t.signNumbers(signsOf(e))
	if err != nil {
		return nil, err
	}
	slices.Sort(signs)
	f := &face{num: num, span: -1, sources: max(e.Sources, 0), confidence: e.Confidence, signs: slices.Compact(signs)}
	if !e.Days.End.Zero() {
		f.span = e.Days.Start.Days(e.Days.End)
	}
	return f, nil
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
		var old []face
		if found {
			if old, err = faces(lo, body); err != nil {
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
func (t *Tx) merge(old []face, nums []int64) []face {
	list := make([]face, 0, len(old)+len(nums))
	for len(old) > 0 || len(nums) > 0 {
		switch {
		case len(nums) == 0 || len(old) > 0 && old[0].num < nums[0]:
			list, old = append(list, old[0]), old[1:]
			continue
		case len(old) > 0 && old[0].num == nums[0]:
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
func (t *Tx) writeBlocks(lo int64, there bool, list []face) error {
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
			lo = part[0].num
		} else if there {
			query = "UPDATE event_block SET body = ? WHERE lo = ?"
		}
		if _, err := t.Exec(query, block(lo, part), lo); err != nil {
			return err
		}
	}
	return nil
}

// block packs faces, whose numbers are lo or greater and sorted.
func block(lo int64, list []face) []byte {
	b := binary.AppendUvarint(make([]byte, 0, 64*len(list)+8), uint64(len(list)))
	for _, f := range list {
		b = binary.AppendUvarint(b, uint64(f.num-lo))
		b = binary.AppendUvarint(b, uint64(f.span+1))
		b = binary.AppendUvarint(b, uint64(f.sources))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.confidence))
		b = binary.AppendUvarint(b, uint64(len(f.signs)))
		last := int64(0)
		for _, s := range f.signs {
			b = binary.AppendUvarint(b, uint64(s-last))
			last = s
		}
		lo = f.num
	}
	return b
}

var errBlock = fmt.Errorf("a block of faces: %w", store.ErrCorrupt)

// errEnough stops a search that has found enough.
var errEnough = errors.New("enough")

// reader takes apart what block has packed.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 { // most are small
		v := uint64(r.b[0])
		r.b = r.b[1:]
		return v
	}
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[n:]
	return v
}

// head reads what stands before an event's signs, and how many those are.
func (r *reader) head(f *face) (signs int) {
	f.num += int64(r.uvarint())
	f.span = int(r.uvarint()) - 1
	f.sources = int(r.uvarint())
	if len(r.b) < 8 {
		r.b, r.bad = nil, true
		return 0
	}
	f.confidence = math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.b, r.bad = nil, true
		return 0
	}
	return int(n)
}

// faces unpacks a block.
func faces(lo int64, b []byte) ([]face, error) {
	r := reader{b: b}
	n := r.uvarint()
	if n > uint64(len(b)) {
		return nil, errBlock
	}
	list := make([]face, n)
	for i := range list {
		f := &list[i]
		f.num = lo
		f.signs = make([]int64, r.head(f))
		last := int64(0)
		for j := range f.signs {
			last += int64(r.uvarint())
			f.signs[j] = last
		}
		lo = f.num
	}
	if r.bad || len(r.b) > 0 {
		return nil, errBlock
	}
	return list, nil
}
