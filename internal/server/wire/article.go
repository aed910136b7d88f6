package wire

import (
	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/marks"
)

// ArticleLine is one article as lists show it.
type ArticleLine struct {
	ID        string  `json:"id"`
	Given     string  `json:"given,omitempty" doc:"The id that its source gave it"`
	URL       string  `json:"url,omitempty"`
	Publisher string  `json:"publisher,omitempty"`
	Author    string  `json:"author,omitempty"`
	Title     string  `json:"title,omitempty"`
	Language  string  `json:"language" doc:"ISO 639-1"`
	Published string  `json:"published,omitempty" doc:"As its source told it: a day, or RFC 3339"`
	Health    float64 `json:"health" minimum:"0" maximum:"1" doc:"1 for a text without a fault"`
	Defects   int     `json:"defects"`
	Reports   int     `json:"reports,omitempty" doc:"How many reports were coded in it, where it was asked for alone"`
	Replaced  string  `json:"replaced,omitempty" doc:"The id of the newer text under the same address"`
}

// ArticlePage is a page of articles.
type ArticlePage struct {
	Articles []ArticleLine `json:"articles"`
	Next     string        `json:"next,omitempty" doc:"The cursor that goes on, as the parameter after; absent at the end"`
}

// ArticleFilter are the parameters that say which articles are meant.
type ArticleFilter struct {
	Publisher []string `query:"publisher,explode" maxItems:"50" doc:"Of one of these publishers"`
	Language  []string `query:"language,explode" maxItems:"50" doc:"In one of these languages"`
	From      string   `query:"from" maxLength:"10" doc:"Published on this day or later, YYYY-MM-DD"`
	To        string   `query:"to" maxLength:"10" doc:"Published on this day or earlier, YYYY-MM-DD"`
	HealthMax float64  `query:"health_max" minimum:"0" maximum:"1" default:"1" doc:"At most this health: the sickest texts are those to look at"`
	Defect    []string `query:"defect,explode" maxItems:"20" enum:"any,boilerplate,credit,date-conflict,encoding,figure-conflict,foreign-word,glued,internal,number,repetition,truncated" doc:"With a defect of this kind"`
	Text      string   `query:"text" maxLength:"500" doc:"Words of its headline and text, as of events"`
}

// Marked is an article as the reader shows it: its text, cut where marks begin and end.
type Marked struct {
	ArticleLine
	Reports []MarkedReport `json:"reports" doc:"In the order of the text"`
	Defects []Defect       `json:"defects" doc:"Damage in the text, as this version finds it"`
	marks.Page
	Bytes  int           `json:"bytes" doc:"Length of the original"`
	Copies []ArticleLine `json:"copies" doc:"Other articles that print this text"`
}

// MarkedReport is a report as the reader lists it.
type MarkedReport struct {
	ID         string   `json:"id"`
	Event      string   `json:"event,omitempty" doc:"The id of its event; absent where an analyst has rejected it"`
	Type       string   `json:"type" doc:"PLOVER type"`
	Mode       []string `json:"mode"`
	Quad       int      `json:"quad_code"`
	Status     string   `json:"status"`
	Actor      []Actor  `json:"actor"`
	Recipient  []Actor  `json:"recipient"`
	Date       string   `json:"date,omitempty"`
	EndDate    string   `json:"enddate,omitempty"`
	Place      *Spot    `json:"place,omitempty"`
	Confidence float64  `json:"confidence"`
	Rule       string   `json:"rule"`
	Judged     string   `json:"judged,omitempty" enum:"accept,edit,reject"`
	Start      int      `json:"start" doc:"Of its sentence, in bytes of the original"`
	End        int      `json:"end"`
}

// Defect is damage in the text.
type Defect struct {
	Kind    string            `json:"kind"`
	Message map[string]string `json:"message" doc:"What is wrong, by language"`
	Start   int               `json:"start" doc:"Bytes of the original"`
	End     int               `json:"end"`
	Other   *Stretch          `json:"other,omitempty" doc:"The second of two places that disagree"`
}

// Stretch is a part of the original by its bytes.
type Stretch struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Why says why the reports of an event are in it.
type Why struct {
	Event    string             `json:"event"`
	Needed   int                `json:"needed" doc:"The points that two reports need"`
	Members  []Follow           `json:"members" doc:"The best witness first"`
	Near     []Miss             `json:"near" doc:"Reports of other events that come nearest, the most alike first"`
	Reports  map[string]Telling `json:"reports" doc:"What is needed to show the reports named, by id"`
	Articles []accounts.Article `json:"articles" doc:"Their articles"`
}

// Follow is a report of the event and the better witness that it follows.
type Follow struct {
	Report string `json:"report"`
	Link   string `json:"link,omitempty" doc:"The report that it follows; absent for the best witness"`
	Points int    `json:"points"`
	Parts  []Part `json:"parts"`
	Tied   bool   `json:"tied,omitempty" doc:"An analyst holds them together"`
}

// Miss is a report of another event, with the member that it resembles most.
type Miss struct {
	Report string `json:"report"`
	Event  string `json:"event"`
	Member string `json:"member"`
	Points int    `json:"points"`
	Parts  []Part `json:"parts"`
	Why    string `json:"why" enum:"points,day,place,counterpart,roles,status,article,apart,best-witness,more-alike"`
}

// Part is one reason for or against two reports being of one happening, in points.
type Part struct {
	Name   string `json:"name" enum:"type,status,parties,day,place,figures,names,topic,publisher"`
	Points int    `json:"points"`
}

// Telling is a report's sentence and where it stands.
type Telling struct {
	Article string `json:"article"`
	Type    string `json:"type"`
	Text    string `json:"text" doc:"Its sentence"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}
