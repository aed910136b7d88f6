// Package synthetic makes up articles with reports, as many as wanted, the same on every machine: happenings over three years, a few dyads
// and places with much of them and many with little (Zipf), each told in one to thirty articles over the days after it, in full or vaguely.
// It is for measuring what merging costs when a chronicle is large. The texts mean nothing; nothing is to be learnt from what merges.
package synthetic

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// The world that is told of.
const (
	countriesMax  = 120
	placesMax     = 3000
	peopleMax     = 5000
	publishersMax = 300
	// Days is how many days the happenings are spread over.
	Days = 1095
	// tellingsMean is about how many reports a happening has.
	tellingsMean = 4
)

// start is the first day, as article.Date.Number counts.
var start = article.Date{Year: 2023, Month: 1, Day: 1}

// Text is an article with its reports.
type Text struct {
	Article store.Article
	Reports []article.Report
}

// Texts gives articles with n reports or a few more, by day of publication. Equal n and seed give equal articles.
func Texts(n int, seed uint64) iter.Seq[Text] {
	return func(yield func(Text) bool) {
		g := newWorld(seed, n)
		made := 0
		for day := 0; made < n; day++ {
			g.happen(day)
			for _, t := range g.publish(day) {
				made += len(t.Reports)
				if !yield(t) || made >= n {
					return
				}
			}
		}
	}
}

// happening is what is told.
type happening struct {
	typ           plover.Type
	mode          string
	actor, target party
	day           int
	place         int
	dead          int
	names         []string
	topics        []string
}

type party struct{ country, sector string }

// telling is one report to come, by the day on which it is printed.
type telling struct {
	h *happening
	k int // the how manieth of its happening
}

type world struct {
	rng                             *rand.Rand
	perDay                          int
	dyads, places, people, printers *rand.Zipf
	due                             map[int][]telling
	serial                          int
}

func newWorld(seed uint64, n int) *world {
	rng := rand.New(rand.NewPCG(seed, 20260309))
	zipf := func(s float64, most int) *rand.Zipf { return rand.NewZipf(rng, s, 3, uint64(most-1)) }
	return &world{rng: rng, perDay: max(1, n/Days/tellingsMean), dyads: zipf(1.3, countriesMax*20), places: zipf(1.2, placesMax), people: zipf(1.2, peopleMax),
		printers: zipf(1.1, publishersMax), due: map[int][]telling{}}
}

func country(i int) string {
	return string([]byte{byte('A' + i/26%26), byte('A' + i%26), 'X'})
}

var acts = []struct {
	typ   plover.Type
	modes []string
}{
	{"ASSAULT", []string{"drone", "firearms", "explosives", "heavy-weapons"}}, {"COERCE", []string{"arrest", "restrict", "seize"}}, {"CONSULT", []string{"visit", "", "phone"}},
	{"ACCUSE", []string{"disapprove", "allege"}}, {"PROTEST", []string{"demo", "strike"}}, {"REQUEST", []string{"change", "assist"}}, {"AGREE", []string{""}}, {"AID", []string{""}},
	{"REJECT", []string{"change"}}, {"THREATEN", []string{"violence"}}, {"SANCTION", []string{"discontinue"}}, {"RETREAT", []string{"release"}}, {"SUPPORT", []string{""}}, {"MOBILIZE", []string{"troops"}},
}

var sectors = []string{"GOV", "MIL", "COP", "REB", "CVL", "OPP", "LAB", ""}

// happen makes up the happenings of a day and when they will be told.
func (w *world) happen(day int) {
	for range w.perDay {
		dyad := int(w.dyads.Uint64())
		a := dyad % countriesMax
		b := (a + dyad/countriesMax + 1) % countriesMax
		if dyad%5 < 2 {
			b = a // two of five inside one country
		}
		act := acts[w.rng.IntN(len(acts))]
		h := &happening{typ: act.typ, mode: act.modes[w.rng.IntN(len(act.modes))], day: day, place: int(w.places.Uint64()), dead: w.rng.IntN(40),
			actor: party{country(a), sectors[w.rng.IntN(len(sectors))]}, target: party{country(b), sectors[w.rng.IntN(len(sectors))]}}
		for range 1 + w.rng.IntN(3) {
			h.names = append(h.names, fmt.Sprintf("k:person-%d", w.people.Uint64()))
		}
		for range 4 {
			h.topics = append(h.topics, fmt.Sprintf("w:class%d", w.rng.IntN(150)))
		}
		n := min(30, 1+int(w.rng.ExpFloat64()*(tellingsMean-1)))
		for k := range n {
			at := day + min(6, int(w.rng.ExpFloat64()*1.2))
			w.due[at] = append(w.due[at], telling{h, k})
		}
	}
}

// publish gives the articles of a day, one to three tellings each.
func (w *world) publish(day int) []Text {
	due := w.due[day]
	delete(w.due, day)
	w.rng.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	var out []Text
	for len(due) > 0 {
		n := min(len(due), 1+w.rng.IntN(3))
		out = append(out, w.text(day, due[:n]))
		due = due[n:]
	}
	return out
}

func (w *world) text(day int, ts []telling) Text {
	w.serial++
	published := start.Add(day)
	publisher := fmt.Sprintf("Paper %d", w.printers.Uint64())
	var b strings.Builder
	var reports []article.Report
	for i, t := range ts {
		from := b.Len()
		fmt.Fprintf(&b, "Article %d tells of happening %s, day %d, place %d, by %s. ", w.serial, t.h.names[0], t.h.day, t.h.place, t.h.actor.country)
		s := article.Words{Text: strings.TrimSpace(b.String()[from:]), Start: from, End: b.Len() - 1}
		reports = append(reports, w.report(t, i, s, published))
	}
	a := store.Article{URL: fmt.Sprintf("https://synthetic.example/%s/%d", published, w.serial), Publisher: publisher, Language: [3]string{"en", "hi", "mr"}[w.serial%3],
		Title: fmt.Sprintf("Article %d", w.serial), Published: published.String(), Day: published, Text: b.String(), Health: 1}
	store.Identify(&a)
	for i := range reports {
		reports[i].Article = a.ID
		reports[i].ID = fmt.Sprintf("%s%02d", a.ID, i)
	}
	return Text{a, reports}
}

// report tells a happening: in full, without a day, with the week or month only, without a place, or with one party.
func (w *world) report(t telling, index int, s article.Words, published article.Date) article.Report {
	h := t.h
	r := article.Report{Type: h.typ, Status: article.Actual, Sentence: s, Trigger: []article.Words{{Text: s.Text[:7], Start: s.Start, End: s.Start + 7}}, Index: index,
		Rule: "synthetic", Confidence: float64(50+w.rng.IntN(46)) / 100, Date: article.Interval{Start: published, End: published}}
	if h.mode != "" && w.rng.IntN(4) > 0 {
		r.Modes = []string{h.mode}
	}
	r.Actors = []article.Party{{Words: s, Country: h.actor.country, Sector: h.actor.sector}}
	if w.rng.IntN(6) > 0 {
		r.Recipients = []article.Party{{Words: s, Country: h.target.country, Sector: h.target.sector}}
	}
	on := start.Add(h.day)
	switch x := w.rng.IntN(100); {
	case x < 65:
		r.Date, r.DateText = article.Interval{Start: on, End: on}, &s
	case x < 72: // the week
		monday := on.Add(1 - on.Weekday())
		r.Date, r.DateText = article.Interval{Start: monday, End: monday.Add(6)}, &s
	case x < 74: // the month
		first := article.Date{Year: on.Year, Month: on.Month, Day: 1}
		r.Date, r.DateText = article.Interval{Start: first, End: first.MonthEnd()}, &s
	}
	where := fmt.Sprintf("g:%d", h.place)
	switch x := w.rng.IntN(100); {
	case x < 60:
		lat, lon := float64(h.place%120)-60, float64(h.place/7%340)-170
		r.Place = &article.Spot{Words: s, Name: fmt.Sprintf("Place %d", h.place), Country: h.target.country, Lat: &lat, Lon: &lon, GeoNames: h.place + 1, Precision: "city"}
		r.Keys = append(r.Keys, where)
	case x < 80:
		r.Place = &article.Spot{Words: s, Country: h.target.country, Precision: "country"}
	}
	if h.dead > 0 && w.rng.IntN(2) == 0 {
		x := float64(h.dead + w.rng.IntN(2))
		r.Quantities = []article.Amount{{Words: s, Min: &x, Max: &x, Unit: "person", Kind: "dead"}}
		r.Keys = append(r.Keys, fmt.Sprintf("n:%d", int(x)))
	}
	for _, k := range h.names {
		if w.rng.IntN(4) > 0 {
			r.Keys = append(r.Keys, k)
		}
	}
	for _, k := range h.topics {
		if w.rng.IntN(4) > 0 {
			r.Keys = append(r.Keys, k)
		}
	}
	r.Keys = append(r.Keys, "c:"+h.actor.country, "c:"+h.target.country)
	slices.Sort(r.Keys)
	r.Keys = slices.Compact(r.Keys)
	return r
}
