package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who is asked for something in an English headline, and who is only what it is about or would bear it.

// askedOf puts right whom a demand of a headline is addressed to.
func (c *coder) askedOf(m *meaning) {
	if m.typ != "REQUEST" || m.pred.Form == doc.Nominal {
		return
	}
	m.recip = leaving(m.recip, func(e article.Entity) bool { return c.demandAbout(m, e) })
	if len(m.recip) == 0 {
		m.recip = minus(c.whoseHelp(m), m.actor)
	}
	if len(m.recip) == 0 {
		m.recip = c.ownFolk(m)
	}
	if len(m.recip) == 0 {
		if m.recip = minus(c.complaint(m), m.actor); len(m.recip) == 0 {
			m.recip = minus(c.putBefore(m), m.actor)
		}
	}
}

// demandAbout tells whether a party behind a demand is not asked for anything, but is what the demand is about or what it would do harm to: "seeks custody
// of X", "demands a probe into the killing of X", "seeks sanction to charge X", "calls for a strike in X".
func (c *coder) demandAbout(m *meaning, e article.Entity) bool {
	pr := m.pred
	from := endOf(pr) + 1
	if in, _ := c.tokensOf(pr.Sent, pr.Tokens[0]+1, e); in >= 0 && in < from { // "seeks | X's | custody"
		return c.borne(endOf(pr))
	}
	at, last := c.tokensOf(pr.Sent, from, e)
	if at < 0 {
		return false
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.Infinitive && q.Tokens[0] > endOf(pr) && q.Tokens[0] < at && c.hostile(q) && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool { return holds(a, e) }) {
			return true
		}
	}
	var prep *lang.Analysis
	behind := 0
	for i := from; i < last; i++ {
		if a := c.d.Kind(i, lang.Prep); a != nil {
			prep, behind = a, i-1
		}
	}
	switch {
	case prep != nil && behind >= from && (prep.Mark == lang.Against || prep.Mark == lang.Into || prep.Mark == lang.Over || prep.Mark == lang.For):
		return true
	case prep != nil && prep.Mark == lang.Of:
		return c.borne(behind)
	case prep == nil && e.How == "possessor": // whose head is the last word of the phrase that the demand is of
		return c.borne(c.headOf(pr, last))
	case prep == nil && place(e):
		return c.strikeAt(c.headOf(pr, last))
	}
	return false
}

// tokensOf gives the tokens of a party of a sentence that stand at a token or behind it; -1 where it stands before.
func (c *coder) tokensOf(sent, from int, e article.Entity) (first, last int) {
	first = -1
	for i := from; i < c.d.Art.Sentences[sent].Last; i++ {
		switch at := c.d.Span(i, i+1); {
		case at.Start == e.Span.Start:
			first = i
		case at.Start >= e.Span.End:
			return first, i
		}
	}
	return first, c.d.Art.Sentences[sent].Last
}

// headOf is the head of the phrase of a predicate around a token that only modifies it, or the token itself.
func (c *coder) headOf(pr *doc.Pred, at int) int {
	for _, a := range pr.Args {
		if a.First <= at && at < a.Last {
			return a.Head
		}
	}
	return at
}

// hostile tells whether a predicate is an act against somebody.
func (c *coder) hostile(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Classes, func(name string) bool {
		k := c.d.Pack.Common.Classes[name]
		return k != nil && k.Kind != "obj" && (k.Type == "ACCUSE" || k.Type == "REJECT" || k.Type == "PROTEST" || k.Type == "COERCE" || k.Type == "SANCTION" || k.Type == "ASSAULT")
	})
}

// borne tells whether a word names what is done to the one whose it is: custody, dismissal, a killing.
func (c *coder) borne(i int) bool {
	for _, a := range c.d.An[i] {
		if a.E != nil && a.E.Kind == lang.Noun && (a.E.Has(lang.Patient) || slices.ContainsFunc(a.E.Classes, func(name string) bool {
			k := c.d.Pack.Common.Classes[name]
			return k != nil && k.Kind != "obj" && (k.Type == "ASSAULT" || name == "dismiss" || name == "arrest" || name == "convict" || name == "release")
		})) {
			return true
		}
	}
	return false
}

// strikeAt tells whether a word names a protest, which a place only says where it is to be.
func (c *coder) strikeAt(i int) bool {
	return slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool {
		return a.E != nil && slices.ContainsFunc(a.E.Classes, func(name string) bool {
			k := c.d.Pack.Common.Classes[name]
			return k != nil && k.Type == "PROTEST"
		})
	})
}

// whoseHelp gives a demand for somebody's help, reply or consent the one whose it would be, who stands inside its words: "seeks X's assistance", "asks for Centre's
// response".
func (c *coder) whoseHelp(m *meaning) []article.Entity {
	pr := m.pred
	end := endOf(pr)
	if len(pr.Tokens) < 2 || c.borne(end) {
		return nil
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		for _, g := range append([]*doc.Phrase{ph}, ph.Mods...) {
			if g.Mark == lang.Gen && g.First > pr.Tokens[0] && g.Last <= end && g.Pred == nil && known(g.Ents) && !owned(g.Ents[0]) && !place(g.Ents[0]) {
				return g.Ents
			}
		}
	}
	for _, g := range pr.Args {
		if g.Mark == lang.Gen && g.First > pr.Tokens[0] && g.Last <= end && known(g.Ents) && !owned(g.Ents[0]) {
			return g.Ents
		}
	}
	return nil
}

// ownFolk gives what a party asks of those who belong to it, and what a teacher asks of students, to them: "BJP chief urges party cadre to prepare".
func (c *coder) ownFolk(m *meaning) []article.Entity {
	for _, a := range c.object(m.pred) {
		if a.Pron || a.Pred != nil || a.E == nil || a.E.Agent == "" || len(a.Ents) != 1 || len(m.actor) != 1 || a.Ents[0].Span == m.actor[0].Span || !among(a.Ents[0], m.actor) {
			continue
		}
		e := a.Ents[0]
		if e.How == "body" {
			e.Span, e.How = c.d.Span(a.First, a.Last), "agent"
		}
		return []article.Entity{e}
	}
	return nil
}

// complaint gives a demand that names nobody those to whom the words before its clause say that one complained or wrote: "In a complaint to EC, party seeks action".
func (c *coder) complaint(m *meaning) []article.Entity {
	pr := m.pred
	if pr.Form != doc.Finite || pr.Subj == nil {
		return nil
	}
	for _, a := range c.d.Sents[pr.Sent].Phrases {
		if a.Mark != lang.In || a.First > pr.Subj.First || a.E == nil && a.Pred == nil {
			continue
		}
		for _, md := range a.Mods {
			if md.Mark == lang.To && known(md.Ents) && political(md.Ents) && !place(md.Ents[0]) {
				return md.Ents
			}
		}
	}
	return nil
}

// putBefore gives a request in the second clause of a headline those with whom its subject deals in the first: "MP skips panel's summons, seeks time", "India
// issues advisory for nationals, urges caution".
func (c *coder) putBefore(m *meaning) []article.Entity {
	pr := m.pred
	if pr.Form != doc.Finite || len(m.actor) == 0 {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[pr.Sent].Preds) {
		if q.Form != doc.Finite && q.Form != doc.Infinitive || endOf(q) >= pr.Tokens[0] || q.Neg {
			continue
		}
		if x := c.memo[q]; x != nil && x.typ == "REJECT" && len(x.recip) > 0 && len(x.actor) > 0 && among(x.actor[0], m.actor) {
			return x.recip
		}
		if q.Form != doc.Finite || q.Subj == nil || !holds(q.Subj, m.actor[0]) {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.For && a.Pred == nil && len(a.Ents) == 1 && a.Ents[0].How == "agent" && a.E != nil && slices.Contains(a.E.Lists, "kin") {
				e := a.Ents[0]
				e.Country = m.actor[0].Country
				return []article.Entity{e}
			}
		}
	}
	return nil
}
