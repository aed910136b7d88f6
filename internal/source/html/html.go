// Package html finds the article of a web page: its text, and what the page says of it. It reads pages of the press as they are, in any
// encoding, by what they show as much as by what they say to machines: menus, boxes and prompts are known by their tags, by the
// classes that content systems give them, by their links and by the words that begin them, which stand in package labels. The element that holds the
// most text behind the headline is the article. Where that finds little, the extraction library is asked, which knows other layouts; on
// pages of the Indian press it fails (dates and bylines in Devanagari, boxes in the middle of the text, tables, paragraphs made of line
// breaks, a second article below). It leaves fetching to source/feed, and the reading of files to source/file.
package html

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// BytesMax is the longest page that is read.
const BytesMax = tree.BytesMax

// Source is what is known of a page beside its bytes.
type Source struct {
	Address     string // where it was found; empty for a file
	ContentType string // of the HTTP answer; empty where there was none
}

// When is a time as a page tells it.
type When = labels.When

// Page is the article of a web page. What the page does not tell is empty.
type Page struct {
	Title      string // the headline, without the name of the site
	Shown      bool   // the headline stands above the text; otherwise only the page's hidden title has it
	Author     string // as printed, several joined by ", "
	Publisher  string
	Published  When
	Language   string   // ISO 639-1, lower case
	Canonical  string   // the page's own word for its address, checked to be on its site
	Paragraphs []string // without the headline; no line breaks in them
	Charset    string   // of the bytes, by its name on the web
}

// Text is the paragraphs, one a line.
func (p Page) Text() string { return strings.Join(p.Paragraphs, "\n") }

// Extract reads a page. A page that is no article gives what text it has, if any. It is an error for a page to be over a limit; the same
// bytes give the same page.
func Extract(data []byte, src Source) (page Page, err error) {
	defer func() {
		if r := recover(); r != nil {
			page, err = Page{}, fmt.Errorf("BUG: read page %q: %v", src.Address, r)
		}
	}()
	switch {
	case len(data) > BytesMax:
		return Page{}, fmt.Errorf("the page has %d bytes, more than the limit of %d", len(data), BytesMax)
	case len(data) == 0:
		return Page{}, errors.New("the page is empty")
	}
	text, charset := tree.Decode(data, src.ContentType)
	root, err := tree.Parse(text)
	if err != nil {
		return Page{}, err
	}
	again := func() *html.Node {
		whole, _ := tree.Parse(text) // it could be read before
		return whole
	}
	page = describe(root, src, again)
	page.Charset = charset
	return page, nil
}

// describe fills a page from its tree, which it takes to pieces; again gives it whole once more.
func describe(root *html.Node, src Source, again func() *html.Node) Page {
	h := readHeaders(root)
	list := tree.Blocks(root)
	d := linked.Read(root, h.title)
	head := findHeading(list, &h, d)
	lang := language(&h, d, list)
	page := Page{
		Title:     head.text,
		Shown:     head.at != nil,
		Author:    author(root, &h, d, head, list),
		Publisher: publisher(&h, d, head, list),
		Published: published(root, &h, d, head, list, lang, src.Address),
		Language:  lang,
		Canonical: canonical(&h, d, src.Address),
	}
	s := &story{root: root, head: head, d: d, author: page.Author}
	page.Paragraphs = s.paragraphs()
	n := utf8.RuneCountInString(page.Text())
	if n < shortRunes && s.share < surely {
		f := s.filter()
		for _, b := range secondOpinion(again()) {
			f.add(b)
		}
		if other := f.result(); utf8.RuneCountInString(strings.Join(other, "\n"))*2 > n*3 {
			page.Paragraphs = other
		}
	}
	if told := toldText(d); !d.Live && utf8.RuneCountInString(strings.Join(told, "\n")) > 2*utf8.RuneCountInString(page.Text()) {
		page.Paragraphs = told // the page is made by a script; its text is only in the data
	}
	return page
}
