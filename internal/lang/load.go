package lang

import (
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/text"
)

// Problem is one mistake in a data file.
type Problem struct {
	File      string
	Line, Col int
	Text      string // what is wrong and how to mend it
}

// Error reads file:line:col: text.
func (p Problem) Error() string { return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Text) }

// Problems are all the mistakes of a pack, sorted by place.
type Problems []Problem

// Error lists every problem, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) sorted() Problems {
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i], ps[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	return ps
}

// Row is one line of a tab-separated data file.
type Row struct {
	File   string
	Line   int
	Fields []string
}

// Col is the byte column (from 1) at which field i starts.
func (r Row) Col(i int) int {
	col := 1
	for _, f := range r.Fields[:min(i, len(r.Fields))] {
		col += len(f) + 1
	}
	return col
}

// Field gives field i, or "" where it is "-" or left out.
func (r Row) Field(i int) string {
	if i >= len(r.Fields) || r.Fields[i] == "-" {
		return ""
	}
	return r.Fields[i]
}

// Rows reads a tab-separated file: comments and empty lines are passed over.
func Rows(fsys fs.FS, name string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rest, n := string(data), 0
	rows := make([]Row, 0, strings.Count(rest, "\n")+1)
	fields := make([]string, 0, cap(rows)+strings.Count(rest, "\t")) // of all rows
	for more := true; more; {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		n++
		line = strings.TrimRight(line, "\r ")
		if line == "" || line[0] == '#' {
			continue
		}
		first := len(fields)
		for tab := true; tab; {
			var f string
			f, line, tab = strings.Cut(line, "\t")
			fields = append(fields, f)
		}
		rows = append(rows, Row{File: name, Line: n, Fields: fields[first:len(fields):len(fields)]})
	}
	return rows, nil
}

type loader struct {
	fsys     fs.FS
	pack     *Pack
	common   *Common
	problems Problems
}

func (l *loader) bad(r Row, field int, format string, args ...any) {
	l.problems = append(l.problems, Problem{r.File, r.Line, r.Col(field), fmt.Sprintf(format, args...)})
}

func (l *loader) rows(name string, needed bool) []Row {
	rows, err := Rows(l.fsys, name)
	if err != nil && needed {
		l.problems = append(l.problems, Problem{name, 1, 1, "the file is missing: add it, with comments only if the language has none of it"})
	}
	return rows
}

// Load reads the pack of one language from fsys, which holds a folder for each language and "common". The error, if any,
// is of type Problems and lists every mistake.
func Load(fsys fs.FS, code string, common *Common) (*Pack, error) {
	p := &Pack{Code: code, Common: common, Settings: map[string][]string{}, stems: map[string]refs{}, single: map[Feat]*table{}, tables: map[*paradigmLine][]strip{}, befores: map[string]bool{},
		literal: map[string][]*Entry{}, listed: map[string][]*Entry{}, paradigms: map[string][]paradigmLine{}, endings: map[string]*endings{}, abbr: abbrSet{},
		strips: map[string][]string{}, fitting: map[string][]paradigmLine{}, memo: &memo{seed: maphash.MakeSeed()}}
	l := &loader{fsys: fsys, pack: p, common: common}
	for _, r := range l.rows(path.Join(code, "pack.tsv"), true) {
		p.Settings[r.Fields[0]] = append(p.Settings[r.Fields[0]], r.Fields[1:]...)
	}
	p.Final = strings.HasSuffix(p.Setting("order", "sov"), "v")
	p.Home, p.Shared = p.Setting("home", ""), p.Setting("participles", "own") == "shared"
	p.Directs = strings.Fields(p.Setting("genitive-direct", ""))
	p.Feminines = strings.Fields(p.Setting("genitive-feminine", ""))
	l.paradigms(path.Join(code, "morph/paradigms.tsv"))
	l.endings(path.Join(code, "morph/endings.tsv"))
	l.groups(path.Join(code, "morph/groups.tsv"))
	files, err := fs.Glob(fsys, path.Join(code, "lexicon/*.tsv"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		l.lexicon(f)
	}
	l.contextWords(contextsFile(code))
	l.furniture(path.Join(code, "clean.tsv"))
	l.translation(path.Join(code, "translation.tsv"))
	l.messages(path.Join(code, "messages.tsv"))
	p.Beside = besides(l.rows(path.Join(code, "beside.tsv"), false), l.bad)
	for _, a := range p.Settings["abbr"] {
		for _, w := range strings.Fields(a) {
			p.abbr[text.Fold(strings.TrimSuffix(w, "."))] = true
		}
	}
	p.index()
	p.Closers = p.closers()
	for _, e := range p.formless {
		l.problems = append(l.problems, Problem{e.File, e.Line, 1, fmt.Sprintf("no line of paradigm %q fits the end of %q: choose another paradigm or write the dictionary form", e.Par, e.Word)})
	}
	for _, e := range p.overfull {
		l.problems = append(l.problems, Problem{e.File, e.Line, 1, fmt.Sprintf("there are more than %d word lists: leave one of %s out", listsMax, strings.Join(e.Lists, ", "))})
	}
	if len(l.problems) > 0 {
		return p, l.problems.sorted()
	}
	return p, nil
}

func (l *loader) paradigms(name string) {
	for _, r := range l.rows(name, true) {
		if len(r.Fields) < 4 {
			l.bad(r, 0, "a paradigm line has 4 columns (paradigm, strip, add, features); this one has %d", len(r.Fields))
			continue
		}
		f, ok := l.feats(r, 3)
		if !ok {
			continue
		}
		l.pack.paradigms[r.Fields[0]] = append(l.pack.paradigms[r.Fields[0]], paradigmLine{text.Fold(r.Field(1)), text.Fold(r.Field(2)), f})
	}
}

func (l *loader) feats(r Row, i int) (Feat, bool) {
	var f Feat
	for _, name := range strings.Fields(r.Fields[i]) {
		x, ok := featNames[name]
		if !ok {
			l.bad(r, i, "there is no feature %q: the features are listed in docs/formats/pack.md", name)
			return 0, false
		}
		f |= x
	}
	return f, true
}

func (l *loader) endings(name string) {
	var ends []Row
	for _, r := range l.rows(name, true) {
		if len(r.Fields) < 3 {
			l.bad(r, 0, "an ending line has columns on, ending, gives, then, group; this one has %d", len(r.Fields))
			continue
		}
		e := ending{text: text.Fold(r.Field(1)), then: endingGroups(r.Field(3))}
		if e.text == "" {
			l.bad(r, 1, "the ending is empty: a stem without ending needs no line")
			continue
		}
		for _, alt := range strings.Split(r.Fields[0], "|") {
			var f Feat
			for _, n := range strings.Fields(alt) {
				x, ok := featNames[n]
				if !ok {
					l.bad(r, 0, "there is no feature %q: the features are listed in docs/formats/pack.md", n)
				}
				f |= x
			}
			e.on = append(e.on, f)
		}
		for _, g := range strings.Fields(r.Field(2)) {
			switch {
			case g == "attr":
				e.attr = true
			case g == "clitic":
				e.clitic = true
			case strings.HasPrefix(g, "mark="):
				m, ok := ParseMark(g[5:])
				if !ok {
					l.bad(r, 2, "there is no mark %q: the marks are listed in docs/formats/pack.md", g[5:])
				}
				e.mark = m
			case strings.HasPrefix(g, "part="):
			default:
				x, ok := featNames[g]
				if !ok {
					l.bad(r, 2, "an ending cannot give %q: write mark=NAME, attr, clitic or a feature", g)
				}
				e.gives |= x
			}
		}
		group := r.Field(4)
		if group == "" {
			group = "case"
			if e.clitic {
				group = "clitic"
			}
		}
		if l.pack.endings[group] == nil {
			l.pack.endings[group] = &endings{}
		}
		l.pack.endings[group].add(e)
		ends = append(ends, r)
	}
	for _, r := range ends {
		for _, g := range endingGroups(r.Field(3)) {
			if l.pack.endings[g] == nil {
				l.bad(r, 3, "there is no ending of group %q: name a group of column 5", g)
			}
		}
	}
}

func endingGroups(field string) []string {
	return strings.FieldsFunc(field, func(c rune) bool { return c == ' ' || c == ',' || c == '|' })
}

func (l *loader) groups(name string) {
	for _, r := range l.rows(name, true) {
		if len(r.Fields) < 3 {
			l.bad(r, 0, "a verb group line has columns before, verb, gives; this one has %d", len(r.Fields))
			continue
		}
		gives, ok := l.feats(r, 2)
		if !ok {
			continue
		}
		g := Group{Before: r.Field(0), Verb: r.Field(1), Gives: gives, Line: r.Line}
		if l.pack.Final {
			for _, n := range strings.Fields(g.Before) {
				if name, ok := strings.CutPrefix(n, "mark="); ok {
					m, known := ParseMark(name)
					if !known {
						l.bad(r, 0, "there is no mark %q: the marks are listed in docs/formats/pack.md", name)
					}
					g.Mark = m
				} else if x, ok := featNames[n]; ok {
					g.Feats |= x
				} else {
					l.bad(r, 0, "there is no feature %q: the features are listed in docs/formats/pack.md", n)
				}
			}
			g.Verb = text.Fold(g.Verb)
			l.pack.groupsByVerb.Put(g.Verb, append(l.pack.groupsByVerb.Get(g.Verb), g))
		} else {
			for _, n := range strings.Fields(g.Verb) {
				x, ok := featNames[n]
				if !ok {
					l.bad(r, 1, "there is no feature %q: the features are listed in docs/formats/pack.md", n)
				}
				g.Feats |= x
			}
			words := strings.Fields(g.Before)
			if len(words) == 0 {
				l.bad(r, 0, "the auxiliary is empty: write its dictionary form")
				continue
			}
			l.pack.groupsByVerb.Put(words[0], append(l.pack.groupsByVerb.Get(words[0]), g))
		}
	}
}
