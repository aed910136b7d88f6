package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/packs"
)

// BenchmarkCodeLong codes the English or Marathi articles of the demonstration week as one text, once and many times over: the time for a byte hardly grows.
func BenchmarkCodeLong(b *testing.B) {
	p, err := New(Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile("../../examples/week.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	for _, language := range []string{"en", "mr"} {
		var week strings.Builder
		for line := range bytes.Lines(data) {
			var a struct{ Language, Text string }
			if err := json.Unmarshal(line, &a); err != nil {
				b.Fatal(err)
			}
			if a.Language == language {
				week.WriteString(a.Text + "\n")
			}
		}
		for _, n := range []int{1, 10, 90} {
			b.Run(fmt.Sprintf("%s/%d", language, n), func(b *testing.B) {
				text := strings.Repeat(week.String(), n)
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					a := &article.Article{Language: language, Published: article.Date{Year: 2026, Month: 3, Day: 8}}
					if _, err := p.Code(a, text); err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(a.Events)), "events")
				}
			})
		}
	}
}
