package accounts

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

const (
	shareOfModes    = 0.5  // of the sources that tell a mode, so many must tell this one
	shareOfContexts = 0.34 // of all sources
	shareOfParties  = 0.34 // of the sources that name anybody in the role
	shareOfPlaces   = 0.5  // of the sources that tell a place, more than that must fit
	furtherSource   = 0.5  // what a source beyond the best one counts in the confidence of an event
	confidenceMax   = 0.99
	placesMax       = 50 // different places of one event are weighed, those of the most sources
	denialsOutweigh = 3  // times what all else weighs, for an event to be held not to have happened
)

// count fills in the numbers and the lists of what tells the event.
func (ev *event) count(c *Card) {
	c.Languages, c.Publishers = map[string]Counts{}, []string{}
	seen, spoken := map[string]bool{}, map[string]bool{} // articles; publishers by language and altogether
	for i := range ev.tellings {
		t := &ev.tellings[i]
		r, art := &t.Report, &t.Article
		n := c.Languages[art.Language]
		n.Reports++
		c.Reports = append(c.Reports, Report{ID: r.ID, Article: art.ID, Confidence: r.Confidence, Judged: t.Judged})
		if !seen[art.ID] {
			seen[art.ID] = true
			n.Articles++
			c.Articles = append(c.Articles, Article{ID: art.ID, Given: art.Given, URL: art.URL, Publisher: art.Publisher, Title: art.Title, Language: art.Language,
				Published: art.Published, Source: ev.of[i]})
			if p := fold(art.Publisher); p != "" {
				if !spoken[p] {
					spoken[p] = true
					c.Publishers = insert(c.Publishers, art.Publisher)
				}
				if by := art.Language + "\x00" + p; !spoken[by] {
					spoken[by] = true
					n.Publishers++
				}
			}
		}
		c.Languages[art.Language] = n
		if art.Published != "" {
			c.First = cmp.Or(c.First, art.Published)
			c.Last = art.Published
		}
	}
	for _, s := range ev.sources {
		for _, l := range s.Languages {
			n := c.Languages[l]
			n.Sources++
			c.Languages[l] = n
		}
	}
	c.Counts = Counts{len(ev.tellings), len(c.Articles), len(c.Publishers), len(ev.sources)}
}

// ballot counts how much the sources speak for a value: each source once, with the best confidence it has.
type ballot struct {
	weight map[string]map[int]float64
	all    map[int]bool
}

func (b *ballot) add(value string, source int, weight float64) {
	if b.weight == nil {
		b.weight, b.all = map[string]map[int]float64{}, map[int]bool{}
	}
	if b.weight[value] == nil {
		b.weight[value] = map[int]float64{}
	}
	b.weight[value][source] = max(b.weight[value][source], weight)
	b.all[source] = true
}

func (b *ballot) sum(value string) float64 {
	total := 0.0
	for _, s := range slices.Sorted(mapKeys(b.weight[value])) { // floating point: the order matters
		total += b.weight[value][s]
	}
	return total
}

// share is how many of the sources that voted speak for a value.
func (b *ballot) share(value string) float64 { return share(len(b.weight[value]), len(b.all)) }

// ranked gives the values, the one for which most speaks first.
func (b *ballot) ranked() []string {
	out := keys(b.weight)
	slices.SortStableFunc(out, func(x, y string) int {
		return cmp.Or(-cmp.Compare(b.sum(x), b.sum(y)), -cmp.Compare(len(b.weight[x]), len(b.weight[y])))
	})
	return out
}

// judgedWeight lets what an analyst has judged outweigh any number of papers.
const judgedWeight = 1e6

func (t *Telling) weight() float64 {
	if t.Judged {
		return judgedWeight
	}
	return t.Report.Confidence
}

// agree fills in the codes that most independent sources support.
func (ev *event) agree(c *Card) {
	var types, status ballot
	reports := map[string]int{}
	for i := range ev.tellings {
		t := &ev.tellings[i]
		types.add(string(t.Report.Type), ev.of[i], t.weight())
		status.add(string(t.Report.Status), ev.of[i], t.weight())
		reports[string(t.Report.Type)]++
	}
	for _, typ := range types.ranked() {
		c.Types = append(c.Types, Support{plover.Type(typ), reports[typ], len(types.weight[typ])})
	}
	typ := c.Types[0].Type
	c.Event = []plover.Type{typ}
	c.Status = standing(&status)
	c.Mode, c.Context = ev.modes(typ), ev.contexts()
	onto := ontology()
	c.Quad, c.Scale = onto.Types[typ].Quad, onto.Score(typ, c.Mode)
	c.Actor, c.search = ev.role(typ, func(r *article.Report) []article.Party { return r.Actors })
	var more []Party
	c.Recipient, more = ev.role(typ, func(r *article.Report) []article.Party { return r.Recipients })
	c.search = roles(c.search, more)
	c.oneRole()
	ev.days(c)
	ev.place(c)
	c.Confidence = ev.confidence(typ)
	c.words = ev.words(c)
}

// standing is the status that most speaks for. A denial answers to somebody who says that it happened, so that negated is what nobody, or nearly
// nobody, says otherwise.
func standing(b *ballot) article.Status {
	ranked := b.ranked()
	if ranked[0] != string(article.Negated) || len(ranked) == 1 {
		return article.Status(ranked[0])
	}
	others := 0.0
	for _, st := range ranked[1:] {
		others += b.sum(st)
	}
	if b.sum(ranked[0]) >= denialsOutweigh*others {
		return article.Negated
	}
	return article.Status(ranked[1])
}

func (ev *event) modes(typ plover.Type) []string {
	var b ballot
	for i := range ev.tellings {
		for _, m := range ev.tellings[i].Report.Modes {
			if ontology().Check(typ, m) == nil {
				b.add(m, ev.of[i], ev.tellings[i].weight())
			}
		}
	}
	out := []string{}
	for n, m := range b.ranked() {
		if n == 0 || b.share(m) >= shareOfModes {
			out = append(out, m)
		}
	}
	return out
}

func (ev *event) contexts() []string {
	var b ballot
	for i := range ev.tellings {
		for _, x := range ev.tellings[i].Report.Contexts {
			b.add(x, ev.of[i], ev.tellings[i].weight())
		}
	}
	out := []string{}
	for x, by := range b.weight {
		if share(len(by), len(ev.sources)) >= shareOfContexts {
			out = insert(out, x)
		}
	}
	return out
}

// role gives the parties that the sources agree on in one role, the best supported first, and all that any report names in it.
func (ev *event) role(typ plover.Type, of func(*article.Report) []article.Party) (agreed, all []Party) {
	var b ballot
	reports := map[string]int{}
	names := map[string]naming{}
	agreed = []Party{}
	for i := range ev.tellings {
		r := &ev.tellings[i].Report
		for _, p := range of(r) {
			key := ev.parties.key(p)
			if names[key] == nil {
				names[key] = naming{}
			}
			names[key].add(ev.tellings[i].Article.Language, p.Text)
		}
		for _, l := range ev.parties.labels(of(r)) {
			w := ev.tellings[i].weight()
			if r.Type != typ {
				w /= 2 // roles of another type may be others
			}
			b.add(l.Key, ev.of[i], w)
			reports[l.Key]++
		}
	}
	for n, key := range b.ranked() {
		p := *ev.parties.parties[key]
		p.Reports, p.Sources, p.Text = reports[key], len(b.weight[key]), names[key].best()
		all = append(all, p)
		if n == 0 || b.share(key) >= shareOfParties {
			agreed = append(agreed, p)
		}
	}
	return agreed, all
}

// oneRole leaves a party that sources take for both actor and recipient in the role for which more of them speak.
func (c *Card) oneRole() {
	sources := func(ps []Party, key string) int {
		for _, p := range ps {
			if p.Key == key {
				return p.Sources
			}
		}
		return 0
	}
	actors := c.Actor
	c.Actor = slices.DeleteFunc(slices.Clone(actors), func(p Party) bool { return sources(c.Recipient, p.Key) > p.Sources })
	c.Recipient = slices.DeleteFunc(c.Recipient, func(p Party) bool { return sources(c.Actor, p.Key) > p.Sources })
}

// days gives the day for which most speaks: one that is told before a stretch that is told, before the day of publication.
func (ev *event) days(c *Card) {
	var day, stretch ballot
	spans := map[string]*Told{}
	for i := range ev.tellings {
		r := &ev.tellings[i].Report
		if r.DateText == nil || r.Date.Start.Zero() {
			continue
		}
		t := &Told{Start: r.Date.Start, End: r.Date.End}
		key := t.Start.String() + "/" + t.End.String()
		spans[key] = t
		if t.oneDay() {
			day.add(key, ev.of[i], ev.tellings[i].weight())
		}
		stretch.add(key, ev.of[i], ev.tellings[i].weight())
	}
	best := func(b *ballot, basis string) {
		for n, key := range b.ranked() {
			if n == 0 {
				c.Date, c.EndDate, c.DateBasis = spans[key].Start, spans[key].End, basis
			}
		}
	}
	switch {
	case len(day.all) > 0:
		best(&day, DayTold)
	case len(stretch.all) > 0:
		best(&stretch, DaysTold)
	default:
		for i := range ev.tellings {
			if d := ev.tellings[i].Report.Date; !d.Start.Zero() {
				c.Date, c.EndDate, c.DateBasis = d.Start, d.End, DayPrinted
				break
			}
		}
		return
	}
	chosen := &Told{Start: c.Date, End: c.EndDate}
	fit := map[int]bool{}
	for key, by := range stretch.weight {
		if spans[key].holds(chosen) || chosen.holds(spans[key]) {
			for s := range by {
				fit[s] = true
			}
		}
	}
	c.DateShare = hundredths(share(len(fit), len(stretch.all)))
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// toldPlace is one place as texts tell it, and the sources that do.
type toldPlace struct {
	spot    *article.Spot
	sources map[int]bool
}

// toldPlaces gives the different places of the event, those of the most sources first.
func (ev *event) toldPlaces() []toldPlace {
	var out []toldPlace
	at := map[string]int{}
	for i := range ev.tellings {
		p := ev.tellings[i].Report.Place
		if p == nil {
			continue
		}
		n, ok := at[spotKey(p)]
		if !ok {
			n = len(out)
			at[spotKey(p)] = n
			out = append(out, toldPlace{p, map[int]bool{}})
		}
		out[n].sources[ev.of[i]] = true
	}
	slices.SortStableFunc(out, func(a, b toldPlace) int { return -cmp.Compare(len(a.sources), len(b.sources)) })
	return out
}

func spotKey(p *article.Spot) string {
	return strings.Join([]string{strconv.Itoa(p.GeoNames), p.Name, p.Country, p.Admin1, p.Precision, p.Text}, "\x00")
}

// place gives the most exact place that more than half of the sources that tell any can mean: a town, or else what holds those told.
func (ev *event) place(c *Card) {
	told := ev.toldPlaces()
	sources := map[int]bool{}
	for _, t := range told {
		maps.Copy(sources, t.sources)
	}
	var best *article.Spot
	var bestShare, bestScore float64
	for _, candidate := range told[:min(len(told), placesMax)] {
		for _, p := range widening(candidate.spot) {
			fit, exact := map[int]bool{}, map[int]bool{}
			for _, t := range told[:min(len(told), placesMax)] {
				if contains(t.spot, p) || !fine(p) && contains(p, t.spot) {
					maps.Copy(fit, t.sources)
				}
				if same(p, t.spot) {
					maps.Copy(exact, t.sources)
				}
			}
			s := share(len(fit), len(sources))
			score := 10*precision(p) + s + share(len(exact), len(sources))/2
			if s > shareOfPlaces && score > bestScore {
				best, bestShare, bestScore = p, s, score
			}
		}
	}
	if best == nil {
		return
	}
	c.Loc = &Place{Name: best.Name, Country: best.Country, Admin1: best.Admin1, Lat: best.Lat, Lon: best.Lon, GeoNames: best.GeoNames, Precision: best.Precision,
		Text: map[string]string{}, Share: hundredths(bestShare)}
	for i := range ev.tellings {
		q, l := ev.tellings[i].Report.Place, ev.tellings[i].Article.Language
		if q != nil && c.Loc.Text[l] == "" && same(q, best) {
			c.Loc.Text[l] = q.Text
		}
	}
}

// widening gives a place and what it lies in.
func widening(p *article.Spot) []*article.Spot {
	out := []*article.Spot{p}
	if p.Admin1 != "" && fine(p) {
		out = append(out, &article.Spot{Name: p.Admin1, Country: p.Country, Admin1: p.Admin1, Precision: "admin1"})
	}
	if p.Country != "" && p.Precision != "country" {
		out = append(out, &article.Spot{Country: p.Country, Precision: "country"})
	}
	return out
}

func precision(p *article.Spot) float64 {
	switch {
	case fine(p):
		return 3
	case p.Precision == "admin1":
		return 2
	}
	return 1
}

// confidence combines what the sources say: one less the product of their doubts, where each source beyond the best counts half, because
// sources that are read by one coder err together. What an analyst has judged is certain.
func (ev *event) confidence(typ plover.Type) float64 {
	best := make([]float64, len(ev.sources))
	for i := range ev.tellings {
		t := &ev.tellings[i]
		if t.Judged {
			return 1
		}
		if t.Report.Type == typ {
			best[ev.of[i]] = max(best[ev.of[i]], t.Report.Confidence)
		}
	}
	slices.SortFunc(best, func(a, b float64) int { return -cmp.Compare(a, b) })
	doubt := 1 - best[0]
	for _, x := range best[1:] {
		doubt *= 1 - furtherSource*x
	}
	return hundredths(min(1-doubt, confidenceMax))
}
