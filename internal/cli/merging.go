package cli

import (
	"fmt"
	"strings"

	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/score/merging"
)

// evalMerging holds merging against the texts of all files together, which say what tells of one happening.
func (a *app) evalMerging(names []string, errorsMax int, asJSON bool) error {
	var texts []score.Text
	bad := false
	for _, name := range names {
		gold, err := readGold(name)
		if err != nil {
			bad = true
			a.complain("%v", err)
		}
		texts = append(texts, gold...)
	}
	if len(texts) == 0 {
		return errReported
	}
	texts, err := merging.Whole(texts)
	if err != nil {
		return failure{err}
	}
	r, err := merging.Measure(texts, a.pipe.Code)
	if err != nil {
		return failure{err}
	}
	if asJSON {
		r.Errors = r.Errors[:min(len(r.Errors), errorsMax)]
		err = export.WriteLine(a.out, r)
	} else {
		err = a.show([]byte(mergingReport(r, errorsMax)))
	}
	if err != nil {
		return failure{fmt.Errorf("write results: %w", err)}
	}
	if bad {
		return errReported
	}
	return nil
}

// mergingReport is the figures as a table, and up to errorsMax wrong pairs of each kind.
func mergingReport(r merging.Result, errorsMax int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d texts, %d pairs of which tell of one happening\n\n", r.Gold.Texts, r.Gold.Pairs)
	fmt.Fprintf(&b, "%-18s %7s %7s %10s %7s %7s\n", "merged", "linked", "right", "precision", "recall", "events")
	for _, row := range []struct {
		name string
		f    merging.Figures
	}{{"given gold codes", r.Gold}, {"as coded", r.Coded}} {
		fmt.Fprintf(&b, "%-18s %7d %7d %10.3f %7.3f %7d\n", row.name, row.f.Linked, row.f.Right, row.f.Precision, row.f.Recall, row.f.Events)
	}
	for _, kind := range []struct {
		name          string
		coded, missed bool
	}{{"linked wrongly, given gold codes", false, false}, {"not linked, given gold codes", false, true}, {"linked wrongly, as coded", true, false}, {"not linked, as coded", true, true}} {
		n := 0
		for _, e := range r.Errors {
			if e.Coded != kind.coded || e.Missed != kind.missed || n == errorsMax {
				continue
			}
			if n++; n == 1 {
				fmt.Fprintf(&b, "\n%s\n", kind.name)
			}
			var parts []string
			for _, p := range e.Parts {
				parts = append(parts, fmt.Sprintf("%s %+d", p.Name, p.Points))
			}
			fmt.Fprintf(&b, "  %s  %s  %d points: %s", e.A, e.B, e.Points, strings.Join(parts, ", "))
			if e.Why != "" {
				fmt.Fprintf(&b, "; %s", e.Why)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
