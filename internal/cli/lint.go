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
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "lint [DIR]",
		Short: "Check language packs and the gazetteer",
		Long: `Check language data and name every mistake as file:line:column with how to mend it.
DIR is a folder of packs, one pack in it, or a folder that holds packs/ and
gazetteer/; without DIR the data that is built in is checked. The gazetteer beside
DIR is checked too.`,
		Example: `  bakhar lint
  bakhar lint packs
  bakhar lint packs/mr`,
		Args: upToOne("folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			l := &linter{packs: packs.FS, gazetteer: gazetteer.FS, packsDir: "packs", gazetteerDir: "gazetteer", onto: plover.Load()}
			if len(args) == 1 {
				if err := l.at(args[0]); err != nil {
					return failure{err}
				}
			}
			return a.lint(l, asJSON)
		},
	}
	jsonFlag(cmd, &asJSON, "an object of the mistakes and of what was looked at")
	return cmd
}

// looked is a folder without a mistake, and how much is in it.
type looked struct {
	Dir     string `json:"folder"`
	Entries int    `json:"entries,omitempty"` // of a pack
	Rules   int    `json:"rules,omitempty"`
	Records int    `json:"records,omitempty"` // of the gazetteer
	Names   int    `json:"names,omitempty"`
}

// mistake is a line of data that must be mended.
type mistake struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"`
}

// linter checks data; the directories are for messages.
type linter struct {
	packs, gazetteer       fs.FS
	packsDir, gazetteerDir string
	only                   string // a single pack, or empty for all
	onto                   *plover.Ontology

	problems lang.Problems
	looked   []looked
}

// at finds the data that a directory means.
func (l *linter) at(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return opened(dir, err)
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

func (a *app) lint(l *linter, asJSON bool) error {
	l.check()
	if asJSON {
		mistakes := []mistake{}
		for _, p := range l.problems {
			mistakes = append(mistakes, mistake{p.File, p.Line, p.Col, p.Text})
		}
		if err := a.json(struct {
			Mistakes []mistake `json:"mistakes"`
			Looked   []looked  `json:"looked_at"`
		}{mistakes, l.looked}); err != nil || len(mistakes) == 0 {
			return err
		}
		return errReported
	}
	for _, p := range l.problems {
		fmt.Fprintln(a.errw, p.Error())
	}
	if n := len(l.problems); n > 0 {
		a.complain("%s", terminal.Plural(n, "mistake"))
		return errReported
	}
	for _, d := range l.looked {
		if d.Records > 0 {
			fmt.Fprintf(a.screen, "%s: %d records, %d names\n", d.Dir, d.Records, d.Names)
			continue
		}
		fmt.Fprintf(a.screen, "%s: %d entries, %d rules\n", d.Dir, d.Entries, d.Rules)
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
			l.looked = append(l.looked, looked{Dir: l.gazetteerDir, Records: len(k.Records), Names: len(k.Names)})
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
			l.looked = append(l.looked, looked{Dir: filepath.Join(l.packsDir, code), Entries: len(pack.Entries), Rules: len(rules.Rules)})
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
