package accounts

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

func day(s string) article.Date {
	d, err := article.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func tell(id, publisher, language, published string, change ...func(*Telling)) Telling {
	t := Telling{Report: article.Report{ID: "r-" + id, Article: id, Type: "ASSAULT", Status: article.Actual, Confidence: 0.8, Sentence: article.Words{Text: "sentence " + id, End: 9},
		Trigger: []article.Words{{Text: "sentence", End: 8}}, Date: article.Interval{Start: day(published), End: day(published)}},
		Article: store.Article{ID: id, Publisher: publisher, Language: language, Published: published, Day: day(published), Group: id}}
	for _, f := range change {
		f(&t)
	}
	return t
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	ts := []Telling{tell("a", "A", "en", "2026-03-02"), tell("b", "B", "mr", "2026-03-02"), tell("c", "C", "hi", "2026-03-03"), tell("d", "A", "en", "2026-03-03")}
	c := Assemble(ts)
	want := c.JSON()
	for range 20 {
		rand.Shuffle(len(ts), func(i, j int) { ts[i], ts[j] = ts[j], ts[i] })
		if c := Assemble(ts); !bytes.Equal(c.JSON(), want) {
			t.Fatalf("another order gives\n%s\nnot\n%s", c.JSON(), want)
		}
	}
	if c.Counts != (Counts{4, 4, 3, 3}) {
		t.Errorf("counts are %+v", c.Counts)
	}
}
