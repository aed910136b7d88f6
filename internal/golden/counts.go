package golden

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// Count is what an event's quantity must be; without a unit any will do.
type Count struct {
	Min, Max *float64
	Unit     string
}

// quantityWant reads "words" = MIN..MAX unit; a single number is both, a missing one is no bound.
func quantityWant(w *Want, rest string) error {
	w.Kind = Quantity
	words, value, err := quoted(rest)
	if err != nil {
		return err
	}
	w.Words = words
	f := strings.Fields(value)
	if len(f) == 0 || len(f) > 2 {
		return fmt.Errorf("a quantity is N, MIN..MAX, MIN.. or ..MAX and a unit; not %q", value)
	}
	if len(f) == 2 {
		w.Unit = f[1]
	}
	first, last, ok := strings.Cut(f[0], "..")
	if !ok {
		last = first
	}
	if w.Min, err = bound(first); err != nil {
		return err
	}
	w.Max, err = bound(last)
	return err
}

// bound reads one end of a quantity; an empty one is none.
func bound(s string) (*float64, error) {
	if s == "" {
		return nil, nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is no number", s)
	}
	return &x, nil
}

// countsWant reads MIN..MAX:unit,…: all quantities that an event must have; - for none.
func countsWant(s string) ([]Count, error) {
	out := []Count{}
	if s == "-" {
		return out, nil
	}
	for _, x := range strings.Split(s, ",") {
		var c Count
		x, c.Unit, _ = strings.Cut(x, ":")
		first, last, ok := strings.Cut(x, "..")
		if !ok {
			last = first
		}
		var err error
		if c.Min, err = bound(first); err == nil {
			c.Max, err = bound(last)
		}
		if err != nil || c.Min == nil && c.Max == nil {
			return nil, fmt.Errorf("a quantity of an event is N, MIN..MAX, MIN.. or ..MAX, with :unit or without, or - for none; not %q", x)
		}
		out = append(out, c)
	}
	return out, nil
}

// counts tells whether the event has the wanted quantities, each once, and no others.
func counts(want []Count, got []article.Quantity) bool {
	if len(want) != len(got) {
		return false
	}
	used := make([]bool, len(got))
	for _, c := range want {
		found := false
		for i, q := range got {
			if !used[i] && equal(q.Min, c.Min) && equal(q.Max, c.Max) && (c.Unit == "" || c.Unit == q.Unit) {
				used[i], found = true, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// countLine writes quantities as a case would.
func countLine(qs []article.Quantity) string {
	out := make([]string, 0, len(qs))
	for _, q := range qs {
		x := figure(q.Min)
		if q.Min == nil || q.Max == nil || *q.Min != *q.Max {
			x += ".." + figure(q.Max)
		}
		out = append(out, x+":"+q.Unit)
	}
	return strings.Join(out, ",")
}
