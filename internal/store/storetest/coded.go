package storetest

import (
	"fmt"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// coded: articles that are put with their codings are as those that are put first and then coded; those that are there already stay as they are coded.
func coded(t *testing.T, s store.Store) {
	there, old := Text("https://example.org/there", "2026-03-01", "there"), Text("https://example.org/old", "2026-03-01", "older")
	put(t, s, there, old)
	list := []store.Article{there, Text("https://example.org/old", "2026-03-02", "newer")}
	for i := range 70 {
		list = append(list, Text(fmt.Sprintf("https://example.org/%03d", i), "2026-03-01", fmt.Sprintf("text %d", i)))
	}
	var codings []store.Coding
	for i, a := range list {
		codings = append(codings, store.Coding{Article: a.ID, Health: 0.5, Defects: i, Kinds: map[string]int{"glued": 1}, Reports: []article.Report{report(a, 0, "one"), report(a, 1, "two")}[:i%3/2+1]})
	}
	var run int64
	var ids []string
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	var within []article.Report // as who puts them finds them
	update(t, s, func(tx store.Tx) (err error) {
		if run, err = tx.StartRun(store.Run{Kind: "ingest", Coder: "next", Started: noon}); err != nil {
			return err
		}
		got, err := tx.PutCoded(run, list, codings)
		same(t, "what became of them", got[:3], []store.Put{store.Same, store.Changed, store.New})
		if err != nil {
			return err
		}
		within, err = tx.Reports(ids...)
		return err
	})
	view(t, s, func(tx store.Tx) error {
		kept, err := tx.Reports(ids...)
		if err != nil {
			return err
		}
		same(t, "the reports as kept", kept, within)
		for i, a := range list {
			got, err := tx.Article(a.ID)
			if err != nil {
				return err
			}
			reports, err := tx.Reports(a.ID)
			if err != nil {
				return err
			}
			switch {
			case i == 0 && (got.Run != 0 || len(reports) != 0):
				t.Errorf("what was there: run %d, %d reports", got.Run, len(reports))
			case i > 0 && (got.Run != run || got.Health != 0.5 || got.Defects != i || len(reports) != len(codings[i].Reports)):
				t.Errorf("%d: %+v with %d reports", i, got, len(reports))
			}
		}
		desks, err := tx.Desks(store.ArticleFilter{})
		n := 0
		for _, d := range desks {
			n += d.Kinds["glued"]
		}
		if want := len(list) - 1; n != want {
			t.Errorf("%d articles with a defect, want %d", n, want)
		}
		return err
	})
}
