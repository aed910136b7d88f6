package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/text"
)

func (w *world) write(dir string) error {
	for _, f := range []struct {
		name string
		data func() ([]byte, error)
	}{
		{"places.tsv.gz", w.rows}, {"names.tsv.gz", w.index}, {"words.mr.tsv.gz", func() ([]byte, error) { return w.wordTable("mr") }}, {"words.hi.tsv.gz", func() ([]byte, error) { return w.wordTable("hi") }},
		{"links.tsv", w.linkTable}, {"SOURCES.tsv", w.sourceTable},
	} {
		data, err := f.data()
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// rows is the table of places, a fixed number a block, so that a row is found by its number.
func (w *world) rows() ([]byte, error) {
	var blocks []gaz.Block
	for i := 0; i < len(w.places); i += gaz.RowsPerBlock {
		var b strings.Builder
		rows := w.places[i:min(i+gaz.RowsPerBlock, len(w.places))]
		for _, p := range rows {
			lat, lon := "", ""
			if p.point {
				lat, lon = degrees(p.lat), degrees(p.lon)
			}
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", p.id, p.name, w.codes[p.country], w.admin[p.country+"."+p.code1], w.admin2(p), p.class, p.pop, lat, lon, p.mr, p.hi)
		}
		blocks = append(blocks, gaz.Block{First: rows[0].country, Lines: b.String()})
	}
	var buf bytes.Buffer
	err := gaz.WriteTable(&buf, blocks)
	return buf.Bytes(), err
}

func (w *world) admin2(p *place) string {
	if p.code2 == "" {
		return ""
	}
	return w.admin[p.country+"."+p.code1+"."+p.code2]
}

// degrees writes a coordinate to about a kilometre.
func degrees(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

const (
	blockBytes = 12 << 10 // of the table of names, before packing
	rowsMax    = 40       // places of one name that are kept: the largest
)

// index is the table of names: a line for each key, with all names that share it and the rows that they name.
func (w *world) index() ([]byte, error) {
	rows := map[string][]*place{} // by name, the largest first
	for _, p := range slices.SortedStableFunc(slices.Values(w.places), func(a, b *place) int { return b.pop - a.pop }) {
		for _, n := range append([]string{p.name}, p.names...) {
			n = strings.Join(strings.Fields(strings.NewReplacer("-", " ", "’", "", "'", "", ":", " ", "`", "", "ʼ", "", "‘", "").Replace(fold(n))), " ")
			if l := rows[n]; n != "" && len(l) < rowsMax && (len(l) == 0 || l[len(l)-1] != p) {
				rows[n] = append(l, p)
			}
		}
	}
	keys := map[string][]string{}
	for _, n := range sorted(rows) {
		if k := gaz.Key(n); k != "" {
			keys[k] = append(keys[k], n)
		}
	}
	for _, names := range keys {
		slices.SortStableFunc(names, func(a, c string) int { return rows[c][0].pop - rows[a][0].pop })
	}
	return lines(keys, func(b *strings.Builder, n string) {
		b.WriteString(n + ":")
		for _, p := range rows[n] {
			b.WriteString(strconv.Itoa(p.row))
			b.WriteByte(gaz.Size(p.pop))
		}
	})
}

// lines makes a table with a line for each key: the key and its entries.
func lines(keys map[string][]string, entry func(b *strings.Builder, s string)) ([]byte, error) {
	var blocks []gaz.Block
	var b strings.Builder
	first := ""
	for _, k := range sorted(keys) {
		if b.Len() == 0 {
			first = k
		}
		b.WriteString(k)
		for _, s := range keys[k] {
			b.WriteByte('\t')
			entry(&b, s)
		}
		b.WriteByte('\n')
		if b.Len() >= blockBytes {
			blocks = append(blocks, gaz.Block{First: first, Lines: b.String()})
			b.Reset()
		}
	}
	if b.Len() > 0 {
		blocks = append(blocks, gaz.Block{First: first, Lines: b.String()})
	}
	var buf bytes.Buffer
	err := gaz.WriteTable(&buf, blocks)
	return buf.Bytes(), err
}

// fold folds the words of a name.
func fold(name string) string { return strings.Join(text.FoldAll(name), " ") }

const made = "# Made by cmd/mkgazetteer; do not edit. Sources and licences: SOURCES.tsv.\n"

func (w *world) linkTable() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Which places of GeoNames the places of places.tsv and overlay.tsv are, with their province and population.\n" + made + "# id\tgeonames\tadmin1\tpopulation\n")
	for _, l := range w.joins {
		fmt.Fprintf(&b, "%s\t%d\t%s\t%d\n", l.id, l.geonames, orDash(l.admin1), l.pop)
	}
	return b.Bytes(), nil
}

func (w *world) sourceTable() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# What the tables of this folder were made from.\n# package\tversion\tlicence\trows\ttaken\tsha256 of the package\n")
	slices.SortFunc(w.sources, func(a, b source) int { return cmp.Compare(a.pkg, b.pkg) })
	for _, s := range w.sources {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%d\t%s\t%s\n", s.pkg, s.version, s.licence, s.rows, s.what, s.sum)
	}
	return b.Bytes(), nil
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
