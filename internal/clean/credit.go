package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// Limits on credits.
const (
	chainMax        = 8   // agencies one after the other
	photographerMax = 5   // words of a photographer's name
	bracketBytesMax = 240 // a credit in brackets
	bracketWordsMax = 10
	labelBytesMax   = 80 // the label of a credit within a line
)

// credit cuts out a credit at the start of the line s[start:end] and tells where it ends.
func (c *cleaner) credit(start, end int) int {
	at := start
	labelled := false
	if f := c.pack.Furniture; f != nil && c.opens(c.s[start:end]) { // "Image source, Getty ImagesThe president"
		line, _ := head(c.s[start:end])
		if n := f.Phrases["photo"].Match(lang.Words(line)); n > 0 && letterAt(line) {
			rest := after(line, n)
			if t := strings.TrimLeft(rest, " :,–-"); len(t) < len(rest) && strings.TrimLeft(rest, " ") != t {
				at = start + len(line) - len(t)
				labelled = true
			}
		}
	}
	n := c.creditEnd(c.s[at:end], labelled)
	if n == 0 {
		return start
	}
	stop := at + n
	code := "credit.glued"
	if r, _ := utf8.DecodeRuneInString(c.s[stop:end]); stop == end || !letter(r) {
		code = "credit.body"
	}
	c.cut("credit", start, stop, code)
	return stop
}

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return letter(r)
}

// creditEnd tells how many bytes a credit at the start of the line s takes: a photographer, a slash, agencies one after the
// other; and that nothing but a credit can stand there: it fills the line, runs into a word, or is told by a slash.
func (c *cleaner) creditEnd(s string, labelled bool) int {
	if c.picture(s) {
		return len(strings.TrimRight(s, " ."))
	}
	from, named := 0, false
	end, n := c.chain(s)
	if n.members == 0 || n.members == 1 && !c.sure(s, end, n, labelled) {
		from = photographer(s)
		if from > 0 {
			var m chained
			end, m = c.chain(s[from:])
			n, named, end = m, true, end+from
		}
	}
	if n.members == 0 {
		return 0
	}
	if named {
		n.members++
	}
	if !c.sure(s, end, n, labelled) {
		return 0
	}
	return end
}

// chained is what a run of agencies is made of.
type chained struct {
	members int
	image   bool   // the last one sells pictures
	last    string // its name
}

// chain reads agency names with slashes, commas or "via" between them, and tells where the last one ends.
func (c *cleaner) chain(s string) (int, chained) {
	var n chained
	end, at := 0, 0
	for n.members < chainMax {
		a, ok := c.credits.At(s[at:])
		if !ok || !boundary(a.Name, s[at+len(a.Name):]) {
			break
		}
		n.members, n.image, n.last = n.members+1, a.Image, a.Name
		end = at + len(a.Name)
		sep := 0
		for _, t := range []string{"/", " / ", " via ", " through ", " for ", " व्हाया ", " वाया ", " | ", " – ", ", ", " "} {
			if strings.HasPrefix(s[end:], t) {
				if t == " " || t == ", " { // "ईपीए ईएफई" is one credit, "AP, Reuters" too
					if b, ok := c.credits.At(s[end+len(t):]); !ok || !boundary(b.Name, s[end+len(t)+len(b.Name):]) {
						continue
					}
				}
				sep = len(t)
				break
			}
		}
		if sep == 0 {
			break
		}
		at = end + sep
	}
	return end, n
}

// boundary tells whether a name may end before rest: not inside a Latin word or before a vowel sign.
func boundary(name, rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if !letter(r) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	switch {
	case unicode.IsMark(r):
		return false
	case text.IsDevanagari(last) != text.IsDevanagari(r):
		return true
	case text.IsDevanagari(last):
		return true
	case unicode.IsUpper(last): // AFPThe, not APEC
		w := rest[:letters(rest)]
		return unicode.IsUpper(r) && runes(w) >= 3 && strings.ToUpper(w[1:]) != w[1:]
	}
	return unicode.IsUpper(r)
}

// sure tells whether a run of agencies that ends at end is a credit and no party of a sentence.
func (c *cleaner) sure(s string, end int, n chained, labelled bool) bool {
	rest := s[end:]
	if strings.Trim(rest, " .,)]") == "" {
		return true
	}
	r, w := utf8.DecodeRuneInString(rest)
	if letter(r) {
		glued := rest[:letters(rest)]
		if !text.IsDevanagari(r) {
			return true // boundary has seen to the capitals
		}
		folded := text.Fold(glued)
		if _, ok := c.pack.Ending(folded); ok || runes(glued) < 2 {
			return false
		}
		if n.members > 1 || labelled || strings.Contains(n.last, " ") && n.image {
			return !c.known(n.last + glued)
		}
		return runes(n.last) >= 3 && runes(glued) >= 3 && c.known(folded) && !c.known(n.last+glued) && !c.known(n.last)
	}
	if r != ' ' || n.members < 2 || !n.image && !labelled || !strings.Contains(s[:end], "/") && !strings.Contains(s[:end], " via ") && !labelled {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[w:])
	if unicode.IsUpper(next) || unicode.IsDigit(next) || next == '"' {
		return true
	}
	word := rest[w:][:letters(rest[w:])]
	return text.IsDevanagari(next) && unicode.IsLetter(next) && !c.function(word)
}

// known tells whether the language's lexicon has the word, as a word and not only as a name.
func (c *cleaner) known(word string) bool {
	for _, a := range c.pack.Word(word).An {
		if a.E != nil && !a.E.KB && !(a.E.Kind == lang.Name) {
			return true
		}
	}
	return false
}

// function tells whether the word is a postposition or another word that cannot start a sentence.
func (c *cleaner) function(word string) bool {
	for _, a := range c.pack.Word(word).An {
		if a.E != nil && (a.E.Kind == lang.Post || a.E.Kind == lang.HonPron || a.E.Kind == lang.Conj || a.E.Kind == lang.Aux || a.E.Kind == lang.Comp) {
			return true
		}
	}
	return false
}

// photographer tells how many bytes a name and the slash after it take at the start of s: "Rodrigo Salas/", "प्रवीण जाधव /".
func photographer(s string) int {
	if strings.IndexByte(s, '/') < 0 && !strings.Contains(s, " via ") { // as in nearly every line
		return 0
	}
	at := 0
	for range photographerMax {
		r, w := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsUpper(r) && (!text.IsDevanagari(r) || !unicode.IsLetter(r)) {
			return 0
		}
		n := w
		for at+n < len(s) {
			r, w = utf8.DecodeRuneInString(s[at+n:])
			if !letter(r) && r != '.' && r != '-' && r != '\'' {
				break
			}
			n += w
		}
		at += n
		for _, sep := range []string{"/", " / ", " /", "/ ", " via "} {
			if strings.HasPrefix(s[at:], sep) {
				if sep == " /" && strings.HasPrefix(s[at:], " / ") {
					continue
				}
				return at + len(sep)
			}
		}
		if !strings.HasPrefix(s[at:], " ") {
			return 0
		}
		at++
	}
	return 0
}
