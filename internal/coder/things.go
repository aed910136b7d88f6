package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// money tells whether a phrase is a sum: "$45 million".
func (c *coder) money(ph *doc.Phrase) bool {
	i := sort.Search(len(c.d.Counts), func(i int) bool { return c.d.Counts[i].Last > ph.First })
	for ; i < len(c.d.Counts) && c.d.Counts[i].First < ph.Last; i++ {
		if c.d.Counts[i].Kind == "money" {
			return true
		}
	}
	return false
}

// named reads names as things acted on: a place that armed men leave or take is territory, a man who is handed over is a captive.
func (c *coder) named(pr *doc.Pred) []object {
	if c.d.Pack.Final {
		return append(c.handed(pr), c.quit(pr)...)
	}
	leaves, takes, hands := pr.Class("leave") || pr.Class("pull_out"), pr.Class("take"), pr.Class("hand_over")
	if !leaves && !takes && !hands {
		return nil
	}
	s := c.subject(pr)
	armedSubject := s != nil && armed(s.Ents)
	var out []object
	for _, a := range append(c.object(pr), c.marked(pr, "from")...) {
		if len(a.Names) > 0 && a.Head < c.d.Names[a.Names[len(a.Names)-1]].Last { // the name is the head
			nm := c.d.Names[a.Names[len(a.Names)-1]]
			place := nm.Use == kb.Locality || nm.Use == kb.Capital
			if armedSubject && (takes && place || leaves && (place || nm.Rec.Kind == "state")) && nm.Use != kb.Demonym {
				out = append(out, object{class: "o.territory", kind: "obj", ph: a})
			}
		}
		if hands && len(a.Ents) > 0 && (captive(a) || c.person(a)) {
			out = append(out, object{class: c.captiveClass(pr, a), kind: "obj", ph: a})
		}
	}
	return out
}

// captiveClass tells suspects whom a state hands over to another one from prisoners who go free.
func (c *coder) captiveClass(pr *doc.Pred, ph *doc.Phrase) string {
	if !anySector(ph.Ents, "REB", "CRM", "UAF") || !slices.ContainsFunc(c.marked(pr, "to"), func(a *doc.Phrase) bool { return slices.ContainsFunc(a.Ents, stateItself) }) {
		return "o.prisoner"
	}
	return "o.suspect"
}

// handed reads a person who is handed over to somebody else as a captive: मेहुल चोकसी को भारत को सौंप दिया.
func (c *coder) handed(pr *doc.Pred) []object {
	if !pr.Class("hand_over") && !pr.Class("give") {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark != lang.Dat || a.Pred != nil || len(a.Ents) == 0 {
			continue
		}
		if e := a.Ents[0]; stateItself(e) || e.How != "unknown" && !e.Human() && e.How != "agent" || len(c.taker(pr, a)) == 0 {
			return nil
		}
		if pr.Class("hand_over") { // लौटा दिया
			return []object{{class: "o.prisoner", kind: "obj", ph: a}}
		}
		return []object{{class: "o.suspect", kind: "obj", ph: a}}
	}
	return nil
}

// taker gives the state to which somebody is handed over.
func (c *coder) taker(pr *doc.Pred, whom *doc.Phrase) []article.Entity {
	for _, a := range pr.Args {
		if a != whom && a.Mark == lang.Dat && a.Pred == nil && len(a.Ents) > 0 && stateItself(a.Ents[0]) {
			return a.Ents
		}
	}
	return nil
}

// captive tells whether a phrase names people, no body and no thing.
func captive(ph *doc.Phrase) bool {
	if ph.Pron || ph.Pred != nil || ph.E != nil && len(ph.E.Classes) > 0 && !ph.E.Is("o.militia") {
		return false
	}
	return slices.ContainsFunc(ph.Ents, func(e article.Entity) bool { return e.Human() || e.How == "agent" && e.Sector != "GOV" })
}

// person tells whether a noun for a person stands in a phrase that a body's name opens: "Air Force pilot Abhinandan".
func (c *coder) person(ph *doc.Phrase) bool {
	for i := ph.First; i < ph.Last && ph.E == nil; i++ {
		if a := c.d.Kind(i, lang.Noun); a != nil && a.E.Agent != "" && !a.E.Has(lang.Org) {
			return true
		}
	}
	return false
}

// byParticiple lends an event noun the one who acts in a participle on it: "the march | staged by students".
func (c *coder) byParticiple(m *meaning) {
	pr := m.pred
	if len(m.actor) > 0 || pr.Form != doc.Nominal || pr.Phrase == nil {
		return
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.RelPart || q.Obj != pr.Phrase || !q.Class("begin") && !q.Class("impose") && !q.Class("attempt") && !q.Class("claim") && !(m.typ == "PROTEST" && q.E != nil && slices.Contains(q.E.Lists, "calls")) {
			continue
		}
		for _, ph := range c.marked(q, "by") {
			if len(ph.Ents) > 0 {
				m.actor = ph.Ents
				return
			}
		}
	}
}

// underCondition finds whom a threat is meant for in the condition that goes with it: "threatened to leave the talks if the US …".
func (c *coder) underCondition(m *meaning) []article.Entity {
	if m.typ != "THREATEN" {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if !q.Cond || q.Form != doc.Finite || q.Tokens[0] < m.pred.Tokens[0] && !c.d.Pack.Final {
			continue
		}
		if s := c.subject(q); s != nil && !s.Pron && len(s.Ents) > 0 {
			return minus(s.Ents, m.actor)
		}
	}
	return nil
}

// ownsVictim tells whether the one before a noun of violence suffers it: "the school shooting", "the Nijjar killing".
func (c *coder) ownsVictim(m *meaning) bool {
	if c.d.Pack.Final || m.typ != "ASSAULT" || m.pred.Form != doc.Nominal {
		return false
	}
	for _, ph := range c.marked(m.pred, "gen") {
		for _, e := range ph.Ents {
			switch e.Sector {
			case "MED", "EDU", "REL", "LEG", "JUD":
				return true
			}
			if e.How == "person" && !armed(ph.Ents) {
				return m.class == "kill" || m.class == "assassinate" || m.class == "wound" || m.class == "abduct" || m.class == "sexual"
			}
		}
	}
	return false
}

// inanimate tells whether what a predicate acts on can be no victim and no captive: "eliminate corruption", "release a list".
func (c *coder) inanimate(m *meaning) bool {
	if c.d.Pack.Final || m.pred.Form == doc.Nominal {
		return false
	}
	victim := m.class == "release"
	switch m.class {
	case "kill", "wound", "beat", "torture", "assassinate", "abduct", "sexual":
		victim = true
	}
	objs := c.object(m.pred)
	if !victim || len(objs) == 0 {
		return false
	}
	for _, ph := range objs {
		if ph.E == nil || ph.E.Agent != "" || ph.Pron || ph.Pred != nil || ph.E.Kind != lang.Noun || c.counted(ph) || ph.E.KB || listedIn(ph.E, "relative") {
			return false
		}
		for _, name := range ph.E.Classes {
			switch name {
			case "o.prisoner", "o.hostage", "o.suspect", "o.migrant", "o.troops", "o.militia", "o.police", "o.diplomat", "o.candidate", "o.peacekeeper", "o.party":
				return false
			}
		}
		for _, e := range ph.Ents {
			if e.How == "person" || e.How == "agent" || e.How == "title" {
				return false
			}
		}
	}
	return true
}

// counted tells whether a phrase is a number of people or things: "killed dozens".
func (c *coder) counted(ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Counts, func(n doc.Count) bool { return n.First <= ph.Head && ph.Head < n.Last })
}

// measured tells whether a phrase is a distance or a share, which nobody gives: "10 किमी हलविले".
func (c *coder) measured(ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Counts, func(n doc.Count) bool {
		return n.First <= ph.Head && ph.Head < n.Last && (n.Kind == "distance" || n.Kind == "percent")
	})
}

// quarrel tells whether an attack is one of words: politicians and parties go for each other.
func (c *coder) quarrel(m *meaning) bool {
	if m.class != "attack" && m.class != "clash" || m.mode != "" || len(m.actor) == 0 || harmed(m.pred) || harmed(m.pred.Gov) {
		return false
	}
	words := func(es []article.Entity) bool {
		for _, e := range es {
			switch {
			case e.How != "person" && e.How != "body" && e.How != "title" && !(e.How == "agent" && e.Sector == "GOV" && c.d.Pack.Final):
				return false
			case e.Sector != "GOV" && e.Sector != "OPP" && e.Sector != "PTY" && e.Sector != "LEG" && e.Sector != "ELI":
				return false
			}
		}
		return true
	}
	if !words(m.actor) {
		return false
	}
	if all := append(append([]article.Entity{}, m.recip...), m.coactor...); len(all) > 0 {
		return words(all)
	}
	return anySector(m.actor, "OPP", "PTY") && !anySector(m.actor, "GOV")
}

// addressee finds whom a demand is addressed to in the clause that carries it: "wrote to the prime minister seeking …".
func (c *coder) addressee(m *meaning) []article.Entity {
	if m.typ != "REQUEST" || m.pred.Form != doc.Converb && m.pred.Form != doc.RelPart || m.pred.Subj == nil || c.d.Pack.Final {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Form != doc.Finite || q.Tokens[0] > m.pred.Tokens[0] {
			continue
		}
		for _, ph := range c.marked(q, "to") {
			if es := minus(ph.Ents, m.actor); ph == m.pred.Subj || len(es) > 0 {
				if ph == m.pred.Subj && c.subject(q) != nil { // the one written to does not seek
					m.actor = c.subject(q).Ents
					es = minus(ph.Ents, m.actor)
				}
				return es
			}
		}
	}
	return nil
}

// claims gives an attack without an author, told in the same sentence or the one before, to those who claim it.
func (c *coder) claims() {
	for si := range c.d.Sents {
		for _, pr := range c.d.Sents[si].Preds {
			if !pr.Class("claim") || pr.Neg {
				continue
			}
			s := c.subject(pr)
			if s == nil || !armed(s.Ents) {
				continue
			}
			for _, q := range pr.Comps { // "… झालेल्या हल्ल्याची जबाबदारी स्वीकारली": told by the claim alone
				if m := c.memo[q]; m != nil && m.typ == "ASSAULT" && len(m.actor) == 0 && c.d.Pack.Final && !slices.Contains(c.out, m) {
					c.out = append(c.out, m)
				}
			}
			for k := len(c.out) - 1; k >= 0; k-- {
				if m := c.out[k]; m.typ == "ASSAULT" && len(m.actor) == 0 && m.pred.Sent <= si && m.pred.Sent >= si-1 {
					m.actor = s.Ents
				}
			}
		}
	}
}

// suspends tells whether a thing without a case, and nobody, is what a verb of suspension acts on: a service, a licence, talks.
func (c *coder) suspends(pr *doc.Pred) bool {
	thing := false
	if slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.For && known(a.Ents) }) {
		return false
	}
	for _, ph := range c.object(pr) {
		if ph.Mark == lang.Dat || himself(ph.Ents) {
			return false
		}
		thing = thing || ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent == ""
	}
	return thing
}

// himself tells whether somebody among those whom a phrase gives is named himself, and not as the owner of a thing.
func himself(es []article.Entity) bool {
	return slices.ContainsFunc(es, func(e article.Entity) bool { return e.How != "possessor" && e.How != "place" })
}

// dismisses tells whether people are what a verb of dismissal and rejection acts on: "dismissed his minister".
func (c *coder) dismisses(pr *doc.Pred) bool {
	for _, ph := range c.object(pr) {
		for _, e := range ph.Ents {
			if e.Human() {
				return true
			}
		}
	}
	return false
}

// others leaves out of the parties acted on those who act. Two offices of one state are two: "the president dismissed his minister".
func (c *coder) others(es, actors []article.Entity) []article.Entity {
	if len(es) == 0 {
		return nil
	}
	out := c.d.Parties(len(es))
	for _, e := range es {
		two := len(actors) == 1 && (e.How == "title" && actors[0].How == "title" || (e.Sector == "CVL" || e.Sector == "GOV" || e.Sector == "PTY" || e.Sector == "LEG") && byNoun(e) && byNoun(actors[0])) && e.KB == "" && e.Span != actors[0].Span
		if two || !among(e, actors) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// byNoun tells whether a party is known by a noun for people alone: a crowd, a young man.
func byNoun(e article.Entity) bool { return e.How == "agent" || e.How == "title" }

// bareObject tells whether what stands without a case before a finished act of force is who suffered it, where such a verb would mark who
// acts: 7 घुसपैठिए दबोचे.
func (c *coder) bareObject(pr *doc.Pred) bool {
	const unfinished = lang.Pass | lang.Prog | lang.Hab | lang.Impf | lang.Fut | lang.Subj
	if !c.d.Pack.Final || !c.d.Pack.Shared && !c.d.Art.Sentences[pr.Sent].Headline || pr.Form != doc.Finite || !pr.F.Has(lang.Perf) || pr.F&unfinished != 0 || pr.E == nil || pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || pr.E.Has(lang.Mutual) {
		return false
	}
	if v := pr.VerbE; v == nil || v.Light == "be" || v.Light == "go" || v.Light == "come" || v.Light == "get" || v.Has(lang.Intr) {
		return false
	}
	if v := c.d.Kind(endOf(pr), lang.Verb); v != nil && len(pr.Tokens) > 1 && pr.F.Has(lang.Vec) && (v.E.Light == "go" || v.E.Light == "come") {
		return false // बच्चे को उठा ले गया | शख्स: with such a verb who acts has no case
	}
	force := false
	for _, name := range pr.Classes {
		if k := c.d.Pack.Common.Class(name); k != nil {
			force = force || k.Type == "COERCE" || k.Type == "SANCTION" || name == "kill" || name == "abduct" || name == "beat"
		}
	}
	if !force {
		return false
	}
	people := 0
	for _, a := range pr.Args {
		switch {
		case a.Mark == lang.Erg || a.Mark == lang.Sub || a.Pron && !a.Attr:
			return false
		case a.Mark != lang.Nom || a.Attr || len(a.Ents) == 0:
		case a.Ents[0].How != "agent" || a.E == nil || a.E.Has(lang.Org) && a.Ents[0].Sector != "CRM":
			return false
		default:
			people++
		}
	}
	return people == 1
}

// actsBefore gives who acts in the clause before a predicate in its sentence: … को पुलिस ने बचाया, 7 घुसपैठिए भी दबोचे.
func (c *coder) actsBefore(pr *doc.Pred) *doc.Phrase {
	var last *doc.Phrase
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if len(q.Tokens) == 0 || q.Tokens[0] >= pr.Tokens[0] {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Erg && q.Form == doc.Finite {
				last = a
			}
		}
	}
	return last
}

// trapped tells whether those on whom a predicate acts are in distress: फंसे पर्यटकों को.
func (c *coder) trapped(pr *doc.Pred) bool {
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.RelPart && q.Class("trapped") && q.Head != nil && slices.Contains(pr.Args, q.Head) {
			return true
		}
	}
	return false
}

// jailed tells whether prisoners are what a predicate acts on.
func (c *coder) jailed(pr *doc.Pred) bool {
	for _, o := range c.objects(pr, depthMax) {
		if o.class == "o.prisoner" || o.class == "o.suspect" {
			return true
		}
	}
	return false
}

// alsoAsked gives those besides the first of whom something of their own is asked: "इजराइल से … जाने देने और हमास से … छोड़ने की अपील".
func (c *coder) alsoAsked(m *meaning) []article.Entity {
	if m.typ != "REQUEST" || !c.d.Pack.Final || len(m.recip) == 0 || m.pred.Form != doc.Finite {
		return nil
	}
	var out []article.Entity
	first := -1
	for _, a := range m.pred.Args {
		if a.Mark != lang.From || a.Pred != nil || a.Time || !known(a.Ents) || owned(a.Ents[0]) || place(a.Ents[0]) {
			continue
		}
		if first < 0 {
			first = a.Last
			continue
		}
		if slices.ContainsFunc(m.pred.Args, func(x *doc.Phrase) bool {
			return x.First >= first && x.Last <= a.First && x.Pred != nil && x.Pred.Form == doc.Infinitive
		}) {
			if !c.dealsWith(m.pred, a) {
				out = append(out, minus(a.Ents, m.recip)...)
			}
		}
	}
	return out
}

// dealsWith tells whether the infinitive behind a phrase is what is done with those whom it names: "विपक्ष से | बातचीत करने की अपील".
func (c *coder) dealsWith(pr *doc.Pred, ph *doc.Phrase) bool {
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if len(q.Tokens) == 0 || q.Tokens[0] < ph.Last || q.Tokens[0] >= pr.Tokens[0] {
			continue
		}
		if q.E != nil && len(q.E.Recip) > 0 && q.E.Recip[0] == lang.From {
			return true
		}
		for _, name := range []string{"talk", "meet", "withdraw", "pull_out", "travel", "cooperate", "trade", "clash"} {
			if q.Class(name) {
				return true
			}
		}
		if q.Form == doc.Infinitive {
			return false
		}
	}
	return false
}

// goods tells whether a phrase names things that are acted on rather than act: रणगाडे पुरवण्यास.
func (c *coder) goods(ph *doc.Phrase) bool {
	return ph.E != nil && (ph.E.Is("o.weapon") || ph.E.Is("o.missile") || ph.E.Is("o.troops") && ph.E.Has(lang.Weaponized))
}

// besideIt tells whether something only stands beside what a predicate acts on: where, or what for.
func (c *coder) besideIt(m *meaning, head string, o object) bool {
	switch {
	case o.ph != nil && c.elsewhere(m.pred, o.ph):
		return true
	case o.class == "o.territory" && o.ph != nil && o.ph.Mark == lang.In && handsOver(head): // "sent units into the east": where, not what
		return true
	case (head == "prevent" || head == "stop") && o.kind == "obj" && o.m == nil && o.ph != nil && o.ph.Mark == lang.From && c.d.Pack.Final: // पुल से कूदने से रोका: from where
		return true
	case handsOver(head) && o.typ == "ASSAULT" && o.m != nil && o.m.pred.Form == doc.Infinitive && c.d.Pack.Final: // "विद्रोहियों से लड़ने में मदद के लिए बल भेजे": what for, not what
		return true
	case handsOver(head) && o.m != nil && o.m.pred.Form == doc.Infinitive && o.m.pred.Phrase != nil && o.m.pred.Phrase.Mark == lang.For && c.d.Pack.Final: // प्रवासियों को रोकने के लिए | नौकाएं दीं
		return true
	case c.thingOfClause(m, head, o) || head == "sign" && c.d.Pack.Final && o.m != nil && o.m.pred.Form == doc.Infinitive: // a pact about joint patrols is signed
		return true
	}
	return false
}

// notHandled tells whether a governor does not make anything of a content: what it is told on condition of, beside, or in spite of.
func (c *coder) notHandled(m *meaning, head string, o object) bool {
	switch {
	case head == "sign" && o.kind == "obj" && o.m == nil && o.ph != nil && !slices.Contains(m.pred.Args, o.ph): // "signed a pact allowing each other's troops to train"
		return true
	case head == "prevent" && m.pred.Class("stop") && (o.class == "relief" || o.class == "o.relief") && c.d.Pack.Final && len(m.actor) > 0 && m.actor[0].How == "body" && (interstate(m.actor[0].Country) || m.actor[0].Country == "NGO"): // रेड क्रॉस ने सामग्री बांटने का काम रोक दिया: its own
		return true
	case head == "stop" && c.d.Pack.Final && o.kind == "obj" && c.ofCharter(m.pred, o.ph): // a part of the constitution is suspended
		return true
	case head == "begin" && m.pred.Class("catch") && m.pred.F.Has(lang.Pass) && m.pred.Obj != nil && m.pred.Obj.Pred == nil && (human(m.pred.Obj.Ents) || c.people(m.pred.Obj) != nil): // who is held for throwing stones does not begin to
		return true
	case o.m != nil && o.m.pred.Cond && o.m.typ != "THREATEN" && c.d.Pack.Final && (head == "warn" || head == "threaten" || head == "ultimatum"): // "क्षेपणास्त्रे पुरवल्यास …, असा इशारा": on which condition, not what is threatened
		return true
	case head == "begin" && m.pred.Class("kill") && (human(m.recip) || m.pred.Obj != nil && (human(m.pred.Obj.Ents) || c.people(m.pred.Obj) != nil)): // executed a man convicted of spying
		return true
	case head == "hit" && o.m != nil && o.ph != m.pred.Subj: // what rips through a market is the blast, not what it is told beside
		return true
	case head == "stop" && o.typ == "ASSAULT" && o.ph != nil && (o.ph.Mark == lang.From || o.ph.Mark == lang.Because || o.ph.Mark == lang.About) && c.d.Pack.Final: // गाझातील युद्धावरून … थांबवली: over the war, not the war
		return true
	case stops(head) && o.ph != nil && c.d.Pack.Final && (o.ph.Mark == lang.About || o.ph.Mark == lang.Because || o.ph.Mark == lang.For && o.m != nil && o.m.pred.Form == doc.Infinitive): // नजरबंदी को लेकर सहायता निलंबित की, "आवाज दाबण्यासाठी केंद्रे बंद केली": why, and what for
		return true
	case (head == "fall_through" || head == "fail") && o.typ == "CONSULT" && !namelyTalks(m, o):
		return true
	case head == "stop" && o.typ == "PROTEST" && o.ph != nil && o.ph == m.pred.Subj && !m.pred.F.Has(lang.Pass) && len(c.object(m.pred)) > 0 && !c.d.Pack.Final: // a strike that halts the buses goes on
		return true
	case handsOver(head) && o.m != nil && o.ph != nil && o.ph.Mark == lang.For && o.m.pred.Form == doc.Nominal && !c.d.Pack.Final: // "handed Hamas a proposal | for a truce"
		return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Obj && a.Pred == nil && a.Last <= o.ph.First })
	case head == "stop" && o.typ == "CONSULT" && o.ph == m.pred.Subj && !m.pred.F.Has(lang.Pass) && !c.d.Pack.Final: // talks that end in a deadlock were held
		return true
	}
	return false
}

// stops tells whether a class is to end something or to keep it from being.
func stops(head string) bool {
	return head == "stop" || head == "close" || head == "cut" || head == "prevent"
}
