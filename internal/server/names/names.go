// Package names says what parties, places and countries are called in each language of the gazetteer. A card holds a name in English and the
// words of its texts; a reader of Marathi wants Russia as रशिया whatever the texts were written in. What no table knows it does not name: the
// words of the texts stand for it then.
package names

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/text"
)

// Table finds names. It is read-only and may be used by many goroutines.
type Table struct {
	byWikidata, byID map[string]*kb.Record
	places           map[string][]*kb.Record // by English name, folded
	kb               *kb.KB
	gaz              *gaz.Index
}

// New makes a table of the gazetteer.
func New(k *kb.KB, g *gaz.Index) *Table {
	t := &Table{byWikidata: map[string]*kb.Record{}, byID: map[string]*kb.Record{}, places: map[string][]*kb.Record{}, kb: k, gaz: g}
	for _, r := range k.Records {
		if r.Wikidata != "" && t.byWikidata[r.Wikidata] == nil {
			t.byWikidata[r.Wikidata] = r
		}
		t.byID[r.ID] = r
		if strings.HasPrefix(r.ID, "place:") || r.Kind == "region" {
			t.places[fold(r.Name)] = append(t.places[fold(r.Name)], r)
		}
	}
	return t
}

// Languages are the codes of the languages that names are given in, in the order of the tables.
func Languages() []string { return kb.Languages[:] }

// Party gives the names of a party by its key (accounts.Party.Key) and country; nil where no table knows it. The key of a whole state
// ("RUS/") and of a bare code ("RUS") are the state's names.
func (t *Table) Party(key string) map[string]string {
	kind, id, _ := strings.Cut(key, ":")
	switch kind {
	case "wd":
		return called(t.byWikidata[id])
	case "kb":
		return called(t.byID[id])
	}
	if code, sector, _ := strings.Cut(key, "/"); sector == "" {
		return t.Country(code)
	}
	return nil
}

// Key is the key of a record as parties of events have it (accounts.Party.Key).
func Key(r *kb.Record) string {
	switch {
	case r.Kind == "state":
		return r.Country + "/"
	case r.Wikidata != "":
		return "wd:" + r.Wikidata
	}
	return "kb:" + r.ID
}

// Find gives the records that a whole name means, in whatever language it is written; the same record once.
func (t *Table) Find(name string) []*kb.Record {
	n := kb.Start
	for w := range strings.FieldsSeq(fold(name)) {
		word, ok := t.kb.Word(w)
		if !ok {
			return nil
		}
		if n, ok = t.kb.Step(n, word); !ok {
			return nil
		}
	}
	var out []*kb.Record
	for _, i := range t.kb.At(n) {
		if u := &t.kb.Names[i]; (u.Use == kb.Proper || u.Use == kb.Locality) && !slices.Contains(out, u.Rec) {
			out = append(out, u.Rec)
		}
	}
	return out
}

// Value is how filters of events ask for the party or place that a value means: the value itself, and where it is a key, or a name in any
// language, the code or English name by which events are found.
func (t *Table) Value(v string) []string {
	kind, id, _ := strings.Cut(v, ":")
	var recs []*kb.Record
	out := []string{}
	switch kind {
	case "wd":
		recs = append(recs, t.byWikidata[id])
	case "kb":
		recs = append(recs, t.byID[id])
	default:
		out = append(out, strings.TrimSuffix(v, "/"))
		recs = t.Find(v)
	}
	for _, r := range recs {
		switch {
		case r == nil:
		case r.Kind == "state":
			out = append(out, r.Country)
		case !slices.Contains(out, r.Name):
			out = append(out, r.Name)
		}
	}
	if len(out) == 0 {
		out = append(out, v) // a key that no table has is nobody's name
	}
	return out
}

// Country gives the names of a country by its code; nil where there is no such code.
func (t *Table) Country(code string) map[string]string { return called(t.kb.State(code)) }

// Countries gives for each code of the tables the name in one language; where it has none, the English one.
func (t *Table) Countries(language string) map[string]string {
	i := slices.Index(kb.Languages[:], language)
	out := map[string]string{}
	for _, r := range t.kb.Records {
		if r.Kind != "state" || t.kb.State(r.Country) != r {
			continue
		}
		out[r.Country] = r.Name
		if i >= 0 && r.Called[i] != "" {
			out[r.Country] = r.Called[i]
		}
	}
	return out
}

// Demonyms gives for each code of the tables what belongs to the country in one language: Thai, थाई.
func (t *Table) Demonyms(language string) map[string]string {
	out := map[string]string{}
	i := slices.Index(kb.Languages[:], language)
	if i < 0 {
		return out
	}
	for _, r := range t.kb.Records {
		if r.Demonym[i] != "" && t.kb.State(r.Country) == r {
			out[r.Country] = r.Demonym[i]
		}
	}
	return out
}

// Person tells whether a party is a human being known to the tables, by its key: a sentence treats people otherwise than bodies.
func (t *Table) Person(key string) bool {
	kind, id, _ := strings.Cut(key, ":")
	r := t.byID[id]
	if kind == "wd" {
		r = t.byWikidata[id]
	}
	return r != nil && r.Person()
}

// near is how far apart, in degrees, a place of the tables and a place of that name on a card may stand and be one.
const near = 0.5

// Place gives the names of a place by its English name, country and, where known, point; nil where no table knows it.
func (t *Table) Place(name, country string, lat, lon *float64) map[string]string {
	if name == "" {
		return nil
	}
	key := fold(name)
	for _, r := range t.places[key] {
		if r.Country == country && (lat == nil || !r.HasPoint || close(r.Lat, r.Lon, *lat, *lon)) {
			return called(r)
		}
	}
	if s := t.kb.State(country); s != nil && fold(s.Name) == key {
		return called(s)
	}
	if lat == nil {
		return nil
	}
	for _, c := range t.gaz.FindBy(key, gaz.Spelled) {
		if c.Country == country && c.HasPoint && close(c.Lat, c.Lon, *lat, *lon) && fold(c.Name) == key {
			return three(c.Name, c.Mr, c.Hi)
		}
	}
	return nil
}

func close(lat1, lon1, lat2, lon2 float64) bool {
	return max(lat1-lat2, lat2-lat1) <= near && max(lon1-lon2, lon2-lon1) <= near
}

func called(r *kb.Record) map[string]string {
	if r == nil {
		return nil
	}
	return three(r.Called[:]...)
}

// three makes a map of names in the order of the tables' languages, without those that are missing.
func three(names ...string) map[string]string {
	out := make(map[string]string, len(names))
	for i, n := range names {
		if n != "" {
			out[kb.Languages[i]] = n
		}
	}
	return out
}

func fold(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = text.Fold(w)
	}
	return strings.Join(words, " ")
}
