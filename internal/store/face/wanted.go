package face

import (
	"encoding/binary"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
)

// Wanted is what a face must have.
type Wanted struct {
	Days       article.Interval // events that lie in it at least partly; open where a day is zero
	SourcesMin int
	Confidence float64  // at least
	masks      []uint32 // by sign: a bit for each clause that it is in
	all        uint32   // the bits of all clauses
}

// Clause adds a list of signs of which a face must have one; false where there is none. There may be 31.
func (w *Wanted) Clause(signs []int64) bool {
	if len(signs) == 0 {
		return false
	}
	bit := w.all + 1 // the bits of w.all are the lowest ones
	w.all |= bit
	if most := slices.Max(signs); int(most) >= len(w.masks) {
		w.masks = append(w.masks, make([]uint32, int(most)+1-len(w.masks))...)
	}
	for _, s := range signs {
		w.masks[s] |= bit
	}
	return true
}

// Scan calls each for the faces of a packed block that fit, in order.
func (w *Wanted) Scan(block []byte, each func(num int64, sources int)) error {
	faces, signs, places, err := view(block)
	if err != nil {
		return err
	}
	var has [BlockMax]uint32
	if w.all != 0 {
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
		if has[i] != w.all {
			continue
		}
		f := at(faces, i)
		if last := Day(f.Num); f.Sources >= w.SourcesMin && f.Confidence >= w.Confidence && last <= start && last+int64(f.Span) >= end {
			each(f.Num, f.Sources)
		}
	}
	return nil
}
