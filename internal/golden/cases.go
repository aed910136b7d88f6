// Package golden runs the cases of the packs: sentences with what a reader of the language finds in them. It reads .case
// files and holds what was coded against them; docs/formats/case.md describes the files for those who write them. It knows
// no stage: the test beside it builds the pipeline, so that stages may be tested with cases too.
package golden

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// Case is one text of a .case file with what a reader expects of it. docs/formats/case.md describes the files.
type Case struct {
	File  string
	Line  int // of the text's first line
	Lang  string
	Stage string
	On    article.Date // publication day, zero where none was given
	Text  string
	Wants []Want
}

// Kind is what a Want speaks of.
type Kind string

// The kinds of expectation.
const (
	Event    Kind = "event"
	Date     Kind = "date"
	Quantity Kind = "quantity"
	Place    Kind = "place"
)

// Want is one expectation.
type Want struct {
	Line int
	Src  string // as written
	Kind Kind
	No   bool   // "no event", "no event TYPE", "no date", "no quantity", "no place"
	Else bool   // "no other event": nothing but the events that the case lists
	Todo string // why this is a known miss; empty for what must hold

	Type               string // of an event
	Mode               string
	Actor              []Party
	Recip              []Party
	AnyActor, AnyRecip bool // written *: the case does not ask
	Status             article.Status
	By                 []Party // who says so, outermost first; nil where the case does not ask, empty where nobody does
	Rule               string
	Where              string   // the English name of the event's place, blanks written as _; "-" where it has none, empty where it is not asked
	When               string   // day or days of the event as start or start..end, "-" where the text must tell none, empty where it is not asked
	Ctx, NoCtx         []string // contexts that it must and must not have
	Counts             []Count  // all its quantities, nil where the case does not ask

	Name, Land string // of a place, in English, and its country; - for none

	Words    string // the quoted words of a date, quantity or place
	Start    string // date
	End      string
	Min, Max *float64 // quantity
	Unit     string
}

// Party is COUNTRY, COUNTRY.SECTOR, .SECTOR or -.SECTOR. What is left out is left open; the country - is none.
type Party struct{ Country, Sector string }

// String writes the party as in a case.
func (p Party) String() string {
	switch {
	case p.Sector != "":
		return p.Country + "." + p.Sector
	case p.Country != "":
		return p.Country
	}
	return "-"
}

// ReadCases reads <code>/cases/*.case of every language. All mistakes are returned, in order.
func ReadCases(fsys fs.FS) ([]Case, []error) {
	files, err := fs.Glob(fsys, "*/cases/*.case")
	if err != nil {
		return nil, []error{err}
	}
	sort.Strings(files)
	var cases []Case
	var errs []error
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		cs, es := ParseCases(f, string(data))
		cases, errs = append(cases, cs...), append(errs, es...)
	}
	return cases, errs
}

// ParseCases reads one file, whose name tells language and stage: mr/cases/coder.case.
func ParseCases(file, data string) ([]Case, []error) {
	p := &caseParser{file: file, onto: plover.Load()}
	p.stage = strings.TrimSuffix(path.Base(file), ".case")
	p.lang = path.Base(path.Dir(path.Dir(file)))
	for i, line := range strings.Split(data, "\n") {
		p.line(i+1, strings.TrimRight(line, " \t\r"))
	}
	p.flush()
	return p.cases, p.errs
}

type caseParser struct {
	file, lang, stage string
	onto              *plover.Ontology
	on                article.Date
	cur               *Case
	todo              string
	todoLine          int
	cases             []Case
	errs              []error
}

func (p *caseParser) bad(line int, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...)))
}

func (p *caseParser) flush() {
	if p.todo != "" {
		p.bad(p.todoLine, "todo stands before no expectation: put it on the line above the one that fails")
		p.todo = ""
	}
	if p.cur == nil {
		return
	}
	if len(p.cur.Wants) == 0 {
		p.bad(p.cur.Line, "the text has no expectation: add event, date, quantity or a no line")
	}
	p.cases = append(p.cases, *p.cur)
	p.cur = nil
}

func (p *caseParser) line(n int, line string) {
	if text, ok := strings.CutPrefix(line, ">"); ok {
		text = strings.TrimSpace(text)
		if p.cur != nil && len(p.cur.Wants) == 0 && p.todo == "" {
			p.cur.Text += "\n" + text
			return
		}
		p.flush()
		p.cur = &Case{File: p.file, Line: n, Lang: p.lang, Stage: p.stage, On: p.on, Text: text}
		return
	}
	line = strings.TrimSpace(uncomment(line))
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "":
		return
	case "on":
		p.flush()
		d, err := article.ParseDate(rest)
		if err != nil {
			p.bad(n, "on wants the publication day: %v", err)
		}
		p.on = d
		return
	case "todo":
		if rest == "" {
			p.bad(n, "todo wants the cause of the miss")
		}
		if p.todo != "" {
			p.bad(n, "two todo lines for one expectation: name all causes on one")
		}
		p.todo, p.todoLine = rest, n
		return
	}
	if p.cur == nil {
		p.bad(n, "%q stands before the first text: a text is a line that opens with >", word)
		return
	}
	w := Want{Line: n, Src: line, Todo: p.todo}
	p.todo = ""
	var err error
	switch word {
	case "no":
		err = p.no(&w, rest)
	case "event":
		err = p.event(&w, rest)
	case "date":
		err = dateWant(&w, rest)
	case "quantity":
		err = quantityWant(&w, rest)
	case "place":
		err = placeWant(&w, rest)
	default:
		err = fmt.Errorf("a line opens with on, >, event, date, quantity, place, no, todo or #; not %q", word)
	}
	if err != nil {
		p.bad(n, "%v", err)
		return
	}
	p.cur.Wants = append(p.cur.Wants, w)
}

// uncomment cuts off what follows a # that stands alone, outside quotation marks.
func uncomment(s string) string {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '#' && !quoted && (i == 0 || s[i-1] == ' ' || s[i-1] == '\t'):
			return s[:i]
		}
	}
	return s
}

func (p *caseParser) no(w *Want, rest string) error {
	w.No = true
	words := strings.Fields(rest)
	switch {
	case len(words) == 2 && words[0] == "other" && words[1] == "event":
		w.Kind, w.No, w.Else = Event, false, true
	case len(words) > 1 && words[0] == "place":
		w.Kind = Place
		w.Words = strings.Trim(strings.TrimSpace(strings.TrimPrefix(rest, "place")), `"`)
	case len(words) == 1 && (words[0] == "event" || words[0] == "date" || words[0] == "quantity" || words[0] == "place"):
		w.Kind = Kind(words[0])
	case len(words) == 2 && words[0] == "event":
		w.Kind = Event
		return p.typed(w, words[1])
	default:
		return fmt.Errorf("no wants event, event TYPE, other event, date, quantity or place; not %q", rest)
	}
	return nil
}

func (p *caseParser) typed(w *Want, s string) error {
	w.Type, w.Mode, _ = strings.Cut(s, "/")
	return p.onto.Check(plover.Type(w.Type), w.Mode)
}

// event reads TYPE[/mode] ACTORS -> RECIPIENTS [status=…] [when=…] [where=…] [rule=…] [ctx=…] [q=…] [by PARTY].
func (p *caseParser) event(w *Want, rest string) error {
	w.Kind, w.Status = Event, article.Actual
	f := strings.Fields(rest)
	if len(f) < 4 || f[2] != "->" {
		return fmt.Errorf("an event reads: event TYPE ACTOR -> RECIPIENT, with - for nobody and * for anybody; not %q", rest)
	}
	if err := p.typed(w, f[0]); err != nil {
		return err
	}
	var err error
	if w.AnyActor = f[1] == "*"; !w.AnyActor {
		if w.Actor, err = p.parties(f[1]); err != nil {
			return err
		}
	}
	if w.AnyRecip = f[3] == "*"; !w.AnyRecip {
		if w.Recip, err = p.parties(f[3]); err != nil {
			return err
		}
	}
	for i := 4; i < len(f); i++ {
		key, val, ok := strings.Cut(f[i], "=")
		switch {
		case f[i] == "by" && i+1 < len(f):
			i++
			by, err := p.parties(f[i])
			if err != nil {
				return err
			}
			w.By = append([]Party{}, by...)
		case ok && key == "status":
			switch s := article.Status(val); s {
			case article.Actual, article.Planned, article.Hypothetical, article.Negated, article.Historical:
				w.Status = s
			default:
				return fmt.Errorf("there is no status %q", val)
			}
		case ok && key == "rule":
			w.Rule = val
		case ok && key == "when":
			if w.When = val; val != "-" {
				for _, day := range strings.SplitN(val, "..", 2) {
					if _, err := article.ParseDate(day); err != nil {
						return fmt.Errorf("when wants a day, two with .. between them, or -: %v", err)
					}
				}
			}
		case ok && key == "where":
			w.Where = strings.ReplaceAll(val, "_", " ")
		case ok && key == "q":
			if w.Counts, err = countsWant(val); err != nil {
				return err
			}
		case ok && key == "ctx":
			if err := p.contexts(w, val); err != nil {
				return err
			}
		default:
			return fmt.Errorf("after the recipient stand status=…, when=…, where=…, rule=…, ctx=…, q=… or by PARTY; not %q", f[i])
		}
	}
	return nil
}

// contexts reads a,b,!c: contexts that the event must have, and must not.
func (p *caseParser) contexts(w *Want, s string) error {
	for _, x := range strings.Split(s, ",") {
		name, not := strings.CutPrefix(x, "!")
		if !p.onto.Contexts[name] {
			return fmt.Errorf("there is no context %q", name)
		}
		if not {
			w.NoCtx = append(w.NoCtx, name)
		} else {
			w.Ctx = append(w.Ctx, name)
		}
	}
	return nil
}

func (p *caseParser) parties(s string) ([]Party, error) {
	if s == "-" {
		return nil, nil
	}
	var out []Party
	for _, x := range strings.Split(s, ",") {
		country, sector, _ := strings.Cut(x, ".")
		if country == "" && sector == "" || country == "-" && sector == "" || country != "" && country != "-" && !capitals(country) || sector != "" && !capitals(sector) {
			return nil, fmt.Errorf("a party is COUNTRY, COUNTRY.SECTOR, .SECTOR, -.SECTOR or -; not %q (no blanks after commas)", x)
		}
		if sector != "" && p.onto.Sectors[sector] == "" {
			return nil, fmt.Errorf("there is no sector %q", sector)
		}
		out = append(out, Party{country, sector})
	}
	return out, nil
}

func capitals(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return len(s) == 3
}

// quoted cuts `"words" = value` into its two halves.
func quoted(rest string) (words, value string, err error) {
	if len(rest) > 1 && rest[0] == '"' {
		if words, value, ok := strings.Cut(rest[1:], `"`); ok {
			if value, ok = strings.CutPrefix(strings.TrimSpace(value), "="); ok {
				return words, strings.TrimSpace(value), nil
			}
		}
	}
	return "", "", fmt.Errorf(`want "words" = value; not %q`, rest)
}

// dateWant reads "words" = DAY, DAY..DAY or ? (not resolvable), [by RULE].
func dateWant(w *Want, rest string) error {
	w.Kind = Date
	words, value, err := quoted(rest)
	if err != nil {
		return err
	}
	w.Words = words
	f := strings.Fields(value)
	if len(f) == 3 && f[1] == "by" {
		w.Rule = f[2]
	} else if len(f) != 1 {
		return fmt.Errorf("a date is YYYY-MM-DD, YYYY-MM-DD..YYYY-MM-DD or ?; not %q", value)
	}
	if f[0] == "?" {
		return nil
	}
	first, last, ok := strings.Cut(f[0], "..")
	if !ok {
		last = first
	}
	for _, s := range []string{first, last} {
		if _, err := article.ParseDate(s); err != nil {
			return err
		}
	}
	w.Start, w.End = first, last
	return nil
}

// placeWant reads "words" = NAME, COUNTRY; - for a place that has no name in English, or no country.
func placeWant(w *Want, rest string) error {
	w.Kind = Place
	words, value, err := quoted(rest)
	if err != nil {
		return err
	}
	w.Words = words
	i := strings.LastIndex(value, ",")
	if i < 0 {
		return fmt.Errorf("a place is NAME, COUNTRY with - for none; not %q", value)
	}
	w.Name, w.Land = strings.TrimSpace(value[:i]), strings.TrimSpace(value[i+1:])
	if w.Name == "" || w.Land != "-" && !capitals(w.Land) {
		return fmt.Errorf("a place is NAME, COUNTRY with - for none; not %q", value)
	}
	return nil
}
