// Package postgres is the store in a PostgreSQL database, for those who run one: several programs may use it at a time. It opens the database,
// brings its schema up to date and says what PostgreSQL does in its own way; the statements are sqldb's.
//
// Updates of all programs happen one after the other, as with SQLite: each begins by taking one and the same lock. So merging sees what
// it has to see, and both stores give the same events.
package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqldb"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

//go:embed migrations/*.sql
var migrations embed.FS

// wait is how long a transaction waits for another program that writes.
const wait = 10 * time.Second

// updateLock is what every Update takes, an arbitrary number of ours.
const updateLock = 0x62616B686172 // "bakhar"

// Open opens the database at an address, postgres://user:password@host/database, which must be there, and brings its schema up to date.
func Open(ctx context.Context, address string) (*sqldb.DB, error) { return open(ctx, address, wait) }

func open(ctx context.Context, address string, wait time.Duration) (*sqldb.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("%s is no address of a PostgreSQL database: %w", name(address), err)
	}
	for k, v := range map[string]string{
		"application_name": "bakhar",
		"client_encoding":  "UTF8",
		"lock_timeout":     strconv.FormatInt(wait.Milliseconds(), 10),
		"jit":              "off", // compiling a question takes longer than answering it
		// Every join here looks few rows up by an index. A table that has just been filled, of which the server knows no figures yet, would
		// otherwise be read whole for each.
		"enable_hashjoin":  "off",
		"enable_mergejoin": "off",
	} {
		config.RuntimeParams[k] = v
	}
	pool := stdlib.OpenDB(*config)
	if err := prepare(ctx, pool); err != nil {
		pool.Close()
		if kind, _ := (dialect{}).Kind(err); kind != nil && !errors.Is(err, kind) {
			err = fmt.Errorf("%w: %w", kind, err)
		}
		return nil, fmt.Errorf("%s is %w", name(address), err)
	}
	db := sqldb.New(pool, name(address), dialect{}, 0)
	if err := db.Derive(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("%s: %w", name(address), err)
	}
	return db, nil
}

// name is an address without what is secret in it.
func name(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the PostgreSQL address"
	}
	u.RawQuery = ""
	return u.Redacted()
}

// prepare looks whether the database fits and brings the schema up to date.
func prepare(ctx context.Context, pool *sql.DB) error {
	var encoding, readOnly string
	if err := pool.QueryRowContext(ctx, "SELECT current_setting('server_encoding'), current_setting('transaction_read_only')").Scan(&encoding, &readOnly); err != nil {
		return fmt.Errorf("%w: %w", store.ErrAway, err)
	}
	if encoding != "UTF8" {
		return fmt.Errorf("not fit: its encoding is %s, and must be UTF8", encoding)
	}
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, pool, folder, goose.WithDisableGlobalRegistry(true), goose.WithSessionLocker(locker))
	if err != nil {
		return err
	}
	err = sqltx.Migrate(ctx, p)
	if err != nil && readOnly == "on" && !errors.Is(err, store.ErrNewer) {
		return fmt.Errorf("%w, and its schema is not up to date: %w", store.ErrReadOnly, err)
	}
	return err
}

// dialect is how PostgreSQL speaks.
type dialect struct{}

func (dialect) Begin(write bool) []string {
	if write {
		// What others kept while this waited for the lock must be seen, so each statement sees the state at its own beginning.
		return []string{"BEGIN ISOLATION LEVEL READ COMMITTED", "SELECT pg_advisory_xact_lock(" + strconv.Itoa(updateLock) + ")",
			// A plan that was made while a table was nearly empty, and reads it whole, would be kept while it grows.
			"SET LOCAL enable_seqscan = off"}
	}
	return []string{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
}

func (dialect) Prepare(write bool) []string {
	if write { // all that is asked for while writing is found by an index, whatever the values: planning anew would be a tenth of the server's work
		return []string{"SET plan_cache_mode = force_generic_plan"}
	}
	return nil
}

func (dialect) Placeholder(n int) string { return "$" + strconv.Itoa(n) }

func (dialect) Array(one any) string {
	if _, ok := one.(int64); ok {
		return "BIGINT[]"
	}
	return "TEXT[]"
}

func (dialect) Interruptible() bool { return true }

func (dialect) Bytes() string { return "SELECT pg_database_size(current_database())" }

// Kind gives the store's error that PostgreSQL's means (docs: appendix A, error codes).
func (dialect) Kind(err error) (kind error, again bool) {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return lost(err), false
	}
	if strings.HasPrefix(e.Code, "08") || lost(err) != nil { // connection exception; not let in
		return store.ErrAway, false
	}
	switch e.Code {
	case "40001", "40P01": // serialization failure, deadlock
		return nil, true
	case "55P03": // lock not available
		return store.ErrLocked, false
	case "53100": // disk full
		return store.ErrFull, false
	case "25006", "42501": // read-only transaction, insufficient privilege
		return store.ErrReadOnly, false
	case "XX001", "XX002": // data, index corrupted
		return store.ErrCorrupt, false
	case "57P01", "57P02", "57P03", "57P05": // shut down, crashed, cannot connect now, idle for too long
		return store.ErrAway, false
	}
	return nil, false
}

// lost gives the error of a connection that was not made, or broke without a word of the server.
func lost(err error) error {
	var connecting *pgconn.ConnectError
	var network *net.OpError
	if errors.As(err, &connecting) || errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) {
		return store.ErrAway
	}
	return nil
}
