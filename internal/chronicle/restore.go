package chronicle

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Restore puts the reports of an event in their place in the chronicle as another chronicle had them: nothing is compared or moved. The event's
// best witness is the report that has its id; the others are said to follow it, since a chronicle that is handed on does not tell which
// report each joined by. What comes later is merged with them as with any report.
func Restore(tx store.Tx, event string, reports []article.Report, articles map[string]*store.Article) error {
	nodes := make([]store.Node, 0, len(reports))
	for i := range reports {
		m := newMember(&reports[i], articles[reports[i].Article])
		m.Event = event
		if m.ID != event {
			m.Link = event
		}
		m.Keys, _ = m.sk.keys()
		nodes = append(nodes, m.Node)
	}
	return tx.PutNodes(nodes)
}
