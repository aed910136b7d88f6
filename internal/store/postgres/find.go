package postgres

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// PutDocs writes documents.
func (dialect) PutDocs(tx *sqltx.Tx, table string, docs []words.Doc) error {
	nums, vectors := make([]int64, len(docs)), make([]string, len(docs))
	for i, d := range docs {
		nums[i], vectors[i] = d.Num, vector(d.Tokens)
	}
	_, err := tx.Exec("INSERT INTO "+table+" (num, doc) SELECT u.num, CAST(u.doc AS tsvector) FROM unnest(CAST(? AS BIGINT[]), CAST(? AS TEXT[])) AS u (num, doc)", nums, vectors)
	return err
}

// DropDocs takes documents out.
func (dialect) DropDocs(tx *sqltx.Tx, table string, nums []int64) error {
	return sqltx.ExecIn(tx, nums, "DELETE FROM "+table+" WHERE num IN ?")
}

// vector writes tokens with their places. PostgreSQL counts places from 1 and keeps 255 of a word; sqldb gives no more.
func vector(tokens []string) string {
	places := make(map[string][]byte, len(tokens))
	counts := make(map[string]int, len(tokens))
	for i, t := range tokens {
		if counts[t] < 255 {
			b := places[t]
			if counts[t] > 0 {
				b = append(b, ',')
			}
			places[t] = strconv.AppendInt(b, int64(min(i+1, 16_383)), 10)
			counts[t]++
		}
	}
	var b strings.Builder
	for _, t := range slices.Sorted(maps.Keys(places)) {
		b.WriteString(quote(t))
		b.WriteByte(':')
		b.Write(places[t])
		b.WriteByte(' ')
	}
	return b.String()
}

// quote quotes a token for tsvector and tsquery. Tokens hold neither quotation marks nor backslashes; it does not rely on that.
func quote(t string) string {
	if !strings.ContainsAny(t, `'\`) {
		return "'" + t + "'"
	}
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
func (dialect) Hits(tx *sqltx.Tx, table string, m words.Match) ([]int64, error) {
	return numbers(tx, "SELECT num FROM "+table+" WHERE doc @@ CAST(CAST(? AS TEXT) AS tsquery)", render(m))
}

// FirstHits asks it for a few.
func (dialect) FirstHits(tx *sqltx.Tx, table string, m words.Match, from int64, limit int) ([]int64, error) {
	return numbers(tx, "SELECT num FROM "+table+" WHERE doc @@ CAST(CAST(? AS TEXT) AS tsquery) AND num >= ? ORDER BY num LIMIT ?", render(m), from, limit)
}

func numbers(tx *sqltx.Tx, query string, args ...any) (nums []int64, err error) {
	err = tx.Query(func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		nums = append(nums, num)
		return err
	}, query, args...)
	return nums, err
}
