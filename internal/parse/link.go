package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// link ties clauses together: content to what governs it, conditions, shared subjects.
func (p *finalParser) link() {
	p.complements()
	p.demonstratives()
	p.conditions()
	p.contentSubjects()
	p.subjects()
	p.doers()
}

// governs tells whether a predicate may have a clause as content; there may be none.
func governs(d *doc.Doc, pr *doc.Pred) bool {
	return pr != nil && d.Pack.Common.AnyKind(pr.Classes, "gov", "say")
}

// says tells whether one of the classes is to say something.
func says(d *doc.Doc, classes []string) bool { return d.Pack.Common.AnyKind(classes, "say") }

// complements: "… कहा कि …": what follows the complementiser is content of what stands before it.
func (p *finalParser) complements() {
	for i, st := range slices.Backward(p.seq) { // the innermost first: "… ने बताया कि … ने दावा किया कि …"
		if st.kind != uComp || st.pred != nil {
			continue
		}
		var gov *doc.Pred
		for j := i - 1; j >= 0 && gov == nil; j-- {
			gov = p.seq[j].pred
		}
		if gov == nil {
			continue
		}
		for _, later := range p.seq[i+1:] {
			if later.pred != nil && later.pred.Gov == nil {
				p.embed(gov, later.pred)
			}
			if later.kind == uDemo && later.pred == nil {
				break
			}
		}
	}
}

func (p *finalParser) embed(gov, pr *doc.Pred) {
	if gov == pr {
		return
	}
	for g := gov; g != nil; g = g.Gov {
		if g == pr {
			return
		}
	}
	pr.Gov = gov
	gov.Comps = append(gov.Comps, pr)
}

// demonstratives: "…, असे त्यांनी सांगितले": the clause before is content of the predicate after असे. A governor without
// content takes the clauses before it, or the rest after a comma, when it is the kind that needs some.
func (p *finalParser) demonstratives() {
	p.purposes()
	demo := false
	for i, st := range p.seq {
		if st.kind == uDemo && st.pred == nil {
			q := p.toldOf(st.at)
			if q != nil {
				p.before(q, i)
			}
			demo = q == nil
			continue
		}
		if st.pred == nil || st.pred.Form != doc.Finite {
			continue
		}
		pr := st.pred
		if pr.Class("deny") && (hasMark(pr.Args, lang.Gen) || hasMark(pr.Args, lang.From)) { // याचा इन्कार केला, इससे इनकार किया: what is denied stands with it
			demo = false
			continue
		}
		if governs(p.d, pr) && (demo || says(p.d, pr.Classes) && len(pr.Comps) == 0 && p.clauseBefore(i) && !p.opens(pr)) {
			p.before(pr, i)
		}
		if governs(p.d, pr) && len(pr.Comps) == 0 && says(p.d, pr.Classes) && !(pr.Class("deny") && !p.d.Pack.Shared && pr.E != nil && len(pr.E.Toks) > 2 && !p.opens(pr)) { // "आरोप फेटाळून लावले असून, … प्रत्यारोप केला"
			for _, later := range p.seq[i+1:] {
				if later.pred != nil && later.pred.Gov == nil && !says(p.d, later.pred.Classes) {
					p.embed(pr, later.pred)
				}
			}
		}
		demo = false
	}
}

// toldOf finds the deed, itself only told of, whose noun stands behind the demonstrative at a token and whose content stands before it: "…, असा | इशारा
// लष्कराने दिल्याचे वृत्त", "…, अशी | मागणी करणारे पत्रक". Elsewhere the content is the finite verb's.
func (p *finalParser) toldOf(at int) *doc.Pred {
	if p.d.Pack.Shared {
		return nil
	}
	for _, q := range p.out.Preds {
		if q.Tokens[0] <= at || q.Tokens[0] > at+2 || len(q.Comps) > 0 || !governs(p.d, q) || says(p.d, q.Classes) {
			continue
		}
		if q.Form == doc.Infinitive && q.F.Has(lang.Perf) || q.Form == doc.RelPart || q.Form == doc.Converb {
			return q
		}
	}
	return nil
}

// opens tells whether what a verb of saying says stands behind a dash or a colon after it: "…, कांग्रेस बोली- दरवाजे खुले हैं".
func (p *finalParser) opens(pr *doc.Pred) bool {
	i := pr.Tokens[len(pr.Tokens)-1] + 1
	if i+1 >= p.d.Art.Sentences[p.si].Last {
		return false
	}
	switch p.d.Art.Tokens[i].Text {
	case ":", "-", "–", "—":
		return true
	}
	return false
}

// purposes ties a clause to the noun that takes it up: "… द्याव्यात, या मागण्यांसाठी … रस्ते अडवले".
func (p *finalParser) purposes() {
	for i, st := range p.seq {
		if st.pred == nil || st.pred.Form != doc.Finite {
			continue
		}
		for _, a := range st.pred.Args {
			if a.Pron && a.Mark == lang.For && !a.Attr {
				p.purpose(st.pred, a, i)
				continue
			}
			if a.Pred == nil || a.Pred.Form != doc.Nominal || a.Mark == lang.Nom || !governs(p.d, a.Pred) || len(a.Pred.Comps) > 0 {
				continue
			}
			if f := function(p.d, a.First); f == nil || f.E.Kind != lang.Det && f.E.Kind != lang.Pron && f.E.Kind != lang.Demo {
				continue
			}
			for j := i - 1; j >= 0; j-- {
				if q := p.seq[j].pred; q != nil {
					if q.Form == doc.Finite && q.Gov == nil && q.F&(lang.Subj|lang.Should|lang.Must|lang.Fut|lang.Imp) != 0 {
						p.embed(a.Pred, q)
					}
					break
				}
			}
		}
	}
}

// purpose ties to a predicate the wish right before it that its pronoun takes up: "मदत पोहोचवता यावी, यासाठी … सीमा खुली केली".
func (p *finalParser) purpose(pr *doc.Pred, pron *doc.Phrase, i int) {
	for j := i - 1; j >= 0; j-- {
		q := p.seq[j].pred
		if q == nil {
			continue
		}
		if end := q.Tokens[len(q.Tokens)-1]; q.Form == doc.Finite && q.Gov == nil && q.F&(lang.Subj|lang.Should) != 0 && end < pron.First && pron.First-end <= 3 {
			if says(p.d, pr.Classes) { // "…, यासाठी | दावा दाखल केल्याचे सांगितले": what is told was done for it
				if n := len(pr.Comps); n == 0 || pr.Comps[n-1].Tokens[0] < pron.First {
					return
				} else {
					pr = pr.Comps[n-1]
				}
			}
			p.embed(pr, q)
		}
		return
	}
}

// clauseBefore tells whether a whole clause that nothing governs stands before step i; "since the war began" is none.
func (p *finalParser) clauseBefore(i int) bool {
	for _, st := range p.seq[:i] {
		if st.pred != nil && st.pred.Gov == nil && !st.pred.Timed() {
			return true
		}
	}
	return false
}

// before makes the clauses before step i that nothing governs content of pr. Where pr has no subject of its own, a clause
// with one, further back, is not content but where its subject stands: "पाकिस्तानने नकार दिला असून, … टाळावे, असे आवाहन केले".
func (p *finalParser) before(pr *doc.Pred, i int) {
	shared := subjectOf(pr) == nil
	found := false
	for j := i - 1; j >= 0; j-- {
		q := p.seq[j].pred
		if q == nil || q.Gov != nil {
			continue
		}
		if found && shared && q.Form == doc.Conditional { // "सरकारने मागणी मान्य केल्यास | आंदोलन करू, असा इशारा दिला"
			p.embed(pr, q)
			continue
		}
		if found && shared && subjectOf(q) != nil {
			return
		}
		p.embed(pr, q)
		found = found || q.Form == doc.Finite
	}
}

// conditions marks the clauses under if, and under an alternative of it.
func (p *finalParser) conditions() {
	cond := false
	for i, st := range p.seq {
		word := st.pred == nil && (st.kind == uPart || st.kind == uSub || st.kind == uConj) && st.e != nil && st.e.Has(lang.CondFlag)
		if word && i > 0 {
			if pr := p.seq[i-1].pred; pr != nil && pr.Tokens[len(pr.Tokens)-1]+1 == st.at { // … किया तो, … केले तर
				if st.kind == uPart && pr.F.Has(lang.Perf) && (p.headline() || p.doneAfter(i)) { // पुलिस ने रोका तो धरने पर बैठे: when it was done
					p.conditionBefore(i)
				} else {
					pr.Cond = true
				}
				continue
			}
			if p.closes(st) {
				p.conditionBefore(i)
				continue
			}
		}
		switch {
		case word && st.kind == uSub:
			cond = !p.closes(st) || p.openAfter(i)
		case st.pred != nil && cond && st.pred.Form == doc.Finite:
			st.pred.Cond = true
			cond = false
		case st.pred == nil && st.kind == uPunct:
			cond = false
		}
	}
}

// closes tells whether a word ends a condition (तर, तो) rather than opening one (जर, अगर).
func (p *finalParser) closes(st step) bool {
	for _, a := range p.d.An[st.at] {
		if a.E != nil && a.E.Kind == lang.Particle && a.E.Has(lang.CondFlag) {
			return true
		}
	}
	return false
}

// openAfter tells whether what follows step i is yet to come or only may be: "तर युद्ध होईल", not "तर त्यांनी हल्ला केला आहे".
func (p *finalParser) openAfter(i int) bool {
	const open = lang.Fut | lang.Pros | lang.Subj | lang.Should | lang.Must | lang.May | lang.Can | lang.Would | lang.Cond
	for _, st := range p.seq[i+1:] {
		if pr := st.pred; pr != nil && pr.Form == doc.Finite {
			return pr.F&open != 0
		}
	}
	return true
}

// doneAfter tells whether what follows step i is told as done.
func (p *finalParser) doneAfter(i int) bool {
	const open = lang.Fut | lang.Pros | lang.Subj | lang.Should | lang.Must | lang.May | lang.Pres | lang.Impf | lang.Hab
	for _, st := range p.seq[i+1:] {
		if pr := st.pred; pr != nil && pr.Form == doc.Finite {
			return pr.F.Has(lang.Perf) && pr.F&open == 0
		}
	}
	return false
}

// conditionBefore makes conditions of the clauses before step i where what follows is not told as done: "… केली नाही, तर … मागे घेऊ". Where
// it is, the word only sets one thing against another: "एक ठार, तर दोन जखमी झाले".
func (p *finalParser) conditionBefore(i int) {
	open := false
	for _, st := range p.seq[i+1:] {
		if pr := st.pred; pr != nil {
			open = open || pr.Form == doc.Finite && pr.F&(lang.Fut|lang.Pros|lang.Subj|lang.Should|lang.Must|lang.May) != 0
			for _, c := range []string{"threaten", "warn", "ultimatum", "vow_force", "promise", "ready"} {
				open = open || pr.Class(c)
			}
		}
	}
	if !open {
		return
	}
	for j := i - 1; j >= 0; j-- {
		switch st := p.seq[j]; {
		case st.pred != nil && st.pred.Form == doc.Finite && st.pred.F&(lang.Fut|lang.Pros) == 0:
			st.pred.Cond = true
		case st.pred != nil || st.kind == uComma || st.kind == uConj:
		default:
			return
		}
	}
}

// subjects shares a subject with the clauses and converbs of the sentence that have none.
func (p *finalParser) subjects() {
	var last, aside *doc.Phrase
	var said *doc.Pred
	var owners []*doc.Pred // those that have a subject of their own, in order
	for i, st := range p.seq {
		pr := st.pred
		if pr == nil {
			continue
		}
		if last == nil && p.headline() {
			last = p.ownerOf(pr)
		}
		if !pr.Aside {
			aside = nil
		}
		if said != nil && pr.Gov == said && pr.F&(lang.P1|lang.Subj|lang.Should|lang.Must|lang.Fut|lang.Imp|lang.May) == 0 && p.headline() {
			last, said = nil, nil // कोर्ट बोला- पहले हाइवे जाम किए: not the court
		}
		if says(p.d, pr.Classes) && p.opens(pr) {
			said = pr
		}
		own := subjectOf(pr)
		if last != nil && last.Mark == lang.Erg && own != nil && (p.actedOn(pr, own) || p.figure(own) && pr.F.Has(lang.Perf)) {
			own = nil
		}
		if s := p.opinion(pr); s != nil {
			own, pr.Subj = s, s
		}
		if own != nil && p.leftOver(pr, own) {
			own = nil
		}
		switch {
		case own != nil && pr.Aside:
			aside = own
		case own != nil:
			last = own
			owners = append(owners, pr)
		case pr.Aside && pr.Form == doc.Finite: // who acts in a relative clause stands in it
			if !pr.F.Has(lang.Pass) {
				pr.Subj = aside
			}
		case pr.Form == doc.Converb && p.innerSubject(pr) != nil:
			pr.Subj = p.innerSubject(pr)
		case pr.Form == doc.Converb || pr.Form == doc.Conditional:
			if pr.Subj = p.subjectAhead(i); pr.Subj == nil {
				pr.Subj = last
			}
		case pr.Form == doc.Finite && pr.Light == "be" && hasMark(pr.Args, lang.Gen) && pr.E != nil && pr.E.Has(lang.Patient): // सैनिक की मौत हुई
		case pr.Form == doc.Finite && pr.Light == "be" && pr.E != nil && pr.E.Kind == lang.Noun && isEvent(p.d, pr.E): // झाला होता गोळीबार: the act is the subject
		case pr.Form == doc.Finite && last != nil && !pr.F.Has(lang.Pass) && !pr.F.Has(lang.P1):
			if p.headline() && p.d.Pack.Shared && pr.VerbE != nil && pr.VerbE.Kind == lang.Adj && pr.Class("arrest") && !p.lawful(last) {
				continue // तस्करों ने दारोगा को कुचला, दो गिरफ्तार
			}
			if i > 1 && p.headline() && p.reaction(p.seq[i-1], p.seq[i-2].pred) {
				continue // पुलिस ने रोका तो चाकू से किया हमला: another's
			}
			if pr.Cond && pr.Gov != nil && pr.Class("clash") && p.d.Pack.Shared && says(p.d, pr.Gov.Classes) {
				continue // सीरिया का कहना है कि जंग छिड़ी तो …: between whomever
			}
			if pr.E != nil && pr.E.Has(lang.Patient) && pr.Gov != nil && (last.Mark == lang.Erg || says(p.d, pr.Gov.Classes) && subjectOf(pr.Gov) == last) {
				continue // मेयर ने बताया कि 60 से अधिक जख्मी हुए: not who says so
			}
			if pr.Light == "be" && pr.Gov != nil && says(p.d, pr.Gov.Classes) && hasMark(pr.Args, lang.Between) && p.d.Pack.Shared {
				continue // मंत्री ने बताया कि लीबिया और सूडान के बीच समझौता हो गया है
			}
			if pr.Class("vow_force") && pr.F&(lang.Must|lang.Should) != 0 && hasMark(pr.Args, lang.Dat) {
				continue // यदि ईरान नहीं माना तो उसे नतीजे भुगतने होंगे: who must bear it
			}
			pr.Subj = p.beyondContent(pr, owners, last)
		}
	}
}

// subjectAhead is the subject of the finite verb that comes after step i.
func (p *finalParser) subjectAhead(i int) *doc.Phrase {
	for _, later := range p.seq[i+1:] {
		if later.pred != nil && later.pred.Form == doc.Finite {
			return subjectOf(later.pred)
		}
	}
	return nil
}

// beyondContent gives a verb of speech the subject that stands before its content, whose subject is another's: "X यांनी निषेध केला असून, दोन्ही बाजूंनी
// शस्त्रसंधी करावी, असे आवाहन केले".
func (p *finalParser) beyondContent(pr *doc.Pred, owners []*doc.Pred, last *doc.Phrase) *doc.Phrase {
	n := len(owners)
	for n > 0 && owners[n-1].Gov == pr && (owners[n-1].F&(lang.Should|lang.Subj|lang.Must|lang.Perf) != 0 || subjectOf(owners[n-1]).Mark != lang.Erg) {
		n-- // in "X यांनी … देणार नाही, असा इशारा दिला" it is X who warns
	}
	if n == len(owners) || n == 0 {
		return last
	}
	return subjectOf(owners[n-1])
}

// ownerOf finds who acts in the clause of a headline that tells it in a noun, for what is told of the same one behind it: "ईडी की बड़ी कार्रवाई,
// … की संपत्ति जब्त की".
func (p *finalParser) ownerOf(pr *doc.Pred) *doc.Phrase {
	if pr.Form != doc.Finite || !pr.F.Has(lang.Perf) || pr.F.Has(lang.Pass) || pr.E == nil || pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || pr.Light == "be" || pr.Light == "get" || len(pr.Args) > 0 && hasMark(pr.Args, lang.Erg) {
		return nil
	}
	for _, q := range slices.Backward(p.out.Preds) {
		if q.Form != doc.Nominal || q.Tokens[len(q.Tokens)-1] >= pr.Tokens[0] || q.Gov != nil || q.Phrase == nil || q.Phrase.Mark != lang.Nom || !p.genitiveActs(q) {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Gen && a.Pred == nil && party(a) {
				return a
			}
		}
	}
	return nil
}

// genitiveActs tells whether the genitive of a noun of an act is who acts, not whom it falls on.
func (p *finalParser) genitiveActs(q *doc.Pred) bool {
	if q.E != nil && len(q.E.Recip) > 0 {
		return !slices.Contains(q.E.Recip, lang.Gen)
	}
	for _, c := range q.Classes {
		if k := p.d.Pack.Common.Class(c); k != nil {
			r := p.d.Rules.For(c, string(k.Type))
			return r != nil && slices.Contains(r.Actor, "gen")
		}
	}
	return false
}

// actedOn tells whether a thing without a case is what a finished act fell on, where who acts would have one: … ने पकड़ा और | नौकाएं | जब्त कर लीं.
func (p *finalParser) actedOn(pr *doc.Pred, own *doc.Phrase) bool {
	if own.Mark != lang.Nom || party(own) || pr.Subj != nil || pr.Form != doc.Finite || len(pr.Classes) == 0 || pr.E == nil {
		return false
	}
	if v := pr.VerbE; v == nil || v.Light == "be" || v.Light == "go" || v.Light == "come" || v.Light == "get" || v.Has(lang.Intr) || pr.E.Has(lang.Intr) || pr.E.Has(lang.Patient) {
		return false
	}
	return pr.F.Has(lang.Perf) && pr.F&(lang.Pass|lang.Prog|lang.Hab|lang.Impf) == 0
}

// leftOver tells whether a thing without a case stands before a converb of what somebody does to something: who acts is then the subject of the verb
// behind it, whatever the fixed phrase left of its object: शांति | प्रस्ताव खारिज करते हुए बागियों ने कहा.
func (p *finalParser) leftOver(pr *doc.Pred, own *doc.Phrase) bool {
	if pr.Form != doc.Converb || pr.Subj != nil || own.Mark != lang.Nom || party(own) || len(pr.Classes) == 0 || pr.E == nil || pr.E.Has(lang.Patient) || pr.E.Has(lang.Intr) || pr.F.Has(lang.Pass) {
		return false
	}
	return pr.E.Phrase() && (pr.Light == "do" || pr.Light == "give" || pr.Light == "take" || pr.Light == "make")
}

// figure tells whether a phrase without a case is a number and no more, whose noun the fixed phrase behind it has taken: "… बंद केल्या असून, दोन हजार |
// सैनिक तैनात केले".
func (p *finalParser) figure(ph *doc.Phrase) bool {
	if ph.Mark != lang.Nom || len(ph.Names) > 0 || ph.Pron {
		return false
	}
	number := false
	for i := ph.First; i < ph.Last; i++ {
		is := p.d.Art.Tokens[i].Kind == article.Number || p.d.Kind(i, lang.Num) != nil
		if !is && p.d.Kind(i, lang.Adj) == nil {
			return false
		}
		number = number || is
	}
	return number
}

// reaction tells whether a clause of what somebody did, and the particle after it, stand before what another did on that.
func (p *finalParser) reaction(st step, before *doc.Pred) bool {
	return st.pred == nil && st.kind == uPart && st.e != nil && st.e.Has(lang.CondFlag) && before != nil && before.Form == doc.Finite && hasMark(before.Args, lang.Erg)
}

// opinion gives the speaker of "X चे म्हणणे आहे", "X का कहना है": the genitive of a noun of speech that is.
func (p *finalParser) opinion(pr *doc.Pred) *doc.Phrase {
	if pr.Form != doc.Finite || !says(p.d, pr.Classes) || pr.Subj != nil || hasMark(pr.Args, lang.Erg) {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Nom && a.Pred == nil && human(p.d, a) {
			return nil
		}
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Gen && a.Pred == nil {
			return a
		}
	}
	return nil
}

func subjectOf(pr *doc.Pred) *doc.Phrase {
	if pr.Subj != nil {
		return pr.Subj
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg {
			return a
		}
	}
	if pr.F.Has(lang.Pass) {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Nom && !a.Attr && a.Pred == nil && !a.Time && (a.Pron || !pr.F.Has(lang.P1)) {
			return a
		}
	}
	return nil
}
