// Package store says what bakhar keeps and what may be asked of it: articles, their reports, the events that reports are held to be
// about, corrections, runs. It holds no database: store/sqlite and store/postgres do, and one suite of tests (store/storetest) holds
// both to the same answers. What reports make one event is decided in chronicle; a store only finds and keeps.
//
// Everything happens in transactions: Update is all or nothing, so that a program that dies in the middle leaves what was there before.
package store

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/bakhar/bakhar/internal/article"
)

// The errors that callers tell apart.
var (
	ErrNotFound  = errors.New("not found")               // is returned when what was asked for by its id is not there
	ErrAmbiguous = errors.New("not the only one")        // is returned when the beginning of an id fits several
	ErrCursor    = errors.New("no place to go on from")  // is returned when a cursor is none, or of a list in another order
	ErrNewer     = errors.New("made by a newer version") // is returned when a database's schema is newer than the program
	ErrLocked    = errors.New("in use")                  // is returned when another program holds the database for longer than the wait allowed
	ErrCorrupt   = errors.New("damaged")                 // is returned when a database file is none, or is broken
	ErrFull      = errors.New("out of space")            // is returned when the disk is full
	ErrReadOnly  = errors.New("read-only")               // is returned when the place cannot be written to
	ErrAway      = errors.New("not to be reached")       // is returned when the database's server does not answer, or ended the connection
)

// Unwell tells whether an error is about the database as a whole and not about what was to be kept in it.
func Unwell(err error) bool {
	for _, kind := range []error{ErrLocked, ErrFull, ErrReadOnly, ErrCorrupt, ErrNewer, ErrAway} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// Store is an open database. It may be used by many goroutines; Updates happen one after the other.
type Store interface {
	// Update runs f in one transaction that is kept where f returns nil, and undone otherwise. f may be run again, from the start, where
	// the database asks for it.
	Update(ctx context.Context, f func(Tx) error) error
	// View runs f on one state of the database; what f writes is an error.
	View(ctx context.Context, f func(Tx) error) error
	Close() error
}

// Tx is one transaction: all that is asked and kept, by kind.
type Tx interface {
	Articles
	Copies
	Merging
	Events
	Changes
	Counts
	ArticleLists
	Streams
	Corrections
	Runs
	Reads
}

// Article is one text as received, with what is known of it.
type Article struct {
	ID        string // of Identify
	Given     string // the id that its source gave it
	Key       string // what makes it this article and no other: of Identify
	URL       string // canonical; empty where unknown
	Publisher string
	Author    string
	Title     string
	Language  string // ISO 639-1
	Published string // as the source told it: a day, or RFC 3339
	Day       article.Date
	Text      string // the original bytes
	Health    float64
	Defects   int
	Group     string // the smallest id of the articles that are copies of one text; its own where there is no other
	Replaced  string // the id of the newer text under the same URL; empty for the one that counts
	Run       int64  // the run that coded it last
}

// Put is what became of an article that was handed in.
type Put uint8

// What may become of an article.
const (
	New     Put = iota // it was not there
	Same               // it was there, byte for byte: nothing was changed
	Changed            // another text was there under its URL, which it replaces, or which is later and stays
)

// Articles keeps texts. All lists are in the order of ids.
type Articles interface {
	// PutArticle keeps an article. Of two texts under one URL the one published later counts, by the hour where both tell it, by the day
	// otherwise; of one day, the one that came later. Group, Replaced and Run it does not look at: an article begins as a group of its own.
	PutArticle(Article) (Put, error)
	// PutArticles is PutArticle for several, one after the other.
	PutArticles([]Article) ([]Put, error)
	Article(id string) (Article, error)
	// ArticlesByID gives those that are there, without their texts.
	ArticlesByID(ids []string) ([]Article, error)
	// EachArticle gives the articles with ids greater than after, texts and all. f must not be written through while it runs.
	EachArticle(after string) iter.Seq2[Article, error]
	// FindArticle gives the article of an id, a given id, or a URL; of several with one given id or URL the one that counts.
	FindArticle(name string) (Article, error)
	// PutReports makes reports the current ones of an article under a run. What other runs coded stays, but is no longer current.
	PutReports(run int64, articleID string, health float64, defects int, reports []article.Report) error
	// PutCodings is PutReports for several articles, each once.
	PutCodings(run int64, codings []Coding) error
	// PutCoded is PutArticles, and PutCodings for those of the articles that it did not find there; codings are those of the articles, one each, in their order.
	PutCoded(run int64, articles []Article, codings []Coding) ([]Put, error)
	// Reports gives the current reports of articles, as coded: article by article in the order of ids, in the order of the text.
	Reports(articleIDs ...string) ([]article.Report, error)
	// ReportsByID gives those that are there, in the order of ids: the current one, otherwise as the last run coded it.
	ReportsByID(ids []string) ([]article.Report, error)
	// ReplacedBy gives the ids of the articles that an article replaced, for chronicle to let go.
	ReplacedBy(articleID string) ([]string, error)
}

// Coding is what coding has made of an article.
type Coding struct {
	Article string
	Health  float64
	Defects int
	Kinds   map[string]int // of defects; nil leaves those that were told before
	Reports []article.Report
}

// Copies keeps what finds near-duplicate texts: for each article its bands (hashes; two texts that share one may be copies) and a
// sketch that tells how alike two are. Both are the business of package copies.
type Copies interface {
	PutSketch(articleID string, bands []uint64, sketch []byte) error
	// PutSketches is PutSketch for several articles, each once.
	PutSketches([]Banding) error
	// Banded gives the articles that share a band, with their sketches and groups, without the article itself.
	Banded(articleID string, bands []uint64) ([]Sketched, error)
	// BandedAll is Banded for several articles: a list for each.
	BandedAll([]Banding) ([][]Sketched, error)
	// Grouped gives the members of groups, with sketches.
	Grouped(groups []string) ([]Sketched, error)
	SetGroup(articleIDs []string, group string) error
}

// Banding is what an article is found by as a copy, and known by.
type Banding struct {
	Article string
	Bands   []uint64
	Sketch  []byte
}

// Sketched is an article as package copies sees it.
type Sketched struct {
	ID, Group string
	Sketch    []byte
}

// Node is a report in the chronicle: what merging knows of it and where it put it.
type Node struct {
	ID      string // of the report
	Article string
	Rank    string // a greater rank is a better witness; no two are alike
	Sketch  []byte // what merging compares: chronicle's own encoding
	Event   string // the id of the event, which is that of its best witness
	Link    string // the report of the event that it resembles most; empty for the event's best witness
	Keys    []Key  // where it can be found
}

// Key is a place where like reports meet: a hash, and the days for which the report stands there (article.Date.Number).
type Key struct {
	Hash     int64
	From, To int
}

// Merging keeps nodes. All lists are in the order of ids.
type Merging interface {
	// Near gives the nodes that stand under one of the keys on one of its days, each once, with their own Keys left empty.
	Near(keys []Key) ([]Node, error)
	Nodes(ids []string) ([]Node, error) // with Keys
	// NodesOf gives the nodes of articles.
	NodesOf(articleIDs ...string) ([]Node, error)
	// Members gives the nodes of events.
	Members(eventIDs ...string) ([]Node, error)
	PutNodes([]Node) error  // with their Keys, whole
	MoveNodes([]Node) error // Event and Link only
	DropNodes(ids []string) error

	// MarkStale notes that the reports of events have changed since their cards were made, or what the cards say of them. Each call gives
	// its events one mark, greater than all before.
	MarkStale(eventIDs []string) error
	// Stale gives those of the events whose cards are behind, in the order of ids.
	Stale(eventIDs []string) ([]Stale, error)
	// AllStale gives events whose cards are behind, with ids greater than after, in order, at most limit.
	AllStale(after string, limit int) ([]Stale, error)
	// DropStale notes that cards are made; of events that are not marked nothing is said.
	DropStale(eventIDs []string) error
}

// Stale is an event whose card is behind the reports that are in it: it is to be made anew, by whoever comes to it first. Who makes it from
// what is kept under one mark may keep it while the event has that mark and no other.
type Stale struct {
	Event string
	Mark  int64
}

// Event is an event as lists and searches need it. Body is all of it, in accounts' own JSON.
type Event struct {
	ID            string
	Type          string
	Modes         []string
	Quad          int
	Scale         float64
	Status        article.Status
	Days          article.Interval
	Parties       []EventParty
	Place         *article.Spot
	Languages     []string // sorted
	Publishers    []string // sorted
	Reports       int
	Articles      int
	Sources       int      // independent ones
	Disagreements []string // kinds, sorted
	Confidence    float64
	Corrected     bool
	Words         string // what text search finds: the words of its reports and names, as written; no phrase crosses a line. It is not given back
	Body          []byte
}

// EventParty is a party by which events can be found.
type EventParty struct {
	Role    string // actor or recipient
	Country string
	Sector  string
	Name    string // in English, or the words of the text
	Key     string // the same in every language, and no private person's: wd:Q…, kb:…, else country/sector; empty where nothing is known
	Agreed  bool   // the event is held to have it; otherwise some account says so
}

// Filter says which events are wanted; what is empty does not matter. Lists are alternatives.
type Filter struct {
	Days         article.Interval // events that lie in it at least partly
	Types        []string
	Modes        []string
	Quads        []int
	Status       []article.Status
	Actor        []string // "RUS", "RUS/GOV", "/REB", or a part of a name: whole words, the last by its beginning
	Recipient    []string
	Party        []string // either
	With         []string // who stands opposite Party: one of Party is the actor and one of these the recipient, or the other way round
	Place        []string // a country code, or a part of a name of place or region
	Languages    []string
	Publishers   []string
	Disagreement []string // kinds; "any"
	SourcesMin   int
	Confidence   float64  // at least
	Text         string   // words that must all stand in it; "a phrase" in quotation marks; a word* by its beginning. Anything may be written
	IDs          []string // none but these events; nil for any, at most LimitMax. Count does not look at it
	Order        Order
	After        string // the cursor that the page before gave
	Limit        int    // 0 is LimitDefault; at most LimitMax
	Bodies       bool   // the page's events have their Body
}

// Order is how lists of events go.
type Order uint8

// The orders of events.
const (
	Latest  Order = iota // by last day, the latest first, then id; those without a day at the end
	Oldest               // Latest turned round
	Loudest              // by independent sources, then as Latest
)

// The sizes of pages.
const (
	LimitDefault = 50
	LimitMax     = 1000
)

// Page is a list of events and where it goes on; Next is empty at the end.
type Page struct {
	Events []Event // without Body, unless the filter wants it
	Next   string
}

// Events keeps what chronicle and accounts have made of reports.
type Events interface {
	PutEvent(Event) error    // new, or in the place of the one of its id
	PutEvents([]Event) error // each once
	DropEvent(id string) error
	Event(id string) (Event, error)
	// EventOf gives the id of the event that an event's or report's id, or its beginning where only one fits, belongs to.
	EventOf(id string) (string, error)
	FindEvents(Filter) (Page, error)
	// EachEvent gives all, whole, in the order of ids.
	EachEvent() iter.Seq2[Event, error]
	Stats() (Stats, error)
}

// Stats counts what is kept.
type Stats struct {
	Articles, Copies, Reports, Events, Disagreeing, Corrections int
	Publishers                                                  int
	First, Last                                                 article.Date   // of articles
	ByType, ByLanguage, ByPublisher                             map[string]int // events; articles; articles
	Bytes                                                       int64
}

// Correction is what an analyst decided about reports. It is kept as it was made, never changed; one that undoes another names it.
type Correction struct {
	ID      int64  // in the order they were made, from 1
	Kind    string // accept reject edit split merge undo
	Analyst string
	Reason  string
	Made    time.Time // in UTC, to the second
	Targets []Anchor
	Body    []byte // what the kind needs, JSON: see package corrections
	Undoes  int64
}

// Anchor names a report so that it is found again after recoding: by article and the bytes of its trigger.
type Anchor struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Report  string `json:"report"` // the report's id when the correction was made
}

// Corrections keeps what analysts decided.
type Corrections interface {
	AddCorrection(Correction) (int64, error)
	Correction(id int64) (Correction, error)
	// CorrectionsOf gives those that have a target in one of the articles, undone or not, in order.
	CorrectionsOf(articleIDs []string) ([]Correction, error)
	EachCorrection() iter.Seq2[Correction, error]
}

// Run is one coding of articles by one version of the program and its data.
type Run struct {
	ID                int64
	Kind              string // ingest recode
	Coder, Lexicon    string
	Started, Finished time.Time // Finished is zero while it runs, or where it was cut off
	Articles, Reports int       // coded by it
}

// Read says how far a source was read in: all that begins before a byte of it is kept.
type Read struct {
	Source string // what it is, and how it is read: a hash that the reader gives
	Name   string
	Size   int64
	Done   int64
}

// Reads keeps how far sources were read in.
type Reads interface {
	PutRead(Read) error
	// ReadOf gives what is kept of a source; the zero Read where nothing is.
	ReadOf(source string) (Read, error)
}

// Runs keeps what was coded by which version.
type Runs interface {
	StartRun(Run) (int64, error)
	FinishRun(id int64, at time.Time) error
	Runs() ([]Run, error)
	// Recoded gives the articles that both runs have coded, with the reports that each made of them, in the order of ids.
	Recoded(run1, run2 int64) iter.Seq2[Recoding, error]
	// Pending gives ids of current articles, in order, that a run has not coded.
	Pending(run int64, after string, limit int) ([]string, error)
}

// Recoding is one article as two runs coded it.
type Recoding struct {
	Article       string
	Before, After []article.Report
}
