package sqlite

import (
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqldb"
)

// Find walks the stretches of a plan, each in the order of numbers, as far as a page needs.
func (dialect) Find(tx *sqldb.Tx, p *sqldb.Plan) (hits []sqldb.Hit, err error) {
	if p.Order != store.Loudest {
		for _, w := range p.Walks() {
			if hits, err = walk(tx, p, w, hits, nil); err != nil {
				return nil, err
			}
		}
		return p.Sort(hits), nil
	}
	var found []sqldb.Hit
	for _, l := range p.Levels() {
		hits = hits[:0]
		for _, w := range p.Walks() {
			if hits, err = walk(tx, p, w, hits, &l); err != nil {
				return nil, err
			}
		}
		if found = append(found, p.Sort(hits)...); len(found) >= p.Limit {
			break
		}
	}
	return p.Sort(found), nil
}

// walk appends to hits what one stretch has, of a level of sources where one is given.
func walk(tx *sqldb.Tx, p *sqldb.Plan, w sqldb.Walk, hits []sqldb.Hit, l *sqldb.Level) ([]sqldb.Hit, error) {
	match := w.Match
	if l != nil {
		match = append(match[:len(match):len(match)], l.Clause)
	}
	query, ok := render(match)
	if !ok || w.Lo > w.Hi {
		return hits, nil
	}
	from, num := "event e", "e.num"
	var where []string
	var args []any
	and := func(cond string, values ...any) {
		where, args = append(where, cond), append(args, values...)
	}
	exact := w.FirstMax == "" && p.Confidence == 0 && (p.SourcesMin == 0 || l != nil) && (l == nil || l.Exact)
	if query != "" {
		from, num = "event_doc CROSS JOIN event e ON e.num = event_doc.rowid", "event_doc.rowid"
		if exact {
			from = "event_doc"
		}
		and("event_doc MATCH ?", query)
	}
	and(num+" BETWEEN ? AND ?", w.Lo, w.Hi)
	sources := "0"
	if w.FirstMax != "" {
		and("e.first_day <= ?", w.FirstMax)
	}
	if p.Confidence > 0 {
		and("e.confidence >= ?", p.Confidence)
	}
	if p.SourcesMin > 0 && !exact {
		and("e.sources >= ?", p.SourcesMin)
	}
	order := num
	switch {
	case p.Order == store.Oldest:
		order += " DESC"
	case l != nil && l.Exact:
		if a := p.After; a != nil && a.Sources == l.Most {
			and(num+" > ?", a.Num)
		}
	case l != nil:
		sources = "e.sources"
		if a := p.After; a != nil {
			and("(e.sources < ? OR (e.sources = ? AND "+num+" > ?))", a.Sources, a.Sources, a.Num)
		}
		order = "e.sources DESC, " + num
	}
	args = append(args, p.Limit)
	err := tx.Query(func(scan func(...any) error) error {
		var h sqldb.Hit
		err := scan(&h.Num, &h.Sources)
		if l != nil && l.Exact {
			h.Sources = l.Most
		}
		hits = append(hits, h)
		return err
	}, "SELECT "+num+", "+sources+" FROM "+from+" WHERE "+strings.Join(where, " AND ")+" ORDER BY "+order+" LIMIT ?", args...)
	return hits, err
}

// render writes what is looked for in the language of FTS5; false where nothing can fit. Tokens hold only letters, digits, marks and characters
// for private use, so that nothing in them could end the quotation that they stand in.
func render(m sqldb.Match) (string, bool) {
	var b strings.Builder
	for i, c := range m {
		if len(c) == 0 {
			return "", false
		}
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteByte('(')
		for j, p := range c {
			if j > 0 {
				b.WriteString(" OR ")
			}
			b.WriteString(`"` + strings.ReplaceAll(strings.Join(p.Tokens, " "), `"`, `""`) + `"`)
			if p.Prefix {
				b.WriteString(" *")
			}
		}
		b.WriteByte(')')
	}
	return b.String(), true
}
