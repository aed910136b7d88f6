// Package metrics tells Prometheus how a program fares that runs for long: what it has done, how long that took, how the queue stands. It
// also answers whether the program is healthy. What is counted is counted elsewhere; nothing here decides anything.
//
// Names never change within a major version. No label holds what comes from outside (hosts, addresses), of which there is no end: errors by host
// are shown by "bakhar status".
package metrics

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/queue"
)

// Metrics are those of one program.
type Metrics struct {
	registry *prometheus.Registry
	articles *prometheus.CounterVec
	faults   *prometheus.CounterVec
	reports  prometheus.Counter
	bytes    prometheus.Counter
	batch    prometheus.Histogram
	coding   prometheus.Histogram
	saving   prometheus.Histogram
	lag      prometheus.Histogram
	requests *prometheus.HistogramVec
	answers  *prometheus.CounterVec
}

// seconds are the bounds of histograms of times.
var seconds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// New makes the metrics of a program of this version and data.
func New(coder, lexicon string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		articles: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "bakhar_articles_total", Help: "Articles taken in, by what became of them."}, []string{"outcome"}),
		faults:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "bakhar_faults_total", Help: "What went wrong with articles, or of a watcher with feeds and pages, by kind."}, []string{"kind"}),
		reports:  prometheus.NewCounter(prometheus.CounterOpts{Name: "bakhar_reports_total", Help: "Reports found in articles."}),
		bytes:    prometheus.NewCounter(prometheus.CounterOpts{Name: "bakhar_text_bytes_total", Help: "Bytes of texts taken in."}),
		batch:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "bakhar_batch_articles", Help: "Articles of a batch.", Buckets: []float64{1, 2, 4, 8, 16, 32, 64, 128, 256, 512}}),
		coding:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "bakhar_batch_coding_seconds", Help: "Time of coding a batch, finding the articles of pages included.", Buckets: seconds}),
		saving:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "bakhar_batch_saving_seconds", Help: "Time of keeping a batch, waiting for other writers included.", Buckets: seconds}),
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "bakhar_lag_seconds", Help: "Time from putting the oldest article of a batch until it was kept.",
			Buckets: []float64{.1, .5, 1, 5, 15, 60, 300, 900, 3600, 14400, 86400}}),
	}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "bakhar_request_seconds", Help: "Time of requests to the API, by operation and status; streams for as long as they last.",
		Buckets: seconds}, []string{"operation", "status"})
	m.answers = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "bakhar_answers_total", Help: "Answers that may be kept: the reader had it (fresh), kept, shared with another that asked, made."}, []string{"how"})
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: "bakhar_info", Help: "Version of the program and its data.", ConstLabels: prometheus.Labels{"coder": coder, "lexicon": lexicon}})
	info.Set(1)
	m.registry.MustRegister(m.articles, m.faults, m.reports, m.bytes, m.batch, m.coding, m.saving, m.lag, m.requests, m.answers, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, outcome := range []string{"new", "same", "changed", "aside", "again", "passed"} { // so that a rate has a beginning
		m.articles.WithLabelValues(outcome)
	}
	return m
}

// Batch counts a batch of a worker.
func (m *Metrics) Batch(d ingest.Done, now time.Time) {
	for outcome, n := range map[string]int{"new": d.New, "same": d.Same, "changed": d.Changed, "aside": d.Failed, "again": d.Again, "passed": d.Passed} {
		m.articles.WithLabelValues(outcome).Add(float64(n))
	}
	for _, f := range d.Faults {
		m.faults.WithLabelValues(f.Kind).Inc()
	}
	m.reports.Add(float64(d.Reports))
	m.bytes.Add(float64(d.Bytes))
	if n := d.Result.Done(); n > 0 {
		m.batch.Observe(float64(n))
		m.coding.Observe(d.Coding.Seconds())
		m.saving.Observe(d.Saving.Seconds())
		m.lag.Observe(now.Sub(d.Oldest).Seconds())
	}
}

// Request counts a request of the HTTP API by its operation, which is one of a few.
func (m *Metrics) Request(operation string, status int, took time.Duration) {
	m.requests.WithLabelValues(operation, strconv.Itoa(status)).Observe(took.Seconds())
}

// Answer counts how an answer came about.
func (m *Metrics) Answer(how string) { m.answers.WithLabelValues(how).Inc() }

// Fault counts something that went wrong apart from any batch.
func (m *Metrics) Fault(kind string) { m.faults.WithLabelValues(kind).Inc() }

// Taken counts articles that a watcher has taken in, or put into a queue.
func (m *Metrics) Taken(r ingest.Result) {
	for outcome, n := range map[string]int{"new": r.New, "same": r.Same, "changed": r.Changed, "aside": r.Failed} {
		m.articles.WithLabelValues(outcome).Add(float64(n))
	}
	m.reports.Add(float64(r.Reports))
}

// Feeds adds how the feeds of a watcher stand, asked anew each time that somebody looks.
func (m *Metrics) Feeds(state func() ingest.Feeds) {
	gauge := func(name, help string, labels prometheus.Labels, value func(ingest.Feeds) float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, func() float64 { return value(state()) }))
	}
	const feeds = "Feeds, by how they stand."
	gauge("bakhar_feeds", feeds, prometheus.Labels{"state": "well"}, func(f ingest.Feeds) float64 { return float64(f.Listed - f.Failing - f.Retired) })
	gauge("bakhar_feeds", feeds, prometheus.Labels{"state": "failing"}, func(f ingest.Feeds) float64 { return float64(f.Failing) })
	gauge("bakhar_feeds", feeds, prometheus.Labels{"state": "retired"}, func(f ingest.Feeds) float64 { return float64(f.Retired) })
	gauge("bakhar_feeds_late_seconds", "By how long the poll of a feed is overdue that is overdue longest.", nil, func(f ingest.Feeds) float64 { return f.Late })
}

// Queue adds how a queue stands, asked anew each time that somebody looks.
func (m *Metrics) Queue(state func(context.Context) (queue.State, error), now func() time.Time) {
	m.registry.MustRegister(&standing{state, now})
}

var (
	descItems  = prometheus.NewDesc("bakhar_queue_items", "Items in the queue.", []string{"kind", "state"}, nil)
	descDead   = prometheus.NewDesc("bakhar_queue_dead", "Items that were set aside.", nil, nil)
	descBytes  = prometheus.NewDesc("bakhar_queue_bytes", "Bytes of what waits or is at work.", nil, nil)
	descOldest = prometheus.NewDesc("bakhar_queue_oldest_seconds", "Age of the oldest item that waits or is at work.", nil, nil)
	descInStep = prometheus.NewDesc("bakhar_queue_servers", "Servers that hold the queue, by whether they have all of it.", []string{"state"}, nil)
	descUp     = prometheus.NewDesc("bakhar_queue_up", "Whether the queue answers.", nil, nil)
)

// standing collects how a queue stands.
type standing struct {
	state func(context.Context) (queue.State, error)
	now   func() time.Time
}

// answer is how long a queue may take to say how it stands.
const answer = 3 * time.Second

func (s *standing) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{descItems, descDead, descBytes, descOldest, descInStep, descUp} {
		ch <- d
	}
}

func (s *standing) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), answer)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	q, err := s.state(ctx)
	if err != nil {
		gauge(descUp, 0)
		return
	}
	gauge(descUp, 1)
	for _, k := range q.Kinds {
		gauge(descItems, float64(k.Waiting), k.Kind, "waiting")
		gauge(descItems, float64(k.AtWork), k.Kind, "at_work")
	}
	gauge(descDead, float64(q.Dead))
	gauge(descBytes, float64(q.Bytes))
	age := 0.0
	if !q.Oldest.IsZero() {
		age = s.now().Sub(q.Oldest).Seconds()
	}
	gauge(descOldest, age)
	gauge(descInStep, float64(q.InStep), "in_step")
	gauge(descInStep, float64(q.Replicas-q.InStep), "behind")
}

// Handler answers /metrics and /healthz: the latter with 200 where healthy gives no error, with 503 and the reason otherwise.
func (m *Metrics) Handler(healthy func(context.Context) error) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), answer)
		defer cancel()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		if err := healthy(ctx); err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			fmt.Fprintln(w, err)
			return
		}
		fmt.Fprintln(w, "well")
	})
	return mux
}

// Serve answers at an address until ctx ends; listening tells where it listens. An address that cannot be listened on is an error at once.
func (m *Metrics) Serve(ctx context.Context, address string, healthy func(context.Context) error, listening func(net.Addr)) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	s := &http.Server{Handler: m.Handler(healthy), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 20 * time.Second, MaxHeaderBytes: 8 << 10}
	listening(l.Addr())
	defer context.AfterFunc(ctx, func() { s.Close() })()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("metrics: %w", err)
	}
	return nil
}
