package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// stands tells whether a meaning is an event that the text reports: with a party, not blocked by its topic, and where it is a bare
// noun, with enough around it.
func (c *coder) stands(m *meaning, lists, blocked lang.Lists) bool {
	if len(m.actor) == 0 && len(m.recip) == 0 {
		return c.somewhere(m) && !c.strikeTold(m) && blocked == 0 && (m.rule == nil || lists&c.d.Pack.ListSet(m.rule.Block) == 0)
	}
	if !known(m.actor) && !known(m.recip) && !c.seized(m) {
		return false
	}
	if !c.dissent(m) && !political(m.actor) && !political(m.recip) && !political(m.coactor) && !c.crime(m) {
		return false
	}
	if c.d.Pack.Final && m.from != nil && m.pred.Class("say") && m.typ == "REQUEST" && !known(m.actor) {
		return false // बोले- घर में रहें: who asks is not told
	}
	if c.d.Pack.Final && m.mode == "arrest" && len(m.recip) == 0 && lists&c.d.Pack.ListSet([]string{"science"}) != 0 {
		return false // वन विभाग की टीम ने बाघ को पकड़ लिया
	}
	if c.amiss(m) || c.deadlyThing(m) || m.class == "disperse" && m.pred.Subj != nil && gathering(m.pred.Subj.Pred) {
		return false // "the talks broke up"
	}
	if m.typ == "CONSULT" && len(m.actor)+len(m.coactor) == 0 && m.pred.Form == doc.Nominal && onlyPlaces(m.recip) {
		return false // इंफालला द्या भेट: nobody who goes there
	}
	if private(m) || c.caution(m) || c.idle(m) || c.asked(m.pred) || (m.typ == "ASSAULT" || m.typ == "PROTEST" || m.typ == "THREATEN" && m.mode == "relations") && c.allBusiness(m.pred, m.actor) || m.typ == "AID" && !known(m.recip) && c.d.Art.Sentences[m.pred.Sent].Headline {
		return false
	}
	if blocked != 0 || c.d.Pack.Final && m.class == "clash" && !followers(m.pred) && (anySector(m.actor, "PTY", "OPP", "GOV", "LEG", "ELI", "BUS") || anySector(m.recip, "PTY", "OPP", "GOV", "LEG", "ELI", "BUS")) && civil(m.actor) && (civil(m.recip) || !armed(m.recip) && !anySector(m.recip, "CVL")) && civil(m.coactor) {
		return false // politicians who quarrel do not fight
	}
	if m.rule != nil {
		if lists&c.d.Pack.ListSet(m.rule.Block)&^c.nonetheless(m) != 0 && !c.powers(m) {
			return false
		}
		for _, need := range m.rule.Need {
			if !c.meets(m, need) {
				return false
			}
		}
	}
	if m.typ == "AGREE" && m.rule != nil && m.rule.Flags["mutual"] && (len(m.actor) == 0 || c.d.Pack.Final && anySector(m.actor, "CVL") && !powerful(m.actor)) && len(m.coactor) == 0 && countries(m.recip) < 2 {
		return false // friends agreed to go to Goa
	}
	pr := m.pred
	if m.typ == "MOBILIZE" && c.d.Pack.Final && pr.Form == doc.RelPart && pr.F.Has(lang.AgentF) {
		return false // गस्त घालणाऱ्या नौका: what they are for
	}
	if c.d.Pack.Final && m.typ == "ASSAULT" && !known(m.actor) && lists&c.d.Pack.ListSet(beasts) != 0 {
		return false // एकटा दिसताच साप करतो हल्ला
	}
	if c.d.Pack.Final && pr.Form == doc.Finite && pr.Gov == nil && pr.F&(lang.Should|lang.Subj) != 0 && m.typ == "CONSULT" {
		return false // "दोन्ही पक्षांनी एकत्र यावे": what should be
	}
	if c.d.Pack.Final && m.typ == "REQUEST" && len(m.actor) == 0 && pr.F.Has(lang.Pass) && !powerful(m.recip) {
		return false // मच्छीमारांनी समुद्रात जाऊ नये, असे आवाहन करण्यात आले: advice to whom it may concern
	}
	if c.d.Pack.Final && pr.Form == doc.Conditional && !known(m.actor) && m.typ != "ASSAULT" {
		return false // आदेश आल्यास: by whomever
	}
	if pr.Form == doc.RelPart && pr.F.Has(lang.AgentF) && !known(m.actor) {
		return false // युक्रेनला पाठिंबा देणारे देश: whoever does
	}
	if pr.Form == doc.Nominal && pr.Phrase != nil {
		return c.nominalStands(m)
	}
	return true
}

// beasts are the lists of animals, which attack people and are no party.
var beasts = []string{"animal"}

// seized tells whether somebody of whom nothing but the name is known is arrested or convicted: nobody else can be.
func (c *coder) seized(m *meaning) bool {
	if c.d.Pack.Final || m.pred.Form != doc.Finite || m.mode != "arrest" && m.mode != "convict" || len(m.recip) != 1 {
		return false
	}
	return m.recip[0].How == "unknown" || m.recip[0].Human()
}

// partyless tells whether an act is news where it names nobody: a protest, a curfew, the internet cut, a town patrolled.
func (c *coder) partyless(m *meaning) bool {
	if c.daysAfter(m) {
		return true
	}
	switch m.class {
	case "curfew", "censor", "martial_law":
		return m.pred.Form == doc.Finite
	case "attack":
		return m.on == "o.target" // "a missile hit an apartment block in Kyiv"
	case "deploy_police", "crowd_control", "clash", "attack.arson", "attack.bomb", "attack.shell", "attack.aerial":
		return m.pred.Form == doc.Finite && !c.d.Pack.Final // where bombs alone go off, it may be an accident
	}
	return m.typ == "PROTEST"
}

// somewhere tells whether an act that names no party stands with a place: "protests were held in Paris".
func (c *coder) somewhere(m *meaning) bool {
	if !c.partyless(m) || m.status == article.Negated {
		return false
	}
	pr := m.pred
	if m.typ == "PROTEST" && c.nobody(pr) {
		return false
	}
	if pr.Form == doc.Nominal && !c.daysAfter(m) && (pr.Gov == nil || pr.Gov.Form != doc.Finite || len(pr.Gov.Classes) > 0 && !pr.Gov.Class("begin")) && !c.headline(pr) {
		return false
	}
	for x, n := pr, 0; x != nil && n < 2; x, n = x.Gov, n+1 {
		if e := placeBy(x, false, func(e article.Entity) bool {
			return e.How == "place" || e.How == "capital" || e.How == "state" || e.How == "possessor" && e.Sector == "" && c.headline(pr)
		}); e != nil || c.inLand(x) {
			return true
		}
	}
	return false
}

// inLand tells whether a noun of place with the land that it lies in says where a predicate happened: "in the Libyan capital".
func (c *coder) inLand(pr *doc.Pred) bool {
	return !c.d.Pack.Final && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return standsAsPlace(a.Mark) && a.E != nil && a.E.Place != "" && slices.ContainsFunc(a.Ents, func(e article.Entity) bool { return e.How == "possessor" && e.Sector == "" && e.Country != "" })
	})
}

// meets tells whether a meaning has what its rule needs.
func (c *coder) meets(m *meaning, need string) bool {
	switch need {
	case "actor":
		return known(m.actor)
	case "recip":
		return known(m.recip)
	case "armed":
		return armed(m.actor) || ofState(m.actor)
	case "both":
		return known(m.actor) && (known(m.recip) || known(m.coactor) || len(m.actor) > 1)
	case "person": // or a meeting, for a host; threats fall on things, too
		return m.typ == "THREATEN" || people(m.recip, powerful(m.actor) && m.class != "host") || c.holdsPeople(m.pred) || c.relatives(m.pred)
	case "doer": // a ban falls on somebody, or somebody bans
		return known(m.actor) || m.pred.Form != doc.Nominal && people(m.recip, false)
	case "stake":
		return known(m.recip) || m.on != "" && m.on != "*"
	case "content":
		return m.from != nil
	case "human":
		return human(m.actor) || len(m.actor) == 0
	case "power":
		return len(m.actor) == 0 || powerful(m.actor)
	}
	return true
}

// idle tells whether nobody does anything: things act for whom they belong to ("his partnership helps", "India's exports decline"), and
// headlines tell what somebody can do ("how companies can push for more").
func (c *coder) idle(m *meaning) bool {
	switch m.typ {
	case "ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "SANCTION":
		return false
	}
	pr := m.pred
	switch m.typ {
	case "AGREE", "AID", "SUPPORT": // what nobody known does for somebody; where a subject may be left out, it may stand before
		if !c.d.Pack.Final && !known(m.actor) && !known(m.coactor) && m.class != "rescue" && !pr.Class("agree") && !pr.Class("accept") {
			return true
		}
	}
	headline := c.d.Art.Sentences[pr.Sent].Headline
	if m.typ == "THREATEN" && m.class == "" && m.from != nil && headline && !known(m.actor) {
		return true // "the plot to oust him"
	}
	if pr.F.Has(lang.Can) && !pr.F.Has(lang.May) && !pr.Neg && headline {
		return true
	}
	if pr.Form != doc.Finite || len(m.actor) == 0 || pr.Subj == nil || pr.Subj.Pred != nil {
		return false
	}
	head := c.d.Span(pr.Subj.Head, pr.Subj.Head+1).Start
	for _, e := range m.actor {
		if e.How != "possessor" || e.Span.Start > head { // "members of the union" are no thing
			return false
		}
	}
	return true
}

// allBusiness tells whether there are parties to a predicate and all are firms: a price war, the blast of a new telephone. Traders and
// hawkers are people.
func (c *coder) allBusiness(pr *doc.Pred, es []article.Entity) bool {
	trader := func(ph *doc.Phrase) bool {
		return ph != nil && ph.E != nil && ph.E.Agent == "BUS" && !ph.E.Has(lang.Org) && len(ph.Ents) == 1 && ph.Ents[0].Span == es[0].Span
	}
	for _, e := range es {
		if e.Sector != "BUS" {
			return false
		}
	}
	return len(es) > 0 && !trader(c.subject(pr)) && !slices.ContainsFunc(pr.Args, trader)
}

// private tells whether companies only deal with each other, their staff and their customers: business, but no politics. A strike, an
// attack, or what a state does to a company is more than that.
func private(m *meaning) bool {
	switch m.typ {
	case "PROTEST", "ASSAULT":
		return false
	case "THREATEN": // a company that is going to dismiss its own
		return anySector(m.actor, "BUS") && anySector(m.recip, "LAB")
	case "SANCTION":
		if len(m.actor) == 0 {
			return false
		}
	case "COERCE":
		if len(m.actor) == 0 {
			return false
		}
	case "ACCUSE":
		if len(m.actor) == 0 || countries(m.actor, m.recip) > 1 && !anySector(m.recip, "BUS") {
			return false
		}
	}
	business := anySector(m.actor, "BUS")
	if m.typ == "COERCE" && business && len(m.actor) == 1 {
		return true
	}
	school := m.typ == "SUPPORT" || m.typ == "COOPERATE" || m.typ == "AGREE" // institutes sign and agree as companies do
	market := false                                                          // where a country is no more than the market
	switch m.typ {
	case "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "REQUEST", "REJECT", "COERCE":
		market = business
	}
	for _, es := range [][]article.Entity{m.actor, m.recip, m.coactor} {
		for _, e := range es {
			switch {
			case e.Sector == "BUS" || school && e.Sector == "EDU":
				business = true
			case e.Sector == "" && (market || e.Country == "" || e.How == "possessor" || e.How == "place"):
			case e.Sector != "" && !publicSector(e.Sector):
			default:
				return false
			}
		}
	}
	return business
}

// people tells whether a party is somebody: a person, a group, a people; not a place, nor who stands behind a thing. What nothing knows
// may be somebody where the powerful act on it.
func people(es []article.Entity, unknown bool) bool {
	for _, e := range es {
		if e.How != "place" && e.How != "capital" && e.How != "possessor" && (unknown || e.How != "unknown") {
			return true
		}
	}
	return false
}

// human tells whether a party is of persons, no body, state or place.
func human(es []article.Entity) bool {
	for _, e := range es {
		if e.How == "person" || e.How == "title" || e.How == "agent" || e.How == "unknown" {
			return true
		}
	}
	return false
}

// holdsPeople tells whether what a predicate acts on are people whom no party names: prisoners, hostages, suspects.
func (c *coder) holdsPeople(pr *doc.Pred) bool {
	for _, o := range c.objects(pr, depthMax) {
		if o.typ == "CONSULT" {
			return true
		}
		switch o.class {
		case "o.prisoner", "o.hostage", "o.suspect", "o.troops", "o.militia", "o.police", "o.migrant", "o.diplomat", "o.peacekeeper", "o.candidate":
			return true
		}
	}
	return false
}

// relatives tells whether somebody's relatives are what a predicate acts on: "freed the wife of the ousted president".
func (c *coder) relatives(pr *doc.Pred) bool {
	return !c.d.Pack.Final && slices.ContainsFunc(c.object(pr), func(ph *doc.Phrase) bool { return ph.E != nil && listedIn(ph.E, "relative") })
}

// nominalStands: a bare event noun tells an event in a headline, or where its parties stand with it and it is not merely the occasion of
// another statement.
func (c *coder) nominalStands(m *meaning) bool {
	pr := m.pred
	if pr.Neg || c.wondered(pr) || c.purposed(pr) || m.typ == "AID" && c.d.Pack.Final && pr.Phrase.Mark == lang.For { // no compulsion, please
		return false
	}
	if m.typ == plover.Type("REQUEST") || m.typ == "AGREE" || m.typ == "THREATEN" || m.typ == "REJECT" || m.typ == "SUPPORT" {
		if m.typ == "REQUEST" && c.d.Pack.Final && pr.Phrase.Mark == lang.Dat {
			return false // आदेशाला स्थगिती: what becomes of an order
		}
		return c.headline(pr) && (known(m.actor) || c.menaced(m)) && !c.topic(m) || c.upon(m) != nil
	}
	if m.typ == "ACCUSE" && !c.d.Pack.Final && (topical(pr.Phrase.Mark) || pr.Phrase.Mark == lang.To && !known(m.recip) || len(m.actor) == 0 && c.allBusiness(pr, m.recip)) {
		return false // "a debate on the diplomatic row", "the judge overseeing the Google trial"
	}
	if c.goesBetween(m) {
		return true
	}
	if c.d.Pack.Shared && pr.Phrase.Mark == lang.From && (m.mode == "arrest" || m.mode == "convict" || m.typ == "ACCUSE") {
		return false // कैद से रिहा, मानहानि केस से जुड़ा: out of it, about it
	}
	if c.headline(pr) || c.lastWord(m) {
		if m.typ == "PROTEST" && !known(m.actor) && c.d.Pack.Final {
			return false // "Comment बंद"
		}
		return (known(m.actor) || known(m.recip)) && (m.typ == "ASSAULT" && m.class != "clash" || !c.occasion(pr.Phrase) || c.cameFor(m)) && (c.d.Pack.Final || m.class != "clash" || bare(pr.Phrase))
	}
	return known(m.actor) && (known(m.recip) || len(m.actor) > 1 || len(m.coactor) > 0 || m.typ == "PROTEST" && c.goesOnBy(pr)) || c.heldAmid(m) || c.caused(m) || c.daysAfter(m) || c.voiced(m)
}

// wondered tells whether a noun of an act stands in a piece of a headline that is a question: "जांच से किसे डर?", "मणिपुर पर चर्चा कब?"
func (c *coder) wondered(pr *doc.Pred) bool {
	s := c.d.Art.Sentences[pr.Sent]
	if !c.d.Pack.Final || !s.Headline {
		return false
	}
	for i := endOf(pr) + 1; i < s.Last; i++ {
		if t := c.d.Art.Tokens[i].Text; t == "?" {
			return true
		} else if c.pause(i) || t == "-" || t == "–" || t == "…" {
			return false
		}
	}
	return false
}

// purposed tells whether a noun of an act is only what something is for: "हत्या के लिए शूटरों के पास था प्लान"; one that somebody is held for was done.
func (c *coder) purposed(pr *doc.Pred) bool {
	if !c.d.Pack.Final || pr.Phrase == nil || pr.Phrase.Mark != lang.For || pr.Gov == nil {
		return false
	}
	if m := c.memo[pr.Gov]; m != nil {
		switch m.typ {
		case "COERCE", "SANCTION", "ACCUSE", "CONCEDE", "RETREAT", "SUPPORT":
			return false
		}
	}
	return true
}

// followers tells whether those who fight are the followers of parties, and not the parties in words: दो दलों के कार्यकर्ताओं के बीच झड़प.
func followers(pr *doc.Pred) bool {
	crowd := func(ph *doc.Phrase) bool {
		return ph.E != nil && (ph.E.Agent == "PTY" || ph.E.Agent == "CVL") && !ph.E.Has(lang.Org) && !ph.E.Has(lang.Title)
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return crowd(a) || slices.ContainsFunc(a.Conj, crowd) })
}

// lastWord tells whether a charge ends a piece of a headline that has another verb before it: "केस में फंसे ट्रंप, … मुकदमा दर्ज".
func (c *coder) lastWord(m *meaning) bool {
	s, end := c.d.Art.Sentences[m.pred.Sent], endOf(m.pred)+1
	if !c.d.Pack.Final || !s.Headline || !charges(m) || !bare(m.pred.Phrase) {
		return false
	}
	return end >= s.Last || c.d.Art.Tokens[end].Kind == article.Punct
}

// charges tells whether somebody is sued or charged, over whatever.
func charges(m *meaning) bool {
	if m.from != nil && m.class == "" {
		return charges(m.from)
	}
	return m.class == "sue" || m.class == "charge"
}

// caused tells whether a clause without an act of its own tells what a violent act or a protest brought about:
// वकीलों के कार्य बहिष्कार से कामकाज ठप रहा.
func (c *coder) caused(m *meaning) bool {
	pr, g := m.pred, m.pred.Gov
	fate := c.d.Pack.Shared && (m.mode == "arrest" && human(m.recip) || m.class == "resign" && human(m.actor)) // of somebody, which a clause tells the outcome of
	if !c.d.Pack.Final || g == nil || m.typ != "PROTEST" && m.typ != "ASSAULT" && !fate || m.class == "clash" || g.Form != doc.Finite || g.Neg || !g.F.Has(lang.Perf) || g.F&(lang.Fut|lang.Can|lang.May|lang.Should|lang.Would) != 0 || g.Cond {
		return false
	}
	if len(g.Classes) > 0 && (!c.d.Pack.Shared || c.memo[g] != nil || says(c, g)) {
		return false
	}
	switch pr.Phrase.Mark {
	case lang.After:
		return fate && m.status == article.Actual
	case lang.From, lang.Because, lang.In:
		return m.status == article.Actual
	}
	return false
}

// says tells whether a predicate is to say something.
func says(c *coder, pr *doc.Pred) bool { return c.d.Pack.Common.AnyKind(pr.Classes, "say", "gov") }

// topic tells whether a friendly act is only what something else is for or about: "for the guests' welcome Delhi is ready",
// "रणनीतिक साझेदारी पर चर्चा".
func (c *coder) topic(m *meaning) bool {
	if !c.d.Pack.Final || m.typ != "SUPPORT" && m.typ != "AGREE" {
		return false
	}
	switch m.pred.Phrase.Mark {
	case lang.For, lang.About, lang.On, lang.In:
		return true
	}
	return false
}

// bare tells whether a phrase stands without a preposition.
func bare(ph *doc.Phrase) bool {
	return ph.Mark == lang.Nom || ph.Mark == lang.Obj || ph.Mark == lang.Sub
}

// occasion tells whether a noun only says when or for what something else is: "after the India tour", "ahead of the clash".
func (c *coder) occasion(ph *doc.Phrase) bool {
	if c.d.Pack.Final {
		return false
	}
	switch ph.Mark {
	case lang.At, lang.For, lang.During, lang.In, lang.About, lang.On, lang.With:
		return true
	}
	return aside(ph.Mark)
}

func (c *coder) headline(pr *doc.Pred) bool {
	for _, x := range c.d.Sents[pr.Sent].Preds {
		if c.d.Pack.Final && x.VerbE != nil && (x.VerbE.Kind == lang.Adj || x.VerbE.Kind == lang.Noun) && x != pr {
			continue // "… में गोलीबारी, संदिग्ध गिरफ्तार": what has no verb tells no more than the noun does
		}
		if x.Form == doc.Finite && len(x.Classes) > 0 && !x.Class("hit") && x != pr && (x.Clause == pr.Clause || !c.d.Pack.Final) {
			return false
		}
	}
	return c.d.Art.Sentences[pr.Sent].Headline
}

// political tells whether one of the parties has a country, or a sector that acts in politics also without one.
func political(es []article.Entity) bool {
	for _, e := range es {
		if e.Country != "" {
			return true
		}
		if e.Sector != "REL" && e.Sector != "AGR" && publicSector(e.Sector) {
			return true
		}
	}
	return false
}

// publicSector tells whether those of a sector act in politics by what they are.
func publicSector(s string) bool {
	switch s {
	case "", "CVL", "BUS", "MED", "EDU", "LAB", "UNK", "CRM", "JRN":
		return false
	}
	return true
}

// ofState tells whether a state itself is among the parties.
func ofState(es []article.Entity) bool {
	for _, e := range es {
		if stateItself(e) || e.Sector == "GOV" {
			return true
		}
	}
	return false
}

// stateItself tells whether a party is a state by its own name, its capital's, or that of its government's seat.
func stateItself(e article.Entity) bool {
	return e.How == "state" || e.How == "capital" || e.How == "metonym"
}

// known tells whether one of the parties has a country or a sector.
func known(es []article.Entity) bool {
	for _, e := range es {
		if e.Country != "" || e.Sector != "" {
			return true
		}
	}
	return false
}
