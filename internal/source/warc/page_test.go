package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/source"
)

// one gives the page of an archive's only record.
func one(t *testing.T, r rec) (*Page, Skip, error) {
	t.Helper()
	record, err := New(bytes.NewReader(r.bytes()), Limits{PageBytes: 100_000, Ratio: 50, RatioFree: 10_000}).Next()
	if err != nil || record.Fault != nil {
		t.Fatal(err, record)
	}
	return record.Page()
}

// story is long enough to pack well, and no longer than a line.
var story = "<html lang=mr><p>" + strings.Repeat("पोलिसांनी मुंबईत दोघांना अटक केली. ", 20)

func zlibbed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = io.WriteString(w, s) // a buffer takes everything
	_ = w.Close()
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 9) // the level is right
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func chunked(s string, size int) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(size, len(s))
		fmt.Fprintf(&b, "%x;name=value\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return b.String() + "0\r\nTrailer: x\r\n\r\n"
}

// TestBodies: whatever HTTP did to a page, the page comes out.
func TestBodies(t *testing.T) {
	packed := string(gz(t, []byte(story)))
	const chunks = "Transfer-Encoding: chunked"
	for name, c := range map[string]struct {
		body   string
		header []string
		want   string
		kind   source.Kind
	}{
		"as it is":                {story, nil, story, ""},
		"chunks":                  {chunked(story, 100), []string{chunks}, story, ""},
		"chunks announced":        {story, []string{chunks}, story, ""},
		"chunks cut":              {chunked(story, 100)[:400], []string{chunks}, story[:334], source.BadEncoding},
		"chunk of no length":      {"5\r\nhello\r\nzz\r\nworld", []string{chunks}, "hello", source.BadEncoding},
		"absurd chunk":            {"5\r\nhello\r\nffffffffffffffff\r\nworld", []string{chunks}, "hello", source.BadEncoding},
		"gzip":                    {packed, []string{"Content-Encoding: gzip"}, story, ""},
		"gzip in chunks":          {chunked(packed, 33), []string{"content-encoding: GZIP", chunks}, story, ""},
		"gzip as transfer":        {chunked(packed, 33), []string{"Transfer-Encoding: gzip, chunked"}, story, ""},
		"gzip announced":          {story, []string{"Content-Encoding: gzip"}, story, ""},
		"gzip twice":              {string(gz(t, []byte(packed))), []string{"Content-Encoding: gzip, gzip"}, story, ""},
		"gzip in zlib":            {zlibbed(packed), []string{"Content-Encoding: gzip", "Content-Encoding: deflate"}, story, ""},
		"gzip cut":                {packed[:len(packed)-9], []string{"Content-Encoding: gzip"}, story, source.BadEncoding},
		"gzip damaged":            {packed[:12] + "\xff\xff\xff" + packed[15:], []string{"Content-Encoding: gzip"}, "", source.BadEncoding},
		"no gzip":                 {"\x00\x01\x02\x03", []string{"Content-Encoding: gzip"}, "", source.BadEncoding},
		"too deep":                {packed, []string{"Content-Encoding: gzip, gzip, gzip, gzip"}, "", source.TooDeep},
		"deflate":                 {zlibbed(story), []string{"Content-Encoding: deflate"}, story, ""},
		"deflate bare":            {deflated(story), []string{"Content-Encoding: deflate"}, story, ""},
		"zstd":                    {string(zst(t, []byte(story), zstd.WithWindowSize(1024))), []string{"Content-Encoding: zstd"}, story, ""},
		"brotli":                  {brotlied(story), []string{"Content-Encoding: br"}, story, ""},
		"brotli cut":              {brotlied(story)[:20], []string{"Content-Encoding: br"}, "?", source.BadEncoding},
		"no brotli":               {"\xff\xfe\xfd\x00\x01", []string{"Content-Encoding: br"}, "", source.BadEncoding},
		"brotli bomb":             {brotlied(strings.Repeat("x", 90_000)), []string{"Content-Encoding: br"}, "?", source.Bomb},
		"brotli announced":        {story, []string{"Content-Encoding: br"}, story, ""},
		"identity":                {story, []string{"Content-Encoding: identity"}, story, ""},
		"bomb":                    {string(gz(t, bytes.Repeat([]byte("x"), 90_000))), []string{"Content-Encoding: gzip"}, "?", source.Bomb},
		"longer than the limit":   {strings.Repeat("x", 100_001), nil, strings.Repeat("x", 100_000), source.TooLarge},
		"long after unpacking":    {string(gz(t, []byte(words(rand.New(rand.NewPCG(1, 1)), 9000)))), []string{"Content-Encoding: gzip"}, "?", source.TooLarge},
		"as long as the limit":    {strings.Repeat("x", 100_000), nil, strings.Repeat("x", 100_000), ""},
		"empty":                   {"", []string{"Content-Encoding: gzip"}, "", ""},
		"folded header":           {packed, []string{"Content-Encoding:\r\n gzip"}, story, ""},
		"header lines of no name": {story, []string{"nonsense", ": x", "X-Ok: y"}, story, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, skip, err := one(t, page("https://example.org/a", c.body, c.header...))
			if err != nil || skip != Kept {
				t.Fatal(skip, err)
			}
			if head := p.Head(50); c.want != "?" && string(head) != c.want[:min(50, len(c.want))] {
				t.Errorf("the head is %q", head)
			}
			body, err := p.Body()
			if source.KindOf(err) != c.kind || err != nil && !strings.Contains(err.Error(), "https://example.org/a") {
				t.Errorf("error %v, want kind %q", err, c.kind)
			}
			if c.want != "?" && string(body) != c.want {
				t.Errorf("got %.60q (%d bytes), want %.60q (%d)", body, len(body), c.want, len(c.want))
			}
		})
	}
}

// TestTruncated: what the archive's maker cut is given as far as it goes, and says so.
func TestTruncated(t *testing.T) {
	packed := string(gz(t, []byte(story)))
	r := page("https://example.org/a", packed[:len(packed)-9], "Content-Encoding: gzip")
	r.fields = append(r.fields, "WARC-Truncated: Length")
	p, _, err := one(t, r)
	if err != nil || p.Truncated != "length" {
		t.Fatal(p, err)
	}
	if body, err := p.Body(); err != nil || string(body) != story {
		t.Errorf("got %d bytes, %v", len(body), err)
	}
}

// TestKinds: pages are read, all else is passed over for a reason.
func TestKinds(t *testing.T) {
	answer := func(head, body string) rec {
		return rec{kind: "response", target: "https://example.org/a", fields: []string{asHTTP}, block: head + "\r\n\r\n" + body}
	}
	of := func(kind, contentType, block string) rec {
		return rec{kind: kind, target: "https://example.org/a", fields: []string{"Content-Type: " + contentType}, block: block}
	}
	identified := answer("HTTP/1.1 200 OK\r\nContent-Type: text/html", "{}")
	identified.fields = append(identified.fields, "WARC-Identified-Payload-Type: application/json")
	for name, c := range map[string]struct {
		in    rec
		skip  Skip
		plain bool
		kind  source.Kind
	}{
		"page":              {answer("HTTP/1.1 200 OK\r\nContent-Type: TEXT/HTML ;charset=x", "<p>"), Kept, false, ""},
		"page of old":       {answer("HTTP/1.0 200\nContent-Type: text/html", "<p>"), Kept, false, ""},
		"HTTP 2":            {answer("HTTP/2 200\r\nContent-Type: application/xhtml+xml", "<p>"), Kept, false, ""},
		"text":              {answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain", "hello"), Other, false, ""},
		"unnamed page":      {answer("HTTP/1.1 200 OK\r\nServer: x", " \n<!-- x --><!DOCTYPE HTML>"), Kept, false, ""},
		"unnamed data":      {answer("HTTP/1.1 200 OK\r\nServer: x", "<rss>"), Other, false, ""},
		"picture":           {answer("HTTP/1.1 200 OK\r\nContent-Type: image/png", "\x89PNG"), Other, false, ""},
		"so the maker says": {identified, Other, false, ""},
		"not found":         {answer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "<p>"), BadStatus, false, ""},
		"redirect":          {answer("HTTP/1.1 301 Moved\r\nLocation: /", ""), BadStatus, false, ""},
		"no HTTP":           {answer("hello\r\nContent-Type: text/html", "<p>"), Other, false, source.BadHTTP},
		"no status":         {answer("HTTP/1.1 OK", "<p>"), Other, false, source.BadHTTP},
		"header alone":      {rec{kind: "response", target: "https://example.org/a", fields: []string{asHTTP}, block: "HTTP/1.1 200 OK"}, Other, false, ""},
		"long HTTP header":  {answer("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 70_000), "<p>"), Other, false, source.TooLarge},
		"revisit":           {of("revisit", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n\r\n"), Revisit, false, ""},
		"request":           {of("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"), Other, false, ""},
		"metadata":          {of("metadata", "application/warc-fields", "a: b"), Other, false, ""},
		"name":              {of("response", "text/dns", "20260219 example.org"), Other, false, ""},
		"conversion":        {of("conversion", "text/plain", "पोलिस"), Kept, true, ""},
		"resource":          {of("resource", "text/html; charset=utf-8", "<p>"), Kept, false, ""},
		"resource, picture": {of("resource", "image/png", "\x89PNG"), Other, false, ""},
		"unknown type":      {of("kind of the future", "text/html", "<p>"), Other, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, skip, err := one(t, c.in)
			if skip != c.skip || source.KindOf(err) != c.kind {
				t.Fatalf("got %q, %v", skip, err)
			}
			if skip == Kept && err == nil && (p.Plain != c.plain || p.Address != "https://example.org/a" || p.Captured.IsZero()) {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func brotlied(s string) string {
	var b bytes.Buffer
	z := brotli.NewWriterLevel(&b, 5)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}
