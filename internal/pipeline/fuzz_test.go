package pipeline_test

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/text"
)

// checkArticle: everything that an article's record points at lies in the original, on whole runes, and is quoted byte for byte.
func checkArticle(t testing.TB, p *pipeline.Pipeline, art *article.Article, original string) {
	t.Helper()
	starts := make([]bool, len(original)+1)
	for i := range original {
		starts[i] = true
	}
	starts[len(original)] = true
	check := func(what string, s text.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(original) || !starts[s.Start] || !starts[s.End] {
			t.Fatalf("%s %.60q: the span %v of %s is not a run of whole runes", art.Language, original, s, what)
		}
	}
	party := func(what string, es []article.Entity) {
		t.Helper()
		for _, e := range es {
			check(what, e.Span)
		}
	}
	party("entity", art.Entities)
	for _, d := range art.Defects {
		check("defect "+d.Kind, d.Span)
		check("defect "+d.Kind, d.Other)
	}
	check("dateline", art.Dateline.Span)
	for i := range art.Events {
		ev := &art.Events[i]
		party("actor", ev.Actors)
		party("recipient", ev.Recipients)
		for _, a := range ev.Attribution {
			check("attribution", a.Span)
		}
		for _, q := range ev.Quantities {
			check("quantity", q.Span)
		}
		check("date", ev.DateSpan)
		check("place", ev.Place.Span)
		if len(ev.Trigger) == 0 {
			t.Fatalf("%s %.60q: event %s has no words", art.Language, original, ev.ID)
		}
		for _, s := range ev.Trigger {
			check("trigger", s)
			if s.Len() == 0 {
				t.Fatalf("%s %.60q: an empty trigger", art.Language, original)
			}
		}
		if ev.Sentence < 0 || ev.Sentence >= len(art.Sentences) {
			t.Fatalf("%s: event in sentence %d of %d", art.Language, ev.Sentence, len(art.Sentences))
		}
		if err := p.Onto.Check(ev.Type, ""); err != nil {
			t.Fatal(err)
		}
		for _, m := range ev.Modes {
			if err := p.Onto.Check(ev.Type, m); err != nil {
				t.Fatal(err)
			}
		}
		if ev.Confidence < 0 || ev.Confidence > 1 || ev.Status == "" || ev.Rule == "" {
			t.Fatalf("%s: confidence %v, status %q, rule %q", art.Language, ev.Confidence, ev.Status, ev.Rule)
		}
	}
	if art.Health.Score < 0 || art.Health.Score > 1 {
		t.Fatalf("health %v", art.Health)
	}
	for _, e := range export.Events(art, p.Onto, export.Meta{}) {
		for _, s := range append(append([]export.Span{}, e.EventText...), e.Sentence.Span) {
			if s.Text != original[s.Start:s.End] {
				t.Fatalf("%s: %q is printed for the bytes %q", art.Language, s.Text, original[s.Start:s.End])
			}
		}
	}
	export.OneArticle(art, p.Onto, export.Meta{Coder: "test", Lexicon: p.Lexicon})
}

func codeAny(t testing.TB, code, original string) {
	t.Helper()
	p := real(t)
	art := &article.Article{ID: "fuzz", Language: code, Published: article.Date{Year: 2025, Month: 8, Day: 15}}
	if _, err := p.Code(art, original); err != nil {
		t.Fatalf("%s %q: %v", code, original, err)
	}
	checkArticle(t, p, art, original)
}

var oddities = []string{
	"", "\x00", "\xff\xfe", "।", ".", "\"", "“", "१", "क", "'", "'s", "ने", "च्या", "of", "आणि", "and and and", "असे", "कि", "की", "नाही", "not", "who", "to", "to to",
	"केला केला केला", "रशियाने रशियाने", "हल्ला", "हमला किया", "attack", "attacked", "Russia Russia", "U.S.", "डॉ.", "\u200D\u200D", "\u0301", "\uFEFF", "\"ने", "'ने '", "-- - –", "(((((", ")))", ":::",
	"म्हणाले,", ", said", "said Putin", "\n\n\n", "पुणे : ", "DELHI: ", "1/2/3/4", "१५-१६-१७", "31 February 2025", "0000", "९९९९९९९९९९९९९९९९९९९९", "1,,,2", "शून्य", "दीड",
}

func TestOddTexts(t *testing.T) {
	for _, code := range codes {
		for _, s := range oddities {
			codeAny(t, code, s)
		}
		for i := range oddities { // two by two
			codeAny(t, code, oddities[i]+" "+oddities[(i*7+3)%len(oddities)]+" "+oddities[(i*5+1)%len(oddities)])
		}
		for _, other := range own { // a text in another language than it is said to be
			codeAny(t, code, other.Text)
		}
	}
}

// Real articles, damaged: bytes and words cut out, doubled, swapped, or put in from elsewhere.
func TestDamagedTexts(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 8
	}
	for _, code := range codes {
		rng := rand.New(rand.NewPCG(11, uint64(code[0])))
		ss := samples(t, code)
		for range rounds {
			b := []byte(ss[rng.IntN(len(ss))].Text)
			for range 1 + rng.IntN(30) {
				if len(b) < 8 {
					break
				}
				i := rng.IntN(len(b) - 4)
				j := min(len(b), i+1+rng.IntN(40))
				switch rng.IntN(5) {
				case 0:
					b = append(b[:i:i], b[j:]...)
				case 1:
					b = append(b[:j:j], b[i:]...)
				case 2:
					b[i] = byte(rng.IntN(256))
				case 3:
					b = append(append(append([]byte{}, b[:i]...), oddities[rng.IntN(len(oddities))]...), b[i:]...)
				case 4:
					o := ss[rng.IntN(len(ss))].Text
					k := rng.IntN(len(o))
					b = append(append(append([]byte{}, b[:i]...), o[k:min(len(o), k+30)]...), b[i:]...)
				}
			}
			codeAny(t, code, string(b))
		}
	}
}

func FuzzCode(f *testing.F) {
	for i := range codes {
		f.Add(uint8(i), own[i].Text)
		for _, s := range oddities {
			f.Add(uint8(i), s)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, s string) {
		if len(s) > 1<<14 {
			return
		}
		codeAny(t, codes[int(which)%len(codes)], s)
		if utf8.ValidString(s) {
			if _, err := real(t).Detect(s); err != nil {
				return
			}
		}
	})
}
