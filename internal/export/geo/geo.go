// Package geo writes events for maps: GeoJSON (RFC 7946) and tables with the geometry as well-known text, which GeoPackage tools and QGIS read.
//
// Only events with a point are written. The point is what the tables of places have for the place as it was told; how exact it is stands
// beside it (precision), and nothing is spread: forty events that are known to be in a country stand on one point, and say that they are
// of the country. Who makes a map leaves out what is too coarse for it.
package geo

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/export/rows"
	"github.com/bakhar/bakhar/internal/export/tidy"
)

// Point gives the point of an event, and whether it has one on the globe.
func Point(e *rows.Event) (lon, lat float64, ok bool) {
	p := e.Head.Loc
	if p == nil || p.Lat == nil || p.Lon == nil {
		return 0, 0, false
	}
	lon, lat = *p.Lon, *p.Lat
	return lon, lat, lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

// Feature is an event on a map. Field names are those of the tidy table events.
type Feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   Geometry   `json:"geometry"`
	Properties Properties `json:"properties"`
}

// Geometry is a point: longitude, latitude.
type Geometry struct {
	Type  string     `json:"type"`
	Point [2]float64 `json:"coordinates"`
}

// Properties are what a map shows of an event: texts and numbers alone. Lists are texts as in the tables, with | between their parts, since geographic programs
// that read lists and objects cannot write them again (QGIS refuses to save them as a GeoPackage).
type Properties struct {
	Date          string  `json:"date,omitempty"`
	EndDate       string  `json:"enddate,omitempty"`
	Type          string  `json:"type"`
	Mode          string  `json:"mode"`
	Quad          int     `json:"quad"`
	Scale         float64 `json:"scale"`
	Status        string  `json:"status"`
	Actor         string  `json:"actor"`
	Recipient     string  `json:"recipient"`
	Place         string  `json:"place,omitempty"`
	Country       string  `json:"place_country,omitempty"`
	Admin1        string  `json:"admin1,omitempty"`
	Precision     string  `json:"precision,omitempty"`
	Share         float64 `json:"place_certainty"`
	Reports       int     `json:"reports"`
	Articles      int     `json:"articles"`
	Sources       int     `json:"independent_sources"`
	Languages     string  `json:"languages"`
	Disagreements string  `json:"disagreements"`
	Confidence    float64 `json:"confidence"`
	Link          string  `json:"link,omitempty"`
	Figures
}

// Figures are the least and the most that any account tells, of the kinds that the tables have columns for.
type Figures struct {
	DeadMin      *float64 `json:"dead_min,omitempty"`
	DeadMax      *float64 `json:"dead_max,omitempty"`
	InjuredMin   *float64 `json:"injured_min,omitempty"`
	InjuredMax   *float64 `json:"injured_max,omitempty"`
	ArrestedMin  *float64 `json:"arrested_min,omitempty"`
	ArrestedMax  *float64 `json:"arrested_max,omitempty"`
	DisplacedMin *float64 `json:"displaced_min,omitempty"`
	DisplacedMax *float64 `json:"displaced_max,omitempty"`
}

// JSON writes a FeatureCollection, a feature a line.
type JSON struct {
	to      io.Writer
	address string
	b       bytes.Buffer
	rows    int
}

// NewJSON begins a collection; address is where an event can be looked at, with %s for its id, or empty.
func NewJSON(to io.Writer, address string) *JSON { return &JSON{to: to, address: address} }

const (
	begin = "{\"type\":\"FeatureCollection\",\"features\":[\n"
	end   = "\n]}\n"
)

// Put writes an event that has a point.
func (w *JSON) Put(e *rows.Event) error {
	lon, lat, ok := Point(e)
	if !ok {
		return nil
	}
	w.b.Reset()
	if w.rows == 0 {
		w.b.WriteString(begin)
	} else {
		w.b.WriteString(",\n")
	}
	enc := json.NewEncoder(&w.b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(Feature{"Feature", e.Row.ID, Geometry{"Point", [2]float64{lon, lat}}, properties(e, w.address)}); err != nil {
		return err
	}
	w.b.Truncate(w.b.Len() - 1)
	w.rows++
	_, err := w.to.Write(w.b.Bytes())
	return err
}

// Close ends the collection, and gives the number of features.
func (w *JSON) Close() (int, error) {
	tail := end
	if w.rows == 0 {
		tail = begin + "]}\n"
	}
	_, err := io.WriteString(w.to, tail)
	return w.rows, err
}

func properties(e *rows.Event, address string) Properties {
	h := &e.Head
	p := Properties{Date: h.Date.String(), EndDate: h.EndDate.String(), Type: e.Row.Type, Mode: tidy.Join(h.Mode), Quad: h.Quad, Scale: h.Scale, Status: string(h.Status), Actor: parties(h.Actor),
		Recipient: parties(h.Recipient), Place: h.Loc.Name, Country: h.Loc.Country, Admin1: h.Loc.Admin1, Precision: h.Loc.Precision, Share: h.Loc.Share, Reports: h.Counts.Reports,
		Articles: h.Counts.Articles, Sources: h.Counts.Sources, Languages: tidy.Join(e.Row.Languages), Disagreements: tidy.Join(e.Row.Disagreements), Confidence: h.Confidence}
	p.DeadMin, p.DeadMax = tidy.Bounds(e, "dead")
	p.InjuredMin, p.InjuredMax = tidy.Bounds(e, "injured")
	p.ArrestedMin, p.ArrestedMax = tidy.Bounds(e, "arrested")
	p.DisplacedMin, p.DisplacedMax = tidy.Bounds(e, "displaced")
	if address != "" {
		p.Link = strings.ReplaceAll(address, "%s", e.Row.ID)
	}
	return p
}

// parties gives names, where the gazetteer knows them, else country and sector.
func parties(ps []accounts.Party) string {
	var out []string
	for i := range ps {
		out = append(out, rows.Name(&ps[i]))
	}
	return tidy.Join(out)
}

// Table is the tidy table events for geographic programs: the geometry first, as well-known text, and only events that have one.
var Table = tidy.Define("points", "One row an event that has a point", false, columns(), func(e *rows.Event, row func(*rows.Event)) {
	if _, _, ok := Point(e); ok {
		row(e)
	}
})

func columns() []tidy.Column[*rows.Event] {
	return append([]tidy.Column[*rows.Event]{
		{Name: "wkt", Kind: tidy.Text, Meaning: "the point as well-known text in EPSG:4326: POINT (longitude latitude)", Put: func(c *tidy.Cells, e *rows.Event) {
			lon, lat, _ := Point(e)
			c.Code("POINT (" + number(lon) + " " + number(lat) + ")")
		}}}, tidy.EventColumns()...)
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
