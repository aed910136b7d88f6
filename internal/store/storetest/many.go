package storetest

import (
	"fmt"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

func stale(t *testing.T, s store.Store) {
	list := func(tx store.Tx, ids ...string) []string {
		t.Helper()
		got, err := tx.Stale(ids)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, x := range got {
			out = append(out, x.Event)
		}
		return out
	}
	var first []store.Stale
	update(t, s, func(tx store.Tx) (err error) {
		if err := tx.MarkStale([]string{"b", "a", "b", "c"}); err != nil {
			return err
		}
		first, err = tx.Stale([]string{"a", "b", "c", "d", "a"})
		return err
	})
	if len(first) != 3 || first[0].Event != "a" || first[1].Event != "b" || first[0].Mark != first[2].Mark {
		t.Fatalf("marked: %v", first)
	}
	mark := first[0].Mark
	update(t, s, func(tx store.Tx) error { return tx.DropStale([]string{"a", "b", "never marked"}) })
	update(t, s, func(tx store.Tx) error {
		if err := tx.MarkStale([]string{"a", "c"}); err != nil {
			return err
		}
		return tx.MarkStale(nil)
	})
	view(t, s, func(tx store.Tx) error {
		same(t, "of some", list(tx, "a", "b"), []string{"a"})
		all, err := tx.AllStale("", 10)
		if err != nil {
			return err
		}
		if len(all) != 2 || all[0].Event != "a" || all[1].Event != "c" || all[0].Mark <= mark || all[1].Mark != all[0].Mark {
			t.Errorf("marked again, after %d: %v", mark, all)
		}
		page, err := tx.AllStale("a", 10)
		same(t, "after a", page, all[1:])
		if err != nil {
			return err
		}
		page, err = tx.AllStale("", 1)
		same(t, "the first", page, all[:1])
		return err
	})
	update(t, s, func(tx store.Tx) error { return tx.DropStale([]string{"a", "c"}) })
	update(t, s, func(tx store.Tx) error { return tx.MarkStale([]string{"c"}) })
	view(t, s, func(tx store.Tx) error {
		again, err := tx.Stale([]string{"c"})
		if err == nil && again[0].Mark <= mark+1 {
			t.Errorf("a mark is given twice: %d after %d", again[0].Mark, mark+1)
		}
		return err
	})
}

// many does with many at a time what others do one by one, and finds the same.
func many(t *testing.T, s store.Store) {
	const n = 700 // more than go into one statement
	var texts []store.Article
	for i := range n {
		texts = append(texts, Text(fmt.Sprintf("https://example.org/%03d", i), "2026-03-01", fmt.Sprintf("text %d", i)))
	}
	run := put(t, s, texts...)
	var codings []store.Coding
	var bandings []store.Banding
	var nodes []store.Node
	var ids []string
	for i, a := range texts {
		codings = append(codings, store.Coding{Article: a.ID, Health: 0.5, Defects: 1, Kinds: map[string]int{"glued": 1}, Reports: []article.Report{report(a, 0, "one"), report(a, 1, "two")}})
		bandings = append(bandings, store.Banding{Article: a.ID, Bands: []uint64{uint64(i / 2), 1<<63 + uint64(i)}, Sketch: []byte{byte(i)}})
		nodes = append(nodes, store.Node{ID: fmt.Sprintf("n%03d", i), Article: a.ID, Rank: "1", Sketch: []byte{1}, Event: fmt.Sprintf("e%d", i%3), Link: "old"})
		ids = append(ids, a.ID)
	}
	var events []store.Event
	for e := range Made(n, 5) {
		events = append(events, e)
	}
	update(t, s, func(tx store.Tx) error {
		for range 2 { // twice changes nothing
			if err := tx.PutCodings(run, codings); err != nil {
				return err
			}
			if err := tx.PutSketches(bandings); err != nil {
				return err
			}
		}
		if err := tx.PutNodes(nodes); err != nil {
			return err
		}
		for i := range nodes {
			nodes[i].Event, nodes[i].Link = fmt.Sprintf("e%d", i%2), nodes[0].ID
		}
		if err := tx.MoveNodes(nodes); err != nil {
			return err
		}
		return tx.PutEvents(events)
	})
	view(t, s, func(tx store.Tx) error {
		reports, err := tx.Reports(append(ids, ids...)...)
		if err != nil {
			return err
		}
		if len(reports) != 2*n {
			t.Errorf("%d reports, want %d", len(reports), 2*n)
		}
		for i := 0; i+1 < len(reports); i += 2 {
			if reports[i].Sentence.Text != "one" || reports[i+1].Sentence.Text != "two" || reports[i].Article != reports[i+1].Article {
				t.Fatalf("reports %d: %v %v", i, reports[i], reports[i+1])
			}
		}
		near, err := tx.BandedAll(bandings)
		if err != nil {
			return err
		}
		for i := range near {
			one, err := tx.Banded(bandings[i].Article, bandings[i].Bands)
			if err != nil {
				return err
			}
			same(t, "alone and among many", near[i], one)
			if len(one) != 1 || one[0].ID != ids[i^1] {
				t.Fatalf("article %d shares a band with %v", i, one)
			}
		}
		members, err := tx.Members("e0", "e1", "e2")
		if err != nil {
			return err
		}
		if len(members) != n || members[1].Event != "e1" || members[1].Link != nodes[0].ID {
			t.Errorf("%d members, the second %v", len(members), members[1])
		}
		of, err := tx.NodesOf(ids...)
		same(t, "nodes of all articles", of, members)
		if err != nil {
			return err
		}
		for _, e := range events[:20] {
			got, err := tx.Event(e.ID)
			if err != nil {
				return err
			}
			e.Words = ""
			same(t, "an event", got, e)
		}
		return nil
	})
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.MoveNodes([]store.Node{{ID: "nobody"}}) }); err == nil {
		t.Error("a node that is not there is moved")
	}
}

// manyArticles puts many at once, among them such as are there, come twice, or share an address with others: each becomes what it would one by one.
func manyArticles(t *testing.T, s store.Store) {
	there := Text("https://example.org/there", "2026-03-01", "was there")
	put(t, s, there, Text("https://example.org/old", "2026-03-01", "older"))
	var list []store.Article
	var want []store.Put
	add := func(a store.Article, p store.Put) { list, want = append(list, a), append(want, p) }
	add(there, store.Same)
	for i := range 300 {
		add(Text(fmt.Sprintf("https://example.org/%03d", i), "2026-03-01", fmt.Sprintf("text %d", i)), store.New)
	}
	add(Text("https://example.org/old", "2026-03-02", "newer"), store.Changed)
	twice := Text("https://example.org/twice", "2026-03-01", "twice")
	add(twice, store.New)
	add(twice, store.Same)
	first, second := Text("https://example.org/both", "2026-03-01", "first"), Text("https://example.org/both", "2026-03-02", "second")
	add(first, store.New)
	add(second, store.Changed)
	update(t, s, func(tx store.Tx) error {
		got, err := tx.PutArticles(list)
		same(t, "what became of them", got, want)
		return err
	})
	view(t, s, func(tx store.Tx) error {
		for _, a := range []store.Article{there, list[1], list[300], twice, second} {
			got, err := tx.FindArticle(a.URL)
			if err != nil {
				return err
			}
			if got.ID != a.ID || got.Text != a.Text || got.Group != a.ID || got.Replaced != "" {
				t.Errorf("%s: %+v", a.URL, got)
			}
		}
		got, err := tx.Article(first.ID)
		same(t, "what replaced the first of two", got.Replaced, second.ID)
		return err
	})
	if err := s.Update(t.Context(), func(tx store.Tx) error {
		_, err := tx.PutArticles([]store.Article{{Text: "nothing else"}})
		return err
	}); err == nil {
		t.Error("an article without an id is kept")
	}
}

func reads(t *testing.T, s store.Store) {
	first := store.Read{Source: "abc", Name: "news.warc.gz", Size: 1 << 40, Done: 1 << 33}
	update(t, s, func(tx store.Tx) error { return tx.PutRead(first) })
	later := first
	later.Done++
	update(t, s, func(tx store.Tx) error { return tx.PutRead(later) })
	view(t, s, func(tx store.Tx) error {
		got, err := tx.ReadOf("abc")
		same(t, "what was noted last", got, later)
		if err != nil {
			return err
		}
		got, err = tx.ReadOf("other")
		same(t, "of another source", got, store.Read{})
		return err
	})
}
