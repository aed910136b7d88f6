package coder

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// place is the nearest phrase that names a place and stands as one: among the arguments, then, for acts that strike a place, the place
// that is struck, then elsewhere in the sentence.
func (c *coder) place(ev *article.Event, m *meaning) {
	pr := m.pred
	subj := c.subject(pr)
	var all []*doc.Phrase
	var collect func(ph *doc.Phrase, n int)
	collect = func(ph *doc.Phrase, n int) {
		if ph == nil || n > 3 {
			return
		}
		all = append(all, ph)
		for _, q := range append(append([]*doc.Phrase{}, ph.Mods...), ph.Conj...) {
			collect(q, n+1)
		}
	}
	for x, n := m, 0; x != nil && n < depthMax; x, n = x.content, n+1 {
		for _, a := range x.pred.Args {
			if a != subj {
				collect(a, 0)
			}
		}
		collect(x.pred.Phrase, 0)
	}
	own := len(all)
	for _, ph := range c.d.Sents[pr.Sent].Phrases {
		collect(ph, 0)
	}
	pick := func(phs []*doc.Phrase, ok func(ph *doc.Phrase, nm doc.Name) bool) bool {
		for _, ph := range phs {
			for k := len(ph.Names) - 1; k >= 0; k-- {
				nm := c.d.Names[ph.Names[k]]
				if nm.Rec.Person() || nm.Rec.Country == "" || !ok(ph, nm) {
					continue
				}
				ev.Place = article.Place{Span: c.d.Span(nm.First, nm.Last), Name: placeName(nm), Country: nm.Rec.Country, Admin1: nm.Rec.Admin1,
					Lat: nm.Rec.Lat, Lon: nm.Rec.Lon, HasPoint: nm.Rec.HasPoint, Precision: precision(nm)}
				return true
			}
		}
		return false
	}
	located := func(ph *doc.Phrase, nm doc.Name) bool {
		return standsAsPlace(ph.Mark) && (nm.Use == kb.Locality || nm.Use == kb.Capital || nm.Rec.Kind == "state" && nm.Use == kb.Proper)
	}
	struck := func(ph *doc.Phrase, nm doc.Name) bool { return nm.Use == kb.Locality && !spoken(ph.Mark) }
	if pick(all[:own], located) {
		return
	}
	if !verbal(ev) && (pick(all[:own], struck) || pick(all[own:], located)) {
		return
	}
}

func standsAsPlace(m lang.Mark) bool {
	switch m {
	case lang.In, lang.At, lang.Near, lang.Loc, lang.Into:
		return true
	}
	return false
}

// spoken tells whether a phrase names a source or the one who acts.
func spoken(m lang.Mark) bool {
	return m == lang.AccTo || m == lang.Erg || m == lang.Sub || m == lang.By
}

// placeName is the name of the place itself: a capital's record is its state's.
func placeName(nm doc.Name) string {
	if nm.Use == kb.Capital && nm.Rec.Capital != "" {
		return nm.Rec.Capital
	}
	return nm.Rec.Name
}

func precision(nm doc.Name) string {
	if nm.Use == kb.Proper && nm.Rec.Kind == "state" {
		return "country"
	}
	switch nm.Rec.Kind {
	case "admin1", "region", "strip", "district", "island", "sea", "strait", "river", "mountain", "border":
		return "admin1"
	case "building", "base":
		return "point"
	}
	return "city"
}
