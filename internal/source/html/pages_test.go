package html

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/markusmobius/go-trafilatura"

	"github.com/bakhar/bakhar/internal/source/html/labels"
)

// truth is what stands beside each page: what a reader of the page says it is.
type truth struct {
	Address, Title, Author, Publisher, Published, Language, Canonical string

	Paragraphs []string
}

type saved struct {
	name string
	data []byte
	truth
}

// corpus is the saved pages of testdata/pages, three languages in eleven layouts.
func corpus(t testing.TB) []saved {
	t.Helper()
	names, err := filepath.Glob("testdata/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var out []saved
	for _, name := range names {
		p := saved{name: strings.TrimSuffix(filepath.Base(name), ".html")}
		if p.data, err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(strings.TrimSuffix(name, ".html") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &p.truth); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// wordF1 compares texts as bags of words: precision and recall of words in one figure, whatever their order.
func wordF1(got, want string) float64 {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	}
	have := map[string]int{}
	g, w := split(got), split(want)
	for _, x := range g {
		have[x]++
	}
	common := 0.0
	for _, x := range w {
		if have[x] > 0 {
			have[x]--
			common++
		}
	}
	if common == 0 {
		return 0
	}
	p, r := common/float64(len(g)), common/float64(len(w))
	return 2 * p * r / (p + r)
}

// sameTime tells whether two times are one, in one zone; or one day.
func sameTime(a, b string) bool {
	x, err1 := time.Parse(time.RFC3339, a)
	y, err2 := time.Parse(time.RFC3339, b)
	return a == b || err1 == nil && err2 == nil && x.Equal(y) && x.Format("-07:00") == y.Format("-07:00")
}

// tally counts what was found right over the corpus.
type tally struct {
	f1                                                            float64
	title, day, published, author, publisher, language, canonical int
}

func (c *tally) add(p saved, got Page) string {
	f := wordF1(got.Text(), strings.Join(p.Paragraphs, "\n"))
	c.f1 += f
	var wrong []string
	check := func(n *int, name, got, want string, same bool) {
		if same {
			*n++
			return
		}
		wrong = append(wrong, fmt.Sprintf("%s %q, want %q", name, got, want))
	}
	at := got.Published.String()
	check(&c.title, "title", got.Title, p.Title, got.Title == p.Title)
	day := p.Published[:min(10, len(p.Published))]
	check(&c.day, "day", at, day, at[:min(10, len(at))] == day)
	check(&c.published, "published", at, p.Published, sameTime(at, p.Published))
	check(&c.author, "author", got.Author, p.Author, got.Author == p.Author)
	check(&c.publisher, "publisher", got.Publisher, p.Publisher, got.Publisher == p.Publisher)
	check(&c.language, "language", got.Language, p.Language, got.Language == p.Language)
	check(&c.canonical, "canonical", got.Canonical, p.Canonical, got.Canonical == p.Canonical)
	return fmt.Sprintf("%-16s %.3f  %s", p.name, f, strings.Join(wrong, "; "))
}

func (c *tally) String() string {
	return fmt.Sprintf("F1 %.3f; right: title %d, day of publication %d, its time and zone %d, author %d, publisher %d, language %d, canonical %d",
		c.f1, c.title, c.day, c.published, c.author, c.publisher, c.language, c.canonical)
}

// TestPages holds the saved pages to the figures that are promised: main text F1 0.95, date 95 %, title 100 %. Beside it stands what the
// bare library gives, which is why this package exists.
func TestPages(t *testing.T) {
	var own, bare tally
	var table strings.Builder
	list := corpus(t)
	for _, p := range list {
		got, err := Extract(p.data, Source{Address: p.Address})
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
		fmt.Fprintln(&table, own.add(p, got))
		bare.add(p, library(t, p))
	}
	n := len(list)
	own.f1 /= float64(n)
	bare.f1 /= float64(n)
	t.Logf("%d pages\nbare library: %v\nhere:         %v", n, &bare, &own)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"pages", float64(n), 48},
		{"F1 of the text", own.f1, 0.95},
		{"titles", float64(own.title), float64(n)},
		{"days of publication", float64(own.day), 0.95 * float64(n)},
		{"times of publication, with their zones", float64(own.published), 0.95 * float64(n)},
		{"authors", float64(own.author), 0.75 * float64(n)},
		{"publishers", float64(own.publisher), 0.9 * float64(n)},
		{"languages", float64(own.language), float64(n)},
		{"canonical addresses", float64(own.canonical), float64(n)},
		{"F1 above that of the library", own.f1 - bare.f1, 0.05},
	} {
		if c.got < c.want {
			t.Errorf("%s: %.3f, want at least %.3f", c.what, c.got, c.want)
		}
	}
	if t.Failed() {
		t.Log("\n" + table.String())
	}
}

// library is the page as the extraction library gives it by itself.
func library(t *testing.T, p saved) Page {
	t.Helper()
	res, err := trafilatura.Extract(bytes.NewReader(p.data), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return Page{}
	}
	m := res.Metadata
	return Page{Title: m.Title, Author: m.Author, Publisher: m.Sitename, Language: m.Language, Canonical: m.URL,
		Published: labels.When{Time: m.Date}, Paragraphs: strings.Split(res.ContentText, "\n")}
}
