package server

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// What follows counts by looking at each event, until the store counts itself.

type by uint8

const (
	byNothing by = iota
	byDay
	byWeek
	byMonth
	byYear
	byCountry
	byPlace
	byParty
	byDyad
)

type question struct {
	Filter store.Filter
	With   []string
	By     by
	Named  string
	Limit  int
}

type tally struct {
	Events int
	Quads  [5]int
	Scale  float64
}

type row struct {
	tally
	Days             article.Interval
	Value            string
	Place            *article.Spot
	Actor, Recipient *partyRow
}

type partyRow struct{ Key, Name, Country, Sector string }

type counted struct {
	All     tally
	Without int
	Rows    []row
	More    int
}

func (t *tally) add(e *store.Event) {
	t.Events++
	t.Quads[e.Quad]++
	t.Scale += e.Scale
}

func (t *tally) mean() {
	if t.Events > 0 {
		t.Scale /= float64(t.Events)
	}
}

// count answers a question.
func count(tx store.Tx, q question) (counted, error) {
	var out counted
	rows := map[string]*row{}
	f := q.Filter
	f.Limit, f.After, f.Order = store.LimitMax, "", store.Latest
	for {
		page, err := tx.FindEvents(f)
		if err != nil {
			return out, err
		}
		for i := range page.Events {
			e := &page.Events[i]
			out.All.add(e)
			made := rowsOf(e, q)
			if len(made) == 0 {
				out.Without++
			}
			for key, r := range made {
				if rows[key] == nil {
					rows[key] = r
				}
				rows[key].add(e)
			}
		}
		if f.After = page.Next; page.Next == "" {
			break
		}
	}
	out.All.mean()
	for _, r := range rows {
		r.mean()
		out.Rows = append(out.Rows, *r)
	}
	slices.SortFunc(out.Rows, func(a, b row) int {
		if q.By <= byYear {
			return strings.Compare(a.Days.Start.String(), b.Days.Start.String())
		}
		return cmp.Or(b.Events-a.Events, strings.Compare(a.Value, b.Value))
	})
	if q.Limit > 0 && len(out.Rows) > q.Limit {
		out.More, out.Rows = len(out.Rows)-q.Limit, out.Rows[:q.Limit]
	}
	return out, nil
}

// rowsOf gives the rows that an event counts in.
func rowsOf(e *store.Event, q question) map[string]*row {
	out := map[string]*row{}
	switch q.By {
	case byDay, byWeek, byMonth, byYear:
		if !e.Days.End.Zero() {
			iv := step(q.By, e.Days.End)
			out[iv.Start.String()] = &row{Days: iv}
		}
	case byCountry:
		if e.Place != nil {
			out[e.Place.Country] = &row{Value: e.Place.Country}
		}
	case byPlace:
		if p := e.Place; p != nil {
			key := p.Country + "/" + p.Admin1 + "/" + p.Name
			out[key] = &row{Value: key, Place: p}
		}
	case byParty:
		for _, p := range e.Parties {
			if key := keyOf(p); p.Agreed && (q.Named == "" || strings.Contains(strings.ToLower(p.Name), strings.ToLower(q.Named))) {
				out[key] = &row{Value: key, Actor: &partyRow{key, p.Name, p.Country, p.Sector}}
			}
		}
	case byDyad:
		for _, a := range e.Parties {
			for _, r := range e.Parties {
				if a.Role == "actor" && r.Role == "recipient" && a.Agreed && r.Agreed {
					key := keyOf(a) + " " + keyOf(r)
					out[key] = &row{Value: key, Actor: &partyRow{keyOf(a), a.Name, a.Country, a.Sector}, Recipient: &partyRow{keyOf(r), r.Name, r.Country, r.Sector}}
				}
			}
		}
	}
	return out
}

func keyOf(p store.EventParty) string { return p.Country + "/" + p.Sector }

func step(b by, d article.Date) article.Interval {
	switch b {
	case byWeek:
		start := d.Add(1 - d.Weekday())
		return article.Interval{Start: start, End: start.Add(6)}
	case byMonth:
		return article.Interval{Start: article.Date{Year: d.Year, Month: d.Month, Day: 1}, End: d.MonthEnd()}
	case byYear:
		return article.Interval{Start: article.Date{Year: d.Year, Month: 1, Day: 1}, End: article.Date{Year: d.Year, Month: 12, Day: 31}}
	}
	return article.Interval{Start: d, End: d}
}
