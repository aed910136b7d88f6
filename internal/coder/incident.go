package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// The day and the place that a sentence of its own tells of the act before it: "Gunmen killed … The attack took place on Sunday in Bara", ही घटना रविवारी
// घडली, यह हमला शुक्रवार शाम को हुआ.

const (
	incidentMax  = 3 // how many sentences before such a one the act may stand
	incidentHead = 8 // within how many words such a sentence names it
	bareWords    = 9 // how many words one has whose verb is only "is"
)

// incidents gives the acts that have no day the one on which a sentence behind them says that they happened.
func (c *coder) incidents() {
	if len(c.d.Art.Events) == 0 {
		return
	}
	told := map[int]bool{}
	for i := range c.d.Art.Events {
		told[c.d.Art.Events[i].Sentence] = true
	}
	for si := range c.d.Sents {
		if told[si] {
			continue
		}
		classes, ok := c.incident(si)
		if !ok {
			continue
		}
		t := c.incidentDay(si)
		site, sited := c.placer.incidentSite(si)
		if t == nil && !sited {
			continue
		}
		if c.happened(si, -1, classes, t, site) == 0 && si <= leadMax+1 { // हा प्रकार हडपसर येथे घडला. अधिक माहितीनुसार …
			c.happened(si, 1, classes, t, site)
		}
	}
}

// happened gives the day and the place that sentence si tells to the acts nearest to it on one side, and says how many those are.
func (c *coder) happened(si, side int, typ string, t *doc.Time, site article.Place) int {
	n, last := 0, -1
	evs := c.d.Art.Events
	for k := range evs {
		i := k
		if side < 0 {
			i = len(evs) - 1 - k
		}
		ev := &evs[i]
		away := (ev.Sentence - si) * side
		if away <= 0 {
			continue
		}
		if n > 0 && ev.Sentence != last || away > incidentMax || (c.d.Art.Sentences[ev.Sentence].Paragraph-c.d.Art.Sentences[si].Paragraph)*side > 1 {
			break
		}
		if verbal(ev) || ev.Status != article.Actual || typ != "" && string(ev.Type) != typ || side > 0 && !bodily(ev) {
			continue
		}
		n, last = n+1, ev.Sentence
		if t != nil && ev.DateSpan.Len() == 0 && !c.out[i].timed {
			ev.Date, ev.DateSpan, c.out[i].toldIn, c.out[i].timed = t.Interval, c.d.Span(t.First, t.Last), ev.Sentence, true
		}
		if site.Span.Len() > 0 && ev.Place.Span.Len() == 0 {
			ev.Place = site
		}
	}
	return n
}

// incident tells whether a sentence speaks, in its beginning, of an act told before it, and of which type; empty where any: the attack, ही घटना.
func (c *coder) incident(si int) (typ string, ok bool) {
	s := c.d.Art.Sentences[si]
	for i := s.First; i < s.Last && i < s.First+incidentHead; i++ {
		pointed := i > s.First && (c.placer.pointed(i-1) || c.points(i-1))
		for k := range c.d.An[i] {
			a := &c.d.An[i][k]
			if a.E == nil || a.E.Kind != lang.Noun || a.Mark != lang.Nom && a.Mark != lang.Obj {
				continue
			}
			if listedIn(a.E, "happening") && (pointed || i == s.First) {
				return "", true
			}
			if !pointed || !a.E.Act {
				continue
			}
			for _, name := range a.E.Classes {
				if cl := c.d.Pack.Common.Class(name); cl != nil && cl.Kind == "act" && cl.Type != "" {
					return string(cl.Type), true
				}
			}
		}
	}
	return "", false
}

// incidentDay is the one day that a sentence tells of what it says happened.
func (c *coder) incidentDay(si int) *doc.Time {
	var day *doc.Time
	c.assign()
	s := c.d.Art.Sentences[si]
	for k := range c.d.Times {
		t := &c.d.Times[k]
		if t.First < s.First || t.First >= s.Last || !t.Resolved || t.Grain != "day" || t.Interval.Start != t.Interval.End || ends(t) || t.Mark == lang.From || !c.d.Art.Published.Zero() && c.d.Art.Published.Before(t.Interval.End) {
			continue
		}
		if pr := c.owner[k]; day != nil || pr == nil && s.Last-s.First > bareWords || pr != nil && !c.happens(pr) {
			return nil
		}
		day = t
	}
	return day
}

// happens tells whether a predicate says that something happened, and no more.
func (c *coder) happens(pr *doc.Pred) bool {
	if pr.Form != doc.Finite || pr.Neg || pr.Cond || ahead(pr) || c.d.Pack.Common.AnyKind(pr.Classes, "say", "gov") {
		return false
	}
	if pr.Light == "be" || pr.Class("begin") {
		return true
	}
	s := c.d.Art.Sentences[pr.Sent]
	if pr.Light == "do" && len(pr.Classes) == 0 && s.Last-s.First <= bareWords { // घटना सोमवार रात की है
		return true
	}
	set := c.d.Pack.ListSet([]string{"happening"})
	for _, t := range pr.Tokens {
		for k := range c.d.An[t] {
			if e := c.d.An[t][k].E; e != nil && e.Kind == lang.Verb && e.In&set != 0 {
				return true
			}
		}
		if slices.ContainsFunc(c.d.Words[t].Listed, func(x lang.Listed) bool { return x.In&set != 0 && x.E.Kind == lang.Verb }) { // took place
			return true
		}
	}
	return false
}

// incidentSite is the place where a sentence says that what was told before happened.
func (c *placer) incidentSite(si int) (article.Place, bool) {
	for _, pr := range c.d.Sents[si].Preds {
		if !c.happens(pr) {
			continue
		}
		var best *site
		c.sites(pr, func(s site) {
			if (best == nil || s.grain() > best.grain() || s.grain() == best.grain() && s.strange) && !s.ref && !s.human && !s.subj && s.depth == 0 && s.grain() > 0 && c.says(s.ph.Mark, s.spot) {
				x := s
				best = &x
			}
		})
		if best != nil {
			return c.record(&best.spot), true
		}
	}
	return article.Place{}, false
}
