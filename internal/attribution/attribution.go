// Package attribution finds who says so: the speaker whose content a predicate is, the paper he told it to, the source named by
// "according to", the document it is read in, the speaker of a quotation over several sentences, and chains of these, outermost
// first. The publisher's own voice is an empty chain. A speaker holds for what the language puts into his mouth and no
// further: a sentence after a reported one is the paper's again, unless the quotation goes on.
package attribution

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Run fills Sources of every predicate.
func Run(d *doc.Doc) {
	f := &finder{d: d, several: severalStates(d)}
	for si := range d.Sents {
		s := &d.Sents[si]
		general := f.accordingTo(s)
		for _, pr := range s.Preds {
			pr.Sources = f.chain(pr)
			if len(pr.Sources) == 0 && f.says(pr) {
				continue
			}
			pr.Sources = f.join(pr.Sources, general)
		}
		f.ofHeadline(si)
	}
	f.quotations()
}

type finder struct {
	d       *doc.Doc
	several bool // the text names more than one state
}

// chainMax bounds how many speakers stand around a predicate.
const chainMax = 8

// chain walks from a predicate to those whose content it is.
func (f *finder) chain(pr *doc.Pred) []article.Source {
	var out []article.Source
	for q, n := pr, 0; q.Gov != nil && n < chainMax && !q.Timed(); q, n = q.Gov, n+1 {
		out = f.join(f.speakers(q.Gov, q), out)
	}
	return out
}

// speakers are the links that one predicate adds: the paper that was told, then who says it. content is what is said.
func (f *finder) speakers(g, content *doc.Pred) []article.Source {
	if !f.says(g) && !g.Class("accuse") && !g.Class("deny") && !g.Class("blame") && !(content.Factual() && (g.Class("admit") || g.Class("accept"))) {
		return nil
	}
	who := f.speaker(g, content)
	if len(who) == 0 {
		return nil
	}
	verb := f.verb(g)
	var out []article.Source
	for _, e := range f.told(g, who) {
		out = append(out, article.Source{Entity: e})
	}
	for _, e := range who {
		out = append(out, article.Source{Entity: f.tied(e), Verb: verb})
	}
	for _, e := range f.cited(g) {
		out = append(out, article.Source{Entity: f.tied(e)})
	}
	return out
}

// cited are those whom a speaker names as his own source: "Reuters reported, citing French officials".
func (f *finder) cited(g *doc.Pred) []article.Entity {
	for _, q := range f.d.Sents[g.Sent].Preds {
		if q == g || !q.Class("cite") || q.Form == doc.Finite || q.Subj != nil && q.Subj != g.Subj {
			continue
		}
		for _, a := range append([]*doc.Phrase{q.Obj}, q.Args...) {
			if a != nil && a.Mark == lang.Obj && len(a.Ents) > 0 && (a.Ents[0].How != "possessor" || a.E.Is("doc")) {
				return a.Ents
			}
		}
	}
	return nil
}

func (f *finder) says(pr *doc.Pred) bool { return f.d.Pack.Common.AnyKind(pr.Classes, "say") }

// speaker is the subject of a predicate of saying, or the document that it is read in: "संयुक्त राष्ट्रांच्या अहवालात म्हटले आहे".
func (f *finder) speaker(g, content *doc.Pred) []article.Entity {
	if g.Subj != nil && len(g.Subj.Ents) > 0 {
		return g.Subj.Ents
	}
	for _, want := range []lang.Mark{lang.Erg, lang.Sub, lang.By, lang.Nom} {
		for _, a := range g.Args {
			if a.Mark == want && len(a.Ents) > 0 && !a.Attr && !(want == lang.Erg && f.document(g) != nil && a.First < content.Tokens[0]) {
				return a.Ents
			}
		}
	}
	if ph := f.document(g); ph != nil {
		return ph.Ents
	}
	return nil
}

// document is the phrase of place that tells what is read, where nobody is said to speak: a report, a statement, a letter of somebody.
func (f *finder) document(g *doc.Pred) *doc.Phrase {
	if !f.d.Pack.Final {
		return nil
	}
	for _, a := range g.Args {
		if a.Mark == lang.In && a.E != nil && a.E.Is("doc") && len(a.Ents) > 0 {
			return a
		}
	}
	return nil
}

// told is the paper or agency that a speaker told it to, which is the outer source: "told Reuters", "रॉयटर्सला सांगितले", "बीबीसी से कहा",
// "‘बीबीसी’शी बोलताना सांगितले".
func (f *finder) told(g *doc.Pred, who []article.Entity) []article.Entity {
	if es := press(g, who); es != nil {
		return es
	}
	for _, q := range f.d.Sents[g.Sent].Preds {
		if q != g && q.Form != doc.Finite && q.Form != doc.Nominal && (q.Gov != g || q.Form == doc.Converb) && q.Tokens[0] < g.Tokens[0] && (q.Class("say") || q.Class("speak") || q.Class("talk")) {
			if es := press(q, who); es != nil {
				return es
			}
		}
	}
	return nil
}

// press finds a paper or agency that a predicate of speech is addressed to.
func press(g *doc.Pred, who []article.Entity) []article.Entity {
	for _, a := range append([]*doc.Phrase{g.Obj}, g.Args...) {
		if a == nil || len(a.Ents) == 0 || a.Ents[0].Sector != "JRN" || a.Ents[0].KB == "" || same(a.Ents[0], who[0]) {
			continue
		}
		switch a.Mark {
		case lang.Obj, lang.Dat, lang.To, lang.With, lang.From:
			return a.Ents
		}
	}
	return nil
}

func (f *finder) verb(pr *doc.Pred) string {
	if len(pr.Tokens) == 0 {
		return ""
	}
	return f.d.Art.Tokens[pr.Tokens[len(pr.Tokens)-1]].Text
}

// tied takes the country from a source without a name that only has it because the text is about that country: officials, witnesses.
// Bodies act for the country that a text is set in, and where it names one state only there is nothing to guess.
func (f *finder) tied(e article.Entity) article.Entity {
	if e.Assumed && f.several {
		e.Country, e.Name, e.KB, e.Wikidata, e.Role = "", "", "", "", ""
	}
	return e
}

// severalStates tells whether a text names more than one state or what belongs to one.
func severalStates(d *doc.Doc) bool {
	first := ""
	for i := range d.Names {
		nm := &d.Names[i]
		c := nm.Rec.Country
		if nm.Weak || c == "" || nm.Rec.Person() || nm.Rec.Sector == "JRN" {
			continue
		}
		if first == "" {
			first = c
		}
		if c != first {
			return true
		}
	}
	return false
}

// join adds links to a chain, leaving out who stands in it already.
func (f *finder) join(outer, inner []article.Source) []article.Source {
	if len(inner) == 0 {
		return outer
	}
	out := slices.Clone(outer)
	for _, s := range inner {
		if !slices.ContainsFunc(out, func(o article.Source) bool { return same(o.Entity, s.Entity) }) {
			out = append(out, s)
		}
	}
	if len(out) > 1 && len(outer) > 0 && len(inner) > 0 && inner[0].Sector == "JRN" && outer[0].Sector != "JRN" && len(out) == len(outer)+len(inner) {
		out = append(slices.Clone(inner), outer...) // a paper is outside of whom it quotes
	}
	return out
}

// same tells whether two mentions name one source.
func same(a, b article.Entity) bool {
	return a.Span == b.Span || a.KB != "" && a.KB == b.KB || a.Name != "" && a.Name == b.Name && a.Country == b.Country && a.Sector == b.Sector
}
