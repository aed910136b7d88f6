// Command load asks a running `bakhar serve` as many readers at once would, every path of the API with every kind of parameter, and prints for
// each path how long answers took, and how much memory the server holds. It is run by hand, against a chronicle of a size that matters:
//
//	bakhar serve --store scale.db --rate -1 &
//	go run ./cmd/load -readers 20 -time 60s -pid $!
//
// Parameters are drawn at random from what the chronicle has (days, parties, places, types, words of headlines), from a seed, so that runs can be
// compared; so most questions are new to the server's cache. A share of them (-again) is asked again, as the first page of a chronicle is.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	base := flag.String("url", "http://127.0.0.1:8350", "address of the server")
	token := flag.String("token", "", "token to ask with")
	readers := flag.Int("readers", 20, "readers at once")
	span := flag.Duration("time", time.Minute, "how long")
	again := flag.Float64("again", 0.2, "share of questions that were asked before")
	pause := flag.Duration("pause", 0, "that a reader makes between two questions")
	seed := flag.Uint64("seed", 1, "of the questions")
	pid := flag.Int("pid", 0, "process of the server, to tell its memory")
	only := flag.String("only", "", "only paths that begin so, as /network")
	flag.Parse()
	l := &load{base: strings.TrimSuffix(*base, "/") + "/api/v1", token: *token, again: *again, pause: *pause, only: *only, times: map[string][]time.Duration{}, bad: map[string]int{}}
	if err := l.run(*readers, *span, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
	l.print(os.Stdout, *pid)
}

// load is one run.
type load struct {
	base, token, only string
	again             float64
	pause             time.Duration
	client            http.Client
	values            values

	mu    sync.Mutex
	times map[string][]time.Duration // by path
	bad   map[string]int             // answers that were none, by path and status
	asked []question
	bytes int64
}

// question is a path of the API with parameters; name is how it is counted.
type question struct{ name, path string }

// values are what the chronicle has to ask for.
type values struct {
	events, articles, reports    []string // reports as article/explain/report
	days, parties, places, types []string
	words, languages, publishers []string
	reportIDs                    []string
}

func (l *load) run(readers int, span time.Duration, seed uint64) error {
	l.client.Transport = &http.Transport{MaxIdleConnsPerHost: readers}
	if err := l.learn(); err != nil {
		return err
	}
	end := time.Now().Add(span)
	var wg sync.WaitGroup
	for i := range readers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			for time.Now().Before(end) {
				l.ask(l.next(r))
				time.Sleep(l.pause)
			}
		})
	}
	wg.Wait()
	return nil
}

// get asks for a path and reads the answer.
func (l *load) get(path string, into any) (status int, took time.Duration, err error) {
	req, err := http.NewRequest(http.MethodGet, l.base+path, nil)
	if err != nil {
		return 0, 0, err
	}
	if l.token != "" {
		req.Header.Set("Authorization", "Bearer "+l.token)
	}
	begun := time.Now()
	res, err := l.client.Do(req)
	if err != nil {
		return 0, time.Since(begun), err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	took = time.Since(begun)
	l.mu.Lock()
	l.bytes += int64(len(body))
	l.mu.Unlock()
	if err == nil && into != nil {
		err = json.Unmarshal(body, into)
	}
	return res.StatusCode, took, err
}

// ask asks a question and notes how long the answer took.
func (l *load) ask(q question) {
	status, took, err := l.get(q.path, nil)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.times[q.name] = append(l.times[q.name], took)
	if err != nil || status != http.StatusOK {
		l.bad[fmt.Sprintf("%s %d", q.name, status)]++
	}
}

// learn looks at what the chronicle has.
func (l *load) learn() error {
	var page struct {
		Events []struct {
			ID, Event, Date  string
			Languages        []string
			Publishers       []string
			Actor, Recipient []struct{ Key string }
			Place            *struct{ Name, Country string }
			Headlines        []struct{ Title, Article string }
		}
		Next string
	}
	v := &l.values
	for _, order := range []string{"latest", "oldest", "loudest"} {
		after := ""
		for range 5 {
			page.Events, page.Next = nil, ""
			if status, _, err := l.get("/events?limit=200&order="+order+"&after="+url.QueryEscape(after), &page); err != nil || status != http.StatusOK {
				return errors.Join(fmt.Errorf("the list of events: %d", status), err)
			}
			for _, e := range page.Events {
				v.events, v.types, v.days = append(v.events, e.ID), append(v.types, e.Event), append(v.days, e.Date)
				v.languages, v.publishers = append(v.languages, e.Languages...), append(v.publishers, e.Publishers...)
				for _, p := range slices.Concat(e.Actor, e.Recipient) {
					v.parties = append(v.parties, p.Key)
				}
				if e.Place != nil {
					v.places = append(v.places, cmp.Or(e.Place.Name, e.Place.Country))
				}
				for _, h := range e.Headlines {
					v.words, v.articles = append(v.words, strings.Fields(h.Title)...), append(v.articles, h.Article)
				}
			}
			if after = page.Next; after == "" {
				break
			}
		}
	}
	var whole struct {
		Reports []struct{ ID, Article string }
	}
	for i := 0; i < len(v.events); i += 1 + len(v.events)/100 {
		whole.Reports = nil
		if _, _, err := l.get("/events/"+v.events[i], &whole); err != nil {
			return err
		}
		for _, r := range whole.Reports {
			v.reports, v.reportIDs = append(v.reports, r.Article+"/explain/"+r.ID), append(v.reportIDs, r.ID)
		}
	}
	for _, list := range []*[]string{&v.events, &v.articles, &v.reports, &v.reportIDs, &v.days, &v.parties, &v.places, &v.types, &v.words, &v.languages, &v.publishers} {
		*list = slices.DeleteFunc(*list, func(s string) bool { return s == "" })
		if len(*list) == 0 {
			*list = []string{""}
		}
	}
	l.times, l.bytes = map[string][]time.Duration{}, 0
	return nil
}

// next draws a question.
func (l *load) next(r *rand.Rand) question {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.asked) > 0 && r.Float64() < l.again {
		return l.asked[r.IntN(len(l.asked))]
	}
	kinds := l.kinds(r)
	if l.only != "" {
		kinds = slices.DeleteFunc(kinds, func(q question) bool { return !strings.HasPrefix(q.name, l.only) })
	}
	q := kinds[r.IntN(len(kinds))]
	if len(l.asked) < 1000 {
		l.asked = append(l.asked, q)
	}
	return q
}

// kinds gives one question of each kind.
func (l *load) kinds(r *rand.Rand) []question {
	v := &l.values
	one := func(list []string) string { return list[r.IntN(len(list))] }
	any := func(list []string) string { return url.QueryEscape(one(list)) }
	f := func() string { return filter(v, r) }
	return []question{
		{"/events", "/events?" + f()},
		{"/events", "/events?order=loudest&" + f()},
		{"/events text", "/events?text=" + any(v.words)},
		{"/events limit=200", "/events?limit=200&" + f()},
		{"/events/{id}", "/events/" + one(v.events)},
		{"/events/{id}/why", "/events/" + one(v.events) + "/why"},
		{"/reports/{id}", "/reports/" + one(v.reportIDs)},
		{"/disagreements", "/disagreements?" + f()},
		{"/articles", "/articles?language=" + any(v.languages)},
		{"/articles", "/articles?health_max=0.9&publisher=" + any(v.publishers)},
		{"/articles text", "/articles?text=" + any(v.words)},
		{"/articles/{id}", "/articles/" + one(v.articles)},
		{"/articles/{id}/text", "/articles/" + one(v.articles) + "/text"},
		{"/articles/{id}/explain", "/articles/" + one(v.reports)},
		{"/actors", "/actors?" + f()},
		{"/actors text", "/actors?text=" + any(v.parties)},
		{"/places", "/places?" + f()},
		{"/places countries", "/places?level=country&" + f()},
		{"/timeline", "/timeline?step=" + []string{"day", "week", "month", "year"}[r.IntN(4)] + "&" + f()},
		{"/timeline a b", "/timeline?step=month&a=" + any(v.parties) + "&b=" + any(v.parties)},
		{"/network", "/network?" + f()},
		{"/search", "/search?text=" + any(v.words)},
		{"/stats", "/stats"},
		{"/desk", "/desk"},
		{"/corrections", "/corrections"},
		{"/names", "/names/mr"},
		{"/session", "/session"},
	}
}

// filter draws none to three parameters.
func filter(v *values, r *rand.Rand) string {
	q := url.Values{}
	for range r.IntN(4) {
		switch r.IntN(9) {
		case 0:
			q.Set("from", v.days[r.IntN(len(v.days))])
		case 1:
			q.Set("to", v.days[r.IntN(len(v.days))])
		case 2:
			q.Add("party", v.parties[r.IntN(len(v.parties))])
		case 3:
			q.Add("place", v.places[r.IntN(len(v.places))])
		case 4:
			q.Add("type", v.types[r.IntN(len(v.types))])
		case 5:
			q.Set("quad", fmt.Sprint(1+r.IntN(4)))
		case 6:
			q.Set("sources_min", fmt.Sprint(1+r.IntN(3)))
		case 7:
			q.Set("language", v.languages[r.IntN(len(v.languages))])
		case 8:
			q.Set("publisher", v.publishers[r.IntN(len(v.publishers))])
		}
	}
	if a, b := q.Get("from"), q.Get("to"); a != "" && b != "" && a > b {
		q.Set("from", b)
		q.Set("to", a)
	}
	return q.Encode()
}

// print writes the table.
func (l *load) print(w io.Writer, pid int) {
	fmt.Fprintf(w, "%-24s %8s %9s %9s %9s\n", "path", "answers", "p50 ms", "p95 ms", "max ms")
	line := func(name string, ts []time.Duration) {
		slices.Sort(ts)
		at := func(share float64) float64 { return float64(ts[int(share*float64(len(ts)-1))].Microseconds()) / 1000 }
		fmt.Fprintf(w, "%-24s %8d %9.1f %9.1f %9.1f\n", name, len(ts), at(0.5), at(0.95), at(1))
	}
	var all []time.Duration
	var names []string
	for name, ts := range l.times {
		names, all = append(names, name), append(all, ts...)
	}
	slices.Sort(names)
	for _, name := range names {
		line(name, l.times[name])
	}
	if len(all) > 0 {
		line("all", all)
	}
	fmt.Fprintf(w, "%.1f MB of answers\n", float64(l.bytes)/1e6)
	for name, n := range l.bad {
		fmt.Fprintf(w, "BAD: %s %d times\n", name, n)
	}
	if pid == 0 {
		return
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		fmt.Fprintln(w, "memory:", err)
		return
	}
	for s := range strings.Lines(string(status)) {
		if strings.HasPrefix(s, "VmRSS") || strings.HasPrefix(s, "VmHWM") {
			fmt.Fprint(w, s)
		}
	}
}
