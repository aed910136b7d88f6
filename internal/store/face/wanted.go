package face

import (
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

// Scan calls each for the faces of the block at lo that fit, in order.
func (w *Wanted) Scan(lo int64, block []byte, each func(num int64, sources int)) error {
	r := reader{b: block}
	start, end := dayMax, -1 // of days: place counts backwards
	if w.Days != (article.Interval{}) {
		start = dayMax - 1 // what has no day lies in no days
	}
	if !w.Days.Start.Zero() {
		start = int(place(w.Days.Start))
	}
	if !w.Days.End.Zero() {
		end = int(place(w.Days.End))
	}
	f := Face{Num: lo}
	for range r.uvarint() {
		signs := r.head(&f)
		last := int(f.Num >> idBits)
		fits := f.Sources >= w.SourcesMin && f.Confidence >= w.Confidence && last <= start && last+f.Span >= end
		if !fits || w.all == 0 {
			for range signs {
				r.uvarint()
			}
		} else {
			sign, has := uint64(0), uint32(0)
			for range signs {
				if sign += r.uvarint(); sign < uint64(len(w.masks)) {
					has |= w.masks[sign]
				}
			}
			fits = has == w.all
		}
		if r.bad {
			return errBlock
		}
		if fits {
			each(f.Num, f.Sources)
		}
	}
	return nil
}
