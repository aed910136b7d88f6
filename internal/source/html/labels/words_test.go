package labels

import (
	"strings"
	"testing"
)

func TestReadWords(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"month\tmr\tमार्च\t13", `words.tsv:1: "13" is no month`},
		{"half\ten\tam\tnoon", `"noon" is no half of a day`},
		{"zone\ten\tist\t5.5", `"5.5" is no offset`},
		{"class\t\tnav\thide", `"hide" is no use of a class`},
		{"prompt\ten\tjoin us\tmaybe", `"maybe" is no condition of a prompt`},
		{"wurst\ten\tx", `there is no kind "wurst"`},
		{"month\tmr", "2 fields"},
	} {
		if _, err := readWords(c.line + "\n"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.line, err, c.want)
		}
	}
}

// TestMonths: each language has all twelve.
func TestMonths(t *testing.T) {
	have := map[string]map[string]bool{}
	for line := range strings.Lines(wordsTable) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); f[0] == "month" {
			if have[f[1]] == nil {
				have[f[1]] = map[string]bool{}
			}
			have[f[1]][f[3]] = true
		}
	}
	for _, language := range []string{"en", "hi", "mr"} {
		if n := len(have[language]); n != 12 {
			t.Errorf("%s has %d months", language, n)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"फ़रवरी", "फरवरी"}, {"व्हॉट्सॲप", "व्हॉट्सअॅप"}, {"व्हॉट्सअ\u200dॅप", "व्हॉट्सअॅप"}, {"Also  Read", "also read"}, {"DON’T", "don't"}, {"यह\u00a0भी", "यह भी"},
	} {
		if Fold(c.a) != Fold(c.b) {
			t.Errorf("%q and %q fold to %q and %q", c.a, c.b, Fold(c.a), Fold(c.b))
		}
	}
}
