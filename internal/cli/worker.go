package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/metrics"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/store"
)

// tellEvery is how often a program tells how it fares.
const tellEvery = 5 * time.Second

func (a *app) workerCmd() *cobra.Command {
	var workers, batch int
	var idle time.Duration
	var s service
	c, b := &desk{app: a}, &bench{app: a}
	cmd := &cobra.Command{
		Use:   "worker",
		Short: "Take articles from the queue, code them and keep them",
		Long: `Take articles and pages from the queue, code them and keep them, until it is told to end (ctrl-C, SIGTERM).
Any number of workers may share a queue and a PostgreSQL database, on one machine or many; each
article is coded by one of them. One that dies loses nothing: what it had in hand is given to another
after a minute. While the database or the queue is away, it waits.`,
		Example: `  bakhar worker --queue nats://alpha,beta,gamma --store postgres://db/bakhar --metrics :9090
  bakhar worker --queue bakhar.queue --idle 10s`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := errors.Join(checkWorkers(workers), checkBatch(batch), s.check()); err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			return c.with(true, func(ctx context.Context, st store.Store) error {
				ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
				defer stop()
				log := s.logger(a.errw)
				q, err := b.open(ctx, log)
				if err != nil {
					return err
				}
				w := &ingest.Worker{Queue: q, Log: log, Idle: idle,
					In: &ingest.Ingest{Store: st, Pipe: a.pipe, Coder: Version, Workers: workers, Batch: batch, Now: now, Failed: func(err error) { log.Error("article", "error", err) }}}
				return errors.Join(s.run(ctx, "worker", a, q, st, w), q.Close())
			})
		},
	}
	c.flags(cmd)
	b.flags(cmd, queueUsage)
	s.flags(cmd)
	workersFlag(cmd, &workers)
	cmd.Flags().IntVar(&batch, "batch", ingest.BatchDefault, "`number` of texts kept in one transaction, at most")
	cmd.Flags().DurationVar(&idle, "idle", 0, "end when nothing has come for this `time` and nothing is at work; 0 never ends")
	return cmd
}

// service is what programs that run for long share: logs, metrics, and notes on how they fare.
type service struct {
	metrics string
	format  string
}

func (s *service) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.metrics, "metrics", "", "answer /metrics (Prometheus) and /healthz at this `address`, such as :9090")
	cmd.Flags().StringVar(&s.format, "log", "text", "the `form` of the log on standard error: text or json")
}

func (s *service) check() error {
	if s.format != "text" && s.format != "json" {
		return fmt.Errorf("--log: %q is neither text nor json", s.format)
	}
	if s.metrics != "" {
		if _, _, err := net.SplitHostPort(s.metrics); err != nil {
			return fmt.Errorf("--metrics: %q is no address such as :9090 or 127.0.0.1:9090", s.metrics)
		}
	}
	return nil
}

func (s *service) logger(w io.Writer) *slog.Logger {
	if s.format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// run runs a worker, and tells meanwhile how it fares.
func (s *service) run(ctx context.Context, program string, a *app, q queue.Queue, st store.Store, w *ingest.Worker) error {
	host, _ := os.Hostname() // a note without a host is one all the same
	tally := ingest.NewTally(program, host, os.Getpid(), Version, now())
	m := metrics.New(Version, a.pipe.Lexicon)
	m.Queue(q.State, now)
	w.Did = func(d ingest.Done) {
		tally.Add(d, now())
		m.Batch(d, now())
		w.Log.Info("batch", "articles", d.Result.Done(), "new", d.New, "same", d.Same, "changed", d.Changed, "aside", d.Failed, "again", d.Again, "passed", d.Passed,
			"reports", d.Reports, "coding_seconds", d.Coding.Seconds(), "saving_seconds", d.Saving.Seconds())
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := s.serve(ctx, cancel, m, w.Log, healthy(q, st)); err != nil {
		return err
	}
	go tell(ctx, w.Log, func(ctx context.Context) error { return q.Tell(ctx, noteName(program, host), tally.Note(now()).JSON()) })
	w.Log.Info(program+" begins", "coder", Version, "workers", w.In.Workers, "batch", w.In.Batch)
	err := w.Run(ctx)
	n := tally.Note(now())
	n.Ended = true
	last, end := context.WithTimeout(context.WithoutCancel(ctx), tellEvery)
	defer end()
	if terr := q.Tell(last, noteName(program, host), n.JSON()); terr != nil {
		w.Log.Warn("tell how things stand", "error", terr)
	}
	w.Log.Info(program+" ends", "new", n.New, "same", n.Same, "changed", n.Changed, "aside", n.Aside, "again", n.Again, "passed", n.Passed, "reports", n.Reports)
	if cause := context.Cause(ctx); err == nil && cause != nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	return err
}

// serve answers for metrics where they are wanted, until ctx ends; what goes wrong later cancels.
func (s *service) serve(ctx context.Context, cancel context.CancelCauseFunc, m *metrics.Metrics, log *slog.Logger, healthy func(context.Context) error) error {
	if s.metrics == "" {
		return nil
	}
	up := make(chan error, 1)
	go func() {
		err := m.Serve(ctx, s.metrics, healthy, func(at net.Addr) {
			log.Info("metrics", "address", at.String())
			up <- nil
		})
		if err != nil {
			select {
			case up <- err:
			default:
				cancel(err)
			}
		}
	}()
	if err := <-up; err != nil {
		return failure{err}
	}
	return nil
}

// healthy tells whether the parts of a program answer, those that it has, in words that show nothing of them.
func healthy(q queue.Queue, st store.Store) func(context.Context) error {
	return func(ctx context.Context) error {
		if q != nil {
			if _, err := q.State(ctx); err != nil {
				return errors.New("the queue does not answer")
			}
		}
		if st != nil {
			if err := st.View(ctx, func(tx store.Tx) error { _, err := tx.Runs(); return err }); err != nil {
				return errors.New("the store does not answer")
			}
		}
		return nil
	}
}

// tell keeps telling how a program fares.
func tell(ctx context.Context, log *slog.Logger, how func(context.Context) error) {
	tick := time.NewTicker(tellEvery)
	defer tick.Stop()
	for {
		if err := how(ctx); err != nil && ctx.Err() == nil {
			log.Warn("tell how things stand", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// noteName is what a program's notes are found under, on this machine and in this process.
func noteName(program, host string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, strings.ToLower(host))
	return fmt.Sprintf("%s-%.30s-%d", program, name, os.Getpid())
}
