// Package index finds events by filters and words: it keeps, beside the table of events, their faces, the signs that those are made of, and
// the full text index of the database, and asks them. What an event is, and where it is kept whole, is the business of sqldb.
package index

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// Dialect is the full text index of one kind of database. table is event_doc or article_doc.
type Dialect interface {
	// PutDocs and DropDocs change what text search finds; docs are in the order of Num.
	PutDocs(tx *sqltx.Tx, table string, docs []words.Doc) error
	DropDocs(tx *sqltx.Tx, table string, nums []int64) error
	// Hits gives the numbers of what has all phrases, in any order.
	Hits(tx *sqltx.Tx, table string, m words.Match) ([]int64, error)
	// FirstHits gives the first of them from a number on, in order, at most limit.
	FirstHits(tx *sqltx.Tx, table string, m words.Match, from int64, limit int) ([]int64, error)
}

// Signs are the numbers of signs that the one who writes remembers from transaction to transaction.
type Signs map[string]int64

// Index is the index as one transaction sees it. Changes are written by Flush.
type Index struct {
	*sqltx.Tx
	dialect  Dialect
	known    Signs
	version  func() (int64, error) // under which blocks are written: the first after all that readers of this state can see
	kept     *Kept
	signs    Signs // that were asked for or given in this transaction
	events   list
	articles list
}

// list is one of the two lists that are found in: of events, and of articles.
type list struct {
	name  string
	asks  bool                 // words are also kept apart, so that a few can be asked
	faces map[int64]*face.Face // what is to become of faces
	docs  map[int64]pending    // and of docs
}

func (l *list) block() string { return l.name + "_block" }
func (l *list) doc() string   { return l.name + "_doc" }

// New gives the index in a transaction. known is remembered from one to the next, by the one who writes only; kept, what is kept in memory for those who
// read; version is the number that the transaction takes where it writes.
func New(tx *sqltx.Tx, d Dialect, known Signs, kept *Kept, version func() (int64, error)) *Index {
	return &Index{Tx: tx, dialect: d, known: known, kept: kept, version: version, events: list{name: "event", asks: true}, articles: list{name: "article"}}
}

// Put keeps what filters ask of an event, whose number is num.
func (t *Index) Put(num int64, e *store.Event) error {
	signs, err := t.numbered(sign.Of(e))
	if err == nil {
		t.events.put(num, face.New(num, e, signs))
	}
	return err
}

// PutWords keeps the words by which an event is found; old tells whether it has some already.
func (t *Index) PutWords(num int64, text string, old bool) {
	t.events.putDoc(num, words.New(num, text), old)
}

// Drop lets all go that is known of an event's number; old tells whether it has words.
func (t *Index) Drop(num int64, old bool) {
	t.events.put(num, nil)
	t.events.putDoc(num, nil, old)
}

// put remembers what is to become of a face at the end of the transaction; nil where it is to go.
func (l *list) put(num int64, f *face.Face) {
	if l.faces == nil {
		l.faces = map[int64]*face.Face{}
	}
	l.faces[num] = f
}

// pending is what is to become of what text search knows of one event or article.
type pending struct {
	doc *words.Doc // nil where it is to go
	old bool       // there is one in the database
}

// putDoc remembers a change for the end of the transaction: there all are written in the order of numbers, which a full text index wants.
func (l *list) putDoc(num int64, doc *words.Doc, old bool) {
	if l.docs == nil {
		l.docs = map[int64]pending{}
	}
	if before, ok := l.docs[num]; ok {
		old = before.old
	}
	if doc != nil && len(doc.Tokens) == 0 {
		doc = nil
	}
	l.docs[num] = pending{doc, old}
}

// Flush writes what was remembered.
func (t *Index) Flush() error {
	for _, l := range []*list{&t.events, &t.articles} {
		if err := t.flushFaces(l); err != nil {
			return err
		}
		if err := t.flushDocs(l); err != nil {
			return err
		}
	}
	return nil
}

func (t *Index) flushDocs(l *list) error {
	if len(l.docs) == 0 {
		return nil
	}
	var drop []int64
	var put []words.Doc
	for _, num := range slices.Sorted(maps.Keys(l.docs)) {
		p := l.docs[num]
		if p.old {
			drop = append(drop, num)
		}
		if p.doc != nil {
			put = append(put, *p.doc)
		}
	}
	l.docs = nil
	if err := t.dialect.DropDocs(t.Tx, l.doc(), drop); err != nil {
		return err
	}
	if l.asks {
		if err := t.writeWords(drop, put); err != nil {
			return err
		}
	}
	return t.dialect.PutDocs(t.Tx, l.doc(), put)
}

// writeWords keeps the words of events, so that they can be asked one by one.
func (t *Index) writeWords(drop []int64, put []words.Doc) error {
	if err := sqltx.ExecIn(t.Tx, drop, "DELETE FROM event_words WHERE event IN ?"); err != nil {
		return err
	}
	rows := make([][]any, len(put))
	for i, d := range put {
		rows[i] = []any{d.Num, sqltx.Pack([]byte(d.Text()))}
	}
	return t.Insert("INSERT INTO event_words (event, body)", rows, "")
}
