package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// coordinate gives the members of a list one case: अमेरिका, जपान आणि भारताने.
func (p *finalParser) coordinate() {
	for i := len(p.its) - 1; i > 1; i-- {
		if p.its[i].p == nil || !p.joins(i-1, true) && !p.listed(i) {
			continue
		}
		p.fold(i)
		last := p.its[i]
		members := []*doc.Phrase{last.p}
		j := i
		for j >= 2 && p.its[j-2].p != nil && p.joins(j-1, j == i) && p.alike(p.its[j-2].p, last.p) {
			members = append([]*doc.Phrase{p.its[j-2].p}, members...)
			j -= 2
			if n := p.owners(j); n > 0 && human(p.d, p.its[j].p) && human(p.d, last.p) && j-n >= 2 && p.joins(j-n-1, false) && p.its[j-n-2].p != nil && p.alike(p.its[j-n-2].p, last.p) {
				p.own(j, n) // रशियाचे अध्यक्ष पुतीन, चीनचे … आणि …
				i -= n
				j -= n
			}
		}
		if len(members) == 1 {
			continue
		}
		// modifiers in the genitive between the members belong to the member after them; the head of the list carries the mark
		headP := members[0]
		headP.Mark, headP.Attr, headP.Mark2, headP.MarkWord = last.p.Mark, last.p.Attr, last.p.Mark2, last.p.MarkWord
		headP.Direct, headP.Hon = headP.Direct || last.p.Direct, headP.Hon || last.p.Hon
		headP.Conj = members[1:]
		headP.Plural = true
		p.its = append(p.its[:j+1], p.its[i+1:]...)
		p.its[j].p = headP
		i = j
	}
}

// listed tells whether a comma stands for the conjunction between two people or bodies of which the second has the case of both, as in
// headlines: "रामदेव, बालकृष्ण यांच्याविरोधात समन्स", "शिंदे सरकार, भाजपावर टीका".
func (p *finalParser) listed(i int) bool {
	b := p.its[i].p
	if p.its[i-1].kind != uComma || p.its[i-1].v != nil || p.its[i-1].p != nil || b.Mark == lang.Nom && !b.Hon || !p.headline() {
		return false
	}
	a := p.its[i-2].p
	party := func(ph *doc.Phrase) bool {
		return human(p.d, ph) || ph.Pred == nil && ph.E == nil && len(ph.Names) > 0 && p.d.Names[ph.Names[0]].Rec.Kind == "party"
	}
	return a != nil && a.Mark == lang.Nom && !a.Attr && party(a) && (b.Hon || party(b)) && (i == 2 || p.its[i-3].p == nil && p.its[i-3].v == nil && p.its[i-3].kind == uPunct)
}

// fold gives the head of a list's last member the genitives before it, where the member before is of the head's sort and not of
// theirs: लिबियाचे नेते गडाफी आणि | बल्गेरियाचे अध्यक्ष झिवकोव्ह, but रशिया आणि चीनचे | अधिकारी.
func (p *finalParser) fold(i int) {
	a, b := p.its[i-2].p, p.its[i].p
	if a == nil || !b.Attr || b.Pred != nil || a.Attr && a.Mark == b.Mark || !human(p.d, a) {
		return
	}
	if human(p.d, b) && (body(b) == body(a) || !body(b)) {
		return
	}
	n := 1
	for i+n < len(p.its) && p.its[i+n].p != nil && p.its[i+n].p.Attr && p.its[i+n].p.Pred == nil && (body(p.its[i+n].p) || !human(p.d, p.its[i+n].p)) {
		n++
	}
	if i+n < len(p.its) && p.its[i+n].p != nil && human(p.d, p.its[i+n].p) && !p.its[i+n].p.Pron && (a.Mark == lang.Nom || a.Mark == p.its[i+n].p.Mark) {
		p.own(i+n, n)
	}
}

// owners counts the attributive phrases right before item j.
func (p *finalParser) owners(j int) int {
	n := 0
	for j-n-1 >= 0 && p.its[j-n-1].p != nil && p.its[j-n-1].p.Attr && p.its[j-n-1].p.Pred == nil {
		n++
	}
	return n
}

// own makes the n phrases before item j modifiers of it.
func (p *finalParser) own(j, n int) {
	ph := p.its[j].p
	var mods []*doc.Phrase
	for _, it := range p.its[j-n : j] {
		it.p.Mods = append(mods, it.p.Mods...)
		mods = []*doc.Phrase{it.p}
	}
	ph.Mods = append(mods, ph.Mods...)
	p.its = append(p.its[:j-n], p.its[j:]...)
}

// named takes the name of an act off the sentence, so that what stands before it goes with the act: "… नौदलांचा 'वरुण' हा सराव".
func (p *finalParser) named(i int) {
	ph := p.its[i].p
	f := function(p.d, ph.First)
	j := i - 1
	for j >= 0 && p.its[j].p == nil && p.its[j].v == nil && p.its[j].kind == uQuote {
		j--
	}
	if j < 0 || f == nil || f.E.Kind != lang.Det && f.E.Kind != lang.Pron || p.its[j].p == nil || !p.its[j].p.Quoted {
		return
	}
	if q := p.its[j].p; q.Mark == lang.Nom && !q.Pron && q.Pred == nil && q.E == nil && len(q.Names) == 0 {
		p.its = append(p.its[:j], p.its[i:]...)
	}
}

// body tells whether a phrase names a body rather than people.
func body(ph *doc.Phrase) bool { return ph.E == nil || ph.E.Has(lang.Org) }

// human tells whether a phrase names people or a body by what they are, or a person.
func human(d *doc.Doc, ph *doc.Phrase) bool {
	if ph.Pron || ph.Pred != nil {
		return false
	}
	if ph.E != nil && ph.E.Kind == lang.Noun {
		return ph.E.Agent != ""
	}
	for _, n := range ph.Names {
		if d.Names[n].Rec.Person() {
			return true
		}
	}
	for i := ph.First; i < ph.Last; i++ {
		if r := reading(d, i, lang.Noun); r != nil && r.E.Agent != "" && r.E.Has(lang.Title) {
			return true
		}
	}
	return false
}

// joins tells whether the item is a conjunction (or, inside a list, a comma).
func (p *finalParser) joins(i int, final bool) bool {
	it := p.its[i]
	if it.p != nil || it.v != nil {
		return false
	}
	if it.kind == uConj {
		return it.e == nil || it.e.Has(lang.And) || it.e.Has(lang.Or)
	}
	return it.kind == uComma && !final
}

// alike tells whether a phrase can be a list member beside the last one: without a case of its own or with the same, and of the same sort.
func (p *finalParser) alike(a, last *doc.Phrase) bool {
	if a.Mark != lang.Nom && (a.Mark != last.Mark || a.Attr != last.Attr) {
		return false
	}
	if a.Pron != last.Pron && a.Mark == lang.Nom {
		return false
	}
	if (a.Pred != nil) != (last.Pred != nil) {
		return false
	}
	return !a.Time
}

// appose ties a name to the phrase that says what it is: 'एएफपी' या वृत्तसंस्थेने, where a demonstrative opens the second.
func (p *finalParser) appose() {
	for i := len(p.its) - 1; i > 0; i-- {
		ph := p.its[i].p
		if ph == nil || ph.E == nil {
			continue
		}
		if ph.Pred != nil {
			p.named(i)
			continue
		}
		if ph.E.Agent == "" && ph.E.Place == "" && !ph.E.Is("o.territory") && !slices.Contains(ph.E.Lists, "pair") {
			continue
		}
		if f := function(p.d, ph.First); f == nil || f.E.Kind != lang.Det || ph.Last-ph.First < 2 {
			continue
		}
		j := i - 1
		for j >= 0 && p.its[j].p == nil && p.its[j].v == nil && (p.its[j].kind == uQuote || p.its[j].kind == uPunct) {
			j--
		}
		if j < 0 || p.its[j].p == nil || p.its[j].p.Mark != lang.Nom || p.its[j].p.Pron || p.its[j].p.Pred != nil || p.its[j].p.E != nil && (p.its[j].p.E.Agent == "" || p.its[j].p.E.Has(lang.Weaponized) && ph.E.Agent == "") { // विनाशिका | या भागात
			continue
		}
		ph.Mods = append(ph.Mods, p.its[j].p)
		p.its[j].p.Of = ph
		p.its = append(p.its[:j], p.its[i:]...)
		i = j
	}
}
