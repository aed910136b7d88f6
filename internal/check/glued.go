package check

import (
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// startLettersMin is how long a word must be to start a sentence right after a full stop: shorter ones are initials.
const startLettersMin = 2

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
	c.stopGlued()
}

// stopGlued reports sentences of a script without capitals with a full stop and no space between them: "केली.त्यानंतर". The word before must be one that ends a
// sentence, as initials and addresses have stops inside too.
func (c *checker) stopGlued() {
	if !c.deva {
		return
	}
	sents := c.d.Art.Sentences
	for n := 1; n < len(sents); n++ {
		i := sents[n].First
		if i < 2 || sents[n-1].Paragraph != sents[n].Paragraph || sents[n-1].Last != i || sents[n-1].First > i-3 {
			continue
		}
		a, stop, b := &c.toks[i-2], &c.toks[i-1], &c.toks[i]
		if a.Kind != article.Word || stop.Text != "." && stop.Text != "।" || b.Kind != article.Word ||
			a.VSpan.End != stop.VSpan.Start || stop.VSpan.End != b.VSpan.Start || utf8.RuneCountInString(b.Text) < startLettersMin {
			continue
		}
		if isDeva(b.Text) && c.kind(i-2, lang.Verb, lang.Aux) {
			c.add("glued", c.d.Span(i-2, i+1), text.Span{}, article.Say("glued", a.Text+stop.Text, b.Text))
		}
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
	if a.Cap && (len(b.Text) < 3 || !c.kind(i+1, lang.Det, lang.Pron, lang.Demo, lang.Conj, lang.SubConj)) { // Booking.Com, "Pakistan.The"
		return
	}
	if a.Caps || len(a.Text) < stoppedMin || !b.Cap || b.Caps || len(b.Text) < 2 || !a.Cap && !c.d.Words[i-1].Known || !c.d.Words[i+1].Known {
		return
	}
	c.add("glued", c.d.Span(i-1, i+2), text.Span{}, article.Say("glued", a.Text+".", b.Text))
}
