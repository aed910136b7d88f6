package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is what a document must have: each of its phrases.
type Match []Phrase

// Phrase is tokens that stand one after the other. They hold nothing but letters, digits and the signs on them, whatever the user wrote.
type Phrase struct {
	Tokens []string
	Prefix bool // the last token is the beginning of one
}

// The bounds of what may be looked for.
const (
	textMax   = 1_000 // bytes
	prefixMin = 2     // characters of a beginning: one would be that of a great part of all words
)

// Parse reads what a user looks for: words, "phrases", beginnings*. It takes everything; without a word it is empty, and finds nothing.
func Parse(s string) (m Match, err error) {
	if len(s) > textMax {
		return nil, fmt.Errorf("the text to look for has %d bytes, the most is %d", len(s), textMax)
	}
	for len(s) > 0 {
		if s[0] == '"' {
			quoted, rest, _ := strings.Cut(s[1:], `"`)
			m, s = m.and(quoted, false), rest
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
		m = m.and(s[:end], strings.HasSuffix(s[:end], "*"))
		s = s[end:]
	}
	for _, p := range m {
		if last := p.Tokens[len(p.Tokens)-1]; p.Prefix && utf8.RuneCountInString(last) < prefixMin {
			return nil, fmt.Errorf("%s* is the beginning of too many words: write one letter or sign more", last)
		}
	}
	return m, nil
}

// and adds the words of s as one phrase, unless it is there or has none.
func (m Match) and(s string, prefix bool) Match {
	p := Phrase{Prefix: prefix}
	for _, line := range Cut(s) {
		p.Tokens = append(p.Tokens, line...)
	}
	if len(p.Tokens) == 0 {
		return m
	}
	for _, q := range m {
		if q.Prefix == prefix && strings.Join(q.Tokens, " ") == strings.Join(p.Tokens, " ") {
			return m
		}
	}
	return append(m, p)
}

// In tells whether the text of a Doc has all phrases.
func (m Match) In(text string) bool {
	text = " " + text + " "
	for _, p := range m {
		s := " " + strings.Join(p.Tokens, " ")
		if !p.Prefix {
			s += " "
		}
		if !strings.Contains(text, s) {
			return false
		}
	}
	return true
}
