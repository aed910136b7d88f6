package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Parties that an English headline names beside the clause of an act: whose death is mourned, who does in one clause what a participle behind it
// tells, whom a list goes on with.

// headParty fills what a clause of an English headline leaves open by what stands beside it, and takes out whom it was only told near.
func (c *coder) headParty(m *meaning) {
	c.whyHas(m)
	c.toldLast(m)
	c.pairOf(m)
	c.andBlames(m)
	c.mournedFor(m)
	c.answersBack(m)
	c.bothSpeak(m)
	c.madeBy(m)
	c.inCaseOf(m)
	c.inOwnWords(m)
	c.stillAccused(m)
	c.onlyNamed(m)
	c.knownOne(m)
	if len(m.recip) == 0 {
		m.recip = minus(slices.Concat(c.ownWordsName(m), c.hostedAt(m)), m.actor)
	}
}

// andBlames gives words in a participle that hangs behind a thing the one who acts in the clause before: "farmer ends life | blaming state".
func (c *coder) andBlames(m *meaning) {
	pr := m.pred
	if len(m.actor) > 0 || pr.Form != doc.RelPart || !pr.F.Has(lang.Prog) || pr.F.Has(lang.Pass) || !speech(m.typ) || pr.Head != nil && human(pr.Head.Ents) {
		return
	}
	for _, q := range slices.Backward(c.d.Sents[pr.Sent].Preds) {
		if q.Form != doc.Finite || endOf(q) >= pr.Tokens[0] || q.Subj == nil || !known(q.Subj.Ents) || owned(q.Subj.Ents[0]) || place(q.Subj.Ents[0]) {
			continue
		}
		if c.unbroken(q, pr) {
			m.actor = minus(q.Subj.Ents, m.recip)
		}
		return
	}
}

// mournedFor gives condolences that name nobody those of whose death the headline tells, else the country where they died: "Nine soldiers dead. Minister expresses
// condolences", "Russia extends condolences over deaths in Odisha".
func (c *coder) mournedFor(m *meaning) {
	if m.class != "condole" || len(m.recip) > 0 || len(m.actor) == 0 {
		return
	}
	first := c.d.Span(m.pred.Tokens[0], m.pred.Tokens[0]+1).Start
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.Pred == nil && !ph.Time && len(ph.Ents) > 0 && (ph.Ents[0].How == "agent" || armed(ph.Ents)) && ph.Ents[0].Span.Start < first && !among(ph.Ents[0], m.actor) {
			m.recip = minus(ph.Ents, m.actor)
		}
		return len(m.recip) == 0
	})
	if len(m.recip) > 0 {
		return
	}
	for _, nm := range c.d.NamesFrom(m.pred.Tokens[0]) {
		if nm.First >= c.d.Art.Sentences[m.pred.Sent].Last {
			return
		}
		if k := nm.Rec.Country; !nm.Weak && plover.IsState(k) && !slices.ContainsFunc(m.actor, func(e article.Entity) bool { return e.Country == k }) {
			m.recip = []article.Entity{{Span: c.d.Span(nm.First, nm.Last), Country: k, How: "state"}}
			return
		}
	}
}

// answersBack gives criticism by one side that names nobody the side that criticises in the piece before it: "Israel decries crimes. Palestine calls out blockade".
func (c *coder) answersBack(m *meaning) {
	if m.typ != "ACCUSE" || m.mode != "disapprove" || len(m.recip) > 0 || len(m.actor) != 1 || m.pred.Form != doc.Finite || !stateItself(m.actor[0]) {
		return
	}
	from, to := c.cuts(m.pred.Sent)
	for i := from; i < to; i++ {
		for _, q := range c.d.Sents[i].Preds {
			if x := c.memo[q]; q != m.pred && x != nil && q.Form == doc.Finite && x.typ == "ACCUSE" && len(x.actor) == 1 && stateItself(x.actor[0]) && x.actor[0].Country != m.actor[0].Country {
				m.recip = x.actor
				return
			}
		}
	}
}

// bothSpeak makes those whose exchange of words it is both its sides: "Uddhav, Shinde's war of words".
func (c *coder) bothSpeak(m *meaning) {
	pr := m.pred
	if m.typ != "ACCUSE" || pr.Form != doc.Nominal || pr.E == nil || !pr.E.Has(lang.Mutual) || len(m.actor) == 0 || len(m.recip) == 0 {
		return
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Gen && holds(a, m.recip[0]) {
			m.actor, m.recip = append(slices.Clone(m.recip), m.actor...), nil
			return
		}
	}
}

// madeBy aims words about a video, a letter or a report at the one who made it and not at those whom it shows: "denounces video of hostages | released by Hamas".
func (c *coder) madeBy(m *meaning) {
	pr := m.pred
	if m.typ != "ACCUSE" || len(m.recip) != 1 || pr.Form != doc.Finite {
		return
	}
	_, last := c.tokensOf(pr.Sent, endOf(pr)+1, m.recip[0])
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.RelPart || q.Tokens[0] != last || !q.Class("release") && !q.Class("publish") {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.By && known(a.Ents) && !owned(a.Ents[0]) {
				m.recip = minus(a.Ents, m.actor)
				return
			}
		}
	}
}

// inCaseOf gives raids of which a headline tells only where they were those against whom the case is in which they were made, and a court's ruling on an order
// those against whom that was: "raids locations in Haryana in case against gang", "quashes order against Goenka".
func (c *coder) inCaseOf(m *meaning) {
	pr := m.pred
	raid := m.typ == "COERCE" && m.mode == "seize" && onlyPlaces(m.recip)
	quash := m.typ == "CONCEDE" && anySector(m.actor, "JUD") && pr.Form == doc.Finite
	if !raid && !quash {
		return
	}
	c.eachPhrase(pr.Sent, func(ph *doc.Phrase) bool {
		if ph.Mark == lang.Against && ph.Pred == nil && ph.First > endOf(pr) && len(ph.Ents) > 0 && !place(ph.Ents[0]) && ph.Ents[0].How != "state" {
			m.recip = slices.Clone(minus(ph.Ents, m.actor))
			return false
		}
		return true
	})
	for i := range m.recip {
		if m.recip[i].How == "possessor" {
			m.recip[i].How = "body"
		}
	}
}

// inOwnWords makes what a headline's source says without a subject in the plain form of the verb its own act: "Support talks between India, Pakistan: US".
func (c *coder) inOwnWords(m *meaning) {
	pr := m.pred
	if pr.Form != doc.Nominal || m.typ != "CONSULT" || len(pr.Sources) != 1 || len(m.actor) < 2 || c.d.Pack.Common.Class("endorse") == nil {
		return
	}
	first := c.d.Art.Sentences[pr.Sent].First
	if first >= pr.Tokens[0] || !slices.ContainsFunc(c.d.An[first], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Verb && slices.Contains(a.E.Classes, "endorse") && a.F.Has(lang.Root)
	}) || slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Finite && q.Tokens[0] > first && q.Tokens[0] < pr.Tokens[0]
	}) {
		return
	}
	c.become(m, c.d.Pack.Common.Class("endorse"))
	m.recip, m.actor, m.coactor = append(m.actor, m.coactor...), []article.Entity{pr.Sources[0].Entity}, nil
}

// stillAccused puts in the place of the bare word for the accused, with which a headline begins, whom its clause goes on to name: "Accused of spreading
// propaganda, Singham denies".
func (c *coder) stillAccused(m *meaning) {
	s := c.d.Art.Sentences[m.pred.Sent]
	if len(m.actor) != 1 || m.actor[0].How != "agent" || m.pred.Form != doc.Infinitive || m.actor[0].Span != c.d.Span(s.First, s.First+1) || c.d.Kind(s.First+1, lang.Prep) == nil {
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Finite || q.Tokens[0] <= endOf(m.pred) {
			continue
		}
		for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
			if ph.Last == q.Tokens[0] && ph.First > endOf(m.pred) && len(ph.Ents) > 0 {
				m.actor = minus(ph.Ents, m.recip)
			}
		}
		return
	}
}

// onlyNamed takes out who stands in the words of the act itself ("kept captive"), in the phrase with which a headline sets its scene ("with the X matter behind"),
// the region of a post that is refused, and the land of one's own that a threat is for.
func (c *coder) onlyNamed(m *meaning) {
	pr := m.pred
	if m.typ == "ASSAULT" && harmed(pr) && len(m.actor) > 0 && onlyPlaces(m.actor) {
		m.actor = nil // "killed in | Gaza | airstrike"
	}
	if len(m.recip) == 0 {
		return
	}
	start := c.d.Span(pr.Tokens[0], pr.Tokens[0]+1).Start
	m.recip = leaving(m.recip, func(e article.Entity) bool {
		switch {
		case m.typ == "ASSAULT" && e.How == "agent", charges(m):
			return len(pr.Tokens) > 1 && slices.ContainsFunc(pr.Tokens[1:], func(t int) bool { return c.d.Span(t, t+1) == e.Span })
		case m.typ == "AGREE" && len(m.actor) > 1 && pr.Form == doc.Finite:
			return e.Span.Start < start && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.With && holds(a, e) && a.Last-a.First > 1 })
		case m.typ == "ACCUSE" && m.mode == "disapprove" && owned(e):
			return c.nested(pr, e)
		case m.mode == "resign" && e.Span.Start > start:
			return !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return holds(a, e) }) // "resigns, | to join NDA"
		case m.typ == "PROTEST" && place(e):
			return markedBy(pr, lang.Over, e)
		case m.typ == "REJECT" && m.on == "o.office" && len(m.actor) == 1 && m.actor[0].KB != "":
			return onlyPlaces([]article.Entity{e}) || owned(e)
		case m.typ == "THREATEN" && m.mode == "restrict":
			return e.Sector == "" && len(m.actor) == 1 && m.actor[0].Country == e.Country && (owned(e) || markedBy(pr, lang.In, e))
		case m.typ == "COOPERATE" && m.class != "extradite" || m.typ == "COOPERATE" && slices.ContainsFunc(c.object(pr), func(a *doc.Phrase) bool { return a.E != nil && !a.E.Is("o.suspect") && holds(a, e) && owned(e) }):
			return pr.Form == doc.Finite && anySector([]article.Entity{e}, "CRM", "REB") // "sent evidence of gangsters, terrorists"
		}
		return false
	})
}

// ownWordsName gives an act that falls on nobody the body whose name is one of its words: "leaving NDA".
func (c *coder) ownWordsName(m *meaning) []article.Entity {
	if m.typ != "SANCTION" || len(m.pred.Tokens) < 2 {
		return nil
	}
	for _, t := range m.pred.Tokens[1:] {
		if i := c.d.At[t]; i >= 0 && !c.d.Names[i].Weak && c.d.Names[i].Rec.Sector == "PTY" {
			nm := c.d.Names[i]
			return []article.Entity{{Span: c.d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Wikidata: nm.Rec.Wikidata, KB: nm.Rec.ID, Country: nm.Rec.Country, Sector: nm.Rec.Sector, How: "body"}}
		}
	}
	return nil
}

// hostedAt gives a summit that somebody stays away from, told of without its host, the state in which it is: "Xi skipping summit in India".
func (c *coder) hostedAt(m *meaning) []article.Entity {
	if m.typ != "REJECT" || m.mode != "meet" || len(m.actor) == 0 {
		return nil
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		if ph.Mark == lang.In && ph.First > m.pred.Tokens[0] && len(ph.Ents) == 1 && ground(ph.Ents[0]) && ph.Ents[0].Country != m.actor[0].Country {
			return ph.Ents
		}
	}
	return nil
}

// noAct tells whether a headline's words are no act: a question put to somebody, what the government says will be decided, a partnership that something is for,
// blame laid on the weather, what somebody needs to do, the demand of a strike that is told.
func (c *coder) noAct(m *meaning) bool {
	pr := m.pred
	none := len(m.recip) == 0
	switch {
	case c.recap(m):
		return true
	case pr.Class("ask") && m.typ == "REQUEST" && m.on == "" && (m.content == nil || m.content.pred.Form == doc.Finite):
		return len(pr.Tokens) == 1 && pr.Form == doc.Finite && !slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Infinitive }) && !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.For })
	case m.typ == "REQUEST" && none && pr.Class("say") && len(pr.Tokens) == 1:
		return true
	case m.typ == "REQUEST" && pr.Form == doc.RelPart && pr.F.Has(lang.Prog) && len(m.actor) == 1 && owned(m.actor[0]):
		return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
			x := c.memo[q]
			return x != nil && x.typ == "PROTEST" && endOf(q)+1 == pr.Tokens[0]
		})
	case m.typ == "COOPERATE" && pr.Form == doc.Nominal && (len(m.actor)+len(m.coactor)+len(m.recip) == 1 || pr.Phrase != nil && pr.Phrase.Mark == lang.For):
		return true
	case pr.Class("blame") && none:
		return !pr.F.Has(lang.Pass) && pr.Form == doc.Finite
	case m.typ == "AGREE" && pr.F.Has(lang.Must) && m.planned:
		return true
	case pr.Class("offer") && none && pr.Form == doc.Finite && len(c.object(pr)) == 0 && len(pr.Comps) == 0: // "all the country has to offer"
		return len(pr.Tokens) == 1 && pr.F.Has(lang.Fut)
	case m.typ == "REJECT" && len(m.actor) == 1 && m.actor[0].How == "unknown": // "taxing gaming will not legalise it"
		return m.actor[0].Country == "" && m.actor[0].Sector == ""
	case m.typ == "ASSAULT" && len(m.actor) == 0: // "how restaurants are fighting back", "'injured' player clueless"
		s := c.subject(pr)
		return s != nil && s.E != nil && s.E.Agent == "BUS" && !pr.F.Has(lang.Pass) || harmed(pr) && len(m.recip) == 1 && m.recip[0].How == "body" && m.recip[0].Sector == "GOV" && c.inQuotes(pr)
	}
	return false
}

// nested tells whether a party only owns what a thing is of that words are about: "voices concern over a bill on the appointment of judges".
func (c *coder) nested(pr *doc.Pred, e article.Entity) bool {
	at, _ := c.tokensOf(pr.Sent, endOf(pr)+1, e)
	n := 0
	var last *lang.Analysis
	for i := endOf(pr) + 1; i < at; i++ {
		if a := c.d.Kind(i, lang.Prep); a != nil {
			n, last = n+1, a
		}
	}
	return n > 1 && last.Mark == lang.Of
}

// inQuotes tells whether a predicate is one word in quotation marks.
func (c *coder) inQuotes(pr *doc.Pred) bool {
	first, last := pr.Tokens[0], endOf(pr)
	return first > 0 && c.d.Art.Tokens[first].Quoted && !c.d.Art.Tokens[first-1].Quoted && last+1 < len(c.d.Art.Tokens) && c.d.Art.Tokens[first-1].Kind == article.Punct && c.d.Art.Tokens[last+1].Kind == article.Punct
}

// knownOne puts those to whom or against whom an act is, of whom something is known, in the place of a thing whose name nothing knows: "bans export of rare earths
// to US".
func (c *coder) knownOne(m *meaning) {
	if m.typ != "SANCTION" || len(m.recip) == 0 || known(m.recip) {
		return
	}
	for _, mark := range []string{"to", "against", "from"} {
		for _, a := range c.marked(m.pred, mark) {
			if es := minus(a.Ents, m.actor); known(es) && !owned(es[0]) {
				m.recip = es
				return
			}
		}
	}
}
