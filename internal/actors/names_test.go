package actors_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

// wrongMax bounds the wrong names to one in so many: a change elsewhere may cost a few before somebody looks.
const wrongMax = 100

// TestNames codes every name of testdata/names.tsv in its carrier sentence and sees that the party has the country and the
// sector that a reader gives it.
func TestNames(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	langs := []string{"en", "mr", "hi"}
	var on article.Date
	var role string
	var carriers []string
	n, wrong := 0, 0
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "on "):
			if on, err = article.ParseDate(line[3:]); err != nil {
				t.Fatalf("testdata/names.tsv:%d: %v", i+1, err)
			}
		case strings.HasPrefix(line, "> "):
			f := strings.Split(line[2:], "\t")
			role, carriers = f[0], f[1:]
		default:
			f := strings.Split(line, "\t")
			if len(f) < 5 {
				t.Fatalf("testdata/names.tsv:%d: five columns wanted, this line has %d", i+1, len(f))
			}
			for k, code := range langs {
				if f[k] == "-" {
					continue
				}
				n++
				todo := len(f) > 5 && strings.Contains(f[5], code)
				text := strings.Replace(carriers[k], "{}", f[k], 1)
				bad := check(p, &article.Article{Language: code, Published: on}, text, role == "actor", f[3], f[4])
				if bad != "" && !todo {
					wrong++
					t.Logf("testdata/names.tsv:%d: %s: %s: %s", i+1, code, f[k], bad)
				}
				if bad == "" && todo {
					t.Logf("testdata/names.tsv:%d: %s: %s is right now: take the todo away", i+1, code, f[k])
				}
			}
		}
	}
	if wrong*wrongMax > n {
		t.Errorf("%d of %d names are wrong", wrong, n)
	}
}

// check tells what is wrong with the party of the first event; nothing where it is right.
func check(p *pipeline.Pipeline, art *article.Article, text string, actor bool, countries, sectors string) string {
	d, err := p.Code(art, text)
	if err != nil {
		return err.Error()
	}
	if len(d.Art.Events) == 0 {
		return "no event"
	}
	es := d.Art.Events[0].Recipients
	if actor {
		es = d.Art.Events[0].Actors
	}
	if len(es) != 1 {
		return fmt.Sprintf("%d parties", len(es))
	}
	if !oneOf(es[0].Country, countries) || !oneOf(es[0].Sector, sectors) {
		return fmt.Sprintf("%s %s, want %s %s (%s)", es[0].Country, es[0].Sector, countries, sectors, es[0].How)
	}
	return ""
}

func oneOf(code, want string) bool {
	if code == "" {
		code = "-"
	}
	return want == "*" || slices.Contains(strings.Split(want, "|"), code)
}
