package coder

import (
	"slices"
	"sort"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/lang"
)

// What an event's reading rests on. The names are those of packs/common/confidence.tsv, which says how much each counts; the stage
// confidence weighs them. A ground is seen in the reading itself: nothing here looks at which words were read.

// The grounds that the form of a predicate is, and in a language whose verb stands before its object.
var formGrounds, svoGrounds = func() (form, svo [doc.Nominal + 1]string) {
	for f := range form {
		form[f], svo[f] = "form."+doc.Form(f).String(), "svo."+doc.Form(f).String()
	}
	return form, svo
}()

// grounds lists what is known of how an event was read: its type, the form and standing of its words, how each party was found.
func (c *coder) grounds(ev *article.Event, m *meaning) []string {
	pr := m.pred
	out := make([]string, 0, 24)
	out = append(out, "language."+c.d.Pack.Code, formGrounds[pr.Form])
	if !c.d.Pack.Final {
		out = append(out, svoGrounds[pr.Form])
	}
	if ev.Status != article.Actual {
		out = append(out, "status."+string(ev.Status))
	}
	out = c.entryGrounds(out, m)
	out = c.standingGrounds(out, m)
	out = c.sideGrounds(out, sides["actor"], pr, ev.Actors)
	switch {
	case len(ev.Recipients) > 0 || len(ev.Actors) > 1:
	case m.typ == "PROTEST" || m.typ == "RETREAT" || m.typ == "CONCEDE" || m.typ == "MOBILIZE":
		out = append(out, "recipient.none-needed")
	}
	if len(ev.Recipients) > 0 || m.typ != "CONSULT" && len(ev.Actors) < 2 {
		out = c.sideGrounds(out, sides["recipient"], pr, ev.Recipients)
	}
	if sameCountry(ev.Actors, ev.Recipients) {
		out = append(out, "parties.one-country")
	}
	if len(ev.Attribution) > 0 {
		out = append(out, "told.by-others")
	}
	if ev.Quoted {
		out = append(out, "told.quoted")
	}
	return out
}

// entryGrounds tells what the event's type was read from: a word of one meaning or of several, a phrase, what a governor makes of it.
func (c *coder) entryGrounds(out []string, m *meaning) []string {
	pr := m.pred
	switch {
	case pr.E != nil && pr.E.Phrase():
		out = append(out, "words.phrase")
	case len(pr.Classes) > 1:
		out = append(out, "words.several-meanings")
	}
	switch {
	case m.from != nil && m.content != nil:
		out = append(out, "words.composed-with-act")
	case m.from != nil:
		out = append(out, "words.composed-with-thing")
	}
	if m.mode != "" {
		out = append(out, "words.mode")
	}
	if ev := c.d.Words[pr.Tokens[0]]; ev.Lists != 0 {
		out = append(out, "words.listed") // sport, film and other fields have the word too
	}
	return out
}

// standingGrounds tells how far a predicate stands in the foreground of its text: told for itself, or beside what is told.
func (c *coder) standingGrounds(out []string, m *meaning) []string {
	pr := m.pred
	s := c.d.Art.Sentences[pr.Sent]
	switch {
	case c.inBackground(pr):
		out = append(out, "standing.background")
	case pr.Aside:
		out = append(out, "standing.aside")
	case pr.Gov == nil && (pr.Form == doc.Finite || s.Headline):
		out = append(out, "standing.main")
	case pr.Gov == nil:
	case c.d.Pack.Common.AnyKind(pr.Gov.Classes, "say"):
		out = append(out, "standing.said")
	default:
		out = append(out, "standing.governed")
	}
	switch {
	case c.outermost(pr):
	case slices.ContainsFunc(c.toldIn(pr.Sent), func(o *meaning) bool { return o != m && c.outermost(o.pred) }):
		out = append(out, "standing.beside-another")
	}
	switch {
	case s.Headline:
		out = append(out, "sentence.headline")
	case s.Index > 0:
		out = append(out, "sentence.later")
	}
	switch n := s.Last - s.First; {
	case n > longTokens:
		out = append(out, "sentence.long")
	case n < shortTokens:
		out = append(out, "sentence.short")
	}
	switch n := c.events[pr.Sent]; {
	case n == 2:
		out = append(out, "sentence.two-events")
	case n > 2:
		out = append(out, "sentence.more-events")
	}
	if slices.ContainsFunc(c.toldIn(pr.Sent), func(o *meaning) bool { return o.pred.Tokens[0] < pr.Tokens[0] }) {
		out = append(out, "sentence.after-another")
	}
	return out
}

// toldIn gives what is told in a sentence: meanings stand in the order of sentences.
func (c *coder) toldIn(si int) []*meaning {
	from := sort.Search(len(c.out), func(i int) bool { return c.out[i].pred.Sent >= si })
	to := from
	for to < len(c.out) && c.out[to].pred.Sent == si {
		to++
	}
	return c.out[from:to]
}

// inBackground tells whether a predicate, or what it is the content of, only says when, for what or under which condition something else is.
func (c *coder) inBackground(pr *doc.Pred) bool {
	for q, n := pr, 0; q != nil && n < depthMax; q, n = q.Gov, n+1 {
		switch {
		case q.Cond || q.Timed():
			return true
		case q.Form != doc.Nominal && q.Phrase != nil && (aside(q.Phrase.Mark) || q.Phrase.Mark == lang.For):
			return true
		case q.Form == doc.Finite && q.F.Has(lang.Impf) && !q.F.Has(lang.P3) && c.d.Pack.Final: // … असतानाच
			return true
		}
	}
	return false
}

// outermost tells whether a predicate, or what it is the content of, is the main one of its sentence: the last finite one where predicates stand
// last, else the first.
func (c *coder) outermost(pr *doc.Pred) bool {
	var main *doc.Pred
	for _, q := range c.d.Sents[pr.Sent].Preds {
		if q.Form == doc.Finite && q.Gov == nil && !q.Cond && !q.Aside && (main == nil || c.d.Pack.Final) {
			main = q
		}
	}
	for q, n := pr, 0; q != nil && n < depthMax; q, n = q.Gov, n+1 {
		if q == main {
			return true
		}
		if q.Gov != nil && !c.d.Pack.Common.AnyKind(q.Gov.Classes, "say") {
			return false
		}
	}
	return false
}

// A sentence of more than longTokens words is long, one of less than shortTokens short.
const (
	longTokens  = 35
	shortTokens = 12
)

// side names the grounds of one side of an event.
type side struct{ none, several, unresolved, sector, named, office, place, behind, counted, unknown, carried, pronoun string }

// sides are the names of the grounds, made once.
var sides = map[string]side{"actor": sideOf("actor."), "recipient": sideOf("recipient.")}

func sideOf(p string) side {
	return side{p + "none", p + "several", p + "unresolved", p + "no-country", p + "named", p + "office", p + "place", p + "behind-a-thing", p + "counted", p + "unknown", p + "from-elsewhere", p + "pronoun"}
}

// sideGrounds tells how the parties of one side were found.
func (c *coder) sideGrounds(out []string, k side, pr *doc.Pred, es []article.Entity) []string {
	if len(es) == 0 {
		return append(out, k.none)
	}
	if len(es) > 1 {
		out = append(out, k.several)
	}
	e := es[0]
	switch {
	case e.Country == "" && e.Sector == "":
		out = append(out, k.unresolved)
	case e.Country == "":
		out = append(out, k.sector)
	}
	switch e.How {
	case "person", "state", "body", "capital", "metonym":
		out = append(out, k.named)
	case "title", "agent":
		out = append(out, k.office)
	case "place":
		out = append(out, k.place)
	case "possessor":
		out = append(out, k.behind)
	case "unknown":
		out = append(out, k.unknown)
	default:
		out = append(out, k.counted)
	}
	switch ph := ownArgument(pr, e); {
	case ph == nil:
		out = append(out, k.carried)
	case ph.Pron:
		out = append(out, k.pronoun)
	}
	return out
}

// ownArgument is the phrase of the predicate's own that names a party, or nil where it was taken from elsewhere.
func ownArgument(pr *doc.Pred, e article.Entity) *doc.Phrase {
	for _, ph := range []*doc.Phrase{pr.Subj, pr.Obj, pr.Head, pr.Phrase} {
		if ph != nil && holds(ph, e) {
			return ph
		}
	}
	for _, a := range pr.Args {
		if holds(a, e) {
			return a
		}
		for _, q := range a.Conj {
			if holds(q, e) {
				return q
			}
		}
	}
	return nil
}
