package doc

import (
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
)

// Slab hands out zeroed values from blocks: many small things that live and end together cost few allocations. What it hands out stays where it is.
type Slab[T any] struct {
	blocks [][]T
	block  int // the one that is handed out of
	used   int // of it
}

// slabBlock is how many values a block has; slabBlocks is how many blocks are kept for what comes next.
const (
	slabBlock  = 32
	slabBlocks = 32
)

// New hands out one.
func (s *Slab[T]) New() *T { return &s.Take(1)[0] }

// Take hands out n in a row.
func (s *Slab[T]) Take(n int) []T {
	if n > slabBlock {
		return make([]T, n)
	}
	if s.block < len(s.blocks) && s.used+n > slabBlock {
		s.block, s.used = s.block+1, 0
	}
	if s.block == len(s.blocks) {
		s.blocks = append(s.blocks, make([]T, slabBlock))
	}
	s.used += n
	return s.blocks[s.block][s.used-n : s.used : s.used]
}

// Reset takes all back.
func (s *Slab[T]) Reset() {
	for i := 0; i < s.block; i++ {
		clear(s.blocks[i])
	}
	if s.block < len(s.blocks) {
		clear(s.blocks[s.block][:s.used])
	}
	s.blocks = s.blocks[:min(len(s.blocks), slabBlocks)]
	s.block, s.used = 0, 0
}

// work is memory that one document after another uses.
type work struct {
	tokens  []article.Token
	words   []*lang.Word
	an      [][]lang.Analysis
	at      []int
	names   []Name
	phrases Slab[Phrase]
	preds   Slab[Pred]
	lists   Slab[*Phrase]
	acts    Slab[*Pred]
	numbers Slab[int]
	ents    Slab[article.Entity]
	named   Slab[Name]
}

// workTokensMax is the length of texts whose memory is kept.
const workTokensMax = 1 << 12

var works = sync.Pool{New: func() any { return new(work) }}

func (d *Doc) memory() *work {
	if d.work == nil {
		d.work = works.Get().(*work)
	}
	return d.work
}

// Done ends the work on a document: its memory goes to the next one. What stands on the Article for those outside stays; its tokens, and all else of
// the document, are gone.
func (d *Doc) Done() {
	w := d.work
	if w == nil {
		return
	}
	if n := len(d.Art.Tokens); n <= workTokensMax {
		w.tokens, w.words, w.an, w.at, w.names = d.Art.Tokens, d.Words, d.An, d.At, d.Names
		clear(w.names)
		clear(w.tokens)
		clear(w.words)
		clear(w.an)
	} else {
		w.tokens, w.words, w.an, w.at, w.names = nil, nil, nil, nil, nil
	}
	w.phrases.Reset()
	w.preds.Reset()
	w.lists.Reset()
	w.acts.Reset()
	w.numbers.Reset()
	w.ents.Reset()
	w.named.Reset()
	d.Art.Tokens = nil
	*d = Doc{Art: d.Art}
	works.Put(w)
}

// Room gives empty lists of tokens and words to fill.
func (d *Doc) Room() ([]article.Token, []*lang.Word) {
	w := d.memory()
	return w.tokens[:0], w.words[:0]
}

// NewPhrase is a phrase of the document to fill in.
func (d *Doc) NewPhrase() *Phrase { return d.memory().phrases.New() }

// NewPred is a predicate of the document to fill in.
func (d *Doc) NewPred() *Pred { return d.memory().preds.New() }

// List is an empty list of phrases with room for n; it may grow beyond that.
func (d *Doc) List(n int) []*Phrase { return d.memory().lists.Take(n)[:0] }

// Join adds a phrase to a list, which may be nil: then it is a new one.
func (d *Doc) Join(list []*Phrase, ph *Phrase) []*Phrase {
	if list == nil {
		list = d.List(2)
	}
	return append(list, ph)
}

// Preds is an empty list of predicates with room for n; it may grow beyond that.
func (d *Doc) Preds(n int) []*Pred { return d.memory().acts.Take(n)[:0] }

// Parties is an empty list of parties with room for n; it may grow beyond that. What outlives the document is no such list.
func (d *Doc) Parties(n int) []article.Entity { return d.memory().ents.Take(n)[:0] }

// Party is a list of one party.
func (d *Doc) Party(e article.Entity) []article.Entity { return append(d.Parties(1), e) }

// NameList is an empty list of names with room for n.
func (d *Doc) NameList(n int) []Name { return d.memory().named.Take(n)[:0] }

// Run lists the tokens [first,last).
func (d *Doc) Run(first, last int) []int {
	out := d.memory().numbers.Take(max(last-first, 0))
	for i := range out {
		out[i] = first + i
	}
	return out
}

// sized gives a list of n zeros in the memory of another that is no longer used.
func sized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}
