package file

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page takes the text of an HTML page without its tags, one line a paragraph, and its title.
func page(s string) (text, title string, err error) {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return "", "", fmt.Errorf("read HTML: %w", err)
	}
	var p paragraphs
	p.walk(root)
	return p.out.String(), strings.Join(strings.Fields(p.title), " "), nil
}

// paragraphs collects text; blanks are collapsed as a browser does.
type paragraphs struct {
	out   strings.Builder
	title string
	gap   bool // a blank is due before the next word
	cut   bool // a line break is due before the next word
}

// walk is as deep as the page nests, which html.Parse bounds.
func (p *paragraphs) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.text(n.Data)
		return
	case html.ElementNode:
		switch {
		case n.DataAtom == atom.Head:
			p.head(n)
			return
		case hidden[n.DataAtom]:
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	block := n.Type == html.ElementNode && !inline[n.DataAtom]
	p.cut = p.cut || block
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
	p.cut = p.cut || block
}

// head holds nothing to read but the title.
func (p *paragraphs) head(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Title && p.title == "" && c.FirstChild != nil {
			p.title = c.FirstChild.Data
		}
	}
}

func (p *paragraphs) text(s string) {
	for i, word := range strings.Fields(s) {
		if i > 0 || isSpace(s[0]) {
			p.gap = true
		}
		switch {
		case p.out.Len() == 0:
		case p.cut:
			p.out.WriteByte('\n')
		case p.gap:
			p.out.WriteByte(' ')
		}
		p.gap, p.cut = false, false
		p.out.WriteString(word)
	}
	if s != "" && isSpace(s[len(s)-1]) {
		p.gap = true
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// hidden elements hold nothing that a reader of the page sees as text.
var hidden = set(atom.Title, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
	atom.Select, atom.Textarea, atom.Button, atom.Audio, atom.Video, atom.Canvas)

// inline elements do not break a line; all others do, unknown ones too, as a paragraph glued to the next is the worse mistake.
var inline = set(atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
	atom.Img, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong,
	atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr, atom.Big, atom.Tt, atom.Strike, atom.Acronym)

func set(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range list {
		m[a] = true
	}
	return m
}
