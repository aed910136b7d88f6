package bakhar_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/source/html"
)

// BenchmarkHTML is the way from the bytes of web pages to events, and the first half of it alone, over the saved pages of
// source/html. What coding adds is the difference. The pages have no scripts and styles, which make most of a page of the press and of the time
// to parse it. Run it with -cpu 1.
func BenchmarkHTML(b *testing.B) {
	names, err := filepath.Glob("internal/source/html/testdata/pages/*.html")
	if err != nil || len(names) == 0 {
		b.Fatal("no pages", err)
	}
	c := coder(b)
	for _, step := range []struct {
		name string
		code bool
	}{{"extract", false}, {"events", true}} {
		b.Run(step.name, func(b *testing.B) {
			var pages [][]byte
			size := 0
			for _, name := range names {
				data, err := os.ReadFile(name)
				if err != nil {
					b.Fatal(err)
				}
				pages = append(pages, data)
				size += len(data)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			n, events := 0, 0
			for b.Loop() {
				events = 0
				for _, data := range pages {
					p, err := html.Extract(data, html.Source{})
					if err != nil {
						b.Fatal(err)
					}
					if !step.code {
						continue
					}
					found, err := c.Code(bakhar.Article{Language: p.Language, Published: p.Published.String(), Text: p.Title + "\n" + p.Text()})
					if err != nil {
						b.Fatal(err)
					}
					events += len(found.Events)
				}
				n += len(pages)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
			if step.code {
				b.ReportMetric(float64(events)/float64(len(pages)), "events/page")
			}
		})
	}
}
