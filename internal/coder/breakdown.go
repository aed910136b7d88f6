package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What comes to nothing: talks that break down are refused by both sides of them.

// breaksDown makes the sides of talks that broke down, failed or collapsed those who act: "talks between X and Y collapsed", बातचीत टूट गई, चर्चा फिसकटली.
func (c *coder) breaksDown(out, m *meaning, o object) {
	if out.class != "cancel_meet" || o.m == nil || m.class != "fall_through" && m.class != "fail" {
		return
	}
	sides := slices.Clone(o.m.actor)
	for _, es := range [...][]article.Entity{o.m.coactor, o.m.recip} {
		sides = append(sides, minus(es, sides)...)
	}
	if len(sides) == 0 {
		alt := &meaning{pred: m.pred, class: o.m.class, typ: o.m.typ}
		c.roles(alt)
		sides = append(slices.Clone(alt.actor), minus(alt.coactor, alt.actor)...)
	}
	sides = slices.DeleteFunc(sides, place)
	if len(sides) > 1 {
		out.actor, out.coactor, out.recip = sides, nil, nil
	}
}

// namelyTalks tells whether what fails is talks themselves, told by a noun, and not that somebody fails to hold them.
func namelyTalks(m *meaning, o object) bool {
	if m.pred.Class("disperse") && !hasArg(m.pred, lang.Without) {
		return false // a meeting that broke up, nobody says without what, was held
	}
	return o.typ == "CONSULT" && o.m != nil && o.m.pred.Form == doc.Nominal && o.m.mode == "" && o.ph != nil && (o.ph == m.pred.Subj || o.ph.Mark == lang.Nom) && m.pred.Form == doc.Finite && !m.pred.Neg
}

// brokenDown tells whether talks are the subject of a verb that says that they broke down: these are no talks beside it.
func (c *coder) brokenDown(pr *doc.Pred) bool {
	if pr.Form != doc.Nominal || pr.Phrase == nil {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		x := c.memo[q]
		return q.Subj == pr.Phrase && x != nil && x.class == "cancel_meet" && x.content != nil && x.content.pred == pr && x.from != nil && (x.from.class == "fall_through" || x.from.class == "fail")
	})
}
