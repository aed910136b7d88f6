package storetest

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// random is a small generator of numbers (splitmix64): the same on every machine and for ever.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// often gives small numbers much more often than great ones, as words and countries come in news: the product of two.
func (r *random) often(n int) int { return int(uint64(r.below(n)) * uint64(r.below(n)) / uint64(n)) }

func pick[T any](r *random, list []T) T { return list[r.often(len(list))] }

// What made events are made of.
var (
	madeTypes      = []string{"ASSAULT", "CONSULT", "PROTEST", "ACCUSE", "AID", "COERCE", "AGREE", "THREATEN", "REQUEST", "REJECT", "MOBILIZE", "SANCTION", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"}
	madeModes      = []string{"drone", "visit", "demonstrate", "firearms", "arrest", "phone", "explosives", "strike"}
	madeStatus     = []article.Status{article.Actual, article.Actual, article.Planned, article.Negated, article.Hypothetical, article.Historical}
	madeLanguages  = []string{"mr", "hi", "en"}
	madeKinds      = []string{"figure", "denied", "responsibility", "date", "place"}
	madeSectors    = []string{"", "GOV", "MIL", "CVL", "COP", "REB", "OPP", "JUD"}
	madeCountries  = makeList(120, func(i int) string { return string([]byte{byte('A' + i%26), byte('A' + i/26), byte('A' + i*7%26)}) })
	madePublishers = makeList(300, func(i int) string { return fmt.Sprintf("दैनिक %s", madeWord(i+40)) })
	madePlaces     = makeList(4000, func(i int) string { return madeWord(i+11) + " " + madeWord(i*3) })
	madeFirst      = article.Date{Year: 2025, Month: 1, Day: 1}
)

// madeWords is how many words made events have between them.
const madeWords = 30_000

func makeList(n int, f func(int) string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = f(i)
	}
	return list
}

// madeWord is a word of syllables for a number.
func madeWord(n int) string {
	heads := []rune("कगचजटडतदपबमयरलवशसह")
	signs := []string{"", "ा", "ि", "ी", "ु", "े", "ो", "्र"}
	var b strings.Builder
	for n += 40; n > 0; n /= len(heads) * len(signs) {
		b.WriteRune(heads[n%len(heads)])
		b.WriteString(signs[n/len(heads)%len(signs)])
	}
	return b.String() + "क"
}

// Made gives n events over some days, always the same ones.
func Made(n, days int) iter.Seq[store.Event] {
	return func(yield func(store.Event) bool) {
		for i := range n {
			if !yield(madeEvent(uint64(i), days)) {
				return
			}
		}
	}
}

func madeEvent(i uint64, days int) store.Event {
	r := random(i * 1_000_003)
	e := store.Event{ID: fmt.Sprintf("%016x", r.next()), Type: pick(&r, madeTypes), Quad: 1 + r.below(4), Scale: float64(r.below(21) - 10), Status: pick(&r, madeStatus),
		Languages: some(&r, madeLanguages), Publishers: some(&r, madePublishers), Sources: 1 + r.often(6), Confidence: float64(5+r.below(91)) / 100, Corrected: r.below(200) == 0}
	if r.below(3) > 0 {
		e.Modes = []string{pick(&r, madeModes)}
	}
	end := madeFirst.Add(r.below(days))
	span := []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 6, 7, 30, 31, 365}[r.below(16)]
	if e.Days = (article.Interval{Start: end.Add(-span), End: end}); r.below(100) == 0 {
		e.Days = article.Interval{}
	}
	if r.below(50) == 0 {
		e.Sources = 1 + r.often(150)
	}
	e.Articles = e.Sources + r.below(3)
	e.Reports = e.Articles + r.below(2)
	for _, role := range []string{"actor", "recipient"} {
		p := store.EventParty{Role: role, Country: pick(&r, madeCountries), Sector: pick(&r, madeSectors)}
		if r.below(3) == 0 {
			p.Name = pick(&r, madePlaces)
		}
		if p.Agreed = (i+uint64(len(role)))%4 != 0; p.Country != "" {
			if p.Key = p.Country + "/" + p.Sector; p.Name != "" && i%3 == 0 { // somebody whom a gazetteer knows, in one office or another
				p.Key = fmt.Sprint("wd:Q", len(p.Name)*1000+int(p.Name[1]))
			}
		}
		e.Parties = append(e.Parties, p)
	}
	if r.below(4) > 0 {
		e.Place = &article.Spot{Name: pick(&r, madePlaces), Country: pick(&r, madeCountries)}
		if n := len(e.Place.Name); i%5 > 0 {
			lat, lon := float64(n*7%180-90)+0.125, float64(n*13%360-180)-0.25
			e.Place.Lat, e.Place.Lon, e.Place.GeoNames, e.Place.Precision = &lat, &lon, n, []string{"city", "province", "country"}[n%3]
		}
	}
	if r.below(8) == 0 {
		e.Disagreements = some(&r, madeKinds)
	}
	var w strings.Builder
	for range 2 + r.below(3) {
		for range 14 {
			w.WriteString(madeWord(r.often(1+r.below(madeWords))) + " ")
		}
		w.WriteString("\n")
	}
	e.Words = w.String()
	e.Body = fmt.Appendf(nil, `{"id":%q,"made":true,"words":%q,"parties":[%q,%q]}`, e.ID, e.Words, e.Parties[0].Country, e.Parties[1].Country)
	return e
}

// some gives one value or two, sorted.
func some(r *random, list []string) []string {
	out := []string{pick(r, list)}
	if r.below(3) == 0 {
		out = append(out, pick(r, list))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Query makes a filter by number: each field is set in about one of six.
func Query(i uint64) (f store.Filter) {
	r := random(i*7919 + 17)
	set := func() bool { return r.below(6) == 0 }
	if set() {
		f.Days.Start = madeFirst.Add(r.below(60) - 5)
	}
	if set() {
		f.Days.End = madeFirst.Add(r.below(60) + 5)
	}
	if f.Days.End.Before(f.Days.Start) {
		f.Days.End = f.Days.Start
	}
	if f.Days.Start.Zero() && r.below(2) == 0 {
		f.Days.End = article.Date{}
	}
	for _, l := range []struct {
		into *[]string
		from []string
	}{{&f.Types, madeTypes}, {&f.Modes, madeModes}, {&f.Languages, madeLanguages}, {&f.Publishers, madePublishers}, {&f.Disagreement, append([]string{"any"}, madeKinds...)},
		{&f.Actor, madeCountries}, {&f.Recipient, madeCountries}, {&f.Party, madeCountries}, {&f.Place, madeCountries}, {&f.Place, madePlaces}} {
		if set() {
			*l.into = some(&r, l.from)
		}
	}
	if set() {
		f.Actor = []string{"/" + pick(&r, madeSectors[1:])}
	}
	if set() {
		f.Party = []string{pick(&r, madeCountries) + "/" + pick(&r, madeSectors[1:])}
	}
	if set() {
		f.Quads = []int{1 + r.below(4)}
	}
	if set() {
		f.Status = []article.Status{pick(&r, madeStatus)}
	}
	if set() {
		f.SourcesMin = []int{2, 3, 5, 14, 16, 20, 32, 100}[r.below(8)]
	}
	if set() {
		f.Confidence = float64(r.below(1000)) / 1000
	}
	if set() {
		f.Text = madeWord(r.often(30))
		if r.below(3) == 0 {
			f.Text += " " + madeWord(r.often(300))
		}
		if r.below(3) == 0 {
			f.Text = string([]rune(f.Text)[:2]) + "*"
		}
	}
	if len(f.Party) > 0 && r.below(2) == 0 {
		f.With = []string{pick(&r, madeCountries), pick(&r, madeCountries), "/" + pick(&r, madeSectors[1:])}
	}
	f.Order = store.Order(r.below(3))
	return f
}

// sorted is all events in an order.
func sorted(all []store.Event, o store.Order) []store.Event {
	latest := func(a, b store.Event) int {
		return cmp.Or(cmp.Compare(b.Days.End.String(), a.Days.End.String()), cmp.Compare(a.ID, b.ID))
	}
	return slices.SortedFunc(slices.Values(all), func(a, b store.Event) int {
		switch o {
		case store.Oldest:
			return latest(b, a)
		case store.Loudest:
			return cmp.Or(cmp.Compare(b.Sources, a.Sources), latest(a, b))
		}
		return latest(a, b)
	})
}

// fits tells whether a filter wants a made event: what a store must answer, by looking at each.
func fits(e store.Event, f store.Filter) bool {
	among := func(wanted []string, has func(string) bool) bool {
		return len(wanted) == 0 || slices.ContainsFunc(wanted, has)
	}
	in := func(list ...string) func(string) bool {
		return func(s string) bool { return slices.Contains(list, s) }
	}
	party := func(roles string) func(string) bool {
		return func(s string) bool {
			return slices.ContainsFunc(e.Parties, func(p store.EventParty) bool {
				country, sector, both := strings.Cut(s, "/")
				fits := both && (country == "" || country == p.Country) && sector == p.Sector || !both && country == p.Country
				return strings.Contains(roles, p.Role) && fits
			})
		}
	}
	switch days := f.Days; {
	case days != (article.Interval{}) && e.Days.End.Zero(), !days.Start.Zero() && e.Days.End.Before(days.Start), !days.End.Zero() && days.End.Before(e.Days.Start),
		e.Sources < f.SourcesMin, e.Confidence < f.Confidence,
		len(f.Quads) > 0 && !slices.Contains(f.Quads, e.Quad), len(f.Status) > 0 && !slices.Contains(f.Status, e.Status):
		return false
	}
	words := func(phrase string) bool {
		return slices.ContainsFunc(strings.Fields(phrase), func(want string) bool {
			start, prefix := strings.CutSuffix(want, "*")
			return !slices.ContainsFunc(strings.Fields(e.Words), func(w string) bool { return w == start || prefix && strings.HasPrefix(w, start) })
		})
	}
	return among(f.Types, in(e.Type)) && among(f.Modes, in(e.Modes...)) && among(f.Languages, in(e.Languages...)) && among(f.Publishers, in(e.Publishers...)) &&
		among(f.Disagreement, func(s string) bool {
			return slices.Contains(e.Disagreements, s) || s == "any" && len(e.Disagreements) > 0
		}) &&
		(len(f.With) == 0 || slices.ContainsFunc(f.Party, party("actor")) && slices.ContainsFunc(f.With, party("recipient")) ||
			slices.ContainsFunc(f.With, party("actor")) && slices.ContainsFunc(f.Party, party("recipient"))) &&
		among(f.Actor, party("actor")) && among(f.Recipient, party("recipient")) && among(f.Party, party("actor recipient")) &&
		among(f.Place, func(s string) bool {
			return e.Place != nil && (e.Place.Country == s || strings.Contains(e.Place.Name+" ", s+" "))
		}) && !words(f.Text)
}
