// Package opml reads and writes lists of feeds in OPML, the format in which feed readers hand them to each other. Lists are edited by hand and
// exported by programs of all kinds, so the reader goes on after a mistake: each is told with its line, and costs the outline that it
// stands in. What an outline says beside its feed is left out.
package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/decode"
)

// Limits on one list.
const (
	BytesMax    = 16 << 20
	FeedsMax    = 50_000
	depthMax    = 32
	valueMax    = 1 << 10 // bytes of a title
	mistakesMax = 50      // of syntax; what follows more than that is no OPML
)

// Feed is one feed, or one sitemap, of a list.
type Feed struct {
	URL      string   // as a browser writes it (address.Exact): a parameter may choose the feed
	Title    string   // empty where the list has none
	Site     string   // of the publisher, cleaned; empty where the list has none
	Language string   // ISO 639-1; empty where the list has none
	Folder   []string // that the feed stands in, outermost first
	Line     int
}

// Parse reads a list. The problems tell what was left out, by line; a list of which nothing can be read has no feeds.
func Parse(data []byte) ([]Feed, []*source.Error) {
	if len(data) > BytesMax {
		return nil, []*source.Error{source.Wrong(source.TooLarge, "", "the list has %d bytes, more than the limit of %d", len(data), BytesMax)}
	}
	doc, bad := decode.UTF8(data, "")
	r := &reader{doc: doc, seen: map[string]int{}}
	if bad != nil {
		r.problems = append(r.problems, bad)
	}
	r.read()
	slices.SortStableFunc(r.problems, func(a, b *source.Error) int { return int(a.Offset - b.Offset) })
	return r.feeds, r.problems
}

type reader struct {
	doc      []byte
	folders  []string // open outlines; one of a feed has no name
	feeds    []Feed
	seen     map[string]int // address → line
	problems []*source.Error
	rooted   bool
	full     bool

	counted int64 // of line
	lines   int
}

func (r *reader) add(offset int64, format string, args ...any) {
	offset = min(offset, int64(len(r.doc)))
	r.problems = append(r.problems, &source.Error{Kind: source.BadItem, Line: r.line(offset), Offset: offset, Err: fmt.Errorf(format, args...)})
}

// line is the line of an offset. It counts on from the last one asked for, as outlines come in order.
func (r *reader) line(offset int64) int {
	if offset < r.counted {
		r.counted, r.lines = 0, 0
	}
	r.lines += bytes.Count(r.doc[r.counted:offset], []byte("\n"))
	r.counted = offset
	return 1 + r.lines
}

// read goes through the list. Where the syntax breaks, it begins anew at the next outline.
func (r *reader) read() {
	base := int64(0)
	for mistakes := 0; ; mistakes++ {
		at, err := r.run(base)
		if err != nil {
			r.add(at, "%w", err)
		}
		if err == nil || !r.rooted || r.full {
			break
		}
		if mistakes == mistakesMax {
			r.add(at, "more than %d mistakes: nothing is read from here on", mistakesMax)
			break
		}
		next := bytes.Index(r.doc[at:], []byte("<outline"))
		if next < 0 {
			break
		}
		base = at + int64(next)
	}
	if !r.rooted {
		r.add(0, "this is no OPML: it does not begin with an element <opml>")
	}
}

// run decodes from base to the end or to a mistake, whose place it gives. Raw tokens: end tags that are missing or too many are
// common in lists edited by hand, and mean no more than a wrong folder.
func (r *reader) run(base int64) (int64, error) {
	dec := xml.NewDecoder(bytes.NewReader(r.doc[base:]))
	dec.Strict = false                                                                     // a bare & stands in many addresses
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	for {
		before := base + dec.InputOffset()
		tok, err := dec.RawToken()
		if err == io.EOF {
			return 0, nil
		}
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			err = errors.New("no XML: " + syntax.Msg) // its line counts from base
		}
		if err != nil {
			return min(max(base+dec.InputOffset(), before+1), int64(len(r.doc))), err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := r.start(t, before); err != nil {
				return before, err
			}
		case xml.EndElement:
			if t.Name.Local == "outline" && len(r.folders) > 0 {
				r.folders = r.folders[:len(r.folders)-1]
			}
		}
	}
}

// start takes up a start tag. An error ends the reading.
func (r *reader) start(t xml.StartElement, at int64) error {
	if !r.rooted {
		if r.rooted = strings.EqualFold(t.Name.Local, "opml"); !r.rooted {
			return fmt.Errorf("the root element is <%s>", clip(t.Name.Local, 40))
		}
	}
	if t.Name.Local != "outline" {
		return nil
	}
	attr := func(names ...string) string {
		for _, a := range t.Attr {
			if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(a.Name.Local, n) }) {
				if v := strings.Join(strings.Fields(a.Value), " "); v != "" {
					return v
				}
			}
		}
		return ""
	}
	name := clip(attr("title", "text"), valueMax)
	url := attr("xmlUrl")
	if url != "" {
		r.feed(Feed{Title: name, Site: attr("htmlUrl"), Language: strings.ToLower(attr("language"))}, url, at)
		name = ""
	} else if strings.EqualFold(attr("type"), "rss") {
		r.add(at, "the outline %q is of type rss and has no xmlUrl", name)
	}
	if len(r.folders) >= depthMax {
		r.full = true
		return fmt.Errorf("more than %d outlines in each other: nothing is read from here on", depthMax)
	}
	if len(r.feeds) > FeedsMax {
		r.full = true
		r.feeds = r.feeds[:FeedsMax]
		return fmt.Errorf("more than %d feeds: nothing is read from here on", FeedsMax)
	}
	r.folders = append(r.folders, name)
	return nil
}

// feed takes up an outline that has an address.
func (r *reader) feed(f Feed, raw string, at int64) {
	url, err := address.Exact(raw)
	if err != nil {
		r.add(at, "%w", err)
		return
	}
	f.URL, f.Line = url, r.line(at)
	if line, ok := r.seen[url]; ok {
		r.add(at, "the feed %s stands in line %d already", url, line)
		return
	}
	r.seen[url] = f.Line
	if site, err := address.Clean(f.Site); err == nil {
		f.Site = site
	} else {
		f.Site = ""
	}
	if f.Language, _, _ = strings.Cut(f.Language, "-"); len(f.Language) != 2 {
		f.Language = ""
	}
	for _, name := range r.folders {
		if name != "" {
			f.Folder = append(f.Folder, name)
		}
	}
	r.feeds = append(r.feeds, f)
}

func clip(s string, most int) string {
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "")
	}
	return s
}

type outline struct {
	Text     string    `xml:"text,attr"`
	Type     string    `xml:"type,attr,omitempty"`
	URL      string    `xml:"xmlUrl,attr,omitempty"`
	Site     string    `xml:"htmlUrl,attr,omitempty"`
	Language string    `xml:"language,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// Write writes a list called title. Feeds keep their order within their folder; folders stand where their first feed does. The same feeds
// give the same bytes.
func Write(w io.Writer, title string, feeds []Feed) error {
	var root outline
	for _, f := range feeds {
		in := &root
		for _, name := range f.Folder[:min(len(f.Folder), depthMax-1)] {
			i := slices.IndexFunc(in.Outlines, func(o outline) bool { return o.URL == "" && o.Text == name })
			if i < 0 {
				i = len(in.Outlines)
				in.Outlines = append(in.Outlines, outline{Text: name})
			}
			in = &in.Outlines[i]
		}
		name := f.Title
		if name == "" {
			name = f.URL
		}
		in.Outlines = append(in.Outlines, outline{Text: name, Type: "rss", URL: f.URL, Site: f.Site, Language: f.Language})
	}
	doc := struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Title    string    `xml:"head>title"`
		Outlines []outline `xml:"body>outline"`
	}{Version: "2.0", Title: title, Outlines: root.Outlines}
	data, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	if _, err := io.WriteString(w, xml.Header+string(data)+"\n"); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}
