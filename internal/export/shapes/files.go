package shapes

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/klauspost/compress/gzip"

	"github.com/bakhar/bakhar/internal/export/gdelt"
	"github.com/bakhar/bakhar/internal/export/geo"
	"github.com/bakhar/bakhar/internal/export/polecat"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/export/tidy"
	"github.com/bakhar/bakhar/internal/store"
)

// Manifest tells what an export holds and how it was made. It names no time, so that the same export has the same bytes.
type Manifest struct {
	Maker   string            `json:"bakhar"` // program and version that wrote it
	Shape   string            `json:"format"`
	Query   map[string]any    `json:"query"`             // the filter; empty is all
	Options map[string]string `json:"options,omitempty"` // where they are not the default
	Coded   []Coder           `json:"coded_by"`          // the versions that coded the chronicle's articles
	Events  int               `json:"events"`
	Files   []File            `json:"files"`
}

// Coder is a version of program and language data that coded articles of the chronicle.
type Coder struct {
	Coder   string `json:"coder"`
	Lexicon string `json:"lexicon"`
}

// File is one file of an export.
type File struct {
	Name  string `json:"name"`
	Table string `json:"table,omitempty"`
	Rows  int    `json:"rows"`
	Bytes int64  `json:"bytes"`
	SHA   string `json:"sha256"`
}

// Save writes an export to files and their manifest beside them. path is a file, or a folder (there already, or with a separator at its end)
// that gets one file a table, named after it. A name that ends in .gz is packed. Every file is written under a name of its own in the
// same folder and gets its name when it is whole and on the disk, the manifest last: an export that fails leaves what was there before. What
// is no regular file, as a pipe or /dev/stdout, is written to directly and has no manifest.
func Save(ctx context.Context, path string, format Format, tx rows.Source, f store.Filter, o Options) (Manifest, error) {
	targets, manifest, err := plan(path, &format, o)
	if err != nil {
		return Manifest{}, err
	}
	m := Manifest{Maker: o.Maker, Shape: format.Name, Query: query(&f), Options: o.told(), Coded: []Coder{}}
	if m.Coded, err = coders(tx); err != nil {
		return m, err
	}
	defer func() {
		for _, t := range targets {
			t.drop()
		}
	}()
	var streams []*stream
	for _, t := range targets {
		to := o
		to.Table = t.table
		if t.data != nil {
			continue
		}
		if err := t.open(); err != nil {
			return m, err
		}
		s, err := format.begin(t, to)
		if err != nil {
			return m, err
		}
		t.stream = s
		streams = append(streams, s)
	}
	if m.Events, err = flow(ctx, tx, f, streams); err != nil {
		return m, advise(err, path)
	}
	for _, t := range targets {
		if err := t.finish(); err != nil {
			return m, advise(err, path)
		}
		if t.stream != nil {
			m.Files = append(m.Files, t.file())
		}
	}
	if manifest != "" {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(m); err != nil {
			return m, err
		}
		t := &target{path: manifest, data: b.Bytes()}
		targets = append(targets, t)
		if err := t.finish(); err != nil {
			return m, advise(err, path)
		}
	}
	for _, t := range targets {
		if err := t.name(); err != nil {
			return m, advise(err, path)
		}
	}
	return m, nil
}

// plan says which files an export has, and what its manifest is called.
func plan(path string, format *Format, o Options) (targets []*target, manifest string, err error) {
	if err := format.Check(&o); err != nil {
		return nil, "", err
	}
	info, err := os.Stat(path)
	switch folder := strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(filepath.Separator)); {
	case err == nil && !info.IsDir() && folder:
		return nil, "", fmt.Errorf("%s: is a file, no folder", path)
	case err == nil && !info.IsDir() && !info.Mode().IsRegular():
		return []*target{{path: path, table: o.Table, direct: true}}, "", nil
	case err == nil && info.IsDir():
	case errors.Is(err, fs.ErrNotExist) && folder:
		if err := os.Mkdir(path, 0o777); err != nil {
			return nil, "", advise(err, path)
		}
	case err == nil || errors.Is(err, fs.ErrNotExist):
		if whole, err := filepath.EvalSymlinks(path); err == nil { // what a link points to is replaced, not the link
			path = whole
		}
		return []*target{{path: path, table: o.Table}}, path + ".manifest.json", nil
	default:
		return nil, "", advise(err, path)
	}
	tables := format.Tables
	if o.Table != "" {
		tables = []string{o.Table}
	}
	if len(o.Columns) > 0 && len(tables) > 1 {
		return nil, "", errors.New("columns are those of one table: name it too")
	}
	for _, t := range tables {
		targets = append(targets, &target{path: filepath.Join(path, t+format.Ending), table: t})
	}
	if len(tables) == 0 {
		targets = []*target{{path: filepath.Join(path, "events"+format.Ending)}}
	}
	if format.Column {
		targets = append(targets, &target{path: filepath.Join(path, "dictionary.tsv"), data: dictionary(tables)})
	}
	return targets, filepath.Join(path, "manifest.json"), nil
}

// dictionary is the data dictionary of some tables, a table itself.
func dictionary(tables []string) []byte {
	var b bytes.Buffer
	b.WriteString("table\tcolumn\tkind\tmeaning\n")
	for _, name := range tables {
		for _, e := range Dictionary(name) {
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", e.Table, e.Column, e.Kind, e.Meaning)
		}
	}
	return b.Bytes()
}

// Dictionary tells what the columns of a table mean, by its name: events, parties, reports, quantities, points, gdelt, polecat.
func Dictionary(table string) []tidy.Entry {
	for _, t := range append(slices.Clone(tidy.Tables), geo.Table, gdelt.Table, polecat.Table("")) {
		if t.Name() == table {
			return t.Dictionary()
		}
	}
	return nil
}

func coders(tx rows.Source) ([]Coder, error) {
	runs, err := tx.Runs()
	if err != nil {
		return nil, err
	}
	list, seen := []Coder{}, map[Coder]bool{}
	for _, r := range runs {
		c := Coder{r.Coder, r.Lexicon}
		if r.Articles > 0 && !seen[c] {
			seen[c] = true
			list = append(list, c)
		}
	}
	return list, nil
}

// told are the options that are not the default.
func (o *Options) told() map[string]string {
	m := map[string]string{}
	put := func(name, value string, on bool) {
		if on {
			m[name] = value
		}
	}
	put("table", o.Table, o.Table != "")
	put("columns", strings.Join(o.Columns, ","), len(o.Columns) > 0)
	put("texts", "true", o.Texts)
	put("raw", "true", o.Raw)
	put("mark", "true", o.Mark)
	put("address", o.Address, o.Address != "")
	return m
}

// query is a filter as a manifest tells it: what is empty is not in it.
func query(f *store.Filter) map[string]any {
	m := map[string]any{}
	put := func(name string, value any, on bool) {
		if on {
			m[name] = value
		}
	}
	put("from", f.Days.Start.String(), !f.Days.Start.Zero())
	put("to", f.Days.End.String(), !f.Days.End.Zero())
	for name, list := range map[string][]string{"type": f.Types, "mode": f.Modes, "actor": f.Actor, "recipient": f.Recipient, "party": f.Party, "place": f.Place,
		"language": f.Languages, "publisher": f.Publishers, "disagreement": f.Disagreement} {
		put(name, list, len(list) > 0)
	}
	put("quad", f.Quads, len(f.Quads) > 0)
	put("status", f.Status, len(f.Status) > 0)
	put("sources_min", f.SourcesMin, f.SourcesMin > 0)
	put("confidence", f.Confidence, f.Confidence > 0)
	put("text", f.Text, f.Text != "")
	put("limit", f.Limit, f.Limit > 0)
	put("order", map[store.Order]string{store.Oldest: "oldest", store.Loudest: "loudest"}[f.Order], f.Order != store.Latest)
	return m
}

// target is a file on its way.
type target struct {
	path   string
	table  string
	data   []byte // what it holds, where that is known already
	direct bool

	temp   *os.File
	sum    hash.Hash
	bytes  int64
	pack   *gzip.Writer
	stream *stream
}

func (t *target) open() (err error) {
	if t.direct {
		t.temp, err = os.OpenFile(t.path, os.O_WRONLY, 0)
	} else {
		t.temp, err = create(t.path)
	}
	if err != nil {
		return advise(err, t.path)
	}
	t.sum = sha256.New()
	if strings.HasSuffix(t.path, ".gz") {
		t.pack = gzip.NewWriter(plain{t})
	}
	return nil
}

// create makes a new file beside path, hidden, that has the rights that a file of that name would get.
func create(path string) (*os.File, error) {
	dir, base := filepath.Split(path)
	for n := 0; ; n++ {
		f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.part", base, os.Getpid(), n)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Write packs what is to be packed.
func (t *target) Write(b []byte) (int, error) {
	if t.pack != nil {
		return t.pack.Write(b)
	}
	return plain{t}.Write(b)
}

// plain writes to the file itself.
type plain struct{ t *target }

func (p plain) Write(b []byte) (int, error) {
	n, err := p.t.temp.Write(b)
	p.t.sum.Write(b[:n])
	p.t.bytes += int64(n)
	return n, err
}

// finish has all of it on the disk.
func (t *target) finish() error {
	if t.temp == nil {
		if err := t.open(); err != nil {
			return err
		}
		if _, err := t.Write(t.data); err != nil {
			return err
		}
	}
	if t.pack != nil {
		if err := t.pack.Close(); err != nil {
			return err
		}
	}
	if t.direct {
		return t.temp.Close()
	}
	return errors.Join(t.temp.Sync(), t.temp.Close())
}

func (t *target) file() File {
	return File{filepath.Base(t.path), t.table, t.stream.rows, t.bytes, hex.EncodeToString(t.sum.Sum(nil))}
}

// name gives the file its name; from then on it is there.
func (t *target) name() error {
	if t.direct {
		return nil
	}
	if err := os.Rename(t.temp.Name(), t.path); err != nil {
		return err
	}
	t.temp = nil
	if dir, err := os.Open(filepath.Dir(t.path)); err == nil {
		_ = dir.Sync() // not every file system can; the file itself is on the disk
		_ = dir.Close()
	}
	return nil
}

// drop takes away what never got its name.
func (t *target) drop() {
	if t.temp == nil || t.direct {
		return
	}
	_ = t.temp.Close()
	_ = os.Remove(t.temp.Name())
}

// advise says what to mend where a file cannot be written.
func advise(err error, path string) error {
	var what string
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		what = "the disk is full, or your share of it: make room, or write to another place"
	case errors.Is(err, syscall.EFBIG):
		what = "the file would be larger than is allowed here: export fewer events, or to another place"
	case errors.Is(err, syscall.EROFS):
		what = "this place is read-only: write to another"
	case errors.Is(err, fs.ErrPermission):
		what = "you may not write there: choose another place, or have its rights changed"
	case errors.Is(err, fs.ErrNotExist):
		what = "there is no such folder: make it first"
	default:
		return err
	}
	return fmt.Errorf("%s was not written, and what was there stays: %s (%w)", path, what, err)
}

var _ io.Writer = (*target)(nil)
