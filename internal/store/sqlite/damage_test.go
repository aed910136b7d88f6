package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

// TestCorrupt: a file that is no database, or a broken one, is told as such, and not changed.
func TestCorrupt(t *testing.T) {
	sound := read(t, filled(t, 30))
	r := rand.New(rand.NewPCG(3, 4))
	noise := make([]byte, 50_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	for name, b := range map[string][]byte{
		"noise":                  noise,
		"text":                   []byte("id\ttext\n1\tमजकूर\n"),
		"one byte":               {'S'},
		"zeros":                  make([]byte, 8192),
		"header only":            sound[:100],
		"noise after the header": append(bytes.Clone(sound[:100]), noise...),
	} {
		path := filepath.Join(t.TempDir(), "store.db")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if s, err := Open(t.Context(), path); !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
			if err == nil {
				s.Close()
			}
		}
		if !bytes.Equal(read(t, path), b) {
			t.Errorf("%s: the file has changed", name)
		}
	}
	broken := 0
	for i := range 40 {
		b := bytes.Clone(sound)
		if i%4 == 0 {
			b = b[:4096*(2+r.IntN(len(b)/4096-2))+r.IntN(2)*100] // cut off, at a page's end or within one
		} else {
			at := 4096 * (1 + r.IntN(len(b)/4096-1)) // a page of noise, or a few bytes of it
			copy(b[at+r.IntN(2)*8:], noise[r.IntN(20_000):][:[]int{4000, 16, 200}[i%3]])
		}
		path := filepath.Join(t.TempDir(), "store.db")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := readAll(t, path); errors.Is(err, store.ErrCorrupt) {
			broken++
		} else if err != nil {
			t.Errorf("damage %d: %v", i, err)
		}
		if !bytes.Equal(read(t, path), b) {
			t.Errorf("damage %d: the file has changed", i)
		}
	}
	if broken < 10 {
		t.Errorf("only %d of 40 damages were found: they show nothing", broken)
	}
}

// readAll opens a store and reads all that there is.
func readAll(t *testing.T, path string) error {
	s, err := Open(t.Context(), path)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.View(t.Context(), func(tx store.Tx) error {
		for a, err := range tx.EachArticle("") {
			if err != nil {
				return err
			}
			if _, err := tx.Reports(a.ID); err != nil {
				return err
			}
			if _, err := tx.NodesOf(a.ID); err != nil {
				return err
			}
		}
		for _, err := range tx.EachEvent() {
			if err != nil {
				return err
			}
		}
		if _, err := tx.Stats(); err != nil {
			return err
		}
		for i := range uint64(20) {
			if _, err := tx.FindEvents(storetest.Query(i)); err != nil {
				return err
			}
		}
		_, err := tx.FindEvents(store.Filter{Text: "मजकूर"})
		return err
	})
}

// TestForeign: another program's database, and one of a newer version of this one, are left alone.
func TestForeign(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	pool, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec("CREATE TABLE article (id)"); err != nil {
		t.Fatal(err)
	}
	pool.Close()
	newer := filled(t, 1)
	pool, err = sql.Open("sqlite", newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	pool.Close()
	for path, want := range map[string]string{foreign: "another program's", newer: "made by a newer version: it has schema 99"} {
		before := read(t, path)
		_, err := Open(t.Context(), path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) || errors.Is(err, store.ErrNewer) != (path == newer) {
			t.Errorf("%s: %v", path, err)
		}
		if !bytes.Equal(read(t, path), before) {
			t.Errorf("%s has changed", path)
		}
	}
}

// TestHardlyBegun: a file left by a program that was killed before its first migration is nobody else's, and is made whole.
func TestHardlyBegun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "begun.db")
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec("CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now'))); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)"); err != nil {
		t.Fatal(err)
	}
	pool.Close()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := add(t.Context(), s); err != nil {
		t.Error(err)
	}
}

// TestHotJournal: a program that was killed while it made the database has left a journal; the next rolls it back and goes on.
func TestHotJournal(t *testing.T) {
	from, path := filepath.Join(t.TempDir(), "from.db"), filepath.Join(t.TempDir(), "killed.db")
	pool, err := sql.Open("sqlite", from)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	for _, q := range []string{
		"CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))",
		"INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)",
		"PRAGMA cache_size = 1", "BEGIN EXCLUSIVE", "CREATE TABLE half (x)", "INSERT INTO half SELECT randomblob(4000) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n)",
	} {
		if _, err := pool.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	for _, end := range []string{"", "-journal"} { // as a kill would leave them
		data, err := os.ReadFile(from + end)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := add(t.Context(), s); err != nil {
		t.Error(err)
	}
}

// TestNoPlace: what cannot be a file is told before anything else.
func TestNoPlace(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{"": "no path", dir: "no file", filepath.Join(dir, "nowhere", "a.db"): "no folder"} {
		if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// TestOpenedTogether: programs that open one new database at the same moment all get it.
func TestOpenedTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := add(t.Context(), s); err != nil {
				t.Error(err)
			}
			s.Close()
		})
	}
	wait.Wait()
	whole(t, path, 6)
}
