package cli

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/queue/queuetest"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// BenchmarkPages takes an archive of a newspaper's pages out of a queue into PostgreSQL, with one worker and with two, each of one thread: what they
// do in the ordinary run of things, from the page to the event's card. See benchWorkers.
func BenchmarkPages(b *testing.B) {
	const pages = 3000
	archive := filepath.Join(b.TempDir(), "news.warc.gz")
	newspaper(b, archive, pages)
	benchWorkers(b, archive, pages, "--batch", "128")
}

// BenchmarkWorkers takes the demonstration week, told for some months, out of a queue into PostgreSQL: the hard case, as there is little to read, each article has six
// reports and nearly all are of happenings that others tell too.
func BenchmarkWorkers(b *testing.B) {
	const weeks = 10
	texts := filepath.Join(b.TempDir(), "texts.jsonl")
	benchWorkers(b, texts, manyTexts(b, texts, weeks), "--batch", "64")
}

// benchWorkers measures one worker and two: articles a second between the first worker's start of work and the last batch, and processor time for an article, the workers', PostgreSQL's
// and that of the queue's server. Putting is measured before that: its processor time, that of the queue's server included, without the language data (and the coding of 60 texts).
func benchWorkers(b *testing.B, source string, n int, flags ...string) {
	for _, workers := range []int{1, 2} {
		b.Run(map[int]string{1: "one", 2: "two"}[workers], func(b *testing.B) {
			var took, busy, server, queued, put time.Duration
			articles := 0
			for b.Loop() {
				b.StopTimer()
				queue, db := queuetest.NewCluster(b, 1).Address(), storetest.Postgres(b)
				all := func(args ...string) time.Duration {
					before := usedBy(syscall.RUSAGE_SELF) + usedBy(syscall.RUSAGE_CHILDREN)
					run(b, args...)
					return usedBy(syscall.RUSAGE_SELF) + usedBy(syscall.RUSAGE_CHILDREN) - before
				}
				put += all("ingest", "--queue", queue, source) - all("code", "../../examples/week.jsonl")
				run(b, "stats", "--store", db) // which makes the tables
				b.StartTimer()
				before, own := storetest.PostgresTime(), usedBy(syscall.RUSAGE_SELF)
				var programs []*workerProgram
				for range workers {
					programs = append(programs, startWorker(b, queue, db, flags...))
				}
				for _, w := range programs {
					if err := <-w.ended; err != nil {
						b.Fatalf("%v\n%s", err, w.tail())
					}
					busy += w.cmd.ProcessState.UserTime() + w.cmd.ProcessState.SystemTime() - w.loading
				}
				server += storetest.PostgresTime() - before
				queued += usedBy(syscall.RUSAGE_SELF) - own
				begin, end := programs[0].first, programs[0].last
				for _, w := range programs {
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
			each := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(articles) }
			b.ReportMetric(float64(articles)/took.Seconds(), "articles/s")
			b.ReportMetric(each(busy), "cpu-ms/article")
			b.ReportMetric(each(server), "postgres-ms/article")
			b.ReportMetric(each(queued), "queue-ms/article")
			b.ReportMetric(each(put), "put-ms/article")
		})
	}
}

// usedBy is the processor time of this program, whose part the queue's server is, or of programs of its that have ended.
func usedBy(whom int) time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(whom, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
