package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// sufferings are what those are counted as whom an act of a class befalls.
var sufferings = []struct{ class, kind string }{{"kill", "dead"}, {"die", "dead"}, {"wound", "injured"}, {"arrest", "arrested"}}

// suffered is what a count is of: people whom an act kills are dead, "killing eleven villagers", though the noun does not say so.
func (c *coder) suffered(ev *article.Event, m *meaning, q *doc.Count) string {
	if q.Kind != "person" {
		return q.Kind
	}
	for _, e := range ev.Recipients {
		if e.Span.Start >= q.Quantity.Span.End || q.Quantity.Span.Start >= e.Span.End {
			continue
		}
		for _, s := range sufferings {
			if m.pred.Class(s.class) {
				return s.kind
			}
		}
	}
	return q.Kind
}
