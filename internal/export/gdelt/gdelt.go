// Package gdelt writes events in the shape of the event table of GDELT 2.0: 61 columns with tabs between them, no header, CAMEO codes, so that
// what reads GDELT reads them. One row an event, with the best supported actor and recipient. What bakhar does not know stays empty: tone,
// ethnic and religious codes, the places of actors.
//
// The shape has no column for the status of an event, nor for who says so: planned and denied events stand in it as all others do. Who hands
// it on filters by status first; docs/formats/export.md says so column by column.
package gdelt

import (
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/export/tidy"
	"github.com/bakhar/bakhar/internal/plover"
)

// Style is how GDELT's files are written.
var Style = tidy.Style{Comma: '\t', Bare: true, Headless: true}

// Table is the table of 61 columns.
var Table = tidy.Define("gdelt", "One row an event, in the 61 columns of GDELT 2.0's event table", false, columns(), func(e *rows.Event, row func(*event)) { row(read(e)) })

// event is what is written of one.
type event struct {
	*rows.Event
	code, base, root string
	one, two         actor
}

// actor is a party in CAMEO's codes.
type actor struct {
	code, name, country, group string
	types                      [3]string
}

func read(e *rows.Event) *event {
	x := &event{Event: e}
	x.code = cameo().Code(plover.Type(e.Row.Type), e.Head.Mode, e.Head.Context)
	if len(x.code) >= 3 {
		x.base, x.root = x.code[:3], x.code[:2]
	}
	actors, recipients := e.Head.Actor, e.Head.Recipient
	if len(recipients) == 0 && len(actors) > 1 { // of a mutual act the second who took part
		actors, recipients = actors[:1], actors[1:]
	}
	if len(actors) > 0 {
		x.one = actorOf(&actors[0])
	}
	if len(recipients) > 0 {
		x.two = actorOf(&recipients[0])
	}
	return x
}

var cameo = sync.OnceValue(plover.LoadCAMEO)

func actorOf(p *accounts.Party) (a actor) {
	if p.Wikidata+p.KB != "" {
		a.name = strings.ToUpper(p.Name)
	}
	body := cameo().Body(p.Country)
	a.country, a.group = cameo().Country(p.Country), body.Group
	n := 0
	add := func(t string) {
		if t != "" && n < len(a.types) && !slices.Contains(a.types[:], t) {
			a.types[n] = t
			n++
		}
	}
	add(body.Type)
	add(cameo().Role(p.Sector))
	for _, s := range p.Others {
		add(cameo().Role(s))
	}
	a.code = a.country
	if body.Type != "" {
		a.code = body.Type + body.Group
	}
	for _, t := range a.types[:n] {
		if t != body.Type {
			a.code += t
		}
	}
	return a
}

type column = tidy.Column[*event]

func columns() []column {
	list := []column{
		{Name: "GLOBALEVENTID", Kind: tidy.Int, Meaning: "a number made of bakhar's id of the event: its 16 hex digits as a number, without the highest bit", Put: func(c *tidy.Cells, e *event) { c.Int(number(e.Row.ID)) }},
		{Name: "SQLDATE", Kind: tidy.Int, Meaning: "first day, YYYYMMDD; empty without a day", Put: func(c *tidy.Cells, e *event) { day(c, e.Head.Date, "20060102") }},
		{Name: "MonthYear", Kind: tidy.Int, Meaning: "its month, YYYYMM", Put: func(c *tidy.Cells, e *event) { day(c, e.Head.Date, "200601") }},
		{Name: "Year", Kind: tidy.Int, Meaning: "its year", Put: func(c *tidy.Cells, e *event) { day(c, e.Head.Date, "2006") }},
		{Name: "FractionDate", Kind: tidy.Float, Meaning: "its year and the part of it that had passed: ((month − 1) × 30 + day) / 365, four digits", Put: fraction},
	}
	list = append(list, actorColumns("Actor1", "the best supported actor", func(e *event) *actor { return &e.one })...)
	list = append(list, actorColumns("Actor2", "the best supported recipient; of a mutual act without one the second actor", func(e *event) *actor { return &e.two })...)
	list = append(list,
		empty("IsRootEvent", "whether it stands in the first paragraph"),
		column{Name: "EventCode", Kind: tidy.Text, Meaning: "CAMEO code, of ontology/cameo.tsv; as precise as PLOVER's type, mode and contexts tell", Put: func(c *tidy.Cells, e *event) { c.Code(e.code) }},
		column{Name: "EventBaseCode", Kind: tidy.Text, Meaning: "its first three digits", Put: func(c *tidy.Cells, e *event) { c.Code(e.base) }},
		column{Name: "EventRootCode", Kind: tidy.Text, Meaning: "its first two digits", Put: func(c *tidy.Cells, e *event) { c.Code(e.root) }},
		column{Name: "QuadClass", Kind: tidy.Int, Meaning: "PLOVER's quad class, which has GDELT's numbers; CONCEDE is 1 there, CAMEO's 08 is 2", Put: func(c *tidy.Cells, e *event) { c.Count(e.Head.Quad) }},
		column{Name: "GoldsteinScale", Kind: tidy.Float, Meaning: "PLOVER's conflict to cooperation scale, −10 to +10, which continues Goldstein's; not the score that GDELT has for the code", Put: func(c *tidy.Cells, e *event) { c.Float(e.Head.Scale) }},
		column{Name: "NumMentions", Kind: tidy.Int, Meaning: "number of reports", Put: func(c *tidy.Cells, e *event) { c.Count(e.Head.Counts.Reports) }},
		column{Name: "NumSources", Kind: tidy.Int, Meaning: "number of publishers, as GDELT counts sources; independent ones have no column", Put: func(c *tidy.Cells, e *event) { c.Count(e.Head.Counts.Publishers) }},
		column{Name: "NumArticles", Kind: tidy.Int, Meaning: "number of articles", Put: func(c *tidy.Cells, e *event) { c.Count(e.Head.Counts.Articles) }},
		empty("AvgTone", "tone of the texts, which bakhar does not measure"))
	list = append(list, noPlace("Actor1Geo")...)
	list = append(list, noPlace("Actor2Geo")...)
	list = append(list, placeColumns("ActionGeo")...)
	return append(list,
		column{Name: "DATEADDED", Kind: tidy.Int, Meaning: "first publication, YYYYMMDDHHMMSS in UTC; empty where its source tells no hour", Put: added},
		column{Name: "SOURCEURL", Kind: tidy.Text, Meaning: "address of the first article that has one", Put: func(c *tidy.Cells, e *event) { c.Text(address(e)) }})
}

func empty(name, what string) column {
	return column{Name: name, Kind: tidy.Text, Meaning: "empty: " + what, Put: func(c *tidy.Cells, _ *event) { c.Empty() }}
}

func actorColumns(name, who string, of func(*event) *actor) []column {
	text := func(part, meaning string, get func(*actor) string) column {
		return column{Name: name + part, Kind: tidy.Text, Meaning: meaning, Put: func(c *tidy.Cells, e *event) { c.Text(get(of(e))) }}
	}
	return []column{
		text("Code", "CAMEO code of "+who+": country and types, or type and group of a body between states", func(a *actor) string { return a.code }),
		text("Name", "its name in capitals, where the gazetteer knows it", func(a *actor) string { return a.name }),
		text("CountryCode", "its country in CAMEO's code (ontology/countries.tsv)", func(a *actor) string { return a.country }),
		text("KnownGroupCode", "UNO for the United Nations, EEC for the European Union; no other groups", func(a *actor) string { return a.group }),
		empty(name+"EthnicCode", "ethnic affiliation"),
		empty(name+"Religion1Code", "religious affiliation"),
		empty(name+"Religion2Code", "religious affiliation"),
		text("Type1Code", "its role in CAMEO's code, of PLOVER's sector", func(a *actor) string { return a.types[0] }),
		text("Type2Code", "a second role", func(a *actor) string { return a.types[1] }),
		text("Type3Code", "a third role", func(a *actor) string { return a.types[2] }),
	}
}

func noPlace(name string) (list []column) {
	for _, part := range []string{"_Type", "_FullName", "_CountryCode", "_ADM1Code", "_ADM2Code", "_Lat", "_Long", "_FeatureID"} {
		list = append(list, empty(name+part, "where the party is; bakhar has the place of the event only"))
	}
	return list
}

func placeColumns(name string) []column {
	place := func(part string, kind tidy.Kind, meaning string, put func(*tidy.Cells, *accounts.Place)) column {
		return column{Name: name + part, Kind: kind, Meaning: meaning, Put: func(c *tidy.Cells, e *event) {
			if e.Head.Loc == nil {
				c.Empty()
				return
			}
			put(c, e.Head.Loc)
		}}
	}
	return []column{
		place("_Type", tidy.Int, "by precision: 1 country, 4 city or point, 5 state or province; in the United States 3 and 2", geoType),
		place("_FullName", tidy.Text, "name of the place, and of its state or province", func(c *tidy.Cells, p *accounts.Place) { c.Text(fullName(p)) }),
		place("_CountryCode", tidy.Text, "its country in FIPS 10-4 (ontology/countries.tsv); empty for PSE", func(c *tidy.Cells, p *accounts.Place) { c.Code(cameo().FIPS(p.Country)) }),
		empty(name+"_ADM1Code", "FIPS code of the state or province, which the gazetteer has not"),
		empty(name+"_ADM2Code", "code of the district"),
		place("_Lat", tidy.Float, "degrees north", func(c *tidy.Cells, p *accounts.Place) { c.Number(p.Lat) }),
		place("_Long", tidy.Float, "degrees east", func(c *tidy.Cells, p *accounts.Place) { c.Number(p.Lon) }),
		empty(name+"_FeatureID", "number of the place at GNS or GNIS; bakhar has GeoNames'"),
	}
}

func geoType(c *tidy.Cells, p *accounts.Place) {
	usa := p.Country == "USA"
	switch p.Precision {
	case "country":
		c.Count(1)
	case "admin1":
		if usa {
			c.Count(2)
			return
		}
		c.Count(5)
	case "city", "point":
		if usa {
			c.Count(3)
			return
		}
		c.Count(4)
	default:
		c.Empty()
	}
}

func fullName(p *accounts.Place) string {
	if p.Admin1 == "" || p.Admin1 == p.Name {
		return p.Name
	}
	return p.Name + ", " + p.Admin1
}

// number is an event's id as a number that fits where GDELT's do.
func number(id string) int64 {
	n, err := strconv.ParseUint(id, 16, 64)
	if err != nil { // an id of another making
		h := fnv.New64a()
		h.Write([]byte(id))
		n = h.Sum64()
	}
	return int64(n & math.MaxInt64)
}

func day(c *tidy.Cells, d article.Date, layout string) {
	if d.Zero() {
		c.Empty()
		return
	}
	c.Code(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format(layout))
}

func fraction(c *tidy.Cells, e *event) {
	d := e.Head.Date
	if d.Zero() {
		c.Empty()
		return
	}
	const month, year = 30, 365 // as GDELT has it: every month has thirty days
	c.Code(strconv.FormatFloat(float64(d.Year)+float64((d.Month-1)*month+d.Day)/year, 'f', 4, 64))
}

func added(c *tidy.Cells, e *event) {
	t, err := time.Parse(time.RFC3339, e.Head.First)
	if err != nil {
		c.Empty()
		return
	}
	c.Code(t.UTC().Format("20060102150405"))
}

func address(e *event) string {
	for _, a := range e.Articles {
		if a.URL != "" {
			return a.URL
		}
	}
	return ""
}
