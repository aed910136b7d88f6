package coder

import (
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/kb"
)

// The country of who speaks against a state, where no word that goes with him tells it.

// apart takes the country from an actor that has it by default only, where that is the state acted on: who "accused China" in "The president
// accused China" is not China's president. An army may seize power in its own state.
func apart(m *meaning) []article.Entity {
	switch m.typ {
	case "ACCUSE", "REQUEST", "THREATEN", "REJECT":
	default:
		return m.actor
	}
	if len(m.actor) != 1 || !m.actor[0].Default || !slices.ContainsFunc(m.recip, func(e article.Entity) bool { return e.How == "state" && e.Country == m.actor[0].Country }) {
		return m.actor
	}
	e := m.actor[0]
	unplaced(&e)
	return []article.Entity{e}
}

// unplaced takes the country from a party that has it by default only.
func unplaced(e *article.Entity) { e.Country, e.Default, e.Assumed = "", false, false }

// struckAbroad takes the country from people hit by the missiles, aircraft or guns of a bare state, and from fighters whom it kills, where it is
// theirs by default only, and no place of that state is told: the twenty whom "Israeli air strikes killed" need not be Israel's. It tells whether there are such.
func (c *coder) struckAbroad(m *meaning) (found bool) {
	if m.typ != "ASSAULT" || len(m.actor) != 1 || !stateItself(m.actor[0]) && m.actor[0].How != "possessor" || m.actor[0].Sector != "" {
		return false
	}
	home, s := m.actor[0].Country, c.d.Art.Sentences[m.pred.Sent]
	for _, nm := range c.d.NamesFrom(s.First) {
		if nm.First >= s.Last {
			break
		}
		if nm.Use == kb.Locality && nm.Rec.Country == home {
			return false
		}
	}
	afar := m.mode == "aerial" || m.mode == "drone" || m.mode == "heavy-weapons"
	m.recip = slices.Clone(m.recip)
	for i := range m.recip {
		if e := &m.recip[i]; e.Default && e.Country == home && (afar || fights(m.recip[i:i+1])) {
			unplaced(e)
			found = true
		}
	}
	return found
}

// adrift takes the country from people hit or held at sea that have that of the text by default only: the crew of a ship is of any.
func (c *coder) adrift(ev *article.Event) {
	if ev.Place.Span.Len() == 0 || ev.Place.Country != "" || ev.Type != "COERCE" && ev.Type != "ASSAULT" {
		return
	}
	ev.Recipients = slices.Clone(ev.Recipients)
	for i := range ev.Recipients {
		if e := &ev.Recipients[i]; e.Default && e.How == "agent" && !armed(ev.Recipients[i:i+1]) {
			unplaced(e)
		}
	}
}

// opponent gives a ministry, government or army without a country that speaks against one of the two states that a text is about the other of
// them: "The Foreign Ministry summoned the Cambodian ambassador", where Thai and Cambodian soldiers fought.
func (c *coder) opponent(m *meaning, actor []article.Entity) []article.Entity {
	switch m.typ {
	case "ACCUSE", "THREATEN", "REJECT", "SANCTION":
	default:
		return actor
	}
	if len(actor) != 1 || len(m.recip) != 1 || actor[0].Country != "" || actor[0].How != "agent" && actor[0].How != "title" || actor[0].Sector != "GOV" && actor[0].Sector != "MIL" {
		return actor
	}
	other := c.otherOf(m.recip[0].Country)
	if other == "" || m.recip[0].Default {
		return actor
	}
	e := actor[0]
	e.Country, e.Default = other, true
	return []article.Entity{e}
}

// otherOf is the state that a text names beside one, where it names these two more often than all others; empty where it does not.
func (c *coder) otherOf(country string) string {
	counts := map[string]int{}
	for _, nm := range c.d.Names {
		if !nm.Weak && nm.Rec.Kind == "state" {
			counts[nm.Rec.Country]++
		}
	}
	other, second := "", 0
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		switch n := counts[code]; {
		case code == country:
		case other == "" || n > counts[other]:
			other, second = code, counts[other]
		case n > second:
			second = n
		}
	}
	if counts[country] < 2 || counts[other] < 2 || second*2 > min(counts[other], counts[country]) {
		return ""
	}
	return other
}
