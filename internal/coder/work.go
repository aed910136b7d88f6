package coder

import (
	"sync"

	"github.com/bakhar/bakhar/internal/doc"
)

// work is memory that one text after another is coded in.
type work struct {
	meanings doc.Slab[meaning]
	names    doc.Slab[string] // of marks
	memo     map[*doc.Pred]*meaning
}

// workPredsMax is how many predicates a text has whose table is kept for the next: emptying a large one costs more than making a small one.
const workPredsMax = 64

var works = sync.Pool{New: func() any { return &work{memo: map[*doc.Pred]*meaning{}} }}

// done gives the memory to the next text.
func (w *work) done() {
	w.meanings.Reset()
	w.names.Reset()
	if len(w.memo) > workPredsMax {
		w.memo = map[*doc.Pred]*meaning{}
	}
	clear(w.memo)
	works.Put(w)
}
