package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// contexts tells the fields of an event: what its classes bring along, what its parties say, and the words of fields near it.
func (c *coder) contexts(m *meaning, ev *article.Event) []string {
	common := c.d.Pack.Common
	near := c.nearby(m)
	if near == 0 {
		near = c.field
	}
	return common.ContextNames(c.classContexts(m) | partyContexts(common.ContextRules, ev) | near)
}

// classContexts are the fields that the classes of a meaning and of its content bring along.
func (c *coder) classContexts(m *meaning) lang.Contexts {
	var set lang.Contexts
	add := func(class string) {
		if k := c.d.Pack.Common.Class(class); k != nil {
			set |= k.Context
		}
	}
	for x := m; x != nil; x = x.from {
		add(x.class)
		if x.content != nil {
			add(x.content.class)
		}
	}
	return set
}

// partyContexts are the fields that type and parties tell.
func partyContexts(rules []lang.ContextRule, ev *article.Event) lang.Contexts {
	var set lang.Contexts
	for i := range rules {
		k := &rules[i]
		if k.Gives&^set != 0 && ofType(k.Types, ev) && party(k.Actor, ev.Actors) && party(k.Recip, ev.Recipients) && (!k.Across || across(ev)) && (!k.Within || !across(ev)) {
			set |= k.Gives
		}
	}
	return set
}

func ofType(types []string, ev *article.Event) bool {
	n := len(ev.Type)
	for _, t := range types {
		if len(t) < n || t[:n] != string(ev.Type) {
			continue
		}
		if len(t) == n || t[n] == ':' && slices.Contains(ev.Modes, t[n+1:]) {
			return true
		}
	}
	return len(types) == 0
}

// party tells whether one of the parties is of one of the sectors.
func party(sectors []string, es []article.Entity) bool {
	for _, s := range sectors {
		for i := range es {
			if s == lang.State {
				if es[i].Country != "" && (es[i].Sector == "" || es[i].Sector == "GOV") {
					return true
				}
			} else if es[i].Sector == s || slices.Contains(es[i].Sectors, s) {
				return true
			}
		}
	}
	return len(sectors) == 0
}

// across tells whether the parties are of more than one country.
func across(ev *article.Event) bool {
	first := ""
	for _, es := range [][]article.Entity{ev.Actors, ev.Recipients} {
		for _, e := range es {
			switch {
			case e.Country == "":
			case first == "":
				first = e.Country
			case first != e.Country:
				return true
			}
		}
	}
	return false
}

// nearby are the fields of the words that stand with the act. Where a sentence tells one event, all of it speaks of that event; where it tells
// several, each has the words from the first of its clause to the last.
func (c *coder) nearby(m *meaning) lang.Contexts {
	s := c.d.Art.Sentences[m.pred.Sent]
	first, last := s.First, s.Last
	if c.events[m.pred.Sent] > 1 {
		z := zone{s.Last, s.First}
		z.pred(m.pred, m.pred.Sent, 0)
		for x := m.content; x != nil; x = x.content {
			z.pred(x.pred, m.pred.Sent, 0)
		}
		first, last = max(z.first, s.First), min(z.last, s.Last)
	}
	return c.fields(first, last)
}

// running are the fields that run through the text: the opening names them, and so does a good part of the sentences after it. An event whose
// own words name no field is told within them: "The unions turned the offer down", in a text on a strike for wages.
func (c *coder) running() lang.Contexts {
	n := len(c.d.Art.Sentences)
	if n < runningMin {
		return 0
	}
	own := make([]lang.Contexts, n)
	for i, s := range c.d.Art.Sentences {
		own[i] = c.fields(s.First, s.Last)
	}
	var set lang.Contexts
	for bit := lang.Contexts(1); bit != 0; bit <<= 1 {
		if c.d.Pack.Common.Running&bit == 0 {
			continue
		}
		count := 0
		for _, f := range own {
			if f&bit != 0 {
				count++
			}
		}
		if (own[0]|own[1])&bit != 0 && count >= runningMin && count*runningShare >= n {
			set |= bit
		}
	}
	return set
}

// A field runs through a text where at least so many sentences, and one in so many, name it.
const (
	runningMin   = 3
	runningShare = 4
)

// zone is a stretch of tokens.
type zone struct{ first, last int }

func (z *zone) add(first, last int) {
	if first < last {
		z.first, z.last = min(z.first, first), max(z.last, last)
	}
}

func (z *zone) pred(pr *doc.Pred, sent, depth int) {
	if pr == nil || pr.Sent != sent || depth > depthMax {
		return
	}
	for _, t := range pr.Tokens {
		z.add(t, t+1)
	}
	for _, a := range pr.Args {
		z.phrase(a, depth)
	}
	z.phrase(pr.Phrase, depth)
	for _, q := range pr.Comps {
		z.pred(q, sent, depth+1)
	}
}

func (z *zone) phrase(ph *doc.Phrase, depth int) {
	if ph == nil || depth > depthMax {
		return
	}
	z.add(ph.First, ph.Last)
	for _, md := range ph.Mods {
		z.phrase(md, depth+1)
	}
	for _, cj := range ph.Conj {
		z.phrase(cj, depth+1)
	}
}

// fields are the fields that the words of tokens [first,last) stand for. A phrase speaks for its words: "climate of fear" is no climate.
func (c *coder) fields(first, last int) lang.Contexts {
	var set lang.Contexts
	for i := last - 1; i >= first; {
		w := c.d.Words[i]
		if w == nil {
			i--
			continue
		}
		n := 0
		for k := range w.FieldEnds {
			if end := &w.FieldEnds[k]; c.spells(end, i, first) {
				set |= end.E.Field
				n = end.Size
				break
			}
		}
		if n == 0 {
			set |= w.Field
			n = 1
		}
		i -= n
	}
	return set
}

// spells tells whether a field phrase ends at token i.
func (c *coder) spells(end *lang.FieldEnd, i, first int) bool {
	start := i - end.Size + 1
	if start < first || end.Caps && !c.d.Art.Tokens[i].Caps || end.Before != 0 && c.d.Words[i-1] != nil && c.d.Words[i-1].Sign != end.Before {
		return false
	}
	e := end.E
	for k, t := range e.Toks[:len(e.Toks)-1] {
		if c.d.Art.Tokens[start+k].Norm != t && !(e.Any[k] && c.formOf(start+k, t)) {
			return false
		}
	}
	return true
}

// formOf tells whether token i may be a form of a dictionary word.
func (c *coder) formOf(i int, word string) bool {
	for _, a := range c.d.An[i] {
		if a.E != nil && a.E.Toks[a.E.Head] == word || a.E == nil && a.Stem == word {
			return true
		}
	}
	return false
}
