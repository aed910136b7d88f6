// Package attribution finds who says so: the speaker whose content a predicate is, the source named by "according to",
// and chains of both. The publisher's own voice is an empty chain.
package attribution

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Run fills Sources of every predicate.
func Run(d *doc.Doc) {
	for si := range d.Sents {
		s := &d.Sents[si]
		general := accordingTo(s)
		for _, pr := range s.Preds {
			pr.Sources = chain(d, pr)
			if len(pr.Sources) == 0 && !says(d, pr) {
				pr.Sources = general
			}
		}
	}
}

// chainMax bounds how many speakers stand around a predicate.
const chainMax = 8

// chain walks from a predicate to those whose content it is.
func chain(d *doc.Doc, pr *doc.Pred) []article.Source {
	var out []article.Source
	n := 0
	for q := pr; q.Gov != nil && n < chainMax && !q.Timed(); q, n = q.Gov, n+1 {
		g := q.Gov
		if !says(d, g) && !g.Class("accuse") && !g.Class("deny") && !g.Class("blame") {
			continue
		}
		who := speaker(g)
		if len(who) == 0 {
			continue
		}
		var links []article.Source
		for _, e := range who {
			links = append(links, article.Source{Entity: e, Verb: verb(d, g)})
		}
		out = append(links, out...)
	}
	return out
}

func says(d *doc.Doc, pr *doc.Pred) bool { return d.Pack.Common.AnyKind(pr.Classes, "say") }

func speaker(pr *doc.Pred) []article.Entity {
	if pr.Subj != nil && len(pr.Subj.Ents) > 0 {
		return pr.Subj.Ents
	}
	for _, want := range []lang.Mark{lang.Erg, lang.Sub, lang.By, lang.Nom} {
		for _, a := range pr.Args {
			if a.Mark == want && len(a.Ents) > 0 && !a.Attr {
				return a.Ents
			}
		}
	}
	return nil
}

func verb(d *doc.Doc, pr *doc.Pred) string {
	if len(pr.Tokens) == 0 {
		return ""
	}
	return d.Art.Tokens[pr.Tokens[len(pr.Tokens)-1]].Text
}

// accordingTo finds a source that the whole sentence rests on.
func accordingTo(s *doc.Sent) []article.Source {
	var out []article.Source
	visit := func(ph *doc.Phrase) {
		if ph.Mark != lang.AccTo {
			return
		}
		for _, e := range ph.Ents {
			if e.Country != "" || e.Sector != "" {
				out = append(out, article.Source{Entity: e, Verb: ph.MarkWord})
			}
		}
	}
	for _, ph := range s.Phrases {
		visit(ph)
		for _, m := range ph.Mods {
			visit(m)
		}
	}
	return out
}
