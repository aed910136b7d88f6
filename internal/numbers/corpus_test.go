package numbers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/golden/sentence"
)

// table reads the rows of a file of testdata, without its comments.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, l := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if !strings.HasPrefix(l, "#") {
			out = append(out, strings.Split(l, "\t"))
		}
	}
	return out
}

// row writes a count as a row of testdata does: words, least, most, unit, kind.
func row(d *doc.Doc, c doc.Count) string {
	q := c.Quantity
	kind := c.Kind
	if kind == "" {
		kind = "-"
	}
	return strings.Join([]string{d.Art.View.Original()[q.Span.Start:q.Span.End], bound(q.Min), bound(q.Max), q.Unit, kind}, "\t")
}

// TestCorpus: sentences as newspapers write them, with the one count that a reader finds in each, or "-" for none.
func TestCorpus(t *testing.T) {
	for _, code := range []string{"mr", "hi", "en"} {
		some, none := 0, 0
		for _, f := range table(t, code+".tsv") {
			d := sentence.Doc(t, code, "2025-08-15", f[0])
			Run(d)
			var got []string
			for _, c := range d.Counts {
				got = append(got, row(d, c))
			}
			want := strings.Join(f[1:], "\t")
			if want == "-" {
				none++
				want = ""
			} else {
				some++
			}
			if strings.Join(got, "; ") != want {
				t.Errorf("%s: %s\n got %q\nwant %q", code, f[0], got, want)
			}
		}
		if some < 400 || none < 100 {
			t.Errorf("%s.tsv has %d sentences with a count and %d without, want 400 and 100", code, some, none)
		}
	}
}

// TestWords: every number word from 0 to 100 in its spellings, ordinals left alone, as a count of soldiers.
func TestWords(t *testing.T) {
	frame := map[string]string{"mr": " सैनिक सीमेवर गेले.", "hi": " सैनिक सीमा पर गए।", "en": " soldiers went to the border."}
	for _, code := range []string{"mr", "hi", "en"} {
		seen := map[string]bool{}
		for _, f := range table(t, "words-"+code+".tsv") {
			for _, w := range f[1:] {
				d := sentence.Doc(t, code, "2025-08-15", w+frame[code])
				Run(d)
				if f[0] == "ordinal" {
					if len(d.Counts) > 0 {
						t.Errorf("%s: %s counts %s, want nothing of an ordinal", code, w, row(d, d.Counts[0]))
					}
					continue
				}
				seen[f[0]] = true
				if f[0] == "1" || f[0] == "0" { // an article, and nobody: no count
					continue
				}
				if len(d.Counts) != 1 || bound(d.Counts[0].Quantity.Min) != f[0] || bound(d.Counts[0].Quantity.Max) != f[0] {
					t.Errorf("%s: %s is not read as %s: %d counts", code, w, f[0], len(d.Counts))
				}
			}
		}
		for n := range 101 {
			if k := bound(new(float64(n))); !seen[k] {
				t.Errorf("words-%s.tsv has no word for %s", code, k)
			}
		}
	}
}
