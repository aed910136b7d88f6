package chronicle_test

import (
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// near is one of two tellings that differ in one thing.
type near struct {
	typ          plover.Type
	day          int // of May 2026, told
	place        *article.Spot
	actor, recip article.Party
	keys         []string
}

func (n near) report(id string) (article.Report, store.Article) {
	day := article.Date{Year: 2026, Month: 5, Day: n.day}
	r := article.Report{ID: id, Article: id, Type: n.typ, Status: article.Actual, Date: article.Interval{Start: day, End: day}, DateText: &article.Words{Text: "on the day"},
		Actors: []article.Party{n.actor}, Recipients: []article.Party{n.recip}, Place: n.place, Confidence: .9, Keys: n.keys}
	return r, store.Article{ID: id, Publisher: id, Day: article.Date{Year: 2026, Month: 5, Day: 7}}
}

func at(name, country, precision string, lat, lon float64) *article.Spot {
	s := &article.Spot{Name: name, Country: country, Precision: precision}
	if lat != 0 {
		s.Lat, s.Lon = &lat, &lon
	}
	return s
}

// Two tellings join where they may be of one happening, and stay apart where one thing in them says that they are of two.
func TestNearMisses(t *testing.T) {
	person := func(country, id string) article.Party {
		return article.Party{Country: country, Sector: "GOV", KB: id}
	}
	army := func(country string) article.Party { return article.Party{Country: country, Sector: "MIL"} }
	beijing := at("Beijing", "CHN", "city", 39.9, 116.4)
	for _, c := range []struct {
		what string
		a, b near
		want bool
	}{
		{"one meeting in two papers", near{typ: "CONSULT", day: 5, place: beijing, actor: person("NPL", ""), recip: person("CHN", "li-qiang")},
			near{typ: "CONSULT", day: 5, place: beijing, actor: person("NPL", ""), recip: person("CHN", "li-qiang")}, true},
		{"next day's meeting with somebody else", near{typ: "CONSULT", day: 5, place: beijing, actor: person("NPL", ""), recip: person("CHN", "li-qiang"), keys: []string{"g:1816670"}},
			near{typ: "CONSULT", day: 6, place: beijing, actor: person("NPL", ""), recip: person("CHN", "xi-jinping"), keys: []string{"g:1816670"}}, false},
		{"next day's shelling", near{typ: "ASSAULT", day: 2, actor: army("THA"), recip: army("KHM")}, near{typ: "ASSAULT", day: 3, actor: army("THA"), recip: army("KHM")}, false},
		{"a night, told as the next day", near{typ: "ASSAULT", day: 2, actor: army("THA"), recip: army("KHM"), keys: []string{"n:37", "t:2026-05-02/2026-05-02", "t:2026-05-03/2026-05-03"}},
			near{typ: "ASSAULT", day: 3, actor: army("THA"), recip: army("KHM"), keys: []string{"n:37", "t:2026-05-03/2026-05-03"}}, true},
		{"a ship seized, on whose day the sides differ", near{typ: "COERCE", day: 2, actor: army("IRN"), recip: army("PAN"), keys: []string{"s:mlbrstr", "t:2026-05-02/2026-05-02"}},
			near{typ: "COERCE", day: 3, actor: army("IRN"), recip: army("PAN"), keys: []string{"s:mlbrstr", "t:2026-05-03/2026-05-03"}}, true},
		{"two crossings of a border", near{typ: "ASSAULT", day: 2, place: at("Torkham", "PAK", "city", 34.1, 71.1), actor: army("PAK"), recip: army("AFG")},
			near{typ: "ASSAULT", day: 2, place: at("Chaman", "", "admin1", 30.9, 66.5), actor: army("PAK"), recip: army("AFG")}, false},
		{"a pass that no table has, in two countries", near{typ: "ASSAULT", day: 2, place: at("Chong Anma", "THA", "city", 0, 0), actor: army("THA"), recip: army("KHM")},
			near{typ: "ASSAULT", day: 2, place: at("Chong Anma", "KHM", "city", 0, 0), actor: army("THA"), recip: army("KHM")}, true},
		{"one town's farmers and drivers", near{typ: "CONCEDE", day: 6, actor: article.Party{Country: "IND", Sector: "AGR"}, keys: []string{"g:1275339", "w:call_off", "w:farm"}},
			near{typ: "CONCEDE", day: 6, actor: article.Party{Country: "IND", Sector: "LAB"}, keys: []string{"g:1275339", "w:bus", "w:wage"}}, false},
		{"the next day's baton charge in the same town, on others of the same kind", near{typ: "ASSAULT", day: 5, place: at("Patna", "IND", "city", 25.6, 85.1), actor: article.Party{Country: "IND", Sector: "COP"}, recip: article.Party{Country: "IND", Sector: "EDU"}, keys: []string{"g:1260086", "w:march", "w:wage"}},
			near{typ: "ASSAULT", day: 6, place: at("Patna", "IND", "city", 25.6, 85.1), actor: article.Party{Country: "IND", Sector: "COP"}, recip: article.Party{Country: "IND", Sector: "EDU"}, keys: []string{"g:1260086", "w:march", "w:exam"}}, false},
	} {
		ra, aa := c.a.report("a")
		rb, ab := c.b.report("b")
		got := chronicle.Group([]article.Report{ra, rb}, []store.Article{aa, ab})
		if one := got["a"] == got["b"]; one != c.want {
			parts, sum, why := chronicle.Compare(ra, aa, rb, ab)
			t.Errorf("%s: one event %v, want %v (%d points %v %s)", c.what, one, c.want, sum, parts, why)
		}
	}
}
