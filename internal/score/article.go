package score

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/bakhar/bakhar/internal/plover"
)

// ArticleFigures are those of the reference scorer, under its names. Status to Quantity are "right/asked=share" over the
// events found whose gold tells the field, and empty where none does.
type ArticleFigures struct {
	Texts       int     `json:"texts"`
	GoldEvents  int     `json:"gold_events"`
	P           float64 `json:"P"`
	R           float64 `json:"R"`
	F1          float64 `json:"F1"`
	FullF1      float64 `json:"full_F1"` // where only events with the right countries count as found
	Attribution string  `json:"attribution,omitempty"`
	Date        string  `json:"date,omitempty"`
	Mode        string  `json:"mode,omitempty"`
	Place       string  `json:"place,omitempty"`
	Quantity    string  `json:"quantity,omitempty"`
	Status      string  `json:"status,omitempty"`
	DefectP     float64 `json:"defect_P"`
	DefectR     float64 `json:"defect_R"`
	DefectF1    float64 `json:"defect_F1"`
}

// counts are true positives, false positives and false negatives.
type counts struct{ tp, fp, fn int }

// field counts how often a field of a found event was asked for, and right.
type field struct{ asked, right int }

func (f *field) add(ok bool) {
	f.asked++
	if ok {
		f.right++
	}
}

func (f field) String() string {
	if f.asked == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d=%.2f", f.right, f.asked, ratio(f.right, f.asked))
}

type fields struct {
	status, date, place, attribution, mode, quantity field
	where                                            places
}

// articles scores gold in which every event of a text is known.
func (t *tally) articles(gold []Text, coded map[string]Coded) *ArticleFigures {
	var ev, df counts
	var fs fields
	full := 0
	for i := range gold {
		c := coded[gold[i].ID]
		full += t.article(&gold[i], c.Events, &ev, &fs)
		t.defects(&gold[i], c.Defects, &df)
	}
	f := &ArticleFigures{Texts: len(gold), GoldEvents: ev.tp + ev.fn,
		Attribution: fs.attribution.String(), Date: fs.date.String(), Mode: fs.mode.String(), Place: fs.place.String(),
		Quantity: fs.quantity.String(), Status: fs.status.String()}
	t.where = fs.where.figures()
	f.P, f.R, f.F1 = f1(ev.tp, ev.fp, ev.fn)
	_, _, f.FullF1 = f1(full, ev.fp+ev.tp-full, ev.fn+ev.tp-full)
	f.DefectP, f.DefectR, f.DefectF1 = f1(df.tp, df.fp, df.fn)
	return f
}

// article matches the events of one text, gold event by gold event, each with the best coded event still left, and tells how
// many have the right parties too.
func (t *tally) article(txt *Text, ces []Event, n *counts, fs *fields) (full int) {
	left := make([]*Event, len(ces))
	for i := range ces {
		left[i] = &ces[i]
	}
	var missed []*Gold
	for i := range txt.Events {
		g := &txt.Events[i]
		row := t.row(g.Type)
		row.Gold++
		x := candidate(g, left)
		if x == nil {
			n.fn++
			missed = append(missed, g)
			t.errors = append(t.errors, Error{Kind: Miss, Event: i, ID: txt.ID, Gold: string(g.Type), GoldSides: sides(g.Actor, g.Recipient), Words: g.Trigger, Text: around(txt.Text, g.Trigger)})
			continue
		}
		left = slices.DeleteFunc(left, func(e *Event) bool { return e == x })
		n.tp++
		row.Found++
		ok := rolesOK(g, x)
		t.coded(txt.ID, x, true, ok)
		if ok {
			full++
			row.Full++
		} else {
			t.errors = append(t.errors, Error{Kind: Roles, Event: i, ID: txt.ID, Gold: string(g.Type), GoldSides: sides(g.Actor, g.Recipient), Coded: string(x.typ()),
				CodedSides: sides(x.Actor, x.Recipient), Words: x.words(), Rule: x.Rule, Confidence: x.Confidence, Text: x.Sentence.Text})
		}
		if x.typ() != g.Type {
			t.cell(string(g.Type), string(x.typ()))
		}
		fs.add(g, x)
	}
	n.fp += len(left)
	for _, x := range left {
		t.coded(txt.ID, x, false, false)
		t.errors = append(t.errors, Error{Kind: Spurious, Sentence: x.Sentence.Index, ID: txt.ID, Coded: string(x.typ()), CodedSides: sides(x.Actor, x.Recipient),
			Words: x.words(), Rule: x.Rule, Confidence: x.Confidence, Text: x.Sentence.Text})
	}
	t.confuse(missed, left)
	return full
}

// candidate is the coded event that best answers to a gold event: of an accepted type, with a country of its actor if it has
// any; the type itself before those also allowed, right parties before wrong, the nearest sentence, the first of equals.
func candidate(g *Gold, left []*Event) *Event {
	want := countries(g.Actor)
	var cand []*Event
	for _, x := range left {
		if !g.Accepts(x.typ()) {
			continue
		}
		have := countries(x.Actor)
		if g.Type == plover.Type("CONSULT") {
			have = have.union(countries(x.Recipient))
		}
		if len(want) == 0 || want.meets(have) {
			cand = append(cand, x)
		}
	}
	if len(cand) == 0 {
		return nil
	}
	sort.SliceStable(cand, func(i, j int) bool {
		a, b := cand[i], cand[j]
		if x, y := a.typ() == g.Type, b.typ() == g.Type; x != y {
			return x
		}
		if x, y := rolesOK(g, a), rolesOK(g, b); x != y {
			return x
		}
		return distance(g, a) < distance(g, b)
	})
	return cand[0]
}

func distance(g *Gold, e *Event) int {
	d := e.Sentence.Index - g.Sentence
	return max(d, -d)
}

func (f *fields) add(g *Gold, x *Event) {
	f.status.add(x.Status == g.Status)
	if g.Date != nil {
		f.date.add(x.Date == g.Date.Start)
	}
	if g.Place != nil {
		f.place.add(x.Loc != nil && x.Loc.Country == g.Place.Country)
	}
	f.where.add(g.Place, x.Loc)
	f.attribution.add(len(g.Attribution) == 0 && len(x.Attribution) == 0 || len(g.Attribution) > 0 && len(x.Attribution) > 0 &&
		(countries(g.Attribution).meets(countries(x.Attribution)) || sectors(g.Attribution).meets(sectors(x.Attribution))))
	if len(g.Mode) > 0 {
		f.mode.add(slices.ContainsFunc(g.Mode, func(m string) bool { return slices.Contains(x.Mode, m) }))
	}
	if len(g.Quantities) > 0 {
		f.quantity.add(slices.ContainsFunc(g.Quantities, func(q Quantity) bool {
			return slices.ContainsFunc(x.Quantities, func(r Quantity) bool { return sameBound(q.Min, r.Min) })
		}))
	}
}

func sameBound(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// confuse fills the confusion table for one text: a missed event was taken for the most confident spurious one of its sentence, if any.
func (t *tally) confuse(missed []*Gold, left []*Event) {
	left = slices.Clone(left)
	for _, g := range missed {
		var b *Event
		for _, x := range left {
			if x.Sentence.Index == g.Sentence && (b == nil || x.Confidence > b.Confidence) {
				b = x
			}
		}
		if b == nil {
			t.cell(string(g.Type), None)
			continue
		}
		t.cell(string(g.Type), string(b.typ()))
		left = slices.DeleteFunc(left, func(e *Event) bool { return e == b })
	}
	for _, x := range left {
		t.cell(None, string(x.typ()))
	}
}

// defects matches damage by kind and by one text holding the other.
func (t *tally) defects(txt *Text, coded []Defect, n *counts) {
	left := slices.Clone(coded)
	for _, g := range txt.Defects {
		i := slices.IndexFunc(left, func(d Defect) bool {
			return d.Kind == g.Kind && (strings.Contains(d.Text, g.Text) || strings.Contains(g.Text, d.Text))
		})
		if i < 0 {
			n.fn++
			t.errors = append(t.errors, Error{Kind: DefectMiss, ID: txt.ID, Gold: g.Kind, Words: g.Text, Text: around(txt.Text, g.Text)})
			continue
		}
		left = slices.Delete(left, i, i+1)
		n.tp++
	}
	n.fp += len(left)
	for _, d := range left {
		t.errors = append(t.errors, Error{Kind: DefectSpurious, ID: txt.ID, Coded: d.Kind, Words: clip(d.Text, aroundBytes), Text: around(txt.Text, d.Text)})
	}
}
