// Package query is the one way in which users say which events they mean: on the command line, in the address of a page, in a saved alert, in
// the question of an assistant. All have the same names, the same values and the same mistakes; the store gets a filter in which everything is
// known to mean something. What fits a filter is found by the store.
package query

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// The limits of one query.
const (
	ValuesMax = 100  // values of one list
	ValueMax  = 300  // bytes of one value of a list
	TextMax   = 1000 // bytes of the words to be found
	cursorMax = 100  // bytes of a cursor
)

// Query is which events are meant, as users write it. What is empty does not matter; the values of a list are alternatives; different fields must
// all fit. Its JSON names are those of the API's parameters.
type Query struct {
	From         string   `json:"from,omitempty"` // YYYY-MM-DD
	To           string   `json:"to,omitempty"`
	Type         []string `json:"type,omitempty"` // ASSAULT, or ASSAULT/drone
	Mode         []string `json:"mode,omitempty"`
	Quad         []int    `json:"quad,omitempty"`
	Status       []string `json:"status,omitempty"`
	Actor        []string `json:"actor,omitempty"`
	Recipient    []string `json:"recipient,omitempty"`
	Party        []string `json:"party,omitempty"`
	With         []string `json:"with,omitempty"` // who stands opposite party
	Place        []string `json:"place,omitempty"`
	Language     []string `json:"language,omitempty"`
	Publisher    []string `json:"publisher,omitempty"`
	Disagreement []string `json:"disagreement,omitempty"`
	SourcesMin   int      `json:"sources_min,omitempty"`
	Confidence   float64  `json:"confidence,omitempty"`
	Text         string   `json:"text,omitempty"`
	Order        string   `json:"order,omitempty"` // latest, where it is empty
	After        string   `json:"after,omitempty"` // the cursor that the page before gave
	Limit        int      `json:"limit,omitempty"`
}

// Mistake is one thing that is wrong with a query, and what to mend.
type Mistake struct {
	Field   string // its name in JSON
	Problem string
}

// Error is "type: "WAR" is no PLOVER type".
func (m Mistake) Error() string { return m.Field + ": " + m.Problem }

// Mistakes is returned when a query means nothing; it lists all that is wrong, in the order of the fields.
type Mistakes []Mistake

// Error lists them, one a line.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.Error()
	}
	return strings.Join(lines, "\n")
}

// The words that fields take.
var (
	Orders        = []string{"latest", "oldest", "loudest"}
	Statuses      = []string{"actual", "planned", "hypothetical", "negated", "historical"}
	Disagreements = []string{"denied", "responsibility", "figure", "date", "place", "any"}
)

// Filter reads the query. Its error is Mistakes.
func (q Query) Filter() (store.Filter, error) {
	r := reader{onto: plover.Load()}
	f := store.Filter{
		Days:         article.Interval{Start: r.day("from", q.From), End: r.day("to", q.To)},
		Quads:        q.Quad,
		Status:       nil,
		Actor:        r.list("actor", q.Actor),
		Recipient:    r.list("recipient", q.Recipient),
		Party:        r.list("party", q.Party),
		With:         r.list("with", q.With),
		Place:        r.list("place", q.Place),
		Languages:    r.list("language", q.Language),
		Publishers:   r.list("publisher", q.Publisher),
		Disagreement: r.list("disagreement", q.Disagreement),
		SourcesMin:   q.SourcesMin, Confidence: q.Confidence, Text: q.Text, After: q.After, Limit: q.Limit,
	}
	if d := f.Days; !d.Start.Zero() && !d.End.Zero() && d.End.Before(d.Start) {
		r.wrong("to", "%s comes before %s", q.To, q.From)
	}
	f.Types, f.Modes = r.types(r.list("type", q.Type), r.list("mode", q.Mode))
	for _, n := range q.Quad {
		if n < 1 || n > 4 {
			r.wrong("quad", "%d is none of 1, 2, 3, 4", n)
		}
	}
	for _, s := range r.of("status", q.Status, Statuses) {
		f.Status = append(f.Status, article.Status(s))
	}
	r.of("disagreement", q.Disagreement, Disagreements)
	if order := slices.Index(Orders, q.Order); order >= 0 {
		f.Order = store.Order(order)
	} else if q.Order != "" {
		r.wrong("order", "%.40q is none of %s", q.Order, strings.Join(Orders, ", "))
	}
	if q.SourcesMin < 0 {
		r.wrong("sources_min", "%d is not a number of sources", q.SourcesMin)
	}
	if !(q.Confidence >= 0 && q.Confidence <= 1) {
		r.wrong("confidence", "%v is not between 0 and 1", q.Confidence)
	}
	if len(q.Text) > TextMax {
		r.wrong("text", "%d bytes, the most is %d", len(q.Text), TextMax)
	}
	if len(q.After) > cursorMax {
		r.wrong("after", "%.40q… is no cursor of a list", q.After)
	}
	if q.Limit < 0 || q.Limit > store.LimitMax {
		r.wrong("limit", "%d is not between 0 and %d", q.Limit, store.LimitMax)
	}
	if len(r.mistakes) > 0 {
		return store.Filter{}, r.mistakes
	}
	return f, nil
}

// reader reads fields and remembers what is wrong with them.
type reader struct {
	onto     *plover.Ontology
	mistakes Mistakes
}

func (r *reader) wrong(field, format string, args ...any) {
	r.mistakes = append(r.mistakes, Mistake{field, fmt.Sprintf(format, args...)})
}

func (r *reader) day(field, s string) article.Date {
	if s == "" {
		return article.Date{}
	}
	d, err := article.ParseDate(s)
	if err != nil {
		r.wrong(field, "%v, such as 2026-03-02", err)
	}
	return d
}

func (r *reader) list(field string, values []string) []string {
	if len(values) > ValuesMax {
		r.wrong(field, "%d values, the most is %d", len(values), ValuesMax)
		return nil
	}
	for _, v := range values {
		if len(v) > ValueMax {
			r.wrong(field, "a value of %d bytes, the most is %d", len(v), ValueMax)
		}
	}
	return values
}

// of holds values to those that a field takes.
func (r *reader) of(field string, values, may []string) []string {
	for _, v := range values {
		if !slices.Contains(may, v) {
			r.wrong(field, "%.40q is none of %s", v, strings.Join(may, ", "))
		}
	}
	return values
}

// types reads types with or without a mode, and modes.
func (r *reader) types(types, modes []string) (names, all []string) {
	for _, t := range types {
		name, mode, _ := strings.Cut(t, "/")
		name = strings.ToUpper(strings.TrimSpace(name))
		if _, ok := r.onto.Types[plover.Type(name)]; !ok {
			r.wrong("type", "%.40q is no PLOVER type: there are %s", t, strings.Join(r.onto.TypeNames(), ", "))
			continue
		}
		names = append(names, name)
		if mode == "" {
			continue
		}
		if err := r.onto.Check(plover.Type(name), mode); err != nil {
			r.wrong("type", "%v", err)
		}
		all = append(all, mode)
	}
	for _, m := range modes {
		known := false
		for t := range r.onto.Types {
			known = known || r.onto.Check(t, m) == nil
		}
		if !known {
			r.wrong("mode", "%.40q is no mode of any PLOVER type: there are %s", m, strings.Join(r.onto.ModeNames(), ", "))
		}
	}
	return names, append(all, modes...)
}

// Parse reads a query as an address carries it: from=2026-03-02&party=IND&party=PAK. A name that no field has is a mistake: a filter that is
// passed over finds too much. Its error is Mistakes.
func Parse(v url.Values) (Query, error) {
	var q Query
	r := reader{}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		values := slices.DeleteFunc(slices.Clone(v[name]), func(s string) bool { return s == "" })
		if len(values) == 0 {
			continue
		}
		if list, ok := q.lists()[name]; ok {
			*list = values
			continue
		}
		if len(values) > 1 && name != "quad" {
			r.wrong(name, "it is given %d times, and takes one value", len(values))
		}
		switch one, ok := q.ones()[name]; {
		case ok:
			*one = values[0]
		case name == "quad":
			for _, s := range values {
				q.Quad = append(q.Quad, r.number(name, s))
			}
		case name == "sources_min":
			q.SourcesMin = r.number(name, values[0])
		case name == "limit":
			q.Limit = r.number(name, values[0])
		case name == "confidence":
			x, err := strconv.ParseFloat(values[0], 64)
			if err != nil {
				r.wrong(name, "%.40q is not a number", values[0])
			}
			q.Confidence = x
		default:
			r.wrong(name, "there is no such filter")
		}
	}
	if len(r.mistakes) > 0 {
		return Query{}, r.mistakes
	}
	return q, nil
}

func (r *reader) number(field, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		r.wrong(field, "%.40q is not a whole number", s)
	}
	return n
}

// Values gives the query as an address carries it; Values().Encode() is the same for the same query.
func (q Query) Values() url.Values {
	v := url.Values{}
	for name, list := range q.lists() {
		if len(*list) > 0 {
			v[name] = slices.Clone(*list)
		}
	}
	for name, one := range q.ones() {
		if *one != "" {
			v.Set(name, *one)
		}
	}
	for _, n := range q.Quad {
		v.Add("quad", strconv.Itoa(n))
	}
	for name, n := range map[string]int{"sources_min": q.SourcesMin, "limit": q.Limit} {
		if n != 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if q.Confidence != 0 {
		v.Set("confidence", strconv.FormatFloat(q.Confidence, 'f', -1, 64))
	}
	return v
}

// lists are the fields that take several values, by name.
func (q *Query) lists() map[string]*[]string {
	return map[string]*[]string{"type": &q.Type, "mode": &q.Mode, "status": &q.Status, "actor": &q.Actor, "recipient": &q.Recipient, "party": &q.Party, "with": &q.With,
		"place": &q.Place, "language": &q.Language, "publisher": &q.Publisher, "disagreement": &q.Disagreement}
}

// ones are the fields that take one word or text, by name.
func (q *Query) ones() map[string]*string {
	return map[string]*string{"from": &q.From, "to": &q.To, "text": &q.Text, "order": &q.Order, "after": &q.After}
}
