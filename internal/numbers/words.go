package numbers

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/text"
)

//go:embed words.tsv
var wordsTSV string

// word is what words.tsv tells of a word beside a number.
type word struct {
	unit, kind                            string
	person, label, age, clock, rng, whole bool
	times                                 bool // how often, no count
	bare                                  bool // a person word that may stand before its noun: तिघा दहशतवाद्यांना
}

// tables are the words by language; signs that no language owns are in every one.
var tables = sync.OnceValue(func() map[string]map[string]word {
	out := map[string]map[string]word{}
	for _, line := range strings.Split(wordsTSV, "\n") {
		cols := strings.Split(line, "\t")
		if len(cols) != 3 || line[0] == '#' {
			continue
		}
		if out[cols[0]] == nil {
			out[cols[0]] = map[string]word{}
		}
		for _, w := range strings.Fields(cols[2]) {
			key := text.Fold(strings.ReplaceAll(w, "_", " "))
			x := out[cols[0]][key]
			x.set(cols[1])
			out[cols[0]][key] = x
		}
	}
	return out
})

func (w *word) set(tag string) {
	key, value, _ := strings.Cut(tag, "=")
	switch key {
	case "unit":
		w.unit = value
	case "kind":
		w.kind = value
	case "person":
		w.person = true
	case "label":
		w.label = true
	case "age":
		w.age = true
	case "clock":
		w.clock = true
	case "range":
		w.rng = true
	case "times":
		w.times = true
	case "bare":
		w.bare = true
	case "all":
		w.whole = true
	}
}
