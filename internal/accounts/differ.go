package accounts

import (
	"cmp"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// stancesMax bounds how many accounts are held against each other on one matter; those of the most sources are.
const stancesMax = 200

// stance is what one account holds on one matter.
type stance struct {
	account *Account
	pos     Position
	value   string // alike for those who say the same
	quotes  []Quote
	figure  *Figure
}

// disagree finds the matters on which sides differ.
func (ev *event) disagree(c *Card) {
	c.find(Denied, "", ev.happened(c), func(a, b *stance) bool { return a.value != b.value })
	c.find(Responsibility, "", ev.responsible(c), func(a, b *stance) bool { return !ev.compatible(a.pos.Actor, b.pos.Actor) })
	for _, kind := range countedKinds(c.Accounts) {
		c.find(FigureDiffers, kind, counted(c.Accounts, kind), countDiffers)
	}
	c.find(DateDiffers, "", dated(c.Accounts), func(a, b *stance) bool { return a.pos.Days.Start != b.pos.Days.Start })
	c.find(PlaceDiffers, "", placed(c.Accounts), func(a, b *stance) bool { return apart(a.pos.Loc, b.pos.Loc) })
}

// find keeps a disagreement where accounts of two sides conflict. Who conflicts with nobody is left out.
func (c *Card) find(kind, of string, ss []stance, conflict func(a, b *stance) bool) {
	ss = ss[:min(len(ss), stancesMax)]
	in := make([]bool, len(ss))
	for i := range ss {
		for j := i + 1; j < len(ss); j++ {
			if ss[i].account.Party.Side != ss[j].account.Party.Side && conflict(&ss[i], &ss[j]) {
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

func (p *Position) hold(s *stance) {
	n := slices.IndexFunc(p.Sides, func(x Side) bool { return x.Side == s.account.Party.Side })
	if n < 0 {
		n = len(p.Sides)
		p.Sides = append(p.Sides, Side{Side: s.account.Party.Side})
	}
	p.Sides[n].Accounts = append(p.Sides[n].Accounts, s.account.Party.Key)
	p.Sides[n].Quotes = append(p.Sides[n].Quotes, s.quotes...)
}

func (s *Statement) quote(mark *article.Words) Quote {
	return Quote{Words: s.Sentence, Mark: mark, Article: s.Article, Report: s.Report, Publisher: s.Publisher, Language: s.Language}
}

// happened gives who says that it happened, and who that it did not.
func (ev *event) happened(c *Card) []stance {
	var out []stance
	for i := range c.Accounts {
		a := &c.Accounts[i]
		st := a.Status
		if st == article.Historical {
			st = article.Actual
		}
		if st != article.Actual && st != article.Negated {
			continue
		}
		s := stance{account: a, pos: Position{Status: st}, value: string(st)}
		for j := range a.Statements {
			if t := &a.Statements[j]; (t.Status == article.Negated) == (st == article.Negated) {
				s.quotes = append(s.quotes, t.quote(trigger(t)))
			}
		}
		out = append(out, s)
	}
	return out
}

func trigger(s *Statement) *article.Words {
	if len(s.Trigger) == 0 {
		return nil
	}
	return &s.Trigger[0]
}

// responsible gives who says who did it. A mutual act has no one who did it.
func (ev *event) responsible(c *Card) []stance {
	var out []stance
	for i := range c.Accounts {
		a := &c.Accounts[i]
		s := stance{account: a}
		for j := range a.Statements {
			t := &a.Statements[j]
			if t.Status == article.Negated || mutual(t) {
				continue
			}
			concrete := slices.DeleteFunc(slices.Clone(t.Actor), func(l Label) bool { return !concrete(l) })
			if len(concrete) > 0 {
				s.pos.Actor = unique(append(s.pos.Actor, concrete...))
				s.quotes = append(s.quotes, t.quote(trigger(t)))
			}
		}
		if len(s.pos.Actor) > 0 {
			for _, l := range s.pos.Actor {
				s.value += l.Key + " "
			}
			out = append(out, s)
		}
	}
	return out
}

func mutual(s *Statement) bool {
	return s.Event == "CONSULT" || len(s.Recipient) == 0 && len(s.Actor) > 1
}

// concrete tells whether a label says who it was.
func concrete(l Label) bool {
	return known(l.Key) || l.Country != "" && !slices.Contains(nobody, l.Sector)
}

// compatible tells whether two lists of actors can mean the same.
func (ev *event) compatible(a, b []Label) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Key == y.Key || ev.parties.parties[x.Key].Side == ev.parties.parties[y.Key].Side {
				return true
			}
			if x.Country == y.Country && (!known(x.Key) || !known(y.Key)) && ev.organ(x) == ev.organ(y) {
				return true
			}
		}
	}
	return false
}

// organ tells whether a party acts for its state.
func (ev *event) organ(l Label) bool {
	return plover.IsState(l.Country) && ev.parties.parties[l.Key].Side == l.Country
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
			x := total(f.Now)
			r := x.of(f.Kind, f.Unit)
			out = append(out, stance{account: &as[i], figure: f, pos: Position{Figure: &r}, value: f.Unit + " " + bound(r.Min) + "-" + bound(r.Max),
				quotes: []Quote{f.statement.quote(&f.Now[0].Words)}})
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
	if a.account.Voice != VoicePublisher && b.account.Voice != VoicePublisher {
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
	return total(late.figure.Now).min < total(early.figure.Now).max
}

// dated gives who tells a day; a longer stretch contradicts no day that another tells.
func dated(as []Account) []stance {
	var out []stance
	for i := range as {
		a := &as[i]
		if a.Days == nil || !a.Days.oneDay() || a.Status == article.Negated {
			continue
		}
		s := stance{account: a, pos: Position{Days: a.Days}, value: a.Days.Start.String()}
		for j := range a.Statements {
			if t := &a.Statements[j]; t.Days != nil && t.Days.Start == a.Days.Start && t.Days.oneDay() {
				s.quotes = append(s.quotes, t.quote(t.Days.Text))
			}
		}
		out = append(out, s)
	}
	return out
}

func placed(as []Account) []stance {
	var out []stance
	for i := range as {
		a := &as[i]
		if a.Loc == nil || a.Status == article.Negated {
			continue
		}
		s := stance{account: a, pos: Position{Loc: a.Loc}, value: cmp.Or(a.Loc.Name, a.Loc.Text) + "/" + a.Loc.Country}
		for j := range a.Statements {
			if t := &a.Statements[j]; t.Loc != nil && same(t.Loc, a.Loc) {
				s.quotes = append(s.quotes, t.quote(&t.Loc.Words))
			}
		}
		out = append(out, s)
	}
	return out
}
