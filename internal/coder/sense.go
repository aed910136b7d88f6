package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// otherSense tells whether who acts on whom leaves another of a word's classes only.
func (c *coder) otherSense(pr *doc.Pred, name string, m *meaning) bool {
	switch name {
	case "oppose": // मलेशिया से विरोध जताया: lodged with it
		return pr.Class("protest_note") && c.d.Pack.Shared && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
			return a.Mark == lang.From && a.Pred == nil && len(a.Ents) > 0 && stateItself(a.Ents[0])
		})
	case "meet": // who calls on somebody to do something asks him to
		return pr.Class("urge") && !c.d.Pack.Final && slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Infinitive })
	case "yield_demand":
		return armed(m.actor) && pr.Class("withdraw") // an army that माघार घेते leaves a place
	case "accept": // a state or government that is recognised, not a proposal: नव्या राजवटीला मान्यता
		return pr.Class("recognize") && c.d.Pack.Final && known(m.actor) && len(m.recip) == 1 && plover.IsState(m.recip[0].Country) && (m.recip[0].Sector == "" || m.recip[0].Sector == "GOV" || m.recip[0].Sector == "PRE") && !sameCountry(m.actor, m.recip) && hasArg(pr, lang.Dat) && !slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Infinitive })
	case "vow_force": // a fitting reply that was given: चोख प्रत्युत्तर दिले
		return pr.Class("attack") && pr.Form == doc.Finite && pr.F.Has(lang.Perf) && !pr.F.Has(lang.Fut) && len(m.actor) > 0
	case "attack":
		return pr.Class("vow_force") && pr.Class("criticize") && !armed(m.actor) && !slices.ContainsFunc(m.actor, stateItself) // politicians reply in words
	case "warn":
		return pr.Class("order") && c.wish(pr) && !c.menaces(pr) // "hand him over, … बजावले" is an order
	case "criticize": // an air force that targets a camp does not blame it, the police who question somebody inquire
		return pr.Class("attack") && (armed(m.actor) || c.d.Pack.Final && c.weaponActs(pr)) || pr.Class("investigate") && anySector(m.actor, "COP", "SPY")
	case "obstruct":
		return pr.Class("capture") && fights(m.actor) || // an army that besieges a town takes it
			pr.Class("restrict") && (armed(m.actor) || slices.ContainsFunc(m.actor, stateItself) || anySector(m.actor, "GOV"))
	case "convict":
		return pr.Class("blame") && !anySector(m.actor, "JUD") // only a court convicts whom it finds at fault
	case "strike": // an Israeli strike on Gaza is no walkout
		return pr.Class("attack") && (armed(m.actor) || (known(m.recip) || c.onSomething(pr)) && slices.ContainsFunc(m.actor, stateItself))
	case "raid": // an army that raids another country's hospital does not search it
		return pr.Class("attack") && (anySector(m.actor, "REB", "UAF") || (fights(m.actor) || slices.ContainsFunc(m.actor, stateItself)) && !sameCountry(m.actor, m.recip))
	case "capture":
		return len(m.actor) > 0 && civil(m.actor) && !c.d.Pack.Final // a party that wrests a state from another wins a vote
	case "withdraw": // an army that withdraws leaves; what else is withdrawn is called back
		return pr.Class("pull_out") && (!armed(m.actor) || len(c.object(pr)) > 0)
	case "dismiss":
		return pr.Class("fire") && !c.dismisses(pr) && !slices.ContainsFunc(m.recip, staff) // a drone that is fired loses no post
	}
	return false
}

// menaces tells whether the content of a predicate also says what the speaker will do: "परतावे, अन्यथा कारवाई करू, असे बजावले".
func (c *coder) menaces(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool {
		x := c.memo[q]
		return q.Form == doc.Finite && q.F.Has(lang.P1) && !q.Neg && x != nil && (x.typ == "THREATEN" || x.typ == "COERCE" || x.typ == "SANCTION" || x.typ == "ASSAULT")
	})
}

// onSomething tells whether an act is told with what it fell on, or under those whom it killed or hurt: "Israel's strike on a camp".
func (c *coder) onSomething(pr *doc.Pred) bool {
	if harmed(pr.Gov) {
		return true
	}
	if slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool { return q.Subj != nil && q.Subj.Pred == pr && harmed(q) }) {
		return true
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.On && !a.Time })
}

// barricade makes a protest of a road or border that is blocked by people without power: farmers, students, workers.
func (c *coder) barricade(m *meaning) {
	k := c.d.Pack.Common.Class("obstruct")
	x := m
	for x.content != nil && x.on != "o.road" && x.on != "o.border" { // "used tractors to block the road"
		x = x.content
	}
	if k == nil || m.class != "restrict" || x.on != "o.road" && x.on != "o.border" || !anySector(m.actor, "AGR", "CVL", "EDU", "LAB", "MED", "SOC", "REL") || anySector(m.actor, "GOV", "COP", "MIL", "JUD") {
		return
	}
	c.become(m, k)
}

// posted tells whether officers are only moved to another post by those whom they serve: "transferred the superintendent of police".
func (c *coder) posted(m *meaning) bool {
	if m.class != "release" && m.class != "extradite" || c.d.Pack.Final || !anySector(m.actor, "GOV") {
		return false
	}
	return slices.ContainsFunc(c.object(m.pred), func(o *doc.Phrase) bool {
		return len(o.Ents) == 1 && o.Ents[0].How == "title" && anySector(o.Ents, "COP", "GOV", "JUD", "MIL") && sameCountry(m.actor, o.Ents)
	})
}

// byThing tells whether people are killed or hurt by what became of a thing that is no weapon, where the sentence tells of no violence: "a lorry overturned,
// killing two".
func (c *coder) byThing(pr *doc.Pred) bool {
	if s := c.subject(pr); s != nil && s.E != nil && s.E.Agent == "" && listedIn(s.E, "health") {
		return true // "Congo fever kills two"
	}
	if c.d.Pack.Final || pr.Form != doc.Converb || pr.Subj == nil || pr.Subj.Pred != nil || pr.Subj.Pron || pr.Subj.E == nil || pr.Subj.E.Kind != lang.Noun || pr.Subj.E.Agent != "" {
		return false
	}
	for _, name := range pr.Subj.E.Classes {
		if name == "o.missile" || name == "o.shot" || name == "o.weapon" || strings.HasPrefix(name, "w.") {
			return false
		}
	}
	return len(pr.Subj.Ents) == 0 && !slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && slices.ContainsFunc(q.Classes, func(name string) bool {
			k := c.d.Pack.Common.Class(name)
			return k != nil && (k.Type == "ASSAULT" || name == "hit" || name == "fire" || name == "destroy")
		})
	})
}

// fights tells whether a party is of those who fight.
func fights(es []article.Entity) bool { return anySector(es, "MIL", "REB", "PRM", "UAF") }

// staff tells whether a party is of people who work for somebody.
func staff(e article.Entity) bool { return e.How == "agent" && !armed([]article.Entity{e}) }
