// Package sqldb is the store in SQL that SQLite and PostgreSQL both speak: one body of statements for two databases, so that neither can
// drift from the other. What they do not share (how a transaction begins, how text is searched, what their errors mean) stands in a Dialect,
// which store/sqlite and store/postgres give. How events are found is the business of index, how statements are run that of sqltx.
package sqldb

import (
	"context"
	"database/sql"
	"time"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/index"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// Dialect is what one kind of database does in its own way.
type Dialect interface {
	sqltx.Dialect
	index.Dialect
	// Bytes is a query of the size of the whole database.
	Bytes() string
}

// DB is a store.Store in an SQL database.
type DB struct {
	*sqltx.DB
	dialect Dialect
	signs   index.Signs
	kept    index.Kept
}

// New makes a store of an open pool. name stands in messages. With alone, everything goes over one connection, as a database in memory needs;
// who waits for it for longer than that is told that the store is in use.
func New(pool *sql.DB, name string, d Dialect, alone time.Duration) *DB {
	return &DB{DB: sqltx.New(pool, name, d, alone), dialect: d, signs: index.Signs{}}
}

// Update runs f in one transaction.
func (db *DB) Update(ctx context.Context, f func(store.Tx) error) error {
	return db.Run(ctx, true, func(run *sqltx.Tx) error {
		tx := db.tx(run, db.signs)
		run.Kept = tx.index.Remember
		if err := f(tx); err != nil {
			return err
		}
		return tx.flush()
	})
}

// View runs f on one state of the database.
func (db *DB) View(ctx context.Context, f func(store.Tx) error) error {
	return db.Run(ctx, false, func(run *sqltx.Tx) error { return f(db.tx(run, nil)) })
}

// Tx is one transaction.
type Tx struct {
	*sqltx.Tx
	db          *DB
	index       *index.Index
	articleNums map[string]int64    // by id, of the articles that were asked for
	coded       *codedWith          // what articles are put with
	bodies      map[string][][]byte // by article id: JSON of the current reports, where this transaction has put them
	count       counter
	dropped     map[string]kept // events that were let go in this transaction
	touched     map[int64]bool  // numbers of articles whose faces are to be made anew
}

func (db *DB) tx(run *sqltx.Tx, signs index.Signs) *Tx {
	t := &Tx{Tx: run, db: db}
	t.index = index.New(run, db.dialect, signs, &db.kept, t.following)
	return t
}

// flush writes what was put off until the end of the transaction.
func (t *Tx) flush() error {
	if err := t.flushArticles(); err != nil {
		return err
	}
	if err := t.index.Flush(); err != nil || !t.Wrote() {
		return err
	}
	return t.close()
}
