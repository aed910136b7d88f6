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
