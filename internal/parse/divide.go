package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// divide parts a bare subject from the noun with a case that stands right behind it, in clauses that have no other subject:
// इनामी बदमाश | पैर में, सरकार | एमएसपी पर. Two such nouns may as well be one phrase (महिला आरक्षण पर), so that only a clause that lacks one tells.
func (p *finalParser) divide() {
	if !p.d.Pack.Shared || p.headline() {
		return
	}
	start := 0
	for i := 0; i < len(p.its); i++ {
		it := p.its[i]
		if it.p != nil {
			continue
		}
		if it.v != nil && it.v.fin {
			if p.participle(it.v, i) { // दर्ज किए गए मामले में
				continue
			}
			if at, k := p.divisible(start, i); at >= 0 {
				p.part(at, k)
				i++
			}
			start = i + 1
		} else if it.v == nil && it.kind != uAdv && it.kind != uComma {
			start = i + 1
		}
	}
}

// divisible finds the first phrase among the items [start,end), those of a clause whose verb is at end, that holds the clause's subject: its
// index, and the last of its units that is the subject's. The index is -1 where the clause has a subject, or needs none.
func (p *finalParser) divisible(start, end int) (at, unit int) {
	v := p.its[end].v
	if v.e == nil || v.f.Has(lang.Pass) || v.f.Has(lang.Must) || v.moved {
		return -1, 0
	}
	at = -1
	for i := start; i < end; i++ {
		ph := p.its[i].p
		switch {
		case ph == nil:
		case ph.Mark == lang.Erg || ph.Pron && !ph.Attr:
			return -1, 0
		case at >= 0 && p.bareLocality(ph): // पुलिस | किसानों को | दिल्ली | जाने से रोक रही है
		case ph.Mark == lang.Nom && !ph.Attr && (party(ph) || ph.Pred != nil && ph.E != nil && ph.E.Kind == lang.Noun && v.e.Light == "be"):
			return -1, 0
		case at < 0 && !ph.Attr && ph.Mark != lang.Nom:
			if k := p.subjectUnit(p.its[i].us); k >= 0 {
				at, unit = i, k
			}
		case at < 0 && ph.Attr && ph.Mark == lang.Gen: // पुलिस | बदमाशों की तलाश में
			if k := p.powerIn(p.its[i].us); k >= 0 {
				at, unit = i, k
			}
		}
	}
	return at, unit
}

// subjectUnit gives the last unit of a phrase's bare subject: a person, or a government, before a noun that is none and tells no act.
func (p *finalParser) subjectUnit(us []unit) int {
	n := len(us) - 1
	if n < 1 {
		return -1
	}
	last := us[n]
	if p.strangerBefore(us) {
		return n - 1
	}
	if last.kind != uNom || last.a.E != nil && (isEvent(p.d, last.a.E) || last.a.E.Kind != lang.Noun) {
		return -1
	}
	people := last.a.E != nil && last.a.E.Agent != "" && !(last.a.E.Has(lang.Org) && last.a.E.Is("o.building")) // लोग | कलेक्टर कार्यालय पर
	if people && !p.obliquePlural(last) {
		return -1
	}
	if people {
		if k := p.stateBefore(us); k >= 0 {
			return k
		}
		if k := p.powerBefore(us); k >= 0 {
			return k
		}
	}
	for k := n - 1; k >= 0; k-- {
		u := us[k]
		if u.kind != uNom || u.a.E == nil || u.a.E.Kind != lang.Noun || u.a.Mark != lang.Nom || u.a.Attr {
			return -1
		}
		e := u.a.E
		if e.Agent == "" || e.Has(lang.Org) && !e.Has(lang.Head) && e.Agent != "OPP" { // लोग | नगर निगम कार्यालय के बाहर
			continue
		}
		if e.Has(lang.Weaponized) || !slices.ContainsFunc(p.d.An[u.last-1], func(a lang.Analysis) bool {
			return a.E != nil && a.E.Kind == lang.Noun && (a.F.Has(lang.Dir) || a.F == 0)
		}) {
			return -1 // किसानों संग: no subject in this form
		}
		if people && !inOffice(e) {
			return -1 // किसान नेताओं को
		}
		return k
	}
	return -1
}

// strangerBefore tells whether a title and a name that nothing knows stand before the noun of a thing that ends the units, which is no part of
// such a name: राष्ट्रपति बेंजामिन म्कापा | बातचीत के लिए.
func (p *finalParser) strangerBefore(us []unit) bool {
	n := len(us) - 1
	e := us[n].a.E
	if us[n].kind != uNom || us[n].guess || e == nil || e.Kind != lang.Noun || e.Agent != "" || slices.Contains(e.Lists, "given") || reading(p.d, us[n].first, lang.Name) != nil {
		return false
	}
	k := n - 1
	for k > 0 && us[k].kind == uNom && us[k].last-us[k].first == 1 && (us[k].guess || us[k].a.E == nil || us[k].a.E.Kind == lang.Name) && us[k].a.Mark == lang.Nom {
		k--
	}
	return k < n-1 && us[k].kind == uNom && us[k].a.E != nil && us[k].a.E.Has(lang.Title) && us[k].a.Mark == lang.Nom && !us[k].a.Attr
}

// stateBefore gives the unit of a state's name without a case, which is no part of the noun of people in the plural that ends the units:
// पाकिस्तान | आतंकियों को, भारत | कश्मीरी अलगाववादियों से. It is -1 where there is none.
func (p *finalParser) stateBefore(us []unit) int {
	for k := len(us) - 2; k >= 0; k-- {
		switch u := us[k]; {
		case u.kind == uName:
			if nm := p.d.Names[u.name]; nm.Rec.Kind == "state" && nm.Use == kb.Proper && u.a.Mark == lang.Nom && !u.a.Attr {
				return k
			}
			return -1
		case u.kind != uNom || u.a.E == nil || u.a.E.Kind != lang.Adj:
			return -1
		}
	}
	return -1
}

// bareLocality tells whether a phrase is the bare name of a place.
func (p *finalParser) bareLocality(ph *doc.Phrase) bool {
	if ph.Mark != lang.Nom || ph.Attr || len(ph.Names) != 1 || ph.E != nil {
		return false
	}
	use := p.d.Names[ph.Names[0]].Use
	return use == kb.Locality || use == kb.Capital
}

// powerIn gives the unit of a body with power over the people whose noun ends the units, in the plural; -1 where there is none.
func (p *finalParser) powerIn(us []unit) int {
	n := len(us) - 1
	if n < 1 || us[n].kind != uNom || us[n].a.E == nil || us[n].a.E.Kind != lang.Noun || us[n].a.E.Agent == "" || !p.obliquePlural(us[n]) {
		return -1
	}
	return p.powerBefore(us)
}

// powerBefore gives the unit of a body with power over others, which is no part of the noun of people in the plural that ends the units, for they are none of
// its own: पुलिस | छात्रों को, ईडी | आरोपियों से; but पुलिस कर्मियों को. It is -1 where there is none.
func (p *finalParser) powerBefore(us []unit) int {
	n := len(us) - 1
	politician := slices.Contains(politicianSectors, us[n].a.E.Agent)
	if !politician && !slices.Contains(ruledSectors, us[n].a.E.Agent) {
		return -1
	}
	for k := n - 1; k >= 0; k-- {
		switch u := us[k]; {
		case u.a.Mark != lang.Nom || u.a.Attr:
			return -1
		case u.kind == uName:
			if r := p.d.Names[u.name].Rec; !r.Person() && slices.Contains(rulingSectors, r.Sector) && !(politician && r.Sector == "GOV") {
				return k
			}
			return -1
		case u.kind != uNom || u.a.E == nil:
			return -1
		case u.a.E.Kind == lang.Noun && u.a.E.Has(lang.Org) && slices.Contains(rulingSectors, u.a.E.Agent) && !politician:
			return k
		case u.a.E.Kind != lang.Adj:
			return -1
		}
	}
	return -1
}

var (
	// rulingSectors are those of bodies that act on people who are none of their own.
	rulingSectors = []string{"COP", "MIL", "JUD", "GOV", "SPY", "PRM"}
	// politicianSectors are those of politicians, who are no staff of police, courts and services.
	politicianSectors = []string{"PTY", "LEG", "ELI", "UNK"}
	// ruledSectors are those of people who are no staff of such bodies.
	ruledSectors = []string{"CVL", "CRM", "REB", "UAF", "AGR", "EDU", "REL", "REF", "JRN", "BUS", "OPP"}
)

// obliquePlural tells whether a unit is in a form that is only the plural before a case: आरोपियों.
func (p *finalParser) obliquePlural(u unit) bool {
	found := false
	for _, a := range p.d.An[u.last-1] {
		if a.E == nil || a.E.Kind != lang.Noun {
			continue
		}
		if !a.F.Has(lang.Obl) || !a.F.Has(lang.Pl) || a.F.Has(lang.Dir) {
			return false
		}
		found = true
	}
	return found
}

// inOffice tells whether a noun of people names an office, so that no other people behind it make one noun with it: मंत्री | आरोपियों को.
func inOffice(e *lang.Entry) bool {
	if !e.Has(lang.Title) || e.Has(lang.Org) {
		return e.Has(lang.Head) || e.Agent == "OPP"
	}
	switch e.Agent {
	case "GOV", "LEG", "PTY", "OPP", "MIL", "COP":
		return true
	}
	return false
}

// part makes two items of one, behind the unit k of its phrase.
func (p *finalParser) part(at, k int) {
	it := p.its[at]
	subj, rest := p.phrase(it.us[:k+1]), p.phrase(it.us[k+1:])
	if subj == nil || rest == nil {
		return
	}
	rest.Mark, rest.Mark2, rest.MarkWord, rest.Attr = it.p.Mark, it.p.Mark2, it.p.MarkWord, it.p.Attr
	subj.Mark = lang.Nom
	p.its[at].p, p.its[at].at, p.its[at].us = rest, rest.First, nil
	p.its = slices.Insert(p.its, at, item{p: subj, at: subj.First})
}

// wished reads a form that may be perfective or subjunctive as what is wished where a bare subject and an object stand before it: only the
// perfective of a verb without object goes with a bare subject. सरकार एमएसपी पर कानून बनाए.
func (p *finalParser) wished(g *verbGroup) {
	if !g.fin || g.moved || g.elided || g.e == nil || g.last-g.first > 1 || !g.f.Has(lang.Perf) || g.e.Has(lang.Intr) || !p.d.Pack.Shared {
		return
	}
	var subj *lang.Analysis
	for j := range p.d.An[g.main] {
		if a := &p.d.An[g.main][j]; a.E == g.e && a.F.Has(lang.Subj) && a.F.Has(lang.P3) {
			subj = a
		}
	}
	if subj == nil || len(p.stack) < 2 || hasMark(p.stack, lang.Erg) {
		return
	}
	first, obj := false, p.stack[len(p.stack)-1]
	for _, ph := range p.stack[:len(p.stack)-1] {
		first = first || ph.Mark == lang.Nom && !ph.Attr && party(ph) && !ph.Plural
	}
	whom := obj.Mark == lang.Dat && g.mainF.Has(lang.Perf) && p.stack[0].Pron && p.stack[0].Mark == lang.Nom // वह कैदियों को छोड़े
	if first && (obj.Mark == lang.Nom && !party(obj) || whom) && !obj.Attr && obj.Last == g.first {
		g.f, g.mainF = subj.F, subj.F
	}
}
