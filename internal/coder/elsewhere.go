package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What the other acts of a Hindi headline tell of one: who ordered a halt, whom the threat of before was at, who beat the one that complained.

// otherwise finds sides of an act in the other acts and clauses of its headline.
func (c *coder) otherwise(m *meaning) {
	c.ownTown(m)
	c.expelled(m)
	c.looted(m)
	c.freed(m)
	c.saidFrom(m)
	if len(m.actor) == 0 {
		m.actor = c.firstOfAll(m, c.haltedBy)
	}
	if len(m.recip) == 0 {
		m.recip = c.firstOfAll(m, c.sameThreat, c.complainedOf)
	}
}

// haltedBy gives a halt or a refusal of entry that a headline tells without who did it the court or office that acts in the clause behind it: "एक्शन पर रोक, हाईकोर्ट
// ने … जारी किया आदेश", "जाने से रोका, … अफसरों ने रद किया पास".
func (c *coder) haltedBy(m *meaning) []article.Entity {
	var want []string
	switch {
	case m.typ == "COERCE" && m.mode == "restrict" && m.pred.Form == doc.Nominal:
		want = []string{"JUD"}
	case m.class == "bar_entry" && m.pred.Form == doc.Finite && !hasMark(m.pred, lang.Erg):
		want = []string{"GOV", "COP"}
	default:
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Finite || q.Tokens[0] < endOf(m.pred) || c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Erg && len(a.Ents) == 1 && anySector(a.Ents, want...) {
				return apartFrom(a.Ents, m.recip)
			}
		}
	}
	return nil
}

// sameThreat gives a threat that names nobody those at whom another threat of the same in its headline is.
func (c *coder) sameThreat(m *meaning) []article.Entity {
	if m.typ != "THREATEN" || len(m.actor) != 1 {
		return nil
	}
	for _, o := range c.out {
		if o != m && o.typ == "THREATEN" && c.sameHead(m.pred, o.pred) && len(o.actor) == 1 && overlaps(o.actor[0], m.actor) && len(o.recip) > 0 {
			return o.recip
		}
	}
	return nil
}

// complainedOf gives a complaint those who did violence to the one who complains: "युवती ने पुलिस में की शिकायत तो प्रेमी ने कर दी हत्या".
func (c *coder) complainedOf(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode == "investigate" || len(m.actor) != 1 {
		return nil
	}
	for _, o := range c.out {
		if o.typ == "ASSAULT" && c.sameHead(m.pred, o.pred) && len(o.actor) == 1 && len(o.recip) == 1 && (overlaps(o.recip[0], m.actor) || o.recip[0].Span == m.actor[0].Span) {
			return apartFrom(o.actor, m.actor)
		}
	}
	return nil
}

// ownTown gives violence the place of its own clause where it was taken for done to that of another: "इर्पिन में छाया मातम, कीव में भी अटैक".
func (c *coder) ownTown(m *meaning) {
	if m.typ != "ASSAULT" || m.pred.Form != doc.Nominal || len(m.recip) != 1 || m.recip[0].How != "place" && !owned(m.recip[0]) || m.recip[0].Sector != "" {
		return
	}
	var found []article.Entity
	for _, a := range m.pred.Args {
		switch {
		case holds(a, m.recip[0]) && a.Last >= m.pred.Tokens[0]-2:
			return
		case a.Mark == lang.In && a.Pred == nil && len(a.Ents) == 1 && ground(a.Ents[0]) && a.Last <= m.pred.Tokens[0]:
			found = a.Ents
		}
	}
	if found != nil && sameCountry(found, m.recip) && found[0].Span.Start > m.recip[0].Span.Start {
		m.recip = slices.Clone(found)
		m.recip[0].Sector = ""
	}
}

// expelled gives an order to a state's envoy to leave, which that state cannot have given, the other state that the headline names: "भारत के एक्शन से …, कनाडा
// राजनयिक को देश छोड़ने का आदेश".
func (c *coder) expelled(m *meaning) {
	if m.typ != "REQUEST" || !sameCountry(m.actor, m.recip) || !slices.ContainsFunc(c.d.Sents[m.pred.Sent].Phrases, func(a *doc.Phrase) bool {
		return a.E != nil && a.E.Is("o.diplomat") && holds(a, m.recip[0])
	}) {
		return
	}
	m.actor = nil
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		for _, e := range ph.Ents {
			if len(m.actor) == 0 && e.KB != "" && e.Sector == "" && e.Country != "" && e.Country != m.recip[0].Country && ph.Mark == lang.Gen && e.How == "state" {
				m.actor = []article.Entity{e}
			}
		}
		return true
	})
}

// looted gives things of a state that were taken the fighters of the clause before as those who took them: "खूंखार हो गया है तालिबान, लूट लिए अमेरिकी हथियार".
func (c *coder) looted(m *meaning) {
	if m.mode != "seize" || len(m.recip) > 0 || len(m.actor) != 1 || !owned(m.actor[0]) || hasMark(m.pred, lang.Erg) {
		return
	}
	by := c.oneOther(m, func(ph *doc.Phrase, e article.Entity) bool {
		return ph.Mark == lang.Nom && ph.First < m.pred.Tokens[0] && armed([]article.Entity{e}) && e.How == "body"
	})
	if len(by) > 0 {
		m.recip, m.actor = m.actor, by
	}
}

// freed gives a rescue out of a jail abroad the prisoner who stands behind the verb, and not the land of the jail: "UAE की जेल से छुड़ा लिया भारतीय कैदी".
func (c *coder) freed(m *meaning) {
	if m.typ != "AID" && m.typ != "RETREAT" || len(m.recip) > 1 || len(m.recip) == 1 && m.recip[0].Sector != "" {
		return
	}
	for _, a := range c.d.Sents[m.pred.Sent].Phrases {
		if a.First == endOf(m.pred)+1 && a.Mark == lang.Nom && a.Pred == nil && a.E != nil && (a.E.Is("o.prisoner") || a.E.Is("o.hostage")) {
			e := article.Entity{Span: c.d.Span(a.First, a.Last), Sector: "CVL", How: "agent"}
			if len(a.Ents) > 0 {
				e.Country = a.Ents[0].Country
			}
			m.recip = []article.Entity{e}
			return
		}
	}
}

// saidFrom takes from what somebody says shall be done those from whom it says something shall be taken: "अदालत ने कहा- संस्थानों से ही लें राय".
func (c *coder) saidFrom(m *meaning) {
	if m.typ != "REQUEST" || !m.pred.Class("say") || len(m.recip) != 1 {
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Tokens[0] < endOf(m.pred) || q.F&(lang.Subj|lang.Imp) == 0 || q.Class("ask") {
			continue
		}
		if markedBy(q, lang.From, m.recip[0]) {
			m.recip = nil
			return
		}
	}
}
