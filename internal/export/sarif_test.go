package export

import (
	"bytes"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// TestSarif holds the log to the published schema, and file names to the syntax of addresses.
func TestSarif(t *testing.T) {
	at := Position{Line: 2, Column: 17, EndLine: 2, EndColumn: 30, Span: Span{Text: "आक्रमक आक्रमक", Start: 40, End: 77}}
	all := []Finding{
		{File: "draft 1.txt", ID: "x", Kind: "repetition", Position: at, Message: "twice", Bytes: true},
		{File: "news.jsonl", Record: 7, ID: "b", Kind: "figure-conflict", Position: at, Other: &at, Message: "two figures"},
		{File: "-", ID: "c", Kind: "repetition", Position: at, Message: "twice"},
	}
	var b bytes.Buffer
	if err := Sarif(&b, all, "1.0", func(kind string) string { return "about " + kind }); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Error(err)
	}
	for i, want := range []string{"draft%201.txt", "news.jsonl", "stdin"} {
		r := log.Runs[0].Results[i]
		p := r.Locations[0].PhysicalLocation
		if got := *p.ArtifactLocation.URI; got != want {
			t.Errorf("result %d: address %q, want %q", i, got, want)
		}
		if rule := *log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID; rule != all[i].Kind {
			t.Errorf("result %d points to rule %q, want %q", i, rule, all[i].Kind)
		}
		if want := map[int]int{0: 2, 1: 7, 2: 1}[i]; *p.Region.StartLine != want {
			t.Errorf("result %d: line %d, want %d", i, *p.Region.StartLine, want)
		}
	}
}
