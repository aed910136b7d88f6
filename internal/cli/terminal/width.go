package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Cols is how many columns most terminals give a text; what only colours it has none.
func Cols(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if k := sgr(s[i:]); k > 0 {
			i += k
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		n += col(r)
		i += size
	}
	return n
}

// sgr is the length of the colouring at the beginning of s, 0 where there is none. Only this package writes it: Printable takes escapes out of texts.
func sgr(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0
	}
	i := strings.IndexByte(s, 'm')
	if i < 0 || strings.Trim(s[2:i], "0123456789;") != "" {
		return 0
	}
	return i + 1
}

// col is how many columns most terminals give a character: none to marks without width and to joiners, two to wide ones. A vowel sign with a width of its own
// (ा, ी) has one, as in xterm and in VTE; terminals that draw it with its letter show less than is counted here, never more.
func col(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x1100:
		return 1
	}
	if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 2
	}
	return 1
}

// joins tells whether s starts with a sign that belongs to the letter before it.
func joins(s string) bool {
	for _, r := range s {
		return unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
	}
	return false
}

// Head is the start of a text without colours that fits in n columns, and whether anything was left out.
func Head(s string, n int) (string, bool) {
	w, end := 0, 0
	for i, r := range s {
		if !joins(s[i:]) {
			end = i
		}
		if w += col(r); w > n {
			return strings.TrimRight(s[:end], " "), true
		}
	}
	return s, false
}

// Tail is the end of a text without colours that fits in n columns, from a word's start where there is one.
func Tail(s string, n int) string {
	if Cols(s) <= n {
		return s
	}
	w := Cols(s)
	for i, r := range s {
		if w < n && unicode.IsSpace(r) {
			return "…" + s[i:]
		}
		w -= col(r)
	}
	for i := range s { // one word wider than the room: cut before a letter, never before its sign
		if Cols(s[i:]) < n && !joins(s[i:]) {
			return "…" + s[i:]
		}
	}
	return "…"
}

// Pad fills s with blanks to n columns.
func Pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Cols(s))) }

// Hang marks in a line where its going on begins when it is wider than the screen. It is never printed, and no text brings it: Printable takes it out.
const Hang = "\v"

// narrow is the least width that lines are folded to.
const narrow = 30

// fold cuts a line between words into lines of at most n columns; what goes on stands under the line's mark, or a little further in than the line.
func fold(line string, n int) string {
	before, after, marked := strings.Cut(line, Hang)
	line = before + strings.ReplaceAll(after, Hang, "")
	if n = max(n, narrow); Cols(line) <= n {
		return line
	}
	indent := Cols(before)
	if lead := len(line) - len(strings.TrimLeft(line, " ")); !marked || indent > n*2/3 {
		indent = min(lead+2, n/2)
	}
	var b strings.Builder
	for first := true; ; first = false {
		room := n
		if !first {
			room = n - indent
			b.WriteString("\n" + strings.Repeat(" ", indent))
		}
		cut := breakAt(line, room, first, indent)
		b.WriteString(strings.TrimRight(line[:cut], " "))
		if line = strings.TrimLeft(line[cut:], " "); line == "" {
			return b.String()
		}
	}
}

// breakAt is where a line that has room for n columns ends: behind its last blank, and if a single word fills it, before a letter. The first line
// is not broken before its mark: what stands there are columns.
func breakAt(line string, n int, first bool, indent int) int {
	w, blank, letter := 0, 0, 0
	for i := 0; i < len(line); {
		if k := sgr(line[i:]); k > 0 {
			i += k
			continue
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		if i > 0 && !joins(line[i:]) {
			letter = i
		}
		if w += col(r); w > n && r != ' ' {
			if blank > 0 {
				return blank
			}
			return max(letter, size)
		}
		i += size
		if r == ' ' && !(first && w <= indent) {
			blank = i
		}
	}
	return len(line)
}
