package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
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

// carry lets an event without a day or place of its own have those of the event told before it in the same paragraph, where the two
// share a party.
func (c *coder) carry() {
	evs := c.d.Art.Events
	for i := range evs {
		ev := &evs[i]
		for j := i - 1; j >= 0; j-- {
			prev := &evs[j]
			if c.d.Art.Sentences[prev.Sentence].Paragraph != c.d.Art.Sentences[ev.Sentence].Paragraph {
				break
			}
			if prev.Status != ev.Status || ev.Status != article.Actual || !shares(ev, prev) {
				continue
			}
			if ev.DateSpan.Len() == 0 && prev.DateSpan.Len() > 0 && !verbal(ev) {
				ev.Date, ev.DateSpan = prev.Date, prev.DateSpan
			}
			if ev.Place.Span.Len() == 0 && prev.Place.Span.Len() > 0 && !verbal(ev) {
				ev.Place = prev.Place
			}
			break
		}
	}
}

// verbal tells whether an event is done by words, which need not be spoken where and when the deed before them was done.
func verbal(ev *article.Event) bool {
	switch ev.Type {
	case "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE":
		return true
	}
	return false
}

func shares(a, b *article.Event) bool {
	for _, x := range append(append([]article.Entity{}, a.Actors...), a.Recipients...) {
		for _, y := range append(append([]article.Entity{}, b.Actors...), b.Recipients...) {
			if x.Country != "" && x.Country == y.Country || x.KB != "" && x.KB == y.KB || x.Sector != "" && x.Sector == y.Sector {
				return true
			}
		}
	}
	return false
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

func dist(t *doc.Time, at int) int {
	if t.First > at {
		return t.First - at
	}
	return at - t.First
}

// place is the nearest phrase that names a place and stands as one: among the arguments, then, for acts that strike a place, the place
// that is struck, then elsewhere in the sentence.
func (c *coder) place(ev *article.Event, m *meaning) {
	pr := m.pred
	subj := c.subject(pr)
	var all []*doc.Phrase
	var collect func(ph *doc.Phrase, n int)
	collect = func(ph *doc.Phrase, n int) {
		if ph == nil || n > 3 {
			return
		}
		all = append(all, ph)
		for _, q := range append(append([]*doc.Phrase{}, ph.Mods...), ph.Conj...) {
			collect(q, n+1)
		}
	}
	for x, n := m, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		for _, a := range x.pred.Args {
			if a != subj {
				collect(a, 0)
			}
		}
		collect(x.pred.Phrase, 0)
	}
	own := len(all)
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		collect(ph, 0)
	}
	pick := func(phs []*doc.Phrase, ok func(ph *doc.Phrase, nm doc.Name) bool) bool {
		for _, ph := range phs {
			for k := len(ph.Names) - 1; k >= 0; k-- {
				nm := c.d.Names[ph.Names[k]]
				if nm.Rec.Person() || nm.Rec.Country == "" || !ok(ph, nm) {
					continue
				}
				ev.Place = article.Place{Span: c.d.Span(nm.First, nm.Last), Name: placeName(nm), Country: nm.Rec.Country, Admin1: nm.Rec.Admin1,
					Lat: nm.Rec.Lat, Lon: nm.Rec.Lon, HasPoint: nm.Rec.HasPoint, Precision: precision(nm)}
				return true
			}
		}
		return false
	}
	located := func(ph *doc.Phrase, nm doc.Name) bool {
		return standsAsPlace(ph.Mark) && (nm.Use == kb.Locality || nm.Use == kb.Capital || nm.Rec.Kind == "state" && nm.Use == kb.Proper)
	}
	struck := func(ph *doc.Phrase, nm doc.Name) bool { return nm.Use == kb.Locality && !spoken(ph.Mark) }
	if pick(all[:own], located) {
		return
	}
	if !verbal(ev) && (pick(all[:own], struck) || pick(all[own:], located)) {
		return
	}
}

func standsAsPlace(m lang.Mark) bool {
	switch m {
	case lang.In, lang.At, lang.Near, lang.Loc, lang.Into:
		return true
	}
	return false
}

// spoken tells whether a phrase names a source or the one who acts.
func spoken(m lang.Mark) bool {
	return m == lang.AccTo || m == lang.Erg || m == lang.Sub || m == lang.By
}

// placeName is the name of the place itself: a capital's record is its state's.
func placeName(nm doc.Name) string {
	if nm.Use == kb.Capital && nm.Rec.Capital != "" {
		return nm.Rec.Capital
	}
	return nm.Rec.Name
}

func precision(nm doc.Name) string {
	if nm.Use == kb.Proper && nm.Rec.Kind == "state" {
		return "country"
	}
	switch nm.Rec.Kind {
	case "admin1", "region", "strip", "district", "island", "sea", "strait", "river", "mountain", "border":
		return "admin1"
	case "building", "base":
		return "point"
	}
	return "city"
}

// quantities are the counts among the predicate's own words and arguments, and the dead, hurt or arrested that its sentence tells of.
func (c *coder) quantities(ev *article.Event, m *meaning) {
	s := c.d.Art.Sentences[m.pred.Sent]
	for _, q := range c.d.Counts {
		if q.First < s.First || q.First >= s.Last {
			continue
		}
		victims := q.Kind == "dead" || q.Kind == "injured"
		if victims && ev.Type == "ASSAULT" || q.Kind == "arrested" && ev.Type == "COERCE" || c.within(m, q) {
			ev.Quantities = append(ev.Quantities, q.Quantity)
		}
	}
}

// within tells whether a count stands in an argument of the predicate or of its content.
func (c *coder) within(m *meaning, q doc.Count) bool {
	in := func(ph *doc.Phrase) bool { return ph != nil && ph.First < q.Last && q.First < ph.Last }
	for x, n := m, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		pr := x.pred
		for _, ph := range append([]*doc.Phrase{pr.Subj, pr.Obj, pr.Head, pr.Phrase}, pr.Args...) {
			if ph == nil {
				continue
			}
			if in(ph) {
				return true
			}
			for _, md := range ph.Mods {
				if in(md) {
					return true
				}
			}
		}
	}
	return false
}
