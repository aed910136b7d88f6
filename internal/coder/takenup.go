package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What words answer: "condemned this attack", इस प्रस्ताव को ठुकरा दिया. Whom they are aimed at is told by what was told before.

// takenUpBack is how many sentences back that may be.
const takenUpBack = 3

// takenUp gives words that name nobody whom they are aimed at the one who did what they take up with "this".
func (c *coder) takenUp(m *meaning) []article.Entity {
	if len(m.actor) == 0 || m.pred.Form == doc.Nominal || c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	switch {
	case m.typ == "ACCUSE" && m.mode != "investigate" && !charges(m), m.typ == "REJECT":
	default:
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Time || known(a.Ents) || !c.points(a.First) && !(m.class == "condemn" && a.Pred != nil) {
			continue
		}
		if x := c.lastDone(m, a); x != nil {
			return minus(x.actor, m.actor)
		}
	}
	return nil
}

// lastDone is the last act before words that a phrase of theirs may take up.
func (c *coder) lastDone(m *meaning, a *doc.Phrase) *meaning {
	var want plover.Type
	if a.Pred != nil {
		for _, name := range a.Pred.Classes {
			if k := c.d.Pack.Common.Classes[name]; k != nil && k.Type != "" && want == "" && name != "coerce" { // इस कार्रवाई: whatever it was
				want = k.Type
			}
		}
	}
	for _, x := range slices.Backward(c.out) {
		if m.pred.Sent-x.pred.Sent > takenUpBack {
			return nil
		}
		if x.pred.Sent == m.pred.Sent && endOf(x.pred) > m.pred.Tokens[0] || !known(x.actor) || x.status == article.Hypothetical || len(x.coactor) > 0 || mutual(x.rule, x.pred) && len(x.actor) > 1 {
			continue
		}
		if want != "" && want != x.typ && !(want == "REQUEST" && x.typ == "AGREE" || want == "AGREE" && (x.typ == "CONCEDE" || x.typ == "REQUEST")) || want == "" && !answerable(m.typ, x.typ) {
			continue
		}
		if len(minus(x.actor, m.actor)) == 0 {
			return nil
		}
		return x
	}
	return nil
}

// answerable tells whether words of one type answer an act of another: offers and demands are refused, deeds are condemned.
func answerable(words, deed plover.Type) bool {
	switch deed {
	case "AGREE", "REQUEST", "CONCEDE":
		return words == "REJECT"
	case "ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "RETREAT", "REJECT":
		return words == "ACCUSE"
	}
	return false
}

// spokenTo gives demands and threats that name nobody those to whom the participle before them turns: "पुलिस को नोटिस जारी कर जवाब मांगा".
func (c *coder) spokenTo(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "REQUEST" && m.typ != "THREATEN" || m.pred.Form != doc.Finite || len(m.actor) == 0 {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if endOf(q) >= m.pred.Tokens[0] || q.Form == doc.Nominal {
			continue
		}
		if q.Form != doc.Converb || q.Neg {
			return nil
		}
		if x := c.memo[q]; x != nil && !speech(x.typ) && x.typ != "CONSULT" {
			return nil
		}
		for _, a := range q.Args {
			if a.Mark != lang.Dat || a.Pred != nil || a.Time || !known(a.Ents) || a.Ents[0].How == "possessor" || place(a.Ents[0]) || a.Ents[0].Sector == "" {
				continue
			}
			if es := minus(a.Ents, m.actor); len(es) > 0 {
				return es
			}
		}
	}
	return nil
}

// rebuts tells whether it is a report, a claim or a charge that is called wrong, which denies it and criticises nobody: आरोपों को झूठा बताया.
func (c *coder) rebuts(pr *doc.Pred) bool {
	if !pr.Class("deny") {
		return false
	}
	return slices.ContainsFunc(c.object(pr), func(a *doc.Phrase) bool {
		if a.E != nil && (a.E.Is("doc") || a.E.Is("say") || a.E.Is("accuse") || a.E.Is("claim") || a.E.Is("o.news")) {
			return true
		}
		return a.Pred != nil && (a.Pred.Class("accuse") || a.Pred.Class("claim") || a.Pred.Class("say"))
	})
}

// turnedTo looks beyond the act's own words for whom it is aimed at.
func (c *coder) turnedTo(m *meaning) []article.Entity {
	for _, look := range []func(*meaning) []article.Entity{c.namedBeside, c.deadIn, c.spokenTo, c.takenUp} {
		if es := look(m); len(es) > 0 {
			return es
		}
	}
	return nil
}
