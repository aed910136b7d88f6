package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"pgregory.net/rapid"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/queue/queuetest"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
)

// storyPage is a page that tells of one arrest.
func storyPage(n int) string {
	return fmt.Sprintf(`<html lang=en><head><title>Day %d</title><meta property="article:published_time" content="2026-02-19T08:30:00+05:30"></head><body><article><h1>Day %d</h1><p>Police arrested %d protesters in Kathmandu on Tuesday, a spokesman for the police said, and a court will hear them in the week that follows. The market stayed open all day, and so did the offices beside it. This is number%d.</p></article></body></html>`, n, n, 10+n, n)
}

// pagesOf gives pages as a reader of archives that does not read them does.
func pagesOf(pages ...string) iter.Seq2[file.Text, error] {
	return func(yield func(file.Text, error) bool) {
		for i, p := range pages {
			if !yield(file.Text{ID: fmt.Sprintf("urn:%d", i), URL: fmt.Sprintf("https://example.org/%d", i), Extracted: true, File: "a.warc.gz", Offset: int64(1000 * i),
				Page: &file.Page{Media: "text/html; charset=utf-8", Body: []byte(p)}}, nil) {
				return
			}
		}
	}
}

// What a worker makes of pages is what an ingestion makes of them that reads them itself: address, headline, day, text, reports.
func TestWorkerPages(t *testing.T) {
	s, plain := newScene(t), newScene(t)
	var pages []string
	for i := range 20 {
		pages = append(pages, storyPage(i))
	}
	s.in.Publisher, plain.in.Publisher = "The Default", "The Default"
	if res, err := s.in.Put(t.Context(), s.queue, pagesOf(pages...)); err != nil || res.New != 20 {
		t.Fatalf("put: %+v, %v", res, err)
	}
	if res, err := s.in.Put(t.Context(), s.queue, pagesOf(pages...)); err != nil || res.New != 0 || res.Same != 20 {
		t.Errorf("put again: %+v, %v", res, err)
	}
	s.in.Publisher = "Another" // what the worker is told does not count
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	read := func(yield func(file.Text, error) bool) {
		for x := range pagesOf(pages...) {
			page := x.Page
			x.Page = nil
			if _, err := x.FromPage(page, plain.in.Pipe.Detect); err != nil {
				t.Error(err)
			}
			if !yield(x, nil) {
				return
			}
		}
	}
	if res, err := plain.in.Texts(t.Context(), read); err != nil || res.New != 20 {
		t.Fatalf("without a queue: %+v, %v", res, err)
	}
	got, want := s.all(), plain.all()
	if diff := cmp.Diff(want, got); diff != "" || len(want.Reports) < 20 {
		t.Errorf("%d reports; without and with a queue:\n%s", len(want.Reports), diff)
	}
	if res, err := s.in.Put(t.Context(), s.queue, pagesOf(pages...)); err != nil || res.New != 20 {
		t.Fatalf("put what is done: %+v, %v", res, err)
	}
	s.sum = Done{}
	if err := s.work(); err != nil || s.sum.New != 0 || s.sum.Changed+s.sum.Same != 20 {
		t.Errorf("pages that are kept: %+v, %v", s.sum, err)
	}
}

// everything is what a store has.
type everything struct {
	Articles []store.Article
	Reports  []article.Report
}

func (s *scene) all() (out everything) {
	s.t.Helper()
	if err := s.store.Store.View(s.t.Context(), func(tx store.Tx) error {
		var ids []string
		for a, err := range tx.EachArticle("") {
			if err != nil {
				return err
			}
			a.Run, ids = 0, append(ids, a.ID)
			out.Articles = append(out.Articles, a)
		}
		var err error
		out.Reports, err = tx.Reports(ids...)
		return err
	}); err != nil {
		s.t.Fatal(err)
	}
	return out
}

// Pages are made by strangers. What holds nothing to code is passed over, what cannot be read is set aside with its reason and place, and the rest is kept.
func TestWorkerBadPages(t *testing.T) {
	s := newScene(t)
	deep := strings.Replace(storyPage(1), "<p>", strings.Repeat("<div>", 100_000)+"<p>", 1)
	huge := strings.Replace(storyPage(2), "<p>", "<p>"+strings.Repeat("<!-- nothing -->", 400_000), 1)
	bad := []string{
		storyPage(0), deep, huge,
		`<html lang=ru><title>Двое задержаны</title><article><p>` + strings.Repeat("Полиция во вторник задержала двух человек в городе. Суд отправил их под стражу. ", 9) + `</p></article>`,
		"<html><title>Nothing</title><body></body></html>",
		"", "\x00\xff\xfe<<<<",
		strings.Repeat("<b>", 700_000),
	}
	if res, err := s.in.Put(t.Context(), s.queue, pagesOf(bad...)); err != nil || res.New != len(bad) {
		t.Fatalf("put: %+v, %v", res, err)
	}
	item := queue.Item{Kind: KindArticle, ID: "bomb", Data: packer.EncodeAll(append([]byte(`{"v":2,"page":{},"bytes":209715200}`+"\n"), make([]byte, 200<<20)...), nil)}
	if _, err := s.queue.Put(t.Context(), item); err != nil {
		t.Fatal(err)
	}
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(3)
	if s.sum.New != 3 || s.sum.Passed != 4 || s.sum.Failed != 2 || s.sum.Again != 0 {
		t.Errorf("%+v", s.sum)
	}
	var reasons []string
	for _, d := range s.dead() {
		reasons = append(reasons, d.Reason)
	}
	slices.Sort(reasons)
	if len(reasons) != 2 || !strings.HasPrefix(reasons[0], "a.warc.gz: byte 7000: https://example.org/7: the page has more than") || !strings.HasPrefix(reasons[1], "it cannot be unpacked") {
		t.Errorf("set aside: %q", reasons)
	}
	if !slices.Contains(s.sum.Faults, Fault{"example.org", FaultPage}) || !slices.Contains(s.sum.Faults, Fault{Kind: FaultWork}) {
		t.Errorf("faults: %+v", s.sum.Faults)
	}
}

// A page that is too large for the servers of the queue goes in as the text that stands on it.
func TestPutLargePage(t *testing.T) {
	s := newScene(t)
	address := queuetest.NewCluster(t, 1).Address() // 1 MB a message
	q, err := nats.Open(t.Context(), nats.Config{Address: address, Client: t.Name()})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	noise := make([]byte, 3<<20)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/"[x>>26]
	}
	large := strings.Replace(storyPage(1), "</head>", "<script>'"+string(noise)+"'</script></head>", 1)
	empty := "<html><head><script>'" + string(noise) + "'</script></head><title>Nothing</title><body></body></html>"
	res, err := s.in.Put(t.Context(), q, pagesOf(large, storyPage(2), empty))
	if err != nil || res.New != 2 || res.Same != 0 || res.Failed != 0 {
		t.Fatalf("put: %+v, %v", res, err)
	}
	given, err := q.Take(t.Context(), KindArticle, queue.Limit{Items: 2, Bytes: 1 << 20})
	if err != nil || len(given) != 2 {
		t.Fatalf("%d given, %v", len(given), err)
	}
	for _, d := range given {
		art, place, err := unpack(d.Item())
		if err != nil || place.Page == nil && !strings.Contains(art.Text, "number1.") || place.Page != nil && !strings.Contains(string(place.Page.Body), "number2.") {
			t.Errorf("%s: %v", d.Item().ID, err)
		}
		if err := d.Done(); err != nil {
			t.Error(err)
		}
	}
}

// Putting an archive that was stopped goes on where it stood, and what was put is not put again: nothing is lost, nothing twice.
func TestPutStopped(t *testing.T) {
	s := newScene(t)
	const pages = 24
	path := filepath.Join(t.TempDir(), "news.warc.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + storyPage(i)
		w := gzip.NewWriter(f)
		fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:%d>\r\nWARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(answer), answer)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	put := func(stopAfter int) (Result, file.Tally, error) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		n := 0
		in := &Ingest{Pipe: s.in.Pipe, Batch: 4, Workers: 2, Now: time.Now, Failed: func(err error) { t.Error(err) }, Step: func(int64) {
			if n++; n == stopAfter {
				stop()
			}
		}}
		var tally file.Tally
		r := file.Reader{BytesMax: 1 << 20, Unread: true, Archive: func(_ string, x file.Tally) { tally = x }, Marked: func(m file.Mark) int64 {
			done, err := PutUpTo(t.Context(), s.queue, m)
			if err != nil {
				t.Error(err)
			}
			return done
		}}
		res, err := in.Put(ctx, s.queue, r.Texts([]string{path}))
		return res, tally, err
	}
	first, _, err := put(8)
	if !errors.Is(err, context.Canceled) || first.New < 8 || first.New >= pages {
		t.Fatalf("stopped: %+v, %v", first, err)
	}
	if err := s.work(); err != nil { // what is done is no longer there to be refused
		t.Fatal(err)
	}
	second, tally, err := put(0)
	if err != nil || tally.Records > pages-4 || tally.Texts != tally.Records {
		t.Errorf("then %+v of %s, %v", second, tally, err)
	}
	if err := s.work(); err != nil {
		t.Fatal(err)
	}
	s.kept(pages)
}

// A page comes out as it went in, whatever bytes it has, under an id of its own content.
func TestPackPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.String()
		in := &Ingest{Publisher: word.Draw(t, "publisher"), Language: rapid.SampledFrom([]string{"", "mr"}).Draw(t, "language"), Published: article.Date{Year: 2026, Month: 2, Day: 19}}
		readable(&in.Publisher)
		body := []byte(strings.Repeat(string(rapid.SliceOf(rapid.Byte()).Draw(t, "page")), rapid.IntRange(1, 300).Draw(t, "times")))
		x := file.Text{ID: word.Draw(t, "id"), URL: word.Draw(t, "url"), Extracted: true, File: "a.warc.gz", Offset: 1204,
			Page: &file.Page{Media: word.Draw(t, "media"), Plain: rapid.Bool().Draw(t, "plain"), Body: body}}
		packed, err := in.pack(&item{in: x})
		if err != nil {
			t.Fatal(err)
		}
		told, got, err := unpack(packed)
		if err != nil {
			t.Fatal(err)
		}
		want := x // pack has made its words readable, through the pointer
		readable(&want.ID, &want.URL)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		if told.Publisher != in.Publisher || told.Language != in.Language || told.Day != in.Published {
			t.Fatalf("of texts that do not tell it: %+v", told)
		}
		x.Page.Body = append(x.Page.Body, ' ')
		if other, err := in.pack(&item{in: x}); err != nil || other.ID == packed.ID {
			t.Fatalf("another page has the same id, %v", err)
		}
	})
}
