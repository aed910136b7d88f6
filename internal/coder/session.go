package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/kb"
)

// A meeting is a scene too: those who met there sign, agree and demand there together, and one of them meets others.

// sessionMax is how many sentences on a meeting lasts.
const sessionMax = 3

// session gives an event without a place that of the meeting told before it, at which it was; what those who met did together also its day.
func (c *coder) session(i int) {
	evs := c.d.Art.Events
	ev := &evs[i]
	if ev.Place.Span.Len() > 0 || ev.Status != article.Actual || slices.Contains(ev.Modes, "phone") || c.placer.untold(c.out[i].pred) {
		return
	}
	for j := i - 1; j >= 0 && ev.Sentence-evs[j].Sentence <= sessionMax; j-- {
		prev := &evs[j]
		if prev.Type != "CONSULT" || prev.Status != article.Actual || prev.Place.Span.Len() == 0 || prev.Place.Precision == "country" || slices.Contains(prev.Modes, "phone") {
			continue
		}
		joint := ev.Type != "CONSULT"
		if joint && !together(ev, prev) || !joint && !((shareName(ev, prev) || hosted(ev, prev)) && (ev.DateSpan.Len() == 0 || ev.Date == prev.Date)) || !c.simplePast(i) || c.out[i].timed && ev.Date != prev.Date {
			continue
		}
		if c.placer.named(prev.Sentence, ev.Sentence) {
			return
		}
		ev.Place = prev.Place
		if joint && ev.DateSpan.Len() == 0 && oneDay(prev) && c.simplePast(j) && ev.Sentence-prev.Sentence <= sceneMax {
			ev.Date, ev.DateSpan, c.out[i].toldIn = prev.Date, prev.DateSpan, c.out[j].toldIn
		}
		if c.d.Art.Traced {
			ev.Trace = append(ev.Trace, article.Step{Kind: article.StepCarried, Why: "the meeting at which it was"})
		}
		return
	}
}

// together tells whether an act of words, or a pact, is one of several who met: "the two sides signed …", "they called on …".
func together(ev, prev *article.Event) bool {
	switch ev.Type {
	case "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "CONCEDE":
	default:
		return false
	}
	met := slices.Concat(prev.Actors, prev.Recipients)
	return len(ev.Actors) > 1 && !slices.ContainsFunc(ev.Actors, func(e article.Entity) bool {
		return !slices.ContainsFunc(met, func(x article.Entity) bool { return x.Country != "" && x.Country == e.Country })
	})
}

// shareName tells whether one who is known by name takes part in both events.
func shareName(a, b *article.Event) bool {
	for _, x := range slices.Concat(a.Actors, a.Recipients) {
		for _, y := range slices.Concat(b.Actors, b.Recipients) {
			if x.KB != "" && x.KB == y.KB {
				return true
			}
		}
	}
	return false
}

// hosted tells whether those at home where a meeting was, and who took part in it, take part in another as well.
func hosted(ev, prev *article.Event) bool {
	host := func(e article.Entity) bool {
		return e.Country != "" && e.Country == prev.Place.Country && (e.Sector == "GOV" || e.Sector == "")
	}
	return slices.ContainsFunc(slices.Concat(ev.Actors, ev.Recipients), host) && slices.ContainsFunc(slices.Concat(prev.Actors, prev.Recipients), host) && len(ev.Actors)+len(ev.Recipients) > 1
}

// named tells whether the text says of a place that something was there in the sentences behind one, up to another.
func (c *placer) named(after, upTo int) bool {
	for si := after + 1; si <= upTo; si++ {
		for _, ph := range c.d.Sents[si].Phrases {
			if sp, ok := c.locate(ph, 0); ok && !sp.ref && c.says(ph.Mark, sp) && !folk(ph) && sp.nm.Use != kb.Demonym {
				return true
			}
		}
	}
	return false
}
