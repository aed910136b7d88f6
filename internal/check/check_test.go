package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/check"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

var load = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

func show(art *article.Article) string {
	var out []string
	for _, d := range art.Defects {
		out = append(out, fmt.Sprintf("%s %q", d.Kind, art.View.Original()[d.Span.Start:d.Span.End]))
	}
	return strings.Join(out, "; ")
}

// TestPassages runs damaged passages and sound ones that look like them through all stages. A line
// whose text is followed by "todo" and a reason is not reached yet; it fails once it is.
func TestPassages(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/passages*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no passages", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if line != "" && line[0] != '#' {
				passage(t, p, fmt.Sprintf("%s:%d", filepath.Base(file), i+1), strings.Split(line, "\t"))
			}
		}
	}
}

func passage(t *testing.T, p *pipeline.Pipeline, at string, f []string) {
	t.Helper()
	pub, err := article.ParseDate(f[1])
	if err != nil {
		t.Fatal(err)
	}
	art := &article.Article{Language: f[0], Published: pub}
	if _, err := p.Code(art, strings.ReplaceAll(f[4], `\n`, "\n")); err != nil {
		t.Errorf("%s: %v", at, err)
		return
	}
	want := fmt.Sprintf("%s %q", f[2], f[3])
	if f[2] == "-" {
		want = ""
	}
	got, todo := show(art), len(f) > 5 && strings.HasPrefix(f[5], "todo")
	switch {
	case got != want && !todo:
		t.Errorf("%s: %s\n got  %s\n want %s", at, f[4], got, want)
	case got == want && todo:
		t.Errorf("%s: %s\n is reached: drop its todo", at, f[4])
	}
}

func FuzzRun(f *testing.F) {
	p, err := load()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"officials ्यांनी", "10 km (16 miles)", "31 June", "सोमवारी (१२ ऑगस्ट)", "आक्रमक आक्रमक", "a b a b a b", "1.5 सैनिक", "120% of voters", "2024-02-31", "x\n\ny. z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range p.Languages() {
			art := &article.Article{Language: code, Published: article.Date{Year: 2025, Month: 8, Day: 15}}
			if _, err := p.Code(art, s); err != nil {
				t.Fatal(err)
			}
			for _, d := range art.Defects {
				if d.Span.Start < 0 || d.Span.End > len(s) || d.Span.Start >= d.Span.End || d.Other.Start < 0 || d.Other.End > len(s) {
					t.Fatalf("%s: spans %v %v outside of %q", d.Kind, d.Span, d.Other, s)
				}
				if utf8.ValidString(s) && (!start(s, d.Span.Start) || !start(s, d.Span.End) || !start(s, d.Other.Start) || !start(s, d.Other.End)) {
					t.Fatalf("%s: span %v of %q splits a character", d.Kind, d.Span, s)
				}
			}
		}
	})
}

func start(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// BenchmarkRun compares check with the whole pipeline on one article.
func BenchmarkRun(b *testing.B) {
	p, err := load()
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat("चीनने सोमवारी तैवान सामुद्रधुनीत जवळपास 90 युद्धनौका आणि तटरक्षक जहाजे तैनात केली आहेत, असे तैवानच्या मंत्रालयाने म्हटले आहे. या हल्ल्यात १२ जण ठार झाले.\n", 10)
	pub := article.Date{Year: 2025, Month: 8, Day: 15}
	b.Run("all", func(b *testing.B) {
		b.SetBytes(int64(len(s)))
		for b.Loop() {
			if _, err := p.Code(&article.Article{Language: "mr", Published: pub}, s); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("check", func(b *testing.B) {
		d, err := p.Code(&article.Article{Language: "mr", Published: pub}, s)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(s)))
		b.ReportAllocs()
		for b.Loop() {
			d.Art.Defects = nil
			check.Run(d)
		}
	})
}
