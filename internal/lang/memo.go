package lang

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/bakhar/bakhar/internal/text"
)

// Word is what a printed word or mark may be, whatever stands beside it. It is shared by all places where the word stands: read it only.
type Word struct {
	// What is asked of nearly every word stands together, so that one look into memory brings all of it.
	Norm    string     // folded
	An      []Analysis // as Analyze gives them; none of a mark
	Sign    Sign       // of Norm
	Lists   Lists      // the word lists that it stands in
	Kinds   Kinds      // of the entries in An
	Opening Kinds      // of the entries in Opens
	Names   []int32    // numbers in the table of names of Norm and of the dictionary forms it may be of; -1 where it has none

	Opens     []*Entry // function phrases that start with it, as Literal gives them
	opens     *bySign[*Entry]
	seconds   Sign     // of the second words of Opens; all where one may be any word
	Ends      []Ending // phrases of nouns and adjectives that may inflect in it
	ends      *bySign[Ending]
	Listed    []Listed   // phrases with it that stand in word lists
	Befores   []string   // its folded and dictionary forms that stand before the verbs of idioms
	FieldEnds []FieldEnd // field phrases that may end with it, the longest first
	signals   []pattern  // of a translation, whose first word it is
	Field     Contexts   // the fields that it alone stands for
	Glued     int        // the byte at which a second sentence begins in it, or 0
	Known     bool       // the lexicon has it, not only as part of a name
	Date      bool       // it means "date"
	Beside    Beside     // what it says of a number beside it, by its own form or its dictionary forms
}

// Ending is a phrase whose inflecting word An[An] may be. Of its entry it has what tells at most places that it does not stand there.
type Ending struct {
	An     int
	Size   int  // words
	Before Sign // of the last word but one
	E      *Entry
}

// Listed is a phrase that stands in word lists. Of its entry it has what tells at most places that it does not stand there, and in which.
type Listed struct {
	Rest Sign
	In   Lists
	E    *Entry
}

// FieldEnd is a phrase of a field. Of its entry it has what tells at most places that it does not stand there.
type FieldEnd struct {
	Size   int  // words
	Before Sign // of the last word but one; 0 of a single word
	Caps   bool // it is written in capitals only
	E      *Entry
}

// memoRows times memoWays is how many words are remembered: news says most of what it says with fewer.
const (
	memoRows = 1 << 12
	memoWays = 4
)

// memo remembers words once read, so that the next text need not read them again. In a row that is full the word that came first is
// forgotten: the size is bounded, and what a word is never depends on what is remembered. Any number of goroutines may look and enter;
// where two enter at one time, a word may be lost or stand twice, which costs a reading.
type memo struct {
	seed maphash.Seed
	rows [memoRows][memoWays]atomic.Pointer[remembered]
}

type remembered struct {
	printed string
	word    Word
}

// Word gives what a word may be, from memory where it was read before.
func (p *Pack) Word(printed string) *Word { return p.recall(printed, true) }

// Mark gives what a mark between words may be part of.
func (p *Pack) Mark(printed string) *Word { return p.recall(printed, false) }

func (p *Pack) recall(printed string, word bool) *Word {
	if p.memo == nil { // a pack made by hand
		w := &Word{Norm: text.Fold(printed)}
		p.readAs(w, printed != "" && printed[0] >= 'a' && printed[0] <= 'z')
		w.Glued = p.glued(printed, w)
		return w
	}
	row := &p.memo.rows[maphash.String(p.memo.seed, printed)%memoRows]
	for i := range row {
		if r := row[i].Load(); r == nil {
			break
		} else if r.printed == printed {
			return &r.word
		}
	}
	r := &remembered{printed: strings.Clone(printed)} // the text itself may go
	r.word.Norm = r.printed
	if word {
		r.word.Norm = text.Fold(r.printed)
		p.readAs(&r.word, r.printed != "" && r.printed[0] >= 'a' && r.printed[0] <= 'z')
		r.word.Glued = p.glued(r.printed, &r.word)
	} else {
		p.beside(&r.word)
	}
	for i := memoWays - 1; i > 0; i-- {
		row[i].Store(row[i-1].Load())
	}
	row[0].Store(r)
	return &r.word
}

// Read fills in what a word with this Norm may be.
func (p *Pack) Read(w *Word) { p.readAs(w, false) }

// readAs fills in a word, small where it is printed without a capital: then it is no day or month of a name in Latin letters (sat, may).
func (p *Pack) readAs(w *Word, small bool) {
	var fields []*Entry
	w.An = p.analyze(w.Norm, nil, &fields)
	if small {
		w.An = slices.DeleteFunc(w.An, func(a Analysis) bool {
			return a.E != nil && a.E.Kind == Time && a.E.Word[0] >= 'A' && a.E.Word[0] <= 'Z'
		})
	}
	w.readFields(fields)
	for i := range w.An {
		e := w.An[i].E
		if e == nil {
			continue
		}
		head := e.Toks[e.Head]
		w.Kinds |= 1 << e.Kind
		w.Known = w.Known || !e.KB
		w.Lists |= e.In
		if len(e.Ctx) > 0 && p.Common != nil {
			set, _ := p.Common.ContextSet(e.Ctx)
			w.Field |= set
		}
		for _, ph := range p.listed[head] {
			if !slices.ContainsFunc(w.Listed, func(x Listed) bool { return x.E == ph }) {
				w.Listed = append(w.Listed, Listed{ph.Rest, ph.In, ph})
			}
		}
		if e.Kind != Noun && e.Kind != Adj {
			continue
		}
		for _, ph := range p.phrases.Get(head) {
			if ph.Kind != Verb && ph.Gap < 0 {
				w.Ends = append(w.Ends, Ending{i, len(ph.Toks), ph.Before, ph})
			}
		}
	}
	w.ends = newBySign(w.Ends, func(e *Ending) Sign { return e.Before })
	p.beside(w)
}

// beside fills in what needs no readings, or little of them: the phrases, names and numbers that a word with this Norm is part of.
func (p *Pack) beside(w *Word) {
	w.Sign = signOf(w.Norm)
	w.Opens = p.literal[w.Norm]
	w.opens = newBySign(w.Opens, func(e **Entry) Sign { return (*e).Second })
	for _, e := range w.Opens {
		w.Opening |= 1 << e.Kind
		if w.seconds |= e.Second; e.Second == 0 {
			w.seconds = ^Sign(0)
		}
	}
	w.Date = p.Beside[w.Norm].Date
	w.Beside = p.besideOf(w)
	p.beforeVerbs(w)
	if p.Translation != nil {
		w.signals = p.Translation.first(w.Norm)
	}
	p.named(w)
}

// beforeVerbs finds the forms of a word that idioms have before their verbs.
func (p *Pack) beforeVerbs(w *Word) {
	put := func(form string) {
		if p.befores[form] && !slices.Contains(w.Befores, form) {
			w.Befores = append(w.Befores, form)
		}
	}
	put(w.Norm)
	for i := range w.An {
		if e := w.An[i].E; e != nil {
			put(e.Toks[e.Head])
		} else {
			put(w.An[i].Stem)
		}
	}
}

// besideOf is what signs.tsv and beside.tsv have on a word.
func (p *Pack) besideOf(w *Word) Beside {
	if p.Common != nil {
		if b, ok := p.Common.Signs[w.Norm]; ok {
			return b
		}
	}
	if b, ok := p.Beside[w.Norm]; ok {
		return b
	}
	for i := range w.An {
		a := &w.An[i]
		if b, ok := p.Beside[a.Stem]; ok && a.Stem != "" {
			return b
		}
		if a.E != nil && (a.E.Kind == Noun || a.E.Kind == Num) && !a.E.Phrase() {
			if b, ok := p.Beside[a.E.Toks[0]]; ok {
				return b
			}
		}
	}
	return Beside{}
}

// named finds a word and its dictionary forms in the table of names.
func (p *Pack) named(w *Word) {
	if p.nameWord == nil {
		return
	}
	named := false
	put := func(form string) {
		n, ok := p.nameWord(form)
		if !ok {
			n = -1
		}
		if named = named || ok; ok || len(w.Names) == 0 {
			w.Names = append(w.Names, n)
		}
	}
	put(w.Norm)
	for i := range w.An {
		e := w.An[i].E
		if e != nil && !e.KB && w.Norm[0] < 0x80 { // "tyres" are not of the city of Tyre
			continue
		}
		if e != nil && (e.Kind == Name || e.Kind == Noun || e.Kind == Adj) && e.Toks[e.Head] != w.Norm {
			put(e.Toks[e.Head])
		}
	}
	if !named {
		w.Names = nil
	}
}

// SetNames gives the pack the table of the words that names are made of; it is for the time of loading only.
func (p *Pack) SetNames(number func(word string) (int32, bool)) { p.nameWord = number }
