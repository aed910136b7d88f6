package score

import (
	"fmt"
	"strings"
)

// SentenceFigures are those of the reference scorer, under its names.
type SentenceFigures struct {
	N             int               `json:"n"`
	TypeRecall    float64           `json:"type_recall"` // texts with an event of an accepted type
	TopType       float64           `json:"top_type"`    // texts whose most confident event has an accepted type
	Full          float64           `json:"full"`        // texts with an event of accepted type and the right countries
	Sector        *float64          `json:"sector"`      // of those, where gold tells the actor's sector, with one in common
	EventsPerText float64           `json:"events_per_text"`
	PerType       map[string]string `json:"per_type"`
}

// sentences scores gold of one event a text.
func (t *tally) sentences(gold []Text, coded map[string]Coded) *SentenceFigures {
	var found, top, full, events, sectorAsked, sectorRight int
	for i := range gold {
		g := &gold[i].Events[0]
		ces := coded[gold[i].ID].Events
		events += len(ces)
		row := t.row(g.Type)
		row.Gold++
		hits, good := t.pick(gold[i].ID, g, ces)
		if len(hits) > 0 {
			found++
			row.Found++
		}
		if b := best(ces); b != nil && g.Accepts(b.typ()) {
			top++
		}
		if len(good) > 0 {
			full++
			row.Full++
			if want := sectors(g.Actor); len(want) > 0 {
				sectorAsked++
				for _, c := range good {
					if want.meets(sectors(c.Actor)) {
						sectorRight++
						break
					}
				}
			}
		}
		t.sentenceErrors(&gold[i], ces, hits, good)
	}
	f := &SentenceFigures{N: len(gold), TypeRecall: share(found, len(gold)), TopType: share(top, len(gold)), Full: share(full, len(gold)),
		EventsPerText: round(ratio(events, len(gold)), 2), PerType: map[string]string{}}
	if sectorAsked > 0 {
		x := share(sectorRight, sectorAsked)
		f.Sector = &x
	}
	for _, r := range t.types {
		if r.Gold > 0 {
			f.PerType[string(r.Type)] = fmt.Sprintf("%d/%d full %d", r.Found, r.Gold, r.Full)
		}
	}
	return f
}

// pick gives the coded events of an accepted type, and those of them whose parties are right too, and counts them all.
func (t *tally) pick(text string, g *Gold, ces []Event) (hits, good []*Event) {
	for i := range ces {
		c := &ces[i]
		right := g.Accepts(c.typ())
		full := right && rolesOK(g, c)
		if right {
			hits = append(hits, c)
		}
		if full {
			good = append(good, c)
		}
		t.coded(text, c, right, full)
	}
	return hits, good
}

// best is the most confident event, the first of equals.
func best(ces []Event) *Event {
	var b *Event
	for i := range ces {
		if b == nil || ces[i].Confidence > b.Confidence {
			b = &ces[i]
		}
	}
	return b
}

func (t *tally) sentenceErrors(txt *Text, ces []Event, hits, good []*Event) {
	g := &txt.Events[0]
	switch {
	case len(hits) == 0:
		types := make([]string, len(ces))
		for i := range ces {
			types[i] = string(ces[i].typ())
		}
		as := None
		if b := best(ces); b != nil {
			as = string(b.typ())
		}
		t.cell(string(g.Type), as)
		t.errors = append(t.errors, Error{Kind: Miss, ID: txt.ID, Gold: string(g.Type), GoldSides: sides(g.Actor, g.Recipient), Coded: strings.Join(types, " "), Text: txt.Text})
	case len(good) == 0:
		e := Error{Kind: Roles, ID: txt.ID, Gold: string(g.Type), GoldSides: sides(g.Actor, g.Recipient), Coded: string(hits[0].typ()),
			Words: hits[0].words(), Rule: hits[0].Rule, Confidence: hits[0].Confidence, Text: txt.Text}
		var parties []string
		for _, c := range hits {
			parties = append(parties, sides(c.Actor, c.Recipient))
		}
		e.CodedSides = strings.Join(parties, "; ")
		t.errors = append(t.errors, e)
	}
	if len(hits) > 0 && hits[0].typ() != g.Type {
		t.cell(string(g.Type), string(hits[0].typ()))
	}
	for i := range ces {
		if c := &ces[i]; !g.Accepts(c.typ()) {
			t.errors = append(t.errors, Error{Kind: Spurious, Sentence: c.Sentence.Index, ID: txt.ID, Gold: string(g.Type), Coded: string(c.typ()), CodedSides: sides(c.Actor, c.Recipient),
				Words: c.words(), Rule: c.Rule, Confidence: c.Confidence, Text: txt.Text})
		}
	}
}

func share(a, b int) float64 { return round(ratio(a, b), 3) }
