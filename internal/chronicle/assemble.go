package chronicle

import (
	"maps"
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/store"
)

// eventsAtOnce bounds how many events are assembled with their articles in memory.
const eventsAtOnce = 200

// cards is what has been made of some events.
type cards struct {
	put  []store.Event
	drop []string // of which nothing is left
}

// keep writes cards in the place of those that were there.
func (c *cards) keep(tx store.Tx) error {
	if err := tx.PutEvents(c.put); err != nil {
		return err
	}
	done := slices.Clone(c.drop)
	for _, id := range c.drop {
		if err := tx.DropEvent(id); err != nil {
			return err
		}
	}
	for i := range c.put {
		done = append(done, c.put[i].ID)
	}
	return tx.DropStale(done)
}

// assemble makes the cards of events anew, as what is kept has them.
func assemble(tx store.Tx, t *ties, events []string) (*cards, error) {
	nodes, err := tx.Members(events...)
	if err != nil {
		return nil, err
	}
	members := map[string][]store.Node{}
	var ids []string
	for _, n := range nodes {
		members[n.Event] = append(members[n.Event], n)
		ids = append(ids, n.Article)
	}
	arts, err := tx.ArticlesByID(unique(ids))
	if err != nil {
		return nil, err
	}
	articles := map[string]*store.Article{}
	for i := range arts {
		articles[arts[i].ID] = &arts[i]
	}
	if err := t.readAll(arts); err != nil {
		return nil, err
	}
	out := &cards{}
	for _, id := range events {
		if len(members[id]) == 0 {
			out.drop = append(out.drop, id)
			continue
		}
		ts, err := tellings(t, members[id], articles)
		if err != nil {
			return nil, err
		}
		card := accounts.Assemble(ts)
		card.ID = id
		out.put = append(out.put, card.Row())
	}
	return out, nil
}

// tellings are the reports of an event with their articles.
func tellings(t *ties, nodes []store.Node, articles map[string]*store.Article) ([]accounts.Telling, error) {
	of := map[string]map[string]bool{} // reports, by article
	for _, n := range nodes {
		if of[n.Article] == nil {
			of[n.Article] = map[string]bool{}
		}
		of[n.Article][n.ID] = true
	}
	var ts []accounts.Telling
	for _, a := range slices.Sorted(maps.Keys(of)) {
		art := articles[a]
		if art == nil {
			continue // its nodes are of a text that has gone; settling it takes them out
		}
		c, err := t.corrected(a)
		if err != nil {
			return nil, err
		}
		if c.trail == nil {
			c.trail = accounts.Trail(c.reports)
			t.know(a, c)
		}
		for _, r := range c.reports {
			if of[a][r.ID] {
				ts = append(ts, accounts.Telling{Report: r, Article: *art, Trail: c.trail, Judged: c.judged[r.ID] != ""})
			}
		}
	}
	return ts, nil
}

// readAll reads the reports of articles with few questions, and from memory what was read before.
func (t *ties) readAll(arts []store.Article) error {
	var ids, missing []string
	base := map[string]corrected{}
	for i := range arts {
		id := arts[i].ID
		if _, ok := t.known[id]; ok {
			continue
		}
		ids = append(ids, id)
		if c, ok := t.recent.get(&arts[i]); ok {
			base[id] = c
		} else {
			missing = append(missing, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	reports, err := t.tx.Reports(missing...)
	if err != nil {
		return err
	}
	for _, r := range reports {
		c := base[r.Article]
		c.reports = append(c.reports, r)
		base[r.Article] = c
	}
	fresh := map[string]bool{}
	for _, id := range missing {
		fresh[id] = true
	}
	for i := range arts {
		if id := arts[i].ID; fresh[id] {
			c := base[id]
			c.trail = accounts.Trail(c.reports)
			t.recent.put(&arts[i], c)
			base[id] = c
		}
	}
	of, err := t.correctionsOf(ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		t.know(id, base[id].by(id, of[id]))
	}
	return nil
}

// correctionsOf gives the corrections of each article.
func (t *ties) correctionsOf(ids []string) (map[string][]store.Correction, error) {
	if t.none {
		return nil, nil
	}
	cs, err := t.tx.CorrectionsOf(ids)
	if err != nil {
		return nil, err
	}
	of := map[string][]store.Correction{}
	for _, c := range cs {
		for _, a := range c.Targets {
			if list := of[a.Article]; len(list) == 0 || list[len(list)-1].ID != c.ID {
				of[a.Article] = append(list, c)
			}
		}
	}
	return of, nil
}

// recent remembers the reports of articles that were looked at last, as coded: a happening that is much in the news is assembled again and
// again. What one run has coded of an article does not change. A nil one remembers nothing.
type recent struct {
	mu         sync.Mutex
	young, old map[coding]corrected
}

type coding struct {
	article string
	run     int64
}

// recentMax bounds how many articles are remembered: about twice as many.
const recentMax = 1000

func (r *recent) get(a *store.Article) (corrected, bool) {
	if r == nil {
		return corrected{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	k := coding{a.ID, a.Run}
	c, ok := r.young[k]
	if !ok {
		if c, ok = r.old[k]; ok {
			r.add(k, c)
		}
	}
	return c, ok
}

func (r *recent) put(a *store.Article, c corrected) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(coding{a.ID, a.Run}, c)
}

func (r *recent) add(k coding, c corrected) {
	if len(r.young) >= recentMax || r.young == nil {
		r.young, r.old = make(map[coding]corrected, recentMax), r.young
	}
	r.young[k] = c
}
