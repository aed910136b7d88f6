package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who stands beside an act of a Hindi headline, and is no side of it.

// notSides takes out who is no side of an act: the hall where others fight, who only speaks behind a deed, the victim whose treatment is condemned, the town
// where it was, the parliament whose sitting is looked forward to.
func (c *coder) notSides(m *meaning) {
	switch m.typ {
	case "ASSAULT":
		c.notFighting(m)
	case "ACCUSE":
		c.notAccused(m)
	case "SUPPORT": // गुजरात में लगे पोस्टर, समर्थन करने वाले सांसद
		if m.pred.Form == doc.RelPart && len(m.recip) == 1 && (place(m.recip[0]) || owned(m.recip[0])) && m.recip[0].Sector == "" {
			m.recip = c.oneOther(m, func(_ *doc.Phrase, e article.Entity) bool { return e.How == "person" })
		}
	case "THREATEN":
		c.turnedThreat(m)
	case "COERCE":
		c.robbed(m)
	case "PROTEST": // इमरान के खिलाफ केस, PTI समर्थकों के बवाल पर
		m.recip = leaving(m.recip, func(e article.Entity) bool {
			return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
				return a.Mark == lang.Against && holds(a, e) && c.pausedBy(a.Last, m.pred.Tokens[0])
			})
		})
	case "CONSULT":
		c.notMeeting(m)
	}
}

// notFighting leaves out the government in whose land others clash, and who tells of a killing: हत्या कर …, लोग बोले.
func (c *coder) notFighting(m *meaning) {
	pr := m.pred
	if m.class == "clash" && len(m.actor)+len(m.coactor)+len(m.recip) > 1 {
		in := func(e article.Entity) bool {
			return e.Sector == "GOV" && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.In && len(a.Ents) == 1 && holds(a, e) })
		}
		m.actor, m.coactor, m.recip = leaving(m.actor, in), leaving(m.coactor, in), leaving(m.recip, in)
	}
	if pr.Form != doc.Converb || len(m.actor) != 1 {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if s := c.subject(q); q.Clause > pr.Clause && s != nil && s.Mark == lang.Nom && holds(s, m.actor[0]) && c.d.Pack.Common.AnyKind(q.Classes, "say") {
			m.actor = nil
			return
		}
	}
}

// notAccused leaves out the parliament in which words fell, and whom they are not on: लोकसभा में किया हमला.
func (c *coder) notAccused(m *meaning) {
	if m.mode == "disapprove" && anySector(m.recip, "LEG") && markedBy(m.pred, lang.In, m.recip[0]) {
		m.recip = nil
	}
	if len(m.recip) == 0 {
		return
	}
	if m.mode == "disapprove" && (m.recip[0].How == "place" && !markedBy(m.pred, lang.On, m.recip[0]) || c.condemnsFor(m)) {
		m.recip = nil
	}
	c.adviser(m)
}

// turnedThreat makes those of whom the threat is said to be its recipient, not who threatens: पत्रकारों की दी धमकी.
func (c *coder) turnedThreat(m *meaning) {
	pr := m.pred
	if pr.Form != doc.Finite || pr.Light != "give" || len(m.recip) > 0 || len(m.actor) != 1 || !markedBy(pr, lang.Gen, m.actor[0]) || publicSector(m.actor[0].Sector) {
		return
	}
	m.recip = m.actor
	m.actor = c.oneOther(m, func(ph *doc.Phrase, e article.Entity) bool {
		return anySector([]article.Entity{e}, "REB", "CRM", "UAF") && e.How == "body"
	})
}

// robbed tells who seizes from whom: "एक्शन में योगी सरकार, संपत्ति जब्त", "हाइवे पर दंपति से लूटपाट".
func (c *coder) robbed(m *meaning) {
	if m.mode != "seize" || len(m.recip) != 1 {
		return
	}
	pr, of := m.pred, m.recip[0]
	if len(m.actor) == 0 && (of.How == "agent" || hasMark(pr, lang.Against)) && anySector(m.recip, "GOV", "COP") && markedBy(pr, lang.Nom, of) {
		m.actor, m.recip = m.recip, nil
		for _, a := range pr.Args {
			if a.Mark == lang.Against && known(a.Ents) {
				m.recip = a.Ents
			}
		}
	}
	if len(m.recip) != 1 || !owned(m.recip[0]) && !place(m.recip[0]) || m.recip[0].Sector != "" {
		return
	}
	for _, a := range pr.Args {
		if a.Mark == lang.From && a.Pred == nil && known(a.Ents) && a.Ents[0].How == "agent" {
			m.recip = apartFrom(a.Ents, m.actor)
		}
	}
}

// notMeeting leaves out the house in which others met; that two were not seen there does not say that there was no meeting: बैठक में नहीं दिखाई दिए दो चेहरे.
func (c *coder) notMeeting(m *meaning) {
	if m.status == article.Negated && m.pred.Class("show") {
		m.status = article.Actual
	}
	if len(m.actor)+len(m.coactor)+len(m.recip) < 2 {
		return
	}
	afar := func(e article.Entity) bool {
		return e.Sector == "LEG" && e.How != "person" && e.How != "title" && !c.ownMeeting(m.pred, e)
	}
	m.actor, m.coactor, m.recip = leaving(m.actor, afar), leaving(m.coactor, afar), leaving(m.recip, afar)
}
