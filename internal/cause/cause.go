// Package cause tells why a gold event was missed or got the wrong parties: at which stage its words were lost. It looks
// at the working document that the coder leaves behind, so that a hundred errors can be read as a handful of causes. It
// judges nothing: which errors there are is told by score.
package cause

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/text"
)

// The causes, in the order of the way of a text: the first that holds is told.
const (
	Morphology  = "morphology"  // a word of the act has no reading
	Lexicon     = "lexicon"     // the words are known, but none of them means an act
	Sense       = "sense"       // an act is meant, but one of another type
	Clause      = "clause"      // words of the act make no predicate
	Governor    = "governor"    // the predicate was taken into another event, or for another type
	Composition = "composition" // the words are an act only with what they act on or are governed by, and the two make none of the type
	Held        = "held back"   // a predicate of the type was read, and gives no event
	Actor       = "actor"       // the words of a party are not taken for one
	Coreference = "coreference" // the party is a pronoun, or named elsewhere only
	Country     = "country"     // the party is found, and has no or another country
	Role        = "role"        // the party is found, and stands elsewhere in the event or not in it
	Twice       = "told twice"  // a spurious event: gold has one of the type in another sentence
	Extra       = "extra"       // a spurious event of its own
)

// Causes lists all causes in the order in which they are told.
var Causes = []string{Morphology, Lexicon, Sense, Clause, Governor, Composition, Held, Actor, Coreference, Country, Role, Twice, Extra}

// Of tells the cause of an error in a text, given the document after coding; empty for errors about damage.
func Of(d *doc.Doc, g *score.Text, e *score.Error, onto *plover.Ontology) string {
	switch e.Kind {
	case score.Spurious:
		return spurious(g, e)
	case score.Roles:
		return parties(d, gold(g, e))
	case score.Miss:
		return missed(d, gold(g, e), onto)
	}
	return ""
}

// spurious tells an act that gold has with another actor, and one that gold has in another place, from one that it has not at all.
func spurious(g *score.Text, e *score.Error) string {
	cause := Extra
	for i := range g.Events {
		if string(g.Events[i].Type) != e.Coded {
			continue
		}
		if g.Events[i].Sentence == e.Sentence {
			return Role
		}
		cause = Twice
	}
	return cause
}

func gold(g *score.Text, e *score.Error) *score.Gold {
	if e.Event < 0 || e.Event >= len(g.Events) {
		return &score.Gold{}
	}
	return &g.Events[e.Event]
}

// missed follows the words of an act through the stages up to where they are lost.
func missed(d *doc.Doc, g *score.Gold, onto *plover.Ontology) string {
	for i := range d.Art.Events {
		if g.Accepts(d.Art.Events[i].Type) && near(d, g, &d.Art.Events[i]) {
			return parties(d, g)
		}
	}
	toks := words(d, g)
	known, classes := true, map[string]bool{}
	for _, i := range toks {
		read := false
		for _, a := range d.An[i] {
			if a.E != nil {
				read = true
				for _, c := range a.E.Classes {
					classes[c] = true
				}
			}
		}
		known = known && (read || d.At[i] >= 0)
	}
	if len(classes) == 0 {
		if !known {
			return Morphology
		}
		return Lexicon
	}
	p := predicate(d, toks)
	switch {
	case p == nil:
		return Clause
	case coded(d, p):
		return Governor
	case !able(d, g, classes, onto):
		return Sense
	case !acts(d, g, classes):
		return Composition
	}
	return Held
}

// acts tells whether one of the classes is an act of an accepted type by itself.
func acts(d *doc.Doc, g *score.Gold, classes map[string]bool) bool {
	for c := range classes {
		if k := d.Pack.Common.Classes[c]; k != nil && g.Accepts(k.Type) {
			return true
		}
	}
	return false
}

// able tells whether one of the classes can be an act of an accepted type: by itself, or with an object.
func able(d *doc.Doc, g *score.Gold, classes map[string]bool, onto *plover.Ontology) bool {
	for c := range classes {
		k := d.Pack.Common.Classes[c]
		if k != nil && (g.Accepts(k.Type) || onto.Types[k.Type].Quad == 0) {
			return true
		}
	}
	return false
}

// near tells whether an event stands in the sentence of a gold event; sentence-level gold has one act only.
func near(d *doc.Doc, g *score.Gold, ev *article.Event) bool {
	return g.GSRType != nil || ev.Sentence == g.Sentence
}

// words are the tokens of what expresses the act. Gold by the sentence gives key words, of which not each stands in the text.
func words(d *doc.Doc, g *score.Gold) []int {
	if g.Trigger != "" {
		if toks := within(d, g.Trigger, g.Sentence); len(toks) > 0 {
			return toks
		}
	}
	var out []int
	for _, key := range g.Keys {
		out = append(out, within(d, key, g.Sentence)...)
	}
	if len(out) > 0 {
		return out
	}
	for i, t := range d.Art.Tokens {
		if t.Kind == article.Word {
			out = append(out, i)
		}
	}
	return out
}

// within gives the tokens of a substring of the original, in a sentence where it can be found there.
func within(d *doc.Doc, s string, sentence int) []int {
	orig := d.Art.View.Original()
	var first []int
	for at := 0; ; {
		i := strings.Index(orig[at:], s)
		if i < 0 || s == "" {
			return first
		}
		sp := text.Span{Start: at + i, End: at + i + len(s)}
		at = sp.End
		var toks []int
		for t := range d.Art.Tokens {
			x := d.Span(t, t+1)
			if x.Start < sp.End && sp.Start < x.End && d.Art.Tokens[t].Kind != article.Punct {
				toks = append(toks, t)
			}
		}
		if len(toks) > 0 && sentenceOf(d, toks[0]) == sentence {
			return toks
		}
		if first == nil {
			first = toks
		}
	}
}

func sentenceOf(d *doc.Doc, tok int) int {
	for i, s := range d.Art.Sentences {
		if tok >= s.First && tok < s.Last {
			return i
		}
	}
	return -1
}

// predicate is the first predicate that one of the tokens belongs to.
func predicate(d *doc.Doc, toks []int) *doc.Pred {
	in := map[int]bool{}
	for _, t := range toks {
		in[t] = true
	}
	for i := range d.Sents {
		for _, p := range d.Sents[i].Preds {
			for _, t := range p.Tokens {
				if in[t] && len(p.Classes) > 0 {
					return p
				}
			}
		}
	}
	return nil
}

// coded tells whether a predicate's words stand in the trigger of an event.
func coded(d *doc.Doc, p *doc.Pred) bool {
	for i := range d.Art.Events {
		for _, sp := range d.Art.Events[i].Trigger {
			for _, t := range p.Tokens {
				x := d.Span(t, t+1)
				if x.Start < sp.End && sp.Start < x.End {
					return true
				}
			}
		}
	}
	return false
}

// parties tells what became of the first gold party that is missing in every event of the type: an actor before a recipient.
func parties(d *doc.Doc, g *score.Gold) string {
	for _, p := range append(append([]score.Party{}, g.Actor...), g.Recipient...) {
		if p.Country == "" {
			continue
		}
		if placed(d, g, p) {
			continue
		}
		return party(d, p)
	}
	return Role
}

// placed tells whether a party's country stands in an event of the type, on the side that gold has it on.
func placed(d *doc.Doc, g *score.Gold, p score.Party) bool {
	actor := false
	for _, x := range g.Actor {
		actor = actor || x.Text == p.Text && x.Country == p.Country
	}
	for i := range d.Art.Events {
		ev := &d.Art.Events[i]
		if !g.Accepts(ev.Type) {
			continue
		}
		side := ev.Recipients
		if actor {
			side = ev.Actors
		}
		for _, x := range side {
			if score.SameCountry(x.Country, p.Country) {
				return true
			}
		}
	}
	return false
}

func party(d *doc.Doc, p score.Party) string {
	toks := within(d, p.Text, -1)
	if len(toks) == 0 {
		return Coreference
	}
	found, right, pron := false, false, false
	for i := range d.Sents {
		for _, ph := range d.Sents[i].Phrases {
			if ph.Last <= toks[0] || ph.First > toks[len(toks)-1] {
				continue
			}
			pron = pron || ph.Pron
			for _, x := range ph.Ents {
				found = true
				right = right || score.SameCountry(x.Country, p.Country)
			}
		}
	}
	switch {
	case right:
		return Role
	case pron:
		return Coreference
	case found:
		return Country
	}
	return Actor
}
