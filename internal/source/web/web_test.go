package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/bakhar/bakhar/internal/source"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// client may reach loopback, and is impatient.
func client(t testing.TB, change func(*Config)) *Client {
	t.Helper()
	c := Config{
		Version: "1.2", Contact: "https://example.org/bot", Allow: loopback, AnyPort: true,
		Limits: Limits{WireBytes: 100_000, BodyBytes: 3 << 20, HeaderBytes: 8 << 10, FirstByte: time.Second, Total: 3 * time.Second,
			SlowBytes: 100, SlowWindow: 400 * time.Millisecond, Ratio: 50},
	}
	if change != nil {
		change(&c)
	}
	out, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(out.Close)
	return out
}

// raw is a server that reads a request and then does with the connection what it likes.
func raw(t *testing.T, f func(net.Conn)) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { ln.Close(); <-done })
	go func() {
		defer close(done)
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.Read(make([]byte, 4096)) //nolint:errcheck
				f(conn)
			}()
		}
	}()
	return "http://" + ln.Addr().String() + "/"
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// letters are n letters by chance, the first an a.
func letters(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(r.IntN(4))
	}
	b[0] = 'a'
	return b
}

func brotlied(data []byte) []byte {
	var b bytes.Buffer
	z := brotli.NewWriterLevel(&b, 5)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

const ok = "HTTP/1.1 200 OK\r\n"

// What servers do, and the kind of error that it is; "" is none. body is how what came of the body begins.
func TestKinds(t *testing.T) {
	say := func(s string) func(net.Conn) { return func(c net.Conn) { io.WriteString(c, s) } }
	long := strings.Repeat("x", 200_000)
	page := zipped([]byte(strings.Repeat("बातमी ", 1000)))
	for _, c := range []struct {
		name string
		do   func(net.Conn)
		kind source.Kind
		body string
	}{
		{"a page", say(ok + "Content-Length: 5\r\n\r\nhello"), "", "hello"},
		{"until the connection ends", say(ok + "\r\nhello"), "", "hello"},
		{"chunked", say(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), "", "hello"},
		{"gzip", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(page)), "", "बातमी "},
		{"gzip in two members", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(zipped([]byte("one "))) + string(zipped([]byte("two")))), "", "one two"},
		{"gzip with something behind it", say(ok + "Content-Encoding: x-gzip\r\n\r\n" + string(page) + "\x00\x00\x00\x00junk"), "", "बातमी "},
		{"gzip of nothing", say(ok + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"), "", ""},
		{"said to be gzip", say(ok + "Content-Encoding: gzip\r\n\r\n<html>no</html>"), source.BadEncoding, ""},
		{"damaged gzip", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(page[:20]) + "\xff\xff\xff\xff\xff\xff\xff\xff" + string(page[20:])), source.BadEncoding, ""},
		{"cut gzip", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(page[:len(page)-12])), source.Broken, ""},
		{"an encoding nobody asked for", say(ok + "Content-Encoding: zstd\r\n\r\n\x28\xb5"), source.BadEncoding, ""},
		{"brotli", say(ok + "Content-Encoding: br\r\n\r\n" + string(brotlied([]byte(strings.Repeat("बातमी ", 1000))))), "", "बातमी "},
		{"brotli with something behind it", say(ok + "Content-Encoding: br\r\n\r\n" + string(brotlied([]byte("one"))) + "junk"), "", "one"},
		{"brotli of nothing", say(ok + "Content-Encoding: br\r\nContent-Length: 0\r\n\r\n"), "", ""},
		{"said to be brotli", say(ok + "Content-Encoding: br\r\n\r\n<html>no</html>"), source.BadEncoding, ""},
		{"cut brotli", say(ok + "Content-Encoding: br\r\n\r\n" + string(brotlied(noise(4000))[:900])), source.Broken, "0 "},
		{"brotli bomb", say(ok + "Content-Encoding: br\r\n\r\n" + string(brotlied(make([]byte, 20<<20)))), source.Bomb, "\x00"},
		{"brotli unpacks to much", say(ok + "Content-Encoding: br\r\n\r\n" + string(brotlied(letters(4<<20)))), source.TooLarge, "a"},
		{"gzip in gzip", say(ok + "Content-Encoding: gzip, gzip\r\n\r\nx"), source.BadEncoding, ""},
		{"bomb", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(zipped(make([]byte, 20<<20)))), source.Bomb, "\x00"},
		{"long", say(ok + "\r\n" + long), source.TooLarge, "xxxx"},
		{"unpacks to much", say(ok + "Content-Encoding: gzip\r\n\r\n" + string(zipped(noise(4<<20)))), source.TooLarge, "0 "},
		{"ends early", say(ok + "Content-Length: 50\r\n\r\nhello"), source.Broken, "hello"},
		{"chunk with a wrong length", say(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello"), source.BadHTTP, ""},
		{"many headers", say(ok + strings.Repeat("X-A: "+long[:1000]+"\r\n", 100) + "\r\n"), source.TooLarge, ""},
		{"one endless header", say(ok + "X-A: " + long), source.TooLarge, ""},
		{"says nothing", func(c net.Conn) { time.Sleep(2 * time.Second) /* longer than the limit */ }, source.Timeout, ""},
		{"hangs up", say(""), source.Broken, ""},
		{"resets", func(c net.Conn) { c.(*net.TCPConn).SetLinger(0) }, source.Broken, ""},
		{"is no HTTP", say("SSH-2.0-OpenSSH_9.2\r\n"), source.BadHTTP, ""},
		{"is no HTTP, at length", say(long), source.TooLarge, ""},
		{"bad length", say(ok + "Content-Length: -7\r\n\r\n"), source.BadHTTP, ""},
		{"trickles", func(c net.Conn) {
			io.WriteString(c, ok+"\r\n")
			for range 100 {
				if _, err := io.WriteString(c, "x"); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		}, source.Slow, "xxx"},
		{"trickles, but fast enough, for too long", func(c net.Conn) {
			io.WriteString(c, ok+"\r\n")
			for range 600 {
				if _, err := io.WriteString(c, long[:100]); err != nil {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
		}, source.Timeout, "xxx"},
		{"trickles its headers", func(c net.Conn) {
			io.WriteString(c, ok)
			for range 100 {
				if _, err := io.WriteString(c, "X-A: b\r\n"); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		}, source.Timeout, ""},
		{"endless hints before the answer", say(strings.Repeat("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n", 5000)), source.TooLarge, ""},
		{"switches protocols", say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), source.BadStatus, ""},
		{"204", say("HTTP/1.1 204 No Content\r\n\r\n"), source.BadStatus, ""},
		{"300", say("HTTP/1.1 300 Multiple Choices\r\n\r\n"), source.BadStatus, ""},
		{"404", say("HTTP/1.1 404 Not Found\r\n\r\n"), source.Status4xx, ""},
		{"410", say("HTTP/1.1 410 Gone\r\n\r\n"), source.Gone, ""},
		{"429", say("HTTP/1.1 429 Slow Down\r\n\r\n"), source.TooMany, ""},
		{"500", say("HTTP/1.1 500 Oops\r\n\r\n"), source.Status5xx, ""},
		{"999", say("HTTP/1.1 999 No\r\n\r\n"), source.BadStatus, ""},
		{"redirect to nowhere", say("HTTP/1.1 302 Found\r\n\r\n"), source.Redirects, ""},
		{"redirect to a file", say("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"), source.BadAddress, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res, err := client(t, nil).Do(context.Background(), Request{URL: raw(t, c.do)})
			if kind := source.KindOf(err); kind != c.kind || (err == nil) != (c.kind == "") {
				t.Fatalf("kind %q, want %q: %v", kind, c.kind, err)
			}
			if c.body != "" && (res == nil || !strings.HasPrefix(string(res.Body), c.body)) {
				t.Errorf("the part that came is not there: %v", res)
			}
		})
	}
}

// noise is n bytes that compress a little.
func noise(n int) []byte {
	var b bytes.Buffer
	for i := uint32(0); b.Len() < n; i++ {
		fmt.Fprint(&b, i*2654435761%1000, " ")
	}
	return b.Bytes()[:n]
}

// Without permission nothing reaches an address that is not public, however it is written.
func TestForbidden(t *testing.T) {
	reached := false
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer srv.Close()
	port := srv.Listener.Addr().(*net.TCPAddr).Port
	strict := client(t, func(c *Config) { c.Allow = nil })
	for _, host := range []string{"127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "017700000001", "127.0.0.1.", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
		"169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"} {
		_, err := strict.Do(context.Background(), Request{URL: fmt.Sprintf("http://%s:%d/", host, port)})
		if kind := source.KindOf(err); kind != source.Forbidden {
			t.Errorf("%s: kind %q: %v", host, kind, err)
		}
	}
	if reached {
		t.Error("a request has reached this machine")
	}
	ports := client(t, func(c *Config) { c.AnyPort = false })
	if _, err := ports.Do(context.Background(), Request{URL: srv.URL}); source.KindOf(err) != source.Forbidden {
		t.Errorf("port %d: %v", port, err)
	}
	ports = client(t, func(c *Config) { c.AnyPort, c.Ports = false, []uint16{uint16(port)} })
	if _, err := ports.Do(context.Background(), Request{URL: srv.URL}); err != nil {
		t.Errorf("port %d is allowed: %v", port, err)
	}
}

// A proxy in the environment would connect in our place, to where we must not.
func TestNoProxy(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	c := client(t, func(c *Config) { c.Allow = nil })
	if c.transport.Proxy != nil { // net/http reads the environment once, perhaps before this test
		t.Error("a proxy may be used")
	}
	_, err := c.Do(context.Background(), Request{URL: "http://10.1.2.3/"})
	if source.KindOf(err) != source.Forbidden {
		t.Error(err)
	}
}

func TestRequest(t *testing.T) {
	var got http.Header
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 23 Nov 2026 01:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(304)
		}
	}))
	defer srv.Close()
	c := client(t, nil)
	res, err := c.Do(context.Background(), Request{URL: srv.URL, Accept: "text/html"})
	if err != nil || res.Status != 200 || got.Get("User-Agent") != "bakhar/1.2 (+https://example.org/bot)" || got.Get("Accept") != "text/html" || got.Get("Accept-Encoding") != "br, gzip" {
		t.Errorf("%+v, %v; request %v", res, err, got)
	}
	if got["Cookie"] != nil || got["Referer"] != nil || got["If-None-Match"] != nil {
		t.Errorf("request %v", got)
	}
	res, err = c.Do(context.Background(), Request{URL: srv.URL, ETag: res.ETag, Modified: res.Modified})
	if err != nil || res.Status != 304 || got.Get("If-Modified-Since") != "Mon, 23 Nov 2026 01:00:00 GMT" {
		t.Errorf("%+v, %v; request %v", res, err, got)
	}
	if _, err = c.Do(context.Background(), Request{URL: srv.URL, ETag: "a\r\nX-Evil: 1"}); err != nil || got["X-Evil"] != nil || got["If-None-Match"] != nil {
		t.Errorf("%v; request %v", err, got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = c.Do(ctx, Request{URL: srv.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// HTTPS goes by the name in the certificate, and by who signed it.
func TestTLS(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }))
	defer srv.Close()
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	known := client(t, func(c *Config) { c.Roots = roots })
	res, err := known.Do(context.Background(), Request{URL: srv.URL})
	if err != nil || string(res.Body) != "hello" {
		t.Errorf("%+v, %v", res, err)
	}
	for name, c := range map[string]*Client{"another name": known, "an unknown signer": client(t, nil)} {
		url := srv.URL
		if c == known {
			url = strings.Replace(url, "127.0.0.1", "localhost", 1) // the certificate is for example.com and 127.0.0.1
		}
		if _, err := c.Do(context.Background(), Request{URL: url}); source.KindOf(err) != source.TLS {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNew(t *testing.T) {
	for _, c := range []Config{{}, {Contact: "a b"}, {Contact: "x\r\nEvil: 1"}, {Contact: "x", Version: "(1)"}, {Contact: "संपर्क"}} {
		if _, err := New(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}

func TestFresh(t *testing.T) {
	f := func(want time.Duration, pairs ...string) {
		t.Helper()
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Set(pairs[i], pairs[i+1])
		}
		if got := fresh(h); got != want {
			t.Errorf("%v: %v, want %v", pairs, got, want)
		}
	}
	f(0)
	f(5*time.Minute, "Cache-Control", "public, Max-Age=300")
	f(4*time.Minute, "Cache-Control", `max-age="300"`, "Age", "60")
	f(0, "Cache-Control", "max-age=300", "Age", "900")
	f(0, "Cache-Control", "no-cache, max-age=300")
	f(FreshMax, "Cache-Control", "max-age=99999999999999999999999")
	f(0, "Cache-Control", "max-age=-1")
	f(0, "Cache-Control", "max-age=soon")
	f(time.Hour, "Date", "Mon, 23 Nov 2026 01:00:00 GMT", "Expires", "Mon, 23 Nov 2026 02:00:00 GMT")
	f(0, "Date", "Mon, 23 Nov 2026 01:00:00 GMT", "Expires", "0")
	f(time.Minute, "Cache-Control", "max-age=60", "Date", "Mon, 23 Nov 2026 01:00:00 GMT", "Expires", "Mon, 23 Nov 2026 02:00:00 GMT")
}

func TestInflate(t *testing.T) {
	if got, err := Inflate("u", zipped([]byte("hello")), Limits{}); err != nil || string(got) != "hello" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Inflate("u", zipped(make([]byte, 20<<20)), Limits{}); source.KindOf(err) != source.Bomb {
		t.Errorf("%v", err)
	}
	if _, err := Inflate("u", []byte("\x1f\x8bno"), Limits{}); err == nil {
		t.Error("no gzip")
	}
}

func BenchmarkDo(b *testing.B) {
	page := []byte(strings.Repeat("<p>मुंबई : नेपाळने १४ भारतीय ट्रकचालकांची मंगळवारी सुटका केली.</p>\n", 500))
	body := zipped(page)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(body)
	}))
	defer srv.Close()
	c := client(b, nil)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Do(context.Background(), Request{URL: srv.URL}); err != nil {
			b.Fatal(err)
		}
	}
}
