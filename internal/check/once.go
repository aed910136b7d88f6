package check

import (
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// onceMax bounds how many tellings of acts that are done once are compared.
const onceMax = 48

// deedOnce is the telling of an act that is done once to the same person or thing: to elect, to sign, to kill.
type deedOnce struct {
	verb     string
	patient  *doc.Phrase
	actor    *doc.Phrase // nil in the passive
	day      day
	sentence int
}

// once finds two days for one such act, told in full twice: "elected Zardari president on March 9" – "Zardari was elected on March 11".
func (c *checker) once(days map[int][]day) {
	if len(c.f.Phrases["once"]) == 0 {
		return
	}
	var told []deedOnce
	for i := range c.d.Sents {
		if len(days[i]) != 1 || c.kept(i) || c.anyListed("apart", c.first, c.last) || c.pluperfect() {
			continue
		}
		for _, p := range c.d.Sents[i].Preds {
			t, ok := c.deedOnce(p, days[i][0])
			if !ok {
				continue
			}
			for _, u := range told {
				if u.sentence != i && u.verb == t.verb && u.day.date != t.day.date && c.sameThing(u.patient, t.patient, true) &&
					(u.actor == nil || t.actor == nil || c.sameThing(u.actor, t.actor, false)) {
					c.twoDays(u.day, t.day)
					return
				}
			}
			if told = append(told, t); len(told) == onceMax {
				return
			}
		}
	}
}

// deedOnce reads a plain telling by the publisher: the verb, to whom, by whom, and its own day.
func (c *checker) deedOnce(p *doc.Pred, t day) (deedOnce, bool) {
	if p.Neg || p.Gov != nil || !p.Factual() || len(p.Sources) > 0 || len(p.Tokens) == 0 || !c.listed("once", p.Tokens[0]) || c.ownDay(t, p) != nil {
		return deedOnce{}, false
	}
	out := deedOnce{verb: c.stem(p.Tokens[0]), patient: p.Obj, actor: p.Subj, day: t, sentence: p.Sent}
	for _, a := range p.Args {
		if !p.F.Has(lang.Pass) && out.patient == nil && a.After && a.Mark == lang.Obj {
			out.patient = a
		}
	}
	return out, out.patient != nil
}

// sameThing tells whether two phrases name the same: the words of the shorter one, a name among them where one is wanted, all stand in the longer one.
func (c *checker) sameThing(a, b *doc.Phrase, name bool) bool {
	x, y := c.phraseWords(a), c.phraseWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	name = !name && len(x) > 0
	for w, capital := range x {
		if _, ok := y[w]; !ok {
			return false
		}
		name = name || capital
	}
	return name
}

// phraseWords gives the words of a phrase, and which of them are names.
func (c *checker) phraseWords(a *doc.Phrase) map[string]bool {
	out := map[string]bool{}
	for k := a.First; k < a.Last; k++ {
		if c.word(k) && !c.kind(k, lang.Post, lang.Prep, lang.Det, lang.Conj, lang.Aux, lang.HonPron) {
			out[c.stem(k)] = c.toks[k].Cap && (k > a.First || !c.d.Words[k].Known) // a sentence starts with a capital, too
		}
	}
	return out
}
