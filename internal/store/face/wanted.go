package face

import (
	"encoding/binary"

	"github.com/bakhar/bakhar/internal/article"
)

// Wanted is what a face must have.
type Wanted struct {
	Days       article.Interval // events that lie in it at least partly; open where a day is zero
	SourcesMin int
	Confidence float64  // at least
	masks      []uint32 // by sign: a bit for each clause that it is in
	bits       uint32   // of all clauses
	all        uint32   // of those that each face must have
	either     []uint32 // and of each of these lists of clauses a face must have one whole
}

// Clause adds a list of signs of which a face must have one; false where there is none. There may be 27 of them, and one Opposed.
func (w *Wanted) Clause(signs []int64) bool {
	bit := w.bit(signs)
	w.all |= bit
	return len(signs) > 0
}

// bit gives signs the next bit.
func (w *Wanted) bit(signs []int64) uint32 {
	bit := w.bits + 1 // the bits that are taken are the lowest ones
	w.bits |= bit
	for _, s := range signs {
		if int(s) >= len(w.masks) {
			w.masks = append(w.masks, make([]uint32, int(s)+1-len(w.masks))...)
		}
		w.masks[s] |= bit
	}
	return bit
}

// Side is the signs of one side: those that it has as actor, and those as recipient.
type Side struct{ Actor, Recipient []int64 }

// Opposed adds that a face must have one side as actor and the other as recipient, either way round; false where none can.
func (w *Wanted) Opposed(a, b Side) bool {
	possible := false
	for _, way := range [][2][]int64{{a.Actor, b.Recipient}, {b.Actor, a.Recipient}} {
		w.either = append(w.either, w.bit(way[0])|w.bit(way[1]))
		possible = possible || len(way[0]) > 0 && len(way[1]) > 0
	}
	return possible
}

// fits tells whether a face with these clauses is wanted.
func (w *Wanted) fits(has uint32) bool {
	if has&w.all != w.all {
		return false
	}
	for _, e := range w.either {
		if has&e == e {
			return true
		}
	}
	return len(w.either) == 0
}

// Scan calls each for the faces of a packed block that fit, in order.
func (w *Wanted) Scan(block []byte, each func(num int64, sources int)) error {
	faces, signs, places, err := view(block)
	if err != nil {
		return err
	}
	var has [BlockMax]uint32
	if w.bits != 0 {
		for ; len(signs) >= signBytes; signs = signs[signBytes:] {
			n := int(signs[4]) + 1
			if n > len(places) {
				return errBlock
			}
			if sign := binary.LittleEndian.Uint32(signs); uint64(sign) < uint64(len(w.masks)) && w.masks[sign] != 0 {
				for _, p := range places[:n] {
					has[p] |= w.masks[sign]
				}
			}
			places = places[n:]
		}
	}
	start, end := int64(dayMax), int64(-1) // of days: place counts backwards
	if w.Days != (article.Interval{}) {
		start = dayMax - 1 // what has no day lies in no days
	}
	if !w.Days.Start.Zero() {
		start = place(w.Days.Start)
	}
	if !w.Days.End.Zero() {
		end = place(w.Days.End)
	}
	for i := range len(faces) / faceBytes {
		if !w.fits(has[i]) {
			continue
		}
		f := at(faces, i)
		if last := Day(f.Num); f.Sources >= w.SourcesMin && f.Confidence >= w.Confidence && last <= start && last+int64(f.Span) >= end {
			each(f.Num, f.Sources)
		}
	}
	return nil
}
