package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// The fixture is a small store with something of every kind, as a version of the schema keeps it: written once (WriteFixture), it must open
// with all later versions and say the same (CheckFixture).

// WriteFixture writes it into an empty store.
func WriteFixture(ctx context.Context, s store.Store) error {
	a, b, c := fixtureArticles()
	return s.Update(ctx, func(tx store.Tx) error {
		var err error
		try := func(e error) { err = errors.Join(err, e) }
		for _, a := range []store.Article{a, b, c} {
			_, e := tx.PutArticle(a)
			try(e)
		}
		run1, e := tx.StartRun(store.Run{Kind: "ingest", Coder: "0.1.0", Lexicon: "abc", Started: noon})
		try(e)
		run2, e := tx.StartRun(store.Run{Kind: "recode", Coder: "0.2.0", Lexicon: "def", Started: noon.Add(time.Hour)})
		try(e)
		try(tx.FinishRun(run1, noon.Add(time.Minute)))
		try(tx.PutReports(run1, b.ID, 0.5, 3, []article.Report{report(b, 0, "old")}))
		try(tx.PutReports(run2, b.ID, 1, 0, []article.Report{report(b, 0, "नवे"), report(b, 1, "दुसरे")}))
		try(tx.PutReports(run1, c.ID, 1, 0, []article.Report{report(c, 0, "copy")}))
		try(tx.PutSketch(b.ID, []uint64{1, 1 << 63}, []byte("b")))
		try(tx.PutSketch(c.ID, []uint64{1}, []byte("c")))
		try(tx.SetGroup([]string{c.ID}, b.ID))
		try(tx.PutNodes([]store.Node{{ID: report(b, 0, "").ID, Article: b.ID, Rank: "9", Sketch: []byte{1}, Event: "00000000000000a1", Keys: []store.Key{{Hash: -1, From: 20000, To: 20400}}}}))
		for e := range Made(5, 3) {
			try(tx.PutEvent(e))
		}
		e1 := Event("00000000000000a1", "2026-03-02")
		e1.Words, e1.Disagreements = "ड्रोन हल्ला", []string{"figure"}
		e1.Parties = []store.EventParty{{Role: "actor", Country: "RUS", Sector: "MIL", Name: "रशिया"}}
		try(tx.PutEvent(e1))
		_, e = tx.AddCorrection(store.Correction{Kind: "reject", Analyst: "अनिता", Reason: "why", Made: noon, Targets: []store.Anchor{{Article: b.ID, Start: 1, End: 2, Report: "r"}}, Body: []byte("{}")})
		try(e)
		return err
	})
}

// fixtureArticles are two texts under one URL and a copy in another paper.
func fixtureArticles() (old, current, copied store.Article) {
	old, current = Text("https://example.org/a", "2026-03-01", "old"), Text("https://example.org/a", "2026-03-02", "नवा मजकूर")
	return old, current, Text("https://elsewhere.example/b", "2026-03-02", "नवा मजकूर")
}

// CheckFixture fails where a store does not say what WriteFixture wrote, or cannot be written to.
func CheckFixture(t *testing.T, s store.Store) {
	t.Helper()
	a, b, c := fixtureArticles()
	view(t, s, func(tx store.Tx) error {
		got, err := tx.FindArticle(b.URL)
		if err != nil {
			return err
		}
		want := kept(b)
		want.Health, want.Run = 1, 2
		same(t, "the article", got, want)
		ids, err := tx.ReplacedBy(b.ID)
		same(t, "what it replaced", ids, []string{a.ID})
		reps, err2 := tx.Reports(b.ID)
		same(t, "its reports", reps, []article.Report{report(b, 0, "नवे"), report(b, 1, "दुसरे")})
		like, err3 := tx.Banded(b.ID, []uint64{1})
		same(t, "its copies", like, []store.Sketched{{ID: c.ID, Group: b.ID, Sketch: []byte("c")}})
		near, err4 := tx.Near([]store.Key{{Hash: -1, From: 20300, To: 20300}})
		if len(near) != 1 || near[0].Event != "00000000000000a1" {
			t.Errorf("near: %+v", near)
		}
		for _, f := range []store.Filter{{Text: "ड्रोन"}, {Actor: []string{"RUS/MIL"}}, {Actor: []string{"रशि"}}, {Disagreement: []string{"figure"}, Types: []string{"ASSAULT"}, Days: article.Interval{Start: Day("2026-03-02"), End: Day("2026-03-02")}}} {
			same(t, fmt.Sprintf("%+v", f), found(t, tx, f), []string{"00000000000000a1"})
		}
		cs, err5 := tx.CorrectionsOf([]string{b.ID})
		if len(cs) != 1 || cs[0].Analyst != "अनिता" || !cs[0].Made.Equal(noon) || len(cs[0].Targets) != 1 {
			t.Errorf("corrections: %+v", cs)
		}
		rs, err6 := tx.Runs()
		if len(rs) != 2 || rs[0].Reports != 2 || rs[1].Coder != "0.2.0" || !rs[1].Finished.IsZero() {
			t.Errorf("runs: %+v", rs)
		}
		st, err7 := tx.Stats()
		if st.Articles != 2 || st.Copies != 1 || st.Reports != 3 || st.Events != 6 {
			t.Errorf("stats: %+v", st)
		}
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
	update(t, s, func(tx store.Tx) error {
		run, err := tx.StartRun(store.Run{Kind: "recode", Started: noon})
		return errors.Join(err, tx.PutReports(run, b.ID, 1, 0, nil), tx.DropEvent("00000000000000a1"), tx.DropNodes([]string{report(b, 0, "").ID}), tx.PutEvent(Event("00000000000000b2", "2026-03-09")))
	})
	view(t, s, func(tx store.Tx) error {
		same(t, "after a change", found(t, tx, store.Filter{Days: article.Interval{Start: Day("2026-03-01")}}), []string{"00000000000000b2"})
		return nil
	})
}
