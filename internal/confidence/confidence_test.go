package confidence_test

import (
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/confidence"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

func TestWeigh(t *testing.T) {
	w := lang.Weights{Base: 100, Sum: map[string]int{"actor.none": -200, "form.finite": 100}, Points: map[string]int{"damage.words": -20}}
	for _, c := range []struct {
		grounds []string
		want    float64
	}{
		{nil, 0.73},
		{[]string{"form.finite"}, 0.88},
		{[]string{"actor.none", "never.heard-of"}, 0.27},
		{[]string{"actor.none", "damage.words"}, 0.07},
		{[]string{"actor.none", "actor.none", "damage.words"}, 0.05}, // never below
	} {
		if got := confidence.Weigh(w, c.grounds); got != c.want {
			t.Errorf("Weigh(%v) = %v, want %v", c.grounds, got, c.want)
		}
	}
}

// Damaged words take from a confidence what confidence.tsv says, and damage elsewhere in the sentence less.
func TestDamage(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	code := func(text string) float64 {
		art := &article.Article{Language: "en"}
		if _, err := p.Code(art, text); err != nil || len(art.Events) != 1 {
			t.Fatalf("%q: %d events, %v", text, len(art.Events), err)
		}
		return art.Events[0].Confidence
	}
	sound := code("Russian troops attacked the city of Kharkiv on Monday near the big river in the east.")
	words := code("Russian troops attacked attacked the city of Kharkiv on Monday near the big river in the east.")
	beside := code("Russian troops attacked the city of Kharkiv on Monday near the big big river in the the east.")
	if !(words < beside && beside < sound) {
		t.Errorf("confidence of sound words %v, of damage beside them %v, of damaged words %v: want each lower than the one before", sound, beside, words)
	}
}
