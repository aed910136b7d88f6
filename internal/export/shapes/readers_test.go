package shapes_test

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/store"
)

var update = flag.Bool("update", false, "write the outputs in docs/analysis anew")

// noReaders is the variable that, where it is set, lets tests be left out that need Python's packages and R.
const noReaders = "BAKHAR_NO_READERS"

// python gives the Python with DuckDB, Arrow and pandas that 'make readers' puts into bin/readers.
func python(t *testing.T) string {
	t.Helper()
	path := cmp.Or(os.Getenv("BAKHAR_PYTHON"), "../../../bin/readers/bin/python")
	return program(t, path)
}

func program(t *testing.T, name string) string {
	t.Helper()
	if os.Getenv(noReaders) != "" {
		t.Skip(noReaders + " is set")
	}
	path, err := exec.LookPath(name)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		t.Fatalf("%v\nExports are read by other programs here: 'make readers' gets them (make deps does it). To leave these tests out: %s=1", err, noReaders)
	}
	return path
}

// run runs a program in a folder and gives what it wrote.
func run(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1")
	var out, errw bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errw
	if err := cmd.Run(); err != nil {
		hint := ""
		if strings.Contains(errw.String(), "ModuleNotFoundError") {
			hint = "\n'make readers' gets it"
		}
		t.Fatalf("%q: %v\n%s%s", args, err, errw.String(), hint)
	}
	return out.Bytes()
}

// exported is a folder with the week in all formats, made once.
func exported(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(folder, "exports")
	once.Do(func() {
		must(t, os.MkdirAll(filepath.Join(dir, "tables"), 0o700))
		for name, o := range map[string]shapes.Options{"events.parquet": {}, "reports.parquet": {Table: "reports"}, "events.jsonl": {}, "events.csv": {}, "reports.csv": {Table: "reports"}, "parties.csv": {Table: "parties"},
			"quantities.csv": {Table: "quantities"}, "events.tsv": {}, "events.geojson": {}, "events.export.CSV": {}, "events.polecat.txt": {}, "tables/": {}} {
			format := map[string]string{".parquet": "parquet", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".geojson": "geojson", ".CSV": "gdelt", ".txt": "polecat"}[filepath.Ext(name)]
			_, err := save(t, dir+"/"+name, cmp.Or(format, "csv"), store.Filter{}, o)
			must(t, err)
		}
	})
	return dir
}

var once sync.Once

// TestReaders: DuckDB, Arrow and pandas read what was written, with the types and sums that were meant.
func TestReaders(t *testing.T) {
	py := python(t)
	dir := exported(t)
	script, err := filepath.Abs("testdata/read.py")
	must(t, err)
	type sums struct {
		Events, Reports int
		Scale           float64
	}
	var got struct {
		DuckDB     map[string]string `json:"duckdb_types"`
		Report     map[string]string `json:"report_types"`
		Arrow      map[string]string `json:"arrow_types"`
		Totals     map[string]sums
		Reports    map[string]int
		Quantities []int
		Parties    []int
		Points     []int
		Sentences  bool
		Columns    []int
	}
	must(t, json.Unmarshal(run(t, dir, py, script, dir), &got))
	lines, err := os.ReadFile(filepath.Join(dir, "events.jsonl"))
	must(t, err)
	want := byLines(t, lines)
	for name, s := range got.Totals {
		if s.Events != want.Events || s.Reports != want.Reports || math.Abs(s.Scale-want.Scale) > 0.001 {
			t.Errorf("%s: %+v, want %+v", name, s, want)
		}
	}
	for name, n := range got.Reports {
		if n != want.Reports {
			t.Errorf("%s: %d reports, want %d", name, n, want.Reports)
		}
	}
	for what, pair := range map[string][]int{"quantities": got.Quantities, "parties": got.Parties, "points": got.Points} {
		if pair[0] != pair[1] || pair[0] == 0 {
			t.Errorf("%s: %d and %d", what, pair[0], pair[1])
		}
	}
	if !got.Sentences || got.Columns[0] != 61 || got.Columns[1] != 40 {
		t.Errorf("sentences alike: %v; columns %d", got.Sentences, got.Columns)
	}
	for column, kind := range map[string]string{"event_id": "VARCHAR", "date": "DATE", "enddate": "DATE", "quad": "INTEGER", "scale": "DOUBLE", "confidence": "DOUBLE", "corrected": "BOOLEAN", "mode": "VARCHAR[]", "languages": "VARCHAR[]"} {
		if got.DuckDB[column] != kind {
			t.Errorf("DuckDB reads %s as %s, want %s", column, got.DuckDB[column], kind)
		}
	}
	if a := got.DuckDB["actors"]; !strings.HasPrefix(a, `STRUCT("key" VARCHAR`) || !strings.HasSuffix(a, "[]") || !strings.Contains(a, "other_sectors VARCHAR[]") {
		t.Errorf("DuckDB reads actors as %s", a)
	}
	if got.Report["date"] != "DATE" || got.Report["judged"] != "BOOLEAN" || !strings.HasSuffix(got.Report["quantities"], "[]") {
		t.Errorf("DuckDB reads reports as %v", got.Report)
	}
	if got.Arrow["date"] != "date32[day]" || !strings.HasPrefix(got.Arrow["actors"], "list<") {
		t.Errorf("Arrow reads %v", got.Arrow)
	}
}

// runSQL writes what a DuckDB query finds as tab-separated lines.
const runSQL = `import duckdb, sys
r = duckdb.sql(open(sys.argv[1], encoding="utf-8").read())
print(*r.columns, sep="\t")
for row in r.fetchall():
    print(*("" if x is None else str(x).lower() if isinstance(x, bool) else x for x in row), sep="\t")
`

// TestAnalysis: the examples of docs/analysis print what stands beside them, and four tools and this test count the same dyads.
func TestAnalysis(t *testing.T) {
	dir := exported(t)
	docs, err := filepath.Abs("../../../docs/analysis")
	must(t, err)
	want := dyads(t, filepath.Join(dir, "events.jsonl"))
	printed := map[string]string{"SQLite": sqlite(t, filepath.Join(docs, "dyads-sqlite.sql")),
		"DuckDB": string(run(t, dir, python(t), "-c", runSQL, filepath.Join(docs, "dyads-duckdb.sql"))),
		"pandas": string(run(t, dir, python(t), filepath.Join(docs, "dyads.py"))),
		"R":      string(run(t, dir, program(t, "Rscript"), "--vanilla", filepath.Join(docs, "dyads.R")))}
	for name, got := range printed {
		if got != want {
			t.Errorf("%s counts\n%s\nwant\n%s", name, got, want)
		}
	}
	shown(t, docs, "dyads", want)
	shown(t, docs, "deaths", string(run(t, dir, python(t), "-c", runSQL, filepath.Join(docs, "deaths-duckdb.sql"))))
}

// shown holds that an output stands in docs/analysis/README.md, between two marks of its name.
func shown(t *testing.T, docs, name, output string) {
	t.Helper()
	path := filepath.Join(docs, "README.md")
	b, err := os.ReadFile(path)
	must(t, err)
	page, begin, end := string(b), "<!-- output of "+name+" -->\n```\n", "```\n<!-- end -->"
	i := strings.Index(page, begin)
	if i < 0 {
		t.Fatalf("README.md has no %q", begin)
	}
	i += len(begin)
	j := i + strings.Index(page[i:], end)
	if page[i:j] == output {
		return
	}
	if !*update {
		t.Errorf("README.md shows another output of %s:\n%s\nnow\n%s\ngo test ./internal/export/shapes -run Analysis -update writes it anew: read what changed", name, page[i:j], output)
		return
	}
	must(t, os.WriteFile(path, []byte(page[:i]+output+page[j:]), 0o644))
}

// sqlite runs a query on the week's chronicle itself.
func sqlite(t *testing.T, file string) string {
	t.Helper()
	query, err := os.ReadFile(file)
	must(t, err)
	db := plainSQLite(t, filepath.Join(folder, "week.db"))
	rows, err := db.QueryContext(t.Context(), string(query))
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	out := strings.Join(columns, "\t") + "\n"
	for rows.Next() {
		cells := make([]string, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		must(t, rows.Scan(into...))
		out += strings.Join(cells, "\t") + "\n"
	}
	must(t, rows.Err())
	return out
}

// dyads counts what the examples count, from the cards themselves.
func dyads(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	must(t, err)
	type party struct{ Country string }
	type dyad struct {
		month, actor, recipient string
		quads                   [5]int
		events                  int
		scale                   float64
	}
	all := map[string]*dyad{}
	for line := range bytes.Lines(b) {
		var e struct {
			Date, Status     string
			Quad             int     `json:"quad_code"`
			Scale            float64 `json:"event_scale"`
			Actor, Recipient []party
		}
		must(t, json.Unmarshal(line, &e))
		if e.Status != "actual" || e.Date == "" {
			continue
		}
		if len(e.Recipient) == 0 {
			e.Recipient = e.Actor
		}
		seen := map[string]bool{}
		for _, a := range e.Actor {
			for _, r := range e.Recipient {
				key := e.Date[:7] + "\t" + a.Country + "\t" + r.Country
				if a.Country == "" || r.Country == "" || a.Country == r.Country || seen[key] {
					continue
				}
				seen[key] = true
				d := all[key]
				if d == nil {
					d = &dyad{month: e.Date[:7], actor: a.Country, recipient: r.Country}
					all[key] = d
				}
				d.events++
				d.quads[e.Quad]++
				d.scale += e.Scale
			}
		}
	}
	var list []*dyad
	for _, d := range all {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b *dyad) int {
		return cmp.Or(b.events-a.events, cmp.Compare(a.month, b.month), cmp.Compare(a.actor, b.actor), cmp.Compare(a.recipient, b.recipient))
	})
	out := "month\tactor\trecipient\tevents\tverbal_cooperation\tmaterial_cooperation\tverbal_conflict\tmaterial_conflict\tmean_score\n"
	for _, d := range list[:min(len(list), 15)] {
		out += fmt.Sprintf("%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%.2f\n", d.month, d.actor, d.recipient, d.events, d.quads[1], d.quads[2], d.quads[3], d.quads[4], d.scale/float64(d.events))
	}
	return out
}

// plainSQLite opens a chronicle's file as any other program does.
func plainSQLite(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}
