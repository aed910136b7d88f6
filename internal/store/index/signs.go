package index

import (
	"strings"

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

// named gives the names of a kind that have words of s one after the other, the last by its beginning.
func (t *Index) named(kind, s string) (signs []face.Sign, err error) {
	want := sign.Name(s)
	if want == "" {
		return nil, nil
	}
	list := strings.Fields(want)
	from, to := list[0], list[0]
	if len(list) == 1 {
		to += "\U0010FFFF"
	}
	err = t.Query(func(scan func(...any) error) error {
		var num int64
		var value string
		err := scan(&num, &value)
		if strings.Contains(" "+value, " "+want) {
			signs = append(signs, face.NewSign(sign.Code(kind), num))
		}
		return err
	}, "SELECT s.num, s.value FROM sign_word w JOIN sign s ON s.num = w.sign WHERE w.kind = ? AND w.word >= ? AND w.word <= ?", kind, from, to)
	return signs, err
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
