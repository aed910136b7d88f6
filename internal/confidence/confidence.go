// Package confidence says how far each event can be trusted. The coder and the checks tell what a reading rests on and what is damaged;
// packs/common/confidence.tsv, which `bakhar calibrate` measures on gold, tells how much each of these grounds counts. It is the last
// stage because damage is known only then. What is fitted is a sum of whole hundredths, so that it is the same on every machine.
package confidence

import (
	"math"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// The grounds that damage gives: they take points off the confidence itself, see confidence.tsv.
const (
	damagedWords    = "damage.words"    // in the words of the act or of a party
	damagedSentence = "damage.sentence" // elsewhere in the sentence
)

// Run gives every event its confidence.
func Run(d *doc.Doc) {
	w := d.Pack.Common.Weights
	for i := range d.Art.Events {
		ev := &d.Art.Events[i]
		if g := damage(d, ev); g != "" {
			ev.Grounds = append(ev.Grounds, g)
		}
		ev.Confidence = Weigh(w, ev.Grounds)
	}
}

// The bounds of a confidence: no reading is sure to be right, or wrong.
const (
	lowest  = 0.05
	highest = 0.95
)

// Weigh makes a confidence of grounds. Weights are hundredths: those of the sum are turned into a share by the logistic curve, those of
// damage are taken from it.
func Weigh(w lang.Weights, grounds []string) float64 {
	sum, off := w.Base, 0
	for _, g := range grounds {
		sum += w.Sum[g]
		off += w.Points[g]
	}
	x := 1/(1+math.Exp(-float64(sum)/100)) + float64(off)/100
	return math.Round(min(max(x, lowest), highest)*100) / 100
}

// damage tells whether the text is damaged where an event stands, or near it. What only disagrees with another place is no damage to the words.
func damage(d *doc.Doc, ev *article.Event) string {
	s := d.Art.Sentences[ev.Sentence]
	span := d.Span(s.First, s.Last)
	found := ""
	for i := range d.Art.Defects {
		df := &d.Art.Defects[i]
		if df.Kind == "date-conflict" || df.Kind == "figure-conflict" || !df.Span.Overlaps(span) {
			continue
		}
		if onWords(ev, df.Span) {
			return damagedWords
		}
		found = damagedSentence
	}
	return found
}

// onWords tells whether a span holds words of an event or of its parties.
func onWords(ev *article.Event, span text.Span) bool {
	for _, t := range ev.Trigger {
		if t.Overlaps(span) {
			return true
		}
	}
	for _, es := range [][]article.Entity{ev.Actors, ev.Recipients} {
		for i := range es {
			if es[i].Span.Overlaps(span) {
				return true
			}
		}
	}
	return false
}
