package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
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

// speakersOwn gives an act against a thing that is the speaker's own, by the word that the speaker says of himself, to the speaker: nobody strikes what
// is his: "चिनी जहाजांनी | आपल्या बोटींवर पाण्याचा मारा केल्याचे फिलिपिन्सने सांगितले".
func (c *coder) speakersOwn(m *meaning) []article.Entity {
	g := m.pred.Gov
	if !c.d.Pack.Final || m.typ != "ASSAULT" && m.typ != "COERCE" || len(m.actor) == 0 || g == nil || !c.d.Pack.Common.AnyKind(g.Classes, "say") {
		return nil
	}
	s := c.subject(g)
	if s == nil || !known(s.Ents) || sameCountry(s.Ents, m.actor) {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.On && a.Mark != lang.Dat && a.Mark != lang.Against && a.Mark != lang.Gen {
			continue
		}
		for _, md := range a.Mods {
			if md.Pron && md.E != nil && md.E.Has(lang.Refl) {
				return s.Ents
			}
		}
	}
	return nil
}
