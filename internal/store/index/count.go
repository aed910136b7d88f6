package index

import (
	"fmt"
	"math"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
)

// tally counts in whole numbers, so that the order of adding does not matter.
type tally struct {
	events uint32
	quads  [5]uint32
	scales int64 // thousandths
}

func (a *tally) add(f *counted) {
	a.events++
	a.quads[f.quad]++
	a.scales += int64(f.scale)
}

func (a *tally) done() (t store.Tally) {
	if t.Events = int(a.events); a.events > 0 {
		t.Scale = math.Round(float64(a.scales)/float64(a.events)) / 1000
	}
	for q, n := range a.quads {
		t.Quads[q] = int(n)
	}
	return t
}

// counted is what counts need of a face.
type counted struct {
	num   int64
	scale int16
	quad  uint8
}

// page is the faces of a block that are counted.
type page struct {
	look  face.Look
	fit   face.Places
	faces [face.BlockMax]counted
	row   [face.BlockMax]bool // has a row
}

// counter puts the faces of a page into rows.
type counter interface {
	add(p *page)
	rows(q *store.Question) ([]row, error)
}

// Count counts what a question asks.
func (t *Index) Count(q *store.Question) (c store.Counted, err error) {
	p, possible, err := t.planAll(&q.Filter)
	if err != nil {
		return c, err
	}
	v, err := t.allValues()
	if err != nil {
		return c, err
	}
	by, err := newCounter(q, v)
	if err != nil || !possible {
		return c, err
	}
	var all tally
	var pg page
	without := 0
	if err := t.blocks(p.list, 0, false, func(body []byte) (bool, error) {
		l, n, err := t.look(p, body, &pg.fit)
		if err != nil || n == 0 {
			return true, err
		}
		pg.look, pg.row = l, face.Places{}
		for i := range l.Len() {
			if pg.fit[i] {
				f := l.At(i)
				pg.faces[i] = counted{f.Num, int16(f.Scale), uint8(f.Quad)}
				all.add(&pg.faces[i])
			}
		}
		if by == nil {
			return true, nil
		}
		by.add(&pg)
		for i := range l.Len() {
			if pg.fit[i] && !pg.row[i] {
				without++
			}
		}
		return true, nil
	}); err != nil {
		return c, err
	}
	c.All, c.Without = all.done(), without
	if by == nil {
		return c, nil
	}
	rows, err := by.rows(q)
	if err == nil {
		c.Rows, c.More = first(rows, q)
	}
	return c, err
}

// byKind are the kinds of signs that rows are made by.
var byKind = map[store.By]string{store.ByType: signType, store.ByMode: signMode, store.ByStatus: signStatus, store.ByLanguage: signLanguage, store.ByPublisher: signPublisher,
	store.ByDisagreement: signDisagreement, store.ByCountry: signCountry, store.ByPlace: signPlace, store.ByParty: signParty}

// newCounter gives what makes the rows of a question; nil where there are none.
func newCounter(q *store.Question, v *meanings) (counter, error) {
	named, err := newNames(q)
	if err != nil {
		return nil, err
	}
	switch {
	case q.By == store.ByNothing:
		return nil, nil
	case q.By >= store.ByDay && q.By <= store.ByYear:
		return &byTime{end: face.Back(q.Filter.Days.End), open: q.Filter.Days.End.Zero(), days: map[int64]*tally{}}, nil
	case q.By == store.ByDyad:
		return newByDyad(v, named), nil
	case q.By < store.ByDyad:
		return newBySign(v, byKind[q.By], named), nil
	}
	return nil, fmt.Errorf("there is no way %d of counting events", q.By)
}

// byTime counts by day; rows makes longer steps of them.
type byTime struct {
	end  int64 // the last day wanted, as numbers have it
	open bool  // there is none
	days map[int64]*tally
	last int64 // the day of into: most faces have the day of the one before
	into *tally
}

func (b *byTime) add(p *page) {
	for i := range p.look.Len() {
		if !p.fit[i] {
			continue
		}
		day := face.Day(p.faces[i].num)
		if day >= face.NoDay {
			continue
		}
		p.row[i] = true
		if !b.open {
			day = max(day, b.end) // numbers count backwards
		}
		if b.into == nil || b.last != day {
			if b.into = b.days[day]; b.into == nil {
				b.into = new(tally)
				b.days[day] = b.into
			}
			b.last = day
		}
		b.into.add(&p.faces[i])
	}
}

// bySign counts by the signs of one kind.
type bySign struct {
	kind    uint8
	wanted  []bool  // by number; nil where all are
	row     []int32 // by number: its row, from 1; 0 where it has none yet
	of      []uint32
	tallies []tally
	shared  map[uint32]*shared // signs that are one row with others
	values  *meanings
}

// shared is a row of several signs: a party that the gazetteer has moved. What has two of them counts once.
type shared struct {
	num uint32 // that stands for all
	has face.Places
}

func newBySign(v *meanings, kind string, named *names) *bySign {
	b := &bySign{kind: kinds[kind], row: make([]int32, len(v.kind)), values: v}
	b.wanted = named.signs(v, b.kind)
	if kind == signParty {
		b.shared = map[uint32]*shared{}
		for _, group := range sameKeys(v, b.kind) {
			s := &shared{num: group[0]}
			for _, num := range group {
				b.shared[num] = s
			}
		}
	}
	return b
}

func (b *bySign) add(p *page) {
	for l := p.look; ; {
		kind, num, places, ok := l.Next()
		if !ok || kind > b.kind {
			break
		}
		if kind < b.kind || int(num) >= len(b.row) || b.values.value[num] == "" {
			continue
		}
		s := b.shared[num]
		if s != nil {
			num = s.num
		}
		if b.wanted != nil && !b.wanted[num] {
			continue
		}
		for _, at := range places {
			if !p.fit[at] || s != nil && s.has[at] {
				continue
			}
			if s != nil {
				s.has[at] = true
			}
			if b.row[num] == 0 {
				b.tallies, b.of = append(b.tallies, tally{}), append(b.of, num)
				b.row[num] = int32(len(b.tallies))
			}
			b.tallies[b.row[num]-1].add(&p.faces[at])
			p.row[at] = true
		}
	}
	for _, s := range b.shared {
		s.has = face.Places{}
	}
}

// byDyad counts by actor and recipient.
type byDyad struct {
	actor, recip uint8
	row          []uint32 // by number of a sign: what stands for its key, the least sign that has it
	wanted       []bool
	pairs        map[uint64]int32 // actor and recipient: place in tallies
	tallies      []tally
	of           []uint64
	actors       [face.BlockMax][]uint32
	recips       [face.BlockMax][]uint32
	values       *meanings
}

func newByDyad(v *meanings, named *names) *byDyad {
	b := &byDyad{actor: kinds[signActorParty], recip: kinds[signRecipParty], row: make([]uint32, len(v.kind)), pairs: map[uint64]int32{}, values: v}
	b.wanted = named.signs(v, b.actor, b.recip)
	for i := range b.row {
		b.row[i] = uint32(i)
	}
	for _, group := range sameKeys(v, b.actor, b.recip) {
		for _, num := range group {
			b.row[num] = group[0]
		}
	}
	return b
}

func (b *byDyad) add(p *page) {
	n := p.look.Len()
	for i := range n {
		b.actors[i], b.recips[i] = b.actors[i][:0], b.recips[i][:0]
	}
	for l := p.look; ; {
		kind, num, places, ok := l.Next()
		if !ok {
			break
		}
		if kind < b.actor || int(num) >= len(b.row) || kind != b.actor && kind != b.recip {
			continue
		}
		into := &b.actors
		if kind == b.recip {
			into = &b.recips
		}
		row := b.row[num]
		for _, at := range places {
			if p.fit[at] && !contains(into[at], row) {
				into[at] = append(into[at], row)
			}
		}
	}
	for i := range n {
		if !p.fit[i] {
			continue
		}
		for _, a := range b.actors[i] {
			for _, r := range b.recips[i] {
				if b.wanted != nil && !b.wanted[a] && !b.wanted[r] {
					continue
				}
				p.row[i] = true
				pair := uint64(a)<<32 | uint64(r)
				at, ok := b.pairs[pair]
				if !ok {
					at = int32(len(b.tallies))
					b.pairs[pair] = at
					b.tallies, b.of = append(b.tallies, tally{}), append(b.of, pair)
				}
				b.tallies[at].add(&p.faces[i])
			}
		}
	}
}

func contains(list []uint32, n uint32) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}
