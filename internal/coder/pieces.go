package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What another piece of an English headline tells of an act: who was held before he is freed, which court hears a plea, whose demand "ours" is, who else
// stands in the list.

// pieces gives an act the parties that stand in another piece of its sentence.
func (c *coder) pieces(m *meaning) {
	if c.d.Pack.Final {
		return
	}
	c.notAimedAt(m)
	c.whoWas(m)
	c.heard(m)
	c.visited(m)
	c.theirOwn(m)
	c.inTown(m)
	if !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	if c.longAgo(m) {
		m.status = article.Historical
	}
	c.whoseSupport(m)
	c.whilst(m)
	c.askedOf(m)
	c.headParty(m)
	c.forRelief(m)
	c.wroteTo(m)
	c.whoseIre(m)
	c.alsoNamed(m)
	if len(m.recip) == 0 {
		m.recip = minus(c.ours(m), m.actor)
	}
	if len(m.recip) == 0 {
		m.recip = c.onlyCounted(m)
	}
	if len(m.actor) == 0 && m.typ == "COERCE" && len(m.pred.Sources) == 1 && m.pred.Sources[0].Entity.Sector == "COP" && m.status == article.Actual {
		m.actor = []article.Entity{m.pred.Sources[0].Entity} // "Cash Seized In Raids: ED"
	}
}

// whoWas gives what befalls those whom a participle before it tells of to them, and not to its doer: "Two hostages held by the group | freed".
func (c *coder) whoWas(m *meaning) {
	pr := m.pred
	if !pr.F.Has(lang.Pass) || len(m.actor) > 0 || len(m.recip) == 0 || pr.Form == doc.Nominal {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form == doc.Nominal {
			continue
		}
		for _, a := range q.Args {
			if a.Mark != lang.By || a.Last != pr.Tokens[0] || !holds(a, m.recip[0]) {
				continue
			}
			if x := c.memo[q]; x != nil && len(x.recip) > 0 {
				m.recip = x.recip
			}
			return
		}
	}
}

// heard gives a plea the court that hears, takes or dismisses it: "SC To Hear Delhi's Plea", "Court Rejects Plea Seeking Bail".
func (c *coder) heard(m *meaning) {
	pr := m.pred
	if m.typ != "REQUEST" || m.bound || pr.Form != doc.Nominal && pr.Form != doc.RelPart || len(m.actor) == 0 || anySector(m.actor, "JUD") {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form != doc.Finite || q.Subj == nil || endOf(q) > pr.Tokens[0] && q.Tokens[0] > pr.Tokens[0] || len(q.Subj.Ents) != 1 {
			continue
		}
		if e := q.Subj.Ents[0]; e.Sector == "JUD" && !owned(e) && c.unbroken(q, pr) {
			m.recip = q.Subj.Ents
			return
		}
	}
}

// unbroken tells whether no other finite verb and no colon stands between two predicates, so that the second is told within the clause of the first.
func (c *coder) unbroken(q, pr *doc.Pred) bool {
	for i := endOf(q) + 1; i < pr.Tokens[0]; i++ {
		if t := c.d.Art.Tokens[i].Text; t == ":" || t == ";" || t == "." || t == "," {
			return false
		}
	}
	return true
}

// visited gives a visit to a thing the country where it is, and a visit by nobody who is known those with whom it was made: "visits a project in
// Zanzibar", "she visits Delhi with husband Rishi Sunak".
func (c *coder) visited(m *meaning) {
	if m.class != "visit" || m.pred.Form == doc.Nominal {
		return
	}
	if len(m.actor) == 0 {
		for _, ph := range c.marked(m.pred, "with") {
			if len(ph.Ents) > 0 && ph.Ents[0].How == "person" {
				m.actor = minus(ph.Ents, m.recip)
			}
		}
	}
	if len(m.recip) > 0 || len(m.actor) == 0 || m.actor[0].Country == "" {
		return
	}
	var found []article.Entity
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		for _, q := range append([]*doc.Phrase{ph}, ph.Mods...) {
			if q.Mark != lang.In || q.First < m.pred.Tokens[0] || len(q.Ents) != 1 || !ground(q.Ents[0]) || !plover.IsState(q.Ents[0].Country) {
				continue
			}
			if len(found) > 0 && found[0].Country != q.Ents[0].Country {
				return
			}
			found = q.Ents
		}
	}
	if len(found) > 0 && found[0].Country != m.actor[0].Country {
		m.recip = slices.Clone(found)
		m.recip[0].Sector = ""
	}
}

// whilst gives a demand in a participle behind whom somebody meets to those who meet him: "Minister Meets Governor | Urging Action".
func (c *coder) whilst(m *meaning) {
	pr := m.pred
	if m.typ != "REQUEST" && m.typ != "ACCUSE" || pr.Form != doc.RelPart || !pr.F.Has(lang.Prog) || len(m.actor) == 0 {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		x := c.memo[q]
		if x == nil || q.Form != doc.Finite || x.typ != "CONSULT" && x.typ != "REQUEST" || endOf(q) > pr.Tokens[0] || q.Subj == nil || !known(q.Subj.Ents) {
			continue
		}
		for _, a := range q.Args {
			if a.After && a.Pred == nil && holds(a, m.actor[0]) && a.Last == pr.Tokens[0] {
				m.actor, m.recip = q.Subj.Ents, a.Ents
				return
			}
		}
	}
}

// alsoNamed adds those who stand behind the comma of a list of whom the first has a preposition: "Charge Sheet Against Rao, Sunil Mehta", "Denies Status To
// One University, Another".
func (c *coder) alsoNamed(m *meaning) {
	if len(m.recip) == 0 || m.pred.Form != doc.Finite || mutual(m.rule, m.pred) {
		return
	}
	toks := c.d.Art.Tokens
	phs := c.d.Sents[m.pred.Sent].Phrases
	for _, a := range phs {
		if a.Pred != nil || a.Time || len(a.Ents) == 0 || a.Last >= c.d.Art.Sentences[m.pred.Sent].Last || toks[a.Last].Text != "," || a.First < m.pred.Tokens[0] {
			continue
		}
		switch a.Mark {
		case lang.Against, lang.To, lang.With, lang.On, lang.Obj, lang.Dat, lang.From:
		default:
			continue
		}
		for _, b := range phs {
			if b.First != a.Last+1 || b.Mark != lang.Obj || b.Pred != nil || b.Time || len(b.Ents) == 0 || !named(a.Ents) || !named(b.Ents) {
				continue
			}
			switch {
			case c.listGoesOn(m, a, b):
			case holds(a, m.recip[0]):
				m.recip = append(slices.Clone(m.recip), minus(minus(b.Ents, m.recip), m.actor)...)
			case holds(b, m.recip[0]):
				m.recip = append(slices.Clone(minus(minus(a.Ents, m.recip), m.actor)), m.recip...)
			}
			return
		}
	}
}

// named tells whether parties are people or bodies, and neither places nor whose thing something is.
func named(es []article.Entity) bool {
	for _, e := range es {
		if owned(e) || e.How == "place" {
			return false
		}
	}
	return len(es) > 0
}

// ours gives what is done with a demand or an order of "ours" those who say so: "Centre Accepted Our Demand: Opposition".
func (c *coder) ours(m *meaning) []article.Entity {
	if len(m.pred.Sources) != 1 || m.typ != "CONCEDE" && m.typ != "REJECT" && m.typ != "AGREE" {
		return nil
	}
	of := func(ph *doc.Phrase) bool {
		return ph.Pron && ph.E != nil && ph.E.Has(lang.Poss) && ph.E.Feats.Has(lang.P1)
	}
	for i := m.pred.Tokens[0]; i < c.d.Art.Sentences[m.pred.Sent].Last && i <= endOf(m.pred)+3; i++ {
		for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
			if ph.First == i && of(ph) || slices.ContainsFunc(ph.Mods, func(md *doc.Phrase) bool { return md.First == i && of(md) }) {
				return []article.Entity{m.pred.Sources[0].Entity}
			}
		}
	}
	return nil
}

// onlyCounted gives a charge, a sentence or a dismissal those of whom a headline tells only how many they are: "Chargesheet Against 6", "Jails 4 For Life".
func (c *coder) onlyCounted(m *meaning) []article.Entity {
	sector := "CRM"
	switch {
	case m.class == "sue" || m.class == "charge" || m.mode == "convict":
	case m.mode == "expel", m.class == "beat", m.class == "kill", m.class == "abduct", m.class == "wound":
		sector = "CVL"
	default:
		return nil
	}
	country := c.sole("")
	if len(m.actor) > 0 {
		country = m.actor[0].Country
	} else if !m.pred.F.Has(lang.Pass) || m.pred.Form != doc.Finite || m.typ == "ASSAULT" && country == "" {
		return nil
	}
	phs := m.pred.Args
	if m.pred.Obj != nil {
		phs = append([]*doc.Phrase{m.pred.Obj}, phs...)
	}
	for _, ph := range phs {
		if ph != m.pred.Obj && ph.Mark != lang.Obj && ph.Mark != lang.Against || ph.Last != ph.First+1 || ph.E != nil && ph.E.Kind != lang.Num || ph.Time || len(ph.Mods) > 0 {
			continue
		}
		if c.d.Art.Tokens[ph.First].Kind == article.Number || c.d.Kind(ph.First, lang.Num) != nil {
			return []article.Entity{{Span: c.d.Span(ph.First, ph.Last), Sector: sector, Country: country, How: "number"}}
		}
	}
	return nil
}

// onlyNear tells whether what a phrase with a preposition names only stands beside an act: a place that no table has ("blocked the road at Chandwad"), whose
// case or gathering it was ("arrests three in a bank fraud case", "alleges a plot at a party rally"), what the thing is about that words are on
// ("voices concern over a bill on the appointment of judges").
func (c *coder) onlyNear(m *meaning, mk string, ph *doc.Phrase, es []article.Entity) bool {
	if c.d.Pack.Final || len(es) == 0 {
		return false
	}
	switch {
	case (mk == "at" || mk == "in") && es[0].How == "unknown" && !(m.pred.E != nil && slices.Contains(m.pred.E.Recip, lang.At)):
		return true
	case mk == "in" && m.typ == "COERCE":
		return owned(es[0]) || m.class == "disperse" && onlyPlaces(es)
	case mk == "at" && speech(m.typ):
		return owned(es[0]) && occasion(ph)
	case mk == "on" && m.typ == "ACCUSE" && len(m.pred.Tokens) > 1:
		last := c.d.Kind(endOf(m.pred), lang.Prep)
		return owned(es[0]) && last != nil && last.Mark == lang.Over
	}
	return false
}

// blamed adds to the marks of whom an accusation is aimed at those of whose deed it names: "decries crimes by X at a summit", "alleges nexus between X and Y".
func (c *coder) blamed(m *meaning, marks []string) []string {
	if m.typ != "ACCUSE" || c.d.Pack.Final || m.pred.Form != doc.Finite || m.pred.F.Has(lang.Pass) || len(m.pred.Tokens) > 1 {
		return marks
	}
	return append([]string{"obj", "against", "by", "between"}, marks...)
}

// wroteTo gives a demand in the second clause of a headline those whom its subject wrote, went or appealed to in the first: "Mamata Writes To PM, Seeks Funds".
func (c *coder) wroteTo(m *meaning) {
	pr := m.pred
	if m.typ != "REQUEST" || m.bound || len(m.recip) > 0 || pr.Form != doc.Finite || len(m.actor) == 0 {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form != doc.Finite || q.Neg || endOf(q) >= pr.Tokens[0] || q.Subj == nil || !holds(q.Subj, m.actor[0]) {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.To && a.Pred == nil && known(a.Ents) && !owned(a.Ents[0]) && a.Ents[0].How != "place" && political(a.Ents) {
				m.recip = minus(a.Ents, m.actor)
			}
		}
	}
}

// whoseIre makes those who stand inside a phrase that tells what befalls its subject the ones who act, and turns a deed on a house that a headline tells without
// its doer on whose house it is: "Govt Draws Opposition Ire", "Party's Office Vandalised".
func (c *coder) whoseIre(m *meaning) {
	pr := m.pred
	if m.mode == "vandalize" && pr.Form == doc.Finite && pr.F.Has(lang.Past) && len(m.recip) == 0 && len(m.actor) > 0 && pr.Subj != nil && len(c.object(pr)) == 0 && (owned(m.actor[0]) || pr.Subj.E != nil && pr.Subj.E.Agent == "") {
		m.actor, m.recip = nil, m.actor
		return
	}
	if m.class == "crowd_control" && pr.Form == doc.Finite && pr.F.Has(lang.Past) && len(m.recip) == 0 && len(c.object(pr)) == 0 && unarmed(m.actor) {
		m.actor, m.recip = nil, m.actor // "Teachers Lathi-Charged"
	}
	if len(m.actor) > 0 || len(m.recip) == 0 || pr.E == nil || !pr.E.Has(lang.Patient) || len(pr.Tokens) < 2 {
		return
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		if ph.First > pr.Tokens[0] && ph.First < endOf(pr) && !ph.Time && known(ph.Ents) {
			m.actor = minus(ph.Ents, m.recip)
			return
		}
	}
	for i := pr.Tokens[0] + 1; i < endOf(pr); i++ {
		if n := c.d.Kind(i, lang.Noun); n != nil && n.E.Agent != "" {
			m.actor = []article.Entity{{Span: c.d.Span(i, i+1), Sector: n.E.Agent, Sectors: n.E.Also, Country: m.recip[0].Country, How: "agent"}}
			return
		}
	}
}

// lone tells whether an English act is one that nobody does alone, or that its words do not tell: a conflict of one place ("Sudan Conflict"), a partnership or
// talks of one side, remorse that somebody has not, a general wish to prevent violence, a video that is released and not those whom it shows.
func (c *coder) lone(m *meaning) bool {
	pr := m.pred
	one := len(m.actor) == 1 && len(m.coactor)+len(m.recip) == 0
	headline := c.d.Art.Sentences[pr.Sent].Headline
	if headline && c.noAct(m) {
		return true
	}
	switch {
	case m.class == "clash" && one && headline:
		return ground(m.actor[0]) || owned(m.actor[0]) || m.actor[0].Sector == "LEG"
	case m.typ == "COOPERATE" && one && headline && mutual(m.rule, pr):
		return pr.Form == doc.Nominal || pr.Form == doc.RelPart
	case m.typ == "CONSULT" && one && headline && pr.Form == doc.Nominal:
		return m.actor[0].How == "agent"
	case m.class == "apologize":
		return pr.Neg
	case m.typ == "THREATEN" && m.mode == "restrict":
		return len(m.recip) == 0 && pr.Class("prevent")
	case m.class == "release" && pr.Form == doc.RelPart && pr.Obj != nil:
		return slices.ContainsFunc(c.d.Sents[pr.Sent].Phrases, func(ph *doc.Phrase) bool {
			return ph.E != nil && (ph.E.Is("doc") || ph.E.Is("o.record") || ph.E.Is("o.media")) && ph.First < pr.Obj.First && ph.Last+1 >= pr.Obj.First
		})
	}
	return false
}

// notAimedAt takes from words and protests those who only suffer what they are about ("challenges Khan's conviction"), whom the thing that they are over is about,
// and the town of a meeting that is somebody's ("rebukes the alliance's Mumbai meet").
func (c *coder) notAimedAt(m *meaning) {
	if m.typ != "PROTEST" && m.typ != "ACCUSE" || len(m.recip) == 0 {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.For && c.hurts(a.Pred) {
			m.recip = leaving(m.recip, func(e article.Entity) bool {
				return slices.ContainsFunc(a.Ents, func(x article.Entity) bool { return x.Span == e.Span && c.hurtBy(a, x) })
			})
		}
		if a.Mark == lang.On && c.onlyNear(m, "on", a, a.Ents) {
			m.recip = leaving(m.recip, func(e article.Entity) bool { return holds(a, e) })
		}
		if a.Mark == lang.Obj && m.typ == "ACCUSE" && onlyPlaces(m.recip) && len(a.Ents) > 0 && owned(a.Ents[0]) && a.Ents[0].KB != "" && (a.Ents[0].Sector == "PTY" || a.Ents[0].Sector == "OPP") {
			m.recip = minus(a.Ents, m.actor)
		}
	}
}

// whoseSupport takes from a promise of support those whose support it is: "assures Centre's support".
func (c *coder) whoseSupport(m *meaning) {
	if m.typ != "AGREE" || len(m.recip) != 1 || m.recip[0].Sector != "GOV" {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Obj || !(a.E != nil && (a.E.Is("endorse") || a.E.Is("o.support")) || a.Pred != nil && a.Pred.Class("endorse")) {
			continue
		}
		if slices.ContainsFunc(a.Mods, func(md *doc.Phrase) bool { return md.Mark == lang.Gen && holds(md, m.recip[0]) }) {
			m.recip = nil
			return
		}
	}
}
