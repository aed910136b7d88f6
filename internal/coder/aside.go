package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What English headlines leave to the clause beside: whom a retort is at, whose weapons were seized, whose the building was that was hit.

// clauseBeside finds the recipient of an act that names none in the clause before it, or in the place of what it fell on.
func (c *coder) clauseBeside(m *meaning) {
	if m.typ == "ASSAULT" && !c.d.Pack.Final && m.pred.Form == doc.Finite && onlyPlaces(m.recip) {
		if es := c.diedWhen(m); len(es) > 0 {
			m.recip = es
		}
	}
	if m.class == "capture" && !c.d.Pack.Final && (len(m.recip) == 0 || m.recip[0].Sector == "") {
		for _, a := range m.pred.Args {
			for _, ph := range append([]*doc.Phrase{a}, a.Mods...) {
				if ph.Mark == lang.From && ph.Pred == nil && armed(ph.Ents) {
					m.recip = minus(ph.Ents, m.actor) // recaptured the town | from the rebels
				}
			}
		}
	}
	if c.d.Pack.Final || len(m.recip) > 0 || len(m.actor) == 0 && m.class != "seize" || m.pred.Form == doc.Nominal && m.typ != "ACCUSE" {
		return
	}
	switch {
	case (m.typ == "ASSAULT" || m.typ == "SANCTION" && m.mode == "discontinue") && m.pred.Form == doc.Finite && len(m.actor) > 0 && !mutual(m.rule, m.pred):
		m.recip = c.hitThere(m)
	case m.typ == "THREATEN":
		m.recip = c.avenged(m)
	case !c.d.Art.Sentences[m.pred.Sent].Headline:
	case m.typ == "ACCUSE" && m.mode != "investigate":
		m.recip = c.saidOf(m)
	case m.class == "seize":
		m.recip = c.disarmed(m)
	}
}

// hitThere gives a blow at a thing the state in which it stands, where that is not the one that strikes: "Russian strikes damage cathedral in Ukraine's Odesa".
func (c *coder) hitThere(m *meaning) []article.Entity {
	if len(c.object(m.pred)) == 0 || m.actor[0].Country == "" {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.In && a.Mark != lang.Near || len(a.Ents) != 1 || a.Pred != nil || a.Time {
			continue
		}
		e := a.Ents[0]
		if (e.How == "place" || e.How == "state" || e.How == "capital") && e.Country != "" && e.Country != m.actor[0].Country {
			if e.How == "capital" {
				e.Sector = ""
			}
			return []article.Entity{e}
		}
	}
	return nil
}

// saidOf gives criticism behind a colon the one of whom the words before it tell something: "'Govt Shielding Rioters': Congress Hits Out".
func (c *coder) saidOf(m *meaning) []article.Entity {
	colon := -1
	for i := m.pred.Tokens[0] - 1; i > c.d.Art.Sentences[m.pred.Sent].First; i-- {
		if c.d.Art.Tokens[i].Norm == ":" {
			colon = i
			break
		}
	}
	if colon < 0 {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] > colon || q.Subj == nil || q.Subj.Pron || q.Subj.First > q.Tokens[0] || q.Form == doc.Nominal || !known(q.Subj.Ents) {
			continue
		}
		es := minus(q.Subj.Ents, m.actor)
		if len(es) > 0 && es[0].How != "possessor" && es[0].How != "place" && political(es) {
			return es
		}
	}
	return nil
}

// disarmed gives what was seized without a word of whose it was to those whom the act told before fell on: "Three Naxals Killed, Arms Recovered".
func (c *coder) disarmed(m *meaning) []article.Entity {
	for _, o := range slices.Backward(c.out) {
		if o.pred.Sent != m.pred.Sent {
			return nil
		}
		if (o.typ == "ASSAULT" || o.mode == "arrest") && len(o.recip) > 0 && (len(m.actor) == 0 || compatible(o.actor, m.actor)) {
			if len(m.actor) == 0 {
				m.actor = o.actor
			}
			return minus(o.recip, m.actor)
		}
	}
	return nil
}

// caution tells whether a warning is no threat, but advice against a thing that nobody does to anybody: "warned against fake letters".
func (c *coder) caution(m *meaning) bool {
	if c.d.Pack.Final || m.typ != "THREATEN" || m.class != "warn" && (m.from == nil || m.from.class != "warn" || m.on == "o.alert") || len(m.recip) > 0 || m.content != nil || len(m.pred.Comps) > 0 {
		return false
	}
	pr := m.pred
	against := slices.Contains(pr.Tokens, endOf(pr)) && len(pr.Tokens) > 1 && c.d.Kind(endOf(pr), lang.Prep) != nil && c.d.Kind(endOf(pr), lang.Prep).Mark == lang.Against
	for _, a := range pr.Args {
		if a.Pred != nil {
			return false
		}
		if a.Mark == lang.Against {
			against = true
		}
	}
	return against
}

// powers tells whether both sides of an act of words are politicians, parties or bodies of a state that an article names, so that no word of sport or
// film beside them can mean another field: "accused the party of playing a fixed match".
func (c *coder) powers(m *meaning) bool {
	if c.d.Pack.Final || !speech(m.typ) || c.d.Art.Sentences[m.pred.Sent].Headline || len(m.actor) == 0 || len(m.recip) == 0 {
		return false
	}
	for _, e := range slices.Concat(m.actor, m.recip) {
		switch e.Sector {
		case "GOV", "PTY", "OPP", "LEG":
		default:
			return false
		}
		if e.How != "person" && e.How != "body" || e.KB == "" {
			return false
		}
	}
	return true
}

// toYou tells whether an act is told of "you": said to somebody, not of him.
func (c *coder) toYou(pr *doc.Pred) bool {
	return !c.d.Pack.Final && pr.Subj != nil && pr.Subj.Pron && pr.Subj.E != nil && pr.Subj.E.Feats.Has(lang.P2)
}

// diedWhen gives an explosion those who died or were hurt in the clause beside: "Two officers died when a bomb exploded outside a station".
func (c *coder) diedWhen(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q == m.pred || q.Form != doc.Finite || !q.Class("die") && !q.Class("kill") && !q.Class("wound") {
			continue
		}
		ph := q.Subj
		if q.F.Has(lang.Pass) || ph == nil {
			ph = q.Obj
		}
		if ph != nil && !ph.Pron && known(ph.Ents) && ph.Ents[0].How == "agent" && !among(ph.Ents[0], m.actor) {
			return ph.Ents
		}
	}
	return nil
}

// moves tells whether an object is what is sent or delivered, and nobody on whom it falls: "sent 600 troops", "will deliver armoured vehicles".
func (c *coder) moves(m *meaning, ph *doc.Phrase, n int) bool {
	if m == nil || c.d.Pack.Final || n > 0 || ph.Mark != lang.Obj {
		return false
	}
	if ph.E != nil && ph.E.Has(lang.Weaponized) && (m.typ == "AID" || m.typ == "AGREE") {
		return true
	}
	if ph.E != nil && ph.E.Has(lang.Weaponized) && m.typ == "ASSAULT" && slices.Contains(m.pred.Tokens, ph.Head) {
		return true // "launched 112 drones"
	}
	return m.typ == "MOBILIZE" && armed(ph.Ents) && ph.Ents[0].How != "state"
}

// toStop tells whether an act is what somebody is asked to stop: "urged Beijing to stop threatening its neighbours".
func (c *coder) toStop(pr *doc.Pred) bool {
	g := pr.Gov
	if c.d.Pack.Final || pr.Form != doc.Infinitive || g == nil || !g.Class("stop") || g.Gov == nil {
		return false
	}
	x := c.memo[g.Gov]
	return x != nil && x.typ == "REQUEST"
}

// deniedNow makes of an act that somebody denies one that was not.
func (c *coder) deniedNow(pr *doc.Pred, m *meaning) {
	if m.status == article.Actual && c.denied(pr) {
		m.status = article.Negated
	}
}

// avenged gives a threat whoever did the deed behind "after": "Netanyahu Vows 'Mighty Vengeance' After Hamas Attack".
func (c *coder) avenged(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Nominal || q.Phrase == nil || q.Phrase.Mark != lang.After || q.Tokens[0] < m.pred.Tokens[0] {
			continue
		}
		if x := c.memo[q]; x != nil && x.typ == "ASSAULT" && len(x.recip) == 0 {
			if es := minus(x.actor, m.actor); known(es) && es[0].How != "place" && es[0].How != "capital" {
				return es
			}
		}
	}
	return nil
}
