package dates

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/golden/sentence"
)

// rows reads a table of published, text, and what a reader takes from it.
func rows(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			t.Fatalf("testdata/%s:%d: %d columns, want %d", name, i+1, len(f), columns)
		}
		out = append(out, f)
	}
	return out
}

// TestTold holds the stage to sentences with the words that tell when and the days that they mean: own ones in the style of newspapers
// (LANG.tsv), and complete sets of months, weekdays,
// numbers, notations (LANG-sets.tsv).
func TestTold(t *testing.T) {
	for _, code := range []string{"mr", "hi", "en"} {
		for name, least := range map[string]int{code + ".tsv": 100, code + "-sets.tsv": 400} {
			n, wrong := 0, 0
			for _, r := range rows(t, name, 5) {
				n++
				want := r[2] + " = " + r[3]
				if r[4] != r[3] {
					want += ".." + r[4]
				}
				d := sentence.Doc(t, code, r[0], r[1])
				Run(d)
				var got []string
				for _, x := range d.Times {
					got = append(got, strings.TrimSuffix(show(d, x), " dateline"))
				}
				if !contains(got, want) {
					if wrong++; wrong <= 40 {
						t.Errorf("%s: on %s: %s\n got %q\nwant %q", name, r[0], r[1], got, want)
					}
				}
			}
			if n < least {
				t.Errorf("%s: %d lines, want at least %d", name, n, least)
			}
			t.Logf("%s: %d of %d", name, n-wrong, n)
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// TestUntold holds the stage to sentences with numbers and names that only look like times: scores, models, phone numbers, roads, planets.
func TestUntold(t *testing.T) {
	for _, code := range []string{"mr", "hi", "en"} {
		list := rows(t, code+"-none.tsv", 2)
		if len(list) < 100 {
			t.Errorf("%s-none.tsv: %d lines, want at least 100", code, len(list))
		}
		for _, r := range list {
			d := sentence.Doc(t, code, r[0], r[1])
			Run(d)
			for _, x := range d.Times {
				if x.Resolved {
					t.Errorf("%s: %s\n got %s, want none", code, r[1], show(d, x))
				}
			}
		}
	}
}
