package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// held reads what a headline's clause ends in where people are in somebody's hands, and no verb says so: "दो लोग हिरासत में", "आरोपी
// पुलिस हिरासत में". It ends the phrase of the people and gives the verb that is left out.
func (g *grouping) held(i int) *verbGroup {
	p := g.p
	if !p.headline() || !p.d.Pack.Shared || g.start < 0 || g.start >= i-1 || g.us[i].a.E.Mark != lang.In {
		return nil
	}
	if i+1 < len(g.us) && g.us[i+1].kind != uPunct && g.us[i+1].kind != uComma {
		return nil
	}
	u := g.us[i-1]
	if u.kind != uNom || u.a.E == nil || !u.a.E.Act || !slices.Contains(u.a.E.Classes, "arrest") {
		return nil
	}
	end := i - 1
	for end > g.start+1 && (g.holder(g.us[end-1]) || g.us[end-1].a.E != nil && g.us[end-1].a.E.Kind == lang.Adj) { // पुलिस | हिरासत में, न्यायिक | हिरासत में
		end--
	}
	who := g.us[end-1]
	if !p.number(who) && (who.a.E == nil || who.a.E.Agent == "" || who.a.E.Has(lang.Org)) && (who.kind != uName || !p.d.Names[who.name].Rec.Person()) {
		return nil
	}
	g.close(end)
	v := without(u, u.a.E, lang.Perf|lang.Pass)
	v.last = g.us[i].last
	return v
}

// holder tells whether a unit is a force that holds people.
func (g *grouping) holder(u unit) bool {
	return u.kind == uNom && u.a.E != nil && u.a.E.Agent == "COP" && u.a.E.Has(lang.Org)
}

// alsoActs tells whether the particle at unit i stands behind one who acts and before another noun, so that a phrase ends: मां भी | पुलिस पर भड़कीं.
func (g *grouping) alsoActs(i int) bool {
	if i+1 >= len(g.us) || g.us[i+1].kind != uNom && g.us[i+1].kind != uName {
		return false
	}
	prev := g.us[i-1]
	return prev.kind == uName && g.p.d.Names[prev.name].Rec.Person() || prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && prev.a.E.Agent != "" && !prev.a.Attr
}

// someone tells whether the phrase before the last one names people, without a case.
func (g *grouping) someone() bool {
	n := len(g.p.its)
	if n < 2 || g.p.its[n-2].p == nil {
		return false
	}
	ph := g.p.its[n-2].p
	return ph.Mark == lang.Nom && !ph.Attr && ph.Pred == nil && (party(ph) || g.p.d.Kind(ph.Head, lang.Num) != nil || g.p.d.Art.Tokens[ph.Head].Kind == article.Number)
}
