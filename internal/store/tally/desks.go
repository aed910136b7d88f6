package tally

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
)

// desk is a store.Desk that is being counted.
type desk struct {
	store.Desk
	kinds map[uint32]int
}

// Desks are counted by publisher and language.
type Desks struct{ of map[uint64]*desk }

// NewDesks begins to count.
func NewDesks() *Desks { return &Desks{map[uint64]*desk{}} }

// Done gives the desks in the order of publishers and languages.
func (ds *Desks) Done(m *Meanings) (list []store.Desk) {
	for of, d := range ds.of {
		d.Publisher, d.Language = m.value(uint32(of>>32)), m.value(uint32(of))
		d.Health /= float64(d.Articles)
		d.Kinds = map[string]int{}
		for num, n := range d.kinds {
			if k := m.value(num); k != "" {
				d.Kinds[k] = n
			}
		}
		list = append(list, d.Desk)
	}
	slices.SortFunc(list, func(a, b store.Desk) int {
		return cmp.Or(strings.Compare(a.Publisher, b.Publisher), strings.Compare(a.Language, b.Language))
	})
	return list
}

// Add counts the articles of a block that fit. Each has one publisher and one language, be they empty.
func (ds *Desks) Add(l face.Look, fit *face.Places) {
	desks := ds.of
	var of [face.BlockMax]uint64
	var at [face.BlockMax]*desk
	signs := l
	for {
		kind, num, places, ok := signs.Next()
		if !ok {
			break
		}
		for _, p := range places {
			switch kind {
			case sign.Code(sign.Publisher):
				of[p] |= uint64(num) << 32
			case sign.Code(sign.Language):
				of[p] |= uint64(num)
			}
		}
	}
	for i := range l.Len() {
		if !fit[i] {
			continue
		}
		f, day := l.At(i), face.Date(l.Num(i))
		d := desks[of[i]]
		if d == nil {
			d = &desk{Desk: store.Desk{HealthMin: f.Confidence, Last: day}, kinds: map[uint32]int{}}
			desks[of[i]] = d
		}
		at[i] = d
		d.Articles++
		d.Health += f.Confidence
		d.HealthMin = min(d.HealthMin, f.Confidence)
		d.Defects += f.Sources
		d.Reports += f.Scale
		d.Copies += f.Quad
		if f.Sources > 0 {
			d.Damaged++
		}
		if !day.Zero() {
			d.First = day // the latest come first
		}
	}
	for signs = l; ; {
		kind, num, places, ok := signs.Next()
		if !ok {
			return
		}
		for _, p := range places {
			if kind == sign.Code(sign.Defect) && at[p] != nil {
				at[p].kinds[num]++
			}
		}
	}
}
