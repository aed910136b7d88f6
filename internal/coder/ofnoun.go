package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who is named only in the participle before the thing that an act is done to: "युक्रेनला दिली जाणारी | मदत थांबवली", "दलाने केलेल्या | गुन्ह्यांचा तपास",
// "ब्राझीलने मांडलेला | तोडगा मान्य नाही".

// ofNoun finds whom an act falls on in the participle that describes what it is done to: to whom the thing was given or promised, who did what is
// investigated, who proposed what is refused.
func (c *coder) ofNoun(m *meaning) {
	if !c.d.Pack.Final || m.pred.Form == doc.Nominal || known(m.recip) {
		return
	}
	done := false // who did it is meant, not to whom
	switch {
	case m.class == "ease" || m.typ == "CONCEDE" && m.content != nil && m.content.class == "ease":
		m.recip = append(m.recip, minus(c.imposedOn(m), m.actor)...)
		return
	case m.mode == "investigate", m.typ == "REJECT" && m.class != "renege", m.class == "condemn", m.class == "criticize":
		done = true
	case m.class == "suspend_aid", m.class == "suspend_coop", m.class == "renege", m.class == "withhold":
	default:
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.RelPart || q == m.pred || q.Tokens[0] > m.pred.Tokens[0] && !done || q.Neg || !c.actedOn(m.pred, q.Head) {
			continue
		}
		if !done {
			if es := c.givenTo(q); len(es) > 0 {
				m.recip = minus(es, m.actor)
				return
			}
			continue
		}
		for _, mk := range []string{"subj", "by"} {
			for _, ph := range c.marked(q, mk) {
				if ph != q.Head && ph.Pred == nil && known(ph.Ents) && ph.Ents[0].How != "possessor" && !onlyPlaces(ph.Ents) {
					m.recip = minus(ph.Ents, m.actor)
					return
				}
			}
		}
	}
}

// actedOn tells whether a noun is what a predicate is done to: an argument of it, what modifies one, or what modifies its own noun.
func (c *coder) actedOn(pr *doc.Pred, noun *doc.Phrase) bool {
	if noun == nil {
		return false
	}
	if slices.Contains(pr.Tokens, noun.Head) {
		return true // निर्बंध | शिथिल करणे: a word of the predicate
	}
	if pr.Phrase != nil && (pr.Phrase == noun || slices.Contains(pr.Phrase.Mods, noun)) {
		return true
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		switch a.Mark {
		case lang.Nom, lang.Obj, lang.Gen, lang.Dat, lang.On, lang.About, lang.From:
			return a == noun || slices.Contains(a.Mods, noun)
		}
		return false
	})
}

// givenTo gives those to whom a participle says that something is given or promised.
func (c *coder) givenTo(q *doc.Pred) []article.Entity {
	if !(len(q.Classes) == 0 && q.Light == "be") && !slices.ContainsFunc([]string{"give", "send", "hand_over", "promise", "sell"}, q.Class) {
		return nil
	}
	for _, a := range q.Args {
		if (a.Mark == lang.Dat || a.Mark == lang.To) && a.Pred == nil && known(a.Ents) {
			return a.Ents
		}
	}
	return nil
}

// imposedOn gives those on whom a participle says that the thing was imposed which is now eased: "व्हेनेझुएलावर लादलेले | निर्बंध शिथिल केले".
func (c *coder) imposedOn(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.RelPart || !q.Class("impose") && !q.Class("restrict") && !q.Class("sanction") || !c.actedOn(m.pred, q.Head) && (m.content == nil || !c.actedOn(m.content.pred, q.Head)) {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.On || a.Mark == lang.Against) && a.Pred == nil && known(a.Ents) {
				return a.Ents
			}
		}
	}
	return nil
}

// liftedSince tells whether a participle only says on whom the thing was imposed, by nobody named, that another predicate eases.
func (c *coder) liftedSince(m *meaning) bool {
	if !c.d.Pack.Final || m.pred.Form != doc.RelPart || m.pred.Head == nil || len(m.actor) > 0 || m.typ != "SANCTION" && m.typ != "COERCE" {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool {
		return q != m.pred && (q.Class("ease") || q.Class("pull_out")) && c.actedOn(q, m.pred.Head)
	})
}

// lapsed tells whether a ceasefire is what comes to an end by itself, or its end: "the truce | collapsed". It is neither made nor kept.
func (c *coder) lapsed(pr *doc.Pred, m *meaning) bool {
	if c.d.Pack.Final || m.class != "ceasefire" && m.class != "renege" {
		return false
	}
	ends := func(q *doc.Pred) bool {
		return q.Class("stop") && !q.F.Has(lang.Pass) && q.Subj != nil && q.Subj.Pred != nil && q.Subj.Pred.Class("ceasefire") && !slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Obj })
	}
	if m.class == "renege" {
		return ends(pr)
	}
	return pr.Form == doc.Nominal && slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool { return ends(q) && q.Subj.Pred == pr })
}

// brokenWord tells whether a participle only says to whom the word was given that is gone back on: "जनतेला दिलेल्या | शब्दापासून घूमजाव केले".
func (c *coder) brokenWord(m *meaning) bool {
	if !c.d.Pack.Final || m.typ != "AGREE" || m.pred.Form != doc.RelPart || m.pred.Head == nil || len(m.actor) > 0 {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool {
		x := c.memo[q]
		return q != m.pred && x != nil && x.class == "renege" && c.actedOn(q, m.pred.Head)
	})
}

// onlyProposed tells whether a participle only says who suggested the thing that the sentence is about: "अमेरिकेने सुचवलेला | आराखडा". Of people it is asked.
func (c *coder) onlyProposed(m *meaning) bool {
	h := m.pred.Head
	return c.d.Pack.Final && m.typ == "REQUEST" && m.class != "ask_aid" && m.pred.Form == doc.RelPart && len(m.recip) == 0 && h != nil && !h.Pron && len(h.Names) == 0 && h.E != nil && h.E.Agent == ""
}

// able tells whether a participle says what somebody can do and not what he does: "अमेरिकेवर हल्ला करू शकणारे | क्षेपणास्त्र".
func (c *coder) able(pr *doc.Pred) bool {
	return c.d.Pack.Final && pr.Form == doc.RelPart && pr.F.Has(lang.AgentF) && pr.F&(lang.Can|lang.May) != 0
}

// heldAtSea makes an arrest of what a state's armed force does that takes people who bear no arms: "नौदलाने मच्छीमारांना ताब्यात घेतले".
func (c *coder) heldAtSea(m *meaning) {
	k := c.d.Pack.Common.Class("arrest")
	if !c.d.Pack.Final || k == nil || m.class != "abduct" || !m.pred.Class("arrest") || !anySector(m.actor, "MIL") || len(m.recip) == 0 {
		return
	}
	for _, e := range m.recip {
		switch e.Sector {
		case "": // the land they are of
		case "LAB", "CVL", "JRN", "EDU", "AGR", "REF", "BUS":
		default:
			return
		}
	}
	c.become(m, k)
}
