package postgres

import (
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// PutDocs writes documents.
func (dialect) PutDocs(tx *sqltx.Tx, table string, docs []words.Doc) error {
	nums, vectors := make([]int64, len(docs)), make([]pgtype.TSVector, len(docs))
	for i, d := range docs {
		nums[i], vectors[i] = d.Num, vector(d.Tokens)
	}
	_, err := tx.Exec("INSERT INTO "+table+" (num, doc) SELECT u.num, u.doc FROM unnest(CAST(? AS BIGINT[]), CAST(? AS TSVECTOR[])) AS u (num, doc)", nums, vectors)
	return err
}

// DropDocs takes documents out.
func (dialect) DropDocs(tx *sqltx.Tx, table string, nums []int64) error {
	return sqltx.ExecIn(tx, nums, "DELETE FROM "+table+" WHERE num IN ?")
}

// The bounds of a tsvector's places: PostgreSQL counts from 1 to placeMax, and keeps placesMax of a word.
const (
	placeMax  = 16_383
	placesMax = 255
)

// vector gives tokens with their places, in the order that PostgreSQL keeps them in. It goes over in binary: reading it as text took the server longer than
// all else about it.
func vector(tokens []string) pgtype.TSVector {
	at := make(map[string]int, len(tokens))
	v := pgtype.TSVector{Valid: true, Lexemes: make([]pgtype.TSVectorLexeme, 0, len(tokens))}
	for i, t := range tokens {
		k, ok := at[t]
		if !ok {
			k = len(v.Lexemes)
			at[t], v.Lexemes = k, append(v.Lexemes, pgtype.TSVectorLexeme{Word: t})
		}
		place, l := uint16(min(i+1, placeMax)), &v.Lexemes[k]
		if n := len(l.Positions); n < placesMax && (n == 0 || l.Positions[n-1].Position < place) {
			l.Positions = append(l.Positions, pgtype.TSVectorPosition{Position: place})
		}
	}
	slices.SortFunc(v.Lexemes, func(a, b pgtype.TSVectorLexeme) int { return strings.Compare(a.Word, b.Word) })
	return v
}

// quote quotes a token for tsquery. Tokens hold neither quotation marks nor backslashes; it does not rely on that.
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
