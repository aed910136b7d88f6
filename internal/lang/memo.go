package lang

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/bakhar/bakhar/internal/text"
)

// Word is what a printed word may be, whatever stands beside it. It is shared by all places where the word stands: read it only.
type Word struct {
	Norm   string     // folded
	An     []Analysis // as Analyze gives them
	Known  bool       // the lexicon has it, not only as part of a name
	Lists  Lists      // the word lists that it stands in
	Listed []*Entry   // phrases with it that stand in word lists
	Names  []int32    // numbers in the table of names of Norm and of the dictionary forms it may be of; -1 where it has none
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
func (p *Pack) Word(printed string) *Word {
	if p.memo == nil { // a pack made by hand
		w := &Word{Norm: text.Fold(printed)}
		p.Read(w)
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
	r.word.Norm = text.Fold(r.printed)
	p.Read(&r.word)
	for i := memoWays - 1; i > 0; i-- {
		row[i].Store(row[i-1].Load())
	}
	row[0].Store(r)
	return &r.word
}

// Read fills in what a word with this Norm may be.
func (p *Pack) Read(w *Word) {
	w.An = p.Analyze(w.Norm, nil)
	for i := range w.An {
		e := w.An[i].E
		if e == nil {
			continue
		}
		w.Known = w.Known || !e.KB
		w.Lists |= p.ListSet(e.Lists)
		for _, ph := range p.listed[e.Toks[e.Head]] {
			if !slices.Contains(w.Listed, ph) {
				w.Listed = append(w.Listed, ph)
			}
		}
	}
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
