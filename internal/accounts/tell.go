package accounts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// speaker gives the key of the party whose account a telling is. It stands at the outer end of the attribution chain; media that only pass
// on what another says are a way, not a party. Without attribution it is the source of the article in its own voice. Officials of nobody
// knows where are as many parties as there are sources that quote them, and on the side of their source.
func (ev *event) speaker(i int) Party {
	chain := ev.tellings[i].Report.Attribution
	n := speaking(chain)
	if n < 0 {
		return ev.voices[ev.of[i]]
	}
	p := *ev.parties.parties[ev.parties.key(chain[n].Party)]
	if vague(chain[n].Party) {
		p.Side = ev.voices[ev.of[i]].Key
		p.Key += "@" + p.Side
	}
	return p
}

// speaking is the index of the link of a chain whose account it is; -1 for none.
func speaking(chain []article.Attribution) int {
	for n, a := range chain {
		if a.Sector != sectorMedia {
			return n
		}
	}
	if len(chain) > 0 {
		return 0
	}
	return -1
}

// account groups the tellings by who says so.
func (ev *event) account(c *Card) {
	index := map[string]int{}
	var names []naming // of each account's party
	for i := range ev.tellings {
		who, voice := ev.speaker(i), VoiceParty
		chain := ev.tellings[i].Report.Attribution
		if len(chain) == 0 {
			voice = VoicePublisher
		}
		n, ok := index[who.Key]
		if !ok {
			n = len(c.Accounts)
			index[who.Key] = n
			c.Accounts = append(c.Accounts, Account{Party: who, Voice: voice, Publishers: []string{}})
			names = append(names, naming{})
		}
		a := &c.Accounts[n]
		art := &ev.tellings[i].Article
		if voice == VoiceParty {
			names[n].add(art.Language, chain[speaking(chain)].Text)
		}
		a.Publishers = insert(a.Publishers, art.Publisher)
		a.Languages = insert(a.Languages, art.Language)
		a.Articles = insert(a.Articles, art.ID)
		a.add(ev.statement(i))
		c.Reports[i].Account = who.Key
	}
	for n := range c.Accounts {
		c.Accounts[n].Party.Text = names[n].best()
	}
	slices.SortStableFunc(c.Accounts, func(a, b Account) int {
		return cmp.Or(cmp.Compare(a.Voice, b.Voice), cmp.Compare(a.Party.Key, b.Party.Key))
	})
	for i := range c.Accounts {
		c.Accounts[i].sum()
	}
}

// voice makes each source a party, named by the publisher that was first.
func (ev *event) voice() {
	ev.voices = make([]Party, len(ev.sources))
	for i := range ev.tellings {
		p := &ev.voices[ev.of[i]]
		if name := ev.tellings[i].Article.Publisher; p.Name == "" && fold(name) != "" {
			*p = Party{Key: "publisher:" + fold(name), Side: "publisher:" + fold(name), Name: name}
		}
	}
	for n := range ev.voices {
		if p := &ev.voices[n]; p.Name == "" {
			p.Key = "article:" + ev.sources[n].Articles[0]
			p.Side = p.Key
		}
	}
}

func (ev *event) statement(i int) Statement {
	r, art := &ev.tellings[i].Report, &ev.tellings[i].Article
	s := Statement{Report: r.ID, Article: art.ID, Publisher: art.Publisher, Language: art.Language, Published: art.Published, Source: ev.of[i],
		Event: r.Type, Mode: r.Modes, Status: r.Status, Actor: ev.parties.labels(r.Actors), Recipient: ev.parties.labels(r.Recipients),
		Loc: r.Place, Quantities: r.Quantities, Quoted: r.Quoted, Trigger: r.Trigger, Sentence: r.Sentence, day: art.Day}
	if r.DateText != nil && !r.Date.Start.Zero() {
		s.Days = &Told{r.Date.Start, r.Date.End, r.DateText}
	}
	said := speaking(r.Attribution)
	for n, a := range r.Attribution {
		if n != said {
			s.Via = append(s.Via, ev.parties.label(ev.parties.key(a.Party)))
		}
	}
	s.said = s.says()
	return s
}

// says is what a statement says without its words: copies say the same.
func (s *Statement) says() string {
	place := ""
	if s.Loc != nil {
		place = s.Loc.Country + "/" + s.Loc.Admin1 + "/" + s.Loc.Name
	}
	days := ""
	if s.Days != nil {
		days = s.Days.Start.String() + s.Days.End.String()
	}
	figures := ""
	for _, q := range s.Quantities {
		figures += q.Kind + bound(q.Min) + "-" + bound(q.Max) + " "
	}
	return fmt.Sprint(s.Source, s.Event, s.Mode, s.Status, s.Actor, s.Recipient, place, days, figures)
}

func (a *Account) add(s Statement) {
	if a.said == nil {
		a.said = map[string]int{}
	}
	if i, ok := a.said[s.said]; ok && a.Statements[i].Article != s.Article {
		a.Statements[i].Carried = insert(a.Statements[i].Carried, s.Article)
		return
	}
	if _, ok := a.said[s.said]; !ok {
		a.said[s.said] = len(a.Statements)
	}
	a.Statements = append(a.Statements, s)
}

// sum says what the statements come to: the last word of a party is its word.
func (a *Account) sum() {
	last := a.Statements[len(a.Statements)-1].day
	votes := map[article.Status]int{}
	for i := range a.Statements {
		s := &a.Statements[i]
		if s.day == last {
			votes[s.Status]++
		}
		if s.Status != article.Negated {
			a.Actor = append(a.Actor, s.Actor...)
			a.Recipient = append(a.Recipient, s.Recipient...)
		}
		if s.Days != nil && (a.Days == nil || s.Days.width() <= a.Days.width()) {
			a.Days = s.Days
		}
		if s.Loc != nil && (a.Loc == nil || !contains(s.Loc, a.Loc)) {
			a.Loc = s.Loc
		}
	}
	a.Actor, a.Recipient = unique(a.Actor), unique(a.Recipient)
	for _, st := range []article.Status{article.Actual, article.Historical, article.Planned, article.Hypothetical, article.Negated} {
		if votes[st] > votes[a.Status] {
			a.Status = st
		}
	}
	a.Figures = figures(a.Statements)
}

// sourceSide tells whether a side is a source, not a party.
func sourceSide(side string) bool {
	return strings.HasPrefix(side, "publisher:") || strings.HasPrefix(side, "article:")
}
