package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// report makes a report of an article.
func report(a store.Article, n int, sentence string) article.Report {
	dead := 4.0
	return article.Report{ID: fmt.Sprintf("%s-%d", a.ID, n), Article: a.ID, Type: "ASSAULT", Modes: []string{"drone"},
		Actors:   []article.Party{{Words: article.Words{Text: "रशियाने", Start: 0, End: 21}, Country: "RUS", Sector: "MIL"}},
		Trigger:  []article.Words{{Text: "हल्ला", Start: 30, End: 45}},
		Sentence: article.Words{Text: sentence, Start: 0, End: len(sentence)}, Index: n,
		Date: article.Interval{Start: Day("2026-03-01"), End: Day("2026-03-01")}, Status: article.Actual,
		Quantities: []article.Amount{{Words: article.Words{Text: "चार", Start: 50, End: 59}, Min: &dead, Max: &dead, Kind: "dead"}}, Rule: "mr.coder.strike", Confidence: 0.7}
}

// put keeps articles and gives their run.
func put(t *testing.T, s store.Store, articles ...store.Article) (run int64) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		for _, a := range articles {
			if _, err := tx.PutArticle(a); err != nil {
				return err
			}
		}
		var err error
		run, err = tx.StartRun(store.Run{Kind: "ingest", Coder: "test", Started: noon})
		return err
	})
	return run
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func reports(t *testing.T, s store.Store) {
	a, b := Text("https://example.org/a", "2026-03-02", "one"), Text("https://example.org/b", "2026-03-02", "two")
	run1 := put(t, s, a, b)
	run2 := put(t, s)
	old := []article.Report{report(a, 0, "एक"), report(a, 1, strings.Repeat("लांब वाक्य ", 200)), report(a, 2, "तीन")}
	changed := []article.Report{report(a, 1, "दुसरे"), report(a, 0, "एक, पुन्हा")}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.PutReports(run1, a.ID, 0.9, 2, old), tx.PutReports(run1, b.ID, 1, 0, nil))
	})
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Reports(a.ID)
		same(t, "reports", got, old)
		none, err2 := tx.Reports(b.ID)
		same(t, "of an article without", none, []article.Report(nil))
		kept, err3 := tx.Article(a.ID)
		if kept.Health != 0.9 || kept.Defects != 2 || kept.Run != run1 {
			t.Errorf("health %v, defects %d, run %d", kept.Health, kept.Defects, kept.Run)
		}
		return errors.Join(err, err2, err3)
	})
	for range 2 { // the second time changes nothing
		update(t, s, func(tx store.Tx) error { return tx.PutReports(run2, a.ID, 1, 0, changed) })
	}
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Reports(a.ID)
		same(t, "reports of the second run", got, changed)
		ids, err2 := tx.ReportsByID([]string{old[2].ID, old[0].ID, old[0].ID, "nowhere", old[1].ID})
		same(t, "the current ones, and what only the first run had", ids, []article.Report{changed[1], changed[0], old[2]})
		return errors.Join(err, err2)
	})
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.PutReports(run1, "nowhere", 1, 0, nil) }); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("reports of no article: %v", err)
	}
}

func copies(t *testing.T, s store.Store) {
	var as []store.Article
	for i := range 4 {
		as = append(as, Text(fmt.Sprintf("https://example.org/%d", i), "2026-03-02", "text"))
	}
	put(t, s, as...)
	high := uint64(1)<<63 + 5
	update(t, s, func(tx store.Tx) error {
		return errors.Join(
			tx.PutSketch(as[0].ID, []uint64{1, 2, high}, []byte("s0")),
			tx.PutSketch(as[1].ID, []uint64{2, 9}, []byte("old")),
			tx.PutSketch(as[1].ID, []uint64{high, 7, 7}, []byte("s1")), // in the place of the one before
			tx.PutSketch(as[2].ID, []uint64{3}, []byte("s2")),
			tx.SetGroup([]string{as[0].ID, as[1].ID}, as[0].ID))
	})
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Banded(as[0].ID, []uint64{1, 2, high})
		same(t, "who shares a band", got, []store.Sketched{{ID: as[1].ID, Group: as[0].ID, Sketch: []byte("s1")}})
		got, err2 := tx.Banded(as[3].ID, []uint64{2, 3})
		want := []store.Sketched{{ID: as[0].ID, Group: as[0].ID, Sketch: []byte("s0")}, {ID: as[2].ID, Group: as[2].ID, Sketch: []byte("s2")}}
		slices.SortFunc(want, func(a, b store.Sketched) int { return cmpStrings(a.ID, b.ID) })
		same(t, "of two bands", got, want)
		got, err3 := tx.Grouped([]string{as[0].ID, "nowhere"})
		want = []store.Sketched{{ID: as[0].ID, Group: as[0].ID, Sketch: []byte("s0")}, {ID: as[1].ID, Group: as[0].ID, Sketch: []byte("s1")}}
		slices.SortFunc(want, func(a, b store.Sketched) int { return cmpStrings(a.ID, b.ID) })
		same(t, "a group", got, want)
		return errors.Join(err, err2, err3)
	})
}

func nodes(t *testing.T, s store.Store) {
	a, b := Text("https://example.org/a", "2026-03-02", "one"), Text("https://example.org/b", "2026-03-02", "two")
	put(t, s, a, b)
	ns := []store.Node{
		{ID: "n1", Article: a.ID, Rank: "9", Sketch: []byte{0, 1, 2}, Event: "n1", Keys: []store.Key{{Hash: -5, From: 10, To: 10}, {Hash: 1 << 62, From: -400, To: 12}}},
		{ID: "n2", Article: a.ID, Rank: "8", Sketch: []byte{}, Event: "n1", Link: "n1", Keys: []store.Key{{Hash: 7, From: 3, To: 900}}},
		{ID: "n3", Article: b.ID, Rank: "7", Sketch: []byte{3}, Event: "n3"},
	}
	update(t, s, func(tx store.Tx) error { return tx.PutNodes(ns) })
	check := func(what string, want []store.Node) {
		t.Helper()
		view(t, s, func(tx store.Tx) error {
			got, err := tx.Nodes([]string{"n3", "n2", "n1", "n2", "n9"})
			same(t, what, got, want)
			return err
		})
	}
	check("nodes", ns)
	view(t, s, func(tx store.Tx) error {
		of, err := tx.NodesOf(a.ID)
		same(t, "of an article", of, ns[:2])
		members, err2 := tx.Members("n1")
		same(t, "of an event", members, ns[:2])
		return errors.Join(err, err2)
	})
	moved := slices.Clone(ns)
	moved[1].Event, moved[1].Link = "n3", "n3"
	update(t, s, func(tx store.Tx) error { return tx.MoveNodes([]store.Node{{ID: "n2", Event: "n3", Link: "n3"}}) })
	check("after a move", moved)
	moved[0].Keys = []store.Key{{Hash: 99, From: 1, To: 1}}
	moved[0].Rank = "5"
	update(t, s, func(tx store.Tx) error { return tx.PutNodes(moved[:1]) })
	check("put again", moved)
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Near([]store.Key{{Hash: -5, From: 10, To: 10}, {Hash: 1 << 62, From: 0, To: 0}})
		same(t, "near keys that are gone", got, []store.Node(nil))
		return err
	})
	update(t, s, func(tx store.Tx) error { return tx.DropNodes([]string{"n1", "n9"}) })
	check("after a drop", moved[1:])
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.MoveNodes([]store.Node{{ID: "n1"}}) }); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a node that is gone was moved: %v", err)
	}
}

// near holds Near against a look at every key.
func near(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "one")
	put(t, s, a)
	r := random(3)
	key := func() store.Key {
		from := r.below(60) - 20
		spans := []int{0, 0, 0, 1, 2, 3, 31, 32, 40, 366, 367, 5000}
		return store.Key{Hash: int64(r.below(5)) - 2, From: from, To: from + spans[r.below(len(spans))]}
	}
	var ns []store.Node
	for i := range 200 {
		n := store.Node{ID: fmt.Sprintf("n%03d", i), Article: a.ID, Event: "e", Sketch: []byte{byte(i)}}
		for range r.below(4) {
			n.Keys = append(n.Keys, key())
		}
		ns = append(ns, n)
	}
	update(t, s, func(tx store.Tx) error { return tx.PutNodes(ns) })
	view(t, s, func(tx store.Tx) error {
		for range 50 {
			var keys []store.Key
			for range r.below(40) {
				keys = append(keys, key())
			}
			var want []store.Node
			for _, n := range ns {
				if slices.ContainsFunc(n.Keys, func(k store.Key) bool {
					return slices.ContainsFunc(keys, func(q store.Key) bool { return k.Hash == q.Hash && k.From <= q.To && k.To >= q.From })
				}) {
					n.Keys = nil
					want = append(want, n)
				}
			}
			got, err := tx.Near(keys)
			if err != nil {
				return err
			}
			same(t, fmt.Sprintf("near %v", keys), got, want)
		}
		return nil
	})
}

func corrections(t *testing.T, s store.Store) {
	c1 := store.Correction{Kind: "reject", Analyst: "अनिता", Reason: "no attack", Made: noon, Targets: []store.Anchor{{Article: "a", Start: 3, End: 9, Report: "r1"}, {Article: "b", Report: "r2"}}, Body: []byte(`{"x":1}`)}
	c2 := store.Correction{Kind: "undo", Analyst: "b", Made: noon.Add(time.Hour), Targets: []store.Anchor{{Article: "b", Report: "r2"}}, Body: []byte{}, Undoes: 1}
	c3 := store.Correction{Kind: "accept", Analyst: "c", Made: noon, Body: []byte{}}
	update(t, s, func(tx store.Tx) error {
		for i, c := range []*store.Correction{&c1, &c2, &c3} {
			id, err := tx.AddCorrection(*c)
			if err != nil || id != int64(i+1) {
				return fmt.Errorf("correction %d has number %d: %w", i, id, err)
			}
			c.ID = id
		}
		return nil
	})
	view(t, s, func(tx store.Tx) error {
		one, err := tx.Correction(2)
		same(t, "one", one, c2)
		all, err2 := collect(tx.EachCorrection())
		same(t, "all", all, []store.Correction{c1, c2, c3})
		of, err3 := tx.CorrectionsOf([]string{"b", "a", "nowhere"})
		same(t, "of two articles", of, []store.Correction{c1, c2})
		of, err4 := tx.CorrectionsOf([]string{"a"})
		same(t, "of one", of, []store.Correction{c1})
		of, err5 := tx.CorrectionsOf(nil)
		same(t, "of none", of, []store.Correction(nil))
		if _, err := tx.Correction(9); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a correction that is not there: %v", err)
		}
		return errors.Join(err, err2, err3, err4, err5)
	})
}

func runs(t *testing.T, s store.Store) {
	a, b, c := Text("https://example.org/a", "2026-03-02", "one"), Text("https://example.org/b", "2026-03-02", "two"), Text("https://example.org/a", "2026-03-03", "new")
	run1, run2 := put(t, s, a, b, c), put(t, s)
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.PutReports(run1, a.ID, 1, 0, []article.Report{report(a, 0, "x"), report(a, 1, "y")}), tx.PutReports(run1, b.ID, 1, 0, nil),
			tx.PutReports(run2, b.ID, 1, 0, []article.Report{report(b, 0, "z")}), tx.FinishRun(run1, noon.Add(time.Minute)))
	})
	view(t, s, func(tx store.Tx) error {
		rs, err := tx.Runs()
		same(t, "runs", rs, []store.Run{
			{ID: run1, Kind: "ingest", Coder: "test", Started: noon, Finished: noon.Add(time.Minute), Articles: 2, Reports: 2},
			{ID: run2, Kind: "ingest", Coder: "test", Started: noon, Articles: 1, Reports: 1}})
		both, err2 := collect(tx.Recoded(run1, run2))
		same(t, "recoded", both, []store.Recoding{{Article: b.ID, After: []article.Report{report(b, 0, "z")}}})
		p1, err3 := tx.Pending(run1, "", 10)
		same(t, "pending", p1, []string{c.ID}) // a is replaced by c
		p2, err4 := tx.Pending(run2, "", 10)
		same(t, "pending of the second", p2, []string{c.ID})
		p3, err5 := tx.Pending(run2, c.ID, 10)
		same(t, "pending after the last", p3, []string(nil))
		return errors.Join(err, err2, err3, err4, err5)
	})
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.FinishRun(99, noon) }); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a run that is not there: %v", err)
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.PutReports(99, a.ID, 1, 0, nil) }); err == nil {
		t.Error("reports of a run that was never started were kept")
	}
}

func stats(t *testing.T, s store.Store) {
	a, b, c := Text("https://example.org/a", "2026-03-02", "one"), Text("https://example.org/b", "2026-03-09", "two"), Text("https://example.org/a", "2026-03-03", "new")
	b.Publisher, b.Language = "दैनिक जागरण", "hi"
	run := put(t, s, a, b, c)
	e := Event("e1", "2026-03-02")
	e.Disagreements = []string{"figure"}
	update(t, s, func(tx store.Tx) error {
		_, err := tx.AddCorrection(store.Correction{Made: noon})
		return errors.Join(err, tx.PutReports(run, a.ID, 1, 0, []article.Report{report(a, 0, "x")}), tx.PutReports(run, b.ID, 1, 0, []article.Report{report(b, 0, "x"), report(b, 1, "y")}),
			tx.SetGroup([]string{b.ID}, "0"), tx.PutEvent(e), tx.PutEvent(Event("e2", "2026-03-03")))
	})
	view(t, s, func(tx store.Tx) error {
		st, err := tx.Stats()
		if st.Bytes <= 0 {
			t.Errorf("%d bytes", st.Bytes)
		}
		st.Bytes = 0
		same(t, "stats", st, store.Stats{Articles: 2, Copies: 1, Reports: 2, Events: 2, Disagreeing: 1, Corrections: 1, Publishers: 2,
			First: Day("2026-03-03"), Last: Day("2026-03-09"), ByType: map[string]int{"ASSAULT": 2},
			ByLanguage: map[string]int{"mr": 1, "hi": 1}, ByPublisher: map[string]int{"लोकमत": 1, "दैनिक जागरण": 1}})
		return err
	})
}
