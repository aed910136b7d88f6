package parse

import (
	"slices"

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

// attributed tells whether a participle opens a headline, sentence or clause before the name that it describes, whose verb follows.
func (p *initialParser) attributed(v *lang.Analysis, prev unit, i int) bool {
	quality := reading(p.d, i, lang.Adj) != nil // "Suspected rebels abducted": rebel is a verb too
	if prev.kind != uPunct && prev.kind != uQuote && !p.clauseBehind(prev) || !v.F.Has(lang.Perf) && !(quality && v.F.Has(lang.Past)) || !p.titleCase() && i != p.first && !p.clauseBehind(prev) {
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

// clauseBehind tells whether a clause of its own begins behind a unit: "when | suspected rebels attacked", "said | jailed activists had begun".
func (p *initialParser) clauseBehind(u unit) bool {
	switch u.kind {
	case uSub, uComp:
		return true
	case uVerb:
		return u.a.E != nil && says(p.d, u.a.E.Classes)
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

// leftOut tells whether a headline leaves out "is" before a word that says what is to come: "PM | Set To Visit France", "Xi Keen To Talk". The word then only
// stands between the subject and its infinitive.
func (p *initialParser) leftOut(i int, prev unit) bool {
	last := prev.kind
	if k := len(p.us) - 1; k > 0 && (prev.kind == uAdv || prev.kind == uDet || prev.kind == uPron) { // "All Set To"
		prev, last = p.us[k-1], uAdv
	}
	if prev.kind != uName && (prev.kind != uNom || prev.a.E == nil || prev.a.E.Kind != lang.Noun) || i+2 >= p.last || !p.d.Art.Tokens[i].Cap || !p.titleCase() {
		return false
	}
	a := p.d.Kind(i, lang.Adj)
	if a == nil || !slices.Contains(a.E.Lists, "ahead") || p.d.Art.Tokens[i+1].Norm != p.d.Pack.Setting("infinitive", "to") || p.verbBefore() {
		return false
	}
	v := reading(p.d, i+2, lang.Verb)
	if v == nil || !v.F.Has(lang.Root) {
		return false
	}
	p.us[len(p.us)-1].kind = last
	return true
}

// behindPeople tells whether a word of a headline that may be a verb or noun as well is a preposition: it stands right behind people, and a noun follows.
func (p *initialParser) behindPeople(fn *lang.Analysis, i int, prev unit) bool {
	if fn.E.Kind != lang.Prep || i+1 >= p.last || !p.titleCase() || p.d.Art.Tokens[i+1].Kind != article.Word || function(p.d, i+1) != nil || !p.verbBefore() && !p.prepBefore() {
		return false
	}
	people := prev.kind == uName && p.d.Names[prev.name].Rec.Person() || prev.kind == uNom && prev.a.E != nil && prev.a.E.Agent != ""
	return people && (p.d.At[i+1] >= 0 || reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil)
}

// prepBefore tells whether a preposition or the opening of a clause stands among the units so far.
func (p *initialParser) prepBefore() bool {
	return slices.ContainsFunc(p.us, func(u unit) bool { return u.kind == uPost || u.kind == uSub })
}

// quoteMax is how many units at most stand between quotation marks before the noun that they describe.
const quoteMax = 8

// quoteWithin gives the unit behind the quotation that starts at unit j where words in quotation marks only describe the noun behind them, else 0: "the 'no
// apology' remark". A clause of its own, with a verb in it, describes nothing.
func (p *initialParser) quoteWithin(j int) int {
	if j >= len(p.us) || p.us[j].kind != uQuote {
		return 0
	}
	for k := j + 1; k < len(p.us) && k <= j+1+quoteMax; k++ {
		switch p.us[k].kind {
		case uQuote:
			if k+1 < len(p.us) && k > j+1 && p.us[k+1].kind == uNom && p.us[k+1].first == p.us[k].last && p.us[k+1].a.E != nil && p.us[k+1].a.E.Kind == lang.Noun && p.us[k+1].a.E.Agent == "" {
				return k + 1
			}
			return 0
		case uPunct, uAux:
			return 0
		}
	}
	return 0
}

// passQuote gives the unit to go on with where the quotation mark at unit i parts nothing: the noun behind the quotation after a preposition or verb ("over |
// 'sex-ed' | remark"), else what stands in it behind a preposition ("attack by | 'goons'"). It is i where the mark stands between phrases.
func (p *initialParser) passQuote(i int, prep *unit) int {
	if p.us[i].kind != uQuote {
		return i
	}
	if k := p.quoteWithin(i); k > 0 && (prep != nil || i > 0 && p.us[i-1].kind == uVerb) {
		return k
	}
	if prep != nil && i+1 < len(p.us) && (p.us[i+1].kind == uNom || p.us[i+1].kind == uName || p.us[i+1].kind == uDet) {
		return i + 1
	}
	return i
}

// withoutQuotes leaves the words in quotation marks out of the units of a phrase.
func (p *initialParser) withoutQuotes(us []unit) []unit {
	if !slices.ContainsFunc(us, func(u unit) bool { return u.kind == uQuote }) {
		return us
	}
	out, in := make([]unit, 0, len(us)), false
	for _, u := range us {
		if u.kind == uQuote {
			in = !in
		} else if !in {
			out = append(out, u)
		}
	}
	return out
}
