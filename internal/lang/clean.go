package lang

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/text"
)

// Credits are the names of agencies as they are printed, by their first character, longest first.
type Credits struct {
	names  map[rune][]Agency
	Legacy map[string]bool // words as a font without Unicode prints them: "gS" for है
}

// Agency is one printed form of a news or image agency's name.
type Agency struct {
	Name  string
	Image bool // sells pictures: its name in a text is a credit far more often than a party
}

// At gives the longest agency name that s starts with.
func (c *Credits) At(s string) (Agency, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	for _, a := range c.names[r] {
		if strings.HasPrefix(s, a.Name) {
			return a, true
		}
	}
	return Agency{}, false
}

// Phrases are runs of folded words, by first word, longest first.
type Phrases map[string][][]string

// Match tells how many of the words the longest phrase at their start takes; 0 where none fits.
func (p Phrases) Match(words []string) int {
	if len(words) == 0 {
		return 0
	}
	for _, ph := range p[words[0]] {
		if len(ph) <= len(words) && slices.Equal(ph, words[:len(ph)]) {
			return len(ph)
		}
	}
	return 0
}

func (p Phrases) add(words []string) {
	list := p[words[0]]
	i := 0
	for i < len(list) && len(list[i]) >= len(words) {
		i++
	}
	p[words[0]] = slices.Insert(list, i, words)
}

// Unit is a unit of measure: what it measures, how much of the dimension's own unit it is, and where its zero lies in that unit.
type Unit struct {
	Dim    string
	Factor float64
	Zero   float64
}

// Furniture is what clean.tsv tells: words of a page that belong to no article, and words that decide whether a doubled
// word or an odd figure is damage.
type Furniture struct {
	Phrases map[string]Phrases // by kind
	Prompts [][][]string       // all parts of a prompt stand in one line; each part has its alternatives
	Units   map[string]Unit
	starts  map[string]bool // first words of the kinds that open a line

	prompting map[[4]rune]bool // how the words of each prompt's rarest part start
}

// Opens tells whether any phrase that opens a line begins with the folded word.
func (f *Furniture) Opens(norm string) bool { return f.starts[norm] }

// Is tells whether a single folded word is listed under a kind.
func (f *Furniture) Is(kind, norm string) bool {
	for _, ph := range f.Phrases[kind][norm] {
		if len(ph) == 1 {
			return true
		}
	}
	return false
}

// MayPrompt tells whether a word of the line starts like one that a prompt cannot do without: nearly no line needs a closer look.
func (f *Furniture) MayPrompt(line string) bool {
	inside := false
	for i, r := range line {
		letter := text.IsLetter(r)
		if letter && !inside && f.prompting[wordStart(line[i:])] {
			return true
		}
		inside = letter
	}
	return false
}

// wordStart is the first four letters of a word as folding leaves them: small, without the dot below.
func wordStart(s string) [4]rune {
	var out [4]rune
	n := 0
	for _, r := range s {
		if r == '\u093C' {
			continue
		}
		out[n] = unicode.ToLower(r)
		if n++; n == len(out) {
			break
		}
	}
	return out
}

// Words cuts s at whatever is no letter, mark or digit, and folds the pieces.
func Words(s string) []string {
	out := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	for i, w := range out {
		out[i] = text.Fold(w)
	}
	return out
}

// furnitureKinds are the kinds of clean.tsv; the head of each such file says what they do.
var furnitureKinds = map[string]bool{"opener": true, "line": true, "prompt": true, "stamp": true, "byline": true, "photo": true, "redup": true,
	"average": true, "whole": true, "growth": true, "apart": true, "again": true, "unit": true, "countable": true, "foreign": true, "clipped": true, "percent": true, "filler": true, "definite": true, "pluperfect": true, "happening": true, "once": true}

func (l *loader) furniture(name string) {
	f := &Furniture{Phrases: map[string]Phrases{}, Units: map[string]Unit{}, starts: map[string]bool{}, prompting: map[[4]rune]bool{}}
	l.pack.Furniture = f
	for kind := range furnitureKinds {
		f.Phrases[kind] = Phrases{}
	}
	for _, r := range l.rows(name, false) {
		kind := r.Fields[0]
		switch {
		case !furnitureKinds[kind]:
			l.bad(r, 0, "there is no kind %q: write one of %s", kind, strings.Join(slices.Sorted(maps.Keys(furnitureKinds)), ", "))
			continue
		case r.Field(1) == "":
			l.bad(r, 1, "the line has no words: write kind, a tab, and variants with | between them")
			continue
		}
		var unit Unit
		if kind == "unit" {
			dim, value, _ := strings.Cut(r.Field(2), "=")
			factor, zero, shifted := strings.Cut(value, "@")
			x, err := strconv.ParseFloat(factor, 64)
			z := 0.0
			if shifted && err == nil {
				z, err = strconv.ParseFloat(zero, 64)
			}
			if err != nil || dim == "" || x <= 0 {
				l.bad(r, 2, "a unit needs its dimension and factor, as in length=1000, or temperature=0.5556@-17.78 where its zero lies elsewhere; this is %q", r.Field(2))
				continue
			}
			unit = Unit{dim, x, z}
		}
		if kind == "prompt" {
			l.prompt(r, f)
			continue
		}
		for _, v := range strings.Split(r.Fields[1], "|") {
			words := Words(v)
			if len(words) == 0 {
				l.bad(r, 1, "there is an empty variant: take out the | that stands alone")
				continue
			}
			if kind == "unit" {
				f.Units[strings.Join(words, " ")] = unit
			}
			f.Phrases[kind].add(words)
			switch kind {
			case "opener", "line", "stamp", "byline", "photo":
				f.starts[words[0]] = true
			}
		}
	}
}

// prompt reads parts that all stand in one line, in any order: "follow us + whatsapp|telegram".
func (l *loader) prompt(r Row, f *Furniture) {
	var parts [][]string
	for _, part := range strings.Split(r.Fields[1], "+") {
		var alts []string
		for _, v := range strings.Split(part, "|") {
			words := Words(v)
			if len(words) == 0 {
				l.bad(r, 1, "a part of the prompt is empty: write parts with + between them, variants with |")
				return
			}
			alts = append(alts, " "+strings.Join(words, " "))
		}
		parts = append(parts, alts)
	}
	f.Prompts = append(f.Prompts, parts)
	rare := parts[0]
	for _, alts := range parts {
		if len(alts) < len(rare) {
			rare = alts
		}
	}
	for _, a := range rare {
		f.prompting[wordStart(strings.TrimSpace(a))] = true
	}
}

// credits reads packs/common/credits.tsv: kind, name and its variants.
func (c *Common) credits(fsys fs.FS, ps *Problems) {
	c.Credits = &Credits{names: map[rune][]Agency{}, Legacy: map[string]bool{}}
	rows, err := Rows(fsys, "common/credits.tsv")
	if err != nil { // a set of packs may do without
		return
	}
	seen := map[string]bool{}
	for _, r := range rows {
		kind := r.Fields[0]
		if kind != "agency" && kind != "image" && kind != "legacy" {
			*ps = append(*ps, Problem{r.File, r.Line, 1, fmt.Sprintf("there is no kind %q: write agency, image or legacy", kind)})
			continue
		}
		if r.Field(1) == "" {
			*ps = append(*ps, Problem{r.File, r.Line, r.Col(1), "the line has no name: write kind, a tab, and the printed forms with | between them"})
			continue
		}
		for _, v := range strings.Split(r.Fields[1], "|") {
			v = strings.TrimSpace(v)
			if v == "" {
				*ps = append(*ps, Problem{r.File, r.Line, r.Col(1), "there is an empty variant: take out the | that stands alone"})
				continue
			}
			if kind == "legacy" {
				c.Credits.Legacy[v] = true
				continue
			}
			v = text.NewView(v).Text
			for _, form := range []string{v, strings.ToUpper(v)} {
				if !seen[form] {
					seen[form] = true
					first, _ := utf8.DecodeRuneInString(form)
					c.Credits.names[first] = append(c.Credits.names[first], Agency{form, kind == "image"})
				}
			}
		}
	}
	for _, list := range c.Credits.names {
		slices.SortStableFunc(list, func(a, b Agency) int { return len(b.Name) - len(a.Name) })
	}
}
