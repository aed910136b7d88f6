package article

import (
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Report is one article's telling of one event as it is kept when the article's working memory is gone: the words stand in it. Offsets
// are bytes of the article's original text. Its JSON is what a store keeps (docs/formats/store.md); the record that users read is export's.
type Report struct {
	ID          string        `json:"id"`      // of the event within its article: Event.ID
	Article     string        `json:"article"` // the store's id of the article
	Type        plover.Type   `json:"type"`
	Modes       []string      `json:"modes,omitempty"`
	Contexts    []string      `json:"contexts,omitempty"`
	Actors      []Party       `json:"actors,omitempty"`
	Recipients  []Party       `json:"recipients,omitempty"`
	Trigger     []Words       `json:"trigger"`
	Sentence    Words         `json:"sentence"`
	Index       int           `json:"index"` // of the sentence, from 0
	Date        Interval      `json:"date"`  // the day of publication where DateText is nil; zero where nothing is known
	DateText    *Words        `json:"date_text,omitempty"`
	Place       *Spot         `json:"place,omitempty"`
	Quantities  []Amount      `json:"quantities,omitempty"`
	Status      Status        `json:"status"`
	Attribution []Attribution `json:"attribution,omitempty"` // outermost first
	Quoted      bool          `json:"quoted,omitempty"`
	Rule        string        `json:"rule"`
	Confidence  float64       `json:"confidence"`
	Keys        []string      `json:"keys,omitempty"` // what its sentence names, in signs that are alike in all languages; sorted
}

// Words is a stretch of the original with its bytes.
type Words struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Span is the stretch without its text.
func (w Words) Span() text.Span { return text.Span{Start: w.Start, End: w.End} }

// Party is an Entity with its words.
type Party struct {
	Words
	Name     string   `json:"name,omitempty"`
	Wikidata string   `json:"wikidata,omitempty"`
	Country  string   `json:"country,omitempty"`
	Sector   string   `json:"sector,omitempty"`
	Sectors  []string `json:"sectors,omitempty"`
	Role     string   `json:"role,omitempty"`
	KB       string   `json:"kb,omitempty"`
	Assumed  bool     `json:"assumed,omitempty"` // as Entity.Assumed
}

// Attribution is one link of the chain of who says so.
type Attribution struct {
	Party
	Verb string `json:"verb,omitempty"`
}

// Spot is a Place with its words. Lat and Lon are degrees, nil where unknown.
type Spot struct {
	Words
	Name      string   `json:"name,omitempty"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1,omitempty"`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	GeoNames  int      `json:"geonames,omitempty"`
	Precision string   `json:"precision,omitempty"`
}

// Amount is a Quantity with its words. A nil bound is none.
type Amount struct {
	Words
	Min  *float64 `json:"min"`
	Max  *float64 `json:"max"`
	Unit string   `json:"unit,omitempty"`
	Of   string   `json:"of,omitempty"`
	Kind string   `json:"kind,omitempty"` // what is counted: dead injured arrested displaced person weapon money distance percent item
}

// Reports gives the events of a coded article as reports under the id that a store knows it by.
func (a *Article) Reports(id string) []Report {
	out := make([]Report, 0, len(a.Events))
	for i := range a.Events {
		out = append(out, a.report(id, &a.Events[i]))
	}
	return out
}

func (a *Article) report(id string, ev *Event) Report {
	s := a.Sentences[ev.Sentence]
	r := Report{ID: ev.ID, Article: id, Type: ev.Type, Modes: ev.Modes, Contexts: ev.Contexts, Sentence: a.words(a.View.ToOriginal(s.VSpan)), Index: s.Index,
		Date: ev.Date, Status: ev.Status, Quoted: ev.Quoted, Rule: ev.Rule, Confidence: ev.Confidence, Keys: ev.Keys}
	for _, e := range ev.Actors {
		r.Actors = append(r.Actors, a.party(e))
	}
	for _, e := range ev.Recipients {
		r.Recipients = append(r.Recipients, a.party(e))
	}
	for _, t := range ev.Trigger {
		r.Trigger = append(r.Trigger, a.words(t))
	}
	if ev.DateSpan.Len() > 0 {
		w := a.words(ev.DateSpan)
		r.DateText = &w
	}
	if p := ev.Place; p.Span.Len() > 0 {
		r.Place = &Spot{Words: a.words(p.Span), Name: p.Name, Country: p.Country, Admin1: p.Admin1, GeoNames: p.GeoNames, Precision: p.Precision}
		if p.HasPoint {
			r.Place.Lat, r.Place.Lon = &p.Lat, &p.Lon
		}
	}
	for _, q := range ev.Quantities {
		r.Quantities = append(r.Quantities, Amount{a.words(q.Span), q.Min, q.Max, q.Unit, q.Of, q.Kind})
	}
	for _, s := range ev.Attribution {
		r.Attribution = append(r.Attribution, Attribution{a.party(s.Entity), s.Verb})
	}
	return r
}

func (a *Article) words(s text.Span) Words {
	return Words{a.View.Original()[s.Start:s.End], s.Start, s.End}
}

func (a *Article) party(e Entity) Party {
	return Party{Words: a.words(e.Span), Name: e.Name, Wikidata: e.Wikidata, Country: e.Country, Sector: e.Sector, Sectors: e.Sectors, Role: e.Role, KB: e.KB, Assumed: e.Assumed}
}
