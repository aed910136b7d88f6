package mcp

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/store"
)

// The sizes of texts, in bytes.
const (
	textDefault = 8 << 10  // of an article in one answer, where nothing is said
	textMax     = 24 << 10 // of an article in one answer
	codeMax     = 64 << 10 // of a text to be coded
	reportsMax  = 100      // of an article in one answer
)

type articleIn struct {
	ID    string `json:"id"`
	Start int    `json:"start,omitempty"`
	Bytes int    `json:"bytes,omitempty"`
}

func articleTool() described {
	return described{readOnly("article", "Show an article",
		"An article of the chronicle: publisher, title, address, language, day, health (1 is a text without a fault), the ids and places of the reports that were coded from it, and its text, a piece at a time. start and end count bytes of the original."),
		map[string]field{
			"id":    {"of the article, or its address (URL)", nil},
			"start": {"where in the text to begin, in bytes; 0 is the beginning. Take `next_start` of an answer to go on, or the start of a report's sentence", nil},
			"bytes": {fmt.Sprintf("how much of the text, %d if not given, %d at most", textDefault, textMax), nil},
		}}
}

// quoted is a piece of an article's text.
type quoted struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type articleOut struct {
	brief.Link
	Given    string     `json:"given,omitempty"`
	Author   string     `json:"author,omitempty"`
	Health   float64    `json:"health"`
	Defects  int        `json:"defects"`
	CopyOf   string     `json:"copies_group,omitempty"` // the smallest id of the articles that print the same text
	Replaced string     `json:"replaced_by,omitempty"`
	Bytes    int        `json:"text_bytes"`
	Quoted   quoted     `json:"quoted"`
	Next     int        `json:"next_start,omitempty"`
	Reports  []reportAt `json:"reports"`
}

// reportAt is a report of an article: what it is coded as, and where it stands.
type reportAt struct {
	ID         string          `json:"id"`
	Type       string          `json:"event"`
	Mode       []string        `json:"mode,omitempty"`
	Status     article.Status  `json:"status"`
	Trigger    []article.Words `json:"event_text"`
	Start      int             `json:"sentence_start"`
	End        int             `json:"sentence_end"`
	Confidence float64         `json:"confidence"`
}

func (s *Server) article(ctx context.Context, in articleIn) (*reply, error) {
	if in.Bytes == 0 {
		in.Bytes = textDefault
	}
	if in.Start < 0 || in.Bytes < 0 || in.Bytes > textMax {
		return nil, wrong("start and bytes are not below 0, and bytes at most %d", textMax)
	}
	r := &reply{}
	err := s.view(ctx, func(tx store.Tx) error {
		a, err := foundArticle(tx, in.ID)
		if err != nil {
			return err
		}
		reports, err := tx.Reports(a.ID)
		if err != nil {
			return err
		}
		if in.Start > 0 && in.Start >= len(a.Text) {
			return wrong("start: the text has %d bytes", len(a.Text))
		}
		out := articleOut{Link: s.linkOf(&a), Given: a.Given, Author: a.Author, Health: a.Health, Defects: a.Defects, Replaced: a.Replaced, Bytes: len(a.Text), Reports: []reportAt{}}
		if a.Group != a.ID {
			out.CopyOf = a.Group
		}
		out.Quoted = piece(a.Text, in.Start, in.Bytes)
		if out.Quoted.End < len(a.Text) {
			out.Next = out.Quoted.End
		}
		var cut int
		if reports, cut = first(reports, reportsMax); cut > 0 {
			r.left = []string{fmt.Sprintf("reports: %d more", cut)}
		}
		for i := range reports {
			rep := &reports[i]
			out.Reports = append(out.Reports, reportAt{rep.ID, string(rep.Type), rep.Modes, rep.Status, rep.Trigger, rep.Sentence.Start, rep.Sentence.End, rep.Confidence})
		}
		r.result = out
		return nil
	})
	return r, err
}

// piece cuts n bytes out of a text, from a character's beginning to a character's end; at least one character. What is no UTF-8 is shown as such.
func piece(text string, start, n int) quoted {
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	end := min(start+max(n, utf8.UTFMax), len(text))
	for back := end; end < len(text) && back > start && end-back < utf8.UTFMax; back-- {
		if utf8.RuneStart(text[back]) {
			end = back
			break
		}
	}
	return quoted{strings.ToValidUTF8(text[start:end], "\ufffd"), start, end}
}

type explainIn struct {
	Report  string `json:"report,omitempty"`
	Article string `json:"article,omitempty"`
}

func explainTool() described {
	return described{readOnly("explain", "Explain how the coder read a report",
		"How a report came about, rule by rule: its record with the bytes of everything that was read, the rule that fired, what told who each party is, the weights behind its confidence, and the coder's notes (readings of words, clause, arguments, candidates). The article is coded anew by this version. Give a report, or an article for all of its reports."),
		map[string]field{
			"report":  {"id of a report (or of an event, which is that of its best witness)", nil},
			"article": {"id or address of an article, for all its reports", nil},
		}}
}

type explainOut struct {
	Coder   string             `json:"coder"`
	Lexicon string             `json:"lexicon"`
	Article brief.Link         `json:"article"`
	Reports []export.Explained `json:"reports"`
}

func (s *Server) explain(ctx context.Context, in explainIn) (*reply, error) {
	var a store.Article
	err := s.view(ctx, func(tx store.Tx) (err error) {
		if in.Article != "" {
			a, err = foundArticle(tx, in.Article)
			return err
		}
		if in.Report == "" {
			return wrong("name a report, or an article: search_events and event give their ids")
		}
		reports, err := tx.ReportsByID([]string{in.Report})
		if err != nil {
			return err
		}
		if len(reports) == 0 {
			return wrong("there is no report %.40q: event lists an event's reports, article those of an article", in.Report)
		}
		a, err = tx.Article(reports[0].Article)
		return err
	})
	if err != nil {
		return nil, err
	}
	p, art, err := s.coded(&article.Article{ID: a.ID, Language: a.Language, Published: a.Day, Publisher: a.Publisher, URL: a.URL, Title: a.Title, Keyed: true, Traced: true}, a.Text)
	if err != nil {
		return nil, err
	}
	w := p.Packs[art.Language].Common.Weights
	out := explainOut{Coder: s.Coder, Lexicon: p.Lexicon, Article: s.linkOf(&a), Reports: export.Explain(art, export.Events(art, p.Onto, s.meta(p)), export.Weights(w), 0)}
	r := &reply{}
	if in.Report != "" {
		for _, x := range out.Reports {
			if x.Event.ID == in.Report {
				out.Reports = []export.Explained{x}
				r.result = out
				return r, nil
			}
		}
		return nil, wrong("this version of bakhar reads no report %s in article %s: an earlier version or an analyst made it. Ask for the article to see what this version reads", in.Report, a.ID)
	}
	for r.result = out; !fits(r.result) && len(out.Reports) > 1; r.result = out {
		n := len(out.Reports) / 2
		out.Reports = out.Reports[:n]
		r.left = []string{fmt.Sprintf("only the first %d reports fit: ask for the others by their ids", n)}
	}
	return r, nil
}

// coded codes a text.
func (s *Server) coded(art *article.Article, text string) (*pipeline.Pipeline, *article.Article, error) {
	p, err := s.Pipe()
	if err != nil {
		return nil, nil, fmt.Errorf("load the language data: %w", err)
	}
	if _, err := p.Code(art, text); err != nil {
		return nil, nil, mistake{err}
	}
	return p, art, nil
}

type codeIn struct {
	Text      string `json:"text"`
	Language  string `json:"language,omitempty"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
}

func codeTool() described {
	return described{readOnly("code_text", "Code a text",
		"Code a text of your own in Marathi, Hindi or English: its events with parties, dates, places, figures, who says so and the bytes of each; its parties; damage found in it, and its health. Nothing is kept. Relative days (\"on Tuesday\") are resolved only where the day of publication is given."),
		map[string]field{
			"text":      {fmt.Sprintf("the text, at most %d bytes", codeMax), nil},
			"language":  {"its language; detected where it is not given", []any{"mr", "hi", "en"}},
			"published": {"its day of publication, YYYY-MM-DD", nil},
			"publisher": {"who publishes it", nil},
			"title":     {"its headline, if that is not part of the text", nil},
		}}
}

func (s *Server) code(_ context.Context, in codeIn) (*reply, error) {
	if in.Text == "" || len(in.Text) > codeMax {
		return nil, wrong("text: %d bytes; 1 to %d are coded", len(in.Text), codeMax)
	}
	art := &article.Article{Language: in.Language, Publisher: in.Publisher, Title: in.Title}
	if in.Published != "" {
		day, err := article.ParseDate(in.Published)
		if err != nil {
			return nil, wrong("published: %w, such as 2026-03-02", err)
		}
		art.Published = day
	}
	p, art, err := s.coded(art, in.Text)
	if err != nil {
		return nil, err
	}
	out := export.OneArticle(art, p.Onto, s.meta(p))
	r := &reply{}
	if r.result = out; !fits(out) {
		out.Entities = []export.Mentioned{}
		r.left = []string{"entities"}
	}
	for r.result = out; !fits(r.result) && len(out.Events)+len(out.Defects) > 2; r.result = out {
		out.Events, _ = first(out.Events, max(len(out.Events)/2, 1))
		out.Defects, _ = first(out.Defects, max(len(out.Defects)/2, 1))
		r.left = []string{"entities", fmt.Sprintf("all but the first %d events and %d defects: give the text in pieces", len(out.Events), len(out.Defects))}
	}
	return r, nil
}
