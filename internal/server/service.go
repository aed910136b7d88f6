package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/server/names"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

type codeInput struct{ Body wire.CodeRequest }

type loginInput struct{ Body wire.Login }

type namesInput struct {
	Language string `path:"lang" minLength:"2" maxLength:"3" doc:"ISO 639-1"`
}

type exportInput struct {
	wire.Filter
	Format  string   `query:"format" maxLength:"20" default:"jsonl" doc:"One of those that bakhar export --help lists"`
	Table   string   `query:"table" maxLength:"20" doc:"Of formats with tables"`
	Columns []string `query:"column,explode" maxItems:"100" doc:"Only these columns, in this order, of formats with columns"`
	Order   string   `query:"order" enum:"latest,oldest,loudest" default:"latest"`
}

func (s *Server) serviceRoutes() {
	do(s, op{method: http.MethodPost, path: "/code", id: "codeText", tag: "service", summary: "Code a text that is not kept", errors: []int{413, 422}}, s.codeText)
	get(s, op{path: "/names/{lang}", id: "getNames", tag: "service", summary: "Names of countries in a language", errors: []int{404, 422}}, s.countryNames)
	get(s, op{path: "/session", id: "getSession", tag: "service", summary: "Who one is to the server"}, s.session)
	do(s, op{method: http.MethodPost, path: "/session", id: "login", tag: "service", summary: "Hand in a token for a session", errors: []int{422}}, s.login)
	do(s, op{method: http.MethodDelete, path: "/session", id: "logout", tag: "service", summary: "End the session"}, s.logout)
	stream := op{method: http.MethodGet, path: "/export", id: "export", tag: "service", summary: "All events that fit, as a file", errors: []int{422}}.operation()
	stream.Responses = map[string]*huma.Response{"200": {Description: "One row an event", Content: map[string]*huma.MediaType{"application/x-ndjson": {}}}}
	huma.Register(s.api, stream, s.export)
}

func (s *Server) codeText(_ context.Context, in *codeInput) (out export.Article, err error) {
	art := &article.Article{Language: strings.ToLower(in.Body.Language), Publisher: in.Body.Publisher, URL: in.Body.URL, Title: in.Body.Title}
	if in.Body.Published != "" {
		if art.Published, err = article.ParseDate(in.Body.Published); err != nil {
			return out, mend("body.published", "is no day of the form YYYY-MM-DD", in.Body.Published)
		}
	}
	if art.Language != "" && s.Pipeline.Packs[art.Language] == nil {
		return out, mend("body.language", "is read by no pack: "+strings.Join(s.Pipeline.Languages(), ", "), in.Body.Language)
	}
	if _, err := s.Pipeline.Code(art, in.Body.Text); err != nil {
		return out, huma.Error422UnprocessableEntity(err.Error())
	}
	return export.OneArticle(art, s.Pipeline.Onto, s.meta()), nil
}

func (s *Server) countryNames(_ context.Context, in *namesInput) (out wire.NameList, err error) {
	for _, l := range names.Languages() {
		if l == in.Language {
			return wire.NameList{Language: l, Countries: s.names.Countries(l), Demonyms: s.names.Demonyms(l)}, nil
		}
	}
	return out, huma.Error404NotFound("there are names in " + strings.Join(names.Languages(), ", "))
}

func (s *Server) session(context.Context, *struct{}) (wire.Session, error) {
	return wire.Session{Role: "reader", Local: true}, nil
}

func (s *Server) login(context.Context, *loginInput) (wire.Session, error) {
	return wire.Session{}, huma.Error401Unauthorized("this token is not known here")
}

func (s *Server) logout(context.Context, *struct{}) (wire.Session, error) {
	return wire.Session{Role: "reader", Local: true}, nil
}

// analyst gives the name of who decides.
func (s *Server) analyst(_ context.Context, name string) (string, error) {
	if strings.TrimSpace(name) == "" {
		return "", mend("body.analyst", "a correction needs the name of its analyst", nil)
	}
	return name, nil
}

func (s *Server) export(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
	f, err := s.filter(in.Filter.Page(wire.Paged{Order: in.Order}))
	if err != nil {
		return nil, err
	}
	shape, err := shapes.Named(in.Format)
	if err != nil {
		return nil, mend("query.format", err.Error(), in.Format)
	}
	o := shapes.Options{Table: in.Table, Columns: in.Columns, Maker: s.Coder, Title: "bakhar"}
	if err := shape.Check(&o); err != nil {
		return nil, huma.Error422UnprocessableEntity(err.Error())
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", shape.Media)
		hc.SetHeader("Content-Disposition", `attachment; filename="events`+shape.Ending+`"`)
		err := s.Store.View(ctx, func(tx store.Tx) error {
			_, err := shapes.Write(ctx, hc.BodyWriter(), shape.Name, tx, f, o)
			return err
		})
		if err != nil {
			s.Log.WarnContext(ctx, "export cut off", "error", err)
			panic(http.ErrAbortHandler) // the reader must not take it for whole
		}
	}}, nil
}

// routes adds all operations.
func (s *Server) routes() {
	s.eventRoutes()
	s.articleRoutes()
	s.overviewRoutes()
	s.correctionRoutes()
	s.serviceRoutes()
	s.streamRoute()
}
