package terminal

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// Colour says when output is coloured.
type Colour string

// When output is coloured: on a terminal whose user has not set NO_COLOR, always, never.
const (
	Auto   Colour = "auto"
	Always Colour = "always"
	Never  Colour = "never"
)

// String gives the word.
func (c *Colour) String() string { return string(*c) }

// Type names the value in help.
func (c *Colour) Type() string { return "when" }

// Set reads the word.
func (c *Colour) Set(s string) error {
	switch w := Colour(strings.ToLower(s)); w {
	case Auto, Always, Never:
		*c = w
		return nil
	}
	return fmt.Errorf("%q is none of auto, always, never", s)
}

// Painting tells whether what is written to w is coloured. A user who asks for colours gets them, whatever the environment says (no-color.org).
func Painting(w io.Writer, when Colour) Paint {
	switch when {
	case Always:
		return true
	case Never:
		return false
	}
	return Paint(IsTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
}

// widthDefault is taken of a terminal that does not tell its own.
const widthDefault = 80

// Width is how many columns there are to write to: what COLUMNS says, or the terminal itself. 0 is for no end: a file, a pipe.
func Width(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n
	}
	return widthDefault
}

// Screen is what people read. Lines that are wider than it go on under their mark (Hang), so that columns stay columns. Programs read JSON, which goes past it.
type Screen struct {
	w       io.Writer
	columns int
	begun   []byte // of a line that has not ended
}

// NewScreen writes to w in its width.
func NewScreen(w io.Writer) *Screen { return &Screen{w: w, columns: Width(w)} }

// Columns is the screen's width, 0 where it has no end.
func (s *Screen) Columns() int { return s.columns }

// Write takes text; lines are shown once they have ended.
func (s *Screen) Write(p []byte) (int, error) {
	var out bytes.Buffer
	for rest := p; ; {
		line, after, ended := bytes.Cut(rest, []byte("\n"))
		s.begun = append(s.begun, line...)
		if !ended {
			break
		}
		out.WriteString(s.lay(string(s.begun)))
		out.WriteByte('\n')
		s.begun, rest = s.begun[:0], after
	}
	if _, err := s.w.Write(out.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush shows what has begun.
func (s *Screen) Flush() error {
	_, err := io.WriteString(s.w, s.lay(string(s.begun)))
	s.begun = nil
	return err
}

func (s *Screen) lay(line string) string {
	if s.columns == 0 {
		return strings.ReplaceAll(line, Hang, "")
	}
	return fold(line, s.columns)
}
