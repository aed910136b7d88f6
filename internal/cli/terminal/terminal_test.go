package terminal

import (
	"bytes"
	"strings"
	"testing"
)

// TestPrintable: nothing of a text reaches the screen that could move its cursor or turn its writing; joiners stay.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mb":          "a [31mb",
		"a\nb\tc":             "a b c",
		"x\u202ey\u2066z":     "xyz",
		"र्\u200dहा\u200cऊंड": "र्\u200dहा\u200cऊंड",
		"\xffक":               "\ufffdक",
	} {
		if got := Printable(in); got != want {
			t.Errorf("Printable(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCols: as many columns as xterm and VTE give a text; colours have none.
func TestCols(t *testing.T) {
	for in, want := range map[string]int{"abc": 3, "कि": 2, "की": 2, "जून": 2, "क्ष": 2, "日本": 4, "\x1b[1;31mab\x1b[0m": 2, "≠ date": 6, "र्\u200dह": 2} {
		if got := Cols(in); got != want {
			t.Errorf("Cols(%q) = %d, want %d", in, got, want)
		}
	}
}

// TestScreen: a line goes on under its mark, between words; columns before the mark stay whole; what has no blank is cut before a letter, never
// before its sign; a line that fits is left alone; the mark is never shown.
func TestScreen(t *testing.T) {
	for _, c := range []struct {
		columns  int
		in, want string
	}{
		{0, "a  \vb " + strings.Repeat("c", 90), "a  b " + strings.Repeat("c", 90)},
		{30, "short  \vline", "short  line"},
		{30, "id  2026-03-04  \vone two three four", "id  2026-03-04  one two three\n                four"},
		{30, "id  \v\x1b[1mone two three\x1b[0m four five six seven", "id  \x1b[1mone two three\x1b[0m four five\n    six seven"},
		{30, "  a line without mark that is too long", "  a line without mark that is\n    too long"},
		{30, "\v" + strings.Repeat("कि", 20), strings.Repeat("कि", 15) + "\n" + strings.Repeat("कि", 5)},
		{30, strings.Repeat("x", 25) + "  \vto the right of the half", strings.Repeat("x", 25) + "  to\n  the right of the half"},
	} {
		var b bytes.Buffer
		s := &Screen{w: &b, columns: c.columns}
		for _, part := range []string{c.in[:1], c.in[1:] + "\n"} { // lines come in pieces
			if _, err := s.Write([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.TrimSuffix(b.String(), "\n"); got != c.want {
			t.Errorf("in %d columns\n%q\ngives\n%q\nwant\n%q", c.columns, c.in, got, c.want)
		}
	}
}

// TestTable: cells of two scripts stand under each other; numbers end under each other; a long name is cut, not the column.
func TestTable(t *testing.T) {
	table := Table{Right: []bool{true}}
	table.Row("7", "किसान स्वर", "last")
	table.Row("1234", "Gulf Tribune", "last")
	table.Row("5", strings.Repeat("लोकध्वज ", 20), "last")
	var at []int
	for line := range strings.Lines(string(table.Bytes())) {
		before, _, _ := strings.Cut(line, Hang)
		at = append(at, Cols(before))
	}
	if len(at) != 3 || at[0] != at[1] || at[1] != at[2] || at[0] > 4+2+cellMax+2 {
		t.Errorf("the last column begins at %v", at)
	}
}
