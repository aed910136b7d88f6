package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Names that stand as places do and are none, or are not yet where something was: people by their capital, a land beside the one that was
// attacked, the town from which a distance is counted.

// folk tells whether a phrase is of people by the word of honour behind it, whatever their names: दिल्ली आणि ढाका यांच्यात.
func folk(ph *doc.Phrase) bool {
	return ph.Hon || slices.ContainsFunc(ph.Conj, func(q *doc.Phrase) bool { return q.Hon })
}

// realm is the country that a site names by its own name.
func (s *site) realm() string {
	if s.nm.Rec == nil || s.nm.Rec.Kind != "state" || s.nm.Use == kb.Capital {
		return ""
	}
	return s.nm.Rec.Country
}

// fallsOnLand tells whether an act falls on another state than one that stands beside it: रशियामध्ये युक्रेनवर स्वारी.
func (c *placer) fallsOnLand(pr *doc.Pred, land string) bool {
	fell := false
	c.sites(pr, func(s site) {
		fell = fell || s.depth == 0 && !s.subj && (s.ph.Mark == lang.On || s.ph.Mark == lang.Against) && !stateBase(s) && s.realm() != "" && s.realm() != land
	})
	return fell
}

// stateBase tells whether a place is the base or the positions of a state, which may lie in another: कतर में | अमेरिकी अड्डे पर.
func stateBase(s site) bool {
	return (s.kind == "building" || s.kind == "part" || s.site) && s.nm.Rec != nil && s.nm.Rec.Kind == "state" && s.nm.Use != kb.Capital
}

// away tells whether a place is only what a distance is counted from: श्रीनगरपासून ३० किलोमीटरवर, श्रीनगर से 30 किलोमीटर दूर.
func (c *placer) away(ph *doc.Phrase) bool {
	if !c.d.Pack.Final {
		return false
	}
	number := false
	for i := ph.Last; i < len(c.d.Words) && i < ph.Last+awayMax; i++ {
		switch c.d.Words[i].Beside.Unit {
		case "km", "mile", "m", "foot":
			return number
		}
		number = number || c.d.Art.Tokens[i].Kind == article.Number || c.d.Kind(i, lang.Num) != nil
	}
	return false
}

// roadAt tells whether a word is the noun of a road.
func (c *placer) roadAt(t int) bool {
	a := c.d.Kind(t, lang.Noun)
	if a == nil {
		return false
	}
	kind, _ := noun(a.E)
	return kind == "road"
}

// awayMax is how many words behind a place the unit of a distance from it stands.
const awayMax = 5

// landBehind is the land that stands right behind a name and says where that is, where prepositions stand before: "from Gidan Mantau | in Katsina state".
func (c *placer) landBehind(ph *doc.Phrase) *spot {
	if c.d.Pack.Final || ph.Last+1 >= len(c.d.Art.Tokens) || ph.Pred != nil {
		return nil
	}
	if a := c.d.Kind(ph.Last, lang.Prep); a == nil || a.E.Mark != lang.In {
		return nil
	}
	for _, q := range c.d.Sents[c.sentence(ph.First)].Phrases {
		if q.First < ph.Last || q.First > ph.Last+2 || q.Mark != lang.In || len(q.Names) == 0 {
			continue
		}
		if nm := c.d.Names[q.Names[len(q.Names)-1]]; placeable(nm) && (nm.Rec.Kind == "state" || nm.Rec.Kind == "admin1" || nm.Rec.Kind == "district" || nm.Rec.Kind == "region") {
			return &spot{first: nm.First, last: nm.Last, nm: nm}
		}
	}
	return nil
}

// borderWith is the state behind a border that says whose other side it is: "along its border | with Mali".
func (c *placer) borderWith(ph *doc.Phrase, kind string) (doc.Name, bool) {
	if kind != "border" || c.d.Pack.Final || ph.Last+1 >= len(c.d.Art.Tokens) {
		return doc.Name{}, false
	}
	a := c.d.Kind(ph.Last, lang.Prep)
	if a == nil || a.E.Mark != lang.With || c.d.At[ph.Last+1] < 0 {
		return doc.Name{}, false
	}
	nm := c.d.Names[c.d.At[ph.Last+1]]
	return nm, nm.Rec.Kind == "state" && nm.Use == kb.Proper
}

// headOf is the noun that a participle or relative clause tells of, or nil: "students | protesting in Patna".
func (c *placer) headOf(q *doc.Pred) *doc.Phrase {
	switch {
	case q.Form != doc.RelPart:
		return nil
	case q.Head == nil && !c.d.Pack.Final:
		return c.subject(q)
	}
	return q.Head
}

// met tells whether a predicate tells of a meeting face to face.
func (c *placer) met(pr *doc.Pred) bool {
	m := c.memo[pr]
	return m != nil && m.typ == "CONSULT" && m.mode != "phone"
}

// fronted tells whether a clause opens with the place where what it tells was.
func (c *placer) fronted(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.In && a.First <= c.d.Art.Sentences[pr.Sent].First+1
	})
}

// speaks tells whether those who do an act of words are those who are quoted.
func (c *placer) speaks(say *doc.Pred, m *meaning) bool {
	s := c.subject(say)
	return s != nil && slices.ContainsFunc(m.actor, func(e article.Entity) bool {
		return slices.ContainsFunc(s.Ents, func(x article.Entity) bool {
			return x.Span == e.Span || x.KB != "" && x.KB == e.KB || x.Sector == "GOV" && e.Sector == "GOV" && x.Country == e.Country && x.Country != ""
		})
	})
}

// landOf is the country of a place that nothing knows: that of all who take part; of the one state whom an attack fell on; of the police or the court
// that acts, which do so at home; of all that the text names.
func (c *placer) landOf(ev *article.Event, sp *spot) string {
	if land := oneLand(ev); land != "" {
		return land
	}
	if ev.Type == "ASSAULT" && sp.kind != "building" && len(ev.Recipients) == 1 && plover.IsState(ev.Recipients[0].Country) {
		return ev.Recipients[0].Country
	}
	for _, e := range ev.Actors {
		if (e.Sector == "COP" || e.Sector == "JUD") && plover.IsState(e.Country) {
			return e.Country
		}
	}
	if home := c.d.Pack.Setting("home", ""); home != "" && c.sole(home) != "" {
		return c.sole(home)
	}
	return c.main()
}

// main is the country of most of the places that the text names, two thirds of them at least.
func (c *placer) main() string {
	times := map[string]int{}
	all := 0
	for k := range c.spots {
		if land := c.spots[k].country(); land != "" {
			times[land]++
			all++
		}
	}
	for k := range c.spots {
		if land := c.spots[k].country(); land != "" && 3*times[land] >= 2*all {
			return land
		}
	}
	return ""
}

// way tells whether a place is a road between towns.
func (sp *spot) way() bool { return sp.kind == "road" && sp.grain() == 1 }

// liesIn tells whether a district or region is of a province.
func liesIn(sp, province *spot) bool {
	a, b := sp.nm.Rec, province.nm.Rec
	return a != nil && b != nil && b.Kind == "admin1" && a.Kind != "admin1" && a.Admin1 == b.Name && a.Country == b.Country
}

// sameLand tells whether one of two places may lie in the other: they are of one country, or one is of none that is known.
func (c *placer) sameLand(a, b *spot) bool {
	if a.nm.Rec == nil || b.nm.Rec == nil {
		return true
	}
	if a.kind == "border" || b.kind == "border" { // of two lands
		return true
	}
	return a.nm.Rec.Country == b.nm.Rec.Country || a.nm.Rec.Country == "" || b.nm.Rec.Country == ""
}

// country is the country of a place that the tables have, by its own name.
func (sp *spot) country() string {
	if sp.nm.Rec == nil {
		return ""
	}
	return sp.nm.Rec.Country
}
