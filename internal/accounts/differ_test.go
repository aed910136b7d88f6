package accounts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// The parts that tellings are made of. A figure's words are its number.
func by(p article.Party) func(*Telling) {
	return func(t *Telling) { t.Report.Attribution = append(t.Report.Attribution, article.Attribution{Party: p}) }
}

func actor(ps ...article.Party) func(*Telling) {
	return func(t *Telling) { t.Report.Actors = append(t.Report.Actors, ps...) }
}

func recipient(ps ...article.Party) func(*Telling) {
	return func(t *Telling) { t.Report.Recipients = append(t.Report.Recipients, ps...) }
}

func party(country, sector, words string) article.Party {
	return article.Party{Country: country, Sector: sector, Words: article.Words{Text: words, End: len(words)}}
}

func person(wikidata, name, country, sector, words string) article.Party {
	p := party(country, sector, words)
	p.Wikidata, p.Name = wikidata, name
	return p
}

func amount(kind string, low, high float64) func(*Telling) {
	return func(t *Telling) {
		q := article.Amount{Kind: kind, Unit: "person", Words: article.Words{Text: fmt.Sprint(low, "-", high), End: 3}}
		if low >= 0 {
			q.Min = &low
		}
		if high >= 0 {
			q.Max = &high
		}
		t.Report.Quantities = append(t.Report.Quantities, q)
	}
}

func dead(n float64) func(*Telling) { return amount("dead", n, n) }

func atLeast(kind string, n float64) func(*Telling) { return amount(kind, n, -1) }

func on(start, end string) func(*Telling) {
	return func(t *Telling) {
		t.Report.Date = article.Interval{Start: day(start), End: day(end)}
		t.Report.DateText = &article.Words{Text: start, Start: 1, End: 5}
	}
}

func at(name, country, precision string, lat, lon float64) func(*Telling) {
	return func(t *Telling) {
		t.Report.Place = &article.Spot{Name: name, Country: country, Precision: precision, Lat: &lat, Lon: &lon, Words: article.Words{Text: name, End: len(name)}}
	}
}

func within(admin1 string) func(*Telling) { return func(t *Telling) { t.Report.Place.Admin1 = admin1 } }

func status(s article.Status) func(*Telling) { return func(t *Telling) { t.Report.Status = s } }

func group(g string) func(*Telling) { return func(t *Telling) { t.Article.Group = g } }

func typed(typ plover.Type, modes ...string) func(*Telling) {
	return func(t *Telling) { t.Report.Type, t.Report.Modes = typ, modes }
}

var (
	ukraineArmy   = party("UKR", "MIL", "Ukraine's army")
	ukrainePolice = party("UKR", "COP", "police")
	governor      = party("UKR", "GOV", "the governor")
	russiaMoD     = party("RUS", "GOV", "the defence ministry in Moscow")
	russiaArmy    = party("RUS", "MIL", "Russian forces")
	rebels        = party("SDN", "REB", "the rebels")
	sudanArmy     = party("SDN", "MIL", "the army")
	doctors       = party("SDN", "MED", "a doctors' network")
	gunmen        = party("SDN", "UAF", "gunmen")
	officials     = party("", "GOV", "officials")
	reuters       = person("Q130879", "Reuters", "GBR", "JRN", "Reuters")
	tass          = person("Q223799", "TASS", "RUS", "JRN", "TASS")
)

// told gives the kinds of disagreement with the sides of each position: "figure dead: A, B | C".
func toldBy(c Card) string {
	var out []string
	for _, d := range c.Disagreements {
		var ps []string
		for _, p := range d.Positions {
			var sides []string
			for _, s := range p.Sides {
				sides = insert(sides, strings.TrimPrefix(s.Side, "publisher:"))
			}
			ps = insert(ps, strings.Join(sides, ", "))
		}
		out = append(out, strings.TrimSpace(d.Kind+" "+d.Of)+": "+strings.Join(ps, " | "))
	}
	return strings.Join(out, "; ")
}

func TestDisagreements(t *testing.T) {
	const mon, tue, wed = "2026-03-02", "2026-03-03", "2026-03-04"
	f := func(what, want string, ts ...Telling) {
		t.Helper()
		c := Assemble(ts)
		if got := toldBy(c); got != want {
			t.Errorf("%s:\n got %q\nwant %q", what, got, want)
		}
	}
	// what is a disagreement
	f("one says it happened, the accused that it did not", "denied: RUS | UKR",
		tell("a", "A", "en", tue, by(governor), actor(russiaArmy)), tell("b", "B", "mr", tue, by(russiaMoD), actor(russiaArmy), status(article.Negated)))
	f("a paper in its own voice against a denial in the same article", "denied: RUS | a",
		tell("a", "A", "en", tue, actor(russiaArmy)), tell("a", "A", "en", tue, by(russiaMoD), status(article.Negated), func(t *Telling) { t.Report.ID = "r-a2" }))
	f("each says that the other did it", "responsibility: SDN | SDN/REB",
		tell("a", "A", "en", tue, by(sudanArmy), actor(rebels)), tell("b", "B", "hi", tue, by(rebels), actor(sudanArmy)))
	f("two parties count differently, on whatever day they speak", "figure dead: RUS | UKR",
		tell("a", "A", "en", mon, by(governor), dead(12)), tell("b", "B", "mr", wed, by(russiaMoD), dead(40)))
	f("two papers of one day", "figure dead: a | b", tell("a", "A", "en", tue, dead(7)), tell("b", "B", "hi", tue, dead(9)))
	f("at least so many, against fewer", "figure dead: SDN | SDN/MED",
		tell("a", "A", "en", tue, by(doctors), atLeast("dead", 30)), tell("b", "B", "en", tue, by(sudanArmy), dead(24)))
	f("a later count by somebody unnamed that is lower", "figure dead: a | b", tell("a", "A", "en", mon, dead(12)), tell("b", "B", "en", wed, dead(9)))
	f("two days, both told", "date: RUS | UKR",
		tell("a", "A", "en", wed, by(governor), on(mon, mon)), tell("b", "B", "mr", wed, by(russiaMoD), on(tue, tue)))
	f("in whose waters", "place: IRN | OMN",
		tell("a", "A", "en", tue, by(party("IRN", "GOV", "Iran")), at("Sirik", "IRN", "city", 26.5, 57.1)), tell("b", "B", "en", tue, by(party("OMN", "GOV", "Oman")), at("Oman", "OMN", "country", 21, 57)))
	f("two places", "place: IRN | OMN",
		tell("a", "A", "en", tue, by(party("IRN", "GOV", "Iran")), at("Sirik", "IRN", "city", 26.5, 57.1)), tell("b", "B", "en", tue, by(party("OMN", "GOV", "Oman")), at("Khasab", "OMN", "city", 26.18, 56.25)))
	f("a government and its opposition", "figure person: IND | IND/OPP",
		tell("a", "A", "en", tue, by(party("IND", "COP", "police")), amount("person", 4000, 4000)), tell("b", "B", "mr", tue, by(party("IND", "OPP", "the opposition")), amount("person", 15000, 15000)))

	// what is none
	f("a plan and the act", "", tell("a", "A", "en", mon, by(russiaMoD), status(article.Planned)), tell("b", "B", "en", tue))
	f("one party's early and late figure", "", tell("a", "A", "en", mon, by(governor), dead(7)), tell("b", "B", "mr", wed, by(governor), dead(9)))
	f("two organs of one state", "", tell("a", "A", "en", tue, by(ukrainePolice), dead(7)), tell("b", "B", "en", tue, by(governor), dead(9)))
	f("at least so many, and more", "", tell("a", "A", "en", tue, by(governor), atLeast("dead", 7)), tell("b", "B", "mr", tue, by(russiaMoD), dead(9)))
	f("papers of later days tell more", "", tell("a", "A", "en", mon, dead(7)), tell("b", "B", "hi", wed, dead(9)))
	f("dead and injured are two things", "", tell("a", "A", "en", tue, by(governor), dead(7)), tell("b", "B", "en", tue, by(russiaMoD), amount("injured", 9, 9)))
	f("a figure and its parts", "", tell("a", "A", "en", tue, by(governor), dead(5)), tell("b", "B", "en", tue, by(russiaMoD), dead(3), dead(2)))
	f("a round figure", "", tell("a", "A", "en", tue, by(governor), dead(200)), tell("b", "B", "en", tue, by(russiaMoD), dead(206)))
	f("a day within a week", "", tell("a", "A", "en", wed, by(governor), on(mon, mon)), tell("b", "B", "hi", wed, by(russiaMoD), on("2026-03-01", "2026-03-07")))
	f("a day that only publication tells", "", tell("a", "A", "en", mon, by(governor)), tell("b", "B", "hi", tue, by(russiaMoD), on(tue, tue)))
	f("a day to come is no day of what has happened", "", tell("a", "A", "en", tue, on(mon, mon)), tell("b", "B", "hi", tue, on("2026-03-09", "2026-03-09")))
	f("a country that a paper names beside the act", "", tell("a", "A", "en", tue, at("Kuala Lumpur", "MYS", "city", 3.14, 101.7)), tell("b", "B", "hi", tue, at("Thailand", "THA", "country", 15, 101)))
	f("a place carried over from another sentence", "", tell("a", "A", "en", tue, by(governor), at("Kharkiv", "UKR", "city", 49.99, 36.23)),
		tell("b", "B", "hi", tue, by(russiaMoD), at("Odesa", "UKR", "city", 46.5, 30.7), func(t *Telling) { t.Report.Place.Start, t.Report.Place.End = 400, 405 }))
	f("papers that name a town and the district's beside it", "", tell("a", "A", "en", tue, at("Kasara", "IND", "city", 19.64, 73.47)), tell("b", "B", "mr", tue, at("Thane", "IND", "city", 19.2, 72.98)))
	f("two entries of a table for one name", "", tell("a", "A", "en", tue, by(governor), at("Bijapur district", "IND", "admin1", 16.8, 75.7)), tell("b", "B", "mr", tue, by(russiaMoD), at("Bijāpur", "IND", "city", 18.8, 80.8)))
	f("a town within its country", "", tell("a", "A", "en", tue, by(governor), at("Kharkiv", "UKR", "city", 49.99, 36.23)), tell("b", "B", "hi", tue, by(russiaMoD), at("Ukraine", "UKR", "country", 49, 32)))
	f("a town and the village beside it", "", tell("a", "A", "en", tue, by(governor), at("Kharkiv", "UKR", "city", 49.99, 36.23)), tell("b", "B", "hi", tue, by(russiaMoD), at("Derhachi", "UKR", "city", 50.11, 36.12)))
	f("an army and its country", "", tell("a", "A", "en", tue, by(governor), actor(russiaArmy)), tell("b", "B", "hi", tue, by(ukraineArmy), actor(party("RUS", "", "Russia"))))
	f("gunmen and who they were", "", tell("a", "A", "en", tue, by(sudanArmy), actor(rebels)), tell("b", "B", "hi", tue, by(doctors), actor(gunmen)))
	f("a court of a state that released, and the state", "", tell("a", "A", "en", tue, actor(party("LKA", "JUD", "a court"))), tell("b", "B", "hi", tue, actor(party("LKA", "", "Sri Lanka"))))
	f("copies of one text are no sides", "", tell("a", "A", "en", tue, group("a"), dead(7)), tell("b", "B", "en", tue, group("a"), dead(9)))
	f("nor is what a paper says beside the words of the only one it quotes", "", tell("a", "A", "en", tue, by(officials), dead(7)), tell("a", "A", "en", tue, dead(3), func(t *Telling) { t.Report.ID = "r-a2" }))
	f("a denial of another's act", "", tell("a", "A", "en", tue, by(sudanArmy), actor(rebels)), tell("b", "B", "en", tue, by(sudanArmy), actor(sudanArmy), status(article.Negated)))
	f("a denial taken back", "", tell("a", "A", "en", mon, by(russiaMoD), actor(russiaArmy), status(article.Negated)), tell("b", "B", "en", wed, by(russiaMoD), actor(russiaArmy)), tell("c", "C", "hi", mon, by(governor), actor(russiaArmy)))
}

func TestADisagreementQuotesItsSides(t *testing.T) {
	c := Assemble([]Telling{tell("a", "A", "en", "2026-03-02", by(governor), dead(12)), tell("b", "B", "mr", "2026-03-02", by(russiaMoD), dead(40)), tell("c", "C", "hi", "2026-03-02", by(russiaMoD), dead(40))})
	if len(c.Disagreements) != 1 || len(c.Disagreements[0].Positions) != 2 {
		t.Fatalf("disagreements: %+v", c.Disagreements)
	}
	for _, p := range c.Disagreements[0].Positions {
		for _, s := range p.Sides {
			q := s.Quotes[0]
			if q.Article == "" || q.Text == "" || q.Mark == nil || q.Mark.Text == "" || q.Language == "" {
				t.Errorf("a quote without article, words, mark or language: %+v", q)
			}
		}
	}
}
