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
	defer func() { p.conj, p.comma, p.quote = false, false, false }()
	if p.conj && p.conjoin(ph, i) {
		return
	}
	if p.comma && p.listMember(ph, i) {
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
	if before := p.nounBefore(i); before != nil && ph.Mark != lang.Nom && p.belongs(before, ph) {
		before.Mods = append(before.Mods, ph)
		if before.Pred != nil {
			before.Pred.Args = append(before.Pred.Args, ph)
			p.addContent(before.Pred, ph)
			return
		}
		if ph.Mark == lang.Of || p.cur == nil {
			return
		}
	}
	if p.comma && p.main == nil && p.cur != nil && p.cur.Form == doc.RelPart && p.cur.Subj == nil && p.cur.Obj == nil && ph.Mark == lang.Nom {
		p.cur.Form, p.cur.Subj, p.cur = doc.Converb, ph, nil // "Facing fury, the authorities …"
	}
	if p.cur == nil || p.subjectAhead(ph, i) {
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
	if prev == nil || ph.Mark != lang.Nom || len(ph.Names) == 0 && ph.E == nil || p.speakerAhead(i) {
		return false
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
		if p.its[j].p != nil {
			return p.its[j].p
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
		return p.cur == nil && agent
	}
	return p.cur == nil && ph.Mark != lang.Nom && ph.Mark != lang.AccTo
}

// subjectAhead tells whether a bare phrase after a verb is the subject of another finite verb: "said X attacked Y".
func (p *initialParser) subjectAhead(ph *doc.Phrase, i int) bool {
	if ph.Mark != lang.Nom {
		return len(p.waiting) > 0
	}
	if len(p.waiting) > 0 || (p.comma || p.quote) && p.speakerAhead(i) {
		return true
	}
	for j := i + 1; j < len(p.its); j++ {
		it := p.its[j]
		switch {
		case it.v != nil:
			if !it.v.fin {
				return false
			}
			if !p.ambiguous(it.v) {
				return true
			}
			return p.governs(p.cur) && !p.hasObject(p.cur)
		case it.p != nil:
			if it.p.Mark == lang.Nom && !it.p.Attr && !(j > 0 && p.its[j-1].p == nil && p.its[j-1].v == nil) {
				return false
			}
		case it.kind == uConj:
			if j+1 < len(p.its) && p.its[j+1].p == nil {
				return false
			}
		default:
			return false
		}
	}
	return false
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
			for _, c := range it.v.e.Classes {
				if k := p.d.Pack.Common.Classes[c]; k != nil && k.Kind == "say" {
					return true
				}
			}
			return false
		case it.p == nil && it.kind != uComma && it.kind != uQuote && it.kind != uConj && it.kind != uAdv:
			return false
		}
	}
	return false
}

// ambiguous: a past form that may be a participle.
func (p *initialParser) ambiguous(g *verbGroup) bool {
	return g.mainF.Has(lang.Perf) && g.f == g.mainF || g.mainF.Has(lang.Past) && !g.f.Has(lang.Pass) && !g.f.Has(lang.Pres) && reduced(p, g)
}

func reduced(p *initialParser, g *verbGroup) bool {
	for _, a := range p.d.An[g.main] {
		if a.E == g.e && a.F.Has(lang.Perf) {
			return g.last-g.first == 1
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

func (p *initialParser) governs(pr *doc.Pred) bool {
	if pr == nil {
		return false
	}
	for _, c := range pr.Classes {
		if k := p.d.Pack.Common.Classes[c]; k != nil && (k.Kind == "gov" || k.Kind == "say") {
			return true
		}
	}
	return false
}

func (p *initialParser) says(pr *doc.Pred) bool {
	for _, c := range pr.Classes {
		if k := p.d.Pack.Common.Classes[c]; k != nil && k.Kind == "say" {
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
	case uQuote:
		p.quote = true
	case uComp:
		if p.cur != nil && p.governs(p.cur) {
			p.gov = p.cur
			p.cur, p.waiting = nil, nil
		} else if i > 0 && p.its[i-1].p != nil {
			p.rel = p.its[i-1].p
			p.cur, p.waiting = nil, nil
		} else if p.cur != nil {
			p.gov = p.cur
			p.cur, p.waiting = nil, nil
		}
	case uRel:
		for j := i - 1; j >= 0; j-- {
			if p.its[j].p != nil {
				p.rel = p.its[j].p
				break
			}
			if p.its[j].v != nil {
				break
			}
		}
		p.cur, p.waiting = nil, nil
	case uSub:
		p.cond = it.e != nil && it.e.Has(lang.CondFlag)
		p.cur, p.waiting = nil, nil
		p.gov = nil
	case uPunct:
		t := p.d.Art.Tokens[it.at].Text
		if t == ";" || t == ":" || t == "–" {
			p.cur, p.waiting, p.gov, p.rel = nil, nil, nil, nil
		}
	}
}

// onVerb makes a predicate of a verb group and ties it to what stands before it.
func (p *initialParser) onVerb(g *verbGroup, i int) {
	pr := &doc.Pred{E: g.e, F: g.f, Neg: g.neg || g.f.Has(lang.NegF), VerbE: g.e, Tokens: span(g.main, g.last)}
	if g.e != nil {
		pr.Classes, pr.Light = g.e.Classes, g.e.Light
		p.phrasal(pr, g)
	}
	p.subordinate(g, i)
	after := i > 0 && p.its[i-1].p != nil
	switch {
	case g.f.Has(lang.Inf):
		pr.Form = doc.Infinitive
		p.infinitive(pr, i)
	case g.mark != lang.Nom: // "of attacking", "after meeting"
		pr.Form = doc.Infinitive
		p.gerund(pr, g)
	case !g.fin && g.mainF.Has(lang.Prog):
		pr.Form = doc.RelPart
		p.participle(pr, after, i)
	case p.isReduced(g, i):
		pr.Form = doc.RelPart
		pr.F |= lang.Pass
		pr.Obj = p.lastNoun(i)
	default:
		pr.Form = doc.Finite
		if reduced(p, g) && (p.main != nil && p.conj && p.main.F.Has(lang.Pass) && len(bare(p.waiting)) == 0 || p.headlinePassive(pr, i)) {
			pr.F |= lang.Pass // "found and arrested"; "officer killed in ambush"
		}
		p.finite(pr, g, i)
	}
	p.add(pr)
	p.order = append(p.order, pr)
	p.cur = pr
	p.conj, p.comma, p.quote = false, false, false
}

// headlinePassive tells whether a headline leaves out the auxiliary of a passive: a victim, a past form, no object.
func (p *initialParser) headlinePassive(pr *doc.Pred, i int) bool {
	if !p.headline || len(bare(p.waiting)) == 0 {
		return false
	}
	if i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.Nom {
		return false
	}
	for _, c := range pr.Classes {
		switch k := p.d.Pack.Common.Classes[c]; {
		case k == nil:
		case k.Type == "ASSAULT" && k.Name != "clash", k.Type == "COERCE", k.Type == "SANCTION", k.Name == "release", k.Name == "rescue", k.Name == "charge":
			return true
		}
	}
	return false
}

// subordinate makes the noun after "after" or "before" a subject where a verb of its own follows: "after the EU sanctioned its leader".
func (p *initialParser) subordinate(g *verbGroup, i int) {
	if !g.fin || g.f.Has(lang.Inf) || g.mark != lang.Nom || i == 0 || p.its[i-1].p == nil {
		return
	}
	ph := p.its[i-1].p
	switch ph.Mark {
	case lang.After, lang.Before, lang.Until, lang.As, lang.Because, lang.Despite, lang.From:
	default:
		return
	}
	if ph.Mark == lang.From && g.f == g.mainF || reduced(p, g) && i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.By {
		return
	}
	if p.cur != nil {
		for k, a := range p.cur.Args {
			if a == ph {
				p.cur.Args = append(p.cur.Args[:k], p.cur.Args[k+1:]...)
				break
			}
		}
	}
	ph.Mark, ph.After = lang.Nom, false
	p.waiting, p.cur, p.gov = []*doc.Phrase{ph}, nil, nil
}

// lastNoun is the phrase before item i.
func (p *initialParser) lastNoun(i int) *doc.Phrase {
	for j := i - 1; j >= 0; j-- {
		if p.its[j].p != nil {
			return p.its[j].p
		}
		if p.its[j].v != nil {
			return nil
		}
	}
	return nil
}

// isReduced tells whether a past form right after a noun is a participle of it: "a camp attacked by …", where the clause has
// or will have another finite verb.
func (p *initialParser) isReduced(g *verbGroup, i int) bool {
	if !reduced(p, g) || g.neg || i == 0 || p.its[i-1].p == nil {
		return false
	}
	byNext := i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.By
	if p.cur != nil && p.its[i-1].p.After && !p.subjectTaken(i) {
		return true
	}
	if !byNext && i+1 < len(p.its) && p.its[i+1].p != nil && (p.its[i+1].p.Mark == lang.Nom || p.its[i+1].p.Attr) {
		return false
	}
	if g.e != nil && !byNext && p.says(&doc.Pred{Classes: g.e.Classes}) {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		it := p.its[j]
		if it.v != nil {
			return it.v.fin && (!reduced(p, it.v) || byNext) || byNext
		}
		if it.p == nil && it.kind != uComma {
			break
		}
		if it.p == nil && it.kind == uComma && !byNext {
			break
		}
	}
	return byNext
}

func (p *initialParser) subjectTaken(i int) bool {
	for _, w := range p.waiting {
		if w == p.its[i-1].p {
			return true
		}
	}
	return false
}

// finite gives a finite verb its subject and its place among the clauses.
func (p *initialParser) finite(pr *doc.Pred, g *verbGroup, i int) {
	p.clause++
	switch {
	case p.rel != nil && len(bare(p.waiting)) == 0: // who attacked
		p.setSubject(pr, p.rel)
		pr.Form = doc.RelPart
		p.rel = nil
		p.waiting = nil
		return
	case p.rel != nil: // which X attacked
		pr.Obj = p.rel
		pr.Form = doc.RelPart
		p.rel = nil
	case len(bare(p.waiting)) == 0 && p.main != nil && (p.conj || p.comma || p.cur != nil): // … and attacked
		p.setSubject(pr, p.main.Subj)
		if p.main.Subj == nil {
			pr.Obj = p.main.Obj
		}
		pr.Gov = p.main.Gov
		if pr.Gov != nil {
			pr.Gov.Comps = append(pr.Gov.Comps, pr)
		}
	}
	subs := bare(p.waiting)
	if pr.Subj == nil && len(subs) > 0 {
		p.setSubject(pr, subs[0])
		for _, s := range subs[1:] { // apposition: "X, president of Y,"
			subs[0].Mods = append(subs[0].Mods, s)
			s.Of = subs[0]
		}
	}
	for _, w := range p.waiting {
		if w.Mark != lang.Nom {
			pr.Args = append(pr.Args, w)
			p.addContent(pr, w)
		} else {
			p.settle(w)
		}
	}
	p.waiting = nil
	if p.gov == nil && p.main != nil && p.cur != nil && p.governs(p.cur) && pr.Subj != nil && pr.Gov == nil && pr.Subj != p.main.Subj {
		p.gov = p.cur
	}
	if p.gov != nil && pr.Gov == nil && p.gov != pr {
		pr.Gov = p.gov
		p.gov.Comps = append(p.gov.Comps, pr)
	}
	pr.Cond = p.cond
	p.cond = false
	p.main = pr
}

// setSubject gives the subject; in the passive it is what is acted on.
func (p *initialParser) setSubject(pr *doc.Pred, ph *doc.Phrase) {
	if ph == nil {
		return
	}
	if pr.F.Has(lang.Pass) {
		pr.Obj = ph
		return
	}
	pr.Subj = ph
}

// bare are the phrases without a preposition.
func bare(ps []*doc.Phrase) []*doc.Phrase {
	var out []*doc.Phrase
	for _, q := range ps {
		if q.Mark == lang.Nom && !q.Attr {
			out = append(out, q)
		}
	}
	return out
}

// infinitive ties "to attack" to the verb or noun that governs it.
func (p *initialParser) infinitive(pr *doc.Pred, i int) {
	if i > 0 && p.its[i-1].p != nil && p.its[i-1].p.Pred != nil { // "a threat to attack"
		nom := p.its[i-1].p.Pred
		pr.Gov = nom
		nom.Comps = append(nom.Comps, pr)
		if s := genitive(nom); s != nil {
			pr.Subj = s
		} else if p.cur != nil {
			p.setSubject(pr, p.cur.Subj)
		}
		return
	}
	if p.cur == nil {
		if subs := bare(p.waiting); len(subs) > 0 { // headline: "PM to visit Russia"
			pr.Form = doc.Finite
			pr.F |= lang.Fut
			p.setSubject(pr, subs[0])
			p.waiting = nil
			p.main = pr
		}
		return
	}
	gov := p.cur
	if p.conj && gov.Gov != nil && gov.Form == doc.Infinitive { // "to meet and to talk"
		gov = gov.Gov
	}
	pr.Gov = gov
	gov.Comps = append(gov.Comps, pr)
	if o := objectOf(gov); o != nil && (objectControl(p, gov) || gov.F.Has(lang.Pass)) {
		pr.Subj = o
	} else if gov.F.Has(lang.Pass) && gov.Obj != nil {
		pr.Subj = gov.Obj
	} else if gov.Subj != nil {
		pr.Subj = gov.Subj
	}
}

func genitive(pr *doc.Pred) *doc.Phrase {
	for _, a := range pr.Args {
		if a.Mark == lang.Gen || a.Mark == lang.By {
			return a
		}
	}
	return nil
}

func objectOf(pr *doc.Pred) *doc.Phrase {
	for _, a := range pr.Args {
		if a.Mark == lang.Obj || a.Mark == lang.Dat {
			return a
		}
	}
	for _, a := range pr.Args {
		if a.Mark == lang.To || a.Mark == lang.On {
			return a
		}
	}
	return nil
}

// objectControl tells whether the one who is asked, ordered or let is the one who acts.
func objectControl(p *initialParser, pr *doc.Pred) bool {
	for _, c := range []string{"demand", "urge", "order", "force", "allow", "invite", "accuse", "blame", "prevent", "help_do", "suspect", "warn", "send", "give", "ask_aid", "condemn", "criticize", "praise"} {
		if pr.Class(c) {
			return true
		}
	}
	return false
}

// gerund ties "of attacking" to the verb before it, and "after meeting" to the clause's subject.
func (p *initialParser) gerund(pr *doc.Pred, g *verbGroup) {
	if p.cur == nil {
		if len(bare(p.waiting)) > 0 {
			pr.Subj = bare(p.waiting)[0]
		}
		return
	}
	switch g.mark {
	case lang.Of, lang.From, lang.For, lang.To, lang.In, lang.On, lang.About, lang.Against, lang.With:
		pr.Gov = p.cur
		p.cur.Comps = append(p.cur.Comps, pr)
		if o := objectOf(p.cur); o != nil && (objectControl(p, p.cur) || g.mark == lang.For || g.mark == lang.Of) {
			pr.Subj = o
			return
		}
		if p.cur.Obj != nil && p.cur.F.Has(lang.Pass) {
			pr.Subj = p.cur.Obj
			return
		}
	}
	pr.Subj = p.cur.Subj
	if pr.Subj == nil && p.main != nil {
		pr.Subj = p.main.Subj
	}
}

// participle ties "…, killing 12" to the subject and "militants fighting in" to their noun.
func (p *initialParser) participle(pr *doc.Pred, after bool, i int) {
	switch {
	case p.cur != nil && !after && !p.comma: // "stop sending arms", "started shelling"
		pr.Form = doc.Infinitive
		pr.Gov = p.cur
		p.cur.Comps = append(p.cur.Comps, pr)
		pr.Subj = p.cur.Subj
	case p.comma || p.conj:
		pr.Form = doc.Converb
		if p.main != nil {
			pr.Subj = p.main.Subj
			if pr.Subj == nil && p.main.F.Has(lang.Pass) {
				for _, a := range p.main.Args {
					if a.Mark == lang.By {
						pr.Subj = a
					}
				}
			}
			pr.Gov = p.main.Gov
		} else if s := bare(p.waiting); len(s) > 0 {
			pr.Subj = s[0]
		}
	default:
		pr.Subj = p.lastNoun(i)
	}
}

// phrasal looks for a fixed phrase that starts with the verb: "call off", "take _ hostage".
func (p *initialParser) phrasal(pr *doc.Pred, g *verbGroup) {
	var best *lang.Entry
	var at []int
	for _, e := range p.d.Pack.Phrases(g.e.Toks[g.e.Head]) {
		if e.Kind != lang.Verb || best != nil && len(e.Toks) <= len(best.Toks) {
			continue
		}
		if toks := p.matchPhrasal(e, g.last); toks != nil {
			best, at = e, toks
		}
	}
	if best == nil {
		return
	}
	pr.E, pr.Classes = best, best.Classes
	pr.Tokens = append(pr.Tokens, at...)
	p.consume(at)
}

// gapMax is how many words may stand in the gap of a phrase.
const gapMax = 8

func (p *initialParser) matchPhrasal(e *lang.Entry, from int) []int {
	var out []int
	i := from
	for k := 1; k < len(e.Toks); k++ {
		limit := i
		if e.Gap == k {
			limit = min(i+gapMax, p.last-1)
		}
		found := -1
		for j := i; j <= limit && j < p.last; j++ {
			if p.d.Art.Tokens[j].Norm == e.Toks[k] || e.Any[k] && lemmaIs(p.d, j, e.Toks[k]) {
				found = j
				break
			}
			if t := p.d.Art.Tokens[j]; t.Kind == 2 && t.Text != "'" && t.Text != "-" {
				break
			}
		}
		if found < 0 {
			// a determiner or adjective inside the phrase: "lifted the night curfew"
			return nil
		}
		out = append(out, found)
		i = found + 1
	}
	return out
}

// consume takes the words of a fixed phrase out of the items that are still to come.
func (p *initialParser) consume(toks []int) {
	for _, t := range toks {
		for k := range p.its {
			ph := p.its[k].p
			if ph == nil || t < ph.First || t >= ph.Last {
				continue
			}
			if t == ph.Head && ph.Last-ph.First == 1 || allIn(ph, toks) {
				if ph.Pred != nil {
					ph.Pred = nil
				}
				p.its[k] = item{kind: uAdv, at: ph.First}
			}
		}
	}
}

func allIn(ph *doc.Phrase, toks []int) bool {
	n := 0
	for _, t := range toks {
		if t >= ph.First && t < ph.Last {
			n++
		}
	}
	return n == ph.Last-ph.First
}

// finish settles what is left: trailing speech, headlines without a verb, phrases that only wait.
func (p *initialParser) finish() {
	for _, ph := range p.out.Phrases {
		p.settle(ph)
		for _, m := range ph.Mods {
			p.settle(m)
		}
	}
	for k, pr := range p.order {
		if !p.says(pr) || pr.Form != doc.Finite {
			continue
		}
		if pr.Subj == nil { // "…, said the minister"
			if o := objectOf(pr); o != nil {
				pr.Subj = o
				o.Mark = lang.Sub
			}
		}
		if len(contentOf(pr)) > 0 {
			continue
		}
		for _, q := range p.order[:k] {
			if q.Gov == nil && q != pr {
				q.Gov = pr
				pr.Comps = append(pr.Comps, q)
			}
		}
	}
	if p.main == nil && len(p.waiting) > 0 && len(p.order) > 0 && p.order[0].Subj == nil && p.order[0].Obj == nil {
		if s := bare(p.waiting); len(s) > 0 {
			p.order[0].Obj = s[0]
		}
	}
}

// contentOf are the clauses among a predicate's content.
func contentOf(pr *doc.Pred) []*doc.Pred {
	var out []*doc.Pred
	for _, c := range pr.Comps {
		if c.Form != doc.Nominal {
			out = append(out, c)
		}
	}
	return out
}
