package cli

import (
	"bytes"
	"strings"

	"github.com/bakhar/bakhar/internal/cli/terminal"
)

// lineCols bounds, in columns of a terminal, what is shown of a line: a paragraph is one line, and a caret under a line that wraps points nowhere. Less than
// half of them show what stands before a place, somewhat more the place itself.
const lineCols = 75

// marginCols stand left of an excerpt, and at its right end for the sign of what was left out.
const marginCols = 5

// excerpt writes the line of s around [start,end) and a row of carets under it. Terminals disagree about the width of Devanagari, so that
// on one the carets are pushed to their place by the very text that stands above, printed concealed; elsewhere by as many
// blanks as most programs give it columns. screen is the terminal's width, 0 where there is none.
func excerpt(b *bytes.Buffer, s string, start, end int, p terminal.Paint, screen int) {
	room := lineCols
	if screen > 0 {
		room = min(room, max(screen-marginCols, marginCols*4))
	}
	lo := strings.LastIndexByte(s[:start], '\n') + 1
	hi := len(s)
	if i := strings.IndexByte(s[start:], '\n'); i >= 0 {
		hi = start + i
	}
	long := end > hi
	end = min(end, hi)
	before := terminal.Tail(terminal.Printable(s[lo:start]), room*3/7)
	mark, cut := terminal.Head(terminal.Printable(s[start:end]), room*8/15)
	after := ""
	switch {
	case cut:
		mark += "…"
	case !long:
		if after, cut = terminal.Head(terminal.Printable(s[end:hi]), max(0, room-terminal.Cols(before)-terminal.Cols(mark))); cut {
			after += "…"
		}
	}
	b.WriteString("    " + before + p.In(markCode, mark) + after + "\n    ")
	if p {
		b.WriteString("\x1b[8m" + before + "\x1b[0m")
	} else {
		b.WriteString(strings.Repeat(" ", terminal.Cols(before)))
	}
	b.WriteString(p.In(markCode, strings.Repeat("^", max(1, terminal.Cols(mark)))) + "\n")
}

// markCode is the SGR code of what a caret points at.
const markCode = "1;31"
