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

// plain tells whether a plan asks for words alone, in the order of numbers: the full text index gives such a page without all that has the words.
func (p *plan) plain() bool { return p.order == store.Latest && p.among == nil && p.Any() }

// first gives the page of a plain plan.
func (t *Index) first(p *plan) (hits []hit, err error) {
	from := int64(0)
	if p.after != nil {
		from = p.after.num + 1
	}
	nums, err := t.dialect.FirstHits(t.Tx, p.list.doc(), p.text, from, p.limit)
	for _, num := range nums {
		hits = append(hits, hit{num: num})
	}
	return hits, err
}

// search gives what fits, in order, at most p.limit.
func (t *Index) search(p *plan) (hits []hit, err error) {
	if len(p.text) == 0 {
		return t.some(p, p.limit)
	}
	if !t.fetched(p) && p.plain() {
		return t.first(p)
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

// some gives the first n that fit, but for the text where it is still to be asked, in the order of the plan.
func (t *Index) some(p *plan, n int) (list []hit, err error) {
	add := func(h hit) bool {
		list = append(list, h)
		return len(list) < n
	}
	switch {
	case p.order == store.Loudest:
		return t.rank(p, n)
	case p.order == store.Oldest && p.after != nil:
		err = t.walk(p, p.after.num-1, true, add)
	case p.order == store.Oldest:
		err = t.walk(p, face.NumMax, true, add)
	case p.after != nil:
		err = t.walk(p, p.after.num+1, false, add)
	default:
		err = t.walk(p, 0, false, add)
	}
	return list, err
}

// sourcesFew is the number of sources that hardly an event reaches: up to it the lists of rank need no map.
const sourcesFew = 64

// rank gives the first n that fit by sources. There are few different numbers of them, so that a list for each is quicker than sorting. Once n have been found with some number
// of sources or more, only what has more than that is still looked for.
func (t *Index) rank(p *plan, n int) ([]hit, error) {
	if p.ranked != nil && (n <= p.rankedTo || len(p.ranked) < p.rankedTo) {
		return p.ranked[:min(n, len(p.ranked))], nil
	}
	var lists [sourcesFew][]hit
	many := map[int][]hit{} // from sourcesFew on
	manyHits := 0
	least := p.SourcesMin
	defer func() { p.SourcesMin = least }()
	if err := t.walk(p, 0, false, func(h hit) bool {
		if a := p.after; h.sources < p.SourcesMin || a != nil && (h.sources > a.sources || h.sources == a.sources && h.num <= a.num) {
			return true
		}
		if h.sources >= sourcesFew {
			many[h.sources] = append(many[h.sources], h)
			manyHits++
			return true
		}
		lists[h.sources] = append(lists[h.sources], h)
		if len(lists[h.sources])%rankStep == 0 {
			enough := manyHits
			for s := sourcesFew - 1; s >= 0; s-- {
				if enough += len(lists[s]); enough >= n {
					p.SourcesMin = max(p.SourcesMin, s+1)
					break
				}
			}
		}
		return true
	}); err != nil {
		return nil, err
	}
	p.ranked, p.rankedTo = []hit{}, n
	for _, sources := range slices.Backward(slices.Sorted(maps.Keys(many))) {
		p.ranked = append(p.ranked, many[sources]...)
	}
	for _, list := range slices.Backward(lists[:]) {
		p.ranked = append(p.ranked, list...)
	}
	p.ranked = p.ranked[:min(n, len(p.ranked))]
	return p.ranked, nil
}

// rankStep is after how many hits of one number of sources rank looks whether it has enough.
const rankStep = 32

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
