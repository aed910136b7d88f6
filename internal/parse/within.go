package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// within puts a country or region between commas to the town that it says more of: "in Port-au-Prince, Haiti, police said". Without the
// second comma it may be the one who speaks: "in Kherson, Ukraine said".
func (p *initialParser) within(ph *doc.Phrase, i int) bool {
	if !p.comma || ph.Mark != lang.Nom || ph.Attr || i < 2 || p.its[i-2].p == nil || i+1 < len(p.its) && p.its[i+1].kind != uComma {
		return false
	}
	whole := p.ends(ph)
	if whole == nil || whole.Use != kb.Proper && whole.Use != kb.Locality || whole.Rec.Person() || whole.Rec.Country == "" {
		return false
	}
	town := p.its[i-2].p
	switch town.Mark {
	case lang.In, lang.At, lang.Near, lang.Into, lang.From, lang.On, lang.To, lang.Of:
	default:
		return false
	}
	if part := p.ends(town); part == nil || part.Use != kb.Capital && (part.Use == kb.Proper || part.Rec == whole.Rec) || part.Rec.Country != whole.Rec.Country {
		return false
	}
	ph.Mark, ph.Of = town.Mark, town
	town.Mods = append(town.Mods, ph)
	return true
}

// ends is the name that a phrase ends in, nil where it ends in another word.
func (p *initialParser) ends(ph *doc.Phrase) *doc.Name {
	for _, k := range ph.Names {
		if nm := &p.d.Names[k]; nm.Last == ph.Last {
			return nm
		}
	}
	return nil
}

// behindPlace tells whether the phrase before item i names where the verb before it was, so that a participle behind it is not the
// place's: "rallied in Nairobi | demanding justice".
func (p *initialParser) behindPlace(i int) bool {
	ph := p.its[i-1].p
	if p.main == nil || ph == nil || !ph.After && !slices.ContainsFunc(p.main.Args, func(a *doc.Phrase) bool { return slices.Contains(a.Mods, ph) }) {
		return false
	}
	switch ph.Mark {
	case lang.In, lang.At, lang.Near, lang.Through, lang.On, lang.Into:
	default:
		return false
	}
	nm := p.ends(ph)
	return nm != nil && (nm.Use == kb.Locality || nm.Use == kb.Capital) && !nm.Rec.Person()
}

// nations tells whether a phrase is a bare adjective of a nation and the next opens with that of another, so that both share the noun: "Russian, Iranian
// counterparts".
func (p *initialParser) nations(prev, ph *doc.Phrase) bool {
	x, y := p.ends(prev), (*doc.Name)(nil)
	for _, k := range ph.Names {
		if nm := &p.d.Names[k]; nm.First == ph.First && nm.Last < ph.Last {
			y = nm
		}
	}
	nation := func(nm *doc.Name, alike bool) bool {
		return nm != nil && nm.Rec.Kind == "state" && !nm.Plural && (nm.Use == kb.Demonym || alike && nm.Use == kb.Proper)
	}
	if x == nil || x.Last-x.First != prev.Last-prev.First && (prev.Mark == lang.Nom || ph.Pred == nil) { // "for 4-day France, Italy visit"
		return false
	}
	if md := len(ph.Mods) - 1; md >= 0 && p.headline && prev.Mark == lang.Nom && ph.Pred != nil && ph.Pred.E != nil && ph.Pred.E.Has(lang.Mutual) && ph.Mods[md].Mark == lang.Gen {
		if y := p.ends(ph.Mods[md]); y != nil && y.Rec.Person() && x.Rec.Person() && x.Rec != y.Rec {
			return true // "Uddhav, Shinde's war of words"
		}
	}
	if len(ph.Mods) > 0 && ph.Pred != nil { // "for France, Italy visit"
		y = p.ends(ph.Mods[len(ph.Mods)-1])
		return p.headline && p.between(ph.Pred, ph.Mods[len(ph.Mods)-1]) && nation(x, true) && nation(y, true) && x.Rec != y.Rec
	}
	return nation(x, prev.Mark == lang.With || prev.Mark == lang.Obj) && nation(y, false) && x.Rec != y.Rec && ph.Plural && ph.E != nil && ph.E.Agent != ""
}

// visited gives the noun of a meeting or visit the state before the comma too: "India, US talks"; behind a preposition the states alone are named: "leaves for
// France, Italy visit". It tells whether the phrase ph is no phrase of its own then.
func (p *initialParser) visited(prev, ph *doc.Phrase) bool {
	md := ph.Mods[len(ph.Mods)-1]
	if prev.Mark != lang.Nom {
		md.Mark, md.Attr = prev.Mark, false
		prev.Conj, prev.Plural = append(prev.Conj, md), true
		return true
	}
	k := slices.Index(p.waiting, prev)
	if k < 0 {
		return false
	}
	p.waiting = slices.Delete(p.waiting, k, k+1)
	prev.Mark, prev.Attr = lang.Gen, true
	ph.Mods = append(ph.Mods, prev)
	ph.Pred.Args = append(ph.Pred.Args, prev)
	return false
}

// between tells whether an event noun is a meeting or visit with the state whose name stands before it: "Israel visit", "the China talks".
func (p *initialParser) between(pr *doc.Pred, md *doc.Phrase) bool {
	nm := p.ends(md)
	if pr == nil || nm == nil || nm.Rec.Kind != "state" {
		return false
	}
	for _, c := range pr.Classes {
		if k := p.d.Pack.Common.Class(c); k != nil && k.Type == "CONSULT" {
			return true
		}
	}
	return false
}
