package accounts

import (
	"cmp"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
)

// uncounted are the kinds of quantity that are no figure of an event.
var uncounted = []string{"", "distance", "percent", "item"}

// roundFrom is from which size on a round figure stands for those near it, and roundShare how near.
const (
	roundFrom  = 100
	roundShare = 0.05
)

// interval is what a figure leaves open; the bounds are infinite where the text sets none.
type interval struct{ min, max float64 }

func span(q article.Amount) interval {
	x := interval{math.Inf(-1), math.Inf(1)}
	if q.Min != nil {
		x.min = *q.Min
	}
	if q.Max != nil {
		x.max = *q.Max
	}
	return x
}

// fits tells whether two figures can both be true.
func (x interval) fits(y interval) bool {
	if x.min <= y.max && y.min <= x.max {
		return true
	}
	low, high := x, y
	if low.max > high.min {
		low, high = y, x
	}
	a, b := low.max, high.min
	return (rounded(a) || rounded(b)) && b-a <= roundShare*b
}

// rounded tells whether a figure is given in hundreds or coarser.
func rounded(x float64) bool { return x >= roundFrom && math.Mod(x, 100) == 0 }

// spans are the figures that a list of amounts may come to: each alone ("12, three of them children"), and all together ("3 soldiers and 2
// policemen").
func spans(qs []article.Amount) []interval {
	var out []interval
	sum := interval{}
	for _, q := range qs {
		x := span(q)
		out = append(out, x)
		sum.min += max(x.min, 0)
		sum.max += x.max
	}
	if len(qs) > 1 {
		out = append(out, sum)
	}
	return out
}

func agree(a, b []article.Amount) bool {
	for _, x := range spans(a) {
		for _, y := range spans(b) {
			if x.fits(y) {
				return true
			}
		}
	}
	return false
}

// total is what a list of amounts comes to at least and at most.
func total(qs []article.Amount) interval {
	out := spans(qs)
	x := out[0]
	for _, y := range out[1:] {
		if y.min > x.min {
			x.min = y.min
		}
	}
	for i, y := range out {
		if i == 0 || y.max > x.max {
			x.max = y.max
		}
	}
	if len(qs) > 1 { // the largest of them, up to their sum
		x.min = math.Inf(-1)
		for _, q := range qs {
			x.min = max(x.min, span(q).min)
		}
	}
	return x
}

// telling of figures: the amounts of one kind in one article.
type count struct {
	kind, unit string
	amounts    []article.Amount
	statement  *Statement
}

// figures gives the last figures of an account by kind, and what they were before. A vaguer figure told later ("at least 5" after "7")
// changes nothing.
func figures(ss []Statement) []Figure {
	var out []Figure
	at := map[[2]string]int{}
	for _, c := range counts(ss) {
		key := [2]string{c.kind, c.unit}
		n, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, Figure{Kind: c.kind, Unit: c.unit, Now: c.amounts, Article: c.statement.Article, statement: c.statement})
			continue
		}
		f := &out[n]
		if agree(f.Now, c.amounts) && !sharper(c.amounts, f.Now) {
			continue
		}
		if !agree(f.Now, c.amounts) {
			f.Before = append(f.Before, Earlier{f.Now, f.Article, f.statement.Published})
		}
		f.Now, f.Article, f.statement = c.amounts, c.statement.Article, c.statement
	}
	slices.SortFunc(out, func(a, b Figure) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Unit, b.Unit)) })
	return out
}

func sharper(a, b []article.Amount) bool {
	x, y := total(a), total(b)
	return x.max-x.min < y.max-y.min
}

// counts gives the amounts of each article by kind, in order.
func counts(ss []Statement) []count {
	var out []count
	for i := range ss {
		s := &ss[i]
		if s.Status == article.Negated {
			continue
		}
		for _, q := range s.Quantities {
			if slices.Contains(uncounted, q.Kind) || q.Min == nil && q.Max == nil {
				continue
			}
			n := slices.IndexFunc(out, func(c count) bool {
				return c.kind == q.Kind && c.unit == q.Unit && c.statement.Article == s.Article
			})
			if n < 0 {
				n = len(out)
				out = append(out, count{q.Kind, q.Unit, nil, s})
			}
			if !slices.ContainsFunc(out[n].amounts, func(p article.Amount) bool { return span(p) == span(q) }) {
				out[n].amounts = append(out[n].amounts, q)
			}
		}
	}
	return out
}

// ranges gives for each kind the lowest and the highest figure that any account tells. "At least 5" beside 9 is 5 to 9; it is open above only
// where nobody tells more.
func ranges(as []Account) []Range {
	type key struct{ kind, unit string }
	all := map[key]interval{}
	open := map[key]float64{} // the highest of the figures without an upper bound
	var order []key
	for i := range as {
		for _, f := range as[i].Figures {
			k := key{f.Kind, f.Unit}
			x := total(f.Now)
			if math.IsInf(x.max, 1) {
				open[k] = max(open[k], x.min)
				x.max = x.min
			}
			x.min = max(x.min, 0) // "up to 10"
			y, ok := all[k]
			if !ok {
				order = append(order, k)
				y = x
			}
			all[k] = interval{min(x.min, y.min), max(x.max, y.max)}
		}
	}
	slices.SortFunc(order, func(a, b key) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.unit, b.unit)) })
	var out []Range
	for _, k := range order {
		x := all[k]
		if h, ok := open[k]; ok && h >= x.max {
			x.max = math.Inf(1)
		}
		out = append(out, x.of(k.kind, k.unit))
	}
	return out
}

func (x interval) of(kind, unit string) Range {
	r := Range{Kind: kind, Unit: unit}
	if !math.IsInf(x.min, 0) {
		r.Min = &x.min
	}
	if !math.IsInf(x.max, 0) {
		r.Max = &x.max
	}
	return r
}
