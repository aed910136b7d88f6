package parse

import (
	"slices"

	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// contentSubjects gives what somebody is told to do, to be going to do or to have done the bare party that stands before it, where who tells it has a case
// of his own, or nobody is named: "इराण | निरीक्षकांना प्रवेश देणार असल्याचे रशियाने म्हटले", "सैन्य | मागे हटल्याचे सांगण्यात आले". Of a deed done, which has a
// doer in a case of his own, it is the object: "दहशतवादी | ठार केल्याचे लष्कराने सांगितले".
func (p *finalParser) contentSubjects() {
	if p.d.Pack.Shared { // there the content is a clause with a word of its own before it
		return
	}
	for _, st := range p.seq {
		g := st.pred
		if g == nil || g.Form != doc.Finite || len(g.Classes) == 0 || !hasMark(g.Args, lang.Erg) && !g.F.Has(lang.Pass) {
			continue
		}
		for _, pr := range g.Comps {
			if pr.Form != doc.Infinitive || pr.F.Has(lang.Pass) || pr.F&(lang.Pros|lang.Prog|lang.Perf) == 0 || !says(p.d, g.Classes) {
				continue
			}
			own := subjectOf(pr)
			done := pr.F&(lang.Pros|lang.Prog) == 0 && pr.Light == "do" && pr.Obj == nil && (pr.Class("kill") || pr.Class("arrest"))
			if done && own != nil && own.Mark == lang.Nom && pr.Subj == nil {
				pr.Args = slices.DeleteFunc(pr.Args, func(x *doc.Phrase) bool { return x == own })
				pr.Obj = own
				continue
			}
			if own != nil && (own.Mark != lang.Nom || pr.Subj != nil || party(own)) { // but तेल खरेदी करणार: what they buy
				continue
			}
			switch a := bareParty(g, pr); {
			case a == nil:
			case pr.F&(lang.Pros|lang.Prog) != 0 || goes(pr):
				g.Args = slices.DeleteFunc(g.Args, func(x *doc.Phrase) bool { return x == a })
				pr.Args, pr.Subj = slices.Insert(pr.Args, 0, a), a
			case done:
				g.Args = slices.DeleteFunc(g.Args, func(x *doc.Phrase) bool { return x == a })
				pr.Obj = a
			}
		}
	}
}

// goes tells whether a predicate is a movement or a state of its subject, which has no case in any tense.
func goes(pr *doc.Pred) bool {
	if pr.Light == "be" {
		return true // तयार असल्याचे
	}
	for _, name := range []string{"withdraw", "travel", "reach", "leave", "visit", "surrender", "resign", "renege", "cancel_meet", "suspend_coop"} {
		if pr.Class(name) {
			return pr.Light != "do" && pr.Light != "give"
		}
	}
	return false
}

// bareParty is the party without a case that stands before a content clause among the words of what governs it.
func bareParty(g, pr *doc.Pred) *doc.Phrase {
	for _, a := range g.Args {
		if a.Mark == lang.Nom && !a.Attr && !a.Time && !a.Pron && a.Last <= pr.Tokens[0] && party(a) {
			return a
		}
	}
	return nil
}
