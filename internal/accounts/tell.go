package accounts

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
)

// speaker gives the key of the party whose account a telling is. It stands at the outer end of the attribution chain; media that only pass
// on what another says are a way, not a party. Without attribution it is the source of the article in its own voice.
func (ev *event) speaker(i int) (key, voice string) {
	chain := ev.tellings[i].Report.Attribution
	if n := speaking(chain); n >= 0 {
		return ev.parties.key(chain[n].Party), VoiceParty
	}
	return ev.sourceKey(ev.of[i]), VoicePublisher
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

// sourceKey names a source by the publisher that was first.
func (ev *event) sourceKey(n int) string {
	s := &ev.sources[n]
	for i := range ev.tellings {
		if ev.of[i] == n {
			if p := fold(ev.tellings[i].Article.Publisher); p != "" {
				return "publisher:" + p
			}
		}
	}
	return "article:" + s.Articles[0]
}

// account groups the tellings by who says so.
func (ev *event) account(c *Card) {
	index := map[string]int{}
	for i := range ev.tellings {
		key, voice := ev.speaker(i)
		n, ok := index[key]
		if !ok {
			n = len(c.Accounts)
			index[key] = n
			c.Accounts = append(c.Accounts, Account{Party: ev.voice(i, key, voice), Voice: voice})
		}
		a := &c.Accounts[n]
		art := &ev.tellings[i].Article
		a.Publishers = insert(a.Publishers, art.Publisher)
		a.Languages = insert(a.Languages, art.Language)
		a.Articles = insert(a.Articles, art.ID)
		a.add(ev.statement(i))
		c.Reports[i].Account = key
	}
	slices.SortStableFunc(c.Accounts, func(a, b Account) int {
		return cmp.Or(cmp.Compare(a.Voice, b.Voice), cmp.Compare(a.Party.Key, b.Party.Key))
	})
	for i := range c.Accounts {
		c.Accounts[i].sum()
	}
}

func (ev *event) voice(i int, key, voice string) Party {
	if voice == VoiceParty {
		return *ev.parties.parties[key]
	}
	return Party{Key: key, Side: key, Name: ev.firstPublisher(ev.of[i])}
}

func (ev *event) firstPublisher(n int) string {
	for i := range ev.tellings {
		if ev.of[i] == n && ev.tellings[i].Article.Publisher != "" {
			return ev.tellings[i].Article.Publisher
		}
	}
	return ""
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
	for i := range a.Statements {
		t := &a.Statements[i]
		if t.Article != s.Article && t.says() == s.says() {
			t.Carried = insert(t.Carried, s.Article)
			return
		}
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
