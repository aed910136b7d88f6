package cli

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/bakhar/bakhar/internal/cli/terminal"
)

// beforeCols and markCols bound, in columns of a terminal, what is shown of the text before a place and of the place itself; a
// paragraph is one line, and a caret under a line that wraps points nowhere.
const (
	beforeCols = 32
	markCols   = 40
	lineCols   = 76
)

// excerpt writes the line of s around [start,end) and a row of carets under it. Terminals disagree about the width of Devanagari, so that
// on one the carets are pushed to their place by the very text that stands above, printed concealed; elsewhere by as many
// blanks as most programs give it columns.
func excerpt(b *bytes.Buffer, s string, start, end int, p terminal.Paint) {
	lo := strings.LastIndexByte(s[:start], '\n') + 1
	hi := len(s)
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		hi = start + i
	}
	long := end > hi
	end = min(end, hi)
	before := tail(terminal.Printable(s[lo:start]), beforeCols)
	mark, cut := head(terminal.Printable(s[start:end]), markCols)
	after := ""
	switch {
	case cut:
		mark += "…"
	case !long:
		if after, cut = head(terminal.Printable(s[end:hi]), max(0, lineCols-cols(before)-cols(mark))); cut {
			after += "…"
		}
	}
	b.WriteString("    " + before + p.In(markCode, mark) + after + "\n    ")
	if p {
		b.WriteString("\x1b[8m" + before + "\x1b[0m")
	} else {
		b.WriteString(strings.Repeat(" ", cols(before)))
	}
	b.WriteString(p.In(markCode, strings.Repeat("^", max(1, cols(mark)))) + "\n")
}

// markCode is the SGR code of what a caret points at.
const markCode = "1;31"

// tail is the end of s that fits in n columns, from a word's start where there is one.
func tail(s string, n int) string {
	if cols(s) <= n {
		return s
	}
	w := cols(s)
	for i, r := range s {
		if w < n && unicode.IsSpace(r) {
			return "…" + s[i:]
		}
		w -= col(r)
	}
	for i := range s { // one word wider than the room: cut before a letter, never before its sign
		if cols(s[i:]) < n && !joins(s[i:]) {
			return "…" + s[i:]
		}
	}
	return "…"
}

// head is the start of s that fits in n columns, and whether anything was left out.
func head(s string, n int) (string, bool) {
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

// joins tells whether s starts with a sign that belongs to the letter before it.
func joins(s string) bool {
	for _, r := range s {
		return unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
	}
	return false
}

func cols(s string) int {
	n := 0
	for _, r := range s {
		n += col(r)
	}
	return n
}

// col is how many columns most terminals give a character: none to marks without width and to joiners, two to wide ones.
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
