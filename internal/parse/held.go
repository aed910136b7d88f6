package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
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
	if prev.kind == uName {
		nm := g.p.d.Names[prev.name]
		return nm.Rec.Person() || nm.Rec.Kind == "state" && nm.Use == kb.Proper && !prev.a.Attr && prev.a.Mark == lang.Nom && g.p.d.Pack.Shared
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Place == "country" && prev.a.Mark == lang.Nom && !prev.a.Attr {
		return true // उनका देश भी | अमेरिका पर
	}
	return prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && prev.a.E.Agent != "" && !prev.a.Attr
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

// lawful tells whether a phrase names the law, who can hold people: the police, a force, a court, a government.
func (p *finalParser) lawful(ph *doc.Phrase) bool {
	sector := ""
	if ph.E != nil {
		sector = ph.E.Agent
	}
	for _, n := range ph.Names {
		sector = p.d.Names[n].Rec.Sector
	}
	switch sector {
	case "COP", "MIL", "SPY", "JUD", "GOV":
		return true
	}
	return false
}

// booked tells whether unit i is a charge right behind those on whom it is laid, without its verb: "पति समेत चार पर केस".
func (g *grouping) booked(i int) bool {
	if !g.p.headline() || !g.p.d.Pack.Shared || g.us[i-1].kind != uPost {
		return false
	}
	switch g.us[i-1].a.E.Mark {
	case lang.On, lang.Against:
		return slices.ContainsFunc(g.p.d.Pack.Idioms(g.p.d.Pack.Setting("elided", "")).After(g.p.d.Art.Tokens[g.us[i].first].Norm), func(e *lang.Entry) bool {
			return e.Head == 1 && e.Is("charge")
		})
	}
	return false
}

// force tells whether u is the police, army, court or government that does something with the people whom prev names: दो युवक | पुलिस के हत्थे चढ़े.
func (p *finalParser) force(prev, u unit) bool {
	if !p.d.Pack.Final || prev.kind != uNom || u.kind != uNom || prev.a.E == nil || u.a.E == nil || u.last-u.first > 1 || prev.a.E.Kind != lang.Noun || prev.a.Mark != lang.Nom || prev.a.Attr || prev.a.E.Has(lang.Org) || prev.a.E.Has(lang.Title) {
		return false
	}
	switch prev.a.E.Agent {
	case "CVL", "CRM", "EDU", "AGR", "LAB", "BUS", "REB", "PTY", "SOC":
	default:
		return false
	}
	return u.a.E.Agent == "COP" && (u.a.E.Has(lang.Org) || u.a.E.Is("o.police")) && (u.a.Mark != lang.Nom || u.a.Attr || postposed(p.d, u))
}

// suspect tells whether u is the police, or the fight with them, behind somebody whom a headline names after what he is: आरोपी अनीस | पुलिस एनकाउंटर में.
func (p *finalParser) suspect(cur []unit, u unit) bool {
	if !p.d.Pack.Shared || len(cur) < 2 || u.kind != uNom || u.a.E == nil {
		return false
	}
	first, last := cur[0], cur[len(cur)-1]
	if last.kind != uNom || last.a.E != nil || first.a.E == nil || !first.a.E.Has(lang.Title) || first.a.E.Agent == "" {
		return false
	}
	return u.a.E.Agent == "COP" && u.a.E.Has(lang.Org) || u.a.E.Is("clash")
}

// more tells whether a conjunction after a number in words means "more" of the noun behind it: एक और खेप, but 20 और 25 लोग.
func (g *grouping) more(i int) bool {
	if !g.p.numbers(g.us[i-1:i]) || i+1 >= len(g.us) {
		return false
	}
	next := g.us[i+1]
	if t := g.p.d.Art.Tokens[g.us[i-1].first]; t.Kind == article.Number && (len(t.Text) > 3 || !g.p.d.Pack.Shared || next.a.E == nil || next.a.E.Agent == "" || next.a.E.Kind != lang.Noun) { // 10 और कर्मचारी, but 2024 और 2025
		return false
	}
	return (next.kind == uNom || next.kind == uName) && !g.p.number(next) && i-1 == g.start
}
