package tidy

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
)

// Style is how cells become bytes.
type Style struct {
	Comma    byte // between cells: ',' makes CSV (RFC 4180), '\t' TSV without quotation marks
	Raw      bool // text cells are not guarded against programs that compute them
	Mark     bool // a byte order mark stands before the header, by which spreadsheets know UTF-8
	Bare     bool // no guard and no escapes, as other projects' files have none: what cannot stand in a cell becomes a blank
	Headless bool // no header
}

// The styles of the formats.
var (
	CSV = Style{Comma: ','}
	TSV = Style{Comma: '\t'}
)

// Cells collects the cells of a row.
type Cells struct {
	Style
	b     []byte
	begun bool
}

func (c *Cells) next() {
	if c.begun {
		c.b = append(c.b, c.Comma)
	}
	c.begun = true
}

// End ends the row.
func (c *Cells) End() {
	if c.Comma == ',' {
		c.b = append(c.b, '\r')
	}
	c.b = append(c.b, '\n')
	c.begun = false
}

// Empty is a cell of what is unknown or does not apply.
func (c *Cells) Empty() { c.next() }

// Int is a whole number.
func (c *Cells) Int(n int64) {
	c.next()
	c.b = strconv.AppendInt(c.b, n, 10)
}

// Count is a whole number.
func (c *Cells) Count(n int) { c.Int(int64(n)) }

// Float is a number with as many digits as tell it from all others.
func (c *Cells) Float(x float64) {
	c.next()
	if !math.IsNaN(x) && !math.IsInf(x, 0) {
		c.b = strconv.AppendFloat(c.b, x, 'f', -1, 64)
	}
}

// Number is a number that may be unknown.
func (c *Cells) Number(x *float64) {
	if x == nil {
		c.Empty()
		return
	}
	c.Float(*x)
}

// Bool is true or false.
func (c *Cells) Bool(on bool) {
	c.next()
	c.b = strconv.AppendBool(c.b, on)
}

// Day is YYYY-MM-DD, or nothing.
func (c *Cells) Day(d article.Date) {
	c.next()
	c.b = append(c.b, d.String()...)
}

// Code is a text of the program's own making, which needs no guard; what it holds is escaped all the same.
func (c *Cells) Code(s string) {
	c.next()
	c.escape(s)
}

// Text is a text of unknown origin. Where a spreadsheet would compute it, since it begins with = + - @ (after blanks), a tab or a line
// break, an apostrophe goes before it; also where it begins with apostrophes before one of those, so that taking one away gives the text back.
func (c *Cells) Text(s string) {
	c.next()
	if !c.Raw && !c.Bare && computed(s) {
		s = "'" + s
	}
	c.escape(s)
}

// computed tells whether a spreadsheet may take a cell for a formula.
func computed(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' {
		return true
	}
	s = strings.TrimLeft(s, " '\u00a0")
	if s == "" {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠': // spreadsheets of East Asia take the wide forms too
		return true
	}
	return false
}

// List is a cell of several texts, with | between them; a | or \ within one has a \ before it.
func (c *Cells) List(list []string) {
	c.Text(Join(list))
}

// Join makes one text of several, as in a cell.
func Join(list []string) string {
	if len(list) == 0 {
		return ""
	}
	if len(list) == 1 && !strings.ContainsAny(list[0], `|\`) {
		return list[0]
	}
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(inList.Replace(s))
	}
	return b.String()
}

var inList = strings.NewReplacer(`\`, `\\`, `|`, `\|`)

func (c *Cells) escape(s string) {
	switch {
	case c.Bare:
		c.blank(s)
	case c.Comma == ',':
		c.quote(s)
	default:
		c.backslash(s)
	}
}

// quote writes a cell of CSV. NUL, which readers stop at, is left out; broken UTF-8 becomes U+FFFD.
func (c *Cells) quote(s string) {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !strings.ContainsAny(s, ",\"\r\n") && (s == "" || s[0] != ' ' && s[len(s)-1] != ' ') {
		c.b = append(c.b, s...)
		return
	}
	c.b = append(c.b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			c.b = append(c.b, '"')
		}
		c.b = append(c.b, s[i])
	}
	c.b = append(c.b, '"')
}

// backslash writes a cell of TSV: a tab is \t, line breaks \n and \r, a backslash \\.
func (c *Cells) backslash(s string) {
	for _, b := range []byte(strings.ToValidUTF8(s, "\uFFFD")) {
		switch b {
		case 0:
		case '\t':
			c.b = append(c.b, `\t`...)
		case '\n':
			c.b = append(c.b, `\n`...)
		case '\r':
			c.b = append(c.b, `\r`...)
		case '\\':
			c.b = append(c.b, `\\`...)
		default:
			c.b = append(c.b, b)
		}
	}
}

// blank writes a cell of a format that knows no escapes: control characters become blanks.
func (c *Cells) blank(s string) {
	for _, b := range []byte(strings.ToValidUTF8(s, "\uFFFD")) {
		if b < ' ' || b == 0x7f {
			b = ' '
		}
		c.b = append(c.b, b)
	}
}
