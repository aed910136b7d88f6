package sqlite

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/bakhar/bakhar/internal/store/storetest"
)

var update = flag.Bool("update", false, "write testdata/vN/store.db.zst for the schema's version where it is not there")

// TestVersions: a store that an old version has written opens, says what it said, can be written to, and has the schema of a new one.
func TestVersions(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	s, err := Open(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.WriteFixture(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want, version := schema(t, fresh)
	fixture := func(v int) string { return fmt.Sprintf("testdata/v%d/store.db.zst", v) }
	if _, err := os.Stat(fixture(version)); err != nil && *update {
		pack(t, fresh, fixture(version))
	}
	for v := 1; v <= version; v++ {
		t.Run(fmt.Sprint("v", v), func(t *testing.T) {
			b := read(t, fixture(v))
			d, err := zstd.NewReader(nil)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if b, err = d.DecodeAll(b, nil); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			storetest.CheckFixture(t, s)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			got, _ := schema(t, path)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("its schema is not that of a new store: a migration is missing, or one was changed after it was released (-new +this):\n%s", d)
			}
			check(t, path)
		})
	}
}

// schema gives the statements that make a database, and the version of its schema.
func schema(t *testing.T, path string) (made map[string]string, version int) {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rows, err := pool.Query("SELECT type || ' ' || name, COALESCE(sql, '') FROM sqlite_schema")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	made = map[string]string{}
	for rows.Next() {
		var name, sql string
		if err := rows.Scan(&name, &sql); err != nil {
			t.Fatal(err)
		}
		made[name] = sql
	}
	if err := pool.QueryRow("SELECT MAX(version_id) FROM goose_db_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	return made, version
}

func pack(t *testing.T, from, to string) {
	t.Helper()
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, e.EncodeAll(read(t, from), nil), 0o644); err != nil {
		t.Fatal(err)
	}
}
