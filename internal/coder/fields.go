package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// date gives the event the time expression that stands nearest to its predicate in its own sentence; without one, the
// published day.
func (c *coder) date(ev *article.Event, m *meaning) {
	s := c.d.Art.Sentences[m.pred.Sent]
	at := m.pred.Tokens[0]
	var best *doc.Time
	for i := range c.d.Times {
		t := &c.d.Times[i]
		if t.First < s.First || t.First >= s.Last || !t.Resolved || t.Dateline {
			continue
		}
		if best == nil || dist(t, at) < dist(best, at) {
			best = t
		}
	}
	if best != nil {
		ev.Date, ev.DateSpan = best.Interval, c.d.Span(best.First, best.Last)
	}
	pub := c.d.Art.Published
	if ev.DateSpan.Len() == 0 {
		if !pub.Zero() {
			ev.Date = article.Interval{Start: pub, End: pub}
		}
		return
	}
	if !pub.Zero() && ev.Status == article.Actual && ev.Date.End.Before(pub.AddMonths(-12)) {
		ev.Status = article.Historical
	}
}

func dist(t *doc.Time, at int) int {
	if t.First > at {
		return (t.First - at) * 2
	}
	return at - t.First
}

// place is the nearest phrase that names a place and stands as one; else the dateline.
func (c *coder) place(ev *article.Event, m *meaning) {
	pr := m.pred
	var found *doc.Phrase
	look := func(ph *doc.Phrase) {
		if found != nil || len(ph.Names) == 0 {
			return
		}
		switch ph.Mark {
		case lang.In, lang.At, lang.Near, lang.Loc, lang.Into:
			found = ph
		}
	}
	for _, a := range pr.Args {
		look(a)
		for _, md := range a.Mods {
			look(md)
		}
	}
	if found == nil {
		for _, ph := range c.d.Sents[pr.Sent].Phrases {
			look(ph)
		}
	}
	if found != nil {
		nm := c.d.Names[found.Names[len(found.Names)-1]]
		if nm.Rec.Person() || nm.Rec.Country == "" {
			return
		}
		ev.Place = article.Place{Span: c.d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Country: nm.Rec.Country, Admin1: nm.Rec.Admin1,
			Lat: nm.Rec.Lat, Lon: nm.Rec.Lon, HasPoint: nm.Rec.HasPoint, Precision: precision(nm)}
		return
	}
}

func precision(nm doc.Name) string {
	if nm.Use == kb.Proper && nm.Rec.Kind == "state" {
		return "country"
	}
	switch nm.Rec.Kind {
	case "admin1", "region", "strip", "district", "island", "sea", "strait", "river", "mountain", "border":
		return "admin1"
	case "building", "base":
		return "point"
	}
	return "city"
}

// quantities are the counts that stand in the predicate's clause.
func (c *coder) quantities(ev *article.Event, m *meaning) {
	s := c.d.Art.Sentences[m.pred.Sent]
	for _, q := range c.d.Counts {
		if q.First >= s.First && q.First < s.Last {
			ev.Quantities = append(ev.Quantities, q.Quantity)
		}
	}
}
