package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/names"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// sessionPath is where one logs in: open to those who are nobody yet.
const sessionPath = "/session"

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
	do(s, op{method: http.MethodPost, path: "/code", id: "codeText", tag: "service", summary: "Code a text that is not kept", errors: []int{413, 422}, heavy: true}, s.codeText)
	get(s, op{path: "/names/{lang}", id: "getNames", tag: "service", summary: "Names of countries in a language", errors: []int{404, 422}}, s.countryNames)
	do(s, op{method: http.MethodGet, path: sessionPath, id: "getSession", tag: "service", summary: "Who one is to the server"}, s.session)
	do(s, op{method: http.MethodPost, path: sessionPath, id: "login", tag: "service", summary: "Hand in a token for a session", errors: []int{401, 422}}, s.login)
	do(s, op{method: http.MethodDelete, path: sessionPath, id: "logout", tag: "service", summary: "End the session"}, s.logout)
	stream := s.add(op{method: http.MethodGet, path: "/export", id: "export", tag: "service", summary: "All events that fit, as a file", errors: []int{422}, role: guard.Reader, stream: true})
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

// wireSession says who somebody is.
func wireSession(who guard.Who) wire.Session {
	out := wire.Session{Role: who.Role.String(), Name: who.Name, CSRF: who.CSRF, Local: who.Local}
	if !who.Until.IsZero() {
		out.Until = stamp(who.Until)
	}
	return out
}

func (s *Server) session(ctx context.Context, _ *struct{}) (wire.Session, error) {
	return wireSession(guard.From(ctx)), nil
}

func (s *Server) login(ctx context.Context, in *loginInput) (wire.Session, error) {
	x := exchangeOf(ctx)
	who, ok := s.Guard.Login(x.header, x.r, strings.TrimSpace(in.Body.Token))
	if !ok {
		return wire.Session{}, huma.Error401Unauthorized("this token is not known here, or was removed: bakhar token add makes one")
	}
	s.Log.InfoContext(ctx, "session begins", "token", who.Name, "role", who.Role.String(), "from", who.From, "request", x.id)
	return wireSession(who), nil
}

func (s *Server) logout(ctx context.Context, _ *struct{}) (wire.Session, error) {
	x := exchangeOf(ctx)
	return wireSession(s.Guard.Logout(x.header, x.r)), nil
}

// analyst gives the name of who decides: that of the token. On a machine that is trusted, and for an admin, it may be told.
func (s *Server) analyst(ctx context.Context, name string) (string, error) {
	who, name := guard.From(ctx), strings.TrimSpace(name)
	switch {
	case who.Local && name == "":
		return "", mend("body.analyst", "a correction needs the name of its analyst: without a token, tell it here", nil)
	case who.Local || who.Role == guard.Admin && name != "":
		return name, nil
	case name != "" && name != who.Name:
		return "", mend("body.analyst", "the token's name is "+who.Name+": leave this out", name)
	}
	return who.Name, nil
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
	select {
	case s.exports <- struct{}{}:
	default:
		return nil, huma.Error503ServiceUnavailable("too many exports at once: try again when one has ended")
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer func() { <-s.exports }()
		_, w := humago.Unwrap(hc)
		hc.SetHeader("Cache-Control", "no-store")
		hc.SetHeader("Content-Type", shape.Media)
		hc.SetHeader("Content-Disposition", `attachment; filename="events`+shape.Ending+`"`)
		err := s.Store.View(ctx, func(tx store.Tx) error {
			_, err := shapes.Write(ctx, &patient{w, http.NewResponseController(w)}, shape.Name, tx, f, o)
			return err
		})
		if err != nil {
			s.Log.WarnContext(ctx, "export cut off", "error", err)
			panic(http.ErrAbortHandler) // the reader must not take it for whole
		}
	}}, nil
}

// patient writes to a reader who may take long in all, but not between two pieces.
type patient struct {
	http.ResponseWriter
	control *http.ResponseController
}

// pieceTime is how long a reader may take for one piece of an export.
const pieceTime = time.Minute

// Write sets the deadline anew.
func (p *patient) Write(b []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(pieceTime)) // a test's connection knows none
	return p.ResponseWriter.Write(b)
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
