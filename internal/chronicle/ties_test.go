package chronicle

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// decided makes a split or merge of reports, as corrections.Add keeps it.
func decided(id int64, kind string, reports []article.Report) store.Correction {
	c := store.Correction{ID: id, Kind: kind, Analyst: "a", Reason: "r"}
	for _, r := range reports {
		c.Targets = append(c.Targets, corrections.AnchorOf(r))
	}
	body, err := json.Marshal(corrections.Body{Reports: reports})
	if err != nil {
		panic(err)
	}
	c.Body = body
	return c
}

func articlesOf(reports []article.Report) []string {
	var out []string
	for _, r := range reports {
		out = append(out, r.Article)
	}
	return out
}

// What analysts hold together is in one event, what they hold apart is not, and with their decisions too the events are those of the set,
// whether they were made before the articles came or after.
func TestTies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var all []article.Report
		for _, a := range w.arts {
			for i := range w.reports[a.ID] {
				r := &w.reports[a.ID][i]
				r.Trigger[0].Start, r.Trigger[0].End = 100*i, 100*i+5
				r.Sentence.Start, r.Sentence.End = 100*i, 100*i+50
				all = append(all, *r)
			}
		}
		if len(all) < 2 {
			return
		}
		pick := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 2, min(3, len(all)), func(r article.Report) string { return r.ID })
		var made []store.Correction
		var targets []string
		for i := range rapid.IntRange(1, 3).Draw(t, "decisions") {
			rs := pick.Draw(t, "targets")
			made = append(made, decided(int64(i+1), rapid.SampledFrom([]string{corrections.Split, corrections.Merge}).Draw(t, "kind"), rs))
			targets = append(targets, articlesOf(rs)...)
		}
		before, after := newMemory(), newMemory()
		before.made = made
		for _, a := range rapid.Permutation(w.arts).Draw(t, "order") {
			before.put(a, w.reports[a.ID])
			refreshed(t, before, []string{a.ID})
		}
		var ids []string
		for _, a := range w.arts {
			after.put(a, w.reports[a.ID])
			ids = append(ids, a.ID)
		}
		refreshed(t, after, ids)
		after.made = made
		refreshed(t, after, targets)
		if x, y := before.outcome(), after.outcome(); x != y {
			t.Fatalf("decided before:\n%s\nafter:\n%s", x, y)
		}
		together, apart := corrections.Ties(all, made)
		for _, p := range together {
			if x, y := after.nodes[p[0]].Event, after.nodes[p[1]].Event; x != y {
				t.Fatalf("%v are held together, but are in %s and %s", p, x, y)
			}
		}
		for _, p := range apart {
			if x, y := after.nodes[p[0]].Event, after.nodes[p[1]].Event; x == y {
				t.Fatalf("%v are held apart, but are both in %s\n%s", p, x, after.outcome())
			}
		}
		after.made = nil // all undone
		refreshed(t, after, targets)
		if x, y := after.outcome(), after.byHand(); !slices.Equal([]byte(x[:len(y)]), []byte(y)) {
			t.Fatalf("all undone:\n%s\nby hand:\n%s", x, y)
		}
	})
}

// Why names the parts of each link, and for near misses what kept them out.
func TestWhy(t *testing.T) {
	day := article.Date{Year: 2026, Month: 1, Day: 6}
	m := newMemory()
	tell := func(id, publisher string, day article.Date, change func(*article.Report)) {
		lat, lon := 50., 36.2
		a := store.Article{ID: id, Publisher: publisher, Language: "en", Day: day}
		r := article.Report{ID: id + "r", Article: id, Type: "ASSAULT", Modes: []string{"drone"}, Status: article.Actual, Confidence: .9, Date: article.Interval{Start: day, End: day}, DateText: &article.Words{},
			Actors: []article.Party{{Country: "RUS", Sector: "MIL"}}, Recipients: []article.Party{{Country: "UKR"}}, Keys: []string{"c:RUS", "c:UKR", "g:706483", "n:19", "w:attack"},
			Place: &article.Spot{Name: "Kharkiv", Country: "UKR", Lat: &lat, Lon: &lon, Precision: "city"}, Sentence: article.Words{Text: "s", End: 1}, Trigger: []article.Words{{Text: "s", End: 1}}}
		if change != nil {
			change(&r)
		}
		m.put(a, []article.Report{r})
		refreshed(t, m, []string{id})
	}
	tell("a", "P", day, nil)
	tell("b", "Q", day, func(r *article.Report) { r.DateText, r.Confidence = nil, .7 })
	tell("turned", "S", day, func(r *article.Report) { r.Actors, r.Recipients, r.Confidence = r.Recipients, r.Actors, .8 })
	tell("far", "T", day, func(r *article.Report) {
		lat, lon := 46.5, 30.7
		r.Place.Name, r.Place.Lat, r.Place.Lon, r.Confidence = "Odesa", &lat, &lon, .8
	})
	tell("elsewhere", "U", day.Add(1), func(r *article.Report) {
		r.Recipients, r.Place, r.Keys = []article.Party{{Country: "POL"}}, nil, []string{"c:POL", "c:RUS"}
	})
	e, err := Why(m, "ar")
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Members) != 2 || e.Members[0].Report != "ar" || e.Members[0].Link != "" || e.Members[1].Report != "br" || e.Members[1].Link != "ar" {
		t.Fatalf("members %+v", e.Members)
	}
	sum := 0
	for _, p := range e.Members[1].Parts {
		sum += p.Points
	}
	if sum != e.Members[1].Points || sum < e.Needed || len(e.Members[1].Parts) < 4 {
		t.Errorf("the parts of %+v add up to %d", e.Members[1], sum)
	}
	got := ""
	for _, n := range e.Near {
		got += fmt.Sprintf("%s:%s ", n.Report, n.Why)
	}
	if got != "farr:place turnedr:roles " && got != "turnedr:roles farr:place " {
		t.Errorf("near misses %q", got)
	}
	if _, err := Why(m, "nothing"); err == nil {
		t.Error("an event that is not there is explained")
	}
}
