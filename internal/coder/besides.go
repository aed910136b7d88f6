package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Parties of a Hindi headline's act that its own words put elsewhere than sentences do: who gives what somebody gets, who acts behind the verb, whose order was
// flouted; and who was taken for a party and is none.

// rightSides puts the sides of an act right by the words around it.
func (c *coder) rightSides(m *meaning) {
	c.nearestHeld(m)
	c.countedHere(m)
	c.flouted(m)
	if len(m.actor) == 0 || m.actor[0].How == "state" && m.pred.Form == doc.Finite {
		if es := c.behindVerb(m); len(es) > 0 {
			m.actor = es
		}
	}
	if len(m.actor) == 0 {
		m.actor = c.firstOfAll(m, c.gotFrom, c.inEncounter, c.accuserBehind)
	}
	if len(m.recip) == 0 {
		m.recip = c.firstOfAll(m, c.wishedOf, c.inquiredInto, c.spokenAt, c.noticed, c.extorted, c.deedBefore, c.allegedIn, c.ofTheLand, c.inCustody, c.thanked, c.menacedState, c.toldToDo, c.heldToo)
	}
	c.weSay(m)
	c.foughtWith(m)
	c.posts(m)
}

// noticed gives a petition that names nobody whom it is against those to whom the court sends a notice on it: "स्वामी की याचिका पर फर्म को नोटिस".
func (c *coder) noticed(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || !m.pred.Class("sue") || m.pred.Form != doc.Nominal {
		return nil
	}
	for _, o := range c.out { // सरकार से मांगा जवाब, मछुआरों की याचिका पर सुनवाई
		if o.typ == "REQUEST" && c.sameHead(m.pred, o.pred) && anySector(o.actor, "JUD") && len(o.recip) == 1 {
			return apartFrom(o.recip, m.actor)
		}
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] < endOf(m.pred) || q.Clause != m.pred.Clause || !q.Class("order") {
			continue
		}
		for _, a := range q.Args {
			if a.Mark == lang.Dat && a.Pred == nil && known(a.Ents) && !owned(a.Ents[0]) {
				return apartFrom(a.Ents, m.actor)
			}
		}
	}
	return nil
}

// extorted gives a demand of criminals those whom they threaten in the piece before: "जजों को धमकी, गैंग ने 50 लाख जमा कराने को कहा".
func (c *coder) extorted(m *meaning) []article.Entity {
	if m.typ != "REQUEST" || !anySector(m.actor, "CRM", "REB", "UAF") {
		return nil
	}
	for _, o := range c.out {
		if o.typ == "THREATEN" && c.sameHead(m.pred, o.pred) && len(o.actor) > 0 && overlaps(o.actor[0], m.actor) {
			return o.recip
		}
	}
	return nil
}

// weSay gives what "we" will do to the one whose words they are by another act of the headline: "… हम जला देंगे पैदावार, राकेश टिकैत ने दी धमकी".
func (c *coder) weSay(m *meaning) {
	if m.typ != "THREATEN" || !slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Nom && slices.ContainsFunc(c.d.An[a.First], func(x lang.Analysis) bool {
			return x.E != nil && (x.E.Feats | x.F).Has(lang.P1) && x.E.Kind == lang.Pron
		})
	}) {
		return
	}
	for _, o := range c.out {
		if o != m && speech(o.typ) && c.sameHead(m.pred, o.pred) && o.pred.Tokens[0] > endOf(m.pred) && len(o.actor) == 1 && o.actor[0].Human() {
			if len(m.recip) == 0 && len(m.actor) > 0 && !overlaps(m.actor[0], o.actor) {
				m.recip = m.actor
			}
			m.actor = o.actor
			return
		}
	}
}

// gotFrom gives what somebody gets the one from whom it comes: "बहू को मिली सुप्रीम कोर्ट से जमानत".
func (c *coder) gotFrom(m *meaning) []article.Entity {
	if m.pred.Light != "get" {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark == lang.From && a.Pred == nil && !a.Time && known(a.Ents) && !owned(a.Ents[0]) && a.Ents[0].How != "place" && !overlaps(a.Ents[0], m.recip) {
			return a.Ents
		}
	}
	return nil
}

// behindVerb gives an act that its headline tells with the verb before who acts the one who stands right behind the verb: "छापेमारी कर रहे | SHO", "विचार कर रही |
// राज्य सरकार".
func (c *coder) behindVerb(m *meaning) []article.Entity {
	pr := m.pred
	if pr.Form != doc.Finite || pr.F&(lang.Prog) == 0 || pr.F.Has(lang.Pass) || hasMark(pr, lang.Erg) || m.typ == "CONSULT" || m.typ == "SUPPORT" {
		return nil
	}
	if len(m.actor) > 0 && !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { // सोमालिया | टिप्पणी के लिए
		return a.Mark == lang.Nom && holds(a, m.actor[0]) && slices.ContainsFunc(pr.Args, func(b *doc.Phrase) bool { return b.First == a.Last && b.Mark == lang.For })
	}) {
		return nil
	}
	var found []article.Entity
	c.eachPhrase(pr.Sent, func(ph *doc.Phrase) bool {
		if ph.First == endOf(pr)+1 && len(ph.Ents) == 1 && known(ph.Ents) && (ph.Ents[0].Human() || ph.Ents[0].How == "agent" || ph.Ents[0].How == "body" && ph.Ents[0].Sector != "") {
			found = ph.Ents
		}
		return found == nil
	})
	if found == nil {
		return nil
	}
	if onlyPlaces(m.recip) { // बिहार में छापेमारी
		m.recip = nil
	}
	return apartFrom(found, m.recip)
}

// inEncounter gives a death in an encounter with the police to the police: "पुलिस एनकाउंटर में मारा गया".
func (c *coder) inEncounter(m *meaning) []article.Entity {
	if m.typ != "ASSAULT" {
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.In || a.Pred == nil || !a.Pred.Class("clash") {
			continue
		}
		for _, b := range a.Pred.Args {
			if b.Mark == lang.Gen && anySector(b.Ents, "COP", "MIL", "PRM") {
				return apartFrom(b.Ents, m.recip)
			}
		}
	}
	return nil
}

// accuserBehind gives an accusation that nobody makes the politician who speaks in the piece behind it: "राहुल पर इशारे का आरोप, स्मृति ईरानी बोलीं-".
func (c *coder) accuserBehind(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode != "allege" || m.pred.Form != doc.Nominal || !known(m.recip) || charges(m) || m.class == "charge" || m.class == "sue" {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] < endOf(m.pred) || !c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		if s := c.subject(q); s != nil && len(s.Ents) == 1 && s.Ents[0].How == "person" && publicSector(s.Ents[0].Sector) && !overlaps(s.Ents[0], m.recip) {
			return s.Ents
		}
		return nil
	}
	return nil
}

// inCustody gives an accusation after a death in the hands of the police them: "पुलिस हिरासत में युवक की मौत, परिवार ने लगाया आरोप".
func (c *coder) inCustody(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode == "investigate" || !anySector(m.actor, "CVL") || !slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool { return q.Class("die") || q.Class("kill") }) {
		return nil
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		if ph.Mark != lang.In || ph.Pred == nil || !ph.Pred.Class("arrest") {
			continue
		}
		for i := ph.First; i < ph.Last; i++ {
			if n := c.d.Kind(i, lang.Noun); n != nil && n.E.Agent == "COP" {
				return []article.Entity{{Span: c.d.Span(i, i+1), Sector: "COP", Country: m.actor[0].Country, How: "agent"}}
			}
		}
	}
	return nil
}

// thanked gives thanks of those of one country that name nobody the ones of another of whom the headline tells: "… भारतीय डॉक्टर्स, तुर्की के लोग जता रहे आभार".
func (c *coder) thanked(m *meaning) []article.Entity {
	if m.typ != "SUPPORT" || m.class != "praise" || len(m.actor) != 1 || m.actor[0].Country == "" || m.status != article.Actual {
		return nil
	}
	return c.oneOther(m, func(_ *doc.Phrase, e article.Entity) bool {
		return e.Country != "" && e.Country != m.actor[0].Country && (stateItself(e) || e.How == "agent" || e.Human())
	})
}

// menacedState gives a threat of those who govern a state, in a headline that names nobody whom it is at, the one other state that it names: "साउथ कोरिया का सफाया कर
// देंगे, किम यो जोंग की चेतावनी".
func (c *coder) menacedState(m *meaning) []article.Entity {
	if m.typ != "THREATEN" || len(m.actor) != 1 || m.pred.Form != doc.Nominal || m.actor[0].Country == "" || m.actor[0].Sector != "" && m.actor[0].Sector != "GOV" && m.actor[0].Sector != "MIL" {
		return nil
	}
	return c.oneOther(m, func(_ *doc.Phrase, e article.Entity) bool { return stateItself(e) && e.Country != m.actor[0].Country })
}

// toldToDo gives a demand or an appeal whose words stand behind it the people who shall do what they say: "प्रशासन की अपील- पानी से दूर रहे लोग".
func (c *coder) toldToDo(m *meaning) []article.Entity {
	pr := m.pred
	end := endOf(pr) + 1
	if m.typ != "REQUEST" || end >= c.d.Art.Sentences[pr.Sent].Last || c.d.Art.Tokens[end].Kind != article.Punct || c.d.Art.Tokens[end].Text == "," {
		return nil
	}
	stop := c.d.Art.Sentences[pr.Sent].Last
	for i := end + 1; i < stop; i++ {
		if t := c.d.Art.Tokens[i].Text; t == "," || t == ";" {
			stop = i
		}
	}
	var found []article.Entity
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		if ph.First <= end || ph.Last > stop || ph.Mark != lang.Nom || ph.Pred != nil || len(ph.Ents) != 1 || ph.Ents[0].How != "agent" || !anySector(ph.Ents, "CVL", "LAB", "EDU", "AGR", "BUS", "MED") {
			continue
		}
		if found != nil {
			return nil
		}
		found = apartFrom(ph.Ents, m.actor)
	}
	return found
}

// heldToo gives an arrest by the police that has lost whom they hold the one criminal or gang that the headline names: "पुलिस के हत्थे चढ़ा फ्रॉड करने वाला गिरोह".
func (c *coder) heldToo(m *meaning) []article.Entity {
	if m.mode != "arrest" || !anySector(m.actor, "COP", "JUD") {
		return nil
	}
	return c.oneOther(m, func(_ *doc.Phrase, e article.Entity) bool {
		return (e.Sector == "CRM" || e.Sector == "UAF") && (e.How == "agent" || e.Human())
	})
}

// nearestHeld gives an arrest the one who stands right before its word, where another was nearer the front: "… CM के खिलाफ पोस्टर, तीन कार्यकर्ता | गिरफ्तार".
func (c *coder) nearestHeld(m *meaning) {
	pr := m.pred
	if m.mode != "arrest" || len(m.recip) == 0 || pr.Form == doc.Nominal && pr.Light != "" {
		return
	}
	for _, a := range c.d.Sents[pr.Sent].Phrases {
		if a.Mark != lang.Nom || a.Last != pr.Tokens[0] || a.Pred != nil || a.Pron || holds(a, m.recip[0]) || a.First <= 0 {
			continue
		}
		switch {
		case known(a.Ents) && !owned(a.Ents[0]) && !onlyPlaces(a.Ents) && m.recip[0].Span.End <= a.Ents[0].Span.Start:
			m.recip = a.Ents
		case len(a.Ents) == 0 && c.d.Kind(a.First, lang.Num) != nil && c.d.Art.Tokens[a.First-1].Text == ",":
			m.recip = []article.Entity{{Span: c.d.Span(a.First, a.Last), Sector: "CRM", Country: m.recip[0].Country, How: "number"}}
		}
	}
}

// countedHere gives people whom only the text's country stands for that of the place which stands with the act: "मैक्सिको में गनमैन ने ली सात की जान".
func (c *coder) countedHere(m *meaning) {
	if m.typ != "ASSAULT" {
		return
	}
	e := placeBy(m.pred, false, ground)
	if e == nil {
		return
	}
	put := func(es []article.Entity) []article.Entity {
		if len(es) != 1 || es[0].How != "agent" && es[0].How != "number" || es[0].Country == e.Country || !es[0].Default && es[0].Country != "" || es[0].KB != "" {
			return es
		}
		out := slices.Clone(es)
		out[0].Country = e.Country
		return out
	}
	m.actor, m.recip = put(m.actor), put(m.recip)
}

// flouted makes contempt of an order the refusal that it is: "केंद्र के आदेश की उड़ा दी धज्जियां".
func (c *coder) flouted(m *meaning) {
	k := c.d.Pack.Common.Class("defy")
	if k == nil || m.typ != "ACCUSE" || !m.pred.Class("criticize") || !m.pred.Class("defy") {
		return
	}
	for _, a := range m.pred.Args {
		if a.Mark != lang.Gen || a.Pred == nil || !a.Pred.Class("order") || len(a.Ents) == 0 || overlaps(a.Ents[0], m.actor) {
			continue
		}
		c.become(m, k)
		m.recip = slices.Clone(a.Ents[:1])
		m.recip[0].How = "agent"
		return
	}
}

// foughtWith gives an encounter of the police with nobody named those whom they hold after it: "पुलिस मुठभेड़ के बाद दो आरोपी गिरफ्तार".
func (c *coder) foughtWith(m *meaning) {
	if m.class != "clash" || len(m.actor) != 1 || len(m.coactor)+len(m.recip) > 0 || !anySector(m.actor, "COP", "MIL") {
		return
	}
	for _, o := range c.out {
		if o.mode == "arrest" && c.sameHead(m.pred, o.pred) && anySector(o.recip, "CRM", "REB", "UAF") {
			m.coactor = apartFrom(o.recip, m.actor)
			return
		}
	}
}

// posts makes a leader or spokesman at home of whom nothing tells what he leads one of a party, and the leaders of an alliance of states those who govern.
func (c *coder) posts(m *meaning) {
	for _, es := range []*[]article.Entity{&m.actor, &m.recip} {
		for i := range *es {
			e := (*es)[i]
			if e.Sector != "UNK" {
				continue
			}
			switch land := e.Country; {
			case e.How == "title" && (land == c.d.Pack.Home || land == "" && c.sole(c.d.Pack.Home) == c.d.Pack.Home):
				*es = slices.Clone(*es)
				(*es)[i].Sector = "PTY"
			case m.typ == "ASSAULT" && !mutual(m.rule, m.pred) && e.KB == "": // पड़ोसी को मार डाला
				*es = slices.Clone(*es)
				(*es)[i].Sector = "CVL"
			case interstate(land): // ब्रिक्स नेता
				*es = slices.Clone(*es)
				(*es)[i].Sector = "GOV"
			}
		}
	}
}

// ownMeeting tells whether a party stands in the genitive right before a noun, or between which it was.
func (c *coder) ownMeeting(pr *doc.Pred, e article.Entity) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.Gen || a.Mark == lang.Between || a.Mark == lang.With || a.Mark == lang.From) && holds(a, e)
	})
}

// condemnsFor tells whether those condemned are the ones who suffered what is condemned: "उच्चायुक्त को रोके जाने की निंदा".
func (c *coder) condemnsFor(m *meaning) bool {
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		if a.Mark != lang.Gen && a.Mark != lang.On || a.Pred == nil || a.Pred.Form != doc.Infinitive || !a.Pred.F.Has(lang.Pass) {
			return false
		}
		return slices.ContainsFunc(a.Pred.Args, func(b *doc.Phrase) bool {
			return (b.Mark == lang.Dat || b.Mark == lang.Nom) && holds(b, m.recip[0])
		})
	})
}

// adviser gives anger at an advice him who gave it, and not him who got it: "पुतिन को मोदी की सलाह पर भड़के".
func (c *coder) adviser(m *meaning) {
	dat := slices.ContainsFunc(m.pred.Args, func(b *doc.Phrase) bool { return b.Mark == lang.Dat && holds(b, m.recip[0]) })
	for _, a := range m.pred.Args {
		if !dat || a.Mark != lang.On || a.Pred == nil || a.Pred.Form != doc.Nominal || !a.Pred.Class("urge") && !a.Pred.Class("demand") && !a.Pred.Class("order") {
			continue
		}
		for _, g := range a.Pred.Args {
			if g.Mark == lang.Gen && g.Pred == nil && known(g.Ents) && !overlaps(g.Ents[0], m.actor) {
				m.recip = g.Ents
				return
			}
		}
	}
}

// spokenAt gives anger that names nobody the one to whom the angry go on to speak: "भड़के सांसद, थानेदार से बोले-".
func (c *coder) spokenAt(m *meaning) []article.Entity {
	if m.typ != "ACCUSE" || m.mode != "disapprove" || len(m.actor) != 1 {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] < endOf(m.pred) || !c.d.Pack.Common.AnyKind(q.Classes, "say") {
			continue
		}
		s := c.subject(q)
		if s == nil || !holds(s, m.actor[0]) {
			return nil
		}
		for _, a := range q.Args {
			if a.Mark == lang.From && a.Pred == nil && known(a.Ents) && human(a.Ents) {
				return apartFrom(a.Ents, m.actor)
			}
		}
		return nil
	}
	return nil
}

// ofTheLand gives an order or advice of those who govern the provinces that a noun for them names, and a deceit the country: "केंद्र ने राज्यों को दिए निर्देश", "देश को
// गुमराह कर रही सरकार".
func (c *coder) ofTheLand(m *meaning) []article.Entity {
	if m.typ != "REQUEST" && m.mode != "misinformation" || !anySector(m.actor, "GOV", "JUD") {
		return nil
	}
	land := m.actor[0].Country
	if land == "" {
		land = c.sole(c.d.Pack.Home)
	}
	if land == "" {
		return nil
	}
	for _, a := range c.d.Sents[m.pred.Sent].Phrases {
		if a.Mark != lang.Dat || len(a.Ents) > 0 || a.Pred != nil || a.Last-a.First > 2 {
			continue
		}
		kind := ""
		for _, n := range c.d.An[a.Head] {
			if k, _ := noun(n.E); k != "" {
				kind = k
			}
		}
		e := article.Entity{Span: c.d.Span(a.First, a.Last), Country: land, How: "agent", Sector: "GOV"}
		switch {
		case m.typ == "REQUEST" && (kind == "province" || kind == "district"):
			return []article.Entity{e}
		case m.typ == "COERCE" && kind == "country":
			e.Sector, e.How = "", "state"
			return []article.Entity{e}
		}
	}
	return nil
}
