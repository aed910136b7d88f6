package corrections

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// desk is a store of what Add asks for, in memory.
type desk struct {
	store.Tx // the rest is not there
	texts    map[string]string
	coded    map[string][]article.Report
	old      []article.Report
	cs       []store.Correction
}

func (d *desk) Article(id string) (store.Article, error) {
	text, ok := d.texts[id]
	if !ok {
		return store.Article{}, store.ErrNotFound
	}
	return store.Article{ID: id, Text: text, Language: "en", Publisher: "The Gazette", Published: "2026-03-04", Day: article.Date{Year: 2026, Month: 3, Day: 4}}, nil
}

func (d *desk) Reports(ids ...string) (out []article.Report, err error) {
	for _, id := range ids {
		out = append(out, d.coded[id]...)
	}
	return out, nil
}

func (d *desk) ReportsByID(ids []string) (out []article.Report, err error) {
	all := slices.Clone(d.old)
	for _, rs := range d.coded {
		all = append(all, rs...)
	}
	for _, r := range all {
		if slices.Contains(ids, r.ID) && !slices.ContainsFunc(out, func(o article.Report) bool { return o.ID == r.ID }) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b article.Report) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

func (d *desk) AddCorrection(c store.Correction) (int64, error) {
	c.ID = int64(len(d.cs) + 1)
	d.cs = append(d.cs, c)
	return c.ID, nil
}

func (d *desk) Correction(id int64) (store.Correction, error) {
	if id < 1 || int(id) > len(d.cs) {
		return store.Correction{}, store.ErrNotFound
	}
	return d.cs[id-1], nil
}

func (d *desk) CorrectionsOf(ids []string) (out []store.Correction, err error) {
	for _, c := range d.cs {
		if slices.ContainsFunc(c.Targets, func(a store.Anchor) bool { return slices.Contains(ids, a.Article) }) {
			out = append(out, c)
		}
	}
	return out, nil
}

const strike = "Police arrested two leaders. Workers struck on Monday in Pune. Troops fired at the crowd, and seven were killed."

// newDesk has one article with three reports.
func newDesk(t *testing.T) *desk {
	d := &desk{texts: map[string]string{"art": strike, "other": strike}, coded: map[string][]article.Report{}}
	for _, a := range []string{"art", "other"} {
		d.coded[a] = []article.Report{rep(t, a, "arrest", "COERCE", "arrested"), rep(t, a, "strike", "PROTEST", "struck"), rep(t, a, "fire", "ASSAULT", "fired at")}
	}
	return d
}

func rep(t *testing.T, art, id string, typ plover.Type, trigger string) article.Report {
	t.Helper()
	return article.Report{ID: art + "-" + id, Article: art, Type: typ, Status: article.Actual, Trigger: []article.Words{words(t, trigger)}, Sentence: article.Words{Text: strike, End: len(strike)}, Confidence: 0.7}
}

func words(t *testing.T, s string) article.Words {
	t.Helper()
	i := strings.Index(strike, s)
	if i < 0 {
		t.Fatalf("%q is not in the text", s)
	}
	return article.Words{Text: s, Start: i, End: i + len(s)}
}

var noon = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)

// do asks for a correction that must be kept.
func (d *desk) do(t *testing.T, req Request) int64 {
	t.Helper()
	req.Analyst, req.Reason, req.Made = "A. Analyst", "as read", noon
	ids, err := Add(d, req)
	if err != nil {
		t.Fatal(err)
	}
	return ids[len(ids)-1]
}

func (d *desk) now(art string) []article.Report { return Apply(d.coded[art], d.cs) }

// have gives type and id of reports.
func have(rs []article.Report) string {
	var out []string
	for _, r := range rs {
		out = append(out, fmt.Sprintf("%s %s", r.Type, r.ID))
	}
	return strings.Join(out, ", ")
}

func to(field, value string) Change { return Change{Field: field, New: json.RawMessage(value)} }

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

func TestCorrectionsWinOverCodingAndCanBeUndone(t *testing.T) {
	d := newDesk(t)
	const all = "COERCE art-arrest, PROTEST art-strike, ASSAULT art-fire"
	expect(t, "as coded", have(d.now("art")), all)
	rejected := d.do(t, Request{Kind: Reject, Reports: []string{"art-strike"}})
	expect(t, "rejected", have(d.now("art")), "COERCE art-arrest, ASSAULT art-fire")
	undo := d.do(t, Request{Kind: Undo, Undoes: rejected})
	expect(t, "undone", have(d.now("art")), all)
	d.do(t, Request{Kind: Undo, Undoes: undo})
	expect(t, "the undo undone", have(d.now("art")), "COERCE art-arrest, ASSAULT art-fire")
	d.do(t, Request{Kind: Accept, Reports: []string{"art-strike"}})
	expect(t, "accepted after it was rejected: the later wins", have(d.now("art")), all)
}

func TestEditsOfOneReportAddUp(t *testing.T) {
	d := newDesk(t)
	first := d.do(t, Request{Kind: Edit, Reports: []string{"art-fire"}, Changes: []Change{to("mode", `["firearms"]`), to("date", `{"start":"2026-03-02","end":"2026-03-02"}`)}})
	d.do(t, Request{Kind: Edit, Reports: []string{"art-fire"}, Changes: []Change{to("status", `"negated"`), to("date", `{"start":"2026-03-03","end":"2026-03-03"}`)}})
	r := d.now("art")[2]
	if r.Modes[0] != "firearms" || r.Status != article.Negated || r.Date.Start.String() != "2026-03-03" || r.DateText == nil {
		t.Errorf("after two edits: %+v", r)
	}
	d.do(t, Request{Kind: Undo, Undoes: first})
	if r = d.now("art")[2]; len(r.Modes) > 0 || r.Status != article.Negated || r.Date.Start.String() != "2026-03-03" {
		t.Errorf("with the first edit undone the second one holds alone: %+v", r)
	}
	body, err := Read(d.cs[1])
	if err != nil || string(body.Changes[0].Old) != `"actual"` {
		t.Errorf("an edit keeps the old value: %s, %v", body.Changes[0].Old, err)
	}
}

func TestCorrectionsSurviveRecoding(t *testing.T) {
	d := newDesk(t)
	d.do(t, Request{Kind: Reject, Reports: []string{"art-arrest"}})
	d.do(t, Request{Kind: Edit, Reports: []string{"art-strike"}, Changes: []Change{to("mode", `["strike"]`)}})
	d.do(t, Request{Kind: Accept, Reports: []string{"art-fire"}})
	d.old = d.coded["art"]

	// A new version finds the same acts in other words, under other ids; the last one it misses.
	d.coded["art"] = []article.Report{rep(t, "art", "v2-arrest", "COERCE", "arrested two leaders"), rep(t, "art", "v2-strike", "PROTEST", "struck on")}
	got := d.now("art")
	expect(t, "found again by overlap, or kept", have(got), "PROTEST art-v2-strike, ASSAULT art-fire")
	if len(got) > 0 && !reflect.DeepEqual(got[0].Modes, []string{"strike"}) {
		t.Errorf("the edit is lost: %+v", got[0])
	}
	if j := Judged(d.coded["art"], d.cs); j["art-v2-strike"] != Edit || j["art-fire"] != Accept {
		t.Errorf("judged: %v", j)
	}
	// The next one reads the accepted act otherwise, and finds another at the place of the rejected one.
	d.coded["art"] = []article.Report{rep(t, "art", "v3-arrest", "SANCTION", "arrested"), rep(t, "art", "v3-strike", "PROTEST", "struck"), rep(t, "art", "v3-fire", "COERCE", "fired at")}
	expect(t, "an accepted reading stays, a rejected one forbids no other", have(d.now("art")), "SANCTION art-v3-arrest, PROTEST art-v3-strike, ASSAULT art-v3-fire")
	// Another event of the same words is none of the analyst's business.
	d.coded["art"] = []article.Report{rep(t, "art", "v4-fire", "ASSAULT", "fired at"), rep(t, "art", "v4-also", "COERCE", "fired at")}
	expect(t, "a second event of the same words", have(d.now("art")), "PROTEST art-strike, ASSAULT art-v4-fire, COERCE art-v4-also")
	d.coded["art"] = nil
	expect(t, "nothing found any more", have(d.now("art")), "PROTEST art-strike, ASSAULT art-fire")
}

func TestRequestsAreChecked(t *testing.T) {
	d := newDesk(t)
	bad := func(req Request, want string) {
		t.Helper()
		_, err := Add(d, req)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error is %v, want one with %q", req, err, want)
		}
	}
	ok := Request{Kind: Accept, Analyst: "A", Reason: "R", Reports: []string{"art-fire"}, Made: noon}
	with := func(f func(*Request)) Request { r := ok; f(&r); return r }
	edit := func(field, value string) Request {
		return with(func(r *Request) { r.Kind, r.Changes = Edit, []Change{to(field, value)} })
	}
	bad(with(func(r *Request) { r.Analyst = " " }), "needs the name")
	bad(with(func(r *Request) { r.Reason = "" }), "needs a reason")
	bad(with(func(r *Request) { r.Reason = "a\x1b[31mb" }), "U+001B")
	bad(with(func(r *Request) { r.Reason = "a\u202eb" }), "U+202E")
	bad(with(func(r *Request) { r.Analyst = strings.Repeat("क", AnalystMax+1) }), "at most")
	bad(with(func(r *Request) { r.Kind = "delete" }), "no kind")
	bad(with(func(r *Request) { r.Reports = nil }), "one or more")
	bad(with(func(r *Request) { r.Reports = []string{"art-fire", "art-fire"} }), "twice")
	bad(with(func(r *Request) { r.Reports = []string{"nowhere"} }), "not found")
	bad(with(func(r *Request) { r.Kind = Merge }), "two or more")
	bad(with(func(r *Request) { r.Kind = Undo; r.Reports = nil; r.Undoes = 7 }), "not found")
	bad(edit("type", `"BATTLE"`), `"BATTLE"`)
	bad(edit("mode", `["visit"]`), `no mode "visit"`)
	bad(edit("type", `"AID"`), "needs a recipient")
	bad(edit("colour", `"red"`), `no field "colour"`)
	bad(edit("actor", `[{"text":"Police","start":1,"end":7,"country":"IND"}]`), "does not stand")
	bad(edit("actor", `[{"country":"India"}]`), "three capital letters")
	bad(edit("actor", `[{"country":"IND","sector":"XYZ"}]`), "no PLOVER sector")
	bad(edit("actor", `[{"country":"IND","color":"red"}]`), "unknown field")
	bad(edit("date", `{"start":"2026-02-30","end":"2026-03-01"}`), "2026-02-30")
	bad(edit("date", `{"start":"2026-03-02","end":"2026-03-01"}`), "is before")
	bad(edit("quantities", `[{"min":5,"max":3,"kind":"dead"}]`), "no smaller")
	bad(edit("status", `"maybe"`), "no status")
	bad(edit("place", `{"country":"IND","lat":100,"lon":1}`), "globe")
	if len(d.cs) != 0 {
		t.Errorf("%d corrections were kept", len(d.cs))
	}
	d.do(t, ok)
	d.do(t, Request{Kind: Undo, Undoes: 1})
	bad(Request{Kind: Undo, Analyst: "A", Reason: "R", Undoes: 1}, "undone already")
	if _, err := Add(d, with(func(r *Request) { r.Reports = []string{"nowhere"} })); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a report that is not there: %v", err)
	}
}

func TestOneCorrectionSpeaksOfOneArticle(t *testing.T) {
	d := newDesk(t)
	ids, err := Add(d, Request{Kind: Accept, Analyst: "A", Reason: "R", Made: noon, Reports: []string{"art-fire", "other-fire", "art-strike"}})
	if err != nil || len(ids) != 2 {
		t.Fatalf("ids %v, %v", ids, err)
	}
	d.coded["art"] = nil
	cs, _ := d.CorrectionsOf([]string{"art"})
	expect(t, "only the article's own", have(Apply(nil, cs)), "PROTEST art-strike, ASSAULT art-fire")
}

func TestTies(t *testing.T) {
	d := newDesk(t)
	both := func() []article.Report { return append(d.now("art"), d.now("other")...) }
	merge := d.do(t, Request{Kind: Merge, Reports: []string{"art-fire", "other-fire", "other-strike"}})
	together, apart := Ties(both(), d.cs)
	expect(t, "merged", fmt.Sprint(together, apart), "[[art-fire other-fire] [art-fire other-strike]] []")
	d.do(t, Request{Kind: Split, Reports: []string{"art-fire", "other-strike"}})
	together, apart = Ties(both(), d.cs)
	expect(t, "a later split wins", fmt.Sprint(together, apart), "[[art-fire other-fire]] [[art-fire other-strike]]")
	d.coded["other"] = []article.Report{rep(t, "other", "v2", "ASSAULT", "fired")}
	d.do(t, Request{Kind: Reject, Reports: []string{"art-strike"}})
	together, apart = Ties(both(), d.cs)
	expect(t, "after recoding", fmt.Sprint(together, apart), "[[art-fire other-v2]] []")
	d.do(t, Request{Kind: Undo, Undoes: merge})
	together, apart = Ties(both(), d.cs)
	expect(t, "undone", fmt.Sprint(together, apart), "[] []")
}

// Whatever analysts have merged and split in whatever order, nothing must be both together and apart.
func TestTiesNeverContradictEachOther(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		d := newDesk(t)
		all := append(d.now("art"), d.now("other")...)
		for range 1 + r.IntN(8) {
			ids := []string{}
			for _, i := range r.Perm(len(all))[:2+r.IntN(3)] {
				ids = append(ids, all[i].ID)
			}
			d.do(t, Request{Kind: []string{Merge, Split}[r.IntN(2)], Reports: ids})
		}
		together, apart := Ties(all, d.cs)
		group := map[string]string{}
		for _, x := range all {
			group[x.ID] = x.ID
		}
		for _, p := range together {
			from, to := group[p[0]], group[p[1]]
			for id, g := range group {
				if g == from {
					group[id] = to
				}
			}
		}
		for _, p := range apart {
			if group[p[0]] == group[p[1]] {
				t.Fatalf("%v is apart, and together by %v", p, together)
			}
		}
		last := d.cs[len(d.cs)-1]
		for _, a := range last.Targets[1:] {
			if same := group[a.Report] == group[last.Targets[0].Report]; same != (last.Kind == Merge) {
				t.Fatalf("the last correction is a %s of %v; together %v", last.Kind, last.Targets, together)
			}
		}
	}
}

func TestSplitIntoGroups(t *testing.T) {
	d := newDesk(t)
	d.do(t, Request{Kind: Split, Reports: []string{"art-fire", "other-fire", "art-strike"}, Groups: []int{1, 1, 2}})
	_, apart := Ties(append(d.now("art"), d.now("other")...), d.cs)
	expect(t, "only across groups", fmt.Sprint(apart), "[[art-fire art-strike] [art-strike other-fire]]")
}
