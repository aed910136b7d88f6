package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Strikes and marches that are told by what they did: "shops stayed shut in a strike called by the party to force the government out".

// heldAmid tells whether a protest that somebody called or leads is that in which, or because of which, something was.
func (c *coder) heldAmid(m *meaning) bool {
	pr := m.pred
	if m.typ != "PROTEST" || pr.Phrase == nil || !known(m.actor) {
		return false
	}
	switch pr.Phrase.Mark {
	case lang.During, lang.In:
	case lang.Because:
		if !c.d.Pack.Final || m.class != "strike" {
			return false
		}
	default:
		return false
	}
	if c.calledFor(pr) == nil && !(c.d.Pack.Final && hasArg(pr, lang.Erg)) {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Factual() && !q.Neg && slices.Contains(q.Args, pr.Phrase)
	})
}

// calledFor is the participle on a protest that says who called it: पुकारलेल्या | संपामुळे; nil where there is none.
func (c *coder) calledFor(pr *doc.Pred) *doc.Pred {
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.RelPart || q.E == nil || !slices.Contains(q.E.Lists, "calls") && !q.Class("begin") && !q.Class("impose") {
			continue
		}
		if q.Obj == pr.Phrase || q.Head == pr.Phrase || c.d.Pack.Final && endOf(q)+1 == pr.Tokens[0] {
			return q
		}
	}
	return nil
}

// strikeTold tells whether shops that stay shut only say what the strike that is named with its caller did.
func (c *coder) strikeTold(m *meaning) bool {
	return m.typ == "PROTEST" && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		if a.Mark != lang.Because || a.Pred == nil || a.Pred == m.pred {
			return false
		}
		x := c.mean(a.Pred, 1)
		return x != nil && x.typ == "PROTEST" && known(x.actor)
	})
}

// toForce gives those whom a protest is called to force to something: "a strike called | to force the government to step down", सरकार पर इस्तीफे का दबाव बनाने के लिए.
func (c *coder) toForce(m *meaning) []article.Entity {
	by := c.calledFor(m.pred)
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Infinitive || !q.Class("force") && !q.Class("coerce") && !q.Class("demand") && !(q.Class("dismiss") && (!c.d.Pack.Final || q.Phrase != nil && q.Phrase.Mark == lang.For)) {
			continue
		}
		g := q.Gov
		if g == nil || g != m.pred && g != by && g != m.pred.Gov && !(c.d.Pack.Final && endOf(g)+1 == m.pred.Tokens[0]) {
			continue
		}
		for _, a := range q.Args {
			switch a.Mark {
			case lang.Obj, lang.Dat, lang.On, lang.Nom:
				if es := officials(a.Ents, m.actor); es != nil {
					return es
				}
			}
		}
	}
	return nil
}
