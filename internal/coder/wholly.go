package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a Hindi headline tells of an act outside the act's own clause, read when all its acts are known: who was caught for a murder did it, who died in the
// shooting is whom it fell on, whoever else the headline names is whom a retort is at.

// wholly gives the events of every headline the parties that another piece of it names.
func (c *coder) wholly() {
	if !c.d.Pack.Shared {
		return
	}
	for _, m := range c.out {
		if !c.finalHead(m) {
			continue
		}
		c.scattered(m)
		if m.status == article.Hypothetical && m.mode != "seize" {
			continue
		}
		c.notSides(m)
		c.deadThere(m)
		if len(m.actor) == 0 {
			m.actor = c.firstOfAll(m, c.culprits, c.chargedWithIt, c.subjectCut, c.sameDoer)
		}
		if len(m.recip) == 0 {
			m.recip = c.firstOfAll(m, c.tellsOfSelf, c.strangerHit, c.otherSide, c.leftOut)
		}
		c.rightSides(m)
		c.riotAfter(m)
		c.otherwise(m)
		c.strangers(m)
		c.together(m)
		m.recip = c.andTheirs(m, m.recip, m.actor)
		m.actor = c.andTheirs(m, m.actor, m.recip)
	}
	c.out = slices.DeleteFunc(c.out, c.onlyWords)
}

// firstOfAll gives what the first of several ways finds.
func (c *coder) firstOfAll(m *meaning, ways ...func(*meaning) []article.Entity) []article.Entity {
	for _, look := range ways {
		if es := look(m); len(es) > 0 {
			return es
		}
	}
	return nil
}

// sameHead tells whether two predicates stand in one headline.
func (c *coder) sameHead(a, b *doc.Pred) bool {
	from, to := c.cuts(a.Sent)
	return b.Sent >= from && b.Sent < to
}

// only tells whether no other violence and no protest stands in the headline of an act, so that whoever was caught or died there belongs to it.
func (c *coder) only(m *meaning) bool {
	return !slices.ContainsFunc(c.out, func(o *meaning) bool {
		return o != m && (o.typ == "PROTEST" || o.typ == "ASSAULT" && o.status != article.Negated) && c.sameHead(m.pred, o.pred)
	})
}

// harms tells whether an act is violence, or the threat of it, that one side does to another.
func harms(m *meaning) bool {
	return (m.typ == "ASSAULT" || m.typ == "THREATEN" && (m.mode == "violence" || m.class == "threaten")) && m.status == article.Actual && (m.rule == nil || !mutual(m.rule, m.pred))
}

// culprits gives violence that a headline tells without who did it those who are caught for it in another piece, or whom another piece calls the attackers:
// "युवक की हत्या, दो आरोपी गिरफ्तार", "सरपंच की हत्या, हमलावरों की तलाश में पुलिस".
func (c *coder) culprits(m *meaning) []article.Entity {
	if !harms(m) || !c.only(m) || !known(m.recip) {
		return nil
	}
	var found []article.Entity
	for _, o := range c.out {
		if o.mode != "arrest" || o.status != article.Actual || !c.sameHead(m.pred, o.pred) || len(o.recip) == 0 || overlaps(o.recip[0], m.recip) {
			continue
		}
		if found != nil || o.pred.Sent == m.pred.Sent && o.pred.Tokens[0] < m.pred.Tokens[0] {
			return nil
		}
		found = o.recip
	}
	if found != nil {
		if anySector(found, "CRM", "UAF", "REB") || found[0].How == "agent" && anySector(found, "CVL", "EDU", "LAB") {
			return found
		}
		return nil
	}
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.Time || ph.Pred != nil || ph.Mark == lang.On || len(ph.Ents) != 1 || ph.Ents[0].How != "agent" && ph.Ents[0].How != "title" || !anySector(ph.Ents, "CRM", "UAF") || overlaps(ph.Ents[0], m.recip) || slices.Contains(m.pred.Args, ph) || c.suspectedOnly(m.pred.Sent, ph) {
			return true
		}
		if found != nil && found[0].Span != ph.Ents[0].Span {
			found = nil
			return false
		}
		found = ph.Ents
		return true
	})
	if found == nil && (m.mode == "sexual" || m.mode == "abduct") {
		found = c.luredBy(m)
	}
	return found
}

// luredBy gives a rape or an abduction those who act in the clause behind it: "महिला का उत्पीड़न, दो लड़कों ने जाल में फंसाया".
func (c *coder) luredBy(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Finite || q.Tokens[0] < endOf(m.pred) || len(q.Classes) > 0 {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Erg && a.Pred == nil && len(a.Ents) == 1 && a.Ents[0].How == "agent" && anySector(a.Ents, "CVL", "CRM") {
				es := slices.Clone(a.Ents)
				if land := c.country(m); land != "" && len(a.Names)+len(a.Mods) == 0 { // केरल में अमेरिकी महिला …, दो लड़कों ने
					es[0].Country = land
				}
				return apartFrom(es, m.recip)
			}
		}
	}
	return nil
}

// suspectedOnly tells whether somebody is no more than what another is taken for, or of whom only is said what shall become of them: "चोर होने के शक में
// पिटाई", "दोषियों को नहीं छोड़ेंगे".
func (c *coder) suspectedOnly(si int, ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Sents[si].Preds, func(q *doc.Pred) bool {
		if !slices.Contains(q.Args, ph) {
			return false
		}
		return q.Form == doc.Infinitive && ph.Mark == lang.Nom || q.F&(lang.Fut|lang.Imp|lang.Subj|lang.Should|lang.Must) != 0
	})
}

// housed tells whether a school, church or market stands with violence only as where it was.
func (c *coder) housed(pr *doc.Pred, e article.Entity) bool {
	return anySector([]article.Entity{e}, "REL", "EDU", "MED", "BUS") && markedBy(pr, lang.In, e)
}

// deadThere gives violence that fell on no more than a place those who died or were hurt there: "एक मॉल में गोलीबारी, तीन लोगों की मौत".
func (c *coder) deadThere(m *meaning) {
	if m.typ != "ASSAULT" || m.status != article.Actual || slices.ContainsFunc(m.recip, func(e article.Entity) bool {
		return !place(e) && !(owned(e) && e.Sector == "") && !c.housed(m.pred, e)
	}) || !c.only(m) || mutual(m.rule, m.pred) {
		return
	}
	country := c.country(m)
	if len(m.recip) > 0 {
		country = m.recip[0].Country
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Neg || !q.Class("die") && !q.Class("kill") && !q.Class("wound") || c.memo[q] != nil && slices.Contains(c.out, c.memo[q]) {
			continue
		}
		for _, a := range q.Args {
			if a.Mark != lang.Gen && a.Mark != lang.Nom || a.Attr && a.Mark != lang.Gen || a.Pred != nil || a.Time {
				continue
			}
			if human(a.Ents) && known(a.Ents) {
				if es := apartFrom(a.Ents, m.actor); len(es) > 0 {
					m.recip = es
					return
				}
			}
			if n := c.people(a); n != nil && n.Kind != "arrested" && (country != "" || len(m.actor) > 0) {
				m.recip = []article.Entity{{Span: c.d.Span(n.First, n.Last), Sector: "CVL", Country: country, How: "number"}}
				return
			}
		}
	}
}

// subjectCut gives an act that a "?" or "!" cuts off from who does it the one who acts before that: "सहमा श्रीलंका? जहाज को रोका", "कांग्रेस दिखाएगी दम!
// जनता को देगी गारंटी".
func (c *coder) subjectCut(m *meaning) []article.Entity {
	from, _ := c.cuts(m.pred.Sent)
	pr := m.pred
	if from == pr.Sent || pr.Form != doc.Finite || pr.F.Has(lang.Pass) || pr.E != nil && pr.E.Has(lang.Patient) || hasMark(pr, lang.Erg) || m.typ == "CONSULT" {
		return nil
	}
	if pr.Clause > 0 && slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool { return q.Clause < pr.Clause && q.Form == doc.Finite && c.subject(q) != nil }) {
		return nil
	}
	for _, mark := range []lang.Mark{lang.Erg, lang.Nom} {
		var found []article.Entity
		for _, a := range c.d.Sents[pr.Sent-1].Phrases {
			if a.Mark != mark || a.Attr || a.Pred != nil || a.Pron || len(a.Ents) != 1 || owned(a.Ents[0]) {
				continue
			}
			if found != nil {
				return nil
			}
			found = a.Ents
		}
		if found != nil && (stateItself(found[0]) || found[0].Human() || found[0].How == "body" && found[0].Sector != "") {
			return apartFrom(found, m.recip)
		}
	}
	return nil
}

// sameDoer gives violence whose victim a headline tells, and not its doer, the one who acts in the clause before: "पति को मंदिर ले गई पत्नी फिर … कर दी हत्या".
func (c *coder) sameDoer(m *meaning) []article.Entity {
	pr := m.pred
	if m.typ != "ASSAULT" || pr.Form != doc.Finite || pr.F.Has(lang.Pass) || !pr.F.Has(lang.Perf) || pr.E != nil && pr.E.Has(lang.Patient) || !known(m.recip) || hasMark(pr, lang.Erg) {
		return nil
	}
	for _, a := range pr.Args { // पति को … ले गई पत्नी, कर दी हत्या: who stands without a case beside him whom it fell on
		if a.Mark == lang.Nom && !a.Attr && !a.Pron && a.Pred == nil && len(a.Ents) == 1 && a.Ents[0].How == "agent" && anySector(a.Ents, "CVL", "CRM") && !overlaps(a.Ents[0], m.recip) && hasMark(pr, lang.Dat) {
			return a.Ents
		}
	}
	for _, q := range slices.Backward(c.d.Sents[pr.Sent].Preds) {
		if q.Form != doc.Finite || endOf(q) >= pr.Tokens[0] || c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		s := c.subject(q)
		if s == nil || s.Pron || len(s.Ents) != 1 || s.Ents[0].How != "agent" && !s.Ents[0].Human() || q.F.Has(lang.Pass) {
			return nil
		}
		return apartFrom(s.Ents, m.recip)
	}
	return nil
}

// tellsOfSelf gives what somebody tells was done to "me" and "us" to him who tells it: "'मुझे घसीटा', कार्यकर्ता बोली".
func (c *coder) tellsOfSelf(m *meaning) []article.Entity {
	if len(m.pred.Sources) != 1 || m.typ != "ASSAULT" && m.typ != "COERCE" && m.typ != "THREATEN" {
		return nil
	}
	me := false
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		me = ph.Pron && ph.E != nil && ph.E.Feats.Has(lang.P1) && (ph.Mark == lang.Dat || ph.Mark == lang.On || ph.Mark == lang.With || ph.Mark == lang.Obj) && ph.First < endOf(m.pred)
		return !me
	})
	if !me {
		return nil
	}
	return minus([]article.Entity{m.pred.Sources[0].Entity}, m.actor)
}

// retorting tells whether an act is criticism in words, of those who are in politics.
func (c *coder) retorting(m *meaning) bool {
	return m.typ == "ACCUSE" && m.mode == "disapprove" && (m.class == "criticize" || m.class == "condemn" || m.class == "attack" || m.class == "" && m.pred.Class("criticize")) && len(m.actor) == 1 && !anySector(m.actor, "JUD", "COP")
}

// otherSide gives criticism in a headline that names nobody whom it is at the one other party, politician or state that the headline names: "विपक्ष हमलावर हुआ तो
// पीएम ने दिया जवाब", "भारत के पलटवार के बाद कनाडा ने …".
func (c *coder) otherSide(m *meaning) []article.Entity {
	if !c.retorting(m) || !stateItself(m.actor[0]) && !publicSector(m.actor[0].Sector) {
		return nil
	}
	return c.oneOther(m, func(ph *doc.Phrase, e article.Entity) bool {
		switch {
		case stateItself(e):
			return stateItself(m.actor[0]) && e.Country != m.actor[0].Country
		case e.Sector == "JUD" || e.Sector == "COP" || e.Sector == "REL" || e.Sector == "SOC":
			return false
		}
		return publicSector(e.Sector) && (e.Human() || e.How == "body" || owned(e) && e.Sector != "" || e.How == "agent" && e.Sector != "REB") && ph.Mark != lang.For
	})
}

// leftOut gives a deed done to somebody whom its clause leaves out the one other of whom the headline tells: "छात्र ने लिखा नारा, शिक्षक ने पीटा", "मजदूरों को
// मिला सोना, पुलिस ने लूट लिया".
func (c *coder) leftOut(m *meaning) []article.Entity {
	pr := m.pred
	if len(m.actor) == 0 || m.status != article.Actual && m.status != article.Negated && m.mode != "seize" || pr.Form == doc.Nominal || m.rule == nil || mutual(m.rule, pr) {
		return nil
	}
	switch {
	case m.typ == "ASSAULT" && (m.class == "beat" || m.class == "kill" || m.mode == "primitive"):
	case m.typ == "COERCE" && m.mode == "seize" && m.status == article.Hypothetical:
	case m.typ == "COERCE" && m.mode == "seize" && m.pred.Light == "" && anySector(m.actor, "COP", "CRM"):
	case m.typ == "CONCEDE" && hasMark(pr, lang.Dat):
		return nil
	case m.typ == "CONCEDE" && m.class == "pardon", m.typ == "COERCE" && m.mode == "arrest" && anySector(m.actor, "JUD"), m.typ == "ACCUSE" && m.mode == "disapprove" && anySector(m.actor, "COP"):
	default:
		return nil
	}
	return c.oneOther(m, func(_ *doc.Phrase, e article.Entity) bool {
		held := m.typ != "ASSAULT" && m.mode != "seize"
		if m.typ == "CONCEDE" && !e.Human() && e.Sector != "CRM" {
			return false
		}
		return (e.Human() || e.How == "agent") && e.Sector != "" && !anySector([]article.Entity{e}, "JUD", "COP", "MIL") && (held || !anySector([]article.Entity{e}, "CRM", "UAF"))
	})
}

// oneOther is the one party of a headline, apart from those of an act, that fits; nobody where there are several.
func (c *coder) oneOther(m *meaning, fits func(*doc.Phrase, article.Entity) bool) []article.Entity {
	var found []article.Entity
	several := false
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.Time || ph.Pron || ph.Mark == lang.Like || ph.Mark == lang.For || ph.Attr && ph.Mark != lang.Gen {
			return true
		}
		for _, e := range ph.Ents {
			if owned(e) && !(ph.Mark == lang.On && e.KB != "" && slices.Contains(m.pred.Args, ph)) || !known([]article.Entity{e}) || overlaps(e, m.actor) || e.KB != "" && among(e, m.actor) || !fits(ph, e) {
				continue
			}
			if len(found) > 0 && found[0].Span != e.Span && (e.KB == "" || e.KB != found[0].KB) {
				several = true
				return false
			}
			if len(found) == 0 {
				found = []article.Entity{e}
			}
		}
		return true
	})
	if several {
		return nil
	}
	return found
}

// apartFrom gives the parties that are told by other words than others, and are not known to be the same.
func apartFrom(es, others []article.Entity) []article.Entity {
	return leaving(es, func(e article.Entity) bool {
		return overlaps(e, others) || slices.ContainsFunc(others, func(x article.Entity) bool { return x.KB != "" && x.KB == e.KB })
	})
}

// overlaps tells whether a party is told by words of one of others.
func overlaps(e article.Entity, es []article.Entity) bool {
	return slices.ContainsFunc(es, func(x article.Entity) bool { return x.Span.Start < e.Span.End && e.Span.Start < x.Span.End })
}
