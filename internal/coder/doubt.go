package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What is too weak to name a party: a role is left open rather than filled with what only stands near the act.

// doubt takes from the roles what cannot be who acts or suffers: in a headline a word that nothing knows, a town, the body whose office
// somebody resigns.
func (c *coder) doubt(m *meaning) {
	if !c.d.Pack.Final {
		return
	}
	headline, nominal := c.d.Art.Sentences[m.pred.Sent].Headline, m.pred.Form == doc.Nominal
	s := c.subject(m.pred)
	erg := s != nil && s.Mark == lang.Erg // who stands in the ergative does act, known or not
	c.laidHands(m)
	if headline {
		m.recip = leaving(m.recip, nameless)
		if !erg {
			m.actor = leaving(m.actor, nameless)
		}
		if m.class == "coerce" && len(m.actor) > 0 { // पथकाची चाळीसगावात कारवाई: where
			m.recip = leaving(m.recip, located)
		}
	}
	if !headline && (m.typ == "REQUEST" || m.typ == "PROTEST" || m.typ == "ASSAULT" || m.class == "curfew") {
		m.recip = leaving(m.recip, func(e article.Entity) bool { return c.strayWord(m, e) })
	}
	if nominal || headline && !erg { // मुंबई विमानतळावर पकडले; but तामिळनाडूने मागणी केली
		m.actor = leaving(m.actor, located)
	}
	if nominal {
		c.inquiry(m)
		c.mute(m)
	} else if m.mode == "investigate" {
		c.inquiredOf(m)
	}
	c.launched(m)
	switch m.mode {
	case "resign": // the office is of the body, and who resigns is a person
		m.actor = leaving(m.actor, func(e article.Entity) bool { return owned(e) || e.How == "body" })
	case "release": // हिंदूंनी भारत सोडला: who leaves a country frees nobody
		if headline && m.pred.Form == doc.Finite && len(m.recip) == 1 && m.recip[0].How == "state" && m.recip[0].Sector == "" {
			m.actor, m.recip, m.coactor = nil, nil, nil
		}
	case "seize": // हाँगकाँगमधील संपत्ती जप्त: where the thing is
		if headline {
			m.recip = leaving(m.recip, func(e article.Entity) bool {
				return e.Sector == "" && anySector(m.actor, "COP") && e.Country != m.actor[0].Country && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
					return a.Mark == lang.In && holds(a, e) || slices.ContainsFunc(a.Mods, func(md *doc.Phrase) bool { return md.Mark == lang.In && holds(md, e) })
				})
			})
		}
	case "abduct": // कार्यालय नागपूरला पळवले: where a thing is taken to
		m.recip = leaving(m.recip, place)
	case "arrest", "convict":
		m.recip = leaving(m.recip, func(e article.Entity) bool { return place(e) || headline && owned(e) && e.Sector == "" })
	}
}

// laidHands takes a word that nothing knows for people where the police lay hands on it in the case of those who are acted on: "आफताबला अटक".
func (c *coder) laidHands(m *meaning) {
	if m.mode != "arrest" && m.mode != "convict" || len(m.recip) != 1 || !nameless(m.recip[0]) {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.Dat && a.Pred == nil && holds(a, m.recip[0]) {
			m.recip = slices.Clone(m.recip)
			m.recip[0].How, m.recip[0].Sector = "agent", "CVL"
			m.recip = c.domestic(m.recip)
		}
	}
}

// launched makes a test of missiles that a state fires at nobody: "उत्तर कोरियाने दोन क्षेपणास्त्रे समुद्राच्या दिशेने डागली".
func (c *coder) launched(m *meaning) {
	k := c.d.Pack.Common.Class("deploy_weapons")
	if m.class != "attack.shell" || k == nil || known(m.recip) || !slices.ContainsFunc(m.actor, func(e article.Entity) bool { return stateItself(e) || e.Sector == "MIL" }) {
		return
	}
	for _, a := range m.pred.Args {
		switch a.Mark {
		case lang.On, lang.Against, lang.Dat, lang.In, lang.Into:
			if !a.Time && !sameCountry(a.Ents, m.actor) {
				return
			}
		}
	}
	for _, t := range m.pred.Tokens {
		if a := c.d.Kind(t, lang.Noun); a != nil && a.E.Is("o.missile") {
			c.become(m, k)
			m.recip = nil
			return
		}
	}
}

// leaving gives the parties of a list for which drop does not hold.
func leaving(es []article.Entity, drop func(article.Entity) bool) []article.Entity {
	return slices.DeleteFunc(slices.Clone(es), drop)
}

// located tells whether a party is no more than a town or region.
func located(e article.Entity) bool { return e.How == "place" }

// mute takes those who only stand behind a thing from an act of words: पवारांच्या ट्विटची चर्चा.
func (c *coder) mute(m *meaning) {
	n := len(m.actor)
	if m.typ != "ACCUSE" && m.typ != "SUPPORT" && m.typ != "CONSULT" {
		return
	}
	m.actor = leaving(m.actor, func(e article.Entity) bool { return owned(e) && c.behind(m.pred, e) })
	if m.typ == "CONSULT" && n > 0 && len(m.actor) == 0 {
		m.recip = nil // what is talked about, not who talks
	}
}

// nameless tells whether nothing but its spelling speaks for a party.
func nameless(e article.Entity) bool { return e.How == "unknown" && e.Country == "" && e.Sector == "" }

// owned tells whether a party only stands behind a thing of its own.
func owned(e article.Entity) bool { return e.How == "possessor" }

// inquiry reads the genitive of a bare noun of inquiry: the police inquire, and are not inquired into (ईडीच्या तपासात); where a crime is
// inquired into, its victim is not (मॉडेलच्या हत्येचा तपास).
func (c *coder) inquiry(m *meaning) {
	if m.mode != "investigate" || len(m.recip) == 0 {
		return
	}
	gen := markedBy(m.pred, lang.Gen, m.recip[0])
	if e := m.recip[0]; gen && len(m.actor) == 0 && len(m.recip) == 1 && (e.Sector == "COP" || e.Sector == "SPY") && (e.How == "body" || e.How == "agent") {
		m.actor, m.recip = m.recip, nil
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Gen || a.Pred == nil {
			continue
		}
		if x := c.memo[a.Pred]; x != nil && x.typ == "ASSAULT" {
			m.recip = leaving(m.recip, owned)
		}
	}
}

// inquiredOf gives an inquiry into what a clause behind it tells the subject of that clause: उन आरोपों की जांच कर रही है कि | पुलिस ने | छात्रों को यातनाएं दीं.
func (c *coder) inquiredOf(m *meaning) {
	if !c.d.Pack.Final {
		return
	}
	for _, q := range m.pred.Comps {
		if q.Form != doc.Finite || q.Tokens[0] < endOf(m.pred) {
			continue
		}
		if x := c.memo[q]; x != nil && len(x.actor) > 0 {
			if es := minus(x.actor, m.actor); len(es) > 0 {
				m.recip = es
			}
			return
		}
		if s := c.subject(q); s != nil && s.Pred == nil && q.Subj == nil && human(s.Ents) {
			if es := minus(s.Ents, m.actor); len(es) > 0 {
				m.recip = es
			}
			return
		}
	}
}

// behind tells whether a party stands behind a thing that the lexicon has and that goes with the predicate in the genitive.
func (c *coder) behind(pr *doc.Pred, e article.Entity) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Gen && a.E != nil && holds(a, e) })
}

// holds tells whether a phrase names a party.
func holds(ph *doc.Phrase, e article.Entity) bool {
	return slices.ContainsFunc(ph.Ents, func(x article.Entity) bool { return x.Span == e.Span })
}

// markedBy tells whether an argument with a mark names a party.
func markedBy(pr *doc.Pred, mark lang.Mark, e article.Entity) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == mark && holds(a, e) })
}

// strayWord tells whether a party is one word that nothing knows, which in a text is more likely a word than a name.
func (c *coder) strayWord(m *meaning, e article.Entity) bool {
	if !nameless(e) {
		return false
	}
	s := c.d.Art.Sentences[m.pred.Sent]
	for i := s.First; i < s.Last; i++ {
		if c.d.Span(i, i+1) == e.Span {
			return true
		}
	}
	return false
}
