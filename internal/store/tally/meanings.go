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

// Meanings are what signs say that counts are made by. They are never changed: more come in a copy. Most signs are not counted, so that those that are have places of
// their own, one after the other.
type Meanings struct {
	at      []uint32 // by number: its place in list; 0 where the sign is none of those
	list    []meaning
	folds   *folds
	parties func() [][]uint32 // sameKeys of parties in either role, of parties by role: found when first asked for
	roles   func() [][]uint32
}

type meaning struct {
	value string
	kind  uint8
}

// place is where the sign of a number stands in list; 0 where it does not.
func (m *Meanings) place(num uint32) uint32 {
	if int(num) >= len(m.at) {
		return 0
	}
	return m.at[num]
}

// value is what the sign of a number says; nothing where it is not counted.
func (m *Meanings) value(num uint32) string {
	if at := m.place(num); at > 0 {
		return m.list[at].value
	}
	return ""
}

// folds are the words by which rows are named, by the places of signs: made when they are first asked for.
type folds struct {
	mu   sync.Mutex
	list []string
}

// each calls f for the signs of some kinds, by place, with their words.
func (m *Meanings) each(of []uint8, f func(at int, folded string)) {
	m.folds.mu.Lock()
	defer m.folds.mu.Unlock()
	for len(m.folds.list) < len(m.list) {
		m.folds.list = append(m.folds.list, "")
	}
	for at := range m.list {
		s := &m.list[at]
		if !slices.Contains(of, s.kind) {
			continue
		}
		if m.folds.list[at] == "" {
			m.folds.list[at] = sign.Fold(s.kind, s.value)
		}
		f(at, m.folds.list[at])
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
func (m *Meanings) Last() int { return len(m.at) - 1 }

// More gives the meanings with some more, in the order of numbers, all greater than Last. Only the latest copy may be asked for more.
func (m *Meanings) More(list []Meaning) *Meanings {
	v := *m
	if v.folds == nil {
		v.folds = &folds{}
	}
	if len(v.list) == 0 {
		v.list = []meaning{{}} // nothing stands at 0
	}
	for _, s := range list {
		for len(v.at) < s.Num {
			v.at = append(v.at, 0)
		}
		v.at, v.list = append(v.at, uint32(len(v.list))), append(v.list, meaning{s.Value, sign.Code(s.Kind)})
	}
	v.parties = sync.OnceValue(func() [][]uint32 { return sameKeys(&v, sign.Code(sign.Party)) })
	v.roles = sync.OnceValue(func() [][]uint32 { return sameKeys(&v, sign.Code(sign.ActorParty), sign.Code(sign.RecipientParty)) })
	return &v
}

// sameKeys gives the places of the signs of parties that have one key, where there are several: in the order of their values, so that the first stands for them.
func sameKeys(v *Meanings, kinds ...uint8) (groups [][]uint32) {
	byKey := map[string][]uint32{}
	for at := range v.list {
		if s := &v.list[at]; slices.Contains(kinds, s.kind) {
			key := sign.Key(s.value)
			byKey[key] = append(byKey[key], uint32(at))
		}
	}
	for _, group := range byKey {
		if len(group) > 1 {
			slices.SortFunc(group, func(a, b uint32) int {
				return cmp.Or(strings.Compare(v.list[a].value, v.list[b].value), cmp.Compare(a, b))
			})
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

// signs tells by place which signs of some kinds are wanted; nil where all are.
func (n *names) signs(v *Meanings, kinds ...uint8) []bool {
	if n == nil {
		return nil
	}
	keys := map[string]bool{}
	for _, k := range n.keys {
		keys[k] = true
	}
	wanted := make([]bool, len(v.list))
	if n.words == "" { // then how they are named does not matter
		for at := range v.list {
			s := &v.list[at]
			wanted[at] = slices.Contains(kinds, s.kind) && keys[sign.Key(s.value)]
		}
		return wanted
	}
	v.each(kinds, func(at int, folded string) {
		wanted[at] = strings.Contains(folded, n.words) || keys[sign.Key(v.list[at].value)]
	})
	return wanted
}
