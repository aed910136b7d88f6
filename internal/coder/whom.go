package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Whom an act falls on where their phrase went to what the act is about.

// contentDative finds the party in the dative that stands with a content clause but is the governor's: "उमेदवारांना भाग घेण्यास मनाई".
func (c *coder) contentDative(pr *doc.Pred) []article.Entity {
	for _, q := range pr.Comps {
		if q.Form != doc.Infinitive {
			continue
		}
		for _, a := range q.Args {
			if len(a.Ents) > 0 && a.Pred == nil && (a.Mark == lang.Dat || a.Mark == lang.Gen && pr.Class("ask_meet") && a.Ents[0].How == "body") {
				return a.Ents // सुरक्षा परिषद की | आपात बैठक बुलाने की मांग की
			}
		}
	}
	return nil
}

// orderedTo gives those in the dative who are to do what an infinitive tells, where a place or a state without a case is the object of it:
// "कर्मचाऱ्यांना | सुदान सोडण्याचे आदेश".
func (c *coder) orderedTo(pr *doc.Pred) []article.Entity {
	if !c.d.Pack.Final || pr.Form != doc.Infinitive || pr.F.Has(lang.Perf) || pr.Class("give") {
		return nil
	}
	var to []article.Entity
	for _, a := range pr.Args {
		switch {
		case a.Pred != nil || len(a.Ents) == 0:
		case a.Mark == lang.Dat:
			to = a.Ents
		case a.Mark == lang.Nom && (a.Ents[0].How == "state" || place(a.Ents[0])) && len(to) > 0:
			return minus(to, a.Ents)
		}
	}
	return nil
}

// ownBack takes those from the recipients who are no others: one's own ambassador who is called back, the body in the name of the probe that is
// demanded (सीबीआई जांच की मांग).
func (c *coder) ownBack(m *meaning) {
	switch {
	case !c.d.Pack.Final || len(m.recip) == 0:
	case m.class == "sever_ties" && m.recip[0].How == "title" && sameCountry(m.recip, m.actor):
		m.recip = nil
		for _, ph := range c.marked(m.pred, "from") {
			if es := minus(ph.Ents, m.actor); len(es) > 0 && !sameCountry(es, m.actor) {
				m.recip = es
				return
			}
		}
	case m.typ == "REQUEST" && len(m.pred.Tokens) > 2:
		m.recip = leaving(m.recip, func(e article.Entity) bool {
			return slices.ContainsFunc(m.pred.Tokens, func(t int) bool { return c.d.Span(t, t+1).Start == e.Span.Start })
		})
	}
}

// demanders gives those whose demand somebody yields to, where their phrase went to what they demand: "कर्मचारियों की | मानदेय बढ़ाने की मांग मान ली".
func demanders(pr *doc.Pred) []article.Entity {
	for _, a := range pr.Args {
		if a.Pred != nil && a.Pred.Form == doc.Nominal && a.Pred.Class("demand") && (a.Mark == lang.At || a.Mark == lang.Before) { // किसानों की मांगों के आगे झुकी
			for _, x := range a.Pred.Args {
				if x.Mark == lang.Gen && x.Pred == nil && len(x.Ents) > 0 && byNoun(x.Ents[0]) {
					return x.Ents
				}
			}
		}
		if a.Pred == nil || a.Pred.Form != doc.Infinitive || a.Mark != lang.Gen {
			continue
		}
		for _, x := range a.Pred.Args {
			if x.Mark == lang.Gen && x.Pred == nil && len(x.Ents) > 0 && byNoun(x.Ents[0]) {
				return x.Ents
			}
			for _, md := range x.Mods { // बस चालकों की वेतन | बढ़ाने की
				if md.Mark == lang.Gen && md.Pred == nil && len(md.Ents) > 0 && byNoun(md.Ents[0]) {
					return md.Ents
				}
			}
		}
	}
	return nil
}

// mediated gives those whose talks somebody mediates in: "सरकार और विद्रोहियों के बीच हुई वार्ता में मध्यस्थता की".
func (c *coder) mediated(pr *doc.Pred) []article.Entity {
	for _, a := range pr.Args {
		if a.Pred == nil || a.Mark != lang.In && a.Mark != lang.During {
			continue
		}
		if x := c.mean(a.Pred, 1); x != nil && x.typ == "CONSULT" {
			if es := dedupe(slices.Concat(x.actor, x.coactor, x.recip)); len(es) > 1 {
				return es
			}
		}
	}
	return nil
}

// ownRecipient tells whether those whom something is asked of stand in the case for it beside the verb.
func (c *coder) ownRecipient(m *meaning) bool {
	return c.d.Pack.Shared && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.From && a.Pred == nil && known(a.Ents) && len(minus(m.recip, a.Ents)) == 0
	})
}
