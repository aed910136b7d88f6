package tree

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a page. They are far above what the press writes; a page beyond them is built to harm, or is no article.
const (
	BytesMax   = 16 << 20 // of a page as it comes
	tagsMax    = 300_000  // of elements; each costs some hundred bytes of memory
	nestMax    = 400      // elements within one another; html.Parse refuses more than 512
	formatsMax = 40       // open <b>, <font> …: a browser opens all of them anew in every paragraph
)

// formatting elements are opened anew by a parser in each block after the one they were left open in: a page of 100 KB with 500 of them
// open makes millions of elements. They mean nothing to us.
var formatting = Atoms(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
	atom.Strong, atom.Tt, atom.U)

var void = Atoms(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
	atom.Source, atom.Track, atom.Wbr)

// Parse reads a page into a tree. Tags that would nest too deep, and formatting that is left open too often, are taken out of it first;
// the text stays.
func Parse(text string) (*html.Node, error) {
	kept := text
	if deep(text) {
		var err error
		if kept, err = shallow(text); err != nil {
			return nil, err
		}
	}
	root, err := html.Parse(strings.NewReader(kept))
	if err != nil {
		return nil, fmt.Errorf("read HTML: %w", err)
	}
	return root, nil
}

// deep tells whether a page may nest too deep or be too large, by counting its tags as they stand, scripts and all. Pages of the press are
// not, so they are spared a second reading.
func deep(text string) bool {
	nest, formats, tags := 0, 0, 0
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 || i+1 >= len(text) {
			return false
		}
		text = text[i+1:]
		end := text[0] == '/'
		name := text[:min(len(text), 12)]
		if end {
			name = name[1:]
		}
		n := 0
		for n < len(name) && (name[n]|0x20 >= 'a' && name[n]|0x20 <= 'z' || n > 0 && name[n] >= '0' && name[n] <= '9') {
			n++
		}
		if n == 0 {
			continue
		}
		tag := atom.Lookup([]byte(strings.ToLower(name[:n])))
		if void[tag] {
			continue
		}
		step := 1
		if end {
			step = -1
		}
		tags++
		nest = max(0, nest+step)
		if formatting[tag] {
			formats = max(0, formats+step)
		}
		if nest >= nestMax || formats >= formatsMax || tags > tagsMax {
			return true
		}
	}
}

// shallow gives the page without the tags that nest too deep; a page without such tags is given as it is.
func shallow(text string) (string, error) {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	tags, nest, copied, at := 0, 0, 0, 0
	open := map[string]int{}    // formatting
	dropped := map[string]int{} // start tags taken out, whose end tags go too
	formats := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		start := at
		at += len(z.Raw())
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		if void[tag] {
			continue
		}
		if tags++; tags > 2*tagsMax {
			return "", fmt.Errorf("the page has more than %d elements", tagsMax)
		}
		key := string(name)
		drop := false
		switch {
		case kind == html.StartTagToken && (nest >= nestMax || formatting[tag] && formats >= formatsMax):
			drop = true
			dropped[key]++
		case kind == html.EndTagToken && dropped[key] > 0:
			drop = true
			dropped[key]--
		case kind == html.StartTagToken:
			nest++
			if formatting[tag] {
				open[key]++
				formats++
			}
		default:
			nest = max(0, nest-1)
			if formatting[tag] && open[key] > 0 {
				open[key]--
				formats--
			}
		}
		if drop {
			out.WriteString(text[copied:start])
			copied = at
		}
	}
	if copied == 0 {
		return text, nil
	}
	out.WriteString(text[copied:])
	return out.String(), nil
}
