package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/keep"
	"github.com/bakhar/bakhar/internal/store"
)

// The limits of what goes on at once.
const (
	patience   = time.Second      // that a question waits for its turn
	exportsMax = 4                // exports running
	roomTime   = 10 * time.Second // that an expensive request waits for room
	timeMax    = 30 * time.Second // for an answer that is no stream
)

// Meter hears of requests.
type Meter interface {
	Request(operation string, status int, took time.Duration)
	Answer(kind string) // of package keep
}

// quiet is a Meter that nobody reads.
type quiet struct{}

func (quiet) Request(string, int, time.Duration) {}
func (quiet) Answer(string)                      {}

// exchange is what an operation may need of HTTP itself.
type exchange struct {
	id     string // of the request, as the log has it
	r      *http.Request
	header http.Header // of the answer
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	if x == nil {
		x = &exchange{header: http.Header{}}
	}
	return x
}

// handler is all that answers, from the outside in: log and panics, who asks, what they may, answers kept, room for expensive ones, operations.
func (s *Server) handler() http.Handler {
	s.kept = keep.New(keep.Config{Build: s.Coder + " " + s.lexicon(), BytesMax: s.CacheBytes, Time: timeMax, Version: s.pulse.Version}, http.HandlerFunc(s.limited), s.Meter.Answer)
	api := s.watched(s.Guard.API(http.HandlerFunc(s.dispatch)))
	mux := http.NewServeMux()
	mux.Handle("/api/", api)
	if s.Pages != nil {
		mux.Handle("/", s.Guard.Pages(s.Pages))
	}
	return mux
}

func (s *Server) lexicon() string {
	if s.Pipeline == nil {
		return ""
	}
	return s.Pipeline.Lexicon
}

// dispatch lets a request on if its role may, by the way that its operation takes.
func (s *Server) dispatch(w http.ResponseWriter, r *http.Request) {
	o := s.op(r)
	if status, why := guard.Refusal(guard.From(r.Context()), o.role); status != 0 {
		problem(w, status, why)
		return
	}
	x := exchangeOf(r.Context())
	x.r = r
	switch {
	case o.stream:
		s.mux.ServeHTTP(w, r)
	case o.kept && s.pulse != nil:
		s.kept.ServeHTTP(w, r)
	default:
		ctx, cancel := context.WithTimeout(r.Context(), timeMax)
		defer cancel()
		w.Header().Set("Cache-Control", "no-store")
		s.limited(w, r.WithContext(ctx))
	}
}

// limited answers when there is room. A panic here is met here: what is shared or kept is an answer, not a way to fail.
func (s *Server) limited(w http.ResponseWriter, r *http.Request) {
	defer s.caught(w, r)
	switch o := s.op(r); {
	case o.kept && s.turns != nil:
		defer s.turn(r.Context())()
	case o.heavy:
		wait, cancel := context.WithTimeout(r.Context(), roomTime)
		defer cancel()
		select {
		case s.room <- struct{}{}:
			defer func() { <-s.room }()
		case <-wait.Done():
			w.Header().Set("Retry-After", "5")
			problem(w, http.StatusServiceUnavailable, "too much is asked for at once: try again in a few seconds")
			return
		}
	}
	s.mux.ServeHTTP(w, r)
}

// turn waits for the turn of a question to the store, and gives what ends it. As many as there are processors are answered at once, one after the other: twenty at once would each
// take as long as all together. Nobody waits for longer than patience, so that a few long ones do not stop all others.
func (s *Server) turn(ctx context.Context) (end func()) {
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }
	default:
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }
	case <-late.C:
	case <-ctx.Done(): // whoever goes on is told
	}
	return func() {}
}

// turnsFor is how many questions are answered at once: one more than there are processors, as one may wait for the disk.
func turnsFor() int { return runtime.GOMAXPROCS(0) + 1 }

// op gives the operation of a request; of none, one that anybody who may read may ask for, in vain.
func (s *Server) op(r *http.Request) op {
	_, pattern := s.mux.Handler(r)
	if o, ok := s.ops[pattern]; ok {
		return o
	}
	if strings.HasPrefix(pattern, http.MethodGet+" "+Base+"/openapi") {
		return op{id: "openapi"}
	}
	return op{id: "none"}
}

// caught makes an answer of a panic, and tells the log where it was.
func (s *Server) caught(w http.ResponseWriter, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	s.Log.ErrorContext(r.Context(), "BUG", "panic", fmt.Sprint(p), "path", r.URL.Path, "request", exchangeOf(r.Context()).id, "stack", string(debug.Stack()))
	problem(w, http.StatusInternalServerError, s.inside(r.Context()))
}

// inside is what a reader is told of a fault of ours.
func (s *Server) inside(ctx context.Context) string {
	return "something went wrong here, and nothing was changed; the server's log has it as request " + exchangeOf(ctx).id
}

// watched counts and logs requests.
func (s *Server) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b [8]byte
		rand.Read(b[:]) // never fails
		x := &exchange{id: hex.EncodeToString(b[:]), header: w.Header()}
		w.Header().Set("X-Request-Id", x.id)
		begun := time.Now()
		seen := &watcher{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
		defer func() {
			id, took := s.op(r).id, time.Since(begun)
			s.Meter.Request(id, seen.status, took)
			level := slog.LevelDebug
			if seen.status >= http.StatusInternalServerError {
				level = slog.LevelWarn
			}
			s.Log.LogAttrs(r.Context(), level, "request", slog.String("operation", id), slog.String("method", r.Method), slog.Int("status", seen.status),
				slog.Duration("took", took), slog.String("from", r.RemoteAddr), slog.String("request", x.id))
		}()
		next.ServeHTTP(seen, r)
	})
}

// watcher sees the status of an answer.
type watcher struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status.
func (w *watcher) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write notes that all went well where nobody said otherwise.
func (w *watcher) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController through.
func (w *watcher) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// version asks the store for the chronicle's version.
func (s *Server) version(ctx context.Context) (v int64, err error) {
	err = s.Store.View(ctx, func(tx store.Tx) error {
		v, err = tx.Version()
		return err
	})
	return v, err
}

// roomFor is how many expensive requests go on at once.
func roomFor() int { return 2 * runtime.GOMAXPROCS(0) }
