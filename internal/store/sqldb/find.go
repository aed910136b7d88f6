package sqldb

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Plan is a filter as the database sees it.
type Plan struct {
	Match      Match // nothing: all documents
	Days       article.Interval
	SourcesMin int
	Confidence float64
	Order      store.Order
	After      *Hit // the last of the page before
	Limit      int
}

// Hit is an event that was found.
type Hit struct {
	Num     int64
	Sources int // with Loudest only
}

// The bounds of what one filter may ask for.
const (
	filterMax = 100   // values of one list
	textMax   = 1_000 // bytes of Text
)

// FindEvents gives the events that a filter wants.
func (t *Tx) FindEvents(f store.Filter) (page store.Page, err error) {
	plan, err := newPlan(&f)
	if err != nil {
		return page, err
	}
	if err := t.flush(); err != nil {
		return page, err
	}
	plan.Limit++ // to know whether it goes on
	hits, err := t.db.dialect.Find(t, plan)
	plan.Limit--
	if err != nil {
		return page, err
	}
	if len(hits) > plan.Limit {
		hits = hits[:plan.Limit]
		page.Next = cursor(f.Order, hits[len(hits)-1])
	}
	page.Events, err = t.eventsAt(hits)
	return page, err
}

// eventsAt gives events without bodies, in the order of hits.
func (t *Tx) eventsAt(hits []Hit) ([]store.Event, error) {
	nums := make([]int64, len(hits))
	at := make(map[int64]int, len(hits))
	for i, h := range hits {
		nums[i], at[h.Num] = h.Num, i
	}
	list := make([]store.Event, len(hits))
	err := In(t, nums, func(scan func(...any) error) error {
		var num int64
		e, err := scanEvent(scan, &num)
		list[at[num]] = e
		return err
	}, "SELECT "+eventColumns+", e.num FROM event e WHERE e.num IN ?")
	return list, err
}

func newPlan(f *store.Filter) (*Plan, error) {
	p := &Plan{Days: f.Days, SourcesMin: f.SourcesMin, Confidence: f.Confidence, Order: f.Order, Limit: f.Limit}
	if p.Limit <= 0 {
		p.Limit = store.LimitDefault
	}
	p.Limit = min(p.Limit, store.LimitMax)
	if len(f.Text) > textMax {
		return nil, fmt.Errorf("the text to look for has %d bytes, the most is %d", len(f.Text), textMax)
	}
	if !f.Days.Start.Zero() && !f.Days.End.Zero() && f.Days.End.Before(f.Days.Start) {
		return nil, fmt.Errorf("the days end on %s, before they begin on %s", f.Days.End, f.Days.Start)
	}
	if f.After != "" {
		h, err := parseCursor(f.Order, f.After)
		if err != nil {
			return nil, err
		}
		p.After = &h
	}
	for _, l := range []struct {
		values []string
		clause func(string) Clause
	}{
		{f.Types, signs(markType)},
		{f.Modes, signs(markMode)},
		{words(f.Quads, strconv.Itoa), signs(markQuad)},
		{words(f.Status, func(s article.Status) string { return string(s) }), signs(markStatus)},
		{f.Languages, signs(markLanguage)},
		{f.Publishers, signs(markPublisher)},
		{f.Disagreement, disagreement},
		{f.Actor, actor},
		{f.Recipient, recipientOf},
		{f.Party, func(s string) Clause { return append(actor(s), recipientOf(s)...) }},
		{f.Place, placeOf},
	} {
		if len(l.values) > filterMax {
			return nil, fmt.Errorf("%d values in one list of a filter, the most is %d", len(l.values), filterMax)
		}
		if len(l.values) == 0 {
			continue
		}
		var c Clause
		for _, v := range l.values {
			c = append(c, l.clause(v)...)
		}
		p.Match = append(p.Match, c)
	}
	if f.Text != "" {
		p.Match = append(p.Match, parseText(f.Text)...)
	}
	p.levels()
	return p, nil
}

func words[T any](list []T, f func(T) string) (out []string) {
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func signs(mark rune) func(string) Clause {
	return func(v string) Clause { return Clause{token(sign(mark, v))} }
}

func disagreement(v string) Clause {
	if v == "any" {
		return Clause{token(string(markDisagreement))}
	}
	return Clause{token(sign(markDisagreement, v))}
}

func actor(v string) Clause       { return partyOf(markActor, markActorName, v) }
func recipientOf(v string) Clause { return partyOf(markRecipient, markRecipientName, v) }

// partyOf reads "RUS", "RUS/GOV", "/REB", or a part of a name: whole words, the last by its beginning. Three capitals may be either.
func partyOf(mark, name rune, v string) Clause {
	var c Clause
	if country, _, sector := strings.Cut(v, "/"); sector || isCountry(country) {
		c = append(c, token(sign(mark, v)))
		if sector {
			return c
		}
	}
	return append(c, phrase(v, name, true)...)
}

func placeOf(v string) Clause {
	var c Clause
	if isCountry(v) {
		c = append(c, token(sign(markCountry, v)))
	}
	return append(c, phrase(v, markPlace, true)...)
}

func isCountry(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// levels adds what Confidence and SourcesMin mean in signs; the database still looks at the figures themselves, of a class that they cut through.
func (p *Plan) levels() {
	if p.Confidence > 0 {
		least := percent(p.Confidence)
		var c Clause
		for n := least; n < least/10*10+10 && least%10 > 0; n++ {
			c = append(c, token(sign(markHundredth, strconv.Itoa(n))))
		}
		for n := (least + 9) / 10; n < 10; n++ {
			c = append(c, token(sign(markTenth, strconv.Itoa(n))))
		}
		p.Match = append(p.Match, c)
	}
	if p.SourcesMin > 0 {
		var c Clause
		for n := p.SourcesMin; n < sourcesExact; n++ {
			c = append(c, token(sourcesSign(n)))
		}
		for i, from := range sourcesFrom {
			if i+1 == len(sourcesFrom) || sourcesFrom[i+1] > p.SourcesMin {
				c = append(c, token(sourcesSign(from)))
			}
		}
		p.Match = append(p.Match, c)
	}
}

// Walk is one stretch of events to look through: those of a class of spans, in the order of numbers.
type Walk struct {
	Match    Match
	Lo, Hi   int64  // numbers, both included
	FirstMax string // first days are at most this one; empty where all are anyway
}

// Walks parts a plan, but for its order by sources, into stretches that each need no look at events outside of the days that are asked for.
func (p *Plan) Walks() []Walk {
	lo, hi := int64(0), int64(numMax)
	if p.After != nil && p.Order == store.Latest {
		lo = p.After.Num + 1
	}
	if p.After != nil && p.Order == store.Oldest {
		hi = p.After.Num - 1
	}
	if p.Days == (article.Interval{}) {
		return []Walk{{p.Match, lo, hi, ""}}
	}
	last := int64(dayMax)<<idBits - 1 // events without a day lie in no days
	if !p.Days.Start.Zero() {
		last = min(last, (place(p.Days.Start)+1)<<idBits-1)
	}
	hi = min(hi, last)
	if p.Days.End.Zero() {
		return []Walk{{p.Match, lo, hi, ""}}
	}
	var walks []Walk
	for c, least := range spans {
		w := Walk{append(slices.Clip(p.Match), Clause{token(spanSign(c))}), lo, hi, ""}
		most := 1 << dayBits
		if c+1 < len(spans) {
			most = spans[c+1] - 1
		}
		w.Lo = max(lo, (place(p.Days.End)-int64(most))<<idBits)
		if least != most {
			w.FirstMax = p.Days.End.String()
		}
		walks = append(walks, w)
	}
	return walks
}

// Level is events with some numbers of sources.
type Level struct {
	Clause Clause
	Exact  bool // all have the same number
	Most   int
}

// Levels are all numbers of sources, the greatest first, in which an order by sources is walked.
func (p *Plan) Levels() (levels []Level) {
	most := 1<<31 - 1
	if p.After != nil {
		most = p.After.Sources
	}
	for _, from := range slices.Backward(sourcesFrom[:]) {
		if from <= most {
			levels = append(levels, Level{Clause{token(sourcesSign(from))}, false, most})
		}
	}
	for n := min(sourcesExact-1, most); n >= max(0, p.SourcesMin); n-- {
		levels = append(levels, Level{Clause{token(sourcesSign(n))}, true, n})
	}
	return levels
}

// Sort puts hits into the order that a plan wants, without what is there twice, and cuts off what is over its limit.
func (p *Plan) Sort(hits []Hit) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		switch p.Order {
		case store.Oldest:
			return cmp.Compare(b.Num, a.Num)
		case store.Loudest:
			if c := cmp.Compare(b.Sources, a.Sources); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.Num, b.Num)
	})
	hits = slices.Compact(hits)
	return hits[:min(len(hits), p.Limit)]
}

// cursor names a hit, so that the next page begins after it.
func cursor(o store.Order, h Hit) string {
	s := strconv.FormatInt(h.Num, 36)
	switch o {
	case store.Oldest:
		return "o" + s
	case store.Loudest:
		return "s" + strconv.Itoa(h.Sources) + "." + s
	}
	return "l" + s
}

func parseCursor(o store.Order, s string) (h Hit, err error) {
	prefix, rest := map[store.Order]string{store.Latest: "l", store.Oldest: "o", store.Loudest: "s"}[o], ""
	rest, ok := strings.CutPrefix(s, prefix)
	if ok && o == store.Loudest {
		var sources string
		sources, rest, ok = strings.Cut(rest, ".")
		if ok {
			h.Sources, err = strconv.Atoi(sources)
			ok = err == nil && h.Sources >= 0
		}
	}
	if ok {
		h.Num, err = strconv.ParseInt(rest, 36, 64)
		ok = err == nil && h.Num >= 0 && h.Num <= numMax
	}
	if !ok {
		return Hit{}, fmt.Errorf("%.40q is no place to go on from in this order of events", s)
	}
	return h, nil
}
