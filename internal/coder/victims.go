package coder

import (
	"slices"

	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// suffer finds those whom an act falls on where no word but a number names them ("12 killed in Kabul", तिघांना अटक), and takes a place
// before a noun of attack for where it was, not for who did it ("Kabul blast").
func (c *coder) suffer(m *meaning) {
	if m.typ != "ASSAULT" && m.mode != "arrest" && m.mode != "convict" && !victimOnly(m) && !c.accused(m) {
		return
	}
	if m.typ == "ASSAULT" && c.d.Pack.Final && m.pred.Form == doc.Nominal && len(m.recip) == 0 && len(m.coactor) == 0 && onlyPlaces(m.actor) {
		m.actor, m.recip = nil, m.actor
	}
	town := c.accused(m) && len(m.recip) == 1 && owned(m.recip[0]) && m.recip[0].Sector == "" && !c.d.Pack.Shared // पुण्यातील | सासरच्या | ८ जणांवर गुन्हा
	if known(m.recip) && !onlyPlaces(m.recip) && !town {
		return
	}
	if strings.HasPrefix(m.class, "attack") && m.pred.Form == doc.Nominal && len(m.actor) == 0 && len(m.recip) == 0 && m.pred.Gov != nil && m.pred.Gov.Form == doc.Finite && m.pred.Gov.Class("begin") {
		if e := placeBy(m.pred.Gov, false, ground); e != nil { // "a car bomb went off in Mogadishu"
			m.recip = []article.Entity{*e}
		}
	}
	for _, ph := range c.sufferers(m.pred) {
		if c.accused(m) && ph.Mark != lang.On && ph.Mark != lang.Against {
			continue
		}
		v := article.Entity{Sector: "CVL", How: "number", Country: c.country(m)}
		if n := c.people(ph); n != nil {
			v.Span = c.d.Span(n.First, n.Last)
		} else if m.mode == "arrest" && doer(ph) || (m.mode == "arrest" || m.mode == "convict" || c.accused(m)) && c.single(ph) {
			v.Span = c.d.Span(ph.First, ph.Last)
		} else {
			continue
		}
		if m.mode == "arrest" || m.mode == "convict" {
			v.Sector = "CRM"
		}
		if home := c.d.Pack.Home; v.Country == "" && (m.mode == "arrest" || m.mode == "convict" || c.accused(m)) && home != "" {
			v.Country = c.sole(home)
		}
		if v.Country == "" && len(m.actor) == 0 && m.mode == "arrest" && !c.d.Pack.Final {
			v.Country = c.sole("") // "Woman Raped In Pune, Two Held"
		}
		if v.Country == "" && len(m.actor) == 0 && (m.mode != "arrest" || c.d.Pack.Final || m.pred.Form != doc.Finite || !c.d.Art.Sentences[m.pred.Sent].Headline) {
			continue // somebody, somewhere
		}
		m.recip = []article.Entity{v}
		return
	}
	if t, ok := c.doing(m); ok && len(m.recip) == 0 {
		m.recip = []article.Entity{{Sector: "CRM", How: "number", Country: c.sole(c.d.Pack.Home), Span: c.d.Span(t, t+1)}}
	}
}

// alongWith adds the one named before the people with whom the law, or a captor, lays hands on him: "राजू शेट्टी यांच्यासह | ४० जणांना ताब्यात घेतले". Where no
// word but a number names the others, he stands for all.
func (c *coder) alongWith(m *meaning) {
	switch m.mode {
	case "arrest", "convict", "abduct", "release", "expel":
	default:
		if !c.accused(m) && !victimOnly(m) && m.class != "pardon" {
			return
		}
	}
	if !c.d.Pack.Final {
		return
	}
	for _, a := range m.pred.Args {
		part := a.Mark == lang.Including // अफसर समेत दो गिरफ्तार
		if a.Mark != lang.With && !part || a.Pred != nil || a.Pron || !human(a.Ents) && !(part && len(a.Ents) > 0) || !known(a.Ents) || !part && anySector(a.Ents, "COP", "MIL", "JUD", "CVL") {
			continue
		}
		for _, b := range m.pred.Args {
			if b == a || b.First != a.Last && !(b.First == a.Last+1 && (part || c.d.Kind(a.Last, lang.HonPron) != nil)) || b.Mark == lang.Erg || b.Mark == lang.In || b.Time {
				continue
			}
			if part && len(b.Ents) > 0 && b.Ents[0].How != "number" {
				return // 3 लोगों: they stand for themselves
			}
			bare := part && (c.d.Kind(b.Head, lang.Num) != nil || c.d.Art.Tokens[b.Head].Kind == article.Number)
			if bare || c.people(b) != nil || human(b.Ents) && (len(m.recip) == 0 || among(m.recip[0], b.Ents)) {
				m.recip = slices.Concat(a.Ents, slices.DeleteFunc(slices.Clone(m.recip), func(e article.Entity) bool { return nameless(e) || e.How == "number" || among(e, a.Ents) }))
				return
			}
		}
	}
}

// scene takes where an attack was for no party beside one of the same country who acts ("पेशावर में वकील ने किया हमला"), and never for
// those who govern from there ("कोपेनहेगन में गोलीबारी").
func (c *coder) scene(m *meaning) {
	if m.typ == "ASSAULT" && c.d.Pack.Final && len(m.actor) > 1 && onlyPlaces(m.recip) && mutual(m.rule, m.pred) && sameCountry(m.actor, m.recip) {
		m.recip = nil // बंगाल में दोनों दलों के बीच झड़प हुई
	}
	if m.typ == "ASSAULT" && c.d.Pack.Final && mutual(m.rule, m.pred) && len(m.actor)+len(m.coactor) > 2 {
		whole := func(e article.Entity) bool { return place(e) || e.How == "state" && e.Sector == "" }
		if rest := leaving(m.actor, whole); len(rest) > 1 && sameCountry(rest, m.actor) {
			m.actor, m.coactor = rest, leaving(m.coactor, whole) // सीरिया के शहर में सैनिकों और लड़ाकों के बीच
		}
	}
	if m.typ != "ASSAULT" || !c.d.Pack.Final || !c.d.Art.Sentences[m.pred.Sent].Headline || m.status == article.Negated {
		return
	}
	if onlyPlaces(m.actor) && m.actor[0].How == "place" && sameCountry(m.actor, m.recip) { // बलिया से अगवा लड़की
		m.actor = nil
	}
	if mutual(m.rule, m.pred) {
		if rest := slices.DeleteFunc(slices.Clone(m.actor), place); len(rest) > 0 && sameCountry(rest, m.actor) {
			m.actor = rest
		}
		if rest := slices.DeleteFunc(slices.Clone(m.coactor), place); len(m.actor) > 0 && sameCountry(m.actor, m.coactor) {
			m.coactor = rest
		}
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.In && a.Mark != lang.From || len(a.Ents) == 0 || len(m.recip) == 0 || a.Ents[0].Span != m.recip[0].Span {
			continue
		}
		switch e := m.recip[0]; {
		case !place(e) && (e.How != "possessor" || a.Mark == lang.From):
		case a.Mark == lang.From:
			m.recip = nil
		case len(m.actor) > 0 && (m.actor[0].Country == "" || sameCountry(m.actor, m.recip)):
			m.recip = nil
		case e.Sector == "GOV":
			m.recip = slices.Clone(m.recip)
			m.recip[0].Sector = ""
		}
		return
	}
}

// belonging gives those who are told by no more than a number or a noun the country of whom the attack fell on: "the strike on Gaza
// killed 40". Where such people were taken for the attacker's own, they are not.
func belonging(victims, struck, by []article.Entity) []article.Entity {
	if len(victims) != 1 || len(struck) == 0 || struck[0].Country == "" {
		return victims
	}
	v := victims[0]
	switch {
	case nameless(v) || v.How == "number" && (struck[0].How == "body" || struck[0].How == "agent"): // "… हल्ल्यांत सहा जणांचा मृत्यू"
		if s := struck[0]; (s.How == "body" || s.How == "agent") && armed(struck) { // "3 killed in attack on PKK militants"
			return struck
		}
		v.Sector, v.How = "CVL", "number"
	case v.How == "number" && v.Country == "":
	case v.How == "agent" && v.Sector == "CVL" && (v.Country == "" || v.Assumed || sameCountry(victims, by) && !sameCountry(struck, by)):
	default:
		return victims
	}
	v.Country = struck[0].Country
	return []article.Entity{v}
}

// ofEither takes the country from those hurt in a fight of two states where only the text's own country stood for it: "seven people were killed
// when Thai and Cambodian troops traded fire".
func ofEither(victims, sides []article.Entity) []article.Entity {
	if countries(sides) < 2 || len(victims) != 1 || !victims[0].Assumed {
		return victims
	}
	v := victims[0]
	v.Country, v.Assumed = "", false
	return []article.Entity{v}
}

// place tells whether a party is where something was, a town or a region, and no more.
func place(e article.Entity) bool {
	return e.How == "place" || e.How == "capital" || e.How == "body" && e.Sector == ""
}

// onlyPlaces tells whether all parties are places, none of them those who live or rule there.
func onlyPlaces(es []article.Entity) bool {
	for _, e := range es {
		if !place(e) {
			return false
		}
	}
	return len(es) > 0
}

// sufferers are the phrases that may name whom a predicate falls on.
func (c *coder) sufferers(pr *doc.Pred) []*doc.Phrase {
	var out []*doc.Phrase
	if pr.Obj != nil {
		out = append(out, pr.Obj)
	}
	patient := pr.E != nil && pr.E.Has(lang.Patient) || pr.F.Has(lang.Pass)
	for _, a := range pr.Args {
		switch a.Mark {
		case lang.Dat, lang.Obj, lang.Gen, lang.Of:
			out = append(out, a)
		case lang.On, lang.Against:
			if c.d.Pack.Final && (pr.Class("sue") || pr.Class("charge")) {
				out = append(out, a)
			}
		case lang.Nom:
			if patient || c.d.Pack.Final {
				out = append(out, a)
			}
		}
	}
	return out
}

// accused tells whether people are accused before the law: what is said against them is news whoever they are.
func (c *coder) accused(m *meaning) bool {
	return c.d.Pack.Final && m.mode == "allege" && (m.class == "sue" || m.class == "charge" || m.class == "" && m.pred.Class("charge"))
}

// single tells whether a phrase is the number one and no more, in a case: एकाला अटक, एकावर गुन्हा.
func (c *coder) single(ph *doc.Phrase) bool {
	return c.d.Pack.Final && ph.Last-ph.First == 1 && ph.Mark != lang.Nom && slices.ContainsFunc(c.d.An[ph.First], func(a lang.Analysis) bool {
		return a.E != nil && a.E.Kind == lang.Num && a.E.Tags["n"] == "1"
	})
}

// doer tells whether a phrase is a participle that stands for those who did something: वाहने चोरणाऱ्याला.
func doer(ph *doc.Phrase) bool {
	return ph.Pred != nil && ph.Pred.Form == doc.RelPart && ph.Pred.F.Has(lang.AgentF) && !ph.Pron && len(ph.Ents) == 0
}

// people gives the count of people that a phrase is, where nothing else in it is a party.
func (c *coder) people(ph *doc.Phrase) *doc.Count {
	for _, e := range ph.Ents {
		if e.How != "unknown" && !(owned(e) && e.Sector == "" && strings.HasPrefix(e.KB, "place:") && c.d.Pack.Final && !c.d.Pack.Shared) {
			return nil
		}
	}
	for i := range c.d.Counts {
		n := &c.d.Counts[i]
		if n.First < ph.First || n.Last > ph.Last {
			continue
		}
		switch n.Kind {
		case "dead", "injured", "arrested", "displaced", "person":
			return n
		}
	}
	return nil
}

// placeBy gives the first party in a country that stands with a predicate as its place and passes; with "of" also in the genitive before it.
func placeBy(pr *doc.Pred, of bool, pass func(article.Entity) bool) *article.Entity {
	for _, a := range pr.Args {
		if !standsAsPlace(a.Mark) && !(of && a.Mark == lang.Gen) {
			continue
		}
		for i := range a.Ents {
			if e := &a.Ents[i]; e.Country != "" && pass(*e) {
				return e
			}
		}
	}
	return nil
}

// ground tells whether a party is a place or a whole state.
func ground(e article.Entity) bool { return place(e) || e.How == "state" }

// country is that of the place which stands with an act: its own, or that of what it is part of.
func (c *coder) country(m *meaning) string {
	if onlyPlaces(m.recip) {
		return m.recip[0].Country
	}
	for pr, n := m.pred, 0; pr != nil && n < 2; pr, n = pr.Gov, n+1 {
		if e := placeBy(pr, false, ground); e != nil {
			return e.Country
		}
	}
	for _, q := range m.pred.Comps {
		if e := placeBy(q, true, place); e != nil {
			return e.Country
		}
	}
	for _, a := range m.pred.Args {
		if a.Pred == nil {
			continue
		}
		where := place
		if a.Mark == lang.In { // सर्बियात झालेल्या चकमकीत | तिघांना ठार केले
			where = ground
		}
		if e := placeBy(a.Pred, true, where); e != nil {
			return e.Country
		}
	}
	return ""
}

// freeing makes a release by the police a rescue, a rescue by captors a release, and a rescue of it where people in distress are taken
// out; it gives the class that the meaning has then, which decides what it makes with its content.
func (c *coder) freeing(m *meaning, k *lang.Class) *lang.Class {
	pr, rescue, release := m.pred, c.d.Pack.Common.Class("rescue"), c.d.Pack.Common.Class("release")
	if rescue == nil || release == nil {
		return k
	}
	switch {
	case k.Name == "arrest" && c.d.Pack.Final && anySector(m.actor, "REB", "UAF") && known(m.recip) && c.d.Pack.Common.Class("abduct") != nil:
		c.become(m, c.d.Pack.Common.Class("abduct")) // whom rebels take, they abduct
	case k.Name == "deport" && c.d.Pack.Common.Class("expel_diplomat") != nil && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.E != nil && a.E.Is("o.diplomat") && !a.Attr && a.Mark != lang.Erg }):
		c.become(m, c.d.Pack.Common.Class("expel_diplomat"))
	case k.Name == "release" && anySector(m.actor, "COP", "MIL") && (c.frees(pr) || c.abducted(pr) || pr.Class("rescue") && (sameCountry(m.actor, m.recip) || anySector(m.recip, "REF")) && !c.jailed(pr)):
		c.become(m, rescue) // the police free hostages: a rescue; the captors: a release
	case k.Name == "expel" && c.trapped(pr): // फंसे पर्यटकों को निकाला
		c.become(m, rescue)
		return rescue
	case k.Name == "rescue" && anySector(m.actor, "REB", "UAF", "CRM", "PRM"):
		c.become(m, release) // ओलिसांची सुटका by those who held them
	}
	return k
}

// operation is the force in whose operation people were killed, hurt, arrested: "killed in an army operation", सेना के अभियान में, "लष्कराने राबवलेल्या | मोहिमेत".
func (c *coder) operation(pr *doc.Pred) []article.Entity {
	if !pr.Class("kill") && !pr.Class("wound") && !(c.d.Pack.Final && (pr.Class("arrest") || pr.Class("die"))) {
		return nil
	}
	for _, a := range pr.Args {
		if a.Mark != lang.In || a.Time || a.E == nil && a.Pred == nil || a.Pred != nil && pr.Class("die") {
			continue
		}
		if a.E != nil && a.E.Is("o.operation") && armed(a.Ents) {
			return a.Ents
		}
		if !c.d.Pack.Final || !(a.E != nil && a.E.Is("o.operation") || a.Pred != nil && (a.Pred.Class("raid") || a.Pred.Class("coerce") || a.Pred.Class("investigate") || a.Pred.Class("deploy_police"))) {
			continue
		}
		if es := c.mounted(pr, a); armed(es) {
			return es
		}
	}
	return nil
}

// fellIn makes a killing of the deaths of rebels and criminals in an operation: "लष्कराने राबवलेल्या मोहिमेत | तीन दहशतवादी मारले गेले".
func (c *coder) fellIn(m *meaning, k *lang.Class) *lang.Class {
	kill := c.d.Pack.Common.Class("kill")
	if k.Name != "die" || !c.d.Pack.Final || kill == nil || !armed(m.actor) || !anySector(m.recip, "REB", "CRM", "UAF") {
		return k
	}
	c.become(m, kill)
	return kill
}

// mounted gives those who carried out what a noun names, by its own subject or that of its participle: "पोलिसांनी टाकलेल्या | छाप्यात", "पोलिसांच्या छाप्यात".
func (c *coder) mounted(pr *doc.Pred, a *doc.Phrase) []article.Entity {
	if a.Pred != nil {
		for _, x := range a.Pred.Args {
			if (x.Mark == lang.Erg || x.Mark == lang.Gen) && x.Pred == nil && len(x.Ents) > 0 {
				return x.Ents
			}
		}
	}
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form != doc.RelPart || q.Head != a {
			continue
		}
		for _, x := range q.Args {
			if x.Mark == lang.Erg && x.Pred == nil && len(x.Ents) > 0 {
				return x.Ents
			}
		}
	}
	return nil
}

// host is the state that a visit is to, where the noun of the visit has it: "is on a two-day visit to New Delhi".
func (c *coder) host(pr *doc.Pred) []article.Entity {
	for _, a := range pr.Args {
		if a.Pred == nil || a == pr.Phrase || !a.Pred.Class("visit") {
			continue
		}
		for _, ph := range c.marked(a.Pred, "to") {
			if len(ph.Ents) > 0 && ph.Ents[0].Country != "" {
				return ph.Ents
			}
		}
	}
	return nil
}
