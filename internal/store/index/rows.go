package index

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/words"
)

// row is a row that is not made yet: most never are.
type row struct {
	tally
	name string // by which rows of as many events are sorted
	make func() store.Row
}

// first gives the rows that a question wants, and how many more there are.
func first(rows []row, q *store.Question) (out []store.Row, more int) {
	limit := q.Limit
	if limit <= 0 {
		limit = store.RowsDefault
	}
	limit = min(limit, store.RowsMax, len(rows))
	more = len(rows) - limit
	time := q.By >= store.ByDay && q.By <= store.ByYear
	if !time && more > 0 { // only those are sorted that may come to the front
		events := make([]uint32, len(rows))
		for i := range rows {
			events[i] = rows[i].events
		}
		slices.Sort(events)
		least := events[len(events)-limit]
		rows = slices.DeleteFunc(rows, func(r row) bool { return r.events < least })
	}
	slices.SortFunc(rows, func(a, b row) int {
		if time {
			return strings.Compare(b.name, a.name)
		}
		return cmp.Or(cmp.Compare(b.events, a.events), strings.Compare(a.name, b.name))
	})
	for i := range rows[:limit] {
		r := rows[i].make()
		r.Tally = rows[i].done()
		out = append(out, r)
	}
	if time {
		slices.Reverse(out)
	}
	return out, more
}

func (b *byTime) rows(q *store.Question) ([]row, error) {
	steps := map[article.Interval]*tally{}
	for day, t := range b.days {
		s := step(q.By, face.Date(day<<face.IDBits))
		into := steps[s]
		if into == nil {
			into = new(tally)
			steps[s] = into
		}
		into.events += t.events
		into.scales += t.scales
		for q, n := range t.quads {
			into.quads[q] += n
		}
	}
	var out []row
	for s, t := range steps {
		out = append(out, row{tally: *t, name: s.Start.String(), make: func() store.Row { return store.Row{Days: s} }})
	}
	return out, nil
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

func (b *bySign) rows(q *store.Question) (out []row, err error) {
	for i, num := range b.of {
		value := b.values.value[num]
		r := row{tally: b.tallies[i], name: value, make: func() store.Row { return store.Row{Value: value} }}
		switch q.By {
		case store.ByPlace:
			r.make = func() store.Row { return store.Row{Place: readPlace(value)} }
		case store.ByParty:
			p := readParty(value)
			r.name, r.make = p.Key, func() store.Row { return store.Row{Actor: p} }
		}
		out = append(out, r)
	}
	return out, nil
}

func (b *byDyad) rows(*store.Question) (out []row, err error) {
	key := func(num uint32) string {
		k, _, _ := strings.Cut(b.values.value[num], "\t")
		return k
	}
	for i, pair := range b.of {
		a, r := uint32(pair>>32), uint32(pair)
		out = append(out, row{tally: b.tallies[i], name: key(a) + "\t" + key(r), make: func() store.Row {
			return store.Row{Actor: readParty(b.values.value[a]), Recipient: readParty(b.values.value[r])}
		}})
	}
	return out, nil
}

// sameKeys gives the signs of parties that have one key, where there are several: in the order of their values, so that the first stands for them.
func sameKeys(v *meanings, kinds ...uint8) (groups [][]uint32) {
	byKey := map[string][]uint32{}
	for num, kind := range v.kind {
		if slices.Contains(kinds, kind) {
			key, _, _ := strings.Cut(v.value[num], "\t")
			byKey[key] = append(byKey[key], uint32(num))
		}
	}
	for _, group := range byKey {
		if len(group) > 1 {
			slices.SortFunc(group, func(a, b uint32) int { return cmp.Or(strings.Compare(v.value[a], v.value[b]), cmp.Compare(a, b)) })
			groups = append(groups, group)
		}
	}
	return groups
}

// partyValue is what a row of counts says of a party that its event is held to have; empty where it is none, or nothing is known of it.
func partyValue(p *store.EventParty) string {
	key := p.Key
	if key == "" && (p.Country != "" || p.Sector != "") {
		key = p.Country + "/" + p.Sector // as an older program has kept it
	}
	if !p.Agreed || key == "" {
		return ""
	}
	name := ""
	if strings.Contains(key, ":") {
		name = p.Name
	}
	return line(key, p.Country, p.Sector, name)
}

func readParty(value string) *store.Party {
	f := strings.SplitN(value, "\t", 4)
	return &store.Party{Key: f[0], Country: f[1], Sector: f[2], Name: f[3]}
}

// placeValue is what a row of counts says of a place; empty where neither name nor country is known.
func placeValue(p *article.Spot) string {
	name, at := p.Name, ""
	if name == "" {
		name = p.Text
	}
	if name == "" && p.Country == "" {
		return ""
	}
	if p.Lat != nil && p.Lon != nil {
		at = number(*p.Lat) + " " + number(*p.Lon)
	}
	return line(name, p.Country, p.Admin1, p.Precision, strconv.Itoa(p.GeoNames), at)
}

func readPlace(value string) *store.Place {
	f := strings.SplitN(value, "\t", 6)
	p := &store.Place{Name: f[0], Country: f[1], Admin1: f[2], Precision: f[3]}
	p.GeoNames, _ = strconv.Atoi(f[4])
	if lat, lon, ok := strings.Cut(f[5], " "); ok {
		p.Lat, p.Lon = degrees(lat), degrees(lon)
	}
	return p
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

func degrees(s string) *float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &f
}

// line joins fields, in which a tab is a blank.
func line(fields ...string) string {
	for i, f := range fields {
		fields[i] = strings.ReplaceAll(f, "\t", " ")
	}
	return strings.Join(fields, "\t")
}

// names are the rows that a question wants; nil is all.
type names struct {
	words string // with a blank before each
	keys  []string
}

// namedMax is how many keys a question may name.
const namedMax = 1000

func newNames(q *store.Question) (*names, error) {
	if q.Named == "" && len(q.Keys) == 0 {
		return nil, nil
	}
	if len(q.Keys) > namedMax {
		return nil, fmt.Errorf("%d keys in one question, the most is %d", len(q.Keys), namedMax)
	}
	n := &names{keys: q.Keys}
	for _, line := range words.Cut(q.Named) {
		n.words += " " + strings.Join(line, " ")
	}
	return n, nil
}

// signs tells by number which signs of some kinds are wanted; nil where all are.
func (n *names) signs(v *meanings, kinds ...uint8) []bool {
	if n == nil {
		return nil
	}
	keys := map[string]bool{}
	for _, k := range n.keys {
		keys[k] = true
	}
	wanted := make([]bool, len(v.kind))
	for num, kind := range v.kind {
		if slices.Contains(kinds, kind) {
			key, _, _ := strings.Cut(v.value[num], "\t")
			wanted[num] = keys[key] || n.words != "" && strings.Contains(v.folded[num], n.words)
		}
	}
	return wanted
}
