// Package web is the one way in which bakhar speaks HTTP to strangers. It sends one request and reads one answer, and trusts neither the
// address nor the answer: no connection reaches a loopback, link-local, private or otherwise special address unless the configuration
// allows it, whatever the name resolves to at that moment; bytes, headers, time, speed and the ratio of decompression have limits.
//
// The address is checked where the connection is made (net.Dialer.Control), after the name was resolved: a check of the URL alone is
// deceived by names, by redirects and by names that resolve differently the second time. Proxies are off, as they would connect in our
// place; HTTP/2 is off, as one connection with one request at a time needs none of it.
//
// A redirect is an answer, not followed here: who follows it must ask the other host's robots.txt and wait its turn (package polite).
package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
)

// Product is the name that sites see in the User-Agent, and by which their robots.txt may address us.
const Product = "bakhar"

// Config is what a client needs to know.
type Config struct {
	Version  string         // of the program
	Contact  string         // who can be asked about these requests: an address of a page or of mail. Must be given
	Allow    []netip.Prefix // addresses that may be reached though they are special; none by default
	Ports    []uint16       // that may be reached beside 80 and 443
	AnyPort  bool
	Resolver *net.Resolver  // nil: the system's
	Roots    *x509.CertPool // whose certificates are believed; nil: the system's
	Limits   Limits         // what is zero is taken from Defaults
}

// Limits is how much of a stranger's answer is taken.
type Limits struct {
	WireBytes   int64         // of a body as sent
	BodyBytes   int64         // of a body after decompression
	Ratio       int64         // of decompressed to sent bytes, once ratioFree bytes are out
	HeaderBytes int64         // of the answer's headers
	Connect     time.Duration // to connect, and again for the TLS handshake
	FirstByte   time.Duration // from the request to the end of the headers
	Total       time.Duration // for the whole
	SlowBytes   int64         // that must arrive in each SlowWindow
	SlowWindow  time.Duration
	Idle        time.Duration // a connection is kept for the next request; negative: closed at once
}

// Defaults are the limits of a client that is not told others.
var Defaults = Limits{
	WireBytes: 8 << 20, BodyBytes: 16 << 20, Ratio: 200, HeaderBytes: 64 << 10,
	Connect: 10 * time.Second, FirstByte: 20 * time.Second, Total: 90 * time.Second,
	SlowBytes: 1 << 10, SlowWindow: 10 * time.Second, Idle: 30 * time.Second,
}

// ratioFree is how much may come out of a compressed body before its ratio is looked at: short pages of blanks compress well.
const ratioFree = 1 << 20

// Request is one page to get.
type Request struct {
	URL       string
	Accept    string // media types; empty for anything
	ETag      string // of the copy that we have, for a conditional request
	Modified  string // Last-Modified of the copy that we have
	BodyBytes int64  // other than the client's limit; zero keeps that
}

// Response is a server's answer. Header values are the server's words, cut to headerMax bytes.
type Response struct {
	URL         string // that was asked
	Status      int    // 200, 304 or a redirect; all others are errors
	Location    string // where a redirect leads; empty for other answers
	ContentType string
	ETag        string
	Modified    string
	Body        []byte        // decompressed
	Wire        int64         // bytes of the body as sent
	Fresh       time.Duration // for how long the server says that the answer stays the same (max-age, Expires); 0 where it does not say
	Retry       string        // the Retry-After header, see RetryAfter
}

// headerMax is the longest value of a header that is kept.
const headerMax = 1 << 10

// Client speaks HTTP within limits. It may be used by many goroutines.
type Client struct {
	transport *http.Transport
	agent     string
	limits    Limits
}

// New makes a client. An error says what is missing in the configuration.
func New(c Config) (*Client, error) {
	agent, err := userAgent(c.Version, c.Contact)
	if err != nil {
		return nil, err
	}
	l := c.Limits.orDefaults()
	dialer := Dialer(c)
	t := &http.Transport{
		Proxy:                  nil, // a proxy would reach what we must not
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    l.Connect,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: c.Roots},
		TLSNextProto:           map[string]func(string, *tls.Conn) http.RoundTripper{}, // HTTP/1.1 only
		ResponseHeaderTimeout:  l.FirstByte,
		MaxResponseHeaderBytes: l.HeaderBytes,
		MaxConnsPerHost:        1,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           256,
		IdleConnTimeout:        l.Idle,
		DisableCompression:     true, // we decompress, with a limit on the ratio
		DisableKeepAlives:      l.Idle < 0,
	}
	return &Client{t, agent, l}, nil
}

// Dialer connects to what a configuration allows, and to nothing else, whatever a name resolves to: for those who speak to strangers other than
// by getting pages. Of the configuration it looks at Allow, Ports, AnyPort, Resolver and the limit on connecting.
func Dialer(c Config) *net.Dialer {
	return &net.Dialer{Timeout: c.Limits.orDefaults().Connect, Resolver: c.Resolver, Control: guard(c).Safe}
}

// Close closes the connections that wait for another request.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// guard refuses special addresses and unusual ports.
func guard(c Config) *ssrf.Guardian {
	var v4, v6 []netip.Prefix
	for _, p := range c.Allow {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	opts := []ssrf.Option{ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...), ssrf.WithPorts(append([]uint16{80, 443}, c.Ports...)...)}
	if c.AnyPort {
		opts = append(opts, ssrf.WithAnyPort())
	}
	return ssrf.New(opts...)
}

// userAgent is "bakhar/0.6 (+https://example.org/about-our-crawler)". A site must be able to tell who reads it and whom to ask.
func userAgent(version, contact string) (string, error) {
	if contact == "" {
		return "", errors.New("a contact for the operators of sites is needed: a web page or a mail address")
	}
	for _, r := range version + contact {
		if r <= ' ' || r > '~' || strings.ContainsRune("()<>\"\\", r) {
			return "", fmt.Errorf("contact %q and version %q: %q cannot stand in a User-Agent", contact, version, r)
		}
	}
	if version == "" {
		version = "0"
	}
	return Product + "/" + version + " (+" + contact + ")", nil
}

func (l Limits) orDefaults() Limits {
	d := Defaults
	set(&d.WireBytes, l.WireBytes)
	set(&d.BodyBytes, l.BodyBytes)
	set(&d.Ratio, l.Ratio)
	set(&d.HeaderBytes, l.HeaderBytes)
	set(&d.Connect, l.Connect)
	set(&d.FirstByte, l.FirstByte)
	set(&d.Total, l.Total)
	set(&d.SlowBytes, l.SlowBytes)
	set(&d.SlowWindow, l.SlowWindow)
	set(&d.Idle, l.Idle)
	return d
}

func set[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

// Do sends one request. An error is a *source.Error, or that of ctx. Where the body could not be read to its end, the response with what came
// of it is given beside the error: the first items of a feed can be read without the last.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	exact, err := address.Exact(r.URL)
	if err != nil {
		return nil, &source.Error{Kind: source.BadAddress, Err: err}
	}
	parent := ctx
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer time.AfterFunc(c.limits.Total, func() { cancel(errTotal) }).Stop()

	req, err := http.NewRequestWithContext(ctx, http.MethodGet, exact, nil)
	if err != nil {
		return nil, &source.Error{Kind: source.BadAddress, URL: exact, Err: err}
	}
	c.headers(req.Header, r)
	res, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, c.failed(parent, ctx, exact, err)
	}
	defer res.Body.Close()
	out, err := answer(exact, res)
	if err != nil || out.Status != http.StatusOK {
		return out, err
	}
	limits := c.limits
	set(&limits.BodyBytes, r.BodyBytes)
	wire := &meter{r: res.Body, left: limits.WireBytes}
	defer wire.watch(limits, cancel)()
	out.Body, err = read(wire, res.Header.Get("Content-Encoding"), limits)
	out.Wire = wire.total.Load()
	if err != nil {
		return out, c.failed(parent, ctx, exact, err)
	}
	return out, nil
}

func (c *Client) headers(h http.Header, r Request) {
	h.Set("User-Agent", c.agent)
	h.Set("Accept-Encoding", "br, gzip")
	accept := r.Accept
	if accept == "" {
		accept = "*/*"
	}
	h.Set("Accept", accept)
	if safe(r.ETag) {
		h.Set("If-None-Match", r.ETag)
	}
	if safe(r.Modified) {
		h.Set("If-Modified-Since", r.Modified)
	}
}

// safe tells whether a server's own words can be sent back as a header.
func safe(v string) bool {
	return v != "" && !strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r > '~' })
}

// answer sorts a response by its status, before the body is read.
func answer(url string, res *http.Response) (*Response, error) {
	out := &Response{
		URL: url, Status: res.StatusCode, ContentType: header(res, "Content-Type"), ETag: header(res, "Etag"),
		Modified: header(res, "Last-Modified"), Retry: header(res, "Retry-After"), Fresh: fresh(res.Header),
	}
	wrong := func(kind source.Kind) (*Response, error) {
		return out, source.Wrong(kind, url, "the server answers %d %s", res.StatusCode, http.StatusText(res.StatusCode))
	}
	switch code := res.StatusCode; {
	case code == 200:
		return out, nil
	case code == 203: // by a proxy on the way, which may have changed it
		out.Status = 200
		return out, nil
	case code == 304:
		return out, nil
	case code == 301 || code == 302 || code == 303 || code == 307 || code == 308:
		raw := res.Header.Get("Location")
		if raw == "" {
			return out, source.Wrong(source.Redirects, url, "the server answers %d without saying where to", code)
		}
		to, err := address.ResolveExact(url, raw)
		if err != nil {
			return out, &source.Error{Kind: source.BadAddress, URL: url, Err: fmt.Errorf("redirect: %w", err)}
		}
		out.Location = to
		return out, nil
	case code == 410:
		return wrong(source.Gone)
	case code == 429:
		return wrong(source.TooMany)
	case code >= 400 && code < 500:
		return wrong(source.Status4xx)
	case code >= 500 && code < 600:
		return wrong(source.Status5xx)
	}
	return wrong(source.BadStatus)
}

func header(res *http.Response, name string) string {
	v := res.Header.Get(name)
	if len(v) > headerMax {
		return ""
	}
	return v
}
