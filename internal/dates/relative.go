package dates

import (
	"math"
	"strconv"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// vague stands for an amount that the text leaves open: some days ago.
const vague = -1

// relative reads last, this and next with what they stand before: गेल्या तीन दिवसांत, last Tuesday, पिछले साल नवंबर में.
func (s *scanner) relative(e *expr, t tags) bool {
	e.rel, e.hasRel, e.unit = relOf(t.get("rel")), true, t.get("unit")
	if e.unit == "" && t.n > 1 {
		e.unit = s.single(e.last - 1).get("unit")
	}
	if e.unit != "" && t.n > 2 && s.d.Pack.Final {
		for k := e.first + 1; k < e.last-1; k++ {
			if s.single(k).e == nil { // पुढील काही दिवसांत
				e.n = vague
			}
		}
	}
	if e.unit == "" && !s.relativeOf(e) {
		return false
	}
	e.rule = "relative-" + e.unit
	switch {
	case e.wd > 0:
		e.rule = "relative-weekday"
		s.dateBeside(e)
	case e.m > 0:
		e.rule = "relative-month-name"
	case e.unit == "year" && e.n == 0:
		s.monthBeside(e)
	case e.unit == "week" && e.n == 0:
		s.weekdayBeside(e)
	case e.unit == "day" && e.rel == 0 && e.n == 0: // त्या दिवशी
		e.hasDay, e.told, e.hasRel, e.unit, e.rule = true, true, false, "", "day"
	}
	return true
}

// dateBeside reads the date that says which weekday is meant: गेल्या मंगळवारी (ता. ६), last Tuesday (August 12).
func (s *scanner) dateBeside(e *expr) {
	k := e.last
	if s.text(k) != "(" && s.text(k) != "," {
		return
	}
	x, ok := s.at2(k + 1)
	if !ok || x.d == 0 || x.d2 != 0 {
		return
	}
	if s.text(k) == "(" {
		if s.text(x.last) != ")" {
			return
		}
		x.last++
	}
	x.first, x.wd = e.first, e.wd
	*e = x
}

// relativeOf reads what a bare last, this or next stands before.
func (s *scanner) relativeOf(e *expr) bool {
	k := e.last
	for k < s.last && k < e.last+2 && s.kind(k, lang.Particle) && s.entry(k).e == nil {
		k++
	}
	t := s.entry(k)
	switch {
	case t.get("weekday") != "" && t.get("rel") == "":
		e.wd, e.last = t.num("weekday"), k+t.n
		return true
	case t.get("month") != "":
		e.m, e.last = t.num("month"), k+t.n
		return true
	case t.get("unit") != "" && t.get("rel") == "" && t.get("ago") == "":
		e.unit, e.last = t.get("unit"), k+t.n
		if s.plural(e.last - 1) {
			e.n = vague
		}
		return true
	case t.get("part") == "night" || t.get("part") == "evening":
		if e.rel == -1 && t.get("day") == "" {
			e.hasRel, e.hasDay, e.day, e.last = false, true, -1, k+t.n
			return true
		}
		return false
	}
	if n, next, ok := s.amount(k); ok {
		if t := s.entry(next); t.get("unit") != "" {
			e.unit, e.n, e.last = t.get("unit"), n, next+t.n
			return true
		}
		return false
	}
	if t := s.entry(k + 1); k < s.last && s.toks[k].Kind == article.Word && t.get("unit") != "" && t.get("rel") == "" && (s.plural(k+1) || s.kind(k, lang.Det)) {
		e.unit, e.n, e.last = t.get("unit"), vague, k+1+t.n
		return true
	}
	return false
}

// monthBeside reads a month or day after last year: पिछले साल नवंबर में, गेल्या वर्षी १५ ऑगस्टला.
func (s *scanner) monthBeside(e *expr) {
	k := e.last
	for k < s.last && k < e.last+2 && (s.text(k) == "," || s.d.Pack.Final && s.kind(k, lang.Post) || !s.d.Pack.Final && s.kind(k, lang.Prep)) {
		k++
	}
	x, ok := s.at2(k)
	if !ok || x.m == 0 || x.y > 0 || x.hasYearRel {
		return
	}
	x.first, x.yearRel, x.hasYearRel = e.first, e.rel, true
	*e = x
}

// weekdayBeside reads a weekday after last week: पिछले सप्ताह सोमवार को, last week on Monday.
func (s *scanner) weekdayBeside(e *expr) {
	k := e.last
	for k < s.last && k < e.last+1 && (s.d.Pack.Final && s.kind(k, lang.Post) || !s.d.Pack.Final && s.kind(k, lang.Prep)) {
		k++
	}
	if t := s.entry(k); t.get("weekday") != "" && t.get("rel") == "" {
		e.wd, e.last = t.num("weekday"), k+t.n
		e.weekRel, e.hasWeekRel = e.rel, true
		e.hasRel, e.unit, e.rule = false, "", "weekday"
	}
}

// unitAlone reads a unit of time without a number: a week ago, महिनाभरापूर्वी, साल 2016, at the weekend.
func (s *scanner) unitAlone(e *expr, t tags) bool {
	e.unit = t.get("unit")
	if e.unit == "weekend" {
		e.rule = "weekend"
		return true
	}
	if e.unit == "year" || e.unit == "fiscal" {
		if n, ok := s.number(e.last); ok && (t.n == 1 || e.unit == "fiscal") {
			x := expr{first: e.last, last: e.last, fiscal: e.unit == "fiscal"}
			if s.yearAlone(&x, n, x.fiscal) {
				x.first = min(e.first, x.first)
				*e = x
				return true
			}
		}
		if e.unit == "fiscal" {
			return false
		}
	}
	if p := e.first - 1; p >= s.first && s.own[s.toks[p].Norm].One && s.countsFrom(e, 1) {
		e.first = p
		return true
	}
	if !s.agoLater(e, t) {
		from := s.mark(e.last-1) == lang.From && s.d.Pack.Final
		if p := e.first - 1; !from || s.plural(e.first) || s.kind(p, lang.Num) || s.kind(p, lang.Det) || s.kind(p, lang.Pron) || p >= s.first && s.toks[p].Kind == article.Number {
			return false
		}
		if s.mark(e.first-1) == lang.Gen {
			return false
		}
	}
	e.n, e.rule = 1, "ago"
	p := e.first - 1
	if s.d.Pack.Final && e.last == e.first+2 && t.n == 1 && (e.ago || e.later) && p >= s.first && s.toks[p].Kind == article.Word && len(s.d.An[p]) == 0 {
		e.n = vague // a number that nothing knows, before दिन पहले
	}
	if s.plural(e.first) || s.d.Pack.Final && (s.kind(p, lang.Det) || s.kind(p, lang.Pron) || s.kind(p, lang.Adj) || s.kind(p, lang.Num)) {
		e.n = vague
	}
	if s.kind(p, lang.Det) && !s.d.Pack.Final {
		e.first = p
	} else if !s.d.Pack.Final {
		e.n = vague
	}
	if s.anchored(e) {
		e.n = vague
	}
	return true
}

// agoLater reads ago, earlier, later beside a unit, in the word itself or after it.
func (s *scanner) agoLater(e *expr, t tags) bool {
	e.ago, e.later = t.get("ago") != "", t.get("later") != ""
	if e.ago || e.later {
		return true
	}
	k := e.last
	if k < s.last && s.kind(k, lang.Particle) && s.entry(k).e == nil {
		k++
	}
	x := s.entry(k)
	if e.ago, e.later = x.get("ago") != "", x.get("later") != ""; e.ago || e.later {
		e.last = k + x.n
		return true
	}
	return false
}

// anchored tells whether the amount is counted from something else than now: चुनाव से तीन दिन पहले.
func (s *scanner) anchored(e *expr) bool {
	p := e.first - 1
	if !s.d.Pack.Final || p < s.first || !e.ago && !e.later || s.toks[e.last-1].Norm == s.toks[e.first].Norm {
		return false
	}
	if a := s.d.Kind(p, lang.Post); a != nil && (a.Mark == lang.From || a.Mark == lang.Gen && a.Attr && !e.ago) {
		return true
	}
	return s.single(e.last-1).get("unit") == "" && s.mark(p) == lang.Gen
}

// amount reads how many units: 3, three, डेढ़, a couple of; vague for a few.
func (s *scanner) amount(i int) (float64, int, bool) {
	if i < s.first || i >= s.last {
		return 0, i, false
	}
	if s.toks[i].Kind == article.Number {
		v, err := strconv.ParseFloat(s.toks[i].Text, 64)
		if err != nil || v > 10000 {
			return 0, i, false
		}
		return s.amountRange(v, i+1)
	}
	e, n := s.num(i)
	if e == nil {
		return 0, i, false
	}
	v, ok := value(e)
	if e.Tags["add"] != "" {
		f, m := s.num(i + n)
		if f == nil {
			return 0, i, false
		}
		w, ok := value(f)
		return v + w, i + n + m, ok
	}
	if !ok {
		return 0, i, false
	}
	k := i + n
	if f, m := s.num(k); f != nil && f.Tags["mult"] != "" && e.Tags["n"] != "" { // one hundred
		if w, ok := value(f); ok {
			v, k = v*w, k+m
		}
	}
	if a := s.d.Kind(k, lang.Prep); k < s.last && a != nil && a.Mark == lang.Of && s.entryHas(k+1, "unit") {
		k++
	}
	return s.amountRange(v, k)
}

// amountRange passes over the end of a range of amounts, which leaves the amount open.
func (s *scanner) amountRange(v float64, k int) (float64, int, bool) {
	if k+1 >= s.last || !s.joins(k) {
		return v, k, true
	}
	if s.toks[k+1].Kind == article.Number {
		return vague, k + 2, true
	}
	if e, n := s.num(k + 1); e != nil {
		return vague, k + 1 + n, true
	}
	return v, k, true
}

// num is the longest entry of an amount at i.
func (s *scanner) num(i int) (*lang.Entry, int) {
	if i >= s.last || s.toks[i].Kind != article.Word {
		return nil, 0
	}
	for _, e := range s.opens(i, lang.Num) {
		if e.Kind == lang.Num && i+len(e.Toks) <= s.last && s.matches(i, e) && amounts(e) {
			return e, len(e.Toks)
		}
	}
	if !s.d.Words[i].Kinds.Has(lang.Num) {
		return nil, 0
	}
	for j := range s.d.An[i] {
		if e := s.d.An[i][j].E; e != nil && e.Kind == lang.Num && !e.Phrase() && amounts(e) {
			return e, 1
		}
	}
	return nil, 0
}

func amounts(e *lang.Entry) bool {
	return e.Tags["n"] != "" || e.Tags["frac"] != "" || e.Tags["vague"] != "" || e.Tags["mult"] != "" || e.Tags["add"] != "" || e.Tags["dozen"] != ""
}

func value(e *lang.Entry) (float64, bool) {
	for _, k := range [...]string{"n", "frac", "mult", "add"} {
		if v := e.Tags[k]; v != "" {
			x, err := strconv.ParseFloat(v, 64)
			return x, err == nil
		}
	}
	if e.Tags["vague"] != "" {
		return vague, true
	}
	return 12, e.Tags["dozen"] != ""
}

// amountOf reads the unit that an amount is of, and whether it is ago or later.
func (s *scanner) amountOf(e *expr, n float64, next int) bool {
	t := s.entry(next)
	if t.get("unit") == "" || t.get("rel") != "" {
		if t = s.single(next); t.get("unit") == "" {
			return false
		}
	}
	switch e.unit = t.get("unit"); e.unit {
	case "era", "weekend", "half_year", "quarter":
		return false
	case "hour", "minute", "second":
		if n >= 0 && t.get("ago") == "" && t.get("later") == "" && !s.entryHas(next+t.n, "ago") && !s.entryHas(next+t.n, "later") {
			return false // an hour of the clock, or a duration within the day
		}
	}
	e.n, e.last = n, next+t.n
	e.rule = "duration"
	if s.countsFrom(e, n) {
		return true
	}
	if s.agoLater(e, t) {
		e.rule = "ago"
		if e.ago && e.unit == "year" && n >= 1 && n == math.Trunc(n) { // पाच वर्षांपूर्वी १७ सप्टेंबर रोजी
			x := *e
			x.rel = -int(n)
			if s.monthBeside(&x); x.hasYearRel {
				*e = x
				return true
			}
		}
		if s.anchored(e) {
			e.n = vague
		}
	}
	return true
}

// units moves a day by n units, whole or broken.
func (s *scanner) units(day article.Date, unit string, n float64) article.Date {
	whole := int(math.Trunc(n))
	switch unit {
	case "minute", "second":
		return day
	case "hour":
		return day.Add(int(math.Trunc(n / 24)))
	case "week":
		return day.Add(int(math.Round(n * 7)))
	case "fortnight":
		return day.Add(int(math.Round(n * 14)))
	case "month":
		return day.AddMonths(whole).Add(int((n - float64(whole)) * 30))
	case "quarter":
		return day.AddMonths(whole * 3)
	case "half_year":
		return day.AddMonths(whole * 6)
	case "year":
		return day.AddMonths(int(math.Round(n * 12)))
	case "decade":
		return day.AddMonths(int(math.Round(n * 120)))
	case "century":
		return day.AddMonths(int(math.Round(n * 1200)))
	}
	return day.Add(whole)
}
