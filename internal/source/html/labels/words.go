// Package labels knows the words that stand around the texts of news pages, not in them: labels of bylines and dates, beginnings of boxes,
// prompts, class names, and dates in words and figures. They stand in words.tsv, by language; no word of a language stands in Go. What an
// element with such a word is, the callers decide.
package labels

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed words.tsv
var wordsTable string

// Vocabulary is words.tsv by kind. All texts in it are folded.
type Vocabulary struct {
	List  map[string][]string        // head, whole, prompt …: what stands there
	Month map[string]time.Month      //
	Half  map[string]string          // "am", "pm", "night"
	Zone  map[string]*time.Location  //
	Home  map[string]*time.Location  // by language
	Order map[string]string          // by language
	Word  map[string]map[string]bool // language → its small words
	Class map[string]string          // part of a class or id → drop, caption, byline, summary, picture, body
}

// Words is the table, read once; a mistake in it is a mistake of the program.
var Words = sync.OnceValue(func() *Vocabulary {
	v, err := readWords(wordsTable)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return v
})

// readWords reads the table and tells its first mistake with file and line.
func readWords(table string) (*Vocabulary, error) {
	v := &Vocabulary{List: map[string][]string{}, Month: map[string]time.Month{}, Half: map[string]string{}, Zone: map[string]*time.Location{},
		Home: map[string]*time.Location{}, Order: map[string]string{}, Word: map[string]map[string]bool{}, Class: map[string]string{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 3 || len(f) > 4 {
			return nil, fmt.Errorf("words.tsv:%d: %d fields: kind, language, text and at most a value are wanted", n, len(f))
		}
		f = append(f, "")
		if err := v.add(f[0], f[1], Fold(f[2]), f[3]); err != nil {
			return nil, fmt.Errorf("words.tsv:%d: %w", n, err)
		}
	}
	return v, nil
}

func (v *Vocabulary) add(kind, language, text, value string) error {
	switch kind {
	case "month":
		m, err := strconv.Atoi(value)
		if err != nil || m < 1 || m > 12 {
			return fmt.Errorf("%q is no month: 1 to 12 is wanted", value)
		}
		v.Month[text] = time.Month(m)
	case "half":
		if value != "am" && value != "pm" && value != "night" {
			return fmt.Errorf("%q is no half of a day: am, pm or night is wanted", value)
		}
		v.Half[strings.TrimSuffix(text, ".")] = value
	case "zone", "home":
		loc, ok := offset(value)
		if !ok {
			return fmt.Errorf("%q is no offset of the form +05:30", value)
		}
		if kind == "home" {
			v.Home[language] = loc
		} else {
			v.Zone[text] = loc
		}
	case "class":
		if value != "drop" && value != "caption" && value != "byline" && value != "summary" && value != "body" && value != "picture" {
			return fmt.Errorf("%q is no use of a class: drop, caption, byline, summary, picture or body is wanted", value)
		}
		v.Class[text] = value
	case "order":
		v.Order[language] = value
	case "word":
		if v.Word[language] == nil {
			v.Word[language] = map[string]bool{}
		}
		v.Word[language][text] = true
	case "prompt":
		if value != "" && value != "link" {
			return fmt.Errorf("%q is no condition of a prompt: link or nothing is wanted", value)
		}
		v.List[kind+value] = append(v.List[kind+value], text)
	case "end", "published", "updated", "author", "after", "head", "whole", "credit", "rights", "gate", "weekday":
		v.List[kind] = append(v.List[kind], text)
	default:
		return fmt.Errorf("there is no kind %q", kind)
	}
	return nil
}

// Fold makes spellings of one word alike: case, composition, joiners, nukta (फ़रवरी, फरवरी), the two ways to write ॲ, and blanks.
func Fold(s string) string {
	s = norm.NFC.String(strings.ToLower(s))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u00ad' || r == '\u093c':
			continue
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		switch r {
		case '\u0972': // ॲ
			b.WriteString("\u0905\u0945")
		case '\u2018', '\u2019':
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Finishes tells whether s, which is folded, ends in a text of a kind, marks behind it aside.
func (v *Vocabulary) Finishes(kind, s string) bool {
	s = strings.TrimRightFunc(s, NotLetter)
	for _, w := range v.List[kind] {
		if head, ok := strings.CutSuffix(s, w); ok {
			if r, _ := utf8.DecodeLastRuneInString(head); !Letter(r) {
				return true
			}
		}
	}
	return false
}

// Starts gives what follows the longest text of a kind that s, which is folded, begins with, at the end of a word.
func (v *Vocabulary) Starts(kind, s string) (rest string, ok bool) {
	best := -1
	for _, w := range v.List[kind] {
		if len(w) > best && strings.HasPrefix(s, w) && Edge(w, s[len(w):]) {
			best = len(w)
		}
	}
	if best < 0 {
		return "", false
	}
	return s[best:], true
}

// Edge tells whether a word that ends in w can end before rest.
func Edge(w, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(w)
	r, _ := utf8.DecodeRuneInString(rest)
	return !Letter(last) || !Letter(r) || r == 'ः' // a visarga for a colon: "यह भी पढ़ेंः"
}

// Letter tells whether a rune is part of a word or number.
func Letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// Has tells whether a text of a kind stands in s, which is folded, as words of its own.
func (v *Vocabulary) Has(kind, s string) bool {
	for _, w := range v.List[kind] {
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			i += at
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			if (i == 0 || !Letter(before)) && Edge(w, s[i+len(w):]) {
				return true
			}
			at = i + len(w)
		}
	}
	return false
}

// Is tells whether s, which is folded, is a text of a kind, marks around it aside.
func (v *Vocabulary) Is(kind, s string) bool {
	s = strings.TrimFunc(s, func(r rune) bool { return !Letter(r) })
	for _, w := range v.List[kind] {
		if s == w {
			return true
		}
	}
	return false
}

// offset reads "+05:30", "+0530", "+5" and "-8:00".
func offset(s string) (*time.Location, bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return nil, false
	}
	sign, digits := 1, s[1:]
	if s[0] == '-' {
		sign = -1
	}
	h, m, ok := strings.Cut(digits, ":")
	if !ok && len(digits) == 4 {
		h, m = digits[:2], digits[2:]
	}
	hours, err := strconv.Atoi(h)
	if err != nil || hours > 14 {
		return nil, false
	}
	minutes := 0
	if m != "" {
		if minutes, err = strconv.Atoi(m); err != nil || minutes > 59 {
			return nil, false
		}
	}
	seconds := sign * (hours*3600 + minutes*60)
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}

// Last is where the last text of a kind stands in s, which is folded; -1 for nowhere.
func (v *Vocabulary) Last(kind, s string) int {
	best := -1
	for _, w := range v.List[kind] {
		if i := strings.LastIndex(s, w); i > best {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			if (i == 0 || !Letter(before)) && Edge(w, s[i+len(w):]) {
				best = i
			}
		}
	}
	return best
}
