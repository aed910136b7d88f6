package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Parties of a Hindi headline that stand apart from their act: before its subject, in the charge behind it, in the meeting before it; and acts that are only
// words of another.

// scattered gives an event of a headline the parties that stand apart from it.
func (c *coder) scattered(m *meaning) {
	if len(m.recip) == 0 {
		m.recip = c.beforeSubject(m)
	}
	c.whoSigned(m)
	c.stabbed(m)
	m.recip = c.withThem(m, m.recip)
	m.actor = c.withThem(m, m.actor)
}

// beforeSubject gives praise or support the one whose it is, where who gives it stands between: "अखिलेश यादव का | कांग्रेस करेगी समर्थन".
func (c *coder) beforeSubject(m *meaning) []article.Entity {
	if m.pred.Form != doc.Finite || m.rule == nil || m.rule.ID != "hi.coder.speech" && m.typ != "SUPPORT" || len(m.actor) != 1 {
		return nil
	}
	for _, s := range m.pred.Args {
		if s.Mark != lang.Nom && s.Mark != lang.Erg || !holds(s, m.actor[0]) || m.actor[0].How != "body" && m.actor[0].How != "person" {
			continue
		}
		var found []article.Entity
		c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
			if ph.Mark == lang.Gen && ph.Pred == nil && !ph.Time && ph.Last <= s.First && s.First-ph.Last <= 1 && len(ph.Ents) == 1 && !owned(ph.Ents[0]) && (ph.Ents[0].How == "person" || ph.Ents[0].How == "title") {
				found = apartFrom(ph.Ents, m.actor)
			}
			return found == nil
		})
		return found
	}
	return nil
}

// whoSigned gives a pact of a headline that names one side all who met in the piece before: "मोदी से मिले प्रचंड, समझौतों पर हुए हस्ताक्षर".
func (c *coder) whoSigned(m *meaning) {
	if !mutual(m.rule, m.pred) || m.typ == "CONSULT" || m.typ == "ASSAULT" || len(m.actor) != 1 || len(m.coactor)+len(m.recip) > 0 || m.pred.Neg {
		return
	}
	for _, o := range c.out {
		if o.typ != "CONSULT" || !c.sameHead(m.pred, o.pred) || endOf(o.pred) > m.pred.Tokens[0] {
			continue
		}
		all := slices.Concat(o.actor, o.coactor, o.recip)
		if len(all) > 1 && overlaps(m.actor[0], all) {
			m.coactor = apartFrom(all, m.actor)
			return
		}
	}
}

// riotAfter takes from a riot those of whose deed and death it came: "पुलिस की गोली से किशोर की मौत के बाद भड़के दंगे".
func (c *coder) riotAfter(m *meaning) {
	if m.typ != "PROTEST" || m.class != "riot" || m.pred.Form != doc.Finite {
		return
	}
	far := func(e article.Entity) bool {
		return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
			return holds(a, e) && (a.Mark == lang.Gen && a.Last < m.pred.Tokens[0] && c.d.Kind(a.Last, lang.Post) == nil || a.Mark == lang.After || a.Mark == lang.From)
		})
	}
	if slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Mark == lang.After }) {
		m.actor, m.recip = leaving(m.actor, far), leaving(m.recip, far)
	}
}

// chargedWithIt gives violence that a headline tells without who did it the attacker or accused who is charged in a piece behind: "जज पर हमला, आरोपी वकील के खिलाफ
// केस दर्ज".
func (c *coder) chargedWithIt(m *meaning) []article.Entity {
	if !harms(m) || !known(m.recip) {
		return nil
	}
	for _, o := range c.out {
		if o.typ == "ACCUSE" && charges(o) && c.sameHead(m.pred, o.pred) && o.pred.Tokens[0] > endOf(m.pred) && len(o.recip) == 1 && !overlaps(o.recip[0], m.recip) && c.calledCulprit(o.pred.Sent, o.recip[0]) {
			return o.recip
		}
	}
	return nil
}

// calledCulprit tells whether a party's own words call him the accused or the attacker.
func (c *coder) calledCulprit(sent int, e article.Entity) bool {
	first, last := c.tokensOf(sent, c.d.Art.Sentences[sent].First, e)
	for i := max(first, 0); first >= 0 && i < last; i++ {
		if slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.E != nil && (a.E.Agent == "CRM" || a.E.Agent == "UAF") }) {
			return true
		}
	}
	return false
}

// inquiredInto gives an inquiry that names nobody the one whom the same headline calls accused, who did the deed that it tells, or who is caught in the affair:
// "घोटाले में फंसे सांसद, ED ने शुरू की जांच".
func (c *coder) inquiredInto(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode != "investigate" || !anySector(m.actor, "COP", "JUD", "SPY") || m.pred.Neg {
		return nil
	}
	for _, o := range c.out {
		if o == m || !c.sameHead(m.pred, o.pred) || o.pred.Tokens[0] > m.pred.Tokens[0] {
			continue
		}
		switch {
		case o.typ == "ASSAULT" && len(o.actor) == 1 && o.rule != nil && !mutual(o.rule, o.pred) && !anySector(o.actor, "COP"):
			return apartFrom(o.actor, m.actor)
		case o.mode == "allege" && len(o.recip) == 1:
			return apartFrom(o.recip, m.actor)
		}
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if !q.Class("trapped") || q.Tokens[0] > m.pred.Tokens[0] {
			continue
		}
		for _, ph := range append([]*doc.Phrase{q.Head, q.Subj}, q.Args...) {
			if ph != nil && len(ph.Ents) == 1 && ph.Mark == lang.Nom && publicSector(ph.Ents[0].Sector) && ph.Ents[0].How != "body" {
				return apartFrom(ph.Ents, m.actor)
			}
		}
	}
	return c.oneOther(m, func(ph *doc.Phrase, e article.Entity) bool {
		return ph.Mark == lang.On && (e.How == "title" || e.How == "agent") && c.calledCulprit(m.pred.Sent, e)
	})
}

// onlyWords tells whether an event of a headline is a telling of another beside it, or too little to be one: what a letter demands, the blow that answers
// somebody, the robbery by which a thief is known.
func (c *coder) onlyWords(m *meaning) bool {
	pr := m.pred
	if !c.finalHead(m) {
		return false
	}
	switch {
	case pr.Form == doc.RelPart && len(m.recip) == 0 && (m.class == "seize" || m.typ == "SUPPORT"): // दुकान लूटने वाला कर्मचारी पकड़ा गया
		return slices.ContainsFunc(c.out, func(o *meaning) bool {
			return o != m && c.sameHead(pr, o.pred) && len(m.actor) > 0 && (overlaps(m.actor[0], o.recip) || overlaps(m.actor[0], o.actor))
		})
	case m.typ == "REQUEST" && pr.Form == doc.Nominal && len(m.recip) == 0 && len(m.actor) == 1: // पत्र लिखा, विधानसभा सत्र बुलाने की मांग
		inside := markedBy(pr, lang.Nom, m.actor[0]) && !hasMark(pr, lang.Erg)
		return inside && slices.ContainsFunc(c.out, func(o *meaning) bool {
			return o != m && o.typ == "REQUEST" && c.sameHead(pr, o.pred) && endOf(o.pred) < pr.Tokens[0] && len(o.actor) > 0
		})
	case m.typ == "AGREE" && pr.Class("promise") && len(m.recip) == 0 && pr.Form == doc.Nominal: // टैबलेट देगी सरकार, अखिलेश का वादा
		return c.promisedBefore(m)
	case m.typ == "ACCUSE" && c.retort(m) && pr.Form == doc.Finite:
		return c.answeredByDeed(m)
	}
	return false
}

// answeredByDeed tells whether an answer is the deed of the same state told behind it, which then falls on those of the one answered: "ईरान ने अमेरिका को दिया जवाब, 20
// अधिकारियों पर लगाया प्रतिबंध".
func (c *coder) answeredByDeed(m *meaning) bool {
	if len(m.actor) != 1 || !plover.IsState(m.actor[0].Country) {
		return false
	}
	for _, o := range c.out {
		if o == m || !c.sameHead(m.pred, o.pred) || o.pred.Tokens[0] < endOf(m.pred) || o.typ != "SANCTION" && o.typ != "COERCE" && o.typ != "ASSAULT" && o.typ != "MOBILIZE" || len(o.actor) != 1 || !overlaps(o.actor[0], m.actor) {
			continue
		}
		switch {
		case len(m.recip) != 1 || !stateItself(m.recip[0]):
		case len(o.recip) == 0:
			o.recip = m.recip
		case len(o.recip) == 1 && o.recip[0].KB == "" && o.recip[0].Country == m.actor[0].Country:
			o.recip = slices.Clone(o.recip)
			o.recip[0].Country = m.recip[0].Country
			if k := c.d.Pack.Common.Class("sanction"); o.pred.Class("sanction") && k != nil {
				c.become(o, k)
			}
		}
		return true
	}
	return false
}

// announcedBy gives what somebody is to get, in a headline that does not tell from whom, the one who announces or promises it in the piece behind: "पीड़ितों को मिलेगी
// सहायता, मुख्यमंत्री का ऐलान".
func (c *coder) announcedBy(m *meaning) {
	pr := m.pred
	if !c.finalHead(m) || !c.d.Pack.Shared || m.typ != "AGREE" || m.status != article.Planned || len(m.actor) > 0 || pr.Light != "get" && !pr.F.Has(lang.Pass) || pr.Gov != nil && !c.d.Pack.Common.AnyKind(pr.Gov.Classes, "say") {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Tokens[0] < endOf(pr) || q.Neg || !c.announces(q) {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.Gen || a.Mark == lang.Erg) && a.Pred == nil && known(a.Ents) && !owned(a.Ents[0]) && a.First > endOf(pr) && (publicSector(a.Ents[0].Sector) || a.Ents[0].How == "state") {
				m.actor = apartFrom(a.Ents, m.recip)
				return
			}
		}
	}
}

// announces tells whether a predicate is to say or to promise something.
func (c *coder) announces(q *doc.Pred) bool {
	return (q.Form == doc.Nominal || q.Form == doc.Finite) && (q.Class("promise") || c.d.Pack.Common.AnyKind(q.Classes, "say"))
}

// promisedBefore tells whether what is promised stands in the piece before, as an act of its own, which then is the one's who promises.
func (c *coder) promisedBefore(m *meaning) bool {
	for _, o := range c.out {
		if o == m || o.typ != "AGREE" || o.status != article.Planned || !c.sameHead(m.pred, o.pred) || endOf(o.pred) > m.pred.Tokens[0] || len(m.actor) == 0 {
			continue
		}
		if len(o.actor) == 0 || o.actor[0].How == "agent" && o.actor[0].KB == "" {
			o.actor = apartFrom(m.actor, o.recip)
		}
		return len(o.actor) > 0 && overlaps(o.actor[0], m.actor)
	}
	return false
}

// withThem adds to people of whom an act tells those in public life who are named before them as some of them: "सोनिया गांधी समेत | कई नेताओं को नोटिस".
func (c *coder) withThem(m *meaning, es []article.Entity) []article.Entity {
	if len(es) != 1 || es[0].How != "title" && es[0].How != "agent" && es[0].How != "number" {
		return es
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Including || a.Pred != nil || len(a.Ents) == 0 || !publicSector(a.Ents[0].Sector) || a.Ents[0].How == "body" || overlaps(es[0], a.Ents) {
			continue
		}
		last, all := a.Last, slices.Clone(a.Ents)
		for _, x := range a.Conj {
			last, all = max(last, x.Last), append(all, apartFrom(x.Ents, all)...)
		}
		for _, b := range m.pred.Args {
			if b != a && begins(b) >= last && begins(b) <= last+1 && holds(b, es[0]) {
				return append(all, es...)
			}
		}
	}
	return es
}

// stabbed gives a killing told by a participle the one right before it whose death it tells, and none of those beside whom it was: "गुटों के झगड़े में छात्र की | चाकू
// घोंप कर हत्या".
func (c *coder) stabbed(m *meaning) {
	if m.typ != "ASSAULT" || m.pred.Form != doc.Converb || mutual(m.rule, m.pred) {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.Gen && a.Pred == nil && human(a.Ents) && a.Last <= m.pred.Tokens[0] && m.pred.Tokens[0]-a.Last <= 1 && (len(m.recip) == 0 || !overlaps(m.recip[0], a.Ents)) {
			m.recip = apartFrom(a.Ents, m.actor)
			return
		}
	}
}

// allegedIn gives a charge that names nobody those whose deed the piece before tells: "सरकार ने किसानों को किया नजरअंदाज, | टिकैत का आरोप".
func (c *coder) allegedIn(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode != "allege" || m.pred.Form != doc.Nominal || len(m.actor) != 1 || charges(m) || m.pred.Class("sue") {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if q.Form != doc.Finite || endOf(q) >= m.pred.Tokens[0] || q.F.Has(lang.Pass) {
			continue
		}
		s := c.subject(q)
		if s == nil || s.Pron || len(s.Ents) != 1 || owned(s.Ents[0]) || place(s.Ents[0]) || s.Mark != lang.Erg && !q.F.Has(lang.Prog) {
			return nil
		}
		return c.others(s.Ents, m.actor)
	}
	return nil
}

// reliefFor gives relief that a state sends, in a headline that does not tell where, the one other state that it names: "नेपाल भूकंप: भारत ने भेजी राहत सामग्री".
func (c *coder) reliefFor(m *meaning) {
	if m.typ != "AID" || len(m.recip) > 0 || len(m.actor) != 1 || m.actor[0].Country == "" || m.actor[0].Sector != "" && m.actor[0].Sector != "GOV" || !c.finalHead(m) || !c.d.Pack.Shared || m.pred.Neg {
		return
	}
	from, to := c.cuts(m.pred.Sent)
	first, last := c.d.Art.Sentences[from].First, c.d.Art.Sentences[to-1].Last
	var other *doc.Name
	for i := range c.d.Names {
		nm := &c.d.Names[i]
		if nm.First < first || nm.First >= last || nm.Weak || !plover.IsState(nm.Rec.Country) || nm.Rec.Country == m.actor[0].Country {
			continue
		}
		if nm.Rec.Kind != "state" || other != nil && other.Rec.Country != nm.Rec.Country {
			return
		}
		other = nm
	}
	m.recip = asState(c, other)
}

// pausedBy tells whether a mark parts two tokens of a headline.
func (c *coder) pausedBy(from, to int) bool {
	for i := from; i < to; i++ {
		if c.pause(i) {
			return true
		}
	}
	return false
}
