package lang

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/byword"
	"github.com/bakhar/bakhar/internal/text"
)

type paradigmLine struct {
	strip, add string
	f          Feat
}

type ending struct {
	on     []Feat
	text   string
	gives  Feat
	mark   Mark
	attr   bool
	clitic bool
	then   []string
}

// endings are those of one group, in the order of their lines.
type endings struct {
	all  []ending
	some [256][]ending // those that what has this third byte may start with, in the same order; of Devanagari it tells the letter
}

func (es *endings) add(e ending) {
	es.all = append(es.all, e)
	for b := range es.some {
		if len(e.text) < 3 || e.text[2] == byte(b) {
			es.some[b] = append(es.some[b], e)
		}
	}
}

// startingAs gives the endings that rest may start with.
func (es *endings) startingAs(rest string) []ending {
	switch {
	case es == nil:
		return nil
	case len(rest) < 3:
		return es.all
	}
	return es.some[rest[2]]
}

// Group is one line of groups.tsv: how an auxiliary changes the verb beside it.
type Group struct {
	Before, Verb string
	Gives        Feat
	Feats        Feat // parsed from Before (head-final) or Verb (head-initial)
	Mark         Mark
	Line         int
}

// Pack is one language, read-only once loaded.
type Pack struct {
	Code         string
	Final        bool     // arguments before their predicate
	Home         string   // of pack.tsv: the country of the language's own press, empty where it names none
	Shared       bool     // of pack.tsv: participles have the forms of finite verbs
	Directs      []string // of pack.tsv: endings of genitives that go only with nouns without case
	Feminines    []string // of pack.tsv: genitives that go only with feminine nouns
	Settings     map[string][]string
	Entries      []*Entry
	groupsByVerb byword.Table[[]Group]
	Common       *Common
	Messages     Messages     // nil where the language has no words of its own for what is wrong with a text
	Translation  *Translation // nil where the language names no signals
	Furniture    *Furniture
	Beside       map[string]Beside // by folded word, or words with blanks
	Closers      *Closers          // words that end a sentence; nil where the language names none
	paradigms    map[string][]paradigmLine
	endings      map[string]*endings
	stems        map[string]refs
	refs         []ref
	single       map[Feat]*table // tables of forms that take endings only
	tables       map[*paradigmLine][]strip
	fields       []*Entry                // the words of contexts.tsv
	phrases      byword.Table[[]*Entry]  // by folded dictionary form of the inflecting word
	phrasals     byword.Table[[]Phrasal] // by folded dictionary form of the verb
	idioms       byword.Table[Idioms]    // by their verb
	befores      map[string]bool         // the words before the verbs of idioms
	literal      map[string][]*Entry     // function phrases by first word, longest first
	lists        byword.Table[Lists]     // word lists by name, a bit each
	listed       map[string][]*Entry     // the phrases that stand in word lists
	abbr         abbrSet
	stemMax      int
	formless     []*Entry                  // entries whose paradigm does not fit them
	overfull     []*Entry                  // entries of a list past listsMax
	strips       map[string][]string       // strips of a paradigm, longest first
	fitting      map[string][]paradigmLine // lines that fit words with an ending
	memo         *memo
	nameWord     func(string) (int32, bool) // a word's number in the table of names
}

type abbrSet map[string]bool

// Setting gives the first value of a key of pack.tsv, or def.
func (p *Pack) Setting(key, def string) string {
	if v := p.Settings[key]; len(v) > 0 && v[0] != "" && v[0] != "-" {
		return v[0]
	}
	return def
}

// Groups gives the lines of groups.tsv by the later verb in head-final languages, by the first word of the auxiliary else.
func (p *Pack) Groups(verb string) []Group { return p.groupsByVerb.Get(verb) }

// Abbr tells whether a folded word is an abbreviation that a full stop belongs to.
func (p *Pack) Abbr(norm string) bool { return p.abbr[norm] }

type inflected struct {
	text string
	f    Feat
}

// generate gives the stems and endless forms of an entry's inflecting word.
func (p *Pack) generate(e *Entry) []inflected {
	lemma := e.Toks[e.Head]
	lines := p.lines(e)
	if len(lines) == 0 {
		return []inflected{{lemma, Dir}}
	}
	out := make([]inflected, 0, len(lines))
	for _, ln := range p.fittingLines(e, lines, lemma) {
		stem := strings.TrimSuffix(lemma, ln.strip)
		if whole := wholeForms(e, ln.f); whole != nil {
			for _, w := range whole {
				out = append(out, inflected{text.Fold(w), ln.f})
			}
			continue
		}
		if form, ok := perfStem(e, ln, stem); ok {
			out = append(out, inflected{form, ln.f})
			continue
		}
		out = append(out, inflected{stem + ln.add, ln.f})
		if ln.f.Has(Obl) || ln.add != "" {
			if s, ok := shorten(stem); ok && e.Kind == Noun {
				out = append(out, inflected{s + ln.add, ln.f})
			}
		}
	}
	return out
}

// fittingLines are the lines of a paradigm whose strip fits the word; of lines with the same features the longest strip wins. Words with the
// same ending share the answer, which is kept.
func (p *Pack) fittingLines(e *Entry, lines []paradigmLine, lemma string) []paradigmLine {
	name := e.Par
	if e.Has(Dbl) {
		name += ".dbl"
	}
	strips := p.strips[name]
	if strips == nil {
		seen := map[string]bool{}
		for _, ln := range lines {
			if !seen[ln.strip] {
				seen[ln.strip] = true
				strips = append(strips, ln.strip)
			}
		}
		sort.Slice(strips, func(i, j int) bool { return len(strips[i]) > len(strips[j]) })
		p.strips[name] = strips
	}
	longest := ""
	for _, s := range strips {
		if strings.HasSuffix(lemma, s) {
			longest = s
			break
		}
	}
	key := name + "|" + longest
	if got, ok := p.fitting[key]; ok {
		return got
	}
	best := map[Feat]int{}
	for _, ln := range lines {
		if strings.HasSuffix(longest, ln.strip) {
			best[ln.f] = max(best[ln.f], len(ln.strip))
		}
	}
	var out []paradigmLine
	for _, ln := range lines {
		if strings.HasSuffix(longest, ln.strip) && len(ln.strip) == best[ln.f] {
			out = append(out, ln)
		}
	}
	p.fitting[key] = out
	return out
}

// irregular gives the whole forms, joined by |, that an entry has in place of the regular ones.
func irregular(e *Entry, f Feat) string {
	switch {
	case e.Kind == Noun && f.Has(Pl):
		return e.Tags["pl"]
	case e.Kind != Verb:
		return ""
	case f.Has(Perf):
		if s := e.Tags["pp"]; s != "" {
			return s
		}
		return e.Tags["past"]
	case f.Has(Prog):
		return e.Tags["ing"]
	case f.Has(Past):
		return e.Tags["past"]
	case f.Has(Pres) && f.Has(P3):
		return e.Tags["pres"]
	}
	return ""
}

// dropPerfMark avoids a doubled perfective sign: perf=केल already ends in the ल that regular stems get from the add.
func dropPerfMark(add, stem string) string {
	r, n := utf8.DecodeRuneInString(add)
	last, _ := utf8.DecodeLastRuneInString(stem)
	if n > 0 && r == last {
		return add[n:]
	}
	return add
}

// shorten makes the last long ी or ू of a consonant-final stem short: मजूर → मजुर-.
func shorten(stem string) (string, bool) {
	last, n := utf8.DecodeLastRuneInString(stem)
	if n == 0 || !consonant(last) {
		return "", false
	}
	r, m := utf8.DecodeLastRuneInString(stem[:len(stem)-n])
	switch r {
	case 'ी':
		return stem[:len(stem)-n-m] + "ि" + stem[len(stem)-n:], true
	case 'ू':
		return stem[:len(stem)-n-m] + "ु" + stem[len(stem)-n:], true
	}
	return "", false
}

func consonant(r rune) bool { return r >= 'क' && r <= 'ह' || r == 'ळ' }

// Ending reads a piece that stands by itself, after a closing quotation mark, as an ending: 'सीटीके'ने.
func (p *Pack) Ending(norm string) (Analysis, bool) {
	out := p.chain(norm, "case", Analysis{}, ^Feat(0), 0, nil)
	if len(out) == 0 {
		return Analysis{}, false
	}
	return out[0], true
}

// chainMax bounds how many endings one word may carry.
const chainMax = 5

// chain reads rest as endings of a group and what may follow them.
func (p *Pack) chain(rest, group string, a Analysis, f Feat, depth int, out []Analysis) []Analysis {
	if depth == chainMax {
		return out
	}
	for _, e := range p.endings[group].startingAs(rest) {
		if !strings.HasPrefix(rest, e.text) || !allows(e.on, f) {
			continue
		}
		b := a
		if !e.clitic {
			if b.Attr && b.Mark != Gen && e.mark == Gen || e.attr && b.Mark != Nom && e.mark == Gen {
				b.Mark2 = b.Mark
			} else if e.mark != Nom {
				if b.Mark == Gen && e.mark != Gen {
					b.Mark2 = Nom
				}
				b.Mark = e.mark
			}
			if e.attr {
				b.Attr = true
			} else {
				b.Attr = false
			}
		} else {
			b.Cli = true
		}
		b.F |= e.gives
		left := rest[len(e.text):]
		if left == "" {
			out = append(out, b)
			continue
		}
		for _, g := range e.then {
			out = p.chain(left, g, b, b.F|Obl, depth+1, out)
		}
	}
	return out
}

func allows(on []Feat, f Feat) bool {
	for _, x := range on {
		if f.Has(x) {
			return true
		}
	}
	return false
}

// guess reads a word outside the lexicon as a noun with the endings it may carry.
func (p *Pack) guess(norm string, out []Analysis) []Analysis {
	if p.endings["case"] == nil {
		return out
	}
	for i := len(norm); i > 0; {
		_, w := utf8.DecodeLastRuneInString(norm[:i])
		i -= w
		if i < 6 || utf8.RuneCountInString(norm[:i]) < 2 {
			break
		}
		rest := norm[i:]
		if r, _ := utf8.DecodeRuneInString(rest); !consonant(r) {
			continue
		}
		if prev, _ := utf8.DecodeLastRuneInString(norm[:i]); prev == '\u094D' {
			continue
		}
		a := Analysis{Stem: norm[:i], F: Obl}
		n := len(out)
		out = p.chain(rest, "case", a, Obl|Sg|Pl, 0, out)
		if n < len(out) {
			p.unchanged(norm[:i], out[n:])
		}
	}
	return out
}

// unchanged gives readings whose stem is a noun's dictionary form their entry: loans and many other nouns take endings without an oblique
// stem (सरकारने, beside घर, घराने).
func (p *Pack) unchanged(stem string, as []Analysis) {
	for r := range p.uses(stem) {
		if r.e.Kind != Noun || r.e.Toks[r.e.Head] != stem {
			continue
		}
		for _, f := range r.t.adds[""] {
			if !f.Has(Dir) || f.Has(Pl) && !f.Has(Sg) {
				continue
			}
			for i := range as {
				if as[i].E == nil || r.e.Agent != "" && as[i].E.Agent == "" {
					as[i].E, as[i].F = r.e, as[i].F|f&^Dir|Obl
				}
			}
		}
	}
}

// Forms lists every form of an entry with each single ending, for tests, lint and explain.
func (p *Pack) Forms(e *Entry) []string {
	seen := map[string]bool{}
	var out []string
	put := func(s string) {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, g := range p.generate(e) {
		put(g.text)
		for _, en := range p.endings["case"].startingAs("") {
			if allows(en.on, g.f) {
				put(g.text + en.text)
			}
		}
	}
	return out
}

// index builds the look-up tables from the entries.
func (p *Pack) index() {
	p.merge()
	p.stems = make(map[string]refs, len(p.Entries)+len(p.Entries)/2)
	p.refs = make([]ref, 0, len(p.Entries)*2)
	known := make(map[wordKind]bool, len(p.Entries))
	for _, e := range p.Entries {
		if !e.Phrase() && e.Gap < 0 {
			p.addForms(e)
			known[wordKind{e.Toks[0], e.Kind}] = true
		}
	}
	for _, e := range p.Entries {
		p.indexPhrase(e, known)
		p.indexLists(e)
	}
	p.indexFields()
}

// wordKind is a word as a part of speech.
type wordKind struct {
	word string
	kind Kind
}

// merge gives the lines of one word, kept in several files by topic, what any of them says.
func (p *Pack) merge() {
	first := make(map[wordKind]*Entry, len(p.Entries))
	again := map[wordKind][]*Entry{}
	for _, e := range p.Entries {
		if e.Kind > Name {
			continue
		}
		k := wordKind{strings.Join(e.Toks, " "), e.Kind}
		if f := first[k]; f == nil {
			first[k] = e
		} else {
			again[k] = append(again[k], e)
		}
	}
	for k, es := range again {
		all := append([]*Entry{first[k]}, es...)
		var u Entry
		for _, e := range all {
			u.join(e)
		}
		for _, e := range all {
			e.Classes, e.Lists, e.Ctx, e.Actor, e.Recip, e.Also = u.Classes, u.Lists, u.Ctx, u.Actor, u.Recip, u.Also
			e.Agent, e.Light, e.Place, e.Flags = u.Agent, u.Light, u.Place, u.Flags|e.Flags
		}
	}
	for _, e := range p.Entries {
		lacks := e.Agent == "" && e.Kind == Noun
		for _, c := range e.Classes {
			k := p.Common.Classes[c]
			if k == nil {
				continue
			}
			e.Act = e.Act || k.Kind != "obj"
			if lacks && k.Agent != "" {
				e.Agent = k.Agent
			}
		}
	}
}

// join adds what e says to u.
func (u *Entry) join(e *Entry) {
	for _, c := range e.Classes {
		if !u.Is(c) {
			u.Classes = append(u.Classes, c)
		}
	}
	u.Lists = append(u.Lists, e.Lists...)
	u.Ctx = append(u.Ctx, e.Ctx...)
	if u.Agent == "" {
		u.Agent, u.Also = e.Agent, e.Also
	}
	if u.Light == "" {
		u.Light = e.Light
	}
	if e.Place != "" { // what places.tsv says of it comes last
		u.Place = e.Place
	}
	if len(u.Actor) == 0 {
		u.Actor = e.Actor
	}
	if len(u.Recip) == 0 {
		u.Recip = e.Recip
	}
	u.Flags |= e.Flags &^ (Dbl | Intr)
}

// AddNames enters the last words of proper names so that their inflected forms are found; it is for the time of loading only.
func (p *Pack) AddNames(names []Entry) {
	for i := range names {
		p.addName(&names[i])
	}
}

func (p *Pack) addName(e *Entry) {
	for r := range p.uses(e.Word) {
		if r.e.Kind == Name && r.e.Word == e.Word {
			return
		}
	}
	if len(p.paradigms[e.Par]) == 0 {
		own := *e
		own.Par = "n.x"
		e = &own
	}
	p.addForms(e)
}
