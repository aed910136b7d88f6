package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/source/file"
)

// table writes one text as a block: a head line, then a line an event. Terminals disagree about the width of Devanagari, so only
// the first two columns, which are Latin, are aligned, and the text's own words stand at the end of each line, where they go on under themselves.
func table(t file.Text, art export.Article, p terminal.Paint) []byte {
	var b bytes.Buffer
	where := t.File
	if t.Line > 0 {
		where = fmt.Sprintf("%s:%d", t.File, t.Line)
	}
	day := art.Published
	if day == "" {
		day = "no date"
	}
	head := fmt.Sprintf("%s · %s · %s · health %.2f · %s", where, art.Language, day, art.Health, terminal.Plural(len(art.Events), "event"))
	fmt.Fprintf(&b, "%s · %s\n", p.In(terminal.Dim, terminal.Printable(head)), p.In(terminal.Bold, terminal.Printable(headline(t))))
	rows := terminal.Table{Indent: 2}
	for i := range art.Events {
		e := &art.Events[i]
		rows.Row(eventDate(e), p.In(terminal.Quads[e.Quad], eventType(e)), strings.Join(eventRest(e, p), "  "))
	}
	b.Write(rows.Bytes())
	b.WriteByte('\n')
	return b.Bytes()
}

// eventRest are the parts of an event's line that are not aligned.
func eventRest(e *export.Event, p terminal.Paint) []string {
	parts := []string{terminal.Printable(who(e))}
	if e.Loc != nil {
		parts = append(parts, "in "+terminal.Printable(place(e.Loc)))
	}
	if len(e.Attribution) > 0 {
		names := make([]string, len(e.Attribution))
		for i, s := range e.Attribution {
			names[i] = party(s)
		}
		parts = append(parts, p.In(terminal.Dim, terminal.Printable("according to "+strings.Join(names, ", "))))
	}
	if e.Status != "actual" {
		parts = append(parts, "["+e.Status+"]")
	}
	return append(parts, "“"+terminal.Printable(words(e))+"”")
}

func eventDate(e *export.Event) string {
	switch {
	case e.Date == "":
		return "-"
	case e.EndDate == "" || e.EndDate == e.Date:
		return e.Date
	}
	return e.Date + "/" + e.EndDate
}

func eventType(e *export.Event) string {
	var types []string
	for _, t := range e.Event {
		types = append(types, string(t))
	}
	s := strings.Join(types, "+")
	if len(e.Mode) > 0 {
		s += "/" + strings.Join(e.Mode, "+")
	}
	return s
}

// who says who did it to whom; an act without recipient is one side's or mutual.
func who(e *export.Event) string {
	from, to := parties(e.Actor), parties(e.Recipient)
	switch {
	case to == "":
		return from
	case from == "":
		from = "?"
	}
	return from + " → " + to
}

func parties(list []export.Entity) string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = party(e)
	}
	return strings.Join(names, " + ")
}

// party is "RUS GOV Vladimir Putin", or what the text calls it.
func party(e export.Entity) string {
	name := e.Name
	if name == "" {
		name = terminal.OneLine(e.Text)
	}
	return strings.Join(strings.Fields(e.Country+" "+e.Sector+" "+name), " ")
}

// place is "Kursk, RUS"; a country's name stands alone.
func place(l *export.Place) string {
	name := l.Name
	if name == "" {
		name = terminal.OneLine(l.Text)
	}
	if l.Country == "" || l.Precision == "country" {
		return name
	}
	return name + ", " + l.Country
}

func words(e *export.Event) string {
	parts := make([]string, len(e.EventText))
	for i, s := range e.EventText {
		parts[i] = terminal.OneLine(s.Text)
	}
	return strings.Join(parts, " … ")
}

// headlineWords is how many words stand for the title of a text that has none.
const headlineWords = 12

// headline is a text's title, or else the beginning of its first line.
func headline(t file.Text) string {
	if t.Title != "" {
		return terminal.OneLine(t.Title)
	}
	for line := range strings.Lines(t.Text) {
		if words := strings.Fields(line); len(words) > headlineWords {
			return strings.Join(words[:headlineWords], " ") + " …"
		} else if len(words) > 0 {
			return strings.Join(words, " ")
		}
	}
	return ""
}
