package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a verb shows of the phrases before it, which were put elsewhere when they were read.

// afterBoth is the second of two who act in a clause that a preposition opens, which was not taken for one of a list as a verb follows it:
// "after Kinshasa and | the group agreed".
func (p *initialParser) afterBoth(i int) *doc.Phrase {
	if i < 3 || p.its[i-2].kind != uConj || p.its[i-2].p != nil || p.its[i-2].v != nil || p.its[i-3].p == nil || p.its[i-1].p.Mark != lang.Nom && p.its[i-1].p.Mark != lang.Obj {
		return nil
	}
	switch p.its[i-3].p.Mark {
	case lang.After, lang.Before, lang.Until, lang.As, lang.Because:
		return p.its[i-1].p
	}
	return nil
}

// plainThing tells whether a phrase with an article names a thing that is no act, no party and nothing that acts are done with.
func (p *initialParser) plainThing(ph *doc.Phrase) bool {
	return ph != nil && p.d.Kind(ph.First, lang.Det) != nil && !ph.Pron && ph.Pred == nil && len(ph.Names) == 0 && ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent == "" && len(ph.E.Classes) == 0
}

// giveBack makes the noun of a participle the object of the verb before it, where no other verb follows that it could be the subject of:
// "rejected changes | proposed by the United States".
func (p *initialParser) giveBack(ph *doc.Phrase, i int) {
	n := len(p.waiting)
	if i < 2 || p.its[i-2].v == nil { // "…, a charge rejected by Belgrade"
		return
	}
	if p.cur == nil || ph == nil || ph.Mark != lang.Nom || n == 0 || p.waiting[n-1] != ph || p.cur.F.Has(lang.Pass) {
		return
	}
	for j := i + 1; j < len(p.its); j++ {
		if p.its[j].v != nil && p.its[j].v.fin {
			return
		}
	}
	p.waiting = p.waiting[:n-1]
	ph.Mark, ph.After = lang.Obj, true
	p.cur.Args = append(p.cur.Args, ph)
	p.addContent(p.cur, ph)
}

// handBack takes the subject of a new clause, of one or two, from the verb before it, and makes the phrase that waited for a verb of its own the object of the verb before it, where another clause opens with ph: "dismissed the
// army chief | after police killed a man".
func (p *initialParser) handBack(ph, second *doc.Phrase) {
	p.cur.Args = slices.DeleteFunc(p.cur.Args, func(a *doc.Phrase) bool { return a == ph || a == second })
	n := len(p.waiting)
	if n > 0 && p.waiting[n-1] == ph {
		n--
	}
	if n == 0 || p.cur.F.Has(lang.Pass) || len(p.cur.Tokens) == 0 || p.hasObject(p.cur) {
		return
	}
	if w := p.waiting[n-1]; w.Mark == lang.Nom && w.First > p.cur.Tokens[0] && w.Last <= ph.First && w != p.cur.Subj {
		w.Mark, w.After = lang.Obj, true
		p.cur.Args = append(p.cur.Args, w)
		p.addContent(p.cur, w)
	}
}

// wholeName makes one name of what stands between an office and the pronoun of courtesy, whatever its words mean or seem to end in:
// "जिल्हाध्यक्ष अजित कुलकर्णी यांनी", "जिल्हाधिकारी कुमार आशीर्वाद यांनी".
func (g *grouping) wholeName(ph *doc.Phrase) {
	p := g.p
	if n := len(p.its) - 2; n >= 0 && p.its[n].p != nil && ph.First == ph.Head && p.unheard(ph.Head) {
		before := p.its[n].p
		if before.Last == ph.First && before.Last-before.First > 1 && !before.Pron && before.Mark != lang.Nom && p.office(before.First) && p.unheard(before.Last-1) {
			ph.First, ph.Names, ph.Mods = before.First, append(before.Names, ph.Names...), append(before.Mods, ph.Mods...)
			p.its[n].p = ph
			p.its = p.its[:n+1]
		}
	}
	if ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent == "" && len(ph.Names) == 0 && ph.Head-ph.First > 1 && p.office(ph.First) {
		ph.E, ph.Pred = nil, nil
	}
}

// office tells whether a word is a title.
func (p *finalParser) office(i int) bool {
	a := reading(p.d, i, lang.Noun)
	return a != nil && a.E.Has(lang.Title)
}

// unheard tells whether no lexicon has a word.
func (p *finalParser) unheard(i int) bool {
	for _, a := range p.d.An[i] {
		if a.E != nil {
			return false
		}
	}
	return p.d.At[i] < 0
}
