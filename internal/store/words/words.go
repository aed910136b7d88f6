// Package words cuts and folds texts into the words by which stores find events, and reads what users look for. Both databases are given words
// that are cut already: their own cutting stops at vowel signs and joiners, and each at others.
package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/bakhar/bakhar/internal/text"
)

// Doc is what the full text index of a database knows of an event.
type Doc struct {
	Num    int64
	Tokens []string // letters, digits and the signs on them, or Gap
}

// Gap stands between lines, so that no phrase crosses one: a character for private use, which no word has.
const Gap = "\uE000"

// What of an event's words can be found: the rest of a text with more is not, nor a word's further places.
const (
	wordsMax   = 12_000 // PostgreSQL knows 16,383 places
	placesMax  = 240    // PostgreSQL knows 255 of one word
	lettersMax = 64     // longer words are cut off
)

// Cut cuts a text into folded words; lines are kept apart.
func Cut(s string) [][]string {
	var lines [][]string
	for line := range strings.SplitSeq(norm.NFC.String(strings.ToValidUTF8(s, " ")), "\n") {
		if words := cutLine(line); len(words) > 0 {
			lines = append(lines, words)
		}
	}
	return lines
}

func cutLine(line string) (words []string) {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !inWord(r) && !joiner(r) }) {
		if w = short(text.Fold(w)); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// inWord holds for letters, digits and all that stands on them.
func inWord(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc)
}

// joiner holds for the joiners, which stand in words and which folding drops.
func joiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

// short cuts off what is too long, and drops what folding may leave that is in no word.
func short(w string) string {
	n := 0
	for i, r := range w {
		if !inWord(r) {
			return short(strings.Map(func(r rune) rune {
				if inWord(r) {
					return r
				}
				return -1
			}, w))
		}
		if n++; n > lettersMax {
			return w[:i]
		}
	}
	return w
}

// New makes the Doc of an event from the text by which it is to be found.
func New(num int64, s string) *Doc {
	d := &Doc{Num: num}
	places := map[string]int{}
	n := 0
	for i, line := range Cut(s) {
		if i > 0 {
			d.Tokens = append(d.Tokens, Gap)
		}
		for _, w := range line {
			if n++; n > wordsMax {
				return d
			}
			if places[w]++; places[w] > placesMax {
				w = Gap
			}
			d.Tokens = append(d.Tokens, w)
		}
	}
	return d
}

// Text is the tokens with blanks between them.
func (d *Doc) Text() string { return strings.Join(d.Tokens, " ") } // no token has a blank
