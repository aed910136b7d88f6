// Package press is test help: a local press of feeds and sites that misbehave, each on a real server of its own on loopback, and a name server
// that lies. docs/fetching.md says what is done about each, in a table whose rows have the names of the servers here. The servers listen
// on 127.0.0.2, which a test may allow, while 127.0.0.1 stays forbidden: there sits Inside, which must never be asked.
package press

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/bakhar/bakhar/internal/source"
)

// Address is where the press listens.
const Address = "127.0.0.2"

// Site is one of the press, and what a reader that behaves makes of it.
type Site struct {
	Name     string
	Feed     string        // address of its feed
	Articles int           // that are got from it
	Kinds    []source.Kind // of the errors that are told, sorted; none for a site that only looks odd
	Asked    int           // requests that it bears, robots.txt and pages among them; 0: any number

	mu       sync.Mutex
	requests []string
}

// Requests is the paths that it was asked for so far.
func (s *Site) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

func (s *Site) note(path string) (nth int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.requests {
		if p == path {
			nth++
		}
	}
	s.requests = append(s.requests, path)
	return nth + 1
}

// Press is all sites.
type Press struct {
	Sites    []*Site
	Inside   *Site // on 127.0.0.1
	Resolver *net.Resolver

	t      testing.TB
	names  *names
	inside string
}

// Open opens the press for one test.
func Open(t testing.TB) *Press {
	t.Helper()
	p := &Press{t: t, names: newNames(t)}
	p.Resolver = p.names.resolver()
	p.Inside = &Site{Name: "inside"}
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { p.Inside.note(r.URL.Path) }))
	t.Cleanup(srv.Close)
	p.inside = srv.URL
	p.texts()
	p.bodies()
	p.slow()
	p.connections()
	p.redirects()
	p.statuses()
	p.pages()
	return p
}

// listen opens a port of the press.
func listen(t testing.TB) net.Listener {
	t.Helper()
	ln, err := net.Listen("tcp", Address+":0")
	if err != nil {
		t.Skipf("only Linux gives all of 127.0.0.0/8 to loopback, and the test needs an address that is not 127.0.0.1: %v", err)
	}
	return ln
}

// server starts a server that answers with handle; pages that it does not want to answer itself are a robots.txt that is not there, and articles.
func (p *Press) server(s *Site, secure bool, handle func(w http.ResponseWriter, r *http.Request, nth int) bool) string {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		nth := s.note(r.URL.Path)
		if handle(w, r, nth) {
			return
		}
		switch {
		case strings.HasPrefix(r.URL.Path, "/story/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, Story(r.URL.Path))
		default:
			http.NotFound(w, r)
		}
	}))
	srv.Listener.Close()
	srv.Listener = listen(p.t)
	srv.Config.ErrorLog = quiet
	if secure {
		srv.StartTLS()
	} else {
		srv.Start()
	}
	p.t.Cleanup(func() { srv.CloseClientConnections(); srv.Close() })
	return srv.URL
}

// add opens a site whose feed is answered by handle; all else is as on a healthy site.
func (p *Press) add(name string, articles int, kinds []source.Kind, handle func(w http.ResponseWriter, r *http.Request, nth int)) *Site {
	s := &Site{Name: name, Articles: articles, Kinds: kinds}
	url := p.server(s, false, func(w http.ResponseWriter, r *http.Request, nth int) bool {
		if r.URL.Path != "/feed" {
			return false
		}
		handle(w, r, nth)
		return true
	})
	s.Feed = url + "/feed"
	p.Sites = append(p.Sites, s)
	return s
}

// says opens a site whose feed is always these bytes.
func (p *Press) says(name string, articles int, kinds []source.Kind, contentType, body string, headers ...string) *Site {
	return p.add(name, articles, kinds, func(w http.ResponseWriter, _ *http.Request, _ int) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		io.WriteString(w, body)
	})
}

// raw opens a site that does with the connection what it likes, after the request for a page. Its robots.txt is not there.
func (p *Press) raw(name string, articles int, kinds []source.Kind, f func(net.Conn)) *Site {
	s := &Site{Name: name, Articles: articles, Kinds: kinds}
	ln := listen(p.t)
	var open sync.WaitGroup
	quit := make(chan struct{})
	p.t.Cleanup(func() { close(quit); ln.Close(); open.Wait() })
	open.Go(func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			open.Go(func() {
				defer conn.Close()
				go func() { <-quit; conn.Close() }()
				buf := make([]byte, 4096)
				n, _ := conn.Read(buf)
				path := "/"
				if f := strings.Fields(string(buf[:n])); len(f) > 1 {
					path = f[1]
				}
				s.note(path)
				switch {
				case path == "/robots.txt":
					io.WriteString(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
				case strings.HasPrefix(path, "/story/"):
					io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+Story(path))
				default:
					f(conn)
				}
			})
		}
	})
	s.Feed = "http://" + ln.Addr().String() + "/feed"
	p.Sites = append(p.Sites, s)
	return s
}

func kinds(k ...source.Kind) []source.Kind { return k }

// Story is the page of an article. Its text names its path, so that no two are the same.
func Story(path string) string {
	return `<!doctype html><html lang="mr"><head><title>बातमी ` + path + `</title><meta property="article:published_time" content="2026-02-19T10:00:00+05:30"></head>
<body><article><h1>बातमी ` + path + `</h1>` + strings.Repeat(`<p>काठमांडू : नेपाळ सरकारने सीमेवर अडवून ठेवलेल्या भारतीय ट्रकचालकांना मंगळवारी सोडून दिले, असे अधिकाऱ्यांनी सांगितले. `+path+`</p>`, 4) + `</article></body></html>`
}

// items are n items of RSS whose pages the same server has.
func items(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<item><title>बातमी %d</title><link>/story/%d</link></item>\n", i+1, i+1)
	}
	return b.String()
}

// rss is a feed around items.
func rss(items string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n<rss version=\"2.0\"><channel><title>दैनिक</title>\n" + items + "</channel></rss>"
}

func zipped(data string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, data)
	z.Close()
	return b.String()
}

func brotlied(data string) string {
	var b bytes.Buffer
	z := brotli.NewWriterLevel(&b, 5)
	io.WriteString(z, data)
	z.Close()
	return b.String()
}

// blanks are what a bomb unpacks to, behind some text: more than any page has, and 800 times what is sent.
var blanks = strings.Repeat(" ", 12<<20)

// trickle writes a byte now and then, until the reader has had enough.
func trickle(w io.Writer, s string) {
	for range 2000 {
		for _, c := range []byte(s) {
			if _, err := w.Write([]byte{c}); err != nil {
				return
			}
			if f, ok := w.(http.Flusher); ok {
				f.Flush()
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
}
