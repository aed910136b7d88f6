package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What an attack is done with: it tells the mode of a word that has none, and makes an attack of a blow.

// weapon gives an attack whose word tells no mode that of the weapon which acts, or which stands with it: "a missile hit …", "attacked with knives".
func (c *coder) weapon(m *meaning) {
	if k := c.toolOf(c.subject(m.pred), m.typ); m.class == "attack.shell" && k != nil && (k.Mode == "aerial" || k.Mode == "drone") { // warplanes fire missiles from the air
		m.mode = k.Mode
	}
	if k := c.weaponOf(m.pred.Obj); m.class == "attack.shoot" && k != nil && m.pred.F.Has(lang.Pass) { // "two rockets were fired at …"
		m.mode = k.Mode
	}
	if m.class == "attack.bomb" && m.pred.Class("attack.aerial") && m.pred.Form != doc.Nominal && c.fromTheAir(m) { // what a state or its warplanes bomb
		m.mode = "aerial"
	}
	if m.typ != "ASSAULT" && m.typ != "CONSULT" || m.mode != "" {
		return
	}
	try := func(ph *doc.Phrase) bool {
		k := c.toolOf(ph, m.typ)
		if k != nil {
			m.mode = k.Mode
		}
		return k != nil
	}
	if s := c.subject(m.pred); s != nil && m.typ == "ASSAULT" && slices.ContainsFunc(s.Mods, func(md *doc.Phrase) bool { return md.Mark == lang.With && try(md) }) {
		return // "attackers with machetes killed …"
	}
	for x, n := m, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		if try(c.subject(x.pred)) {
			return
		}
		for _, a := range x.pred.Args {
			switch a.Mark {
			case lang.With, lang.By, lang.Through, lang.From, lang.Erg:
				if try(a) {
					return
				}
			case lang.On: // फोन पर बात की
				if m.typ == "CONSULT" && try(a) {
					return
				}
			}
		}
	}
}

// fromTheAir tells whether those who bomb have an air force, or are part of one.
func (c *coder) fromTheAir(m *meaning) bool {
	if k := c.toolOf(c.subject(m.pred), m.typ); k != nil && k.Mode == "aerial" {
		return true
	}
	return slices.ContainsFunc(m.actor, func(e article.Entity) bool { return e.Sector == "MIL" || stateItself(e) && plover.IsState(e.Country) })
}

// weaponOf gives the class of weapon that a phrase names.
func (c *coder) weaponOf(ph *doc.Phrase) *lang.Class { return c.toolOf(ph, "ASSAULT") }

// toolOf gives the class of weapon, or of what else an act of a type is done with, that a phrase names, itself or by what it is made up of: a barrage of rockets.
func (c *coder) toolOf(ph *doc.Phrase, typ plover.Type) *lang.Class {
	if ph == nil {
		return nil
	}
	if ph.E != nil {
		for _, name := range ph.E.Classes {
			if k := c.d.Pack.Common.Class(name); k != nil && k.Kind == "obj" && k.Type == typ {
				return k
			}
		}
	}
	for _, md := range append(slices.Clone(ph.Mods), ph.Conj...) {
		if md.Mark == lang.Of || md.Mark == ph.Mark {
			if k := c.toolOf(md, typ); k != nil {
				return k
			}
		}
	}
	return nil
}

// blows gives what a blow lands on, where those who deal it are armed or are a weapon: "a drone slammed into a depot". A state strikes
// what can be attacked, and not another state's trade.
func (c *coder) blows(pr *doc.Pred) []object {
	if !pr.Class("hit") {
		return nil
	}
	s := c.subject(pr)
	if s == nil {
		return nil
	}
	force := armed(s.Ents) || c.weaponOf(s) != nil
	state := slices.ContainsFunc(s.Ents, stateItself)
	if !force && !state {
		return nil
	}
	var out []object
	for _, mark := range []string{"obj", "into", "on", "at", "near", "in"} {
		for _, ph := range c.marked(pr, mark) {
			if ph.Pred != nil || ph.Time {
				continue
			}
			if force && mark != "in" && mark != "near" || c.attackable(ph) {
				out = append(out, object{class: "o.target", kind: "obj", ph: ph})
			}
		}
	}
	return out
}

// attackable tells whether a phrase names a place, a building, arms or those who bear them.
func (c *coder) attackable(ph *doc.Phrase) bool {
	for _, n := range ph.Names {
		switch c.d.Names[n].Use {
		case kb.Locality, kb.Capital:
			return true
		}
		if c.d.Names[n].Rec.Kind == "region" {
			return true // Gaza
		}
	}
	if ph.E != nil {
		for _, name := range ph.E.Classes {
			switch name {
			case "o.building", "o.territory", "o.weapon", "o.troops", "o.militia", "o.police", "o.road", "o.missile":
				return true
			}
		}
	}
	return armed(ph.Ents)
}

// forces reads the parties that a verb of sending, raising and calling back acts on as the forces that they are: "sent the National Guard".
func (c *coder) forces(pr *doc.Pred) []object {
	if c.d.Pack.Final || !pr.Class("send") && !pr.Class("pull_out") && !pr.Class("raise") && !pr.Class("summon") && !pr.Class("take") && !pr.Class("catch") && !pr.Class("expel") {
		return nil
	}
	s := c.subject(pr)
	var out []object
	for _, ph := range c.object(pr) {
		if ph.Pred != nil || ph.Pron || ph == s || ph.E != nil && len(ph.E.Classes) > 0 {
			continue
		}
		name := forceOf(ph.Ents)
		if name == "" && len(ph.Ents) == 0 && pr.Class("catch") && c.people(ph) != nil {
			name = "o.person" // "Two held with heroin"
		}
		if name == "o.person" && !captors(pr, s) {
			continue
		}
		if name != "" {
			out = append(out, object{class: name, kind: "obj", ph: ph})
		}
	}
	return out
}

// captors tells whether who takes people by force does: gunmen abduct them, police and soldiers arrest them, nobody else is said to hold them.
func captors(pr *doc.Pred, s *doc.Phrase) bool {
	switch {
	case pr.Class("take"):
		return s != nil && anySector(s.Ents, "REB", "UAF", "CRM", "PRM")
	case pr.Class("expel"):
		return s != nil && anySector(s.Ents, "PTY", "GOV", "OPP", "LEG", "EDU")
	case pr.Class("catch"):
		return s == nil && pr.F.Has(lang.Pass) || s != nil && anySector(s.Ents, "COP", "MIL", "SPY", "PRM")
	}
	return false
}

// forceOf is the class of things that a party is where others act on it.
func forceOf(es []article.Entity) string {
	if len(es) == 0 || es[0].How != "body" && es[0].How != "agent" {
		if len(es) > 0 && es[0].Human() {
			return "o.person"
		}
		return ""
	}
	switch e := es[0]; {
	case e.Sector == "MIL":
		return "o.troops"
	case e.Sector == "COP":
		return "o.police"
	case e.Sector == "REB" || e.Sector == "PRM" || e.Sector == "UAF":
		return "o.militia"
	case e.How == "agent" && e.Sector != "GOV":
		return "o.person"
	}
	return ""
}

// gifts reads a number of things that no list has as goods where a state gives them to another party: "gave Ukraine 18 more F-16s".
func (c *coder) gifts(pr *doc.Pred) []object {
	s := c.subject(pr)
	if c.d.Pack.Final || !pr.Class("give") && !pr.Class("hand_over") || s == nil || !slices.ContainsFunc(s.Ents, stateOrOffice) {
		return nil
	}
	var out []object
	to := false
	for _, ph := range pr.Args {
		switch ph.Mark {
		case lang.Obj, lang.Dat, lang.To:
		default:
			continue
		}
		if len(ph.Ents) > 0 && ph.Ents[0].Country != "" && ph.Ents[0].Country != s.Ents[0].Country && ph.Ents[0].How != "possessor" {
			to = true
		} else if ph.Mark != lang.To && c.goodsCounted(ph) {
			out = append(out, object{class: "o.goods", kind: "obj", ph: ph})
		}
	}
	if !to {
		return nil
	}
	return out
}

// goodsCounted tells whether a phrase is a number of things, and neither of people, of time nor of money.
func (c *coder) goodsCounted(ph *doc.Phrase) bool {
	if ph.Time || ph.Pred != nil || ph.E != nil && (ph.E.Agent != "" || len(ph.E.Classes) > 0 && !ph.E.Is("o.building") && !ph.E.Is("o.property")) || len(ph.Ents) > 0 && ph.Ents[0].How != "possessor" {
		return false
	}
	if c.d.Kind(ph.Head, lang.Time) != nil {
		return false
	}
	if c.d.Art.Tokens[ph.First].Kind == article.Number && !c.money(ph) && ph.Last-ph.First > 1 {
		return true
	}
	return slices.ContainsFunc(c.d.Counts, func(n doc.Count) bool {
		return n.First < ph.Last && ph.First < n.Last && (n.Kind == "item" || n.Kind == "weapon" || n.Kind == "")
	})
}

func stateOrOffice(e article.Entity) bool {
	return stateItself(e) || e.Sector == "GOV" || e.Sector == "MIL"
}

// threatened gives a threat that does not tell with what in a clause the mode of the act whose noun it stands with (हल्ल्याची धमकी), or else the one that
// is usual: the armed threaten force, workers and protesters a strike.
func (c *coder) threatened(m *meaning) {
	if m.typ != "THREATEN" || m.mode != "" {
		return
	}
	if m.mode = c.threat(m.pred); m.mode != "" {
		return
	}
	switch {
	case anySector(m.actor, "MIL", "REB", "PRM", "UAF", "CRM"):
		m.mode = "violence"
	case anySector(m.actor, "LAB", "AGR", "EDU", "CVL", "SOC", "MED"):
		m.mode = "relations"
	}
}

// threat is the mode of a threat by the noun in its genitive, or among its own words.
func (c *coder) threat(pr *doc.Pred) string {
	for _, a := range pr.Args {
		if a.Mark != lang.Gen && a.Mark != lang.Of && a.Mark != lang.With || a.E == nil {
			continue
		}
		if mode := c.threatOf(a.E.Classes); mode != "" {
			return mode
		}
	}
	words := pr.Tokens[:len(pr.Tokens)-1]
	if t := pr.Tokens[0] - 1; c.d.Pack.Final && t >= c.d.Art.Sentences[pr.Sent].First { // the noun whose genitive went into no phrase
		words = append([]int{t}, words...)
	}
	for _, t := range words {
		if a := c.d.Kind(t, lang.Noun); a != nil && (t >= pr.Tokens[0] || a.Mark == lang.Gen) {
			if mode := c.threatOf(a.E.Classes); mode != "" {
				return mode
			}
		}
	}
	return ""
}

// threatOf is the mode of a threat with an act or a thing of some classes.
func (c *coder) threatOf(classes []string) string {
	for _, name := range classes {
		k := c.d.Pack.Common.Class(name)
		switch {
		case name == "o.sanctions" || name == "o.restriction":
			return "restrict"
		case k == nil || k.Kind != "act":
		case k.Type == "ASSAULT" || k.Type == "MOBILIZE":
			return "violence"
		case k.Type == "PROTEST", name == "sever_ties", name == "suspend_aid", name == "suspend_coop":
			return "relations"
		case name == "arrest":
			return "arrest"
		case k.Mode == "expel" || k.Mode == "deport":
			return "expel"
		case k.Type == "COERCE" || name == "sanction":
			return "restrict"
		}
	}
	return ""
}
