package check

import (
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// Limits on what is compared.
const (
	phraseTokensMax = 14
	clauseWordsMin  = 5 // words of a clause that stands again after a comma
	twiceWordsMin   = 5 // words of a sentence that cannot stand twice by chance
)

// repeated finds a word or a phrase that stands twice in a row: "आक्रमक आक्रमक", "आरोप लगाया आरोप लगाया", and a clause that
// is given as its own alternative: "लढा देत आहेत किंवा लढा देत आहेत".
func (c *checker) repeated(s *article.Sentence) {
	c.joints(s)
	for i := s.First; i < s.Last-1; i++ {
		if c.toks[i].Kind != article.Word {
			continue
		}
		n := 0
		if c.repeats&c.d.Words[i].Sign != 0 {
			n = c.double(i)
		}
		if n > 0 {
			if n == 1 && c.tripled(i) {
				for i+1 < s.Last && c.toks[i+1].Norm == c.toks[i].Norm {
					i++
				}
				continue
			}
			if n > 1 || c.accident(i) {
				code := "repeat.phrase"
				if n == 1 {
					code = "repeat.word"
				}
				c.add("repetition", c.d.Span(i, i+2*n), text.Span{}, article.Say(code, c.d.Text(i, i+n)))
			}
			i += 2*n - 1
			continue
		}
		if n := c.clauseTwice(i); n > 0 {
			c.add("repetition", c.d.Span(i, i+2*n+1), text.Span{}, article.Say("repeat.phrase", c.d.Text(i, i+n)))
			i += 2 * n
			continue
		}
		if n := c.alternative(i); n > 0 {
			c.add("repetition", c.d.Span(i, i+2*n+1), text.Span{}, article.Say("repeat.alternative", c.d.Text(i, i+n)))
			i += 2 * n
		}
	}
}

// joints finds the words and marks of a sentence behind which something may stand again, and the signs that more than one word has.
func (c *checker) joints(s *article.Sentence) {
	c.conjunctions, c.commas = c.conjunctions[:0], c.commas[:0]
	c.repeats = 0
	var seen lang.Sign
	for i := s.First; i < s.Last; i++ {
		sign := c.d.Words[i].Sign
		c.repeats |= seen & sign
		seen |= sign
		switch {
		case c.toks[i].Kind == article.Word && c.d.Words[i].Kinds.Has(lang.Conj):
			c.conjunctions = append(c.conjunctions, i)
		case c.toks[i].Text == ",":
			c.commas = append(c.commas, i)
		}
	}
}

// double tells how many tokens from i on are repeated right after; 0 where none are.
func (c *checker) double(i int) int {
	sign := c.d.Words[i].Sign
	for n := min(phraseTokensMax, (c.last-i)/2); n > 0; n-- {
		if c.d.Words[i+n].Sign == sign && c.toks[i+n].Norm == c.toks[i].Norm && c.same(i, i+n, n) && (n == 1 || c.phrase(i, n)) {
			return n
		}
	}
	return 0
}

func (c *checker) same(a, b, n int) bool {
	for k := range n {
		if c.toks[a+k].Norm != c.toks[b+k].Norm || c.toks[a+k].Kind != c.toks[b+k].Kind {
			return false
		}
	}
	return c.toks[b].Space
}

// phrase tells whether n tokens from i on are a phrase that does not repeat by its nature.
func (c *checker) phrase(i, n int) bool {
	words, distinct, quoted := 0, false, 0
	for k := i; k < i+n; k++ {
		if c.toks[k].Kind == article.Word {
			words++
			distinct = distinct || c.toks[k].Norm != c.toks[i].Norm
		}
		if c.toks[k].Quoted {
			quoted++
		}
		if n <= 3 && c.toks[k].Kind == article.Word && c.kind(k, lang.Conj, lang.Neg, lang.Particle) && !c.kind(k, lang.Prep, lang.Post) { // "again and again and again"
			if told := n == 3 && k == i && !c.kind(k, lang.Conj, lang.Particle) && c.kind(i+1, lang.Verb) && c.kind(i+2, lang.Aux); !told { // "नहीं किया जाएगा"
				return false
			}
		}
	}
	if words < 2 || !distinct || quoted == n && c.toks[i+n-1].Kind == article.Punct {
		return false
	}
	if n <= 3 { // "A b A b A": a chain, "एक के बाद एक के बाद एक"
		if next := i + 2*n; next < c.last && c.toks[next].Norm == c.toks[i].Norm {
			return false
		}
		if i > c.first && c.toks[i-1].Norm == c.toks[i+n-1].Norm {
			return false
		}
	}
	if c.toks[i+n-1].Kind == article.Punct { // "a, b, a, b," is a list
		return words >= 4
	}
	return true
}

func (c *checker) tripled(i int) bool { return i+2 < c.last && c.toks[i+2].Norm == c.toks[i].Norm }

// accident tells whether the word at i, which stands again at i+1, has no business to. Words reduplicate by their kind:
// adverbs, numerals, pronouns, participles and sound words do; finite verbs, case-marked nouns, postpositions and names do not.
func (c *checker) accident(i int) bool {
	t := &c.toks[i]
	if c.listed("redup", i) || c.d.Pack.Abbr(t.Norm) || c.single(i) || strings.Contains(t.Text, ".") || t.Caps {
		return false
	}
	if t.Quoted || c.text(i-1) == "-" || c.text(i+2) == "-" || c.text(i-1) == "/" {
		return false
	}
	if c.endsName(i) && c.kind(i, lang.Post, lang.Aux) { // "आंग सान सू की की पार्टी": the end of a name and a postposition
		return false
	}
	if c.deva && c.says(i+2) { // "आणले आणले म्हणून": what somebody keeps saying
		return false
	}
	known := false
	for _, a := range c.d.An[i] {
		if a.E == nil {
			continue
		}
		known = known || !a.E.KB
		switch a.E.Kind {
		case lang.Adv, lang.Num, lang.Time, lang.Neg, lang.Particle:
			if c.deva || !c.kind(i, lang.Prep) {
				return false
			}
		case lang.Adj: // words of the language's own stock reduplicate: "साध्या साध्या"; borrowed ones that never inflect do not
			if c.deva && (a.E.Par != "adj.0" && a.E.Par != "adj" || utf8.RuneCountInString(t.Norm) <= 4) {
				return false
			}
		case lang.Pron, lang.Det, lang.RelPron, lang.Demo:
			if a.Mark == lang.Nom && c.deva {
				return false
			}
		case lang.Verb:
			if c.deva && (participle(a.F) || a.F.Has(lang.Perf|lang.Obl) && c.word(i+2) && i+2 < c.last && !c.kind(i+2, lang.Aux)) { // "बसल्या बसल्या": as soon as
				return false
			}
		}
	}
	if t.Cap && (c.first != i || !known) { // "Duran Duran": what is doubled in capitals is a name
		return known && !c.toks[i+1].Cap
	}
	if !c.deva {
		return known || utf8.RuneCountInString(t.Norm) >= 5
	}
	if known {
		return true
	}
	return c.d.At[i] >= 0 && c.d.Names[c.d.At[i]].Last == i+1 || utf8.RuneCountInString(t.Norm) >= 6 && len(c.d.An[i]) > 0 && c.d.An[i][0].Mark != lang.Nom
}

// single tells of one letter that is no article: "a a warning" is an accident.
func (c *checker) single(i int) bool {
	t := &c.toks[i]
	return utf8.RuneCountInString(t.Norm) < 2 && (c.deva || t.Cap || c.toks[i+1].Cap || !c.kind(i, lang.Det))
}

// says tells whether the token is a form of a verb of saying that does not end the sentence: म्हणून, म्हणताना.
func (c *checker) says(i int) bool {
	if i >= c.last || !c.word(i) {
		return false
	}
	for _, a := range c.d.An[i] {
		if a.E != nil && a.E.Kind == lang.Verb && a.E.Is("say") && participle(a.F) {
			return true
		}
	}
	return false
}

// participle tells whether the form can be doubled for "again and again" or "while": करता करता, रडत रडत, बोलून बोलून.
func participle(f lang.Feat) bool {
	if f&(lang.Conv|lang.Impf|lang.Prog|lang.Part|lang.Cond|lang.Imp) != 0 {
		return true
	}
	return f.Has(lang.Root)
}

// alternative tells how many tokens from i on stand again after "or" or "and"; a verb must be among them.
func (c *checker) alternative(i int) int {
	for _, j := range c.conjunctions {
		if j < i+2 || c.toks[j].Norm == c.toks[i].Norm {
			continue
		}
		if j >= c.last-2 || j-i > phraseTokensMax {
			break
		}
		n := j - i
		if j+n >= c.last+0 && j+1+n > c.last || !c.same(i, j+1, n) || i > c.first && c.toks[i-1].Norm == c.toks[j].Norm {
			continue
		}
		words, verb := 0, false
		for k := i; k < j; k++ {
			if c.toks[k].Kind == article.Word {
				words++
			}
			verb = verb || c.kind(k, lang.Verb, lang.Aux)
		}
		if verb && words >= 3 || verb && words == 2 && c.deva {
			return n
		}
	}
	return 0
}

// clauseTwice tells how many tokens from i on stand again after a comma: a whole clause, as no list holds and as nobody
// says for effect, outside of quotation marks.
func (c *checker) clauseTwice(i int) int {
	for _, j := range c.commas {
		if j < i+clauseWordsMin {
			continue
		}
		if j >= c.last-clauseWordsMin || j-i > phraseTokensMax {
			break
		}
		n := j - i
		if j+1+n > c.last || c.toks[j+1].Norm != c.toks[i].Norm || !c.same(i, j+1, n) {
			continue
		}
		verb := false
		for k := i; k < j; k++ {
			if c.toks[k].Quoted || c.toks[k].Kind == article.Punct {
				return 0
			}
			verb = verb || c.kind(k, lang.Verb)
		}
		if verb {
			return n
		}
	}
	return 0
}

// sentencesTwice finds a sentence that stands again, word for word. A headline that opens the body again is how pages are
// made, and a quotation may return.
func (c *checker) sentencesTwice() {
	sents := c.d.Art.Sentences
	if len(sents) < 2 {
		return
	}
	seen := make(map[string]int, len(sents))
	var key []byte
	for i := range sents {
		s := &sents[i]
		words, quoted := 0, 0
		key = key[:0]
		for k := s.First; k < s.Last; k++ {
			if c.toks[k].Kind == article.Punct {
				continue
			}
			words++
			if c.toks[k].Quoted {
				quoted++
			}
			key = append(append(key, c.toks[k].Norm...), ' ')
		}
		if words < twiceWordsMin || quoted*2 > words {
			continue
		}
		j, ok := seen[string(key)]
		if !ok {
			seen[string(key)] = i
			continue
		}
		if sents[j].Headline || j == 0 && sents[j].Paragraph != s.Paragraph && !c.ended(&sents[j]) {
			continue
		}
		c.add("repetition", c.d.Span(s.First, s.Last), c.d.Span(sents[j].First, sents[j].Last), article.Say("repeat.sentence"))
	}
}

// endsName tells whether the token is the last of a name of several words.
func (c *checker) endsName(i int) bool {
	for k := i - 1; k >= c.first && k > i-nounReach; k-- {
		if at := c.d.At[k]; at >= 0 {
			return c.d.Names[at].Last == i+1
		}
	}
	return false
}
