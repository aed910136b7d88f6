package parse

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// final parses a sentence of a language whose predicate comes last.
func final(d *doc.Doc, si int, b *buffers) doc.Sent {
	s := d.Art.Sentences[si]
	p := &finalParser{d: d, si: si, buf: b, its: b.its[:0], stack: b.stack[:0], seq: b.seq[:0]}
	p.out = doc.Sent{Phrases: d.List(phrasesUsual), Preds: d.Preds(predsUsual)}
	p.items(p.units(start(d, si), s.Last))
	if si == 0 && !s.Headline && !slices.ContainsFunc(p.its, func(it item) bool { return it.v != nil && it.v.fin }) {
		d.Art.Sentences[si].Headline = true // "चकमकीत चार नक्षलवादी ठार.": a headline, whatever ends it
		p.its, p.out = p.its[:0], doc.Sent{}
		p.items(p.units(start(d, si), s.Last))
	}
	p.divide()
	p.invert()
	p.coordinate()
	p.appose()
	p.fronted()
	p.reduce()
	p.link()
	b.its, b.stack, b.seq = p.its, p.stack, p.seq
	return p.out
}

type finalParser struct {
	d   *doc.Doc
	si  int
	buf *buffers
	its []item
	out doc.Sent

	stack   []*doc.Phrase
	rel     *relClause // the relative clause that is open
	pending *doc.Pred  // a participle that waits for its noun
	clause  int
	seq     []step // what reduce made, for link
}

// items groups the units into phrases, verb groups and boundaries.
func (p *finalParser) items(us []unit) {
	g := grouping{p: p, us: us, start: -1}
	for i := 0; i < len(us); i++ {
		i = g.unit(i)
	}
	g.close(len(us))
}

// numbers tells whether units are bare numbers.
func (p *finalParser) numbers(us []unit) bool {
	return !slices.ContainsFunc(us, func(u unit) bool { return !p.number(u) })
}

// number tells whether a unit is a number without a case, in figures or in words.
func (p *finalParser) number(u unit) bool {
	return u.kind == uNom && (p.d.Art.Tokens[u.first].Kind == article.Number || u.a.E != nil && u.a.E.Kind == lang.Num && u.a.Mark == lang.Nom)
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
		e := p.its[n-1].p.E
		for _, u := range us {
			if u.name >= 0 && (e == nil || len(us) == 1 && e.Has(lang.Org) && p.d.Names[u.name].Rec.Sector == "" && p.d.Names[u.name].Rec.Kind != "state") { // … देशांच्या संघटनेने (इकोवास)
				p.its[n-1].p.Names = append(p.its[n-1].p.Names, u.name)
			}
		}
	}
}

// breaks tells whether a new phrase starts at u though no case ended the one before.
func (p *finalParser) breaks(cur []unit, u unit) bool {
	prev := cur[len(cur)-1]
	if prev.kind == uDet {
		return false
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && (prev.a.E.Agent != "" && !prev.a.E.Has(lang.Title) || isEvent(p.d, prev.a.E)) && p.number(u) {
		return true // सैनिक | 2011 अखेरपर्यंत, हड़ताल | तीन दिन से: a number stands before its noun
	}
	if p.number(u) && (p.pluralOnly(prev) || prev.kind == uNom && !p.number(prev) && p.d.Kind(u.last, lang.Time) != nil) || p.goesOn(prev, u) {
		return true // सेवाएं | 24 घंटे के लिए
	}
	if prev.kind == uName {
		return p.afterName(prev, u)
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && p.number(u) && u.last < len(p.d.An) && reading(p.d, u.last, lang.Time) != nil {
		return true // महामार्ग | दोन तास
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && (prev.a.E.Agent == "" || prev.a.E.Has(lang.Weaponized)) && prev.a.E.Place == "" && u.kind == uName && !prev.a.E.Is("o.territory") && !(slices.Contains(prev.a.E.Lists, "given") && p.d.Names[u.name].Rec.Person()) {
		return true // सबूत | अमेरिका के साथ: a thing before a name is no part of it
	}
	if prev.kind == uNom && u.kind == uName && u.a.Mark == lang.Erg && prev.a.Mark == lang.Nom && !prev.a.Attr && prev.a.E != nil && prev.a.E.Kind == lang.Noun && prev.a.E.Agent == "" {
		return true // तळ | हवाई दलाने: a place does not act
	}
	if len(cur) == 1 && u.kind == uName && prev.kind == uNom && prev.a.Mark == lang.Nom && !prev.a.Attr && prev.a.E != nil && slices.Contains(prev.a.E.Lists, "pair") && prev.a.E.Place == "country" && p.cased(u) {
		return true // उनका देश | यूक्रेन को मिसाइलें नहीं देगा
	}
	if len(cur) == 1 && p.atBuilding(prev, u) {
		return true // विधायक के घर | ED का छापा, जज के घर | हमला
	}
	if prev.kind == uNom && u.kind == uName && !p.d.Names[u.name].Rec.Person() && (prev.a.E == nil || prev.a.E.Agent != "" || p.joined(prev, u)) {
		return p.beforeName(cur, prev, u)
	}
	if p.otherParty(prev, u) {
		return true
	}
	if prev.kind == uNom && prev.a.E != nil && prev.a.E.Is("o.responsibility") && u.a.E != nil && u.a.E.Agent != "" {
		return true // … की जिम्मेदारी | आतंकवादी संगठन ने ली
	}
	if p.suspect(cur, u) || p.acts(prev, u) || p.force(prev, u) || p.many(prev, u) || p.couple(cur, u) || p.folk(prev, u) || p.pointed(prev, u) {
		return true
	}
	if prev.kind == uNom && u.kind == uNom && u.last-u.first > 1 && p.d.At[u.first] >= 0 && prev.a.E != nil && prev.a.E.Agent != "" && prev.a.Mark == lang.Nom && u.a.Mark != lang.Nom {
		return true // इस्रायली सैनिक | पॅलेस्टिनी कैद्यांना
	}
	if u.kind == uNom && u.last-u.first == 1 && prev.kind == uNom && !prev.a.Attr && p.preverb(u) {
		return true // हड़ताल | वापस ली, मदद | बंद की
	}
	if prev.kind == uNom && u.kind == uNom && prev.a.E != nil && prev.a.E.Kind == lang.Noun && u.a.E != nil {
		if u.a.E.Kind == lang.Adj && (weight(u.a.E) == 0 || u.a.E.Has(lang.Patient) && prev.a.E.Agent != "") || prev.a.E.Has(lang.Org) && reading(p.d, u.first, lang.Adj) != nil && u.last-u.first == 1 {
			return true // सरकार | बहुसंख्यक समुदाय को: an adjective opens a phrase
		}
	}
	if prev.kind == uNom && prev.a.Mark == lang.Nom && !prev.a.Attr && p.d.Kind(prev.first, lang.Num) == nil && !(p.d.Kind(prev.first, lang.Adj) != nil && p.d.Kind(prev.first, lang.Noun) == nil) && p.afterDirect(cur) {
		if u.kind == uNom && u.a.Mark != lang.Nom && u.a.E != nil && u.a.E.Agent != "" && !(prev.a.E != nil && prev.a.E.Agent != "" && u.a.E.Has(lang.Org)) || prev.a.E != nil && prev.a.E.Kind == lang.Noun && isEvent(p.d, prev.a.E) {
			return true // केल्याचा आरोप | लष्कराने: -चा goes with what has no case
		}
	}
	if prev.kind == uNom && u.kind == uNom && prev.a.E != nil && u.a.E != nil && u.a.E.Has(lang.Org) && (u.a.Attr || u.a.Mark == lang.Erg) && p.d.Pack.Common.AnyKind(prev.a.E.Classes, "gov") {
		return true // असा इशारा | संघटनेचे अध्यक्ष
	}
	if prev.a.E != nil && prev.a.E.Kind == lang.Noun && isEvent(p.d, prev.a.E) {
		if f := function(p.d, u.last); f != nil && f.E.Kind == lang.HonPron && (u.guess || u.a.E == nil || u.a.E.Kind == lang.Name) {
			return true // असा इशारा | शेट्टी यांनी
		}
		return u.kind == uName || u.a.E != nil && (u.a.E.Has(lang.Title) || u.a.E.Is("begin"))
	}
	return false
}

// preverb tells whether a word without a meaning of its own makes one phrase with the verb after it: शुरू करना, वापस लेना.
func (p *finalParser) preverb(u unit) bool {
	if u.a.E != nil && weight(u.a.E) > 0 {
		return false
	}
	v := reading(p.d, u.last, lang.Verb)
	if v == nil {
		return false
	}
	return p.compounds(v, u.first)
}

// compounds tells whether a phrase of the lexicon is made of a word and a verb.
func (p *finalParser) compounds(v *lang.Analysis, at int) bool {
	return p.pairsWith(v.E, at)
}

// where tells whether a postposition of place stands after the name of a place, or after the last of several: सेनाएं | राजस्थान में,
// सैनिक | देपसांग और डेमचोक से.
func (p *finalParser) where(u unit) bool {
	f := function(p.d, u.last)
	if f != nil && f.E.Kind == lang.Conj && f.E.Has(lang.And) && u.last+1 < len(p.d.At) && p.d.At[u.last+1] >= 0 {
		f = function(p.d, p.d.Names[p.d.At[u.last+1]].Last)
	}
	if f == nil || f.E.Kind != lang.Post {
		return false
	}
	switch f.E.Mark {
	case lang.In, lang.On, lang.From, lang.To, lang.Until, lang.Near, lang.Towards:
		return true
	}
	return false
}

// seat tells whether a name is that of a place, or of what governs one.
func seat(nm doc.Name) bool {
	switch nm.Rec.Kind {
	case "state", "court", "government", "agency", "parliament", "police":
		return nm.Use != kb.Demonym
	}
	return nm.Use == kb.Locality || nm.Use == kb.Capital
}

// casedReach is how many nouns may stand between a name and the case of its phrase: गोमा शहरावर, दिल्ली की टिकरी सीमा पर.
const casedReach = 2

// cased tells whether the phrase of a name ends in a case that is not the subject's, with no more than a noun or two between.
func (p *finalParser) cased(u unit) bool {
	if u.a.Mark != lang.Nom || u.a.Attr {
		return u.a.Mark != lang.Erg
	}
	for i := u.last; i < u.last+casedReach && i < len(p.d.An); i++ {
		if f := function(p.d, i); f != nil {
			return f.E.Kind == lang.Post && f.E.Mark != lang.Erg
		}
		n := reading(p.d, i, lang.Noun)
		if n == nil {
			return false
		}
		if n.Mark != lang.Nom {
			return n.Mark != lang.Erg && n.Mark != lang.Gen
		}
	}
	f := function(p.d, u.last+casedReach)
	return f != nil && f.E.Kind == lang.Post && f.E.Mark != lang.Erg && f.E.Mark != lang.Gen
}

// postposed tells whether the case of a unit is a word of its own.
func postposed(d *doc.Doc, u unit) bool {
	f := function(d, u.last)
	return f != nil && f.E.Kind == lang.Post
}

// foreignBody tells whether a body named after a state is not of that state: इथियोपिया | संयुक्त राष्ट्र, but पाकिस्तान सुप्रीम कोर्ट.
func foreignBody(nm, n2 doc.Name) bool {
	if nm.Use == kb.Demonym || n2.Rec.Kind == "state" || n2.Rec.Country == "" || n2.Rec.Country == nm.Rec.Country || n2.Use == kb.Locality {
		return false
	}
	switch n2.Rec.Kind {
	case "court", "government", "agency", "parliament", "military":
		return false
	}
	return true
}

// titled tells whether one of the units is a title.
func (p *finalParser) titled(us []unit) bool {
	for _, u := range us {
		if u.kind == uNom && u.a.E != nil && u.a.E.Has(lang.Title) {
			return true
		}
	}
	return false
}

// acts tells whether u is the one who acts on what prev names, which stands before it: संचारबंदी | सरकारने उठवली, सेवा | राज्य सरकारने.
func (p *finalParser) acts(prev, u unit) bool {
	if prev.kind != uNom || u.kind != uNom || prev.a.E == nil || u.a.E == nil || prev.a.Mark != lang.Nom || prev.a.Attr || u.a.Mark != lang.Erg || prev.a.E.Kind != lang.Noun || prev.a.E.Agent != "" {
		return false
	}
	e := u.a.E
	if u.e != nil {
		e = u.e
	}
	if u.last-u.first > 1 {
		return e.Agent != ""
	}
	if e.Agent != "" && (!e.Has(lang.Org) || e.Has(lang.Head)) && paper(prev.a.E) {
		return true // निवेदन | पदाधिकाऱ्यांनी
	}
	switch e.Agent {
	case "OPP", "PTY", "REB", "CVL":
		return isEvent(p.d, prev.a.E) && !e.Has(lang.Org)
	case "GOV":
		return isEvent(p.d, prev.a.E) && e.Has(lang.Org) && e.Has(lang.Head)
	case "COP", "JUD", "LEG", "AGR", "EDU", "LAB":
		return isEvent(p.d, prev.a.E)
	}
	return false
}

// folk tells whether u is people who stand right behind a measure or an act that is not theirs: बंदी | तरुणांच्या आंदोलनानंतर मागे घेतली.
func (p *finalParser) folk(prev, u unit) bool {
	if prev.kind != uNom || u.kind != uNom || prev.last-prev.first > 1 || u.last-u.first > 1 || prev.a.E == nil || u.a.E == nil || prev.a.Mark != lang.Nom || prev.a.Attr || prev.a.E.Kind != lang.Noun {
		return false
	}
	switch u.a.E.Agent {
	case "CVL", "AGR", "CRM", "REB", "EDU", "OPP":
		return u.a.Mark != lang.Nom && !u.a.E.Has(lang.Org) && p.d.Pack.Setting("participles", "own") == "own" && (paper(prev.a.E) || isEvent(p.d, prev.a.E))
	}
	return false
}

// joined tells whether u is the party that people enter, leave or turn on, and not the one they are of: नगरसेवक | भाजपमध्ये.
func (p *finalParser) joined(prev, u unit) bool {
	if prev.a.E == nil || prev.a.E.Agent == "" || prev.a.E.Has(lang.Org) || prev.a.Mark != lang.Nom || prev.a.Attr || p.d.Names[u.name].Rec.Kind != "party" || u.a.Attr {
		return false
	}
	switch u.a.Mark {
	case lang.In, lang.Into, lang.From, lang.Dat, lang.On, lang.Against, lang.With:
		return true
	}
	return false
}

// paper tells whether a noun names what is written, asked, given or ruled, which people are not called after as they are after a place or
// a trade: a demand, a proposal, a law, a sum.
func paper(e *lang.Entry) bool {
	return slices.ContainsFunc(e.Classes, func(c string) bool {
		switch c {
		case "o.demand", "o.proposal", "o.document", "o.law", "o.invitation", "o.restriction", "o.sanctions", "o.promise", "o.support", "o.money", "o.aid", "o.alert":
			return true
		}
		return false
	})
}

// afterName tells whether a new phrase starts at u, right after a name.
func (p *finalParser) afterName(prev, u unit) bool {
	nm := p.d.Names[prev.name]
	if p.another(nm, u) {
		return true
	}
	if u.kind == uName {
		n2 := p.d.Names[u.name]
		if nm.Rec.Kind == "state" && n2.Rec.Kind == "state" && nm.Use != kb.Demonym && n2.Use != kb.Demonym {
			return true // बीजिंग | माले को
		}
		if nm.Use == kb.Locality && n2.Rec.Person() {
			return true
		}
		if n2.Rec.Person() {
			return false
		}
		if nm.Rec.Kind == "state" && nm.Use != kb.Demonym && prev.a.Mark == lang.Nom && !prev.a.Attr && n2.Use == kb.Locality && p.cased(u) {
			return true // रशिया | खारकीव शहरावर
		}
		return nm.Rec.Person() || nm.Rec.Kind != "state" || foreignBody(nm, n2)
	}
	if nm.Use == kb.Demonym { // a demonym stays with its noun
		return false
	}
	if u.a.E == nil {
		return p.d.Art.Tokens[u.first].Kind == article.Number
	}
	if u.a.E.Is("visit") && !nm.Rec.Person() && (p.headline() && !postposed(p.d, u) || u.a.Mark != lang.Nom && !u.a.Attr && !prev.a.Attr && prev.a.Mark == lang.Nom) { // राहुल गांधी का वायनाड दौरा, दिल्ली दौऱ्यात
		return false
	}
	if p.otherFolk(nm, prev, u) {
		return true
	}
	return u.a.E.Agent == "" && u.a.E.Place == "" && u.a.E.Kind != lang.Name && !u.a.E.Is("o.territory")
}

// otherFolk tells whether people in the dative stand right behind the name of a state that acts on them: पाकिस्तान | दहशतवाद्यांना आश्रय देतो. They would be named
// after it by its adjective (पाकिस्तानी), or its genitive; a government or a body may be named by the state itself.
func (p *finalParser) otherFolk(nm doc.Name, prev, u unit) bool {
	if p.headline() || nm.Rec.Kind != "state" || nm.Use != kb.Proper || prev.a.Mark != lang.Nom || prev.a.Attr || u.a.E.Agent == "" || u.a.E.Has(lang.Org) || u.a.E.Has(lang.Title) {
		return false
	}
	if strings.HasSuffix(p.d.Art.Tokens[prev.last-1].Norm, "ी") {
		return false // तुर्की नागरिकाला: in ी a name is the adjective too
	}
	if u.a.Mark == lang.Dat {
		return true
	}
	f := function(p.d, u.last)
	return f != nil && f.E.Kind == lang.Post && f.E.Mark == lang.Dat
}

// another tells whether a second person, or the office of one, stands right after the name of a first: रोहित पवार | मुख्यमंत्री शिंदेंच्या भेटीला.
func (p *finalParser) another(nm doc.Name, u unit) bool {
	at := u.first
	if !nm.Rec.Person() || at != nm.Last {
		return false
	}
	if u.kind == uNom && u.a.E != nil && u.a.E.Has(lang.Title) && u.a.Mark == lang.Nom && !u.a.Attr {
		at = u.last
	} else if u.kind != uName {
		return false
	}
	if at >= len(p.d.At) || p.d.At[at] < 0 {
		return false
	}
	n2 := p.d.Names[p.d.At[at]]
	return n2.First == at && n2.Rec.Person() && n2.Rec != nm.Rec
}

// directGenitive tells whether the word before token i is a genitive in the form that only goes with a noun without case.
func (p *finalParser) directGenitive(i int) bool {
	return i > 0 && p.direct(i-1) && slices.ContainsFunc(p.d.An[i-1], func(a lang.Analysis) bool { return a.Mark == lang.Gen && a.Attr })
}

// afterDirect tells whether a noun, with no more than adjectives before it, stands right behind what only goes with a noun without case: a genitive,
// or a participle (पुकारलेला | बेमुदत संप).
func (p *finalParser) afterDirect(cur []unit) bool {
	for _, u := range cur[:len(cur)-1] {
		if u.kind != uNom || u.a.E == nil || u.a.E.Kind != lang.Adj {
			return false
		}
	}
	i := cur[0].first
	return p.directGenitive(i) && len(cur) == 1 || i > 0 && p.directParticiple(i-1)
}

// isEvent tells whether an entry's classes report or govern an act (not an object of one).
func isEvent(_ *doc.Doc, e *lang.Entry) bool { return e.Act }

// phrase makes a noun phrase of units; its head is the last nominal one.
func (p *finalParser) phrase(us []unit) *doc.Phrase {
	for len(us) > 0 && us[len(us)-1].kind == uPart {
		us = us[:len(us)-1]
	}
	if len(us) == 0 {
		return nil
	}
	h := us[len(us)-1]
	ph := p.d.NewPhrase()
	ph.First, ph.Last, ph.Head = us[0].first, h.last, h.last-1
	ph.E, ph.Mark, ph.Mark2, ph.Attr, ph.Plural = h.a.E, h.a.Mark, h.a.Mark2, h.a.Attr, h.a.F.Has(lang.Pl) && !h.a.F.Has(lang.Sg)
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
		ph.Pred = nounPred(p.d, ph, p.si, h.first, h.last)
		for _, n := range ph.Names { // इजरायली हमला: the nation before an event noun acts
			nm := p.d.Names[n]
			m := &doc.Phrase{First: nm.First, Last: nm.Last, Head: nm.Last - 1, Names: []int{n}, Mark: lang.Gen, Attr: true}
			if ph.E.Is("visit") && nm.Use != kb.Demonym && !nm.Rec.Person() && p.d.Pack.Final {
				m.Mark = lang.Dat // भारत दौरा: where to
			}
			ph.Mods = append(ph.Mods, m)
		}
		ph.Names = nil
		if m := forceBefore(p.d, ph, us[0].first); m != nil {
			ph.Mods = append(ph.Mods, m)
		}
	}
	return ph
}

// nounPred is the predicate of a phrase whose noun, tokens [first,last), tells an act.
func nounPred(d *doc.Doc, ph *doc.Phrase, si, first, last int) *doc.Pred {
	pr := d.NewPred()
	pr.Tokens, pr.E, pr.Classes, pr.Form, pr.Sent, pr.Phrase = d.Run(first, last), ph.E, ph.E.Classes, doc.Nominal, si, ph
	pr.Args = d.List(argsUsual)
	return pr
}

// verbPred is the predicate of a verb group whose own words are tokens [first,last).
func verbPred(d *doc.Doc, g *verbGroup, first, last int) *doc.Pred {
	pr := d.NewPred()
	pr.E, pr.F, pr.Neg, pr.VerbE, pr.Tokens = g.e, g.f, g.neg || g.f.Has(lang.NegF), g.e, d.Run(first, last)
	pr.Args = d.List(argsUsual)
	return pr
}

// Room for what most sentences and predicates have.
const (
	phrasesUsual = 12
	predsUsual   = 6
	argsUsual    = 4
)

func (p *finalParser) pronoun(u unit) *doc.Phrase {
	m := u.a.Mark
	if m == lang.Nom && u.a.E != nil {
		m = u.a.E.Mark
	}
	return &doc.Phrase{First: u.first, Last: u.last, Head: u.last - 1, E: u.a.E, Mark: m, Attr: u.a.Attr || m == lang.Gen, Pron: true,
		Plural: u.a.E != nil && u.a.E.Has(lang.PlFlag), Quoted: p.d.Art.Tokens[u.first].Quoted}
}
