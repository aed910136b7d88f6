package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/rule"
)

// note adds a step to the trace.
func (c *coder) note(m *meaning, s article.Step) {
	if c.d.Art.Traced {
		m.trace = append(m.trace, s)
	}
}

// words are the predicate's own words.
func (c *coder) words(pr *doc.Pred) string {
	var out []string
	for _, t := range pr.Tokens {
		out = append(out, c.d.Art.Tokens[t].Text)
	}
	return strings.Join(out, " ")
}

// filler takes the parties of a predicate's arguments, each argument once.
type filler struct {
	c    *coder
	m    *meaning
	used []*doc.Phrase
	acts bool // it looks for who acts
}

// fill gives the parties of the first argument that one of the marks means.
func (f *filler) fill(marks []string) []article.Entity {
	pr := f.m.pred
	for _, mk := range marks {
		for _, ph := range f.inOrder(mk) {
			es := f.c.near(f.m, ph)
			if mk == "subj" {
				es = f.c.itself(ph)
			}
			if len(es) == 0 && ph.Pred != nil && ph.Pred.Form == doc.Infinitive {
				if s := f.c.subject(ph.Pred); s != nil { // "असाद अपयशी ठरल्याच्या निषेधार्थ"
					es = s.Ents
				}
				if to := f.c.orderedTo(ph.Pred); len(to) > 0 {
					es = to
				}
			}
			if mk == "gen" && ph.Pron && ph.E != nil && ph.E.Has(lang.Refl) { // अपने | पद से इस्तीफा दिया: the subject's own
				continue
			}
			if mk == "subj" && len(es) > 0 && es[0].How == "possessor" && f.m.typ == "CONSULT" && f.c.d.Pack.Final && f.c.d.Art.Sentences[pr.Sent].Headline {
				continue // चुनाव का शंखनाद, विपक्ष की बैठक: a thing meets nobody
			}
			if f.acts && mk == "in" && f.m.class == "brawl" && onlyPlaces(es) {
				continue // जामखेडमध्ये दोन गटांत हाणामारी: where
			}
			if mk == "on" && f.m.typ == "CONSULT" && f.c.d.Pack.Final && f.c.ofArms(ph) {
				continue // एफ-35 विमानों की खरीद पर बातचीत: what is talked about
			}
			if f.acts && mk == "from" && len(es) > 0 && es[0].How == "possessor" && f.c.d.Pack.Final {
				continue // शिक्षकांच्या मडक्यातून …: a thing of theirs
			}
			if mk == "obj" && f.m.typ == "ASSAULT" && !f.c.d.Pack.Final && ph.E != nil && ph.E.Has(lang.Weaponized) && slices.Contains(pr.Tokens, ph.Head) {
				continue // "launched | 112 drones"
			}
			if mk == "against" && ph.Attr && !f.acts && f.m.typ == "SANCTION" && pr.Form == doc.Finite && f.c.d.Pack.Final && !f.c.d.Pack.Shared {
				continue // युक्रेनविरुद्धच्या युद्धासाठी … निर्बंध लादले: of another noun
			}
			if f.acts && mk == "to" && onlyPlaces(es) {
				continue // "was summoned | to Delhi"
			}
			if f.acts && (ph.Owns || mk == "gen" && (f.c.ownAct(pr) || pr.F.Has(lang.P1) && pr.Form == doc.Finite && !ph.Pron)) {
				continue // चीनचा प्रस्ताव फेटाळण्यात आला
			}
			if len(es) > 0 && mk == "about" && es[0].How == "possessor" && f.c.d.Pack.Final && (charges(f.m) || f.c.finalHead(f.m) && !f.c.d.Pack.Shared) { // सेना पर टिप्पणी को लेकर मुकदमा
				continue
			}
			if mk == "gen" && f.c.d.Pack.Final && len(es) > 0 && f.c.meantFor(ph, es[0]) { // शिक्षकांसाठीच्या मडक्यातून
				continue
			}
			if !f.acts && f.c.onlyNear(f.m, mk, ph, es) {
				continue
			}
			if mk == "on" && f.m.typ == "PROTEST" && f.c.d.Pack.Final && len(es) > 0 && es[0].How == "place" && (pr.Class("hunger_strike") || pr.Class("protest") || pr.Class("rally") || pr.Class("obstruct")) {
				continue // आझाद मैदानावर उपोषण
			}
			if mk == "from" && len(es) > 0 && f.c.sited(ph) { // माली | येथून अपहरण
				continue
			}
			if slices.Contains(f.used, ph) || len(es) == 0 || mk == "with" && mutual(f.m.rule, pr) && es[0].How == "possessor" { // with the help of a thing of theirs
				continue
			}
			f.used = f.c.d.Join(f.used, ph)
			return es
		}
	}
	return nil
}

// roles fills actor and recipient of a predicate by the rule of its class.
func (c *coder) roles(m *meaning) {
	pr := m.pred
	r := c.d.Rules.For(m.class, string(m.typ))
	m.rule = r
	if r == nil {
		return
	}
	actorMarks, recipMarks := c.roleMarks(m, r)
	f := &filler{c: c, m: m}
	patient := c.befalls(pr)
	if patient {
		c.passive(f, m)
	} else {
		if c.ownsVictim(m) {
			m.recip = f.fill([]string{"gen"})
		}
		f.acts = true
		m.actor = f.fill(actorMarks)
		f.acts = false
		if len(m.recip) == 0 {
			m.recip = f.fill(recipMarks)
			c.onlyTopic(m)
		}
		m.recip = append(m.recip, c.alsoAsked(m)...)
		if with := c.lentWith(m); with != nil && mutual(r, pr) {
			m.recip = with
		}
		if mutual(r, pr) {
			for _, ph := range c.marked(pr, "between") {
				if !slices.Contains(f.used, ph) {
					f.used = c.d.Join(f.used, ph)
					m.coactor = append(m.coactor, ph.Ents...)
				}
			}
			m.coactor = append(m.coactor, c.goer(pr, f.used)...)
		}
	}
	c.charged(m)
	if m.class == "visit" && len(m.recip) == 0 {
		m.recip = c.host(pr)
	}
	m.bound = len(m.recip) > 0
	if len(m.actor) == 0 && !patient && m.bound && c.ownsDeed(m) {
		m.actor = f.fill([]string{"gen"})
	}
	if len(m.actor) == 0 {
		m.actor = c.operation(pr)
	}
	if len(m.actor) == 0 && !patient {
		if m.actor = c.control(pr); len(m.actor) == 0 {
			m.actor = c.ownWords(pr)
		}
	}
	if len(m.actor) == 0 {
		m.actor = c.byBefore(pr)
	}
	m.actor = c.opponent(m, apart(m))
	m.own = len(m.recip) > 0 && !c.d.Pack.Final
	of := m.recip
	if m.recip = c.others(of, m.actor); len(m.recip) == 0 {
		m.recip = c.ownKind(m, of)
	}
	m.own = m.own && len(m.recip) == 0
	if len(m.recip) == 0 && !patient && slices.Contains(recipMarks, "gen") {
		m.recip = minus(c.strayGenitive(pr), m.actor)
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Gen && !slices.Contains(f.used, a) {
			m.poss = append(m.poss, a.Ents...)
		}
	}
}

// byBefore is who does what is told in the passive where that phrase opens the clause and went to what the act is about: संगठन की ओर से | सरकार से बंदिशें
// खत्म करने की | मांग की गई.
func (c *coder) byBefore(pr *doc.Pred) []article.Entity {
	if !c.d.Pack.Final || pr.Form != doc.Finite || !pr.F.Has(lang.Pass) {
		return nil
	}
	first := pr.Tokens[0]
	for _, a := range pr.Args {
		if a.Pred == nil {
			first = min(first, a.First)
		}
	}
	inner := pr.Comps
	for range contentDepth {
		var next []*doc.Pred
		for _, q := range inner {
			for _, a := range q.Args {
				if a.Mark == lang.By && len(a.Ents) > 0 && a.First < first && !slices.ContainsFunc(q.Args, func(b *doc.Phrase) bool { return b.First < a.First }) {
					return a.Ents
				}
			}
			next = append(next, q.Comps...)
		}
		inner = next
	}
	return nil
}

// contentDepth is how deep in what an act is about a phrase of its own is looked for.
const contentDepth = 2

// onlyTopic leaves out of the talks between two sides what they are about: ब्रिटेन और अर्जेंटीना के बीच | फॉकलैंड द्वीपों पर | बातचीत.
func (c *coder) onlyTopic(m *meaning) {
	if m.typ != "CONSULT" || !c.d.Pack.Final || len(m.actor) < 2 || len(m.recip) == 0 || !markedBy(m.pred, lang.Between, m.actor[0]) {
		return
	}
	m.recip = leaving(m.recip, func(e article.Entity) bool { return markedBy(m.pred, lang.On, e) || markedBy(m.pred, lang.Dat, e) })
}

// befalls tells whether a predicate tells what befalls its subject. Where who has done it is told, it does not, whatever became of the verb: कोर्ट ने याचिका की खारिज.
func (c *coder) befalls(pr *doc.Pred) bool {
	if (pr.E == nil || !pr.E.Has(lang.Patient)) && !c.doneBy(pr) {
		return false
	}
	s := c.subject(pr)
	return s == nil || s.Mark != lang.Erg
}

// passive fills the roles of what befalls its subject: "ठार झाले", "पोलिसांच्या ताब्यात".
func (c *coder) passive(f *filler, m *meaning) {
	pr := m.pred
	if m.class == "arrest" { // पोलिसांच्या ताब्यात: in whose hands
		for _, ph := range c.marked(pr, "gen") {
			if armed(ph.Ents) && !slices.Contains(f.used, ph) {
				m.actor, f.used = ph.Ents, c.d.Join(f.used, ph)
			}
		}
	}
	told := false
	if pr.E != nil && len(pr.E.Actor) > 0 && !c.d.Pack.Final { // "drew criticism | from the opposition"
		f.acts = true
		if m.actor = f.fill(c.markNames(pr.E.Actor)); len(m.actor) == 0 {
			m.actor = ofOwnNoun(pr)
		}
		f.acts, told = false, len(m.actor) > 0
	}
	marks := []string{"subj", "gen", "of", "dat"}
	if pr.Light == "get" && c.d.Pack.Shared && c.d.Art.Sentences[pr.Sent].Headline { // … पर अंडा फेंकने वाले को मिली सजा: who gets it
		marks = []string{"dat", "subj", "gen", "of"}
	}
	m.recip = f.fill(marks)
	byState := told
	if len(m.actor) == 0 && c.d.Pack.Final { // पाकिस्तानकडून ठार झाले
		m.actor = f.fill([]string{"by"})
		byState = len(m.actor) > 0 && stateItself(m.actor[0])
	}
	if len(m.actor) == 0 {
		m.actor = f.fill([]string{"by", "through", "in"})
	}
	if len(m.actor) > 0 && !byState && !armed(m.actor) && !c.doneBy(pr) && !(anySector(m.actor, "LEG") && c.d.Pack.Final && (m.class == "accept" || m.class == "ratify" || m.class == "approve")) {
		m.actor = nil
	}
}

// ofOwnNoun gives who acts beside the noun that is a word of the predicate itself: "drew | sharp criticism from Germany".
func ofOwnNoun(pr *doc.Pred) []article.Entity {
	for _, a := range pr.Args {
		if !slices.Contains(pr.Tokens, a.Head) {
			continue
		}
		for _, md := range a.Mods {
			if slices.Contains(pr.E.Actor, md.Mark) && len(md.Ents) > 0 {
				return md.Ents
			}
		}
	}
	return nil
}

// roleMarks gives the marks of the rule, as the predicate's own entry and form change them.
func (c *coder) roleMarks(m *meaning, r *rule.Rule) (actorMarks, recipMarks []string) {
	pr := m.pred
	actorMarks, recipMarks = r.Actor, r.Recip
	if pr.E != nil && len(pr.E.Actor) > 0 {
		if slices.Contains(pr.E.Actor, lang.Dat) { // पॅलेस्टिनींना मान्य नाही
			actorMarks = append(c.markNames(pr.E.Actor), "subj")
		} else {
			actorMarks = slices.Insert(c.markNames(pr.E.Actor), 0, "subj")
		}
	}
	if pr.E != nil && len(pr.E.Recip) > 0 {
		own := c.markNames(pr.E.Recip)
		recipMarks = append(own, recipMarks...)
		if len(pr.E.Actor) == 0 { // कर्मचारियों से मारपीट: who suffers in a case does not act in it
			actorMarks = slices.DeleteFunc(slices.Clone(actorMarks), func(mk string) bool {
				return (mk == "from" || mk == "gen" && (pr.Form == doc.Finite || pr.Form == doc.Converb) && c.d.Pack.Final) && slices.Contains(own, mk)
			})
		}
		if m.class == "talk" && pr.E.Has(lang.Mutual) && !slices.Contains(pr.E.Recip, lang.Obj) { // what is discussed does not talk
			recipMarks = slices.DeleteFunc(recipMarks, func(mk string) bool { return mk == "obj" })
		}
	}
	if pr.Form == doc.Nominal && (m.class == "coerce" || m.class == "raid") && slices.ContainsFunc(c.marked(pr, "gen"), func(ph *doc.Phrase) bool { return anySector(ph.Ents, "COP", "MIL", "GOV", "SPY") }) {
		return []string{"gen"}, recipMarks // सेना की कार्रवाई, police raid: the force acts, it is not acted on
	}
	if c.saysIt(m) { // मुख्यमंत्र्यांच्या हस्ते … होत असल्याचा | माजी आमदारांचा | आरोप
		actorMarks = append([]string{"gen"}, actorMarks...)
		if m.typ == "ACCUSE" {
			recipMarks = append(slices.Clone(recipMarks), "by")
		}
	}
	if c.whoseDeed(m) {
		return []string{"by", "gen", "through", "subj"}, slices.DeleteFunc(slices.Clone(recipMarks), func(mk string) bool { return mk == "gen" })
	}
	recipMarks = c.blamed(m, recipMarks)
	if m.class == "criticize" && !c.d.Pack.Final && pr.Form == doc.Finite && !pr.F.Has(lang.Pass) && len(pr.Tokens) == 1 && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Obj }) {
		recipMarks = slices.DeleteFunc(slices.Clone(recipMarks), func(mk string) bool { return mk != "obj" && mk != "against" && mk != "to" }) // "slams removal of texts | on X"
	}
	if pr.Form == doc.Nominal && c.d.Pack.Final && len(actorMarks) > 1 && actorMarks[0] == "subj" { // of a bare noun first whose act it is
		actorMarks = append(append([]string{}, actorMarks[1:]...), "subj")
	}
	return actorMarks, recipMarks
}

// markNames are the names of marks, with room for those of the rule.
func (c *coder) markNames(ms []lang.Mark) []string {
	out := c.work.names.Take(len(ms) + ruleMarks)[:0]
	for _, m := range ms {
		out = append(out, m.String())
	}
	return out
}

// ruleMarks is how many marks most rules have for a role, and one more.
const ruleMarks = 6

// marked lists the arguments that a rule's mark means: subj and obj depend on case, voice and order.
func (c *coder) marked(pr *doc.Pred, mark string) []*doc.Phrase {
	switch mark {
	case "subj":
		if s := c.subject(pr); s != nil {
			return c.d.Join(nil, s)
		}
		return nil
	case "obj":
		return c.object(pr)
	}
	if len(pr.Args) == 0 {
		return nil
	}
	want, _ := lang.ParseMark(mark)
	var out []*doc.Phrase
	for _, a := range pr.Args {
		if want == lang.Between && a.Mark == lang.In && len(a.Ents) > 1 && (!pr.Class("attack") || pr.Class("clash") || armedSides(a.Ents)) && (countries(a.Ents) > 1 || len(a.Conj) > 0 && !slices.ContainsFunc(a.Ents, place)) {
			out = c.d.Join(out, a) // लष्कर आणि आरएसएफ यांच्यात
			continue
		}
		if want == lang.Against && pr.E != nil && pr.E.Phrase() && len(pr.Tokens) > 2 && pr.Tokens[0] <= a.First && a.Last <= endOf(pr) && slices.Contains(pr.Tokens, a.First) {
			continue // किसान विरोधी करार दिया: a word of the predicate
		}
		if want == lang.Between && a.Mark == want && c.d.Pack.Final && len(a.Ents) == 1 && a.Ents[0].How == "possessor" {
			continue // गुब्बारे की कंट्रोवर्सी के बीच: amid
		}
		if a.Mark == want && (want == lang.Against || want == lang.On && c.d.Pack.Final && pr.Class("restrict")) && a.Pred != nil && a.Pred.Form == doc.Infinitive {
			out = c.d.Join(out, a)
			continue
		}
		if a.Mark == want && a.Pred == nil || a.Mark == want && len(a.Ents) > 0 && a.Pred != nil && (a.Pred.Form == doc.Nominal || a.Pred.Form == doc.RelPart && a.Pred.Phrase == a) {
			out = c.d.Join(out, a)
		}
	}
	return out
}

// subject is the phrase that acts: the ergative, else what stands first without a mark; in the passive only what a postposition names.
func (c *coder) subject(pr *doc.Pred) *doc.Phrase {
	if c.d.Pack.Final && !pr.F.Has(lang.Pass) && (pr.F.Has(lang.Must) && pr.F.Has(lang.Perf) || c.d.Pack.Shared && pr.F&(lang.Must|lang.Should) != 0 && (pr.Subj == nil || !slices.Contains(pr.Args, pr.Subj)) && !pr.Class("vow_force")) { // पुलिस को लाठीचार्ज करना पड़ा: who had to
		for _, a := range pr.Args {
			if a.Mark == lang.Dat && a.Pred == nil && len(a.Ents) > 0 {
				return a
			}
		}
	}
	if q := c.ofThose(pr); q != nil {
		return q.Head
	}
	if pr.Subj != nil {
		return pr.Subj
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg {
			return c.lastErg(pr, a)
		}
		if a.Mark == lang.Sub {
			return a
		}
	}
	if ph := c.ergBefore(pr); ph != nil {
		return ph
	}
	if c.bareObject(pr) {
		return c.actsBefore(pr)
	}
	if pr.F.Has(lang.Pass) && !(pr.E != nil && pr.E.Has(lang.Patient)) || !c.d.Pack.Final {
		return nil
	}
	var first *doc.Phrase
	for _, a := range pr.Args {
		if a.Mark != lang.Nom || a.Attr || a.Pred != nil || pr.F.Has(lang.P1) && !a.Pron || pr.Form == doc.Infinitive && c.goods(a) {
			continue
		}
		if c.handled(pr, a) {
			continue
		}
		if len(a.Ents) > 0 && (a.Ents[0].How == "unknown" && pr.Form == doc.Nominal || a.Ents[0].How == "possessor" && pr.Light == "be" && pr.E != nil && pr.E.Kind == lang.Noun && pr.E.Act) {
			continue // मार्शल लॉ, सड़कों पर सन्नाटा: a word that nothing knows is no party to a bare noun; अबे यांचं निधन, … झाला होता गोळीबार
		}
		if c.goods(a) || c.destination(pr, a) { // ड्रोन | खरीदेगा भारत
			if first == nil {
				first = a
			}
			continue
		}
		if len(a.Ents) > 0 && a.Ents[0].How != "possessor" {
			if a.Ents[0].How == "unknown" && c.knownBehind(pr, a) {
				continue
			}
			return a
		}
		if first == nil {
			first = a
		}
	}
	return first
}

// knownBehind tells whether, behind a word that nothing knows, somebody stands in whose hands a headline says he is: "… का पर्दाफाश, 3 आरोपी गिरफ्तार".
func (c *coder) knownBehind(pr *doc.Pred, ph *doc.Phrase) bool {
	return pr.E != nil && pr.E.Has(lang.Patient) && c.d.Art.Sentences[pr.Sent].Headline && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return a.First > ph.First && a.Mark == lang.Nom && !a.Attr && a.Pred == nil && known(a.Ents)
	})
}

// object is what is acted on: marked as such, the dative, or what stands without a mark beside another subject.
func (c *coder) object(pr *doc.Pred) []*doc.Phrase {
	var out []*doc.Phrase
	if pr.Obj != nil {
		out = c.d.Join(out, pr.Obj)
	}
	subj := c.subject(pr)
	for _, a := range pr.Args {
		if a != subj && (a.Mark == lang.Obj || a.Mark == lang.Dat) {
			out = c.d.Join(out, a)
		}
	}
	for _, a := range pr.Args {
		if a != subj && a.Mark == lang.Nom && !a.Attr {
			out = c.d.Join(out, a)
		}
	}
	return out
}

// strayGenitive finds the party whose genitive went to a noun that stands between it and the predicate: "X यांचे बैठकीसाठी आदरातिथ्य केले".
func (c *coder) strayGenitive(pr *doc.Pred) []article.Entity {
	for _, a := range pr.Args {
		if a.Mark != lang.For && a.Mark != lang.In && a.Mark != lang.On && a.Mark != lang.During && a.Mark != lang.With || len(a.Names) > 0 {
			continue
		}
		for _, m := range a.Mods {
			if m.Mark == lang.Gen && len(m.Ents) > 0 && m.Ents[0].How != "possessor" && !(c.d.Pack.Final && c.ofArms(m)) {
				return m.Ents
			}
		}
	}
	return nil
}

// control finds the party that an unnamed subject stands for: who speaks, promises or refuses; who is asked or ordered.
func (c *coder) control(pr *doc.Pred) []article.Entity {
	if pr.F.Has(lang.Pass) && pr.Form != doc.Nominal {
		return c.doer(pr)
	}
	if pr.Form == doc.Nominal {
		return nil
	}
	if s := c.subject(pr); s != nil && !s.Pron && !c.figure(s) && !c.taken(pr, s) {
		return nil
	}
	if s := c.backs(pr); s != nil {
		return s.Ents
	}
	if c.d.Pack.Final && pr.Light == "be" && pr.E != nil && (pr.E.Kind == lang.Noun || pr.E.Has(lang.Mutual) || pr.Class("agree") && pr.E.Phrase()) {
		return nil // हल्ला झाल्यापासून, सहमती झाली: the act is the subject
	}
	if c.d.Pack.Final && pr.Form != doc.Finite && pr.E != nil && pr.E.Has(lang.Intr) && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Nom && a.Pred != nil }) {
		return nil // युद्ध सुरू झाल्यापासून
	}
	g := pr.Gov
	if g == nil {
		g = c.newsDenied(pr) // रूस ने हमला करने की खबर का खंडन किया
	}
	for n := 0; g != nil && n < depthMax; g, n = g.Gov, n+1 {
		if objectControl(g) || c.onAccountOf(pr, g) {
			for _, mark := range c.addressed(g) {
				for _, ph := range c.marked(g, mark) {
					if len(ph.Ents) > 0 && ph.Pred == nil {
						return ph.Ents
					}
				}
			}
			return nil
		}
		if s := c.subject(g); s != nil && len(s.Ents) > 0 {
			return s.Ents
		}
	}
	return nil
}

// onAccountOf tells whether a deed stands as that for which the law lays hands on somebody: "अत्याचार केल्याप्रकरणी | न्यायालयाने तरुणाला शिक्षा सुनावली".
func (c *coder) onAccountOf(pr, g *doc.Pred) bool {
	if !c.d.Pack.Final || pr.Form != doc.Infinitive || pr.Phrase == nil {
		return false
	}
	switch pr.Phrase.Mark {
	case lang.About, lang.Because, lang.For, lang.In:
	default:
		return false
	}
	return slices.ContainsFunc([]string{"arrest", "convict", "charge", "sue", "capture", "dismiss", "investigate"}, g.Class)
}

// addressed lists the marks of the one whom a governor asks, orders or accuses.
func (c *coder) addressed(g *doc.Pred) []string {
	out := []string{"to", "dat", "obj", "from"}
	for _, k := range []string{"accuse", "blame", "suspect"} {
		if g.Class(k) && c.d.Pack.Final {
			return append([]string{"on", "against"}, out...)
		}
	}
	if c.d.Pack.Final && (g.Class("charge") || g.Class("sue") || g.Class("dismiss") || g.Class("arrest") || g.Class("convict")) {
		return append(out, "on", "against", "gen")
	}
	return out
}

// armedSides tells whether all of several parties bear arms: gunfire among them is theirs, gunfire in several countries is not.
func armedSides(es []article.Entity) bool {
	return !slices.ContainsFunc(es, func(e article.Entity) bool { return !armed([]article.Entity{e}) })
}
