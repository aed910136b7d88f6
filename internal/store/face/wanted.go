package face

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/bakhar/bakhar/internal/article"
)

// Wanted is what a face must have.
type Wanted struct {
	Days          article.Interval // events that lie in it at least partly; open where a day is zero
	SourcesMin    int
	Confidence    float64             // at least
	ConfidenceMax *float64            // at most
	masks         [KindMax + 1][]mask // of each kind of sign
	kinds         uint32              // a bit for each kind of sign in a clause
	bits          uint32              // of all clauses
	all           uint32              // of those that each face must have
	either        []uint32            // and of each of these lists of clauses a face must have one whole
}

// Clause adds a list of signs of which a face must have one; false where there is none. There may be 27 of them, and one Opposed.
func (w *Wanted) Clause(signs []Sign) bool {
	bit := w.bit(signs)
	w.all |= bit
	return len(signs) > 0
}

// bit gives signs the next bit.
func (w *Wanted) bit(signs []Sign) uint32 {
	bit := w.bits + 1 // the bits that are taken are the lowest ones
	w.bits |= bit
	for len(signs) > 0 { // kind by kind
		kind, n := uint8(signs[0]>>32), 1
		for n < len(signs) && uint8(signs[n]>>32) == kind {
			n++
		}
		w.masks[kind] = append(w.masks[kind], newMask(signs[:n], bit))
		w.kinds |= 1 << kind
		signs = signs[n:]
	}
	return bit
}

// mask is the signs of one kind in a clause: a bit for each, from the least of their numbers to the greatest.
type mask struct {
	clause uint32
	least  int
	set    []uint64
}

func newMask(signs []Sign, clause uint32) mask {
	m := mask{clause: clause, least: math.MaxInt}
	greatest := 0
	for _, s := range signs {
		m.least, greatest = min(m.least, int(uint32(s))), max(greatest, int(uint32(s)))
	}
	m.set = make([]uint64, (greatest-m.least)/64+1)
	for _, s := range signs {
		at := int(uint32(s)) - m.least
		m.set[at/64] |= 1 << (at % 64)
	}
	return m
}

// clausesOf gives the clauses that the sign of a number is in.
func clausesOf(masks []mask, num uint32) (clauses uint32) {
	for i := range masks {
		m := &masks[i]
		if at := int(num) - m.least; at >= 0 && at/64 < len(m.set) && m.set[at/64]>>(at%64)&1 != 0 {
			clauses |= m.clause
		}
	}
	return clauses
}

// Side is the signs of one side: those that it has as actor, and those as recipient.
type Side struct{ Actor, Recipient []Sign }

// Opposed adds that a face must have one side as actor and the other as recipient, either way round; false where none can.
func (w *Wanted) Opposed(a, b Side) bool {
	possible := false
	for _, way := range [][2][]Sign{{a.Actor, b.Recipient}, {b.Actor, a.Recipient}} {
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

// Places are faces of a block.
type Places [BlockMax]bool

// Any tells whether every face fits.
func (w *Wanted) Any() bool {
	return w.bits == 0 && w.Days == (article.Interval{}) && w.SourcesMin <= 0 && !(w.Confidence > 0) && w.ConfidenceMax == nil
}

// Look finds the faces of a block that fit, and how many they are.
func (w *Wanted) Look(l Look, fit *Places) (n int, err error) {
	if w.Any() {
		for i := range l.Len() {
			fit[i] = true
		}
		return l.Len(), nil
	}
	var has [BlockMax]uint32
	for kinds := w.kinds; kinds != 0; kinds &= kinds - 1 {
		kind := uint8(bits.TrailingZeros32(kinds))
		signs := l.Of(kind)
		for {
			_, num, places, ok := signs.Next()
			if !ok {
				break
			}
			if in := clausesOf(w.masks[kind], num); in != 0 {
				for _, p := range places {
					has[p] |= in
				}
			}
		}
		if err := signs.Whole(); err != nil {
			return 0, err
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
	le := binary.LittleEndian
	days, confidence := w.Days != (article.Interval{}), w.Confidence > 0 || w.ConfidenceMax != nil
	for i := range l.Len() {
		fit[i] = false
		if w.bits != 0 && !w.fits(has[i]) {
			continue
		}
		b := l.faces[i*faceBytes:][:faceBytes]
		if int(int32(le.Uint32(b[12:]))) < w.SourcesMin {
			continue
		}
		if days {
			if last := Day(int64(le.Uint64(b))); last > start || last+int64(int32(le.Uint32(b[8:]))) < end {
				continue
			}
		}
		if confidence {
			if c := math.Float64frombits(le.Uint64(b[16:])); c < w.Confidence || w.ConfidenceMax != nil && c > *w.ConfidenceMax {
				continue
			}
		}
		fit[i] = true
		n++
	}
	return n, nil
}

// Scan calls each for the faces of a packed block that fit, in order.
func (w *Wanted) Scan(block []byte, each func(num int64, sources int)) error {
	l, err := See(block)
	if err != nil {
		return err
	}
	var fit Places
	if _, err := w.Look(l, &fit); err != nil {
		return err
	}
	for i := range l.Len() {
		if fit[i] {
			f := l.At(i)
			each(f.Num, f.Sources)
		}
	}
	return nil
}
