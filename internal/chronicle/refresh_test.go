package chronicle

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// world draws articles of a small world, in which reports resemble and contradict each other all the time.
type world struct {
	arts    []store.Article
	reports map[string][]article.Report
}

func drawWorld(t *rapid.T) world {
	w := world{reports: map[string][]article.Report{}}
	for i := range rapid.IntRange(1, 14).Draw(t, "articles") {
		a := store.Article{ID: fmt.Sprintf("a%02d", i), Publisher: rapid.SampledFrom([]string{"P", "Q", "R"}).Draw(t, "publisher"), Language: "en"}
		a.Day = article.Date{Year: 2026, Month: 1, Day: rapid.IntRange(10, 14).Draw(t, "published")}
		w.arts = append(w.arts, a)
		for k := range rapid.IntRange(0, 3).Draw(t, "reports") {
			w.reports[a.ID] = append(w.reports[a.ID], drawReport(t, a, fmt.Sprintf("%sr%d", a.ID, k)))
		}
	}
	return w
}

func drawReport(t *rapid.T, a store.Article, id string) article.Report {
	r := article.Report{ID: id, Article: a.ID, Sentence: article.Words{Text: "s", End: 1}, Trigger: []article.Words{{Text: "s", End: 1}}}
	r.Type = rapid.SampledFrom([]plover.Type{"ASSAULT", "ASSAULT", "COERCE", "CONSULT"}).Draw(t, "type")
	r.Status = rapid.SampledFrom([]article.Status{article.Actual, article.Actual, article.Actual, article.Negated, article.Planned}).Draw(t, "status")
	r.Confidence = rapid.SampledFrom([]float64{.4, .8, .9}).Draw(t, "confidence")
	countries := rapid.SampledFrom([]string{"RUS", "RUS", "UKR", "POL", ""})
	if c := countries.Draw(t, "actor"); c != "" {
		r.Actors = []article.Party{{Country: c, Sector: "MIL"}}
	}
	if c := countries.Draw(t, "recipient"); c != "" {
		r.Recipients = []article.Party{{Country: c}}
	}
	r.Date = article.Interval{Start: a.Day, End: a.Day}
	switch rapid.IntRange(0, 3).Draw(t, "date") {
	case 0:
	case 1, 2:
		d := a.Day.Add(-rapid.IntRange(0, 3).Draw(t, "ago"))
		r.Date, r.DateText = article.Interval{Start: d, End: d}, &article.Words{}
	case 3:
		r.Date, r.DateText = article.Interval{Start: article.Date{Year: 2026, Month: 1, Day: 1}, End: article.Date{Year: 2026, Month: 1, Day: 31}}, &article.Words{}
	}
	r.Keys = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"k:putin", "g:1", "s:krkv", "n:14", "n:120", "w:attack", "w:seize", "c:UKR", "f:military"}), 0, 5, rapid.ID).Draw(t, "keys")
	sort.Strings(r.Keys)
	if lat := rapid.SampledFrom([]float64{0, 50, 50.1, 46}).Draw(t, "place"); lat != 0 {
		lon := 36.0
		r.Place = &article.Spot{Name: fmt.Sprint(lat), Country: "UKR", Lat: &lat, Lon: &lon, Precision: "city"}
	}
	return r
}

// outcome is the chronicle as text: every node with its event and link.
func (m *memory) outcome() string {
	var b strings.Builder
	for _, n := range m.pick(func(store.Node) bool { return true }) {
		fmt.Fprintf(&b, "%s in %s by %s\n", n.ID, n.Event, n.Link)
	}
	for _, id := range slices.Sorted(mapsKeys(m.events)) {
		fmt.Fprintf(&b, "event %s %s\n", id, m.events[id].Body)
	}
	return b.String()
}

// byHand merges the reports of all articles as docs/merging.md says it, one after the other, comparing each with all before it.
func (m *memory) byHand() string {
	var all []*member
	for id, a := range m.articles {
		if a.Replaced == "" {
			for i := range m.reports[id] {
				x := newMember(&m.reports[id][i], &a)
				x.Keys, x.looks = x.sk.keys()
				all = append(all, x)
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Rank > all[j].Rank })
	byID := map[string]*member{}
	for i, x := range all {
		byID[x.ID] = x
		var best *member
		most := 0
		x.Event = x.ID
	next:
		for _, y := range all[:i] {
			p := compare(x.sk, y.sk)
			if y.Article == x.Article && !oneAct(x.sk, y.sk) || p.sum() < joinMin || best != nil && p.sum() <= most || contradiction(x.sk, y.sk) != "" {
				continue
			}
			if !slices.ContainsFunc(x.looks, func(k store.Key) bool { return stands(y, k) }) {
				continue
			}
			if l := byID[y.Event]; l != y {
				if q := compare(x.sk, l.sk); contradiction(x.sk, l.sk) != "" || q.sum() < leaderMin {
					continue
				}
			}
			for _, z := range all[:i] {
				if z.Article == x.Article && z.Event == y.Event && !oneAct(x.sk, z.sk) {
					continue next
				}
			}
			best, most = y, p.sum()
		}
		if best != nil {
			x.Event, x.Link = best.Event, best.ID
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	var b strings.Builder
	for _, x := range all {
		fmt.Fprintf(&b, "%s in %s by %s\n", x.ID, x.Event, x.Link)
	}
	return b.String()
}

func refreshed(t interface{ Fatal(...any) }, m *memory, ids []string) {
	if err := Refresh(m, ids); err != nil {
		t.Fatal(err)
	}
}

// Any order, any batches, articles that come and go, are replaced and come again: the events are those of the set that is left, as the plain
// reading of the rule has them.
func TestRefreshAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		once := newMemory()
		var ids []string
		for _, a := range w.arts {
			once.put(a, w.reports[a.ID])
			ids = append(ids, a.ID)
		}
		refreshed(t, once, ids)
		want := once.outcome()
		if hand := once.byHand(); !strings.HasPrefix(want, hand) {
			t.Fatalf("all at once:\n%s\nby hand:\n%s", want, hand)
		}

		m := newMemory()
		order := rapid.Permutation(w.arts).Draw(t, "order")
		for len(order) > 0 {
			n := rapid.IntRange(1, len(order)).Draw(t, "batch")
			var batch []string
			for _, a := range order[:n] {
				m.put(a, w.reports[a.ID])
				batch = append(batch, a.ID)
			}
			refreshed(t, m, batch)
			order = order[n:]
		}
		if got := m.outcome(); got != want {
			t.Fatalf("in batches:\n%s\nall at once:\n%s", got, want)
		}
		for range rapid.IntRange(0, 4).Draw(t, "rounds") { // some go, or change, and come again
			var batch []string
			for _, a := range rapid.SliceOfNDistinct(rapid.SampledFrom(w.arts), 1, min(3, len(w.arts)), func(a store.Article) string { return a.ID }).Draw(t, "which") {
				batch = append(batch, a.ID)
				switch rapid.IntRange(0, 2).Draw(t, "how") {
				case 0:
					a.Replaced = "another"
					m.articles[a.ID] = a
				case 1:
					rs := slices.Clone(w.reports[a.ID])
					for i := range rs {
						rs[i] = drawReport(t, a, rs[i].ID)
					}
					m.put(a, rs)
				case 2:
					m.put(a, nil)
				}
			}
			refreshed(t, m, batch)
			if got, hand := m.outcome(), m.byHand(); !strings.HasPrefix(got, hand) {
				t.Fatalf("after a change:\n%s\nby hand:\n%s", got, hand)
			}
		}
		for _, a := range w.arts {
			m.put(a, w.reports[a.ID])
		}
		refreshed(t, m, ids)
		if got := m.outcome(); got != want {
			t.Fatalf("after all came again:\n%s\nwant:\n%s", got, want)
		}
		refreshed(t, m, ids)
		if got := m.outcome(); got != want {
			t.Fatalf("a refresh without need changed:\n%s\nto:\n%s", want, got)
		}
	})
}

// A store whose nodes another version has sketched ends in the same events, once all its articles were refreshed.
func TestRefreshOtherEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		m := newMemory()
		var ids []string
		for _, a := range w.arts {
			m.put(a, w.reports[a.ID])
			ids = append(ids, a.ID)
		}
		refreshed(t, m, ids)
		want := m.outcome()
		for id, n := range m.nodes {
			n.Sketch = append([]byte{encoding + 1}, n.Sketch[1:]...)
			m.nodes[id] = n
		}
		for _, id := range rapid.Permutation(ids).Draw(t, "order") {
			refreshed(t, m, []string{id})
		}
		if got := m.outcome(); got != want {
			t.Fatalf("sketched anew:\n%s\nwant:\n%s", got, want)
		}
	})
}

// No event holds a report that contradicts its best witness, and every event is named by it.
func TestRefreshNoContradiction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		m := newMemory()
		var ids []string
		for _, a := range w.arts {
			m.put(a, w.reports[a.ID])
			ids = append(ids, a.ID)
		}
		refreshed(t, m, ids)
		for _, n := range m.nodes {
			leader, ok := m.nodes[n.Event]
			if !ok || leader.Event != leader.ID || leader.Rank < n.Rank {
				t.Fatalf("%s is in %s, which is led by %+v", n.ID, n.Event, leader)
			}
			a, _ := decode(n.Sketch)
			b, _ := decode(leader.Sketch)
			if why := contradiction(a, b); why != "" && n.ID != leader.ID {
				t.Fatalf("%s contradicts its best witness %s by %s", n.ID, leader.ID, why)
			}
		}
	})
}

// A score is the same from both sides, and a sketch survives its encoding.
func TestCompareSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		art := store.Article{ID: "a", Publisher: "P", Day: article.Date{Year: 2026, Month: 1, Day: 12}}
		other := store.Article{ID: "b", Publisher: "Q", Day: article.Date{Year: 2026, Month: 1, Day: rapid.IntRange(9, 15).Draw(t, "day")}}
		r1, r2 := drawReport(t, art, "1"), drawReport(t, other, "2")
		a, b := newSketch(&r1, &art), newSketch(&r2, &other)
		if compare(a, b) != compare(b, a) {
			t.Fatalf("%v from one side, %v from the other", compare(a, b), compare(b, a))
		}
		if x, y := contradiction(a, b), contradiction(b, a); x != y {
			t.Fatalf("contradiction %q from one side, %q from the other", x, y)
		}
		back, err := decode(a.encode())
		if err != nil {
			t.Fatal(err)
		}
		if compare(back, b) != compare(a, b) || contradiction(back, b) != contradiction(a, b) || back.rank("1") != a.rank("1") || string(back.encode()) != string(a.encode()) {
			t.Fatalf("%+v came back as %+v", a, back)
		}
	})
}

func mapsKeys(m map[string]store.Event) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
