package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who lets people in, out or across by a verb of its own, who leaves a body of states, and who pulls out of where they stand: verbs that tell an act by what they act on.

// byParties reads the verbs that tell an act only with certain parties: who travels to a state, who speaks with whom, who joins a party. It tells whether that
// decides what the predicate is.
func (c *coder) byParties(m *meaning, class string) (got *meaning, decided bool) {
	switch class {
	case "travel":
		return c.journey(m), true
	case "speak":
		return c.conversation(m), true
	case "join":
		if !c.d.Pack.Final {
			return c.takesSide(m), true
		}
		return c.enlists(m), true
	case "allow":
		got = c.letsPass(m)
		return got, got != nil
	case "raid": // inspectors of a body of states who search a plant inspect it
		if k := c.d.Pack.Common.Class("investigate"); k != nil && len(m.actor) > 0 && interstate(m.actor[0].Country) {
			c.become(m, k)
			return m, true
		}
	case "call_off": // police who end a protest put it down
		if k := c.d.Pack.Common.Class("restrict"); !c.d.Pack.Final && k != nil && anySector(m.actor, "COP", "MIL", "PRM") && known(m.recip) {
			c.become(m, k)
			return m, true
		}
	case "rescue": // a body that takes its own staff away withdraws; who saves a pact rescues nobody
		if c.d.Pack.Final && savesThing(m.pred) {
			return nil, true
		}
		if k := c.d.Pack.Common.Class("withdraw"); !c.d.Pack.Final && k != nil && c.ownStaff(m) {
			c.become(m, k)
			m.recip = nil
			return m, true
		}
	case "die": // जवानों के हाथों मारे गए
		if c.slain(m) {
			return m, true
		}
	case "leave", "pull_out", "withdraw":
		if c.quits(m) {
			return m, true
		}
	case "incursion": // भाजपमध्ये प्रवेश
		return nil, len(m.recip) > 0 && anySector(m.recip, "PTY", "OPP")
	}
	return nil, false
}

// savesThing tells whether what is saved is a pact, a law or the like and not people: समझौते को | बचाने की कोशिश.
func savesThing(pr *doc.Pred) bool {
	thing := false
	for _, a := range pr.Args {
		if a.Mark == lang.Dat || a.Mark == lang.Nom || a.Mark == lang.Obj {
			if len(a.Ents) > 0 {
				return false
			}
			thing = thing || a.E != nil && (a.E.Is("o.document") || a.E.Is("o.law") || a.E.Is("o.ties") || a.E.Is("o.rights") || a.E.Is("sign"))
		}
	}
	return thing
}

// slain makes a killing of deaths where the clause names people or a state by whom: सैनिकों के हाथों दो किशोर मारे गए.
func (c *coder) slain(m *meaning) bool {
	k := c.d.Pack.Common.Class("kill")
	if k == nil || !c.d.Pack.Final || !hasMark(m.pred, lang.By) {
		return false
	}
	var by []article.Entity
	for _, ph := range c.marked(m.pred, "by") {
		by = append(by, minus(ph.Ents, by)...)
	}
	fell := append(minus(m.actor, by), minus(minus(m.recip, by), m.actor)...)
	if !known(by) || len(fell) == 0 {
		return false
	}
	c.become(m, k)
	m.actor, m.recip = by, fell
	return true
}

// letsPass makes a way opened of people whom a state lets in, out or across: "allowed 200 patients to leave Gaza".
func (c *coder) letsPass(m *meaning) *meaning {
	access := c.d.Pack.Common.Class("access")
	if access == nil || c.d.Pack.Final || m.pred.Form == doc.Nominal {
		return nil
	}
	passive := m.pred.F.Has(lang.Pass)
	if !powerful(m.actor) && !(passive && len(m.actor) == 0) {
		return nil
	}
	for _, q := range m.pred.Comps {
		if q.Form != doc.Infinitive || !passes(q) {
			continue
		}
		people := c.bare(q).actor
		if passive && m.pred.Obj != nil {
			people = m.pred.Obj.Ents
		}
		people = slices.DeleteFunc(slices.Clone(minus(people, m.actor)), func(e article.Entity) bool {
			return e.How == "body" || owned(e) || place(e) || armed([]article.Entity{e})
		})
		if len(people) == 0 || passive && people[0].Country == "" {
			continue
		}
		c.become(m, access)
		m.recip = people
		return m
	}
	return nil
}

// passes tells whether a verb is to come in, go out or cross over.
func passes(q *doc.Pred) bool {
	return ways(q) || q.VerbE != nil && listedIn(q.VerbE, "passage") || q.E != nil && listedIn(q.E, "passage")
}

// quits reads leaving by who leaves what: a state that leaves a body of states ends its part in it, armed men who pull out withdraw.
func (c *coder) quits(m *meaning) bool {
	if c.d.Pack.Final || m.pred.Form == doc.Nominal || len(m.actor) == 0 {
		return false
	}
	if end := c.d.Pack.Common.Class("suspend_coop"); end != nil && slices.ContainsFunc(m.actor, func(e article.Entity) bool { return stateItself(e) || e.How == "agent" && e.Sector == "GOV" }) {
		for _, a := range append(c.object(m.pred), c.marked(m.pred, "from")...) {
			if i := slices.IndexFunc(a.Ents, bodyOfStates); i >= 0 && a.E == nil && a.Pred == nil {
				c.become(m, end)
				m.recip = a.Ents[i : i+1]
				return true
			}
		}
	}
	if back := c.d.Pack.Common.Class("withdraw"); back != nil && m.class == "pull_out" && !m.pred.F.Has(lang.Pass) && anySector(m.actor, "MIL", "REB", "PRM") && len(c.object(m.pred)) == 0 {
		c.become(m, back)
		return true
	}
	return false
}

// bodyOfStates tells whether a party is a body that states are members of.
func bodyOfStates(e article.Entity) bool {
	return e.How == "body" && interstate(e.Country)
}

// ownKind gives those of the same kind and country as who acts, who suffer what he does: "soldiers arrested | three generals".
func (c *coder) ownKind(m *meaning, es []article.Entity) []article.Entity {
	if c.d.Pack.Final || len(es) != 1 || len(m.actor) != 1 || m.pred.Form != doc.Finite || m.typ != "ASSAULT" && m.mode != "arrest" && m.mode != "convict" && m.mode != "expel" {
		return nil
	}
	if e, a := es[0], m.actor[0]; !byNoun(e) || !byNoun(a) || e.Span == a.Span || !anySector(es, "MIL", "COP", "REB", "JUD", "CRM", "UAF") {
		return nil
	}
	return es
}

// theirs tells whether the protest that somebody ends is not his own: "police ended | a sit-in by students".
func (c *coder) theirs(m *meaning, o object) bool {
	return !c.d.Pack.Final && o.m != nil && known(m.actor) && known(o.m.actor) && len(minus(o.m.actor, m.actor)) == len(o.m.actor) && o.m.actor[0].Sector != m.actor[0].Sector
}

// continents is the list of adjectives of continents and regions.
var continents = []string{"continent"}

// continental tells whether a party is of a continent, and so of no one state: "European leaders".
func (c *coder) continental(e article.Entity) bool {
	if c.d.Pack.Final {
		return false
	}
	of, n := c.d.Pack.ListSet(continents), len(c.d.Art.Tokens)
	for i := sort.Search(n, func(i int) bool { return c.d.Span(i, i+1).Start >= e.Span.Start }); i < n && c.d.Span(i, i+1).Start < e.Span.End; i++ {
		if c.d.Words[i].Lists&of != 0 || slices.ContainsFunc(c.d.Words[i].Listed, func(x lang.Listed) bool {
			return x.In&of != 0 && i >= x.E.Head && c.d.Art.Tokens[i-x.E.Head].Norm == x.E.Toks[0]
		}) {
			return true
		}
	}
	return false
}

// ownStaff tells whether those whom a state or body takes away are its own officials, soldiers or staff: "Britain evacuated | its diplomats".
func (c *coder) ownStaff(m *meaning) bool {
	if m.pred.Form == doc.Nominal || m.pred.F.Has(lang.Pass) || len(m.actor) != 1 || len(m.recip) == 0 || !anySector(m.recip, "LAB", "GOV", "MIL") || !sameCountry(m.recip, m.actor) {
		return false
	}
	return slices.ContainsFunc(c.object(m.pred), func(ph *doc.Phrase) bool {
		return slices.ContainsFunc(ph.Mods, func(q *doc.Phrase) bool { return q.Pron && q.E != nil && q.E.Has(lang.Poss) })
	})
}
