// Package dates finds expressions of time and resolves them against the publication day. A weekday, a month or a day
// without its year is put on the side of that day that the tense of its clause tells, looked up in the readings of the
// words, since no clause has been parsed yet. The words and what they say stand in the packs (lexicon/time.tsv); this
// package knows the calendar and the notations of dates. Where the publication day is needed and unknown, the
// expression stays unresolved: nothing ever takes today's date.
package dates

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Run fills d.Times, in text order.
func Run(d *doc.Doc) {
	d.Times = nil
	if len(d.An) < len(d.Art.Tokens) {
		return
	}
	s := &scanner{d: d, toks: d.Art.Tokens, own: d.Pack.Beside, pub: d.Art.Published, today: d.Art.Published}
	line := s.dateline()
	for _, sent := range d.Art.Sentences {
		s.first, s.last, s.para = sent.First, sent.Last, sent.Paragraph
		from := len(d.Times)
		for i := s.first; i < s.last; {
			if line.Last > 0 && i == line.First {
				d.Times = append(d.Times, line)
				i = line.Last
				continue
			}
			if !s.starts(i) {
				i++
				continue
			}
			t, next, ok := s.time(i)
			if ok {
				d.Times = append(d.Times, t)
			}
			i = max(next, i+1)
		}
		s.anchors(from)
	}
}

// scanner reads one sentence at a time.
type scanner struct {
	d           *doc.Doc
	toks        []article.Token
	own         map[string]lang.Beside
	pub, today  article.Date // today is the dateline's day where there is one
	first, last int          // tokens of the sentence
	para        int
	pending     []pending
	side        int // which side of now is asked for: 1 what is to come, -1 what is past, 0 what the tense says
}

// expr is an expression of time as it is told, before it is resolved.
type expr struct {
	first, last    int
	y, m, d, wd    int
	d2, y2         int // end of a range of days or years
	day            int // days from today
	hasDay, either bool
	told           bool // counted from the day told before: the next day
	rel            int  // -1 last, 0 this, 1 next
	hasRel         bool
	unit           string
	n              float64 // how many units, 0 where not told
	ago, later     bool
	yearRel        int // a year told beside a month: last year
	hasYearRel     bool
	weekRel        int
	hasWeekRel     bool
	decade, fiscal bool
	fest           string
	from, until    bool
	mark           lang.Mark
	attr           bool // modifies the noun after it
	rule           string
}

// opening are the kinds of words that an expression can begin with.
var opening = lang.KindSet(lang.Time, lang.Num)

// starts is a cheap test for whether an expression can begin at i.
func (s *scanner) starts(i int) bool {
	t := &s.toks[i]
	switch t.Kind {
	case article.Number:
		return true
	case article.Punct:
		return false
	}
	w := s.d.Words[i]
	return (w.Kinds|w.Opening)&opening != 0 || w.Date
}

// time reads and resolves the expression at i, with the end of a range where one follows.
func (s *scanner) time(i int) (doc.Time, int, bool) {
	e, ok := s.at(i, false)
	if !ok {
		return doc.Time{}, max(e.last, i+1), false
	}
	s.marks(&e)
	f, isRange := s.rangeEnd(&e)
	if isRange {
		s.marks(&f)
		return s.join(e, f), f.last, true
	}
	t, ok := s.resolve(&e)
	if ok && e.rule == "anchored" {
		s.pending = append(s.pending, pending{len(s.d.Times), e.n, e.unit})
	}
	return t, e.last, ok
}

// marks notes what ties an expression to its sentence: since, from, until.
func (s *scanner) marks(e *expr) {
	e.mark = s.mark(e.last - 1)
	e.attr = s.text(e.last) == "'s" || s.attributive(e.last-1)
	if m, attr, ok := s.post(e.last); ok && tells(m) && (e.mark == lang.Nom || !s.toks[e.last].Space) {
		e.mark, e.attr = m, attr
	}
	if k := e.last; e.attr && s.d.Pack.Final {
		if s.kind(k, lang.Post) {
			k++
		}
		if k < s.last && s.own[s.toks[k].Norm].DateEdge { // गेल्या आठवड्याच्या सुरुवातीला, पिछले हफ्ते की शुरुआत में
			e.last, e.mark, e.attr = k+1, lang.In, false
			if m, _, ok := s.post(e.last); ok {
				e.mark = m
			}
		}
	}
	for k, seen := e.first-1, 0; !s.d.Pack.Final && k >= s.first && seen < 6; k, seen = k-1, seen+1 {
		if k > s.first && s.own[s.toks[k-1].Norm].DateEdge && s.d.Kind(k, lang.Prep) != nil {
			k-- // by the end of next month
			continue
		}
		if s.kind(k, lang.Prep) {
			for j := range s.d.An[k] {
				a := &s.d.An[k][j]
				if a.E == nil || a.E.Kind != lang.Prep || a.Mark == lang.Because {
					continue // "for Monday" is no reason
				}
				if a.Mark == lang.From || a.Mark == lang.Until || e.mark == lang.Nom {
					e.mark = a.Mark
				}
			}
			break
		}
		if !s.kind(k, lang.Det) && !s.kind(k, lang.Adj) && !s.kind(k, lang.Adv) || s.entryHas(k, "weekday") {
			break
		}
	}
	e.from, e.until = e.mark == lang.From, e.mark == lang.Until
}

// tells tells whether a postposition may stand behind a time; others begin what follows: "गुरुवारी विरोधी पक्षनेत्याला …".
func tells(m lang.Mark) bool {
	switch m {
	case lang.Gen, lang.In, lang.On, lang.At, lang.Dat, lang.From, lang.Until, lang.Before, lang.After, lang.For, lang.During, lang.By, lang.Near:
		return true
	}
	return false
}

// attributive tells whether the ending of token i makes it modify the noun after it: मंगळवारच्या, जुलैतील.
func (s *scanner) attributive(i int) bool {
	for j := range s.d.An[i] {
		if a := &s.d.An[i][j]; a.E != nil && a.E.Kind == lang.Time && (a.Attr || a.E.Has(lang.AttrFlag)) {
			return true
		}
	}
	return false
}

// post is the mark of the longest postposition at i, and whether it modifies the noun after it.
func (s *scanner) post(i int) (m lang.Mark, attr, ok bool) {
	if i >= s.last {
		return lang.Nom, false, false
	}
	for _, e := range s.opens(i, lang.Post) {
		if e.Kind == lang.Post && i+len(e.Toks) <= s.last && s.matches(i, e) {
			return e.Mark, e.Has(lang.AttrFlag), true
		}
	}
	if a := s.d.Kind(i, lang.Post); a != nil {
		return a.Mark, a.Attr, true
	}
	return lang.Nom, false, false
}

// rangeEnd reads the second end of a range: सोमवार ते शुक्रवार, from Monday to Friday, जनवरी से मार्च.
func (s *scanner) rangeEnd(e *expr) (expr, bool) {
	var none expr
	if e.d2 != 0 || e.y2 != 0 || e.fest != "" || e.hasDay || e.unit != "" && e.wd == 0 {
		return none, false
	}
	k := e.last
	if k >= s.last {
		return none, false
	}
	t := &s.toks[k]
	switch {
	case t.Text == "-" || t.Text == "–":
		k++
	case s.own[t.Norm].DateRange:
		k++
	case s.d.Pack.Final && e.from && s.kind(k, lang.Post):
		k++
	case s.d.Pack.Final && e.from:
	case !s.d.Pack.Final && s.connects(k, e.mark == lang.Between):
		k++
	default:
		return none, false
	}
	if k >= s.last {
		return none, false
	}
	f, ok := s.at(k, true)
	if !ok || f.first != k && f.first != k+1 || f.fest != "" || f.hasDay || f.unit != "" || f.hasRel {
		return none, false
	}
	if (e.wd > 0 && e.d == 0) != (f.wd > 0 && f.d == 0) || (e.m > 0) != (f.m > 0) || e.d > 0 && f.d == 0 || e.m == 0 && e.wd == 0 && e.y == 0 {
		return none, false
	}
	return f, true
}

// connects tells whether token k joins the ends of a range in a language with prepositions.
func (s *scanner) connects(k int, between bool) bool {
	for j := range s.d.An[k] {
		a := &s.d.An[k][j]
		if a.E == nil {
			continue
		}
		switch a.E.Kind {
		case lang.Prep:
			if a.Mark == lang.To || a.Mark == lang.Until || a.Mark == lang.Through {
				return true
			}
		case lang.Conj:
			if between && a.E.Has(lang.And) {
				return true
			}
		}
	}
	return false
}

// join resolves a range by its end, and its start to the left of that.
func (s *scanner) join(e, f expr) doc.Time {
	if e.y == 0 && f.y > 0 {
		e.y = f.y
		if e.m > f.m {
			e.y--
		}
	}
	t := doc.Time{First: e.first, Last: f.last, Grain: "day", Rule: s.rule("range")}
	a, okA := s.resolve(&e)
	b, okB := s.resolve(&f)
	if !okA || !okB || !a.Resolved || !b.Resolved {
		return t
	}
	switch {
	case e.wd > 0 && e.d == 0:
		n := (f.wd - e.wd + 7) % 7
		if s.future(f.first, f.last) {
			b.Interval.End = a.Interval.Start.Add(n)
		} else {
			a.Interval.Start = b.Interval.End.Add(-n)
		}
	case b.Interval.End.Before(a.Interval.Start) && e.m > 0 && f.y == 0:
		if s.future(f.first, f.last) {
			b.Interval.End = b.Interval.End.AddMonths(12)
		} else {
			a.Interval.Start = a.Interval.Start.AddMonths(-12)
		}
	}
	if b.Interval.End.Before(a.Interval.Start) {
		return t
	}
	t.Interval = article.Interval{Start: a.Interval.Start, End: b.Interval.End}
	t.Resolved, t.Grain = true, a.Grain
	return t
}

func (s *scanner) rule(name string) string { return s.d.Pack.Code + ".date." + name }

// dateline finds the date of a dateline (DOHA, March 19 –; क्वालालंपूर, ८ ऑगस्ट :) and takes its day as today.
func (s *scanner) dateline() doc.Time {
	var none doc.Time
	for n, sent := range s.d.Art.Sentences {
		if n == datelineSentencesMax {
			break
		}
		s.first, s.last, s.para = sent.First, sent.Last, sent.Paragraph
		words := 0
		for i := s.first; i < s.last && i < s.first+datelineTokensMax; i++ {
			t := &s.toks[i]
			if words > 0 && s.toks[i-1].Kind == article.Punct && s.starts(i) {
				if e, ok := s.at(i, false); ok && e.d > 0 && e.d2 == 0 && s.ends(e.last) {
					s.setToday(&e)
					tm, ok := s.resolve(&e)
					if !ok {
						return none
					}
					tm.Dateline, tm.Rule = true, s.rule("dateline")
					return tm
				}
			}
			if t.Kind == article.Number || t.Kind == article.Word && !s.placeWord(i) {
				break
			}
			if t.Kind == article.Word {
				words++
			}
		}
	}
	return none
}

// Bounds on where a dateline may stand.
const (
	datelineSentencesMax = 4
	datelineTokensMax    = 10
)

// placeWord tells whether token i may belong to the place of a dateline.
func (s *scanner) placeWord(i int) bool {
	if s.toks[i].Cap {
		return !s.kind(i, lang.Prep) || s.toks[i].Caps
	}
	if s.toks[i].Text[0] < 0x80 {
		return false
	}
	for j := range s.d.An[i] {
		e := s.d.An[i][j].E
		if e == nil {
			continue
		}
		switch e.Kind {
		case lang.Post, lang.Pron, lang.Conj, lang.Comp, lang.Aux, lang.Neg, lang.RelPron, lang.SubConj:
			return false
		}
	}
	return true
}

// ends tells whether a dateline ends at i: a dash or colon, with an agency in brackets before it or alone.
func (s *scanner) ends(i int) bool {
	for i < s.last && (s.toks[i].Text == ")" || s.toks[i].Text == "," || s.toks[i].Text == ".") {
		i++
	}
	if i >= s.last {
		return false
	}
	switch s.toks[i].Text {
	case "–", ":":
		return true
	case "-":
		return s.toks[i].Space
	case "(":
		for k := i + 1; k < s.last && k < i+6; k++ {
			if s.toks[k].Text == ")" {
				return true
			}
		}
	}
	if s.toks[i].Kind == article.Word { // an agency's name between date and dash
		for k := i + 1; k < s.last && k < i+3; k++ {
			if t := &s.toks[k]; t.Text == "–" || t.Text == "-" && t.Space {
				return true
			}
		}
	}
	return false
}

// setToday takes the day of a dateline: as told, or the one nearest to the publication day.
func (s *scanner) setToday(e *expr) {
	if e.y == 0 && s.pub.Zero() {
		return
	}
	if e.y == 0 {
		best := article.Date{}
		for k := -1; k <= 1; k++ {
			x := article.Date{Year: s.pub.Year, Month: e.m, Day: e.d}
			if e.m == 0 {
				y := article.Date{Year: s.pub.Year, Month: s.pub.Month, Day: 1}.AddMonths(k)
				x.Year, x.Month = y.Year, y.Month
			} else {
				x.Year += k
			}
			if x.Valid() && (best.Zero() || abs(x.Days(s.pub)) < abs(best.Days(s.pub))) {
				best = x
			}
		}
		if best.Zero() {
			return
		}
		e.y, e.m = best.Year, best.Month
	}
	day := article.Date{Year: e.y, Month: e.m, Day: e.d}
	if !day.Valid() {
		return
	}
	s.today = day
	if s.pub.Zero() {
		s.pub = day
	}
}

func abs(n int) int { return max(n, -n) }
