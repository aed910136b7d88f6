package pipeline

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/segment"
)

// detectBytes is how much of a text the language is judged on.
const detectBytes = 6000

// Detect finds the language of a text among the loaded packs: by script first, then by the share of its words that are closed-class
// words and known forms of each pack. A script that no pack has is named in the error.
func (p *Pipeline) Detect(s string) (string, error) {
	if len(s) > detectBytes {
		s = s[:detectBytes]
	}
	script, other := scripts(s)
	if script == "" {
		return "", fmt.Errorf("the text has no letters, so its language cannot be told")
	}
	best, bestScore, n := "", -1.0, 0
	for _, code := range p.Languages() {
		pack := p.Packs[code]
		if pack.Setting("script", "Latn") != script {
			continue
		}
		n++
		if x := score(pack, s); x > bestScore {
			best, bestScore = code, x
		}
	}
	if n == 0 {
		return "", fmt.Errorf("the text is in %s script, which no language pack reads (bakhar reads %s)", other, strings.Join(p.Languages(), ", "))
	}
	if bestScore < 0.18 {
		return "", fmt.Errorf("the text is in no language that bakhar reads (%s): too few of its words are known", strings.Join(p.Languages(), ", "))
	}
	return best, nil
}

// scripts gives the ISO 15924 code of the script that most letters belong to, and its name.
func scripts(s string) (code, name string) {
	n := map[string]int{}
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
		case unicode.Is(unicode.Devanagari, r):
			n["Devanagari"]++
		case unicode.Is(unicode.Latin, r):
			n["Latin"]++
		default:
			for sc, table := range unicode.Scripts {
				if sc != "Inherited" && sc != "Common" && unicode.Is(table, r) {
					n[sc]++
					break
				}
			}
		}
	}
	for sc, k := range n {
		if name == "" || k > n[name] || k == n[name] && sc < name {
			name = sc
		}
	}
	switch name {
	case "Devanagari":
		return "Deva", name
	case "Latin":
		return "Latn", name
	}
	return name, name
}

// score is the share of words that the pack's function words and lexicon explain; function words count twice.
func score(pack *lang.Pack, s string) float64 {
	words, got := 0, 0.0
	var an []lang.Analysis
	for _, t := range segment.Tokens(s, pack) {
		if t.Kind != 0 {
			continue
		}
		words++
		an = pack.Analyze(t.Norm, an[:0])
		best := 0.0
		for _, a := range an {
			switch {
			case a.E == nil || a.E.KB:
			case a.E.Kind >= lang.Post && a.E.Kind != lang.Time && a.E.Kind != lang.Num:
				best = 1
			case best < 0.4:
				best = 0.4
			}
		}
		got += best
	}
	if words == 0 {
		return 0
	}
	return got / float64(words)
}
