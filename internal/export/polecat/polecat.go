// Package polecat writes events in the shape of POLECAT, the weekly data coded with PLOVER: a header and tab-separated columns of the same
// names, one row an event with the best supported actor and recipient. Where POLECAT has what bakhar has not, cells are empty; where bakhar
// has what POLECAT has not (status, accounts, figures), it is left out, and status above all has to be filtered before.
package polecat

import (
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/export/tidy"
)

// Style is how POLECAT's files are written.
var Style = tidy.Style{Comma: '\t', Bare: true}

// Table has POLECAT's columns. maker, the program and its version, is what Version says.
func Table(maker string) tidy.Table {
	return tidy.Define("polecat", "One row an event, in the columns of POLECAT", false, columns(maker), func(e *rows.Event, row func(*rows.Event)) { row(e) })
}

type column = tidy.Column[*rows.Event]

func columns(maker string) []column {
	text := func(name, meaning string, get func(*rows.Event) string) column {
		return column{Name: name, Kind: tidy.Text, Meaning: meaning, Put: func(c *tidy.Cells, e *rows.Event) { c.Text(get(e)) }}
	}
	empty := func(name, meaning string) column {
		return column{Name: name, Kind: tidy.Text, Meaning: "empty: " + meaning, Put: func(c *tidy.Cells, _ *rows.Event) { c.Empty() }}
	}
	list := []column{
		text("Event ID", "bakhar's id of the event", func(e *rows.Event) string { return e.Row.ID }),
		{Name: "Event Date", Kind: tidy.Day, Meaning: "first day, YYYY-MM-DD", Put: func(c *tidy.Cells, e *rows.Event) { c.Day(e.Head.Date) }},
		text("Event Type", "PLOVER type", func(e *rows.Event) string { return e.Row.Type }),
		text("Event Mode", "the best supported PLOVER mode", func(e *rows.Event) string { return first(e.Head.Mode) }),
		{Name: "Intensity", Kind: tidy.Float, Meaning: "PLOVER's scale, −10 to +10", Put: func(c *tidy.Cells, e *rows.Event) { c.Float(e.Head.Scale) }},
		text("Quad Code", "VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT or MATERIAL CONFLICT", func(e *rows.Event) string { return quads[e.Head.Quad] }),
		text("Contexts", "PLOVER contexts with ; between them", func(e *rows.Event) string { return strings.Join(e.Head.Context, ";") }),
	}
	list = append(list, partyColumns("Actor", func(e *rows.Event) []accounts.Party { return e.Head.Actor })...)
	list = append(list, partyColumns("Recipient", func(e *rows.Event) []accounts.Party { return e.Head.Recipient })...)
	list = append(list,
		text("Placename", "name of the place, in English", func(e *rows.Event) string { return place(e).Name }),
		text("City", "the same, where it is a city or a point in one", func(e *rows.Event) string { return when(place(e).Precision == "city", place(e).Name) }),
		empty("District", "the gazetteer's districts are not in the card of an event"),
		text("Province", "state or province", func(e *rows.Event) string { return place(e).Admin1 }),
		text("Country", "ISO 3166 alpha-3", func(e *rows.Event) string { return place(e).Country }),
		column{Name: "Latitude", Kind: tidy.Float, Meaning: "degrees north", Put: func(c *tidy.Cells, e *rows.Event) { c.Number(place(e).Lat) }},
		column{Name: "Longitude", Kind: tidy.Float, Meaning: "degrees east", Put: func(c *tidy.Cells, e *rows.Event) { c.Number(place(e).Lon) }},
		text("GeoNames ID", "number of the place at GeoNames", func(e *rows.Event) string { return id(place(e).GeoNames) }),
		text("Raw Placename", "words of the texts, one a language, with ; between them", func(e *rows.Event) string { return words(place(e).Text) }),
		empty("Feature Type", "GeoNames' class of the place"),
		text("Source", "publishers, with ; between them", func(e *rows.Event) string { return strings.Join(e.Row.Publishers, ";") }),
		text("Publication Date", "day of the first publication", func(e *rows.Event) string { return published(e.Head.First) }),
		empty("Story People", "people named in the texts"),
		empty("Story Organizations", "organisations named in the texts"),
		empty("Story Locations", "places named in the texts"),
		text("Language", "languages of the articles, ISO 639-1, with ; between them", func(e *rows.Event) string { return strings.Join(e.Row.Languages, ";") }),
		text("Version", "program and version that wrote it", func(*rows.Event) string { return maker }))
	return list
}

var quads = map[int]string{1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}

func partyColumns(role string, of func(*rows.Event) []accounts.Party) []column {
	text := func(name, meaning string, get func(*accounts.Party) string) column {
		return column{Name: name, Kind: tidy.Text, Meaning: meaning, Put: func(c *tidy.Cells, e *rows.Event) {
			ps := of(e)
			if len(ps) == 0 {
				c.Empty()
				return
			}
			c.Text(get(&ps[0]))
		}}
	}
	who := "the best supported " + strings.ToLower(role)
	return []column{
		text(role+" Name", who+" by its name, where the gazetteer knows it", func(p *accounts.Party) string { return when(p.Wikidata+p.KB != "", p.Name) }),
		text(role+" Country", "its country, ISO 3166 alpha-3, or PLOVER's code of a body between states", func(p *accounts.Party) string { return p.Country }),
		{Name: role + " COW", Kind: tidy.Text, Meaning: "empty: Correlates of War number of the country", Put: func(c *tidy.Cells, _ *rows.Event) { c.Empty() }},
		text("Primary "+role+" Sector", "its PLOVER sector", func(p *accounts.Party) string { return p.Sector }),
		text(role+" Sectors", "all its sectors, with ; between them", func(p *accounts.Party) string { return strings.Join(sectors(p), ";") }),
		text(role+" Title", "the office it held on the day", func(p *accounts.Party) string { return p.Role }),
		text(role+" Name Raw", "words of the texts, one a language, with ; between them", func(p *accounts.Party) string { return words(p.Text) }),
		text("Wikipedia "+role+" ID", "its number at Wikidata, not at Wikipedia", func(p *accounts.Party) string { return p.Wikidata }),
	}
}

func sectors(p *accounts.Party) []string {
	if p.Sector == "" {
		return p.Others
	}
	return append([]string{p.Sector}, p.Others...)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func when(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func place(e *rows.Event) accounts.Place {
	if e.Head.Loc == nil {
		return accounts.Place{}
	}
	return *e.Head.Loc
}

func id(n int) string { return when(n != 0, strconv.Itoa(n)) }

func words(text map[string]string) string {
	var list []string
	for _, l := range tidy.SortedKeys(text) {
		list = append(list, text[l])
	}
	return strings.Join(list, ";")
}

// published is the day of a time of publication.
func published(s string) string {
	if d, err := article.ParseDate(s); err == nil {
		return d.String()
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.Format(time.DateOnly)
	}
	return ""
}
