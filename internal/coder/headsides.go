package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Who cannot have done what a Marathi headline tells, and who can: parties that another clause of it names.

// headSides looks in the other pieces of a headline for those whom an act falls on, and takes out who does not belong there.
func (c *coder) headSides(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared {
		return
	}
	for _, look := range []func(*meaning) []article.Entity{c.jeered, c.quarrelled, c.deedBefore} {
		if len(m.recip) == 0 {
			m.recip = look(m)
		}
	}
	c.besideThem(m)
	c.besideActor(m)
	c.notAimed(m)
}

// deedBefore gives a state's condemnation the one other state whose deed the piece before tells: "उत्तर कोरियाकडून क्षेपणास्त्र चाचणी; जपानकडून निषेध".
func (c *coder) deedBefore(m *meaning) []article.Entity {
	warns := c.d.Pack.Shared && m.typ == "THREATEN" && m.class == "warn" // यूक्रेन को टैंक देगा जर्मनी, रूस ने दी चेतावनी
	if !warns && (m.typ != "ACCUSE" || m.mode != "disapprove") || len(m.actor) != 1 || m.actor[0].Sector != "" && m.actor[0].Sector != "GOV" {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if x := c.memo[q]; x != nil && endOf(q) < m.pred.Tokens[0] && (x.typ == "ASSAULT" || x.typ == "MOBILIZE" || x.typ == "COERCE" || warns && (x.typ == "AGREE" || x.typ == "AID" || x.typ == "SANCTION")) {
			if len(x.actor) == 1 && stateItself(x.actor[0]) && x.actor[0].Country != m.actor[0].Country {
				return x.actor
			}
			return nil
		}
	}
	return nil
}

// besideActor adds to who speaks or acts by a noun the state or party that stands before it behind a comma: "दक्षिण कोरिया, | जपानकडून निषेध".
func (c *coder) besideActor(m *meaning) {
	if len(m.actor) != 1 || m.pred.Form != doc.Nominal || m.actor[0].How != "state" && m.actor[0].How != "body" {
		return
	}
	for _, b := range m.pred.Args {
		if b.Mark != lang.By && b.Mark != lang.Gen || !holds(b, m.actor[0]) {
			continue
		}
		for _, a := range c.d.Sents[m.pred.Sent].Phrases {
			if a.Mark == lang.Nom && !a.Attr && a.Last+1 == begins(b) && c.d.Art.Tokens[a.Last].Text == "," && len(a.Ents) == 1 && a.Ents[0].How == m.actor[0].How && !among(a.Ents[0], m.recip) {
				m.actor = slices.Concat(a.Ents, m.actor)
				return
			}
		}
	}
}

// doesBoth gives a participle of a headline that leaves out who acts the one whose act the noun behind it is: "धमकीला फाट्यावर मारत | स्वीडनची युक्रेनला मदत".
func (c *coder) doesBoth(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || len(m.actor) > 0 || m.pred.Form != doc.Converb {
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if x := c.memo[q]; x != nil && q.Form == doc.Nominal && q.Tokens[0] > endOf(m.pred) && q.Clause == m.pred.Clause && len(x.actor) == 1 && !owned(x.actor[0]) {
			m.actor = minus(x.actor, m.recip)
			return
		}
	}
}

// metToo gives a meeting that names one side the one whom somebody else meets in the piece before: "राज ठाकरेंनी घेतली शिंदेंची भेट; काँग्रेसचे नेतेही भेटीला".
func (c *coder) metToo(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || m.class != "meet" || m.pred.Form != doc.Nominal || len(m.actor) != 1 || len(m.coactor)+len(m.recip) > 0 {
		return
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if x := c.memo[q]; x != nil && endOf(q) < m.pred.Tokens[0] && x.class == "meet" && len(x.actor) > 0 {
			if with := slices.Concat(x.coactor, x.recip); len(with) == 1 && with[0].Human() {
				m.coactor = minus(with, m.actor)
			}
			return
		}
	}
}

// noDoer takes out of a headline's act who cannot have done it: what another verb was done to, criminals who ban, a town whose office acts, the capital
// before the noun of a riot there.
func (c *coder) noDoer(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || len(m.actor) != 1 {
		return
	}
	e := m.actor[0]
	switch {
	case m.typ == "COERCE" && m.mode == "restrict" && e.Sector == "CRM" && len(m.recip) > 0:
	case m.class == "coerce" && m.pred.Form == doc.Nominal && owned(e) && e.Sector == "": // मुंबई … विभागाची कारवाई
	case m.typ == "ACCUSE" && m.pred.Form == doc.Nominal && e.How == "capital" && e.Country == c.d.Pack.Home && !markedBy(m.pred, lang.Gen, e): // दिल्ली दंगलीतील
	case m.typ == "ASSAULT" && m.pred.Form == doc.Finite && m.pred.F.Has(lang.Perf) && c.doneTo(m.pred, e):
	default:
		return
	}
	m.actor = nil
}

// doneTo tells whether a party stands without a case in another clause whose finished verb was done to it: कुटुंब संपविले.
func (c *coder) doneTo(pr *doc.Pred, e article.Entity) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && q.Form == doc.Finite && q.F.Has(lang.Perf) && q.E != nil && !q.E.Has(lang.Intr) && !q.E.Has(lang.Patient) && (q.VerbE == nil || q.VerbE.Light == "" && !q.VerbE.Has(lang.Intr)) && len(q.Classes) > 0 && !q.Class("travel") && !q.Class("leave") && markedBy(q, lang.Nom, e)
	})
}

// quarrelled gives mediation that a headline tells without between whom those whose quarrel another piece names: "पवार-पाटलांमध्ये खडाजंगी? शरद पवारांनी केली मध्यस्थी".
func (c *coder) quarrelled(m *meaning) []article.Entity {
	if !c.finalHead(m) || c.d.Pack.Shared || m.class != "mediate" {
		return nil
	}
	var found []article.Entity
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if (ph.Mark == lang.In || ph.Mark == lang.Between) && len(ph.Ents) > 1 && human(ph.Ents) && known(ph.Ents) {
			found = minus(ph.Ents, m.actor)
		}
		return found == nil
	})
	return found
}

// jeered gives slogans that a headline tells without against whom the one of power of whom the piece before tells: "मंत्री हॉटेलमध्ये गेले, लोकांनी दिल्या घोषणा".
func (c *coder) jeered(m *meaning) []article.Entity {
	if !c.finalHead(m) || c.d.Pack.Shared || m.typ != "PROTEST" || m.pred.Form != doc.Finite || !hasMark(m.pred, lang.Erg) {
		return nil
	}
	var found []article.Entity
	c.eachPhrase(m.pred.Sent, func(ph *doc.Phrase) bool {
		if ph.First >= m.pred.Tokens[0] || slices.Contains(m.pred.Args, ph) || ph.Pron || len(ph.Ents) != 1 || !ph.Ents[0].Human() || !anySector(ph.Ents, "GOV", "PTY", "LEG") {
			return true
		}
		if len(found) > 0 && found[0].Span != ph.Ents[0].Span {
			found = nil
			return false
		}
		found = minus(ph.Ents, m.actor)
		return true
	})
	return found
}

// notAimed takes from criticism the one whose kin or thing it only speaks of: "इराणींच्या कन्येवरील आरोपावरून कोर्टाने फटकारले".
func (c *coder) notAimed(m *meaning) {
	if !c.finalHead(m) || c.d.Pack.Shared || m.typ != "ACCUSE" || len(m.recip) != 1 || !owned(m.recip[0]) && !anySector(m.actor, "JUD") {
		return
	}
	if slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.About && (holds(a, m.recip[0]) || slices.ContainsFunc(a.Mods, func(md *doc.Phrase) bool { return holds(md, m.recip[0]) })) && anySector(m.actor, "JUD")
	}) {
		m.recip = nil
	}
}
