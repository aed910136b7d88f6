package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

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
	phrases := nounPhrases(d, first, last, p.buf.found[:0])
	us := p.buf.us[:0]
	for i := first; i < last; {
		u := p.unit(i, last, phrases, us)
		us = append(us, u)
		i = u.last
	}
	p.buf.found, p.buf.us = phrases, us
	return us
}

func (p *finalParser) unit(i, last int, phrases []found, before []unit) unit {
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
	if e, end := literal(d, i, last); e != nil && !p.formerAhead(e, end) && !p.firstAhead(e, end, before) && (d.At[i] < 0 || d.Names[d.At[i]].Last <= end) {
		u.kind, u.last, u.e = unitOf[e.Kind], end, e
		u.a = lang.Analysis{E: e, Mark: e.Mark, Attr: e.Has(lang.AttrFlag)}
		return u
	}
	f, isPhrase := startsAt(phrases, i)
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
		d.Names[n].Weak = d.Names[n].Weak && d.Names[n].Rec.Kind != "state"
		u.a = nameReading(d, u.last-1)
	}
	return u
}

// formerAhead tells whether the last word of a postposition of two words rather makes the office after it a former one: बार के | पूर्व प्रधान.
func (p *finalParser) formerAhead(e *lang.Entry, end int) bool {
	if e.Kind != lang.Post || len(e.Toks) < 2 || end >= len(p.d.An) {
		return false
	}
	n := reading(p.d, end, lang.Noun)
	return n != nil && n.E.Has(lang.Title) && slices.ContainsFunc(p.d.An[end-1], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Adj && slices.Contains(a.E.Lists, "former")
	})
}

// firstAhead tells whether the last word of a postposition of two words rather makes what follows it the first, behind the name of a state or a place: अल्जीरिया
// के | पहले बहुदलीय चुनाव.
func (p *finalParser) firstAhead(e *lang.Entry, end int, before []unit) bool {
	return e.Kind == lang.Post && len(e.Toks) > 1 && p.ordinal(end-1, before)
}

// ordinal tells whether the word at a token is the first of what follows it, behind the name of a state or a place, or its genitive.
func (p *finalParser) ordinal(at int, before []unit) bool {
	n := len(before)
	if n > 1 && before[n-1].kind == uPost && before[n-1].a.E.Mark == lang.Gen {
		n--
	}
	if n == 0 || at+1 >= len(p.d.An) || p.d.At[at+1] >= 0 {
		return false
	}
	if u := before[n-1]; u.kind != uName || p.d.Names[u.name].Rec.Kind != "state" && p.d.Names[u.name].Use != kb.Locality {
		return false
	}
	if !slices.ContainsFunc(p.d.An[at], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Adj && slices.Contains(a.E.Lists, "first")
	}) {
		return false
	}
	return p.d.Kind(at+1, lang.Noun) != nil || p.d.Kind(at+1, lang.Adj) != nil
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
	if f := function(d, nm.Last); p.headline() && d.Pack.Shared && nm.Rec.Person() && f != nil && f.E.Kind == lang.Post {
		if g := function(d, nm.First-1); f.E.Mark == lang.Erg || f.E.Mark == lang.On && g != nil && g.E.Kind == lang.Post && g.E.Mark == lang.Gen {
			return true // ममता ने लिखी चिट्ठी, उद्धव का शिंदे पर हमला
		}
	}
	if nm.Rec.Kind == "party" && p.besideParty(nm) {
		return true
	}
	if nm.Rec.Kind == "state" && (nm.Use == kb.Demonym && p.peopled(nm.Last) || p.owner(nm.Last) || p.besideState(nm) || p.governs(nm.Last) || p.onlyVerb(nm)) {
		return true
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

// besideParty tells whether a comma or a conjunction and the sure name of another party stand behind a name: आप, कांग्रेस और अकाली दल.
func (p *finalParser) besideParty(nm doc.Name) bool {
	i := nm.Last
	if i+1 >= len(p.d.At) || p.d.At[i+1] < 0 {
		return false
	}
	f := function(p.d, i)
	if p.d.Art.Tokens[i].Text != "," && (f == nil || f.E.Kind != lang.Conj || !f.E.Has(lang.And)) {
		return false
	}
	next := p.d.Names[p.d.At[i+1]]
	return !next.Weak && next.Rec.Kind == "party"
}

// besideState tells whether a conjunction stands between a name and that of a state: अमीरात और सऊदी अरब.
func (p *finalParser) besideState(nm doc.Name) bool {
	state := func(i int) bool {
		return i >= 0 && i < len(p.d.At) && p.d.At[i] >= 0 && !p.d.Names[p.d.At[i]].Weak && p.d.Names[p.d.At[i]].Rec.Kind == "state"
	}
	and := func(i int) bool { f := function(p.d, i); return f != nil && f.E.Kind == lang.Conj && f.E.Has(lang.And) }
	return and(nm.Last) && state(nm.Last+1) || and(nm.First-1) && state(nm.First-2)
}

// governs tells whether the government, army or parliament stands at a token, right behind the name of its state: पेरू सरकारने.
func (p *finalParser) governs(at int) bool {
	if n := reading(p.d, at, lang.Noun); n != nil && n.E.Has(lang.Org) && (n.E.Has(lang.Head) && n.E.Agent == "GOV" || p.d.Pack.Shared && slices.Contains(rulingSectors, n.E.Agent)) {
		return true
	}
	if at+1 >= len(p.d.Words) || p.d.Words[at+1] == nil || !p.d.Pack.Shared {
		return false
	}
	for _, x := range p.d.Words[at+1].Ends { // चेक | विदेश मंत्रालय
		if len(x.E.Toks) == 2 && x.E.Toks[0] == p.d.Art.Tokens[at].Norm && x.E.Has(lang.Org) && slices.Contains(rulingSectors, x.E.Agent) {
			return true
		}
	}
	return false
}

// peopled tells whether a noun of people or of a body of state begins at a token, right behind an adjective that may be that of a state: चेक | नागरिकांना,
// चेक | परराष्ट्र मंत्रालय.
func (p *finalParser) peopled(at int) bool {
	if n := reading(p.d, at, lang.Noun); n != nil && n.E.Agent != "" && n.E.Agent != "BUS" && n.E.Agent != "CRM" {
		return true
	}
	if at+1 >= len(p.d.Words) || p.d.Words[at+1] == nil {
		return false
	}
	for _, x := range p.d.Words[at+1].Ends {
		if len(x.E.Toks) == 2 && x.E.Toks[0] == p.d.Art.Tokens[at].Norm && x.E.Agent != "" && x.E.Agent != "BUS" {
			return true
		}
	}
	return false
}

// onlyVerb tells whether the name of a state that is else only a form of a verb stands before a postposition, where no verb can: गिनी ने.
func (p *finalParser) onlyVerb(nm doc.Name) bool {
	if f := function(p.d, nm.Last); f == nil || f.E.Kind != lang.Post || nm.Use != kb.Proper {
		return false
	}
	return !slices.ContainsFunc(p.d.An[nm.First], func(a lang.Analysis) bool { return a.E != nil && !a.E.KB && a.E.Kind != lang.Verb })
}

// ownerReach is how many words may stand between a state's genitive and its government or army.
const ownerReach = 4

// owner tells whether the name that ends at a token stands in the genitive before who rules or bears arms: माली के प्रधानमंत्री.
func (p *finalParser) owner(at int) bool {
	d := p.d
	if f := function(d, at); f != nil && f.E.Kind == lang.Post && f.E.Mark == lang.Gen {
		at++
	} else if !slices.ContainsFunc(d.An[at-1], func(a lang.Analysis) bool { return a.Mark == lang.Gen && a.Attr }) {
		return false
	}
	for i := at; i < at+ownerReach && i < d.Art.Sentences[p.si].Last; i++ {
		if n := reading(d, i, lang.Noun); n != nil && n.E.Agent != "" {
			switch n.E.Agent {
			case "GOV", "MIL", "COP", "REB", "LEG", "JUD", "REF", "OPP", "SPY":
				return true
			case "UNK":
				return n.E.Has(lang.Title) // पेरूच्या अध्यक्षांनी
			}
			return false
		}
		if f := function(d, i); f != nil && f.E.Kind != lang.Det && reading(d, i, lang.Noun) == nil && reading(d, i, lang.Adj) == nil {
			return false
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
	if fn != nil && n != nil && fn.E.Kind == lang.Post && fn.E.Has(lang.AfterGen) && p.ordinal(i, before) {
		fn = nil
	}
	if v != nil && v.F&(lang.Imp|lang.P1|lang.P2) != 0 && !d.Art.Tokens[i].Quoted && !p.vows(v, i, last) && v.F&(lang.P3|lang.Inf|lang.Conv|lang.Rel) == 0 {
		v = p.reported(i) // nobody is addressed outside quotation marks: सहा is six, not "bear it!"
	}
	if num := reading(d, i, lang.Num); num != nil && n == nil && fn == nil && v == nil {
		n = num
	}
	if fn != nil && fn.E.Kind == lang.Det && fn.Mark != lang.Nom && !fn.Attr {
		if pron := reading(d, i, lang.Pron); pron != nil {
			fn = pron // यासाठी | अमेरिका …: with a case of its own it points at no noun
		} else if adv := reading(d, i, lang.Adv); adv != nil {
			fn = adv // यावेळी | कामगारांनी …
		}
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

// vows tells whether a verb of the first person, or an order, ends what somebody is quoted to say: "बहिष्कार टाकू, असे …".
func (p *finalParser) vows(v *lang.Analysis, i, last int) bool {
	if !(v.F.Has(lang.P1) && v.F.Has(lang.Fut)) && !v.F.Has(lang.Imp) {
		return false
	}
	for i++; i < last && i < len(p.d.Art.Tokens); i++ {
		if p.d.Art.Tokens[i].Kind == article.Punct {
			continue
		}
		f := function(p.d, i)
		return f != nil && f.E.Kind == lang.Demo
	}
	return false
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
	case lang.Modal:
		return !v.F.Has(lang.Imp) // चाहिए: no order to wish
	case lang.Aux:
		return true // gathered into the verb group before it, or a main verb
	case lang.Post, lang.Comp, lang.SubConj:
		if fn.E.Has(lang.AfterGen) && len(before) > 0 && before[len(before)-1].a.Attr {
			return false // कार्यालयाच्या म्हणण्यानुसार
		}
		if i+1 >= last {
			return true
		}
		if fn.E.Kind == lang.Post && v.F.Has(lang.Perf) && p.afterCase(before) {
			return true // सीएम ने की मंत्री की तारीफ
		}
		if fn.E.Kind == lang.Post && v.F.Has(lang.Perf) && p.afterPreverb(v, i, before) {
			return true // कोर्ट ने खारिज की याचिका
		}
		if fn.E.Kind == lang.Post && v.F.Has(lang.Perf) && p.beforePreverb(v, i, last, before) {
			return true // कोर्ट ने याचिका की खारिज
		}
		next := p.d.Art.Tokens[i+1]
		if next.Kind == article.Punct {
			return next.Text != `"` && next.Text != "'"
		}
		if be := reading(p.d, i+1, lang.Verb); be != nil && be.E.Light == "be" && be.F.Has(lang.Root) && !be.F.Has(lang.Perf) && fn.E.Kind == lang.Post && i+2 < last && reading(p.d, i+2, lang.Verb) != nil {
			return false // शख्स की | हो गई मौत
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
	case lang.Time: // गेले, at the end, is "went"
		return i+1 >= last || p.d.Art.Tokens[i+1].Kind == article.Punct && v.F&(lang.Perf|lang.Pres|lang.Fut) != 0
	case lang.Neg:
		return false
	}
	return false
}

// afterCase tells whether what could be a genitive can be none, as a phrase with its case has just ended: that of who acts, or, in a clause that
// has one, another: जवान ने महिला के साथ की छेड़खानी. So after a converb: पति ने गोली मारकर की हत्या.
func (p *finalParser) afterCase(before []unit) bool {
	n := len(before)
	if n == 0 {
		return false
	}
	switch last := before[n-1]; {
	case last.kind == uNeg:
		return true // बातचीत नहीं की तो
	case last.kind == uPost && (last.a.E.Mark == lang.Erg || last.a.E.Mark == lang.Dat):
		return true
	case last.kind == uPost && !last.a.Attr && (last.a.E.Mark == lang.From || last.a.E.Mark == lang.On || last.a.E.Mark == lang.In) && p.headline():
		return true // राय से की मुलाकात
	case last.kind == uPost && !last.a.Attr && last.a.E.Mark != lang.Gen && last.a.E.Mark != lang.In:
	case last.kind == uVerb && last.a.F.Has(lang.Conv) && !last.a.F.Has(lang.Inf):
	default:
		return false
	}
	for i := n - 1; i >= 0; i-- {
		switch b := before[i]; {
		case b.kind == uPost && b.a.E.Mark == lang.Erg:
			return true
		case b.kind == uPunct || b.kind == uComma || b.kind == uVerb && b.a.F&(lang.Perf|lang.Pres|lang.Fut) != 0:
			return false
		}
	}
	return false
}

// afterPreverb tells whether the word before token i makes a phrase with the verb there and is no noun, in a clause that has who acts.
func (p *finalParser) afterPreverb(v *lang.Analysis, i int, before []unit) bool {
	return i > 0 && p.pairs(v, i-1, before)
}

// beforePreverb tells it of the word after token i, where the clause ends with it.
func (p *finalParser) beforePreverb(v *lang.Analysis, i, last int, before []unit) bool {
	if i == 0 || i+1 >= last || i+2 < last && p.d.Art.Tokens[i+2].Kind != article.Punct {
		return false
	}
	if n := reading(p.d, i-1, lang.Noun); n != nil && isEvent(p.d, n.E) {
		return false // याचिका | की खारिज: it would make one with the verb itself
	}
	return p.pairs(v, i+1, before)
}

// pairs tells whether a word makes a phrase with a verb and is no noun, in a clause that has who acts.
func (p *finalParser) pairs(v *lang.Analysis, at int, before []unit) bool {
	return reading(p.d, at, lang.Noun) == nil && slices.ContainsFunc(before, func(u unit) bool { return u.kind == uPost && u.a.E.Mark == lang.Erg }) && p.compounds(v, at)
}

// verbOverNoun decides between a verb and a noun of the same spelling.
func (p *finalParser) verbOverNoun(v, n *lang.Analysis, i, last int) bool {
	if v.F.Has(lang.Root) && p.d.Pack.Shared && i > 0 && i+1 < last && vectorNext(p.d, i) && p.pairsWith(v.E, i-1) && !p.pairsWith(reading(p.d, i+1, lang.Verb).E, i) {
		return true // थप्पड़ जड़ दिया, गला रेत दिया: no root and no sand
	}
	if v.F.Has(lang.Perf) && p.d.Pack.Shared && i > 0 && weight(n.E) == 0 && p.pairsWith(v.E, i-1) {
		return true // हिंसा की भेंट चढ़े लोग
	}
	if len(n.E.Classes) > 0 || n.E.Agent != "" {
		if p.carried(v, n, i) {
			return true
		}
		return len(v.E.Classes) > 0 && p.endsClause(i, last) && !p.negatedVerb(i+1, last) && (n.E.Agent == "" || n.Mark == lang.Nom)
	}
	if (v.F.Has(lang.Inf) && !v.F.Has(lang.Obl) || v.F.Has(lang.Conv) && n.F.Has(lang.Obl)) && v.Mark == lang.Nom {
		if f := function(p.d, i+1); f != nil && f.E.Kind == lang.Post {
			return false // घटना के बाद: before a postposition a verb would be oblique
		}
	}
	if p.endsClause(i, last) || v.F.Has(lang.Rel) || v.F.Has(lang.Conv) || v.F.Has(lang.Inf) {
		return true
	}
	if v.E.Light != "" || len(v.E.Classes) > 0 {
		return true
	}
	return n.E.Kind == lang.Adj && weight(n.E) == 0 && !v.F.Has(lang.Root) && p.verbFollows(i, last)
}

// carried tells whether a bare root of the same meaning as the noun stands before a verb that only colours it: मांग ली, but सजा दी, मांग उठी.
func (p *finalParser) carried(v, n *lang.Analysis, i int) bool {
	if !v.F.Has(lang.Root) || !slices.ContainsFunc(v.E.Classes, n.E.Is) {
		return false
	}
	next := reading(p.d, i+1, lang.Verb)
	if next == nil {
		return false
	}
	switch next.E.Light {
	case "give", "take", "go":
	default:
		return false
	}
	lemma, norm := next.E.Toks[next.E.Head], p.d.Art.Tokens[i].Norm
	return !slices.ContainsFunc(p.d.Pack.Idioms(lemma).After(norm), func(e *lang.Entry) bool { return e.Head == 1 && !slices.ContainsFunc(v.E.Classes, e.Is) }) &&
		slices.ContainsFunc(p.d.Pack.Groups(lemma), func(g lang.Group) bool { return v.F.Has(g.Feats) && g.Gives.Has(lang.Vec) })
}

// negatedVerb tells whether a negation and a verb stand at token i: मांगें | नहीं मानी गईं.
func (p *finalParser) negatedVerb(i, last int) bool {
	f := function(p.d, i)
	return i+1 < last && f != nil && f.E.Kind == lang.Neg && reading(p.d, i+1, lang.Verb) != nil && p.d.Kind(i+1, lang.Aux) == nil
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
