// Package robots reads robots.txt as RFC 9309 has it: which paths a crawler may get, and how long it should wait between two requests. The
// well-known Go library (temoto/robotstxt 1.1.2) was tried and departs from it where it matters: one line it cannot read throws
// the whole file away, wildcards match anywhere in a path, a group for "ba" is taken for "bakhar", of two rules of one length the first wins
// and not the one that allows, and percent-encodings are compared as written. TestRFC9309 has these cases.
//
// Getting the file, and what its absence means, is left to package polite.
package robots

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits on what is read of a file that a stranger wrote. What is beyond them is left out.
const (
	BytesMax    = 512 << 10 // of the file; the RFC asks for 500 KiB at least
	rulesMax    = 5000      // for one crawler
	patternMax  = 1024      // bytes of one pattern
	starsMax    = 16        // wildcards in one pattern
	sitemapsMax = 100
)

// Rules are what one file says to one crawler. The zero value allows everything.
type Rules struct {
	Delay    time.Duration // Crawl-delay; 0 where none is given
	Sitemaps []string      // as written
	rules    []rule
}

type rule struct {
	allow  bool
	octets int      // length of the pattern: the longest that matches decides
	parts  []string // of the pattern between its wildcards
	end    bool     // the pattern ends with $
}

// Parse reads data for the crawler called agent ("bakhar"). Lines that mean nothing are skipped; groups for the agent win over those for all (*).
func Parse(data []byte, agent string) *Rules {
	data = bytes.TrimPrefix(data[:min(len(data), BytesMax)], []byte("\xef\xbb\xbf"))
	own, all, out := &Rules{}, &Rules{}, &Rules{}
	found := false
	var into []*Rules // the groups that the lines belong to
	starting := false // the last line was a user-agent line: another one belongs to the same group
	for line := range lines(data) {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if !starting {
				into = nil
			}
			starting = true
			switch name := product(value); {
			case value == "*":
				into = append(into, all)
			case strings.EqualFold(name, agent):
				found = true
				into = append(into, own)
			}
		case "allow", "disallow", "crawl-delay":
			starting = false
			for _, r := range slices.Compact(into) {
				r.add(key, value)
			}
		case "sitemap":
			if len(out.Sitemaps) < sitemapsMax && value != "" {
				out.Sitemaps = append(out.Sitemaps, value)
			}
		}
	}
	chosen := all
	if found {
		chosen = own
	}
	out.Delay, out.rules = chosen.Delay, chosen.rules
	return out
}

// lines gives each line without its comment.
func lines(data []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(data) > 0 {
			i := bytes.IndexAny(data, "\r\n")
			line := data
			if i >= 0 {
				line, data = data[:i], data[i+1:]
			} else {
				data = nil
			}
			if j := bytes.IndexByte(line, '#'); j >= 0 {
				line = line[:j]
			}
			if !yield(string(line)) {
				return
			}
		}
	}
}

// product is the name in a user-agent line: "Bakhar/1.0" → "Bakhar".
func product(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-')
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

func (r *Rules) add(key, value string) {
	if key == "crawl-delay" {
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 { // NaN is not > 0
			r.Delay = time.Duration(min(s, 24*3600) * float64(time.Second))
		}
		return
	}
	if value == "" || len(value) > patternMax || len(r.rules) >= rulesMax || strings.Count(value, "*") > starsMax {
		return // an empty Disallow allows, as does no line
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value // "Disallow: private" is meant so
	}
	pattern, end := strings.CutSuffix(value, "$")
	pattern = normal(pattern)
	n := len(pattern)
	if end {
		n++
	}
	r.rules = append(r.rules, rule{key == "allow", n, strings.Split(pattern, "*"), end})
}

// Allowed tells whether a path with its query ("/a?b=1") may be got.
func (r *Rules) Allowed(path string) bool {
	if r == nil || path == "/robots.txt" {
		return true
	}
	path = normal(path)
	best, allow := 0, true
	for _, rule := range r.rules {
		if (rule.octets > best || rule.octets == best && rule.allow) && rule.match(path) {
			best, allow = rule.octets, rule.allow
		}
	}
	return allow
}

// match holds the parts of a pattern against a path, each as far to the left as it goes: where that fails, nothing else fits either.
func (r rule) match(path string) bool {
	rest, ok := strings.CutPrefix(path, r.parts[0])
	if !ok {
		return false
	}
	if len(r.parts) == 1 {
		return !r.end || rest == ""
	}
	last := len(r.parts) - 1
	for _, part := range r.parts[1:last] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	if r.end {
		return strings.HasSuffix(rest, r.parts[last])
	}
	return strings.Contains(rest, r.parts[last])
}

// normal writes a path in one of its spellings: bytes beyond ASCII percent-encoded, letters and digits not, hexadecimal digits large.
func normal(path string) string {
	plain := true
	for i := range len(path) {
		if c := path[i]; c == '%' || c >= 0x80 || c <= ' ' {
			plain = false
			break
		}
	}
	if plain {
		return path
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if v, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, i = byte(v), i+2
				if unreserved(c) {
					b.WriteByte(c)
				} else {
					b.Write([]byte{'%', hex[c>>4], hex[c&15]})
				}
				continue
			}
		}
		if c >= 0x80 || c <= ' ' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
