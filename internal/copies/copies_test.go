package copies_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/copies"
)

type line struct {
	ID, Language, Text string
	WireGroups         [][]string `json:"wire_groups"`
	Texts              []string
}

func lines(t testing.TB, name string) []line {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []line
	for s := range strings.Lines(string(data)) {
		var l line
		if err := json.Unmarshal([]byte(s), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// found tells whether two texts share a band and are known as copies.
func found(a, b, language string) (banded, known bool) {
	x, s := copies.Of(a, language)
	y, r := copies.Of(b, language)
	in := map[uint64]bool{}
	for _, h := range x {
		in[h] = true
	}
	for _, h := range y {
		banded = banded || in[h]
	}
	return banded, copies.Alike(s, r) >= copies.AlikeMin
}

// edited changes a share of the words: each third drops out, the others become another word of the text.
func edited(rng *rand.Rand, text string, share float64) string {
	ws := strings.Fields(text)
	var out []string
	for _, w := range ws {
		switch {
		case rng.Float64() >= share:
			out = append(out, w)
		case rng.IntN(3) > 0:
			out = append(out, ws[rng.IntN(len(ws))])
		}
	}
	return strings.Join(out, " ")
}

// Copies of the articles of the corpus, in each script: found by a band, and known by their sketches.
func TestFindsCopies(t *testing.T) {
	for _, language := range []string{"en", "mr", "hi"} {
		arts := lines(t, "../../corpus/"+language+"-articles.jsonl")
		lead := lines(t, "../../corpus/"+language+"-none.jsonl")[0].Text
		rng := rand.New(rand.NewPCG(7, uint64(language[0])))
		f := func(what string, least float64, change func(string) string) {
			t.Helper()
			n, hit := 0, 0
			for range 10 {
				for _, a := range arts {
					n++
					if banded, known := found(a.Text, change(a.Text), language); banded && known {
						hit++
					}
				}
			}
			if got := float64(hit) / float64(n); got < least {
				t.Errorf("%s, %s: %d of %d found, want a share of %v", language, what, hit, n, least)
			}
		}
		f("word for word", 1, func(s string) string { return s })
		f("5 % edited", 1, func(s string) string { return edited(rng, s, .05) })
		f("10 % edited", .98, func(s string) string { return edited(rng, s, .1) })
		f("20 % edited", .8, func(s string) string { return edited(rng, s, .2) })
		f("another headline", 1, func(s string) string { return "Something else altogether\n" + s })
		f("cut to half", 1, func(s string) string { return cut(s, .5) })
		f("cut to a third", .95, func(s string) string { return cut(s, .34) })
		f("a new lead", .95, func(s string) string { return lead + " " + s })
		f("a new lead, and cut to half", .85, func(s string) string { return lead + " " + cut(s, .5) })
		f("credits", 1, func(s string) string {
			return "PUNE, March 3 (PTI) — " + s + "\nPhoto: Staff\n(With inputs from agencies)"
		})
	}
}

func cut(s string, share float64) string {
	ws := strings.Fields(s)
	return strings.Join(ws[:max(1, int(float64(len(ws))*share))], " ") + "."
}

// Articles of the corpus that are about other things are no copies, nor are texts that several people wrote of one happening.
func TestFindsNoOthers(t *testing.T) {
	for _, language := range []string{"en", "mr", "hi"} {
		var all []line
		for _, set := range []string{"articles", "short", "none"} {
			all = append(all, lines(t, "../../corpus/"+language+"-"+set+".jsonl")...)
		}
		for i, a := range all {
			for _, b := range all[:i] {
				if banded, known := found(a.Text, b.Text, language); banded && known {
					t.Errorf("%s and %s are taken for copies", a.ID, b.ID)
				}
			}
		}
	}
}

// The wire copies of the happenings, in one language each: found; other texts of the same happening: not.
func TestHappenings(t *testing.T) {
	texts := map[string]line{}
	for _, l := range lines(t, "../../corpus/happenings.jsonl") {
		texts[l.ID] = l
	}
	var copied, missed, others, taken int
	for _, h := range lines(t, "../../corpus/happenings-truth.jsonl") {
		wire := map[[2]string]bool{}
		for _, g := range h.WireGroups {
			for _, a := range g {
				for _, b := range g {
					wire[[2]string{a, b}] = true
				}
			}
		}
		for i, a := range h.Texts {
			for _, b := range h.Texts[:i] {
				if texts[a].Language != texts[b].Language {
					continue
				}
				banded, known := found(texts[a].Text, texts[b].Text, texts[a].Language)
				if wire[[2]string{a, b}] {
					copied++
					if !banded || !known {
						missed++
						t.Logf("missed: banded %v known %v\n%s\n%s", banded, known, texts[a].Text, texts[b].Text)
					}
				} else {
					others++
					if banded && known {
						taken++
						t.Logf("taken:\n%s\n%s", texts[a].Text, texts[b].Text)
					}
				}
			}
		}
	}
	if copied < 30 || others < 30 || missed > 1 || taken > 0 {
		t.Errorf("%d of %d copies missed, %d of %d others taken for copies", missed, copied, taken, others)
	}
}

func BenchmarkOf(b *testing.B) {
	for _, language := range []string{"en", "mr", "hi"} {
		arts := lines(b, "../../corpus/"+language+"-articles.jsonl")
		n := 0
		for _, a := range arts {
			n += len(a.Text)
		}
		b.Run(language, func(b *testing.B) {
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				for _, a := range arts {
					copies.Of(a.Text, language)
				}
			}
		})
	}
}
