// Package sign says what of events and articles can be asked for by filters, and counted: their signs. Numbering and keeping them is the business of
// index, counting them that of tally.
package sign

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/words"
)

// A Sign is something that filters ask for: a type, a publisher, a country that acts. The table of signs gives each a number, for ever; the faces
// of events are made of those numbers. Signs of names are also found by their words.
type Sign struct {
	Kind  string
	Value string
}

// The kinds of signs. A party's kind goes before its country, its sector after a stroke, both, or the folded words of its name. The rows of
// counts are signs too: what they say of a place or a party stands in the value (placeValue, partyValue).
const (
	Type           = "type"
	Mode           = "mode"
	Quad           = "quad"
	Status         = "status"
	Language       = "language"
	Publisher      = "publisher"
	Disagreement   = "disagreement" // without a value: there is one
	Defect         = "defect"       // of an article; without a value: there is one
	Actor          = "actor"
	Recipient      = "recipient"
	Country        = "country" // of the place
	ActorName      = "actor name"
	RecipientName  = "recipient name"
	PlaceName      = "place name"
	Place          = "place"
	Party          = "party" // that the event is held to have, in either role
	ActorParty     = "actor party"
	RecipientParty = "recipient party"
)

// Code is a kind as faces have it, for ever.
func Code(kind string) uint8 { return codes[kind] }

// codes begin at 1. Blocks have signs in this order: what filters ask most comes first.
var codes = func() map[string]uint8 {
	m := map[string]uint8{}
	for i, k := range []string{Type, Mode, Quad, Status, Language, Publisher, Disagreement, Defect, Actor, Recipient, Country,
		ActorName, RecipientName, PlaceName, Place, Party, ActorParty, RecipientParty} {
		m[k] = uint8(i + 1)
	}
	return m
}()

// nameMax bounds the words of a name by which it is found.
const nameMax = 16

// String tells signs apart.
func (s Sign) String() string { return s.Kind + " " + s.Value }

// Named tells whether signs of a kind are found by their words.
func Named(kind string) bool { return strings.HasSuffix(kind, " name") }

// Name is a name as its sign has it: its folded words.
func Name(s string) string {
	var list []string
	for _, line := range words.Cut(s) {
		list = append(list, line...)
	}
	return strings.Join(list[:min(len(list), nameMax)], " ")
}

// Of gives the signs of an event, some perhaps twice.
func Of(e *store.Event) (list []Sign) {
	add := func(kind string, values ...string) {
		for _, v := range values {
			list = append(list, Sign{kind, v})
		}
	}
	addName := func(kind, s string) {
		if s = Name(s); s != "" {
			add(kind, s)
		}
	}
	add(Type, e.Type)
	add(Mode, e.Modes...)
	add(Quad, strconv.Itoa(e.Quad))
	add(Status, string(e.Status))
	add(Language, e.Languages...)
	add(Publisher, e.Publishers...)
	if len(e.Disagreements) > 0 {
		add(Disagreement, append([]string{""}, e.Disagreements...)...)
	}
	for _, p := range e.Parties {
		kind, nameKind := Actor, ActorName
		if p.Role == recipient {
			kind, nameKind = Recipient, RecipientName
		}
		if p.Country != "" {
			add(kind, p.Country)
		}
		if p.Sector != "" {
			add(kind, "/"+p.Sector, p.Country+"/"+p.Sector)
		}
		addName(nameKind, p.Name)
		if value := partyValue(&p); value != "" {
			add(Party, value)
			add(kind+" party", value)
		}
	}
	if p := e.Place; p != nil {
		if p.Country != "" {
			add(Country, p.Country)
		}
		for _, s := range []string{p.Name, p.Text, p.Admin1} {
			addName(PlaceName, s)
		}
		if value := placeValue(p); value != "" {
			add(Place, value)
		}
	}
	return list
}

// OfArticle gives the signs of an article, with the kinds of its defects. Each has one publisher and one language, be they empty.
func OfArticle(a *store.Article, defects map[string]int) []Sign {
	list := []Sign{{Publisher, a.Publisher}, {Language, a.Language}}
	if a.Defects > 0 || len(defects) > 0 {
		list = append(list, Sign{Defect, ""})
	}
	for _, k := range slices.Sorted(maps.Keys(defects)) {
		list = append(list, Sign{Defect, k})
	}
	return list
}

// recipient is the role of store.EventParty that is not actor.
const recipient = "recipient"

// partyValue is what a row of counts says of a party that its event is held to have; empty where it is none, or nothing is known of it.
func partyValue(p *store.EventParty) string {
	key := p.Key
	if key == "" && (p.Country != "" || p.Sector != "") {
		key = p.Country + "/" + p.Sector // as an older program has kept it
	}
	if !p.Agreed || key == "" {
		return ""
	}
	name := ""
	if strings.Contains(key, ":") {
		name = p.Name
	}
	return line(key, p.Country, p.Sector, name)
}

// ReadParty reads the value of a sign of a party.
func ReadParty(value string) *store.Party {
	f := strings.SplitN(value, "\t", 4)
	return &store.Party{Key: f[0], Country: f[1], Sector: f[2], Name: f[3]}
}

// placeValue is what a row of counts says of a place; empty where neither name nor country is known.
func placeValue(p *article.Spot) string {
	name, at := p.Name, ""
	if name == "" {
		name = p.Text
	}
	if name == "" && p.Country == "" {
		return ""
	}
	if p.Lat != nil && p.Lon != nil {
		at = number(*p.Lat) + " " + number(*p.Lon)
	}
	return line(name, p.Country, p.Admin1, p.Precision, strconv.Itoa(p.GeoNames), at)
}

// ReadPlace reads the value of a sign of a place.
func ReadPlace(value string) *store.Place {
	f := strings.SplitN(value, "\t", 6)
	p := &store.Place{Name: f[0], Country: f[1], Admin1: f[2], Precision: f[3]}
	p.GeoNames, _ = strconv.Atoi(f[4])
	if lat, lon, ok := strings.Cut(f[5], " "); ok {
		p.Lat, p.Lon = degrees(lat), degrees(lon)
	}
	return p
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

func degrees(s string) *float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &f
}

// line joins fields, in which a tab is a blank.
func line(fields ...string) string {
	for i, f := range fields {
		fields[i] = strings.ReplaceAll(f, "\t", " ")
	}
	return strings.Join(fields, "\t")
}

// Key is what a value begins with: of a party its key, of all else but places the whole.
func Key(value string) string {
	key, _, _ := strings.Cut(value, "\t")
	return key
}

// Fold gives the words by which a value is named, its parts apart.
func Fold(kind uint8, value string) string {
	if kind == codes[Place] {
		value = strings.Join(strings.SplitN(value, "\t", 4)[:3], "\t") // name, country and region
	}
	var b strings.Builder
	for part := range strings.SplitSeq(value, "\t") {
		b.WriteString(words.Gap)
		for _, line := range words.Cut(part) {
			b.WriteString(" " + strings.Join(line, " "))
		}
	}
	return b.String()
}
