package index

import (
	"errors"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/tally"
)

// Kept is what transactions that read keep in memory between them, each thing with the version of the store that it is of: the blocks of both lists,
// the meanings of signs, what has the words that were last looked for, and the last counts. A transaction that sees another version brings it up to date with what has
// changed since, or asks the database where it sees an older one.
type Kept struct {
	mu      sync.Mutex // while something is brought up to date
	blocks  [2]atomic.Pointer[blocks]
	meant   atomic.Pointer[meant]
	found   found
	names   names
	answers answers
}

// keptMax is how many bytes of blocks of a list are kept; of longer lists each question reads them from the database. A million reports make some 40 MB.
const keptMax = 256 << 20

// blocks are the blocks of a list at a version, in order. They are never changed: what comes is put into a copy.
type blocks struct {
	version int64
	lo      []int64
	look    []face.Look
	bytes   int
}

// current is the version of what this transaction sees.
func (t *Index) current() (int64, error) {
	v, err := t.version()
	return v - 1, err
}

// keptBlocks gives the blocks of a list as this transaction sees them, nil where they are to be asked of the database.
func (t *Index) keptBlocks(l *list) (*blocks, error) {
	if t.Writes() {
		return nil, nil
	}
	v, err := t.current()
	if err != nil {
		return nil, err
	}
	at := &t.kept.blocks[0]
	if l == &t.articles {
		at = &t.kept.blocks[1]
	}
	b := at.Load()
	if b == nil || b.version < v {
		t.kept.mu.Lock()
		defer t.kept.mu.Unlock()
		if b = at.Load(); b == nil || b.version < v {
			if b, err = t.updated(l, b, v); err != nil {
				return nil, err
			}
			at.Store(b)
		}
	}
	if b.version != v || b.bytes > keptMax {
		return nil, nil
	}
	return b, nil
}

// updated gives blocks with what has changed up to a version.
func (t *Index) updated(l *list, old *blocks, version int64) (*blocks, error) {
	b := &blocks{version: version}
	after := int64(-1)
	if old != nil {
		if after = old.version; old.bytes > keptMax {
			b.bytes = old.bytes // and so it stays: nothing is kept
			return b, nil
		}
		b.lo, b.look, b.bytes = slices.Clone(old.lo), slices.Clone(old.look), old.bytes
	}
	err := t.Query(func(scan func(...any) error) error {
		var lo int64
		var body []byte
		if err := scan(&lo, &body); err != nil {
			return err
		}
		if b.bytes += len(body); b.bytes > keptMax {
			b.lo, b.look = nil, nil
			return errEnough
		}
		l, err := face.See(body)
		if err == nil {
			err = l.Learn()
		}
		if err != nil {
			return err
		}
		i, there := slices.BinarySearch(b.lo, lo)
		if there {
			b.bytes -= b.look[i].Bytes()
			b.look[i] = l
			return nil
		}
		b.lo, b.look = slices.Insert(b.lo, i, lo), slices.Insert(b.look, i, l)
		return nil
	}, "SELECT lo, body FROM "+l.block()+" WHERE version > ? ORDER BY lo", after)
	if errors.Is(err, errEnough) {
		err = nil
	}
	return b, err
}

// errEnough stops a query that has given enough.
var errEnough = errors.New("enough")

// blocks calls each for the blocks of a list in order, from the one where a number stands, until it gives false.
func (t *Index) blocks(l *list, from int64, backwards bool, each func(face.Look) (bool, error)) error {
	b, err := t.keptBlocks(l)
	if err != nil {
		return err
	}
	if b == nil {
		return t.askBlocks(l, from, backwards, each)
	}
	i := max(sort.Search(len(b.lo), func(i int) bool { return b.lo[i] > from })-1, 0)
	for i >= 0 && i < len(b.lo) {
		more, err := each(b.look[i])
		if err != nil || !more {
			return err
		}
		if i++; backwards {
			i -= 2
		}
	}
	return nil
}

// askBlocks is blocks without what is kept.
func (t *Index) askBlocks(l *list, from int64, backwards bool, each func(face.Look) (bool, error)) error {
	query := "SELECT body FROM " + l.block() + " WHERE lo >= COALESCE((SELECT MAX(lo) FROM " + l.block() + " WHERE lo <= ?), 0) ORDER BY lo"
	if backwards {
		query = "SELECT body FROM " + l.block() + " WHERE lo <= ? ORDER BY lo DESC"
	}
	err := t.Query(func(scan func(...any) error) error {
		var body []byte
		if err := scan(&body); err != nil {
			return err
		}
		l, err := face.See(body)
		if err != nil {
			return err
		}
		more, err := each(l)
		if err == nil && !more {
			err = errEnough
		}
		return err
	}, query, from)
	if errors.Is(err, errEnough) {
		err = nil
	}
	return err
}

// found keeps what has the words that were looked for, the latest at the end.
type found struct {
	mu   sync.Mutex
	list []keptFound
	nums int
}

type keptFound struct {
	version int64
	key     string
	nums    []int64
}

// foundMax is how many numbers are kept in all.
const foundMax = 4 << 20

// key tells what a plan looks for.
func (p *plan) key() string {
	var b strings.Builder
	b.WriteString(p.list.name)
	for _, phrase := range p.text {
		b.WriteString("\n" + strings.Join(phrase.Tokens, " "))
		if phrase.Prefix {
			b.WriteByte('*')
		}
	}
	return b.String()
}

// fetched tells whether what has the text of a plan is kept; then it is in the plan.
func (t *Index) fetched(p *plan) bool {
	if p.asked || t.Writes() {
		return p.asked
	}
	v, err := t.current()
	if err != nil {
		return false // who asks the database next is told
	}
	k := &t.kept.found
	k.mu.Lock()
	defer k.mu.Unlock()
	key := p.key()
	for i, f := range k.list {
		if f.version == v && f.key == key {
			k.list = append(slices.Delete(k.list, i, i+1), f)
			p.found, p.asked = f.nums, true
			break
		}
	}
	return p.asked
}

// fetch asks the full text index for all that has the text of a plan.
func (t *Index) fetch(p *plan) error {
	if t.fetched(p) {
		return nil
	}
	nums, err := t.dialect.Hits(t.Tx, p.list.doc(), p.text)
	if err != nil {
		return err
	}
	slices.Sort(nums)
	p.found, p.asked = nums, true
	if t.Writes() {
		return nil
	}
	v, err := t.current()
	if err != nil {
		return err
	}
	t.kept.found.keep(keptFound{v, p.key(), slices.Clip(nums)})
	return nil
}

func (k *found) keep(f keptFound) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(f.nums) > foundMax/2 {
		return
	}
	newest := f.version
	for _, o := range k.list {
		newest = max(newest, o.version)
	}
	for len(k.list) > 0 && (k.nums+len(f.nums) > foundMax || k.list[0].version < newest) {
		k.nums -= len(k.list[0].nums)
		k.list = k.list[1:]
	}
	k.list, k.nums = append(k.list, f), k.nums+len(f.nums)
}

// meant are the meanings of signs at a version.
type meant struct {
	version int64
	*tally.Meanings
}

// meanings gives the meanings of signs as this transaction sees them, or later ones.
func (t *Index) meanings() (*tally.Meanings, error) {
	v, err := t.current()
	if err != nil {
		return nil, err
	}
	if t.Writes() {
		return t.moreMeanings(&tally.Meanings{})
	}
	if have := t.kept.meant.Load(); have != nil && have.version >= v {
		return have.Meanings, nil
	}
	t.kept.mu.Lock()
	defer t.kept.mu.Unlock()
	have := t.kept.meant.Load()
	if have != nil && have.version >= v {
		return have.Meanings, nil
	}
	if have == nil {
		have = &meant{Meanings: &tally.Meanings{}}
	}
	m, err := t.moreMeanings(have.Meanings)
	if err == nil {
		t.kept.meant.Store(&meant{v, m})
	}
	return m, err
}

// moreMeanings adds the signs that have come since. Signs never change and never go, and get greater and greater numbers.
func (t *Index) moreMeanings(old *tally.Meanings) (*tally.Meanings, error) {
	args := []any{old.Last()}
	for _, k := range tally.Counted {
		args = append(args, k)
	}
	var list []tally.Meaning
	err := t.Query(func(scan func(...any) error) error {
		var m tally.Meaning
		err := scan(&m.Num, &m.Kind, &m.Value)
		list = append(list, m)
		return err
	}, "SELECT num, kind, value FROM sign WHERE num > ? AND kind IN (?"+strings.Repeat(",?", len(tally.Counted)-1)+") ORDER BY num", args...)
	return old.More(list), err
}
