package press

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/bakhar/bakhar/internal/source"
)

const xml = "application/rss+xml"

// texts are sites whose bytes are not what they say.
func (p *Press) texts() {
	p.says("healthy RSS", 3, nil, xml, rss(items(3)))
	p.says("healthy Atom", 1, nil, "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><title>A</title><link href="/story/1"/></entry></feed>`)
	p.says("healthy JSON Feed", 1, nil, "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/story/1","title":"A"}]}`)
	p.says("feed said to be HTML", 2, nil, "text/html", rss(items(2)))
	p.says("UTF-8 declared as Latin-1", 2, nil, "text/xml; charset=iso-8859-1", strings.Replace(rss(items(2)), "UTF-8", "ISO-8859-1", 1))
	p.says("Latin-1 declared as UTF-8", 1, kinds(source.BadEncoding), xml, rss("<item><title>caf\xe9</title><link>/story/1</link></item>"))
	latin, _ := charmap.Windows1252.NewEncoder().String("<rss><channel><item><title>café – “a”</title><link>/story/1</link></item></channel></rss>")
	p.says("Windows-1252 by header", 1, nil, "text/xml; charset=windows-1252", latin)
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(rss(items(2)), "UTF-8", "UTF-16", 1))
	p.says("UTF-16", 2, nil, xml, wide)
	p.says("unknown encoding", 1, kinds(source.BadEncoding), "text/xml; charset=klingon", "<rss><channel><item><title>caf\xe9</title><link>/story/1</link></item></channel></rss>")
	p.says("invalid XML in one item", 2, kinds(source.BadItem), xml, rss("<item><title>x</title><link>/story/1</link></item><item><title>a</title><link>/story/9</link>\n<item><title>y</title><link>/story/2</link></item>"))
	p.says("bare ampersands and control bytes", 1, nil, xml, rss("<item><title>A & B \x01 &nbsp;</title><link>/story/1?a=1&b=2</link></item>"))
	p.says("feed cut within an item", 2, kinds(source.BadItem), xml, strings.TrimSuffix(rss(items(3)), "/story/3</link></item>\n</channel></rss>"))
	p.says("addresses that are none", 1, kinds(source.BadItem), xml, rss(items(1)+"<item><title>x</title><link>javascript:alert(1)</link></item>"))
	p.says("web page instead of a feed", 0, kinds(source.NotFeed), "text/html", "<!doctype html><html><body>Welcome</body></html>")
	p.says("nothing in it", 0, kinds(source.NotFeed), xml, "")
	p.says("entities that expand", 1, nil, xml, `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`+"\n<rss><channel><item><title>&c;</title><link>/story/1</link></item></channel></rss>")
	p.says("entity of a local file", 1, nil, xml, `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+"\n<rss><channel><item><title>&x;</title><link>/story/1</link></item></channel></rss>")
	p.says("elements in each other", 1, kinds(source.TooDeep), xml, rss(items(1)+"<item><title>x</title><x:a>"+strings.Repeat("<a>", 50_000)+strings.Repeat("</a>", 50_000)+"</x:a></item>"))
	p.says("an item of two megabytes", 1, kinds(source.TooLarge), xml, rss(items(1)+"<item><title>x</title><x:a>"+strings.Repeat("<c/>y", 400_000)+"</x:a></item>"))
	p.says("100,000 items", 10, kinds(source.TooMuch), xml, rss(items(100_000)))
}

// bodies are sites whose answers are too much, or packed to be.
func (p *Press) bodies() {
	p.says("said to be gzip", 0, kinds(source.BadEncoding), xml, rss(items(1)), "Content-Encoding", "gzip")
	p.says("brotli", 1, nil, xml, brotlied(rss(items(1))), "Content-Encoding", "br")
	p.says("said to be brotli", 0, kinds(source.BadEncoding), xml, rss(items(1)), "Content-Encoding", "br")
	p.says("brotli bomb", 1, kinds(source.BadItem, source.Bomb), xml, brotlied("<rss><channel>"+items(1)+blanks), "Content-Encoding", "br")
	p.says("zstd without being asked", 0, kinds(source.BadEncoding), xml, "\x28\xb5\x2f\xfd", "Content-Encoding", "zstd")
	p.says("gzip with something behind it", 1, nil, xml, zipped(rss(items(1)))+"\x00\x00junk", "Content-Encoding", "gzip")
	packed := zipped(rss(items(3)))
	p.says("gzip cut", 0, kinds(source.Broken), xml, packed[:30], "Content-Encoding", "gzip")
	p.says("gzip bomb", 1, kinds(source.BadItem, source.Bomb), xml, zipped("<rss><channel>"+items(1)+blanks), "Content-Encoding", "gzip")
	p.says("compressed sitemap", 2, nil, "application/gzip", zipped(sitemap(2)))
	p.says("bomb of a sitemap", 0, kinds(source.BadItem, source.Bomb), "application/gzip", zipped("<urlset>"+blanks))
	p.add("endless feed", 2, kinds(source.BadItem, source.TooLarge), func(w http.ResponseWriter, _ *http.Request, _ int) {
		io.WriteString(w, "<rss><channel>"+items(2)+"<x:a>")
		for junk := strings.Repeat("x", 64<<10); ; {
			if _, err := io.WriteString(w, junk); err != nil {
				return
			}
		}
	})
	p.raw("endless headers", 0, kinds(source.TooLarge), func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\n")
		for line := "X-A: " + strings.Repeat("x", 8000) + "\r\n"; ; {
			if _, err := io.WriteString(c, line); err != nil {
				return
			}
		}
	})
}

func sitemap(n int) string {
	var b strings.Builder
	b.WriteString(`<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`)
	for i := range n {
		fmt.Fprintf(&b, "<url><loc>/story/%d</loc><news:news><news:title>T%d</news:title><news:publication_date>%s</news:publication_date></news:news></url>", i+1, i+1, time.Now().UTC().Format(time.RFC3339))
	}
	return b.String() + "</urlset>"
}

// slow are sites that keep a reader waiting.
func (p *Press) slow() {
	p.raw("says nothing", 0, kinds(source.Timeout), func(c net.Conn) { io.Copy(io.Discard, c) })
	p.raw("trickles its headers", 0, kinds(source.Timeout), func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\n")
		trickle(c, "X-A: abcdefghijklmnopqrstuvwxyz\r\n")
	})
	p.raw("trickles its feed", 0, kinds(source.Slow), func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
		trickle(c, "<!-- hello -->")
	})
}

// connections are sites that cannot be spoken to.
func (p *Press) connections() {
	ln := listen(p.t)
	ln.Close()
	p.Sites = append(p.Sites, &Site{Name: "nobody listens", Feed: "http://" + ln.Addr().String() + "/feed", Kinds: kinds(source.Refused)})
	p.Sites = append(p.Sites, &Site{Name: "name without an address", Feed: "http://nowhere.press.test/feed", Kinds: kinds(source.DNS)})
	p.raw("hangs up", 0, kinds(source.Broken), func(net.Conn) {})
	p.raw("resets", 0, kinds(source.Broken), func(c net.Conn) { c.(*net.TCPConn).SetLinger(0) })
	p.raw("is no HTTP", 0, kinds(source.BadHTTP), func(c net.Conn) { io.WriteString(c, "220 mail.example.org ESMTP\r\n") })
	p.raw("ends before its length", 2, kinds(source.BadItem, source.Broken), func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n<rss><channel>"+items(2))
	})
	s := &Site{Name: "certificate of its own", Kinds: kinds(source.TLS)}
	s.Feed = p.server(s, true, func(http.ResponseWriter, *http.Request, int) bool { return false }) + "/feed"
	p.Sites = append(p.Sites, s)
	s = &Site{Name: "HTTPS that is none", Kinds: kinds(source.TLS)}
	s.Feed = strings.Replace(p.server(s, false, func(http.ResponseWriter, *http.Request, int) bool { return false }), "http:", "https:", 1) + "/feed"
	p.Sites = append(p.Sites, s)
}

// redirects are sites that lead elsewhere.
func (p *Press) redirects() {
	leads := func(name string, kind source.Kind, to func(r *http.Request, nth int) string) {
		p.add(name, 0, kinds(kind), func(w http.ResponseWriter, r *http.Request, nth int) {
			w.Header().Set("Location", to(r, nth))
			w.WriteHeader(http.StatusFound)
		})
	}
	fixed := func(to string) func(*http.Request, int) string { return func(*http.Request, int) string { return to } }
	port := p.inside[strings.LastIndexByte(p.inside, ':'):]
	p.names.add("inside.press.test", [4]byte{127, 0, 0, 1})
	p.names.add("metadata.press.test", [4]byte{169, 254, 169, 254})
	p.names.add("private.press.test", [4]byte{10, 0, 0, 1})
	leads("redirect to itself", source.Loop, fixed("/feed"))
	leads("redirect to nowhere", source.Redirects, fixed(""))
	leads("redirect to a file", source.BadAddress, fixed("file:///etc/passwd"))
	leads("redirect to 127.0.0.1", source.Forbidden, fixed(p.inside+"/secret"))
	leads("redirect to 127.0.0.1 as a number", source.Forbidden, fixed("http://2130706433"+port+"/secret"))
	leads("redirect to localhost", source.Forbidden, fixed("http://localhost"+port+"/secret"))
	leads("redirect to [::ffff:127.0.0.1]", source.Forbidden, fixed("http://[::ffff:127.0.0.1]"+port+"/secret"))
	leads("redirect to 169.254.169.254", source.Forbidden, fixed("http://169.254.169.254/latest/meta-data/"))
	leads("redirect to a name of 127.0.0.1", source.Forbidden, fixed("http://inside.press.test"+port+"/secret"))
	leads("redirect to a name of 169.254.169.254", source.Forbidden, fixed("http://metadata.press.test/latest/meta-data/"))
	leads("redirect to a name of a private address", source.Forbidden, fixed("http://private.press.test/"))
	s := &Site{Name: "endless redirects", Kinds: kinds(source.Redirects)}
	s.Feed = p.server(s, false, func(w http.ResponseWriter, r *http.Request, _ int) bool {
		if r.URL.Path == "/robots.txt" {
			return false
		}
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		return true
	}) + "/feed"
	p.Sites = append(p.Sites, s)
	// The first answer of the name server leads to the press, where robots.txt is; the second inside.
	s = &Site{Name: "name that changes its address", Kinds: kinds(source.Forbidden)}
	p.names.add("rebinds.press.test", [4]byte{127, 0, 0, 2}, [4]byte{127, 0, 0, 1})
	url := p.server(s, false, func(http.ResponseWriter, *http.Request, int) bool { return false })
	s.Feed = strings.Replace(url, Address, "rebinds.press.test", 1) + "/feed"
	p.Sites = append(p.Sites, s)
	p.add("moved for good", 1, nil, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.URL.RawQuery == "" {
			http.Redirect(w, r, "/feed?new", http.StatusMovedPermanently)
			return
		}
		io.WriteString(w, rss(items(1)))
	})
}

// statuses are sites that answer with a number.
func (p *Press) statuses() {
	says := func(name string, kind source.Kind, code int, headers ...string) *Site {
		return p.add(name, 0, kinds(kind), func(w http.ResponseWriter, _ *http.Request, _ int) {
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(code)
		})
	}
	says("404", source.Status4xx, 404)
	says("204", source.BadStatus, 204)
	says("410", source.Gone, 410).Asked = 4 // robots.txt, and three times the feed
	says("429 with seconds", source.TooMany, 429, "Retry-After", "3600").Asked = 2
	says("503 with a date", source.Status5xx, 503, "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)).Asked = 2
	says("500", source.Status5xx, 500)
	p.add("304 by ETag", 1, nil, func(w http.ResponseWriter, r *http.Request, nth int) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if nth > 1 {
			w.WriteHeader(500) // the tag was not sent back
		}
		io.WriteString(w, rss(items(1)))
	})
	p.add("304 by date", 1, nil, func(w http.ResponseWriter, r *http.Request, nth int) {
		w.Header().Set("Last-Modified", "Thu, 19 Feb 2026 10:00:00 GMT")
		if r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if nth > 1 {
			w.WriteHeader(500)
		}
		io.WriteString(w, rss(items(1)))
	})
	robots := func(name string, kind source.Kind, answer http.HandlerFunc) *Site {
		s := &Site{Name: name, Kinds: kinds(kind)}
		s.Feed = p.server(s, false, func(w http.ResponseWriter, r *http.Request, _ int) bool {
			if r.URL.Path == "/robots.txt" {
				answer(w, r)
			} else {
				io.WriteString(w, rss(items(1)))
			}
			return true
		}) + "/feed"
		p.Sites = append(p.Sites, s)
		return s
	}
	robots("robots.txt that forbids", source.Robots, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "User-agent: *\nDisallow: /") }).Asked = 1
	robots("robots.txt with an error", source.Status5xx, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) })
}

// pages are sites whose feeds are well and whose articles are not. Each has one article more that is.
func (p *Press) pages() {
	page := func(name string, articles int, k []source.Kind, feed string, answer http.HandlerFunc) *Site {
		s := &Site{Name: name, Articles: articles, Kinds: k}
		s.Feed = p.server(s, false, func(w http.ResponseWriter, r *http.Request, _ int) bool {
			switch r.URL.Path {
			case "/feed":
				io.WriteString(w, feed)
			case "/story/1":
				answer(w, r)
			default:
				return false
			}
			return true
		}) + "/feed"
		p.Sites = append(p.Sites, s)
		return s
	}
	two := rss(items(2))
	page("article without end", 1, kinds(source.TooLarge), two, func(w http.ResponseWriter, _ *http.Request) {
		for junk := strings.Repeat("<p>x", 16<<10); ; {
			if _, err := io.WriteString(w, junk); err != nil {
				return
			}
		}
	})
	bomb := zipped(Story("/story/1") + blanks)
	page("article that is a bomb", 1, kinds(source.Bomb), two, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, bomb)
	})
	page("article that leads inside", 1, kinds(source.Forbidden), two, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, p.inside+"/secret", http.StatusFound)
	})
	page("article that is a PDF", 1, kinds(source.NotArticle), two, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		io.WriteString(w, "%PDF-1.7")
	})
	page("article without text", 1, kinds(source.NotArticle), two, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<html><body><script>load()</script></body></html>")
	})
	page("article that trickles", 1, kinds(source.Slow), two, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		trickle(w, "<p>hello ")
	})
	page("article that is not there", 1, kinds(source.Status4xx), two, func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
	whole := "<item><title>T</title><link>/story/1</link><description><![CDATA[" + strings.Repeat("काठमांडू : नेपाळ सरकारने ट्रकचालकांना सोडून दिले. ", 10) + "]]></description></item>"
	page("article only in the feed's summary", 1, nil, rss(whole), func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
	p.add("article that changes", 2, nil, func(w http.ResponseWriter, _ *http.Request, nth int) {
		title := "१४ जखमी"
		if nth > 1 {
			title = "१६ जखमी"
		}
		io.WriteString(w, rss("<item><title>"+title+"</title><link>/story/1</link></item>"))
	})
}
