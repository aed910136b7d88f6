package check

import (
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// glued reports the words that segment has parted: the end of one sentence and the start of the next, where a page lost its break.
func (c *checker) glued() {
	for i := 0; i+1 < len(c.toks); i++ {
		a, b := &c.toks[i], &c.toks[i+1]
		if a.VSpan.End != b.VSpan.Start || a.Kind != article.Word || b.Kind != article.Word {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(b.Text); !text.IsLetter(r) || strings.HasSuffix(a.Text, ".") { // the 's of a genitive, an initial before a name
			continue
		}
		c.add("glued", c.d.Span(i, i+2), text.Span{}, article.Say("glued", a.Text, b.Text))
	}
}
