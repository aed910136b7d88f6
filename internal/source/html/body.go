package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What counts as text of an article.
const (
	goodRunes   = 25   // letters of a block that can be a sentence
	holdShare   = 0.75 // of a page's good text: whoever holds so much holds the article
	keepShare   = 0.5  // of a page's good text: whoever holds so much is no furniture, whatever it is called
	behindShare = 0.4  // of a page's good text: less behind a headline is not its text
	bodyShare   = 0.25 // of a page's good text: an element that calls itself the body is, from here on
	hiddenShare = 0.2  // of a page's good text: less in an element that is not shown is none of the article
	linkedMax   = 0.7  // share of a block in links above which it is no text
	storyRunes  = 150  // letters that the first story of a page has at least before the next begins
	labelRunes  = 200  // a block with a label that leads elsewhere is no longer than this
	promptRunes = 220  // nor one that asks the reader to do something
)

// story is the search for the article's text on one page.
type story struct {
	root *html.Node
	head heading
	d    linkedData

	author string
	mass   map[*html.Node]float64 // good text in and below an element, behind the headline

	all   float64 // good text of the page as it came, behind the headline
	share float64 // of it, what stands in the element that holds the article
}

// weigh measures how much text of an article each element holds, counting only what stands behind the headline.
func (s *story) weigh() []*block {
	list := blocks(s.root)
	s.mass = map[*html.Node]float64{}
	if s.head.at != nil {
		list = s.behind(list)
	}
	for _, b := range list {
		if m := b.mass(); m > 0 {
			s.mass[b.node] += m
		}
	}
	s.sum(s.root)
	return list
}

// behind is the blocks from the headline on. A headline with less than that much of the text behind it is a repetition at the
// foot of the page, and says nothing about where the text begins.
func (s *story) behind(list []*block) []*block {
	all, rest, at := 0.0, 0.0, -1
	for i, b := range list {
		if b.first == s.head.at.first {
			at = i
		}
		all += b.mass()
		if at >= 0 {
			rest += b.mass()
		}
	}
	if at < 0 || rest < behindShare*all {
		s.head.at = nil
		return list
	}
	return list[at:]
}

func (s *story) sum(n *html.Node) float64 {
	m := s.mass[n]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			m += s.sum(c)
		}
	}
	if m > 0 {
		s.mass[n] = m
	}
	return m
}

// mass is how much a block looks like text of an article: its length, less what is linked.
func (b *block) mass() float64 {
	if b.size < goodRunes {
		return 0
	}
	free := 1 - b.linked()
	m := float64(b.size) * free * free
	if b.heading() || b.tag == atom.Li || b.tag == atom.Figcaption {
		m /= 2
	}
	return m
}

// strip takes out of the page what its tags and classes say is no text: menus, boxes, comments, captions, advertising. What holds half
// of the text stays whatever its name, as templates name their outermost frame after anything in it.
func (s *story) strip() {
	s.weigh()
	total := s.mass[s.root]
	s.all = total
	var out []*html.Node
	elements(s.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			return true
		}
		limit := s.furniture(n)
		if limit == 0 || s.mass[n] > limit*total || s.head.at != nil && inside(s.head.at.first, n) {
			return true
		}
		out = append(out, n)
		return false
	})
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// furniture tells up to which share of the page's text an element is furniture; 0 is for those that are none.
func (s *story) furniture(n *html.Node) float64 {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Form, atom.Menu, atom.Dialog:
		return keepShare
	case atom.Aside, atom.Figcaption:
		return keepShare
	case atom.Figure:
		if picture(n) {
			return keepShare
		}
	case 0:
		if strings.HasPrefix(n.Data, "amp-") {
			return keepShare
		}
	}
	switch attr(n, "role") {
	case "navigation", "banner", "complementary", "contentinfo", "dialog", "search":
		return keepShare
	}
	switch use(n) {
	case "drop", "caption":
		return keepShare
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return hiddenShare
		}
	}
	return 0
}

// picture tells whether a figure is one: some frame quotations and tables.
func picture(n *html.Node) bool {
	found := false
	elements(n, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Img, atom.Picture, atom.Video, atom.Iframe:
			found = true
		}
		found = found || n.Data == "amp-img"
		return !found
	})
	return found
}

// others takes out the further articles of a page that goes on with the next story: those under a headline built like the first,
// after a text of its own.
func (s *story) others(list []*block) {
	if s.head.at == nil || s.d.live {
		return
	}
	own := s.head.at.node
	seen := false
	var out []*html.Node
	elements(s.root, func(n *html.Node) bool {
		if n == own {
			seen = true
			return false
		}
		if !seen || inside(own, n) || !s.likeHeading(n, own) {
			return true
		}
		f := n
		for f.Parent != nil && !inside(own, f.Parent) {
			f = f.Parent
		}
		if s.mass[f] >= goodRunes*2 && s.another(f, list) {
			out = append(out, f)
			return false
		}
		return true
	})
	for _, n := range out {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// another tells whether an element is an article of its own and not a part of the first one under a heading: the first has had its text, and
// this one has an address, a date or the name of an article.
func (s *story) another(f *html.Node, list []*block) bool {
	before, in := 0.0, 0
	dated := false
	for _, b := range list {
		if !inside(b.node, f) {
			if in > 0 {
				break
			}
			before += b.mass()
			continue
		}
		if in++; in > 8 {
			break
		}
		dated = dated || b.size < promptRunes && len(times(fold(b.text), "")) > 0
	}
	if before < storyRunes {
		return false
	}
	named := false
	elements(f, func(n *html.Node) bool {
		for _, a := range n.Attr {
			named = named || strings.HasPrefix(a.Key, "data-") && (strings.Contains(a.Key, "url") || strings.Contains(a.Key, "href"))
		}
		named = named || n.DataAtom == atom.Article
		return !named
	})
	return named || dated
}

// likeHeading tells whether n is built like the headline: another h1, a heading of the same class, an article beside the one that holds it.
func (s *story) likeHeading(n, own *html.Node) bool {
	switch n.DataAtom {
	case atom.H1:
		return true
	case atom.H2, atom.H3:
		c := attr(n, "class")
		return c != "" && c == attr(own, "class")
	case atom.Article:
		for p := own.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Article {
				return true
			}
		}
	}
	return false
}

// holder is the element that holds the article: one that calls itself its body, or the innermost with three quarters of the text.
func (s *story) holder() *html.Node {
	total := s.mass[s.root]
	var body *html.Node
	elements(s.root, func(n *html.Node) bool {
		if s.mass[n] < bodyShare*total || total == 0 {
			return false
		}
		named := strings.Contains(attr(n, "itemprop"), "articleBody") || use(n) == "body"
		if named && (body == nil || !inside(n, body) && s.mass[n] > s.mass[body]) {
			body = n
		}
		return true
	})
	n := s.root
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if s.mass[c] >= holdShare*s.mass[n] && s.mass[c] > 0 {
				next = c
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	if body != nil && (inside(body, n) || s.mass[body] >= keepShare*s.mass[n]) {
		return body
	}
	return n
}

// paragraphs finds the text of the article.
func (s *story) paragraphs() []string {
	s.strip()
	s.others(s.weigh())
	list := s.weigh()
	hold := s.holder()
	s.share = 1
	if s.all > 0 {
		s.share = s.mass[hold] / s.all
	}
	f := s.filter()
	begun, over := false, false
	for _, b := range list {
		in := inside(b.node, hold)
		begun = begun || in
		switch {
		case in:
		case begun && !over && s.goesOn(b, hold):
		case begun:
			over = true
			continue
		case s.head.at == nil || !s.summary(b, hold):
			continue
		}
		f.add(b)
		if f.closed {
			break
		}
	}
	return f.result()
}

func (s *story) filter() *filter {
	return &filter{title: bagOf(s.head.text), author: s.author, seen: map[string]bool{}}
}

// goesOn tells whether b, right behind what holds the text, is its next paragraph: unclosed tags let the last ones fall out of it.
func (s *story) goesOn(b *block, hold *html.Node) bool {
	return b.mass() >= goodRunes && b.linked() < 0.2 && ends(b.text) && inside(hold, b.node.Parent)
}

// summary tells whether b, between the headline and what holds the text, belongs to it: it calls itself a summary, or is a sentence
// that stands in no picture's frame.
func (s *story) summary(b *block, hold *html.Node) bool {
	if b.size < goodRunes || b.linked() > 0.2 {
		return false
	}
	sentence := b.size >= 2*goodRunes && ends(b.text) && !b.heading()
	for n := b.node; n != nil && !inside(hold, n); n = n.Parent {
		switch {
		case n.DataAtom == atom.Figure:
			return false
		case n.DataAtom == atom.H2 && n == b.node && b.size >= 2*goodRunes:
			sentence = true
		}
		switch use(n) {
		case "summary":
			return true
		case "caption", "picture", "byline":
			return false
		}
	}
	return sentence
}

// filter leaves out the blocks that are no text of the article.
type filter struct {
	title  bag
	author string
	out    []*block
	seen   map[string]bool
	closed bool // the rest of the text is not on the page
}

func (f *filter) add(b *block) {
	s := fold(b.text)
	runes := utf8.RuneCountInString(s)
	w := words()
	if _, ok := w.starts("gate", s); ok && runes <= promptRunes {
		f.closed = true
		return
	}
	if _, ok := w.starts("end", strings.TrimLeftFunc(s, notLetter)); ok && runes <= 2*goodRunes && len(f.out) > 1 {
		f.closed = true
		return
	}
	switch {
	case b.linked() > linkedMax && !b.heading():
		f.unhead() // a list of links under a heading is a box
		return
	case f.label(b, s, runes):
		f.unhead()
		return
	case strings.TrimFunc(s, notLetter) == "", // a rule of stars
		w.is("whole", s),
		f.seen[s] && runes >= goodRunes,
		runes <= promptRunes && (w.has("prompt", s) || b.links > 0 && w.has("promptlink", s)),
		b.links > 0 && !b.heading() && runes <= 2*promptRunes && w.finishes("head", s), // the beginning of another: "… पढ़ें पूरी खबर"
		f.stamp(s, runes),
		f.credit(s, runes),
		len(f.out) < 3 && (f.title.alike(bagOf(b.text)) > 0.9 || f.author != "" && s == fold(f.author)):
		return
	}
	f.seen[s] = true
	f.out = append(f.out, b)
}

// unhead takes back a heading that was added last.
func (f *filter) unhead() {
	if n := len(f.out); n > 0 && f.out[n-1].heading() && f.out[n-1].size <= 2*goodRunes {
		f.out = f.out[:n-1]
	}
}

// label tells whether a block leads elsewhere: "हेही वाचा : …", "Also read: …", "Tags: …".
func (f *filter) label(b *block, s string, runes int) bool {
	s = strings.TrimLeftFunc(s, notLetter)
	rest, ok := words().starts("head", s)
	if !ok || runes > labelRunes {
		return false
	}
	mark := strings.TrimLeft(rest, " ")
	rest = strings.TrimFunc(mark, notLetter)
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(mark)
	marked := !letter(r) || r == 'ः'
	return b.links > 0 && (marked || b.linked() > 0.4) || marked && strings.Contains(strings.TrimSpace(s[:len(s)-len(mark)]), " ")
}

// stamp tells whether a block is only a time, or a byline with one.
func (f *filter) stamp(s string, runes int) bool {
	w := words()
	if runes > stampRunes {
		return runes <= promptRunes && !ends(s) && (w.has("published", s) || w.has("updated", s)) && len(times(s, "")) > 0
	}
	for _, kind := range []string{"author", "updated", "published"} {
		if _, ok := w.starts(kind, s); ok && !ends(s) && (runes <= 60 || len(times(s, "")) > 0) {
			return true
		}
	}
	letters := 0
	for _, p := range pieces(s) {
		if p.num < 0 && letterFirst(p.text) && w.zone[p.text] == nil && w.half[strings.TrimSuffix(p.text, ".")] == "" && p.month() == 0 && !w.is("weekday", p.text) {
			letters += utf8.RuneCountInString(p.text)
		}
	}
	list := pieces(s)
	clocked := false
	for i := range list {
		if _, n := readClock(list[i:]); n > 0 {
			clocked = true
		}
	}
	dated := len(times(s, "")) > 0
	return (dated || clocked) && letters <= 12 || dated && letters <= 40 && !ends(s)
}

// credit tells whether a block is the caption of a picture.
func (f *filter) credit(s string, runes int) bool {
	if runes > promptRunes {
		return false
	}
	if _, ok := words().starts("credit", s); ok {
		return true
	}
	for _, w := range words().list["credit"] {
		if strings.HasSuffix(strings.TrimRight(s, ". )"), strings.TrimRight(w, ". )")) && strings.HasPrefix(w, "(") {
			return true
		}
	}
	return false
}

// ends tells whether a text ends as sentences do.
func ends(s string) bool {
	s = strings.TrimRight(s, " \"'”’)")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?।॥…", r)
}

// tailMax is how many short blocks behind the last sentence are taken off: names of tags, of a page's parts.
const tailMax = 3

// result is what is left, from the first sentence to the last; without headings that head nothing and labels left and right of it.
func (f *filter) result() []string {
	list := f.out
	i := slices.IndexFunc(list, (*block).sentence)
	if i >= 0 {
		list = f.lead(list, i)
	}
	for n := 0; i >= 0 && len(list) > 1 && n < tailMax && !list[len(list)-1].sentence(); n++ {
		list = list[:len(list)-1]
	}
	out := make([]string, 0, len(list))
	for i, b := range list {
		switch {
		case f.pulled(list, i):
		case len(out) > 0 && i > 0 && list[i-1].opens() && !b.heading():
			out[len(out)-1] += " " + b.text
		default:
			out = append(out, b.text)
		}
	}
	return out
}

// lead takes off what stands before the first sentence, but for headings long enough to tell something and a dateline.
func (f *filter) lead(list []*block, first int) []*block {
	var out []*block
	for i, b := range list[:first] {
		if b.heading() && b.size >= goodRunes && b.links == 0 || i == first-1 && b.opens() {
			out = append(out, b)
		}
	}
	return append(out, list[first:]...)
}

// sentence tells whether a block reads as text, not as a label.
func (b *block) sentence() bool {
	return !b.heading() && b.linked() <= linkedMax && (ends(b.text) && b.size >= 10 || b.size >= 2*goodRunes)
}

// opens tells whether a block is a dateline that stands in a line of its own: "Nairobi:".
func (b *block) opens() bool {
	s := strings.TrimRight(b.text, " ")
	return !b.heading() && b.links == 0 && b.size <= goodRunes && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "—") || strings.HasSuffix(s, "–"))
}

// pulled tells whether a block is a quotation pulled out of another, to be read in large letters.
func (f *filter) pulled(list []*block, i int) bool {
	framed := false
	for n := list[i].node; n != nil && !framed; n = n.Parent {
		framed = n.DataAtom == atom.Blockquote || n.DataAtom == atom.Figure || n.DataAtom == atom.Aside
	}
	if !framed || len(list[i].text) > 1000 {
		return false
	}
	s := trimMarks(list[i].text)
	for j, b := range list {
		if j != i && len(b.text) > len(s) && strings.Contains(b.text, s) {
			return true
		}
	}
	return false
}
