package alerts

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/alerts/outbox"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqlite"
)

// secret is the key of the tests' webhooks.
var secret = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", 32)))

// bench is a chronicle, an outbox, and a clock that the test turns.
type bench struct {
	t   *testing.T
	dir string
	st  store.Store
	r   *Runner
	now time.Time
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir(), now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	st, err := sqlite.Open(t.Context(), filepath.Join(b.dir, "chronicle.db"))
	if err != nil {
		t.Fatal(err)
	}
	b.st = st
	t.Cleanup(func() { st.Close() })
	if err := os.WriteFile(filepath.Join(b.dir, "key"), []byte("whsec_"+secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.restart()
	t.Cleanup(func() { b.r.Box.Close() })
	return b
}

// restart opens the box anew, as a program does that was ended.
func (b *bench) restart() {
	b.t.Helper()
	if b.r != nil {
		b.r.Box.Close()
	}
	box, err := outbox.Open(b.t.Context(), filepath.Join(b.dir, "box"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.r = &Runner{Store: b.st, Box: box, Now: func() time.Time { return b.now }, Log: slog.New(slog.DiscardHandler), Version: "test"}
}

func (b *bench) config(alerts ...Alert) *Config {
	b.t.Helper()
	c := &Config{Alerts: alerts, Webhook: WebhookConfig{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, dir: b.dir}
	if err := c.Check(); err != nil {
		b.t.Fatal(err)
	}
	return c
}

// put keeps an event that has a report for each id, the first of which is its own.
func (b *bench) put(typ plover.Type, disagreements []string, ids ...string) {
	b.t.Helper()
	c := &accounts.Card{ID: ids[0], Event: []plover.Type{typ}, Status: article.Actual, Line: accounts.Line{Event: typ, Status: article.Actual, Place: "Kursk", Country: "RUS"}}
	e := store.Event{ID: ids[0], Type: string(typ), Status: article.Actual, Reports: len(ids), Languages: []string{"mr"}, Disagreements: disagreements, Words: "हल्ला"}
	c.Articles = []accounts.Article{{ID: "a", URL: "https://example.org/" + ids[0], Publisher: "लोकदर्पण\r\nBcc: evil@example.org", Title: "युक्रेनचा \x00 हल्ला\u202e", Language: "mr", Published: "2026-03-02"}}
	st := accounts.Statement{Report: ids[0], Article: "a", Sentence: article.Words{Text: "युक्रेननं कुर्स्कमध्ये हल्ला केला.\n\nSubject: forged", Start: 3, End: 90}}
	c.Accounts = []accounts.Account{{Statements: []accounts.Statement{st}}}
	for _, k := range disagreements {
		c.Disagreements = append(c.Disagreements, accounts.Disagreement{Kind: k})
	}
	for _, id := range ids {
		c.Reports = append(c.Reports, accounts.Report{ID: id})
	}
	e.Body = c.JSON()
	b.update(func(tx store.Tx) error { return tx.PutEvent(e) })
}

func (b *bench) update(f func(store.Tx) error) {
	b.t.Helper()
	if err := b.st.Update(b.t.Context(), f); err != nil {
		b.t.Fatal(err)
	}
}

// once runs the alerts and gives how many messages were taken and not.
func (b *bench) once(c *Config) (sent, failed int) {
	b.t.Helper()
	sent, failed, err := b.r.Once(b.t.Context(), c)
	if err != nil {
		b.t.Fatal(err)
	}
	return sent, failed
}

// receiver is a webhook's other end: it knows messages by their ids, as docs/alerts.md says, and keeps what each told it.
type receiver struct {
	t        *testing.T
	mu       sync.Mutex
	messages map[string]string // body by message id
	order    []string
	doubles  int
	answer   func(n int, w http.ResponseWriter) // nil: 204
	asked    int
}

func (x *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	at, _ := strconv.ParseInt(r.Header.Get("Webhook-Timestamp"), 10, 64)
	id := r.Header.Get("Webhook-Id")
	k, _ := base64.StdEncoding.DecodeString(secret)
	if err != nil || !hmac.Equal([]byte(r.Header.Get("Webhook-Signature")), []byte(sign(k, id, time.Unix(at, 0), body))) {
		x.t.Errorf("message %s: %v, or it is not signed as it should be", id, err)
	}
	x.mu.Lock()
	x.asked++
	n := x.asked
	if old, ok := x.messages[id]; ok {
		if x.doubles++; old != string(body) {
			x.t.Errorf("message %s comes again with other news:\n%s\n%s", id, old, body)
		}
	} else {
		x.order = append(x.order, id)
	}
	x.messages[id] = string(body)
	x.mu.Unlock()
	if x.answer != nil {
		x.answer(n, w)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// told gives the news of all messages, each message once.
func (x *receiver) told() (list []News) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, id := range x.order {
		var m message
		if err := json.Unmarshal([]byte(x.messages[id]), &m); err != nil || m.ID != id {
			x.t.Fatalf("%v: %s", err, x.messages[id])
		}
		list = append(list, m.News...)
	}
	return list
}

func (b *bench) receiver(answer func(n int, w http.ResponseWriter)) (*receiver, *Webhook, *Config) {
	b.t.Helper()
	x := &receiver{t: b.t, messages: map[string]string{}, answer: answer}
	srv := httptest.NewServer(x)
	b.t.Cleanup(srv.Close)
	w := &Webhook{URL: srv.URL + "/hook", SecretFile: "key"}
	c := b.config(Alert{Name: "assaults", Query: query.Query{Type: []string{"ASSAULT"}, Text: "हल्ला"}, Webhook: w})
	u, err := url.Parse(srv.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		b.t.Fatal(err)
	}
	c.Webhook.Ports = []uint16{uint16(port)}
	return x, w, c
}

// TestFlapping: a receiver that takes some messages, refuses others, and breaks off after having taken some, has each event exactly once in the end,
// through restarts of the program; and each message that came twice came under the same id with the same news.
func TestFlapping(t *testing.T) {
	b := newBench(t)
	r := rand.New(rand.NewPCG(7, 7))
	x, _, c := b.receiver(func(_ int, w http.ResponseWriter) {
		switch r.IntN(5) {
		case 0:
			w.WriteHeader(http.StatusServiceUnavailable)
		case 1:
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusTooManyRequests)
		case 2: // it has taken the message, and nobody hears of it
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				conn.Close()
			}
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	})
	b.once(c) // begins here
	events, failures := 0, 0
	for round := range 60 {
		if round < 30 {
			for range r.IntN(6) {
				b.put(plover.Type("ASSAULT"), nil, fmt.Sprintf("%010x000000", events))
				b.put(plover.Type("CONSULT"), nil, fmt.Sprintf("c%09x000000", events)) // nobody asked for it
				events++
			}
		}
		_, failed := b.once(c)
		failures += failed
		if round%3 == 0 {
			b.restart()
		}
		b.now = b.now.Add(time.Duration(r.IntN(3)) * again(r.IntN(4)))
	}
	for range 100 {
		b.now = b.now.Add(againMax)
		if _, failed := b.once(c); failed == 0 {
			break
		}
	}
	got := map[string]int{}
	for _, n := range x.told() {
		got[n.Event.ID]++
	}
	if len(got) != events {
		t.Errorf("%d events were told, there were %d", len(got), events)
	}
	for id, n := range got {
		if n != 1 {
			t.Errorf("event %s was told in %d messages", id, n)
		}
	}
	if failures < 5 || x.doubles < 3 {
		t.Errorf("%d failures and %d doubles: the receiver did not flap", failures, x.doubles)
	}
	if left, err := b.r.Box.Standings(t.Context()); err != nil || len(left) > 0 {
		t.Errorf("left over: %+v, %v", left, err)
	}
}

// TestBackOff: attempts come at growing distances, Retry-After is kept, later news wait behind, and after days the message is set aside until somebody asks for it.
func TestBackOff(t *testing.T) {
	b := newBench(t)
	code := http.StatusInternalServerError
	x, _, c := b.receiver(func(_ int, w http.ResponseWriter) { w.WriteHeader(code) })
	b.once(c)
	b.put("ASSAULT", nil, "0000000000000001")
	start := b.now
	var at []time.Duration
	for b.now.Sub(start) < 6*24*time.Hour {
		before := x.asked
		if b.once(c); x.asked > before {
			at = append(at, b.now.Sub(start))
		}
		if len(at) == 2 {
			b.put("ASSAULT", nil, "0000000000000002")
		}
		b.now = b.now.Add(5 * time.Second)
		if len(at) > 5 {
			b.now = b.now.Add(time.Hour)
		}
	}
	if at[1] != 5*time.Second || at[2] != 25*time.Second || at[3] != 105*time.Second || len(at) > 60 {
		t.Errorf("attempts after %v", at)
	}
	if left, err := b.r.Box.Standings(t.Context()); err != nil || len(left) != 1 || left[0].Aside == 0 || !strings.Contains(left[0].Error, "500") {
		t.Errorf("after six days: %+v, %v", left, err)
	}
	code = http.StatusOK
	if n, err := b.r.Box.Retry(t.Context(), "assaults", b.now); err != nil || n == 0 {
		t.Errorf("retry: %d, %v", n, err)
	}
	b.now = b.now.Add(againMax)
	b.once(c)
	if list := x.told(); len(list) != 2 || list[0].Event.ID > list[1].Event.ID {
		t.Errorf("in the end %d news", len(list))
	}
}

// TestNews: new is an event that has not been told, whatever it was called before, and a disagreement that was not; nothing else that changes.
func TestNews(t *testing.T) {
	b := newBench(t)
	x, _, c := b.receiver(nil)
	b.put("ASSAULT", nil, "00000000000000aa")
	b.once(c)
	want := func(what string, news ...string) {
		t.Helper()
		before := len(x.told())
		b.restart()
		b.once(c)
		var got []string
		for _, n := range x.told()[before:] {
			got = append(got, strings.TrimSpace(n.Kind+" "+n.Event.ID+" "+strings.Join(n.Disagreements, " ")))
		}
		if !slices.Equal(got, news) {
			t.Errorf("%s: told %q, want %q", what, got, news)
		}
	}
	want("what was there before")
	b.put("ASSAULT", nil, "0000000000000001")
	b.put("CONSULT", nil, "0000000000000002")
	want("one fits", "event 0000000000000001")
	b.put("ASSAULT", nil, "0000000000000001", "0000000000000003")
	want("another report")
	b.put("ASSAULT", []string{"denied"}, "0000000000000001", "0000000000000003")
	want("a denial", "disagreement 0000000000000001 denied")
	b.put("ASSAULT", []string{"denied", "figure"}, "0000000000000001")
	want("another disagreement", "disagreement 0000000000000001 figure")
	b.put("ASSAULT", nil, "0000000000000001")
	b.put("ASSAULT", []string{"figure"}, "0000000000000001")
	want("it comes and goes")
	b.update(func(tx store.Tx) error { return tx.DropEvent("0000000000000001") })
	b.put("ASSAULT", []string{"figure", "date"}, "0000000000000009", "0000000000000001")
	want("it joins another, under another id", "disagreement 0000000000000009 date")
	b.put("ASSAULT", []string{"date"}, "0000000000000002")
	want("one that did not fit fits now", "event 0000000000000002")
	b.update(func(tx store.Tx) error {
		return errors.Join(tx.DropEvent("0000000000000002"), tx.DropEvent("00000000000000aa"))
	})
	want("dropped")
	c.Alerts[0].Tell = []string{TellDisagreements}
	b.put("ASSAULT", nil, "0000000000000005")
	b.put("ASSAULT", []string{"date"}, "0000000000000006")
	want("only disagreements are wanted", "disagreement 0000000000000006 date")
}

// TestManyAtOnce: a flood of changes is looked at in steps and told in messages of a hundred, in order, none left out.
func TestManyAtOnce(t *testing.T) {
	b := newBench(t)
	x, _, c := b.receiver(nil)
	b.once(c)
	const n = 1234
	b.update(func(tx store.Tx) error {
		for i := range n {
			card := &accounts.Card{ID: fmt.Sprintf("%010x000000", i), Event: []plover.Type{"ASSAULT"}}
			if err := tx.PutEvent(store.Event{ID: card.ID, Type: "ASSAULT", Words: "हल्ला", Body: card.JSON()}); err != nil {
				return err
			}
		}
		return nil
	})
	b.once(c)
	list := x.told()
	if len(list) != n || len(x.order) < n/batchMax {
		t.Fatalf("%d news in %d messages", len(list), len(x.order))
	}
	for i := range list {
		if i > 0 && list[i].Change <= list[i-1].Change {
			t.Fatalf("change %d is told after %d", list[i].Change, list[i-1].Change)
		}
	}
}

// TestOlderChronicle: a chronicle that was restored from a copy is gone on with from its end, and not told anew.
func TestOlderChronicle(t *testing.T) {
	b := newBench(t)
	x, _, c := b.receiver(nil)
	b.put("ASSAULT", nil, "0000000000000001")
	if err := b.r.Box.Put(t.Context(), "assaults", 1_000_000, nil, nil); err != nil {
		t.Fatal(err)
	}
	b.once(c)
	b.put("ASSAULT", nil, "0000000000000002")
	b.once(c)
	if list := x.told(); len(list) != 1 || list[0].Event.ID != "0000000000000002" {
		t.Errorf("told %+v", list)
	}
}

// TestForbidden: no message reaches a special address or an unusual port unless the configuration allows it, by number, name or redirect.
func TestForbidden(t *testing.T) {
	b := newBench(t)
	x, w, c := b.receiver(nil)
	allowed := c.Webhook
	port := allowed.Ports[0]
	b.once(c)
	b.put("ASSAULT", nil, "0000000000000001")
	try := func(what, url string, conf WebhookConfig) {
		t.Helper()
		w.URL, c.Webhook = url, conf
		b.now = b.now.Add(time.Minute)
		if err := b.r.post(t.Context(), c, &c.Alerts[0], message{ID: "x"}); err == nil || x.asked > 0 {
			t.Errorf("%s: %v, %d requests came through", what, err, x.asked)
		}
	}
	try("loopback", fmt.Sprintf("http://127.0.0.1:%d/", port), WebhookConfig{Ports: []uint16{port}})
	try("by name", fmt.Sprintf("http://localhost:%d/", port), WebhookConfig{Ports: []uint16{port}})
	try("IPv4 in IPv6", fmt.Sprintf("http://[::ffff:127.0.0.1]:%d/", port), WebhookConfig{Ports: []uint16{port}})
	try("metadata of a cloud", "http://169.254.169.254/latest", WebhookConfig{})
	try("port", fmt.Sprintf("http://127.0.0.1:%d/", port), WebhookConfig{Allow: allowed.Allow})
	away := httptest.NewServer(http.RedirectHandler(fmt.Sprintf("http://127.0.0.1:%d/", port), http.StatusTemporaryRedirect))
	defer away.Close()
	u, _ := url.Parse(away.URL)
	other, _ := strconv.ParseUint(u.Port(), 10, 16)
	try("redirect", away.URL, WebhookConfig{Allow: allowed.Allow, Ports: []uint16{port, uint16(other)}})
	w.URL, c.Webhook = fmt.Sprintf("http://127.0.0.1:%d/", port), allowed
	if sent, _ := b.once(c); sent != 1 || x.asked != 1 {
		t.Errorf("where it is allowed: %d sent, %d came", sent, x.asked)
	}
}

// TestOwn: of two programs one delivers.
func TestOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "5000?#") // a name that the address of a database must not take for a part of its own
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "box")
	var boxes [2]*outbox.Box
	for i := range boxes {
		box, err := outbox.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		defer box.Close()
		boxes[i] = box
	}
	if err := boxes[0].Own(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := boxes[1].Own(t.Context(), file); !errors.Is(err, outbox.ErrInUse) {
		t.Errorf("the second: %v", err)
	}
	boxes[0].Close()
	if err := boxes[1].Own(context.Background(), file); err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
}
