package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// takenBack makes a participle of the verb that was taken for the main one, where the verb that follows has an object and it has none:
// "Hackers linked to Iran | attacked the website". A participle in the passive has no object, so the second cannot be one of what stands
// before it; "arrested a man | accused of murder" stays as it is.
func (p *initialParser) takenBack(pr *doc.Pred, g *verbGroup, i int) {
	m := p.cur
	if m == nil || m != p.main || m.Form != doc.Finite || m.Subj == nil || m.Obj != nil || m.F&(lang.Past|lang.Perf) == 0 || m.F.Has(lang.Pass) || m.VerbE == nil || m.Neg {
		return
	}
	if p.conj || p.comma || !p.isReduced(g, i) || !p.objectAt(i+1) && !p.objectIn(pr) || p.hasObject(m) || p.objectIn(m) || says(p.d, m.Classes) || governs(p.d, m) && !m.Class("accuse") && !m.Class("suspect") || !p.participleOf(m) || g.e != nil && g.e.Has(lang.Dbl) {
		return
	}
	subj := m.Subj
	m.Form, m.Obj, m.Subj = doc.RelPart, subj, nil
	m.F |= lang.Pass
	p.main, p.cur, p.waiting = nil, nil, []*doc.Phrase{subj}
}

// objectAt tells whether an item is a phrase that a verb before it acts on.
func (p *initialParser) objectAt(i int) bool {
	return i < len(p.its) && p.its[i].p != nil && p.its[i].p.Mark == lang.Nom && !p.its[i].p.Time && !p.its[i].p.Attr
}

// objectIn tells whether a fixed phrase holds its own object: "blocked the highway".
func (p *initialParser) objectIn(pr *doc.Pred) bool {
	n := len(pr.Tokens)
	return n > 1 && p.d.Kind(pr.Tokens[n-1], lang.Noun) != nil && p.d.Kind(pr.Tokens[n-1], lang.Prep) == nil
}

// participleOf tells whether the form of a verb without auxiliaries may be its participle.
func (p *initialParser) participleOf(m *doc.Pred) bool {
	t := m.Tokens[0]
	return slices.ContainsFunc(p.d.An[t], func(a lang.Analysis) bool { return a.E == m.VerbE && a.F.Has(lang.Perf) })
}
