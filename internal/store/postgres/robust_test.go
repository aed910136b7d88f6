package postgres

import (
	"bufio"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/storetest"
)

var update = flag.Bool("update", false, "write testdata/vN/store.sql for the schema's version where it is not there")

// query runs statements in a database, past the store.
func query(t *testing.T, address, statements string) {
	t.Helper()
	pool, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.ExecContext(t.Context(), statements); err != nil {
		t.Fatalf("%.200s: %v", statements, err)
	}
}

func put(t *testing.T, s store.Store) error {
	return s.Update(t.Context(), func(tx store.Tx) error { return tx.PutEvent(storetest.Event("0000000001", "2026-03-02")) })
}

// TestLocked: where another program writes for longer than the wait, that is told; reading goes on.
func TestLocked(t *testing.T) {
	address := storetest.Postgres(t)
	s, err := open(t.Context(), address, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := other.Update(t.Context(), func(store.Tx) error {
		if err := put(t, s); !errors.Is(err, store.ErrLocked) {
			t.Errorf("writing beside another writer: %v", err)
		}
		return s.View(t.Context(), func(tx store.Tx) error { _, err := tx.Stats(); return err })
	}); err != nil {
		t.Error(err)
	}
	if err := put(t, s); err != nil {
		t.Errorf("after it: %v", err)
	}
}

// TestReadOnly: a database that may not be written to is told, and can be read.
func TestReadOnly(t *testing.T) {
	address := storetest.Postgres(t)
	s, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(t, s), s.Close()); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), address+"&default_transaction_read_only=on")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other := func(tx store.Tx) error { return tx.PutEvent(storetest.Event("0000000002", "2026-03-02")) }
	if err := s.Update(t.Context(), other); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("writing: %v", err)
	}
	if err := s.View(t.Context(), func(tx store.Tx) error { _, err := tx.Event("0000000001"); return err }); err != nil {
		t.Errorf("reading: %v", err)
	}
	if _, err := Open(t.Context(), storetest.Postgres(t)+"&default_transaction_read_only=on"); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a new one: %v", err)
	}
}

// TestUnfit: what is no database, or cannot be one of ours, is told without what is secret.
func TestUnfit(t *testing.T) {
	newer := storetest.Postgres(t)
	s, err := Open(t.Context(), newer)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	query(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)")
	ascii := storetest.Postgres(t)
	query(t, ascii, "CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
	ascii = strings.Replace(ascii, ascii[strings.Index(ascii, ":///")+4:strings.Index(ascii, "?")], "ascii", 1)
	for address, want := range map[string]string{
		newer: "made by a newer version: it has schema 99",
		ascii: "its encoding is SQL_ASCII",
		strings.Replace(newer, "/test", "/nowhere", 1):      `database "nowhere`,
		"postgres://me:secret@127.0.0.1:1/x":                "127.0.0.1:1/x",
		"postgres://me:secret@127.0.0.1:port/x":             "no address",
		"postgres://me:secret@127.0.0.1/x?sslmode=nonsense": "no address",
	} {
		s, err := Open(t.Context(), address)
		if err == nil {
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") || errors.Is(err, store.ErrNewer) != (address == newer) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestCutOff: a connection that the server ends in the middle of a transaction keeps nothing of it, and the store goes on.
func TestCutOff(t *testing.T) {
	address := storetest.Postgres(t)
	s, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.PutEvent(storetest.Event("0000000009", "2026-03-02")); err != nil {
			return err
		}
		query(t, address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		return nil
	}); !errors.Is(err, store.ErrAway) {
		t.Errorf("a transaction whose connection is gone: %v, want %v", err, store.ErrAway)
	}
	if err := put(t, s); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if err := s.View(t.Context(), func(tx store.Tx) error {
		st, err := tx.Stats()
		if st.Events != 1 {
			t.Errorf("%d events, want 1", st.Events)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// TestVersions: a store that an old version has written opens, says what it said, can be written to, and has the schema of a new one.
func TestVersions(t *testing.T) {
	fresh := storetest.Postgres(t)
	s, err := Open(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(storetest.WriteFixture(t.Context(), s), s.Close()); err != nil {
		t.Fatal(err)
	}
	want, version := schema(t, fresh)
	fixture := func(v int) string { return fmt.Sprintf("testdata/v%d/store.sql", v) }
	if _, err := os.Stat(fixture(version)); err != nil && *update {
		dump(t, fresh, fixture(version))
	}
	for v := 1; v <= version; v++ {
		t.Run(fmt.Sprint("v", v), func(t *testing.T) {
			b, err := os.ReadFile(fixture(v))
			if err != nil {
				t.Fatal(err)
			}
			address := storetest.Postgres(t)
			query(t, address, string(b))
			s, err := Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			storetest.CheckFixture(t, s)
			got, _ := schema(t, address)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("its schema is not that of a new store: a migration is missing, or one was changed after it was released (-new +this):\n%s", d)
			}
		})
	}
}

// schema lists columns, indices and constraints, and gives the version.
func schema(t *testing.T, address string) (made []string, version int) {
	t.Helper()
	pool, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rows, err := pool.Query(`SELECT concat_ws(' ', table_name, column_name, ordinal_position, data_type, is_nullable, column_default, collation_name, identity_generation) FROM information_schema.columns WHERE table_schema = 'public'
		UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
		UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		made = append(made, line)
	}
	if err := pool.QueryRow("SELECT MAX(version_id) FROM goose_db_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	return made, version
}

// dump writes a database as statements, without what only psql understands.
func dump(t *testing.T, address, to string) {
	t.Helper()
	program, err := storetest.Program("pg_dump")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "--inserts", "--no-owner", address).Output()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for lines := bufio.NewScanner(strings.NewReader(string(out))); lines.Scan(); {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "--") && !strings.HasPrefix(line, `\`) && !strings.Contains(line, "search_path") {
			b.WriteString(line + "\n")
		}
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(b.String()), 0o644)); err != nil {
		t.Fatal(err)
	}
}
