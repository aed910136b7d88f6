// Package merging measures how well reports of one happening are brought together: on gold that says which texts tell of the same. It
// merges twice, once with what the gold says of each event, so that only merging is measured, and once with what the coder has read. A
// pair is two texts; it is right where both tell of one happening, and linked where an event holds a report of each.
//
// Gold of merging is a set of texts in gold format. Texts that tell the same happening have it in common: the "happening" of an event, or,
// in parallel gold of one event a text, the "source_id". Names, figures and topics of a gold event (article.Report.Keys) are read from the
// text by the coder's stages, in both measurements: annotators do not write them down.
package merging

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/keys"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/store"
)

// Figures are pairs counted.
type Figures struct {
	Texts     int     `json:"texts"`
	Pairs     int     `json:"pairs"`  // that tell of one happening
	Linked    int     `json:"linked"` // by an event
	Right     int     `json:"right"`  // both
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	Events    int     `json:"events"`
}

// Result is what Measure finds.
type Result struct {
	Gold   Figures `json:"gold"`  // given gold codes
	Coded  Figures `json:"coded"` // with the coder's reading
	Errors []Error `json:"errors,omitempty"`
}

// Error is a pair that was linked wrongly, or not at all.
type Error struct {
	Coded   bool             `json:"coded"`  // with the coder's reading
	Missed  bool             `json:"missed"` // otherwise linked wrongly
	A       string           `json:"a"`      // ids of the texts
	B       string           `json:"b"`
	Points  int              `json:"points"` // of the two reports that are most alike
	Parts   []chronicle.Part `json:"parts,omitempty"`
	Reports [2]string        `json:"reports"`
	Why     string           `json:"why,omitempty"` // why the weaker did not follow the stronger: as chronicle.Miss has it
}

// NothingCoded is the Why of a pair of which one text has no report.
const NothingCoded = "nothing-coded"

// Whole puts together what stands apart: a line with an article's text and one with its events, by the id. A text that nothing says what it
// tells is left out; events without a text are an error.
func Whole(texts []score.Text) ([]score.Text, error) {
	at := map[string]int{}
	var out []score.Text
	for _, t := range texts {
		i, ok := at[t.ID]
		if !ok {
			at[t.ID] = len(out)
			out = append(out, t)
			continue
		}
		if out[i].Text == "" {
			t.Events = append(out[i].Events, t.Events...)
			out[i] = t
		} else {
			out[i].Events = append(out[i].Events, t.Events...)
		}
	}
	var missing []string
	for _, t := range out {
		if t.Text == "" {
			missing = append(missing, t.ID)
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("%d gold texts have no text, %s the first: name the file that has it too", len(missing), missing[0])
	}
	return slices.DeleteFunc(out, func(t score.Text) bool { return len(t.Events) == 0 }), nil
}

// Coder codes a text.
type Coder func(art *article.Article, text string) (*doc.Doc, error)

// text is one text with its reports, both ways.
type text struct {
	gold     *score.Text
	article  store.Article
	tells    []string // happenings
	byGold   []article.Report
	byCoder  []article.Report
	document *doc.Doc
}

// Measure codes the texts of all files together, merges them and counts. A text that cannot be coded is an error.
func Measure(texts []score.Text, code Coder) (Result, error) {
	var all []*text
	for i := range texts {
		t, err := read(&texts[i], code)
		if err != nil {
			return Result{}, err
		}
		all = append(all, t)
	}
	var r Result
	r.Gold = r.count(all, false)
	r.Coded = r.count(all, true)
	return r, nil
}

func read(g *score.Text, code Coder) (*text, error) {
	t := &text{gold: g}
	day, _ := article.ParseDate(g.Published)
	publisher := g.Publisher
	if publisher == "" {
		publisher = "the paper in " + g.Language // parallel gold has one a language
	}
	t.article = store.Article{ID: g.ID, Publisher: publisher, Language: g.Language, Day: day}
	art := &article.Article{ID: g.ID, Language: g.Language, Published: day, Publisher: publisher, Title: g.Title, Keyed: true}
	d, err := code(art, g.Text)
	if err != nil {
		return nil, fmt.Errorf("code %s: %w", g.ID, err)
	}
	t.document = d
	t.byCoder = art.Reports(g.ID)
	for i := range g.Events {
		h := happening(g, &g.Events[i])
		if !slices.Contains(t.tells, h) {
			t.tells = append(t.tells, h)
		}
		t.byGold = append(t.byGold, t.report(i))
	}
	return t, nil
}

func happening(g *score.Text, ev *score.Gold) string {
	switch {
	case ev.Happening != "":
		return ev.Happening
	case g.SourceID != "":
		return g.SourceID
	}
	return g.ID
}

// report makes a report of a gold event.
func (t *text) report(i int) article.Report {
	ev := &t.gold.Events[i]
	r := article.Report{ID: fmt.Sprintf("%s#%d", t.gold.ID, i), Article: t.gold.ID, Type: ev.Type, Modes: ev.Mode, Contexts: ev.Context, Index: ev.Sentence,
		Actors: t.parties(ev.Actor), Recipients: t.parties(ev.Recipient), Status: article.Status(ev.Status), Confidence: .9,
		Date: article.Interval{Start: t.article.Day, End: t.article.Day}}
	if r.Status == "" {
		r.Status = article.Actual
	}
	if ev.Date != nil {
		from, err := article.ParseDate(ev.Date.Start)
		to, err2 := article.ParseDate(ev.Date.End)
		if err2 != nil {
			to = from
		}
		if err == nil {
			r.Date, r.DateText = article.Interval{Start: from, End: to}, &article.Words{Text: ev.Date.Text}
		}
	}
	r.Place = t.place(ev.Place)
	for _, q := range ev.Quantities {
		r.Quantities = append(r.Quantities, article.Amount{Min: q.Min, Max: q.Max, Kind: t.kind(q)})
	}
	if s := t.sentence(ev); s >= 0 {
		r.Keys = keys.Of(t.document, s)
	}
	return r
}

func (t *text) parties(ps []score.Party) []article.Party {
	var out []article.Party
	for _, p := range ps {
		out = append(out, article.Party{Words: article.Words{Text: p.Text}, Country: p.Country, Sector: p.Sector, Sectors: p.Others})
	}
	return out
}

// sentence finds the sentence of a gold event by its trigger; the guidelines' count where that stands in several.
func (t *text) sentence(ev *score.Gold) int {
	ss := t.document.Art.Sentences
	if ev.Trigger != "" && strings.Count(t.gold.Text, ev.Trigger) == 1 {
		at := strings.Index(t.gold.Text, ev.Trigger)
		for i, s := range ss {
			if span := t.document.Art.View.ToOriginal(s.VSpan); span.Start <= at && at < span.End {
				return i
			}
		}
	}
	return min(ev.Sentence, len(ss)-1)
}

// place is a gold place, with its point where the text's own names have one.
func (t *text) place(p *score.Place) *article.Spot {
	if p == nil || p.Country == "" {
		return nil
	}
	s := &article.Spot{Words: article.Words{Text: p.Text}, Name: p.Name, Country: p.Country, Precision: "country"}
	if st := t.document.KB.State(p.Country); st == nil || st.Name != p.Name {
		s.Precision = "city"
		for _, nm := range t.document.Names {
			if rec := nm.Rec; rec.HasPoint && rec.Country == p.Country && rec.Name == p.Name {
				s.Lat, s.Lon, s.GeoNames, s.Admin1 = &rec.Lat, &rec.Lon, rec.GeoNames, rec.Admin1
				if rec.Kind == "admin1" {
					s.Precision = "admin1"
				}
			}
		}
	}
	return s
}

// kind is what a gold figure counts, as the coder's stage of numbers says.
func (t *text) kind(q score.Quantity) string {
	for _, c := range t.document.Counts {
		if same(c.Quantity.Min, q.Min) && same(c.Quantity.Max, q.Max) {
			return c.Kind
		}
	}
	return ""
}

func same(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// count merges the reports of all texts and counts pairs.
func (r *Result) count(all []*text, coded bool) Figures {
	var reports []article.Report
	var articles []store.Article
	for _, t := range all {
		articles = append(articles, t.article)
		reports = append(reports, t.reports(coded)...)
	}
	events := chronicle.Group(reports, articles)
	kept := chronicle.Kept(reports, articles)
	in := make([]map[string]bool, len(all))
	distinct := map[string]bool{}
	for i, t := range all {
		in[i] = map[string]bool{}
		for _, rep := range t.reports(coded) {
			in[i][events[rep.ID]] = true
			distinct[events[rep.ID]] = true
		}
	}
	f := Figures{Texts: len(all), Events: len(distinct)}
	for i, a := range all {
		for j := i + 1; j < len(all); j++ {
			b := all[j]
			right, linked := meet(a.tells, b.tells), overlap(in[i], in[j])
			if right {
				f.Pairs++
			}
			if linked {
				f.Linked++
			}
			if right && linked {
				f.Right++
			}
			if right != linked {
				e := Error{Coded: coded, Missed: right, A: a.gold.ID, B: b.gold.ID}
				e.nearest(a, b, coded, kept)
				r.Errors = append(r.Errors, e)
			}
		}
	}
	f.Precision, f.Recall = ratio(f.Right, f.Linked), ratio(f.Right, f.Pairs)
	return f
}

func (t *text) reports(coded bool) []article.Report {
	if coded {
		return t.byCoder
	}
	return t.byGold
}

// nearest tells how the two reports of a pair that are most alike were scored.
func (e *Error) nearest(a, b *text, coded bool, kept func(a, b string) string) {
	first := true
	for _, x := range a.reports(coded) {
		for _, y := range b.reports(coded) {
			if parts, sum, _ := chronicle.Compare(x, a.article, y, b.article); first || sum > e.Points {
				e.Parts, e.Points, e.Reports, first = parts, sum, [2]string{x.ID, y.ID}, false
			}
		}
	}
	if first {
		e.Why = NothingCoded
		return
	}
	e.Why = kept(e.Reports[0], e.Reports[1])
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func overlap(a, b map[string]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a*1000/b) / 1000
}
