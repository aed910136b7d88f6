package gaz

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// memoRows times memoWays is how many names are remembered with what was found.
const (
	memoRows = 1 << 9
	memoWays = 4
)

// memo remembers answers, since one text asks again for what the last one asked for. In a row that is full the name that came first is
// forgotten: the size is bounded, and an answer never depends on what is remembered. Any number of goroutines may ask; where two enter at
// one time, an answer may be lost or stand twice, which costs a look into the tables. The zero value is ready.
type memo[T any] struct {
	rows [memoRows][memoWays]atomic.Pointer[answer[T]]
}

type answer[T any] struct {
	name string
	told T
}

var memoSeed = maphash.MakeSeed()

// recall gives the answer to a name, and finds it where it is not remembered.
func (m *memo[T]) recall(name string, find func(name string) T) T {
	row := &m.rows[maphash.String(memoSeed, name)%memoRows]
	for i := range row {
		if a := row[i].Load(); a == nil {
			break
		} else if a.name == name {
			return a.told
		}
	}
	a := &answer[T]{name: strings.Clone(name)} // the text itself may go
	a.told = find(a.name)
	for i := memoWays - 1; i > 0; i-- {
		row[i].Store(row[i-1].Load())
	}
	row[0].Store(a)
	return a.told
}
