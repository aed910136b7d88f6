// Package keys gives every event the signs by which tellings of one happening in other articles, papers and languages can be known again:
// what the event's sentence and the article's headline name and count, in signs that no language owns. A sign is a letter, a colon and a
// value:
//
//	c:RUS           a state, by its name, people, capital or seat of government
//	k:Q7747         a person, body or place, by its id in the knowledge base
//	g:706483        a place, by its number in GeoNames
//	s:jlnsk         a name that no table has, by its sound (kb.Sound): Zelensky, झेलेन्स्की
//	n:14            a figure; not those of a time or of a year
//	t:1988-01-01/1988-12-31   a time that the text tells
//	w:seize         a class of packs/common/classes.tsv that a word of the sentence has: what is done, and with what; none of saying
//	a:REF           the sector of a noun for people
//	f:economic      a field (context) that the words of the sentence stand for
//
// What the headline names is marked with ^ in front: it says what the article is about, not what the sentence tells. Which of these signs
// are worth how much is for chronicle to say. The stage decides nothing and changes nothing else.
package keys

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// The bounds of what one event carries.
const (
	signsMax    = 40 // of its sentence
	headlineMax = 12 // of the headline
	soundMin    = 3  // letters of the sound of a name that no table has
	lettersMin  = 4  // letters of such a name
	stemsMax    = 3  // readings of its ending
	classesMax  = 16 // classes of a sentence that are remembered, so as not to put them twice
)

// Headline is what stands before a sign of the headline.
const Headline = "^"

// Run fills the Keys of each event, where the article is to be Keyed.
func Run(d *doc.Doc) {
	if len(d.Art.Events) == 0 || !d.Art.Keyed {
		return
	}
	r := newReader(d)
	for i := range d.Art.Events {
		d.Art.Events[i].Keys = r.keys(d.Art.Events[i].Sentence)
	}
}

// Of gives the keys of an event in a sentence of a document, as Run does for those that the coder has found.
func Of(d *doc.Doc, sentence int) []string { return newReader(d).keys(sentence) }

func newReader(d *doc.Doc) *reader {
	r := &reader{d: d, done: make(map[int][]string, len(d.Art.Events)), counts: d.Counts}
	if !slices.IsSortedFunc(r.counts, first) {
		r.counts = slices.SortedFunc(slices.Values(r.counts), first)
	}
	if s := d.Art.Sentences; len(s) > 0 && s[0].Headline {
		for _, k := range r.sentence(0) {
			if named(k) && len(r.head) < headlineMax {
				r.head = append(r.head, Headline+k)
			}
		}
	}
	return r
}

// keys gives the signs of a sentence, with those of the headline.
func (r *reader) keys(sentence int) []string {
	own := r.sentence(sentence)
	if len(r.head) == 0 || sentence == 0 {
		return own
	}
	all := slices.Concat(r.head, own)
	slices.Sort(all)
	return all
}

func first(a, b doc.Count) int { return a.First - b.First }

// order is how signs go where there are too many: what tells most comes first.
const order = "kgsntcwaf"

// named tells whether a sign is a name or a figure.
func named(sign string) bool { return strings.IndexByte("kgsnc", sign[0]) >= 0 }

type reader struct {
	d      *doc.Doc
	counts []doc.Count      // by first token
	head   []string         // of the headline, marked
	done   map[int][]string // by sentence, sorted; events of one sentence share them
	buf    []byte           // the signs of one sentence on end, so that they are one string
	ends   []int            // where they end in buf
	taken  []bool           // the tokens of the sentence that names, times and counts have
}

// sentence gives the signs of one sentence.
func (r *reader) sentence(i int) []string {
	if s, ok := r.done[i]; ok {
		return s
	}
	r.buf, r.ends = r.buf[:0], r.ends[:0]
	sent := &r.d.Art.Sentences[i]
	r.taken = append(r.taken[:0], make([]bool, sent.Last-sent.First)...)
	r.times(sent)
	r.names(sent)
	r.figures(sent)
	r.sounds(sent)
	r.meanings(i)
	all, from := string(r.buf), 0
	out := make([]string, len(r.ends))
	for n, end := range r.ends {
		out[n], from = all[from:end], end
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) > signsMax {
		slices.SortStableFunc(out, func(a, b string) int { return strings.IndexByte(order, a[0]) - strings.IndexByte(order, b[0]) })
		out = out[:signsMax:signsMax]
		slices.Sort(out)
	}
	r.done[i] = out
	return out
}

func (r *reader) put(kind byte, value string) {
	if value != "" {
		r.buf = append(append(r.buf, kind, ':'), value...)
		r.ends = append(r.ends, len(r.buf))
	}
}

func (r *reader) take(sent *article.Sentence, first, last int) {
	for t := max(first, sent.First); t < min(last, sent.Last); t++ {
		r.taken[t-sent.First] = true
	}
}

// times puts the days and years that the text names, where the tense has chosen between two both of them: which is an event's is for the coder
// to say, and it may err.
func (r *reader) times(sent *article.Sentence) {
	i, _ := slices.BinarySearchFunc(r.d.Times, sent.First, func(t doc.Time, first int) int { return t.First - first })
	for ; i < len(r.d.Times) && r.d.Times[i].First < sent.Last; i++ {
		t := &r.d.Times[i]
		r.take(sent, t.First, t.Last)
		if t.Resolved && !t.Anchored() { // "a day after the clash": grammar leaves no doubt whose day it is
			r.interval(t.Interval)
			r.interval(t.Other)
			r.night(t)
		}
	}
}

// night puts the other day that a night belongs to.
func (r *reader) night(t *doc.Time) {
	if t.Interval.Start != t.Interval.End {
		return
	}
	switch t.Part {
	case "night":
		r.interval(article.Interval{Start: t.Interval.Start.Add(1), End: t.Interval.Start.Add(1)})
	case "dawn":
		r.interval(article.Interval{Start: t.Interval.Start.Add(-1), End: t.Interval.Start.Add(-1)})
	}
}

func (r *reader) interval(iv article.Interval) {
	if !iv.Start.Zero() {
		r.put('t', iv.Start.String()+"/"+iv.End.String())
	}
}

// names puts what the tables know.
func (r *reader) names(sent *article.Sentence) {
	i, _ := slices.BinarySearchFunc(r.d.Names, sent.First, func(n doc.Name, first int) int { return n.First - first })
	for ; i < len(r.d.Names) && r.d.Names[i].First < sent.Last; i++ {
		nm := &r.d.Names[i]
		if nm.Weak && r.known(nm.First, nm.Last) {
			continue // तास is an hour sooner than an agency
		}
		r.take(sent, nm.First, nm.Last)
		switch {
		case nm.Rec.Kind == "state":
			r.put('c', nm.Rec.Country)
		case nm.Rec.GeoNames > 0:
			r.put('g', strconv.Itoa(nm.Rec.GeoNames))
		default:
			r.put('k', nm.Rec.ID)
		}
	}
}

// known tells whether the lexicon has all words of a stretch.
func (r *reader) known(first, last int) bool {
	for t := first; t < last; t++ {
		if !r.d.Words[t].Known {
			return false
		}
	}
	return true
}

// yearMin and yearMax are the bounds of numbers of four digits that are sooner a year than a count.
const (
	yearMin = 1800
	yearMax = 2199
)

// figures puts the numbers: the counts that were read, and the digits that nobody has read as anything.
func (r *reader) figures(sent *article.Sentence) {
	put := func(x float64) {
		if x > 1 && x < 1e15 && !math.IsInf(x, 0) {
			r.put('n', strconv.FormatFloat(x, 'f', -1, 64))
		}
	}
	i, _ := slices.BinarySearchFunc(r.counts, sent.First, func(c doc.Count, first int) int { return c.First - first })
	for ; i < len(r.counts) && r.counts[i].First < sent.Last; i++ {
		c := &r.counts[i]
		r.take(sent, c.First, c.Last)
		if q := c.Quantity; q.Min != nil {
			put(*q.Min)
		} else if q.Max != nil {
			put(*q.Max)
		}
	}
	for t := sent.First; t < sent.Last; t++ {
		if tok := &r.d.Art.Tokens[t]; tok.Kind == article.Number && !r.taken[t-sent.First] {
			x, err := strconv.ParseFloat(strings.ReplaceAll(tok.Text, ",", ""), 64)
			if err == nil && !(len(tok.Text) == 4 && x >= yearMin && x <= yearMax) {
				put(x)
			}
		}
	}
}

// sounds puts the words that no table and no lexicon has, where they stand as names do: with a capital letter inside the sentence, or in a
// script that has none.
func (r *reader) sounds(sent *article.Sentence) {
	for t := sent.First; t < sent.Last; t++ {
		tok := &r.d.Art.Tokens[t]
		if tok.Kind != article.Word || r.taken[t-sent.First] || r.d.Words[t].Known || utf8.RuneCountInString(tok.Norm) < lettersMin {
			continue
		}
		if r.d.Pack.Final && tok.Text[0] < utf8.RuneSelf && !tok.Cap || !r.d.Pack.Final && !tok.Cap {
			continue
		}
		r.sound(tok.Norm)
		n := 0
		for _, a := range r.d.An[t] {
			if a.E == nil && a.Stem != "" && a.Stem != tok.Norm && a.Mark != lang.Nom && n < stemsMax {
				r.sound(a.Stem)
				n++
			}
		}
	}
}

// hiss folds what kb.Sound tells apart and spellings do not: sch, sh, ss and स, श, ष.
var hiss = strings.NewReplacer("sc", "s", "Sc", "s", "S", "s")

func (r *reader) sound(word string) {
	if s := hiss.Replace(kb.Sound(word)); len(s) >= soundMin {
		r.put('s', s)
	}
}

// meanings puts what the words of the sentence stand for, as far as they were read as predicates and phrases.
func (r *reader) meanings(i int) {
	if i >= len(r.d.Sents) {
		return
	}
	var seen [classesMax]string // of this sentence
	n := 0
	classes := func(names []string) {
		for _, c := range names {
			if slices.Contains(seen[:n], c) {
				continue
			}
			if n < classesMax {
				seen[n] = c
				n++
			}
			if k := r.d.Pack.Common.Classes[c]; k == nil || k.Kind != "say" && k.Kind != "aspect" {
				r.put('w', c)
			}
		}
	}
	entry := func(e *lang.Entry) {
		if e != nil && !e.KB {
			classes(e.Classes)
			r.put('a', e.Agent)
		}
	}
	sent := &r.d.Art.Sentences[i]
	for _, p := range r.d.Sents[i].Preds {
		classes(p.Classes)
	}
	for _, ph := range r.d.Sents[i].Phrases {
		entry(ph.E)
		for _, m := range ph.Mods {
			entry(m.E)
		}
	}
	var fields lang.Contexts
	for t := sent.First; t < sent.Last; t++ {
		fields |= r.d.Words[t].Field
	}
	for _, f := range r.d.Pack.Common.ContextNames(fields) {
		r.put('f', f)
	}
}
