package check

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
)

// Words of two people are told twice where a story opens: in short, then in full. openSentences bounds the opening, apartDays how far the two
// days may lie from each other: beyond, they are two occasions.
const (
	openSentences = 4
	apartDays     = 6
)

// spoken finds two days for what the same two people told each other or the world, in the opening of a text and without a word that keeps
// the two apart: "Putin affirmed to Kim on Friday …" – "Putin and Kim said on Tuesday …".
func (c *checker) spoken(days map[int][]day) {
	for j := 1; j < min(openSentences, len(c.d.Sents)); j++ {
		if len(days[j]) != 1 || c.kept(j) || !c.said(days[j][0]) {
			continue
		}
		who := c.people(j)
		if len(who) != 2 {
			continue
		}
		for i := range j {
			if len(days[i]) != 1 || c.kept(i) || c.deed(days[i][0]) {
				continue
			}
			a, b := days[i][0], days[j][0]
			if n := a.date.Days(b.date); n == 0 || abs(n) > apartDays {
				continue
			}
			if all := c.people(i); slices.ContainsFunc(who, func(id string) bool { return !slices.Contains(all, id) }) {
				continue
			}
			c.twoDays(a, b)
			return
		}
	}
}

// kept tells whether a word of the sentence says that there was another occasion.
func (c *checker) kept(i int) bool {
	s := &c.d.Art.Sentences[i]
	c.first, c.last = s.First, s.Last
	return c.anyListed("again", s.First, s.Last)
}

// people are the persons that a sentence names, each once.
func (c *checker) people(i int) []string {
	var out []string
	s := &c.d.Art.Sentences[i]
	for _, nm := range c.d.Names {
		if nm.First >= s.First && nm.First < s.Last && nm.Rec.Person() && !slices.Contains(out, nm.Rec.ID) {
			out = append(out, nm.Rec.ID)
		}
	}
	return out
}

// said tells whether the day is that of a saying.
func (c *checker) said(t day) bool {
	p := c.owner(t)
	return p != nil && p.Class("say") && !p.Neg
}

// deed tells whether the day is that of an act that takes more than words.
func (c *checker) deed(t day) bool {
	p := c.owner(t)
	if p == nil || p.Neg || p.Cond {
		return true
	}
	return slices.ContainsFunc(p.Classes, func(k string) bool {
		cl := c.d.Pack.Common.Classes[k]
		if cl == nil || cl.Kind != "act" {
			return false
		}
		switch cl.Type {
		case "AGREE", "CONSULT", "SUPPORT", "COOPERATE":
			return false
		}
		return true
	})
}

func (c *checker) twoDays(a, b day) {
	if a.first > b.first {
		a, b = b, a
	}
	c.add("date-conflict", c.d.Span(a.first, a.last), c.d.Span(b.first, b.last),
		article.Say("date-conflict", c.d.Text(a.first, a.last), a.date.String(), c.d.Text(b.first, b.last), b.date.String()))
}
