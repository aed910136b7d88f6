package sqlite

import (
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"strings"

	"github.com/bakhar/bakhar/internal/store/words"
)

// PutDocs writes documents into the full text index.
func (dialect) PutDocs(tx *sqltx.Tx, docs []words.Doc) error {
	rows := make([][]any, len(docs))
	for i, d := range docs {
		rows[i] = []any{d.Num, strings.Join(d.Tokens, " ")}
	}
	return tx.Insert("INSERT INTO event_doc (rowid, doc)", rows, "")
}

// DropDocs takes documents out of it.
func (dialect) DropDocs(tx *sqltx.Tx, nums []int64) error {
	return sqltx.ExecIn(tx, nums, "DELETE FROM event_doc WHERE rowid IN ?")
}

// Hits asks the full text index.
func (dialect) Hits(tx *sqltx.Tx, m words.Match, limit int) (nums []int64, err error) {
	if limit == 0 {
		limit = -1
	}
	err = tx.Query(func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		nums = append(nums, num)
		return err
	}, "SELECT rowid FROM event_doc WHERE event_doc MATCH ? LIMIT ?", render(m), limit)
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
