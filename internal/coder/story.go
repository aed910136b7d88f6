package coder

import (
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// storyMax is how many events back the act is looked for that another belongs to: a text of any length costs by its length.
const storyMax = 200

// story dates what has no day of its own by the day of the act before it that it belongs to, at whatever distance: a text that tells the day of
// a battle once tells of the battle to its end. What is done again on other days is dated again.
func (c *coder) story() {
	evs := c.d.Art.Events
	for i := range evs {
		ev := &evs[i]
		if ev.DateSpan.Len() > 0 || c.out[i].timed {
			c.ground(i)
			continue
		}
		if ev.Status != article.Actual && ev.Status != article.Negated {
			continue
		}
		here, moved := article.Place{}, false // the story has been elsewhere since
		if c.out[i].placed {
			here = ev.Place
		}
		for j := i - 1; j >= max(0, i-storyMax); j-- {
			prev := &evs[j]
			if here.Span.Len() == 0 && c.out[j].placed {
				here = prev.Place
			}
			if elsewhere(here, prev.Place) || c.paragraphs(ev, prev) > 1 && nowhere(here, prev.Place) {
				moved = true
				continue
			}
			if oneDay(prev) && c.belongs(i, j) && (!moved || prev.Place.Span.Len() > 0 && prev.Place.Precision != "country") {
				ev.Date, ev.DateSpan, c.out[i].toldIn = prev.Date, prev.DateSpan, c.out[j].toldIn
				break
			}
		}
		if t := c.themeDay(ev); ev.DateSpan.Len() == 0 && t != nil {
			ev.Date, ev.DateSpan, c.out[i].toldIn = t.Interval, c.d.Span(t.First, t.Last), ev.Sentence
		}
		c.ground(i)
		if ev.DateSpan.Len() == 0 && ev.Sentence <= leadMax+sceneMax {
			c.lead(i)
		}
	}
}

// themeDay is the day of the violence that the first sentences name and of which no event was made, because what they tell is what became of it: "Tuesday's
// clash will be looked into … The rebels say the police seized four villagers and shot them". Of several days it is none.
func (c *coder) themeDay(ev *article.Event) *doc.Time {
	if ev.Type != "ASSAULT" || ev.Sentence == 0 {
		return nil
	}
	var day *doc.Time
	for si := 0; si <= leadMax && si < ev.Sentence; si++ {
		for _, pr := range c.d.Sents[si].Preds {
			if pr.Form != doc.Nominal || !slices.ContainsFunc(pr.Classes, func(name string) bool {
				k := c.d.Pack.Common.Class(name)
				return k != nil && k.Type == ev.Type
			}) {
				continue
			}
			t := c.own(pr)
			if t == nil || !t.Resolved || t.Grain != "day" || t.Interval.Start != t.Interval.End || c.d.Art.Published.Before(t.Interval.End) {
				continue
			}
			if day != nil && day.Interval != t.Interval {
				return nil
			}
			day = t
		}
	}
	return day
}

// The lead is the first sentences of a text; the day of what it tells may stand in those that follow.
const (
	leadMax  = 1
	laterMax = 4
)

// lead dates an act of the lead by the first day that the sentences after it tell of a deed of the same parties.
func (c *coder) lead(i int) {
	evs := c.d.Art.Events
	ev := &evs[i]
	if verbal(ev) || c.out[i].pred.F.Has(lang.Hab) {
		return
	}
	for j := range i {
		if oneDay(&evs[j]) && shares(ev, &evs[j]) {
			return // the day of the lead is told: what comes on later days is another story
		}
	}
	if t := c.leadDay(ev.Sentence); t != nil { // of an act of which no event was made
		if bodily(ev) && c.simplePast(i) {
			ev.Date, ev.DateSpan, c.out[i].toldIn = t.Interval, c.d.Span(t.First, t.Last), ev.Sentence
		}
		return
	}
	if ev.Sentence > leadMax {
		return
	}
	deed := c.deedDay(ev)
	for j := i + 1; j < len(evs) && evs[j].Sentence <= ev.Sentence+laterMax; j++ {
		if next := &evs[j]; oneDay(next) {
			if t := deed; t != nil && c.d.Span(t.First, t.Last).Start <= next.DateSpan.Start { // of which no event was made, or an act of words went on with
				ev.Date, ev.DateSpan, c.out[i].toldIn = t.Interval, c.d.Span(t.First, t.Last), ev.Sentence
				return
			}
			if !verbal(next) && shares(ev, next) {
				ev.Date, ev.DateSpan, c.out[i].toldIn = next.Date, next.DateSpan, c.out[j].toldIn
			}
			return
		}
	}
}

// deedDay is the first day that the sentence behind an event tells of something those who act in it did: "Guards seized a tanker … Their boats
// stopped the ship on Tuesday and accused it of smuggling".
func (c *coder) deedDay(ev *article.Event) *doc.Time {
	if si := ev.Sentence + 1; si < len(c.d.Sents) && len(ev.Actors) > 0 {
		for _, pr := range c.d.Sents[si].Preds {
			if pr.Form != doc.Finite || pr.Neg || pr.Cond || ahead(pr) || c.spoken(pr) || pr.F.Has(lang.Hab) {
				continue
			}
			t, s := c.own(pr), c.subject(pr)
			if t == nil || s == nil || !t.Resolved || t.Grain != "day" || t.Interval.Start != t.Interval.End || ends(t) || t.Mark == lang.From || c.d.Art.Published.Before(t.Interval.End) {
				continue
			}
			if sameActor(ev, &article.Event{Actors: s.Ents}) {
				return t
			}
		}
	}
	return nil
}

// leadDay is the one day in the past that the sentences before one tell where none of them tells an event.
func (c *coder) leadDay(before int) *doc.Time {
	var day *doc.Time
	for k := range c.d.Times {
		t := &c.d.Times[k]
		if t.Dateline || t.First >= c.d.Art.Sentences[before].First {
			continue
		}
		if day != nil || !t.Resolved || t.Grain != "day" || t.Interval.Start != t.Interval.End || !c.d.Art.Published.Zero() && c.d.Art.Published.Before(t.Interval.End) {
			return nil
		}
		day = t
	}
	for i := range c.d.Art.Events {
		if c.d.Art.Events[i].Sentence < before {
			return nil
		}
	}
	return day
}

// elsewhere tells whether two places are so far from each other that what was done there is of two scenes.
func elsewhere(a, b article.Place) bool {
	switch {
	case a.Span.Len() == 0 || b.Span.Len() == 0 || a.Name == b.Name:
		return false
	case a.Country != b.Country && a.Country != "" && b.Country != "":
		return true
	case a.Precision == "country" || b.Precision == "country" || !a.HasPoint || !b.HasPoint:
		return false
	}
	near := sceneDegrees
	if a.Precision == "admin1" || b.Precision == "admin1" {
		near = landDegrees
	}
	dx := (a.Lon - b.Lon) * math.Cos((a.Lat+b.Lat)/2*math.Pi/180)
	return math.Hypot(dx, a.Lat-b.Lat) > near
}

// nowhere tells whether of two places with different names one is on no map, so that nothing tells how far from each other they are.
func nowhere(a, b article.Place) bool {
	return a.Span.Len() > 0 && b.Span.Len() > 0 && a.Name != b.Name && a.HasPoint != b.HasPoint
}

// paragraphs is how many paragraphs an event stands behind another.
func (c *coder) paragraphs(ev, prev *article.Event) int {
	return c.d.Art.Sentences[ev.Sentence].Paragraph - c.d.Art.Sentences[prev.Sentence].Paragraph
}

// How far apart two places of one scene may be, in degrees: towns some 40 kilometres, provinces and seas ten times as much.
const (
	sceneDegrees = .4
	landDegrees  = 4.
)

// oneDay tells whether an event happened, on a day that the text tells.
func oneDay(ev *article.Event) bool {
	return ev.DateSpan.Len() > 0 && ev.Date.End.Days(ev.Date.Start) == 0 && ev.Status == article.Actual
}

// belongs tells whether event i is a part of what event j tells, or said of it: the same act told by another, denied, or charged; or a deed
// of the same parties, told in the simple past.
func (c *coder) belongs(i, j int) bool {
	ev, prev := &c.d.Art.Events[i], &c.d.Art.Events[j]
	if !shares(ev, prev) && (ev.Type != prev.Type || known(prev.Actors)) || c.out[i].pred.F.Has(lang.Hab) {
		return false
	}
	if ev.Type == prev.Type && !verbal(ev) {
		return true
	}
	return !verbal(ev) && !verbal(prev) && c.simplePast(i) && c.simplePast(j)
}

// ground gives an event the place of the deed before it that it belongs to and that was on the same day.
func (c *coder) ground(i int) {
	evs := c.d.Art.Events
	ev := &evs[i]
	if ev.Place.Span.Len() > 0 || !bodily(ev) || ev.DateSpan.Len() == 0 || c.placer.untold(c.out[i].pred) {
		return
	}
	for j := i - 1; j >= max(0, i-storyMax); j-- {
		prev := &evs[j]
		if prev.Place.Span.Len() > 0 && prev.Place.Precision != "country" && bodily(prev) && prev.Date == ev.Date && shares(ev, prev) && oneDay(prev) {
			ev.Place = prev.Place
			return
		}
	}
}

// bodily tells whether an event is done where people stand against each other: what follows it there is done there.
func bodily(ev *article.Event) bool {
	return ev.Type == "ASSAULT" || ev.Type == "COERCE" || ev.Type == "PROTEST"
}

// daysAfter tells whether a noun of violence with its place is what the sentence counts the days from, and so happened: "killed three traders, two days
// after a battle at El Obeid".
func (c *coder) daysAfter(m *meaning) bool {
	if m.typ != "ASSAULT" || m.pred.Form != doc.Nominal {
		return false
	}
	t := c.own(m.pred)
	return t != nil && t.Anchored() && placeBy(m.pred, false, func(e article.Entity) bool { return e.How == "place" || e.How == "capital" || e.How == "possessor" }) != nil
}

// longBefore tells whether a noun beside an act is of another that was days before: "clashed at Chaman, a day after fighting at Torkham".
func (c *placer) longBefore(pr, act *doc.Pred) bool {
	if pr == nil || pr == act {
		return false
	}
	t := c.own(pr)
	return t != nil && t.Anchored()
}
