package corrections

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

var ontology = sync.OnceValue(plover.Load)

// Fields are the fields of a report that an edit may set.
var Fields = []string{"type", "mode", "context", "actor", "recipient", "date", "place", "quantities", "status", "attribution"}

// Days is the value of the field date: a stretch of days, and the words that tell it where any do.
type Days struct {
	Start article.Date   `json:"start"`
	End   article.Date   `json:"end"`
	Text  *article.Words `json:"text,omitempty"`
}

// value is what a report has in a field; nil where it has nothing.
func value(r *article.Report, field string) any {
	switch field {
	case "type":
		return r.Type
	case "mode":
		return r.Modes
	case "context":
		return r.Contexts
	case "actor":
		return r.Actors
	case "recipient":
		return r.Recipients
	case "date":
		if r.Date.Start.Zero() {
			return nil
		}
		return Days{r.Date.Start, r.Date.End, r.DateText}
	case "place":
		return r.Place
	case "quantities":
		return r.Quantities
	case "status":
		return r.Status
	case "attribution":
		return r.Attribution
	}
	return nil
}

// apply sets the field, or changes nothing where the value cannot be read.
func (ch Change) apply(r *article.Report) error {
	switch ch.Field {
	case "type":
		return set(ch, &r.Type)
	case "mode":
		return set(ch, &r.Modes)
	case "context":
		return set(ch, &r.Contexts)
	case "actor":
		return set(ch, &r.Actors)
	case "recipient":
		return set(ch, &r.Recipients)
	case "date":
		var d *Days
		if err := set(ch, &d); err != nil {
			return err
		}
		r.Date, r.DateText = article.Interval{}, nil
		if d != nil {
			r.Date, r.DateText = article.Interval{Start: d.Start, End: d.End}, d.Text
			if d.Text == nil {
				r.DateText = &article.Words{} // an analyst's day is a day told, though no words of the text tell it
			}
		}
		return nil
	case "place":
		return set(ch, &r.Place)
	case "quantities":
		return set(ch, &r.Quantities)
	case "status":
		return set(ch, &r.Status)
	case "attribution":
		return set(ch, &r.Attribution)
	}
	return fmt.Errorf("a report has no field %q; there are %s", ch.Field, strings.Join(Fields, ", "))
}

// set reads the new value into a blank, so that nothing of the old one shines through.
func set[T any](ch Change, to *T) error {
	var x T
	d := json.NewDecoder(bytes.NewReader(ch.New))
	d.DisallowUnknownFields()
	if err := d.Decode(&x); err != nil {
		return fmt.Errorf("field %s: %s", ch.Field, plain(err))
	}
	if d.More() {
		return fmt.Errorf("field %s: there is something after the value", ch.Field)
	}
	*to = x
	return nil
}

// plain tells a mistake in JSON without Go's names of things.
func plain(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return strings.TrimSpace(fmt.Sprintf("a %s cannot stand here %s", wrong.Value, wrong.Field))
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// check says all that is wrong with an edited report; text is its article's, in which words must stand where they say.
func check(r *article.Report, text string) error {
	onto := ontology()
	errs := []error{onto.Check(r.Type, "")}
	if errs[0] == nil {
		for _, m := range r.Modes {
			errs = append(errs, onto.Check(r.Type, m))
		}
		if onto.Types[r.Type].NeedsRecipient && len(r.Recipients) == 0 {
			errs = append(errs, fmt.Errorf("PLOVER type %s needs a recipient", r.Type))
		}
	}
	for _, c := range r.Contexts {
		if !onto.Contexts[c] {
			errs = append(errs, fmt.Errorf("no PLOVER context %q", c))
		}
	}
	if !slices.Contains([]article.Status{article.Actual, article.Planned, article.Hypothetical, article.Negated, article.Historical}, r.Status) {
		errs = append(errs, fmt.Errorf("no status %q", r.Status))
	}
	for name, ps := range map[string][]article.Party{"actor": r.Actors, "recipient": r.Recipients, "attribution": links(r.Attribution)} {
		errs = append(errs, checkParties(name, ps, text))
	}
	errs = append(errs, checkDays(r), checkPlace(r.Place, text), checkAmounts(r.Quantities, text))
	return errors.Join(errs...)
}

func links(as []article.Attribution) []article.Party {
	var out []article.Party
	for _, a := range as {
		out = append(out, a.Party)
	}
	return out
}

func checkParties(name string, ps []article.Party, text string) error {
	if len(ps) > partiesMax {
		return fmt.Errorf("%s: %d parties; at most %d are allowed", name, len(ps), partiesMax)
	}
	var errs []error
	for _, p := range ps {
		errs = append(errs, checkCountry(p.Country), checkWords(p.Words, text), checkText("name", p.Name, wordsMax), checkText("role", p.Role, wordsMax))
		for _, s := range append([]string{p.Sector}, p.Sectors...) {
			if _, ok := ontology().Sectors[s]; s != "" && !ok {
				errs = append(errs, fmt.Errorf("no PLOVER sector %q", s))
			}
		}
		if p.Country == "" && p.Sector == "" && p.Name == "" && p.Text == "" {
			errs = append(errs, errors.New("a party needs a country, a sector, a name or words"))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// checkCountry asks for three capital letters: a state that no table has yet is no mistake.
func checkCountry(c string) error {
	if c == "" || len(c) == 3 && strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return nil
	}
	return fmt.Errorf("%q is not a country code of three capital letters", c)
}

// checkWords asks that words stand in the text where they say; words without a place are none.
func checkWords(w article.Words, text string) error {
	if w == (article.Words{}) {
		return nil
	}
	if len(w.Text) > wordsMax {
		return fmt.Errorf("words of %d bytes; at most %d are allowed", len(w.Text), wordsMax)
	}
	if w.Start < 0 || w.End > len(text) || w.Start >= w.End || text[w.Start:w.End] != w.Text {
		return fmt.Errorf("%q does not stand at bytes %d to %d of the text", w.Text, w.Start, w.End)
	}
	return nil
}

func checkDays(r *article.Report) error {
	d := r.Date
	if d.Start.Zero() && d.End.Zero() {
		return nil
	}
	if !d.Start.Valid() || !d.End.Valid() || d.Start.Year > 9999 || d.End.Year > 9999 {
		return fmt.Errorf("date: %s to %s are not both days of the calendar", d.Start, d.End)
	}
	if d.End.Before(d.Start) {
		return fmt.Errorf("date: %s is before %s", d.End, d.Start)
	}
	return nil
}

func checkPlace(p *article.Spot, text string) error {
	if p == nil {
		return nil
	}
	err := errors.Join(checkCountry(p.Country), checkWords(p.Words, text), checkText("name", p.Name, wordsMax), checkText("admin1", p.Admin1, wordsMax))
	if p.Precision != "" && !slices.Contains([]string{"point", "city", "admin1", "country"}, p.Precision) {
		err = errors.Join(err, fmt.Errorf("no precision %q", p.Precision))
	}
	if p.Lat != nil && !(math.Abs(*p.Lat) <= 90) || p.Lon != nil && !(math.Abs(*p.Lon) <= 180) || (p.Lat == nil) != (p.Lon == nil) {
		err = errors.Join(err, errors.New("lat and lon are not a point of the globe"))
	}
	if err != nil {
		return fmt.Errorf("place: %w", err)
	}
	return nil
}

func checkAmounts(qs []article.Amount, text string) error {
	if len(qs) > partiesMax {
		return fmt.Errorf("quantities: %d of them; at most %d are allowed", len(qs), partiesMax)
	}
	var errs []error
	for _, q := range qs {
		errs = append(errs, checkWords(q.Words, text), checkText("unit", q.Unit, wordsMax), checkText("of", q.Of, wordsMax), checkText("kind", q.Kind, wordsMax))
		if q.Min == nil && q.Max == nil {
			errs = append(errs, errors.New("an amount needs a least or a greatest number"))
		}
		if q.Min != nil && *q.Min < 0 || q.Max != nil && *q.Max < 0 || q.Min != nil && q.Max != nil && *q.Max < *q.Min {
			errs = append(errs, errors.New("an amount runs from a number to one that is no smaller, neither below zero"))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("quantities: %w", err)
	}
	return nil
}
