package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// blocking are the lists that, where they run through a text, leave no event in it.
var blocking = []string{"sport", "market", "film", "weather"}

// quiet are the lists of fields in which people and companies deal with each other, and only those who govern, judge or fight make news.
var quiet = []string{"product", "tech", "health", "food", "fashion", "travel", "religion", "tale", "history", "astrology", "exam", "science", "animal"}

// storied are the lists of tales, where a king is nobody's government.
var storied = []string{"tale", "history", "astrology"}

// goods are the lists of what companies make and sell.
var goods = []string{"product", "tech"}

// everyday tells whether an act in a quiet field is no news: none of its parties governs, judges or fights, no state acts. A
// strike or an attack is news in any field, but for tales and goods.
func (c *coder) everyday(m *meaning, field lang.Lists) bool {
	if m.typ == "PROTEST" && m.on == "o.work" && len(m.actor) > 0 && !struck(m.actor) {
		return true // a factory that stands still is no strike
	}
	field &= c.d.Pack.ListSet(quiet)
	if field == 0 {
		return false
	}
	tale := field&c.d.Pack.ListSet(storied) != 0
	switch m.typ {
	case "PROTEST":
		return field&c.d.Pack.ListSet(goods) != 0 && len(m.actor) > 0 && !struck(m.actor)
	case "ASSAULT":
		if !tale && (struck(m.actor) || struck(m.recip)) {
			return false
		}
	case "COERCE", "ACCUSE": // मोबाइल चोरणाऱ्या आरोपीला बेड्या
		if !tale && c.finalHead(m) && !c.d.Pack.Shared && (m.mode == "arrest" || charges(m)) && struck(m.recip) {
			return false
		}
	}
	met := m.typ != "CONSULT" && !m.planned || len(m.actor)+len(m.recip)+len(m.coactor) > 1 // a product "comes to meet the Indians"
	return !weighty(m.actor, tale, met) && !weighty(m.recip, tale, known(m.actor)) && !weighty(m.coactor, tale, true)
}

// weighty tells whether a party by its office makes news in any field. In a tale it must be somebody of a real country; a state counts only
// where it acts or is acted upon by somebody.
func weighty(es []article.Entity, tale, acting bool) bool {
	for _, e := range es {
		switch e.Sector {
		case "":
			if acting && (e.How == "state" || e.How == "capital" || e.How == "metonym") {
				return true
			}
		case "REL", "AGR", "REF", "ELI":
		default:
			if publicSector(e.Sector) && (e.Country != "" || !tale) {
				return true
			}
		}
	}
	return false
}

// struck tells whether people are among the parties of an attack.
func struck(es []article.Entity) bool {
	for _, e := range es {
		if e.Sector != "" && e.Sector != "BUS" {
			return true
		}
	}
	return false
}

// headed are the lists of a headline, where the sentence is a part of it: "IND vs PAK Live: … शेजाऱ्यांना धक्का".
func (c *coder) headed(si int) lang.Lists {
	var out lang.Lists
	if !c.d.Art.Sentences[si].Headline {
		return 0
	}
	for k, s := range c.d.Art.Sentences {
		if !s.Headline {
			break
		}
		out |= c.lists[k]
	}
	return out
}

// topics are those of the named lists that run through the whole text: words in at least so many sentences, and in a third of them.
func (c *coder) topics(names []string, least int) lang.Lists {
	var out lang.Lists
	if len(c.lists) < least {
		return 0
	}
	for _, name := range names {
		l := c.d.Pack.ListSet([]string{name})
		n := 0
		for _, has := range c.lists {
			if has&l != 0 {
				n++
			}
		}
		if n >= least && n*3 >= len(c.d.Sents) {
			out |= l
		}
	}
	return out
}

// dissent tells whether an act is of politics by itself, whoever they are: a protest, its end, the threat of one, what workers or farmers demand.
func (c *coder) dissent(m *meaning) bool {
	switch {
	case m.typ == "PROTEST", m.class == "call_off", m.class == "crowd_control":
		return true
	case m.typ == "THREATEN":
		for x := m; x != nil; x = x.content { // "warned that | they would strike"
			if k := c.d.Pack.Common.Class(x.on); k != nil && k.Type == "PROTEST" {
				return true
			}
		}
		return m.content != nil && m.content.typ == "PROTEST" || m.from != nil && m.from.typ == "PROTEST"
	case m.typ == "REQUEST", m.typ == "ACCUSE":
		return c.d.Pack.Final && m.pred.Form == doc.Finite && anySector(m.actor, "LAB", "AGR", "SOC")
	}
	return false
}

// crime tells whether people are hurt, held or charged by name of what they are: that is news of any of them.
func (c *coder) crime(m *meaning) bool {
	if !c.d.Pack.Final && m.pred.Form == doc.Nominal {
		return false
	}
	victim := func(e article.Entity) bool {
		return e.Human() || e.How == "number" || e.How == "agent" && e.Sector != "BUS" || c.d.Pack.Final && e.How == "possessor" && e.Sector == "CVL" && human(m.actor)
	}
	switch {
	case m.typ == "ASSAULT", m.mode == "arrest", m.mode == "convict", m.class == "sue", m.class == "charge", m.class == "" && m.mode == "allege" && m.pred.Class("charge"):
		return slices.ContainsFunc(m.recip, victim) || c.seized(m)
	}
	return false
}
