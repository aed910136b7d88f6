package columnar_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/export/columnar"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/store"
)

// cards are events as a store gives them: those of the happenings, one after the other for ever, each with an id of its own.
type cards struct {
	rows.Source
	kept []store.Event
	left int
	next int
}

func (c *cards) FindEvents(f store.Filter) (page store.Page, err error) {
	for n := 0; n < min(c.left, f.Limit); n++ {
		page.Events = append(page.Events, store.Event{ID: strconv.Itoa(c.next + n)})
	}
	if c.left -= len(page.Events); c.left > 0 {
		page.Next = "more"
	}
	return page, nil
}

func (c *cards) Event(string) (store.Event, error) {
	e := c.kept[c.next%len(c.kept)]
	c.next++
	id := fmt.Sprintf("%016x", uint64(c.next)*0x9E3779B97F4A7C15)
	e.Body = bytes.Replace(e.Body, []byte(e.ID), []byte(id), 1)
	e.ID = id
	return e, nil
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
	for b.Loop() {
		w := columnar.NewWriter(io.Discard, "events", "bench")
		done := 0
		for e, err := range rows.Each(context.Background(), &cards{kept: kept, left: n}, store.Filter{}, rows.Want{}) {
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
	b.ReportMetric(float64(size)/float64(len(kept)), "bytes/card")
	b.ReportMetric(float64(most)/1e6, "MB-from-system")
}
