package metrics

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/queue"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// What a scraper and a supervisor see over HTTP: what was counted, how the queue stands, whether the program is well.
func TestServe(t *testing.T) {
	m := New("bakhar test", "sha256:abc")
	at := time.Date(2026, 2, 19, 12, 0, 0, 0, time.UTC)
	var broken error
	m.Queue(func(context.Context) (queue.State, error) {
		return queue.State{Kinds: []queue.KindState{{Kind: "article", Waiting: 7, AtWork: 3}}, Dead: 2, Replicas: 3, InStep: 2, Oldest: at.Add(-90 * time.Second)}, broken
	}, func() time.Time { return at })
	m.Batch(ingest.Done{Result: ingest.Result{New: 5, Same: 2, Failed: 1, Reports: 11}, Bytes: 900, Oldest: at.Add(-time.Minute), Faults: []ingest.Fault{{Host: "example.org", Kind: "coding"}}}, at)
	var sick error
	ctx, cancel := context.WithCancel(t.Context())
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- m.Serve(ctx, "127.0.0.1:0", func(context.Context) error { return sick }, func(a net.Addr) { address <- "http://" + a.String() })
	}()
	url := <-address
	code, body := get(t, url+"/metrics")
	for _, want := range []string{`bakhar_articles_total{outcome="new"} 5`, `bakhar_articles_total{outcome="aside"} 1`, `bakhar_articles_total{outcome="again"} 0`, `bakhar_faults_total{kind="coding"} 1`, "bakhar_reports_total 11",
		`bakhar_queue_items{kind="article",state="waiting"} 7`, "bakhar_queue_dead 2", "bakhar_queue_oldest_seconds 90", `bakhar_queue_servers{state="behind"} 1`, "bakhar_queue_up 1",
		`bakhar_lag_seconds_bucket{le="60"} 1`, `bakhar_info{coder="bakhar test",lexicon="sha256:abc"} 1`, "go_goroutines"} {
		if code != 200 || !strings.Contains(body, want+"\n") && !strings.Contains(body, want+" ") {
			t.Errorf("%d: no %s", code, want)
		}
	}
	if strings.Contains(body, "example.org") {
		t.Error("a host of an article stands in a label: there is no end of hosts")
	}
	if code, body := get(t, url+"/healthz"); code != 200 || body != "well\n" {
		t.Errorf("healthz: %d %q", code, body)
	}
	broken, sick = errors.New("no queue"), errors.New("the queue does not answer")
	if code, body := get(t, url+"/healthz"); code != 503 || body != "the queue does not answer\n" {
		t.Errorf("healthz: %d %q", code, body)
	}
	if _, body := get(t, url+"/metrics"); !strings.Contains(body, "bakhar_queue_up 0\n") || strings.Contains(body, "bakhar_queue_dead") {
		t.Error("a queue that does not answer is not told")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := m.Serve(t.Context(), "256.0.0.1:1", nil, nil); err == nil {
		t.Error("an address that is none can be listened on")
	}
}
