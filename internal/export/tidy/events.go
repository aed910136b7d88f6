package tidy

import (
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/export/rows"
)

// Tables are bakhar's own, each a file of a tidy export.
var Tables = []Table{
	Define("events", "One row an event: what its independent sources agree on, and how many they are", false, eventColumns, func(e *rows.Event, row func(*rows.Event)) { row(e) }),
	Define("parties", "One row an actor or recipient of an event", false, partyColumns, eachParty),
	Define("reports", "One row a report: one article's telling of one event, as corrections leave it", true, reportColumns, eachReport),
	Define("quantities", "One row a count or amount in a report, with its words", true, quantityColumns, eachQuantity),
}

var eventColumns = []Column[*rows.Event]{
	{"event_id", Text, "id of the event, that of its best witness among the reports", func(c *Cells, e *rows.Event) { c.Code(e.Row.ID) }},
	{"date", Day, "first day of the event; empty where nothing tells it", func(c *Cells, e *rows.Event) { c.Day(e.Head.Date) }},
	{"enddate", Day, "last day; that of date for an event of one day", func(c *Cells, e *rows.Event) { c.Day(e.Head.EndDate) }},
	{"date_basis", Text, "told: a text tells the day · vague: only a longer stretch is told · published: none is told, the first day of publication stands for it", func(c *Cells, e *rows.Event) { c.Code(e.Head.DateBasis) }},
	{"date_certainty", Float, "of the sources that tell any day, the share whose days fit; 0 where none tells any", func(c *Cells, e *rows.Event) { c.Float(e.Head.DateShare) }},
	{"type", Text, "PLOVER type", func(c *Cells, e *rows.Event) { c.Code(e.Row.Type) }},
	{"mode", List, "PLOVER modes, the best supported first", func(c *Cells, e *rows.Event) { c.List(e.Head.Mode) }},
	{"context", List, "PLOVER contexts", func(c *Cells, e *rows.Event) { c.List(e.Head.Context) }},
	{"quad", Int, "quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", func(c *Cells, e *rows.Event) { c.Count(e.Head.Quad) }},
	{"scale", Float, "conflict to cooperation, −10 to +10, by type and mode", func(c *Cells, e *rows.Event) { c.Float(e.Head.Scale) }},
	{"status", Text, "actual, planned, hypothetical, negated or historical. Only actual and historical ones happened", func(c *Cells, e *rows.Event) { c.Code(string(e.Head.Status)) }},
	{"actor_country", Text, "country of the best supported actor: ISO 3166 alpha-3, or PLOVER's code of a body between states", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Actor).Country) }},
	{"actor_sector", Text, "its PLOVER sector", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Actor).Sector) }},
	{"actor_name", Text, "its name, where the gazetteer knows it", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Actor).Name) }},
	{"recipient_country", Text, "as actor_country, of the best supported recipient", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Recipient).Country) }},
	{"recipient_sector", Text, "its PLOVER sector", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Recipient).Sector) }},
	{"recipient_name", Text, "its name, where the gazetteer knows it", func(c *Cells, e *rows.Event) { c.Text(first(e.Head.Recipient).Name) }},
	{"actors", Int, "number of actors; all of them stand in parties", func(c *Cells, e *rows.Event) { c.Count(len(e.Head.Actor)) }},
	{"recipients", Int, "number of recipients", func(c *Cells, e *rows.Event) { c.Count(len(e.Head.Recipient)) }},
	{"place", Text, "where it was, in English, or in Latin letters where no table has it", func(c *Cells, e *rows.Event) { c.Text(place(e).Name) }},
	{"place_country", Text, "country of the place, ISO 3166 alpha-3; empty for what belongs to no state", func(c *Cells, e *rows.Event) { c.Text(place(e).Country) }},
	{"admin1", Text, "state or province of the place", func(c *Cells, e *rows.Event) { c.Text(place(e).Admin1) }},
	{"lat", Float, "degrees north, WGS 84, exact as precision says", func(c *Cells, e *rows.Event) { c.Number(place(e).Lat) }},
	{"lon", Float, "degrees east", func(c *Cells, e *rows.Event) { c.Number(place(e).Lon) }},
	{"precision", Text, "how exact the point is: point, city, admin1 or country. That of a country stands for all of it", func(c *Cells, e *rows.Event) { c.Code(place(e).Precision) }},
	{"geonames_id", Int, "number of the place at GeoNames", func(c *Cells, e *rows.Event) { c.known(place(e).GeoNames) }},
	{"dead_min", Float, "dead: the lowest figure that any account last told; empty where none tells a lower bound", func(c *Cells, e *rows.Event) { c.Number(figure(e, "dead").Min) }},
	{"dead_max", Float, "dead: the highest; empty where none tells an upper bound", func(c *Cells, e *rows.Event) { c.Number(figure(e, "dead").Max) }},
	{"injured_min", Float, "injured: lowest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "injured").Min) }},
	{"injured_max", Float, "injured: highest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "injured").Max) }},
	{"arrested_min", Float, "arrested: lowest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "arrested").Min) }},
	{"arrested_max", Float, "arrested: highest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "arrested").Max) }},
	{"displaced_min", Float, "displaced: lowest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "displaced").Min) }},
	{"displaced_max", Float, "displaced: highest", func(c *Cells, e *rows.Event) { c.Number(figure(e, "displaced").Max) }},
	{"reports", Int, "number of reports", func(c *Cells, e *rows.Event) { c.Count(e.Head.Counts.Reports) }},
	{"articles", Int, "number of articles that they stand in", func(c *Cells, e *rows.Event) { c.Count(e.Head.Counts.Articles) }},
	{"publishers", Int, "number of publishers", func(c *Cells, e *rows.Event) { c.Count(e.Head.Counts.Publishers) }},
	{"independent_sources", Int, "number of independent sources: copies, translations and one agency's texts are one", func(c *Cells, e *rows.Event) { c.Count(e.Head.Counts.Sources) }},
	{"languages", List, "languages of the articles, ISO 639-1", func(c *Cells, e *rows.Event) { c.List(e.Row.Languages) }},
	{"disagreements", List, "kinds of disagreement between the accounts: denied, responsibility, figure, date, place", func(c *Cells, e *rows.Event) { c.List(e.Row.Disagreements) }},
	{"confidence", Float, "0 to 1: how often events that look like this one are right", func(c *Cells, e *rows.Event) { c.Float(e.Head.Confidence) }},
	{"corrected", Bool, "an analyst has accepted or edited one of its reports", func(c *Cells, e *rows.Event) { c.Bool(e.Row.Corrected) }},
	{"first_published", Text, "first publication, as its source told it: a day, or RFC 3339 with the zone", func(c *Cells, e *rows.Event) { c.Text(e.Head.First) }},
	{"last_published", Text, "last publication", func(c *Cells, e *rows.Event) { c.Text(e.Head.Last) }},
}

func (c *Cells) known(n int) {
	if n == 0 {
		c.Empty()
		return
	}
	c.Count(n)
}

func first(ps []accounts.Party) accounts.Party {
	if len(ps) == 0 {
		return accounts.Party{}
	}
	return ps[0]
}

func place(e *rows.Event) accounts.Place {
	if e.Head.Loc == nil {
		return accounts.Place{}
	}
	return *e.Head.Loc
}

// figure is an event's figure of people of a kind.
func figure(e *rows.Event, kind string) accounts.Range {
	for _, f := range e.Head.Figures {
		if f.Kind == kind {
			return f
		}
	}
	return accounts.Range{}
}

// Bounds gives the lowest and the highest figure of a kind that the accounts of an event last told; nil where none tells such a bound.
func Bounds(e *rows.Event, kind string) (lowest, highest *float64) {
	f := figure(e, kind)
	return f.Min, f.Max
}

// party is an actor or recipient of an event.
type party struct {
	event  *rows.Event
	role   string
	number int
	accounts.Party
}

func eachParty(e *rows.Event, row func(*party)) {
	for i, p := range e.Head.Actor {
		row(&party{e, "actor", i + 1, p})
	}
	for i, p := range e.Head.Recipient {
		row(&party{e, "recipient", i + 1, p})
	}
}

var partyColumns = []Column[*party]{
	{"event_id", Text, "the event", func(c *Cells, p *party) { c.Code(p.event.Row.ID) }},
	{"role", Text, "actor (who did it; of a mutual act all who took part) or recipient (to whom)", func(c *Cells, p *party) { c.Code(p.role) }},
	{"number", Int, "its place in the list of that role, from 1, the best supported first", func(c *Cells, p *party) { c.Count(p.number) }},
	{"key", Text, "the same for a party in all languages and events: wd:Q… or kb:… from the gazetteer, else country and sector, else its words", func(c *Cells, p *party) { c.Text(p.Key) }},
	{"name", Text, "name in English, where the gazetteer knows it", func(c *Cells, p *party) { c.Text(p.Name) }},
	{"wikidata_id", Text, "number at Wikidata", func(c *Cells, p *party) { c.Text(p.Wikidata) }},
	{"country", Text, "ISO 3166 alpha-3, or PLOVER's code of a body between states", func(c *Cells, p *party) { c.Text(p.Country) }},
	{"sector", Text, "PLOVER sector", func(c *Cells, p *party) { c.Text(p.Sector) }},
	{"other_sectors", List, "further PLOVER sectors", func(c *Cells, p *party) { c.List(p.Others) }},
	{"office", Text, "the office it held on the day", func(c *Cells, p *party) { c.Text(p.Role) }},
	{"words", List, "how the texts name it, one a language, in the order of languages' codes", func(c *Cells, p *party) { c.List(words(p.Text)) }},
	{"reports", Int, "number of reports that name it in this role", func(c *Cells, p *party) { c.Count(p.Reports) }},
	{"independent_sources", Int, "number of independent sources that do", func(c *Cells, p *party) { c.Count(p.Sources) }},
}

// words gives the words of each language, with its code: "mr:पुतीन".
func words(text map[string]string) (list []string) {
	for _, l := range SortedKeys(text) {
		list = append(list, l+":"+strings.TrimSpace(text[l]))
	}
	return list
}

// EventColumns are the columns of the table events, for tables that have more.
func EventColumns() []Column[*rows.Event] { return slices.Clone(eventColumns) }
