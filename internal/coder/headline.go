package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What headlines say in fewer words than sentences do: who suffers stands where who acts does, and politicians attack each other.

// turn gives the parties of a violent word the roles that it has in print.
func (c *coder) turn(m *meaning) {
	if m.rule == nil || c.d.Pack.Final {
		return
	}
	if len(m.actor) > 0 && c.urged(m) {
		m.recip, m.actor = m.actor, nil
	}
	if len(m.recip) == 0 && len(m.actor) > 0 && (c.placed(m) || c.trailing(m)) {
		m.recip, m.actor = m.actor, nil
		for i := range m.recip {
			if m.recip[i].How == "capital" {
				m.recip[i].Sector = ""
			}
		}
	}
	c.tongue(m)
}

// tongue makes criticism of an attack in words.
func (c *coder) tongue(m *meaning) {
	k := c.d.Pack.Common.Class("criticize")
	if k != nil && m.class == "attack" && !c.d.Pack.Final && !harmed(m.pred) && !harmed(m.pred.Gov) && c.inWords(m) {
		c.become(m, k)
	}
}

// harmed tells whether a predicate tells of people killed or hurt, so that the attack it names was none in words.
func harmed(pr *doc.Pred) bool {
	return pr != nil && (pr.Class("kill") || pr.Class("wound") || pr.Class("die"))
}

// placed tells whether a noun of violence stands behind the place that it fell on: "after the Kabul blast".
func (c *coder) placed(m *meaning) bool {
	if m.pred.Form != doc.Nominal || m.typ != "ASSAULT" || m.rule.Flags["mutual"] {
		return false
	}
	for _, e := range m.actor {
		if e.How != "capital" && e.How != "place" && !(e.How == "state" && m.pred.Class("attack.bomb") && c.d.Art.Sentences[m.pred.Sent].Headline && !c.d.Pack.Final) { // "twin | Pak | blasts"
			return false
		}
	}
	return true
}

// trailing tells whether a bare participle ends a headline and tells what befell its subject: "Passenger misbehaves with crew, arrested".
func (c *coder) trailing(m *meaning) bool {
	pr := m.pred
	if m.typ != "COERCE" && m.typ != "SANCTION" || pr.Form != doc.Finite || pr.Obj != nil || !pr.F.Has(lang.Past) || !c.d.Art.Sentences[pr.Sent].Headline {
		return false
	}
	first, last := pr.Tokens[0], pr.Tokens[len(pr.Tokens)-1]
	toks := c.d.Art.Tokens
	if first == 0 || toks[first-1].Kind != article.Punct {
		return false
	}
	return last+1 >= c.d.Art.Sentences[pr.Sent].Last || toks[last+1].Kind == article.Punct
}

// urged tells whether a headline's past form is a participle: "allies urged to send tanks" asks the allies; who asks stands in the present.
func (c *coder) urged(m *meaning) bool {
	pr := m.pred
	if m.typ != "REQUEST" || pr.Form != doc.Finite || !pr.F.Has(lang.Past) || pr.F.Has(lang.Root) || !c.d.Art.Sentences[pr.Sent].Headline {
		return false
	}
	for _, o := range c.object(pr) {
		if o.Mark == lang.Obj {
			return false
		}
	}
	for _, q := range pr.Comps {
		if q.Form == doc.Infinitive && len(q.Tokens) > 0 && len(pr.Tokens) > 0 && c.steps(endOf(pr), q.Tokens[0]) <= 2 {
			return true
		}
	}
	return false
}

// steps counts the words from one token to another, without the marks between them.
func (c *coder) steps(from, to int) int {
	n := 0
	for i := from + 1; i <= to; i++ {
		if c.d.Art.Tokens[i].Kind != article.Punct {
			n++
		}
	}
	return n
}

// inWords tells whether an attack is one in words: politicians and parties on each other, without arms.
func (c *coder) inWords(m *meaning) bool {
	if len(m.recip) == 0 { // "the parties mount an attack"
		for _, e := range m.actor {
			if e.How != "body" {
				return false
			}
		}
	}
	if len(m.actor) == 0 || !civil(m.actor) {
		return false
	}
	return civil(m.recip) || c.d.Art.Sentences[m.pred.Sent].Headline && !slices.ContainsFunc(m.recip, func(e article.Entity) bool { // "President attacks judges"
		return e.How != "agent" || e.Sector != "GOV" && e.Sector != "JUD" && e.Sector != "LEG" && e.Sector != "PTY" && e.Sector != "JRN"
	})
}

// civil tells whether all are politicians by name or office, parties or governments.
func civil(es []article.Entity) bool {
	for _, e := range es {
		switch e.Sector {
		case "GOV", "PTY", "OPP", "LEG", "ELI", "JUD":
		default:
			return false
		}
		if e.How != "person" && e.How != "title" && (e.How != "body" || e.Sector != "PTY" && e.Sector != "OPP") {
			return false
		}
	}
	return true
}

// ownWords gives the speaker of a headline that leaves out "we" and "I": "Will Not Talk Under Threat: Iran", "Urging Myanmar To Free Sailors, Says Thailand".
func (c *coder) ownWords(pr *doc.Pred) []article.Entity {
	if c.d.Pack.Final || !c.d.Art.Sentences[pr.Sent].Headline || len(pr.Sources) != 1 || pr.Subj != nil || pr.Obj != nil && pr.F.Has(lang.Pass) || pr.F.Has(lang.Pass) {
		return nil
	}
	if pr.Form != doc.RelPart && pr.Form != doc.Finite || pr.F&(lang.Prog|lang.Fut) == 0 {
		return nil
	}
	for i := pr.Tokens[0] - 1; i >= c.d.Art.Sentences[pr.Sent].First; i-- { // nothing but small words stands before it in its clause
		if t := c.d.Art.Tokens[i]; t.Kind == article.Punct {
			return []article.Entity{pr.Sources[0].Entity}
		}
		if c.d.Kind(i, lang.Adv) == nil && c.d.Kind(i, lang.Modal) == nil && c.d.Kind(i, lang.Aux) == nil && c.d.Kind(i, lang.Neg) == nil {
			return nil
		}
	}
	return []article.Entity{pr.Sources[0].Entity}
}

// honoured gives whom a headline's praise without an object is for: who acts in the clause before it. "Sisi Wins Third Term, PM Congratulates".
func (c *coder) honoured(m *meaning) []article.Entity {
	pr := m.pred
	if m.class != "praise" || c.d.Pack.Final || pr.Form != doc.Finite || !c.d.Art.Sentences[pr.Sent].Headline || pr.F.Has(lang.Pass) || len(c.object(pr)) > 0 {
		return nil
	}
	var before *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q != pr && q.Form == doc.Finite && q.Subj != nil && q.Tokens[0] < pr.Tokens[0] {
			before = q
		}
	}
	if before == nil || !human(before.Subj.Ents) {
		return nil
	}
	return minus(before.Subj.Ents, m.actor)
}

// retorted gives whom a headline's criticism without an object answers: who acts in the clause behind it. "BJP Hits Back After Mann Accuses Centre", "India Hits
// Back As Pakistan Rakes Up Kashmir".
func (c *coder) retorted(m *meaning) []article.Entity {
	pr := m.pred
	if m.class != "criticize" || c.d.Pack.Final || pr.Form != doc.Finite || !c.d.Art.Sentences[pr.Sent].Headline || pr.F.Has(lang.Pass) || len(pr.Tokens) < 2 || len(c.object(pr)) > 0 {
		return nil
	}
	end := endOf(pr) + 1
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q == pr || q.Form != doc.Finite || q.Subj == nil || q.Subj.First < end || q.Subj.First > end+1 {
			continue
		}
		if e := minus(q.Subj.Ents, m.actor); known(e) && e[0].How != "possessor" {
			return e
		}
	}
	return nil
}

// onThing tells whether a verb that has no object elsewhere has one here that is no party.
func (c *coder) onThing(pr *doc.Pred) bool {
	if c.d.Pack.Final || pr.F.Has(lang.Pass) {
		return false
	}
	for _, o := range c.object(pr) {
		if o.Mark == lang.Obj && len(o.Ents) == 0 && !o.Time {
			return true
		}
	}
	return false
}

// asked tells whether a predicate stands in a question that is answered by yes or no, which tells nothing: "Can he join the alliance again?"
func (c *coder) asked(pr *doc.Pred) bool {
	s := c.d.Art.Sentences[pr.Sent]
	toks := c.d.Art.Tokens
	first, end := s.First, s.Last
	for i := s.First; i < pr.Tokens[0]; i++ {
		if t := toks[i].Norm; t == ":" || t == "?" || t == "|" || t == "—" {
			first = i + 1
		}
	}
	for i := pr.Tokens[0]; i < s.Last; i++ {
		if t := toks[i].Text; t == "?" {
			end = i + 1
			break
		}
	}
	if toks[end-1].Text != "?" {
		return false
	}
	for first < end && toks[first].Kind == article.Punct {
		first++
	}
	if c.d.Pack.Final { // "क्या भाजपा उन्हें निकालेगी?", "सरकार जागे होणार का?"
		return c.asks(first) || end-2 > first && c.asks(end-2)
	}
	return first < pr.Tokens[0] && (c.d.Kind(first, lang.Modal) != nil || c.d.Kind(first, lang.Aux) != nil)
}

// asks tells whether a token may be the word that makes a question of a sentence.
func (c *coder) asks(i int) bool {
	for _, a := range c.d.An[i] {
		if a.E != nil && a.E.Tags["q"] != "" {
			return true
		}
	}
	return false
}

// deadlyThing tells whether a headline says that a thing that is no weapon, and no act of violence, took a life: "माता-पिता के झगड़े ने ली बच्ची की जान".
func (c *coder) deadlyThing(m *meaning) bool {
	if !c.d.Pack.Final || !c.d.Art.Sentences[m.pred.Sent].Headline || m.class != "kill" || len(m.actor) > 0 && m.actor[0].How != "possessor" {
		return false
	}
	return slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Erg && a.Pred == nil && a.E != nil && a.E.Kind == lang.Noun && a.E.Agent == "" && !slices.ContainsFunc(a.E.Classes, func(name string) bool {
			k := c.d.Pack.Common.Class(name)
			return k != nil && k.Kind == "obj" && k.Type == "ASSAULT"
		})
	})
}

// lastErg gives of several who act before one verb of a headline the last: "युवती ने की शिकायत तो प्रेमी ने कर दी हत्या" has lost the first one's verb.
func (c *coder) lastErg(pr *doc.Pred, first *doc.Phrase) *doc.Phrase {
	if !c.d.Pack.Shared || !c.d.Art.Sentences[pr.Sent].Headline {
		return first
	}
	for _, a := range pr.Args {
		if a.Mark == lang.Erg && a.First > first.First && len(a.Ents) > 0 && a.Ents[0].How != "possessor" {
			first = a
		}
	}
	return first
}

// menaced tells whether a piece of a headline ends in a threat to somebody, whoever makes it: "पीएम को जान से मारने की धमकी, …".
func (c *coder) menaced(m *meaning) bool {
	if !c.d.Pack.Final || m.class != "threaten" || !known(m.recip) || !bare(m.pred.Phrase) {
		return false
	}
	end := endOf(m.pred) + 1
	return (end >= c.d.Art.Sentences[m.pred.Sent].Last || c.d.Art.Tokens[end].Kind == article.Punct) && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Mark == lang.Dat && known(a.Ents)
	})
}

// charged makes who stands without a case beside a noun of being charged the one against whom it is: "अमेरिका के पूर्व राष्ट्रपति ट्रंप, चुनाव
// को लेकर मुकदमा दर्ज". Who charges has a case, or is the law.
func (c *coder) charged(m *meaning) {
	pr := m.pred
	if !c.d.Pack.Final || m.class != "sue" && m.class != "charge" || pr.Form != doc.Nominal || len(m.recip) > 0 || len(m.actor) == 0 || anySector(m.actor, "COP", "JUD", "GOV", "SPY") {
		return
	}
	if s := c.subject(pr); s != nil && s.Mark == lang.Nom && len(s.Ents) > 0 && s.Ents[0].Span == m.actor[0].Span {
		m.actor, m.recip = nil, m.actor
	}
}

// due tells whether a meeting or visit without a verb is announced for today or tomorrow: "पीएम का बिहार दौरा आज, …".
func (c *coder) due(pr *doc.Pred, m *meaning) bool {
	if !c.d.Pack.Final || m.typ != "CONSULT" || pr.Form != doc.Nominal || pr.Gov != nil || !bare(pr.Phrase) || !c.d.Art.Sentences[pr.Sent].Headline {
		return false
	}
	i := endOf(pr) + 1
	t := c.d.Kind(i, lang.Time)
	if t == nil || i+1 < c.d.Art.Sentences[pr.Sent].Last && c.d.Art.Tokens[i+1].Kind != article.Punct {
		return false
	}
	day := t.E.Tags["day"]
	return day == "0" || day == "1" || day == "±1"
}

// advised gives a request to leave a country those of the clause before for whom an advice was published, and not the country: "अपने नागरिकों के लिए जारी
// की एडवाइजरी, रूस छोड़ने को कहा".
func (c *coder) advised(m *meaning) {
	if !c.d.Pack.Shared || m.typ != "REQUEST" || len(m.recip) != 1 || m.recip[0].How != "state" || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	where := func(q *doc.Pred) bool {
		return (q.Class("leave") || q.Class("travel")) && markedBy(q, lang.To, m.recip[0])
	}
	if !slices.ContainsFunc(m.pred.Comps, where) {
		return
	}
	m.recip = nil
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		for _, a := range q.Args {
			if endOf(q) < m.pred.Tokens[0] && (a.Mark == lang.For || a.Mark == lang.Dat) && a.Pred == nil && len(a.Ents) == 1 && a.Ents[0].How == "agent" {
				m.recip = a.Ents
			}
		}
	}
}

// setback gives a petition that a headline calls rejected, and says no more of, those whom the piece before tells of the blow, and the court it came
// from: "हाईकोर्ट से मंत्री को झटका, जमानत याचिका खारिज".
func (c *coder) setback(m *meaning) {
	pr := m.pred
	sentence := m.mode == "convict" && len(m.actor) == 0 && pr.Form == doc.Nominal // इमरान खान को झटका, 3 साल की सजा
	if !c.d.Pack.Shared || m.typ != "REJECT" && m.typ != "CONCEDE" && !sentence || len(m.recip) > 0 || !c.d.Art.Sentences[pr.Sent].Headline {
		return
	}
	court := anySector(m.actor, "JUD")
	if !court && !sentence && (len(m.actor) > 0 || !pr.Class("reject") || pr.Light != "be" || len(pr.Tokens) > 2) {
		return
	}
	first := pr.Tokens[0]
	for _, a := range pr.Args {
		first = min(first, a.First)
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		switch {
		case ph.Last > first || ph.Pred != nil || !known(ph.Ents) || c.granted(pr, ph):
		case ph.Mark == lang.Dat && (human(ph.Ents) || anySector(ph.Ents, "GOV", "PTY", "OPP")):
			m.recip = ph.Ents
		case ph.Mark == lang.From && !court && anySector(ph.Ents, "JUD"):
			m.actor = ph.Ents
		}
	}
	if len(m.recip) == 0 && !court {
		m.actor = nil
	}
}

// granted tells whether somebody in a clause before gets something, and no blow: "सचिव को मिली राहत, कोर्ट ने खारिज की याचिका".
func (c *coder) granted(pr *doc.Pred, ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Light == "get" && slices.Contains(q.Args, ph)
	})
}

// mended puts right what the short words of headlines have put wrong: a court does not kill, who complains of a deed did not suffer it, a paper of the
// police accuses for them.
func (c *coder) mended(m *meaning) {
	c.advised(m)
	c.setback(m)
	if !c.d.Pack.Shared || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return
	}
	pr := m.pred
	if len(m.actor) == 1 && len(m.recip) == 1 && m.actor[0].Span == m.recip[0].Span && m.typ == "ASSAULT" {
		m.actor = nil
	}
	switch {
	case m.typ == "ACCUSE" && m.mode == "allege" && len(m.recip) == 0 && len(m.actor) > 0:
		m.recip = minus(c.chargedWith(pr), m.actor)
	case m.class == "no_confidence" && pr.Form == doc.Nominal && anySector(m.recip, "PTY", "OPP"):
		m.recip = nil // विपक्ष का अविश्वास प्रस्ताव: on the government
	case m.typ == "ASSAULT" && pr.Form == doc.Nominal && len(m.actor) == 1 && m.actor[0].How == "body" && anySector(m.actor, "JUD"):
		m.actor = nil
	case m.typ == "SUPPORT" && slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return len(m.recip) > 0 && (a.Mark == lang.Against && holds(a, m.recip[0]) || slices.ContainsFunc(a.Mods, func(md *doc.Phrase) bool { return md.Mark == lang.Against && holds(md, m.recip[0]) }))
	}):
		m.recip = nil // इजरायल के खिलाफ प्रस्ताव का समर्थन
	case m.typ == "ACCUSE" && m.mode == "investigate" && anySector(m.actor, "COP") && anySector(m.recip, "COP") && sameCountry(m.actor, m.recip):
		m.recip = nil // मुंबई पुलिस EOW कर रही जांच
	case m.typ == "ACCUSE" && m.mode == "disapprove" && len(m.recip) > 0:
		for _, q := range pr.Comps { // कैदी को पेश न करने पर बिफरा
			if q.Form == doc.Infinitive && q.Phrase != nil && q.Phrase.Mark == lang.On && markedBy(q, lang.Dat, m.recip[0]) {
				m.recip = nil
				return
			}
		}
	case m.typ == "ACCUSE" && m.mode == "allege" && pr.Form == doc.Nominal && len(m.actor) == 0 && anySector(m.recip, "COP"):
		for _, a := range pr.Args { // हरियाणा पुलिस की FIR में गंभीर आरोप
			if a.Mark == lang.In && holds(a, m.recip[0]) {
				m.actor, m.recip = m.recip, nil
				return
			}
		}
	case m.typ == "ASSAULT" && len(m.recip) == 0 && len(m.actor) > 0 && pr.Form == doc.Finite && (m.class == "beat" || strings.HasPrefix(m.class, "attack")):
		m.recip = c.diedAfter(m)
	case m.typ == "THREATEN" && len(m.actor) == 0 && pr.Form == doc.Nominal:
		for _, q := range c.d.Sents[pr.Sent].Preds { // जजों को धमकी, दुबई गैंग ने कहा
			if s := c.subject(q); q.Form == doc.Finite && q.Clause > pr.Clause && s != nil && s.Mark == lang.Erg && anySector(s.Ents, "CRM", "REB", "UAF") {
				m.actor = s.Ents
				return
			}
		}
	}
}

// diedAfter gives those whose death or wounds a later piece of a headline tells: "जवान ने मारा थप्पड़ तो शख्स की हो गई मौत".
func (c *coder) diedAfter(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if q.Tokens[0] < m.pred.Tokens[0] || !q.Class("die") && !q.Class("wound") {
			continue
		}
		for _, a := range q.Args {
			if (a.Mark == lang.Gen || a.Mark == lang.Nom) && a.Pred == nil && len(a.Ents) == 1 && (human(a.Ents) || a.Ents[0].How == "agent") && a.Ents[0].Span != m.actor[0].Span {
				return a.Ents
			}
		}
	}
	return nil
}

// chargedWith gives who did what a headline tells behind an accusation and a dash: "राहुल का आरोप- चुनाव आयोग ने की वोट चोरी".
func (c *coder) chargedWith(pr *doc.Pred) []article.Entity {
	end := endOf(pr) + 1
	if end+1 >= c.d.Art.Sentences[pr.Sent].Last || c.d.Art.Tokens[end].Kind != article.Punct || c.d.Art.Tokens[end].Text == "," {
		return nil
	}
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		if ph.First >= end && ph.First <= end+2 && ph.Mark == lang.Erg && ph.Pred == nil && !ph.Pron && known(ph.Ents) {
			return ph.Ents
		}
	}
	return nil
}
