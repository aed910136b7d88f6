package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/store"
)

// The sizes of lists of events.
const (
	eventsDefault = 20
	eventsMax     = 50
)

func searchTool() described {
	types := make([]string, 0, 16)
	for t := range plover.Load().Types {
		types = append(types, string(t))
	}
	slices.Sort(types)
	const party = "a country code (RUS), with a sector (RUS/MIL, IND/COP), a sector alone (/REB), or words of a name in English or as printed; several are alternatives"
	return described{readOnly("search_events", "Find events",
		"Find events of the chronicle. All filters are optional; different filters must all fit, several values of one are alternatives. One line an event, with a sentence that tells it and the links of its articles. Give `after` the `next` of an answer to go on."),
		map[string]field{
			"from":         {"events on this day or later, YYYY-MM-DD", nil},
			"to":           {"events on this day or earlier", nil},
			"type":         {fmt.Sprintf("PLOVER types, one of %v, or with a mode as ASSAULT/drone", types), nil},
			"mode":         {"PLOVER modes, such as drone, visit, demo", nil},
			"quad":         {"1 verbal and 2 material cooperation, 3 verbal and 4 material conflict", []any{1, 2, 3, 4}},
			"status":       {"whether it happened", anys(query.Statuses)},
			"actor":        {"who did it: " + party, nil},
			"recipient":    {"to whom: " + party, nil},
			"party":        {"actor or recipient: " + party, nil},
			"place":        {"where: a country code or words of the name of a place or region", nil},
			"language":     {"told in one of these languages", []any{"mr", "hi", "en"}},
			"publisher":    {"told by one of these publishers, exactly as written", nil},
			"disagreement": {"accounts disagree about this", anys(query.Disagreements)},
			"sources_min":  {"at least so many independent sources", nil},
			"confidence":   {"at least this confidence, 0 to 1", nil},
			"text":         {"words that must all stand in the event's articles' sentences or names, in any language; \"a phrase\" in quotation marks, a word* by its beginning (for Marathi endings)", nil},
			"order":        {"latest first is the default; loudest is by independent sources", anys(query.Orders)},
			"after":        {"the `next` of the answer before", nil},
			"limit":        {fmt.Sprintf("at most so many, %d if not given, %d at most", eventsDefault, eventsMax), nil},
		}}
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

type found struct {
	Events []*brief.Event `json:"events"`
	Next   string         `json:"next,omitempty"`
}

func (s *Server) search(ctx context.Context, q query.Query) (*reply, error) {
	if q.Limit == 0 {
		q.Limit = eventsDefault
	}
	if q.Limit > eventsMax {
		return nil, wrong("limit: the most is %d: give `after` the `next` of an answer to go on", eventsMax)
	}
	f, err := q.Filter()
	if err != nil {
		return nil, mistake{err}
	}
	r := &reply{}
	for {
		list, err := s.list(ctx, f)
		if err != nil {
			return nil, err
		}
		if r.result = list; fits(list) || f.Limit == 1 {
			return r, nil
		}
		f.Limit = (f.Limit + 1) / 2
		r.left = []string{fmt.Sprintf("only %d events fit into an answer: give `after` the `next` of this one to go on", f.Limit)}
	}
}

func (s *Server) list(ctx context.Context, f store.Filter) (found, error) {
	f.Bodies = true
	list := found{}
	err := s.view(ctx, func(tx store.Tx) error {
		list = found{Events: []*brief.Event{}}
		page, err := tx.FindEvents(f)
		if err != nil {
			return mistake{err} // the store's own errors say of a filter what is wrong with it
		}
		list.Next = page.Next
		for i := range page.Events {
			e, err := brief.Of(&page.Events[i], s.Page)
			if err != nil {
				return err
			}
			list.Events = append(list.Events, e)
		}
		return nil
	})
	return list, err
}

// card gives the card of an event by its id.
func card(tx store.Tx, id string) (*accounts.Card, error) {
	e, err := tx.Event(id)
	if err != nil {
		return nil, err
	}
	return brief.Card(&e)
}

// eventOf gives the id of the event that an id, or the beginning of one, of an event or a report means.
func eventOf(tx store.Tx, id string) (string, error) {
	if id == "" {
		return "", wrong("id: name an event; search_events finds them with their ids")
	}
	whole, err := tx.EventOf(id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "", wrong("there is no event %.40q: search_events finds events with their ids", id)
	case errors.Is(err, store.ErrAmbiguous):
		return "", wrong("several ids begin with %.40q: give more of it", id)
	}
	return whole, err
}
