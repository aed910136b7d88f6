package show

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
)

// Diff gathers the changes between two runs and writes them by rule.
type Diff struct {
	Articles, Changed int
	byRule            map[string]*ruleChanges
}

type ruleChanges struct {
	counts map[string]int
	lines  []string
}

// examplesMax is how many changes of one rule are shown.
const examplesMax = 5

// Add takes in the changes of one article.
func (d *Diff) Add(articleID string, changes []ingest.Change) {
	d.Articles++
	if len(changes) > 0 {
		d.Changed++
	}
	if d.byRule == nil {
		d.byRule = map[string]*ruleChanges{}
	}
	for _, c := range changes {
		r := d.byRule[c.Rule()]
		if r == nil {
			r = &ruleChanges{counts: map[string]int{}}
			d.byRule[c.Rule()] = r
		}
		r.counts[c.Kind()]++
		if len(r.lines) < examplesMax {
			r.lines = append(r.lines, change(articleID, c))
		}
	}
}

func change(articleID string, c ingest.Change) string {
	at := c.After
	if at == nil {
		at = c.Before
	}
	line := fmt.Sprintf("  %-8s %s "+terminal.Hang+"%s", c.Kind(), articleID, telling(at))
	if len(c.Fields) > 0 {
		line += "  (" + strings.Join(c.Fields, ", ") + ")"
		if c.Before.Type != c.After.Type {
			line += fmt.Sprintf("  was %s", c.Before.Type)
		}
	}
	return line
}

// telling is a report in one line: type, parties, words.
func telling(r *article.Report) string {
	t := string(r.Type)
	if len(r.Modes) > 0 {
		t += "/" + strings.Join(r.Modes, "+")
	}
	from, to := names(r.Actors), names(r.Recipients)
	who := from
	if to != "" {
		if from == "" {
			who = "?"
		}
		who += " → " + to
	}
	words := make([]string, len(r.Trigger))
	for i, w := range r.Trigger {
		words[i] = terminal.OneLine(w.Text)
	}
	return fmt.Sprintf("%s  %s  “%s”", t, who, terminal.Printable(strings.Join(words, " … ")))
}

func names(ps []article.Party) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		name := p.Name
		if name == "" {
			name = terminal.OneLine(p.Text)
		}
		out[i] = strings.Join(strings.Fields(p.Country+" "+p.Sector+" "+terminal.Printable(name)), " ")
	}
	return strings.Join(out, " + ")
}

// Bytes writes what was gathered: rules with most changes first.
func (d *Diff) Bytes(p terminal.Paint) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s coded by both runs, %d otherwise\n", terminal.Plural(d.Articles, "article"), d.Changed)
	rules := make([]string, 0, len(d.byRule))
	for r := range d.byRule {
		rules = append(rules, r)
	}
	total := func(r string) (n int) {
		for _, x := range d.byRule[r].counts {
			n += x
		}
		return n
	}
	slices.SortFunc(rules, func(x, y string) int {
		if n := total(y) - total(x); n != 0 {
			return n
		}
		return strings.Compare(x, y)
	})
	for _, r := range rules {
		c := d.byRule[r].counts
		fmt.Fprintf(&b, "\n%s  %d appeared, %d vanished, %d changed\n", p.In(terminal.Bold, r), c["appeared"], c["vanished"], c["changed"])
		for _, line := range d.byRule[r].lines {
			b.WriteString(line + "\n")
		}
		if n := total(r); n > examplesMax {
			fmt.Fprintf(&b, "  and %d more\n", n-examplesMax)
		}
	}
	return b.Bytes()
}
