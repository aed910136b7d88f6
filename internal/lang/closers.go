package lang

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/text"
)

// Closers are the words that a sentence of a language with the verb last ends in. Where a page has lost the break after one, the next
// sentence is glued to it: "आहेत्यामुळे" (is + therefore). They are known by letter, as a word that starts like one is rare.
type Closers struct {
	words  map[string]bool // true for those of pack.tsv, which end whatever stands before them
	starts map[string]bool // their first letters, to leave most words alone at once
}

// closerStart is how many letters of a word decide whether it is looked at; no closer is shorter.
const closerStart = 3

// closers collects the words of pack.tsv (closer) and the finite past and future forms of light verbs and of verbs of saying.
func (p *Pack) closers() *Closers {
	c := &Closers{words: map[string]bool{}, starts: map[string]bool{}}
	put := func(w string, sure bool) {
		if utf8.RuneCountInString(w) >= closerStart {
			c.words[w] = c.words[w] || sure
			c.starts[head(w, closerStart)] = true
		}
	}
	for _, line := range p.Settings["closer"] {
		for _, w := range strings.Fields(line) {
			put(text.Fold(w), true)
		}
	}
	if len(c.words) == 0 {
		return nil
	}
	also := map[string]bool{} // forms that stand before a noun as well: गेल्या is "last", too
	for _, e := range p.Entries {
		if e.Kind != Verb || e.Phrase() || e.Light == "" && !e.Is("say") {
			continue
		}
		for _, g := range p.generate(e) {
			if g.f.Has(Perf | Obl) {
				also[g.text] = true
			}
			if g.f.Has(Perf) && g.f&(Rel|Obl|Part|Conv|Inf|Cond) == 0 || g.f.Has(Fut|P3) {
				put(g.text, false)
			}
		}
	}
	maps.DeleteFunc(c.words, func(w string, sure bool) bool { return !sure && also[w] })
	return c
}

func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// glued finds where a sentence's end and the next one's start stand in one word: the byte at which the second begins, or 0.
func (p *Pack) glued(word string, w *Word) int {
	c := p.Closers
	if c == nil || !c.starts[head(word, closerStart)] {
		return p.runTogether(word, w)
	}
	for _, a := range w.An {
		if _, closed := c.words[a.Stem]; a.E != nil && (!closed || a.Cli && !p.conjoins(w.Norm[len(a.Stem):]) || a.Stem == w.Norm || p.participle(a)) {
			return 0 // no case is put on a finite verb: "आहेमात्र" is no such form
		}
	}
	best, n := 0, 0
	for i, r := range word {
		if n++; n <= closerStart || !opens(r) {
			continue
		}
		sure, ok := c.words[text.Fold(word[:i])]
		if ok && (r < 0x0900 || p.follows(word[i:], sure, n > closerStart+1)) {
			best = i
		}
	}
	if best == 0 {
		return p.runTogether(word, w)
	}
	return best
}

// The least lengths, in letters, of the parts of an unknown word that is taken for two, and of the whole.
const (
	partMin  = 2
	wholeMin = 6
	// shortRestMin is the least length of what follows a verb of two letters: many names start like "है".
	shortRestMin = 5
)

// runTogether parts a word that nothing is known of where a finite verb and a known word make it up: "येतातआज" (come + today). Where verbs do
// not come last, capitals tell: "saidThe".
func (p *Pack) runTogether(word string, w *Word) int {
	for _, a := range w.An {
		if a.E != nil {
			return 0
		}
	}
	if utf8.RuneCountInString(word) < wholeMin {
		return 0
	}
	best, n, whole := 0, 0, utf8.RuneCountInString(word)
	var last rune
	for i, r := range word {
		if n++; n > partMin && whole-n+1 >= partMin && opens(r) && (p.Final || unicode.IsLower(last) && unicode.IsUpper(r)) && p.parts(word[:i], word[i:], n-1, whole-n+1) {
			best = i
		}
		last = r
	}
	return best
}

// parts tells whether left ends a sentence and right starts one; m and n are their letters.
func (p *Pack) parts(left, right string, m, n int) bool {
	if p.Final {
		return p.finite(left, n > closerStart) && (p.starter(right, m > closerStart && n > closerStart) || m < closerStart && n >= shortRestMin && p.stock(right))
	}
	r, _ := utf8.DecodeRuneInString(left)
	if unicode.IsUpper(r) { // "GandhiThe": a name; brands are made of nouns, and of words of two letters: LinkedIn
		return m > closerStart && n > partMin && strings.ToLower(left[1:]) == left[1:] && p.function(right)
	}
	return m > closerStart && p.known(left) && p.starter(right, n > partMin)
}

func (p *Pack) known(word string) bool {
	return slices.ContainsFunc(p.Analyze(text.Fold(word), nil), func(a Analysis) bool { return a.E != nil })
}

// finite tells whether a word is a verb that can close a sentence, and nothing else. "We shall" starts too many
// words (मारू|ती) to count where what follows is not long.
func (p *Pack) finite(word string, long bool) bool {
	const open = Rel | Obl | Part | Conv | Inf | Cond | AgentF | Imp
	found := false
	for _, a := range p.Analyze(text.Fold(word), nil) {
		switch {
		case a.E == nil:
		case a.E.Kind == Aux || a.E.Kind == Verb && a.F&(Perf|Fut|Pres|Hab|Past) != 0 && a.F&open == 0 && (long || !a.F.Has(Fut|P1|Pl)) && a.Mark == Nom && !a.Cli:
			found = true
		case a.E.Kind == Noun || a.E.Kind == Adj || a.E.Kind == Name || a.F.Has(Obl): // "गेल्या" is "last", too
			return false
		}
	}
	return found
}

// stock tells whether a word is a noun or an adverb of the language's own stock in its dictionary form, and nothing that ends a sentence.
func (p *Pack) stock(word string) bool {
	found := false
	for _, a := range p.Analyze(text.Fold(word), nil) {
		if a.E == nil || a.E.KB || a.Stem != "" && a.Stem != text.Fold(word) {
			continue
		}
		switch a.E.Kind {
		case Noun, Adv, Time:
			found = true
		case Verb, Aux, Modal, Post, Particle, Neg:
			return false
		}
	}
	return found
}

// starter tells whether a known word may start a sentence: one of a closed class, or any but a verb where both parts are long enough.
func (p *Pack) starter(word string, long bool) bool {
	read := p.Analyze(text.Fold(word), nil)
	if p.Final && slices.ContainsFunc(read, settlement) {
		return false
	}
	for _, a := range read {
		if a.E == nil {
			continue
		}
		switch a.E.Kind {
		case Verb, Aux, Modal, Post, Particle, Neg:
		case Noun, Adj, Adv, Name:
			if long {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// function tells whether a word can only be one that says how others belong together, such as an article.
func (p *Pack) function(word string) bool {
	kinds := KindSet(Prep, Conj, Comp, SubConj, Det, Pron, Demo)
	found := false
	for _, a := range p.Analyze(text.Fold(word), nil) {
		if a.E != nil && !kinds.Has(a.E.Kind) {
			return false
		}
		found = found || a.E != nil
	}
	return found
}

// conjoins tells whether a word may be a conjunction as well as a particle: मात्र starts a sentence after a finite verb, and stresses a noun.
func (p *Pack) conjoins(word string) bool {
	return word != "" && slices.ContainsFunc(p.Analyze(word, nil), func(a Analysis) bool { return a.E != nil && a.E.Kind == Conj })
}

// participle tells whether what carries the case is a participle too, not only a finite verb: झाल्या|नंतर is one word.
func (p *Pack) participle(a Analysis) bool {
	for _, b := range p.Analyze(a.Stem, nil) {
		if b.E == a.E && b.F.Has(Perf|Obl) {
			return true
		}
	}
	return false
}

// opens tells whether a word may begin with this sign: a letter, not a vowel sign or the like.
func opens(r rune) bool { return consonant(r) || r >= 'अ' && r <= 'औ' || r < 0x0900 }

// settlement tells of a word that names of places end in: केले|वाडी is a hamlet.
func settlement(a Analysis) bool {
	return a.E != nil && a.E.Place == "village"
}

// follows tells whether what stands after a closer is a word: one of the lexicon (not a short one: आलेगाव is a village; none but a
// conjunction or the like after a short closer: गयाप्रसाद is a man), or a name after an auxiliary.
func (p *Pack) follows(rest string, sure, long bool) bool {
	n := utf8.RuneCountInString(rest)
	read := p.Analyze(text.Fold(rest), nil)
	if !sure && slices.ContainsFunc(read, settlement) {
		return false
	}
	for _, a := range read {
		if a.E != nil && (n > closerStart && (sure || long && len(head(a.E.Toks[0], closerStart)) < len(a.E.Toks[0])) || n > 1 && (sure || n > closerStart) && a.E.Kind > Name || n == closerStart && (sure || long) && a.E.Kind == Adv) {
			return true
		}
	}
	return sure && n > closerStart
}
