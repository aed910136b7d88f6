package accounts

import (
	"cmp"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// The limits of comparing: accounts on one matter, different things that one of them says of it, and quotes that show what a side holds; all its
// statements stand in its account.
const (
	stancesMax = 200
	viewsMax   = 50
	quotesMax  = 20
)

// stance is what one account holds on one matter, and the statements that say so.
type stance struct {
	account    *Account
	pos        Position
	value      string // alike for those who say the same
	statements []*Statement
	views      []*Statement // of those, one for each different thing that they say of the matter
	figure     *Figure
	mark       func(*Statement) *article.Words // the words of a statement that say it
}

// disagree finds the matters on which sides differ.
func (ev *event) disagree(c *Card) {
	c.find(Denied, "", happened(c.Accounts), ev.denies)
	c.find(Responsibility, "", ev.responsible(c.Accounts), func(a, b *stance) bool { return !ev.compatible(a.pos.Actor, b.pos.Actor) })
	for _, kind := range countedKinds(c.Accounts) {
		c.find(FigureDiffers, kind, counted(c.Accounts, kind), countDiffers)
	}
	c.find(DateDiffers, "", dated(c.Accounts), otherDay)
	c.find(PlaceDiffers, "", placed(c.Accounts), elsewhere)
}

// find keeps a disagreement where accounts of two sides conflict. Who conflicts with nobody is left out.
func (c *Card) find(kind, of string, ss []stance, conflict func(a, b *stance) bool) {
	ss = ss[:min(len(ss), stancesMax)]
	in := make([]bool, len(ss))
	for i := range ss {
		for j := i + 1; j < len(ss); j++ {
			a, b := &ss[i], &ss[j]
			if a.account.Party.Side != b.account.Party.Side && !(kind != Denied && sameBasis(a, b)) && conflict(a, b) {
				in[i], in[j] = true, true
			}
		}
	}
	d := Disagreement{Kind: kind, Of: of}
	at := map[string]int{}
	for i := range ss {
		if !in[i] {
			continue
		}
		n, ok := at[ss[i].value]
		if !ok {
			n = len(d.Positions)
			at[ss[i].value] = n
			d.Positions = append(d.Positions, ss[i].pos)
		}
		d.Positions[n].hold(&ss[i])
	}
	if len(d.Positions) > 1 {
		c.Disagreements = append(c.Disagreements, d)
	}
}

// sameBasis tells whether one is a source in its own voice and the other a party that only that source quotes: what the source says beside
// the words of a party it mostly has from that party.
func sameBasis(a, b *stance) bool {
	if a.account.Voice == b.account.Voice {
		return false
	}
	n := a.statements[0].Source
	for _, x := range []*stance{a, b} {
		for _, s := range x.statements {
			if s.Source != n {
				return false
			}
		}
	}
	return true
}

func (p *Position) hold(s *stance) {
	n := slices.IndexFunc(p.Sides, func(x Side) bool { return x.Side == s.account.Party.Side })
	if n < 0 {
		n = len(p.Sides)
		p.Sides = append(p.Sides, Side{Side: s.account.Party.Side})
	}
	side := &p.Sides[n]
	side.Accounts = insert(side.Accounts, s.account.Party.Key)
	for _, t := range s.statements {
		if len(side.Quotes) < quotesMax {
			side.Quotes = append(side.Quotes, t.quote(s.mark(t)))
		}
	}
}

// views gives the first of the statements that say the same of a matter.
func views(ss []*Statement, says func(*Statement) string) []*Statement {
	seen := map[string]bool{}
	var out []*Statement
	for _, s := range ss {
		if key := says(s); !seen[key] && len(out) < viewsMax {
			seen[key] = true
			out = append(out, s)
		}
	}
	return out
}

func actorKeys(s *Statement) string {
	key := ""
	for _, l := range s.Actor {
		key += l.Key + "\x00"
	}
	return key
}

func (s *Statement) quote(mark *article.Words) Quote {
	if mark != nil && mark.Text == "" {
		mark = nil // an analyst's value, which no words say
	}
	return Quote{Words: s.Sentence, Mark: mark, Article: s.Article, Report: s.Report, Publisher: s.Publisher, Language: s.Language}
}

func trigger(s *Statement) *article.Words {
	if len(s.Trigger) == 0 {
		return nil
	}
	return &s.Trigger[0]
}

// told are the statuses of what has happened.
func told(st article.Status) bool { return st == article.Actual || st == article.Historical }

// happened gives who says that it happened, and who that it did not. One account may do both: "we did not fire, they did".
func happened(as []Account) []stance {
	var out []stance
	for i := range as {
		a := &as[i]
		for _, st := range []article.Status{article.Actual, article.Negated} {
			s := stance{account: a, pos: Position{Status: st}, value: string(st), mark: trigger}
			for j := range a.Statements {
				if t := &a.Statements[j]; (t.Status == article.Negated) == (st == article.Negated) && (told(t.Status) || t.Status == article.Negated) && !a.tookBack(t) {
					s.statements = append(s.statements, t)
				}
			}
			if len(s.statements) > 0 {
				s.views = views(s.statements, actorKeys)
				out = append(out, s)
			}
		}
	}
	return out
}

// tookBack tells whether an account has later said the opposite of a statement, of the same actor and, where both name one, recipient.
func (a *Account) tookBack(s *Statement) bool {
	for i := range a.Statements {
		t := &a.Statements[i]
		opposite := s.Status == article.Negated && told(t.Status) || told(s.Status) && t.Status == article.Negated
		if opposite && s.day.Before(t.day) && slices.Equal(s.Actor, t.Actor) && (len(s.Recipient) == 0 || len(t.Recipient) == 0 || slices.Equal(s.Recipient, t.Recipient)) {
			return true
		}
	}
	return false
}

// denies tells whether one account says that it did not happen, or that somebody did not do it, and the other that it did, or that they did.
func (ev *event) denies(a, b *stance) bool {
	if a.value == b.value {
		return false
	}
	for _, s := range a.views {
		for _, t := range b.views {
			if len(s.Actor) == 0 || len(t.Actor) == 0 || ev.compatible(s.Actor, t.Actor) {
				return true
			}
		}
	}
	return false
}

// responsible gives who says who did it. A mutual act has no one who did it.
func (ev *event) responsible(as []Account) []stance {
	var out []stance
	for i := range as {
		s := stance{account: &as[i], mark: trigger}
		for j := range as[i].Statements {
			t := &as[i].Statements[j]
			if !told(t.Status) || mutual(t) || !slices.Contains(disputed, t.Event) {
				continue
			}
			who := slices.DeleteFunc(slices.Clone(t.Actor), func(l Label) bool { return !concrete(l) })
			if len(who) > 0 {
				s.pos.Actor = unique(append(s.pos.Actor, who...))
				s.statements = append(s.statements, t)
			}
		}
		for _, l := range s.pos.Actor {
			s.value += l.Key + " "
		}
		if len(s.statements) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// disputed are the types of which it can be in dispute who did it: what is said, is the speaker's.
var disputed = []plover.Type{"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID"}

func mutual(s *Statement) bool {
	return len(s.Recipient) == 0 && len(s.Actor) > 1
}

// concrete tells whether a label says who it was.
func concrete(l Label) bool {
	return Known(l.Key) || l.Country != "" && !slices.Contains(nobody, l.Sector)
}

// compatible tells whether two lists of actors can mean the same.
func (ev *event) compatible(a, b []Label) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Key == y.Key || ev.parties.parties[x.Key].Side == ev.parties.parties[y.Key].Side || !concrete(x) || !concrete(y) {
				return true
			}
			if x.Country == y.Country && (!Known(x.Key) || !Known(y.Key)) && ofState(x) == ofState(y) {
				return true
			}
		}
	}
	return false
}

// ofState tells whether what a party does is the act of its state: a court is no voice of its government, but its acts are the state's.
func ofState(l Label) bool {
	return plover.IsState(l.Country) && (l.Sector == "JUD" || slices.Contains(organs, l.Sector))
}

func countedKinds(as []Account) []string {
	var out []string
	for i := range as {
		for _, f := range as[i].Figures {
			out = insert(out, f.Kind)
		}
	}
	return out
}

func counted(as []Account, kind string) []stance {
	var out []stance
	for i := range as {
		for j := range as[i].Figures {
			f := &as[i].Figures[j]
			if f.Kind != kind {
				continue
			}
			r := total(f.Now).of(f.Kind, f.Unit)
			out = append(out, stance{account: &as[i], figure: f, pos: Position{Figure: &r}, value: f.Unit + " " + bound(r.Min) + "-" + bound(r.Max),
				statements: []*Statement{f.statement}, mark: func(*Statement) *article.Words { return &f.Now[0].Words }})
		}
	}
	return out
}

// countDiffers tells whether two accounts cannot both be right. A source that names nobody passes on what is known when it prints: where
// another day tells more, that is news.
func countDiffers(a, b *stance) bool {
	if a.figure.Unit != b.figure.Unit || agree(a.figure.Now, b.figure.Now) {
		return false
	}
	if a.account.named() && b.account.named() {
		return true
	}
	x, y := a.figure.statement.day, b.figure.statement.day
	if x == y || x.Zero() || y.Zero() {
		return true
	}
	early, late := a, b
	if y.Before(x) {
		early, late = b, a
	}
	was, is := total(early.figure.Now), total(late.figure.Now)
	return is.min < was.max && is.max >= was.min*partShare // a later figure far below counts a part of them: "three of the wounded are children"
}

// partShare is how much of an earlier figure a later one must be at least to be another count of the same.
const partShare = 0.5

// named tells whether the account is that of a party by which it can be known again.
func (a *Account) named() bool {
	return a.Voice == VoiceParty && a.Party.Side != "" && !sourceSide(a.Party.Side)
}

// dated gives who tells a day.
func dated(as []Account) []stance {
	var out []stance
	for i := range as {
		a := &as[i]
		s := stance{account: a, mark: func(t *Statement) *article.Words { return t.Days.Text }}
		for j := range a.Statements {
			t := &a.Statements[j]
			if t.Days != nil && told(t.Status) && (t.day.Zero() || !t.day.Before(t.Days.Start)) { // what has happened was before it was printed
				s.statements = append(s.statements, t)
			}
		}
		// What stands with the act weighs more than a day told elsewhere in the text, which papers in their own voice must be held to alone.
		if !a.named() || slices.ContainsFunc(s.statements, ownDay) {
			s.statements = slices.DeleteFunc(s.statements, func(t *Statement) bool { return !ownDay(t) })
		}
		for _, t := range s.statements {
			if t.Days.oneDay() && (s.pos.Days == nil || t.Days.Start.Before(s.pos.Days.Start)) {
				s.pos.Days = t.Days
			}
		}
		if s.pos.Days != nil {
			s.value = s.pos.Days.Start.String()
			s.views = views(s.statements, func(t *Statement) string { return t.Days.Start.String() + t.Days.End.String() })
			out = append(out, s)
		}
	}
	return out
}

// ownDay tells whether a statement's day stands in its own sentence, or is an analyst's.
func ownDay(s *Statement) bool {
	return inside(*s.Days.Text, s.Sentence)
}

// inside tells whether words stand in a sentence; an analyst's value, which no words say, does.
func inside(w, sentence article.Words) bool {
	return w.Text == "" || sentence.Start <= w.Start && w.End <= sentence.End
}

// otherDay tells whether none of the days that one tells can be one of the other's; a stretch that holds the day contradicts nothing.
func otherDay(a, b *stance) bool {
	for _, s := range a.views {
		for _, t := range b.views {
			if s.Days.holds(t.Days) || t.Days.holds(s.Days) {
				return false
			}
		}
	}
	return true
}

func placed(as []Account) []stance {
	var out []stance
	for i := range as {
		a := &as[i]
		s := stance{account: a, mark: func(t *Statement) *article.Words { return &t.Loc.Words }}
		for j := range a.Statements {
			t := &a.Statements[j]
			// A place carried over from elsewhere in the text is its writer's; a country that a paper names beside an act may be a party to it.
			if t.Loc == nil || !told(t.Status) || !inside(t.Loc.Words, t.Sentence) || !a.named() && t.Loc.Precision == "country" {
				continue
			}
			s.statements = append(s.statements, t)
			if s.pos.Loc == nil || contains(s.pos.Loc, t.Loc) {
				s.pos.Loc = t.Loc
			}
		}
		if s.pos.Loc != nil {
			s.value = cmp.Or(s.pos.Loc.Name, s.pos.Loc.Text) + "/" + s.pos.Loc.Country
			s.views = views(s.statements, func(t *Statement) string { return spotKey(t.Loc) })
			out = append(out, s)
		}
	}
	return out
}

// elsewhere tells whether none of the places that one tells can be one of the other's.
func elsewhere(a, b *stance) bool {
	loose := !a.account.named() || !b.account.named()
	for _, s := range a.views {
		for _, t := range b.views {
			if !apart(s.Loc, t.Loc) || loose && s.Loc.Country == t.Loc.Country && located(s.Loc) && located(t.Loc) && km(s.Loc, t.Loc) <= regionKm {
				return false
			}
		}
	}
	return true
}
