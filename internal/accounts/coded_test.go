package accounts

import (
	"slices"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/packs"
)

// coded gives the tellings of the week as the coder reads its texts. A report tells of the happening of the gold event that it reads: of its type,
// with a trigger in its sentence that overlaps, or the only one of the type there. What the coder finds beyond gold is of no happening.
func coded(t *testing.T) ([]goldHappening, map[string][]Telling) {
	t.Helper()
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	hs, read := gold(t, week, weekTruth)
	group := map[string]string{}
	for _, ts := range read {
		for _, x := range ts {
			group[x.Article.ID] = x.Article.Group
		}
	}
	happening := map[string]map[string][]article.Report{} // article, happening: gold
	for h, ts := range read {
		for _, x := range ts {
			if happening[x.Article.ID] == nil {
				happening[x.Article.ID] = map[string][]article.Report{}
			}
			happening[x.Article.ID][h] = append(happening[x.Article.ID][h], x.Report)
		}
	}
	out := map[string][]Telling{}
	for _, g := range lines[goldText](t, "../../examples/week.jsonl") {
		art := &article.Article{ID: g.ID, Language: g.Language, Publisher: g.Publisher, Published: day(g.Published), Keyed: true}
		if _, err := p.Code(art, g.Text); err != nil {
			t.Fatal(err)
		}
		reps := art.Reports(g.ID)
		trail := Trail(reps)
		for _, r := range reps {
			if h := reads(r, happening[g.ID]); h != "" {
				out[h] = append(out[h], Telling{Report: r, Trail: trail, Article: store.Article{ID: g.ID, Publisher: g.Publisher, Language: g.Language, Published: g.Published, Day: day(g.Published), Group: group[g.ID]}})
			}
		}
	}
	return hs, out
}

func reads(r article.Report, of map[string][]article.Report) string {
	best, most := "", 0
	for _, h := range keys(of) {
		for _, g := range of[h] {
			n := 0
			if g.Type == r.Type && g.Sentence.Span().Overlaps(r.Sentence.Span()) {
				n = 1
				if slices.ContainsFunc(r.Trigger, func(w article.Words) bool { return w.Span().Overlaps(g.Trigger[0].Span()) }) {
					n = 2
				}
			}
			if n > most {
				best, most = h, n
			}
		}
	}
	return best
}

// The same as of gold, with what the coder makes of the texts: how many disagreements a user sees are true, and how many counts of sources are
// those of the articles that it reads the happening in. Courses of which it reads half are not known again. The coder moves these figures too
// (13, 4 and 43 of 50 when they were written down), so that they leave it some room.
const (
	codedRight        = 11
	codedWrong        = 6
	codedSourcesRight = 40
)

func TestDisagreementsOfCoded(t *testing.T) {
	hs, tellings := coded(t)
	right, wrong := disagreements(t, hs, tellings)
	if right < codedRight || wrong > codedWrong {
		t.Errorf("%d disagreements are right and %d are none; it was %d and %d", right, wrong, codedRight, codedWrong)
	}
	all, counted := 0, 0
	for _, h := range hs {
		ts := tellings[h.Happening]
		if len(h.Articles) < 2 || len(ts) < 2 {
			continue
		}
		all++
		if n, want := Assemble(ts).Counts.Sources, sourcesOf(h, ts); n == want {
			counted++
		} else {
			t.Logf("%s: %d sources, not %d, wire %v", h.Happening, n, want, h.Wire)
		}
	}
	t.Logf("%d of %d counts of sources are right", counted, all)
	if counted < codedSourcesRight {
		t.Errorf("%d counts of sources are right; it was %d", counted, codedSourcesRight)
	}
}

// sourcesOf counts the sources of those articles that the coder has read, by what is true of them: wire groups and publishers.
func sourcesOf(h goldHappening, ts []Telling) int {
	up := map[string]string{}
	var root func(string) string
	root = func(s string) string {
		if up[s] == "" || up[s] == s {
			return s
		}
		return root(up[s])
	}
	for _, x := range ts {
		up[root(x.Article.ID)] = root("publisher " + x.Article.Publisher)
	}
	for _, w := range h.Wire {
		for _, id := range w {
			up[root(id)] = root(w[0])
		}
	}
	seen := map[string]bool{}
	for _, x := range ts {
		seen[root(x.Article.ID)] = true
	}
	return len(seen)
}
