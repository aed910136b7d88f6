package kb

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// soundMin is how many consonants a name of several words needs for its sound to tell it from others.
const soundMin = 4

// sounds are the consonants of both scripts by class. Letters that one language tells apart and another does not share a
// class: ट and त (t), ज, ज़ and झ (j), श and ष. Vowels have none.
var sounds = map[rune]byte{
	'क': 'k', 'ख': 'k', 'ग': 'g', 'घ': 'g', 'ङ': 'n', 'च': 'c', 'छ': 'c', 'ज': 'j', 'झ': 'j', 'ञ': 'n',
	'ट': 't', 'ठ': 't', 'ड': 'd', 'ढ': 'd', 'ण': 'n', 'त': 't', 'थ': 't', 'द': 'd', 'ध': 'd', 'न': 'n',
	'प': 'p', 'फ': 'f', 'ब': 'b', 'भ': 'b', 'म': 'm', 'र': 'r', 'ऱ': 'r', 'ल': 'l', 'ळ': 'l', 'व': 'v',
	'श': 'S', 'ष': 'S', 'स': 's', 'ं': 'n', 'ँ': 'n',
	'b': 'b', 'd': 'd', 'f': 'f', 'g': 'g', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'p': 'p', 'q': 'k', 'r': 'r',
	's': 's', 't': 't', 'v': 'v', 'w': 'v', 'z': 'j',
}

// Sound is the consonant skeleton of one word, the same for one name in Latin and in Devanagari letters: "Zelensky" and
// झेलेन्स्की are both jlnsk. An initial vowel is a, and a rounded one (o, u) after the first consonant is o; other vowels,
// h and y between them, and doubled letters are left out.
func Sound(word string) string {
	var out []byte
	put := func(b byte) {
		if n := len(out); n > 0 && (b == 'b' || b == 'p') && out[n-1] == 'm' {
			out[n-1] = 'n' // म्प and ंप
		}
		if n := len(out); n == 0 || out[n-1] != b {
			out = append(out, b)
		}
	}
	first := 0 // the letter after the first consonant
	rs := []rune(strings.ToLower(norm.NFD.String(word)))
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if len(out) == 1 && first == 0 && out[0] != 'a' {
			first = i
			if strings.ContainsRune("ouोुूौॉ", r) {
				out = append(out, 'o')
				continue
			}
		}
		next := rune(0)
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		switch {
		case r == 'c' && next == 'h':
			put('c')
			i++
		case r == 's' && next == 'h':
			put('S')
			i++
		case r == 'p' && next == 'h':
			put('f')
			i++
		case r == 'z' && next == 'h':
			put('j')
			i++
		case r == 'x':
			put('k')
			put('s')
		case r == 'c':
			if next == 'e' || next == 'i' || next == 'y' {
				put('s')
			} else {
				put('k')
			}
		case sounds[r] != 0:
			put(sounds[r])
		case i == 0 && (r == 'h' || r == 'ह'):
			put('h')
		case i == 0 && (r == 'y' || r == 'य'):
			put('y')
		case i == 0:
			put('a')
		}
	}
	return string(out)
}

// soundOf joins the sounds of a name of several words; empty where it is too short to tell.
func soundOf(words []string) string {
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	n := 0
	for i, w := range words {
		s := Sound(w)
		if utf8.RuneCountInString(w) < 2 || s == "" {
			return ""
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		n += len(s) - strings.Count(s, "a") - strings.Count(s, "o")
	}
	if n < soundMin {
		return ""
	}
	return b.String()
}

// BySound gives the name of several words that sounds as these do, in whatever script either is written; nil where none
// does, or names of several records do. It says nothing on whether the words are a name: ask only where they must be.
func (k *KB) BySound(words []string) *Name {
	key := soundOf(words)
	if key == "" {
		return nil
	}
	i, ok := k.sounds[key]
	if !ok || i < 0 {
		return nil
	}
	return &k.Names[i]
}

// addSound enters the sound of a person's name; one that two people share is struck out.
func (l *loader) addSound(toks []string, id int32) {
	key := soundOf(toks)
	if key == "" {
		return
	}
	if old, ok := l.kb.sounds[key]; ok && (old < 0 || l.kb.Names[old].Rec != l.kb.Names[id].Rec) {
		id = -1
	}
	l.kb.sounds[key] = id
}
