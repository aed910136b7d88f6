// Package columnar writes events and reports as Parquet: typed columns, days as DATE, parties and figures nested in their event, unknown as
// null. Rows are written in groups, so that memory does not grow with their number; the same events give the same bytes.
//
// Which columns there are is what the structs say; docs/formats/export.md tells what they mean. They are those of the tidy tables, but that
// lists are lists and the parties of an event stand in it.
package columnar

import (
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// Tables are the names of the tables, the default first.
var Tables = []string{"events", "reports"}

// The sizes of what is held: rows of a group, and rows that are handed over together.
const (
	groupRows = 100_000
	batchRows = 1024
)

// Event is a row of the table events.
type Event struct {
	ID            string   `parquet:"event_id"`
	Date          *int32   `parquet:"date,optional,date"`
	EndDate       *int32   `parquet:"enddate,optional,date"`
	DateBasis     string   `parquet:"date_basis,optional,dict"`
	DateShare     float64  `parquet:"date_certainty"`
	Type          string   `parquet:"type,dict"`
	Mode          []string `parquet:"mode,list,dict"`
	Context       []string `parquet:"context,list,dict"`
	Quad          int32    `parquet:"quad"`
	Scale         float64  `parquet:"scale"`
	Status        string   `parquet:"status,dict"`
	Actors        []Party  `parquet:"actors,list"`
	Recipients    []Party  `parquet:"recipients,list"`
	Place         *Place   `parquet:"place,optional"`
	Figures       []Figure `parquet:"figures,list"`
	Reports       int32    `parquet:"reports"`
	Articles      int32    `parquet:"articles"`
	Publishers    int32    `parquet:"publishers"`
	Sources       int32    `parquet:"independent_sources"`
	Languages     []string `parquet:"languages,list,dict"`
	Disagreements []string `parquet:"disagreements,list,dict"`
	Confidence    float64  `parquet:"confidence"`
	Corrected     bool     `parquet:"corrected"`
	First         string   `parquet:"first_published,optional"`
	Last          string   `parquet:"last_published,optional"`
}

// Party is an actor or recipient.
type Party struct {
	Key      string   `parquet:"key,dict"`
	Name     string   `parquet:"name,optional,dict"`
	Wikidata string   `parquet:"wikidata_id,optional,dict"`
	Country  string   `parquet:"country,optional,dict"`
	Sector   string   `parquet:"sector,optional,dict"`
	Others   []string `parquet:"other_sectors,list,dict"`
	Office   string   `parquet:"office,optional,dict"`
	Reports  int32    `parquet:"reports"`
	Sources  int32    `parquet:"independent_sources"`
}

// Place is where an event was.
type Place struct {
	Name      string   `parquet:"name,optional,dict"`
	Country   string   `parquet:"country,optional,dict"`
	Admin1    string   `parquet:"admin1,optional,dict"`
	Lat       *float64 `parquet:"lat,optional"`
	Lon       *float64 `parquet:"lon,optional"`
	Precision string   `parquet:"precision,optional,dict"`
	GeoNames  int64    `parquet:"geonames_id,optional"`
}

// Figure is the span of the figures of one kind.
type Figure struct {
	Kind string   `parquet:"kind,dict"`
	Unit string   `parquet:"unit,optional,dict"`
	Min  *float64 `parquet:"min,optional"`
	Max  *float64 `parquet:"max,optional"`
}

// Writer writes one table.
type Writer struct {
	flush func() error
	put   func(*rows.Event) error
	close func() error
	rows  int
}

// NewWriter begins a file with one of Tables; maker is the program and its version, which the file names.
func NewWriter(to io.Writer, table, maker string) *Writer {
	w := &Writer{}
	if table == "reports" {
		begin(w, to, maker, func(e *rows.Event, add func() *Report) {
			for i := range e.Reports {
				reportRow(add(), e, &e.Reports[i])
			}
		})
	} else {
		begin(w, to, maker, func(e *rows.Event, add func() *Event) { eventRow(add(), e) })
	}
	return w
}

// Reports tells whether a table needs the reports of events.
func Reports(table string) bool { return table == "reports" }

func begin[T any](w *Writer, to io.Writer, maker string, each func(*rows.Event, func() *T)) {
	out := parquet.NewGenericWriter[T](to, parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("bakhar", "", ""), parquet.KeyValueMetadata("bakhar", maker))
	batch := make([]T, 0, batchRows)
	w.flush = func() error {
		_, err := out.Write(batch)
		w.rows += len(batch)
		clear(batch)
		batch = batch[:0]
		return err
	}
	add := func() *T {
		batch = append(batch, *new(T))
		return &batch[len(batch)-1]
	}
	w.put = func(e *rows.Event) error {
		each(e, add)
		if len(batch) < batchRows {
			return nil
		}
		return w.flush()
	}
	w.close = out.Close
}

// Put writes the rows of an event.
func (w *Writer) Put(e *rows.Event) error { return w.put(e) }

// Close writes what is left and the end of the file, and gives the number of rows; it does not close what is written to.
func (w *Writer) Close() (int, error) {
	if err := w.flush(); err != nil {
		return w.rows, err
	}
	return w.rows, w.close()
}

func eventRow(r *Event, e *rows.Event) {
	h := &e.Head
	*r = Event{ID: e.Row.ID, Date: day(h.Date), EndDate: day(h.EndDate), DateBasis: h.DateBasis, DateShare: h.DateShare, Type: e.Row.Type, Mode: h.Mode, Context: h.Context,
		Quad: int32(h.Quad), Scale: h.Scale, Status: string(h.Status), Actors: parties(h.Actor), Recipients: parties(h.Recipient), Reports: int32(h.Counts.Reports), Articles: int32(h.Counts.Articles),
		Publishers: int32(h.Counts.Publishers), Sources: int32(h.Counts.Sources), Languages: e.Row.Languages, Disagreements: e.Row.Disagreements, Confidence: h.Confidence,
		Corrected: e.Row.Corrected, First: h.First, Last: h.Last}
	if p := h.Loc; p != nil {
		r.Place = &Place{p.Name, p.Country, p.Admin1, p.Lat, p.Lon, p.Precision, int64(p.GeoNames)}
	}
	for _, f := range h.Figures {
		r.Figures = append(r.Figures, Figure(f))
	}
}

func parties(ps []accounts.Party) []Party {
	if len(ps) == 0 {
		return nil
	}
	out := make([]Party, len(ps))
	for i := range ps {
		p := &ps[i]
		out[i] = Party{p.Key, p.Name, p.Wikidata, p.Country, p.Sector, p.Others, p.Role, int32(p.Reports), int32(p.Sources)}
	}
	return out
}

// day counts days from 1 January 1970, as DATE does; no day is null.
func day(d article.Date) *int32 {
	if d.Zero() {
		return nil
	}
	n := int32(d.Number())
	return &n
}
