package chronicle

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
)

// member is a node at work.
type member struct {
	store.Node
	sk    *sketch
	looks []store.Key
	fresh bool   // not yet in the store
	was   string // the event that the store has it in; empty where fresh
	link  string // the link that the store has
	seen  int    // the round of near that has met it
}

func (m *member) leads() bool { return m.Event == m.ID }

// hood is the part of the chronicle that a refresh has loaded: nodes, and under which keys they stand. What it has of the store it does not
// ask for again.
type hood struct {
	tx       store.Merging
	all      map[string]*member
	under    map[shelf][]*member // by key and days; what has gone is taken out
	loaded   map[int64][]store.Key
	articles map[string][]*member // all nodes of an article, where they are all loaded
	events   map[string]bool      // all members are loaded
	stale    map[string]bool      // events with nodes of another encoding
	round    int                  // of near
	loads    int                  // nodes that the store has given, for tests of how far a change reaches
}

// shelf is some days of a key.
type shelf struct {
	hash int64
	week int
}

const shelfDays = 8

// shelves calls f for each shelf that a key reaches over.
func shelves(k store.Key, f func(shelf)) {
	for w := k.From / shelfDays; w <= k.To/shelfDays; w++ {
		f(shelf{k.Hash, w})
	}
}

func newHood(tx store.Merging) *hood {
	return &hood{tx: tx, all: map[string]*member{}, under: map[shelf][]*member{}, loaded: map[int64][]store.Key{}, articles: map[string][]*member{}, events: map[string]bool{}, stale: map[string]bool{}}
}

// take enters a node that the store gave; nil where it is there already or was sketched by another version, which sees it only when it is recoded.
func (h *hood) take(n store.Node) *member {
	h.loads++
	if m, ok := h.all[n.ID]; ok {
		return m
	}
	sk, err := decode(n.Sketch)
	if err != nil {
		h.stale[n.Event] = true
		return nil
	}
	m := &member{Node: n, sk: sk, was: n.Event, link: n.Link}
	h.enter(m)
	return m
}

func (h *hood) enter(m *member) {
	m.Keys, m.looks = m.sk.keys()
	h.all[m.ID] = m
	for _, k := range m.Keys {
		shelves(k, func(s shelf) { h.under[s] = append(h.under[s], m) })
	}
}

// drop takes a node out. It stays known as gone, so that what the store still says of it is not believed.
func (h *hood) drop(m *member) {
	h.all[m.ID] = nil
	for _, k := range m.Keys {
		shelves(k, func(s shelf) {
			h.under[s] = slices.DeleteFunc(h.under[s], func(x *member) bool { return x == m })
		})
	}
}

// missing tells whether something under a node's keys is not loaded yet.
func (h *hood) missing(m *member) bool {
	return slices.ContainsFunc(m.looks, func(k store.Key) bool { return !h.has(k) })
}

func (h *hood) has(k store.Key) bool {
	return slices.ContainsFunc(h.loaded[k.Hash], func(l store.Key) bool { return l.From <= k.From && k.To <= l.To })
}

// load fetches what stands under keys and is not there yet.
func (h *hood) load(keys []store.Key) error {
	var missing []store.Key
	for _, k := range keys {
		if !h.has(k) {
			missing = append(missing, k)
			h.loaded[k.Hash] = append(h.loaded[k.Hash], k)
		}
	}
	for len(missing) > 0 {
		n := min(len(missing), keysAtOnce)
		nodes, err := h.tx.Near(missing[:n])
		if err != nil {
			return err
		}
		for _, x := range nodes {
			h.take(x)
		}
		missing = missing[n:]
	}
	return nil
}

// keysAtOnce bounds one question to the store.
const keysAtOnce = 200

// near gives the nodes that a node may be compared with; of its own article only those that can but be of its act.
func (h *hood) near(m *member) ([]*member, error) {
	if err := h.load(m.looks); err != nil {
		return nil, err
	}
	h.round++
	m.seen = h.round
	var out []*member
	for _, k := range m.looks {
		for w := k.From / shelfDays; w <= k.To/shelfDays; w++ {
			for _, x := range h.under[shelf{k.Hash, w}] {
				if x.seen != h.round && stands(x, k) && (x.Article != m.Article || oneAct(m.sk, x.sk)) {
					x.seen = h.round
					out = append(out, x)
				}
			}
		}
	}
	return out, nil
}

func stands(x *member, k store.Key) bool {
	for _, s := range x.Keys {
		if s.Hash == k.Hash && s.From <= k.To && k.From <= s.To {
			return true
		}
	}
	return false
}

// get gives a node by its id; nil where there is none.
func (h *hood) get(id string) (*member, error) {
	if m, ok := h.all[id]; ok {
		return m, nil
	}
	nodes, err := h.tx.Nodes([]string{id})
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	return h.take(nodes[0]), nil
}

// fetch loads nodes by id that are not there yet.
func (h *hood) fetch(ids []string) error {
	ids = slices.DeleteFunc(ids, func(id string) bool { _, ok := h.all[id]; return ok })
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	nodes, err := h.tx.Nodes(slices.Compact(ids))
	for _, n := range nodes {
		h.take(n)
	}
	return err
}

// siblings gives the nodes of a node's article, itself among them.
func (h *hood) siblings(article string) ([]*member, error) {
	if err := h.families([]string{article}); err != nil {
		return nil, err
	}
	return h.articles[article], nil
}

// families loads the nodes of articles.
func (h *hood) families(articles []string) error {
	var missing []string
	for _, a := range articles {
		if _, ok := h.articles[a]; !ok {
			missing = append(missing, a)
			h.articles[a] = []*member{}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	nodes, err := h.tx.NodesOf(missing...)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		if m := h.take(n); m != nil {
			h.articles[n.Article] = append(h.articles[n.Article], m)
		}
	}
	return nil
}

// members gives the nodes that are in an event now.
func (h *hood) members(event string) ([]*member, error) {
	if !h.events[event] {
		h.events[event] = true
		nodes, err := h.tx.Members(event)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			h.take(n)
		}
	}
	var out []*member
	for _, m := range h.all {
		if m != nil && m.Event == event {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b *member) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}
