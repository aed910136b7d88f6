package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// date gives the event the time that its clause tells; without one, the published day. Background over a year old is historical.
func (c *coder) date(ev *article.Event, m *meaning) {
	pub := c.d.Art.Published
	if !pub.Zero() {
		ev.Date = article.Interval{Start: pub, End: pub}
	}
	t := c.time(m)
	if t == nil || !t.Resolved {
		m.timed = t != nil
		return
	}
	iv, ok := c.side(ev, m, t)
	if !ok {
		return
	}
	m.toldIn = ev.Sentence
	ev.Date, ev.DateSpan, m.timed = iv, c.d.Span(t.First, t.Last), true
	if !pub.Zero() && ev.Status == article.Actual && ev.Date.End.Before(pub.AddMonths(-12)) {
		ev.Status = article.Historical
	}
}

// side chooses the days of a time that only tense puts before or after now by the event's status. What happened cannot lie
// ahead: a day still to come is that of what is demanded, promised or threatened, and tells nothing of when it was.
func (c *coder) side(ev *article.Event, m *meaning, t *doc.Time) (article.Interval, bool) {
	pub, iv := c.d.Art.Published, t.Interval
	if pub.Zero() {
		return iv, true
	}
	if speech(ev.Type) && c.topical(m, t) {
		return iv, false
	}
	if ends(t) && ev.Status != article.Planned || speech(ev.Type) && iv.End == pub && iv.Start.Days(pub) > weekDays {
		return iv, false // "asks for data of the last two years"
	}
	switch ev.Status {
	case article.Actual, article.Negated, article.Historical:
		if c.stillToCome(m, t) {
			return iv, false
		}
		if iv.Start == pub && pub.Before(iv.End) && (strings.HasSuffix(t.Rule, ".duration") || t.Counted() && t.Grain == "day") {
			return iv, false // "dissolved; polls within three months"
		}
		if !pub.Before(iv.Start) {
			break
		}
		if speech(ev.Type) && m.pred.F.Has(lang.Fut) {
			return iv, false // "they will begin a march on Monday": what is threatened is still to come
		}
		if t.Mark == lang.From && !t.Other.Start.Zero() && t.Other.Start.Days(pub) <= nearDays && pub.Days(iv.Start) > nearDays && !speech(ev.Type) { // मंगळवारी दुपारपासून … लागू केली
			return t.Other, true
		}
		if open := t.Other.Start.Zero() || t.Mark == lang.For || t.Mark == lang.During || t.Mark == lang.From; open || speech(ev.Type) && t.Other.End.Days(pub) > nearDays {
			return iv, !speech(ev.Type)
		}
		iv = t.Other
	case article.Planned:
		if ends(t) { // by the end of the year: from now on
			if iv.Start.Before(pub) {
				iv.Start = pub
			}
			return iv, !iv.End.Before(pub)
		}
		if iv.End.Before(pub) && !t.Other.Start.Zero() {
			iv = t.Other
		}
	}
	return iv, true
}

// topical tells whether a week, month or year stands behind what words are about, and is of that: "summoned the envoy over the killing of two men last week".
func (c *coder) topical(m *meaning, t *doc.Time) bool {
	if c.d.Pack.Final || t.Grain == "day" {
		return false
	}
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.Over || a.Mark == lang.About || a.Mark == lang.Because) && a.First > m.pred.Tokens[0] && a.First < t.First
	})
}

// stillToCome tells whether the day told with what was done lies ahead, of what it called for: a day of the calendar without a year that would be
// nearly a year back else, and one with words that call people together ("has called a strike on Friday", बंद पुकारला आहे).
func (c *coder) stillToCome(m *meaning, t *doc.Time) bool {
	pub := c.d.Art.Published
	past, next := t.Interval, t.Other
	if past.Start.Zero() || next.Start.Zero() || t.Grain != "day" {
		return false
	}
	if next.Start.Before(past.Start) {
		past, next = next, past
	}
	if past.Start.Days(pub) > longAgo && pub.Before(next.End) {
		return true
	}
	f := m.pred.F
	if c.d.Pack.Final && f.Has(lang.Pres) && !f.Has(lang.Perf) && !f.Has(lang.Past) && pub.Before(next.Start) && pub.Days(next.Start) < weekDays && m.typ == "CONSULT" {
		return true // बैठक गुरुवारी होत आहे
	}
	if !f.Has(lang.Perf) || f.Has(lang.Past) || c.d.Pack.Final && !f.Has(lang.Pres) {
		return false
	}
	return slices.ContainsFunc(m.pred.Tokens, func(i int) bool {
		return slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.E != nil && listedIn(a.E, "calls") })
	})
}

// longAgo is from how many days ago on a paper names the year, or says "last year".
const longAgo = 300

// ends tells whether a time is the end of a stretch, which says nothing of when something was done.
func ends(t *doc.Time) bool {
	return t.Mark == lang.Until || t.Mark == lang.Before || t.Mark == lang.By
}

const weekDays = 7

// nearDays is how long ago what a paper reports was said, as a rule.
const nearDays = 3

// time finds the expression of time that belongs to a predicate: its own, else that of the clause it stands in or was read from. One that
// names no day ("some days ago") is given too: what has it is not of the day of what is told before.
func (c *coder) time(m *meaning) *doc.Time {
	said := m.pred.Gov != nil && m.pred.Gov.Class("say") && m.status == article.Actual && speech(m.typ) && ahead(m.pred)
	if said { // "said on Monday that it would deport them this week": the threat is of Monday
		return c.shared(m.pred.Gov)
	}
	if t := c.shared(m.pred); t != nil {
		return t
	}
	// "condemned the attack of Tuesday" says nothing of when it was condemned
	spoken := speech(m.typ) && !m.planned && !c.d.Pack.Common.AnyKind(m.pred.Classes, "aspect", "verb")
	for x := m.content; x != nil && !spoken; x = x.content { // "began to withdraw last week", "the talks that began on Monday"
		if m.planned { // "is set to meet him on Thursday": the day of the meeting
			if t := c.own(x.pred); t != nil {
				return t
			}
			continue
		}
		if x.pred.Form != doc.Nominal && !c.d.Pack.Common.AnyKind(m.pred.Classes, "aspect", "verb") || m.status != article.Actual && x.pred.Form == doc.Nominal {
			break
		}
		if t := c.own(x.pred); t != nil {
			return t
		}
	}
	if t := c.stayed(m); t != nil {
		return t
	}
	for _, x := range m.told {
		if x.pred.Sent != m.pred.Sent && x.class != m.class && !c.d.Art.Sentences[m.pred.Sent].Headline {
			continue
		}
		if t := c.shared(x.pred); t != nil {
			return t
		}
	}
	return nil
}

// shared is the time of a predicate, or of the one whose time it shares.
func (c *coder) shared(pr *doc.Pred) *doc.Time {
	for n := 0; pr != nil && n < depthMax; n++ {
		if t := c.own(pr); t != nil {
			return t
		}
		if t := c.inside(pr); t != nil {
			return t
		}
		if t := c.beside(pr); t != nil {
			return t
		}
		for _, q := range [...]*doc.Pred{c.meanwhile(pr), c.amid(pr)} {
			if q == nil {
				continue
			}
			if t := c.own(q); t != nil && t.Mark != lang.From {
				return t
			}
		}
		pr = c.sharing(pr)
	}
	return nil
}

// own is the best of the times that belong to a predicate: one that names days before one that does not, a day before a month, the
// nearest.
func (c *coder) own(pr *doc.Pred) *doc.Time {
	c.assign()
	s := c.d.Art.Sentences[pr.Sent]
	var best *doc.Time
	for i := range c.d.Times {
		t := &c.d.Times[i]
		if t.First >= s.Last {
			break
		}
		if t.First < s.First || c.owner[i] != pr {
			continue
		}
		if best == nil || better(t, best, pr.Tokens[0]) {
			best = t
		}
	}
	return best
}

func better(t, than *doc.Time, at int) bool {
	if ends(t) != ends(than) {
		return !ends(t)
	}
	if t.Resolved != than.Resolved {
		return t.Resolved
	}
	if day, was := t.Grain == "day", than.Grain == "day"; day != was {
		return day
	}
	return dist(t, at) < dist(than, at)
}

func dist(t *doc.Time, at int) int {
	if t.First > at {
		return t.First - at
	}
	return at - t.First
}

// inside is the time of a converb that leads to the predicate, or of an event noun that stands in the clause and says where or with what
// it was: "killed in Sunday's attack".
func (c *coder) inside(pr *doc.Pred) *doc.Time {
	if pr.Form == doc.Nominal {
		return nil
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.Converb && pr.Form == doc.Finite && q.Tokens[0] < pr.Tokens[0] && c.closing(q) == pr {
			if t := c.own(q); t != nil && t.Resolved {
				return t
			}
		}
		if q.Form != doc.Nominal || q.Gov == nil || q.Phrase == nil || q.Gov != pr && (q.Gov.Form != doc.Infinitive || q.Gov.Gov != pr) {
			continue
		}
		switch q.Phrase.Mark {
		case lang.In, lang.During, lang.At, lang.By, lang.Erg, lang.Through:
		case lang.Nom, lang.Obj:
			if q.Gov != pr || c.d.Pack.Common.AnyKind(pr.Classes, "gov", "say") {
				continue
			}
		default:
			continue
		}
		if t := c.own(q); t != nil && t.Resolved {
			return t
		}
	}
	return nil
}

// sharing is the predicate whose time a predicate without one shares, or nil: a noun that of its verb, a converb that of its clause. What is
// said, demanded or condemned was done at another time than it is spoken of.
func (c *coder) sharing(pr *doc.Pred) *doc.Pred {
	g := pr.Gov
	switch pr.Form {
	case doc.Nominal:
		if pr.Phrase != nil {
			switch m := pr.Phrase.Mark; {
			case aside(m), m == lang.About, m == lang.Because, m == lang.From, m == lang.Against, m == lang.For:
				return nil
			}
		}
		if g == nil {
			g = c.closing(pr)
		}
	case doc.Converb:
		if g == nil || g.Form != doc.Finite || c.d.Pack.Final && g.Class("say") {
			g = c.closing(pr) // "कहा कि पुलिस ने पकड़कर गोली मारी": shot when they were seized, whenever it is said
		}
		return g
	case doc.RelPart:
		if pr.Light == "be" {
			return nil // पाठिंबा असलेला
		}
		if g = c.closing(pr); !c.d.Pack.Final || pr.Head == nil || !pr.F.Has(lang.Perf) || person(pr.Head) {
			return nil
		}
	case doc.Infinitive:
		if pr.Phrase != nil && aside(pr.Phrase.Mark) {
			return nil
		}
	case doc.Finite:
		return nil
	}
	if g != nil && c.spoken(g) {
		return nil
	}
	return g
}

// spoken tells whether a predicate speaks of what it governs: say, demand, condemn; but not begin.
func (c *coder) spoken(g *doc.Pred) bool {
	return c.d.Pack.Common.AnyKind(g.Classes, "gov", "say") && !c.d.Pack.Common.AnyKind(g.Classes, "aspect")
}

// person tells whether a phrase names people or a body.
func person(ph *doc.Phrase) bool {
	return ph.E != nil && ph.E.Agent != "" || len(ph.Ents) > 0 && ph.Ents[0].How != "unknown" && ph.Ents[0].How != "place"
}

// closing is the finite predicate of the clause that another stands in.
func (c *coder) closing(pr *doc.Pred) *doc.Pred {
	var best *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.Finite || q == pr {
			continue
		}
		after := q.Tokens[len(q.Tokens)-1] > pr.Tokens[0]
		if c.d.Pack.Final && after && (best == nil || q.Tokens[0] < best.Tokens[0]) || !c.d.Pack.Final && q.Clause == pr.Clause && best == nil {
			best = q
		}
	}
	return best
}

// beside is the time of the clause before, which a finite clause without one goes on with: "met on Monday and signed a pact"; and where
// verbs follow one another ("killed one and wounded two on Sunday") of the one behind.
func (c *coder) beside(pr *doc.Pred) *doc.Time {
	if pr.Form != doc.Finite || pr.Cond || pr.Neg {
		return nil
	}
	var before, after *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form != doc.Finite || q.Gov != pr.Gov || q.Cond || q.Aside && !pr.Aside {
			continue
		}
		if q.Tokens[0] < pr.Tokens[0] && c.own(q) != nil && (before == nil || q.Tokens[0] > before.Tokens[0]) {
			before = q
		}
		if q.Tokens[0] > pr.Tokens[0] && (after == nil || q.Tokens[0] < after.Tokens[0]) {
			after = q
		}
	}
	if before != nil && ahead(pr) == ahead(before) && !before.Class("say") && !pr.Class("say") {
		t := c.own(before)
		if s := c.subject(pr); t.Mark != lang.From && (pr.Aside || t.First <= c.d.Art.Sentences[pr.Sent].First+1 || s == nil || s.First < before.Tokens[0]) {
			return t
		}
	}
	if after != nil && !c.d.Pack.Final && ahead(pr) == ahead(after) {
		s, x := c.subject(pr), c.subject(after)
		if t := c.own(after); t != nil && s != nil && s == x && t.First > after.Tokens[0] && !c.comma(pr.Tokens[0], after.Tokens[0]) {
			return t
		}
	}
	return nil
}

// meanwhile is the clause during which that of a finite predicate was, where prepositions stand before: "a siege ended on Wednesday when | troops
// stormed the school", "police fired as | protesters marched in Lyon on Monday" the other way round.
func (c *coder) meanwhile(pr *doc.Pred) *doc.Pred {
	if c.d.Pack.Final || pr.Form != doc.Finite || pr.Cond {
		return nil
	}
	first := pr.Tokens[0]
	if s := c.subject(pr); s != nil {
		first = min(first, s.First)
	}
	sub := c.whileAt(c.d.Art.Sentences[pr.Sent].First, first)
	var best *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form != doc.Finite || ahead(q) != ahead(pr) || q.Aside || c.spoken(q) {
			continue
		}
		if sub > 0 && q.Tokens[0] < sub && sub <= endOf(q)+meanwhileMax && (best == nil || q.Tokens[0] > best.Tokens[0]) {
			best = q
		}
	}
	return best
}

// amid is what those on whom an act falls were doing when it did: "killed five farmers who were | working in a field on Thursday".
func (c *coder) amid(pr *doc.Pred) *doc.Pred {
	if c.d.Pack.Final || pr.Form != doc.Finite || c.spoken(pr) {
		return nil
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.RelPart && q.F.Has(lang.Prog) && q.Tokens[0] > endOf(pr) && q.Subj != nil && slices.Contains(pr.Args, q.Subj) && !ahead(pr) {
			return q
		}
	}
	return nil
}

// meanwhileMax is how far behind a predicate, with what it governs, the word stands that tells what happened then.
const meanwhileMax = 10

// whileAt is the token of a word for "when" that opens the clause whose subject begins at token at, or -1.
func (c *coder) whileAt(from, at int) int {
	for i := at - 1; i >= from && i >= at-2; i-- {
		for k := range c.d.An[i] {
			if e := c.d.An[i][k].E; e != nil && e.Kind == lang.SubConj && e.Has(lang.While) {
				return i
			}
		}
		if c.d.Kind(i, lang.Det) == nil {
			return -1
		}
	}
	return -1
}

// ahead tells whether a predicate is told as something still to come or only thought of.
func ahead(pr *doc.Pred) bool {
	return pr.F&(lang.Fut|lang.Pros|lang.Subj|lang.Imp|lang.Would|lang.May|lang.Must|lang.Should) != 0
}

// comma tells whether a comma stands between two tokens.
func (c *coder) comma(from, to int) bool {
	for i := from; i < to; i++ {
		if c.d.Art.Tokens[i].Text == "," {
			return true
		}
	}
	return false
}
