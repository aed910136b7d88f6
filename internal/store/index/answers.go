package index

import (
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/store"
)

// answers keeps the counts that were last asked for at the latest version: pages that many look at ask the same.
type answers struct {
	mu      sync.Mutex
	version int64
	list    []answer // the last that was asked for at the end
	rows    int
}

type answer struct {
	key string
	c   store.Counted
}

// How many answers are kept, and how many rows they may have together.
const (
	answersMax = 256
	rowsMax    = 100_000
)

// get gives the answer to a question at a version.
func (a *answers) get(version int64, key string) (c store.Counted, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.version != version {
		return c, false
	}
	for i := len(a.list) - 1; i >= 0; i-- {
		if found := a.list[i]; found.key == key {
			a.list = append(slices.Delete(a.list, i, i+1), found)
			found.c.Rows = slices.Clone(found.c.Rows) // whoever asked may sort them
			return found.c, true
		}
	}
	return c, false
}

// put keeps an answer; those of older versions go.
func (a *answers) put(version int64, key string, c store.Counted) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if version < a.version || len(c.Rows) > rowsMax/4 {
		return
	}
	if version > a.version {
		a.version, a.list, a.rows = version, nil, 0
	}
	for len(a.list) > 0 && (len(a.list) >= answersMax || a.rows+len(c.Rows) > rowsMax) {
		a.rows -= len(a.list[0].c.Rows)
		a.list = slices.Delete(a.list, 0, 1)
	}
	c.Rows = slices.Clone(c.Rows)
	a.list, a.rows = append(a.list, answer{key, c}), a.rows+len(c.Rows)
}
