// Package look tells by the first bytes of a page, without reading it, whether it may be in a language that is wanted. Of a web archive
// 95 pages in 100 are not, and finding the article in a page costs a hundred times as much as a look. It errs on the side of what is
// wanted: the text decides in the end. Which languages these are, and their words, is left to the caller.
package look

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Languages are those that are wanted. They come from the language packs: none is known here.
type Languages struct {
	Codes   []string              // ISO 639-1 or -3, lower case, as pages declare them
	Scripts []*unicode.RangeTable // that they are written in, but for Latin
	Words   map[string]bool       // lower case: the words that hold sentences together, of those that are written in Latin letters
}

const (
	// HeadBytes is how much of a page should be looked at: scripts and menus fill the first hundred thousand bytes of some.
	HeadBytes = 256 << 10

	lettersBytes = 64 << 10 // are searched for letters

	lettersEnough = 40   // letters beyond ASCII that show a script
	lettersMany   = 2000 // that a menu of languages or a quotation does not have
	lettersRead   = 2500 // are enough to judge by
	wordLetters   = 12   // that a word has at most which holds sentences together
	wordsFew      = 20   // too few to judge by
	wordsMost     = 8000 // are read
	sentenceWords = 48   // in a row, of which so many must be known: menus have few of them, sentences
	sentenceKnown = 15   // of the language more than a third, those of its neighbours a tenth

	sampleBytes = 8 << 10 // are read of a page that declares another language
)

// Wants tells by a page's first bytes whether it may be in one of the languages. In doubt it may: what is let through is looked at again as a
// text, what is turned away is lost. Letters are believed before what the page declares, as many pages in Indian languages carry
// lang="en"; those in Latin letters are read for sentences, a part of them where another language is declared, which is cheaper.
func (l *Languages) Wants(head []byte, plain bool) bool {
	if wide(head) {
		return true
	}
	first := head[:min(len(head), lettersBytes)]
	ours, others := l.letters(first)
	if ours >= lettersEnough && ours >= others {
		return true
	}
	declared := ""
	if !plain {
		declared = declaredIn(head)
	}
	if others >= lettersMany || others >= lettersEnough && declared == "" {
		return false
	}
	if declared == "" {
		sentences, words := l.reads(head, plain)
		return sentences || words < wordsFew || len(l.Words) == 0
	}
	if l.has(declared) {
		return true
	}
	sentences, _ := l.reads(sample(head), false)
	return sentences
}

// sample is a part of a page where its text may be: from the first paragraph in its second half.
func sample(head []byte) []byte {
	half := head[len(head)/2:]
	i := indexFold(half, "<p")
	if i < 0 {
		return nil
	}
	return half[i:min(len(half), i+sampleBytes)]
}

func (l *Languages) has(code string) bool {
	for _, c := range l.Codes {
		if c == code {
			return true
		}
	}
	return false
}

// wide tells UTF-16, of which nothing can be told here.
func wide(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0
}

const highBits = 0x8080808080808080

// letters counts the letters of the wanted scripts, and those of others, Latin left out: every page has Latin letters.
func (l *Languages) letters(head []byte) (ours, others int) {
	for i := 0; i < len(head) && ours+others < lettersRead; {
		if head[i] < utf8.RuneSelf {
			if i++; i+8 <= len(head) && binary.LittleEndian.Uint64(head[i:])&highBits == 0 {
				i += 8
			}
			continue
		}
		r, n := utf8.DecodeRune(head[i:])
		i += n
		if mine, letter := l.letter(r); mine {
			ours++
		} else if letter {
			others++
		}
	}
	if ours+others < lettersEnough && bytes.Contains(head, []byte("&#")) {
		a, b := l.references(head)
		ours, others = ours+a, others+b
	}
	return ours, others
}

const latinEnd = 0x250 // the Latin letters of Europe stand before it

func (l *Languages) letter(r rune) (ours, letter bool) {
	if r < latinEnd || r == utf8.RuneError {
		return false, false
	}
	for _, script := range l.Scripts {
		if unicode.Is(script, r) {
			return true, true
		}
	}
	return false, unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r)
}

// references counts letters that are written as numbers: &#2350; or &#x92e; for म.
func (l *Languages) references(head []byte) (ours, others int) {
	for {
		_, rest, found := bytes.Cut(head, []byte("&#"))
		if !found {
			return ours, others
		}
		head = rest
		digits, _, found := bytes.Cut(rest[:min(len(rest), 9)], []byte(";"))
		if !found || len(digits) == 0 {
			continue
		}
		base := 10
		if digits[0]|0x20 == 'x' {
			base, digits = 16, digits[1:]
		}
		v, err := strconv.ParseUint(string(digits), base, 31)
		if err != nil {
			continue
		}
		if mine, letter := l.letter(rune(v)); mine {
			ours++
		} else if letter {
			others++
		}
	}
}

// declaredIn is the language that a page declares: <html lang="mr-IN">, <meta property="og:locale" content="hi_IN"> or
// <meta http-equiv="content-language" content="en">; the first part of its tag, lower case. It is empty where a page declares none, or none that is one.
func declaredIn(head []byte) string {
	if tag := tagWith(head, "<html", ""); tag != nil {
		if code := primary(attribute(tag, "lang")); code != "" {
			return code
		}
	}
	for _, which := range []string{"content-language", "og:locale"} {
		if tag := tagWith(head, "<meta", which); tag != nil {
			if code := primary(attribute(tag, "content")); code != "" {
				return code
			}
		}
	}
	return ""
}

const tagMax = 2 << 10

// tagWith finds the first tag of a name, "<meta", that has a word in it. Nil is none.
func tagWith(head []byte, name, word string) []byte {
	for {
		i := bytes.IndexByte(head, '<')
		if i < 0 {
			return nil
		}
		head = head[i:]
		if hasFold(head, name) {
			tag := head[:min(len(head), tagMax)]
			if end := bytes.IndexByte(tag, '>'); end >= 0 {
				tag = tag[:end]
			}
			if word == "" || containsFold(tag, word) {
				return tag
			}
		}
		if word != "" && hasFold(head, "<body") { // what is behind it says nothing about the page
			return nil
		}
		head = head[1:]
	}
}

func containsFold(b []byte, word string) bool {
	for i := 0; i+len(word) <= len(b); i++ {
		if hasFold(b[i:], word) {
			return true
		}
	}
	return false
}

// attribute gives an attribute of a tag, xml:lang for lang too.
func attribute(tag []byte, name string) []byte {
	for i := 1; i+len(name) < len(tag); i++ {
		if c := tag[i-1]; c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '"' && c != '\'' && c != ':' || !hasFold(tag[i:], name) {
			continue
		}
		rest := bytes.TrimLeft(tag[i+len(name):], " \t\r\n")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		if q := rest[0]; q == '"' || q == '\'' {
			value, _, _ := bytes.Cut(rest[1:], []byte{q})
			return value
		}
		if end := bytes.IndexAny(rest, " \t\r\n/"); end >= 0 {
			return rest[:end]
		}
		return rest
	}
	return nil
}

// primary is the language of a tag: mr of mr-IN. Tags that mean no language are none.
func primary(tag []byte) string {
	tag = bytes.TrimSpace(tag)
	if i := bytes.IndexAny(tag, "-_,; "); i >= 0 {
		tag = tag[:i]
	}
	code := string(bytes.ToLower(tag))
	if len(code) < 2 || len(code) > 3 || code == "und" || code == "mul" || code == "zxx" {
		return ""
	}
	for _, c := range code {
		if c < 'a' || c > 'z' {
			return ""
		}
	}
	return code
}

// reads tells whether a reader of the page sees sentences of the languages, and how many words were looked at to know.
func (l *Languages) reads(head []byte, plain bool) (sentences bool, words int) {
	var row [sentenceWords]bool // the last words, in turns
	known := 0
	s := scanner{b: head, plain: plain}
	for words < wordsMost {
		word := s.word()
		if word == nil {
			break
		}
		at := words % sentenceWords
		words++
		if row[at] {
			known--
		}
		if row[at] = len(word) <= wordLetters && l.Words[string(word)]; row[at] { // does not allocate
			known++
		}
		if known >= sentenceKnown {
			return true, words
		}
	}
	return words < sentenceWords && known*3 >= words && words >= wordsFew, words // of a short text a third
}

// scanner gives the words of a page without its tags, scripts and styles.
type scanner struct {
	b     []byte
	plain bool
	buf   [24]byte
}

// word is the next one in lower case, nil at the end. Of words with other letters than those of ASCII the first bytes are given: they are not
// in the list, and count.
func (s *scanner) word() []byte {
	for i := 0; i < len(s.b); {
		switch c := s.b[i]; {
		case c == '<' && !s.plain:
			s.b = s.b[i:]
			s.tag()
			i = 0
		case small[c] != 0:
			n := 0
			for i < len(s.b) && small[s.b[i]] != 0 {
				if n < len(s.buf) {
					s.buf[n] = small[s.b[i]]
					n++
				}
				i++
			}
			s.b = s.b[i:]
			return s.buf[:n]
		default:
			i++
		}
	}
	s.b = nil
	return nil
}

// small gives the letters of words in lower case, bytes beyond ASCII as they are, and 0 for all else.
var small = func() (t [256]byte) {
	for c := range 256 {
		switch {
		case c >= 'a' && c <= 'z' || c >= utf8.RuneSelf:
			t[c] = byte(c)
		case c >= 'A' && c <= 'Z':
			t[c] = byte(c) | 0x20
		}
	}
	return t
}()

// tag passes a tag, and all up to the closing one where it is none to be read.
func (s *scanner) tag() {
	for _, e := range hidden {
		if !hasFold(s.b, e.open) {
			continue
		}
		i := indexFold(s.b, e.end)
		if i < 0 {
			s.b = nil
			return
		}
		s.b = s.b[i+1:]
		break
	}
	if i := bytes.IndexByte(s.b, '>'); i >= 0 {
		s.b = s.b[i+1:]
	} else {
		s.b = nil
	}
}

// hidden elements hold nothing that a reader sees.
var hidden = []struct{ open, end string }{{"<script", "</script"}, {"<style", "</style"}, {"<!--", "--"}, {"<noscript", "</noscript"}, {"<svg", "</svg"}}

func indexFold(b []byte, s string) int {
	for at := 1; ; at++ {
		i := bytes.IndexByte(b[min(at, len(b)):], s[0])
		if i < 0 {
			return -1
		}
		if at += i; hasFold(b[at:], s) {
			return at
		}
	}
}

func hasFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}
