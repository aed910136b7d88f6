// Package feed reads RSS, Atom and JSON Feed. A library (gofeed) knows their dialects; around it stands what strangers make necessary.
//
// First the text is brought into UTF-8. Then a scan finds where the items begin and end, without building anything: a feed with
// more items than the limit is cut between two of them, an item that is nested too deep or does not end is left out, and what a document type
// declares (entities that expand to gigabytes, files to include) is taken away unread. If the library still refuses
// the whole, each item is read on its own, so that a mistake costs one item and is told with its line and byte.
//
// Which items are new is left to package watch, the page behind an item to its Extract.
package feed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
	nethtml "golang.org/x/net/html"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/decode"
)

// Limits is how much of one feed is read; what is zero is taken from Defaults.
type Limits struct {
	Items int // taken; more are counted and left out
	Depth int // of elements
	Title int // bytes kept of a title, and of an author
}

// Defaults are the limits where no others are given.
var Defaults = Limits{Items: 2000, Depth: 64, Title: 2 << 10}

// problemsMax is how many mistakes of one feed are told one by one.
const problemsMax = 20

// againMax is how many bytes are read a second time, item by item, when the library refuses the whole.
const againMax = 32 << 20

// ttlMax is the longest pause between polls that a feed may ask for in <ttl>: many ask for a day and change every hour.
const ttlMax = time.Hour

// Feed is one state of a feed.
type Feed struct {
	Format   string // "rss", "atom", "json"
	Title    string
	Link     string        // of the site; empty where none is given
	Language string        // ISO 639-1, as far as the feed tells
	TTL      time.Duration // for how long the feed asks not to be read again
	Items    []Item        // in the feed's order
}

// Item is one article as a feed tells it. What it does not tell is empty.
type Item struct {
	ID        string // the feed's own name for it, or its address
	URL       string // of the article, cleaned
	Title     string // plain text
	Author    string
	Summary   string    // HTML or plain text, as given
	Content   string    // HTML of the whole article, where the feed has it
	Published time.Time // in the zone that the feed gives; zero where it cannot be read
	Updated   time.Time
	Line      int // where it begins
	Offset    int64
}

// Parse reads data, which came from url with that Content-Type. The problems say what was left out, by place. Where nothing can be read the
// feed is nil and the first problem says why.
func Parse(data []byte, url, contentType string, l Limits) (*Feed, []*source.Error) {
	l = l.orDefaults()
	doc, bad := decode.UTF8(data, contentType)
	p := &parsing{doc: doc, url: url, base: url, limits: l}
	if bad != nil {
		p.problems = append(p.problems, bad)
	}
	var out *Feed
	switch trimmed := bytes.TrimLeft(doc, " \t\r\n"); {
	case len(trimmed) == 0:
		p.add(source.NotFeed, 0, errors.New("there is nothing in it"))
	case trimmed[0] == '{':
		out = p.json()
	default:
		out = p.xml()
	}
	slices.SortStableFunc(p.problems, func(a, b *source.Error) int {
		if out == nil && whole(a) != whole(b) { // why there is nothing goes before all else
			return cmp.Compare(whole(b), whole(a))
		}
		return cmp.Compare(a.Offset, b.Offset)
	})
	if p.unsaid > 0 {
		p.problems = append(p.problems, source.Wrong(source.BadItem, "", "and %d more items that cannot be read", p.unsaid))
	}
	for _, e := range p.problems {
		e.URL = url
	}
	return out, p.problems
}

func whole(e *source.Error) int {
	if e.Kind == source.NotFeed || e.Kind == source.TooDeep {
		return 1
	}
	return 0
}

func (l Limits) orDefaults() Limits {
	return Limits{cmp.Or(l.Items, Defaults.Items), cmp.Or(l.Depth, Defaults.Depth), cmp.Or(l.Title, Defaults.Title)}
}

// parsing is one document being read.
type parsing struct {
	doc      []byte
	url      string
	limits   Limits
	base     string // what relative addresses of items stand to: the site's own address, or the feed's
	problems []*source.Error
	unsaid   int

	counted, lines int // of line
}

func (p *parsing) add(kind source.Kind, offset int, err error) {
	if (kind == source.BadItem || kind == source.TooLarge || kind == source.TooDeep) && len(p.problems) >= problemsMax {
		p.unsaid++
		return
	}
	p.problems = append(p.problems, &source.Error{Kind: kind, Line: p.line(offset), Offset: int64(offset), Err: err})
}

// line is the line of an offset. It counts on from the last one asked for, as items come in order.
func (p *parsing) line(offset int) int {
	if offset < p.counted {
		p.counted, p.lines = 0, 0
	}
	p.lines += bytes.Count(p.doc[p.counted:offset], []byte("\n"))
	p.counted = offset
	return 1 + p.lines
}

// xml reads RSS or Atom.
func (p *parsing) xml() *Feed {
	o := p.scan()
	if o == nil {
		return nil
	}
	f, err := library(p.chosen(o))
	if err == nil && len(f.Items) == len(o.items) {
		out := p.head(f)
		for i, it := range f.Items {
			out.Items = p.take(out.Items, it, o.items[i].start)
		}
		return out
	}
	if len(o.items) == 0 {
		p.add(source.NotFeed, o.root, fmt.Errorf("%s without an item that can be read: %w", o.format, cmp.Or(err, io.EOF)))
		return nil
	}
	return p.oneByOne(o)
}

// chosen is the document without the items that are left out, and without what stands between and behind items.
func (p *parsing) chosen(o *outline) []byte {
	var b bytes.Buffer
	b.Write(o.head)
	for _, it := range o.items {
		b.Write(p.doc[it.start:it.end])
	}
	b.WriteString(o.tail)
	return b.Bytes()
}

// oneByOne reads each item with only the tags around it that are open there.
func (p *parsing) oneByOne(o *outline) *Feed {
	out := &Feed{Format: o.format}
	if f, err := library(slices.Concat(o.head, []byte(o.tail))); err == nil {
		out = p.head(f)
	}
	budget := againMax
	for i, it := range o.items {
		one := slices.Concat([]byte(o.bare), p.doc[it.start:it.end], []byte(o.tail))
		if budget -= len(one); budget < 0 {
			p.add(source.TooMuch, it.start, fmt.Errorf("the feed has a mistake, and reading its items one by one would take too long: %d are read, up to here", i))
			break
		}
		f, err := library(one)
		if err != nil || len(f.Items) != 1 {
			p.add(source.BadItem, it.start, fmt.Errorf("this item cannot be read: %w", cmp.Or(err, errors.New("no single item"))))
			continue
		}
		out.Items = p.take(out.Items, f.Items[0], it.start)
	}
	if len(out.Items) == 0 {
		p.add(source.NotFeed, o.root, errors.New("none of its items can be read"))
		return nil
	}
	return out
}

// library asks gofeed. That it panics is not known, but it reads what strangers write.
func library(doc []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("the parser gave up: %v", r)
		}
	}()
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return parser.Parse(bytes.NewReader(doc))
}

// head is what a feed tells of itself.
func (p *parsing) head(f *gofeed.Feed) *Feed {
	out := &Feed{Format: f.FeedType, Title: p.plain(f.Title), Language: language(f.Language)}
	if link, err := address.Resolve(p.url, f.Link); err == nil && f.Link != "" {
		out.Link, p.base = link, link
	}
	if o, ok := f.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(o.TTL)); err == nil && minutes > 0 {
			out.TTL = min(time.Duration(min(minutes, 1<<20))*time.Minute, ttlMax)
		}
	}
	return out
}

// take adds an item. One without an address, or with one that is none, can be an article only if the feed has its text.
func (p *parsing) take(items []Item, it *gofeed.Item, offset int) []Item {
	out := Item{ID: it.GUID, Title: p.plain(it.Title), Summary: it.Description, Content: it.Content, Line: p.line(offset), Offset: int64(offset)}
	raw := it.Link
	if own := it.Extensions["feedburner"]["origLink"]; len(own) > 0 && own[0].Value != "" {
		raw = own[0].Value // the paper's own address; the link goes through a counter
	}
	if raw == "" && strings.HasPrefix(it.GUID, "http") { // a permalink
		raw = it.GUID
	}
	if raw != "" {
		if strings.Contains(raw, "&amp;") { // encoded twice, as in <![CDATA[…?a=1&amp;b=2]]>
			raw = html.UnescapeString(raw)
		}
		url, err := address.Resolve(p.base, raw)
		if err != nil && out.Content == "" {
			p.add(source.BadItem, offset, err)
			return items
		}
		out.URL = url
	}
	if out.ID == "" {
		out.ID = out.URL
	}
	if out.URL == "" && out.Content == "" && out.Summary == "" {
		p.add(source.BadItem, offset, errors.New("the item has neither an address nor a text"))
		return items
	}
	if len(it.Authors) > 0 && it.Authors[0] != nil {
		out.Author = p.plain(it.Authors[0].Name)
	}
	out.Published, out.Updated = when(it.Published, it.PublishedParsed), when(it.Updated, it.UpdatedParsed)
	return append(items, out)
}

// plain is the text of a title: without tags, entities that were encoded twice (&amp;#8217;) and runs of blanks.
func (p *parsing) plain(s string) string {
	s = html.UnescapeString(strings.TrimSpace(s))
	if strings.ContainsRune(s, '<') {
		var b strings.Builder
		z := nethtml.NewTokenizer(strings.NewReader(s))
		for tt := z.Next(); tt != nethtml.ErrorToken; tt = z.Next() {
			if tt == nethtml.TextToken {
				b.Write(z.Text())
			}
		}
		s = html.UnescapeString(b.String())
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > p.limits.Title {
		s = strings.ToValidUTF8(s[:p.limits.Title], "")
	}
	return s
}

// language is the first part of a tag such as "mr-IN", where it is a code of two letters.
func language(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	code, _, _ = strings.Cut(code, "_")
	if len(code) != 2 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return code
}
