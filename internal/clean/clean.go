// Package clean finds the damage that the characters alone show: credits glued to the body, page furniture, broken
// characters. It runs before the text is cut into words, so it reads lines and runs of letters; what is no part of the article
// goes to art.Cuts, which segment leaves out. Which words are furniture, and which names are agencies, stands in the packs
// (clean.tsv, common/credits.tsv). Damage that needs words and sentences is found by check.
package clean

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// lineBytesMax bounds how long a line may be to be page furniture.
const lineBytesMax = 600

// headBytes is how much of a line is looked at for the words that open it.
const headBytes = 120

// Run adds the defects that the characters alone show, and the cuts.
func Run(d *doc.Doc) {
	d.Art.Cuts = nil
	if d.Art.View == nil || d.Pack == nil {
		return
	}
	c := &cleaner{d: d, s: d.Art.View.Text, pack: d.Pack}
	if d.Pack.Common != nil {
		c.credits = d.Pack.Common.Credits
	}
	for i, n := 0, 0; i < len(c.s); n++ {
		end := strings.IndexByte(c.s[i:], '\n')
		if end < 0 {
			end = len(c.s)
		} else {
			end += i
		}
		c.line(i, end, n == 0)
		i = end + 1
	}
	c.encoding()
	sort.Slice(c.cuts, func(i, j int) bool { return c.cuts[i].Start < c.cuts[j].Start })
	for _, cut := range c.cuts {
		if k := len(d.Art.Cuts); k > 0 && cut.Start < d.Art.Cuts[k-1].End {
			d.Art.Cuts[k-1].End = max(d.Art.Cuts[k-1].End, cut.End)
			continue
		}
		d.Art.Cuts = append(d.Art.Cuts, cut)
	}
}

type cleaner struct {
	d       *doc.Doc
	s       string
	pack    *lang.Pack
	credits *lang.Credits
	cuts    []text.ViewSpan
}

func (c *cleaner) defect(kind string, start, end int, code string) {
	c.d.Art.Defects = append(c.d.Art.Defects, article.Defect{Kind: kind, Span: c.d.Art.View.ToOriginal(text.ViewSpan{Start: start, End: end}), Message: article.Say(code)})
}

// cut reports a stretch and takes it out of what the later stages read.
func (c *cleaner) cut(kind string, start, end int, code string) {
	if start >= end {
		return
	}
	c.defect(kind, start, end, code)
	c.cuts = append(c.cuts, text.ViewSpan{Start: start, End: end})
}

// line looks at one line: furniture as a whole, or a credit at its start, or credits in brackets.
func (c *cleaner) line(start, end int, first bool) {
	for start < end && blank(c.s[start]) {
		start++
	}
	for end > start && blank(c.s[end-1]) {
		end--
	}
	if start == end {
		return
	}
	if end-start <= lineBytesMax && c.furniture(start, end, first) {
		return
	}
	if c.credits == nil {
		return
	}
	from := start
	if at := c.credit(start, end); at > start {
		from = at
	}
	c.brackets(from, end)
	if from < end {
		c.lastPicture(from, end)
		c.inline(from, end)
	}
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' }

func letter(r rune) bool { return text.IsLetter(r) }

// head is the start of a line, up to a blank: enough for any opener. It tells whether that is the whole line.
func head(line string) (string, bool) {
	if len(line) <= headBytes {
		return line, true
	}
	if i := strings.LastIndexByte(line[:headBytes], ' '); i > 0 {
		return line[:i], false
	}
	i := headBytes
	for i > 0 && !utf8.RuneStart(line[i]) {
		i--
	}
	return line[:i], false
}

// letters is the number of bytes of the letters and marks that s starts with.
func letters(s string) int {
	for i, r := range s {
		if !letter(r) {
			return i
		}
	}
	return len(s)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
