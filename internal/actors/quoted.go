package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// quoted gives the one on whose word something is told for the "he" of what is told, where nobody else but who passes it on stands between: "According
// to the minister, he has …", "Quoting Lavrov, Tass said he would visit", "लावरोव के हवाले से तास ने कहा कि वे …", "was quoted as saying he would …".
func (r *resolver) quoted(ph *doc.Phrase) []article.Entity {
	if ph.E.Has(lang.Refl) || ph.E.Has(lang.SgFlag) && !ph.E.Has(lang.Human) && !r.d.Pack.Final || ph.E.Feats.Has(lang.P1) {
		return nil
	}
	var by *doc.Phrase
	take := func(q *doc.Phrase) {
		if q != nil && !q.Pron && q.Last <= ph.First && len(q.Ents) == 1 && q.Ents[0].Human() && q.Ents[0].Sector != "JRN" {
			by = q
		}
	}
	for _, pr := range r.d.Sents[r.sent].Preds {
		if pr.Tokens[0] > ph.First {
			break
		}
		for _, a := range pr.Args {
			if a.Mark == lang.AccTo || a.Mark == lang.Obj && pr.Class("cite") {
				take(a)
			}
		}
		if pr.Class("cite") {
			take(pr.Obj)
		}
	}
	for _, q := range r.phrases {
		if q.Mark == lang.AccTo {
			take(q)
		}
	}
	if by == nil || slices.ContainsFunc(r.people, func(m mention) bool {
		return m.sent == r.sent && m.first >= by.Last && m.last <= ph.First && m.subj && len(m.ents) > 0 && m.ents[0].Sector != "JRN"
	}) {
		return nil
	}
	return by.Ents
}
