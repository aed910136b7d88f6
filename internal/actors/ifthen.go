package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// ifThen gives whom a pronoun stands for in what somebody says that he will do if another does, or does not: the speaker is the subject, and the
// other is whom he deals with. "फ्रांस ने कहा कि अगर इजरायल नहीं रुका तो | वह | उसके साथ समझौता निलंबित करेगा".
func (r *resolver) ifThen(ph *doc.Phrase) []article.Entity {
	if !r.d.Pack.Final || ph.E.Has(lang.Refl) || ph.E.Feats.Has(lang.P1) {
		return nil
	}
	preds := r.d.Sents[r.sent].Preds
	k := slices.IndexFunc(preds, func(pr *doc.Pred) bool { return pr.Form == doc.Finite && holds(pr, ph, true) })
	if k < 0 || preds[k].Cond || preds[k].Gov == nil || preds[k].F&(lang.Fut|lang.Pros) == 0 {
		return nil
	}
	then, says := preds[k], preds[k].Gov
	if !r.d.Pack.Common.AnyKind(says.Classes, "say", "gov") {
		return nil
	}
	var other *doc.Phrase // who acts in the condition
	for _, q := range preds[:k] {
		if q.Cond && q.Gov == says {
			other = actsIn(q)
		}
	}
	speaker := actsIn(says)
	if other == nil || speaker == nil || other.Pron || speaker == other || speaker.First > ph.First || len(speaker.Ents) == 0 || len(other.Ents) == 0 {
		return nil
	}
	if ph.Mark == lang.Nom && !ph.E.Has(lang.Poss) {
		return speaker.Ents
	}
	if s := actsIn(then); s != nil && s != ph && s.Pron && s.First < ph.First && !slices.Contains(s.Mods, ph) {
		return other.Ents
	}
	return nil
}

// actsIn gives the phrase that is a predicate's own subject.
func actsIn(pr *doc.Pred) *doc.Phrase {
	if pr.Subj != nil {
		return pr.Subj
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg {
			return a
		}
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Nom && !a.Attr && a.Pred == nil && !a.Time && len(a.Ents) > 0 {
			return a
		}
	}
	return nil
}
