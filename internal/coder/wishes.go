package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a Hindi headline wishes or advises: a verb in the subjunctive asks for what it names, and a warning to one's own people threatens nobody.

// advice tells whether a warning is counsel and no threat: of a state to its own people, of doctors, of the police who say what not to do.
func (c *coder) advice(m *meaning) bool {
	if m.class != "warn" && (m.from == nil || m.from.class != "warn") || len(m.actor) != 1 {
		return false
	}
	by := m.actor[0]
	if by.Sector == "MED" || c.ofHealth(m.pred.Sent, by) || slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.On || a.Mark == lang.About) && a.E != nil && slices.Contains(a.E.Lists, "health")
	}) {
		return true // WHO की उत्तर कोरिया को चेतावनी; मलेरिया पर चेतावनी
	}
	if len(m.recip) == 0 {
		return m.content == nil && (by.Country == "UNO" || by.Country == "IGO")
	}
	if len(m.recip) != 1 || m.recip[0].How != "agent" || m.recip[0].Sector != "CVL" && m.recip[0].Sector != "GOV" || m.recip[0].Country != by.Country || m.content != nil && m.content.pred != m.pred {
		return false
	}
	switch {
	case by.How == "state" && by.Sector == "":
		return true // अपने नागरिकों को अमेरिका ने किया आगाह
	case m.recip[0].Sector == "GOV":
		return anySector(m.actor, "GOV") && by.How == "agent" // सरकार ने अफसरों को किया आगाह
	case !anySector(m.actor, "GOV", "COP", "BUS", "MIL"):
		return false
	}
	return slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool { // …, नदी के पास न जाएं
		return q != m.pred && q.Form == doc.Finite && q.F&(lang.Subj|lang.Imp) != 0 && (q.Neg || endOf(q) < m.pred.Tokens[0])
	})
}

// ofHealth tells whether a word within a party's name is one of health: स्वास्थ्य अधिकारी.
func (c *coder) ofHealth(sent int, e article.Entity) bool {
	first, last := c.tokensOf(sent, c.d.Art.Sentences[sent].First, e)
	for i := max(first, 0); first >= 0 && i < last; i++ {
		if slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.E != nil && slices.Contains(a.E.Lists, "health") }) {
			return true
		}
	}
	return false
}

// askedToAct gives whom a verb of a headline asks to do something: "युद्ध रोके | इजरायल". With a past that looks alike, who acts would have a case.
func (c *coder) askedToAct(pr *doc.Pred) []article.Entity {
	if pr.Form != doc.Finite || pr.Cond || pr.Gov != nil || pr.F.Has(lang.Pass) || pr.E == nil || pr.E.Has(lang.Intr) || pr.E.Has(lang.Patient) || hasMark(pr, lang.Erg) {
		return nil
	}
	if !pr.F.Has(lang.Subj) && !(pr.F.Has(lang.Perf) && pr.F&(lang.Past|lang.Pres|lang.Prog|lang.Fem) == 0 && c.alikeWish(endOf(pr))) {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark != lang.Nom || a.Attr || a.Pred != nil || len(a.Ents) != 1 {
			continue
		}
		if e := a.Ents[0]; e.How == "state" || e.How == "body" || e.How == "person" || e.How == "agent" && a.E != nil && a.E.Has(lang.Org) {
			return a.Ents
		}
	}
	return nil
}

// alikeWish tells whether a verb at a token may be what one wishes of somebody: रोके.
func (c *coder) alikeWish(t int) bool {
	return slices.ContainsFunc(c.d.An[t], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Subj) && !a.F.Has(lang.P1) && !a.E.Has(lang.Intr) && !a.E.Is("say") && !a.E.Is("meet")
	})
}

// wished tells whether an act is only asked for in a headline. Where the words beside it name who asks, it is made his demand, unless they are coded themselves.
func (c *coder) wished(m *meaning) bool {
	if m.typ == "REQUEST" || m.typ == "CONSULT" {
		return false
	}
	whom := c.askedToAct(m.pred)
	k := c.d.Pack.Common.Class("demand")
	if k == nil || len(whom) == 0 || len(m.actor) == 0 || !among(whom[0], m.actor) {
		return false
	}
	var by []article.Entity
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		x := c.memo[q]
		if q == m.pred || x == nil || len(x.actor) == 0 || overlaps(x.actor[0], whom) {
			continue
		}
		if x.typ == "REQUEST" && q.Tokens[0] > endOf(m.pred) {
			return true
		}
		if s := c.subject(q); s != nil && c.d.Pack.Common.AnyKind(q.Classes, "say") && by == nil && known(s.Ents) {
			by = s.Ents
		}
	}
	if by == nil && len(m.pred.Sources) == 1 {
		by = []article.Entity{m.pred.Sources[0].Entity}
	}
	if by = c.others(by, whom); len(by) == 0 {
		return true
	}
	c.become(m, k)
	m.actor, m.recip, m.coactor, m.status, m.mode = by, whom, nil, article.Actual, "change"
	return false
}

// wishedOf gives a demand that names nobody those whom the verb before it asks to act: "युद्ध रोके इजरायल, | अरब देशों ने की मांग".
func (c *coder) wishedOf(m *meaning) []article.Entity {
	if m.typ != "REQUEST" {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if endOf(q) < m.pred.Tokens[0] {
			if es := c.others(c.askedToAct(q), m.actor); len(es) > 0 {
				return es
			}
		}
	}
	return nil
}
