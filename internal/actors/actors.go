// Package actors turns noun phrases into parties: which state or body, which sector, which person in which office on
// the day. A party's country comes from its own name, else from what modifies it, else from an apposition, else from the
// text's place. Pronouns and short forms are tied to parties named before them in the same text, never against a
// contradiction in number.
package actors

import (
	"cmp"
	"slices"
	"sync"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Run resolves every phrase of the document, in text order.
func Run(d *doc.Doc) {
	w := works.Get().(*work)
	r := &w.resolver
	*r = resolver{d: d, people: w.people[:0], groups: w.groups[:0]}
	r.home()
	for si := range d.Sents {
		r.sent = si
		r.phrases = phrasesOf(&d.Sents[si], d.List(phrasesUsual))
		r.local = r.localCountry(si)
		for _, ph := range r.phrases {
			r.phrase(ph)
		}
	}
	clear(r.people)
	clear(r.groups)
	w.people, w.groups = r.people, r.groups
	*r = resolver{}
	works.Put(w)
}

// work is memory that the parties of one text after another are kept in.
type work struct {
	people, groups []mention
	resolver       resolver
}

var works = sync.Pool{New: func() any { return new(work) }}

// phrasesUsual is how many phrases most sentences have at most.
const phrasesUsual = 24

// phrasesOf adds all the phrases of a sentence in text order, modifiers before what they modify.
func phrasesOf(s *doc.Sent, out []*doc.Phrase) []*doc.Phrase {
	seen := make([]*doc.Phrase, 0, 32) // few enough to look through
	var visit func(ph *doc.Phrase)
	visit = func(ph *doc.Phrase) {
		if ph == nil || slices.Contains(seen, ph) {
			return
		}
		seen = append(seen, ph)
		for _, m := range ph.Mods {
			visit(m)
		}
		out = append(out, ph)
		for _, c := range ph.Conj {
			visit(c)
		}
	}
	for _, ph := range s.Phrases {
		visit(ph)
	}
	for _, pr := range s.Preds {
		for _, a := range pr.Args {
			visit(a)
		}
		visit(pr.Phrase)
		visit(pr.Head)
		visit(pr.Subj)
		visit(pr.Obj)
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].First < out[j-1].First; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

type resolver struct {
	d        *doc.Doc
	sent     int
	homeC    string         // the country that the text is about, where one is clear
	homeAt   int            // the first token of a name that says so, where only names of the state do
	local    string         // the country of the sentence's places
	localAt  int            // the first token of the first of them
	phrases  []*doc.Phrase  // of the sentence
	people   []mention      // in the order of their sentences, as all mentions
	given    map[string]int // by the first of several words, where papers call people by it
	surnames map[string]int // by the last of several words, the last of people that is named so
	groups   []mention
	couple   []article.Entity // the states that were last named side by side

	coupleAt  int              // in which sentence
	coupleWas []article.Entity // those before that sentence
}

type mention struct {
	first, last int // tokens
	ents        []article.Entity
	subj        bool
	plural      bool
	sent        int
	office      *lang.Entry // the title of somebody named by it
}

// phrase resolves a phrase and its coordinated members.
func (r *resolver) phrase(ph *doc.Phrase) {
	if ph.Resolved {
		return
	}
	ph.Resolved = true
	if ph.Pron {
		ph.Ents = r.pronoun(ph)
		return
	}
	ents := r.apposition(ph, r.one(ph))
	if es := r.outOf(ph, ents); es != nil {
		ents = es
	}
	r.retire(ph, ents)
	r.dissenters(ph, ents)
	r.opposing(ph, ents)
	for _, c := range ph.Conj {
		r.phrase(c)
		c.Ents = ofFirst(ph, c, ents)
		if len(ph.Conj) == 1 && len(ents) == 1 && r.oneOfTwo(ph, c) {
			ents = nil
		}
		ents = add(ents, c.Ents...)
	}
	// "Hungarian and Romanian officials", "रशिया आणि चीनचे अधिकारी": the head noun is of each
	if len(ph.Conj) > 0 {
		ents = shareSector(ents, ph.Conj[len(ph.Conj)-1])
	}
	r.folk(ph, ents)
	ph.Ents = ents
	r.coupled(ents)
	if len(ents) > 0 && ents[0].How != "possessor" {
		m := mention{first: ph.First, last: ph.Head + 1, ents: ents, subj: ph.Mark == lang.Erg || ph.Mark == lang.Nom, plural: ph.Plural, sent: r.sent}
		for _, n := range ph.Names {
			if nm := r.d.Names[n]; nm.Rec.Person() {
				m.first, m.last = nm.First, nm.Last
			}
		}
		if len(ents) == 1 && (ents[0].Human() || ph.Hon && r.d.Pack.Final && ents[0].How == "agent" && !(ph.E != nil && ph.E.Has(lang.Org))) {
			m.office = r.title(ph)
			r.meet(m)
		} else {
			r.groups = append(r.groups, m)
		}
	}
}

func add(to []article.Entity, es ...article.Entity) []article.Entity {
	for _, e := range es {
		dup := false
		for _, x := range to {
			dup = dup || x.Span == e.Span && x.Country == e.Country
		}
		if !dup {
			to = append(to, e)
		}
	}
	return to
}

// one resolves a phrase without its coordinated members.
func (r *resolver) one(ph *doc.Phrase) []article.Entity {
	span := r.span(ph)
	head := ph.E
	if title := r.title(ph); title != nil && (head == nil || head.Agent == "" && !described(ph)) {
		head = title
	} else if title == nil && r.nameHeads(ph) {
		head = nil // "Sheikh Hasina" bears no title
	}
	own, descent := r.ownNames(ph)
	if ph.Last-ph.First == 1 && head != nil && listed(head, "abstract") { // justice, not a justice
		return nil
	} else if e, ok := r.short(ph); ok {
		return r.d.Party(e)
	}
	if e, ok := r.sameCountry(ph); ok {
		e.Span = span
		return r.d.Party(e)
	}
	if es := r.pair(ph, span); es != nil {
		return es
	}
	if e, ok := r.ownCountry(ph); ok {
		return r.d.Party(e)
	}
	if e, ok := r.named(ph, own, head, span); ok {
		return e
	}
	mods := r.modifiers(ph)
	if descent && (head == nil || head.Agent == "") {
		if thing(ph) { // अल्बेनियन वंशाच्या, before the noun of people
			return nil
		}
		return r.d.Party(article.Entity{Span: span, Sector: "CVL", Country: r.placed(mods), How: "descent"})
	}
	if head != nil && head.Agent != "" {
		return r.agent(ph, head, own, mods, span)
	}
	if r.relative(ph) {
		if len(mods) > 0 {
			return []article.Entity{r.kinOf(ph, mods[0])}
		}
		return r.agent(ph, oneOfKin, own, nil, span)
	}
	if out := r.bareNames(ph, own); len(out) > 0 {
		return out
	}
	if e := r.whoDo(ph); e != nil {
		return r.d.Party(*e)
	}
	if e := r.introduced(ph); e != nil {
		return r.agent(ph, e, own, mods, span)
	}
	if r.unknown(ph) && len(mods) > 0 && r.d.Pack.Final && !ph.Hon && ph.Mark != lang.Erg && (ph.Mark != lang.Nom || r.ofBody(mods)) && r.title(ph) == nil { // राष्ट्रपतींच्या अभिभाषणावर: an unknown thing of somebody's
		return r.possessors(mods)
	}
	if r.unknown(ph) {
		return []article.Entity{{Span: span, Country: firstOf(mods), Sector: r.partyOf(ph, mods), How: "unknown"}}
	}
	if e, ok := r.inner(ph); ok {
		return r.d.Party(e)
	}
	if len(mods) > 0 && r.partitive(ph) {
		return mods
	}
	if len(mods) > 0 && thing(ph) { // धोरण of X: the party behind a thing
		return r.possessors(mods)
	}
	return nil
}

// bareNames gives what states, demonyms and places without a noun of people name.
func (r *resolver) bareNames(ph *doc.Phrase, own []doc.Name) (out []article.Entity) {
	for _, nm := range own {
		e := r.state(nm, ph)
		if e.Country == "" && e.Sector == "" || nm.Use == kb.Locality && ph.E != nil && ph.E.Is("o.road") {
			continue // a road is not the towns' that it joins
		}
		if thing(ph) && nm.Last <= ph.Head {
			e.How = "possessor"
		}
		if out == nil {
			out = r.d.Parties(len(own))
		}
		out = append(out, e)
	}
	return out
}

func firstOf(es []article.Entity) string {
	if len(es) == 0 {
		return ""
	}
	return es[0].Country
}

// possessors are the parties behind a thing: whose it is.
func (r *resolver) possessors(mods []article.Entity) []article.Entity {
	out := append(r.d.Parties(len(mods)), mods...)
	for i := range out {
		out[i].How = "possessor"
	}
	return out
}

// inner finds the people that a thing's own noun phrase names: "a police station", "the rebel bomb".
func (r *resolver) inner(ph *doc.Phrase) (article.Entity, bool) {
	if r.d.Pack.Final || ph.Pred != nil || ph.E == nil || ph.E.Agent != "" || ph.E.Is("o.aid") || ph.E.Is("o.money") || ph.E.Is("aid") || ph.E.Is("fund") || ph.E.Is("o.office") {
		return article.Entity{}, false // security aid is nobody's
	}
	for i := ph.First; i < ph.Head; i++ {
		a := r.d.Kind(i, lang.Noun)
		if a == nil || a.E.Agent == "" || a.E.Agent == "UNK" || a.E.Agent == "CVL" || a.E.Has(lang.Title) || r.d.Kind(i, lang.Adj) != nil && a.E.Agent != "REB" {
			continue
		}
		e := article.Entity{Span: r.span(ph), Sector: a.E.Agent, Sectors: a.E.Also, How: "possessor"}
		mods := r.modifiers(ph)
		if a.E.Agent == "BUS" && len(mods) > 0 && mods[0].Sector != "" {
			continue // "the bank accounts of an opposition leader": his
		}
		if len(mods) > 0 {
			e.Country = mods[0].Country
		} else {
			e.Country = r.fallback(ph, a.E)
		}
		return e, true
	}
	return article.Entity{}, false
}

// thing tells whether a phrase's head is known to be no party.
func thing(ph *doc.Phrase) bool { return ph.Pred != nil || ph.E != nil && ph.E.Agent == "" }

// span is the phrase without the ending on its last word, with the modifiers before it left out.
func (r *resolver) span(ph *doc.Phrase) text.Span { return r.d.Span(ph.First, ph.Last) }

// described tells whether a phrase's head is a thing of the lexicon that a title before it only describes: विदेश सचिव स्तर, राष्ट्रपति चुनाव.
func described(ph *doc.Phrase) bool {
	return ph.E != nil && ph.E.Kind == lang.Noun && (len(ph.Names) == 0 || ph.E.Is("o.office") && ph.Head == ph.Last-1) && (len(ph.E.Classes) > 0 || len(ph.E.Lists) > 0)
}

// title finds an agent noun with the flag title among the phrase's tokens: the one next to the name, प्रमुख मानवाधिकार कार्यकर्ता X.
func (r *resolver) title(ph *doc.Phrase) *lang.Entry {
	var found *lang.Entry
	for i := ph.First; i < ph.Last && (found == nil || r.d.Pack.Final); i++ {
		if n := r.d.At[i]; n >= 0 && r.d.Names[n].Rec.Person() { // "Sheikh Hasina", "King Abdullah": part of the name
			i = r.d.Names[n].Last - 1
			continue
		}
		if !r.d.Words[i].Kinds.Has(lang.Noun) || !r.d.Pack.Final && i+2 < ph.Last && r.hyphen(i+1) && r.d.Art.Tokens[i+2].Caps {
			continue // PM-PRANAM
		}
		for j := range r.d.An[i] {
			a := &r.d.An[i][j]
			if a.E != nil && a.E.Agent != "" && (a.E.Has(lang.Title) || ph.Hon && !a.E.Has(lang.Org) && a.Mark == lang.Nom && !a.E.Has(lang.Weaponized)) && a.E.Kind == lang.Noun {
				found = r.longer(i, a.E, ph)
				break
			}
		}
	}
	if found == nil {
		found = r.trade(ph)
	}
	return found
}

// longer prefers a title of several words that ends at token i.
func (r *resolver) longer(i int, e *lang.Entry, ph *doc.Phrase) *lang.Entry {
	for _, p := range r.d.Pack.Phrases(e.Toks[0]) {
		start := i - len(p.Toks) + 1
		if p.Agent == "" || start < ph.First {
			continue
		}
		ok := true
		for k := 0; k < len(p.Toks)-1; k++ {
			ok = ok && r.d.Art.Tokens[start+k].Norm == p.Toks[k]
		}
		if ok {
			return p
		}
	}
	return e
}

// named resolves phrases that name a person or a body of the knowledge base.
func (r *resolver) named(ph *doc.Phrase, own []doc.Name, head *lang.Entry, span text.Span) ([]article.Entity, bool) {
	var out []article.Entity
	var state *doc.Name
	for k := range own {
		nm := &own[k]
		switch {
		case r.site(ph, nm):
		case r.inside(ph, nm): // "General Abdel Fattah al-Burhan" names no party
		case nm.Rec.Person():
			e := r.person(r.namesake(nm, ph), head, span)
			if head != nil && head.Agent == "GOV" && head.Has(lang.Org) && head.Has(lang.Head) && nm.Last == ph.Head && !r.d.Pack.Final {
				e.Sector = "GOV" // "Kejriwal Govt", whoever leads it now
			}
			if e.Sector == "GOV" && (nm.Rec.Sector == "OPP" || nm.Rec.Sector == "PTY") && slices.ContainsFunc(own[:k], func(x doc.Name) bool { return x.Rec.Kind == "party" && x.Last <= nm.First }) {
				e.Sector = nm.Rec.Sector // "Congress President Kharge" is president of no state
			}
			r.calledSo(&e, ph, head)
			if r.d.Pack.Final && ruled(e, head) {
				e.Country = cmp.Or(r.stateBeside(ph), e.Country)
			}
			out = append(out, e)
		case nm.Rec.Kind == "state" || nm.Use == kb.Locality || nm.Rec.Kind == "people" && head != nil && head.Agent != "":
			state = nm
		default:
			out = append(out, r.body(r.otherBody(nm), ph, head))
		}
	}
	for _, e := range out { // "NATO Secretary-General Jens Stoltenberg" is the man
		if e.How == "person" && len(out) > 1 {
			var men []article.Entity
			for _, x := range out {
				if x.How == "person" {
					men = append(men, x)
				}
			}
			out = men
			break
		}
	}
	if len(out) == 1 && state != nil && plover.IsState(state.Rec.Country) && (out[0].Country == "" || out[0].Country != state.Rec.Country && (officialBody(out[0].KB, own) || ruled(out[0], head))) {
		if out[0].Country != "" && out[0].How != "person" { // "Lahore High Court" is not India's "High Court"
			out[0].Name, out[0].Wikidata, out[0].KB = "", "", ""
		}
		out[0].Country = state.Rec.Country
	}
	return out, len(out) > 0
}

func (r *resolver) person(nm *doc.Name, head *lang.Entry, span text.Span) article.Entity {
	rec := nm.Rec
	e := article.Entity{Span: span, Name: rec.Name, Wikidata: rec.Wikidata, Country: rec.Country, KB: rec.ID, How: "person"}
	if role, ok := rec.RoleOn(r.d.Art.Published); ok {
		e.Country, e.Sector, e.Sectors, e.Role = role.Country, role.Sector, role.Also, role.Title
		if e.Sector == "" && !plover.IsState(e.Country) { // who leads the UN or the EU governs it
			e.Sector = "GOV"
		}
		if role.Sector == "ELI" && head != nil && head.Has(lang.Title) && head.Agent != "UNK" { // the text gives him an office
			e.Sector, e.Role = head.Agent, ""
		}
	} else if head != nil && head.Agent != "" && (head.Agent != "UNK" || rec.Sector == "") {
		e.Sector, e.Sectors = head.Agent, head.Also
	} else {
		e.Sector = rec.Sector
	}
	if head != nil && head.Has(lang.Title) && head.Agent != e.Sector && e.Sector == "" {
		e.Sector = head.Agent
	}
	return e
}

// body resolves an organisation, with a noun of its people beside it: NATO officials, Hamas fighters.
func (r *resolver) body(nm *doc.Name, ph *doc.Phrase, head *lang.Entry) article.Entity {
	rec := nm.Rec
	e := article.Entity{Span: r.d.Span(nm.First, nm.Last), Name: rec.Name, Wikidata: rec.Wikidata, Country: rec.Country, Sector: rec.Sector, Sectors: rec.Also, KB: rec.ID, How: "body"}
	if role, ok := rec.RoleOn(r.d.Art.Published); ok { // the Taliban rule since 2021
		e.Country, e.Sector, e.Sectors = role.Country, role.Sector, role.Also
	}
	if rec.Kind == "people" && rec.Country == "" { // a people of several states is of that where it is
		e.Country = r.placed(r.modifiers(ph))
		e.Default = e.Country != ""
	}
	if head != nil && head.Agent != "" && !head.Has(lang.Org) && !r.d.Pack.Final && r.d.Art.Sentences[r.sent].Headline && nm.First == ph.First && nm.Last <= ph.Head {
		e.Span = r.span(ph) // "Samsung Executive", "BJP Workers": its people, as they are named
		if head.Has(lang.Title) && rec.Kind != "party" && !ph.Plural {
			e.How = "title"
		}
	}
	if head != nil && head.Agent != "" && e.Sector == "" && !(rec.Kind == "igo" && head.Has(lang.Org) && (head.Agent == "SOC" || head.Agent == "UNK")) {
		e.Sector = head.Agent
	}
	if head != nil && head.Agent == "GOV" && head.Has(lang.Org) && head.Has(lang.Head) && (rec.Kind == "party" || rec.Kind == "alliance") && nm.Last <= ph.Head {
		e.Sector, e.Sectors = "GOV", []string{"PTY"} // the Congress government
	}
	if head != nil && r.d.Pack.Final && rec.Kind == "party" && head.Has(lang.Title) && !head.Has(lang.Org) && !head.Has(lang.Spokes) && (head.Agent == "LEG" || head.Agent == "GOV") && nm.Last <= ph.Head {
		return article.Entity{Span: r.span(ph), Country: rec.Country, Sector: head.Agent, Sectors: []string{"PTY"}, How: "title"} // भाजप आमदार
	}
	if head != nil && r.d.Pack.Final && rec.Kind == "party" && head.Has(lang.Title) && !head.Has(lang.Org) && nm.Last < ph.Head && ph.Head == ph.Last-1 && r.d.Kind(ph.Head, lang.Noun) == nil {
		return article.Entity{Span: r.span(ph), Country: rec.Country, Sector: rec.Sector, Sectors: rec.Also, How: "title"} // BJP नेता अपर्णा यादव
	}
	if p, ok := r.parliament(nm, ph); ok {
		return p
	}
	r.standing(nm, ph, &e)
	if c := r.othersAll(nm); c != "" && official(rec) && r.d.Pack.Final { // a headline of another country's politics: "इम्रान खान अडचणीत; निवडणूक आयोगाने …"
		e.Country, e.Name, e.Wikidata, e.KB = c, "", "", ""
	}
	if c := r.ofSuchName(nm, ph); c != "" {
		e.Country, e.Name, e.Wikidata, e.KB = c, "", "", ""
	}
	if official(rec) { // "Pakistan's Supreme Court": the state beside the name decides
		for _, m := range r.modifiers(ph) {
			if len(m.Country) == 3 && m.Country != e.Country && (m.How == "state" || m.How == "capital" || m.How == "place") {
				e.Country, e.Name, e.Wikidata, e.KB = m.Country, "", "", ""
				break
			}
		}
	}
	if c := r.otherRebels(nm, ph); c != "" {
		e.Country, e.Name, e.Wikidata, e.KB = c, "", "", ""
	}
	return e
}

// state resolves a state, a people, a capital or a place as a party.
func (r *resolver) state(nm doc.Name, ph *doc.Phrase) article.Entity {
	rec := nm.Rec
	e := article.Entity{Span: r.d.Span(nm.First, nm.Last), Name: rec.Name, Wikidata: rec.Wikidata, Country: rec.Country, Sector: rec.Sector, KB: rec.ID, How: "state"}
	switch nm.Use {
	case kb.Capital:
		e.How = "capital"
		if !inPlace(ph) {
			e.Sector = "GOV"
		}
	case kb.Metonym:
		e.Sector, e.How = "GOV", "metonym"
	case kb.Locality:
		e.How = "place"
	}
	return e
}

func inPlace(ph *doc.Phrase) bool {
	switch ph.Mark {
	case lang.In, lang.At, lang.From, lang.Near, lang.Into, lang.Loc:
		return true
	}
	return false
}
