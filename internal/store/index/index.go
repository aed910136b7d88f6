// Package index finds events by filters and words: it keeps, beside the table of events, their faces, the signs that those are made of, and
// the full text index of the database, and asks them. What an event is, and where it is kept whole, is the business of sqldb.
package index

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// Dialect is the full text index of one kind of database.
type Dialect interface {
	// PutDocs and DropDocs change what text search finds; docs are in the order of Num.
	PutDocs(tx *sqltx.Tx, docs []words.Doc) error
	DropDocs(tx *sqltx.Tx, nums []int64) error
	// Hits gives the numbers of the events that have all phrases, in any order; at most limit where it is not 0, and then any.
	Hits(tx *sqltx.Tx, m words.Match, limit int) ([]int64, error)
}

// Signs are the numbers of signs that the one who writes remembers from transaction to transaction.
type Signs map[string]int64

// Index is the index as one transaction sees it. Changes are written by Flush.
type Index struct {
	*sqltx.Tx
	dialect Dialect
	known   Signs
	version func() (int64, error) // under which blocks are written
	signs   Signs                 // that were asked for or given in this transaction
	faces   map[int64]*face.Face  // what is to become of faces
	docs    map[int64]pending     // and of docs
}

// New gives the index in a transaction. known is remembered from one to the next, by the one who writes only; version is the number that
// the transaction takes.
func New(tx *sqltx.Tx, d Dialect, known Signs, version func() (int64, error)) *Index {
	return &Index{Tx: tx, dialect: d, known: known, version: version}
}

// Put keeps what filters ask of an event, whose number is num.
func (t *Index) Put(num int64, e *store.Event) error {
	f, err := t.newFace(num, e)
	if err != nil {
		return err
	}
	t.putFace(num, f)
	return nil
}

// PutWords keeps the words by which an event is found; old tells whether it has some already.
func (t *Index) PutWords(num int64, text string, old bool) {
	doc := words.New(num, text)
	if len(doc.Tokens) == 0 {
		doc = nil
	}
	t.putDoc(num, doc, old)
}

// Drop lets all go that is known of a number; old tells whether it has words.
func (t *Index) Drop(num int64, old bool) {
	t.putFace(num, nil)
	t.putDoc(num, nil, old)
}

// pending is what is to become of what text search knows of one event.
type pending struct {
	doc *words.Doc // nil where it is to go
	old bool       // there is one in the database
}

// putDoc remembers a change for the end of the transaction: there all are written in the order of numbers, which a full text index wants.
func (t *Index) putDoc(num int64, doc *words.Doc, old bool) {
	if t.docs == nil {
		t.docs = map[int64]pending{}
	}
	if before, ok := t.docs[num]; ok {
		old = before.old
	}
	t.docs[num] = pending{doc, old}
}

// Flush writes what putFace and putDoc remembered.
func (t *Index) Flush() error {
	if err := t.flushFaces(); err != nil {
		return err
	}
	if len(t.docs) == 0 {
		return nil
	}
	var drop []int64
	var put []words.Doc
	for _, num := range slices.Sorted(maps.Keys(t.docs)) {
		p := t.docs[num]
		if p.old {
			drop = append(drop, num)
		}
		if p.doc != nil {
			put = append(put, *p.doc)
		}
	}
	t.docs = nil
	if err := t.dialect.DropDocs(t.Tx, drop); err != nil {
		return err
	}
	if err := sqltx.ExecIn(t.Tx, drop, "DELETE FROM event_words WHERE event IN ?"); err != nil {
		return err
	}
	rows := make([][]any, len(put))
	for i, d := range put {
		rows[i] = []any{d.Num, sqltx.Pack([]byte(d.Text()))}
	}
	if err := t.Insert("INSERT INTO event_words (event, body)", rows, ""); err != nil {
		return err
	}
	return t.dialect.PutDocs(t.Tx, put)
}
