package coder

import (
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
)

// grain is how exact a place is: a state, a part of one, a town, a site.
func (sp *spot) grain() int {
	switch sp.precision() {
	case "country":
		return 0
	case "admin1":
		return 1
	case "city":
		switch {
		case sp.kind == "road" && sp.nm.Rec != nil && (sp.strange || sp.long()): // between two towns, or leading to one
			return 1
		case sp.kind == "building" || sp.kind == "road" || sp.site:
			return 3
		}
		return 2
	}
	return 3
}

// long tells whether a road is a highway, which leads to the town whose name it has and may be far from it.
func (sp *spot) long() bool { return strings.HasSuffix(sp.word, "way") }

// precision tells how exact the coordinates are, not the words: of "Mogadishu airport" where only the town is known, those of the town.
func (sp *spot) precision() string {
	if sp.nm.Rec == nil {
		if (sp.kind == "district" || sp.kind == "province" || sp.kind == "region") && (sp.within == nil || sp.within.grain() < 2) { // "Karachi's Gulshan district" is in the town
			return "admin1"
		}
		return "city"
	}
	if sp.nm.Use == kb.Metonym {
		return "city"
	}
	if sp.nm.Rec.Kind == "state" && sp.nm.Use != kb.Capital {
		if sp.kind == "road" || sp.kind == "capital" { // but "a US base" is anywhere
			return "city"
		}
		return "country"
	}
	if sp.kind == "district" || sp.kind == "province" {
		return "admin1"
	}
	return precision(sp.nm)
}

// record is what the event says of its place.
func (c *placer) record(sp *spot) article.Place {
	out := article.Place{Span: c.d.Span(sp.first, sp.last), Precision: sp.precision()}
	if sp.nm.Rec == nil {
		out.Name = c.printed(sp)
		w := sp.within
		if w == nil && (sp.kind == "road" || sp.kind == "part" || sp.kind == "building") {
			w = c.townBefore(sp)
		}
		if w != nil {
			r := c.record(w)
			if w.grain() >= 2 && w.nm.Rec != nil { // "in Jakarta's Chinatown": no nearer is known than where Jakarta is
				r.Span, r.Name, r.GeoNames = out.Span, out.Name, 0
				return r
			}
			out.Country, out.Admin1 = r.Country, r.Admin1
			if out.Admin1 == "" && r.Precision == "admin1" {
				out.Admin1 = r.Name
			}
		} else {
			out.Country = c.countryOf(sp)
		}
		return out
	}
	rec := sp.nm.Rec
	if sp.nm.Use == kb.Metonym { // the White House
		if t := c.d.Text(sp.first, sp.last); t != "" && t[0] < 0x80 {
			out.Name = t
		}
		out.Country = rec.Country
		return out
	}
	if sp.nm.Use == kb.Capital || sp.kind == "capital" && rec.Kind == "state" && rec.Capital != "" {
		out.Name, out.Country = rec.Capital, rec.Country
		for _, o := range sp.nm.Others { // the town: Yangon is not Naypyidaw, though the government was meant by both
			if strings.HasPrefix(o.ID, "place:") && o.Country == rec.Country {
				out.Name, out.Admin1, out.Lat, out.Lon, out.HasPoint, out.GeoNames = o.Name, o.Admin1, o.Lat, o.Lon, o.HasPoint, o.GeoNames
				break
			}
		}
	} else {
		rec = atlas(sp.nm)
		out.Name, out.Country, out.Admin1, out.Lat, out.Lon, out.HasPoint, out.GeoNames = rec.Name, rec.Country, rec.Admin1, rec.Lat, rec.Lon, rec.HasPoint, rec.GeoNames
	}
	if out.Country == "" && sp.within != nil && sp.within.nm.Rec != nil {
		out.Country = sp.within.nm.Rec.Country
	}
	out.Name = c.titled(sp, out.Name)
	return out
}

// townBefore is the town in which a crossing or a quarter lies that its sentence leaves out: the last one that the text names before.
func (c *placer) townBefore(sp *spot) *spot {
	for k := len(c.spots) - 1; k >= 0; k-- {
		o := &c.spots[k]
		if o.first >= sp.first || o.strange || o.nm.Rec == nil || o.grain() > 2 {
			continue
		}
		if o.grain() < 2 || c.sentence(sp.first)-c.sentence(o.first) > scenesMax {
			return nil
		}
		return o
	}
	return nil
}

// printed is the name of a place that no table has, in Latin letters, with the English word for the noun of place behind it.
func (c *placer) printed(sp *spot) string {
	t := c.d.Text(sp.first, sp.last)
	if t == "" || t[0] < 0x80 {
		return t
	}
	last := sp.last
	if last > sp.first+1 && sp.kind != "" && sp.word != "" {
		last--
	}
	var name []string
	for i := sp.first; i < last; i++ {
		if tok := &c.d.Art.Tokens[i]; tok.Kind == article.Word {
			name = append(name, gaz.Latin(c.stem(i)))
		}
	}
	if last < sp.last {
		name = append(name, sp.word)
	}
	return strings.Join(name, " ")
}

// stem is a word without the ending that says where, or of what.
func (c *placer) stem(i int) string {
	for _, a := range c.d.An[i] {
		if a.E == nil && a.Stem != "" && (a.Mark == lang.Gen || inPlace(a.Mark)) {
			if d := c.d.Pack.Direct(a.Stem); len(d) > 0 {
				return d[0]
			}
			return a.Stem
		}
	}
	for _, a := range c.d.An[i] { // a word of the language in a name: कसारा घाटात
		if a.E != nil && a.E.Kind == lang.Noun && !a.E.Phrase() && (a.Mark == lang.Gen || inPlace(a.Mark)) {
			return a.E.Word
		}
	}
	return c.d.Art.Tokens[i].Norm
}

// atlas is the record of a place that has coordinates, where a name is that of a party as well: Gaza.
func atlas(nm doc.Name) *kb.Record {
	if !nm.Rec.HasPoint && nm.Rec.Kind != "state" {
		for _, o := range nm.Others {
			if o.HasPoint && o.Country == nm.Rec.Country {
				return o
			}
		}
	}
	return nm.Rec
}

// titled adds to a name the English word for the noun of place behind it, where the name itself has it not.
func (c *placer) titled(sp *spot, name string) string {
	switch sp.kind {
	case "district", "building", "road":
	case "province":
		if sp.nm.Rec.Kind == "admin1" || sp.nm.Rec.Kind == "state" {
			return name
		}
	default:
		return name
	}
	if sp.kind == "road" && sp.strange { // the Mumbai-Ahmedabad highway
		if o := c.d.At[sp.first]; o >= 0 && c.d.Names[o].First == sp.first {
			name = placeName(c.d.Names[o]) + "-" + name
		}
	}
	if sp.word == "" || strings.HasSuffix(strings.ToLower(name), strings.ToLower(sp.word)) || sp.nm.Rec.Kind == "state" && sp.nm.Use != kb.Capital {
		return name
	}
	return name + " " + sp.word
}
