package parse

import (
	"slices"

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
	if !r.told && (r.mark == lang.Gen || r.mark == lang.On && r.of == nil && (pr.Class("criticize") || pr.Class("condemn") || pr.Class("protest_note"))) {
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
	case "visit": // दौऱ्यावर असलेल्या पंतप्रधानांनी
		return pr.Light == "be" || pr.Light == "come" || pr.Light == "go"
	case "protest", "rally", "strike", "hunger_strike":
		return pr.VerbE != nil && (pr.VerbE.Has(lang.Intr) || pr.E != nil && pr.E.Has(lang.Intr) || pr.VerbE.Light == "go" || pr.VerbE.Light == "come")
	}
	return false
}

// culprit tells whether the noun of a participle is who acts, as nothing else is said to: people, where the act falls on somebody with another mark
// (हल्ला केलेल्या तरुणांना अटक), criminals, where it falls on somebody in the genitive (हत्या केलेल्या आरोपीला).
func (p *finalParser) culprit(pr *doc.Pred, ph *doc.Phrase) bool {
	if p.d.Pack.Shared || pr.Light != "do" || pr.E == nil || len(pr.E.Recip) == 0 || !pr.F.Has(lang.Perf) || pr.F.Has(lang.Pass) || hasMark(pr.Args, lang.Erg) || hasMark(pr.Args, lang.By) ||
		ph.E == nil || ph.E.Agent == "" || ph.E.Has(lang.Org) || ph.E.Has(lang.Weaponized) {
		return false
	}
	switch pr.E.Recip[0] {
	case lang.On, lang.Against:
		return true
	case lang.Gen:
		return ph.E.Agent == "CRM"
	}
	return false
}

// ownerOnly tells whether the phrase behind a participle is only the body or place that those whom it is about are of: दुष्कर्म करने वाले |
// दिल्ली सरकार के | अफसर, अपहरण केलेल्या | केनियाच्या | दोन परिचारिका.
func (p *finalParser) ownerOnly(ph *doc.Phrase) bool {
	if !ph.Attr || ph.Pred != nil || len(ph.Names) == 0 && (ph.E == nil || !ph.E.Has(lang.Org)) || p.personal(ph) {
		return false
	}
	next := p.behind(ph)
	if next == nil {
		return false
	}
	whose := p.state(ph) && next.E != nil && (next.Pred == nil || ph.Mark != lang.Gen)
	switch {
	case ph.Mark != lang.Gen:
		return whose && p.d.Pack.Setting("participles", "own") == "own"
	case whose && p.d.Pack.Setting("participles", "own") == "own":
		return next.E.Agent != "" || !p.pending.F.Has(lang.AgentF)
	}
	return p.pending.F.Has(lang.AgentF) && next.E != nil && next.E.Agent != "" && !next.E.Has(lang.Org) && !next.E.Has(lang.Weaponized)
}

// behind is the phrase that stands right behind another, with no more than the word of its case between.
func (p *finalParser) behind(ph *doc.Phrase) *doc.Phrase {
	for _, it := range p.its {
		if it.p != nil && (it.p.First == ph.Last+1 || it.p.First == ph.Last) {
			return it.p
		}
	}
	return nil
}

// doers gives a participle about somebody whom an act fell on the subject that stands right before it and acts on the same one:
// "नौदलाने | ताब्यात घेतलेले | जहाज सोडून दिले", "पाकिस्तानने | अटक केलेल्या | मच्छीमारांची सुटका केली". What a court does falls on those who did something.
func (p *finalParser) doers() {
	if p.d.Pack.Shared || p.headline() {
		return
	}
	for _, pr := range p.out.Preds {
		if pr.Form != doc.RelPart || pr.Obj == nil || pr.Subj != nil || pr.E == nil || len(pr.Classes) == 0 || !pr.F.Has(lang.Perf) || pr.F.Has(lang.Pass) || hasMark(pr.Args, lang.Erg) || hasMark(pr.Args, lang.By) ||
			pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || pr.VerbE == nil || pr.VerbE.Has(lang.Intr) || pr.Light == "be" || pr.Light == "go" || pr.Light == "come" || pr.Light == "get" {
			continue
		}
		for _, q := range p.out.Preds {
			if q.Form == doc.Finite && q.Clause == pr.Clause && !q.F.Has(lang.Pass) && slices.Contains(q.Args, pr.Obj) {
				pr.Subj = p.opener(q, pr)
			}
		}
	}
}

// opener is the subject of a clause that stands before a participle with nothing but what belongs to it between.
func (p *finalParser) opener(q, pr *doc.Pred) *doc.Phrase {
	first := pr.Tokens[0]
	for _, a := range pr.Args {
		first = min(first, leftmost(a))
	}
	for _, a := range q.Args {
		if a.Mark == lang.Erg && a.Pred == nil && party(a) && rightmost(a) <= first && (a.E == nil || a.E.Agent != "JUD") {
			return a
		}
	}
	return nil
}

// directParticiple tells whether token i is a participle in a form that only goes with a noun without case.
func (p *finalParser) directParticiple(i int) bool {
	if p.d.Pack.Shared || reading(p.d, i, lang.Verb) == nil || reading(p.d, i, lang.Noun) != nil {
		return false
	}
	is := false
	for _, a := range p.d.An[i] {
		if a.E == nil || a.E.Kind != lang.Verb {
			continue
		}
		if !a.F.Has(lang.Rel) || a.Mark != lang.Nom || a.F.Has(lang.Obl) || a.F.Has(lang.Pl) && a.F.Has(lang.Fem) {
			return false
		}
		is = true
	}
	return is
}

// innerSubject is the subject of the clause inside another that a converb goes with: "X ने | Y च्या सैनिकांनी | सीमा ओलांडून | गोळीबार केल्याचा | आरोप केला".
func (p *finalParser) innerSubject(pr *doc.Pred) *doc.Phrase {
	for i, q := range p.out.Preds {
		if q != pr {
			continue
		}
		for _, next := range p.out.Preds[i+1:] {
			if next.Form == doc.Converb || next.Form == doc.Nominal {
				continue
			}
			if next.Form != doc.Infinitive {
				return nil
			}
			for _, a := range next.Args {
				if a.Mark == lang.Erg && a.Pred == nil && rightmost(a) <= pr.Tokens[0] {
					return a
				}
			}
			return nil
		}
	}
	return nil
}

// protesting tells whether the people whom a participle is about are those who protest: "रस्त्यावर उतरलेल्या | आंदोलकांवर".
func (p *finalParser) protesting(pr *doc.Pred, ph *doc.Phrase) bool {
	if p.d.Pack.Shared || pr.F.Has(lang.Pass) || hasMark(pr.Args, lang.Erg) || hasMark(pr.Args, lang.By) || ph.E == nil || ph.E.Agent == "" || ph.E.Has(lang.Org) || ph.E.Has(lang.Weaponized) || ph.Pred != nil {
		return false
	}
	return pr.Class("protest") || pr.Class("rally") || pr.Class("strike") || pr.Class("hunger_strike")
}
