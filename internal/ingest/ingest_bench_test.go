package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/postgres"
	"github.com/bakhar/bakhar/internal/store/sqlite"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// benchWeeks is for how many weeks BenchmarkIngest has the demonstration week told.
const benchWeeks = 10

// BenchmarkIngest takes the demonstration week, told for some weeks one after the other, into a new store, in batches as `bakhar ingest` does:
// articles a second, and this program's processor time for an article (that of a PostgreSQL server is not in it).
func BenchmarkIngest(b *testing.B) {
	p, err := pipe()
	if err != nil {
		b.Fatal(err)
	}
	texts, bytes := weeks(b, benchWeeks)
	open := map[string]func() (store.Store, error){
		"sqlite": func() (store.Store, error) {
			return sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"))
		},
		"postgres": func() (store.Store, error) { return postgres.Open(b.Context(), storetest.Postgres(b)) },
	}
	for _, name := range []string{"sqlite", "postgres"} {
		for _, batch := range []int{64, 256} {
			b.Run(fmt.Sprintf("%s/%d", name, batch), func(b *testing.B) {
				b.SetBytes(int64(bytes))
				n, busy := 0, time.Duration(0)
				for b.Loop() {
					b.StopTimer()
					st, err := open[name]()
					if err != nil {
						b.Fatal(err)
					}
					in := &Ingest{Store: st, Pipe: p, Coder: "bench", Workers: 1, Batch: batch, Now: time.Now, Failed: func(err error) { b.Error(err) }}
					b.StartTimer()
					before := processorTime()
					res, err := in.Texts(context.Background(), texts)
					busy += processorTime() - before
					if err != nil {
						b.Fatal(err)
					}
					n += res.New
					b.StopTimer()
					st.Close()
					b.StartTimer()
				}
				b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
				b.ReportMetric(busy.Seconds()*1000/float64(n), "cpu-ms/article")
			})
		}
	}
}

// weeks is the demonstration week, told week after week, and how many bytes that is.
func weeks(b *testing.B, weeks int) (iter.Seq2[file.Text, error], int) {
	data, err := os.ReadFile("../../examples/week.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	var list []file.Text
	size := 0
	for week := range weeks {
		for line := range bytes.Lines(data) {
			var a struct{ ID, URL, Publisher, Title, Language, Published, Text string }
			if err := json.Unmarshal(line, &a); err != nil {
				b.Fatal(err)
			}
			day, err := time.Parse(time.DateOnly, a.Published[:10])
			if err != nil {
				b.Fatal(err)
			}
			list = append(list, file.Text{ID: a.ID, URL: fmt.Sprintf("%s?week=%d", a.URL, week), Publisher: a.Publisher, Title: a.Title, Language: a.Language,
				Published: day.AddDate(0, 0, 7*week).Format(time.DateOnly), Text: a.Text})
			size += len(a.Text)
		}
	}
	return func(yield func(file.Text, error) bool) {
		for _, t := range list {
			if !yield(t, nil) {
				return
			}
		}
	}, size
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
