package watch

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/polite"
)

// FeedState is what is known of a feed: what is worth keeping over a restart, and what "bakhar status" tells.
type FeedState struct {
	URL      string              `json:"url"`
	Moved    string              `json:"moved,omitempty"` // where its host has moved it for good
	ETag     string              `json:"etag,omitempty"`
	Modified string              `json:"modified,omitempty"`
	Due      time.Time           `json:"due"`
	Interval time.Duration       `json:"interval"`      // in nanoseconds
	Last     time.Time           `json:"last,omitzero"` // poll that went well
	Polls    int                 `json:"polls"`
	Errors   int                 `json:"errors,omitempty"` // in a row
	Kind     source.Kind         `json:"kind,omitempty"`   // of the last poll's error; empty when it went well
	Message  string              `json:"message,omitempty"`
	Retired  bool                `json:"retired,omitempty"` // the server says that it is gone for good
	Articles int                 `json:"articles"`          // handed over
	Wrong    map[source.Kind]int `json:"wrong,omitempty"`   // what went wrong with it and its pages, ever
	Seen     []Mark              `json:"seen,omitempty"`    // the latest first
}

// Mark is what is remembered of one item.
type Mark struct {
	ID      uint64 `json:"i"`           // hash of its identity
	Version uint32 `json:"v"`           // hash of what the feed tells of it
	Tries   uint8  `json:"t,omitempty"` // to get its page, so far
	Changes uint8  `json:"c,omitempty"` // times that it was handed over again
	Done    bool   `json:"d,omitempty"`
}

// seenMin and seenMax bound the marks of one feed beyond what it has at the moment: servers in a group do not all serve the same items.
const (
	seenMin = 200
	seenMax = 12_000
)

const messageMax = 300

// sound is a saved state without what a damaged file, or a clock that was wrong, may have put into it.
func (s FeedState) sound(now time.Time, c Config) FeedState {
	s.Interval = min(max(s.Interval, c.Min), c.Max)
	if latest := now.Add(c.ErrorMax * 2); s.Due.After(latest) {
		s.Due = latest
	}
	if s.Last.After(now) {
		s.Last = time.Time{}
	}
	s.Polls, s.Errors, s.Articles = max(0, s.Polls), max(0, s.Errors), max(0, s.Articles)
	s.Seen = slices.Clone(s.Seen[:min(len(s.Seen), seenMax)])
	s.Wrong = maps.Clone(s.Wrong)
	return s
}

// State is all that a watcher knows, to be saved.
type State struct {
	Format int                `json:"format"`
	Feeds  []FeedState        `json:"feeds"`
	Hosts  []polite.HostState `json:"hosts"`
}

// stateFormat is the number of the format that is written and read.
const stateFormat = 1

// State gives what is known, feeds and hosts sorted by name.
func (w *Watcher) State() State {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := State{Format: stateFormat, Hosts: w.Fetcher.State()}
	for _, e := range w.feeds {
		f := e.state
		f.Due, f.Last = f.Due.UTC(), f.Last.UTC()
		f.Seen, f.Wrong = slices.Clone(f.Seen), maps.Clone(f.Wrong)
		s.Feeds = append(s.Feeds, f)
	}
	slices.SortFunc(s.Feeds, func(a, b FeedState) int { return cmp.Compare(a.URL, b.URL) })
	return s
}

// Save writes a state so that the file is always whole: the old one or the new one.
func Save(path string, s State) (err error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(s); err != nil {
		return fmt.Errorf("save state %q: %w", path, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".watch-*")
	if err != nil {
		return fmt.Errorf("save state: %w", err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
			err = fmt.Errorf("save state: %w", err)
		}
	}()
	if _, err := tmp.Write(b.Bytes()); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// stateMax is the longest file of a state that is read.
const stateMax = 1 << 30

// Load reads a state that Save has written. That there is none yet is no error, and gives an empty one.
func Load(path string) (State, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return State{Format: stateFormat}, nil
	}
	if err != nil {
		return State{}, fmt.Errorf("load state: %w", err)
	}
	defer f.Close()
	dec := json.NewDecoder(io.LimitReader(f, stateMax))
	var s State
	if err := dec.Decode(&s); err != nil {
		return State{}, fmt.Errorf("load state %q: byte %d: %w: remove the file to begin anew; articles that are stored stay, and are not stored twice", path, dec.InputOffset(), err)
	}
	if s.Format != stateFormat {
		return State{}, fmt.Errorf("load state %q: its format is %d, and this program reads %d", path, s.Format, stateFormat)
	}
	return s, nil
}
