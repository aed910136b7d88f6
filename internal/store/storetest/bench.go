package storetest

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// BenchReports is the variable that tells how many reports benchmarks fill a store with: a million is what the figures in
// docs/formats/store.md are of.
const BenchReports = "BAKHAR_BENCH_REPORTS"

// BenchStore is the variable that names a store, by path or address, that stays, so that it is filled once and asked often.
const BenchStore = "BAKHAR_BENCH_STORE"

func benchReports(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv(BenchReports))
	if err != nil {
		n = 10_000
	}
	return n
}

// Bench measures filling a store, unless it is full already, and then questions to it: those made by number, and the hardest known. It reports
// the rate of all and of the first and the last tenth, the size, and the times of the slowest question and of the median one.
func Bench(b *testing.B, s store.Store) {
	n := benchReports(b)
	var st store.Stats
	if err := s.View(b.Context(), func(tx store.Tx) (err error) {
		st, err = tx.Stats()
		return err
	}); err != nil {
		b.Fatal(err)
	}
	if st.Reports == 0 {
		defer fillTimed(b, s, n)()
	}
	benchFind(b, s)
}

// BenchFind measures questions to a store of the events of that many reports, unless it is full already.
func BenchFind(b *testing.B, s store.Store) {
	fillEvents(b, s)
	benchFind(b, s)
}

// fillEvents fills a store with events, unless there are some.
func fillEvents(b *testing.B, s store.Store) {
	if err := s.View(b.Context(), func(tx store.Tx) error {
		page, err := tx.FindEvents(store.Filter{Limit: 1})
		if len(page.Events) > 0 {
			return errFull
		}
		return err
	}); err == nil {
		err = FillEvents(b.Context(), s, benchReports(b))
		if err != nil {
			b.Fatal(err)
		}
	} else if !errors.Is(err, errFull) {
		b.Fatal(err)
	}
}

var errFull = errors.New("there are events already")

// fillTimed fills a store and gives what reports the rates: a benchmark's loop forgets what was reported before it.
func fillTimed(b *testing.B, s store.Store, n int) (report func()) {
	began, tenth := time.Now(), time.Duration(0)
	var last time.Time
	if err := Fill(b.Context(), s, n, func(reports int) {
		switch {
		case tenth == 0 && reports >= n/10:
			tenth = time.Since(began)
		case last.IsZero() && reports >= n-n/10:
			last = time.Now()
		}
		if reports%30_000 == 0 && n > 100_000 {
			b.Logf("%d reports after %v", reports, time.Since(began).Round(time.Second))
		}
	}); err != nil {
		b.Fatal(err)
	}
	whole, end := time.Since(began), time.Since(last)
	return func() {
		b.ReportMetric(float64(n)/whole.Seconds(), "reports/s")
		b.ReportMetric(float64(n/10)/tenth.Seconds(), "first-reports/s")
		b.ReportMetric(float64(n/10)/end.Seconds(), "last-reports/s")
	}
}

// asked is how often each question is asked: the quickest answer counts, so that other programs on the machine count less.
const asked = 3

// benchFind measures questions to a filled store.
func benchFind(b *testing.B, s store.Store) {
	type took struct {
		f    store.Filter
		time time.Duration
		cpu  time.Duration // of this program
		hits int
	}
	var all []took
	fs := Hard()
	for i := range uint64(1000) {
		fs = append(fs, Query(i))
	}
	for b.Loop() {
		all = all[:0]
		for _, f := range fs {
			best := took{f: f, time: time.Hour, cpu: time.Hour}
			for range asked {
				if err := s.View(b.Context(), func(tx store.Tx) error {
					began, cpu := time.Now(), cpuTime()
					page, err := tx.FindEvents(f)
					best.time, best.cpu, best.hits = min(best.time, time.Since(began)), min(best.cpu, time.Duration(cpuTime()-cpu)), len(page.Events)
					return err
				}); err != nil {
					b.Fatalf("%+v: %v", f, err)
				}
			}
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(x, y took) int { return int(y.time - x.time) })
	for _, q := range all[:min(len(all), 12)] {
		b.Logf("%v (%v of the processor) for %d events: %+v", q.time.Round(time.Microsecond), q.cpu.Round(time.Microsecond), q.hits, q.f)
	}
	slices.SortFunc(all, func(x, y took) int { return int(y.cpu - x.cpu) })
	b.ReportMetric(float64(all[0].cpu.Microseconds())/1000, "slowest-cpu-ms")
	b.ReportMetric(float64(all[len(all)/2].cpu.Microseconds())/1000, "median-cpu-ms")
	slices.SortFunc(all, func(x, y took) int { return int(y.time - x.time) })
	b.ReportMetric(float64(all[0].time.Microseconds())/1000, "slowest-ms")
	b.ReportMetric(float64(all[len(all)/2].time.Microseconds())/1000, "median-ms")
	if err := s.View(b.Context(), func(tx store.Tx) error {
		began := time.Now()
		st, err := tx.Stats()
		b.Logf("stats in %v: %d articles, %d reports, %d events, %d bytes", time.Since(began).Round(time.Millisecond), st.Articles, st.Reports, st.Events, st.Bytes)
		b.ReportMetric(float64(st.Bytes)/1e6, "MB")
		return err
	}); err != nil {
		b.Fatal(err)
	}
}

// Hard are questions that are known to be hard: all events, common words, common values that seldom meet, values that only old events have,
// beginnings of a great many words, each in all orders.
func Hard() (fs []store.Filter) {
	common := madeWord(0) + " " + madeWord(1)
	day := func(from, to int) article.Interval {
		return article.Interval{Start: madeFirst.Add(from), End: madeFirst.Add(to)}
	}
	for _, f := range []store.Filter{
		{},
		{Text: common},
		{Text: madeWord(0)},
		{Text: `"` + common + `"`},
		{Text: "कर*"},
		{Text: "कर* गर* चर*"},
		{Text: string([]rune(madeWord(0))[:2]) + "*"},
		{Text: madeWord(0) + " " + madeWord(29_000)},
		{Text: strings.TrimSpace(strings.Repeat(madeWord(0)+" ", 20))},
		{Text: "नाहीच"},
		{Days: day(0, 0)},
		{Days: day(0, 700)},
		{Days: day(690, 700), Text: common},
		{Days: day(0, 10), Text: common},
		{Days: day(300, 330), Types: []string{"ASSAULT"}, Languages: []string{"mr"}},
		{Types: []string{"ASSAULT"}, Quads: []int{1}, Languages: []string{"en"}, Status: []article.Status{article.Negated}},
		{Types: madeTypes},
		{Quads: []int{1, 2, 3, 4}, Languages: madeLanguages, Status: madeStatus[1:]},
		{Party: madeCountries[:100]},
		{Place: []string{"क"}},
		{Actor: []string{"/GOV"}, Recipient: []string{"/GOV"}, Place: []string{madeCountries[0]}, Text: common},
		{Actor: madeCountries[60:], Recipient: madeCountries[60:], Languages: []string{"en"}},
		{Publishers: madePublishers[200:], Disagreement: []string{"any"}},
		{SourcesMin: 2},
		{SourcesMin: 130},
		{SourcesMin: 130, Types: []string{"ASSAULT"}},
		{Confidence: 0.501},
		{Confidence: 0.95, SourcesMin: 3},
		{Confidence: 0.999},
		{Languages: []string{"xx"}},
	} {
		for o := range store.Order(3) {
			f.Order = o
			fs = append(fs, f)
			f.Limit = store.LimitMax
			fs = append(fs, f)
			f.Limit = 0
		}
	}
	return fs
}

// BenchCount measures counts of a store of the events of that many reports, unless it is full already: each way of counting, with no filter and with some.
func BenchCount(b *testing.B, s store.Store) {
	fillEvents(b, s)
	month := article.Interval{Start: madeFirst.Add(300), End: madeFirst.Add(330)}
	common := madeWord(0)
	for by, name := range []string{"all", "day", "week", "month", "year", "type", "mode", "status", "language", "publisher", "disagreement", "country", "place", "party", "dyad"} {
		for filter, f := range map[string]store.Filter{"none": {}, "month": {Days: month}, "type": {Types: []string{"ASSAULT", "PROTEST"}}, "text": {Text: common}, "rare": {Text: madeWord(29_000)}} {
			if by > 2 && filter != "none" && filter != "type" && by != int(store.ByPlace) {
				continue
			}
			b.Run(name+"/"+filter, func(b *testing.B) {
				b.ReportAllocs()
				events, asks, cpu := 0, 0, cpuTime()
				for b.Loop() {
					if err := s.View(b.Context(), func(tx store.Tx) error {
						asks++ // each time another question: answers are kept
						c, err := tx.Count(store.Question{Filter: f, By: store.By(by), Limit: store.RowsDefault + asks})
						events = c.All.Events
						return err
					}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(events), "events")
				b.ReportMetric(float64(cpuTime()-cpu)/1e6/float64(b.N), "cpu-ms")
			})
		}
	}
}

// cpuTime is the time that the program has had of the processors, in nanoseconds: what others on the machine do does not count.
func cpuTime() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

// BenchArticles measures lists of articles, and desks.
func BenchArticles(b *testing.B, s store.Store) {
	low := 0.2
	for name, f := range map[string]store.ArticleFilter{"latest": {}, "unhealthy": {HealthMax: &low}, "none": {Languages: []string{"xx"}}, "text": {Text: madeWord(3)}, "common text": {Text: "कर*"}} {
		b.Run(name, func(b *testing.B) {
			cpu := cpuTime()
			defer func() { b.ReportMetric(float64(cpuTime()-cpu)/1e6/float64(b.N), "cpu-ms") }()
			for b.Loop() {
				if err := s.View(b.Context(), func(tx store.Tx) error { _, err := tx.FindArticles(f); return err }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("desks", func(b *testing.B) {
		for b.Loop() {
			if err := s.View(b.Context(), func(tx store.Tx) error { _, err := tx.Desks(store.ArticleFilter{}); return err }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
