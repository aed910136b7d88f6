package check

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// How many words a line must have before a missing end means anything: in a paragraph of prose, and by itself.
const (
	cutWordsMin     = 3
	cutWordsLineMin = 5
)

// cutOff finds sentences that break off: the last of a paragraph, without an ender and without a word that could end it.
// Headlines, subheads and captions have no ender either; only what proves that prose was meant counts: sentences before it
// in the paragraph, or a clause that is told and never finished.
func (c *checker) cutOff() {
	sents := c.d.Art.Sentences
	if len(sents) < 2 {
		return
	}
	for i := range sents {
		s := &sents[i]
		if i+1 < len(sents) && sents[i+1].Paragraph == s.Paragraph || i == 0 || c.ended(s) {
			continue
		}
		last := c.lastWord(s)
		words := 0
		for k := s.First; k < s.Last; k++ {
			if c.toks[k].Kind != article.Punct {
				words++
			}
		}
		if last < 0 || words < cutWordsMin {
			continue
		}
		c.first, c.last = s.First, s.Last
		prose := sents[i-1].Paragraph == s.Paragraph && c.stopped(&sents[i-1])
		final := i == len(sents)-1 && i > 1 && c.stopped(&sents[i-1]) && c.stopped(&sents[i-2])
		comma := c.toks[s.Last-1].Text == "," && i == len(sents)-1 && (prose || final) && words >= cutWordsLineMin // the text's last sign
		if comma || (prose || words >= cutWordsLineMin) && c.unfinished(s, last, prose, final) {
			c.add("truncated", c.d.Span(s.First, s.Last), text.Span{}, article.Say("truncated"))
		}
	}
}

func (c *checker) ended(s *article.Sentence) bool {
	for k := s.Last - 1; k >= s.First; k-- {
		switch t := c.toks[k].Text; t {
		case `"`, "'", ")", "]":
			continue
		case "।", "?", "!", "…":
			return true
		default:
			if strings.HasSuffix(t, ".") && (c.toks[k].Kind == article.Punct || c.toks[k].Kind == article.Word) {
				return true
			}
			return false
		}
	}
	return true
}

// stopped tells whether the sentence ends in a full stop: headlines ask and exclaim, but have none.
func (c *checker) stopped(s *article.Sentence) bool {
	for k := s.Last - 1; k > s.First; k-- {
		switch c.toks[k].Text {
		case `"`, "'", ")", "]":
			continue
		case "।", ".":
			return true
		}
		return c.toks[k].Kind == article.Word && strings.HasSuffix(c.toks[k].Text, ".")
	}
	return false
}

// lastWord is the last word of the sentence where nothing but a comma or a dash follows it; -1 otherwise.
func (c *checker) lastWord(s *article.Sentence) int {
	k := s.Last - 1
	for k > s.First && c.toks[k].Kind == article.Punct {
		if !strings.Contains(",;–-", c.toks[k].Text) {
			return -1
		}
		k--
	}
	if c.toks[k].Kind != article.Word {
		return -1
	}
	return k
}

func (c *checker) unfinished(s *article.Sentence, last int, prose, final bool) bool {
	if c.d.Pack.Final {
		return c.unfinishedFinal(s, last, prose, final)
	}
	if c.toks[last].Cap {
		return false
	}
	if c.f.Is("clipped", c.toks[last].Norm) {
		return prose || final || c.verbBefore(s.First, last)
	}
	for k := s.First; k < last; k++ { // "Govt warns against travel | Key points": a headline
		if c.toks[k].Text == "|" {
			return false
		}
	}
	return prose && c.verbBefore(s.First, last) && last == s.Last-1 && !c.kind(last, lang.Adv)
}

func (c *checker) verbBefore(first, last int) bool {
	for k := first; k < last; k++ {
		if c.toks[k].Kind == article.Word && c.kind(k, lang.Verb, lang.Aux) {
			return true
		}
	}
	return false
}

// unfinishedFinal judges a language whose verb comes last. A word that may be a verb ends the sentence; a word nobody knows might be
// one. In a line that stands alone, which might be a subhead, a clause must have been opened with "that" and not closed.
func (c *checker) unfinishedFinal(s *article.Sentence, last int, prose, final bool) bool {
	phrase := c.clippedPhrase(s.First, last)
	if phrase && prose {
		return true
	}
	phrase = phrase && c.kind(last-1, lang.Post) // "के लिए"; a caption may end in "भाषण देते हुए"
	if !phrase && c.kind(last, lang.Verb, lang.Aux, lang.Modal, lang.Neg) || len(c.d.An[last]) == 0 || !phrase && c.unreadVerb(last) {
		return false
	}
	open := phrase || c.f.Is("clipped", c.toks[last].Norm)
	strong := open // more than a headline has: those end in places, not in agents and links
	for _, a := range c.d.An[last] {
		if a.Cli && a.E == nil {
			return false
		}
		strong = strong || a.Mark == lang.Erg || a.Mark == lang.Dat || a.E != nil && (a.E.Kind == lang.Post || a.E.Kind == lang.Comp)
		open = open || a.Mark != lang.Nom || a.Attr || a.E != nil && (a.E.Kind == lang.Post || a.E.Kind == lang.Conj || a.E.Kind == lang.Comp || a.E.Kind == lang.Det)
	}
	if prose {
		known := open
		for _, a := range c.d.An[last] {
			known = known || a.E != nil
		}
		return known
	}
	if final && strong {
		return true
	}
	if !open {
		return false
	}
	for k := s.First + 1; k < last-1; k++ { // "… सांगितले की ही तोडफोड युरोपला"
		if c.toks[k].Kind == article.Word && c.kind(k, lang.Comp) && c.kind(k-1, lang.Verb, lang.Aux) && !c.verbAfter(k+1, last) {
			return true
		}
	}
	return false
}

// clippedPhrase tells whether the sentence's last two words are a phrase after which it must go on, though the last one may be a verb.
func (c *checker) clippedPhrase(first, last int) bool {
	if last-1 < first || !c.word(last-1) {
		return false
	}
	ph := c.f.Phrases["clipped"]
	return len(ph[c.toks[last-1].Norm]) > 0 && ph.Match([]string{c.toks[last-1].Norm, c.toks[last].Norm}) == 2
}

func (c *checker) verbAfter(first, last int) bool {
	for k := first; k < last; k++ {
		for _, a := range c.d.An[k] {
			if a.E != nil && (a.E.Kind == lang.Verb && a.Mark == lang.Nom && !a.Attr && !a.F.Has(lang.Inf) && !a.F.Has(lang.Rel) || a.E.Kind == lang.Aux) {
				return true
			}
		}
	}
	return false
}

// unreadVerb tells whether every reading of the word is a guess without an ending: it might be a verb that the lexicon lacks.
func (c *checker) unreadVerb(i int) bool {
	for _, a := range c.d.An[i] {
		if a.E != nil || a.Mark == lang.Dat || a.Mark == lang.Erg || a.Attr {
			return false
		}
	}
	return true
}
