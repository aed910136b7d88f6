package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who keeps people from going somewhere restricts them, and who lets them gives them access, though their going by itself is no event: "prevented farmers
// from reaching their land", "यात्रेकरूंना सीमा ओलांडण्याची परवानगी दिली".

// passage makes of preventing or allowing what it is where its content is a way to go. The act is one of those who have power over those who go.
func (c *coder) passage(m *meaning, head string, o object) *meaning {
	keeps := head == "prevent" || head == "stop" && m.pred.Class("prevent")
	if !keeps && head != "allow" || o.m == nil || !c.goesWay(o.m.pred) || len(m.actor) > 0 && !anySector(m.actor, lords...) && !ofState(m.actor) {
		return nil
	}
	who := c.goers(m, o)
	if !people(who, false) || c.d.Pack.Final && stateItself(who[0]) && who[0].Sector == "" {
		return nil // इंग्लैंड ने भारत को आगे बढ़ने से रोका: no people
	}
	made := "restrict"
	switch {
	case keeps && (len(m.actor) > 0 || m.pred.F.Has(lang.Pass) && anySector(who, watched...)):
	case !keeps && len(m.actor) > 0 && (who[0].Country != m.actor[0].Country || anySector(who, watched...)):
		made = "access"
	default:
		return nil
	}
	out := c.apply(m, lang.Compose{Result: made}, o)
	if out != nil {
		out.recip = who
	}
	return out
}

// goers gives those who go: with the verb, or with their going.
func (c *coder) goers(m *meaning, o object) []article.Entity {
	if es := c.recipient(m, lang.Compose{Recip: []string{"own"}}, o, m); people(es, false) {
		return es
	}
	for _, a := range o.m.pred.Args {
		if a.Mark == lang.Dat && people(a.Ents, false) {
			return minus(a.Ents, m.actor)
		}
	}
	return minus(o.m.actor, m.actor)
}

var (
	// lords are the sectors of those who can close a way.
	lords = []string{"GOV", "MIL", "COP", "REB", "PRM", "UAF", "JUD", "SPY"}
	// watched are the sectors of those whose way is news by itself.
	watched = []string{"JRN", "OPP", "ELI", "LEG", "PTY", "NGO", "IGO", "REF", "MED"}
)

// goesWay tells whether a predicate is going or coming somewhere, which somebody can be kept from.
func (c *coder) goesWay(pr *doc.Pred) bool {
	if pr.Form == doc.Nominal {
		return pr.Class("visit")
	}
	if pr.Form != doc.Infinitive {
		return false
	}
	if ways(pr) || c.d.Pack.Final && pr.E != nil && listedIn(pr.E, "passage") {
		return true
	}
	return len(pr.Classes) == 0 && pr.VerbE != nil && pr.VerbE.Light == "go" && (slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return standsAsPlace(a.Mark) || a.Mark == lang.To || a.Mark == lang.Dat }) || len(pr.Tokens) > 1)
}

// ways tells whether a predicate is of a class of going.
func ways(pr *doc.Pred) bool {
	return slices.ContainsFunc([]string{"travel", "reach", "leave", "visit", "incursion"}, pr.Class)
}

// verbGoes tells whether the verb that a permission stands with is one of going: "घुसने | नहीं दिया".
func (c *coder) verbGoes(pr *doc.Pred) bool {
	if v := pr.VerbE; v != nil && v.Light == "go" {
		return true
	}
	v := c.d.Kind(pr.Tokens[0], lang.Verb)
	return v != nil && (v.E.Is("travel") || v.E.Is("reach") || v.E.Is("leave"))
}

// permitted reads the form of a verb that lets or does not let somebody go: "आंदोलकांना पुढे जाऊ दिले नाही", "ट्रकों को जाने दिया".
func (c *coder) permitted(pr *doc.Pred) *meaning {
	k := c.d.Pack.Common.Class("access")
	if pr.Neg {
		k = c.d.Pack.Common.Class("restrict")
		if pr.F.Has(lang.Fut) { // किसी को आने नहीं देगा: who says so refuses it
			k = c.d.Pack.Common.Class("bar_entry")
		}
	}
	if k == nil || pr.Form == doc.Nominal || !ways(pr) && !c.verbGoes(pr) {
		return nil
	}
	m := c.class(pr, k, depthMax)
	if m == nil || !anySector(m.actor, lords...) && !ofState(m.actor) {
		return nil
	}
	m.recip = nil
	for _, a := range pr.Args {
		if a.Mark == lang.Dat && people(a.Ents, false) {
			m.recip = minus(a.Ents, m.actor)
		}
	}
	if len(m.recip) == 0 || !pr.Neg && m.recip[0].Country == m.actor[0].Country && !anySector(m.recip, watched...) {
		return nil
	}
	return m
}

// notLet reads a permission that is not given as being kept from: "did not let the envoy leave".
func (c *coder) notLet(pr *doc.Pred, depth int) *meaning {
	switch {
	case pr.F.Has(lang.Allow) && pr.F&unreal == 0 && !pr.Cond:
		return c.permitted(pr)
	case pr.F.Has(lang.Allow) && pr.Neg && pr.F&unreal == lang.Fut && !pr.Cond:
		return c.permitted(pr)
	case !pr.Neg || !pr.Class("allow") || pr.Form != doc.Finite || pr.Cond || pr.F&unreal != 0:
		return nil
	}
	m := c.class(pr, c.d.Pack.Common.Class("prevent"), depth)
	if m == nil || m.typ == "" || m.status != article.Actual {
		return nil
	}
	return m
}

// unreal are the forms of what has not been: who says that he will not let them does not stop them.
const unreal = lang.Fut | lang.Pros | lang.May | lang.Can | lang.Would | lang.Subj | lang.Should | lang.Imp
