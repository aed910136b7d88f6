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
	if m.class == "protest_note" && !c.d.Pack.Final {
		for _, a := range m.pred.Args {
			if a.Pred != nil && c.memo[a.Pred] != nil && c.memo[a.Pred].typ == "ASSAULT" {
				m.recip = minus(c.unharmed(m, c.memo[a.Pred]), c.memo[a.Pred].recip)
			}
		}
	}
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

// atMeeting gives a meeting that is only told as where something was said the one who said it: "In a phone call with Salam, Macron condemned the
// strikes", "Macron urged restraint in talks with Putin".
func (c *coder) atMeeting(m *meaning) {
	pr := m.pred
	if c.d.Pack.Final || m.typ != "CONSULT" || m.mode == "third-party" || pr.Form != doc.Nominal || pr.Phrase == nil || pr.Gov != nil && pr.Gov.Form != doc.Finite || !hasArg(pr, lang.With) {
		return
	}
	switch pr.Phrase.Mark {
	case lang.In, lang.During, lang.At, lang.After, lang.On:
	default:
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.Finite || q.Subj == nil || q.Subj.Pred != nil || !known(q.Subj.Ents) || q.Subj.Ents[0].How == "possessor" || q.F.Has(lang.Pass) {
			continue
		}
		if !slices.Contains(q.Args, pr.Phrase) && !(q.Subj.First > pr.Tokens[0] && q.Gov == nil) {
			continue
		}
		with := minus(slices.Concat(m.actor, m.coactor, m.recip), q.Subj.Ents)
		if len(with) == 0 {
			return
		}
		m.actor, m.coactor, m.recip = q.Subj.Ents, with, nil
		return
	}
}

// recalled tells whether a participle or relative clause only recalls an act that the text told before, of the same people: "among those freed", "the
// doctor, who was punched"; or names what those who are held are suspected of.
func (c *coder) recalled(m *meaning) bool {
	pr := m.pred
	if c.d.Pack.Final || pr.Form != doc.RelPart || !pr.F.Has(lang.Pass) || len(m.actor) > 0 || pr.Obj == nil {
		return false
	}
	if m.from == nil && m.class == "suspect" || m.from != nil && m.from.class == "suspect" {
		return true
	}
	those := pr.Obj.Pron && pr.Obj.E != nil && pr.Obj.E.Has(lang.NearFlag)
	if !those && !(m.typ == "ASSAULT" && c.definite(pr.Obj)) {
		return false
	}
	for _, o := range slices.Backward(c.out) {
		if pr.Sent-o.pred.Sent > deploreMax {
			return false
		}
		if o.typ == m.typ && o.pred.Sent < pr.Sent && (those || len(o.recip) > 0 && compatible(o.recip, m.recip)) {
			return true
		}
	}
	return false
}
