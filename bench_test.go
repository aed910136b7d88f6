package bakhar_test

import (
	"os"
	"testing"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/score"
)

// BenchmarkNew is the time to the first event: loading all language data.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bakhar.New(bakhar.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCode is the whole way, text to record, over the corpus of each language.
func BenchmarkCode(b *testing.B) {
	for _, lang := range coder(b).Languages() {
		b.Run(lang, func(b *testing.B) {
			name := "corpus/" + lang + "-articles.jsonl"
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
			bytes := 0
			for _, t := range texts {
				arts = append(arts, bakhar.Article{ID: t.ID, Language: lang, Published: t.Published, Text: t.Text})
				bytes += len(t.Text)
			}
			b.ReportAllocs()
			b.SetBytes(int64(bytes))
			for b.Loop() {
				for _, a := range arts {
					if _, err := coder(b).Code(a); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
