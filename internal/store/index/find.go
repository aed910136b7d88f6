package index

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
	"github.com/bakhar/bakhar/internal/store/sign"
	"github.com/bakhar/bakhar/internal/store/sqltx"
	"github.com/bakhar/bakhar/internal/store/words"
)

// filterMax is how many values one list of a filter may have.
const filterMax = 100

// hit is an event that was found.
type hit struct {
	num     int64
	sources int
}

// plan is a filter in numbers.
type plan struct {
	face.Wanted
	list     *list // of events, or of articles
	order    store.Order
	after    *hit // the last of the page before
	limit    int
	text     words.Match
	found    []int64 // where asked: what has the text, sorted; nothing else fits
	asked    bool
	among    []int64 // where it is not nil: nothing else fits; sorted
	ranked   []hit   // for Loudest: the first rankedTo that fit, once they have been looked for
	rankedTo int
}

// Find gives the numbers of the events that a filter wants, in its order, and the cursor of the next page.
func (t *Index) Find(f *store.Filter) (nums []int64, next string, err error) {
	p, possible, err := t.plan(f)
	if err != nil || !possible {
		return nil, "", err
	}
	return t.page(p)
}

// page gives the numbers of a page, and the cursor of the next.
func (t *Index) page(p *plan) (nums []int64, next string, err error) {
	p.limit++ // to know whether it goes on
	hits, err := t.search(p)
	p.limit--
	if err != nil {
		return nil, "", err
	}
	if len(hits) > p.limit {
		hits = hits[:p.limit]
		next = cursor(p.order, hits[len(hits)-1])
	}
	return numbers(hits), next, nil
}

func numbers(hits []hit) (nums []int64) {
	for _, h := range hits {
		nums = append(nums, h.num)
	}
	return nums
}

// FindAll gives the numbers of all events that a filter wants, in its order; After and Limit do not matter.
func (t *Index) FindAll(f *store.Filter) ([]int64, error) {
	p, possible, err := t.planAll(f)
	if err != nil || !possible {
		return nil, err
	}
	hits, err := t.some(p, math.MaxInt)
	return numbers(hits), err
}

// planAll is the plan of all events that a filter wants.
func (t *Index) planAll(f *store.Filter) (p *plan, possible bool, err error) {
	all := *f
	all.After, all.Limit = "", 0
	if p, possible, err = t.plan(&all); err != nil || !possible || len(p.text) == 0 {
		return p, possible, err
	}
	return p, true, t.only(p)
}

// plan reads a filter; possible is false where nothing can fit it.
func (t *Index) plan(f *store.Filter) (p *plan, possible bool, err error) {
	if f.Order > store.Loudest {
		return nil, false, fmt.Errorf("there is no order %d of events", f.Order)
	}
	p = &plan{Wanted: face.Wanted{Days: f.Days, SourcesMin: f.SourcesMin, Confidence: f.Confidence}, list: &t.events, order: f.Order}
	if possible, err = t.begin(p, f.After, f.Limit, f.Text); err != nil {
		return nil, false, err
	}
	fits, err := t.clauses(p, f)
	if err == nil && f.IDs != nil {
		err = t.among(p, f.IDs)
	}
	return p, possible && fits, err
}

// among notes the numbers of the events that alone may be found.
func (t *Index) among(p *plan, ids []string) error {
	if len(ids) > store.LimitMax {
		return fmt.Errorf("%d events in a filter, the most is %d", len(ids), store.LimitMax)
	}
	p.among = []int64{}
	err := sqltx.In(t.Tx, sqltx.CleanAll(ids), func(scan func(...any) error) error {
		p.among = append(p.among, 0)
		return scan(&p.among[len(p.among)-1])
	}, "SELECT num FROM event WHERE id IN ?")
	slices.Sort(p.among)
	p.among = slices.Compact(p.among)
	return err
}

// begin reads what all filters have.
func (t *Index) begin(p *plan, after string, limit int, text string) (possible bool, err error) {
	if err := t.Flush(); err != nil {
		return false, err
	}
	if p.limit = limit; limit <= 0 {
		p.limit = store.LimitDefault
	}
	p.limit = min(p.limit, store.LimitMax)
	if d := p.Days; !d.Start.Zero() && !d.End.Zero() && d.End.Before(d.Start) {
		return false, fmt.Errorf("the days end on %s, before they begin on %s", d.End, d.Start)
	}
	if after != "" {
		h, err := parseCursor(p.order, after)
		if err != nil {
			return false, err
		}
		p.after = &h
	}
	p.text, err = words.Parse(text)
	return text == "" || len(p.text) > 0, err
}

// clauses fills in masks.
func (t *Index) clauses(p *plan, f *store.Filter) (possible bool, err error) {
	exactly := func(kind string) func(string) ([]face.Sign, error) {
		return func(v string) ([]face.Sign, error) { return t.exactly(kind, v) }
	}
	party := func(kinds ...[2]string) func(string) ([]face.Sign, error) {
		return func(v string) (nums []face.Sign, err error) {
			for _, k := range kinds {
				some, err := t.party(k[0], k[1], v)
				if err != nil {
					return nil, err
				}
				nums = append(nums, some...)
			}
			return nums, nil
		}
	}
	actor, to := [2]string{sign.Actor, sign.ActorName}, [2]string{sign.Recipient, sign.RecipientName}
	possible, err = t.all(p, []clause{
		{f.Types, exactly(sign.Type)},
		{f.Modes, exactly(sign.Mode)},
		{values(f.Quads, strconv.Itoa), exactly(sign.Quad)},
		{values(f.Status, func(s article.Status) string { return string(s) }), exactly(sign.Status)},
		{f.Languages, exactly(sign.Language)},
		{f.Publishers, exactly(sign.Publisher)},
		{values(f.Disagreement, anyKind), exactly(sign.Disagreement)},
		{f.Actor, party(actor)},
		{f.Recipient, party(to)},
		{f.Party, party(actor, to)},
		{f.Place, party([2]string{sign.Country, sign.PlaceName})},
	})
	if len(f.With) > 0 && possible && err == nil {
		return t.opposed(p, f)
	}
	return possible, err
}

// clause is a list of a filter, and what finds the signs of a value.
type clause struct {
	values []string
	signs  func(string) ([]face.Sign, error)
}

// all adds clauses to a plan; possible is false where one cannot be met.
func (t *Index) all(p *plan, clauses []clause) (possible bool, err error) {
	possible = true
	for _, c := range clauses {
		if len(c.values) > filterMax {
			return false, fmt.Errorf("%d values in one list of a filter, the most is %d", len(c.values), filterMax)
		}
		if len(c.values) == 0 {
			continue
		}
		var signs []face.Sign
		for _, v := range c.values {
			some, err := c.signs(v)
			if err != nil {
				return false, err
			}
			signs = append(signs, some...)
		}
		possible = p.Clause(signs) && possible
	}
	return possible, nil
}

// opposed fills in what Party and With together ask for.
func (t *Index) opposed(p *plan, f *store.Filter) (possible bool, err error) {
	if len(f.Party) == 0 {
		return false, errors.New("whom those of With are to stand opposite is to be told by Party")
	}
	if len(f.With) > filterMax {
		return false, fmt.Errorf("%d values in one list of a filter, the most is %d", len(f.With), filterMax)
	}
	var sides [2]face.Side
	for i, list := range [][]string{f.Party, f.With} {
		for _, v := range list {
			actor, err := t.party(sign.Actor, sign.ActorName, v)
			if err != nil {
				return false, err
			}
			to, err := t.party(sign.Recipient, sign.RecipientName, v)
			if err != nil {
				return false, err
			}
			sides[i].Actor, sides[i].Recipient = append(sides[i].Actor, actor...), append(sides[i].Recipient, to...)
		}
	}
	return p.Opposed(sides[0], sides[1]), nil
}

func values[T any](list []T, f func(T) string) (out []string) {
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func anyKind(v string) string {
	if v == "any" {
		return ""
	}
	return v
}

// party reads "RUS", "RUS/GOV", "/REB", or a part of a name: whole words, the last by its beginning. Three capitals may be either.
func (t *Index) party(kind, nameKind, v string) (nums []face.Sign, err error) {
	country, _, sector := strings.Cut(v, "/")
	if isCountry := len(country) == 3 && strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""; isCountry || sector {
		if nums, err = t.exactly(kind, v); err != nil || sector {
			return nums, err
		}
	}
	named, err := t.named(nameKind, v)
	return append(nums, named...), err
}

// walk calls each for what fits, in the order of numbers, from one on, until it gives false. What has the text is asked where the plan tells it.
func (t *Index) walk(p *plan, from int64, backwards bool, each func(hit) bool) error {
	var found []hit
	var fit face.Places
	return t.blocks(p.list, from, backwards, func(l face.Look) (bool, error) {
		n, err := p.fits(l, &fit)
		if err != nil || n == 0 {
			return true, err
		}
		found = found[:0]
		for i := range l.Len() {
			if fit[i] {
				f := l.At(i)
				found = append(found, hit{f.Num, f.Sources})
			}
		}
		if backwards {
			slices.Reverse(found)
		}
		for _, h := range found {
			if (!backwards && h.num >= from || backwards && h.num <= from) && !each(h) {
				return false, nil
			}
		}
		return true, nil
	})
}

// fits finds the faces of a block that fit.
func (p *plan) fits(l face.Look, fit *face.Places) (n int, err error) {
	if l.Len() == 0 {
		return 0, nil
	}
	var lists [][]int64
	if p.asked {
		lists = append(lists, p.found)
	}
	if p.among != nil {
		lists = append(lists, p.among)
	}
	for i, list := range lists {
		from, _ := slices.BinarySearch(list, l.Num(0))
		to, _ := slices.BinarySearch(list, l.Num(l.Len()-1)+1)
		if lists[i] = list[from:to]; from == to {
			return 0, nil
		}
	}
	n, err = p.Look(l, fit)
	for _, list := range lists {
		n = 0
		for i := range l.Len() {
			num := l.Num(i)
			for len(list) > 0 && list[0] < num {
				list = list[1:]
			}
			if fit[i] = fit[i] && len(list) > 0 && list[0] == num; fit[i] {
				n++
			}
		}
	}
	return n, err
}

// cursor names a hit, so that the next page begins after it.
func cursor(o store.Order, h hit) string {
	s := strconv.FormatInt(h.num, 36)
	switch o {
	case store.Oldest:
		return "o" + s
	case store.Loudest:
		return "s" + strconv.Itoa(h.sources) + "." + s
	}
	return "l" + s
}

func parseCursor(o store.Order, s string) (h hit, err error) {
	prefix := map[store.Order]string{store.Latest: "l", store.Oldest: "o", store.Loudest: "s"}[o]
	rest, ok := strings.CutPrefix(s, prefix)
	if ok && o == store.Loudest {
		var sources string
		sources, rest, ok = strings.Cut(rest, ".")
		if ok {
			h.sources, err = strconv.Atoi(sources)
			ok = err == nil && h.sources >= 0
		}
	}
	if ok {
		h.num, err = strconv.ParseInt(rest, 36, 64)
		ok = err == nil && h.num >= 0 && h.num <= face.NumMax
	}
	if !ok {
		return hit{}, fmt.Errorf("%.40q is %w of events in this order", s, store.ErrCursor)
	}
	return h, nil
}
