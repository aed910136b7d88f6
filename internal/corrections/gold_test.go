package corrections

import (
	"bytes"
	"encoding/json"
	"iter"
	"os"
	"strings"
	"testing"

	"github.com/bakhar/bakhar/gazetteer"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/packs"
)

func (d *desk) EachCorrection() iter.Seq2[store.Correction, error] {
	return func(yield func(store.Correction, error) bool) {
		for _, c := range d.cs {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func exported(t *testing.T, d *desk, partly bool) (string, Exported) {
	t.Helper()
	var b bytes.Buffer
	n, err := ExportGold(d, &b, partly)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), n
}

func TestGoldHoldsWhatWasJudged(t *testing.T) {
	d := newDesk(t)
	d.do(t, Request{Kind: Accept, Reports: []string{"art-fire", "art-strike"}})
	if out, n := exported(t, d, false); out != "" || n.Partly != 1 {
		t.Errorf("an article with a report that nobody judged is no gold: %+v %s", n, out)
	}
	out, _ := exported(t, d, true)
	if !strings.Contains(out, `"partly":true`) || strings.Contains(out, "COERCE") {
		t.Errorf("asked for, it says that it is partly judged, and leaves out what is not: %s", out)
	}
	d.do(t, Request{Kind: Reject, Reports: []string{"art-arrest"}})
	d.do(t, Request{Kind: Edit, Reports: []string{"art-fire"}, Changes: []Change{to("date", `{"start":"2026-03-02","end":"2026-03-02"}`), to("attribution", `[{"text":"Police","start":0,"end":6,"country":"IND","sector":"COP"}]`)}})
	out, n := exported(t, d, false)
	if n.Texts != 1 || n.Events != 2 || strings.Contains(out, "partly") {
		t.Fatalf("%+v %s", n, out)
	}
	gold, err := score.ReadGold(strings.NewReader(out), "export")
	if err != nil {
		t.Fatal(err)
	}
	g := gold[0].Events[1]
	if g.Type != "ASSAULT" || g.Date.Start != "2026-03-02" || g.Trigger != "fired at" || !strings.Contains(gold[0].Text, g.Trigger) || g.Attribution[0].Sector != "COP" || gold[0].Events[0].Date != nil {
		t.Errorf("gold: %s", out)
	}
	d.do(t, Request{Kind: Reject, Reports: []string{"other-arrest", "other-strike", "other-fire"}})
	if out, n = exported(t, d, false); n.Texts != 2 || !strings.Contains(out, `"events":[]`) {
		t.Errorf("an article of which all is rejected is gold without events: %s", out)
	}
	d.do(t, Request{Kind: Undo, Undoes: 1})
	if out, _ = exported(t, d, false); strings.Contains(out, "PROTEST") {
		t.Errorf("what is undone is not judged: %s", out)
	}
}

// What the coder made and an analyst accepted is gold against which the coder is right everywhere.
func TestAcceptedOutputScoresFull(t *testing.T) {
	p, err := pipeline.New(pipeline.Data{Packs: packs.FS, Gazetteer: gazetteer.FS})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../examples/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{texts: map[string]string{}, coded: map[string][]article.Report{}}
	var coded bytes.Buffer
	for line := range strings.Lines(string(data)) {
		var in struct{ ID, Language, Published, Text string }
		if err := json.Unmarshal([]byte(line), &in); err != nil {
			t.Fatal(err)
		}
		art := &article.Article{ID: in.ID, Language: in.Language}
		if art.Published, err = article.ParseDate(in.Published); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Code(art, in.Text); err != nil {
			t.Fatal(err)
		}
		d.texts[in.ID], d.coded[in.ID] = in.Text, art.Reports(in.ID)
		if err := export.WriteLine(&coded, export.OneArticle(art, p.Onto, export.Meta{})); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range d.coded[in.ID] {
			ids = append(ids, r.ID)
		}
		d.do(t, Request{Kind: Accept, Reports: ids})
	}
	out, n := exported(t, d, false)
	if n.Texts != len(d.texts) {
		t.Fatalf("%+v of %d articles", n, len(d.texts))
	}
	gold, err := score.ReadGold(strings.NewReader(out), "export")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := score.ReadCoded(&coded, "coded")
	if err != nil {
		t.Fatal(err)
	}
	f := score.Score(gold, lines).Article
	if f.GoldEvents != n.Events || n.Events < 20 || f.F1 != 1 || f.FullF1 != 1 {
		t.Errorf("%d events: F1 %g, with roles %g", f.GoldEvents, f.F1, f.FullF1)
	}
	for name, x := range map[string]string{"status": f.Status, "date": f.Date, "place": f.Place, "attribution": f.Attribution, "mode": f.Mode, "quantity": f.Quantity} {
		if !strings.HasSuffix(x, "=1.00") {
			t.Errorf("%s is right in %s", name, x)
		}
	}
}
