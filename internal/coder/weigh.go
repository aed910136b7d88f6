package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// sites visits the places among the arguments of a predicate.
func (c *placer) sites(pr *doc.Pred, visit func(site)) {
	list, ok := c.seen[pr]
	if !ok {
		c.find(pr, func(s site) { list = append(list, s) })
		c.seen[pr] = list
	}
	for _, s := range list {
		visit(s)
	}
}

// find looks for the places among the arguments of a predicate.
func (c *placer) find(pr *doc.Pred, visit func(site)) {
	subj := c.subject(pr)
	for _, a := range pr.Args {
		if !a.Time && !c.longBefore(a.Pred, pr) {
			c.walk(a, a, 0, false, a == subj, visit)
		}
	}
	if subj != nil && !slices.Contains(pr.Args, subj) && !c.d.Pack.Final {
		c.walk(subj, subj, 0, false, true, visit)
	}
	if pr.Obj != nil && !slices.Contains(pr.Args, pr.Obj) {
		c.walk(pr.Obj, pr.Obj, 0, false, false, visit)
	}
}

// walk visits the places that a phrase and its modifiers name.
func (c *placer) walk(ph, arg *doc.Phrase, depth int, human, subj bool, visit func(site)) {
	if ph == nil || depth > spotDepthMax || folk(ph) {
		return
	}
	for _, q := range append([]*doc.Phrase{ph}, ph.Conj...) {
		sp, ok := c.locate(q, 0)
		if ok {
			visit(site{sp, q, arg, depth, subj, human})
		}
		if q.Pred != nil && depth > 0 {
			continue
		}
		used := ok && sp.first < q.First
		h := human || q.E != nil && q.E.Agent != "" && q.E.Place == "" || len(q.Ents) > 0 && q.Ents[0].Human()
		for _, md := range q.Mods {
			if ok && sp.nm.Rec != nil && encloses(md) && (used || md.First <= sp.first && sp.first < md.Last) {
				continue // it is in the place itself
			}
			c.walk(md, arg, depth+1, h, subj, visit)
		}
		if !ok {
			c.compound(q, arg, depth, h, subj, visit)
		}
	}
}

// compound visits the names of places that stand before another noun in one phrase: "a Baghdad market", "Kokrajhar administration".
func (c *placer) compound(ph, arg *doc.Phrase, depth int, human, subj bool, visit func(site)) {
	for _, n := range ph.Names {
		nm := c.d.Names[n]
		seat, seated := c.seatIn(nm)
		if seated {
			nm = seat
		}
		if placeable(nm) && nm.Last <= ph.Head && !c.personal(ph, nm) && !(ph.E != nil && ph.E.Is("o.embassy") && nm.Rec.Kind == "state" && nm.Use != kb.Capital) {
			m := &doc.Phrase{First: nm.First, Last: nm.Last, Head: nm.Last - 1, Mark: lang.Gen, Attr: true, Names: []int{n}, E: ph.E}
			visit(site{spot{first: nm.First, last: nm.Last, nm: nm}, m, arg, depth + 1, subj, human || seated || ph.E != nil && ph.E.Agent != ""})
		}
	}
}

// weigh gives the rank of a site among the arguments of a predicate.
func (c *placer) weigh(m *meaning, l link, s site) evidence {
	e := evidence{spot: s.spot, rank: rankNone, at: c.far(l.pred, s.arg.First)}
	put := func(rank int, why string) evidence {
		e.rank, e.why, e.of = rank+l.cost, why, l.how
		if rank == rankSeat {
			e.rank += s.depth // the bench at Nagpur of the Bombay High Court
		}
		if rank == rankSeat && e.kind == "building" { // a Moscow court
			e.kind, e.last = "", e.nm.Last
		}
		if s.ref {
			e.rank += 3
		}
		if s.nm.Rec != nil && (s.nm.Use == kb.Demonym || s.kind == "building" && s.nm.Rec.Kind == "state" && s.nm.Use != kb.Capital) { // "outside the US base at Kadena": whose it is, not yet where
			e.rank++
		}
		return e
	}
	deed := c.deed(m)
	mark := s.ph.Mark
	if s.depth == 0 && s.ph != s.arg && mark == lang.Nom {
		mark = s.arg.Mark
	}
	where := c.says(mark, s.spot) || mark == lang.From && (l.cost == 0 && !deed && !slices.ContainsFunc(s.ph.Ents, func(e article.Entity) bool { return among(e, m.actor) }) || c.outside(s.ph)) || mark == lang.Between && s.grain() > 0 && s.nm.Use == kb.Locality // "ambushed between Tillaberi and Ayorou"
	if s.ref && !s.own && !s.site && !c.definite(s.ph) || s.own && !standsAsPlace(mark) && !(m.typ == "MOBILIZE" && (mark == lang.To || mark == lang.Towards || mark == lang.On)) || c.source(l.pred, s.arg) || c.topic(m, l.pred, s.arg) {
		return e
	}
	if !deed && !c.d.Pack.Final && l.cost == 0 && c.things(l.pred, s.arg) {
		return e
	}
	if !deed {
		visit := c.toVisit(l, s, mark)
		switch {
		case s.subj || s.human || !where && !visit:
		case visit, s.depth == 0 && !s.ph.Attr && (l.cost > 0 || c.nearest(m, l.pred, s.ph)):
			return put(rankOwn, "where it was said")
		case s.depth == 1 && occasion(s.arg) && c.nearest(m, l.pred, s.arg) || l.cost > 0 && s.depth == 0:
			return put(rankNoun, "where the noun beside it is")
		}
		if mark == lang.Gen && s.depth == 1 && occasion(s.arg) && (s.arg.Pred != nil || s.arg.E != nil && listedIn(s.arg.E, "occasion")) && c.ofNoun(m, s) && c.nearest(m, l.pred, s.arg) {
			return put(rankNoun, "part of the noun of the occasion") // सिलीगुड़ी की रैली में
		}
		return e
	}
	if t := l.pred.Tokens[0]; c.d.Pack.Final && s.depth == 0 && s.ph.Last == t && c.roadAt(t) {
		return e // मुंबई-आग्रा | महामार्ग अडवला: the road, not the town
	}
	if s.depth == 0 && !s.subj {
		switch {
		case where && !s.ph.Attr && m.typ == "ASSAULT" && s.realm() != "" && c.fallsOnLand(l.pred, s.realm()):
			return put(rankWithin, "a land beside that on which it fell")
		case where && !s.ph.Attr && mark == lang.On && stateBase(s):
			return put(rankWithin, "where the thing is that it fell on")
		case where && !s.ph.Attr:
			return put(rankOwn, "where it was")
		case mark == lang.From && c.away(s.ph):
			return put(rankClause, "so far from it")
		case mark == lang.From && l.cost == 0 && m.mode == "arrest" && s.grain() >= 2: // … में हुई फायरिंग के मामले में झज्जर से पकड़ा
			return put(rankOwn-2*rankNear, "where they were found")
		case c.falls(m, l.pred, mark, s):
			return put(rankFell, "what it fell on")
		case where && !c.beforeFolk(m, l.pred, s.ph):
			return put(rankNoun, "where the noun beside it is")
		case (mark == lang.Gen || mark == lang.Of) && (l.pred.Form == doc.Nominal || c.goes(m)) && c.ofNoun(m, s):
			return put(rankNoun, "part of the noun of the act")
		}
	}
	return c.nested(m, l, s, put, e)
}

// inWords visits the place whose noun is a word of the predicate itself: "took the city", नाका उघडला, with the name before it.
func (c *placer) inWords(m *meaning, pr *doc.Pred, take func(evidence)) {
	if !c.deed(m) {
		return
	}
	for _, t := range pr.Tokens {
		a := c.d.Kind(t, lang.Noun)
		if c.actNoun(t) && t > 0 && !slices.Contains(pr.Tokens, t-1) { // "began the | Kathmandu | talks"
			if nm, ok := c.nameBefore(t); ok {
				if s := (site{spot: spot{first: nm.First, last: nm.Last, nm: nm}}); c.ofNoun(m, s) {
					take(evidence{spot: s.spot, rank: rankNoun, why: "part of the noun of the act", at: c.far(pr, t)})
				}
			}
		}
		if m.typ != "ASSAULT" && m.typ != "RETREAT" && !c.holdsPlace(m) {
			continue
		}
		if a == nil || a.E.Place == "" {
			continue
		}
		kind, word := noun(a.E)
		ph := &doc.Phrase{First: t, Last: t + 1, Head: t, E: a.E}
		if nm, ok := c.nameBefore(t + 1); ok && nm.First < t { // वाघा बॉर्डर | खोल दिया: one name
			take(evidence{spot: spot{first: nm.First, last: nm.Last, nm: nm, kind: kind}, rank: rankFell, why: "what it fell on", at: c.far(pr, t)})
		} else if nm, ok := c.nameBefore(t); ok {
			take(evidence{spot: c.composed(nm, ph, kind, word), rank: rankFell, why: "what it fell on", at: c.far(pr, t)})
		} else if t > 0 && c.pointed(t-1) && !hasArg(pr, lang.Of) && (kind == "city" || kind == "village" || kind == "capital" || kind == "region") {
			take(evidence{spot: spot{first: t, last: t + 1, kind: kind, word: word, ref: true}, rank: rankFell, why: "what it fell on", at: c.far(pr, t)})
		}
	}
}

func hasArg(pr *doc.Pred, mark lang.Mark) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == mark })
}

// actNoun tells whether a token may be a noun of an act.
func (c *placer) actNoun(t int) bool {
	return slices.ContainsFunc(c.d.An[t], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind == lang.Noun && a.E.Act })
}

// pointed tells whether a token is a word that points to what was named: this, the, हे, इस.
func (c *placer) pointed(i int) bool {
	for _, a := range c.d.An[i] {
		if a.E != nil && (a.E.Kind == lang.Det || a.E.Kind == lang.Pron) && (a.E.Has(lang.NearFlag) || listedIn(a.E, "definite")) {
			return true
		}
	}
	return false
}

// nested weighs a place that stands inside an argument.
func (c *placer) nested(m *meaning, l link, s site, put func(int, string) evidence, e evidence) evidence {
	mark := s.ph.Mark
	where := c.says(mark, s.spot) || mark == lang.From && c.outside(s.ph)
	subj := s.subj || s.depth > 0 && (s.arg.Mark == lang.By || s.arg.Mark == lang.Through) // of what is done by them
	switch {
	case s.nm.Use == kb.Metonym:
		return e
	case s.depth == 0 && s.subj && c.authority(m, s.arg):
		return put(rankSeat, "the seat of who acts")
	case s.depth == 0:
		return e
	case subj && s.grain() > 0 && c.authority(m, s.arg) && (where || mark == lang.Gen):
		return put(rankSeat, "the seat of who acts")
	case s.arg.Mark == lang.Before && m.class == "surrender" && s.nm.Rec != nil:
		return put(rankSeat, "the seat of those before whom it was done")
	case s.subj && (where || m.typ == "PROTEST" && (mark == lang.Gen || mark == lang.Of) && s.grain() > 0 && len(s.arg.Ents) > 0 && s.arg.Ents[0].Sector != "GOV"):
		return put(rankParty, "where those who act are")
	case s.subj:
		return e
	case where && s.arg.Pred != nil:
		return put(rankNoun, "where the noun beside it is")
	case where && mark == lang.In && s.arg.Mark == lang.Gen && s.depth == 1 && s.grain() > 0 && len(s.arg.Ents) == 1 && s.arg.Ents[0].How == "state" && s.nm.Rec != nil && s.arg.Ents[0].Country != s.nm.Rec.Country:
		return put(rankNoun, "where a thing of another state is") // ह्यूस्टनमधील | चीनचा दूतावास
	case where && standsAsPlace(s.arg.Mark) && !s.human:
		return put(rankNoun, "where what it was in is")
	case where && c.struck(m):
		return put(rankWithin, "where those are whom it fell on")
	case mark == lang.Gen && !s.human && c.struck(m) && s.arg.E != nil && s.arg.E.Agent == "" && !(s.grain() == 0 && (s.arg.E.Is("o.embassy") || s.arg.Pred != nil)): // तुर्कीच्या हल्ल्यात: a state's attack is not in it
		return put(rankWithin, "where the thing is that it fell on")
	case where && s.arg.Mark == lang.From && !s.human && (m.typ == "ASSAULT" || m.typ == "PROTEST") && s.arg.E != nil && strings.HasPrefix(s.arg.E.Place, "building"):
		return put(rankWithin, "where the house is that it was outside of") // पेशावर येथील शाळेबाहेर
	case mark == lang.Gen && s.arg.Mark == lang.Before && m.typ == "PROTEST" && s.grain() > 0 && s.arg.E != nil && s.arg.E.Has(lang.Org):
		return put(rankWithin, "before whose house it was")
	case (mark == lang.Gen || mark == lang.Of) && standsAsPlace(s.arg.Mark) && s.nm.Rec != nil && s.nm.Rec.Kind != "state" && s.arg.E != nil && s.arg.E.Agent != "" && s.arg.E.Has(lang.Org):
		return put(rankWithin, "whose house it was in")
	}
	return e
}

// source tells whether a phrase is the one that tells the news, though the clause before took it: "…, its embassy in New Delhi said".
func (c *placer) source(pr *doc.Pred, ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		if q == pr || !c.d.Pack.Common.AnyKind(q.Classes, "say") {
			return false
		}
		s := q.Subj
		if s == nil && !c.d.Pack.Final && len(q.Args) == 0 && pr.Tokens[0] < ph.First && ph.First < q.Tokens[0] {
			return c.comma(pr.Tokens[0], ph.First) && !c.comma(ph.First, q.Tokens[0])
		}
		return s != nil && (s == ph || s.First <= ph.First && ph.Last <= s.Last)
	})
}

// topic tells whether a phrase is what a talk is about, or what was to be and was called off.
func (c *placer) topic(m *meaning, pr *doc.Pred, ph *doc.Phrase) bool {
	if m.class == "cancel_meet" {
		return ph.First > pr.Tokens[0] || c.d.Pack.Final
	}
	return m.typ == "CONSULT" && ph.Pred != nil && pr.Class("talk") && (ph.Mark == lang.Obj || ph.Mark == lang.Dat || ph.Mark == lang.About || ph.Mark == lang.On || ph.Mark == lang.Over)
}

// things tells whether a thing stands between words and the place behind them, which then is the thing's: "demanded the closure of camps
// in Pakistan"; but "accused Moscow in Berlin".
func (c *placer) things(pr *doc.Pred, ph *doc.Phrase) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		if a.First <= pr.Tokens[0] || a.First >= ph.First || a.Time || occasion(a) {
			return false
		}
		return !known(a.Ents) || a.Ents[0].How == "possessor"
	})
}

// says tells whether a mark says where by itself: in a town, on a border, off a coast.
func (c *placer) says(mark lang.Mark, sp spot) bool {
	return standsAsPlace(mark) || mark == lang.On && c.ground(sp) || mark == lang.From && sp.kind == "sea"
}

// outside tells whether the preposition of a phrase may say where, though it was read as one that says where from: "outside Ramadi".
func (c *placer) outside(ph *doc.Phrase) bool {
	for i := ph.First - 1; i >= 0 && i >= ph.First-2; i-- {
		if slices.ContainsFunc(c.d.An[i], func(a lang.Analysis) bool { return a.E != nil && a.E.Kind == lang.Prep && standsAsPlace(a.E.Mark) }) {
			return true
		}
		if c.d.Kind(i, lang.Det) == nil {
			return false
		}
	}
	return false
}

// definite tells whether a noun of place takes up one that was named: "the city", not "a city" or "three cities".
func (c *placer) definite(ph *doc.Phrase) bool {
	for i := ph.First; i < ph.Head; i++ {
		if c.d.Art.Tokens[i].Kind == article.Number || c.d.Kind(i, lang.Num) != nil {
			return false
		}
	}
	if c.d.Pack.Final {
		return !ph.Plural && !ph.Attr
	}
	return !ph.Plural && (c.pointed(ph.First) || ph.First > 0 && c.pointed(ph.First-1))
}

// ground tells whether a place is one that things are on, not one that an act falls on: a border, a road, a sea, a building.
func (c *placer) ground(sp spot) bool {
	switch sp.kind {
	case "border", "road", "sea", "building", "river", "region", "part":
		return true
	case "":
		if sp.site {
			return true
		}
		if sp.nm.Rec != nil {
			switch sp.nm.Rec.Kind {
			case "border", "building", "base", "island", "sea", "strait", "river", "mountain", "road", "square":
				return true
			}
		}
	}
	return false
}

// falls tells whether an act falls on, leads to or away from a place by the mark with which it stands.
func (c *placer) falls(m *meaning, pr *doc.Pred, mark lang.Mark, s site) bool {
	switch mark {
	case lang.On, lang.Against, lang.Over:
		if mark == lang.Against && m.typ == "PROTEST" {
			return false // वाढवण बंदराविरोधात: not at it
		}
		return m.typ == "ASSAULT" || m.typ == "PROTEST" && c.house(s.spot) || m.typ == "COERCE" && (m.mode == "seize" || m.mode == "curfew") || m.mode == "seize"
	case lang.Towards:
		return m.typ == "ASSAULT" || m.typ == "MOBILIZE"
	case lang.Dat, lang.Obj, lang.Nom, lang.To:
		if c.goes(m) || m.typ == "CONSULT" && (pr.Class("travel") || pr.Form == doc.Converb && len(pr.Classes) == 0) { // ढाक्याला जाऊन
			return true
		}
		if (m.typ == "AID" || m.typ == "PROTEST" && (m.mode == "riot" || m.mode == "vandalize")) && c.house(s.spot) || mark != lang.To && m.typ == "RETREAT" && (pr.Class("leave") || m.class == "withdraw" || m.mode == "access" && c.house(s.spot)) {
			return true
		}
		return mark != lang.To && m.typ == "ASSAULT" && !(s.nm.Use == kb.Capital && mark == lang.Nom && c.d.Pack.Final) && (mark != lang.Nom || c.house(s.spot) || s.grain() >= 2) || c.holdsPlace(m) && (c.house(s.spot) || s.grain() > 0)
	case lang.Before: // दूतावासासमोर
		return (m.typ == "PROTEST" || m.class == "surrender" || m.typ == "ASSAULT") && c.house(s.spot)
	case lang.From, lang.Via, lang.Through: // मंत्रालयाबाहेर; "through the streets of Belgrade"
		return c.leaves(m) || m.typ == "PROTEST" && (mark != lang.From || s.kind == "building" || s.site)
	case lang.Of, lang.Gen: // "captured the town | of Sake", "took to the streets | of Tbilisi"
		return (c.holdsPlace(m) || m.typ == "PROTEST") && slices.ContainsFunc(pr.Tokens, func(t int) bool { a := c.d.Kind(t, lang.Noun); return a != nil && a.E.Place != "" })
	}
	return false
}

// house tells whether a place is a thing that can be entered, burnt or blocked.
func (c *placer) house(sp spot) bool {
	return sp.kind == "building" || sp.kind == "road" || sp.kind == "border" || sp.kind == "part" || sp.site || sp.nm.Rec != nil && (sp.nm.Rec.Kind == "building" || sp.nm.Rec.Kind == "base")
}

// goes tells whether an act leads to a place.
func (c *placer) goes(m *meaning) bool {
	return m.mode == "visit" || m.class == "visit" || m.on == "visit" || m.content != nil && m.content.class == "visit" || m.typ == "MOBILIZE" || m.class == "invade" || m.class == "bar_entry" || m.class == "deport"
}

// holdsPlace tells whether an act holds, closes or takes a place.
func (c *placer) holdsPlace(m *meaning) bool {
	switch m.class {
	case "capture", "invade", "seize", "raid", "obstruct", "vandalize", "curfew", "restrict", "boycott":
		return true
	}
	return m.mode == "seize" || m.mode == "curfew" || m.mode == "obstruct" || m.mode == "vandalize"
}

// leaves tells whether an act leads away from a place.
func (c *placer) leaves(m *meaning) bool {
	switch m.class {
	case "withdraw", "deport", "displace", "abduct", "rescue", "access", "release", "leave", "arrest", "seize":
		return true
	}
	return m.typ == "RETREAT" || m.mode == "abduct" || m.mode == "deport" || m.mode == "arrest"
}

// struck tells whether what an act falls on is where it happens.
func (c *placer) struck(m *meaning) bool {
	switch m.typ {
	case "ASSAULT", "MOBILIZE", "AID", "PROTEST":
		return true
	case "COERCE":
		return m.mode == "seize" || m.mode == "curfew" || m.mode == "arrest"
	case "RETREAT":
		return m.mode == "withdraw" || m.mode == "access"
	}
	return m.class == "ease" || m.class == "bar_entry"
}

// ofNoun tells whether a name before the noun of an act says where it was: towns for every act, states only for fighting and unrest.
func (c *placer) ofNoun(m *meaning, s site) bool {
	if s.human || s.nm.Rec == nil || s.nm.Use == kb.Demonym {
		return false
	}
	if s.nm.Rec.Kind == "state" && s.nm.Use != kb.Capital {
		return c.goes(m) || (m.typ == "ASSAULT" || m.typ == "PROTEST") && len(m.actor) > 0 && m.actor[0].Country != s.nm.Rec.Country
	}
	return true
}

// nearest tells whether no other predicate stands between a phrase and a predicate.
func (c *placer) nearest(m *meaning, pr *doc.Pred, ph *doc.Phrase) bool {
	lo, hi := pr.Tokens[0], ph.First
	if lo > hi {
		lo, hi = ph.Last-1, pr.Tokens[0]
	}
	if c.d.Pack.Final && (c.addressed(pr, ph) || c.opens(pr, ph)) {
		return true
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form == doc.Converb || c.besidesVerb(pr, q, ph) {
			continue
		}
		for _, t := range q.Tokens {
			if lo < t && t < hi && !slices.Contains(pr.Tokens, t) {
				return false
			}
		}
	}
	if c.d.Pack.Final {
		for _, t := range pr.Tokens { // दोहा में बातचीत के लिए तैयार: the talks are a word of the readiness
			if t > ph.First && t < pr.Tokens[len(pr.Tokens)-1] && c.deedNoun(t) {
				return false
			}
		}
	}
	for x := m.content; x != nil; x = x.content { // "ready for talks in Doha"
		if c.besidesVerb(pr, x.pred, ph) {
			continue
		}
		for _, t := range x.pred.Tokens {
			if lo < t && t < hi || c.d.Pack.Final && slices.Contains(pr.Tokens, t) && t > ph.First {
				return false
			}
		}
	}
	return true
}

// addressed tells whether the party that words are addressed to stands between a place and what is said: "रायपुर में | भाजपा पर | … का आरोप".
func (c *placer) addressed(pr *doc.Pred, ph *doc.Phrase) bool {
	first := len(c.d.Art.Tokens)
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q != pr && q.Tokens[0] > ph.First && q.Tokens[0] < first {
			first = q.Tokens[0]
		}
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		if a.First < ph.Last || a.First >= first || a.Pred != nil || !known(a.Ents) || a.Ents[0].How == "possessor" || a.Ents[0].How == "place" {
			return false
		}
		switch a.Mark {
		case lang.On, lang.Dat, lang.Against, lang.From, lang.To:
			return true
		}
		return false
	})
}

// deedNoun tells whether a token may be a noun of something done, not said: talks, a march.
func (c *placer) deedNoun(t int) bool {
	return slices.ContainsFunc(c.d.An[t], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Noun && a.E.Act && slices.ContainsFunc(a.E.Classes, func(n string) bool {
			k := c.d.Pack.Common.Class(n)
			return k != nil && k.Kind == "act" && k.Type != "" && !speech(k.Type)
		})
	})
}

// far is the distance of a token from the words of a predicate.
func (c *placer) far(pr *doc.Pred, at int) int {
	d := pr.Tokens[0] - at
	return max(d, -d)
}
