package rows

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

func ptr(x float64) *float64 { return &x }

// cardsForTest are cards with every field of the head set, with none, and with words that were made to mislead.
func cardsForTest() []accounts.Card {
	hostile := []string{"", `"quoted"`, `back\slash`, "कीव\u200d", "tab\tnew\nline", `,"reports":[`, `],"articles":[`, "}]", "\u2028", "<&>", "\x00"}
	list := []accounts.Card{{}}
	for _, s := range hostile {
		p := accounts.Party{Key: "wd:Q1", Name: s, Wikidata: "Q1", Country: "IND", Sector: "GOV", Others: []string{"MIL", s}, Role: s, Text: map[string]string{"mr": s, "hi": "दो"}, Reports: 3, Sources: 2}
		list = append(list, accounts.Card{ID: "048b796e2e2d9e5e", Event: []plover.Type{"ASSAULT"}, Mode: []string{"drone"}, Context: []string{}, Quad: 4, Scale: -9.5, Status: article.Actual, Actor: []accounts.Party{p, {Key: s}}, Recipient: []accounts.Party{},
			Date: article.Date{Year: 2026, Month: 3, Day: 2}, EndDate: article.Date{Year: 2026, Month: 3, Day: 4}, DateBasis: "told", DateShare: 0.5,
			Loc:     &accounts.Place{Name: s, Country: "UKR", Lat: ptr(0), Lon: ptr(-30.5), GeoNames: 7, Precision: "city", Text: map[string]string{"en": s}, Share: 1},
			Figures: []accounts.Range{{Kind: "dead", Min: ptr(3)}, {Kind: "money", Unit: "INR", Max: ptr(1e21)}}, Confidence: 0.83, Types: []accounts.Support{{Type: "ASSAULT", Reports: 3}},
			Line: accounts.Line{Place: s, Mode: []string{s}}, Counts: accounts.Counts{Reports: 4, Articles: 3, Publishers: 2, Sources: 1}, Languages: map[string]accounts.Counts{"mr": {Reports: 1}},
			First: "2026-03-02T06:20:00+05:30", Last: s, Reports: []accounts.Report{{ID: "r1", Article: "a1", Account: s, Judged: true}, {ID: "r2"}}, Articles: []accounts.Article{{ID: "a1", Title: s}}})
	}
	return list
}

// byJSON is the head as encoding/json reads it, without what no table has.
func byJSON(body []byte) (c accounts.Card, err error) {
	err = json.Unmarshal(head(body), &c)
	c.Types, c.Languages, c.Line = nil, nil, accounts.Line{}
	for _, ps := range [][]accounts.Party{c.Actor, c.Recipient} {
		for i := range ps {
			ps[i].Side = ""
		}
	}
	return c, err
}

func TestHead(t *testing.T) {
	d := newDecoder(true)
	for _, c := range cardsForTest() {
		body := c.JSON()
		var got accounts.Card
		if err := d.head(body, &got); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		want, err := byJSON(body)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nis read as\n%+v\nwant\n%+v", body, got, want)
		}
		if len(got.Reports) > 0 {
			t.Errorf("%s: reports were read", body)
		}
		var tail struct{ Reports []accounts.Report }
		if err := json.Unmarshal(reportList(body), &tail); err != nil || len(tail.Reports) != len(c.Reports) {
			t.Errorf("%s: its list of reports is %s (%v)", body, reportList(body), err)
		}
	}
}

// TestHeadIsFast holds that the scanner itself reads an ordinary card: were it to give up on each, nothing would show but the time.
func TestHeadIsFast(t *testing.T) {
	for i, c := range cardsForTest()[1:] {
		plain := i == 0 || c.Last == "कीव\u200d" || c.Last == "}]" || c.Last == "<&>"
		c.Figures = c.Figures[:1] // 1e21 is written with an exponent
		var got accounts.Card
		if ok := newDecoder(true).fast(c.JSON(), &got); plain && !ok {
			t.Errorf("the scanner gives up on %s", c.JSON())
		}
	}
}

func FuzzHead(f *testing.F) {
	for _, c := range cardsForTest() {
		f.Add(c.JSON())
	}
	f.Add([]byte(`{"quad_code":01}`))
	f.Add([]byte(`{"date":"2026-02-31"}`))
	f.Add([]byte(`{"actor":[{}{}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var got accounts.Card
		if !newDecoder(true).fast(body, &got) {
			return
		}
		if !json.Valid(head(body)) {
			return // stands in skipped parts only; a store's bodies are JSON
		}
		want, err := byJSON(body)
		if err != nil {
			t.Fatalf("%q: the scanner reads what encoding/json does not: %v", body, err)
		}
		if !sameCards(got, want) {
			t.Fatalf("%q is read as\n%+v\nwant\n%+v", body, got, want)
		}
	})
}

// sameCards compares what tables print: an empty list and none are alike.
func sameCards(a, b accounts.Card) bool {
	return string(a.JSON()) == string(b.JSON()) || emptied(a) == emptied(b)
}

func emptied(c accounts.Card) string {
	for _, l := range []*[]string{&c.Mode, &c.Context} {
		if len(*l) == 0 {
			*l = nil
		}
	}
	for _, ps := range []*[]accounts.Party{&c.Actor, &c.Recipient} {
		if len(*ps) == 0 {
			*ps = nil
		}
	}
	if len(c.Event) == 0 {
		c.Event = nil
	}
	if len(c.Figures) == 0 {
		c.Figures = nil
	}
	return string(c.JSON())
}

func BenchmarkHead(b *testing.B) {
	body := cardsForTest()[1]
	body.Figures = body.Figures[:1]
	raw := body.JSON()
	b.Run("scanner", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		d := newDecoder(true)
		for b.Loop() {
			var c accounts.Card
			if err := d.head(raw, &c); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := byJSON(raw); err != nil {
				b.Fatal(err)
			}
		}
	})
}
