package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// goesOn gives a finite verb without a subject that of the verb before it, with what governs that: "… and attacked".
func (p *initialParser) goesOn(pr *doc.Pred, g *verbGroup) {
	p.setSubject(pr, p.main.Subj)
	if p.conj && g.f == g.mainF && g.f.Has(lang.Root) { // "will visit X and hold talks"
		pr.F |= p.main.F & (lang.Fut | lang.May | lang.Can | lang.Must | lang.Should | lang.Would)
		pr.Neg = pr.Neg || p.main.Neg
	}
	if p.main.Subj == nil {
		pr.Obj = p.main.Obj
	}
	pr.Gov = p.main.Gov
	if p.conj && pr.Gov != nil && pr.Gov.Subj != nil && (says(p.d, pr.Gov.Classes) && (says(p.d, pr.Classes) || p.backTo(pr, g)) || p.wishedThen(pr, g)) { // "denied it had fired and said …"
		pr.Obj = nil
		p.setSubject(pr, pr.Gov.Subj)
		pr.Gov, p.gov = pr.Gov.Gov, pr.Gov.Gov
	}
	if pr.Gov != nil {
		pr.Gov.Comps = append(pr.Gov.Comps, pr)
	}
}

// takeWaiting gives a finite verb what stands before it with a preposition. What is told in a meeting is not about the meeting.
func (p *initialParser) takeWaiting(pr *doc.Pred, subs []*doc.Phrase) {
	for _, w := range p.waiting {
		if w.Mark == lang.In && len(subs) > 0 && w.First < subs[0].First { // "In a phone call, the president condemned …"
			pr.Args = append(pr.Args, w)
			p.settle(w)
		} else if w.Mark != lang.Nom {
			pr.Args = append(pr.Args, w)
			p.addContent(pr, w)
		} else {
			p.settle(w)
		}
	}
}

// backTo tells whether a verb behind "and" goes on with the speaker, not with what he says: it is in the simple past, and what he says is of another time:
// "said nobody would be spared and | directed the police".
func (p *initialParser) backTo(pr *doc.Pred, g *verbGroup) bool {
	if len(g.aux) > 0 || !g.mainF.Has(lang.Past) || !pr.Gov.F.Has(lang.Past) {
		return false
	}
	if p.main.F&(lang.Would|lang.Fut|lang.May|lang.Can|lang.Must|lang.Should) != 0 {
		return true
	}
	return p.main.F.Has(lang.Perf) && !pr.F.Has(lang.Pass) && p.d.Pack.Common.AnyKind(pr.Classes, "gov")
}

// wishedThen tells whether a verb in the past goes on with who demands something, and not with what shall be done: "demanded that the case be closed and
// | alleged …".
func (p *initialParser) wishedThen(pr *doc.Pred, g *verbGroup) bool {
	return len(g.aux) == 0 && g.mainF.Has(lang.Past) && !g.mainF.Has(lang.Root) && pr.Gov.F.Has(lang.Past) && governs(p.d, pr.Gov) && !says(p.d, pr.Gov.Classes) && !p.main.F.Has(lang.Past)
}

// notYet tells whether a clause behind "before" or "until" is not told as done: "until they withdraw", "before the troops have left", not "before they
// left".
func notYet(pr *doc.Pred) bool {
	return !pr.F.Has(lang.Past) || pr.F.Has(lang.Perf) && !pr.F.Has(lang.Pass)
}

// alsoWho tells whether a verb behind "and" goes on with those of whom the clause before it tells, who stand behind the main verb.
func (p *initialParser) alsoWho() bool {
	c := p.cur
	return p.conj && !p.comma && c != nil && p.main != nil && c != p.main && c.Form == doc.RelPart && c.Subj != nil && c.Obj == nil && c.Subj != p.main.Subj && !c.F.Has(lang.Pass) && c.F.Has(lang.Past) &&
		len(bare(p.waiting)) == 0 && len(p.main.Tokens) > 0 && c.Subj.First > p.main.Tokens[0] && party(c.Subj)
}

// hold keeps a subject for a verb that comes after a clause about it.
func (p *initialParser) hold() {
	if p.cur == nil && len(bare(p.waiting)) > 0 {
		p.held = p.waiting
	}
}

// whoever gives the people before a place whom "who" means: "police | in Nairobi, who fired".
func (p *initialParser) whoever(rel *lang.Entry, j int, near *doc.Phrase) *doc.Phrase {
	if rel == nil || !rel.Has(lang.Human) || j < 1 || near != p.its[j].p || len(near.Names) == 0 || near.E != nil || near.Mark != lang.In && near.Mark != lang.At && near.Mark != lang.Near {
		return near
	}
	if who := p.its[j-1].p; who != nil && who.Pred == nil && who.E != nil && who.E.Agent != "" {
		return who
	}
	return near
}

// ownSubject tells whether "that" at item i, behind a noun, is the subject of the verb that follows it at once: "rejected a report | that accused it". What is
// said has a subject of its own: "said on Monday that talks …".
func (p *initialParser) ownSubject(i int) bool {
	if i == 0 || i+1 >= len(p.its) || p.its[i+1].v == nil {
		return false
	}
	ph := p.its[i-1].p
	return ph != nil && !ph.Time && !ph.Pron && (p.its[i+1].v.mainF.Has(lang.Past) || p.d.At[ph.Head] < 0)
}

// actThat tells whether "that" at item i stands behind a noun of an act, which it takes up: "condemned the strike | that Israel launched on Gaza". What
// is said, charged or warned of stands behind such a word as a clause of its own.
func (p *initialParser) actThat(i int) bool {
	if i == 0 || p.its[i-1].p == nil || p.its[i-1].p.Pred == nil || p.its[i-1].p.Pred.Form != doc.Nominal {
		return false
	}
	acts := false
	for _, name := range p.its[i-1].p.Pred.Classes {
		k := p.d.Pack.Common.Class(name)
		if k == nil || k.Kind == "gov" || k.Kind == "say" || name == "doc" {
			return false
		}
		acts = acts || k.Type != ""
	}
	return acts
}
