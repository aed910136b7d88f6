package bakhar_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/score"
)

// goldDir holds single sentences with gold that are no part of this repository; where it is absent, they are left out.
const goldDir = "../shared/gold"

// BenchmarkNew is the time to the first event: loading all language data.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bakhar.New(bakhar.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCode is the whole way, text to record, over the corpus of each language and over single sentences: text by text. Run it with
// -cpu 1 for the figure of one core.
func BenchmarkCode(b *testing.B) {
	benchmark(b, func(b *testing.B, arts []bakhar.Article) {
		for _, a := range arts {
			if _, err := coder(b).Code(a); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCodeAll is the same over all texts of a file at once.
func BenchmarkCodeAll(b *testing.B) {
	benchmark(b, func(b *testing.B, arts []bakhar.Article) {
		for _, err := range coder(b).CodeAll(arts) {
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchmark(b *testing.B, code func(*testing.B, []bakhar.Article)) {
	files, err := filepath.Glob("corpus/*-articles.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	gold, err := filepath.Glob(goldDir + "/*-gsr.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	coder(b) // loaded before the clock runs
	for _, name := range append(files, gold...) {
		b.Run(strings.TrimSuffix(filepath.Base(name), ".jsonl"), func(b *testing.B) { benchmarkFile(b, name, code) })
	}
}

func benchmarkFile(b *testing.B, name string, code func(*testing.B, []bakhar.Article)) {
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	texts, err := score.ReadGold(f, name)
	if err != nil {
		b.Fatal(err)
	}
	var arts []bakhar.Article
	bytes, sentences := 0, 0
	for _, t := range texts {
		a := bakhar.Article{ID: t.ID, Language: t.Language, Published: t.Published, Text: t.Text}
		n, err := coder(b).Sentences(a)
		if err != nil {
			b.Fatal(err)
		}
		arts = append(arts, a)
		bytes += len(t.Text)
		sentences += n
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b.ResetTimer()
	n := 0
	for b.Loop() {
		code(b, arts)
		n += sentences
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(n), "allocs/sentence")
}
