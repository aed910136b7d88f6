package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Where somebody was who said a thing: "Rubio, who was in Cairo, urged …", "on a visit to Kyiv, Scholz promised …", लंडनमध्ये असलेल्या झेलेन्स्की यांनी.

// stood adds to the chain of an act of words the predicates between its sentence's beginning and it that tell where its speaker was.
func (c *placer) stood(m *meaning, deed bool, add func(pr *doc.Pred, cost int, how string)) {
	s := c.subject(m.pred)
	switch {
	case m.pred.Form != doc.Finite:
	case deed:
		switch m.typ {
		case "CONSULT", "SANCTION", "AID", "COOPERATE": // "who gathered in Nicosia, imposed …"
			c.gathered(m, s, add)
		}
	case c.d.Pack.Final:
		c.stoodBefore(m, s, add)
	case s != nil:
		c.stoodAside(m, s, add)
	}
}

// stoodBefore looks for the participle before the speaker, and the occasion that stands with what is demanded, where marks follow.
func (c *placer) stoodBefore(m *meaning, s *doc.Phrase, add func(pr *doc.Pred, cost int, how string)) {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		switch {
		case q.Tokens[0] > m.pred.Tokens[0]:
		case q.Form == doc.RelPart && s != nil && q.Head == s && (c.stay(q) || len(q.Classes) == 0 && (q.Light == "be" || q.Light == "come")):
			add(q, 3, "where the speaker was")
		case q.Form == doc.RelPart && len(q.Classes) == 0 && q.Head != nil && slices.Contains(m.pred.Args, q.Head) && occasion(q.Head) && q.Head.E != nil && listedIn(q.Head.E, "occasion"):
			add(q, 3, "the occasion") // शिवाजी पार्कवर झालेल्या सभेत
		case q.Form == doc.Converb && (q.Class("speak") || q.Class("say")) && c.speaks(q, m):
			add(q, 3, "where the speaker was")
		case q.Form == doc.Finite && q.Aside && q.Light == "be" && s != nil && c.subject(q) == s: // सोरेन, जो इन दिनों दावोस में हैं, ने
			add(q, 3, "where the speaker was")
		case q.Form == doc.Infinitive && q.Gov == m.pred && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool {
			return occasion(a) && a.E != nil && listedIn(a.E, "occasion")
		}):
			add(q, 3, "the occasion")
		case q.Form == doc.Finite && q != m.pred && s != nil && c.subject(q) == s && c.met(q): // वारसॉ में टस्क से मुलाकात की और … की मांग की
			add(q, 3, "the act before it")
		}
	}
}

// stoodAside looks for participles and relative clauses about the speaker, and for occasions, where prepositions stand before.
func (c *placer) stoodAside(m *meaning, s *doc.Phrase, add func(pr *doc.Pred, cost int, how string)) {
	aside := -1 // where the participle or relative clause about the speaker begins
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		switch {
		case q == m.pred || q.Tokens[0] > m.pred.Tokens[0]:
		case q.Form == doc.Finite: // "in Bogota, senators rejected the plan and demanded …", "met in Paris and demanded …"
			if aside = -1; c.subject(q) == s && (c.met(q) || c.fronted(q)) {
				add(q, 3, "the act before it")
			}
		case (q.Form == doc.Converb || q.Form == doc.RelPart) && c.subject(q) == s && !ahead(q):
			if aside = -1; len(q.Classes) == 0 || c.stay(q) {
				aside = q.Tokens[0]
			}
			if q.Light == "be" || c.stay(q) {
				add(q, 3, "where the speaker was")
			}
		case q.Form == doc.Nominal && c.gathering(q) && (aside >= 0 && q.Tokens[0] > aside || q.Phrase != nil && q.Gov == m.pred && (occasion(q.Phrase) || q.Phrase.Mark == lang.On)):
			add(q, 3, "the occasion")
		}
	}
}

// gathered looks for the relative clause or participle that tells where those who do what is done at a table were.
func (c *placer) gathered(m *meaning, s *doc.Phrase, add func(pr *doc.Pred, cost int, how string)) {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if !c.d.Pack.Final && s != nil && (q.Form == doc.Converb || q.Form == doc.RelPart) && q.Tokens[0] < m.pred.Tokens[0] && c.subject(q) == s && !ahead(q) && (q.Light == "be" || q.Class("meet") || q.Class("join")) {
			add(q, rankNoun-rankOwn, "where those who act were")
		}
	}
}

// stayed is the day on which somebody was where he said a thing or met others, told beside him: "the leaders, meeting in Abuja on Saturday, agreed …".
func (c *coder) stayed(m *meaning) *doc.Time {
	s := c.subject(m.pred)
	if c.d.Pack.Final || s == nil || m.pred.Form != doc.Finite {
		return nil
	}
	switch m.typ {
	case "ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT":
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] >= m.pred.Tokens[0] || q.Form != doc.Converb && q.Form != doc.RelPart || c.subject(q) != s || ahead(q) {
			continue
		}
		if q.Light == "be" || q.Class("meet") || q.Class("talk") || q.Class("speak") || q.Class("join") {
			if t := c.own(q); t != nil && t.Resolved {
				return t
			}
		}
	}
	return nil
}

// stay tells whether a predicate tells that somebody is at a place, or speaks there.
func (c *placer) stay(q *doc.Pred) bool {
	return q.Class("visit") || q.Class("travel") || q.Class("reach") || q.Class("meet") || q.Class("speak") || q.Class("say")
}

// gathering tells whether a noun is that of an occasion at which things are said.
func (c *placer) gathering(q *doc.Pred) bool {
	return q.Class("rally") || q.Class("meet") || q.Class("summit") || q.Class("visit")
}

// besidesVerb tells whether a noun between a place and the verb behind it only says on what occasion or when, or takes up what was told: "in Cairo
// for talks, Blinken urged …", पटना में रैली में, न्यूयॉर्कमध्ये या हल्ल्याचा निषेध केला.
func (c *placer) besidesVerb(pr, q *doc.Pred, ph *doc.Phrase) bool {
	if q.Form == doc.Infinitive && !c.d.Pack.Final && ph.First < pr.Tokens[0] && c.setOff(ph) { // ", in Delhi to attend a meeting, blamed …"
		return true
	}
	if q.Form != doc.Nominal || q.Phrase == nil || ph.First > pr.Tokens[0] {
		return false
	}
	switch q.Phrase.Mark {
	case lang.During, lang.At, lang.In:
		return true
	case lang.For, lang.Before, lang.After:
		return !c.d.Pack.Final
	}
	return c.d.Pack.Final && q.Gov == pr && (c.pointed(q.Phrase.First) || c.toldOf(q))
}

// toldOf tells whether a noun names an act that a sentence before told: लाठीमाराचा निषेध.
func (c *placer) toldOf(q *doc.Pred) bool {
	for si := max(0, q.Sent-sceneryBack); si < q.Sent; si++ {
		if slices.ContainsFunc(c.bySent[si], func(m *meaning) bool {
			return slices.ContainsFunc(m.pred.Classes, func(name string) bool { return q.Class(name) })
		}) {
			return true
		}
	}
	return false
}

// sceneryBack is how many sentences before a noun the act may stand that it takes up.
const sceneryBack = 5

// opens tells whether a place stands before the speaker, with nothing done between the two: नागपुरात वडेट्टीवार यांनी … देण्याची मागणी केली.
func (c *placer) opens(pr *doc.Pred, ph *doc.Phrase) bool {
	s := c.subject(pr)
	if s == nil || ph.Last > s.First || !standsAsPlace(ph.Mark) || ph.Attr {
		return false
	}
	return !slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && q.Tokens[0] >= ph.Last && q.Tokens[0] < s.First
	})
}

// setOff tells whether a comma, or nothing, stands before the preposition of a phrase.
func (c *placer) setOff(ph *doc.Phrase) bool {
	i := ph.First - 2 // before the preposition
	return i < c.d.Art.Sentences[c.sentence(ph.First)].First || c.d.Art.Tokens[i].Text == ","
}

// toVisit tells whether a place is that of a visit on which something is said: "on a visit to Kyiv", मॉस्को यात्रा के दौरान, नागपूर दौऱ्यावर असलेले.
func (c *placer) toVisit(l link, s site, mark lang.Mark) bool {
	if s.depth > 0 || s.subj {
		return false
	}
	if l.cost > 0 && (l.pred.Class("visit") || l.pred.Class("reach")) {
		return mark == lang.To || mark == lang.Obj || mark == lang.Of || c.d.Pack.Final && (mark == lang.Nom || mark == lang.Gen || mark == lang.Dat)
	}
	return c.d.Pack.Final && mark == lang.Nom && slices.ContainsFunc(l.pred.Args, func(a *doc.Phrase) bool {
		return a.First == s.ph.Last && a.Mark == lang.During && a.Pred != nil && a.Pred.Class("visit")
	})
}

// doer gives the body that tells in the passive what it did itself: "तिघांना अटक करण्यात आल्याचे पोलिसांनी सांगितले".
func (c *coder) doer(pr *doc.Pred) []article.Entity {
	if pr.Gov == nil || !pr.Gov.Class("say") {
		return nil
	}
	own := pr.Class("catch")
	for _, name := range pr.Classes {
		if k := c.d.Pack.Common.Class(name); k != nil {
			switch k.Type {
			case "COERCE", "SANCTION", "MOBILIZE", "AID", "RETREAT", "CONCEDE":
				own = true
			case "THREATEN": // … को बख्शा नहीं जाएगा: who says so threatens
				if s := c.subject(pr.Gov); s != nil && name == "vow_force" {
					return s.Ents
				}
			}
		}
	}
	s := c.subject(pr.Gov)
	if !own || s == nil || len(s.Ents) == 0 {
		return nil
	}
	if !c.d.Pack.Final { // "two men were arrested, police said": not what a state or its government says
		return leaving(s.Ents, func(e article.Entity) bool {
			return e.Sector != "COP" || !c.d.Pack.Common.AnyType(pr.Classes, "COERCE") && !pr.Class("catch")
		})
	}
	if s.Ents[0].How == "state" && c.d.Art.Tokens[s.Head].Quoted && len(s.Names) > 0 && c.d.Names[s.Names[len(s.Names)-1]].Last <= s.Head {
		return nil // असे ‘जर्मन रेडिओ’ने म्हटले आहे: what is named after a state
	}
	if c.pledged(pr, s.Ents[0]) {
		return s.Ents
	}
	if e := s.Ents[0]; e.How == "state" || e.Sector == "COP" || e.Sector == "MIL" || e.How == "agent" && e.Sector == "GOV" {
		return s.Ents
	}
	return nil
}

// pledged tells whether a body of states, or who speaks for a state, tells in the passive what will or will not be done, which is up to the speaker: "निर्बंध
// उठवले जाणार नाहीत, अशी भूमिका युरोपीय महासंघाने घेतली".
func (c *coder) pledged(pr *doc.Pred, e article.Entity) bool {
	if pr.F&(lang.Fut|lang.Pros) == 0 || pr.Form != doc.Finite {
		return false
	}
	return e.How == "body" && (interstate(e.Country) || e.Sector == "GOV") || e.Sector == "GOV" && (e.How == "person" || e.How == "title")
}
