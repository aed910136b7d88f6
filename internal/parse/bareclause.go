package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Clauses that no word of their own opens: relative ones without a pronoun, infinitives without "to"; and those without a
// subject, before the clause that has it.

// contact opens a relative clause without a pronoun: a noun, a pronoun or definite noun right after it, and a verb that lacks its object:
// "an attack the army blamed on rebels".
func (p *initialParser) contact(ph *doc.Phrase, i int) bool {
	before := p.nounBefore(i)
	if before == nil || ph.Mark != lang.Nom || ph.Attr || before.Attr || p.comma || p.quote || governs(p.d, p.cur) || i+1 >= len(p.its) {
		return false
	}
	g := p.its[i+1].v
	if g == nil || !g.fin || g.mark != lang.Nom || p.rel != nil || before.Mark != lang.Nom && before.Mark != lang.Obj && before.Mark != lang.Dat {
		return false
	}
	if !ph.Pron && (before.Pred == nil || p.d.Kind(ph.First, lang.Det) == nil && len(ph.Names) == 0 || p.d.Kind(before.First, lang.Det) == nil) {
		return false
	}
	if i+2 < len(p.its) && p.its[i+2].p != nil && p.its[i+2].p.Mark == lang.Nom {
		return false
	}
	p.rel = before
	p.hold()
	p.cur = nil
	return true
}

// bareInfinitive ties "let a plane cross" to its governor, whose object acts.
func (p *initialParser) bareInfinitive(pr *doc.Pred, g *verbGroup) bool {
	subs := bare(p.waiting)
	if p.cur == nil || len(subs) == 0 || p.gov != nil || p.rel != nil || p.conj || p.comma || g.f != g.mainF || !g.f.Has(lang.Root) || g.f.Has(lang.P3) || g.mark != lang.Nom || !lets(p.cur) {
		return false
	}
	o := subs[len(subs)-1]
	o.Mark, o.After = lang.Obj, true
	p.cur.Args = append(p.cur.Args, p.waiting...)
	pr.Form, pr.Gov, pr.Subj = doc.Infinitive, p.cur, o
	pr.F |= lang.Inf
	p.cur.Comps = append(p.cur.Comps, pr)
	p.waiting = nil
	return true
}

// alongside ties a bare verb after "and" to the infinitive before it: "agreed to free the crew and pay a fine".
func (p *initialParser) alongside(pr *doc.Pred, g *verbGroup) bool {
	if !p.conj || p.cur == nil || p.cur.Form != doc.Infinitive || !p.cur.F.Has(lang.Inf) || (g.f != g.mainF || !g.f.Has(lang.Root)) && !p.bePassive(g) || g.mark != lang.Nom || len(bare(p.waiting)) > 0 {
		return false
	}
	if g.f.Has(lang.Past) && p.main != nil && p.main.F.Has(lang.Past) {
		return false // "met X to talk and put"
	}
	pr.Form, pr.Gov = doc.Infinitive, p.cur.Gov
	p.setSubject(pr, p.cur.Subj)
	pr.F |= lang.Inf
	if pr.Gov != nil {
		pr.Gov.Comps = append(pr.Gov.Comps, pr)
	}
	return true
}

// accompanies tells whether the clause that a comma ends is one of "with" and a participle: "With troops massing on the border, …".
func (p *initialParser) accompanies() bool {
	if p.main != nil || p.cur == nil || p.cur.Form != doc.RelPart || len(p.order) != 1 {
		return false
	}
	for i := range p.its {
		if p.its[i].v != nil {
			return p.accompanied(i)
		}
	}
	return false
}

// accompanied tells whether "with" opens the sentence before the participle at item i: "With three of its soldiers | killed".
func (p *initialParser) accompanied(i int) bool {
	for i--; i >= 0 && p.its[i].p != nil; i-- {
		if ph := p.its[i].p; ph.Mark == lang.With {
			return i == 0
		} else if ph.Mark != lang.Of && !ph.Attr {
			return false
		}
	}
	return false
}

// discussing tells whether a noun of talks stands right before the gerund at item i: what is talked about has not come to be.
func (p *initialParser) discussing(i int) bool {
	at := p.its[i].v.first - 1
	if at < p.first+1 || !p.d.Words[at].Kinds.Has(lang.Prep) || !slices.ContainsFunc(p.d.An[at], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Prep && (a.E.Mark == lang.On || a.E.Mark == lang.About || a.E.Mark == lang.Over)
	}) {
		return false
	}
	return slices.ContainsFunc(p.d.An[at-1], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Noun && (p.d.Pack.Common.AnyType(a.E.Classes, "CONSULT") || a.E.Is("o.election") || a.E.Is("o.law") || a.E.Is("o.proposal"))
	})
}

// bePassive tells whether a verb group is a bare passive infinitive: "told to leave or | be arrested".
func (p *initialParser) bePassive(g *verbGroup) bool {
	return len(g.aux) == 1 && g.f.Has(lang.Pass) && p.d.Art.Tokens[g.aux[0].first].Norm == p.d.Pack.Setting("copula", "be")
}

// settleAhead gives the subject of a main clause to the clauses before it that wait for one.
func (p *initialParser) settleAhead(main *doc.Pred) {
	s := main.Subj
	if s == nil && main.F.Has(lang.Pass) {
		s = main.Obj // "After attacking a mosque, the gunman was arrested"
	}
	if s == nil {
		return
	}
	for _, q := range p.ahead {
		if q.F.Has(lang.Pass) {
			q.Obj = s
		} else {
			q.Subj = s
		}
	}
	p.ahead = p.ahead[:0]
}

// standsAhead tells whether the comma at item i ends a clause without a subject, and the subject of the main clause comes next with its verb:
// "After bombing the port, Israel | withdrew"; not "After bombing Syria, Iraq and Lebanon, …".
func (p *initialParser) standsAhead(i int) bool {
	if p.main != nil || p.cur == nil || len(p.waiting) > 0 || p.rel != nil || p.gov != nil {
		return false
	}
	open := p.order[0] // with what it governs: "Having failed to persuade Iran, …"
	for pr := p.cur; pr != open; pr = pr.Gov {
		if pr.Gov == nil || pr.Form != doc.Infinitive {
			return false
		}
	}
	if open.Subj != nil {
		return false
	}
	switch open.Form {
	case doc.Infinitive, doc.Converb, doc.RelPart:
	default:
		return false
	}
	if open.F&(lang.Prog|lang.Pass) == 0 && !open.Cond || i+1 >= len(p.its) || p.its[i+1].p == nil || p.its[i+1].p.Mark != lang.Nom {
		return false
	}
	for j, it := range p.its[i+2:] {
		switch {
		case it.v != nil:
			return it.v.fin
		case it.p != nil:
			if it.p.Mark == lang.Nom && !it.p.Attr && p.its[i+1+j].kind != uConj {
				return false
			}
		case it.kind != uConj && it.kind != uAdv:
			return false
		}
	}
	return false
}
