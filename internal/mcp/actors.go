package mcp

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/kb"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/store"
)

// The sizes of lists of actors.
const (
	actorsDefault = 10
	actorsMax     = 30
	namesMax      = 12 // names of one actor
	rolesMax      = 12 // offices of one person
)

type actorsIn struct {
	Text  string `json:"text"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
	Limit int    `json:"limit,omitempty"`
}

func actorsTool() described {
	return described{readOnly("actors", "Find people, states and bodies",
		"Find who can act in events by a name in Marathi, Hindi or English: states, governments, armed groups, parties, organisations, people with their offices. Gives for each the names in the three languages, country, sector, the value to give search_events as party, actor or recipient, and how many events it takes part in. Whom no table knows is looked for as the articles print the name."),
		map[string]field{
			"text":  {"a name or the beginning of one, in any of the three languages", nil},
			"from":  {"count events on this day or later, YYYY-MM-DD", nil},
			"to":    {"count events on this day or earlier", nil},
			"limit": {fmt.Sprintf("at most so many, %d if not given, %d at most", actorsDefault, actorsMax), nil},
		}}
}

// actor is one who can act in events.
type actor struct {
	Key       string   `json:"key,omitempty"`
	Name      string   `json:"name"`
	Names     []string `json:"names,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Country   string   `json:"country,omitempty"`
	Sector    string   `json:"sector,omitempty"`
	Wikidata  string   `json:"wikidata_id,omitempty"`
	Offices   []office `json:"offices,omitempty"`
	Party     string   `json:"party"` // what search_events takes
	Events    int      `json:"events"`
	weak      bool
	exact     bool
	nameWords int
}

// office is what somebody held, and when; an open end is empty.
type office struct {
	Title   string       `json:"title"`
	Country string       `json:"country,omitempty"`
	From    article.Date `json:"from"`
	To      article.Date `json:"to"`
}

// names is what actors are found by: the folded words of every name of the gazetteer.
type names struct {
	kb     *kb.KB
	folded [][]string
}

func (s *Server) names() (*names, error) {
	p, err := s.Pipe()
	if err != nil {
		return nil, fmt.Errorf("load the language data: %w", err)
	}
	n := &names{kb: p.KB, folded: make([][]string, len(p.KB.Names))}
	for i := range p.KB.Names {
		n.folded[i] = lang.Split(p.KB.Names[i].Text)
	}
	return n, nil
}

// actorsOut is empty where nobody is known and no event has the name.
type actorsOut struct {
	Actors []actor `json:"actors"`
}

func (s *Server) actors(ctx context.Context, in actorsIn) (*reply, error) {
	wanted := lang.Split(in.Text)
	if len(wanted) == 0 || len(in.Text) > query.ValueMax {
		return nil, wrong("text: give a name, at most %d bytes", query.ValueMax)
	}
	limit := cmp.Or(in.Limit, actorsDefault)
	if limit < 1 || limit > actorsMax {
		return nil, wrong("limit: %d is not between 1 and %d", in.Limit, actorsMax)
	}
	f, err := query.Query{From: in.From, To: in.To}.Filter()
	if err != nil {
		return nil, mistake{err}
	}
	n, err := s.find()
	if err != nil {
		return nil, err
	}
	list := n.like(wanted)
	r := &reply{}
	if cut := 0; len(list) > limit {
		list, cut = first(list, limit)
		r.left = []string{fmt.Sprintf("%d more names fit: give more of the name, or a greater limit", cut)}
	}
	list = append(list, actor{Name: strings.TrimSpace(in.Text), Party: strings.TrimSpace(in.Text)}) // as printed
	err = s.view(ctx, func(tx store.Tx) error {
		for i := range list {
			f := f
			f.Party = []string{list[i].Party}
			counted, err := tx.Count(store.Question{Filter: f, By: store.ByNothing})
			if err != nil {
				return mistake{err}
			}
			list[i].Events = counted.All.Events
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if printed := list[len(list)-1]; printed.Events == 0 || slices.ContainsFunc(list[:len(list)-1], func(a actor) bool { return a.Party == printed.Party }) {
		list = list[:len(list)-1]
	}
	r.result = actorsOut{list}
	return r, nil
}

// like gives the records that have a name with some words in it, one after the other, the last by its beginning: the very name first, then shorter names.
func (n *names) like(wanted []string) []actor {
	best := map[*kb.Record]actor{}
	for i, words := range n.folded {
		at := within(words, wanted)
		if at < 0 {
			continue
		}
		name := &n.kb.Names[i]
		if name.Use == kb.Capital || name.Use == kb.Locality {
			continue
		}
		a := actor{weak: name.Weak, exact: slices.Equal(words, wanted), nameWords: len(words)}
		if old, ok := best[name.Rec]; !ok || less(a, old) < 0 {
			best[name.Rec] = a
		}
	}
	out := make([]actor, 0, len(best))
	for rec, rank := range best {
		a := n.actor(rec)
		a.weak, a.exact, a.nameWords = rank.weak, rank.exact, rank.nameWords
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b actor) int {
		return cmp.Or(less(a, b), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	return out
}

func less(a, b actor) int {
	return cmp.Or(truth(b.exact)-truth(a.exact), truth(a.weak)-truth(b.weak), a.nameWords-b.nameWords)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// within tells where words stand in a name, the last by its beginning; -1 where they do not.
func within(name, wanted []string) int {
	for i := 0; i+len(wanted) <= len(name); i++ {
		last := len(wanted) - 1
		if slices.Equal(name[i:i+last], wanted[:last]) && strings.HasPrefix(name[i+last], wanted[last]) {
			return i
		}
	}
	return -1
}

// actor tells of a record what an assistant needs.
func (n *names) actor(rec *kb.Record) actor {
	a := actor{Key: rec.ID, Name: rec.Name, Kind: rec.Kind, Country: rec.Country, Sector: rec.Sector, Wikidata: rec.Wikidata, Party: rec.Name}
	if rec.Kind == "state" {
		a.Party = rec.Country
	}
	for i := range n.kb.Names {
		if name := &n.kb.Names[i]; name.Rec == rec && name.Use == kb.Proper && len(a.Names) < namesMax {
			a.Names = append(a.Names, name.Text)
		}
	}
	roles := rec.Roles
	if len(roles) > rolesMax {
		roles = roles[len(roles)-rolesMax:]
	}
	for _, ro := range roles {
		a.Offices = append(a.Offices, office{ro.Title, ro.Country, ro.From, ro.To})
	}
	return a
}
