package coder

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// event makes the record of a meaning.
func (c *coder) event(m *meaning) article.Event {
	pr := m.pred
	c.weapon(m)
	abroad := c.struckAbroad(m)
	read := c.ruleID(m)
	c.settle(m)
	ev := article.Event{Type: m.typ, Actors: m.actor, Recipients: m.recip, Sentence: pr.Sent, Status: m.status, Rule: read}
	if m.mode != "" {
		ev.Modes = []string{m.mode}
	}
	c.partiesOf(m, &ev, abroad)
	ev.Trigger = c.trigger(pr)
	for _, t := range pr.Tokens {
		ev.Quoted = ev.Quoted || c.d.Art.Tokens[t].Quoted
	}
	ev.Contexts = c.contexts(m, &ev)
	ev.Attribution = c.attribution(m)
	c.date(&ev, m)
	c.placer.place(&ev, m)
	c.venue(&ev)
	c.adrift(&ev)
	c.quantities(&ev, m)
	ev.Grounds = c.grounds(&ev, m)
	if c.d.Art.Traced {
		ev.Trace = append(slices.Clone(m.trace), c.explain(m)...)
	}
	ev.ID = c.id(&ev)
	return ev
}

// settle gives a meaning the class, mode and recipients that its parties leave.
func (c *coder) settle(m *meaning) {
	if m.class == "deploy" && anySector(m.actor, "COP") {
		m.class, m.mode = "deploy_police", "police"
	}
	if m.class == "deploy" && anySector(m.actor, "REB", "PRM", "UAF") {
		m.class, m.mode = "deploy_militia", "militia"
	}
	if k := c.d.Pack.Common.Class("strike"); m.class == "walkout" && k != nil { // members of parliament leave in protest, workers strike
		if m.class = "protest"; anySector(m.actor, "LAB", "MED", "COP") {
			c.become(m, k)
		}
	}
	if k := c.d.Pack.Common.Class("abduct"); k != nil && !c.d.Pack.Final && m.typ == "COERCE" && m.mode == "arrest" && len(m.actor) == 1 && anySector(m.actor, "UAF", "CRM") && known(m.recip) { // "held by bandits"
		c.become(m, k)
	}
	c.threatened(m)
	if m.class == "surrender" && m.mode == "" && anySector(m.actor, "MIL", "REB", "PRM", "UAF") { // fighters who give themselves up give up their arms
		m.mode = "disarm"
	}
	if k := c.d.Pack.Common.Class("obstruct"); m.class == "restrict" && k != nil && unarmed(m.actor) && (c.d.Pack.Final || m.from == nil && anySector(m.actor, "AGR", "LAB", "EDU")) { // नागरिकांनी संसदेला वेढा घातला
		c.become(m, k)
	}
	if m.class == "sanction" && (sameCountry(m.actor, m.recip) || len(m.recip) == 0 && m.on == "o.restriction" && anySector(m.actor, "GOV", "COP")) { // a ban on one's own is coercion
		k := c.d.Pack.Common.Class("restrict")
		m.class, m.typ, m.mode = k.Name, k.Type, k.Mode
	}
	if (m.typ == "MOBILIZE" || c.pullsBack(m)) && sameCountry(m.actor, m.recip) && armed(m.recip) { // one's own troops are no target
		m.recip = nil
	}
	c.roadblock(m)
	if m.typ == "PROTEST" && (m.class == "protest" || m.class == "rally") && len(m.actor) == 1 && (governs(m.actor[0]) || c.stateProtests(m.pred)) { // a government protests in words
		if k := c.d.Pack.Common.Class("protest_note"); k != nil {
			m.class, m.typ, m.mode = k.Name, k.Type, k.Mode
		}
	}
	if m.typ == "REQUEST" && m.mode == "change" && givesWay(m) {
		m.mode = "yield"
	}
}

// ownRegion tells whether support is told to be for no more than regions of who gives it: a region whose help one praises is no party.
func ownRegion(m *meaning) bool {
	return m.typ == "SUPPORT" && sameCountry(m.actor, m.recip) && !slices.ContainsFunc(m.recip, func(e article.Entity) bool {
		return e.How != "place" && (e.How != "possessor" || !strings.HasPrefix(e.KB, "place:"))
	})
}

// stateProtests tells whether the subject is a state by its own name, and not its people: "China protests".
func (c *coder) stateProtests(pr *doc.Pred) bool {
	s := pr.Subj
	if c.d.Pack.Final || pr.Form != doc.Finite || s == nil || s.Plural || len(s.Conj) > 0 || len(s.Names) != 1 {
		return false
	}
	nm := &c.d.Names[s.Names[0]]
	return nm.Rec.Kind == "state" && nm.Use == kb.Proper && !nm.Plural && nm.Last == s.Last
}

// pullsBack tells whether forces are withdrawn, or shall be.
func (c *coder) pullsBack(m *meaning) bool {
	return !c.d.Pack.Final && (m.class == "withdraw" || m.content != nil && m.content.class == "withdraw" && (m.typ == "CONCEDE" || m.typ == "AGREE"))
}

// partiesOf fills the sides of a record: who acts with whom on whom, each once and with its country. abroad tells that those hit have none by default.
func (c *coder) partiesOf(m *meaning, ev *article.Event, abroad bool) {
	if m.class == "" { // a promise to meet is of one side to the other
		if len(m.coactor) > 0 {
			ev.Actors = append(append([]article.Entity{}, m.actor...), m.coactor...)
		}
	} else if m.rule != nil && m.rule.Flags["mutual"] || m.pred.E != nil && m.pred.E.Has(lang.Mutual) || len(m.coactor) > 0 {
		ev.Actors = append(append([]article.Entity{}, m.actor...), m.coactor...)
		if m.mode != "visit" && (m.rule == nil || m.rule.Flags["mutual"]) {
			if !(len(m.actor) > 1 && len(m.recip) > 0 && m.recip[0].How == "possessor" && !c.d.Pack.Final) { // "X and Y signed a truce in Havana"
				ev.Actors = append(ev.Actors, m.recip...)
			}
			ev.Recipients = nil
		}
	}
	if len(ev.Actors) == 0 && m.rule != nil && m.rule.Flags["mutual"] && countries(ev.Recipients) > 1 {
		ev.Actors, ev.Recipients = ev.Recipients, nil // both sides agree
	}
	if c.d.Pack.Final || !c.d.Art.Sentences[m.pred.Sent].Headline {
		ev.Actors, ev.Recipients = dedupe(ev.Actors), dedupe(ev.Recipients)
	} else {
		ev.Actors, ev.Recipients = eachOf(ev.Actors), eachOf(ev.Recipients)
	}
	ev.Actors, ev.Recipients = c.abroadToo(ev.Actors, ev.Recipients), c.abroadToo(ev.Recipients, ev.Actors)
	if c.d.Pack.Home != "" || len(ev.Recipients) == 0 || ev.Recipients[0].How != "state" || ev.Recipients[0].Sector != "" { // "COP president commends India"
		ev.Actors = c.domestic(ev.Actors)
	}
	if !abroad && (c.d.Pack.Home != "" || len(ev.Actors) == 0 || ev.Actors[0].How != "state" || ev.Actors[0].Sector != "") {
		ev.Recipients = c.domestic(ev.Recipients)
	}
	ev.Recipients = ofEither(ev.Recipients, ev.Actors)
	if len(ev.Modes) == 0 && ev.Type == "CONSULT" && countries(ev.Actors, ev.Recipients) > 2 {
		ev.Modes = []string{"multilateral"}
	}
}

// roadblock tells who protests by blocking roads from who keeps others from theirs: drivers block roads, thugs a girl's way, the police a march.
func (c *coder) roadblock(m *meaning) {
	name := ""
	switch {
	case !c.d.Pack.Final:
	case m.class == "restrict" && m.on == "o.road" && anySector(m.actor, "LAB", "AGR", "EDU", "CVL", "SOC", "OPP") && !powerful(m.actor):
		name = "obstruct"
	case m.class == "obstruct" && (anySector(m.actor, "CRM", "COP", "MIL", "UAF", "JUD") || slices.ContainsFunc(m.actor, stateItself) || c.byOffice(m)):
		name = "restrict"
	}
	if k := c.d.Pack.Common.Class(name); k != nil {
		m.class, m.typ, m.mode = k.Name, k.Type, k.Mode
	}
}

// byOffice tells whether a body of the state is who acts, and not its members: महापालिकेने, but not नगरसेवकांनी.
func (c *coder) byOffice(m *meaning) bool {
	s := c.subject(m.pred)
	return s != nil && anySector(m.actor, "GOV") && (s.E != nil && s.E.Has(lang.Org) || m.actor[0].How == "body")
}

// givesWay tells whether those who are asked shall stop, leave or let something be.
func givesWay(m *meaning) bool {
	return slices.ContainsFunc(m.pred.Comps, func(q *doc.Pred) bool {
		return q.Class("stop") || q.Class("leave") || q.Class("allow") || q.Class("refrain") || q.Class("hand_over") || q.Class("withdraw")
	})
}

// venue takes a capital out of the recipients of what was agreed in it: "they accepted a truce in Manila", मनिला येथे.
func (c *coder) venue(ev *article.Event) {
	switch ev.Type {
	case "CONCEDE", "RETREAT", "COOPERATE":
	default:
		return
	}
	if len(ev.Actors) == 0 || ev.Place.Span.Len() == 0 {
		return
	}
	ev.Recipients = slices.DeleteFunc(ev.Recipients, func(e article.Entity) bool {
		return e.How == "capital" && e.Span.Start <= ev.Place.Span.Start && ev.Place.Span.Start < e.Span.End
	})
}

// domestic gives the language's own country to people and bodies that a text names none for, where it names no other country at all:
// a Marathi paper's police, strikers and ministers are Indian unless it says whose they are. Where all that a text names is of one other
// country, its gunmen and its dead are of that.
func (c *coder) domestic(es []article.Entity) []article.Entity {
	sole := c.sole(c.d.Pack.Home)
	if sole == "" {
		return es
	}
	var out []article.Entity
	for i, e := range es {
		if e.Country == "" && e.Sector != "" && (e.How == "agent" || e.How == "title" || e.How == "number" || e.How == "possessor") && !c.continental(e) {
			if out == nil {
				out = slices.Clone(es)
			}
			out[i].Country = sole
		}
	}
	if out == nil {
		return es
	}
	return out
}

// abroadToo gives a government, parliament, court or force of no country told that of the one other state's power it deals with, which is
// not at home: "पेरूच्या संसदेने सरकारच्या निर्णयाला …".
func (c *coder) abroadToo(es, others []article.Entity) []article.Entity {
	if !c.d.Pack.Final || len(es) != 1 || es[0].Country != "" || es[0].How != "agent" && es[0].How != "title" && es[0].How != "possessor" || len(others) != 1 || !plover.IsState(others[0].Country) {
		return es
	}
	switch others[0].Sector {
	case "GOV", "LEG", "JUD", "MIL", "COP", "OPP", "PTY":
	default:
		return es
	}
	switch es[0].Sector {
	case "GOV", "LEG", "JUD", "MIL", "COP", "OPP", "PTY":
		out := slices.Clone(es)
		out[0].Country = others[0].Country
		return out
	}
	return es
}

// athome gives those whom the law or a protest concerns their country before it is asked whether the act is political: a suspect in
// custody, an accused who is sentenced, strikers.
func (c *coder) athome(m *meaning) {
	switch m.mode {
	case "arrest", "convict", "seize", "police", "strike", "hunger", "demo", "obstruct", "crowd-control":
		m.actor, m.recip = c.domestic(m.actor), c.domestic(m.recip)
	}
}

// abroad tells whether the text names anything of another country.
func (c *coder) abroad(home string) bool {
	for _, nm := range c.d.Names {
		if !nm.Weak && nm.Rec.Country != "" && nm.Rec.Country != home {
			return true
		}
	}
	return false
}

// sole is the one country that all names of the text belong to, home where there is none; empty where they are of several.
func (c *coder) sole(home string) string {
	found := ""
	for _, nm := range c.d.Names {
		switch {
		case nm.Weak || nm.Rec.Country == "" || nm.Rec.Kind == "company" || nm.Rec.Kind == "media" && (c.d.Pack.Final || nm.Rec.Sector == "BUS") || c.d.Purpose(&nm):
		case found == "":
			found = nm.Rec.Country
		case found != nm.Rec.Country:
			return ""
		}
	}
	switch {
	case found == "":
		return home
	case !plover.IsState(found):
		return ""
	}
	return found
}

// unarmed tells whether all parties are people who hold no power: they besiege and block, and restrict nobody.
func unarmed(es []article.Entity) bool {
	for _, e := range es {
		switch e.Sector {
		case "CVL", "AGR", "LAB", "EDU":
		default:
			return false
		}
	}
	return len(es) > 0
}

// governs tells whether a party is a government or one of its offices.
func governs(e article.Entity) bool {
	return e.Sector == "GOV" && (e.How == "agent" || e.How == "capital" || e.How == "metonym" || e.How == "body")
}

func sameCountry(a, b []article.Entity) bool {
	return len(a) > 0 && len(b) > 0 && a[0].Country != "" && a[0].Country == b[0].Country
}

func dedupe(es []article.Entity) []article.Entity {
	out := slices.Grow([]article.Entity(nil), len(es))
	for _, e := range es {
		if !among(e, out) {
			out = append(out, e)
		}
	}
	return out
}

func (c *coder) ruleID(m *meaning) string {
	id := ""
	if m.rule != nil {
		id = m.rule.ID
	} else {
		id = c.d.Pack.Code + ".coder.none"
	}
	if m.pred.E != nil {
		id += ":" + strings.ReplaceAll(m.pred.E.Word, " ", "_")
	}
	return id
}

// trigger is the spans of the predicate's words, neighbours joined.
func (c *coder) trigger(pr *doc.Pred) []text.Span {
	toks := pr.Tokens
	if !slices.IsSorted(toks) {
		toks = slices.Sorted(slices.Values(toks))
	}
	var out []text.Span
	for i := 0; i < len(toks); {
		j := i + 1
		for j < len(toks) && toks[j] == toks[j-1]+1 {
			j++
		}
		out = append(out, c.d.Span(toks[i], toks[j-1]+1))
		i = j
	}
	return out
}

// attribution leaves out a speaker who tells of an act of its own that is done by speaking.
func (c *coder) attribution(m *meaning) []article.Source {
	var out []article.Source
	for _, s := range m.pred.Sources {
		own := among(s.Entity, m.actor)
		switch m.typ {
		case "AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT":
			if own {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

func (c *coder) id(ev *article.Event) string {
	b := append(c.buf[:0], c.d.Art.ID...)
	b = append(append(b, 0), ev.Type...)
	b = append(b, 0, '[')
	b = append(append(b, strings.Join(ev.Modes, " ")...), ']', 0, '[')
	for i, s := range ev.Trigger {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(strconv.AppendInt(append(b, '{'), int64(s.Start), 10), ' ')
		b = append(strconv.AppendInt(b, int64(s.End), 10), '}')
	}
	b = append(b, ']')
	for _, es := range [][]article.Entity{ev.Actors, ev.Recipients} {
		for i := range es {
			e := &es[i]
			b = append(strconv.AppendInt(append(b, 0), int64(e.Span.Start), 10), '-')
			b = append(strconv.AppendInt(b, int64(e.Span.End), 10), ' ')
			b = append(append(append(b, e.Country...), ' '), e.Sector...)
		}
	}
	c.buf = b
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// explain lists the clause for a reader: form, arguments with marks, roles.
func (c *coder) explain(m *meaning) []article.Step {
	pr := m.pred
	out := []article.Step{{Kind: article.StepClause, Words: c.words(pr), Form: pr.Form.String(), Features: pr.F.String()}}
	for _, a := range pr.Args {
		at := c.d.Span(a.First, a.Last)
		s := article.Step{Kind: article.StepArgument, Words: c.d.Text(a.First, a.Last), Start: at.Start, End: at.End, Mark: a.Mark.String()}
		for _, e := range a.Ents {
			s.Parties = append(s.Parties, article.StepParty{Country: e.Country, Sector: e.Sector, Name: e.Name, How: e.How})
		}
		out = append(out, s)
	}
	if m.rule != nil {
		out = append(out, article.Step{Kind: article.StepRule, Rule: m.rule.ID, Actor: m.rule.Actor, Recipient: m.rule.Recip})
	}
	return out
}
