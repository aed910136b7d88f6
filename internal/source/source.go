// Package source says what can go wrong with a source of articles, in one vocabulary for all of them: a page that is fetched, a feed, a
// sitemap, an archive. Callers branch on a Kind and count by it ("bakhar status" shows errors by host and kind); what happened in
// words is for people. How articles are got is left to the packages below.
package source

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind sorts what went wrong. Kinds are printed and stored: one that is there is never renamed.
type Kind string

// The kinds of errors. docs/fetching.md says what is done about each.
const (
	BadAddress  Kind = "bad-address"       // no http or https URL, or too long
	Forbidden   Kind = "forbidden-address" // loopback, link-local, private, or a port that is not allowed
	Robots      Kind = "robots"            // the site's robots.txt asks us not to
	DNS         Kind = "dns"               // the name has no address
	Refused     Kind = "refused"           // nobody listens
	Unreachable Kind = "unreachable"       // no route
	TLS         Kind = "tls"               // certificate or handshake
	Timeout     Kind = "timeout"           // connecting, first byte or the whole took too long
	Slow        Kind = "slow"              // bytes trickle
	Broken      Kind = "broken"            // the connection broke before or within the answer
	BadHTTP     Kind = "bad-http"          // the answer is no HTTP
	TooLarge    Kind = "too-large"         // more bytes than the limit
	Bomb        Kind = "bomb"              // compressed so far that only malice explains it
	BadEncoding Kind = "bad-encoding"      // compressed or written in a way that cannot be read
	Loop        Kind = "redirect-loop"     // a redirect leads back
	Redirects   Kind = "redirects"         // too many redirects, or one that leads nowhere
	Status4xx   Kind = "status-4xx"        // the server says that the request is wrong
	Gone        Kind = "gone"              // 410: there was something, and it will not come back
	TooMany     Kind = "status-429"        // the server asks for fewer requests
	Status5xx   Kind = "status-5xx"        // the server has an error
	BadStatus   Kind = "bad-status"        // a status that is no answer to a simple request
	Later       Kind = "back-off"          // not tried: the host had errors, or asked to be left alone until a time
	NotFeed     Kind = "not-feed"          // neither RSS, Atom, JSON Feed nor sitemap
	BadItem     Kind = "bad-item"          // one item of a feed cannot be read; the others can
	TooMuch     Kind = "too-many-items"    // more items than the limit; the first ones are taken
	TooDeep     Kind = "too-deep"          // nested beyond the limit
	NotArticle  Kind = "not-article"       // a page without an article
	Cut         Kind = "cut"               // an archive ends in the middle of a record
	Damaged     Kind = "damaged"           // a record of an archive cannot be unpacked
	BadRecord   Kind = "bad-record"        // a record of an archive contradicts itself or the format
)

// Error is one thing that went wrong with one source.
type Error struct {
	Kind   Kind
	URL    string    // of what was asked; empty where there is none
	Line   int       // from 1, where a line of a document is meant
	Offset int64     // in bytes of the document as received, after decompression; meaningful where Line is set
	Until  time.Time // for Later, and where a server said when to come back
	Err    error
}

// Error reads "https://example.org/feed: too-large: line 12, byte 400: why".
func (e *Error) Error() string {
	var b strings.Builder
	if e.URL != "" {
		b.WriteString(e.URL + ": ")
	}
	b.WriteString(string(e.Kind))
	if e.Line > 0 {
		fmt.Fprintf(&b, ": line %d, byte %d", e.Line, e.Offset)
	}
	if !e.Until.IsZero() {
		b.WriteString(": not before " + e.Until.UTC().Format(time.RFC3339))
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Wrong makes an Error of a kind with a cause in words.
func Wrong(kind Kind, url, format string, args ...any) *Error {
	return &Error{Kind: kind, URL: url, Err: fmt.Errorf(format, args...)}
}

// KindOf is the kind of an error, empty where it has none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// OfHost tells whether an error says something about the whole host, so that its other pages should be left alone for a while too.
func (k Kind) OfHost() bool {
	switch k {
	case DNS, Refused, Unreachable, TLS, Timeout, Slow, Broken, BadHTTP, TooMany, Status5xx:
		return true
	}
	return false
}
