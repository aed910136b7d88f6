package shapes_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/store"
)

func save(t *testing.T, path, format string, f store.Filter, o shapes.Options) (m shapes.Manifest, err error) {
	t.Helper()
	shape, err := shapes.Named(format)
	if err != nil {
		t.Fatal(err)
	}
	err = week(t).View(t.Context(), func(tx store.Tx) (err error) {
		m, err = shapes.Save(t.Context(), path, shape, tx, f, o)
		return err
	})
	return m, err
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// TestManifest: what a manifest says of its files is so, and the same export has the same bytes, manifest and all.
func TestManifest(t *testing.T) {
	var before map[string][]byte
	for range 2 {
		dir := t.TempDir()
		m, err := save(t, dir, "csv", store.Filter{Types: []string{"ASSAULT"}}, shapes.Options{Maker: "bakhar test"})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]byte{}
		for _, name := range names(t, dir) {
			if got[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		want := []string{"dictionary.tsv", "events.csv", "manifest.json", "parties.csv", "quantities.csv", "reports.csv"}
		if list := names(t, dir); !slices.Equal(list, want) {
			t.Fatalf("files %q, want %q", list, want)
		}
		for _, f := range m.Files {
			sum := sha256.Sum256(got[f.Name])
			if hex.EncodeToString(sum[:]) != f.SHA || int64(len(got[f.Name])) != f.Bytes || bytes.Count(got[f.Name], []byte("\r\n"))-1 < f.Rows {
				t.Errorf("%s has %d bytes and the sum %x; the manifest says %+v", f.Name, len(got[f.Name]), sum, f)
			}
		}
		var read shapes.Manifest
		if err := json.Unmarshal(got["manifest.json"], &read); err != nil || read.Events != m.Events || m.Events == 0 || len(read.Coded) != 1 || !strings.HasPrefix(read.Coded[0].Lexicon, "sha256:") ||
			read.Query["type"] == nil || read.Maker != "bakhar test" {
			t.Errorf("the manifest is %s (%v)", got["manifest.json"], err)
		}
		for name := range before {
			if !bytes.Equal(before[name], got[name]) {
				t.Errorf("%s differs the second time", name)
			}
		}
		before = got
	}
}

// TestAllOrNothing: where writing fails nothing has the final name, nothing is left behind, and what was there stays.
func TestAllOrNothing(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir string)
		path    string
		want    string
		cause   error
	}{
		"no folder":  {func(*testing.T, string) {}, "none/events.csv", "there is no such folder", fs.ErrNotExist},
		"too large":  {func(t *testing.T, _ string) { limit(t, 20_000) }, "events.csv", "the file would be larger", syscall.EFBIG},
		"disk full":  {small, "events.csv", "the disk is full", syscall.ENOSPC},
		"of tables":  {small, "./", "the disk is full", syscall.ENOSPC},
		"not a file": {func(t *testing.T, dir string) { must(t, os.WriteFile(filepath.Join(dir, "x"), nil, 0o600)) }, "x/events.csv", "", syscall.ENOTDIR},
	} {
		t.Run(name, func(t *testing.T) {
			week(t) // before anything is short
			dir := t.TempDir()
			c.prepare(t, dir)
			old := filepath.Join(dir, "events.csv")
			must(t, os.WriteFile(old, []byte("old"), 0o600))
			before := names(t, dir)
			_, err := save(t, dir+"/"+c.path, "csv", store.Filter{}, shapes.Options{})
			if err == nil || !errors.Is(err, c.cause) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("told %v, want %q", err, c.want)
			}
			if got, _ := os.ReadFile(old); string(got) != "old" {
				t.Errorf("what was there has become %d bytes", len(got))
			}
			if after := names(t, dir); !slices.Equal(after, before) {
				t.Errorf("left behind: %q", after)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// limit lets no file of this program grow past some bytes until the test ends.
func limit(t *testing.T, bytes uint64) {
	var old syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old))
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: old.Max}))
	t.Cleanup(func() { must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old)) })
}

// small makes a folder a disk of 32 KiB.
func small(t *testing.T, dir string) {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=32k"); err != nil {
		t.Skipf("a small disk can be mounted by root only: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// TestStopped: an export that is stopped leaves nothing behind.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	shape, _ := shapes.Named("jsonl")
	dir := t.TempDir()
	err := week(t).View(t.Context(), func(tx store.Tx) error {
		_, err := shapes.Save(ctx, filepath.Join(dir, "events.jsonl"), shape, tx, store.Filter{}, shapes.Options{})
		return err
	})
	if !errors.Is(err, context.Canceled) || len(names(t, dir)) > 0 {
		t.Errorf("%v; left behind: %q", err, names(t, dir))
	}
}

// TestTargets: a link's target is replaced and not the link; a device is written to; .gz is packed.
func TestTargets(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "real.tsv"), []byte("old"), 0o600))
	must(t, os.Symlink("real.tsv", filepath.Join(dir, "link.tsv")))
	if _, err := save(t, filepath.Join(dir, "link.tsv"), "tsv", store.Filter{}, shapes.Options{}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "link.tsv")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link has gone: %v %v", info, err)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "real.tsv")); !bytes.HasPrefix(b, []byte("event_id\t")) {
		t.Errorf("the link's target holds %.20q", b)
	}
	if _, err := save(t, os.DevNull, "tsv", store.Filter{}, shapes.Options{}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s has been replaced", os.DevNull)
	}
	if _, err := save(t, "/dev/full", "tsv", store.Filter{}, shapes.Options{}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("/dev/full: %v", err)
	}
	if m, err := save(t, filepath.Join(dir, "e.jsonl.gz"), "jsonl", store.Filter{}, shapes.Options{}); err != nil || m.Files[0].Bytes > 600_000 {
		t.Errorf("%+v, %v", m.Files, err)
	}
}

// TestMisuse: what cannot be had is told before anything is written, with what can.
func TestMisuse(t *testing.T) {
	for want, c := range map[string]struct {
		format string
		o      shapes.Options
	}{
		"no table \"people\"; it has events, parties":  {"csv", shapes.Options{Table: "people"}},
		"no column \"who\"":                            {"tsv", shapes.Options{Columns: []string{"date", "who"}}},
		"the format gdelt has no tables":               {"gdelt", shapes.Options{Table: "events"}},
		"cannot be chosen":                             {"parquet", shapes.Options{Columns: []string{"date"}}},
		"does not carry texts":                         {"csv", shapes.Options{Texts: true}},
		"no table \"parties\"; it has events, reports": {"parquet", shapes.Options{Table: "parties"}},
	} {
		path := filepath.Join(t.TempDir(), "x")
		if _, err := save(t, path, c.format, store.Filter{}, c.o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s %+v: %v, want %q", c.format, c.o, err, want)
		}
	}
	if _, err := shapes.Named("xlsx"); err == nil || !strings.Contains(err.Error(), "jsonl, csv") {
		t.Errorf("an unknown format: %v", err)
	}
	dir := t.TempDir()
	if _, err := save(t, dir, "csv", store.Filter{}, shapes.Options{Columns: []string{"date"}}); err == nil || !strings.Contains(err.Error(), "name it too") {
		t.Errorf("columns of all tables: %v", err)
	}
}

// TestDocument: docs/formats/export.md has every column of every table with its kind and meaning.
func TestDocument(t *testing.T) {
	const path = "../../../docs/formats/export.md"
	b, err := os.ReadFile(path)
	must(t, err)
	page := string(b)
	for _, name := range []string{"events", "parties", "reports", "quantities", "points", "gdelt", "polecat"} {
		var want strings.Builder
		want.WriteString("\n| column | kind | meaning |\n| --- | --- | --- |\n")
		for _, e := range shapes.Dictionary(name) {
			if name == "points" && e.Column != "wkt" {
				continue // those of events
			}
			want.WriteString("| `" + e.Column + "` | " + string(e.Kind) + " | " + e.Meaning + " |\n")
		}
		want.WriteString("\n")
		begin := "<!-- columns of " + name + " -->\n"
		i := strings.Index(page, begin)
		if i < 0 {
			t.Fatalf("%s has no %q", path, begin)
		}
		i += len(begin)
		j := i + strings.Index(page[i:], "<!-- end -->")
		if page[i:j] != want.String() && !*update {
			t.Errorf("%s: the columns of %s are not those that are written: go test ./internal/export/shapes -run Document -update", path, name)
		}
		page = page[:i] + want.String() + page[j:]
	}
	if *update {
		must(t, os.WriteFile(path, []byte(page), 0o644))
	}
}
