package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// threatens makes a threat of what somebody says he will give up if another does not do something: "अगर सरकार ने चुनाव नहीं कराए तो वह अपनी सेना वापस
// बुला लेगा". Whom a threat is for that names nobody is who acts in its condition.
func (c *coder) threatens(pr *doc.Pred, m *meaning) *meaning {
	if !c.d.Pack.Final || m == nil || pr.Gov == nil || m.typ != "CONCEDE" && (m.typ != "THREATEN" || len(m.recip) > 0) {
		return m
	}
	cond := c.conditionOf(pr)
	if cond == nil || !cond.Neg && m.typ == "CONCEDE" {
		return m
	}
	var es []article.Entity
	if s := c.subject(cond); s != nil && s != c.subject(pr.Gov) && known(s.Ents) {
		es = minus(s.Ents, m.actor)
	}
	if m.typ == "CONCEDE" {
		k := c.d.Pack.Common.Class("threaten")
		if len(m.actor) == 0 || k == nil || !pr.Class("withdraw") && !pr.Class("resign") || c.d.Pack.Common.AnyType(cond.Classes, "ASSAULT", "COERCE", "MOBILIZE") {
			return m
		}
		c.become(m, k)
		m.mode, m.status, m.planned = "relations", article.Actual, false
	}
	if len(m.recip) == 0 {
		m.recip = es
	}
	return m
}

// conditionOf gives the clause under "if" before a clause that the same one says; nil where there is none.
func (c *coder) conditionOf(pr *doc.Pred) *doc.Pred {
	for _, q := range slices.Backward(c.d.Sents[pr.Sent].Preds) {
		if q.Form == doc.Finite && q.Gov == pr.Gov && len(q.Tokens) > 0 && q.Tokens[0] < pr.Tokens[0] {
			if q.Cond {
				return q
			}
			return nil
		}
	}
	return nil
}
