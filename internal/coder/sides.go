package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/rule"
)

// On which side who stands: together, facing each other, or only as the owner of another.

// jointly makes the exercise of two states their co-operation.
func (c *coder) jointly(m *meaning) {
	if j := c.d.Pack.Common.Class("joint_exercise"); m.class == "exercise" && j != nil && countries(m.actor, m.recip, m.coactor) > 1 {
		c.become(m, j)
	}
}

// facing gives the other state in, at or towards which forces are moved, or on whose border they are.
func (c *coder) facing(m *meaning) []article.Entity {
	if len(m.actor) == 0 || !plover.IsState(m.actor[0].Country) {
		return nil
	}
	border := slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool { return a.E != nil && a.E.Is("o.border") })
	for _, a := range m.pred.Args {
		switch a.Mark {
		case lang.In, lang.At, lang.Near, lang.To, lang.Towards, lang.Into, lang.On:
		case lang.With:
			if !border {
				continue
			}
		default:
			continue
		}
		if a.Time || len(a.Ents) != 1 {
			continue
		}
		if e := a.Ents[0]; plover.IsState(e.Country) && e.Country != m.actor[0].Country && (e.How == "state" || e.How == "place" || e.How == "body" && e.Sector == "" || e.How == "possessor" && a.E != nil && a.E.Is("o.border")) { // a region may act, too
			return []article.Entity{e}
		}
	}
	return nil
}

// ownersOut takes out the states that only tell whose one of several who meet is: "अमेरिकेचे | परराष्ट्रमंत्री आणि सौदीचे युवराज".
func ownersOut(m *meaning) {
	const space = 1
	if m.typ != "CONSULT" || len(m.actor)+len(m.coactor)+len(m.recip) < 3 {
		return
	}
	all := slices.Concat(m.actor, m.coactor, m.recip)
	owner := func(e article.Entity) bool {
		return e.How == "state" && e.Sector == "" && slices.ContainsFunc(all, func(x article.Entity) bool {
			return x.Sector != "" && x.Country == e.Country && x.Span.Start-e.Span.End == space
		})
	}
	for _, side := range []*[]article.Entity{&m.actor, &m.coactor, &m.recip} {
		*side = slices.DeleteFunc(slices.Clone(*side), owner)
	}
}

// mission puts the state whose embassy or consulate is closed in the place of the town it is in: "closed the Chinese consulate in Houston". Who closes its
// own does it to the state where it is.
func (c *coder) mission(m *meaning) {
	if m.class != "sever_ties" || len(m.actor) == 0 || !sameCountry(m.actor, m.recip) && len(m.recip) > 0 {
		return
	}
	for _, ph := range append(c.object(m.pred), c.marked(m.pred, "gen")...) {
		for _, q := range append([]*doc.Phrase{ph}, ph.Mods...) {
			for _, e := range q.Ents {
				if plover.IsState(e.Country) && e.Country != m.actor[0].Country && !place(e) {
					e.How = "state"
					m.recip = []article.Entity{e}
					return
				}
			}
		}
	}
	m.recip = leaving(m.recip, place) // whose it is is not told: in its own town it is not its own
}

// envoys puts the state where they were in the place of one's own envoys who are called home: "recalled two attachés from Riga".
func (c *coder) envoys(out *meaning, o object) {
	if out.class != "sever_ties" || o.class != "o.diplomat" || o.ph == nil || out.from == nil || out.from.class != "pull_out" || c.d.Pack.Final {
		return
	}
	out.recip = leaving(out.recip, func(e article.Entity) bool {
		return slices.ContainsFunc(o.ph.Ents, func(x article.Entity) bool { return x.Span == e.Span })
	})
	for _, ph := range o.ph.Mods {
		if len(out.recip) == 0 && !ph.Pron {
			out.recip = minus(ph.Ents, out.actor)
		}
	}
}

// clashing makes of a riot between two parties their fight: "कुकी और मैतेई समुदायों के बीच हिंसा भड़की".
func (c *coder) clashing(m *meaning) {
	k := c.d.Pack.Common.Class("clash")
	if m.class != "riot" || k == nil {
		return
	}
	for _, ph := range c.marked(m.pred, "between") {
		if len(ph.Ents) > 1 && !slices.ContainsFunc(ph.Ents, place) {
			m.actor, m.coactor, m.recip = ph.Ents, nil, nil
			c.become(m, k)
			return
		}
	}
}

// launcher gives who fired the missile or laid the mine that a thing was destroyed or somebody hurt by, where a participle of it tells it: "रूस की
// दागी मिसाइल से स्कूल तबाह हुआ".
func (c *coder) launcher(m *meaning) []article.Entity {
	if m.typ != "ASSAULT" {
		return nil
	}
	if s := m.pred.Subj; s != nil && !c.d.Pack.Final { // "a bomb | planted by rebels | wounded two policemen"
		if q := c.fired(m.pred, s); q != nil {
			for _, by := range c.marked(q, "by") {
				return by.Ents
			}
		}
	}
	for _, a := range m.pred.Args {
		if q := c.firing(m.pred, a); q != nil {
			if s := c.subject(q); s != nil {
				return s.Ents
			}
			for _, g := range c.marked(q, "gen") {
				return g.Ents
			}
		}
	}
	return nil
}

// firing is the participle that tells who fired, laid or threw what stands with a verb of harm.
func (c *coder) firing(pr *doc.Pred, with *doc.Phrase) *doc.Pred {
	switch with.Mark {
	case lang.From, lang.By, lang.With, lang.Through, lang.In, lang.Erg, lang.Because:
	default:
		return nil
	}
	things := []*doc.Phrase{with}
	if with.Pred != nil {
		things = append(append(things, with.Mods...), with.Pred.Args...)
	}
	return c.fired(pr, things...)
}

// fired is the participle beside a predicate that tells by whom one of some things, a weapon, was fired, laid or thrown.
func (c *coder) fired(pr *doc.Pred, things ...*doc.Phrase) *doc.Pred {
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q != pr && q.Form == doc.RelPart && q.Obj != nil && strikes(q.Obj) && slices.Contains(things, q.Obj) {
			return q
		}
	}
	return nil
}

// strikes tells whether a phrase names a weapon or what comes out of it: कार बम, गोली, रॉकेट.
func strikes(ph *doc.Phrase) bool {
	return ph.E != nil && slices.ContainsFunc(ph.E.Classes, func(name string) bool {
		return name == "o.missile" || name == "o.weapon" || name == "o.shot" || strings.HasPrefix(name, "w.")
	})
}

// felledBy gives deaths and wounds those whose bomb, shot or shell did it, where a participle or the genitive of the weapon names them: विद्रोहियों के | लगाए | बम
// से | 12 सैनिक घायल हुए, पुलिस की | गोली से मौत.
func (c *coder) felledBy(m *meaning, k *lang.Class) *lang.Class {
	if !c.d.Pack.Shared || len(m.actor) > 0 || m.class != "wound" && m.class != "die" && m.class != "kill" || m.pred.Form != doc.Finite {
		return k
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.From && a.Mark != lang.Through && a.Mark != lang.Because {
			continue
		}
		var by []article.Entity
		if q := c.firing(m.pred, a); q != nil {
			for _, g := range q.Args {
				if (g.Mark == lang.Gen || g.Mark == lang.By || g.Mark == lang.Erg) && g.Pred == nil && len(g.Ents) > 0 {
					by = g.Ents
				}
			}
		} else if strikes(a) {
			for _, g := range slices.Concat(m.pred.Args, a.Mods) {
				if g.Mark == lang.Gen && g.Pred == nil && g.Last < a.First && a.First-g.Last < 2 && armed(g.Ents) {
					by = g.Ents
				}
			}
		}
		if len(by) > 0 && (armed(by) || stateItself(by[0])) {
			m.actor, m.recip = by, minus(m.recip, by)
			if kill := c.d.Pack.Common.Class("kill"); k.Name == "die" && kill != nil {
				c.become(m, kill)
				return kill
			}
			return k
		}
	}
	return k
}

// spent tells whether a participle only tells who fired what another verb says did harm, which is the act.
func (c *coder) spent(pr *doc.Pred) bool {
	if pr.Form != doc.RelPart || pr.Obj == nil {
		return false
	}
	if !c.d.Pack.Final {
		return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
			x := c.memo[q]
			return q != pr && x != nil && x.typ == "ASSAULT" && q.Subj == pr.Obj && c.fired(q, q.Subj) == pr
		})
	}
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q != pr && (harmed(q) || q.Class("destroy")) && slices.ContainsFunc(q.Args, func(a *doc.Phrase) bool { return c.firing(q, a) == pr })
	})
}

// nobody tells whether what is named as doing a thing is neither a party nor an act of people: "a landslide blocked the highway", "पावसामुळे रस्ते बंद".
func (c *coder) nobody(pr *doc.Pred) bool {
	thing := func(ph *doc.Phrase) bool {
		return ph != nil && ph.Pred == nil && !ph.Time && !ph.Pron && len(ph.Ents) == 0 && ph.E != nil && ph.E.Kind == lang.Noun && ph.E.Agent == ""
	}
	if pr.Form == doc.Nominal || pr.F.Has(lang.Pass) && pr.Subj != nil {
		return false
	}
	if !c.d.Pack.Final && thing(pr.Subj) {
		return true
	}
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		switch a.Mark {
		case lang.By, lang.Because:
			return thing(a)
		case lang.Erg: // in Marathi also what something rises by: १० टक्क्यांनी
			return c.d.Pack.Shared && thing(a)
		case lang.From:
			return c.d.Pack.Final && thing(a)
		}
		return false
	})
}

// countries counts the distinct countries of parties.
func countries(lists ...[]article.Entity) int {
	seen := map[string]bool{}
	for _, es := range lists {
		for _, e := range es {
			if e.Country != "" {
				seen[e.Country] = true
			}
		}
	}
	return len(seen)
}

// untouched tells whether a phrase under an act, n phrases deep, by its case is not whom the act falls on.
func (c *coder) untouched(m *meaning, pr *doc.Pred, ph *doc.Phrase, n int) bool {
	if m != nil && c.d.Pack.Final && ph.Mark == lang.Gen && slices.ContainsFunc(m.actor, func(e article.Entity) bool { return holds(ph, e) }) {
		return true // ठाकरे गटाचे | नेते खैरेंचा | इशारा: of whom they are who act
	}
	if n > 0 && ph.Mark == lang.In && m != nil && m.typ == "ACCUSE" && c.d.Pack.Final {
		return true // क्युबातील संकटाला …: where the thing is
	}
	if ph.Mark == lang.For && m != nil && c.d.Pack.Final && m.pred.Class("criticize") {
		return true // समाज के लिए खतरा बताया
	}
	switch ph.Mark {
	case lang.AccTo, lang.Erg, lang.Sub, lang.By, lang.After, lang.Before, lang.During, lang.Because, lang.Despite, lang.Than, lang.Like, lang.At, lang.Under:
		return true
	case lang.Near:
		if !ph.Attr && (m == nil || m.class != "deploy" || c.d.Pack.Final) { // बेलारूस से लगी सीमा is of it too
			return true
		}
	}
	if m != nil && topical(ph.Mark) && !c.d.Pack.Final && (n > 0 && aimed(m) || n == 0 && m.class == "" && m.from != nil && m.from.class == "criticize" && ph.Mark == lang.On && len(c.object(pr)) > 0) {
		return true
	}
	if (m == nil || m.typ == "REQUEST" && n == 0 && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.For && a.First < ph.First })) && ph.Mark == lang.For && !c.d.Pack.Final {
		return true // what is asked for is for them
	}
	if m != nil && m.typ == "SANCTION" && c.d.Pack.Final && !c.d.Pack.Shared && ph.Mark == lang.Against && ph.Attr {
		return true // युक्रेनविरुद्धच्या युद्धासाठी … निर्बंध
	}
	if m != nil && m.typ == "PROTEST" && c.d.Pack.Final && ph.Mark == lang.With {
		return true // अध्यक्षांसह कर्मचारी उपोषणाला बसले
	}
	friendly := m != nil && (m.typ == "AID" || m.typ == "SUPPORT" || m.typ == "COOPERATE" || m.typ == "AGREE")
	return friendly && (ph.Mark == lang.Against || ph.Mark == lang.On)
}

// gathering tells whether a predicate is the noun of talks, which are held where they are held with nobody of the place: "agreed to resume | talks in Havana".
func gathering(pr *doc.Pred) bool {
	return pr != nil && pr.Form == doc.Nominal && (pr.Class("talk") || pr.Class("meet") || pr.Class("summit"))
}

func armed(es []article.Entity) bool {
	return anySector(es, "MIL", "REB", "PRM", "UAF", "COP", "CRM", "SPY") || // the Taliban, while they rule, too
		slices.ContainsFunc(es, func(e article.Entity) bool { return slices.Contains(e.Sectors, "REB") })
}

// beforeFolk tells whether a place only says where those are whom an act is about that does not happen there: तुर्कस्तानमधील राजदूत.
func (c *placer) beforeFolk(m *meaning, pr *doc.Pred, ph *doc.Phrase) bool {
	if c.struck(m) {
		return false
	}
	var next *doc.Phrase
	for _, a := range pr.Args {
		if a.First >= ph.Last && (next == nil || a.First < next.First) {
			next = a
		}
	}
	if next == nil || next.Pron {
		return m.typ == "SANCTION" && !slices.ContainsFunc(pr.Tokens, func(t int) bool { // ग्दान्स्कमधील | दूतावास बंद केला
			a := c.d.Kind(t, lang.Noun)
			return a != nil && a.E.Is("o.embassy")
		})
	}
	return next.E != nil && next.E.Agent != "" && next.E.Place == "" || len(next.Ents) > 0 && next.Ents[0].Human()
}

// mutual tells whether all parties of a predicate act.
func mutual(r *rule.Rule, pr *doc.Pred) bool {
	return r.Flags["mutual"] || pr.E != nil && pr.E.Has(lang.Mutual)
}
