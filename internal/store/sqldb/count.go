package sqldb

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/words"
)

// tally counts in whole thousandths, so that the order of adding does not matter.
type tally struct {
	row    store.Row
	scales int64
	name   string // by which rows that are alike in number are sorted
}

func (t *tally) add(e *store.Event) {
	t.row.Events++
	if q := e.Quad; q >= 0 && q < len(t.row.Quads) {
		t.row.Quads[q]++
	} else {
		t.row.Quads[0]++
	}
	t.scales += int64(math.Round(e.Scale * 1000))
}

func (t *tally) done() store.Row {
	if t.row.Events > 0 {
		t.row.Scale = math.Round(float64(t.scales)/float64(t.row.Events)) / 1000
	}
	return t.row
}

// Count counts what a question asks.
func (t *Tx) Count(q store.Question) (c store.Counted, err error) {
	if q.By > store.ByDyad {
		return c, fmt.Errorf("there is no way %d of counting events", q.By)
	}
	if q.Limit <= 0 {
		q.Limit = store.RowsDefault
	}
	nums, err := t.index.FindAll(&q.Filter)
	if err != nil {
		return c, err
	}
	var all tally
	rows := map[string]*tally{}
	for part := range slices.Chunk(nums, store.LimitMax) {
		list, err := t.numbered(part, false)
		if err != nil {
			return c, err
		}
		for i := range list {
			e := &list[i]
			all.add(e)
			has, seen := false, map[string]bool{}
			for _, r := range rowsOf(e, &q) {
				if !wanted(&r.row, &q) || seen[r.name] {
					continue
				}
				has, seen[r.name] = true, true
				if rows[r.name] == nil {
					rows[r.name] = &r
				}
				rows[r.name].add(e)
			}
			if !has && q.By != store.ByNothing {
				c.Without++
			}
		}
	}
	c.All = all.done().Tally
	list := make([]*tally, 0, len(rows))
	for _, r := range rows {
		list = append(list, r)
	}
	time := q.By >= store.ByDay && q.By <= store.ByYear
	slices.SortFunc(list, func(a, b *tally) int {
		if time {
			return -strings.Compare(a.name, b.name)
		}
		return cmp.Or(-cmp.Compare(a.row.Events, b.row.Events), strings.Compare(a.name, b.name))
	})
	limit := min(q.Limit, store.RowsMax, len(list))
	c.More = len(list) - limit
	for _, r := range list[:limit] {
		c.Rows = append(c.Rows, r.done())
	}
	if time {
		slices.Reverse(c.Rows)
	}
	return c, nil
}

// rowsOf are the rows that an event belongs to.
func rowsOf(e *store.Event, q *store.Question) (rows []tally) {
	values := func(list ...string) {
		for _, v := range list {
			if v != "" {
				rows = append(rows, tally{row: store.Row{Value: v}, name: v})
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
			rows = append(rows, tally{row: store.Row{Days: days}, name: days.Start.String()})
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
			at := &store.Place{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames, Precision: p.Precision}
			if at.Name == "" {
				at.Name = p.Text
			}
			rows = append(rows, tally{row: store.Row{Place: at}, name: placeName(at)})
		}
	case store.ByParty, store.ByDyad:
		parties(e, q.By, func(r tally) { rows = append(rows, r) })
	}
	return rows
}

func placeName(p *store.Place) string {
	at := ""
	if p.Lat != nil && p.Lon != nil {
		at = fmt.Sprintf("%g %g", *p.Lat, *p.Lon)
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%s", p.Name, p.Country, p.Admin1, p.Precision, p.GeoNames, at)
}

func parties(e *store.Event, by store.By, add func(tally)) {
	of := func(role string) (list []*store.Party) {
		for _, p := range e.Parties {
			if key := PartyKey(&p); p.Agreed && p.Role == role && key != "" {
				party := &store.Party{Key: key, Country: p.Country, Sector: p.Sector}
				if strings.Contains(key, ":") {
					party.Name = p.Name
				}
				list = append(list, party)
			}
		}
		return list
	}
	actors, recipients := of("actor"), of("recipient")
	if by == store.ByParty {
		for _, p := range append(actors, recipients...) {
			add(tally{row: store.Row{Actor: p}, name: p.Key})
		}
		return
	}
	for _, a := range actors {
		for _, r := range recipients {
			add(tally{row: store.Row{Actor: a, Recipient: r}, name: a.Key + "\t" + r.Key})
		}
	}
}

// PartyKey is a party's key; events that an older program has kept tell country and sector only.
func PartyKey(p *store.EventParty) string {
	if p.Key != "" || p.Country == "" && p.Sector == "" {
		return p.Key
	}
	return p.Country + "/" + p.Sector
}

// wanted tells whether a row is one of those that a question names.
func wanted(r *store.Row, q *store.Question) bool {
	if q.Named == "" && len(q.Keys) == 0 {
		return true
	}
	want := ""
	for _, line := range words.Cut(q.Named) {
		want += " " + strings.Join(line, " ")
	}
	has := func(list ...string) bool {
		for _, s := range list {
			for _, line := range words.Cut(s) {
				if want != "" && strings.Contains(" "+strings.Join(line, " "), want) {
					return true
				}
			}
		}
		return false
	}
	for _, p := range []*store.Party{r.Actor, r.Recipient} {
		if p != nil && (slices.Contains(q.Keys, p.Key) || has(p.Name, p.Key, p.Country)) {
			return true
		}
	}
	return r.Place != nil && has(r.Place.Name, r.Place.Country, r.Place.Admin1) || has(r.Value)
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
