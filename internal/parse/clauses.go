package parse

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// run reads the items left to right: phrases before a verb wait for it, phrases after it are its complements.
func (p *initialParser) run() {
	for i, it := range p.its {
		switch {
		case it.p != nil:
			p.onPhrase(it.p, i)
		case it.v != nil:
			p.onVerb(it.v, i)
		default:
			p.onBoundary(it, i)
		}
	}
}

// onPhrase places a noun phrase: a member of a list, a modifier of the noun before, a complement, or a subject to come.
func (p *initialParser) onPhrase(ph *doc.Phrase, i int) {
	p.out.Phrases = append(p.out.Phrases, ph)
	keep := p.comma && ph.Attr && ph.Pron && p.speakerAhead(i)                      // ", | his | spokesman said"
	both := p.conj && ph.Attr && ph.Pron && i+1 < len(p.its) && p.its[i+1].p != nil // "between Jaishankar and | his | counterpart"
	defer func() { p.conj, p.comma, p.quote = both, keep, false }()
	if p.conj && !both && p.conjoin(ph, i) {
		return
	}
	if p.within(ph, i) || p.apposed(ph, i) || p.comma && p.listMember(ph, i) {
		return
	}
	if ph.Attr && ph.Pron && i+1 < len(p.its) && p.its[i+1].p != nil { // "their troops"
		next := p.its[i+1].p
		next.Mods = append(next.Mods, ph)
		if next.Pred != nil {
			next.Pred.Args = append(next.Pred.Args, ph)
		}
		return
	}
	if ph.Mark == lang.AccTo {
		return
	}
	if p.contact(ph, i) { // "the soldiers | they are holding"
		p.waiting = []*doc.Phrase{ph}
		return
	}
	if h := p.deedOf(i, ph); h != nil {
		h.Pred.Args = append(h.Pred.Args, ph)
		h.Mods = append(h.Mods, ph)
		return
	}
	if before := p.nounBefore(i); before != nil && ph.Mark != lang.Nom && p.belongs(before, ph) {
		before.Mods = append(before.Mods, ph)
		if before.Pred != nil {
			before.Pred.Args = append(before.Pred.Args, ph)
			p.addContent(before.Pred, ph)
			return
		}
		if p.headline && ph.Mark == lang.After && ph.Pred != nil && ph.Pred.Subj == nil && party(before) && genitive(ph.Pred) == nil {
			ph.Pred.Subj = before // "Minister after talks with unions: '…'"
		}
		if ph.Mark == lang.Of || p.cur == nil {
			return
		}
	}
	if p.comma && p.main == nil && p.cur != nil && p.cur.Form == doc.RelPart && p.cur.Subj == nil && p.cur.Obj == nil && ph.Mark == lang.Nom {
		p.cur.Form, p.cur.Subj, p.cur = doc.Converb, ph, nil // "Facing fury, the authorities …"
	}
	if p.newClause(ph, i) {
		p.cur, p.gov, p.waiting = nil, nil, nil
	}
	if p.cur == nil || p.subjectAhead(ph, i) {
		if p.comma && p.headline {
			p.fresh = ph
		}
		p.waiting = append(p.waiting, ph)
		return
	}
	if ph.Mark == lang.Nom {
		ph.Mark = lang.Obj
		for _, a := range p.cur.Args { // "gave Sudan aid": the first of two objects receives
			if a.After && a.Mark == lang.Obj {
				a.Mark = lang.Dat
			}
		}
	}
	ph.After = true
	p.cur.Args = append(p.cur.Args, ph)
	p.addContent(p.cur, ph)
}

// addContent links an event noun among the arguments as content.
func (p *initialParser) addContent(pr *doc.Pred, ph *doc.Phrase) {
	if ph.Pred == nil || ph.Pred == pr {
		return
	}
	p.settle(ph)
	switch ph.Mark {
	case lang.Obj, lang.Of, lang.To, lang.For, lang.With, lang.From, lang.On, lang.Against, lang.In, lang.About, lang.Dat, lang.Into:
		if ph.Pred.Gov == nil {
			ph.Pred.Gov = pr
			pr.Comps = append(pr.Comps, ph.Pred)
		}
	}
}

func (p *initialParser) settle(ph *doc.Phrase) {
	if ph.Pred == nil || ph.Pred.Form != doc.Nominal {
		return
	}
	for _, x := range p.out.Preds {
		if x == ph.Pred {
			return
		}
	}
	p.add(ph.Pred)
}

func (p *initialParser) add(pr *doc.Pred) {
	pr.Sent, pr.Clause = p.si, p.clause
	p.out.Preds = append(p.out.Preds, pr)
}

// conjoin adds a phrase after "and" to the list it continues, unless a verb follows that it is the subject of.
func (p *initialParser) conjoin(ph *doc.Phrase, i int) bool {
	prev := p.prevPhrase(i)
	if prev == nil || p.finiteNext(i) && p.cur != nil && prev.After {
		return false
	}
	if ph.Mark != lang.Nom && ph.Mark != prev.Mark || prev.Pron != ph.Pron && prev.Pron {
		return false
	}
	if p.portfolio(prev, ph) {
		return true
	}
	if (prev.Pred == nil) != (ph.Pred == nil) {
		if prev.Pred == nil && ph.Pred != nil && len(ph.Mods) == 0 {
			return false
		}
	}
	top := p.listHead(prev)
	top.Conj = append(top.Conj, ph)
	top.Plural = true
	ph.Mark = top.Mark
	if ph.Pred != nil {
		p.settle(ph)
		if p.cur != nil && top.After && ph.Pred.Gov == nil {
			ph.Pred.Gov = p.cur
			p.cur.Comps = append(p.cur.Comps, ph.Pred)
		}
	}
	return true
}

// listMember joins "A, B and C".
func (p *initialParser) listMember(ph *doc.Phrase, i int) bool {
	prev := p.prevPhrase(i)
	if prev != nil && (p.cur == nil || p.main == nil && p.cur.Form == doc.RelPart && !p.headline) && prev.Mark != lang.Nom && len(bare(p.waiting)) == 0 {
		return false // "in Paris, France and Germany agreed", "Under an accord signed in Paris, France and Germany …"
	}
	if prev == nil || ph.Mark != lang.Nom || len(ph.Names) == 0 && ph.E == nil || p.speakerAhead(i) {
		return false
	}
	if prev.Mark != lang.Nom && p.headline && p.ofOneNext(i) {
		return false // "on remark for Rao, Sen | mocks reply"
	}
	if p.headline && len(ph.Conj) == 0 && (p.alikeNames(prev.Last-1, ph.Last-1) || p.abreast(prev, ph, i)) { // "Modi, Kharge pay tribute"
		top := p.listHead(prev)
		top.Conj = append(top.Conj, ph)
		top.Plural, ph.Mark = true, top.Mark
		return true
	}
	if p.headline && len(ph.Conj) == 0 && (p.ofOther(prev, ph) || p.alsoActedOn(prev, ph, i)) {
		top := p.listHead(prev)
		top.Conj = append(top.Conj, ph)
		top.Plural, ph.Mark = true, top.Mark
		return true
	}
	if p.twoAct(ph, i) {
		return false
	}
	if len(ph.Conj) == 0 && p.nations(prev, ph) { // "talks with Saudi, Egyptian counterparts"
		if ph.Pred != nil {
			return p.visited(prev, ph)
		}
		top := p.listHead(prev)
		top.Conj = append(top.Conj, ph)
		top.Plural, ph.Mark = true, top.Mark
		return true
	}
	// only where an "and" follows soon, before any verb
	for j := i + 1; j < len(p.its) && j < i+6; j++ {
		it := p.its[j]
		if it.v != nil || it.p == nil && it.kind != uConj && it.kind != uComma {
			return false
		}
		if it.p == nil && it.kind == uConj {
			top := p.listHead(prev)
			top.Conj = append(top.Conj, ph)
			ph.Mark = top.Mark
			return true
		}
	}
	return false
}

func (p *initialParser) listHead(ph *doc.Phrase) *doc.Phrase {
	for _, q := range p.out.Phrases {
		for _, c := range q.Conj {
			if c == ph {
				return q
			}
		}
	}
	return ph
}

// prevPhrase is the phrase before the conjunction or comma at i-1.
func (p *initialParser) prevPhrase(i int) *doc.Phrase {
	for j := i - 1; j >= 0; j-- {
		if q := p.its[j].p; q != nil {
			if q.Attr && q.Pron {
				continue
			}
			return q
		}
		if p.its[j].v != nil || p.its[j].kind != uConj && p.its[j].kind != uComma {
			return nil
		}
	}
	return nil
}

func (p *initialParser) finiteNext(i int) bool {
	for j := i + 1; j < len(p.its); j++ {
		if p.its[j].v != nil {
			return p.its[j].v.fin
		}
		if p.its[j].p == nil {
			return false
		}
	}
	return false
}

// nounBefore is the phrase right before item i, with nothing between.
func (p *initialParser) nounBefore(i int) *doc.Phrase {
	if i > 0 && p.its[i-1].p != nil && !p.its[i-1].p.Pron {
		q := p.its[i-1].p
		if len(q.Conj) == 0 {
			for _, h := range p.out.Phrases { // PP chains: "talks with leaders of Romania" stay with their own noun
				for _, m := range h.Mods {
					if m == q && h.Pred != nil && q.Mark != lang.Of {
						return q
					}
				}
			}
		}
		return q
	}
	return nil
}

// belongs tells whether a prepositional phrase modifies the noun before it.
func (p *initialParser) belongs(before, ph *doc.Phrase) bool {
	if ph.Mark == lang.Of {
		return true
	}
	if before.Pred != nil {
		switch ph.Mark {
		case lang.On, lang.Against, lang.By, lang.With, lang.Between, lang.From, lang.To, lang.At, lang.In, lang.Into, lang.About, lang.For, lang.Over, lang.Among:
			return true
		}
		return false
	}
	agent := before.E != nil && before.E.Agent != "" || len(before.Names) > 0
	switch ph.Mark {
	case lang.In, lang.From, lang.At:
		return agent && (p.cur == nil || before.E != nil && before.E.Agent != "")
	case lang.To, lang.For:
		return p.cur == nil && ph.Mark == lang.For || agent && (p.cur == nil || ph.Mark == lang.For && before.E != nil && before.E.Has(lang.Spokes))
	}
	return p.cur == nil && ph.Mark != lang.Nom && ph.Mark != lang.AccTo
}

// subjectAhead tells whether a bare phrase after a verb is the subject of another finite verb: "said X attacked Y".
func (p *initialParser) subjectAhead(ph *doc.Phrase, i int) bool {
	if ph.Mark != lang.Nom {
		return len(p.waiting) > 0 && !p.ofParticiple(ph, i)
	}
	if p.ofGerund(i) {
		return false
	}
	if len(p.waiting) > 0 || (p.comma || p.quote) && p.speakerAhead(i) {
		return true
	}
	if i > 0 && p.its[i-1].v != nil && !governs(p.d, p.cur) && !lets(p.cur) && len(p.cur.Classes) > 0 {
		return false // right after a verb that acts stands what it acts on: "suspended aid after two cars were hit"
	}
	for j := i + 1; j < len(p.its); j++ {
		it := p.its[j]
		switch {
		case it.v != nil:
			if !it.v.fin {
				return false
			}
			if p.held != nil && p.cur.Form == doc.RelPart && !says(p.d, p.cur.Classes) {
				return false // "a general who commanded troops | has written"
			}
			if !p.ambiguous(it.v) || p.comma && p.headline { // "woman stabbed in Rome, suspect arrested"
				return true
			}
			if p.conj && j+1 < len(p.its) && p.its[j+1].p != nil && p.its[j+1].p.Mark == lang.Nom {
				return true // "met X and the two leaders discussed Y"
			}
			return governs(p.d, p.cur) && !p.hasObject(p.cur) && !p.describes(j)
		case it.p != nil:
			if it.p.Mark == lang.Nom && !it.p.Attr && !(j > 0 && p.its[j-1].p == nil && p.its[j-1].v == nil) {
				return false
			}
		case it.kind == uConj:
			if j+1 < len(p.its) && p.its[j+1].p == nil {
				return false
			}
		case it.kind == uQuote && p.headline && p.comma:
			if j == i+1 && j+2 < len(p.its) && p.its[j+1].p != nil && p.its[j+2].kind == uQuote && p.its[j+2].p == nil && p.its[j+2].v == nil {
				j += 2 // "…, Rahul 'Baba' Mocked Us"
				continue
			}
			return false
		default:
			return false
		}
	}
	return false
}

// ofParticiple tells whether a prepositional phrase goes with the passive participle before it and not with a verb to come: its doer
// always, the rest where no other finite verb follows.
func (p *initialParser) ofParticiple(ph *doc.Phrase, i int) bool {
	if p.cur == nil || p.cur.Form != doc.RelPart || !p.cur.F.Has(lang.Pass) {
		return false
	}
	if ph.Mark == lang.By && !hasMark(p.cur.Args, lang.By) {
		return true
	}
	for _, it := range p.its[i+1:] {
		if it.v != nil && it.v.fin {
			return false
		}
	}
	return true
}

// speakerAhead tells whether only names and commas stand between item i and a verb of speech: "…, Kosovo's minister, Xhelal Svecla, said".
func (p *initialParser) speakerAhead(i int) bool {
	for j := i + 1; j < len(p.its) && j < i+9; j++ {
		it := p.its[j]
		switch {
		case it.v != nil:
			if it.v.e == nil {
				return false
			}
			return says(p.d, it.v.e.Classes) || p.quote && it.v.fin && p.d.Pack.Common.AnyKind(it.v.e.Classes, "gov") && p.closesSentence(j) || p.warnsLast(it.v, j) // "…," the president warned.
		case it.p == nil && it.kind != uComma && it.kind != uQuote && it.kind != uConj && it.kind != uAdv:
			return false
		}
	}
	return false
}

func (p *initialParser) hasObject(pr *doc.Pred) bool {
	for _, a := range pr.Args {
		if a.Mark == lang.Obj {
			return true
		}
	}
	return false
}

// onBoundary handles conjunctions, commas, complementisers and relatives.
func (p *initialParser) onBoundary(it item, i int) {
	switch it.kind {
	case uConj:
		p.conj = it.e == nil || it.e.Has(lang.And) || it.e.Has(lang.Or) || it.e.Has(lang.But)
	case uComma:
		p.comma = true
		if p.accompanies() {
			p.cur, p.waiting = nil, nil
		} else if p.standsAhead(i) {
			p.ahead = append(p.ahead, p.order[0])
			p.cur, p.waiting = nil, nil
		}
	case uQuote:
		p.quote = true
	case uComp:
		if p.cur != nil && governs(p.d, p.cur) && !p.actThat(i) && !p.ownSubject(i) {
			p.gov = p.cur
			p.cur, p.waiting = nil, nil
		} else if i > 0 && p.its[i-1].p != nil {
			if near, thing := p.antecedent(i); thing != nil { // a name needs no clause to say which place it is
				p.rel = thing
			} else {
				p.rel = near
			}
			p.hold()
			p.cur, p.waiting = nil, nil
		} else if p.cur != nil {
			p.gov = p.cur
			p.cur, p.waiting = nil, nil
		}
	case uRel:
		for j := i - 1; j >= 0; j-- {
			if p.its[j].p != nil {
				near, thing := p.antecedent(j + 1)
				if p.rel, p.struck = p.whoever(it.e, j, near), nil; thing != nil && j+1 == i {
					p.rel = thing
				} else {
					p.struck = thing
				}
				break
			}
			if p.its[j].v != nil {
				break
			}
		}
		p.hold()
		p.cur, p.waiting = nil, nil
	case uSub:
		p.cond = it.e != nil && it.e.Has(lang.CondFlag)
		p.yet = it.e != nil && it.e.Has(lang.BeforeFlag)
		p.hold()
		p.cur, p.waiting = nil, nil
		p.gov = nil
	case uPunct:
		t := p.d.Art.Tokens[it.at].Text
		if t == ";" || t == ":" || t == "–" {
			p.cur, p.waiting, p.gov, p.rel, p.held, p.cond = nil, nil, nil, nil, nil, false
			p.comma = t == ";" // "X says no; urges Y": one subject
		}
	}
}

// onVerb makes a predicate of a verb group and ties it to what stands before it.
func (p *initialParser) onVerb(g *verbGroup, i int) {
	pr := verbPred(p.d, g, g.main, g.last)
	if g.e != nil {
		pr.Classes, pr.Light = g.e.Classes, g.e.Light
		p.phrasal(pr, g)
	}
	p.subordinate(g, i)
	p.takenBack(pr, g, i)
	after := i > 0 && p.its[i-1].p != nil
	switch {
	case p.alongside(pr, g), p.bareInfinitive(pr, g):
	case g.f.Has(lang.Inf):
		pr.Form = doc.Infinitive
		p.infinitive(pr, i)
	case g.mark != lang.Nom: // "of attacking", "after meeting"
		pr.Form = doc.Infinitive
		p.gerund(pr, g, i)
	case !g.fin && (g.mainF.Has(lang.Prog) || g.hasDone()):
		pr.Form = doc.RelPart
		p.participle(pr, after, i)
	case p.isReduced(g, i):
		pr.Form = doc.RelPart
		pr.F |= lang.Pass
		pr.Obj = p.lastNoun(i)
		p.giveBack(pr.Obj, i)
	default:
		pr.Form = doc.Finite
		if reduced(p, g) && (p.main != nil && p.conj && p.main.F.Has(lang.Pass) && len(bare(p.waiting)) == 0 && !(i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.Nom) || p.headlinePassive(pr, i)) {
			pr.F |= lang.Pass // "found and arrested"; "officer killed in ambush"
		}
		p.finite(pr, g, i)
		p.settleAhead(pr)
		if o := pr.Obj; o != nil && o.Pred != nil && pr.F.Has(lang.Pass) && pr.Light != "" && len(pr.Classes) == 0 && o.Pred.Form == doc.Nominal {
			pr.Classes = o.Pred.Classes // "an FIR was lodged against him"
		}
	}
	if p.discussing(i) { // "talks on | joining the union": nothing is told of it
		pr.Cond, pr.Neg = true, true
	}
	p.add(pr)
	p.order = append(p.order, pr)
	p.cur = pr
	p.conj, p.comma, p.quote = false, false, false
}
