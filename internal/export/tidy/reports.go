package tidy

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// SortedKeys are the keys of words by language, in order.
func SortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// report is a report of an event.
type report struct {
	event *rows.Event
	*rows.Report
}

func eachReport(e *rows.Event, row func(*report)) {
	for i := range e.Reports {
		row(&report{e, &e.Reports[i]})
	}
}

var reportColumns = []Column[*report]{
	{"event_id", Text, "the event", func(c *Cells, r *report) { c.Code(r.event.Row.ID) }},
	{"report_id", Text, "id of the report; it is in one event only", func(c *Cells, r *report) { c.Code(r.ID) }},
	{"article_id", Text, "id of the article: a hash of its address and text", func(c *Cells, r *report) { c.Code(r.Article.ID) }},
	{"publisher", Text, "who published the article", func(c *Cells, r *report) { c.Text(r.Article.Publisher) }},
	{"language", Text, "language of the article, ISO 639-1", func(c *Cells, r *report) { c.Code(r.Article.Language) }},
	{"published", Text, "when, as the source told it: a day, or RFC 3339 with the zone", func(c *Cells, r *report) { c.Text(r.Article.Published) }},
	{"url", Text, "address of the article", func(c *Cells, r *report) { c.Text(r.Article.URL) }},
	{"title", Text, "its headline", func(c *Cells, r *report) { c.Text(r.Article.Title) }},
	{"copies_of", Text, "the same for all articles that print one text, edited or cut", func(c *Cells, r *report) { c.Code(r.Article.Group) }},
	{"health", Float, "1 for an article without damage", func(c *Cells, r *report) { c.Float(r.Article.Health) }},
	{"date", Day, "first day, as this report tells it; the day of publication where its words tell none", func(c *Cells, r *report) { c.Day(r.Date.Start) }},
	{"enddate", Day, "last day", func(c *Cells, r *report) { c.Day(r.Date.End) }},
	{"date_words", Text, "the words that tell the day; empty where none do", func(c *Cells, r *report) { c.Text(said(r.DateText)) }},
	{"type", Text, "PLOVER type", func(c *Cells, r *report) { c.Code(string(r.Type)) }},
	{"mode", List, "PLOVER modes", func(c *Cells, r *report) { c.List(r.Modes) }},
	{"context", List, "PLOVER contexts", func(c *Cells, r *report) { c.List(r.Contexts) }},
	{"status", Text, "actual, planned, hypothetical, negated or historical", func(c *Cells, r *report) { c.Code(string(r.Status)) }},
	{"actors", List, "who did it: country/sector of each, or its words where neither is known", func(c *Cells, r *report) { c.List(codes(r.Actors)) }},
	{"recipients", List, "to whom", func(c *Cells, r *report) { c.List(codes(r.Recipients)) }},
	{"place", Text, "where: name in English, or the words of the text", func(c *Cells, r *report) { c.Text(where(r.Place)) }},
	{"account", Text, "key of the party whose account of the event it is; publisher:… for a source in its own voice", func(c *Cells, r *report) { c.Text(r.Account) }},
	{"attribution", List, "who says so, the outermost first; empty: the publisher", func(c *Cells, r *report) { c.List(chain(r.Attribution)) }},
	{"quoted", Bool, "it stands in quotation marks", func(c *Cells, r *report) { c.Bool(r.Quoted) }},
	{"words", List, "the words that express the event", func(c *Cells, r *report) { c.List(pieces(r.Trigger)) }},
	{"sentence", Text, "the sentence, as it stands in the article", func(c *Cells, r *report) { c.Text(r.Sentence.Text) }},
	{"start", Int, "where the sentence begins, in bytes of the article's original text", func(c *Cells, r *report) { c.Count(r.Sentence.Start) }},
	{"end", Int, "the byte after it", func(c *Cells, r *report) { c.Count(r.Sentence.End) }},
	{"rule", Text, "the rule and the lexicon entry that read it", func(c *Cells, r *report) { c.Text(r.Rule) }},
	{"confidence", Float, "0 to 1: of reports with this one, that share is right", func(c *Cells, r *report) { c.Float(r.Confidence) }},
	{"judged", Bool, "an analyst has accepted or edited it", func(c *Cells, r *report) { c.Bool(r.Judged) }},
	{"coder", Text, "program and version that coded it", func(c *Cells, r *report) { c.Text(r.Run.Coder) }},
}

func said(w *article.Words) string {
	if w == nil {
		return ""
	}
	return w.Text
}

func where(p *article.Spot) string {
	switch {
	case p == nil:
		return ""
	case p.Name == "":
		return p.Text
	}
	return p.Name
}

func codes(ps []article.Party) (list []string) {
	for _, p := range ps {
		if p.Country == "" && p.Sector == "" {
			list = append(list, p.Text)
			continue
		}
		list = append(list, p.Country+"/"+p.Sector)
	}
	return list
}

func chain(as []article.Attribution) (list []string) {
	for _, a := range as {
		switch {
		case a.Name != "":
			list = append(list, a.Name)
		case a.Text != "":
			list = append(list, a.Text)
		default:
			list = append(list, a.Country+"/"+a.Sector)
		}
	}
	return list
}

func pieces(ws []article.Words) (list []string) {
	for _, w := range ws {
		list = append(list, w.Text)
	}
	return list
}

// quantity is a count or amount in a report.
type quantity struct {
	report *report
	number int
	article.Amount
}

func eachQuantity(e *rows.Event, row func(*quantity)) {
	eachReport(e, func(r *report) {
		for i, q := range r.Quantities {
			row(&quantity{r, i + 1, q})
		}
	})
}

var quantityColumns = []Column[*quantity]{
	{"event_id", Text, "the event", func(c *Cells, q *quantity) { c.Code(q.report.event.Row.ID) }},
	{"report_id", Text, "the report", func(c *Cells, q *quantity) { c.Code(q.report.ID) }},
	{"number", Int, "its place in the report, from 1", func(c *Cells, q *quantity) { c.Count(q.number) }},
	{"kind", Text, "what is counted: dead, injured, arrested, displaced, person, weapon, money, distance, percent, item", func(c *Cells, q *quantity) { c.Code(q.Kind) }},
	{"unit", Text, "person, item, a currency's ISO 4217 code, a measure", func(c *Cells, q *quantity) { c.Text(q.Unit) }},
	{"min", Float, "at least; empty where the text gives only a most", func(c *Cells, q *quantity) { c.Number(q.Min) }},
	{"max", Float, "at most; empty where the text gives only a least. Of an exact figure min and max are alike", func(c *Cells, q *quantity) { c.Number(q.Max) }},
	{"of", Text, "the word for what is counted", func(c *Cells, q *quantity) { c.Text(q.Of) }},
	{"words", Text, "the words of the text", func(c *Cells, q *quantity) { c.Text(q.Text) }},
	{"start", Int, "where they begin, in bytes of the article's original text", func(c *Cells, q *quantity) { c.Count(q.Start) }},
	{"end", Int, "the byte after them", func(c *Cells, q *quantity) { c.Count(q.End) }},
}
