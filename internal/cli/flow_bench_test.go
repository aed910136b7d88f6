package cli

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/queue/queuetest"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// BenchmarkWorkers takes the demonstration week, told for some months, out of a queue into PostgreSQL, with one worker and with two, each of one
// thread: articles a second, and the processor time for an article, the workers' and PostgreSQL's. The time is that between the first and the last batch.
func BenchmarkWorkers(b *testing.B) {
	const weeks = 10
	texts := filepath.Join(b.TempDir(), "texts.jsonl")
	n := manyTexts(b, texts, weeks)
	for _, workers := range []int{1, 2} {
		b.Run(map[int]string{1: "one", 2: "two"}[workers], func(b *testing.B) {
			var took, busy, server time.Duration
			articles := 0
			for b.Loop() {
				b.StopTimer()
				queue, db := queuetest.NewCluster(b, 1).Address(), storetest.Postgres(b)
				run(b, "ingest", "--queue", queue, texts)
				b.StartTimer()
				before := storetest.PostgresTime()
				var all []*workerProgram
				for range workers {
					all = append(all, startWorker(b, queue, db, "--batch", "64"))
				}
				for _, w := range all {
					if err := <-w.ended; err != nil {
						b.Fatalf("%v\n%s", err, w.tail())
					}
					busy += w.cmd.ProcessState.UserTime() + w.cmd.ProcessState.SystemTime()
				}
				server += storetest.PostgresTime() - before
				begin, end := all[0].first, all[0].last
				for _, w := range all {
					if w.first.Before(begin) {
						begin = w.first
					}
					if w.last.After(end) {
						end = w.last
					}
				}
				took += end.Sub(begin)
				articles += n
			}
			b.ReportMetric(float64(articles)/took.Seconds(), "articles/s")
			b.ReportMetric(float64(busy.Microseconds())/1000/float64(articles), "cpu-ms/article")
			b.ReportMetric(float64(server.Microseconds())/1000/float64(articles), "postgres-ms/article")
		})
	}
}
