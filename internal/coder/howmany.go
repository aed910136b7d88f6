package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// owned gives every count of the text to the events that it is a count of: those in whose words it stands; else the act of its clause;
// else, for the dead, the hurt and the arrested, the attack or arrest that they come from.
func (c *coder) owned() {
	if len(c.d.Counts) > 0 {
		c.counts = map[*meaning][]int{}
	}
	if len(c.out) == 0 {
		return
	}
	c.bySent = make([][]*meaning, len(c.d.Sents))
	for _, m := range c.out {
		for _, x := range append([]*meaning{m}, m.told...) {
			if at := &c.bySent[x.pred.Sent]; !slices.Contains(*at, m) {
				if *at == nil {
					*at = c.work.told.Take(2)[:0]
				}
				*at = append(*at, m)
			}
		}
	}
	for i := range c.d.Counts {
		q := &c.d.Counts[i]
		si := c.sentenceOf(q)
		if si < 0 {
			continue
		}
		for _, m := range c.owners(q, si) {
			c.counts[m] = append(c.counts[m], i)
		}
	}
}

// within gives the counts of a sentence.
func (c *coder) within(si int) []doc.Count {
	s := c.d.Art.Sentences[si]
	from := sort.Search(len(c.d.Counts), func(i int) bool { return c.d.Counts[i].First >= s.First })
	to := from
	for to < len(c.d.Counts) && c.d.Counts[to].First < s.Last {
		to++
	}
	return c.d.Counts[from:to]
}

func (c *coder) sentenceOf(q *doc.Count) int {
	i, ok := slices.BinarySearchFunc(c.d.Art.Sentences, q.First, func(s article.Sentence, t int) int {
		switch {
		case s.Last <= t:
			return -1
		case s.First > t:
			return 1
		}
		return 0
	})
	if !ok || i >= len(c.d.Sents) {
		return -1
	}
	return i
}

// owners are the events that a count belongs to.
func (c *coder) owners(q *doc.Count, si int) []*meaning {
	preds := c.holders(q, si)
	if q.Kind == "percent" && c.d.Pack.Final { // "पेट्रोल १० टक्क्यांनी महागले; नागरिक रस्त्यावर उतरले"
		preds = slices.DeleteFunc(preds, func(pr *doc.Pred) bool { return len(pr.Tokens) > 0 && c.parted(q, pr) })
	}
	var out []*meaning
	for _, pr := range preds {
		out = c.covering(out, pr, stretch(q) && pr.Form == doc.Nominal)
	}
	out = slices.DeleteFunc(out, func(m *meaning) bool { return !c.fits(m, q) })
	if len(out) == 0 {
		out = c.resumed(preds, q, si)
	}
	switch q.Kind {
	case "dead", "injured":
		if !slices.ContainsFunc(out, func(m *meaning) bool { return m.typ == "ASSAULT" }) {
			m := c.nearest(q, si, harmBack, func(m *meaning) bool { return m.typ == "ASSAULT" && happened(m) })
			if m == nil && len(out) == 0 { // the dead of a riot
				m = c.nearest(q, si, 1, func(m *meaning) bool { return m.mode == "riot" && happened(m) })
			}
			if m != nil && !c.background(si, m) {
				out = append(out, m)
			}
		}
	case "person":
		if len(out) == 0 && slices.ContainsFunc(preds, func(pr *doc.Pred) bool { return pr.Class("join") && !pr.Neg }) { // "About 20,000 joined"
			if m := c.nearest(q, si, 1, func(m *meaning) bool { return m.typ == "PROTEST" && happened(m) }); m != nil && !c.background(si, m) {
				out = append(out, m)
			}
		}
	case "arrested":
		if len(out) == 0 {
			if m := c.nearest(q, si, 1, func(m *meaning) bool { return m.mode == "arrest" && happened(m) }); m != nil && !c.background(si, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// resumed is the event of the sentence before whose thing a clause without an event measures: "… approved a loan. The loan is worth …".
func (c *coder) resumed(preds []*doc.Pred, q *doc.Count, si int) []*meaning {
	if q.Kind == "dead" || q.Kind == "injured" || q.Kind == "arrested" || stretch(q) {
		return nil
	}
	for _, pr := range preds {
		s := c.subject(pr)
		if s == nil || s.E == nil || s.First < q.Last && q.First < s.Last {
			continue
		}
		for _, m := range c.bySent[max(si-1, 0)] {
			if m.pred.Sent == si-1 && happened(m) && c.names(m.pred, s.E) && c.fits(m, q) {
				return []*meaning{m}
			}
		}
	}
	return nil
}

// names tells whether a word is among those that a predicate is told with.
func (c *coder) names(pr *doc.Pred, e *lang.Entry) bool {
	is := func(ph *doc.Phrase) bool { return ph != nil && ph.E == e }
	if is(pr.Obj) || slices.ContainsFunc(pr.Args, is) {
		return true
	}
	for _, t := range pr.Tokens {
		for i := range c.d.An[t] {
			if c.d.An[t][i].E == e {
				return true
			}
		}
	}
	return false
}

// harmBack bounds how many sentences after an attack its dead and hurt are told.
const harmBack = 2

func happened(m *meaning) bool {
	return m.status == article.Actual || m.status == article.Historical
}

// background tells whether a sentence speaks of another time than the event before it: a month or year of its own.
func (c *coder) background(si int, m *meaning) bool {
	if m.pred.Sent == si {
		return false
	}
	s := c.d.Art.Sentences[si]
	from := sort.Search(len(c.d.Times), func(i int) bool { return c.d.Times[i].First >= s.First })
	for _, t := range c.d.Times[from:] {
		if t.First >= s.Last {
			break
		}
		if t.Grain == "year" || t.Grain == "month" || t.Grain == "decade" {
			return true
		}
	}
	return false
}

// nearest is the event that passes and stands nearest to a count: in its sentence, else before it.
func (c *coder) nearest(q *doc.Count, si, back int, pass func(*meaning) bool) *meaning {
	var best *meaning
	gap := 0
	for n := 0; n <= back && n <= si && best == nil; n++ {
		for _, m := range c.bySent[si-n] {
			if !pass(m) {
				continue
			}
			for _, x := range append([]*meaning{m}, m.told...) {
				if x.pred.Sent != si-n || len(x.pred.Tokens) == 0 {
					continue
				}
				d := x.pred.Tokens[0] - q.First
				if d < 0 {
					d = -d
				}
				if best == nil || d < gap {
					best, gap = m, d
				}
			}
		}
	}
	return best
}

// stretch tells whether a count is of time.
func stretch(q *doc.Count) bool {
	switch q.Quantity.Unit {
	case "minute", "hour", "day", "week", "month", "year", "decade":
		return true
	}
	return false
}

// covering adds the events that a predicate is a part of: its own, or that of what governs it.
func (c *coder) covering(out []*meaning, pr *doc.Pred, stretch bool) []*meaning {
	for n, first := 0, pr; pr != nil && n < depthMax; pr, n = pr.Gov, n+1 {
		if n > 0 && stretch && pr.Form != doc.Nominal && !slices.ContainsFunc(first.Classes, pr.Class) { // how long one thing lasts is not how long another does
			break
		}
		found := false
		for _, m := range c.bySent[pr.Sent] {
			if c.covers(m, pr) {
				found = true
				if !slices.Contains(out, m) {
					out = append(out, m)
				}
			}
		}
		if found {
			break
		}
	}
	return out
}

func (c *coder) covers(m *meaning, pr *doc.Pred) bool {
	if c.holds(m, pr) {
		return true
	}
	return slices.ContainsFunc(m.told, func(x *meaning) bool { return c.holds(x, pr) })
}

// holders are the predicates in whose smallest phrase a count stands; where it stands in none, the one that its place in the sentence
// gives it to: a verb at the end takes what is before it, a verb in the middle what follows.
func (c *coder) holders(q *doc.Count, si int) []*doc.Pred {
	var out []*doc.Pred
	size := 0
	for _, pr := range c.d.Sents[si].Preds {
		n := 0
		for _, ph := range [...]*doc.Phrase{pr.Subj, pr.Obj, pr.Head, pr.Phrase} {
			n = smaller(n, span(ph, q, 0))
		}
		for _, ph := range pr.Args {
			n = smaller(n, span(ph, q, 0))
		}
		switch {
		case n == 0 || len(out) > 0 && n > size:
		case len(out) > 0 && n == size:
			out = append(out, pr)
		default:
			out, size = append(out[:0], pr), n
		}
	}
	if len(out) > 0 {
		return out
	}
	if pr := c.besides(q, si); pr != nil {
		return []*doc.Pred{pr}
	}
	return nil
}

func smaller(a, b int) int {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// span is the length of the smallest phrase in ph that a count stands in, 0 for none.
func span(ph *doc.Phrase, q *doc.Count, depth int) int {
	if ph == nil || depth > depthMax {
		return 0
	}
	n := 0
	if ph.First < q.Last && q.First < ph.Last {
		n = ph.Last - ph.First
	}
	for _, md := range ph.Mods {
		n = smaller(n, span(md, q, depth+1))
	}
	for _, x := range ph.Conj {
		n = smaller(n, span(x, q, depth+1))
	}
	return n
}

// besides is the predicate that a count without a phrase stands with.
func (c *coder) besides(q *doc.Count, si int) *doc.Pred {
	var before, after *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		if len(pr.Tokens) == 0 {
			continue
		}
		first, last := pr.Tokens[0], pr.Tokens[len(pr.Tokens)-1]
		if first <= q.First && (before == nil || first >= before.Tokens[0]) {
			before = pr
		}
		if last >= q.Last && (after == nil || last < after.Tokens[len(after.Tokens)-1]) {
			after = pr
		}
	}
	pr := before
	if c.d.Pack.Final && after != nil || before == nil {
		pr = after
	}
	if pr == nil || c.parted(q, pr) {
		return nil
	}
	return pr
}

// parted tells whether a mark stands between a count and a predicate, and no further count behind it: "51 टक्के महाग; नागरिक रस्त्यावर" but
// not "दो बसें, तीन कारें जला दीं".
func (c *coder) parted(q *doc.Count, pr *doc.Pred) bool {
	near := c.within(pr.Sent)
	from, to := q.Last, pr.Tokens[0]
	if to < from {
		from, to = pr.Tokens[len(pr.Tokens)-1]+1, q.First
	}
	for i := from; i < to; i++ {
		t := &c.d.Art.Tokens[i]
		if t.Kind != article.Punct || t.Text == "-" || t.Text == "(" || t.Text == ")" {
			continue
		}
		if t.Text != "," || !slices.ContainsFunc(near, func(x doc.Count) bool { return x.First > i && x.First <= i+4 && x.First <= to+1 }) {
			return true
		}
	}
	return false
}

// fits tells whether a count can be one of an event: the dead are of an attack, how many meet is not told by "the two leaders", a visit's
// days are not its extent.
func (c *coder) fits(m *meaning, q *doc.Count) bool {
	switch q.Kind {
	case "dead", "injured":
		if m.typ == "ASSAULT" {
			return happened(m) || m.status == article.Negated
		}
		return m.mode == "riot" && happened(m) || (m.typ == "AID" || m.typ == "RETREAT" || m.typ == "COERCE") && c.direct(m.pred, q)
	}
	switch m.typ {
	case "CONSULT", "AGREE", "SUPPORT", "COOPERATE":
		if c.pair(q) || c.describes(m.pred, q) {
			return false
		}
	}
	if m.typ == "CONSULT" || m.pred.Class("visit") {
		switch q.Quantity.Unit {
		case "day", "week", "month", "year":
			return false
		case "person":
			return q.Quantity.Min == nil || *q.Quantity.Min != 2
		}
	}
	return true
}

// describes tells whether a count only says who the subject of an act is: "ministers from the ten members of ASEAN".
func (c *coder) describes(pr *doc.Pred, q *doc.Count) bool {
	s := c.subject(pr)
	return s != nil && !(s.First < q.Last && q.First < s.Last) && span(s, q, 0) > 0
}

// pair tells whether countries or sides are counted, which the text names or has named.
func (c *coder) pair(q *doc.Count) bool {
	set := c.d.Pack.ListSet([]string{"pair"})
	for i := q.First; i < q.Last; i++ {
		if a := c.d.Kind(i, lang.Noun); a != nil && a.E.In&set != 0 {
			return true
		}
	}
	return false
}

// direct tells whether a count stands in an argument of a predicate itself.
func (c *coder) direct(pr *doc.Pred, q *doc.Count) bool {
	in := func(ph *doc.Phrase) bool { return ph != nil && ph.First < q.Last && q.First < ph.Last }
	return in(pr.Subj) || in(pr.Obj) || slices.ContainsFunc(pr.Args, in)
}

// quantities are the counts that the event owns; one told twice is told once, as the body tells it rather than the headline.
func (c *coder) quantities(ev *article.Event, m *meaning) {
	for _, i := range c.counts[m] {
		q := &c.d.Counts[i]
		counted := q.Quantity
		counted.Kind = c.suffered(ev, m, q)
		again := slices.IndexFunc(ev.Quantities, func(x article.Quantity) bool {
			return x.Unit == q.Quantity.Unit && same(x.Min, q.Quantity.Min) && (same(x.Max, q.Quantity.Max) || x.Min != nil)
		})
		switch {
		case again < 0:
			ev.Quantities = append(ev.Quantities, counted)
		case c.inHeadline(ev.Quantities[again]) && !c.inHeadline(q.Quantity):
			ev.Quantities[again] = counted
		}
	}
}

func (c *coder) inHeadline(q article.Quantity) bool {
	s := &c.d.Art.Sentences[0]
	return s.Headline && q.Span.End <= c.d.Span(s.First, s.Last).End
}

func same(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
