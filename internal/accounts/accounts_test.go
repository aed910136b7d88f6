package accounts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

func day(s string) article.Date {
	d, err := article.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// tell is one report; each change tells more.
func tell(id, publisher, language, published string, change ...func(*Telling)) Telling {
	t := Telling{Report: article.Report{ID: "r-" + id, Article: id, Type: "ASSAULT", Status: article.Actual, Confidence: 0.8, Sentence: article.Words{Text: "sentence " + id, End: 9},
		Trigger: []article.Words{{Text: "sentence", End: 8}}, Date: article.Interval{Start: day(published), End: day(published)}},
		Article: store.Article{ID: id, Publisher: publisher, Language: language, Published: published, Day: day(published), Group: id}}
	for _, f := range change {
		f(&t)
	}
	return t
}

// mixed are tellings of all sorts, drawn from few values so that they meet.
func mixed(r *rand.Rand, n int) []Telling {
	parties := []article.Party{ukraineArmy, russiaMoD, rebels, doctors, officials, reuters, tass, gunmen, party("", "", "somebody"), person("Q1", "M23", "SDN", "REB", "M23")}
	var out []Telling
	for i := range n {
		id := fmt.Sprintf("%c%d", 'a'+rune(r.IntN(6)), i)
		ch := []func(*Telling){func(t *Telling) { t.Report.Confidence = float64(1+r.IntN(9)) / 10 }, status([]article.Status{"actual", "negated", "planned"}[r.IntN(3)]),
			typed([]plover.Type{"ASSAULT", "COERCE"}[r.IntN(2)], []string{"drone", "seize", "aerial"}[r.IntN(3)])}
		for range r.IntN(3) {
			ch = append(ch, actor(parties[r.IntN(len(parties))]))
		}
		for range r.IntN(3) {
			ch = append(ch, by(parties[r.IntN(len(parties))]))
		}
		for range r.IntN(3) {
			ch = append(ch, amount([]string{"dead", "injured"}[r.IntN(2)], float64(r.IntN(4)), float64(4+r.IntN(4))))
		}
		if r.IntN(2) == 0 {
			ch = append(ch, on("2026-03-02", fmt.Sprintf("2026-03-0%d", 2+r.IntN(3))))
		}
		if r.IntN(2) == 0 {
			ch = append(ch, at([]string{"Kharkiv", "Odesa", "Khartoum"}[r.IntN(3)], "UKR", []string{"city", "country"}[r.IntN(2)], float64(r.IntN(50)), 30), within("Oblast"))
		}
		out = append(out, tell(id, string('A'+rune(r.IntN(4))), []string{"en", "mr", "hi"}[r.IntN(3)], fmt.Sprintf("2026-03-0%d", 2+r.IntN(4)), append(ch, group(id[:1]))...))
	}
	return out
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 60 {
		ts := mixed(r, n%12)
		c := Assemble(ts)
		want := c.JSON()
		row := c.Row().Words
		for range 5 {
			rand.Shuffle(len(ts), func(i, j int) { ts[i], ts[j] = ts[j], ts[i] })
			again := Assemble(append(ts, ts...)) // and what comes twice counts once
			if !bytes.Equal(again.JSON(), want) || again.Row().Words != row {
				t.Fatalf("another order gives\n%s\nnot\n%s", again.JSON(), want)
			}
		}
	}
}

// A list of the card that is always there is empty where it has nothing, never null; the bounds of figures may be null.
var nullList = regexp.MustCompile(`"(event|mode|context|actor|recipient|types|reports|articles|publishers|sources|accounts|languages|statements|positions|sides|quotes)":null`)

// What must hold of any card, whatever was told.
func TestCardsHoldTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		ts := mixed(r, 1+r.IntN(14))
		c := Assemble(ts)
		n := c.Counts
		if n.Sources < 1 || n.Sources > n.Articles || n.Articles > n.Reports || n.Sources > max(n.Publishers, 1) || n.Reports != len(ts) {
			t.Fatalf("numbers are %+v of %d tellings", n, len(ts))
		}
		articles, statements := map[string]bool{}, 0
		for _, s := range c.Sources {
			for _, a := range s.Articles {
				if articles[a] {
					t.Fatalf("article %s is in two sources", a)
				}
				articles[a] = true
			}
			if len(s.Articles) > 1 && len(s.Why) == 0 {
				t.Fatalf("a source of several articles without a reason: %+v", s)
			}
		}
		keys := map[string]bool{}
		for _, a := range c.Accounts {
			if keys[a.Party.Key] {
				t.Fatalf("two accounts of %s", a.Party.Key)
			}
			keys[a.Party.Key] = true
			for _, s := range a.Statements {
				statements += 1 + len(s.Carried)
			}
		}
		if len(articles) != n.Articles || statements > n.Reports {
			t.Fatalf("%d articles in sources, %d statements of %+v", len(articles), statements, n)
		}
		for _, rep := range c.Reports {
			if !keys[rep.Account] {
				t.Fatalf("report %s has no account: %q", rep.ID, rep.Account)
			}
		}
		for _, d := range c.Disagreements {
			sides := map[string]bool{}
			for _, p := range d.Positions {
				for _, s := range p.Sides {
					sides[s.Side] = true
				}
			}
			if len(d.Positions) < 2 || len(sides) < 2 {
				t.Fatalf("a disagreement of one: %+v", d)
			}
		}
		if c.Confidence < 0 || c.Confidence > 1 || !json.Valid(c.JSON()) || nullList.Match(c.JSON()) {
			t.Fatalf("confidence %g, JSON %s", c.Confidence, c.JSON())
		}
	}
}

func TestNoTellings(t *testing.T) {
	c := Assemble(nil)
	if c.Row().Reports != 0 || !json.Valid(c.JSON()) {
		t.Errorf("an empty card: %s", c.JSON())
	}
}

func TestFourNumbers(t *testing.T) {
	const mon, tue = "2026-03-02", "2026-03-03"
	whole := func(lines ...string) func(*Telling) { return func(t *Telling) { t.Trail = lines } }
	second := func(t *Telling) { t.Report.ID += "-2"; t.Report.Index = 1 }
	long := []string{"T:ASSAULT/actual A:RUS N:7-7 c:RUS g:706483 n:7", "T:ACCUSE/actual A:UKR c:UKR s:abc w:accuse", "T:MOBILIZE/actual A:POL c:POL k:Q7 n:3", "T:CONSULT/actual A:POL c:DEU c:POL"}
	cut := append([]string{"T:ASSAULT/actual A:RUS c:RUS g:706483 n:7"}, long[1:3]...)
	f := func(what string, want Counts, why string, ts ...Telling) {
		t.Helper()
		c := Assemble(ts)
		var kinds []string
		for _, s := range c.Sources {
			for _, w := range s.Why {
				kinds = insert(kinds, w.Kind)
			}
		}
		if c.Counts != want || strings.Join(kinds, " ") != why {
			t.Errorf("%s: %+v because of %v; want %+v because of %s", what, c.Counts, kinds, want, why)
		}
	}
	f("three papers", Counts{3, 3, 3, 3}, "", tell("a", "A", "en", mon), tell("b", "B", "en", mon), tell("c", "C", "mr", mon))
	f("two reports in one article", Counts{2, 1, 1, 1}, "", tell("a", "A", "en", mon), tell("a", "A", "en", mon, second))
	f("a wire copy", Counts{3, 3, 3, 2}, "copy", tell("a", "A", "en", mon, group("a")), tell("b", "B", "en", tue, group("a")), tell("c", "C", "en", mon))
	f("one paper twice", Counts{2, 2, 1, 1}, "publisher", tell("a", "The  Post", "en", mon), tell("b", "the Post", "en", tue))
	f("both have it from one agency", Counts{3, 3, 3, 2}, "agency", tell("a", "A", "en", mon, by(reuters), by(governor)), tell("b", "B", "hi", mon, by(reuters)), tell("c", "C", "hi", mon, by(tass)))
	f("one has it from elsewhere too", Counts{3, 2, 2, 2}, "", tell("a", "A", "en", mon, by(reuters)), tell("a", "A", "en", mon, by(governor), second), tell("b", "B", "hi", mon, by(reuters)))
	f("the agency itself", Counts{2, 2, 2, 1}, "agency", tell("a", "Reuters", "en", mon), tell("b", "B", "hi", mon, by(reuters)))
	f("a credit to the agency", Counts{2, 2, 2, 1}, "agency", tell("a", "A", "en", mon, func(t *Telling) { t.Article.Author = "REUTERS" }), tell("b", "B", "hi", mon, by(reuters)))
	f("a translated story, cut at the end", Counts{2, 2, 2, 1}, "translation", tell("a", "A", "en", mon, whole(long...)), tell("b", "B", "mr", tue, whole(cut...)))
	f("the same story in one language is for copies to tell", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, whole(long...)), tell("b", "B", "en", tue, whole(cut...)))
	f("another story of the same event", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, whole(long...)), tell("b", "B", "mr", tue, whole(long[0], "T:REQUEST/actual A:UNO c:UNO", "T:AID/actual A:DEU n:9")))
	f("the same story in another order", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, whole(long...)), tell("b", "B", "mr", tue, whole(long[3], long[2], long[1])))
	f("a translation a week later is none", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, whole(long...)), tell("b", "B", "mr", "2026-03-09", whole(cut...)))
	short := []func(*Telling){by(governor), actor(russiaArmy), dead(5), amount("injured", 19, 19), on(mon, mon), typed("ASSAULT", "drone")}
	f("one sentence that tells all the same", Counts{2, 2, 2, 1}, "translation", tell("a", "A", "en", mon, short...), tell("b", "B", "mr", mon, short...))
	f("one sentence with another figure", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, short...), tell("b", "B", "mr", mon, by(governor), actor(russiaArmy), dead(6), on(mon, mon), typed("ASSAULT", "drone")))
	f("one sentence with little in it", Counts{2, 2, 2, 2}, "", tell("a", "A", "en", mon, actor(russiaArmy), dead(5), on(mon, mon)), tell("b", "B", "mr", mon, actor(russiaArmy), dead(5), on(mon, mon)))
	f("an unknown publisher is nobody's", Counts{2, 2, 0, 2}, "", tell("a", "", "en", mon), tell("b", "", "en", mon))
}

func TestLanguages(t *testing.T) {
	c := Assemble([]Telling{tell("a", "A", "en", "2026-03-02", group("a")), tell("b", "B", "en", "2026-03-03", group("a")), tell("c", "C", "mr", "2026-03-05")})
	if c.Languages["en"] != (Counts{2, 2, 2, 1}) || c.Languages["mr"] != (Counts{1, 1, 1, 1}) || c.First != "2026-03-02" || c.Last != "2026-03-05" {
		t.Errorf("by language %+v, first %s, last %s", c.Languages, c.First, c.Last)
	}
}

func TestAccountsOverLanguages(t *testing.T) {
	const mon, tue = "2026-03-02", "2026-03-03"
	minister := person("Q100", "Jane Doe", "UKR", "GOV", "Doe")
	c := Assemble([]Telling{
		tell("a", "A", "en", mon, by(person("Q100", "Jane Doe", "UKR", "GOV", "Jane Doe")), dead(7)),
		tell("b", "B", "mr", mon, by(person("Q100", "Jane Doe", "UKR", "GOV", "जेन डो")), dead(7)),
		tell("c", "C", "hi", tue, by(reuters), by(minister), dead(9)),
		tell("d", "D", "hi", tue, by(party("UKR", "COP", "पुलिस")), atLeast("dead", 9)),
		tell("e", "E", "mr", tue, by(tass), dead(3)),
		tell("f", "F", "en", tue, dead(9)),
	})
	var got []string
	for _, a := range c.Accounts {
		got = append(got, fmt.Sprintf("%s %s of %s: %s", a.Voice, a.Party.Key, a.Party.Side, strings.Join(a.Publishers, "")))
	}
	want := "party UKR/COP of UKR: D; party wd:Q100 of UKR: ABC; party wd:Q223799 of wd:Q223799: E; publisher publisher:f of publisher:f: F"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("accounts are\n%s\nwant\n%s", s, want)
	}
	for _, a := range c.Accounts {
		if a.Party.Key != "wd:Q100" {
			continue
		}
		if f := a.Figures[0]; *f.Now[0].Min != 9 || len(f.Before) != 1 || *f.Before[0].Amounts[0].Min != 7 {
			t.Errorf("a later figure takes the place of the earlier one: %+v", f)
		}
		if a.Party.Text["mr"] != "जेन डो" || len(a.Languages) != 3 || a.Statements[2].Via[0].Name != "Reuters" {
			t.Errorf("words by language, and the way: %+v", a)
		}
	}
}

func TestADescriptionMeansTheOnlyPartyItCan(t *testing.T) {
	named := person("Q7", "RSF", "SDN", "REB", "RSF")
	c := Assemble([]Telling{tell("a", "A", "en", "2026-03-02", by(named)), tell("b", "B", "hi", "2026-03-02", by(rebels))})
	if len(c.Accounts) != 1 {
		t.Errorf("the rebels are the RSF, whom alone somebody names: %d accounts", len(c.Accounts))
	}
	c = Assemble([]Telling{tell("a", "A", "en", "2026-03-02", by(named)), tell("b", "B", "hi", "2026-03-02", by(rebels)), tell("c", "C", "hi", "2026-03-02", by(person("Q8", "SPLM", "SDN", "REB", "SPLM")))})
	if len(c.Accounts) != 3 {
		t.Errorf("of two named groups the rebels may be either: %d accounts", len(c.Accounts))
	}
	c = Assemble([]Telling{tell("a", "A", "en", "2026-03-02", by(officials)), tell("b", "B", "hi", "2026-03-02", by(officials))})
	if len(c.Accounts) != 2 {
		t.Errorf("officials of nobody knows where, in two papers, are not one party: %d accounts", len(c.Accounts))
	}
}

func TestPartiesAreNamedAsTextsMostlyNameThem(t *testing.T) {
	farmers := func(words string) article.Party { return party("IND", "AGR", words) }
	c := Assemble([]Telling{
		tell("a", "A", "mr", "2026-03-02", recipient(farmers("शेतकरी")), by(farmers("शेतकरी सुमन जाधव"))),
		tell("b", "B", "mr", "2026-03-02", recipient(farmers("शेतकरी"))), tell("c", "C", "mr", "2026-03-02", recipient(farmers("हजारो कांदा उत्पादक"))),
		tell("d", "D", "en", "2026-03-02", recipient(farmers("they"))), tell("e", "E", "en", "2026-03-02", recipient(farmers("the onion growers")))})
	if got := c.Recipient[0].Text; got["mr"] != "शेतकरी" || got["en"] != "the onion growers" {
		t.Errorf("the recipient is %v", got)
	}
	if got := c.Accounts[0].Party.Text["mr"]; got != "शेतकरी सुमन जाधव" {
		t.Errorf("who says so is %q", got)
	}
}

func TestCopiesAreCarriedNotRepeated(t *testing.T) {
	c := Assemble([]Telling{tell("a", "A", "en", "2026-03-02", group("a"), by(governor), dead(7)), tell("b", "B", "en", "2026-03-02", group("a"), by(governor), dead(7)), tell("c", "C", "en", "2026-03-02", by(governor), dead(7))})
	a := c.Accounts[0]
	if len(a.Statements) != 2 || strings.Join(a.Statements[0].Carried, "") != "b" || strings.Join(a.Publishers, "") != "ABC" {
		t.Errorf("statements %+v, publishers %v", a.Statements, a.Publishers)
	}
}

func TestAgreedCodes(t *testing.T) {
	const mon, tue = "2026-03-02", "2026-03-03"
	c := Assemble([]Telling{
		tell("a", "A", "en", tue, typed("ASSAULT", "drone"), actor(russiaArmy), recipient(party("UKR", "CVL", "people")), on(mon, mon), at("Kharkiv", "UKR", "city", 49.99, 36.23), within("Kharkiv"), dead(7)),
		tell("b", "B", "mr", tue, typed("ASSAULT", "drone"), actor(russiaArmy), on("2026-03-01", "2026-03-08"), at("Ukraine", "UKR", "country", 49, 32), dead(9)),
		tell("c", "C", "hi", tue, typed("COERCE", "seize"), actor(gunmen), on(tue, tue), at("Kharkiv Oblast", "UKR", "admin1", 49.6, 36), within("Kharkiv"), atLeast("dead", 5)),
		// forty copies of one wrong text are one witness
		tell("x1", "X1", "hi", tue, typed("COERCE", "seize"), group("x"), at("Odesa", "UKR", "city", 46.5, 30.7)), tell("x2", "X2", "hi", tue, typed("COERCE", "seize"), group("x"), at("Odesa", "UKR", "city", 46.5, 30.7)),
		tell("x3", "X3", "hi", tue, typed("COERCE", "seize"), group("x"), at("Odesa", "UKR", "city", 46.5, 30.7)),
		tell("d", "D", "hi", tue, typed("ASSAULT", "drone"), at("Kharkiv", "UKR", "city", 49.99, 36.23)),
	})
	if c.Event[0] != "ASSAULT" || strings.Join(c.Mode, "") != "drone" || c.Quad != 4 || c.Types[1].Reports != 4 || c.Types[1].Sources != 2 {
		t.Errorf("type %v, modes %v, types %+v", c.Event, c.Mode, c.Types)
	}
	if c.Date != day(mon) || c.EndDate != day(mon) || c.DateBasis != DayTold || c.DateShare != 0.67 {
		t.Errorf("days %s to %s by %s, %g", c.Date, c.EndDate, c.DateBasis, c.DateShare)
	}
	if c.Loc.Name != "Kharkiv" || c.Loc.Precision != "city" || c.Loc.Share != 0.8 || c.Loc.Text["en"] != "Kharkiv" {
		t.Errorf("place %+v", c.Loc)
	}
	if r := c.Figures[0]; r.Kind != "dead" || *r.Min != 5 || *r.Max != 9 {
		t.Errorf("figures %+v", c.Figures)
	}
	if c.Actor[0].Key != "RUS/MIL" || c.Actor[0].Sources != 2 || c.Recipient[0].Key != "UKR/CVL" {
		t.Errorf("actor %+v, recipient %+v", c.Actor, c.Recipient)
	}
	c = Assemble([]Telling{tell("a", "A", "en", tue, at("Kharkiv", "UKR", "city", 49.99, 36.23)), tell("b", "B", "en", tue, at("Odesa", "UKR", "city", 46.5, 30.7))})
	if c.Loc == nil || c.Loc.Precision != "country" || c.Loc.Country != "UKR" || c.DateBasis != DayPrinted || c.DateShare != 0 {
		t.Errorf("where two towns are told as often, their country is agreed: %+v; days by %s", c.Loc, c.DateBasis)
	}
}

func TestConfidence(t *testing.T) {
	sure := func(x float64) func(*Telling) { return func(t *Telling) { t.Report.Confidence = x } }
	f := func(want float64, ts ...Telling) {
		t.Helper()
		if c := Assemble(ts); c.Confidence != want {
			t.Errorf("confidence %g, want %g", c.Confidence, want)
		}
	}
	const mon = "2026-03-02"
	f(0.6, tell("a", "A", "en", mon, sure(0.6)))
	f(0.72, tell("a", "A", "en", mon, sure(0.6)), tell("b", "B", "en", mon, sure(0.6)))
	f(0.6, tell("a", "A", "en", mon, sure(0.6), group("a")), tell("b", "B", "en", mon, sure(0.6), group("a")))
	f(0.6, tell("a", "A", "en", mon, sure(0.6)), tell("b", "B", "en", mon, sure(0.5), typed("AID")))
	f(1, tell("a", "A", "en", mon, sure(0.2), func(t *Telling) { t.Judged = true }))
}

func TestOmissions(t *testing.T) {
	const mon, tue = "2026-03-02", "2026-03-03"
	says := func(words int) func(*Telling) {
		return func(t *Telling) { t.Report.Sentence.Text = strings.Repeat("word ", words) + t.Report.ID }
	}
	f := func(what, want string, ts ...Telling) {
		t.Helper()
		c := Assemble(ts)
		var got []string
		for _, o := range c.Omissions {
			got = append(got, strings.TrimSpace(o.Account+" "+o.What+" "+o.Of))
			if len(o.Told) == 0 || o.Told[0].Article == "" {
				t.Errorf("%s: nobody is quoted for what is left out: %+v", what, o)
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %q, want %q", what, s, want)
		}
	}
	f("one side does not tell the injured", "RUS/GOV figure injured", tell("a", "A", "en", mon, by(governor), dead(7), amount("injured", 19, 19), says(30)), tell("b", "B", "hi", mon, by(russiaMoD), dead(7), says(30)))
	f("nor who did it, nor where", "RUS/GOV actor; RUS/GOV place", tell("a", "A", "en", mon, by(governor), actor(russiaArmy), at("Kharkiv", "UKR", "city", 1, 1), says(30)), tell("b", "B", "hi", mon, by(russiaMoD), says(30)))
	f("a line has no room for it", "", tell("a", "A", "en", mon, by(governor), dead(7), says(30)), tell("b", "B", "hi", mon, by(russiaMoD), says(5)))
	f("who denies it has nothing to tell", "", tell("a", "A", "en", mon, by(governor), dead(7), says(30)), tell("b", "B", "hi", mon, by(russiaMoD), status(article.Negated), says(30)))
	f("who spoke the day before could not know", "", tell("a", "A", "en", tue, by(governor), dead(7), says(30)), tell("b", "B", "hi", mon, by(russiaMoD), says(30)))
	f("a paper does not leave out what it has others say", "", tell("a", "A", "en", mon, by(governor), dead(7), says(30)), tell("a", "A", "en", mon, says(30), func(t *Telling) { t.Report.ID = "r-a2" }), tell("b", "B", "hi", mon, by(russiaMoD), dead(7)))
	f("another organ of the state has told it", "", tell("a", "A", "en", mon, dead(7)), tell("b", "B", "hi", mon, by(governor), says(30)), tell("c", "C", "hi", mon, by(ukrainePolice), dead(7)))
	f("whose word it is, is no matter of who did it", "", tell("a", "A", "en", mon, typed("REQUEST"), by(governor), actor(russiaArmy)), tell("b", "B", "hi", mon, typed("REQUEST"), by(russiaMoD), says(30)))
	f("one side leaves out nothing of its own", "", tell("a", "A", "en", mon, by(governor), dead(7), says(30)), tell("b", "B", "hi", mon, by(ukrainePolice), says(30)))
}

func TestTheLineNamesNoPrivatePerson(t *testing.T) {
	victim := party("IND", "CVL", "Asha Kumari")
	victim.Name = "Asha Kumari"
	c := Assemble([]Telling{tell("a", "A", "en", "2026-03-02", actor(person("Q1", "Known Leader", "IND", "GOV", "Leader")), recipient(victim, article.Party{Words: article.Words{Text: "Ravi Kumar"}}))})
	b, err := json.Marshal(c.Line)
	if err != nil || strings.Contains(strings.ToLower(string(b)), "kumar") || !strings.Contains(string(b), "Known Leader") {
		t.Errorf("line: %s", b)
	}
}

func TestRow(t *testing.T) {
	c := Assemble([]Telling{tell("a", "A", "mr", "2026-03-02", by(governor), actor(russiaArmy), dead(7), at("Kharkiv", "UKR", "city", 49.99, 36.23), func(t *Telling) {
		t.Report.Sentence.Text = "पंतप्रधान व्हाईट हाऊसमध्ये; Kharkiv’s U.S. aid"
	}),
		tell("b", "B", "en", "2026-03-02", by(russiaMoD), dead(40), recipient(party("UKR", "CVL", "Nobody Known")), func(t *Telling) { t.Judged = true })})
	c.ID = "r-a"
	e := c.Row()
	if e.ID != "r-a" || e.Type != "ASSAULT" || e.Quad != 4 || e.Reports != 2 || e.Sources != 2 || strings.Join(e.Languages, "") != "enmr" || strings.Join(e.Disagreements, "") != "figure" || !e.Corrected || e.Place == nil || e.Place.Country != "UKR" {
		t.Errorf("row: %+v", e)
	}
	for _, w := range []string{"पंतप्रधान", "हाऊसमध्ये", "kharkiv", "aid"} {
		if !strings.Contains(" "+e.Words+" ", " "+w+" ") {
			t.Errorf("%q cannot be searched for in %q", w, e.Words)
		}
	}
	found := false
	for _, p := range e.Parties {
		p.Agreed = false
		found = found || p == store.EventParty{Role: "recipient", Country: "UKR", Sector: "CVL", Name: "Nobody Known", Key: "UKR/CVL"}
	}
	if !found {
		t.Errorf("a recipient that only one of two names is still found: %+v", e.Parties)
	}
	var back Card
	if err := json.Unmarshal(e.Body, &back); err != nil || back.ID != "r-a" || back.Counts != c.Counts {
		t.Errorf("the body is the card: %v", err)
	}
}

func BenchmarkAssemble(b *testing.B) {
	for _, n := range []int{3, 30, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ts := mixed(rand.New(rand.NewPCG(5, 6)), n)
			c := Assemble(ts)
			b.SetBytes(int64(len(c.JSON())))
			b.ReportAllocs()
			for b.Loop() {
				Assemble(ts)
			}
		})
	}
}
