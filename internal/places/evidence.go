package places

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/gaz"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/text"
)

// kind of evidence, the weaker first.
type kind uint8

const (
	none    kind = iota
	table        // nothing but that the tables have the name, and no lexicon does
	located      // it stands where a place stands: in X, X-मध्ये
	line         // it opens the text as a dateline
	within       // a country or province stands beside it: X, Ukraine; युक्रेनमधील X
	noun         // a noun of places stands beside it: X शहर, the town of X
)

type evidence struct {
	kind     kind
	mark     lang.Mark
	stripped bool // the mark is an ending of the last word
	country  string
	province string // of the taluka or district that stands before the words
	unit     bool   // the noun is that of a province or district
}

func (e evidence) String() string {
	s := [...]string{"", "table", "located", "dateline", "within", "noun"}[e.kind]
	if e.country != "" {
		s += " " + e.country
	}
	return s
}

// evidence tells why tokens [first,last) may be a place.
func (f *finder) evidence(first, last int) evidence {
	var e evidence
	if f.d.Pack.Final {
		e = f.final(first, last)
	} else {
		e = f.initial(first, last)
	}
	if c := f.inside(first, last); c != "" {
		e.country = c
		if e.kind == located || !f.d.Pack.Final {
			e.kind = max(e.kind, within)
		}
	}
	if u := f.unitBefore(first); u != nil {
		e.country, e.province = u.Country, u.Admin1
		if e.kind == located {
			e.kind = within
		}
	}
	if e.kind == none && f.dateline(first, last) {
		e.kind = line
	}
	return e
}

// unitBefore is the known place by whose district or taluka it is said where the words are: वैजापूर तालुक्यातील | खंबाळा, नालंदा जिले के | हिलसा.
func (f *finder) unitBefore(first int) *kb.Record {
	if !f.d.Pack.Final || first < f.sent.First+2 {
		return nil
	}
	at := first - 1
	if f.d.Kind(at, lang.Post) != nil && f.settlement(at-1) != "" {
		at--
	}
	if n := f.settlement(at); n != "district" && n != "province" {
		return nil
	}
	for _, nm := range f.d.NamesFrom(f.sent.First) {
		if nm.First >= at {
			break
		}
		if nm.Last == at && country(nm) != "" && nm.Rec.Admin1 != "" && (nm.Use == kb.Locality || nm.Use == kb.Proper) {
			return nm.Rec
		}
	}
	return nil
}

// final is evidence in languages whose marks follow.
func (f *finder) final(first, last int) evidence {
	e := evidence{kind: table}
	if f.person(first, last) {
		e.kind = none
	}
	if n := f.settlement(last); n != "" && f.bare(last-1) {
		e.kind, e.unit = noun, n != "city" && n != "village"
		return e
	}
	if e.kind != none && f.townHouse(last) && f.bare(last-1) {
		return evidence{kind: located}
	}
	for _, a := range f.d.An[last-1] {
		if a.E == nil && placeMark(a.Mark) && a.Stem != "" && e.kind != none {
			return evidence{kind: located, mark: a.Mark, stripped: true}
		}
	}
	if f.follows(last) && f.bare(last-1) && e.kind != none {
		e.kind = located
	}
	return e
}

// initial is evidence in languages whose marks go before.
func (f *finder) initial(first, last int) evidence {
	var e evidence
	if last < f.sent.Last && f.d.Art.Tokens[last].Cap && f.d.Art.Tokens[last].Space && f.settlement(last) == "" && !f.title { // part of a longer name
		return e
	}
	if first > f.sent.First && f.d.Art.Tokens[first-1].Cap && f.d.Art.Tokens[first].Space && f.kindAt(first-1, lang.Prep) == nil {
		return e
	}
	if n := f.settlement(last); n != "" {
		return evidence{kind: noun, unit: n != "city" && n != "village"}
	}
	if first >= f.sent.First+2 && f.settlement(first-2) != "" {
		if a := f.kindAt(first-1, lang.Prep); a != nil && a.E.Mark == lang.Of {
			return evidence{kind: noun, unit: !strings.HasPrefix(f.settlement(first-2), "city")}
		}
	}
	if first > f.sent.First && !(f.title && f.noun(last)) {
		if a := f.kindAt(first-1, lang.Prep); a != nil && placeMark(a.E.Mark) {
			return evidence{kind: located, mark: a.E.Mark}
		}
	}
	if !f.title && first > f.sent.First && !f.d.Words[first].Known {
		return evidence{kind: table}
	}
	return e
}

// noun tells whether a word may be a noun that goes on a name: "Bad Loans", "Ben Stokes".
func (f *finder) noun(i int) bool {
	if i >= f.sent.Last || f.d.Art.Tokens[i].Kind != article.Word || !f.d.Art.Tokens[i].Space {
		return false
	}
	return !f.d.Words[i].Known || f.d.Words[i].Kinds.Has(lang.Noun)
}

func (f *finder) kindAt(i int, k lang.Kind) *lang.Analysis { return f.d.Kind(i, k) }

// placeMark tells whether a mark is one of place.
func placeMark(m lang.Mark) bool {
	switch m {
	case lang.In, lang.At, lang.Near, lang.Loc, lang.Into:
		return true
	}
	return false
}

// settlement is the kind of place that a noun at a token stands for, where it is one that people live in: city, district, province.
func (f *finder) settlement(i int) string {
	if i < f.sent.First || i >= f.sent.Last || !f.d.Words[i].Kinds.Has(lang.Noun) {
		return ""
	}
	for j := range f.d.An[i] {
		a := &f.d.An[i][j]
		if a.E == nil || a.E.Place == "" || a.E.Kind != lang.Noun {
			continue
		}
		kind, _, _ := strings.Cut(a.E.Place, ":")
		switch kind {
		case "city", "village", "district", "province":
			return kind
		}
	}
	return ""
}

// townHouses are the houses that have the names of the towns they serve; hospitals, schools and temples have those of people and gods.
var townHouses = map[string]bool{"port": true, "airport": true, "air_base": true, "railway_station": true, "jail": true, "police_station": true}

// townHouse tells whether a noun of such a house stands at a token: रॉस्टॉक बंदरगाह.
func (f *finder) townHouse(i int) bool {
	if i >= f.sent.Last || !f.d.Art.Tokens[i].Space {
		return false
	}
	house := func(e *lang.Entry) bool {
		kind, word, _ := strings.Cut(e.Place, ":")
		return e.Kind == lang.Noun && kind == "building" && townHouses[word]
	}
	return slices.ContainsFunc(f.d.An[i], func(a lang.Analysis) bool { return a.E != nil && house(a.E) }) ||
		slices.ContainsFunc(f.d.Words[i].Opens, func(e *lang.Entry) bool { return house(e) && f.spells(e, i) })
}

// bare tells whether a word may stand without an ending.
func (f *finder) bare(i int) bool {
	for _, a := range f.d.An[i] {
		if a.E == nil && a.Mark != lang.Nom {
			continue
		}
		return true
	}
	return true
}

// follows tells whether a postposition of place stands at a token.
func (f *finder) follows(i int) bool {
	if i >= f.sent.Last {
		return false
	}
	for _, e := range f.d.Words[i].Opens {
		if e.Kind == lang.Post && placeMark(e.Mark) && f.spells(e, i) {
			return true
		}
	}
	a := f.d.Kind(i, lang.Post)
	return a != nil && placeMark(a.E.Mark)
}

func (f *finder) spells(e *lang.Entry, i int) bool {
	if i+len(e.Toks) > f.sent.Last {
		return false
	}
	for k, t := range e.Toks {
		if f.d.Words[i+k].Norm != t {
			return false
		}
	}
	return true
}

// person tells whether the words beside these make them a person's name sooner: a word that nothing knows, or a person's, side by side.
func (f *finder) person(first, last int) bool {
	if first > f.sent.First && f.may(first-1) && f.d.Art.Tokens[first].Space {
		return !f.marked(first - 1)
	}
	if first > f.sent.First {
		for _, a := range f.d.An[first-1] {
			if a.E != nil && a.E.Agent != "" && a.E.Has(lang.Title) && a.Mark == lang.Nom {
				return true
			}
		}
	}
	if last < f.sent.Last && f.may(last) && !f.marked(last-1) {
		return true
	}
	return false
}

// marked tells whether a word ends as one with a case does.
func (f *finder) marked(i int) bool {
	for _, a := range f.d.An[i] {
		if a.Mark != lang.Nom {
			return true
		}
	}
	return false
}

// inside gives the country of a place or state that says where the words are: "X, Ukraine", युक्रेनमधील X.
func (f *finder) inside(first, last int) string {
	for _, nm := range f.d.NamesFrom(f.sent.First) {
		if nm.Last > f.sent.Last {
			break
		}
		c := country(nm)
		if c == "" {
			continue
		}
		if !f.d.Pack.Final {
			if nm.First == last+1 && f.d.Art.Tokens[last].Text == "," && (nm.Rec.Kind == "state" || strings.HasPrefix(nm.Rec.ID, "place:")) && nm.Use != kb.Demonym || f.owns(nm, first) {
				return c
			}
			continue
		}
		if f.of(nm, first) {
			return c
		}
	}
	return ""
}

// owns tells whether a town or a state has the place behind it as its own: "Karachi's Gulshan district".
func (f *finder) owns(nm doc.Name, first int) bool {
	return nm.Last == first-1 && f.d.Art.Tokens[nm.Last].Norm == "'s" && (nm.Use == kb.Locality || nm.Use == kb.Capital || nm.Use == kb.Proper && (nm.Rec.Kind == "state" || nm.Rec.Kind == "admin1" || nm.Rec.Kind == "region"))
}

// of tells whether a name before token first says where that is: युक्रेनमधील X, पाकिस्तानच्या X, पाकिस्तान के X. In the genitive only states and provinces do.
func (f *finder) of(nm doc.Name, first int) bool {
	land := nm.Use == kb.Proper && nm.Rec.Kind == "state" || nm.Rec.Kind == "admin1"
	fits := func(m lang.Mark) bool { return placeMark(m) || m == lang.Gen && land }
	switch {
	case nm.Last == first && f.d.Art.Tokens[first].Space:
		return slices.ContainsFunc(f.d.An[nm.Last-1], func(a lang.Analysis) bool { return a.Attr && (fits(a.Mark) || fits(a.Mark2)) })
	case nm.Last == first-1:
		a := f.d.Kind(first-1, lang.Post)
		return a != nil && (a.E.Has(lang.AttrFlag) || a.E.Mark == lang.Gen) && fits(a.E.Mark) ||
			slices.ContainsFunc(f.d.Words[first-1].Opens, func(e *lang.Entry) bool {
				return e.Kind == lang.Post && len(e.Toks) == 1 && e.Has(lang.AttrFlag) && fits(e.Mark)
			})
	}
	return false
}

// dateline tells whether words open the text as a dateline does: before a bracket or a comma, with a dash or colon soon after; or several words, with
// one of those right behind ("UBON RATCHATHANI: …"): one word so may be who speaks.
func (f *finder) dateline(first, last int) bool {
	if f.si > 0 || first != f.sent.First || last+1 >= f.sent.Last {
		return false
	}
	end := min(f.sent.Last-1, last+datelineMax)
	if t := f.d.Art.Tokens[last].Text; t != "," && t != "(" {
		if last-first < 2 || f.sent.Headline || f.title {
			return false
		}
		end = min(end, last+1)
	}
	for i := last; i < end; i++ {
		t := &f.d.Art.Tokens[i]
		if t.Kind == article.Punct && (t.Text == ":" || t.Space && f.d.Art.Tokens[i+1].Space && (t.Text == "-" || t.Text == "–" || t.Text == "—")) {
			return true
		}
	}
	return false
}

const datelineMax = 9

// The least that a candidate needs with each kind of evidence.
const (
	soundMax  = .08    // how unlike a sound may be
	alikeMax  = .02    // in a country that the text does not speak of
	longMax   = .04    // the same, of a longer name
	closeMax  = .04    // with evidence that is not the best
	townMin   = 15_000 // people in a place that only sounds alike, or that stands in a country that the text does not speak of
	smallMin  = 3      // consonants of a name that is found by sound
	largeMin  = 100_000
	shortMax  = 4 // letters of another name of a town, in a country that the text does not speak of
	villageOK = 1_000
)

// enough tells whether the evidence is enough for a candidate.
func (f *finder) enough(c gaz.Candidate, first, last int, why evidence) bool {
	known := false
	for i := first; i < last; i++ {
		known = known || f.d.Words[i].Known
	}
	named := f.text[c.Country] > 0 || why.country == c.Country
	if why.country != "" && c.Country != why.country || why.province != "" && c.Admin1 != "" && c.Admin1 != why.province {
		return false
	}
	unit := strings.HasPrefix(c.Class, "ADM")
	if unit && why.kind == noun && !why.unit || unit && why.kind < noun && c.Spelling != text.Fold(c.Name) {
		return false
	}
	if unit && (why.kind == table || !why.unit && why.kind < within && !c.Exact) {
		return false
	}
	home := c.Country == f.d.Pack.Home
	if c.Exact {
		switch {
		case known:
			return why.kind >= located && c.Population >= largeMin && !f.title && first > f.sent.First
		case why.kind == table && !f.d.Pack.Final:
			return c.Population >= largeMin && named || c.Population >= 10*largeMin
		case why.kind == table:
			return (c.Population >= 5*largeMin || home && c.Population >= townMin || named && strings.HasPrefix(c.Class, "PPLA")) && !f.ordinary(last-1, why)
		}
		if !named && !home && len([]rune(c.Spelling)) <= shortMax && text.Fold(c.Name) != c.Spelling {
			return false // a village by a name as short as one of a town elsewhere
		}
		return c.Population >= townMin || named || home
	}
	if known || !f.d.Pack.Final {
		return false
	}
	if first > f.sent.First && f.d.Art.Tokens[first].Space && f.may(first-1) && !f.marked(first-1) {
		return false // the end of a longer name: रेहुआ मंसूर गांव
	}
	near := false
	switch why.kind {
	case noun, within:
		if why.kind == noun && !named && !home && (c.Population < largeMin || c.Distance > alikeMax) {
			return false // a village that sounds like a town of a country that the text does not speak of
		}
		near = c.Distance <= soundMax && (c.Population >= townMin || named || c.Distance <= closeMax && c.Population >= villageOK)
	case located, line:
		near = named && (c.Distance <= closeMax || c.Distance <= soundMax && c.Population >= townMin) ||
			c.Population >= largeMin && !c.Turned && (c.Distance <= alikeMax || c.Distance <= longMax && len(gaz.Key(c.Spelling)) > smallMin) || c.Population >= 3*largeMin && !c.Turned && c.Distance <= closeMax
	}
	return near && (c.Population >= largeMin || len(gaz.Key(c.Spelling)) >= smallMin) && !(why.kind < noun && f.ordinary(last-1, why))
}

// ordinary tells whether a word, or what is left of it without its ending, is one of the language's own.
func (f *finder) ordinary(i int, why evidence) bool {
	code := f.d.Pack.Code
	if f.d.Gaz.Ordinary(code, f.d.Art.Tokens[i].Norm) {
		return true
	}
	for _, a := range f.d.An[i] {
		if why.stripped && a.E == nil && a.Mark == why.mark && f.d.Gaz.Ordinary(code, a.Stem) {
			return true
		}
	}
	return false
}
