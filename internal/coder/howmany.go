package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// quantities are the counts among the predicate's own words and arguments, and the dead, hurt or arrested that its sentence tells of.
func (c *coder) quantities(ev *article.Event, m *meaning) {
	s := c.d.Art.Sentences[m.pred.Sent]
	for _, q := range c.d.Counts {
		if q.First < s.First || q.First >= s.Last {
			continue
		}
		victims := q.Kind == "dead" || q.Kind == "injured"
		if victims && ev.Type == "ASSAULT" || q.Kind == "arrested" && ev.Type == "COERCE" || c.within(m, q) {
			ev.Quantities = append(ev.Quantities, q.Quantity)
		}
	}
}

// within tells whether a count stands in an argument of the predicate or of its content.
func (c *coder) within(m *meaning, q doc.Count) bool {
	in := func(ph *doc.Phrase) bool { return ph != nil && ph.First < q.Last && q.First < ph.Last }
	for x, n := m, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		pr := x.pred
		for _, ph := range append([]*doc.Phrase{pr.Subj, pr.Obj, pr.Head, pr.Phrase}, pr.Args...) {
			if ph == nil {
				continue
			}
			if in(ph) {
				return true
			}
			for _, md := range ph.Mods {
				if in(md) {
					return true
				}
			}
		}
	}
	return false
}
