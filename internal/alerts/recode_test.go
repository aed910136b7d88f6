package alerts

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/store"
)

// reading is a report as one version of the coder makes it of words of the test's article.
type reading struct {
	id, words string
	country   string // of the actor
	place     string
}

// code keeps an article, as one run codes it.
func (b *bench) code(kind, text string, readings ...reading) {
	b.t.Helper()
	art := store.Article{Language: "mr", Day: article.Date{Year: 2026, Month: 3, Day: 2}, Published: "2026-03-02", Publisher: "लोकदर्पण", URL: "https://example.org/1", Text: text}
	store.Identify(&art)
	var reports []article.Report
	for _, r := range readings {
		at := strings.Index(text, r.words)
		if at < 0 {
			b.t.Fatalf("%q is not in the text", r.words)
		}
		reports = append(reports, article.Report{ID: r.id, Article: art.ID, Type: "ASSAULT", Status: article.Actual, Confidence: 0.9, Date: article.Interval{Start: art.Day, End: art.Day},
			Actors: []article.Party{{Country: r.country}}, Place: &article.Spot{Name: r.place, Country: "UKR", Precision: "city"},
			Trigger: []article.Words{{Text: r.words, Start: at, End: at + len(r.words)}}, Sentence: article.Words{Text: text, Start: 0, End: len(text)}})
	}
	b.update(func(tx store.Tx) error {
		run, err := tx.StartRun(store.Run{Kind: kind, Coder: kind + fmt.Sprint(len(readings)) + readings[0].id, Lexicon: "none", Started: b.now})
		if err != nil {
			return err
		}
		_, err = tx.PutArticle(art)
		return errors.Join(err, tx.PutReports(run, art.ID, 1, 0, reports), chronicle.Refresh(tx, []string{art.ID}))
	})
}

// TestRecoded: what a new version of the coder reads in the words of a report that was told, under another id, is not told again; what it reads in other words
// is; and two events that one version reads in the same words are both told.
func TestRecoded(t *testing.T) {
	b := newBench(t)
	x, _, c := b.receiver(nil)
	b.once(c)
	const text = "रशियाचा खार्किववर हल्ला, युक्रेनचा कुर्स्कवर स्फोट; हल्ला करून लूट."
	want := func(what string, news ...string) {
		t.Helper()
		before := len(x.told())
		b.restart()
		b.once(c)
		got := map[string]bool{}
		for _, n := range x.told()[before:] {
			got[n.Event.ID] = true
		}
		if len(got) != len(news) {
			t.Errorf("%s: told %v, want %q", what, got, news)
		}
		for _, id := range news {
			if !got[id] {
				t.Errorf("%s: told %v, want %q", what, got, news)
			}
		}
	}
	b.code("ingest", text, reading{"00000000000000a1", "खार्किववर हल्ला", "RUS", "Kharkiv"}, reading{"00000000000000b1", "हल्ला करून लूट", "PRK", "Sumy"}, reading{"00000000000000b2", "हल्ला करून लूट", "CHN", "Poltava"})
	want("one version, two events of the same words", "00000000000000a1", "00000000000000b1", "00000000000000b2")
	b.code("recode", text, reading{"00000000000000a2", "हल्ला", "RUS", "Lviv"}, reading{"00000000000000b3", "हल्ला करून", "PRK", "Kyiv"}, reading{"00000000000000b2", "हल्ला करून लूट", "CHN", "Poltava"})
	want("coded anew: other ids, other places, fewer words")
	b.code("recode", text, reading{"00000000000000a2", "हल्ला", "RUS", "Lviv"}, reading{"00000000000000b3", "हल्ला करून", "PRK", "Kyiv"}, reading{"00000000000000b2", "हल्ला करून लूट", "CHN", "Poltava"}, reading{"00000000000000d1", "कुर्स्कवर स्फोट", "UKR", "Kursk"})
	want("what was overlooked before", "00000000000000d1")
	b.code("recode", text, reading{"00000000000000d2", "स्फोट", "UKR", "Belgorod"})
	want("coded anew once more")
	if err := b.r.Box.Forget(t.Context(), "assaults"); err != nil {
		t.Fatal(err)
	}
	b.once(c)
	b.code("recode", text, reading{"00000000000000d3", "स्फोट", "UKR", "Odesa"})
	want("an alert that was removed and made anew remembers nothing", "00000000000000d3")
}
