package accounts

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// What an account can leave out.
const (
	OmitsFigure = "figure"
	OmitsActor  = "actor"
	OmitsPlace  = "place"
)

// roomWords is how many words the statements of an account must have before what it leaves out means anything.
const roomWords = 20

// omit finds what accounts leave out that others tell. Who denies the event has nothing to tell of it; who spoke before anybody told could not.
func (ev *event) omit(c *Card) {
	for i := range c.Accounts {
		a := &c.Accounts[i]
		if a.Status != article.Actual || !a.room() {
			continue
		}
		for _, kind := range countedKinds(c.Accounts) {
			ev.missing(c, a, OmitsFigure, kind, func(s *Statement) *article.Words {
				for n := range s.Quantities {
					if s.Quantities[n].Kind == kind {
						return &s.Quantities[n].Words
					}
				}
				return nil
			})
		}
		ev.missing(c, a, OmitsActor, "", func(s *Statement) *article.Words {
			if slices.ContainsFunc(s.Actor, concrete) {
				return trigger(s)
			}
			return nil
		})
		ev.missing(c, a, OmitsPlace, "", func(s *Statement) *article.Words {
			if s.Loc == nil {
				return nil
			}
			return &s.Loc.Words
		})
	}
}

func (a *Account) room() bool {
	n := 0
	seen := map[string]bool{}
	for i := range a.Statements {
		if s := a.Statements[i].Sentence.Text; !seen[s] {
			seen[s] = true
			n += len(strings.Fields(s))
		}
	}
	return n >= roomWords
}

func (ev *event) missing(c *Card, a *Account, what, of string, tells func(*Statement) *article.Words) {
	for i := range a.Statements {
		if tells(&a.Statements[i]) != nil {
			return
		}
	}
	last := a.Statements[len(a.Statements)-1].day
	var told []Quote
	for i := range c.Accounts {
		b := &c.Accounts[i]
		if b.Party.Side == a.Party.Side {
			continue
		}
		for j := range b.Statements {
			s := &b.Statements[j]
			if w := tells(s); w != nil && s.Status == article.Actual && !last.Before(s.day) {
				told = append(told, s.quote(w))
				break
			}
		}
	}
	if len(told) > 0 {
		c.Omissions = append(c.Omissions, Omission{Account: a.Party.Key, What: what, Of: of, Told: told})
	}
}
