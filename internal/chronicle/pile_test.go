package chronicle

import (
	"fmt"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// A pile of tellings of one thing, as of a coronation or an earthquake, ends in one event, also where they come one by one.
func TestPile(t *testing.T) {
	m := newMemory()
	day := article.Date{Year: 2026, Month: 3, Day: 3}
	var ids []string
	for i := range 600 {
		a := store.Article{ID: fmt.Sprintf("a%04d", i), Publisher: fmt.Sprint(i), Day: day}
		m.put(a, []article.Report{{ID: a.ID + "r", Article: a.ID, Type: "ASSAULT", Status: article.Actual, Confidence: float64(i%50) / 100, Date: article.Interval{Start: day, End: day},
			DateText: &article.Words{}, Actors: []article.Party{{Country: "RUS"}}, Recipients: []article.Party{{Country: "UKR"}}, Keys: []string{"g:1", "g:2", "k:a", "k:b", "w:attack"}}})
		ids = append(ids, a.ID)
	}
	looked := 0
	for _, id := range ids[:300] {
		s, _, err := place(m, []string{id})
		if err != nil {
			t.Fatal(err)
		}
		looked += s.looked
	}
	s, _, err := place(m, ids[300:])
	if err != nil {
		t.Fatal(err)
	}
	looked += s.looked
	for _, n := range m.nodes {
		if n.Event != s.all["a0599r"].Event {
			t.Fatalf("%s is in %s", n.ID, n.Event)
		}
	}
	if len(m.nodes) != 600 {
		t.Fatalf("%d nodes", len(m.nodes))
	}
	if looked > 20*len(ids) {
		t.Errorf("%d reports were placed %d times", len(ids), looked)
	}
}
