// Package server is bakhar's door on HTTP: the API under /api/v1 with its OpenAPI document, made from the Go types of package wire, and the
// web interface of package ui beside it. A handler asks the store, in one state of it, and puts what it finds into wire's types; what events
// are, what fits a filter and what a correction does is decided where the command line has it decided too.
//
// Who may do what is the business of package guard, answers kept for many readers that of package keep, the stream of changes that of live.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/keep"
	"github.com/bakhar/bakhar/internal/server/live"
	"github.com/bakhar/bakhar/internal/server/names"
	"github.com/bakhar/bakhar/internal/store"
)

// Base is the path under which the API stands.
const Base = "/api/v1"

// Config is what a server is made of. Store, Pipeline, Guard, Log and Now must be there.
type Config struct {
	Store      store.Store
	Pipeline   *pipeline.Pipeline
	Coder      string // name and version of the program, as records carry it
	Guard      *guard.Guard
	Pages      http.Handler // the web interface; nil for none
	Intake     func(context.Context) (queue.State, []ingest.Note, error)
	Meter      Meter
	CacheBytes int // of answers kept; 0 is keep.BytesDefault
	Log        *slog.Logger
	Now        func() time.Time
}

// Server answers requests.
type Server struct {
	Config
	names   *names.Table
	mux     *http.ServeMux
	api     huma.API
	ops     map[string]op // by the pattern of their path
	pulse   *keep.Pulse
	kept    *keep.Keeper
	hub     *live.Hub
	room    chan struct{} // of what is expensive and not kept
	turns   chan struct{} // of questions whose answers are kept
	exports chan struct{}
}

// New makes a server.
func New(c Config) *Server {
	s := bare(c)
	s.names = names.New(c.Pipeline.KB, c.Pipeline.Gaz)
	s.pulse = keep.NewPulse(s.version, c.Now)
	s.hub = live.New(c.Store, s.pulse.Forget, func(err error) { s.Log.Error("look for changes", "error", err) })
	return s
}

// bare makes a server that has its operations and answers nothing.
func bare(c Config) *Server {
	if c.Meter == nil {
		c.Meter = quiet{}
	}
	s := &Server{Config: c, mux: http.NewServeMux(), ops: map[string]op{}, room: make(chan struct{}, roomFor()), turns: make(chan struct{}, turnsFor()), exports: make(chan struct{}, exportsMax)}
	s.api = humago.New(s.mux, apiConfig(c.Coder))
	s.routes()
	s.mux.HandleFunc("/", s.nowhere)
	return s
}

// Document is the OpenAPI 3.1 document of the API as JSON. It is the same for all servers of one version.
func Document(coder string) ([]byte, error) {
	return bare(Config{Coder: coder}).api.OpenAPI().MarshalJSON()
}

// Handler answers all paths.
func (s *Server) Handler() http.Handler { return s.handler() }

// Run looks for changes that streams tell, until ctx ends. Close ends all streams, which a server that shuts down would wait for.
func (s *Server) Run(ctx context.Context) { s.hub.Run(ctx) }

// Close ends all streams.
func (s *Server) Close() { s.hub.Close() }

// view runs f on one state of the store. What goes wrong in the store becomes an answer that tells nothing of its inside.
func (s *Server) view(ctx context.Context, f func(store.Tx) error) error {
	return s.answer(ctx, s.Store.View(ctx, f))
}

// answer makes of an error what a reader may see.
func (s *Server) answer(ctx context.Context, err error) error {
	var told huma.StatusError
	switch {
	case err == nil, errors.As(err, &told):
		return err
	case errors.Is(err, context.Canceled):
		return huma.NewError(499, "the reader went away")
	case errors.Is(err, context.DeadlineExceeded):
		return huma.Error503ServiceUnavailable("this took too long: ask for less, by days or with a smaller limit")
	case errors.Is(err, store.ErrLocked):
		return huma.Error503ServiceUnavailable("the chronicle is being written to: try again in a moment")
	case errors.Is(err, store.ErrFull):
		return huma.NewError(http.StatusInsufficientStorage, "the disk of the chronicle is full: nothing was changed")
	case errors.Is(err, store.ErrReadOnly):
		return huma.Error409Conflict("this chronicle can only be read")
	case errors.Is(err, store.ErrCursor):
		return mend("query.after", "is no cursor of this list: take next of the page before", nil)
	}
	s.Log.ErrorContext(ctx, "request failed", "error", err, "request", exchangeOf(ctx).id)
	return huma.Error500InternalServerError(s.inside(ctx))
}
