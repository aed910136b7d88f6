package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// Limits in words on lines that are furniture; a longer line is prose.
const (
	openerWordsMax = 30
	promptWordsMax = 26
	promptProseMax = 12 // with a full stop
	promptSure     = 4  // parts that tell a prompt from prose of any length
	stampWordsMax  = 12
	bylineWordsMax = 7
	photoWordsMax  = 12
)

// furniture tells whether the line s[start:end] is no part of the article, and if so cuts it out.
func (c *cleaner) furniture(start, end int, first bool) bool {
	f := c.pack.Furniture
	if f == nil {
		return false
	}
	at := start // past bullets and brackets: "► हेही वाचा : …", "(Also read: …)"
	for at < end {
		r, w := utf8.DecodeRuneInString(c.s[at:end])
		if letter(r) || unicode.IsDigit(r) || r == '"' || r == '\'' || r == utf8.RuneError || r == '©' {
			break
		}
		at += w
	}
	line := c.s[at:end]
	count := strings.Count(line, " ") + 1
	if count > openerWordsMax {
		return false
	}
	if !c.opens(line) {
		if !first && c.prompt(line, count, f) {
			c.cut("boilerplate", start, end, "boilerplate.prompt")
			return true
		}
		return false
	}
	open, whole := head(line)
	words := lang.Words(open)
	switch {
	case whole && f.Phrases["line"].Match(words) == len(words):
		c.cut("boilerplate", start, end, "boilerplate.label")
	case first:
		return false
	case c.opener(line, words, f):
		c.cut("boilerplate", start, end, "boilerplate.link")
	case c.prompt(line, count, f):
		c.cut("boilerplate", start, end, "boilerplate.prompt")
	case whole && stamp(line, words, f):
		c.cut("boilerplate", start, end, "boilerplate.stamp")
	case whole && c.byline(line, words, f):
		c.cut("boilerplate", start, end, "boilerplate.byline")
	case count <= photoWordsMax && c.photo(line, words, f):
		c.cut("credit", start, end, "credit.line")
	default:
		return false
	}
	return true
}

// opens is a cheap test for whether the line's first word opens any furniture.
func (c *cleaner) opens(line string) bool {
	at := strings.IndexFunc(line, func(r rune) bool { return letter(r) || unicode.IsDigit(r) })
	if at < 0 {
		return false
	}
	n := strings.IndexFunc(line[at:], func(r rune) bool { return !letter(r) && !unicode.IsDigit(r) })
	if n < 0 {
		n = len(line) - at
	}
	return c.pack.Furniture.Opens(text.Fold(line[at : at+n]))
}

// after gives what follows the first n words of line.
func after(line string, n int) string {
	in := false
	for i, r := range line {
		w := letter(r) || unicode.IsDigit(r)
		if in && !w {
			n--
			in = false
			if n == 0 {
				return line[i:]
			}
		}
		in = in || w
	}
	return ""
}

// separator tells how many bytes the colon, dash or bar takes that sets a label off from what it labels.
func separator(s string) int {
	t := strings.TrimLeft(s, " ")
	for _, sep := range []string{":-", ":–", "::", ":", "|", "–", ">>", ">", "»", "•"} {
		if strings.HasPrefix(t, sep) {
			return len(s) - len(t) + len(sep)
		}
	}
	if strings.HasPrefix(t, "-") && len(t) < len(s) || strings.HasPrefix(t, "- ") {
		return len(s) - len(t) + 1
	}
	return 0
}

// prose tells whether line ends as a sentence does.
func prose(line string) bool {
	line = strings.TrimRight(line, ` "')]`)
	return strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "..") || strings.HasSuffix(line, "।")
}

func (c *cleaner) opener(line string, words []string, f *lang.Furniture) bool {
	n := f.Phrases["opener"].Match(words)
	if n == 0 {
		return false
	}
	rest := after(line, n)
	if separator(rest) > 0 || strings.Trim(rest, " .…>»:!|-–)]") == "" {
		return true
	}
	return n > 1 && !prose(line) && !strings.HasPrefix(rest, ",") && !strings.Contains(line, `"`) && c.own(line, n)
}

// own tells whether the words of an opener stand as a title: the word after them starts anew ("Read more Inside …"), or the line is short.
func (c *cleaner) own(line string, n int) bool {
	rest := strings.TrimLeft(after(line, n), " ")
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(r) || runes(line) < 60
}

func (c *cleaner) prompt(line string, count int, f *lang.Furniture) bool {
	if count > promptWordsMax || strings.Contains(line, `"`) || !f.MayPrompt(line) {
		return false
	}
	flat := " " + strings.Join(lang.Words(line), " ")
	long := count > promptProseMax && prose(line)
	for _, parts := range f.Prompts {
		if long && len(parts) < promptSure {
			continue
		}
		if !slices.ContainsFunc(parts, func(alts []string) bool {
			return !slices.ContainsFunc(alts, func(a string) bool { return strings.Contains(flat, a) })
		}) {
			return true
		}
	}
	return false
}

func stamp(line string, words []string, f *lang.Furniture) bool {
	n := f.Phrases["stamp"].Match(words)
	if n == 0 || len(words) > stampWordsMax || prose(line) || !strings.ContainsAny(line, "0123456789") {
		return false
	}
	rest := strings.TrimLeft(after(line, n), " ")
	r, _ := utf8.DecodeRuneInString(rest)
	return separator(rest) > 0 || unicode.IsDigit(r) || strings.Contains(rest, ":")
}

// byline takes "By Jane Doe" and "लेखक : …": a label and a few words, in Latin script all with capitals.
func (c *cleaner) byline(line string, words []string, f *lang.Furniture) bool {
	n := f.Phrases["byline"].Match(words)
	if n == 0 || n == len(words) || len(words) > bylineWordsMax || prose(line) {
		return false
	}
	rest := after(line, n)
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	if !unicode.IsUpper(r) {
		return separator(rest) > 0
	}
	for _, w := range strings.Fields(rest) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && w != "and" && w != "in" && w != "for" {
			return false
		}
	}
	return true
}

// photo takes whole lines such as "Photo: Jane Doe/AFP", "छाया : सुनील मडावी", "Image source, Getty Images".
func (c *cleaner) photo(line string, words []string, f *lang.Furniture) bool {
	n := f.Phrases["photo"].Match(words)
	if n == 0 || len(words) > photoWordsMax {
		return false
	}
	rest := after(line, n)
	if strings.Trim(rest, " .)]") == "" {
		return n > 1
	}
	if prose(line) && (len(words) > n+4 || separator(rest) == 0) {
		return false
	}
	if separator(rest) > 0 {
		return !c.glued(rest[separator(rest):])
	}
	if n > 1 && fullName(rest) { // "Photo by Jane Doe"
		return true
	}
	if r := strings.TrimLeft(rest, " ,("); c.credits != nil && len(words) <= n+6 && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " (")) {
		end, _ := c.chain(r)
		return end > 0 && strings.Trim(r[end:], " .)]") == ""
	}
	return false
}

// glued tells whether a credit at the start of s runs into the first word of a sentence.
func (c *cleaner) glued(s string) bool {
	if c.credits == nil {
		return false
	}
	s = strings.TrimLeft(s, " ")
	end := c.creditEnd(s, true)
	return end > 0 && strings.Trim(s[end:], " .)]") != ""
}
