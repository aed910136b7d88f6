// Package accounts says what the tellings of one event make together: which codes they agree on, how many of them are independent of each
// other, who says what, where those who speak disagree, and what one leaves out that another tells. The result is a Card, which a store
// keeps as the body of an event and which users read (docs/formats/event.md).
//
// It is a pure function of the set of tellings: no store, clock or order of arrival, so that a card can be made again from what is kept and
// is the same to the byte. Everything counts by independent sources, not by reports: forty papers that print one agency's text are one
// witness. Nobody is declared right. Which reports are of one event is decided by chronicle; what is printed in words, by cli and ui: a card
// holds codes, figures and the words of the texts, no word of its own in any language.
package accounts

import (
	"cmp"
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// Telling is one report of the event with the article that it stands in, whose Text is not looked at.
type Telling struct {
	Report  article.Report
	Article store.Article
	Trail   []string // all that the article reports, by Trail; where it is empty, its reports of this event stand for it
	Judged  bool     // an analyst has accepted or edited it
}

var ontology = sync.OnceValue(plover.Load)

// Assemble makes the card of the event that the tellings are of, in whatever order they come; a report that comes twice counts once. The
// caller names the card: its ID is empty. There is no card of no tellings, which is the zero Card.
func Assemble(tellings []Telling) Card {
	ts := inOrder(tellings)
	if len(ts) == 0 {
		return Card{}
	}
	ev := &event{tellings: ts, parties: identify(ts)}
	ev.sources, ev.of = independent(ts)
	ev.voice()
	c := Card{Sources: ev.sources}
	ev.count(&c)
	ev.agree(&c)
	ev.account(&c)
	c.Figures = ranges(c.Accounts)
	ev.disagree(&c)
	ev.omit(&c)
	c.Line = c.line()
	return c
}

// event is the working memory of Assemble.
type event struct {
	tellings []Telling
	parties  *registry
	sources  []Source
	of       []int   // the index of the source of each telling
	voices   []Party // the sources in their own voice
}

// inOrder gives the tellings by publication, article, place in the text, so that nothing depends on how they came.
func inOrder(tellings []Telling) []Telling {
	ts := slices.Clone(tellings)
	slices.SortFunc(ts, func(a, b Telling) int {
		return cmp.Or(published(a, b), cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(start(a), start(b)), cmp.Compare(a.Report.ID, b.Report.ID))
	})
	return slices.CompactFunc(ts, func(a, b Telling) bool { return a.Report.ID == b.Report.ID && a.Article.ID == b.Article.ID })
}

// published orders by day first: not every source tells the hour. An unknown day comes last.
func published(a, b Telling) int {
	x, y := a.Article.Day, b.Article.Day
	switch {
	case x.Zero() != y.Zero():
		if x.Zero() {
			return 1
		}
		return -1
	case x != y:
		return cmp.Compare(x.Number(), y.Number())
	}
	return cmp.Compare(a.Article.Published, b.Article.Published)
}

func start(t Telling) int {
	if len(t.Report.Trigger) > 0 {
		return t.Report.Trigger[0].Start
	}
	return t.Report.Sentence.Start
}
