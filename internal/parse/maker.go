package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// madeBy gives a thing the one who made it as its owner, where a participle tells it: "changes proposed by Israel", "इस्रायलने सुचवलेले बदल"
// are Israel's changes. Who rejects or accepts them rejects or accepts what is Israel's.
func madeBy(d *doc.Doc, pr *doc.Pred, thing *doc.Phrase) {
	if thing == nil || thing.Pron || thing.Time || len(thing.Names) > 0 || thing.E == nil || thing.E.Agent != "" {
		return
	}
	if slices.ContainsFunc(pr.Classes, func(c string) bool {
		switch c {
		case "reject", "refuse", "deny", "oppose", "veto", "accept", "approve", "criticize", "condemn", "endorse", "admit":
			return true
		}
		return false
	}) {
		return // "an allegation that Belgrade denied" is another's
	}
	common := d.Pack.Common
	if !paper(thing.E) && !common.AnyKind(thing.E.Classes, "gov") && (thing.Pred != nil || !common.AnyKind(pr.Classes, "gov", "say")) {
		return // an attack that somebody ordered is the attacker's
	}
	if slices.ContainsFunc(thing.Mods, func(m *doc.Phrase) bool { return m.Mark == lang.Gen }) {
		return // whose it is, is told
	}
	if maker := maker(pr, thing); maker != nil {
		own := *maker
		own.Mark, own.Attr = lang.Gen, true
		thing.Mods = append(thing.Mods, &own)
	}
}

// maker is the party that a participle about a thing names as the one who acts.
func maker(pr *doc.Pred, thing *doc.Phrase) *doc.Phrase {
	for _, mark := range []lang.Mark{lang.Erg, lang.By, lang.Gen} { // the last in "फ्रांस के तैयार किए मसौदे"
		for _, a := range pr.Args {
			if a.Mark == mark && a.Pred == nil && a != thing {
				return a
			}
		}
	}
	if pr.Obj == thing && pr.Subj != nil && !pr.Subj.Pron {
		return pr.Subj
	}
	return nil
}

// owns makes the parties that a predicate takes over from the noun of a fixed phrase the owners of what it acts on, where the noun is that and
// not the act itself: "चीनचा प्रस्ताव फेटाळण्यात आला" is no act of China's, "चीनचा विरोध कायम राहिला" is.
func owns(pr *doc.Pred, ph *doc.Phrase, args []*doc.Phrase) []*doc.Phrase {
	if ph.E == nil || pr.Light == "be" || !paper(ph.E) && ph.Pred == nil || slices.ContainsFunc(ph.E.Classes, pr.Class) {
		return args
	}
	out := slices.Clone(args)
	for i, a := range out {
		if a.Pred != nil || a.Mark != lang.Gen && a.Mark != lang.Erg && a.Mark != lang.By {
			continue
		}
		own := *a
		own.Mark, own.Attr, own.Owns = lang.Gen, true, true
		out[i] = &own
	}
	return out
}

// written ties a participle about what says or orders something to the one who issues it and to the verb: "issued a statement | condemning
// the attack" condemns, "vetoed a resolution | condemning it" does not.
func (p *initialParser) written(pr *doc.Pred) {
	thing := pr.Subj
	if p.cur == nil || p.cur.Form != doc.Finite || p.cur.F.Has(lang.Pass) || thing == nil || !thing.After || thing.E == nil || len(thing.Names) > 0 {
		return
	}
	if !paper(thing.E) && !thing.E.Is("doc") && !thing.E.Is("order") {
		return
	}
	gov := p.cur
	switch {
	case gov.Light == "get":
		return // what one receives is another's
	case says(p.d, pr.Classes) && p.refers(gov):
		return
	case gov.Class("reject"), gov.Class("oppose"), gov.Class("veto"):
	case gov.Class("order"):
		pr.Subj = gov.Subj
	case thing.Pred != nil && thing.Pred.Class("order") && !p.refers(gov):
		pr.Subj, gov = gov.Subj, thing.Pred
	case p.refers(gov):
		return
	default:
		pr.Subj = gov.Subj
		return
	}
	pr.Gov = gov
	gov.Comps = append(gov.Comps, pr)
}

// refers tells whether a verb takes a stand on what another has written, rather than issues it.
func (p *initialParser) refers(pr *doc.Pred) bool {
	return p.d.Pack.Common.AnyKind(pr.Classes, "gov") && !pr.Class("sign") && !pr.Class("approve")
}

// forceBefore is the police, army or rebels whose name without a case opens a compound of their act: पुलिस फायरिंग, पोलीस लाठीमार, police raid.
func forceBefore(d *doc.Doc, ph *doc.Phrase, first int) *doc.Phrase {
	if len(ph.Mods) > 0 || ph.Pred.Class("arrest") || d.Pack.Common.AnyKind(ph.Pred.Classes, "gov") {
		return nil // पोलीस कोठडी: those in it are not told
	}
	n := reading(d, first, lang.Noun)
	if first == ph.Head || n == nil || n.Mark != lang.Nom || n.Attr {
		return nil
	}
	force := (n.E.Agent == "COP" || n.E.Agent == "MIL") && (n.E.Has(lang.Org) || n.E.Is("o.police"))
	if !force && !(n.E.Agent == "REB" && !d.Pack.Final && ph.Pred.Class("attack")) { // "rebel attacks killed 40"; आतंकी हमला tells only what kind it is
		return nil
	}
	return &doc.Phrase{First: first, Last: first + 1, Head: first, E: n.E, Mark: lang.Gen, Attr: true}
}

// deedOf finds the deed that a phrase names the doer of, where whom it was done to stands between: "the arrest of their leader | by police".
func (p *initialParser) deedOf(i int, ph *doc.Phrase) *doc.Phrase {
	if ph.Mark != lang.By || i == 0 || p.its[i-1].p == nil {
		return nil
	}
	before := p.its[i-1].p
	for _, h := range p.out.Phrases {
		if h.Pred != nil && h.Pred.Form == doc.Nominal && before.Mark == lang.Of && slices.Contains(h.Mods, before) && !hasMark(h.Pred.Args, lang.By) {
			return h
		}
	}
	return nil
}
