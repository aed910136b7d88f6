package wire

import (
	"encoding/json"

	"github.com/bakhar/bakhar/internal/store"
)

// Correction is what an analyst decided (docs/corrections.md).
type Correction struct {
	ID      int64          `json:"id"`
	Kind    string         `json:"kind" enum:"accept,reject,edit,split,merge,undo"`
	Analyst string         `json:"analyst"`
	Reason  string         `json:"reason"`
	Made    string         `json:"made" format:"date-time"`
	Targets []store.Anchor `json:"targets" doc:"Reports by article and bytes"`
	Changes []Change       `json:"changes,omitempty" doc:"Of an edit"`
	Groups  []int          `json:"groups,omitempty" doc:"Of a split: for each target the number of its new event"`
	Undoes  int64          `json:"undoes,omitempty" doc:"Of an undo: the correction that it takes back"`
	InForce bool           `json:"in_force" doc:"It counts: no undo in force names it"`
}

// Change is one field that an edit sets.
type Change struct {
	Field string          `json:"field" enum:"type,mode,context,actor,recipient,date,place,quantities,status,attribution"`
	Old   json.RawMessage `json:"old,omitempty" doc:"As the report has the field in JSON; null is none. Not of a request"`
	New   json.RawMessage `json:"new,omitempty" doc:"The value that it should have, as the report has the field in JSON; null takes the field away"`
	Value *string         `json:"value,omitempty" maxLength:"1000" doc:"In a request instead of new: the short form of bakhar correct edit --set, such as IND/COP@police"`
}

// CorrectionPage is a page of corrections, the latest first.
type CorrectionPage struct {
	Corrections []Correction `json:"corrections"`
	Next        string       `json:"next,omitempty" doc:"The cursor that goes on, as the parameter after; absent at the end"`
}

// Decision asks for a correction. Reports are named by their ids; events stand for all their reports.
type Decision struct {
	Kind    string   `json:"kind" enum:"accept,reject,edit,split,merge" doc:"An undo has a path of its own"`
	Reports []string `json:"reports,omitempty" maxItems:"2000" doc:"Ids of reports, or the beginning of one. Of a split: those that are taken out of the event"`
	Events  []string `json:"events,omitempty" maxItems:"200" doc:"Ids of events. Of a merge: those that are one. Of a split: the one event"`
	Changes []Change `json:"changes,omitempty" maxItems:"10" doc:"Of an edit, each field once"`
	Reason  string   `json:"reason" minLength:"1" maxLength:"2000" doc:"Why, in a sentence"`
	Analyst string   `json:"analyst,omitempty" maxLength:"100" doc:"Who decides, where the server trusts its own machine (--trust-local); otherwise it is the name of the token"`
}

// Undoing asks to take a correction back.
type Undoing struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"2000" doc:"Why, in a sentence"`
	Analyst string `json:"analyst,omitempty" maxLength:"100" doc:"As of a correction"`
}

// Decided is what a correction has brought about.
type Decided struct {
	Corrections []int64  `json:"corrections" doc:"Numbers of the corrections kept: of an accept or reject one for each article"`
	Events      []string `json:"events" doc:"Ids of the events that the reports it speaks of are in now"`
}

// CodeRequest is a text to be coded.
type CodeRequest struct {
	Text      string `json:"text" minLength:"1" maxLength:"200000" doc:"The article as plain text"`
	Language  string `json:"language,omitempty" maxLength:"10" doc:"ISO 639-1; found out where absent"`
	Published string `json:"published,omitempty" maxLength:"40" doc:"Day of publication, YYYY-MM-DD: without it relative days stay unresolved"`
	Publisher string `json:"publisher,omitempty" maxLength:"200"`
	URL       string `json:"url,omitempty" maxLength:"2000"`
	Title     string `json:"title,omitempty" maxLength:"1000"`
}

// Session says who one is.
type Session struct {
	Role  string `json:"role" enum:"none,reader,analyst,admin"`
	Name  string `json:"name,omitempty" doc:"The token's name; absent without one"`
	CSRF  string `json:"csrf,omitempty" doc:"To be sent as the header X-CSRF-Token with what changes anything, where the session is a cookie"`
	Until string `json:"until,omitempty" format:"date-time" doc:"When the session ends"`
	Local bool   `json:"local" doc:"By trust in the own machine, without a token"`
}

// Login is a token handed in for a session.
type Login struct {
	Token string `json:"token" minLength:"1" maxLength:"200"`
}

// NameList are names of countries by code.
type NameList struct {
	Language  string            `json:"language"`
	Countries map[string]string `json:"countries"`
	Demonyms  map[string]string `json:"demonyms" doc:"What belongs to a country, by its code: Thai; codes without one are left out"`
}
