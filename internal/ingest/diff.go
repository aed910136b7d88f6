package ingest

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
)

// Change is what became of one report from one coding to another. Before is nil where it appeared, After where it vanished.
type Change struct {
	Before, After *article.Report
	Fields        []string // of a report that stayed and changed, sorted
}

// Kind is "appeared", "vanished" or "changed".
func (c Change) Kind() string {
	switch {
	case c.Before == nil:
		return "appeared"
	case c.After == nil:
		return "vanished"
	}
	return "changed"
}

// Rule is the rule that made the report, that of the later coding where there are both.
func (c Change) Rule() string {
	if c.After == nil {
		return c.Before.Rule
	}
	return c.After.Rule
}

// Compare says how two codings of one article differ, in the order of the text. Reports are the same telling where their triggers overlap; of
// several, those of one type go together first.
func Compare(before, after []article.Report) []Change {
	var out []Change
	with := pair(before, after)
	taken := make([]bool, len(after))
	for i := range before {
		j := with[i]
		if j < 0 {
			out = append(out, Change{Before: &before[i]})
			continue
		}
		taken[j] = true
		if fields := differ(&before[i], &after[j]); len(fields) > 0 {
			out = append(out, Change{&before[i], &after[j], fields})
		}
	}
	for j := range after {
		if !taken[j] {
			out = append(out, Change{After: &after[j]})
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.start(), b.start()) })
	return out
}

func (c Change) start() int {
	r := c.After
	if r == nil {
		r = c.Before
	}
	if len(r.Trigger) == 0 {
		return r.Sentence.Start
	}
	return r.Trigger[0].Start
}

// pair finds for each report before the one after that tells the same, or -1.
func pair(before, after []article.Report) []int {
	with := make([]int, len(before))
	for i := range with {
		with[i] = -1
	}
	taken := make([]bool, len(after))
	for _, fits := range []func(a, b *article.Report) bool{
		func(a, b *article.Report) bool { return a.ID == b.ID },
		func(a, b *article.Report) bool { return a.Type == b.Type && overlap(a, b) },
		overlap,
	} {
		for i := range before {
			for j := range after {
				if with[i] < 0 && !taken[j] && fits(&before[i], &after[j]) {
					with[i], taken[j] = j, true
				}
			}
		}
	}
	return with
}

func overlap(a, b *article.Report) bool {
	for _, x := range a.Trigger {
		for _, y := range b.Trigger {
			if x.Start < y.End && y.Start < x.End {
				return true
			}
		}
	}
	return false
}

// differ names the fields in which two tellings differ, as docs/formats/record.md names them.
func differ(a, b *article.Report) []string {
	var out []string
	for _, f := range []struct {
		name string
		a, b any
	}{
		{"actor", a.Actors, b.Actors}, {"attribution", a.Attribution, b.Attribution}, {"context", a.Contexts, b.Contexts},
		{"confidence", a.Confidence, b.Confidence}, {"date", a.Date, b.Date}, {"event", a.Type, b.Type}, {"event_loc", a.Place, b.Place},
		{"event_text", a.Trigger, b.Trigger}, {"mode", a.Modes, b.Modes}, {"quantities", a.Quantities, b.Quantities}, {"quoted", a.Quoted, b.Quoted},
		{"recipient", a.Recipients, b.Recipients}, {"rule", a.Rule, b.Rule}, {"status", a.Status, b.Status},
	} {
		if !alike(f.a, f.b) {
			out = append(out, f.name)
		}
	}
	slices.Sort(out)
	return out
}

// alike tells whether two values are kept alike.
func alike(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
