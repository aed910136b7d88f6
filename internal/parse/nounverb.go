package parse

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// asVerbHere decides noun or verb by what stands around the word.
func (p *initialParser) asVerbHere(v, n, adj *lang.Analysis, prev unit, i int) bool {
	finite3 := v.F.Has(lang.P3) || v.F.Has(lang.Past) && !v.F.Has(lang.Root)
	root := v.F.Has(lang.Root)
	noun := prev.kind == uNom || prev.kind == uName
	if n != nil && (p.nounHere(v, n, prev, i, root, finite3, noun) || p.lasting(prev)) {
		return false
	}
	switch prev.kind {
	case uModal, uNeg:
		return true
	case uAux:
		return v.F.Has(lang.Perf) || v.F.Has(lang.Prog) || root && !p.isBe(prev)
	case uPron, uRel:
		if k := len(p.us) - 2; k >= 0 && root && (p.us[k].kind == uVerb || p.us[k].kind == uPost) && (p.d.Kind(i, lang.Adv) != nil || p.d.Kind(i, lang.Particle) != nil) {
			return false // "sent them back"
		}
		return !(prev.a.E != nil && prev.a.E.Has(lang.Poss))
	case uDet:
		return false
	case uPost:
		if p.isTo(prev) && root {
			return true
		}
		return v.F.Has(lang.Prog) && p.gerundHere(n, i)
	case uPart:
		if !p.isTo(prev) {
			return finite3 || root && (n == nil || p.pastForm(v, i) && (!p.verbBefore() || p.toldBefore()) && p.nextOpens(i))
		}
		return root
	case uConj, uComma:
		return prev.kind == uComma && p.speaksBehind(v, i) || p.coordinates(v, n, i)
	case uPunct, uQuote:
		if v.F.Has(lang.Prog) && weightOf(v) == 0 && i+1 < p.last && p.d.At[i+1] >= 0 {
			return false // "Neighbouring Peru declared"
		}
		return finite3 && n == nil || v.F.Has(lang.Prog) && !(adj != nil && p.nounNext(i)) && !p.happens(n, i)
	case uVerb:
		return v.F.Has(lang.Prog) && prev.a.E != nil && (p.d.Pack.Common.AnyKind(prev.a.E.Classes, "aspect", "verb") || prev.a.E.Is("deny") || prev.a.E.Is("admit")) && p.gerundHere(n, i)
	case uAdv, uTime:
		if root && n != nil {
			return p.pastForm(v, i) && (!p.verbBefore() || p.toldBefore()) && p.nextOpens(i) // India on Wednesday put
		}
		if prev.kind == uAdv {
			return (finite3 || n == nil && root) && !(n != nil && p.qualifies())
		}
	}
	return p.verbAfterNoun(v, n, prev, i, root, finite3)
}

// doneBy tells whether unit k is a participle on the noun before it, with who did it behind: "a rocket | fired by rebels | hit a post".
func (p *initialParser) doneBy(k int) bool {
	if k == 0 || k+1 >= len(p.us) || p.us[k].a.F&(lang.Perf|lang.Past) == 0 {
		return false
	}
	before, next := p.us[k-1], p.us[k+1]
	return (before.kind == uNom || before.kind == uName) && next.kind == uPost && next.a.Mark == lang.By && !p.titleCase()
}

// lasting tells whether a unit is the noun of a measure, joined to its number by a hyphen, that describes what follows: "a two-hour | meeting".
func (p *initialParser) lasting(u unit) bool {
	toks := p.d.Art.Tokens
	t := u.last - 1
	if u.kind != uNom && u.kind != uTime || t < p.first+2 || toks[t-1].Text != "-" || toks[t-1].Space || toks[t].Space {
		return false
	}
	return toks[t-2].Kind == article.Number || p.d.Kind(t-2, lang.Num) != nil
}

// happens tells whether a word in -ing that opens a clause is the noun of an act, and its subject: "Fighting in the capital | killed dozens"; not
// "Meeting in Geneva, the ministers agreed".
func (p *initialParser) happens(n *lang.Analysis, i int) bool {
	if n == nil || n.E == nil || !n.E.Act || p.titleCase() {
		return false
	}
	for j := i + 1; j < p.last && j <= i+happensMax; j++ {
		if t := p.d.Art.Tokens[j]; t.Kind == article.Punct && t.Text != "-" && t.Text != "'" {
			return false
		}
		if p.d.At[j] >= 0 {
			if j == i+1 {
				return false
			}
			continue
		}
		f := function(p.d, j)
		switch {
		case f == nil:
			if v := reading(p.d, j, lang.Verb); v != nil && reading(p.d, j, lang.Noun) == nil && v.F.Has(lang.Past) && !v.F.Has(lang.Root) {
				return true
			}
			if j == i+1 {
				return false
			}
		case f.E.Kind == lang.Aux || f.E.Kind == lang.Modal:
			return true
		case j == i+1 && f.E.Kind != lang.Prep && f.E.Kind != lang.Adv:
			return false
		case f.E.Kind == lang.Comp || f.E.Kind == lang.RelPron || f.E.Kind == lang.SubConj:
			return false
		}
	}
	return false
}

// happensMax is how many words may stand between a noun of an act and its verb.
const happensMax = 12

// qualifies tells whether the last unit, an adverb that is also an adjective, has no subject before it, and so describes what follows: "after deadly | protests".
func (p *initialParser) qualifies() bool {
	k := len(p.us) - 1
	if p.d.Kind(p.us[k].first, lang.Adj) == nil {
		return false
	}
	if k--; k < 0 {
		return true
	}
	switch p.us[k].kind {
	case uNom, uName, uPron, uRel, uAux, uModal:
		return false
	}
	return true
}

// verbAfterNoun decides after a noun, a name or an adjective.
func (p *initialParser) verbAfterNoun(v, n *lang.Analysis, prev unit, i int, root, finite3 bool) bool {
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Adj && n != nil && !finite3 {
		return false
	}
	if p.owns(prev) {
		return n == nil
	}
	if p.claimsThat(v, i) {
		return true
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Adj && n != nil && n.F.Has(lang.Pl) && v.F.Has(lang.P3) && p.d.Kind(prev.first, lang.Noun) == nil && !p.titleCase() {
		return false // "after deadly | protests"
	}
	if n != nil && n.F.Has(lang.Pl) && v.F.Has(lang.P3) { // strikes, talks, attacks: verb where an object or preposition follows and no verb came yet
		if i+1 < p.last && p.d.Art.Tokens[i+1].Text == "," && (p.titleCase() || weightOf(v) == 0) {
			return false // "ahead of Telangana polls,", "citing security concerns,"
		}
		if p.actsAnew(v, i) {
			return true
		}
		return p.nextOpens(i) && !p.verbBefore() && !(weightOf(n) > 1 && prev.kind == uNom && prev.a.E != nil && weight(prev.a.E) > 1 && prev.a.E.Agent == "") && (prev.kind == uName || !prev.a.F.Has(lang.Pl) || prev.a.F.Has(lang.Sg))
	}
	if finite3 || v.F.Has(lang.Prog) || v.F.Has(lang.Perf) {
		return true
	}
	if root && n != nil && p.nextOpens(i) && (p.wishClause() || p.letBefore()) { // "demanded that Iran release", "let Kyiv fire"
		return true
	}
	if p.titleCase() && root && n != nil && prev.kind == uName && p.folkName(i-1) && !p.verbBefore() && p.nextOpens(i) { // "Maoists kill villager"
		return true
	}
	if root && n != nil && prev.kind == uName && p.titleCase() && p.onlyVerb(i) { // "Taliban ban women"
		return true
	}
	if root && n != nil {
		next := function(p.d, i+1)
		who := prev.kind == uName || prev.a.E != nil && prev.a.E.Agent != "" || next != nil && next.E.Kind == lang.Det && i+1 < p.last // a bomb hit the bank
		if prev.kind == uName && p.verbAlone(i) {
			return true // "Taliban ban Afghan women"
		}
		if p.plural(prev) && p.opensAnew() && p.nextOpens(i) { // "HC Refuses Stay, BJP Workers | Burn Effigy"
			return true
		}
		return (p.plural(prev) || p.listed() || who && p.pastForm(v, i)) && (!p.verbBefore() || p.pastForm(v, i) && p.toldBefore()) && p.nextOpens(i)
	}
	return n == nil && root && p.plural(prev)
}

// opensAnew tells whether a comma of a headline stands before the last units, behind a whole clause, and only one phrase since then: that of people or a body.
func (p *initialParser) opensAnew() bool {
	n := len(p.us) - 1
	if n < 2 || !p.d.Art.Sentences[p.si].Headline && !p.titleCase() || p.us[n].kind != uName && (p.us[n].a.E == nil || p.us[n].a.E.Agent == "") {
		return false
	}
	for k := n; k > 0; k-- {
		switch p.us[k].kind {
		case uNom, uName:
		case uComma:
			p.us = p.us[:k]
			verb := p.verbBefore()
			p.us = p.us[:n+1]
			return verb
		default:
			return false
		}
	}
	return false
}

// actsAnew tells whether a form in -s is the verb of the one party that stands behind the comma of a headline, since something to act on follows, or the
// preposition that the verb has: "EU Demands Probe, US | Vows Response", "Lawyer Jailed, UK | Calls For Release".
func (p *initialParser) actsAnew(v *lang.Analysis, i int) bool {
	if i+1 >= p.last || !p.opensAnew() {
		return false
	}
	if p.joined(v.E, i+1) {
		return true
	}
	if f := function(p.d, i+1); f != nil && f.E.Kind == lang.Prep {
		return false
	}
	return (len(v.E.Classes) > 0 || v.E.Light != "") && p.nominalNext(i)
}

// claimsThat tells whether a verb of saying opens what is said: "Poland claims that …".
func (p *initialParser) claimsThat(v *lang.Analysis, i int) bool {
	return v.F.Has(lang.P3) && i+1 < p.last && p.d.Kind(i+1, lang.Comp) != nil && p.d.Pack.Common.AnyKind(v.E.Classes, "say") && !p.verbBefore()
}

// nounHere tells whether a word that may be a noun is one whatever its clause wants.
func (p *initialParser) nounHere(v, n *lang.Analysis, prev unit, i int, root, finite3, noun bool) bool {
	if (root || v.F.Has(lang.P3)) && prev.kind != uModal && prev.kind != uNeg && prev.kind != uRel && prev.kind != uPron && !p.isTo(prev) && p.finiteAfter(i) {
		return true // "…, police said"
	}
	if v.F.Has(lang.P3) && p.opensSaid() && p.clauseAhead(i) {
		return true // "said on Monday that attacks by rebels had …"
	}
	if n.F.Has(lang.Pl) && v.F.Has(lang.P3) && noun && p.rootAfter(i) {
		return true // "US Talks Begin"
	}
	if t := p.d.Art.Tokens[i]; t.Cap && !t.Caps && noun && p.d.Art.Tokens[prev.last-1].Cap && !p.titleCase() {
		return true // the Free Herders Front
	}
	if n.F.Has(lang.Pl) && v.F.Has(lang.P3) && prev.kind == uNom && !p.titleCase() && p.pastNext(i) {
		return true // "coast guard ships fired water cannon"
	}
	if n.E.Agent != "" && n.F.Has(lang.Pl) && v.F.Has(lang.P3) && noun { // "Ivory Coast rebels"
		return true
	}
	if weightOf(n) > 1 && v.F.Has(lang.Prog) && noun { // "their first meeting"
		return true
	}
	if root && !finite3 && prev.kind != uModal && !p.isTo(prev) && p.speechNext(i) {
		return true // ", probe says"
	}
	if eff := p.effective(); n.F.Has(lang.Pl) && v.F.Has(lang.P3) && (prev.kind == uAdv || prev.kind == uPart) && (eff.kind == uVerb || eff.kind == uPart) && p.verbBefore() {
		return true // "laid down arms"
	}
	return false
}

// toldBefore tells whether the last verb says something, and a subject of what is said stands behind it: "witnesses said officers also | beat".
func (p *initialParser) toldBefore() bool {
	for k := len(p.us) - 1; k >= 0; k-- {
		switch u := p.us[k]; u.kind {
		case uVerb:
			return k < len(p.us)-1 && u.a.E != nil && says(p.d, u.a.E.Classes)
		case uNom, uName, uDet, uAdv, uPart, uTime, uPost:
		default:
			return false
		}
	}
	return false
}

// opensSaid tells whether the word at hand opens what somebody says, behind "that": its subject is still to come.
func (p *initialParser) opensSaid() bool {
	n := len(p.us) - 1
	if n < 1 || p.us[n].kind != uComp {
		return false
	}
	for k := n - 1; k >= 0; k-- {
		switch u := p.us[k]; u.kind {
		case uVerb:
			return u.a.E != nil && says(p.d, u.a.E.Classes)
		case uNom:
			if u.a.E == nil || u.a.E.Agent == "" {
				return false // a report that protests …
			}
		case uName, uTime, uPost, uDet, uAdv:
		default:
			return false
		}
	}
	return false
}

// wishClause tells whether a clause after "that" has no verb yet.
func (p *initialParser) wishClause() bool {
	for k := len(p.us) - 1; k >= 0; k-- {
		switch p.us[k].kind {
		case uVerb, uAux, uModal:
			return false
		case uComp:
			return true
		}
	}
	return false
}

func (p *initialParser) isBe(u unit) bool {
	return lemmaIs(p.d, u.first, p.d.Pack.Setting("copula", "be")) || u.a.E != nil && u.a.E.Tags["of"] == p.d.Pack.Setting("copula", "be")
}

func (p *initialParser) plural(u unit) bool {
	if u.kind == uName && u.name >= 0 && p.d.Art.Sentences[p.si].Headline { // "Houthis | release crew", "Delhi Police | file charges"
		nm := &p.d.Names[u.name]
		return nm.Plural && nm.Rec.Kind != "state" || u.last > u.first+1 && p.folkName(u.last-1)
	}
	return u.a.F.Has(lang.Pl) && !u.a.F.Has(lang.Sg) || u.a.E != nil && u.a.E.Has(lang.Org)
}

// folkName tells whether a word of a name is the plural of a noun of people: Maoists, Naxals.
func (p *initialParser) folkName(i int) bool {
	if i < p.first {
		return false
	}
	a := reading(p.d, i, lang.Noun)
	return a != nil && a.E.Agent != "" && a.F.Has(lang.Pl) && !a.F.Has(lang.Sg)
}

// nextOpens tells whether an object, a preposition or the end of the clause follows.
func (p *initialParser) nextOpens(i int) bool {
	if i+1 >= p.last {
		return true
	}
	t := p.d.Art.Tokens[i+1]
	if t.Kind == article.Number || t.Cap || t.Kind == article.Punct {
		return true
	}
	if f := function(p.d, i+1); f != nil {
		switch f.E.Kind {
		case lang.Det, lang.Prep, lang.Pron, lang.Comp, lang.Adv, lang.Post, lang.Particle, lang.Time:
			return true
		}
		return false
	}
	return reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil || p.d.Kind(i+1, lang.Num) != nil
}

// verbBefore tells whether the clause already has a finite verb.
func (p *initialParser) verbBefore() bool {
	for k := len(p.us) - 1; k >= 0; k-- {
		switch u := p.us[k]; u.kind {
		case uVerb:
			if !u.a.F.Has(lang.Prog) && !p.doneBy(k) {
				return true
			}
		case uAux, uModal:
			return true
		case uComp, uSub, uRel, uConj:
			return false
		case uPost:
			switch u.a.Mark {
			case lang.After, lang.Before, lang.Until, lang.As:
				return k == len(p.us)-1
			}
		case uPunct:
			if t := p.d.Art.Tokens[u.first].Text; t == ";" || t == ":" {
				return false
			}
		}
	}
	return false
}
