package wire

import "github.com/bakhar/bakhar/internal/query"

// Filter are the parameters that say which events are meant: those of `bakhar events`. A parameter given several times takes any of its
// values; different parameters must all fit.
type Filter struct {
	From         string   `query:"from" maxLength:"10" doc:"Events on this day or later, YYYY-MM-DD" example:"2026-03-02"`
	To           string   `query:"to" maxLength:"10" doc:"Events on this day or earlier, YYYY-MM-DD" example:"2026-03-08"`
	Type         []string `query:"type,explode" maxItems:"50" doc:"PLOVER types, with a mode where wanted: ASSAULT or ASSAULT/drone" example:"[\"ASSAULT\"]"`
	Mode         []string `query:"mode,explode" maxItems:"50" doc:"PLOVER modes"`
	Quad         []int    `query:"quad,explode" maxItems:"4" doc:"1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"`
	Status       []string `query:"status,explode" maxItems:"5" enum:"actual,planned,hypothetical,negated,historical" doc:"Whether it happened"`
	Actor        []string `query:"actor,explode" maxItems:"50" doc:"Who did it: a code as RUS, RUS/MIL or /REB, or a part of a name"`
	Recipient    []string `query:"recipient,explode" maxItems:"50" doc:"To whom it was done, as actor"`
	Party        []string `query:"party,explode" maxItems:"50" doc:"Actor or recipient, as actor"`
	With         []string `query:"with,explode" maxItems:"50" doc:"Who stands opposite party, which is to be given: one of either did it and one of the other had it done to them"`
	Place        []string `query:"place,explode" maxItems:"50" doc:"A country's code or a part of a name of place or region"`
	Language     []string `query:"language,explode" maxItems:"50" doc:"Told in one of these languages"`
	Publisher    []string `query:"publisher,explode" maxItems:"50" doc:"Told by one of these publishers"`
	Disagreement []string `query:"disagreement,explode" maxItems:"6" enum:"denied,responsibility,figure,date,place,any" doc:"Accounts disagree so"`
	SourcesMin   int      `query:"sources_min" minimum:"0" doc:"At least so many independent sources"`
	Confidence   float64  `query:"confidence" minimum:"0" maximum:"1" doc:"At least this confidence"`
	Text         string   `query:"text" maxLength:"500" doc:"Words that must all stand in it; \"a phrase\" in quotation marks; a word* by its beginning"`
}

// Paged are the parameters of lists that go on.
type Paged struct {
	Order string `query:"order" enum:"latest,oldest,loudest" default:"latest" doc:"loudest: most independent sources first"`
	Range
}

// Range are a cursor and a length.
type Range struct {
	After string `query:"after" maxLength:"200" doc:"The cursor that the page before gave as next"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"At most so many"`
}

// Query is the filter as all doors of the program read it.
func (f *Filter) Query() query.Query {
	return query.Query{From: f.From, To: f.To, Type: f.Type, Mode: f.Mode, Quad: f.Quad, Status: f.Status, Actor: f.Actor, Recipient: f.Recipient, Party: f.Party, With: f.With,
		Place: f.Place, Language: f.Language, Publisher: f.Publisher, Disagreement: f.Disagreement, SourcesMin: f.SourcesMin, Confidence: f.Confidence, Text: f.Text}
}

// Page is the query of a page of a list.
func (f *Filter) Page(p Paged) query.Query {
	q := f.Query()
	q.Order, q.After, q.Limit = p.Order, p.After, p.Limit
	return q
}
