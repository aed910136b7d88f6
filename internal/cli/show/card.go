package show

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/terminal"
)

// card is one event being written.
type card struct {
	bytes.Buffer
	*accounts.Card
	paint    terminal.Paint
	articles map[string]*accounts.Article
}

// Card writes all that is held of an event: its codes, who says what, where they disagree, what is left out, and its sources.
func Card(c *accounts.Card, p terminal.Paint) []byte {
	w := &card{Card: c, paint: p, articles: map[string]*accounts.Article{}}
	for i := range c.Articles {
		w.articles[c.Articles[i].ID] = &c.Articles[i]
	}
	w.head()
	w.accounts()
	w.disagreements()
	w.omissions()
	w.sources()
	return w.Bytes()
}

func (w *card) row(name, value string) {
	if value != "" {
		fmt.Fprintf(w, "  %-10s "+terminal.Hang+"%s\n", name, value)
	}
}

func (w *card) title(s string) { fmt.Fprintf(w, "\n%s\n", w.paint.In(terminal.Bold, s)) }

func (w *card) head() {
	typ := make([]string, 0, len(w.Event))
	for _, t := range w.Event {
		typ = append(typ, string(t))
	}
	t := strings.Join(typ, "+")
	if len(w.Mode) > 0 {
		t += "/" + strings.Join(w.Mode, "+")
	}
	fmt.Fprintf(w, "event %s\n", w.ID)
	w.row("code", w.paint.In(terminal.Quads[w.Quad], t)+status(w.Status))
	w.row("quadrant", fmt.Sprintf("%d, scale %s", w.Quad, number(w.Scale)))
	w.row("contexts", strings.Join(w.Context, ", "))
	w.row("actor", parties(w.Actor))
	w.row("recipient", parties(w.Recipient))
	days := interval(article.Interval{Start: w.Date, End: w.EndDate})
	if w.DateBasis != "" {
		days += ", " + basis[w.DateBasis]
	}
	w.row("days", days)
	if w.Loc != nil {
		w.row("place", spot(&article.Spot{Name: w.Loc.Name, Country: w.Loc.Country, Precision: w.Loc.Precision}))
	}
	w.row("figures", ranges(w.Figures))
	w.row("confidence", fmt.Sprintf("%.2f", w.Confidence))
	langs := make([]string, 0, len(w.Languages))
	for _, l := range slices.Sorted(maps.Keys(w.Languages)) {
		langs = append(langs, fmt.Sprintf("%s %d", l, w.Languages[l].Articles))
	}
	w.row("told by", fmt.Sprintf("%s in %s of %s (%s), %s", terminal.Plural(w.Counts.Sources, "independent source"), terminal.Plural(w.Counts.Articles, "article"),
		terminal.Plural(w.Counts.Publishers, "publisher"), strings.Join(langs, ", "), terminal.Plural(w.Counts.Reports, "report")))
}

// basis says on what ground an event has its days.
var basis = map[string]string{accounts.DayTold: "the day is told", accounts.DaysTold: "told as a longer time", accounts.DayPrinted: "no day is told: first publication"}

func status(s article.Status) string {
	if s == article.Actual || s == "" {
		return ""
	}
	return " [" + string(s) + "]"
}

func parties(ps []accounts.Party) string {
	out := make([]string, len(ps))
	for i := range ps {
		out[i] = party(&ps[i])
	}
	return strings.Join(out, " + ")
}

// party is "RUS GOV Vladimir Putin", or what the texts call it.
func party(p *accounts.Party) string {
	name := p.Name
	if name == "" {
		for _, l := range slices.Sorted(maps.Keys(p.Text)) {
			name = terminal.OneLine(p.Text[l])
			break
		}
	}
	return strings.Join(strings.Fields(p.Country+" "+p.Sector+" "+terminal.Printable(name)), " ")
}

func labels(ls []accounts.Label) string {
	out := make([]string, len(ls))
	for i, l := range ls {
		if out[i] = strings.Join(strings.Fields(l.Country+" "+l.Sector+" "+terminal.Printable(l.Name)), " "); out[i] == "" {
			out[i] = "?"
		}
	}
	return strings.Join(out, " + ")
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// bounds is "7", "at least 7", "at most 7" or "7 to 11".
func bounds(lo, hi *float64) string {
	switch {
	case lo == nil && hi == nil:
		return "?"
	case hi == nil:
		return "at least " + number(*lo)
	case lo == nil:
		return "at most " + number(*hi)
	case *lo == *hi:
		return number(*lo)
	}
	return number(*lo) + " to " + number(*hi)
}

func ranges(rs []accounts.Range) string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = kind(r.Kind, r.Unit) + " " + bounds(r.Min, r.Max)
	}
	return strings.Join(out, ", ")
}

func kind(kind, unit string) string {
	if kind == "" {
		return unit
	}
	return kind
}

// said is what an account holds, in one line.
func said(a *accounts.Account) string {
	var parts []string
	switch a.Status {
	case article.Actual, "":
	default:
		parts = append(parts, "["+string(a.Status)+"]")
	}
	if len(a.Actor)+len(a.Recipient) > 0 {
		who := labels(a.Actor)
		if who == "" {
			who = "?"
		}
		if to := labels(a.Recipient); to != "" {
			who += " → " + to
		}
		parts = append(parts, who)
	}
	for _, f := range a.Figures {
		s := kind(f.Kind, f.Unit)
		for _, x := range f.Now {
			s += " " + bounds(x.Min, x.Max)
		}
		for _, b := range f.Before {
			for _, x := range b.Amounts {
				s += ", before " + bounds(x.Min, x.Max)
			}
		}
		parts = append(parts, s)
	}
	if a.Days != nil {
		parts = append(parts, interval(article.Interval{Start: a.Days.Start, End: a.Days.End}))
	}
	if a.Loc != nil {
		parts = append(parts, "in "+spot(a.Loc))
	}
	return strings.Join(parts, " · ")
}

// statementsMax is how many statements of one account are shown.
const statementsMax = 4

func (w *card) accounts() {
	w.title("accounts")
	for i := range w.Accounts {
		a := &w.Accounts[i]
		name := party(&a.Party)
		if a.Voice == accounts.VoicePublisher {
			name = strings.Join(a.Publishers, ", ") + " (own voice)"
		}
		fmt.Fprintf(w, "  %s: %s\n", w.paint.In(terminal.Bold, terminal.Printable(name)), said(a))
		for j := range a.Statements {
			if j == statementsMax {
				fmt.Fprintf(w, "      and %d more\n", len(a.Statements)-j)
				break
			}
			s := &a.Statements[j]
			carried := ""
			if len(s.Carried) > 0 {
				carried = fmt.Sprintf(", printed by %d more", len(s.Carried))
			}
			fmt.Fprintf(w, "      %s  %s\n", w.paint.In(terminal.Dim, w.cite(s.Article)+carried), w.excerpt(s.Sentence, s.Trigger))
		}
	}
}

// cite is "2026-03-04 Lokdarpan (mr)".
func (w *card) cite(id string) string {
	a := w.articles[id]
	if a == nil {
		return id
	}
	day := a.Published
	if len(day) > 10 {
		day = day[:10]
	}
	return strings.TrimSpace(day + " " + terminal.Printable(a.Publisher) + " (" + a.Language + ")")
}

// excerptRunes bounds what is shown of a sentence around the words that say it.
const excerptRunes = 160

// excerpt is the part of a sentence around the words that tell the event, which stand out where there is colour.
func (w *card) excerpt(sentence article.Words, marks []article.Words) string {
	s := sentence.Text
	if len(marks) == 0 {
		return "“" + clip(s, 0, excerptRunes) + "”"
	}
	from, to := marks[0].Start-sentence.Start, marks[0].End-sentence.Start
	if from < 0 || to > len(s) || from >= to {
		return "“" + clip(s, 0, excerptRunes) + "”"
	}
	half := excerptRunes / 2
	before, after := []rune(s[:from]), []rune(s[to:])
	head, tail := "", ""
	if len(before) > half {
		before, head = before[len(before)-half:], "…"
		if i := slices.Index(before, ' '); i >= 0 {
			before = before[i:]
		}
	}
	if len(after) > half {
		after, tail = after[:half], "…"
		if i := strings.LastIndex(string(after), " "); i >= 0 {
			after = []rune(string(after)[:i])
		}
	}
	clean := func(s string) string { return terminal.Printable(s) }
	return "“" + head + strings.TrimLeft(clean(string(before)), " ") + w.paint.In(terminal.Bold, clean(s[from:to])) + strings.TrimRight(clean(string(after)), " ") + tail + "”"
}

func clip(s string, from, n int) string {
	r := []rune(s)
	if len(r) <= from+n {
		return terminal.Printable(terminal.OneLine(string(r[from:])))
	}
	return terminal.Printable(terminal.OneLine(string(r[from:from+n]))) + " …"
}

func (w *card) disagreements() {
	if len(w.Disagreements) == 0 {
		return
	}
	w.title("disagreements")
	for _, d := range w.Disagreements {
		head := d.Kind
		if d.Of != "" {
			head += ": " + d.Of
		}
		fmt.Fprintf(w, "  ≠ %s\n", w.paint.In(terminal.Bold, head))
		for _, pos := range d.Positions {
			for _, side := range pos.Sides {
				fmt.Fprintf(w, "      %s "+terminal.Hang+"%s\n", terminal.Pad(position(&pos), positionCols), w.side(&side))
			}
		}
	}
}

// positionCols is how wide the column of positions is: a day, a figure, a place.
const positionCols = 24

func position(p *accounts.Position) string {
	switch {
	case p.Figure != nil:
		return bounds(p.Figure.Min, p.Figure.Max)
	case p.Days != nil:
		return interval(article.Interval{Start: p.Days.Start, End: p.Days.End})
	case p.Loc != nil:
		return spot(p.Loc)
	case len(p.Actor) > 0:
		return labels(p.Actor)
	case p.Status == article.Negated:
		return "did not happen"
	case p.Status != "":
		return "happened"
	}
	return "?"
}

func (w *card) side(s *accounts.Side) string {
	names := make([]string, len(s.Accounts))
	for i, key := range s.Accounts {
		names[i] = w.account(key)
	}
	out := terminal.Printable(strings.Join(names, ", "))
	if len(s.Quotes) > 0 {
		q := &s.Quotes[0]
		var marks []article.Words
		if q.Mark != nil {
			marks = []article.Words{*q.Mark}
		}
		out += "  " + w.paint.In(terminal.Dim, w.cite(q.Article)) + "  " + w.excerpt(q.Words, marks)
	}
	return out
}

// account names the account of a party by its key.
func (w *card) account(key string) string {
	for i := range w.Accounts {
		a := &w.Accounts[i]
		if a.Party.Key != key {
			continue
		}
		if a.Voice == accounts.VoicePublisher {
			return strings.Join(a.Publishers, ", ")
		}
		return party(&a.Party)
	}
	return key
}

func (w *card) omissions() {
	if len(w.Omissions) == 0 {
		return
	}
	w.title("left out")
	for _, o := range w.Omissions {
		what := o.What
		if o.Of != "" {
			what = o.Of
		}
		fmt.Fprintf(w, "  %s does not tell: %s", terminal.Printable(w.account(o.Account)), what)
		if len(o.Told) > 0 {
			q := &o.Told[0]
			var marks []article.Words
			if q.Mark != nil {
				marks = []article.Words{*q.Mark}
			}
			fmt.Fprintf(w, "  %s  %s", w.paint.In(terminal.Dim, w.cite(q.Article)), w.excerpt(q.Words, marks))
		}
		w.WriteByte('\n')
	}
}

// ties say why articles are one source.
var ties = map[string]string{accounts.TieCopy: "copies of one text", accounts.TiePublisher: "one publisher", accounts.TieTranslation: "translations of one story", accounts.TieAgency: "one agency"}

func (w *card) sources() {
	w.title("sources")
	for i, s := range w.Sources {
		var why []string
		for _, t := range s.Why {
			x := ties[t.Kind]
			if t.Of != "" {
				x += " " + terminal.Printable(t.Of)
			}
			why = append(why, x)
		}
		note := ""
		if len(why) > 0 {
			note = "  one source: " + strings.Join(slices.Compact(why), ", ")
		}
		fmt.Fprintf(w, "  %d%s\n", i+1, w.paint.In(terminal.Dim, note))
		for _, id := range s.Articles {
			title := ""
			if a := w.articles[id]; a != nil {
				title = terminal.Printable(terminal.OneLine(a.Title))
			}
			fmt.Fprintf(w, "      %s  %s  %s\n", id, w.paint.In(terminal.Dim, w.cite(id)), title)
		}
	}
}
