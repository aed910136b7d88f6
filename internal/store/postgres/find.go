package postgres

import (
	"fmt"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"maps"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store/words"
)

// PutDocs writes documents.
func (dialect) PutDocs(tx *sqltx.Tx, docs []words.Doc) error {
	for _, d := range docs {
		if _, err := tx.Exec("INSERT INTO event_doc (num, doc) VALUES (?, CAST(CAST(? AS TEXT) AS tsvector))", d.Num, vector(d.Tokens)); err != nil {
			return err
		}
	}
	return nil
}

// DropDocs takes documents out.
func (dialect) DropDocs(tx *sqltx.Tx, nums []int64) error {
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

// render writes what is looked for as a tsquery.
func render(m words.Match) string {
	var phrases []string
	for _, p := range m {
		var tokens []string
		for i, t := range p.Tokens {
			if t = quote(t); p.Prefix && i == len(p.Tokens)-1 {
				t += ":*"
			}
			tokens = append(tokens, t)
		}
		phrases = append(phrases, "("+strings.Join(tokens, " <-> ")+")")
	}
	return strings.Join(phrases, " & ")
}

// Hits asks the full text index.
func (dialect) Hits(tx *sqltx.Tx, m words.Match, limit int) (nums []int64, err error) {
	query, args := "SELECT num FROM event_doc WHERE doc @@ CAST(CAST(? AS TEXT) AS tsquery)", []any{render(m)}
	if limit > 0 {
		query, args = query+" LIMIT ?", append(args, limit)
	}
	err = tx.Query(func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		nums = append(nums, num)
		return err
	}, query, args...)
	return nums, err
}
