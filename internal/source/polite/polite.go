// Package polite gets pages the way a well-behaved crawler does. To each host it speaks over one connection, one request at a time, with a
// pause between them; it asks robots.txt first and keeps to it and to its Crawl-delay; a host with errors is left alone, longer each time, and
// one that says when to come back (Retry-After) is not asked before. Redirects are followed hop by hop, each under the rules of the
// host it leads to.
//
// Nobody waits for a stranger: who gets from one host does not hold up who gets from another, as a caller waits for its host's turn without
// keeping one of the few transfers. Time comes from a Clock and jitter from a seed, so that a day can be replayed in a second.
// The pause counts from the end of an answer and outlives a restart, so it is a time that is kept, not a token bucket.
// What is sent and read within one request is left to package web, when to ask to package watch.
package polite

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/web"
)

// Clock is where time comes from.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error // returns early, with ctx's error, when ctx ends
}

// Config is how polite to be; what is zero is taken from Defaults.
type Config struct {
	Client *web.Client
	Clock  Clock
	Seed   uint64 // of the jitter

	Pause       time.Duration // between two requests to a host, where its robots.txt asks for no longer one
	PauseMax    time.Duration // of what a robots.txt may ask for
	BackOffMin  time.Duration // after the first error; doubled with each that follows
	BackOffMax  time.Duration
	WaitMax     time.Duration // that a Get waits for a host with errors; where it would be longer, it fails with source.Later at once
	RobotsAge   time.Duration // after which a robots.txt is asked for again
	RobotsStale time.Duration // until which an old one holds when a new one cannot be had
	Transfers   int           // at one time, over all hosts
	Redirects   int           // followed for one page
	HostsMax    int           // remembered
}

// Defaults is how polite we are when not told otherwise.
var Defaults = Config{
	Pause: 2 * time.Second, PauseMax: 10 * time.Minute, BackOffMin: 30 * time.Second, BackOffMax: 6 * time.Hour, WaitMax: 2 * time.Minute,
	RobotsAge: 24 * time.Hour, RobotsStale: 30 * 24 * time.Hour, Transfers: 128, Redirects: 10, HostsMax: 10_000,
}

// Fetcher gets pages. It may be used by many goroutines.
type Fetcher struct {
	Config
	transfers chan struct{}
	mu        sync.Mutex // of the hosts and what is in them
	hosts     map[string]*host
}

// New makes a fetcher. It panics without a client or clock.
func New(c Config) *Fetcher {
	if c.Client == nil || c.Clock == nil {
		panic("BUG: polite.New without a client or clock")
	}
	d := Defaults
	d.Client, d.Clock, d.Seed = c.Client, c.Clock, c.Seed
	set(&d.Pause, c.Pause)
	set(&d.PauseMax, c.PauseMax)
	set(&d.BackOffMin, c.BackOffMin)
	set(&d.BackOffMax, c.BackOffMax)
	set(&d.WaitMax, c.WaitMax)
	set(&d.RobotsAge, c.RobotsAge)
	set(&d.RobotsStale, c.RobotsStale)
	set(&d.Transfers, c.Transfers)
	set(&d.Redirects, c.Redirects)
	set(&d.HostsMax, c.HostsMax)
	return &Fetcher{Config: d, transfers: make(chan struct{}, d.Transfers), hosts: map[string]*host{}}
}

func set[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

// Page is what a Get ended with.
type Page struct {
	*web.Response
	Moved string // where the page is for good, after redirects that said so (301, 308); empty where they did not
	Hops  int    // redirects followed
}

// NotModified tells whether the copy that the caller has is still good.
func (p *Page) NotModified() bool { return p.Status == http.StatusNotModified }

// Get gets one page. It waits for the host's turn and pause, and returns with source.Later where that would be too long. An error is a
// *source.Error or that of ctx. As with web.Client.Do, a page that was cut stands beside its error.
func (f *Fetcher) Get(ctx context.Context, r web.Request) (*Page, error) {
	exact, err := address.Exact(r.URL)
	if err != nil {
		return nil, &source.Error{Kind: source.BadAddress, Err: err}
	}
	r.URL = exact
	page := &Page{}
	seen := map[string]bool{exact: true}
	for lasting := true; ; page.Hops++ {
		res, err := f.hop(ctx, r)
		page.Response = res
		if err != nil || res.Location == "" {
			if res == nil {
				return nil, err
			}
			return page, err
		}
		lasting = lasting && (res.Status == http.StatusMovedPermanently || res.Status == http.StatusPermanentRedirect)
		if lasting {
			page.Moved = res.Location
		}
		switch {
		case seen[res.Location]:
			return nil, source.Wrong(source.Loop, exact, "%s redirects to %s, where we have been", r.URL, res.Location)
		case page.Hops >= f.Redirects:
			return nil, source.Wrong(source.Redirects, exact, "more than %d redirects", f.Redirects)
		}
		r.URL, seen[res.Location] = res.Location, true
	}
}

// hop sends one request when its host is ready for it.
func (f *Fetcher) hop(ctx context.Context, r web.Request) (*web.Response, error) {
	scheme, name, path, err := address.Split(r.URL)
	if err != nil {
		return nil, &source.Error{Kind: source.BadAddress, Err: err}
	}
	h := f.enter(name)
	defer f.leave(h)
	select {
	case <-h.turn:
		defer func() { h.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := f.await(ctx, h, r.URL); err != nil {
		return nil, err
	}
	select {
	case f.transfers <- struct{}{}:
		defer func() { <-f.transfers }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	rules, answer, err := f.rules(ctx, h, scheme)
	if err != nil {
		f.settle(ctx, h, answer, err)
		return nil, err
	}
	if !rules.Allowed(path) {
		return nil, source.Wrong(source.Robots, r.URL, "robots.txt of %s asks %s not to read this", name, web.Product)
	}
	res, err := f.Client.Do(ctx, r)
	f.settle(ctx, h, res, err)
	return res, err
}

// await sleeps until the host may be asked, or tells that this is too far away. A pause is always waited for: a
// host that wants long ones would otherwise never be asked for more than its feed.
func (f *Fetcher) await(ctx context.Context, h *host, url string) error {
	f.mu.Lock()
	next, until, errs, kind := h.next, h.until, h.errors, h.kind
	f.mu.Unlock()
	now := f.Clock.Now()
	if until.Sub(now) > f.WaitMax {
		err := &source.Error{Kind: source.Later, URL: url, Until: until}
		if errs > 0 {
			err.Err = fmt.Errorf("%s had %d errors one after another, the last is %s", h.name, errs, kind)
		} else {
			err.Err = fmt.Errorf("%s has asked for it (Retry-After)", h.name)
		}
		return err
	}
	if wait := later(next, until).Sub(now); wait > 0 {
		return f.Clock.Sleep(ctx, wait)
	}
	return nil
}

// settle remembers how a request went, and when the next one may be.
func (f *Fetcher) settle(ctx context.Context, h *host, res *web.Response, err error) {
	now := f.Clock.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	h.used = now
	h.next = now.Add(max(f.Pause, min(h.pause, f.PauseMax)))
	if ctx.Err() != nil {
		return // we hung up: that says nothing about the host
	}
	kind := source.KindOf(err)
	if !kind.OfHost() {
		h.errors, h.kind = 0, ""
	} else {
		h.errors++
		h.kind = kind
		h.until = later(h.until, now.Add(f.backOff(h.name, h.errors)))
	}
	if res != nil && err != nil {
		h.until = later(h.until, now.Add(res.RetryAfter(now)))
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// backOff is the pause after the nth error in a row: doubled each time, and up to a quarter longer, so that
// hosts that fell together are not asked together.
func (f *Fetcher) backOff(name string, n int) time.Duration {
	d := f.BackOffMin
	for i := 1; i < n && d < f.BackOffMax; i++ {
		d *= 2
	}
	d = min(d, f.BackOffMax)
	return d + time.Duration(float64(d)/4*Jitter(f.Seed, name, n))
}

// Jitter is a number in [0,1) that looks like chance and is the same for the same arguments.
func Jitter(seed uint64, name string, n int) float64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %s", seed, n, name)
	x := h.Sum64() // FNV's last bytes hardly reach its high bits: mix
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

// host is what is known of one host.
type host struct {
	name  string
	turn  chan struct{} // holds one token: who took it may speak to the host
	users int           // that have it or wait for it

	next   time.Time // when it may be asked again: after the pause
	until  time.Time // and after errors, or when it has said so
	used   time.Time
	pause  time.Duration      // of its robots.txt
	errors int                // in a row
	kind   source.Kind        // of the last of them
	robots map[string]*policy // by scheme
}

func (f *Fetcher) enter(name string) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[name]
	if h == nil {
		f.evict()
		h = f.host(name)
	}
	h.users++
	return h
}

// host adds one; f.mu is held.
func (f *Fetcher) host(name string) *host {
	h := &host{name: name, turn: make(chan struct{}, 1), robots: map[string]*policy{}, used: f.Clock.Now()}
	h.turn <- struct{}{}
	f.hosts[name] = h
	return h
}

func (f *Fetcher) leave(h *host) {
	f.mu.Lock()
	h.users--
	f.mu.Unlock()
}

// evict forgets a tenth of the hosts when there are too many: those that nobody asks and that were not asked for longest. One that we owe a
// pause is kept before others; f.mu is held.
func (f *Fetcher) evict() {
	if len(f.hosts) < f.HostsMax {
		return
	}
	now := f.Clock.Now()
	var idle []*host
	for _, h := range f.hosts {
		if h.users == 0 {
			idle = append(idle, h)
		}
	}
	owed := func(h *host) int {
		if h.until.After(now) || h.next.After(now) {
			return 1
		}
		return 0
	}
	slices.SortFunc(idle, func(a, b *host) int {
		if d := owed(a) - owed(b); d != 0 {
			return d
		}
		if d := a.used.Compare(b.used); d != 0 {
			return d
		}
		if a.name < b.name {
			return -1
		}
		return 1
	})
	for _, h := range idle[:min(len(idle), f.HostsMax/10+1)] {
		delete(f.hosts, h.name)
	}
}
