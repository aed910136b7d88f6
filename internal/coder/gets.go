package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// gets tells whether a mutual predicate has a thing beside it, so that somebody gets it: सूचना मिली, मंजूरी मिली, सीटें मिलीं.
func (c *coder) gets(pr *doc.Pred) bool {
	if !c.d.Pack.Final || !pr.Class("meet") || pr.E.Phrase() {
		return false
	}
	from := len(pr.E.Recip) == 0
	for _, a := range pr.Args {
		from = from || slices.Contains(pr.E.Recip, a.Mark) && len(a.Ents) > 0 && a.Ents[0].How != "possessor"
	}
	if s := c.subject(pr); !from || hasDative(pr) && (s == nil || len(s.Ents) == 0) {
		return true
	}
	for _, ph := range append([]*doc.Phrase{pr.Obj, pr.Subj, pr.Head}, pr.Args...) {
		if ph == nil || ph.Mark != lang.Nom && ph != pr.Head && ph != pr.Obj || ph.Attr && ph.Pred != nil {
			continue
		}
		if len(ph.Ents) == 0 && !ph.Pron && (ph.E != nil || ph.Pred != nil) || len(ph.Ents) > 0 && ph.Ents[0].How == "possessor" && ph.E != nil && ph.E.Kind == lang.Noun {
			return true
		}
	}
	for _, q := range pr.Comps {
		if q.Phrase != nil && q.Phrase.Mark == lang.Nom && q.Form == doc.Nominal {
			return true
		}
	}
	return false
}

func hasDative(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Dat })
}

// meantFor tells whether a party only stands behind a thing that is for, about or against it.
func (c *coder) meantFor(ph *doc.Phrase, e article.Entity) bool {
	if e.How != "possessor" && ph.Mark2 == lang.Nom {
		return false
	}
	aimed := func(mk lang.Mark) bool { return mk == lang.For || mk == lang.About || mk == lang.Against }
	return aimed(ph.Mark2) || slices.ContainsFunc(ph.Mods, func(md *doc.Phrase) bool { return holds(md, e) && aimed(md.Mark2) })
}

// sited tells whether a phrase has a postposition that stands only after places: माली येथून.
func (c *coder) sited(ph *doc.Phrase) bool {
	for i := ph.Last - 1; c.d.Pack.Final && i <= ph.Last && i < len(c.d.An); i++ {
		if a := c.d.Kind(i, lang.Post); a != nil && slices.Contains(a.E.Lists, "site") {
			return true
		}
	}
	return false
}
