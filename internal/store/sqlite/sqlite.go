// Package sqlite is the store in one SQLite file, the default: nothing to install or run. It opens the file, brings its schema up to date and
// says what SQLite does in its own way; the statements are sqldb's.
//
// One connection writes, others read beside it on the state before (write-ahead log). What Update has kept is on the disk when it returns.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqldb"
)

//go:embed migrations/*.sql
var migrations embed.FS

// wait is how long a transaction waits for another program that holds the database.
const wait = 10 * time.Second

// Memory as a path is a database that lives as long as it is open.
const Memory = ":memory:"

// Open opens the database in a file, which is made where it is not there (its folder is not), and brings its schema up to date. What is
// wrong with it is one of the store's errors: damaged, in use, read-only, made by a newer version, no space left.
func Open(ctx context.Context, path string) (*sqldb.DB, error) { return open(ctx, path, wait) }

func open(ctx context.Context, path string, wait time.Duration) (*sqldb.DB, error) {
	if path != Memory {
		if err := look(path); err != nil {
			return nil, err
		}
	}
	pool, err := sql.Open("sqlite", address(path, wait))
	if err != nil {
		return nil, err
	}
	if path == Memory {
		pool.SetMaxOpenConns(1)
	}
	if err := migrate(ctx, pool); err != nil {
		pool.Close()
		if kind, _ := (dialect{}).Kind(err); kind != nil && !errors.Is(err, kind) {
			err = fmt.Errorf("%w: %w", kind, err)
		}
		return nil, fmt.Errorf("%s is %w", path, err)
	}
	return sqldb.New(pool, path, dialect{}, path == Memory), nil
}

// address is the driver's name for a database and how its connections are set.
func address(path string, wait time.Duration) string {
	q := url.Values{}
	q.Set("_busy_timeout", fmt.Sprint(wait.Milliseconds()))
	q.Set("_foreign_keys", "1")
	q.Set("_synchronous", "FULL")
	q.Set("_error_rc", "1")
	q.Set("_dqs", "0")
	q["_pragma"] = []string{"cache_size(-32768)", "temp_store(memory)", "trusted_schema(0)", "journal_size_limit(67108864)", "wal_autocheckpoint(4000)"}
	if path == Memory {
		return "file::memory:?" + q.Encode()
	}
	q.Set("_journal_mode", "WAL")
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// header begins every SQLite file.
const header = "SQLite format 3\x00"

// look finds what SQLite would tell too late or not clearly: a folder that is not there, a file that is none of its own.
func look(path string) error {
	if path == "" {
		return errors.New("the store has no path")
	}
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return fmt.Errorf("store %s: there is no folder %s", path, dir)
	}
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s is %w: %w", path, store.ErrReadOnly, err)
	case err != nil:
		return err
	}
	defer f.Close()
	b := make([]byte, len(header))
	n, err := f.Read(b)
	if info, statErr := f.Stat(); statErr == nil && info.IsDir() {
		return fmt.Errorf("store %s is a folder, not a file", path)
	}
	if n > 0 && string(b[:n]) != header {
		return fmt.Errorf("%s is %w: it is no SQLite database", path, store.ErrCorrupt)
	}
	if n == 0 && err != nil && !errors.Is(err, os.ErrClosed) {
		return nil // empty, as one that was made and not written to
	}
	return nil
}

// migrate brings the schema up to date.
func migrate(ctx context.Context, pool *sql.DB) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, pool, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	return sqldb.Migrate(ctx, p)
}

// dialect is how SQLite speaks.
type dialect struct{}

func (dialect) Begin(write bool) []string {
	if write {
		return []string{"BEGIN IMMEDIATE"}
	}
	return []string{"BEGIN"}
}

func (dialect) Placeholder(int) string { return "?" }

func (dialect) Interruptible() bool { return false }

func (dialect) Bytes() string {
	return "SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s"
}
