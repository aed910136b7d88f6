package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/text"
)

// ordinary are the words of Marathi and Hindi that a word list of texts has: what stands there is no foreign place that only sounds so.
func (w *world) ordinary() error {
	for _, l := range []struct{ code, pkg string }{{"mr", "tesseract-ocr-mar_*"}, {"hi", "tesseract-ocr-hin_*"}} {
		dir, src, err := w.unpacked(l.pkg, "Apache-2.0")
		if err != nil {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, "words.txt"))
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		for word := range strings.Lines(string(data)) {
			word = text.Fold(strings.TrimSpace(word))
			if utf8.RuneCountInString(word) > 2 && !strings.ContainsFunc(word, func(r rune) bool { return !text.IsDevanagari(r) }) && !seen[word] {
				seen[word] = true
				w.words[l.code] = append(w.words[l.code], word)
			}
		}
		slices.Sort(w.words[l.code])
		src.rows, src.what = len(seen), "ordinary words"
	}
	return nil
}

// wordTable is a table of words: a line for each key, with the words that have it.
func (w *world) wordTable(code string) ([]byte, error) {
	keys := map[string][]string{}
	for _, word := range w.words[code] {
		if k := gaz.Key(word); k != "" {
			keys[k] = append(keys[k], word)
		}
	}
	return lines(keys, func(b *strings.Builder, word string) { b.WriteString(word) })
}

// soundMax is how unlike a name in Devanagari may sound to a place's names in Latin letters: what is farther off is a mistake of whoever
// entered it.
const (
	soundMax  = .22
	taggedMax = .3 // of a name that is said to be of the language
)

// listen drops names in Devanagari that do not sound like the place.
func (w *world) listen() {
	for _, p := range w.places {
		var latin []string
		for _, n := range append([]string{p.name}, p.names...) {
			if !strings.ContainsFunc(n, text.IsDevanagari) {
				latin = append(latin, fold(n))
			}
		}
		wrong := func(n string, most float64) bool {
			return strings.ContainsFunc(n, text.IsDevanagari) && !slices.ContainsFunc(latin, func(l string) bool { return gaz.Unlike(fold(n), l) <= most })
		}
		p.names = slices.DeleteFunc(p.names, func(n string) bool {
			if n == p.mr || n == p.hi {
				return wrong(n, taggedMax)
			}
			return wrong(n, soundMax)
		})
		if wrong(p.mr, taggedMax) {
			p.mr = ""
		}
		if wrong(p.hi, taggedMax) {
			p.hi = ""
		}
	}
}
