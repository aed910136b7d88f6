package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// ownNames are the names in a phrase that may tell its country; descent is true where one tells only where people come
// from: "ethnic Albanians", अल्बेनियन वंशाच्या. Who backs, holds or opposes them gives no country either: "US-backed rebels",
// "the Israeli-occupied West Bank", "pro-Russian separatists".
func (r *resolver) ownNames(ph *doc.Phrase) (own []doc.Name, descent bool) {
	for _, i := range ph.Names {
		nm := r.d.Names[i]
		switch {
		case r.descent(nm), r.minority(ph, &nm):
			descent = true
		case nm.Rec.Person() && r.stranger(ph, &nm):
		case r.initials(ph, &nm):
		case r.epithet(ph, &nm):
		case r.tied(ph, &nm):
		case !r.d.Pack.Final && nm.Last == ph.Last && r.inside(ph, &nm): // senator Paloma Valencia
		case !r.alien(nm) || nm.Last == ph.Head && r.listedAt(nm.Last, "alien") && !r.opposedTo(nm):
			if own == nil {
				own = r.d.NameList(len(ph.Names))
			}
			own = append(own, nm)
		}
	}
	return own, descent
}

// minority tells whether a nation's adjective only tells of what people a leader or official of the state beside it is: बोस्नियाच्या | सर्ब नेत्याला.
func (r *resolver) minority(ph *doc.Phrase, nm *doc.Name) bool {
	if !r.d.Pack.Final || nm.Use != kb.Demonym || nm.First != ph.First || ph.E == nil || !ph.E.Has(lang.Title) || nm.Last > ph.Head {
		return false
	}
	return slices.ContainsFunc(ph.Mods, func(m *doc.Phrase) bool {
		return m.Mark == lang.Gen && len(m.Names) == 1 && m.E == nil && r.d.Names[m.Names[0]].Rec.Kind == "state" && r.d.Names[m.Names[0]].Rec.Country != nm.Rec.Country
	})
}

// tied tells whether a name only says whose ally, neighbour or member the state or body is that is named right behind it: "US ally Japan", "BJP
// ally Shiv Sena".
func (r *resolver) tied(ph *doc.Phrase, nm *doc.Name) bool {
	if r.d.Pack.Final || !r.listedAt(nm.Last, "tie") {
		return false
	}
	return slices.ContainsFunc(ph.Names, func(n int) bool {
		other := r.d.Names[n]
		return other.First == nm.Last+1 && !other.Rec.Person() && other.Use != kb.Demonym
	})
}

// epithet tells whether the short name of a party says here what somebody is and not of which party: before people of no party (राष्ट्रवादी
// आंदोलक), or as the field of an office (Labour Adviser X).
func (r *resolver) epithet(ph *doc.Phrase, nm *doc.Name) bool {
	if nm.Rec.Kind != "party" || nm.Last != nm.First+1 || nm.Last > ph.Head {
		return false
	}
	if !r.d.Pack.Final { // Labour Adviser X: of that office
		a := r.d.Kind(nm.Last, lang.Noun)
		return a != nil && a.E.Has(lang.Title) && (a.E.Agent == "GOV" || a.E.Has(lang.Spokes) || a.E.Agent == "UNK" && !leads(a.E))
	}
	if ph.E == nil || nm.Last != ph.Head {
		return false
	}
	if r.d.Pack.Home != "" && r.local != "" && r.local != r.d.Pack.Home {
		return ph.E.Agent != ""
	}
	switch ph.E.Agent {
	case "CVL", "REB", "UAF", "MIL":
		return true
	}
	return false
}

func nation(nm doc.Name) bool { return nm.Rec.Kind == "state" || nm.Rec.Kind == "people" }

func (r *resolver) descent(nm doc.Name) bool {
	return nation(nm) && (r.listedAt(nm.First-1, "descent") || r.listedAt(nm.Last, "descent"))
}

func (r *resolver) alien(nm doc.Name) bool {
	return r.opposedTo(nm) || (nation(nm) || !r.d.Pack.Final && (nm.Rec.Kind == "armed" || nm.Rec.Kind == "party")) && (r.d.Pack.Final && r.listedAt(nm.Last, "alien") && r.joins(nm.Last-1) && !r.ownOpposition(nm) ||
		r.hyphen(nm.Last) && r.listedAt(nm.Last+1, "alien") || r.hyphen(nm.First-1) && r.listedAt(nm.First-2, "alien"))
}

// opposedTo tells whether a party or an armed body is only the one whom those behind it are against: "भाजपा विरोधी | दलों की बैठक".
func (r *resolver) opposedTo(nm doc.Name) bool {
	if !r.d.Pack.Shared || nm.Rec.Kind != "party" && nm.Rec.Kind != "armed" {
		return false
	}
	return slices.ContainsFunc(r.d.An[nm.Last:min(nm.Last+1, len(r.d.An))], func(as []lang.Analysis) bool {
		return slices.ContainsFunc(as, func(a lang.Analysis) bool {
			return a.E != nil && (a.E.Kind == lang.Post && a.E.Mark == lang.Against || a.E.Agent == "UNK" && listed(a.E, "alien"))
		})
	})
}

// ownOpposition tells whether a state's name stands in the genitive before an adjective for its opposition, which behind the bare name would tell whom
// somebody is against: केनियाच्या | विरोधी नेत्यांनी.
func (r *resolver) ownOpposition(nm doc.Name) bool {
	return r.listedAt(nm.Last, "opposing") && slices.ContainsFunc(r.d.An[nm.Last-1], func(a lang.Analysis) bool { return a.Mark == lang.Gen })
}

// joins tells whether a token may belong to the word behind it: bare or in the genitive, "रशिया समर्थक", "रशियाच्या ताब्यातील"; not "रशियाने ताब्यात घेतलेले".
func (r *resolver) joins(i int) bool {
	return len(r.d.An[i]) == 0 || slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.Mark == lang.Nom || a.Mark == lang.Gen })
}

// hyphen tells whether a token is a hyphen inside a word.
func (r *resolver) hyphen(i int) bool {
	return i > 0 && i+1 < len(r.d.Art.Tokens) && r.d.Art.Tokens[i].Text == "-" && !r.d.Art.Tokens[i].Space && !r.d.Art.Tokens[i+1].Space
}

// listedAt tells whether a token may be a word of a named list.
func (r *resolver) listedAt(i int, name string) bool {
	return i >= 0 && i < len(r.d.An) && slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.E != nil && listed(a.E, name) })
}

func listed(e *lang.Entry, name string) bool { return slices.Contains(e.Lists, name) }

// placed is the country of people whose descent is no nationality: of the place beside them, else of the sentence's or the text's.
func (r *resolver) placed(mods []article.Entity) string {
	for _, m := range mods {
		if m.Country != "" {
			return m.Country
		}
	}
	if r.local != "" {
		return r.local
	}
	return r.homeC
}

// official tells whether a record is a body of a state that other states have too.
func official(rec *kb.Record) bool {
	switch rec.Kind {
	case "court", "government", "agency", "parliament", "military":
		return true
	}
	return false
}

// officialBody tells whether the party of a record's id is one of the names' official bodies.
func officialBody(id string, own []doc.Name) bool {
	return slices.ContainsFunc(own, func(nm doc.Name) bool { return nm.Rec.ID == id && official(nm.Rec) })
}

// pair gives the two countries of "the two countries", दोन्ही देश: those that the sentences before name, else those that its own
// sentence does. Of more than two, the last that were named side by side are meant.
func (r *resolver) pair(ph *doc.Phrase, span text.Span) []article.Entity {
	if len(ph.Names) > 0 || ph.E == nil || !listed(ph.E, "pair") {
		return nil
	}
	if r.counted(ph, "3") { // तीनों देश: where no fourth is named
		out := r.countriesBefore(ph.First)
		if len(out) != 3 {
			return nil
		}
		for i := range out {
			out[i].Span, out[i].How = span, "pair"
		}
		return out
	}
	if !r.two(ph) {
		return nil
	}
	out := r.countriesBefore(r.d.Art.Sentences[r.sent].First)
	if len(out) < 2 {
		out = r.countriesBefore(ph.First)
	}
	if two := r.justNamed(); len(out) > 2 && two != nil {
		out = two
	} else if len(out) > 2 {
		if out = r.metBefore(); len(out) == 0 {
			out = slices.Clone(r.couple)
		}
		if actedOn(ph) && r.coupleAt == r.sent { // फ्रांस और जर्मनी ने दोनों पक्षों से …: not themselves
			out = slices.Clone(r.coupleWas)
		}
		if len(out) == 0 {
			out = r.mostNamed(r.d.Art.Sentences[r.sent].First)
		}
	}
	if len(out) != 2 {
		return nil
	}
	for i := range out {
		out[i].Span, out[i].How = span, "pair"
	}
	return out
}

// justNamed gives the two states that the sentence before names, where it names no third: "चिनी सैनिकांनी फिलिपिन्सच्या जवानांवर हल्ला केला. त्यानंतर दोन्ही देशांनी …".
func (r *resolver) justNamed() []article.Entity {
	if !r.d.Pack.Final || r.sent == 0 || r.coupleAt >= r.sent-1 {
		return nil
	}
	var out []article.Entity
	s := r.d.Art.Sentences[r.sent-1]
	for _, nm := range r.d.NamesFrom(s.First) {
		if nm.First >= s.Last {
			break
		}
		if c := nm.Rec.Country; !nm.Weak && nm.Rec.Kind == "state" && c != "" && !slices.ContainsFunc(out, func(e article.Entity) bool { return e.Country == c }) {
			out = append(out, article.Entity{Name: nm.Rec.Name, Wikidata: nm.Rec.Wikidata, Country: c, KB: nm.Rec.ID})
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// metBefore gives the states of the people of whom the sentence before speaks, where they are of two and no states were named side by side since:
// "मोदी यांनी शी जिनपिंग यांची भेट घेतली. दोन्ही देशांमधील …".
func (r *resolver) metBefore() []article.Entity {
	if !r.d.Pack.Final || r.coupleAt >= r.sent-1 && len(r.couple) > 0 {
		return nil
	}
	var out []article.Entity
	for i := range r.people {
		m := &r.people[i]
		if m.sent != r.sent-1 || len(m.ents) != 1 || !plover.IsState(m.ents[0].Country) || m.ents[0].Sector != "GOV" {
			continue
		}
		e := article.Entity{Country: m.ents[0].Country}
		if !slices.ContainsFunc(out, func(x article.Entity) bool { return x.Country == e.Country }) {
			out = append(out, e)
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// actedOn tells whether a phrase stands in a case of those to whom somebody does or says something.
func actedOn(ph *doc.Phrase) bool {
	switch ph.Mark {
	case lang.Dat, lang.From, lang.With, lang.On, lang.To, lang.Obj, lang.Against:
		return true
	}
	return false
}

// namesMax is how many names from the first on tell which two states a text is about.
const namesMax = 300

// mostNamed gives the two states that the text before a token is about: named more often than any other.
func (r *resolver) mostNamed(end int) []article.Entity {
	var out []article.Entity
	n := map[string]int{}
	for i, nm := range r.d.Names {
		if nm.First >= end || i >= namesMax {
			break
		}
		c := nm.Rec.Country
		if nm.Weak || !plover.IsState(c) {
			continue
		}
		if n[c]++; n[c] == 1 {
			out = append(out, article.Entity{Country: c, How: "pair"})
		}
	}
	slices.SortStableFunc(out, func(a, b article.Entity) int { return n[b.Country] - n[a.Country] })
	if len(out) < 2 || len(out) > 2 && n[out[1].Country] < 2 || len(out) > 2 && n[out[2].Country] == n[out[1].Country] {
		return nil
	}
	return out[:2]
}

// countriesBefore lists the states that are named before a token, by country: up to four.
func (r *resolver) countriesBefore(end int) []article.Entity {
	var out []article.Entity
	for _, nm := range r.d.Names {
		if nm.First >= end || len(out) > 3 { // more than anybody counts
			break
		}
		c := nm.Rec.Country
		if nm.Rec.Kind == "state" && c != "" && !slices.ContainsFunc(out, func(e article.Entity) bool { return e.Country == c }) {
			out = append(out, article.Entity{Name: nm.Rec.Name, Wikidata: nm.Rec.Wikidata, Country: c, KB: nm.Rec.ID, How: "pair"})
		}
	}
	return out
}

// coupled keeps the two states that a phrase names side by side.
func (r *resolver) coupled(ents []article.Entity) {
	if len(ents) == 2 && plover.IsState(ents[0].Country) && plover.IsState(ents[1].Country) && ents[0].Country != ents[1].Country {
		if r.coupleAt != r.sent {
			r.coupleWas = r.couple
		}
		r.couple, r.coupleAt = nil, r.sent
		for _, e := range ents {
			r.couple = append(r.couple, article.Entity{Country: e.Country, How: "pair"})
		}
	}
}

// former tells whether an office that ends at a token is said to be held no longer: "former Liberian President", माजी मुख्यमंत्री.
func (r *resolver) former(ph *doc.Phrase, at int) bool {
	for i := max(ph.First-1, r.d.Art.Sentences[r.sent].First); i < at; i++ {
		if r.listedAt(i, "former") && (i >= ph.First || r.d.Art.Tokens[i].Kind == article.Word) {
			return true
		}
	}
	return false
}

// retire makes those who held an office and hold it no longer what they are: elites, not the government.
func (r *resolver) retire(ph *doc.Phrase, ents []article.Entity) {
	for i := range ents {
		e := &ents[i]
		if (e.Sector == "GOV" || e.Sector == "LEG" && r.d.Pack.Final) && (e.How == "title" || e.How == "person") && r.former(ph, ph.Head) {
			e.Sector, e.Sectors, e.Role = "ELI", nil, ""
		}
	}
}

// folk gives people named by their nation alone their sector: "Algerians", "a Tunisian", फिलिस्तीनियों. One word is adjective and noun, but only
// the noun stands in the plural.
func (r *resolver) folk(ph *doc.Phrase, ents []article.Entity) {
	for i := range ents {
		e := &ents[i]
		if e.How != "state" || e.Sector != "" {
			continue
		}
		for _, n := range ph.Names {
			nm := r.d.Names[n]
			if nm.Use == kb.Demonym && nm.Last == ph.Head+1 && r.d.Span(nm.First, nm.Last) == e.Span && (r.plural(nm) || r.oneOf(ph)) {
				e.Sector = "CVL"
			}
		}
	}
}

// oneOf tells whether a phrase tells of one of a kind: "a Tunisian", "another young Syrian".
func (r *resolver) oneOf(ph *doc.Phrase) bool {
	if r.d.Pack.Final {
		return false
	}
	det := r.d.Kind(ph.First, lang.Det)
	return det != nil && det.E.Has(lang.SgFlag)
}

// plural tells whether a nation's name is a plural noun here.
func (r *resolver) plural(nm doc.Name) bool {
	if !r.d.Pack.Final {
		return nm.Plural
	}
	return slices.ContainsFunc(r.d.An[nm.Last-1], func(a lang.Analysis) bool {
		return a.E != nil && a.E.KB && a.F.Has(lang.Obl|lang.Pl) && a.Stem != ""
	}) && !slices.ContainsFunc(r.d.An[nm.Last-1], func(a lang.Analysis) bool { return a.E != nil && a.E.KB && a.F.Has(lang.Sg) })
}

// inside tells whether a body's or place's name is part of an unknown person's name: after a title, beside words that nothing knows.
func (r *resolver) inside(ph *doc.Phrase, nm *doc.Name) bool {
	if nm.Rec.Person() || nm.Rec.Kind == "state" || nm.Last-nm.First > 1 || r.title(ph) == nil {
		return false
	}
	strange := func(i int) bool {
		if i < ph.First || i >= ph.Last || r.d.Art.Tokens[i].Kind != article.Word {
			return false
		}
		for _, a := range r.d.An[i] {
			if a.E != nil && !a.E.KB {
				return false
			}
		}
		return r.d.Art.Tokens[i].Text[0] >= 0x80 || r.d.Art.Tokens[i].Cap
	}
	if r.d.Pack.Final && nm.Rec.Kind == "party" { // BJP नेता | अपर्णा यादव: whose leader she is
		if a := r.d.Kind(nm.Last, lang.Noun); a != nil && a.E.Has(lang.Title) {
			return false
		}
	}
	return strange(nm.First-1) || strange(nm.Last) || strange(nm.Last+1)
}

// initials tells whether letters that may name a place say what the unknown person behind them is: "MP Pratap Simha".
func (r *resolver) initials(ph *doc.Phrase, nm *doc.Name) bool {
	if r.d.Pack.Final || nm.Rec.Person() || nm.Last != ph.First+1 || nm.Last >= ph.Last || !r.d.Art.Tokens[nm.First].Caps {
		return false
	}
	e := r.d.Kind(nm.First, lang.Noun)
	if e == nil || e.E.Agent == "" || e.E.Has(lang.Org) {
		return false
	}
	for i := nm.Last; i < ph.Last; i++ {
		if t := r.d.Art.Tokens[i]; t.Kind != article.Word || !t.Cap || r.d.Kind(i, lang.Noun) != nil || r.d.Kind(i, lang.Adj) != nil {
			return false
		}
	}
	return true
}

// site tells whether a word that may name a government is the last of a longer name of something else: "WHO Global Centre for Medicine". The
// government's name stands alone or with its own.
func (r *resolver) site(ph *doc.Phrase, nm *doc.Name) bool {
	if r.d.Pack.Final || nm.Rec.Kind != "government" || nm.Last-nm.First > 1 || nm.Last != ph.Last || nm.First == ph.First {
		return false
	}
	e := r.d.Kind(nm.First, lang.Noun)
	return e != nil && r.d.Art.Tokens[nm.First-1].Cap && r.d.Kind(nm.First-1, lang.Noun) == nil && r.d.Kind(nm.First-1, lang.Det) == nil
}

// nameHeads tells whether the head of a phrase is a word of a person's name, or a tie to the state or body named behind it: सहयोगी जापान.
func (r *resolver) nameHeads(ph *doc.Phrase) bool {
	return slices.ContainsFunc(ph.Names, func(n int) bool {
		nm := r.d.Names[n]
		if r.d.Pack.Final && !nm.Rec.Person() && nm.Last == ph.Last && r.listedAt(nm.First-1, "tie") {
			return true
		}
		return nm.Rec.Person() && nm.First <= ph.Head && ph.Head < nm.Last
	})
}

// introduced gives the noun for a person that stands right before a name which nothing knows: "activist Charlie Kirk", "farmer Ram Singh",
// सलेम के भतीजे आरिफ को.
func (r *resolver) introduced(ph *doc.Phrase) *lang.Entry {
	if !r.unknown(ph) {
		return nil
	}
	if r.d.Pack.Final {
		return r.kin(ph)
	}
	for i := ph.Head - 1; i >= ph.First && i >= ph.Head-3; i-- {
		if a := r.d.Kind(i, lang.Noun); a != nil && a.E.Agent != "" {
			if a.E.Has(lang.Org) || a.E.Has(lang.Weaponized) || a.E.Has(lang.Title) || a.F.Has(lang.Pl) && !a.F.Has(lang.Sg) {
				return nil
			}
			return a.E
		}
		if !r.d.Art.Tokens[i].Cap || len(r.d.An[i]) > 0 && r.d.An[i][0].E != nil {
			return nil
		}
	}
	return nil
}

// kinReach is how many words of a name may stand behind the noun that introduces it.
const kinReach = 3

// kin does it where names have no capitals: the noun of people, without a case of its own, and nothing that any table knows between it and the end.
func (r *resolver) kin(ph *doc.Phrase) *lang.Entry {
	for i := ph.Head - 1; i >= ph.First && i >= ph.Head-kinReach; i-- {
		a := r.d.Kind(i, lang.Noun)
		if a == nil {
			if len(r.d.An[i]) > 0 && r.d.An[i][0].E != nil {
				return nil
			}
			continue
		}
		if a.E.Agent == "" || a.Mark != lang.Nom || a.E.Has(lang.Org) || a.E.Has(lang.Weaponized) {
			return nil
		}
		return a.E
	}
	return nil
}

// whoDo makes a party of those who are named only by what they do: हमला करने वालों को, फर्जी कॉल करने वाले को.
func (r *resolver) whoDo(ph *doc.Phrase) *article.Entity {
	pr := ph.Pred
	if !r.d.Pack.Final || pr == nil || pr.Phrase != ph || pr.Form != doc.RelPart || !pr.F.Has(lang.AgentF) || pr.F.Has(lang.Pass) {
		return nil
	}
	switch ph.Mark {
	case lang.Erg, lang.Dat, lang.On, lang.Against, lang.With, lang.From, lang.Obj, lang.Gen:
	default:
		return nil
	}
	first := pr.Tokens[0]
	for i := len(pr.Args) - 1; i >= 0 && pr.Args[i].Last <= first; i-- {
		if first-pr.Args[i].Last > 1 {
			break
		}
		first = pr.Args[i].First
	}
	e := article.Entity{Span: r.d.Span(first, ph.Last), Sector: "CVL", How: "agent", Country: r.local, Assumed: true}
	if e.Country == "" {
		e.Country = r.homeC
	}
	return &e
}
