package numbers

import (
	"unicode"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// partOfName tells whether the number at i belongs to a name: G20, एफ-१६, Article 370, a telephone number.
func (r *reader) partOfName(i int) bool {
	if i == r.first {
		return false
	}
	p := &r.toks[i-1]
	if r.toks[i].Kind == article.Number && r.glued(i) {
		if p.Kind == article.Word || p.Text == "/" || p.Text == "." || p.Text == "@" || p.Text == "'" && p.Space {
			return true
		}
		if p.Text == "-" && r.glued(i-1) && i-2 >= r.first && r.toks[i-2].Kind != article.Punct {
			return true
		}
	}
	if w := r.word(i - 1); w.Label || w.Age {
		return r.toks[i].Kind == article.Number
	}
	if p.Text == "." && i-2 >= r.first && r.word(i-2).Label {
		return true
	}
	return false
}

// excluded tells whether a figure that ends before token end is a date, an hour, an age or an ordinal.
func (r *reader) excluded(f figure, end int) bool {
	i := f.last
	if i < r.last && r.glued(i) && r.toks[i].Kind == article.Word && end == i && f.figures && !r.suffix(i) {
		return true // 15वा, 5G, 19th, 1990s
	}
	if f.figures && r.word(end).Nth {
		return true // 12 वीचा
	}
	if r.timeTag(end, "month") != "" && f.v <= 31 && f.scale == 1 {
		return true
	}
	if m := f.first - 1; r.timeTag(m, "month") != "" && f.v >= 1 && f.v <= 31 && f.scale == 1 && f.figures {
		if !r.d.Pack.Final || r.punct(end) {
			return true
		}
	}
	if r.word(end).Clock || r.word(f.first-1).Clock && r.timeTag(end, "unit") == "minute" {
		return true
	}
	if r.age(end) {
		return true
	}
	return r.whenever(f, end)
}

func (r *reader) punct(i int) bool { return i >= r.last || r.toks[i].Kind == article.Punct }

// suffix tells whether the word glued to figures is a postposition, a multiplier, a unit or a noun.
func (r *reader) suffix(i int) bool {
	if w := r.word(i); w.Unit != "" || w.Clock || w.Age || w.Person {
		return true
	}
	if e, _, _ := r.entry(i, "mult", "bound", "dozen"); e != nil {
		return true
	}
	return r.function(i, lang.Post) || len(r.toks[i].Norm) > 6 && r.function(i, lang.Noun) || r.timeTag(i, "unit") != ""
}

// age tells whether what follows a figure makes it an age: 20-year-old, २० वर्षीय, २० वर्षांच्या तरुणाने.
func (r *reader) age(i int) bool {
	if i < r.last && r.toks[i].Text == "-" && r.glued(i) {
		i++
	}
	if r.word(i).Age {
		return true
	}
	if r.timeTag(i, "unit") == "" {
		return false
	}
	j := i + 1
	if j < r.last && r.toks[j].Text == "-" {
		j++
	}
	if r.word(j).Age {
		return true
	}
	year := r.timeTag(i, "unit") == "year"
	gen := r.timeMark(i) == lang.Gen
	if a := r.d.Kind(j, lang.Post); a != nil && j < r.last && a.Mark == lang.Gen && a.Attr {
		gen = true
		j++
	}
	if gen && r.word(j).Age { // 82 वर्ष की आयु में
		return true
	}
	if !year { // three months old, but not "पाच दिवसांच्या शेतकऱ्यांच्या आंदोलनात"
		a := r.d.Kind(j, lang.Noun)
		return gen && r.class(j).unit == "person" && a != nil && !a.F.Has(lang.Pl) && !r.pairNoun(j) // पोलीस कोठडी is no policeman
	}
	return gen && (r.class(j).unit == "person" || r.someone(j) || j+1 < r.last && r.function(j, lang.Adj) && r.class(j+1).unit == "person")
}

// mark is the first mark that any reading of token i carries.
func (r *reader) mark(i int) lang.Mark {
	if i < r.first || i >= r.last {
		return lang.Nom
	}
	for j := range r.d.An[i] {
		if m := r.d.An[i][j].Mark; m != lang.Nom && (r.d.An[i][j].E == nil || r.d.An[i][j].E.Kind != lang.Post) {
			return m
		}
	}
	return lang.Nom
}

// someone tells whether a person's name, or a word that nobody knows and so most likely is one, stands at token i.
func (r *reader) someone(i int) bool {
	if i >= r.last || r.toks[i].Kind != article.Word {
		return false
	}
	if i < len(r.d.At) && r.d.At[i] >= 0 {
		return r.d.Names[r.d.At[i]].Rec.Person()
	}
	return !r.d.Words[i].Known
}

// timeMark is the mark of a word of time. Its forms are listed whole, so the mark is read off the ending behind a vowel: दिवसांत.
func (r *reader) timeMark(i int) lang.Mark {
	if m := r.mark(i); m != lang.Nom || !r.d.Pack.Final {
		return m
	}
	w := r.toks[i].Norm
	for j := len(w) - 1; j >= 6; j-- {
		if last, _ := utf8.DecodeLastRuneInString(w[:j]); !utf8.RuneStart(w[j]) || !unicode.Is(unicode.M, last) {
			continue
		}
		if a, ok := r.d.Pack.Ending(w[j:]); ok && a.Mark != lang.Nom {
			return a.Mark
		}
	}
	return lang.Nom
}

// whenever tells whether a figure and a unit of time say when, not how long: three days ago, गेल्या तीन दिवसांत, in 24 hours.
func (r *reader) whenever(f figure, end int) bool {
	i := end
	if i < r.last && r.toks[i].Text == "-" && r.glued(i) {
		i++
	}
	if r.timeTag(i, "unit") == "" {
		return false
	}
	if r.timeTag(i, "ago") != "" || r.timeTag(i, "later") != "" || r.timeTag(i+1, "ago") != "" || r.timeTag(i+1, "later") != "" {
		return true
	}
	for k := f.first - 1; k >= r.first && k >= f.first-2; k-- {
		if r.timeTag(k, "rel") != "" {
			return true
		}
	}
	if m := r.preposition(i + 1); m == lang.After || m == lang.Before { // three months after losing
		return true
	}
	switch r.timeMark(i) {
	case lang.In, lang.From, lang.Before, lang.After, lang.During, lang.Loc:
		return true
	}
	if a := r.d.Kind(i+1, lang.Post); i+1 < r.last && a != nil {
		switch a.Mark {
		case lang.In, lang.From, lang.Before, lang.After, lang.During:
			return true
		}
	}
	if a := r.d.Kind(f.first-1, lang.Prep); !r.d.Pack.Final && f.first > r.first && a != nil {
		switch a.Mark {
		case lang.In, lang.After, lang.Before, lang.From, lang.By:
			return true
		}
	}
	return false
}
