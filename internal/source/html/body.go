package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
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
	d    linked.Data

	author string
	mass   map[*html.Node]float64 // good text in and below an element, behind the headline

	all   float64 // good text of the page as it came, behind the headline
	share float64 // of it, what stands in the element that holds the article
}

// weigh measures how much text of an article each element holds, counting only what stands behind the headline.
func (s *story) weigh() []*tree.Block {
	list := tree.Blocks(s.root)
	s.mass = map[*html.Node]float64{}
	if s.head.at != nil {
		list = s.behind(list)
	}
	for _, b := range list {
		if m := mass(b); m > 0 {
			s.mass[b.Node] += m
		}
	}
	s.sum(s.root)
	return list
}

// behind is the blocks from the headline on. A headline with less than that much of the text behind it is a repetition at the
// foot of the page, and says nothing about where the text begins.
func (s *story) behind(list []*tree.Block) []*tree.Block {
	all, rest, at := 0.0, 0.0, -1
	for i, b := range list {
		if b.First == s.head.at.First {
			at = i
		}
		all += mass(b)
		if at >= 0 {
			rest += mass(b)
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
func mass(b *tree.Block) float64 {
	if b.Size < goodRunes {
		return 0
	}
	free := 1 - b.Linked()
	m := float64(b.Size) * free * free
	if b.Heading() || b.Tag == atom.Li || b.Tag == atom.Figcaption {
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
	tree.Elements(s.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			return true
		}
		limit := s.furniture(n)
		if limit == 0 || s.mass[n] > limit*total || s.head.at != nil && tree.Inside(s.head.at.First, n) {
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
	switch tree.Attr(n, "role") {
	case "navigation", "banner", "complementary", "contentinfo", "dialog", "search":
		return keepShare
	}
	switch tree.Use(n) {
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
	tree.Elements(n, func(n *html.Node) bool {
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
func (s *story) others(list []*tree.Block) {
	if s.head.at == nil || s.d.Live {
		return
	}
	own := s.head.at.Node
	seen := false
	var out []*html.Node
	tree.Elements(s.root, func(n *html.Node) bool {
		if n == own {
			seen = true
			return false
		}
		if !seen || tree.Inside(own, n) || !s.likeHeading(n, own) {
			return true
		}
		f := n
		for f.Parent != nil && !tree.Inside(own, f.Parent) {
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
func (s *story) another(f *html.Node, list []*tree.Block) bool {
	before, in := 0.0, 0
	dated := false
	for _, b := range list {
		if !tree.Inside(b.Node, f) {
			if in > 0 {
				break
			}
			before += mass(b)
			continue
		}
		if in++; in > 8 {
			break
		}
		dated = dated || b.Size < promptRunes && len(labels.Times(labels.Fold(b.Text), "")) > 0
	}
	if before < storyRunes {
		return false
	}
	named := false
	tree.Elements(f, func(n *html.Node) bool {
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
		c := tree.Attr(n, "class")
		return c != "" && c == tree.Attr(own, "class")
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
	tree.Elements(s.root, func(n *html.Node) bool {
		if s.mass[n] < bodyShare*total || total == 0 {
			return false
		}
		named := strings.Contains(tree.Attr(n, "itemprop"), "articleBody") || tree.Use(n) == "body"
		if named && (body == nil || !tree.Inside(n, body) && s.mass[n] > s.mass[body]) {
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
	if body != nil && (tree.Inside(body, n) || s.mass[body] >= keepShare*s.mass[n]) {
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
		in := tree.Inside(b.Node, hold)
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
	return &filter{title: labels.BagOf(s.head.text), author: s.author, seen: map[string]bool{}}
}

// goesOn tells whether b, right behind what holds the text, is its next paragraph: unclosed tags let the last ones fall out of it.
func (s *story) goesOn(b *tree.Block, hold *html.Node) bool {
	return mass(b) >= goodRunes && b.Linked() < 0.2 && ends(b.Text) && tree.Inside(hold, b.Node.Parent)
}

// summary tells whether b, between the headline and what holds the text, belongs to it: it calls itself a summary, or is a sentence
// that stands in no picture's frame.
func (s *story) summary(b *tree.Block, hold *html.Node) bool {
	if b.Size < goodRunes || b.Linked() > 0.2 {
		return false
	}
	sentence := b.Size >= 2*goodRunes && ends(b.Text) && !b.Heading()
	for n := b.Node; n != nil && !tree.Inside(hold, n); n = n.Parent {
		switch {
		case n.DataAtom == atom.Figure:
			return false
		case n.DataAtom == atom.H2 && n == b.Node && b.Size >= 2*goodRunes:
			sentence = true
		}
		switch tree.Use(n) {
		case "summary":
			return true
		case "caption", "picture", "byline":
			return false
		}
	}
	return sentence
}
