package parse

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// initial parses a sentence of a language whose subject comes first and whose complements follow the verb.
func initial(d *doc.Doc, si int) doc.Sent {
	s := d.Art.Sentences[si]
	p := &initialParser{d: d, si: si, first: start(d, si), last: s.Last}
	p.tags()
	p.chunk()
	p.headline = s.Headline || !p.hasFinite()
	p.run()
	p.finish()
	return p.out
}

type initialParser struct {
	d           *doc.Doc
	si          int
	first, last int
	us          []unit
	its         []item
	out         doc.Sent
	headline    bool

	cur     *doc.Pred     // the predicate that takes what follows
	main    *doc.Pred     // the last finite predicate
	waiting []*doc.Phrase // phrases before their verb
	gov     *doc.Pred     // governor of the clause that is open
	cond    bool
	rel     *doc.Phrase // antecedent of an open relative clause
	clause  int
	order   []*doc.Pred
	conj    bool
	comma   bool
	quote   bool
}

// tags chooses a part of speech for each word, left to right.
func (p *initialParser) tags() {
	d := p.d
	phrases := nounPhrases(d, p.first, p.last)
	for i := p.first; i < p.last; {
		u := unit{first: i, last: i + 1, name: -1}
		t := d.Art.Tokens[i]
		f, isPhrase := phrases[i]
		switch {
		case t.Kind == article.Punct:
			u.kind = punct(t)
		case p.hyphenated(&u, i):
		case p.fixed(&u, i):
		case d.At[i] >= 0 && (!isPhrase || d.Names[d.At[i]].Last >= f.last) && !p.verbal(i):
			n := d.At[i]
			u.kind, u.name, u.last = uName, n, d.Names[n].Last
		case isPhrase && (f.e.Kind == lang.Noun || f.e.Kind == lang.Adj) && !p.verbal(i):
			u.last, u.a, u.e = f.last, f.a, f.e
		case t.Kind == article.Number:
		default:
			p.word(&u, i)
		}
		p.us = append(p.us, u)
		i = u.last
	}
}

// hyphenated reads a verb of two joined words: test-fire, lathi-charge.
func (p *initialParser) hyphenated(u *unit, i int) bool {
	toks := p.d.Art.Tokens
	if i+2 >= p.last || toks[i+1].Text != "-" || toks[i+1].Space || toks[i+2].Space {
		return false
	}
	r := reading(p.d, i+2, lang.Verb)
	if r == nil {
		return false
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
	if e == nil || p.d.At[i] >= 0 && p.d.Names[p.d.At[i]].Last > end || e.Kind == lang.Aux || e.Kind == lang.Modal {
		return false
	}
	u.kind, u.last, u.e = unitOf[e.Kind], end, e
	u.a = lang.Analysis{E: e, Mark: e.Mark}
	return true
}

func (p *initialParser) isTo(u unit) bool {
	return u.kind == uPost && u.last == u.first+1 && p.d.Art.Tokens[u.first].Norm == p.d.Pack.Setting("infinitive", "to") || u.kind == uPart && p.d.Art.Tokens[u.first].Norm == p.d.Pack.Setting("infinitive", "to")
}

func (p *initialParser) word(u *unit, i int) {
	d := p.d
	t := d.Art.Tokens[i]
	fn, v, n, adj := function(d, i), reading(d, i, lang.Verb), reading(d, i, lang.Noun), reading(d, i, lang.Adj)
	if fn != nil && t.Cap && i > p.first && n == nil && v == nil && fn.E.Kind == lang.Adv {
		fn = nil
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
	if t.Norm == "'s" && p.possessive(i, prev) {
		u.a = lang.Analysis{Stem: t.Norm}
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
	switch {
	case prev.kind == uDet && fn != nil && fn.E.Kind == lang.Adv && (n != nil || adj != nil || i+1 < p.last && p.d.Art.Tokens[i+1].Kind == article.Word && function(d, i+1) != nil && function(d, i+1).E.Kind == lang.Prep):
		if n != nil { // the north of Kosovo
			u.a = *n
		} else if adj != nil {
			u.a = *adj
		}
	case v != nil && n == nil && prev.kind == uPunct && v.F.Has(lang.Prog) && weightOf(v) == 0 && i+1 < p.last && p.d.At[i+1] >= 0:
		u.a = lang.Analysis{Stem: t.Norm} // Neighbouring Peru
	case v != nil && n == nil && (prev.kind == uDet || prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Adj) && (v.F.Has(lang.Prog) || v.F.Has(lang.Perf)) && p.nounNext(i):
		u.a = lang.Analysis{Stem: t.Norm} // the negotiating table
	case fn != nil && fn.E.Kind == lang.Aux && v != nil || fn != nil && fn.E.Kind == lang.Aux:
		u.kind, u.a, u.e = uAux, *fn, fn.E
		if v != nil {
			u.a.F |= v.F
		}
		return
	case fn != nil && !(weightOf(v) > 1 && fn.E.Kind != lang.Modal) && !(weightOf(n) > 1 && (fn.E.Kind == lang.Adv || fn.E.Kind == lang.Post)):
		u.kind, u.a, u.e = unitOf[fn.E.Kind], *fn, fn.E
		return
	case v != nil && n == nil && adj == nil:
		u.kind, u.a = uVerb, *v
	case v == nil && n != nil:
		u.a = *n
	case v != nil && (n != nil || adj != nil):
		if p.asVerbHere(v, n, adj, prev, i) {
			u.kind, u.a = uVerb, *v
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
	if u.kind == uVerb && t.Cap && i > p.first && !t.Caps && !p.titleCase() && (prev.kind == uNom || prev.kind == uName) && p.d.Art.Tokens[prev.last-1].Cap && n == nil {
		u.kind, u.guess, u.a = uNom, true, lang.Analysis{Stem: t.Norm} // a surname that is spelled as a verb
	}
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
	return !(v != nil && n == nil && reading(p.d, i+1, lang.Adj) == nil && (v.F.Has(lang.Prog) || v.F.Has(lang.Perf)))
}

func weightOf(a *lang.Analysis) int {
	if a == nil {
		return 0
	}
	return weight(a.E)
}

// titleCase tells whether the sentence is printed with capitals throughout, as headlines may be.
func (p *initialParser) titleCase() bool {
	caps, n := 0, 0
	for i := p.first; i < p.last; i++ {
		if t := p.d.Art.Tokens[i]; t.Kind == article.Word && len(t.Text) > 3 {
			n++
			if t.Cap {
				caps++
			}
		}
	}
	return caps*10 > n*8
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

// asVerbHere decides noun or verb by what stands around the word.
func (p *initialParser) asVerbHere(v, n, adj *lang.Analysis, prev unit, i int) bool {
	finite3 := v.F.Has(lang.P3) || v.F.Has(lang.Past) && !v.F.Has(lang.Root)
	root := v.F.Has(lang.Root)
	noun := prev.kind == uNom || prev.kind == uName
	if n != nil && n.E.Agent != "" && n.F.Has(lang.Pl) && v.F.Has(lang.P3) && noun { // "Ivory Coast rebels"
		return false
	}
	if n != nil && weightOf(n) > 1 && v.F.Has(lang.Prog) && noun { // "their first meeting"
		return false
	}
	switch prev.kind {
	case uModal, uNeg:
		return true
	case uAux:
		return v.F.Has(lang.Perf) || v.F.Has(lang.Prog) || root && n == nil || root && !p.isBe(prev)
	case uPron, uRel:
		return !(prev.a.E != nil && prev.a.E.Has(lang.Poss))
	case uDet:
		return false
	case uPost:
		if p.isTo(prev) {
			return root && !(n != nil && n.F.Has(lang.Pl) && !root)
		}
		return v.F.Has(lang.Prog) && n == nil
	case uPart:
		if !p.isTo(prev) {
			return finite3 || root && n == nil
		}
		return root
	case uConj, uComma:
		return finite3 && weightOf(n) <= 1 || root && p.nextOpens(i) && p.verbBefore() || v.F.Has(lang.Prog) || n == nil && !root
	case uPunct, uQuote:
		if v.F.Has(lang.Prog) && weightOf(v) == 0 && i+1 < p.last && p.d.At[i+1] >= 0 {
			return false // "Neighbouring Peru declared"
		}
		return finite3 && n == nil || v.F.Has(lang.Prog)
	case uVerb:
		return false
	case uAdv:
		return finite3 || root && n == nil
	}
	// after a noun, name or adjective
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Adj && n != nil && !finite3 {
		return false
	}
	if p.d.Art.Tokens[prev.last-1].Norm == "'s" {
		return n == nil
	}
	if n != nil && n.F.Has(lang.Pl) && v.F.Has(lang.P3) { // strikes, talks, attacks: verb where an object or preposition follows and no verb came yet
		return p.nextOpens(i) && !p.verbBefore() && !(weightOf(n) > 1 && prev.kind == uNom && prev.a.E != nil && weight(prev.a.E) > 1 && prev.a.E.Agent == "") && (prev.kind == uName || !p.plural(prev))
	}
	if finite3 || v.F.Has(lang.Prog) || v.F.Has(lang.Perf) {
		return true
	}
	if root && n != nil && p.wishClause() && p.nextOpens(i) { // "demanded that Iran release"
		return true
	}
	if root && n != nil {
		return p.plural(prev) && !p.verbBefore() && p.nextOpens(i)
	}
	return n == nil && root && p.plural(prev)
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
	return u.a.F.Has(lang.Pl) && !u.a.F.Has(lang.Sg) || u.a.E != nil && u.a.E.Has(lang.Org)
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
	return reading(p.d, i+1, lang.Noun) != nil || reading(p.d, i+1, lang.Adj) != nil
}

// verbBefore tells whether the clause already has a finite verb.
func (p *initialParser) verbBefore() bool {
	for k := len(p.us) - 1; k >= 0; k-- {
		switch u := p.us[k]; u.kind {
		case uVerb:
			if !u.a.F.Has(lang.Prog) {
				return true
			}
		case uAux, uModal:
			return true
		case uComp, uSub, uRel, uConj:
			return false
		case uPunct:
			if t := p.d.Art.Tokens[u.first].Text; t == ";" || t == ":" {
				return false
			}
		}
	}
	return false
}

func (p *initialParser) hasFinite() bool {
	for _, it := range p.its {
		if it.v != nil && it.v.fin {
			return true
		}
	}
	return false
}

// chunk groups units into phrases with their prepositions, and verb groups.
func (p *initialParser) chunk() {
	us := p.us
	var prep *unit
	for i := 0; i < len(us); {
		u := us[i]
		switch u.kind {
		case uNom, uName, uDet:
			j := p.phraseEnd(i)
			ph := p.nounPhrase(us[i:j], prep)
			prep = nil
			if ph != nil {
				p.its = append(p.its, item{p: ph, at: us[i].first})
			}
			i = j
			continue
		case uPron:
			if u.a.E != nil && u.a.E.Has(lang.Poss) && i+1 < len(us) && (us[i+1].kind == uNom || us[i+1].kind == uName) {
				ph := p.pron(u, nil)
				ph.Mark, ph.Attr = lang.Gen, true
				p.its = append(p.its, item{p: ph, at: u.first})
				i++
				if prep != nil {
					j := p.phraseEnd(i)
					if q := p.nounPhrase(us[i:j], prep); q != nil {
						q.Mods = append(q.Mods, ph)
						p.its[len(p.its)-1].p = q
					}
					prep = nil
					i = j
				}
				continue
			}
			p.its = append(p.its, item{p: p.pron(u, prep), at: u.first})
			prep = nil
		case uPost:
			if p.isTo(u) && i+1 < len(us) && p.verbNext(i+1) {
				g, next := p.verbGroup(i + 1)
				g.first, g.f, g.fin = u.first, g.f|lang.Inf, false
				p.its = append(p.its, item{v: g, at: u.first})
				prep = nil
				i = next
				continue
			}
			prep = &us[i]
		case uPart:
			if p.isTo(u) && i+1 < len(us) && p.verbNext(i+1) {
				g, next := p.verbGroup(i + 1)
				g.first, g.f, g.fin = u.first, g.f|lang.Inf, false
				p.its = append(p.its, item{v: g, at: u.first})
				prep = nil
				i = next
				continue
			}
		case uVerb, uAux, uModal, uNeg:
			g, next := p.verbGroup(i)
			if prep != nil {
				g.mark, g.fin = prep.a.Mark, false
				prep = nil
			}
			if g.e != nil || g.last > g.first {
				p.its = append(p.its, item{v: g, at: u.first})
			}
			i = next
			continue
		case uTime:
			prep = nil
		case uAdv:
		default:
			prep = nil
			p.its = append(p.its, item{kind: u.kind, e: u.e, at: u.first})
		}
		i++
	}
}

func (p *initialParser) verbNext(i int) bool {
	for i < len(p.us) && p.us[i].kind == uAdv {
		i++
	}
	return i < len(p.us) && (p.us[i].kind == uVerb && (p.us[i].a.F.Has(lang.Root) || p.us[i].a.F.Has(lang.Perf)) || p.us[i].kind == uAux)
}

// phraseEnd finds where a noun phrase that starts at unit i ends.
func (p *initialParser) phraseEnd(i int) int {
	j := i
	for j < len(p.us) {
		u := p.us[j]
		if u.kind != uNom && u.kind != uName && !(u.kind == uDet && j == i) {
			if u.kind == uPunct && p.d.Art.Tokens[u.first].Text == "-" && j > i && j+1 < len(p.us) && !p.d.Art.Tokens[u.first].Space && (p.us[j+1].kind == uNom || p.us[j+1].kind == uName || p.us[j+1].kind == uVerb && !p.d.Art.Tokens[p.us[j+1].first].Space) {
				j += 2
				continue
			}
			if u.kind == uAdv && j+1 < len(p.us) && j > i && p.us[j-1].kind == uDet && p.us[j+1].kind == uNom {
				j++
				continue
			}
			if u.kind == uDet && j > i && p.us[j-1].kind == uDet {
				j++
				continue
			}
			break
		}
		j++
	}
	return max(j, i+1)
}

func (p *initialParser) pron(u unit, prep *unit) *doc.Phrase {
	ph := &doc.Phrase{First: u.first, Last: u.last, Head: u.last - 1, E: u.a.E, Pron: true, Plural: u.a.E != nil && u.a.E.Has(lang.PlFlag), Quoted: p.d.Art.Tokens[u.first].Quoted}
	if prep != nil {
		ph.Mark, ph.MarkWord = prep.a.Mark, prep.a.E.Word
	}
	return ph
}

// nounPhrase makes a phrase; possessives inside it become modifiers, coordinated adjectives of nations stay inside.
func (p *initialParser) nounPhrase(us []unit, prep *unit) *doc.Phrase {
	var mods []*doc.Phrase
	start := 0
	for k := range us {
		if us[k].kind == uNom && p.d.Art.Tokens[us[k].first].Norm == "'s" || us[k].a.Attr && us[k].a.Mark == lang.Gen {
			end := k
			if us[k].a.Attr && us[k].a.Mark == lang.Gen && p.d.Art.Tokens[us[k].first].Norm != "'s" {
				end = k + 1
			}
			if end > start {
				m := p.plain(us[start:end])
				m.Mark, m.Attr, m.Mods = lang.Gen, true, mods
				mods = []*doc.Phrase{m}
			}
			start = k + 1
		}
	}
	if start >= len(us) {
		if len(mods) == 0 {
			return nil
		}
		ph := mods[0] // "Iraq's" with its noun left out
		ph.Attr = false
		return ph
	}
	ph := p.plain(us[start:])
	ph.Mods = mods
	if ph.Pred != nil {
		ph.Pred.Args = append(ph.Pred.Args, mods...)
	}
	if prep != nil {
		ph.Mark, ph.MarkWord = prep.a.Mark, prep.a.E.Word
	}
	return ph
}

func (p *initialParser) plain(us []unit) *doc.Phrase {
	h := us[len(us)-1]
	ph := &doc.Phrase{First: us[0].first, Last: h.last, Head: h.last - 1, E: h.a.E, Plural: h.a.F.Has(lang.Pl) && !h.a.F.Has(lang.Sg)}
	if h.e != nil {
		ph.E = h.e
	}
	if h.kind == uName {
		ph.E = nil
	}
	ph.Quoted = p.d.Art.Tokens[ph.Head].Quoted
	for _, u := range us {
		if u.name >= 0 {
			ph.Names = append(ph.Names, u.name)
			continue
		}
		for i := u.first; u.last-u.first > 1 && i < u.last; i++ {
			if n := p.d.At[i]; n >= 0 && p.d.Names[n].Last <= u.last {
				ph.Names = append(ph.Names, n)
			}
		}
	}
	if ph.E != nil && ph.E.Kind == lang.Noun && isEvent(p.d, ph.E) {
		ph.Pred = &doc.Pred{Tokens: span(h.first, h.last), E: ph.E, Classes: ph.E.Classes, Form: doc.Nominal, Sent: p.si, Phrase: ph}
		// a nation before the event noun acts: "Russian attack"; a people or thing before it may suffer: "refugee killings"
		if len(us) > 1 {
			m := p.plain(us[:len(us)-1])
			if m.Pred == nil && (len(m.Names) > 0 || m.E != nil && m.E.Agent != "") {
				m.Mark, m.Attr = lang.Gen, true
				ph.Pred.Args = append(ph.Pred.Args, m)
				ph.Mods = append(ph.Mods, m)
				ph.First = h.first
				ph.Names = nil
			} else if m.Pred != nil && m.E != nil && len(ph.E.Classes) > 0 { // "bomb attack": the first noun narrows the second
				narrow(ph.Pred, m.E)
			}
		}
	}
	return ph
}

// narrow lets a noun before an event noun choose a sub-class: bomb + attack.
func narrow(pr *doc.Pred, e *lang.Entry) {
	for _, c := range e.Classes {
		if pr.Class("attack") && strings.HasPrefix(c, "attack.") {
			pr.Classes = []string{c}
			return
		}
	}
}

// verbGroup gathers auxiliaries, negation and the main verb from unit i on.
func (p *initialParser) verbGroup(i int) (*verbGroup, int) {
	us := p.us
	g := &verbGroup{first: us[i].first, last: us[i].last, main: us[i].first}
	var aux []unit
	j := i
	for ; j < len(us); j++ {
		u := us[j]
		switch u.kind {
		case uAux, uModal:
			aux = append(aux, u)
		case uNeg:
			g.neg = true
		case uAdv:
			if j+1 >= len(us) || us[j+1].kind != uVerb && us[j+1].kind != uAux && us[j+1].kind != uAdv && us[j+1].kind != uNeg {
				goto done
			}
			continue
		case uVerb:
			if g.e != nil {
				goto done
			}
			if len(aux) > 0 && !g.takes(u.a.F, p, aux) {
				goto done
			}
			g.e, g.main, g.mainF = u.a.E, u.first, u.a.F
			g.f |= u.a.F
			g.last = u.last
			j++
			goto done
		case uPost, uPart:
			if p.isTo(u) && g.e == nil && len(aux) > 0 && p.verbNext(j+1) { // is to, has to, going to
				g.f |= lang.Fut
				continue
			}
			goto done
		default:
			goto done
		}
		g.last = u.last
	}
done:
	for _, a := range aux {
		p.auxiliary(g, a)
	}
	if g.e == nil && len(aux) > 0 { // the auxiliary is the verb: "is ready", "has"
		if r := reading(p.d, aux[len(aux)-1].first, lang.Verb); r != nil {
			g.e = r.E
		}
	}
	g.fin = len(aux) > 0 || g.f.Has(lang.Past) || g.f.Has(lang.P3) || g.f.Has(lang.Root) && !g.f.Has(lang.Inf)
	if len(aux) == 0 && (g.mainF.Has(lang.Prog) || g.mainF.Has(lang.Perf) && !g.mainF.Has(lang.Past)) {
		g.fin = false
	}
	return g, max(j, i+1)
}

// takes tells whether a verb form can follow the auxiliaries.
func (g *verbGroup) takes(f lang.Feat, p *initialParser, aux []unit) bool {
	last := aux[len(aux)-1]
	if last.kind == uModal || last.a.E != nil && last.a.E.Tags["of"] == "do" {
		return f.Has(lang.Root)
	}
	if g.f.Has(lang.Fut) {
		return f.Has(lang.Root) || f.Has(lang.Perf)
	}
	return true
}

func (p *initialParser) auxiliary(g *verbGroup, u unit) {
	e := u.a.E
	if e == nil {
		return
	}
	if u.kind == uModal {
		g.f |= e.Feats
	}
	lemma := e.Tags["of"]
	if lemma == "" {
		if r := reading(p.d, u.first, lang.Verb); r != nil {
			lemma = r.E.Toks[0]
		} else {
			lemma = e.Toks[0]
		}
	}
	if strings.HasSuffix(p.d.Art.Tokens[u.first].Norm, "n't") || e.Tags["neg"] != "" || e.Feats.Has(lang.NegF) {
		g.neg = true
	}
	for _, gr := range p.d.Pack.Groups(lemma) {
		if gr.Before == lemma && g.mainF.Has(gr.Feats) {
			if gr.Gives.Has(lang.Perf) && lemma != "be" {
				g.f &^= 0
			}
			g.f |= gr.Gives
			return
		}
	}
	g.f |= e.Feats
}
