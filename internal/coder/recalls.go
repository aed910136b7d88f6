package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What an act takes from those that the text has told before it: who calls off a protest are those who began it, who is set free are those who
// were caught, and whoever will avenge "this attack" threatens the attacker.

// recallMax is how many sentences back the act may be that another takes up.
const recallMax = 6

// recalls fills the roles that an act leaves open because the act it takes up has told them. An act that names nobody in the passive is only news
// beside the one that it ends.
func (c *coder) recalls(m *meaning) {
	c.answers(m)
	if !c.d.Pack.Final || c.d.Art.Sentences[m.pred.Sent].Headline || m.status == article.Hypothetical {
		return
	}
	c.itsDoer(m)
	switch {
	case m.class == "call_off" && len(m.actor)+len(m.coactor) == 0:
		if o := c.lastOf(m, func(o *meaning) bool { return o.typ == "PROTEST" && known(o.actor) }); o != nil {
			m.actor = o.actor
		}
	case m.class == "ceasefire" && len(m.actor)+len(m.coactor)+len(m.recip) == 0 && m.pred.Form == doc.Finite:
		if o := c.lastOf(m, func(o *meaning) bool {
			return o.typ == "ASSAULT" && len(o.actor)+len(o.coactor) > 1 && mutual(o.rule, o.pred)
		}); o != nil {
			m.actor, m.coactor = o.actor, o.coactor
		}
	case m.mode == "release" && m.pred.Form == doc.Finite && (!known(m.recip) || c.byPronoun(m)):
		if o := c.lastOf(m, func(o *meaning) bool { return (o.mode == "arrest" || o.mode == "abduct") && known(o.recip) }); o != nil {
			m.recip = o.recip
			if len(m.actor) == 0 && o.mode == "arrest" && m.pred.F.Has(lang.Pass) && anySector(o.actor, "COP", "MIL") {
				m.actor = o.actor
			}
		}
	case len(m.recip) == 0 && len(m.actor) > 0 && m.typ == "THREATEN" && (m.mode == "" || m.mode == "violence"):
		if typ, ok := c.pointed(m.pred, 0); ok {
			if o := c.lastOf(m, func(o *meaning) bool { return o.typ == typ && known(o.actor) }); o != nil {
				m.recip = minus(o.actor, m.actor)
			}
		}
	case m.typ == "AGREE" && m.pred.Class("promise") && len(m.recip)+len(m.coactor) == 0 && anySector(m.actor, "GOV", "COP"):
		if o := c.lastOf(m, func(o *meaning) bool { return o.typ == "PROTEST" && known(o.actor) }); o != nil && m.pred.Sent-o.pred.Sent <= harmBack+1 {
			m.recip = c.facesOf(o, m)
		}
	case m.typ == "SUPPORT" && len(m.recip)+len(m.coactor) == 0 && len(m.actor) > 0 && m.class != "ratify" && m.class != "sign":
		if typ, ok := c.pointed(m.pred, 0); ok {
			if o := c.lastOf(m, func(o *meaning) bool { return o.typ == typ && known(o.actor) }); o != nil {
				m.recip = minus(o.actor, m.actor)
			}
		}
	case m.typ == "REJECT" && len(m.recip) == 0 && len(m.actor) > 0 && (m.on == "o.demand" || m.content != nil && m.content.typ == "REQUEST"):
		if o := c.lastOf(m, func(o *meaning) bool {
			return (o.typ == "REQUEST" || o.typ == "PROTEST" || o.typ == "THREATEN" || o.typ == "CONSULT") && len(c.facesOf(o, m)) > 0
		}); o != nil {
			m.recip = c.facesOf(o, m)
		}
	case m.typ == "ACCUSE" && m.mode != "investigate" && len(m.recip) == 0 && len(m.actor) > 0 && m.pred.Form == doc.Finite:
		m.recip = c.blamedIn(m)
	case m.typ == "ASSAULT" && len(m.recip) == 0 && m.pred.Form == doc.Finite && len(m.actor) == 1 && plover.IsState(m.actor[0].Country) && !mutual(m.rule, m.pred):
		c.strikesBack(m)
	}
}

// facesOf are those who take part in an act and are not of the side of who acts in another, nor like them.
func (c *coder) facesOf(o, m *meaning) []article.Entity {
	return leaving(minus(slices.Concat(o.actor, o.coactor), m.actor), func(e article.Entity) bool {
		return e.Sector == "GOV" || e.Sector == "" || anySector(m.actor, e.Sector) || place(e)
	})
}

// blamedIn gives criticism that names nobody the first of those in power of whom its words speak: "पोलिसांनी दखल घेतली असती तर …, अशी टीका त्यांनी केली".
func (c *coder) blamedIn(m *meaning) []article.Entity {
	subj := c.subject(m.pred)
	if at := m.pred.Tokens[0]; subj == nil || len(m.pred.Comps) == 0 && (at == 0 || c.d.Kind(at-1, lang.Demo) == nil) {
		return nil
	}
	var best *doc.Phrase
	all := slices.Clone(c.d.Sents[m.pred.Sent].Phrases)
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		all = append(all, q.Args...)
	}
	for _, ph := range all {
		if ph.First >= subj.First || ph.First >= m.pred.Tokens[0] || ph.Time || ph.Pred != nil || ph.Pron || len(ph.Ents) != 1 || best != nil && best.First < ph.First {
			continue
		}
		switch ph.Mark {
		case lang.Nom, lang.Erg, lang.Dat, lang.Gen, lang.On:
		default:
			continue
		}
		switch e := ph.Ents[0]; e.Sector {
		case "GOV", "COP", "PTY", "OPP", "JUD", "LEG", "MIL":
			if e.How != "unknown" && e.How != "place" && e.How != "possessor" && (e.How != "title" || e.KB != "") && len(c.others(ph.Ents, m.actor)) > 0 {
				best = ph
			}
		}
	}
	if best == nil {
		return nil
	}
	return best.Ents
}

// itsDoer gives the condemnation of "it" who did what was told last: "हा हल्ला क्रूर असल्याचे सांगत त्याचा निषेध केला".
func (c *coder) itsDoer(m *meaning) {
	if !m.pred.Class("condemn") {
		return
	}
	for _, a := range m.pred.Args {
		if !a.Pron || a.Mark != lang.Gen || a.E == nil || !a.E.Has(lang.SgFlag) || a.E.Has(lang.PlFlag) {
			continue
		}
		if x := c.lastDone(m, a); x != nil && x.typ == "ASSAULT" {
			m.recip = minus(x.actor, m.actor)
		}
	}
}

// deniesIt tells whether a refusal only turns away what the sentence before charges its subject with: "… असा आरोप सुदानने केला. अमिरातीने तो फेटाळून लावला".
func (c *coder) deniesIt(m *meaning) bool {
	if !c.d.Pack.Final || m.typ != "REJECT" || len(m.actor) == 0 || m.content != nil || len(c.out) == 0 {
		return false
	}
	o := c.out[len(c.out)-1]
	if o.typ == "ACCUSE" && m.pred.Aside && o.pred.Sent == m.pred.Sent && o.pred != m.pred && len(o.recip) > 0 && sameCountry(o.recip, m.actor) {
		return true // X पर आरोप लगाया, | जिसे उसने नकार दिया
	}
	return o.typ == "ACCUSE" && len(o.actor) > 0 && m.pred.Sent-o.pred.Sent <= 1 && o.pred != m.pred && len(o.recip) > 0 && (compatible(o.recip, m.actor) || o.recip[0].Country != "" && o.recip[0].Country == m.actor[0].Country && o.actor[0].Country != m.actor[0].Country) && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Pron && (a.Mark == lang.Nom || a.Mark == lang.Dat)
	})
}

// leftBefore tells whether somebody known by name leaves an office that the text before has told him to leave: nobody does so twice.
func (c *coder) leftBefore(m *meaning) bool {
	return c.d.Pack.Final && m.mode == "resign" && len(m.actor) == 1 && m.actor[0].KB != "" && happened(m) && c.lastOf(m, func(o *meaning) bool {
		return o.mode == "resign" && len(o.actor) == 1 && o.actor[0].KB == m.actor[0].KB && !c.d.Art.Sentences[o.pred.Sent].Headline
	}) != nil
}

// drives tells whether a crowd is only driven off by the blows told just before, whose victims it then names: "लाठीमार करून जमावाला पांगवले".
func (c *coder) drives(m *meaning) bool {
	if m.class != "disperse" || len(c.out) == 0 {
		return false
	}
	o := c.out[len(c.out)-1]
	if o.class != "crowd_control" || o.pred.Sent != m.pred.Sent || o.pred.Form != doc.Converb || !compatible(o.actor, m.actor) && o.actor[0].Span != m.actor[0].Span {
		return false
	}
	if !known(o.recip) {
		o.recip = m.recip
	}
	return true
}

// byPronoun tells whether only a pronoun says on whom an act falls: सर्वांची सुटका.
func (c *coder) byPronoun(m *meaning) bool {
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Pron && holds(a, m.recip[0]) })
}

// answers makes an attack of an answer that was given to one, and not only threatened: "गोळीबाराला चोख प्रत्युत्तर दिले".
func (c *coder) answers(m *meaning) {
	if !c.d.Pack.Final || m.typ != "THREATEN" || m.content == nil || m.content.typ != "ASSAULT" || !m.pred.Class("vow_force") || m.pred.Form != doc.Finite || !m.pred.F.Has(lang.Perf) || !(armed(m.actor) || slices.ContainsFunc(m.actor, stateItself)) {
		return
	}
	k := c.d.Pack.Common.Class(m.content.class)
	if k != nil && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Dat && a.Pred == m.content.pred }) {
		c.become(m, k)
	}
}

// strikesBack gives an attack that names nobody whom it falls on, by those who were attacked just before, the attacker: "इराणनेही क्षेपणास्त्रे डागली".
func (c *coder) strikesBack(m *meaning) {
	o := c.lastOf(m, func(o *meaning) bool { return o.typ == "ASSAULT" && known(o.actor) })
	if o == nil || m.pred.Sent-o.pred.Sent > harmBack || len(o.actor) != 1 || len(o.recip) == 0 || !plover.IsState(o.actor[0].Country) {
		return
	}
	me := m.actor[0]
	if o.actor[0].Country == me.Country || !slices.ContainsFunc(o.recip, func(e article.Entity) bool { return e.Country == me.Country }) {
		return
	}
	if me.Sector == "" || me.Sector == "MIL" || me.Sector == "GOV" {
		m.recip = o.actor
	}
}

// lastOf gives the last act before m in the sentences in reach that happened and is the one looked for.
func (c *coder) lastOf(m *meaning, is func(*meaning) bool) *meaning {
	for _, o := range slices.Backward(c.out) {
		if m.pred.Sent-o.pred.Sent > recallMax {
			return nil
		}
		if o.pred != m.pred && happened(o) && is(o) {
			return o
		}
	}
	return nil
}

// pointed gives the type of the act that a predicate speaks of as known, by a noun with "this" before it and nobody who did it: "या हल्ल्याचा
// बदला घेण्याचा इशारा".
func (c *coder) pointed(pr *doc.Pred, depth int) (plover.Type, bool) {
	if pr == nil || depth > 2 {
		return "", false
	}
	for _, a := range pr.Args {
		if a.Mark == lang.After || a.Mark == lang.In || a.Mark == lang.Before {
			continue // "या हल्ल्यानंतर": when
		}
		if a.Pred != nil && a.Pred != pr {
			if a.Pred.Form == doc.Nominal && a.First < len(c.d.An) && c.points(a.First) && !slices.ContainsFunc(a.Pred.Args, func(x *doc.Phrase) bool { return known(x.Ents) }) {
				if x := c.memo[a.Pred]; x != nil && (x.typ == "ASSAULT" || x.typ == "COERCE" || x.typ == "SANCTION" || x.typ == "PROTEST") {
					return x.typ, true
				}
			}
			if typ, ok := c.pointed(a.Pred, depth+1); ok {
				return typ, true
			}
		}
	}
	for _, q := range pr.Comps {
		if typ, ok := c.pointed(q, depth+1); ok {
			return typ, true
		}
	}
	return "", false
}
