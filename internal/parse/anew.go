package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Where a headline begins a clause anew, though only a comma stands before it.

// twoAct tells whether two names behind a comma of a headline are the subject of a verb of their own: "India Joins Accord, | NASA And ISRO Agree".
func (p *initialParser) twoAct(ph *doc.Phrase, i int) bool {
	if !p.headline || p.main == nil || i+3 >= len(p.its) || p.its[i+1].kind != uConj || p.its[i+1].p != nil || p.its[i+1].v != nil || p.its[i+2].p == nil {
		return false
	}
	g := p.its[i+3].v
	return g != nil && g.fin && !p.ambiguous(g) && party(ph) && party(p.its[i+2].p) && !g.mainF.Has(lang.P3)
}

// newClause tells whether a headline begins anew behind a comma, with a subject and what it is going to do: "PM Announces Relief, | State To Pay Families".
func (p *initialParser) newClause(ph *doc.Phrase, i int) bool {
	if !p.headline || !p.comma || ph.Mark != lang.Nom || ph.Attr || p.main == nil || len(p.waiting) > 0 || !party(ph) || governs(p.d, p.main) || i+1 >= len(p.its) {
		return false
	}
	g := p.its[i+1].v
	return g != nil && g.f.Has(lang.Inf) && !g.fin
}

// describes tells whether the past form at item j is a participle on the noun of a preposition: "denounces video of hostages | released by Hamas". What it
// acts on would follow it else.
func (p *initialParser) describes(j int) bool {
	before := p.its[j-1].p
	if !p.headline || before == nil || before.Mark == lang.Nom || says(p.d, p.cur.Classes) {
		return false
	}
	return j+1 >= len(p.its) || p.its[j+1].p == nil || p.its[j+1].p.Mark != lang.Nom && !p.its[j+1].p.Attr
}

// ofGerund tells whether the phrase at item i stands right behind a gerund whose subject waits before it: "PM, after meeting | Xi, said".
func (p *initialParser) ofGerund(i int) bool {
	if i == 0 || p.its[i-1].v == nil || p.cur == nil || p.cur.Form != doc.Infinitive || p.cur.Subj == nil || p.comma || p.conj {
		return false
	}
	g := p.its[i-1].v
	return (g.mark == lang.After || g.mark == lang.Before) && g.f.Has(lang.Prog) && slices.Contains(p.waiting, p.cur.Subj)
}
