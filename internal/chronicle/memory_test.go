package chronicle

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// memory is a store that keeps what merging needs, and says so plainly that it can be trusted without tests.
type memory struct {
	store.Tx // what is not below is not asked for
	articles map[string]store.Article
	reports  map[string][]article.Report
	nodes    map[string]store.Node
	events   map[string]store.Event
	made     []store.Correction
	given    int // nodes given by Near
}

func newMemory() *memory {
	return &memory{articles: map[string]store.Article{}, reports: map[string][]article.Report{}, nodes: map[string]store.Node{}, events: map[string]store.Event{}}
}

func (m *memory) put(a store.Article, rs []article.Report) {
	m.articles[a.ID] = a
	m.reports[a.ID] = rs
}

func (m *memory) ArticlesByID(ids []string) ([]store.Article, error) {
	var out []store.Article
	for _, id := range ids {
		if a, ok := m.articles[id]; ok {
			out = append(out, a)
		}
	}
	return out, nil
}

func (m *memory) Reports(id string) ([]article.Report, error) { return m.reports[id], nil }

func (m *memory) pick(want func(n store.Node) bool) []store.Node {
	var out []store.Node
	for _, n := range m.nodes {
		if want(n) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b store.Node) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func (m *memory) Near(keys []store.Key) ([]store.Node, error) {
	out := m.pick(func(n store.Node) bool {
		return slices.ContainsFunc(n.Keys, func(a store.Key) bool {
			return slices.ContainsFunc(keys, func(b store.Key) bool { return a.Hash == b.Hash && a.From <= b.To && b.From <= a.To })
		})
	})
	for i := range out {
		out[i].Keys = nil
	}
	m.given += len(out)
	return out, nil
}

func (m *memory) Nodes(ids []string) ([]store.Node, error) {
	return m.pick(func(n store.Node) bool { return slices.Contains(ids, n.ID) }), nil
}

func (m *memory) NodesOf(a string) ([]store.Node, error) {
	return m.pick(func(n store.Node) bool { return n.Article == a }), nil
}

func (m *memory) Members(e string) ([]store.Node, error) {
	return m.pick(func(n store.Node) bool { return n.Event == e }), nil
}

func (m *memory) PutNodes(ns []store.Node) error {
	for _, n := range ns {
		m.nodes[n.ID] = n
	}
	return nil
}

func (m *memory) MoveNodes(ns []store.Node) error {
	for _, n := range ns {
		old, ok := m.nodes[n.ID]
		if !ok {
			return store.ErrNotFound
		}
		old.Event, old.Link = n.Event, n.Link
		m.nodes[n.ID] = old
	}
	return nil
}

func (m *memory) DropNodes(ids []string) error {
	for _, id := range ids {
		delete(m.nodes, id)
	}
	return nil
}

func (m *memory) PutEvent(e store.Event) error { m.events[e.ID] = e; return nil }
func (m *memory) DropEvent(id string) error    { delete(m.events, id); return nil }

func (m *memory) Correction(id int64) (store.Correction, error) {
	if id < 1 || id > int64(len(m.made)) {
		return store.Correction{}, store.ErrNotFound
	}
	return m.made[id-1], nil
}

func (m *memory) CorrectionsOf(ids []string) ([]store.Correction, error) {
	var out []store.Correction
	for _, c := range m.made {
		if slices.ContainsFunc(c.Targets, func(a store.Anchor) bool { return slices.Contains(ids, a.Article) }) {
			out = append(out, c)
		}
	}
	return out, nil
}
