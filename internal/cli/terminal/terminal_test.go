package terminal

import "testing"

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
