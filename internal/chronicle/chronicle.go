// Package chronicle decides which reports are of one event. It compares reports by what all languages share (type, parties, day, place,
// figures, names, topic), scores how alike two are, and lets each report, in the order of how good a witness it is, either follow the better
// witness that it resembles most or open an event of its own. So a vague report never joins two events that strong ones keep apart; the
// events are a function of the set of reports, whatever order or batches they came in; and a report that comes or goes touches only its
// neighbourhood, the reports that stand under one of its keys. docs/merging.md says how and why.
//
// What a store keeps of it are nodes (store.Merging); what users see of an event is made by accounts. Which reports analysts hold together
// or apart is read from their corrections by corrections.
package chronicle

import (
	"fmt"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// articlesAtOnce bounds how many articles are refreshed with one neighbourhood in memory.
const articlesAtOnce = 400

// Settle brings up to date which reports are of which events, after articles that are new, were coded again, replaced, or corrected: their
// nodes, and the places of all reports that this may touch. The events whose cards are behind then are marked as stale in the store, and given:
// an Assembler makes their cards, outside of the transaction. Asking for it without need marks the articles' own events only. A correction
// needs the articles of all its targets.
func Settle(tx store.Tx, articleIDs []string) (stale []string, err error) {
	for part := range slices.Chunk(unique(articleIDs), articlesAtOnce) {
		_, touched, err := place(tx, part)
		if err != nil {
			return nil, fmt.Errorf("settle the chronicle: %w", err)
		}
		stale = append(stale, touched...)
	}
	stale = unique(stale)
	return stale, tx.MarkStale(stale)
}

// Refresh is Settle and the making of the cards in one transaction, for few articles: so who reads next finds all as it is to be.
func Refresh(tx store.Tx, articleIDs []string) error {
	for part := range slices.Chunk(unique(articleIDs), articlesAtOnce) {
		if _, err := refresh(tx, part); err != nil {
			return fmt.Errorf("refresh the chronicle: %w", err)
		}
	}
	return nil
}

func unique(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// refresh does the work of Refresh for some articles, and gives the settler back for tests.
func refresh(tx store.Tx, ids []string) (*settler, error) {
	s, touched, err := place(tx, ids)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(touched, eventsAtOnce) {
		made, err := assemble(tx, s.ties, part)
		if err != nil {
			return nil, err
		}
		if err := made.keep(tx); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// place finds the events of the articles' reports and of all that these touch, and gives the events that have changed or may have.
func place(tx store.Tx, ids []string) (*settler, []string, error) {
	arts, err := tx.ArticlesByID(ids)
	if err != nil {
		return nil, nil, err
	}
	ties, err := readTies(tx)
	if err != nil {
		return nil, nil, err
	}
	s := &settler{hood: newHood(tx), ties: ties, waiting: map[*member]bool{}}
	if err := ties.readAll(arts); err != nil {
		return nil, nil, err
	}
	if err := s.families(ids); err != nil {
		return nil, nil, err
	}
	touched := map[string]bool{}
	fresh, err := s.renew(tx, ids, arts, touched)
	if err != nil {
		return nil, nil, err
	}
	if err := s.prefetch(fresh); err != nil {
		return nil, nil, err
	}
	for _, m := range fresh {
		if err := s.join(m); err != nil {
			return nil, nil, err
		}
	}
	if err := s.settle(); err != nil {
		return nil, nil, err
	}
	if err := s.save(tx, touched); err != nil {
		return nil, nil, err
	}
	maps.Copy(touched, s.stale)
	delete(touched, "")
	return s, slices.Sorted(maps.Keys(touched)), nil
}

// renew lets go the nodes of the articles that have vanished or changed, and gives those that are new.
func (s *settler) renew(tx store.Tx, ids []string, arts []store.Article, touched map[string]bool) ([]*member, error) {
	byID := map[string]*store.Article{}
	for i := range arts {
		byID[arts[i].ID] = &arts[i]
	}
	var fresh, gone []*member
	for _, id := range ids {
		want := map[string]*member{}
		if a := byID[id]; a != nil && a.Replaced == "" {
			reports, err := s.ties.effective(id)
			if err != nil {
				return nil, err
			}
			for i := range reports {
				m := newMember(&reports[i], a)
				want[m.ID] = m
			}
		}
		have, err := s.siblings(id)
		if err != nil {
			return nil, err
		}
		for _, m := range have {
			touched[m.was] = true
			if w := want[m.ID]; w != nil && string(w.Sketch) == string(m.Sketch) && w.Rank == m.Rank {
				delete(want, m.ID)
				s.push(m) // what analysts hold together or apart may have changed
				continue
			}
			gone = append(gone, m)
		}
		for _, rid := range slices.Sorted(maps.Keys(want)) {
			fresh = append(fresh, want[rid])
		}
		if err := s.pushCircle(id); err != nil {
			return nil, err
		}
	}
	var drop []string
	for _, m := range gone {
		drop = append(drop, m.ID)
		if err := s.leave(m); err != nil {
			return nil, err
		}
	}
	if len(drop) == 0 {
		return fresh, nil
	}
	return fresh, tx.DropNodes(drop)
}

// pushCircle makes the reports wait that corrections tie to an article's: that one of them comes or goes can tie others together, or no more.
func (s *settler) pushCircle(id string) error {
	ids, _, err := s.ties.circle(id)
	if err != nil {
		return err
	}
	for _, other := range ids[1:] {
		ms, err := s.siblings(other)
		if err != nil {
			return err
		}
		for _, m := range ms {
			s.push(m)
		}
	}
	return nil
}

func newMember(r *article.Report, a *store.Article) *member {
	sk := newSketch(r, a)
	return &member{Node: store.Node{ID: r.ID, Article: r.Article, Rank: sk.rank(r.ID), Sketch: sk.encode()}, sk: sk, fresh: true}
}

// prefetch loads what stands near new nodes in as few questions as may be.
func (s *settler) prefetch(fresh []*member) error {
	byHash := map[int64][]store.Key{}
	for _, m := range fresh {
		_, looks := m.sk.keys()
		for _, k := range looks {
			byHash[k.Hash] = append(byHash[k.Hash], k)
		}
	}
	var all []store.Key
	for _, hash := range slices.Sorted(maps.Keys(byHash)) {
		ks := byHash[hash]
		slices.SortFunc(ks, func(a, b store.Key) int { return a.From - b.From })
		last := ks[0]
		for _, k := range ks[1:] {
			if k.From > last.To+1 {
				all = append(all, last)
				last = k
			}
			last.To = max(last.To, k.To)
		}
		all = append(all, last)
	}
	return s.load(all)
}

// save writes the nodes that are new or have moved, and notes the events that have gained or lost.
func (s *settler) save(tx store.Tx, touched map[string]bool) error {
	var put, move []store.Node
	for _, id := range slices.Sorted(maps.Keys(s.all)) {
		m := s.all[id]
		switch {
		case m == nil:
		case m.fresh:
			put = append(put, m.Node)
			touched[m.Event] = true
		case m.Event != m.was || m.Link != m.link:
			move = append(move, m.Node)
			touched[m.was], touched[m.Event] = true, true
		}
	}
	if len(put) > 0 {
		if err := tx.PutNodes(put); err != nil {
			return err
		}
	}
	if len(move) > 0 {
		return tx.MoveNodes(move)
	}
	return nil
}
