// Package check finds the damage that needs words, sentences and what was coded: doubled words, words left untranslated,
// sentences cut off, figures and dates that cannot be right, and two places of one text that contradict each other. Every
// check would rather miss than accuse: a newsroom stops reading a tool that cries over sound text. Words that decide
// stand in the packs (clean.tsv). Damage that the characters alone show is clean's.
package check

import (
	"sort"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// Run adds its defects to d.Art.Defects and sorts them all by place.
func Run(d *doc.Doc) {
	if d.Pack == nil || d.Pack.Furniture == nil || len(d.An) < len(d.Art.Tokens) {
		sortDefects(d.Art)
		return
	}
	c := checkers.Get().(*checker)
	defer c.done()
	c.d, c.toks, c.f, c.deva = d, d.Art.Tokens, d.Pack.Furniture, d.Pack.Setting("script", "") == "Deva"
	for i := range d.Art.Sentences {
		s := &d.Art.Sentences[i]
		c.first, c.last = s.First, s.Last
		c.repeated(s)
		c.foreign()
		c.figures(s)
		c.calendar()
	}
	c.glued()
	c.sentencesTwice()
	c.cutOff()
	c.dates()
	c.counts()
	c.translation()
	sortDefects(d.Art)
}

func sortDefects(art *article.Article) {
	sort.SliceStable(art.Defects, func(i, j int) bool {
		a, b := art.Defects[i], art.Defects[j]
		if a.Span != b.Span {
			return a.Span.Start < b.Span.Start || a.Span.Start == b.Span.Start && a.Span.End < b.Span.End
		}
		return a.Kind < b.Kind
	})
}

// checkers are used for one text after another.
var checkers = sync.Pool{New: func() any { return new(checker) }}

// done lets go of the text.
func (c *checker) done() {
	*c = checker{conjunctions: c.conjunctions, commas: c.commas, signals: c.signals}
	checkers.Put(c)
}

type checker struct {
	d           *doc.Doc
	toks        []article.Token
	f           *lang.Furniture
	deva        bool // the language is written in Devanagari
	first, last int  // tokens of the sentence at hand

	repeats              lang.Sign        // of more than one word of the sentence that repeated looks at
	conjunctions, commas []int            // tokens of the sentence that repeated looks at
	signals              []article.Signal // of translation, counted
}

// lookBack is how many defects a new one is compared with: those of its sentence.
const lookBack = 32

func (c *checker) add(kind string, span, other text.Span, message article.Message) {
	if span.Len() == 0 {
		return
	}
	all := c.d.Art.Defects
	for _, d := range all[max(0, len(all)-lookBack):] {
		if d.Kind == kind && (d.Span == span || d.Span.Overlaps(span) && kind != "date-conflict" && kind != "figure-conflict") {
			return
		}
	}
	c.d.Art.Defects = append(c.d.Art.Defects, article.Defect{Kind: kind, Span: span, Other: other, Message: message})
}

func (c *checker) word(i int) bool {
	return i >= 0 && i < len(c.toks) && c.toks[i].Kind == article.Word
}

// text is the view's text of the token, or empty outside the sentence at hand.
func (c *checker) text(i int) string {
	if i < c.first || i >= c.last {
		return ""
	}
	return c.toks[i].Text
}

// kind tells whether any reading of the token is of one of the kinds.
func (c *checker) kind(i int, kinds ...lang.Kind) bool {
	for _, k := range kinds {
		if c.d.Words[i].Kinds.Has(k) {
			return true
		}
	}
	return false
}

// listed tells whether the token, or the dictionary form of one of its readings, is a word of clean.tsv.
func (c *checker) listed(kind string, i int) bool {
	if c.toks[i].Kind != article.Word {
		return false
	}
	if c.f.Is(kind, c.toks[i].Norm) {
		return true
	}
	for j := range c.d.An[i] {
		a := &c.d.An[i][j]
		if a.E != nil && !a.E.Phrase() && c.f.Is(kind, a.E.Toks[0]) || a.E == nil && a.Stem != "" && c.f.Is(kind, a.Stem) {
			return true
		}
	}
	return false
}

// anyListed tells whether a word of the run [first,last) is listed, alone or as the start of a listed phrase.
func (c *checker) anyListed(kind string, first, last int) bool {
	ph := c.f.Phrases[kind]
	for i := first; i < last; i++ {
		if c.listed(kind, i) {
			return true
		}
		if list := ph[c.toks[i].Norm]; len(list) > 0 && ph.Match(c.norms(i, min(last, i+5))) > 0 {
			return true
		}
	}
	return false
}

func (c *checker) norms(first, last int) []string {
	out := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		if c.toks[i].Kind != article.Punct {
			out = append(out, c.toks[i].Norm)
		}
	}
	return out
}
