package wire

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// publishersShown is how many publishers a line names.
const publishersShown = 20

// Namer says what parties and places are called; package names is one.
type Namer interface {
	Party(key string) map[string]string
	Person(key string) bool
	Country(code string) map[string]string
	Place(name, country string, lat, lon *float64) map[string]string
}

// Line makes the line of an event that has its Body.
func Line(e *store.Event, n Namer) (EventLine, error) {
	var b brief
	if err := b.read(e.Body); err != nil {
		return EventLine{}, fmt.Errorf("event %s: %w", e.ID, err)
	}
	l := EventLine{ID: e.ID, Event: e.Type, Mode: list(e.Modes), Quad: e.Quad, Scale: e.Scale, Status: string(e.Status), Date: e.Days.Start, EndDate: e.Days.End,
		DateBasis: b.DateBasis, Actor: actors(b.Actor, n), Recipient: actors(b.Recipient, n), Figures: list(b.Figures), Counts: b.Counts, Languages: list(e.Languages),
		Publishers: list(e.Publishers), Disagreements: list(e.Disagreements), Confidence: e.Confidence, Corrected: e.Corrected}
	l.Headlines = b.headlines()
	if len(l.Publishers) > publishersShown {
		l.Publishers = l.Publishers[:publishersShown]
	}
	if p := b.Loc; p != nil {
		l.Place = &Spot{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, Precision: p.Precision, Names: n.Place(p.Name, p.Country, p.Lat, p.Lon)}
		if l.Place.Names == nil {
			l.Place.Text = p.Text
		}
	}
	return l, nil
}

// list makes an empty list of none.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func actors(ps []accounts.Party, n Namer) []Actor {
	out := make([]Actor, len(ps))
	for i, p := range ps {
		out[i] = Actor{Key: p.Key, Name: p.Name, Country: p.Country, Sector: p.Sector, Person: n.Person(p.Key), Names: n.Party(p.Key)}
		if out[i].Names == nil {
			out[i].Text = p.Text
		}
	}
	return out
}

// ReadCard reads the body of an event and adds names to it.
func ReadCard(body []byte, n Namer) (*Card, error) {
	c := &Card{Names: map[string]Names{}}
	if err := json.Unmarshal(body, c); err != nil {
		return nil, err
	}
	name := func(key string) Names {
		if names, ok := c.Names[key]; ok {
			return names
		}
		names := n.Party(key)
		if names != nil {
			c.Names[key] = names
		}
		return names
	}
	for _, ps := range [][]Party{c.Actor, c.Recipient} {
		for i := range ps {
			ps[i].Names = name(ps[i].Key)
		}
	}
	labels := func(ls []accounts.Label) {
		for _, l := range ls {
			name(l.Key)
		}
	}
	for i := range c.Accounts {
		a := &c.Accounts[i]
		a.Party.Names = name(a.Party.Key)
		labels(a.Actor)
		labels(a.Recipient)
		for _, s := range a.Statements {
			labels(s.Actor)
			labels(s.Recipient)
			labels(s.Via)
		}
	}
	for _, d := range c.Disagreements {
		for _, p := range d.Positions {
			labels(p.Actor)
			for _, s := range p.Sides {
				name(s.Side)
			}
		}
	}
	labels(c.Line.Actor)
	labels(c.Line.Recipient)
	if c.Loc != nil {
		c.Loc.Names = n.Place(c.Loc.Name, c.Loc.Country, c.Loc.Lat, c.Loc.Lon)
	}
	c.tidy()
	return c, nil
}

// tidy makes empty lists of those that are null, in cards of any age.
func (c *Card) tidy() {
	c.Actor, c.Recipient, c.Accounts = list(c.Actor), list(c.Recipient), list(c.Accounts)
	c.Event, c.Mode, c.Context, c.Types = list(c.Event), list(c.Mode), list(c.Context), list(c.Types)
	c.Reports, c.Articles, c.Publishers, c.Sources = list(c.Reports), list(c.Articles), list(c.Publishers), list(c.Sources)
}

// Report is one article's telling of one event, with the event that it is held to be of.
type Report struct {
	article.Report
	Event    string `json:"event,omitempty" doc:"The id of its event; absent where an analyst has rejected it"`
	Judged   string `json:"judged,omitempty" enum:"accept,edit,reject" doc:"How an analyst judged it"`
	Language string `json:"language"`
	Title    string `json:"title,omitempty"`
}

// DisagreementLine is an event with the matters on which its accounts differ.
type DisagreementLine struct {
	EventLine
	Matters []accounts.Disagreement `json:"matters"`
	Names   map[string]Names        `json:"names" doc:"What the gazetteer calls each party and side of the matters, by its key and by language"`
}

// DisagreementPage is a page of them.
type DisagreementPage struct {
	Events []DisagreementLine `json:"events"`
	Next   string             `json:"next,omitempty" doc:"The cursor that goes on, as the parameter after; absent at the end"`
}

// Disagreeing makes the line of an event with its disagreements.
func Disagreeing(e *store.Event, n Namer) (DisagreementLine, error) {
	l, err := Line(e, n)
	if err != nil {
		return DisagreementLine{}, err
	}
	differ, err := matters(e.Body)
	if err != nil {
		return DisagreementLine{}, fmt.Errorf("event %s: %w", e.ID, err)
	}
	names := map[string]Names{}
	name := func(key string) {
		if called := n.Party(key); called != nil {
			names[key] = called
		}
	}
	for _, d := range differ {
		for _, p := range d.Positions {
			for _, a := range p.Actor {
				name(a.Key)
			}
			for _, s := range p.Sides {
				name(s.Side)
				for _, key := range s.Accounts {
					name(key)
				}
			}
		}
	}
	return DisagreementLine{l, list(differ), names}, nil
}

// PartyKey is the key by which events of a party are asked for with the parameter party, actor or recipient: a code, or a name.
func PartyKey(country, sector, name string) string {
	switch {
	case sector != "":
		return country + "/" + sector
	case country != "":
		return country
	}
	return strings.TrimSpace(name)
}

// MarkOf makes of a report what the reader lists.
func MarkOf(r article.Report, language string, n Namer) MarkedReport {
	m := MarkedReport{ID: r.ID, Type: string(r.Type), Mode: list(r.Modes), Status: string(r.Status), Actor: parties(r.Actors, language, n), Recipient: parties(r.Recipients, language, n),
		Date: r.Date.Start.String(), EndDate: r.Date.End.String(), Confidence: r.Confidence, Rule: r.Rule, Start: r.Sentence.Start, End: r.Sentence.End}
	if p := r.Place; p != nil {
		m.Place = &Spot{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, Precision: p.Precision, Names: n.Place(p.Name, p.Country, p.Lat, p.Lon)}
	}
	return m
}

// parties names the parties of a report by what the gazetteer knows of them, as the card of an event does: "15 Indians" are not India. Others
// have the words of the text.
func parties(ps []article.Party, language string, n Namer) []Actor {
	out := make([]Actor, len(ps))
	for i, p := range ps {
		key := accounts.Identity(p)
		out[i] = Actor{Key: key, Country: p.Country, Sector: p.Sector, Names: n.Party(key)}
		if accounts.Known(key) {
			out[i].Name = p.Name
		}
		if out[i].Names == nil && p.Text != "" {
			out[i].Text = map[string]string{language: p.Text}
		}
	}
	return out
}
