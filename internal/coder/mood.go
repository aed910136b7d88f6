package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What is told as possible, feared or denied: the status that an act has from the words around its verb, and not from its form.

// possible tells whether an act is only what may be: under "likely", "शक्यता आहे", "आशंका है", beside "perhaps", शायद, कदाचित, or a guess
// of what has been (किया होगा).
func (c *coder) possible(pr *doc.Pred) bool {
	for g, n := pr.Gov, 0; g != nil && n < depthMax; g, n = g.Gov, n+1 {
		if g.Class("possible") && !g.Neg {
			return true
		}
		if g.Form == doc.Finite && !c.d.Pack.Common.AnyKind(g.Classes, "say") {
			break
		}
	}
	if c.d.Pack.Final && pr.Form == doc.Finite && pr.F.Has(lang.Perf) && pr.F.Has(lang.Fut) && !pr.F.Has(lang.Pass) {
		return true
	}
	return pr.Form == doc.Finite && c.perhaps(pr)
}

// perhapsReach is how many words before a verb "perhaps" may stand, and after it where the verb comes first.
const perhapsReach = 12

// perhaps tells whether an adverb of doubt stands in the clause of a verb.
func (c *coder) perhaps(pr *doc.Pred) bool {
	s := c.d.Art.Sentences[pr.Sent]
	for i := pr.Tokens[0] - 1; i >= s.First && i > pr.Tokens[0]-perhapsReach; i-- {
		if t := c.d.Art.Tokens[i].Text; t == "," || t == ";" || t == ":" || t == `"` {
			break
		}
		if c.doubtful(i, s.First) {
			return true
		}
		if slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool { return q != pr && q.Form == doc.Finite && slices.Contains(q.Tokens, i) }) {
			break // the clause before
		}
	}
	return false
}

func (c *coder) doubtful(i, first int) bool {
	set := c.d.Pack.ListSet([]string{"perhaps"})
	if c.d.Words[i].Lists&set != 0 {
		return true
	}
	return slices.ContainsFunc(c.d.Words[i].Listed, func(x lang.Listed) bool { return x.In&set != 0 && c.ends(x.E, i, first) })
}

// denies tells whether a predicate denies what is said to have been, which is no act of its own: "denied that it had", केल्याचे नाकारले.
func (c *coder) denies(pr *doc.Pred) bool {
	return pr.Class("deny") && slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool {
		return q.Factual() || !c.d.Pack.Final && q.Form == doc.Infinitive && q.F.Has(lang.Prog)
	})
}

// denied tells whether a predicate is what somebody denies, or the news of it, or what somebody fails or refrains to do.
func (c *coder) denied(pr *doc.Pred) bool {
	for g, n := pr.Gov, 0; g != nil && n < depthMax; g, n = g.Gov, n+1 {
		if g.Class("deny") && !g.Neg && c.memo[g] == nil && pr.Form != doc.Nominal {
			return true
		}
		if g.Class("refrain") && !g.Neg && c.memo[g] == nil && pr.Form == doc.Infinitive {
			return true
		}
	}
	return c.newsDenied(pr) != nil
}

// newsDenied is the predicate that denies the news which a predicate stands with: "हल्ला केल्याच्या वृत्ताचा इन्कार केला".
func (c *coder) newsDenied(pr *doc.Pred) *doc.Pred {
	if pr.Form != doc.Infinitive || !c.d.Pack.Final {
		return nil
	}
	end := pr.Tokens[len(pr.Tokens)-1]
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if !q.Class("deny") || q.Neg || q.Tokens[0] < end {
			continue
		}
		for _, a := range q.Args {
			if a.First > end && a.First <= end+2 && a.E != nil && (a.E.Is("doc") || a.E.Is("say")) {
				return q
			}
		}
	}
	return nil
}

// leftOpen makes a threat of an act of conflict that somebody does not rule out: "would not rule out | strikes on Iran".
func (c *coder) leftOpen(m *meaning) *meaning {
	if c.d.Pack.Final || m.from == nil || m.from.class != "refuse" || m.content == nil || m.content.pred.Form != doc.Nominal {
		return nil
	}
	o := object{m.content.class, m.content.typ, "act", m.content, m.content.pred.Phrase}
	if attack := c.d.Pack.Common.Class("attack"); attack != nil && o.class == "strike" && c.otherSense(m.content.pred, "strike", m) {
		o.class, o.typ = attack.Name, attack.Type
	}
	cp, ok := c.d.Pack.Common.Compose("threaten", o.class, o.typ, o.kind)
	if !ok || o.typ != "ASSAULT" && o.typ != "SANCTION" {
		return nil
	}
	return c.apply(m.from, cp, o)
}

// refusal makes a refusal of a consent that is not given: "did not agree to withdraw", मान्य नाही.
func (c *coder) refusal(pr *doc.Pred, m *meaning) *meaning {
	common := c.d.Pack.Common
	b := m
	for b.from != nil && b.from.pred == pr {
		b = b.from
	}
	if k := common.Class("bar_entry"); k != nil && b.class == "access" && pr.Class("allow") && !c.d.Pack.Final { // "did not let reporters enter"
		out := *b
		c.become(&out, k)
		out.from = b
		return &out
	}
	key := "NEG"
	if pr.F&(lang.May|lang.Can) != 0 || c.unwilling(pr, b) {
		key = "FAIL"
	}
	cp, ok := common.Compose(key, b.class, b.typ, b.kind(common))
	k := common.Class(cp.Result)
	if !ok || k == nil || b.class == "" {
		return nil
	}
	if got := c.compose(b, k.Name, 0); got != nil {
		return got
	}
	if k.Type == "" {
		return nil
	}
	out := *b
	out.class, out.typ, out.mode, out.from = k.Name, k.Type, k.Mode, b
	c.note(&out, article.Step{Kind: article.StepNegate, Class: b.class, Makes: k.Name})
	return &out
}

// unwilling tells whether one party alone is told not to consent to something: विद्रोही … खोलने पर राजी नहीं हैं. Where two do not, they failed to agree.
func (c *coder) unwilling(pr *doc.Pred, m *meaning) bool {
	return c.d.Pack.Final && m.class == "agree" && pr.E != nil && !pr.E.Has(lang.Mutual) && len(m.actor) == 1 && len(m.coactor)+len(m.recip) == 0 &&
		(len(pr.Comps) > 0 || hasArg(pr, lang.For) || hasArg(pr, lang.On))
}

// askedFirst tells whether a converb is the first part of what somebody is asked to do: "हथियार छोड़कर लौटने की अपील".
func (c *coder) askedFirst(pr *doc.Pred) bool {
	if pr.Form != doc.Converb || !c.d.Pack.Final || !c.d.Pack.Shared {
		return false
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.Finite || !q.Class("urge") && !q.Class("demand") && !q.Class("order") {
			continue
		}
		for _, x := range q.Comps { // the infinitive that follows, before which nobody acts on his own
			if x.Form == doc.Infinitive && x.Tokens[0] > endOf(pr) && !slices.ContainsFunc(c.d.Sents[pr.Sent].Phrases, func(ph *doc.Phrase) bool {
				return ph.First > endOf(pr) && ph.Last <= x.Tokens[0] && (ph.Mark == lang.Erg || ph.Mark == lang.From)
			}) && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool { return a.Mark == lang.From && a.Pred == nil && a.Last <= pr.Tokens[0] }) {
				return true
			}
		}
	}
	return false
}

// ordered tells whether an order names those who are to do what it is about, who then are told to: "पुलिस को आरोपियों को पकड़ने का निर्देश".
func (c *coder) ordered(pr *doc.Pred, content *meaning) bool {
	if !c.d.Pack.Final || content == nil || content.pred.Form != doc.Infinitive {
		return false
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Dat && a.Pred == nil && !a.Time && known(a.Ents) && anySector(a.Ents, "COP", "MIL", "GOV") && !owned(a.Ents[0]) && len(minus(a.Ents, content.recip)) > 0
	})
}

// claimed tells whether an infinitive is what somebody claims to have done: "ड्रोन मार गिराने का दावा किया".
func (c *coder) claimed(pr *doc.Pred, m *meaning) bool {
	if !c.d.Pack.Shared || m.typ != "ASSAULT" && m.typ != "COERCE" || pr.Phrase == nil || pr.Phrase.Mark != lang.Gen || pr.Gov == nil || !pr.Gov.Class("report") || !pr.Gov.F.Has(lang.Perf) || pr.Gov.Neg {
		return false
	}
	s := c.subject(pr.Gov)
	if s == nil || !known(s.Ents) {
		return len(m.actor) > 0
	}
	if es := minus(m.actor, s.Ents); len(es) > 0 && len(m.recip) == 0 { // अमेरिका का | ड्रोन मार गिराने का दावा
		m.recip = es
	}
	m.actor = s.Ents
	for _, a := range pr.Args {
		if len(m.recip) == 0 && a.Pred == nil && !a.Time && (a.Mark == lang.Gen || a.Mark == lang.Nom || a.Mark == lang.Obj) {
			m.recip = minus(a.Ents, m.actor)
		}
	}
	return true
}

// unlessMet tells whether who says that he will go does so against somebody who may yet prevent it: "will withdraw its force unless elections are held",
// "मागण्या मान्य न झाल्यास सत्तेतून बाहेर पडू". Going then is no concession, but what is threatened.
func (c *coder) unlessMet(pr *doc.Pred, m *meaning) bool {
	if m.mode != "withdraw" && m.mode != "resign" || m.typ != "RETREAT" || len(m.actor) == 0 {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && q.Cond && (q.Neg || c.unless(q)) && (c.d.Pack.Final && q.Tokens[0] < pr.Tokens[0] || !c.d.Pack.Final) && !leads(c.subject(q), m.actor)
	})
}

// unless tells whether the clause of a predicate opens with a word that says if not.
func (c *coder) unless(pr *doc.Pred) bool {
	for i := pr.Tokens[0] - 1; i >= c.d.Art.Sentences[pr.Sent].First; i-- {
		if a := c.d.Kind(i, lang.SubConj); a != nil {
			return a.E.Has(lang.CondFlag) && a.E.Has(lang.BeforeFlag)
		}
	}
	return false
}

// leads tells whether the first party of a phrase is among others.
func leads(ph *doc.Phrase, es []article.Entity) bool {
	return ph != nil && len(ph.Ents) > 0 && among(ph.Ents[0], es)
}
