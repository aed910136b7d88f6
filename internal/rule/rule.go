// Package rule reads the .rules files of the packs: which case or adposition fills which role of which class of
// predicate, and what blocks an event. A rule names classes and marks; words are the lexicon's.
//
//	rule mr.coder.attack
//	  class  attack kill wound
//	  actor  subj by gen
//	  recip  on against obj dat
//	  block  sport market film
//	  need   party
//
// See docs/formats/case.md for the examples that go with each rule.
package rule

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/byword"
)

// Rule says how the arguments of some classes become roles.
type Rule struct {
	ID      string
	Classes []string // classes or PLOVER types; "*" is any
	Actor   []string // marks by preference
	Recip   []string
	Block   []string // word lists: one of their words in the clause and there is no event
	Need    []string // actor, recip, party (one of the two), known (a party with a country or sector)
	Flags   map[string]bool
	File    string
	Line    int
}

// Set is the rules of one language by class.
type Set struct {
	Rules   []*Rule
	byClass byword.Table[*Rule]
}

// For finds the rule of a class: its own, its parent's, its type's, or the one for all.
func (s *Set) For(class, typ string) *Rule {
	if r := s.byClass.Get(class); r != nil {
		return r
	}
	if p, _, ok := strings.Cut(class, "."); ok {
		if r := s.byClass.Get(p); r != nil {
			return r
		}
	}
	if r := s.byClass.Get(typ); r != nil {
		return r
	}
	return s.byClass.Get("*")
}

// Error is one mistake in a rules file.
type Error struct {
	File      string
	Line, Col int
	Text      string
}

// Error reads file:line:col: text.
func (e Error) Error() string { return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Text) }

// Load reads every rules file of a language. All mistakes are returned, in order.
func Load(fsys fs.FS, code string, knownClass, knownMark, knownList func(string) bool) (*Set, []Error) {
	s := &Set{}
	files, _ := fs.Glob(fsys, path.Join(code, "rules/*.rules"))
	sort.Strings(files)
	var errs []Error
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			errs = append(errs, Error{f, 1, 1, err.Error()})
			continue
		}
		errs = append(errs, s.parse(f, string(data), knownClass, knownMark, knownList)...)
	}
	return s, errs
}

func (s *Set) parse(file, data string, knownClass, knownMark, knownList func(string) bool) []Error {
	var errs []Error
	var cur *Rule
	for i, line := range strings.Split(data, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		bad := func(word, format string, args ...any) {
			errs = append(errs, Error{file, i + 1, strings.Index(line, word) + 1, fmt.Sprintf(format, args...)})
		}
		if words[0] == "rule" {
			if len(words) != 2 {
				bad("rule", "a rule opens with: rule <language>.coder.<name>")
				continue
			}
			for _, r := range s.Rules {
				if r.ID == words[1] {
					bad(words[1], "the rule %q stands twice: rule ids are never reused", words[1])
				}
			}
			cur = &Rule{ID: words[1], Flags: map[string]bool{}, File: file, Line: i + 1}
			s.Rules = append(s.Rules, cur)
			continue
		}
		if cur == nil {
			bad(words[0], "%q stands before the first rule", words[0])
			continue
		}
		check := func(known func(string) bool, what string) []string {
			var out []string
			for _, w := range words[1:] {
				if w == "|" {
					continue
				}
				if known != nil && !known(w) {
					bad(w, "there is no %s %q", what, w)
					continue
				}
				out = append(out, w)
			}
			return out
		}
		switch words[0] {
		case "class":
			for _, c := range check(knownClass, "class") {
				if s.byClass.Get(c) != nil {
					bad(c, "class %q already has the rule %s", c, s.byClass.Get(c).ID)
				}
				s.byClass.Put(c, cur)
				cur.Classes = append(cur.Classes, c)
			}
		case "actor":
			cur.Actor = check(knownMark, "mark")
		case "recip":
			cur.Recip = check(knownMark, "mark")
		case "block":
			cur.Block = append(cur.Block, check(knownList, "word list")...)
		case "need":
			cur.Need = check(nil, "")
		case "flag":
			for _, w := range words[1:] {
				cur.Flags[w] = true
			}
		default:
			bad(words[0], "a rule has lines class, actor, recip, block, need, flag; not %q", words[0])
		}
	}
	return errs
}
