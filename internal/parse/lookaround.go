package parse

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// nominalNext tells whether the word after i goes on with a noun phrase: a figure, a name, a noun or adjective that is no verb or function word.
func (p *initialParser) nominalNext(i int) bool {
	if i+1 >= p.last {
		return false
	}
	t := p.d.Art.Tokens[i+1]
	if t.Kind == article.Number || p.d.At[i+1] >= 0 {
		return true
	}
	if f := function(p.d, i+1); f != nil && f.E.Kind != lang.Adv && f.E.Kind != lang.Det {
		return f.E.Kind == lang.Pron && f.E.Has(lang.Poss)
	}
	return t.Kind == article.Word && (reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil || reading(p.d, i+1, lang.Num) != nil)
}

// quantifier reads a word that can stand alone as what it is before a noun: a determiner or a number.
func (p *initialParser) quantifier(i int) *lang.Analysis {
	if det := p.d.Kind(i, lang.Det); det != nil {
		return det
	}
	return p.d.Kind(i, lang.Num)
}

// finiteAfter tells whether the next word can only be a finite verb.
func (p *initialParser) finiteAfter(i int) bool {
	v := reading(p.d, i+1, lang.Verb)
	if i+1 >= p.last || v == nil || p.d.At[i+1] >= 0 {
		return false
	}
	if !says(p.d, v.E.Classes) && (function(p.d, i+1) != nil || reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil) {
		return false
	}
	return (v.F.Has(lang.P3) || v.F.Has(lang.Past)) && !v.F.Has(lang.Root)
}

// rootAfter tells whether the next word can only be a verb in its bare form, as it stands behind a plural.
func (p *initialParser) rootAfter(i int) bool {
	if i+1 >= p.last || p.d.At[i+1] >= 0 || function(p.d, i+1) != nil || reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil {
		return false
	}
	v := reading(p.d, i+1, lang.Verb)
	return v != nil && v.F.Has(lang.Root) && !v.F.Has(lang.Past)
}

// gerundHere tells whether a word in -ing, which may be a noun too, acts on what follows: "of bombing a theatre", "begun sharing data".
func (p *initialParser) gerundHere(n *lang.Analysis, i int) bool {
	if n == nil {
		return true
	}
	if i+1 >= p.last {
		return false
	}
	if p.d.At[i+1] >= 0 || p.d.Art.Tokens[i+1].Kind == article.Number || p.d.Kind(i+1, lang.Num) != nil {
		return true
	}
	if p.phraseAt(i) {
		return true // "of firing water cannon at fishermen", "for shooting down drones"
	}
	if f := function(p.d, i+1); f != nil {
		switch f.E.Kind {
		case lang.Det, lang.Pron:
			return i+2 < p.last && p.d.Kind(i+2, lang.Time) == nil // "at a meeting this week"
		case lang.Adv:
		default:
			return false
		}
	}
	if v := reading(p.d, i+1, lang.Verb); v != nil && v.F&(lang.Perf|lang.Past) != 0 && i+2 < p.last && p.people(i+2) {
		return true // "of beating detained demonstrators"
	}
	if next := reading(p.d, i+1, lang.Noun); next != nil && next.E.Agent != "" && next.F.Has(lang.Pl) && weightOf(n) > 1 {
		return true // "of arming rebels"
	}
	return weightOf(n) <= 1 && n.E.Agent == "" && (reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil)
}

// phraseAt tells whether the words right behind verb i make a fixed phrase with it: "firing | tear gas", "holding | talks".
func (p *initialParser) phraseAt(i int) bool {
	v := reading(p.d, i, lang.Verb)
	if v == nil || p.d.Art.Tokens[i+1].Kind != article.Word {
		return false
	}
	return slices.ContainsFunc(p.d.Pack.Phrasals(v.E.Toks[v.E.Head]), func(ph lang.Phrasal) bool {
		e := ph.E
		if len(e.Classes) == 0 || e.Gap >= 0 || i+len(e.Toks) > p.last {
			return false
		}
		for k, w := range e.Toks[1:] {
			if p.d.Art.Tokens[i+1+k].Norm != w {
				return false
			}
		}
		return len(e.Toks) > 1
	})
}

// pastForm tells whether a form that is the verb's root can be its past as well: put, set, hit.
func (p *initialParser) pastForm(v *lang.Analysis, i int) bool {
	for j := range p.d.An[i] {
		if a := &p.d.An[i][j]; a.E == v.E && a.F.Has(lang.Past) {
			return true
		}
	}
	return false
}

// coordinates tells whether word i, after a conjunction or comma, is a verb beside the one before: in the same form, with something to act on.
func (p *initialParser) coordinates(v, n *lang.Analysis, i int) bool {
	if n == nil {
		return !v.F.Has(lang.Root) || p.bareBefore() || p.pastForm(v, i)
	}
	switch root := v.F.Has(lang.Root); {
	case v.F.Has(lang.Prog):
		return true
	case v.F.Has(lang.P3):
		last := p.verbUnit()
		return (weightOf(n) <= 1 || last != nil && p.titleCase()) && i+1 < p.last && p.nextOpens(i) && (last == nil || last.a.F.Has(lang.P3))
	case root && p.pastForm(v, i):
		return p.nextOpens(i) && p.verbUnit() != nil
	case root:
		return p.nextOpens(i) && p.bareBefore()
	default:
		return v.F.Has(lang.Past) && (weightOf(n) <= 1 || p.nextOpens(i) && !p.verbAt(i+1)) // "… and accused Rwanda of", but "the accused and wounded were"
	}
}

// verbAt tells whether word i can only be a verb: "Accused | Arrested".
func (p *initialParser) verbAt(i int) bool {
	return i < p.last && p.d.At[i] < 0 && reading(p.d, i, lang.Verb) != nil && reading(p.d, i, lang.Noun) == nil && reading(p.d, i, lang.Adj) == nil
}

// verbUnit is the last verb before, or nil.
func (p *initialParser) verbUnit() *unit {
	for k := len(p.us) - 1; k >= 0; k-- {
		if p.us[k].kind == uVerb && !p.us[k].a.F.Has(lang.Prog) {
			return &p.us[k]
		}
	}
	return nil
}

// bareBefore tells whether the last verb before stands in its bare form: after "to", a modal or a plural subject.
func (p *initialParser) bareBefore() bool {
	v := p.verbUnit()
	return v != nil && v.a.F.Has(lang.Root)
}

// figure tells whether a unit is a number in figures or words.
func (p *initialParser) figure(u unit) bool {
	return p.d.Art.Tokens[u.first].Kind == article.Number || u.a.E != nil && u.a.E.Kind == lang.Num || u.last == u.first+1 && p.d.Kind(u.first, lang.Num) != nil
}

// manyOf tells whether a unit is a noun in the plural, which no number belongs to that stands behind it.
func (p *initialParser) manyOf(u unit) bool {
	return u.kind == uNom && u.a.E != nil && u.a.E.Kind == lang.Noun && u.a.F.Has(lang.Pl) && !u.a.F.Has(lang.Sg) && !p.d.Art.Tokens[u.last-1].Cap
}

// ofActed tells whether a participle stands between a gerund and the people that it is of: "beating | detained demonstrators".
func (p *initialParser) ofActed(v *lang.Analysis, prev unit, i int) bool {
	if prev.kind != uVerb || i+1 >= p.last {
		return false
	}
	if v.F.Has(lang.Prog) { // "lathi-charged | striking sanitation workers"
		acts := prev.a.E != nil && p.d.Pack.Common.AnyType(prev.a.E.Classes, "ASSAULT", "COERCE", "RETREAT", "CONSULT", "SUPPORT", "ACCUSE")
		return acts && (p.people(i+1) || i+2 < p.last && reading(p.d, i+1, lang.Noun) != nil && p.people(i+2))
	}
	return prev.a.F.Has(lang.Prog) && v.F&(lang.Perf|lang.Past) != 0 && p.people(i+1)
}

// toldOf tells whether a participle that opens a phrase of people is rather the verb of the subject before it: "Police | detained activist Chen Wei".
func (p *initialParser) toldOf(i int, f found) bool {
	if f.e.Agent == "" && !f.e.Is("o.prisoner") || len(p.us) == 0 || f.last >= p.last || !p.d.Art.Tokens[f.last].Cap {
		return false
	}
	prev, v := p.us[len(p.us)-1], reading(p.d, i, lang.Verb)
	return v != nil && v.F.Has(lang.Past) && (prev.kind == uName || prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun) && !p.owns(prev) && !p.verbBefore()
}

// theyAct tells whether a noun phrase of a people and their act is rather subject and verb, since what they act on follows: "Kosovo police raid | offices".
func (p *initialParser) theyAct(i int, f found) bool {
	if f.last-i != 2 || f.last >= p.last || !p.folkName(i) || p.verbBefore() {
		return false
	}
	v := reading(p.d, i+1, lang.Verb)
	if v == nil || !v.F.Has(lang.Root) || v.F.Has(lang.Past) || p.finiteAfter(i+1) {
		return false
	}
	if k := p.d.At[f.last]; k >= 0 {
		return f.last+1 < p.last && p.d.Names[k].Use == kb.Demonym
	}
	n := reading(p.d, f.last, lang.Noun)
	return n != nil && n.F.Has(lang.Pl) && !n.F.Has(lang.Sg) && function(p.d, f.last) == nil && reading(p.d, f.last, lang.Verb) == nil
}

// pastNext tells whether the next word is a verb in the past, and no participle of people whom the verb before acts on: "frees | jailed activists".
func (p *initialParser) pastNext(i int) bool {
	if i+2 >= p.last || p.d.At[i+1] >= 0 || function(p.d, i+1) != nil || reading(p.d, i+1, lang.Noun) != nil {
		return false
	}
	v := reading(p.d, i+1, lang.Verb)
	return v != nil && v.F.Has(lang.Past) && !v.F.Has(lang.Root) && !p.people(i+2)
}

// sinceWord tells whether a word that may open a phrase or clause may say when as well: since, before, after.
func (p *initialParser) sinceWord(u unit) bool {
	return p.d.Kind(u.first, lang.Adv) != nil || p.d.Kind(u.first, lang.SubConj) != nil && p.d.Kind(u.first, lang.Prep) != nil
}

// people tells whether word i names people in the plural.
func (p *initialParser) people(i int) bool {
	n := reading(p.d, i, lang.Noun)
	return n != nil && n.E.Agent != "" && n.F.Has(lang.Pl) && function(p.d, i) == nil
}

// measure passes over words that only measure what follows them, units i..j-1: "a round of | talks", "18 days of | protests"; it gives the unit to go on
// with, which stands as if the measure were not there, or 0.
func (p *initialParser) measure(i, j int, prep *unit) int {
	us := p.us
	of := func(k int) bool {
		return k < len(us)-1 && us[k].kind == uPost && us[k].a.Mark == lang.Of && us[k].last == us[k].first+1
	}
	if bareOf := !slices.ContainsFunc(us[i:j], func(u unit) bool { return u.kind != uDet && !p.figure(u) && (u.a.E == nil || u.a.E.Kind != lang.Adj) }); bareOf {
		k := j
		for k < len(us) && us[k].kind == uTime {
			k++
		}
		if k == j || us[j-1].last != us[j].first {
			return 0
		}
		if of(k) {
			return k + 1
		}
		return k
	}
	if h := us[j-1]; h.kind == uNom && h.name < 0 && h.a.E != nil && slices.Contains(h.a.E.Lists, "measure") && of(j) && us[j+1].kind != uTime && us[j+1].kind != uPron {
		return j + 1
	}
	return 0
}

// aside finds the end of a short remark in brackets without a verb, which stands beside a name: (CFVC).
func (p *initialParser) aside(i int) int {
	toks := p.d.Art.Tokens
	if toks[i].Text != "(" || len(p.us) == 0 || p.us[len(p.us)-1].kind != uNom && p.us[len(p.us)-1].kind != uName {
		return 0
	}
	for j := i + 1; j < p.last && j < i+asideTokensMax; j++ {
		if toks[j].Text == ")" {
			return j + 1
		}
		if f := function(p.d, j); f != nil && (f.E.Kind == lang.Aux || f.E.Kind == lang.Modal) {
			return 0
		}
	}
	return 0
}

// asideTokensMax bounds a remark in brackets that is passed over.
const asideTokensMax = 10

// letBefore tells whether a verb that takes a bare infinitive stands before the noun phrase that ends here.
func (p *initialParser) letBefore() bool {
	for k := len(p.us) - 1; k >= 0; k-- {
		switch u := p.us[k]; u.kind {
		case uNom, uName, uDet:
		case uVerb:
			return u.a.E != nil && lets(&doc.Pred{Classes: u.a.E.Classes})
		default:
			return false
		}
	}
	return false
}

// bound tells whether a preposition belongs to a number: "over 25,000 officers".
func (p *initialParser) bound(u unit) bool {
	for _, c := range p.d.CountsFrom(p.d.Art.Sentences[p.si].First) {
		if c.First > u.first {
			break
		}
		if u.last < c.Last {
			return true
		}
	}
	return false
}

// proper tells whether a phrase is printed as the name of something that nothing knows, though its last word is an ordinary noun: the Free Herders Front.
func (p *initialParser) proper(ph *doc.Phrase) bool {
	toks := p.d.Art.Tokens
	h := ph.Head
	if ph.E == nil || ph.E.Agent != "" || len(ph.E.Classes) > 0 || h-1 <= p.first || h-1 < ph.First || p.d.At[h] >= 0 || p.d.At[h-1] >= 0 {
		return false
	}
	return toks[h].Cap && toks[h-1].Cap && toks[h-1].Kind == article.Word && !p.titleCase()
}

// verbAlone tells whether word i, which may be a noun, is the only word that can be the verb of its headline, and stands before what it acts on.
func (p *initialParser) verbAlone(i int) bool {
	if i+1 >= p.last || p.verbBefore() {
		return false
	}
	t := p.d.Art.Tokens[i+1]
	f := function(p.d, i+1)
	if t.Kind != article.Number && p.d.At[i+1] < 0 && (f == nil || f.E.Kind != lang.Det && !f.E.Has(lang.Poss)) {
		return false
	}
	for j := i + 1; j < p.last && p.d.Art.Tokens[j].Kind != article.Punct; j++ {
		if f := function(p.d, j); f != nil && (f.E.Kind == lang.Aux || f.E.Kind == lang.Modal) {
			return false
		}
		if v := reading(p.d, j, lang.Verb); v != nil && p.d.At[j] < 0 && (v.F.Has(lang.P3) || v.F.Has(lang.Past)) && reading(p.d, j, lang.Noun) == nil && reading(p.d, j, lang.Adj) == nil {
			return false
		}
	}
	return true
}

// listed tells whether the names before make a list, which is plural: "Modi, Kharge pay tribute".
func (p *initialParser) listed() bool {
	n := len(p.us)
	if n < 3 || p.us[n-1].kind != uName || p.us[n-2].kind != uComma && p.us[n-2].kind != uConj {
		return false
	}
	if a := p.us[n-3]; p.alikeNames(a.last-1, p.us[n-1].last-1) {
		return a.kind == uName || a.kind == uNom
	}
	if a := p.us[n-3]; a.kind != uName || a.first != p.first || !p.d.Art.Sentences[p.si].Headline && !p.titleCase() {
		return false
	}
	x, y := p.nameAt(p.us[n-3].last-1), p.nameAt(p.us[n-1].last-1)
	return x != nil && y != nil && x.Rec != y.Rec && x.Rec.Country != y.Rec.Country // "Israel, Hezbollah trade strikes"
}

// alikeNames tells whether the names that end at two tokens are of one sort: two people, two states, two bodies.
func (p *initialParser) alikeNames(a, b int) bool {
	x, y := p.nameAt(a), p.nameAt(b)
	if x == nil || y == nil || x.Rec == y.Rec {
		return false
	}
	return x.Rec.Person() && y.Rec.Person() || x.Rec.Kind == "state" && y.Rec.Kind == "state" || !x.Rec.Person() && x.Rec.Kind != "state" && x.Rec.Kind == y.Rec.Kind && !strings.HasPrefix(x.Rec.ID, "place:")
}

// nameAt is the name that ends at a token, or nil.
func (p *initialParser) nameAt(i int) *doc.Name {
	for k := range p.d.Names {
		if n := &p.d.Names[k]; n.Last == i+1 {
			return n
		}
	}
	return nil
}

// ordinary tells whether a unit is a noun in small letters that is no title or kind of place, so that a name after it is not its own.
func (p *initialParser) ordinary(u unit) bool {
	return u.a.E != nil && u.a.E.Kind == lang.Noun && u.a.E.Agent == "" && u.a.E.Place == "" && !u.a.E.Is("o.territory") && !p.d.Art.Tokens[u.first].Cap
}

// adverbsMax is how many adverbs may stand between a verb and the next word of its phrase.
const adverbsMax = 2

// pastAdverbs goes past the adverbs that stand between a verb and the next word of its phrase: "called again publicly | on Arabs".
func (p *initialParser) pastAdverbs(i int) int {
	for n := 0; n < adverbsMax && i+1 < p.last; n++ {
		if f := function(p.d, i); f == nil || f.E.Kind != lang.Adv {
			break
		}
		i++
	}
	return i
}

// disposed makes the phrase of units i to j; people with an adjective behind them and what it goes with are one phrase: "growers | loyal to Morales |
// lifted roadblocks". It tells where to go on.
func (p *initialParser) disposed(i, j int, prep *unit) (*doc.Phrase, int) {
	us := p.us
	if j-i >= 2 && j+1 < len(us) && us[j].kind == uPost && us[j].a.E != nil && p.tellsOf(us[j-1], us[j-2]) {
		k := j + 1
		if us[k].kind == uVerb && us[k].a.F&(lang.Prog|lang.Perf) != 0 && k+1 < len(us) && us[k+1].kind == uNom {
			k++ // "angry at rising | prices"
		}
		if us[k].kind == uNom || us[k].kind == uName || us[k].kind == uDet {
			end := p.phraseEnd(k)
			ph, with := p.nounPhrase(us[i:j-1], prep), p.nounPhrase(us[k:end], &us[j])
			if ph != nil && with != nil && with.Pred == nil {
				ph.Mods = append(ph.Mods, with)
				return ph, end
			}
		}
	}
	return p.nounPhrase(p.withoutQuotes(us[i:j]), prep), j
}

// tellsOf tells whether a unit is an adjective that stands behind the people whom it tells of.
func (p *initialParser) tellsOf(adj, who unit) bool {
	return adj.kind == uNom && adj.a.E != nil && adj.a.E.Kind == lang.Adj && p.d.Kind(adj.first, lang.Noun) == nil && p.d.At[adj.first] < 0 && who.kind == uNom && who.a.E != nil && who.a.E.Agent != "" && !who.a.E.Has(lang.Weaponized) && !p.titleCase()
}
