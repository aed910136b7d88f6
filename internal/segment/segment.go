// Package segment cuts the view of an article into tokens and sentences. It knows scripts and punctuation; which
// abbreviations keep their full stop is the language pack's. Sense-bearing marks inside a word (hyphen, slash)
// become tokens of their own; the same cut is made for lexicon entries, so the two always meet.
package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// Limits on one text; past them the text is cut into smaller sentences, never dropped.
const (
	wordBytesMax      = 512
	numberBytesMax    = 64
	sentenceTokensMax = 400
)

// Run fills art.Tokens and art.Sentences from art.View, without what art.Cuts leaves out. It gives what the pack has on each token that is
// a word, nil for the others. What it fills may be the memory of toks and words.
func Run(art *article.Article, pack *lang.Pack, toks []article.Token, words []*lang.Word) []*lang.Word {
	var breaks []int
	art.Tokens, words, breaks = unglue(tokens(art.View.Text, pack, art.Cuts, toks, words))
	for _, i := range breaks { // what was parted there is two other words
		words[i-1], words[i] = pack.Word(art.Tokens[i-1].Text), pack.Word(art.Tokens[i].Text)
	}
	art.Sentences = sentences(art, pack, breaks)
	quotes(art)
	return words
}

// Tokens cuts s. Joined in order, with the white space between them, they make s again.
func Tokens(s string, pack *lang.Pack) []article.Token {
	toks, _ := tokens(s, pack, nil, nil, nil)
	return toks
}

// tokens cuts s where no cut lies, and looks up what is a word. No token crosses a cut, and the word glued to a credit starts right after it.
func tokens(s string, pack *lang.Pack, cuts []text.ViewSpan, toks []article.Token, words []*lang.Word) ([]article.Token, []*lang.Word) {
	blanks := strings.Count(s, " ")
	toks = slices.Grow(toks[:0], blanks+blanks/4+4)
	words = slices.Grow(words[:0], blanks+blanks/4+4)
	space := true
	whole, limit := s, len(s)
	if len(cuts) > 0 {
		limit = cuts[0].Start
	}
	s = whole[:limit]
	for i := 0; i < len(whole); {
		if i >= limit {
			i, space = max(i, cuts[0].End), true
			cuts = cuts[1:]
			limit = len(whole)
			if len(cuts) > 0 {
				limit = cuts[0].Start
			}
			s = whole[:limit]
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		deva := text.IsDevanagari(r)
		if r == ' ' || !deva && unicode.IsSpace(r) {
			space = true
			i += w
			continue
		}
		kind, n := scan(s, i, r, w, pack)
		t := article.Token{Kind: kind, VSpan: text.ViewSpan{Start: i, End: i + n}, Text: s[i : i+n], Space: space}
		var word *lang.Word
		if kind == article.Word {
			word = pack.Word(t.Text)
			t.Norm = word.Norm
			t.Cap = !deva && unicode.IsUpper(r)
			t.Caps = t.Cap && allCaps(t.Text)
		} else if t.Norm = t.Text; t.Text == visarga {
			t.Norm = ":"
		}
		toks, words = append(toks, t), append(words, word)
		space = false
		i += n
	}
	return toks, words
}

func allCaps(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// scan tells the kind and length of the token at i.
func scan(s string, i int, r rune, w int, pack *lang.Pack) (article.TokenKind, int) {
	switch {
	case text.LettersAt(s[i:i+w], 0) > 0 && s[i:i+w] != visarga:
		return article.Word, word(s, i, pack)
	case unicode.IsDigit(r):
		return article.Number, number(s[i:])
	case s[i:i+w] == visarga && i > 0 && s[i-1] != ' ':
		return article.Punct, w
	case letter(r):
		return article.Word, word(s, i, pack)
	case r == '\'' && possessive(s[i:]) > 0 && i > 0 && s[i-1] != ' ' && s[i-1] != '\n':
		return article.Word, possessive(s[i:])
	case r == '.':
		n := w
		for i+n < len(s) && s[i+n] == '.' {
			n++
		}
		return article.Punct, n
	}
	return article.Punct, w
}

func letter(r rune) bool { return text.IsLetter(r) || r == '_' }

// number takes digits with the marks inside them: 1,00,000 1.5 15/8/2025 10-12 is three tokens.
func number(s string) int {
	n := 0
	for n < len(s) && n < numberBytesMax {
		r, w := utf8.DecodeRuneInString(s[n:])
		if unicode.IsDigit(r) {
			n += w
			continue
		}
		if (r == ',' || r == '.' || r == '/' || r == ':') && n+1 < len(s) && s[n+1] >= '0' && s[n+1] <= '9' {
			n += w
			continue
		}
		break
	}
	return n
}

func possessive(s string) int {
	if len(s) >= 2 && (s[1] == 's' || s[1] == 'S') && (len(s) == 2 || !letterAt(s, 2)) {
		return 2
	}
	return 0
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return letter(r) || unicode.IsDigit(r)
}

// word takes letters and marks, a colon inside a Devanagari word (दु:ख), contractions (didn't), and the full stops
// of initials and abbreviations.
func word(s string, i int, pack *lang.Pack) int {
	n, dots := 0, 0
	deva := false
	for i+n < len(s) && n < wordBytesMax {
		if k := text.LettersAt(s[:min(len(s), i+wordBytesMax)], i+n); k > 0 {
			deva = deva || s[i+n] >= utf8.RuneSelf
			n += k
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case letter(r):
			deva = deva || text.IsDevanagari(r)
			if r == '।' || r == 0x0970 {
				return n
			}
			n += w
			continue
		case unicode.IsDigit(r) && n > 0 && !deva: // M23, G20
			n += w
			continue
		case r == ':' && deva && i+n+1 < len(s) && devaAt(s, i+n+1):
			n += w
			continue
		case r == '\'' && !deva && n > 0 && i+n+1 < len(s) && letterAt(s, i+n+1) && possessive(s[i+n:]) == 0:
			n += w
			continue
		case r == '.' && keepsDot(s, i, n, deva, dots, pack):
			n += w
			dots++
			if goesOn(s, i+n, deva, pack) {
				continue
			}
		}
		break
	}
	if w := s[i : i+n]; deva && n > len(visarga) && strings.HasSuffix(w, visarga) && (i+n == len(s) || s[i+n] == ' ' || s[i+n] == '\n') && pack.Word(w).Kinds == 0 {
		return n - len(visarga)
	}
	return n
}

// visarga stands for the colon after a word in print: पाकिस्तानः …, but अतः is a word.
const visarga = "ः"

func devaAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return text.IsDevanagari(r) && r != '।'
}

// keepsDot tells whether the full stop after s[i:i+n] belongs to the word.
func keepsDot(s string, i, n int, deva bool, dots int, pack *lang.Pack) bool {
	w := s[i : i+n]
	last := w[strings.LastIndexByte(w, '.')+1:]
	if last == "" {
		return false
	}
	next := i + n + 1
	if !deva && utf8.RuneCountInString(last) == 1 { // U.S. or J. Smith
		if next < len(s) && letterAt(s, next) || dots > 0 {
			return true
		}
		r, _ := utf8.DecodeRuneInString(last)
		return unicode.IsUpper(r) && next < len(s) && s[next] == ' '
	}
	return pack.Abbr(text.Fold(last)) || pack.Abbr(text.Fold(w)) || opensAbbr(s, i, next, pack)
}

// goesOn tells whether, after the full stop before s[at:], the next letters are of the same word: a further part of an abbreviation
// (कि.मी., U.S.A.) or its ending (बी.जे.पी.च्या), not the name after an initial (एस.जयशंकर, J.Smith).
func goesOn(s string, at int, deva bool, pack *lang.Pack) bool {
	part := s[at : at+letters(s[at:])]
	if part == "" {
		return false
	}
	n := utf8.RuneCountInString(part)
	if !deva {
		return n == 1
	}
	if n <= 2 || s[at+len(part):] != "" && s[at+len(part)] == '.' && pack.Abbr(text.Fold(part)) {
		return true
	}
	_, ok := pack.Ending(text.Fold(part))
	return ok
}

// abbrPartsMax and partBytesMax bound the look ahead for the rest of an abbreviation.
const (
	abbrPartsMax = 5
	partBytesMax = 32
)

// opensAbbr tells whether s[i:next], which ends in a full stop, and dotted parts right after it are an abbreviation: कि. of कि.मी.
func opensAbbr(s string, i, next int, pack *lang.Pack) bool {
	for range abbrPartsMax {
		n := letters(s[next:])
		if n == 0 || n > partBytesMax {
			return false
		}
		next += n
		if pack.Abbr(text.Fold(s[i:next])) {
			return true
		}
		if next >= len(s) || s[next] != '.' {
			return false
		}
		next++
	}
	return false
}

// letters is the number of bytes of the letters that s starts with, counted to a little past partBytesMax.
func letters(s string) int {
	n := 0
	for n < len(s) && n <= partBytesMax {
		r, w := utf8.DecodeRuneInString(s[n:])
		if !letter(r) {
			break
		}
		n += w
	}
	return n
}

// headlineSentencesMax is how many sentences one headline may have.
const headlineSentencesMax = 4

// sentences cuts the tokens at sentence enders, line breaks and where breaks says that one was lost.
func sentences(art *article.Article, pack *lang.Pack, breaks []int) []article.Sentence {
	toks, s := art.Tokens, art.View.Text
	var out []article.Sentence
	first, para := 0, 0
	end := func(last int, ended bool) {
		if last <= first {
			return
		}
		sent := article.Sentence{Index: len(out), First: first, Last: last, Paragraph: para,
			VSpan: text.ViewSpan{Start: toks[first].VSpan.Start, End: toks[last-1].VSpan.End}}
		sent.Headline = !ended && para == 0
		if sent.Headline && len(out) < headlineSentencesMax { // "A attacked! B denies; C …": one headline of several sentences
			for i := range out {
				out[i].Headline = true
			}
		} else if len(out) > 0 {
			sent.Headline = false
		}
		out = append(out, sent)
		first = last
	}
	for i := range toks {
		if len(breaks) > 0 && breaks[0] == i {
			end(i, true)
			breaks = breaks[1:]
		}
		if i > 0 && toks[i].Space && newLine(s[toks[i-1].VSpan.End:toks[i].VSpan.Start]) {
			end(i, ender(toks[i-1]))
			para++
		}
		if i < first {
			continue
		}
		if i-first >= sentenceTokensMax {
			end(i, true)
		}
		if toks[i].Kind != article.Punct || !ender(toks[i]) || !ends(toks, i, s) {
			continue
		}
		j := i + 1
		for j < len(toks) && j-first < sentenceTokensMax && !toks[j].Space && closing(toks[j]) {
			j++
		}
		if j < len(toks) && !closesSentence(toks, i, j, pack) {
			continue
		}
		end(j, true)
	}
	end(len(toks), len(toks) > 0 && (ender(toks[len(toks)-1]) || closing(toks[len(toks)-1])))
	cries(toks, out)
	return out
}

// newLine tells whether the white space between two words has a line break; nearly always it is one blank.
func newLine(between string) bool { return between != " " && strings.Contains(between, "\n") }

// cries makes a headline of a first line that has no full stop, though another mark may end it: headlines cry, ask and break off ("… आता संपलं!",
// "… काय म्हणाले?", "…, म्हणाले...").
func cries(toks []article.Token, out []article.Sentence) {
	n := 0
	for n < len(out) && out[n].Paragraph == 0 {
		last := out[n].Last - 1
		for last > out[n].First && closing(toks[last]) && !ender(toks[last]) {
			last--
		}
		if t := toks[last].Text; t == "." || t == "।" || t == "॥" || n == headlineSentencesMax {
			return
		}
		n++
	}
	for i := range out[:n] {
		out[i].Headline = true
	}
}

func ender(t article.Token) bool {
	switch t.Text {
	case "।", "?", "!", "…":
		return true
	}
	return strings.Trim(t.Text, ".") == "" // a full stop, or several: "आले.. मग"
}

func closing(t article.Token) bool {
	switch t.Text {
	case `"`, "'", ")", "]", "?", "!", "।", ".":
		return true
	}
	return false
}

// ends tells whether the ender at i is followed by room for a new sentence.
func ends(toks []article.Token, i int, s string) bool {
	if toks[i].Text[0] != '.' || i+1 == len(toks) {
		return true
	}
	next := toks[i+1]
	if next.Space || closing(next) {
		return true
	}
	if i == 0 { // ".NET"
		return false
	}
	// "आले.त्यांनी": a full stop without a blank between Devanagari words still ends
	r, _ := utf8.DecodeRuneInString(next.Text)
	return text.IsDevanagari(r) && toks[i-1].Kind == article.Word && devaAt(toks[i-1].Text, 0) || i > 0 && toks[i-1].Kind == article.Word && next.Cap && len(toks[i-1].Text) > 2
}

// closesSentence tells whether, after an ender at i and closing marks up to j, the sentence is really over:
// not where a quotation's end is followed by its speaker ("…!" he said; “…?” असे ते म्हणाले).
func closesSentence(toks []article.Token, i, j int, pack *lang.Pack) bool {
	next := toks[j]
	r, _ := utf8.DecodeRuneInString(next.Text)
	if unicode.IsLower(r) || next.Text == "," || next.Text == "-" {
		return false
	}
	if j > i+1 && text.IsDevanagari(r) && toks[i].Text != "।" {
		for _, a := range pack.Word(next.Text).An {
			if a.E != nil && a.E.Kind == lang.Demo {
				return false
			}
		}
	}
	return true
}

// quotes marks the tokens that stand inside quotation marks, within one paragraph.
func quotes(art *article.Article) {
	inside, para := false, -1
	for _, sent := range art.Sentences {
		if sent.Paragraph != para {
			inside, para = false, sent.Paragraph
		}
		for i := sent.First; i < sent.Last; i++ {
			t := &art.Tokens[i]
			if t.Text == `"` || t.Text == "'" && (t.Space != spaceAfter(art.Tokens, i)) {
				inside = !inside
				continue
			}
			t.Quoted = inside
		}
	}
}

func spaceAfter(toks []article.Token, i int) bool {
	return i+1 >= len(toks) || toks[i+1].Space || toks[i+1].Kind == article.Punct
}
