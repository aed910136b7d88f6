package gaz

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Latin writes a name in Devanagari with Latin letters as Indian newspapers and road signs do: without marks, the silent a left out, the
// first letter of each word large. Names in another script come back as they are. It is a reading by sound and no more: which of two usual
// spellings a village has, v or w, only its own people know.
func Latin(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = latinWord(w)
	}
	return strings.Join(words, " ")
}

var latinConsonants = map[rune]string{
	'क': "k", 'ख': "kh", 'ग': "g", 'घ': "gh", 'ङ': "n", 'च': "ch", 'छ': "chh", 'ज': "j", 'झ': "jh", 'ञ': "n",
	'ट': "t", 'ठ': "th", 'ड': "d", 'ढ': "dh", 'ण': "n", 'त': "t", 'थ': "th", 'द': "d", 'ध': "dh", 'न': "n",
	'प': "p", 'फ': "ph", 'ब': "b", 'भ': "bh", 'म': "m", 'य': "y", 'र': "r", 'ऱ': "r", 'ल': "l", 'ळ': "l", 'व': "v",
	'श': "sh", 'ष': "sh", 'स': "s", 'ह': "h",
}

// dotted consonants are written with a dot below.
var dotted = map[rune]string{'क': "q", 'ख': "kh", 'ग': "gh", 'ज': "z", 'ड': "r", 'ढ': "rh", 'फ': "f"}

var latinVowels = map[rune]string{
	'ा': "a", 'ि': "i", 'ी': "i", 'ु': "u", 'ू': "u", 'े': "e", 'ै': "ai", 'ो': "o", 'ौ': "au", 'ॅ': "a", 'ॉ': "o", 'ृ': "ri", 'ॆ': "e", 'ॊ': "o",
	'अ': "a", 'आ': "a", 'इ': "i", 'ई': "i", 'उ': "u", 'ऊ': "u", 'ए': "e", 'ऐ': "ai", 'ओ': "o", 'औ': "au", 'ऑ': "o", 'ॲ': "a", 'ऋ': "ri", 'ऍ': "e",
}

// customs are spellings that names of places have by custom; the first ones only at the end of a word.
var (
	endings = strings.NewReplacer("ganv|", "gaon", "gav|", "gaon", "|", "")
	customs = strings.NewReplacer("vad", "wad", "jny", "dny", "np", "mp", "nb", "mb", "nm", "mm")
)

// letter is one sound of a word as it is written.
type letter struct {
	latin  string
	vowel  bool
	silent bool // an a that no sign tells, which may be left out
}

func latinWord(w string) string {
	if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Devanagari, r) {
		return w
	}
	ls := lettersOf([]rune(w))
	for i := len(ls) - 1; i >= 0; i-- { // the a between single consonants with vowels on both sides is silent: Lasalgaon
		if !ls[i].silent {
			continue
		}
		end := i == len(ls)-1
		mid := i >= 2 && i+2 < len(ls) && ls[i-2].vowel && !ls[i+1].vowel && ls[i+2].vowel
		if end && i > 1 || mid {
			ls = append(ls[:i], ls[i+1:]...)
		}
	}
	var b strings.Builder
	for _, l := range ls {
		b.WriteString(l.latin)
	}
	s := customs.Replace(endings.Replace(b.String() + "|"))
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lettersOf reads a word letter by letter; each consonant without a sign of its own has the silent a behind it.
func lettersOf(rs []rune) []letter {
	var out []letter
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		switch {
		case latinConsonants[r] != "":
			s := latinConsonants[r]
			if i+1 < len(rs) && rs[i+1] == '़' {
				i++
				if d := dotted[r]; d != "" {
					s = d
				}
			}
			out = append(out, letter{latin: s})
			if i+1 < len(rs) && (rs[i+1] == '्' || latinVowels[rs[i+1]] != "" && !unicode.IsLetter(rs[i+1])) {
				continue
			}
			out = append(out, letter{latin: "a", vowel: true, silent: true})
		case latinVowels[r] != "":
			out = append(out, letter{latin: latinVowels[r], vowel: true})
		case r == 'ं' || r == 'ँ':
			if n := len(out); n > 0 {
				out[n-1].silent = false
			}
			out = append(out, letter{latin: "n"})
		case r == '-':
			out = append(out, letter{latin: "-"})
		}
	}
	return out
}
