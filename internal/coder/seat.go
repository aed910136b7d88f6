package coder

import (
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// Where those act who act where they sit: courts, the police of a town, the administration of a district.

// seatIn is the town with whose name that of a court, a police force or an administration begins: Solapur Police, इलाहाबाद हाईकोर्ट.
func (c *placer) seatIn(nm doc.Name) (doc.Name, bool) {
	if nm.Rec.Person() || nm.Last-nm.First < 2 || nm.Rec.Sector != "COP" && nm.Rec.Sector != "JUD" && nm.Rec.Sector != "GOV" {
		return doc.Name{}, false
	}
	var seat doc.Name
	at := kb.Start
	for i := nm.First; i < nm.Last-1; i++ {
		word, ok := c.d.KB.Word(c.d.Art.Tokens[i].Norm)
		if !ok {
			break
		}
		if at, ok = c.d.KB.Step(at, word); !ok {
			break
		}
		for _, k := range c.d.KB.At(at) {
			n := &c.d.KB.Names[k]
			if (n.Use == kb.Locality || n.Use == kb.Capital && seat.Last != i+1) && n.Rec.Country == nm.Rec.Country {
				seat = doc.Name{First: nm.First, Last: i + 1, Rec: n.Rec, Use: n.Use}
			}
		}
	}
	return seat, seat.Rec != nil
}

// authority tells whether who acts is a court, the police or an administration that acts where it sits.
func (c *placer) authority(m *meaning, ph *doc.Phrase) bool {
	if ph == nil {
		return false
	}
	of := func(sector string) bool {
		return ph.E != nil && ph.E.Agent == sector || len(ph.Ents) > 0 && ph.Ents[0].Sector == sector
	}
	switch m.typ {
	case "SANCTION":
		return of("JUD")
	case "ASSAULT", "MOBILIZE":
		return of("COP")
	case "COERCE", "CONCEDE":
		return of("JUD") || of("COP") || ph.E != nil && ph.E.Agent == "GOV" && ph.E.Has(lang.Org) && (m.mode == "curfew" || m.class == "ease" || !ph.E.Has(lang.Head))
	}
	return false
}

// seatOf is the seat of those who act, where only an earlier sentence names them in full: "the Solapur police … they seized 50 kg".
func (c *placer) seatOf(m *meaning) evidence {
	none := evidence{rank: rankNone}
	if len(m.actor) != 1 || m.actor[0].KB == "" {
		return none
	}
	s := c.subject(m.pred)
	if s == nil || !slices.ContainsFunc(s.Ents, func(e article.Entity) bool { return e.KB == m.actor[0].KB }) || !c.authority(m, s) {
		return none
	}
	for _, nm := range c.d.Names {
		if nm.First >= s.First {
			break
		}
		if nm.Rec.ID != m.actor[0].KB {
			continue
		}
		if seat, ok := c.seatIn(nm); ok && seat.Rec.Kind != "state" && !c.leftFor(seat.Rec, m.pred.Sent) {
			return evidence{spot: spot{first: seat.First, last: seat.Last, nm: seat}, rank: rankSeat + 1, why: "the seat of who acts", before: true}
		}
	}
	return none
}

// leftFor tells whether the text has gone on to another province than that of a seat: what "the police" do then is done by others.
func (c *placer) leftFor(seat *kb.Record, si int) bool {
	province := func(r *kb.Record) string {
		if r.Kind == "admin1" {
			return r.Name
		}
		return r.Admin1
	}
	return slices.ContainsFunc(c.spots, func(sp spot) bool {
		at := c.sentence(sp.first)
		return (at == si || at == si-1) && sp.nm.Rec != nil && sp.nm.Rec.Country == seat.Country && province(sp.nm.Rec) != "" && province(seat) != "" && province(sp.nm.Rec) != province(seat)
	})
}

// streets reads the place behind a predicate that ends in a noun of places as where it was: "took to the streets | of Tbilisi" is no government's act.
func (c *coder) streets() {
	if c.d.Pack.Final {
		return
	}
	for si := range c.d.Sents {
		for _, pr := range c.d.Sents[si].Preds {
			last := pr.Tokens[len(pr.Tokens)-1]
			if a := c.d.Kind(last, lang.Noun); len(pr.Tokens) < 2 || a == nil || a.E.Place == "" || !a.F.Has(lang.Pl) {
				continue
			}
			for _, ph := range pr.Args {
				if ph.Mark == lang.Of && len(ph.Ents) > 0 && (ph.Ents[0].How == "capital" || ph.Ents[0].How == "place") && ph.First <= last+2 {
					ph.Mark = lang.In
				}
			}
		}
	}
}
