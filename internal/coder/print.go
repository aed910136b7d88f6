package coder

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// Those whom a headline names beside an act, and nothing ties to it: headlines leave out the words that do.

// namedBeside gives an act in a headline that acts on nobody the party at whose thing it is aimed, or whom the words before the pause were about:
// "X's offer: Y hits back", "इम्रान खान अडचणीत; निवडणूक आयोगाने ठरवले अपात्र".
func (c *coder) namedBeside(m *meaning) []article.Entity {
	if !c.d.Pack.Final || !c.d.Art.Sentences[m.pred.Sent].Headline || m.pred.Neg || len(m.pred.Tokens) == 0 {
		return nil
	}
	switch {
	case m.typ == "THREATEN" && (m.class == "warn" || m.pred.Class("threaten")) && len(m.actor) > 0 && anySector(m.actor, "PTY", "OPP", "LEG", "ELI", "AGR", "LAB"):
		return c.spokenOf(m)
	case m.typ == "SUPPORT" && m.class == "praise" && len(m.actor) > 0 && anySector(m.actor, "GOV", "PTY", "OPP", "LEG", "ELI"):
		return c.spokenOf(m)
	case m.typ == "ACCUSE" && m.mode != "investigate" && len(m.actor) > 0:
		if es := c.aimedAt(m); len(es) > 0 {
			return es
		}
		if anySector(m.actor, "GOV", "PTY", "OPP", "LEG", "ELI", "JUD") {
			if es := c.answered(m); len(es) > 0 {
				return es
			}
			return c.spokenOf(m)
		}
	case charges(m) && len(m.actor) == 0 && m.pred.Form == doc.Nominal: // केस में फंसे ट्रंप, … मुकदमा दर्ज
		return c.spokenOf(m)
	case (m.mode == "arrest" || m.mode == "convict" || m.mode == "expel") && len(m.actor) > 0:
		if es := c.spokenOf(m); len(es) > 0 || m.mode != "arrest" {
			return es
		}
		return c.doneBefore(m)
	case m.class == "rescue" && len(m.actor) > 0:
		return c.takenBefore(m)
	case (m.class == "attack" || m.class == "attack.stab" || m.class == "attack.shoot") && len(m.actor) > 0 && len(c.killedBefore(m)) > 0:
		return c.killedBefore(m)
	case (m.class == "beat" || m.class == "kill" || m.class == "attack.stab") && len(m.actor) > 0:
		return c.doneBefore(m)
	}
	return nil
}

// aimedAt is the owner of the thing that words are said on, right before them: "शिंदे गटाच्या ऑफरवर खैरेंचा पलटवार".
func (c *coder) aimedAt(m *meaning) []article.Entity {
	for i := m.pred.Tokens[0] - 1; i >= c.d.Art.Sentences[m.pred.Sent].First; i-- {
		if c.pause(i) {
			return nil
		}
		for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
			if ph.Last != i+1 || ph.Time || ph.Mark != lang.On && ph.Mark != lang.Against {
				continue
			}
			for _, md := range ph.Mods {
				if md.Mark != lang.Gen {
					continue
				}
				if es := slices.DeleteFunc(minus(md.Ents, m.actor), func(e article.Entity) bool { return !civil([]article.Entity{e}) }); len(es) > 0 {
					return es
				}
			}
			return nil
		}
	}
	return nil
}

// answered gives whose words a retort answers, told before it in the same headline: "भाजपा के हमलों के बीच तेजस्वी का पलटवार", "बोले नेता, प्रवक्ता का
// पलटवार".
func (c *coder) answered(m *meaning) []article.Entity {
	if m.pred.E == nil || !slices.Contains(m.pred.E.Lists, "reply") {
		return nil
	}
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if endOf(q) >= m.pred.Tokens[0] || q.Neg {
			continue
		}
		var es []article.Entity
		if x := c.memo[q]; x != nil && x.typ == "ACCUSE" {
			es = x.actor
		} else if s := c.subject(q); q.Form == doc.Finite && q.Class("say") && s != nil {
			es = s.Ents
		}
		if len(es) == 0 && q.Form == doc.Finite {
			if s := c.subject(q); s != nil && !s.Pron && civil(s.Ents) {
				es = s.Ents
			}
		}
		if es = c.others(es, m.actor); len(es) > 0 && slices.ContainsFunc(es, func(e article.Entity) bool {
			return anySector([]article.Entity{e}, "GOV", "PTY", "OPP", "LEG", "ELI") || e.How == "state"
		}) {
			return es
		}
	}
	return nil
}

// doneBefore gives those who acted in the clause right before the pause, on whom the police or others then laid hands: "छात्र ने बोर्ड पर लिखा नारा,
// टीचर ने पीटा", "लूट कर भागे बदमाश, पुलिस ने पकड़ा".
func (c *coder) doneBefore(m *meaning) []article.Entity {
	pr := m.pred
	for _, a := range pr.Args { // युवती ने की शिकायत तो प्रेमी ने कर दी हत्या
		if a.Mark == lang.Erg && c.d.Pack.Shared && len(a.Ents) > 0 && a.Ents[0].How != "possessor" && len(m.actor) > 0 && a.Ents[0].Span != m.actor[0].Span && a.First < pr.Tokens[0] && (human(a.Ents) || a.Ents[0].How == "agent") {
			return a.Ents
		}
	}
	if pr.Form != doc.Finite || pr.F.Has(lang.Pass) || !slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool { return a.Mark == lang.Erg }) {
		return nil
	}
	first := pr.Tokens[0]
	for _, a := range pr.Args {
		first = min(first, a.First)
	}
	var last *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.Finite && endOf(q) < first && (last == nil || endOf(q) > endOf(last)) {
			last = q
		}
	}
	if last == nil || last.Class("say") {
		return nil
	}
	s := c.subject(last)
	if s == nil || s.Pron || s.Mark != lang.Nom && s.Mark != lang.Erg || !slices.ContainsFunc(s.Ents, func(e article.Entity) bool { return e.Human() || e.How == "agent" || e.How == "title" }) {
		return nil
	}
	if anySector(s.Ents, "COP", "JUD", "GOV", "MIL") && !anySector(m.actor, "COP", "MIL") {
		return nil
	}
	if len(m.actor) > 0 && s.Ents[0].Span == m.actor[0].Span {
		return nil
	}
	return s.Ents
}

// takenBefore gives those whom somebody held in the clause before, for who then freed them: "… को बंधक बना रखा था, पुलिस ने छुड़ाया".
func (c *coder) takenBefore(m *meaning) []article.Entity {
	for _, q := range slices.Backward(c.d.Sents[m.pred.Sent].Preds) {
		if x := c.memo[q]; x != nil && endOf(q) < m.pred.Tokens[0] && x.class == "abduct" {
			return x.recip
		}
	}
	return nil
}

// pause tells whether a mark at token i parts two pieces of a headline.
func (c *coder) pause(i int) bool {
	t := &c.d.Art.Tokens[i]
	return t.Kind == article.Punct && (t.Text == ";" || t.Text == ":" || t.Text == "," || t.Text == "!" || t.Text == "|")
}

// deadIn gives an attack that fell on nobody who is told the country where the same headline counts its dead: "रशियाचा हल्ला; युक्रेनमध्ये १७ ठार".
func (c *coder) deadIn(m *meaning) []article.Entity {
	s := c.d.Art.Sentences[m.pred.Sent]
	if m.typ != "ASSAULT" || len(m.actor) == 0 || !s.Headline || !c.d.Pack.Final || m.actor[0].Country == "" {
		return nil
	}
	if !slices.ContainsFunc(c.within(m.pred.Sent), func(q doc.Count) bool { return q.Kind == "dead" || q.Kind == "injured" }) {
		return nil
	}
	for _, ph := range c.d.Sents[m.pred.Sent].Phrases {
		if ph.Mark == lang.In && len(ph.Ents) == 1 && ground(ph.Ents[0]) && ph.Ents[0].Country != "" && ph.Ents[0].Country != m.actor[0].Country {
			return ph.Ents
		}
	}
	return nil
}

// metBefore gives those whom somebody met to ask for something: "मंत्री से मुलाकात कर पुलिस बढ़ाने का आग्रह किया".
func (c *coder) metBefore(m *meaning) []article.Entity {
	if !c.d.Pack.Final || m.typ != "REQUEST" || len(m.actor) == 0 {
		return nil
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		x := c.memo[q]
		if x == nil || q.Form != doc.Converb && (q.Form != doc.Finite || q.Neg || m.pred.Form != doc.Finite) || x.typ != "CONSULT" || endOf(q) >= endOf(m.pred) || len(x.actor) == 0 || x.actor[0].Span != m.actor[0].Span {
			continue
		}
		return append(append([]article.Entity{}, x.recip...), x.coactor...)
	}
	return nil
}

// killedBefore gives whom the piece of a headline before tells to be killed by nobody named: "नाबालिग की हत्या, आरोपी ने हथौड़े से किया वार".
func (c *coder) killedBefore(m *meaning) []article.Entity {
	for _, q := range c.d.Sents[m.pred.Sent].Preds {
		if x := c.memo[q]; x != nil && q != m.pred && endOf(q) < m.pred.Tokens[0] && (x.class == "kill" || x.class == "attack.shoot" || x.class == "sexual") && len(x.actor) == 0 && known(x.recip) && !onlyPlaces(x.recip) {
			return x.recip
		}
	}
	return nil
}

// armedWith tells whether a knife, a gun or the like stands with an act as what it was done with.
func (c *coder) armedWith(pr *doc.Pred) bool {
	return slices.ContainsFunc(pr.Args, func(a *doc.Phrase) bool {
		return (a.Mark == lang.From || a.Mark == lang.With) && a.E != nil && slices.ContainsFunc(a.E.Classes, func(k string) bool { return strings.HasPrefix(k, "w.") })
	})
}

// success makes the police whose thing stands before what was seized or who was held those who did it: "पुलिस की बड़ी कामयाबी, हेरोइन जब्त".
func (c *coder) success(m *meaning) {
	if c.d.Pack.Final && m.typ == "COERCE" && len(m.actor) == 0 && len(m.recip) > 0 && (m.recip[0].How == "possessor" && anySector(m.recip, "COP", "SPY") || m.class == "seize" && m.pred.Form == doc.Nominal && governed(m.recip) && len(m.pred.Args) > 0 && !holds(m.pred.Args[0], m.recip[0])) && c.d.Art.Sentences[m.pred.Sent].Headline {
		m.actor, m.recip = m.recip, nil
	}
	if !c.d.Pack.Final || m.mode != "arrest" || len(m.actor) > 0 || m.pred.VerbE == nil || m.pred.VerbE.Kind != lang.Adj {
		return
	}
	for _, q := range c.d.Sents[m.pred.Sent].Preds { // सीबीआई की छापेमारी, तीन गिरफ्तार
		if x := c.memo[q]; x != nil && q != m.pred && endOf(q) < m.pred.Tokens[0] && x.typ == "COERCE" && anySector(x.actor, "COP", "SPY") {
			m.actor = x.actor
			return
		}
	}
}
