package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// A grouping collects units into phrases until a case, a verb or a boundary ends one.
type grouping struct {
	p     *finalParser
	us    []unit
	start int  // first unit of the open phrase; -1 where none is open
	neg   bool // a negation waits for its verb
	lack  bool // "without" waits for its noun: बिना उकसावे के
}

// unit takes up the unit i and gives the last unit that it took.
func (g *grouping) unit(i int) int {
	p, u := g.p, g.us[i]
	switch u.kind {
	case uNom, uName, uDet:
		if v := g.elided(i); v != nil {
			g.close(i)
			g.put(item{v: v, at: v.first})
			return i
		}
		g.nominal(i)
	case uPost:
		if v := g.seizedBy(i); v != nil { // दोघे ताब्यात, where no noun follows
			g.close(i)
			g.put(item{v: v, at: v.first})
			return i
		}
		if v := g.held(i); v != nil {
			g.put(item{v: v, at: v.first})
			return i
		}
		g.post(i)
	case uHon:
		g.honorific(i)
	case uPron:
		g.close(i)
		if g.determines(i) {
			g.start = i // आपले सैनिक, हा प्रस्ताव
			return i
		}
		g.put(item{p: p.pronoun(u), at: u.first})
	case uVerb, uAux, uModal:
		if u.kind == uAux && g.start >= 0 && u.a.E.Has(lang.AttrFlag) { // भीड़भाड़ वाले बाजार: after a noun it makes a modifier
			g.flush(i, lang.Gen, true, u.a.E.Word)
			return i
		}
		g.close(i)
		v, next := p.verb(g.us, i, g.neg)
		g.neg = false
		g.put(item{v: v, at: v.first})
		return next - 1
	case uNeg:
		g.close(i)
		if w := p.d.Kind(u.first, lang.Post); w != nil && w.E.Mark == lang.Without && i+1 < len(g.us) && g.us[i+1].kind != uVerb {
			g.lack = true
		} else if v := g.verbEnding(u.first); v != nil && !p.negatesNext(v, g.us, i) {
			v.neg, v.last, v.fin = true, u.last, true
		} else if v := g.isNot(i); v != nil {
			g.put(item{v: v, at: v.first})
		} else if !g.unwanted(i) && !g.notOnly(i) && !g.saidAlone(i) {
			g.neg = true
		}
	case uAdv, uPart, uTime:
		return g.adverb(i)
	default:
		return g.mark(i)
	}
	return i
}

// elided reads the last word of a headline's clause as the predicate that it is with the verb "be", which headlines, and lines without any verb, leave out: बातचीत शुरू, तीन की मौत.
func (g *grouping) elided(i int) *verbGroup {
	p, u := g.p, g.us[i]
	if u.kind != uNom || u.last-u.first > 1 || i == 0 || i+1 < len(g.us) && g.us[i+1].kind != uPunct && g.us[i+1].kind != uComma {
		return nil
	}
	be := p.d.Pack.Setting("elided", "")
	if be == "" || !p.headline() && g.verb() || p.d.Pack.Shared && (g.us[i-1].kind == uVerb || g.us[i-1].kind == uAux) {
		return nil // युवक की हो गई मौत: its verb stands before it
	}
	if p.headline() {
		if e := g.completed(i, be); e != nil {
			return without(u, e, lang.Perf|lang.Pass)
		}
		if e := g.completed(i, p.d.Pack.Setting("elided-passive", "")); e != nil {
			return without(u, e, lang.Perf|lang.Pass)
		}
		if v := g.seizedBy(i); v != nil {
			return v
		}
	}
	if e := u.a.E; e != nil && (e.Kind != lang.Adj || weight(e) > 0) && !g.booked(i) && !(befalls(e) && u.a.Mark == lang.Nom && !g.parted(i)) {
		return nil
	}
	for _, e := range p.d.Pack.Idioms(be).After(p.d.Art.Tokens[u.first].Norm) {
		if e.Head == 1 && len(e.Classes) > 0 {
			return without(u, e, lang.Perf)
		}
	}
	return nil
}

// completed finds the phrase of a verb that a headline leaves out, where the words before unit i and its own are all the rest of it:
// गुन्हा दाखल (होणे), बैठक रद्द (करणे).
func (g *grouping) completed(i int, verb string) *lang.Entry {
	if verb == "" || reading(g.p.d, g.us[i].first, lang.Adj) == nil || g.us[i-1].kind != uNom {
		return nil
	}
	if e := g.p.idiomWith(g.p.d.Pack.Idioms(verb), g.us[i].first, true); e != nil && e.Head >= 2 {
		return e
	}
	return nil
}

// seizedBy reads the adjective that ends a headline's clause and tells of people who are in somebody's hands: दोघे ताब्यात, आरोपी जेरबंद.
func (g *grouping) seizedBy(i int) *verbGroup {
	u := g.us[i]
	if i == 0 || u.last-u.first > 1 || !g.p.headline() || i+1 < len(g.us) && g.us[i+1].kind != uPunct && g.us[i+1].kind != uComma {
		return nil
	}
	switch w := g.us[i-1]; {
	case w.kind == uPost && w.a.E.Mark == lang.In && g.p.d.Pack.Shared && g.someone(): // आरोपी मुंबई में गिरफ्तार
	case w.kind != uNom && w.kind != uName && w.kind != uPron:
		return nil
	case w.a.Attr && w.a.Mark == lang.Gen && w.kind == uNom && (w.a.E == nil || w.a.E.Agent != "COP" && w.a.E.Agent != "SPY" && w.a.E.Agent != "MIL"):
		return nil // वृत्तवाहिनी आंदोलकांच्या ताब्यात: a thing
	case w.kind == uName && w.a.Attr && w.a.Mark == lang.Gen && g.p.d.Names[w.name].Rec.Kind == "company":
		return nil // एअर इंडिया टाटा समूहाच्या ताब्यात
	}
	for _, a := range g.p.d.An[u.first] {
		if e := a.E; e != nil && e.Kind == lang.Adj && e.Has(lang.Patient) && (slices.Contains(e.Classes, "arrest") || slices.Contains(e.Classes, "deport") && !g.p.d.Pack.Shared) {
			return without(u, e, lang.Perf)
		}
	}
	if u.a.E != nil && u.a.E.Act {
		return nil // अटक: the noun tells it
	}
	for _, e := range g.p.d.Pack.Idioms(g.p.d.Pack.Setting("elided", "")).After(g.p.d.Art.Tokens[u.first].Norm) { // लाच घेताना हवालदार जाळ्यात
		if e.Head == 1 && e.Has(lang.Patient) && slices.Contains(e.Classes, "arrest") {
			return without(u, e, lang.Perf)
		}
	}
	return nil
}

// without makes the group of a verb that a headline leaves out.
func without(u unit, e *lang.Entry, f lang.Feat) *verbGroup {
	return &verbGroup{first: u.first, last: u.last, main: u.first, e: e, f: f, mainF: lang.Perf, fin: true, elided: true}
}

// befalls tells whether an entry says what became of people: मौत, ठार, घायल. Where no verb follows it is one.
func befalls(e *lang.Entry) bool {
	return e.Has(lang.Patient) && (slices.Contains(e.Classes, "die") || slices.Contains(e.Classes, "wound"))
}

// parted tells whether a comma or another mark stands before unit i: what became of people is then told beside the act, which has a clause
// of its own ("काबुल में धमाका, 15 की मौत").
func (g *grouping) parted(i int) bool {
	return slices.ContainsFunc(g.us[:i], func(u unit) bool { return u.kind == uComma || u.kind == uPunct })
}

// verb tells whether the sentence has a verb.
func (g *grouping) verb() bool {
	return slices.ContainsFunc(g.us, func(u unit) bool { return u.kind == uVerb })
}

// closed gives the phrase without a case that a bracket or quotation mark right before unit i has closed: संघटना (पीएलओ) यांच्यातील.
func (g *grouping) closed(i int) *doc.Phrase {
	n := len(g.p.its)
	if i == 0 || n == 0 || g.us[i-1].kind != uPunct && g.us[i-1].kind != uQuote {
		return nil
	}
	if ph := g.p.its[n-1].p; ph != nil && ph.Mark == lang.Nom && !ph.Attr && !ph.Pron {
		return ph
	}
	return nil
}

func (g *grouping) put(it item) { g.p.its = append(g.p.its, it) }

// close ends the open phrase before the unit end.
func (g *grouping) close(end int) { g.flush(end, lang.Nom, false, "") }

// flush ends the open phrase before the unit end with the mark, and the word, of the postposition there.
func (g *grouping) flush(end int, mark lang.Mark, attr bool, word string) {
	if g.start < 0 {
		return
	}
	us := g.us[g.start:end]
	ph := g.p.phrase(us)
	g.start = -1
	if ph == nil {
		return
	}
	ph.Direct = ph.Mark == lang.Gen && ph.Attr && g.p.direct(ph.Head)
	if mark != lang.Nom || attr {
		ph.Direct = false
		ph.Mark2 = ph.Mark
		ph.Mark, ph.Attr = mark, attr
	}
	if word != "" {
		ph.MarkWord = word
		ph.Direct = mark == lang.Gen && attr && slices.Contains(g.p.d.Pack.Directs, word)
	}
	if len(us) < 2 {
		us = nil
	}
	g.put(item{p: ph, at: ph.First, us: us})
}

// honorific ends a phrase with the pronoun of respect at unit i, whose case is the phrase's; without a phrase before it, it stands for somebody itself.
func (g *grouping) honorific(i int) {
	u := g.us[i]
	mark, attr := u.a.Mark, u.a.Attr      // यांच्या|विरोधात: what is glued to it decides
	if u.last-u.first > 1 && u.e != nil { // यांच्या विरोधात, written apart
		u.a.E, mark, attr = u.e, u.e.Mark, u.e.Has(lang.AttrFlag)
	}
	for _, a := range g.p.d.An[u.first] {
		if u.last-u.first == 1 && a.E != nil && a.E.Kind == lang.HonPron && a.E.Word == g.p.d.Art.Tokens[u.first].Norm { // यांच्यापुढे has a line of its own
			mark, u.a = lang.Nom, a
		}
	}
	if mark == lang.Nom {
		mark, attr = u.a.E.Mark, u.a.Attr || u.a.E.Mark == lang.Gen
	}
	if g.start >= 0 {
		g.flush(i, mark, attr, "")
		if ph := g.p.its[len(g.p.its)-1].p; ph != nil {
			ph.Hon, ph.Direct = true, mark == lang.Gen && g.p.direct(u.first)
			g.wholeName(ph)
		}
	} else if ph := g.closed(i); ph != nil {
		ph.Mark2, ph.Mark, ph.Attr = ph.Mark, mark, attr
	} else {
		g.put(item{p: g.p.pronoun(u), at: u.first})
	}
}

// determines tells whether a pronoun only points at the noun after it.
func (g *grouping) determines(i int) bool {
	u := g.us[i]
	if i+1 >= len(g.us) || u.a.Mark != lang.Nom || g.us[i+1].kind != uNom && g.us[i+1].kind != uName {
		return false
	}
	if u.a.E.Has(lang.Third) {
		next := g.us[i+1]
		if next.kind != uNom || !slices.ContainsFunc(g.p.d.An[u.first], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind == lang.Det }) {
			return false
		}
		return u.a.E.Has(lang.NearFlag) || next.a.E != nil && next.a.E.Kind == lang.Noun && next.a.E.Agent == ""
	}
	return u.a.E.Mark != lang.Nom || !u.a.E.Has(lang.PlFlag)
}

// unwanted denies the event noun right before the negation i that ends its clause: सक्ती नको.
func (g *grouping) unwanted(i int) bool {
	n := len(g.p.its)
	if n == 0 || g.p.its[n-1].p == nil || g.p.its[n-1].p.Pred == nil || g.p.its[n-1].p.Last != g.us[i].first {
		return false
	}
	if i+1 < len(g.us) && g.us[i+1].kind != uPunct && g.us[i+1].kind != uComma {
		return false
	}
	g.p.its[n-1].p.Pred.Neg = true
	return true
}

// notOnly tells whether the negation i is of the phrase before it and of no verb: तेल ही नहीं, कोयला भी; भारत नहीं, चीन ने …
func (g *grouping) notOnly(i int) bool {
	n := len(g.p.its)
	if n == 0 || g.p.its[n-1].p == nil || i+1 >= len(g.us) || i == 0 || !g.p.d.Pack.Shared {
		return false
	}
	switch g.us[i+1].kind {
	case uComma:
		return true
	case uNom, uName, uPron, uDet:
		return g.us[i-1].kind == uPart
	}
	return false
}

// isNot reads a negation that is the verb "is not" itself, at the end of its clause: मान्य नाही, असे …
func (g *grouping) isNot(i int) *verbGroup {
	u, be := g.us[i], ""
	for _, a := range g.p.d.An[u.first] {
		if a.E != nil && a.E.Kind == lang.Neg && a.E.Tags["of"] != "" {
			be = a.E.Tags["of"]
		}
	}
	if be == "" || len(g.p.its) == 0 {
		return nil
	}
	if i+1 < len(g.us) {
		switch g.us[i+1].kind {
		case uComma, uPunct, uDemo, uComp, uConj:
		default:
			return nil
		}
	}
	e := &lang.Entry{Word: be, Toks: []string{be}, Kind: lang.Verb, Light: "be", Gap: -1}
	return &verbGroup{first: u.first, last: u.last, main: u.first, e: e, f: lang.Pres | lang.P3, mainF: lang.Pres | lang.P3, neg: true, fin: true}
}

// verbEnding gives the verb group that ends right before the token at, nil where there is none.
func (g *grouping) verbEnding(at int) *verbGroup {
	if n := len(g.p.its); n > 0 && g.p.its[n-1].v != nil && g.p.its[n-1].v.last == at {
		return g.p.its[n-1].v
	}
	return nil
}

func (g *grouping) nominal(i int) {
	u := g.us[i]
	if g.start >= 0 && (g.p.breaks(g.us[g.start:i], u) || i == g.start+1 && g.awaits(i)) {
		g.close(i)
	}
	if g.start < 0 {
		g.start = i
	}
	if u.kind != uDet && (u.a.Mark != lang.Nom || u.a.Attr) {
		g.close(i + 1)
	}
}

// awaits tells whether the bare noun before unit i belongs to the verb behind who acts, and not to the actor's name: असे उत्तर | या हवालदाराने दिले.
func (g *grouping) awaits(i int) bool {
	first := g.us[i-1]
	if first.kind != uNom || first.last-first.first > 1 || first.a.Mark != lang.Nom || first.a.Attr {
		return false
	}
	if n := reading(g.p.d, first.first, lang.Noun); n == nil || n.E.Agent != "" || n.Mark != lang.Nom || n.Attr {
		return false
	}
	for ; i+1 < len(g.us); i++ {
		switch u := g.us[i]; {
		case u.kind != uNom && u.kind != uName && u.kind != uDet:
			return false
		case u.a.Mark == lang.Erg || u.a.Mark == lang.By:
			v := g.us[i+1]
			return v.kind == uVerb && v.a.E != nil && len(g.p.d.Pack.Idioms(v.a.E.Toks[v.a.E.Head]).After(g.p.d.Art.Tokens[first.first].Norm)) > 0
		case u.kind != uDet && (u.a.Mark != lang.Nom || u.a.Attr):
			return false
		}
	}
	return false
}

// adverb passes over adverbs, particles and times; it gives the last unit that it took.
func (g *grouping) adverb(i int) int {
	u := g.us[i]
	if u.kind == uPart && g.start >= 0 {
		if u.e != nil && u.e.Has(lang.CondFlag) { // … साधा निशाना तो | कांग्रेस ने …
			g.close(i)
			if n := len(g.p.its); n > 1 && (g.p.its[n-2].v != nil && g.p.its[n-2].v.fin || g.p.headline() && g.p.whole(0, n)) {
				g.put(item{kind: uPart, e: u.e, at: u.first})
			}
		} else if g.alsoActs(i) {
			g.close(i)
		}
		return i
	}
	if u.kind == uPart && g.verbEnding(u.first) != nil { // … किया तो: a clause ends
		g.put(item{kind: uPart, e: u.e, at: u.first})
		return i
	}
	if u.kind == uTime && g.start >= 0 && g.p.numbers(g.us[g.start:i]) { // 2 फरवरी को
		g.start = -1
	}
	g.close(i)
	if u.kind != uTime {
		return i
	}
	for i+1 < len(g.us) && (g.us[i+1].kind == uPost || g.us[i+1].kind == uTime || g.p.numbers(g.us[i+1:i+2])) {
		i++ // a postposition or number after it belongs to it: सोमवार को, अगस्त 15
	}
	return i
}

// mark passes over punctuation and conjunctions; it gives the last unit that it took.
func (g *grouping) mark(i int) int {
	p, u := g.p, g.us[i]
	if u.kind == uConj && g.start >= 0 && u.e != nil && u.e.Has(lang.And) && g.more(i) {
		return i
	}
	if u.kind == uQuote {
		if end := g.slogan(i); end > i {
			g.close(i)
			return end
		}
		if g.start >= 0 && g.ownQuote(i) {
			return i // 'ईएलएन' बंडखोर: a name in quotation marks before the people of that name
		}
		if i+1 >= len(g.us) || g.us[i+1].kind != uPost || g.us[i+1].a.E == nil || p.d.Art.Tokens[g.us[i+1].first].Space {
			g.close(i) // but in 'सीटीके'ने the ending after the mark is the name's
		}
		return i
	}
	if u.kind == uPunct && g.start >= 0 && p.hyphen(g.us, i) {
		return i
	}
	if end := p.bracket(g.us, i); end > i {
		g.close(i)
		p.aside(g.us[i+1 : end])
		return end
	}
	g.close(i)
	it := item{kind: u.kind, e: u.e, at: u.first}
	if u.kind == uRel {
		if it.mark = u.a.Mark; it.mark == lang.Nom && u.e != nil {
			it.mark = u.e.Mark
		}
	}
	g.put(it)
	return i
}

// sloganMax bounds the units of a slogan in quotation marks.
const sloganMax = 5

// slogan finds the mark that ends a few quoted words with a verb which only name the thing after them (‘चूल मांडा’ आंदोलन, "the 'come out' campaign"):
// nobody does what they say. It gives 0 where there are none.
func (g *grouping) slogan(i int) int {
	verb := false
	for j := i + 1; j < len(g.us) && j <= i+sloganMax; j++ {
		switch u := g.us[j]; u.kind {
		case uVerb:
			verb = true
		case uQuote:
			if !verb || j+1 >= len(g.us) || g.us[j+1].kind != uNom {
				return 0
			}
			e := g.us[j+1].a.E
			if g.us[j+1].e != nil {
				e = g.us[j+1].e
			}
			if e == nil || e.Kind != lang.Noun || e.Agent != "" || g.p.d.Pack.Common.AnyKind(e.Classes, "gov", "say") {
				return 0
			}
			return j
		case uNom, uName, uDet, uAdv, uPart, uNeg, uPron, uTime:
		default:
			return 0
		}
	}
	return 0
}

// ownQuote tells whether the quotation mark i closes a name that a noun of people or of a body follows.
func (g *grouping) ownQuote(i int) bool {
	if i+1 >= len(g.us) || g.us[i+1].kind != uNom || g.us[i+1].a.E == nil || g.us[i+1].a.E.Kind != lang.Noun {
		return false
	}
	return g.us[g.start].first > 0 && g.p.d.Art.Tokens[g.us[g.start].first].Quoted && g.us[i-1].kind != uQuote
}

// opensVerb tells whether a postposition that wants a genitive, and has none before it, is the noun of a fixed phrase: जहाज | ताब्यात घेतले.
func (g *grouping) opensVerb(i int) bool {
	u, prev := g.us[i], g.us[i-1]
	if !u.a.E.Has(lang.AfterGen) || prev.kind != uNom || prev.a.Mark != lang.Nom || prev.a.Attr || prev.a.F.Has(lang.Obl) && !prev.a.F.Has(lang.Dir) || i+1 >= len(g.us) || g.us[i+1].kind != uVerb {
		return false
	}
	v := g.us[i+1].a.E
	return v != nil && u.last-u.first == 1 && len(g.p.d.Pack.Idioms(v.Toks[v.Head]).After(g.p.d.Art.Tokens[u.first].Norm)) > 0
}

// post ties a free postposition to the phrase before it.
func (g *grouping) post(i int) {
	u := g.us[i]
	e := u.a.E
	if g.start >= 0 && (g.opensVerb(i) || g.rather(i)) {
		g.close(i)
		return
	}
	if g.start >= 0 && e.Mark == lang.Than && g.p.numbers(g.us[g.start:i]) { // 30 से ज्यादा सदस्यों: part of the number
		g.start = -1
		return
	}
	if g.start >= 0 && g.lack && e.Mark == lang.Gen {
		g.lack = false
		g.flush(i, lang.Without, false, e.Word)
		return
	}
	if g.start >= 0 {
		g.flush(i, e.Mark, u.a.Attr || e.Mark == lang.Gen && !(e.Has(lang.AfterGen) && i > g.start), e.Word)
		return
	}
	n := len(g.p.its)
	if n == 0 || g.afterVerb(i) {
		return
	}
	it := g.p.its[n-1]
	if it.p != nil && (it.p.Mark == lang.Gen || it.p.Mark == lang.Nom || e.Has(lang.AfterGen) && it.p.Attr) {
		it.p.Mark2 = it.p.Mark
		it.p.Mark, it.p.Attr, it.p.MarkWord = e.Mark, u.a.Attr || e.Mark == lang.Gen, e.Word
		return
	}
	if it.v == nil && it.p == nil && it.kind == uRel && it.at+1 == u.first && (it.mark == lang.Nom || it.mark == lang.Gen) { // जिन पर
		g.p.its[n-1].mark = e.Mark
	}
	if it.v != nil && it.v.last == u.first { // करने की, किए जाने के बाद
		it.v.mark, it.v.attr = e.Mark, u.a.Attr || e.Mark == lang.Gen
		it.v.last = u.first
	}
}
