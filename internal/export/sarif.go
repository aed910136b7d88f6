package export

import (
	"io"
	"net/url"
	"path/filepath"
	"slices"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// Sarif writes findings as a SARIF 2.1.0 log, which code hosts and editors show beside the text. about gives the words for a kind
// of defect.
func Sarif(w io.Writer, all []Finding, version string, about func(kind string) string) error {
	log := sarif.NewReport()
	run := sarif.NewRun().WithTool(sarif.NewTool().WithDriver(sarif.NewToolComponent().WithName("bakhar").WithVersion(version))).WithColumnKind("unicodeCodePoints")
	kinds := make([]string, 0, len(all))
	for i := range all {
		kinds = append(kinds, all[i].Kind)
	}
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	for _, k := range kinds {
		run.AddRule(k).WithShortDescription(sarif.NewMultiformatMessageString().WithText(about(k)))
	}
	for i := range all {
		f := &all[i]
		r := sarif.NewRuleResult(f.Kind).WithLevel("warning").WithMessage(sarif.NewTextMessage(f.Message)).WithRuleIndex(slices.Index(kinds, f.Kind))
		r.AddLocation(f.location(f.Position))
		if f.Other != nil {
			r.AddRelatedLocation(f.location(*f.Other).WithID(1))
		}
		run.AddResult(r)
	}
	log.AddRun(run)
	return log.Write(w)
}

// location is a place as SARIF tells it. Where the text is not the file's own bytes, the record's line stands for it, and
// the text's own id names it.
func (f *Finding) location(p Position) *sarif.Location {
	region := sarif.NewRegion().WithSnippet(sarif.NewArtifactContent().WithText(p.Text))
	if f.Bytes {
		region.WithStartLine(p.Line).WithStartColumn(p.Column).WithEndLine(p.EndLine).WithEndColumn(p.EndColumn).WithByteOffset(p.Start).WithByteLength(p.End - p.Start)
	} else {
		region.WithStartLine(max(1, f.Record))
	}
	loc := sarif.NewLocationWithPhysicalLocation(sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(uri(f.File))).WithRegion(region))
	if !f.Bytes {
		loc.AddLogicalLocation(sarif.NewLogicalLocation().WithName(f.ID).WithKind("text"))
	}
	return loc
}

// uri is a file's name as a relative reference or a file address; standard input has no address.
func uri(file string) string {
	if file == "-" {
		return "stdin"
	}
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}
