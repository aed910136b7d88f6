package coder

import (
	"github.com/bakhar/bakhar/internal/article"
)

// carry lets an event without a day or place of its own have those of the event told before it in the same paragraph, where the two
// share a party.
func (c *coder) carry() {
	evs := c.d.Art.Events
	for i := range evs {
		ev := &evs[i]
		for j := i - 1; j >= 0; j-- {
			prev := &evs[j]
			if c.d.Art.Sentences[prev.Sentence].Paragraph != c.d.Art.Sentences[ev.Sentence].Paragraph {
				break
			}
			if prev.Status != ev.Status || ev.Status != article.Actual || !shares(ev, prev) {
				continue
			}
			if ev.DateSpan.Len() == 0 && prev.DateSpan.Len() > 0 && !verbal(ev) {
				ev.Date, ev.DateSpan = prev.Date, prev.DateSpan
			}
			if ev.Place.Span.Len() == 0 && prev.Place.Span.Len() > 0 && !verbal(ev) {
				ev.Place = prev.Place
			}
			break
		}
	}
}

// verbal tells whether an event is done by words, which need not be spoken where and when the deed before them was done.
func verbal(ev *article.Event) bool {
	switch ev.Type {
	case "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE":
		return true
	}
	return false
}

func shares(a, b *article.Event) bool {
	for _, x := range append(append([]article.Entity{}, a.Actors...), a.Recipients...) {
		for _, y := range append(append([]article.Entity{}, b.Actors...), b.Recipients...) {
			if x.Country != "" && x.Country == y.Country || x.KB != "" && x.KB == y.KB || x.Sector != "" && x.Sector == y.Sector {
				return true
			}
		}
	}
	return false
}
