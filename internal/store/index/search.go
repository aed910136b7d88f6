package index

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// How a search with words looks for them. A few candidates are asked one by one, which serves words that are common; where those show that a page
// would be full after not many more, these are asked too; otherwise all that has the words is fetched from the full text index, which serves words that are rare, and
// kept for the questions to come (Kept).
const (
	firstAsked = 192   // candidates that are asked at first
	askedMax   = 2_048 // candidates that are asked at most
	fewMax     = 512   // up to so many candidates nothing is fetched
)

// search gives what fits, in order, at most p.limit.
func (t *Index) search(p *plan) (hits []hit, err error) {
	if len(p.text) == 0 {
		return t.some(p, p.limit)
	}
	if !p.list.asks || t.fetched(p) {
		if err := t.fetch(p); err != nil {
			return nil, err
		}
		return t.some(p, p.limit)
	}
	asked := 0
	for n := max(firstAsked, p.limit+p.limit/2); n <= askedMax; {
		list, err := t.some(p, n)
		if err != nil {
			return nil, err
		}
		more, err := t.ask(p, list[asked:])
		if hits = append(hits, more...); err != nil || len(hits) >= p.limit || len(list) < n {
			return hits[:min(len(hits), p.limit)], err
		}
		asked = n
		if len(hits) == 0 {
			break
		}
		n = asked + (p.limit-len(hits))*asked/len(hits)*5/4 + 1
	}
	if err := t.fetch(p); err != nil {
		return nil, err
	}
	p.ranked = nil
	return t.some(p, p.limit)
}

// only makes a plan of all that has the text: by asking where few could, otherwise by fetching.
func (t *Index) only(p *plan) error {
	if p.list.asks && !t.fetched(p) {
		list, err := t.some(p, fewMax+1)
		if err != nil {
			return err
		}
		if p.ranked = nil; len(list) <= fewMax {
			hits, err := t.ask(p, list)
			p.found, p.asked = numbers(hits), true
			slices.Sort(p.found)
			return err
		}
	}
	return t.fetch(p)
}

// some gives the first n candidates.
func (t *Index) some(p *plan, n int) (list []hit, err error) {
	err = t.candidates(p, func(h hit) bool {
		list = append(list, h)
		return len(list) < n
	})
	return list, err
}

// ask gives those of a list that have the words.
func (t *Index) ask(p *plan, list []hit) (hits []hit, err error) {
	nums := make([]int64, len(list))
	for i, h := range list {
		nums[i] = h.num
	}
	has := make(map[int64]bool, len(nums))
	if err := sqltx.In(t.Tx, nums, func(scan func(...any) error) error {
		var num int64
		var body []byte
		err := scan(&num, &body)
		if err == nil {
			body, err = sqltx.Unpack(body)
		}
		has[num] = p.text.In(string(body))
		return err
	}, "SELECT event, body FROM event_words WHERE event IN ?"); err != nil {
		return nil, err
	}
	for _, h := range list {
		if has[h.num] {
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// candidates calls each for what fits but for the text, in the order of the plan, until it gives false.
func (t *Index) candidates(p *plan, each func(hit) bool) error {
	switch p.order {
	case store.Latest:
		from := int64(0)
		if p.after != nil {
			from = p.after.num + 1
		}
		return t.walk(p, from, false, each)
	case store.Oldest:
		from := int64(face.NumMax)
		if p.after != nil {
			from = p.after.num - 1
		}
		return t.walk(p, from, true, each)
	}
	if p.ranked == nil {
		if err := t.rank(p); err != nil {
			return err
		}
	}
	for _, h := range p.ranked {
		if !each(h) {
			return nil
		}
	}
	return nil
}

// sourcesFew is the number of sources that hardly an event reaches: up to it the lists of rank need no map.
const sourcesFew = 64

// rank finds what fits but for the text, by sources. There are few different numbers of them, so that a list for each is quicker than sorting.
func (t *Index) rank(p *plan) error {
	lists := make([][]hit, sourcesFew)
	many := map[int][]hit{} // from sourcesFew on
	n := 0
	if err := t.walk(p, 0, false, func(h hit) bool {
		if a := p.after; a != nil && (h.sources > a.sources || h.sources == a.sources && h.num <= a.num) {
			return true
		}
		n++
		if h.sources < sourcesFew {
			lists[h.sources] = append(lists[h.sources], h)
		} else {
			many[h.sources] = append(many[h.sources], h)
		}
		return true
	}); err != nil {
		return err
	}
	p.ranked = make([]hit, 0, n)
	for _, sources := range slices.Backward(slices.Sorted(maps.Keys(many))) {
		p.ranked = append(p.ranked, many[sources]...)
	}
	for _, list := range slices.Backward(lists) {
		p.ranked = append(p.ranked, list...)
	}
	return nil
}
