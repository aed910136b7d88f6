package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/rule"
	"github.com/bakhar/bakhar/packs"
)

func (a *app) lintCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "lint [DIR]",
		Short: "Check language packs and the gazetteer",
		Long: `Check language data and name every mistake as file:line:column with how to mend it.
DIR is a folder of packs, one pack in it, or a folder that holds packs/ and
gazetteer/; without DIR the data that is built in is checked. The gazetteer beside
DIR is checked too.`,
		Example: `  bakhar lint
  bakhar lint packs
  bakhar lint packs/mr`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			l := &linter{packs: packs.FS, gazetteer: gazetteer.FS, packsDir: "packs", gazetteerDir: "gazetteer", onto: plover.Load()}
			if len(args) == 1 {
				if err := l.at(args[0]); err != nil {
					return failure{err}
				}
			}
			return a.lint(l)
		},
	}
}

// linter checks data; the directories are for messages.
type linter struct {
	packs, gazetteer       fs.FS
	packsDir, gazetteerDir string
	only                   string // a single pack, or empty for all
	onto                   *plover.Ontology

	problems lang.Problems
	summary  []string
}

// at finds the data that a directory means.
func (l *linter) at(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("lint: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("lint: %q is a file: name the folder of the packs", dir)
	}
	has := func(name string) bool { _, err := os.Stat(filepath.Join(dir, name)); return err == nil }
	abs, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("lint: %w", err)
	}
	switch {
	case has("packs"):
		l.packsDir = filepath.Join(dir, "packs")
	case has("pack.tsv"):
		l.packsDir, l.only = filepath.Join(dir, ".."), filepath.Base(abs)
	case has("common"):
		l.packsDir = dir
	default:
		return fmt.Errorf("lint: %q is no folder of packs: it has neither common/ nor packs/ nor a pack.tsv", dir)
	}
	l.packs = os.DirFS(l.packsDir)
	if beside := filepath.Join(l.packsDir, "..", "gazetteer"); isDir(beside) {
		l.gazetteer, l.gazetteerDir = os.DirFS(beside), beside
	}
	return nil
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func (a *app) lint(l *linter) error {
	l.check()
	for _, p := range l.problems {
		fmt.Fprintln(a.errw, p.Error())
	}
	if n := len(l.problems); n > 0 {
		a.complain("%s", terminal.Plural(n, "mistake"))
		return errReported
	}
	for _, s := range l.summary {
		fmt.Fprintln(a.out, s)
	}
	return nil
}

// check runs the loaders over everything. A mistake in what the packs share hides none in the packs themselves.
func (l *linter) check() {
	common, err := lang.LoadCommon(l.packs, l.onto)
	l.add(l.packsDir, err)
	if common != nil {
		l.languages(common)
	}
	if l.only == "" {
		k, err := kb.Load(l.gazetteer, lang.Split, l.onto)
		l.add(l.gazetteerDir, err)
		if err == nil {
			l.summary = append(l.summary, fmt.Sprintf("%s: %d records, %d names", l.gazetteerDir, len(k.Records), len(k.Names)))
		}
	}
	sort.SliceStable(l.problems, func(i, j int) bool {
		a, b := l.problems[i], l.problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
}

func (l *linter) languages(common *lang.Common) {
	files, err := fs.Glob(l.packs, "*/pack.tsv")
	if err == nil && len(files) == 0 {
		err = errors.New("there is no language pack: a pack is a folder with a pack.tsv")
	}
	l.add(l.packsDir, err)
	for _, f := range files {
		code := path.Dir(f)
		if l.only != "" && code != l.only {
			continue
		}
		pack, err := lang.Load(l.packs, code, common)
		l.add(l.packsDir, err)
		rules, errs := rule.Load(l.packs, code,
			func(c string) bool {
				return c == "*" || common.Classes[c] != nil || l.onto.Types[plover.Type(c)].Quad > 0
			},
			func(m string) bool { _, ok := lang.ParseMark(m); return ok }, nil)
		for _, e := range errs {
			l.add(l.packsDir, e)
		}
		if err == nil && len(errs) == 0 {
			l.summary = append(l.summary, fmt.Sprintf("%s: %d entries, %d rules", filepath.Join(l.packsDir, code), len(pack.Entries), len(rules.Rules)))
		}
	}
}

// placeOf is the beginning of a loader's message: file:line:column.
var placeOf = regexp.MustCompile(`^([^\s:]+):(\d+):(\d+): (.*)$`)

// add takes a loader's error apart into problems whose files are named from where the user stands.
func (l *linter) add(dir string, err error) {
	if err == nil {
		return
	}
	var list lang.Problems
	if !errors.As(err, &list) {
		for _, line := range strings.Split(err.Error(), "\n") {
			p := lang.Problem{Line: 1, Col: 1, Text: line}
			if m := placeOf.FindStringSubmatch(line); m != nil {
				p.File, p.Text = m[1], m[4]
				p.Line, _ = strconv.Atoi(m[2]) // digits by the pattern
				p.Col, _ = strconv.Atoi(m[3])
			}
			list = append(list, p)
		}
	}
	for _, p := range list {
		p.File = filepath.Join(dir, p.File)
		l.problems = append(l.problems, p)
	}
}
