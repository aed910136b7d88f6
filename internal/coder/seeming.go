package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a Hindi headline only seems to tell: figures of speech, private matters, what is said of oneself; and what it tells in the words of another act.

// seeming tells whether an act of a headline is none, and makes it the other act that it is.
func (c *coder) seeming(m *meaning) bool {
	if !c.finalHead(m) || !c.d.Pack.Shared {
		return false
	}
	if c.wished(m) {
		return true // प्रतिबंध लगाए अमेरिका
	}
	c.otherDeed(m)
	pr := m.pred
	sides := slices.Concat(m.actor, m.coactor, m.recip)
	if m.status == article.Negated && pr.F&(lang.Imp|lang.Inf) != 0 && (m.typ == "THREATEN" || m.typ == "ASSAULT" || m.typ == "COERCE") {
		return true // भैया को ज्यादा मत धमकाना
	}
	switch m.typ {
	case "CONSULT":
		return c.privateTalk(m, sides)
	case "ASSAULT":
		return c.figureOfAttack(m)
	case "COERCE":
		return c.figureOfForce(m)
	case "PROTEST":
		return c.uproar(m)
	case "THREATEN":
		return c.noThreat(m)
	case "REJECT": // विरोध के बीच चीन भेज रहा है
		return m.content != nil && m.content.pred != pr && c.amidst(m.content.pred) || c.amidArg(pr) && pr.Class("send")
	case "CONCEDE":
		return c.noConcession(m)
	case "AGREE":
		return c.noPromise(m)
	case "REQUEST":
		return c.noDemand(m)
	case "SUPPORT": // मिली आजादी का हो सम्मान
		return pr.Light == "get" && len(pr.Tokens) == 2 && c.verbWithin(pr)
	case "ACCUSE":
		m.recip = leaving(m.recip, func(e article.Entity) bool {
			return markedBy(pr, lang.As, e)
		})
		return c.noCharge(m)
	}
	return false
}

// privateTalk tells whether a talk is what one side says or whom one sees in private, no meeting: "प्रवक्ता करने लगे बेसिरपैर की बात", "बैठक की वो 5 बातें".
func (c *coder) privateTalk(m *meaning, sides []article.Entity) bool {
	pr, one := m.pred, len(sides) == 1
	switch {
	case pr.Form == doc.Nominal:
		return one && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Pron && holds(a, sides[0]) })
	case one && (pr.Class("talk") || sides[0].How == "agent" && sides[0].Sector == "CVL" || pr.Form == doc.RelPart && pr.Head != nil && anySector(pr.Head.Ents, "CVL")):
		return true // जेल में पति से मिलने के बाद, करने लगे बेसिरपैर की बात
	}
	return pr.Form == doc.Infinitive && anySector(m.actor, "CVL") && slices.ContainsFunc(sides, place) // पूनावाला से मिलने के बाद
}

// figureOfForce tells whether force is advice, a word for what somebody stands for, or an accident: "बिना सबूत कार्रवाई नहीं करें", "कुचल कर मारे गए".
func (c *coder) figureOfForce(m *meaning) bool {
	pr := m.pred
	if len(m.actor) != 0 {
		return false
	}
	switch {
	case pr.Neg && pr.F&(lang.Subj|lang.Imp) != 0:
		return true // बिना सबूत कार्रवाई नहीं करें
	case m.class == "coerce" && pr.Form == doc.Nominal && anySector(m.recip, "PTY", "OPP"):
		return true // ‘UPA का मतलब उत्पीड़न’
	case m.mode == "misinformation" && pr.Form == doc.Nominal && anySector(m.recip, "BUS"):
		return true // WhatsApp पर आए फेक न्यूज
	}
	return m.class == "coerce" && pr.F.Has(lang.Pass) && slices.ContainsFunc(pr.Tokens, func(t int) bool { return c.tokenIs(t, "kill") && !c.tokenIs(t, "coerce") })
}

// noThreat tells whether a threat is advice, a firm's notice, what a government is about to do, or what cannot be done: "मजबूर नहीं कर सकते", "Google की चेतावनी!".
func (c *coder) noThreat(m *meaning) bool {
	pr := m.pred
	switch {
	case c.advice(m):
		return true
	case m.class == "warn" && pr.Form == doc.Nominal && len(m.recip) == 0 && len(m.actor) == 1 && anySector(m.actor, "BUS"):
		return true
	case m.mode == "restrict" && len(m.recip) == 0 && pr.Form == doc.Nominal && pr.Class("plan") && anySector(m.actor, "GOV"):
		return true // ड्यूटी बढ़ाने की तैयारी में सरकार
	}
	return pr.Neg && m.status == article.Hypothetical && m.mode == "restrict"
}

// noConcession tells whether what is allowed or admitted is a question, was not got, or is a body's finding: "संयुक्त राष्ट्र ने स्वीकारा- करोड़ों लड़कियां शिक्षा से बाहर".
func (c *coder) noConcession(m *meaning) bool {
	pr := m.pred
	if pr.Class("allow") && pr.Light == "take" || c.notGot(m) { // किसने ली थी आंदोलन की परमिशन
		return true
	}
	if len(m.recip) > 0 || !oneBody(m) {
		return false
	}
	return pr.Class("admit") || pr.Class("accept") && m.actor[0].Country == "UNO"
}

// noPromise tells whether a promise is what comes of itself, or a body's admission before a dash: "शुरू होगी डिलीवरी, ऐलान पर क्या बोले केजरीवाल".
func (c *coder) noPromise(m *meaning) bool {
	pr := m.pred
	if m.status == article.Planned && len(m.actor) == 1 && c.onlySpeaks(m) {
		return true
	}
	end := endOf(pr) + 1
	return pr.Form == doc.Finite && pr.Class("accept") && len(m.recip)+len(m.coactor) == 0 && oneBody(m) && end < len(c.d.Art.Tokens) && c.d.Art.Tokens[end].Text == "-"
}

// oneBody tells whether one body acts that is no party, opposition or government.
func oneBody(m *meaning) bool {
	return len(m.actor) == 1 && m.actor[0].How == "body" && !anySector(m.actor, "PTY", "OPP", "GOV")
}

// tokenIs tells whether a token may be a word of a class.
func (c *coder) tokenIs(t int, class string) bool {
	return slices.ContainsFunc(c.d.An[t], func(a lang.Analysis) bool { return a.E != nil && a.E.Is(class) })
}

// verbWithin tells whether another verb stands between the words of a predicate, so that they do not go together.
func (c *coder) verbWithin(pr *doc.Pred) bool {
	for i := min(pr.Tokens[0], endOf(pr)) + 1; i < max(pr.Tokens[0], endOf(pr)); i++ {
		if c.d.Kind(i, lang.Verb) != nil || c.d.Kind(i, lang.Aux) != nil {
			return true
		}
	}
	return false
}

// figureOfAttack tells whether violence is a figure of speech: what "this" is called ("यह भारत पर हमला"), a quarrel of kin over a seat, a fight with somebody
// whom nobody fights.
func (c *coder) figureOfAttack(m *meaning) bool {
	pr := m.pred
	switch {
	case pr.Form == doc.Nominal && pr.Phrase != nil && pr.Phrase.Mark == lang.From && !known(m.recip) && len(m.actor) > 0 && !armed(m.actor) && !human(m.actor): // सनातन पर हमले से लेकर …
		return true
	case (m.class == "capture" || m.class == "invade") && pr.Form == doc.RelPart && len(m.actor) == 1 && (m.actor[0].How == "title" || m.actor[0].How == "agent") && !armed(m.actor): // शिखर को फतह करने वाली अधिकारी
		return true
	case pr.Form == doc.RelPart && pr.F.Has(lang.AgentF) && stateItselfAny(m.actor) && (m.class == "attack.arson" || m.mode == "destroy"): // आग लगाने वाला पाकिस्तान
		return true
	case pr.Form == doc.Nominal && len(m.actor) == 0 && m.class != "clash":
		return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
			return a.Pron && a.Mark == lang.Nom && !a.Attr && a.Last <= pr.Tokens[0] && a.Last+4 >= pr.Tokens[0]
		})
	case m.class == "clash" && len(m.actor)+len(m.coactor)+len(m.recip) == 1:
		es := slices.Concat(m.actor, m.coactor, m.recip)
		if pr.Form == doc.Nominal {
			return anySector(es, "CVL") && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.About })
		}
		return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.From && es[0].Human() && holds(a, es[0]) })
	}
	return false
}

// uproar tells whether a riot is only the noise about somebody or about what he said: "मंत्री के बयान पर बवाल".
func (c *coder) uproar(m *meaning) bool {
	if m.class != "riot" || m.pred.Form != doc.Nominal || len(m.actor) > 0 {
		return false
	}
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.On && a.Pred == nil && !a.Time && (human(a.Ents) || a.E != nil && (a.E.Is("doc") || a.E.Is("say") || a.E.Is("o.media")) || len(a.Ents) == 0 && (a.E == nil || a.E.KB))
	})
}

// amidst tells whether what is refused or opposed is only that amid which something else is done: "विरोध के बीच".
func (c *coder) amidst(pr *doc.Pred) bool {
	return pr.Form == doc.Nominal && pr.Phrase != nil && (pr.Phrase.Mark == lang.Between || pr.Phrase.Mark == lang.Despite)
}

// amidArg tells whether opposition amid which an act is done stands beside it.
func (c *coder) amidArg(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.Pred != nil && c.amidst(a.Pred) && (a.Pred.Class("oppose") || a.Pred.Class("reject"))
	})
}

// onlySpeaks tells whether who was taken to do something stands only with a verb of saying behind it.
func (c *coder) onlySpeaks(m *meaning) bool {
	if slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return holds(a, m.actor[0]) }) {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool {
		return q.Tokens[0] > endOf(m.pred) && c.d.Pack.Common.AnyKind(q.Classes, "say") && markedBy(q, lang.Nom, m.actor[0])
	})
}

// notGot tells whether a pardon or bail is one that somebody did not get, or an apology that nobody makes: "नहीं मिल सकी उनको बेल", "चाचा से माफी मंगवाई".
func (c *coder) notGot(m *meaning) bool {
	pr := m.pred
	if m.class == "apologize" && len(m.actor) == 0 && pr.Form == doc.Finite {
		return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.From && len(m.recip) > 0 && holds(a, m.recip[0]) })
	}
	if m.class != "pardon" || pr.Form != doc.Nominal {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Neg && q.Light == "get" && endOf(q) < pr.Tokens[0] && pr.Tokens[0]-endOf(q) <= 3
	})
}

// noDemand tells whether a demand is none: an order that something happens by, a thing that is borrowed, what somebody wishes for himself, advice of the future,
// an apology asked for.
func (c *coder) noDemand(m *meaning) bool {
	pr := m.pred
	switch {
	case pr.Form == doc.Nominal && pr.Class("demand") && len(m.recip) == 0 && len(pr.Tokens) == 1 && c.alikeWish(pr.Tokens[0]): // माफी मांगें राहुल गांधी
		return true
	case pr.Form == doc.Nominal: // एक आदेश से हो गई हालत पतली
		return slices.ContainsFunc(c.d.Sents[pr.Sent].Phrases, func(ph *doc.Phrase) bool {
			return ph.Mark == lang.From && ph.First <= pr.Tokens[0] && pr.Tokens[0] == ph.Last-1
		})
	case pr.Form == doc.Converb && pr.Class("demand"): // कपड़े मांगकर पहने
		return len(m.recip) == 0
	case pr.Form == doc.RelPart && pr.Head != nil && pr.Head.Pred != nil && pr.Head.Pred.Class("apologize"): // मांगी माफी
		return true
	case m.status == article.Planned && m.class == "urge":
		return len(m.recip) == 0
	case pr.Class("say") && pr.Form == doc.Finite: // बोले- मैं चाहूंगा कि
		end := endOf(pr) + 1
		for i := end; i < c.d.Art.Sentences[pr.Sent].Last && i <= end+1; i++ {
			if slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool {
				return a.E != nil && a.E.Kind == lang.Pron && (a.E.Feats | a.F).Has(lang.P1)
			}) {
				return len(m.recip) == 0
			}
		}
	}
	return false
}

// noCharge tells whether a charge or criticism has nobody left whom it is against: a trial of cases that a body only works on, worry about somebody's health.
func (c *coder) noCharge(m *meaning) bool {
	pr := m.pred
	if m.class == "charge" && pr.Form == doc.Nominal && len(m.actor) == 0 && pr.Gov != nil && pr.Gov.Form == doc.Infinitive && anySector(m.recip, "COP", "JUD") {
		return true
	}
	if m.mode == "disapprove" && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.About && a.E != nil && slices.Contains(a.E.Lists, "health")
	}) {
		return len(m.recip) == 0 || owned(m.recip[0])
	}
	return charges(m) && len(m.actor) == 0 && (len(m.recip) == 0 || onlyPlaces(m.recip)) && pr.Form != doc.Nominal
}

// otherDeed makes a march of soldiers their advance, aircraft that are sent somewhere no gift, and a plot to kill somebody an attempt on him.
func (c *coder) otherDeed(m *meaning) {
	classes := c.d.Pack.Common.Classes
	switch {
	case m.typ == "REQUEST" && m.status == article.Hypothetical && m.pred.Form == doc.Finite && m.pred.F&(lang.Past|lang.Perf) != 0 && m.pred.F&(lang.Can|lang.May|lang.Cond|lang.Would) == 0 && (m.pred.F&(lang.Past|lang.Perf) == lang.Past|lang.Perf || !m.pred.F.Has(lang.Fut)) && !m.pred.Neg:
		m.status = article.Actual // राहत मांगने गई थी
	case m.typ == "PROTEST" && m.class == "rally" && len(m.actor) == 1 && anySector(m.actor, "MIL", "PRM", "REB") && m.actor[0].How != "person":
		c.become(m, classes["deploy"])
		m.recip = leaving(m.recip, func(e article.Entity) bool { return sameCountry([]article.Entity{e}, m.actor) && !stateItself(e) })
	case m.typ == "AID" && m.pred.Form == doc.Finite && len(m.recip) == 1 && stateItselfAny(m.actor) && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Nom && a.E != nil && a.E.Has(lang.Weaponized) && holds(a, m.recip[0])
	}):
		c.become(m, classes["deploy_weapons"])
		e := m.recip[0]
		m.recip = nil
		if e.Country != "" && e.Country != m.actor[0].Country {
			m.recip = c.oneOther(m, func(_ *doc.Phrase, x article.Entity) bool { return x.Country == e.Country && x.Span != e.Span })
		}
	case m.typ == "THREATEN" && m.mode == "restrict" && m.pred.Class("plan") && len(m.actor) == 1 && anySector(m.actor, "CRM"): // घर हड़पने की साजिश
		c.become(m, classes["seize"])
		m.status = article.Hypothetical
	case m.typ == "MOBILIZE" && m.pred.Class("plan") && m.content != nil && m.content.class == "kill" && len(m.recip) == 1 && human(m.recip):
		c.become(m, classes["kill"])
		m.status = article.Hypothetical
	}
}

// stateItselfAny tells whether one party is a state itself.
func stateItselfAny(es []article.Entity) bool { return slices.ContainsFunc(es, stateItself) }
