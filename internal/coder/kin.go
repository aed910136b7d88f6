package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/plover"
)

// kin gives people who are called citizens and no more the state that speaks to them or brings them home: "Canada advises citizens to leave Iran". The
// place that the sentence names is where they are, not whose they are.
// It tells whether the act is no more than advice to them: "warned its citizens not to travel".
func (c *coder) kin(m *meaning) (advice bool) {
	if c.d.Pack.Final || len(m.actor) != 1 || len(m.recip) != 1 || !plover.IsState(m.actor[0].Country) {
		return false
	}
	if a := m.actor[0]; a.Sector != "" && a.Sector != "GOV" && a.Sector != "MIL" {
		return false
	}
	e := m.recip[0]
	if e.How != "agent" {
		return false
	}
	own := func(ph *doc.Phrase) bool {
		return ph != nil && ph.E != nil && slices.Contains(ph.E.Lists, "kin") && slices.ContainsFunc(ph.Ents, func(x article.Entity) bool { return x.Span == e.Span })
	}
	if !own(m.pred.Obj) && !slices.ContainsFunc(m.pred.Args, own) {
		return false
	}
	if e.Country == "" || e.Assumed {
		e.Country = m.actor[0].Country
		m.recip = []article.Entity{e}
	}
	return m.typ == "THREATEN" && m.pred.Class("warn") && e.Country == m.actor[0].Country
}
