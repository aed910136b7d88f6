package dates

import (
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// figures reads what begins with figures: 15/8/2025, 15 August 2025, 15-17 ऑगस्ट, 2018 मध्ये, 1990s, 3 days ago.
func (s *scanner) figures(e *expr, joined bool) bool {
	i := e.first
	t := s.toks[i].Text
	if strings.ContainsAny(t, "/.") {
		e.last = i + 1
		return s.slashes(e, t) && s.dated(e)
	}
	if strings.ContainsAny(t, ",:") {
		return false
	}
	if s.dashes(e) {
		return s.dated(e)
	}
	n, ok := s.number(i)
	if !ok {
		return false
	}
	if n >= 1 && n <= 31 && len(t) <= 2 && s.dayFirst(e, n) {
		s.part(e)
		return true
	}
	if s.decade(e, n) || s.yearAlone(e, n, joined) {
		return true
	}
	if v, next, ok := s.amount(i); ok {
		return s.amountOf(e, v, next)
	}
	return false
}

// dated takes in a word for "date" behind a date in figures: १५/८/२०२५ रोजी.
func (s *scanner) dated(e *expr) bool {
	if s.d.Pack.Final && s.own[s.text(e.last)].Date {
		e.last++
	}
	return true
}

// slashes reads 15/8/2025 and 15.8.2025: the day first, as in India, unless only the other order is possible.
func (s *scanner) slashes(e *expr, t string) bool {
	parts := strings.FieldsFunc(t, func(r rune) bool { return r == '/' || r == '.' })
	if len(parts) != 3 {
		return false
	}
	return dmy(e, parts[0], parts[1], parts[2])
}

// dashes reads 15-8-2025 and 2025-08-15, which are five tokens.
func (s *scanner) dashes(e *expr) bool {
	i := e.first
	if i+4 >= s.last {
		return false
	}
	for k := i + 1; k <= i+4; k++ {
		if s.toks[k].Space || (k-i)%2 == 1 && s.toks[k].Text != "-" || (k-i)%2 == 0 && s.toks[k].Kind != article.Number {
			return false
		}
	}
	a, b, c := s.toks[i].Text, s.toks[i+2].Text, s.toks[i+4].Text
	if len(a) == 4 {
		a, c = c, a
	}
	if !dmy(e, a, b, c) {
		return false
	}
	e.last = i + 5
	return true
}

func dmy(e *expr, a, b, c string) bool {
	d, err1 := strconv.Atoi(a)
	m, err2 := strconv.Atoi(b)
	y, err3 := strconv.Atoi(c)
	if err1 != nil || err2 != nil || err3 != nil || len(c) != 4 && len(c) != 2 {
		return false
	}
	if len(c) == 2 {
		y += 2000
	}
	if m > 12 && d <= 12 {
		d, m = m, d
	}
	if y < 1500 || y > 2100 || !(article.Date{Year: y, Month: m, Day: d}).Valid() {
		return false
	}
	e.d, e.m, e.y, e.rule = d, m, y, "date"
	return true
}

// dayFirst reads a day of the month and what follows: 15 August 2025, 15 ते 17 ऑगस्ट, 15th of March, 17 तारखेला.
func (s *scanner) dayFirst(e *expr, d int) bool {
	e.d = d
	e.last = s.suffix(e.first + 1)
	s.moreDays(e)
	if s.monthAfter(e) {
		return true
	}
	if e.d2 > 0 {
		e.d2 = 0
		e.last = s.suffix(e.first + 1)
	}
	if s.own[s.text(e.last)].Date { // 15 रोजी
		e.last++
		e.rule = "day-of-month"
		return true
	}
	ordinal := e.last > e.first+1
	if ordinal && !s.d.Pack.Final && s.kind(e.first-1, lang.Det) && s.kind(e.first-2, lang.Prep) && (e.last >= s.last || s.toks[e.last].Kind == article.Punct) {
		e.rule = "day-of-month" // on the 17th
		return true
	}
	e.d, e.last = 0, e.first
	return false
}

// monthAfter reads the month and year after a day.
func (s *scanner) monthAfter(e *expr) bool {
	k := e.last
	if a := s.d.Kind(k, lang.Prep); k < s.last && a != nil && a.Mark == lang.Of {
		k++
	} else if s.d.Pack.Final && s.kind(k, lang.Post) && k > e.first+1 {
		k++
	}
	t := s.entry(k)
	if t.get("month") == "" || !s.d.Pack.Final && s.modal(k) && s.toks[e.first].Space && s.named(e.first-1) {
		return false
	}
	e.m, e.rule = t.num("month"), "date"
	e.last = k + t.n
	s.year(e)
	if e.y == 0 {
		s.yearBeside(e)
	}
	if e.wd == 0 && s.text(e.last) == "(" && s.text(e.last+2) == ")" { // 15 ऑगस्ट (शुक्रवार)
		if t := s.entry(e.last + 1); t.get("weekday") != "" && t.n == 1 {
			e.wd = t.num("weekday")
			e.last += 3
		}
	}
	return true
}

// inWords is a day of the month in words: पंधरा ऑगस्ट.
func (s *scanner) inWords(e *expr, n float64, next int) bool {
	if n < 1 || n > 31 || n != float64(int(n)) || s.entry(next).get("month") == "" {
		return false
	}
	e.d, e.last = int(n), next
	return s.monthAfter(e)
}

// afterDate reads what a word for "date" announces: ता. १७, दिनांक 15 अगस्त.
func (s *scanner) afterDate(e *expr) bool {
	k := e.first + 1
	for k < s.last && k < e.first+3 && (s.toks[k].Text == "." || s.toks[k].Text == ":") {
		k++
	}
	if k >= s.last || s.toks[k].Kind != article.Number {
		return false
	}
	x := expr{first: k, last: k}
	if !s.figures(&x, false) || x.d == 0 {
		d, ok := s.number(k)
		if !ok || d < 1 || d > 31 || len(s.toks[k].Text) > 2 {
			return false
		}
		x = expr{d: d, last: s.suffix(k + 1), rule: "day-of-month"}
		s.moreDays(&x)
	}
	x.first = e.first
	*e = x
	return true
}

// decade reads 1990s, 1990 च्या दशकात, 90 के दशक.
func (s *scanner) decade(e *expr, n int) bool {
	i := e.first
	if n%10 != 0 || n < 10 {
		return false
	}
	y := n
	if n < 100 {
		y += 1900
	}
	k := i + 1
	if k < s.last && !s.toks[k].Space && s.own[s.toks[k].Norm].Decade || s.text(k) == "'s" && len(s.toks[i].Text) == 4 && s.own["s"].Decade {
		e.y, e.decade, e.last, e.rule = y, true, k+1, "decade"
		return true
	}
	if s.d.Pack.Final && s.kind(k, lang.Post) {
		k++
	} else if s.d.Pack.Final && k < s.last && s.toks[k].Kind == article.Word && (!s.toks[k].Space || len(s.d.An[k]) == 0) && s.entry(k).e == nil {
		k++ // १९९० च्या
	}
	if k > i+1 && s.entry(k).get("unit") == "decade" {
		e.y, e.decade, e.last, e.rule = y, true, k+1, "decade"
		return true
	}
	return false
}

// yearAlone reads a year that the words beside it show to be one: 2018 मध्ये, in 1998, साल 2016.
func (s *scanner) yearAlone(e *expr, n int, joined bool) bool {
	i := e.first
	if len(s.toks[i].Text) != 4 || n < 1500 || n > 2100 {
		return false
	}
	e.last = i + 1
	next := i + 1
	if s.text(next) == "-" || s.text(next) == "–" { // 2014-18, 2014–2018
		if y2, ok := s.number(next + 1); ok {
			if len(s.toks[next+1].Text) == 2 {
				y2 += n / 100 * 100
			}
			if y2 > n && y2 <= 2100 {
				e.y2, e.last = y2, next+2
				next = e.last
			}
		}
	}
	if s.yearsTo(e, n, next) {
		return true
	}
	if k, ok := s.fiscalAfter(next); ok && e.y2 > 0 {
		e.y, e.fiscal, e.last, e.rule = n, true, k, "year"
		return true
	}
	before, after := s.entry(i-1).get("unit") == "year" && s.single(i-1).e != nil, s.entry(next).get("unit") == "year"
	if after && !s.yearWord(next) {
		after = false
	}
	if before || after {
		if before {
			e.first = i - 1
		}
		if after {
			e.last = next + 1
		}
		e.y, e.rule = n, "year"
		return true
	}
	if !joined && !s.yearEvidence(i, next, n) {
		e.y2, e.last = 0, i
		return false
	}
	e.y, e.rule = n, "year"
	return true
}

// yearsTo reads the second of two years with a word between them: २०१४ ते २०१९ या काळात, but "2000 ते 2500 सैनिक" counts.
func (s *scanner) yearsTo(e *expr, n, k int) bool {
	if !s.d.Pack.Final || k >= s.last || !s.own[s.toks[k].Norm].DateRange {
		return false
	}
	y2, ok := s.number(k + 1)
	if !ok || len(s.toks[k+1].Text) != 4 || y2 <= n || y2 > 2100 {
		return false
	}
	after := k + 2
	during := s.kind(after, lang.Det) && (s.entry(after+1).get("unit") == "era" || s.entry(after+1).get("unit") == "year")
	if !during && !s.yearEvidence(e.first, after, y2) {
		return false
	}
	e.y, e.y2, e.last, e.rule = n, y2, after, "year"
	return true
}

// fiscalAfter finds the end of a word for a fiscal year behind its figures: २०२४-२५ या आर्थिक वर्षात, 2024-25 के वित्त वर्ष में.
func (s *scanner) fiscalAfter(k int) (int, bool) {
	for j := k; j < s.last && j <= k+1; j++ {
		if t := s.entry(j); t.get("unit") == "fiscal" {
			return j + t.n, true
		}
		if !s.kind(j, lang.Det) && !s.kind(j, lang.Post) && !s.glueGen(j) {
			break
		}
	}
	return k, false
}

// yearWord tells whether the unit after a year-like number belongs to it: "2016 साली", but "2000 वर्षांपूर्वी" counts years.
func (s *scanner) yearWord(i int) bool {
	t := s.single(i)
	if t.get("ago") != "" || t.get("later") != "" || s.entry(i+1).get("ago") != "" || s.entry(i+1).get("later") != "" {
		return false
	}
	return !s.plural(i)
}

func (s *scanner) plural(i int) bool {
	sg := false
	for j := range s.d.An[i] {
		a := &s.d.An[i][j]
		if a.E != nil && a.E.Kind == lang.Noun {
			if !a.F.Has(lang.Pl) {
				return false
			}
			sg = true
		}
	}
	return sg
}

func (s *scanner) yearEvidence(i, next, n int) bool {
	round := n%100 == 0
	if s.text(i-1) == "(" && s.text(next) == ")" {
		return true
	}
	if s.d.Pack.Final {
		if next >= s.last {
			return false
		}
		for _, x := range s.d.Words[next].Opens {
			if x.Kind == lang.Num && next+len(x.Toks) <= s.last && s.matches(next, x) { // 2018 से अधिक
				return false
			}
		}
		if a := s.d.Kind(next, lang.Post); a != nil {
			switch a.Mark {
			case lang.In, lang.From, lang.Until, lang.Before, lang.After, lang.During:
				return true
			case lang.Gen:
				return !round
			}
		}
		return !round && s.glueGen(next)
	}
	k := i - 1
	for k > s.first && k > i-4 && (s.kind(k, lang.Adj) || s.kind(k, lang.Adv) || s.text(k) == "-") && !s.kind(k, lang.Prep) && !s.kind(k, lang.Det) {
		k--
	}
	if !s.kind(k, lang.Prep) {
		return false
	}
	if round && next < s.last && s.toks[next].Kind == article.Word && s.kind(next, lang.Noun) && !s.kind(next, lang.Prep) && !s.kind(next, lang.Conj) && !s.kind(next, lang.Pron) && !s.kind(next, lang.Det) {
		return false
	}
	for j := range s.d.An[k] {
		a := &s.d.An[k][j]
		if a.E == nil || a.E.Kind != lang.Prep {
			continue
		}
		switch a.Mark {
		case lang.In, lang.From, lang.Until, lang.During, lang.Before, lang.After, lang.Between:
			return true
		case lang.By, lang.Of:
			return !round && (next >= s.last || s.toks[next].Kind == article.Punct || s.kind(next, lang.Prep) || !s.kind(next, lang.Noun) && !s.kind(next, lang.Adj) && !s.kind(next, lang.Adv))
		}
	}
	return false
}

// glueGen tells whether token i is an ending written after a year in figures: २०१९ च्या, २०१९ची.
func (s *scanner) glueGen(i int) bool {
	if !s.d.Pack.Final || i >= s.last || s.toks[i].Kind != article.Word || s.toks[i].Text[0] < 0x80 {
		return false
	}
	return len(s.d.An[i]) == 0 && len([]rune(s.toks[i].Text)) <= 4
}

// modal tells whether token i may be a modal verb with another verb after it: iPhone 16 May Have.
func (s *scanner) modal(i int) bool {
	if !s.kind(i, lang.Modal) {
		return false
	}
	f, _, e := s.verb(i + 1)
	return e != nil && f&lang.Root != 0 || s.kind(i+1, lang.Adv)
}

// named tells whether token i is a word that a number may be part of the name of.
func (s *scanner) named(i int) bool {
	return i >= s.first && s.toks[i].Kind == article.Word && !s.kind(i, lang.Prep) && !s.kind(i, lang.Det) && !s.kind(i, lang.Conj)
}

// yearBeside reads last year, next year after a month or day: November last year.
func (s *scanner) yearBeside(e *expr) {
	if t := s.entry(e.last); t.get("rel") != "" && t.get("unit") == "year" {
		e.yearRel, e.hasYearRel = relOf(t.get("rel")), true
		e.last += t.n
	}
}

// year reads the year after a month: August 2025, 15 ऑगस्ट, २०२५.
func (s *scanner) year(e *expr) {
	k := e.last
	if s.text(k) == "," || s.text(k) == "." && !s.toks[k].Space || s.entry(k).get("unit") == "year" && e.d > 0 {
		k++
	}
	if y, ok := s.number(k); ok && len(s.toks[k].Text) == 4 && y >= 1500 && y <= 2100 {
		e.y, e.last = y, k+1
		if e.d > 0 {
			e.rule = "date"
		}
		if s.own[s.text(k+1)].Date {
			e.last++
		}
		return
	}
	if s.own[s.text(e.last)].Date && e.d > 0 { // १५ ऑगस्ट रोजी
		e.last++
	}
}
