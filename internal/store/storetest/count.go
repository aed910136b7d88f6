package storetest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/words"
)

// countEach answers a question by a look at each event: what a store must answer.
func countEach(all []store.Event, known map[string]*store.Party, q store.Question) (c store.Counted) {
	var total []store.Event
	rows, has := map[string]*store.Row{}, map[string][]store.Event{}
	for _, e := range all {
		if !fits(e, q.Filter) {
			continue
		}
		total = append(total, e)
		own := map[string]bool{}
		for name, r := range rowsOf(&e, &q) {
			for _, p := range []**store.Party{&r.Actor, &r.Recipient} {
				if *p != nil {
					*p = known[(*p).Key]
				}
			}
			if !wanted(&r, &q) {
				continue
			}
			own[name], rows[name] = true, &r
		}
		for name := range own {
			has[name] = append(has[name], e)
		}
		if len(own) == 0 && q.By != store.ByNothing {
			c.Without++
		}
	}
	c.All = tally(total)
	for name, r := range rows {
		r.Tally = tally(has[name])
	}
	time := q.By >= store.ByDay && q.By <= store.ByYear
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if time {
			return strings.Compare(b, a)
		}
		return cmp.Or(cmp.Compare(rows[b].Events, rows[a].Events), strings.Compare(a, b))
	})
	limit := cmp.Or(q.Limit, store.RowsDefault)
	for i, name := range names {
		if i >= limit {
			c.More++
			continue
		}
		c.Rows = append(c.Rows, *rows[name])
	}
	if time {
		slices.Reverse(c.Rows)
	}
	return c
}

func tally(events []store.Event) (t store.Tally) {
	sum := 0.0
	for _, e := range events {
		t.Events++
		t.Quads[e.Quad]++
		sum += e.Scale * 1000
	}
	if t.Events > 0 {
		t.Scale = math.Round(sum/float64(t.Events)) / 1000
	}
	return t
}

// learn adds the parties of an event to those that are known by their keys: of one that is told in several ways, the first in order.
func learn(known map[string]*store.Party, e *store.Event) {
	label := func(p *store.Party) string { return strings.Join([]string{p.Key, p.Country, p.Sector, p.Name}, "\t") }
	for _, p := range agreed(e, "actor recipient") {
		if old := known[p.Key]; old == nil || label(p) < label(old) {
			known[p.Key] = p
		}
	}
}

// agreed are the parties that an event is held to have.
func agreed(e *store.Event, roles string) (list []*store.Party) {
	for _, p := range e.Parties {
		if !p.Agreed || !strings.Contains(roles, p.Role) || p.Key == "" {
			continue
		}
		party := &store.Party{Key: p.Key, Country: p.Country, Sector: p.Sector}
		if strings.Contains(p.Key, ":") {
			party.Name = p.Name
		}
		list = append(list, party)
	}
	return list
}

// rowsOf are the rows that an event belongs to, by name.
func rowsOf(e *store.Event, q *store.Question) map[string]store.Row {
	rows := map[string]store.Row{}
	values := func(list ...string) {
		for _, v := range list {
			if v != "" {
				rows[v] = store.Row{Value: v}
			}
		}
	}
	switch q.By {
	case store.ByDay, store.ByWeek, store.ByMonth, store.ByYear:
		if d := e.Days.End; !d.Zero() {
			if end := q.Filter.Days.End; !end.Zero() && end.Before(d) {
				d = end
			}
			days := step(q.By, d)
			rows[days.Start.String()] = store.Row{Days: days}
		}
	case store.ByType:
		values(e.Type)
	case store.ByMode:
		values(e.Modes...)
	case store.ByStatus:
		values(string(e.Status))
	case store.ByLanguage:
		values(e.Languages...)
	case store.ByPublisher:
		values(e.Publishers...)
	case store.ByDisagreement:
		values(e.Disagreements...)
	case store.ByCountry:
		if e.Place != nil {
			values(e.Place.Country)
		}
	case store.ByPlace:
		if p := e.Place; p != nil {
			at := ""
			if p.Lat != nil {
				at = fmt.Sprintf("%g %g", *p.Lat, *p.Lon)
			}
			rows[fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%s", p.Name, p.Country, p.Admin1, p.Precision, p.GeoNames, at)] = store.Row{Place: &store.Place{Name: p.Name, Country: p.Country,
				Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames, Precision: p.Precision}}
		}
	case store.ByParty, store.ByDyad:
		parties(e, q.By, rows)
	}
	return rows
}

func parties(e *store.Event, by store.By, rows map[string]store.Row) {
	if by == store.ByParty {
		for _, p := range agreed(e, "actor recipient") {
			rows[p.Key] = store.Row{Actor: p}
		}
		return
	}
	for _, a := range agreed(e, "actor") {
		for _, r := range agreed(e, "recipient") {
			rows[a.Key+"\t"+r.Key] = store.Row{Actor: a, Recipient: r}
		}
	}
}

// wanted tells whether a row is one of those that a question names.
func wanted(r *store.Row, q *store.Question) bool {
	if q.Named == "" && len(q.Keys) == 0 {
		return true
	}
	folded := func(s string) (out string) {
		for _, line := range words.Cut(s) {
			out += " " + strings.Join(line, " ")
		}
		return out
	}
	has := func(list ...string) bool {
		return q.Named != "" && slices.ContainsFunc(list, func(s string) bool { return strings.Contains(folded(s), folded(q.Named)) })
	}
	for _, p := range []*store.Party{r.Actor, r.Recipient} {
		if p != nil && (slices.Contains(q.Keys, p.Key) || has(p.Name, p.Key, p.Country, p.Sector)) {
			return true
		}
	}
	return r.Place != nil && has(r.Place.Name, r.Place.Country, r.Place.Admin1) || has(r.Value) || slices.Contains(q.Keys, r.Value) && r.Value != ""
}

func step(by store.By, d article.Date) article.Interval {
	start, end := d, d
	switch by {
	case store.ByWeek:
		for start.Weekday() != 1 {
			start = start.Add(-1)
		}
		end = start.Add(6)
	case store.ByMonth:
		start.Day = 1
		end = start.AddMonths(1).Add(-1)
	case store.ByYear:
		start, end = article.Date{Year: d.Year, Month: 1, Day: 1}, article.Date{Year: d.Year, Month: 12, Day: 31}
	}
	return article.Interval{Start: start, End: end}
}

// counts holds questions by chance against a look at every event, also after changes, and in the transaction that changes.
func counts(t *testing.T, s store.Store) {
	events := map[string]store.Event{}
	all := func() (list []store.Event) {
		for _, e := range events {
			list = append(list, e)
		}
		slices.SortFunc(list, func(a, b store.Event) int { return strings.Compare(a.ID, b.ID) })
		return list
	}
	known := map[string]*store.Party{}
	put := func(tx store.Tx, e store.Event) error {
		events[e.ID] = e
		learn(known, &e)
		return tx.PutEvent(e)
	}
	update(t, s, func(tx store.Tx) error {
		for e := range Made(600, 90) {
			if err := put(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	checkCounts(t, s, all(), known, 0, 150)
	r := random(5)
	for round := range 6 {
		list := all()
		update(t, s, func(tx store.Tx) error {
			for range 30 {
				e := list[r.below(len(list))]
				if r.below(2) == 0 {
					delete(events, e.ID)
					if err := tx.DropEvent(e.ID); err != nil {
						return err
					}
					continue
				}
				other := madeEvent(uint64(1000+r.below(1000)), 90)
				other.ID = e.ID
				if err := put(tx, other); err != nil {
					return err
				}
			}
			return checkCount(t, tx, all(), known, 7*round+1)
		})
		checkCounts(t, s, all(), known, 200+round*10, 10)
	}
}

func checkCounts(t *testing.T, s store.Store, all []store.Event, known map[string]*store.Party, from, n int) {
	t.Helper()
	for i := from; i < from+n; i++ {
		view(t, s, func(tx store.Tx) error { return checkCount(t, tx, all, known, i) })
	}
}

func checkCount(t *testing.T, tx store.Tx, all []store.Event, known map[string]*store.Party, i int) error {
	t.Helper()
	r := random(i * 101)
	q := store.Question{Filter: Query(uint64(i)), By: store.By(i % int(store.ByDyad+1))}
	if i%2 == 0 {
		q.Filter = store.Filter{Days: q.Filter.Days, Text: q.Filter.Text}
	}
	if r.below(3) == 0 {
		q.Limit = 1 + r.below(20)
	}
	if q.By >= store.ByParty && r.below(3) == 0 {
		q.Named = string([]rune(madePlaces[r.below(40)])[:2])
		q.Keys = []string{pick(&r, madeCountries) + "/GOV", "wd:Q1234"}
	}
	if q.By == store.ByPlace && r.below(2) == 0 {
		q.Named = pick(&r, madeCountries)
	}
	got, err := tx.Count(q)
	if err != nil {
		return fmt.Errorf("%+v: %w", q, err)
	}
	want := countEach(all, known, q)
	same(t, fmt.Sprintf("%+v", q), got, want)
	slices.Reverse(got.Rows) // is no other's business
	got, err = tx.Count(q)
	same(t, fmt.Sprintf("again %+v", q), got, want)
	return err
}
