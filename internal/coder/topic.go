package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What only stands near an act in English: the place and the topic of a thing that is asked for, the doer of a participle in a fixed
// phrase, nouns inside a longer verb.

// near gives the parties of a phrase without those that only say where or about what its thing is: a demand for "a probe into the
// killing of X" is not addressed to X, a protest in Khajuraho not to Khajuraho.
func (c *coder) near(m *meaning, ph *doc.Phrase) []article.Entity {
	if c.d.Pack.Final {
		return ph.Ents
	}
	if (m.typ == "ACCUSE" || m.typ == "PROTEST" || m.typ == "REQUEST") && c.hurts(ph.Pred) {
		return leaving(ph.Ents, func(e article.Entity) bool { return c.hurtBy(ph, e) })
	}
	if !aimed(m) || ph.Pred != nil && ph.Pred.Form != doc.Nominal {
		return ph.Ents
	}
	return slices.DeleteFunc(slices.Clone(ph.Ents), func(e article.Entity) bool {
		if e.How != "possessor" {
			return false
		}
		by := lang.Gen
		for _, md := range ph.Mods {
			if slices.ContainsFunc(md.Ents, func(x article.Entity) bool { return x.Span == e.Span }) {
				by = md.Mark
			}
		}
		return topical(by) || m.typ == "PROTEST" && topical(ph.Mark) && e.Sector == "CVL" || m.typ == "PROTEST" && ph.Mark == lang.Obj && by == lang.Gen // who joins the farmers' protest is with them
	})
}

// itself gives the parties that a subject names, without those that a thing is only about, against or in: "a petition | in the Supreme Court",
// "the case | against the party".
func (c *coder) itself(ph *doc.Phrase) []article.Entity {
	if c.d.Pack.Final || len(ph.Ents) == 0 || ph.Ents[0].How != "possessor" {
		return ph.Ents
	}
	return slices.DeleteFunc(slices.Clone(ph.Ents), func(e article.Entity) bool {
		for _, md := range ph.Mods {
			if (topical(md.Mark) || md.Mark == lang.In) && slices.ContainsFunc(md.Ents, func(x article.Entity) bool { return x.Span == e.Span }) {
				return true
			}
		}
		return false
	})
}

// aimed tells whether an act is addressed to somebody in words, so that no thing's place or topic is its recipient.
func aimed(m *meaning) bool {
	switch m.typ {
	case "REQUEST", "PROTEST", "AGREE", "REJECT":
		return true
	}
	return false
}

// inquiry tells whether an act is an investigation or a lawsuit: who is its subject is not who is asked for it.
func inquiry(m *meaning) bool {
	return m.class == "investigate" || m.class == "sue" || m.class == "charge"
}

// apart tells whether the content of an act addressed to somebody names only those whom it is about: an inquiry, what a debate is on.
func (c *coder) apart(m *meaning, q *doc.Pred) bool {
	if c.d.Pack.Final || m == nil || !aimed(m) {
		return false
	}
	x := c.memo[q]
	return x != nil && inquiry(x) || q.Form == doc.Nominal && q.Phrase != nil && topical(q.Phrase.Mark)
}

// topical tells whether a mark says where or about what a thing is.
func topical(mk lang.Mark) bool {
	switch mk {
	case lang.In, lang.Into, lang.On, lang.Over, lang.About, lang.During:
		return true
	}
	return false
}

// lentWith gives talks the parties that stand with the topic behind "with": "discussed the coup | with Biden".
func (c *coder) lentWith(m *meaning) []article.Entity {
	if c.d.Pack.Final || m.pred.Form == doc.Nominal || m.typ != "CONSULT" || len(m.actor) == 0 {
		return nil
	}
	for _, o := range c.object(m.pred) {
		if o.Pred == nil || o.Pred == m.pred {
			continue
		}
		for _, a := range o.Pred.Args {
			if a.Mark == lang.With && known(a.Ents) && a.Ents[0].How != "possessor" {
				return minus(a.Ents, m.actor)
			}
		}
	}
	return nil
}

// doneBy tells whether a fixed phrase with its own object stands as a participle before its doer: "two men held hostage by rebels",
// "the minister shown black flags by students".
func (c *coder) doneBy(pr *doc.Pred) bool {
	if c.d.Pack.Final || pr.Form != doc.Finite || pr.E == nil || !pr.E.Phrase() || pr.Class("disperse") || pr.Class("investigate") && pr.Subj != nil && human(pr.Subj.Ents) || pr.F.Has(lang.Pass) || !pr.F.Has(lang.Past) && !pr.F.Has(lang.Perf) {
		return false
	}
	return slices.ContainsFunc(c.marked(pr, "by"), func(ph *doc.Phrase) bool { return known(ph.Ents) && ph.Ents[0].How != "possessor" })
}

// inLonger tells whether a verb is a word of a longer phrase that tells of its own: "skip | the panel's summons".
func (c *coder) inLonger(pr *doc.Pred) bool {
	if c.d.Pack.Final && len(pr.Tokens) == 1 && pr.Form == doc.Converb {
		return c.inOther(pr) // विकत | घेणे
	}
	if c.d.Pack.Final || len(pr.Tokens) != 1 {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && len(q.Tokens) > 1 && q.Tokens[0] != pr.Tokens[0] && slices.Contains(q.Tokens, pr.Tokens[0])
	})
}

// discussed tells whether an event noun is what a talk is about: "discussed the coup".
func (c *coder) discussed(pr *doc.Pred) bool {
	if c.d.Pack.Final || pr.Form != doc.Nominal || pr.Phrase == nil {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && q.Form != doc.Nominal && q.Class("talk") && slices.Contains(c.object(q), pr.Phrase)
	})
}

// kept tells whether a predicate is what somebody is kept from, which did not happen: "from visiting the park".
func (c *coder) kept(pr *doc.Pred) bool {
	if c.d.Pack.Final || pr.Form != doc.Infinitive || pr.Tokens[0] == 0 {
		return false
	}
	for _, a := range c.d.An[pr.Tokens[0]-1] {
		if a.E != nil && a.E.Kind == lang.Prep && a.Mark == lang.From {
			return true
		}
	}
	return false
}

// hurts tells whether a predicate is the noun of an act that somebody suffers: suspension, arrest, killing.
func (c *coder) hurts(pr *doc.Pred) bool {
	if pr == nil || pr.Form != doc.Nominal {
		return false
	}
	return slices.ContainsFunc(pr.Classes, func(name string) bool {
		switch k := c.d.Pack.Common.Class(name); {
		case k == nil:
			return false
		case k.Type == "ASSAULT" || name == "dismiss" || name == "arrest" || name == "convict":
			return true
		}
		return false
	})
}

// hurtBy tells whether a party only suffers what a noun tells, so that no words about it are aimed at that party: "slams the MPs' suspension", "protests over the
// killing of students".
func (c *coder) hurtBy(ph *doc.Phrase, e article.Entity) bool {
	if !owned(e) {
		return false
	}
	for _, md := range ph.Mods {
		if !holds(md, e) {
			continue
		}
		switch {
		case md.Mark == lang.Of:
			return e.Sector != ""
		case md.Mark == lang.Gen && md.Ents[0].How == "person":
			return !armed([]article.Entity{e})
		case md.Mark == lang.Gen:
			return e.Sector != "" && !wields(e) && !armed([]article.Entity{e}) && e.Sector != "JUD" && (e.Sector != "PTY" && e.Sector != "OPP" || e.KB == "")
		}
	}
	return false
}
