package numbers

import (
	"math"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// figure is a number in figures or words.
type figure struct {
	from        int // where its bounds begin
	first, last int
	v           float64
	scale       float64 // what it was multiplied by: 10 for lakh is 100000
	figures     bool    // begins with figures
	plain       bool    // figures only, without marks
	one         bool    // the word for one
	vague       bool
	mark        lang.Mark // of its last word
}

// figureTokensMax bounds the length of a number in words.
const figureTokensMax = 14

// year tells whether a figure without anything beside it is rather a year.
func (f *figure) year() bool {
	return f.plain && f.last == f.first+1 && f.v >= 1900 && f.v < 2100 && int(f.v)%100 != 0
}

// digits reads figures: 12, 1,00,000, 1.5. Dates, hours and what is too long for a count are not ok.
func digits(s string) (v float64, plain, ok bool) {
	if strings.ContainsAny(s, "/:") || strings.Count(s, ".") > 1 {
		return 0, false, false
	}
	whole, _, dot := strings.Cut(s, ".")
	if !strings.Contains(whole, ",") {
		if len(whole) > 7 {
			return 0, false, false
		}
		v, err := strconv.ParseFloat(s, 64)
		return v, !dot, err == nil
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i == 0 && (g == "" || len(g) > 3) || i > 0 && i < len(groups)-1 && len(g) != 2 && len(g) != 3 || i > 0 && i == len(groups)-1 && len(g) != 3 {
			return 0, false, false
		}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return v, false, err == nil
}

func num(e *lang.Entry, key string) (float64, bool) {
	s := e.Tags[key]
	if s == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// sum is a number while it is being read: what is finished, and what a multiplier may still raise.
type sum struct {
	total, cur, add float64
	has             bool    // cur is set
	mult            float64 // last multiplier that closed a part, 0 for none
	justMult        bool
	words           bool // cur was told in words
}

// figure reads the longest number at i. Where ok is false, last still tells how far it looked.
func (r *reader) figure(i int) (figure, bool) {
	f := figure{first: i, last: i, scale: 1}
	var s sum
	for f.last < r.last && f.last-i < figureTokensMax {
		n := r.step(&f, &s)
		if n == 0 {
			break
		}
		f.last += n
		if f.vague {
			break
		}
	}
	if f.last == i {
		if i < r.last && r.toks[i].Kind == article.Number {
			f.last = i + 1
		}
		return f, false
	}
	if f.vague {
		return f, f.v >= 12 || f.scale >= 100
	}
	f.v = math.Round((s.total+s.cur)*1000) / 1000
	f.figures = r.toks[i].Kind == article.Number
	f.plain = f.plain && f.figures && f.last == i+1
	if f.v < 1 && !f.figures && f.scale == 1 && f.v > 0 && !r.measured(f.last) {
		return f, false // "half of them"
	}
	return f, s.total > 0 || s.has
}

// measured tells whether a measure follows: half an hour, अर्धा किलोमीटर.
func (r *reader) measured(i int) bool {
	return r.word(i).Unit != "" || r.timeTag(i, "unit") != ""
}

// step takes the next words of a number and tells how many; 0 ends it.
func (r *reader) step(f *figure, s *sum) int {
	i := f.last
	t := &r.toks[i]
	if t.Kind == article.Word && i < len(r.d.At) && r.d.At[i] >= 0 && r.d.Names[r.d.At[i]].Last > i+1 && !r.d.Names[r.d.At[i]].Weak {
		return 0 // अरब सागर
	}
	if t.Kind == article.Number {
		v, plain, ok := digits(t.Text)
		if !ok || s.has || s.add != 0 && v >= 100 || s.mult > 0 && (v >= s.mult || !r.scaled(i+1) && (!r.d.Pack.Final || r.inflected(i-1))) || f.last > f.first && !t.Space {
			return 0
		}
		f.plain = plain
		s.cur, s.has, s.justMult, s.words = v+s.add, true, false, false
		s.add = 0
		return 1
	}
	if t.Kind == article.Punct {
		if t.Text == "-" && r.glued(i) && r.glued(i+1) && s.has && !s.words && r.scaled(i+1) { // $69-billion
			if e, n, m := r.entry(i+1, "mult"); r.take(f, s, e, i+1, n) {
				f.mark = m
				return n + 1
			}
		}
		return 0
	}
	if e, n, m := r.entry(i, "n", "frac", "mult", "vague", "add", "dozen"); e != nil {
		if used := r.take(f, s, e, i, n); used {
			f.mark = m
			return n
		}
		return 0
	}
	if (s.cur >= 100 || s.justMult) && r.function(i, lang.Conj) && !r.d.Pack.Final { // two hundred and five
		if a := r.d.Kind(i, lang.Conj); a.E.Has(lang.And) {
			if e, n, _ := r.entry(i+1, "n"); e != nil && e.Tags["dozen"] == "" {
				if v, ok := num(e, "n"); ok && v < 100 {
					s.cur += v
					s.has, s.justMult = true, false
					return n + 1
				}
			}
		}
	}
	return 0
}

// inflected tells whether the multiplier at i carries an ending: "६६ लाखांचा ६५८ किलो" are two figures.
func (r *reader) inflected(i int) bool {
	w := r.toks[i].Norm
	if r.toks[i].Kind != article.Word || len(w) > 60 {
		return false
	}
	var buf [8]lang.Analysis
	for j := range w {
		if j < 6 {
			continue
		}
		for _, a := range r.d.Pack.Analyze(w[:j], buf[:0]) {
			if a.E != nil && a.E.Kind == lang.Num && !a.E.Phrase() && a.E.Tags["mult"] != "" {
				return true
			}
		}
	}
	return false
}

// scaled tells whether a multiplier stands at i.
func (r *reader) scaled(i int) bool {
	e, _, _ := r.entry(i, "mult")
	return e != nil
}

// take adds one entry to the number; false where it cannot belong to it.
func (r *reader) take(f *figure, s *sum, e *lang.Entry, i, n int) bool {
	if v, ok := num(e, "n"); ok {
		if f.last == f.first && n == 1 && r.d.Pack.Final && r.plainNoun(i) { // "जोडी" is a couple
			return false
		}
		return s.cardinal(f, v, i)
	}
	if v, ok := num(e, "frac"); ok {
		if m, ok := r.ofMultiple(i + n); ok && !s.has { // a quarter of a million
			s.total, s.justMult, s.words, f.last, f.scale = v*m, true, true, f.last+3, m
			return true
		}
		return r.fraction(s, v, i, n)
	}
	if v, ok := num(e, "add"); ok {
		return r.addition(s, v, i, n)
	}
	if v, ok := num(e, "mult"); ok {
		return r.multiply(f, s, v, i)
	}
	if e.Tags["dozen"] != "" {
		return r.multiply(f, s, 12, i)
	}
	v, ok := num(e, "vague")
	if !ok || s.has || s.total > 0 {
		return false
	}
	f.v, f.vague = v, true
	if v < 12 { // कई हजार: several thousand
		if m, _, _ := r.entry(i+n, "mult"); m != nil {
			if x, ok := num(m, "mult"); ok {
				f.v, f.scale = x, x
				f.last++
			}
		}
	}
	return true
}

// ofMultiple reads what a fraction is of: "of a million".
func (r *reader) ofMultiple(i int) (float64, bool) {
	if r.d.Pack.Final || i+2 >= r.last || !r.function(i, lang.Prep) || r.d.Kind(i, lang.Prep).E.Mark != lang.Of || !r.function(i+1, lang.Det) {
		return 0, false
	}
	e, n, _ := r.entry(i+2, "mult")
	if e == nil || n != 1 {
		return 0, false
	}
	v, ok := num(e, "mult")
	return v, ok && v >= 1000
}

// plainNoun tells whether token i is a noun in its dictionary form: "जोडी", but not "चाळीस" (forty), which only looks like a form of चाळ.
func (r *reader) plainNoun(i int) bool {
	for j := range r.d.An[i] {
		if a := &r.d.An[i][j]; a.E != nil && a.E.Kind == lang.Noun && a.Mark == lang.Nom && a.E.Toks[0] == r.toks[i].Norm {
			return true
		}
	}
	return false
}

func (s *sum) cardinal(f *figure, v float64, i int) bool {
	switch {
	case s.has && s.cur < 1 && v >= 100: // half a million
		s.cur *= v
		f.scale = v
	case s.has && s.cur == 1.25 && s.words && v > 1: // सव्वा दोन
		s.cur = v + 0.25*place(v)
	case s.has && s.words && s.cur >= 100 && int(s.cur)%100 == 0 && v < 100:
		s.cur += v
	case s.has && s.words && s.cur >= 20 && s.cur < 100 && int(s.cur)%10 == 0 && v > 0 && v < 10:
		s.cur += v
	case s.has || s.mult > 0 && v >= s.mult:
		return false
	default:
		f.one = v == 1 && i == f.first
		s.cur = v + s.add*place(v)
		s.add = 0
	}
	if i > f.first {
		f.one = false
	}
	s.has, s.justMult, s.words = true, false, true
	return true
}

// place is the step that a fraction before a number is taken of: साडेतीन 3.5, साडे तीनशे 350.
func place(v float64) float64 {
	if v >= 100 && int(v)%100 == 0 {
		return 100
	}
	return 1
}

func (r *reader) fraction(s *sum, v float64, i, n int) bool {
	if s.has {
		return false
	}
	if v < 1 && r.function(i, lang.Noun) && n == 1 && !r.scaledOrMeasured(i+n) { // "quarter", "third"
		return false
	}
	s.cur, s.has, s.justMult, s.words = v, true, false, true
	return true
}

func (r *reader) scaledOrMeasured(i int) bool {
	e, _, _ := r.entry(i, "mult", "n")
	return e != nil || r.measured(i)
}

func (r *reader) addition(s *sum, v float64, i, n int) bool {
	if s.has { // two and a half
		if n == 1 || v < 0 {
			return false
		}
		s.cur += v
		return true
	}
	if !r.numberAt(i + n) {
		return false
	}
	if e, _, _ := r.entry(i+n, "n"); e == nil && r.toks[i+n].Kind != article.Number { // सवा लाख
		s.cur, s.has, s.words = 1+v, true, true
		return true
	}
	s.add = v
	return true
}

func (r *reader) multiply(f *figure, s *sum, m float64, i int) bool {
	if m == 0 {
		return false
	}
	t := &r.toks[i]
	if len(t.Norm) == 1 && (t.Space || t.Norm != "k" && !(f.first > r.first && r.toks[f.first-1].Kind == article.Punct)) {
		return false // "5 m" is metres
	}
	if !s.has && !s.justMult && s.total > 0 {
		return false
	}
	if !s.has && s.total == 0 && (!r.d.Pack.Final || r.function(i, lang.Noun) || r.inflected(i)) {
		return false // "लक्ष" is attention, "score" a score, "लाखांचा" worth lakhs
	}
	f.one = false
	if m <= 100 {
		if !s.has {
			s.cur = 1
		}
		s.cur *= m
		s.has, s.words, s.justMult = true, true, false
		f.scale *= m
		return true
	}
	switch {
	case s.has:
		s.total += s.cur * m
	case s.total == 0:
		s.total = m
	default: // लाख कोटी
		s.total *= m
	}
	s.cur, s.has, s.justMult = 0, false, true
	s.mult = m
	f.scale *= m
	return true
}

// rangeEnd reads the second number of a range after f: 10-12, १० ते १२, 10 से 12, two or three. Where the two share a
// multiplier (10-12 हजार) it raises f too.
func (r *reader) rangeEnd(f *figure, opened bool) (figure, bool) {
	var none figure
	i := f.last
	if i+1 >= r.last || f.vague || !r.connects(i) && !(opened && r.and(i)) {
		return none, false
	}
	j := i + 1
	_, j = r.currencyBefore(j)
	g, ok := r.figure(j)
	if !ok || g.vague || g.first > i+3 {
		return none, false
	}
	dash := r.toks[i].Kind == article.Punct
	if f.scale == 1 && g.scale > 1 && f.v <= g.v/g.scale {
		f.v *= g.scale
	}
	if !dash && g.v <= f.v || f.v == g.v && f.figures != g.figures {
		return none, false
	}
	if dash && f.plain && g.plain && f.v >= 1900 && f.v < 2100 { // 2019-20
		g.v = -1
	}
	if r.word(g.last).Clock || r.timeTag(g.last, "month") != "" { // 10 to 12 o'clock, १० ते १२ ऑगस्ट
		g.v = -1
	}
	return g, true
}

// and tells whether token i joins two members: between 10 and 12.
func (r *reader) and(i int) bool {
	a := r.d.Kind(i, lang.Conj)
	return a != nil && a.E.Has(lang.And)
}

func (r *reader) connects(i int) bool {
	t := &r.toks[i]
	if t.Kind == article.Punct {
		return (t.Text == "-" || t.Text == "–") && r.toks[i+1].Space == t.Space
	}
	if r.word(i).Range {
		return true
	}
	for k := range r.d.An[i] {
		a := &r.d.An[i][k]
		if a.E == nil {
			continue
		}
		switch a.E.Kind {
		case lang.Prep:
			if a.Mark == lang.To {
				return true
			}
		case lang.Post:
			if a.Mark == lang.From {
				return true
			}
		case lang.Conj:
			if a.E.Has(lang.Or) {
				return true
			}
		}
	}
	return false
}
