package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Whom a pronoun stands for.

// pronoun ties a pronoun to the party it stands for: persons for he and she, several for they.
func (r *resolver) pronoun(ph *doc.Phrase) []article.Entity {
	if ph.E != nil && ph.E.Has(lang.NearFlag) {
		return r.those(ph)
	}
	if ph.E == nil || !ph.E.Has(lang.Third) && !ph.E.Has(lang.Refl) && !ph.E.Has(lang.Human) {
		return nil
	}
	if ph.E.Feats.Has(lang.P1) && !r.d.Pack.Final {
		return nil // whoever speaks
	}
	pick := func(ms []mention) []article.Entity {
		for i := len(ms) - 1; i >= 0 && r.sent-ms[i].sent <= 2; i-- {
			if ms[i].subj && !r.besideSubject(ph, &ms[i]) && !slices.ContainsFunc(ms[i].ents, onlyPlace) {
				return ms[i].ents
			}
		}
		return nil
	}
	var found []article.Entity
	for _, find := range [...]func(*resolver, *doc.Phrase) []article.Entity{ // by the words around it, the surest first
		(*resolver).accused, (*resolver).ifThen, (*resolver).quoted, (*resolver).ofObject, (*resolver).ofDeed, (*resolver).metWith,
		(*resolver).ofCounted, (*resolver).dealtWith, (*resolver).caughtBefore, (*resolver).ofErgative, (*resolver).whoProtests,
	} {
		if found = find(r, ph); found != nil {
			break
		}
	}
	if found == nil {
		found = r.mainBefore(ph)
	}
	if found == nil && r.d.Pack.Final && ph.E.Has(lang.SgFlag) && !ph.E.Has(lang.PlFlag) && !ph.E.Has(lang.Refl) && !ph.E.Has(lang.Human) {
		found = r.bodyHere(ph)
	}
	if found != nil {
	} else if ph.E.Has(lang.PlFlag) && !ph.E.Has(lang.SgFlag) && r.d.Pack.Setting("honorific-plural", "no") == "no" {
		if found = r.officialsHere(ph); found == nil {
			found = pick(r.groups)
		}
		if found == nil && !(ph.After && !ph.E.Has(lang.Poss) && !r.d.Pack.Final) { // "called them a violation": nobody, sooner than one man
			found = pick(r.people)
		}
	} else if ph.E.Has(lang.SgFlag) && !ph.E.Has(lang.Human) && !ph.E.Has(lang.Refl) && !r.d.Pack.Final {
		found = pick(slices.DeleteFunc(slices.Clone(r.groups), func(m mention) bool {
			return m.plural && m.ents[0].How == "agent" && !ph.E.Has(lang.Poss) && dissents(m.ents[0].Sector) || m.plural && m.ents[0].How == "agent" && m.ents[0].Sector == "UAF"
		})) // "it" is nobody, and no gunmen
	} else if found = r.crowdBefore(ph); found != nil {
	} else if found = pick(r.people); found == nil && !(ph.E.Has(lang.Human) && ph.E.Has(lang.SgFlag)) {
		found = pick(r.groups)
	}
	if r.d.Pack.Final && ph.Mark == lang.In && ph.E.Has(lang.SgFlag) && !ph.E.Has(lang.PlFlag) && !slices.ContainsFunc(found, func(e article.Entity) bool {
		return e.How != "agent" || e.Span.Start < r.d.Span(r.d.Art.Sentences[r.sent].First, ph.Last).Start
	}) {
		return nil // पोलिसांनी लाठीमार केला, त्यात २० जण जखमी झाले: in that, not in the police
	}
	out := append([]article.Entity{}, found...)
	for i := range out {
		out[i].Span = r.d.Span(ph.First, ph.Last)
	}
	return out
}

// mainBefore gives, for the pronoun that opens a sentence, the subject of the main clause of the one before, where it can be meant: "The UN said gunmen had
// attacked. | It called on …".
func (r *resolver) mainBefore(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || r.sent == 0 || !ph.E.Has(lang.SgFlag) || ph.E.Has(lang.PlFlag) || ph.E.Has(lang.Poss) || ph.First != r.d.Art.Sentences[r.sent].First || r.d.Art.Sentences[r.sent-1].Headline {
		return nil
	}
	for _, pr := range r.d.Sents[r.sent-1].Preds {
		if pr.Form != doc.Finite || pr.Gov != nil || pr.Cond {
			continue
		}
		s := pr.Subj
		if s == nil && pr.F.Has(lang.Pass) {
			s = pr.Obj
		}
		if s == nil || s.Plural || s.Pron || len(s.Ents) != 1 || s.Ents[0].Human() != ph.E.Has(lang.Human) || s.Ents[0].How == "possessor" || s.Ents[0].How == "unknown" || onlyPlace(s.Ents[0]) {
			return nil
		}
		return s.Ents
	}
	return nil
}

// accused gives those who are accused before a content clause for its subject, or whose its subject is, and the accuser for whose what they act on
// is: "भारत ने पाकिस्तान पर आरोप लगाया कि | उसने | उसके जवानों पर गोलीबारी की".
func (r *resolver) accused(ph *doc.Phrase) []article.Entity {
	if !r.d.Pack.Final || ph.E.Has(lang.Refl) || ph.E.Feats.Has(lang.P1) {
		return nil
	}
	that := -1
	for i := ph.First - 1; i > r.d.Art.Sentences[r.sent].First && that < 0; i-- {
		if r.d.Kind(i, lang.Comp) != nil {
			that = i
		}
	}
	if that < 0 {
		return nil
	}
	for _, pr := range r.d.Sents[r.sent].Preds {
		if n := len(pr.Tokens); n == 0 || pr.Tokens[n-1] >= that || that-pr.Tokens[n-1] > 2 || !pr.Class("accuse") && !pr.Class("blame") {
			continue
		}
		by, on := sides(pr)
		switch {
		case on == nil:
		case r.ofSubjectHere(ph):
			return on.Ents
		case by != nil && slices.ContainsFunc(r.phrases, func(q *doc.Phrase) bool { // another pronoun took the accused
			return q.Pron && q.First > that && q.First < ph.First && r.ofSubjectHere(q)
		}):
			return by.Ents
		}
	}
	return nil
}

// sides gives who accuses, and who is accused.
func sides(pr *doc.Pred) (by, on *doc.Phrase) {
	for _, a := range pr.Args {
		switch {
		case a.Mark == lang.Erg && len(a.Ents) > 0:
			by = a
		case (a.Mark == lang.On || a.Mark == lang.Against) && a.Pred == nil && len(a.Ents) > 0 && a.Ents[0].How != "possessor":
			on = a
		}
	}
	return by, on
}

// ofSubjectHere tells whether a phrase is the subject of a finite clause, or modifies it.
func (r *resolver) ofSubjectHere(ph *doc.Phrase) bool {
	return slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
		return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
			return (a.Mark == lang.Erg || a.Mark == lang.Nom && pr.Form == doc.Finite && a == ph) && (a == ph || slices.Contains(a.Mods, ph))
		})
	})
}

// whoProtests gives, for the subject of a protest or of its end, the people named last who can protest, and not those who govern them:
// "सरकार ने किसानों की मांग मान ली, जिसके बाद उन्होंने धरना समाप्त किया".
func (r *resolver) whoProtests(ph *doc.Phrase) []article.Entity {
	if ph.Mark != lang.Erg && ph.Mark != lang.Nom && ph.Mark != lang.Sub || ph.E.Has(lang.Poss) || ph.E.Has(lang.Refl) {
		return nil
	}
	if !slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
		return (pr.Subj == ph || slices.Contains(pr.Args, ph)) && (r.dissent(pr) ||
			slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Nom && a.Pred != nil && r.dissent(a.Pred) })) // अपनी हड़ताल | वापस ले ली
	}) {
		return nil
	}
	var last *mention
	for _, list := range [][]mention{r.groups, r.people} {
		for i := len(list) - 1; i >= 0 && r.sent-list[i].sent <= 1; i-- {
			m := &list[i]
			if m.last > ph.First && m.sent == r.sent || len(m.ents) == 0 || !dissents(m.ents[0].Sector) || last != nil && m.first < last.first {
				continue
			}
			last = m
			break
		}
	}
	if last == nil {
		return nil
	}
	return last.ents
}

// dissent tells whether a predicate is a protest or its end.
func (r *resolver) dissent(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Classes, func(name string) bool {
		k := r.d.Pack.Common.Class(name)
		return k != nil && (k.Type == "PROTEST" || name == "call_off")
	})
}

// dissents tells whether those of a sector are governed, and can protest.
func dissents(sector string) bool {
	switch sector {
	case "AGR", "LAB", "EDU", "CVL", "MED", "SOC", "BUS", "JRN", "REL", "OPP":
		return true
	}
	return false
}

// ofCounted gives the people named last, not those who hold them, for "them" behind a number: "police removed the protesters and detained 64 | of them".
func (r *resolver) ofCounted(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || ph.Mark != lang.Of || !ph.E.Has(lang.PlFlag) || ph.E.Has(lang.Poss) {
		return nil
	}
	for i := len(r.groups) - 1; i >= 0 && r.sent-r.groups[i].sent <= 1; i-- {
		m := &r.groups[i]
		if !m.plural || len(m.ents) == 0 || m.ents[0].How != "agent" && m.ents[0].How != "body" {
			continue
		}
		switch m.ents[0].Sector {
		case "COP", "MIL", "JUD", "SPY", "UAF":
			continue
		}
		return m.ents
	}
	return nil
}

// those makes a party of people who are told by what they do or what befell them: "those arrested", "those who attacked the police".
func (r *resolver) those(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || !ph.E.Has(lang.PlFlag) {
		return nil
	}
	if !slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
		return pr.Form == doc.RelPart && (pr.Obj == ph || pr.Subj == ph || pr.Head == ph)
	}) {
		return nil
	}
	e := article.Entity{Span: r.span(ph), Sector: "CVL", How: "agent", Country: r.local, Assumed: true}
	if e.Country == "" {
		e.Country = r.homeC
	}
	return []article.Entity{e}
}

// officialsHere gives those of one office who are the subject before "they" in its sentence: "prosecutors said they had opened an investigation".
func (r *resolver) officialsHere(ph *doc.Phrase) []article.Entity {
	for i := len(r.people) - 1; i >= 0 && r.people[i].sent == r.sent; i-- {
		if m := &r.people[i]; m.subj && m.plural && m.last <= ph.First {
			return m.ents
		}
	}
	return nil
}

// besideSubject tells whether a mention is the subject of the clause in which a pronoun is acted on, which then is somebody else: पोलिसांनी दोघांना पकडले.
func (r *resolver) besideSubject(ph *doc.Phrase, m *mention) bool {
	if !r.d.Pack.Final {
		return m.sent == r.sent && m.last <= ph.First && !ph.E.Has(lang.Poss) && !ph.E.Has(lang.Refl) && slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
			return pr.Subj != nil && pr.Subj.First <= m.first && m.last <= pr.Subj.Last && slices.Contains(pr.Args, ph)
		})
	}
	if m.sent != r.sent || m.last > ph.First || ph.E.Has(lang.Refl) {
		return false
	}
	if ph.E.Has(lang.Poss) { // फडणवीस यांनी | त्यांचे स्वागत केले: not his own
		return ph.Mark == lang.Gen && slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
			return pr.Form == doc.Finite && r.within(pr, ph) && (r.d.Pack.Shared && pr.Subj != nil && pr.Subj.First <= m.first && m.last <= pr.Subj.Last+1) || pr.Form == doc.Finite && r.within(pr, ph) && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
				return (a.Mark == lang.Erg || r.d.Pack.Shared && a.Mark == lang.Nom && a != ph) && a.First <= m.first && m.last <= a.Last+1
			})
		})
	}
	switch ph.Mark {
	case lang.Dat, lang.On, lang.Obj, lang.Against:
	case lang.Erg:
		return r.toldOf(ph, m)
	default:
		return false
	}
	return !slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
		return len(pr.Tokens) > 0 && m.last <= pr.Tokens[0] && pr.Tokens[0] < ph.First
	})
}

// within tells whether a phrase is an argument of a predicate, or where owners are told with a case of their own, modifies one.
func (r *resolver) within(pr *doc.Pred, ph *doc.Phrase) bool {
	return holds(pr, ph, r.d.Pack.Shared) || r.d.Pack.Shared && slices.ContainsFunc(pr.Comps, func(q *doc.Pred) bool { return q.Form == doc.Infinitive && holds(q, ph, true) })
}

// holds tells whether a phrase is an argument of a predicate, or modifies one.
func holds(pr *doc.Pred, ph *doc.Phrase, mods bool) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a == ph || mods && slices.Contains(a.Mods, ph) })
}

// ofObject gives those acted on in the same sentence for a possessive that is not the reflexive: "नौसेना ने 23 मछुआरों को पकड़ा और उनकी नौकाएं
// जब्त कर लीं". What the subject itself owns is its own (अपनी); behind "that" the pronoun may be the speaker's.
func (r *resolver) ofObject(ph *doc.Phrase) []article.Entity {
	if !r.d.Pack.Final || ph.E.Has(lang.Refl) {
		return nil
	}
	switch ph.Mark {
	case lang.Gen, lang.Dat, lang.On, lang.Against, lang.From, lang.With:
	default:
		return nil
	}
	var subj, obj, alone *mention
	for _, m := range r.inSentence() {
		switch how := m.ents[0].How; {
		case m.last > ph.First || how != "agent" && how != "title" && how != "person" && !(how == "body" && m.subj) && !(how == "state" && r.d.Pack.Shared && ph.E.Has(lang.Poss) && (m.subj || r.dealt(m))):
		case m.subj && (r.d.Kind(m.first, lang.RelPron) != nil || m.first > 0 && r.d.Kind(m.first-1, lang.RelPron) != nil):
			return m.ents // ज्या तरुणाने शाई फेकली | त्याला
		case m.subj:
			subj, obj = m, nil
		case subj == nil && ph.Mark == lang.Dat && how != "body" && r.postDative(m.last) && r.clauseBetween(m.last, ph.First): // आरोपियों को पेश किया गया, जिसने उन्हें …
			alone = m
		case subj != nil && !slices.ContainsFunc(m.ents, onlyPlace):
			if ph.E.Has(lang.Poss) && r.ownsObject(m, ph) {
				obj = m
			}
			if r.postDative(m.last) || r.dative(m.last-1) || r.facing(m) || how == "state" && r.dealt(m) || r.ofConverb(m) || ph.Mark == lang.Dat && how != "body" && r.postFrom(m.last) {
				obj = m
			}
		}
	}
	if obj == nil && alone != nil {
		obj = alone
	}
	if obj == nil {
		return nil
	}
	for i := obj.last; i < ph.First; i++ {
		if r.d.Kind(i, lang.Comp) != nil || r.d.Art.Tokens[i].Quoted {
			return nil
		}
	}
	return obj.ents
}

// ownsObject tells whether those whom a mention names own what a clause before a phrase acts on: "मछुआरों की नौकाएं जब्त कीं और | उनके नाविक पकड़े".
func (r *resolver) ownsObject(m *mention, ph *doc.Phrase) bool {
	return r.d.Pack.Shared && slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(q *doc.Pred) bool {
		return q.Form != doc.Nominal && len(q.Tokens) > 0 && m.last <= q.Tokens[0] && q.Tokens[0] < ph.First && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool {
			owner := func(md *doc.Phrase) bool { return md.Mark == lang.Gen && md.First <= m.first && m.last <= md.Last+1 }
			return owner(a) || a.Mark == lang.Nom && slices.ContainsFunc(a.Mods, owner)
		})
	})
}

// ofConverb tells whether those whom a mention names are whom a converb acts on in the genitive: आंदोलकांची | भेट घेऊन त्यांच्याशी चर्चा केली.
func (r *resolver) ofConverb(m *mention) bool {
	return !r.d.Pack.Shared && slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Converb && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool {
			return a.Mark == lang.Gen && !a.Owns && a.First <= m.first && m.last <= a.Last
		})
	})
}

// bodyHere gives the body or state that acts before a pronoun in its sentence: वायुसेना ने दावा किया कि उसने …. People of standing are "they".
func (r *resolver) bodyHere(ph *doc.Phrase) []article.Entity {
	for i := len(r.groups) - 1; i >= 0 && r.groups[i].sent == r.sent; i-- {
		if m := &r.groups[i]; m.subj && m.last <= ph.First && len(m.ents) == 1 && !onlyPlace(m.ents[0]) && !r.besideSubject(ph, m) {
			return m.ents
		}
	}
	return nil
}

// inSentence gives the mentions of the sentence that is read, in text order.
func (r *resolver) inSentence() []*mention {
	var out []*mention
	for _, list := range [][]mention{r.groups, r.people} {
		for i := len(list) - 1; i >= 0 && list[i].sent == r.sent; i-- {
			if len(list[i].ents) > 0 {
				out = append(out, &list[i])
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *mention) int { return a.first - b.first })
	return out
}

// clauseBetween tells whether a verb stands between two tokens of the sentence.
func (r *resolver) clauseBetween(from, to int) bool {
	return slices.ContainsFunc(r.d.Sents[r.sent].Preds, func(pr *doc.Pred) bool {
		return pr.Form == doc.Finite && len(pr.Tokens) > 0 && from <= pr.Tokens[0] && pr.Tokens[0] < to
	})
}

// holders are those who hold others.
func holders(sector string) bool {
	switch sector {
	case "COP", "JUD", "MIL", "SPY", "PRM", "CRM", "UAF", "REB":
		return true
	}
	return false
}

// caughtBefore gives those acted on by the police or a court in the sentence before for a pronoun of people acted on, which then is not the police:
// "विभागाने तहसीलदारांना पकडले. न्यायालयाने दोघांना कोठडी सुनावली."
func (r *resolver) caughtBefore(ph *doc.Phrase) []article.Entity {
	self := r.againActs(ph)
	if ph.Mark != lang.Dat && ph.Mark != lang.Obj && self == nil || !ph.E.Has(lang.PlFlag) && !r.d.Pack.Final || ph.E.Has(lang.Refl) {
		return nil
	}
	by, caught := self, (*mention)(nil)
	for i := 0; self == nil && i < len(r.groups); i++ {
		if m := &r.groups[i]; m.sent == r.sent-1 && m.subj && len(m.ents) == 1 && holders(m.ents[0].Sector) {
			by = m
		}
	}
	if by == nil {
		return nil
	}
	for _, list := range [][]mention{r.people, r.groups} {
		for i := range list {
			if m := &list[i]; m.sent == r.sent-1 && !m.subj && m.first >= by.last && !slices.ContainsFunc(m.ents, onlyPlace) && (!r.d.Pack.Final || r.dative(m.last-1) || r.postDative(m.last) || m.ents[0].Human()) {
				caught = m
			}
		}
	}
	if caught == nil {
		return nil
	}
	return caught.ents
}

// againActs gives the mention of who acted in the sentence before where he acts again in the clause in which a pronoun is acted on, which so is somebody
// else: "मंत्रालय ने राजदूत को तलब किया। मंत्रालय ने | उन्हें विरोध पत्र सौंपा".
func (r *resolver) againActs(ph *doc.Phrase) *mention {
	if !r.d.Pack.Shared || r.sent == 0 || ph.E.Has(lang.Refl) || ph.E.Has(lang.Poss) {
		return nil
	}
	switch ph.Mark {
	case lang.Dat, lang.On, lang.Against, lang.From:
	default:
		return nil
	}
	var by *doc.Phrase
	for _, pr := range r.d.Sents[r.sent].Preds {
		if pr.Form != doc.Finite || !slices.Contains(pr.Args, ph) {
			continue
		}
		for _, a := range pr.Args {
			if a.Mark == lang.Erg && a.Last <= ph.First && len(a.Ents) == 1 {
				by = a
			}
		}
	}
	if by == nil {
		return nil
	}
	for _, list := range [][]mention{r.people, r.groups} {
		for i := range list {
			if m := &list[i]; m.sent == r.sent-1 && m.subj && len(m.ents) == 1 && m.ents[0].Country == by.Ents[0].Country && m.ents[0].Sector == by.Ents[0].Sector && m.ents[0].KB == by.Ents[0].KB {
				return m
			}
		}
	}
	return nil
}

// dealtWith gives those whom another verb before in the sentence deals with for a pronoun that is acted on: "spoke with Lula and thanked | him", "arrested a
// former minister and a judge remanded | him".
func (r *resolver) dealtWith(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || ph.Mark != lang.Obj || ph.E.Has(lang.Poss) || ph.E.Has(lang.Refl) || !ph.E.Has(lang.Human) && !ph.E.Has(lang.PlFlag) {
		return nil
	}
	var found *doc.Phrase
	for _, pr := range r.d.Sents[r.sent].Preds {
		if pr.Form == doc.Nominal || len(pr.Tokens) == 0 || pr.Tokens[0] > ph.First || slices.Contains(pr.Args, ph) {
			continue
		}
		for _, a := range pr.Args {
			switch a.Mark {
			case lang.Obj, lang.Dat, lang.With, lang.To:
			default:
				continue
			}
			if a.Last > ph.First || a.Pron || a.Time || len(a.Ents) != 1 || a.Plural != ph.E.Has(lang.PlFlag) || found != nil && a.First < found.First {
				continue
			}
			if e := a.Ents[0]; e.Human() || e.How == "agent" && (a.E == nil || !a.E.Has(lang.Org)) {
				found = a
			}
		}
	}
	if found == nil {
		return nil
	}
	return found.Ents
}

// facing tells whether somebody named by an office or as a person is whom the subject deals with, by the case: मुख्यमंत्र्यांवर टीका, चांसलर से मुलाकात.
func (r *resolver) facing(m *mention) bool {
	if how := m.ents[0].How; how != "title" && how != "person" {
		return false
	}
	f := r.d.Kind(m.last, lang.Post)
	return f != nil && deals(f.E.Mark) || m.last > 0 && slices.ContainsFunc(r.d.An[m.last-1], func(a lang.Analysis) bool { return deals(a.Mark) && !a.Attr })
}

// dealt tells whether a postposition of those whom one deals with stands behind a mention: फ्रांस | पर.
func (r *resolver) dealt(m *mention) bool {
	f := r.d.Kind(m.last, lang.Post)
	return f != nil && deals(f.E.Mark)
}

// deals tells whether a case is that of those whom one deals with.
func deals(m lang.Mark) bool {
	return m == lang.On || m == lang.Against || m == lang.With || m == lang.From
}

// postDative tells whether a word is the postposition of those who are acted on: आतंकियों | को.
func (r *resolver) postDative(i int) bool {
	f := r.d.Kind(i, lang.Post)
	return f != nil && f.E.Mark == lang.Dat
}

// postFrom tells whether a word is the postposition of those whom somebody meets or asks: परिजनों | से.
func (r *resolver) postFrom(i int) bool {
	f := r.d.Kind(i, lang.Post)
	return f != nil && f.E.Mark == lang.From
}

// dative tells whether a word ends in the ending of those who are acted on: आंदोलकांना.
func (r *resolver) dative(i int) bool {
	return i >= 0 && slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.Mark == lang.Dat && !a.Attr })
}

// ofDeed gives those whom the clause before acted on for a pronoun that the same subject acts on, and so cannot be the subject: "seized two ships and accused
// | them of smuggling", "arrested the mayor and charged him".
func (r *resolver) ofDeed(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || !ph.After || ph.E.Has(lang.Poss) || ph.E.Has(lang.Refl) || !ph.E.Has(lang.Third) {
		return nil
	}
	many := ph.E.Has(lang.PlFlag) && !ph.E.Has(lang.SgFlag)
	if !many && !ph.E.Has(lang.Human) {
		return nil
	}
	preds := r.d.Sents[r.sent].Preds
	k := slices.IndexFunc(preds, func(pr *doc.Pred) bool { return slices.Contains(pr.Args, ph) })
	if k < 0 || preds[k].Subj == nil || preds[k].Subj.Plural != many && preds[k].Subj.Pron {
		return nil
	}
	for _, q := range slices.Backward(preds[:k]) {
		if q.Subj != preds[k].Subj || q.Form == doc.Nominal {
			continue
		}
		for _, a := range slices.Backward(q.Args) {
			switch a.Mark {
			case lang.Obj, lang.Dat, lang.On, lang.Against, lang.At:
			default:
				continue
			}
			if len(a.Ents) > 0 && a.After && a.Last <= ph.First && !a.Pron && !slices.ContainsFunc(a.Ents, onlyPlace) && (a.Plural || len(a.Ents) > 1 || many && a.E != nil && a.E.Has(lang.Org)) == many && (many || a.Ents[0].Human() || a.Ents[0].How == "agent") {
				return a.Ents
			}
		}
	}
	return nil
}

// metWith gives the crowd that force was used on for "they" in the clause that tells why: "Police lathi-charged the farmers when | they refused to leave".
func (r *resolver) metWith(ph *doc.Phrase) []article.Entity {
	if r.d.Pack.Final || ph.After || ph.First == 0 || !ph.E.Has(lang.PlFlag) || ph.E.Has(lang.SgFlag) || ph.E.Has(lang.Poss) || r.d.Kind(ph.First-1, lang.SubConj) == nil {
		return nil
	}
	for _, q := range r.d.Sents[r.sent].Preds {
		if q.Form != doc.Finite || len(q.Tokens) == 0 || q.Tokens[0] > ph.First || q.Subj == nil || !r.d.Pack.Common.AnyType(q.Classes, "ASSAULT", "COERCE") {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.Obj || a.Mark == lang.At || a.Mark == lang.On) && a.After && a.Plural && a.Last <= ph.First && len(a.Ents) > 0 && !holders(a.Ents[0].Sector) && !onlyPlace(a.Ents[0]) {
				return a.Ents
			}
		}
	}
	return nil
}
