package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What a headline tells of one act with the words of another.

// sharedAim gives the second verb of a headline those whom the first is aimed at, where one and the same acts: "सऊदी अरब ने जमात पर लगाया प्रतिबंध,
// बताया आतंक के लिए जिम्मेदार".
func (c *coder) sharedAim(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "ACCUSE" && m.typ != "THREATEN" && !(m.typ == "REQUEST" && m.pred.Class("say")) || m.mode == "investigate" || m.pred.Form != doc.Finite || len(m.actor) != 1 || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.Erg || a.Mark == lang.Dat || a.Mark == lang.On || a.Mark == lang.Against {
			return nil
		}
	}
	var first *meaning
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if x := c.memo[q]; x != nil && q != m.pred && endOf(q) < m.pred.Tokens[0] && len(x.actor) == 1 && x.actor[0].Span == m.actor[0].Span && known(x.recip) {
			first = x
		}
	}
	if first == nil {
		return nil
	}
	switch first.typ {
	case "REQUEST":
		return minus(first.recip, m.actor)
	case "ACCUSE", "COERCE", "SANCTION", "THREATEN", "REJECT", "ASSAULT":
		return minus(first.recip, m.actor)
	}
	return nil
}

// otherLand gives an attack by a state or its forces in a headline the one other state that the headline names: "दहली यूक्रेन की राजधानी कीव, रूस कर रहा अटैक".
func (c *coder) otherLand(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "ASSAULT" || m.class == "attack.shell" || m.status != article.Actual || len(m.actor) != 1 || mutual(m.rule, m.pred) || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	by := m.actor[0]
	if !plover.IsState(by.Country) || by.Country == c.d.Pack.Home || by.Sector != "" && by.Sector != "MIL" && by.Sector != "GOV" {
		return nil
	}
	var found []article.Entity
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		for _, q := range append([]*doc.Phrase{ph}, ph.Mods...) {
			for _, e := range q.Ents {
				if !plover.IsState(e.Country) || e.Country == by.Country {
					continue
				}
				if q.Mark == lang.Erg && c.d.Pack.Shared || len(found) > 0 && found[0].Country != e.Country {
					return nil
				}
				if e.How == "state" || place(e) {
					e.Sector = ""
					found = []article.Entity{e}
				}
			}
		}
	}
	return found
}

// ergBefore is who acts in a headline whose verb stands before its noun, right behind him: "गुरुद्वारे ने | की … को रोके जाने की निंदा".
func (c *coder) ergBefore(pr *doc.Pred) *doc.Phrase {
	if !c.d.Pack.Shared || pr.Form != doc.Finite || len(pr.Tokens) < 2 || pr.Tokens[0] < 2 || pr.F.Has(lang.Pass) || !c.d.Art.Sentences[pr.Sent].Headline {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg {
			return nil
		}
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		if ph.Mark == lang.Erg && ph.Last+1 == pr.Tokens[0] {
			return ph
		}
	}
	return nil
}

// beneficiaries tells whether those whom a demand seems to be put to are only those whom it is for: "ओबीसी आरक्षण की मांग".
func beneficiaries(m *meaning) bool {
	return m.typ == "REQUEST" && !m.bound && len(m.recip) > 0 && !slices.ContainsFunc(m.recip, func(e article.Entity) bool {
		switch e.Sector {
		case "CVL", "AGR", "LAB", "EDU", "MED", "REF":
			return !owned(e)
		}
		return true
	})
}
