package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Small words that stand elsewhere in headlines than in sentences: postpositions behind the verb, negations that end a clause without one.

// rather tells whether a word that may be a postposition and wants a genitive is the adverb that it also is: पद | आधीच सोडले.
func (g *grouping) rather(i int) bool {
	u, prev := g.us[i], g.us[i-1]
	return !g.p.d.Pack.Shared && u.a.E.Has(lang.AfterGen) && u.a.E.Mark == lang.Before && prev.kind == uNom && prev.a.Mark == lang.Nom && prev.a.F.Has(lang.Dir) && !prev.a.F.Has(lang.Obl) && g.p.d.Kind(u.first, lang.Adv) != nil
}

// afterVerb makes a phrase of a word that may be a postposition where a headline has it behind the verb that makes a fixed phrase with it: घेतले | ताब्यात.
func (g *grouping) afterVerb(i int) bool {
	u, n := g.us[i], len(g.p.its)
	if n == 0 || !g.p.headline() || !u.a.E.Has(lang.AfterGen) || u.last-u.first > 1 {
		return false
	}
	v := g.p.its[n-1].v
	if v == nil || v.e == nil || len(v.e.Toks) == 0 || len(g.p.d.Pack.Idioms(v.e.Toks[v.e.Head]).After(g.p.d.Art.Tokens[u.first].Norm)) == 0 {
		return false
	}
	g.put(item{p: &doc.Phrase{First: u.first, Last: u.last, Head: u.first, E: u.a.E, Mark: lang.Nom}, at: u.first})
	return true
}

// saidAlone tells whether the negation i ends a clause of its own in a headline, and negates no verb behind the comma: पायलट नकोच, आमदारांनी ठेवल्या अटी.
func (g *grouping) saidAlone(i int) bool {
	return !g.p.d.Pack.Shared && g.p.headline() && i+1 < len(g.us) && (g.us[i+1].kind == uComma || g.us[i+1].kind == uPunct)
}
