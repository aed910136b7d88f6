package dates

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Times that are counted from what the sentence tells besides: "released them on Sunday, six days after the Guards seized the ship". They name
// the day of the earlier act, and can be resolved only when the whole sentence has been read.

// pending is such a time: where it stands in d.Times, and how long before the other it lies.
type pending struct {
	at   int
	n    float64
	unit string
}

// afterAt tells whether a word for "after" stands at token k, where such words stand before what they govern.
func (s *scanner) afterAt(k int) bool {
	if k >= s.last || s.d.Pack.Final {
		return false
	}
	for j := range s.d.An[k] {
		a := &s.d.An[k][j]
		if a.E != nil && !a.E.Phrase() && (a.E.Kind == lang.Prep && a.Mark == lang.After || a.E.Kind == lang.SubConj && a.E.Has(lang.AfterFlag)) {
			return true
		}
	}
	return false
}

// countsFrom tells whether an amount of time says how long after an act another was, and makes it such a time.
func (s *scanner) countsFrom(e *expr, n float64) bool {
	if n <= 0 || n == vague || !s.afterAt(e.last) {
		return false
	}
	switch e.unit {
	case "day", "week", "fortnight", "month", "year":
		e.n, e.rule = n, "anchored"
		return true
	}
	return false
}

// anchors resolves the times of the sentence that are counted from another of it, which begin in d.Times at from. Where the sentence tells no day, what
// follows was on the day of publication or the one before.
func (s *scanner) anchors(from int) {
	for _, p := range s.pending {
		t := &s.d.Times[p.at]
		base, told := s.anchor(from, p.at)
		if !told {
			if base = s.today; base.Zero() {
				continue
			}
		}
		day := s.units(base, p.unit, -p.n)
		if day.Year < 1 {
			continue
		}
		switch p.unit {
		case "month":
			day.Day = 1
			t.Interval, t.Grain = days(day, day.MonthEnd()), "month"
		case "year":
			t.Interval, t.Grain = days(date(day.Year, 1, 1), date(day.Year, 12, 31)), "year"
		case "week", "fortnight":
			m := monday(day)
			t.Interval, t.Grain = days(m, m.Add(6)), "week"
		default:
			t.Interval = one(day)
			if !told {
				t.Interval.Start = day.Add(-1)
			}
		}
		t.Resolved = true
	}
	s.pending = s.pending[:0]
}

// anchor is the day that the time at place k of d.Times is counted from: the last single day before it in the sentence, else the first behind it.
func (s *scanner) anchor(from, k int) (article.Date, bool) {
	for i := k - 1; i >= from; i-- {
		if t := &s.d.Times[i]; single(t) {
			return t.Interval.Start, true
		}
	}
	for i := k + 1; i < len(s.d.Times); i++ {
		if t := &s.d.Times[i]; single(t) {
			return t.Interval.Start, true
		}
	}
	return article.Date{}, false
}

// single tells whether a time is one day on which something was done.
func single(t *doc.Time) bool {
	return t.Resolved && !t.Dateline && t.Grain == "day" && t.Interval.Start == t.Interval.End && t.Mark != lang.Until && t.Mark != lang.Before
}
