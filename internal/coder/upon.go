package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Words upon which somebody acts: "रशियाच्या धमकीनंतर पोलंडने … तैनात केले", "सरकार के आश्वासन के बाद किसानों ने … वापस लिया".

// upon gives the predicate that tells what was done after the words which a noun names; nil where the noun is none of words told as done.
func (c *coder) upon(m *meaning) *doc.Pred {
	pr := m.pred
	if !c.d.Pack.Final || pr.Form != doc.Nominal || pr.Phrase == nil || pr.Phrase.Mark != lang.After || pr.Neg || !known(m.actor) || c.d.Art.Sentences[pr.Sent].Headline {
		return nil
	}
	switch m.typ {
	case "REQUEST", "AGREE", "THREATEN", "REJECT":
	default:
		return nil
	}
	g := pr.Gov
	if g == nil || !g.Factual() {
		return nil
	}
	return g
}

// answering finds those who act upon the words of another: whom he promised, asked or threatened.
func (c *coder) answering(m *meaning) []article.Entity {
	if len(m.recip) > 0 || m.typ == "REJECT" {
		return nil
	}
	g := c.upon(m)
	if g == nil {
		return nil
	}
	if s := c.subject(g); s != nil && s.Pred == nil && known(s.Ents) {
		return minus(s.Ents, m.actor)
	}
	return nil
}

// traveller finds who is on a visit that a noun names, where nobody else is said to be: "शरीफ यांनी बीजिंग दौऱ्यात … चर्चा केली". Who travels in his own country
// is on no visit.
func (c *coder) traveller(m *meaning) []article.Entity {
	pr := m.pred
	if !c.d.Pack.Final || m.class != "visit" || pr.Form != doc.Nominal || pr.Phrase == nil || pr.Gov == nil || len(m.actor) > 0 || !known(m.recip) {
		return nil
	}
	if !onVisit(pr) || !pr.Gov.Factual() || pr.Gov.Neg {
		return nil
	}
	s := c.subject(pr.Gov)
	if s == nil || s.Pred != nil || !known(s.Ents) || !human(s.Ents) || s.Ents[0].Country == "" || s.Ents[0].Country == m.recip[0].Country {
		return nil
	}
	return s.Ents
}

// onVisit tells whether a noun names the visit on which something else was done.
func onVisit(pr *doc.Pred) bool {
	if pr.Form != doc.Nominal || pr.Phrase == nil || !pr.Class("visit") {
		return false
	}
	k := pr.Phrase.Mark
	return k == lang.In || k == lang.During || k == lang.On
}

// causes tells whether a clause with a subject of its own only says why something was asked or done, and is not what was asked: "इथिओपियाने सैनिक तैनात
// केल्यामुळे आफ्रिकी महासंघाने … आवाहन केले". What somebody is blamed for is.
func (c *coder) causes(q, pr *doc.Pred) bool {
	return c.d.Pack.Final && q.Phrase.Mark == lang.Because && q.Form == doc.Infinitive && q.F.Has(lang.Perf) && hasArg(q, lang.Erg) && hasArg(pr, lang.Erg) && c.typeOf(pr) != "ACCUSE"
}

// abducted tells whether those whom a predicate acts on are said in a participle to have been abducted: अपहरण केलेल्या | परिचारिकांची सुटका.
func (c *coder) abducted(pr *doc.Pred) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.RelPart && q.Class("abduct") && q.Head != nil && slices.Contains(pr.Args, q.Head)
	})
}

// itsEnvoy makes of the state whose envoy is summoned or expelled its government: the fixed phrase has the envoy in it.
func (c *coder) itsEnvoy(m *meaning) {
	if m.class != "summon" && m.class != "expel_diplomat" || len(m.recip) != 1 || m.recip[0].Sector != "" || !plover.IsState(m.recip[0].Country) {
		return
	}
	if slices.ContainsFunc(m.pred.Tokens, func(i int) bool { n := c.d.Kind(i, lang.Noun); return n != nil && n.E.Is("o.diplomat") }) {
		es := slices.Clone(m.recip)
		es[0].Sector = "GOV"
		m.recip = es
	}
}

// thingOfClause tells whether an object stands in the clause that says what somebody is accused of, not with the accusation: "बेटांवर धावपट्टी बांधल्याचा
// आरोप". The clause says whom.
func (c *coder) thingOfClause(m *meaning, head string, o object) bool {
	switch head {
	case "accuse", "blame", "suspect", "condemn", "criticize":
		return c.d.Pack.Final && o.kind == "obj" && o.m == nil && o.ph != nil && !slices.Contains(m.pred.Args, o.ph) && slices.ContainsFunc(m.pred.Comps, func(q *doc.Pred) bool {
			return q.Form == doc.Infinitive && slices.Contains(q.Args, o.ph)
		})
	}
	return false
}

// willing makes an agreement of what somebody grants to do, and not to have done: "देण्याचे कबूल केले"; and a withdrawal of throwing out one's own troops.
func (c *coder) willing(m *meaning, head string, o object) string {
	if head == "expel" && o.class == "o.troops" && o.ph != nil && sameCountry(m.actor, o.ph.Ents) {
		return "pull_out"
	}
	if head == "admit" && c.d.Pack.Final && o.m != nil && o.m.pred.Form == doc.Infinitive && o.m.pred.F.Has(lang.Inf) && !o.m.pred.F.Has(lang.Perf) {
		return "accept"
	}
	return head
}

// weaponActs tells whether the subject of a predicate is a weapon: "क्षेपणास्त्रांनी इमारतींना लक्ष्य केले".
func (c *coder) weaponActs(pr *doc.Pred) bool {
	s := c.subject(pr)
	return s != nil && s.E != nil && (s.E.Is("o.missile") || s.E.Is("o.weapon") || s.E.Is("o.shot") || s.E.Has(lang.Weaponized))
}

// goesBetween tells whether a noun says by whose mediation something was done: "कतारच्या मध्यस्थीमुळे … ओलिसांना ताब्यात दिले".
func (c *coder) goesBetween(m *meaning) bool {
	pr := m.pred
	if !c.d.Pack.Final || m.class != "mediate" || pr.Form != doc.Nominal || pr.Phrase == nil || !known(m.actor) || pr.Gov == nil || !pr.Gov.Factual() || pr.Gov.Neg {
		return false
	}
	switch pr.Phrase.Mark {
	case lang.Because, lang.Erg, lang.After, lang.By, lang.Through, lang.Under:
		return true
	}
	return false
}

// notItsOwn takes soldiers without a country, who were taken for those of the one army that killed them, for those of the place where it happened:
// "पूंछमध्ये पाकिस्तानी सैन्याने केलेल्या गोळीबारात एक जवान हुतात्मा झाला".
func (c *coder) notItsOwn(m *meaning) {
	if !c.d.Pack.Final || m.typ != "ASSAULT" || len(m.actor) != 1 || len(m.recip) != 1 || len(m.coactor) > 0 || !anySector(m.actor, "MIL") || !anySector(m.recip, "MIL") ||
		m.actor[0].Country != m.recip[0].Country || m.actor[0].Span == m.recip[0].Span {
		return
	}
	for _, a := range m.pred.Args {
		if !holds(a, m.recip[0]) || len(a.Names) > 0 || slices.ContainsFunc(a.Mods, func(q *doc.Phrase) bool { return len(q.Ents) > 0 }) {
			continue
		}
		for _, pr := range append([]*doc.Pred{m.pred}, m.pred.Comps...) {
			if e := placeBy(pr, false, func(e article.Entity) bool { return ground(e) || e.How == "possessor" }); e != nil && plover.IsState(e.Country) && e.Country != m.actor[0].Country {
				m.recip = []article.Entity{{Span: m.recip[0].Span, Country: e.Country, Sector: "MIL", How: "agent"}}
				return
			}
		}
	}
}

// gains tells whether those whom a protest was taken to be against are those who are to get what it asks for: "समाजाला आरक्षण मिळावे, या मागणीसाठी उपोषण".
func (c *coder) gains(m *meaning) bool {
	if m.typ != "PROTEST" || len(m.recip) == 0 {
		return false
	}
	for _, q := range m.pred.Comps {
		for _, x := range append([]*doc.Pred{q}, q.Comps...) {
			if x.VerbE != nil && x.VerbE.Light == "get" && markedBy(x, lang.Dat, m.recip[0]) {
				return true
			}
		}
	}
	return false
}

// ofWhich finds whose protest it is that somebody supports where the text told of it before: "शरद पवार यांनी आंदोलनाला पाठिंबा दिला".
func (c *coder) ofWhich(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "SUPPORT" || len(m.recip) > 0 || !known(m.actor) || m.pred.Form == doc.Nominal || !slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Pred != nil && a.Pred.Form == doc.Nominal && a.Mark == lang.Dat && c.typeOf(a.Pred) == "PROTEST" && len(a.Names) == 0
	}) {
		return nil
	}
	o := c.lastOf(m, func(o *meaning) bool { return o.typ == "PROTEST" && known(o.actor) })
	if o == nil {
		return nil
	}
	return minus(o.actor, m.actor)
}

// withheld tells whether a clause or noun of an act only names what there was not: "आश्वासन मिळाल्याशिवाय".
func withheld(pr *doc.Pred) bool {
	return pr.Form != doc.Finite && pr.Phrase != nil && pr.Phrase.Mark == lang.Without
}

// notSo tells whether what an infinitive names is said not to be: "संवाद शक्य | नसल्याचे".
func notSo(pr *doc.Pred) bool {
	g := pr.Gov
	return pr.Form == doc.Infinitive && g != nil && g.Neg && len(g.Classes) == 0 && g.Light == "be"
}

// amongDead takes those who are told to be among the dead from who killed them: "चकमकीत दोन महिलांसह | चार माओवादी ठार झाले".
func (c *coder) amongDead(m *meaning) {
	if !c.d.Pack.Final || m.typ != "ASSAULT" || m.pred.E == nil || !m.pred.E.Has(lang.Patient) || len(m.actor) == 0 {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.With && a.Mark != lang.Including || !holds(a, m.actor[0]) {
			continue
		}
		if slices.ContainsFunc(m.pred.Args, func(b *doc.Phrase) bool { return b.First == a.Last && b.Mark == lang.Nom && len(b.Ents) > 0 }) {
			m.actor = minus(m.actor, a.Ents)
			return
		}
	}
}

// criticized gives a criticism that takes up the clause before it the one who acts in that clause: "मुख्यमंत्र्यांनी विश्वासघात केला, अशी टीका त्यांनी केली".
func (c *coder) criticized(m *meaning) {
	if !c.d.Pack.Final || m.typ != "ACCUSE" || m.mode == "investigate" || len(m.recip) > 0 || !known(m.actor) || m.pred.Form != doc.Finite || m.pred.Tokens[0] == 0 || c.d.Kind(m.pred.Tokens[0]-1, lang.Demo) == nil {
		return
	}
	var last *doc.Pred
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form == doc.Finite && q.Tokens[0] < m.pred.Tokens[0] {
			last = q
		}
	}
	if last == nil || last.F.Has(lang.P1) || last.Cond {
		return
	}
	if s := c.subject(last); s != nil && s.Pred == nil && !s.Pron && known(s.Ents) && s.Ents[0].How != "possessor" {
		m.recip = minus(s.Ents, m.actor)
	}
}

// sentBack tells whether it is said of nobody that he was sent back: boats and bills are not deported.
func (c *coder) sentBack(m *meaning) bool {
	return c.d.Pack.Final && m.class == "deport" && len(m.recip) == 0 && m.pred.Form == doc.Finite && !m.pred.F.Has(lang.Pass) && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Nom && !a.Attr && !a.Pron && a.Pred == nil && a.E != nil && a.E.Agent == "" && len(a.Names) == 0
	})
}

// nowhere takes a word that nothing knows, and that says only where something is, from those whom an act falls on: काटाटुंबोत सैनिक पाठवले.
func (c *coder) nowhere(m *meaning) {
	if !c.d.Pack.Final || m.typ != "MOBILIZE" && m.typ != "COERCE" || len(m.recip) != 1 || m.recip[0].How != "unknown" || m.recip[0].Country != "" {
		return
	}
	if markedBy(m.pred, lang.In, m.recip[0]) {
		m.recip = nil
	}
}
