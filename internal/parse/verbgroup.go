package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// item is what the reduction works on, in text order.
type item struct {
	p    *doc.Phrase
	v    *verbGroup
	kind ukind // of a boundary
	e    *lang.Entry
	mark lang.Mark // of a relative pronoun
	us   []unit    // what a phrase of more than one unit was made of
	at   int
}

// verbGroup is a verb with its auxiliaries.
type verbGroup struct {
	first, last int
	main        int
	e           *lang.Entry
	f           lang.Feat // of the whole group
	mainF       lang.Feat
	mark        lang.Mark
	attr        bool
	neg         bool
	fin         bool
	elided      bool   // has no verb of its own: शुरू
	moved       bool   // from before its object to the end
	aux         []unit // its auxiliaries
}

// verb gathers a verb and its auxiliaries, from unit i on.
func (p *finalParser) verb(us []unit, i int, neg bool) (*verbGroup, int) {
	u := us[i]
	v := u.a
	if u.kind != uVerb {
		if r := reading(p.d, u.first, lang.Verb); r != nil {
			v = *r
		}
	}
	if u.kind == uVerb && i+1 < len(us) && (us[i+1].kind == uVerb || us[i+1].kind == uAux || us[i+1].kind == uModal) {
		v = p.fitting(u, v, us[i+1])
	}
	g := p.buf.groups.New()
	*g = verbGroup{first: u.first, last: u.last, main: u.first, e: v.E, f: v.F, mainF: v.F, mark: v.Mark, attr: v.Attr, neg: neg}
	if v.E != nil && v.E.Tags["of"] != "" { // नसणे: not to be
		g.neg = true
	}
	j := i + 1
	for ; j < len(us); j++ {
		n := us[j]
		if n.kind == uPart && j+1 < len(us) && (us[j+1].kind == uVerb || us[j+1].kind == uAux || us[j+1].kind == uModal) {
			continue
		}
		if n.kind == uNeg && p.negatesNext(g, us, j) {
			break
		}
		if n.kind == uNeg {
			g.neg = true
			g.last = n.last
			continue
		}
		if n.kind != uVerb && n.kind != uAux && n.kind != uModal {
			break
		}
		if !p.combine(g, n) {
			break
		}
		g.last = n.last
	}
	for j > i+1 && us[j-1].kind == uPart {
		j--
	}
	if g.f.Has(lang.Conv) && !g.mainF.Has(lang.Conv) && (g.mainF.Has(lang.Pros) || g.mainF.Has(lang.Perf) || g.mainF.Has(lang.Impf)) && g.last-g.first > 1 {
		g.f &^= lang.Conv // देणार असून: a clause of its own that goes on with the next
	}
	p.optative(g)
	g.fin = g.mark == lang.Nom && !g.attr && finite(g.f)
	if !g.fin && g.mark == lang.Nom && !g.attr && (j >= len(us) || us[j].kind == uPunct || us[j].kind == uComma) && !g.f.Has(lang.Conv) && !g.f.Has(lang.Inf) {
		g.fin = true
	}
	return g, j
}

// optative reads a bare second verb that ends a group as what is wished, where it may be: रिहा कर दे, बुला ले.
func (p *finalParser) optative(g *verbGroup) {
	if !p.d.Pack.Shared || g.last-g.first < 2 || !g.f.Has(lang.Vec) || g.f.Has(lang.Conv) || g.mark != lang.Nom || g.attr || finite(g.f) {
		return
	}
	for _, a := range p.d.An[g.last-1] {
		if a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Subj) && a.F.Has(lang.P3) {
			g.f |= a.F
			return
		}
	}
}

// fitting chooses the reading of a verb that goes with the auxiliary after it: हटा लिया is हटाना, not हटना.
func (p *finalParser) fitting(u unit, v lang.Analysis, next unit) lang.Analysis {
	best, found := v, false
	be := reading(p.d, next.first, lang.Verb)
	bare := p.d.Pack.Shared && v.F.Has(lang.Root) && !v.F.Has(lang.Perf) && be != nil && be.E.Light == "be" && be.F.Has(lang.Past) // लगा था आरोप: no bare root stands there
	for _, a := range p.d.An[u.first] {
		if a.E == nil || a.E.Kind != lang.Verb {
			continue
		}
		g := &verbGroup{first: u.first, last: u.last, main: u.first, e: a.E, f: a.F, mainF: a.F, mark: a.Mark, attr: a.Attr}
		if bare && a.F.Has(lang.Root) || !p.combine(g, next) || !g.f.Has(lang.Vec) && !g.f.Has(lang.Pass) && !bare && a.E != v.E {
			continue
		}
		if a.E == v.E && a.F == v.F {
			return v
		}
		if !found || weight(a.E) > weight(best.E) {
			best, found = a, true
		}
	}
	return best
}

// combine adds an auxiliary to the group where groups.tsv knows the pair, in whichever of its readings: होता is of असणे behind what was done.
func (p *finalParser) combine(g *verbGroup, n unit) bool {
	r := reading(p.d, n.first, lang.Verb)
	if n.kind == uModal && r != nil && r.F.Has(lang.Imp) { // चाहिए is no order to wish
		r = nil
	}
	f := n.a.F
	if r == nil {
		if n.a.E != nil {
			f = n.a.E.Feats
		}
		if p.joinAs(g, p.d.Art.Tokens[n.first].Norm, f, n.a.Mark, n.a.Attr) {
			return true
		}
	} else {
		f = r.F
		if p.joinAs(g, r.E.Toks[r.E.Head], r.F, r.Mark, r.Attr) {
			return true
		}
		for i := range p.d.An[n.first] {
			if a := &p.d.An[n.first][i]; a.E != nil && a.E.Kind == lang.Verb && a.E != r.E && a.E.Light == "be" && a.F.Has(lang.Past) && p.joinAs(g, a.E.Toks[a.E.Head], a.F, a.Mark, a.Attr) {
				return true
			}
		}
	}
	if n.kind == uAux && finite(f) && g.mark == lang.Nom {
		g.f |= f
		return true
	}
	return false
}

// joinAs adds an auxiliary, read as a form of a verb, to the group where groups.tsv knows the pair.
func (p *finalParser) joinAs(g *verbGroup, lemma string, f lang.Feat, mark lang.Mark, attr bool) bool {
	for _, gr := range p.d.Pack.Groups(lemma) {
		if !g.f.Has(gr.Feats) || gr.Mark != lang.Nom && gr.Mark != g.mark || gr.Mark == lang.Nom && g.mark != lang.Nom {
			continue
		}
		if gr.Gives.Has(lang.Conv) && p.d.Pack.Shared && f&(lang.Inf|lang.Perf|lang.Impf|lang.Fut) != 0 && f&(lang.Root|lang.Conv) == 0 { // स्वीकार करने is no "having accepted"
			continue
		}
		keep := g.f & (lang.Pass | lang.Prog | lang.NegF | lang.May | lang.Must | lang.Should | lang.Would | lang.Can | lang.Begin | lang.Allow | lang.Fut | lang.Pros | lang.Perf)
		if gr.Gives.Has(lang.NegF) {
			g.neg = true
		}
		gives := gr.Gives
		if gives.Has(lang.Pass) && g.e != nil && g.e.Has(lang.Intr) { // चली गईं: nobody suffers where nothing is acted on
			gives = gives&^lang.Pass | lang.Vec
		}
		g.f = keep | f | gives
		if gives.Has(lang.Pass) || f.Has(lang.Fut) || f.Has(lang.Inf) || f.Has(lang.Pros) {
			g.f &^= keep & lang.Perf &^ gives &^ f
		}
		g.mark, g.attr = mark, attr
		return true
	}
	return false
}

func finite(f lang.Feat) bool {
	if f.Has(lang.Rel) && !f.Has(lang.P3) {
		return false
	}
	if f.Has(lang.Conv) || f.Has(lang.AgentF) && !f.Has(lang.Pros) || f.Has(lang.Obl) && !f.Has(lang.Dir) && !f.Has(lang.Pl) {
		return false
	}
	return f.Has(lang.Pres) || f.Has(lang.Past) || f.Has(lang.Fut) || f.Has(lang.Perf) || f.Has(lang.Pros) || f.Has(lang.Subj) || f.Has(lang.Imp) || f.Has(lang.Hab) || f.Has(lang.Prog) || f.Has(lang.Pass) || f.Has(lang.Should) || f.Has(lang.Must)
}

// negatesNext tells whether the negation us[j] behind an infinitive is of another verb right after it: मिलने | नहीं पहुंचे.
func (p *finalParser) negatesNext(g *verbGroup, us []unit, j int) bool {
	if !g.mainF.Has(lang.Inf) || g.last-g.first > 1 || g.mark != lang.Nom || j+1 >= len(us) || us[j+1].kind != uVerb {
		return false
	}
	h := *g
	return !p.combine(&h, us[j+1])
}

// otherVerb takes the other verb of the same form where only that one makes a fixed phrase with the noun right before it: बंधक बना रखा था is
// बनाना, not बनना.
func (p *finalParser) otherVerb(g *verbGroup) {
	if len(g.e.Classes) > 0 || g.last-g.first < 2 || g.elided {
		return
	}
	noun := g.first - 1
	if g.moved {
		if n := len(p.stack); n > 0 {
			noun = p.stack[n-1].Head
		}
	}
	if noun < 0 || p.pairsWith(g.e, noun) {
		return
	}
	for _, a := range p.d.An[g.main] {
		if a.E != nil && a.E.Kind == lang.Verb && a.E != g.e && a.F.Has(lang.Root) && p.pairsWith(a.E, noun) {
			g.e = a.E
			return
		}
	}
}

// pairsWith tells whether a verb makes a fixed phrase with the word at a token.
func (p *finalParser) pairsWith(v *lang.Entry, at int) bool {
	return slices.ContainsFunc(p.d.Pack.Idioms(v.Toks[v.Head]).After(p.d.Art.Tokens[at].Norm), func(e *lang.Entry) bool { return e.Head == 1 })
}
