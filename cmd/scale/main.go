// Command scale measures what merging costs when a chronicle is large: it makes up reports (internal/chronicle/synthetic), keeps and merges
// them in a store as ingesting does, and prints for every so many reports how long they took, how much memory is in use and how large the
// store is. Costs are time of the processor, not of the clock. It fails where the last reports cost more than twice what the first after the warm-up did, or memory exceeds a gigabyte.
//
//	go run ./cmd/scale -reports 1000000 -store /tmp/scale.db
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/chronicle/synthetic"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
)

func main() {
	var o options
	flag.IntVar(&o.reports, "reports", 1_000_000, "how many reports")
	flag.StringVar(&o.store, "store", ":memory:", "the address of the store; it should be new")
	flag.IntVar(&o.batch, "batch", 200, "articles of one transaction")
	flag.IntVar(&o.step, "step", 10_000, "reports between two lines of figures")
	flag.IntVar(&o.warm, "warm", 100_000, "reports before the first that count")
	flag.IntVar(&o.until, "until", 0, "stop after so many of them; 0 is none less")
	flag.StringVar(&o.profile, "profile", "", "a file for a profile of the processor's time")
	flag.Parse()
	if err := measure(o); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

type options struct {
	reports, batch, step, warm, until int
	store, profile                    string
}

// The bounds that are held.
const (
	slowerMax = 2.0
	heapMax   = 1 << 30
)

func measure(o options) error {
	ctx := context.Background()
	s, err := open.Store(ctx, o.store)
	if err != nil {
		return err
	}
	defer s.Close()
	if o.profile != "" {
		f, err := os.Create(o.profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	m := meter{o: o}
	err = s.Update(ctx, func(tx store.Tx) (err error) {
		m.run, err = tx.StartRun(store.Run{Kind: "ingest", Coder: "synthetic", Started: time.Unix(0, 0).UTC()})
		return err
	})
	if err != nil {
		return err
	}
	var batch []synthetic.Text
	for t := range synthetic.Texts(o.reports, 1) {
		if batch = append(batch, t); len(batch) == o.batch {
			if err := m.keep(ctx, s, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
		if o.until > 0 && m.done >= o.until {
			break
		}
	}
	if err := m.keep(ctx, s, batch); err != nil {
		return err
	}
	return m.verdict(ctx, s)
}

type meter struct {
	run          int64
	o            options
	done, since  int
	merging, all time.Duration // since the last line
	total        time.Duration
	first, last  float64 // µs of merging a report
	heap         uint64
}

// keep ingests a batch, and times what merging takes of it.
func (m *meter) keep(ctx context.Context, s store.Store, batch []synthetic.Text) error {
	began, at := time.Now(), busy()
	var merging time.Duration
	n := 0
	err := s.Update(ctx, func(tx store.Tx) error {
		var ids []string
		n = 0
		for _, t := range batch {
			if _, err := tx.PutArticle(t.Article); err != nil {
				return err
			}
			if err := tx.PutReports(m.run, t.Article.ID, 1, 0, t.Reports); err != nil {
				return err
			}
			ids = append(ids, t.Article.ID)
			n += len(t.Reports)
		}
		at := busy()
		err := chronicle.Refresh(tx, ids)
		merging = busy() - at
		return err
	})
	if err != nil {
		return err
	}
	m.done, m.since = m.done+n, m.since+n
	m.merging, m.all, m.total = m.merging+merging, m.all+busy()-at, m.total+time.Since(began)
	if m.since >= m.o.step {
		m.line()
	}
	return nil
}

// busy is the time that the processor has worked for the program. Other work on the machine does not count.
func busy() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func (m *meter) line() {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	m.heap = max(m.heap, mem.HeapAlloc)
	per := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(m.since) }
	m.last = per(m.merging)
	if m.first == 0 && m.done >= m.o.warm {
		m.first = m.last
	}
	fmt.Printf("%9d reports: merging %6.0f µs a report, all %6.0f µs, heap %4d MB, from the system %4d MB\n", m.done, m.last, per(m.all), mem.HeapAlloc>>20, mem.Sys>>20)
	m.since, m.merging, m.all = 0, 0, 0
}

func (m *meter) verdict(ctx context.Context, s store.Store) error {
	var st store.Stats
	if err := s.View(ctx, func(tx store.Tx) (err error) { st, err = tx.Stats(); return err }); err != nil {
		return err
	}
	fmt.Printf("%d reports of %d articles make %d events; %.0f reports a second by the clock; store %d MB; most heap %d MB; last %.0f µs a report, first after warm-up %.0f\n",
		st.Reports, st.Articles, st.Events, float64(m.done)/m.total.Seconds(), st.Bytes>>20, m.heap>>20, m.last, m.first)
	switch {
	case m.first > 0 && m.last > slowerMax*m.first:
		return fmt.Errorf("the last reports cost %.1f times what the first did, more than %v", m.last/m.first, slowerMax)
	case m.heap > heapMax:
		return fmt.Errorf("%d MB of memory were in use, more than %d", m.heap>>20, heapMax>>20)
	}
	return nil
}
