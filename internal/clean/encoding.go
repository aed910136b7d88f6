package clean

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/text"
)

// found is one stretch of broken characters, in the original.
type found struct {
	span    text.Span
	message article.Message
	strong  bool // joins with its like next to it
}

// encoding adds the stretches of broken characters. What lies in one word, or in words side by side, is one defect.
func (c *cleaner) encoding() {
	var all []found
	orig, mends := c.d.Art.View.Original(), c.d.Art.View.Mends
	if has(mends, text.Mojibake) {
		all = mojibake(orig, all)
	}
	if has(mends, text.Entity) || strings.Contains(orig, "\u200c") || strings.Contains(orig, "\u200d") {
		all = debris(orig, all)
	}
	all = mended(orig, mends, all)
	all = c.words(all)
	all = c.legacy(all)
	if len(all) == 0 {
		return
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].span.Start < all[j].span.Start })
	var out []found
	for _, f := range all {
		if k := len(out) - 1; k >= 0 {
			p := &out[k]
			near := f.span.Start <= p.span.End || p.strong && f.strong && strings.Trim(orig[p.span.End:f.span.Start], " \u00a0") == ""
			if near {
				p.span.End = max(p.span.End, f.span.End)
				continue
			}
		}
		out = append(out, f)
	}
	for _, f := range out {
		c.d.Art.Defects = append(c.d.Art.Defects, article.Defect{Kind: "encoding", Span: f.span, Message: f.message})
	}
}

func has(mends []text.Mend, kind text.MendKind) bool {
	return slices.ContainsFunc(mends, func(m text.Mend) bool { return m.Kind == kind })
}

// mended gives the words that the view has as they were meant, but for those that mojibake and debris tell.
func mended(s string, mends []text.Mend, out []found) []found {
	for _, m := range mends {
		var message article.Message
		start, end := around(s, m.Span.Start, m.Span.End)
		switch m.Kind {
		case text.TwiceSign:
			message = article.Say("encoding.twice")
		case text.Parted:
			message = article.Say("encoding.orphan", s[m.Span.End:end])
		case text.Lookalike:
			message = article.Say("encoding.lookalike")
		case text.HalfRa:
			message = article.Say("encoding.script")
		default:
			continue
		}
		out = append(out, found{text.Span{Start: start, End: end}, message, false})
	}
	return out
}

// mojibake finds UTF-8 that was read as Windows-1252: "à¤®" for म, "â€™" for ’. The original is searched, since the view
// has already evened out quotation marks and spaces.
func mojibake(s string, out []found) []found {
	for i := 0; i < len(s); {
		if s[i] != 0xC3 && s[i] != 0xC2 { // every lead byte of UTF-8 reads as one of À–ÿ or Â
			i++
			continue
		}
		n, what := text.MojibakeAt(s[i:])
		if n == 0 {
			_, w := utf8.DecodeRuneInString(s[i:])
			i += w
			continue
		}
		start, end := i, i+n
		for { // the rest of the word, and of its like beside it
			if m, _ := text.MojibakeAt(s[end:]); m > 0 {
				end += m
				continue
			}
			r, w := utf8.DecodeRuneInString(s[end:])
			if b, ok := text.Windows1252(r); ok && b < 0xC0 && b != 0xA0 && r > 0x7F && utf8.RuneLen(r) == w || w > 0 && letter(r) && !text.IsDevanagari(r) {
				end += w
				continue
			}
			break
		}
		for start > 0 {
			r, w := utf8.DecodeLastRuneInString(s[:start])
			if !letter(r) {
				break
			}
			start -= w
		}
		out = append(out, found{text.Span{Start: start, End: end}, article.Say("encoding.mojibake", s[i:i+n], what), true})
		i = end
	}
	return out
}

// debris finds what a page's markup left behind: "&nbsp;", "&#8217;", joiners in a row or inside Latin words.
func debris(s string, out []found) []found {
	for i := 0; i < len(s); {
		switch {
		case s[i] == '&':
			if n := text.EntityAt(s[i:]); n > 0 {
				out = append(out, found{text.Span{Start: i, End: i + n}, article.Say("encoding.entity", s[i:i+n]), false})
				i += n
				continue
			}
		case s[i] == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x8C || s[i+2] == 0x8D): // ZWNJ, ZWJ
			n := 3
			for strings.HasPrefix(s[i+n:], "\u200c") || strings.HasPrefix(s[i+n:], "\u200d") {
				n += 3
			}
			prev, _ := utf8.DecodeLastRuneInString(s[:i])
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			alone := (i == 0 || unicode.IsSpace(prev)) && unicode.IsSpace(next)
			if n > 6 || alone || unicode.Is(unicode.Latin, prev) && unicode.Is(unicode.Latin, next) {
				start, end := around(s, i, i+n)
				out = append(out, found{text.Span{Start: start, End: end}, article.Say("encoding.joiners"), false})
			}
			i += n
			continue
		}
		i++
	}
	return out
}

// around widens a stretch of s to the letters beside it.
func around(s string, start, end int) (int, int) {
	for start > 0 {
		r, w := utf8.DecodeLastRuneInString(s[:start])
		if !letter(r) && r != utf8.RuneError || w == 0 {
			break
		}
		start -= w
	}
	for end < len(s) {
		r, w := utf8.DecodeRuneInString(s[end:])
		if !letter(r) && r != utf8.RuneError {
			break
		}
		end += w
	}
	return start, end
}

// part is one run of letters of the view, with U+FFFD as a letter.
type part struct {
	start, end           int
	lost                 bool // has U+FFFD
	deva, latin, foreign int  // letters by script; foreign are Cyrillic and Greek look-alikes
}

// words finds characters lost on the way, marks without their letter, impossible sequences of signs and letters of another script.
func (c *cleaner) words(out []found) []found {
	s := c.s
	var prev part
	for i := 0; i < len(s); {
		if s[i] < 'A' {
			i++
			continue
		}
		if n, deva := plainWord(s[i:]); n > 0 {
			prev = part{start: i, end: i + n}
			if deva {
				prev.deva = 1
			} else {
				prev.latin = 1
			}
			i += n
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if !letter(r) && r != utf8.RuneError {
			i += w
			continue
		}
		p, fault := part{start: i}, ""
		var last, before rune
		for i < len(s) {
			r, w = utf8.DecodeRuneInString(s[i:])
			if !letter(r) && r != utf8.RuneError {
				break
			}
			p.count(r)
			if fault == "" && sign(r) {
				fault = sequence(before, last, r)
			}
			before, last = last, r
			i += w
		}
		p.end = i
		if span, message := c.fault(p, prev, fault); message.Code != "" {
			out = append(out, found{c.d.Art.View.ToOriginal(span), message, p.lost})
		}
		prev = p
	}
	return out
}

// plainWord is the length of the word that s starts with where a look at its bytes tells that nothing is wrong with it, as with nearly
// every word: ASCII letters only, or Devanagari letters and signs in their order.
func plainWord(s string) (n int, deva bool) {
	for n < len(s) && s[n] < utf8.RuneSelf {
		if c := s[n] | 0x20; c < 'a' || c > 'z' {
			return n, false
		}
		n++
	}
	if n > 0 || n == len(s) { // letters of two scripts, or ASCII to the end
		if n == len(s) {
			return n, false
		}
		return 0, false
	}
	const size = 3
	last := byte(noLetter)
	for n+size <= len(s) && s[n] == 0xE0 && s[n+1]&^1 == 0xA4 {
		at := s[n+1]&1<<6 + s[n+2]&0x3F
		switch kind := devanagari[at]; {
		case kind == letterKind:
		case kind == dandaKind:
			return n, true
		case last == noLetter && kind&startsNone != 0, kind&signKind != 0 && (last == virama-blockStart || last == at):
			return 0, false
		}
		last = at
		n += size
	}
	if n < len(s) && (s[n] >= utf8.RuneSelf || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') { // another script, or a sign that only a table knows
		return 0, false
	}
	return n, true
}

// The kinds of the characters of Devanagari, as plainWord asks of them; a letter has none.
const (
	letterKind = 0
	startsNone = 1 << iota // no word starts with it
	signKind
	dandaKind
)

// blockStart is the first character of Devanagari; noLetter is none of its characters, counted from there.
const (
	blockStart = 0x0900
	noLetter   = 0xFF
)

// devanagari has the kind of each character of the block.
var devanagari = func() (kinds [128]byte) {
	for r := rune(blockStart); r < blockStart+128; r++ {
		k := byte(letterKind)
		if r < 0x0904 || r >= 0x093A && r <= 0x094F || r >= 0x0951 && r <= 0x0957 || r == 0x0962 || r == 0x0963 {
			k |= startsNone
		}
		if sign(r) {
			k |= signKind
		}
		if r == '।' || r == '॥' {
			k = dandaKind
		}
		kinds[r-blockStart] = k
	}
	return kinds
}()

const virama = '\u094D'

func (p *part) count(r rune) {
	switch {
	case r == utf8.RuneError:
		p.lost = true
	case text.IsDevanagari(r):
		p.deva++
	case r < utf8.RuneSelf || unicode.Is(unicode.Latin, r):
		p.latin++
	case text.IsLookalike(r):
		p.foreign++
	}
}

func (c *cleaner) fault(p, prev part, fault string) (text.ViewSpan, article.Message) {
	span := text.ViewSpan{Start: p.start, End: p.end}
	word := c.s[p.start:p.end]
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case p.lost:
		return span, article.Say("encoding.lost")
	case text.IsDevanagari(first) && unicode.IsMark(first):
		b := byte(' ')
		if p.start > 0 {
			b = c.s[p.start-1]
		}
		if strings.IndexByte(" \n\t\"'([", b) < 0 {
			return span, article.Message{}
		}
		if prev.end > 0 && c.s[prev.end:p.start] == " " {
			if prev.latin > 0 && prev.deva == 0 {
				return span, article.Message{} // "officials ्यांनी" is an untranslated word: check reports it
			}
			if prev.deva > 0 {
				span.Start = prev.start
			}
		}
		return span, article.Say("encoding.orphan", word)
	case p.deva > 0 && p.latin > 0 && mixed(word):
		return span, article.Say("encoding.script")
	case p.foreign > 0 && (p.deva > 0 || p.latin > 1):
		return span, article.Say("encoding.lookalike")
	case fault != "":
		return span, article.Say(fault)
	}
	return span, article.Message{}
}

// sequence gives the code of what is wrong with the vowel sign r after another sign; empty where nothing is. ा + े and the like are
// ways of typing ो, and "अॅ" is a letter: they are spelling, not damage.
func sequence(before, last, r rune) string {
	if last == virama {
		return "encoding.half"
	}
	if last == r && before != r {
		return "encoding.twice"
	}
	return ""
}

func sign(r rune) bool { return r >= 0x093E && r <= 0x094C }

// mixed tells whether one or two letters of one script stand between letters of the other. A Latin name with a Devanagari
// ending ("BJPने") is how Marathi is written.
func mixed(word string) bool {
	run, runs := 0, 0
	var lead, now bool // is the run Devanagari
	inner := false
	for i, r := range word {
		if unicode.IsMark(r) && !text.IsDevanagari(r) {
			continue
		}
		d := text.IsDevanagari(r)
		if i == 0 {
			lead, now = d, d
		}
		if d != now {
			if runs > 0 && run <= 2 && now != lead {
				inner = true
			}
			run, now = 0, d
			runs++
		}
		run++
	}
	return inner && runs >= 2
}

// legacy finds lines in fonts without Unicode: words of the Kruti Dev layout, or a thicket of accented letters and signs.
func (c *cleaner) legacy(out []found) []found {
	s := c.s
	deva := c.pack.Setting("script", "") == "Deva"
	mojibake := slices.ContainsFunc(out, func(f found) bool { return f.strong }) // looks as thick, and has been found
	kruti := deva && hasMark(s)
	if mojibake && !kruti {
		return out
	}
	for i := 0; i < len(s); {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += i
		}
		if line := s[i:end]; strings.TrimSpace(line) != "" && (!mojibake && high(line) || kruti && c.krutiDev(line)) {
			out = append(out, found{c.d.Art.View.ToOriginal(text.ViewSpan{Start: i, End: end}),
				article.Say("encoding.legacy"), true})
		}
		i = end + 1
	}
	return out
}

// krutiMarks are signs that no sentence of the Kruti Dev layout does without.
const krutiMarks = ";[]~"

// hasMark tells whether one of krutiMarks stands in s; one after the other is sought faster than all at once.
func hasMark(s string) bool {
	for i := range len(krutiMarks) {
		if strings.IndexByte(s, krutiMarks[i]) >= 0 {
			return true
		}
	}
	return false
}

func (c *cleaner) krutiDev(line string) bool {
	if c.credits == nil || len(c.credits.Legacy) == 0 {
		return false
	}
	if !hasMark(line) {
		return false
	}
	words, hits, odd := 0, 0, false
	for w := range strings.FieldsSeq(line) {
		if w[0] >= utf8.RuneSelf {
			words += 2
			continue
		}
		words++
		if c.credits.Legacy[w] {
			hits++
		}
		odd = odd || strings.ContainsAny(w, krutiMarks) || strings.Contains(w, "kk")
	}
	return hits >= 3 && hits*5 >= words && odd
}

// cp1252 tells whether Windows-1252 shows r for a byte that ISO 8859-1 leaves empty.
func cp1252(r rune) bool {
	_, ok := text.Windows1252(r)
	return ok && r > 0xFF
}

// high tells whether the line is mostly accented letters and signs, as text of the Shree-Lipi family looks.
func high(line string) bool {
	odd := false
	for i := 0; i < len(line) && !odd; i++ {
		if line[i] == 0xE0 {
			i += 2
			continue
		}
		odd = line[i] >= 0xC2 // the first byte of any rune that is neither ASCII nor of an Indian script
	}
	if !odd {
		return false
	}
	n, all := 0, 0
	for _, r := range line {
		if r == ' ' {
			continue
		}
		all++
		if r >= 0xA1 && r <= 0xFF || cp1252(r) && r != '…' && r != '–' {
			n++
		}
	}
	return n >= 12 && n*5 >= all*2
}
