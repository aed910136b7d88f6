package check

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// inPhrase tells whether the day stands inside the telling of p: before its noun with a participle between ("मंगळवारी झालेल्या या
// बॉम्बस्फोटात"), or between its noun and its verb ("हा हल्ला १३ सप्टेंबर रोजी झाला").
func (c *checker) inPhrase(t day, p *doc.Pred) bool {
	if !c.d.Pack.Final {
		return false
	}
	first, last := p.Tokens[0], p.Tokens[len(p.Tokens)-1]
	if p.Form == doc.Nominal && first < t.first { // the noun stands alone, and the verb after the day only says that it was
		near := c.owner(t)
		return near != nil && c.empty(near) && near.Form == doc.Finite && !near.Class("say") && near.Tokens[0]-t.last < nounReach && t.first-last < nounReach
	}
	if p.Form == doc.Finite {
		return first < t.first && last >= t.last && last-t.last < nounReach
	}
	if first < t.last || first-t.last > nounReach {
		return false
	}
	verb := false
	for k := t.last; k < first; k++ {
		if !c.word(k) || !c.kind(k, lang.Verb) && !c.f.Is("definite", c.toks[k].Norm) {
			return false
		}
		verb = verb || c.kind(k, lang.Verb)
	}
	return verb
}

// sameNoun tells whether p names by "this" and its noun what q told with the same noun.
func (c *checker) sameNoun(p, q *doc.Pred) bool {
	if !c.d.Pack.Final || len(p.Tokens) == 0 || p.Sent != c.sentence() || !c.definite(p.Tokens[0]) {
		return false
	}
	alike := slices.ContainsFunc(p.Classes, func(k string) bool {
		return slices.ContainsFunc(q.Classes, func(l string) bool { return related(k, l) })
	})
	return alike && slices.ContainsFunc(q.Tokens, func(k int) bool { return c.stem(k) == c.stem(p.Tokens[0]) })
}

// sentence is the number of the sentence at hand.
func (c *checker) sentence() int {
	s, _ := slices.BinarySearchFunc(c.d.Art.Sentences, c.first, func(s article.Sentence, first int) int { return s.First - first })
	return s
}

// after handles a clause that only says when another is, and tells again what the sentence before told: "अटक केली. पाटील यांना शनिवारी अटक
// केल्यानंतर …". What it was done to must be the same.
func (c *checker) after(p *doc.Pred, t day, days map[int][]day) {
	if !c.d.Pack.Final || !p.Timed() || p.Phrase.Mark != lang.After || p.Neg || len(p.Tokens) == 0 || c.owner(t) != p || c.anyListed("apart", c.first, p.Tokens[0]) {
		return
	}
	c.compare(p, t, days, func(q *doc.Pred) bool {
		return q.Form == doc.Finite && p.Sent-q.Sent == 1 && c.stem(p.Tokens[0]) == c.stem(q.Tokens[0]) && c.sameObject(p, q)
	})
}

func (c *checker) sameObject(p, q *doc.Pred) bool {
	for _, a := range p.Args {
		for _, b := range q.Args {
			if a.Mark == lang.Dat && b.Mark == lang.Dat && c.stem(a.Head) == c.stem(b.Head) {
				return true
			}
		}
	}
	return false
}

// named finds a figure of people that is told again under a participle: "४५ आंदोलकांना ताब्यात घेतले. ताब्यात घेतलेल्या ५४ आंदोलकांना …".
func (c *checker) named(byKind map[string][]told) {
	for _, kind := range []string{"dead", "injured", "arrested"} {
		list := byKind[kind]
		for i, a := range list {
			for _, b := range byKind["person"] {
				if b.sent-a.sent == 1 && a.n >= 2 && b.n > a.n && sole(list, i) && c.restated(a, b) && c.sameVoice(a, b) {
					c.conflict(a, b, kind)
					return
				}
			}
		}
	}
}

// restated tells whether b's figure counts those whom a's sentence told the act of, as a participle that opens b's sentence says. The caller
// sees to it that it is more: fewer may be some of them.
func (c *checker) restated(a, b told) bool {
	s := c.d.Art.Sentences[b.sent]
	c.first, c.last = s.First, s.Last
	if c.stem(a.count.Last-1) != c.stem(b.count.Last-1) || c.anyListed("apart", c.first, b.count.Last) {
		return false
	}
	s = c.d.Art.Sentences[a.sent]
	for k := s.First; k < s.Last; k++ { // "५ आणि ७ जणांना": the figure may be the sum
		if (k < a.count.First || k >= a.count.Last) && c.toks[k].Kind == article.Number && !c.timed(k) {
			return false
		}
	}
	for _, p := range c.d.Sents[b.sent].Preds {
		if p.Form != doc.RelPart || p.Neg || len(p.Tokens) == 0 || p.Head == nil || p.Head.Last != b.count.Last || p.Tokens[0] != c.first {
			continue
		}
		for _, q := range c.d.Sents[a.sent].Preds {
			if q.Form == doc.Finite && !q.Neg && len(q.Tokens) > 0 && c.stem(q.Tokens[0]) == c.stem(p.Tokens[0]) &&
				slices.ContainsFunc(p.Classes, func(k string) bool { return slices.Contains(q.Classes, k) }) {
				return true
			}
		}
	}
	return false
}

// timed tells whether the token is part of a time.
func (c *checker) timed(k int) bool {
	return slices.ContainsFunc(c.d.Times, func(t doc.Time) bool { return t.First <= k && k < t.Last })
}
