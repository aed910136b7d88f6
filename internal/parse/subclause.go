package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

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

// headlinePassive tells whether a headline leaves out the auxiliary of a passive: a victim, a past form, no object.
func (p *initialParser) headlinePassive(pr *doc.Pred, i int) bool {
	if !p.headline || len(bare(p.waiting)) == 0 && !(p.comma && p.main != nil && p.titleCase()) {
		return false
	}
	if i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.Nom {
		return false
	}
	if len(pr.Tokens) > 1 && pr.E != nil && pr.E.Phrase() && !pr.E.Has(lang.Patient) && reading(p.d, pr.Tokens[1], lang.Noun) != nil && function(p.d, pr.Tokens[1]) == nil {
		return false // "Party Severed Ties With Ally": the phrase has its object in it
	}
	if b := bare(p.waiting); pr.Light != "" && len(b) > 0 && b[0].Pred != nil && b[0].Pred.Form == doc.Nominal && b[0].Pred != pr && len(pr.Tokens) == 1 {
		return true // "FIR lodged against …", "Protest held in …"
	}
	for _, c := range pr.Classes {
		switch k := p.d.Pack.Common.Class(c); {
		case k == nil:
		case k.Name == "impose" && len(bare(p.waiting)) > 0 && bare(p.waiting)[0].Pred != nil: // "Curfew clamped in Nuh"
			return true
		case k.Type == "ASSAULT" && k.Name != "clash", k.Type == "COERCE", k.Type == "SANCTION", k.Name == "release", k.Name == "rescue", k.Name == "charge":
			return true
		case p.nounNeeded(pr, k):
			return true
		}
	}
	return false
}

// nounNeeded tells whether a class needs what it acts on: where no noun follows its participle, the one before it is acted on ("Security
// beefed up in Ayodhya"). Who meets, agrees, marches or resigns can do so alone.
func (p *initialParser) nounNeeded(pr *doc.Pred, k *lang.Class) bool {
	if pr.E == nil || pr.E.Has(lang.Intr) || pr.E.Has(lang.Patient) || pr.E.Has(lang.Mutual) || pr.Light != "" && pr.Light != "give" && pr.Light != "put" && k.Name != "catch" {
		return false
	}
	switch k.Name {
	case "raise", "send", "pull_out", "impose", "destroy", "expel", "stop", "hand_over", "give", "fire", "catch":
		return true
	case "criticize", "condemn", "praise":
		return len(pr.Tokens) == 1 // "hit back" needs nobody
	case "accuse", "sue", "summon", "investigate", "deploy", "deploy_police", "ease", "pardon", "recognize", "ratify", "bar_entry", "veto", "reject", "approve":
		return true
	}
	return false
}

// subordinate makes the noun after "after" or "before" a subject where a verb of its own follows: "after the EU sanctioned its leader".
func (p *initialParser) subordinate(g *verbGroup, i int) {
	if !g.fin || g.f.Has(lang.Inf) || g.mark != lang.Nom || i == 0 || p.its[i-1].p == nil {
		return
	}
	ph := p.listHead(p.its[i-1].p)
	second := p.afterBoth(i)
	if second != nil {
		ph = p.its[i-3].p
	} else if (ph.Mark == lang.Of || ph.Mark == lang.In || ph.Mark == lang.At) && i > 1 && p.its[i-2].p != nil && !p.its[i-2].p.Pron { // "after the head | of the party | resigned", "a court | in Accra | approved"
		ph = p.its[i-2].p
	}
	switch ph.Mark {
	case lang.After, lang.Before, lang.Until, lang.As, lang.Because, lang.Despite, lang.From:
	default:
		return
	}
	if ph.Mark == lang.From && g.f == g.mainF || reduced(p, g) && i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.By {
		return
	}
	if p.cur != nil {
		p.handBack(ph, second)
	}
	if second != nil {
		second.After = false
		ph.Conj, ph.Plural = append(ph.Conj, second), true
	}
	p.yet = ph.Mark == lang.Before || ph.Mark == lang.Until
	ph.Mark, ph.After = lang.Nom, false
	for _, q := range ph.Conj { // "as Russia, Turkey extend condolences"
		q.Mark = lang.Nom
	}
	p.waiting, p.cur, p.gov = []*doc.Phrase{ph}, nil, nil
}

// lastNoun is the phrase before item i.
func (p *initialParser) lastNoun(i int) *doc.Phrase {
	for j := i - 1; j >= 0; j-- {
		if p.its[j].p != nil {
			return p.its[j].p
		}
		if p.its[j].v != nil || p.headline && p.its[j].kind == uPunct && p.d.Art.Tokens[p.its[j].at].Text == ":" {
			return nil
		}
	}
	return nil
}

// isReduced tells whether a past form right after a noun is a participle of it: "a camp attacked by …", where the clause has
// or will have another finite verb.
func (p *initialParser) isReduced(g *verbGroup, i int) bool {
	if !reduced(p, g) || g.neg || i == 0 || p.its[i-1].p == nil || p.warnsLast(g, i) {
		return false
	}
	if p.main == nil && p.cur == nil && len(bare(p.waiting)) == 0 && p.accompanied(i) {
		return true // "With talks | deadlocked, …"
	}
	byNext := i+1 < len(p.its) && p.its[i+1].p != nil && p.its[i+1].p.Mark == lang.By && !p.byHowMuch(i+1)
	if p.mainAtLast(i) && !byNext {
		return false
	}
	if p.noSubject(i) {
		return true
	}
	if p.ledBy(i) || !byNext && p.main == nil && p.cur != nil && p.cur.Form == doc.RelPart && p.cur.F.Has(lang.Pass) && p.objectAt(i+1) { // "a grenade thrown into a bar in the capital | killed five people"
		return false
	}
	if p.cur != nil && !p.subjectTaken(i) && (p.its[i-1].p.After || len(bare(p.waiting)) == 0 && p.modifies(p.its[i-1].p)) {
		return true
	}
	if !byNext && i+1 < len(p.its) && p.its[i+1].p != nil && (p.its[i+1].p.Mark == lang.Nom || p.its[i+1].p.Attr) {
		return false
	}
	if g.e != nil && !byNext && says(p.d, g.e.Classes) {
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
	return byNext && !(p.headline && p.cur == nil && p.its[i-1].p.Mark != lang.Nom && len(bare(p.waiting)) > 0) // "Ban On Rummy Lifted By Court"
}

// byHowMuch tells whether the phrase with "by" at item i says no doer, as an object without a preposition stands right behind it: "ratified | by a large majority | a
// treaty".
func (p *initialParser) byHowMuch(i int) bool {
	return !p.headline && p.main == nil && p.cur == nil && !party(p.its[i].p) && p.objectAt(i+1)
}

// mainAtLast tells whether the past form at item i is the verb of a subject that waits for it behind a clause about it, as no other verb follows that could be:
// "relatives of people who vanished in the war | called on the army".
func (p *initialParser) mainAtLast(i int) bool {
	if p.held == nil || p.main != nil || p.cur == nil || p.cur.Form != doc.RelPart || p.rel != nil || p.headline {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		if v := p.its[j].v; v != nil && v.fin {
			return says(p.d, classesOf(v)) && p.its[j-1].p != nil
		}
	}
	return true
}

// classesOf are the classes of a verb group's verb.
func classesOf(g *verbGroup) []string {
	if g.e == nil {
		return nil
	}
	return g.e.Classes
}

// noSubject tells whether a past form at item i, that opens a text with a phrase behind a preposition, has no subject and is a participle of that
// phrase: "In leaflets | scattered across the town, rebels threatened …".
func (p *initialParser) noSubject(i int) bool {
	if p.headline || p.main != nil || p.cur != nil || p.rel != nil || p.held != nil || len(bare(p.waiting)) > 0 || p.its[i-1].p.Mark == lang.Nom || p.its[i-1].p.Attr {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		if v := p.its[j].v; v != nil && v.fin && p.its[j-1].p != nil {
			return true
		}
	}
	return false
}

// modifies tells whether a phrase stands under another that came after a verb: "the homes of two men | accused of …".
func (p *initialParser) modifies(ph *doc.Phrase) bool {
	for _, a := range p.cur.Args {
		if !a.After {
			continue
		}
		for _, m := range a.Mods {
			if m == ph {
				return true
			}
		}
	}
	return false
}

func (p *initialParser) subjectTaken(i int) bool {
	for _, w := range p.waiting {
		if w == p.its[i-1].p {
			return true
		}
	}
	return false
}

// timeBetween tells whether a time with a comma behind it stands between two phrases, so that the second begins anew.
func (p *initialParser) timeBetween(a, b *doc.Phrase) bool {
	for i := b.First - 1; i > a.Last; i-- {
		if p.d.Art.Tokens[i].Text == "," {
			return slices.ContainsFunc(p.d.Times, func(t doc.Time) bool { return t.Last == i && t.First >= a.Last })
		}
		if p.d.Kind(i, lang.Det) == nil {
			return false
		}
	}
	return false
}

// finite gives a finite verb its subject and its place among the clauses.
func (p *initialParser) finite(pr *doc.Pred, g *verbGroup, i int) {
	p.clause++
	said := p.quotedBefore(pr, g, i)
	if p.held != nil && p.rel == nil && p.cur != nil && len(bare(p.waiting)) == 0 { // "X, who …, said"
		p.waiting, p.held = append(p.held, p.waiting...), nil
		p.gov = nil
	}
	p.blow(pr)
	switch {
	case p.rel != nil && len(bare(p.waiting)) == 0: // who attacked
		p.setSubject(pr, p.rel)
		pr.Form = doc.RelPart
		p.rel = nil
		p.waiting = nil
		return
	case p.alsoWho(): // "police, who fired tear gas and | detained 40"
		p.setSubject(pr, p.cur.Subj)
		pr.Form = doc.RelPart
		return
	case p.rel != nil: // which X attacked
		pr.Obj = p.rel
		pr.Form = doc.RelPart
		p.rel = nil
	case p.inverted(pr, i): // "…, said the minister"
		p.voices = append(p.voices, pr)
		if said == nil && p.headline && !says(p.d, pr.Classes) && p.main != nil && p.main.Gov == nil {
			said = p.main
		}
	case len(bare(p.waiting)) == 0 && p.main != nil && (p.conj || p.comma || p.cur != nil): // … and attacked
		p.goesOn(pr, g)
	}
	subs := bare(p.waiting)
	if pr.Subj == nil && pr.Obj == nil && len(subs) == 0 && p.main == nil && g.f == g.mainF && g.f.Has(lang.Root) && !g.f.Has(lang.P3) {
		pr.Form = doc.Infinitive // "Suspend him at once": an order that a quotation opens with
		pr.F |= lang.Inf
	}
	if len(subs) > 1 && subs[0].E != nil && subs[0].E.Kind == lang.Adj && len(subs[0].Names) == 0 && subs[0].Last-subs[0].First == 1 {
		subs = subs[1:] // "Angry at the verdict, | supporters set fire to"
	}
	if n := len(subs); n > 1 && p.main != nil && says(p.d, pr.Classes) && p.timeBetween(subs[n-2], subs[n-1]) {
		subs = subs[n-1:] // "in Quetta, the capital of Balochistan, on Wednesday, | police said"
	}
	if n := len(subs); n > 1 && p.headline && subs[n-1] == p.fresh && pr.F.Has(lang.P3) && p.saidOn(subs[0], subs[n-1]) {
		subs = subs[n-1:]
	}
	if pr.Subj == nil && len(subs) > 0 {
		p.setSubject(pr, subs[0])
		for _, s := range subs[1:] { // apposition: "X, president of Y,"
			subs[0].Mods = append(subs[0].Mods, s)
			s.Of = subs[0]
		}
	}
	p.takeWaiting(pr, subs)
	p.waiting = nil
	if p.gov == nil && p.main != nil && p.cur != nil && governs(p.d, p.cur) && (pr.Subj != nil || pr.Obj != nil && len(subs) > 0) && pr.Gov == nil && (pr.Subj == nil || pr.Subj != p.main.Subj && pr.Subj != p.fresh) {
		p.gov = p.cur
	}
	if p.gov != nil && pr.Gov == nil && p.gov != pr {
		pr.Gov = p.gov
		p.gov.Comps = append(p.gov.Comps, pr)
	}
	p.underCondition(pr)
	if said != nil && pr.Gov == nil {
		said.Gov = pr
		pr.Comps = append(pr.Comps, said)
	}
	if p.conj && i > 1 && p.main != nil && p.its[i-2].v != nil && len(p.order) > 0 && p.order[len(p.order)-1] == p.main && !p.main.F.Has(lang.Pass) {
		p.shared = append(p.shared, [2]*doc.Pred{p.main, pr}) // "donated and delivered goods"
	}
	p.main = pr
}

// underCondition marks a clause that opens with if, before or until.
func (p *initialParser) underCondition(pr *doc.Pred) {
	pr.Cond = p.cond
	if p.yet && !p.cond && notYet(pr) { // nothing is told of it
		pr.Cond, pr.Neg = true, true
	}
	p.cond, p.yet = false, false
}

// inverted tells whether a verb of speech after a quotation or a whole clause has its subject after it.
func (p *initialParser) inverted(pr *doc.Pred, i int) bool {
	if p.conj || !p.comma && !p.quote || len(bare(p.waiting)) > 0 || !says(p.d, pr.Classes) && !p.toldBy(pr, i) && !(p.its[max(i-1, 0)].p == nil && p.its[max(i-1, 0)].v == nil && p.its[max(i-1, 0)].kind == uQuote && !p.headline && p.d.Pack.Common.AnyKind(pr.Classes, "gov")) || i+1 >= len(p.its) || p.its[i+1].p == nil || p.its[i+1].p.Mark != lang.Nom {
		return false
	}
	if !p.quote && pr.Class("pull_out") {
		return false // "…, recalled two envoys and suspended flights"
	}
	for _, it := range p.its[i+2:] {
		if it.v != nil && it.v.fin && !p.ambiguous(it.v) {
			return false
		}
	}
	return true
}

func lets(pr *doc.Pred) bool { return pr.Class("allow") || pr.Class("force") || pr.Class("help_do") }

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
	with := func(q *doc.Phrase) bool { return q.Mark != lang.Nom || q.Attr }
	if !slices.ContainsFunc(ps, with) {
		return slices.Clip(ps)
	}
	return slices.DeleteFunc(slices.Clone(ps), with)
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
	if cur := p.cur; cur != nil && cur.Form == doc.Finite && cur.Light == "go" && cur.F.Has(lang.Prog) && len(cur.Args) == 0 && cur.Subj != nil { // "is going to leave"
		pr.Form, pr.Gov, pr.Cond, pr.Neg = doc.Finite, cur.Gov, cur.Cond, pr.Neg || cur.Neg
		pr.F |= lang.Fut
		pr.Subj = cur.Subj
		cur.Classes, cur.E = nil, nil
		if pr.Gov != nil {
			pr.Gov.Comps = append(pr.Gov.Comps, pr)
		}
		p.main = pr
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
	if p.purpose(gov) || gov.Class("ask") && !objectControl(p, gov) && p.plainThing(objectOf(gov)) {
		pr.Subj = gov.Subj
		return // "sought a pretext | to attack"
	}
	pr.Gov = gov
	gov.Comps = append(gov.Comps, pr)
	if o := objectOf(gov); o != nil && (objectControl(p, gov) || gov.F.Has(lang.Pass) || gov.Form == doc.Converb && len(gov.Classes) == 0 && o.E != nil && o.E.Agent != "" && p.its[i-1].p == o) {
		pr.Subj = o
	} else if o := calledFor(gov); o != nil {
		pr.Subj = o
	} else if gov.F.Has(lang.Pass) && gov.Obj != nil {
		pr.Subj = gov.Obj
	} else if gov.Subj != nil {
		pr.Subj = gov.Subj
	}
}

// calledFor is the one whom a demand for somebody to act names: "called | for the minister | to resign".
func calledFor(gov *doc.Pred) *doc.Phrase {
	if !gov.Class("demand") && !gov.Class("urge") {
		return nil
	}
	for _, a := range gov.Args {
		if a.Mark == lang.For && party(a) {
			return a
		}
	}
	return nil
}

// purpose tells whether an infinitive after gov only says what the giving or taking is for: "gave Peru $5 million to clear mines".
func (p *initialParser) purpose(gov *doc.Pred) bool {
	if !p.hasObject(gov) || len(gov.Classes) == 0 || lets(gov) {
		return false
	}
	for _, name := range gov.Classes {
		if k := p.d.Pack.Common.Class(name); k != nil && (k.Kind != "verb" || name == "take" || name == "prevent") {
			return false
		}
	}
	return true
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
func (p *initialParser) gerund(pr *doc.Pred, g *verbGroup, i int) {
	switch g.mark {
	case lang.Instead, lang.Than, lang.Without: // "rather than apologise": nothing is told of it
		untold := p.cur == nil || !p.cur.Class("refrain")
		pr.Cond, pr.Neg = untold, untold
	}
	if p.cur == nil {
		if len(bare(p.waiting)) > 0 {
			pr.Subj = bare(p.waiting)[0]
		}
		return
	}
	if g.mark == lang.Because && p.d.Pack.Common.AnyType(p.cur.Classes, "COERCE", "SANCTION") { // "jailed X on charges of | attacking Y"
		if pr.Subj = objectOf(p.cur); p.cur.F.Has(lang.Pass) {
			pr.Subj = p.cur.Obj
		}
		return
	}
	mark := g.mark
	if p.cur.Class("refrain") && p.cur.Tokens[len(p.cur.Tokens)-1]+1 == pr.Tokens[0] { // "stopped short of | attacking"
		mark = lang.Of
	}
	switch mark {
	case lang.Of, lang.From, lang.For, lang.To, lang.In, lang.On, lang.About, lang.Against, lang.With:
		pr.Gov = p.cur
		p.cur.Comps = append(p.cur.Comps, pr)
		if o := objectOf(p.cur); o != nil && (objectControl(p, p.cur) || g.mark == lang.For || g.mark == lang.Of || p.d.Pack.Common.AnyType(p.cur.Classes, "COERCE", "SANCTION")) {
			pr.Subj = o
			return
		}
		if p.cur.Obj != nil && p.cur.F.Has(lang.Pass) {
			pr.Subj = p.cur.Obj
			return
		}
	}
	s := p.cur.Subj
	if s == nil && p.main != nil {
		s = p.main.Subj
	}
	if s == nil && p.cur.F.Has(lang.Pass) && (mark == lang.After || mark == lang.Before) { // "was flown home after | being arrested"
		s = p.cur.Obj
	}
	if s != nil && pr.F.Has(lang.Pass) && pr.Obj == nil {
		pr.Obj = s // "fled after being arrested"
		return
	}
	pr.Subj = s
}

// participle ties "…, killing 12" to the subject and "militants fighting in" to their noun.
func (p *initialParser) participle(pr *doc.Pred, after bool, i int) {
	switch {
	case p.cur != nil && !after && !p.comma: // "stop sending arms", "started shelling"
		pr.Form = doc.Infinitive
		pr.Gov = p.cur
		p.cur.Comps = append(p.cur.Comps, pr)
		pr.Subj = p.cur.Subj
	case p.comma || p.conj || after && p.behindPlace(i):
		pr.Form = doc.Converb
		if cur := p.cur; cur != nil && cur.Form == doc.Infinitive && cur.Gov != nil && cur.Gov == p.main && cur.Subj != nil && harms(pr) && objectControl(p, cur.Gov) { // "accused Russia of shelling a town, | killing four"
			pr.Subj, pr.Gov = cur.Subj, cur.Gov
			pr.Gov.Comps = append(pr.Gov.Comps, pr)
		} else if p.main != nil {
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
		p.written(pr)
	}
}
