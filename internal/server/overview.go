package server

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

type actorsInput struct {
	wire.Filter
	Limit int `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"At most so many"`
}

type placesInput struct {
	wire.Filter
	Level string `query:"level" enum:"place,country" default:"place" doc:"Each place for itself, or all of a country together"`
	Limit int    `query:"limit" minimum:"1" maximum:"5000" default:"2000" doc:"At most so many"`
}

type timelineInput struct {
	wire.Filter
	A    []string `query:"a,explode" maxItems:"50" doc:"One party, as the parameter party; with b, events between the two in either direction"`
	B    []string `query:"b,explode" maxItems:"50" doc:"The other party"`
	Step string   `query:"step" enum:"day,week,month,year" default:"day" doc:"Weeks begin on Monday"`
}

type networkInput struct {
	wire.Filter
	Limit int `query:"limit" minimum:"2" maximum:"500" default:"60" doc:"At most so many parties, those with most events"`
}

type searchInput struct {
	Text  string `query:"text" required:"true" minLength:"1" maxLength:"500" doc:"A name or words, in any of the languages"`
	Limit int    `query:"limit" minimum:"1" maximum:"50" default:"10" doc:"At most so many of each kind"`
}

func (s *Server) overviewRoutes() {
	get(s, op{path: "/actors", id: "listActors", tag: "overview", summary: "Parties of events, those with most events first", text: "With text, those whose name in any language has these words.", errors: []int{422}}, s.actors)
	get(s, op{path: "/places", id: "listPlaces", tag: "overview", summary: "Where events were, as points for a map", errors: []int{422}}, s.places)
	get(s, op{path: "/timeline", id: "getTimeline", tag: "overview", summary: "Events by stretches of days", errors: []int{422}}, s.timeline)
	get(s, op{path: "/network", id: "getNetwork", tag: "overview", summary: "Who did something to whom", errors: []int{422}}, s.network)
	get(s, op{path: "/search", id: "search", tag: "overview", summary: "Parties, places, events and articles by words", errors: []int{422}}, s.search)
	get(s, op{path: "/stats", id: "getStats", tag: "overview", summary: "What the chronicle holds"}, s.stats)
	get(s, op{path: "/desk", id: "getDesk", tag: "overview", summary: "How the intake fares: health of texts, defects, runs, queue"}, s.desk)
}

// byQuad is a tally in the API's shape.
func byQuad(t tally) wire.ByQuad {
	return wire.ByQuad{VerbalCooperation: t.Quads[1], MaterialCooperation: t.Quads[2], VerbalConflict: t.Quads[3], MaterialConflict: t.Quads[4]}
}

// count answers a question of the filter.
func (s *Server) count(ctx context.Context, in *wire.Filter, q question) (out counted, err error) {
	q.Filter, err = filter(in.Query())
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx store.Tx) error {
		out, err = count(tx, q)
		return err
	})
	return out, err
}

func (s *Server) actorRow(r *row) wire.ActorCount {
	p := r.Actor
	return wire.ActorCount{Key: p.Key, Name: p.Name, Country: p.Country, Sector: p.Sector, Names: s.names.Party(p.Key), Events: r.Events, ByQuad: byQuad(r.tally)}
}

func (s *Server) actors(ctx context.Context, in *actorsInput) (wire.ActorList, error) {
	out := wire.ActorList{Actors: []wire.ActorCount{}}
	named := in.Text
	in.Text = ""
	c, err := s.count(ctx, &in.Filter, question{By: byParty, Named: named, Limit: in.Limit})
	for i := range c.Rows {
		out.Actors = append(out.Actors, s.actorRow(&c.Rows[i]))
	}
	out.More = c.More > 0
	return out, err
}

func (s *Server) placeRow(r *row) wire.PlaceCount {
	out := wire.PlaceCount{Country: r.Value, Events: r.Events, ByQuad: byQuad(r.tally), Precision: "country"}
	if p := r.Place; p != nil {
		out.Name, out.Country, out.Admin1, out.Lat, out.Lon, out.Precision = p.Name, p.Country, p.Admin1, p.Lat, p.Lon, p.Precision
		out.Names = s.names.Place(p.Name, p.Country, p.Lat, p.Lon)
		return out
	}
	out.Names = s.names.Country(r.Value)
	return out
}

func (s *Server) places(ctx context.Context, in *placesInput) (wire.PlaceList, error) {
	out := wire.PlaceList{Places: []wire.PlaceCount{}}
	q := question{By: byPlace, Limit: in.Limit}
	if in.Level == "country" {
		q.By = byCountry
	}
	c, err := s.count(ctx, &in.Filter, q)
	for i := range c.Rows {
		out.Places = append(out.Places, s.placeRow(&c.Rows[i]))
	}
	out.Unplaced, out.More = c.Without, c.More > 0
	return out, err
}

var steps = map[string]by{"day": byDay, "week": byWeek, "month": byMonth, "year": byYear}

// bucketsMax is how many stretches of days a timeline has at most, those without events between others included.
const bucketsMax = 5000

func (s *Server) timeline(ctx context.Context, in *timelineInput) (wire.Timeline, error) {
	out := wire.Timeline{Step: in.Step, Buckets: []wire.Bucket{}}
	c, err := s.dyad(ctx, in)
	out.Undated = c.Without
	for i := range c.Rows {
		r := &c.Rows[i]
		for n := len(out.Buckets); n > 0 && n < bucketsMax; n++ { // those without events between
			next := step(steps[in.Step], out.Buckets[n-1].End.Add(1))
			if !next.Start.Before(r.Days.Start) {
				break
			}
			out.Buckets = append(out.Buckets, wire.Bucket{Start: next.Start, End: next.End})
		}
		scale := r.Scale
		out.Buckets = append(out.Buckets, wire.Bucket{Start: r.Days.Start, End: r.Days.End, Events: r.Events, ByQuad: byQuad(r.tally), Scale: &scale})
	}
	return out, err
}

// dyad counts the events between two parties, in either direction, or of one.
func (s *Server) dyad(ctx context.Context, in *timelineInput) (counted, error) {
	q := question{By: steps[in.Step]}
	switch {
	case len(in.A) > 0 && len(in.B) > 0:
		in.Actor, in.Recipient = in.A, in.B
	case len(in.A)+len(in.B) > 0:
		in.Party = slices.Concat(in.A, in.B)
	}
	return s.count(ctx, &in.Filter, q)
}

func (s *Server) network(ctx context.Context, in *networkInput) (wire.Network, error) {
	out := wire.Network{Nodes: []wire.Node{}, Edges: []wire.Edge{}}
	parties, err := s.count(ctx, &in.Filter, question{By: byParty, Limit: in.Limit})
	if err != nil {
		return out, err
	}
	pairs, err := s.count(ctx, &in.Filter, question{By: byDyad})
	shown := map[string]bool{}
	for i := range parties.Rows {
		out.Nodes = append(out.Nodes, wire.Node(s.actorRow(&parties.Rows[i])))
		shown[out.Nodes[i].Key] = true
	}
	for _, r := range pairs.Rows {
		if shown[r.Actor.Key] && shown[r.Recipient.Key] {
			out.Edges = append(out.Edges, wire.Edge{From: r.Actor.Key, To: r.Recipient.Key, Events: r.Events, ByQuad: byQuad(r.tally), Scale: r.Scale})
		}
	}
	out.More = parties.More > 0
	return out, err
}

func (s *Server) search(ctx context.Context, in *searchInput) (out wire.Found, err error) {
	actors, err := s.actors(ctx, &actorsInput{Filter: wire.Filter{Text: in.Text}, Limit: in.Limit})
	if err != nil {
		return out, err
	}
	places, err := s.places(ctx, &placesInput{Filter: wire.Filter{Place: []string{in.Text}}, Limit: in.Limit})
	if err != nil {
		return out, err
	}
	events, err := s.listEvents(ctx, &listInput{Filter: wire.Filter{Text: in.Text}, Paged: wire.Paged{Range: wire.Range{Limit: in.Limit}}})
	if err != nil {
		return out, err
	}
	articles, err := s.listArticles(ctx, &articlesInput{ArticleFilter: wire.ArticleFilter{Text: in.Text, HealthMax: 1}, Range: wire.Range{Limit: in.Limit}})
	return wire.Found{Actors: actors.Actors, Places: places.Places, Events: events.Events, Articles: articles.Articles}, err
}

// publishersShown is how many publishers the counts name.
const publishersShown = 100

func (s *Server) stats(ctx context.Context, _ *struct{}) (wire.Stats, error) {
	var st store.Stats
	err := s.view(ctx, func(tx store.Tx) (err error) {
		st, err = tx.Stats()
		return err
	})
	out := wire.Stats{Version: s.Coder, Lexicon: s.Pipeline.Lexicon, Articles: st.Articles, Copies: st.Copies, Reports: st.Reports, Events: st.Events, Disagreeing: st.Disagreeing,
		Corrections: st.Corrections, Publishers: st.Publishers, First: st.First, Last: st.Last, ByType: some(st.ByType), ByLanguage: some(st.ByLanguage), ByPublisher: map[string]int{}, Bytes: st.Bytes}
	most := slices.SortedFunc(maps.Keys(st.ByPublisher), func(a, b string) int {
		return cmp.Or(st.ByPublisher[b]-st.ByPublisher[a], strings.Compare(a, b))
	})
	for _, p := range most[:min(len(most), publishersShown)] {
		out.ByPublisher[p] = st.ByPublisher[p]
	}
	return out, err
}

func some(m map[string]int) map[string]int {
	if m == nil {
		return map[string]int{}
	}
	return m
}

func (s *Server) desk(ctx context.Context, _ *struct{}) (out wire.Desk, err error) {
	out = wire.Desk{Health: []wire.Health{}, Defects: []wire.Kind{}, Runs: []wire.Run{}}
	type of struct{ publisher, language string }
	health := map[of]*wire.Health{}
	err = s.view(ctx, func(tx store.Tx) error {
		for a, err := range tx.EachArticle("") {
			if err != nil {
				return err
			}
			h := health[of{a.Publisher, a.Language}]
			if h == nil {
				h = &wire.Health{Publisher: a.Publisher, Language: a.Language}
				health[of{a.Publisher, a.Language}] = h
			}
			h.Articles++
			h.Defects += a.Defects
			h.Health += a.Health
			if a.Defects > 0 {
				h.Damaged++
			}
		}
		runs, err := tx.Runs()
		for _, r := range slices.Backward(runs) {
			out.Runs = append(out.Runs, wireRun(r))
		}
		return err
	})
	for _, h := range health {
		h.Health /= float64(h.Articles)
		out.Health = append(out.Health, *h)
	}
	slices.SortFunc(out.Health, func(a, b wire.Health) int {
		return cmp.Or(cmp.Compare(a.Health, b.Health), strings.Compare(a.Publisher, b.Publisher), strings.Compare(a.Language, b.Language))
	})
	return out, err
}

func wireRun(r store.Run) wire.Run {
	out := wire.Run{ID: r.ID, Kind: r.Kind, Coder: r.Coder, Lexicon: r.Lexicon, Started: stamp(r.Started), Articles: r.Articles, Reports: r.Reports}
	if !r.Finished.IsZero() {
		out.Finished = stamp(r.Finished)
	}
	return out
}
