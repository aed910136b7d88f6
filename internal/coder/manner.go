package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// How an act is done where its own words do not say, but who does it to whom does.

// manner gives an act without a mode that which its parties or what stands with it show.
func (c *coder) manner(m *meaning) {
	c.byWho(m)
	if m.typ == "REJECT" {
		c.refused(m)
	}
	if m.typ == "PROTEST" && m.status == article.Actual && c.calledOut(m) {
		m.status = article.Planned
	}
	if m.class == "attack.arson" || m.mode == "riot" {
		c.burnt(m)
	}
	if (m.mode == "ceasefire" || m.class == "call_off") && len(m.actor) > 0 && anySector(m.actor[:1], "JUD") {
		if k := c.d.Pack.Common.Class("restrict"); k != nil {
			c.become(m, k) // a court that stays an action or a strike
		}
	}
	c.sends(m)
	if m.class == "deploy" && m.mode == "troops" && c.arms(m.pred) {
		m.mode = "weapons"
	}
	if m.typ == "REQUEST" && m.mode == "yield" && len(m.actor) == 1 && anySector(m.actor, "JUD") && anySector(m.recip, "GOV", "COP", "LEG") && sameCountry(m.actor, m.recip) {
		m.mode = "change" // a court that directs its own government
	}
	if m.mode != "" {
		return
	}
	c.ownMode(m)
}

// sends tells those who are there from those who are against, and forces sent to a place from help sent to others.
func (c *coder) sends(m *meaning) {
	if k := c.d.Pack.Common.Class("protest"); k != nil && (m.class == "oppose" || m.typ == "REJECT" && m.pred.Class("oppose")) && m.pred.Form == doc.RelPart && c.d.Pack.Final && (governed(m.actor) || len(m.actor) == 1 && m.actor[0].How == "agent" && anySector(m.actor, "CVL", "EDU")) {
		c.become(m, k) // विरोध कर रहे छात्रों पर …: they are there
	}
	c.ownTroops(m)
	if k := c.d.Pack.Common.Class("deploy"); k != nil && m.class == "send_troops_help" && c.d.Pack.Final && !known(m.recip) && anySector(m.actor, "MIL", "GOV", "") {
		c.become(m, k) // सेना ने तिल्लाबेरी में टुकड़ियां भेजीं: to nobody's help
	}
	if k := c.d.Pack.Common.Class("deploy_weapons"); k != nil && m.typ == "AID" && c.d.Pack.Final && m.class != "send_troops_help" && len(m.recip) == 1 && m.recip[0].Sector == "MIL" && m.recip[0].How == "agent" && sameCountry(m.recip, m.actor) {
		c.become(m, k) // सीमा पर टैंक भेजे: one's own
		m.recip = nil
	}
	if m.typ == "MOBILIZE" && c.d.Pack.Final {
		m.recip = leaving(m.recip, func(e article.Entity) bool {
			return e.Sector == "BUS" || place(e) && sameCountry(m.actor, []article.Entity{e})
		}) // सीआरपीएफ की कंपनियां
	}
}

// ownTroops takes those who are sent from the recipients of what they are sent for, and gives where they are sent in their place:
// "सीमा पर टुकड़ियां भेजीं".
func (c *coder) ownTroops(m *meaning) {
	if m.class != "send_troops_help" || !c.d.Pack.Final || len(m.recip) == 0 || m.on != "o.troops" {
		return
	}
	i := slices.IndexFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Nom && a.E != nil && a.E.Is("o.troops") && len(minus(m.recip, a.Ents)) == 0
	})
	k := c.d.Pack.Common.Class("deploy")
	if i < 0 || k == nil {
		return
	}
	c.become(m, k)
	m.recip = nil
	for _, mark := range []string{"on", "in", "near", "dat"} {
		for _, ph := range c.marked(m.pred, mark) {
			if es := minus(c.near(m, ph), m.actor); len(es) > 0 && len(m.recip) == 0 {
				m.recip = es
			}
		}
	}
}

// ownMode gives a meaning without a mode the one that its parties and words tell.
func (c *coder) ownMode(m *meaning) {
	switch m.typ {
	case "THREATEN": // strikers and farmers threaten with what they can do: to stop work, to march
		if people := governed(m.actor); people && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
			m.mode = "relations"
		}
	case "REQUEST": // the governed, parties and courts ask a government to change what it does
		if sameCountry(m.actor, m.recip) && len(m.actor) == 1 && anySector(m.recip, "GOV", "COP", "LEG") && (governed(m.actor) || anySector(m.actor, "PTY", "OPP", "JUD", "LEG")) {
			m.mode = "change"
		}
	case "CONSULT":
		if c.between(m.pred) {
			m.mode = "third-party"
		} else if c.wentTo(m) {
			m.mode = "visit"
		} else if sides := len(dedupe(slices.Concat(m.actor, m.coactor, m.recip))); sides > 2 {
			m.mode = "multilateral"
		}
	case "ASSAULT":
		for _, name := range m.pred.Classes { // "गोळ्या झाडून हत्या": its words tell two classes
			if k := c.d.Pack.Common.Class(name); k != nil && k.Type == m.typ && k.Mode != "" && m.content == nil {
				m.mode = k.Mode
				return
			}
		}
		if m.mode = c.toolIn(m.pred); m.mode != "" && m.class != "shoot_down" { // चाकू मारकर हत्या
			return
		}
		if m.mode = c.fireIn(m); m.mode != "" {
			return
		}
		// an encounter of the police with rebels is one with guns
		if c.fought(m) {
			all := slices.Concat(m.actor, m.coactor, m.recip)
			if anySector(all, "REB") && countries(all) <= 1 && (m.class != "clash" || anySector(all, "COP", "MIL", "PRM")) {
				m.mode = "firearms"
			}
		}
	}
}

// fireIn is the mode of the fire that the sides of a fight exchange: "exchanged mortar fire".
func (c *coder) fireIn(m *meaning) string {
	if m.class != "clash" || m.pred.Form == doc.Nominal {
		return ""
	}
	for _, a := range m.pred.Args {
		if a.Pred == nil || a.Mark != lang.Obj && a.Mark != lang.Nom {
			continue
		}
		for _, name := range a.Pred.Classes {
			if k := c.d.Pack.Common.Class(name); k != nil && k.Type == m.typ && k.Mode != "" {
				return k.Mode
			}
		}
	}
	return ""
}

// fought tells whether an act is a fight, or somebody fell in one: चकमकीत ठार.
func (c *coder) fought(m *meaning) bool {
	fight := func(pr *doc.Pred) bool { return pr != nil && pr != m.pred && pr.Class("clash") }
	if len(m.pred.Tokens) > 1 && slices.ContainsFunc(m.pred.Tokens, c.fightNoun) { // "killed in an encounter"
		return true
	}
	return m.class == "clash" || m.content != nil && m.content.class == "clash" || slices.ContainsFunc(m.pred.Comps, fight) ||
		slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return fight(a.Pred) })
}

// toolIn is the mode of the weapon among the words of a predicate.
func (c *coder) toolIn(pr *doc.Pred) string {
	for _, t := range pr.Tokens {
		if a := c.d.Kind(t, lang.Noun); a != nil && !a.E.Phrase() {
			for _, name := range a.E.Classes {
				if k := c.d.Pack.Common.Class(name); k != nil && k.Kind == "obj" && k.Type == "ASSAULT" {
					return k.Mode
				}
			}
		}
	}
	return ""
}

// fightNoun tells whether a token is a noun for a fight.
func (c *coder) fightNoun(t int) bool {
	a := c.d.Kind(t, lang.Noun)
	return a != nil && a.E.Is("clash")
}

// arms tells whether missiles, tanks or guns are what a predicate sends, and no soldiers or ships with them.
func (c *coder) arms(pr *doc.Pred) bool {
	found, subj := false, c.subject(pr)
	for _, ph := range append([]*doc.Phrase{pr.Obj}, pr.Args...) {
		if ph == nil || ph == subj || ph.Time {
			continue
		}
		for _, q := range append([]*doc.Phrase{ph}, ph.Conj...) {
			switch {
			case q.E != nil && (q.E.Is("o.weapon") || q.E.Is("o.missile")):
				found = true
			case q.E != nil && (q.E.Is("o.troops") || q.E.Agent != ""), len(q.Ents) > 0 && armed(q.Ents):
				return false
			}
		}
	}
	return found
}

// partisans tells whether all parties are protesters: people, or members of a party or a union.
func partisans(es []article.Entity) bool {
	for _, e := range es {
		if e.Sector != "PTY" && e.Sector != "OPP" && !governed([]article.Entity{e}) {
			return false
		}
	}
	return len(es) > 0 && !anySector(es, "BUS")
}

// burnt tells a riot, smashed things and a town that pulls down houses from the attack that their words are.
func (c *coder) burnt(m *meaning) {
	if k := c.d.Pack.Common.Class("vandalize"); k != nil && m.class == "attack.arson" && m.pred.Class("destroy") && c.d.Pack.Final && partisans(m.actor) && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
		c.become(m, k) // protesters who smash lorries
	}
	if k := c.d.Pack.Common.Class("riot"); k != nil && m.class == "attack.arson" && c.d.Pack.Final && governed(m.actor) && !anySector(m.actor, "BUS") && (countries(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
		c.become(m, k) // a crowd that burns what is in its way riots
	}
	if k := c.d.Pack.Common.Class("attack.arson"); k != nil && m.mode == "riot" && len(c.object(m.pred)) > 0 && anySector(m.actor, "REB", "UAF", "PRM", "MIL") && !governed(m.actor) {
		c.become(m, k) // guerrillas who burn lorries do not riot
	}
	if k := c.d.Pack.Common.Class("restrict"); k != nil && m.class == "attack.arson" && offices(m.actor) && (len(m.recip) == 0 || sameCountry(m.actor, m.recip)) {
		c.become(m, k) // a town that pulls down houses restricts
	}
}

// refused gives a refusal the mode of the request that is refused: a refused loan is refused help, a refused reform a refused change.
func (c *coder) refused(m *meaning) {
	if m.mode != "" && m.mode != "yield" {
		return
	}
	for x, n := m.content, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		if x.typ != "REQUEST" {
			continue
		}
		switch x.mode {
		case "assist", "change", "meet":
			m.mode = x.mode
			return
		}
		if sameCountry(x.actor, m.actor) && (governed(x.actor) || anySector(x.actor, "PTY", "OPP", "JUD", "LEG")) {
			m.mode = "change"
		}
		return
	}
}

// governed tells whether all parties are of those who are governed: workers, farmers, citizens, their bodies.
func governed(es []article.Entity) bool {
	for _, e := range es {
		switch e.Sector {
		case "LAB", "AGR", "SOC", "CVL", "EDU", "MED", "REL", "BUS":
		default:
			return false
		}
	}
	return len(es) > 0
}

// offices tells whether all parties are bodies or officers of a civil government, not states.
func offices(es []article.Entity) bool {
	for _, e := range es {
		if e.Sector != "GOV" || e.How != "agent" && e.How != "body" && e.How != "title" {
			return false
		}
	}
	return len(es) > 0
}

// between tells whether talks are held through somebody who goes between: मलेशियाच्या मध्यस्थीने, कतर की मध्यस्थता में.
func (c *coder) between(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Pred != nil && a.Pred != pr && a.Pred.Class("mediate") }) ||
		slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
			if q == pr || q.Form != doc.Nominal || q.Phrase == nil || !q.Class("mediate") {
				return false
			}
			switch q.Phrase.Mark {
			case lang.In, lang.By, lang.Through, lang.With, lang.Under:
				return c.closing(q) == c.closing(pr) || c.closing(q) == pr
			}
			return false
		})
}

// wentTo tells whether those who met somebody had come to where he is: बीजिंग जाकर मुलाकात की.
func (c *coder) wentTo(m *meaning) bool {
	if !c.d.Pack.Final || m.class != "meet" && m.class != "talk" || m.pred.Form != doc.Finite {
		return false
	}
	return slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Converb && (q.Class("travel") || q.E != nil && q.E.Light == "go") && q.Tokens[0] < m.pred.Tokens[0] && c.closing(q) == m.pred
	})
}

// confinesReach is how many words may stand between a verdict and the prison it names.
const confinesReach = 8

// confines tells whether what is imposed is a stay behind bars: "sentenced to three years in prison", जेल की सजा.
func (c *coder) confines(pr *doc.Pred) bool {
	at, step := pr.Tokens[len(pr.Tokens)-1], 1
	if c.d.Pack.Final {
		at, step = pr.Tokens[0], -1
	}
	for n := 0; n < confinesReach; n++ {
		at += step
		if at < 0 || at >= len(c.d.An) || c.d.Art.Tokens[at].Kind == article.Punct {
			return false
		}
		if slices.ContainsFunc(c.d.An[at], func(a lang.Analysis) bool {
			return a.E != nil && (a.E.Place == "building:jail" || a.E.Place == "building:prison")
		}) {
			return true
		}
	}
	return false
}

// jail gives the arrest that a prison sentence is beside the conviction; nil where the sentence is none, or puts nobody away yet.
func (c *coder) jail(m *meaning) *meaning {
	k := c.d.Pack.Common.Class("arrest")
	if m.class != "convict" || m.from != nil || k == nil || !m.pred.Class("arrest") && !c.confines(m.pred) || m.status != article.Actual {
		return nil
	}
	j := *m
	for i := len(c.out) - 1; i >= 0 && len(j.recip) == 0 && c.out[i].pred.Sent == m.pred.Sent; i-- { // दोषी ठरवत … शिक्षा सुनावली
		if o := c.out[i]; o != m && o.class == "convict" {
			j.recip = o.recip
			if len(j.actor) == 0 {
				j.actor = o.actor
			}
		}
	}
	if len(j.recip) == 0 {
		return nil
	}
	c.become(&j, k)
	return &j
}
