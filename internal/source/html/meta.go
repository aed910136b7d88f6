package html

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"
)

// Limits of what is taken for a field; longer ones are something else.
const (
	titleRunesMax  = 400
	authorRunesMax = 120
	authorsMax     = 8
	siteRunesMax   = 80
	addressMax     = 2048
)

// headers are the elements of a page that say something of it without being seen.
type headers struct {
	meta      map[string]string // by name, property or itemprop, lower case; the first of each
	title     string            // of the title element
	canonical string
	language  string
}

func readHeaders(root *html.Node) headers {
	h := headers{meta: map[string]string{}}
	elements(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			h.language = strings.TrimSpace(attr(n, "lang") + attr(n, "xml:lang"))
			if l := attr(n, "lang"); l != "" {
				h.language = l
			}
		case atom.Svg:
			return false
		case atom.Title:
			if h.title == "" && n.FirstChild != nil {
				h.title = squeeze(n.FirstChild.Data)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && h.canonical == "" {
				h.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Meta:
			h.add(n)
		}
		return true
	})
	return h
}

func (h *headers) add(n *html.Node) {
	content := squeeze(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			if _, ok := h.meta[name]; !ok {
				h.meta[name] = content
			}
		}
	}
}

// first is the first of keys that the page has.
func (h *headers) first(keys ...string) string {
	for _, k := range keys {
		if v := h.meta[k]; v != "" {
			return v
		}
	}
	return ""
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// heading is the headline of a page, with the block that shows it.
type heading struct {
	text string
	at   *block
	rest string // what the title element says beside the headline: mostly the name of the site
}

// findHeading finds the headline: what the page shows that its hidden titles say too. A hidden title alone may be cut, or have the site's
// name at its end; a first h1 alone may be the site's name.
func findHeading(list []*block, h *headers, d linkedData) heading {
	told := []string{h.first("og:title"), d.headline, h.title, h.first("twitter:title", "dc.title", "title", "headline")}
	var bags []bag
	for i, t := range told {
		if t != "" && !slices.Contains(told[:i], t) {
			bags = append(bags, bagOf(t))
		}
	}
	best, score := heading{}, 0.0
	for _, b := range list {
		n := utf8.RuneCountInString(b.text)
		if n < 8 || n > titleRunesMax || b.tag == atom.Figcaption || len(bags) == 0 {
			continue
		}
		s, own := 0.0, bagOf(b.text)
		for _, t := range bags {
			s = max(s, own.alike(t), prefixed(b.text, t.text))
		}
		if s < 0.5 {
			continue
		}
		switch b.tag {
		case atom.H1:
			s += 0.5
		case atom.H2, atom.H3, atom.H4:
			s += 0.2
		case atom.Li, atom.Td, atom.Nav:
			s -= 0.1
		}
		if b.linked() > 0.5 {
			s -= 0.3
		}
		if s > score {
			best, score = heading{text: b.text, at: b}, s
		}
	}
	if best.at == nil {
		best = soleH1(list, told)
	}
	if best.text == "" {
		for _, t := range told {
			if t != "" {
				best.text = t
				break
			}
		}
		best.text, best.rest = cutSite(best.text, h.first("og:site_name", "application-name"), d.publisher)
		return best
	}
	if i := strings.Index(h.title, best.text); i >= 0 {
		best.rest = trimMarks(h.title[:i] + " " + h.title[i+len(best.text):])
	}
	return best
}

// soleH1 is the headline of a page without titles, or with one that is only the site's name.
func soleH1(list []*block, told []string) heading {
	var found *block
	for _, b := range list {
		if b.tag == atom.H1 && b.linked() < 0.5 {
			if found != nil {
				return heading{}
			}
			found = b
		}
	}
	if found == nil || utf8.RuneCountInString(found.text) > titleRunesMax {
		return heading{}
	}
	for _, t := range told[:2] {
		if t != "" {
			return heading{} // it is about something else
		}
	}
	return heading{text: found.text, at: found}
}

// prefixed is how sure a text is the headline inside a longer title: it stands at one end, with a mark between it and the rest.
func prefixed(text, title string) float64 {
	rest, ok := strings.CutPrefix(title, text)
	if !ok {
		if rest, ok = strings.CutSuffix(title, text); !ok {
			return 0
		}
		rest = strings.TrimRight(rest, " ")
		if rest != "" && letterLast(rest) {
			return 0
		}
	} else if rest = strings.TrimLeft(rest, " "); rest != "" && letterFirst(rest) {
		return 0
	}
	if len(rest) > len(text) {
		return 0
	}
	return 1
}

func letterLast(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return letter(r)
}

func trimMarks(s string) string { return strings.TrimFunc(s, func(r rune) bool { return !letter(r) }) }

// cutSite takes the site's name off the end of a title: "Headline - Site", "Headline | Section | Site".
func cutSite(title string, sites ...string) (text, rest string) {
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • "} {
		i := strings.LastIndex(title, mark)
		if i < 0 {
			continue
		}
		tail := title[i+len(mark):]
		known := false
		for _, s := range sites {
			known = known || s != "" && alike(s, tail) > 0.5
		}
		if known || len(tail)*2 < i && len(strings.Fields(tail)) <= 5 {
			head, _ := cutSite(title[:i], sites...)
			return head, tail
		}
	}
	return title, ""
}

// bag is the words of a text, folded, without their order.
type bag struct {
	text  string
	words map[string]int
	n     int
}

func bagOf(s string) bag {
	b := bag{text: s, words: map[string]int{}}
	for _, w := range strings.FieldsFunc(fold(s), notLetter) {
		b.words[w]++
		b.n++
	}
	return b
}

// alike is the share of words that two texts have in common, 0 to 1, by the longer one.
func (b bag) alike(c bag) float64 {
	if b.n == 0 || c.n == 0 || b.n > 3*c.n || c.n > 3*b.n {
		return 0
	}
	n := 0
	for w, k := range b.words {
		n += min(k, c.words[w])
	}
	return float64(n) / float64(max(b.n, c.n))
}

// alike compares two texts by their words.
func alike(a, b string) float64 { return bagOf(a).alike(bagOf(b)) }

func notLetter(r rune) bool { return !letter(r) }

// publisher is who publishes the page.
func publisher(h *headers, d linkedData, head heading, list []*block) string {
	for _, s := range []string{d.publisher, h.first("og:site_name", "application-name", "publisher", "dc.publisher", "citation_publisher")} {
		if s = squeeze(s); s != "" && utf8.RuneCountInString(s) <= siteRunesMax && !strings.Contains(s, "://") {
			return s
		}
	}
	if n := utf8.RuneCountInString(head.rest); n > 1 && n <= siteRunesMax/2 && !strings.ContainsAny(head.rest, "|") {
		if copyright(list, head.rest) || len(strings.Fields(head.rest)) <= 4 && !words().is("whole", fold(head.rest)) && shown(list, head) {
			return head.rest
		}
	}
	return holder(list)
}

// shown tells whether the rest of the title stands somewhere on the page by itself, as a site's name does in its masthead.
func shown(list []*block, head heading) bool {
	for _, b := range list {
		if b.text == head.rest {
			return true
		}
	}
	return false
}

func copyright(list []*block, name string) bool {
	for _, b := range list {
		if strings.Contains(b.text, "©") && strings.Contains(b.text, name) {
			return true
		}
	}
	return false
}

// holder is the name beside a copyright sign: "© 2026 Site. All rights reserved."
func holder(list []*block) string {
	for i := len(list) - 1; i >= 0; i-- {
		_, s, ok := strings.Cut(list[i].text, "©")
		if !ok || utf8.RuneCountInString(s) > 2*siteRunesMax {
			continue
		}
		s, _, _ = strings.Cut(s, "|")
		s, _, _ = strings.Cut(s, ". ")
		s = strings.TrimFunc(s, func(r rune) bool { return !letter(r) || r >= '0' && r <= '9' || r >= '०' && r <= '९' })
		if s != "" && utf8.RuneCountInString(s) <= siteRunesMax && !words().has("rights", fold(s)) {
			return s
		}
	}
	return ""
}

// canonical is the address that a page gives as its own. It is believed where it is on the page's own site: a page cannot
// speak for another's.
func canonical(h *headers, d linkedData, own string) string {
	base, err := url.Parse(own)
	if err != nil || !web(base) {
		base = nil
	}
	for _, s := range []string{h.canonical, h.first("og:url"), d.address} {
		if s == "" || len(s) > addressMax || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' }) {
			continue
		}
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		if !web(u) || base != nil && !sameSite(u, base) {
			continue
		}
		if base != nil && len(base.Path) > 1 && len(u.Path) <= 1 && u.RawQuery == "" {
			continue // every page of the site claims to be its first
		}
		u.Fragment, u.RawFragment = "", ""
		return u.String()
	}
	return ""
}

// web tells whether an address is a public page's: http or https, a name with a dot, no password.
func web(u *url.URL) bool {
	host := u.Hostname()
	return (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && strings.Contains(host, ".") && net.ParseIP(host) == nil
}

// sameSite tells whether two addresses have one owner: www.x.in and amp.x.in, but not a.blogspot.com and b.blogspot.com.
func sameSite(a, b *url.URL) bool {
	x, y := strings.ToLower(a.Hostname()), strings.ToLower(b.Hostname())
	if x == y {
		return true
	}
	p, err1 := publicsuffix.EffectiveTLDPlusOne(x)
	q, err2 := publicsuffix.EffectiveTLDPlusOne(y)
	return err1 == nil && err2 == nil && p == q
}
