// Package numbers finds counted things: a number, in figures or words, with its bounds and the noun that it counts.
// Numbers that are part of a date, an hour, an age, a telephone number or a name count nothing and are left alone. What
// a word is worth stands in the packs (lexicon/numbers.tsv); this package knows how number words are put together.
package numbers

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Run fills d.Counts, in text order.
func Run(d *doc.Doc) {
	d.Counts = nil
	if len(d.An) < len(d.Art.Tokens) {
		return
	}
	r := &reader{d: d, toks: d.Art.Tokens, any: d.Pack.Common.Signs, own: d.Pack.Beside}
	for _, s := range d.Art.Sentences {
		r.first, r.last = s.First, s.Last
		for i := s.First; i < s.Last; {
			if !r.starts(i) {
				i++
				continue
			}
			c, next, ok := r.count(i)
			if ok {
				d.Counts = append(d.Counts, c)
			}
			i = max(next, i+1)
		}
	}
}

// reader reads one sentence at a time.
type reader struct {
	d           *doc.Doc
	toks        []article.Token
	any, own    map[string]lang.Beside
	first, last int // tokens of the sentence
}

// bounds tells how exact a figure is.
type bounds uint8

const (
	exact bounds = iota
	about
	atLeast
	atMost
)

// starts is a cheap test for whether a count can begin at i.
func (r *reader) starts(i int) bool {
	t := &r.toks[i]
	switch t.Kind {
	case article.Number:
		return true
	case article.Punct:
		return r.any[t.Text].Unit != "" && t.Text != "%"
	}
	w := r.d.Words[i]
	if t.Cap && len(t.Text) <= 3 && i+1 < r.last && r.glued(i+1) && currency(r.word(i+1).Unit) || w.Beside.Opens {
		return true // US$20
	}
	return (w.Kinds | w.Opening).Has(lang.Num) || currency(w.Beside.Unit) || w.Beside.One || w.Kinds.Has(lang.Time) && i+2 < r.last && r.word(i+2).Long
}

func currency(unit string) bool {
	if len(unit) != 3 {
		return false
	}
	for i := range len(unit) {
		if unit[i] < 'A' || unit[i] > 'Z' {
			return false
		}
	}
	return true
}

// count reads a count at i and tells where to go on.
func (r *reader) count(i int) (doc.Count, int, bool) {
	var c doc.Count
	b, j := r.boundsBefore(i)
	opened := r.word(j).Opens
	if opened {
		j++
	}
	unit, j := r.currencyBefore(j)
	f, ok := r.figure(j)
	if !ok {
		if !r.d.Pack.Final {
			if c, last, ok := r.single(i); ok {
				return c, last, true
			}
		}
		return c, max(i+1, f.last), false
	}
	if unit == "" && r.partOfName(f.first) || r.word(f.first).Whole {
		return c, f.last, false
	}
	f.from = i
	g, isRange := r.rangeEnd(&f, opened)
	if opened && !isRange {
		return c, i + 1, false // the number is read again without "between"
	}
	lo, hi, end := f.v, f.v, f.last
	if isRange {
		if g.v < f.v || g.v == f.v && !r.d.Pack.Final { // 3-1, a score; but "20-20 साल" is twenty each
			return c, g.last, false
		}
		hi, end, f.last, f.one, f.scale = g.v, g.last, g.last, false, g.scale
		f.plain = f.plain && g.plain
		f.mark = g.mark
	} else if f.vague {
		b = atLeast
	}
	if b2, k := r.boundsAfter(end, f.mark); k > end {
		b, end = b2, k
	}
	if r.excluded(f, end) {
		return c, end, false
	}
	n := r.noun(f, end, unit)
	if w, ok := r.worth(f, end); ok && (n.unit == "item" || n.unit == "") {
		n = w
	}
	if n.unit == "" || (n.unit == "item" || n.unit == "person") && hi != float64(int(hi)) { // a magnitude of 7.2
		return c, end, false
	}
	if b2, k := r.boundsAfter(n.last, n.mark); k > n.last && !(b2 == atMost && (isRange || extent(n))) {
		b, n.last = b2, k
	}
	if n.unit == "item" && b == exact && f.scale > 100 && r.d.Pack.Final && r.inflected(f.last-1) {
		return c, n.last, false // "२० कोटींचे कोकेन": worth so much, in money that is not named
	}
	if f.year() && (b == exact && (n.unit == "item" || n.unit == "year") || b == atMost && n.unit == "item") { // २००१ साली, २०४७ पर्यंत
		return c, n.last, false
	}
	if f.one && r.d.Pack.Final && r.timeTag(n.last-1, "unit") == "day" && r.timeMark(n.last-1) == lang.Nom && !r.genitiveAt(n.last) { // someday
		return c, n.last, false
	}
	if n.mark == lang.Among || r.d.Pack.Final && n.mark == lang.Of || r.postMark(n.last) == lang.Among { // ४६९० प्रतिनिधींपैकी: the whole that a part is taken of
		return c, n.last, false
	}
	if n.kind == "distance" && r.away(n.last) {
		return c, n.last, false
	}
	if r.named(f, n, b) {
		return c, n.last, false
	}
	if opened && r.preposition(i) == lang.From && (n.kind == "percent" || n.kind == "money") { // raised from 5 to 25 per cent
		lo = hi
	}
	if n.kind == "money" {
		n.unit = r.national(n.unit, f.last, n.last)
	}
	c = doc.Count{First: i, Last: n.last, Kind: r.kind(i, n)}
	if f.one && !r.d.Pack.Final && (i == r.first || r.toks[i-1].Kind != article.Word) && r.timeTag(n.last-1, "unit") != "" { // one day …
		return doc.Count{}, n.last, false
	}
	if f.one && (n.unit == "item" && !r.listed(n.last) || n.unit == "person" && (c.Kind == "person" || r.acts(n))) { // "one" is mostly an article
		return doc.Count{}, n.last, false
	}
	c.Quantity = article.Quantity{Span: r.d.Span(i, n.last), Unit: n.unit, Of: n.of}
	c.Quantity.Min, c.Quantity.Max = ends(b, lo, hi)
	return c, n.last, true
}

// named tells whether a figure before a thing belongs to the unknown name before it: अपोलो ११ मोहीम.
func (r *reader) named(f figure, n counted, b bounds) bool {
	p := f.from - 1
	if b != exact || n.unit != "item" || !f.plain || p < r.first || !r.d.Pack.Final || r.toks[p].Kind != article.Word || r.d.Words[p].Known {
		return false
	}
	a := r.d.Kind(n.last-1, lang.Noun)
	return r.mark(p) == lang.Nom && a != nil && a.E.Toks[0] == r.toks[n.last-1].Norm
}

// listed tells whether another count is joined at token i: "one rifle and 20 rounds".
func (r *reader) listed(i int) bool {
	if i+1 >= r.last || r.toks[i].Text != "," && !r.and(i) {
		return false
	}
	_, ok := r.figure(i + 1)
	return ok
}

func (r *reader) postMark(i int) lang.Mark {
	if i >= r.last {
		return lang.Nom
	}
	for _, e := range r.d.Words[i].Opens { // में से
		if e.Kind == lang.Post && i+len(e.Toks) <= r.last && r.matches(i, e) {
			return e.Mark
		}
	}
	if a := r.d.Kind(i, lang.Post); i < r.last && a != nil {
		return a.Mark
	}
	return lang.Nom
}

// acts tells whether the counted do something, rather than suffer it: "एक बुजुर्ग ने गोली मार दी".
func (r *reader) acts(n counted) bool {
	if n.mark == lang.Erg {
		return true
	}
	a := r.d.Kind(n.last, lang.Post)
	return n.last < r.last && a != nil && a.Mark == lang.Erg
}

// ends turns a figure and its bound into the ends that the text tells.
func ends(b bounds, lo, hi float64) (*float64, *float64) {
	switch b {
	case atLeast:
		return &lo, nil
	case atMost:
		return nil, &hi
	}
	return &lo, &hi
}

// boundsBefore reads bounds that stand before a number: किमान, at least, up to.
func (r *reader) boundsBefore(i int) (bounds, int) {
	b, j := exact, i
	for range 3 {
		e, n, _ := r.entry(j, "bound")
		if e == nil {
			break
		}
		x := boundOf(e)
		if r.d.Pack.Final && n > 1 && (e.Tags["bound"] == "over" || e.Tags["bound"] == "under") {
			break // "बाढ़ से कम से कम 10": the second "से कम" is of a comparison
		}
		if r.d.Pack.Final && (e.Tags["bound"] == "over" || e.Tags["bound"] == "under") {
			x = exact // "फक्त ५" is only five; in comparisons the bound stands after the number
		}
		if !r.d.Pack.Final && n == 1 && r.particle(j) {
			break
		}
		if x > about || b == exact {
			b = x
		}
		j += n
	}
	if j > i && !r.d.Pack.Final && j < r.last && r.function(j, lang.Det) { // at least another 20
		if _, ok := r.figure(j + 1); ok {
			j++
		}
	}
	return b, j
}

// particle tells whether the bound at i belongs to the verb before it: "handed over 20 prisoners".
func (r *reader) particle(i int) bool {
	if i <= r.first || !r.function(i-1, lang.Verb) {
		return false
	}
	for j := range r.d.An[i-1] {
		a := &r.d.An[i-1][j]
		if a.E == nil || a.E.Kind != lang.Verb || a.E.Phrase() {
			continue
		}
		for _, e := range r.d.Pack.Phrases(a.E.Toks[0]) {
			if e.Kind == lang.Verb && len(e.Toks) == 2 && e.Toks[1] == r.toks[i].Norm {
				return true
			}
		}
	}
	return false
}

func boundOf(e *lang.Entry) bounds {
	switch e.Tags["bound"] {
	case "min", "over":
		return atLeast
	case "max", "under":
		return atMost
	}
	return about
}

// boundsAfter reads a bound that ends before the next word: or more, हून अधिक, से ज्यादा, तक.
func (r *reader) boundsAfter(i int, m lang.Mark) (bounds, int) {
	if i >= r.last {
		return exact, i
	}
	t := &r.toks[i]
	if t.Text == "+" && !t.Space {
		return atLeast, i + 1
	}
	if t.Text == "-" && !t.Space && i+1 < r.last && !r.toks[i+1].Space { // 20-plus, 20-odd
		if e, n, _ := r.entry(i+1, "bound"); e != nil && n == 1 {
			return boundOf(e), i + 2
		}
	}
	e, n, _ := r.entry(i, "bound")
	if e == nil {
		if m == lang.Until {
			return atMost, i
		}
		if a := r.d.Kind(i, lang.Post); a != nil && a.Mark == lang.Until { // 10,000 पर्यंत सैनिक
			return atMost, i + 1
		}
		return exact, i
	}
	v := e.Tags["bound"]
	if n == 1 && (v == "over" || v == "under") && m != lang.Than && m != lang.From && !(r.d.Pack.Final && r.word(i-1).Unit == "" && r.numberWord(i-1)) {
		return exact, i // "१० अधिक सैनिक": ten more; but "शंभराहून अधिक", where the form is a word of its own
	}
	if n == 1 && !r.d.Pack.Final && v != "min" || n == 1 && r.d.Pack.Final && v != "over" && v != "under" {
		return exact, i // a lone bound belongs to the number after it: 10 killed, over 20 hurt
	}
	if r.d.Pack.Final && r.numberAt(i+n) {
		return exact, i
	}
	return boundOf(e), i + n
}

// extent tells whether what is counted is a stretch of time or way, which "until" fills rather than bounds: "तीन दिन तक" (for three days).
func extent(n counted) bool {
	switch n.unit {
	case "minute", "hour", "day", "week", "month", "year", "decade":
		return true
	}
	return n.kind == "distance"
}

func (r *reader) numberWord(i int) bool { return r.toks[i].Kind == article.Word && r.numberAt(i) }

func (r *reader) numberAt(i int) bool {
	if i >= r.last {
		return false
	}
	if r.toks[i].Kind == article.Number {
		return true
	}
	e, _, _ := r.entry(i, "n", "mult", "frac", "add")
	return e != nil
}

// currencyBefore reads a currency that stands before its number: $5, Rs 500, US$20.
func (r *reader) currencyBefore(i int) (string, int) {
	if i >= r.last {
		return "", i
	}
	j := i
	if r.toks[j].Kind == article.Word && j+1 < r.last && r.toks[j+1].Kind == article.Punct && !r.toks[j+1].Space && r.toks[j].Cap && len(r.toks[j].Text) <= 3 {
		j++
	}
	u := r.word(j).Unit
	if j > i {
		if own := r.any[r.toks[i].Norm+r.toks[j].Norm].Unit; own != "" { // C$
			u = own
		}
	}
	if j+1 >= r.last || !currency(u) {
		return "", i
	}
	k := j + 1
	if r.toks[k].Text == "." && !r.toks[k].Space && k+1 < r.last {
		k++
	}
	if r.toks[k].Kind != article.Number {
		return "", i
	}
	return u, k
}

// word is what beside.tsv has on token i, by its own form or its dictionary forms.
func (r *reader) word(i int) lang.Beside {
	if i < r.first || i >= r.last {
		return lang.Beside{}
	}
	return r.d.Words[i].Beside
}

// pair is what beside.tsv has on tokens i and i+1 together: per cent.
func (r *reader) pair(i int) lang.Beside {
	if i+1 >= r.last || r.toks[i].Kind != article.Word || len(r.toks[i].Norm)+len(r.toks[i+1].Norm) > 40 {
		return lang.Beside{}
	}
	var buf [48]byte
	key := append(append(append(buf[:0], r.toks[i].Norm...), ' '), r.toks[i+1].Norm...)
	return r.own[string(key)]
}

// entry is the longest number entry at i that has one of the keys, with its length and the mark of its ending.
func (r *reader) entry(i int, keys ...string) (*lang.Entry, int, lang.Mark) {
	if i < r.first || i >= r.last || r.toks[i].Kind == article.Punct {
		return nil, 0, 0
	}
	for _, e := range r.d.Words[i].Opens {
		if e.Kind == lang.Num && i+len(e.Toks) <= r.last && r.matches(i, e) && has(e, keys) && !r.composed(i, e) {
			return e, len(e.Toks), lang.Nom
		}
	}
	if !r.d.Words[i].Kinds.Has(lang.Num) {
		return nil, 0, 0
	}
	for j := range r.d.An[i] {
		a := &r.d.An[i][j]
		if a.E != nil && a.E.Kind == lang.Num && !a.E.Phrase() && has(a.E, keys) {
			return a.E, 1, a.Mark
		}
	}
	return nil, 0, 0
}

func has(e *lang.Entry, keys []string) bool {
	for _, k := range keys {
		if _, ok := e.Tags[k]; ok {
			return true
		}
	}
	return false
}

func (r *reader) matches(i int, e *lang.Entry) bool {
	for k, w := range e.Toks {
		if r.toks[i+k].Norm != w {
			return false
		}
	}
	return true
}

// composed tells whether a phrase says no more than its words do: "पाच जण" is five and a noun, "दोन-तीन" a range.
func (r *reader) composed(i int, e *lang.Entry) bool {
	a, b := r.cardinal(i), r.cardinal(i+len(e.Toks)-1)
	if a == nil {
		return false
	}
	if e.Tags["n"] != "" && a.Tags["n"] == e.Tags["n"] {
		return true
	}
	return e.Tags["vague"] != "" && len(e.Toks) == 3 && b != nil && e.Toks[1] == "-"
}

func (r *reader) cardinal(i int) *lang.Entry {
	for j := range r.d.An[i] {
		if e := r.d.An[i][j].E; e != nil && e.Kind == lang.Num && !e.Phrase() && e.Tags["n"] != "" {
			return e
		}
	}
	return nil
}

// function tells whether token i has a reading of a kind.
func (r *reader) function(i int, k lang.Kind) bool {
	return i >= r.first && i < r.last && r.d.Kind(i, k) != nil
}

// timeTag is a tag of a time reading of token i; a word that is a name of a month or day only with a capital needs it.
func (r *reader) timeTag(i int, key string) string {
	if i < r.first || i >= r.last {
		return ""
	}
	if !r.d.Words[i].Kinds.Has(lang.Time) {
		return ""
	}
	for j := range r.d.An[i] {
		e := r.d.An[i][j].E
		if e == nil || e.Kind != lang.Time || e.Phrase() {
			continue
		}
		if c := e.Word[0]; c >= 'A' && c <= 'Z' && !r.toks[i].Cap {
			continue
		}
		if v := e.Tags[key]; v != "" {
			return v
		}
	}
	return ""
}

func (r *reader) glued(i int) bool { return i > r.first && i < r.last && !r.toks[i].Space }
