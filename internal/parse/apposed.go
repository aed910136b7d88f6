package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// apposed puts a phrase behind a comma to the one that it says more of, where that is no subject waiting for its verb: "arrested Sanjay Rao, a
// former mayor", "met the foreign minister, Johann Weber". One of the two is a name, the other says what somebody is.
func (p *initialParser) apposed(ph *doc.Phrase, i int) bool {
	if !p.comma || p.headline || p.conj || ph.Mark != lang.Nom || ph.Attr || ph.Pron || ph.Pred != nil || len(ph.Conj) > 0 {
		return false
	}
	j := i - 2
	for j >= 2 && p.its[j].p != nil && p.age(p.its[j].p) && p.its[j-1].kind == uComma && p.its[j-1].p == nil && p.its[j-1].v == nil {
		j -= 2 // "X, 54, a farmer"
	}
	if j < 0 || p.its[i-1].p != nil || p.its[i-1].v != nil || p.its[i-1].kind != uComma || !p.closesBehind(i) {
		return false
	}
	of := p.its[j].p
	if of == nil || of.Pron || of.Attr || of.Pred != nil || of.Mark == lang.Nom && !of.After {
		return false
	}
	fits := func(of *doc.Phrase) bool { return p.nameAlone(of) && p.says(ph) || p.says(of) && p.nameAlone(ph) }
	if !fits(of) {
		if of = p.behind(j); of == nil || !fits(of) {
			return false
		}
	}
	of.Mods = append(of.Mods, ph)
	ph.Of = of
	return true
}

// behind is the phrase that item j ends: itself, or the one that says what somebody is before "of" and a name ("the head | of the party").
func (p *initialParser) behind(j int) *doc.Phrase {
	ph := p.its[j].p
	for ph.Mark == lang.Of && j > 0 && p.its[j-1].p != nil && !p.its[j-1].p.Pron {
		j--
		ph = p.its[j].p
	}
	if ph.Pred != nil || ph.Mark == lang.Nom && !ph.After {
		return nil
	}
	return ph
}

// closesBehind tells whether what stands behind item i with its prepositional phrases is the end of an apposition: a comma, the end of the
// sentence, a quotation mark; not a verb that it may be the subject of, and no "and".
func (p *initialParser) closesBehind(i int) bool {
	for j := i + 1; j < len(p.its); j++ {
		switch it := p.its[j]; {
		case it.v != nil:
			return !it.v.fin
		case it.p != nil:
			if it.p.Mark == lang.Nom {
				return false
			}
		case it.kind == uConj:
			return p.its[j].e == nil || !p.its[j].e.Has(lang.And) || j+1 < len(p.its) && p.its[j+1].v != nil
		default:
			return !p.speakerAhead(i)
		}
	}
	return true
}

// age tells whether a phrase is a bare number.
func (p *initialParser) age(ph *doc.Phrase) bool {
	return ph.Last-ph.First == 1 && p.d.Art.Tokens[ph.First].Kind == article.Number
}

// says tells whether a phrase says what somebody is: "a former mayor", "president of the union".
func (p *initialParser) says(ph *doc.Phrase) bool {
	return ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent != "" && !ph.E.Has(lang.Weaponized) && !ph.Plural
}

// nameAlone tells whether a phrase ends in a person's name: of the tables, or words in capitals that none knows.
func (p *initialParser) nameAlone(ph *doc.Phrase) bool {
	if ph.E != nil {
		return false
	}
	if nm := p.ends(ph); nm != nil {
		return nm.Rec.Person()
	}
	t := p.d.Art.Tokens[ph.Head]
	return t.Kind == article.Word && t.Cap && !t.Caps
}

// quotedBefore gives the clause of a quotation that a verb of warning, demanding, accusing closes, which is its content: "The state betrayed us," the
// union alleged. Verbs of saying have their own way to it.
func (p *initialParser) quotedBefore(pr *doc.Pred, g *verbGroup, i int) *doc.Pred {
	if p.warnsLast(g, i) {
		return p.main
	}
	if p.headline || p.main == nil || p.main.Gov != nil || p.main.Form != doc.Finite || says(p.d, pr.Classes) || !p.d.Pack.Common.AnyKind(pr.Classes, "gov") || p.d.Art.Tokens[pr.Tokens[0]].Quoted {
		return nil
	}
	for j := i - 1; j >= 0; j-- {
		switch it := p.its[j]; {
		case it.v != nil:
			return nil
		case it.p != nil || it.kind == uComma:
		case it.kind == uQuote && p.d.Art.Tokens[p.main.Tokens[0]].Quoted && (j == i-1 || p.closesSentence(i)):
			return p.main
		default:
			return nil
		}
	}
	return nil
}

// warnsLast tells whether the verb at item i ends its sentence, with nothing but who warns, vows or charges between it and the comma behind the clause that is
// what he warns of: "Ethiopia would retaliate, the prime minister | warned on Sunday". What is warned of or vowed will, may or must be.
func (p *initialParser) warnsLast(g *verbGroup, i int) bool {
	if p.headline || p.main == nil || p.main.Gov != nil || p.main.Form != doc.Finite || g.e == nil || !g.mainF.Has(lang.Past) || len(g.aux) > 0 || g.neg {
		return false
	}
	if i < 2 || p.its[i-1].p == nil || p.its[i-1].p.Pred != nil || !party(p.its[i-1].p) || p.its[i-2].p != nil || p.its[i-2].v != nil || p.its[i-2].kind != uComma {
		return false
	}
	of := func(names ...string) bool {
		return slices.ContainsFunc(g.e.Classes, func(name string) bool { return slices.Contains(names, name) })
	}
	const future = lang.Fut | lang.Would | lang.May | lang.Can | lang.Must | lang.Should
	if !(of("accuse", "charge") && len(p.its[i-1].p.Names) > 0) && (p.main.F&future == 0 || !of("warn", "promise", "vow_force", "threaten")) {
		return false
	}
	if i+1 < len(p.its) && p.its[i+1].p != nil && (p.its[i+1].p.Mark == lang.By || p.its[i+1].p.Mark == lang.With) {
		return false // "the president, warned by the army"
	}
	return p.closesSentence(i)
}

// voiced reads a past form right behind the end of a quotation as the verb of who speaks it, who stands behind: "…," alleged party leader Rao.
func (p *initialParser) voiced(u *unit, i int) bool {
	toks := p.d.Art.Tokens
	if len(p.us) == 0 || p.us[len(p.us)-1].kind != uQuote || i < p.first+2 || !toks[i-2].Quoted || toks[i].Quoted || toks[i].Cap || !p.nominalNext(i) && !(i+1 < p.last && (toks[i+1].Cap || p.d.Kind(i+1, lang.Det) != nil)) {
		return false
	}
	v := reading(p.d, i, lang.Verb)
	if v == nil || !v.F.Has(lang.Past) || !says(p.d, v.E.Classes) && !p.d.Pack.Common.AnyKind(v.E.Classes, "gov") {
		return false
	}
	u.kind, u.a = uVerb, *v
	return true
}

// ledBy tells whether the verb at item i is that of a subject which a participle and its doer stand behind, since it has an object of its own: "hundreds
// of farmers led by the union | blocked the highway".
func (p *initialParser) ledBy(i int) bool {
	if p.cur == nil || p.main != nil || p.cur.Form != doc.RelPart || !p.cur.F.Has(lang.Pass) || len(bare(p.waiting)) == 0 || p.cur.Obj != bare(p.waiting)[0] || p.its[i-1].p.Mark != lang.By && p.its[i-1].p.Mark != lang.Of {
		return false
	}
	if i+1 >= len(p.its) || p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.By {
		return false
	}
	for _, it := range p.its[i+1:] {
		if it.v != nil {
			return !it.v.fin
		}
		if it.p != nil && it.p.Mark == lang.Nom || it.p == nil && it.kind != uAdv {
			return true
		}
	}
	return true
}

// portfolio joins the two halves of what an office is for: "food | and civil supplies minister Rao". The first, a bare noun, becomes the whole.
func (p *initialParser) portfolio(prev, ph *doc.Phrase) bool {
	if prev.Pred != nil || prev.Pron || len(prev.Names) > 0 || len(prev.Mods)+len(prev.Conj) > 0 || prev.E != nil && prev.E.Agent != "" || p.d.Kind(prev.First, lang.Det) != nil || ph.Pred != nil || ph.Pron || !human(p.d, ph) {
		return false
	}
	title := -1
	for i := ph.First; i < ph.Last && title < 0; i++ {
		if r := reading(p.d, i, lang.Noun); r != nil && r.E.Agent == "GOV" && r.E.Has(lang.Title) {
			title = i
		}
	}
	if title <= ph.First || p.d.Kind(ph.First, lang.Det) != nil || p.d.At[ph.First] >= 0 {
		return false
	}
	prev.Last, prev.Head, prev.E, prev.Names, prev.Plural, prev.Quoted = ph.Last, ph.Head, ph.E, ph.Names, ph.Plural, ph.Quoted
	prev.Mods = append(prev.Mods, ph.Mods...)
	return true
}

// ofOther tells whether a person and, behind the comma, an office of another state stand side by side in a headline, and not one beside what it is:
// "Speaks To Rijiju, Chinese Envoy".
func (p *initialParser) ofOther(prev, ph *doc.Phrase) bool {
	a := p.ends(prev)
	if a == nil || !a.Rec.Person() || a.Rec.Country == "" || prev.Mark == lang.Nom || !p.says(ph) {
		return false
	}
	for _, k := range ph.Names {
		if nm := &p.d.Names[k]; nm.First == ph.First && nm.Rec.Kind == "state" && nm.Rec.Country != a.Rec.Country {
			return true
		}
	}
	return false
}

// closesSentence tells whether nothing but what a preposition opens stands behind item j before a mark of punctuation.
func (p *initialParser) closesSentence(j int) bool {
	for _, it := range p.its[j+1:] {
		if it.v != nil || it.p != nil && it.p.Mark == lang.Nom {
			return false
		}
		if it.p == nil && it.kind != uAdv {
			return true
		}
	}
	return true
}
