// Package storetest holds every store to the same answers: one suite, run by the tests of each. It also makes events by rule, as many as
// wanted and always the same ones, for measurements.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Run runs the suite. open gives a new, empty store.
func Run(t *testing.T, open func(*testing.T) store.Store) {
	for _, c := range []struct {
		name string
		f    func(*testing.T, store.Store)
	}{
		{"Articles", articles},
		{"SameTwice", sameTwice},
		{"Replaced", replaced},
		{"HostileText", hostileText},
		{"Reports", reports},
		{"Copies", copies},
		{"Nodes", nodes},
		{"Near", near},
		{"Stale", stale},
		{"Many", many},
		{"ManyArticles", manyArticles},
		{"Coded", coded},
		{"Events", events},
		{"EventOf", eventOf},
		{"Changes", changes},
		{"Counts", counts},
		{"Whole", whole},
		{"ArticleLists", articleLists},
		{"ArticleChanges", articleChanges},
		{"Corrections", corrections},
		{"Runs", runs},
		{"Reads", reads},
		{"Stats", stats},
		{"AllOrNothing", allOrNothing},
		{"ViewWritesNothing", viewWritesNothing},
		{"Side by side", sideBySide},
		{"Find", find},
		{"FindText", findText},
		{"FindHostile", findHostile},
		{"FindAll", findAll},
		{"FindWhileWriting", findWhileWriting},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			defer func() {
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}()
			c.f(t, s)
		})
	}
}

// update and view run f and fail the test where it fails.
func update(t *testing.T, s store.Store, f func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, s store.Store, f func(store.Tx) error) {
	t.Helper()
	if err := s.View(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// same fails the test where two values differ.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func collect[T any](seq iter.Seq2[T, error]) (list []T, err error) {
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// Day reads a day of a test.
func Day(s string) article.Date {
	d, err := article.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Text makes an article with a text under a URL.
func Text(url, day, text string) store.Article {
	a := store.Article{Given: "given " + url, URL: url, Publisher: "लोकमत", Author: "A. Author", Title: "शीर्षक", Language: "mr", Published: day, Day: Day(day), Text: text}
	store.Identify(&a)
	return a
}

// kept is an article as it comes back after PutArticle.
func kept(a store.Article) store.Article {
	a.Group = a.ID
	return a
}

func articles(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "पहिला मजकूर")
	b := Text("https://example.org/b", "2026-03-03", "दुसरा मजकूर")
	update(t, s, func(tx store.Tx) error {
		for _, a := range []store.Article{a, b} {
			if put, err := tx.PutArticle(a); put != store.New || err != nil {
				return fmt.Errorf("put %v: %w", put, err)
			}
		}
		return nil
	})
	view(t, s, func(tx store.Tx) error {
		for _, name := range []string{a.ID, a.Given, a.URL, a.Key, "http://www.example.org/a?utm_source=feed#top"} {
			got, err := tx.FindArticle(name)
			same(t, "found by "+name, got, kept(a))
			if err != nil {
				return err
			}
		}
		all, err := collect(tx.EachArticle(""))
		want := []store.Article{kept(a), kept(b)}
		slices.SortFunc(want, func(a, b store.Article) int { return cmpStrings(a.ID, b.ID) })
		same(t, "each", all, want)
		if err != nil {
			return err
		}
		all, err = collect(tx.EachArticle(want[0].ID))
		same(t, "after the first", all, want[1:])
		if err != nil {
			return err
		}
		some, err := tx.ArticlesByID([]string{b.ID, "nowhere", a.ID, b.ID})
		want[0].Text, want[1].Text = "", ""
		same(t, "by id", some, want)
		if _, err := tx.Article("nowhere"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an article that is not there: %v", err)
		}
		if _, err := tx.FindArticle(""); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an article without name: %v", err)
		}
		return err
	})
}

func cmpStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func sameTwice(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "मजकूर")
	put := func(a store.Article, want store.Put) {
		t.Helper()
		update(t, s, func(tx store.Tx) error {
			got, err := tx.PutArticle(a)
			if got != want {
				t.Errorf("put gives %d, want %d", got, want)
			}
			return err
		})
	}
	put(a, store.New)
	again := a
	again.Title, again.Published = "another title", "2026-03-05"
	put(again, store.Same)
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Article(a.ID)
		same(t, "article", got, kept(a))
		return err
	})
	// Without a URL the publisher, the day and the text make the article.
	b := Text("", "2026-03-02", "मजकूर")
	put(b, store.New)
	put(b, store.Same)
	b.Publisher = "सकाळ"
	store.Identify(&b)
	put(b, store.New)
}

func replaced(t *testing.T, s store.Store) {
	const url = "https://example.org/a"
	first, second := Text(url, "2026-03-02", "one"), Text(url, "2026-03-03", "two")
	third, late := Text(url, "2026-03-03", "three"), Text(url, "2026-03-01", "zero")
	put := func(a store.Article, want store.Put, counts string) {
		t.Helper()
		update(t, s, func(tx store.Tx) error {
			got, err := tx.PutArticle(a)
			if err != nil {
				return err
			}
			found, err := tx.FindArticle(url)
			if got != want || found.Text != counts || found.Replaced != "" {
				t.Errorf("put %q gives %d, want %d; %q counts, want %q", a.Text, got, want, found.Text, counts)
			}
			return err
		})
	}
	put(first, store.New, "one")
	put(second, store.Changed, "two")  // a later day
	put(late, store.Changed, "two")    // an earlier one
	put(third, store.Changed, "three") // the same day, handed in later
	put(first, store.Same, "three")    // one that was replaced stays so
	hour := Text(url, "2026-03-03", "four")
	hour.Published = "2026-03-03T10:00:00+05:30"
	put(hour, store.Changed, "four")
	earlier := Text(url, "2026-03-03", "five")
	earlier.Published = "2026-03-03T04:29:59Z" // a second before, where the clock says less
	put(earlier, store.Changed, "four")
	view(t, s, func(tx store.Tx) error {
		ids, err := tx.ReplacedBy(hour.ID)
		want := []string{first.ID, second.ID, third.ID, late.ID, earlier.ID}
		slices.Sort(want)
		same(t, "replaced", ids, want)
		if err != nil {
			return err
		}
		a, err := tx.Article(first.ID)
		if a.Replaced != hour.ID || a.Text != "one" {
			t.Errorf("the first is replaced by %q and says %q", a.Replaced, a.Text)
		}
		ids, err2 := tx.ReplacedBy(first.ID)
		same(t, "replaced by the first", ids, []string(nil))
		return errors.Join(err, err2)
	})
}

// hostileText: texts are bytes, whatever they are; names are made fit for any database.
func hostileText(t *testing.T, s store.Store) {
	texts := []string{"", "\x00", "a\x00b\xff\xfe", "'; DROP TABLE article; --", "\x28\xB5\x2F\xFD", "\x28\xB5\x2F\xFD and more", "\ufeff\u202e", string(make([]byte, 100_000))}
	for i, text := range texts {
		a := Text(fmt.Sprintf("https://example.org/%d", i), "2026-03-02", text)
		a.Title, a.Publisher, a.Given = "a\x00b\xff'\"", "x'); DROP TABLE article; --", "\xff\x00"
		update(t, s, func(tx store.Tx) error {
			if put, err := tx.PutArticle(a); err != nil || put != store.New {
				return fmt.Errorf("%.20q: %v %w", text, put, err)
			}
			got, err := tx.Article(a.ID)
			if got.Text != text || got.Title != "a\uFFFDb\uFFFD'\"" || got.Publisher != a.Publisher || got.Given != "\uFFFD\uFFFD" {
				t.Errorf("%.20q comes back as %.20q, title %q, publisher %q, given %q", text, got.Text, got.Title, got.Publisher, got.Given)
			}
			if _, err := tx.FindArticle(a.Given); err != nil {
				t.Errorf("found by %q: %v", a.Given, err)
			}
			return err
		})
	}
}

func allOrNothing(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "text")
	stop := errors.New("stop")
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if _, err := tx.PutArticle(a); err != nil {
			return err
		}
		if err := tx.PutEvent(Event("e1", "2026-03-02")); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatalf("the error comes back as %v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic was swallowed")
			}
		}()
		s.Update(t.Context(), func(tx store.Tx) error {
			if _, err := tx.PutArticle(a); err != nil {
				return err
			}
			panic("in the middle")
		})
	}()
	var late store.Tx
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Update(ctx, func(tx store.Tx) error {
		late = tx
		_, err := tx.PutArticle(a)
		cancel()
		return err
	}); !errors.Is(err, context.Canceled) {
		t.Errorf("an update that was called off ends with %v", err)
	}
	if _, err := late.Article(a.ID); err == nil {
		t.Error("a transaction that is over still answers")
	}
	view(t, s, func(tx store.Tx) error {
		st, err := tx.Stats()
		if st.Articles != 0 || st.Events != 0 {
			t.Errorf("something was kept: %+v", st)
		}
		page, err2 := tx.FindEvents(store.Filter{})
		same(t, "events", page, store.Page{Events: []store.Event{}})
		return errors.Join(err, err2)
	})
	update(t, s, func(tx store.Tx) error { // and it still works
		_, err := tx.PutArticle(a)
		return err
	})
}

func viewWritesNothing(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "text")
	for name, f := range map[string]func(store.Tx) error{
		"an article":   func(tx store.Tx) error { _, err := tx.PutArticle(a); return err },
		"an event":     func(tx store.Tx) error { return tx.PutEvent(Event("e1", "2026-03-02")) },
		"a run":        func(tx store.Tx) error { _, err := tx.StartRun(store.Run{}); return err },
		"a correction": func(tx store.Tx) error { _, err := tx.AddCorrection(store.Correction{}); return err },
	} {
		if err := s.View(t.Context(), f); err == nil {
			t.Errorf("a view could write %s", name)
		}
	}
}

// sideBySide: updates of many goroutines all happen, one after the other, and readers see whole ones.
func sideBySide(t *testing.T, s store.Store) {
	const writers, each = 4, 5
	done := make(chan error)
	for w := range writers {
		go func() {
			var err error
			for i := range each {
				err = errors.Join(err, s.Update(t.Context(), func(tx store.Tx) error {
					for _, half := range []string{"a", "b"} {
						if _, err := tx.PutArticle(Text(fmt.Sprintf("https://example.org/%d/%d/%s", w, i, half), "2026-03-02", "text")); err != nil {
							return err
						}
					}
					return nil
				}))
				err = errors.Join(err, s.View(t.Context(), func(tx store.Tx) error {
					st, err := tx.Stats()
					if st.Articles%2 != 0 {
						return fmt.Errorf("half an update is seen: %d articles", st.Articles)
					}
					return err
				}))
			}
			done <- err
		}()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	view(t, s, func(tx store.Tx) error {
		st, err := tx.Stats()
		if st.Articles != 2*writers*each {
			t.Errorf("%d articles, want %d", st.Articles, 2*writers*each)
		}
		return err
	})
}
