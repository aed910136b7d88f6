package watch

import (
	"cmp"
	"context"
	"errors"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/address"
	"github.com/bakhar/bakhar/internal/source/feed"
	"github.com/bakhar/bakhar/internal/source/polite"
	"github.com/bakhar/bakhar/internal/source/sitemap"
	"github.com/bakhar/bakhar/internal/source/web"
)

// The longest feed or sitemap, and the longest page: with as many polls at once as may be, all of them that long, memory holds.
const (
	feedBytes = 8 << 20
	pageBytes = 4 << 20
)

const (
	acceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
	acceptPage = "text/html, application/xhtml+xml, */*;q=0.1"
)

// goneMax is after how many answers 410 in a row a feed is asked no more; changesMax how often an item that its feed keeps changing is got anew.
const (
	goneMax    = 3
	changesMax = 10
)

// result is how one poll went.
type result struct {
	news   int           // articles that were handed over
	undone bool          // something is left to do: the feed must be read again even if it does not change
	part   bool          // not all of it was read: an index of sitemaps
	fresh  time.Duration // for how long feed and server ask to be left alone; what caches are told holds up to Config.Max
	err    error
}

// poll asks one feed once, and says when to ask again.
func (w *Watcher) poll(ctx context.Context, e *watched) {
	w.mu.Lock()
	at, etag, modified := e.at(), e.state.ETag, e.state.Modified
	w.mu.Unlock()
	page, err := w.Fetcher.Get(ctx, web.Request{URL: at, Accept: acceptFeed, ETag: etag, Modified: modified, BodyBytes: feedBytes})
	if ctx.Err() != nil {
		return // we stopped: the feed is due as it was, and half of it says nothing
	}
	var r result
	switch {
	case page == nil || err != nil && len(page.Body) == 0:
		r.err = err
		if page != nil {
			r.fresh = page.RetryAfter(w.Clock.Now())
		}
	case page.NotModified():
		r.fresh = page.Fresh
	default:
		r = w.read(ctx, e, page)
		r.fresh = max(r.fresh, page.Fresh)
		if err != nil && r.err != nil {
			r.err = err // that the body was cut is why it cannot be read
		} else if err != nil {
			w.wrong(e, err)
			r.undone = true
		}
	}
	if ctx.Err() != nil {
		return
	}
	w.settle(e, page, r)
}

// settle remembers a poll and sets the next.
func (w *Watcher) settle(e *watched, page *polite.Page, r result) {
	now := w.Clock.Now()
	if r.err != nil {
		w.wrong(e, r.err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	s := &e.state
	s.Polls++
	jitter := 0.9 + 0.2*polite.Jitter(w.Seed, e.key, s.Polls)
	wait := func(d time.Duration) { s.Due = now.Add(time.Duration(float64(d) * jitter)) }
	var why *source.Error
	switch errors.As(r.err, &why); {
	case r.err == nil:
		s.Errors, s.Kind, s.Message, s.Last = 0, "", "", now
		if page.Moved != "" {
			s.Moved = page.Moved
		}
		if page.ETag != "" || page.Modified != "" || !page.NotModified() {
			s.ETag, s.Modified = page.ETag, page.Modified
		}
		if r.undone {
			s.ETag, s.Modified = "", ""
		}
		if r.news > 0 {
			s.Interval = max(w.Min, s.Interval*2/3)
		} else {
			s.Interval = min(w.Max, s.Interval*5/4)
		}
		wait(s.Interval)
		if least := now.Add(min(r.fresh, w.Max)); s.Due.Before(least) {
			s.Due = least
		}
	case why != nil && why.Kind == source.Later:
		// Nothing was asked: that says nothing about the feed, but for when the host may be asked again.
		s.Kind, s.Message = why.Kind, clip(why.Error())
		s.Due = why.Until.Add(time.Duration(float64(time.Minute) * polite.Jitter(w.Seed, e.key, s.Polls)))
	default:
		s.Errors++
		if s.Moved != "" && s.Errors > 1 {
			s.Moved, s.ETag, s.Modified = "", "", "" // back to where the list has it
		}
		s.Kind, s.Message = source.KindOf(r.err), clip(r.err.Error())
		s.Retired = s.Kind == source.Gone && s.Errors >= goneMax
		pause := s.Interval
		for i := 0; i < s.Errors && pause < w.ErrorMax; i++ {
			pause *= 2
		}
		wait(min(max(pause, r.fresh), w.ErrorMax))
		if least := now.Add(r.fresh); s.Due.Before(least) {
			s.Due = least
		}
	}
}

func clip(s string) string {
	if len(s) > messageMax {
		return strings.ToValidUTF8(s[:messageMax], "") + "…"
	}
	return s
}

// wrong counts and reports an error of a feed or of one of its pages.
func (w *Watcher) wrong(e *watched, err error) {
	var why *source.Error
	if !errors.As(err, &why) {
		return // ctx ended
	}
	w.mu.Lock()
	if e.state.Wrong == nil {
		e.state.Wrong = map[source.Kind]int{}
	}
	e.state.Wrong[why.Kind]++
	w.mu.Unlock()
	w.Report(e.URL, why)
}

// item is one article as a feed or sitemap tells it.
type item struct {
	feed.Item
	id        uint64
	version   uint32
	publisher string // as the list or, failing that, the feed has it
	language  string // as the feed has it
}

// read finds what is new in a feed or sitemap, and hands it over.
func (w *Watcher) read(ctx context.Context, e *watched, page *polite.Page) result {
	var r result
	body := page.Body
	page.Body = nil        // what it is made into is kept, not the bytes
	if web.Gzipped(body) { // a file that is compressed, as news.xml.gz
		var err error
		if body, err = web.Inflate(page.URL, body, web.Limits{}); err != nil {
			w.wrong(e, err)
			r.undone = true
		}
	}
	var items []item
	if sitemap.Is(body) {
		items, r = w.sitemap(ctx, e, body, page, r)
	} else {
		f, problems := feed.Parse(body, page.URL, page.ContentType, w.Limits)
		w.problems(e, problems)
		if f == nil {
			r.err = problems[0]
			return r
		}
		r.fresh = f.TTL
		for _, it := range f.Items {
			items = append(items, item{Item: it, id: hash(it.ID), version: uint32(hash(it.Title, it.Content, stamp(it.Updated), stamp(it.Published))),
				publisher: cmp.Or(e.Title, f.Title), language: f.Language})
		}
	}
	if r.err == nil {
		w.handOver(ctx, e, items, &r)
	}
	return r
}

// problems reports those that did not end the reading.
func (w *Watcher) problems(e *watched, problems []*source.Error) {
	for _, p := range problems {
		if p.Kind != source.NotFeed { // that one is the poll's own
			w.wrong(e, p)
		}
	}
}

// sitemap reads a sitemap, or those sitemaps of an index that have changed since the last poll, the latest first.
func (w *Watcher) sitemap(ctx context.Context, e *watched, body []byte, page *polite.Page, r result) ([]item, result) {
	m, problems := sitemap.Parse(body, page.URL, page.ContentType, w.Entries)
	w.problems(e, problems)
	if m == nil {
		r.err = problems[0]
		return nil, r
	}
	w.mu.Lock()
	last := e.state.Last
	w.mu.Unlock()
	entries := m.Entries
	if r.part = m.Index; r.part {
		entries = nil
		slices.SortStableFunc(m.Entries, func(a, b sitemap.Entry) int { return b.Modified.Compare(a.Modified) })
		read := 0
		for _, child := range m.Entries {
			if read >= w.Children || len(entries) >= w.Entries {
				break
			}
			if !child.Modified.IsZero() && child.Modified.Before(last.Add(-24*time.Hour)) { // a date may lack its hour
				continue
			}
			read++
			more, ok := w.child(ctx, e, child.URL)
			entries = append(entries, more...)
			r.undone = r.undone || !ok
		}
		entries = entries[:min(len(entries), w.Entries)]
	}
	var items []item
	for _, en := range entries {
		it := item{Item: feed.Item{URL: en.URL, Title: en.Title, Published: en.Published, Updated: en.Modified, Line: en.Line},
			publisher: cmp.Or(e.Title, en.Publisher), language: en.Language}
		if key, err := address.Key(en.URL); err == nil {
			it.id = hash(key)
		}
		it.version = uint32(hash(en.Title, stamp(en.Modified), stamp(en.Published)))
		items = append(items, it)
	}
	if last.IsZero() {
		items = w.baseline(e, items)
	}
	return items, r
}

// baseline marks as known, at the first poll of a sitemap, what is old or has no date: a sitemap may list a paper's whole archive.
func (w *Watcher) baseline(e *watched, items []item) []item {
	oldest := w.Clock.Now().Add(-w.Old)
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []item
	for _, it := range items {
		date := it.Published
		if date.IsZero() {
			date = it.Updated
		}
		if date.Before(oldest) {
			e.state.mark(it, func(m *Mark) { m.Done = true })
		} else {
			out = append(out, it)
		}
	}
	return out
}

// child gets one sitemap of an index.
func (w *Watcher) child(ctx context.Context, e *watched, url string) (entries []sitemap.Entry, ok bool) {
	page, err := w.Fetcher.Get(ctx, web.Request{URL: url, Accept: acceptFeed, BodyBytes: feedBytes})
	if err != nil {
		w.wrong(e, err)
		return nil, false
	}
	body := page.Body
	page.Body = nil // what it is made into is kept, not the bytes
	if web.Gzipped(body) {
		if body, err = web.Inflate(url, body, web.Limits{}); err != nil {
			w.wrong(e, err)
		}
	}
	m, problems := sitemap.Parse(body, page.URL, page.ContentType, w.Entries)
	for _, p := range problems {
		w.wrong(e, p)
	}
	if m == nil || m.Index { // an index in an index is a circle, or may be one
		return nil, true
	}
	return m.Entries, true
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}
