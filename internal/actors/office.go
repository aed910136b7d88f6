package actors

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// Offices that stand for those who hold them.

// sameOffice gives an office that stands alone the sector and country of the one named before whose longer office ends in the same word: पुलिस आयुक्त
// X … आयुक्त ने.
func (r *resolver) sameOffice(ph *doc.Phrase, head *lang.Entry) (article.Entity, bool) {
	if !r.d.Pack.Final || !head.Has(lang.Title) || head.Has(lang.Org) || head.Phrase() || !r.bare(ph) || r.several(ph, head) || r.two(ph) {
		return article.Entity{}, false
	}
	for _, m := range slices.Backward(r.people) {
		if r.sent-m.sent > corefSentences {
			break
		}
		t := m.office
		if t == nil || len(m.ents) != 1 || m.plural || m.sent == r.sent && m.last > ph.First {
			continue
		}
		if t == head || t.Phrase() && t.Toks[len(t.Toks)-1] == head.Toks[0] {
			return m.ents[0], m.ents[0].Sector != "" && m.ents[0].Country != ""
		}
	}
	return article.Entity{}, false
}

// oneOfTwo tells whether two offices joined by "and" are those of one person, whose name stands behind the second: "विपक्षी नेता और पूर्व राष्ट्रपति X".
func (r *resolver) oneOfTwo(ph, c *doc.Phrase) bool {
	if !r.d.Pack.Final || len(ph.Names) > 0 || len(ph.Ents) > 0 || ph.E == nil || ph.E.Agent == "" || !ph.E.Has(lang.Title) || ph.E.Has(lang.Org) || ph.E.Has(lang.Head) || ph.Head != ph.Last-1 {
		return false
	}
	for i := ph.First; i < ph.Head; i++ {
		if r.d.Art.Tokens[i].Kind == article.Number || r.d.Kind(i, lang.Num) != nil || r.d.Kind(i, lang.Det) != nil {
			return false // कई नेता और …
		}
	}
	switch ph.E.Agent {
	case "UNK", "PTY", "LEG", "OPP", "ELI":
	default:
		return false
	}
	return len(c.Ents) == 1 && c.Ents[0].Human() && c.Last-c.First > 1 && (c.Ents[0].How == "person" || c.Head > c.First && r.title(c) != nil && r.d.Kind(c.Last-1, lang.Noun) == nil)
}

// ofMission is the country of the embassy named before an envoy who stands alone: "काबुल में पाकिस्तान के दूतावास पर हमला, राजदूत …".
func (r *resolver) ofMission(ph *doc.Phrase, head *lang.Entry) string {
	if !r.d.Pack.Final || !head.Is("o.diplomat") {
		return ""
	}
	for _, q := range r.phrases {
		if q.Last <= ph.First && q.E != nil && q.E.Is("o.embassy") && q.Resolved && len(q.Ents) > 0 {
			return q.Ents[0].Country
		}
	}
	return ""
}

// trade is what a person whom no table knows is, where it stands right before the name: "trader Ramesh Gitte", "activist Chen Wei". Beside the name of a party
// or body the person is of that.
func (r *resolver) trade(ph *doc.Phrase) *lang.Entry {
	if r.d.Pack.Final || ph.Plural || ph.Last-ph.First < 2 || !r.d.Art.Tokens[ph.Last-1].Cap || r.d.Words[ph.Last-1].Kinds.Has(lang.Noun) {
		return nil
	}
	first := ph.First
	for _, n := range ph.Names {
		nm := &r.d.Names[n]
		if nm.Rec.Kind != "state" && !strings.HasPrefix(nm.Rec.ID, "place:") {
			return nil
		}
		first = max(first, nm.Last)
	}
	for i := ph.Last - 1; i >= first && r.d.Art.Tokens[i].Kind == article.Word; i-- {
		for j := range r.d.An[i] {
			if a := &r.d.An[i][j]; i < ph.Last-1 && a.E != nil && a.E.Kind == lang.Noun && a.E.Agent != "" && !a.E.Has(lang.Org) && !a.E.Has(lang.Weaponized) && !a.F.Has(lang.Pl) {
				return r.longer(i, a.E, ph)
			}
		}
		if !r.d.Art.Tokens[i].Cap {
			return nil
		}
	}
	return nil
}

// calledSo gives somebody known the office that the text gives, where the tables have another on that day: "rebel leader X" who rules later, "Y's
// President X" who is in opposition by now, "opposition leader X" who is elected afterwards.
func (r *resolver) calledSo(e *article.Entity, ph *doc.Phrase, head *lang.Entry) {
	if e.Role == "" || head == nil || !head.Has(lang.Title) && head.Agent != "OPP" && head.Agent != "REB" || head.Has(lang.Org) {
		return
	}
	switch sector := r.abroad(head, e.Country); {
	case (sector == "REB" || sector == "OPP") && e.Sector == "GOV":
		e.Sector, e.Sectors, e.Role = sector, nil, ""
	case sector == "GOV" && head.Has(lang.Head) && (e.Sector == "OPP" || e.Sector == "PTY") && r.ofState(ph, e.Country):
		e.Sector, e.Sectors, e.Role = "GOV", nil, ""
	}
}

// abroad is the sector of a title in a country: बंडखोर नेते leave a party at home and lead armed men elsewhere, an अध्यक्ष presides over anything at home
// and over the state elsewhere.
func (r *resolver) abroad(head *lang.Entry, country string) string {
	if plover.IsState(country) && country != r.d.Pack.Home {
		switch {
		case listed(head, "dissenter"):
			return "REB"
		case listed(head, "president"):
			return "GOV"
		}
	}
	return head.Agent
}

// ofState tells whether a phrase names a state by itself or beside its head: "Slovak Prime Minister X", स्लोव्हाकियाचे पंतप्रधान X.
func (r *resolver) ofState(ph *doc.Phrase, country string) bool {
	if slices.ContainsFunc(ph.Names, func(i int) bool { return r.d.Names[i].Rec.Kind == "state" && r.d.Names[i].Rec.Country == country }) {
		return true
	}
	return slices.ContainsFunc(r.modifiers(ph), func(m article.Entity) bool { return m.How == "state" && m.Country == country })
}

// dissenters gives those whom a title at home would make party men, or heads of anything, the sector that the same title has elsewhere: इथिओपियातील
// बंडखोर नेते, घानाचे … अध्यक्ष क्वामे ओफोरी.
func (r *resolver) dissenters(ph *doc.Phrase, ents []article.Entity) {
	if len(ents) != 1 || ents[0].Sector != "PTY" && (ents[0].Sector != "UNK" || ents[0].How != "title") {
		return
	}
	if head := r.title(ph); head != nil && head.Agent == ents[0].Sector && (listed(head, "dissenter") || listed(head, "president") && !r.ofBody(r.modifiers(ph)) && r.plainTitle(ph, head)) {
		ents[0].Sector = r.abroad(head, ents[0].Country)
	}
}

// plainTitle tells whether a title stands before the name of a person alone, and no body is named beside it: अध्यक्ष क्वामे ओफोरी, not काँग्रेस अध्यक्ष.
func (r *resolver) plainTitle(ph *doc.Phrase, head *lang.Entry) bool {
	return r.d.Art.Tokens[ph.First].Norm == head.Toks[0] && len(ph.Mods) == 0 && ph.Last-ph.First > 1
}

// opposing gives a party, a movement or those of it the sector of the opposition where a word beside it says so: "the opposition Awami League", विपक्षी
// डेमोक्रेटिक पार्टी. विरोधी behind a noun only says what somebody is against.
func (r *resolver) opposing(ph *doc.Phrase, ents []article.Entity) {
	if len(ents) == 0 || ents[0].Sector != "PTY" && ents[0].Sector != "SOC" && ents[0].Sector != "UNK" || ents[0].How == "person" {
		return
	}
	first := r.d.Art.Sentences[r.sent].First
	for i := max(ph.First-1, first); i < ph.Last-1; i++ {
		if !r.listedAt(i, "opposing") || i > first && r.bareNoun(i-1) {
			continue
		}
		for k := range ents {
			if s := ents[k].Sector; s == "PTY" || (s == "SOC" || s == "UNK") && ph.E != nil && ph.E.Is("o.party") {
				ents[k].Sector, ents[k].Sectors = "OPP", []string{"PTY"}
			}
		}
		return
	}
}

// bareNoun tells whether a token is a noun or the end of a name without an ending, which the word behind it may be built on: भाजप विरोधी आघाडी.
func (r *resolver) bareNoun(i int) bool {
	if !r.d.Pack.Final || r.d.Art.Tokens[i].Kind != article.Word {
		return false
	}
	bare := r.d.At[i] >= 0 || len(r.d.An[i]) == 0
	for _, a := range r.d.An[i] {
		if a.Mark != lang.Nom {
			return false
		}
		bare = bare || a.E != nil && (a.E.Kind == lang.Noun || a.E.Kind == lang.Name)
	}
	return bare && r.d.Kind(i, lang.Adj) == nil
}
