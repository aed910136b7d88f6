package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// filter leaves out the blocks that are no text of the article.
type filter struct {
	title  labels.Bag
	author string
	out    []*tree.Block
	seen   map[string]bool
	closed bool // the rest of the text is not on the page
}

func (f *filter) add(b *tree.Block) {
	s := labels.Fold(b.Text)
	runes := utf8.RuneCountInString(s)
	w := labels.Words()
	if _, ok := w.Starts("gate", s); ok && runes <= promptRunes {
		f.closed = true
		return
	}
	if _, ok := w.Starts("end", strings.TrimLeftFunc(s, labels.NotLetter)); ok && runes <= 2*goodRunes && len(f.out) > 1 {
		f.closed = true
		return
	}
	switch {
	case b.Linked() > linkedMax && !b.Heading():
		f.unhead() // a list of links under a heading is a box
		return
	case f.label(b, s, runes):
		f.unhead()
		return
	case strings.TrimFunc(s, labels.NotLetter) == "", // a rule of stars
		w.Is("whole", s),
		f.seen[s] && runes >= goodRunes,
		runes <= promptRunes && (w.Has("prompt", s) || b.Links > 0 && w.Has("promptlink", s)),
		b.Links > 0 && !b.Heading() && runes <= 2*promptRunes && w.Finishes("head", s), // the beginning of another: "… पढ़ें पूरी खबर"
		f.stamp(s, runes),
		f.credit(s, runes),
		len(f.out) < 3 && (f.title.Alike(labels.BagOf(b.Text)) > 0.9 || f.author != "" && s == labels.Fold(f.author)):
		return
	}
	f.seen[s] = true
	f.out = append(f.out, b)
}

// unhead takes back a heading that was added last.
func (f *filter) unhead() {
	if n := len(f.out); n > 0 && f.out[n-1].Heading() && f.out[n-1].Size <= 2*goodRunes {
		f.out = f.out[:n-1]
	}
}

// label tells whether a block leads elsewhere: "हेही वाचा : …", "Also read: …", "Tags: …".
func (f *filter) label(b *tree.Block, s string, runes int) bool {
	s = strings.TrimLeftFunc(s, labels.NotLetter)
	rest, ok := labels.Words().Starts("head", s)
	if !ok || runes > labelRunes {
		return false
	}
	mark := strings.TrimLeft(rest, " ")
	rest = strings.TrimFunc(mark, labels.NotLetter)
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(mark)
	marked := !labels.Letter(r) || r == 'ः'
	return b.Links > 0 && (marked || b.Linked() > 0.4) || marked && strings.Contains(strings.TrimSpace(s[:len(s)-len(mark)]), " ")
}

// stamp tells whether a block is only a time, or a byline with one.
func (f *filter) stamp(s string, runes int) bool {
	w := labels.Words()
	if runes > stampRunes {
		return runes <= promptRunes && !ends(s) && (w.Has("published", s) || w.Has("updated", s)) && len(labels.Times(s, "")) > 0
	}
	for _, kind := range []string{"author", "updated", "published"} {
		if _, ok := w.Starts(kind, s); ok && !ends(s) && (runes <= 60 || len(labels.Times(s, "")) > 0) {
			return true
		}
	}
	dated, letters := labels.Stamp(s)
	return dated != labels.Undated && letters <= 12 || dated == labels.Dated && letters <= 40 && !ends(s)
}

// credit tells whether a block is the caption of a picture.
func (f *filter) credit(s string, runes int) bool {
	if runes > promptRunes {
		return false
	}
	if _, ok := labels.Words().Starts("credit", s); ok {
		return true
	}
	for _, w := range labels.Words().List["credit"] {
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
	i := slices.IndexFunc(list, sentence)
	if i >= 0 {
		list = f.lead(list, i)
	}
	for n := 0; i >= 0 && len(list) > 1 && n < tailMax && !sentence(list[len(list)-1]); n++ {
		list = list[:len(list)-1]
	}
	out := make([]string, 0, len(list))
	for i, b := range list {
		switch {
		case f.pulled(list, i):
		case len(out) > 0 && i > 0 && opens(list[i-1]) && !b.Heading():
			out[len(out)-1] += " " + b.Text
		default:
			out = append(out, b.Text)
		}
	}
	return out
}

// lead takes off what stands before the first sentence, but for headings long enough to tell something and a dateline.
func (f *filter) lead(list []*tree.Block, first int) []*tree.Block {
	var out []*tree.Block
	for i, b := range list[:first] {
		if b.Heading() && b.Size >= goodRunes && b.Links == 0 || i == first-1 && opens(b) {
			out = append(out, b)
		}
	}
	return append(out, list[first:]...)
}

// sentence tells whether a block reads as text, not as a label.
func sentence(b *tree.Block) bool {
	return !b.Heading() && b.Linked() <= linkedMax && (ends(b.Text) && b.Size >= 10 || b.Size >= 2*goodRunes)
}

// opens tells whether a block is a dateline that stands in a line of its own: "Nairobi:".
func opens(b *tree.Block) bool {
	s := strings.TrimRight(b.Text, " ")
	return !b.Heading() && b.Links == 0 && b.Size <= goodRunes && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "—") || strings.HasSuffix(s, "–"))
}

// pulled tells whether a block is a quotation pulled out of another, to be read in large letters.
func (f *filter) pulled(list []*tree.Block, i int) bool {
	framed := false
	for n := list[i].Node; n != nil && !framed; n = n.Parent {
		framed = n.DataAtom == atom.Blockquote || n.DataAtom == atom.Figure || n.DataAtom == atom.Aside
	}
	if !framed || len(list[i].Text) > 1000 {
		return false
	}
	s := labels.TrimMarks(list[i].Text)
	for j, b := range list {
		if j != i && len(b.Text) > len(s) && strings.Contains(b.Text, s) {
			return true
		}
	}
	return false
}

// toldText is the text of the article as the data have it; some put tags into it.
func toldText(d linked.Data) []string {
	if d.Body == "" {
		return nil
	}
	root, err := tree.Parse(strings.ReplaceAll(d.Body, "\n", "<br>"))
	if err != nil {
		return nil
	}
	f := &filter{seen: map[string]bool{}, title: labels.BagOf(d.Headline)}
	for _, b := range tree.Blocks(root) {
		f.add(b)
	}
	return f.result()
}
