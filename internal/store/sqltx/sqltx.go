// Package sqltx runs transactions in an SQL database: what sqldb and index stand on. It keeps the connections itself, each with the statements
// prepared on it, and begins and ends transactions in SQL: database/sql would prepare each statement again for every transaction, which at
// thousands of small statements a second is most of the work. What statements say is the business of those who run them.
package sqltx

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/store"
)

// Dialect is what one kind of database does in its own way.
type Dialect interface {
	// Begin gives the statements that open a transaction, one that writes or one that only reads.
	Begin(write bool) []string
	// Array is the type of an argument that is a whole list of T's, as in "= ANY(CAST(? AS BIGINT[]))"; empty where there are no such arguments. T
	// is int64 or string.
	Array(T any) string
	// Prepare gives the statements that a new connection begins with, of the one that writes or of one that only reads.
	Prepare(write bool) []string
	// Placeholder tells how the nth argument of a statement is written, from 1. Statements here are written with "?".
	Placeholder(n int) string
	// Interruptible tells whether a statement is to be given the caller's context. Otherwise it is asked before each statement only.
	Interruptible() bool
	// Kind gives the error of package store that err means, nil where it means none of them; again tells whether the whole transaction may
	// succeed when it is run once more.
	Kind(err error) (kind error, again bool)
}

// DB is an SQL database.
type DB struct {
	name    string // for messages
	pool    *sql.DB
	dialect Dialect
	writer  *sessions     // the one that writes
	readers *sessions     // as many as may read at a time
	alone   time.Duration // how long is waited for the only connection; 0 where there are several
	once    sync.Once
	closed  chan struct{}
}

// readersMax is how many Views run at a time; more wait.
const readersMax = 8

// triesMax is how often a transaction is run where the database asks for it again.
const triesMax = 5

// session is one connection with its statements.
type session struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	lists map[listed]string
}

// sessions are those of one kind. The one that was used last is used next: it has in memory what is asked for most, and those that are seldom needed are not opened.
type sessions struct {
	free chan struct{} // holds one for each that may be taken
	mu   sync.Mutex
	idle []*session
}

func newSessions(n int) *sessions {
	s := &sessions{free: make(chan struct{}, n)}
	for range n {
		s.free <- struct{}{}
	}
	return s
}

// take gives an idle session, once free has given leave; nil where one has to be opened.
func (s *sessions) take() (last *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.idle) - 1; n >= 0 {
		last, s.idle = s.idle[n], s.idle[:n]
	}
	return last
}

// give brings a session back; nil where its connection broke.
func (s *sessions) give(back *session) {
	if back != nil {
		s.mu.Lock()
		s.idle = append(s.idle, back)
		s.mu.Unlock()
	}
	s.free <- struct{}{}
}

// New makes a store of an open pool. name stands in messages. With alone, everything goes over one connection, as a database in memory needs, and
// whoever waits for it for longer is told that it is in use: a View inside an Update would wait for ever.
func New(pool *sql.DB, name string, d Dialect, alone time.Duration) *DB {
	db := &DB{name: name, pool: pool, dialect: d, writer: newSessions(1), alone: alone, closed: make(chan struct{})}
	if db.readers = db.writer; alone == 0 {
		db.readers = newSessions(readersMax)
	}
	return db
}

// errClosed is given to whoever uses a store after Close.
var errClosed = errors.New("the store is closed")

// Close waits for the transactions that run, and closes the database.
func (db *DB) Close() (err error) {
	db.once.Do(func() {
		close(db.closed)
		end := func(all *sessions) {
			for range cap(all.free) {
				<-all.free
				if s := all.take(); s != nil {
					s.close()
				}
			}
		}
		end(db.writer)
		if db.readers != db.writer {
			end(db.readers)
		}
		err = db.wrap(db.pool.Close())
	})
	return err
}

// Run runs f in one transaction, which is kept where f gives nil and undone otherwise; f may be run again where the database asks for it.
// Transactions that write happen one after the other.
func (db *DB) Run(ctx context.Context, write bool, f func(*Tx) error) error {
	sessions := db.readers
	if write {
		sessions = db.writer
	}
	return db.run(ctx, sessions, write, f)
}

func (db *DB) run(ctx context.Context, from *sessions, write bool, f func(*Tx) error) error {
	var s *session
	select {
	case <-db.closed:
		return errClosed
	default:
	}
	var late <-chan time.Time
	if db.alone > 0 {
		timer := time.NewTimer(db.alone)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-from.free:
		s = from.take()
	case <-late:
		return fmt.Errorf("%s is %w: it has one connection, which another transaction has had for %v (one inside another waits for itself)", db.name, store.ErrLocked, db.alone)
	case <-ctx.Done():
		return ctx.Err()
	case <-db.closed:
		return errClosed
	}
	defer func() { from.give(s) }() // s as it then is: nil where its connection broke
	for try := 1; ; try++ {
		if s == nil {
			conn, err := db.pool.Conn(ctx)
			if err != nil {
				return db.wrap(err)
			}
			s = &session{conn, map[string]*sql.Stmt{}, map[listed]string{}}
			for _, q := range db.dialect.Prepare(write) {
				if _, err := conn.ExecContext(ctx, q); err != nil {
					s.close()
					s = nil
					return db.wrap(err)
				}
			}
		}
		whole, err := db.begin(ctx, s, write)
		begun := err == nil
		if begun {
			whole, err = db.attempt(ctx, s, write, f)
		}
		if !whole {
			s.close()
			s = nil
		}
		if !begun && try < triesMax && (!whole || errors.Is(err, driver.ErrBadConn)) {
			continue // its connection was ended since it was last used, and nothing has been done over it
		}
		if err == nil {
			return nil
		}
		if _, again := db.dialect.Kind(err); !again || try == triesMax || ctx.Err() != nil {
			return db.wrap(err)
		}
	}
}

// begin opens a transaction. whole is false where the connection cannot be used any more.
func (db *DB) begin(ctx context.Context, s *session, write bool) (whole bool, err error) {
	for _, q := range db.dialect.Begin(write) {
		if _, err := s.conn.ExecContext(ctx, q); err != nil {
			_, rollback := s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			return rollback == nil, err
		}
	}
	return true, nil
}

// attempt runs one transaction that was begun, to its end. whole is false where the connection cannot be used any more.
func (db *DB) attempt(ctx context.Context, s *session, write bool, f func(*Tx) error) (whole bool, err error) {
	tx := &Tx{ctx: ctx, db: db, s: s, write: write}
	done := false
	defer func() {
		if !done { // also where f panics
			_, rollback := s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			whole = rollback == nil
		}
		tx.over = true
	}()
	if err := f(tx); err != nil {
		return true, err
	}
	if tx.lost != nil {
		return true, tx.lost
	}
	if err := ctx.Err(); err != nil {
		return true, err
	}
	// Whether a commit that was cut off has happened nobody could tell, so it is not cut off.
	if _, err := s.conn.ExecContext(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return true, err
	}
	done = true
	if tx.Kept != nil {
		tx.Kept()
	}
	return true, nil
}

// listed is a query that asks for a list of some size, or of any as one argument of a type.
type listed struct {
	query, array string
	size         int
}

// text writes a list of placeholders into a query, once for each size.
func (s *session) text(query, array string, size int) string {
	key := listed{query, array, size}
	q, ok := s.lists[key]
	if !ok {
		list := "IN (?" + strings.Repeat(",?", size-1) + ")"
		if array != "" {
			list = "= ANY(CAST(? AS " + array + "))"
		}
		q = strings.Replace(query, "IN ?", list, 1)
		s.lists[key] = q
	}
	return q
}

func (s *session) close() {
	for _, st := range s.stmts {
		st.Close()
	}
	s.conn.Close()
}

// wrap adds the name of the database, and the store's own error where there is one, to what the database said.
func (db *DB) wrap(err error) error {
	if err == nil {
		return nil
	}
	kind, _ := db.dialect.Kind(err)
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%s is %w: %w", db.name, kind, err)
}

// Tx is one transaction.
type Tx struct {
	Kept  func() // is called once the transaction is kept, before another may write
	ctx   context.Context
	db    *DB
	s     *session
	write bool
	wrote bool
	over  bool
	lost  error // why nothing more can be done in it
}

// Wrote tells whether anything has been changed.
func (t *Tx) Wrote() bool { return t.wrote }

// Writes tells whether anything may be.
func (t *Tx) Writes() bool { return t.write }

var (
	errOver   = errors.New("the transaction is over")
	errNoView = errors.New("a view may not write")
)

// context is what a statement is run under.
func (t *Tx) context() (context.Context, error) {
	if t.over {
		return nil, errOver
	}
	if t.lost != nil {
		return nil, t.lost
	}
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	if t.db.dialect.Interruptible() {
		return t.ctx, nil
	}
	return context.WithoutCancel(t.ctx), nil
}

func (t *Tx) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := t.s.stmts[query]; st != nil {
		return st, nil
	}
	st, err := t.s.conn.PrepareContext(ctx, t.db.numbered(query))
	if err != nil {
		return nil, t.lose(err)
	}
	t.s.stmts[query] = st
	return st, nil
}

// numbered writes the placeholders as the dialect wants them. No statement of ours has a question mark elsewhere.
func (db *DB) numbered(query string) string {
	if db.dialect.Placeholder(1) == "?" {
		return query
	}
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(query, "?") {
		if n > 0 {
			b.WriteString(db.dialect.Placeholder(n))
		}
		b.WriteString(part)
		n++
	}
	return b.String()
}

// lose ends a transaction in which a statement has failed. PostgreSQL refuses all that follows; SQLite may have undone everything and
// gone over to keeping each statement by itself, so that nothing may follow.
func (t *Tx) lose(err error) error {
	if err != nil && t.write && t.lost == nil {
		t.lost = err
	}
	return err
}

// Exec runs a statement and gives the number of rows it changed.
func (t *Tx) Exec(query string, args ...any) (int64, error) {
	if !t.write {
		return 0, errNoView
	}
	ctx, err := t.context()
	if err != nil {
		return 0, err
	}
	st, err := t.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(ctx, args...)
	if err != nil {
		return 0, t.lose(err)
	}
	n, err := res.RowsAffected()
	t.wrote = t.wrote || n > 0
	return n, err
}

// Query calls row for each row of the answer. row may not ask the database anything.
func (t *Tx) Query(row func(scan func(...any) error) error, query string, args ...any) error {
	ctx, err := t.context()
	if err != nil {
		return err
	}
	st, err := t.prepare(ctx, query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return t.lose(err)
	}
	defer rows.Close()
	scan := func(dest ...any) error {
		err := rows.Scan(dest...)
		if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") { // the columns are of the types that are asked for
			err = fmt.Errorf("%w: %w", store.ErrCorrupt, err)
		}
		return err
	}
	for rows.Next() {
		if err := row(scan); err != nil {
			return err
		}
	}
	return t.lose(rows.Err())
}

// One scans the only row into dest; false where there is none.
func (t *Tx) One(dest []any, query string, args ...any) (found bool, err error) {
	err = t.Query(func(scan func(...any) error) error {
		found = true
		return scan(dest...)
	}, query, args...)
	return found, err
}

// Returning runs a statement that writes one row and gives something of it.
func (t *Tx) Returning(dest []any, query string, args ...any) error {
	if !t.write {
		return errNoView
	}
	t.wrote = true
	_, err := t.One(dest, query, args...)
	return err
}

// NotFound says what was not there.
func NotFound(what, name string) error {
	return fmt.Errorf("%s %s: %w", what, strconv.QuoteToGraphic(name), store.ErrNotFound)
}
