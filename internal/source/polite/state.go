package polite

import (
	"cmp"
	"slices"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/web"
)

// HostState is what is worth keeping of a host over a restart, and what "bakhar status" tells of it.
type HostState struct {
	Host   string        `json:"host"`
	Next   time.Time     `json:"next,omitzero"`    // when its pause ends
	Until  time.Time     `json:"until,omitzero"`   // until when it is left alone, after errors or because it said so
	Pause  time.Duration `json:"pause,omitempty"`  // in nanoseconds, between requests, as its robots.txt asks
	Errors int           `json:"errors,omitempty"` // in a row
	Kind   source.Kind   `json:"kind,omitempty"`   // of the last of them
	Robots []RobotsState `json:"robots,omitempty"`
}

// RobotsState is a robots.txt that was read.
type RobotsState struct {
	Scheme  string    `json:"scheme"`
	Fetched time.Time `json:"fetched"`
	Body    string    `json:"body"`
}

// State gives the hosts, sorted by name. Of long robots.txt files nothing is kept: they are asked for again.
func (f *Fetcher) State() []HostState {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := make([]HostState, 0, len(f.hosts))
	for _, h := range f.hosts {
		s := HostState{Host: h.name, Next: h.next.UTC(), Until: h.until.UTC(), Pause: h.pause, Errors: h.errors, Kind: h.kind}
		for scheme, p := range h.robots {
			if p.kept {
				s.Robots = append(s.Robots, RobotsState{scheme, p.fetched.UTC(), p.body})
			}
		}
		slices.SortFunc(s.Robots, func(a, b RobotsState) int { return cmp.Compare(a.Scheme, b.Scheme) })
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b HostState) int { return cmp.Compare(a.Host, b.Host) })
	return out
}

// Restore takes up a saved state. It is called before the first Get. Times that lie further ahead than any pause that we make come from a
// clock that was wrong, and are cut.
func (f *Fetcher) Restore(states []HostState) {
	now := f.Clock.Now()
	for _, s := range states[:min(len(states), f.HostsMax)] {
		f.mu.Lock()
		h := f.hosts[s.Host]
		if h == nil {
			h = f.host(s.Host)
		}
		h.errors, h.kind = max(0, s.Errors), s.Kind
		h.next = earlier(s.Next, now.Add(f.PauseMax))
		h.until = earlier(s.Until, now.Add(max(web.RetryMax, f.BackOffMax*2)))
		f.mu.Unlock()
		for _, r := range s.Robots {
			if !r.Fetched.After(now) {
				f.keep(h, r.Scheme, []byte(r.Body), r.Fetched)
			}
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
