package check

import (
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// dayMax is the highest number beside a month that is taken for a day gone wrong.
const dayMax = 39

// calendar finds dates that do not exist and weekdays that do not fall on the date beside them.
func (c *checker) calendar() {
	for i := c.first; i < c.last; i++ {
		switch c.toks[i].Kind {
		case article.Number:
			c.numeric(i)
		case article.Word:
			if m := c.time(i, "month"); m > 0 && (c.deva || c.toks[i].Cap) {
				c.monthDay(i, m)
			}
		}
	}
}

// time gives a number of the token's reading as a word of time: its month or weekday; 0 where there is none.
func (c *checker) time(i int, key string) int {
	if i < c.first || i >= c.last || c.toks[i].Kind != article.Word || !c.d.Words[i].Kinds.Has(lang.Time) {
		return 0
	}
	for _, a := range c.d.An[i] {
		if a.E != nil && a.E.Kind == lang.Time && !a.E.Phrase() && a.E.Tags[key] != "" {
			if n, err := strconv.Atoi(a.E.Tags[key]); err == nil {
				return n
			}
		}
	}
	return 0
}

// number gives the whole number at i, or -1.
func (c *checker) number(i int) int {
	if i < c.first || i >= c.last || c.toks[i].Kind != article.Number {
		return -1
	}
	n, err := strconv.Atoi(c.toks[i].Text)
	if err != nil {
		return -1
	}
	return n
}

// monthDay looks at a month with a day and perhaps a year and a weekday beside it.
func (c *checker) monthDay(i, m int) {
	first, last, day := i, i+1, -1
	if n := c.number(i - 1); n >= 0 && len(c.toks[i-1].Text) <= 2 && c.text(i-2) != "-" && c.text(i-2) != "." && c.text(i-2) != "–" {
		day, first = n, i-1
	} else if n := c.number(i + 1); n >= 0 && len(c.toks[i+1].Text) <= 2 && !c.deva {
		day, last = n, i+2
	} else if n := c.number(i + 1); n >= 0 && !c.deva && strings.Contains(c.text(i), ".") {
		return
	}
	if day < 1 || day > dayMax {
		return
	}
	if t := c.text(last); !c.deva && day > 31 && (t == "-" || t == "–") {
		return
	}
	year, end := 0, last
	k := last
	if c.text(k) == "," {
		k++
	}
	if n := c.number(k); n >= 1800 && n <= 2100 {
		year, end = n, k+1
	}
	if day > 31 && !c.deva && year == 0 && first == i-1 { // "35 May Day marches"
		return
	}
	d := article.Date{Year: year, Month: m, Day: day}
	if year == 0 {
		d.Year = 2000 // a leap year: the 29th of February may be meant
	}
	if m <= 12 && !d.Valid() {
		message := article.Say("number.no-day", month(m), strconv.Itoa(day))
		if year > 0 {
			message = article.Say("number.no-day-year", month(m), strconv.Itoa(year), strconv.Itoa(day))
		}
		c.add("number", c.d.Span(first, end), text.Span{}, message)
		return
	}
	if year == 0 {
		d = c.nearest(m, day)
	}
	if d.Valid() {
		c.weekdayBeside(first, end, d)
	}
}

func month(m int) article.Term { return article.Term("month." + strconv.Itoa(m)) }

func weekday(n int) article.Term { return article.Term("weekday." + strconv.Itoa(n)) }

// nearest is the day and month closest to publication; the zero Date where that is unknown.
func (c *checker) nearest(m, day int) article.Date {
	pub := c.d.Art.Published
	if pub.Zero() {
		return article.Date{}
	}
	best := article.Date{}
	for y := pub.Year - 1; y <= pub.Year+1; y++ {
		d := article.Date{Year: y, Month: m, Day: day}
		if d.Valid() && (best.Zero() || abs(pub.Days(d)) < abs(pub.Days(best))) {
			best = d
		}
	}
	if !best.Zero() && abs(pub.Days(best)) > 120 { // another year may be meant
		return article.Date{}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// weekdayBeside compares the weekday next to a date with the calendar: "सोमवारी (१२ ऑगस्ट)", "Monday, 12 August 2024", "12 August, a Monday".
func (c *checker) weekdayBeside(first, end int, d article.Date) {
	at, wd := -1, 0
	k := first - 1
	for n := 0; n < 2 && (c.text(k) == "," || c.text(k) == "(" || c.filler(k)); n++ {
		k--
	}
	if w := c.time(k, "weekday"); w > 0 {
		at, wd = k, w
	} else {
		k = end
		for n := 0; n < 2 && (c.text(k) == "," || c.text(k) == "(" || c.filler(k)); n++ {
			k++
		}
		if w := c.time(k, "weekday"); w > 0 && (c.text(k-1) == "(" || k > end && c.filler(k-1) || c.deva && c.text(k-1) != ",") {
			at, wd = k, w
		}
	}
	if at < 0 || wd == d.Weekday() || wd > 7 {
		return
	}
	lo, hi := min(first, at), max(end, at+1)
	if c.text(hi) == ")" && (c.text(lo+1) == "(" || c.text(hi-2) == "(") {
		hi++
	}
	c.add("number", c.d.Span(lo, hi), text.Span{}, article.Say("number.weekday", strconv.Itoa(d.Day), month(d.Month), strconv.Itoa(d.Year), weekday(d.Weekday()), weekday(wd)))
}

// numeric looks at dates in figures: 31/02/2024, 2024-02-31.
func (c *checker) numeric(i int) {
	t := c.toks[i].Text
	a, rest, ok := strings.Cut(t, "/")
	first, last := i, i+1
	var b, y string
	if ok {
		b, y, ok = strings.Cut(rest, "/")
	} else if a, b, y = strings.TrimSpace(t), "", ""; len(a) == 4 && c.text(i+1) == "-" && c.text(i+3) == "-" && !c.spaced(i+1, i+5) {
		b, y, ok = c.text(i+2), c.text(i+4), true
		a, y = y, a
		last = i + 5
	}
	if !ok || len(y) != 4 || len(a) > 2 || len(b) > 2 {
		return
	}
	day, e1 := strconv.Atoi(a)
	month, e2 := strconv.Atoi(b)
	year, e3 := strconv.Atoi(y)
	if e1 != nil || e2 != nil || e3 != nil || year < 1800 || year > 2100 {
		return
	}
	if (article.Date{Year: year, Month: month, Day: day}).Valid() || (article.Date{Year: year, Month: day, Day: month}).Valid() {
		return
	}
	c.add("number", c.d.Span(first, last), text.Span{}, article.Say("number.no-date", strconv.Itoa(day), strconv.Itoa(month), strconv.Itoa(year)))
}

func (c *checker) spaced(first, last int) bool {
	for k := first; k < min(last, c.last); k++ {
		if c.toks[k].Space {
			return true
		}
	}
	return last > c.last
}

// filler tells whether the token may stand between a weekday and its date: रोजी, a, the.
func (c *checker) filler(k int) bool { return k >= c.first && k < c.last && c.listed("filler", k) }
