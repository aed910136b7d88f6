package index

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// signsKept is how many numbers of signs a DB remembers.
const signsKept = 200_000

// numbered gives the signs with their numbers, new ones to those that have none.
func (t *Index) numbered(signs []sign.Sign) ([]face.Sign, error) {
	out := make([]face.Sign, len(signs))
	for i, s := range signs {
		s.Value = sqltx.Clean(s.Value)
		key := s.String()
		num, ok := t.signs[key]
		if !ok {
			num, ok = t.known[key]
		}
		if !ok {
			var err error
			if num, err = t.signNumber(s); err != nil {
				return nil, err
			}
			if t.signs == nil {
				t.signs = Signs{}
			}
			t.signs[key] = num
		}
		out[i] = face.NewSign(sign.Code(s.Kind), num)
	}
	return out, nil
}

func (t *Index) signNumber(s sign.Sign) (num int64, err error) {
	found, err := t.One([]any{&num}, "SELECT num FROM sign WHERE kind = ? AND value = ?", s.Kind, s.Value)
	if err != nil || found {
		return num, err
	}
	if err := t.Returning([]any{&num}, "INSERT INTO sign (kind, value) VALUES (?, ?) RETURNING num", s.Kind, s.Value); err != nil || !sign.Named(s.Kind) {
		return num, err
	}
	var rows [][]any
	for _, w := range strings.Fields(s.Value) {
		rows = append(rows, []any{s.Kind, w, num})
	}
	return num, t.Insert("INSERT INTO sign_word (kind, word, sign)", rows, " ON CONFLICT DO NOTHING")
}

// Remember keeps the numbers of signs for transactions to come, once this one is kept.
func (t *Index) Remember() {
	if len(t.known)+len(t.signs) > signsKept {
		clear(t.known)
	}
	for k, num := range t.signs {
		t.known[k] = num
	}
}

// named gives the names of a kind that have words of s one after the other, the last by its beginning. What was asked for at this version is given again.
func (t *Index) named(kind, s string) (signs []face.Sign, err error) {
	want := sign.Name(s)
	if want == "" {
		return nil, nil
	}
	if t.Writes() {
		return t.askNamed(kind, want)
	}
	v, err := t.current()
	if err != nil {
		return nil, err
	}
	key := kind + "\n" + want
	if signs, ok := t.kept.names.get(v, key); ok {
		return signs, nil
	}
	if signs, err = t.askNamed(kind, want); err == nil {
		t.kept.names.put(v, key, signs)
	}
	return signs, err
}

// askNamed is named from the database. One word needs only the index of words. Of several, what has the rarest is looked at: names that have "new" or "of" may be
// a hundred thousand.
func (t *Index) askNamed(kind, want string) (signs []face.Sign, err error) {
	list := strings.Fields(want)
	code, last := sign.Code(kind), len(list)-1
	var num int64
	if last == 0 {
		err = t.Query(func(scan func(...any) error) error {
			err := scan(&num)
			signs = append(signs, face.NewSign(code, num))
			return err
		}, "SELECT sign FROM sign_word WHERE kind = ? AND word >= ? AND word <= ?", kind, want, want+wordsEnd)
		return unique(signs), err
	}
	from, to, err := t.rarest(kind, list)
	if err != nil || from == "" {
		return nil, err
	}
	var value string
	err = t.Query(func(scan func(...any) error) error {
		err := scan(&num, &value)
		if strings.Contains(" "+value, " "+want) {
			signs = append(signs, face.NewSign(code, num))
		}
		return err
	}, "SELECT s.num, s.value FROM sign_word w JOIN sign s ON s.num = w.sign WHERE w.kind = ? AND w.word >= ? AND w.word <= ?", kind, from, to)
	return unique(signs), err
}

// rarest gives the range of words of a kind that the fewest names have: one of a list, of which the last may go on. from is empty where no name has one of them.
func (t *Index) rarest(kind string, list []string) (from, to string, err error) {
	least := int64(math.MaxInt64)
	for most := int64(rareFirst); from == ""; most *= rareStep { // so that common words are not counted to their end
		for i, word := range list {
			end, n := word, int64(0)
			if i == len(list)-1 {
				end += wordsEnd
			}
			if _, err := t.One([]any{&n}, "SELECT COUNT(*) FROM (SELECT 1 FROM sign_word WHERE kind = ? AND word >= ? AND word <= ? LIMIT ?) AS few", kind, word, end, most); err != nil || n == 0 {
				return "", "", err
			}
			if n < min(least, most) {
				least, from, to = n, word, end
			}
		}
	}
	return from, to, nil
}

// How many names of each word are counted at first, and how many times as many in the next round.
const (
	rareFirst = 256
	rareStep  = 16
)

// unique sorts signs: a name may have several words with one beginning.
func unique(signs []face.Sign) []face.Sign {
	slices.Sort(signs)
	return slices.Compact(signs)
}

// wordsEnd comes after all that a word may go on with.
const wordsEnd = "\U0010FFFF"

// names keeps the names that were last asked for at the latest version.
type names struct {
	mu      sync.Mutex
	version int64
	byKey   map[string][]face.Sign
	signs   int
}

// namesMax is how many signs are kept in all.
const namesMax = 1 << 20

func (n *names) get(version int64, key string) (signs []face.Sign, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.version != version {
		return nil, false
	}
	signs, ok = n.byKey[key]
	return signs, ok
}

// put keeps signs; those of older versions go, and all where they become too many.
func (n *names) put(version int64, key string, signs []face.Sign) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if version < n.version || len(signs) > namesMax/4 {
		return
	}
	if version > n.version || n.signs+len(signs)+1 > namesMax {
		n.version, n.byKey, n.signs = version, nil, 0
	}
	if n.byKey == nil {
		n.byKey = map[string][]face.Sign{}
	}
	n.byKey[key] = slices.Clip(signs)
	n.signs += len(signs) + 1
}

// exactly gives the sign of a kind with a value, where there is one.
func (t *Index) exactly(kind, value string) (signs []face.Sign, err error) {
	var num int64
	found, err := t.One([]any{&num}, "SELECT num FROM sign WHERE kind = ? AND value = ?", kind, sqltx.Clean(value))
	if found && err == nil {
		signs = append(signs, face.NewSign(sign.Code(kind), num))
	}
	return signs, err
}
