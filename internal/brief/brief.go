// Package brief tells an event in a few lines: what happened by the best supported codes, how many say so, where they disagree, one sentence that
// tells it with its bytes, and where it can be read. It is what an assistant's list and an alert carry; the whole is the card (package accounts).
package brief

import (
	"encoding/json"
	"fmt"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// linksMax is how many articles of an event are named.
const linksMax = 3

// Event is an event in a few lines. Its fields are those of docs/formats/event.md, and of its line.
type Event struct {
	ID string `json:"id"`
	accounts.Line
	Quad          int             `json:"quad_code"`
	Scale         float64         `json:"event_scale"`
	Counts        accounts.Counts `json:"counts"`
	Languages     []string        `json:"languages"`
	Disagreements []string        `json:"disagreements"` // kinds, sorted
	Confidence    float64         `json:"confidence"`
	Corrected     bool            `json:"corrected,omitempty"`
	Evidence      *Evidence       `json:"evidence,omitempty"` // of its best witness
	Articles      []Link          `json:"articles"`           // the first, at most three
	Page          string          `json:"page,omitempty"`     // in the web interface
}

// Link is where an article can be read.
type Link struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Language  string `json:"language"`
	Published string `json:"published,omitempty"`
	Title     string `json:"title,omitempty"`
	Page      string `json:"page,omitempty"`
}

// Evidence is the words of one report, with their bytes in the original of its article.
type Evidence struct {
	Report   string          `json:"report"`
	Article  string          `json:"article"`
	Trigger  []article.Words `json:"event_text"`
	Sentence article.Words   `json:"sentence"`
}

// Card reads the card of an event that has its Body.
func Card(e *store.Event) (*accounts.Card, error) {
	var c accounts.Card
	if err := json.Unmarshal(e.Body, &c); err != nil {
		return nil, fmt.Errorf("event %s: %w", e.ID, err)
	}
	return &c, nil
}

// Of tells an event that has its Body; site is the address of the web interface, or empty.
func Of(e *store.Event, site string) (*Event, error) {
	c, err := Card(e)
	if err != nil {
		return nil, err
	}
	l := &Event{ID: c.ID, Line: c.Line, Quad: c.Quad, Scale: c.Scale, Counts: c.Counts, Languages: e.Languages, Disagreements: e.Disagreements, Confidence: c.Confidence,
		Corrected: e.Corrected, Articles: []Link{}, Page: Address(site, "event", c.ID)}
	if l.Disagreements == nil {
		l.Disagreements = []string{}
	}
	for _, a := range c.Articles[:min(len(c.Articles), linksMax)] {
		l.Articles = append(l.Articles, Link{a.ID, a.URL, a.Publisher, a.Language, a.Published, a.Title, Address(site, "article", a.ID)})
	}
	for i := range c.Accounts {
		for j := range c.Accounts[i].Statements {
			st := &c.Accounts[i].Statements[j]
			if l.Evidence == nil || st.Report == c.ID {
				l.Evidence = &Evidence{st.Report, st.Article, st.Trigger, st.Sentence}
			}
		}
	}
	return l, nil
}

// In makes the addresses of an event's pages those of a language.
func (e *Event) In(site, language string) {
	e.Page = address(site, language, "event", e.ID)
	for i := range e.Articles {
		e.Articles[i].Page = address(site, language, "article", e.Articles[i].ID)
	}
}

// LinkOf tells where an article can be read.
func LinkOf(a *store.Article, site string) Link {
	return Link{a.ID, a.URL, a.Publisher, a.Language, a.Published, a.Title, Address(site, "article", a.ID)}
}

// Words are those of a report.
func Words(rep *article.Report) Evidence {
	return Evidence{rep.ID, rep.Article, rep.Trigger, rep.Sentence}
}

// Address is that of an event's or article's page in the web interface; empty where there is none.
func Address(site, kind, id string) string { return address(site, "en", kind, id) }

func address(site, language, kind, id string) string {
	if site == "" {
		return ""
	}
	return site + "/" + language + "/" + kind + "/" + id
}
