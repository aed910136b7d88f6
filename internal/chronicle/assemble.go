package chronicle

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/store"
)

// eventsAtOnce bounds how many events are assembled with their articles in memory.
const eventsAtOnce = 200

// assemble makes the events anew that were touched; those that nothing is left of go.
func assemble(tx store.Tx, t *ties, events []string) error {
	for part := range slices.Chunk(events, eventsAtOnce) {
		members := map[string][]store.Node{}
		articles := map[string]*store.Article{}
		for _, id := range part {
			nodes, err := tx.Members(id)
			if err != nil {
				return err
			}
			members[id] = nodes
			for _, n := range nodes {
				articles[n.Article] = nil
			}
		}
		arts, err := tx.ArticlesByID(slices.Sorted(maps.Keys(articles)))
		if err != nil {
			return err
		}
		for i := range arts {
			articles[arts[i].ID] = &arts[i]
		}
		for _, id := range part {
			if err := assembleOne(tx, t, id, members[id], articles); err != nil {
				return err
			}
		}
	}
	return nil
}

func assembleOne(tx store.Tx, t *ties, id string, nodes []store.Node, articles map[string]*store.Article) error {
	if len(nodes) == 0 {
		return tx.DropEvent(id)
	}
	of := map[string]map[string]bool{} // reports, by article
	for _, n := range nodes {
		if of[n.Article] == nil {
			of[n.Article] = map[string]bool{}
		}
		of[n.Article][n.ID] = true
	}
	var ts []accounts.Telling
	for _, a := range slices.Sorted(maps.Keys(of)) {
		c, err := t.corrected(a)
		if err != nil {
			return err
		}
		art := articles[a]
		if art == nil {
			continue // its nodes are of a text that has gone; refreshing it takes them out
		}
		trail := accounts.Trail(c.reports)
		for _, r := range c.reports {
			if of[a][r.ID] {
				ts = append(ts, accounts.Telling{Report: r, Article: *art, Trail: trail, Judged: c.judged[r.ID] != ""})
			}
		}
	}
	card := accounts.Assemble(ts)
	card.ID = id
	return tx.PutEvent(card.Row())
}
