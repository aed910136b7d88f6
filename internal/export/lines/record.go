package lines

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/store"
)

// Record is one report in PLOVER's shape: the fields of docs/formats/record.md under their names, and beside them what it takes to make the
// report again. Offsets are bytes of the article's original text.
type Record struct {
	ID          string          `json:"id"`
	Coder       string          `json:"coder,omitempty"`
	Lexicon     string          `json:"lexicon,omitempty"`
	Date        article.Date    `json:"date,omitzero"`
	EndDate     article.Date    `json:"enddate,omitzero"`
	DateText    *article.Words  `json:"date_text,omitempty"`
	Event       []plover.Type   `json:"event"`
	Mode        []string        `json:"mode"`
	Context     []string        `json:"context"`
	Quad        int             `json:"quad_code"`
	Scale       float64         `json:"event_scale"`
	Actor       []Party         `json:"actor"`
	Recipient   []Party         `json:"recipient"`
	Loc         *Place          `json:"event_loc,omitempty"`
	Quantities  []Quantity      `json:"quantities,omitempty"`
	Status      article.Status  `json:"status"`
	Attribution []Party         `json:"attribution,omitempty"`
	Quoted      bool            `json:"quoted"`
	EventText   []article.Words `json:"event_text"`
	Sentence    Sentence        `json:"sentence"`
	Rule        string          `json:"rule"`
	Confidence  float64         `json:"confidence"`
	Keys        []string        `json:"keys,omitempty"`
	Cite        Cite            `json:"cite_info"`
	Text        *Text           `json:"text_info,omitempty"` // where texts were asked for
}

// Party is an actor, a recipient, or who says so.
type Party struct {
	article.Words
	Name     string   `json:"name,omitempty"`
	Wikidata string   `json:"wikidata_id,omitempty"`
	KB       string   `json:"kb_id,omitempty"`
	Country  string   `json:"country,omitempty"`
	Sector   string   `json:"sector,omitempty"`
	Others   []string `json:"other_sectors,omitempty"`
	Role     string   `json:"role,omitempty"`
	Assumed  bool     `json:"assumed,omitempty"`
	Verb     string   `json:"verb,omitempty"`
}

// Place is where the report has the event.
type Place struct {
	article.Words
	Name      string   `json:"name,omitempty"`
	GeoNames  int      `json:"geonames_id,omitempty"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1,omitempty"`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision,omitempty"`
}

// Quantity is a count; a nil bound is none.
type Quantity struct {
	article.Words
	Min  *float64 `json:"min"`
	Max  *float64 `json:"max"`
	Unit string   `json:"unit,omitempty"`
	Of   string   `json:"of,omitempty"`
	Kind string   `json:"kind,omitempty"`
}

// Sentence is the sentence that tells it; Index counts from 0.
type Sentence struct {
	Index int `json:"index"`
	article.Words
}

// Cite is the article. ID is the store's, Given that of its source. Key stands only where it does not follow from the address; Group, where the
// article is a copy of another.
type Cite struct {
	ID        string  `json:"id"`
	Given     string  `json:"given,omitempty"`
	URL       string  `json:"url,omitempty"`
	Publisher string  `json:"publisher,omitempty"`
	Author    string  `json:"author,omitempty"`
	Published string  `json:"published,omitempty"`
	Day       string  `json:"day,omitempty"` // where published does not begin with it
	Language  string  `json:"language"`
	Title     string  `json:"title,omitempty"`
	Key       string  `json:"key,omitempty"`
	Group     string  `json:"copies_of,omitempty"`
	Health    float64 `json:"health"`
	Defects   int     `json:"defects,omitempty"`
}

// Text is the article's original text.
type Text struct {
	Text string `json:"text"`
}

// record writes a report down.
func record(r *rows.Report, onto *plover.Ontology, texts bool) Record {
	rec := Record{ID: r.ID, Coder: r.Run.Coder, Lexicon: r.Run.Lexicon, Date: r.Date.Start, EndDate: r.Date.End, DateText: r.DateText, Event: []plover.Type{r.Type},
		Mode: list(r.Modes), Context: list(r.Contexts), Quad: onto.Types[r.Type].Quad, Scale: onto.Score(r.Type, r.Modes), Actor: parties(r.Actors), Recipient: parties(r.Recipients),
		Status: r.Status, Quoted: r.Quoted, EventText: r.Trigger, Sentence: Sentence{r.Index, r.Sentence}, Rule: r.Rule, Confidence: r.Confidence, Keys: r.Keys, Cite: cite(r.Article)}
	if p := r.Place; p != nil {
		rec.Loc = &Place{p.Words, p.Name, p.GeoNames, p.Country, p.Admin1, p.Lat, p.Lon, p.Precision}
	}
	for _, q := range r.Quantities {
		rec.Quantities = append(rec.Quantities, Quantity(q))
	}
	for _, a := range r.Attribution {
		p := partyOf(a.Party)
		p.Verb = a.Verb
		rec.Attribution = append(rec.Attribution, p)
	}
	if texts {
		rec.Text = &Text{r.Article.Text}
	}
	return rec
}

func partyOf(p article.Party) Party {
	return Party{Words: p.Words, Name: p.Name, Wikidata: p.Wikidata, KB: p.KB, Country: p.Country, Sector: p.Sector, Others: p.Sectors, Role: p.Role, Assumed: p.Assumed}
}

func parties(ps []article.Party) []Party {
	out := make([]Party, 0, len(ps))
	for _, p := range ps {
		out = append(out, partyOf(p))
	}
	return out
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func cite(a *store.Article) Cite {
	c := Cite{ID: a.ID, Given: a.Given, URL: a.URL, Publisher: a.Publisher, Author: a.Author, Published: a.Published, Language: a.Language, Title: a.Title, Health: a.Health, Defects: a.Defects}
	if day := a.Day.String(); !strings.HasPrefix(a.Published, day) || day == "" && a.Published != "" {
		c.Day = day
	}
	if a.Key != keyOf(a.URL) {
		c.Key = a.Key
	}
	if a.Group != a.ID {
		c.Group = a.Group
	}
	return c
}

// keyOf is the key that an address gives an article; empty where it gives none.
func keyOf(url string) string {
	if url == "" {
		return ""
	}
	key, err := address.Key(url)
	if err != nil {
		return ""
	}
	return key
}
