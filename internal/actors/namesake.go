package actors

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// namesake chooses among people of one name the one of the state that stands before it: "Jordan's King Abdullah".
func (r *resolver) namesake(nm *doc.Name, ph *doc.Phrase) *doc.Name {
	if k, ok := r.surnames[r.d.Art.Tokens[nm.First].Norm]; ok && nm.Last-nm.First == 1 && ph.Last-ph.First == 1 && !r.d.Pack.Final {
		if e := r.people[k].ents[0]; e.KB != nm.Rec.ID { // "Pawar", after "Ajit Pawar"
			other := *nm
			other.Rec = &kb.Record{ID: e.KB, Name: e.Name, Wikidata: e.Wikidata, Country: e.Country, Kind: nm.Rec.Kind, Sector: e.Sector, Also: e.Sectors}
			return &other
		}
	}
	for _, m := range r.modifiers(ph) {
		if m.How != "state" && m.How != "capital" || m.Country == nm.Rec.Country {
			continue
		}
		for _, o := range nm.Others {
			if o.Person() && o.Country == m.Country {
				other := *nm
				other.Rec = o
				return &other
			}
		}
		if m.How == "state" && (len(nm.Rec.Country) == 3 && nm.Last-nm.First <= 2 && !r.d.Pack.Final || r.otherHead(nm, ph, m.Country)) {
			other := *nm
			other.Rec = &kb.Record{Name: r.d.Text(nm.First, nm.Last), Country: m.Country, Kind: nm.Rec.Kind, Sector: "GOV"}
			return &other
		}
	}
	return nm
}

// otherHead tells whether the one name of somebody known stands within the longer name of who heads a state that was never his: दक्षिण कोरिया के
// राष्ट्रपति किम यंग-सैम.
func (r *resolver) otherHead(nm *doc.Name, ph *doc.Phrase, country string) bool {
	if !r.d.Pack.Shared || nm.Last-nm.First != 1 || ph.Last == nm.Last {
		return false
	}
	if e := r.title(ph); e == nil || !e.Has(lang.Title) || !e.Has(lang.Head) {
		return false
	}
	role, ok := nm.Rec.RoleOn(r.d.Art.Published)
	return ok && role.Country != country || !ok && nm.Rec.Country != country
}

// parliament reads the name of a party as an ordinary noun where the state before it has no such party: "Peru's Congress".
func (r *resolver) parliament(nm *doc.Name, ph *doc.Phrase) (article.Entity, bool) {
	if nm.Rec.Kind != "party" || nm.Last-nm.First != 1 || r.d.Pack.Final {
		return article.Entity{}, false
	}
	a := r.d.Kind(nm.First, lang.Noun)
	if a == nil || a.E.Agent == "" {
		return article.Entity{}, false
	}
	for _, m := range r.modifiers(ph) {
		if plover.IsState(m.Country) && m.Country != nm.Rec.Country && (m.How == "state" || m.How == "capital") {
			return article.Entity{Span: r.d.Span(nm.First, nm.Last), Country: m.Country, Sector: a.E.Agent, How: "agent"}, true
		}
	}
	return article.Entity{}, false
}

// stranger tells whether a known name is part of that of somebody whom nothing knows, before a word in capitals that is in no table: a first
// name, or one beside another state: "Moroccan minister Nasser Bourita".
func (r *resolver) stranger(ph *doc.Phrase, nm *doc.Name) bool {
	if r.d.Pack.Final {
		return r.otherFirst(ph, nm)
	}
	if nm.Last-nm.First > 1 || r.d.Pack.Final || nm.Last >= ph.Last || !r.d.Art.Tokens[nm.Last].Cap || r.d.At[nm.Last] >= 0 {
		return false
	}
	for _, a := range r.d.An[nm.Last] {
		if a.E != nil && !a.E.KB {
			return false
		}
	}
	if first, _, more := strings.Cut(nm.Rec.Name, " "); more && first == r.d.Art.Tokens[nm.First].Text {
		return true // "Rahul Aher": one first name, another family
	}
	for _, i := range ph.Names {
		if n := r.d.Names[i]; n.Rec.Kind == "state" && n.Rec.Country != nm.Rec.Country {
			return true
		}
	}
	return false
}

// otherFirst tells whether a known family name stands behind another first name than that of the one who is known by it alone, a word that nothing
// knows: राजेश पवार यांना.
func (r *resolver) otherFirst(ph *doc.Phrase, nm *doc.Name) bool {
	i := nm.First - 1
	if nm.Last-nm.First != 1 || i < ph.First || i < 0 || !ph.Hon || r.d.At[i] >= 0 || !strings.Contains(nm.Rec.Name, " ") || r.d.Art.Tokens[i].Kind != article.Word {
		return false
	}
	given := false
	for _, a := range r.d.An[i] {
		switch {
		case a.E == nil && a.Mark == lang.Nom, a.E != nil && listed(a.E, "given"):
			given = true
		case a.E != nil:
			return false
		}
	}
	return given || !r.d.Words[i].Known
}

// ownPower tells whether a bare government, its head or the army that opens a text is the paper's own, as the one foreign country that the text
// names comes only behind it, not as the place and not with another who acts: "प्रधानमंत्री ने श्रीलंका के तूफान पीड़ितों …", "सरकार ने रूस से …", but not
// "सरकार ने मांगें नहीं मानीं तो केन्या के डॉक्टरों ने …" nor "सरकारने वेतन न दिल्यास घानाचे शिक्षक …".
func (r *resolver) ownPower(ph *doc.Phrase, head *lang.Entry, country string) bool {
	home := r.d.Pack.Home
	if !r.d.Pack.Final || home == "" || country == "" || country == home || r.sent > 0 || r.local != "" && !r.faced(country) || ph.Mark != lang.Erg || len(ph.Mods) > 0 || r.d.Art.Dateline.Country != "" {
		return false
	}
	switch {
	case head.Agent == "GOV" && head.Has(lang.Head), head.Agent == "MIL" && (head.Has(lang.Org) || head.Has(lang.Title)), head.Agent == "OPP" && r.faced(country):
	default:
		return false
	}
	for _, nm := range r.d.NamesFrom(0) {
		if nm.First < ph.First && !nm.Weak && !(nm.Rec.Country == country && r.faced(country)) {
			return false
		}
	}
	return !slices.ContainsFunc(r.phrases, func(q *doc.Phrase) bool {
		return q.First > ph.First && (q.Mark == lang.Erg || q.Mark == lang.Nom && q.E != nil && q.E.Agent != "") && slices.ContainsFunc(q.Mods, func(m *doc.Phrase) bool {
			return m.Mark == lang.Gen && slices.ContainsFunc(m.Names, func(n int) bool { return r.d.Names[n].Rec.Country == country })
		})
	})
}

// faced tells whether the text names a country only as a state that somebody faces or gets something from: "रूस से गेहूं खरीदने", "चीन के सामने झुकने".
func (r *resolver) faced(country string) bool {
	found := false
	for _, nm := range r.d.Names {
		if nm.Weak || nm.Rec.Country != country {
			continue
		}
		if nm.Rec.Kind != "state" || nm.Use != kb.Proper || !slices.ContainsFunc(r.phrases, func(q *doc.Phrase) bool {
			return q.First == nm.First && q.Last == nm.Last && (q.Mark == lang.From || q.Mark == lang.At || q.Mark == lang.Before || q.Mark == lang.With || q.Mark == lang.Against)
		}) {
			return false
		}
		found = true
	}
	return found
}

// ofBody tells whether what modifies a word that nothing knows is a body, an office or an institution, whose thing the word then is, rather than
// a land that somebody unknown is from: लोकसभा चुनाव का शंखनाद, but पाकिस्तान का बाबर.
func (r *resolver) ofBody(mods []article.Entity) bool {
	return len(mods) > 0 && r.d.Pack.Shared && (mods[0].How == "body" || mods[0].How == "possessor" || mods[0].How == "title" && mods[0].Sector == "GOV")
}

// otherBody chooses among bodies of one name the one of a state that the text names, where it names none of the other's: "PTI" beside Imran Khan.
func (r *resolver) otherBody(nm *doc.Name) *doc.Name {
	if len(nm.Others) == 0 || r.d.Pack.Final && nm.Last-nm.First > 1 && !r.hyphen(nm.First+1) || r.countryNamed(nm, nm.Rec.Country) {
		return nm
	}
	for _, o := range nm.Others {
		if !o.Person() && o.Kind != "state" && plover.IsState(o.Country) && o.Country != nm.Rec.Country && r.countryNamed(nm, o.Country) {
			other := *nm
			other.Rec = o
			return &other
		}
	}
	return nm
}

// standing makes rulers of an armed body where the adjective before its name says so: "the ruling Taliban", सत्ताधारी तालिबान.
func (r *resolver) standing(nm *doc.Name, ph *doc.Phrase, e *article.Entity) {
	if i := nm.First - 1; i >= ph.First && nm.Rec.Kind == "armed" && e.Sector == "REB" && r.listedAt(i, "ruling") {
		e.Sector, e.Sectors = "GOV", nil
	}
}

// ofSuchName is the country of a body whose name is made of plain words, as many countries have one, where the state beside it or the one that the
// text is about is another and nothing else in the text is of its own: "South Korea's Democratic Party", "in Zambia the Election Commission".
func (r *resolver) ofSuchName(nm *doc.Name, ph *doc.Phrase) string {
	if !plover.IsState(nm.Rec.Country) {
		return ""
	}
	other := func(c string) bool { return plover.IsState(c) && c != nm.Rec.Country }
	if !r.plainWords(nm) {
		return r.beside(nm, ph, other)
	}
	for _, i := range ph.Names { // "the Belarussian Popular Front"
		if n := r.d.Names[i]; n.Rec.Kind == "state" && n.Last == nm.First && other(n.Rec.Country) {
			return n.Rec.Country
		}
	}
	for _, m := range r.modifiers(ph) {
		if (m.How == "state" || m.How == "capital") && other(m.Country) {
			return m.Country
		}
	}
	if nm.Weak && !r.d.Pack.Final && other(r.local) && !r.countryNamed(nm, nm.Rec.Country) {
		return r.local
	}
	if other(r.homeC) && !r.countryNamed(nm, nm.Rec.Country) && slices.ContainsFunc(r.d.Names[:min(len(r.d.Names), namesMax)], func(n doc.Name) bool {
		return n.First < nm.First && !n.Weak && n.Rec.Country == r.homeC
	}) {
		return r.homeC
	}
	return ""
}

// beside is the state beside the name of a party or movement that another land has too, where nothing else in the text is of the land that the table
// knows it in: बेलारूसमधील विरोधी पॉप्युलर फ्रंट, पाकिस्तान की जमात-ए-इस्लामी.
func (r *resolver) beside(nm *doc.Name, ph *doc.Phrase, other func(string) bool) string {
	if !r.d.Pack.Final || nm.Rec.Kind != "party" && nm.Rec.Kind != "movement" || r.countryNamed(nm, nm.Rec.Country) {
		return ""
	}
	for _, m := range r.modifiers(ph) {
		if (m.How == "state" || m.How == "capital") && other(m.Country) {
			return m.Country
		}
	}
	return ""
}

// plainWords tells whether the name of a party, a court, a parliament, a movement or a doubtful one of an office is of two or more words that are all in the lexicon:
// "Democratic Party", "Election Commission".
func (r *resolver) plainWords(nm *doc.Name) bool {
	switch nm.Rec.Kind {
	case "party", "court", "parliament", "movement":
	default:
		if !nm.Weak || !official(nm.Rec) {
			return false
		}
	}
	if nm.Last-nm.First < 2 {
		return false
	}
	for i := nm.First; i < nm.Last; i++ {
		if !slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool {
			return a.E != nil && !a.E.KB && !a.E.Part && !a.E.Phrase() && a.E.Kind != lang.Name
		}) {
			return false
		}
	}
	return true
}

// countryNamed tells whether another name of the text is of a country.
func (r *resolver) countryNamed(nm *doc.Name, country string) bool {
	for i, x := range r.d.Names {
		if i >= namesMax {
			break
		}
		if !x.Weak && x.First != nm.First && x.Rec.Country == country && x.Rec.ID != nm.Rec.ID {
			return true
		}
	}
	return false
}

// ruled tells whether a person is named as the head or minister of a state whom the table has in an office of no state: the text is of another day.
func ruled(e article.Entity, head *lang.Entry) bool {
	return e.How == "person" && !plover.IsState(e.Country) && head != nil && head.Has(lang.Title) && head.Agent == "GOV"
}

// stateBeside is the one state that a phrase has as its modifier: इजिप्तचे परराष्ट्रमंत्री X.
func (r *resolver) stateBeside(ph *doc.Phrase) string {
	if m := r.modifiers(ph); len(m) == 1 && m[0].How == "state" && plover.IsState(m[0].Country) {
		return m[0].Country
	}
	return ""
}

// partyOf is the sector of somebody of whom nothing is known but a full name and whose party he is of: "BJP's Biplab Deb".
func (r *resolver) partyOf(ph *doc.Phrase, mods []article.Entity) string {
	if r.d.Pack.Final || ph.Last-ph.First != 2 || len(mods) != 1 || mods[0].How != "body" || mods[0].Sector != "PTY" {
		return ""
	}
	for i := ph.First; i < ph.Last; i++ { // no word of the language: "party's Guarantee Card"
		if t := r.d.Art.Tokens[i]; !t.Cap || t.Kind != article.Word || slices.ContainsFunc(r.d.An[i], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind != lang.Name }) {
			return ""
		}
	}
	for _, m := range ph.Mods {
		if m.Mark == lang.Gen && m.Pred == nil && ph.First-m.Last <= 1 {
			return "PTY"
		}
	}
	return ""
}

// otherRebels is the country beside the name of an armed body that is a plain word for such people, as other countries have them too: "Peruvian Maoist
// rebels", नेपाळच्या माओवाद्यांनी.
func (r *resolver) otherRebels(nm *doc.Name, ph *doc.Phrase) string {
	if nm.Rec.Kind != "armed" || !plover.IsState(nm.Rec.Country) {
		return ""
	}
	for i := nm.First; i < nm.Last; i++ {
		if e := r.d.Kind(i, lang.Noun); (e == nil || e.E.Agent != "REB") && r.d.Kind(i, lang.Adj) == nil {
			return ""
		}
	}
	for _, i := range ph.Names {
		if n := r.d.Names[i]; n.Rec.Kind == "state" && n.Last <= nm.First && n.Rec.Country != nm.Rec.Country {
			return n.Rec.Country
		}
	}
	for _, m := range ph.Mods {
		if m.Mark != lang.Gen || len(m.Names) != 1 {
			continue
		}
		if n := r.d.Names[m.Names[0]]; n.Rec.Kind == "state" && n.Rec.Country != nm.Rec.Country {
			return n.Rec.Country
		}
	}
	return ""
}
