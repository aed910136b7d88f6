package actors

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// agent resolves a noun of people or bodies with its country.
func (r *resolver) agent(ph *doc.Phrase, head *lang.Entry, own []doc.Name, mods []article.Entity, span text.Span) []article.Entity {
	base := article.Entity{Span: span, Sector: head.Agent, Sectors: head.Also, How: "agent"}
	if head.Has(lang.Title) {
		base.How = "title"
	}
	if es := groupOf(ph); es != nil {
		return es
	}
	r.membership(ph, &base, head, mods)
	if leads(head) && r.continental(ph) {
		base.Sector = "GOV"
	}
	if c := r.ofRebels(ph, head, own); c != "" {
		base.Country = c
		return r.d.Party(base)
	}
	out := ofNames(ph, base, head, own, mods)
	if len(out) == 0 {
		out = ofModifiers(base, head, mods)
	}
	if len(out) > 0 {
		return r.namedLeader(ph, head, out)
	}
	if len(mods) > 0 && (head.Has(lang.Spokes) || head.Agent == "PTY" && listed(head, "group") && (mods[0].How == "agent" || mods[0].How == "title") && !isGroup(mods[0]) && mods[0].Sector != "GOV" || head.Agent == "UNK" && head.Has(lang.Org) && mods[0].How == "agent") {
		base.Sector = mods[0].Sector
	}
	if listed(head, "home") && r.d.Pack.Home != "" { // केंद्र: the government at home, whatever the text is about
		base.Country = r.d.Pack.Home
		return r.d.Party(base)
	}
	if es := r.twoPeople(ph, head); es != nil {
		return es
	}
	if es := r.ofCouple(ph, head, base); es != nil {
		return es
	}
	if prev, ok := r.sameBody(ph, head); ok {
		prev.Span = span
		return r.d.Party(prev)
	}
	if prev, ok := r.sameOffice(ph, head); ok {
		prev.Span = span
		return r.d.Party(prev)
	}
	if prev, ok := r.sameGroup(head); ok && !(head.Has(lang.Org) && r.d.Pack.Final && prev.How == "capital") && !head.Has(lang.Title) && !(head.Has(lang.Weaponized) && ph.Mark == lang.Nom && !ph.After && !ph.Plural && !r.bare(ph) && !r.d.Pack.Final) && !(prev.How == "body" && r.several(ph, head)) {
		prev.Span = span
		prev.Assumed = head.Agent == "GOV" && !head.Has(lang.Org) // officials need not be those of the government named before
		return r.d.Party(prev)
	}
	if head.Agent == "GOV" && head.Has(lang.Head) && r.several(ph, head) {
		return r.d.Party(base) // countries, governments, allies: of several states
	}
	if !r.elsewhere(ph) {
		base.Country = r.fallback(ph, head)
	}
	if r.ownPower(ph, head, base.Country) {
		base.Country = r.d.Pack.Home
	}
	base.Default = base.Country != ""
	base.Assumed = !head.Has(lang.Org) && head.Agent != "COP" && head.Agent != "MIL" // the police are those of the place
	if base.Country == "" && head.Has(lang.Weaponized) && !r.d.Pack.Final && r.d.Art.Sentences[r.sent].Headline {
		return nil // a drone whose owner the headline leaves out is a thing
	}
	return r.d.Party(base)
}

// ofNames gives a noun of people or bodies the countries that its own words name.
func ofNames(ph *doc.Phrase, base article.Entity, head *lang.Entry, own []doc.Name, mods []article.Entity) (out []article.Entity) {
	for _, nm := range own {
		if nm.Rec.Country == "" || surname(ph, head, nm, mods) {
			continue
		}
		e := base
		e.Country = nm.Rec.Country
		if leads(head) && (nm.Rec.Kind == "state" || !plover.IsState(nm.Rec.Country)) {
			e.Sector = "GOV"
		}
		if head.Agent == "PTY" && listed(head, "tie") && nm.Rec.Kind == "state" { // रशियन मित्रपक्ष: no party, who fights beside Russia
			e.Sector, e.Sectors = "", nil
		}
		if nm.Use == kb.Locality {
			e.Name = ""
		}
		out = append(out, e)
	}
	return out
}

// surname tells whether the name of a place at the end of a title's words is that of the person, who is of another country: "King Hassan of Morocco".
func surname(ph *doc.Phrase, head *lang.Entry, nm doc.Name, mods []article.Entity) bool {
	return head.Has(lang.Title) && nm.Use == kb.Locality && nm.Last == ph.Last && nm.First > ph.First && slices.ContainsFunc(mods, func(m article.Entity) bool {
		return m.How == "state" && m.Country != nm.Rec.Country
	})
}

// membership gives a body without a sector of its own that of those whom it is of: an association of doctors, a federation of farmers.
func (r *resolver) membership(ph *doc.Phrase, e *article.Entity, head *lang.Entry, mods []article.Entity) {
	if !head.Has(lang.Org) || head.Agent != "UNK" && head.Agent != "SOC" && head.Agent != "LAB" {
		return
	}
	s := ""
	if len(mods) == 1 && (mods[0].How == "agent" || mods[0].How == "title" && r.d.Pack.Final) {
		s = mods[0].Sector
	}
	if n := r.d.Kind(ph.Head-1, lang.Noun); r.d.Pack.Final && ph.Head > ph.First && n != nil && n.E.Agent != "" && n.Mark == lang.Nom && !n.E.Has(lang.Org) {
		s = n.E.Agent // महसूल कर्मचारी | संघटना
	}
	switch s {
	case "MED", "EDU", "AGR", "BUS", "JRN", "REL", "LAB":
		e.Sector, e.Sectors = s, nil
	}
}

// groupOf is the party whose name stands beside a noun for it: "the 'X' group".
func groupOf(ph *doc.Phrase) []article.Entity {
	for _, m := range ph.Mods {
		if m.Of == ph && len(m.Ents) > 0 && (m.Ents[0].How == "body" || m.Ents[0].How == "person") {
			return m.Ents
		}
	}
	return nil
}

// ofModifiers gives a noun of people or bodies the countries of what modifies it, and its sector where the noun stands for its body.
func ofModifiers(base article.Entity, head *lang.Entry, mods []article.Entity) (out []article.Entity) {
	told := slices.ContainsFunc(mods, func(m article.Entity) bool { return m.Country != "" && !m.Default })
	for _, m := range mods {
		if m.Country == "" || told && m.Default { // "a seafarers' union in Mumbai" is of Mumbai, whoever seafarers may be
			continue
		}
		e := base
		e.Country, e.Default = m.Country, m.Default
		if leads(head) && (m.How == "state" || m.How == "pair" || m.Country == "UNO" || m.Country == "EUR" || m.Country == "IGO") { // the leader of a state governs it
			e.Sector = "GOV"
		}
		if (head.Agent == "UNK" && (m.How == "body" || m.How == "agent" || m.Sector == "CVL") || listed(head, "unit") && holders(m.Sector)) && head.Has(lang.Org) && m.Sector != "" { // नगर निगम की टीम, एसआरपीएफ की दो कंपनियां
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		if head.Agent == "PTY" && listed(head, "group") && (m.How == "agent" || m.How == "title") && !isGroup(m) && m.Sector != "GOV" && m.Sector != "" { // छात्रों के दो गुट
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		if head.Agent == "UNK" && leads(head) && m.How == "agent" && ofForce(m.Sector) { // the head of the navy
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		if head.Agent == "MIL" && (head.Has(lang.Title) || m.How == "body") && (m.Sector == "REB" || m.Sector == "PRM" || m.Sector == "UAF") { // the commander of a militia, the forces of UNITA
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		if head.Agent == "MIL" && head.Is("o.police") && m.Sector == "COP" && m.How == "agent" { // राज्य पोलिस दलाचे जवान
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		if m.How != "place" && m.Sector != "" && head.Has(lang.Spokes) || m.How != "place" && m.Sector != "" && m.Sector != "GOV" && (isGroup(m) && head.Agent != "COP" && head.Agent != "MIL" && !(head.Agent == "LEG" && head.Has(lang.Title) && m.Sector == "PTY") && !(m.How == "agent" && head.Agent == "REB") && !(head.Agent == "GOV" && head.Has(lang.Head))) {
			e.Sector, e.Sectors = m.Sector, m.Sectors
		}
		out = append(out, e)
	}
	return out
}

// ofForce tells whether a sector is that of armed bodies of a state or of its courts, whose heads belong to them.
func ofForce(sector string) bool {
	switch sector {
	case "MIL", "COP", "SPY", "JUD":
		return true
	}
	return false
}

// ofCouple gives "the two prime ministers", दोन्ही सैन्ये to the two states that were last named side by side.
func (r *resolver) ofCouple(ph *doc.Phrase, head *lang.Entry, base article.Entity) []article.Entity {
	if !r.d.Pack.Final && leads(head) {
		base.Sector = "GOV"
	}
	if len(r.couple) != 2 || base.Sector != "GOV" && base.Sector != "MIL" || len(ph.Names) > 0 || !head.Has(lang.Title) && !head.Has(lang.Org) || !r.two(ph) {
		return nil
	}
	out := make([]article.Entity, len(r.couple))
	for i := range out {
		out[i] = base
		out[i].Country = r.couple[i].Country
	}
	return out
}

// othersAll is the one other country that all other names of a headline are of, where the body named has none of its own in its name.
func (r *resolver) othersAll(nm *doc.Name) string {
	if len(r.d.Art.Sentences) > 4 || (nm.Rec.Kind != "agency" || nm.Rec.Sector != "GOV") && nm.Rec.Kind != "court" && nm.Rec.Kind != "parliament" || nm.Rec.Country != r.d.Pack.Setting("home", "") {
		return ""
	}
	c := ""
	for _, x := range r.d.Names {
		if x.Weak || x.First == nm.First || x.Rec.Country == "" || x.Rec.Kind == "company" {
			continue
		}
		if x.Rec.Country == nm.Rec.Country || !plover.IsState(x.Rec.Country) || c != "" && x.Rec.Country != c {
			return ""
		}
		c = x.Rec.Country
	}
	return c
}

// outOf gives a number of people the party out of whom they are counted: "पॅलेस्टिनी कैद्यांपैकी | ९० जणांची".
func (r *resolver) outOf(ph *doc.Phrase, ents []article.Entity) []article.Entity {
	if !r.d.Pack.Final || len(ents) > 0 && (ents[0].How != "unknown" || ents[0].Country != "") || ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent != "" {
		return nil
	}
	if r.d.Art.Tokens[ph.First].Kind != article.Number && r.d.Kind(ph.First, lang.Num) == nil {
		return nil
	}
	for _, q := range r.phrases {
		if q.Last == ph.First && q.Mark == lang.Of && len(q.Ents) > 0 {
			return r.told(ph, q.Ents)
		}
	}
	return nil
}

// several tells whether a phrase names more than one of what stands for a whole body: universities, courts, countries.
func (r *resolver) several(ph *doc.Phrase, head *lang.Entry) bool {
	if !head.Has(lang.Org) || ph.E != head {
		return false
	}
	plural := false
	for _, a := range r.d.An[ph.Head] {
		if a.E == head {
			if a.F.Has(lang.Sg) || !a.F.Has(lang.Pl) {
				return false
			}
			plural = true
		}
	}
	return plural
}

// leads tells whether a title says that somebody leads, but not what: leader, chief, secretary-general.
func leads(head *lang.Entry) bool {
	return (head.Agent == "UNK" || head.Agent == "PTY" && !head.Has(lang.Org)) && head.Has(lang.Title) && !slices.Contains(head.Also, "OPP") && !listed(head, "dissenter")
}

func isGroup(e article.Entity) bool {
	switch e.Sector {
	case "REB", "PTY", "OPP", "UAF", "PRM", "LAB", "SOC", "CRM":
		return true
	}
	return false
}

// sameGroup finds a party named before with the same noun's sector and a country: "the rebels", "आंदोलक".
func (r *resolver) sameGroup(head *lang.Entry) (article.Entity, bool) {
	for i := len(r.groups) - 1; i >= 0; i-- {
		m := r.groups[i]
		if !r.d.Pack.Final && len(m.ents) == 1 && m.ents[0].How == "capital" && r.homeC != "" {
			continue // "the government" is the one that the text is about, not the capital named last
		}
		if len(m.ents) == 1 && m.ents[0].Sector == head.Agent && m.ents[0].Country != "" && m.ents[0].How != "possessor" {
			return m.ents[0], true
		}
	}
	return article.Entity{}, false
}

// fallback is the country of a party that the text names none for: the sentence's place, else what the text is about.
func (r *resolver) fallback(ph *doc.Phrase, head *lang.Entry) string {
	if head.Has(lang.Weaponized) && !r.d.Pack.Final { // a drone may be anybody's
		return ""
	}
	if head.Agent == "UAF" || head.Agent == "UNK" && !head.Has(lang.Title) && !head.Has(lang.Org) {
		return ""
	}
	if c := r.ofMission(ph, head); c != "" {
		return c
	}
	if r.continental(ph) {
		return ""
	}
	if r.local != "" && !(r.homeC != "" && !r.d.Pack.Final && ph.Mark == lang.Nom && !ph.After && r.localAt > ph.Last && r.bare(ph)) { // the generals, of whom the text speaks, not of where those are whom they accuse
		return r.local
	}
	if r.foreign(ph, head) {
		return ""
	}
	return r.homeC
}

// foreign tells whether the one country that a headline names stands behind its subject, a body that governs, judges or polices: "Govt to ban Chinese
// apps", "Army foils Pakistani bid". Whose body it is, the headline then leaves to its paper.
func (r *resolver) foreign(ph *doc.Phrase, head *lang.Entry) bool {
	if r.d.Pack.Final || r.local != "" || ph.Mark != lang.Nom || len(r.d.Sents) > 1 || !r.d.Art.Sentences[r.sent].Headline || r.homeAt < ph.Last {
		return false
	}
	switch head.Agent {
	case "GOV", "JUD", "COP", "MIL", "LEG":
		return head.Has(lang.Org) || head.Has(lang.Title)
	}
	return false
}

// modifiers are the parties behind the phrases that modify a phrase: its owner, else the nearest. "Peru's envoy in Lima" is of Peru.
func (r *resolver) modifiers(ph *doc.Phrase) []article.Entity {
	mods := make([]*doc.Phrase, 0, len(ph.Mods))
	for _, m := range ph.Mods {
		if m.Mark != lang.Gen {
			mods = append(mods, m)
		}
	}
	for _, m := range ph.Mods {
		if m.Mark == lang.Gen {
			mods = append(mods, m)
		}
	}
	if len(mods) == 0 {
		mods = r.whence(ph)
	}
	var out []article.Entity
	for i := len(mods) - 1; i >= 0; i-- {
		m := mods[i]
		if m.E != nil && slices.Contains(m.E.Lists, "origin") {
			continue // अल्बेनियन वंशाचे लोक: of that people, not of that state
		}
		if m.Mark == lang.Near && len(m.Names) == 1 && r.frontier(r.d.Names[m.Names[0]]) {
			continue // थायलंड सीमेजवळील कारेन गनीम
		}
		r.phrase(m)
		for _, e := range m.Ents {
			if e.Country != "" || e.Sector != "" {
				if out == nil {
					out = r.d.Parties(len(m.Ents))
				}
				out = add(out, e)
			}
		}
		if slices.ContainsFunc(out, func(e article.Entity) bool { return !e.Default }) || len(out) > 0 && r.d.Pack.Final {
			break
		}
	}
	return out
}

// elsewhere tells whether an adjective says that those whom a phrase names are of other countries, so that no place nearby tells of which: "Western
// embassies", विदेशी पर्यटक.
func (r *resolver) elsewhere(ph *doc.Phrase) bool {
	for i := ph.First; i < ph.Head; i++ {
		if a := r.d.Kind(i, lang.Adj); a != nil && slices.Contains(a.E.Lists, "foreign") {
			return true
		}
	}
	return false
}

// whence are the places that a participle without a meaning of its own gives the people it is about: "पाकिस्तान में बैठे आतंकी", "सीरियातून आलेले लोक".
func (r *resolver) whence(ph *doc.Phrase) []*doc.Phrase {
	for _, pr := range r.d.Sents[r.sent].Preds {
		if pr.Form != doc.RelPart || pr.Head != ph || len(pr.Classes) > 0 {
			continue
		}
		var out []*doc.Phrase
		for _, a := range pr.Args {
			if (a.Mark == lang.In || a.Mark == lang.From) && a.Pred == nil && !a.Time {
				out = append(out, a)
			}
		}
		return out
	}
	return nil
}

// unknown tells whether a phrase looks like a proper name that nothing knows.
func (r *resolver) unknown(ph *doc.Phrase) bool {
	if ph.E != nil || ph.Pred != nil {
		return false
	}
	if r.d.Kind(ph.Head, lang.Num) != nil || ph.Quoted && !r.d.Pack.Final && r.d.Art.Sentences[r.sent].Headline { // 'Blatant War Crimes'
		return false
	}
	for _, n := range ph.Names {
		switch r.d.Names[n].Rec.Kind {
		case "sea", "river", "strait", "mountain", "continent": // no land of anybody
			return false
		}
	}
	t := r.d.Art.Tokens[ph.Head]
	return t.Kind == article.Word && (t.Cap || t.Text[0] >= 0x80)
}

// onlyPlace tells whether an entity is a region or city, which no pronoun for people stands for.
func onlyPlace(e article.Entity) bool { return strings.HasPrefix(e.KB, "place:") }

// two tells whether the number two stands in a phrase or right before it.
func (r *resolver) two(ph *doc.Phrase) bool { return r.counted(ph, "2") }

// counted tells whether a phrase is of so many: "the three countries", तीनों देश.
func (r *resolver) counted(ph *doc.Phrase, n string) bool {
	for i := max(ph.First-1, 0); i < ph.Last; i++ {
		for _, a := range r.d.An[i] {
			if a.E != nil && a.E.Kind == lang.Num && a.E.Tags["n"] == n {
				return true
			}
		}
		if r.d.Art.Tokens[i].Text == n {
			return true
		}
	}
	return false
}

// ofErgative gives a reflexive whoever acts in its sentence where a case tells who that is: "… जाने वाले अपने नागरिकों को अमेरिका ने आगाह किया".
func (r *resolver) ofErgative(ph *doc.Phrase) []article.Entity {
	if !r.d.Pack.Final || !ph.E.Has(lang.Refl) {
		return nil
	}
	var who *doc.Phrase
	for _, q := range r.phrases {
		if q.Mark == lang.Erg && q.Pred == nil && !q.Pron && (who == nil || q.First < ph.First) {
			who = q
		}
	}
	if who == nil {
		return nil
	}
	r.phrase(who)
	return who.Ents
}

// ofFirst gives a member of a list that nothing modifies the country that the first has from a genitive: म्यांमार के विद्रोही और सेना.
func ofFirst(ph, c *doc.Phrase, ents []article.Entity) []article.Entity {
	if len(ents) == 0 || len(c.Names) > 0 || c.Pron || c.Pred != nil || len(c.Ents) != 1 {
		return c.Ents
	}
	first, e := ents[0], c.Ents[0]
	if e.Sector == "REB" && e.Default && first.Sector == "GOV" && !first.Default && plover.IsState(first.Country) && (first.How == "agent" || first.How == "person" || first.How == "title") {
		e.Country = first.Country // the Sudanese government and southern rebels, wherever they meet
		return []article.Entity{e}
	}
	if len(ph.Mods) == 0 || len(c.Mods) > 0 {
		return c.Ents
	}
	if first.How != "agent" || e.How != "agent" || first.Country == "" || e.Country == first.Country {
		return c.Ents
	}
	e.Country = first.Country
	return []article.Entity{e}
}

// continents is the list of adjectives of continents and regions.
var continents = []string{"continent"}

// continental tells whether people are of a continent, and so of no one state: "African leaders".
func (r *resolver) continental(ph *doc.Phrase) bool {
	if r.d.Pack.Final {
		return false
	}
	of := r.d.Pack.ListSet(continents)
	for i := ph.First; i < ph.Head; i++ {
		if r.d.Words[i].Lists&of != 0 || slices.ContainsFunc(r.d.Words[i].Listed, func(x lang.Listed) bool {
			return x.In&of != 0 && i >= x.E.Head && r.d.Art.Tokens[i-x.E.Head].Norm == x.E.Toks[0]
		}) {
			return true
		}
	}
	return false
}
