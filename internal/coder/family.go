package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Several people whom an English headline names by what they are: "Man stabs wife, son", "cash seized from contractors, developers".

// eachOf is dedupe for headlines, where people named by two words are two: "Man kills wife, son".
func eachOf(es []article.Entity) []article.Entity {
	var out []article.Entity
	for _, e := range es {
		if e.How == "agent" && e.KB == "" && len(out) > 0 && out[len(out)-1].How == "agent" && out[len(out)-1].KB == "" && !spanned(e, out) || !among(e, out) {
			out = append(out, e)
		}
	}
	return out
}

// spanned tells whether an entity's words are those of one of others.
func spanned(e article.Entity, es []article.Entity) bool {
	return slices.ContainsFunc(es, func(x article.Entity) bool { return x.Span == e.Span })
}

// listGoesOn adds those who stand behind the comma of a list of people who are named by what they are: "seized cash from contractors, developers".
func (c *coder) listGoesOn(m *meaning, a, b *doc.Phrase) bool {
	if len(a.Ents) != 1 || len(b.Ents) != 1 || a.Ents[0].How != "agent" || b.Ents[0].How != "agent" {
		return false
	}
	switch {
	case spanned(a.Ents[0], m.recip) && !spanned(b.Ents[0], m.recip):
		m.recip = append(slices.Clone(m.recip), b.Ents[0])
	case spanned(b.Ents[0], m.recip) && !spanned(a.Ents[0], m.recip):
		m.recip = append([]article.Entity{a.Ents[0]}, m.recip...)
	default:
		return false
	}
	return true
}

// pairOf adds to those who act or suffer at the beginning of a headline who stands beside them behind a comma, or before it: "Husband, in-laws booked", "Teacher,
// student arrested".
func (c *coder) pairOf(m *meaning) {
	pr := m.pred
	if pr.Form != doc.Finite {
		return
	}
	side, s := &m.actor, pr.Subj
	if pr.F.Has(lang.Pass) {
		side, s = &m.recip, pr.Obj
	}
	if s == nil || len(*side) != 1 || !holds(s, (*side)[0]) || (*side)[0].How != "agent" {
		return
	}
	toks := c.d.Art.Tokens
	for _, b := range c.d.Sents[pr.Sent].Phrases {
		if b == s || b.Time || b.Pred != nil || len(b.Ents) != 1 || b.Ents[0].How != "agent" || b.First > 0 && c.d.Kind(b.First-1, lang.Prep) != nil {
			continue
		}
		switch {
		case b.First == s.Last+1 && toks[s.Last].Text == "," && b.Last == pr.Tokens[0]:
			*side = append(slices.Clone(*side), b.Ents[0])
		case s.First == b.Last+1 && toks[b.Last].Text == "," && s.Last == pr.Tokens[0]:
			*side = append([]article.Entity{b.Ents[0]}, *side...)
		default:
			continue
		}
		return
	}
}

// whyHas gives what a question asks the reason of to the one who stands between its two verbs: "Why has Finland | closed its border?"
func (c *coder) whyHas(m *meaning) {
	pr := m.pred
	if len(m.actor) > 0 || !pr.F.Has(lang.Past) && !pr.F.Has(lang.Perf) || pr.Form == doc.Nominal || pr.Form == doc.Infinitive {
		return
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		if ph.Last != pr.Tokens[0] || !known(ph.Ents) || owned(ph.Ents[0]) || ph.First == 0 {
			continue
		}
		if a := c.d.Kind(ph.First-1, lang.Aux); a != nil && a.E.Tags["of"] == "have" {
			m.recip = leaving(m.recip, func(e article.Entity) bool { return spanned(e, ph.Ents) })
			m.actor = minus(ph.Ents, m.recip)
		}
		return
	}
}

// toldLast makes who ends a headline behind the comma and a verb that takes no person for its object the one who says so: "BJP misusing agencies, alleges
// Congress".
func (c *coder) toldLast(m *meaning) {
	pr := m.pred
	if m.typ != "ACCUSE" || pr.E == nil || !slices.Contains(pr.E.Lists, "told") || pr.Form != doc.Finite || pr.F.Has(lang.Pass) || pr.Tokens[0] == 0 || c.d.Art.Tokens[pr.Tokens[0]-1].Text != "," {
		return
	}
	for _, o := range c.object(pr) {
		if o.First == endOf(pr)+1 && known(o.Ents) && !owned(o.Ents[0]) && (o.Last >= c.d.Art.Sentences[pr.Sent].Last || c.d.Art.Tokens[o.Last].Kind == article.Punct) {
			m.actor, m.recip = o.Ents, minus(m.actor, o.Ents)
			return
		}
	}
}
