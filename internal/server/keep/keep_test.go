package keep_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/server/keep"
)

// source is a handler that counts how often it is asked.
type source struct {
	asked   atomic.Int64
	version atomic.Int64
	broken  atomic.Bool
	hold    chan struct{} // where it is not nil, the handler waits
	size    int
	kinds   sync.Map
}

func (s *source) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked.Add(1)
	if s.hold != nil {
		<-s.hold
	}
	if r.Context().Err() != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/wrong") {
		w.WriteHeader(http.StatusNotFound)
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, "%d %s %s", s.version.Load(), r.URL, strings.Repeat("x", s.size))
}

func (s *source) keeper(bytes int) *keep.Keeper {
	return keep.New(keep.Config{Build: "b", BytesMax: bytes, Version: func(context.Context) (int64, error) {
		if s.broken.Load() {
			return 0, errors.New("away")
		}
		return s.version.Load(), nil
	}}, s, func(kind string) {
		n, _ := s.kinds.LoadOrStore(kind, new(atomic.Int64))
		n.(*atomic.Int64).Add(1)
	})
}

func (s *source) heard(kind string) int64 {
	n, ok := s.kinds.Load(kind)
	if !ok {
		return 0
	}
	return n.(*atomic.Int64).Load()
}

func ask(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestVersion: an answer is asked for once a version; errors are asked for each time.
func TestVersion(t *testing.T) {
	s := &source{size: 5000}
	k := s.keeper(0)
	for range 5 {
		if w := ask(k, "/a?x=1&y=2"); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "0 /a?x=1&y=2 x") {
			t.Fatalf("%d %.40s", w.Code, w.Body)
		}
	}
	ask(k, "/a?y=2&x=1")
	if n := s.asked.Load(); n != 1 {
		t.Errorf("asked %d times for one answer", n)
	}
	s.version.Add(1)
	if w := ask(k, "/a?x=1&y=2"); !strings.HasPrefix(w.Body.String(), "1 ") || s.asked.Load() != 2 {
		t.Errorf("of the next version: %.20s, asked %d times", w.Body, s.asked.Load())
	}
	for range 3 {
		if w := ask(k, "/wrong"); w.Code != 404 || w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("an error: %d %v", w.Code, w.Header())
		}
	}
	if n := s.asked.Load(); n != 5 {
		t.Errorf("asked %d times; an error is kept by nobody", n)
	}
	s.broken.Store(true)
	if w := ask(k, "/a?x=1&y=2"); w.Code != 200 || w.Header().Get("ETag") != "" {
		t.Errorf("without a version: %d %v", w.Code, w.Header())
	}
}

// TestShared: many who ask at once cost one look, also when the first of them goes away.
func TestShared(t *testing.T) {
	s := &source{size: 100, hold: make(chan struct{})}
	k := s.keeper(0)
	gone, leave := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		k.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil).WithContext(gone))
	})
	for s.asked.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	var bad atomic.Int64
	for range 20 {
		wg.Go(func() {
			if w := ask(k, "/a"); w.Code != 200 {
				bad.Add(1)
			}
		})
	}
	leave()
	time.Sleep(20 * time.Millisecond) // so that most wait; the answer is the same if they do not
	close(s.hold)
	wg.Wait()
	if s.asked.Load() != 1 || bad.Load() > 0 {
		t.Errorf("asked %d times, %d without an answer", s.asked.Load(), bad.Load())
	}
	if s.heard("made") != 1 || s.heard("shared")+s.heard("kept") != 20 {
		t.Errorf("heard of %d made, %d shared, %d kept", s.heard("made"), s.heard("shared"), s.heard("kept"))
	}
}

// TestBounded: no more is kept than allowed, what was asked for last is, and what is too large for it is not.
func TestBounded(t *testing.T) {
	s := &source{} // answers of a few bytes cost what an entry costs
	k := s.keeper(100 << 10)
	for i := range 1000 {
		ask(k, fmt.Sprintf("/%d", i))
	}
	ask(k, "/999")
	if n := s.asked.Load(); n != 1000 {
		t.Errorf("the last was asked for again: %d", n)
	}
	ask(k, "/0")
	if n := s.asked.Load(); n != 1001 {
		t.Errorf("the first was still kept: %d", n)
	}
	kept := 0
	for i := range 1000 {
		before := s.asked.Load()
		if ask(k, fmt.Sprintf("/%d", i)); s.asked.Load() == before {
			kept++
		}
	}
	if kept > 300 {
		t.Errorf("%d answers are kept in 100 KB", kept)
	}
}

// TestPacked: what is packed unpacks for those who take nothing packed.
func TestPacked(t *testing.T) {
	s := &source{size: 100_000}
	k := s.keeper(0)
	plain := ask(k, "/a")
	for accept, packed := range map[string]bool{"gzip": true, "br, gzip;q=0.5": true, "*": true, "": false, "gzip;q=0": false, "identity": false, "br": false} {
		w := ask(k, "/a", "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("%q: packed is %v", accept, got)
		}
		if !packed && w.Body.String() != plain.Body.String() {
			t.Errorf("%q: another answer", accept)
		}
		if packed && w.Body.Len() > 2000 {
			t.Errorf("%q: %d bytes packed", accept, w.Body.Len())
		}
	}
}

// TestMatch: how browsers and what stands between write what they have.
func TestMatch(t *testing.T) {
	s := &source{size: 10}
	k := s.keeper(0)
	tag := ask(k, "/a").Header().Get("ETag")
	for had, fresh := range map[string]bool{tag: true, strings.TrimPrefix(tag, "W/"): true, `"x", ` + tag: true, `"x"`: false, "": false, "garbage": false} {
		if w := ask(k, "/a", "If-None-Match", had); (w.Code == http.StatusNotModified) != fresh {
			t.Errorf("If-None-Match: %s: %d", had, w.Code)
		}
	}
}

// TestPulse: a version is asked for once a moment, and at once after Forget.
func TestPulse(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	n := int64(0)
	p := keep.NewPulse(func(context.Context) (int64, error) { n++; return n, nil }, func() time.Time { return now })
	f := func(want int64) {
		t.Helper()
		if v, err := p.Version(t.Context()); v != want || err != nil {
			t.Errorf("version %d, wanted %d (%v)", v, want, err)
		}
	}
	f(1)
	f(1)
	now = now.Add(100 * time.Millisecond)
	f(1)
	now = now.Add(time.Second)
	f(2)
	p.Forget()
	f(3)
	now = now.Add(-time.Hour) // a clock that was set back
	f(4)
}

// BenchmarkKept measures an answer that is there.
func BenchmarkKept(b *testing.B) {
	s := &source{size: 20_000}
	k := s.keeper(0)
	r := httptest.NewRequest("GET", "/a?party=IRN&limit=50", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		k.ServeHTTP(httptest.NewRecorder(), r)
	}
}
