// Package export writes coded articles in the shapes that users read: the PLOVER JSON record and one article a line.
// It is the only place that knows those shapes.
package export

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Meta names the coder that made a record, and puts its messages into words; without Say they stay codes.
type Meta struct {
	Coder, Lexicon string
	Say            func(article.Message) string
}

func (m Meta) say(x article.Message) string {
	if m.Say == nil {
		return x.Code
	}
	return m.Say(x)
}

// Span is a stretch of the original text and its bytes.
type Span struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Entity is a party.
type Entity struct {
	Span
	Name     string   `json:"name,omitempty"`
	Wikidata string   `json:"wikidata_id,omitempty"`
	Country  string   `json:"country,omitempty"`
	Sector   string   `json:"sector,omitempty"`
	Others   []string `json:"other_sectors,omitempty"`
	Role     string   `json:"role,omitempty"`
	Verb     string   `json:"verb,omitempty"`
}

// Place is where an event happened. Its country is always told: empty for what belongs to no state, as the high seas.
type Place struct {
	Span
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
	Span
	Min  *float64 `json:"min"`
	Max  *float64 `json:"max"`
	Unit string   `json:"unit,omitempty"`
	Of   string   `json:"of,omitempty"`
}

// Sentence is the sentence that tells an event.
type Sentence struct {
	Index int `json:"index"`
	Span
}

// Cite is the source of a record.
type Cite struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Language  string `json:"language"`
	Title     string `json:"title,omitempty"`
}

// Event is one line of --format jsonl.
type Event struct {
	ID          string        `json:"id"`
	Coder       string        `json:"coder,omitempty"`
	Lexicon     string        `json:"lexicon,omitempty"`
	Date        string        `json:"date,omitempty"`
	EndDate     string        `json:"enddate,omitempty"`
	DateText    *Span         `json:"date_text,omitempty"`
	Event       []plover.Type `json:"event"`
	Mode        []string      `json:"mode"`
	Context     []string      `json:"context"`
	Quad        int           `json:"quad_code"`
	Scale       float64       `json:"event_scale"`
	Actor       []Entity      `json:"actor"`
	Recipient   []Entity      `json:"recipient"`
	Loc         *Place        `json:"event_loc,omitempty"`
	Quantities  []Quantity    `json:"quantities,omitempty"`
	Status      string        `json:"status"`
	Attribution []Entity      `json:"attribution,omitempty"`
	Quoted      bool          `json:"quoted"`
	EventText   []Span        `json:"event_text"`
	Sentence    Sentence      `json:"sentence"`
	Rule        string        `json:"rule"`
	Confidence  float64       `json:"confidence"`
	Cite        *Cite         `json:"cite_info,omitempty"`
}

// Mentioned is an entity of --format articles with its mentions.
type Mentioned struct {
	Name     string `json:"name,omitempty"`
	Country  string `json:"country,omitempty"`
	Sector   string `json:"sector,omitempty"`
	Mentions []Span `json:"mentions"`
}

// Defect is damage in a text.
type Defect struct {
	Kind string `json:"kind"`
	Span
	Other   *Span  `json:"other,omitempty"`
	Message string `json:"message"`
}

// HealthParts are the factors of health, each 1 where nothing is wrong.
type HealthParts struct {
	Damage      float64 `json:"damage"`
	Consistency float64 `json:"consistency"`
	Translation float64 `json:"translation"`
}

// Translation tells of signs that a machine translated the text and nobody read it again. It is no verdict.
type Translation struct {
	Score   float64  `json:"score"`
	Signals []Signal `json:"signals"`
}

// Signal is one such sign: how often it stands, in a thousand words, what it alone brings to the score, and the first places.
type Signal struct {
	Name   string  `json:"signal"`
	Count  int     `json:"count"`
	Rate   float64 `json:"per_thousand"`
	Part   float64 `json:"part"`
	Places []Span  `json:"places"`
}

// Article is one line of --format articles.
type Article struct {
	ID          string       `json:"id"`
	Language    string       `json:"language"`
	Published   string       `json:"published,omitempty"`
	URL         string       `json:"url,omitempty"`
	Publisher   string       `json:"publisher,omitempty"`
	Title       string       `json:"title,omitempty"`
	Events      []Event      `json:"events"`
	Entities    []Mentioned  `json:"entities"`
	Defects     []Defect     `json:"defects"`
	Health      float64      `json:"health"`
	Parts       HealthParts  `json:"health_parts"`
	Translation *Translation `json:"translation,omitempty"`
}

// Events gives the records of an article, one an event.
func Events(art *article.Article, onto *plover.Ontology, meta Meta) []Event {
	out := make([]Event, 0, len(art.Events))
	cite := &Cite{ID: art.ID, URL: art.URL, Publisher: art.Publisher, Published: art.Published.String(), Language: art.Language, Title: art.Title}
	for i := range art.Events {
		e := event(art, &art.Events[i], onto)
		e.Coder, e.Lexicon, e.Cite = meta.Coder, meta.Lexicon, cite
		out = append(out, e)
	}
	return out
}

// OneArticle gives the record of a whole article.
func OneArticle(art *article.Article, onto *plover.Ontology, meta Meta) Article {
	a := Article{ID: art.ID, Language: art.Language, Published: art.Published.String(), URL: art.URL, Publisher: art.Publisher, Title: art.Title,
		Events: make([]Event, 0, len(art.Events)), Entities: []Mentioned{}, Defects: []Defect{}, Health: hundredths(art.Health.Score), Parts: HealthParts{hundredths(art.Health.Damage), hundredths(art.Health.Consistency), hundredths(art.Health.Translation)}, Translation: translation(art)}
	for i := range art.Events {
		e := event(art, &art.Events[i], onto)
		e.Coder, e.Lexicon = meta.Coder, meta.Lexicon
		a.Events = append(a.Events, e)
	}
	a.mention(art)
	for _, d := range art.Defects {
		r := Defect{Kind: d.Kind, Span: cut(art, d.Span), Message: meta.say(d.Message)}
		if d.Other.Len() > 0 {
			o := cut(art, d.Other)
			r.Other = &o
		}
		a.Defects = append(a.Defects, r)
	}
	return a
}

func translation(art *article.Article) *Translation {
	if len(art.Translation.Signals) == 0 {
		return nil
	}
	t := &Translation{Score: hundredths(art.Translation.Score)}
	for _, s := range art.Translation.Signals {
		x := Signal{Name: s.Name, Count: s.Count, Rate: hundredths(s.Rate), Part: hundredths(s.Part), Places: []Span{}}
		for _, p := range s.Places {
			x.Places = append(x.Places, cut(art, p))
		}
		t.Signals = append(t.Signals, x)
	}
	return t
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// fewEntities is up to how many need no index.
const fewEntities = 16

// mention fills in the entities with their mentions.
func (a *Article) mention(art *article.Article) {
	if len(art.Entities) == 0 {
		return
	}
	type key struct{ name, country, sector string }
	var index map[key]int
	if len(art.Entities) > fewEntities { // few are looked through one by one
		index = make(map[key]int, len(art.Entities))
	}
	a.Entities = make([]Mentioned, 0, len(art.Entities))
	for i := range art.Entities {
		e := &art.Entities[i]
		k := key{e.Name, e.Country, e.Sector}
		if e.Name == "" {
			k.name = cut(art, e.Span).Text
		}
		n, ok := index[k]
		if index == nil {
			n = slices.IndexFunc(a.Entities, func(m Mentioned) bool {
				return m.Country == k.country && m.Sector == k.sector && (m.Name == k.name || m.Name == "" && m.Mentions[0].Text == k.name)
			})
			ok = n >= 0
		}
		if !ok {
			if n = len(a.Entities); index != nil {
				index[k] = n
			}
			a.Entities = append(a.Entities, Mentioned{Name: e.Name, Country: e.Country, Sector: e.Sector})
		}
		a.Entities[n].Mentions = append(a.Entities[n].Mentions, cut(art, e.Span))
	}
}

func cut(art *article.Article, s text.Span) Span {
	return Span{art.View.Original()[s.Start:s.End], s.Start, s.End}
}

func event(art *article.Article, ev *article.Event, onto *plover.Ontology) Event {
	info := onto.Types[ev.Type]
	start := ev.Date.Start.String()
	end := start
	if ev.Date.End != ev.Date.Start {
		end = ev.Date.End.String()
	}
	e := Event{ID: ev.ID, Date: start, EndDate: end, Event: []plover.Type{ev.Type}, Mode: list(ev.Modes), Context: list(ev.Contexts),
		Quad: info.Quad, Scale: onto.Score(ev.Type, ev.Modes), Actor: entities(art, ev.Actors), Recipient: entities(art, ev.Recipients),
		Status: string(ev.Status), Quoted: ev.Quoted, Rule: ev.Rule, Confidence: ev.Confidence}
	if ev.DateSpan.Len() > 0 {
		s := cut(art, ev.DateSpan)
		e.DateText = &s
	}
	if ev.Place.Span.Len() > 0 {
		p := &Place{Span: cut(art, ev.Place.Span), Name: ev.Place.Name, GeoNames: ev.Place.GeoNames, Country: ev.Place.Country, Admin1: ev.Place.Admin1, Precision: ev.Place.Precision}
		if ev.Place.HasPoint {
			p.Lat, p.Lon = &ev.Place.Lat, &ev.Place.Lon
		}
		e.Loc = p
	}
	for _, q := range ev.Quantities {
		e.Quantities = append(e.Quantities, Quantity{cut(art, q.Span), q.Min, q.Max, q.Unit, q.Of})
	}
	for _, s := range ev.Attribution {
		x := entity(art, s.Entity)
		x.Verb = s.Verb
		e.Attribution = append(e.Attribution, x)
	}
	for _, t := range ev.Trigger {
		e.EventText = append(e.EventText, cut(art, t))
	}
	s := &art.Sentences[ev.Sentence]
	e.Sentence = Sentence{s.Index, cut(art, art.View.ToOriginal(s.VSpan))}
	return e
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func entities(art *article.Article, es []article.Entity) []Entity {
	out := make([]Entity, 0, len(es))
	for _, e := range es {
		out = append(out, entity(art, e))
	}
	return out
}

func entity(art *article.Article, e article.Entity) Entity {
	return Entity{Span: cut(art, e.Span), Name: e.Name, Wikidata: e.Wikidata, Country: e.Country, Sector: e.Sector, Others: e.Sectors, Role: e.Role}
}

// WriteLine writes v as one line of JSON, with Devanagari and <>& as they are.
func WriteLine(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
