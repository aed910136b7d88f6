package store

import (
	"iter"

	"github.com/bakhar/bakhar/internal/article"
)

// Changes tells what has changed: what answers are kept by, and what those follow who want to hear of events.
//
// There is one counter. Each PutEvent that changes an event's body or makes one, and each DropEvent of one that is there, takes its next number,
// for good; an Update that changes anything else that readers see (articles, reports, corrections, runs, a row whose body stays) takes one for all of it.
// An event that is put again as it is takes none.
type Changes interface {
	// Version is the last number that was taken; 0 where nothing has been kept. While it stays, so do all answers.
	Version() (int64, error)
	// Changes gives what has become of events after a number, in order, each event once, by its last change; at most limit, where 0 is
	// LimitDefault and LimitMax the most. Whoever has come to the end goes on after the Num of the last.
	Changes(after int64, limit int) ([]Change, error)
}

// Change is the last that happened to an event.
type Change struct {
	Num     int64
	Event   string // its id
	Since   int64  // the number under which it came: the event is new to all who had come no further than a lesser number
	Dropped bool   // it is no more: its reports, where there are any, belong to others (EventOf with its id finds the one that has its best witness)
}

// By says what events are counted by.
type By uint8

// What events may be counted by. An event with several values of one kind counts for each; one without any counts in Counted.Without.
const (
	ByNothing      By = iota // no rows, only All
	ByDay                    // the last day of the event that lies in the days wanted: each event has one
	ByWeek                   // from Monday to Sunday
	ByMonth                  //
	ByYear                   //
	ByType                   // Row.Value is the type, as below the mode …
	ByMode                   //
	ByStatus                 //
	ByLanguage               //
	ByPublisher              //
	ByDisagreement           // kind
	ByCountry                // of the place
	ByPlace                  // Row.Place
	ByParty                  // Row.Actor, in either role: parties that the event is held to have (EventParty.Agreed); one that is both counts once
	ByDyad                   // Row.Actor and Row.Recipient, parties as above: each actor with each recipient
)

// Question is what to count. Of the filter, Order, After, Limit and Bodies do not matter.
type Question struct {
	Filter Filter
	By     By
	Named  string   // of parties, dyads, places, publishers: only rows with a name, key or country that has these words one after the other, the last by its beginning
	Keys   []string // of parties and dyads: or with one of these keys; of all else: with one of these values. With neither Named nor Keys all rows are given
	Limit  int      // of rows; 0 is RowsDefault, the most RowsMax
}

// How many rows a count may have.
const (
	RowsDefault = 200
	RowsMax     = 20_000
)

// Tally is how many events there are and what they are like.
type Tally struct {
	Events int    `json:"events"`
	Quads  [5]int `json:"by_quad"` // by quad code from 1; those without one at 0
	// Scale is the mean of their event scales, to the thousandth; 0 where there is no event.
	Scale float64 `json:"mean_scale"`
}

// Counted is the answer to a Question.
type Counted struct {
	All     Tally // all events that the filter wants
	Without int   // events that have nothing of what rows are made by, or, with Named or Keys, nothing that was wanted
	Rows    []Row // steps of time from the earliest, those with no event left out; all else from the most events, then by scale of names
	More    int   // rows beyond the limit: of time the earliest, of all else those with the fewest events
}

// Row is what a Question counts in one row. Which fields are set By tells.
type Row struct {
	Tally
	Days      article.Interval // of a step of time, whole, also where days wanted begin within it
	Value     string
	Place     *Place
	Actor     *Party
	Recipient *Party
}

// Place is where events are held to have happened, as exactly as accounts agree. Lat and Lon are degrees, nil where no table has the place.
type Place struct {
	Name      string // in English, or the words of a text
	Country   string
	Admin1    string
	Lat, Lon  *float64
	GeoNames  int
	Precision string
}

// Party is a party of events that all sides agree on. Only whom the gazetteer knows has a name: others are the country and sector that they act for. Of one
// that has acted for several, the first of all that have ever been told stand here, in the order of their letters.
type Party struct {
	Key     string // wd:Q…, kb:…, or country/sector
	Name    string
	Country string
	Sector  string
}

// Counts answers how many.
type Counts interface {
	// Count answers a question. What rows point to is not to be changed: others may be given the same.
	Count(Question) (Counted, error)
}

// ArticleFilter says which articles are wanted, of those that count (Article.Replaced is empty); what is empty does not matter. Lists are alternatives.
type ArticleFilter struct {
	Days       article.Interval // of publication
	Publishers []string
	Languages  []string
	Defects    []string // kinds; "any"
	HealthMax  *float64 // at most
	Text       string   // as Filter.Text, of title and text
	After      string   // the cursor that the page before gave
	Limit      int      // as Filter.Limit
}

// ArticlePage is a list of articles, without their texts, the latest day first, then by id; Next is empty at the end.
type ArticlePage struct {
	Articles []Article
	Next     string
}

// Desk is how the articles of one publisher in one language are.
type Desk struct {
	Publisher string
	Language  string
	Articles  int
	Copies    int            // of texts that others have too: articles that are not the first of their group
	Reports   int            // current ones
	Health    float64        // the mean
	HealthMin float64        // the worst
	Damaged   int            // articles with a defect
	Defects   int            // all defects of them
	Kinds     map[string]int // articles with a defect of that kind
	First     article.Date   // of publication
	Last      article.Date
}

// ArticleLists answers which articles there are, and how they are.
type ArticleLists interface {
	FindArticles(ArticleFilter) (ArticlePage, error)
	// Desks gives publishers and languages of the articles that a filter wants (After and Limit do not matter), in their order.
	Desks(ArticleFilter) ([]Desk, error)
	// PutDefects tells the kinds of defects that an article has, with how many of each, in the place of those told before.
	PutDefects(articleID string, kinds map[string]int) error
}

// Streams gives events one after the other, however many.
type Streams interface {
	// EachFound gives the events that a filter wants, all of them, in its order; After, Limit and Bodies do not matter. It holds no more
	// than their numbers. f must not be written through while it runs.
	EachFound(Filter) iter.Seq2[Sealed, error]
}

// Sealed is an event as it was read, not unpacked yet: unpacking takes longer than reading, and may be done by several at a time.
type Sealed struct {
	ID string
	// Open gives the event as far as a list of all is made of: ID, Type, Languages, Publishers, Disagreements, Corrected and Body. The body is written
	// behind what stands in buf, and may be in its array.
	Open func(buf []byte) (Event, error)
}
