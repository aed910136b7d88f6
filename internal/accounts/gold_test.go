package accounts

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

const (
	week      = "../../corpus/week.jsonl" // its texts stand among the examples
	weekTruth = "../../corpus/week-happenings.jsonl"
)

// goldText is a line of a gold file whose events name their happening.
type goldText struct {
	ID, Language, Published, Publisher, URL, Title, Text string
	Events                                               []struct {
		Happening   string
		Type        plover.Type
		Mode        []string
		Actor       []goldParty
		Recipient   []goldParty
		Trigger     string
		Sentence    int
		Date        *struct{ Start, End, Text string }
		Place       *struct{ Text, Name, Country string }
		Quantities  []goldAmount
		Status      article.Status
		Attribution []goldParty
	}
}

type goldParty struct{ Text, Country, Sector string }

type goldAmount struct {
	Text     string
	Min, Max *float64
	Unit, Of string
}

// goldHappening is what is true of a happening.
type goldHappening struct {
	Happening     string
	What          string
	Texts         []string
	Articles      []string
	Sources       int        `json:"independent_sources"`
	Wire          [][]string `json:"wire_groups"`
	Disagreements []struct {
		Kind, What string
		Sides      []struct{ Who, Article, Text string }
	}
}

func lines[T any](t *testing.T, file string) []T {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	for n := 1; in.Scan(); n++ {
		var x T
		if err := json.Unmarshal(in.Bytes(), &x); err != nil {
			t.Fatalf("%s:%d: %v", file, n, err)
		}
		out = append(out, x)
	}
	return out
}

// fateWords say what has befallen those counted: gold has the words only.
var fateWords = map[string][]string{
	"dead":     {"kill", "dead", "died", "lives", "shot dead", "death", "bod", "ठार", "मृत", "मारे", "मौत", "जीव", "बळी", "मारल", "जान ", "शव"},
	"injured":  {"wound", "injur", "hurt", "hospital", "जखमी", "घायल", "ज़ख्मी", "जख्मी"},
	"arrested": {"arrest", "detain", "custody", "अटक", "गिरफ्तार", "ताब्यात", "हिरासत"},
}

// kindOf finds the fate nearest to an amount in its sentence.
func kindOf(text string, at int, q goldAmount) string {
	if q.Unit != "person" {
		if q.Unit == "item" || q.Unit == "" {
			return "item"
		}
		return q.Unit
	}
	from := strings.LastIndexAny(text[:at], "\n।.") + 1
	to := len(text)
	if i := strings.IndexAny(text[at+len(q.Text):], "\n।"); i >= 0 {
		to = at + len(q.Text) + i
	}
	best, near := "person", 90
	for kind, words := range fateWords {
		for _, w := range words {
			if i := strings.Index(text[at:to], w); i >= 0 && i < near {
				best, near = kind, i
			}
			if i := strings.LastIndex(text[from:at], w); i >= 0 && at-from-i < near {
				best, near = kind, at-from-i
			}
		}
	}
	return best
}

func find(text, words string) article.Words {
	i := max(0, strings.Index(text, words))
	return article.Words{Text: words, Start: i, End: i + len(words)}
}

func (g *goldText) reports() (out []article.Report, of []string) {
	party := func(ps []goldParty) (out []article.Party) {
		for _, p := range ps {
			out = append(out, article.Party{Words: find(g.Text, p.Text), Country: p.Country, Sector: p.Sector})
		}
		return out
	}
	for n, e := range g.Events {
		d := day(g.Published)
		r := article.Report{ID: fmt.Sprintf("%s-%02d", g.ID, n), Article: g.ID, Type: e.Type, Modes: e.Mode, Status: e.Status, Index: e.Sentence, Actors: party(e.Actor), Recipients: party(e.Recipient),
			Trigger: []article.Words{find(g.Text, e.Trigger)}, Date: article.Interval{Start: d, End: d}, Confidence: 0.9}
		from := strings.LastIndexAny(g.Text[:r.Trigger[0].Start], "\n।") + 1
		to := len(g.Text)
		if i := strings.IndexAny(g.Text[r.Trigger[0].End:], "\n।"); i >= 0 {
			to = r.Trigger[0].End + i
		}
		r.Sentence = article.Words{Text: g.Text[from:to], Start: from, End: to}
		if e.Date != nil {
			w := find(g.Text[from:to], e.Date.Text)
			if w.Start, w.End = w.Start+from, w.End+from; !strings.Contains(r.Sentence.Text, w.Text) {
				w = find(g.Text, e.Date.Text)
			}
			r.Date, r.DateText = article.Interval{Start: day(e.Date.Start), End: day(e.Date.End)}, &w
		}
		if e.Place != nil {
			r.Place = &article.Spot{Words: find(g.Text, e.Place.Text), Name: e.Place.Name, Country: e.Place.Country, Precision: "city", GeoNames: int(crc32.ChecksumIEEE([]byte(e.Place.Name)))}
			if e.Place.Name == e.Place.Country || len(e.Place.Name) == 0 {
				r.Place.Precision = "country"
			}
		}
		for _, q := range e.Quantities {
			w := find(g.Text, q.Text)
			r.Quantities = append(r.Quantities, article.Amount{Words: w, Min: q.Min, Max: q.Max, Unit: q.Unit, Of: q.Of, Kind: kindOf(g.Text, w.Start, q)})
		}
		for _, p := range party(e.Attribution) {
			r.Attribution = append(r.Attribution, article.Attribution{Party: p})
		}
		out, of = append(out, r), append(of, e.Happening)
	}
	return out, of
}

// gold gives for each happening what is true of it and its tellings. Copies in one language are given as package copies would.
func gold(t *testing.T, texts, truth string) ([]goldHappening, map[string][]Telling) {
	hs := lines[goldHappening](t, truth)
	group := map[string]string{}
	gs := lines[goldText](t, texts)
	if texts == week {
		whole := map[string]goldText{}
		for _, g := range lines[goldText](t, "../../examples/week.jsonl") {
			whole[g.ID] = g
		}
		for i, g := range gs {
			gs[i] = whole[g.ID]
			gs[i].Events = g.Events
		}
	}
	language := map[string]string{}
	for _, g := range gs {
		language[g.ID] = g.Language
	}
	for _, h := range hs {
		for _, w := range h.Wire {
			for _, id := range w {
				for _, other := range w {
					if language[id] == language[other] && (group[id] == "" || other < group[id]) {
						group[id] = other
					}
				}
			}
		}
	}
	tellings := map[string][]Telling{}
	for _, g := range gs {
		reps, of := g.reports()
		trail := Trail(reps)
		for i, r := range reps {
			tellings[of[i]] = append(tellings[of[i]], Telling{Report: r, Trail: trail, Article: store.Article{ID: g.ID, Publisher: g.Publisher, Language: g.Language, Published: g.Published, Day: day(g.Published), Group: max(group[g.ID], "")}})
		}
	}
	return hs, tellings
}

// Every count of sources of happenings that several texts tell, copies in one language being known.
func TestSourcesOfGold(t *testing.T) {
	for _, f := range [][2]string{{"../../corpus/happenings.jsonl", "../../corpus/happenings-truth.jsonl"}, {week, weekTruth}} {
		hs, tellings := gold(t, f[0], f[1])
		for _, h := range hs {
			if len(h.Texts)+len(h.Articles) < 2 || len(tellings[h.Happening]) == 0 {
				continue
			}
			if c := Assemble(tellings[h.Happening]); c.Counts.Sources != h.Sources {
				b, _ := json.Marshal(c.Sources)
				t.Errorf("%s %s: %d sources, should be %d: %s, wire %v", h.Happening, h.What, c.Counts.Sources, h.Sources, b, h.Wire)
			}
		}
	}
}

// How many of the disagreements of the week, by happening and kind, are found in the gold reading, and how many found are none. What is
// missed the reading of one report cannot hold: figures of two parties in one sentence, what an accusation says. A change that raises the
// first or lowers the second writes it down here.
const (
	disagreementsRight = 22
	disagreementsWrong = 0
)

func TestDisagreementsOfGold(t *testing.T) {
	hs, tellings := gold(t, week, weekTruth)
	right, wrong := disagreements(t, hs, tellings)
	if right < disagreementsRight || wrong > disagreementsWrong {
		t.Errorf("%d disagreements are right and %d are none; it was %d and %d", right, wrong, disagreementsRight, disagreementsWrong)
	}
}

// disagreements holds those found, by happening and kind, against the truth.
func disagreements(t *testing.T, hs []goldHappening, tellings map[string][]Telling) (right, wrong int) {
	t.Helper()
	missed := 0
	for _, h := range hs {
		c := Assemble(tellings[h.Happening])
		var want []string
		for _, d := range h.Disagreements {
			want = insert(want, d.Kind)
		}
		for _, k := range want {
			if slices.ContainsFunc(c.Disagreements, func(d Disagreement) bool { return d.Kind == k }) {
				right++
			} else {
				missed++
				t.Logf("%s %s: misses %s", h.Happening, h.What, k)
			}
		}
		for _, d := range c.Disagreements {
			if slices.Contains(want, d.Kind) {
				continue
			}
			wrong++
			t.Logf("%s %s: should have no %s %s", h.Happening, h.What, d.Kind, d.Of)
			for _, p := range d.Positions {
				for _, s := range p.Sides {
					m := ""
					if q := s.Quotes[0].Mark; q != nil {
						m = q.Text
					}
					t.Logf("      %s: %s %q in %.150q", s.Side, s.Quotes[0].Article, m, s.Quotes[0].Text)
				}
			}
		}
	}
	t.Logf("precision %.2f, recall %.2f: %d right, %d none, %d missed", share(right, right+wrong), share(right, right+missed), right, wrong, missed)
	return right, wrong
}
