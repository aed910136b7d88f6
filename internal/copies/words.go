package copies

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/bakhar/bakhar/internal/text"
)

// A line is furniture where it has fewer words than this and does not end as a sentence does: headline, byline, credit, share prompt.
const lineMin = 15

// asideMax is the number of words that may stand in brackets and be a credit: (PTI), (पीटीआय).
const asideMax = 3

// The most words and bytes before the dash or colon of a dateline.
const (
	datelineWords = 8
	datelineBytes = 120
)

// words gives the hashes of the words of a text, folded, without furniture.
func words(s string) []uint64 {
	s = norm.NFC.String(s)
	out := make([]uint64, 0, len(s)/7)
	body := false
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		before := len(out)
		if !body {
			out = add(out, afterDateline(line))
		} else {
			out = add(out, line)
		}
		if len(out)-before < lineMin && !sentence(line) {
			out = out[:before]
			continue
		}
		body = true
		if len(out) > wordsMax {
			break
		}
	}
	if !body { // a text without a full stop
		for line := range strings.Lines(s) {
			if out = add(out, line); len(out) > wordsMax {
				break
			}
		}
	}
	return out[:min(len(out), wordsMax)]
}

// sentence tells whether a line ends as a sentence does.
func sentence(line string) bool {
	line = strings.TrimRightFunc(line, func(r rune) bool {
		return unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) || r == '"' || r == '\'' || unicode.IsSpace(r)
	})
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?।॥…", r)
}

// afterDateline cuts what stands before the first sentence: place, day, agency, and a dash or colon.
func afterDateline(line string) string {
	n := 0
	for i, r := range line {
		if i > datelineBytes || n > datelineWords {
			break
		}
		switch r {
		case ' ':
			n++
		case '—', '–', ':', '-':
			_, after := utf8.DecodeRuneInString(line[i:])
			if rest := line[i+after:]; strings.HasPrefix(rest, " ") && (r != '-' && r != '–' || i > 0 && line[i-1] == ' ') {
				return rest
			}
		case '.', '।', '?', '!', '"', '“':
			return line
		}
	}
	return line
}

// add appends the hashes of a line's words, without short brackets.
func add(out []uint64, line string) []uint64 {
	open := -1
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		switch {
		case r == '(' || r == '[':
			open = len(out)
		case (r == ')' || r == ']') && open >= 0:
			if len(out)-open <= asideMax {
				out = out[:open]
			}
			open = -1
		case wordRune(r):
			end := i + n
			for end < len(line) {
				r, n := utf8.DecodeRuneInString(line[end:])
				if !wordRune(r) {
					break
				}
				end += n
			}
			out = append(out, hash(line[i:end]))
			i = end
			continue
		}
		i += n
	}
	return out
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	if r >= 0x900 && r < 0x980 {
		return r != '।' && r != '॥' && r != '॰'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\u200c' || r == '\u200d'
}

// hash is FNV-1a over the folded word, its digits those of ASCII.
func hash(word string) uint64 {
	const start, prime = uint64(14695981039346656037), uint64(1099511628211)
	h := start
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			h = start
			break
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime
	}
	if h != start {
		return h // most words of a Latin text
	}
	for _, r := range text.Fold(word) {
		if r >= '०' && r <= '९' {
			r += '0' - '०'
		}
		for ; r != 0; r >>= 8 {
			h = (h ^ uint64(r&0xff)) * prime
		}
	}
	return h
}
