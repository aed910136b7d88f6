package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

// TestArchiveStopped: an ingestion of an archive that is stopped in the middle goes on where it stood: nothing is lost, and what was kept is not read
// again, but for the last text.
func TestArchiveStopped(t *testing.T) {
	p, err := pipe()
	if err != nil {
		t.Fatal(err)
	}
	const pages = 24
	var archive bytes.Buffer
	for i := range pages {
		block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=en><title>Day %d</title><article><h1>Day %d</h1><p>Russian forces attacked the city of Kharkiv with drones on day %d of the week, killing %d people, Ukraine's interior ministry said. Rescue workers searched the rubble through the night, and the governor asked residents to stay in shelters until the morning of the day after.</p></article>", i, i, i, i+2)
		w := gzip.NewWriter(&archive)
		fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:%d>\r\nWARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(block), block)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "news.warc.gz")
	if err := os.WriteFile(path, archive.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	ingest := func(stopAfter int) (Result, file.Tally, error) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		kept := 0
		in := &Ingest{Store: st, Pipe: p, Coder: "test", Workers: 2, Batch: 4, Now: time.Now, Failed: func(err error) { t.Error(err) },
			Step: func(int64) {
				if kept++; kept == stopAfter {
					stop()
				}
			}}
		var tally file.Tally
		r := file.Reader{BytesMax: 1 << 20, Workers: 1, Archive: func(_ string, x file.Tally) { tally = x }, Marked: func(m file.Mark) int64 {
			done, err := in.Marked(t.Context(), m)
			if err != nil {
				t.Error(err)
			}
			return done
		}}
		res, err := in.Texts(ctx, r.Texts([]string{path}))
		return res, tally, err
	}
	first, _, err := ingest(8)
	if !errors.Is(err, context.Canceled) || first.New < 8 || first.New >= pages {
		t.Fatalf("stopped: %+v, %v", first, err)
	}
	second, tally, err := ingest(0)
	if err != nil || second.Same != 1 || first.New+second.New != pages || tally.Records != second.New+1 {
		t.Errorf("first %+v, then %+v of %d records, %v", first, second, tally.Records, err)
	}
	if err := st.View(t.Context(), func(tx store.Tx) error {
		stats, err := tx.Stats()
		if err == nil && stats.Articles != pages {
			t.Errorf("%d articles", stats.Articles)
		}
		left, err2 := tx.AllStale("", 1)
		if len(left) > 0 {
			t.Errorf("an event is stale: %v", left)
		}
		return errors.Join(err, err2)
	}); err != nil {
		t.Error(err)
	}
}
