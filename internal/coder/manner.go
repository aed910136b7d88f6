package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// How an act is done where its own words do not say, but who does it to whom does.

// manner gives an act without a mode that which its parties or what stands with it show.
func (c *coder) manner(m *meaning) {
	if m.typ == "REJECT" {
		c.refused(m)
	}
	if k := c.d.Pack.Common.Classes["riot"]; k != nil && m.class == "attack.arson" && c.d.Pack.Final && governed(m.actor) && !anySector(m.actor, "BUS") && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
		c.become(m, k) // a crowd that burns what is in its way riots
	}
	if k := c.d.Pack.Common.Classes["restrict"]; k != nil && m.class == "attack.arson" && offices(m.actor) && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
		c.become(m, k) // a town that pulls down houses restricts
	}
	if m.mode != "" {
		return
	}
	switch m.typ {
	case "THREATEN": // strikers and farmers threaten with what they can do: to stop work, to march
		if people := governed(m.actor); people && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
			m.mode = "relations"
		}
	case "REQUEST": // the governed, parties and courts ask a government to change what it does
		if sameCountry(m.actor, m.recip) && len(m.actor) == 1 && anySector(m.recip, "GOV", "COP", "LEG") && (governed(m.actor) || anySector(m.actor, "PTY", "OPP", "JUD", "LEG")) {
			m.mode = "change"
		}
	case "CONSULT":
		if c.between(m.pred) {
			m.mode = "third-party"
		} else if sides := len(dedupe(slices.Concat(m.actor, m.coactor, m.recip))); sides > 2 {
			m.mode = "multilateral"
		}
	case "ASSAULT": // an encounter of the police with rebels is one with guns
		if m.class == "clash" {
			all := slices.Concat(m.actor, m.coactor, m.recip)
			if anySector(all, "COP", "MIL", "PRM") && anySector(all, "REB") && countries(all) == 1 {
				m.mode = "firearms"
			}
		}
	}
}

// refused gives a refusal the mode of the request that is refused: a refused loan is refused help, a refused reform a refused change.
func (c *coder) refused(m *meaning) {
	if m.mode != "" && m.mode != "yield" {
		return
	}
	for x, n := m.content, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		if x.typ != "REQUEST" {
			continue
		}
		switch x.mode {
		case "assist", "change", "meet":
			m.mode = x.mode
			return
		}
		if sameCountry(x.actor, m.actor) && (governed(x.actor) || anySector(x.actor, "PTY", "OPP", "JUD", "LEG")) {
			m.mode = "change"
		}
		return
	}
}

// governed tells whether all parties are of those who are governed: workers, farmers, citizens, their bodies.
func governed(es []article.Entity) bool {
	for _, e := range es {
		switch e.Sector {
		case "LAB", "AGR", "SOC", "CVL", "EDU", "MED", "REL", "BUS":
		default:
			return false
		}
	}
	return len(es) > 0
}

// offices tells whether all parties are bodies or officers of a civil government, not states.
func offices(es []article.Entity) bool {
	for _, e := range es {
		if e.Sector != "GOV" || e.How != "agent" && e.How != "body" && e.How != "title" {
			return false
		}
	}
	return len(es) > 0
}

// between tells whether talks are held through somebody who goes between: मलेशियाच्या मध्यस्थीने.
func (c *coder) between(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Pred != nil && a.Pred != pr && a.Pred.Class("mediate") })
}

// jail gives the arrest that a prison sentence is beside the conviction; nil where the sentence is none, or puts nobody away yet.
func (c *coder) jail(m *meaning) *meaning {
	k := c.d.Pack.Common.Classes["arrest"]
	if m.class != "convict" || m.from != nil || k == nil || !m.pred.Class("arrest") || m.status != article.Actual {
		return nil
	}
	j := *m
	for i := len(c.out) - 1; i >= 0 && len(j.recip) == 0 && c.out[i].pred.Sent == m.pred.Sent; i-- { // दोषी ठरवत … शिक्षा सुनावली
		if o := c.out[i]; o != m && o.class == "convict" {
			j.recip = o.recip
			if len(j.actor) == 0 {
				j.actor = o.actor
			}
		}
	}
	if len(j.recip) == 0 {
		return nil
	}
	c.become(&j, k)
	return &j
}
