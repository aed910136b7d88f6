package golden_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/golden"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/packs"
)

var (
	retire = flag.Bool("retire", false, "take the todo lines away that pass now; read the diff")
	todos  = flag.Bool("todos", false, "list the known misses with what was coded")
	trace  = flag.Bool("trace", false, "print what was coded for every case, right or wrong")
)

// TestCases runs every case of every language, and sees that every rule is fired by a case that asks for its event, and
// that every stage's cases say somewhere what must not be found.
func TestCases(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	cases, errs := golden.ReadCases(os.DirFS("../../packs"))
	for _, err := range errs {
		t.Errorf("packs/%v", err)
	}
	if len(cases) == 0 {
		t.Fatal("there is no case: packs/<code>/cases/*.case are the pack's tests")
	}
	fired := map[string]bool{}
	tallies := map[string]*tally{}
	done := map[string]map[int]bool{}
	for i := range cases {
		c := &cases[i]
		d := code(t, p, c)
		if d == nil {
			continue
		}
		f := c.Check(d)
		tl := tallies[c.File]
		if tl == nil {
			tl = &tally{}
			tallies[c.File] = tl
		}
		tl.add(c, f)
		for _, id := range f.Fired {
			fired[id] = true
		}
		for _, w := range f.Done {
			if done[c.File] == nil {
				done[c.File] = map[int]bool{}
			}
			done[c.File][w.Line] = true
		}
		report(t, c, d, f)
	}
	for _, file := range sorted(tallies) {
		tl := tallies[file]
		t.Logf("%-24s %s", file, tl)
		if tl.no == 0 {
			t.Errorf("packs/%s: no line opens with no: add a text in which the stage must find nothing", file)
		}
	}
	if *retire {
		for file, lines := range done {
			takeTodos(t, filepath.Join("../../packs", file), lines)
		}
	}
	for _, lang := range p.Languages() {
		for _, r := range p.Rules[lang].Rules {
			if !fired[r.ID] {
				t.Errorf("packs/%s:%d: no case fires the rule %s: add an event line for it to packs/%s/cases/coder.case", r.File, r.Line, r.ID, lang)
			}
		}
	}
}

func code(t *testing.T, p *pipeline.Pipeline, c *golden.Case) *doc.Doc {
	d, err := p.Code(&article.Article{Language: c.Lang, Published: c.On, Traced: true}, c.Text)
	if err != nil {
		t.Errorf("packs/%s:%d: %v\n  > %s", c.File, c.Line, err, c.Text)
		return nil
	}
	return d
}

func report(t *testing.T, c *golden.Case, d *doc.Doc, f golden.Found) {
	for _, m := range f.Misses {
		if *retire && strings.Contains(m, "take its todo away") {
			continue
		}
		t.Errorf("packs/%s", m)
	}
	if *todos && len(f.Todos) > 0 {
		for _, w := range f.Todos {
			fmt.Printf("TODO packs/%s:%d: %s\n  want %s\n  > %s\n", c.File, w.Line, w.Todo, w.Src, c.Text)
		}
		fmt.Print(golden.Describe(d, f.Todos[0].Kind))
	}
	if *trace {
		fmt.Printf("%s:%d\n  > %s\n%s", c.File, c.Line, c.Text, golden.Describe(d, golden.Event))
	}
}

// tally counts the cases of one file.
type tally struct{ texts, wants, no, todos, misses, extra int }

func (tl *tally) add(c *golden.Case, f golden.Found) {
	tl.texts++
	tl.wants += len(c.Wants)
	tl.todos += len(f.Todos)
	tl.misses += len(f.Misses)
	tl.extra += f.Extra
	for _, w := range c.Wants {
		if w.No {
			tl.no++
		}
	}
}

func (tl *tally) String() string {
	return fmt.Sprintf("%d texts, %d expectations (%d no), %d todo, %d fail; %d coded events that no line lists", tl.texts, tl.wants, tl.no, tl.todos, tl.misses, tl.extra)
}

func sorted(m map[string]*tally) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// takeTodos deletes the todo line above each of the given lines.
func takeTodos(t *testing.T, file string, wants map[int]bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	drop := map[int]bool{}
	for n := range wants {
		for i := n - 2; i >= 0; i-- {
			if strings.HasPrefix(strings.TrimSpace(lines[i]), "todo ") {
				drop[i] = true
				break
			}
		}
	}
	var out []string
	for i, l := range lines {
		if !drop[i] {
			out = append(out, l)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(out, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d todos taken away", file, len(drop))
}
