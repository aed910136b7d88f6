package tally

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sign"
	"github.com/bakhar/bakhar/internal/store/words"
)

// Meanings are what signs say that counts are made by, by their numbers. They are never changed: more come in a copy.
type Meanings struct {
	kind    []uint8 // 0 where the sign is none of those
	value   []string
	folds   *folds
	parties func() [][]uint32 // sameKeys of parties in either role, of parties by role: found when first asked for
	roles   func() [][]uint32
}

// folds are the words by which rows are named, by the numbers of signs: made when they are first asked for.
type folds struct {
	mu   sync.Mutex
	list []string
}

// each calls f for the signs of some kinds with their words.
func (m *Meanings) each(of []uint8, f func(num int, folded string)) {
	m.folds.mu.Lock()
	defer m.folds.mu.Unlock()
	for num, kind := range m.kind {
		if !slices.Contains(of, kind) {
			continue
		}
		for len(m.folds.list) <= num {
			m.folds.list = append(m.folds.list, "")
		}
		if m.folds.list[num] == "" {
			m.folds.list[num] = sign.Fold(kind, m.value[num])
		}
		f(num, m.folds.list[num])
	}
}

// Meaning is what a sign says.
type Meaning struct {
	Num   int
	Kind  string
	Value string
}

// Counted are the kinds of signs whose meanings counts need.
var Counted = []string{sign.Type, sign.Mode, sign.Status, sign.Language, sign.Publisher, sign.Disagreement, sign.Defect, sign.Country, sign.Place, sign.Party, sign.ActorParty, sign.RecipientParty}

// Last is the greatest number of a sign among them, -1 where there is none.
func (m *Meanings) Last() int { return len(m.kind) - 1 }

// More gives the meanings with some more, in the order of numbers, all greater than Last. Only the latest copy may be asked for more.
func (m *Meanings) More(list []Meaning) *Meanings {
	v := *m
	if v.folds == nil {
		v.folds = &folds{}
	}
	for _, s := range list {
		for len(v.kind) <= s.Num {
			v.kind, v.value = append(v.kind, 0), append(v.value, "")
		}
		v.kind[s.Num], v.value[s.Num] = sign.Code(s.Kind), s.Value
	}
	v.parties = sync.OnceValue(func() [][]uint32 { return sameKeys(&v, sign.Code(sign.Party)) })
	v.roles = sync.OnceValue(func() [][]uint32 { return sameKeys(&v, sign.Code(sign.ActorParty), sign.Code(sign.RecipientParty)) })
	return &v
}

// sameKeys gives the signs of parties that have one key, where there are several: in the order of their values, so that the first stands for them.
func sameKeys(v *Meanings, kinds ...uint8) (groups [][]uint32) {
	byKey := map[string][]uint32{}
	for num, kind := range v.kind {
		if slices.Contains(kinds, kind) {
			key := sign.Key(v.value[num])
			byKey[key] = append(byKey[key], uint32(num))
		}
	}
	for _, group := range byKey {
		if len(group) > 1 {
			slices.SortFunc(group, func(a, b uint32) int { return cmp.Or(strings.Compare(v.value[a], v.value[b]), cmp.Compare(a, b)) })
			groups = append(groups, group)
		}
	}
	return groups
}

// names are the rows that a question wants; nil is all.
type names struct {
	words string // with a blank before each
	keys  []string
}

// namedMax is how many keys a question may name.
const namedMax = 1000

func newNames(q *store.Question) (*names, error) {
	if q.Named == "" && len(q.Keys) == 0 {
		return nil, nil
	}
	if len(q.Keys) > namedMax {
		return nil, fmt.Errorf("%d keys in one question, the most is %d", len(q.Keys), namedMax)
	}
	n := &names{keys: q.Keys}
	for _, line := range words.Cut(q.Named) {
		n.words += " " + strings.Join(line, " ")
	}
	return n, nil
}

// signs tells by number which signs of some kinds are wanted; nil where all are.
func (n *names) signs(v *Meanings, kinds ...uint8) []bool {
	if n == nil {
		return nil
	}
	keys := map[string]bool{}
	for _, k := range n.keys {
		keys[k] = true
	}
	wanted := make([]bool, len(v.kind))
	v.each(kinds, func(num int, folded string) {
		key := sign.Key(v.value[num])
		wanted[num] = keys[key] || n.words != "" && strings.Contains(folded, n.words)
	})
	return wanted
}
