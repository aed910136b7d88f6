package coder

import (
	"sync"

	"github.com/bakhar/bakhar/internal/doc"
)

// work is memory that one text after another is coded in.
type work struct {
	meanings doc.Slab[meaning]
	names    doc.Slab[string] // of marks
	told     doc.Slab[*meaning]
	objects  doc.Slab[object]
	links    doc.Slab[link]
	coder    coder
	placer   placer
	memo     map[*doc.Pred]*meaning
}

// workPredsMax is how many predicates a text has whose table is kept for the next: emptying a large one costs more than making a small one.
const workPredsMax = 64

var works = sync.Pool{New: func() any { return &work{memo: map[*doc.Pred]*meaning{}} }}

// done gives the memory to the next text.
func (w *work) done() {
	w.meanings.Reset()
	w.names.Reset()
	w.told.Reset()
	w.objects.Reset()
	w.links.Reset()
	w.coder = coder{lists: w.coder.lists, buf: w.coder.buf}
	clear(w.placer.seen)
	clear(w.placer.spots)
	w.placer = placer{seen: w.placer.seen, spots: w.placer.spots[:0]}
	if len(w.memo) > workPredsMax {
		w.memo = map[*doc.Pred]*meaning{}
		w.placer = placer{}
	}
	clear(w.memo)
	works.Put(w)
}
