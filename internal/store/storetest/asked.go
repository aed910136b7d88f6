package storetest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// version gives the version of a store, and what has changed since a number.
func version(t *testing.T, s store.Store, after int64) (v int64, list []string) {
	t.Helper()
	from := after
	view(t, s, func(tx store.Tx) error {
		var err error
		if v, err = tx.Version(); err != nil {
			return err
		}
		for { // by pages of two
			changes, err := tx.Changes(after, 2)
			if err != nil || len(changes) == 0 {
				return err
			}
			for _, c := range changes {
				what := "changed"
				if c.Since > from {
					what = "new"
				}
				if c.Dropped {
					what = "dropped"
				}
				if c.Num > v || c.Num <= after || c.Since > c.Num {
					t.Errorf("after %d: %+v, at version %d", after, c, v)
				}
				list, after = append(list, what+" "+c.Event), c.Num
			}
		}
	})
	return v, list
}

// changes: what changes an event takes a number, what does not takes none, and nothing that changed is missed.
func changes(t *testing.T, s store.Store) {
	v0, list := version(t, s, 0)
	if v0 != 0 || len(list) > 0 {
		t.Errorf("an empty store is at version %d, and tells %q", v0, list)
	}
	a, b, c := Event("a", "2026-03-01"), Event("b", "2026-03-02"), Event("c", "2026-03-03")
	keep := func(f func(tx store.Tx) error) (before int64) {
		t.Helper()
		before, _ = version(t, s, 0)
		update(t, s, f)
		return before
	}
	tell := func(what string, after int64, moved bool, want ...string) {
		t.Helper()
		v, list := version(t, s, after)
		same(t, what, list, want)
		if moved != (v > after) {
			t.Errorf("%s: version %d after %d", what, v, after)
		}
	}
	before := keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(c), tx.PutEvent(a), tx.PutEvent(b)) })
	tell("three new", before, true, "new c", "new a", "new b")
	before = keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(b), tx.PutEvent(a), tx.DropEvent("nowhere")) })
	tell("the same again", before, false)
	more := a
	more.Body = []byte(`{"more":true}`)
	before = keep(func(tx store.Tx) error { return tx.PutEvent(more) })
	tell("another body", before, true, "changed a")
	row := b
	row.Confidence, row.Days = 0.9, a.Days
	before = keep(func(tx store.Tx) error { return tx.PutEvent(row) })
	tell("the same body in another row", before, true)
	before = keep(func(tx store.Tx) error { return errors.Join(tx.DropEvent("c"), tx.PutEvent(c)) })
	tell("gone and back in one update", before, true)
	before = keep(func(tx store.Tx) error { return tx.DropEvent("c") })
	tell("gone", before, true, "dropped c")
	before = keep(func(tx store.Tx) error { return tx.PutEvent(c) })
	tell("back", before, true, "new c")
	before = keep(func(tx store.Tx) error { return errors.Join(tx.PutEvent(a), tx.PutEvent(more)) })
	tell("there and back in one update", before, true, "changed a")
	before = keep(func(tx store.Tx) error {
		_, err := tx.PutArticle(Text("https://example.org/a", "2026-03-02", "text"))
		return err
	})
	tell("an article", before, true)
	if err := s.Update(t.Context(), func(tx store.Tx) error { return errors.Join(tx.DropEvent("a"), errors.New("stop")) }); err == nil {
		t.Error("no error comes back")
	}
	tell("what was not kept", before+1, false)
	v, list := version(t, s, 0)
	same(t, "all", list, []string{"new b", "new c", "new a"})
	for n := range 50 {
		keep(func(tx store.Tx) error { return tx.PutEvent(Event(fmt.Sprint(n%7), "2026-03-02")) })
	}
	_, list = version(t, s, v)
	slices.Sort(list)
	same(t, "each once", list, []string{"new 0", "new 1", "new 2", "new 3", "new 4", "new 5", "new 6"})
}

// madeArticle makes an article by number, with its health, defects and their kinds.
func madeArticle(i int) (a store.Article, kinds map[string]int) {
	r := random(i*131 + 7)
	day := madeFirst.Add(r.below(40)).String()
	a = Text(fmt.Sprintf("https://example.org/%d", i), day, madeWord(r.often(60))+" "+madeWord(r.often(900))+".\nअंत "+madeWord(r.below(20)))
	a.Title, a.Publisher, a.Language = madeWord(r.often(30))+" "+madeWord(r.below(300)), pick(&r, madePublishers[:6]), pick(&r, madeLanguages)
	if r.below(20) == 0 {
		a.Day, a.Published, a.Publisher = article.Date{}, "", ""
	}
	store.Identify(&a)
	a.Health, kinds = float64(r.below(11))/10, map[string]int{}
	for range r.below(3) {
		kinds[pick(&r, []string{"glued", "credit", "clone", "numbers"})]++
	}
	for _, n := range kinds {
		a.Defects += n
	}
	return a, kinds
}

// articleQuery makes a filter of articles by number.
func articleQuery(i int) (f store.ArticleFilter) {
	r := random(i*17 + 3)
	set := func() bool { return r.below(4) == 0 }
	if set() {
		f.Days.Start = madeFirst.Add(r.below(40))
	}
	if set() {
		f.Days.End = madeFirst.Add(20 + r.below(20))
	}
	if !f.Days.Start.Zero() && !f.Days.End.Zero() && f.Days.End.Before(f.Days.Start) {
		f.Days.End = f.Days.Start
	}
	if set() {
		f.Publishers = some(&r, madePublishers[:8])
	}
	if set() {
		f.Languages = some(&r, madeLanguages)
	}
	if set() {
		f.Defects = []string{[]string{"any", "glued", "credit", "nothing"}[r.below(4)]}
	}
	if set() {
		most := float64(r.below(11)) / 10
		f.HealthMax = &most
	}
	if set() {
		if f.Text = madeWord(r.often(30)); r.below(3) == 0 {
			f.Text = string([]rune(f.Text)[:2]) + "*"
		}
	}
	return f
}

// fitsArticle tells whether a filter wants an article.
func fitsArticle(a *store.Article, kinds map[string]int, f *store.ArticleFilter) bool {
	in := func(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }
	start, prefix := strings.CutSuffix(f.Text, "*")
	return in(f.Publishers, a.Publisher) && in(f.Languages, a.Language) && (f.HealthMax == nil || a.Health <= *f.HealthMax) &&
		(f.Days == article.Interval{} || !a.Day.Zero()) && (f.Days.Start.Zero() || !a.Day.Before(f.Days.Start)) && (f.Days.End.Zero() || !f.Days.End.Before(a.Day)) &&
		(len(f.Defects) == 0 || slices.ContainsFunc(f.Defects, func(k string) bool { return kinds[k] > 0 || k == "any" && a.Defects > 0 })) &&
		(f.Text == "" || slices.ContainsFunc(strings.Fields(strings.ReplaceAll(a.Title+" "+a.Text, ".", " ")), func(w string) bool {
			return w == start || prefix && strings.HasPrefix(w, start)
		}))
}

// articleLists holds lists of articles and what desks are told against a look at each.
func articleLists(t *testing.T, s store.Store) {
	const n = 200
	kinds := map[string]map[string]int{}
	var all []store.Article
	update(t, s, func(tx store.Tx) error {
		run, err := tx.StartRun(store.Run{Kind: "ingest", Started: noon})
		if err != nil {
			return err
		}
		for i := range n {
			a, ks := madeArticle(i)
			health, defects := a.Health, a.Defects
			a.Health, a.Defects = 1, 0 // it is coded after it is kept
			if _, err := tx.PutArticle(a); err != nil {
				return err
			}
			if err := errors.Join(tx.PutReports(run, a.ID, health, defects, nil), tx.PutDefects(a.ID, ks)); err != nil {
				return err
			}
			if a.Health, a.Defects, a.Run = health, defects, run; i%7 == 0 { // and another text under its address
				b := Text(a.URL, "2025-03-09", "नवा मजकूर")
				b.Publisher = a.Publisher
				if _, err := tx.PutArticle(b); err != nil {
					return err
				}
				a, ks = kept(b), nil
			}
			a.Group = a.ID
			all, kinds[a.ID] = append(all, a), ks
		}
		return checkArticles(t, tx, all, kinds, 3)
	})
	slices.SortFunc(all, func(a, b store.Article) int {
		return cmp.Or(strings.Compare(b.Day.String(), a.Day.String()), strings.Compare(a.ID, b.ID))
	})
	view(t, s, func(tx store.Tx) error {
		for i := range 80 {
			if err := checkArticles(t, tx, all, kinds, i); err != nil {
				return err
			}
		}
		most := 0.0
		for name, f := range map[string]store.ArticleFilter{
			"no cursor": {After: "'; --"}, "a foreign cursor": {After: "s3.4"}, "a long text": {Text: strings.Repeat("x", 2000)}, "many values": {Publishers: make([]string, 101)},
			"days backwards": {Days: article.Interval{Start: Day("2026-03-03"), End: Day("2026-03-02")}},
		} {
			if _, err := tx.FindArticles(f); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
		page, err := tx.FindArticles(store.ArticleFilter{HealthMax: &most, Publishers: []string{"'; --"}, Text: `" NEAR`})
		same(t, "hostile values", page, store.ArticlePage{})
		return err
	})
}

func checkArticles(t *testing.T, tx store.Tx, all []store.Article, kinds map[string]map[string]int, i int) error {
	t.Helper()
	f := articleQuery(i)
	var want []store.Article
	desks := map[string]*store.Desk{}
	for _, a := range all {
		if !fitsArticle(&a, kinds[a.ID], &f) {
			continue
		}
		key := a.Publisher + "\x00" + a.Language
		if desks[key] == nil {
			desks[key] = &store.Desk{Publisher: a.Publisher, Language: a.Language, HealthMin: 1, Kinds: map[string]int{}}
		}
		d := desks[key]
		d.Articles, d.Defects, d.HealthMin, d.Health = d.Articles+1, d.Defects+a.Defects, min(d.HealthMin, a.Health), d.Health+a.Health
		if a.Defects > 0 {
			d.Damaged++
		}
		for k := range kinds[a.ID] {
			d.Kinds[k]++
		}
		if d.First.Zero() || !a.Day.Zero() && a.Day.Before(d.First) {
			d.First = a.Day
		}
		if d.Last.Before(a.Day) {
			d.Last = a.Day
		}
		a.Text = ""
		want = append(want, a)
	}
	var told []store.Desk
	for _, key := range slices.Sorted(maps.Keys(desks)) {
		d := desks[key]
		d.Health /= float64(d.Articles)
		told = append(told, *d)
	}
	got, err := tx.Desks(f)
	if d := compare(told, got); d != "" {
		t.Errorf("desks of %+v (-want +got):\n%s", f, d)
	}
	var found []store.Article
	for f.Limit = 1 + i%30; err == nil; {
		var page store.ArticlePage
		page, err = tx.FindArticles(f)
		if found = append(found, page.Articles...); page.Next == "" || err != nil {
			break
		}
		if f.After = page.Next; len(page.Articles) != f.Limit {
			t.Errorf("%+v: a page of %d, then %q", f, len(page.Articles), page.Next)
		}
	}
	if i != 3 || len(want) == len(all) { // in the update that puts them the list is not sorted yet
		same(t, fmt.Sprintf("%+v", f), found, want)
	}
	return err
}

// compare compares desks: means may differ in the last digits, by the order of adding.
func compare(want, got []store.Desk) string {
	return gocmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9))
}

// articleChanges: an article that is coded anew or replaced is found as it is now.
func articleChanges(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "पाऊस पडला")
	run := put(t, s, a)
	health := func(most float64, text string) (ids []string) {
		view(t, s, func(tx store.Tx) error {
			page, err := tx.FindArticles(store.ArticleFilter{HealthMax: &most, Text: text})
			for _, a := range page.Articles {
				ids = append(ids, a.ID)
			}
			return err
		})
		return ids
	}
	update(t, s, func(tx store.Tx) error { return tx.PutReports(run, a.ID, 0.3, 2, nil) })
	same(t, "an unhealthy one", health(0.5, "पाऊस"), []string{a.ID})
	update(t, s, func(tx store.Tx) error { return tx.PutReports(run, a.ID, 0.9, 0, nil) })
	same(t, "a healthy one", health(0.5, ""), []string(nil))
	b := Text("https://example.org/a", "2026-03-03", "ऊन पडले")
	put(t, s, b)
	same(t, "what was replaced", health(1, "पाऊस"), []string(nil))
	same(t, "what replaced it", health(1, "ऊन"), []string{b.ID})
	late := Text("https://example.org/a", "2026-03-01", "वारा सुटला")
	update(t, s, func(tx store.Tx) error {
		_, err := tx.PutArticle(late)
		return errors.Join(err, tx.PutReports(run, late.ID, 0.1, 0, nil), tx.PutReports(run, a.ID, 0.1, 0, nil))
	})
	same(t, "what came late, and what was replaced, coded anew", health(1, ""), []string{b.ID})
}
