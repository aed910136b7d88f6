package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// tellings are the acts that a text tells, each once, with the places among them at which one that tells the act again may be looked for: so a text
// of many acts is not compared each with each.
type tellings struct {
	*coder
	out    []*meaning
	byType []acts // few
	bySent [][]int
}

// acts are those of one type: their places in the list of tellings, ascending, and of those the ones told in a headline.
type acts struct {
	typ        plover.Type
	all, heads []int
}

func (t *tellings) of(typ plover.Type) *acts {
	for i := range t.byType {
		if t.byType[i].typ == typ {
			return &t.byType[i]
		}
	}
	t.byType = append(t.byType, acts{typ: typ})
	return &t.byType[len(t.byType)-1]
}

// merge joins the tellings of one act: the dead of an attack with the attack, and a noun that repeats an event told before.
func (c *coder) merge() {
	c.cries()
	if len(c.out) < 2 {
		return
	}
	t := &tellings{coder: c, bySent: make([][]int, len(c.d.Sents))}
	for _, m := range c.out {
		if i := t.again(m); i >= 0 {
			o := t.out[i]
			if t.head(o) && m.pred.Sent != o.pred.Sent && m.pred.Form != doc.Nominal { // the body tells it in full
				c.absorb(m, o)
				t.leave(i)
				t.out[i] = m
				t.enter(i)
			} else {
				c.absorb(o, m)
			}
			continue
		}
		if o := c.cause(t, m); o != nil {
			c.absorb(o, m)
			continue
		}
		t.out = append(t.out, m)
		t.enter(len(t.out) - 1)
	}
	c.out = t.out
}

func (t *tellings) head(m *meaning) bool { return t.d.Art.Sentences[m.pred.Sent].Headline }

// enter notes the act at a place; an act keeps its type and sentence.
func (t *tellings) enter(i int) {
	m := t.out[i]
	of := t.of(m.typ)
	of.all = insert(of.all, i)
	t.bySent[m.pred.Sent] = insert(t.bySent[m.pred.Sent], i)
	if t.head(m) {
		of.heads = insert(of.heads, i)
	}
}

func (t *tellings) leave(i int) {
	m := t.out[i]
	of := t.of(m.typ)
	of.all, of.heads = remove(of.all, i), remove(of.heads, i)
	t.bySent[m.pred.Sent] = remove(t.bySent[m.pred.Sent], i)
}

func insert(list []int, i int) []int {
	at, _ := slices.BinarySearch(list, i)
	return slices.Insert(list, at, i)
}

func remove(list []int, i int) []int {
	if at, ok := slices.BinarySearch(list, i); ok {
		return slices.Delete(list, at, at+1)
	}
	return list
}

// again gives the place of the first act that m tells again, or -1. A noun may tell one again from anywhere, another word one of its own
// sentence or of a headline: see sameAct.
func (t *tellings) again(m *meaning) int {
	if m.pred.Form == doc.Nominal {
		for _, i := range t.of(m.typ).all {
			if t.sameAct(t.out[i], m) {
				return i
			}
		}
		return -1
	}
	near, heads := t.bySent[m.pred.Sent], t.of(m.typ).heads
	if harmed(m.pred) && len(m.recip) == 0 && !t.d.Pack.Final { // "killed an officer and wounded two others": of its sentence sooner than of the headline
		for _, i := range near {
			if t.sameAct(t.out[i], m) {
				return i
			}
		}
	}
	for si := m.pred.Sent - 1; si >= 0 && si >= m.pred.Sent-ownsMax && t.pluperfect(m); si-- {
		for _, i := range t.bySent[si] {
			if t.sameAct(t.out[i], m) {
				return i
			}
		}
	}
	if t.restated(m) {
		for _, i := range t.of(m.typ).all {
			if t.sameAct(t.out[i], m) {
				return i
			}
		}
		return -1
	}
	for len(near) > 0 || len(heads) > 0 {
		var i int
		if len(heads) == 0 || len(near) > 0 && near[0] <= heads[0] {
			i, near = near[0], near[1:]
		} else {
			i, heads = heads[0], heads[1:]
		}
		if t.sameAct(t.out[i], m) {
			return i
		}
	}
	return -1
}

// before gives the acts of the sentences before one, at most back of them, in the order in which they were told.
func (t *tellings) before(si, back int) []*meaning {
	var places []int
	for n := max(0, si-back); n < si; n++ {
		places = append(places, t.bySent[n]...)
	}
	slices.Sort(places)
	list := make([]*meaning, len(places))
	for k, i := range places {
		list[k] = t.out[i]
	}
	return list
}

func victimOnly(m *meaning) bool { return m.class == "die" || m.class == "kill" || m.class == "wound" }

// otherCountry tells whether two acts of a headline are said to be in two countries: "अमेरिका में फायरिंग में चार की मौत, मैक्सिको में …".
func (c *coder) otherCountry(a, b *doc.Pred) bool {
	if !c.d.Pack.Final || a.Clause == b.Clause || !c.d.Art.Sentences[a.Sent].Headline {
		return false
	}
	in := func(pr *doc.Pred) string {
		for _, ph := range pr.Args {
			if ph.Mark == lang.In && len(ph.Ents) > 0 && (place(ph.Ents[0]) || ph.Ents[0].How == "state") {
				return ph.Ents[0].Country
			}
		}
		return ""
	}
	x, y := in(a), in(b)
	return x != "" && y != "" && x != y
}

// sameAct tells whether m tells the act of o again.
func (c *coder) sameAct(o, m *meaning) bool {
	if o.typ != m.typ {
		return false
	}
	near := o.pred.Sent == m.pred.Sent
	if near && o.typ == "ASSAULT" && c.otherCountry(o.pred, m.pred) {
		return false
	}
	if near && !c.d.Pack.Final && o.typ == "ASSAULT" && o.pred.Form == doc.Finite && m.pred.Form == doc.Finite && m.pred.Subj != nil && len(m.actor) > 0 && c.apartBySign(o.pred, m.pred) {
		return false
	}
	if near && o.typ == "ASSAULT" && (victimOnly(o) || victimOnly(m)) && compatible(o.actor, m.actor) && !c.earlierAct(o.pred, m.pred) && !otherVictim(o, m) {
		return true
	}
	if near && o.typ == "ACCUSE" && m.pred != o.pred && m.pred.Form == doc.Finite && o.pred.Form == doc.Finite && m.pred.Class("summon") != o.pred.Class("summon") && (deplores(o.pred) || deplores(m.pred)) {
		return false // कदम को भड़काऊ बताया और राजदूत को तलब किया
	}
	if near && m.pred.Form != doc.Nominal && o.pred.Form != doc.Nominal && c.otherDay(o.pred, m.pred) {
		return false // "who met him last week, telephoned him on Monday"
	}
	if near && !c.d.Pack.Final && o.pred.Form == doc.Finite && m.pred.Form == doc.Finite && (o.typ == "AGREE" && o.pred.E != m.pred.E && o.pred.Subj == m.pred.Subj || c.apartBySign(o.pred, m.pred)) {
		return false // "announced a package and invited the leaders"
	}
	if near && !c.d.Pack.Final && (o.class == "capture") != (m.class == "capture") && (o.pred.Form == doc.RelPart) != (m.pred.Form == doc.RelPart) && o.pred.Form != doc.Nominal && m.pred.Form != doc.Nominal {
		return false // "The rebels, who took Bukavu, fired mortars at the army"
	}
	if o.status != m.status && !c.d.Art.Sentences[o.pred.Sent].Headline {
		return false
	}
	if !near && !c.d.Art.Sentences[o.pred.Sent].Headline && m.pred.Form != doc.Nominal && !c.owns(o, m) && !(c.restated(m) && len(o.actor) > 0) {
		return false
	}
	if o.mode != m.mode && o.mode != "" && m.mode != "" && !(c.d.Art.Sentences[o.pred.Sent].Headline && (fromAbove(o.mode) && fromAbove(m.mode) || o.typ == "MOBILIZE" && !c.d.Pack.Final)) {
		return false
	}
	if o.mode != m.mode && (o.mode == "visit" || m.mode == "visit") && m.pred.Form == doc.Finite && o.pred.Form == doc.Finite && o.pred != m.pred {
		return false // arrived and met: a visit and the talks on it are two
	}
	if near && c.d.Pack.Final && o.mode != m.mode && (o.mode == "visit" && onVisit(o.pred) && m.pred.Form == doc.Finite || m.mode == "visit" && onVisit(m.pred) && o.pred.Form == doc.Finite) {
		return false // शरीफ यांनी बीजिंग दौऱ्यात … चर्चा केली
	}
	if o.typ == "CONSULT" && c.metTogether(o, m) {
		return true
	}
	if c.headcount(o) && m.mode == o.mode && len(m.recip) > 0 && (o.recip[0].Country == "" || sameCountry(o.recip, m.recip)) {
		return compatible(o.actor, m.actor)
	}
	if !near && !c.d.Pack.Final && c.d.Art.Sentences[o.pred.Sent].Headline && known(o.actor) && known(m.actor) && compatible(o.actor, m.actor) && likePeople(o.recip, m.recip) {
		return true
	}
	return compatible(o.actor, m.actor) && compatible(o.recip, m.recip) && (len(m.actor) > 0 || len(m.recip) > 0)
}

// headcount tells whether a headline tells of those who are held or tried only how many they are: "Highway Blocked; 65 Held".
func (c *coder) headcount(o *meaning) bool {
	return c.d.Art.Sentences[o.pred.Sent].Headline && (o.mode == "arrest" || o.mode == "convict") && len(o.recip) == 1 && o.recip[0].How == "number"
}

// deplores tells whether a predicate finds fault in words.
func deplores(pr *doc.Pred) bool { return pr.Class("criticize") || pr.Class("condemn") }

// likePeople tells whether those whom a headline calls by one word may be those whom the body calls by another: fugitives and officers of one state, an
// opposition leader and the leader of a party.
func likePeople(a, b []article.Entity) bool {
	if len(a) != 1 || len(b) != 1 || a[0].Country == "" || a[0].Country != b[0].Country || a[0].KB != "" && b[0].KB != "" && a[0].KB != b[0].KB {
		return false
	}
	for _, like := range [][]string{{"CRM", "CVL", "ELI", "UNK", "MIL"}, {"OPP", "PTY", "LEG", "ELI"}} {
		if slices.Contains(like, a[0].Sector) && slices.Contains(like, b[0].Sector) && a[0].Sector != b[0].Sector {
			return true
		}
	}
	return false
}

// apartBySign tells whether a semicolon stands between two predicates, each with a subject of its own.
func (c *coder) apartBySign(a, b *doc.Pred) bool {
	if a.Subj == nil || b.Subj == nil || a.Subj == b.Subj || len(a.Tokens) == 0 || len(b.Tokens) == 0 {
		return false
	}
	for i := min(a.Tokens[0], b.Tokens[0]); i < max(a.Tokens[0], b.Tokens[0]); i++ {
		if c.d.Art.Tokens[i].Text == ";" {
			return true
		}
	}
	return false
}

// ownsMax is how many sentences back an army's own deed may have been told that it claims.
const ownsMax = 3

// pluperfect tells whether who is said to have done a deed says so himself: "The army said it had hit command centres".
func (c *coder) pluperfect(m *meaning) bool {
	pr := m.pred
	if !c.d.Pack.Final && m.typ == "PROTEST" && pr.Form == doc.Finite && pr.Subj != nil && pr.Subj.Pron && !pr.F.Has(lang.Perf) {
		return true // "They smashed windows", right behind
	}
	if !c.d.Pack.Final && m.class == "sign" && pr.Form == doc.Finite { // "signed the document", right behind the pact
		return slices.ContainsFunc(c.object(pr), c.definite)
	}
	return !c.d.Pack.Final && m.typ == "ASSAULT" && pr.Form == doc.Finite && pr.F.Has(lang.Perf) && !pr.F.Has(lang.Pass) && pr.Subj != nil && pr.Subj.Pron && pr.Gov != nil && pr.Gov.Subj != nil && len(m.actor) > 0 && among(m.actor[0], pr.Gov.Subj.Ents)
}

// restated tells whether somebody is said to say again what he has said before: "reiterated his call", "वक्तव्याची पुनरावृत्ती केली".
func (c *coder) restated(m *meaning) bool {
	if !speech(m.typ) || len(m.actor) == 0 {
		return false
	}
	again := c.d.Pack.ListSet([]string{"again"})
	s := c.d.Art.Sentences[m.pred.Sent]
	for i := s.First; i < s.Last; i++ {
		if c.d.Words[i].Lists&again != 0 {
			return true
		}
	}
	return false
}

// owns tells whether m is the deed o, claimed by who did it.
func (c *coder) owns(o, m *meaning) bool {
	return c.pluperfect(m) && m.pred.Sent > o.pred.Sent && m.pred.Sent-o.pred.Sent <= ownsMax && o.status == m.status && sameCountry(o.actor, m.actor)
}

// metTogether tells whether all whom a headline names as those who talk are among those of a meeting: "मंत्र्यांशी चर्चा निष्फळ".
func (c *coder) metTogether(o, m *meaning) bool {
	if o.rule == nil || m.rule == nil || !o.rule.Flags["mutual"] || !m.rule.Flags["mutual"] || !c.d.Art.Sentences[o.pred.Sent].Headline {
		return false
	}
	in := slices.Concat(m.actor, m.recip, m.coactor)
	all := slices.Concat(o.actor, o.recip, o.coactor)
	return len(all) > 0 && len(in) > 0 && !slices.ContainsFunc(all, func(e article.Entity) bool { return !compatible([]article.Entity{e}, in) })
}

// fromAbove tells whether a mode is one of those that a headline and the body call one attack by: an air strike, by a drone, with bombs.
func fromAbove(mode string) bool { return mode == "aerial" || mode == "drone" || mode == "explosives" }

// earlierAct tells whether one of two predicates is told as so long after the other: "struck Kassala, a day after an attack on Atbara killed two".
func (c *coder) earlierAct(a, b *doc.Pred) bool {
	s, t := c.shared(a), c.shared(b)
	return s != t && (s != nil && s.Anchored() || t != nil && t.Anchored())
}

// otherDay tells whether two predicates have times of their own that lie apart.
func (c *coder) otherDay(a, b *doc.Pred) bool {
	s, t := c.own(a), c.own(b)
	return s != nil && t != nil && s != t && s.Resolved && t.Resolved && (s.Interval.End.Before(t.Interval.Start) || t.Interval.End.Before(s.Interval.Start))
}

// compatible tells whether two lists of parties may be the same: one is empty, or they share a country or name.
func compatible(a, b []article.Entity) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x.KB != "" && y.KB != "" && x.KB != y.KB && x.How == "person" && y.How == "person" {
				continue // met the adviser, and called on the prime minister
			}
			if (x.Country == "" || y.Country == "") && x.KB == "" && y.KB == "" && x.Sector == y.Sector && x.Sector == "GOV" && x.Span == y.Span {
				return true // one mention, whose country was found in one of the two
			}
			if x.KB != "" && x.KB == y.KB || x.Country == y.Country && (x.Sector == y.Sector || x.Sector == "" || y.Sector == "" || x.How == "agent" && x.Sector == "UNK") {
				return true
			}
		}
	}
	return false
}

func (c *coder) absorb(o, m *meaning) {
	o.told = append(append(o.told, m), m.told...)
	if victimOnly(o) && !victimOnly(m) && m.rule != nil && m.rule.Flags["mutual"] && len(m.actor)+len(m.coactor)+len(m.recip) > 1 { // "30 were injured when farmers clashed with police"
		o.actor = slices.Concat(m.actor, minus(m.recip, m.actor), m.coactor)
		o.recip = minus(o.recip, o.actor)
	}
	if victimOnly(m) && len(m.recip) > 0 && o.rule != nil && mutual(o.rule, o.pred) && len(o.actor)+len(o.coactor)+len(o.recip) == 0 { // a clash of whom nobody tells, and who fell in it
		o.class, o.rule, o.actor, o.recip = m.class, m.rule, m.actor, m.recip
	}
	if len(o.actor) == 0 {
		o.actor = m.actor
	}
	if len(o.recip) == 0 && !(o.rule != nil && mutual(o.rule, o.pred) && len(o.actor)+len(o.coactor) > 1) { // those who fell in a clash of two others fought with nobody
		o.recip = m.recip
	}
	if o.mode == "" || victimOnly(o) && !victimOnly(m) && m.mode != "" {
		o.mode = m.mode
		if victimOnly(o) {
			o.class = m.class
		}
	}
	if victimOnly(m) && len(m.recip) > 0 && len(o.recip) > 0 && !victimOnly(o) && !ownFallen(o, m) && !(c.anybody(m) && onlyFolk(o.recip)) {
		o.recip = thereof(m.recip, o.recip, o.actor)
	}
}

// thereof gives victims whose country nothing tells that of the one state or place that was struck: "bombed Lebanon, killing 20 people".
// Rebels and police strike at home.
func thereof(victims, struck, by []article.Entity) []article.Entity {
	if len(struck) != 1 || !ground(struck[0]) || struck[0].Country == "" {
		return victims
	}
	out := slices.Clone(victims)
	for i := range out {
		if e := &out[i]; e.Country == "" || e.Default && e.Assumed && !anySector(by, "REB", "UAF", "PRM", "COP") {
			e.Country = struck[0].Country
		}
	}
	return out
}

// anybody tells whether those whom an act fell on are told only as so many people, who may be those that it was aimed at: "fired on protesters, killing three
// people", लाठीमार केला, त्यात २० जण जखमी झाले.
func (c *coder) anybody(m *meaning) bool {
	for _, e := range m.recip {
		if e.How == "number" {
			continue
		}
		if !slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.E != nil && slices.Contains(a.E.Lists, "anybody") && holds(a, e) }) {
			return false
		}
	}
	return true
}

// onlyFolk tells whether parties are people by what they are, and no places, states or bodies.
func onlyFolk(es []article.Entity) bool {
	return !slices.ContainsFunc(es, func(e article.Entity) bool { return e.How != "agent" && e.How != "title" && e.How != "person" })
}

// otherVictim tells whether two acts of violence fell on people or bodies of different names.
func otherVictim(o, m *meaning) bool {
	return len(o.recip) == 1 && len(m.recip) == 1 && o.recip[0].KB != "" && m.recip[0].KB != "" && o.recip[0].KB != m.recip[0].KB && !place(o.recip[0]) && !place(m.recip[0]) && o.recip[0].How != "state" && m.recip[0].How != "state"
}

// ownFallen tells whether those who fell are of the side that acted, and others are told as whom it acted on: "security forces shot dead seven rebels. A
// constable was killed".
func ownFallen(o, m *meaning) bool {
	force := func(es []article.Entity) bool { return anySector(es, "MIL", "COP") }
	rebel := func(es []article.Entity) bool { return anySector(es, "REB", "UAF", "PRM") }
	return force(o.actor) && force(m.recip) && rebel(o.recip) || rebel(o.actor) && rebel(m.recip) && force(o.recip)
}
