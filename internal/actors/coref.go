package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// corefSentences is how far back a short form may look.
const corefSentences = 3

// bare tells whether a phrase is a noun with no more than a word like "the" or "this": the group, या संघटनेने. Where articles
// are printed one must stand there, and not "a".
func (r *resolver) bare(ph *doc.Phrase) bool {
	if len(ph.Names) > 0 || ph.Head != ph.Last-1 {
		return false
	}
	for _, m := range ph.Mods {
		if !m.Pron {
			return false
		}
	}
	definite := r.d.Pack.Final
	for i := ph.First; i < ph.Head; i++ {
		det := r.d.Kind(i, lang.Det)
		if det == nil {
			return false
		}
		definite = definite || !det.E.Has(lang.SgFlag) || r.d.Kind(i, lang.Pron) != nil
	}
	return definite
}

// sameBody finds the body that "the group", "this organisation", या संघटनेने stands for: the last one named that is no part of a state.
func (r *resolver) sameBody(ph *doc.Phrase, head *lang.Entry) (article.Entity, bool) {
	if c := r.ofSubject(ph, head); c != "" {
		return article.Entity{Sector: head.Agent, Sectors: head.Also, How: "agent", Country: c}, true
	}
	if !listed(head, "group") || !r.bare(ph) {
		return article.Entity{}, false
	}
	var best *mention // of the last sentence with such a body its first subject, else its last
	for i := len(r.groups) - 1; i >= 0; i-- {
		m := &r.groups[i]
		if r.sent-m.sent > corefSentences || best != nil && best.sent != m.sent {
			break
		}
		e := m.ents[0]
		armed := head.Agent == "PTY" && e.Sector == "REB" && r.d.Pack.Final // गुट ने: the faction that fights
		if special(head.Agent) && e.Sector != head.Agent && !armed {
			continue // the union is not the Red Cross
		}
		if len(m.ents) == 1 && (e.How == "body" || armed && e.How == "agent") && e.Country != "" && (!plover.IsState(e.Country) || !ofPower(e.Sector)) && (best == nil || m.subj) {
			best = m
		}
	}
	if best != nil {
		return best.ents[0], true
	}
	return article.Entity{}, false
}

// special tells whether the sector of a word for a body says which bodies it may stand for: a union or party, but not a group or organisation.
func special(sector string) bool {
	switch sector {
	case "LAB", "PTY", "MED", "EDU", "BUS", "REL":
		return true
	}
	return false
}

// ofPower tells whether a sector belongs to the state itself, or to what is called by another word than group.
func ofPower(sector string) bool {
	switch sector {
	case "GOV", "JUD", "LEG", "MIL", "COP", "SPY", "BUS", "JRN", "":
		return true
	}
	return false
}

// sameCountry finds the state that या देशाने (this country) stands for: the last one that acted.
func (r *resolver) sameCountry(ph *doc.Phrase) (article.Entity, bool) {
	if ph.E == nil || ph.E.Agent != "" || !listed(ph.E, "pair") || inPlace(ph) || ph.Attr || ph.First == ph.Head || !r.bare(ph) || r.two(ph) {
		return article.Entity{}, false
	}
	for _, m := range slices.Backward(r.groups) {
		if r.sent-m.sent > corefSentences {
			break
		}
		if e := m.ents[0]; m.subj && len(m.ents) == 1 && e.How == "state" && plover.IsState(e.Country) && m.sent < r.sent {
			return e, true
		}
	}
	return article.Entity{}, false
}

// ownCountry gives the state of whoever a possessive stands for before a noun of countries: उनका देश, त्यांच्या देशाने.
func (r *resolver) ownCountry(ph *doc.Phrase) (article.Entity, bool) {
	if !r.d.Pack.Final || ph.E == nil || ph.E.Agent != "" || !listed(ph.E, "pair") || inPlace(ph) || ph.Attr || len(ph.Names) > 0 || ph.Plural || len(ph.Conj) > 0 {
		return article.Entity{}, false
	}
	if len(ph.Mods) != 1 || !ph.Mods[0].Pron {
		return article.Entity{}, false
	}
	for i := ph.First; i < ph.Head; i++ { // उनके पड़ोसी देश are others
		if r.d.Kind(i, lang.Pron) == nil && r.d.Kind(i, lang.Det) == nil {
			return article.Entity{}, false
		}
	}
	r.phrase(ph.Mods[0])
	for _, e := range ph.Mods[0].Ents {
		if plover.IsState(e.Country) {
			return article.Entity{Span: r.span(ph), Country: e.Country, How: "state"}, true
		}
	}
	return article.Entity{}, false
}

// namedLeader gives the person named before for "the Russian leader": the only one of that state's government whom the text has named so far.
func (r *resolver) namedLeader(ph *doc.Phrase, head *lang.Entry, es []article.Entity) []article.Entity {
	if len(es) != 1 || !leads(head) || es[0].Sector != "GOV" || !plover.IsState(es[0].Country) || len(ph.Conj) > 0 {
		return es
	}
	for _, a := range r.d.An[ph.Head] {
		if a.E == head && a.F.Has(lang.Pl) && !a.F.Has(lang.Sg) {
			return es
		}
	}
	var found *article.Entity
	for _, m := range r.people {
		for i := range m.ents {
			e := &m.ents[i]
			switch {
			case e.How != "person" || e.KB == "" || e.Country != es[0].Country || e.Sector != "GOV":
			case found == nil:
				found = e
			case found.KB != e.KB:
				return es
			}
		}
	}
	if found == nil {
		return es
	}
	out := *found
	out.Span = es[0].Span
	return []article.Entity{out}
}

// twoPeople finds those that "the two leaders", दोन्ही नेत्यांनी stands for: the last two people named, where they are of two countries or names.
func (r *resolver) twoPeople(ph *doc.Phrase, head *lang.Entry) []article.Entity {
	if !head.Has(lang.Title) || len(ph.Names) > 0 || len(ph.Mods) > 0 || !r.two(ph) || head.Agent == "LAB" || head.Agent == "EDU" || head.Agent == "MED" {
		return r.theLeaders(ph, head)
	}
	var out []article.Entity
	itself := func(m *mention) bool { return actedOn(ph) && m.subj && m.sent == r.sent }
	for _, m := range slices.Backward(r.groups) {
		if itself(&m) {
			continue
		}
		if len(m.ents) == 2 && m.ents[0].Human() && m.ents[1].Human() && r.sent-m.sent <= corefSentences {
			out = slices.Clone(m.ents)
			break
		}
	}
	for _, m := range slices.Backward(r.people) {
		if r.sent-m.sent > corefSentences || len(out) == 2 {
			break
		}
		if itself(&m) {
			continue
		}
		for _, e := range slices.Backward(m.ents) {
			if e.Country != "" && len(out) < 2 && !slices.ContainsFunc(out, func(x article.Entity) bool {
				return x.Country == e.Country && (x.Name == e.Name || head.Has(lang.Head) && !r.d.Pack.Final) // two presidents are of two states
			}) {
				out = append(out, e)
			}
		}
	}
	if len(out) != 2 {
		return nil
	}
	for i := range out {
		out[i].Span = r.span(ph)
	}
	return out
}

// told gives parties that were named before the place of the phrase that stands for them.
func (r *resolver) told(ph *doc.Phrase, es []article.Entity) []article.Entity {
	out := slices.Clone(es)
	for i := range out {
		out[i].Span = r.span(ph)
	}
	return out
}

// theLeaders finds the two people whom the sentence before names side by side for "the leaders".
func (r *resolver) theLeaders(ph *doc.Phrase, head *lang.Entry) []article.Entity {
	if r.d.Pack.Final || !ph.Plural || len(ph.Mods) > 0 || !leads(head) || !r.bare(ph) {
		return nil
	}
	for _, m := range slices.Backward(r.groups) {
		if r.sent-m.sent > 1 {
			return nil
		}
		if m.sent < r.sent && len(m.ents) == 2 && m.ents[0].Human() && m.ents[1].Human() && m.ents[0].Country != m.ents[1].Country {
			return r.told(ph, m.ents)
		}
	}
	return nil
}

// ofSubject is the state whose own government, opposition, army, police or parliament it is that those named before it in the sentence deal with: "Salam
// instructed | the army", "The party criticised | the interim government", पेरू के विद्रोहियों ने जिनेवा में | सरकार पर. Where they meet or speak tells less.
func (r *resolver) ofSubject(ph *doc.Phrase, head *lang.Entry) string {
	switch head.Agent {
	case "MIL", "COP", "LEG", "SPY", "OPP":
	case "GOV":
		if !head.Has(lang.Head) {
			return ""
		}
	default:
		return ""
	}
	if !head.Has(lang.Org) && head.Agent != "OPP" || head.Has(lang.Title) || !r.bare(ph) || !ph.After && !r.d.Pack.Final {
		return ""
	}
	if c := r.across(ph, head, r.groups); c != "" {
		return c
	}
	return r.across(ph, head, r.people)
}

// ofRebels is the state of the rebels who deal with a government where it only meets them in a city of another: "the ELN agreed to talks with | the
// government in Havana".
func (r *resolver) ofRebels(ph *doc.Phrase, head *lang.Entry, own []doc.Name) string {
	if r.d.Pack.Final || head.Agent != "GOV" || !head.Has(lang.Org) || !head.Has(lang.Head) || ph.Mark != lang.With || len(own) > 0 || len(ph.Mods) != 1 || !inPlace(ph.Mods[0]) || len(ph.Mods[0].Names) != 1 {
		return ""
	}
	city := r.d.Names[ph.Mods[0].Names[0]]
	if city.Use != kb.Capital && city.Use != kb.Locality || r.countryNamed(&city, city.Rec.Country) {
		return ""
	}
	for _, m := range slices.Backward(r.groups) {
		if m.sent != r.sent {
			break
		}
		if m.last > ph.First {
			continue
		}
		if e := m.ents[0]; m.subj && len(m.ents) == 1 && e.Sector == "REB" && !e.Default && plover.IsState(e.Country) && e.Country != city.Rec.Country {
			return e.Country
		}
	}
	return ""
}

// across is the country of the last of some mentioned before a phrase in its sentence who has to do with such a body of the own country.
func (r *resolver) across(ph *doc.Phrase, head *lang.Entry, ms []mention) string {
	for i := len(ms) - 1; i >= 0 && ms[i].sent == r.sent; i-- {
		m := &ms[i]
		if !m.subj || m.last > ph.First || len(m.ents) != 1 || m.ents[0].Default && m.ents[0].Country != r.d.Pack.Home || !plover.IsState(m.ents[0].Country) {
			continue
		}
		if r.deals(m.ents[0], head) {
			return m.ents[0].Country
		}
	}
	return ""
}

// deals tells whether a party that acts on a body of state or on the opposition is of the same state as a rule: rebels on the government, parliament on
// the opposition, a president on his army. A minister may well speak to another country's government or opposition.
func (r *resolver) deals(e article.Entity, head *lang.Entry) bool {
	switch e.Sector {
	case "PTY", "OPP":
		return head.Agent == "GOV" || head.Agent == "OPP"
	case "LAB", "AGR", "EDU", "ELI":
		return head.Agent == "GOV" && (e.How == "body" || e.How == "person")
	case "REB":
		return head.Agent == "GOV"
	case "LEG", "MIL", "JUD":
		return head.Agent == "OPP"
	case "GOV":
		return head.Agent != "GOV" && head.Agent != "OPP" && !r.d.Pack.Final && e.Human()
	}
	return false
}

// short finds the person whose last name stands alone here: राजू शेट्टी … शेट्टी यांनी.
func (r *resolver) short(ph *doc.Phrase) (article.Entity, bool) {
	hon := r.d.Pack.Final && (ph.Hon || r.pointedAt(ph)) // पाटील यांनी, पाटील हे: a name, though it is a word
	if e, ok := r.fullAgain(ph); ok {
		return e, true
	}
	if len(ph.Names) > 0 || ph.Last-ph.First != 1 || ph.Pron || ph.Pred != nil || ph.E != nil && ph.E.Kind != lang.Name && !hon {
		return article.Entity{}, false
	}
	t := r.d.Art.Tokens[ph.Head]
	if t.Kind != article.Word || !t.Cap && t.Text[0] < 0x80 {
		return article.Entity{}, false
	}
	if k, ok := r.given[t.Norm]; ok && ph.Mark != lang.Nom { // तेजस्वी यादव … तेजस्वी ने
		e := r.people[k].ents[0]
		e.Span = r.span(ph)
		return e, true
	}
	if r.d.Words[ph.Head].Known && !hon {
		return article.Entity{}, false
	}
	last := -1
	r.forms(ph.Head, func(form string) {
		if k, ok := r.surnames[form]; ok {
			last = max(last, k)
		}
	})
	if last < 0 {
		return article.Entity{}, false
	}
	e := r.people[last].ents[0]
	e.Span = r.span(ph)
	return e, true
}

// fullAgain finds the person whose whole name, which no table has, stands here again without the office: विलास बाबर यांच्यासह.
func (r *resolver) fullAgain(ph *doc.Phrase) (article.Entity, bool) {
	n := ph.Last - ph.First
	if !r.d.Pack.Final || !ph.Hon || len(ph.Names) > 0 || n < 2 || n > 3 || ph.Pred != nil {
		return article.Entity{}, false
	}
	k, ok := r.surnames[r.d.Art.Tokens[ph.Last-1].Norm]
	if !ok {
		return article.Entity{}, false
	}
	m := &r.people[k]
	if m.last-m.first < n || m.last >= ph.First {
		return article.Entity{}, false
	}
	for i := 1; i <= n; i++ {
		if r.d.Art.Tokens[m.last-i].Norm != r.d.Art.Tokens[ph.Last-i].Norm {
			return article.Entity{}, false
		}
	}
	e := m.ents[0]
	e.Span = r.span(ph)
	return e, true
}

// pointedAt tells whether "this" stands behind a word without a case, as behind the name of who acts: पाटील हे.
func (r *resolver) pointedAt(ph *doc.Phrase) bool {
	if ph.Mark != lang.Nom || ph.Last >= len(r.d.An) {
		return false
	}
	for _, k := range []lang.Kind{lang.Pron, lang.Det, lang.Demo} {
		if a := r.d.Kind(ph.Last, k); a != nil && a.E.Has(lang.NearFlag) && a.Mark == lang.Nom {
			return true
		}
	}
	return false
}

// meet notes a person under what the last of several words of the name may be a form of.
func (r *resolver) meet(m mention) {
	r.people = append(r.people, m)
	if m.last-m.first < 2 {
		return
	}
	if r.surnames == nil {
		r.surnames = map[string]int{}
	}
	r.forms(m.last-1, func(form string) { r.surnames[form] = len(r.people) - 1 })
	if e := &m.ents[0]; r.d.Pack.Shared && (e.KB != "" && e.How == "person" || m.last-m.first == 2 && m.office == nil) {
		if r.given == nil {
			r.given = map[string]int{}
		}
		r.given[r.d.Art.Tokens[m.first].Norm] = len(r.people) - 1
	}
}

// forms gives what a token may be a form of, endings off, and the token itself.
func (r *resolver) forms(i int, give func(form string)) {
	give(r.d.Art.Tokens[i].Norm)
	for k := range r.d.An[i] {
		x := &r.d.An[i][k]
		if x.Stem != "" {
			give(x.Stem)
		}
		if x.E != nil && x.E.KB {
			give(x.E.Word)
		}
	}
}
