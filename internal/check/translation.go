package check

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// wordsPrior is added to the words of a text, so that one hit in a short one is no high rate; placesMax bounds what is shown of a signal.
const (
	wordsPrior = 200
	placesMax  = 20
)

// translation counts the signals of unedited machine translation: each by how far its rate lies between what is usual and what counts in full.
// The score is what is left when each signal by itself is taken for no translation with its weight.
func (c *checker) translation() {
	t := c.d.Pack.Translation
	if t == nil {
		return
	}
	counts := append(c.signals[:0], make([]article.Signal, len(t.Signals))...)
	c.signals = counts
	words := 0
	for i := range c.d.Art.Sentences {
		s := &c.d.Art.Sentences[i]
		c.first, c.last = s.First, s.Last
		for at := s.First; at < s.Last; at++ {
			if c.toks[at].Kind == article.Word {
				words++
			}
			t.Find(c, at, s.First, func(signal, n int) {
				x := &counts[signal]
				if x.Count++; len(x.Places) < placesMax {
					x.Places = append(x.Places, c.d.Span(at, at+n))
				}
			})
		}
	}
	for i, s := range t.Signals {
		if s.Defect == "" {
			continue
		}
		for _, d := range c.d.Art.Defects {
			if d.Kind != s.Defect {
				continue
			}
			if counts[i].Count++; len(counts[i].Places) < placesMax {
				counts[i].Places = append(counts[i].Places, d.Span)
			}
		}
	}
	left := 1.0
	for i, s := range t.Signals {
		x := &counts[i]
		x.Name = s.Name
		rate := float64(x.Count) * 1000 / float64(words+wordsPrior)
		if s.Full < s.Usual { // a lack: words that nobody wrote are taken for as usual ones
			rate += s.Usual * wordsPrior / float64(words+wordsPrior)
		}
		share := min(1, max(0, (rate-s.Usual)/(s.Full-s.Usual)))
		x.Rate, x.Part = rate, s.Weight*share
		left *= 1 - x.Part
		if x.Part > 0 {
			c.d.Art.Translation.Signals = append(c.d.Art.Translation.Signals, *x)
		}
	}
	c.d.Art.Translation.Score = 1 - left
}

// Word is the word at i.
func (c *checker) Word(i int) *lang.Word { return c.d.Words[i] }

// Norm is the folded word at i, empty outside the sentence at hand.
func (c *checker) Norm(i int) string {
	if i < c.first || i >= c.last {
		return ""
	}
	return c.toks[i].Norm
}

// Finite tells whether the word at i may be a verb that closes a clause.
func (c *checker) Finite(i int) bool {
	const open = lang.Rel | lang.Obl | lang.Part | lang.Conv | lang.Inf | lang.Cond
	if !c.kind(i, lang.Verb, lang.Aux) {
		return false
	}
	for j := range c.d.An[i] {
		a := &c.d.An[i][j]
		if a.E != nil && (a.E.Kind == lang.Aux || a.E.Kind == lang.Verb && a.F&open == 0 && a.F&(lang.Perf|lang.Fut|lang.Pres|lang.Past) != 0) {
			return true
		}
	}
	return false
}
