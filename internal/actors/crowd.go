package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Whom a pronoun that acts stands for: not those of whom it tells something, and rather the people of the sentence before than somebody named further back.

// crowdBefore gives the people who act in the sentence before, where nobody is named or has an office there, for those who act in this one: "मानवी हक्क
// कार्यकर्त्यांनी आरोप केला. | त्यांनी चौकशीची मागणी केली".
func (r *resolver) crowdBefore(ph *doc.Phrase) []article.Entity {
	if !r.d.Pack.Final || r.d.Pack.Shared || ph.Mark != lang.Erg || !ph.E.Has(lang.PlFlag) || ph.E.Has(lang.Refl) || len(r.groups) == 0 {
		return nil
	}
	var crowd *mention
	for i := len(r.groups) - 1; i >= 0 && r.groups[i].sent >= r.sent-1; i-- {
		if m := &r.groups[i]; m.subj && m.plural && m.sent == r.sent-1 && len(m.ents) == 1 && m.ents[0].How == "agent" {
			crowd = m
			break
		}
	}
	if crowd == nil {
		return nil
	}
	for i := len(r.people) - 1; i >= 0 && r.people[i].sent >= r.sent-1; i-- {
		if r.people[i].subj {
			return nil
		}
	}
	return crowd.ents
}

// toldOf tells whether a mention is who acts in the clause that the subject of a verb of speech says, and so somebody else: "बावनकुळे यांनी राजीनामा
// द्यावा, अशी मागणी | त्यांनी केली".
func (r *resolver) toldOf(ph *doc.Phrase, m *mention) bool {
	preds := r.d.Sents[r.sent].Preds
	k := slices.IndexFunc(preds, func(pr *doc.Pred) bool { return pr.Form == doc.Finite && slices.Contains(pr.Args, ph) })
	if k < 0 {
		return false
	}
	var last *doc.Pred // of the clauses that it says
	for _, q := range preds[k].Comps {
		if q.Form == doc.Finite && len(q.Tokens) > 0 && q.Tokens[0] < ph.First && (last == nil || q.Tokens[0] > last.Tokens[0]) {
			last = q
		}
	}
	if last == nil && preds[k].Tokens[0] > 0 && r.d.Kind(preds[k].Tokens[0]-1, lang.Demo) != nil { // "… विश्वासघात केला," अशी टीका | त्यांनी केली
		for _, q := range preds[:k] {
			if q.Form == doc.Finite {
				last = q
			}
		}
	}
	return last != nil && slices.ContainsFunc(last.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.Erg || a.Mark == lang.Nom) && a.First <= m.first && m.last <= a.Last+1
	})
}

// oneOfKin stands for words of kin where they name people.
var oneOfKin = &lang.Entry{Kind: lang.Noun, Agent: "CVL"}

// relative tells whether a headline names somebody by what he is to another: "Man stabs wife, son", "Son of minister dies".
func (r *resolver) relative(ph *doc.Phrase) bool {
	if r.d.Pack.Final || !r.d.Art.Sentences[r.sent].Headline || ph.Mark == lang.Gen || len(ph.Names) > 0 || ph.Pred != nil || ph.Quoted {
		return false
	}
	if a := r.d.Kind(ph.First, lang.Noun); ph.E == nil && a != nil && len(ph.Mods) > 0 && ph.Last-ph.First > 1 && r.unknown(ph) {
		return listed(a.E, "family") // "KCR's daughter Kavitha"
	}
	return ph.E != nil && listed(ph.E, "family")
}

// kinOf is somebody's kin as a party of its own: of those who have power it is one of their families.
func (r *resolver) kinOf(ph *doc.Phrase, of article.Entity) article.Entity {
	e := article.Entity{Span: r.span(ph), Sector: "CVL", Country: of.Country, How: "agent"}
	switch of.Sector {
	case "GOV", "LEG", "PTY", "OPP", "JUD", "ELI", "MIL":
		if of.Human() {
			e.Sector = "ELI"
		}
	case "CRM", "REB":
		e.Sector = of.Sector
	}
	for _, m := range ph.Mods {
		switch {
		case m.Mark == lang.Of && m.First > ph.Last-1 && m.First-ph.Last <= 1:
			e.Span = r.d.Span(ph.First, m.Last)
		case m.Mark == lang.Gen && m.Last <= ph.First && ph.First-m.Last <= 1:
			e.Span = r.d.Span(m.First, ph.Last)
		}
	}
	return e
}

// shareSector gives the states of a list the sector of the people that end it: "Hungarian and Romanian officials", "the Thai and
// Lao prime ministers".
func shareSector(ents []article.Entity, end *doc.Phrase) []article.Entity {
	if len(ents) == 0 {
		return ents
	}
	last := ents[len(ents)-1]
	if last.How != "agent" && !(last.How == "title" && end.Plural && len(end.Mods) == 0) {
		return ents
	}
	for i := range ents {
		if ents[i].Sector == "" && ents[i].How == "state" {
			ents[i].Sector = last.Sector
		}
	}
	return ents
}

// partitive tells whether a phrase is a bare number of the people who stand behind it: "four of its councillors".
func (r *resolver) partitive(ph *doc.Phrase) bool {
	if r.d.Pack.Final || ph.Head != ph.First || r.d.Kind(ph.Head, lang.Num) == nil && r.d.Art.Tokens[ph.Head].Kind != article.Number {
		return false
	}
	return slices.ContainsFunc(ph.Mods, func(m *doc.Phrase) bool {
		return m.Mark == lang.Of && m.Plural && m.E != nil && (m.E.Agent != "" && len(m.E.Classes) == 0 || m.Pron)
	})
}

// firstOf is the country of the first of some parties.
