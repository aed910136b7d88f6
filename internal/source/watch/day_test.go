package watch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bakhar/bakhar/internal/source"
)

// town is 200 papers on real servers, one each: most bring an article every other hour, some never, some every minute, some fail, some hang up, some
// send a hundred items that are all new. Their clock is the bubble's, told by the test.
type town struct {
	hour  atomic.Int64
	asked atomic.Int64
	urls  []string
}

func newTown(t *testing.T, papers int) *town {
	tw := &town{}
	for n := range papers {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { tw.serve(w, r, n) }))
		t.Cleanup(srv.Close)
		tw.urls = append(tw.urls, srv.URL+"/feed")
	}
	return tw
}

func (tw *town) serve(w http.ResponseWriter, r *http.Request, n int) {
	tw.asked.Add(1)
	if r.URL.Path != "/feed" {
		http.NotFound(w, r)
		return
	}
	hour := int(tw.hour.Load())
	switch n % 10 {
	case 0:
		w.WriteHeader(500)
		return
	case 1:
		panic(http.ErrAbortHandler) // hangs up
	case 2:
		hour = 0 // never anything new
	case 3:
		hour *= 100 // a hundred new ones an hour
	default:
		hour /= 2
	}
	tag := `"` + strconv.Itoa(hour) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	io.WriteString(w, "<rss><channel><title>T</title>")
	for i := range 20 {
		id, link := hour-i, ""
		if n%10 == 4 { // has pages; they are not there, and the summary stands for them
			link = fmt.Sprintf("<link>/story/%d</link>", id)
		}
		fmt.Fprintf(w, "<item><guid>%d-%d</guid><title>T%d</title>%s<description>%s</description></item>", n, id, id, link, strings.Repeat("बातमी ", 40))
	}
	io.WriteString(w, "</channel></rss>")
}

// inUse is the memory in use after everything that can go has gone.
func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A day of watching hundreds of feeds takes seconds here, and no more memory at its end than early in it.
func TestDay(t *testing.T) {
	tw := newTown(t, 200)
	delivered := 0
	synctest.Test(t, func(t *testing.T) {
		w := watching(t, &ledger{}, nil, tw.urls...)
		w.Deliver = func(context.Context, Article) error { delivered++; return nil }
		w.Report = func(string, *source.Error) {}
		w.Extract = article
		w.PollsAtOnce = 1 // Deliver counts without a lock
		ctx, cancel := context.WithCancel(context.Background())
		stopped := make(chan struct{})
		go func() { w.Run(ctx); close(stopped) }()
		var sizes []uint64
		for hour := 1; hour <= 24; hour++ {
			tw.hour.Store(int64(hour))
			time.Sleep(time.Hour)
			if hour >= 4 {
				sizes = append(sizes, inUse())
			}
		}
		cancel()
		<-stopped
		first, last := sizes[0], sizes[len(sizes)-1]
		t.Logf("%d requests, %d articles; heap %d KiB after 4 hours, %d KiB after 24", tw.asked.Load(), delivered, first>>10, last>>10)
		if last > first+first/5+(1<<20) {
			t.Errorf("the heap has grown from %d to %d bytes", first, last)
		}
		for _, s := range w.State().Feeds {
			if len(s.Seen) > 2*20+seenMin || len(s.Wrong) > 5 {
				t.Errorf("%s: %d marks, %d kinds", s.URL, len(s.Seen), len(s.Wrong))
			}
		}
	})
	if delivered < 200*24/4 {
		t.Errorf("%d articles in a day", delivered)
	}
}

// BenchmarkPoll is a poll of a feed of thirty items that has changed and brings nothing new: the most common one that is not a 304.
func BenchmarkPoll(b *testing.B) {
	body := rss(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) }))
	defer srv.Close()
	var l ledger
	w := watching(b, &l, nil, srv.URL+"/feed")
	w.Extract = func(Page) (Text, error) { return Text{Text: "x"}, nil }
	w.Fetcher.Pause = time.Nanosecond
	var e *watched
	for _, e = range w.feeds {
	}
	w.poll(b.Context(), e)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		w.poll(b.Context(), e)
	}
	if e.state.Errors > 0 || e.state.Articles != 30 {
		b.Fatalf("%+v", e.state)
	}
}
