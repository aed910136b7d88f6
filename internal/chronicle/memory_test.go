package chronicle

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

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
	under    map[int64][]string  // ids of nodes by key; may name nodes that are no more
	of, in   map[string][]string // by article, by event: the same
	stale    map[string]int64
	mark     int64
	lock     sync.Mutex
}

func newMemory() *memory {
	return &memory{articles: map[string]store.Article{}, reports: map[string][]article.Report{}, nodes: map[string]store.Node{}, events: map[string]store.Event{},
		under: map[int64][]string{}, of: map[string][]string{}, in: map[string][]string{}, stale: map[string]int64{}}
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

func (m *memory) Reports(ids ...string) (out []article.Report, err error) {
	for _, id := range unique(ids) {
		out = append(out, m.reports[id]...)
	}
	return out, nil
}

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

// these gives the nodes among ids that want wants, each once, in order.
func (m *memory) these(ids []string, want func(n store.Node) bool) []store.Node {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	var out []store.Node
	for _, id := range slices.Compact(ids) {
		if n, ok := m.nodes[id]; ok && want(n) {
			out = append(out, n)
		}
	}
	return out
}

func (m *memory) Near(keys []store.Key) ([]store.Node, error) {
	var ids []string
	for _, k := range keys {
		for _, id := range m.under[k.Hash] {
			if slices.ContainsFunc(m.nodes[id].Keys, func(a store.Key) bool { return a.Hash == k.Hash && a.From <= k.To && k.From <= a.To }) {
				ids = append(ids, id)
			}
		}
	}
	out := m.these(ids, func(store.Node) bool { return true })
	for i := range out {
		out[i].Keys = nil
	}
	return out, nil
}

func (m *memory) Nodes(ids []string) ([]store.Node, error) {
	return m.these(ids, func(store.Node) bool { return true }), nil
}

func (m *memory) NodesOf(as ...string) ([]store.Node, error) {
	var ids []string
	for _, a := range as {
		ids = append(ids, m.of[a]...)
	}
	return m.these(ids, func(n store.Node) bool { return slices.Contains(as, n.Article) }), nil
}

func (m *memory) Members(es ...string) ([]store.Node, error) {
	var ids []string
	for _, e := range es {
		ids = append(ids, m.in[e]...)
	}
	return m.these(ids, func(n store.Node) bool { return slices.Contains(es, n.Event) }), nil
}

func (m *memory) PutNodes(ns []store.Node) error {
	for _, n := range ns {
		m.nodes[n.ID] = n
		m.of[n.Article] = append(m.of[n.Article], n.ID)
		m.in[n.Event] = append(m.in[n.Event], n.ID)
		for _, k := range n.Keys {
			m.under[k.Hash] = append(m.under[k.Hash], n.ID)
		}
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
		m.in[n.Event] = append(m.in[n.Event], n.ID)
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

func (m *memory) PutEvents(es []store.Event) error {
	for _, e := range es {
		m.events[e.ID] = e
	}
	return nil
}

func (m *memory) MarkStale(ids []string) error {
	m.mark++
	for _, id := range ids {
		m.stale[id] = m.mark
	}
	return nil
}

func (m *memory) Stale(ids []string) (out []store.Stale, err error) {
	for _, id := range unique(ids) {
		if mark, ok := m.stale[id]; ok {
			out = append(out, store.Stale{Event: id, Mark: mark})
		}
	}
	return out, nil
}

func (m *memory) AllStale(after string, limit int) (out []store.Stale, err error) {
	for _, id := range slices.Sorted(maps.Keys(m.stale)) {
		if id > after && len(out) < limit {
			out = append(out, store.Stale{Event: id, Mark: m.stale[id]})
		}
	}
	return out, nil
}

func (m *memory) DropStale(ids []string) error {
	for _, id := range ids {
		delete(m.stale, id)
	}
	return nil
}

// View and Update make a store of it, for tests that go through one: one transaction at a time.
func (m *memory) View(_ context.Context, f func(store.Tx) error) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	return f(m)
}

func (m *memory) Update(ctx context.Context, f func(store.Tx) error) error { return m.View(ctx, f) }
func (m *memory) Close() error                                             { return nil }

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
