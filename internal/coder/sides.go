package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// On which side who stands: together, facing each other, or only as the owner of another.

// jointly makes the exercise of two states their co-operation.
func (c *coder) jointly(m *meaning) {
	if j := c.d.Pack.Common.Classes["joint_exercise"]; m.class == "exercise" && j != nil && countries(m.actor, m.recip, m.coactor) > 1 {
		c.become(m, j)
	}
}

// facing gives the other state in, at or towards which forces are moved, or on whose border they are.
func (c *coder) facing(m *meaning) []article.Entity {
	if c.d.Pack.Final || len(m.actor) == 0 || !plover.IsState(m.actor[0].Country) {
		return nil
	}
	border := slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.E != nil && a.E.Is("o.border") })
	for _, a := range m.pred.Args {
		switch a.Mark {
		case lang.In, lang.At, lang.Near, lang.To, lang.Towards, lang.Into, lang.On:
		case lang.With:
			if !border {
				continue
			}
		default:
			continue
		}
		if a.Time || len(a.Ents) != 1 {
			continue
		}
		if e := a.Ents[0]; plover.IsState(e.Country) && e.Country != m.actor[0].Country && (e.How == "state" || e.How == "place") {
			return []article.Entity{e}
		}
	}
	return nil
}

// ownersOut takes out the states that only tell whose one of several who meet is: "अमेरिकेचे | परराष्ट्रमंत्री आणि सौदीचे युवराज".
func ownersOut(m *meaning) {
	const space = 1
	all := slices.Concat(m.actor, m.coactor, m.recip)
	if m.typ != "CONSULT" || len(all) < 3 {
		return
	}
	owner := func(e article.Entity) bool {
		return e.How == "state" && e.Sector == "" && slices.ContainsFunc(all, func(x article.Entity) bool {
			return x.Sector != "" && x.Country == e.Country && x.Span.Start-e.Span.End == space
		})
	}
	for _, side := range []*[]article.Entity{&m.actor, &m.coactor, &m.recip} {
		*side = slices.DeleteFunc(slices.Clone(*side), owner)
	}
}
