package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Headlines that look back: the week in short, what somebody did in a lifetime, how it once came.

// recap tells whether a headline says that it only gathers what was told before: "Blasts in Somalia to court ruling: top headlines this week".
func (c *coder) recap(m *meaning) bool {
	return c.d.Art.Sentences[m.pred.Sent].Headline && c.headed(m.pred.Sent)&c.d.Pack.ListSet([]string{"recap"}) != 0
}

// longAgo tells whether a headline only tells of when something was, or of all from one person to another: "When Indians fought for Britain", "From Truman
// To Biden, Queen met presidents".
func (c *coder) longAgo(m *meaning) bool {
	pr, s := m.pred, c.d.Art.Sentences[m.pred.Sent]
	if c.d.Pack.Final || !s.Headline || pr.Form != doc.Finite || !pr.F.Has(lang.Past) || pr.F.Has(lang.Pass) || m.status != article.Actual || len(pr.Tokens) == 0 {
		return false
	}
	first := pr.Tokens[0]
	for i := first - 1; i >= s.First; i-- {
		t := &c.d.Art.Tokens[i]
		start := i == s.First || c.d.Art.Tokens[i-1].Kind == article.Punct && c.d.Art.Tokens[i-1].Text != ","
		if start && c.d.Kind(i, lang.SubConj) != nil && c.d.Kind(i, lang.RelPron) != nil {
			return true // when
		}
		if t.Kind == article.Punct && t.Text != "," {
			return false
		}
	}
	from, to := c.d.Kind(s.First, lang.Prep), false
	if from == nil || from.E.Mark != lang.From || s.First+1 >= len(c.d.At) || c.d.At[s.First+1] < 0 || !c.d.Names[c.d.At[s.First+1]].Rec.Person() {
		return false
	}
	for i := s.First + 1; i < first; i++ {
		if f := c.d.Kind(i, lang.Prep); f != nil && f.E.Mark == lang.To && i+1 < first && c.d.At[i+1] >= 0 && c.d.Names[c.d.At[i+1]].Rec.Person() {
			to = true
		}
	}
	return to
}
