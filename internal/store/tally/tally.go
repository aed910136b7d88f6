// Package tally counts events, and articles, by looking at their faces block after block: how many there are of what, of which quad class, with which mean scale. Which faces
// are wanted, and where blocks come from, is the business of index.
package tally

import (
	"fmt"
	"math"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
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
	// done gives the tallies of the rows; row what else the row of one is, and the name by which those of as many events are sorted.
	done() []tally
	row(i int) (name string, r store.Row)
}

// Count is a store.Question that is being answered.
type Count struct {
	q       *store.Question
	by      counter // nil where there are no rows
	all     tally
	page    page
	without int
}

// New begins to answer a question.
func New(q *store.Question, v *Meanings) (*Count, error) {
	by, err := newCounter(q, v)
	return &Count{q: q, by: by}, err
}

// Fit is where the faces of the next block that are wanted are to be noted.
func (c *Count) Fit() *face.Places { return &c.page.fit }

// Add counts the faces of a block that Fit notes. What is told of its other places does not matter.
func (c *Count) Add(l face.Look) {
	p := &c.page
	p.look, p.row = l, face.Places{}
	for i := range l.Len() {
		if p.fit[i] {
			p.faces[i].scale, p.faces[i].quad = l.Weight(i)
			c.all.add(&p.faces[i])
		}
	}
	if c.by == nil {
		return
	}
	c.by.add(p)
	for i := range l.Len() {
		if p.fit[i] && !p.row[i] {
			c.without++
		}
	}
}

// Done is the answer.
func (c *Count) Done() (out store.Counted) {
	out.All, out.Without = c.all.done(), c.without
	if c.by != nil {
		out.Rows, out.More = rows(c.by, c.q)
	}
	return out
}

// byKind are the kinds of signs that rows are made by.
var byKind = map[store.By]string{store.ByType: sign.Type, store.ByMode: sign.Mode, store.ByStatus: sign.Status, store.ByLanguage: sign.Language, store.ByPublisher: sign.Publisher,
	store.ByDisagreement: sign.Disagreement, store.ByCountry: sign.Country, store.ByPlace: sign.Place, store.ByParty: sign.Party}

// newCounter gives what makes the rows of a question; nil where there are none.
func newCounter(q *store.Question, v *Meanings) (counter, error) {
	named, err := newNames(q)
	if err != nil {
		return nil, err
	}
	switch {
	case q.By == store.ByNothing:
		return nil, nil
	case q.By >= store.ByDay && q.By <= store.ByYear:
		return &byTime{by: q.By, end: face.Back(q.Filter.Days.End), open: q.Filter.Days.End.Zero(), days: map[int64]*tally{}}, nil
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
	by   store.By
	out  []article.Interval // the rows, once done
	last int64              // the day of into: most faces have the day of the one before
	into *tally
}

func (b *byTime) add(p *page) {
	for i := range p.look.Len() {
		if !p.fit[i] {
			continue
		}
		day := face.Day(p.look.Num(i))
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
	wanted  []bool  // by place of a sign; nil where all are
	rows    []int32 // by place: its row, from 1; 0 where it has none yet
	of      []uint32
	tallies []tally
	shared  map[uint32]*shared // signs that are one row with others
	pages   int
	values  *Meanings
}

// shared is a row of several signs: a party that has acted for several. What has two of them counts once.
type shared struct {
	at   uint32 // that stands for all
	page int    // on which has is
	has  face.Places
}

func newBySign(v *Meanings, kind string, named *names) *bySign {
	b := &bySign{kind: sign.Code(kind), rows: make([]int32, len(v.list)), values: v}
	b.wanted = named.signs(v, b.kind)
	if kind == sign.Party {
		b.shared = map[uint32]*shared{}
		for _, group := range v.parties() {
			s := &shared{at: group[0]}
			for _, at := range group {
				b.shared[at] = s
			}
		}
	}
	return b
}

func (b *bySign) add(p *page) {
	b.pages++
	for l := p.look.Of(b.kind); ; {
		_, num, places, ok := l.Next()
		if !ok {
			return
		}
		at := b.values.place(num)
		if at == 0 || int(at) >= len(b.rows) || b.values.list[at].value == "" {
			continue
		}
		var s *shared
		if b.shared != nil {
			if s = b.shared[at]; s != nil {
				at = s.at
				if s.page != b.pages {
					s.page, s.has = b.pages, face.Places{}
				}
			}
		}
		if b.wanted == nil || b.wanted[at] {
			b.addSign(p, at, places, s)
		}
	}
}

func (b *bySign) addSign(p *page, sign uint32, places []byte, s *shared) {
	for _, at := range places {
		if !p.fit[at] || s != nil && s.has[at] {
			continue
		}
		if s != nil {
			s.has[at] = true
		}
		if b.rows[sign] == 0 {
			b.tallies, b.of = append(b.tallies, tally{}), append(b.of, sign)
			b.rows[sign] = int32(len(b.tallies))
		}
		b.tallies[b.rows[sign]-1].add(&p.faces[at])
		p.row[at] = true
	}
}

// byDyad counts by actor and recipient.
type byDyad struct {
	actor, recip uint8
	same         []uint32 // by place of a sign: what stands for its key, the least sign that has it
	wanted       []bool
	pairs        pairs // actor and recipient: place in tallies
	tallies      []tally
	of           []uint64
	actors       [face.BlockMax][]uint32
	recips       [face.BlockMax][]uint32
	values       *Meanings
}

func newByDyad(v *Meanings, named *names) *byDyad {
	b := &byDyad{actor: sign.Code(sign.ActorParty), recip: sign.Code(sign.RecipientParty), same: make([]uint32, len(v.list)), values: v}
	b.wanted = named.signs(v, b.actor, b.recip)
	for i := range b.same {
		b.same[i] = uint32(i)
	}
	for _, group := range v.roles() {
		for _, at := range group {
			b.same[at] = group[0]
		}
	}
	return b
}

func (b *byDyad) add(p *page) {
	n := p.look.Len()
	for i := range n {
		b.actors[i], b.recips[i] = b.actors[i][:0], b.recips[i][:0]
	}
	b.gather(p, b.actor, &b.actors)
	b.gather(p, b.recip, &b.recips)
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
				at, there := b.pairs.place(pair, len(b.tallies))
				if !there {
					b.tallies, b.of = append(b.tallies, tally{}), append(b.of, pair)
				}
				b.tallies[at].add(&p.faces[i])
			}
		}
	}
}

// gather lists the parties of a role by place.
func (b *byDyad) gather(p *page, kind uint8, into *[face.BlockMax][]uint32) {
	for l := p.look.Of(kind); ; {
		_, num, places, ok := l.Next()
		if !ok {
			return
		}
		s := b.values.place(num)
		if s == 0 || int(s) >= len(b.same) {
			continue
		}
		s = b.same[s]
		for _, at := range places {
			if p.fit[at] && !contains(into[at], s) {
				into[at] = append(into[at], s)
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

// pairs is a map of pairs to small numbers: three times as quick as Go's, of which a count of pairs would be the greater part.
type pairs struct {
	keys []uint64 // plus one; 0 where the slot is free
	at   []int32
	n    int
}

// place gives the number of a pair; where it has none yet, it gets one.
func (p *pairs) place(pair uint64, next int) (at int, there bool) {
	if 4*p.n >= 3*len(p.keys) {
		p.grow()
	}
	i := p.slot(pair)
	if p.keys[i] != 0 {
		return int(p.at[i]), true
	}
	p.keys[i], p.at[i] = pair+1, int32(next)
	p.n++
	return next, false
}

// slot is where a pair stands, or where it is to stand.
func (p *pairs) slot(pair uint64) int {
	mask := uint64(len(p.keys) - 1)
	i := (pair ^ pair>>32) * 0x9E3779B97F4A7C15 >> 20 & mask
	for p.keys[i] != 0 && p.keys[i] != pair+1 {
		i = (i + 1) & mask
	}
	return int(i)
}

func (p *pairs) grow() {
	old := *p
	size := max(1<<12, 4*len(old.keys))
	p.keys, p.at = make([]uint64, size), make([]int32, size)
	for i, k := range old.keys {
		if k != 0 {
			at := p.slot(k - 1)
			p.keys[at], p.at[at] = k, old.at[i]
		}
	}
}
