package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
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

// speaksBehind tells whether a word behind the comma of a headline is the verb of the one name that ends it: "PM Must Go, | Demands Congress".
func (p *initialParser) speaksBehind(v *lang.Analysis, i int) bool {
	if !v.F.Has(lang.P3) || !p.titleCase() || !p.d.Pack.Common.AnyKind(v.E.Classes, "gov") || !p.verbBefore() {
		return false
	}
	who := false
	for j := i + 1; j < p.last; j++ {
		if p.d.Art.Tokens[j].Kind == article.Punct {
			return who && p.d.Art.Tokens[j].Text == ":"
		}
		if k := p.d.At[j]; k >= 0 {
			j, who = p.d.Names[k].Last-1, true
			continue
		}
		n := reading(p.d, j, lang.Noun)
		if function(p.d, j) != nil || (n == nil || n.E.Agent == "") {
			return false
		}
		who = true
	}
	return who
}

// toldBy tells whether a verb of words stands behind the comma of a headline before the one who speaks them, who ends it: "Govt Will Fall, | Warns
// Opposition", "Free All Hostages, | Urges UN Chief". Who acts before the comma goes on else: "India Joins Accord, Urges China To Sign".
func (p *initialParser) toldBy(pr *doc.Pred, i int) bool {
	if pr.Class("endorse") { // "Rival Quits Race, Endorses Trump"
		return false
	}
	if !p.headline || !p.comma || p.conj || len(pr.Tokens) != 1 || !pr.F.Has(lang.P3) || !p.d.Pack.Common.AnyKind(pr.Classes, "gov") || i+1 >= len(p.its) || p.its[i+1].p == nil {
		return false
	}
	if who := p.its[i+1].p; who.Mark != lang.Nom || who.Attr || !party(who) || !p.closesSentence(i+1) {
		return false
	}
	m := p.main
	if m == nil || m.Subj == nil {
		return m == nil || !m.F.Has(lang.Pass) || m.Obj == nil || !party(m.Obj)
	}
	return !party(m.Subj) || m.F&(lang.Fut|lang.May|lang.Can|lang.Must|lang.Should|lang.Would|lang.Past|lang.Perf|lang.Prog) != 0
}

// abreast tells whether two parties stand side by side before the verb of both in a headline, with a comma for the "and": "US Envoy, Taliban
// Ministers | Hold Talks". One beside what it is would have a verb of one: "Rao, Former Mayor, Joins Union".
func (p *initialParser) abreast(prev, ph *doc.Phrase, i int) bool {
	if !p.headline || p.cur != nil || prev.Mark != lang.Nom || prev.Attr || prev.Pron || ph.Pron || len(ph.Conj) > 0 || !party(prev) || !party(ph) {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		switch it := p.its[j]; {
		case it.v != nil:
			return it.v.e != nil && !says(p.d, it.v.e.Classes) && !it.v.f.Has(lang.Pass) && (it.v.fin && it.v.mainF.Has(lang.Root) && len(it.v.aux) == 0 || it.v.f.Has(lang.Inf))
		case it.p == nil && it.kind != uComma || it.p != nil && it.p.Mark == lang.Nom && !party(it.p):
			return false
		}
	}
	return false
}

// alsoActedOn tells whether two offices of different states stand side by side behind the verb of a headline, with a comma for the "and": "Meets French
// President, | German Chancellor In Paris".
func (p *initialParser) alsoActedOn(prev, ph *doc.Phrase, i int) bool {
	if !p.headline || p.cur == nil || !prev.After || prev.Pron || ph.Pron || prev.Attr || ph.Attr || prev.Pred != nil || !p.says(prev) || !p.says(ph) || len(prev.Names) == 0 || len(ph.Names) == 0 {
		return false
	}
	return p.d.Names[prev.Names[0]].Rec != p.d.Names[ph.Names[0]].Rec && p.closesBehind(i)
}

// ofOneNext tells whether the verb of one stands right behind item i: "…, Sen | mocks reply".
func (p *initialParser) ofOneNext(i int) bool {
	return i+1 < len(p.its) && p.its[i+1].v != nil && p.its[i+1].v.fin && p.its[i+1].v.mainF.Has(lang.P3) && len(p.its[i+1].v.aux) == 0
}

// saidOn tells whether a headline's first name only stands before what it speaks on, and another behind the comma: "Rao On Remark, | Sen Mocks Reply".
func (p *initialParser) saidOn(first, ph *doc.Phrase) bool {
	x, y := p.ends(first), p.ends(ph)
	return x != nil && y != nil && x.Rec != y.Rec && x.Rec.Person() && slices.ContainsFunc(first.Mods, func(m *doc.Phrase) bool { return m.Mark == lang.On })
}
