package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who else is a side of what a Hindi headline tells: partners in a deed, kin named beside somebody, people whom no table knows.

// together adds to those who did a deed the ones with whom the headline says they did it: "सिपाही ने प्रेमी के साथ मिलकर की पति की हत्या".
func (c *coder) together(m *meaning) {
	if m.typ != "ASSAULT" || len(m.actor) != 1 || mutual(m.rule, m.pred) {
		return
	}
	for _, a := range c.d.Sents[m.pred.Sent].Phrases {
		if a.Mark != lang.With || a.Pred != nil || !human(a.Ents) || !known(a.Ents) || a.Last >= m.pred.Tokens[0] || !c.thenDone(a) {
			continue
		}
		if !overlaps(a.Ents[0], m.actor) {
			m.actor = append(slices.Clone(m.actor), apartFrom(apartFrom(a.Ents, m.actor), m.recip)...)
			return
		}
	}
}

// markMax is how many words a postposition has at most: के साथ.
const markMax = 2

// thenDone tells whether a participle of a verb stands right behind a phrase and its postposition: "प्रेमी के साथ | मिलकर".
func (c *coder) thenDone(ph *doc.Phrase) bool {
	for i := ph.Last; i <= ph.Last+markMax && i < len(c.d.An); i++ {
		if slices.ContainsFunc(c.d.An[i], func(x lang.Analysis) bool { return x.E != nil && x.E.Kind == lang.Verb && x.F.Has(lang.Conv) }) {
			return true
		}
	}
	return false
}

// andTheirs adds to the sides of an act the one who stands beside them as theirs: "पूर्व मंत्री और उनकी पत्नी होंगे रिहा", "ट्रम्प के साथ उनकी कानूनी टीम को हिदायत".
func (c *coder) andTheirs(m *meaning, es, others []article.Entity) []article.Entity {
	if len(es) != 1 || mutual(m.rule, m.pred) {
		return es
	}
	theirs := func(ph *doc.Phrase) bool {
		return len(ph.Mods) > 0 && slices.ContainsFunc(ph.Mods, func(md *doc.Phrase) bool {
			return md.Pron && md.Mark == lang.Gen || md.E != nil && md.E.Kind == lang.Pron
		})
	}
	phs := c.d.Sents[m.pred.Sent].Phrases
	for _, b := range phs {
		if b.Pred != nil || !theirs(b) || !human(b.Ents) {
			continue
		}
		at := begins(b)
		for _, a := range phs {
			if a.Pred != nil || !known(a.Ents) || !human(a.Ents) || a == b {
				continue
			}
			and := a.Last == at-1 && c.d.Kind(a.Last, lang.Conj) != nil && (a.Mark == b.Mark || a.Mark == lang.Nom)
			with := a.Mark == lang.With && a.Last <= at && at-a.Last <= 2 && (a.Last == at || c.d.Art.Tokens[a.Last].Kind == article.Word && c.d.Kind(a.Last, lang.Conj) == nil)
			switch {
			case !and && !with:
			case holds(b, es[0]) && !overlaps(a.Ents[0], es):
				return append(apartFrom(a.Ents, others), es...)
			case holds(a, es[0]) && and && known(b.Ents):
				return append(slices.Clone(es), apartFrom(b.Ents, others)...)
			}
		}
	}
	return es
}

// strangers gives people who act in a headline, and whom no table knows, the country that it is of, and adds the ones joined to them: "नौशाद और जगजीत सिंह ने
// युवक का गला दबाया".
func (c *coder) strangers(m *meaning) {
	if m.typ != "ASSAULT" || len(m.actor) == 0 || !nameless(m.actor[0]) {
		return
	}
	home := c.sole(c.d.Pack.Home)
	if home == "" && len(m.recip) > 0 {
		home = m.recip[0].Country
	}
	m.actor = slices.Clone(m.actor)
	for i := range m.actor {
		if e := &m.actor[i]; nameless(*e) && home != "" {
			e.Country, e.Sector, e.How = home, "CVL", "agent"
		}
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Erg || !holds(a, m.actor[0]) {
			continue
		}
		for _, b := range a.Conj {
			if len(b.Ents) == 0 && b.Pred == nil && !b.Time && home != "" {
				m.actor = append(m.actor, article.Entity{Span: c.d.Span(b.First, b.Last), Country: home, Sector: "CVL", How: "agent"})
			}
		}
	}
}

// strangerHit gives what only befalls people to the name of one whom no table knows, where it stands in the case of those whom it befalls: "कोर्ट ने प्रिया रमानी को किया
// बरी", "काबायेवा पर लगाया प्रतिबंध".
func (c *coder) strangerHit(m *meaning) []article.Entity {
	switch {
	case m.typ == "CONCEDE" && m.class == "pardon", m.mode == "arrest", m.mode == "convict", m.mode == "release", m.mode == "expel", m.typ == "ASSAULT", m.typ == "SANCTION" && m.mode == "discontinue", c.accused(m):
	default:
		return nil
	}
	for _, a := range m.pred.Args {
		on := a.Mark == lang.On && m.typ != "ASSAULT" || a.Mark == lang.Against
		if a.Mark != lang.Dat && !on || a.E != nil || a.Pred != nil || a.Time || a.Pron || len(a.Names) > 0 || a.Last-a.First < 2 || a.Last-a.First > 3 {
			continue
		}
		strange := true
		for i := a.First; i < a.Last; i++ {
			strange = strange && c.d.Art.Tokens[i].Kind == article.Word && c.d.Kind(i, lang.Noun) == nil && c.d.Kind(i, lang.Adj) == nil && c.d.Kind(i, lang.Num) == nil
		}
		if home := c.sole(c.d.Pack.Home); strange && (home != "" || len(m.actor) > 0) {
			return []article.Entity{{Span: c.d.Span(a.First, a.Last), Country: home, Sector: "CVL", How: "agent"}}
		}
	}
	return nil
}
