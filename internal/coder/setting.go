package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// What a text says of its place beside the sentence: the dateline, a place named before that a noun or "here" takes up again.

// newPlacer prepares what the whole text says of places.
func newPlacer(of *coder) *placer {
	c := &of.work.placer
	if c.coder = of; c.seen == nil {
		c.seen = map[*doc.Pred][]site{}
	}
	c.gather()
	c.set = c.land()
	return c
}

// land is the country of all the places that a text names, if it is one.
func (c *placer) land() string {
	land := ""
	for k := range c.spots { // of one country, all that the text names
		sp := &c.spots[k]
		if sp.nm.Rec == nil || sp.nm.Rec.Country == "" {
			continue
		}
		if land == "" {
			land = sp.nm.Rec.Country
		}
		if land != sp.nm.Rec.Country {
			return ""
		}
	}
	if home := c.d.Pack.Home; land == "" && home != "" && !c.abroad(home) {
		return home
	}
	return land
}

// countryOf guesses the country of a place that nothing knows: that of the place named before it in the sentence or the one before, else
// of all that the text names.
func (c *placer) countryOf(sp *spot) string {
	if c.set != "" {
		return c.set
	}
	for k := len(c.spots) - 1; k >= 0; k-- {
		if o := &c.spots[k]; o.first < sp.first && o.nm.Rec != nil && o.nm.Rec.Country != "" && c.sentence(sp.first)-c.sentence(o.first) <= 1 {
			return o.nm.Rec.Country
		}
	}
	return ""
}

// sentence is the number of the sentence of a token.
func (c *placer) sentence(at int) int {
	return sort.Search(len(c.d.Art.Sentences), func(i int) bool { return c.d.Art.Sentences[i].Last > at })
}

// gather lists the places that the text names, in its order.
func (c *placer) gather() {
	if sp, ok := c.dateline(); ok {
		c.spots = append(c.spots, sp)
	}
	for i := range c.d.Sents {
		for _, pr := range c.d.Sents[i].Preds {
			c.sites(pr, func(s site) {
				seat := s.nm.Use == kb.Capital && !pr.Class("travel") && !pr.Class("visit") && !c.says(s.ph.Mark, s.spot) && s.ph.Mark != lang.From && s.ph.Mark != lang.On // a government by its town
				c.keep(s.spot, s.human || seat || s.arg.Mark == lang.AccTo || s.subj && (s.depth == 0 || c.d.Pack.Common.AnyKind(pr.Classes, "say")))
			})
		}
		for _, ph := range c.d.Sents[i].Phrases {
			if sp, ok := c.locate(ph, 0); ok && c.says(ph.Mark, sp) && !folk(ph) {
				c.keep(sp, false)
			}
		}
	}
	slices.SortStableFunc(c.spots, func(a, b spot) int { return a.first - b.first })
}

func (c *placer) keep(sp spot, human bool) {
	if !sp.ref && !human && !slices.ContainsFunc(c.spots, func(o spot) bool { return o.first == sp.first }) {
		c.spots = append(c.spots, sp)
	}
}

// loose weighs the places that are no argument of any predicate: nearest to the event's words, they are in its clause.
func (c *placer) loose(m *meaning, chain []link, take func(evidence)) {
	s := &c.d.Sents[m.pred.Sent]
	owned := map[*doc.Phrase]bool{}
	for _, pr := range s.Preds {
		for _, a := range pr.Args {
			owned[a] = true
			for _, x := range a.Conj {
				owned[x] = true
			}
		}
	}
	for _, ph := range s.Phrases {
		if owned[ph] || ph.Attr {
			continue
		}
		if sp, ok := c.locate(ph, 0); ok && !sp.ref && c.says(ph.Mark, sp) && c.inClause(chain, ph) {
			take(evidence{spot: sp, rank: rankClause, why: "it stands in the clause", at: c.far(m.pred, sp.first)})
		}
	}
}

// pointers weighs "there" and "here", which take up a place named before: the last one, or that of the dateline.
func (c *placer) pointers(m *meaning, chain []link, take func(evidence)) {
	s := c.d.Art.Sentences[m.pred.Sent]
	words := c.d.Pack.ListSet([]string{"there", "here"})
	for i := s.First; i < s.Last; i++ {
		if c.d.Words[i].Lists&words == 0 {
			continue
		}
		kind := ""
		for _, a := range c.d.An[i] {
			if a.E != nil && a.E.Kind == lang.Adv {
				for _, l := range a.E.Lists {
					if l == "there" || l == "here" {
						kind = l
					}
				}
			}
		}
		if kind == "" || c.d.At[i] >= 0 || !c.inClause(chain[:1], &doc.Phrase{First: i, Last: i + 1}) {
			continue
		}
		take(evidence{spot: spot{first: i, last: i + 1, kind: kind, ref: true}, rank: rankOwn + 3, why: "where it was", at: c.far(m.pred, i)})
	}
}

// inClause tells whether the predicate nearest to a phrase is one of the chain.
func (c *placer) inClause(chain []link, ph *doc.Phrase) bool {
	var best *doc.Pred
	for _, pr := range c.d.Sents[chain[0].pred.Sent].Preds {
		if c.d.Pack.Final && pr.Tokens[len(pr.Tokens)-1] < ph.First {
			continue
		}
		if best == nil || c.far(pr, ph.First) < c.far(best, ph.First) {
			best = pr
		}
	}
	for _, l := range chain {
		if l.pred == best {
			return true
		}
	}
	return false
}

// setting is the place of the dateline, for what its own sentence tells of those who are there.
func (c *placer) setting(m *meaning) evidence {
	none := evidence{rank: rankNone}
	d := c.d.Art.Dateline
	s := c.d.Art.Sentences[m.pred.Sent]
	if d.Country == "" || !c.deed(m) || m.mode == "resign" || m.status == article.Historical {
		return none
	}
	span := c.d.Span(s.First, s.Last)
	if !span.Overlaps(d.Span) && !c.bareDateline(m.pred.Sent-1) {
		return none
	}
	native := m.typ != "CONSULT" || !c.d.Pack.Final && m.class == "meet" && m.status == article.Actual && len(m.actor)+len(m.coactor) > 1
	for _, e := range append(append(append([]article.Entity{}, m.actor...), m.recip...), m.coactor...) {
		if m.typ == "CONSULT" {
			native = native || e.Country == d.Country
		} else if e.Country != "" && e.Country != d.Country {
			return none
		}
	}
	if sp, ok := c.dateline(); ok && native {
		return evidence{spot: sp, rank: rankSetting, why: "the dateline"}
	}
	return none
}

// bareDateline tells whether a sentence is nothing but the dateline: "लखनऊ, एजेंसी।"; the next then is what it was set before.
func (c *placer) bareDateline(si int) bool {
	if si < 0 || si > 1 {
		return false
	}
	s := c.d.Art.Sentences[si]
	return c.d.Span(s.First, s.Last).Overlaps(c.d.Art.Dateline.Span) && len(c.d.Sents[si].Preds) == 0 && c.d.Art.Sentences[si+1].Paragraph == s.Paragraph
}

// dateline is the place of the dateline.
func (c *placer) dateline() (spot, bool) {
	d := c.d.Art.Dateline
	for _, nm := range c.d.Names {
		if d.Span.Len() > 0 && placeable(nm) && c.d.Span(nm.First, nm.Last) == d.Span {
			return spot{first: nm.First, last: nm.Last, nm: nm}, true
		}
	}
	return spot{}, false
}

// refer finds the place named before that a noun of place takes up again: "in the city", गावात, घटनास्थळी.
func (c *placer) refer(e *evidence, m *meaning) bool {
	if e.kind == "here" {
		sp, ok := c.dateline()
		e.spot, e.why, e.of = sp, "here, at the dateline", ""
		return ok
	}
	if e.kind == "there" { // of its own sentence first, whatever it did there
		for k := len(c.d.Names) - 1; k >= 0; k-- {
			if nm := c.d.Names[k]; nm.Last <= e.first && c.sentence(nm.First) == c.sentence(e.first) && placeable(nm) {
				e.spot, e.why, e.of, e.before = spot{first: nm.First, last: nm.Last, nm: nm}, "there", "", true
				return true
			}
		}
	}
	for k := len(c.spots) - 1; k >= 0; k-- {
		sp := c.spots[k]
		if sp.first >= e.first || !suits(&sp, e.kind) {
			continue
		}
		if e.kind == "district" && sp.kind == "" {
			sp.kind, sp.word = e.kind, e.word
		}
		e.spot, e.before = sp, true
		return true
	}
	if e.kind == "building" || e.kind == "road" || e.kind == "part" { // "outside the hotel", in the town of which the text tells
		if sp := c.townOf(e.first); sp != nil {
			at := e.first
			e.spot, e.before = *sp, true
			e.site, e.at = e.kind != "part" && e.kind != "district", at
			return true
		}
	}
	if e.kind == "country" || e.own {
		r := c.realmOf(m)
		e.spot = r.spot
		return r.rank < rankNone
	}
	if e.kind == "province" { // "in the state", of which the last place is
		if sp := c.provinceOf(e.first); sp != nil {
			e.spot, e.before = *sp, true
			return true
		}
	}
	if e.kind == "capital" {
		for _, x := range append(append([]article.Entity{}, m.actor...), m.recip...) {
			if st := c.d.KB.State(x.Country); st != nil && st.Capital != "" {
				e.spot.nm, e.spot.ref = doc.Name{Rec: st, Use: kb.Capital}, false
				return true
			}
		}
	}
	return false
}

// townMax is how many sentences before a house of no name the town of which it is may be named.
const townMax = 3

// townOf is the town, or the district, that the sentences before a token name last, where they name none but it: what has no name of its own lies
// there. Where they name none it is the town of the dateline.
func (c *placer) townOf(at int) *spot {
	var town, line *spot
	for k := len(c.spots) - 1; k >= 0; k-- {
		sp := &c.spots[k]
		if sp.first >= at || sp.grain() < 2 && sp.kind != "district" && (sp.nm.Rec == nil || sp.nm.Rec.Kind != "district") {
			continue
		}
		if c.d.Span(sp.first, sp.last) == c.d.Art.Dateline.Span {
			line = sp
			continue
		}
		if c.sentence(at)-c.sentence(sp.first) > townMax {
			continue
		}
		if town != nil && (town.nm.Rec == nil || sp.nm.Rec == nil || town.nm.Rec != sp.nm.Rec) {
			return nil
		}
		if town == nil {
			town = sp
		}
	}
	if town == nil && line != nil && c.sentence(at) <= lineMax {
		return line
	}
	return town
}

// provinceOf is the province in which the place lies that is named last before a token.
func (c *placer) provinceOf(at int) *spot {
	for k := len(c.spots) - 1; k >= 0; k-- {
		if sp := &c.spots[k]; sp.first < at {
			if w := sp.within; w != nil && w.nm.Rec != nil && w.nm.Rec.Kind == "admin1" && c.sentence(at)-c.sentence(sp.first) <= lineMax {
				return w
			}
		}
	}
	return nil
}

// lineMax is how many sentences into a text a house of no name may be in the town of its dateline.
const lineMax = 5

// suits tells whether a place may be what a noun of place takes up.
func suits(sp *spot, kind string) bool {
	g := sp.grain()
	switch kind {
	case "there":
		return true
	case "scene":
		return g >= 2 || sp.kind == "district" || sp.nm.Rec != nil && sp.nm.Rec.Kind == "district"
	case "city", "village", "part":
		return g >= 2
	case "district":
		return sp.kind == kind || sp.kind == "" && g == 2
	case "capital":
		return sp.nm.Use == kb.Capital
	case "province":
		return sp.kind == kind || sp.nm.Rec != nil && sp.nm.Rec.Kind == "admin1"
	case "sea":
		return sp.kind == "sea" || sp.nm.Rec != nil && (sp.nm.Rec.Kind == "sea" || sp.nm.Rec.Kind == "strait")
	case "region":
		return g == 1 && sp.kind != "district"
	case "building", "road", "border":
		return sp.kind == kind
	}
	return false
}

// realm is the state whose government puts all of it under an emergency.
func (c *placer) realm(m *meaning) evidence {
	if m.class != "martial_law" {
		return evidence{rank: rankNone}
	}
	return c.realmOf(m)
}

// realmOf is the state of those who act, where their name tells it.
func (c *placer) realmOf(m *meaning) evidence {
	none := evidence{rank: rankNone}
	s := c.subject(m.pred)
	if s == nil || len(m.actor) == 0 {
		return none
	}
	for _, nm := range c.d.NamesFrom(c.d.Art.Sentences[m.pred.Sent].First) {
		if nm.First >= s.Last {
			break
		}
		if nm.Last <= s.Last && nm.Rec.Kind == "state" && nm.Rec.Country == m.actor[0].Country {
			nm.Use = kb.Proper
			return evidence{spot: spot{first: nm.First, last: nm.Last, nm: nm}, rank: rankSeat, why: "the state of those who declare it"}
		}
	}
	return none
}

// carry gives an event the place of the one told right before it, where both are of one scene: in one sentence, or what was done in
// the next to those who took part in the first. Where only the land of those who act is known (seated), the scene tells the spot in it.
func (c *placer) carry(ev, prev *article.Event, seated, office bool) {
	if ev.Place.Span.Len() == 0 && prev.Type == "CONSULT" && prev.Place.Span.Len() > 0 && ev.Sentence == prev.Sentence+1 && c.follows(ev.Sentence) &&
		(ev.Type == "SUPPORT" || ev.Type == "AGREE" && ev.Status == article.Actual) && len(ev.Actors) > 1 { // "after this meeting the two signed …"
		ev.Place = prev.Place
		if c.d.Art.Traced {
			ev.Trace = append(ev.Trace, article.Step{Kind: article.StepCarried, Why: "the meeting that it followed"})
		}
	}
	if d := c.d.Art.Dateline.Span; d.Len() > 0 && ev.Place.Span == d && ev.Sentence == prev.Sentence && bodily(ev) && bodily(prev) && prev.Place.Span.Len() > 0 && prev.Place.Span != d && prev.Place.Precision != "country" && prev.Place.Precision != "admin1" {
		ev.Place = prev.Place // "NAIROBI: … those who protested in Kisumu were shot at": where the sentence says, and not where it was written
		return
	}
	if ev.Place.Span.Len() > 0 && !(seated && lies(prev.Place, ev.Place)) || prev.Place.Span.Len() == 0 || prev.Place.Precision == "country" || verbal(ev) || verbal(prev) || ev.Type == "CONSULT" || slices.Contains(ev.Modes, "phone") {
		return
	}
	switch ev.Sentence - prev.Sentence {
	case 0:
	case 1, 2:
		if prev.Type != "PROTEST" && prev.Type != "ASSAULT" && prev.Type != "COERCE" || !sameFolk(ev.Recipients, prev) && !scene(ev, prev) && !c.onTheSpot(ev, prev, seated, office) {
			return
		}
	default:
		return
	}
	ev.Place = prev.Place
	if c.d.Art.Traced {
		ev.Trace = append(ev.Trace, article.Step{Kind: article.StepCarried, Why: "the event before, in the same scene"})
	}
}

// lies tells whether a place may lie in a land: it is more exact, and of that country and province as far as is known.
func lies(p, land article.Place) bool {
	if p.Precision != "city" && p.Precision != "point" || p.Country == "" || p.Country != land.Country {
		return false
	}
	return land.Precision == "country" || p.Admin1 == "" || land.Admin1 == "" || p.Admin1 == land.Admin1
}

// goesOn tells whether a paragraph takes up the scene of the one before in its first sentences: violence or a protest of people without a name,
// on whichever side, who took part in that one.
func (c *placer) goesOn(ev, prev *article.Event) bool {
	return ev.Sentence == prev.Sentence+1 && (sameFolk(ev.Recipients, prev) || scene(ev, prev)) && plainFolk(ev) && plainFolk(prev)
}

// office tells whether an administration acts by a word that is not that of a whole government: the authorities, प्रशासन.
func (c *placer) office(m *meaning) bool {
	s := c.subject(m.pred)
	return s != nil && s.E != nil && s.E.Agent == "GOV" && s.E.Has(lang.Org) && !s.E.Has(lang.Head) && len(s.Names) == 0
}

// onTheSpot tells whether the police of the place, or nobody who is named, do what follows a protest, an attack or an arrest, and no other place
// is named between: "Thousands marched through Lucknow. Police detained 40 of them."
func (c *placer) onTheSpot(ev, prev *article.Event, seated, office bool) bool {
	switch ev.Type {
	case "COERCE", "ASSAULT", "MOBILIZE", "PROTEST":
	default:
		return false
	}
	for _, e := range append(append([]article.Entity{}, ev.Actors...), ev.Recipients...) {
		if e.KB != "" && !(seated && e.Sector == "COP") && !slices.ContainsFunc(prev.Actors, func(x article.Entity) bool { return x.KB == e.KB }) || e.Sector == "" || e.Sector == "MIL" || e.Sector == "GOV" && !office || e.Country != "" && prev.Place.Country != "" && e.Country != prev.Place.Country {
			return false
		}
	}
	for k := range c.spots {
		if si := c.sentence(c.spots[k].first); si > prev.Sentence && si <= ev.Sentence {
			return false
		}
	}
	return true
}

// plainFolk tells whether those who take part in an event are people of one place, not a state or a body that acts everywhere.
func plainFolk(ev *article.Event) bool {
	return !slices.ContainsFunc(append(append([]article.Entity{}, ev.Actors...), ev.Recipients...), func(e article.Entity) bool {
		return e.KB != "" || e.Sector == "MIL" || e.Sector == ""
	})
}

// scene tells whether an event goes on with the violence told in the sentence before: by people without a name who did that too.
func scene(ev, prev *article.Event) bool {
	if !plainFolk(ev) || !plainFolk(prev) || len(ev.Actors) == 0 || ev.Sentence > prev.Sentence+1 {
		return false
	}
	hot := func(e *article.Event) bool { return e.Type == "PROTEST" || e.Type == "ASSAULT" }
	return hot(ev) && hot(prev) && (sameFolk(ev.Actors, prev) || prev.Actors == nil)
}

// sameFolk tells whether those whom an act falls on took part in the one before.
func sameFolk(es []article.Entity, prev *article.Event) bool {
	for _, x := range es {
		for _, y := range append(append([]article.Entity{}, prev.Actors...), prev.Recipients...) {
			if x.KB != "" && x.KB == y.KB || x.Sector != "" && x.Sector == y.Sector && x.Sector != "GOV" && x.Sector != "COP" && x.Sector != "MIL" {
				return true
			}
		}
	}
	return false
}
