package labels

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// When is a time as a page tells it: a day, or a minute of it.
type When struct {
	Time  time.Time // in the zone of the page; midnight where only the day is told
	Clock bool      // the page tells hours and minutes
	Zoned bool      // the page tells its zone; otherwise it is that of the language's press, or UTC
}

// IsZero tells whether no time was found.
func (w When) IsZero() bool { return w.Time.IsZero() }

// String is RFC 3339, without an offset where no zone is known, or YYYY-MM-DD where only the day is told, or empty. The first ten bytes are the day in the page's zone, which
// is the one that "Tuesday" in its text goes by.
func (w When) String() string {
	switch {
	case w.IsZero():
		return ""
	case !w.Clock:
		return w.Time.Format("2006-01-02")
	case !w.Zoned && w.Time.Location() == time.UTC:
		return w.Time.Format("2006-01-02T15:04:05")
	}
	return w.Time.Format(time.RFC3339)
}

// YearMin and YearMax bound what is taken for a day of publication.
const (
	YearMin = 1990
	YearMax = 2100
)

// dateBytesMax is how much of a string is looked at for dates.
const dateBytesMax = 1 << 10

// piece is a number, a word or a mark of a string.
type piece struct {
	text       string
	num        int // -1 for what is no number
	start, end int
}

// Told is a time found in a string, with its place there.
type Told struct {
	When
	Start, End int
}

// Times finds the dates that stand in s, which is folded, in words or figures, each with the clock time and zone beside it.
func Times(s, language string) []Told {
	s = s[:min(len(s), dateBytesMax)]
	list := pieces(s)
	var out []Told
	for i := 0; i < len(list); {
		y, m, d, n := day(list[i:], language)
		if n == 0 {
			i++
			continue
		}
		t := Told{Start: list[i].start, End: list[i+n-1].end}
		c, used := clockAfter(list[i+n:])
		if used > 0 {
			t.End = list[i+n+used-1].end
		} else if before, at := clockBefore(list[:i]); at >= 0 && (len(out) == 0 || list[at].start >= out[len(out)-1].End) {
			c, t.Start = before, list[at].start
		}
		t.When = c.on(y, m, d, language)
		out = append(out, t)
		i += n + used
	}
	return out
}

// pieces cuts a folded string. Digits of Devanagari count as digits.
func pieces(s string) []piece {
	var out []piece
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		start := i
		switch {
		case unicode.IsDigit(r):
			num := 0
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				v, ok := digit(r)
				if !ok {
					break
				}
				if num < 1e9 {
					num = num*10 + v
				}
				i += n
			}
			if i == start { // a digit of another script
				i += n
				out = append(out, piece{s[start:i], -1, start, i})
				continue
			}
			out = append(out, piece{s[start:i], num, start, i})
		case Letter(r):
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if r == '.' { // inside "a.m" and "म.उ"
					next, _ := utf8.DecodeRuneInString(s[i+1:])
					if !unicode.IsLetter(next) || i-start > 4 {
						break
					}
				} else if !Letter(r) || unicode.IsDigit(r) {
					break
				}
				i += n
			}
			out = append(out, piece{s[start:i], -1, start, i})
		case unicode.IsSpace(r):
			i += n
		default:
			i += n
			out = append(out, piece{s[start:i], -1, start, i})
		}
	}
	return out
}

func digit(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= '०' && r <= '९':
		return int(r - '०'), true
	}
	return 0, false
}

func (p piece) digits() int { return utf8.RuneCountInString(p.text) }

func (p piece) isDay() bool  { return p.num >= 1 && p.num <= 31 && p.digits() <= 2 }
func (p piece) isYear() bool { return p.num >= YearMin && p.num <= YearMax && p.digits() == 4 }
func (p piece) month() time.Month {
	return Words().Month[p.text]
}

// day reads a date at the beginning of list and tells how many pieces it takes, 0 for none.
func day(list []piece, language string) (y int, m time.Month, d, n int) {
	at := func(i int) piece {
		if i < len(list) {
			return list[i]
		}
		return piece{num: -1}
	}
	first := at(0)
	switch {
	case first.num >= 0 && first.digits() == 8: // 20260314
		y, m, d, n = first.num/10000, time.Month(first.num/100%100), first.num%100, 1
	case first.isYear() && dash(at(1)) && at(2).num >= 0 && dash(at(3)) && at(4).isDay(): // 2026-03-14
		y, m, d, n = first.num, time.Month(at(2).num), at(4).num, 5
	case first.isYear() && at(1).month() > 0 && at(2).isDay(): // 2026 मार्च 14
		y, m, d, n = first.num, at(1).month(), at(2).num, 3
	case first.isDay() && dash(at(1)) && at(2).num >= 1 && at(2).digits() <= 2 && at(3).text == at(1).text && at(4).isYear(): // 14/03/2026
		y, d, n = at(4).num, first.num, 5
		m = time.Month(at(2).num)
		switch {
		case m > 12 && d <= 12: // 03/14/2026
			m, d = time.Month(d), int(m)
		case d <= 12 && int(m) != d && Words().Order[language] != "dmy" && at(1).text != ".":
			return 0, 0, 0, 0 // 3/4/2026: March or April
		}
	case first.isDay():
		y, m, d, n = dayFirst(list)
	case first.month() > 0:
		y, m, d, n = monthFirst(list)
	}
	if n == 0 || m < 1 || m > 12 || y < YearMin || y > YearMax || d < 1 || d > time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return 0, 0, 0, 0
	}
	return y, m, d, n
}

func dash(p piece) bool { return p.text == "-" || p.text == "/" || p.text == "." }

// dayFirst reads "14 march 2026", "25th of march, 2026", "14-mar-26", "१४ मार्च, २०२६".
func dayFirst(list []piece) (y int, m time.Month, d, n int) {
	i := 1
	if i < len(list) && list[i].start == list[0].end && list[i].num < 0 && list[i].month() == 0 && len(list[i].text) == 2 { // 25th
		i++
	}
	for skipped := 0; i < len(list) && skipped < 2 && list[i].month() == 0; skipped++ { // "of", a dash, a comma
		if list[i].num >= 0 || len(list[i].text) > 2 {
			return 0, 0, 0, 0
		}
		i++
	}
	if i >= len(list) || list[i].month() == 0 {
		return 0, 0, 0, 0
	}
	m = list[i].month()
	dashed := i+1 < len(list) && list[i+1].text == "-"
	i++
	for skipped := 0; i < len(list) && skipped < 2 && list[i].num < 0; skipped++ {
		if LetterFirst(list[i].text) {
			return 0, 0, 0, 0
		}
		i++
	}
	if i >= len(list) {
		return 0, 0, 0, 0
	}
	switch {
	case list[i].isYear():
		return list[i].num, m, list[0].num, i + 1
	case dashed && list[i].digits() == 2 && list[i].num >= 0: // 14-mar-26
		return 2000 + list[i].num, m, list[0].num, i + 1
	}
	return 0, 0, 0, 0
}

// monthFirst reads "march 14, 2026" and "mar. 14th 2026".
func monthFirst(list []piece) (y int, m time.Month, d, n int) {
	i := 1
	if i < len(list) && list[i].text == "." {
		i++
	}
	if i >= len(list) || !list[i].isDay() {
		return 0, 0, 0, 0
	}
	d = list[i].num
	i++
	if i < len(list) && list[i].start == list[i-1].end && len(list[i].text) == 2 && list[i].num < 0 { // th
		i++
	}
	if i < len(list) && list[i].text == "," {
		i++
	}
	if i < len(list) && list[i].isYear() {
		return list[i].num, list[0].month(), d, i + 1
	}
	return 0, 0, 0, 0
}

// LetterFirst tells whether s begins with a letter.
func LetterFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// clock is a time of day.
type clock struct {
	hour, minute, second int
	zone                 *time.Location
	ok                   bool
}

// clockGap is how many pieces may stand between a date and its time of day: marks, a weekday, "at", "रोजी".
const clockGap = 4

// clockAfter reads the time of day behind a date and tells how many pieces it takes, those between included.
func clockAfter(list []piece) (clock, int) {
	for i := 0; i < min(len(list), clockGap+1); i++ {
		if c, n := readClock(list[i:]); n > 0 {
			return c, i + n
		}
		if list[i].num >= 0 {
			break
		}
	}
	return clock{}, 0
}

// clockBefore reads the time of day before a date: "10:32 am ist, march 14, 2026". It tells at which piece, -1 for none.
func clockBefore(list []piece) (clock, int) {
	for i := max(0, len(list)-10); i < len(list); i++ {
		if i > 0 && list[i-1].num >= 0 && list[i-1].end == list[i].start {
			continue
		}
		if c, n := readClock(list[i:]); n > 0 && len(list)-(i+n) <= clockGap && (list[i].num >= 0 || c.ok) {
			for _, p := range list[i+n:] {
				if p.num >= 0 {
					return clock{}, -1
				}
			}
			return c, i
		}
	}
	return clock{}, -1
}

// readClock reads "10:32", "10:32:05.000z", "०६.१०", "4:41pm pkt", "सकाळी ६.१०", "11:05 am gmt+8", "5 pm (ist)" at the beginning of list.
func readClock(list []piece) (c clock, n int) {
	half := ""
	i := 0
	if h := Words().Half[strings.TrimSuffix(list[0].text, ".")]; h != "" {
		half, i = h, 1
		if i < len(list) && list[i].num < 0 && !LetterFirst(list[i].text) {
			i++
		}
	}
	if i >= len(list) || list[i].num < 0 || list[i].num > 24 || list[i].digits() > 2 {
		return clock{}, 0
	}
	c.hour = list[i].num
	i++
	told := false
	if i+1 < len(list) && (list[i].text == ":" || list[i].text == ".") && list[i+1].num >= 0 && list[i+1].num < 60 && list[i+1].digits() == 2 {
		c.minute, told = list[i+1].num, true
		i += 2
		if i+1 < len(list) && list[i].text == ":" && list[i+1].num >= 0 && list[i+1].num < 62 && list[i+1].digits() == 2 {
			c.second = min(list[i+1].num, 59)
			i += 2
			if i+1 < len(list) && list[i].text == "." && list[i+1].num >= 0 {
				i += 2
			}
		}
	}
	if i < len(list) && half == "" {
		if h := Words().Half[strings.TrimSuffix(list[i].text, ".")]; h != "" {
			half = h
			i++
			if i < len(list) && list[i].text == "." {
				i++
			}
		}
	}
	if !told && half == "" {
		return clock{}, 0
	}
	switch {
	case half == "am" && c.hour == 12, half == "night" && c.hour == 12:
		c.hour = 0
	case half == "pm" && c.hour < 12, half == "night" && c.hour > 5 && c.hour < 12:
		c.hour += 12
	}
	if c.hour == 24 {
		c.hour = 0
	}
	zone, used := readZone(list[i-1:])
	c.zone, c.ok = zone, true
	return c, i + used
}

// readZone reads a zone behind the first piece of list: "z", "ist", "(ist)", "gmt+8", "+05:30", "+0530".
func readZone(list []piece) (*time.Location, int) {
	i := 1
	if i < len(list) && list[i].text == "(" {
		i++
	}
	if i >= len(list) {
		return nil, 0
	}
	if list[i].text == "z" {
		return time.UTC, i
	}
	named := Words().Zone[list[i].text]
	if named != nil {
		i++
	}
	if i+1 < len(list) && (list[i].text == "+" || list[i].text == "-") && list[i+1].start == list[i].end && list[i+1].num >= 0 &&
		(list[i-1].end == list[i].start || list[i+1].digits() == 4) {
		s := list[i].text + strconv.Itoa(list[i+1].num)
		if list[i+1].digits() == 4 {
			s = list[i].text + strconv.Itoa(list[i+1].num/100) + ":" + strconv.Itoa(list[i+1].num%100)
		}
		n := i + 1
		if i+3 < len(list) && list[i+2].text == ":" && list[i+3].num >= 0 && list[i+3].digits() == 2 {
			s += ":" + strconv.Itoa(list[i+3].num)
			n = i + 3
		}
		if loc, ok := offset(s); ok {
			return loc, n
		}
	}
	if named != nil {
		if i < len(list) && list[i].text == ")" {
			i++
		}
		return named, i - 1
	}
	return nil, 0
}

// on makes a time of a day and a time of day. A zone that is not told is that of the language's press; so is UTC, in which content
// systems keep what papers tell in their own time.
func (c clock) on(y int, m time.Month, d int, language string) When {
	home := Words().Home[language]
	if !c.ok {
		return When{Time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
	}
	loc := c.zone
	if loc == nil {
		loc = time.UTC
		if home != nil {
			loc = home
		}
	}
	w := When{Time: time.Date(y, m, d, c.hour, c.minute, c.second, 0, loc), Clock: true, Zoned: c.zone != nil}
	if c.zone == time.UTC && home != nil {
		w.Time = w.Time.In(home)
	}
	return w
}

// AddressDay is the day that an address names: /2026/03/14/.
func AddressDay(address string) When {
	u, err := url.Parse(address)
	if err != nil {
		return When{}
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		s := parts[i]
		if i+2 < len(parts) {
			s = strings.Join(parts[i:i+3], "-")
		}
		if p := pieces(Fold(s)); len(p) == 5 {
			if y, m, d, n := day(p, ""); n == 5 && p[0].isYear() {
				return When{Time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
			}
			if p[0].isYear() && p[2].month() > 0 && p[4].isDay() { // /2026/jun/09/
				return When{Time: time.Date(p[0].num, p[2].month(), p[4].num, 0, 0, 0, 0, time.UTC)}
			}
		}
	}
	return When{}
}

// What Stamp finds.
const (
	Undated = iota
	Clocked // a time of day only
	Dated
)

// Stamp tells whether a date or a time of day stands in s, which is folded, and how many letters stand there beside it.
func Stamp(s string) (found, letters int) {
	w := Words()
	list := pieces(s)
	for i, p := range list {
		if p.num < 0 && LetterFirst(p.text) && w.Zone[p.text] == nil && w.Half[strings.TrimSuffix(p.text, ".")] == "" && p.month() == 0 && !w.Is("weekday", p.text) {
			letters += utf8.RuneCountInString(p.text)
		}
		if _, n := readClock(list[i:]); n > 0 {
			found = Clocked
		}
	}
	if len(Times(s, "")) > 0 {
		found = Dated
	}
	return found, letters
}
