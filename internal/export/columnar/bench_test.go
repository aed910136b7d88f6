package columnar_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/chronicle/synthetic"
	"github.com/bakhar/bakhar/internal/export/columnar"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
)

// cards are events as a store gives them: those of the happenings, one after the other for ever, each with an id of its own.
type cards struct {
	rows.Source
	kept []store.Event
	n    int
}

func (c *cards) EachFound(store.Filter) iter.Seq2[store.Sealed, error] {
	return func(yield func(store.Sealed, error) bool) {
		for i := range c.n {
			e := c.kept[i%len(c.kept)]
			e.ID = fmt.Sprintf("%016x", uint64(i)*0x9E3779B97F4A7C15)
			if !yield(store.Sealed{ID: e.ID, Open: func(buf []byte) (store.Event, error) {
				e.Body = append(buf, e.Body...)
				return e, nil
			}}, nil) {
				return
			}
		}
	}
}

// BenchmarkEvents is the way of a million events from their cards to Parquet. BAKHAR_BENCH_ROWS sets another number.
func BenchmarkEvents(b *testing.B) {
	n := 100_000
	if s := os.Getenv("BAKHAR_BENCH_ROWS"); s != "" {
		n, _ = strconv.Atoi(strings.ReplaceAll(s, "_", ""))
	}
	kept := made(b)
	size := 0
	for _, e := range kept {
		size += len(e.Body)
	}
	b.ReportAllocs()
	var most uint64
	before := used()
	for b.Loop() {
		w := columnar.NewWriter(io.Discard, "events", "bench")
		done := 0
		for e, err := range rows.Each(context.Background(), &cards{kept: kept, n: n}, store.Filter{}, rows.Want{}) {
			if err != nil {
				b.Fatal(err)
			}
			if err := w.Put(e); err != nil {
				b.Fatal(err)
			}
			if done++; done%50_000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.Sys)
			}
		}
		if got, err := w.Close(); err != nil || got != n {
			b.Fatal(got, err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(n)*float64(b.N)/(used()-before).Seconds(), "rows/CPU-s") // on a machine that others use too
	b.ReportMetric(float64(size)/float64(len(kept)), "bytes/card")
	b.ReportMetric(float64(most)/1e6, "MB-from-system")
}

// BenchmarkStore is the whole way from a chronicle on the disk to Parquet: that of BAKHAR_BENCH_STORE, or one of made-up reports. A chronicle is brought to the
// program's schema when it is opened: name a copy.
func BenchmarkStore(b *testing.B) {
	path := os.Getenv("BAKHAR_BENCH_STORE")
	if path == "" {
		path = b.TempDir() + "/made.db"
	}
	st, err := open.Store(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	if os.Getenv("BAKHAR_BENCH_STORE") == "" {
		fill(b, st)
	}
	n := 0
	before := used()
	for b.Loop() {
		w := columnar.NewWriter(io.Discard, "events", "bench")
		if err := st.View(context.Background(), func(tx store.Tx) error {
			for e, err := range rows.Each(context.Background(), tx, store.Filter{}, rows.Want{}) {
				if err != nil {
					return err
				}
				if err := w.Put(e); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		if n, err = w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "rows")
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(n)*float64(b.N)/(used()-before).Seconds(), "rows/CPU-s")
}

// used is the time that this program's threads have worked.
func used() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// made gives the events of a chronicle of made-up reports, or those of BAKHAR_BENCH_STORE.
func made(b *testing.B) (list []store.Event) {
	ctx := context.Background()
	path := os.Getenv("BAKHAR_BENCH_STORE")
	if path == "" {
		path = b.TempDir() + "/made.db"
	}
	st, err := open.Store(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	if os.Getenv("BAKHAR_BENCH_STORE") == "" {
		fill(b, st)
	}
	if err := st.View(ctx, func(tx store.Tx) error {
		for e, err := range tx.EachEvent() {
			if err != nil {
				return err
			}
			if list = append(list, e); len(list) == 3000 {
				return nil
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return list
}

func fill(b *testing.B, st store.Store) {
	if err := st.Update(context.Background(), func(tx store.Tx) error {
		run, err := tx.StartRun(store.Run{Kind: "ingest", Coder: "bench", Lexicon: "none"})
		if err != nil {
			return err
		}
		var ids []string
		for t := range synthetic.Texts(1500, 1) {
			if _, err := tx.PutArticle(t.Article); err != nil {
				return err
			}
			if err := tx.PutReports(run, t.Article.ID, 1, 0, t.Reports); err != nil {
				return err
			}
			ids = append(ids, t.Article.ID)
		}
		return chronicle.Refresh(tx, ids)
	}); err != nil {
		b.Fatal(err)
	}
}
