package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// The second of two verbs of one subject, which names nobody because the first has: "met Macron and offered to buy jets", "used water cannon when
// protesters broke through a cordon".

// sameSide gives words and gifts that name nobody those with whom, or to whom, the verb before of the same subject did something: "spoke with his
// counterpart and promised to share intelligence", "voiced support for Kyiv and pledged 60 million", "accused Rwanda of meddling and demanded an end to it".
func (c *coder) sameSide(m *meaning) []article.Entity {
	pr := m.pred
	if c.d.Pack.Final || pr.Form != doc.Finite || pr.Subj == nil || pr.F.Has(lang.Pass) || len(m.actor) == 0 || m.own {
		return nil
	}
	var after []plover.Type
	switch m.typ {
	case "AGREE", "AID":
		after = []plover.Type{"CONSULT", "SUPPORT", "AID", "AGREE"}
	case "REQUEST":
		after = []plover.Type{"CONSULT", "ACCUSE", "THREATEN", "REJECT"}
	case "THREATEN":
		after = []plover.Type{"CONSULT", "ACCUSE", "REQUEST", "REJECT"}
	default:
		return nil
	}
	if slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return !a.Time && (a.Mark == lang.To || a.Mark == lang.Against || a.Mark == lang.On)
	}) {
		return nil // somebody is named, though nothing is known of him
	}
	for _, q := range slices.Backward(c.d.Sents[pr.Sent].Preds) {
		if q == pr || q.Form != doc.Finite || q.Subj != pr.Subj || len(q.Tokens) == 0 || q.Tokens[0] > pr.Tokens[0] {
			continue
		}
		x := c.memo[q]
		if x == nil || x.status != article.Actual || !slices.Contains(after, x.typ) {
			return nil
		}
		es := minus(slices.Concat(x.coactor, x.recip), m.actor)
		if !known(es) || slices.ContainsFunc(es, place) || sameCountry(m.actor, es) && m.typ == "AID" {
			return nil
		}
		return es
	}
	return nil
}

// armsOut takes weapons that are bought or given for no party, nor those against whom a thing is agreed: "offered to buy | more jets", "agreed to
// patrol against | smugglers".
func (c *coder) armsOut(m *meaning) {
	if c.d.Pack.Final || m.typ != "AGREE" && m.typ != "AID" && m.typ != "COOPERATE" || len(m.recip) != 1 || m.recip[0].How != "agent" && m.recip[0].How != "possessor" {
		return
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		arms := ph.E != nil && ph.E.Has(lang.Weaponized) && m.recip[0].Country == ""
		if (arms || ph.Mark == lang.Against) && len(ph.Ents) > 0 && ph.Ents[0].Span == m.recip[0].Span {
			m.recip = nil
			return
		}
	}
}

// dispersed gives tear gas and batons that name nobody those whom the clause beside, or the protest told before, names: they were met with it.
func (c *coder) dispersed(m *meaning) []article.Entity {
	if c.d.Pack.Final || m.class != "crowd_control" {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if s := q.Subj; q != m.pred && s != nil && s != m.pred.Subj && q.Form == doc.Finite && unarmed(s.Ents) {
			return s.Ents
		}
	}
	for _, x := range slices.Backward(c.out) {
		if m.pred.Sent-x.pred.Sent > 1 {
			return nil
		}
		if x.typ == "PROTEST" && x.pred.Sent <= m.pred.Sent && unarmed(x.actor) {
			return x.actor
		}
	}
	return nil
}

// countedOut gives a bare number of people held those of the clause or sentence before whom the same forces dealt with: "dispersed the drivers and
// detained | nine".
func (c *coder) countedOut(m *meaning) {
	if c.d.Pack.Final || m.mode != "arrest" || len(m.recip) != 1 || m.recip[0].How != "number" {
		return
	}
	for _, x := range slices.Backward(c.out) {
		if m.pred.Sent-x.pred.Sent > 1 || x.pred == m.pred {
			return
		}
		crowd := x.actor
		if x.typ == "ASSAULT" && x.class == "crowd_control" {
			crowd = x.recip
		} else if x.typ != "PROTEST" {
			continue
		}
		if len(crowd) == 0 && x.typ == "PROTEST" {
			crowd = []article.Entity{{Country: m.recip[0].Country, Sector: "CVL"}}
		}
		if len(crowd) == 1 && unarmed(crowd) {
			e := m.recip[0]
			e.Country, e.Sector, e.Sectors = crowd[0].Country, crowd[0].Sector, crowd[0].Sectors
			m.recip = []article.Entity{e}
			return
		}
	}
}
