// Package article is the document that the stages read and write: plain data, no logic beyond look-ups. Spans are
// bytes of the original; what is absent in the text is absent here.
package article

import (
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/text"
)

// Article is one text as received, and what the stages have found in it.
type Article struct {
	ID        string
	Language  string // ISO 639-1
	Published Date   // zero where unknown
	Publisher string
	URL       string
	Title     string
	Traced    bool // events tell how they came about
	Keyed     bool // events tell what their sentences name (Event.Keys), which merging needs

	View        *text.View
	Cuts        []text.ViewSpan // what no later stage reads: credits, page furniture; sorted, not overlapping
	Tokens      []Token
	Sentences   []Sentence
	Entities    []Entity
	Events      []Event
	Defects     []Defect
	Dateline    Place // place named in the text's dateline, if any
	Health      Health
	Translation Translation
}

// TokenKind sorts tokens by their characters.
type TokenKind uint8

// The kinds of token.
const (
	Word TokenKind = iota
	Number
	Punct
)

// Token is a word, a number or a mark.
type Token struct {
	Kind   TokenKind
	VSpan  text.ViewSpan
	Text   string // as in the view
	Norm   string // folded, for look-up
	Space  bool   // white space before it
	Cap    bool   // starts with a capital letter
	Caps   bool   // two or more letters, all capitals
	Quoted bool   // stands inside quotation marks
}

// Sentence is a run of tokens.
type Sentence struct {
	Index       int
	First, Last int // tokens [First,Last)
	VSpan       text.ViewSpan
	Paragraph   int
	Headline    bool // a first paragraph without a full stop
}

// Health tells how far a text can be trusted, 1 for one without a fault. Score is the product of its parts.
type Health struct {
	Score       float64
	Damage      float64 // 1 less the share of damaged sentences
	Consistency float64 // falls with each place that contradicts another
	Translation float64 // falls with the signals of unedited translation
}

// Translation are the signs that a machine translated the text and nobody read it again: a score of 0 to 1, and what it is made of. It is
// no verdict.
type Translation struct {
	Score   float64
	Signals []Signal // those that count
}

// Signal is how often one sign stands in the text.
type Signal struct {
	Name   string      // of Signals
	Count  int         // places
	Rate   float64     // in a thousand words
	Part   float64     // what it alone brings to the score
	Places []text.Span // the first of them
}

// Defect is damage in a text, or two places of it that disagree.
type Defect struct {
	Kind    string
	Span    text.Span
	Other   text.Span // zero where there is no second place
	Message Message
}

// Entity is a party as one mention names it.
type Entity struct {
	Span     text.Span
	Name     string // resolved name in English, or empty
	Wikidata string
	Country  string   // ISO 3166-1 alpha-3, or UNO EUR IGO NGO ISM IMG MNC
	Sector   string   // PLOVER sector
	Sectors  []string // other sectors
	Role     string
	KB       string // id in the knowledge base, or empty
	How      string // which rule named it, for explain
	Default  bool   // no word that goes with the party tells the country: it is that of the sentence's place or of the text
	Assumed  bool   // the country is only that of the text: nothing ties it to this party
}

// Human tells whether the party is a person, by name or by office.
func (e Entity) Human() bool { return e.How == "person" || e.How == "title" }

// Place is where something happened.
type Place struct {
	Span      text.Span
	Name      string
	Country   string
	Admin1    string
	Lat, Lon  float64
	HasPoint  bool
	GeoNames  int    // id; 0 where unknown
	Precision string // point city admin1 country
}

// Quantity is a counted thing. Min or Max is nil where the text sets no bound.
type Quantity struct {
	Span     text.Span
	Min, Max *float64
	Unit     string
	Of       string
	Kind     string // what is counted: dead injured arrested displaced person weapon money distance percent item, or empty
}

// Status of an event.
type Status string

// The statuses of an event.
const (
	Actual       Status = "actual"
	Planned      Status = "planned"
	Hypothetical Status = "hypothetical"
	Negated      Status = "negated"
	Historical   Status = "historical"
)

// Source is one link of the chain of who says so.
type Source struct {
	Entity
	Verb string
}

// Event is one report: an article's telling of something that happened.
type Event struct {
	ID          string
	Type        plover.Type
	Modes       []string
	Contexts    []string
	Actors      []Entity
	Recipients  []Entity
	Trigger     []text.Span
	Sentence    int
	Date        Interval
	DateSpan    text.Span // zero where the text tells no date
	Place       Place
	Quantities  []Quantity
	Status      Status
	Attribution []Source
	Quoted      bool
	Keys        []string // what its sentence names, in signs that are alike in all languages; sorted
	Rule        string
	Grounds     []string // what the reading rests on, by the names of packs/common/confidence.tsv
	Confidence  float64
	Trace       []Step // how it came about, where the article is Traced
}
