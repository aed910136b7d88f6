package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// picture tells whether s is an agency's picture credit and nothing else: "PTI Photo/Arun Sharma", "REUTERS/Mohammed Salem",
// "Rodrigo Salas/AFP via Getty Images". An agency and one word after a slash is none: "Reuters/Ipsos" asks voters.
func (c *cleaner) picture(s string) bool {
	s = strings.TrimRight(s, " .")
	at := 0
	end, n := c.chain(s)
	if n.members == 0 {
		at = photographer(s)
		end, n = c.chain(s[at:])
	}
	if n.members == 0 {
		return false
	}
	rest := s[at+end:]
	if rest == "" {
		return at > 0 && (n.image || fullName(strings.TrimRight(s[:at], "/ "))) || n.members > 1 && n.image && strings.ContainsAny(s, "/|")
	}
	if f := c.pack.Furniture; f != nil && at == 0 && rest[0] == ' ' { // "PTI File Photo", "PTI Photo/Arun Sharma"
		if n := f.Phrases["photo"].Match(lang.Words(rest)); n > 0 {
			if rest = after(rest, n); strings.TrimSpace(rest) == "" {
				return true
			}
			if !strings.HasPrefix(rest, "/") {
				rest = "/" + strings.TrimLeft(rest, " :–-")
			}
		}
	}
	if at > 0 || rest[0] != '/' {
		return false
	}
	rest = strings.TrimLeft(rest, "/ ")
	if fullName(rest) {
		return true
	}
	at = photographer(rest) // "Sputnik/Mikhail Metzel/Pool via REUTERS"
	if at == 0 || !fullName(strings.TrimRight(rest[:at], "/ ")) {
		return false
	}
	end, n = c.chain(rest[at:])
	return n.members > 0 && at+end == len(rest)
}

// fullName tells whether s is made of two or more words as a person's name is: a capital and small letters, but for initials.
func fullName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > photographerMax {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.ToUpper(w) == w && (i+1 == len(words) || runes(w) > 2) {
			return false
		}
		if strings.ContainsFunc(w, func(r rune) bool { return !letter(r) && r != '.' && r != '-' && r != '\'' }) {
			return false
		}
	}
	return true
}

// lastPicture cuts out an agency's picture credit that ends a line, after the last sentence: "… on Tuesday. REUTERS/Mohammed Salem".
func (c *cleaner) lastPicture(start, end int) {
	from := max(start, end-bracketBytesMax) // a credit is no longer
	for from < end && !utf8.RuneStart(c.s[from]) {
		from++
	}
	line := c.s[from:end]
	for at, n := len(line), 0; n < tailStopsMax; n++ {
		at = lastStop(line[:at])
		if at < 0 {
			return
		}
		_, w := utf8.DecodeRuneInString(line[at:])
		rest := line[at+w:]
		if last := strings.TrimLeft(rest, " "); len(last) < len(rest) && (c.picture(last) || c.labelledLast(last)) {
			c.cut("credit", end-len(strings.TrimLeft(rest, " ")), end, "credit.body")
			return
		}
	}
}

// lastStop is where the last mark that may end a sentence stands, or -1.
func lastStop(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if !stops[s[i]] {
			continue
		}
		switch s[i] {
		case '.', '!', '?', '"':
			return i
		case danda[len(danda)-1]:
			if strings.HasSuffix(s[:i+1], danda) {
				return i + 1 - len(danda)
			}
		}
	}
	return -1
}

const danda = "।"

// stops has the bytes that marks which may end a sentence end with: 0xA4 is a danda's.
var stops = [256]bool{'.': true, '!': true, '?': true, '"': true, 0xA4: true}

// labelledLast tells whether s, after the last sentence of a line, is a label and whom it credits: "फोटो: पीटीआई". A label of one word,
// which may be "source" as well, wants an agency.
func (c *cleaner) labelledLast(s string) bool {
	if c.pack.Furniture == nil || !c.opens(s) || prose(s) {
		return false
	}
	words := lang.Words(s)
	n := c.pack.Furniture.Phrases["photo"].Match(words)
	if n == 0 || n == len(words) || len(words) > bracketWordsMax {
		return false
	}
	label := after(s, n)
	sep := separator(label)
	if sep == 0 {
		return false
	}
	source := strings.TrimLeft(label[sep:], " ")
	end, _ := c.chain(source)
	if end > 0 && strings.Trim(source[end:], " .)]") == "" {
		return strings.TrimLeft(label, " ")[0] != ':' // inline has seen to the others
	}
	return n > 1
}

// tailStopsMax is how many full stops may stand in a credit that ends a line: those of initials.
const tailStopsMax = 4

// closing tells whether the bracket s[open:shut] ends the line, after its last sentence or alone.
func (c *cleaner) closing(start, end, open, shut int) bool {
	if strings.Trim(c.s[shut:end], " .") != "" {
		return false
	}
	before := strings.TrimRight(c.s[start:open], " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?\"।", r)
}

// agencies tells whether s names agencies and nothing else: "PTI", "AFP, Reuters".
func (c *cleaner) agencies(s string) bool {
	end, n := c.chain(s)
	return n.members > 0 && end == len(s)
}

// brackets cuts out credits in brackets: "(Photo: PTI)", "(संग्रहित छायाचित्र)".
// Those of an agency, "(PTI Photo/Arun Sharma)", need no word for a picture before it.
func (c *cleaner) brackets(start, end int) {
	f := c.pack.Furniture
	if f == nil {
		return
	}
	for at := start; at < end; {
		i := strings.IndexByte(c.s[at:end], '(')
		if k := strings.IndexByte(c.s[at:end], '['); i < 0 || k >= 0 && k < i {
			i = k
		}
		if i < 0 {
			return
		}
		open := at + i
		at = open + 1
		j := strings.IndexAny(c.s[at:min(end, at+bracketBytesMax)], ")]([")
		if j < 0 || c.s[at+j] == '(' || c.s[at+j] == '[' {
			continue
		}
		inner := c.s[at : at+j]
		words := lang.Words(inner)
		if len(words) > bracketWordsMax {
			continue
		}
		if c.picture(inner) || c.agencies(inner) && c.closing(start, end, open, at+j+1) {
			c.cut("credit", open, at+j+1, "credit.brackets")
			at += j + 1
			continue
		}
		if f.Phrases["opener"].Match(words) > 1 && c.closing(start, end, open, at+j+1) { // "… on Monday. (With inputs from PTI)"
			c.cut("boilerplate", open, at+j+1, "boilerplate.link")
			at += j + 1
			continue
		}
		n := f.Phrases["photo"].Match(words)
		if n == 0 {
			continue
		}
		rest := after(inner, n)
		whole := strings.TrimSpace(rest) == "" && n > 1
		if end, _ := c.chain(strings.TrimLeft(rest, " ,")); whole || separator(rest) > 0 || end > 0 {
			c.cut("credit", open, at+j+1, "credit.brackets")
			at += j + 1
		}
	}
}

// inline cuts out credits that stand between the sentences of a line: "… केल्या. Photo: Reuters राजधानीत …". The label must follow a
// sentence's end and name nothing but agencies after its colon.
func (c *cleaner) inline(start, end int) {
	f := c.pack.Furniture
	if f == nil {
		return
	}
	for at := start; at < end; {
		i := strings.IndexByte(c.s[at:end], ':')
		if i < 0 {
			return
		}
		colon := at + i
		at = colon + 1
		low := max(start, colon-labelBytesMax)
		stop, size := strings.LastIndexByte(c.s[low:colon], '.'), 1
		if k := strings.LastIndex(c.s[low:colon], "।"); k > stop {
			stop, size = k, len("।")
		}
		if stop < 0 {
			continue
		}
		from := low + stop + size
		from += len(c.s[from:colon]) - len(strings.TrimLeft(c.s[from:colon], " "))
		words := lang.Words(c.s[from:colon])
		if n := f.Phrases["photo"].Match(words); n == 0 || n != len(words) {
			continue
		}
		name := colon + 1 + len(c.s[colon+1:end]) - len(strings.TrimLeft(c.s[colon+1:end], " "))
		n, m := c.chain(c.s[name:end])
		if m.members > 0 && c.closed(c.s[name+n:end]) {
			c.cut("credit", from, name+n, "credit.body")
			at = name + n
		}
	}
}

// closed tells whether nothing that belongs to an agency's name stands at the start of rest: the line ends, or a sentence starts.
func (c *cleaner) closed(rest string) bool {
	r, w := utf8.DecodeRuneInString(rest)
	if rest == "" || r == '.' || r == '।' {
		return true
	}
	if r != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[w:])
	word := rest[w:][:letters(rest[w:])]
	if !unicode.IsUpper(next) && (!text.IsDevanagari(next) || !unicode.IsLetter(next)) || c.function(word) {
		return false
	}
	for _, a := range c.pack.Word(word).An { // "एएनआय या संस्थेने": the agency is a party
		if a.E != nil && (a.E.Kind == lang.Det || a.E.Kind == lang.Pron) {
			return false
		}
	}
	return true
}
