package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
)

// cause finds the attack whose dead and hurt a later sentence counts without naming anybody else who did it: "Police fired on the march. At least 12
// people were killed." One telling of a second attack, in another country or at another time, is left alone.
func (c *coder) cause(t *tellings, m *meaning) *meaning {
	if m.typ == "PROTEST" {
		return c.crowd(t, m)
	}
	if !victimOnly(m) && !m.pred.Class("kill") && !m.pred.Class("die") && !m.pred.Class("wound") || len(m.coactor) > 0 || !happened(m) || !c.countsVictims(m) {
		return nil
	}
	var best *meaning
	for _, o := range t.before(m.pred.Sent, harmBack) {
		if o.typ != "ASSAULT" || !happened(o) || c.otherPlace(o, m) || c.background(m.pred.Sent, o) || !sameGround(o, m) || !sameHand(o, m) || o.mode != m.mode && o.mode != "" && m.mode != "" {
			continue
		}
		if best == nil || o.pred.Sent >= best.pred.Sent {
			best = o
		}
	}
	return best
}

// otherPlace tells whether the clause of m names another place than that of o does: "… in Gaza City. In Khan Younis six people were killed".
func (c *coder) otherPlace(o, m *meaning) bool {
	is, was := placeBy(m.pred, false, place), placeBy(o.pred, false, place)
	return is != nil && is.KB != "" && (was == nil || was.KB != is.KB) && o.pred.Sent != m.pred.Sent
}

// crowd finds the protest whose people the next sentence counts: "Teachers went on strike. About 20,000 joined." Whom it counts are no
// others than those who began, and it tells no other place or day.
func (c *coder) crowd(t *tellings, m *meaning) *meaning {
	s := c.subject(m.pred)
	if s == nil || !happened(m) || placeBy(m.pred, false, place) != nil || !slices.ContainsFunc(c.within(m.pred.Sent), func(q doc.Count) bool {
		return q.Kind == "person" && s.First < q.Last && q.First < s.Last
	}) {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Time {
			return nil
		}
	}
	for _, o := range slices.Backward(t.before(m.pred.Sent, harmBack)) {
		if o.typ != m.typ || o.status != m.status || o.mode != m.mode && o.mode != "" && m.mode != "" {
			continue
		}
		if c.background(m.pred.Sent, o) || !sameKind(o, m) {
			return nil
		}
		return o
	}
	return nil
}

// sameKind tells whether those who do m are nameless people of the country and kind of those who do o, or people of whatever kind.
func sameKind(o, m *meaning) bool {
	for _, a := range m.actor {
		if a.KB != "" && slices.ContainsFunc(o.actor, func(e article.Entity) bool { return e.KB == a.KB }) {
			continue
		}
		if a.KB != "" && a.How != "people" {
			return false
		}
		if !slices.ContainsFunc(o.actor, func(e article.Entity) bool {
			return (a.Country == "" || e.Country == "" || a.Country == e.Country) && (a.Sector == e.Sector || a.Sector == "" || a.Sector == "CVL" || a.Sector == "SOC" || a.Sector == "PTY")
		}) && len(o.actor) > 0 {
			return false
		}
	}
	return true
}

// countsVictims tells whether a number says how many suffer in an act.
func (c *coder) countsVictims(m *meaning) bool {
	in := c.within(m.pred.Sent)
	for i := range in {
		q := &in[i]
		if (q.Kind == "dead" || q.Kind == "injured") && slices.Contains(c.holders(q, m.pred.Sent), m.pred) {
			return true
		}
	}
	return false
}

// sameHand tells whether those who do m, if anybody is told, are those who do o: "त्यात १४ जण जखमी झाले".
func sameHand(o, m *meaning) bool {
	for _, a := range m.actor {
		if !slices.ContainsFunc(o.actor, func(e article.Entity) bool { return e.Country == a.Country && e.Sector == a.Sector && e.KB == a.KB }) {
			return false
		}
	}
	return true
}

// sameGround tells whether the victims of m are of a country that has part in o, or of none that is told.
func sameGround(o, m *meaning) bool {
	for _, v := range m.recip {
		if v.Country == "" {
			continue
		}
		in := func(e article.Entity) bool { return e.Country == v.Country }
		if len(o.recip)+len(o.actor) > 0 && !slices.ContainsFunc(o.recip, in) && !slices.ContainsFunc(o.actor, in) {
			return false
		}
	}
	return true
}

// found gives what is seized from people just arrested, or after a fight, by nobody who is told, to the police or soldiers of the act before:
// "police arrested two men. A pistol was recovered from them."
func (c *coder) found(m *meaning) {
	if m.class != "seize" || len(m.actor) > 0 || !happened(m) || len(c.out) == 0 {
		return
	}
	o := c.out[len(c.out)-1]
	if m.pred.Sent-o.pred.Sent > 1 || o.typ != "COERCE" && o.typ != "ASSAULT" || !happened(o) || !anySector(o.actor, "COP", "MIL", "PRM") {
		return
	}
	m.actor = o.actor
}
