// Package score holds coded articles against gold: how much was found, how much of it is right, what was taken for
// what, and which texts to read next. Its figures are those of the reference scorer gold/score.py to the digit; a test
// runs both. It reads gold (corpus/GUIDELINES.md) and coded articles (docs/formats/record.md, one text a line) as
// JSON, so that it scores what users get and not what the coder holds in memory. Printing is left to cli.
package score

import (
	"math"
	"sort"
	"strconv"

	"github.com/bakhar/bakhar/internal/plover"
)

// The two kinds of gold. In sentence-level gold a text is one sentence of which one event is known, so other events
// coded there are not counted against the coder; in article-level gold every event of a text is known.
const (
	SentenceLevel = "sentence"
	ArticleLevel  = "article"
)

// Result is all that the scorer says of one set of texts. Exactly one of Sentence and Article is set.
type Result struct {
	Level     string           `json:"level"`
	Sentence  *SentenceFigures `json:"sentence,omitempty"`
	Article   *ArticleFigures  `json:"article,omitempty"`
	Where     *PlaceFigures    `json:"where,omitempty"` // beside those of the reference scorer
	Empty     Empty            `json:"empty"`
	Damaged   int              `json:"damaged"` // places of damage in the gold
	Types     []TypeRow        `json:"types"`
	Confusion []Cell           `json:"confusion"`
	Bins      []Bin            `json:"calibration"`
	CalError  float64          `json:"calibration_error"` // mean distance of confidence from the share that is right, as P counts
	Labels    []Label          `json:"-"`                 // of every coded event
	Causes    []Cause          `json:"causes,omitempty"`
	Errors    []Error          `json:"errors,omitempty"`
}

// Empty counts the texts whose gold has no event, and the events that were coded in them: there should be none.
type Empty struct {
	Texts  int `json:"texts"`
	Events int `json:"events"`
}

// TypeRow is how one event type fares. Gold, Found and Full count gold events of the type: all, those with a coded event
// of an accepted type, those whose parties' countries are right as well. Coded and Right count coded events of the type.
type TypeRow struct {
	Type  plover.Type `json:"type"`
	Gold  int         `json:"gold"`
	Found int         `json:"found"`
	Full  int         `json:"full"`
	Coded int         `json:"coded"`
	Right int         `json:"right"`
}

// Recall is the share of gold events that were found.
func (t TypeRow) Recall() float64 { return ratio(t.Found, t.Gold) }

// Precision is the share of coded events that gold accepts.
func (t TypeRow) Precision() float64 { return ratio(t.Right, t.Coded) }

// None stands in the confusion table for no event: a miss as Coded, a spurious event as Gold.
const None = "(none)"

// Cell counts how often gold events of one type were coded as another, or as None.
type Cell struct {
	Gold  string `json:"gold"`
	Coded string `json:"coded"`
	N     int    `json:"n"`
}

// Bin is the coded events whose confidence lies in [From,To), and in the last bin 1 as well. A calibrated coder has Full/N near Mean.
type Bin struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	N    int     `json:"n"`
	Mean float64 `json:"mean_confidence"`
	Type int     `json:"type_right"`
	Full int     `json:"full_right"` // type and the parties' countries
}

// The kinds of Error.
const (
	Miss           = "miss"            // a gold event that nothing coded answers to
	Roles          = "roles"           // found, but with wrong or missing parties
	Spurious       = "spurious"        // a coded event that gold has not
	DefectMiss     = "defect miss"     // damage that was not seen
	DefectSpurious = "defect spurious" // damage that gold has not
)

// Error is one thing to read and mend.
type Error struct {
	Kind       string  `json:"kind"`
	Cause      string  `json:"cause,omitempty"` // where its words were lost, if somebody looked
	Event      int     `json:"-"`               // index of the gold event in its text; 0 also where there is none
	Sentence   int     `json:"-"`               // of a spurious event
	ID         string  `json:"id"`              // of the text
	Gold       string  `json:"gold,omitempty"`
	GoldSides  string  `json:"gold_parties,omitempty"` // "USA → IRQ"
	Coded      string  `json:"coded,omitempty"`
	CodedSides string  `json:"coded_parties,omitempty"`
	Words      string  `json:"words,omitempty"` // what expresses the event, or is damaged
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
	Text       string  `json:"text,omitempty"`
}

// Cause counts the errors of one kind that have one cause.
type Cause struct {
	Kind  string `json:"kind"`
	Cause string `json:"cause"`
	N     int    `json:"n"`
}

// CountCauses counts errors by kind and cause, the most frequent first, equals in the order given.
func CountCauses(errors []Error, order []string) []Cause {
	var out []Cause
	for _, kind := range []string{Miss, Roles, Spurious} {
		from := len(out)
		for _, c := range order {
			n := 0
			for i := range errors {
				if errors[i].Kind == kind && errors[i].Cause == c {
					n++
				}
			}
			if n > 0 {
				out = append(out, Cause{kind, c, n})
			}
		}
		sort.SliceStable(out[from:], func(i, j int) bool { return out[from+i].N > out[from+j].N })
	}
	return out
}

// Score scores coded articles against gold texts; they are matched by id. A text that was not coded counts as one without events.
func Score(gold []Text, coded []Coded) *Result {
	gold = unique(gold)
	byID := make(map[string]Coded, len(coded))
	for _, c := range coded {
		byID[c.ID] = c
	}
	t := &tally{types: map[plover.Type]*TypeRow{}, cells: map[[2]string]int{}, bins: make([]Bin, binCount)}
	res := &Result{Level: level(gold)}
	if res.Level == SentenceLevel {
		res.Sentence = t.sentences(gold, byID)
	} else {
		res.Article = t.articles(gold, byID)
		res.Where = t.where
	}
	for _, g := range gold {
		res.Damaged += len(g.Defects)
		if len(g.Events) == 0 {
			res.Empty.Texts++
			res.Empty.Events += len(byID[g.ID].Events)
		}
	}
	res.Types, res.Confusion, res.Bins, res.Errors = t.rows(), t.confusion(), means(t.bins), t.errors
	res.CalError, res.Labels = calibrationError(t.bins), t.labels
	return res
}

// unique keeps the last text of an id in the place of the first, as the reference scorer does.
func unique(gold []Text) []Text {
	at := map[string]int{}
	var out []Text
	for _, g := range gold {
		if i, ok := at[g.ID]; ok {
			out[i] = g
			continue
		}
		at[g.ID] = len(out)
		out = append(out, g)
	}
	return out
}

// level tells the two kinds of gold apart: events of the GSR carry the type they had there.
func level(gold []Text) string {
	any := false
	for _, g := range gold {
		for _, e := range g.Events {
			if e.GSRType == nil {
				return ArticleLevel
			}
			any = true
		}
	}
	if !any {
		return ArticleLevel
	}
	return SentenceLevel
}

const binCount = 10

// tally gathers what both levels count alike.
type tally struct {
	where  *PlaceFigures
	types  map[plover.Type]*TypeRow
	cells  map[[2]string]int
	bins   []Bin // Mean holds the sum until the end
	labels []Label
	errors []Error
}

func (t *tally) row(typ plover.Type) *TypeRow {
	if t.types[typ] == nil {
		t.types[typ] = &TypeRow{Type: typ}
	}
	return t.types[typ]
}

// coded counts one coded event: whether gold accepts its type, and its parties as well.
func (t *tally) coded(text string, e *Event, right, full bool) {
	r := t.row(e.typ())
	r.Coded++
	t.labels = append(t.labels, Label{text, e.ID, right})
	b := &t.bins[binOf(e.Confidence)]
	b.N++
	b.Mean += e.Confidence
	if right {
		r.Right++
		b.Type++
	}
	if full {
		b.Full++
	}
}

func (t *tally) cell(gold, coded string) { t.cells[[2]string{gold, coded}]++ }

func (t *tally) rows() []TypeRow {
	out := make([]TypeRow, 0, len(t.types))
	for _, r := range t.types {
		out = append(out, *r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Type < out[j].Type })
	return out
}

// confusion lists what differs, the most frequent first.
func (t *tally) confusion() []Cell {
	out := []Cell{}
	for k, n := range t.cells {
		out = append(out, Cell{k[0], k[1], n})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.N != b.N {
			return a.N > b.N
		}
		if a.Gold != b.Gold {
			return a.Gold < b.Gold
		}
		return a.Coded < b.Coded
	})
	return out
}

// means gives bins their bounds and makes means of the sums.
func means(sums []Bin) []Bin {
	out := make([]Bin, binCount)
	for i, b := range sums {
		b.From, b.To = float64(i)/binCount, float64(i+1)/binCount
		if b.N > 0 {
			b.Mean = round(b.Mean/float64(b.N), 3)
		}
		out[i] = b
	}
	return out
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// round rounds the exact value of x to the nearest decimal, as Python's round does; x*1000 would already be off for some x.
func round(x float64, digits int) float64 {
	f, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}
