package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// To whom words are said, and from whom those came that an act goes against.

// notHearers takes the reporters to whom somebody says what others must do from those it is asked of: "the army must leave, he told reporters".
func (c *coder) notHearers(m *meaning) {
	if m.typ != "REQUEST" || !m.pred.Class("say") || len(m.recip) == 0 || !only(m.recip, "JRN") {
		return
	}
	for _, q := range slices.Backward(m.pred.Comps) {
		if q.Form != doc.Finite || !c.should(q, m.pred) {
			continue
		}
		m.recip = nil
		if s := c.subject(q); s != nil && known(s.Ents) {
			m.recip = minus(s.Ents, m.actor)
		}
		return
	}
}

// only tells whether all parties have one sector.
func only(es []article.Entity, sector string) bool {
	return !slices.ContainsFunc(es, func(e article.Entity) bool { return e.Sector != sector })
}

// despitePleas gives what somebody refuses in spite of what others ask to those who ask: "despite pleas from X, Y ruled out …", X के आग्रह के बावजूद, "X ने विनंती
// करूनही".
func (c *coder) despitePleas(m *meaning) []article.Entity {
	if m.typ != "REJECT" || m.pred.Form == doc.Nominal || len(m.actor) == 0 {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Despite || c.typeOf(a.Pred) != "REQUEST" {
			continue
		}
		if x := c.mean(a.Pred, 1); x != nil && known(x.actor) {
			return minus(x.actor, m.actor)
		}
		for _, b := range a.Pred.Args {
			if (b.Mark == lang.From || b.Mark == lang.By || b.Mark == lang.Gen || b.Mark == lang.Of) && b.Pred == nil && known(b.Ents) {
				return minus(b.Ents, m.actor)
			}
		}
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Converb || endOf(q) >= m.pred.Tokens[0] || c.typeOf(q) != "REQUEST" {
			continue
		}
		if s := c.subject(q); s != nil && s.Mark == lang.Erg && s.Pred == nil && known(s.Ents) { // one who does not act in what follows: in spite of it
			return minus(s.Ents, m.actor)
		}
	}
	return nil
}

// tenseWith gives the state with which tension is told to grow or to be, to forces that are moved: "sent warships as tension grew with X", X के साथ तनाव के बीच.
func (c *coder) tenseWith(m *meaning) []article.Entity {
	if m.typ != "MOBILIZE" || m.pred.Form == doc.Nominal || len(m.actor) == 0 {
		return nil
	}
	other := func(a *doc.Phrase) []article.Entity {
		if (a.Mark == lang.With || a.Mark == lang.From) && a.Pred == nil && len(a.Ents) == 1 && (stateItself(a.Ents[0]) || a.Ents[0].How == "state") && !sameCountry(a.Ents, m.actor) {
			return a.Ents
		}
		return nil
	}
	tense := func(a *doc.Phrase) bool { return a != nil && a.E != nil && slices.Contains(a.E.Lists, "tension") }
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		i := slices.IndexFunc(q.Args, tense)
		if i < 0 && !tense(q.Subj) && !tense(q.Obj) {
			continue
		}
		if i >= 0 {
			for _, md := range q.Args[i].Mods {
				if es := other(md); es != nil {
					return es
				}
			}
		}
		for _, a := range q.Args {
			if es := other(a); es != nil {
				return es
			}
		}
	}
	return nil
}
