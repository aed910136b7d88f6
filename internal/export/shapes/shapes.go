// Package shapes is the door to all exports: what formats and tables there are, and Write, which streams one of them to any writer. Files,
// their manifest and what happens when a disk is full are in files.go; the shapes are in the packages beside this one, one each.
package shapes

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/export/columnar"
	"github.com/bakhar/bakhar/internal/export/feeds"
	"github.com/bakhar/bakhar/internal/export/gdelt"
	"github.com/bakhar/bakhar/internal/export/geo"
	"github.com/bakhar/bakhar/internal/export/lines"
	"github.com/bakhar/bakhar/internal/export/polecat"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/export/tidy"
	"github.com/bakhar/bakhar/internal/store"
)

// Format is one shape of an export.
type Format struct {
	Name   string
	About  string
	Ending string   // of file names, with the dot
	Media  string   // Content-Type
	Tables []string // its tables, the default first; none where it is one thing
	Texts  bool     // it can carry the articles' original texts
	Column bool     // columns can be chosen
	Binary bool     // it is not text

	open func(w io.Writer, o *Options) (writer, error)
	want func(o *Options) rows.Want
}

// Options say what of a format is wanted; the zero Options are the default.
type Options struct {
	Table   string   // of Format.Tables; empty is the first
	Columns []string // of the table; empty is all
	Texts   bool     // with the original texts of articles
	Raw     bool     // cells of CSV and TSV are not guarded against spreadsheets that compute them
	Mark    bool     // CSV and TSV begin with a byte order mark
	Title   string   // of what has one: calendars and feeds
	Address string   // where events can be looked at, with %s for the id: links of calendars, feeds and maps; empty for none
	Maker   string   // program and version, for formats that name it
}

// writer is what each shape gives.
type writer interface {
	Put(*rows.Event) error
	Close() (rows int, err error)
}

// All are the formats, in the order in which help lists them.
func All() []Format { return slices.Clone(formats) }

var formats = []Format{
	{Name: "jsonl", About: "PLOVER JSON, an event a line with the records of its reports; 'bakhar import' reads it", Ending: ".jsonl", Media: "application/x-ndjson", Texts: true,
		open: func(w io.Writer, o *Options) (writer, error) { return lines.NewWriter(w, o.Texts), nil },
		want: func(o *Options) rows.Want { return rows.Want{Reports: true, Raw: true, Texts: o.Texts} }},
	{Name: "csv", About: "tidy tables with commas (RFC 4180)", Ending: ".csv", Media: "text/csv; charset=utf-8", Tables: tableNames(), Column: true, open: table(tidy.CSV), want: tableWant},
	{Name: "tsv", About: "tidy tables with tabs, without quotation marks", Ending: ".tsv", Media: "text/tab-separated-values; charset=utf-8", Tables: tableNames(), Column: true, open: table(tidy.TSV), want: tableWant},
	{Name: "parquet", Binary: true, About: "typed columns, days as dates, parties and figures nested in their event", Ending: ".parquet", Media: "application/vnd.apache.parquet", Tables: columnar.Tables,
		open: func(w io.Writer, o *Options) (writer, error) { return columnar.NewWriter(w, o.Table, o.Maker), nil },
		want: func(o *Options) rows.Want { return rows.Want{Reports: columnar.Reports(o.Table)} }},
	{Name: "geojson", About: "points for maps (RFC 7946); events without a point are left out", Ending: ".geojson", Media: "application/geo+json",
		open: func(w io.Writer, o *Options) (writer, error) { return geo.NewJSON(w, o.Address), nil }, want: heads},
	{Name: "wkt", About: "the table events with the point as well-known text, for GeoPackage and QGIS", Ending: ".wkt.csv", Media: "text/csv; charset=utf-8",
		open: func(w io.Writer, o *Options) (writer, error) {
			s := tidy.CSV
			s.Raw, s.Mark = o.Raw, o.Mark
			return tidy.NewWriter(w, geo.Table, s), nil
		}, want: heads},
	{Name: "gdelt", About: "GDELT 2.0's event table: 61 columns, no header, CAMEO codes", Ending: ".export.CSV", Media: "text/tab-separated-values; charset=utf-8",
		open: func(w io.Writer, _ *Options) (writer, error) { return tidy.NewWriter(w, gdelt.Table, gdelt.Style), nil }, want: named},
	{Name: "polecat", About: "POLECAT's columns, with a header", Ending: ".polecat.txt", Media: "text/tab-separated-values; charset=utf-8",
		open: func(w io.Writer, o *Options) (writer, error) {
			return tidy.NewWriter(w, polecat.Table(o.Maker), polecat.Style), nil
		}, want: named},
	{Name: "ics", About: "a calendar (RFC 5545); events without a day are left out", Ending: ".ics", Media: "text/calendar; charset=utf-8",
		open: func(w io.Writer, o *Options) (writer, error) {
			return feeds.NewCalendar(w, o.Title, o.Address, o.Maker), nil
		}, want: named},
	{Name: "atom", About: "an Atom feed (RFC 4287)", Ending: ".atom", Media: "application/atom+xml; charset=utf-8",
		open: func(w io.Writer, o *Options) (writer, error) {
			return feeds.NewAtom(w, o.Title, o.Address, o.Maker), nil
		}, want: named},
}

func heads(*Options) rows.Want { return rows.Want{} }
func named(*Options) rows.Want { return rows.Want{Articles: true, Words: true} }

// Named gives a format by its name.
func Named(name string) (Format, error) {
	var all []string
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
		all = append(all, f.Name)
	}
	return Format{}, fmt.Errorf("there is no format %q; there are %s", name, strings.Join(all, ", "))
}

// Check tells what cannot be had of a format, before anything is written.
func (f *Format) Check(o *Options) error {
	switch {
	case len(f.Tables) == 0 && o.Table != "":
		return fmt.Errorf("the format %s has no tables; csv, tsv and parquet have", f.Name)
	case o.Table != "" && !slices.Contains(f.Tables, o.Table):
		return fmt.Errorf("the format %s has no table %q; it has %s", f.Name, o.Table, strings.Join(f.Tables, ", "))
	case len(o.Columns) > 0 && !f.Column:
		return fmt.Errorf("columns of the format %s cannot be chosen; those of csv and tsv can", f.Name)
	case o.Texts && !f.Texts:
		return fmt.Errorf("the format %s does not carry texts of articles; jsonl does", f.Name)
	}
	if !f.Column {
		return nil
	}
	_, err := picked(o)
	return err
}

// Tables of a tidy export.

func tableNames() (names []string) {
	for _, t := range tidy.Tables {
		names = append(names, t.Name())
	}
	return names
}

func picked(o *Options) (tidy.Table, error) {
	i := max(0, slices.IndexFunc(tidy.Tables, func(t tidy.Table) bool { return t.Name() == o.Table }))
	return tidy.Tables[i].Pick(o.Columns)
}

func table(s tidy.Style) func(io.Writer, *Options) (writer, error) {
	return func(w io.Writer, o *Options) (writer, error) {
		t, err := picked(o)
		if err != nil {
			return nil, err
		}
		s.Raw, s.Mark = o.Raw, o.Mark
		return tidy.NewWriter(w, t, s), nil
	}
}

func tableWant(o *Options) rows.Want {
	t, err := picked(o)
	return rows.Want{Reports: err == nil && t.Reports(), Words: o.Table == "parties"}
}

// Write streams the events that a filter finds to w in a format, and gives the number of rows written. Memory does not grow with their
// number. The order is the filter's; a Limit of 0 is all. An error of w ends it.
func Write(ctx context.Context, w io.Writer, format string, tx rows.Source, f store.Filter, o Options) (int, error) {
	shape, err := Named(format)
	if err != nil {
		return 0, err
	}
	s, err := shape.begin(w, o)
	if err != nil {
		return 0, err
	}
	if _, err := flow(ctx, tx, f, []*stream{s}); err != nil {
		return 0, err
	}
	return s.rows, nil
}

// stream is one thing being written.
type stream struct {
	to   writer
	want rows.Want
	b    *bufio.Writer
	rows int // once it is closed
}

// bufferSize is how many bytes are collected before they are written.
const bufferSize = 64 << 10

func (f *Format) begin(w io.Writer, o Options) (*stream, error) {
	if err := f.Check(&o); err != nil {
		return nil, err
	}
	s := &stream{want: f.want(&o), b: bufio.NewWriterSize(w, bufferSize)}
	var err error
	s.to, err = f.open(s.b, &o)
	return s, err
}

// flow gives every event to every stream, and ends them.
func flow(ctx context.Context, tx rows.Source, f store.Filter, streams []*stream) (events int, err error) {
	want := rows.Want{Raw: true}
	for _, s := range streams {
		want.Reports = want.Reports || s.want.Reports
		want.Texts = want.Texts || s.want.Texts
		want.Articles = want.Articles || s.want.Articles
		want.Words = want.Words || s.want.Words
		want.Raw = want.Raw && s.want.Raw
	}
	for e, err := range rows.Each(ctx, tx, f, want) {
		if err != nil {
			return events, err
		}
		for _, s := range streams {
			if err := s.to.Put(e); err != nil {
				return events, err
			}
		}
		events++
	}
	for _, s := range streams {
		if s.rows, err = s.to.Close(); err != nil {
			return events, err
		}
		if err := s.b.Flush(); err != nil {
			return events, err
		}
	}
	return events, nil
}
