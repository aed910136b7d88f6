package server

import (
	"context"
	"errors"

	"github.com/danielgtaylor/huma/v2"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// listInput are the parameters of lists of events.
type listInput struct {
	wire.Filter
	wire.Paged
}

// idInput is the id of an event or report, or the beginning of one.
type idInput struct {
	ID string `path:"id" minLength:"4" maxLength:"64" pattern:"^[0-9a-f]+$" doc:"An id, or the beginning of one that fits no other"`
}

func (s *Server) eventRoutes() {
	get(s, op{path: "/events", id: "listEvents", tag: "events", summary: "List events", text: "Different parameters must all fit; of one given several times any value.", errors: []int{422}}, s.listEvents)
	get(s, op{path: "/events/{id}", id: "getEvent", tag: "events", summary: "All that is held of one event", text: "docs/formats/event.md, with names. The id may be that of one of its reports.", errors: []int{404, 422}}, s.getEvent)
	get(s, op{path: "/events/{id}/why", id: "whyEvent", tag: "events", summary: "Why its reports were merged, and which came near and were not", errors: []int{404, 422}, heavy: true}, s.why)
	get(s, op{path: "/disagreements", id: "listDisagreements", tag: "events", summary: "Events whose accounts disagree, with the matters", errors: []int{422}}, s.disagreements)
	get(s, op{path: "/reports/{id}", id: "getReport", tag: "events", summary: "One article's telling of one event", errors: []int{404, 422}}, s.report)
}

// known reads a query; its mistakes are told by parameter.
func known(q query.Query) (store.Filter, error) {
	f, err := q.Filter()
	var ms query.Mistakes
	if !errors.As(err, &ms) {
		return f, err
	}
	var details []error
	for _, m := range ms {
		details = append(details, &huma.ErrorDetail{Location: "query." + m.Field, Message: m.Problem})
	}
	return f, huma.Error422UnprocessableEntity("the filter means nothing as it stands", details...)
}

// mend is the error of one thing that cannot be taken as it is.
func mend(where, message string, value any) error {
	return huma.Error422UnprocessableEntity("one thing is to be mended", &huma.ErrorDetail{Location: where, Message: message, Value: value})
}

// filter reads a query as the store is asked: parties and places may be keys of the gazetteer, or names in any language.
func (s *Server) filter(q query.Query) (store.Filter, error) {
	f, err := known(q)
	if err == nil && len(f.With) > 0 && len(f.Party) == 0 {
		err = mend("query.with", "whom they stand opposite is to be told by party", nil)
	}
	for _, l := range []*[]string{&f.Actor, &f.Recipient, &f.Party, &f.With, &f.Place} {
		*l = s.values(*l)
	}
	return f, err
}

// values are those by which the store finds what parties or places are meant.
func (s *Server) values(list []string) (out []string) {
	for _, v := range list {
		out = append(out, s.names.Value(v)...)
	}
	return out
}

func (s *Server) listEvents(ctx context.Context, in *listInput) (out wire.EventPage, err error) {
	f, err := s.filter(in.Filter.Page(in.Paged))
	if err != nil {
		return out, err
	}
	err = s.view(ctx, func(tx store.Tx) error {
		out, err = s.lines(tx, f)
		return err
	})
	return out, err
}

// lines gives a page of lines.
func (s *Server) lines(tx store.Tx, f store.Filter) (wire.EventPage, error) {
	f.Bodies = true
	page, err := tx.FindEvents(f)
	out := wire.EventPage{Events: []wire.EventLine{}, Next: page.Next}
	if err != nil {
		return out, err
	}
	for i := range page.Events {
		l, err := wire.Line(&page.Events[i], s.names)
		if err != nil {
			return out, err
		}
		out.Events = append(out.Events, l)
	}
	return out, nil
}

func (s *Server) disagreements(ctx context.Context, in *listInput) (out wire.DisagreementPage, err error) {
	if len(in.Disagreement) == 0 {
		in.Disagreement = []string{"any"}
	}
	f, err := s.filter(in.Filter.Page(in.Paged))
	if err != nil {
		return out, err
	}
	out.Events = []wire.DisagreementLine{}
	err = s.view(ctx, func(tx store.Tx) error {
		f.Bodies = true
		page, err := tx.FindEvents(f)
		if err != nil {
			return err
		}
		out.Next = page.Next
		for i := range page.Events {
			l, err := wire.Disagreeing(&page.Events[i], s.names)
			if err != nil {
				return err
			}
			out.Events = append(out.Events, l)
		}
		return nil
	})
	return out, err
}

// event gives the event that an id means.
func event(tx store.Tx, id string) (store.Event, error) {
	whole, err := tx.EventOf(id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return store.Event{}, huma.Error404NotFound("there is no event or report with this id; " + Base + "/events lists them")
	case errors.Is(err, store.ErrAmbiguous):
		return store.Event{}, mend("path.id", "give more of it", id)
	case err != nil:
		return store.Event{}, err
	}
	return tx.Event(whole)
}

func (s *Server) getEvent(ctx context.Context, in *idInput) (out *wire.Card, err error) {
	err = s.view(ctx, func(tx store.Tx) error {
		e, err := event(tx, in.ID)
		if err != nil {
			return err
		}
		out, err = wire.ReadCard(e.Body, s.names)
		return err
	})
	return out, err
}

func (s *Server) why(ctx context.Context, in *idInput) (out wire.Why, err error) {
	err = s.view(ctx, func(tx store.Tx) error {
		e, err := event(tx, in.ID)
		if err != nil {
			return err
		}
		x, err := chronicle.Why(tx, e.ID)
		if err != nil {
			return err
		}
		out, err = explained(tx, x)
		return err
	})
	return out, err
}

// explained puts an explanation into the API's shape, with the reports and articles that it names.
func explained(tx store.Tx, x chronicle.Explanation) (wire.Why, error) {
	out := wire.Why{Event: x.Event, Needed: x.Needed, Members: []wire.Follow{}, Near: []wire.Miss{}, Reports: map[string]wire.Telling{}, Articles: []accounts.Article{}}
	parts := func(ps []chronicle.Part) []wire.Part {
		list := make([]wire.Part, len(ps))
		for i, p := range ps {
			list[i] = wire.Part(p)
		}
		return list
	}
	var ids []string
	for _, m := range x.Members {
		out.Members = append(out.Members, wire.Follow{Report: m.Report, Link: m.Link, Points: m.Points, Parts: parts(m.Parts), Tied: m.Tied})
		ids = append(ids, m.Report)
	}
	for _, m := range x.Near {
		out.Near = append(out.Near, wire.Miss{Report: m.Report, Event: m.Event, Member: m.Member, Points: m.Points, Parts: parts(m.Parts), Why: m.Why})
		ids = append(ids, m.Report, m.Member)
	}
	list, err := tx.ReportsByID(ids)
	if err != nil {
		return out, err
	}
	var in []string
	for _, r := range list {
		out.Reports[r.ID] = wire.Telling{Article: r.Article, Type: string(r.Type), Text: r.Sentence.Text, Start: r.Sentence.Start, End: r.Sentence.End}
		in = append(in, r.Article)
	}
	arts, err := tx.ArticlesByID(in)
	for _, a := range arts {
		out.Articles = append(out.Articles, accounts.Article{ID: a.ID, Given: a.Given, URL: a.URL, Publisher: a.Publisher, Title: a.Title, Language: a.Language, Published: a.Published})
	}
	return out, err
}

func (s *Server) report(ctx context.Context, in *idInput) (out wire.Report, err error) {
	err = s.view(ctx, func(tx store.Tx) error {
		list, err := tx.ReportsByID([]string{in.ID})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return huma.Error404NotFound("there is no report with this id: it is given whole; an event's card lists its reports")
		}
		art, reports, err := corrected(tx, list[0].Article)
		if err != nil {
			return err
		}
		r := judged{Report: list[0], Judged: "reject"}
		for _, x := range reports {
			if x.ID == in.ID {
				r = x
			}
		}
		out, err = told(tx, r, art)
		return err
	})
	return out, err
}

// told is a report with its event and article.
func told(tx store.Tx, r judged, art store.Article) (wire.Report, error) {
	out := wire.Report{Report: r.Report, Judged: r.Judged, Language: art.Language, Title: art.Title}
	nodes, err := tx.Nodes([]string{r.ID})
	if err == nil && len(nodes) == 1 {
		out.Event = nodes[0].Event
	}
	return out, err
}

// judged is a report as corrections leave it.
type judged struct {
	article.Report
	Judged string
}
