package coder

import (
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
		for j := i - 1; j >= max(0, i-storyMax); j-- {
			prev := &evs[j]
			if oneDay(prev) && c.belongs(i, j) {
				ev.Date, ev.DateSpan, c.out[i].toldIn = prev.Date, prev.DateSpan, c.out[j].toldIn
				break
			}
		}
		c.ground(i)
		if ev.DateSpan.Len() == 0 && ev.Sentence <= leadMax {
			c.lead(i)
		}
	}
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
	for j := i + 1; j < len(evs) && evs[j].Sentence <= ev.Sentence+laterMax; j++ {
		if next := &evs[j]; oneDay(next) {
			if !verbal(next) && shares(ev, next) {
				ev.Date, ev.DateSpan, c.out[i].toldIn = next.Date, next.DateSpan, c.out[j].toldIn
			}
			return
		}
	}
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
