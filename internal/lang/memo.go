package lang

import (
	"hash/maphash"
	"strings"
	"sync/atomic"

	"github.com/bakhar/bakhar/internal/text"
)

// Word is what a printed word may be, whatever stands beside it. It is shared by all places where the word stands: read it only.
type Word struct {
	Norm  string     // folded
	An    []Analysis // as Analyze gives them
	Known bool       // the lexicon has it, not only as part of a name
	Names []int32    // numbers in the table of names of Norm and of the dictionary forms it may be of; -1 where it has none
}

// memoSlots is how many words are remembered: news says most of what it says with fewer. A power of two.
const memoSlots = 1 << 14

// memo remembers words once read, so that the next text need not read them again. A slot is overwritten by the next word that falls into it:
// its size is bounded, and what a word is never depends on what is remembered.
type memo struct {
	seed  maphash.Seed
	slots [memoSlots]atomic.Pointer[remembered]
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
	slot := &p.memo.slots[maphash.String(p.memo.seed, printed)%memoSlots]
	if r := slot.Load(); r != nil && r.printed == printed {
		return &r.word
	}
	r := &remembered{printed: strings.Clone(printed)} // the text itself may go
	r.word.Norm = text.Fold(r.printed)
	p.Read(&r.word)
	slot.Store(r)
	return &r.word
}

// Read fills in what a word with this Norm may be.
func (p *Pack) Read(w *Word) {
	w.An = p.Analyze(w.Norm, nil)
	for i := range w.An {
		if e := w.An[i].E; e != nil && !e.KB {
			w.Known = true
			break
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
		if e := w.An[i].E; e != nil && (e.Kind == Name || e.Kind == Noun || e.Kind == Adj) && e.Toks[e.Head] != w.Norm {
			put(e.Toks[e.Head])
		}
	}
	if !named {
		w.Names = nil
	}
}

// SetNames gives the pack the table of the words that names are made of; it is for the time of loading only.
func (p *Pack) SetNames(number func(word string) (int32, bool)) { p.nameWord = number }
