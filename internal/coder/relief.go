package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
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
