package shapes_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/store"
)

// byOthers saves the week in some formats and gives what a script of testdata says of them.
func byOthers(t *testing.T, script string, files map[string]shapes.Options, into any) {
	t.Helper()
	py := python(t)
	dir := t.TempDir()
	for name, o := range files {
		format := map[string]string{".geojson": "geojson", ".csv": "wkt", ".atom": "atom", ".ics": "ics"}[filepath.Ext(name)]
		_, err := save(t, filepath.Join(dir, name), format, store.Filter{}, o)
		must(t, err)
	}
	path, err := filepath.Abs(filepath.Join("testdata", script))
	must(t, err)
	must(t, json.Unmarshal(run(t, dir, py, path, dir), into))
}

// placed counts the events of the week that have a point, and the least and greatest of their coordinates.
func placed(t *testing.T) (n, exact int, bounds []float64) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(exported(t), "events.jsonl"))
	must(t, err)
	bounds = []float64{180, 90, -180, -90}
	for line := range strings.Lines(string(b)) {
		var e struct {
			Status string
			Loc    *struct {
				Lat, Lon  *float64
				Precision string
			} `json:"event_loc"`
		}
		must(t, json.Unmarshal([]byte(line), &e))
		if e.Loc == nil || e.Loc.Lat == nil {
			continue
		}
		if n++; e.Status == "actual" && (e.Loc.Precision == "city" || e.Loc.Precision == "point") {
			exact++
		}
		bounds = []float64{min(bounds[0], *e.Loc.Lon), min(bounds[1], *e.Loc.Lat), max(bounds[2], *e.Loc.Lon), max(bounds[3], *e.Loc.Lat)}
	}
	return n, exact, bounds
}

// TestPlacesByOthers: a validator of RFC 7946 takes the GeoJSON; GDAL, with which QGIS reads, finds points in WGS 84, days as dates and numbers as numbers in it, in the
// table with well-known text, and in a GeoPackage made of that; the filter of docs/analysis finds what it should.
func TestPlacesByOthers(t *testing.T) {
	n, exact, bounds := placed(t)
	type layer struct {
		Features      int
		CRS, Geometry string
		Bounds        []float64
		Types         map[string]string
	}
	var got struct {
		Features, Exact, Decimals int
		Nested                    []string // columns that are no plain texts or numbers
		IDs                       int      `json:"unique_ids"`
		Bounds                    []float64
		GDAL, Table, GeoPackage   layer
		Same                      bool `json:"same_points"`
	}
	byOthers(t, "places.py", map[string]shapes.Options{"events.geojson": {Address: "https://bakhar.example.org/en/event/%s"}, "events.wkt.csv": {}}, &got)
	near := func(a, b []float64) bool {
		return len(a) == 4 && slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-9 })
	}
	if n == 0 || got.Features != n || got.IDs != n || !near(got.Bounds, bounds) || got.Decimals > 7 {
		t.Errorf("%d features with %d ids in %v, %d decimals; want %d in %v", got.Features, got.IDs, got.Bounds, got.Decimals, n, bounds)
	}
	if got.Exact != exact || exact == 0 || exact == n {
		t.Errorf("the filter of docs/analysis finds %d, want %d", got.Exact, exact)
	}
	for name, l := range map[string]layer{"GeoJSON": got.GDAL, "table": got.Table, "GeoPackage": got.GeoPackage} {
		if l.Features != n || name != "table" && (l.CRS != "EPSG:4326" || l.Geometry != "Point" || !near(l.Bounds, bounds)) {
			t.Errorf("%s: %+v", name, l)
		}
		for field, kind := range map[string]string{"date": "Date", "enddate": "Date", "quad": "Integer", "scale": "Real", "confidence": "Real", "independent_sources": "Integer", "type": "String", "precision": "String"} {
			if l.Types[field] != kind && l.Types[field] != kind+"64" {
				t.Errorf("%s: GDAL reads %s as %s, want %s", name, field, l.Types[field], kind)
			}
		}
	}
	if len(got.Nested) > 0 {
		t.Errorf("GDAL takes for lists or JSON, which a GeoPackage cannot hold: %q", got.Nested)
	}
	if !got.Same {
		t.Error("the points of GeoJSON, table and GeoPackage are not the same")
	}
}

// TestFeedsByOthers: the libraries by which feed readers and calendars are written find each event once, with its days, and nothing to complain of; a title in
// any script is no part of an address.
func TestFeedsByOthers(t *testing.T) {
	const title, page = "भारत: events of the week", "https://bakhar.example.org/en/event/"
	var got struct {
		Feed struct {
			Broken, Version, Title, ID string
			URI                        bool `json:"id_is_uri"`
			Updated, Dated             bool
			Entries, IDs               int
			Titles, Links              []string
		}
		Calendar struct {
			Errors         []string
			Version, Title string
			Events, IDs    int
			Titles, Links  []string
			Days           [][2]string
			Longest        int `json:"longest_line"`
		}
	}
	o := shapes.Options{Title: title, Address: page + "%s"}
	byOthers(t, "feeds.py", map[string]shapes.Options{"events.atom": o, "events.ics": o}, &got)
	b, err := os.ReadFile(filepath.Join(exported(t), "events.jsonl"))
	must(t, err)
	all, dated, links := 0, [][2]string{}, []string{}
	for line := range strings.Lines(string(b)) {
		var e struct{ ID, Date, EndDate string }
		must(t, json.Unmarshal([]byte(line), &e))
		all++
		links = append(links, page+e.ID)
		if e.Date != "" {
			dated = append(dated, [2]string{e.Date, e.EndDate})
		}
	}
	f, c := got.Feed, got.Calendar
	if f.Broken != "" || f.Version != "atom10" || f.Title != title || !f.URI || !f.Updated || !f.Dated || f.Entries != all || f.IDs != all || !slices.Equal(f.Links, links) {
		t.Errorf("feed: %q %s %q %q, %d entries with %d ids of %d, dated %t", f.Broken, f.Version, f.Title, f.ID, f.Entries, f.IDs, all, f.Dated)
	}
	if len(c.Errors) > 0 || c.Version != "2.0" || c.Events != len(dated) || c.IDs != len(dated) || c.Longest > 75 || !slices.Equal(c.Titles, f.Titles) && len(dated) == all {
		t.Errorf("calendar: %q, version %s, %d events with %d ids, lines of up to %d bytes", c.Errors, c.Version, c.Events, c.IDs, c.Longest)
	}
	for i, d := range c.Days { // the end of a day's event is the day after
		if d[0] != dated[i][0] || d[1] <= dated[i][1] {
			t.Fatalf("event %d: %v, told are %v", i, d, dated[i])
		}
	}
}
