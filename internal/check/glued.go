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
		c.unspaced(i)
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

// stoppedMin is how many letters the word before a full stop has that is no abbreviation: "B.Tech", "node.Js".
const stoppedMin = 5

// unspaced reports a full stop at i with no blank after it: "injured.Police". Capitals tell, so that scripts without them are left alone.
func (c *checker) unspaced(i int) {
	if c.deva || i < 1 || i+1 >= len(c.toks) || c.toks[i].Text != "." {
		return
	}
	a, b := &c.toks[i-1], &c.toks[i+1]
	if a.VSpan.End != c.toks[i].VSpan.Start || c.toks[i].VSpan.End != b.VSpan.Start || a.Kind != article.Word || b.Kind != article.Word {
		return
	}
	if a.Cap || len(a.Text) < stoppedMin || !b.Cap || b.Caps || len(b.Text) < 2 || !c.d.Words[i-1].Known || !c.d.Words[i+1].Known {
		return
	}
	c.add("glued", c.d.Span(i-1, i+2), text.Span{}, article.Say("glued", a.Text+".", b.Text))
}
