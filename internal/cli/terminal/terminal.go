// Package terminal is what bakhar writes on a screen with: colours that a user can turn off, text of unknown origin made safe, progress
// of long work. It knows nothing of events.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// IsTerminal tells whether what is written goes to a screen.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Paint colours text; a plain one leaves it as it is.
type Paint bool

// The SGR codes of the table.
const (
	Bold = "1"
	Dim  = "2"
)

// Quads colour the four quadrants of PLOVER: talk and deeds, friendly and hostile.
var Quads = map[int]string{1: "32", 2: "1;32", 3: "33", 4: "1;31"}

// In colours s by an SGR code.
func (p Paint) In(code, s string) string {
	if !p || code == "" || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Printable makes text from outside safe on a terminal: no control characters, which could move the cursor or change its
// title, and none that turn the direction of writing. Joiners stay, as Devanagari needs them.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029:
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// OneLine joins the words of s by single blanks.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Plural is "1 event" or "2 events".
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
