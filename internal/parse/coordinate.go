package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// coordinate gives the members of a list one case: अमेरिका, जपान आणि भारताने.
func (p *finalParser) coordinate() {
	for i := len(p.its) - 1; i > 1; i-- {
		last := p.its[i]
		if last.p == nil || !p.joins(i-1, true) {
			continue
		}
		members := []*doc.Phrase{last.p}
		j := i
		for j >= 2 && p.its[j-2].p != nil && p.joins(j-1, j == i) && p.alike(p.its[j-2].p, last.p) {
			members = append([]*doc.Phrase{p.its[j-2].p}, members...)
			j -= 2
		}
		if len(members) == 1 {
			continue
		}
		// modifiers in the genitive between the members belong to the member after them; the head of the list carries the mark
		headP := members[0]
		headP.Mark, headP.Attr, headP.Mark2, headP.MarkWord = last.p.Mark, last.p.Attr, last.p.Mark2, last.p.MarkWord
		headP.Conj = members[1:]
		headP.Plural = true
		p.its = append(p.its[:j+1], p.its[i+1:]...)
		p.its[j].p = headP
		i = j
	}
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
		if ph == nil || ph.E == nil || ph.E.Agent == "" && ph.E.Place == "" && !ph.E.Is("o.territory") {
			continue
		}
		if f := function(p.d, ph.First); f == nil || f.E.Kind != lang.Det || ph.Last-ph.First < 2 {
			continue
		}
		j := i - 1
		for j >= 0 && p.its[j].p == nil && p.its[j].v == nil && (p.its[j].kind == uQuote || p.its[j].kind == uPunct) {
			j--
		}
		if j < 0 || p.its[j].p == nil || p.its[j].p.Mark != lang.Nom || p.its[j].p.Pron || p.its[j].p.Pred != nil || p.its[j].p.E != nil && p.its[j].p.E.Agent == "" {
			continue
		}
		ph.Mods = append(ph.Mods, p.its[j].p)
		p.its[j].p.Of = ph
		p.its = append(p.its[:j], p.its[i:]...)
		i = j
	}
}
