package server

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/server/names"
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

type deskInput struct {
	Publisher []string `query:"publisher,explode" maxItems:"50" doc:"Texts of one of these publishers"`
	Language  []string `query:"language,explode" maxItems:"50" doc:"Texts in one of these languages"`
	From      string   `query:"from" maxLength:"10" doc:"Published on this day or later, YYYY-MM-DD"`
	To        string   `query:"to" maxLength:"10" doc:"Published on this day or earlier, YYYY-MM-DD"`
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
	do(s, op{method: http.MethodGet, path: "/desk", id: "getDesk", tag: "overview", summary: "How the intake fares: health of texts, defects, runs, queue", errors: []int{422}}, s.desk)
	if s.Intake == nil { // otherwise it tells of what no version knows
		o := s.ops["GET "+Base+"/desk"]
		o.kept = true
		s.ops["GET "+Base+"/desk"] = o
	}
}

// byQuad is a tally in the API's shape.
func byQuad(t store.Tally) wire.ByQuad {
	return wire.ByQuad{VerbalCooperation: t.Quads[1], MaterialCooperation: t.Quads[2], VerbalConflict: t.Quads[3], MaterialConflict: t.Quads[4]}
}

// count answers a question of the filter.
func (s *Server) count(ctx context.Context, in *wire.Filter, q store.Question) (out store.Counted, err error) {
	f, err := s.filter(in.Query())
	if err != nil {
		return out, err
	}
	q.Filter = f
	err = s.view(ctx, func(tx store.Tx) error {
		out, err = tx.Count(q)
		return err
	})
	return out, err
}

func (s *Server) actorRow(r *store.Row) wire.ActorCount {
	p := r.Actor
	return wire.ActorCount{Key: p.Key, Name: p.Name, Country: p.Country, Sector: p.Sector, Names: s.names.Party(p.Key), Events: r.Events, ByQuad: byQuad(r.Tally), Scale: r.Scale}
}

func (s *Server) actors(ctx context.Context, in *actorsInput) (wire.ActorList, error) {
	out := wire.ActorList{Actors: []wire.ActorCount{}}
	q := store.Question{By: store.ByParty, Named: in.Text, Limit: in.Limit}
	for _, r := range s.names.Find(in.Text) {
		q.Keys = append(q.Keys, names.Key(r))
	}
	in.Text = "" // it is of names, not of words of events
	c, err := s.count(ctx, &in.Filter, q)
	for i := range c.Rows {
		out.Actors = append(out.Actors, s.actorRow(&c.Rows[i]))
	}
	out.More = c.More
	return out, err
}

func (s *Server) placeRow(r *store.Row) wire.PlaceCount {
	out := wire.PlaceCount{Country: r.Value, Events: r.Events, ByQuad: byQuad(r.Tally), Scale: r.Scale, Precision: "country"}
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
	q := store.Question{By: store.ByPlace, Limit: in.Limit}
	if in.Level == "country" {
		q.By = store.ByCountry
	}
	c, err := s.count(ctx, &in.Filter, q)
	for i := range c.Rows {
		out.Places = append(out.Places, s.placeRow(&c.Rows[i]))
	}
	out.Events, out.Unplaced, out.More = c.All.Events, c.Without, c.More
	return out, err
}

var steps = map[string]store.By{"day": store.ByDay, "week": store.ByWeek, "month": store.ByMonth, "year": store.ByYear}

func (s *Server) timeline(ctx context.Context, in *timelineInput) (wire.Timeline, error) {
	out := wire.Timeline{Step: in.Step, Buckets: []wire.Bucket{}}
	q := store.Question{By: steps[in.Step], Limit: store.RowsMax}
	switch {
	case len(in.A) > 0 && len(in.B) > 0:
		if len(in.Party)+len(in.With) > 0 {
			return out, mend("query.party", "cannot be asked for beside a and b", nil)
		}
		in.Party, in.With = in.A, in.B
	case len(in.A)+len(in.B) > 0:
		in.Party = slices.Concat(in.Party, in.A, in.B)
	}
	c, err := s.count(ctx, &in.Filter, q)
	out.Events, out.Scale, out.Undated, out.Earlier = c.All.Events, c.All.Scale, c.Without, c.More
	for _, r := range c.Rows {
		out.Buckets = append(out.Buckets, wire.Bucket{Start: r.Days.Start, End: r.Days.End, Events: r.Events, ByQuad: byQuad(r.Tally), Scale: r.Scale})
	}
	return out, err
}

func (s *Server) network(ctx context.Context, in *networkInput) (out wire.Network, err error) {
	out = wire.Network{Nodes: []wire.Node{}, Edges: []wire.Edge{}}
	f, err := s.filter(in.Query())
	if err != nil {
		return out, err
	}
	var parties, pairs store.Counted
	err = s.view(ctx, func(tx store.Tx) error {
		if parties, err = tx.Count(store.Question{Filter: f, By: store.ByParty, Limit: in.Limit}); err != nil || len(parties.Rows) == 0 {
			return err
		}
		q := store.Question{Filter: f, By: store.ByDyad, Limit: store.RowsMax}
		for _, r := range parties.Rows {
			q.Keys = append(q.Keys, r.Actor.Key)
		}
		pairs, err = tx.Count(q)
		return err
	})
	shown := map[string]bool{}
	for i := range parties.Rows {
		out.Nodes = append(out.Nodes, wire.Node(s.actorRow(&parties.Rows[i])))
		shown[out.Nodes[i].Key] = true
	}
	for _, r := range pairs.Rows {
		if shown[r.Actor.Key] && shown[r.Recipient.Key] {
			out.Edges = append(out.Edges, wire.Edge{From: r.Actor.Key, To: r.Recipient.Key, Events: r.Events, ByQuad: byQuad(r.Tally), Scale: r.Scale})
		}
	}
	out.More = parties.More
	return out, err
}

// search asks for each kind in one state of the store. What it is named in another language it finds by the gazetteer.
func (s *Server) search(ctx context.Context, in *searchInput) (out wire.Found, err error) {
	out = wire.Found{Actors: []wire.ActorCount{}, Places: []wire.PlaceCount{}, Events: []wire.EventLine{}, Articles: []wire.ArticleLine{}}
	actors := store.Question{By: store.ByParty, Named: in.Text, Limit: in.Limit}
	places := store.Question{By: store.ByPlace, Named: in.Text, Limit: in.Limit}
	for _, r := range s.names.Find(in.Text) {
		actors.Keys = append(actors.Keys, names.Key(r))
		if r.HasPoint {
			places.Named = r.Name
		}
	}
	err = s.view(ctx, func(tx store.Tx) error {
		found, err := tx.Count(actors)
		if err != nil {
			return err
		}
		for i := range found.Rows {
			out.Actors = append(out.Actors, s.actorRow(&found.Rows[i]))
		}
		if found, err = tx.Count(places); err != nil {
			return err
		}
		for i := range found.Rows {
			out.Places = append(out.Places, s.placeRow(&found.Rows[i]))
		}
		page, err := s.lines(tx, store.Filter{Text: stems(in.Text), Limit: in.Limit})
		if err != nil {
			return err
		}
		if out.Events = page.Events; len(out.Events) == 0 && len(actors.Keys) > 0 {
			if page, err = s.lines(tx, store.Filter{Party: s.values([]string{in.Text}), Limit: in.Limit}); err != nil {
				return err
			}
			out.Events = page.Events
		}
		articles, err := tx.FindArticles(store.ArticleFilter{Text: stems(in.Text), Limit: in.Limit})
		for i := range articles.Articles {
			out.Articles = append(out.Articles, articleLine(&articles.Articles[i]))
		}
		return err
	})
	return out, err
}

// stemMin is how many letters a word has at least of which endings are looked for too.
const stemMin = 3

// stems makes of plain words their beginnings: case endings stay on the word, and who looks for होर्मुझ (Hormuz) means होर्मुझच्या too. What says
// itself what it means, by quotation marks or stars, stays.
func stems(text string) string {
	if strings.ContainsAny(text, `"*`) {
		return text
	}
	words := strings.Fields(text)
	for i, w := range words {
		if utf8.RuneCountInString(w) >= stemMin {
			words[i] = w + "*"
		}
	}
	return strings.Join(words, " ")
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

func (s *Server) desk(ctx context.Context, in *deskInput) (out wire.Desk, err error) {
	out = wire.Desk{Health: []wire.Health{}, Defects: []wire.Kind{}, Runs: []wire.Run{}}
	f, err := articleFilter(&wire.ArticleFilter{Publisher: in.Publisher, Language: in.Language, From: in.From, To: in.To, HealthMax: 1})
	if err != nil {
		return out, err
	}
	out.Intake = s.intake(ctx)
	kinds := map[string]int{}
	err = s.view(ctx, func(tx store.Tx) error {
		desks, err := tx.Desks(f)
		if err != nil {
			return err
		}
		for _, d := range desks {
			out.Health = append(out.Health, wire.Health{Publisher: d.Publisher, Language: d.Language, Articles: d.Articles, Defects: d.Defects, Health: d.Health, Least: d.HealthMin,
				Damaged: d.Damaged, Kinds: some(d.Kinds), First: d.First, Last: d.Last})
			for k, n := range d.Kinds {
				kinds[k] += n
			}
		}
		runs, err := tx.Runs()
		for _, r := range slices.Backward(runs) {
			if len(out.Runs) < runsShown {
				out.Runs = append(out.Runs, Run(r))
			}
		}
		return err
	})
	slices.SortFunc(out.Health, func(a, b wire.Health) int {
		return cmp.Or(cmp.Compare(a.Health, b.Health), strings.Compare(a.Publisher, b.Publisher), strings.Compare(a.Language, b.Language))
	})
	for k, n := range kinds {
		out.Defects = append(out.Defects, wire.Kind{Kind: k, Articles: n})
	}
	slices.SortFunc(out.Defects, func(a, b wire.Kind) int { return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Kind, b.Kind)) })
	return out, err
}

// faultsShown is how many faults the desk lists.
const faultsShown = 100

// intake tells how queue and programs fare. A queue that does not answer is told, and is no reason to tell nothing else.
func (s *Server) intake(ctx context.Context) *wire.Intake {
	if s.Intake == nil {
		return nil
	}
	state, notes, err := s.Intake(ctx)
	if err != nil {
		s.Log.WarnContext(ctx, "ask the queue", "error", err)
		return &wire.Intake{Away: true, Programs: []wire.Program{}, Faults: []wire.Fault{}}
	}
	out := &wire.Intake{Items: state.Items, Aside: state.Dead, Programs: []wire.Program{}, Faults: []wire.Fault{}}
	if !state.Oldest.IsZero() {
		out.LagSeconds = s.Now().Sub(state.Oldest).Seconds()
	}
	for _, n := range notes {
		out.Programs = append(out.Programs, wire.Program{Name: n.Program, Host: n.Host, Started: stamp(n.Started), Told: stamp(n.Told), Rate: n.Rate, New: n.New, Same: n.Same,
			Changed: n.Changed, Aside: n.Aside, Reports: n.Reports, Ended: n.Ended})
	}
	for _, f := range ingest.Faults(notes) {
		if len(out.Faults) < faultsShown {
			out.Faults = append(out.Faults, wire.Fault{Kind: f.Kind, Host: f.Host, Times: f.Times})
		}
	}
	return out
}

// runsShown is how many codings the desk lists.
const runsShown = 50

// Run is a run of coding as the API and the command line tell it.
func Run(r store.Run) wire.Run {
	out := wire.Run{ID: r.ID, Kind: r.Kind, Coder: r.Coder, Lexicon: r.Lexicon, Started: stamp(r.Started), Articles: r.Articles, Reports: r.Reports}
	if !r.Finished.IsZero() {
		out.Finished = stamp(r.Finished)
	}
	return out
}
