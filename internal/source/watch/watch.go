// Package watch follows feeds and sitemaps for months: it knows when each is due, gets it, finds what is new, gets the page where the feed has no
// more than a summary, and hands each article over once.
//
// A feed that brings news at each poll is asked more often, one that brings none more seldom; one with errors is left alone, longer
// each time. What a server says about caching and a feed about its pace is a lower bound. An article counts as handed over when Deliver has
// taken it; until then it is found again at the next poll, so that nothing is lost when the program stops or what stands behind is full,
// and Deliver must bear one article twice. Memory is bounded: of each feed are kept the marks of what it lately had, sixteen bytes each.
//
// Manners towards hosts are left to package polite, what is an article's text to Extract, what becomes of it to Deliver.
package watch

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/feed"
	"github.com/bakhar/bakhar/internal/source/opml"
	"github.com/bakhar/bakhar/internal/source/polite"
)

// Config is how to watch; what is zero is taken from Defaults.
type Config struct {
	Fetcher *polite.Fetcher
	Clock   polite.Clock
	Seed    uint64 // of the jitter of polls

	Extract func(Page) (Text, error)             // finds the article of a page; called by several goroutines
	Deliver func(context.Context, Article) error // takes an article; an error means that it must be offered again
	Report  func(feed string, err *source.Error) // is told of everything that went wrong; nil: nobody is

	First       time.Duration // between the first polls of a feed
	Min         time.Duration // between polls of a feed that always has news
	Max         time.Duration // between polls of a feed that never has
	ErrorMax    time.Duration // between polls of a feed with errors
	Spread      time.Duration // over which the first polls of all feeds are spread
	Old         time.Duration // at the first poll of a sitemap, pages older than this, or without a date, count as known
	FullRunes   int           // of text that make a feed's own content the article
	PollsAtOnce int
	Articles    int // handed over at one poll; the rest follows at the next
	Entries     int // of a sitemap
	Children    int // sitemaps of an index read at one poll
	Tries       int // to get a page
	Limits      feed.Limits
}

// Defaults is how we watch when not told otherwise.
var Defaults = Config{
	First: 15 * time.Minute, Min: 5 * time.Minute, Max: 6 * time.Hour, ErrorMax: 24 * time.Hour, Spread: 5 * time.Minute, Old: 3 * 24 * time.Hour,
	FullRunes: 1000, PollsAtOnce: 128, Articles: 100, Entries: 5000, Children: 5, Tries: 4,
}

func (c Config) orDefaults() Config {
	d := Defaults
	c.First, c.Min, c.Max = cmp.Or(c.First, d.First), cmp.Or(c.Min, d.Min), cmp.Or(c.Max, d.Max)
	c.ErrorMax, c.Spread, c.Old = cmp.Or(c.ErrorMax, d.ErrorMax), cmp.Or(c.Spread, d.Spread), cmp.Or(c.Old, d.Old)
	c.FullRunes, c.PollsAtOnce, c.Articles = cmp.Or(c.FullRunes, d.FullRunes), cmp.Or(c.PollsAtOnce, d.PollsAtOnce), cmp.Or(c.Articles, d.Articles)
	c.Entries, c.Children, c.Tries = cmp.Or(c.Entries, d.Entries), cmp.Or(c.Children, d.Children), cmp.Or(c.Tries, d.Tries)
	if c.Report == nil {
		c.Report = func(string, *source.Error) {}
	}
	return c
}

// Watcher follows a list of feeds.
type Watcher struct {
	Config
	wake chan struct{} // something has changed: look again

	mu     sync.Mutex
	feeds  map[string]*watched // by address in the list
	due    queue
	busy   map[string]bool       // hosts with a poll under way
	parked map[string][]*watched // due, and waiting for the poll of their host to end
	polls  int                   // under way
	lately recent                // articles handed over, of all feeds, by key
}

// watched is one feed. All but the subscription is guarded by the watcher's mu.
type watched struct {
	opml.Feed
	key    string
	state  FeedState
	place  int  // in the queue; -1 outside
	gone   bool // no longer in the list
	polled bool // a poll is under way
}

// New makes a watcher of feeds, which goes on where saved states of them end. It panics without a fetcher, clock, Extract or Deliver.
func New(c Config, feeds []opml.Feed, saved []FeedState) *Watcher {
	if c.Fetcher == nil || c.Clock == nil || c.Extract == nil || c.Deliver == nil {
		panic("BUG: watch.New without a fetcher, clock, Extract or Deliver")
	}
	w := &Watcher{Config: c.orDefaults(), wake: make(chan struct{}, 1), feeds: map[string]*watched{}, busy: map[string]bool{}, parked: map[string][]*watched{}}
	known := map[string]FeedState{}
	for _, s := range saved {
		if key, err := address.Exact(s.URL); err == nil {
			known[key] = s
		}
	}
	w.set(feeds, known)
	return w
}

// SetFeeds changes the list while watching. Feeds that stay keep what is known of them.
func (w *Watcher) SetFeeds(feeds []opml.Feed) { w.set(feeds, nil) }

func (w *Watcher) set(feeds []opml.Feed, known map[string]FeedState) {
	now := w.Clock.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	listed := map[string]bool{}
	for _, f := range feeds {
		key, err := address.Exact(f.URL)
		if err != nil || listed[key] {
			continue // opml.Parse has told
		}
		listed[key] = true
		if old := w.feeds[key]; old != nil {
			old.Feed = f
			continue
		}
		e := &watched{Feed: f, key: key, place: -1}
		if s, ok := known[key]; ok {
			e.state = s.sound(now, w.Config)
		} else {
			e.state = FeedState{Interval: w.First, Due: now.Add(time.Duration(float64(w.Spread) * polite.Jitter(w.Seed, key, 0)))}
		}
		e.state.URL = f.URL
		w.feeds[key] = e
		if !e.state.Retired {
			heap.Push(&w.due, e)
		}
	}
	for key, e := range w.feeds {
		if !listed[key] {
			delete(w.feeds, key)
			e.gone = true
			if e.place >= 0 {
				heap.Remove(&w.due, e.place)
			}
		}
	}
	w.nudge()
}

func (w *Watcher) nudge() {
	select {
	case w.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Run polls until ctx ends; it returns when the polls under way have ended too.
func (w *Watcher) Run(ctx context.Context) {
	var polls sync.WaitGroup
	defer polls.Wait()
	for ctx.Err() == nil {
		next := w.start(ctx, &polls)
		var rest time.Duration = time.Hour
		if !next.IsZero() {
			rest = next.Sub(w.Clock.Now())
		}
		w.sleep(ctx, rest)
	}
}

// sleep waits for d, or until something has changed.
func (w *Watcher) sleep(ctx context.Context, d time.Duration) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slept := make(chan struct{})
	go func() {
		defer close(slept)
		w.Clock.Sleep(ctx, d) //nolint:errcheck // why it returned is seen from ctx
	}()
	select {
	case <-slept:
	case <-w.wake:
		cancel()
		<-slept
	}
}

// start polls what is due, and tells when the next feed will be; zero where that depends on polls under way.
func (w *Watcher) start(ctx context.Context, polls *sync.WaitGroup) time.Time {
	now := w.Clock.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.due) > 0 && w.polls < w.PollsAtOnce {
		e := w.due[0]
		if e.state.Due.After(now) {
			return e.state.Due
		}
		heap.Pop(&w.due)
		host, err := address.Host(e.at())
		if err != nil {
			panic(fmt.Sprintf("BUG: feed %q was taken into the list: %v", e.at(), err))
		}
		if w.busy[host] {
			w.parked[host] = append(w.parked[host], e)
			continue
		}
		w.busy[host], e.polled = true, true
		w.polls++
		polls.Go(func() {
			w.poll(ctx, e)
			w.finish(e, host)
		})
	}
	return time.Time{}
}

// finish puts a feed back after its poll, and those that waited for its host.
func (w *Watcher) finish(e *watched, host string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.polls--
	e.polled = false
	delete(w.busy, host)
	for _, p := range append(w.parked[host], e) {
		if !p.gone && !p.state.Retired {
			heap.Push(&w.due, p)
		}
	}
	delete(w.parked, host)
	w.nudge()
}

// at is where the feed is: where its host has moved it for good, or where the list has it.
func (e *watched) at() string { return cmp.Or(e.state.Moved, e.URL) }

// queue is the feeds by when they are due, then by address.
type queue []*watched

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if d := q[i].state.Due.Compare(q[j].state.Due); d != 0 {
		return d < 0
	}
	return q[i].key < q[j].key
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

// Push is for container/heap.
func (q *queue) Push(x any) {
	e := x.(*watched)
	e.place = len(*q)
	*q = append(*q, e)
}

// Pop is for container/heap.
func (q *queue) Pop() any {
	old := *q
	e := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	e.place = -1
	return e
}
