package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// Nouns that stand side by side without a case and are no compound.

// many tells whether prev is a noun in a form that is only the plural without case, so that no other noun makes one phrase with it:
// 500 बसें | उपहार में.
func (p *finalParser) many(prev, u unit) bool {
	return u.kind == uNom && u.a.E != nil && u.a.E.Kind == lang.Noun && p.pluralOnly(prev)
}

// couple tells whether the two sides named before stand before the noun u, with which they make no compound: दोनों देश | बातचीत शुरू करने पर सहमत हुए.
func (p *finalParser) couple(cur []unit, u unit) bool {
	n := len(cur)
	if n < 2 || u.kind != uNom && u.kind != uName {
		return false
	}
	prev := cur[n-1]
	return prev.kind == uNom && prev.a.E != nil && prev.a.Mark == lang.Nom && !prev.a.Attr && slices.Contains(prev.a.E.Lists, "pair") && (p.number(cur[n-2]) || p.d.Kind(cur[n-2].first, lang.Num) != nil)
}

// pluralOnly tells whether a unit is a noun in a form that is only the plural without case.
func (p *finalParser) pluralOnly(u unit) bool {
	if u.kind != uNom || u.a.E == nil || u.a.E.Kind != lang.Noun || !p.d.Pack.Shared {
		return false
	}
	for _, a := range p.d.An[u.last-1] {
		if a.E == nil || a.E.Kind != lang.Noun || !a.F.Has(lang.Pl) || !a.F.Has(lang.Dir) || a.F.Has(lang.Sg) || a.F.Has(lang.Obl) {
			return false
		}
	}
	return true
}

// goesOn tells whether people stand before the protest on which they go: सफाई कर्मचारी | हड़ताल पर चले गए, किसान | धरने पर बैठे हैं.
func (p *finalParser) goesOn(prev, u unit) bool {
	if prev.kind != uNom || u.kind != uNom || prev.a.E == nil || u.a.E == nil || prev.a.E.Agent == "" || prev.a.E.Has(lang.Org) || prev.a.Mark != lang.Nom || prev.a.Attr {
		return false
	}
	if f := function(p.d, u.last); f == nil || f.E.Kind != lang.Post || f.E.Mark != lang.On || reading(p.d, u.last+1, lang.Verb) == nil {
		return false
	}
	return slices.ContainsFunc(u.a.E.Classes, func(c string) bool { return c == "strike" || c == "hunger_strike" || c == "protest" })
}

// beforeName tells whether a new phrase starts at u, the name of a land, a place or a body behind a noun.
func (p *finalParser) beforeName(cur []unit, prev, u unit) bool {
	nm := p.d.Names[u.name]
	place := (u.a.Mark != lang.Nom && !u.a.Attr || p.where(u)) && (nm.Use == kb.Capital || nm.Use == kb.Locality)
	switch {
	case p.joined(prev, u): // नगरसेवक | भाजपमध्ये
		return true
	case prev.a.E != nil && slices.Contains(prev.a.E.Lists, "tie") && !place && prev.a.Mark == lang.Nom && !prev.a.Attr: // अमेरिका के सहयोगी जापान ने
		return false
	case prev.a.E == nil:
		return nm.Rec.Kind == "state" && p.titled(cur) // राष्ट्रपति आइजैक हर्जोग | अमेरिका: the state is no part of an unknown name
	case !prev.a.E.Has(lang.Org) && prev.a.Mark == lang.Nom && !prev.a.Attr && seat(nm) && p.cased(u): // बंडखोर | गोमा शहरावर, शेतकरी | दिल्ली सीमेवर
		return true
	case p.d.Pack.Shared && prev.a.E.Has(lang.Title) && prev.a.Mark == lang.Nom && u.a.Mark == lang.Nom && nm.Use != kb.Demonym && nm.Use != kb.Metonym && !nm.Rec.Person() && p.headsFor(u): // राष्ट्रपति | बीजिंग रवाना हुए
		return true
	case prev.a.E.Has(lang.Title): // पंतप्रधान | जपानला, अधिकारी | मॉस्कोत, अधिकारी | तेहरान की
		return place || nm.Rec.Kind == "state" && (nm.Use != kb.Demonym && u.a.Mark != lang.Nom && !u.a.Attr || nm.Use != kb.Metonym && postposed(p.d, u))
	default: // अधिकारी | मॉस्कोत
		return place || nm.Rec.Kind == "region" && p.where(u) || nm.Use == kb.Demonym || nm.Rec.Kind == "state" && (nm.Use == kb.Proper || nm.Use == kb.Capital && postposed(p.d, u))
	}
}

// headsFor tells whether a verb of going stands behind a bare name, which then is where to.
func (p *finalParser) headsFor(u unit) bool {
	return u.last < len(p.d.An) && slices.ContainsFunc(p.d.An[u.last], func(a lang.Analysis) bool {
		return a.E != nil && (a.E.Is("travel") || a.E.Is("reach") || a.E.Kind == lang.Verb && (a.E.Light == "go" || a.E.Light == "come"))
	})
}

// tie tells whether a phrase opens with what somebody is to the one before it, and ends in his name: अमेरिकेचे | मित्रराष्ट्र जपानने.
func (p *finalParser) tie(ph *doc.Phrase) bool {
	if ph.Last-ph.First < 2 || len(ph.Names) == 0 || p.d.Names[ph.Names[0]].First == ph.First {
		return false
	}
	n := reading(p.d, p.d.Names[ph.Names[0]].First-1, lang.Noun)
	return n != nil && slices.Contains(n.E.Lists, "tie")
}

// otherParty tells whether two nouns of people or bodies side by side are two parties, by the case of the second.
func (p *finalParser) otherParty(prev, u unit) bool {
	if prev.kind != uNom || u.kind != uNom || prev.a.E == nil || u.a.E == nil {
		return false
	}
	if prev.a.E.Agent != "" && !prev.a.E.Has(lang.Org) && prev.a.Mark == lang.Nom && u.a.E.Has(lang.Org) && u.a.E.Has(lang.Head) && u.a.Mark != lang.Nom {
		return true // नागरिक | सरकारविरोधात
	}
	if prev.a.E.Has(lang.Org) && prev.a.E.Has(lang.Head) && prev.a.Mark == lang.Nom && !prev.a.Attr && u.a.E.Agent != "" && !u.a.Attr {
		switch u.a.Mark {
		case lang.On, lang.Dat, lang.Against, lang.With, lang.To, lang.From:
			return true // सरकार | संघटनांवर
		}
	}
	if prev.a.E.Agent != "GOV" && prev.a.E.Has(lang.Org) && !prev.a.E.Has(lang.Head) && prev.a.Mark == lang.Nom && !prev.a.Attr && u.a.E.Agent == "GOV" && u.a.E.Has(lang.Org) && u.a.E.Has(lang.Head) && !u.a.Attr {
		switch u.a.Mark {
		case lang.On, lang.Dat, lang.Against, lang.To:
			return true // कामगार संघटना | सरकारवर
		}
	}
	if prev.a.E.Agent == "GOV" && prev.a.E.Has(lang.Org) && prev.a.E.Has(lang.Head) && prev.a.Mark == lang.Nom && !prev.a.Attr && (u.a.Attr && u.a.Mark == lang.Gen || u.a.F.Has(lang.Obl) && !u.a.F.Has(lang.Dir) && postposed(p.d, u)) {
		switch u.a.E.Agent {
		case "AGR", "CVL", "LAB", "EDU", "REF":
			return true // सरकार | शेतकऱ्यांचा आवाज
		}
	}
	return false
}
