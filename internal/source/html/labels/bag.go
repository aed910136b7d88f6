package labels

import (
	"strings"
	"unicode/utf8"
)

// Bag is the words of a text, folded, without their order.
type Bag struct {
	Text  string
	words map[string]int
	n     int
}

// BagOf makes the bag of a text.
func BagOf(s string) Bag {
	b := Bag{Text: s, words: map[string]int{}}
	for _, w := range strings.FieldsFunc(Fold(s), NotLetter) {
		b.words[w]++
		b.n++
	}
	return b
}

// Alike is the share of words that two texts have in common, 0 to 1, by the longer one.
func (b Bag) Alike(c Bag) float64 {
	if b.n == 0 || c.n == 0 || b.n > 3*c.n || c.n > 3*b.n {
		return 0
	}
	n := 0
	for w, k := range b.words {
		n += min(k, c.words[w])
	}
	return float64(n) / float64(max(b.n, c.n))
}

// Alike compares two texts by their words.
func Alike(a, b string) float64 { return BagOf(a).Alike(BagOf(b)) }

// NotLetter tells whether a rune stands between words.
func NotLetter(r rune) bool { return !Letter(r) }

// LetterLast tells whether s ends in a letter, sign or digit.
func LetterLast(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return Letter(r)
}

// TrimMarks takes off what stands before the first and behind the last word.
func TrimMarks(s string) string { return strings.TrimFunc(s, func(r rune) bool { return !Letter(r) }) }
