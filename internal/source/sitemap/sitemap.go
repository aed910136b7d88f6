// Package sitemap reads sitemaps, among them those for news (title, publisher, language, date of publication), and indexes of sitemaps. Publishers
// without a feed often have one. It is a decoder of our own on encoding/xml: the format is small, and the libraries for it were not to be had.
//
// One entry is built at a time; a mistake ends the reading and is told with its place, and the entries before it stand.
package sitemap

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/decode"
)

// Limits on one sitemap.
const (
	EntriesMax  = 50_000 // as the format has it
	depthMax    = 16
	valueMax    = 4 << 10 // bytes of one value
	problemsMax = 20
	newsSpace   = "http://www.google.com/schemas/sitemap-news/"
)

// Map is one sitemap.
type Map struct {
	Index   bool // the entries are sitemaps
	Entries []Entry
}

// Entry is one page, or one sitemap of an index. What the sitemap does not tell is empty.
type Entry struct {
	URL       string // cleaned; of a sitemap, exact
	Modified  time.Time
	Published time.Time // of news
	Title     string    // of news
	Publisher string    // of news
	Language  string    // of news: ISO 639-1
	Line      int
}

// Is tells whether a document begins as a sitemap does.
func Is(data []byte) bool {
	for {
		data = bytes.TrimLeft(data, " \t\r\n\ufeff")
		ends := ""
		switch {
		case bytes.HasPrefix(data, []byte("<?")):
			ends = "?>"
		case bytes.HasPrefix(data, []byte("<!--")):
			ends = "-->"
		default:
			rest, ok := bytes.CutPrefix(data, []byte("<"))
			if !ok {
				return false
			}
			name := rest[:min(len(rest), 40)]
			if i := bytes.IndexByte(name, ':'); i >= 0 && i < 10 {
				name = name[i+1:]
			}
			return bytes.HasPrefix(name, []byte("urlset")) || bytes.HasPrefix(name, []byte("sitemapindex"))
		}
		i := bytes.Index(data, []byte(ends))
		if i < 0 {
			return false
		}
		data = data[i+len(ends):]
	}
}

// Parse reads data, which came from url with that Content-Type, up to most entries. The problems say what was left out, by place; the map is nil
// where it is no sitemap.
func Parse(data []byte, url, contentType string, most int) (*Map, []*source.Error) {
	doc, bad := decode.UTF8(data, contentType)
	r := &reader{url: url, doc: doc, most: min(most, EntriesMax), out: &Map{}}
	if bad != nil {
		r.problems = append(r.problems, bad)
	}
	r.dec = xml.NewDecoder(bytes.NewReader(doc))
	r.dec.Strict = false                                                                     // a bare & stands in many addresses
	r.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	if err := r.read(); err != nil && !errors.Is(err, errMany) {
		kind := source.BadItem
		if errors.Is(err, errRoot) {
			kind, r.out = source.NotFeed, nil
		}
		r.add(kind, r.dec.InputOffset(), err)
	}
	if r.found > r.most {
		r.add(source.TooMuch, r.cut, fmt.Errorf("the sitemap has more than %d entries: those are read, up to here", r.most))
	}
	for _, e := range r.problems {
		e.URL = url
	}
	return r.out, r.problems
}

var (
	errRoot = errors.New("the root element is neither urlset nor sitemapindex")
	errMany = errors.New("enough")
)

type reader struct {
	url      string
	doc      []byte
	dec      *xml.Decoder
	most     int
	found    int
	cut      int64
	out      *Map
	problems []*source.Error

	rooted  bool  // the root was that of a sitemap
	counted int64 // of line
	lines   int
}

func (r *reader) line(offset int64) int {
	if offset < r.counted {
		r.counted, r.lines = 0, 0
	}
	r.lines += bytes.Count(r.doc[r.counted:offset], []byte("\n"))
	r.counted = offset
	return 1 + r.lines
}

func (r *reader) add(kind source.Kind, offset int64, err error) {
	if len(r.problems) < problemsMax {
		r.problems = append(r.problems, &source.Error{Kind: kind, Line: r.line(offset), Offset: offset, Err: err})
	}
}

// read goes through the document. path is what is open; only known elements at known depths mean anything.
func (r *reader) read() error {
	var path []xml.Name
	var entry Entry
	var value []byte
	for {
		before := r.dec.InputOffset()
		tok, err := r.dec.Token()
		if err == io.EOF && len(path) == 0 && r.rooted {
			return nil
		}
		if err != nil {
			if err == io.EOF {
				return errRoot
			}
			return fmt.Errorf("from here on it cannot be read: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(path) == 0 && !r.root(t.Name.Local) {
				return errRoot
			}
			if len(path) >= depthMax {
				return fmt.Errorf("more than %d elements in each other", depthMax)
			}
			path = append(path, t.Name)
			if value = value[:0]; len(path) == 2 {
				entry = Entry{Line: r.line(before)}
			}
		case xml.CharData:
			value = append(value, t[:min(len(t), valueMax-min(valueMax, len(value)))]...)
		case xml.EndElement:
			if len(path) == 2 {
				if err := r.entry(entry, before); err != nil {
					return err
				}
			}
			set(&entry, path, strings.TrimSpace(string(value)))
			path, value = path[:len(path)-1], value[:0]
		}
	}
}

func (r *reader) root(name string) bool {
	r.out.Index = name == "sitemapindex"
	r.rooted = r.out.Index || name == "urlset"
	return r.rooted
}

// entry takes up one that is complete.
func (r *reader) entry(e Entry, offset int64) error {
	if r.found++; r.found > r.most {
		r.cut = offset
		return errMany
	}
	resolve := address.Resolve
	if r.out.Index {
		resolve = address.ResolveExact
	}
	url, err := resolve(r.url, e.URL)
	if e.URL == "" {
		err = errors.New("an entry without an address")
	}
	if err != nil {
		r.add(source.BadItem, offset, err)
		return nil
	}
	e.URL = url
	r.out.Entries = append(r.out.Entries, e)
	return nil
}

// set puts a value where its element belongs: url/loc, url/news:news/news:title, url/news:news/news:publication/news:name.
func set(e *Entry, path []xml.Name, v string) {
	last := path[len(path)-1].Local
	news := len(path) > 3 && path[2].Local == "news" && (strings.HasPrefix(path[2].Space, newsSpace) || path[2].Space == "news")
	switch {
	case len(path) == 3 && last == "loc":
		e.URL = v
	case len(path) == 3 && last == "lastmod":
		e.Modified = date(v)
	case !news:
	case len(path) == 4 && last == "title":
		e.Title = strings.Join(strings.Fields(v), " ")
	case len(path) == 4 && last == "publication_date":
		e.Published = date(v)
	case len(path) == 5 && last == "name":
		e.Publisher = strings.Join(strings.Fields(v), " ")
	case len(path) == 5 && last == "language":
		if code, _, _ := strings.Cut(strings.ToLower(v), "-"); len(code) == 2 {
			e.Language = code
		}
	}
}

// date reads the W3C's forms of dates, in the zone that they name. A year or month alone is no day.
func date(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if _, east := t.Zone(); east != 0 {
			return t.In(time.FixedZone("", east)) // not by the name that the zone has on this machine
		}
		return t.UTC()
	}
	return time.Time{}
}
