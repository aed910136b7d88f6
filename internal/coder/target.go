package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// target finds whom a protest is against where no word names them as such, but its cause does: the minister who signed the bill, the president
// who failed, the government that is to fall. Only those who govern, judge or police are protested against in this way.
func (c *coder) target(m *meaning) []article.Entity {
	if m.typ != "PROTEST" {
		return nil
	}
	for _, q := range m.pred.Comps { // "began a hunger strike to protest against Sweden's decision"
		if q.Form != doc.Infinitive {
			continue
		}
		if x := c.mean(q, 1); x != nil && x.typ == "PROTEST" {
			if es := minus(x.recip, m.actor); len(es) > 0 {
				return es
			}
		}
	}
	if es := c.toForce(m); es != nil {
		return es
	}
	if es := c.alsoDemands(m); es != nil {
		return es
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.For && c.d.Pack.Final && a.Pred == nil {
			continue // सेना के समर्थन में
		}
		switch a.Mark {
		case lang.Against, lang.Because, lang.About, lang.For:
			if es := c.responsible(a, m.actor, 0); es != nil {
				return es
			}
		}
	}
	for _, q := range m.pred.Comps {
		if q.Phrase != nil && (q.Phrase.Mark == lang.Because || q.Phrase.Mark == lang.Against || q.Phrase.Mark == lang.For) || q.Form == doc.Converb {
			if es := c.doers(q, m.actor, 0); es != nil {
				return es
			}
		}
	}
	return nil
}

// alsoDemands gives those of whom the same people demand something in the next clause: "प्रदर्शन किया और सरकार से पेंशन बढ़ाने की मांग की".
func (c *coder) alsoDemands(m *meaning) []article.Entity {
	if m.pred.Form != doc.Finite || m.pred.Neg || len(m.actor) == 0 {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Form != doc.Finite || q.Gov != m.pred.Gov || q.Tokens[0] < m.pred.Tokens[0] || c.typeOf(q) != "REQUEST" {
			continue
		}
		s := c.subject(q)
		if x := c.mean(q, 1); x != nil && x.typ == "REQUEST" && s != nil && holds(s, m.actor[0]) {
			return officials(x.recip, m.actor)
		}
	}
	return nil
}

// responsible looks for officials in a phrase that tells a cause: itself, what modifies it, who does what it tells, who did what it is told by.
func (c *coder) responsible(ph *doc.Phrase, actor []article.Entity, depth int) []article.Entity {
	if ph == nil || depth > 3 {
		return nil
	}
	if es := officials(ph.Ents, actor); es != nil {
		return es
	}
	if es := c.stateBehind(ph, actor); es != nil {
		return es
	}
	for _, md := range ph.Mods {
		if es := c.responsible(md, actor, depth+1); es != nil {
			return es
		}
	}
	if es := c.doers(ph.Pred, actor, depth+1); es != nil {
		return es
	}
	for _, s := range c.d.Sents {
		for _, q := range s.Preds {
			if q.Form == doc.RelPart && (q.Head == ph || q.Obj == ph || q.Head != nil && slices.Contains(ph.Mods, q.Head)) {
				if es := c.doers(q, actor, depth+1); es != nil {
					return es
				}
			}
		}
	}
	return nil
}

// stateBehind gives the state whose deed is a cause of protest, where it is not the one of those who protest: "in protest against Israel's renewal of their
// detention".
func (c *coder) stateBehind(ph *doc.Phrase, actor []article.Entity) []article.Entity {
	if c.d.Pack.Final || ph.Mark != lang.Because && ph.Mark != lang.Against {
		return nil
	}
	for _, md := range ph.Mods {
		if (md.Mark == lang.Gen || md.Mark == lang.By) && md.Pred == nil && len(md.Ents) == 1 && stateItself(md.Ents[0]) && !sameCountry(actor, md.Ents) {
			return md.Ents
		}
	}
	return nil
}

// doers looks for officials among those who act in a predicate, or whose it is.
func (c *coder) doers(pr *doc.Pred, actor []article.Entity, depth int) []article.Entity {
	if pr == nil || depth > 3 {
		return nil
	}
	if s := c.subject(pr); s != nil {
		if es := officials(s.Ents, actor); es != nil {
			return es
		}
	}
	if es := c.otherState(pr, actor); es != nil {
		return es
	}
	for _, a := range pr.Args {
		switch a.Mark {
		case lang.By, lang.Erg, lang.Gen, lang.Of, lang.Through, lang.Obj, lang.Nom:
			if es := c.responsible(a, actor, depth+1); es != nil {
				return es
			}
		}
	}
	return nil
}

// otherState gives the state that does what a participle or a noun says, where it is not the one of those who protest: "चीनकडून होणाऱ्या | दडपशाहीविरोधात".
func (c *coder) otherState(pr *doc.Pred, actor []article.Entity) []article.Entity {
	if !c.d.Pack.Final || pr.Form == doc.Finite {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark != lang.Erg && a.Mark != lang.By || a.Pred != nil || len(a.Ents) == 0 {
			continue
		}
		if e := a.Ents[0]; stateItself(e) && !sameCountry(actor, a.Ents[:1]) {
			return a.Ents[:1]
		}
	}
	return nil
}

// officials gives those who govern, judge, police or are the state, if they are not those who protest.
func officials(es, actor []article.Entity) []article.Entity {
	for _, e := range es {
		switch e.Sector {
		case "GOV", "LEG", "JUD", "COP", "MIL":
			if !slices.ContainsFunc(actor, func(a article.Entity) bool { return a.Country == e.Country && a.Sector == e.Sector }) {
				return []article.Entity{e}
			}
		}
	}
	return nil
}

// slogan tells whether a demand is what those who protest call for while they do: "rallied in Nairobi demanding justice".
func (c *coder) slogan(pr *doc.Pred, m *meaning) bool {
	if m.typ != "REQUEST" || pr.Form != doc.Converb && pr.Form != doc.RelPart || pr.Subj == nil {
		return false
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if x := c.memo[q]; q != pr && x != nil && x.typ == "PROTEST" && q.Subj == pr.Subj {
			return true
		}
	}
	return false
}

// partiesFirst puts those who are named themselves before those who only own a thing: "महिला की याचिका पर वकील पर बिफरा" is aimed at the lawyer.
func (c *coder) partiesFirst(phs []*doc.Phrase, mk string, nominal bool) []*doc.Phrase {
	if len(phs) < 2 || mk != "on" && mk != "against" || !c.d.Pack.Final {
		return phs
	}
	if nominal { // the nearest to a noun: "चीन पर बयान के बाद कांग्रेस का केंद्र पर हमला"
		phs = slices.Clone(phs)
		slices.Reverse(phs)
	}
	owned := func(ph *doc.Phrase) int {
		if len(ph.Ents) == 0 || ph.Ents[0].How != "possessor" && (ph.Ents[0].How != "place" || mk != "on") {
			return 0
		}
		return 1
	}
	out := slices.Clone(phs)
	slices.SortStableFunc(out, func(a, b *doc.Phrase) int { return owned(a) - owned(b) })
	return out
}
