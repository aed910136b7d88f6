package server

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/marks"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/names"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// articlesInput are the parameters of lists of articles.
type articlesInput struct {
	wire.ArticleFilter
	wire.Range
}

// reportInput names a report of an article.
type reportInput struct {
	ID     string `path:"id" minLength:"4" maxLength:"64" pattern:"^[0-9a-f]+$" doc:"The id of the article"`
	Report string `path:"report" minLength:"4" maxLength:"64" pattern:"^[0-9a-f]+$" doc:"The id of a report of the article, or its beginning"`
}

// raw is an answer that is no JSON.
type raw struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) articleRoutes() {
	get(s, op{path: "/articles", id: "listArticles", tag: "articles", summary: "List articles", errors: []int{422}}, s.listArticles)
	get(s, op{path: "/articles/{id}", id: "getArticle", tag: "articles", summary: "An article with its text, and what was read in it, for a reader", errors: []int{404, 422}, heavy: true}, s.getArticle)
	get(s, op{path: "/articles/{id}/explain/{report}", id: "explainReport", tag: "articles", summary: "How a report came about, rule by rule", text: "The article is coded anew by this version.", errors: []int{404, 410, 422}, heavy: true}, s.explain)
	o := s.add(op{method: http.MethodGet, path: "/articles/{id}/text", id: "getText", tag: "articles", summary: "The original, byte for byte", errors: []int{404, 422}, role: guard.Reader})
	o.Responses = map[string]*huma.Response{"200": {Description: "The original; bytes that are no UTF-8 stand in it as they came", Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}}
	huma.Register(s.api, o, s.text)
}

// articleLine makes the line of an article.
func articleLine(a *store.Article) wire.ArticleLine {
	return wire.ArticleLine{ID: a.ID, Given: a.Given, URL: a.URL, Publisher: a.Publisher, Author: a.Author, Title: a.Title, Language: a.Language, Published: a.Published,
		Health: a.Health, Defects: a.Defects, Replaced: a.Replaced}
}

// oneArticle gives an article by its id.
func oneArticle(tx store.Tx, id string) (store.Article, error) {
	a, err := tx.Article(id)
	if errors.Is(err, store.ErrNotFound) {
		return a, huma.Error404NotFound("there is no article with this id: it is given whole; " + Base + "/articles lists them")
	}
	return a, err
}

// corrected gives an article and its reports as corrections leave them, those that were rejected at the end.
func corrected(tx store.Tx, id string) (store.Article, []judged, error) {
	art, err := oneArticle(tx, id)
	if err != nil {
		return art, nil, err
	}
	base, err := tx.Reports(id)
	if err != nil {
		return art, nil, err
	}
	cs, err := tx.CorrectionsOf([]string{id})
	if err != nil {
		return art, nil, err
	}
	how := corrections.Judged(base, cs)
	var out []judged
	there := map[string]bool{}
	for _, r := range corrections.Apply(base, cs) {
		out = append(out, judged{r, how[r.ID]})
		there[r.ID] = true
	}
	for _, r := range base {
		if !there[r.ID] {
			out = append(out, judged{r, corrections.Reject})
		}
	}
	return art, out, nil
}

func (s *Server) getArticle(ctx context.Context, in *idInput) (out wire.Marked, err error) {
	var art store.Article
	var reports []judged
	err = s.view(ctx, func(tx store.Tx) error {
		if art, reports, err = corrected(tx, in.ID); err != nil {
			return err
		}
		out.ArticleLine = articleLine(&art)
		if out.Reports, err = s.markedReports(tx, reports, art.Language); err != nil {
			return err
		}
		out.Copies, err = copies(tx, &art)
		return err
	})
	if err != nil {
		return out, err
	}
	coded, err := s.code(ctx, &art, false)
	if err != nil {
		return out, err
	}
	var stand []article.Report
	for _, r := range reports {
		if r.Judged != corrections.Reject {
			stand = append(stand, r.Report)
		}
	}
	out.Page = marks.Blocks(art.Text, stand, coded.Defects)
	out.Bytes = len(art.Text)
	out.Defects = s.defects(coded.Defects)
	return out, nil
}

// copies gives the articles that print the same text.
func copies(tx store.Tx, art *store.Article) ([]wire.ArticleLine, error) {
	out := []wire.ArticleLine{}
	members, err := tx.Grouped([]string{art.Group})
	if err != nil {
		return out, err
	}
	var ids []string
	for _, m := range members {
		if m.ID != art.ID {
			ids = append(ids, m.ID)
		}
	}
	arts, err := tx.ArticlesByID(ids)
	for i := range arts {
		out = append(out, articleLine(&arts[i]))
	}
	return out, err
}

func (s *Server) markedReports(tx store.Tx, reports []judged, language string) ([]wire.MarkedReport, error) {
	ids := make([]string, len(reports))
	for i, r := range reports {
		ids[i] = r.ID
	}
	nodes, err := tx.Nodes(ids)
	if err != nil {
		return nil, err
	}
	events := map[string]string{}
	for _, n := range nodes {
		events[n.ID] = n.Event
	}
	out := make([]wire.MarkedReport, len(reports))
	for i, r := range reports {
		m := wire.MarkOf(r.Report, language, s.names)
		m.Event, m.Judged, m.Quad = events[r.ID], r.Judged, s.Pipeline.Onto.Types[r.Type].Quad
		out[i] = m
	}
	return out, nil
}

// defects puts what is wrong with a text into words.
func (s *Server) defects(ds []article.Defect) []wire.Defect {
	out := make([]wire.Defect, len(ds))
	for i, d := range ds {
		out[i] = wire.Defect{Kind: d.Kind, Start: d.Span.Start, End: d.Span.End, Message: map[string]string{}}
		for _, l := range names.Languages() {
			out[i].Message[l] = s.Pipeline.Say(l)(d.Message)
		}
		if d.Other.End > d.Other.Start {
			out[i].Other = &wire.Stretch{Start: d.Other.Start, End: d.Other.End}
		}
	}
	return out
}

// code codes an article of the store anew.
func (s *Server) code(ctx context.Context, a *store.Article, traced bool) (*article.Article, error) {
	art := &article.Article{ID: a.ID, Language: a.Language, Published: a.Day, Publisher: a.Publisher, URL: a.URL, Title: a.Title, Traced: traced}
	if _, err := s.Pipeline.Code(art, a.Text); err != nil {
		return nil, huma.Error422UnprocessableEntity(err.Error())
	}
	return art, nil
}

func (s *Server) explain(ctx context.Context, in *reportInput) (out export.Explained, err error) {
	var art store.Article
	err = s.view(ctx, func(tx store.Tx) error {
		art, err = oneArticle(tx, in.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	coded, err := s.code(ctx, &art, true)
	if err != nil {
		return out, err
	}
	records := export.Events(coded, s.Pipeline.Onto, s.meta())
	for _, x := range export.Explain(coded, records, s.weights(coded.Language), 0) {
		if strings.HasPrefix(x.Event.ID, in.Report) {
			return x, nil
		}
	}
	return out, huma.Error410Gone("this version reads no such event in the article: the report was coded by another version, or kept by an analyst")
}

func (s *Server) meta() export.Meta {
	return export.Meta{Coder: s.Coder, Lexicon: s.Pipeline.Lexicon, Say: s.Pipeline.Say("en")}
}

// weights are those by which texts of a language were weighed.
func (s *Server) weights(language string) export.Weights {
	if p := s.Pipeline.Packs[language]; p != nil {
		return export.Weights(p.Common.Weights)
	}
	return export.Weights{}
}

func (s *Server) text(ctx context.Context, in *idInput) (*raw, error) {
	var art store.Article
	err := s.view(ctx, func(tx store.Tx) (err error) {
		art, err = oneArticle(tx, in.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &raw{ContentType: "text/plain; charset=utf-8", Disposition: `inline; filename="` + in.ID + `.txt"`, Body: []byte(art.Text)}, nil
}

// articleFilter reads the parameters of lists of articles.
func articleFilter(in *wire.ArticleFilter) (store.ArticleFilter, error) {
	f, err := known(query.Query{From: in.From, To: in.To, Publisher: in.Publisher, Language: in.Language})
	out := store.ArticleFilter{Days: f.Days, Publishers: in.Publisher, Languages: in.Language, Defects: in.Defect, Text: in.Text}
	if in.HealthMax < 1 {
		out.HealthMax = &in.HealthMax
	}
	return out, err
}

func (s *Server) listArticles(ctx context.Context, in *articlesInput) (out wire.ArticlePage, err error) {
	out.Articles = []wire.ArticleLine{}
	f, err := articleFilter(&in.ArticleFilter)
	if err != nil {
		return out, err
	}
	f.After, f.Limit = in.After, in.Limit
	err = s.view(ctx, func(tx store.Tx) error {
		page, err := tx.FindArticles(f)
		out.Next = page.Next
		for i := range page.Articles {
			out.Articles = append(out.Articles, articleLine(&page.Articles[i]))
		}
		return err
	})
	return out, err
}
