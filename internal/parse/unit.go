// Package parse finds the noun phrases and predicates of each sentence and ties them together: by case and
// postposition where the predicate comes last (Marathi, Hindi), by order and preposition where it stands in the
// middle (English). Which of the two is a setting of the pack. It knows marks and features, no words.
package parse

import (
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

type ukind uint8

const (
	uNom ukind = iota // noun, adjective, number, unknown word
	uName
	uPron
	uHon
	uPost
	uVerb
	uAux
	uModal
	uNeg
	uConj
	uComma
	uComp
	uSub
	uRel
	uDemo
	uTime
	uAdv
	uPart
	uPunct
	uQuote
	uDet
)

// unit is a word, a name or a fixed phrase with the reading chosen for it.
type unit struct {
	kind        ukind
	first, last int
	a           lang.Analysis
	e           *lang.Entry // the phrase's entry where it is one
	name        int         // index into Doc.Names, or -1
	guess       bool
	neg         bool // of an infinitive's marker: "not to"
}

var unitOf = [...]ukind{lang.Post: uPost, lang.HonPron: uHon, lang.Pron: uPron, lang.Conj: uConj, lang.Comp: uComp, lang.SubConj: uSub,
	lang.RelPron: uRel, lang.Demo: uDemo, lang.Time: uTime, lang.Adv: uAdv, lang.Particle: uPart, lang.Neg: uNeg, lang.Aux: uAux, lang.Modal: uModal, lang.Det: uDet,
	lang.Num: uNom, lang.Noun: uNom, lang.Adj: uNom, lang.Name: uNom, lang.Verb: uVerb, lang.Prep: uPost}

// buffers are what the parsing of one sentence leaves to the next.
type buffers struct {
	us    []unit
	its   []item
	stack []*doc.Phrase
	seq   []step
	found []found
	ahead ahead

	groups doc.Slab[verbGroup]
	aux    doc.Slab[unit]
}

var pool = sync.Pool{New: func() any { return new(buffers) }}

// Run parses every sentence.
func Run(d *doc.Doc) {
	d.Sents = make([]doc.Sent, len(d.Art.Sentences))
	b := pool.Get().(*buffers)
	for i := range d.Art.Sentences {
		if d.Pack.Final {
			d.Sents[i] = final(d, i, b)
		} else {
			d.Sents[i] = initial(d, i, b)
		}
	}
	clear(b.its[:cap(b.its)]) // what holds on to the document
	clear(b.stack[:cap(b.stack)])
	clear(b.seq[:cap(b.seq)])
	b.groups.Reset()
	b.aux.Reset()
	pool.Put(b)
}

// datelineTokens bounds a dateline: "क्वालालंपूर, ८ ऑगस्ट :", "DOHA, March 19 -".
const datelineTokens = 10

// start is the first token of a sentence after a dateline.
func start(d *doc.Doc, si int) int {
	s := d.Art.Sentences[si]
	if si > 1 || d.At[s.First] < 0 {
		return s.First
	}
	nm := d.Names[d.At[s.First]]
	if nm.Rec.Person() || nm.Use == kb.Demonym {
		return s.First
	}
	if alone(d, si, nm) {
		d.Art.Dateline = article.Place{Span: d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Country: nm.Rec.Country}
		return s.First
	}
	if s.Last-s.First < 4 {
		return s.First
	}
	if i := bracketed(d, si, nm); i > 0 {
		d.Art.Dateline = article.Place{Span: d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Country: nm.Rec.Country}
		return i
	}
	for i := nm.Last; i < s.Last-2 && i < s.First+datelineTokens; i++ {
		t := d.Art.Tokens[i]
		if t.Norm == ":" || (t.Text == "-" || t.Text == "–") && t.Space && d.Art.Tokens[i+1].Space {
			if nm.Use != kb.Metonym {
				d.Art.Dateline = article.Place{Span: d.Span(nm.First, nm.Last), Name: nm.Rec.Name, Country: nm.Rec.Country}
			}
			return i + 1
		}
		if t.Kind == article.Word && function(d, i) == nil && reading(d, i, lang.Verb) != nil && d.At[i] < 0 && reading(d, i, lang.Noun) == nil {
			return s.First
		}
	}
	return s.First
}

// aloneTokens bounds a dateline that is a sentence of its own: "लखनऊ, एजेंसी।", "हिसार।", "चंडीगढ़, 7 अगस्त (भाषा)।".
const aloneTokens = 10

// alone tells whether a sentence is nothing but a dateline: a town, then at most a comma and words and numbers without a verb, then a stop;
// the news follows in the same paragraph.
func alone(d *doc.Doc, si int, nm doc.Name) bool {
	s := d.Art.Sentences[si]
	if !d.Pack.Final || nm.Use == kb.Metonym || s.Last-s.First > aloneTokens || si+1 >= len(d.Art.Sentences) || d.Art.Sentences[si+1].Paragraph != s.Paragraph {
		return false
	}
	end := d.Art.Tokens[s.Last-1]
	if end.Kind != article.Punct || end.Text != "।" && end.Text != "." || nm.Last != s.Last-1 && d.Art.Tokens[nm.Last].Text != "," {
		return false
	}
	for i := nm.Last; i < s.Last-1; i++ {
		if k := d.At[i]; k >= 0 {
			if r := d.Names[k].Rec; r.Person() || r.Kind == "state" || r.HasPoint {
				return false
			}
			continue
		}
		if reading(d, i, lang.Verb) != nil && reading(d, i, lang.Noun) == nil {
			return false
		}
	}
	return true
}

// bracketed gives the token behind a dateline that ends in the agency's name in brackets: "भोपाल, 12 नवंबर (भाषा) …"; 0 where there is none.
func bracketed(d *doc.Doc, si int, nm doc.Name) int {
	s := d.Art.Sentences[si]
	if nm.Use == kb.Metonym || nm.Last >= s.Last || d.Art.Tokens[nm.Last].Text != "," {
		return 0
	}
	number, open := false, 0
	for i := nm.Last; i < s.Last-2 && i < s.First+datelineTokens; i++ {
		switch t := d.Art.Tokens[i]; {
		case t.Text == "(":
			open = i
		case t.Text == ")":
			if number && open > 0 && i-open <= bracketTokens {
				return i + 1
			}
			return 0
		default:
			number = number || open == 0 && t.Kind == article.Number
		}
	}
	return 0
}

// bracketTokens bounds an agency's name in brackets.
const bracketTokens = 4

// literal matches the uninflected phrases of the pack at token i.
func literal(d *doc.Doc, i, end int) (*lang.Entry, int) {
	var next lang.Sign
	if i+1 < end {
		next = d.Words[i+1].Sign
	}
	for _, e := range d.Words[i].OpensBefore(next) {
		if e.Second&^next != 0 {
			continue
		}
		if n := len(e.Toks); i+n <= end && same(d, i, e.Toks) {
			return e, i + n
		}
	}
	return nil, 0
}

func same(d *doc.Doc, i int, toks []string) bool {
	for k, t := range toks {
		if d.Art.Tokens[i+k].Norm != t {
			return false
		}
	}
	return true
}

// found is a phrase of several nouns or adjectives: फौजदार न्यायालय, foreign minister.
type found struct {
	e           *lang.Entry
	a           lang.Analysis
	first, last int
}

// startsAt gives the one that starts at token i.
func startsAt(fs []found, i int) (found, bool) {
	for k := range fs {
		if fs[k].first == i {
			return fs[k], true
		}
	}
	return found{}, false
}

// nounPhrases finds the longest phrase of nouns or adjectives that starts at each token.
func nounPhrases(d *doc.Doc, first, last int, out []found) []found {
	for j := first + 1; j < last; j++ {
		before := d.Words[j-1].Sign
		for _, end := range d.Words[j].EndsAfter(before) {
			start := j - end.Size + 1
			if end.Before&^before != 0 || start < first || !matchBefore(d, start, end.E) {
				continue
			}
			e := end.E
			k := slices.IndexFunc(out, func(f found) bool { return f.first == start })
			if k < 0 {
				k = len(out)
				out = append(out, found{first: start})
			}
			if f := &out[k]; f.e == nil || f.last < j+1 || f.last == j+1 && len(f.e.Classes) == 0 && len(e.Classes) > 0 {
				a := d.An[j][end.An]
				a.E = e
				f.e, f.a, f.last = e, a, j+1
			}
		}
	}
	return out
}

// matchBefore tells whether the words of e before its last one stand at start, literally or, where the entry allows, in any form.
func matchBefore(d *doc.Doc, start int, e *lang.Entry) bool {
	for k := 0; k < len(e.Toks)-1; k++ {
		if d.Art.Tokens[start+k].Norm != e.Toks[k] && !(e.Any[k] && lemmaIs(d, start+k, e.Toks[k])) {
			return false
		}
	}
	return true
}

// lemmaIs tells whether token i may be a form of a dictionary word.
func lemmaIs(d *doc.Doc, i int, lemma string) bool {
	for _, a := range d.An[i] {
		if a.E != nil && a.E.Toks[a.E.Head] == lemma || a.E == nil && a.Stem == lemma {
			return true
		}
	}
	return false
}

// verbReading and nounReading give the best reading of each kind, or nil.
func reading(d *doc.Doc, i int, k lang.Kind) *lang.Analysis {
	if i < 0 || i >= len(d.An) || !d.Words[i].Kinds.Has(k) {
		return nil
	}
	var best *lang.Analysis
	for j := range d.An[i] {
		a := &d.An[i][j]
		if a.E == nil || a.E.Kind != k {
			continue
		}
		if best == nil || better(a, best) {
			best = a
		}
	}
	if k == lang.Verb && best != nil && best.F.Has(lang.Root) && d.Pack.Final && !vectorNext(d, i) {
		if d.Pack.Shared && best.F&(lang.Perf|lang.Inf|lang.Conv) == 0 && postNext(d, i) {
			return nil // पकड़ में: no bare root stands before a postposition
		}
		return done(d, i, best)
	}
	return best
}

// postNext tells whether nothing but a postposition can follow token i.
func postNext(d *doc.Doc, i int) bool {
	if i+1 >= len(d.An) || d.Words[i+1].Kinds.Has(lang.Verb) {
		return false
	}
	f := function(d, i+1)
	return f != nil && f.E.Kind == lang.Post
}

// vectorNext tells whether a verb follows that can carry a bare root: बचा लिया, गिरा दी.
func vectorNext(d *doc.Doc, i int) bool {
	return i+1 < len(d.Words) && d.Words[i+1].Kinds.Has(lang.Verb)
}

// done gives the perfective reading of a form whose root cannot stand alone: "पानी बचा" is what is left, not what somebody saves.
func done(d *doc.Doc, i int, root *lang.Analysis) *lang.Analysis {
	for j := range d.An[i] {
		if a := &d.An[i][j]; a.E != nil && a.E.Kind == lang.Verb && a.F.Has(lang.Perf) {
			return a
		}
	}
	for j := range d.An[i] {
		if a := &d.An[i][j]; a.E != nil && a.E.Kind == lang.Noun && a.Mark == lang.Nom && (len(a.E.Classes) > 0 || d.Pack.Shared && owned(d, i)) { // को लगाई फटकार, बीवी की जान
			return nil
		}
	}
	return root
}

// owned tells whether a genitive stands right before token i, so that it is a noun.
func owned(d *doc.Doc, i int) bool {
	if i+1 < len(d.Art.Tokens) && (d.Art.Tokens[i+1].Text == "-" || d.Art.Tokens[i+1].Text == "–") && !d.Art.Tokens[i+1].Space {
		return false // की पीट-पीटकर हत्या
	}
	f := function(d, i-1)
	return f != nil && f.E.Kind == lang.Post && f.E.Mark == lang.Gen
}

// better prefers an entry with meaning, then the shorter chain of endings.
func better(a, b *lang.Analysis) bool {
	if x, y := weight(a.E), weight(b.E); x != y {
		return x > y
	}
	if a.F.Has(lang.Cond) != b.F.Has(lang.Cond) { // केल्यास: "if … does" sooner than a dative
		return a.F.Has(lang.Cond)
	}
	if a.F.Has(lang.AgentF) != b.F.Has(lang.AgentF) { // करणारे: "who does" sooner than "is going to do"
		return a.F.Has(lang.AgentF)
	}
	if a.F.Has(lang.Rel) != b.F.Has(lang.Rel) {
		return b.F.Has(lang.Rel)
	}
	return len(a.Stem) > len(b.Stem)
}

func weight(e *lang.Entry) int {
	w := 0
	if len(e.Classes) > 0 {
		w += 2
	}
	if e.Agent != "" || e.Light != "" {
		w++
	}
	return w
}

// content are the kinds of words that are no function words.
var content = lang.KindSet(lang.Noun, lang.Verb, lang.Adj, lang.Name, lang.Num)

// function gives the reading as a function word; one that can stand for a clause comes first.
func function(d *doc.Doc, i int) *lang.Analysis {
	var first *lang.Analysis
	if i < 0 || i >= len(d.An) || d.Words[i].Kinds&^content == 0 {
		return nil
	}
	for j := range d.An[i] {
		a := &d.An[i][j]
		if a.E == nil || content.Has(a.E.Kind) {
			continue
		}
		if a.E.Kind == lang.Demo {
			return a
		}
		if first == nil || first.E.Kind == lang.Adv && a.E.Kind != lang.Particle || a.E.Kind == lang.Prep && first.E.Kind >= lang.Post && a.E.Mark.String() == a.E.Toks[0] {
			first = a // "for" is for before it is because
		}
	}
	return first
}

func punct(t article.Token) ukind {
	switch t.Text {
	case ",", "،":
		return uComma
	case `"`, "'":
		return uQuote
	}
	return uPunct
}
