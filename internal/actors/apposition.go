package actors

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// apposition gives a name that nothing knows what the phrase in apposition says of it ("Sanjay Rao, a former mayor"), and an office the person who is
// known to hold it ("the foreign minister, Johann Weber").
func (r *resolver) apposition(ph *doc.Phrase, ents []article.Entity) []article.Entity {
	if r.d.Pack.Final || len(ents) != 1 {
		return ents
	}
	e := ents[0]
	for _, m := range ph.Mods {
		if m.Of != ph || m.Pred != nil || m == ph {
			continue
		}
		r.phrase(m)
		if len(m.Ents) != 1 {
			continue
		}
		x := m.Ents[0]
		switch {
		case e.How == "unknown" && (x.How == "title" || x.How == "agent") && x.Sector != "" && ph.E == nil && !thing(m):
			x.Span = e.Span
			if x.Country == "" || x.Default && e.Country != "" {
				x.Country = e.Country
			}
			x.How = "title"
			return []article.Entity{x}
		case (e.How == "title" || e.How == "agent" && !ph.Plural || e.How == "body") && x.How == "unknown" && m.E == nil:
			e.How = "title"
			r.meet(mention{first: m.First, last: m.Head + 1, ents: []article.Entity{e}, subj: ph.Mark == lang.Nom, sent: r.sent})
		case e.How == "title" && x.How == "person" && (e.Country == "" || e.Default || e.Country == x.Country):
			x.Span = e.Span
			return []article.Entity{x}
		}
	}
	return ents
}
