package text

import (
	"strings"
	"testing"
)

// mojibakeOf shows UTF-8 as a program shows it that takes it for Windows-1252.
func mojibakeOf(s string) string {
	back := map[byte]rune{}
	for r, b := range cp1252 {
		back[b] = r
	}
	var out strings.Builder
	for _, b := range []byte(s) {
		r, ok := back[b]
		if !ok {
			r = rune(b)
		}
		out.WriteRune(r)
	}
	return out.String()
}

// TestMends: what leaves no choice is read as it was meant, and tells where it stands; what may be right stays.
func TestMends(t *testing.T) {
	for _, c := range []struct {
		in, view string
		kind     MendKind
		n        int
	}{
		{"पोलिसांनी " + mojibakeOf("अटक") + " केली", "पोलिसांनी अटक केली", Mojibake, 3},
		{"don" + mojibakeOf("’") + "t", "don't", Mojibake, 1},
		{"Tata &amp; Sons&nbsp;said &#8220;no&#8221;", `Tata & Sons said "no"`, Entity, 4},
		{"लोकसेेवा आयोगाची प्रतिक्रियाा", "लोकसेवा आयोगाची प्रतिक्रिया", TwiceSign, 2},
		{"अधिकाऱ ्यांनी सांगितले", "अधिकाऱ्यांनी सांगितले", Parted, 1},
		{"कर्मचाºयांनी आंदोलन केले", "कर्मचाऱ्यांनी आंदोलन केले", HalfRa, 1},
		{"the pоlice in Mumbаi", "the police in Mumbai", Lookalike, 2}, // о and а are Cyrillic
	} {
		v := NewView(c.in)
		if v.Text != c.view {
			t.Errorf("%q is read as %q, want %q", c.in, v.Text, c.view)
		}
		if len(v.Mends) != c.n {
			t.Errorf("%q: %d mends, want %d: %v", c.in, len(v.Mends), c.n, v.Mends)
		}
		for _, m := range v.Mends {
			if m.Kind != c.kind {
				t.Errorf("%q: a mend of kind %d, want %d", c.in, m.Kind, c.kind)
			}
			if o := v.ToOriginal(v.ToView(m.Span)); m.Meant != "" && o != m.Span {
				t.Errorf("%q: the mend at %v comes back as %v", c.in, m.Span, o)
			}
		}
	}
	for _, s := range []string{"officials ्यांनी", "AT&T and R&D; see &c.", "Café Ångström São Paulo 25°C №", "हळूहळू घरोघरी", "Москва", "20º तापमान", "β-blocker"} {
		if v := NewView(s); len(v.Mends) > 0 {
			t.Errorf("%q is sound, but mended: %v", s, v.Mends)
		}
	}
}
