package golden

import (
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
)

func TestParseCases(t *testing.T) {
	cases, errs := ParseCases("mr/cases/dates.case", strings.Join([]string{
		"# comment",
		"on 2025-08-15   # a Friday",
		"> one # two",
		"> three",
		"event ASSAULT/aerial RUS.MIL -> UKR,.CVL status=planned by UKR.GOV rule=mr.coder.attack",
		"no event ACCUSE/investigate",
		"no other event",
		`date "last #1" = 2025-08-12`,
		"",
		"todo lexicon: a word is missing",
		`quantity "10" = 10..  person`,
		"> four",
		`quantity "5" = 5`,
		"no date",
	}, "\n"))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if len(cases) != 2 {
		t.Fatalf("%d cases, want 2", len(cases))
	}
	c := cases[0]
	if c.Lang != "mr" || c.Stage != "dates" || c.Line != 3 || c.Text != "one # two\nthree" || c.On.String() != "2025-08-15" || len(c.Wants) != 5 {
		t.Errorf("case %+v", c)
	}
	ev := c.Wants[0]
	if ev.Type != "ASSAULT" || ev.Mode != "aerial" || ev.Actor[0] != (Party{"RUS", "MIL"}) || ev.Recip[1] != (Party{"", "CVL"}) ||
		ev.Status != article.Planned || !slices.Equal(ev.By, []Party{{"UKR", "GOV"}}) || ev.Rule != "mr.coder.attack" {
		t.Errorf("event %+v", ev)
	}
	if w := c.Wants[1]; !w.No || w.Type != "ACCUSE" || w.Mode != "investigate" {
		t.Errorf("no event %+v", w)
	}
	if w := c.Wants[2]; !w.Else || w.No {
		t.Errorf("no other event %+v", w)
	}
	if w := c.Wants[3]; w.Words != "last #1" || w.Start != "2025-08-12" || w.End != "2025-08-12" {
		t.Errorf("date %+v", w)
	}
	if w := c.Wants[4]; w.Todo != "lexicon: a word is missing" || *w.Min != 10 || w.Max != nil || w.Unit != "person" {
		t.Errorf("quantity %+v", w)
	}
	if w := cases[1].Wants[0]; *w.Min != 5 || *w.Max != 5 {
		t.Errorf("quantity %+v", w)
	}
}

func TestParseCasesMistakes(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"before text":  {"event ASSAULT RUS -> UKR", "before the first text"},
		"no wants":     {"> a", "has no expectation"},
		"type":         {"> a\nevent ATTACK RUS -> UKR", "no PLOVER type"},
		"mode":         {"> a\nevent ASSAULT/visit RUS -> UKR", "no mode"},
		"arrow":        {"> a\nevent ASSAULT RUS UKR", "event TYPE ACTOR -> RECIPIENT"},
		"party":        {"> a\nevent ASSAULT Russia -> UKR", "a party is"},
		"sector":       {"> a\nevent ASSAULT RUS.ARM -> UKR", "no sector"},
		"status":       {"> a\nevent ASSAULT RUS -> UKR status=future", "no status"},
		"word":         {"> a\nevnt ASSAULT RUS -> UKR", "not \"evnt\""},
		"date":         {"> a\ndate \"x\" = yesterday", "YYYY-MM-DD"},
		"quantity":     {"> a\nquantity \"x\" = many person", "no number"},
		"lonely todo":  {"> a\nno event\ntodo later", "before no expectation"},
		"two todos":    {"> a\ntodo x\ntodo y\nno event", "two todo lines"},
		"no todo text": {"> a\ntodo\nno event", "cause"},
		"on":           {"on friday\n> a\nno event", "publication day"},
	} {
		_, errs := ParseCases("mr/cases/x.case", tc.in)
		if len(errs) == 0 || !strings.Contains(errs[0].Error(), tc.want) || !strings.HasPrefix(errs[0].Error(), "mr/cases/x.case:") {
			t.Errorf("%s: errors %v, want one with %q", name, errs, tc.want)
		}
	}
}
