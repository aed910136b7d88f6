package sqlite

import (
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"strings"

	"github.com/bakhar/bakhar/internal/store/words"
)

// PutDocs writes documents into the full text index.
func (dialect) PutDocs(tx *sqltx.Tx, table string, docs []words.Doc) error {
	rows := make([][]any, len(docs))
	for i, d := range docs {
		rows[i] = []any{d.Num, strings.Join(d.Tokens, " ")}
	}
	return tx.Insert("INSERT INTO "+table+" (rowid, doc)", rows, "")
}

// DropDocs takes documents out of it.
func (dialect) DropDocs(tx *sqltx.Tx, table string, nums []int64) error {
	return sqltx.ExecIn(tx, nums, "DELETE FROM "+table+" WHERE rowid IN ?")
}

// Hits asks the full text index.
func (dialect) Hits(tx *sqltx.Tx, table string, m words.Match) ([]int64, error) {
	return numbers(tx, "SELECT rowid FROM "+table+" WHERE "+table+" MATCH ?", render(m))
}

// FirstHits asks it for a few, which it finds in the order of numbers.
func (dialect) FirstHits(tx *sqltx.Tx, table string, m words.Match, from int64, limit int) ([]int64, error) {
	return numbers(tx, "SELECT rowid FROM "+table+" WHERE "+table+" MATCH ? AND rowid >= ? ORDER BY rowid LIMIT ?", render(m), from, limit)
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

// render writes what is looked for in the language of FTS5. Tokens hold only letters, digits and the signs on them, so that nothing in them
// could end the quotation that they stand in.
func render(m words.Match) string {
	var b strings.Builder
	for i, p := range m {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + strings.ReplaceAll(strings.Join(p.Tokens, " "), `"`, `""`) + `"`)
		if p.Prefix {
			b.WriteString(" *")
		}
	}
	return b.String()
}
