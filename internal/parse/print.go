package parse

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// titleCase tells whether the sentence is printed with capitals throughout, as headlines may be.
func (p *initialParser) titleCase() bool {
	return p.mostly(3, 8, func(t *article.Token) bool { return t.Cap })
}

// allCaps tells whether the sentence is printed in capitals, so that they tell nothing of its words.
func (p *initialParser) allCaps() bool {
	return p.mostly(1, 6, func(t *article.Token) bool { return t.Caps })
}

// mostly tells whether more than so many tenths of the words longer than short bytes pass.
func (p *initialParser) mostly(short, tenths int, pass func(*article.Token) bool) bool {
	yes, n := 0, 0
	for i := p.first; i < p.last; i++ {
		if t := &p.d.Art.Tokens[i]; t.Kind == article.Word && len(t.Text) > short {
			n++
			if pass(t) {
				yes++
			}
		}
	}
	return yes*10 > n*tenths
}

// speechNext tells whether a finite verb of speech follows, whose subject the word then is.
func (p *initialParser) speechNext(i int) bool {
	if i+1 >= p.last || reading(p.d, i+1, lang.Noun) != nil {
		return false
	}
	v := reading(p.d, i+1, lang.Verb)
	return v != nil && v.F.Has(lang.P3) && p.d.Pack.Common.AnyKind(v.E.Classes, "say")
}

// attributed tells whether a participle opens a headline or sentence before the name that it describes, whose verb follows.
func (p *initialParser) attributed(v *lang.Analysis, prev unit, i int) bool {
	quality := reading(p.d, i, lang.Adj) != nil // "Suspected rebels abducted": rebel is a verb too
	if prev.kind != uPunct && prev.kind != uQuote || !v.F.Has(lang.Perf) && !(quality && v.F.Has(lang.Past)) || !p.titleCase() && i != p.first {
		return false
	}
	prose := !p.titleCase() // "Jailed politician X walked free"
	j := i + 1
	for j < p.last && p.d.Art.Tokens[j].Kind == article.Punct && !p.d.Art.Tokens[j].Space {
		j++ // the quotation mark behind it
	}
	if j >= p.last || p.d.At[j] < 0 && (function(p.d, j) != nil || reading(p.d, j, lang.Verb) != nil && !(quality && reading(p.d, j, lang.Noun) != nil)) {
		return false
	}
	for k := j + 1; k < p.last && k < j+6; k++ {
		if p.d.Art.Tokens[k].Kind == article.Punct {
			return false
		}
		if w := reading(p.d, k, lang.Verb); w != nil && (w.F.Has(lang.P3) || prose && w.F.Has(lang.Past)) && reading(p.d, k, lang.Noun) == nil || prose && p.d.Kind(k, lang.Aux) != nil {
			return true
		}
	}
	return false
}

// onlyVerb tells whether a headline has no other word that can be its verb: a group in the singular, its verb in the plural, and what
// it acts on.
func (p *initialParser) onlyVerb(i int) bool {
	if i+1 >= p.last || p.verbBefore() || !p.d.Art.Tokens[i+1].Cap || function(p.d, i+1) != nil || p.d.At[i+1] < 0 && reading(p.d, i+1, lang.Adj) == nil {
		return false
	}
	for k := i + 1; k < p.last; k++ {
		t := p.d.Art.Tokens[k]
		if t.Kind == article.Punct {
			return t.Text != "-"
		}
		if f := function(p.d, k); f != nil && (f.E.Kind == lang.Aux || f.E.Kind == lang.Modal) {
			return false
		}
		if v := reading(p.d, k, lang.Verb); v != nil && p.d.At[k] < 0 && (v.F.Has(lang.P3) || v.F.Has(lang.Past)) {
			return false
		}
	}
	return true
}
