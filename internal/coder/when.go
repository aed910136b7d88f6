package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// date gives the event the time that its clause tells; without one, the published day. Background over a year old is historical.
func (c *coder) date(ev *article.Event, m *meaning) {
	pub := c.d.Art.Published
	t := c.time(m)
	if t == nil {
		if !pub.Zero() {
			ev.Date = article.Interval{Start: pub, End: pub}
		}
		return
	}
	ev.Date, ev.DateSpan = t.Interval, c.d.Span(t.First, t.Last)
	if !pub.Zero() && ev.Status == article.Actual && ev.Date.End.Before(pub.AddMonths(-12)) {
		ev.Status = article.Historical
	}
}

// time finds the expression of time that belongs to a predicate: its own, else that of the predicate it stands in or was read from.
func (c *coder) time(m *meaning) *doc.Time {
	for pr, n := m.pred, 0; pr != nil && n < depthMax; n++ {
		if t := c.ownTime(pr); t != nil {
			return t
		}
		if pr.Form == doc.Finite || pr.Gov == nil || pr.Gov.Class("say") {
			break
		}
		pr = pr.Gov
	}
	for x := m; x != nil; x = x.content { // a performative without a day of its own says nothing of the day of its content
		if x != m && x.pred.Form == doc.Nominal && m.status == article.Actual {
			return c.ownTime(x.pred)
		}
	}
	return nil
}

// ownTime is the resolved time that is nearest to a predicate among those that belong to it.
func (c *coder) ownTime(pr *doc.Pred) *doc.Time {
	s := c.d.Art.Sentences[pr.Sent]
	var best *doc.Time
	for i := range c.d.Times {
		t := &c.d.Times[i]
		if t.First < s.First || t.First >= s.Last || !t.Resolved || t.Dateline {
			continue
		}
		if of := c.timeOf(t, pr.Sent); of != pr && !(of != nil && of.Form == doc.Converb && pr.Form == doc.Finite && c.nextFinite(of) == pr) {
			continue
		}
		if best == nil || dist(t, pr.Tokens[0]) < dist(best, pr.Tokens[0]) {
			best = t
		}
	}
	return best
}

// timeOf finds the predicate that a time belongs to. Where the predicate comes last it is the next one, but an infinitive only where the
// subject of its governor stands before the time; else it is the one before, or the first.
func (c *coder) timeOf(t *doc.Time, si int) *doc.Pred {
	var before, after *doc.Pred
	for _, pr := range c.d.Sents[si].Preds {
		at := pr.Tokens[len(pr.Tokens)-1]
		if c.d.Pack.Final && pr.Form == doc.Nominal && pr.Gov != nil {
			continue
		}
		if at < t.First && (before == nil || at > before.Tokens[len(before.Tokens)-1]) {
			before = pr
		}
		if at >= t.Last && (after == nil || at < after.Tokens[len(after.Tokens)-1]) {
			after = pr
		}
	}
	if !c.d.Pack.Final {
		if before != nil && !c.comma(before.Tokens[len(before.Tokens)-1], t.First) || after == nil {
			return before
		}
		return after
	}
	for n := 0; after != nil && after.Form == doc.Infinitive && after.Gov != nil && n < depthMax; n++ {
		if after.Phrase != nil && after.Phrase.Mark == lang.From {
			break // "since … in February 2022": the day of what began
		}
		pub := c.d.Art.Published
		if subj := c.subject(after.Gov); subj == nil || subj.First < t.First && (pub.Zero() || pub.Before(t.Interval.End)) {
			break // a day still to come is that of what is wanted; a day gone by is that of the asking
		}
		after = after.Gov
	}
	if after == nil {
		return before
	}
	return after
}

// nextFinite is the finite predicate that a converb leads to.
func (c *coder) nextFinite(pr *doc.Pred) *doc.Pred {
	var best *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.Finite && q.Tokens[0] > pr.Tokens[0] && (best == nil || q.Tokens[0] < best.Tokens[0]) {
			best = q
		}
	}
	return best
}

func dist(t *doc.Time, at int) int {
	if t.First > at {
		return t.First - at
	}
	return at - t.First
}

// comma tells whether a comma stands between two tokens.
func (c *coder) comma(from, to int) bool {
	for i := from; i < to; i++ {
		if c.d.Art.Tokens[i].Text == "," {
			return true
		}
	}
	return false
}
