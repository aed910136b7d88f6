// Package show writes the chronicle for people who read it in a terminal: lists of events, an event's card, why its reports were merged,
// how two runs differ. Terminals disagree about the width of Devanagari, so what is aligned is Latin, and the texts' own words stand at
// the end of lines. Programs read JSON instead.
package show

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/store"
)

// idCols is how much of an event's id lists show; the program takes any beginning that only one id has.
const idCols = 8

// List writes one line an event.
func List(events []store.Event, p terminal.Paint) []byte {
	var rows terminal.Table
	for i := range events {
		e := &events[i]
		rows.Row(p.In(terminal.Dim, short(e.ID)), interval(e.Days), p.In(terminal.Quads[e.Quad], typ(e)), strings.Join(rest(e, p), "  "))
	}
	return rows.Bytes()
}

func short(id string) string { return id[:min(len(id), idCols)] }

func interval(i article.Interval) string {
	switch {
	case i.Start.Zero():
		return "-"
	case i.End == i.Start || i.End.Zero():
		return i.Start.String()
	case i.End.Year == i.Start.Year && i.End.Month == i.Start.Month:
		return fmt.Sprintf("%s/%02d", i.Start, i.End.Day)
	}
	return i.Start.String() + "/" + i.End.String()
}

func typ(e *store.Event) string {
	if len(e.Modes) == 0 {
		return e.Type
	}
	return e.Type + "/" + strings.Join(e.Modes, "+")
}

// rest are the parts of an event's line that are not aligned: what tells it from others first, counts and marks last.
func rest(e *store.Event, p terminal.Paint) []string {
	parts := []string{who(e.Parties)}
	if e.Place != nil {
		if where := spot(e.Place); where != "" {
			parts = append(parts, "in "+where)
		}
	}
	if e.Status != article.Actual {
		parts = append(parts, "["+string(e.Status)+"]")
	}
	count := terminal.Plural(e.Sources, "source")
	if e.Reports > 1 {
		count += " of " + terminal.Plural(e.Articles, "article")
	}
	parts = append(parts, p.In(terminal.Dim, count+" ("+strings.Join(e.Languages, " ")+")"))
	if len(e.Disagreements) > 0 {
		parts = append(parts, p.In(terminal.Bold, "≠ "+strings.Join(e.Disagreements, ", ")))
	}
	if e.Corrected {
		parts = append(parts, "✎")
	}
	return parts
}

// who says who did it to whom; a mutual act has actors only.
func who(parties []store.EventParty) string {
	var from, to []string
	some := slices.ContainsFunc(parties, func(x store.EventParty) bool { return x.Agreed })
	for _, x := range parties {
		if some && !x.Agreed {
			continue
		}
		name := strings.Join(strings.Fields(x.Country+" "+x.Sector+" "+terminal.Printable(terminal.OneLine(x.Name))), " ")
		if x.Role == "recipient" {
			to = append(to, name)
		} else {
			from = append(from, name)
		}
	}
	switch {
	case len(to) == 0 && len(from) == 0:
		return "?"
	case len(to) == 0:
		return few(from)
	case len(from) == 0:
		from = []string{"?"}
	}
	return few(from) + " → " + few(to)
}

// partiesMax is how many parties of a side a list shows.
const partiesMax = 3

func few(names []string) string {
	if len(names) > partiesMax {
		names = append(slices.Clone(names[:partiesMax]), fmt.Sprintf("%d more", len(names)-partiesMax))
	}
	return strings.Join(names, " + ")
}

// spot is "Kursk, RUS"; a country's name stands alone.
func spot(s *article.Spot) string {
	name := s.Name
	if name == "" {
		name = terminal.Printable(terminal.OneLine(s.Text))
	}
	switch {
	case name == "":
		return s.Country
	case s.Country == "" || s.Precision == "country":
		return name
	}
	return name + ", " + s.Country
}

// Stats writes what is kept.
func Stats(s store.Stats, p terminal.Paint) []byte {
	var b bytes.Buffer
	span := ""
	if !s.First.Zero() {
		span = fmt.Sprintf(" of %s to %s", s.First, s.Last)
	}
	fmt.Fprintf(&b, "%s%s, %s; %d are copies of another\n", terminal.Plural(s.Articles, "article"), span, terminal.Plural(s.Publishers, "publisher"), s.Copies)
	fmt.Fprintf(&b, "%s of %s; accounts disagree on %d; %s\n", terminal.Plural(s.Reports, "report"), terminal.Plural(s.Events, "event"), s.Disagreeing, terminal.Plural(s.Corrections, "correction"))
	fmt.Fprintf(&b, "%.1f MB\n", float64(s.Bytes)/1e6)
	for _, t := range []struct {
		head string
		of   map[string]int
	}{{"events by type", s.ByType}, {"articles by language", s.ByLanguage}, {"articles by publisher", s.ByPublisher}} {
		fmt.Fprintf(&b, "\n%s\n", p.In(terminal.Bold, t.head))
		b.Write(counts(t.of))
	}
	return b.Bytes()
}

// counts writes numbers by name, greatest first, at most countsMax.
func counts(of map[string]int) []byte {
	var b bytes.Buffer
	names := make([]string, 0, len(of))
	for n := range of {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int {
		if of[x] != of[y] {
			return of[y] - of[x]
		}
		return strings.Compare(x, y)
	})
	for i, n := range names {
		if i == countsMax {
			fmt.Fprintf(&b, "         and %d more\n", len(names)-i)
			break
		}
		if utf8.RuneCountInString(n) == 0 {
			fmt.Fprintf(&b, "%7d  not told\n", of[n])
			continue
		}
		fmt.Fprintf(&b, "%7d  %s\n", of[n], terminal.Printable(n))
	}
	return b.Bytes()
}

// countsMax is how many rows of one table are shown.
const countsMax = 20
