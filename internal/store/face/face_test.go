package face

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// made is a sign by chance: its number tells its kind, as every sign has one.
func made(r *rand.Rand) Sign { n := r.IntN(40); return NewSign(uint8(n%18), int64(n)*1_003) }

// TestBlocks holds blocks that are changed, parted, packed and looked through against a plain table.
func TestBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	plain := map[int64]Face{}
	blocks := []*Block{{}}
	for round := range 60 {
		changes := map[int64]*Face{}
		for range 1 + r.IntN(100) {
			num := int64(r.IntN(2000))
			if changes[num] = nil; r.IntN(4) > 0 {
				f := &Face{Num: num, Span: r.IntN(3) - 1, Sources: r.IntN(5), Confidence: float64(r.IntN(10)) / 10, Scale: r.IntN(20_001) - 10_000, Quad: r.IntN(5)}
				for range r.IntN(6) {
					f.Signs = append(f.Signs, made(r))
				}
				slices.Sort(f.Signs)
				f.Signs = slices.Compact(f.Signs)
				changes[num] = f
			}
		}
		i := r.IntN(len(blocks)) // the block that all of them are put into
		var list []Change
		for _, num := range slices.Sorted(maps.Keys(changes)) {
			if in := num % int64(len(blocks)); in == int64(i) || len(blocks) == 1 {
				list = append(list, Change{num, changes[num]})
			}
		}
		if len(blocks) > 1 {
			list = nil // once parted, only the packing is looked at
		}
		for _, c := range list {
			delete(plain, c.Num)
			if c.Face != nil {
				plain[c.Num] = *c.Face
			}
		}
		if len(list) > 0 {
			blocks = blocks[0].Changed(list)
		}
		got := map[int64]Face{}
		for j, b := range blocks {
			if b.Len() > BlockMax {
				t.Fatalf("a block of %d", b.Len())
			}
			packed := b.Pack()
			again, err := Unpack(packed)
			if err != nil {
				t.Fatal(err)
			}
			blocks[j] = again
			for _, f := range again.faces {
				got[f.Num] = f
			}
			for _, p := range again.pairs {
				f := got[again.faces[p&255].Num]
				f.Signs = append(f.Signs, Sign(p>>placeBits))
				got[f.Num] = f
			}
		}
		if !maps.EqualFunc(plain, got, func(a, b Face) bool {
			return slices.Equal(a.Signs, b.Signs) && a.Num == b.Num && a.Span == b.Span && a.Sources == b.Sources && a.Confidence == b.Confidence && a.Scale == b.Scale && a.Quad == b.Quad
		}) {
			t.Fatalf("round %d: %d faces, want %d, or others", round, len(got), len(plain))
		}
		var w Wanted
		w.SourcesMin = r.IntN(3)
		one, other := made(r), made(r)
		w.Clause([]Sign{one, other})
		n := 0
		for _, b := range blocks {
			if err := w.Scan(b.Pack(), func(num int64, sources int) {
				n++
				f := plain[num]
				if !slices.Contains(f.Signs, one) && !slices.Contains(f.Signs, other) || f.Sources < w.SourcesMin || f.Sources != sources {
					t.Errorf("%+v is no hit", f)
				}
			}); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range plain {
			if (slices.Contains(f.Signs, one) || slices.Contains(f.Signs, other)) && f.Sources >= w.SourcesMin {
				n--
			}
		}
		if n != 0 {
			t.Errorf("round %d: %d hits too many", round, n)
		}
	}
	if len(blocks) < 2 {
		t.Error("no block was parted: it shows nothing")
	}
}

// FuzzScan: damaged blocks are told as such and crash nothing.
func FuzzScan(f *testing.F) {
	b := (&Block{}).Changed([]Change{{5, &Face{Num: 5, Signs: []Sign{NewSign(1, 1), NewSign(2, 7)}}}, {9, &Face{Num: 9, Span: 3, Signs: []Sign{NewSign(2, 7)}}}})[0].Pack()
	f.Add(b)
	f.Add([]byte{})
	for i := range b {
		f.Add(b[:i])
		c := slices.Clone(b)
		c[i] ^= 0xFF
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var w Wanted
		w.Clause([]Sign{NewSign(2, 7)})
		if err := w.Scan(b, func(int64, int) {}); err != nil && !errors.Is(err, store.ErrCorrupt) {
			t.Error(err)
		}
		if block, err := Unpack(b); err == nil {
			block.Pack()
		} else if !errors.Is(err, store.ErrCorrupt) {
			t.Error(err)
		}
	})
}

// TestNumber: later days come first, then ids; no day comes last.
func TestNumber(t *testing.T) {
	day := func(y, m, d int) article.Interval {
		return article.Interval{Start: article.Date{Year: y, Month: m, Day: d}, End: article.Date{Year: y, Month: m, Day: d}}
	}
	last := int64(-1)
	for _, e := range []store.Event{{ID: "ff00000000000000", Days: day(9999, 12, 31)}, {ID: "0000000000000001", Days: day(2026, 3, 3)}, {ID: "0000000001000000", Days: day(2026, 3, 2)}, {ID: "ff00000000000000", Days: day(2026, 3, 2)},
		{ID: "00", Days: day(1970, 1, 2)}, {ID: "00", Days: day(1970, 1, 1)}, {ID: "00", Days: day(1947, 8, 15)}, {ID: "00", Days: day(1, 1, 1)}, {ID: "00"}} {
		n := Number(&e)
		if n <= last || n > NumMax {
			t.Errorf("%s of %s stands at %d, after %d", e.ID, e.Days.End, n, last)
		}
		last = n
	}
}

// TestDate: a number tells the last day that made it.
func TestDate(t *testing.T) {
	for _, d := range []article.Date{{}, {Year: 1, Month: 1, Day: 1}, {Year: 1947, Month: 8, Day: 15}, {Year: 1970, Month: 1, Day: 1}, {Year: 2024, Month: 2, Day: 29}, {Year: 2026, Month: 3, Day: 2}, {Year: 9999, Month: 12, Day: 31}} {
		if got := Date(Place(d, "ff")); got != d {
			t.Errorf("%s becomes %s", d, got)
		}
	}
}
