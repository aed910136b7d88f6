package dates

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// tags are what the time entry at a token says.
type tags struct {
	e    *lang.Entry
	n    int // tokens
	lone bool
}

func (t tags) get(key string) string {
	if t.e == nil {
		return ""
	}
	return t.e.Tags[key]
}

func (t tags) num(key string) int {
	n, _ := strconv.Atoi(t.get(key))
	return n
}

// entry is the longest time entry at i. A word that is a name only with a capital (March, May) needs it.
func (s *scanner) entry(i int) tags {
	if i < s.first || i >= s.last || s.toks[i].Kind == article.Punct {
		return tags{}
	}
	for _, e := range s.opens(i, lang.Time) {
		if e.Kind == lang.Time && i+len(e.Toks) <= s.last && s.matches(i, e) && s.capital(i, e) {
			return tags{e: e, n: len(e.Toks)}
		}
	}
	return s.single(i)
}

// opens are the phrases that a token may begin, if one of them is of a kind.
func (s *scanner) opens(i int, k lang.Kind) []*lang.Entry {
	w := s.d.Words[i]
	switch {
	case !w.Opening.Has(k):
		return nil
	case i+1 < s.last:
		return w.OpensBefore(s.d.Words[i+1].Sign)
	}
	return w.OpensBefore(0)
}

// single is the time reading of one token; other readings of it make it not lone.
func (s *scanner) single(i int) tags {
	var t tags
	if i < s.first || i >= s.last {
		return t
	}
	t.lone = true
	for j := range s.d.An[i] {
		e := s.d.An[i][j].E
		if e == nil || e.Phrase() {
			continue
		}
		if e.Kind != lang.Time {
			if e.Kind <= lang.Adj || e.Kind == lang.Modal || e.Kind == lang.Num {
				t.lone = false
			}
			continue
		}
		if (t.e == nil || e.Toks[0] == s.toks[i].Norm && t.e.Toks[0] != e.Toks[0]) && s.capital(i, e) {
			t.e, t.n = e, 1 // दिवसापूर्वी is "a day ago" before it is दिवसा with an ending
		}
	}
	return t
}

func (s *scanner) capital(i int, e *lang.Entry) bool {
	c := e.Word[0]
	return c < 'A' || c > 'Z' || s.toks[i].Cap
}

func (s *scanner) matches(i int, e *lang.Entry) bool {
	for k, w := range e.Toks {
		if s.toks[i+k].Norm != w {
			return false
		}
	}
	return true
}

// entryHas tells whether the single time reading of token i has a tag.
func (s *scanner) entryHas(i int, key string) bool { return s.single(i).get(key) != "" }

func (s *scanner) kind(i int, k lang.Kind) bool {
	return i >= s.first && i < s.last && s.d.Kind(i, k) != nil
}

// mark is the first mark that an ending of token i gives.
func (s *scanner) mark(i int) lang.Mark {
	if i < s.first || i >= s.last {
		return lang.Nom
	}
	for j := range s.d.An[i] {
		if a := &s.d.An[i][j]; a.Mark != lang.Nom && (a.E == nil || a.E.Kind != lang.Post && a.E.Kind != lang.Prep) {
			return a.Mark
		}
	}
	return lang.Nom
}

func (s *scanner) number(i int) (int, bool) {
	if i < s.first || i >= s.last || s.toks[i].Kind != article.Number || len(s.toks[i].Text) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(s.toks[i].Text)
	return n, err == nil
}

func (s *scanner) text(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.toks[i].Text
}

// at reads an expression that begins at i. In a range (joined) a bare number is a year without more evidence.
func (s *scanner) at(i int, joined bool) (expr, bool) {
	e := expr{first: i, last: i}
	if i >= s.last {
		return e, false
	}
	if s.toks[i].Kind == article.Number {
		if !s.toks[i].Space && i > s.first && s.entry(i+1).get("month") == "" && (s.toks[i-1].Kind == article.Word || s.toks[i-1].Text == "-" && !joined && !s.toks[i-1].Space) {
			return e, false // G20, COVID-19
		}
		return e, s.figures(&e, joined)
	}
	if s.d.Words[i].Date {
		return e, s.afterDate(&e)
	}
	t := s.entry(i)
	if t.e != nil && s.entryAt(&e, t) {
		s.part(&e)
		return e, true
	}
	if n, next, ok := s.amount(i); ok && (t.e == nil || t.get("rel") == "") {
		e.last = i
		if s.amountOf(&e, n, next) {
			return e, true
		}
		if s.inWords(&e, n, next) {
			s.part(&e)
			return e, true
		}
	}
	e.last = i + 1
	return e, false
}

// entryAt reads what begins with a time entry.
func (s *scanner) entryAt(e *expr, t tags) bool {
	e.last = e.first + t.n
	if s.name(e.first, e.last) {
		return false
	}
	switch {
	case t.get("weekday") != "":
		return s.weekday(e, t)
	case t.get("month") != "":
		return s.month(e, t)
	case t.get("day") != "":
		return s.day(e, t)
	case t.get("rel") != "":
		return s.relative(e, t)
	case t.get("festival") != "":
		e.fest, e.rule = t.get("festival"), "festival"
		return true
	case t.get("unit") != "":
		return s.unitAlone(e, t)
	case t.get("part") != "":
		return s.partOfDay(e, t)
	}
	return false
}

// partOfDay reads a part of the day told before, where its sentence names no day itself: "सायंकाळी बैठक झाली", शाम को.
func (s *scanner) partOfDay(e *expr, t tags) bool {
	if !s.d.Pack.Final && !s.atPart(e) || s.d.Pack.Final && e.first > s.first+partTokensMax {
		return false
	}
	if s.d.Pack.Final && t.e.Mark == lang.Nom && !s.kind(e.last, lang.Post) {
		return false
	}
	if k := len(s.d.Times) - 1; k < 0 || s.d.Times[k].First >= s.first {
		return false
	}
	if _, ok := s.before(e.first); !ok {
		return false
	}
	e.hasDay, e.told, e.rule = true, true, "part-of-day"
	return true
}

// atPart tells whether a part of the day stands as when something was, where prepositions stand before: "in the evening", "at noon", "since
// morning"; not "the evening prayer", "in the early hours of Monday".
func (s *scanner) atPart(e *expr) bool {
	if e.last < s.last && s.toks[e.last].Kind == article.Word && !s.kind(e.last, lang.Conj) {
		if a := s.d.Kind(e.last, lang.Prep); a == nil || a.Mark == lang.Of || a.Mark == lang.On && s.entryHas(e.last+1, "weekday") {
			return false
		}
	}
	p := e.first - 1
	if p > s.first && s.kind(p, lang.Det) {
		p--
	}
	if p < s.first {
		return false
	}
	return slices.ContainsFunc(s.d.An[p], func(a lang.Analysis) bool {
		if a.E == nil || a.E.Kind != lang.Prep {
			return false
		}
		switch a.Mark {
		case lang.In, lang.At, lang.During, lang.From:
			return true
		}
		return false
	})
}

// partTokensMax is how far into its sentence a part of a day stands that goes on with the day told before.
const partTokensMax = 6

// part takes in a part of the day that follows: शुक्रवारी रात्री, 15 अगस्त की रात.
func (s *scanner) part(e *expr) {
	for k := e.last; k < s.last && k <= e.last+1; k++ {
		if t := s.entry(k); t.get("part") != "" && t.get("day") == "" && t.get("weekday") == "" && t.get("rel") == "" {
			e.last = k + t.n
			return
		}
		if k == e.last && !(s.d.Pack.Final && s.kind(k, lang.Post) && s.d.Kind(k, lang.Post).Mark == lang.Gen) && s.text(k) != "'s" {
			return
		}
	}
}

func (s *scanner) day(e *expr, t tags) bool {
	v := t.get("day")
	sign, abs := strings.CutPrefix(v, "±")
	e.day, _ = strconv.Atoi(sign)
	e.hasDay, e.either, e.rule = true, abs, "day"
	if t.n > 1 { // दुसऱ्या दिवशी, the next day: counted from the day told before
		e.told = true
		unit := false
		for k := e.first; k < e.last; k++ {
			x := s.single(k)
			if x.get("day") != "" || x.get("rel") == "last" && s.d.Pack.Final {
				e.told = false
			}
			unit = unit || x.get("unit") == "day"
		}
		e.told = e.told && unit
	}
	return true
}

func (s *scanner) weekday(e *expr, t tags) bool {
	e.wd, e.rule = t.num("weekday"), "weekday"
	if t.e.Word[0] < 0x80 && len(t.e.Toks) == 1 && len(t.e.Toks[0]) <= 3 && !s.abbreviated(e) {
		return false
	}
	if k := e.first - 1; s.kind(k, lang.Det) && !s.d.Pack.Final && !t.lone {
		return false
	}
	k := e.last
	open := s.text(k) == "("
	if open || s.text(k) == "," {
		k++
	}
	if x, ok := s.at2(k); ok && x.d > 0 && x.wd == 0 { // Friday, August 15; शुक्रवारी (ता. १५)
		x.first, x.wd = e.first, e.wd
		if open && s.text(x.last) == ")" {
			x.last++
		}
		*e = x
		return true
	}
	if x := s.entry(e.last); x.get("rel") != "" && x.get("unit") == "week" { // Monday last week
		e.weekRel, e.hasWeekRel = relOf(x.get("rel")), true
		e.last += x.n
	}
	return true
}

// at2 reads a date in figures or a month at i, as the second part of an expression.
func (s *scanner) at2(i int) (expr, bool) {
	e := expr{first: i, last: i}
	if i >= s.last || s.toks[i].Kind == article.Punct {
		return e, false
	}
	if s.toks[i].Kind == article.Number {
		return e, s.figures(&e, false)
	}
	if s.own[s.toks[i].Norm].Date {
		return e, s.afterDate(&e)
	}
	if t := s.entry(i); t.get("month") != "" {
		e.last = i + t.n
		return e, s.month(&e, t)
	}
	return e, false
}

// abbreviated tells whether a short name of a weekday (Sat, Sun) stands as one.
func (s *scanner) abbreviated(e *expr) bool {
	if strings.HasSuffix(s.toks[e.first].Text, ".") {
		return true
	}
	if s.text(e.last) == "." && !s.toks[e.last].Space && e.last+1 < s.last {
		e.last++
		return true
	}
	if _, ok := s.number(e.last); ok || s.entry(e.last).get("month") != "" {
		return true
	}
	if s.text(e.last) == "," && (s.entry(e.last+1).get("month") != "" || s.text(e.last+1) != "" && s.toks[e.last+1].Kind == article.Number) {
		return true
	}
	k := e.first - 1
	return k >= s.first && s.kind(k, lang.Prep) || s.entry(k).get("rel") != ""
}

// month reads a month with the day and year that follow it.
func (s *scanner) month(e *expr, t tags) bool {
	e.m, e.rule = t.num("month"), "month"
	if u := s.entry(e.last); s.d.Pack.Final && u.get("unit") == "month" && u.get("ago") == "" && u.get("later") == "" && u.get("rel") == "" { // मे महिन्यात
		e.last += u.n
		return true
	}
	k := e.last
	if s.text(k) == "." && !s.toks[k].Space && t.e.Word[0] < 0x80 && k+1 < s.last {
		k++
	}
	if d, ok := s.number(k); ok && d >= 1 && d <= 31 && s.dayAfterMonth(e, k) {
		e.d, e.rule = d, "date"
		e.last = s.suffix(k + 1)
		s.moreDays(e)
		if s.year(e); e.y == 0 {
			s.yearBeside(e)
		}
		return true
	}
	if s.year(e); e.y > 0 {
		return true
	}
	if s.yearBeside(e); e.hasYearRel {
		return true
	}
	return s.monthAlone(e, t)
}

// dayAfterMonth tells whether the number at k is a day of the month before it, not a count: in August 15 soldiers …
func (s *scanner) dayAfterMonth(e *expr, k int) bool {
	if s.toks[k].Kind != article.Number || strings.ContainsAny(s.toks[k].Text, ".,:/") {
		return false
	}
	n := s.suffix(k + 1)
	if n >= s.last || s.toks[n].Kind == article.Punct && s.toks[n].Text != "%" {
		if s.text(n) == "-" && !s.toks[n].Space && n+1 < s.last && s.toks[n+1].Kind == article.Word {
			return false // August 15-year-old
		}
		return true
	}
	if n > k+1 {
		return true // 15th
	}
	if s.d.Pack.Final {
		return s.own[s.toks[n].Norm].Date || s.kind(n, lang.Post) && s.toks[n].Norm != ""
	}
	if s.kind(n, lang.Num) {
		return false
	}
	if s.kind(n, lang.Prep) || s.kind(n, lang.Verb) || s.kind(n, lang.Aux) || s.kind(n, lang.Conj) || s.kind(n, lang.Modal) || s.kind(n, lang.Time) || s.kind(n, lang.Det) || s.kind(n, lang.Pron) {
		return true
	}
	for j := range s.d.An[n] {
		if a := &s.d.An[n][j]; a.E != nil && a.E.Kind == lang.Noun && a.F.Has(lang.Pl) {
			return false
		}
	}
	return true
}

// monthAlone tells whether a word that may be a month is one: March beside may, मार्च beside a march.
func (s *scanner) monthAlone(e *expr, t tags) bool {
	if s.given(e) {
		return false
	}
	if t.lone && (t.e.Word[0] >= 0x80 || len(t.e.Toks[0]) > 3 || t.n > 1) {
		return true // a short form (Jan, Oct) may be part of a name
	}
	if s.d.Pack.Final {
		if s.mark(e.first) != lang.Nom {
			return true
		}
		k := e.last
		if s.text(k) == "-" || s.text(k) == "–" || s.own[s.text(k)].DateRange {
			return s.entry(k+1).get("month") != ""
		}
		if k := e.first - 1; k > s.first && s.text(k) == "-" {
			return s.entry(k-1).get("month") != ""
		}
		return s.alone(e)
	}
	for k := e.first - 1; k >= s.first && k >= e.first-3; k-- {
		if s.kind(k, lang.Prep) || s.entry(k).get("rel") != "" {
			return true
		}
		if s.kind(k, lang.Conj) && s.entry(k-1).get("month") != "" || s.text(k) == "-" {
			return true
		}
		if !s.kind(k, lang.Adj) && !s.kind(k, lang.Adv) {
			break
		}
	}
	return false
}

// suffix passes over what is glued to a day: 15th, १५वा.
func (s *scanner) suffix(k int) int {
	if k >= s.last || s.toks[k].Space || s.toks[k].Kind != article.Word || s.kind(k, lang.Post) {
		return k
	}
	if t := s.toks[k].Text; t[0] < 0x80 && len(t) == 2 || t[0] >= 0x80 && len([]rune(t)) <= 3 {
		return k + 1
	}
	return k
}

// moreDays reads the end of a range of days in one month: August 15-17, 15 and 16 August.
func (s *scanner) moreDays(e *expr) {
	k := e.last
	if k+1 >= s.last || !s.joins(k) {
		return
	}
	d, ok := s.number(k + 1)
	n := s.suffix(k + 2)
	if !ok || d <= e.d || d > 31 || e.m > 0 && s.entry(n).get("month") != "" || e.m > 0 && s.kind(n, lang.Noun) && !s.kind(n, lang.Prep) {
		return
	}
	e.d2, e.last = d, n
}

// joins tells whether token k joins two days: a dash, to, and, ते, से.
func (s *scanner) joins(k int) bool {
	t := &s.toks[k]
	if t.Kind == article.Punct {
		return t.Text == "-" || t.Text == "–"
	}
	if s.own[t.Norm].DateRange || s.connects(k, true) {
		return true
	}
	for j := range s.d.An[k] {
		a := &s.d.An[k][j]
		if a.E != nil && (a.E.Kind == lang.Conj && a.E.Has(lang.And) || a.E.Kind == lang.Post && a.Mark == lang.From && a.E.Toks[0] == t.Norm) {
			return true
		}
	}
	return false
}

func relOf(v string) int {
	switch v {
	case "last":
		return -1
	case "next":
		return 1
	case "last2": // the week before last
		return -2
	case "next2":
		return 2
	}
	return 0
}
