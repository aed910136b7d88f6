package export

import (
	"github.com/bakhar/bakhar/internal/article"
)

// Weights are those by which a confidence was weighed, in hundredths: Base and Sum in log-odds, Points off the confidence itself.
type Weights struct {
	Base   int
	Sum    map[string]int
	Points map[string]int
}

// Explained is one line of explain --json: an event, and how it came about.
type Explained struct {
	Number     int            `json:"number"` // of the event in its input, from 1
	Event      Event          `json:"event"`
	Named      Named          `json:"named"`
	Confidence Weighing       `json:"confidence"`
	Trace      []article.Step `json:"trace"` // the coder's steps: readings, clause, rule, candidates
}

// Named says what named each party, in the order of the event's lists.
type Named struct {
	Actor       []How `json:"actor"`
	Recipient   []How `json:"recipient"`
	Attribution []How `json:"attribution"`
}

// How is what told who a party is.
type How struct {
	By      string `json:"by,omitempty"`
	KB      string `json:"kb_id,omitempty"`
	Assumed bool   `json:"assumed,omitempty"` // the text does not say so itself
}

// Weighing is what a confidence is made of.
type Weighing struct {
	Value   float64  `json:"value"`
	Base    float64  `json:"base"` // log-odds
	Grounds []Ground `json:"grounds"`
}

// Ground is one thing that the reading rests on; Weight is log-odds, or where Off is set, taken off the confidence itself.
type Ground struct {
	Ground string  `json:"ground"`
	Weight float64 `json:"weight"`
	Off    bool    `json:"off_confidence,omitempty"`
}

// Explain gives the events of a traced article with how each came about; before is how many events the input had before it.
func Explain(art *article.Article, records []Event, w Weights, before int) []Explained {
	out := make([]Explained, 0, len(records))
	for i := range records {
		ev := &art.Events[i]
		x := Explained{Number: before + i + 1, Event: records[i], Named: Named{Actor: hows(ev.Actors), Recipient: hows(ev.Recipients), Attribution: []How{}},
			Confidence: Weighing{Value: ev.Confidence, Base: float64(w.Base) / 100, Grounds: []Ground{}}, Trace: list(ev.Trace)}
		for _, s := range ev.Attribution {
			x.Named.Attribution = append(x.Named.Attribution, hows([]article.Entity{s.Entity})...)
		}
		for _, g := range ev.Grounds {
			switch {
			case w.Points[g] != 0:
				x.Confidence.Grounds = append(x.Confidence.Grounds, Ground{g, float64(w.Points[g]) / 100, true})
			case w.Sum[g] != 0:
				x.Confidence.Grounds = append(x.Confidence.Grounds, Ground{Ground: g, Weight: float64(w.Sum[g]) / 100})
			}
		}
		out = append(out, x)
	}
	return out
}

func hows(es []article.Entity) []How {
	out := make([]How, 0, len(es))
	for _, e := range es {
		out = append(out, How{e.How, e.KB, e.Assumed})
	}
	return out
}
