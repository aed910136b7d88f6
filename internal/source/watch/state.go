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
	Seen     Marks               `json:"seen,omitempty"`    // what it has now, then what it lately had
}

// seenMin and seenMax bound the marks of one feed beyond what it has at the moment: servers in a group do not all serve the same items.
const (
	seenMin = 100
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

// State gives all that is known, feeds and hosts sorted by name.
func (w *Watcher) State() State {
	return State{Format: stateFormat, Feeds: w.status(true), Hosts: w.Fetcher.State()}
}

// Status gives what is known of the feeds, sorted by address, without the marks of their items: it costs little, and may be asked often.
func (w *Watcher) Status() []FeedState { return w.status(false) }

func (w *Watcher) status(marks bool) []FeedState {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]FeedState, 0, len(w.feeds))
	for _, e := range w.feeds {
		s := e.state
		s.Due, s.Last, s.Wrong = s.Due.UTC(), s.Last.UTC(), maps.Clone(s.Wrong)
		if s.Seen = nil; marks {
			s.Seen = slices.Clone(e.state.Seen)
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b FeedState) int { return cmp.Compare(a.URL, b.URL) })
	return out
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
