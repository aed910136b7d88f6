package attribution

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// closing gives the speaker whose name ends a headline behind a colon: "Will Not Talk Under Threat: Iran", and the token of the colon.
func (f *finder) closing(si int) ([]article.Source, int) {
	s := f.d.Art.Sentences[si]
	if !s.Headline || f.d.Pack.Final {
		return nil, 0
	}
	at := -1
	for i := s.Last - 2; i > s.First; i-- {
		if f.d.Art.Tokens[i].Norm == ":" {
			at = i
			break
		}
	}
	if at < 0 || slices.ContainsFunc(f.d.Sents[si].Preds, func(pr *doc.Pred) bool { return pr.Tokens[0] > at && pr.Form != doc.Nominal }) {
		return nil, 0
	}
	for _, ph := range f.d.Sents[si].Phrases {
		if ph.First != at+1 || ph.Mark != lang.Nom && ph.Mark != lang.Obj || ph.Pred != nil || len(ph.Ents) != 1 || len(ph.Conj) > 0 {
			continue
		}
		if e := ph.Ents[0]; e.Human() || e.How == "state" || e.How == "body" || e.How == "agent" && ph.E != nil && ph.E.Has(lang.Org) {
			return []article.Source{{Entity: e}}, at
		}
	}
	return nil, 0
}

// firstPerson gives the pronouns of the first person beside a predicate to who speaks.
func (f *finder) firstPerson(pr *doc.Pred, who article.Entity) {
	for _, ph := range append([]*doc.Phrase{pr.Subj, pr.Obj}, pr.Args...) {
		if ph != nil && ph.Pron && ph.E != nil && ph.E.Feats.Has(lang.P1) {
			e := who
			e.Span = f.d.Span(ph.First, ph.Last)
			ph.Ents = []article.Entity{e}
		}
	}
}

// ofHeadline gives what a headline tells before the name of its speaker to that speaker, with the pronouns of the first person in it: "They Cheated Us:
// Minister".
func (f *finder) ofHeadline(si int) {
	who, colon := f.closing(si)
	if len(who) == 0 {
		return
	}
	for _, pr := range f.d.Sents[si].Preds {
		if pr.Tokens[0] > colon {
			continue
		}
		f.firstPerson(pr, who[0].Entity)
		if len(pr.Sources) == 0 && !f.says(pr) {
			pr.Sources = who
		}
	}
}
