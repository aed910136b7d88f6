// Package address brings URLs of articles into one form. Exact gives what a browser would ask for. Clean gives the address that is shown, and that
// pages are asked by: the same less the parameters that only track readers. Key gives the identity: two addresses of one article
// (http and https, the mobile and the AMP copy, www and not) have one key. A key is compared and stored, never fetched.
//
// Browsers and net/url differ ("http:\\example.org", "http://0x7f.1", मराठी.भारत), and what differs is where attacks hide; so the WHATWG
// rules are followed, by a library. Whether an address may be fetched is left to package web, which looks at the IP address.
package address

import (
	_ "embed"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
	"golang.org/x/net/publicsuffix"
)

// BytesMax is the longest address that is taken.
const BytesMax = 4096

// foldMax is how many forms (an AMP cache's address of a mobile page's AMP copy …) are taken off one address.
const foldMax = 4

//go:embed tracking.tsv
var table string

var tracking = parse(table)

var parser = whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())

// Exact is the address of a page as a browser writes it, without fragment, user name and password. Feeds and redirects are followed by it: a
// server that redirects to "?ref=1" wants to see that. An error says why raw is no address of a web page.
func Exact(raw string) (string, error) {
	p, err := read(raw, "")
	if err != nil {
		return "", err
	}
	return p.String(), nil
}

// ResolveExact is Exact for a reference that stands in the page at base: "/news/1", "?p=2", "//example.org".
func ResolveExact(base, ref string) (string, error) {
	p, err := read(ref, base)
	if err != nil {
		return "", err
	}
	return p.String(), nil
}

// Clean is Exact without the parameters that only track readers.
func Clean(raw string) (string, error) {
	p, err := read(raw, "")
	if err != nil {
		return "", err
	}
	p.clean()
	return p.String(), nil
}

// Resolve is Clean for a reference that stands in the page at base.
func Resolve(base, ref string) (string, error) {
	p, err := read(ref, base)
	if err != nil {
		return "", err
	}
	p.clean()
	return p.String(), nil
}

// read parses raw, against base where that is given.
func read(raw, base string) (p *page, err error) {
	defer func() { // the parser is a library, and addresses come from strangers
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("address %q: %v", short(raw), r)
		}
	}()
	if len(raw) > BytesMax {
		return nil, fmt.Errorf("address %q has %d bytes, more than the limit of %d", short(raw), len(raw), BytesMax)
	}
	if p := plain(raw); p != nil {
		return p, nil
	}
	return full(raw, base)
}

// full reads any address, by the library.
func full(raw, base string) (p *page, err error) {
	var w *whatwg.Url
	if base != "" {
		w, err = parser.ParseRef(base, raw)
	} else {
		w, err = parser.Parse(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("address %q: %s", short(raw), reason(err))
	}
	p = &page{scheme: w.Scheme(), host: strings.TrimRight(w.Hostname(), "."), port: w.Port(), path: w.Pathname()}
	switch {
	case p.scheme != "http" && p.scheme != "https":
		return nil, fmt.Errorf("address %q: only http and https are read, not %q", short(raw), p.scheme)
	case p.host == "":
		return nil, fmt.Errorf("address %q has no host", short(raw))
	}
	if p.path == "" {
		p.path = "/"
	}
	p.params(strings.TrimPrefix(w.Search(), "?"))
	if p.host != w.Hostname() { // without the dot at its end, "0." is a number, and so an IP address
		return full(p.String(), "")
	}
	return p, nil
}

// reason is what the library says, in the words that are for people.
func reason(err error) string {
	msg, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "Error: "), " Url: ")
	if strings.Contains(msg, "missing a scheme") {
		return "it does not begin with https:// or http://"
	}
	return strings.TrimSuffix(msg, ".")
}

// params takes up a query.
func (p *page) params(query string) {
	for pair := range strings.SplitSeq(query, "&") {
		if pair != "" {
			p.query = append(p.query, pair)
		}
	}
}

// clean leaves out the parameters that only track readers.
func (p *page) clean() {
	p.query = slices.DeleteFunc(p.query, func(pair string) bool {
		name, value, _ := strings.Cut(pair, "=")
		return tracking.has(name, value)
	})
}

// short is as much of an address as belongs into a message.
func short(raw string) string {
	if len(raw) > 200 {
		return raw[:200] + "…"
	}
	return raw
}

// page is an address in parts.
type page struct {
	scheme, host, port, path string
	query                    []string // "name=value", as written
}

func (p *page) String() string {
	var b strings.Builder
	b.WriteString(p.scheme + "://" + p.host)
	if p.port != "" {
		b.WriteString(":" + p.port)
	}
	b.WriteString(p.path)
	if len(p.query) > 0 {
		b.WriteString("?" + strings.Join(p.query, "&"))
	}
	return b.String()
}

// Key is the identity of the article at an address: equal for its http and https, mobile, AMP and plain forms, whatever the order of its
// parameters. It looks like "example.org/news/1?a=2". An error says why raw is no address.
func Key(raw string) (string, error) {
	p, err := read(raw, "")
	if err != nil {
		return "", err
	}
	for range foldMax {
		if inner, ok := p.unwrap(); ok {
			if q, err := read(inner, ""); err == nil {
				p = q
				continue
			}
		}
		break
	}
	p.clean()
	p.host = plainHost(p.host)
	p.path = plainPath(p.path)
	slices.Sort(p.query)
	key := p.host
	if p.port != "" {
		key += ":" + p.port
	}
	key += p.path
	if len(p.query) > 0 {
		key += "?" + strings.Join(p.query, "&")
	}
	return key, nil
}

// Host is the host of an address, with the port where it is not the scheme's own.
func Host(raw string) (string, error) {
	p, err := read(raw, "")
	if err != nil {
		return "", err
	}
	if p.port != "" {
		return p.host + ":" + p.port, nil
	}
	return p.host, nil
}

// Split gives the scheme, host (with a port that is not the scheme's own) and path with query of an address that Exact or Clean has made.
func Split(clean string) (scheme, host, path string, err error) {
	scheme, rest, ok := strings.Cut(clean, "://")
	if !ok {
		return "", "", "", errors.New("address " + short(clean) + " has no scheme")
	}
	i := strings.IndexAny(rest, "/?")
	if i < 0 {
		return scheme, rest, "/", nil
	}
	return scheme, rest[:i], rest[i:], nil
}

// unwrap gives the address that an AMP cache serves a copy of:
// "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/1", "https://www.google.com/amp/s/www.example.org/1".
func (p *page) unwrap() (string, bool) {
	rest := ""
	switch {
	case strings.HasSuffix(p.host, ".cdn.ampproject.org") || p.host == "cdn.ampproject.org":
		_, after, ok := strings.Cut(strings.TrimPrefix(p.path, "/"), "/") // c: page, v: viewer, wp: package
		if !ok {
			return "", false
		}
		rest = after
	case strings.HasPrefix(p.host, "www.google.") && strings.HasPrefix(p.path, "/amp/"):
		rest = strings.TrimPrefix(p.path, "/amp/")
	default:
		return "", false
	}
	scheme := "http://"
	if s, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", s
	}
	host, _, _ := strings.Cut(rest, "/")
	if !strings.Contains(host, ".") {
		return "", false
	}
	if len(p.query) > 0 {
		rest += "?" + strings.Join(p.query, "&")
	}
	return scheme + rest, true
}

// plainHost takes off the labels that name a form of a site and not a site. "m.co" and "amp.co.in" keep theirs: what
// would be left is no site but a suffix under which anybody can register.
func plainHost(host string) string {
	if _, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return host
	}
	for range foldMax {
		label, rest, ok := strings.Cut(host, ".")
		if !ok {
			break
		}
		switch label {
		case "www", "m", "mobile", "amp", "mobi", "touch":
		default:
			return host
		}
		if _, err := publicsuffix.EffectiveTLDPlusOne(rest); err != nil {
			break
		}
		host = rest
	}
	return host
}

// plainPath undoes the marks of AMP copies ("/news/1/amp", "/amp/news/1", "/news/1.amp.html", "/amp_articleshow/1.cms") and the slash at the end.
func plainPath(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if n := len(parts); n > 1 {
		switch {
		case parts[n-1] == "amp" || parts[n-1] == "amp.html" || parts[n-1] == "ampstory":
			parts = parts[:n-1]
		case parts[0] == "amp":
			parts = parts[1:]
		}
	}
	for i, part := range parts {
		if part == "amp_articleshow" {
			parts[i] = "articleshow"
		}
	}
	last := &parts[len(parts)-1]
	if s, ok := strings.CutSuffix(*last, ".amp.html"); ok {
		*last = s + ".html"
	} else if s, ok := strings.CutSuffix(*last, ".amp"); ok && s != "" {
		*last = s
	}
	return "/" + strings.Join(parts, "/")
}

// params are the tracking parameters, by name.
type params struct {
	exact  map[string][]string // name → values; nil for any
	prefix []string
}

// has tells whether a parameter tracks. Names are as in the table; letters are compared as they stand, but for utm.
func (t params) has(name, value string) bool {
	if values, ok := t.exact[name]; ok {
		return values == nil || slices.Contains(values, strings.ToLower(value))
	}
	low := strings.ToLower(name)
	return slices.ContainsFunc(t.prefix, func(p string) bool { return strings.HasPrefix(low, p) })
}

// parse reads the table; a mistake in it is a mistake of the program.
func parse(table string) params {
	t := params{exact: map[string][]string{}}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			panic(fmt.Sprintf("BUG: tracking.tsv: line %q has %d columns, not 3", line, len(f)))
		}
		if p, ok := strings.CutSuffix(f[0], "*"); ok {
			t.prefix = append(t.prefix, strings.ToLower(p))
			continue
		}
		t.exact[f[0]] = nil
		if f[1] != "*" {
			t.exact[f[0]] = strings.Split(f[1], "|")
		}
	}
	return t
}
