package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// antecedent gives the nouns that the relative clause opened by item i may be about: the nearest phrase, and where that is the bare name of a place, the
// thing that is there, or fell on it: "strikes on southern Lebanon | that killed seven", "a block in Dnipro | that housed refugees".
func (p *initialParser) antecedent(i int) (near, thing *doc.Phrase) {
	near = p.its[i-1].p
	if near == nil || near.Mark == lang.Nom || !p.barePlace(near) || i < 2 {
		return near, nil
	}
	before := i - 2
	if it := p.its[before]; it.p == nil && it.v == nil && (it.kind == uAdv || it.kind == uPost) && before > 0 {
		before-- // "strikes | on | Gaza"
	}
	switch it := p.its[before]; {
	case it.p != nil && near.First-it.p.Last <= 1 && !it.p.Pron && !it.p.Time && !p.barePlace(it.p):
		return near, it.p
	case it.v != nil && p.cur != nil && len(p.cur.Tokens) > 1: // "carried out air | strikes on …"
		t := p.cur.Tokens[len(p.cur.Tokens)-1]
		if a := p.eventNoun(t); a != nil && near.First-t <= 2 {
			return near, &doc.Phrase{First: t, Last: t + 1, Head: t, Mark: lang.Nom, E: a, Pred: p.cur}
		}
	}
	return near, nil
}

// eventNoun is the entry of a noun of an act that a token may be.
func (p *initialParser) eventNoun(t int) *lang.Entry {
	for _, a := range p.d.An[t] {
		if a.E != nil && a.E.Kind == lang.Noun && a.E.Act {
			return a.E
		}
	}
	return nil
}

// barePlace tells whether a phrase is the name of a place or a state and nothing else.
func (p *initialParser) barePlace(ph *doc.Phrase) bool {
	if ph.E != nil || len(ph.Names) != 1 || ph.Pred != nil {
		return false
	}
	nm := p.d.Names[ph.Names[0]]
	return nm.Use == kb.Locality || nm.Use == kb.Capital || (nm.Rec.Kind == "state" || nm.Rec.Kind == "region") && nm.Use == kb.Proper
}

// harms tells whether a predicate is what a blow does, and no land.
func harms(pr *doc.Pred) bool {
	return pr.Class("kill") || pr.Class("wound") || pr.Class("destroy") || pr.Class("displace")
}

// blow takes what fell on a place for what a relative clause of harm is about: "an offensive in Syria, | which killed 40 civilians".
func (p *initialParser) blow(pr *doc.Pred) {
	if p.rel != nil && p.struck != nil && harms(pr) {
		p.rel = p.struck
	}
	p.struck = nil
}
