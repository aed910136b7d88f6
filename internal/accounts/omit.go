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

// fates are the kinds of figure that nobody leaves out for want of interest.
var fates = []string{"dead", "injured", "arrested", "displaced"}

// matter is something that can be left out: the words of a statement that tell it, or nil.
type matter struct {
	what, of string
	tells    func(*Statement) *article.Words
}

// omit finds what accounts leave out that others tell. What anybody of its side tells, no account leaves out, nor a paper what it has others
// say. Who denies the event has nothing to tell of it; who spoke before anybody told could not.
func (ev *event) omit(c *Card) {
	matters := []matter{{OmitsActor, "", tellsActor}, {OmitsPlace, "", tellsPlace}}
	for _, kind := range fates {
		matters = append(matters, matter{OmitsFigure, kind, tellsFigure(kind)})
	}
	for i := range c.Accounts {
		a := &c.Accounts[i]
		if a.Status != article.Actual || !a.room() {
			continue
		}
		for _, m := range matters {
			if by := c.leftOut(a, m); len(by) > 0 {
				c.Omissions = append(c.Omissions, Omission{Account: a.Party.Key, What: m.what, Of: m.of, Told: by})
			}
		}
	}
}

func tellsFigure(kind string) func(*Statement) *article.Words {
	return func(s *Statement) *article.Words {
		for n := range s.Quantities {
			if s.Quantities[n].Kind == kind {
				return &s.Quantities[n].Words
			}
		}
		return nil
	}
}

func tellsActor(s *Statement) *article.Words {
	if slices.Contains(disputed, s.Event) && slices.ContainsFunc(s.Actor, concrete) {
		return trigger(s)
	}
	return nil
}

func tellsPlace(s *Statement) *article.Words {
	if s.Loc == nil {
		return nil
	}
	return &s.Loc.Words
}

// room tells whether an account has enough words to have told more.
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

// leftOut quotes others on what an account does not tell, each once; nobody where it is told on its side.
func (c *Card) leftOut(a *Account, m matter) []Quote {
	last := a.Statements[len(a.Statements)-1].day
	var by []Quote
	for i := range c.Accounts {
		b := &c.Accounts[i]
		quoted := false
		for j := range b.Statements {
			s := &b.Statements[j]
			w := m.tells(s)
			if w == nil {
				continue
			}
			if b.Party.Side == a.Party.Side || a.Voice == VoicePublisher && s.Source == a.Statements[0].Source {
				return nil
			}
			if !quoted && s.Status == article.Actual && !last.Before(s.day) {
				by = append(by, s.quote(w))
				quoted = true
			}
		}
	}
	return by
}
