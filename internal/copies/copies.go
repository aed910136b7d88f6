// Package copies finds texts that print one another: an agency's report under another headline, cut shorter, with a new lead or with words
// changed here and there. Forty such articles are one witness. It compares texts of any script by runs of three words: a one-permutation
// MinHash whose bands find likely pairs (LSH), for the whole text and for its beginnings, since papers cut from the end; and a kept sample of
// the runs that tells how much of the shorter text the longer one holds, which decides. What is not the text itself (headline, credit lines,
// datelines, short lines without a full stop) does not count.
//
// A group is a connected component of such pairs, so that it does not depend on the order in which articles come. Whether two papers in two
// languages print one story is for accounts to say: no run of words survives translation.
package copies

import (
	"encoding/binary"
	"math"
	"slices"
)

const (
	run      = 3               // words of a run
	bins     = bandsMax * rows // of the MinHash
	bandsMax = 42              // of a whole text
	rows     = 3               // bins of a band
	openings = 8               // bands of each beginning
	openMin  = 28              // words of the shortest beginning that has bands; each next is twice as long
	opensMax = 5
	runsMin  = 10      // fewer runs than this tell nothing
	wordsMax = 200_000 // what is longer is cut
	keepMax  = 192     // runs in a sketch
	version  = 1
)

// AlikeMin is the share of the shorter text's runs that the longer one must hold. Every tenth word changed leaves about .73 of the runs, every
// fifth .51; texts written from one happening by two people share under .15.
const AlikeMin = .34

// Of gives the bands by which copies of a text are found, and the sketch by which they are known. A text that is too short has neither. Texts
// of two languages have nothing in common.
func Of(text, language string) (bands []uint64, sketch []byte) {
	ws := words(text)
	seed := hash(language)
	if len(ws) < runsMin+run-1 {
		return nil, nil
	}
	m := newMinhash()
	keep := make([]uint64, 0, len(ws))
	next, opens := openMin, 0
	for i := 0; i+run <= len(ws); i++ {
		h := mix(ws[i]*0x9e3779b97f4a7c15 + ws[i+1]*0xc2b2ae3d27d4eb4f + ws[i+2] + seed)
		m.add(h)
		keep = append(keep, h)
		if n := i + run; n == next && opens < opensMax && n < len(ws)*3/4 {
			bands = m.bands(openings, bands)
			next, opens = next*2, opens+1
		}
	}
	bands = m.bands(bandsMax, bands)
	slices.Sort(bands)
	return slices.Compact(bands), pack(keep)
}

// mix spreads a number over all bits (the finalizer of splitmix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// minhash is a one-permutation MinHash: each run falls into one bin, which keeps the least.
type minhash struct{ least [bins]uint64 }

func newMinhash() *minhash {
	m := &minhash{}
	for i := range m.least {
		m.least[i] = math.MaxUint64
	}
	return m
}

func (m *minhash) add(h uint64) {
	// the bin by the upper bits, the value by the rest
	bin := (h >> 32) * bins >> 32
	if v := h << 32 >> 1; v < m.least[bin] {
		m.least[bin] = v
	}
}

// bands appends the first n bands. A bin that is empty borrows from one that is not, found by hashing its own number, so that two texts
// borrow alike.
func (m *minhash) bands(n int, out []uint64) []uint64 {
	at := func(bin uint64) uint64 {
		for try, b := uint64(0), bin; ; try++ {
			if v := m.least[b]; v != math.MaxUint64 {
				return v + try<<1
			}
			b = (mix(bin*1_000_003+try+1) >> 32) * bins >> 32
		}
	}
	for b := range uint64(n) {
		h := b + 1
		for r := range uint64(rows) {
			h = mix(h*0x9e3779b97f4a7c15 + at(b*rows+r))
		}
		out = append(out, h)
	}
	return out
}

// pack makes the sketch: the runs whose lowest bits are zero, as many bits as leave at most keepMax. Two texts are compared by the runs with
// as many zero bits as the coarser of the two asks for.
func pack(runs []uint64) []byte {
	slices.Sort(runs)
	runs = slices.Compact(runs)
	bits := 0
	for len(runs) > keepMax {
		bits++
		runs = slices.DeleteFunc(runs, func(h uint64) bool { return h&(1<<bits-1) != 0 })
	}
	b := []byte{version, byte(bits)}
	for _, h := range runs {
		b = binary.LittleEndian.AppendUint32(b, uint32(h))
	}
	return b
}

// unpack gives the runs of a sketch that have at least bits zero bits; ok is false for what is no sketch.
func unpack(b []byte) (runs []uint32, bits int, ok bool) {
	if len(b) < 2 || b[0] != version || (len(b)-2)%4 != 0 || b[1] > 31 {
		return nil, 0, false
	}
	for i := 2; i < len(b); i += 4 {
		runs = append(runs, binary.LittleEndian.Uint32(b[i:]))
	}
	return runs, int(b[1]), true
}

// Alike gives the share of the shorter text that the longer one holds, by two sketches; 0 where one is none.
func Alike(a, b []byte) float64 {
	x, i, ok := unpack(a)
	y, j, also := unpack(b)
	if !ok || !also {
		return 0
	}
	if mask := uint32(1)<<max(i, j) - 1; mask != 0 {
		coarse := func(h uint32) bool { return h&mask != 0 }
		x, y = slices.DeleteFunc(x, coarse), slices.DeleteFunc(y, coarse)
	}
	least := min(len(x), len(y))
	if least == 0 {
		return 0
	}
	slices.Sort(x)
	n := 0
	for _, h := range y {
		if _, ok := slices.BinarySearch(x, h); ok {
			n++
		}
	}
	return float64(n) / float64(least)
}

// copied decides on two sketches.
func copied(a, b []byte) bool { return Alike(a, b) >= AlikeMin }
