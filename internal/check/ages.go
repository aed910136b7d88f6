package check

import (
	"math"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// ageMax is the greatest age that any person is known to have reached; yearsMax bounds what is looked at: a longer number is no slip of an age.
const (
	ageMax   = 122
	yearsMax = 999
)

// ageReach is how many tokens the words of an age, and then the person, may be away: "150-year-old retired teacher".
const ageReach = 4

// age finds people older than anybody has been.
func (c *checker) age(i int, a amount) {
	if a.scaled || a.value <= ageMax || a.value > yearsMax || a.value != math.Trunc(a.value) {
		return
	}
	k := a.next
	for n := 0; ; n, k = n+1, k+1 {
		if n == ageReach || k >= c.last {
			return
		}
		if c.word(k) && c.d.Words[k].Beside.Age {
			break
		}
		if !c.word(k) && c.toks[k].Text != "-" || c.kind(k, lang.Prep, lang.Conj) {
			return
		}
	}
	end := k + 1
	for n := 0; n < ageReach && end < c.last && c.word(end); n, end = n+1, end+1 {
		if c.person(end) {
			c.add("number", c.d.Span(i, end+1), text.Span{}, article.Say("number.age", c.toks[i].Text))
			return
		}
		if c.kind(end, lang.Noun, lang.Post, lang.Prep, lang.Conj, lang.Verb) {
			return
		}
	}
}

// person tells whether the word names a human being by what he is: man, teacher; not a body of people.
func (c *checker) person(k int) bool {
	if c.d.Words[k].Beside.Person {
		return true
	}
	for j := range c.d.An[k] {
		if e := c.d.An[k][j].E; e != nil && e.Agent != "" && !e.Has(lang.Org) {
			return true
		}
	}
	return false
}
