package gaz

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/text"
)

// A name's sound is a string of phones, one byte each, the same for both scripts as far as they tell sounds apart. Consonants are
// b c d f g h j k l m n p r s t v y, with c as in church, j for ज ज़ झ and z, s for all of स श ष and sh; aspirates and the two rows of t and d
// fall together. Vowels are a e i o u, long or short, and:
const (
	schwa  = '@' // what a Devanagari consonant has without a sign: it may be silent
	chance = 'E' // ॅ, between a and e
	mute   = 'Q' // e at the end of a Latin name, maybe silent
	flap   = 'D' // ड़, which Latin writes as d or r
)

const (
	phonesMax   = 40 // a longer name is cut
	variantsMax = 8  // readings of a Latin spelling
)

// phones gives the readings of a folded name, of one script or the other; its words are joined. The first is the plainest.
func phones(name string) []string {
	if text.IsDevanagari(firstLetter(name)) {
		return []string{fromDevanagari(name)}
	}
	return fromLatin(name)
}

// plainest is the first of the readings of a name.
func plainest(name string) string {
	if text.IsDevanagari(firstLetter(name)) {
		return fromDevanagari(name)
	}
	return readLatin(latinLetters(name), -1, 0, nil)
}

func firstLetter(s string) rune {
	for _, r := range s {
		if r >= 0x80 || r >= 'a' && r <= 'z' {
			return r
		}
	}
	return 0
}

var devanagari = map[rune]string{
	'क': "k", 'ख': "k", 'ग': "g", 'घ': "g", 'ङ': "n", 'च': "c", 'छ': "c", 'ज': "j", 'झ': "j", 'ञ': "n",
	'ट': "t", 'ठ': "t", 'ड': "d", 'ढ': "d", 'ण': "n", 'त': "t", 'थ': "t", 'द': "d", 'ध': "d", 'न': "n",
	'प': "p", 'फ': "f", 'ब': "b", 'भ': "b", 'म': "m", 'य': "y", 'र': "r", 'ऱ': "r", 'ल': "l", 'ळ': "l", 'व': "v",
	'श': "s", 'ष': "s", 'स': "s", 'ह': "h",
}

var devanagariVowels = map[rune]byte{
	'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'े': 'e', 'ै': 'e', 'ो': 'o', 'ौ': 'o', 'ॅ': chance, 'ॉ': 'o', 'ृ': 'i', 'ॆ': 'e', 'ॊ': 'o',
	'अ': 'a', 'आ': 'a', 'इ': 'i', 'ई': 'i', 'उ': 'u', 'ऊ': 'u', 'ए': 'e', 'ऐ': 'e', 'ओ': 'o', 'औ': 'o', 'ऑ': 'o', 'ॲ': chance, 'ऋ': 'i', 'ऍ': chance,
}

func fromDevanagari(name string) string {
	rs := []rune(name)
	out := make([]byte, 0, len(rs)+4)
	for i := 0; i < len(rs) && len(out) < phonesMax; i++ {
		r := rs[i]
		next := rune(0)
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		switch c := devanagari[r]; {
		case c != "":
			if r == 'ह' && i >= 2 && rs[i-1] == '्' && rs[i-2] == 'व' { // व्ह is v
				c = ""
			}
			if (r == 'ड' || r == 'ढ') && next == '़' {
				c, i = string(rune(flap)), i+1
				if next = 0; i+1 < len(rs) {
					next = rs[i+1]
				}
			}
			out = append(out, c...)
			if r == 'ऋ' {
				out = append(out, 'r')
			}
			if devanagariVowels[next] == 0 && next != '्' || devanagari[next] != "" || next >= 'अ' && next <= 'औ' {
				if next != 0 && next != ' ' && next != '-' { // the last one is silent
					out = append(out, schwa)
				}
			}
		case devanagariVowels[r] != 0:
			if r == 'ृ' || r == 'ऋ' {
				out = append(out, 'r')
			}
			out = append(out, devanagariVowels[r])
		case r == 'ं' || r == 'ँ':
			out = append(out, 'n')
		}
	}
	return labial(squeeze(out))
}

// squeeze drops doubled phones, and the y that is heard between i and another vowel, written or not: Gaziantep, गाझियानटेप.
func squeeze(out []byte) []byte {
	out = slices.Compact(out)
	for i := 1; i+1 < len(out); i++ {
		if out[i] == 'y' && out[i-1] == 'i' && vowel(out[i+1]) {
			out = slices.Delete(out, i, i+1)
		}
	}
	return slices.Compact(out)
}

// labial makes n before p and b an m: Istanbul, इस्तंबूल.
func labial(out []byte) string {
	for i := 0; i+1 < len(out); i++ {
		if out[i] == 'n' && (out[i+1] == 'p' || out[i+1] == 'b') {
			out[i] = 'm'
		}
	}
	return string(out)
}

// spelling is what a group of Latin letters may sound as; the first is usual.
type spelling struct {
	letters string
	sounds  []string
	where   byte // ^ at the start, $ at the end, V before a vowel, F before e i y; 0 anywhere
}

// spellings are tried in order at each letter.
var spellings = []spelling{
	{"tsch", []string{"c"}, 0}, {"tch", []string{"c"}, 0}, {"sch", []string{"s", "sk"}, 0}, {"shch", []string{"sc"}, 0},
	{"zh", []string{"j"}, 0}, {"sh", []string{"s"}, 0}, {"kh", []string{"k"}, 0}, {"gh", []string{"g", ""}, 0}, {"ph", []string{"f", "p"}, 0},
	{"bh", []string{"b"}, 0}, {"dh", []string{"d"}, 0}, {"th", []string{"t"}, 0}, {"jh", []string{"j"}, 0}, {"rh", []string{"r"}, 0},
	{"ch", []string{"c", "k", "s"}, 0}, {"cz", []string{"c"}, 0}, {"sz", []string{"s"}, 0}, {"tz", []string{"ts", "tj"}, 0}, {"dz", []string{"j", "dj"}, 0},
	{"ck", []string{"k"}, 0}, {"cq", []string{"k"}, 0}, {"qu", []string{"k", "kv"}, 0}, {"gu", []string{"g", "gv"}, 'F'}, {"gn", []string{"gn", "ny"}, 0}, {"sc", []string{"s", "sk"}, 'F'},
	{"ll", []string{"l", "y"}, 0}, {"cc", []string{"c", "ks"}, 'F'}, {"x", []string{"ks", "s", "h"}, 0},
	{"c", []string{"s", "c", "k"}, 'F'}, {"c", []string{"k", "c", "j"}, 0}, {"g", []string{"g", "j", "h"}, 'F'}, {"j", []string{"j", "h", "y"}, 0},
	{"z", []string{"j", "s", "ts"}, 0}, {"ti", []string{"ti", "s"}, 'V'}, {"w", []string{"v"}, 'V'}, {"w", []string{"v", ""}, 0}, {"q", []string{"k"}, 0},
	{"oua", []string{"va", "ua"}, 0}, {"oui", []string{"vi", "ui"}, 0}, {"eaux", []string{"o"}, 0}, {"eau", []string{"o"}, 0},
	{"ow", []string{"o", "au"}, 0}, {"aw", []string{"o", "av", "au"}, 0}, {"ou", []string{"u", "au", "o"}, 0}, {"au", []string{"o", "au"}, 0},
	{"oo", []string{"u"}, 0}, {"ee", []string{"i"}, 0}, {"ea", []string{"i", "ea"}, 0}, {"ei", []string{"e", "ai", "i"}, 0}, {"ey", []string{"e", "i"}, '$'}, {"ie", []string{"i", "ie"}, 0},
	{"ai", []string{"e", "ai"}, 0}, {"ay", []string{"e", "ai", "ay"}, 0}, {"oe", []string{"o", "e"}, 0}, {"ae", []string{"e"}, 0}, {"eu", []string{"u", "oi", "yu"}, 0}, {"ue", []string{"ue", "u"}, 0},
	{"oi", []string{"oi", "va"}, 0}, {"e", []string{string(rune(mute))}, '$'}, {"yi", []string{"i", "yi"}, 0}, {"yy", []string{"i"}, 0}, {"y", []string{"y"}, 'V'}, {"y", []string{"i"}, 0}, {"s", []string{"s", ""}, '$'}, {"h", []string{"h", ""}, '^'},
}

// byLetter are the spellings by their first letter.
var byLetter = func() (out [128][]spelling) {
	for _, s := range spellings {
		out[s.letters[0]] = append(out[s.letters[0]], s)
	}
	return out
}()

const vowelLetters = "aeiouy"

func fits(s *spelling, w string, i int) bool {
	if !strings.HasPrefix(w[i:], s.letters) {
		return false
	}
	end := i + len(s.letters)
	switch s.where {
	case '^':
		return i == 0
	case '$':
		return end == len(w) && i > 1
	case 'V':
		return end < len(w) && strings.IndexByte(vowelLetters, w[end]) >= 0
	case 'F':
		return end < len(w) && strings.IndexByte("eiy", w[end]) >= 0
	}
	return true
}

// latinLetters are those of a name's letters that are read, in small ones.
func latinLetters(name string) string {
	w := make([]byte, 0, phonesMax)
	for _, r := range name {
		if r >= 'a' && r <= 'z' {
			w = append(w, byte(r))
		}
		if len(w) == phonesMax {
			break
		}
	}
	return string(w)
}

// readLatin reads letters as is usual, but those from at on by another of their sounds. It adds to turns where else they have others, if that is asked.
func readLatin(w string, at, which int, turns *[][2]int) string {
	out := make([]byte, 0, phonesMax+2)
	for i := 0; i < len(w); {
		n := 1
		sound := w[i : i+1]
		for k := range byLetter[w[i]] {
			s := &byLetter[w[i]][k]
			if fits(s, w, i) {
				n, sound = len(s.letters), s.sounds[0]
				if i == at {
					sound = s.sounds[which]
				}
				for v := 1; v < len(s.sounds) && turns != nil; v++ {
					*turns = append(*turns, [2]int{i, v})
				}
				break
			}
		}
		out = append(out, sound...)
		i += n
	}
	return labial(squeeze(out))
}

// fromLatin reads a Latin name as is usual, and once more for each unusual sound that a group of its letters may have.
func fromLatin(name string) []string {
	w := latinLetters(name)
	var turns [][2]int
	out := []string{readLatin(w, -1, 0, &turns)}
	for _, t := range turns {
		if len(out) == variantsMax {
			break
		}
		if v := readLatin(w, t[0], t[1], nil); !slices.Contains(out, v) && v != "" {
			out = append(out, v)
		}
	}
	return out
}

const vowelPhones = "aeiou@EQ"

func vowel(p byte) bool { return strings.IndexByte(vowelPhones, p) >= 0 }

// keyMax bounds a key; longer names that begin alike share one.
const keyMax = 10

// key is the consonants of a reading, by which it is found: all names that may sound alike have one key. An initial vowel is a; h and y
// count only at the start.
func key(ph string, d byte) string {
	out := make([]byte, 0, keyMax)
	for i := 0; i < len(ph) && len(out) < keyMax; i++ {
		c := ph[i]
		switch {
		case c == flap:
			c = d
		case i == 0 && vowel(c):
			c = 'a'
		case vowel(c) || i > 0 && (c == 'h' || c == 'y'):
			continue
		}
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// Key is the key under which a folded name is entered: that of its plainest reading.
func Key(name string) string { return key(plainest(name), 'd') }

// turns are the consonants of a key that a Latin spelling may have for another sound: च is c, but Munich is read with k.
var turns = map[byte]string{'k': "c", 's': "ckjn", 'c': "ks", 'j': "gcsd", 'h': "jgk", 'y': "jl", 'g': "jk", 't': "d", 'd': "r", 'v': "bf", 'f': "p", 'b': "v", 'n': "m", 'r': "d"}

// keysOf are the keys under which a name may stand that is read so: its own first, then those with one consonant turned, lost, or
// added at the end.
func keysOf(readings []string) []string {
	var out []string
	put := func(k string) {
		if k != "" && len(out) < keysMax && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for _, ph := range readings {
		put(key(ph, 'd'))
		put(key(ph, 'r'))
	}
	for i := 1; i < len(readings[0]); i++ {
		if c := readings[0][i]; c == 'h' || c == 'y' { // Juárez is entered with j
			put(key(readings[0][:i]+"j"+readings[0][i+1:], 'd'))
		}
	}
	k := key(readings[0], 'd')
	for i := range len(k) {
		for _, c := range []byte(turns[k[i]]) {
			put(key(k[:i]+string(rune(c))+k[i+1:], 'd'))
		}
	}
	for i := range len(k) {
		put(key(k[:i]+k[i+1:], 'd'))
	}
	return out
}

// keysMax bounds how many keys are tried for one name.
const keysMax = 40

// cost is how unlike two phones are.
func cost(a, b byte) float64 {
	if a == b {
		return 0
	}
	if a > b {
		a, b = b, a
	}
	va, vb := vowel(a), vowel(b)
	if va && vb {
		return vowelCost(a, b)
	}
	switch [2]byte{a, b} {
	case [2]byte{'i', 'y'}, [2]byte{'u', 'v'}:
		return .15
	case [2]byte{'e', 'y'}, [2]byte{'o', 'v'}:
		return .3
	case [2]byte{flap, 'd'}, [2]byte{flap, 'r'}:
		return .05
	case [2]byte{'m', 'n'}, [2]byte{'j', 's'}, [2]byte{'b', 'v'}:
		return .6
	}
	return 1.2
}

func vowelCost(a, b byte) float64 {
	switch [2]byte{a, b} {
	case [2]byte{schwa, 'a'}, [2]byte{chance, 'a'}, [2]byte{chance, 'e'}, [2]byte{schwa, chance}:
		return .05
	case [2]byte{mute, 'e'}, [2]byte{schwa, mute}, [2]byte{chance, mute}:
		return .02
	case [2]byte{schwa, 'e'}, [2]byte{schwa, 'o'}, [2]byte{schwa, 'u'}, [2]byte{schwa, 'i'}:
		return .2
	case [2]byte{'e', 'i'}, [2]byte{'o', 'u'}, [2]byte{mute, 'i'}, [2]byte{mute, 'a'}:
		return .15
	case [2]byte{'a', 'e'}, [2]byte{'a', 'o'}:
		return .25
	}
	return .4
}

// loss is what it costs that one name lacks a phone of the other.
func loss(p byte) float64 {
	switch p {
	case schwa:
		return .04
	case mute:
		return .05
	case 'h', 'y':
		return .9
	}
	if vowel(p) {
		return .3
	}
	return 1
}

// distance is how unlike two readings are, a phone; 0 is alike. It gives up above limit.
func distance(a, b string, limit float64) float64 {
	n := float64(max(len(a), len(b)))
	if n == 0 {
		return 1
	}
	var rows [2][phonesMax*2 + 2]float64
	prev, cur := rows[0][:len(b)+1], rows[1][:len(b)+1]
	for j := 1; j <= len(b); j++ {
		prev[j] = prev[j-1] + loss(b[j-1])
	}
	for i := 1; i <= len(a); i++ {
		la := loss(a[i-1])
		cur[0] = prev[0] + la
		best := cur[0]
		for j := 1; j <= len(b); j++ {
			d := min(prev[j-1]+cost(a[i-1], b[j-1]), prev[j]+la, cur[j-1]+loss(b[j-1]))
			cur[j] = d
			best = min(best, d)
		}
		if best/n > limit {
			return 1
		}
		prev, cur = cur, prev
	}
	return prev[len(b)] / n
}
