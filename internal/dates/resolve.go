package dates

import (
	"math"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// resolve gives an expression its days. It is left unresolved where the text or the publication day does not tell them,
// and not ok where it is no expression of time after all.
func (s *scanner) resolve(e *expr) (doc.Time, bool) {
	t := doc.Time{First: e.first, Last: e.last, Grain: "day", Rule: s.rule(e.rule), Mark: e.mark, Attr: e.attr}
	iv, grain := s.interval(e)
	if grain != "" {
		t.Grain = grain
	}
	if iv.Start.Zero() || iv.Start.Year < 1 || iv.End.Year > 9999 {
		return t, true
	}
	t.Interval, t.Resolved = iv, true
	if t.Grain == "day" {
		t.Part = s.partNear(e)
	}
	if e.open() {
		t.Other = s.across(*e, iv)
	}
	if s.since(e) && !s.pub.Zero() && iv.Start.Before(s.pub) && !s.future(e.first, e.last) {
		t.Interval.End = s.pub
	}
	return t, true
}

// partMax is how many tokens before and behind a day the part of it may stand: "before dawn on Sunday", रविवारी पहाटे.
const partMax = 3

// partNear is the part of the day that stands beside a day, as far as it says that the night is of two days: night, dawn.
func (s *scanner) partNear(e *expr) string {
	for k := max(s.first, e.first-partMax); k < min(s.last, e.last+partMax); k++ {
		if !s.d.Words[k].Kinds.Has(lang.Time) {
			continue
		}
		if p := s.entry(k).get("part"); p == "night" || p == "dawn" {
			return p
		}
	}
	return ""
}

// open tells whether nothing but tense says on which side of now an expression lies: Monday, 15 August, कल.
func (e *expr) open() bool {
	if e.hasRel || e.hasYearRel || e.hasWeekRel || e.decade || e.told || e.y > 0 {
		return false
	}
	return e.wd > 0 || e.m > 0 || e.d > 0 || e.either || e.fest != "" || e.unit == "weekend"
}

// across resolves an expression on the side of now where iv is not; it is zero where there is no other.
func (s *scanner) across(e expr, iv article.Interval) article.Interval {
	s.side = 1
	if s.pub.Before(iv.Start) {
		s.side = -1
	}
	x, _ := s.interval(&e)
	if s.side = 0; x == iv || x.Start.Zero() || x.Start.Year < 1 || x.End.Year > 9999 {
		return article.Interval{}
	}
	return x
}

// since tells whether an expression is the start of what goes on till now: since Monday, सोमवारपासून. English "from"
// tells that only together with an end.
func (s *scanner) since(e *expr) bool {
	if !e.from || e.n != 0 {
		return false
	}
	if s.d.Pack.Final {
		return true
	}
	for k := e.first - 1; k >= s.first && k >= e.first-3; k-- {
		from, after := false, false
		for j := range s.d.An[k] {
			if a := &s.d.An[k][j]; a.E != nil && a.E.Kind == lang.Prep {
				from = from || a.Mark == lang.From
				after = after || a.Mark == lang.After
			}
		}
		if from && after {
			return true
		}
	}
	return false
}

func days(a, b article.Date) article.Interval { return article.Interval{Start: a, End: b} }

func one(a article.Date) article.Interval { return article.Interval{Start: a, End: a} }

func date(y, m, d int) article.Date { return article.Date{Year: y, Month: m, Day: d} }

func (s *scanner) interval(e *expr) (article.Interval, string) {
	var none article.Interval
	switch {
	case e.decade:
		return days(date(e.y, 1, 1), date(e.y+9, 12, 31)), "decade"
	case e.y > 0 && e.fiscal:
		if e.y2 != e.y+1 {
			return none, "year" // which twelve months "fiscal 2025" is differs from state to state
		}
		return fiscal(e.y), "year"
	case e.y > 0 && e.m == 0:
		return days(date(e.y, 1, 1), date(max(e.y, e.y2), 12, 31)), "year"
	case e.y > 0 && e.m > 0:
		return s.monthDays(e, e.y)
	case s.pub.Zero():
		return none, unitGrain(e)
	case e.hasYearRel && e.m > 0:
		return s.monthDays(e, s.pub.Year+e.yearRel)
	case e.m > 0:
		return s.monthDays(e, s.yearOf(e))
	case e.d > 0:
		return s.dayOfMonth(e), ""
	case e.fest != "":
		return s.festival(e), ""
	case e.hasWeekRel:
		return one(monday(s.pub).Add(7*e.weekRel + e.wd - 1)), ""
	case e.wd > 0:
		return one(s.weekdayOf(e)), ""
	case e.hasDay:
		return s.dayOf(e), ""
	case e.hasRel:
		return s.relativeTo(e), unitGrain(e)
	case e.unit == "weekend":
		return s.weekend(e), "week"
	case e.rule == "anchored":
		return none, ""
	case e.unit != "":
		return s.agoOf(e)
	}
	return none, ""
}

func unitGrain(e *expr) string {
	if e.n != 0 {
		return ""
	}
	switch e.unit {
	case "week", "month", "year", "decade":
		return e.unit
	case "fiscal":
		return "year"
	case "weekend", "fortnight":
		return "week"
	}
	if e.m > 0 && e.d == 0 {
		return "month"
	}
	return ""
}

// monthDays are the days of a month, or those told of it, in a known year.
func (s *scanner) monthDays(e *expr, y int) (article.Interval, string) {
	if e.d == 0 {
		first := date(y, e.m, 1)
		return days(first, first.MonthEnd()), "month"
	}
	a := date(y, e.m, e.d)
	b := a
	if e.d2 > 0 {
		b.Day = e.d2
	}
	if !a.Valid() || !b.Valid() {
		return article.Interval{}, ""
	}
	return days(a, b), ""
}

// Where the tense puts a day nearly a year away though it is close by on the other side, the tense was misread.
const (
	farDays  = 300
	nearDays = 45
)

// yearOf chooses the year of a month or of a day of a month by weekday, word or tense.
func (s *scanner) yearOf(e *expr) int {
	y := s.pub.Year
	day := max(e.d, 1)
	if e.wd > 0 && e.d > 0 { // Friday, August 15
		for _, k := range [...]int{0, -1, 1} {
			if x := date(y+k, e.m, day); x.Valid() && x.Weekday() == e.wd && abs(x.Days(s.pub)) <= 366 {
				return y + k
			}
		}
	}
	at, now := date(y, e.m, day), s.pub
	if e.d == 0 {
		now.Day = 1
	}
	if e.hasRel {
		switch {
		case e.rel < 0 && !at.Before(now):
			return y - 1
		case e.rel > 0 && !now.Before(at):
			return y + 1
		}
		return y
	}
	later, earlier := y, y
	if at.Before(now) {
		later++
	}
	if now.Before(at) {
		earlier--
	}
	if later == earlier {
		return y
	}
	fwd, back := s.pub.Days(date(later, e.m, min(day, 28))), date(earlier, e.m, min(day, 28)).Days(s.pub)
	fut := s.future(e.first, e.last)
	if s.side == 0 && e.fest == "" && e.d > 0 && (fut && fwd > farDays && back < nearDays || !fut && back > farDays && fwd < nearDays) {
		fut = !fut
	}
	if fut {
		return later
	}
	return earlier
}

// dayOfMonth resolves a day without its month: ता. १७.
func (s *scanner) dayOfMonth(e *expr) article.Interval {
	fut := s.future(e.first, e.last)
	first := s.pub
	first.Day = 1
	best := article.Date{}
	for k := -2; k <= 2; k++ {
		x := first.AddMonths(k)
		x.Day = e.d
		if !x.Valid() || e.wd > 0 && x.Weekday() != e.wd {
			continue
		}
		if side := x.Before(s.pub) && fut || s.pub.Before(x) && !fut; side && e.wd == 0 {
			continue
		}
		if best.Zero() || abs(x.Days(s.pub)) < abs(best.Days(s.pub)) {
			best = x
		}
	}
	if best.Zero() && e.wd > 0 { // the weekday and the day disagree: the day holds
		e.wd = 0
		return s.dayOfMonth(e)
	}
	end := best
	if e.d2 > 0 && !best.Zero() {
		end.Day = e.d2
		if !end.Valid() {
			end = best
		}
	}
	return days(best, end)
}

func monday(d article.Date) article.Date { return d.Add(1 - d.Weekday()) }

// festival resolves a festival that has a fixed day; another country's day of the same name is left open.
func (s *scanner) festival(e *expr) article.Interval {
	md, rule := fixed[e.fest], ruled[e.fest]
	p := e.first - 1
	if md == 0 && rule == nil || p >= s.first && (s.mark(p) == lang.Gen || s.text(p) == "'s" || s.d.Kind(p, lang.Post) != nil && s.d.Kind(p, lang.Post).Mark == lang.Gen ||
		p < len(s.d.At) && s.d.At[p] >= 0) {
		return article.Interval{}
	}
	x := *e
	x.m, x.d = md/100, md%100
	if rule != nil {
		day := rule(s.pub.Year)
		x.m, x.d = day.Month, day.Day
		return one(rule(s.yearOf(&x)))
	}
	return one(date(s.yearOf(&x), x.m, x.d))
}

func (s *scanner) weekdayOf(e *expr) article.Date {
	back := (s.pub.Weekday() - e.wd + 7) % 7
	fwd := (7 - back) % 7
	switch {
	case e.hasRel && e.rel < 0:
		if back == 0 {
			back = 7
		}
		return s.pub.Add(-back)
	case e.hasRel && e.rel > 0:
		if fwd == 0 {
			fwd = 7
		}
		return s.pub.Add(fwd)
	case e.hasRel:
		return monday(s.pub).Add(e.wd - 1)
	case s.future(e.first, e.last):
		return s.pub.Add(fwd)
	}
	return s.pub.Add(-back)
}

// dayOf resolves yesterday, today, tomorrow and the days counted from one told before.
func (s *scanner) dayOf(e *expr) article.Interval {
	n := e.day
	if e.either && !s.future(e.first, e.last) { // कल, परसों
		n = -n
	}
	if !e.told {
		return one(s.today.Add(n))
	}
	if at, ok := s.before(e.first); ok {
		return one(at.Add(n))
	}
	if n < 0 {
		return one(s.today.Add(n))
	}
	return article.Interval{}
}

// before is the day that was told last, in this sentence or the one before it.
func (s *scanner) before(i int) (article.Date, bool) {
	k := len(s.d.Times) - 1
	if k < 0 || s.d.Times[k].Dateline || !s.d.Times[k].Resolved || s.d.Times[k].Grain != "day" {
		return article.Date{}, false
	}
	if s.d.Times[k].First < s.first-toldTokensMax {
		return article.Date{}, false
	}
	return s.d.Times[k].Interval.End, true
}

// toldTokensMax bounds how far back before its sentence a day told before may stand.
const toldTokensMax = 60

// relativeTo resolves last week, this month, next year, the last three days.
func (s *scanner) relativeTo(e *expr) article.Interval {
	var none article.Interval
	if e.n == vague {
		return none
	}
	if e.n > 0 {
		switch {
		case e.rel < 0:
			return days(s.units(s.pub, e.unit, -e.n), s.pub)
		case e.rel > 0:
			return days(s.pub, s.units(s.pub, e.unit, e.n))
		}
		return none
	}
	switch e.unit {
	case "week":
		m := monday(s.pub).Add(7 * e.rel)
		return days(m, m.Add(6))
	case "weekend":
		m := monday(s.pub).Add(7*e.rel + 5)
		return days(m, m.Add(1))
	case "fortnight":
		if e.rel < 0 {
			return days(s.pub.Add(-14), s.pub)
		}
		if e.rel > 0 {
			return days(s.pub, s.pub.Add(14))
		}
	case "month":
		m := date(s.pub.Year, s.pub.Month, 1).AddMonths(e.rel)
		return days(m, m.MonthEnd())
	case "year":
		return days(date(s.pub.Year+e.rel, 1, 1), date(s.pub.Year+e.rel, 12, 31))
	case "fiscal":
		y := s.pub.Year + e.rel
		if s.pub.Month < fiscalMonth {
			y--
		}
		return fiscal(y)
	case "decade":
		y := s.pub.Year/10*10 + 10*e.rel
		return days(date(y, 1, 1), date(y+9, 12, 31))
	case "century":
		y := s.pub.Year/100*100 + 100*e.rel
		return days(date(y, 1, 1), date(y+99, 12, 31))
	}
	return none
}

// fiscalMonth is when the fiscal year of India begins.
const fiscalMonth = 4

func fiscal(y int) article.Interval {
	return days(date(y, fiscalMonth, 1), date(y+1, fiscalMonth, 1).Add(-1))
}

// weekend resolves a weekend without last or next.
func (s *scanner) weekend(e *expr) article.Interval {
	sat := monday(s.pub).Add(5)
	if s.pub.Before(sat) && !s.future(e.first, e.last) {
		sat = sat.Add(-7)
	}
	return days(sat, sat.Add(1))
}

// agoOf resolves three days ago, two days later, and since three days; a bare amount is a duration and has no days.
func (s *scanner) agoOf(e *expr) (article.Interval, string) {
	var none article.Interval
	at, told := s.before(e.first)
	told = told && e.later && (!s.d.Pack.Final || e.first <= s.first+1 && !s.future(e.first, e.last))
	if told && e.n == vague && (e.unit == "hour" || e.unit == "minute") { // hours later, काही तासांनी: still on that day
		return one(at), ""
	}
	if e.n == vague || e.n == 0 {
		return none, ""
	}
	base := s.today
	if told {
		base = at
	} else if e.later && (e.unit != "day" && e.unit != "week" && e.unit != "hour" || !s.future(e.first, e.last)) {
		return none, "" // "20 साल बाद": after twenty years, not twenty years from now
	}
	n := e.n
	switch {
	case e.ago:
		n = -n
	case e.later:
	case e.from && s.d.Pack.Final: // तीन दिवसांपासून
		return days(s.units(base, e.unit, -n), base), ""
	case e.mark == lang.In && e.n == math.Trunc(e.n) && s.comes(e): // in three days
		return days(base, s.units(base, e.unit, n)), ""
	default:
		return none, ""
	}
	day := s.units(base, e.unit, n)
	if day.Year < 1 || day.Year > 9999 {
		return none, ""
	}
	switch e.unit {
	case "week", "fortnight":
		m := monday(day)
		return days(m, m.Add(6)), "week"
	case "month":
		day.Day = 1
		return days(day, day.MonthEnd()), "month"
	case "year", "decade", "century":
		return days(date(day.Year, 1, 1), date(day.Year, 12, 31)), "year"
	}
	return one(day), ""
}
