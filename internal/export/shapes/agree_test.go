package shapes_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/bakhar/bakhar/internal/export/columnar"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/store"
)

// totals are what must be alike in all formats that have it.
type totals struct {
	Events, Reports, Articles int
	Scale                     float64
	Quads                     [5]int
	Types                     map[string]int
}

func (a *totals) add(kind string, quad, reports, articles int, scale float64) {
	if a.Types == nil {
		a.Types = map[string]int{}
	}
	a.Events++
	a.Reports += reports
	a.Articles += articles
	a.Scale = math.Round((a.Scale+scale)*1000) / 1000
	a.Quads[quad]++
	a.Types[kind]++
}

// byLines counts from JSON lines, which hold the cards as they are kept.
func byLines(t *testing.T, out []byte) (a totals) {
	for line := range bytes.Lines(out) {
		var e struct {
			Event  []string
			Quad   int     `json:"quad_code"`
			Scale  float64 `json:"event_scale"`
			Counts struct{ Reports, Articles int }
		}
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		a.add(e.Event[0], e.Quad, e.Counts.Reports, e.Counts.Articles, e.Scale)
	}
	return a
}

// table reads a table of text; head are its columns.
func table(t *testing.T, out []byte, comma rune, bare bool) (head []string, body [][]string) {
	t.Helper()
	if bare {
		for line := range strings.Lines(string(out)) {
			body = append(body, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return nil, body
	}
	r := csv.NewReader(bytes.NewReader(out))
	r.Comma, r.LazyQuotes = comma, comma == '\t'
	list, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return list[0], list[1:]
}

// byColumns counts from a table, by the names of its columns or their places from 0.
func byColumns(t *testing.T, head []string, body [][]string, kind, quad, reports, articles, scale any) (a totals) {
	t.Helper()
	at := func(c any) int {
		if n, ok := c.(int); ok {
			return n
		}
		return slices.Index(head, c.(string))
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatalf("%q is no number", s)
		}
		return x
	}
	for _, r := range body {
		n, m := 0, 0
		if reports != nil {
			n, m = int(number(r[at(reports)])), int(number(r[at(articles)]))
		}
		q := r[at(quad)]
		if i := slices.Index([]string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}, q); i > 0 {
			q = strconv.Itoa(i)
		}
		a.add(r[at(kind)], int(number(q)), n, m, number(r[at(scale)]))
	}
	return a
}

// TestFormatsAgree: the same events, reports and articles, the same sums, whatever the format; for filters too.
func TestFormatsAgree(t *testing.T) {
	for _, f := range []store.Filter{{}, {Quads: []int{4}}, {Types: []string{"NONE"}}} {
		out, n := written(t, week(t), "jsonl", f, shapes.Options{})
		want := byLines(t, out)
		if want.Events != n || f.Types == nil && n < 40 {
			t.Fatalf("%d events of %d", n, want.Events)
		}
		got := map[string]totals{}
		for name, comma := range map[string]rune{"csv": ',', "tsv": '\t'} {
			out, _ := written(t, week(t), name, f, shapes.Options{})
			head, body := table(t, out, comma, false)
			got[name] = byColumns(t, head, body, "type", "quad", "reports", "articles", "scale")
			out, n := written(t, week(t), name, f, shapes.Options{Table: "reports"})
			if _, body = table(t, out, comma, false); len(body) != want.Reports || n != want.Reports {
				t.Errorf("%s: %d reports (said %d), want %d", name, len(body), n, want.Reports)
			}
		}
		got["parquet"] = byParquet(t, f, want.Reports)
		out, _ = written(t, week(t), "polecat", f, shapes.Options{})
		_, body := table(t, out, '\t', true)
		pole := byColumns(t, body[0], body[1:], "Event Type", "Quad Code", nil, nil, "Intensity")
		pole.Reports, pole.Articles = want.Reports, want.Articles
		got["polecat"] = pole
		out, _ = written(t, week(t), "gdelt", f, shapes.Options{})
		_, body = table(t, out, '\t', true)
		gd := byColumns(t, nil, body, 26, 29, 31, 33, 30) // its codes are CAMEO's
		gd.Types = want.Types
		got["gdelt"] = gd
		for name, a := range got {
			if fmt.Sprint(a) != fmt.Sprint(want) {
				t.Errorf("%+v: %s has\n%+v\nwant\n%+v", f, name, a, want)
			}
		}
		out, n = written(t, week(t), "atom", f, shapes.Options{})
		if entries := bytes.Count(out, []byte("<entry>")); n != want.Events || entries != want.Events {
			t.Errorf("atom has %d entries, want %d", entries, want.Events)
		}
	}
}

func byParquet(t *testing.T, f store.Filter, reports int) (a totals) {
	t.Helper()
	out, _ := written(t, week(t), "parquet", f, shapes.Options{})
	list, err := parquet.Read[columnar.Event](bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		a.add(e.Type, int(e.Quad), int(e.Reports), int(e.Articles), e.Scale)
	}
	out, _ = written(t, week(t), "parquet", f, shapes.Options{Table: "reports"})
	if list, err := parquet.Read[columnar.Report](bytes.NewReader(out), int64(len(out))); err != nil || len(list) != reports {
		t.Errorf("%d reports in Parquet, want %d (%v)", len(list), reports, err)
	}
	return a
}

// gdeltColumns are the columns of GDELT 2.0's event table and what may stand in each, as GDELT's codebook (GDELT-Event_Codebook-V2.0) describes them.
var gdeltColumns = func() (list [][2]string) {
	const day, code, word, number, count, upper = `(\d{8})?`, `[A-Z]*`, `[^\t]*`, `(-?\d+(\.\d+)?)?`, `\d+`, `[^\ta-z]*`
	add := func(pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, [2]string{pairs[i], "^" + pairs[i+1] + "$"})
		}
	}
	geo := func(who string) {
		add(who+"Geo_Type", `[1-5]?`, who+"Geo_FullName", word, who+"Geo_CountryCode", `([A-Z]{2})?`, who+"Geo_ADM1Code", `([A-Z0-9]{4})?`, who+"Geo_ADM2Code", word, who+"Geo_Lat", number, who+"Geo_Long", number, who+"Geo_FeatureID", word)
	}
	add("GLOBALEVENTID", `\d{1,19}`, "SQLDATE", day, "MonthYear", `(\d{6})?`, "Year", `(\d{4})?`, "FractionDate", `(\d{4}\.\d{4})?`)
	for _, who := range []string{"Actor1", "Actor2"} {
		add(who+"Code", code, who+"Name", upper, who+"CountryCode", `([A-Z]{3})?`, who+"KnownGroupCode", `([A-Z]{3})?`, who+"EthnicCode", `([a-z]{3})?`, who+"Religion1Code", `([A-Z]{3})?`, who+"Religion2Code", `([A-Z]{3})?`,
			who+"Type1Code", `([A-Z]{3})?`, who+"Type2Code", `([A-Z]{3})?`, who+"Type3Code", `([A-Z]{3})?`)
	}
	add("IsRootEvent", `[01]?`, "EventCode", `\d{3,4}`, "EventBaseCode", `\d{3}`, "EventRootCode", `(0[1-9]|1\d|20)`, "QuadClass", `[1-4]`, "GoldsteinScale", `-?(\d|10)(\.\d+)?`, "NumMentions", count, "NumSources", count, "NumArticles", count, "AvgTone", number)
	geo("Actor1")
	geo("Actor2")
	geo("Action")
	add("DATEADDED", `(\d{14})?`, "SOURCEURL", `(https?://[^\t ]+)?`)
	return list
}()

// TestGDELT: 61 columns under their names in the dictionary, and in each what the codebook says, where anything stands there at all.
func TestGDELT(t *testing.T) {
	if len(gdeltColumns) != 61 {
		t.Fatalf("the codebook's columns are 61, not %d", len(gdeltColumns))
	}
	for i, e := range shapes.Dictionary("gdelt") {
		if e.Column != gdeltColumns[i][0] {
			t.Errorf("column %d is %s, want %s", i+1, e.Column, gdeltColumns[i][0])
		}
	}
	out, n := written(t, week(t), "gdelt", store.Filter{}, shapes.Options{})
	_, body := table(t, out, '\t', true)
	filled, ids := [61]int{}, map[string]bool{}
	for _, r := range body {
		if len(r) != 61 {
			t.Fatalf("a row has %d columns: %q", len(r), r)
		}
		ids[r[0]] = true
		for i, cell := range r {
			if !regexp.MustCompile(gdeltColumns[i][1]).MatchString(cell) {
				t.Errorf("%s holds %q", gdeltColumns[i][0], cell)
			}
			if cell != "" {
				filled[i]++
			}
		}
		if !strings.HasPrefix(r[26], r[27]) || !strings.HasPrefix(r[27], r[28]) {
			t.Errorf("codes %q %q %q do not begin alike", r[26], r[27], r[28])
		}
	}
	if len(ids) != n {
		t.Errorf("%d numbers of %d events", len(ids), n)
	}
	for i, n := range filled {
		empty := strings.Contains(gdeltColumns[i][0], "Ethnic") || strings.Contains(gdeltColumns[i][0], "Religion") || slices.Contains([]int{25, 34, 54, 55, 58}, i) || i > 34 && i < 51
		if empty != (n == 0) && gdeltColumns[i][0] != "Actor1Type3Code" && gdeltColumns[i][0] != "Actor2Type3Code" && gdeltColumns[i][0] != "Actor2Type2Code" {
			t.Errorf("%s is filled %d times", gdeltColumns[i][0], n)
		}
	}
}

// TestGeoJSON holds RFC 7946: a collection of features, each with a point as longitude and latitude, an object of properties and an id; as many
// as there are events with a point, on as many different points, and none of them moved.
func TestGeoJSON(t *testing.T) {
	out, n := written(t, week(t), "geojson", store.Filter{}, shapes.Options{Address: "https://bakhar.example.org/en/event/%s"})
	var c struct {
		Type     string
		Features []struct {
			Type, ID string
			Geometry struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(out, &c); err != nil || c.Type != "FeatureCollection" || len(c.Features) != n || n < 20 {
		t.Fatalf("%d features of %d: %v", len(c.Features), n, err)
	}
	points := map[string]string{}
	head, body := table(t, first(written(t, week(t), "csv", store.Filter{}, shapes.Options{})), ',', false)
	for _, r := range body {
		if lat := r[slices.Index(head, "lat")]; lat != "" {
			points[r[0]] = "[" + r[slices.Index(head, "lon")] + " " + lat + "] " + r[slices.Index(head, "precision")]
		}
	}
	if len(points) != n {
		t.Errorf("%d events have a point, %d features", len(points), n)
	}
	for _, f := range c.Features {
		at := f.Geometry.Coordinates
		if f.Type != "Feature" || f.Geometry.Type != "Point" || len(at) != 2 || math.Abs(at[0]) > 180 || math.Abs(at[1]) > 90 {
			t.Errorf("%s: %+v", f.ID, f.Geometry)
		}
		if got := fmt.Sprint(at, " ", f.Properties["precision"]); got != points[f.ID] {
			t.Errorf("%s stands at %s, its event at %s", f.ID, got, points[f.ID])
		}
		if f.Properties["link"] != "https://bakhar.example.org/en/event/"+f.ID {
			t.Errorf("%s: link %v", f.ID, f.Properties["link"])
		}
	}
	if out, n := written(t, week(t), "geojson", store.Filter{Types: []string{"NONE"}}, shapes.Options{}); n != 0 || !json.Valid(out) {
		t.Errorf("of no events: %s", out)
	}
	head, body = table(t, first(written(t, week(t), "wkt", store.Filter{}, shapes.Options{})), ',', false)
	if head[0] != "wkt" || len(body) != n || !regexp.MustCompile(`^POINT \(-?[\d.]+ -?[\d.]+\)$`).MatchString(body[0][0]) {
		t.Errorf("well-known text: %q, %d rows, %q", head[0], len(body), body[0])
	}
}

func first(b []byte, _ int) []byte { return b }

// TestCalendar holds RFC 5545 where it is easily broken: lines of 75 bytes with whole letters, CRLF, an end after the begin, escaped text.
func TestCalendar(t *testing.T) {
	out, n := written(t, week(t), "ics", store.Filter{}, shapes.Options{Title: "भारत; a, b", Maker: "bakhar test"})
	s := string(out)
	if strings.Count(s, "BEGIN:VEVENT\r\n") != n || strings.Count(s, "END:VEVENT\r\n") != n || n < 200 || !strings.HasSuffix(s, "END:VCALENDAR\r\n") {
		t.Fatalf("%d events", n)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || strings.ToValidUTF8(line, "") != line {
			t.Errorf("line %q", line)
		}
	}
	whole := strings.ReplaceAll(s, "\r\n ", "")
	if !strings.Contains(whole, `X-WR-CALNAME:भारत\; a\, b`) || !strings.Contains(whole, "DTSTART;VALUE=DATE:20260303\r\nDTEND;VALUE=DATE:20260304") {
		t.Error("a title or a day is not as it should be")
	}
}

// TestAtom holds RFC 4287: well-formed, one id, title and updated each, none twice.
func TestAtom(t *testing.T) {
	out, n := written(t, week(t), "atom", store.Filter{}, shapes.Options{Title: `<a> & "b"`, Maker: "bakhar test", Address: `https://x.example.org/?a=1&b="%s"`})
	var f struct {
		ID      []string `xml:"id"`
		Title   []string `xml:"title"`
		Updated []string `xml:"updated"`
		Entry   []struct {
			ID      []string `xml:"id"`
			Title   []string `xml:"title"`
			Updated []string `xml:"updated"`
			Link    []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(out, &f); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, e := range f.Entry {
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Link) != 1 || !strings.HasSuffix(e.Link[0].Href, `"`) {
			t.Errorf("entry %+v", e)
		}
		ids[e.ID[0]] = true
	}
	if len(f.ID) != 1 || len(f.Updated) != 1 || f.Title[0] != `<a> & "b"` || len(ids) != n {
		t.Errorf("%d ids of %d entries; feed %q %q %q", len(ids), n, f.ID, f.Title, f.Updated)
	}
}
