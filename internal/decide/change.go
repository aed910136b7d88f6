package decide

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// Set is one field of a report with the value that it should have, in short form ("IND/COP@पोलिसांनी" of an actor) or as JSON; empty takes
// the field away.
type Set struct{ Field, Value string }

// Changes reads what is set of a report.
func Changes(tx store.Tx, report string, set []Set) ([]corrections.Change, error) {
	if len(set) == 0 {
		return nil, wrong("an edit needs a field and its value")
	}
	reports, err := tx.ReportsByID([]string{report})
	if err != nil {
		return nil, err
	}
	if len(reports) == 0 {
		return nil, wrong("there is no report %q", report)
	}
	art, err := tx.Article(reports[0].Article)
	if err != nil {
		return nil, err
	}
	in := wording{art.Text, reports[0].Sentence}
	var out []corrections.Change
	for _, s := range set {
		if !slices.Contains(corrections.Fields, s.Field) {
			return nil, wrong("%q is none of the fields %s", s.Field, strings.Join(corrections.Fields, ", "))
		}
		data, err := in.value(s.Field, strings.TrimSpace(s.Value))
		if err != nil {
			return nil, wrong("%s: %w", s.Field, err)
		}
		out = append(out, corrections.Change{Field: s.Field, New: data})
	}
	return out, nil
}

// wording finds words in the text that a report is of, in its own sentence first.
type wording struct {
	text     string
	sentence article.Words
}

func (w wording) find(s string) (article.Words, error) {
	if i := strings.Index(w.sentence.Text, s); i >= 0 {
		return article.Words{Text: s, Start: w.sentence.Start + i, End: w.sentence.Start + i + len(s)}, nil
	}
	i := strings.Index(w.text, s)
	if i < 0 {
		return article.Words{}, fmt.Errorf("%q does not stand in the article", s)
	}
	return article.Words{Text: s, Start: i, End: i + len(s)}, nil
}

// value reads one field in the short form; what begins like JSON is JSON.
func (w wording) value(field, s string) (json.RawMessage, error) {
	if s == "" {
		return json.RawMessage("null"), nil
	}
	if strings.ContainsAny(s[:1], "[{\"") {
		if !json.Valid([]byte(s)) {
			return nil, errors.New("this begins like JSON, and is none")
		}
		return json.RawMessage(s), nil
	}
	var v any
	var err error
	switch field {
	case "type":
		v = strings.ToUpper(s)
	case "status":
		v = s
	case "mode", "context":
		v = list(s, ",")
	case "actor", "recipient":
		v, err = w.parties(s)
	case "attribution":
		var ps []article.Party
		ps, err = w.parties(s)
		chain := make([]article.Attribution, len(ps))
		for i := range ps {
			chain[i].Party = ps[i]
		}
		v = chain
	case "date":
		v, err = days(s)
	case "place":
		v, err = w.spot(s)
	default:
		return nil, errors.New("this field is given as JSON: see docs/formats/store.md")
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

func list(s, sep string) []string {
	parts := strings.Split(s, sep)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// parties reads "RUS/MIL:Northern Fleet@नौदल + UKR".
func (w wording) parties(s string) ([]article.Party, error) {
	var out []article.Party
	for _, part := range list(s, "+") {
		var p article.Party
		var at, name string
		part, at, _ = strings.Cut(part, "@")
		part, name, _ = strings.Cut(part, ":")
		p.Country, p.Sector, _ = strings.Cut(strings.ToUpper(strings.TrimSpace(part)), "/")
		p.Name = strings.TrimSpace(name)
		if at = strings.TrimSpace(at); at != "" {
			var err error
			if p.Words, err = w.find(at); err != nil {
				return nil, err
			}
		}
		out = append(out, p)
	}
	return out, nil
}

func days(s string) (corrections.Days, error) {
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		to = from
	}
	start, err := article.ParseDate(from)
	if err != nil {
		return corrections.Days{}, err
	}
	end, err := article.ParseDate(to)
	return corrections.Days{Start: start, End: end}, err
}

// spot reads "Nashik,IND" or "Nashik,IND@नाशिक".
func (w wording) spot(s string) (article.Spot, error) {
	s, at, _ := strings.Cut(s, "@")
	var out article.Spot
	name, country, ok := strings.Cut(s, ",")
	if !ok {
		return out, errors.New("NAME,COUNTRY is wanted, as Nashik,IND")
	}
	out.Name, out.Country = strings.TrimSpace(name), strings.ToUpper(strings.TrimSpace(country))
	if at = strings.TrimSpace(at); at != "" {
		var err error
		if out.Words, err = w.find(at); err != nil {
			return out, err
		}
	}
	return out, nil
}
