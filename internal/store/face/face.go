// Package face keeps what filters ask of events, apart from words, close together: looking at the faces of 400,000 events takes some thirty
// milliseconds, whatever is asked. An index for each thing that can be asked would be slow for what is common and for what seldom meets, and costly
// to keep. Where blocks of faces are kept, and what the numbers of signs mean, is the business of sqldb.
package face

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
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
	idBits   = 40
	NumMax   = 1<<(dayBits+idBits) - 1
)

// place is how far from the end of the calendar a day stands. No day comes after all days.
func place(d article.Date) int64 {
	if d.Zero() {
		return dayMax
	}
	return int64(min(max(dayMax-1-dayFirst-d.Number(), 0), dayMax-1))
}

// Number is where an event stands: ids of 16 hex digits by their first ten, others by a hash.
func Number(e *store.Event) int64 {
	var b [8]byte
	if n, err := hex.Decode(b[3:], []byte(e.ID[:min(len(e.ID), 10)])); n < 5 || err != nil {
		sum := sha256.Sum256([]byte(e.ID))
		copy(b[3:], sum[:5])
	}
	return place(e.Days.End)<<idBits | int64(binary.BigEndian.Uint64(b[:]))
}

// Day is the part of an event's number that its last day makes.
func Day(num int64) int64 { return num >> idBits }

// A Face is what filters ask of an event.
type Face struct {
	Num        int64
	Span       int // days from the first to the last; -1 where there is no day
	Sources    int
	Confidence float64
	Signs      []int64 // numbers of what else it has, sorted, each once
}

// New makes the face of an event.
func New(num int64, e *store.Event, signs []int64) *Face {
	slices.Sort(signs)
	f := &Face{Num: num, Span: -1, Sources: max(e.Sources, 0), Confidence: e.Confidence, Signs: slices.Compact(signs)}
	if !e.Days.End.Zero() {
		f.Span = e.Days.Start.Days(e.Days.End)
	}
	return f
}

// Pack packs faces, whose numbers are lo or greater and sorted.
func Pack(lo int64, list []Face) []byte {
	b := binary.AppendUvarint(make([]byte, 0, 64*len(list)+8), uint64(len(list)))
	for _, f := range list {
		b = binary.AppendUvarint(b, uint64(f.Num-lo))
		b = binary.AppendUvarint(b, uint64(f.Span+1))
		b = binary.AppendUvarint(b, uint64(f.Sources))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.Confidence))
		b = binary.AppendUvarint(b, uint64(len(f.Signs)))
		last := int64(0)
		for _, s := range f.Signs {
			b = binary.AppendUvarint(b, uint64(s-last))
			last = s
		}
		lo = f.Num
	}
	return b
}

var errBlock = fmt.Errorf("a block of faces: %w", store.ErrCorrupt)

// reader takes apart what Pack has packed.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 { // most are small
		v := uint64(r.b[0])
		r.b = r.b[1:]
		return v
	}
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.b, r.bad = nil, true
		return 0
	}
	r.b = r.b[n:]
	return v
}

// head reads what stands before an event's signs, and how many those are.
func (r *reader) head(f *Face) (signs int) {
	f.Num += int64(r.uvarint())
	f.Span = int(r.uvarint()) - 1
	f.Sources = int(r.uvarint())
	if len(r.b) < 8 {
		r.b, r.bad = nil, true
		return 0
	}
	f.Confidence = math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.b, r.bad = nil, true
		return 0
	}
	return int(n)
}

// Unpack takes a block apart.
func Unpack(lo int64, b []byte) ([]Face, error) {
	r := reader{b: b}
	n := r.uvarint()
	if n > uint64(len(b)) {
		return nil, errBlock
	}
	list := make([]Face, n)
	for i := range list {
		f := &list[i]
		f.Num = lo
		f.Signs = make([]int64, r.head(f))
		last := int64(0)
		for j := range f.Signs {
			last += int64(r.uvarint())
			f.Signs[j] = last
		}
		lo = f.Num
	}
	if r.bad || len(r.b) > 0 {
		return nil, errBlock
	}
	return list, nil
}
