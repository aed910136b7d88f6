package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
	"github.com/bakhar/bakhar/packs"
)

const coder = "bakhar test"

var pipe = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

// clock is a time that only tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)} }

// weekFile is the chronicle of the demonstration week, made once for all tests that only read.
var weekFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "bakhar-server-test")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "week.db")
	return path, fill(path)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := weekFile(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

func fill(address string) error {
	p, err := pipe()
	if err != nil {
		return err
	}
	st, err := open.Store(context.Background(), address)
	if err != nil {
		return err
	}
	defer st.Close()
	in := &ingest.Ingest{Store: st, Pipe: p, Coder: coder, Workers: 2, Batch: ingest.BatchDefault, Now: newClock().now, Failed: func(e error) { err = e }, Step: func(int64) {}}
	if _, ierr := in.Texts(context.Background(), file.Reader{BytesMax: pipeline.TextBytesMax}.Texts([]string{"../../examples/week.jsonl"})); ierr != nil {
		return ierr
	}
	return err
}

// site is a server that answers.
type site struct {
	*httptest.Server
	t     testing.TB
	store store.Store
	clock *clock
	log   *bytes.Buffer
	srv   *server.Server
}

// options are what tests may want otherwise.
type options struct {
	address string // of the store; the week, to be read only, where it is empty
	guard   guard.Config
}

func serve(t testing.TB, o options) *site {
	t.Helper()
	if o.address == "" {
		var err error
		if o.address, err = weekFile(); err != nil {
			t.Fatal(err)
		}
	}
	st, err := open.Store(t.Context(), o.address)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, store: st, clock: newClock(), log: &bytes.Buffer{}}
	if o.guard.Rate == 0 {
		o.guard.Rate = -1
	}
	o.guard.Now = s.clock.now
	s.srv = server.New(server.Config{Store: st, Pipeline: p, Coder: coder, Guard: guard.New(o.guard), Log: slog.New(slog.NewTextHandler(&locked{w: s.log}, nil)), Now: s.clock.now})
	s.Server = httptest.NewServer(s.srv.Handler())
	ctx, cancel := context.WithCancel(context.Background())
	go s.srv.Run(ctx)
	t.Cleanup(func() {
		s.srv.Close()
		cancel()
		s.Server.Close()
		st.Close()
	})
	return s
}

// locked lets several goroutines write.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// own copies the week's chronicle, for a test that changes it.
func own(t testing.TB) string {
	t.Helper()
	from, err := weekFile()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "week.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request. headers are "Name: value".
func (s *site) ask(method, path, body string, headers ...string) answer {
	s.t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, r)
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header.Set(name, value)
	}
	res, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, data}
}

// get asks for a path of the API that must answer, and reads it.
func get[T any](s *site, path string) T {
	s.t.Helper()
	a := s.ask("GET", "/api/v1"+path, "")
	if a.status != 200 {
		s.t.Fatalf("GET %s: %d %s", path, a.status, a.body)
	}
	return read[T](s.t, a.body)
}

func read[T any](t testing.TB, data []byte) (out T) {
	t.Helper()
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%v in %.200s", err, data)
	}
	return out
}

// brief shows a body in a message.
func brief(b []byte) string { return fmt.Sprintf("%.300s", b) }
