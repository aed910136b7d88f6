package tree

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
)

// Attr is an attribute's value, empty where it is not there.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Elements calls f with every element below n, n included, in the order of the page; where f says no, not with those inside it.
// It goes as deep as the page nests, which html.Parse bounds.
func Elements(n *html.Node, f func(*html.Node) bool) {
	if n.Type == html.ElementNode && !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		Elements(c, f)
	}
}

// Inside tells whether n is a or stands in it.
func Inside(n, a *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == a {
			return true
		}
	}
	return false
}

// TextOf is the text of n, blanks collapsed.
func TextOf(n *html.Node) string {
	var w writer
	w.walk(n)
	return w.b.String()
}

// writer collects text as a browser would show it in one line.
type writer struct {
	b   strings.Builder
	gap bool
}

func (w *writer) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
		return
	case n.Type == html.ElementNode && hidden[n.DataAtom]:
		return
	case n.Type == html.CommentNode:
		return
	}
	block := n.Type == html.ElementNode && !inline[n.DataAtom]
	w.gap = w.gap || block
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	w.gap = w.gap || block
}

func (w *writer) text(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			w.gap = true
			continue
		}
		if w.gap && w.b.Len() > 0 {
			w.b.WriteByte(' ')
		}
		w.gap = false
		w.b.WriteRune(r)
	}
}

// Block is a stretch of text between two line breaks.
type Block struct {
	Text  string
	Size  int        // letters and marks of text
	Links int        // of those, the ones in links
	Node  *html.Node // the element that holds it
	Tag   atom.Atom  // of the nearest element that breaks lines: p, h2, li, td …
	First *html.Node // where its text begins
}

// Linked is the share of the text that stands in links, 0 to 1.
func (b *Block) Linked() float64 {
	if b.Size == 0 {
		return 0
	}
	return float64(b.Links) / float64(b.Size)
}

// Heading tells whether the block is one, h1 to h6.
func (b *Block) Heading() bool {
	switch b.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// cutter makes blocks.
type cutter struct {
	out   []*Block
	cur   *Block
	w     writer
	node  *html.Node // innermost element that breaks lines
	links int        // how many links the walk is in
}

// Blocks cuts what n holds into blocks, in the order of the page. Line breaks cut as paragraphs do: papers use both.
func Blocks(n *html.Node) []*Block {
	c := &cutter{node: n}
	c.walk(n)
	c.end()
	return c.out
}

func (c *cutter) end() {
	if c.cur != nil {
		c.cur.Text = c.w.b.String()
		c.out = append(c.out, c.cur)
	}
	c.cur, c.w = nil, writer{}
}

func (c *cutter) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		c.text(n)
		return
	case html.CommentNode:
		return
	case html.ElementNode:
		if hidden[n.DataAtom] {
			return
		}
		if n.DataAtom == atom.Br {
			c.end()
			return
		}
	}
	breaks := n.Type == html.ElementNode && !inline[n.DataAtom]
	outer := c.node
	if breaks {
		c.end()
		c.node = n
	}
	if n.DataAtom == atom.A {
		c.links++
	}
	for ch := n.FirstChild; ch != nil; ch = ch.NextSibling {
		c.walk(ch)
	}
	if n.DataAtom == atom.A {
		c.links--
	}
	if breaks {
		c.end()
		c.node = outer
	}
}

func (c *cutter) text(n *html.Node) {
	if c.cur == nil {
		if strings.TrimFunc(n.Data, unicode.IsSpace) == "" {
			return
		}
		c.cur = &Block{Node: c.node, Tag: c.node.DataAtom, First: n}
	}
	size := 0
	for _, r := range n.Data {
		if !unicode.IsSpace(r) {
			size++
		}
	}
	c.cur.Size += size
	if c.links > 0 {
		c.cur.Links += size
	}
	c.w.text(n.Data)
}

// hidden elements hold nothing that a reader of the page sees as text.
var hidden = Atoms(atom.Head, atom.Title, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
	atom.Select, atom.Textarea, atom.Button, atom.Audio, atom.Video, atom.Canvas, atom.Datalist, atom.Dialog)

// inline elements do not break a line; all others do, unknown ones too, as a paragraph glued to the next is the worse mistake.
var inline = Atoms(atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
	atom.Img, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong,
	atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr, atom.Big, atom.Tt, atom.Strike, atom.Acronym, atom.Input, atom.Picture, atom.Source)

func Atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range list {
		m[a] = true
	}
	return m
}

// classes are the parts of an element's class and id, and each two of them that follow one another: "also-read_box" has
// also, read, box, also-read, read-box.
func classes(n *html.Node, yield func(string) bool) {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "data-component" && a.Key != "aria-labelledby" {
			continue
		}
		for _, name := range strings.Fields(a.Val[:min(len(a.Val), 400)]) {
			last := ""
			for _, part := range split(name) {
				if !yield(part) || last != "" && !yield(last+"-"+part) {
					return
				}
				last = part
			}
		}
	}
}

// split cuts a class at dashes, underscores and capitals, and makes it lower case.
func split(name string) []string {
	var out []string
	start, lower := 0, false
	add := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(name[start:end]))
		}
	}
	for i, r := range name {
		switch {
		case r == '-' || r == '_' || r == ':' || r == '.':
			add(i)
			start, lower = i+utf8.RuneLen(r), false
		case r >= 'A' && r <= 'Z' && lower:
			add(i)
			start, lower = i, false
		default:
			lower = r >= 'a' && r <= 'z'
		}
	}
	add(len(name))
	return out
}

// Use is what an element's class says it is: drop, caption, byline, summary, or nothing.
func Use(n *html.Node) string {
	found := ""
	classes(n, func(part string) bool {
		if u := labels.Words().Class[part]; u != "" && (found == "" || u == "drop") {
			found = u
		}
		return found != "drop"
	})
	return found
}
