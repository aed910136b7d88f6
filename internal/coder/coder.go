package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Run codes the events of the document into d.Art.Events.
func Run(d *doc.Doc) {
	w := works.Get().(*work)
	defer w.done()
	c := &w.coder
	c.d, c.work, c.memo = d, w, w.memo
	c.listed()
	c.streets()
	blocked, field := c.topics(blocking, 3), c.topics(quiet, 2)
	for si := range d.Sents {
		lists := c.lists[si] | c.headed(si)
		for _, pr := range d.Sents[si].Preds { // what a later predicate makes of an earlier one decides on both
			c.mean(pr, 0)
		}
		for _, pr := range d.Sents[si].Preds {
			m := c.mean(pr, 0)
			if x := c.orElse(pr); x != nil {
				c.out = append(c.out, x)
				continue
			}
			if m == nil || c.untold(pr, m) {
				continue
			}
			if c.open(m); c.kin(m) {
				continue
			}
			c.found(m)
			c.recalls(m)
			c.scene(m)
			c.athome(m)
			c.manner(m)
			c.noParties(m)
			if !c.stands(m, lists, blocked) || c.everyday(m, lists|field) {
				continue
			}
			if c.sentBack(m) || c.drives(m) || c.deniesIt(m) || c.leftBefore(m) || c.noNews(m) || c.seeming(m) {
				continue
			}
			if c.doubt(m); len(m.actor)+len(m.coactor)+len(m.recip) == 0 && !c.partyless(m) {
				continue
			}
			if c.recalled(m) {
				continue
			}
			c.out = append(c.out, m)
			if j := c.jail(m); j != nil {
				c.out = append(c.out, j)
			}
		}
	}
	c.claims()
	c.merge()
	c.wholly()
	c.owned()
	sort.SliceStable(c.out, func(i, j int) bool { return c.out[i].pred.Sent < c.out[j].pred.Sent })
	d.Art.Events = slices.Grow(d.Art.Events, len(c.out))
	c.events = make([]int, len(d.Sents))
	for _, m := range c.out {
		c.events[m.pred.Sent]++
	}
	if len(c.out) > 0 {
		c.field = c.running()
		c.placer = newPlacer(c)
	}
	for _, m := range c.out {
		d.Art.Events = append(d.Art.Events, c.event(m))
	}
	c.incidents()
	c.carry()
	c.story()
}

// untold tells whether a predicate tells no event of its own: it is a word of another, a condition, a slogan, what is only meant or discussed.
func (c *coder) untold(pr *doc.Pred, m *meaning) bool {
	return c.consumed(pr) || c.inLonger(pr) || c.kept(pr) || c.spent(pr) || c.discussed(pr) || c.condition(pr) || c.slogan(pr, m) || c.able(pr) || c.onlyProposed(m) ||
		c.brokenWord(m) || c.lapsed(pr, m) || c.liftedSince(m) || c.toYou(pr) || c.unreal(pr, m) && !c.denied(pr)
}

// open looks for the parties that a predicate's arguments leave open.
func (c *coder) open(m *meaning) {
	c.deniedNow(m.pred, m)
	c.byWhose(m)
	c.armsSent(m)
	m.recip = append(m.recip, c.ofLeague(m)...)
	c.gaveBack(m)
	c.metAfter(m)
	c.onWhom(m)
	c.byWhom(m)
}

// onWhom looks further for those whom an act falls on where no argument of its own names them.
func (c *coder) onWhom(m *meaning) {
	if es := c.launcher(m); len(es) > 0 && len(m.actor) == 1 && (onlyPlaces(m.actor) || m.actor[0].How == "possessor" && m.actor[0].Sector == "") {
		m.actor = es // छत्तीसगडमध्ये नक्षलवाद्यांनी पेरलेल्या भूसुरुंगाच्या स्फोटात
	}
	if len(m.actor) == 0 {
		if m.actor = c.launcher(m); len(m.actor) == 0 {
			m.actor = c.traveller(m)
		}
	}
	if len(m.recip) == 0 && c.unnamed(m) {
		return
	}
	c.atMeeting(m)
	c.success(m)
	c.alongWith(m)
	if len(m.recip) == 0 {
		m.recip = minus(c.contentDative(m.pred), m.actor)
	}
	if len(m.recip) == 0 && m.typ == "THREATEN" {
		if m.recip = c.bears(m); len(m.recip) == 0 {
			m.recip = c.provoker(m.pred, m.actor, 0)
		}
	}
	c.ofNoun(m)
	if len(m.recip) == 0 {
		if m.recip = slices.Concat(c.answering(m), c.ofWhich(m)); len(m.recip) == 0 {
			m.recip = c.underCondition(m)
		}
	}
	if len(m.recip) == 0 {
		if m.recip = c.addressee(m); len(m.recip) == 0 {
			m.recip = slices.Concat(c.toldWhom(m), c.speakersOwn(m))
		}
	}
	if len(m.recip) == 0 && (m.typ == "ASSAULT" || m.class == "arrest") && c.d.Pack.Final && !mutual(m.rule, m.pred) {
		if m.recip = c.struckPart(m); len(m.recip) == 0 && m.typ == "ASSAULT" {
			m.recip = c.struckAt(m)
		}
	}
	if len(m.recip) == 0 || m.typ == "REQUEST" && !m.bound && !c.ownRecipient(m) {
		if es := c.metBefore(m); len(es) > 0 {
			m.recip = es
		} else if es := c.askedFrom(m); len(es) > 0 {
			m.recip = es
		}
	}
	c.armsOut(m)
	if len(m.recip) == 0 {
		if m.recip = c.sameSide(m); len(m.recip) == 0 {
			m.recip = c.dispersed(m)
		}
	}
	c.countedOut(m)
	if len(m.recip) == 0 && !c.mutualType(m) {
		m.recip = c.target(m)
	}
	if len(m.recip) == 0 && !c.mutualType(m) {
		if m.recip = c.ofParticiple(m); len(m.recip) == 0 {
			m.recip = slices.Concat(c.honoured(m), c.retorted(m), c.struck(m))
		}
	}
	if len(m.recip) == 0 && !c.mutualType(m) && !(m.class == "exercise" && c.d.Pack.Final) {
		m.recip = c.affected(m)
	}
	if len(m.recip) == 0 && !c.mutualType(m) {
		m.recip = c.turnedTo(m)
	}
	c.notThem(m)
}

// notThem puts right whom an act was taken to fall on, or who to have done it, by what else its sentence tells.
func (c *coder) notThem(m *meaning) {
	c.notHearers(m)
	if es := c.despitePleas(m); len(es) > 0 {
		m.recip = es
	}
	if len(m.recip) == 0 || m.typ == "MOBILIZE" && !plover.IsState(m.recip[0].Country) {
		if es := c.tenseWith(m); len(es) > 0 {
			m.recip = es
		}
	}
	if c.d.Pack.Final && (beneficiaries(m) || c.gains(m)) {
		m.recip = nil
	}
	if c.d.Pack.Final && len(m.actor) > 0 {
		m.recip = notThrough(m)
	}
	c.heldAtSea(m)
	c.rammed(m)
	c.ownBack(m)
	if len(m.recip) == 0 && m.class == "yield_demand" && c.d.Pack.Final {
		m.recip = minus(demanders(m.pred), m.actor)
	}
	if len(m.recip) == 0 && m.class == "mediate" {
		m.recip = minus(c.mediated(m.pred), m.actor)
	}
	c.mended(m)
	c.deplored(m)
	c.armsOut(m)
	c.itsEnvoy(m)
	c.nowhere(m)
	c.criticized(m)
	c.amongDead(m)
	c.notItsOwn(m)
	c.clauseBeside(m)
	c.pieces(m)
	c.headSides(m)
}

// notThrough leaves out of those whom an act falls on those through whom it was done: "तुर्कस्तानच्या मध्यस्थीने".
func notThrough(m *meaning) []article.Entity {
	es := m.recip
	for _, a := range m.pred.Args {
		if a.Mark == lang.Through && len(es) > 0 && len(a.Ents) > 0 {
			es = minus(es, a.Ents)
		}
	}
	return es
}

// bears finds who will have to bear what a threat says: "… जर्मनीला त्याची किंमत मोजावी लागेल, असा इशारा".
func (c *coder) bears(m *meaning) []article.Entity {
	if !c.d.Pack.Final {
		return nil
	}
	for _, q := range m.pred.Comps {
		if q.Form != doc.Finite || q.F&(lang.Must|lang.Fut) == 0 || c.memo[q] != nil {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Dat && a.Pred == nil && !a.Pron && known(a.Ents) && a.Ents[0].How != "possessor" {
				if es := minus(a.Ents, m.actor); len(es) > 0 {
					return es
				}
			}
		}
	}
	return nil
}

// provoker finds the party whose act is the condition of a threat: "रशियाने सैन्य मागे घेतले नाही, तर निर्बंध लादू".
func (c *coder) provoker(pr *doc.Pred, actor []article.Entity, depth int) []article.Entity {
	if depth > 2 {
		return nil
	}
	for _, q := range pr.Comps {
		if q.Cond {
			if s := c.subject(q); s != nil && known(s.Ents) && !s.Pron {
				if es := minus(s.Ents, actor); len(es) > 0 {
					return es
				}
			}
		}
		if es := c.provoker(q, actor, depth+1); len(es) > 0 {
			return es
		}
	}
	return nil
}

func (c *coder) mutualType(m *meaning) bool {
	return m.rule != nil && m.rule.Flags["mutual"] && (len(m.actor) > 1 || len(m.coactor) > 0) || m.typ == "CONSULT"
}

// affected finds the party that an act without a recipient of its own falls on: behind its content or its object, or the place that its object is of.
func (c *coder) affected(m *meaning) []article.Entity {
	if len(m.actor) == 0 || m.pred.E != nil && slices.Contains(m.pred.E.Lists, "favour") || m.own && aimed(m) || m.class == "ratify" && !c.d.Pack.Final { // a bill on institutes is not passed for them
		return nil
	}
	var found []article.Entity
	try := func(es []article.Entity) bool {
		for _, e := range es {
			if e.Country == "" || e.How == "unknown" || m.typ == "PROTEST" && !c.d.Pack.Final && e.Sector == "CVL" {
				continue // protests over the killing of a boy
			}
			for _, a := range m.actor {
				if a.KB != "" && e.KB != "" && a.KB != e.KB && e.Sector == a.Sector && e.How == "body" { // two parties of one country
					continue
				}
				if a.Country == e.Country && (a.Sector == e.Sector || e.Sector == "" || e.How == "possessor" || !c.d.Pack.Final && (m.typ == "THREATEN" && wields(a) && wields(e) || m.pred.Class("promise") && e.How == "agent")) {
					return false // nobody threatens his own forces
				}
			}
			found = append(found, e)
		}
		return len(found) > 0
	}
	for x := m; x != nil; x = x.content {
		if x != m && c.apart(m, x.pred) {
			break
		}
		given := m.typ == "REQUEST" && !c.d.Pack.Final && (x.typ == "AID" || x.typ == "COOPERATE") // who shall get it is not asked
		if x != m && (!given && try(x.recip) || try(x.actor)) {
			return found
		}
	}
	if c.affectedBy(m.pred, 0, try) {
		return found
	}
	for _, q := range m.pred.Comps { // "… द्याव्यात, या मागणीसाठी": who is asked
		if x := c.memo[q]; x != nil && x.typ == "REQUEST" && try(x.recip) {
			return found
		}
	}
	return nil
}

// wields tells whether a party is the government or an armed body of a state.
func wields(e article.Entity) bool {
	switch e.Sector {
	case "GOV", "MIL", "COP", "SPY":
		return true
	}
	return false
}

// affectedBy looks through the arguments of a predicate and of its content.
func (c *coder) affectedBy(pr *doc.Pred, depth int, try func([]article.Entity) bool) bool {
	if pr == nil || depth > 2 {
		return false
	}
	subj := c.subject(pr)
	m := c.memo[pr]
	var phrase func(ph *doc.Phrase, n int) bool
	phrase = func(ph *doc.Phrase, n int) bool {
		if ph == nil || ph == subj || n > 3 {
			return false
		}
		if c.untouched(m, pr, ph, n) {
			return false
		}
		moved := c.moves(m, ph, n)
		if ph.Pred == nil && !moved && (m == nil && try(ph.Ents) || m != nil && try(c.near(m, ph))) {
			return true
		}
		for _, md := range ph.Mods {
			if md.Mark == lang.In && !c.d.Pack.Final && gathering(ph.Pred) {
				continue
			}
			if phrase(md, n+1) {
				return true
			}
		}
		return false
	}
	for _, a := range pr.Args {
		if !a.Time && (a.Mark != lang.In || a.Attr || c.fallsOnPlace(pr) && ofPlace(a) || pr.Class("capture") || pr.Class("invade")) && phrase(a, 0) {
			return true
		}
	}
	if phrase(pr.Phrase, 0) {
		return true
	}
	for _, q := range pr.Comps {
		if x := c.memo[q]; c.apart(m, q) || x != nil && m != nil && m.typ == "MOBILIZE" && !c.d.Pack.Final && (x.typ == "AID" || x.typ == "SUPPORT") {
			continue // troops sent to support the rebels
		}
		if c.affectedBy(q, depth+1, try) {
			return true
		}
	}
	return false
}

// ofPlace tells whether a phrase names a state or a place, or a thing there, and not a body or people.
func ofPlace(ph *doc.Phrase) bool {
	if len(ph.Ents) == 0 {
		return false
	}
	switch ph.Ents[0].How {
	case "state", "capital", "place":
		return true
	}
	return ph.Ents[0].How == "possessor" && ph.Pred == nil && ph.Ents[0].Sector == ""
}

// fallsOnPlace tells whether an act done in a place falls on those whose place it is: soldiers sent, a curfew, an arrest; not what is said there.
func (c *coder) fallsOnPlace(pr *doc.Pred) bool {
	m := c.memo[pr]
	if m == nil || !c.d.Pack.Final || pr.Form == doc.Nominal {
		return false
	}
	switch m.typ {
	case "MOBILIZE", "COERCE", "CONCEDE", "PROTEST", "ASSAULT", "RETREAT":
		return true
	}
	return m.class == "ask_aid" || m.class == "peacekeep"
}

// consumed tells whether a predicate's meaning went into that of its governor.
func (c *coder) consumed(pr *doc.Pred) bool {
	for g, n := pr.Gov, 0; g != nil && n < depthMax; g, n = g.Gov, n+1 {
		m := c.memo[g]
		if m == nil {
			continue
		}
		for x := m; x != nil; x = x.from {
			if x.content != nil && c.holds(x.content, pr) {
				return !x.emit
			}
		}
	}
	return pr.Gov == nil && c.brokenDown(pr)
}

// condition tells whether a predicate is only the condition of a threat, a promise or a demand.
func (c *coder) condition(pr *doc.Pred) bool {
	if g := pr.Gov; g != nil && g.Neg && !c.d.Pack.Final && pr.Form == doc.Finite && pr.F.Has(lang.Fut) && c.d.Pack.Common.AnyKind(g.Classes, "say") && !g.Class("deny") {
		return true // "has not confirmed that they will meet": nothing is told
	}
	return pr.Cond && pr.Gov != nil && c.memo[pr.Gov] != nil
}

// unreal tells whether a predicate only names what is wanted, meant or feared: "to attack", करण्यासाठी, करावे under a demand. What comes
// after such an act, or is accused of, is told as real.
func (c *coder) unreal(pr *doc.Pred, m *meaning) bool {
	if c.d.Pack.Final && (withheld(pr) || notSo(pr)) {
		return true
	}
	if m.status != article.Actual {
		return false
	}
	if m.typ == "PROTEST" && pr.Gov != nil && c.memo[pr.Gov] == nil && (pr.Gov.Form == doc.Finite || pr.Gov.Form == doc.Converb) && !pr.Gov.Neg && !c.d.Pack.Final && !c.d.Pack.Common.AnyKind(pr.Gov.Classes, "gov", "say") {
		return false // "drove tractors into Brussels to protest"
	}
	if pr.Gov != nil && c.memo[pr.Gov] != nil && c.memo[pr.Gov].emit {
		return false
	}
	if pr.Form == doc.Finite {
		return pr.Gov != nil && (pr.F&(lang.Subj|lang.Should|lang.Must) != 0 && !c.hadTo(pr) || c.askedToo(pr)) && m.class != "vow_force"
	}
	if c.askedFirst(pr) {
		return true
	}
	if c.claimed(pr, m) {
		return false
	}
	if pr.Form != doc.Infinitive || !pr.F.Has(lang.Inf) || pr.F.Has(lang.Perf) {
		return c.toStop(pr)
	}
	if pr.Phrase == nil {
		return true
	}
	switch pr.Phrase.Mark {
	case lang.After, lang.During, lang.Because, lang.Despite, lang.With, lang.In:
		return false
	}
	return true
}

// askedToo tells whether a bare verb says what else somebody is asked to do: "demanded that Hamas disarm and | release the hostages".
func (c *coder) askedToo(pr *doc.Pred) bool {
	m := c.memo[pr.Gov]
	return !c.d.Pack.Final && m != nil && m.typ == "REQUEST" && pr.F.Has(lang.Root) && pr.F&(lang.Past|lang.P3|lang.Perf|lang.Prog) == 0
}

func (c *coder) holds(m *meaning, pr *doc.Pred) bool {
	for x := m; x != nil; x = x.content {
		if x.pred == pr {
			return true
		}
		if x.from != nil && x.from.pred == pr {
			return true
		}
	}
	return false
}

// listed finds the word lists that have a word in each sentence, by itself: the games of "war games" are no sport.
func (c *coder) listed() {
	c.lists = append(c.lists[:0], make([]lang.Lists, len(c.d.Sents))...)
	for si := range c.lists {
		s := &c.d.Art.Sentences[si]
		var stand lang.Sign // the words of the sentence
		for _, w := range c.d.Words[s.First:s.Last] {
			stand |= w.Sign
		}
		for i := s.First; i < s.Last; i++ {
			w := c.d.Words[i]
			if w.Lists != 0 && c.inPhrase(si, i) {
				continue
			}
			c.lists[si] |= w.Lists
			for k := range w.Listed {
				if x := &w.Listed[k]; x.Rest&^stand == 0 && x.In&^c.lists[si] != 0 && c.ends(x.E, i, s.First) {
					c.lists[si] |= x.In
				}
			}
		}
	}
}

// inPhrase tells whether a word ends a predicate of several words, or is the verb of an act and a noun of another field only else: "rebels storm a prison".
func (c *coder) inPhrase(si, i int) bool {
	return slices.ContainsFunc(c.d.Sents[si].Preds, func(pr *doc.Pred) bool {
		if e := pr.E; len(pr.Tokens) == 1 && pr.Tokens[0] == i && pr.Form != doc.Nominal && e != nil && e.Kind == lang.Verb && len(e.Classes) > 0 && len(e.Lists) == 0 {
			return !c.d.Pack.Final
		}
		return len(pr.Tokens) > 1 && pr.E != nil && pr.E.Phrase() && pr.Tokens[len(pr.Tokens)-1] == i
	})
}

// ends tells whether an entry of several words stands around its head.
func (c *coder) ends(e *lang.Entry, i, first int) bool {
	start := i - e.Head
	if start < first || start+len(e.Toks) > len(c.d.Art.Tokens) {
		return false
	}
	for k, t := range e.Toks {
		if k != e.Head && c.d.Art.Tokens[start+k].Norm != t {
			return false
		}
	}
	return true
}
