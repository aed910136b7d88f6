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

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// Limits of what is taken for a field; longer ones are something else.
const (
	titleRunesMax  = 400
	authorRunesMax = 120
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
	tree.Elements(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			h.language = strings.TrimSpace(tree.Attr(n, "lang") + tree.Attr(n, "xml:lang"))
			if l := tree.Attr(n, "lang"); l != "" {
				h.language = l
			}
		case atom.Svg:
			return false
		case atom.Title:
			if h.title == "" && n.FirstChild != nil {
				h.title = squeeze(n.FirstChild.Data)
			}
		case atom.Link:
			if strings.EqualFold(tree.Attr(n, "rel"), "canonical") && h.canonical == "" {
				h.canonical = strings.TrimSpace(tree.Attr(n, "href"))
			}
		case atom.Meta:
			h.add(n)
		}
		return true
	})
	return h
}

func (h *headers) add(n *html.Node) {
	content := squeeze(tree.Attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(tree.Attr(n, key))) {
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
	at   *tree.Block
	rest string // what the title element says beside the headline: mostly the name of the site
}

// findHeading finds the headline: what the page shows that its hidden titles say too. A hidden title alone may be cut, or have the site's
// name at its end; a first h1 alone may be the site's name.
func findHeading(list []*tree.Block, h *headers, d linked.Data) heading {
	told := []string{h.first("og:title"), d.Headline, h.title, h.first("twitter:title", "dc.title", "title", "headline")}
	var bags []labels.Bag
	for i, t := range told {
		if t != "" && !slices.Contains(told[:i], t) {
			bags = append(bags, labels.BagOf(t))
		}
	}
	best, score := heading{}, 0.0
	for _, b := range list {
		n := utf8.RuneCountInString(b.Text)
		if n < 8 || n > titleRunesMax || b.Tag == atom.Figcaption || len(bags) == 0 {
			continue
		}
		s, own := 0.0, labels.BagOf(b.Text)
		for _, t := range bags {
			s = max(s, own.Alike(t), prefixed(b.Text, t.Text))
		}
		if s < 0.5 {
			continue
		}
		switch b.Tag {
		case atom.H1:
			s += 0.5
		case atom.H2, atom.H3, atom.H4:
			s += 0.2
		case atom.Li, atom.Td, atom.Nav:
			s -= 0.1
		}
		if b.Linked() > 0.5 {
			s -= 0.3
		}
		if s > score {
			best, score = heading{text: b.Text, at: b}, s
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
		best.text, best.rest = cutSite(best.text, h.first("og:site_name", "application-name"), d.Publisher)
		return best
	}
	if i := strings.Index(h.title, best.text); i >= 0 {
		best.rest = labels.TrimMarks(h.title[:i] + " " + h.title[i+len(best.text):])
	}
	return best
}

// soleH1 is the headline of a page without titles, or with one that is only the site's name.
func soleH1(list []*tree.Block, told []string) heading {
	var found *tree.Block
	for _, b := range list {
		if b.Tag == atom.H1 && b.Linked() < 0.5 {
			if found != nil {
				return heading{}
			}
			found = b
		}
	}
	if found == nil || utf8.RuneCountInString(found.Text) > titleRunesMax {
		return heading{}
	}
	for _, t := range told[:2] {
		if t != "" {
			return heading{} // it is about something else
		}
	}
	return heading{text: found.Text, at: found}
}

// prefixed is how sure a text is the headline inside a longer title: it stands at one end, with a mark between it and the rest.
func prefixed(text, title string) float64 {
	rest, ok := strings.CutPrefix(title, text)
	if !ok {
		if rest, ok = strings.CutSuffix(title, text); !ok {
			return 0
		}
		rest = strings.TrimRight(rest, " ")
		if rest != "" && labels.LetterLast(rest) {
			return 0
		}
	} else if rest = strings.TrimLeft(rest, " "); rest != "" && labels.LetterFirst(rest) {
		return 0
	}
	if len(rest) > len(text) {
		return 0
	}
	return 1
}

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
			known = known || s != "" && labels.Alike(s, tail) > 0.5
		}
		if known || len(tail)*2 < i && len(strings.Fields(tail)) <= 5 {
			head, _ := cutSite(title[:i], sites...)
			return head, tail
		}
	}
	return title, ""
}

// publisher is who publishes the page.
func publisher(h *headers, d linked.Data, head heading, list []*tree.Block) string {
	for _, s := range []string{d.Publisher, h.first("og:site_name", "application-name", "publisher", "dc.publisher", "citation_publisher")} {
		if s = squeeze(s); s != "" && utf8.RuneCountInString(s) <= siteRunesMax && !strings.Contains(s, "://") {
			return s
		}
	}
	if n := utf8.RuneCountInString(head.rest); n > 1 && n <= siteRunesMax/2 && !strings.ContainsAny(head.rest, "|") {
		if copyright(list, head.rest) || len(strings.Fields(head.rest)) <= 4 && !labels.Words().Is("whole", labels.Fold(head.rest)) && shown(list, head) {
			return head.rest
		}
	}
	return holder(list)
}

// shown tells whether the rest of the title stands somewhere on the page by itself, as a site's name does in its masthead.
func shown(list []*tree.Block, head heading) bool {
	for _, b := range list {
		if b.Text == head.rest {
			return true
		}
	}
	return false
}

func copyright(list []*tree.Block, name string) bool {
	for _, b := range list {
		if strings.Contains(b.Text, "©") && strings.Contains(b.Text, name) {
			return true
		}
	}
	return false
}

// holder is the name beside a copyright sign: "© 2026 Site. All rights reserved."
func holder(list []*tree.Block) string {
	for i := len(list) - 1; i >= 0; i-- {
		_, s, ok := strings.Cut(list[i].Text, "©")
		if !ok || utf8.RuneCountInString(s) > 2*siteRunesMax {
			continue
		}
		s, _, _ = strings.Cut(s, "|")
		s, _, _ = strings.Cut(s, ". ")
		s = strings.TrimFunc(s, func(r rune) bool { return !labels.Letter(r) || r >= '0' && r <= '9' || r >= '०' && r <= '९' })
		if s != "" && utf8.RuneCountInString(s) <= siteRunesMax && !labels.Words().Has("rights", labels.Fold(s)) {
			return s
		}
	}
	return ""
}

// canonical is the address that a page gives as its own. It is believed where it is on the page's own site: a page cannot
// speak for another's.
func canonical(h *headers, d linked.Data, own string) string {
	base, err := url.Parse(own)
	if err != nil || !web(base) {
		base = nil
	}
	for _, s := range []string{h.canonical, h.first("og:url"), d.Address} {
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
