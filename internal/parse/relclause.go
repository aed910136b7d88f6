package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// A relClause is a relative clause with a pronoun of its own that is being read: "…, जिन्हें बंधक बनाया गया था".
type relClause struct {
	base int         // the phrases below it on the stack are the main clause's
	of   *doc.Phrase // the noun it is about, nil where it is about a whole clause
	mark lang.Mark   // what that noun is in it
	told bool        // it has its verb
}

// relBoundary opens a relative clause at its pronoun and closes it at the comma after its verb.
func (p *finalParser) relBoundary(it item, i int) {
	if r := p.rel; r != nil && r.told && (it.kind == uComma || it.kind == uPunct) {
		p.rel = nil
	}
	if it.kind != uRel || it.e == nil {
		return
	}
	comma := i > 0 && p.its[i-1].p == nil && p.its[i-1].v == nil && p.its[i-1].kind == uComma
	inside := i > 0 && p.its[i-1].p != nil && p.its[i-1].p.Mark != lang.Erg
	det := i+1 < len(p.its) && p.its[i+1].p != nil && !p.its[i+1].p.Pron && it.mark == lang.Nom && it.at+1 == p.its[i+1].at
	if !comma && (!inside || det) {
		return
	}
	p.rel = &relClause{base: len(p.stack), mark: it.mark}
	if !det && !it.e.Has(lang.While) {
		p.rel.of = p.antecedent(it)
	}
}

// antecedent is the noun that a relative clause is about: the one right before it, else one that a determiner points out, else for people
// the last party, where the clause before is over.
func (p *finalParser) antecedent(it item) *doc.Phrase {
	if n := len(p.stack); n > 0 {
		return p.stack[n-1]
	}
	var last, shown *doc.Phrase
	see := func(ph *doc.Phrase) {
		if ph.Pred != nil || ph.Time || ph.Pron || ph.Mark == lang.AccTo {
			return
		}
		if f := function(p.d, ph.First); f != nil && f.E.Kind == lang.Det && !f.E.Has(lang.NearFlag) && ph.Last-ph.First > 1 {
			shown = ph
		}
		if party(ph) && (last == nil || ph.First > last.First) {
			last = ph
		}
	}
	for _, pr := range p.out.Preds {
		for _, a := range pr.Args {
			see(a)
			for _, m := range a.Mods {
				see(m)
			}
		}
	}
	if shown != nil {
		return shown
	}
	if it.e.Has(lang.Human) || it.mark == lang.Dat || it.mark == lang.Erg {
		if last != nil && it.e.Has(lang.SgFlag) && it.mark == lang.Dat && last.E == nil && !p.person(last) {
			return nil // …, जिसे बाकू ने खारिज कर दिया: a state is not what is meant
		}
		return last
	}
	return nil
}

// person tells whether a phrase names a person.
func (p *finalParser) person(ph *doc.Phrase) bool {
	for _, n := range ph.Names {
		if p.d.Names[n].Rec.Person() {
			return true
		}
	}
	return false
}

// openRel gives the first verb of an open relative clause its noun, and takes the main clause's phrases off the stack; they are given back to be
// put there again.
func (p *finalParser) openRel(pr *doc.Pred) []*doc.Phrase {
	r := p.rel
	if r == nil || r.base > len(p.stack) {
		return nil
	}
	pr.Aside = true
	outer := append([]*doc.Phrase{}, p.stack[:r.base]...)
	p.stack = p.stack[r.base:]
	if !r.told && r.mark == lang.Gen {
		p.judged(pr, r.of)
	}
	if r.told || r.of == nil {
		r.told = true
		return outer
	}
	r.told = true
	switch {
	case r.mark == lang.Erg, r.mark == lang.Nom && subjectOf(&doc.Pred{Args: p.stack}) == nil && !pr.F.Has(lang.Pass):
		pr.Subj = r.of
	case r.mark == lang.Nom, r.mark == lang.Dat:
		pr.Obj = r.of
	case r.mark == lang.On, r.mark == lang.Against, r.mark == lang.With, r.mark == lang.From, r.mark == lang.To:
		ph := *r.of
		ph.Mark, ph.Attr = r.mark, false
		pr.Args = append(pr.Args, &ph)
	}
	return outer
}

// judged gives a relative clause about what another did its doer: "ने शरणार्थियों को वापस भेजा, जिसकी संयुक्त राष्ट्र ने आलोचना की". Where the noun it is
// about is a party, that is meant.
func (p *finalParser) judged(pr *doc.Pred, of *doc.Phrase) {
	if of == nil || !party(of) || !p.person(of) {
		for i := len(p.out.Preds) - 1; i >= 0; i-- {
			if q := p.out.Preds[i]; q.Form == doc.Finite {
				if s := subjectOf(q); s != nil {
					of = s
				}
				break
			}
		}
	}
	if of == nil {
		return
	}
	whose := *of
	whose.Mark, whose.Attr = lang.Gen, true
	pr.Args = append(pr.Args, &whose)
}

// marching tells whether a participle is of those who protest, whom nothing befalls: विरोध में सड़कों पर उतरे युवाओं.
func (p *finalParser) marching(pr *doc.Pred) bool {
	if pr.F.Has(lang.Pass) || hasMark(pr.Args, lang.Erg) || len(pr.Classes) == 0 {
		return false
	}
	switch pr.Classes[0] {
	case "protest", "rally", "strike", "hunger_strike":
		return pr.VerbE != nil && (pr.VerbE.Has(lang.Intr) || pr.E != nil && pr.E.Has(lang.Intr) || pr.VerbE.Light == "go" || pr.VerbE.Light == "come")
	}
	return false
}

// ownerOnly tells whether the phrase behind an agentive participle is only the body or place that the one who acts is of: दुष्कर्म करने वाले |
// दिल्ली सरकार के | अफसर.
func (p *finalParser) ownerOnly(ph *doc.Phrase) bool {
	if !ph.Attr || ph.Mark != lang.Gen || ph.Pred != nil || !p.pending.F.Has(lang.AgentF) {
		return false
	}
	if len(ph.Names) == 0 && (ph.E == nil || !ph.E.Has(lang.Org)) || p.personal(ph) {
		return false
	}
	for _, it := range p.its {
		if it.p != nil && it.p.First == ph.Last+1 {
			return it.p.E != nil && it.p.E.Agent != "" && !it.p.E.Has(lang.Org) && !it.p.E.Has(lang.Weaponized)
		}
	}
	return false
}
