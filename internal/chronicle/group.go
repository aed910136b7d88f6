package chronicle

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Group merges reports without a store and without corrections, as Refresh would: it gives the event of each report, by ids. Reports of
// articles that are not named belong to an article of which only the id is known. It is for measuring.
func Group(reports []article.Report, articles []store.Article) map[string]string {
	s := grouped(reports, articles)
	out := make(map[string]string, len(reports))
	for id, m := range s.all {
		out[id] = m.Event
	}
	return out
}

func grouped(reports []article.Report, articles []store.Article) *settler {
	byID := map[string]*store.Article{}
	for i := range articles {
		byID[articles[i].ID] = &articles[i]
	}
	s := &settler{hood: newHood(nothing{}), ties: &ties{none: true}, waiting: map[*member]bool{}}
	for i := range reports {
		a := byID[reports[i].Article]
		if a == nil {
			a = &store.Article{ID: reports[i].Article}
		}
		if err := s.join(newMember(&reports[i], a)); err != nil {
			panic("BUG: nothing gives no errors: " + err.Error())
		}
	}
	if err := s.settle(); err != nil {
		panic("BUG: nothing gives no errors: " + err.Error())
	}
	return s
}

// NeverCompared is what Kept says of two reports that stand under no common key.
const NeverCompared = "never-compared"

// Kept merges as Group and says of two reports why the weaker did not follow the stronger, as Miss.Why; "" where they are of one event.
func Kept(reports []article.Report, articles []store.Article) func(a, b string) string {
	s := grouped(reports, articles)
	return func(a, b string) string {
		x, y := s.all[a], s.all[b]
		if x == nil || y == nil || x.Event == y.Event {
			return ""
		}
		p := compare(x.sk, y.sk)
		why, err := s.kept(x, y, p.sum())
		if err != nil {
			panic("BUG: nothing gives no errors: " + err.Error())
		}
		if near, _ := s.near(x); why == whyOther && !slices.Contains(near, y) {
			why = NeverCompared
		}
		return why
	}
}

// Compare gives the parts of the score of two reports, and what contradicts their being of one happening, or "".
func Compare(a article.Report, of store.Article, b article.Report, ofB store.Article) (parts []Part, sum int, against string) {
	x, y := newSketch(&a, &of), newSketch(&b, &ofB)
	p := compare(x, y)
	return p.parts(), p.sum(), contradiction(x, y)
}

// nothing is a store without nodes.
type nothing struct{}

func (nothing) Near([]store.Key) ([]store.Node, error)      { return nil, nil }
func (nothing) Nodes([]string) ([]store.Node, error)        { return nil, nil }
func (nothing) NodesOf(...string) ([]store.Node, error)     { return nil, nil }
func (nothing) Members(...string) ([]store.Node, error)     { return nil, nil }
func (nothing) PutNodes([]store.Node) error                 { return nil }
func (nothing) MoveNodes([]store.Node) error                { return nil }
func (nothing) DropNodes([]string) error                    { return nil }
func (nothing) MarkStale([]string) error                    { return nil }
func (nothing) Stale([]string) ([]store.Stale, error)       { return nil, nil }
func (nothing) AllStale(string, int) ([]store.Stale, error) { return nil, nil }
func (nothing) DropStale([]string) error                    { return nil }

var _ store.Merging = nothing{}
