// Package text holds an article's original bytes and views of them. A view is a normalised copy that knows the
// way back: every stage reads the view, and every span that leaves the pipeline points into the original.
//
// Normalisation here is what no reader would notice: canonical composition, one kind of quotation mark, one kind
// of space, ASCII digits, no invisible joiners. What a reader would notice (spelling variants, inflection) is
// folded word by word with Fold, or left to the language packs.
package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is [Start,End) in bytes of the original.
type Span struct{ Start, End int }

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps tells whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Join is the smallest span that contains both; an empty span joins as nothing.
func (s Span) Join(t Span) Span {
	if s.Len() == 0 {
		return t
	}
	if t.Len() == 0 {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// ViewSpan is [Start,End) in bytes of a view. It is a type of its own so that the two cannot be mixed up.
type ViewSpan struct{ Start, End int }

// piece ties a stretch of the view to the stretch of the original it was made from. In a straight piece the
// bytes are the same and offsets inside it correspond one to one; any other piece is one unit.
type piece struct {
	view, orig       int
	viewLen, origLen int
	straight         bool
}

// View is a normalised copy of an original text.
type View struct {
	Text     string
	Mends    []Mend // places where Text has what was meant, in their order
	original string
	pieces   []piece
}

// NewView normalises original. Any byte string is legal: a byte that is not UTF-8 becomes U+FFFD.
func NewView(original string) *View {
	v := &View{original: original}
	if n := plain(original, 0); n > 0 && n == len(original) {
		v.Text, v.pieces = original, []piece{{viewLen: n, origLen: n, straight: true}}
		return v
	}
	b := builder{view: v}
	b.out.Grow(len(original))
	for i := 0; i < len(original); {
		if n := plain(original, i); n > 0 {
			b.straight(original[i:i+n], i)
			i += n
			continue
		}
		i += b.next(original, i)
	}
	v.Text = b.out.String()
	return v
}

// Original is the text that the view was made from.
func (v *View) Original() string { return v.original }

// ToOriginal gives the original bytes that made the view's span. An empty or impossible span gives an empty one.
func (v *View) ToOriginal(s ViewSpan) Span {
	if s.Start < 0 || s.End > len(v.Text) || s.Start >= s.End {
		return Span{}
	}
	first, last := v.find(s.Start), v.find(s.End-1)
	p, q := v.pieces[first], v.pieces[last]
	start, end := p.orig, q.orig+q.origLen
	if p.straight {
		start = p.orig + s.Start - p.view
	}
	if q.straight {
		end = q.orig + s.End - q.view
	}
	return Span{start, end}
}

// ToView gives the view's bytes that were made from the original's span; it is empty where nothing is left of it.
func (v *View) ToView(s Span) ViewSpan {
	if s.Start < 0 || s.End > len(v.original) || s.Start >= s.End {
		return ViewSpan{}
	}
	first := sort.Search(len(v.pieces), func(i int) bool { return v.pieces[i].orig+v.pieces[i].origLen > s.Start })
	if first == len(v.pieces) {
		return ViewSpan{}
	}
	last := sort.Search(len(v.pieces), func(i int) bool { return v.pieces[i].orig >= s.End }) - 1
	if last < first {
		return ViewSpan{}
	}
	p, q := v.pieces[first], v.pieces[last]
	start, end := p.view, q.view+q.viewLen
	if p.straight && s.Start > p.orig {
		start = p.view + s.Start - p.orig
	}
	if q.straight && s.End < q.orig+q.origLen {
		end = q.view + s.End - q.orig
	}
	return ViewSpan{start, end}
}

// find gives the index of the piece with bytes in the view at position at.
func (v *View) find(at int) int {
	i := sort.Search(len(v.pieces), func(i int) bool { return v.pieces[i].view+v.pieces[i].viewLen > at })
	return min(i, len(v.pieces)-1)
}

type builder struct {
	view *View
	out  strings.Builder
}

// plain is how many bytes from s[at] on stay as they are, whatever follows: nearly all of a text, and cheaper to tell than what next has
// to look at.
func plain(s string, at int) int {
	i := at
	known := -1 // where a letter of Devanagari has been looked at already
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if keeps[c] && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
				i++
				continue
			}
			if c < ' ' && c != '\n' && c != '\t' || c == '|' || c == '`' || (c == ' ' || c == '&') && broken(s, i) || i+1 < len(s) && s[i+1] >= utf8.RuneSelf && composes(rune(c)) {
				break
			}
			i++
			continue
		}
		const size = 3 // bytes of every rune of Devanagari
		if i != known && !alone(s, i) {
			break
		}
		next := i + size
		if next < len(s) && s[next] >= utf8.RuneSelf { // what may join it
			if known = next; !alone(s, next) {
				if !strings.HasPrefix(s[next:], string(virama)) {
					break
				}
				if next += size; next < len(s) && s[next] >= utf8.RuneSelf {
					if known = next; !alone(s, next) {
						break
					}
				}
			}
		}
		if i >= size && s[i+2] == s[i-1] && twice(s, i) {
			break
		}
		i = next
	}
	return i - at
}

// keeps tells of each ASCII character whether it stays as it is before any other.
var keeps = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = (c >= ' ' || c == '\n' || c == '\t') && c != '|' && c != '`' && c != ' ' && c != '&'
	}
	return set
}()

// alone tells whether a letter or sign of Devanagari stands at s[i] that is neither replaced nor ever joined to what stands before it.
func alone(s string, i int) bool {
	return i+2 < len(s) && s[i] == 0xE0 && s[i+1]&^1 == 0xA4 && s[i+2]&^0x3F == 0x80 && devanagariAlone[s[i+1]&1]>>(s[i+2]&0x3F)&1 != 0
}

// devanagariAlone has a bit for each rune of the block.
var devanagariAlone = func() (set [2]uint64) {
	for r := rune(0x0900); r <= 0x097F; r++ {
		if _, ok := replace(r); ok || !norm.NFC.PropertiesString(string(r)).BoundaryBefore() || !norm.NFC.IsNormalString(string(r)) {
			continue
		}
		set[(r-0x0900)>>6] |= 1 << (r & 0x3F)
	}
	return set
}()

// segmentMax bounds how many bytes one canonical segment may have; a longer pile of combining marks is cut.
const segmentMax = 64

// next normalises what starts at s[i] and tells how many bytes of s it took.
func (b *builder) next(s string, i int) int {
	c := s[i]
	if broken(s, i) || c == 0xE0 {
		if n := b.mend(s, i); n > 0 {
			return n
		}
	}
	if c < utf8.RuneSelf {
		n := 1
		if c == '\r' {
			if i+1 < len(s) && s[i+1] == '\n' {
				b.add("", 1, i)
				return 1
			}
			b.add("\n", 1, i)
			return 1
		}
		if c < ' ' && c != '\n' && c != '\t' {
			b.add(" ", 1, i)
			return 1
		}
		if i+1 < len(s) && s[i+1] >= utf8.RuneSelf && composes(rune(c)) { // a combining mark may follow
			n = segment(s[i:])
		}
		if n == 1 {
			if c == '|' && endsDevanagari(&b.out) {
				b.add("।", 1, i)
			} else if c == '`' {
				b.add("'", 1, i)
			} else {
				b.straight(s[i:i+1], i)
			}
			return 1
		}
		b.add(norm.NFC.String(s[i:i+n]), n, i)
		return n
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if r == utf8.RuneError && size == 1 {
		b.add("\uFFFD", 1, i)
		return 1
	}
	if to, ok := replace(r); ok {
		b.add(to, size, i)
		return size
	}
	n := segment(s[i:])
	if n < size {
		n = size
	}
	seg := s[i : i+n]
	if norm.NFC.IsNormalString(seg) {
		b.straight(seg, i)
		return n
	}
	b.add(norm.NFC.String(seg), n, i)
	return n
}

func segment(s string) int {
	if len(s) > segmentMax {
		s = s[:segmentMax]
		if k := lastRune(s); k > 0 && !utf8.FullRuneInString(s[k:]) {
			s = s[:k]
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	n := size
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		if r == utf8.RuneError || invisible(r) || norm.NFC.PropertiesString(s[n:]).BoundaryBefore() {
			break
		}
		n += w
	}
	return n
}

func lastRune(s string) int {
	i := len(s) - 1
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func (b *builder) straight(seg string, at int) {
	ps := b.view.pieces
	if k := len(ps) - 1; k >= 0 && ps[k].straight && ps[k].orig+ps[k].origLen == at {
		ps[k].viewLen += len(seg)
		ps[k].origLen += len(seg)
	} else {
		b.view.pieces = append(ps, piece{view: b.out.Len(), orig: at, viewLen: len(seg), origLen: len(seg), straight: true})
	}
	b.out.WriteString(seg)
}

// add writes to in place of n original bytes. Bytes that leave nothing behind are a piece without bytes in the view.
func (b *builder) add(to string, n, at int) {
	b.view.pieces = append(b.view.pieces, piece{view: b.out.Len(), orig: at, viewLen: len(to), origLen: n})
	b.out.WriteString(to)
}

func endsDevanagari(out *strings.Builder) bool {
	s := strings.TrimRight(out.String(), " ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return IsDevanagari(r)
}

// composes tells whether an ASCII character can become one with a mark after it: é, ≠.
func composes(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '<' && r <= '>' }

// IsLetter tells whether r is a letter or a mark that goes with one. It is asked of nearly every rune of a text, so the two scripts go
// without the tables.
func IsLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	case r >= 0x0900 && r <= 0x097F:
		return r < 0x0964 || r > 0x0970
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// IsDevanagari tells whether r is of the Devanagari blocks.
func IsDevanagari(r rune) bool { return r >= 0x0900 && r <= 0x097F || r >= 0xA8E0 && r <= 0xA8FF }

// LettersAt is the number of bytes of the Devanagari letters and signs that s has from i on, or else of the ASCII letters, by a look at the
// bytes alone: most of what IsLetter is asked of.
func LettersAt(s string, i int) int {
	const size = 3
	n := i
	for n+size <= len(s) && s[n] == 0xE0 && (s[n+1] == 0xA4 || s[n+1] == 0xA5 && (s[n+2] < 0xA4 || s[n+2] > 0xB0)) {
		n += size
	}
	if n > i {
		return n - i
	}
	for n < len(s) && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' {
		n++
	}
	return n - i
}

// OpensDevanagari tells whether s starts with a character of the Devanagari blocks.
func OpensDevanagari(s string) bool {
	return len(s) >= 3 && (s[0] == 0xE0 && s[1]&^1 == 0xA4 || s[0] == 0xEA && s[1] == 0xA3 && s[2] >= 0xA0)
}

func invisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF || r == 0x00AD
}

// replace gives the one-for-one normalisations of the view.
func replace(r rune) (string, bool) {
	switch {
	case invisible(r):
		return "", true
	case r >= 0x0966 && r <= 0x096F: // Devanagari digits
		return string('0' + r - 0x0966), true
	case r >= 0xFF10 && r <= 0xFF19:
		return string('0' + r - 0xFF10), true
	case r == 0x00A0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000:
		return " ", true
	case r == 0x2028 || r == 0x2029 || r == 0x0085:
		return "\n", true
	}
	switch r {
	case '“', '”', '„', '‟', '«', '»', '″', '＂':
		return `"`, true
	case '‘', '’', '‚', '‛', '′', '´', 'ʼ':
		return "'", true
	case '‐', '‑', '−':
		return "-", true
	case '—', '―':
		return "–", true
	case '॥':
		return "।", true
	}
	return "", false
}
