package warc

import (
	"bytes"
	"mime"
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/source"
)

// Skip is why a record holds no page to read.
type Skip string

// The reasons. They are counted and printed.
const (
	Kept      Skip = ""
	Other     Skip = "no page"        // warcinfo, request, metadata, DNS, continuation, and responses that are neither HTML nor text
	Revisit   Skip = "revisit"        // an unchanged page: its text stands in an earlier record, perhaps of another archive
	BadStatus Skip = "error page"     // the server answered with an error or a redirect
	Foreign   Skip = "other language" // by its first bytes or its text
	NoArticle Skip = "no article"     // a page with nothing to read: a start page, a list
)

// Page is a document in a record. It is valid until the next record is read.
type Page struct {
	Address     string    // of the record's target
	Captured    time.Time // when it was fetched, UTC: not when it was published
	ContentType string    // as the server sent it, with its charset; of conversions and resources, of the block
	Plain       bool      // text, not HTML
	Truncated   string    // why the archive's maker cut it, empty if it is whole

	codings []string // in the order in which they were applied
	chunked bool
	raw     []byte
	rec     *Record
}

// Page gives the document of a record, or why there is none. Its body is not unpacked before Body or Head.
func (rec *Record) Page() (*Page, Skip, error) {
	p := &Page{Address: rec.Target, Captured: rec.Date, Truncated: rec.Truncated, raw: rec.Block, rec: rec}
	if rec.Cut && p.Truncated == "" {
		p.Truncated = "length"
	}
	media := mediaType(rec.ContentType)
	switch rec.Type {
	case "revisit":
		return nil, Revisit, nil
	case "response":
		if media == "application/http" || media == "" && bytes.HasPrefix(rec.Block, []byte("HTTP/")) {
			return p.http()
		}
	case "resource", "conversion":
	default:
		return nil, Other, nil
	}
	p.ContentType = rec.ContentType
	return p.kind()
}

func mediaType(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// kind keeps HTML and text.
func (p *Page) kind() (*Page, Skip, error) {
	media := mediaType(p.ContentType)
	if found := mediaType(p.rec.PayloadType); found != "" { // looked at by the archive's maker: servers call anything text/html
		media = found
	}
	switch media {
	case "text/html", "application/xhtml+xml":
		return p, Kept, nil
	case "text/plain":
		p.Plain = true
		return p, Kept, nil
	case "", "application/octet-stream", "application/xml", "text/xml":
		if markup(p.Head(sniff)) {
			return p, Kept, nil
		}
	}
	return nil, Other, nil
}

const sniff = 1 << 10

// markup tells whether bytes begin as an HTML page does.
func markup(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for { // comments and the XML declaration may stand first
		head = bytes.TrimLeft(head, " \t\r\n")
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			_, rest, found := bytes.Cut(head, []byte("-->"))
			if !found {
				return false
			}
			head = rest
		case bytes.HasPrefix(head, []byte("<?xml")):
			_, rest, found := bytes.Cut(head, []byte("?>"))
			if !found {
				return false
			}
			head = rest
		default:
			return hasFold(head, "<!doctype html") || hasFold(head, "<html") || hasFold(head, "<head")
		}
	}
}

// http reads the HTTP answer in a response record.
func (p *Page) http() (*Page, Skip, error) {
	block, l := p.rec.Block, p.rec.r.limits
	n := headerEnd(block[:min(len(block), l.HeaderBytes)])
	switch {
	case n == 0 && len(block) >= l.HeaderBytes:
		return nil, Other, p.wrong(source.TooLarge, "the HTTP header is longer than the limit of %d bytes", l.HeaderBytes)
	case n == 0: // a header alone: nothing was sent
		return nil, Other, nil
	}
	first, rest, _ := bytes.Cut(block[:n], []byte("\n"))
	status, ok := statusOf(first)
	if !ok {
		return nil, Other, p.wrong(source.BadHTTP, "the record holds no HTTP answer: its first line is %.40q", first)
	}
	if status < 200 || status > 299 {
		return nil, BadStatus, nil
	}
	h, err := fields(rest, p.rec.r.http, l.HeaderFields)
	p.rec.r.http = h
	if err != nil {
		return nil, Other, p.wrong(source.TooLarge, "the HTTP header: %w", err)
	}
	p.raw = block[n:]
	p.ContentType = h.Get("Content-Type")
	for _, f := range h {
		switch {
		case strings.EqualFold(f.Name, "Content-Encoding"):
			p.codings = append(p.codings, codings(f.Value)...)
		case strings.EqualFold(f.Name, "Transfer-Encoding"):
			for _, c := range codings(f.Value) {
				if c == "chunked" {
					p.chunked = true
				} else {
					p.codings = append(p.codings, c)
				}
			}
		}
	}
	if p, skip, err := p.kind(); p == nil || !p.Plain {
		return p, skip, err
	}
	return nil, Other, nil // robots.txt and the like: the press does not publish in plain text
}

// statusOf reads "HTTP/1.1 200 OK".
func statusOf(line []byte) (int, bool) {
	proto, rest, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
	code, _, _ := bytes.Cut(bytes.TrimLeft(rest, " "), []byte(" "))
	n, err := strconv.Atoi(string(code))
	return n, err == nil && hasFold(proto, "HTTP/") && n >= 100 && n <= 999
}

func codings(value string) []string {
	var out []string
	for c := range strings.SplitSeq(strings.ToLower(value), ",") {
		if c = strings.TrimSpace(c); c != "" && c != "identity" && c != "none" {
			out = append(out, c)
		}
	}
	return out
}

// wrong is an error about the page's record.
func (p *Page) wrong(kind source.Kind, format string, args ...any) error {
	return &Error{p.rec.At, source.Wrong(kind, p.rec.Target, format, args...)}
}

// Charset is the encoding that the server told, empty where it told none.
func (p *Page) Charset() string {
	_, params, err := mime.ParseMediaType(p.ContentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// Head gives the first bytes of the page, n at most, and fewer where they cannot be unpacked. They are valid until Head or Body is called.
func (p *Page) Head(n int) []byte {
	body, _ := p.rec.r.decode.body(p, n) // Body tells what is wrong
	return body
}

// Body gives the page with its encodings undone, valid until Head or Body is called. What could be unpacked stands beside an *Error.
func (p *Page) Body() ([]byte, error) {
	most := p.rec.r.limits.PageBytes
	body, err := p.rec.r.decode.body(p, most+1)
	switch {
	case len(body) > most:
		return body[:most], p.wrong(source.TooLarge, "the page is longer than the limit of %d bytes", most)
	case err != nil && (p.Truncated == "" || len(body) == 0): // a page that was cut on purpose ends in the middle of its encoding
		return body, &Error{p.rec.At, err}
	}
	return body, nil
}
