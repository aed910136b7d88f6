package parse

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// item is what the reduction works on, in text order.
type item struct {
	p    *doc.Phrase
	v    *verbGroup
	kind ukind // of a boundary
	e    *lang.Entry
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
}

// final parses a sentence of a language whose predicate comes last.
func final(d *doc.Doc, si int) doc.Sent {
	s := d.Art.Sentences[si]
	p := &finalParser{d: d, si: si}
	us := p.units(start(d, si), s.Last)
	p.items(us)
	p.coordinate()
	p.appose()
	p.reduce()
	p.link()
	return p.out
}

type finalParser struct {
	d   *doc.Doc
	si  int
	its []item
	out doc.Sent

	stack   []*doc.Phrase
	pending *doc.Pred // a participle that waits for its noun
	clause  int
	seq     []step // what reduce made, for link
}

// step is a predicate or boundary in the order of the sentence.
type step struct {
	pred *doc.Pred
	kind ukind
	e    *lang.Entry
	at   int
}

// units chooses one reading for each stretch of tokens.
func (p *finalParser) units(first, last int) []unit {
	d := p.d
	phrases := nounPhrases(d, first, last)
	var us []unit
	for i := first; i < last; {
		u := p.unit(i, last, phrases, us)
		us = append(us, u)
		i = u.last
	}
	return us
}

func (p *finalParser) unit(i, last int, phrases map[int]found, before []unit) unit {
	d := p.d
	t := d.Art.Tokens[i]
	u := unit{first: i, last: i + 1, name: -1}
	if t.Kind == article.Punct {
		u.kind = punct(t)
		return u
	}
	if !t.Space && i > 0 && d.Art.Tokens[i-1].Kind == article.Punct && len(before) > 1 {
		if a, ok := d.Pack.Ending(t.Norm); ok && (a.Mark != lang.Nom || a.Attr) {
			e := &lang.Entry{Word: t.Text, Kind: lang.Post, Mark: a.Mark}
			a.E = e
			u.kind, u.a, u.e = uPost, a, e
			return u
		}
	}
	if e, end := literal(d, i, last); e != nil && (d.At[i] < 0 || d.Names[d.At[i]].Last <= end) {
		u.kind, u.last, u.e = unitOf[e.Kind], end, e
		u.a = lang.Analysis{E: e, Mark: e.Mark, Attr: e.Has(lang.AttrFlag)}
		return u
	}
	f, isPhrase := phrases[i]
	if n := d.At[i]; n >= 0 && !d.Names[n].Weak && (!isPhrase || d.Names[n].Last >= f.last) {
		u.kind, u.name, u.last = uName, n, d.Names[n].Last
		u.a = nameReading(d, u.last-1)
		return u
	}
	if isPhrase {
		u.last, u.a, u.e = f.last, f.a, f.e
		return u
	}
	if t.Kind == article.Number {
		return u
	}
	p.single(&u, i, last, before)
	if n := d.At[i]; n >= 0 && u.kind == uNom && (u.guess || u.a.E == nil || p.evidence(n, before)) {
		u.kind, u.name, u.last = uName, n, d.Names[n].Last
		u.a = nameReading(d, u.last-1)
	}
	return u
}

// evidence tells whether a name that is also an ordinary word is meant as a name: a title stands before it or a courtesy pronoun after it, it has
// more than one word, or the same party is named beyond doubt in the text.
func (p *finalParser) evidence(n int, before []unit) bool {
	d := p.d
	nm := d.Names[n]
	if nm.Last-nm.First > 1 {
		return true
	}
	if len(before) > 0 {
		if b := before[len(before)-1]; b.kind == uNom && b.a.E != nil && b.a.E.Has(lang.Title) && b.a.Mark == lang.Nom && nm.Rec.Person() {
			return true
		}
	}
	if f := function(d, nm.Last); nm.Rec.Person() && f != nil && f.E.Kind == lang.HonPron {
		return true
	}
	for _, x := range d.Names {
		if x.Rec == nm.Rec && !x.Weak {
			return true
		}
	}
	return false
}

// single chooses the reading of one word.
func (p *finalParser) single(u *unit, i, last int, before []unit) {
	d := p.d
	fn, v, n := function(d, i), reading(d, i, lang.Verb), reading(d, i, lang.Noun)
	if n == nil {
		n = reading(d, i, lang.Adj)
	}
	if n == nil {
		n = reading(d, i, lang.Name)
	}
	if post := reading(d, i, lang.Post); post != nil && fn != nil && (fn.E.Kind == lang.Det || fn.E.Kind == lang.Adv) && len(before) > 0 {
		if b := before[len(before)-1]; (b.kind == uName || b.kind == uNom) && b.a.Mark == lang.Nom && !b.a.Attr { // बाम येथील: after a bare noun it is its postposition
			fn = post
		}
	}
	if v != nil && v.F&(lang.Imp|lang.P1|lang.P2) != 0 && !d.Art.Tokens[i].Quoted && v.F&(lang.P3|lang.Inf|lang.Conv|lang.Rel) == 0 {
		v = p.reported(i) // nobody is addressed outside quotation marks: सहा is six, not "bear it!"
	}
	if num := reading(d, i, lang.Num); num != nil && n == nil && fn == nil && v == nil {
		n = num
	}
	switch {
	case fn != nil && v != nil && p.asVerb(fn, v, i, last, before):
		u.kind, u.a = uVerb, *v
	case fn != nil && !(n != nil && (fn.E.Kind == lang.Adv || fn.E.Kind == lang.Particle) && weight(n.E) > 0):
		u.kind, u.a, u.e = unitOf[fn.E.Kind], *fn, fn.E
	case v != nil && (n == nil || p.verbOverNoun(v, n, i, last)):
		u.kind, u.a = uVerb, *v
	case n != nil:
		u.kind, u.a = uNom, *n
	default:
		u.guess = true
		for _, a := range d.An[i] {
			if a.E == nil && safeGuess(d.Art.Tokens[i].Norm, a) && (u.a.Stem == "" || len(a.Stem) < len(u.a.Stem)) {
				u.a = a
			}
		}
	}
}

// reported gives the best reading as a verb that is neither an order nor of the first or second person.
func (p *finalParser) reported(i int) *lang.Analysis {
	var best *lang.Analysis
	for j := range p.d.An[i] {
		a := &p.d.An[i][j]
		if a.E == nil || a.E.Kind != lang.Verb || a.F&(lang.Imp|lang.P1|lang.P2) != 0 {
			continue
		}
		if best == nil || better(a, best) {
			best = a
		}
	}
	return best
}

// safeGuess refuses short endings that many names simply end in, unless an oblique vowel stands before them.
func safeGuess(norm string, a lang.Analysis) bool {
	rest := norm[len(a.Stem):]
	if len(rest) > 6 || len(rest) == 6 && a.Mark == lang.Erg {
		return true
	}
	r := []rune(a.Stem)
	lastRune := r[len(r)-1]
	vowel := lastRune >= 'ा' && lastRune <= 'ौ' || lastRune == 'ं'
	if len(rest) <= 3 {
		return vowel
	}
	return vowel || a.Mark == lang.Gen || a.Mark == lang.On
}

// asVerb tells whether a word that is a function word too (की, हुई, होता, पर) is a verb here.
func (p *finalParser) asVerb(fn, v *lang.Analysis, i, last int, before []unit) bool {
	switch fn.E.Kind {
	case lang.Adv, lang.Particle:
		return weight(v.E) > 0
	case lang.Aux, lang.Modal:
		return true // gathered into the verb group before it, or a main verb
	case lang.Post, lang.Comp, lang.SubConj:
		if fn.E.Has(lang.AfterGen) && len(before) > 0 && before[len(before)-1].a.Attr {
			return false // कार्यालयाच्या म्हणण्यानुसार
		}
		if i+1 >= last {
			return true
		}
		next := p.d.Art.Tokens[i+1]
		if next.Kind == article.Punct {
			return next.Text != `"` && next.Text != "'"
		}
		if nf := function(p.d, i+1); nf != nil && (nf.E.Kind == lang.Aux || nf.E.Kind == lang.Comp || nf.E.Kind == lang.Modal) {
			return reading(p.d, i+1, lang.Verb) != nil || nf.E.Kind == lang.Comp
		}
		if nf := function(p.d, i+1); nf != nil && nf.E.Kind == lang.Conj && v.F.Has(lang.Perf) && fn.E.Kind == lang.Post {
			return len(before) > 0 && before[len(before)-1].kind == uNom && before[len(before)-1].a.E != nil && len(before[len(before)-1].a.E.Classes) > 0
		}
		if len(before) > 0 && v.F.Has(lang.Root) && before[len(before)-1].kind == uNom && fn.E.Mark == lang.Nom {
			return true
		}
		return false
	case lang.Neg:
		return false
	}
	return false
}

// verbOverNoun decides between a verb and a noun of the same spelling.
func (p *finalParser) verbOverNoun(v, n *lang.Analysis, i, last int) bool {
	if len(n.E.Classes) > 0 || n.E.Agent != "" {
		return len(v.E.Classes) > 0 && p.endsClause(i, last) && (n.E.Agent == "" || n.Mark == lang.Nom)
	}
	if p.endsClause(i, last) || v.F.Has(lang.Rel) || v.F.Has(lang.Conv) || v.F.Has(lang.Inf) {
		return true
	}
	if v.E.Light != "" || len(v.E.Classes) > 0 {
		return true
	}
	return n.E.Kind == lang.Adj && weight(n.E) == 0 && !v.F.Has(lang.Root) && p.verbFollows(i, last)
}

func (p *finalParser) endsClause(i, last int) bool {
	return i+1 >= last || p.d.Art.Tokens[i+1].Kind == article.Punct || p.verbFollows(i, last)
}

func (p *finalParser) verbFollows(i, last int) bool {
	if i+1 >= last {
		return false
	}
	f := function(p.d, i+1)
	return f != nil && (f.E.Kind == lang.Aux || f.E.Kind == lang.Modal || f.E.Kind == lang.Neg || f.E.Kind == lang.Comp || f.E.Kind == lang.Conj)
}

// nameReading gives the case of a name's last word.
func nameReading(d *doc.Doc, i int) lang.Analysis {
	norm := d.Art.Tokens[i].Norm
	var best *lang.Analysis
	for j := range d.An[i] {
		a := &d.An[i][j]
		if a.E != nil && a.E.Kind != lang.Name && a.E.Kind != lang.Noun && a.E.Kind != lang.Adj {
			continue
		}
		if a.E == nil && !safeGuess(norm, *a) {
			continue
		}
		if best == nil || nameBetter(a, best) {
			best = a
		}
	}
	if best == nil {
		return lang.Analysis{Stem: norm}
	}
	return *best
}

func nameBetter(a, b *lang.Analysis) bool {
	an, bn := a.E != nil && a.E.Kind == lang.Name, b.E != nil && b.E.Kind == lang.Name
	if an != bn {
		return an
	}
	return len(a.Stem) > len(b.Stem)
}

// items groups the units into phrases, verb groups and boundaries.
func (p *finalParser) items(us []unit) {
	start := -1
	flush := func(end int, mark lang.Mark, attr bool, word string, at int) {
		if start < 0 {
			return
		}
		ph := p.phrase(us[start:end])
		start = -1
		if ph == nil {
			return
		}
		if mark != lang.Nom || attr {
			ph.Mark2 = ph.Mark
			ph.Mark, ph.Attr = mark, attr
		}
		if word != "" {
			ph.MarkWord = word
		}
		if at > 0 {
			_ = at
		}
		p.its = append(p.its, item{p: ph, at: ph.First})
	}
	neg := false
	for i := 0; i < len(us); i++ {
		u := us[i]
		switch u.kind {
		case uNom, uName, uDet:
			if start >= 0 && p.breaks(us[start:i], u) {
				flush(i, lang.Nom, false, "", 0)
			}
			if start < 0 {
				start = i
			}
			if u.kind != uDet && (u.a.Mark != lang.Nom || u.a.Attr) {
				flush(i+1, lang.Nom, false, "", 0)
			}
		case uPost:
			p.post(us, &start, i, flush)
		case uHon:
			if start >= 0 {
				flush(i, u.a.E.Mark, u.a.Attr || u.a.E.Mark == lang.Gen, "", 0)
			} else {
				p.its = append(p.its, item{p: p.pronoun(u), at: u.first})
			}
		case uPron:
			flush(i, lang.Nom, false, "", 0)
			if i+1 < len(us) && u.a.Mark == lang.Nom && (us[i+1].kind == uNom || us[i+1].kind == uName) && !u.a.E.Has(lang.Third) {
				start = i // आपले सैनिक: a determiner
				continue
			}
			p.its = append(p.its, item{p: p.pronoun(u), at: u.first})
		case uVerb, uAux, uModal:
			if u.kind == uAux && start >= 0 && u.a.E.Has(lang.AttrFlag) { // भीड़भाड़ वाले बाजार: after a noun it makes a modifier
				flush(i, lang.Gen, true, u.a.E.Word, 0)
				continue
			}
			flush(i, lang.Nom, false, "", 0)
			g, next := p.verb(us, i, neg)
			neg = false
			p.its = append(p.its, item{v: g, at: g.first})
			i = next - 1
		case uNeg:
			flush(i, lang.Nom, false, "", 0)
			if n := len(p.its); n > 0 && p.its[n-1].v != nil && p.its[n-1].v.last == u.first {
				p.its[n-1].v.neg = true
				p.its[n-1].v.last = u.last
				p.its[n-1].v.fin = true
			} else {
				neg = true
			}
		case uAdv, uPart, uTime:
			if start >= 0 && u.kind == uPart {
				continue
			}
			if n := len(p.its); u.kind == uPart && n > 0 && p.its[n-1].v != nil && p.its[n-1].v.last == u.first { // … किया तो: a clause ends
				p.its = append(p.its, item{kind: uPart, e: u.e, at: u.first})
				continue
			}
			if u.kind == uTime && start >= 0 && p.numbers(us[start:i]) { // 2 फरवरी को
				start = -1
			}
			flush(i, lang.Nom, false, "", 0)
			if u.kind == uTime { // a postposition or number after it belongs to it: सोमवार को, अगस्त 15
				for i+1 < len(us) && (us[i+1].kind == uPost || us[i+1].kind == uTime || p.numbers(us[i+1:i+2])) {
					i++
				}
			}
		case uQuote:
			if i+1 < len(us) && us[i+1].kind == uPost && us[i+1].a.E != nil && !p.d.Art.Tokens[us[i+1].first].Space {
				continue // 'सीटीके'ने: the ending after the mark is the name's
			}
			flush(i, lang.Nom, false, "", 0)
		default:
			if u.kind == uPunct && start >= 0 && p.hyphen(us, i) {
				continue
			}
			if end := p.bracket(us, i); end > i {
				flush(i, lang.Nom, false, "", 0)
				p.aside(us[i+1 : end])
				i = end
				continue
			}
			flush(i, lang.Nom, false, "", 0)
			p.its = append(p.its, item{kind: u.kind, e: u.e, at: u.first})
		}
	}
	flush(len(us), lang.Nom, false, "", 0)
}

// numbers tells whether units are bare numbers.
func (p *finalParser) numbers(us []unit) bool {
	for _, u := range us {
		if p.d.Art.Tokens[u.first].Kind != article.Number || u.kind != uNom {
			return false
		}
	}
	return true
}

// bracket finds the end of a short remark in brackets that has no verb: (आयसीसी), (ता. वाळवा).
func (p *finalParser) bracket(us []unit, i int) int {
	if p.d.Art.Tokens[us[i].first].Text != "(" {
		return 0
	}
	for j := i + 1; j < len(us) && j < i+10; j++ {
		if us[j].kind == uVerb || us[j].kind == uAux {
			return 0
		}
		if p.d.Art.Tokens[us[j].first].Text == ")" {
			return j
		}
	}
	return 0
}

// aside gives the names of a bracketed remark to the phrase before it, where that has none.
func (p *finalParser) aside(us []unit) {
	if n := len(p.its); n > 0 && p.its[n-1].p != nil && len(p.its[n-1].p.Names) == 0 {
		for _, u := range us {
			if u.name >= 0 && p.its[n-1].p.E == nil {
				p.its[n-1].p.Names = append(p.its[n-1].p.Names, u.name)
			}
		}
	}
}

// hyphen tells whether a hyphen inside a word holds a phrase together: अल-थानी, भारत-पाकिस्तान.
func (p *finalParser) hyphen(us []unit, i int) bool {
	toks := p.d.Art.Tokens
	u := us[i]
	return toks[u.first].Text == "-" && !toks[u.first].Space && i+1 < len(us) && !toks[us[i+1].first].Space && (us[i+1].kind == uNom || us[i+1].kind == uName)
}

// post ties a free postposition to the phrase before it.
func (p *finalParser) post(us []unit, start *int, i int, flush func(int, lang.Mark, bool, string, int)) {
	u := us[i]
	e := u.a.E
	if *start >= 0 {
		if e.Has(lang.AfterGen) && i > *start {
			flush(i, e.Mark, u.a.Attr, e.Word, 0)
			return
		}
		flush(i, e.Mark, u.a.Attr || e.Mark == lang.Gen, e.Word, 0)
		return
	}
	if n := len(p.its); n > 0 {
		it := p.its[n-1]
		if it.p != nil && (it.p.Mark == lang.Gen || it.p.Mark == lang.Nom || e.Has(lang.AfterGen) && it.p.Attr) {
			it.p.Mark2 = it.p.Mark
			it.p.Mark, it.p.Attr, it.p.MarkWord = e.Mark, u.a.Attr || e.Mark == lang.Gen, e.Word
			return
		}
		if it.v != nil && it.v.last == u.first { // करने की, किए जाने के बाद
			it.v.mark, it.v.attr = e.Mark, u.a.Attr || e.Mark == lang.Gen
			it.v.last = u.first
		}
	}
}

// breaks tells whether a new phrase starts at u though no case ended the one before.
func (p *finalParser) breaks(cur []unit, u unit) bool {
	prev := cur[len(cur)-1]
	if prev.kind == uDet {
		return false
	}
	if prev.kind == uName {
		nm := p.d.Names[prev.name]
		if u.kind == uName {
			n2 := p.d.Names[u.name]
			if nm.Rec.Kind == "state" && n2.Rec.Kind == "state" && nm.Use != kb.Demonym && n2.Use != kb.Demonym {
				return true // बीजिंग | माले को
			}
			if nm.Use == kb.Locality && n2.Rec.Person() {
				return true
			}
			return !(nm.Rec.Kind == "state" || n2.Rec.Person() || nm.Rec.Person())
		}
		if nm.Use == kb.Demonym { // a demonym stays with its noun
			return false
		}
		if u.a.E == nil {
			return p.d.Art.Tokens[u.first].Kind == article.Number
		}
		return u.a.E.Agent == "" && u.a.E.Place == "" && u.a.E.Kind != lang.Name && !u.a.E.Is("o.territory")
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && prev.a.E.Agent == "" && prev.a.E.Place == "" && u.kind == uName && !prev.a.E.Is("o.territory") {
		return true // सबूत | अमेरिका के साथ: a thing before a name is no part of it
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Agent != "" && !prev.a.E.Has(lang.Title) && u.kind == uName {
		k := p.d.Names[u.name].Use
		return k == kb.Demonym || k == kb.Proper && p.d.Names[u.name].Rec.Kind == "state"
	}
	if prev.a.E != nil && prev.a.E.Kind == lang.Noun && isEvent(p.d, prev.a.E) {
		return u.kind == uName || u.a.E != nil && (u.a.E.Has(lang.Title) || u.a.E.Is("begin"))
	}
	return false
}

// isEvent tells whether an entry's classes report or govern an act (not an object of one).
func isEvent(d *doc.Doc, e *lang.Entry) bool {
	for _, c := range e.Classes {
		if k := d.Pack.Common.Classes[c]; k != nil && k.Kind != "obj" {
			return true
		}
	}
	return false
}

// phrase makes a noun phrase of units; its head is the last nominal one.
func (p *finalParser) phrase(us []unit) *doc.Phrase {
	for len(us) > 0 && us[len(us)-1].kind == uPart {
		us = us[:len(us)-1]
	}
	if len(us) == 0 {
		return nil
	}
	h := us[len(us)-1]
	ph := &doc.Phrase{First: us[0].first, Last: h.last, Head: h.last - 1, E: h.a.E, Mark: h.a.Mark, Mark2: h.a.Mark2, Attr: h.a.Attr, Plural: h.a.F.Has(lang.Pl) && !h.a.F.Has(lang.Sg)}
	if h.e != nil {
		ph.E = h.e
	}
	ph.Quoted = p.d.Art.Tokens[ph.Head].Quoted
	for _, u := range us {
		if u.name >= 0 {
			ph.Names = append(ph.Names, u.name)
			continue
		}
		for i := u.first; u.last-u.first > 1 && i < u.last; i++ { // names inside a phrase of the lexicon: पॅलेस्टिनी कैदी
			if n := p.d.At[i]; n >= 0 && !p.d.Names[n].Weak && p.d.Names[n].Last <= u.last {
				ph.Names = append(ph.Names, n)
			}
		}
	}
	if h.kind == uName {
		ph.E = nil
	}
	if ph.E != nil && ph.E.Kind != lang.Verb && isEvent(p.d, ph.E) {
		ph.Pred = &doc.Pred{Tokens: span(h.first, h.last), E: ph.E, Classes: ph.E.Classes, Form: doc.Nominal, Sent: p.si, Phrase: ph}
		for _, n := range ph.Names { // इजरायली हमला: the nation before an event noun acts
			nm := p.d.Names[n]
			m := &doc.Phrase{First: nm.First, Last: nm.Last, Head: nm.Last - 1, Names: []int{n}, Mark: lang.Gen, Attr: true}
			ph.Mods = append(ph.Mods, m)
		}
		ph.Names = nil
	}
	return ph
}

func span(first, last int) []int {
	out := make([]int, 0, last-first)
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

func (p *finalParser) pronoun(u unit) *doc.Phrase {
	m := u.a.Mark
	if m == lang.Nom && u.a.E != nil {
		m = u.a.E.Mark
	}
	return &doc.Phrase{First: u.first, Last: u.last, Head: u.last - 1, E: u.a.E, Mark: m, Attr: u.a.Attr || m == lang.Gen, Pron: true,
		Plural: u.a.E != nil && u.a.E.Has(lang.PlFlag), Quoted: p.d.Art.Tokens[u.first].Quoted}
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
	g := &verbGroup{first: u.first, last: u.last, main: u.first, e: v.E, f: v.F, mainF: v.F, mark: v.Mark, attr: v.Attr, neg: neg}
	j := i + 1
	for ; j < len(us); j++ {
		n := us[j]
		if n.kind == uPart && j+1 < len(us) && (us[j+1].kind == uVerb || us[j+1].kind == uAux || us[j+1].kind == uModal) {
			continue
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
	g.fin = g.mark == lang.Nom && !g.attr && finite(g.f)
	if !g.fin && g.mark == lang.Nom && !g.attr && (j >= len(us) || us[j].kind == uPunct || us[j].kind == uComma) && !g.f.Has(lang.Conv) && !g.f.Has(lang.Inf) {
		g.fin = true
	}
	return g, j
}

// fitting chooses the reading of a verb that goes with the auxiliary after it: हटा लिया is हटाना, not हटना.
func (p *finalParser) fitting(u unit, v lang.Analysis, next unit) lang.Analysis {
	best, found := v, false
	for _, a := range p.d.An[u.first] {
		if a.E == nil || a.E.Kind != lang.Verb {
			continue
		}
		g := &verbGroup{first: u.first, last: u.last, main: u.first, e: a.E, f: a.F, mainF: a.F, mark: a.Mark, attr: a.Attr}
		if !p.combine(g, next) || !g.f.Has(lang.Vec) && !g.f.Has(lang.Pass) && a.E != v.E {
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

// combine adds an auxiliary to the group where groups.tsv knows the pair.
func (p *finalParser) combine(g *verbGroup, n unit) bool {
	lemma := ""
	f := n.a.F
	mark, attr := n.a.Mark, n.a.Attr
	if r := reading(p.d, n.first, lang.Verb); r != nil {
		lemma, f, mark, attr = r.E.Toks[r.E.Head], r.F, r.Mark, r.Attr
	} else {
		lemma = p.d.Art.Tokens[n.first].Norm
		if n.a.E != nil {
			f = n.a.E.Feats
		}
	}
	for _, gr := range p.d.Pack.Groups(lemma) {
		if !g.f.Has(gr.Feats) || gr.Mark != lang.Nom && gr.Mark != g.mark || gr.Mark == lang.Nom && g.mark != lang.Nom {
			continue
		}
		keep := g.f & (lang.Pass | lang.Prog | lang.NegF | lang.May | lang.Must | lang.Should | lang.Would | lang.Can | lang.Begin | lang.Allow | lang.Fut | lang.Pros | lang.Perf)
		if gr.Gives.Has(lang.NegF) {
			g.neg = true
		}
		g.f = keep | f | gr.Gives
		if gr.Gives.Has(lang.Pass) || f.Has(lang.Fut) || f.Has(lang.Inf) || f.Has(lang.Pros) {
			g.f &^= keep & lang.Perf &^ gr.Gives &^ f
		}
		g.mark, g.attr = mark, attr
		return true
	}
	if n.kind == uAux && finite(f) && g.mark == lang.Nom {
		g.f |= f
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

// coordinate gives the members of a list one case: अमेरिका, जपान आणि भारताने.
func (p *finalParser) coordinate() {
	for i := len(p.its) - 1; i > 1; i-- {
		last := p.its[i]
		if last.p == nil || !p.joins(i-1, true) {
			continue
		}
		members := []*doc.Phrase{last.p}
		j := i
		for j >= 2 && p.its[j-2].p != nil && p.joins(j-1, j == i) && p.alike(p.its[j-2].p, last.p) {
			members = append([]*doc.Phrase{p.its[j-2].p}, members...)
			j -= 2
		}
		if len(members) == 1 {
			continue
		}
		// modifiers in the genitive between the members belong to the member after them; the head of the list carries the mark
		headP := members[0]
		headP.Mark, headP.Attr, headP.Mark2, headP.MarkWord = last.p.Mark, last.p.Attr, last.p.Mark2, last.p.MarkWord
		headP.Conj = members[1:]
		headP.Plural = true
		p.its = append(p.its[:j+1], p.its[i+1:]...)
		p.its[j].p = headP
		i = j
	}
}

// joins tells whether the item is a conjunction (or, inside a list, a comma).
func (p *finalParser) joins(i int, final bool) bool {
	it := p.its[i]
	if it.p != nil || it.v != nil {
		return false
	}
	if it.kind == uConj {
		return it.e == nil || it.e.Has(lang.And) || it.e.Has(lang.Or)
	}
	return it.kind == uComma && !final
}

// alike tells whether a phrase can be a list member beside the last one: without a case of its own or with the same, and of the same sort.
func (p *finalParser) alike(a, last *doc.Phrase) bool {
	if a.Mark != lang.Nom && (a.Mark != last.Mark || a.Attr != last.Attr) {
		return false
	}
	if a.Pron != last.Pron && a.Mark == lang.Nom {
		return false
	}
	if (a.Pred != nil) != (last.Pred != nil) {
		return false
	}
	return !a.Time
}

// appose ties a name to the phrase that says what it is: 'एएफपी' या वृत्तसंस्थेने, where a demonstrative opens the second.
func (p *finalParser) appose() {
	for i := len(p.its) - 1; i > 0; i-- {
		ph := p.its[i].p
		if ph == nil || ph.E == nil || ph.E.Agent == "" && ph.E.Place == "" && !ph.E.Is("o.territory") {
			continue
		}
		if f := function(p.d, ph.First); f == nil || f.E.Kind != lang.Det || ph.Last-ph.First < 2 {
			continue
		}
		j := i - 1
		for j >= 0 && p.its[j].p == nil && p.its[j].v == nil && (p.its[j].kind == uQuote || p.its[j].kind == uPunct) {
			j--
		}
		if j < 0 || p.its[j].p == nil || p.its[j].p.Mark != lang.Nom || p.its[j].p.Pron || p.its[j].p.Pred != nil || p.its[j].p.E != nil && p.its[j].p.E.Agent == "" {
			continue
		}
		ph.Mods = append(ph.Mods, p.its[j].p)
		p.its[j].p.Of = ph
		p.its = append(p.its[:j], p.its[i:]...)
		i = j
	}
}
