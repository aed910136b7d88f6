package tidy

import (
	"encoding/csv"
	"strings"
	"testing"
)

// hostile are texts that spreadsheets compute, or that break the shape of a table.
var hostile = map[string]string{ // what a cell holds
	`=HYPERLINK("http://x")`: `'=HYPERLINK("http://x")`,
	"+91 22 1234":            "'+91 22 1234",
	"-2+3":                   "'-2+3",
	"@SUM(A1)":               "'@SUM(A1)",
	"  =1+1":                 "'  =1+1",
	"＝1":                     "'＝1",
	"\t=1":                   "'\t=1",
	"'=1":                    "''=1", // so that one apostrophe less gives back the text
	"'quoted'":               "'quoted'",
	"कीव":                    "कीव",
	"a,b\"c\r\nd":            "a,b\"c\r\nd",
	" blank ":                " blank ",
	"nul\x00byte":            "nulbyte",
	"broken\xff":             "broken\uFFFD",
	"":                       "",
}

func TestCSVCells(t *testing.T) {
	for in, want := range hostile {
		c := Cells{Style: CSV}
		c.Code("first")
		c.Text(in)
		c.Code("last")
		c.End()
		r := csv.NewReader(strings.NewReader(string(c.b)))
		got, err := r.Read()
		if err != nil || len(got) != 3 || got[0] != "first" || got[2] != "last" {
			t.Errorf("%q: read back as %q, %v", in, got, err)
			continue
		}
		if want = strings.ReplaceAll(want, "\r\n", "\n"); got[1] != want { // the reader makes one line break of two characters
			t.Errorf("%q: the cell holds %q, want %q", in, got[1], want)
		}
	}
}

func TestTSVCells(t *testing.T) {
	back := strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
	for in, want := range hostile {
		c := Cells{Style: TSV}
		c.Text(in)
		c.Text(`a\b`)
		c.End()
		line := strings.TrimSuffix(string(c.b), "\n")
		got := strings.Split(line, "\t")
		if len(got) != 2 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%q breaks the row: %q", in, line)
			continue
		}
		if back.Replace(got[0]) != want || got[1] != `a\\b` {
			t.Errorf("%q: the cells hold %q, want %q", in, got, want)
		}
	}
}

func TestRawCells(t *testing.T) {
	c := Cells{Style: Style{Comma: ',', Raw: true}}
	c.Text("=1")
	if string(c.b) != "=1" {
		t.Errorf("a raw cell is %q", c.b)
	}
}

func TestJoin(t *testing.T) {
	for want, list := range map[string][]string{"": nil, "a": {"a"}, "a|b": {"a", "b"}, `a\|b`: {"a|b"}, `a\|b|c\\`: {"a|b", `c\`}} {
		if got := Join(list); got != want {
			t.Errorf("Join(%q) = %q, want %q", list, got, want)
		}
	}
}
