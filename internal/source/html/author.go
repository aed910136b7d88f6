package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// author is who wrote the article, as the page prints it: what it tells machines, else what is marked or labelled as a byline near the
// headline. Names are not judged; a desk, an agency or the paper itself signs as well as a person.
func author(root *html.Node, h *headers, d linked.Data, head heading, list []*tree.Block) string {
	for _, s := range []string{d.Author, h.first("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author")} {
		if s = cleanAuthor(s); s != "" {
			return s
		}
	}
	if s := markedAuthor(root, head); s != "" {
		return s
	}
	at, text := 0, 0
	for i, b := range list {
		if head.at != nil && b.First == head.at.First {
			at = i
		}
	}
	for i := at + 1; i < min(len(list), at+visibleBehind); i++ {
		b := list[i]
		if mass(b) > begunRunes {
			if text++; text == begunBlocks {
				break
			}
		}
		if utf8.RuneCountInString(b.Text) > stampRunes {
			continue
		}
		if s := labelledAuthor(b.Text); s != "" {
			return s
		}
		if i <= at+4 && signed(list, i) {
			return cleanAuthor(b.Text)
		}
	}
	return ""
}

// signed tells whether a block without any label is a byline by its place: a few words in italics, or beside a date.
func signed(list []*tree.Block, i int) bool {
	b := list[i]
	n := len(strings.Fields(b.Text))
	if n < 2 || n > 6 || b.Links > 0 || ends(b.Text) || b.Heading() || strings.ContainsFunc(b.Text, unicode.IsDigit) || strings.ContainsAny(b.Text, ":|?!") {
		return false
	}
	w := labels.Words()
	s := labels.Fold(b.Text)
	if w.Is("whole", s) || w.Is("head", s) || w.Has("prompt", s) || w.Has("published", s) || w.Has("updated", s) {
		return false
	}
	for p := b.First.Parent; p != nil && p != b.Node; p = p.Parent {
		if (p.DataAtom == atom.I || p.DataAtom == atom.Em) && tree.TextOf(p) == b.Text {
			return true
		}
	}
	for _, j := range []int{i - 1, i + 1} {
		if j > 0 && j < len(list) && utf8.RuneCountInString(list[j].Text) < stampRunes/2 && len(labels.Times(labels.Fold(list[j].Text), "")) > 0 {
			return true
		}
	}
	return false
}

// markedAuthor is the first element behind the headline that is marked as the author, or as a byline.
func markedAuthor(root *html.Node, head heading) string {
	found := ""
	behind := head.at == nil
	tree.Elements(root, func(n *html.Node) bool {
		if found != "" {
			return false
		}
		if head.at != nil && n == head.at.Node {
			behind = true
			return false
		}
		u := tree.Use(n)
		if u == "body" || n.DataAtom == atom.Aside || n.DataAtom == atom.Nav {
			return false
		}
		if behind && (strings.Contains(tree.Attr(n, "rel"), "author") || strings.Contains(tree.Attr(n, "itemprop"), "author") || u == "byline") {
			s := tree.TextOf(n)
			if a := firstLink(n); a != "" && u == "byline" {
				s = a
			}
			if utf8.RuneCountInString(s) > stampRunes {
				return true
			}
			if l := labelledAuthor(s); l != "" {
				s = l
			}
			found = cleanAuthor(s)
		}
		return true
	})
	return found
}

// firstLink is the text of the first link in a byline, which mostly leads to who it names.
func firstLink(n *html.Node) string {
	s := ""
	tree.Elements(n, func(n *html.Node) bool {
		if n.DataAtom == atom.A && s == "" {
			s = tree.TextOf(n)
		}
		return s == ""
	})
	if c := utf8.RuneCountInString(s); c < 4 || c > authorRunesMax/2 {
		return ""
	}
	return s
}

// labelledAuthor is the name behind a label ("By", "लेखक :") or before a date ("वार्ताहर | १४ मार्च २०२६").
func labelledAuthor(text string) string {
	s := strings.TrimLeftFunc(text, labels.NotLetter)
	if rest, ok := labels.Words().Starts("author", labels.Fold(s)); ok {
		return cleanAuthor(tail(s, rest))
	}
	if head, rest, ok := strings.Cut(text, "|"); ok && len(labels.Times(labels.Fold(rest), "")) > 0 && len(labels.Times(labels.Fold(head), "")) == 0 {
		return cleanAuthor(head)
	}
	return ""
}

// tail is the end of s that folds to rest.
func tail(s, rest string) string {
	for i := range s {
		if len(labels.Fold(s[i:])) <= len(rest) {
			return s[i:]
		}
	}
	return ""
}

// cleanAuthor takes labels, dates and marks off a name; what is then no name is empty.
func cleanAuthor(s string) string {
	s = squeeze(s)
	if s == "" || strings.Contains(s, "://") || utf8.RuneCountInString(s) > stampRunes {
		return ""
	}
	if rest, ok := labels.Words().Starts("author", labels.Fold(s)); ok && strings.TrimFunc(rest, labels.NotLetter) != "" {
		s = tail(s, rest)
	}
	for _, mark := range []string{"|", "•", "·", "—"} {
		s, _, _ = strings.Cut(s, mark)
	}
	folded := labels.Fold(s)
	end := len(folded)
	for _, t := range labels.Times(folded, "") {
		end = min(end, t.Start)
	}
	for _, kind := range []string{"published", "updated", "after"} {
		for _, w := range labels.Words().List[kind] {
			if i := strings.Index(folded, w); i >= 0 && (i == 0 || folded[i-1] == ' ') && labels.Edge(w, folded[i+len(w):]) {
				end = min(end, i)
			}
		}
	}
	if end < len(folded) {
		cut := 0
		for i := range s {
			if len(labels.Fold(s[:i])) <= end {
				cut = i
			}
		}
		s = s[:cut]
	}
	s = strings.TrimFunc(s, func(r rune) bool { return !labels.Letter(r) && r != ')' && r != '(' && r != '.' })
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if n := utf8.RuneCountInString(s); n < 2 || n > authorRunesMax || digits > 4 {
		return ""
	}
	return s
}
