package merging_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/score/merging"
	"github.com/bakhar/bakhar/packs"
)

var shipped = sync.OnceValues(func() (*pipeline.Pipeline, error) {
	return pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
})

func code(t *testing.T) func(*article.Article, string) (*doc.Doc, error) {
	t.Helper()
	p, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return p.Code
}

func gold(t *testing.T, names ...string) []score.Text {
	t.Helper()
	var out []score.Text
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		texts, err := score.ReadGold(f, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, texts...)
	}
	return out
}

// least are the figures that merging must reach: a ratchet, raised when they rise.
type least struct{ goldP, goldR, codedP, codedR float64 }

func (l least) hold(t *testing.T, r merging.Result) {
	t.Helper()
	t.Logf("given gold codes %+v", r.Gold)
	t.Logf("as coded %+v", r.Coded)
	for _, x := range []struct {
		what      string
		got, want float64
	}{
		{"precision given gold codes", r.Gold.Precision, l.goldP}, {"recall given gold codes", r.Gold.Recall, l.goldR},
		{"precision as coded", r.Coded.Precision, l.codedP}, {"recall as coded", r.Coded.Recall, l.codedR},
	} {
		if x.got < x.want {
			t.Errorf("%s is %.3f, want at least %.3f", x.what, x.got, x.want)
		}
	}
}

// 166 happenings told in three languages, all of one day: type, parties, names, figures and topic alone tell them apart.
func TestParallel(t *testing.T) {
	const dir = "../../../../shared/gold"
	names, _ := filepath.Glob(filepath.Join(dir, "*-gsr.jsonl"))
	if len(names) < 3 {
		t.Skipf("the parallel gold is not part of this repository, and not in %s", dir)
	}
	r, err := merging.Measure(gold(t, names...), code(t))
	if err != nil {
		t.Fatal(err)
	}
	least{.95, .90, .90, .75}.hold(t, r)
}

// 60 happenings in 208 texts, with near misses on other days, at other places, by other parties.
func TestHappenings(t *testing.T) {
	r, err := merging.Measure(gold(t, "../../../corpus/happenings.jsonl"), code(t))
	if err != nil {
		t.Fatal(err)
	}
	least{.95, .90, .92, .62}.hold(t, r)
}

// The demonstration: 60 articles of a week, most of which tell of several happenings.
func TestWeek(t *testing.T) {
	texts, err := merging.Whole(gold(t, "../../../corpus/week.jsonl", "../../../examples/week.jsonl"))
	if err != nil || len(texts) < 50 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	r, err := merging.Measure(texts, code(t))
	if err != nil {
		t.Fatal(err)
	}
	least{.78, .92, .95, .62}.hold(t, r)
	if _, err := merging.Whole(gold(t, "../../../corpus/week.jsonl")); err == nil {
		t.Error("events without texts are measured")
	}
}

// 22 happenings in 126 texts, most with a like on the next day, in the next town or by the other side. The texts say which happening they tell, not its codes: only what
// the coder reads is measured.
func TestTellings(t *testing.T) {
	r, err := merging.Measure(gold(t, "../../../corpus/tellings.jsonl"), code(t))
	if err != nil {
		t.Fatal(err)
	}
	least{codedP: .97, codedR: .87}.hold(t, r)
}

// By hand: two texts of one happening, one of another, and one in which nothing is coded.
func TestMeasureByHand(t *testing.T) {
	tell := func(id, happening, day, text, trigger, actor, recipient string) score.Text {
		return score.Text{ID: id, Language: "en", Published: day, Publisher: id, Text: text, Events: []score.Gold{{Happening: happening, Type: "ASSAULT", Trigger: trigger, Status: "actual",
			Actor: []score.Party{{Country: actor, Sector: "MIL"}}, Recipient: []score.Party{{Country: recipient}}, Date: &score.Day{Start: day, End: day, Text: "today"}}}}
	}
	texts := []score.Text{
		tell("a", "h1", "2026-01-06", "Russian drones struck a market in Kharkiv on Tuesday, the governor Syniehubov said.", "struck", "RUS", "UKR"),
		tell("b", "h1", "2026-01-06", "A market in Kharkiv was struck by Russian drones on Tuesday, said Syniehubov.", "struck", "RUS", "UKR"),
		tell("c", "h2", "2026-01-16", "Russian drones struck Odesa on Friday.", "struck", "RUS", "UKR"),
		tell("d", "h2", "2026-01-16", "Nothing is told here.", "told", "RUS", "UKR"),
	}
	r, err := merging.Measure(texts, code(t))
	if err != nil {
		t.Fatal(err)
	}
	if g := r.Gold; g.Pairs != 2 || g.Linked != 2 || g.Right != 2 || g.Precision != 1 || g.Recall != 1 || g.Events != 2 {
		t.Errorf("given gold codes: %+v", g)
	}
	if c := r.Coded; c.Pairs != 2 || c.Linked != 1 || c.Right != 1 || c.Precision != 1 || c.Recall != .5 {
		t.Errorf("as coded: %+v", c)
	}
	if len(r.Errors) != 1 || !r.Errors[0].Missed || !r.Errors[0].Coded || r.Errors[0].Why != merging.NothingCoded {
		t.Errorf("errors %+v: want the one pair of which one text tells nothing", r.Errors)
	}
}
