package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// reduce reads the items left to right: phrases wait on a stack until a predicate takes them.
func (p *finalParser) reduce() {
	for i, it := range p.its {
		switch {
		case it.p != nil:
			p.push(it.p)
		case it.v != nil:
			p.verbItem(it.v, i)
		default:
			p.relBoundary(it, i)
			p.cutHeadline(it)
			p.seq = append(p.seq, step{kind: it.kind, e: it.e, at: it.at})
			if p.headline() && (it.kind == uPunct || it.kind == uComma && (p.told() || p.newSubject(i))) {
				p.verbless()
			}
		}
	}
	if len(p.seq) == 0 || p.headline() {
		p.verbless()
		return
	}
	for _, ph := range p.stack {
		p.settle(ph)
	}
	p.out.Phrases = append(p.out.Phrases, p.stack...)
}

// cutHeadline ends a clause of a headline that has no verb, at the mark after its noun of an act: "… में तीन की हत्या, पुलिस ने …".
func (p *finalParser) cutHeadline(it item) {
	if !p.d.Art.Sentences[p.si].Headline || it.kind != uComma && it.kind != uPunct || p.rel != nil || len(p.stack) == 0 {
		return
	}
	top := p.stack[len(p.stack)-1]
	if top.Pred == nil || top.Pred.Form != doc.Nominal || top.Mark != lang.Nom || top.Attr {
		return
	}
	p.atHouse(top)
	for _, ph := range p.stack {
		if ph.Mark == lang.Erg && ph.Pred == nil {
			return // its verb is still to come
		}
		p.settle(ph)
		if ph != top && ph.Pred == nil {
			top.Pred.Args = append(top.Pred.Args, ph)
		}
	}
	p.out.Phrases = append(p.out.Phrases, p.stack...)
	p.stack = p.stack[:0]
	p.clause++
}

// push puts a phrase on the stack, after it has taken the attributive phrases that stand before it.
func (p *finalParser) push(ph *doc.Phrase) {
	for n := len(p.stack); n > 0; n = len(p.stack) {
		top := p.stack[n-1]
		if top.Attr && p.modifies(top, ph) || p.adjunct(top, ph) {
			ph.Mods = append(append(p.d.List(len(ph.Mods)+1), top), ph.Mods...)
			p.stack = p.stack[:n-1]
			continue
		}
		break
	}
	p.lift(ph)
	if p.pending != nil && !p.ownerOnly(ph) {
		p.relative(ph)
	}
	p.stack = append(p.stack, ph)
}

// adjunct tells whether a phrase with a place or target mark belongs to the event noun right after it: गाजा पर हमले में.
func (p *finalParser) adjunct(top, ph *doc.Phrase) bool {
	if ph.Pred == nil && ph.Mark == lang.About && top.Mark == lang.On && !top.Attr && top.Pred == nil && !party(ph) && ph.E != nil && len(ph.Mods) == 0 && len(ph.E.Classes) == 0 {
		return top.Last+2 >= leftmost(ph) // सेना पर | टिप्पणी को लेकर
	}
	if ph.Pred == nil && top.Mark == lang.From && ph.Mark != lang.Nom && !top.Attr && top.Pred == nil && ph.E != nil && ph.E.Is("o.rights") && len(ph.Mods) == 0 {
		return top.Last+1 >= leftmost(ph) // इसराइल से | आज़ादी की योजना
	}
	if ph.Pred == nil && top.Mark == lang.With && ph.Mark != lang.Nom && !top.Attr && top.Pred == nil && ph.E != nil && slices.Contains(ph.E.Lists, "tension") && len(ph.Mods) == 0 {
		return top.Last+2 >= leftmost(ph) // मुद्रा कोष के साथ | विवाद के बावजूद
	}
	if ph.Pred == nil || ph.Mark == lang.Nom || top.Attr || top.Pred != nil {
		return false
	}
	switch top.Mark {
	case lang.On, lang.Against, lang.With, lang.Between:
		if ph.Mark == lang.In && top.Mark == lang.Between {
			return rightmost(top)+2 >= leftmost(ph) // दो गुटों के बीच हिंसा में
		}
		return top.Last+2 >= leftmost(ph)
	}
	return false
}

// lift moves a genitive from a proper name up to the event noun that the name modifies: रशियाच्या युक्रेनवरील हल्ल्यात.
func (p *finalParser) lift(ph *doc.Phrase) {
	if ph.Pred == nil {
		return
	}
	for i := 0; i < len(ph.Mods); i++ {
		m := ph.Mods[i]
		if len(m.Names) > 0 && m.Mark != lang.Gen && len(m.Mods) > 0 {
			up := m.Mods
			m.Mods = nil
			ph.Mods = append(append(append([]*doc.Phrase{}, ph.Mods[:i]...), up...), ph.Mods[i:]...)
			i += len(up)
		}
	}
	for _, m := range ph.Mods {
		p.giveBack(ph, m)
	}
	ph.Pred.Args = append(ph.Pred.Args, ph.Mods...)
	for _, c := range ph.Conj {
		if c.Pred != nil {
			c.Pred.Args = append(c.Pred.Args, ph.Mods...)
			c.Pred.Args = append(c.Pred.Args, c.Mods...)
		}
	}
	for _, m := range ph.Mods {
		if m.Pred != nil {
			ph.Pred.Comps = append(ph.Pred.Comps, m.Pred)
			m.Pred.Gov = ph.Pred
		}
	}
}

// relative ties a waiting participle to its noun.
func (p *finalParser) relative(ph *doc.Phrase) {
	pr := p.pending
	p.pending = nil
	pr.Head = ph
	madeBy(p.d, pr, ph)
	if ph.Pred != nil && (len(pr.Classes) == 0 || pr.E != nil && !pr.E.Phrase() && (pr.Light != "" || pr.Class("begin") || pr.Class("give"))) { // केलेल्या हल्ल्यात: the light verb's arguments are the noun's
		ph.Pred.Args = append(ph.Pred.Args, pr.Args...)
		ph.Pred.F |= pr.F & (lang.Pros | lang.Fut | lang.AgentF)
		ph.Pred.Neg = ph.Pred.Neg || pr.Neg
		p.drop(pr)
		return
	}
	if pr.F.Has(lang.AgentF) && !pr.F.Has(lang.Pass) || p.acting(pr) || p.marching(pr) || p.protesting(pr, ph) || p.culprit(pr, ph) {
		pr.Subj = ph
		return
	}
	if hasMark(pr.Args, lang.Erg) || hasMark(pr.Args, lang.By) || pr.F.Has(lang.Pass) {
		pr.Obj = ph
	} else if pr.E != nil && pr.E.Has(lang.Patient) {
		pr.Subj = ph
	} else {
		pr.Obj = ph
	}
}

// acting tells whether a participle's noun is who acts: going on or habitual, लड़ रहे विद्रोही, or of coming and going, आए शरणार्थी. Only where
// participles are shared with finite verbs does the tense show it.
func (p *finalParser) acting(pr *doc.Pred) bool {
	if pr.F.Has(lang.Pass) || hasMark(pr.Args, lang.Erg) || hasMark(pr.Args, lang.By) || !p.d.Pack.Shared {
		return false
	}
	if pr.F.Has(lang.Prog) || pr.F.Has(lang.Hab) || pr.F.Has(lang.Impf) {
		return true
	}
	switch pr.Light {
	case "be", "go", "come":
		return true
	}
	return false
}

func hasMark(ps []*doc.Phrase, m lang.Mark) bool {
	for _, q := range ps {
		if q.Mark == m {
			return true
		}
	}
	return false
}

func (p *finalParser) drop(pr *doc.Pred) {
	for i, x := range p.out.Preds {
		if x == pr {
			p.out.Preds = append(p.out.Preds[:i], p.out.Preds[i+1:]...)
			return
		}
	}
}

// verbItem makes a predicate of a verb group and gives it its arguments.
func (p *finalParser) verbItem(g *verbGroup, i int) {
	if p.swallowed(g, i) {
		return
	}
	p.wished(g)
	pr := p.predicate(g)
	pr.Form = formOf(g)
	if pr.Form == doc.Finite && !g.moved && p.participle(g, i) {
		pr.Form = doc.RelPart
		if adverbial(g) {
			pr.Form = doc.Converb
		}
	}
	switch pr.Form {
	case doc.Finite:
		outer := p.openRel(pr)
		p.takeAll(pr)
		p.lendDoer(pr)
		if len(outer) > 0 {
			p.stack = append(outer, p.stack...)
		}
		p.add(pr)
		p.clause++
		p.seq = append(p.seq, step{pred: pr, at: g.first})
	case doc.RelPart:
		if n := i + 1; len(pr.Classes) == 0 && n < len(p.its) && p.its[n].p != nil && p.its[n].p.Pred != nil {
			pr.Classes = p.its[n].p.Pred.Classes // केलेल्या हल्ल्यात: what the noun takes, the participle takes for it
			defer func() { pr.Classes = nil }()
		}
		p.takeSome(pr, g, i, (p.ergAhead(i) || !p.needsSubject(i)) && !(g.f.Has(lang.AgentF) && (p.d.Pack.Shared || !pr.F.Has(lang.Pass))), true)
		p.add(pr)
		p.pending = pr
		if g.mark != lang.Nom || g.f.Has(lang.Obl) && g.attr { // used as a noun: जखमी झालेल्यांना
			p.pending = nil
			p.nominal(pr, g)
		}
	case doc.Converb, doc.Conditional:
		p.takeSome(pr, g, i, p.ergBetween(i) || pr.Form == doc.Conditional && !p.needsSubject(i), false)
		p.add(pr)
		pr.Cond = pr.Form == doc.Conditional
		p.seq = append(p.seq, step{pred: pr, at: g.first})
	default:
		p.takeSome(pr, g, i, p.ergBetween(i) || g.mainF.Has(lang.Perf) && (p.ergAhead(i) || len(p.seq) > 0 || !p.needsSubject(i)), false)
		p.add(pr)
		p.nominal(pr, g)
	}
}

// lendDoer gives who is to act to what he is asked to do, where the verb itself is passive and names its own doer: "नागरिकांनी | सहकार्य करण्याचे आवाहन
// पोलिसांकडून करण्यात आले".
func (p *finalParser) lendDoer(pr *doc.Pred) {
	if !pr.F.Has(lang.Pass) || p.d.Pack.Shared || !hasMark(pr.Args, lang.By) {
		return
	}
	for i, a := range pr.Args {
		if a.Mark != lang.Erg || a.Pred != nil {
			continue
		}
		for _, b := range pr.Args {
			if b.Pred == nil || b.Pred.Form != doc.Infinitive || b.First < a.Last || hasMark(b.Pred.Args, lang.Erg) {
				continue
			}
			b.Pred.Args = append(b.Pred.Args, a)
			pr.Args = slices.Delete(pr.Args, i, i+1)
			return
		}
	}
}

func (p *finalParser) add(pr *doc.Pred) {
	pr.Sent, pr.Clause = p.si, p.clause
	p.out.Preds = append(p.out.Preds, pr)
}

// nominal makes a verbal noun a phrase that later predicates may take.
func (p *finalParser) nominal(pr *doc.Pred, g *verbGroup) {
	ph := p.d.NewPhrase()
	*ph = doc.Phrase{First: g.first, Last: g.last, Head: g.last - 1, Mark: g.mark, Attr: g.attr, Pred: pr}
	ph.Direct = g.attr && g.mark == lang.Gen && p.direct(ph.Head)
	if ph.Mark == lang.Erg { // झाल्याने: an act in the instrumental is a cause
		ph.Mark = lang.Because
	}
	pr.Phrase = ph
	for n := len(p.stack); n > 0 && p.siblings(pr, g, p.stack[n-1]); n = len(p.stack) {
		first := p.stack[n-1]
		ph.Conj = append(append(first.Conj, first), ph.Conj...)
		first.Conj, p.stack = nil, p.stack[:n-1]
	}
	p.stack = append(p.stack, ph)
}

func formOf(g *verbGroup) doc.Form {
	switch {
	case g.fin:
		return doc.Finite
	case g.f.Has(lang.Cond):
		return doc.Conditional
	case g.mark == lang.Nom && !g.attr && (g.f.Has(lang.Rel) || g.f.Has(lang.AgentF)):
		return doc.RelPart
	case g.f.Has(lang.Rel) || g.f.Has(lang.AgentF):
		return doc.RelPart
	case g.f.Has(lang.Conv) || g.f.Has(lang.Impf) || g.f.Has(lang.Root) && !g.f.Has(lang.Inf):
		return doc.Converb
	case g.mark == lang.After || g.mark == lang.Before || g.mark == lang.During || g.mark == lang.Because:
		return doc.Infinitive
	}
	return doc.Infinitive
}

// participle tells whether a form that could end a clause stands before its noun instead: मारे गए लोगों, हुई वार्ता.
func (p *finalParser) participle(g *verbGroup, i int) bool {
	if !g.f.Has(lang.Perf) && !g.f.Has(lang.Prog) && !g.f.Has(lang.Hab) || g.f.Has(lang.Pres) || g.f.Has(lang.Past) || g.f.Has(lang.Fut) {
		return false
	}
	if !p.d.Pack.Shared { // where participles have forms of their own
		return false
	}
	if i+1 >= len(p.its) || p.its[i+1].p == nil || p.its[i+1].p.Pron && !(p.its[i+1].p.Attr && p.its[i+1].p.Mark == lang.Gen) {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		if p.its[j].v != nil {
			return true
		}
		if p.its[j].kind == uPunct || p.its[j].kind == uComp {
			return false
		}
	}
	return false
}

// adverbial tells whether a participle goes with the verb and not with the noun after it: आलोचना करते हुए.
func adverbial(g *verbGroup) bool {
	return g.mainF.Has(lang.Impf) && g.f.Has(lang.Perf|lang.Hab) && g.f.Has(lang.Masc|lang.Pl) && g.last-g.first > 1 && g.mark == lang.Nom
}

// predicate reads the meaning of a verb group: a fixed phrase, the verb itself, or the event noun before a light verb.
func (p *finalParser) predicate(g *verbGroup) *doc.Pred {
	pr := verbPred(p.d, g, g.first, g.last)
	if g.e == nil {
		return pr
	}
	pr.Light = g.e.Light
	var e *lang.Entry
	var toks []int
	p.otherVerb(g)
	switch {
	case g.elided:
		pr.Light, pr.Classes = "be", g.e.Classes
		if n := g.e.Head; n >= 2 { // गुन्हा | दाखल
			toks := p.d.Run(g.first-n+1, g.first)
			pr.Tokens = append(toks, pr.Tokens...)
			p.absorb(pr, toks)
		}
		return pr
	case g.moved:
		e, toks = p.ofMoved(g)
	default:
		if e, toks = p.idiom(g); e == nil && (g.e.Light != "" || len(g.e.Classes) == 0 && !p.d.Pack.Shared && pr.F.Has(lang.Perf) && formOf(g) == doc.Finite) { // ठपका | मंडळाने लष्करावर | ठेवला
			e, toks = p.idiomFar(g)
		}
		if s, at := p.idiomSplit(g); s != nil && (e == nil || len(s.Toks) > len(e.Toks)) {
			e, toks = s, at
		}
	}
	if g.f.Has(lang.Allow) && (e != nil || g.e.Light != "") && p.d.Pack.Common.Class("allow") != nil {
		pr.Classes = []string{"allow"} // निदर्शने होऊ दिली नाहीत: the act stays what is let happen
		return pr
	}
	if e != nil {
		if len(toks) == 0 && e.Phrase() && g.mainF.Has(lang.Inf) && g.f.Has(lang.Perf) && !g.f.Has(lang.Prog) {
			pr.F &^= lang.Fut // मिलने गए: they went, unlike मिलने जा रहे हैं
		}
		pr.E, pr.Classes = e, e.Classes
		pr.Tokens = append(toks, pr.Tokens...)
		pr.Neg = pr.Neg && !p.negates(toks)
		p.absorb(pr, toks)
		return pr
	}
	if n := len(p.stack); n > 0 {
		top := p.stack[n-1]
		if top.Pred != nil && top.Pred.Form == doc.Nominal && (top.Mark == lang.Nom || p.aspectOn(top, g)) && p.adjacent(top.Last, g.first) && p.carries(g, top) {
			p.stack = p.stack[:n-1]
			nom := top.Pred
			pr.Classes, pr.E = nom.Classes, nom.E
			pr.Tokens = append(append([]int{}, nom.Tokens...), pr.Tokens...)
			pr.Args = append(pr.Args, nom.Args...)
			pr.Comps = nom.Comps
			for _, c := range pr.Comps {
				c.Gov = pr
			}
			p.stack = append(p.stack, top.Conj...)
			pr.Phrase = top
			return pr
		}
	}
	pr.Classes = g.e.Classes
	if g.f.Has(lang.Allow) && len(pr.Classes) == 0 && p.d.Pack.Common.Class("allow") != nil {
		pr.Classes = []string{"allow"} // जाऊ दिले
	}
	return pr
}

// negates tells whether a negation is a word of a fixed phrase, whose meaning it is then part of: सवाल ही | नहीं | उठता.
func (p *finalParser) negates(toks []int) bool {
	return slices.ContainsFunc(toks, func(t int) bool { return p.d.Kind(t, lang.Neg) != nil })
}

// carries tells whether the verb adds nothing of its own to an event noun: a light verb, or one without a class.
func (p *finalParser) carries(g *verbGroup, top *doc.Phrase) bool {
	if g.e.Light != "" || len(g.e.Classes) == 0 {
		return true
	}
	for _, c := range g.e.Classes {
		switch p.d.Pack.Common.Class(c).Kind {
		case "aspect":
			return true
		case "verb":
			if c == "stop" || c == "prevent" {
				return false // विक्री | थांबवली: what is stopped is not done
			}
			for _, n := range top.Pred.Classes {
				k := p.d.Pack.Common.Class(n)
				if m, ok := p.d.Pack.Common.Compose(c, n, k.Type, k.Kind); ok && m.Result != "=" {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

func (p *finalParser) aspectOn(top *doc.Phrase, g *verbGroup) bool {
	return g.e != nil && g.e.Is("begin") && (top.Mark == lang.Dat || top.Mark == lang.In)
}

// adjacent tells whether only small words stand between two tokens.
func (p *finalParser) adjacent(from, to int) bool {
	if to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		f := function(p.d, i)
		if f == nil || f.E.Kind == lang.Conj || f.E.Kind == lang.Post {
			return false
		}
	}
	return true
}

// takeAll gives a finite predicate everything that waits.
func (p *finalParser) takeAll(pr *doc.Pred) {
	if pr.Args == nil && len(p.stack) > 0 {
		pr.Args = p.d.List(len(p.stack) + 2)
	}
	pr.Args = append(pr.Args, p.stack...)
	p.out.Phrases = append(p.out.Phrases, p.stack...)
	p.content(pr)
	p.stack = p.stack[:0]
}

// content links the verbal nouns and event nouns among the arguments as content.
func (p *finalParser) content(pr *doc.Pred) {
	for _, a := range pr.Args {
		for _, q := range append([]*doc.Phrase{a}, a.Conj...) {
			p.settle(q)
			if q.Pred != nil && q.Pred.Gov == nil && q.Pred != pr {
				q.Pred.Gov = pr
				pr.Comps = append(pr.Comps, q.Pred)
			}
		}
	}
}

// settle adds the event noun of a phrase, and of its modifiers, to the sentence's predicates.
func (p *finalParser) settle(ph *doc.Phrase) {
	for _, q := range append([]*doc.Phrase{ph}, ph.Conj...) {
		if q.Pred != nil && q.Pred.Form == doc.Nominal && !p.has(q.Pred) {
			p.add(q.Pred)
		}
		for _, m := range q.Mods {
			p.settle(m)
		}
	}
}

func (p *finalParser) has(pr *doc.Pred) bool {
	for _, x := range p.out.Preds {
		if x == pr {
			return true
		}
	}
	return false
}
