package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Where an event was is a matter of evidence: each place that its sentence names has a rank by how it stands, and a reason that explain
// prints. The lowest rank wins, and of two that are near each other the more exact place.
const (
	rankOwn     = 10 // it stands with the act itself as where it was
	rankFell    = 15 // the act fell on it, led to it or away from it
	rankNoun    = 18 // it is part of the noun of the act: "the Kathmandu talks"
	rankWithin  = 20 // where those are, or the thing is, that the act fell on
	rankClause  = 30 // it stands in the clause, with nothing
	rankParty   = 40 // where those who act are
	rankSeat    = 60 // the seat of the court or the administration that acts
	rankSetting = 70 // the text's own place
	rankAlone   = 75 // the one place that the sentence names, though another act has it
	rankBefore  = 80 // the one place that the sentences before name
	rankNone    = 100
	rankNear    = 15 // within so much, the more exact place wins
)

// A placer finds the places of a text's events.
type placer struct {
	*coder
	set   string // the country of all that the text names, if it is one
	spots []spot // the places that the text names, in its order
	seen  map[*doc.Pred][]site

	counted bool        // states and reach are filled
	states  []text.Span // where the text names states, in its order
	reach   []int       // the end of the one that reaches furthest, up to each
}

// evidence is a place with what speaks for it.
type evidence struct {
	spot
	rank   int
	why    string // what speaks for it, for explain
	of     string // whose place it is, where it is not the act's own
	before bool   // it was named before, and is only taken up
	at     int    // how far from the act it stands
}

// site is a phrase that names a place, with the argument in which it stands.
type site struct {
	spot
	ph    *doc.Phrase
	arg   *doc.Phrase // nil where it is nobody's
	depth int         // 0: it is the argument, or beside it in a list
	subj  bool
	human bool // it is the place of people
}

// place gives the event the place for which most speaks.
func (c *placer) place(ev *article.Event, m *meaning) {
	if m.mode == "phone" || ev.Type == "CONSULT" && slices.Contains(ev.Modes, "phone") {
		return
	}
	best := c.whereIs(m)
	for _, o := range m.told { // the headline, or the dead of the attack
		if e := c.whereIs(o); e.rank < rankNone && (best.rank == rankNone || e.rank <= rankNoun && e.grain() > best.grain() && c.sameLand(&e.spot, &best.spot)) {
			best = e
		}
	}
	if best.rank == rankNone {
		return
	}
	ev.Place = c.record(&best.spot)
	m.seated = best.rank >= rankParty && best.grain() <= 1
	m.placed = best.rank <= rankClause
	if ev.Place.Country == "" && best.nm.Rec == nil {
		ev.Place.Country = c.landOf(ev, &best.spot)
	}
	if c.d.Art.Traced {
		at := c.d.Span(best.first, best.last)
		m.trace = append(m.trace, article.Step{Kind: article.StepPlace, Words: c.d.Text(best.first, best.last), Start: at.Start, End: at.End, Why: best.why, Of: best.of, Before: best.before})
		m.trace = append(m.trace, best.nm.Tell()...)
	}
}

// oneLand is the country of all who take part, if it is one: "Iran hanged two men at Evin prison" names no other.
func oneLand(ev *article.Event) string {
	land := ""
	for _, es := range [][]article.Entity{ev.Actors, ev.Recipients} {
		for _, e := range es {
			switch {
			case e.Country == "" || len(e.Country) != 3:
			case land != "" && land != e.Country:
				return ""
			default:
				land = e.Country
			}
		}
	}
	if !plover.IsState(land) || len(ev.Actors) == 0 || len(ev.Recipients) == 0 && ev.Type != "PROTEST" {
		return ""
	}
	return land
}

// whereIs weighs the places of a meaning's sentence.
func (c *placer) whereIs(m *meaning) evidence {
	best := evidence{rank: rankNone}
	take := func(e evidence) {
		if e.rank >= rankNone || e.ref && !c.refer(&e, m) {
			return
		}
		if c.stronger(&e, &best) {
			best = e
		}
	}
	chain := c.chain(m)
	for _, l := range chain {
		c.sites(l.pred, func(s site) {
			take(c.weigh(m, l, s))
		})
		c.inWords(m, l.pred, take)
	}
	if (best.rank > rankClause || best.grain() == 0) && c.deed(m) {
		c.loose(m, chain, take)
	}
	if best.rank > rankClause {
		c.pointers(m, chain, take)
	}
	if best.rank > rankSeat && c.deed(m) {
		take(c.seatOf(m))
	}
	if best.rank > rankSetting && (m.typ == "ASSAULT" || m.typ == "PROTEST") { // rather than the dateline
		if e := c.alone(m); e.rank < rankNone {
			e.rank = rankSetting - 1
			take(e)
		}
	}
	switch e := c.setting(m); {
	case best.rank > rankSetting:
		take(e)
		take(c.realm(m))
	case m.typ == "CONSULT" && best.grain() == 0 && e.rank < rankNone && c.sameLand(&best.spot, &e.spot): // "DHAKA, Bangladesh — … arrived in Bangladesh"
		best = e
	}
	if best.rank == rankNone && c.deed(m) {
		take(c.alone(m))
	}
	if best.rank == rankNone && c.deed(m) {
		take(c.scenery(m))
	}
	return best
}

// alone is the one place that the sentence of a deed of force names, where another deed in it has it: "blocked the road in Kota, upon which the
// police fired tear gas".
func (c *placer) alone(m *meaning) evidence {
	found := evidence{rank: rankNone}
	switch m.typ {
	case "PROTEST", "ASSAULT", "COERCE":
	default:
		if m.mode != "police" {
			return found
		}
	}
	many := false
	for _, pr := range c.d.Sents[m.pred.Sent].Preds {
		c.sites(pr, func(s site) {
			switch {
			case s.ref || s.human || s.nm.Rec == nil && !s.strange:
			case found.rank == rankNone && c.says(s.ph.Mark, s.spot) && s.grain() > 0 && !c.verbalPred(pr) && !c.source(pr, s.arg):
				found = evidence{spot: s.spot, rank: rankAlone, why: "the one place of the sentence", at: c.far(pr, s.first)}
			case found.first != s.first && s.grain() < 2 && c.sameLand(&found.spot, &s.spot): // Joda in Keonjhar district
			case found.first != s.first:
				many = true
			}
		})
	}
	if many || found.rank < rankNone && !local(m, found.nm.Rec) {
		found.rank = rankNone
	}
	return found
}

// scenery is the place that a sentence right before names, for a deed of force among people of no name: "Villagers of X stopped the survey. The
// police fired tear gas." Of several places the sentence tells none.
func (c *placer) scenery(m *meaning) evidence {
	found := evidence{rank: rankNone}
	switch {
	case m.typ != "PROTEST" && m.typ != "ASSAULT" && m.typ != "COERCE" && m.mode != "police", !happened(m), c.untold(m.pred):
		return found
	}
	for _, e := range slices.Concat(m.actor, m.recip, m.coactor) {
		if e.KB != "" || e.Sector == "" && e.How != "unknown" || e.Sector == "GOV" || c.national(e) {
			return found
		}
	}
	for k := len(c.spots) - 1; k >= 0; k-- {
		sp := c.spots[k]
		si := c.sentence(sp.first)
		switch {
		case si > m.pred.Sent || c.d.Art.Sentences[si].Headline:
			continue
		case si == m.pred.Sent || m.pred.Sent-si > scenesMax || m.pred.Sent-si > 1 && c.d.Art.Sentences[m.pred.Sent].Paragraph-c.d.Art.Sentences[si].Paragraph > 1:
			return found
		}
		for j := k - 1; j >= 0 && c.sentence(c.spots[j].first) == si; j-- {
			if o := c.spots[j]; sp.within == nil || o.first != sp.within.first {
				return found
			}
		}
		if sp.grain() > 0 && local(m, sp.nm.Rec) {
			found = evidence{spot: sp, rank: rankBefore, why: "the place of what was told before"}
		}
		return found
	}
	return found
}

// untold tells whether an act was in places of its own that have no name: "in three villages", सर्व २५० डेपोंवर.
func (c *placer) untold(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		sp, ok := c.locate(a, 0)
		return ok && sp.ref && !sp.site && (standsAsPlace(a.Mark) || a.Mark == lang.On) && !c.definite(a)
	})
}

// national tells whether a party's own words name its country: "Turkish police" may act anywhere in it.
func (c *placer) national(e article.Entity) bool {
	if !c.counted {
		c.counted = true
		c.countries()
	}
	end := sort.Search(len(c.states), func(i int) bool { return c.states[i].Start >= e.Span.End })
	return end > 0 && c.reach[end-1] > e.Span.Start
}

// countries notes where the text names states, and how far any up to each reaches.
func (c *placer) countries() {
	reach := 0
	for i := range c.d.Names {
		if nm := &c.d.Names[i]; nm.Rec.Kind == "state" {
			span := c.d.Span(nm.First, nm.Last)
			reach = max(reach, span.End)
			c.states, c.reach = append(c.states, span), append(c.reach, reach)
		}
	}
}

// scenesMax is how many sentences on a scene lasts.
const scenesMax = 2

// local tells whether those who take part in a deed may be of a place: nobody of another country does, unless somebody of its own does too, and
// no army, which acts everywhere.
func local(m *meaning, rec *kb.Record) bool {
	here, away := false, false
	for _, e := range slices.Concat(m.actor, m.recip, m.coactor) {
		switch {
		case e.Sector == "MIL":
			return false
		case rec == nil || e.Country == "":
		case e.Country == rec.Country:
			here = true
		default:
			away = true
		}
	}
	return here || !away
}

// stronger tells whether e speaks louder than the best so far.
func (c *placer) stronger(e, best *evidence) bool {
	if best.rank == rankNone {
		return true
	}
	d := e.rank - best.rank
	if x, y := e.grain(), best.grain(); (x == 0) != (y == 0) && d >= -2*rankNear && d <= 2*rankNear && (e.country() != "" && e.country() == best.country() || x+y > 1 && (e.kind == "border" || best.kind == "border")) {
		return x > y // the town of those who act, not the land: "police in Kano arrested 18 members of the Movement in Nigeria"
	}
	if d < -rankNear || d > rankNear {
		return d < 0
	}
	if x, y := e.grain(), best.grain(); x != y && (c.sameLand(&e.spot, &best.spot)) {
		return x > y
	}
	if a, b := e.way(), best.way(); a != b && c.sameLand(&e.spot, &best.spot) && e.grain() > 0 && best.grain() > 0 { // the taluka, not the highway through it
		return b
	}
	if liesIn(&e.spot, &best.spot) || liesIn(&best.spot, &e.spot) { // the district, not its state
		return liesIn(&e.spot, &best.spot)
	}
	if d != 0 {
		return d < 0
	}
	return e.at < best.at
}

// link is a predicate whose places may be those of the event.
type link struct {
	pred *doc.Pred
	cost int    // how far it is from the event
	how  string // for explain
}

// chainMax bounds how many predicates are looked at for the place of one event.
const chainMax = 12

// chain lists the predicates that tell an event: its own, those that it stands in or was read from, and those that only lead to it.
func (c *placer) chain(m *meaning) []link {
	out := append(c.work.links.Take(4)[:0], link{m.pred, 0, ""})
	add := func(pr *doc.Pred, cost int, how string) {
		if pr == nil || len(out) >= chainMax || c.longBefore(pr, m.pred) || slices.ContainsFunc(out, func(l link) bool { return l.pred == pr }) {
			return
		}
		out = append(out, link{pr, cost, how})
	}
	deed := c.deed(m)
	c.lead(m, deed, add)
	if deed {
		for x, n := m.content, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
			add(x.pred, 0, "what is told")
		}
	}
	for k := 0; k < len(out); k++ {
		pr, cost := out[k].pred, out[k].cost
		for _, q := range pr.Comps { // झालेल्या चकमकीत ठार झाले
			if deed && !c.verbalPred(q) && !(q.Phrase != nil && c.topic(m, pr, q.Phrase)) && (q.Form == doc.Nominal || m.class == "bar_entry" || m.class == "restrict") {
				add(q, cost+2, "the noun beside it")
			}
		}
		for _, a := range pr.Args {
			if a.Pred != nil && a.Pred.Form == doc.Nominal && a.Pred != pr && !c.verbalPred(a.Pred) && (deed || k == 0 && occasion(a)) && !c.topic(m, pr, a) {
				add(a.Pred, cost+2, "the noun beside it")
			}
		}
		for _, q := range pr.Comps { // "accused them of rigging at a rally in Siliguri"
			for _, a := range q.Args {
				if !deed && k == 0 && !c.d.Pack.Final && occasion(a) && a.Pred != nil && (a.Pred.Class("rally") || a.Pred.Class("meet") || a.Pred.Class("summit")) {
					add(a.Pred, cost+2, "the occasion")
				}
			}
		}
		for _, q := range c.d.Sents[m.pred.Sent].Preds {
			if q.Form == doc.Converb && pr.Form == doc.Finite && c.d.Pack.Final && (deed || len(q.Classes) == 0 || q.Class("say") || q.Class("speak") || c.met(q)) && q.Tokens[0] < pr.Tokens[0] && c.closing(q) == pr {
				add(q, cost+2, "what led to it")
			}
			if q.Form == doc.RelPart && q.Head != nil && (deed && (len(q.Classes) == 0 || c.memo[q] == nil) && inArgs(pr, q.Head) || q.Head.Pred != nil && q.Head.Pred == pr) {
				add(q, cost+2, "the participle before it")
			}
			if h := c.headOf(q); k == 0 && h != nil && (m.typ == "ASSAULT" || m.typ == "COERCE") && c.struck(m) && h != c.subject(pr) && slices.Contains(pr.Args, h) {
				add(q, cost+8, "what those did whom it fell on") // "beat students who were protesting in Patna"
			}
			if deed && k == 0 && !c.d.Pack.Final && q.Form != doc.Finite && len(q.Classes) == 0 && c.behind(pr, q) {
				add(q, cost+4, "the participle behind it")
			}
			if deed && k == 0 && m.typ != "SANCTION" && q != pr && q.Form == doc.Finite && pr.Form == doc.Finite && q.Gov == pr.Gov && c.besides(pr, q) {
				add(q, cost+5, "what the same ones did")
			}
		}
		if pr.Form == doc.Nominal && pr.Gov != nil && pr.Phrase != nil && !apartInTime(pr.Phrase.Mark) && !c.verbalPred(pr.Gov) && deed {
			add(pr.Gov, cost+3, "what it stands in")
		}
	}
	return out
}

// lead adds the predicates that an event's own one leads to: the saying of what is said, the verb that a noun or a converb stands with.
func (c *placer) lead(m *meaning, deed bool, add func(pr *doc.Pred, cost int, how string)) {
	if g := m.pred.Gov; g != nil && g.Class("say") && (!deed || m.typ == "AGREE" && !c.goes(m)) && c.speaks(g, m) { // "we will fight on, he said in Port Sudan"
		cost := 3
		if deed { // what is promised is done elsewhere, if that is told
			cost = rankParty - rankOwn
		}
		add(g, cost, "the saying")
	}
	c.stood(m, deed, add)
	if q := c.closing(m.pred); q != nil && deed && c.d.Pack.Final && m.pred.Form == doc.Nominal && m.pred.Gov == nil && c.d.Pack.Common.AnyKind(q.Classes, "aspect") {
		add(q, 3, "its beginning") // बातचीत का नया दौर दोहा में शुरू हुआ
	}
	if q := c.closing(m.pred); q != nil && deed && len(q.Classes) == 0 && c.d.Pack.Final && m.pred.Form == doc.RelPart && m.pred.Head != nil && inArgs(q, m.pred.Head) {
		add(q, 1, "what became of it") // पाठवलेली खेप विमानतळावर उतरवण्यात आली
	}
	if q := c.meanwhile(m.pred); q != nil && deed {
		add(q, 5, "what it was while")
	}
	if m.pred.Form == doc.Converb {
		if q := c.closing(m.pred); q != nil && deed && !c.verbalPred(q) && q.Tokens[0] > m.pred.Tokens[0] {
			add(q, 3, "what it led to")
		}
	}
}

// occasion tells whether a phrase is the meeting or talk at which something is said.
func occasion(ph *doc.Phrase) bool {
	switch ph.Mark {
	case lang.In, lang.At, lang.During:
		return true
	}
	return false
}

// apartInTime tells whether a mark sets an act apart from what it stands beside: "since …", "after …".
func apartInTime(mk lang.Mark) bool {
	switch mk {
	case lang.From, lang.Before, lang.After, lang.Until, lang.For, lang.About, lang.Against:
		return true
	}
	return false
}

// behind tells whether a predicate without a meaning stands right behind another in its clause: "killed three gunmen | holed up in …".
func (c *placer) behind(pr, q *doc.Pred) bool {
	if q.Tokens[0] < pr.Tokens[0] || q.Clause != pr.Clause {
		return false
	}
	for _, x := range c.d.Sents[pr.Sent].Preds {
		if x != pr && x != q && pr.Tokens[0] < x.Tokens[0] && x.Tokens[0] < q.Tokens[0] && x.Form != doc.Nominal {
			return false
		}
	}
	return true
}

// inArgs tells whether a phrase is an argument of a predicate, or in one.
func inArgs(pr *doc.Pred, ph *doc.Phrase) bool {
	for _, a := range pr.Args {
		if a == ph || slices.Contains(a.Mods, ph) || slices.Contains(a.Conj, ph) {
			return true
		}
	}
	return false
}

// besides tells whether two verbs tell what the same ones did, side by side: "burst into a studio in Guayaquil and took its staff hostage".
func (c *placer) besides(pr, q *doc.Pred) bool {
	a, b := c.subject(pr), c.subject(q)
	return a != nil && a == b && !c.verbalPred(q) && !q.Aside && !pr.Aside && !q.Timed() && !q.Cond
}

// verbalPred tells whether a predicate is an act of words, which has a place of its own.
func (c *placer) verbalPred(pr *doc.Pred) bool {
	if c.d.Pack.Common.AnyKind(pr.Classes, "say", "gov") {
		return true
	}
	m := c.memo[pr]
	return m != nil && (speech(m.typ) && !c.deed(m))
}

// deed tells whether an event is done and not only said, or is still to be done: what is agreed, promised or asked for has no place yet.
func (c *placer) deed(m *meaning) bool {
	if !speech(m.typ) {
		return true
	}
	switch m.class {
	case "sign", "ease", "upgrade_ties", "bar_entry", "visit", "call_off":
		return true
	}
	return m.typ == "AGREE" && m.status == article.Planned || m.typ == "CONCEDE" && m.class != "admit" && m.class != "apologize" && m.class != "yield_demand"
}

func standsAsPlace(m lang.Mark) bool {
	switch m {
	case lang.In, lang.At, lang.Near, lang.Loc, lang.Into:
		return true
	}
	return false
}

// placeName is the name of the place itself: a capital's record is its state's.
func placeName(nm doc.Name) string {
	if nm.Use == kb.Capital && nm.Rec.Capital != "" {
		return nm.Rec.Capital
	}
	return nm.Rec.Name
}

func precision(nm doc.Name) string {
	if nm.Use == kb.Proper && nm.Rec.Kind == "state" {
		return "country"
	}
	switch nm.Rec.Kind {
	case "admin1", "region", "strip", "district", "island", "sea", "strait", "river", "mountain", "border":
		return "admin1"
	case "building", "base":
		return "point"
	}
	return "city"
}
