package html

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/bakhar/bakhar/internal/source/html/labels"
	"github.com/bakhar/bakhar/internal/source/html/linked"
	"github.com/bakhar/bakhar/internal/source/html/tree"
)

// publishedKeys are the meta elements in which content systems tell when a page was published, the most trusted first.
var publishedKeys = []string{"article:published_time", "datepublished", "og:article:published_time", "og:published_time", "article:published",
	"publish-date", "publish_date", "publishdate", "published_date", "published-date", "published_at", "pubdate", "publication_date", "publicationdate",
	"parsely-pub-date", "sailthru.date", "article_date_original", "article.published", "article:post_time", "dc.date.issued", "dcterms.issued",
	"dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "datecreated", "date_published", "date-published", "created", "rnews:datepublished",
	"cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "originalpublicationdate", "timestamp", "date"}

// What is looked at for a date.
const (
	visibleBehind = 30  // blocks behind the headline
	begunRunes    = 50  // letters of a paragraph
	begunBlocks   = 2   // paragraphs that show that the text has begun: a byline may follow a summary
	stampRunes    = 160 // of a block that tells a date; a sentence of the text is longer
)

// published is when the page says it was published. What it says to machines comes before what it shows, as that often names no year or
// no zone; but the zone of what it shows goes before UTC, in which machines keep it.
func published(root *html.Node, h *headers, d linked.Data, head heading, list []*tree.Block, language, address string) labels.When {
	shown, above := shownDates(head, list, language)
	told := []string{d.Published}
	for _, k := range publishedKeys {
		told = append(told, h.meta[k])
	}
	told = append(told, marked(root, head)...)
	for _, s := range told {
		if s == "" {
			continue
		}
		for _, t := range labels.Times(labels.Fold(s), language) {
			return inZone(t.When, shown)
		}
	}
	for _, w := range shown {
		return w
	}
	if w := labels.AddressDay(address); !w.IsZero() {
		return w
	}
	return above
}

// inZone brings a time told to machines together with those that the page shows. Machines keep it in UTC, or without its hour; what is shown is
// the paper's own day.
func inZone(w labels.When, shown []labels.When) labels.When {
	for _, s := range shown {
		sameDay := s.Time.Format(time.DateOnly) == w.Time.Format(time.DateOnly)
		switch {
		case !w.Clock && s.Clock && sameDay:
			return s
		case !w.Clock || w.Time.Location() != time.UTC:
			return w
		case s.Clock && s.Zoned && s.Time.Truncate(time.Minute).Equal(w.Time.Truncate(time.Minute)):
			w.Time = w.Time.In(s.Time.Location())
			return w
		case s.Clock && !s.Zoned:
			ahead := s.Time.Truncate(time.Minute).Sub(w.Time.Truncate(time.Minute))
			if ahead != 0 && ahead%(15*time.Minute) == 0 && ahead.Abs() <= 14*time.Hour { // the same minute in a zone that is not named
				w.Time = w.Time.In(time.FixedZone("", int(ahead.Seconds())))
				return w
			}
		case !s.Clock && !sameDay && s.Time.Sub(w.Time.Truncate(24*time.Hour)).Abs() == 24*time.Hour:
			return s // late in the evening or early in the morning, in a zone that is not told
		}
	}
	return w
}

// marked are the times that elements of the page are marked with as its publication: itemprop, pubdate, class published, and the first
// time element near the headline that is not the time of a change.
func marked(root *html.Node, head heading) []string {
	var sure, maybe []string
	behind := head.at == nil
	tree.Elements(root, func(n *html.Node) bool {
		if head.at != nil && n == head.at.Node {
			behind = true
		}
		value := ""
		for _, key := range []string{"datetime", "content", "title"} {
			if value == "" {
				value = tree.Attr(n, key)
			}
		}
		class := " " + strings.ToLower(tree.Attr(n, "class")) + " "
		prop := strings.ToLower(tree.Attr(n, "itemprop"))
		switch {
		case n.DataAtom == atom.Meta && !strings.Contains(prop, "datepublished"):
		case strings.Contains(prop, "datepublished"):
			if value == "" {
				value = tree.TextOf(n)
			}
			sure = append(sure, value)
		case value == "":
		case n.DataAtom != atom.Time && n.DataAtom != atom.Abbr:
		case hasAttr(n, "pubdate"), strings.Contains(class, "publish"):
			sure = append(sure, value)
		case n.DataAtom == atom.Time && behind && len(maybe) == 0 && !strings.Contains(class, "updat") && !strings.Contains(class, "modif") &&
			!strings.Contains(prop, "modified") && !changed(n):
			maybe = append(maybe, value)
		}
		return len(sure)+len(maybe) < 20
	})
	return append(sure, maybe...)
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// changed tells whether what stands before an element says that it tells the time of a change, or it belongs to a comment or a link.
func changed(n *html.Node) bool {
	for p, depth := n.Parent, 0; p != nil && depth < 8; p, depth = p.Parent, depth+1 {
		if tree.Use(p) == "drop" || p.DataAtom == atom.A || p.DataAtom == atom.Aside {
			return true
		}
	}
	before := ""
	if n.PrevSibling != nil {
		before = tree.TextOf(n.PrevSibling)
	} else if n.Parent != nil && n.Parent.PrevSibling != nil {
		before = tree.TextOf(n.Parent.PrevSibling)
	}
	if len(before) > stampRunes {
		return false
	}
	return labels.Words().Has("updated", labels.Fold(before)) || labels.Words().Has("updated", labels.Fold(tree.TextOf(n)))
}

// shownDates are the dates in the blocks around the headline that can be the day of publication: those said to be first, then those
// of which nothing is said. A time of a change is none of them. The day in the masthead above stands apart: it may be that of the issue, as old sites
// have it, or today's.
func shownDates(head heading, list []*tree.Block, language string) (shown []labels.When, masthead labels.When) {
	at := -1
	for i, b := range list {
		if head.at != nil && b.First == head.at.First {
			at = i
			break
		}
	}
	var said, bare, above []labels.When
	updated, text := false, 0
	for i, b := range list {
		if at >= 0 && i > at+visibleBehind || utf8.RuneCountInString(b.Text) > stampRunes {
			continue
		}
		if at < 0 && i > 4*visibleBehind {
			break
		}
		s := labels.Fold(b.Text)
		last := 0
		for _, t := range labels.Times(s, language) {
			switch label(s[last:t.Start], s[t.End:]) {
			case "published":
				said = append(said, t.When)
			case "":
				if at >= 0 && i < at {
					above = append(above, t.When)
				} else if b.Linked() < 0.5 {
					bare = append(bare, t.When)
				}
			default:
				updated = true
			}
			last = t.End
		}
		if at >= 0 && i > at && mass(b) > begunRunes {
			if text++; text == begunBlocks {
				break
			}
		}
	}
	if !updated && oneDay(above) {
		masthead = above[0]
	}
	return append(said, bare...), masthead
}

func oneDay(list []labels.When) bool {
	for _, w := range list {
		if w.Time.Format(time.DateOnly) != list[0].Time.Format(time.DateOnly) {
			return false
		}
	}
	return len(list) > 0
}

// label is what stands beside a date: published, updated, or nothing.
func label(before, after string) string {
	w := labels.Words()
	p, u := w.Last("published", before), w.Last("updated", before)
	switch {
	case p > u:
		return "published"
	case u >= 0:
		return "updated"
	}
	after = strings.TrimLeftFunc(after, labels.NotLetter)
	if _, ok := w.Starts("updated", after); ok && len(labels.Times(after, "")) == 0 {
		return "updated"
	}
	return ""
}
