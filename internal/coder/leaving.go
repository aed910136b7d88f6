package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What is left or lies on something: land, memberships, duties, the parts of a constitution.

// quit gives what is left: the land that soldiers leave (चाड से रवाना हुई), and the membership of a state that leaves a body (यूनेस्को से बाहर निकला).
func (c *coder) quit(pr *doc.Pred) []object {
	var who []article.Entity
	s := c.subject(pr)
	if s != nil {
		who = s.Ents
	} else if pr.Form == doc.Infinitive {
		who = c.control(pr)
	}
	if len(who) == 0 || !pr.Class("leave") && !(pr.Class("travel") && pr.E != nil && pr.E.Phrase()) {
		return nil
	}
	var out []object
	for _, a := range pr.Args {
		if a == s || a.Pred != nil || len(a.Ents) == 0 || a.Mark != lang.From && a.Mark != lang.Nom && a.Mark != lang.Dat {
			continue
		}
		e := a.Ents[0]
		switch {
		case anySector(who, "MIL", "REB", "PRM"):
			if a.Mark == lang.From && (stateItself(e) || e.How == "place") && (pr.Class("leave") || e.Country != who[0].Country) {
				out = append(out, object{class: "o.territory", kind: "obj", ph: a})
			}
		case pr.Class("leave") && e.How == "body" && interstate(e.Country) && (stateItself(who[0]) || who[0].Sector == "GOV" || who[0].How == "pair") && who[0].Country != e.Country:
			out = append(out, object{class: "o.cooperation", kind: "obj", ph: a})
		}
	}
	return out
}

// interstate tells whether a party's country is the code of bodies of states.
func interstate(country string) bool { return country == "IGO" || country == "UNO" || country == "EUR" }

// ofCharter tells whether a phrase is the basic law of a state, or a part of it, which stands in an attribute of it or beside it.
func (c *coder) ofCharter(pr *doc.Pred, ph *doc.Phrase) bool {
	charter := func(q *doc.Phrase) bool { return q.E != nil && slices.Contains(q.E.Lists, "charter") }
	return ph != nil && (charter(ph) || slices.ContainsFunc(ph.Mods, charter)) || slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Attr && charter(a) })
}

// laidOn gives on whom, or on whose goods, a measure lies that is lifted or laid, by the participle that stands before it: ऑस्ट्रेलियाई कोयले पर लगा | शुल्क.
func (c *coder) laidOn(made *meaning, ph *doc.Phrase) []article.Entity {
	if !c.d.Pack.Final || made.typ != "CONCEDE" && made.typ != "SANCTION" && made.typ != "COERCE" && made.typ != "REQUEST" {
		return nil
	}
	for _, q := range c.d.Sents[made.pred.Sent].Preds {
		if q.Form != doc.RelPart || q.Head != ph || len(q.Classes) > 0 {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.On || a.Mark == lang.Against) && a.Pred == nil && known(a.Ents) {
				return minus(a.Ents, made.actor)
			}
		}
	}
	return nil
}

// aside tells whether a phrase with this mark only stands beside an act: after talks, despite a ban.
func aside(m lang.Mark) bool {
	switch m {
	case lang.After, lang.Before, lang.Until, lang.Despite, lang.AccTo, lang.Instead, lang.Than, lang.Without, lang.Like, lang.Near:
		return true
	}
	return false
}

// ofArms tells whether a phrase is of arms or craft: विमानों की | खरीद.
func (c *coder) ofArms(ph *doc.Phrase) bool {
	arms := func(q *doc.Phrase) bool { return q.E != nil && (q.E.Has(lang.Weaponized) || q.E.Is("o.weapon")) }
	return arms(ph) || slices.ContainsFunc(ph.Mods, arms)
}

// weighedNot makes a refusal of a plan to do something for somebody that is not weighed, and nothing of any other: "रोक हटाने पर विचार नहीं करेगा".
func (c *coder) weighedNot(pr *doc.Pred, m *meaning) *meaning {
	k := c.d.Pack.Common.Class("refuse")
	if k == nil || m.typ != "AGREE" && m.typ != "CONCEDE" {
		return nil
	}
	c.become(m, k)
	m.status = article.Actual
	return m
}
