package golden

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/text"
)

// Found is how one case did.
type Found struct {
	Misses []string // printable, one for each expectation that fails or for each todo that passes
	Todos  []Want   // known misses that still fail
	Done   []Want   // todos that pass
	Fired  []string // ids of the rules of the coded events, where the case wants one
	Extra  int      // coded events that a case with expectations does not list
}

// Check holds what was coded against the case.
func (c *Case) Check(d *doc.Doc) Found {
	var f Found
	listed := map[int]bool{}
	for i := range c.Wants {
		w := &c.Wants[i]
		ok, at := c.holds(w, d)
		if at >= 0 {
			listed[at] = true
		}
		switch {
		case ok && w.Todo != "":
			f.Done = append(f.Done, *w)
			f.Misses = append(f.Misses, fmt.Sprintf("%s:%d: passes now, so take its todo away: %s\n  > %s\n", c.File, w.Line, w.Src, c.Text))
		case !ok && w.Todo != "":
			f.Todos = append(f.Todos, *w)
		case !ok:
			f.Misses = append(f.Misses, c.miss(w, d))
		}
	}
	if c.asks() {
		for i := range d.Art.Events {
			f.Fired = append(f.Fired, RuleID(d.Art.Events[i].Rule))
		}
	}
	if len(d.Art.Events) > len(listed) {
		f.Extra = len(d.Art.Events) - len(listed)
	}
	return f
}

// asks tells whether the case wants an event.
func (c *Case) asks() bool {
	for i := range c.Wants {
		if w := &c.Wants[i]; w.Kind == Event && !w.No && !w.Else {
			return true
		}
	}
	return false
}

// RuleID is the rule of an event without the word that stands behind the colon.
func RuleID(s string) string {
	id, _, _ := strings.Cut(s, ":")
	return id
}

// holds tells whether an expectation is met, and by which event, else -1.
func (c *Case) holds(w *Want, d *doc.Doc) (bool, int) {
	switch {
	case w.Else:
		return c.nothingElse(d), -1
	case w.Kind == Event && w.No:
		for i := range d.Art.Events {
			if w.Type == "" || string(d.Art.Events[i].Type) == w.Type && hasMode(d.Art.Events[i].Modes, w.Mode) {
				return false, -1
			}
		}
		return true, -1
	case w.Kind == Event:
		for i := range d.Art.Events {
			if w.event(&d.Art.Events[i]) {
				return true, i
			}
		}
	case w.Kind == Date && w.No:
		return len(d.Times) == 0, -1
	case w.Kind == Date:
		return w.date(d), -1
	case w.Kind == Quantity && w.No:
		return len(d.Counts) == 0, -1
	case w.Kind == Quantity:
		return w.quantity(d), -1
	case w.Kind == Place:
		return w.place(d) != w.No, -1
	}
	return false, -1
}

// nothingElse tells whether each coded event is one that the case lists.
func (c *Case) nothingElse(d *doc.Doc) bool {
	for i := range d.Art.Events {
		listed := false
		for j := range c.Wants {
			w := &c.Wants[j]
			listed = listed || w.Kind == Event && !w.No && !w.Else && w.event(&d.Art.Events[i])
		}
		if !listed {
			return false
		}
	}
	return true
}

func hasMode(modes []string, want string) bool {
	if want == "" {
		return true
	}
	for _, m := range modes {
		if m == want {
			return true
		}
	}
	return false
}

// event tells whether ev is the one expected: what the line does not say, it does not ask.
func (w *Want) event(ev *article.Event) bool {
	if string(ev.Type) != w.Type || !hasMode(ev.Modes, w.Mode) || ev.Status != w.Status || !w.when(ev) || !w.where(ev) {
		return false
	}
	for _, x := range w.Ctx {
		if !slices.Contains(ev.Contexts, x) {
			return false
		}
	}
	for _, x := range w.NoCtx {
		if slices.Contains(ev.Contexts, x) {
			return false
		}
	}
	if w.Rule != "" && RuleID(ev.Rule) != w.Rule {
		return false
	}
	if w.Counts != nil && !counts(w.Counts, ev.Quantities) {
		return false
	}
	if w.By != nil && !w.source(ev.Attribution) {
		return false
	}
	return (w.AnyActor || same(w.Actor, ev.Actors)) && (w.AnyRecip || same(w.Recip, ev.Recipients))
}

// source tells whether the chain is the one expected, link by link.
func (w *Want) source(chain []article.Source) bool {
	return slices.EqualFunc(w.By, chain, func(p Party, s article.Source) bool { return p.is(s.Entity) })
}

// same tells whether every expected party is among the coded ones, and no other is. A coded party that has neither country
// nor sector counts for nobody.
func same(want []Party, got []article.Entity) bool {
	named := make([]bool, len(got))
	for _, p := range want {
		hit := false
		for i, e := range got {
			if p.is(e) {
				hit, named[i] = true, true
			}
		}
		if !hit {
			return false
		}
	}
	for i, ok := range named {
		if !ok && (got[i].Country != "" || got[i].Sector != "") {
			return false
		}
	}
	return true
}

func (p Party) is(e article.Entity) bool {
	if p.Country == "-" && e.Country != "" || p.Country != "-" && p.Country != "" && e.Country != p.Country {
		return false
	}
	if p.Sector == "" || e.Sector == p.Sector {
		return true
	}
	for _, s := range e.Sectors {
		if s == p.Sector {
			return true
		}
	}
	return false
}

// norm writes quoted words as the pipeline's view writes them.
func norm(s string) string { return text.NewView(s).Text }

func original(d *doc.Doc, s text.Span) string {
	if s.Start < 0 || s.Start >= s.End || s.End > len(d.Art.View.Original()) {
		return ""
	}
	return d.Art.View.Original()[s.Start:s.End]
}

func (w *Want) date(d *doc.Doc) bool {
	for _, t := range d.Times {
		if d.Text(t.First, t.Last) != norm(w.Words) || w.Rule != "" && t.Rule != w.Rule {
			continue
		}
		if w.Start == "" {
			return !t.Resolved
		}
		if t.Resolved && t.Interval.Start.String() == w.Start && t.Interval.End.String() == w.End {
			return true
		}
	}
	return false
}

func (w *Want) quantity(d *doc.Doc) bool {
	for _, q := range d.Counts {
		if d.Text(q.First, q.Last) != norm(w.Words) && norm(original(d, q.Quantity.Span)) != norm(w.Words) {
			continue
		}
		if equal(q.Quantity.Min, w.Min) && equal(q.Quantity.Max, w.Max) && (w.Unit == "" || w.Unit == q.Quantity.Unit) {
			return true
		}
	}
	return false
}

// place tells whether an event was where the case says; without words, whether any has a place.
func (w *Want) place(d *doc.Doc) bool {
	for i := range d.Art.Events {
		pl := &d.Art.Events[i].Place
		if pl.Span.Len() == 0 {
			continue
		}
		got, want := norm(original(d, pl.Span)), norm(w.Words)
		if w.No && (want == "" || strings.Contains(got, want)) {
			return true
		}
		if !w.No && (strings.HasPrefix(got, want) || strings.HasPrefix(want, got)) && (w.Name == "*" || orNone(pl.Name) == w.Name) && orNone(pl.Country) == w.Land {
			return true
		}
	}
	return false
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func equal(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// miss prints an expectation that failed and what was coded, with how it came about.
func (c *Case) miss(w *Want, d *doc.Doc) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: want %s\n", c.File, w.Line, w.Src)
	for _, line := range strings.Split(c.Text, "\n") {
		fmt.Fprintf(&b, "  > %s\n", line)
	}
	b.WriteString(Describe(d, w.Kind))
	return b.String()
}

// Describe lists what was coded, one thing a line as a case would say it, with its trace.
func Describe(d *doc.Doc, kind Kind) string {
	var b strings.Builder
	switch kind {
	case Date:
		for _, t := range d.Times {
			fmt.Fprintf(&b, "  coded: date %q = %s..%s (resolved %v) by %s\n", d.Text(t.First, t.Last), t.Interval.Start, t.Interval.End, t.Resolved, t.Rule)
		}
	case Quantity:
		for _, q := range d.Counts {
			fmt.Fprintf(&b, "  coded: quantity %q = %s..%s %s of %q (%s)\n", d.Text(q.First, q.Last), figure(q.Quantity.Min), figure(q.Quantity.Max), q.Quantity.Unit, q.Quantity.Of, q.Kind)
		}
	default:
		for i := range d.Art.Events {
			ev := &d.Art.Events[i]
			fmt.Fprintf(&b, "  coded: %s  words %q", Line(ev), words(d, ev))
			if ev.Place.Span.Len() > 0 {
				fmt.Fprintf(&b, "  place %q = %s, %s", original(d, ev.Place.Span), orNone(ev.Place.Name), orNone(ev.Place.Country))
			}
			b.WriteByte('\n')
			for _, t := range ev.Trace {
				fmt.Fprintf(&b, "         %s\n", t)
			}
		}
	}
	if b.Len() == 0 {
		return "  coded: nothing\n"
	}
	return b.String()
}

// Line writes an event as a case would.
func Line(ev *article.Event) string {
	s := "event " + string(ev.Type)
	if len(ev.Modes) > 0 {
		s += "/" + strings.Join(ev.Modes, "+")
	}
	s += " " + list(ev.Actors) + " -> " + list(ev.Recipients)
	if ev.Status != article.Actual {
		s += " status=" + string(ev.Status)
	}
	if ev.DateSpan.Len() > 0 {
		s += " when=" + ev.Date.Start.String() + ".." + ev.Date.End.String()
	}
	s += " rule=" + RuleID(ev.Rule)
	if len(ev.Contexts) > 0 {
		s += " ctx=" + strings.Join(ev.Contexts, ",")
	}
	if len(ev.Quantities) > 0 {
		s += " q=" + countLine(ev.Quantities)
	}
	for i, src := range ev.Attribution {
		s += map[bool]string{true: " by ", false: ","}[i == 0] + Party{src.Country, src.Sector}.String()
	}
	return s
}

func list(es []article.Entity) string {
	var out []string
	for _, e := range es {
		if e.Country == "" && e.Sector == "" {
			out = append(out, "?")
			continue
		}
		out = append(out, Party{e.Country, e.Sector}.String())
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, ",")
}

func words(d *doc.Doc, ev *article.Event) string {
	var out []string
	for _, s := range ev.Trigger {
		out = append(out, original(d, s))
	}
	return strings.Join(out, " ")
}

func figure(x *float64) string {
	if x == nil {
		return ""
	}
	return fmt.Sprint(*x)
}

// where tells whether the event is at the place asked for.
func (w *Want) where(ev *article.Event) bool {
	switch w.Where {
	case "":
		return true
	case "-":
		return ev.Place.Span.Len() == 0
	}
	return ev.Place.Name == w.Where
}

// when tells whether the event is of the day asked for.
func (w *Want) when(ev *article.Event) bool {
	switch {
	case w.When == "":
		return true
	case w.When == "-" || ev.DateSpan.Len() == 0:
		return w.When == "-" && ev.DateSpan.Len() == 0
	}
	start, end, two := strings.Cut(w.When, "..")
	return ev.Date.Start.String() == start && (!two || ev.Date.End.String() == end)
}
