package ui

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// texts are the words of the interface, by language and key.
type texts map[string]map[string]string

// languages gives the codes, sorted.
func (t texts) languages() []string {
	var out []string
	for code := range t {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}

var embeddedTexts = sync.OnceValues(func() (texts, error) { return readStrings(tables) })

// Words gives the words of a language by their keys, for whoever tells of the chronicle outside its pages; none where there is no such language.
func Words(language string) map[string]string {
	all, err := embeddedTexts()
	if err != nil {
		panic("BUG: " + err.Error()) // they are part of the program
	}
	return all[language]
}

// Languages gives the codes of the languages that there are words in, sorted.
func Languages() []string {
	all, err := embeddedTexts()
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return all.languages()
}

// endings is the table beside the words that is none of them: see strings/endings.tsv.
const endings = "endings.tsv"

// readStrings reads strings/*.tsv: key, tab, text; a language a file.
func readStrings(fsys fs.FS) (texts, error) {
	files, err := fs.Glob(fsys, "strings/*.tsv")
	if err != nil {
		return nil, err
	}
	out := texts{}
	for _, file := range files {
		if path.Base(file) == endings {
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		words := map[string]string{}
		last, n := "", 0
		for line := range strings.Lines(string(data)) {
			n++
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			key, text, ok := strings.Cut(line, "\t")
			switch {
			case !ok || text == "" || strings.Contains(text, "\t"):
				return nil, fmt.Errorf("%s:%d: not a key, a tab and a text", file, n)
			case key <= last:
				return nil, fmt.Errorf("%s:%d: key %q stands after %q; keys are sorted, each once", file, n, key, last)
			}
			words[key], last = text, key
		}
		out[strings.TrimSuffix(path.Base(file), ".tsv")] = words
	}
	return out, nil
}
