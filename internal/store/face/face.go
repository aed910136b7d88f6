// Package face keeps what filters ask of events, apart from words, close together in blocks: looking at the faces of 400,000 events takes some
// twenty milliseconds, whatever is asked. An index for each thing that can be asked would be slow for what is common and for what seldom meets, and
// costly to keep. Where blocks of faces are kept, and what the numbers of signs mean, is the business of sqldb.
package face

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// An event's number says where it stands in the order of Latest: the days from its last day to the end of the calendar, then the first
// of its id's bits. So every list of events, and all that text search finds, comes in that order without being sorted, and a page ends as soon
// as it is full.
const (
	dayBits  = 22      // days up to the year 9999, and no day
	dayFirst = 719_528 // days from year 0 to 1970
	dayMax   = 1<<dayBits - 1
	IDBits   = 40 // of a number, below its day
	NumMax   = 1<<(dayBits+IDBits) - 1
)

// place is how far from the end of the calendar a day stands. No day comes after all days.
func place(d article.Date) int64 {
	if d.Zero() {
		return dayMax
	}
	return int64(min(max(dayMax-1-dayFirst-d.Number(), 0), dayMax-1))
}

// Number is where an event stands.
func Number(e *store.Event) int64 { return Place(e.Days.End, e.ID) }

// Place is where what has a last day and an id stands: ids of 16 hex digits by their first ten, others by a hash.
func Place(last article.Date, id string) int64 {
	var b [8]byte
	if n, err := hex.Decode(b[3:], []byte(id[:min(len(id), 10)])); n < 5 || err != nil {
		sum := sha256.Sum256([]byte(id))
		copy(b[3:], sum[:5])
	}
	return place(last)<<IDBits | int64(binary.BigEndian.Uint64(b[:]))
}

// Day is the part of a number that its last day makes.
func Day(num int64) int64 { return num >> IDBits }

// Back is the part of a number that a last day makes: how far it stands from the end of the calendar.
func Back(d article.Date) int64 { return place(d) }

// NoDay is Back of no day.
const NoDay = dayMax

// Date is the last day that a number tells; zero where it tells none.
func Date(num int64) article.Date {
	if Day(num) >= dayMax {
		return article.Date{}
	}
	return article.Date{Year: 1970, Month: 1, Day: 1}.Add(int(dayMax - 1 - dayFirst - Day(num)))
}

// Sign is something that filters and counts ask for, by a number that it has for ever, with its kind.
type Sign int64

// NewSign is the sign of a kind that has a number.
func NewSign(kind uint8, num int64) Sign { return Sign(int64(kind)<<32 | num) }

// A Face is what filters and counts ask of an event, or of an article.
type Face struct {
	Num        int64
	Span       int     // days from the first to the last; -1 where there is no day
	Sources    int     // of an article the defects
	Confidence float64 // of an article the health
	Scale      int     // in thousandths; of an article its reports
	Quad       int     // 0 where there is none; of an article 1 where it is a copy
	Signs      []Sign  // what else it has, sorted, each once
}

// New makes the face of an event.
func New(num int64, e *store.Event, signs []Sign) *Face {
	slices.Sort(signs)
	f := &Face{Num: num, Span: -1, Sources: max(e.Sources, 0), Confidence: e.Confidence, Signs: slices.Compact(signs), Scale: Thousandths(e.Scale)}
	if e.Quad > 0 && e.Quad < len(store.Tally{}.Quads) {
		f.Quad = e.Quad
	}
	if !e.Days.End.Zero() {
		f.Span = e.Days.Start.Days(e.Days.End)
	}
	return f
}

// Thousandths is how scales are added up: in whole numbers, so that their order does not matter. PLOVER's go from -10 to 10.
func Thousandths(scale float64) int {
	return int(math.Round(min(max(scale, -scaleMax), scaleMax) * 1000))
}

// scaleMax is the greatest scale that a face can hold.
const scaleMax = math.MaxInt16 / 1000
