package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// gluedBytesMin is the least length of a word that may be two: below it nearly all are one, and need no second look.
const gluedBytesMin = 6

// unglue parts words that are the end of one sentence and the start of the next, as pages that lost their breaks print them ("घेतला
// आहेत्यामुळे ते …"), and tells which tokens begin a sentence so.
func unglue(toks []article.Token, words []*lang.Word) ([]article.Token, []*lang.Word, []int) {
	var out []article.Token
	var known []*lang.Word
	var breaks []int
	done := 0
	for i, w := range words {
		if w == nil || w.Glued == 0 || len(toks[i].Text) < gluedBytesMin {
			continue
		}
		at, t := w.Glued, toks[i]
		left, right := t, t
		left.Text, right.Text = t.Text[:at], t.Text[at:]
		left.Norm, right.Norm = text.Fold(left.Text), text.Fold(right.Text)
		left.VSpan.End = t.VSpan.Start + at
		right.VSpan.Start, right.Space = left.VSpan.End, false
		r, _ := utf8.DecodeRuneInString(right.Text)
		right.Cap = unicode.IsUpper(r)
		right.Caps = right.Cap && allCaps(right.Text)
		out = append(append(out, toks[done:i]...), left, right)
		known = append(append(known, words[done:i]...), nil, nil)
		breaks = append(breaks, len(out)-1)
		done = i + 1
	}
	if breaks == nil {
		return toks, words, nil
	}
	return append(out, toks[done:]...), append(known, words[done:]...), breaks
}
