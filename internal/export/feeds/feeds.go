// Package feeds writes events for calendars (iCalendar, RFC 5545) and feed readers (Atom, RFC 4287). What is shown of an event is codes and
// names, and the names of fields; words of articles are not, so that nothing a stranger wrote is read out as the program's own.
package feeds

import (
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// title is one line on an event: what, who to whom, where, and its status where it is not actual.
func title(e *rows.Event) string {
	h := &e.Head
	parts := []string{strings.Join(append([]string{e.Row.Type}, h.Mode...), " ")}
	who, to := names(h.Actor), names(h.Recipient)
	switch {
	case who != "" && to != "":
		parts = append(parts, who+" → "+to)
	case to != "":
		parts = append(parts, "→ "+to)
	case who != "":
		parts = append(parts, who)
	}
	if h.Loc != nil && h.Loc.Name != "" {
		parts = append(parts, h.Loc.Name)
	}
	if h.Status != article.Actual {
		parts = append(parts, string(h.Status))
	}
	return strings.Join(parts, " · ")
}

func names(ps []accounts.Party) string {
	var list []string
	for i := range ps {
		if n := rows.Name(&ps[i]); n != "" {
			list = append(list, n)
		}
	}
	return strings.Join(list, ", ")
}

// facts is what else is told of an event, a field a line.
func facts(e *rows.Event) string {
	h := &e.Head
	var b strings.Builder
	put := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + value + "\n")
		}
	}
	put("status", string(h.Status))
	put("date_basis", h.DateBasis)
	if h.Loc != nil {
		put("place", strings.Trim(h.Loc.Name+", "+h.Loc.Country, ", "))
		put("precision", h.Loc.Precision)
	}
	for _, f := range h.Figures {
		put(f.Kind, span(f))
	}
	put("reports", strconv.Itoa(h.Counts.Reports))
	put("articles", strconv.Itoa(h.Counts.Articles))
	put("independent_sources", strconv.Itoa(h.Counts.Sources))
	put("languages", strings.Join(e.Row.Languages, " "))
	put("disagreements", strings.Join(e.Row.Disagreements, " "))
	put("confidence", strconv.FormatFloat(h.Confidence, 'f', -1, 64))
	return strings.TrimSuffix(b.String(), "\n")
}

func span(f accounts.Range) string {
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	s := number(f.Min)
	if to := number(f.Max); to != s {
		s += "–" + to
	}
	return strings.TrimSpace(s + " " + f.Unit)
}

// moment reads a time of publication; that of a day is its first second in UTC.
func moment(published string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, published); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// stamp is when an event was last told of; where no publication is dated, its last day, or 1970.
func stamp(e *rows.Event) time.Time {
	if t, ok := moment(e.Head.Last); ok {
		return t
	}
	return time.Unix(int64(e.Head.EndDate.Number())*24*60*60, 0).UTC()
}

// link is where an event can be looked at: its page where an address is given, else its first article.
func link(e *rows.Event, address string) string {
	if address != "" {
		return strings.ReplaceAll(address, "%s", e.Row.ID)
	}
	for _, a := range e.Articles {
		if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
			return a.URL
		}
	}
	return ""
}
