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

func (r *reader) postMark(i int) lang.Mark {
	if i >= r.last {
		return lang.Nom
	}
	for _, e := range r.d.Words[i].OpensBefore(r.sign(i + 1)) { // में से
		if e.Kind == lang.Post && i+len(e.Toks) <= r.last && r.matches(i, e) {
			return e.Mark
		}
	}
	if a := r.d.Kind(i, lang.Post); i < r.last && a != nil {
		return a.Mark
	}
	return lang.Nom
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
		if n > 1 && r.genitiveAt(j) {
			break // "राज्य के करीब सात लाख": के belongs to what is before it
		}
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
	if j > i && !r.d.Pack.Final && j < r.last && r.function(j, lang.Det) && !r.numberAt(j) { // at least another 20
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
			if e.Kind == lang.Verb && len(e.Toks) == 2 && e.Gap < 0 && e.Toks[1] == r.toks[i].Norm {
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

// word is what beside.tsv has on token i, by its own form or its dictionary forms.
func (r *reader) word(i int) *lang.Beside {
	if i < r.first || i >= r.last {
		return &nothing
	}
	return &r.d.Words[i].Beside
}

// nothing is what no word says; read it only.
var nothing lang.Beside

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
	w := r.d.Words[i]
	if w.Opening.Has(lang.Num) {
		for _, e := range w.OpensBefore(r.sign(i + 1)) {
			if e.Kind == lang.Num && i+len(e.Toks) <= r.last && r.matches(i, e) && has(e, keys) && !r.composed(i, e) {
				return e, len(e.Toks), lang.Nom
			}
		}
	}
	if !w.Kinds.Has(lang.Num) {
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

// sign is that of the word at i, 0 behind the sentence.
func (r *reader) sign(i int) lang.Sign {
	if i >= r.last {
		return 0
	}
	return r.d.Words[i].Sign
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
