package doc

import (
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// What the next document is handed is as new, whatever the one before it left there.
func TestDone(t *testing.T) {
	const n = 3*slabBlock + 1
	d := &Doc{Art: &article.Article{Tokens: make([]article.Token, 2)}, Words: []*lang.Word{{}, {}}}
	d.Read()
	d.At[1] = 7
	var all []*Phrase
	for i := range n {
		ph := d.NewPhrase()
		ph.First, ph.Mods = i, append(d.List(1), ph)
		ph.Names = append(ph.Names, d.Run(i, i+3)...)
		all = append(all, ph)
	}
	for i, ph := range all {
		if ph.First != i || ph.Mods[0] != ph || len(ph.Names) != 3 || ph.Names[2] != i+2 {
			t.Fatalf("phrase %d of %d was overwritten: %+v", i, n, ph)
		}
	}
	w := d.work
	d.Done()
	if d.Art.Tokens != nil || d.An != nil {
		t.Error("a document that is done still has its tokens")
	}
	next := &Doc{Art: &article.Article{Tokens: make([]article.Token, 2)}, Words: []*lang.Word{{}, {}}, work: w}
	next.Read()
	for i, at := range next.At {
		if at != -1 {
			t.Errorf("token %d has name %d before names were looked for", i, at)
		}
	}
	for range n {
		if ph := next.NewPhrase(); ph.First != 0 || ph.Mods != nil || ph.Names != nil {
			t.Fatalf("a new phrase is %+v", ph)
		}
	}
}

// A list with room for few grows beyond it without touching the next one.
func TestListGrows(t *testing.T) {
	var s Slab[int]
	a, b := s.Take(2)[:0], s.Take(2)[:0]
	a, b = append(a, 1, 2), append(b, 3, 4)
	a = append(a, 5)
	if b[0] != 3 || b[1] != 4 || a[2] != 5 {
		t.Errorf("two lists of one slab hold %v and %v", a, b)
	}
	if got := s.Take(slabBlock + 1); len(got) != slabBlock+1 {
		t.Errorf("a long list has %d, want %d", len(got), slabBlock+1)
	}
}
