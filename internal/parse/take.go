package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// takeSome gives a predicate inside the sentence the phrases next to it that fit, and leaves the rest for the main predicate.
func (p *finalParser) takeSome(pr *doc.Pred, g *verbGroup, i int, subject, rel bool) {
	nom, erg := 0, 0
	gov := p.governor(g, i)
	var marks uint64 // of the parties it has
	for n := len(p.stack); n > 0; n = len(p.stack) {
		top := p.stack[n-1]
		if !p.compatible(pr, top) || p.siblings(pr, g, top) {
			break
		}
		switch {
		case top.Mark == lang.Erg:
			if !subject || erg > 0 || party(top) && (unergative(g) || pr.F.Has(lang.Pass) && (rel || pr.Form == doc.Infinitive)) { // सरकार ने | हिरासत में लिए गए सैनिक की …
				goto done
			}
			erg++
		case top.Mark == lang.Nom && !top.Attr && (pr.Form == doc.Converb && pr.Class("travel") && p.state(top) || p.whereTo(pr, top)) && top.Last == g.first:
			top.Mark = lang.To // भारत | पहुंचकर: where to
		case top.Mark == lang.Nom && !top.Attr && rel && top.Last < g.first && p.awaited(top, i):
			goto done // असे आवाहन | अंकाऱ्याला आलेल्या मंत्र्यांनी केले
		case top.Mark == lang.Nom && !top.Attr:
			if nom > 0 && !p.goingOn(pr, top) || pr.Form == doc.Converb && (len(top.Names) > 0 || top.Pron) || len(pr.Args) > 0 && party(top) && !(top.Pron && leftmost(pr.Args[0]) == top.Last) && !p.goingOn(pr, top) {
				goto done
			}
			if pr.Form == doc.Infinitive && !pr.F.Has(lang.Perf) && (pr.E != nil && pr.E.Phrase() && p.actorName(top) || len(pr.Classes) > 0 && party(top) && p.readyAt(g.last)) {
				goto done // "अमेरिका टैरिफ घटाने पर सहमत": its object is in the phrase, who agrees is the governor's; "सरकार | झुकायला तयार नाही"
			}
			nom++
		case top.Mark == lang.AccTo:
			goto done
		case top.Direct && top.Mark == lang.Gen && !rel && len(pr.Classes) == 0 && len(pr.Args) > 0 && party(top) && !p.d.Pack.Shared:
			goto done // दोन ग्रामस्थांची | खबरी असल्याच्या संशयावरून | हत्या केली
		case top.Attr && top.Mark == lang.Gen && !rel && pr.E != nil && pr.E.Phrase():
			// the genitive before a fixed phrase was absorbed already
		}
		if rel && (top.Mark == lang.Dat || top.Mark == lang.From && top.E != nil && top.E.Agent != "") && party(top) && len(pr.Classes) == 0 && pr.Light != "do" && pr.Light != "give" && pr.F.Has(lang.Perf) && !p.sameAhead(i, top.Mark) && !(top.Last == g.first && !p.d.Pack.Shared) {
			goto done // उम्मीदवार को | नफरत भरे भाषण पर नोटिस भेजा
		}
		if rel && top.Mark == lang.From && party(top) && p.d.Pack.Shared && hasMark(pr.Args, lang.From) {
			goto done // आयोग से | सूची से हटाए गए नाम जोड़ने की मांग
		}
		if gov != nil && top.Mark == lang.From && top.E != nil && top.E.Agent != "" && slices.Contains(gov.Recip, lang.From) && p.d.Pack.Common.AnyKind(gov.Classes, "gov") {
			goto done // सरकार से | रोक हटाने का अनुरोध
		}
		if (top.Mark == lang.With || top.Mark == lang.Between) && p.shared(g, i, top.Mark) {
			goto done // ईरान के साथ | व्यापार बढ़ाने पर चर्चा की
		}
		if party(top) && !top.Attr && top.Mark != lang.Nom {
			switch top.Mark {
			case lang.On, lang.From, lang.Dat, lang.Against, lang.With: // "accused X of attacking Y": the second is the governor's
				if marks>>top.Mark&1 != 0 || top.Mark == lang.Dat && p.d.Pack.Shared && formOf(g) == doc.Infinitive && hasMark(pr.Args, lang.Dat) || gov != nil && hasMark(pr.Args, top.Mark) && slices.Contains(gov.Recip, top.Mark) || gov != nil && slices.Contains(gov.Recip, top.Mark) && !takes(pr, top.Mark) && (p.goesOnWith(i) || !p.sameAhead(i, top.Mark)) { // मराठी भाषकांवर | अन्याय होत असल्याचा आरोप … सरकारवर केला
					goto done
				}
			}
			marks |= 1 << top.Mark
		}
		pr.Args = slices.Insert(pr.Args, 0, top)
		p.out.Phrases = append(p.out.Phrases, top)
		p.stack = p.stack[:n-1]
		if len(pr.Args) > 6 {
			break
		}
	}
done:
	p.content(pr)
}

// awaited tells whether the noun of a deed waits for the verb that ends its clause, with a participle of somebody else between: "असे | आवाहन | अंकाऱ्याला
// आलेल्या मंत्र्यांनी केले". The participle of its own verb stands right behind it.
func (p *finalParser) awaited(top *doc.Phrase, i int) bool {
	if p.d.Pack.Shared || top.Pred == nil || top.Pred.Form != doc.Nominal || !governs(p.d, top.Pred) {
		return false
	}
	for _, it := range p.its[i+1:] {
		switch {
		case it.p != nil && it.p.Mark == lang.Nom && it.p.Pred != nil, it.p == nil && it.v == nil && it.kind == uComma:
			return false
		case it.v != nil && it.v.e != nil && (it.v.fin || formOf(it.v) == doc.Infinitive && it.v.mainF.Has(lang.Perf)):
			switch it.v.e.Light {
			case "do", "give", "make", "put", "take":
				return true
			}
			v := it.v.e
			return len(p.d.Pack.Idioms(v.Toks[v.Head]).After(p.d.Art.Tokens[top.Head].Norm)) > 0
		}
	}
	return false
}

// goingOn tells whether a party is the subject, without a case, of what is said to be going on, whose object stands between: "सरकार | शेतकऱ्यांचा आवाज |
// दडपत असल्याचा आरोप".
func (p *finalParser) goingOn(pr *doc.Pred, top *doc.Phrase) bool {
	if p.d.Pack.Shared || pr.Form != doc.Infinitive || !party(top) {
		return false
	}
	if pr.Light == "be" && pr.F.Has(lang.Perf) && len(pr.Classes) == 0 && len(pr.Args) == 1 && pr.Args[0].Mark == lang.Nom && pr.Args[0].E != nil && pr.Args[0].E.Kind == lang.Adj {
		return true // बंडखोर गट | जबाबदार असल्याचा ठपका
	}
	if !pr.F.Has(lang.Prog) || len(pr.Classes) == 0 {
		return false
	}
	return !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Erg || a.Mark == lang.Nom && party(a) })
}

// actorName tells whether a phrase is named after a state or a person, not after a town, a strait, a river.
func (p *finalParser) actorName(ph *doc.Phrase) bool {
	if len(ph.Names) == 0 || !party(ph) {
		return false
	}
	nm := p.d.Names[ph.Names[len(ph.Names)-1]]
	return nm.Rec.Person() || nm.Rec.Kind == "state" && nm.Use != kb.Locality
}

// readyAt tells whether a word says that somebody is ready, or not, to do what stands before it.
func (p *finalParser) readyAt(i int) bool {
	if p.d.Pack.Shared || i >= len(p.d.An) {
		return false
	}
	a := reading(p.d, i, lang.Adj)
	return a != nil && slices.Contains(a.E.Classes, "ready")
}

// converbMax is how many items behind a converb the infinitive may stand that it goes with.
const converbMax = 6

// dealing tells whether a word is of what is done with somebody in the case of those who are asked: से मुलाकात कर.
func dealing(e *lang.Entry) bool {
	return e != nil && (wants(e, lang.From) || e.Is("meet") || e.Is("talk") || e.Is("travel") || e.Is("summon"))
}

// governor is the noun that an infinitive or a deed done in the genitive goes with (करण्याची धमकी, केल्याचा आरोप), its verb where that is what
// takes it; nil where there is none.
func (p *finalParser) governor(g *verbGroup, i int) *lang.Entry {
	if formOf(g) == doc.Converb { // X से हथियार छोड़कर लौटने की | अपील
		if g.e == nil || dealing(g.e) || i > 0 && p.its[i-1].p != nil && p.its[i-1].p.Last == g.first && dealing(p.its[i-1].p.E) {
			return nil
		}
		for j := i + 1; j < len(p.its) && j <= i+converbMax; j++ {
			if v := p.its[j].v; v != nil && formOf(v) != doc.Converb {
				if formOf(v) != doc.Infinitive {
					return nil
				}
				return p.governor(v, j)
			}
		}
		return nil
	}
	if formOf(g) != doc.Infinitive || i+1 >= len(p.its) {
		return nil
	}
	if p.goesOnWith(i) {
		for j := i + 2; j < len(p.its); j++ { // X पर धोखा देने और झूठ बोलने का | आरोप
			switch v := p.its[j].v; {
			case v == nil:
			case formOf(v) != doc.Infinitive:
				return nil
			case !p.goesOnWith(j):
				return p.governor(v, j)
			}
		}
		return nil
	}
	if !g.attr && g.mark == lang.Nom {
		return nil
	}
	next := p.its[i+1]
	if next.p != nil && g.attr && next.p.E != nil && len(next.p.E.Recip) > 0 {
		return next.p.E
	}
	if next.p != nil && next.p.Mark == lang.Nom && i+2 < len(p.its) && p.its[i+2].v != nil && p.its[i+2].v.e != nil { // हमले जारी रखने के खिलाफ आगाह किया
		v := p.its[i+2].v.e
		for _, e := range p.d.Pack.Idioms(v.Toks[v.Head]).After(p.d.Art.Tokens[next.p.Head].Norm) {
			if e.Head == 1 && len(e.Recip) > 0 {
				return e
			}
		}
	}
	return nil
}

// shared tells whether an infinitive only says what the mutual act of its clause is about, whose other side stands before it with a mark: ईरान के साथ |
// व्यापार बढ़ाने पर चर्चा की.
func (p *finalParser) shared(g *verbGroup, i int, m lang.Mark) bool {
	if formOf(g) != doc.Infinitive || !g.attr && g.mark == lang.Nom {
		return false
	}
	for j := i + 1; j < len(p.its); j++ {
		switch it := p.its[j]; {
		case it.v != nil:
			return it.v.e != nil && p.shares(it.v.e.Classes, m)
		case it.p == nil && it.kind != uAdv || it.p != nil && (it.p.Mark == m || it.p.Mark == lang.From && party(it.p)):
			return false
		case it.p != nil && it.p.E != nil && it.p.Mark == lang.Nom && p.shares(it.p.E.Classes, m):
			return j+1 < len(p.its) && p.its[j+1].v != nil
		}
	}
	return false
}

// shares tells whether one of the classes is of a mutual act, one of whose sides stands with the mark.
func (p *finalParser) shares(classes []string, m lang.Mark) bool {
	for _, c := range classes {
		k := p.d.Pack.Common.Class(c)
		if k == nil || k.Kind == "obj" {
			continue
		}
		if r := p.d.Rules.For(c, string(k.Type)); r != nil && r.Flags["mutual"] && (slices.Contains(r.Actor, m.String()) || slices.Contains(r.Recip, m.String())) {
			return true
		}
	}
	return false
}

// sameAhead tells whether another party in a case stands between an item and the verb of the clause.
func (p *finalParser) sameAhead(i int, m lang.Mark) bool {
	for j := i + 1; j < len(p.its); j++ {
		switch it := p.its[j]; {
		case it.v != nil && it.v.fin:
			return false
		case it.p != nil && it.p.Mark == m && party(it.p):
			return true
		}
	}
	return false
}

// goesOnWith tells whether a comma or an "and" stands behind an item.
func (p *finalParser) goesOnWith(i int) bool {
	if i+1 >= len(p.its) {
		return false
	}
	next := p.its[i+1]
	return next.p == nil && next.v == nil && (next.kind == uComma || next.kind == uConj && next.e != nil && next.e.Has(lang.And))
}

// siblings tells whether an infinitive and a phrase before it are of one list, which one governor takes: "देने और | रखने का आरोप",
// "केल्याचा आणि | दिल्याचा आरोप".
func (p *finalParser) siblings(pr *doc.Pred, g *verbGroup, ph *doc.Phrase) bool {
	if pr.Form != doc.Infinitive || ph.Pred == nil || ph.Pred.Form != doc.Infinitive || !p.inList(ph) {
		return false
	}
	return ph.Mark == g.mark && ph.Attr && g.attr || ph.Mark == lang.Nom && !ph.Attr && ph.Pred.F.Has(lang.Inf)
}

// inList tells whether a comma or an "and" stands behind a phrase.
func (p *finalParser) inList(ph *doc.Phrase) bool {
	if ph.Last >= len(p.d.Art.Tokens) {
		return false
	}
	f := function(p.d, ph.Last)
	return p.d.Art.Tokens[ph.Last].Norm == "," || f != nil && f.E.Kind == lang.Conj && f.E.Has(lang.And)
}

// unergative tells whether a verb form has no subject in the ergative: of being, coming and going, and the passive made with them
// (माओवाद्यांनी | खबरी असल्याच्या संशयावरून).
func unergative(g *verbGroup) bool {
	if g.e == nil || !g.mainF.Has(lang.Perf) || g.f&(lang.Should|lang.Must) != 0 {
		return false
	}
	switch g.e.Light {
	case "be", "go", "come":
		return true
	}
	return false
}

// wants tells whether an entry names a mark as that of its own recipient.
func wants(e *lang.Entry, m lang.Mark) bool { return e != nil && slices.Contains(e.Recip, m) }

// takes tells whether a predicate, or the act that is its subject, wants somebody with a mark: कार्यकर्त्यांवर | हल्ला झाल्याचा.
func takes(pr *doc.Pred, m lang.Mark) bool {
	return wants(pr.E, m) || slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Nom && wants(a.E, m) })
}

// party tells whether a phrase names somebody who can act: a name, a person or a body, a pronoun; not a tank or a plane.
func party(ph *doc.Phrase) bool {
	if ph.Pred != nil {
		return false
	}
	return len(ph.Names) > 0 || ph.Pron || ph.E != nil && ph.E.Agent != "" && !ph.E.Has(lang.Weaponized)
}

// leftmost is the first token of a phrase with what modifies it.
func leftmost(ph *doc.Phrase) int {
	at := ph.First
	for _, m := range ph.Mods {
		at = min(at, leftmost(m))
	}
	return at
}

// rightmost is the token behind a phrase with those coordinated with it.
func rightmost(ph *doc.Phrase) int {
	at := ph.Last
	for _, c := range ph.Conj {
		at = max(at, rightmost(c))
	}
	return at
}

// compatible tells whether an inner predicate can take a phrase with this mark: place and time always, the rest only where the rule of one of its
// classes names the mark.
func (p *finalParser) compatible(pr *doc.Pred, ph *doc.Phrase) bool {
	switch ph.Mark {
	case lang.By, lang.From, lang.With, lang.Against, lang.For, lang.About, lang.To, lang.Between, lang.Through:
	default:
		return true
	}
	if ph.Mark == lang.By && pr.F.Has(lang.Pass) {
		return true
	}
	for _, c := range pr.Classes {
		k := p.d.Pack.Common.Class(c)
		if k == nil {
			continue
		}
		if r := p.d.Rules.For(c, string(k.Type)); r != nil {
			for _, m := range append(append([]string{}, r.Actor...), r.Recip...) {
				if m == ph.Mark.String() {
					return true
				}
			}
		}
	}
	if pr.E != nil {
		for _, m := range pr.E.Recip {
			if m == ph.Mark {
				return true
			}
		}
	}
	return false
}

// ergAhead tells whether the clause that contains item i has a subject of its own beside the nearest one: then the inner
// predicate may keep the nearest.
func (p *finalParser) ergAhead(i int) bool {
	n := 0
	for _, ph := range p.stack {
		if ph.Mark == lang.Erg && ph.Pred == nil {
			n++
		}
	}
	for _, it := range p.its[i+1:] {
		if it.p != nil && it.p.Mark == lang.Erg && it.p.Pred == nil {
			n++
		}
		if it.v != nil && it.v.fin {
			break
		}
	}
	return n > 1
}

// ergBetween tells whether the next predicate after item i has a subject of its own before it.
func (p *finalParser) ergBetween(i int) bool {
	for _, it := range p.its[i+1:] {
		if it.p != nil && it.p.Mark == lang.Erg && it.p.Pred == nil {
			return true
		}
		if it.v != nil && formOf(it.v) != doc.RelPart {
			return false
		}
	}
	return false
}

// needsSubject tells whether the next finite verb after item i wants an ergative subject that only the waiting phrase can be.
func (p *finalParser) needsSubject(i int) bool {
	for k, it := range p.its[i+1:] {
		if it.v == nil || !it.v.fin {
			continue
		}
		v := it.v
		if v.e == nil || v.f&(lang.Pass|lang.Must) != 0 || !(v.f | v.mainF).Has(lang.Perf) || v.e.Has(lang.Patient) || v.e.Has(lang.Intr) {
			return false // जमावाने दगडफेक केल्याने लाठीमार करावा लागला: who had to stands in the dative
		}
		switch v.e.Light {
		case "be", "go", "come", "get":
			return false
		}
		return v.e.Light != "" || len(v.e.Classes) > 0 || p.fixedAt(i+1+k) || p.waits(v)
	}
	return false
}

// waits tells whether a noun of a deed on the stack makes a fixed phrase with a verb further on: "ठपका | बिशपांनी वाचून दाखवलेल्या पत्रात | ठेवला".
func (p *finalParser) waits(v *verbGroup) bool {
	return !p.d.Pack.Shared && slices.ContainsFunc(p.stack, func(ph *doc.Phrase) bool {
		return ph.Mark == lang.Nom && !ph.Attr && ph.Pred != nil && ph.Pred.Form == doc.Nominal && governs(p.d, ph.Pred) &&
			len(p.d.Pack.Idioms(v.e.Toks[v.e.Head]).After(p.d.Art.Tokens[ph.Head].Norm)) > 0
	})
}

// fixedAt tells whether the verb at item i makes a fixed phrase with the noun right before it: गळा चिरला.
func (p *finalParser) fixedAt(i int) bool {
	if i == 0 || p.its[i-1].p == nil {
		return false
	}
	v := p.its[i].v.e
	for _, e := range p.d.Pack.Idioms(v.Toks[v.Head]).After(p.d.Art.Tokens[p.its[i-1].p.Head].Norm) {
		if e.Head == 1 && !e.Has(lang.Patient) && !e.Has(lang.Intr) {
			return true
		}
	}
	return false
}
