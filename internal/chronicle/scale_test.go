package chronicle

import (
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle/synthetic"
	"github.com/bakhar/bakhar/internal/store"
)

// What a batch asks of the store and places anew does not grow with the chronicle, and 20,000 reports that came in batches make the events
// that they make at once. At a million reports `make scale` measures it in time.
func TestScale(t *testing.T) {
	const reports, window = 20_000, 4_000
	m := newMemory()
	var all []article.Report
	var arts []store.Article
	var batch []string
	var loads, looked, since int
	var costs []float64 // of a report, by window
	flush := func() {
		s, _, err := place(m, batch)
		if err != nil {
			t.Fatal(err)
		}
		loads, looked, batch = loads+s.loads, looked+s.looked, nil
		if since >= window {
			costs = append(costs, float64(loads+looked)/float64(since))
			loads, looked, since = 0, 0, 0
		}
	}
	for x := range synthetic.Texts(reports, 1) {
		m.put(x.Article, x.Reports)
		arts, all = append(arts, x.Article), append(all, x.Reports...)
		since += len(x.Reports)
		if batch = append(batch, x.Article.ID); len(batch) == 100 {
			flush()
		}
	}
	flush()
	if len(costs) < 4 {
		t.Fatalf("%d windows", len(costs))
	}
	if first, last := costs[1], costs[len(costs)-1]; last > 2*first {
		t.Errorf("nodes loaded and placed for a report: %v; the last are more than twice the first after the warm-up", costs)
	}
	want := Group(all, arts)
	if len(want) != len(m.nodes) {
		t.Fatalf("%d nodes for %d reports", len(m.nodes), len(want))
	}
	for id, event := range want {
		if got := m.nodes[id].Event; got != event {
			t.Fatalf("report %s is in event %s after batches, and in %s at once", id, got, event)
		}
	}
}

// An article that comes into a large chronicle touches those that share a key with it, and no others.
func TestTouchesNeighbourhoodOnly(t *testing.T) {
	m := newMemory()
	var ids []string
	var last synthetic.Text
	for x := range synthetic.Texts(5_000, 2) {
		m.put(x.Article, x.Reports)
		ids = append(ids, x.Article.ID)
		last = x
	}
	if _, _, err := place(m, ids[:len(ids)-1]); err != nil {
		t.Fatal(err)
	}
	s, _, err := place(m, ids[len(ids)-1:])
	if err != nil {
		t.Fatal(err)
	}
	if n := len(m.nodes); s.loads > n/10 || s.looked > n/50 {
		t.Errorf("an article of %d reports loaded %d of %d nodes and placed %d anew", len(last.Reports), s.loads, n, s.looked)
	}
}

func BenchmarkRefresh(b *testing.B) {
	m := newMemory()
	var texts []synthetic.Text
	for x := range synthetic.Texts(20_000, 1) {
		texts = append(texts, x)
	}
	n := len(texts) * 9 / 10
	var ids []string
	for _, x := range texts[:n] {
		m.put(x.Article, x.Reports)
		ids = append(ids, x.Article.ID)
	}
	if err := Refresh(m, ids); err != nil {
		b.Fatal(err)
	}
	i, reports := n, 0
	b.ReportAllocs()
	for b.Loop() {
		x := texts[i]
		m.put(x.Article, x.Reports)
		if err := Refresh(m, []string{x.Article.ID}); err != nil {
			b.Fatal(err)
		}
		reports += len(x.Reports)
		if i++; i == len(texts) {
			i = n
		}
	}
	b.ReportMetric(float64(reports)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkCompare is one comparison of two reports.
func BenchmarkCompare(b *testing.B) {
	var sks []*sketch
	for x := range synthetic.Texts(200, 1) {
		for i := range x.Reports {
			sks = append(sks, newSketch(&x.Reports[i], &x.Article))
		}
	}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		compare(sks[i%len(sks)], sks[(i*7+1)%len(sks)])
		i++
	}
}
