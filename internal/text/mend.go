package text

import (
	"html"
	"strings"
	"unicode/utf8"
)

// Mend is a place of the original that the view gives as it was meant. Only what leaves no choice is mended; the original keeps its damage,
// and whoever reads the view can tell of it.
type Mend struct {
	Span  Span
	Kind  MendKind
	Meant string // what stands in the view; empty where a character was left out
}

// MendKind says what was wrong.
type MendKind uint8

// The kinds of mends.
const (
	Mojibake  MendKind = iota // UTF-8 read as Windows-1252: à¤® for म
	Entity                    // a character left as its markup code: &nbsp;
	TwiceSign                 // a vowel sign stands twice: सेेवा
	Parted                    // a blank before a vowel sign or half letter: कर ्त्यांनी
	Lookalike                 // a Cyrillic or Greek letter in a Latin word
	HalfRa                    // º of an old font for the half letter ऱ्: कर्मचाºयांनी
)

// broken tells whether s[i], which starts a rune, may start something to be mended. It is asked of every byte that is none of plain
// Devanagari, so it only looks; mend decides.
func broken(s string, i int) bool {
	switch s[i] {
	case '&', 0xC2, 0xC3, 0xCE, 0xCF, 0xD0, 0xD1:
		return true
	case ' ':
		return i+3 < len(s) && s[i+1] == 0xE0 && (s[i+2] == 0xA4 && s[i+3] >= 0xBA || s[i+2] == 0xA5 && s[i+3] <= 0x8F) && signAt(s, i+1)
	}
	return false
}

// mend gives what stands at s[i] as it was meant, and tells how many bytes of s that takes; 0 where nothing is to be mended.
func (b *builder) mend(s string, i int) int {
	var n int
	var m Mend
	switch c := s[i]; {
	case c == '&':
		n = EntityAt(s[i:])
		if n == 0 {
			return 0
		}
		m = Mend{Kind: Entity, Meant: html.UnescapeString(html.UnescapeString(s[i : i+n]))}
		if m.Meant == s[i:i+n] {
			return 0
		}
	case c == ' ':
		r, _ := utf8.DecodeLastRuneInString(s[:i])
		if r < 'क' || r > 'ह' {
			return 0
		}
		n, m.Kind = 1, Parted
	case c == 0xC2 && strings.HasPrefix(s[i:], "º"):
		if before, _ := utf8.DecodeLastRuneInString(s[:i]); !IsDevanagari(before) || !strings.HasPrefix(s[i+2:], "य") && !strings.HasPrefix(s[i+2:], "ह") {
			return 0
		}
		n, m = 2, Mend{Kind: HalfRa, Meant: "ऱ्"}
	case c == 0xC2 || c == 0xC3:
		n, m.Meant = MojibakeAt(s[i:])
	case c >= 0xCE && c <= 0xD1:
		r, w := utf8.DecodeRuneInString(s[i:])
		to := latinOf(r)
		if to == 0 || !latinWord(s, i) {
			return 0
		}
		n, m = w, Mend{Kind: Lookalike, Meant: string(to)}
	case c == 0xE0 && twice(s, i):
		n, m.Kind = 3, TwiceSign
	}
	if n == 0 {
		return 0
	}
	m.Span = Span{i, i + n}
	b.view.Mends = append(b.view.Mends, m)
	var out strings.Builder
	for _, r := range m.Meant {
		if to, ok := replace(r); ok {
			out.WriteString(to)
		} else if r < ' ' {
			out.WriteByte(' ')
		} else {
			out.WriteRune(r)
		}
	}
	b.add(out.String(), n, i)
	return n
}

// signAt tells whether a vowel sign, a virama or the like of Devanagari stands at s[i], which has its first byte.
func signAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r >= 0x093A && r <= 0x094F && r != 0x093D
}

// twice tells whether the vowel sign of Devanagari at s[i] stands right before it as well.
func twice(s string, i int) bool {
	if i < 3 || i+3 > len(s) || s[i+2] != s[i-1] || s[i+1] != s[i-2] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r >= 0x093E && r <= 0x094C && s[i-3] == s[i]
}

// cp1252 are the characters that Windows-1252 has for the bytes 0x80 to 0x9F.
var cp1252 = map[rune]byte{'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8A, '‹': 0x8B,
	'Œ': 0x8C, 'Ž': 0x8E, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B,
	'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F}

// Windows1252 gives the byte that Windows-1252 shows as r, for bytes from 0x80 on.
func Windows1252(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xFF {
		return byte(r), true
	}
	b, ok := cp1252[r]
	return b, ok
}

// MojibakeAt reads characters that stand for the bytes of one character in UTF-8, and tells how many bytes of s they take and what was meant.
func MojibakeAt(s string) (int, string) {
	var buf [4]byte
	n, want := 0, 0
	for k := range buf {
		r, w := utf8.DecodeRuneInString(s[n:])
		b, ok := Windows1252(r)
		if !ok || w < 2 {
			if k == 2 && buf[0] == 0xE2 && buf[1] == 0x80 { // the last byte of ” has no sign in Windows-1252, and was dropped
				return n, "”"
			}
			return 0, ""
		}
		buf[k] = b
		n += w
		if k == 0 {
			switch {
			case b == 0xC2 || b == 0xC3:
				want = 2
			case b >= 0xE0 && b <= 0xEF:
				want = 3
			case b >= 0xF0 && b <= 0xF4:
				want = 4
			default:
				return 0, ""
			}
		}
		if k+1 == want {
			r, size := utf8.DecodeRune(buf[:want])
			if r == utf8.RuneError || size != want {
				return 0, ""
			}
			return n, string(r)
		}
	}
	return 0, ""
}

// entityMax bounds the name of a markup code.
const entityMax = 9

// EntityAt is the length of the markup code that s starts with, 0 where it starts with none that pages leave behind. A code whose
// own "&" was coded again, "&amp;quot;", is one.
func EntityAt(s string) int {
	n := bodyAt(s[min(1, len(s)):])
	if n == 0 {
		return 0
	}
	if strings.HasPrefix(s, "&amp;") {
		n += bodyAt(s[1+n:])
	}
	return 1 + n
}

// bodyAt is the length of the rest of a markup code after its "&", 0 where s starts with none.
func bodyAt(s string) int {
	j := strings.IndexByte(s[:min(len(s), entityMax)], ';')
	if j < 2 {
		return 0
	}
	body := s[:j]
	if body[0] == '#' {
		for _, b := range []byte(body[1:]) {
			if (b < '0' || b > '9') && (b|0x20 < 'a' || b|0x20 > 'f') && b|0x20 != 'x' {
				return 0
			}
		}
		return j + 1
	}
	switch body {
	case "nbsp", "amp", "quot", "lt", "gt", "zwj", "zwnj", "apos", "rsquo", "lsquo", "rdquo", "ldquo", "ndash", "mdash", "hellip", "shy", "bull", "copy":
		return j + 1
	}
	return 0
}

// The letters of other scripts that look like Latin ones, and those.
const (
	lookalikes = "АВЕКМНОРСТХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
	latinTwins = "ABEKMHOPCTXaeopcyxisjABEZHIKMNOPTYXo"
)

func latinOf(r rune) byte {
	n := 0
	for _, l := range lookalikes {
		if l == r {
			return latinTwins[n]
		}
		n++
	}
	return 0
}

// IsLookalike tells whether r looks like a Latin letter and is none.
func IsLookalike(r rune) bool { return latinOf(r) != 0 }

// lookWords bounds how far the word around a letter is followed.
const lookWords = 64

// latinWord tells whether the word around s[i] has two Latin letters or more, and else only letters that look like them.
func latinWord(s string, i int) bool {
	start, end := i, i
	for start > 0 && i-start < lookWords {
		r, w := utf8.DecodeLastRuneInString(s[:start])
		if !IsLetter(r) {
			break
		}
		start -= w
	}
	for end < len(s) && end-i < lookWords {
		r, w := utf8.DecodeRuneInString(s[end:])
		if !IsLetter(r) {
			break
		}
		end += w
	}
	latin := 0
	for _, r := range s[start:end] {
		switch {
		case r < utf8.RuneSelf:
			latin++
		case !IsLookalike(r):
			return false
		}
	}
	return latin > 1
}
