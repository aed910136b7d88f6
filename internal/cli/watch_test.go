package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
)

// paper is a newspaper's site with a feed of two stories, one of them with its page alone.
type paper struct {
	pages atomic.Int64
}

func (p *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/feed":
		w.Header().Set("Content-Type", "application/rss+xml")
		io.WriteString(w, `<rss version="2.0"><channel><title>The Post</title><language>en</language>
<item><title>Strike on Kharkiv</title><link>/story/1?utm_source=rss</link><pubDate>Wed, 04 Mar 2026 06:00:00 GMT</pubDate></item>
<item><title>Ministers meet</title><link>/story/2</link><pubDate>Thu, 05 Mar 2026 06:00:00 GMT</pubDate></item></channel></rss>`)
	case strings.HasPrefix(r.URL.Path, "/story/"):
		p.pages.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		text := "Russian forces attacked the city of Kharkiv with drones on Tuesday, killing seven people, Ukraine's interior ministry said. Rescue workers searched the rubble through the night, and the governor asked residents to stay in shelters."
		if strings.HasSuffix(r.URL.Path, "2") {
			text = "India's foreign minister met his Japanese counterpart in Tokyo on Wednesday. The two spoke for three hours about trade and the safety of shipping, officials of both countries said after the talks."
		}
		fmt.Fprintf(w, `<html lang="en"><head><title>Story</title></head><body><article><h1>Story</h1><p>%s</p></article></body></html>`, text)
	default:
		http.NotFound(w, r)
	}
}

// TestWatch: what a feed brings is fetched, coded and kept, and a second run asks for none of it again.
func TestWatch(t *testing.T) {
	site := &paper{}
	srv := httptest.NewServer(site)
	defer srv.Close()
	dir := t.TempDir()
	list := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline xmlUrl="`+srv.URL+`/feed"/><outline xmlUrl="`+srv.URL+`/nothing"/></body></opml>`), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "news.db")
	st, err := open.Store(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for run := range 2 {
		var log lockedBuffer
		a := newApp(strings.NewReader(""), io.Discard, &log)
		if _, err := a.load(); err != nil {
			t.Fatal(err)
		}
		w := &watching{app: a, contact: "https://example.org/about", allow: []string{"127.0.0.0/8"}, pause: time.Millisecond, workers: 1, log: service{format: "text"}}
		client, feeds, err := w.set([]string{list})
		if err != nil {
			t.Fatal(err)
		}
		wait := 30 * time.Second
		if run == 1 { // without what the first run knew, the feed would be due within the first second
			wait = 2 * time.Second
		}
		ctx, stop := context.WithTimeout(t.Context(), wait)
		kept := 0
		err = w.run(ctx, client, feeds, db, func(ctx context.Context, in *ingest.Ingest, texts iter.Seq2[file.Text, error]) (ingest.Result, error) {
			res, err := in.Texts(ctx, texts)
			if kept += res.New; kept == 2 {
				go func() { // until the second feed was asked for too
					for ; len(w.tally.Note(time.Now()).Faults) == 0 && ctx.Err() == nil; time.Sleep(time.Millisecond) {
					}
					stop()
				}()
			}
			return res, err
		}, st)
		stop()
		client.Close()
		if run == 0 {
			var out bytes.Buffer
			a.out, a.screen = &out, terminal.NewScreen(&out)
			n, err := watcherBeside(db)
			if err != nil || n == nil {
				t.Fatalf("what the watcher has told: %v, %v", n, err)
			}
			if n.New != 2 || !n.Ended || n.Feeds == nil || n.Feeds.Listed != 2 || len(n.Faults) != 1 || n.Faults[0].Kind != "status-4xx" || n.Faults[0].Host == "" {
				t.Errorf("what the watcher has told: %+v", *n)
			}
			if err := (&bench{app: a}).status(&standing{Programs: []ingest.Note{*n}}, "text"); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"watch on ", "2 new", "2 feeds: 1 failing, 0 gone for good", "status-4xx", "has ended"} {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in\n%s", want, out.String())
				}
			}
		}
		if err != nil {
			t.Fatalf("run %d: %v\n%s", run, err, log.String())
		}
		if run == 0 && kept != 2 {
			t.Fatalf("%d articles are kept\n%s", kept, log.String())
		}
		if n := site.pages.Load(); n != 2 {
			t.Errorf("run %d: %d pages were asked for, want 2 in all\n%s", run, n, log.String())
		}
	}
	if err := st.View(t.Context(), func(tx store.Tx) error {
		page, err := tx.FindEvents(store.Filter{Types: []string{"ASSAULT"}, Publishers: []string{"The Post"}})
		if err == nil && (len(page.Events) != 1 || page.Events[0].Days.Start.String() != "2026-03-03") {
			err = fmt.Errorf("events: %+v", page.Events)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
