package parse

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// tags chooses a part of speech for each word, left to right.
func (p *initialParser) tags() {
	d := p.d
	phrases := nounPhrases(d, p.first, p.last, p.buf.found[:0])
	p.buf.found = phrases
	for i := p.first; i < p.last; {
		u := unit{first: i, last: i + 1, name: -1}
		t := d.Art.Tokens[i]
		f, isPhrase := startsAt(phrases, i)
		if end := p.currency(i); end > i {
			i = end
			continue
		}
		switch {
		case t.Kind == article.Punct:
			if end := p.aside(i); end > i {
				i = end
				continue
			}
			u.kind = punct(t)
			if u.kind == uQuote && p.ownerMark(i) {
				u.kind, u.a = uNom, lang.Analysis{Stem: ownerMark}
				break
			}
			if u.kind == uQuote && len(p.us) > 0 && p.us[len(p.us)-1].kind == uDet {
				i++ // a "special law" is one phrase
				continue
			}
		case p.hyphenated(&u, i):
		case t.Kind == article.Word && d.Words[i].Opening.Has(lang.Num) && d.Words[i].Kinds.Has(lang.Det) && p.dated(&u, i): // a few | hours later
		case p.fixed(&u, i):
		case p.voiced(&u, i):
		case d.At[i] >= 0 && (!isPhrase || d.Names[d.At[i]].Last >= f.last) && !p.verbal(i):
			n := d.At[i]
			u.kind, u.name, u.last = uName, n, d.Names[n].Last
		case isPhrase && (f.e.Kind == lang.Noun || f.e.Kind == lang.Adj) && !p.verbal(i) && !p.toldOf(i, f) && !p.theyAct(i, f):
			u.last, u.a, u.e = f.last, f.a, f.e
		case p.dated(&u, i): // September 17; In 2021 Poland declared
		case t.Kind == article.Number:
		default:
			p.word(&u, i)
		}
		p.us = append(p.us, u)
		i = u.last
	}
}

// currency gives the number behind a currency sign, which is no mark between phrases: worth | $500 million, C$500 million.
func (p *initialParser) currency(i int) int {
	toks := p.d.Art.Tokens
	k := i
	if t := &toks[k]; t.Kind == article.Word && t.Cap && len(t.Text) <= len("HK") && k+1 < p.last && !toks[k+1].Space {
		k++
	}
	if toks[k].Kind != article.Punct || k+1 >= p.last || toks[k+1].Kind != article.Number {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(toks[k].Text); !unicode.Is(unicode.Sc, r) {
		return 0
	}
	return k + 1
}

// ownerMark is the stem of an apostrophe, with s or without.
const ownerMark = "'s"

// ownerMark tells whether an apostrophe at token i makes what stands before it an owner: "farmers' march". It closes no quotation that
// was opened before, and a noun follows.
func (p *initialParser) ownerMark(i int) bool {
	toks := p.d.Art.Tokens
	if i == p.first || i+1 >= p.last || toks[i].Text != "'" || toks[i].Space || !toks[i+1].Space || toks[i+1].Kind != article.Word || toks[i-1].Quoted {
		return false
	}
	if w := toks[i-1].Norm; toks[i-1].Kind != article.Word || w[len(w)-1] != 's' || len(p.us) == 0 {
		return false
	}
	for k := p.first; k < i; k++ { // an open quotation mark
		if toks[k].Text == "'" && (k+1 < p.last && !toks[k+1].Space) && (k == p.first || toks[k].Space) {
			return false
		}
	}
	prev := p.us[len(p.us)-1]
	return (prev.kind == uName || prev.kind == uNom && (prev.a.F.Has(lang.Pl) || prev.a.E == nil)) && p.possessive(i, prev) && function(p.d, i+1) == nil
}

// owns tells whether a unit is the mark of an owner.
func (p *initialParser) owns(u unit) bool {
	return u.kind == uNom && (p.d.Art.Tokens[u.first].Norm == ownerMark || u.a.Stem == ownerMark && p.d.Art.Tokens[u.first].Kind == article.Punct)
}

// dated takes up a date that starts at token i; one that owns the noun after it ("Wednesday's vote") takes its 's along.
func (p *initialParser) dated(u *unit, i int) bool {
	k := sort.Search(len(p.d.Times), func(k int) bool { return p.d.Times[k].Last > i })
	if k == len(p.d.Times) || p.d.Times[k].First > i || p.d.At[i] >= 0 {
		return false
	}
	end := min(p.d.Times[k].Last, p.last)
	if end < p.last && p.d.Art.Tokens[end].Text == "-" && !p.d.Art.Tokens[end].Space {
		return false // 10-day-old
	}
	if !p.calendar(i, end) {
		return false
	}
	if end < p.last && p.d.Art.Tokens[end].Norm == ownerMark {
		end++
	}
	u.kind, u.last = uTime, end
	return true
}

// calendar tells whether tokens first..last-1 name a day, a month or a year: they are figures and words of time only.
func (p *initialParser) calendar(first, last int) bool {
	for i := first; i < last; i++ {
		if i == first && last-first > 2 && p.d.Kind(i, lang.Det) != nil { // a few hours later
			continue
		}
		if p.d.Art.Tokens[i].Kind == article.Word && p.d.Kind(i, lang.Time) == nil && p.d.Kind(i, lang.Num) == nil {
			return false
		}
	}
	return true
}

// hyphenated reads a verb of two joined words: test-fire, lathi-charge.
func (p *initialParser) hyphenated(u *unit, i int) bool {
	toks := p.d.Art.Tokens
	if i+2 >= p.last || toks[i+1].Text != "-" || toks[i+1].Space || toks[i+2].Space {
		return false
	}
	r := reading(p.d, i+2, lang.Verb)
	if r == nil || len(p.us) > 0 && (p.us[len(p.us)-1].kind == uDet || p.us[len(p.us)-1].kind == uPost && !p.isTo(p.us[len(p.us)-1])) {
		return false // "the cyber-attacks"
	}
	for _, e := range p.d.Pack.Phrases(r.E.Toks[r.E.Head]) {
		if e.Kind == lang.Verb && e.Head == 2 && len(e.Toks) == 3 && e.Toks[0] == toks[i].Norm && e.Toks[1] == "-" {
			if r.F.Has(lang.Root) && !r.F.Has(lang.Past) && len(p.us) > 0 && p.us[len(p.us)-1].kind != uNom && p.us[len(p.us)-1].kind != uName && p.us[len(p.us)-1].kind != uModal {
				return false
			}
			u.kind, u.last, u.a, u.e = uVerb, i+3, *r, e
			u.a.E = e
			return true
		}
	}
	return false
}

// verbal tells whether a word right after a modal or "to" is a verb although it could start a name or noun phrase.
func (p *initialParser) verbal(i int) bool {
	if len(p.us) == 0 || p.d.Art.Tokens[i].Cap {
		return false
	}
	v := reading(p.d, i, lang.Verb)
	prev := p.us[len(p.us)-1]
	return v != nil && (prev.kind == uModal || prev.kind == uAux && v.F.Has(lang.Root) && !v.F.Has(lang.Perf) || p.isTo(prev) && v.F.Has(lang.Root))
}

// fixed matches the literal function phrases, such as "according to".
func (p *initialParser) fixed(u *unit, i int) bool {
	e, end := literal(p.d, i, p.last)
	if e == nil || e.Kind == lang.Adv && end > i+1 && p.particleOf(i) || p.d.At[i] >= 0 && p.d.Names[p.d.At[i]].Last > end || e.Kind == lang.Aux || e.Kind == lang.Modal {
		return false
	}
	u.kind, u.last, u.e = unitOf[e.Kind], end, e
	u.a = lang.Analysis{E: e, Mark: e.Mark}
	return true
}

// particleOf tells whether word i belongs to the verb right before it, whatever it opens: "called on | both sides".
func (p *initialParser) particleOf(i int) bool {
	if len(p.us) == 0 {
		return false
	}
	v := p.us[len(p.us)-1]
	if v.kind != uVerb || v.a.E == nil || function(p.d, i) == nil || function(p.d, i).E.Kind != lang.Prep {
		return false
	}
	return p.joined(v.a.E, i)
}

// joined tells whether a verb and word i are an act together: call + on.
func (p *initialParser) joined(e *lang.Entry, i int) bool {
	return slices.ContainsFunc(p.d.Pack.Phrasals(e.Toks[e.Head]), func(ph lang.Phrasal) bool {
		return len(ph.E.Toks) == 2 && ph.E.Toks[1] == p.d.Art.Tokens[i].Norm && len(ph.E.Classes) > 0
	})
}

func (p *initialParser) isTo(u unit) bool {
	return u.kind == uPost && u.last == u.first+1 && p.d.Art.Tokens[u.first].Norm == p.d.Pack.Setting("infinitive", "to") || u.kind == uPart && p.d.Art.Tokens[u.first].Norm == p.d.Pack.Setting("infinitive", "to")
}

func (p *initialParser) word(u *unit, i int) {
	d := p.d
	t := d.Art.Tokens[i]
	fn, v, n, adj := function(d, i), reading(d, i, lang.Verb), reading(d, i, lang.Noun), reading(d, i, lang.Adj)
	if fn != nil && t.Cap && i > p.first && n == nil && v == nil && fn.E.Kind == lang.Adv && !p.titleCase() {
		fn = nil
	}
	if v != nil && n != nil && t.Text == t.Norm && n.E.Word != strings.ToLower(n.E.Word) {
		n = nil // let is no LeT
	}
	if fn != nil && fn.E.Kind == lang.Pron && !fn.E.Has(lang.Poss) && p.nominalNext(i) {
		if q := p.quantifier(i); q != nil { // all 21 settlements, one US soldier
			fn, v, n, adj = q, nil, nil, nil
		}
	} else if fn != nil && fn.E.Kind == lang.Pron && len(p.us) > 0 && p.us[len(p.us)-1].kind == uNom && p.d.Kind(i, lang.Det) != nil {
		u.kind, u.a, u.e = uAdv, *fn, fn.E // freed 100 prisoners each
		return
	}
	if t.Caps && n == nil && i+1 < p.last && !p.allCaps() { // AIDS does not aid
		v = nil
	}
	if num := reading(d, i, lang.Num); num != nil && n == nil && v == nil && fn == nil {
		u.a = *num
		return
	}
	var prev unit
	if len(p.us) > 0 {
		prev = p.us[len(p.us)-1]
	} else {
		prev.kind = uPunct
	}
	if n := len(p.us); prev.kind == uQuote && n > 1 && p.isTo(p.us[n-2]) {
		prev = p.us[n-2] // "urged Rome to | 'return home'"
	}
	if fn != nil && fn.E.Kind == lang.Comp && (prev.kind != uVerb || prev.a.E == nil || !says(d, prev.a.E.Classes)) {
		if a := p.d.Kind(i, lang.SubConj); a != nil && a.E.Has(lang.CondFlag) {
			fn = a // if, but not in "asked if"
		}
	}
	if t.Norm == ownerMark && p.possessive(i, prev) {
		u.a = lang.Analysis{Stem: t.Norm}
		return
	}
	if p.leftOut(i, prev) {
		if u.kind = uAdv; adj != nil && len(adj.E.Classes) > 0 { // "Russia | Ready To Hold Talks": it says what kind of future
			u.kind, u.a = uVerb, *adj
			u.a.F = lang.Pres | lang.P3
		}
		return
	}
	if fn != nil && v != nil && p.behindPeople(fn, i, prev) { // meets families | post Manipur violence
		u.kind, u.a, u.e = unitOf[fn.E.Kind], *fn, fn.E
		return
	}
	eff := p.effective() // the unit before, adverbs left out
	if prev.kind == uAdv && (eff.kind == uAux || eff.kind == uModal) {
		prev = eff
	}
	if prev.kind == uAux || prev.kind == uModal {
		v = p.afterAux(v, i, prev)
	}
	if c := p.complementiser(i, prev); c != nil {
		u.kind, u.a, u.e = unitOf[c.E.Kind], *c, c.E
		return
	}
	if !p.choose(u, i, prev, choices{fn, v, n, adj}) {
		return
	}
	if u.kind == uVerb && t.Cap && i > p.first && !t.Caps && !p.titleCase() && (prev.kind == uNom || prev.kind == uName) && p.d.Art.Tokens[prev.last-1].Cap && n == nil {
		u.kind, u.guess, u.a = uNom, true, lang.Analysis{Stem: t.Norm} // a surname that is spelled as a verb
	}
}

// The choices are the readings of one word, by kind; nil where it has none.
type choices struct{ fn, v, n, adj *lang.Analysis }

// choose picks the reading of word i after the unit prev; it tells whether the word is a content word.
func (p *initialParser) choose(u *unit, i int, prev unit, c choices) bool {
	t := p.d.Art.Tokens[i]
	fn, v, n, adj := c.fn, c.v, c.n, c.adj
	switch {
	case (prev.kind == uDet || prev.kind == uPron && n != nil && prev.a.E != nil && prev.a.E.Has(lang.Poss)) && fn != nil && fn.E.Kind == lang.Adv && (n != nil || adj != nil || p.prepNext(i)):
		if n != nil { // the north of Kosovo
			u.a = *n
		} else if adj != nil {
			u.a = *adj
		}
	case n != nil && fn != nil && fn.E.Kind == lang.Prep && (prev.kind == uDet || prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Adj) && p.prepNext(i):
		u.a = *n // a fresh round of talks
	case v != nil && n == nil && prev.kind == uPunct && v.F.Has(lang.Prog) && weightOf(v) == 0 && i+1 < p.last && p.d.At[i+1] >= 0:
		u.a = lang.Analysis{Stem: t.Norm} // Neighbouring Peru
	case v != nil && n == nil && (prev.kind == uDet || prev.kind == uNom && (p.owns(prev) || p.figure(prev) || prev.a.E != nil && prev.a.E.Kind == lang.Adj)) && (v.F.Has(lang.Prog) || v.F.Has(lang.Perf) || v.F.Has(lang.Past) && !v.F.Has(lang.Root) && function(p.d, i+1) == nil) && p.nounNext(i):
		u.a = lang.Analysis{Stem: t.Norm} // the negotiating table, three suspected smugglers
	case fn != nil && fn.E.Kind == lang.Aux:
		u.kind, u.a, u.e = uAux, *fn, fn.E
		if v != nil {
			u.a.F |= v.F
		}
		return false
	case fn != nil && !(weightOf(v) > 1 && fn.E.Kind != lang.Modal) && !(weightOf(n) > 1 && (fn.E.Kind == lang.Adv || fn.E.Kind == lang.Post)):
		u.kind, u.a, u.e = unitOf[fn.E.Kind], *fn, fn.E
		return false
	case v != nil && n == nil && adj == nil && (p.attributed(v, prev, i) || p.ofActed(v, prev, i)):
		u.a = lang.Analysis{Stem: t.Norm} // Jailed Khan says
	case v != nil && n == nil && adj == nil:
		u.kind, u.a = uVerb, *v
	case v == nil && n != nil:
		u.a = *n
	case v != nil && (n != nil || adj != nil):
		if (adj == nil || !p.attributed(v, prev, i) && !p.ofActed(v, prev, i)) && p.asVerbHere(v, n, adj, prev, i) {
			u.kind, u.a = uVerb, *v
		} else if fn != nil && (fn.E.Kind == lang.Adv || fn.E.Kind == lang.Particle) && weightOf(n) <= 1 && prev.kind != uDet {
			u.kind, u.a, u.e = unitOf[fn.E.Kind], *fn, fn.E
			return false
		} else if n != nil {
			u.a = *n
		} else {
			u.a = *adj
		}
	case adj != nil:
		u.a = *adj
	default:
		u.guess = true
		p.guess(u, i, prev)
	}
	return true
}

// prepNext tells whether a preposition follows word i.
func (p *initialParser) prepNext(i int) bool {
	if i+1 >= p.last || p.d.Art.Tokens[i+1].Kind != article.Word {
		return false
	}
	fn := function(p.d, i+1)
	return fn != nil && fn.E.Kind == lang.Prep
}

// possessive tells whether 's after a noun is no "is" or "has": a noun phrase without determiner follows.
func (p *initialParser) possessive(i int, prev unit) bool {
	if prev.kind != uNom && prev.kind != uName || i+1 >= p.last {
		return prev.kind == uNom || prev.kind == uName
	}
	if f := function(p.d, i+1); f != nil {
		switch f.E.Kind {
		case lang.Det, lang.Neg, lang.Prep, lang.Pron, lang.Modal, lang.Aux:
			return false
		}
	}
	v, n := reading(p.d, i+1, lang.Verb), reading(p.d, i+1, lang.Noun)
	if v == nil || n != nil || reading(p.d, i+1, lang.Adj) != nil || !v.F.Has(lang.Prog) && !v.F.Has(lang.Perf) {
		return true
	}
	if i+2 >= p.last || p.d.At[i+2] >= 0 || function(p.d, i+2) != nil {
		return false
	}
	next := p.d.Kind(i+2, lang.Noun)
	return next != nil && (next.E.Agent != "" || v.F.Has(lang.Perf)) // "Ghana's acting | president", "Ukraine's occupied | regions"
}

func weightOf(a *lang.Analysis) int {
	if a == nil {
		return 0
	}
	return weight(a.E)
}

// effective is the last unit that is no adverb.
func (p *initialParser) effective() unit {
	for k := len(p.us) - 1; k >= 0; k-- {
		if p.us[k].kind != uAdv {
			return p.us[k]
		}
	}
	return unit{kind: uPunct}
}

// afterAux chooses the form of a verb that an auxiliary wants: found after be is of find, not of found.
func (p *initialParser) afterAux(v *lang.Analysis, i int, prev unit) *lang.Analysis {
	for j := range p.d.An[i] {
		a := &p.d.An[i][j]
		if a.E == nil || a.E.Kind != lang.Verb {
			continue
		}
		fits := a.F.Has(lang.Root)
		if prev.kind == uAux && !(prev.a.E != nil && prev.a.E.Tags["of"] == "do") {
			fits = a.F.Has(lang.Perf) || a.F.Has(lang.Prog)
		}
		if fits && (v == nil || !(prev.kind == uModal && v.F.Has(lang.Root)) && !(prev.kind == uAux && (v.F.Has(lang.Perf) || v.F.Has(lang.Prog))) || weight(a.E) > weight(v.E)) {
			v = a
		}
	}
	return v
}

// complementiser reads "that" after a verb or noun as opening a clause.
func (p *initialParser) complementiser(i int, prev unit) *lang.Analysis {
	if prev.kind != uVerb && prev.kind != uNom && prev.kind != uName && prev.kind != uAux && prev.kind != uAdv && prev.kind != uTime {
		return nil
	}
	for j := range p.d.An[i] {
		if a := &p.d.An[i][j]; a.E != nil && a.E.Kind == lang.SubConj && a.E.Has(lang.CondFlag) {
			return nil // if
		}
	}
	for j := range p.d.An[i] {
		if a := &p.d.An[i][j]; a.E != nil && a.E.Kind == lang.Comp && (prev.kind == uVerb || prev.kind == uAdv || prev.kind == uTime || prev.kind == uAux || p.clauseAhead(i)) {
			return a
		}
	}
	return nil
}

// clauseAhead tells whether a verb stands within the next few words.
func (p *initialParser) clauseAhead(i int) bool {
	for j := i + 1; j < p.last && j < i+8; j++ {
		if f := function(p.d, j); f != nil && (f.E.Kind == lang.Aux || f.E.Kind == lang.Modal) {
			return true
		}
		if v := reading(p.d, j, lang.Verb); v != nil && (v.F.Has(lang.Past) || v.F.Has(lang.P3) || reading(p.d, j, lang.Noun) == nil) {
			return true
		}
		if p.d.Art.Tokens[j].Kind == article.Punct {
			return false
		}
	}
	return false
}

func (p *initialParser) nounNext(i int) bool {
	return i+1 < p.last && (reading(p.d, i+1, lang.Noun) != nil || p.d.At[i+1] >= 0)
}

func (p *initialParser) guess(u *unit, i int, prev unit) {
	t := p.d.Art.Tokens[i]
	u.a = lang.Analysis{Stem: t.Norm}
	if t.Cap && i > p.first {
		return
	}
	switch {
	case strings.HasSuffix(t.Norm, "ly"):
		u.kind = uAdv
	case t.Cap:
	case strings.HasSuffix(t.Norm, "ed") && (prev.kind == uNom || prev.kind == uName || prev.kind == uPron || prev.kind == uAux || prev.kind == uAdv):
		u.kind, u.a.F = uVerb, lang.Past|lang.Perf
	case strings.HasSuffix(t.Norm, "ing") && (prev.kind == uAux || prev.kind == uComma || prev.kind == uPost):
		u.kind, u.a.F = uVerb, lang.Prog
	}
}

func (p *initialParser) hasFinite() bool {
	for _, it := range p.its {
		if it.v != nil && it.v.fin {
			return true
		}
	}
	return false
}
