// Package wire is what goes over the HTTP API: the parameters and answers of /api/v1 as Go types, from which the OpenAPI document is made,
// and how they follow from what a store keeps. Field names are those of docs/formats; what is unknown is absent or an empty list, never null
// where a list is told. It asks no store and knows no HTTP: package server does.
package wire

import (
	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
)

// Names is what something is called, by language code: the usual press name of the gazetteer in each language that it has.
type Names map[string]string

// Party is somebody who took part in an event.
type Party struct {
	accounts.Party
	Names Names `json:"names,omitempty" doc:"What the gazetteer calls it, by language; absent where it knows no such party"`
}

// Place is where an event was.
type Place struct {
	accounts.Place
	Names Names `json:"names,omitempty" doc:"What the gazetteer calls it, by language; absent where it knows no such place"`
}

// Actor is a party as a line of a list needs it.
type Actor struct {
	Key     string            `json:"key" doc:"The same in every language: wd:Q… or kb:… of the gazetteer, else country and sector, else its words"`
	Name    string            `json:"name,omitempty" doc:"In English"`
	Country string            `json:"country,omitempty" doc:"ISO 3166-1 alpha-3, or a body's code such as UNO"`
	Sector  string            `json:"sector,omitempty" doc:"PLOVER sector"`
	Person  bool              `json:"person,omitempty" doc:"A human being whom the gazetteer knows"`
	Names   Names             `json:"names,omitempty" doc:"What the gazetteer calls it, by language"`
	Text    map[string]string `json:"text,omitempty" doc:"How the texts of each language name it, where the gazetteer does not know it"`
}

// Spot is a place as a line of a list needs it.
type Spot struct {
	Name      string            `json:"name,omitempty" doc:"In English"`
	Country   string            `json:"country" doc:"ISO 3166-1 alpha-3; empty for what belongs to no state"`
	Admin1    string            `json:"admin1,omitempty"`
	Lat       *float64          `json:"lat,omitempty"`
	Lon       *float64          `json:"lon,omitempty"`
	Precision string            `json:"precision,omitempty" enum:"point,city,admin1,country"`
	Names     Names             `json:"names,omitempty" doc:"What the gazetteer calls it, by language"`
	Text      map[string]string `json:"text,omitempty" doc:"How the texts of each language name it, where the gazetteer does not know it"`
}

// EventLine is one event as lists show it.
type EventLine struct {
	ID            string           `json:"id"`
	Event         string           `json:"event" doc:"PLOVER type"`
	Mode          []string         `json:"mode"`
	Quad          int              `json:"quad_code" minimum:"1" maximum:"4"`
	Scale         float64          `json:"event_scale" minimum:"-10" maximum:"10"`
	Status        string           `json:"status" enum:"actual,planned,hypothetical,negated,historical"`
	Date          article.Date     `json:"date" doc:"YYYY-MM-DD; empty where unknown"`
	EndDate       article.Date     `json:"enddate" doc:"YYYY-MM-DD; empty where unknown"`
	DateBasis     string           `json:"date_basis,omitempty" enum:"told,vague,published"`
	Actor         []Actor          `json:"actor"`
	Recipient     []Actor          `json:"recipient"`
	Place         *Spot            `json:"place,omitempty"`
	Figures       []accounts.Range `json:"figures"`
	Counts        accounts.Counts  `json:"counts"`
	Languages     []string         `json:"languages"`
	Publishers    []string         `json:"publishers" doc:"Names, at most 20"`
	Disagreements []string         `json:"disagreements" doc:"Kinds of disagreement, each once"`
	Headlines     []Headline       `json:"headlines" doc:"Of each language the headline of the article that told it first and has one; an article may tell of other events too"`
	Confidence    float64          `json:"confidence" minimum:"0" maximum:"1"`
	Corrected     bool             `json:"corrected" doc:"An analyst has accepted or edited a report of it"`
}

// Headline is what stands over an article that tells of an event.
type Headline struct {
	Language  string `json:"language"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Article   string `json:"article" doc:"Id of the article"`
}

// EventPage is a page of events.
type EventPage struct {
	Events []EventLine `json:"events"`
	Next   string      `json:"next,omitempty" doc:"The cursor that goes on, as the parameter after; absent at the end"`
}

// Card is all that is held of one event (docs/formats/event.md), with names.
type Card struct {
	accounts.Card
	Actor     []Party          `json:"actor"`
	Recipient []Party          `json:"recipient"`
	Loc       *Place           `json:"event_loc,omitempty"`
	Accounts  []Account        `json:"accounts"`
	Names     map[string]Names `json:"names" doc:"What the gazetteer calls each party of the card, by its key and by language"`
}

// Account is what one party says of an event.
type Account struct {
	accounts.Account
	Party Party `json:"party"`
}
