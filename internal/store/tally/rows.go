package tally

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
)

// rows gives the rows that a question wants, and how many more there are. Only those are named and sorted that may come to the front.
func rows(by counter, q *store.Question) (out []store.Row, more int) {
	tallies := by.done()
	limit := q.Limit
	if limit <= 0 {
		limit = store.RowsDefault
	}
	limit = min(limit, store.RowsMax, len(tallies))
	more = len(tallies) - limit
	time := q.By >= store.ByDay && q.By <= store.ByYear
	least := uint32(0)
	if !time && more > 0 {
		least = greatest(tallies, limit)
	}
	type named struct {
		name string
		at   int
		row  store.Row
	}
	var list []named
	for i := range tallies {
		if tallies[i].events >= least {
			name, r := by.row(i)
			list = append(list, named{name, i, r})
		}
	}
	slices.SortFunc(list, func(a, b named) int {
		if time {
			return strings.Compare(b.name, a.name)
		}
		return cmp.Or(cmp.Compare(tallies[b.at].events, tallies[a.at].events), strings.Compare(a.name, b.name))
	})
	for _, n := range list[:limit] {
		n.row.Tally = tallies[n.at].done()
		out = append(out, n.row)
	}
	if time {
		slices.Reverse(out)
	}
	return out, more
}

// greatest is the number of events of the nth row, by number.
func greatest(tallies []tally, n int) uint32 {
	const few = 1 << 12
	var counts [few]int // of rows, by their events; the last is of all that have more
	var many []uint32
	for i := range tallies {
		if e := tallies[i].events; e < few {
			counts[e]++
		} else {
			many = append(many, e)
		}
	}
	if len(many) >= n {
		slices.Sort(many)
		return many[len(many)-n]
	}
	left := n - len(many)
	for e := few - 1; e > 0; e-- {
		if left -= counts[e]; left <= 0 {
			return uint32(e)
		}
	}
	return 0
}

func (b *byTime) done() (out []tally) {
	steps := map[article.Interval]int{}
	for day, t := range b.days {
		s := step(b.by, face.Date(day<<face.IDBits))
		at, ok := steps[s]
		if !ok {
			at = len(out)
			steps[s] = at
			out, b.out = append(out, tally{}), append(b.out, s)
		}
		into := &out[at]
		into.events += t.events
		into.scales += t.scales
		for q, n := range t.quads {
			into.quads[q] += n
		}
	}
	return out
}

func (b *byTime) row(i int) (string, store.Row) {
	return b.out[i].Start.String(), store.Row{Days: b.out[i]}
}

// step is the step of time in which a day lies.
func step(by store.By, d article.Date) article.Interval {
	switch by {
	case store.ByWeek:
		start := d.Add(1 - d.Weekday())
		return article.Interval{Start: start, End: start.Add(6)}
	case store.ByMonth:
		return article.Interval{Start: article.Date{Year: d.Year, Month: d.Month, Day: 1}, End: d.MonthEnd()}
	case store.ByYear:
		return article.Interval{Start: article.Date{Year: d.Year, Month: 1, Day: 1}, End: article.Date{Year: d.Year, Month: 12, Day: 31}}
	}
	return article.Interval{Start: d, End: d}
}

func (b *bySign) done() []tally { return b.tallies }

func (b *bySign) row(i int) (string, store.Row) {
	value := b.values.list[b.of[i]].value
	switch b.kind {
	case sign.Code(sign.Place):
		return value, store.Row{Place: sign.ReadPlace(value)}
	case sign.Code(sign.Party):
		p := sign.ReadParty(value)
		return p.Key, store.Row{Actor: p}
	}
	return value, store.Row{Value: value}
}

func (b *byDyad) done() []tally { return b.tallies }

func (b *byDyad) row(i int) (string, store.Row) {
	a, r := sign.ReadParty(b.values.list[uint32(b.of[i]>>32)].value), sign.ReadParty(b.values.list[uint32(b.of[i])].value)
	return a.Key + "\t" + r.Key, store.Row{Actor: a, Recipient: r}
}
