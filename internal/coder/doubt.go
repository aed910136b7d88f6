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
	if c.d.Art.Sentences[m.pred.Sent].Headline {
		if s := c.subject(m.pred); s == nil || s.Mark != lang.Erg { // who stands in the ergative does act, known or not
			m.actor = slices.DeleteFunc(slices.Clone(m.actor), nameless)
		}
		m.recip = slices.DeleteFunc(slices.Clone(m.recip), nameless)
	}
	if m.pred.Form == doc.Nominal { // मुंबई विभागाची कारवाई; but तामिळनाडूने मागणी केली
		m.actor = slices.DeleteFunc(slices.Clone(m.actor), func(e article.Entity) bool { return e.How == "place" })
	}
	if m.mode == "arrest" || m.mode == "convict" || m.mode == "abduct" {
		m.recip = slices.DeleteFunc(slices.Clone(m.recip), func(e article.Entity) bool { return place(e) || e.How == "possessor" && e.Sector == "" })
	}
}

// nameless tells whether nothing but its spelling speaks for a party.
func nameless(e article.Entity) bool { return e.How == "unknown" && e.Country == "" && e.Sector == "" }
