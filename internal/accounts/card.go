package accounts

import (
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
)

// Card is all that is held of one event. Its JSON is docs/formats/event.md; fields that the record of one report also has keep their names
// and shapes. Lists without an order of their own are sorted.
type Card struct {
	ID         string         `json:"id"` // of the event; set by the caller of Assemble
	Event      []plover.Type  `json:"event"`
	Mode       []string       `json:"mode"`
	Context    []string       `json:"context"`
	Quad       int            `json:"quad_code"`
	Scale      float64        `json:"event_scale"`
	Status     article.Status `json:"status"`
	Actor      []Party        `json:"actor"`
	Recipient  []Party        `json:"recipient"`
	Date       article.Date   `json:"date"`
	EndDate    article.Date   `json:"enddate"`
	DateBasis  string         `json:"date_basis,omitempty"`
	DateShare  float64        `json:"date_certainty"`
	Loc        *Place         `json:"event_loc,omitempty"`
	Figures    []Range        `json:"figures,omitempty"`
	Confidence float64        `json:"confidence"`
	Types      []Support      `json:"types"` // what sources code it as, the best supported first
	Line       Line           `json:"line"`

	Counts        Counts            `json:"counts"`
	Languages     map[string]Counts `json:"languages"`
	First         string            `json:"first_published,omitempty"`
	Last          string            `json:"last_published,omitempty"`
	Reports       []Report          `json:"reports"`
	Articles      []Article         `json:"articles"`
	Publishers    []string          `json:"publishers"`
	Sources       []Source          `json:"sources"`
	Accounts      []Account         `json:"accounts"`
	Disagreements []Disagreement    `json:"disagreements,omitempty"`
	Omissions     []Omission        `json:"omissions,omitempty"`

	search []Party // every party of any report, for Row
	words  string
}

// The grounds on which an event has its days.
const (
	DayTold     = "told"      // a text tells the day
	DaysTold    = "vague"     // texts tell a longer stretch only
	DayPrinted  = "published" // no text tells any; the first day of publication
	DateUnknown = ""
)

// Counts are four different numbers.
type Counts struct {
	Reports    int `json:"reports"`
	Articles   int `json:"articles"`
	Publishers int `json:"publishers"`
	Sources    int `json:"independent_sources"`
}

// Support is how many stand behind a type.
type Support struct {
	Type    plover.Type `json:"event"`
	Reports int         `json:"reports"`
	Sources int         `json:"independent_sources"`
}

// Report names one report of the event.
type Report struct {
	ID         string  `json:"id"`
	Article    string  `json:"article"`
	Account    string  `json:"account"` // the key of the account's party
	Confidence float64 `json:"confidence"`
	Judged     bool    `json:"judged,omitempty"`
}

// Article names one article that reports the event.
type Article struct {
	ID        string `json:"id"`
	Given     string `json:"given,omitempty"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
	Language  string `json:"language"`
	Published string `json:"published,omitempty"`
	Source    int    `json:"source"` // the number of its source, from 0
}

// Source is one independent source: articles that are one witness, and why.
type Source struct {
	Articles   []string `json:"articles"` // in order of publication
	Publishers []string `json:"publishers"`
	Languages  []string `json:"languages"`
	Why        []Tie    `json:"why,omitempty"` // empty where it has one article
}

// Tie is one reason why articles are one source.
type Tie struct {
	Kind     string   `json:"kind"` // copy publisher translation agency
	Of       string   `json:"of,omitempty"`
	Articles []string `json:"articles"`
}

// The reasons why articles are one source.
const (
	TieCopy        = "copy"        // near-duplicate texts
	TiePublisher   = "publisher"   // one publisher
	TieTranslation = "translation" // what they report, and its figures, coincide in order
	TieAgency      = "agency"      // they name one agency, Of, as their only source
)

// Party is somebody who took part, or who says so, over all tellings.
type Party struct {
	Key      string            `json:"key"` // the same in every language
	Side     string            `json:"side,omitempty"`
	Name     string            `json:"name,omitempty"`
	Wikidata string            `json:"wikidata_id,omitempty"`
	KB       string            `json:"kb_id,omitempty"`
	Country  string            `json:"country,omitempty"`
	Sector   string            `json:"sector,omitempty"`
	Others   []string          `json:"other_sectors,omitempty"`
	Role     string            `json:"role,omitempty"`
	Text     map[string]string `json:"text,omitempty"` // by language: how the texts name it
	Reports  int               `json:"reports,omitempty"`
	Sources  int               `json:"independent_sources,omitempty"`
}

// Place is where the event was, the most specific place that the tellings agree on.
type Place struct {
	Name      string            `json:"name,omitempty"`
	Country   string            `json:"country"`
	Admin1    string            `json:"admin1,omitempty"`
	Lat       *float64          `json:"lat,omitempty"`
	Lon       *float64          `json:"lon,omitempty"`
	GeoNames  int               `json:"geonames_id,omitempty"`
	Precision string            `json:"precision,omitempty"`
	Text      map[string]string `json:"text,omitempty"` // by language
	Share     float64           `json:"certainty"`      // of the sources that tell a place, those whose place fits
}

// Range is the span of the figures that accounts tell of one kind, the last of each account. A nil bound is none.
type Range struct {
	Kind string   `json:"kind"`
	Unit string   `json:"unit,omitempty"`
	Min  *float64 `json:"min"`
	Max  *float64 `json:"max"`
}

// Label is a party as a line of display needs it; Name stands only where the party is known to the world.
type Label struct {
	Key     string `json:"key"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
	Sector  string `json:"sector,omitempty"`
}

// Line is what all sources together support, for one line of display, without names of private persons.
type Line struct {
	Event     plover.Type    `json:"event"`
	Mode      []string       `json:"mode,omitempty"`
	Status    article.Status `json:"status"`
	Actor     []Label        `json:"actor,omitempty"`
	Recipient []Label        `json:"recipient,omitempty"`
	Place     string         `json:"place,omitempty"`
	Country   string         `json:"country,omitempty"`
	Date      article.Date   `json:"date"`
	EndDate   article.Date   `json:"enddate"`
	Figures   []Range        `json:"figures,omitempty"`
}

// Account is what one party says of the event: the party that a text names as the one who says so, or a source in its own voice.
type Account struct {
	Party      Party          `json:"party"`
	Voice      string         `json:"voice"`
	Status     article.Status `json:"status"` // by its last statement
	Actor      []Label        `json:"actor,omitempty"`
	Recipient  []Label        `json:"recipient,omitempty"`
	Figures    []Figure       `json:"figures,omitempty"`
	Days       *Told          `json:"date_told,omitempty"`
	Loc        *article.Spot  `json:"event_loc,omitempty"`
	Statements []Statement    `json:"statements"` // in order of publication
	Publishers []string       `json:"publishers"` // that carry it
	Languages  []string       `json:"languages"`
	Articles   []string       `json:"articles"`

	said map[string]int // what its statements say: the index of the first
}

// Whose voice an account is.
const (
	VoiceParty     = "party"
	VoicePublisher = "publisher"
)

// Figure is a figure as an account last told it, and what it told before.
type Figure struct {
	Kind    string           `json:"kind"`
	Unit    string           `json:"unit,omitempty"`
	Now     []article.Amount `json:"now"` // of its last statement; several where it counts several groups
	Article string           `json:"article"`
	Before  []Earlier        `json:"before,omitempty"`

	statement *Statement
}

// Earlier is a figure that the same party has since changed.
type Earlier struct {
	Amounts   []article.Amount `json:"amounts"`
	Article   string           `json:"article"`
	Published string           `json:"published,omitempty"`
}

// Told is a stretch of days as a text tells it.
type Told struct {
	Start article.Date   `json:"start"`
	End   article.Date   `json:"end"`
	Text  *article.Words `json:"text,omitempty"`
}

// Statement is one report as part of an account. Copies that say the same are Carried, not repeated.
type Statement struct {
	Report     string           `json:"report"`
	Article    string           `json:"article"`
	Publisher  string           `json:"publisher,omitempty"`
	Language   string           `json:"language"`
	Published  string           `json:"published,omitempty"`
	Source     int              `json:"source"`
	Event      plover.Type      `json:"event"`
	Mode       []string         `json:"mode,omitempty"`
	Status     article.Status   `json:"status"`
	Actor      []Label          `json:"actor,omitempty"`
	Recipient  []Label          `json:"recipient,omitempty"`
	Days       *Told            `json:"date_told,omitempty"`
	Loc        *article.Spot    `json:"event_loc,omitempty"`
	Quantities []article.Amount `json:"quantities,omitempty"`
	Via        []Label          `json:"via,omitempty"` // the rest of the chain of who says so
	Quoted     bool             `json:"quoted,omitempty"`
	Trigger    []article.Words  `json:"event_text"`
	Sentence   article.Words    `json:"sentence"`
	Carried    []string         `json:"carried,omitempty"` // articles of the same source that say the same

	day  article.Date
	said string // of says
}

// Disagreement is one matter on which sides differ.
type Disagreement struct {
	Kind      string     `json:"kind"`
	Of        string     `json:"of,omitempty"` // of a figure: what is counted
	Positions []Position `json:"positions"`
}

// The kinds of disagreement.
const (
	Denied         = "denied"         // one says that it happened, another that it did not
	Responsibility = "responsibility" // who did it
	FigureDiffers  = "figure"         // how many
	DateDiffers    = "date"           // when
	PlaceDiffers   = "place"          // where
)

// Position is one of the things said, and by whom. Of Status, Actor, Figure, Days and Loc the one that its disagreement is about is set.
type Position struct {
	Status article.Status `json:"status,omitempty"`
	Actor  []Label        `json:"actor,omitempty"`
	Figure *Range         `json:"figure,omitempty"`
	Days   *Told          `json:"date_told,omitempty"`
	Loc    *article.Spot  `json:"event_loc,omitempty"`
	Sides  []Side         `json:"sides"`
}

// Side is who holds a position, with its words.
type Side struct {
	Side     string   `json:"side"`
	Accounts []string `json:"accounts"` // keys of parties
	Quotes   []Quote  `json:"quotes"`
}

// Quote is a sentence of an article, and the words in it that say the thing.
type Quote struct {
	article.Words
	Mark      *article.Words `json:"mark,omitempty"`
	Article   string         `json:"article"`
	Report    string         `json:"report"`
	Publisher string         `json:"publisher,omitempty"`
	Language  string         `json:"language"`
}

// Omission is something that an account leaves out where another of the same event tells it.
type Omission struct {
	Account string  `json:"account"` // the key of the party that leaves it out
	What    string  `json:"what"`    // figure actor place
	Of      string  `json:"of,omitempty"`
	Told    []Quote `json:"told"` // by others
}
