package feeds

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// Calendar writes an iCalendar of all-day events. Those without a day are in no calendar.
type Calendar struct {
	to      io.Writer
	address string
	b       strings.Builder
	rows    int
}

// NewCalendar begins a calendar with a title; address is that of an event's page, with %s for its id.
func NewCalendar(to io.Writer, title, address, maker string) *Calendar {
	c := &Calendar{to: to, address: address}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", escape("-//"+maker+"//events//"))
	c.line("CALSCALE", "GREGORIAN")
	if title != "" {
		c.line("X-WR-CALNAME", escape(title))
	}
	return c
}

// Put writes an event that has a day.
func (c *Calendar) Put(e *rows.Event) error {
	h := &e.Head
	if h.Date.Zero() {
		return nil
	}
	c.line("BEGIN", "VEVENT")
	c.line("UID", escape(e.Row.ID)+"@bakhar")
	c.line("DTSTAMP", stamp(e).Format("20060102T150405Z"))
	c.line("DTSTART;VALUE=DATE", date(h.Date))
	c.line("DTEND;VALUE=DATE", date(h.EndDate.Add(1))) // the day after, as RFC 5545 has it
	c.line("SUMMARY", escape(title(e)))
	c.line("DESCRIPTION", escape(facts(e)))
	if h.Loc != nil && h.Loc.Name != "" {
		c.line("LOCATION", escape(h.Loc.Name))
		if exact := h.Loc.Precision == "city" || h.Loc.Precision == "point"; exact && h.Loc.Lat != nil && h.Loc.Lon != nil {
			c.line("GEO", fmt.Sprintf("%.6f;%.6f", *h.Loc.Lat, *h.Loc.Lon))
		}
	}
	switch h.Status {
	case article.Planned, article.Hypothetical:
		c.line("STATUS", "TENTATIVE")
	case article.Actual, article.Historical:
		c.line("STATUS", "CONFIRMED")
	}
	c.line("CATEGORIES", escape(e.Row.Type))
	if l := link(e, c.address); l != "" {
		c.line("URL", plain(l))
	}
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
	c.rows++
	return c.flush()
}

// Close ends the calendar, and gives the number of events in it.
func (c *Calendar) Close() (int, error) {
	c.line("END", "VCALENDAR")
	return c.rows, c.flush()
}

func (c *Calendar) flush() error {
	_, err := io.WriteString(c.to, c.b.String())
	c.b.Reset()
	return err
}

func date(d article.Date) string {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format("20060102")
}

// lineMax is how many bytes a line may have; longer ones are folded, never inside a letter.
const lineMax = 75

func (c *Calendar) line(name, value string) {
	rest := name + ":" + value
	for most := lineMax; len(rest) > most; most = lineMax - 1 {
		cut := most
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.b.WriteString(rest[:cut] + "\r\n ")
		rest = rest[cut:]
	}
	c.b.WriteString(rest + "\r\n")
}

// escape writes a text as a value: without control characters, and with signs of its own escaped.
func escape(s string) string {
	return escapes.Replace(plain(s))
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// plain takes control characters out but for line breaks, which no address has after url parsing, and which escape writes as \n.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r >= ' ' && r != 0x7f {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
