package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/feed"
	"github.com/bakhar/bakhar/internal/source/opml"
	"github.com/bakhar/bakhar/internal/source/polite"
	"github.com/bakhar/bakhar/internal/source/press"
	"github.com/bakhar/bakhar/internal/source/web"
)

// article is the simplest Extract: the heading and the paragraphs of <article>.
func article(p Page) (Text, error) {
	var out Text
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(string(p.Body)))
	in, heading := false, false
	for tt := z.Next(); tt != nethtml.ErrorToken; tt = z.Next() {
		name, _ := z.TagName()
		switch string(name) {
		case "article":
			in = tt == nethtml.StartTagToken
		case "h1":
			heading = tt == nethtml.StartTagToken
		}
		if tt == nethtml.TextToken && heading {
			out.Title = strings.TrimSpace(string(z.Text()))
		} else if tt == nethtml.TextToken && in {
			b.Write(z.Text())
		}
	}
	out.Text = strings.TrimSpace(b.String())
	if out.Text == "" {
		return out, errors.New("there is no <article>")
	}
	return out, nil
}

// ledger is what was delivered and reported.
type ledger struct {
	mu       sync.Mutex
	articles map[string][]Article // by feed
	told     map[string]string    // by feed: the first error of each kind
	refuse   error
}

func (l *ledger) deliver(_ context.Context, a Article) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.refuse != nil {
		return l.refuse
	}
	if l.articles == nil {
		l.articles = map[string][]Article{}
	}
	l.articles[a.Feed] = append(l.articles[a.Feed], a)
	return nil
}

func (l *ledger) report(feed string, err *source.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.told == nil {
		l.told = map[string]string{}
	}
	if !strings.Contains(l.told[feed], string(err.Kind)) {
		l.told[feed] += "\n\t" + err.Error()
	}
}

// A press of misbehaving sites: each ends as docs/fetching.md says, and nothing inside is reached.
func TestPress(t *testing.T) {
	p := press.Open(t)
	client, err := web.New(web.Config{
		Version: "test", Contact: "https://example.org/bot", Allow: []netip.Prefix{netip.MustParsePrefix(press.Address + "/32")}, AnyPort: true, Resolver: p.Resolver,
		Limits: web.Limits{FirstByte: 5 * time.Second, Total: 20 * time.Second, SlowBytes: 100, SlowWindow: 2 * time.Second, Idle: -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	var l ledger
	f := polite.New(polite.Config{Client: client, Clock: polite.System{}, Pause: time.Millisecond, BackOffMin: 20 * time.Millisecond, BackOffMax: 200 * time.Millisecond, WaitMax: time.Second, Transfers: 100})
	var list []opml.Feed
	for _, s := range p.Sites {
		list = append(list, opml.Feed{URL: s.Feed})
	}
	w := New(Config{
		Fetcher: f, Clock: polite.System{}, Extract: article, Deliver: l.deliver, Report: l.report,
		First: 30 * time.Millisecond, Min: 30 * time.Millisecond, Max: 100 * time.Millisecond, ErrorMax: 300 * time.Millisecond, Spread: time.Millisecond,
		Limits: feed.Limits{Items: 10},
	}, list, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	stopped := make(chan struct{})
	go func() { defer close(stopped); w.Run(ctx) }()
	for ctx.Err() == nil && len(unlike(p, w, &l)) > 0 {
		time.Sleep(50 * time.Millisecond) // sites are real, and so is their time
	}
	cancel()
	<-stopped
	for _, line := range unlike(p, w, &l) {
		t.Error(line)
	}
	if r := p.Inside.Requests(); len(r) > 0 {
		t.Errorf("requests have reached the inside: %q", r)
	}
	for _, s := range p.Sites {
		if n := len(s.Requests()); s.Asked > 0 && n != s.Asked {
			t.Errorf("%s: asked %d times, %q; it bears %d", s.Name, n, s.Requests(), s.Asked)
		}
	}
}

// unlike tells how sites differ from what is expected of them.
func unlike(p *press.Press, w *Watcher, l *ledger) []string {
	state := map[string]FeedState{}
	for _, s := range w.State().Feeds {
		state[s.URL] = s
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []string
	for _, s := range p.Sites {
		delete(state[s.Feed].Wrong, source.Later)
		kinds := slices.Sorted(maps.Keys(state[s.Feed].Wrong))
		if n := len(l.articles[s.Feed]); n != s.Articles || !slices.Equal(kinds, s.Kinds) {
			out = append(out, s.Name+": "+strings.Join(strings.Fields(fmt.Sprint(n, " articles, errors ", kinds, "; want ", s.Articles, " and ", s.Kinds, " ", "")), " ")+l.told[s.Feed])
		}
		if s.Asked > 0 && s.Kinds[0] == source.Gone && !state[s.Feed].Retired {
			out = append(out, s.Name+": it is not retired")
		}
	}
	return out
}

// Fifty sites that hang until the healthy ones are read: were one of them waited for, nobody would ever be done.
func TestNoneWaits(t *testing.T) {
	read := make(chan struct{})
	var urls []string
	for range 50 {
		hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-read:
			case <-r.Context().Done():
			}
		}))
		defer hanging.Close()
		urls = append(urls, hanging.URL+"/feed")
	}
	p := newPaper(t)
	p.set("/feed", rss(1, 2, 3))
	urls = append(urls, p.URL+"/feed")
	var l ledger
	w := watching(t, &l, nil)
	w.Spread, w.Fetcher.Pause = time.Millisecond, time.Millisecond
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	w.Deliver = func(ctx context.Context, a Article) error {
		if err := l.deliver(ctx, a); err != nil {
			return err
		}
		if len(l.articles[p.URL+"/feed"]) == 3 {
			close(read)
			cancel()
		}
		return nil
	}
	var list []opml.Feed
	for _, u := range urls {
		list = append(list, opml.Feed{URL: u})
	}
	w.SetFeeds(list)
	w.Run(ctx)
	if got := l.titles(p.URL + "/feed"); got != "1 2 3" {
		t.Errorf("delivered %q", got)
	}
}

// The document tells of every site of the press, and of no other.
func TestPressDocument(t *testing.T) {
	data, err := os.ReadFile("../../../docs/fetching.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(line, "|"); len(cells) == 5 && strings.HasPrefix(line, "| ") {
			told[strings.TrimSpace(cells[1])] = cells[2]
		}
	}
	for _, s := range press.Open(t).Sites {
		kinds, ok := told[s.Name]
		if !ok {
			t.Errorf("docs/fetching.md does not tell of %q", s.Name)
			continue
		}
		var want []string
		for _, k := range s.Kinds {
			want = append(want, "`"+string(k)+"`")
		}
		if got := strings.TrimSpace(kinds); got != cmp.Or(strings.Join(want, ", "), "–") {
			t.Errorf("docs/fetching.md says of %q %s, and it is %v", s.Name, got, want)
		}
		delete(told, s.Name)
	}
	for name, kinds := range told {
		if strings.Contains(kinds, "`") || strings.TrimSpace(kinds) == "–" {
			t.Errorf("docs/fetching.md tells of %q, which the press does not have", name)
		}
	}
}
