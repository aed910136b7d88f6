package postgres

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqldb"
)

// PutDocs writes documents.
func (dialect) PutDocs(tx *sqldb.Tx, docs []sqldb.Doc) error {
	for _, d := range docs {
		if _, err := tx.Exec("INSERT INTO event_doc (num, first_day, sources, confidence, doc) VALUES (?, ?, ?, ?, CAST(? AS TEXT)::tsvector)",
			d.Num, d.First, d.Sources, d.Confidence, vector(d.Tokens)); err != nil {
			return err
		}
	}
	return nil
}

// DropDocs takes documents out.
func (dialect) DropDocs(tx *sqldb.Tx, nums []int64) error {
	for _, n := range nums {
		if _, err := tx.Exec("DELETE FROM event_doc WHERE num = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// vector writes tokens with their places. PostgreSQL counts places from 1 and keeps 255 of a word; sqldb gives no more.
func vector(tokens []string) string {
	places := map[string][]int{}
	for i, t := range tokens {
		if len(places[t]) < 255 {
			places[t] = append(places[t], min(i+1, 16_383))
		}
	}
	var b strings.Builder
	for _, t := range slices.Sorted(maps.Keys(places)) {
		b.WriteString(quote(t) + ":" + strings.Join(strings.Fields(strings.Trim(fmt.Sprint(places[t]), "[]")), ",") + " ")
	}
	return b.String()
}

// quote quotes a token for tsvector and tsquery. Tokens hold neither quotation marks nor backslashes; it does not rely on that.
func quote(t string) string {
	return "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(t) + "'"
}

// render writes what is looked for as a tsquery; false where nothing can fit.
func render(m sqldb.Match) (string, bool) {
	var clauses []string
	for _, c := range m {
		if len(c) == 0 {
			return "", false
		}
		var alternatives []string
		for _, p := range c {
			var tokens []string
			for i, t := range p.Tokens {
				if t = quote(t); p.Prefix && i == len(p.Tokens)-1 {
					t += ":*"
				}
				tokens = append(tokens, t)
			}
			alternatives = append(alternatives, "("+strings.Join(tokens, " <-> ")+")")
		}
		clauses = append(clauses, "("+strings.Join(alternatives, " | ")+")")
	}
	return strings.Join(clauses, " & "), true
}

// lookMax is how many events are looked at one after the other before the full text index is asked: what fits one in forty fills a page by then.
const lookMax = 2000

// Find looks at the first events of a plan's order one by one, and asks the full text index where they do not fill the page: the index
// gives all that fits, in no order, which is slow where it is much, and just then the first few fill the page.
func (dialect) Find(tx *sqldb.Tx, p *sqldb.Plan) (hits []sqldb.Hit, err error) {
	for _, w := range p.Walks() {
		query, ok := render(w.Match)
		if !ok || w.Lo > w.Hi {
			continue
		}
		few, enough, err := look(tx, p, w, query)
		if err == nil && !enough {
			few, err = ask(tx, p, w, query)
		}
		if err != nil {
			return nil, err
		}
		hits = append(hits, few...)
	}
	return p.Sort(hits), nil
}

// conditions are what a walk asks for beside its numbers.
func conditions(p *sqldb.Plan, w sqldb.Walk, query string) (string, []any) {
	where, args := []string{"TRUE"}, []any(nil)
	and := func(cond string, value any) { where, args = append(where, cond), append(args, value) }
	if query != "" {
		and("doc @@ CAST(CAST(? AS TEXT) AS tsquery)", query)
	}
	if w.FirstMax != "" {
		and("first_day <= ?", w.FirstMax)
	}
	if p.Confidence > 0 {
		and("confidence >= ?", p.Confidence)
	}
	if p.SourcesMin > 0 {
		and("sources >= ?", p.SourcesMin)
	}
	return strings.Join(where, " AND "), args
}

// stretch are the numbers of a walk, and where a page by sources goes on.
func stretch(p *sqldb.Plan, w sqldb.Walk) (string, []any) {
	if p.Order == store.Loudest && p.After != nil {
		return "num BETWEEN ? AND ? AND sources <= ? AND (sources < ? OR num > ?)", []any{w.Lo, w.Hi, p.After.Sources, p.After.Sources, p.After.Num}
	}
	return "num BETWEEN ? AND ?", []any{w.Lo, w.Hi}
}

var orders = map[store.Order]string{store.Latest: "num", store.Oldest: "num DESC", store.Loudest: "sources DESC, num"}

// look goes through the first events; enough is false where more may fit than it gives.
func look(tx *sqldb.Tx, p *sqldb.Plan, w sqldb.Walk, query string) (hits []sqldb.Hit, enough bool, err error) {
	in, args := stretch(p, w)
	where, more := conditions(p, w, query)
	order := orders[p.Order]
	args = append(append(append(args, lookMax), more...), p.Limit)
	seen := 0
	err = tx.Query(func(scan func(...any) error) error {
		var h sqldb.Hit
		var counted int
		err := scan(&counted, &h.Num, &h.Sources)
		if counted >= 0 {
			seen = counted
		} else {
			hits = append(hits, h)
		}
		return err
	}, `WITH c AS MATERIALIZED (SELECT * FROM event_doc WHERE `+in+` ORDER BY `+order+` LIMIT ?), h AS (SELECT num, sources FROM c WHERE `+where+` ORDER BY `+order+` LIMIT ?)
		SELECT -1, num, sources FROM h UNION ALL SELECT COUNT(*), 0, 0 FROM c`, args...)
	return hits, seen < lookMax || len(hits) >= p.Limit, err
}

// ask asks the full text index for all, and sorts.
func ask(tx *sqldb.Tx, p *sqldb.Plan, w sqldb.Walk, query string) (hits []sqldb.Hit, err error) {
	in, args := stretch(p, w)
	where, more := conditions(p, w, query)
	args = append(append(args, more...), p.Limit)
	err = tx.Query(func(scan func(...any) error) error {
		var h sqldb.Hit
		err := scan(&h.Num, &h.Sources)
		hits = append(hits, h)
		return err
	}, "WITH h AS MATERIALIZED (SELECT num, sources FROM event_doc WHERE "+in+" AND "+where+") SELECT num, sources FROM h ORDER BY "+orders[p.Order]+" LIMIT ?", args...)
	return hits, err
}
