package shapes_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
	"github.com/bakhar/bakhar/packs"
)

// folder holds what tests share; it goes with the test program.
var folder string

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "bakhar-export"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// clock stands still.
func clock() time.Time { return time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) }

// made is the chronicle of the demonstration week, made once. Nobody writes to it.
var made = sync.OnceValues(func() (store.Store, error) {
	ctx := context.Background()
	pipe, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		return nil, err
	}
	st, err := open.Store(ctx, filepath.Join(folder, "week.db"))
	if err != nil {
		return nil, err
	}
	in := &ingest.Ingest{Store: st, Pipe: pipe, Coder: "bakhar test", Workers: 2, Batch: 100, Now: clock, Failed: func(err error) { panic(err) }, Step: func(int64) {}}
	_, err = in.Texts(ctx, (&file.Reader{BytesMax: 1 << 20}).Texts([]string{"../../../examples/week.jsonl"}))
	return st, err
})

func week(t testing.TB) store.Store {
	t.Helper()
	st, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// written is a format of what a filter finds, and how many rows it has.
func written(t testing.TB, st store.Store, format string, f store.Filter, o shapes.Options) ([]byte, int) {
	t.Helper()
	var b bytes.Buffer
	n := 0
	if err := st.View(t.Context(), func(tx store.Tx) (err error) {
		n, err = shapes.Write(t.Context(), &b, format, tx, f, o)
		return err
	}); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.Bytes(), n
}

// correct adds a correction of an analyst.
func correct(t *testing.T, st store.Store, req corrections.Request) {
	t.Helper()
	req.Analyst, req.Reason, req.Made = "Asha", "read it again", clock()
	if err := st.Update(t.Context(), func(tx store.Tx) error {
		reports, err := tx.ReportsByID(req.Reports)
		if err != nil {
			return err
		}
		var articles []string
		for _, r := range reports {
			articles = append(articles, r.Article)
		}
		if _, err := corrections.Add(tx, req); err != nil {
			return err
		}
		return chronicle.Refresh(tx, articles)
	}); err != nil {
		t.Fatal(err)
	}
}
