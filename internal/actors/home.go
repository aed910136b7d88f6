package actors

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// home finds the country that the text is about: at least half of its names belong to it, or a third and the first one does, or the dateline's.
func (r *resolver) home() {
	n, total := map[string]int{}, 0
	for _, nm := range r.d.Names {
		if r.venue(r.sentOf(nm.First), nm) {
			continue
		}
		if nm.Weak || !plover.IsState(nm.Rec.Country) || nm.Rec.Person() || r.descent(nm) || r.alien(nm) || nm.Rec.Kind == "company" || nm.Rec.Kind == "media" && (r.d.Pack.Final || nm.Rec.Sector == "BUS") || r.d.Purpose(&nm) ||
			r.d.Pack.Final && official(nm.Rec) && r.othersAll(&nm) != "" { // an election commission is of the country that the rest is about
			continue
		}
		n[nm.Rec.Country]++
		total++
	}
	best := ""
	for c, k := range n {
		if best == "" || k > n[best] || k == n[best] && c < best {
			best = c
		}
	}
	if f := r.firstCountry(); n[f] > 0 && n[f] == n[best] { // of two that are named alike often, the first
		best = f
	}
	if h := r.d.Pack.Home; n[h] > 0 && n[h] >= n[best] {
		best = h // named as often as any other: the paper's own
	}
	if best != "" && (n[best]*2 >= total || n[best]*3 >= total && best == r.firstCountry()) {
		r.homeC, r.homeAt = best, r.stateAt(best)
	}
	if total == 0 {
		r.homeC = r.compatriots()
	}
	// a dateline counts where the text speaks of its country at least half as often as of any other
	if c := r.d.Art.Dateline.Country; r.homeC == "" && c != "" && n[c]*2 >= n[best] {
		r.homeC = c
	}
}

// mission tells whether a state's name says whose embassy is meant, which stands in another: "blast near Israel embassy".
func (r *resolver) mission(nm doc.Name) bool {
	if r.d.Pack.Final || nm.Rec.Kind != "state" {
		return false
	}
	e := r.d.Kind(nm.Last, lang.Noun)
	return e != nil && e.E.Is("o.embassy")
}

// compatriots is the country of all the people whom a text names that names no state, place or body: "Nitish Kumar thanked the prime minister". A headline
// names the great of other countries so.
func (r *resolver) compatriots() string {
	if r.d.Pack.Final || len(r.d.Art.Sentences) == 0 || r.d.Art.Sentences[0].Headline {
		return ""
	}
	c := ""
	for _, nm := range r.d.Names {
		switch {
		case nm.Weak || !nm.Rec.Person():
		case !plover.IsState(nm.Rec.Country) || c != "" && c != nm.Rec.Country:
			return ""
		default:
			c = nm.Rec.Country
		}
	}
	return c
}

// stateAt is the first token of a name of a country where the text names the state alone, and none of its bodies, people or places; else 0.
func (r *resolver) stateAt(country string) int {
	at := 0
	for i := len(r.d.Names) - 1; i >= 0; i-- {
		switch nm := r.d.Names[i]; {
		case nm.Weak || nm.Rec.Country != country:
		case nm.Rec.Kind != "state":
			return 0
		default:
			at = nm.First
		}
	}
	return at
}

// firstCountry is the country of the first name that has one.
func (r *resolver) firstCountry() string {
	for _, nm := range r.d.Names {
		if !nm.Weak && plover.IsState(nm.Rec.Country) && !nm.Rec.Person() && !r.descent(nm) && !r.alien(nm) && !r.frontier(nm) {
			return nm.Rec.Country
		}
	}
	return ""
}

// localCountry is the country of the only place named in a sentence, if there is one.
func (r *resolver) localCountry(si int) string {
	r.localAt = 0
	if c, named := r.countryOf(si, false); named {
		return c
	}
	c, _ := r.countryOf(si, true)
	if c != "" && r.homeC != "" && !r.d.Pack.Final && slices.ContainsFunc(r.phrases, func(ph *doc.Phrase) bool {
		return ph.Mark == lang.From && slices.ContainsFunc(ph.Names, func(n int) bool { return r.d.Names[n].Rec.Country == c })
	}) {
		return "" // where a delegation comes from is not where the rest of the sentence is
	}
	return c
}

// countryOf is the one country of the places of a sentence, those that say where people come from left out or only those; named is false where
// there is no place.
func (r *resolver) countryOf(si int, origins bool) (c string, named bool) {
	s := r.d.Art.Sentences[si]
	for _, nm := range r.d.NamesFrom(s.First) {
		if nm.First >= s.Last {
			break
		}
		region := nm.Rec.Kind == "region"
		if nm.Weak && !region || nm.Rec.Country == "" {
			continue
		}
		if nm.Use != kb.Locality && !((nm.Use == kb.Capital || nm.Use == kb.Proper && (nm.Rec.Kind == "state" || region)) && r.isPlace(nm)) || r.speakers(si, nm) || r.mission(nm) {
			continue
		}
		if r.origin(si, nm) != origins || r.venue(si, nm) || r.frontier(nm) {
			continue
		}
		if named && c != nm.Rec.Country {
			return "", true
		}
		if !named {
			r.localAt = nm.First
		}
		c, named = nm.Rec.Country, true
	}
	return c, named
}

// sentOf is the sentence that a token stands in.
func (r *resolver) sentOf(token int) int {
	return max(slices.IndexFunc(r.d.Art.Sentences, func(s article.Sentence) bool { return token < s.Last }), 0)
}

// venue tells whether a city is only where the sides of another country meet, or where a spokesman of its rebels speaks: "signed an accord in Libreville, ending
// fighting in the Central African Republic", "said an SPLA spokesman in Nairobi", "a government offer to open talks in Rome was accepted by
// Mozambique's rebels".
func (r *resolver) venue(si int, nm doc.Name) bool {
	if nm.Use != kb.Capital && nm.Use != kb.Locality || len(r.d.Names) < 2 || len(r.d.Names) > namesMax || si >= len(r.d.Sents) || r.countryNamed(&nm, nm.Rec.Country) {
		return false
	}
	met, said := false, false
	for _, pr := range r.d.Sents[si].Preds {
		here := slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return inPlace(a) && a.First <= nm.First && nm.Last <= a.Last })
		met = met || here && (pr.Class("meet") || pr.Class("talk") || pr.Class("sign") || pr.Class("summit") || pr.Class("mediate") || pr.Class("agree"))
		said = said || here && r.d.Pack.Common.AnyKind(pr.Classes, "say")
	}
	if !met && !said {
		return false
	}
	return slices.ContainsFunc(r.d.Names, func(x doc.Name) bool {
		switch {
		case x.Weak || !plover.IsState(x.Rec.Country) || x.Rec.Country == nm.Rec.Country || x.Rec.Person():
			return false
		case x.Rec.Kind == "armed":
			return true
		case (said || met) && nation(x) && r.fighters(x):
			return true
		}
		return met && x.Rec.Kind == "state" && x.Use == kb.Proper && r.standsIn(r.sentOf(x.First), x)
	})
}

// fighters tells whether a state's name says whose rebels or opposition right behind it are: "Kenyan opposition leaders", सूडान के विद्रोही.
func (r *resolver) fighters(nm doc.Name) bool {
	const reach = 3
	for i := nm.Last; i < min(nm.Last+reach, len(r.d.An)); i++ {
		if r.d.Art.Tokens[i].Kind != article.Word || r.d.At[i] >= 0 {
			return false
		}
		if a := r.d.Kind(i, lang.Noun); a != nil && a.E.Agent != "" {
			return a.E.Agent == "REB" || a.E.Agent == "OPP"
		}
	}
	return false
}

// standsIn tells whether a name is an argument of place by itself.
func (r *resolver) standsIn(si int, nm doc.Name) bool {
	return si < len(r.d.Sents) && slices.ContainsFunc(r.d.Sents[si].Preds, func(pr *doc.Pred) bool {
		return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
			return inPlace(a) && a.Mark != lang.From && nm.First <= a.Last && nm.Last == a.Last
		})
	})
}

// frontier tells whether a state's name only says which border it is near, where the text names another state: "near the Thai border", थायलंड सीमेजवळ.
func (r *resolver) frontier(nm doc.Name) bool {
	if nm.Rec.Kind != "state" || nm.Last >= len(r.d.An) {
		return false
	}
	e := r.d.Kind(nm.Last, lang.Noun)
	return e != nil && e.E.Is("o.border") && slices.ContainsFunc(r.d.Names, func(x doc.Name) bool {
		return !x.Weak && nation(x) && plover.IsState(x.Rec.Country) && x.Rec.Country != nm.Rec.Country
	})
}

// origin tells whether a place says where people come from or belong, and not where they act: पाकिस्तानस्थित दहशतवादी, पाकिस्तान में बैठे आतंकी.
func (r *resolver) origin(si int, nm doc.Name) bool {
	in := func(m *doc.Phrase) bool { return m.First <= nm.First && nm.Last <= m.Last }
	for _, ph := range r.phrases {
		if ph.E != nil && ph.E.Agent != "" && slices.ContainsFunc(ph.Mods, in) {
			return true
		}
	}
	for _, pr := range r.d.Sents[si].Preds {
		if pr.Form == doc.RelPart && pr.Head != nil && pr.Head.E != nil && pr.Head.E.Agent != "" && len(pr.Classes) == 0 && slices.ContainsFunc(pr.Args, in) {
			return true
		}
	}
	return false
}

// speakers tells whether a name says where those who tell the news are: "officials in Nairobi said".
func (r *resolver) speakers(si int, nm doc.Name) bool {
	for _, pr := range r.d.Sents[si].Preds {
		if pr.Subj == nil || len(pr.Subj.Mods) == 0 || !r.d.Pack.Common.AnyKind(pr.Classes, "say") {
			continue
		}
		for _, m := range pr.Subj.Mods {
			if m.First <= nm.First && nm.Last <= m.Last && inPlace(m) {
				return true
			}
		}
	}
	return false
}

// isPlace tells whether a name stands in a phrase of place.
func (r *resolver) isPlace(nm doc.Name) bool {
	for _, ph := range r.phrases {
		if !inPlace(ph) {
			continue
		}
		if ph.First <= nm.First && nm.Last <= ph.Last {
			return true
		}
		if !r.d.Pack.Final && ph.Pred != nil && ph.Mark != lang.From && slices.ContainsFunc(ph.Mods, func(m *doc.Phrase) bool { return m.Mark == lang.Gen && m.First <= nm.First && nm.Last <= m.Last }) {
			return true // killed in | J&K | encounter
		}
		if r.d.Pack.Final && ph.Mark != lang.From && ph.E != nil && (ph.E.Is("o.territory") || ph.E.Place != "") && slices.ContainsFunc(ph.Mods, func(m *doc.Phrase) bool { return m.First <= nm.First && nm.Last <= m.Last }) {
			return true // इराक के उत्तरी इलाके में
		}
	}
	return false
}
