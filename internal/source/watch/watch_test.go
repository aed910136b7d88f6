package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/opml"
	"github.com/bakhar/bakhar/internal/source/polite"
	"github.com/bakhar/bakhar/internal/source/press"
	"github.com/bakhar/bakhar/internal/source/web"
)

// paper is a real server whose pages a test changes. Time in these tests is a synctest bubble's: a day of watching costs what its requests cost.
type paper struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked map[string]int
}

func newPaper(t *testing.T) *paper {
	p := &paper{pages: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked[r.URL.Path]++
		page := p.pages[r.URL.Path]
		p.mu.Unlock()
		switch {
		case page != nil:
			page(w, r)
		case strings.HasPrefix(r.URL.Path, "/story/"):
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, press.Story(r.URL.Path))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *paper) set(path, body string) {
	p.handle(path, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) })
}

func (p *paper) handle(path string, h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = h
}

func (p *paper) times(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[path]
}

// rss is a feed with the stories of these numbers.
func rss(stories ...int) string {
	var b strings.Builder
	for _, n := range stories {
		fmt.Fprintf(&b, "<item><title>T%d</title><link>/story/%d</link><guid>%d</guid></item>", n, n, n)
	}
	return "<rss><channel><title>दैनिक</title><language>mr</language>" + b.String() + "</channel></rss>"
}

// watching makes a watcher; its client closes each connection, as one that waits for the next request would keep a bubble's time from passing.
func watching(t testing.TB, l *ledger, saved []FeedState, urls ...string) *Watcher {
	t.Helper()
	client, err := web.New(web.Config{Version: "test", Contact: "https://example.org/bot", AnyPort: true,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Limits: web.Limits{Idle: -1}})
	if err != nil {
		t.Fatal(err)
	}
	var list []opml.Feed
	for _, u := range urls {
		list = append(list, opml.Feed{URL: u})
	}
	return New(Config{
		Fetcher: polite.New(polite.Config{Client: client, Clock: polite.System{}}), Clock: polite.System{},
		Extract: article, Deliver: l.deliver, Report: l.report,
	}, list, saved)
}

// run watches for d.
func run(w *Watcher, d time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	w.Run(ctx)
}

// titles of what was delivered from a feed.
func (l *ledger) titles(feed string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []string
	for _, a := range l.articles[feed] {
		s := strings.TrimPrefix(a.Title, "बातमी /story/")
		if a.Again {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestOnce(t *testing.T) {
	p := newPaper(t)
	p.set("/feed", rss(1, 2))
	p.set("/other", rss(2, 3))
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/feed")
		run(w, 3*time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "1 2" {
			t.Errorf("delivered %s", got)
		}
		p.set("/feed", rss(3, 1, 2))
		run(w, 3*time.Hour)
		p.set("/feed", strings.Replace(rss(3, 1), "T1", "T1 changed", 1))
		run(w, 3*time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "1 2 3 1*" {
			t.Errorf("delivered %s", got)
		}
		// Another feed of the paper has two of them.
		w.SetFeeds([]opml.Feed{{URL: p.URL + "/feed"}, {URL: p.URL + "/other"}})
		run(w, 3*time.Hour)
		if got := l.titles(p.URL + "/other"); got != "" {
			t.Errorf("delivered again, by another feed: %s", got)
		}
		a := l.articles[p.URL+"/feed"][0]
		if a.URL != p.URL+"/story/1" || a.Key != strings.TrimPrefix(p.URL, "http://")+"/story/1" || a.Language != "mr" || a.Publisher != "दैनिक" || a.FromFeed || !strings.Contains(a.Text, "ट्रकचालकांना") || a.Fetched.IsZero() {
			t.Errorf("%+v", a)
		}
	})
	if n := p.times("/story/2"); n != 1 {
		t.Errorf("a page was asked for %d times", n)
	}
}

// What the feed has in full is not asked for; what it has in part is.
func TestWhole(t *testing.T) {
	p := newPaper(t)
	long := strings.Repeat("काठमांडू : नेपाळ सरकारने ट्रकचालकांना सोडून दिले. ", 30)
	item := func(n int, content string) string {
		return fmt.Sprintf(`<item><title>T%d</title><link>/story/%d</link><pubDate>Thu, 19 Feb 2026 01:15:00 +0530</pubDate><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>`, n, n, content)
	}
	p.set("/feed", `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+item(1, long)+item(2, long+" […]")+item(3, "short")+
		"<item><title>T4</title><guid>4</guid><description>"+long+"</description></item></channel></rss>")
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		run(watching(t, &l, nil, p.URL+"/feed"), time.Hour)
		var own []bool
		for _, a := range l.articles[p.URL+"/feed"] {
			own = append(own, a.FromFeed)
			if a.Text == "" {
				t.Errorf("no text: %+v", a)
			}
		}
		if !slices.Equal(own, []bool{true, false, false, true}) {
			t.Errorf("the feed's own text: %v", own)
		}
		if a := l.articles[p.URL+"/feed"][0]; a.Title != "T1" || a.Published != "2026-02-19T01:15:00+05:30" || strings.Contains(a.Text, "<") {
			t.Errorf("%+v", a)
		}
	})
	if p.times("/story/1") != 0 || p.times("/story/2") != 1 {
		t.Errorf("asked %v", p.asked)
	}
}

// A page on which Extract gives up costs itself.
func TestPanic(t *testing.T) {
	p := newPaper(t)
	p.set("/feed", rss(1, 2))
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/feed")
		w.Extract = func(page Page) (Text, error) {
			if strings.HasSuffix(page.URL, "/1") {
				panic("index out of range")
			}
			return article(page)
		}
		run(w, time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "2" || !strings.Contains(l.told[p.URL+"/feed"], "BUG: its text could not be found: index out of range") {
			t.Errorf("delivered %q; told %s", got, l.told)
		}
	})
}

// Of language, publisher and day, the list, the page and the feed each know best about one.
func TestTake(t *testing.T) {
	p := newPaper(t)
	p.set("/feed", `<rss><channel><title>Feed</title><language>en-US</language><item><title>T</title><link>/story/1?utm_source=rss</link><pubDate>Thu, 19 Feb 2026 01:15:00 +0530</pubDate></item></channel></rss>`)
	synctest.Test(t, func(t *testing.T) {
		one := func(list, page Text) Article {
			var l ledger
			w := watching(t, &l, nil)
			w.SetFeeds([]opml.Feed{{URL: p.URL + "/feed", Title: list.Publisher, Language: list.Language}})
			page.Text = "x"
			w.Extract = func(Page) (Text, error) { return page, nil }
			run(w, time.Hour)
			return l.articles[p.URL+"/feed"][0]
		}
		f := func(a Article, want string) {
			t.Helper()
			if got := strings.Join([]string{a.Title, a.Language, a.Publisher, a.Published, strings.ReplaceAll(a.URL+" "+a.Key, strings.TrimPrefix(p.URL, "http://"), "paper")}, " "); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
		f(one(Text{}, Text{}), "T en Feed 2026-02-19T01:15:00+05:30 http://paper/story/1 paper/story/1")
		f(one(Text{}, Text{Title: "P", Language: "mr", Publisher: "Page", Published: "2026-02-18", Canonical: p.URL + "/story/one"}), "P mr Page 2026-02-18 http://paper/story/1 paper/story/one")
		f(one(Text{Language: "hi", Publisher: "List"}, Text{Language: "mr", Published: "2026-02-19"}), "T hi List 2026-02-19T01:15:00+05:30 http://paper/story/1 paper/story/1")
	})
}

// How often feeds are asked in a day follows how often they change.
func TestPace(t *testing.T) {
	p := newPaper(t)
	p.set("/never", rss(1))
	n := 0
	p.handle("/always", func(w http.ResponseWriter, _ *http.Request) {
		n++
		io.WriteString(w, "<rss><channel>"+fmt.Sprintf("<item><guid>%d</guid><description>%s</description></item>", n, strings.Repeat("text ", 100))+"</channel></rss>")
	})
	p.handle("/cached", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=7200")
		io.WriteString(w, "<rss><channel>"+fmt.Sprintf("<item><guid>%d</guid><description>%s</description></item>", p.times("/cached"), strings.Repeat("text ", 100))+"</channel></rss>")
	})
	p.handle("/broken", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>") })
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/never", p.URL+"/always", p.URL+"/cached", p.URL+"/broken")
		run(w, 48*time.Hour)
		for _, c := range []struct {
			path      string
			low, high int
		}{{"/always", 500, 600}, {"/cached", 22, 25}, {"/never", 15, 25}, {"/broken", 6, 9}} {
			if n := p.times(c.path); n < c.low || n > c.high {
				t.Errorf("%s was asked %d times in two days, want %d to %d", c.path, n, c.low, c.high)
			}
		}
	})
	if n := p.times("/robots.txt"); n != 2 {
		t.Errorf("robots.txt was asked %d times in two days", n)
	}
}

// What is not taken is offered until it is; what stands behind it is not fetched in vain.
func TestRefused(t *testing.T) {
	p := newPaper(t)
	p.handle("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(304)
			return
		}
		io.WriteString(w, rss(1, 2, 3))
	})
	synctest.Test(t, func(t *testing.T) {
		l := ledger{refuse: errors.New("the queue is full")}
		w := watching(t, &l, nil, p.URL+"/feed")
		run(w, time.Hour)
		if n := p.times("/story/2"); n != 0 {
			t.Errorf("the second page was asked for %d times", n)
		}
		if s := w.State().Feeds[0]; s.Errors != 0 || s.Wrong[source.Later] == 0 {
			t.Errorf("%+v", s)
		}
		l.refuse = nil
		run(w, 6*time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "1 2 3" {
			t.Errorf("delivered %s", got)
		}
	})
}

// A page that cannot be had is tried again, though the feed does not change, but not for ever; one that is not there is not.
func TestTries(t *testing.T) {
	p := newPaper(t)
	p.handle("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(304)
			return
		}
		io.WriteString(w, rss(1, 2, 3))
	})
	p.handle("/story/1", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	p.handle("/story/2", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) })
	p.handle("/story/3", func(w http.ResponseWriter, r *http.Request) {
		if p.times("/story/3") < 3 {
			w.WriteHeader(503)
			return
		}
		io.WriteString(w, press.Story("/story/3"))
	})
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		run(watching(t, &l, nil, p.URL+"/feed"), 7*24*time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "3" {
			t.Errorf("delivered %s", got)
		}
	})
	if a, b, c := p.times("/story/1"), p.times("/story/2"), p.times("/story/3"); a != Defaults.Tries || b != 1 || c != 3 {
		t.Errorf("asked %d, %d, %d times", a, b, c)
	}
}

// After a restart nothing is fetched or delivered twice, and validators, pauses and robots.txt are remembered.
func TestRestart(t *testing.T) {
	p := newPaper(t)
	changed := 0
	p.handle("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			changed++
			w.WriteHeader(304)
			return
		}
		io.WriteString(w, rss(1, 2))
	})
	p.handle("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) })
	path := filepath.Join(t.TempDir(), "watch.json")
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/feed", p.URL+"/gone")
		run(w, 3*time.Hour)
		state := w.State()
		if err := Save(path, state); err != nil {
			t.Fatal(err)
		}
		again, err := Load(path)
		if err != nil || !reflect.DeepEqual(again, state) {
			t.Fatalf("%v\nsaved  %+v\nloaded %+v", err, state, again)
		}
		gone := p.times("/gone")
		w = watching(t, &l, again.Feeds, p.URL+"/feed", p.URL+"/gone")
		w.Fetcher.Restore(again.Hosts)
		run(w, 3*time.Hour)
		if got := l.titles(p.URL + "/feed"); got != "1 2" {
			t.Errorf("delivered %s", got)
		}
		if gone != goneMax || p.times("/gone") != gone {
			t.Errorf("a feed that is gone was asked for %d times, then %d", gone, p.times("/gone"))
		}
		if p.times("/robots.txt") != 1 || p.times("/feed") != changed+1 {
			t.Errorf("asked %v, of which %d not changed", p.asked, changed)
		}
	})
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	if s, err := Load(filepath.Join(dir, "none.json")); err != nil || len(s.Feeds) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	for _, c := range []struct{ data, want string }{
		{`{"format":1,"feeds":[{"url":`, "byte "},
		{"", "begin anew"},
		{`{"format":2}`, "its format is 2, and this program reads 1"},
	} {
		path := filepath.Join(dir, "x.json")
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: %v", c.data, err)
		}
	}
	if err := Save(filepath.Join(dir, "no", "x.json"), State{}); err == nil {
		t.Error("saved into a folder that is not there")
	}
	// A state from a clock that was wrong, or a damaged one, does not stop a feed for years.
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, []FeedState{{URL: "https://example.org/feed", Due: time.Now().AddDate(50, 0, 0), Interval: -5, Polls: -1, Last: time.Now().AddDate(1, 0, 0)}}, "https://example.org/feed")
		if s := w.State().Feeds[0]; time.Until(s.Due) > 3*24*time.Hour || s.Interval != Defaults.Min || s.Polls != 0 || !s.Last.IsZero() {
			t.Errorf("%+v", s)
		}
	})
}

// Sitemaps: the archive is not fetched, news is; of an index only what has changed is read.
func TestSitemaps(t *testing.T) {
	p := newPaper(t)
	entry := func(n int, date string) string {
		return fmt.Sprintf("<url><loc>/story/%d</loc><lastmod>%s</lastmod></url>", n, date)
	}
	old := ""
	for n := range 50 {
		old += entry(100+n, "1999-10-01")
	}
	p.set("/news.xml", "<urlset>"+entry(1, "1999-12-31")+entry(2, "")+"</urlset>") // a bubble's time begins with the year 2000
	p.set("/old.xml", "<urlset>"+old+"</urlset>")
	p.set("/loop.xml", "<sitemapindex><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>")
	index := func(date string) string {
		return "<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>1999-10-01</lastmod></sitemap><sitemap><loc>/news.xml</loc><lastmod>" + date + "</lastmod></sitemap><sitemap><loc>/loop.xml</loc><lastmod>1999-12-30</lastmod></sitemap></sitemapindex>"
	}
	p.set("/index.xml", index("1999-12-31"))
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/index.xml")
		run(w, 12*time.Hour)
		if got := l.titles(p.URL + "/index.xml"); got != "1" {
			t.Errorf("delivered %s", got)
		}
		p.set("/news.xml", "<urlset>"+entry(1, "1999-12-31")+entry(2, "")+entry(3, "")+"</urlset>")
		p.set("/index.xml", index("2000-01-01"))
		run(w, 12*time.Hour)
		if got := l.titles(p.URL + "/index.xml"); got != "1 3" {
			t.Errorf("delivered %s", got)
		}
	})
	if n := p.times("/old.xml"); n != 1 {
		t.Errorf("the archive was read %d times", n)
	}
}

// Feeds of a host that lets us wait take one poll between them, and leave the others to other hosts.
func TestManyOfOneHost(t *testing.T) {
	slow, quick := newPaper(t), newPaper(t)
	slow.set("/robots.txt", "User-agent: *\nCrawl-delay: 300")
	var urls []string
	for n := range 20 {
		slow.set(fmt.Sprint("/", n), rss(n))
		urls = append(urls, fmt.Sprint(slow.URL, "/", n))
	}
	quick.set("/feed", rss(1, 2, 3))
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, append(urls, quick.URL+"/feed")...)
		w.PollsAtOnce = 2
		run(w, 15*time.Minute)
		if got := l.titles(quick.URL + "/feed"); got != "1 2 3" {
			t.Errorf("delivered of the quick host in a quarter of an hour: %q", got)
		}
		run(w, 4*time.Hour)
		for n, u := range urls {
			if got := l.titles(u); got != fmt.Sprint(n) {
				t.Errorf("delivered of %s: %q", u, got)
			}
		}
	})
}

func TestSetFeeds(t *testing.T) {
	p := newPaper(t)
	p.set("/a", rss(1))
	p.set("/b", rss(2))
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		w := watching(t, &l, nil, p.URL+"/a", p.URL+"/a#again", "no address")
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func() { w.Run(ctx); close(done) }()
		time.Sleep(24 * time.Hour)
		a := p.times("/a")
		w.SetFeeds([]opml.Feed{{URL: p.URL + "/b"}}) // while it sleeps
		time.Sleep(24 * time.Hour)
		cancel()
		<-done
		if got := l.titles(p.URL+"/a") + " " + l.titles(p.URL+"/b"); got != "1 2" || p.times("/a") != a || len(w.State().Feeds) != 1 {
			t.Errorf("delivered %s; asked %v", got, p.asked)
		}
	})
}
