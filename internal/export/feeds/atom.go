package feeds

import (
	"encoding/xml"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/export/rows"
)

// Atom writes a feed with an entry an event.
type Atom struct {
	to      io.Writer
	address string
	b       strings.Builder
	rows    int
	last    time.Time
}

// NewAtom begins a feed; address is that of an event's page, with %s for its id.
func NewAtom(to io.Writer, title, address, maker string) *Atom {
	f := &Atom{to: to, address: address}
	if title == "" {
		title = "bakhar"
	}
	f.b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom">` + "\n")
	f.element("id", "urn:bakhar:events:"+url.PathEscape(title)) // an IRI: a title may have blanks
	f.element("title", title)
	f.b.WriteString("<author>")
	f.element("name", maker)
	f.b.WriteString("</author>\n")
	return f
}

// Put writes an event.
func (f *Atom) Put(e *rows.Event) error {
	at := stamp(e)
	if at.After(f.last) {
		f.last = at
	}
	f.b.WriteString("<entry>\n")
	f.element("id", "urn:bakhar:event:"+e.Row.ID)
	f.element("title", title(e))
	f.element("updated", at.Format(time.RFC3339))
	if t, ok := moment(e.Head.First); ok {
		f.element("published", t.Format(time.RFC3339))
	}
	if l := link(e, f.address); l != "" {
		f.b.WriteString(`<link rel="alternate" href="`)
		f.text(l)
		f.b.WriteString("\"/>\n")
	}
	f.b.WriteString(`<category term="`)
	f.text(e.Row.Type)
	f.b.WriteString("\"/>\n")
	f.element("summary", facts(e))
	f.b.WriteString("</entry>\n")
	f.rows++
	return f.flush()
}

// Close ends the feed, and gives the number of entries. When it was last changed stands at its end, where it is known; the order of a feed's
// elements means nothing (RFC 4287, 4.1.1).
func (f *Atom) Close() (int, error) {
	f.element("updated", f.last.UTC().Format(time.RFC3339))
	f.b.WriteString("</feed>\n")
	return f.rows, f.flush()
}

func (f *Atom) flush() error {
	_, err := io.WriteString(f.to, f.b.String())
	f.b.Reset()
	return err
}

func (f *Atom) element(name, value string) {
	f.b.WriteString("<" + name + ">")
	f.text(value)
	f.b.WriteString("</" + name + ">\n")
}

// text escapes; characters that XML may not hold become U+FFFD.
func (f *Atom) text(s string) {
	_ = xml.EscapeText(&f.b, []byte(s)) // a Builder gives no error
}
