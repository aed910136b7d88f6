package storetest

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/google/go-cmp/cmp"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Event makes an event of one day.
func Event(id, day string) store.Event {
	return store.Event{ID: id, Type: "ASSAULT", Modes: []string{"drone"}, Quad: 4, Scale: -9, Status: article.Actual, Days: article.Interval{Start: Day(day), End: Day(day)},
		Languages: []string{"hi", "mr"}, Publishers: []string{"लोकमत"}, Reports: 2, Articles: 2, Sources: 1, Confidence: 0.6, Body: []byte(`{"id":"` + id + `"}`)}
}

// withoutWords compares events but for their words, which a store does not give back.
var withoutWords = cmpopts.IgnoreFields(store.Event{}, "Words")

func events(t *testing.T, s store.Store) {
	lat, lon := 50.0, 36.25
	e := Event("e1", "2026-03-02")
	e.Parties = []store.EventParty{{Role: "actor", Country: "RUS", Sector: "MIL", Name: "Russian army"}, {Role: "recipient", Country: "UKR", Name: "खार्किव"}}
	e.Place = &article.Spot{Words: article.Words{Text: "Kharkiv", Start: 3, End: 10}, Name: "Kharkiv", Country: "UKR", Lat: &lat, Lon: &lon}
	e.Disagreements, e.Corrected, e.Words = []string{"date", "figure"}, true, "ड्रोन हल्ला"
	e.Body = []byte(strings.Repeat(`{"a":"ड्रोन"}`, 100))
	bare := store.Event{ID: "e2", Body: []byte{}} // nothing is known of it
	update(t, s, func(tx store.Tx) error { return errors.Join(tx.PutEvent(bare), tx.PutEvent(e)) })
	check := func(what string, want ...store.Event) {
		t.Helper()
		view(t, s, func(tx store.Tx) error {
			all, err := collect(tx.EachEvent())
			if d := cmp.Diff(want, all, withoutWords, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("%s (-want +got):\n%s", what, d)
			}
			page, err2 := tx.FindEvents(store.Filter{})
			if len(page.Events) != len(want) {
				t.Errorf("%s: %d found, want %d", what, len(page.Events), len(want))
			}
			return errors.Join(err, err2)
		})
	}
	check("two events", e, bare)
	e.Days, e.Sources, e.Type, e.Place, e.Body = article.Interval{Start: Day("2026-03-04"), End: Day("2026-03-06")}, 7, "PROTEST", nil, []byte("{}")
	update(t, s, func(tx store.Tx) error { return tx.PutEvent(e) })
	check("with other days", e, bare)
	view(t, s, func(tx store.Tx) error {
		got, err := tx.Event("e1")
		if d := cmp.Diff(e, got, withoutWords); d != "" {
			t.Errorf("one (-want +got):\n%s", d)
		}
		if _, err := tx.Event("e9"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an event that is not there: %v", err)
		}
		return err
	})
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.DropEvent("e2"), tx.DropEvent("e2"), tx.DropEvent("e9"))
	})
	check("after a drop", e)
	backwards := e
	backwards.Days.Start = Day("2026-03-07")
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.PutEvent(backwards) }); err == nil {
		t.Error("an event that ends before it begins was kept")
	}
}

func eventOf(t *testing.T, s store.Store) {
	a := Text("https://example.org/a", "2026-03-02", "one")
	put(t, s, a)
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.PutEvent(Event("abc1", "2026-03-02")), tx.PutEvent(Event("abd1", "2026-03-02")), tx.PutNodes([]store.Node{
			{ID: "abc1", Article: a.ID, Event: "abc1"}, {ID: "abd1", Article: a.ID, Event: "abd1"}, {ID: "abc2", Article: a.ID, Event: "abc1"}, {ID: "ffff", Article: a.ID, Event: "abd1"}}))
	})
	view(t, s, func(tx store.Tx) error {
		for name, want := range map[string]string{"abc1": "abc1", "abc2": "abc1", "abc": "abc1", "abd": "abd1", "f": "abd1", "ffff": "abd1"} {
			if got, err := tx.EventOf(name); got != want || err != nil {
				t.Errorf("%q belongs to %q, want %q: %v", name, got, want, err)
			}
		}
		for name, want := range map[string]error{"ab": store.ErrAmbiguous, "": store.ErrNotFound, "x": store.ErrNotFound, "%": store.ErrNotFound, "abc1x": store.ErrNotFound} {
			if _, err := tx.EventOf(name); !errors.Is(err, want) {
				t.Errorf("%q: %v, want %v", name, err, want)
			}
		}
		return nil
	})
}

// found gives the ids of the events that a filter finds, over pages of two.
func found(t *testing.T, tx store.Tx, f store.Filter) (ids []string) {
	t.Helper()
	for f.Limit = 2; ; {
		page, err := tx.FindEvents(f)
		if err != nil {
			t.Errorf("%+v: %v", f, err)
			return nil
		}
		for _, e := range page.Events {
			ids = append(ids, e.ID)
		}
		if page.Next == "" || len(ids) > 10_000 {
			return ids
		}
		f.After = page.Next
	}
}

// week is a few events to find: ids are in the order of Latest.
func week(t *testing.T, s store.Store) {
	e := func(id, from, to string, f func(*store.Event)) store.Event {
		e := Event(id, to)
		e.Days.Start = Day(from)
		f(&e)
		return e
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(
			tx.PutEvent(e("0000000005", "2026-03-05", "2026-03-05", func(e *store.Event) {
				e.Type, e.Modes, e.Quad, e.Sources, e.Confidence = "CONSULT", []string{"visit"}, 1, 2, 0.81
				e.Parties = []store.EventParty{{Role: "actor", Country: "IND", Sector: "GOV", Name: "Narendra Modi"}, {Role: "recipient", Country: "NPL", Sector: "GOV", Name: "Nepal"}}
				e.Place = &article.Spot{Words: article.Words{Text: "नवी दिल्ली"}, Name: "New Delhi", Country: "IND"}
				e.Words = "मोदी नेपाळच्या पंतप्रधानांना भेटले\nModi met Oli"
			})),
			tx.PutEvent(e("0000000004", "2026-03-01", "2026-03-04", func(e *store.Event) {
				e.Sources, e.Confidence, e.Disagreements, e.Languages = 40, 0.7, []string{"figure"}, []string{"en"}
				e.Parties = []store.EventParty{{Role: "actor", Country: "RUS", Sector: "MIL"}, {Role: "recipient", Country: "UKR", Sector: "CVL", Name: "Kharkiv"}}
				e.Place = &article.Spot{Name: "Kharkiv", Country: "UKR", Admin1: "Kharkiv Oblast"}
				e.Words = "Russian drones struck Kharkiv"
			})),
			tx.PutEvent(e("0000000003", "2026-03-03", "2026-03-03", func(e *store.Event) {
				e.Sources, e.Publishers, e.Status, e.Confidence = 17, []string{"The Hindu", "सकाळ"}, article.Planned, 0.705
				e.Parties = []store.EventParty{{Role: "actor", Sector: "REB"}}
				e.Words = "मुंबईत आंदोलन; मादा, मूदे"
			})),
			tx.PutEvent(e("0000000002", "2025-01-01", "2026-03-02", func(e *store.Event) {
				e.Sources, e.Disagreements = 15, []string{"denied", "figure"}
				e.Words = "वर्षभर चाललेले युद्ध"
			})),
			tx.PutEvent(e("0000000001", "2026-02-20", "2026-03-01", func(e *store.Event) { e.Sources = 40 })),
			tx.PutEvent(store.Event{ID: "0000000000", Status: article.Actual, Words: "no day", Body: []byte{}}))
	})
}

func find(t *testing.T, s store.Store) {
	week(t, s)
	days := func(from, to string) (i article.Interval) {
		if from != "" {
			i.Start = Day(from)
		}
		if to != "" {
			i.End = Day(to)
		}
		return i
	}
	for _, c := range []struct {
		name string
		f    store.Filter
		want string // the last digits of ids
	}{
		{"all", store.Filter{}, "543210"},
		{"oldest", store.Filter{Order: store.Oldest}, "012345"},
		{"loudest", store.Filter{Order: store.Loudest}, "413250"},
		{"a day", store.Filter{Days: days("2026-03-02", "2026-03-02")}, "42"},
		{"days", store.Filter{Days: days("2026-03-02", "2026-03-03")}, "432"},
		{"from a day", store.Filter{Days: days("2026-03-04", "")}, "54"},
		{"up to a day", store.Filter{Days: days("", "2026-02-28")}, "21"},
		{"days, oldest", store.Filter{Days: days("2026-02-21", "2026-03-03"), Order: store.Oldest}, "1234"},
		{"days, loudest", store.Filter{Days: days("2026-03-01", "2026-03-03"), Order: store.Loudest}, "4132"},
		{"type", store.Filter{Types: []string{"CONSULT"}}, "5"},
		{"type in small letters is another", store.Filter{Types: []string{"consult"}}, ""},
		{"types", store.Filter{Types: []string{"CONSULT", "ASSAULT"}}, "54321"},
		{"mode", store.Filter{Modes: []string{"visit", "phone"}}, "5"},
		{"quad", store.Filter{Quads: []int{1}}, "5"},
		{"status", store.Filter{Status: []article.Status{article.Planned}}, "3"},
		{"language", store.Filter{Languages: []string{"en"}}, "4"},
		{"publisher", store.Filter{Publishers: []string{"The Hindu"}}, "3"},
		{"part of a publisher", store.Filter{Publishers: []string{"Hindu"}}, ""},
		{"disagreement", store.Filter{Disagreement: []string{"denied"}}, "2"},
		{"any disagreement", store.Filter{Disagreement: []string{"any"}}, "42"},
		{"sources", store.Filter{SourcesMin: 15}, "4321"},
		{"sources within a class", store.Filter{SourcesMin: 18}, "41"},
		{"more sources than any", store.Filter{SourcesMin: 500}, ""},
		{"sources, loudest", store.Filter{SourcesMin: 16, Order: store.Loudest}, "413"},
		{"confidence", store.Filter{Confidence: 0.7}, "543"},
		{"confidence within a hundredth", store.Filter{Confidence: 0.704}, "53"},
		{"confidence of one", store.Filter{Confidence: 1}, ""},
		{"actor", store.Filter{Actor: []string{"RUS"}}, "4"},
		{"recipient is no actor", store.Filter{Actor: []string{"UKR"}}, ""},
		{"recipient", store.Filter{Recipient: []string{"UKR"}}, "4"},
		{"party", store.Filter{Party: []string{"UKR", "NPL"}}, "54"},
		{"country and sector", store.Filter{Party: []string{"UKR/CVL"}}, "4"},
		{"another sector", store.Filter{Party: []string{"UKR/GOV"}}, ""},
		{"sector", store.Filter{Actor: []string{"/REB"}}, "3"},
		{"name", store.Filter{Actor: []string{"narendra modi"}}, "5"},
		{"end of a name", store.Filter{Actor: []string{"Modi"}}, "5"},
		{"beginning of a word", store.Filter{Actor: []string{"Naren"}}, "5"},
		{"words of a name turned round", store.Filter{Actor: []string{"Modi Narendra"}}, ""},
		{"country of the place", store.Filter{Place: []string{"UKR"}}, "4"},
		{"place", store.Filter{Place: []string{"delhi"}}, "5"},
		{"place in another script", store.Filter{Place: []string{"दिल्ली"}}, "5"},
		{"region", store.Filter{Place: []string{"Kharkiv Oblast"}}, "4"},
		{"two filters", store.Filter{Types: []string{"ASSAULT"}, Disagreement: []string{"any"}, Languages: []string{"mr"}}, "2"},
		{"filters that exclude each other", store.Filter{Types: []string{"CONSULT"}, Languages: []string{"en"}}, ""},
	} {
		view(t, s, func(tx store.Tx) error {
			got := ""
			for _, id := range found(t, tx, c.f) {
				got += id[9:]
			}
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
			return nil
		})
	}
}

func findText(t *testing.T, s store.Store) {
	week(t, s)
	for text, want := range map[string]string{
		"मोदी":                  "5",
		"मादा":                  "3", // vowel signs cut no word: it is not in मोदी
		"मूदे":                  "3",
		"मोद":                   "",
		"म":                     "",
		"मुंबई":                 "", // the case ending stays on the word
		"मुंबई*":                "3",
		"मुम्बई*":               "3", // the nasal written out
		"MODI":                  "5",
		"mod*":                  "5",
		"modi oli":              "5",
		`"modi met oli"`:        "5",
		`"met oli modi"`:        "",
		`"modi oli"`:            "",
		`"भेटले modi"`:          "", // no phrase goes over the end of a line
		`modi "नेपाळच्या`:       "5",
		"russian modi":          "",
		"struck-kharkiv":        "4",
		"ru* drones":            "4",
		`"russian dro*`:         "", // a star in a phrase is no beginning
		"ने\u200Dपाळच्या":       "5",
		"*":                     "",
		`"`:                     "",
		"?!":                    "",
		"\uE001uassault":        "",
		"युद्ध वर्षभर":          "2",
		strings.Repeat("a", 99): "",
	} {
		view(t, s, func(tx store.Tx) error {
			got := ""
			for _, id := range found(t, tx, store.Filter{Text: text}) {
				got += id[9:]
			}
			if got != want {
				t.Errorf("%q finds %q, want %q", text, got, want)
			}
			return nil
		})
	}
}

// findHostile: whatever a user writes is words to look for, never the query language.
func findHostile(t *testing.T, s store.Store) {
	week(t, s)
	for _, text := range []string{`'`, `''`, `"' OR 1=1 --`, `modi' OR 'x`, `doc:modi`, `modi NEAR oli`, `modi OR russian`, `NOT modi`, `(modi`, `modi)`, `^modi`, `mo&di`, `a|b`, `!modi`, `modi:*`, `:A`,
		`\`, `\'`, `<->`, `{modi}`, `-modi`, `+modi`, "modi\x00oli", "\xff", `%`, `_`, `*modi`, `""""`, `" * "`, "\uE000", "\U0010FFFF", "modi\\", "ﷺ", "İ", "ß", strings.Repeat(`" `, 400)} {
		view(t, s, func(tx store.Tx) error {
			for _, f := range []store.Filter{{Text: text}, {Actor: []string{text}}, {Place: []string{text}}, {Publishers: []string{text}}, {Types: []string{text}}, {Disagreement: []string{text}}, {Status: []article.Status{article.Status(text)}}} {
				if page, err := tx.FindEvents(f); err != nil || len(page.Events) > 1 {
					t.Errorf("%+v: %d events, %v", f, len(page.Events), err)
				}
			}
			return nil
		})
	}
	long := make([]string, 101)
	for name, f := range map[string]store.Filter{
		"a foreign cursor":   {After: "s3.4", Order: store.Latest},
		"no cursor":          {After: "'; --"},
		"a cursor too large": {After: "lzzzzzzzzzzzzz"},
		"a long text":        {Text: strings.Repeat("x", 2000)},
		"many values":        {Types: long},
		"days backwards":     {Days: article.Interval{Start: Day("2026-03-03"), End: Day("2026-03-02")}},
	} {
		if err := s.View(t.Context(), func(tx store.Tx) error { _, err := tx.FindEvents(f); return err }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// findAll holds searches by chance against a look at every event.
func findAll(t *testing.T, s store.Store) {
	const n = 400
	var all []store.Event
	update(t, s, func(tx store.Tx) error {
		for e := range Made(n, 60) {
			all = append(all, e)
			if err := tx.PutEvent(e); err != nil {
				return err
			}
		}
		return nil
	})
	r := random(11)
	view(t, s, func(tx store.Tx) error {
		hits := 0
		for i := range 250 {
			f := Query(uint64(i))
			var want []string
			for _, e := range sorted(all, f.Order) {
				if fits(e, f) {
					want = append(want, e.ID)
				}
			}
			hits += len(want)
			f.Limit = 1 + r.below(30)
			var got []string
			for {
				page, err := tx.FindEvents(f)
				if err != nil {
					return fmt.Errorf("%+v: %w", f, err)
				}
				if len(page.Events) > f.Limit || page.Next != "" && len(page.Events) < f.Limit {
					t.Errorf("%+v: a page of %d, then %q", f, len(page.Events), page.Next)
				}
				for _, e := range page.Events {
					got = append(got, e.ID)
				}
				if f.After = page.Next; f.After == "" {
					break
				}
			}
			f.Limit = 0
			each, err := collect(opened(tx.EachFound(f)))
			if err != nil {
				return fmt.Errorf("%+v: %w", f, err)
			}
			if ids := idsOf(each); !slices.Equal(ids, want) {
				t.Errorf("%+v: each gives %.200q\nwant %.200q", f, ids, want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%+v: %d found, want %d\n got %.200q\nwant %.200q", f, len(got), len(want), got, want)
			}
			if err := findAmong(t, tx, f, want, all[i%n:min(i%n+40, n)]); err != nil {
				return err
			}
		}
		if hits < 1000 {
			t.Errorf("the searches together should find %d events: they show nothing", hits)
		}
		return nil
	})
}

// findAmong: of some events those that a filter wants, in its order, and no other; want are all that it wants.
func findAmong(t *testing.T, tx store.Tx, f store.Filter, want []string, some []store.Event) error {
	f.Limit, f.IDs = store.LimitMax, []string{"none of all"}
	for _, e := range some {
		f.IDs = append(f.IDs, e.ID)
	}
	page, err := tx.FindEvents(f)
	if err != nil {
		return fmt.Errorf("%+v: %w", f, err)
	}
	var got, among []string
	for _, e := range page.Events {
		got = append(got, e.ID)
	}
	for _, id := range want {
		if slices.Contains(f.IDs, id) {
			among = append(among, id)
		}
	}
	if !slices.Equal(got, among) || page.Next != "" {
		t.Errorf("%+v: %q found, want %q, then %q", f, got, among, page.Next)
	}
	f.IDs = []string{}
	if page, err = tx.FindEvents(f); err != nil || len(page.Events) > 0 {
		t.Errorf("%+v: among no events %d are found, %v", f, len(page.Events), err)
	}
	return nil
}

func idsOf(list []store.Event) (ids []string) {
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	return ids
}

// whole: a page has bodies where they are wanted, and each event found has one.
func whole(t *testing.T, s store.Store) {
	update(t, s, func(tx store.Tx) (err error) {
		for e := range Made(100, 30) {
			err = errors.Join(err, tx.PutEvent(e))
		}
		return err
	})
	view(t, s, func(tx store.Tx) error {
		page, err := tx.FindEvents(store.Filter{Bodies: true, Order: store.Loudest, Limit: 70})
		bare, err2 := tx.FindEvents(store.Filter{Order: store.Loudest, Limit: 70})
		each, err3 := collect(opened(tx.EachFound(store.Filter{Order: store.Loudest})))
		if len(page.Events) != 70 || len(each) != 100 {
			t.Fatalf("%d events on the page, %d in all", len(page.Events), len(each))
		}
		for i, e := range page.Events {
			one, err := tx.Event(e.ID)
			if err != nil {
				return err
			}
			same(t, "on the page", e, one)
			same(t, "each", each[i], store.Event{ID: one.ID, Type: one.Type, Languages: one.Languages, Publishers: one.Publishers, Disagreements: one.Disagreements, Corrected: one.Corrected, Body: append([]byte("before "), one.Body...)})
			if e.Body = nil; len(one.Body) == 0 {
				t.Errorf("event %s has no body", e.ID)
			}
			same(t, "without body", bare.Events[i], e)
		}
		for range tx.EachFound(store.Filter{}) {
			break // whoever stops early may go on asking
		}
		_, err4 := collect(opened(tx.EachFound(store.Filter{Text: strings.Repeat("x", 2000)})))
		if err4 == nil {
			t.Error("a bad filter is no error")
		}
		return errors.Join(err, err2, err3)
	})
}

// findWhileWriting: what a transaction has put it also finds, and dropped events are gone from text search.
func findWhileWriting(t *testing.T, s store.Store) {
	e := Event("00000000aa", "2026-03-02")
	e.Words = "ड्रोन"
	update(t, s, func(tx store.Tx) error {
		if err := tx.PutEvent(e); err != nil {
			return err
		}
		same(t, "at once", found(t, tx, store.Filter{Text: "ड्रोन"}), []string{e.ID})
		e.Words = "क्षेपणास्त्र"
		if err := tx.PutEvent(e); err != nil {
			return err
		}
		same(t, "the words before", found(t, tx, store.Filter{Text: "ड्रोन"}), []string(nil))
		e.Days.Start, e.Days.End = Day("2026-03-05"), Day("2026-03-05")
		return errors.Join(tx.PutEvent(e), tx.DropEvent(e.ID), tx.PutEvent(e))
	})
	view(t, s, func(tx store.Tx) error {
		same(t, "later", found(t, tx, store.Filter{Text: "क्षेपणास्त्र"}), []string{e.ID})
		return nil
	})
	update(t, s, func(tx store.Tx) error { return tx.DropEvent(e.ID) })
	view(t, s, func(tx store.Tx) error {
		same(t, "dropped", found(t, tx, store.Filter{Text: "क्षेपणास्त्र"}), []string(nil))
		return nil
	})
}

// opened opens sealed events, behind what a caller has in its buffer.
func opened(seq iter.Seq2[store.Sealed, error]) iter.Seq2[store.Event, error] {
	return func(yield func(store.Event, error) bool) {
		for s, err := range seq {
			var e store.Event
			if err == nil {
				e, err = s.Open([]byte("before "))
			}
			if !yield(e, err) {
				return
			}
		}
	}
}
