package main

import (
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/lang"
)

// Report counts a list's words: those with an ending by what supports their dictionary form.
type Report struct {
	Words, Lexicon, List int
	Neither              []string
}

// Inflected is how many words have an ending.
func (r Report) Inflected() int { return r.Lexicon + r.List + len(r.Neither) }

// Share is how many of the inflected words come down to a known dictionary form.
func (r Report) Share() float64 {
	if r.Inflected() == 0 {
		return 1
	}
	return float64(r.Lexicon+r.List) / float64(r.Inflected())
}

// endingRunesMin is the least length of an ending that makes a word look inflected: a shorter one ends too many words by chance.
const endingRunesMin = 2

// Check reads every word.
func Check(pack *lang.Pack, words []string) Report {
	r := Report{Words: len(words)}
	lemmas := lang.NewLemmas(pack)
	listed := make(map[string]bool, len(words))
	stems := map[string]int{} // how many words of the list have this before an ending
	of := make([][]lang.Lemma, len(words))
	for i, w := range words {
		listed[w] = true
		of[i] = lemmas.Of(w)
		for _, s := range distinct(of[i]) {
			stems[s]++
		}
	}
	for i, w := range words {
		switch {
		case known(pack, w):
			if inflected(pack, w) {
				r.Lexicon++
			}
		case !looksInflected(of[i]):
		case supported(of[i], listed, w) || sisters(of[i], stems) || compound(pack, of[i], listed):
			r.List++
		default:
			r.Neither = append(r.Neither, w)
		}
	}
	return r
}

// known tells whether the lexicon reads a word.
func known(pack *lang.Pack, w string) bool {
	for _, a := range pack.Analyze(w, nil) {
		if a.E != nil {
			return true
		}
	}
	return false
}

// inflected tells whether every reading of a word is of a form other than the dictionary's.
func inflected(pack *lang.Pack, w string) bool {
	for _, a := range pack.Analyze(w, nil) {
		if a.E != nil && a.E.Toks[a.E.Head] == w {
			return false
		}
	}
	return true
}

func looksInflected(ls []lang.Lemma) bool {
	for _, l := range ls {
		if utf8.RuneCountInString(l.Ending) >= endingRunesMin || utf8.RuneCountInString(l.Add) > endingRunesMin {
			return true
		}
	}
	return false
}

// supported tells whether the list has one of the dictionary forms.
func supported(ls []lang.Lemma, listed map[string]bool, w string) bool {
	for _, l := range ls {
		if l.Word != w && listed[l.Word] {
			return true
		}
	}
	return false
}

// sistersMin is how many forms of one stem show that it is one, though the list lacks its dictionary form.
const sistersMin = 3

// sisters tells whether other words of the list put other endings on one of the stems.
func sisters(ls []lang.Lemma, stems map[string]int) bool {
	for _, s := range distinct(ls) {
		if stems[s] >= sistersMin {
			return true
		}
	}
	return false
}

// compoundRunesMin is the least length of a compound's parts.
const compoundRunesMin = 3

// compound tells whether a dictionary form is made of two known words: मतदानयंत्र.
func compound(pack *lang.Pack, ls []lang.Lemma, listed map[string]bool) bool {
	word := func(s string) bool {
		return utf8.RuneCountInString(s) >= compoundRunesMin && (listed[s] || known(pack, s))
	}
	for _, l := range ls {
		if l.Ending == "" {
			continue
		}
		for i := range l.Word {
			if i > 0 && word(l.Word[i:]) && word(l.Word[:i]) {
				return true
			}
		}
	}
	return false
}

// distinct are the stems before an ending, each once.
func distinct(ls []lang.Lemma) []string {
	seen := map[string]bool{}
	var out []string
	for _, l := range ls {
		if l.Ending != "" && utf8.RuneCountInString(l.Stem) > 2 && !seen[l.Stem] {
			seen[l.Stem] = true
			out = append(out, l.Stem)
		}
	}
	return out
}
