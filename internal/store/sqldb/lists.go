package sqldb

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// FindEvents gives the events that a filter wants.
func (t *Tx) FindEvents(f store.Filter) (page store.Page, err error) {
	nums, next, err := t.index.Find(&f)
	if err != nil || len(nums) == 0 {
		return page, err
	}
	page.Next = next
	page.Events, err = t.numbered(nums, f.Bodies)
	return page, err
}

// numbered gives the events of some numbers, in their order.
func (t *Tx) numbered(nums []int64, bodies bool) ([]store.Event, error) {
	at := make(map[int64]int, len(nums))
	for i, num := range nums {
		at[num] = i
	}
	list := make([]store.Event, len(nums))
	row, query := func(scan func(...any) error) error {
		var num int64
		e, err := scanEvent(scan, &num)
		list[at[num]] = e
		return err
	}, "SELECT "+eventColumns+", e.num FROM event e WHERE e.num IN ?"
	if bodies {
		row, query = func(scan func(...any) error) error {
			e, num, err := scanWhole(scan)
			list[at[num]] = e
			return err
		}, eventsWhole+"e.num IN ?"
	}
	return list, sqltx.In(t.Tx, nums, row, query)
}

// pageSealed is how many sealed events are asked for at a time.
const pageSealed = 128

// EachFound gives all events that a filter wants, sealed, in its order.
func (t *Tx) EachFound(f store.Filter) iter.Seq2[store.Sealed, error] {
	return func(yield func(store.Sealed, error) bool) {
		nums, err := t.index.FindAll(&f)
		for part := range slices.Chunk(nums, pageSealed) {
			var list []sealed
			if list, err = t.sealed(part); err != nil {
				break
			}
			for i := range list {
				if !yield(store.Sealed{ID: list[i].id, Open: list[i].open}, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(store.Sealed{}, err)
		}
	}
}

// sealed is a row of an event whose lists and body are as they are kept.
type sealed struct {
	id, kind                             string
	languages, publishers, disagreements string
	corrected                            bool
	body                                 []byte
}

// sealed gives the events of some numbers, in their order.
func (t *Tx) sealed(nums []int64) ([]sealed, error) {
	at := make(map[int64]int, len(nums))
	for i, num := range nums {
		at[num] = i
	}
	list := make([]sealed, len(nums))
	return list, sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		var num int64
		var s sealed
		err := scan(&num, &s.id, &s.kind, &s.languages, &s.publishers, &s.disagreements, &s.corrected, &s.body)
		list[at[num]] = s
		return err
	}, "SELECT e.num, e.id, e.type, e.languages, e.publishers, e.disagreements, e.corrected, b.body FROM event e JOIN event_body b ON b.event = e.num WHERE e.num IN ?")
}

func (s *sealed) open(buf []byte) (store.Event, error) {
	e := store.Event{ID: s.id, Type: s.kind, Corrected: s.corrected}
	for _, f := range []struct {
		text string
		into *[]string
	}{{s.languages, &e.Languages}, {s.publishers, &e.Publishers}, {s.disagreements, &e.Disagreements}} {
		var err error
		if *f.into, err = texts(f.text); err != nil {
			return e, fmt.Errorf("event %s: %w: %w", e.ID, store.ErrCorrupt, err)
		}
	}
	var err error
	if e.Body, err = sqltx.UnpackTo(buf, s.body); err != nil {
		err = fmt.Errorf("body of event %s: %w: %w", e.ID, store.ErrCorrupt, err)
	}
	return e, err
}

// texts reads a list as a column has it. Where nothing in it is escaped it is cut where its quotation marks stand, some ten times as fast as encoding/json.
func texts(s string) (list []string, err error) {
	switch {
	case s == "[]" || s == "":
		return nil, nil
	case strings.HasPrefix(s, `["`) && strings.HasSuffix(s, `"]`) && len(s) >= len(`[""]`) && !strings.Contains(s, `\`):
		list = strings.Split(s[2:len(s)-2], `","`)
		if !slices.ContainsFunc(list, func(x string) bool { return strings.Contains(x, `"`) }) {
			return list, nil
		}
	}
	list = nil
	err = json.Unmarshal([]byte(s), &list)
	return list, err
}

// Count counts what a question asks.
func (t *Tx) Count(q store.Question) (store.Counted, error) { return t.index.Count(&q) }
