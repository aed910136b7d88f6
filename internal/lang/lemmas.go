package lang

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Lemmas finds the dictionary forms that words outside the lexicon may be of, by the paradigms and endings alone. Coding does without it:
// it is for holding paradigms and endings against lists of words.
type Lemmas struct {
	pack  *Pack
	lines map[string][]lemmaLine // by what a line puts on
	max   int
}

type lemmaLine struct {
	strip string
	f     Feat
}

// NewLemmas turns the paradigms of open classes (nouns, adjectives, verbs) round.
func NewLemmas(p *Pack) *Lemmas {
	l := &Lemmas{pack: p, lines: map[string][]lemmaLine{}}
	seen := map[string]bool{}
	for name, lines := range p.paradigms {
		if kind, _, _ := strings.Cut(name, "."); kind != "n" && kind != "adj" && kind != "v" {
			continue
		}
		for _, ln := range lines {
			if key := ln.add + "|" + ln.strip + "|" + ln.f.String(); !seen[key] && ln.add != ln.strip {
				seen[key] = true
				l.lines[ln.add] = append(l.lines[ln.add], lemmaLine{ln.strip, ln.f})
				l.max = max(l.max, len(ln.add))
			}
		}
	}
	return l
}

// Lemma is one way to read a form: the dictionary form and what the form has more than it.
type Lemma struct {
	Word   string
	Stem   string // what stands before the ending
	Ending string // case ending, postposition or clitic; empty where there is none
	Add    string // what the paradigm put on
}

// Of gives the possible dictionary forms of a word, the shortest first.
func (l *Lemmas) Of(form string) []Lemma {
	var out []Lemma
	out = l.stem(out, form, "", ^Feat(0))
	for _, a := range l.pack.guess(form, nil) {
		rest := form[len(a.Stem):]
		out = append(out, Lemma{Word: a.Stem, Stem: a.Stem, Ending: rest}) // loans and names take endings bare
		out = l.stem(out, a.Stem, rest, Obl)
	}
	for _, e := range l.pack.endings["clitic"].startingAs("") {
		if stem, ok := strings.CutSuffix(form, e.text); ok && utf8.RuneCountInString(stem) > 1 {
			out = append(out, Lemma{Word: stem, Stem: stem, Ending: e.text})
			out = l.stem(out, stem, e.text, ^Feat(0))
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].Word) < len(out[j].Word) })
	return out
}

// stem undoes what paradigms do to a stem before an ending.
func (l *Lemmas) stem(out []Lemma, stem, ending string, want Feat) []Lemma {
	for i := len(stem); i > 0 && len(stem)-i <= l.max; {
		for _, ln := range l.lines[stem[i:]] {
			if want == Obl && !ln.f.Has(Obl) {
				continue
			}
			base := stem[:i]
			if utf8.RuneCountInString(base) < 2 {
				continue
			}
			out = append(out, Lemma{base + ln.strip, stem, ending, stem[i:]})
			if long, ok := lengthen(base); ok {
				out = append(out, Lemma{long + ln.strip, stem, ending, stem[i:]})
			}
		}
		_, w := utf8.DecodeLastRuneInString(stem[:i])
		i -= w
	}
	return out
}

// lengthen undoes shorten: मजुर- → मजूर.
func lengthen(stem string) (string, bool) {
	last, n := utf8.DecodeLastRuneInString(stem)
	if n == 0 || !consonant(last) {
		return "", false
	}
	r, m := utf8.DecodeLastRuneInString(stem[:len(stem)-n])
	switch r {
	case 'ि':
		return stem[:len(stem)-n-m] + "ी" + stem[len(stem)-n:], true
	case 'ु':
		return stem[:len(stem)-n-m] + "ू" + stem[len(stem)-n:], true
	}
	return "", false
}
