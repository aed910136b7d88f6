package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// forRelief gives help, or the promise of it, that a headline tells of without whom it is for the land of the calamity with which the headline begins:
// "Kenya Floods: EU Pledges Relief", "Earthquake in Nepal: India rushes aid".
func (c *coder) forRelief(m *meaning) {
	if m.typ != "AID" && m.typ != "AGREE" || len(m.actor) == 0 || known(m.recip) && m.recip[0].How != "agent" || c.d.Pack.Common.AnyKind(m.pred.Classes, "meet") {
		return
	}
	colon, calamity := -1, false
	for i := range m.pred.Tokens[0] {
		if c.d.Art.Tokens[i].Text == ":" {
			colon = i
			break
		}
		if n := c.d.Kind(i, lang.Noun); n != nil && slices.Contains(n.E.Lists, "weather") {
			calamity = true
		}
	}
	if colon < 0 || !calamity {
		return
	}
	var lands []article.Entity
	for k := range c.d.Names {
		nm := &c.d.Names[k]
		if nm.First >= colon {
			break
		}
		if nm.Rec.Kind == "state" && plover.IsState(nm.Rec.Country) && !slices.ContainsFunc(m.actor, func(e article.Entity) bool { return e.Country == nm.Rec.Country }) {
			lands = append(lands, article.Entity{Span: c.d.Span(nm.First, nm.Last), Country: nm.Rec.Country, How: "state"})
		}
	}
	if len(lands) > 0 {
		m.recip = lands
	}
}

// theirOwn gives force that falls on nobody those whose thing it is that is hit, by the name inside its words, and those whose march or rally it is:
// "downs | Israeli | drone", "fires tear gas at opposition rally".
func (c *coder) theirOwn(m *meaning) {
	pr := m.pred
	if c.d.Pack.Final || m.typ != "ASSAULT" || len(m.recip) > 0 || len(m.actor) == 0 || pr.Form == doc.Nominal {
		return
	}
	if n := len(pr.Tokens); n > 1 && pr.E != nil && pr.E.Phrase() {
		for _, nm := range c.d.NamesFrom(pr.Tokens[0]) {
			if nm.First >= pr.Tokens[n-1] {
				break
			}
			if !nm.Weak && nm.Last == pr.Tokens[n-1] && plover.IsState(nm.Rec.Country) && nm.Rec.Country != m.actor[0].Country && !nm.Rec.Person() {
				m.recip = []article.Entity{{Span: c.d.Span(nm.First, nm.Last), Country: nm.Rec.Country, Sector: nm.Rec.Sector, How: "state"}}
				return
			}
		}
	}
	for _, a := range pr.Args {
		if x := c.memo[a.Pred]; a.Pred != nil && x != nil && x.typ == "PROTEST" && (a.Mark == lang.At || a.Mark == lang.On || a.Mark == lang.Obj) {
			m.recip = minus(x.actor, m.actor)
		}
	}
}

// inTown makes a visit of talks for which a headline says, without a verb, that an official of another state is in a town: "Chinese Minister | In Delhi For
// Talks". An arrival for talks with nobody who is named is one too.
func (c *coder) inTown(m *meaning) {
	if m.typ != "CONSULT" || c.d.Pack.Final || m.status != article.Actual {
		return
	}
	if len(m.actor) == 1 && len(m.recip)+len(m.coactor) == 0 && m.pred.Class("travel") && m.pred.Form == doc.Finite {
		c.journey(m)
		return
	}
	ph := m.pred.Phrase
	if m.pred.Form != doc.Nominal || m.pred.Gov != nil || len(m.actor) > 0 || ph == nil || ph.Mark != lang.For || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	var who, town *doc.Phrase
	c.eachPhrase(m.pred.Sent, func(q *doc.Phrase) bool {
		switch {
		case q.Last > ph.First || len(q.Ents) != 1:
		case q.Mark == lang.Nom && !q.Attr && q.Pred == nil:
			who, town = q, nil
		case q.Mark == lang.In && who != nil && q.First == who.Last+1 && (ground(q.Ents[0]) || q.Ents[0].How == "capital"):
			town = q
		}
		return true
	})
	if who == nil || town == nil || town.Last != ph.First-1 || !anySector(who.Ents, "GOV", "MIL") || who.Ents[0].Country == "" || who.Ents[0].Country == town.Ents[0].Country {
		return
	}
	m.actor = who.Ents
	if visit := c.d.Pack.Common.Class("visit"); visit != nil && len(m.recip)+len(m.coactor) == 0 {
		c.become(m, visit)
		m.recip = town.Ents
	}
}

// cameFor tells whether talks are what an official is in a town for: "Minister in Delhi | for talks".
func (c *coder) cameFor(m *meaning) bool {
	ph := m.pred.Phrase
	if c.d.Pack.Final || m.typ != "CONSULT" || ph.Mark != lang.For || ph.First < 3 || !anySector(m.actor, "GOV", "MIL") {
		return false
	}
	return m.actor[0].Span.End <= c.d.Span(ph.First-2, ph.First-1).Start && m.actor[0].Country != ""
}
