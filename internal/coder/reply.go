package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/plover"
)

// What words answer: "condemned this attack", इस प्रस्ताव को ठुकरा दिया. Whom they are aimed at is told by what was told before.

// unnamed tells whether those accused are a pronoun that nobody is known for: whom their deed fell on is not accused.
func (c *coder) unnamed(m *meaning) bool {
	return m.typ == "ACCUSE" && !c.d.Pack.Final && slices.ContainsFunc(m.pred.Args, func(a *doc.Phrase) bool {
		return a.Pron && !a.Attr && a.Mark == lang.Obj && len(a.Ents) == 0 && a.E != nil && a.E.Has(lang.Third)
	})
}

// replyMax is how many sentences back that may be told.
const replyMax = 3

// answersWhom gives words that name nobody whom they are aimed at the one who did what they take up with "this".
func (c *coder) answersWhom(m *meaning) []article.Entity {
	if len(m.actor) == 0 || m.pred.Form == doc.Nominal || c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	switch {
	case m.typ == "ACCUSE" && m.mode != "investigate" && !charges(m), m.typ == "REJECT":
	default:
		return nil
	}
	for _, a := range m.pred.Args {
		if a.Time || known(a.Ents) || !c.points(a.First) && !(m.typ == "REJECT" && !c.d.Pack.Final && a.Pred != nil && c.definite(a)) && !c.relates(a) && !c.theMove(m, a) && !(a.Pred != nil && (m.pred.Class("condemn") || m.pred.Class("criticize") && a.Mark == lang.Dat)) {
			continue
		}
		x := c.lastDone(m, a)
		if m.pred.Class("condemn") && !c.points(a.First) && !c.relates(a) && a.Pred != nil {
			x = c.firstDone(m, a)
		}
		if x != nil {
			return minus(x.actor, m.actor)
		}
	}
	return nil
}

// theMove tells whether what is criticised is the act just told, by a noun that says no more of it: "Beijing condemned the decision".
func (c *coder) theMove(m *meaning, a *doc.Phrase) bool {
	if c.d.Pack.Final || m.typ != "ACCUSE" || a.E == nil || a.Pred != nil || a.Mark != lang.Obj || len(a.Mods) > 0 || !slices.Contains(a.E.Lists, "move") || !c.definite(a) {
		return false
	}
	return !slices.ContainsFunc(c.d.Sents[m.pred.Sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Infinitive && q.Tokens[0] >= a.Last && q.Tokens[0] <= a.Last+1
	})
}

// aboutMax is how many acts from the first on are looked through for what a text is about.
const aboutMax = 50

// firstDone is the act that the text is about, where a noun says of what kind it is: हमले की निंदा.
func (c *coder) firstDone(m *meaning, a *doc.Phrase) *meaning {
	for _, x := range c.out[:min(len(c.out), aboutMax)] {
		if x.typ == "ASSAULT" && x.pred.Sent < m.pred.Sent && x.status == article.Actual && known(x.actor) && len(x.coactor) == 0 && !(mutual(x.rule, x.pred) && len(x.actor) > 1) {
			if x.typ != c.typeOf(a.Pred) || len(minus(x.actor, m.actor)) == 0 {
				return nil
			}
			return x
		}
	}
	return nil
}

// typeOf is the type of the first class of a predicate that has one, for a noun that does not say what was done empty.
func (c *coder) typeOf(pr *doc.Pred) plover.Type {
	if pr == nil {
		return ""
	}
	for _, name := range pr.Classes {
		if k := c.d.Pack.Common.Class(name); k != nil && k.Type != "" && name != "coerce" { // इस कार्रवाई: whatever it was
			return k.Type
		}
	}
	return ""
}

// lastDone is the last act before words that a phrase of theirs may take up.
func (c *coder) lastDone(m *meaning, a *doc.Phrase) *meaning {
	want := c.typeOf(a.Pred)
	for _, x := range slices.Backward(c.out) {
		if m.pred.Sent-x.pred.Sent > replyMax {
			return nil
		}
		if x.pred.Sent == m.pred.Sent && endOf(x.pred) > m.pred.Tokens[0] || !known(x.actor) || x.status == article.Hypothetical || len(x.coactor) > 0 || mutual(x.rule, x.pred) && len(x.actor) > 1 {
			continue
		}
		if want != "" && want != x.typ && !(want == "REQUEST" && x.typ == "AGREE" || want == "AGREE" && (x.typ == "CONCEDE" || x.typ == "REQUEST")) || want == "" && !answerable(m.typ, x.typ) {
			continue
		}
		if len(minus(x.actor, m.actor)) == 0 {
			return nil
		}
		return x
	}
	return nil
}

// answerable tells whether words of one type answer an act of another: offers and demands are refused, deeds are condemned.
func answerable(words, deed plover.Type) bool {
	switch deed {
	case "AGREE", "REQUEST", "CONCEDE":
		return words == "REJECT"
	case "ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "RETREAT", "REJECT":
		return words == "ACCUSE"
	}
	return false
}

// spokenTo gives demands and threats that name nobody those to whom the participle before them turns: "पुलिस को नोटिस जारी कर जवाब मांगा".
func (c *coder) spokenTo(m *meaning) []article.Entity {
	protest := m.typ == "ACCUSE" && m.pred.Class("protest_note") // राजदूत को बुलाकर विरोध दर्ज कराया
	if !c.d.Pack.Final || m.typ != "REQUEST" && m.typ != "THREATEN" && !protest || m.pred.Form != doc.Finite || len(m.actor) == 0 {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if endOf(q) >= m.pred.Tokens[0] || q.Form == doc.Nominal || q.Form == doc.Infinitive && q.Gov == m.pred {
			continue
		}
		if q.Form != doc.Converb || q.Neg {
			return nil
		}
		if x := c.memo[q]; x != nil && !speech(x.typ) && x.typ != "CONSULT" {
			return nil
		}
		for _, a := range q.Args {
			if a.Mark != lang.Dat || a.Pred != nil || a.Time || !known(a.Ents) || a.Ents[0].How == "possessor" || place(a.Ents[0]) || a.Ents[0].Sector == "" {
				continue
			}
			if es := minus(a.Ents, m.actor); len(es) > 0 {
				return es
			}
		}
	}
	return nil
}

// rebuts tells whether it is a report, a claim or a charge that is called wrong, which denies it and criticises nobody: आरोपों को झूठा बताया.
func (c *coder) rebuts(pr *doc.Pred) bool {
	if !pr.Class("deny") {
		return false
	}
	return slices.ContainsFunc(c.object(pr), func(a *doc.Phrase) bool {
		if c.relates(a) && c.accusedBefore(pr, a) {
			return true // आरोप लगाया, | जिसे … नकार दिया
		}
		if a.E != nil && (a.E.Is("doc") || a.E.Is("say") || a.E.Is("accuse") || a.E.Is("claim") || a.E.Is("o.news")) {
			return true
		}
		return a.Pred != nil && (a.Pred.Class("accuse") || a.Pred.Class("claim") || a.Pred.Class("say"))
	})
}

// relates tells whether a phrase is a relative pronoun that takes up what was told before it: "…, जिस पर चीन ने आपत्ति जताई".
func (c *coder) relates(ph *doc.Phrase) bool {
	return c.d.Pack.Final && (ph.Pron || len(ph.Ents) == 0) && ph.First > 0 && c.d.Kind(ph.First, lang.RelPron) != nil && c.d.Art.Tokens[ph.First-1].Kind == article.Punct
}

// accusedBefore tells whether the clause right before a phrase is an accusation.
func (c *coder) accusedBefore(pr *doc.Pred, ph *doc.Phrase) bool {
	return slices.ContainsFunc(c.d.Sents[pr.Sent].Preds, func(q *doc.Pred) bool {
		return q.Form == doc.Finite && endOf(q) < ph.First && ph.First-endOf(q) <= 3 && (q.Class("accuse") || q.Class("claim") || q.Class("say"))
	})
}

// turnedTo looks beyond the act's own words for whom it is aimed at.
func (c *coder) turnedTo(m *meaning) []article.Entity {
	for _, look := range []func(*meaning) []article.Entity{c.namedBeside, c.hurtBeside, c.deadIn, c.sharedAim, c.otherLand, c.rival, c.foreignOther, c.backAt, c.spokenTo, c.retorts, c.rejoins, c.answersWhom} {
		if es := look(m); len(es) > 0 {
			return es
		}
	}
	return nil
}

// rejoins gives a retort of a headline that names nobody whom it is aimed at the last other who spoke or criticised before it there: "'Modi Won't Return', Says
// Pawar; Fadnavis Hits Back".
func (c *coder) rejoins(m *meaning) []article.Entity {
	if m.class != "criticize" || len(m.actor) != 1 || m.pred.E == nil || !slices.Contains(m.pred.E.Lists, "reply") || !c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	var last []article.Entity
	for si := range c.d.Sents[:m.pred.Sent+1] {
		if !c.d.Art.Sentences[si].Headline {
			continue
		}
		for _, q := range c.d.Sents[si].Preds {
			if q == m.pred || si == m.pred.Sent && q.Tokens[0] > m.pred.Tokens[0] || !q.Class("say") && !q.Class("criticize") && !q.Class("accuse") && !q.Class("attack") {
				continue
			}
			s := c.subject(q)
			if len(q.Comps) > 0 && q.Comps[0].Tokens[0] < q.Tokens[0] { // "…, Says Pawar"
				if i := slices.IndexFunc(q.Args, func(a *doc.Phrase) bool { return a.First == endOf(q)+1 }); i >= 0 {
					s = q.Args[i]
				}
			}
			if s != nil && len(s.Ents) == 1 && !s.Pron && publicSector(s.Ents[0].Sector) && len(minus(s.Ents, m.actor)) == 1 {
				last = s.Ents
			}
		}
	}
	return last
}

// retorts gives criticism that answers that of others those who criticised before, or who do what it goes on to tell: "पलटवार करते हुए कहा कि
// कांग्रेस …", निशाना साधते हुए कहा कि सरकार ….
func (c *coder) retorts(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.class != "criticize" || len(m.actor) != 1 || c.d.Art.Sentences[m.pred.Sent].Headline {
		return nil
	}
	for _, say := range c.d.Sents[m.pred.Sent].Preds {
		if say.Form != doc.Finite || !say.Class("say") || say.Tokens[0] <= endOf(m.pred) || say.Tokens[0] > endOf(m.pred)+retortMax {
			continue
		}
		for _, q := range say.Comps {
			s := c.subject(q)
			if s == nil || q.Form != doc.Finite || s.Pron || q.Neg && q.F.Has(lang.Fut) || len(s.Ents) != 1 {
				continue
			}
			if e := s.Ents[0]; e.How != "possessor" && publicSector(e.Sector) && e.Sector != "JUD" && (e.Country == "" || e.Country != m.actor[0].Country || e.Sector != m.actor[0].Sector) {
				if es := minus(s.Ents, m.actor); len(es) > 0 {
					return es
				}
			}
		}
	}
	if !c.retort(m) {
		return nil
	}
	for _, x := range slices.Backward(c.out) {
		if m.pred.Sent-x.pred.Sent > replyMax {
			return nil
		}
		if (x.typ == "ACCUSE" || x.typ == "THREATEN" || x.typ == "REQUEST") && known(x.actor) && x.pred.Sent < m.pred.Sent && anySector(x.actor, "PTY", "OPP", "GOV", "LEG", "MIL", "ELI", "") {
			return minus(x.actor, m.actor)
		}
	}
	return nil
}

// retortMax is how many tokens behind criticism the verb may stand that brings its words.
const retortMax = 4

// askedFrom gives those who are asked to do something where their phrase went to what they are to do: "नागरिकों से | देश छोड़ने को कहा".
func (c *coder) askedFrom(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "REQUEST" || len(m.actor) == 0 || m.pred.Form == doc.Nominal {
		return nil
	}
	var first *doc.Phrase
	asked := false
	for _, q := range m.pred.Comps {
		if q.Form != doc.Infinitive {
			continue
		}
		asked = asked || q.Phrase != nil && (q.Phrase.Mark == lang.Dat || q.Phrase.Mark == lang.Gen && (m.pred.Class("demand") || m.pred.Class("urge")))
		if a := c.firstArg(q, 0); a != nil && (first == nil || a.First < first.First) { // of several things that are asked for, of whom the first is
			first = a
		}
	}
	if !asked || first == nil || first.Mark != lang.From || first.Pred != nil || !known(first.Ents) || owned(first.Ents[0]) || first.Ents[0].How == "place" || len(m.recip) > 0 && m.recip[0].Span.Start < c.d.Span(first.First, first.Last).Start {
		return nil
	}
	return minus(first.Ents, m.actor)
}

// calledOut tells whether a protest is only announced or called for.
func (c *coder) calledOut(m *meaning) bool {
	if !c.d.Pack.Final || m.pred.Form != doc.Finite || m.pred.E == nil {
		return false
	}
	return slices.Contains(m.pred.E.Lists, "called") || m.from != nil && m.from.pred == m.pred && m.content != nil && m.content.pred != m.pred && c.d.Pack.Common.AnyKind(m.pred.Classes, "say")
}

// gaveBack gives an attack to those who are accused of it, and makes the answer of a force just attacked the attack that it is: "रेंजर्स ने गोलीबारी की। बीएसएफ ने मुंहतोड़ जवाब दिया".
func (c *coder) gaveBack(m *meaning) {
	c.accusedOf(m)
	k := c.d.Pack.Common.Class("attack")
	if k == nil || !c.d.Pack.Final || !m.pred.Class("vow_force") || !m.pred.Class("attack") || m.pred.Form != doc.Finite || !m.pred.F.Has(lang.Perf) || m.pred.Neg || !armed(m.actor) {
		return
	}
	o := c.lastOf(m, func(o *meaning) bool { return o.typ == "ASSAULT" && known(o.actor) })
	if o == nil || m.pred.Sent-o.pred.Sent > 1 || !armed(o.actor) && !stateItself(o.actor[0]) || sameCountry(o.actor, m.actor) {
		return
	}
	if c.become(m, k); len(m.recip) == 0 {
		m.recip = o.actor
	}
}

// accusedOf makes those who are accused of an attack the ones who made it: "एसडीएफ पर | बस्तियों में मोर्टार दागने का आरोप".
func (c *coder) accusedOf(m *meaning) {
	g := m.pred.Gov
	if !c.d.Pack.Final || m.typ != "ASSAULT" || len(m.actor) > 0 || len(m.recip) == 0 || m.pred.Form != doc.Infinitive || g == nil || !g.Class("accuse") && !g.Class("blame") {
		return
	}
	on := markedBy(m.pred, lang.On, m.recip[0])
	if x := c.memo[g]; x != nil && on && (len(x.recip) == 0 || x.recip[0].Span == m.recip[0].Span) {
		m.actor, m.recip = m.recip, nil
	}
}

// backAt gives police or soldiers who use force against nobody named those who protested or attacked right before: "भीड़ ने शिविर को घेर लिया। सुरक्षा बलों ने आंसू गैस छोड़ी".
func (c *coder) backAt(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "ASSAULT" || m.pred.Form != doc.Finite || !anySector(m.actor, "COP", "MIL", "PRM") || m.status != article.Actual {
		return nil
	}
	o := c.lastOf(m, func(o *meaning) bool {
		return (o.typ == "PROTEST" || o.typ == "ASSAULT") && known(o.actor) && !mutual(o.rule, o.pred) && endOf(o.pred) < m.pred.Tokens[0] && (o.typ == "PROTEST" || len(minus(o.actor, m.actor)) > 0)
	})
	if o == nil || m.pred.Sent-o.pred.Sent > 1 || anySector(o.actor, "COP", "MIL", "GOV", "PRM") || o.actor[0].Country != m.actor[0].Country {
		return nil
	}
	return o.actor
}

// firstArg is the first phrase that stands with an infinitive or with what that itself is for.
func (c *coder) firstArg(q *doc.Pred, depth int) *doc.Phrase {
	var first *doc.Phrase
	see := func(a *doc.Phrase) {
		if a != nil && !a.Time && (first == nil || a.First < first.First) {
			first = a
		}
	}
	for _, a := range q.Args {
		see(a)
		if a.Pred != nil && a.Pred != q && a.Pred.Form == doc.Infinitive && depth < 2 {
			see(c.firstArg(a.Pred, depth+1))
		}
	}
	for _, x := range q.Comps {
		if x.Form == doc.Infinitive && depth < 2 {
			see(c.firstArg(x, depth+1))
		}
	}
	return first
}
