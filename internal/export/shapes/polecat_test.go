package shapes_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// polecatColumns are the columns of POLECAT's weekly files in their order, and what may stand in each.
var polecatColumns = func() (list [][2]string) {
	const country, sector, text, number, day = `([A-Z]{3})?`, `([A-Z]{3})?`, `[^\t]*`, `(-?\d+(\.\d+)?)?`, `(\d{4}-\d\d-\d\d)?`
	add := func(pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, [2]string{pairs[i], "^" + pairs[i+1] + "$"})
		}
	}
	add("Event ID", `[0-9a-f]{16}`, "Event Date", day, "Event Type", `[A-Z]+`, "Event Mode", `[a-z-]*`, "Intensity", `-?(\d|10)(\.\d+)?`, "Quad Code", `(VERBAL|MATERIAL) (COOPERATION|CONFLICT)`, "Contexts", `[a-z_;]*`)
	for _, who := range []string{"Actor", "Recipient"} {
		add(who+" Name", text, who+" Country", country, who+" COW", "", "Primary "+who+" Sector", sector, who+" Sectors", `([A-Z]{3}(;[A-Z]{3})*)?`, who+" Title", text, who+" Name Raw", text, "Wikipedia "+who+" ID", `(Q\d+)?`)
	}
	add("Placename", text, "City", text, "District", "", "Province", text, "Country", country, "Latitude", number, "Longitude", number, "GeoNames ID", `\d*`, "Raw Placename", text, "Feature Type", "",
		"Source", `[^\t]+`, "Publication Date", `\d{4}-\d\d-\d\d`, "Story People", "", "Story Organizations", "", "Story Locations", "", "Language", `[a-z]{2}(;[a-z]{2})*`, "Version", `bakhar.*`)
	return list
}()

// TestPOLECAT: its columns under their names, a header above them, and in each what its kind is; types, modes and contexts are PLOVER's.
func TestPOLECAT(t *testing.T) {
	onto := plover.Load()
	out, n := written(t, week(t), "polecat", store.Filter{}, shapes.Options{Maker: "bakhar 0"})
	head, body := table(t, out, '\t', false)
	if len(polecatColumns) != 40 || len(head) != 40 || len(body) != n {
		t.Fatalf("%d columns of %d known, %d rows of %d events", len(head), len(polecatColumns), len(body), n)
	}
	for i, c := range polecatColumns {
		if head[i] != c[0] {
			t.Errorf("column %d is %q, want %q", i+1, head[i], c[0])
		}
	}
	at := func(name string) int { return slices.Index(head, name) }
	for _, r := range body {
		for i, cell := range r {
			if !regexp.MustCompile(polecatColumns[i][1]).MatchString(cell) {
				t.Errorf("%s: %s holds %q", r[0], head[i], cell)
			}
		}
		info, ok := onto.Types[plover.Type(r[at("Event Type")])]
		mode := r[at("Event Mode")]
		if !ok || mode != "" && onto.Check(plover.Type(r[at("Event Type")]), mode) != nil {
			t.Errorf("%s: %s %q is not of PLOVER", r[0], r[at("Event Type")], mode)
		}
		if want := [...]string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}[info.Quad]; r[at("Quad Code")] != want {
			t.Errorf("%s: %s is %s, not %s", r[0], r[at("Event Type")], want, r[at("Quad Code")])
		}
		for _, c := range strings.FieldsFunc(r[at("Contexts")], func(r rune) bool { return r == ';' }) {
			if !onto.Contexts[c] {
				t.Errorf("%s: %q is no context", r[0], c)
			}
		}
		if (r[at("Latitude")] == "") != (r[at("Longitude")] == "") {
			t.Errorf("%s: half a point", r[0])
		}
	}
}
