package polite

import (
	"context"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/robots"
	"github.com/bakhar/bakhar/internal/source/web"
)

// robotsHops is how many redirects of a robots.txt are followed, as RFC 9309 asks.
const robotsHops = 5

// robotsAgain is when a robots.txt that could not be had is asked for again, while an old copy holds.
const robotsAgain = time.Hour

// policyBytesMax is the longest robots.txt that is kept in a saved state; a longer one is asked for again after a restart.
const policyBytesMax = 4 << 10

// policy is a robots.txt that was read.
type policy struct {
	rules   *robots.Rules
	fetched time.Time // when a server last gave it
	tried   time.Time // when we last asked
	body    string    // for the saved state
	kept    bool      // body is there: it was short enough
}

// rules gives the robots.txt of a host, asking for it where ours is old. As RFC 9309 has it: what is not there (4xx, endless redirects)
// forbids nothing; where the server fails (5xx, 429, network) nothing may be read, unless an older copy says more. The error is why,
// beside what the server answered, if it did. The caller has the host's turn.
func (f *Fetcher) rules(ctx context.Context, h *host, scheme string) (*robots.Rules, *web.Response, error) {
	now := f.Clock.Now()
	f.mu.Lock()
	p := h.robots[scheme]
	f.mu.Unlock()
	if p != nil && (now.Sub(p.fetched) < f.RobotsAge || now.Sub(p.tried) < robotsAgain) {
		return p.rules, nil, nil
	}
	body, answer, err := f.robotsTxt(ctx, scheme+"://"+h.name+"/robots.txt")
	now = f.Clock.Now()
	if err != nil {
		if p == nil || now.Sub(p.fetched) > f.RobotsStale || ctx.Err() != nil {
			return nil, answer, err
		}
		f.mu.Lock()
		p.tried = now
		f.mu.Unlock()
		return p.rules, nil, nil
	}
	f.keep(h, scheme, body, now)
	return h.robots[scheme].rules, nil, nil // written only by who has the turn
}

func (f *Fetcher) keep(h *host, scheme string, body []byte, fetched time.Time) {
	p := &policy{rules: robots.Parse(body, web.Product), fetched: fetched, tried: fetched}
	p.rules.Sitemaps = nil
	if len(body) <= policyBytesMax {
		p.body, p.kept = string(body), true
	}
	f.mu.Lock()
	h.robots[scheme], h.pause = p, p.rules.Delay
	f.mu.Unlock()
}

// robotsTxt gets the file. An empty one stands for one that is not there. Redirects to other hosts are followed without waiting for
// their turn: they are one request a day, and waiting here, with a turn in hand, two hosts could wait for each other.
func (f *Fetcher) robotsTxt(ctx context.Context, url string) (body []byte, answer *web.Response, err error) {
	for range robotsHops + 1 {
		res, err := f.Client.Do(ctx, web.Request{URL: url, Accept: "text/plain, */*;q=0.5", BodyBytes: robots.BytesMax})
		if err != nil && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		switch kind := source.KindOf(err); {
		case kind == source.Forbidden || kind.OfHost():
			return nil, res, err
		case kind == source.TooLarge:
			return res.Body, res, nil // as much as must be read
		case err != nil:
			return nil, res, nil
		case res.Location == "":
			return res.Body, res, nil
		}
		url = res.Location
	}
	return nil, nil, nil
}
