// Package queue says what bakhar asks of a queue: a durable list of work that one program puts things into and others, anywhere, take out
// of. It holds no queue; queue/nats does. What the work is, only those who put and take it know: to a queue an item is bytes with an id.
//
// A queue gives every item at least once and forgets it only when whoever took it has said Done. So work is written to be harmless when it
// is done twice: the id of an item is an address of its content, and what comes of it is kept under ids that are addresses of content too.
// A queue and a database cannot agree in one transaction; Done after the commit, and such ids, make that unnecessary.
//
// Work that kills or defeats whoever takes it must not be given for ever. An item that comes back is given alone, so that a batch never
// suffers for one of its members, and after AttemptsMax trials it is set aside with the reason, where a person finds it.
package queue

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// The errors that callers tell apart.
var (
	ErrTooLarge = errors.New("too large for the queue") // is returned when an item is larger than the servers take
	ErrInUse    = errors.New("in use")                  // is returned when another program has the queue of a folder open
	ErrNotFound = errors.New("not found")               // is returned when no item that was set aside has the id
)

// TooLarge is the ErrTooLarge of one item.
type TooLarge struct {
	ID         string
	Bytes, Max int64
}

func (e *TooLarge) Error() string {
	return fmt.Sprintf("item %s of %d bytes is %v: max_payload of its servers is %d", e.ID, e.Bytes, ErrTooLarge, e.Max)
}

// Unwrap gives ErrTooLarge.
func (e *TooLarge) Unwrap() error { return ErrTooLarge }

// AttemptsMax is how often an item is tried before it is set aside.
const AttemptsMax = 5

// Deadline is how long an item may be at work without a sign of life (Delivery.Working) before it is given to somebody else, where the
// queue's address tells no other time.
const Deadline = time.Minute

// Item is one piece of work.
type Item struct {
	Kind string // who takes work asks for one kind; a word of Word's letters
	ID   string // what makes it this piece of work: while one with it waits or is at work, another is not taken. Of Word's letters
	Data []byte
}

// wordMax is the greatest length of kinds and ids.
const wordMax = 64

// Check tells whether an item can be put.
func (it Item) Check() error {
	if !Word(it.Kind) || !Word(it.ID) {
		return fmt.Errorf("kind %q and id %q of an item must be of letters a–z, digits, '-' and '_', at most %d", it.Kind, it.ID, wordMax)
	}
	return nil
}

// Word tells whether s can be a kind or an id: lower-case ASCII letters, digits, '-' and '_'.
func Word(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return s != "" && len(s) <= wordMax
}

// Queue is an open queue. It may be used by many goroutines.
type Queue interface {
	// Put adds items and returns when each is kept where it survives the program, or when ctx ends; while the queue is full it waits. What
	// waits or is at work already is not added again. fresh counts those added. An item that is larger than the servers take is
	// a *TooLarge among the errors that are joined, and the others are put all the same.
	Put(ctx context.Context, items ...Item) (fresh int, err error)

	// Take gives items of a kind in about the order in which they were put: it waits for the first, as long as ctx lasts, and gives what
	// else is there at once, within limit. An item that was given before comes alone. The queue's own trouble is an error; so is the
	// end of ctx.
	Take(ctx context.Context, kind string, limit Limit) ([]Delivery, error)

	// State says how things stand.
	State(ctx context.Context) (State, error)

	// Dead gives the items that were set aside, the oldest first.
	Dead(ctx context.Context) iter.Seq2[Dead, error]
	// Retry puts items that were set aside back to work, with a clean slate.
	Retry(ctx context.Context, id string) error
	// Drop throws one that was set aside away.
	Drop(ctx context.Context, id string) error

	// Tell keeps a note under a name for a short while (NoteLife), for others to read: how a worker fares.
	Tell(ctx context.Context, name string, note []byte) error
	// Told gives the notes that have not faded.
	Told(ctx context.Context) (map[string][]byte, error)

	// Keep keeps something small under a name, in the place of what was kept there, until a later one takes its place: how far a source is put. Where
	// the bound of all that is kept is reached, what is oldest goes.
	Keep(ctx context.Context, name string, data []byte) error
	// Kept gives what is kept under a name, nil where nothing is.
	Kept(ctx context.Context, name string) ([]byte, error)

	// Deadline is how long an item may be at work without a sign of life.
	Deadline() time.Duration

	Close() error
}

// NoteLife is how long a note stays.
const NoteLife = time.Minute

// Limit bounds what Take gives at a time.
type Limit struct {
	Items int
	Bytes int // of Data: no more is fetched when a batch has as many
}

// Delivery is an item in the hands of one who took it. One of Done, Return, Again and SetAside ends it; when none does, the item is
// given again after Deadline.
type Delivery interface {
	Item() Item
	Attempt() int     // from 1
	Since() time.Time // when it was put

	// Working says that it is still at work, and moves the deadline.
	Working() error
	// Done says that the work is kept; the queue forgets the item. Where the message is lost the item is given again.
	Done() error
	// Return hands the item back untouched; it does not count as an attempt.
	Return(ctx context.Context) error
	// Again hands the item back to be given again after a time, because of reason; at the last attempt it is set aside instead.
	Again(ctx context.Context, after time.Duration, reason error) error
	// SetAside takes the item out of the flow, for a person to look at, because of reason.
	SetAside(ctx context.Context, reason error) error
}

// State is how a queue stands.
type State struct {
	Kinds     []KindState `json:"kinds"`     // in the order of names
	Items     int         `json:"items"`     // that wait or are at work
	ItemsMax  int         `json:"items_max"` // above which Put waits
	Bytes     int64       `json:"bytes"`
	BytesMax  int64       `json:"bytes_max"`
	Dead      int         `json:"set_aside"`
	Oldest    time.Time   `json:"oldest,omitzero"`     // when the oldest that waits or is at work was put; zero where there is none
	Replicas  int         `json:"servers"`             // on how many servers everything is
	InStep    int         `json:"servers_in_step"`     // how many of them are there and have all of it
	Leader    string      `json:"leader,omitempty"`    // the server that answers; empty without a cluster
	Connected string      `json:"connected,omitempty"` // the server this program talks to; empty in process
}

// KindState is how one kind of items stands.
type KindState struct {
	Kind    string `json:"kind"`
	Waiting int    `json:"waiting"`
	AtWork  int    `json:"at_work"`
}

// Dead is an item that was set aside.
type Dead struct {
	Item
	Reason   string
	Attempts int
	Put      time.Time // when it was first put
	Aside    time.Time // when it was set aside
}
