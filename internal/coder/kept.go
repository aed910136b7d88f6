package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What somebody is not let hold, and which bodies of states a state joins or leaves.

// notHeld makes a restriction of a gathering that the police or the government do not let people hold: "पोलिसांनी विरोधकांची सभा होऊ दिली नाही".
func (c *coder) notHeld(m *meaning, k *lang.Class) bool {
	if !c.d.Pack.Final || k.Name != "allow" {
		return false
	}
	restrict := c.d.Pack.Common.Class("restrict")
	if restrict == nil || !m.pred.Neg || m.pred.Form != doc.Finite || m.pred.F&(lang.Fut|lang.Pros) != 0 || !anySector(m.actor, "GOV", "COP", "MIL", "JUD") {
		return false
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.Nom && a.E != nil && listedIn(a.E, "occasion") && known(a.Ents) && !sameSectors(a.Ents, m.actor) {
			c.become(m, restrict)
			m.pred.Neg = false
			m.recip = minus(a.Ents, m.actor)
			return len(m.recip) > 0
		}
	}
	return false
}

func sameSectors(es, others []article.Entity) bool {
	return slices.ContainsFunc(es, func(e article.Entity) bool { return anySector(others, e.Sector) })
}

// ofLeague gives the body of states that a fixed phrase of leaving has in its own words: "जागतिक आरोग्य संघटनेतून बाहेर पडणे".
func (c *coder) ofLeague(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.class != "suspend_coop" || len(m.recip) > 0 || m.pred.E == nil || !m.pred.E.Phrase() {
		return nil
	}
	for _, nm := range c.d.Names {
		if nm.Last-1 == m.pred.Tokens[0] {
			if e := (article.Entity{Span: c.d.Span(nm.First, nm.Last), Country: nm.Rec.Country, Sector: nm.Rec.Sector, Name: nm.Rec.Name, KB: nm.Rec.ID, How: "body"}); bodyOfStates(e) {
				return []article.Entity{e}
			}
		}
	}
	return nil
}

// armsSent makes help of arms that a state sends to another state: "ऑस्ट्रेलियाने युक्रेनला रणगाडे पाठवले". Sent into a place they are deployed.
func (c *coder) armsSent(m *meaning) {
	k := c.d.Pack.Common.Class("arm")
	if !c.d.Pack.Final || k == nil || m.class != "deploy" || len(m.actor) == 0 || !plover.IsState(m.actor[0].Country) || m.pred.Form == doc.Nominal {
		return
	}
	if !slices.ContainsFunc(m.pred.Tokens, func(t int) bool {
		n := c.d.Kind(t, lang.Noun)
		return n != nil && (n.E.Is("o.weapon") || n.E.Is("o.missile"))
	}) {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.Dat && a.Pred == nil && len(a.Ents) > 0 && a.Ents[0].How == "state" && a.Ents[0].Country != m.actor[0].Country {
			c.become(m, k)
			m.recip = a.Ents
			return
		}
	}
}

// rammed makes an attack of what a ship of a state's forces does to another: "नौकेला तटरक्षक दलाच्या जहाजाने धडक दिली". The same words are those of a march.
func (c *coder) rammed(m *meaning) {
	k := c.d.Pack.Common.Class("shoot_down")
	if !c.d.Pack.Final || k == nil || m.class != "rally" || m.pred.Form == doc.Nominal || !anySector(m.actor, "COP", "MIL") || !known(m.recip) {
		return
	}
	if slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Dat && a.Pred == nil && a.E != nil && a.E.Agent == "" && holds(a, m.recip[0])
	}) {
		c.become(m, k)
	}
}

// backs gives who says that he is for or against something, where the noun for it has nobody else: "तैवानला पाठिंबा असल्याचे ग्वाटेमालाने सांगितले".
func (c *coder) backs(pr *doc.Pred) *doc.Phrase {
	if !c.d.Pack.Final || c.d.Pack.Shared || pr.Light != "be" || pr.Form != doc.Infinitive || pr.Neg || pr.Gov == nil || !c.d.Pack.Common.AnyKind(pr.Gov.Classes, "say") || !pr.Class("endorse") && !pr.Class("oppose") {
		return nil
	}
	if len(c.marked(pr, "gen")) > 0 {
		return nil
	}
	if s := c.subject(pr.Gov); s != nil && s.Pred == nil && known(s.Ents) {
		return s
	}
	return nil
}
