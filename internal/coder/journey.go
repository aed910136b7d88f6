package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// journey makes a visit of an official's arrival in another state.
func (c *coder) journey(m *meaning) *meaning {
	visit := c.d.Pack.Common.Class("visit")
	if visit == nil || len(m.actor) == 0 || !m.actor[0].Human() && m.actor[0].How != "agent" || !anySector(m.actor, "GOV", "MIL") || m.pred.Form != doc.Finite && !c.meant(m.pred) {
		return nil
	}
	for _, a := range m.pred.Args {
		switch a.Mark {
		case lang.In, lang.To, lang.Into, lang.At, lang.Dat, lang.Obj, lang.Nom:
		case lang.For: // "leaves for France"
			if m.pred.E == nil || !m.pred.E.Phrase() || c.d.Pack.Final {
				continue
			}
		default:
			continue
		}
		for _, e := range a.Ents {
			if (e.How == "state" || e.How == "capital" || e.How == "place") && e.Country != "" && e.Country != m.actor[0].Country {
				c.become(m, visit)
				m.recip = a.Ents
				return m
			}
		}
	}
	return nil
}

// takesSide makes an alliance of who joins a party or an alliance by its name: "the legislator joined the BJP".
func (c *coder) takesSide(m *meaning) *meaning {
	ally := c.d.Pack.Common.Class("ally")
	if ally == nil || c.d.Pack.Final || len(m.actor) == 0 || m.pred.Form == doc.Nominal {
		return nil
	}
	for _, a := range c.object(m.pred) {
		for i := range a.Ents {
			e := a.Ents[i]
			if e.How != "body" || e.Sector != "PTY" && e.Sector != "OPP" && e.Country != "IGO" && e.Country != "EUR" {
				continue
			}
			c.become(m, ally)
			m.rule = c.d.Rules.For("endorse", string(ally.Type))
			m.recip = []article.Entity{e}
			return m
		}
	}
	return nil
}

// meant tells whether an infinitive is what somebody plans, promises or refuses: "plans to travel to China".
func (c *coder) meant(pr *doc.Pred) bool {
	return pr.Form == doc.Infinitive && pr.F.Has(lang.Inf) && pr.Gov != nil && c.d.Pack.Common.AnyKind(pr.Gov.Classes, "gov")
}

// meetEach tells whether those who stand before a verb of meeting are people of several states, who can only have met each other: भारत और चीन के विदेश मंत्री
// दिल्ली में मिले.
func (c *coder) meetEach(m *meaning) bool {
	s := c.subject(m.pred)
	return m.typ == "CONSULT" && m.pred.Form == doc.Finite && s != nil && len(s.Ents) > 1 && countries(s.Ents) > 1 && human(s.Ents)
}

// idleVisit tells whether somebody's going makes no meeting of what he goes for: "भेटीसाठी मनिलात पोहोचले" is a visit, and where a plain verb of going stands,
// only officials who go to somebody meet him.
func (c *coder) idleVisit(m *meaning, o object) bool {
	if !c.d.Pack.Final || o.m == nil || o.typ != "CONSULT" {
		return false
	}
	if e := m.pred.E; e == nil && !c.d.Pack.Shared || e != nil && !e.Phrase() && (e.Light == "go" || e.Light == "come") && !c.d.Pack.Shared {
		return !anySector(m.actor, "GOV", "ELI", "MIL") || !known(o.m.recip) && !known(m.recip) && countries(m.actor, m.coactor) < 2
	}
	return o.class == "meet" && len(o.m.recip)+len(o.m.actor)+len(o.m.coactor) == 0 && o.ph != nil && o.ph.Mark == lang.For && o.m.pred.Form == doc.Nominal
}

// goer gives the person who goes to a meeting that a bare noun in the dative tells: "राज ठाकरे मुख्यमंत्र्यांच्या भेटीला".
func (c *coder) goer(pr *doc.Pred, used []*doc.Phrase) []article.Entity {
	if pr.Form != doc.Nominal || pr.Phrase == nil || pr.Phrase.Mark != lang.Dat || !pr.Class("meet") {
		return nil
	}
	s := c.subject(pr)
	if s == nil || slices.Contains(used, s) || s.Mark != lang.Nom {
		return nil
	}
	for _, e := range s.Ents {
		if !e.Human() || e.Country == "" {
			return nil
		}
	}
	return s.Ents
}

// enlists makes an alliance of somebody's joining a party: "दोन नगरसेवक भाजपमध्ये दाखल झाले".
func (c *coder) enlists(m *meaning) *meaning {
	ally := c.d.Pack.Common.Class("ally")
	if ally == nil || !c.d.Pack.Final || m.pred.Form == doc.RelPart {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.In && len(a.Ents) == 1 && bodyOfStates(a.Ents[0]) && len(m.actor) > 0 && m.actor[0].How == "state" && m.pred.Form != doc.Nominal && len(m.pred.Comps) == 0 && !m.pred.Neg && wants(m.pred.E, lang.In) { // स्वीडन नाटोमध्ये सामील झाला
			c.become(m, ally)
			m.rule = c.d.Rules.For("endorse", string(ally.Type))
			m.recip = a.Ents
			return m
		}
		if a.Mark != lang.In && a.Mark != lang.Into && a.Mark != lang.With || len(a.Ents) != 1 || a.Ents[0].How != "body" || !anySector(a.Ents, "PTY", "OPP") {
			continue
		}
		c.become(m, ally)
		m.recip = a.Ents
		m.actor = slices.DeleteFunc(minus(m.actor, a.Ents), func(e article.Entity) bool { return owned(e) || place(e) || nameless(e) || e.Sector == "" })
		if len(m.actor) == 0 {
			return nil
		}
		return m
	}
	return nil
}

// wants tells whether an entry names a mark as that of its recipient.
func wants(e *lang.Entry, mk lang.Mark) bool { return e != nil && slices.Contains(e.Recip, mk) }

// destination tells whether a body without a case is where somebody goes, as who goes is named behind it: अस्पताल | गए मंत्री, थाने पहुंची महिला.
func (c *coder) destination(pr *doc.Pred, ph *doc.Phrase) bool {
	if !c.d.Pack.Final || !pr.Class("travel") && pr.Light != "go" && pr.Light != "come" || ph.E == nil || !ph.E.Has(lang.Org) {
		return false
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.First > ph.First && a.Mark == lang.Nom && !a.Attr && a.Pred == nil && human(a.Ents)
	})
}
