package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
	"github.com/bakhar/bakhar/packs"
)

var pipe = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

// scene is a queue and a store, both real, and what a worker does between them.
type scene struct {
	t     *testing.T
	queue *nats.Queue
	store *moody
	in    *Ingest
	sum   Done // of all batches
	log   strings.Builder
}

// moody is a store with moods: it may be away, and it may refuse an article.
type moody struct {
	store.Store
	away   atomic.Bool
	asked  chan struct{} // hears of each transaction while it is away
	refuse atomic.Value  // the text of an article, or "*"
}

var errAway = errors.New("the cable is cut")

func (m *moody) gone() error {
	if !m.away.Load() {
		return nil
	}
	select {
	case m.asked <- struct{}{}:
	default:
	}
	return errAway
}

func (m *moody) View(ctx context.Context, f func(store.Tx) error) error {
	if err := m.gone(); err != nil {
		return err
	}
	return m.Store.View(ctx, f)
}

func (m *moody) Update(ctx context.Context, f func(store.Tx) error) error {
	if err := m.gone(); err != nil {
		return err
	}
	return m.Store.Update(ctx, func(tx store.Tx) error { return f(&moodyTx{tx, m.refuse.Load().(string)}) })
}

type moodyTx struct {
	store.Tx
	refuse string
}

func (tx *moodyTx) PutCoded(run int64, list []store.Article, codings []store.Coding) ([]store.Put, error) {
	for _, a := range list {
		if tx.refuse == "*" || tx.refuse != "" && strings.Contains(a.Text, tx.refuse) {
			return nil, errors.New("no such thing in my house")
		}
	}
	return tx.Tx.PutCoded(run, list, codings)
}

func newScene(t *testing.T) *scene {
	t.Helper()
	p, err := pipe()
	if err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{t: t, store: &moody{Store: st, asked: make(chan struct{}, 1)}}
	s.store.refuse.Store("")
	s.queue, err = nats.Open(t.Context(), nats.Config{Address: filepath.Join(t.TempDir(), "q")})
	if err != nil {
		t.Fatal(err)
	}
	s.in = &Ingest{Store: s.store, Pipe: p, Coder: "test", Workers: 2, Batch: 16, Now: time.Now, Failed: func(err error) { t.Error(err) }}
	t.Cleanup(func() {
		if err := errors.Join(s.queue.Close(), st.Close()); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put puts n little articles into the queue, in both senses of the word.
func (s *scene) put(from, n int) {
	s.t.Helper()
	res, err := s.in.Put(s.t.Context(), s.queue, littleTexts(from, n))
	if err != nil || res.New != n {
		s.t.Fatalf("put: %+v, %v", res, err)
	}
}

func littleTexts(from, n int) iter.Seq2[file.Text, error] {
	return func(yield func(file.Text, error) bool) {
		for i := from; i < from+n; i++ {
			text := file.Text{Language: "en", Published: "2026-02-19", Publisher: "The Test", URL: fmt.Sprintf("https://example.org/%d", i),
				Text: fmt.Sprintf("Police arrested %d protesters in Kathmandu on Tuesday. This is number%d.", 10+i, i)}
			if !yield(text, nil) {
				return
			}
		}
	}
}

// work runs a worker until nothing is left.
func (s *scene) work() error {
	w := s.worker()
	w.Idle = 100 * time.Millisecond
	return w.Run(s.t.Context())
}

func (s *scene) worker() *Worker {
	return &Worker{rest: 10 * time.Millisecond, In: s.in, Queue: s.queue, Log: slog.New(slog.NewTextHandler(&s.log, nil)), Did: func(d Done) {
		s.sum.New += d.New
		s.sum.Same += d.Same
		s.sum.Failed += d.Failed
		s.sum.Again += d.Again
		s.sum.Passed += d.Passed
		s.sum.Faults = append(s.sum.Faults, d.Faults...)
	}}
}

func (s *scene) kept(want int) {
	s.t.Helper()
	var stats store.Stats
	err := s.store.Store.View(s.t.Context(), func(tx store.Tx) (err error) {
		stats, err = tx.Stats()
		return err
	})
	if err != nil || stats.Articles != want {
		s.t.Errorf("%d articles kept, want %d; %v", stats.Articles, want, err)
	}
}

func (s *scene) dead() (out []queue.Dead) {
	s.t.Helper()
	for d, err := range s.queue.Dead(s.t.Context()) {
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// What cannot be unpacked or coded is set aside with its reason, and the rest is kept; what is there already is passed over.
func TestWorkerBadItems(t *testing.T) {
	s := newScene(t)
	if _, err := s.in.Texts(t.Context(), littleTexts(0, 5)); err != nil {
		t.Fatal(err)
	}
	s.put(0, 20)
	bad := []queue.Item{{Kind: KindArticle, ID: "rubbish", Data: []byte("rubbish")}, {Kind: KindArticle, ID: "empty"}}
	foreign := store.Article{Language: "xx", Text: "a language that nobody has a pack for"}
	store.Identify(&foreign)
	one, err := (&Ingest{}).pack(&item{art: foreign, in: file.Text{File: "x.jsonl", Line: 7}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.queue.Put(t.Context(), append(bad, one)...); err != nil {
		t.Fatal(err)
	}
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(20)
	if s.sum.New != 15 || s.sum.Same != 5 || s.sum.Failed != 3 || s.sum.Again != 0 {
		t.Errorf("%+v", s.sum)
	}
	var reasons []string
	for _, d := range s.dead() {
		reasons = append(reasons, d.ID+": "+d.Reason)
	}
	slices.Sort(reasons)
	if len(reasons) != 3 || !strings.HasPrefix(reasons[0], foreign.ID+": x.jsonl:7:") || !strings.HasPrefix(reasons[1], "empty: it has no first line") || !strings.HasPrefix(reasons[2], "rubbish: it has no first line") {
		t.Errorf("set aside: %q", reasons)
	}
}

// A store that is away is waited for: nothing is set aside, nothing counts as tried.
func TestWorkerStoreAway(t *testing.T) {
	s := newScene(t)
	s.put(0, 20)
	s.store.away.Store(true)
	go func() {
		for range 5 {
			<-s.store.asked
		}
		s.store.away.Store(false)
	}()
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(20)
	if s.sum.New != 20 || s.sum.Again != 0 || len(s.dead()) != 0 || !strings.Contains(s.log.String(), "the store is back") {
		t.Errorf("%+v\n%s", s.sum, s.log.String())
	}
}

// An article that the database refuses does not keep the others out; it is tried again, and set aside with the database's words.
func TestWorkerRefused(t *testing.T) {
	s := newScene(t)
	s.put(0, 20)
	s.store.refuse.Store("number7.")
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(19)
	dead := s.dead()
	if len(dead) != 1 || dead[0].Attempts != queue.AttemptsMax || !strings.Contains(dead[0].Reason, "no such thing in my house") {
		t.Fatalf("set aside: %+v", dead)
	}
	if s.sum.New != 19 || len(s.sum.Faults) != queue.AttemptsMax || s.sum.Faults[0] != (Fault{"example.org", FaultStore}) {
		t.Errorf("%+v", s.sum)
	}
	s.store.refuse.Store("")
	if err := s.queue.Retry(t.Context(), dead[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(20)
}

// A store that refuses everything is a fault of its own or ours: the worker ends, and the queue is not emptied into what is set aside.
func TestWorkerRefusedAll(t *testing.T) {
	s := newScene(t)
	s.put(0, 60)
	s.store.refuse.Store("*")
	if err := s.work(); err == nil || !strings.Contains(err.Error(), "refuses article after article") {
		t.Fatalf("the worker ends with %v", err)
	}
	if dead := s.dead(); len(dead) != 0 {
		t.Errorf("%d set aside", len(dead))
	}
	s.store.refuse.Store("")
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(60)
}

// A worker that is told to end gives back what it has in hand, at once and untouched.
func TestWorkerEnds(t *testing.T) {
	s := newScene(t)
	s.put(0, 20)
	ctx, cancel := context.WithCancel(t.Context())
	s.store.away.Store(true) // so that it stops with a batch in hand
	go func() {
		<-s.store.asked
		cancel()
	}()
	if err := s.worker().Run(ctx); err != nil {
		t.Fatalf("told to end: %v", err)
	}
	s.store.away.Store(false)
	begun := time.Now()
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > queue.Deadline/2 {
		t.Errorf("what was given back came after %s", took)
	}
	s.kept(20)
}
