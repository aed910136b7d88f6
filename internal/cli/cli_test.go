package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/source/file"
)

// TestTable is what a reader sees: two aligned columns, then free ones, the text's own words last.
func TestTable(t *testing.T) {
	span := func(s string) export.Span { return export.Span{Text: s} }
	art := export.Article{Language: "mr", Published: "2025-08-13", Health: 0.914, Events: []export.Event{
		{Date: "2025-08-12", EndDate: "2025-08-12", Event: []plover.Type{"CONSULT"}, Mode: []string{"phone"}, Quad: 1, Status: "actual",
			Actor:       []export.Entity{{Span: span("पुतीन"), Name: "Vladimir Putin", Country: "RUS", Sector: "GOV"}, {Span: span("किम"), Name: "Kim Jong Un", Country: "PRK", Sector: "GOV"}},
			Attribution: []export.Entity{{Span: span("क्रेमलिन"), Name: "Kremlin", Country: "RUS", Sector: "GOV"}}, EventText: []export.Span{span("चर्चा केली")}},
		{Date: "2025-08-01", EndDate: "2025-08-07", Event: []plover.Type{"ASSAULT"}, Quad: 4, Status: "planned",
			Recipient: []export.Entity{{Span: span("सैनिक\nतळ"), Sector: "MIL"}}, Loc: &export.Place{Span: span("कुर्स्क"), Name: "Kursk", Country: "RUS", Precision: "city"},
			EventText: []export.Span{span("हल्ला"), span("करणार")}},
		{Event: []plover.Type{"AID"}, Quad: 2, Status: "actual", Actor: []export.Entity{{Span: span("India"), Name: "India", Country: "IND"}}, EventText: []export.Span{span("मदत")}},
	}}
	txt := file.Text{File: "news.jsonl", Line: 7, Text: "\n  " + strings.Repeat("शब्द ", 20)}
	want := `news.jsonl:7 · mr · 2025-08-13 · health 0.91 · 3 events · ` + strings.Repeat("शब्द ", 12) + `…
  2025-08-12             CONSULT/phone  RUS GOV Vladimir Putin + PRK GOV Kim Jong Un  according to RUS GOV Kremlin  “चर्चा केली”
  2025-08-01/2025-08-07  ASSAULT        ? → MIL सैनिक तळ  in Kursk, RUS  [planned]  “हल्ला … करणार”
  -                      AID            IND India  “मदत”

`
	if got := strings.ReplaceAll(string(table(txt, art, false)), terminal.Hang, ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	colour := string(table(txt, art, true))
	if !strings.Contains(colour, "\x1b[1;31mASSAULT\x1b[0m        "+terminal.Hang+"? →") {
		t.Errorf("colour must not change the columns:\n%q", colour)
	}
}

// TestAsked: a small number is the number of an event, all else the beginning of an id.
func TestAsked(t *testing.T) {
	for _, c := range []struct {
		event, id string
		number    int
		want      bool
	}{{"", "ab", 1, true}, {"1", "1f00aa", 2, false}, {"2", "1f00aa", 2, true}, {"1f00aa", "1f00aa77", 9, true}, {"123456", "123456ab", 9, true}} {
		if got := asked(c.event, c.number, c.id); got != c.want {
			t.Errorf("asked(%q, %d, %q) = %v", c.event, c.number, c.id, got)
		}
	}
}

// TestExcerpt: carets stand under the place by the width most programs give Devanagari; on a terminal the text itself pushes them
// there. Long lines are cut to what fits, and never between a letter and its sign.
func TestExcerpt(t *testing.T) {
	show := func(s, place string, p terminal.Paint) string {
		var b bytes.Buffer
		i := strings.Index(s, place)
		excerpt(&b, s, i, i+len(place), p, 0)
		return b.String()
	}
	if got, want := show("कि 31 जून\nx", "31 जून", false), "    कि 31 जून\n       ^^^^^\n"; got != want { // कि takes two columns, जून two
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := show("कि ab", "ab", true), "    कि \x1b[1;31mab\x1b[0m\n    \x1b[8mकि \x1b[0m\x1b[1;31m^^\x1b[0m\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	long := strings.Repeat("शब्द ", 100) + "किकि " + strings.Repeat("मात्रा ", 100)
	for _, line := range strings.Split(strings.TrimSpace(show(long, "किकि", false)), "\n") {
		if n := terminal.Cols(line); n > lineCols+6 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if got := show(strings.Repeat("कि", 100)+"|", "|", false); !strings.HasPrefix(got, "    …कि") {
		t.Errorf("cut inside a letter: %s", got)
	}
	if got, cut := terminal.Head("किकि", 3); got != "कि" || !cut {
		t.Errorf("head cut %q", got)
	}
}
