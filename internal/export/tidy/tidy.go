// Package tidy writes tables of text: CSV and TSV, one row a thing and one column a property of it. A table is a list of columns, each with its
// kind and meaning, so that the data dictionary is made of what is written, and no column can be without its line there. The tables of
// bakhar's own are here; those in the shape of other projects' data (export/gdelt, export/polecat) are made of the same columns.
//
// Cells hold what articles say, and articles are strangers' texts: each style has its escapes, and text that a spreadsheet would compute is
// guarded (Cells.Text). The same events give the same bytes.
package tidy

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/export/rows"
)

// Kind is what the cells of a column hold.
type Kind string

// The kinds of cells.
const (
	Text  Kind = "text"
	Int   Kind = "integer"
	Float Kind = "number"
	Day   Kind = "date"
	Bool  Kind = "boolean"
	List  Kind = "list"
)

// Column is a column of a table whose rows are made of R.
type Column[R any] struct {
	Name    string
	Kind    Kind
	Meaning string
	Put     func(*Cells, R)
}

// Table is a table of text that is made of events.
type Table interface {
	Name() string
	About() string
	Reports() bool // its rows need the reports of events
	Dictionary() []Entry
	// Pick gives the table with only these columns, in this order; all where there are none.
	Pick(columns []string) (Table, error)
	header(*Cells)
	put(*Cells, *rows.Event) int // rows written
}

// Entry is a line of the data dictionary.
type Entry struct {
	Table, Column string
	Kind          Kind
	Meaning       string
}

// Define makes a table. each gives the rows of an event.
func Define[R any](name, about string, reports bool, columns []Column[R], each func(*rows.Event, func(R))) Table {
	return &table[R]{name, about, reports, columns, each}
}

type table[R any] struct {
	name, about string
	reports     bool
	columns     []Column[R]
	each        func(*rows.Event, func(R))
}

func (t *table[R]) Name() string  { return t.name }
func (t *table[R]) About() string { return t.about }
func (t *table[R]) Reports() bool { return t.reports }

func (t *table[R]) Dictionary() (list []Entry) {
	for _, c := range t.columns {
		list = append(list, Entry{t.name, c.Name, c.Kind, c.Meaning})
	}
	return list
}

func (t *table[R]) Pick(names []string) (Table, error) {
	if len(names) == 0 {
		return t, nil
	}
	picked := *t
	picked.columns = nil
	var unknown []string
	for _, n := range names {
		i := slices.IndexFunc(t.columns, func(c Column[R]) bool { return c.Name == n })
		if i < 0 {
			unknown = append(unknown, fmt.Sprintf("%q", n))
			continue
		}
		picked.columns = append(picked.columns, t.columns[i])
	}
	if len(unknown) == 0 {
		return &picked, nil
	}
	var all []string
	for _, c := range t.columns {
		all = append(all, c.Name)
	}
	return nil, fmt.Errorf("the table %s has no column %s; it has %s", t.name, strings.Join(unknown, ", "), strings.Join(all, " "))
}

func (t *table[R]) header(c *Cells) {
	for _, col := range t.columns {
		c.Code(col.Name)
	}
	c.End()
}

func (t *table[R]) put(c *Cells, e *rows.Event) (n int) {
	t.each(e, func(r R) {
		for i := range t.columns {
			t.columns[i].Put(c, r)
		}
		c.End()
		n++
	})
	return n
}

// Writer writes one table.
type Writer struct {
	to    io.Writer
	table Table
	cells Cells
	rows  int
}

// bufferSize is how many bytes of rows are handed on together.
const bufferSize = 64 << 10

// NewWriter begins a table with its header.
func NewWriter(to io.Writer, t Table, s Style) *Writer {
	w := &Writer{to: to, table: t, cells: Cells{Style: s}}
	if s.Mark {
		w.cells.b = append(w.cells.b, "\uFEFF"...)
	}
	if !s.Headless {
		t.header(&w.cells)
	}
	return w
}

// Put writes the rows of an event.
func (w *Writer) Put(e *rows.Event) error {
	w.rows += w.table.put(&w.cells, e)
	if len(w.cells.b) < bufferSize {
		return nil
	}
	return w.flush()
}

func (w *Writer) flush() error {
	_, err := w.to.Write(w.cells.b)
	w.cells.b = w.cells.b[:0]
	return err
}

// Close writes what is left, and gives the number of rows; it does not close what is written to.
func (w *Writer) Close() (int, error) { return w.rows, w.flush() }
