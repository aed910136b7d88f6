package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// deploreMax is how many sentences back the deed may have been told that "the attack" is.
const deploreMax = 5

// deplored gives criticism of a deed those who did it: not those whom it fell on ("condemned the killing of three civilians", "criticised the use of
// force against students"), and where its noun names nobody, who did the deed of that kind that the text told last ("condemned the attack").
func (c *coder) deplored(m *meaning) {
	if c.d.Pack.Final || m.typ != "ACCUSE" || m.from == nil || m.from.class != "condemn" && m.from.class != "criticize" {
		return
	}
	x := m.content
	if x == nil || x.pred == m.pred || x.typ != "ASSAULT" && x.typ != "COERCE" {
		return
	}
	m.recip = minus(c.unharmed(m, x), x.recip)
	if len(m.recip) > 0 || x.pred.Form != doc.Nominal || len(x.actor) > 0 {
		return
	}
	if x.pred.Phrase == nil || !c.definite(x.pred.Phrase) {
		return
	}
	m.recip = minus(c.lastBy(x.typ, m.pred.Sent), m.actor)
}

// unharmed are the recipients of criticism without those whom its object names as those whom the deed fell on.
func (c *coder) unharmed(m, x *meaning) []article.Entity {
	return leaving(m.recip, func(e article.Entity) bool {
		for _, a := range x.pred.Args {
			switch a.Mark {
			case lang.Against, lang.On, lang.Of:
			default:
				continue
			}
			if slices.ContainsFunc(a.Ents, func(y article.Entity) bool { return y.Span == e.Span }) && !among(e, x.actor) {
				return true
			}
		}
		return false
	})
}

// definite tells whether a noun is said to be known, and nothing more said of it: "the attack", "these killings", "Tuesday's raid".
func (c *coder) definite(ph *doc.Phrase) bool {
	for i := max(ph.First-2, 0); i < ph.Head; i++ {
		for _, a := range c.d.An[i] {
			if a.E != nil && (slices.Contains(a.E.Lists, "definite") || a.E.Kind == lang.Time) {
				return true
			}
		}
	}
	return false
}

// lastBy is who did the act of a type that was told last before a sentence, as done.
func (c *coder) lastBy(typ plover.Type, before int) []article.Entity {
	for _, o := range slices.Backward(c.out) {
		if before-o.pred.Sent > deploreMax {
			return nil
		}
		if o.typ == typ && o.status == article.Actual && len(o.actor) > 0 && !mutual(o.rule, o.pred) {
			return o.actor
		}
	}
	return nil
}
