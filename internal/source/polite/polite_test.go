package polite

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/web"
)

// site is a real server on loopback that counts what it is asked. Time in these tests is that of a synctest bubble: sleeping costs
// nothing, while bytes go over real connections.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	now    int // requests at this moment
	most   int
	robots func(w http.ResponseWriter)
	page   http.HandlerFunc
}

func newSite(t *testing.T, robots func(http.ResponseWriter), page http.HandlerFunc) *site {
	t.Helper()
	s := &site{robots: robots, page: page}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.now++
		s.most = max(s.most, s.now)
		s.mu.Unlock()
		defer func() { s.mu.Lock(); s.now--; s.mu.Unlock() }()
		if r.URL.Path == "/robots.txt" {
			s.robots(w)
			return
		}
		s.page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) log() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.asked, " ")
}

func status(code int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(code) }
}

func says(text string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { io.WriteString(w, text) }
}

func hello(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }

func fetcher(t *testing.T, c Config) *Fetcher {
	t.Helper()
	client, err := web.New(web.Config{
		Version: "test", Contact: "https://example.org/bot", AnyPort: true,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Limits: web.Limits{Idle: -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Client, c.Clock = client, System{}
	return New(c)
}

func get(f *Fetcher, url string) (string, source.Kind) {
	page, err := f.Get(context.Background(), web.Request{URL: url})
	if err != nil {
		return "", source.KindOf(err)
	}
	return string(page.Body), ""
}

func TestPause(t *testing.T) {
	s := newSite(t, says("User-agent: *\nCrawl-delay: 7"), hello)
	free := newSite(t, status(404), hello)
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{Pause: 3 * time.Second})
		start := time.Now()
		var wg sync.WaitGroup
		for i := range 5 {
			wg.Go(func() { get(f, fmt.Sprint(s.URL, "/", i)) })
			wg.Go(func() { get(f, fmt.Sprint(free.URL, "/", i)) })
		}
		wg.Wait()
		if took := time.Since(start); took != 4*7*time.Second {
			t.Errorf("five pages with pauses of 7 s took %v", took)
		}
	})
	if s.most != 1 || free.most != 1 {
		t.Errorf("%d and %d requests at one time to one host", s.most, free.most)
	}
	if n := strings.Count(s.log(), "/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name   string
		robots func(http.ResponseWriter)
		kind   source.Kind // of a Get of /a
		asked  string
	}{
		{"allows", says("User-agent: *\nDisallow: /b"), "", "/robots.txt /a"},
		{"forbids", says("User-agent: *\nDisallow: /a"), source.Robots, "/robots.txt"},
		{"is not there", status(404), "", "/robots.txt /a"},
		{"is secret", status(403), "", "/robots.txt /a"},
		{"is gone", status(410), "", "/robots.txt /a"},
		{"has an error", status(503), source.Status5xx, "/robots.txt"},
		{"asks for fewer requests", status(429), source.TooMany, "/robots.txt"},
		{"redirects to itself", func(w http.ResponseWriter) { w.Header().Set("Location", "/robots.txt"); w.WriteHeader(302) }, "",
			strings.Repeat("/robots.txt ", 6) + "/a"},
		{"redirects to the machine's inside", func(w http.ResponseWriter) { w.Header().Set("Location", "http://10.0.0.1/"); w.WriteHeader(302) }, source.Forbidden, "/robots.txt"},
		{"is endless", says("User-agent: *\nDisallow: /a\n" + strings.Repeat("# \n", 300_000)), source.Robots, "/robots.txt"},
		{"is said to be gzip", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "User-agent")
		}, "", "/robots.txt /a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, c.robots, hello)
			synctest.Test(t, func(t *testing.T) {
				f := fetcher(t, Config{})
				if _, kind := get(f, s.URL+"/a"); kind != c.kind {
					t.Errorf("kind %q, want %q", kind, c.kind)
				}
			})
			if got := s.log(); got != c.asked {
				t.Errorf("asked %s, want %s", got, c.asked)
			}
		})
	}
}

// An old robots.txt holds while the server cannot give a new one, but not for ever.
func TestRobotsStale(t *testing.T) {
	var mu sync.Mutex
	code := 200
	s := newSite(t, func(w http.ResponseWriter) {
		mu.Lock()
		defer mu.Unlock()
		w.WriteHeader(code)
		io.WriteString(w, "User-agent: *\nDisallow: /b")
	}, hello)
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		f2 := func(path string, want source.Kind) {
			t.Helper()
			if _, kind := get(f, s.URL+path); kind != want {
				t.Errorf("%s: kind %q, want %q", path, kind, want)
			}
		}
		f2("/a", "")
		mu.Lock()
		code = 500
		mu.Unlock()
		time.Sleep(25 * time.Hour)
		f2("/a", "")
		f2("/b", source.Robots)
		time.Sleep(31 * 24 * time.Hour)
		f2("/a", source.Status5xx)
	})
}

func TestBackOff(t *testing.T) {
	failing := newSite(t, status(404), func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) })
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{WaitMax: time.Nanosecond})
		var gaps []time.Duration
		last := time.Now()
		for len(gaps) < 12 {
			_, err := f.Get(context.Background(), web.Request{URL: failing.URL + "/a"})
			switch e := err.(*source.Error); e.Kind {
			case source.Later:
				if until := time.Until(e.Until); until <= 0 || e.Err == nil {
					t.Fatalf("told to come back in %v: %v", until, e)
				} else {
					time.Sleep(until)
				}
			case source.Status5xx:
				gaps = append(gaps, time.Since(last))
				last = time.Now()
			default:
				t.Fatal(err)
			}
		}
		want := 30 * time.Second
		for i, g := range gaps[1:] {
			if g < want || g > want*5/4 {
				t.Errorf("pause %d is %v, want %v to %v", i+1, g, want, want*5/4)
			}
			want = min(want*2, 6*time.Hour)
		}
	})
	// One answer that is none of an error, and the host is well again; that we hang up says nothing.
	good := false
	var mu sync.Mutex
	mending := newSite(t, status(404), func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if !good {
			w.WriteHeader(502)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		for range 2 {
			get(f, mending.URL+"/a")
		}
		ctx, cancel := context.WithCancel(context.Background())
		h := f.hosts[strings.TrimPrefix(mending.URL, "http://")]
		cancel()
		f.settle(ctx, h, nil, ctx.Err())
		if n := f.State()[0].Errors; n != 2 {
			t.Errorf("%d errors after two and a request that we gave up", n)
		}
		mu.Lock()
		good = true
		mu.Unlock()
		if _, kind := get(f, mending.URL+"/a"); kind != "" || f.State()[0].Errors != 0 {
			t.Errorf("%q, %d errors after an answer", kind, f.State()[0].Errors)
		}
	})
	for _, n := range []int{1, 2, 3} {
		a, b, c := Jitter(1, "example.org", n), Jitter(1, "example.org", n), Jitter(2, "example.org", n)
		if a != b || a == c || a < 0 || a >= 1 {
			t.Errorf("jitter %v, %v, with another seed %v", a, b, c)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		code   int
		header string
		wait   time.Duration
	}{
		{429, "120", 120 * time.Second},
		{503, "3600", time.Hour},
		{403, "90", 90 * time.Second},
		{429, "99999999999999999999", 24 * time.Hour},
		{429, time.Date(2000, 1, 1, 0, 10, 0, 0, time.UTC).Format(http.TimeFormat), 10 * time.Minute}, // a bubble's time begins with the year 2000
		{429, "soon", 30 * time.Second},
		{429, "-5", 30 * time.Second},
	} {
		t.Run(fmt.Sprint(c.code, " ", c.header), func(t *testing.T) {
			s := newSite(t, status(404), func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", c.header)
				w.WriteHeader(c.code)
			})
			synctest.Test(t, func(t *testing.T) {
				f := fetcher(t, Config{WaitMax: time.Nanosecond})
				get(f, s.URL+"/a")
				_, err := f.Get(context.Background(), web.Request{URL: s.URL + "/b"})
				e, ok := err.(*source.Error)
				if !ok || e.Kind != source.Later {
					t.Fatalf("the host is asked again at once: %v", err)
				}
				if got := time.Until(e.Until); got < c.wait || got > c.wait*5/4 {
					t.Errorf("waits for %v, want %v", got, c.wait)
				}
			})
			if got := s.log(); got != "/robots.txt /a" {
				t.Errorf("asked %s", got)
			}
		})
	}
}

// So is what a server says in place of its robots.txt.
func TestRetryAfterRobots(t *testing.T) {
	s := newSite(t, func(w http.ResponseWriter) { w.Header().Set("Retry-After", "7200"); w.WriteHeader(503) }, hello)
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		if _, kind := get(f, s.URL+"/a"); kind != source.Status5xx {
			t.Errorf("%q", kind)
		}
		if until := f.State()[0].Until; time.Until(until) < 2*time.Hour {
			t.Errorf("left alone until %v", until)
		}
	})
}

// A redirect to another host is followed under that host's rules.
func TestRedirect(t *testing.T) {
	b := newSite(t, says("User-agent: *\nDisallow: /no"), hello)
	a := newSite(t, status(404), func(w http.ResponseWriter, r *http.Request) {
		code := 302
		if r.URL.Path == "/moved" {
			code = 301
		}
		w.Header().Set("Location", b.URL+r.URL.Query().Get("to"))
		w.WriteHeader(code)
	})
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		page, err := f.Get(context.Background(), web.Request{URL: a.URL + "/x?to=/yes"})
		if err != nil || string(page.Body) != "hello" || page.URL != b.URL+"/yes" || page.Moved != "" || page.Hops != 1 {
			t.Errorf("%+v, %v", page, err)
		}
		page, err = f.Get(context.Background(), web.Request{URL: a.URL + "/moved?to=/yes"})
		if err != nil || page.Moved != b.URL+"/yes" {
			t.Errorf("%+v, %v", page, err)
		}
		if _, kind := get(f, a.URL+"/x?to=/no/1"); kind != source.Robots {
			t.Errorf("kind %q", kind)
		}
	})
	if strings.Contains(b.log(), "/no") {
		t.Errorf("asked %s", b.log())
	}
}

// A host that lets us wait holds up nobody else, though there is but one transfer and many wait.
func TestNobodyWaits(t *testing.T) {
	slow := newSite(t, says("User-agent: *\nCrawl-delay: 100"), hello)
	quick := newSite(t, status(404), hello)
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{Transfers: 1})
		ctx, cancel := context.WithCancel(context.Background())
		var wg sync.WaitGroup
		for i := range 50 {
			wg.Go(func() { f.Get(ctx, web.Request{URL: fmt.Sprint(slow.URL, "/", i)}) })
		}
		time.Sleep(time.Second)
		start := time.Now()
		for i := range 5 {
			if _, kind := get(f, fmt.Sprint(quick.URL, "/", i)); kind != "" {
				t.Error(kind)
			}
		}
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("five pages of another host took %v", took)
		}
		cancel()
		wg.Wait()
	})
}

func TestState(t *testing.T) {
	long := "User-agent: *\nDisallow: /b\n" + strings.Repeat("# long\n", policyBytesMax)
	s := newSite(t, says("User-agent: *\nDisallow: /b\nCrawl-delay: 9"), hello)
	big := newSite(t, says(long), hello)
	broken := newSite(t, status(404), func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		get(f, s.URL+"/a")
		get(f, big.URL+"/a")
		get(f, broken.URL+"/a")
		data, err := json.Marshal(f.State())
		if err != nil {
			t.Fatal(err)
		}
		var states []HostState
		if err := json.Unmarshal(data, &states); err != nil {
			t.Fatal(err)
		}
		states = append(states, HostState{Host: "example.org", Next: time.Now().AddDate(80, 0, 0), Until: time.Now().AddDate(80, 0, 0)})
		g := fetcher(t, Config{WaitMax: time.Nanosecond})
		g.Restore(states)
		for _, c := range []struct {
			url  string
			kind source.Kind
		}{{broken.URL + "/a", source.Later}} {
			if _, kind := get(g, c.url); kind != c.kind {
				t.Errorf("%s after a restart: kind %q, want %q", c.url, kind, c.kind)
			}
		}
		start := time.Now()
		if _, kind := get(g, s.URL+"/a"); kind != "" || time.Since(start) != 9*time.Second {
			t.Errorf("the pause after a restart is %v, %q", time.Since(start), kind)
		}
		for _, u := range []string{s.URL, big.URL} {
			if _, kind := get(g, u+"/b"); kind != source.Robots {
				t.Errorf("after a restart robots.txt is forgotten: %q", kind)
			}
		}
		if h := g.hosts["example.org"]; time.Until(h.next) > 48*time.Hour || time.Until(h.until) > 48*time.Hour {
			t.Errorf("a host is left alone until %v and %v", h.next, h.until)
		}
	})
	if n := strings.Count(s.log(), "robots"); n != 1 {
		t.Errorf("robots.txt was asked for %d times, though it was saved", n)
	}
	if n := strings.Count(big.log(), "robots"); n != 2 {
		t.Errorf("a long robots.txt was asked for %d times", n)
	}
}

// However many hosts are asked, no more than the limit are remembered, and those that we owe a pause last.
func TestHostsMax(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{HostsMax: 100})
		owed := f.enter("owed.example")
		owed.next = time.Now().Add(time.Hour)
		f.leave(owed)
		for i := range 5000 {
			f.leave(f.enter(fmt.Sprintf("h%d.example", i)))
			if len(f.hosts) > 100 {
				t.Fatalf("%d hosts", len(f.hosts))
			}
		}
		if f.hosts["owed.example"] == nil {
			t.Error("a host that is owed a pause was forgotten first")
		}
	})
}

func TestCancel(t *testing.T) {
	s := newSite(t, says("User-agent: *\nCrawl-delay: 60"), hello)
	synctest.Test(t, func(t *testing.T) {
		f := fetcher(t, Config{})
		get(f, s.URL+"/a")
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := f.Get(ctx, web.Request{URL: s.URL + "/b"}); err != context.DeadlineExceeded {
			t.Errorf("%v", err)
		}
		if st := f.State(); st[0].Errors != 0 {
			t.Error("that we hung up counts as an error of the host")
		}
	})
}
