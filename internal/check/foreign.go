package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// foreignLettersMin is how long an English word must be to be more than a sign: km, vs, mm stand in any text.
const foreignLettersMin = 4

// foreign finds words that translation left behind: "officials ्यांनी" with an orphaned ending, "lawmakers" alone in a
// Devanagari sentence, "अधिकाऱ्यांनी" in an English one. Names, abbreviations, addresses and what stands in brackets or quotation
// marks may be of another script.
func (c *checker) foreign() {
	latin, deva, other := 0, 0, 0
	for i := c.first; i < c.last; i++ {
		switch {
		case c.toks[i].Kind != article.Word:
		case isDeva(c.toks[i].Text):
			deva++
		case otherScript(c.toks[i].Text):
			other++
		default:
			latin++
		}
	}
	if other > 0 && other*3 <= latin+deva {
		c.otherScripts()
	}
	if latin == 0 || deva == 0 {
		return
	}
	depth := 0
	for i := c.first; i < c.last; i++ {
		depth = brackets(depth, c.toks[i].Text)
		if c.toks[i].Kind != article.Word {
			continue
		}
		if c.deva && !isDeva(c.toks[i].Text) {
			i = c.latinWord(i, depth, latin, deva)
		} else if !c.deva && isDeva(c.toks[i].Text) && depth == 0 && !c.toks[i].Quoted && deva <= latin {
			j := i + 1
			for j < c.last && c.toks[j].Kind == article.Word && isDeva(c.toks[j].Text) {
				j++
			}
			if c.mixedWord(i) {
				continue
			}
			c.add("foreign-word", c.d.Span(i, j), text.Span{}, article.Say("foreign.script", c.d.Text(i, j)))
			i = j - 1
		}
	}
}

// brackets tells how deep in brackets one is after a token.
func brackets(depth int, token string) int {
	switch token {
	case "(", "[":
		return depth + 1
	case ")", "]":
		return max(depth-1, 0)
	}
	return depth
}

// otherScripts finds words of a script that no language read here is written in: "रशियाचे संरक्षण министр".
func (c *checker) otherScripts() {
	depth := 0
	for i := c.first; i < c.last; i++ {
		depth = brackets(depth, c.toks[i].Text)
		if depth > 0 || !c.stray(i) {
			continue
		}
		j := i + 1
		for j < c.last && c.stray(j) {
			j++
		}
		if !c.mixedWord(i) && !(c.deva && c.beside(j)) && (c.deva || !c.ownName(i)) {
			c.add("foreign-word", c.d.Span(i, j), text.Span{}, article.Say("foreign.script", c.d.Text(i, j)))
		}
		i = j - 1
	}
}

// ownName tells whether a word of another script in a Latin sentence is a name, by its capital or by the name before it: "Xi Jinping 习近平".
func (c *checker) ownName(i int) bool {
	r, _ := utf8.DecodeRuneInString(c.toks[i].Text)
	return unicode.IsUpper(r) || c.word(i-1) && i-1 > c.first && c.toks[i-1].Cap
}

func (c *checker) stray(i int) bool {
	t := &c.toks[i]
	return t.Kind == article.Word && !t.Quoted && len(t.Text) >= foreignLettersMin && otherScript(t.Text)
}

// otherScript tells whether all letters of a word are neither Latin nor Devanagari.
func otherScript(s string) bool {
	for _, r := range s {
		if r < utf8.RuneSelf || text.IsDevanagari(r) || !text.IsLetter(r) || unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Common, r) {
			return false
		}
	}
	return s != ""
}

func isDeva(s string) bool { return text.OpensDevanagari(s) }

// mixedWord tells whether the token holds letters of both scripts: a matter of encoding, or a name with an ending.
func (c *checker) mixedWord(i int) bool {
	latin, deva := false, false
	for _, r := range c.toks[i].Text {
		latin = latin || unicode.Is(unicode.Latin, r)
		deva = deva || text.IsDevanagari(r)
	}
	return latin && deva
}

// latinWord judges the Latin word at i in a Devanagari sentence and tells the last token looked at.
func (c *checker) latinWord(i, depth, latin, deva int) int {
	orphan := i+1 < c.last && c.toks[i+1].Kind == article.Word && orphaned(c.toks[i+1].Text)
	if orphan && len(c.toks[i].Text) > 1 {
		first := i
		for first > c.first && c.toks[first-1].Kind == article.Word && c.toks[first].Space && !isDeva(c.toks[first-1].Text) && lower(c.toks[first-1].Text) {
			first--
		}
		if p := first - 1; p >= c.first && c.word(p) && isDeva(c.toks[p].Text) && len(c.d.An[p]) == 0 { // "अधिका officials ्यांनी"
			first = p
		}
		c.add("foreign-word", c.d.Span(first, i+2), text.Span{}, article.Say("foreign.ending", c.d.Text(first, i+2)))
		return i + 1
	}
	if depth > 0 || c.toks[i].Quoted || latin*3 > deva || !c.plain(i) {
		return i
	}
	j := i + 1
	for j < c.last && c.toks[j].Kind == article.Word && c.plain(j) {
		j++
	}
	if c.beside(i-1) || c.beside(j) {
		return j - 1
	}
	c.add("foreign-word", c.d.Span(i, j), text.Span{}, article.Say("foreign.word", c.d.Text(i, j)))
	return j - 1
}

// orphaned tells whether a word starts with a sign that wants a letter before it.
func orphaned(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return text.IsDevanagari(r) && unicode.IsMark(r)
}

func lower(s string) bool {
	for _, r := range s {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// plain tells whether the token is an ordinary English word in small letters.
func (c *checker) plain(i int) bool {
	t := c.toks[i].Text
	if isDeva(t) || !lower(t) || len(t) < foreignLettersMin || c.f.Is("foreign", c.toks[i].Norm) {
		return false
	}
	return strings.ContainsAny(t, "aeiouy")
}

// beside tells whether the token at i makes a Latin word beside it part of a name, an address or a sign.
func (c *checker) beside(i int) bool {
	if i < c.first || i >= c.last {
		return false
	}
	t := &c.toks[i]
	switch t.Kind {
	case article.Word:
		return !isDeva(t.Text)
	case article.Number:
		return true
	}
	return strings.ContainsAny(t.Text, `.@/#_-&:'"+=<>`) && (i+1 >= c.last || !c.toks[i+1].Space || !t.Space)
}
