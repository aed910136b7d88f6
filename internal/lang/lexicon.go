package lang

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/text"
)

var kindOfParadigm = map[string]Kind{"n": Noun, "v": Verb, "adj": Adj, "adv": Adv, "name": Name, "num": Num}

// kindOf tells the part of speech from the first part of a paradigm's name: n.m.aa is a noun.
func kindOf(par string) (Kind, bool) {
	for k, name := range kindNames {
		if name == par {
			return Kind(k), true
		}
	}
	head, _, _ := strings.Cut(par, ".")
	k, ok := kindOfParadigm[head]
	return k, ok
}

func (l *loader) lexicon(name string) {
	rows := l.rows(name, true)
	entries := make([]Entry, len(rows)) // in one piece
	l.pack.Entries = slices.Grow(l.pack.Entries, len(rows))
	for i, r := range rows {
		if len(r.Fields) < 2 {
			l.bad(r, 0, "an entry has columns word, paradigm, tags, gloss; this line has only %q: are the blanks real tabs?", r.Fields[0])
			continue
		}
		par := r.Field(1)
		kind, ok := kindOf(par)
		if _, has := l.pack.paradigms[par]; !ok || (kind <= Adj && !has && par != "adj" && par != "adj.0") {
			l.bad(r, 1, "there is no paradigm %q: define it in morph/paradigms.tsv or use one that is there", par)
			continue
		}
		e := &entries[i]
		*e = Entry{Word: r.Fields[0], Kind: kind, Par: par, File: name, Line: r.Line, Gloss: r.Field(3), Gap: -1}
		l.words(e)
		if len(e.Toks) == 0 {
			l.bad(r, 0, "the word is empty")
			continue
		}
		for tag := range strings.FieldsSeq(r.Field(2)) {
			l.tag(r, e, tag)
		}
		l.pack.Entries = append(l.pack.Entries, e)
	}
}

// words splits an entry into folded words and finds the one that inflects.
func (l *loader) words(e *Entry) {
	if !strings.ContainsAny(e.Word, " ~_") {
		e.Toks = Split(e.Word)
		e.Any = plain(len(e.Toks))
		e.Head = len(e.Toks) - 1
		return
	}
	head := 0 // pieces of the first word: "test-fire" inflects in its last
	for i, w := range strings.Fields(e.Word) {
		any := strings.HasPrefix(w, "~")
		if w == "_" {
			e.Gap = len(e.Toks)
			continue
		}
		for _, t := range Split(strings.TrimPrefix(w, "~")) {
			e.Toks = append(e.Toks, t)
			e.Any = append(e.Any, any)
		}
		if i == 0 {
			head = max(len(e.Toks)-1, 0)
		}
	}
	e.Head = len(e.Toks) - 1
	if e.Kind == Verb && !l.pack.Final {
		e.Head = head
	}
}

// plain is the Any of an entry whose words all stand as they are; entries share it.
func plain(n int) []bool {
	if n > len(plainWords) {
		return make([]bool, n)
	}
	return plainWords[:n:n]
}

var plainWords [8]bool

// Split cuts a lexicon word as the tokenizer cuts running text, and folds the parts.
func Split(word string) []string {
	if onePiece(word) {
		if f := text.Fold(word); f != "" {
			return []string{f}
		}
		return nil
	}
	var out []string
	for _, w := range strings.Fields(word) {
		start := 0
		for i := 0; i < len(w); i++ {
			if (w[i] == '-' || w[i] == '/') && i > 0 && i < len(w)-1 {
				out = append(out, text.Fold(w[start:i]), w[i:i+1])
				start = i + 1
			}
		}
		last, own := w[start:], ""
		if n := len(last); n > 2 && last[n-2:] == "'s" { // the text's tokens part it too: Valentine 's Day
			last, own = last[:n-2], "'s"
		} else if n > 1 && last[n-1] == '\'' {
			last, own = last[:n-1], "'"
		}
		if f := text.Fold(last); f != "" {
			out = append(out, f)
		}
		if own != "" {
			out = append(out, own)
		}
	}
	return out
}

// onePiece tells whether a word has nothing to cut it at. It may say no of some that have not.
func onePiece(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c <= ' ' || c == '-' || c == '/' || c == '\'' || c >= 0xC0 && c != 0xE0 { // a blank may be of any script but the Indian ones
			return false
		}
	}
	return true
}

// tag reads one tag of an entry.
func (l *loader) tag(r Row, e *Entry, tag string) {
	key, value, has := strings.Cut(tag, "=")
	if !has {
		l.flag(r, e, tag)
		return
	}
	switch key {
	case "class":
		for _, c := range strings.Split(value, ",") {
			if c == "-" { // a phrase that means no act, so that its verb alone is not read: "strike a pose"
				continue
			}
			if l.common != nil && l.common.Classes[c] == nil {
				l.bad(r, 2, "there is no class %q: the classes are in packs/common/classes.tsv", c)
				continue
			}
			e.Classes = append(e.Classes, c)
		}
	case "light":
		e.Light = value
	case "agent":
		l.sector(r, value)
		e.Agent = value
	case "also":
		e.Also = strings.Split(value, ",")
		for _, s := range e.Also {
			l.sector(r, s)
		}
	case "actor", "recip":
		var ms []Mark
		for _, name := range strings.Split(value, "|") {
			m, ok := ParseMark(name)
			if !ok {
				l.bad(r, 2, "there is no mark %q: the marks are listed in docs/formats/pack.md", name)
				continue
			}
			ms = append(ms, m)
		}
		if key == "actor" {
			e.Actor = ms
		} else {
			e.Recip = ms
		}
	case "mark":
		m, ok := ParseMark(value)
		if !ok {
			l.bad(r, 2, "there is no mark %q: the marks are listed in docs/formats/pack.md", value)
		}
		e.Mark = m
	case "after":
		if value == "gen" {
			e.Flags |= AfterGen
		}
		e.setTag(key, value)
	case "place":
		e.Place = value
	case "list":
		e.Lists = append(e.Lists, strings.Split(value, ",")...)
	case "ctx":
		e.Ctx = append(e.Ctx, strings.Split(value, ",")...)
		if l.common != nil {
			if _, unknown := l.common.ContextSet(e.Ctx); unknown != "" {
				l.bad(r, 2, "there is no context %q: the contexts are in ontology/contexts.tsv", unknown)
			}
		}
	case "modal":
		f, ok := featNames["modal="+value]
		if !ok {
			l.bad(r, 2, "there is no modal %q: write may, must, should, would or can", value)
		}
		e.Feats |= f
	case "perf", "past", "pp", "ing", "pl", "stem", "weekday", "month", "day", "unit", "rel", "part", "season", "festival", "n", "mult", "frac",
		"add", "vague", "bound", "ordinal", "aux", "num", "pres", "fut", "root", "impf", "gap", "p", "gender", "dozen", "of":
		e.setTag(key, value)
	default:
		l.bad(r, 2, "there is no tag %q: the tags are listed in docs/formats/pack.md", key+"=")
	}
}

func (e *Entry) setTag(key, value string) {
	if e.Tags == nil {
		e.Tags = map[string]string{}
	}
	e.Tags[key] = value
}

// flag reads a tag without a value.
func (l *loader) flag(r Row, e *Entry, tag string) {
	if f, ok := flagNames[tag]; ok {
		e.Flags |= f
		return
	}
	if x, ok := featNames[tag]; ok {
		e.Feats |= x
		return
	}
	switch tag {
	case "ago", "later", "dozen", "emph", "only", "also", "deg", "sent", "neg", "q", "hum", "to":
		e.setTag(tag, "1")
	default:
		l.bad(r, 2, "there is no tag %q: the tags are listed in docs/formats/pack.md", tag)
	}
}

func (l *loader) sector(r Row, name string) {
	if l.common != nil && l.common.sectors[name] == "" {
		l.bad(r, 2, "there is no sector %q: the sectors are in ontology/sectors.tsv", name)
	}
}
