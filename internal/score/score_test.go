package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const goldDir = "../../../shared/gold"

// TestReference holds Score against score.py on records made by damaging the gold itself in every way that matters to a figure.
func TestReference(t *testing.T) {
	script := filepath.Join(goldDir, "score.py")
	python, err := exec.LookPath("python3")
	if _, serr := os.Stat(script); err != nil || serr != nil {
		t.Skip("python3 or the reference scorer is not here; TestByHand stands in")
	}
	files, err := filepath.Glob(filepath.Join(goldDir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold in %s (%v)", goldDir, err)
	}
	for _, file := range files {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), seed), func(t *testing.T) {
				records := perturb(t, file, rand.New(rand.NewPCG(seed, 7)), float64(seed)*0.25)
				coded := filepath.Join(t.TempDir(), "coded.jsonl")
				if err := os.WriteFile(coded, records, 0o600); err != nil {
					t.Fatal(err)
				}
				out, err := exec.Command(python, script, file, coded).Output()
				if err != nil {
					t.Fatalf("score.py: %v", err)
				}
				var want map[string]any
				if err := json.Unmarshal(out, &want); err != nil {
					t.Fatal(err)
				}
				t.Logf("%s", out)
				if got := figures(t, scoreFiles(t, file, records)); !reflect.DeepEqual(got, want) {
					t.Errorf("figures differ\n got %v\nwant %v", got, want)
				}
			})
		}
	}
}

func scoreFiles(t *testing.T, file string, records []byte) *Result {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold, err := ReadGold(f, file)
	if err != nil {
		t.Fatal(err)
	}
	coded, err := ReadCoded(bytes.NewReader(records), "coded")
	if err != nil {
		t.Fatal(err)
	}
	return Score(gold, coded)
}

// figures are a result's own as any reader of JSON sees them.
func figures(t *testing.T, r *Result) map[string]any {
	var v any = r.Article
	if r.Level == SentenceLevel {
		v = r.Sentence
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

type object = map[string]any

// perturb turns gold into coded articles in which each thing is wrong with probability p or so.
func perturb(t *testing.T, file string, rnd *rand.Rand, p float64) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for line := range strings.Lines(string(data)) {
		var g object
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := json.Unmarshal([]byte(line), &g); err != nil {
			t.Fatal(err)
		}
		if rnd.Float64() < p/10 {
			continue // not coded at all
		}
		var events []object
		for _, e := range g["events"].([]any) {
			for range 1 + rnd.IntN(2) {
				if rnd.Float64() >= p/2 {
					events = append(events, damaged(e.(object), rnd, p))
				}
			}
		}
		rnd.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		c := object{"id": g["id"], "events": events}
		if ds, ok := g["defects"].([]any); ok {
			c["defects"] = slices.DeleteFunc(slices.Clone(ds), func(any) bool { return rnd.Float64() < p })
			if rnd.Float64() < p {
				c["defects"] = append(c["defects"].([]any), object{"kind": "number", "text": "किमान १.५ सैनिक", "message": "x"})
			}
		}
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// damaged is a coded event made from a gold one.
func damaged(e object, rnd *rand.Rand, p float64) object {
	hit := func() bool { return rnd.Float64() < p }
	types := []string{"CONSULT", "AGREE", "ASSAULT", "REQUEST", "COERCE", "SANCTION"}
	c := object{"event": []any{e["type"]}, "mode": e["mode"], "actor": parties(e["actor"], rnd, p), "recipient": parties(e["recipient"], rnd, p), "status": e["status"],
		"confidence": float64(rnd.IntN(4)) / 4, "sentence": object{"index": e["sentence"], "text": "…"}}
	if also, ok := e["also"].([]any); ok && hit() {
		c["event"] = also[:1]
	} else if hit() {
		c["event"] = []any{types[rnd.IntN(len(types))]}
	}
	if hit() {
		c["actor"], c["recipient"] = c["recipient"], c["actor"]
	}
	if hit() {
		c["status"], c["mode"] = "planned", []any{"meet", "bombing"}
	}
	if i, ok := e["sentence"].(float64); ok && hit() {
		c["sentence"].(object)["index"] = i + float64(rnd.IntN(5)) - 2
	}
	if d, ok := e["date"].(object); ok && !hit() {
		c["date"] = d["start"]
	}
	if pl, ok := e["place"].(object); ok && !hit() {
		c["event_loc"] = pl
	} else if hit() {
		c["event_loc"] = object{"text": "x", "country": "USA"}
	}
	if !hit() {
		c["quantities"], c["attribution"] = e["quantities"], e["attribution"]
	} else if hit() {
		c["quantities"] = []any{object{"min": nil, "max": 3}}
		c["attribution"] = []any{object{"country": "USA", "sector": "GOV"}}
	}
	return c
}

func parties(v any, rnd *rand.Rand, p float64) []any {
	bodies := []string{"IGO", "UNO", "EUR", "USA", ""}
	var out []any
	list, _ := v.([]any)
	for _, x := range list {
		e := object{}
		for k, v := range x.(object) {
			e[k] = v
		}
		if c, _ := e["country"].(string); slices.Contains(bodies[:3], c) || rnd.Float64() < p/2 {
			e["country"] = bodies[rnd.IntN(len(bodies))]
		}
		if rnd.Float64() < p/2 {
			e["sector"], e["other_sectors"] = "MIL", []any{"GOV"}
		}
		if rnd.Float64() >= p/3 {
			out = append(out, e)
		}
	}
	return out
}

const handGold = `{"id":"a","language":"en","text":"First line.\nRussia attacked Kursk. The UN met Iran.","events":[
 {"type":"ASSAULT","also":["COERCE"],"mode":["bombing"],"actor":[{"country":"UKR","sector":"MIL"}],"recipient":[{"country":"RUS"}],"trigger":"attacked","sentence":1,"date":{"start":"2025-08-01"},"place":{"country":"RUS"},"status":"actual","attribution":[{"country":"RUS","sector":"GOV"}],"quantities":[{"min":null}]},
 {"type":"CONSULT","actor":[{"country":"UNO"},{"country":"IRN"}],"recipient":[],"trigger":"met","sentence":2,"status":"planned"},
 {"type":"AID","actor":[{"country":"IND"}],"recipient":[],"trigger":"aid","sentence":3,"status":"actual"}],
 "defects":[{"kind":"number","text":"1.5 soldiers"},{"kind":"credit","text":"Photo AP"}]}
{"id":"b","language":"en","text":"Rain.","events":[]}
`

const handCoded = `{"id":"a","events":[
 {"event":["COERCE"],"mode":["bombing"],"actor":[{"country":"UKR"}],"recipient":[{"country":"RUS"}],"sentence":{"index":1},"date":"2025-08-01","event_loc":{"country":"RUS"},"status":"actual","attribution":[{"sector":"GOV"}],"quantities":[{"min":null}],"confidence":0.9},
 {"event":["ASSAULT"],"mode":["other"],"actor":[{"country":"UKR"}],"recipient":[{"country":"USA"}],"sentence":{"index":9},"date":"2025-08-02","status":"actual","confidence":0.9},
 {"event":["CONSULT"],"actor":[{"country":"IRN"}],"recipient":[{"country":"EUR"}],"sentence":{"index":2},"status":"actual","confidence":1},
 {"event":["SUPPORT"],"actor":[{"country":"IND"}],"recipient":[],"sentence":{"index":3},"status":"actual","confidence":0.35}],
 "defects":[{"kind":"number","text":"at least 1.5 soldiers died"},{"kind":"number","text":"2"}]}
{"id":"b","events":[{"event":["AID"],"actor":[{"country":"IND"}],"recipient":[],"sentence":{"index":0},"confidence":0.1}]}
`

// TestByHand checks figures that were worked out on paper.
func TestByHand(t *testing.T) {
	lines := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "\n {", " {"), "\n \"", " \"")
	}
	gold, err := ReadGold(strings.NewReader(lines(handGold)), "gold")
	if err != nil {
		t.Fatal(err)
	}
	coded, err := ReadCoded(strings.NewReader(lines(handCoded)), "coded")
	if err != nil {
		t.Fatal(err)
	}
	r := Score(gold, coded)
	// The ASSAULT of the right type is taken before the COERCE with the right parties; the EU's CONSULT answers to the UN's.
	want := ArticleFigures{Texts: 2, GoldEvents: 3, P: 0.4, R: 0.667, F1: 0.5, FullF1: 0.25, Attribution: "1/2=0.50", Date: "0/1=0.00", Mode: "0/1=0.00",
		Place: "0/1=0.00", Quantity: "0/1=0.00", Status: "1/2=0.50", DefectP: 0.5, DefectR: 0.5, DefectF1: 0.5}
	if *r.Article != want {
		t.Errorf("figures\n got %+v\nwant %+v", *r.Article, want)
	}
	if r.Empty != (Empty{1, 1}) {
		t.Errorf("empty texts: %+v", r.Empty)
	}
	if want := []Cell{{None, "AID", 1}, {None, "COERCE", 1}, {"AID", "SUPPORT", 1}}; !slices.Equal(r.Confusion, want) {
		t.Errorf("confusion %v, want %v", r.Confusion, want)
	}
	if want := (TypeRow{Type: "ASSAULT", Gold: 1, Found: 1, Full: 0, Coded: 1, Right: 1}); !slices.Contains(r.Types, want) {
		t.Errorf("types %+v lack %+v", r.Types, want)
	}
	if want := (Bin{From: 0.9, To: 1, N: 3, Mean: 0.933, Type: 2, Full: 1}); r.Bins[9] != want {
		t.Errorf("last bin %+v, want %+v", r.Bins[9], want)
	}
	kinds := map[string]int{}
	for _, e := range r.Errors {
		kinds[e.Kind]++
	}
	if want := map[string]int{Miss: 1, Roles: 1, Spurious: 3, DefectMiss: 1, DefectSpurious: 1}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("errors %v, want %v", kinds, want)
	}
}

// TestSentenceByHand: the first of equally confident events is the top one, and international bodies are one country.
func TestSentenceByHand(t *testing.T) {
	gold := `{"id":"a","text":"x","events":[{"type":"AID","gsr_type":"AID","actor":[{"country":"EUR","sector":"GOV"}],"recipient":[]}]}
{"id":"b","text":"y","events":[{"type":"REJECT","gsr_type":"REJECT","actor":[{"country":"IND"}],"recipient":[{"country":"PAK"}]}]}
{"id":"c","text":"z","events":[{"type":"REJECT","gsr_type":"REJECT","actor":[],"recipient":[]}]}`
	coded := `{"id":"a","events":[{"event":["SUPPORT"],"confidence":0.5},{"event":["AID"],"actor":[{"country":"UNO","other_sectors":["GOV"]}],"confidence":0.5}]}
{"id":"b","events":[{"event":["REJECT"],"actor":[{"country":"PAK"}],"recipient":[{"country":"IND"}],"confidence":0.7}]}`
	g, err := ReadGold(strings.NewReader(gold), "gold")
	if err != nil {
		t.Fatal(err)
	}
	c, err := ReadCoded(strings.NewReader(coded), "coded")
	if err != nil {
		t.Fatal(err)
	}
	r := Score(g, c)
	one := 1.0
	want := &SentenceFigures{N: 3, TypeRecall: 0.667, TopType: 0.333, Full: 0.333, Sector: &one, EventsPerText: 1, PerType: map[string]string{"AID": "1/1 full 1", "REJECT": "1/2 full 0"}}
	if !reflect.DeepEqual(r.Sentence, want) {
		t.Errorf("figures\n got %+v\nwant %+v", r.Sentence, want)
	}
	if r.Errors[1].Kind != Roles || r.Errors[1].GoldSides != "IND → PAK" || r.Errors[1].CodedSides != "PAK → IND" {
		t.Errorf("errors %+v", r.Errors)
	}
}

func TestReadTellsEveryBadLine(t *testing.T) {
	texts, err := ReadGold(strings.NewReader("{\"id\":\"a\",\"events\":[]}\n\nnot json\n{\"text\":\"no id\"}\n{\"id\":\"b\",\"published\":\"yesterday\"}\n"), "g.jsonl")
	if len(texts) != 1 || err == nil {
		t.Fatalf("texts %v, error %v", texts, err)
	}
	for _, want := range []string{"g.jsonl:3: ", "g.jsonl:4: ", "g.jsonl:5: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q: %v", want, err)
		}
	}
}

// TestPlaceFigures holds the figures of places beside the reference scorer's: a name may lack its marks and what it lies in.
func TestPlaceFigures(t *testing.T) {
	var p places
	for _, x := range []struct{ gold, coded *Place }{
		{&Place{"Gdańsk", "Gdańsk", "POL"}, &Place{"Gdansk", "Gdansk", "POL"}},
		{&Place{"आजाद मैदान", "Azad Maidan, Mumbai", "IND"}, &Place{"आजाद मैदान में", "Azad Maidan", "IND"}},
		{&Place{"तुंग", "Tung", "IND"}, &Place{"तुंग", "", "IND"}},
		{&Place{"Sangli", "Sangli", "IND"}, &Place{"Pune", "Pune", "IND"}},
		{&Place{"Goma", "Goma", "COD"}, nil},
		{nil, &Place{"Goma", "Goma", "COD"}},
	} {
		p.add(x.gold, x.coded)
	}
	if got := *p.figures(); got != (PlaceFigures{"3/5=0.60", "4/5=0.80"}) {
		t.Errorf("got %+v", got)
	}
}
