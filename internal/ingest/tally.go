package ingest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Tally counts what a program does, for others to see: it is what "bakhar status" shows of each program that works on a queue.
type Tally struct {
	mu   sync.Mutex
	note Note
	last [rateSpan / rateStep]int // articles done, by time in steps of rateStep
	at   int64                    // the step that last was written in
	more map[Fault]int
}

// Note is a Tally as it is told.
type Note struct {
	Version int       `json:"v"`
	Program string    `json:"program"` // worker, watch …
	Host    string    `json:"host"`
	PID     int       `json:"pid"`
	Coder   string    `json:"coder"`
	Started time.Time `json:"started"`
	Told    time.Time `json:"told"`
	New     int       `json:"new"`
	Same    int       `json:"same"`
	Changed int       `json:"changed"`
	Aside   int       `json:"aside"`
	Again   int       `json:"again"`
	Passed  int       `json:"passed,omitempty"` // pages with nothing to code
	Reports int       `json:"reports"`
	Rate    float64   `json:"rate"` // articles a second, over the last minute or since the start
	Faults  []Counted `json:"faults,omitempty"`
	Feeds   *Feeds    `json:"feeds,omitempty"` // of a watcher
	Ended   bool      `json:"ended,omitempty"`
}

// Feeds is how a watcher's feeds stand.
type Feeds struct {
	Listed  int     `json:"listed"`
	Failing int     `json:"failing"`      // whose last poll went wrong
	Retired int     `json:"retired"`      // whose servers say that they are gone for good
	Late    float64 `json:"late_seconds"` // by how long the poll is overdue that is overdue longest
}

// Counted is how often something went wrong.
type Counted struct {
	Host  string `json:"host"`
	Kind  string `json:"kind"`
	Times int    `json:"n"`
}

const (
	noteVersion = 1
	rateSpan    = time.Minute
	rateStep    = 5 * time.Second
	// faultsMax is of how many hosts and kinds faults are counted apart; those of others are counted under otherHosts.
	faultsMax  = 200
	otherHosts = "other hosts"
	noteMax    = 256 << 10
)

// NewTally begins a tally of a program that starts now.
func NewTally(program, host string, pid int, coder string, now time.Time) *Tally {
	return &Tally{note: Note{Version: noteVersion, Program: program, Host: host, PID: pid, Coder: coder, Started: now.UTC()}, more: map[Fault]int{}}
}

// Add counts a batch.
func (t *Tally) Add(d Done, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.note.New += d.New
	t.note.Same += d.Same
	t.note.Changed += d.Changed
	t.note.Aside += d.Failed
	t.note.Again += d.Again
	t.note.Passed += d.Passed
	t.note.Reports += d.Reports
	t.turn(now)
	t.last[t.at%int64(len(t.last))] += d.Result.Done()
	for _, f := range d.Faults {
		t.fault(f)
	}
}

// Fault counts something that went wrong apart from any batch.
func (t *Tally) Fault(f Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fault(f)
}

func (t *Tally) fault(f Fault) {
	if _, ok := t.more[f]; !ok && len(t.more) >= faultsMax {
		f.Host = otherHosts
	}
	t.more[f]++
}

// turn clears the steps that have passed since something was counted.
func (t *Tally) turn(now time.Time) {
	at := now.UnixNano() / int64(rateStep)
	for n := 0; t.at < at && n < len(t.last); n++ {
		t.at++
		t.last[t.at%int64(len(t.last))] = 0
	}
	t.at = max(t.at, at)
}

// Note tells how things stand.
func (t *Tally) Note(now time.Time) Note {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn(now)
	n := t.note
	n.Told = now.UTC()
	sum := 0
	for _, k := range t.last {
		sum += k
	}
	span := min(rateSpan, max(now.Sub(n.Started), time.Second))
	n.Rate = float64(sum) / span.Seconds()
	for f, times := range t.more {
		n.Faults = append(n.Faults, Counted{f.Host, f.Kind, times})
	}
	slices.SortFunc(n.Faults, func(a, b Counted) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Kind, b.Kind))
	})
	return n
}

// JSON is how a note travels.
func (n Note) JSON() []byte {
	for {
		b, err := json.Marshal(n)
		if err != nil {
			panic("BUG: " + err.Error())
		}
		if len(b) <= noteMax || len(n.Faults) == 0 {
			return b
		}
		n.Faults = n.Faults[:len(n.Faults)/2]
	}
}

// ReadNote reads what JSON wrote, in whatever program.
func ReadNote(b []byte) (Note, error) {
	var n Note
	if len(b) > noteMax {
		return n, fmt.Errorf("a note of %d bytes", len(b))
	}
	if err := json.Unmarshal(b, &n); err != nil {
		return n, fmt.Errorf("a note: %w", err)
	}
	if n.Version != noteVersion {
		return n, errors.New("a note of another version")
	}
	return n, nil
}

// Faults adds up the faults of several programs, the most frequent first.
func Faults(notes []Note) []Counted {
	sum := map[Fault]int{}
	for _, n := range notes {
		for _, c := range n.Faults {
			sum[Fault{c.Host, c.Kind}] += c.Times
		}
	}
	var out []Counted
	for _, f := range slices.Collect(maps.Keys(sum)) {
		out = append(out, Counted{f.Host, f.Kind, sum[f]})
	}
	slices.SortFunc(out, func(a, b Counted) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}
