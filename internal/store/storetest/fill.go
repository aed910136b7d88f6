package storetest

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// The proportions of a filled store: reports of an article, reports of an event, days over which they lie, articles in a transaction.
const (
	perArticle = 3
	perEvent   = 2.5
	fillDays   = 700
	fillBatch  = 100
)

// Fill puts a number of made reports into an empty store in the way that ingestion does: articles with text, sketch and reports; for each
// report a search for its like, a node, and its event written anew. each, where there is one, hears after each transaction how many there are.
func Fill(ctx context.Context, s store.Store, reports int, each func(reports int)) error {
	var run int64
	if err := s.Update(ctx, func(tx store.Tx) (err error) {
		run, err = tx.StartRun(store.Run{Kind: "ingest", Coder: "made", Started: noon})
		return err
	}); err != nil {
		return err
	}
	for first := 0; first < reports; first += fillBatch * perArticle {
		last := min(first+fillBatch*perArticle, reports)
		if err := s.Update(ctx, func(tx store.Tx) error {
			for i := first; i < last; i += perArticle {
				if err := fillArticle(tx, run, i, min(i+perArticle, last)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		if each != nil {
			each(last)
		}
	}
	return nil
}

// FillEvents puts only the events of that many reports into an empty store: what searches are measured on, in a tenth of the time.
func FillEvents(ctx context.Context, s store.Store, reports int) error {
	const batch = 4000
	for first := 0; float64(first) < float64(reports)/perEvent; first += batch {
		if err := s.Update(ctx, func(tx store.Tx) error {
			for i := first; i < first+batch && float64(i) < float64(reports)/perEvent; i++ {
				if err := tx.PutEvent(madeEvent(uint64(i), fillDays)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// fillArticle puts the article of the reports from first to last.
func fillArticle(tx store.Tx, run int64, first, last int) error {
	r := random(first * 31)
	var events []store.Event
	var text strings.Builder
	for i := first; i < last; i++ {
		// The reports of an event come near to one another, as news does, and not in order.
		e := madeEvent(uint64(float64(i+r.below(300))/perEvent), fillDays)
		events = append(events, e)
		text.WriteString(e.Words + e.Words)
	}
	a := store.Article{Given: fmt.Sprint(first), URL: fmt.Sprintf("https://news.example/%d/%s", first, madeWord(first)), Publisher: pick(&r, madePublishers), Title: madeWord(first) + " " + madeWord(first*3),
		Language: pick(&r, madeLanguages), Published: events[0].Days.End.String(), Day: events[0].Days.End, Text: text.String()}
	store.Identify(&a)
	if _, err := tx.PutArticle(a); err != nil {
		return err
	}
	bands := make([]uint64, 42)
	for i := range bands {
		if bands[i] = r.next(); r.below(200) == 0 {
			bands[i] = uint64(r.below(100_000))
		}
	}
	if _, err := tx.Banded(a.ID, bands); err != nil {
		return err
	}
	if err := tx.PutSketch(a.ID, bands, []byte(text.String()[:256])); err != nil {
		return err
	}
	var reports []article.Report
	for i, e := range events {
		reports = append(reports, madeReport(a.ID, i, &e))
	}
	if err := tx.PutReports(run, a.ID, 1, 0, reports); err != nil {
		return err
	}
	for i := range events {
		if err := fillReport(tx, a.ID, &reports[i], &events[i]); err != nil {
			return err
		}
	}
	return nil
}

// fillReport puts the node of a report, and its event.
func fillReport(tx store.Tx, articleID string, rep *article.Report, e *store.Event) error {
	n := store.Node{ID: rep.ID, Article: articleID, Rank: "7" + rep.ID, Sketch: []byte(e.Words[:min(len(e.Words), 120)]), Event: e.ID, Keys: madeKeys(e)}
	like, err := tx.Near(n.Keys)
	if err != nil {
		return err
	}
	n.Link = ""
	if len(like) > 0 {
		n.Link = like[0].ID
	}
	if err := tx.PutNodes([]store.Node{n}); err != nil {
		return err
	}
	members, err := tx.Members(e.ID)
	if err != nil {
		return err
	}
	ids, articles := make([]string, len(members)), make([]string, len(members))
	for i, m := range members {
		ids[i], articles[i] = m.ID, m.Article
	}
	if _, err := tx.ReportsByID(ids); err != nil {
		return err
	}
	if _, err := tx.ArticlesByID(articles); err != nil {
		return err
	}
	e.Reports = len(members)
	return tx.PutEvent(*e)
}

// madeReport is a report of an event with the words that one has.
func madeReport(articleID string, n int, e *store.Event) article.Report {
	words := func(s string) article.Words { return article.Words{Text: s, Start: n * 300, End: n*300 + len(s)} }
	sentence, _, _ := strings.Cut(e.Words, "\n")
	r := article.Report{ID: fmt.Sprintf("%s%04x", articleID[:12], n), Article: articleID, Type: plover.Type(e.Type), Modes: e.Modes, Trigger: []article.Words{words(sentence[:min(len(sentence), 30)])},
		Sentence: words(sentence), Index: n, Date: e.Days, Status: e.Status, Place: e.Place, Rule: "mr.coder.strike:हल्ला", Confidence: e.Confidence, Keys: strings.Fields(sentence)[:8]}
	for i, p := range e.Parties {
		party := article.Party{Words: words(p.Name), Name: p.Name, Country: p.Country, Sector: p.Sector, KB: p.Country}
		if i == 0 {
			r.Actors = append(r.Actors, party)
		} else {
			r.Recipients = append(r.Recipients, party)
		}
	}
	return r
}

// madeKeys are eight keys: type and parties, type and place, and rare words with the days around.
func madeKeys(e *store.Event) []store.Key {
	day := e.Days.End.Number()
	words := strings.Fields(e.Words)
	parts := []string{e.Type + e.Parties[0].Country + e.Parties[1].Country, e.Type + e.Parties[1].Country + e.Parties[0].Name}
	for i := range 6 {
		parts = append(parts, words[i*4]+words[i*4+1])
	}
	keys := make([]store.Key, len(parts))
	for i, p := range parts {
		h := fnv.New64a()
		h.Write([]byte(p))
		keys[i] = store.Key{Hash: int64(h.Sum64()), From: min(day-1, e.Days.Start.Number()), To: day + 1}
	}
	return keys
}
