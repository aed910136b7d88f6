package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/store"
)

// parts are what can be asked of a card beside what is agreed.
var parts = []string{"accounts", "disagreements", "omissions", "sources"}

type eventIn struct {
	ID    string   `json:"id"`
	Parts []string `json:"parts,omitempty"`
}

func eventTool() described {
	return described{readOnly("event", "Show one event",
		"All that is held of one event: what is agreed (codes, parties, days, place, figures), each party's account with its statements and their words, where accounts disagree (with quotes), what an account leaves out, and which articles are independent sources and why. The fields are those of docs/formats/event.md."),
		map[string]field{
			"id":    {"of the event or of one of its reports, or the beginning of it", nil},
			"parts": {"only these parts, beside what is agreed; all where it is not given", anys(parts)},
		}}
}

type eventOut struct {
	Event *accounts.Card `json:"event"`
	Page  string         `json:"page,omitempty"`
}

func (s *Server) event(ctx context.Context, in eventIn) (*reply, error) {
	var c *accounts.Card
	err := s.view(ctx, func(tx store.Tx) error {
		id, err := eventOf(tx, in.ID)
		if err != nil {
			return err
		}
		c, err = card(tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	r := &reply{result: eventOut{c, brief.Address(s.Page, "event", c.ID)}}
	if len(in.Parts) > 0 {
		only(c, in.Parts)
		for _, p := range parts {
			if !slices.Contains(in.Parts, p) {
				r.left = append(r.left, p+": not asked for")
			}
		}
	}
	shrink(c, r)
	return r, nil
}

// only leaves what is agreed and some parts of a card.
func only(c *accounts.Card, wanted []string) {
	for _, p := range parts {
		if slices.Contains(wanted, p) {
			continue
		}
		switch p {
		case "accounts":
			c.Accounts = []accounts.Account{}
		case "disagreements":
			c.Disagreements = nil
		case "omissions":
			c.Omissions = nil
		case "sources":
			c.Reports, c.Articles, c.Publishers, c.Sources = []accounts.Report{}, []accounts.Article{}, []string{}, []accounts.Source{}
		}
	}
}

// shrink shortens the lists of a card, longest evidence first, until it fits into an answer, and notes what it left out.
func shrink(c *accounts.Card, r *reply) {
	asked := r.left
	whole := *c
	for n := 32; n >= 1 && !fits(r.result); n /= 2 {
		*c = whole
		r.left = slices.Clone(asked)
		shorten(c, n, func(what string, left int) {
			if left > 0 {
				r.left = append(r.left, fmt.Sprintf("%s: %d more", what, left))
			}
		})
		if len(r.left) > len(asked) {
			r.left = append(r.left, "the numbers in counts are of all; ask for one of `parts` at a time to see more")
		}
	}
}

// shorten keeps n of the lists of a card, and fewer of what stands in them.
func shorten(c *accounts.Card, n int, left func(what string, left int)) {
	statements, quotes := 0, 0
	c.Accounts = slices.Clone(c.Accounts)
	for i := range c.Accounts {
		a := &c.Accounts[i]
		var cut int
		a.Statements, cut = first(a.Statements, max(n/4, 1))
		statements += cut
		a.Articles, _ = first(a.Articles, n)
		a.Publishers, _ = first(a.Publishers, n)
	}
	left("statements of accounts", statements)
	var cut int
	c.Accounts, cut = first(c.Accounts, n)
	left("accounts", cut)
	c.Disagreements = slices.Clone(c.Disagreements)
	for i := range c.Disagreements {
		d := &c.Disagreements[i]
		d.Positions = slices.Clone(d.Positions)
		d.Positions, cut = first(d.Positions, n)
		quotes += cut
		for j := range d.Positions {
			p := &d.Positions[j]
			p.Sides = slices.Clone(p.Sides)
			p.Sides, cut = first(p.Sides, n)
			quotes += cut
			for k := range p.Sides {
				p.Sides[k].Quotes, cut = first(p.Sides[k].Quotes, max(n/8, 1))
				quotes += cut
			}
		}
	}
	left("quotes of disagreements", quotes)
	c.Omissions = slices.Clone(c.Omissions)
	c.Omissions, cut = first(c.Omissions, n)
	left("omissions", cut)
	for i := range c.Omissions {
		c.Omissions[i].Told, _ = first(c.Omissions[i].Told, 1)
	}
	c.Reports, cut = first(c.Reports, 4*n)
	left("reports", cut)
	c.Articles, cut = first(c.Articles, 2*n)
	left("articles", cut)
	c.Publishers, cut = first(c.Publishers, 4*n)
	left("publishers", cut)
	c.Sources = slices.Clone(c.Sources)
	c.Sources, cut = first(c.Sources, n)
	left("sources", cut)
	for i := range c.Sources {
		src := &c.Sources[i]
		src.Articles, _ = first(src.Articles, n)
		src.Publishers, _ = first(src.Publishers, n)
		src.Why = slices.Clone(src.Why)
		for j := range src.Why {
			src.Why[j].Articles, _ = first(src.Why[j].Articles, n)
		}
	}
}

// first gives the first n of a list, and how many are left out.
func first[T any](list []T, n int) ([]T, int) {
	if len(list) <= n {
		return list, 0
	}
	return list[:n:n], len(list) - n
}

type whyIn struct {
	ID string `json:"id"`
}

func whyTool() described {
	return described{readOnly("why", "Say why reports were merged",
		"Why the reports of an event were merged into it: for each the better witness that it follows and the points that speak for it by what they are of; then the reports of other events that came nearest, and what kept them out."),
		map[string]field{"id": {"of the event or of one of its reports, or the beginning of it", nil}}}
}

// telling is a report that an explanation names, with its article.
type telling struct {
	Event string `json:"event"` // PLOVER type
	brief.Evidence
	Link brief.Link `json:"link"`
}

type whyOut struct {
	Why     chronicle.Explanation `json:"why"`
	Reports map[string]telling    `json:"reports"` // by id
	Page    string                `json:"page,omitempty"`
}

// membersMax is how many members of a large event are explained.
const membersMax = 60

func (s *Server) why(ctx context.Context, in whyIn) (*reply, error) {
	r := &reply{}
	err := s.view(ctx, func(tx store.Tx) error {
		id, err := eventOf(tx, in.ID)
		if err != nil {
			return err
		}
		x, err := chronicle.Why(tx, id)
		if err != nil {
			return err
		}
		r.left = nil
		for n := membersMax; ; n /= 2 {
			var cut int
			if x.Members, cut = first(x.Members, n); cut > 0 {
				r.left = []string{fmt.Sprintf("only the %d best witnesses of the event are shown", n)}
			}
			out := whyOut{Why: x, Page: brief.Address(s.Page, "event", id)}
			if out.Reports, err = s.tellings(tx, x); err != nil {
				return err
			}
			if r.result = out; n == 1 || fits(out) {
				return nil
			}
		}
	})
	return r, err
}

// tellings gives the reports that an explanation names.
func (s *Server) tellings(tx store.Tx, x chronicle.Explanation) (map[string]telling, error) {
	var ids []string
	for _, m := range x.Members {
		ids = append(ids, m.Report)
	}
	for _, m := range x.Near {
		ids = append(ids, m.Report)
	}
	reports, err := tx.ReportsByID(ids)
	if err != nil {
		return nil, err
	}
	in := make([]string, len(reports))
	for i, rep := range reports {
		in[i] = rep.Article
	}
	arts, err := tx.ArticlesByID(in)
	if err != nil {
		return nil, err
	}
	out := make(map[string]telling, len(reports))
	for i := range reports {
		rep := &reports[i]
		t := telling{Event: string(rep.Type), Evidence: brief.Words(rep)}
		if k := slices.IndexFunc(arts, func(a store.Article) bool { return a.ID == rep.Article }); k >= 0 {
			t.Link = s.linkOf(&arts[k])
		}
		out[rep.ID] = t
	}
	return out, nil
}

func (s *Server) linkOf(a *store.Article) brief.Link { return brief.LinkOf(a, s.Page) }

// foundArticle gives an article by its id, the id its source gave it, or its address.
func foundArticle(tx store.Tx, name string) (store.Article, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return store.Article{}, wrong("article: name one by its id or address; search_events and event give them")
	}
	a, err := tx.FindArticle(name)
	if errors.Is(err, store.ErrNotFound) {
		return a, wrong("there is no article %.80q: search_events and event give the ids and addresses of articles", name)
	}
	return a, err
}
