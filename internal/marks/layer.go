package marks

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// lineEnd gives where the line that begins at start ends, and where the next one begins.
func lineEnd(s string, start int) (end, next int) {
	for i := start; i < len(s); {
		switch s[i] {
		case '\n', '\r':
			if strings.HasPrefix(s[i:], "\r\n") {
				return i, i + 2
			}
			return i, i + 1
		}
		if s[i] == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")) {
			return i, i + 3
		}
		i++
	}
	return len(s), len(s)
}

// layer walks a text from its start to its end with the marks that stand over the place where it is.
type layer struct {
	s      string
	marks  []Mark // by start
	next   int    // the first mark that has not begun
	active []int  // marks that have begun and not ended, in order
	change int    // the first byte at which active changes
	made   int    // segments
}

// block cuts the line [start,end) into segments; none where there is only white space.
func (l *layer) block(start, end int) Block {
	b := Block{Start: start, End: end}
	if strings.TrimFunc(l.s[start:end], unicode.IsSpace) == "" {
		return b
	}
	from, word := start, 0
	for i := start; i < end; {
		n, hidden, broken := piece(l.s[i:end])
		switched := l.enter(i, i+n)
		word++
		if r, _ := utf8.DecodeRuneInString(l.s[i:]); unicode.IsSpace(r) {
			word = 0
		}
		b.Long = b.Long || word > wordMax
		name := ""
		if hidden {
			r, _ := utf8.DecodeRuneInString(l.s[i:])
			name = fmt.Sprintf("U+%04X", r)
		}
		last := len(b.Segments) - 1
		if last >= 0 && !switched && !broken && b.Segments[last].Broken == 0 && b.Segments[last].Hidden == name {
			b.Segments[last].Text = l.s[from : i+n] // a stretch of the original: nothing is copied
			i += n
			continue
		}
		if l.made++; l.made > SegmentsMax {
			b.End = i
			return b
		}
		g := Segment{Text: l.s[i : i+n], Marks: l.over(), Hidden: name}
		if broken {
			g.Text, g.Broken = "\uFFFD", n
		}
		b.Segments = append(b.Segments, g)
		from = i
		i += n
	}
	return b
}

// enter moves to the piece [from,to) and tells whether other marks stand over it than over the one before.
func (l *layer) enter(from, to int) bool {
	if to <= l.change && from < l.change {
		return false
	}
	before := len(l.active)
	l.active = slices.DeleteFunc(l.active, func(m int) bool { return l.marks[m].End <= from })
	switched := len(l.active) != before
	for ; l.next < len(l.marks) && l.marks[l.next].Start < to; l.next++ {
		if l.marks[l.next].End > from {
			l.active = append(l.active, l.next)
			switched = true
		}
	}
	l.change = len(l.s)
	if l.next < len(l.marks) {
		l.change = l.marks[l.next].Start
	}
	for _, m := range l.active {
		l.change = min(l.change, l.marks[m].End)
	}
	return switched
}

// over are the marks that are listed for the place where the layer is.
func (l *layer) over() []int {
	return append([]int{}, l.active[:min(len(l.active), overMax)]...)
}

// piece gives the bytes of the first thing in s that is drawn as one: a run of bytes that are no UTF-8, a character that hides or
// turns the line, or a letter with all its signs.
func piece(s string) (n int, hidden, broken bool) {
	for n < len(s) && brokenAt(s[n:]) {
		n++
	}
	if n > 0 {
		return n, false, true
	}
	r, size := utf8.DecodeRuneInString(s)
	if hides(r) {
		return size, true, false
	}
	if r < 0x80 && (len(s) == 1 || s[1] < 0x80) { // what most English text is made of
		return 1, false, false
	}
	it := graphemes.FromString(s[:wholePrefix(s)])
	if it.Next() {
		size = max(size, it.End())
	}
	return size, false, false
}

// wholePrefix is the length of the beginning of s, at most clusterMax bytes, that ends between characters, without broken or hidden ones.
func wholePrefix(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if n+size > clusterMax || r == utf8.RuneError && size <= 1 || n > 0 && hides(r) {
			break
		}
		n += size
	}
	return n
}

func brokenAt(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return r == utf8.RuneError && size == 1
}

// hides tells whether a character shows nothing of itself and is no part of writing: controls, those that turn the direction of the line, marks of
// order, tags. The joiners of Devanagari and of emoji, soft hyphens and variation selectors belong to writing.
func hides(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t'
	case r < 0x7F:
		return false
	case r <= 0x9F, r == 0x061C, r == 0x180E, r == 0x200B, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	case r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}
