package sqldb

import (
	"strings"
	"unicode"
)

// Match is what a document must have: each of its clauses.
type Match []Clause

// Clause is what a document must have at least one of. A clause without any fits nothing.
type Clause []Phrase

// Phrase is tokens that stand one after the other. They hold nothing but letters, digits and characters for private use, whatever the user wrote.
type Phrase struct {
	Tokens []string
	Prefix bool // the last token is the beginning of one
}

func token(t string) Phrase { return Phrase{Tokens: []string{t}} }

// parseText reads what a user looks for: words, "phrases", beginnings*. It takes everything, and finds nothing where there is no word.
func parseText(s string) Match {
	var m Match
	for len(s) > 0 {
		if s[0] == '"' {
			quoted, rest, _ := strings.Cut(s[1:], `"`)
			m, s = m.and(phrase(quoted, 0, false)...), rest
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return r == '"' || unicode.IsSpace(r) })
		switch {
		case end == 0:
			s = strings.TrimLeftFunc(s, unicode.IsSpace)
			continue
		case end < 0:
			end = len(s)
		}
		m = m.and(phrase(s[:end], 0, strings.HasSuffix(s[:end], "*"))...)
		s = s[end:]
	}
	if len(m) == 0 {
		return Match{Clause{}}
	}
	return m
}

// and adds clauses of one phrase each.
func (m Match) and(phrases ...Phrase) Match {
	for _, p := range phrases {
		m = append(m, Clause{p})
	}
	return m
}

// phrase is the words of s under a mark, as one phrase; none where there is no word.
func phrase(s string, mark rune, prefix bool) []Phrase {
	var tokens []string
	for _, line := range Words(s) {
		for _, w := range line {
			if mark != 0 {
				w = string(mark) + w
			}
			tokens = append(tokens, w)
		}
	}
	if len(tokens) == 0 {
		return nil
	}
	return []Phrase{{tokens, prefix}}
}
