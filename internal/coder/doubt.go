package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What is too weak to name a party: a role is left open rather than filled with what only stands near the act.

// doubt takes from the roles what cannot be who acts or suffers: a word that nothing knows, in a headline, where the other side is known;
// a town as the one who acts or is arrested.
func (c *coder) doubt(m *meaning) {
	if !c.d.Pack.Final {
		return
	}
	headline := c.d.Art.Sentences[m.pred.Sent].Headline
	if headline {
		if s := c.subject(m.pred); s == nil || s.Mark != lang.Erg { // who stands in the ergative does act, known or not
			m.actor = slices.DeleteFunc(slices.Clone(m.actor), nameless)
		}
		m.recip = slices.DeleteFunc(slices.Clone(m.recip), nameless)
	}
	if m.pred.Form == doc.Nominal { // मुंबई विभागाची कारवाई; but तामिळनाडूने मागणी केली
		m.actor = slices.DeleteFunc(slices.Clone(m.actor), func(e article.Entity) bool { return e.How == "place" })
	}
	if m.pred.Form == doc.Nominal {
		c.inquiry(m)
		if speech(m) { // पवारांच्या ट्विटची चर्चा: things say nothing
			n := len(m.actor)
			m.actor = slices.DeleteFunc(slices.Clone(m.actor), func(e article.Entity) bool { return owned(e) && c.behind(m.pred, e) })
			if m.typ == "CONSULT" && n > 0 && len(m.actor) == 0 {
				m.recip = nil // what is talked about, not who talks
			}
		}
	}
	if m.mode == "arrest" || m.mode == "convict" {
		m.recip = slices.DeleteFunc(slices.Clone(m.recip), func(e article.Entity) bool { return place(e) || headline && owned(e) && e.Sector == "" })
	}
}

// nameless tells whether nothing but its spelling speaks for a party.
func nameless(e article.Entity) bool { return e.How == "unknown" && e.Country == "" && e.Sector == "" }

// owned tells whether a party only stands behind a thing of its own.
func owned(e article.Entity) bool { return e.How == "possessor" }

// speech tells whether an act is done with words.
func speech(m *meaning) bool {
	switch m.typ {
	case "ACCUSE", "SUPPORT", "CONSULT":
		return true
	}
	return false
}

// inquiry reads the genitive of a bare noun of inquiry: the police inquire, and are not inquired into (ईडीच्या तपासात); where a crime is
// inquired into, its victim is not (मॉडेलच्या हत्येचा तपास).
func (c *coder) inquiry(m *meaning) {
	if m.mode != "investigate" || len(m.recip) == 0 {
		return
	}
	gen := slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Gen && holds(a, m.recip[0]) })
	if e := m.recip[0]; gen && len(m.actor) == 0 && len(m.recip) == 1 && (e.Sector == "COP" || e.Sector == "SPY") && (e.How == "body" || e.How == "agent") {
		m.actor, m.recip = m.recip, nil
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Gen || a.Pred == nil {
			continue
		}
		if x := c.memo[a.Pred]; x != nil && x.typ == "ASSAULT" {
			m.recip = slices.DeleteFunc(slices.Clone(m.recip), owned)
		}
	}
}

// behind tells whether a party stands behind a thing that the lexicon has and that goes with the predicate in the genitive.
func (c *coder) behind(pr *doc.Pred, e article.Entity) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Gen && a.E != nil && holds(a, e) })
}

// holds tells whether a phrase names a party.
func holds(ph *doc.Phrase, e article.Entity) bool {
	return slices.ContainsFunc(ph.Ents, func(x article.Entity) bool { return x.Span == e.Span })
}
