package attribution

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// accordingTo finds the sources that a whole sentence rests on: "according to", "citing", नुसार, के हवाले से.
func (f *finder) accordingTo(s *doc.Sent) []article.Source {
	var out []article.Source
	visit := func(ph *doc.Phrase) {
		if ph.Mark != lang.AccTo || ph.Pron && f.d.Kind(ph.First, lang.Adv) != nil { // त्यानुसार: accordingly
			return
		}
		for _, e := range f.behind(s, ph) {
			if (e.Country != "" || e.Sector != "") && (e.How != "possessor" || ph.E == nil || ph.E.Is("doc") || ph.E.Is("say")) { // no source: "citing threats from Iran"
				out = append(out, article.Source{Entity: f.tied(e), Verb: ph.MarkWord})
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

// behind gives the parties of a phrase; where it is only the information that somebody gave, who gave it: "अधिकाऱ्यांनी दिलेल्या माहितीनुसार".
func (f *finder) behind(s *doc.Sent, ph *doc.Phrase) []article.Entity {
	if len(ph.Ents) > 0 {
		return ph.Ents
	}
	for _, pr := range s.Preds {
		if pr.Form != doc.RelPart || pr.Head != ph && (pr.Tokens[0] < ph.First || pr.Tokens[0] >= ph.Last) {
			continue
		}
		for _, a := range pr.Args {
			if a.Mark == lang.Erg && len(a.Ents) > 0 {
				return a.Ents
			}
		}
	}
	var last *doc.Phrase // the doer beside a participle that is no predicate of its own
	for _, a := range s.Phrases {
		if a.Mark == lang.Erg && a.Last <= ph.First && ph.First-a.Last < 2 && len(a.Ents) > 0 {
			last = a
		}
	}
	if last != nil && f.d.Kind(ph.First, lang.Verb) != nil {
		return last.Ents
	}
	return nil
}
