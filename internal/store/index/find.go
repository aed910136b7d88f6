package index

import (
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/face"
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
	order  store.Order
	after  *hit // the last of the page before
	limit  int
	text   words.Match
	only   map[int64]bool // where it is not nil, no others
	ranked []hit          // for Loudest: all that fits but for the text, once it has been looked for
}

// Find gives the numbers of the events that a filter wants, in its order, and the cursor of the next page.
func (t *Index) Find(f *store.Filter) (nums []int64, next string, err error) {
	if err := t.Flush(); err != nil {
		return nil, "", err
	}
	p, possible, err := t.plan(f)
	if err != nil || !possible {
		return nil, "", err
	}
	p.limit++ // to know whether it goes on
	hits, err := t.search(p)
	p.limit--
	if err != nil {
		return nil, "", err
	}
	if len(hits) > p.limit {
		hits = hits[:p.limit]
		next = cursor(f.Order, hits[len(hits)-1])
	}
	for _, h := range hits {
		nums = append(nums, h.num)
	}
	return nums, next, nil
}

// FindAll gives the numbers of all events that a filter wants, in its order; After and Limit do not matter.
func (t *Index) FindAll(f *store.Filter) (nums []int64, err error) {
	if err := t.Flush(); err != nil {
		return nil, err
	}
	all := *f
	all.After, all.Limit = "", 0
	p, possible, err := t.plan(&all)
	if err != nil || !possible {
		return nil, err
	}
	p.limit = math.MaxInt
	hits, err := t.search(p)
	for _, h := range hits {
		nums = append(nums, h.num)
	}
	return nums, err
}

// plan reads a filter; possible is false where nothing can fit it.
func (t *Index) plan(f *store.Filter) (p *plan, possible bool, err error) {
	p = &plan{Wanted: face.Wanted{Days: f.Days, SourcesMin: f.SourcesMin, Confidence: f.Confidence}, order: f.Order, limit: f.Limit}
	if p.limit <= 0 {
		p.limit = store.LimitDefault
	}
	p.limit = min(p.limit, store.LimitMax)
	if f.Order > store.Loudest {
		return nil, false, fmt.Errorf("there is no order %d of events", f.Order)
	}
	if !f.Days.Start.Zero() && !f.Days.End.Zero() && f.Days.End.Before(f.Days.Start) {
		return nil, false, fmt.Errorf("the days end on %s, before they begin on %s", f.Days.End, f.Days.Start)
	}
	if f.After != "" {
		h, err := parseCursor(f.Order, f.After)
		if err != nil {
			return nil, false, err
		}
		p.after = &h
	}
	if p.text, err = words.Parse(f.Text); err != nil {
		return nil, false, err
	}
	if possible, err = t.clauses(p, f); err != nil || !possible {
		return p, false, err
	}
	if err := t.among(p, f.IDs); err != nil {
		return nil, false, err
	}
	return p, (f.IDs == nil || len(p.only) > 0) && (f.Text == "" || len(p.text) > 0), nil
}

// among notes the numbers of the events that alone may be found.
func (t *Index) among(p *plan, ids []string) error {
	if ids == nil {
		return nil
	}
	if len(ids) > store.LimitMax {
		return fmt.Errorf("%d events in a filter, the most is %d", len(ids), store.LimitMax)
	}
	p.only = make(map[int64]bool, len(ids))
	return sqltx.In(t.Tx, ids, func(scan func(...any) error) error {
		var num int64
		err := scan(&num)
		p.only[num] = true
		return err
	}, "SELECT num FROM event WHERE id IN ?")
}

// clauses fills in masks.
func (t *Index) clauses(p *plan, f *store.Filter) (possible bool, err error) {
	exactly := func(kind string) func(string) ([]int64, error) {
		return func(v string) ([]int64, error) { return t.exactly(kind, []string{v}) }
	}
	party := func(kinds ...[2]string) func(string) ([]int64, error) {
		return func(v string) (nums []int64, err error) {
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
	actor, to := [2]string{signActor, signActorName}, [2]string{signRecipient, signRecipientName}
	possible = true
	for _, l := range []struct {
		values []string
		signs  func(string) ([]int64, error)
	}{
		{f.Types, exactly(signType)},
		{f.Modes, exactly(signMode)},
		{values(f.Quads, strconv.Itoa), exactly(signQuad)},
		{values(f.Status, func(s article.Status) string { return string(s) }), exactly(signStatus)},
		{f.Languages, exactly(signLanguage)},
		{f.Publishers, exactly(signPublisher)},
		{values(f.Disagreement, anyKind), exactly(signDisagreement)},
		{f.Actor, party(actor)},
		{f.Recipient, party(to)},
		{f.Party, party(actor, to)},
		{f.Place, party([2]string{signCountry, signPlaceName})},
	} {
		if len(l.values) > filterMax {
			return false, fmt.Errorf("%d values in one list of a filter, the most is %d", len(l.values), filterMax)
		}
		if len(l.values) == 0 {
			continue
		}
		var nums []int64
		for _, v := range l.values {
			some, err := l.signs(v)
			if err != nil {
				return false, err
			}
			nums = append(nums, some...)
		}
		possible = p.Clause(nums) && possible
	}
	if len(f.With) > 0 && possible {
		return t.opposed(p, f)
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
			actor, err := t.party(signActor, signActorName, v)
			if err != nil {
				return false, err
			}
			to, err := t.party(signRecipient, signRecipientName, v)
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
func (t *Index) party(kind, nameKind, v string) (nums []int64, err error) {
	country, _, sector := strings.Cut(v, "/")
	if isCountry := len(country) == 3 && strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""; isCountry || sector {
		if nums, err = t.exactly(kind, []string{v}); err != nil || sector {
			return nums, err
		}
	}
	named, err := t.named(nameKind, v)
	return append(nums, named...), err
}

// errEnough stops a search that has found enough.
var errEnough = errors.New("enough")

// walk calls each for what fits but for the text, in the order of numbers, from the cursor on, until it gives false.
func (t *Index) walk(p *plan, from int64, backwards bool, each func(hit) bool) error {
	query, arg := "SELECT body FROM event_block WHERE lo >= COALESCE((SELECT MAX(lo) FROM event_block WHERE lo <= ?), 0) ORDER BY lo", from
	if backwards {
		query = "SELECT body FROM event_block WHERE lo <= ? ORDER BY lo DESC"
	}
	var found []hit
	left := len(p.only)
	err := t.Query(func(scan func(...any) error) error {
		var body sql.RawBytes // looked at only until the next row
		if err := scan(&body); err != nil {
			return err
		}
		found = found[:0]
		if err := p.Scan(body, func(num int64, sources int) { found = append(found, hit{num, sources}) }); err != nil {
			return err
		}
		if backwards {
			slices.Reverse(found)
		}
		for _, h := range found {
			if !backwards && h.num < from || backwards && h.num > from {
				continue
			}
			if p.only != nil && !p.only[h.num] {
				continue
			}
			if left--; !each(h) || left == 0 { // it began below zero where all are wanted
				return errEnough
			}
		}
		return nil
	}, query, arg)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
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
