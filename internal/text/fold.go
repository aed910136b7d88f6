package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings the spellings of one word together, for look-up only; nothing printed is cut from a folded form.
// Latin letters lose case and accents. In Devanagari the nukta goes except in ड़ and ढ़, eyelash and
// dotted ra become ra, chandrabindu becomes anusvara, a nasal before a stop of its class becomes anusvara
// (पण्डित → पंडित), अॅ becomes ॲ, a nasal chandra vowel becomes the plain one (कॉंग्रेस, काँग्रेस), avagraha and joiners go.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	if capitals(s) {
		return strings.ToLower(s)
	}
	return fold(s)
}

// capitals tells whether s is of ASCII letters and no full stop, so that folding only makes them small.
func capitals(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func fold(s string) string {
	rs := []rune(s)
	if strings.ContainsFunc(s, invisible) { // before anything looks at the next rune
		rs = slices.DeleteFunc(rs, invisible)
	}
	out := make([]rune, 0, len(rs))
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		switch {
		case r < 0x80:
			if r == '.' && len(rs) > 1 {
				continue
			}
			out = append(out, unicode.ToLower(r))
		case IsDevanagari(r):
			out = foldDevanagari(out, rs, i)
		case r >= 0x0300 && r <= 0x036F: // a combining accent that did not compose
		case r < 0x250 || r >= 0x1E00 && r < 0x1F00:
			out = append(out, foldLatin(r)...)
		default:
			out = append(out, unicode.ToLower(r))
		}
	}
	return string(out)
}

// folded tells whether s is as Fold would leave it, as most words of a text are. It may say no of some that are.
func folded(s string) bool {
	nasalBefore := false
	for i := 0; i < len(s); {
		c := s[i]
		if c < 0x80 {
			if c >= 'A' && c <= 'Z' || c == '.' {
				return false
			}
			nasalBefore = false
			i++
			continue
		}
		if c != 0xE0 || i+2 >= len(s) || s[i+1]&^1 != 0xA4 || s[i+2]&^0x3F != 0x80 { // not Devanagari
			return false
		}
		r := 0x0900 | rune(s[i+1]&1)<<6 | rune(s[i+2]&0x3F)
		if foldsAway[r>>6&1]>>(r&0x3F)&1 != 0 || r == virama && nasalBefore {
			return false
		}
		nasalBefore = nasal(r)
		i += 3
	}
	return true
}

// foldsAway has a bit for each rune of the Devanagari block that foldDevanagari may change wherever it stands.
var foldsAway = func() (set [2]uint64) {
	for _, r := range "\u0901\u090D\u0911\u0929\u0931\u093C\u093D\u0945\u0949\u0958\u0959\u095A\u095B\u095C\u095D\u095E\u095F\u0972" {
		set[r>>6&1] |= 1 << (r & 0x3F)
	}
	return set
}()

const (
	nukta    = 'र' - 0x0930 + 0x093C
	virama   = '\u094D'
	anusvara = '\u0902'
)

func foldDevanagari(out, rs []rune, i int) []rune {
	r := rs[i]
	next := func(k int) rune {
		if i+k < len(rs) {
			return rs[i+k]
		}
		return 0
	}
	switch {
	case r == '\u0931': // ऱ
		return append(out, 'र')
	case r == '\u0929':
		return append(out, 'न')
	case r >= 0x0958 && r <= 0x095F:
		base := []rune("कखगजडढफय")[r-0x0958]
		if r == 0x095C || r == 0x095D {
			return append(out, base, nukta)
		}
		return append(out, base)
	case r == nukta:
		if n := len(out); n > 0 && (out[n-1] == 'ड' || out[n-1] == 'ढ') {
			return append(out, r)
		}
		return out
	case r == '\u0901': // chandrabindu
		return append(out, anusvara)
	case r == '\u093D': // avagraha
		return out
	case r == '\u0945' && nasalNext(rs, i): // बॅंक, बँक
		return out
	case r == '\u0949' && nasalNext(rs, i): // कॉंग्रेस, काँग्रेस
		return append(out, '\u093E')
	case r == '\u0911' && nasalNext(rs, i): // ऑं, आँ
		return append(out, 'आ')
	case (r == '\u0972' || r == '\u090D') && nasalNext(rs, i): // ॲं, अँ
		return append(out, 'अ')
	case r == '\u0945' && len(out) > 0 && out[len(out)-1] == 'अ':
		out[len(out)-1] = '\u0972'
		return out
	case r == '\u090D':
		return append(out, '\u0972')
	case nasal(r) && next(1) == virama && sameClass(r, next(2)):
		return append(out, anusvara)
	case r == virama && len(out) > 0 && out[len(out)-1] == anusvara && i > 0 && nasal(rs[i-1]):
		return out
	}
	return append(out, r)
}

// nasalNext tells whether the vowel at i is nasal: a chandra vowel with anusvara and the plain one with chandrabindu are spelt for
// each other.
func nasalNext(rs []rune, i int) bool {
	if i+1 >= len(rs) {
		return false
	}
	n := rs[i+1]
	return n == anusvara || n == '\u0901' || i+3 < len(rs) && nasal(n) && rs[i+2] == virama && sameClass(n, rs[i+3])
}

func nasal(r rune) bool { return r == 'ङ' || r == 'ञ' || r == 'ण' || r == 'न' || r == 'म' }

// sameClass tells whether stop is one of the four stops of the nasal's place of articulation.
func sameClass(nasal, stop rune) bool {
	switch nasal {
	case 'ङ':
		return stop >= 'क' && stop <= 'घ'
	case 'ञ':
		return stop >= 'च' && stop <= 'झ'
	case 'ण':
		return stop >= 'ट' && stop <= 'ढ'
	case 'न':
		return stop >= 'त' && stop <= 'ध'
	}
	return stop >= 'प' && stop <= 'भ'
}

func foldLatin(r rune) []rune {
	switch r {
	case 'ß', 'ẞ':
		return []rune("ss")
	case 'æ', 'Æ':
		return []rune("ae")
	case 'œ', 'Œ':
		return []rune("oe")
	case 'ø', 'Ø':
		return []rune("o")
	case 'ł', 'Ł':
		return []rune("l")
	case 'đ', 'Đ', 'ð', 'Ð':
		return []rune("d")
	case 'ı':
		return []rune("i")
	case 'þ', 'Þ':
		return []rune("th")
	}
	var out []rune
	for _, c := range norm.NFD.String(string(r)) {
		if !unicode.Is(unicode.Mn, c) {
			out = append(out, unicode.ToLower(c))
		}
	}
	return out
}

// FoldAll folds each blank-separated word of s.
func FoldAll(s string) []string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = Fold(w)
	}
	return words
}
