package sqldb

import (
	"iter"
	"slices"

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

// EachFound gives all events that a filter wants, whole, in its order.
func (t *Tx) EachFound(f store.Filter) iter.Seq2[store.Event, error] {
	return func(yield func(store.Event, error) bool) {
		nums, err := t.index.FindAll(&f)
		for part := range slices.Chunk(nums, pageTexts) {
			var list []store.Event
			if list, err = t.numbered(part, true); err != nil {
				break
			}
			for i := range list {
				if !yield(list[i], nil) {
					return
				}
			}
		}
		if err != nil {
			yield(store.Event{}, err)
		}
	}
}

// Count counts what a question asks.
func (t *Tx) Count(q store.Question) (store.Counted, error) { return t.index.Count(&q) }
