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
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqldb"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

//go:embed migrations/*.sql
var migrations embed.FS

// settings are what tests set otherwise.
type settings struct {
	wait     time.Duration // for another program that holds the database
	pagesMax int           // of the file; 0 for no bound but the disk's
}

var usual = settings{wait: 10 * time.Second}

// Memory as a path is a database that lives as long as it is open.
const Memory = ":memory:"

// applicationID marks a file as bakhar's ("bakh"), so that another program's database is not written to by mistake. The first migration sets it.
const applicationID = 0x62616B68

// Open opens the database in a file, which is made where it is not there (its folder is not), and brings its schema up to date. What is
// wrong with it is one of the store's errors: damaged, in use, read-only, made by a newer version, no space left.
func Open(ctx context.Context, path string) (*sqldb.DB, error) { return open(ctx, path, usual) }

func open(ctx context.Context, path string, set settings) (*sqldb.DB, error) {
	if path != Memory {
		if err := look(ctx, path, set); err != nil {
			return nil, named(path, err)
		}
	}
	pool, err := sql.Open("sqlite", address(path, set))
	if err != nil {
		return nil, err
	}
	if path == Memory {
		pool.SetMaxOpenConns(1)
	}
	if err := migrate(ctx, pool); err != nil {
		pool.Close()
		return nil, named(path, err)
	}
	alone := set.wait
	if path != Memory {
		alone = 0
	}
	db := sqldb.New(pool, path, dialect{}, alone)
	if err := db.Derive(ctx); err != nil {
		db.Close()
		return nil, named(path, err)
	}
	return db, nil
}

// named adds the path to an error, and the store's own error where there is one.
func named(path string, err error) error {
	if kind, _ := (dialect{}).Kind(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s is %w: %w", path, kind, err)
	}
	return fmt.Errorf("store %s: %w", path, err)
}

// address is the driver's name for a database and how its connections are set.
func address(path string, set settings) string {
	q := url.Values{}
	q.Set("_busy_timeout", fmt.Sprint(set.wait.Milliseconds()))
	q.Set("_foreign_keys", "1")
	q.Set("_synchronous", "FULL") // what is kept is on the disk, also where the power fails
	q.Set("_error_rc", "1")
	q.Set("_dqs", "0")
	q["_pragma"] = []string{"cache_size(-32768)", "temp_store(memory)", "trusted_schema(0)", "journal_size_limit(67108864)", "wal_autocheckpoint(4000)"}
	if set.pagesMax > 0 {
		q.Add("_pragma", fmt.Sprintf("max_page_count(%d)", set.pagesMax))
	}
	if path == Memory {
		return "file::memory:?" + q.Encode()
	}
	q.Set("_journal_mode", "WAL")
	return file(path, q)
}

func file(path string, q url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// header begins every SQLite file.
const header = "SQLite format 3\x00"

// look finds what is wrong with a file before anything is written to it: it is no database, or another program's.
func look(ctx context.Context, path string, set settings) error {
	if path == "" {
		return errors.New("there is no path")
	}
	if dir, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) || err == nil && !dir.IsDir() {
		return fmt.Errorf("there is no folder %s", filepath.Dir(path))
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0:
		return nil // to be made
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", store.ErrReadOnly, err)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("it is no file")
	}
	begins, err := head(path)
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", store.ErrReadOnly, err)
	}
	if err != nil {
		return err
	}
	if begins != header {
		return fmt.Errorf("%w: it is no SQLite database", store.ErrCorrupt)
	}
	mode := "ro"
	if _, err := os.Stat(path + "-journal"); err == nil { // left by a program that was killed: whoever reads next has to roll it back
		mode = "rw"
	}
	pool, err := sql.Open("sqlite", file(path, url.Values{"mode": {mode}, "_busy_timeout": {fmt.Sprint(set.wait.Milliseconds())}, "_error_rc": {"1"}}))
	if err != nil {
		return err
	}
	defer pool.Close()
	// The migrations' own table is there before the first migration marks the file: a program killed in between has left nothing else.
	var tables, id int64
	if err := pool.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM sqlite_schema WHERE tbl_name <> 'goose_db_version' AND tbl_name NOT LIKE 'sqlite\_%' ESCAPE '\'),
		application_id FROM pragma_application_id()`).Scan(&tables, &id); err != nil {
		return err
	}
	if tables > 0 && id != applicationID {
		return errors.New("it is another program's SQLite database")
	}
	return nil
}

// head gives the first bytes of a file, as many as header has.
func head(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b := make([]byte, len(header))
	n, err := io.ReadFull(f, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return string(b[:n]), err
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
	return sqltx.Migrate(ctx, p)
}

// dialect is how SQLite speaks.
type dialect struct{}

func (dialect) Begin(write bool) []string {
	if write {
		return []string{"BEGIN IMMEDIATE"}
	}
	return []string{"BEGIN"}
}

// Prepare gives those that read a smaller cache: there are several of them, the operating system has what one lacks, and what lists and counts look at is kept
// elsewhere (index.Kept).
func (dialect) Prepare(write bool) []string {
	if write {
		return nil
	}
	return []string{"PRAGMA cache_size(-4096)"}
}

func (dialect) Placeholder(int) string { return "?" }

func (dialect) Array(any) string { return "" }

func (dialect) Interruptible() bool { return false }

func (dialect) Bytes() string {
	return "SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s"
}
