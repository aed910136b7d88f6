package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/metrics"
	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/store"
)

// watchState is the file beside a chronicle that keeps what is known of feeds.
func watchState(chronicle string) string {
	if strings.Contains(chronicle, "://") {
		chronicle = "bakhar"
	}
	return chronicle + ".watch.json"
}

// watchNote is the file beside a state in which a watcher without a queue tells how it fares.
func watchNote(state string) string { return strings.TrimSuffix(state, ".json") + ".now.json" }

// begin starts to count, and to tell how the watcher fares: in the queue, or else in a file beside its state.
func (w *watching) begin(ctx context.Context, cancel context.CancelCauseFunc, log *slog.Logger, st store.Store) error {
	host, _ := os.Hostname() // a note without a host is one all the same
	w.tally = ingest.NewTally("watch", host, os.Getpid(), Version, now())
	w.metrics = metrics.New(Version, w.pipe.Lexicon)
	w.metrics.Feeds(w.feeds)
	if w.queue != nil {
		w.metrics.Queue(w.queue.State, now)
	}
	if err := w.log.serve(ctx, cancel, w.metrics, log, healthy(w.queue, st)); err != nil {
		return err
	}
	go tell(ctx, log, func(ctx context.Context) error { return w.tell(ctx, false) })
	return nil
}

// end tells that the watcher has ended.
func (w *watching) end(log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), tellEvery)
	defer cancel()
	if err := w.tell(ctx, true); err != nil {
		log.Warn("tell how things stand", "error", err)
	}
}

func (w *watching) tell(ctx context.Context, ended bool) error {
	n := w.tally.Note(now())
	feeds := w.feeds()
	n.Feeds, n.Ended = &feeds, ended
	if w.queue != nil {
		return w.queue.Tell(ctx, noteName(n.Program, n.Host), n.JSON())
	}
	path := watchNote(w.state)
	tmp := path + ".new"
	if err := os.WriteFile(tmp, n.JSON(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

// feeds tells how the feeds stand.
func (w *watching) feeds() ingest.Feeds {
	var f ingest.Feeds
	at := now()
	for _, s := range w.watcher.Status() {
		f.Listed++
		switch {
		case s.Retired:
			f.Retired++
			continue
		case s.Kind != "":
			f.Failing++
		}
		f.Late = max(f.Late, at.Sub(s.Due).Seconds())
	}
	return f
}

// wrong counts what went wrong by the host that was asked; by that of the feed where nothing was.
func (w *watching) wrong(feed string, err *source.Error) {
	host := ""
	for _, address := range []string{err.URL, feed} {
		if u, perr := url.Parse(address); perr == nil && u.Host != "" {
			host = u.Host
			break
		}
	}
	w.tally.Fault(ingest.Fault{Host: host, Kind: string(err.Kind)})
	w.metrics.Fault(string(err.Kind))
}

// noteAge is how long what a watcher has told is worth telling: afterwards it is gone.
const noteAge = time.Minute

// watcherBeside gives what the watcher beside a chronicle has told lately; nil where there is none.
func watcherBeside(chronicle string) (*ingest.Note, error) {
	path := watchNote(watchState(chronicle))
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	n, err := ingest.ReadNote(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	if now().Sub(n.Told) > noteAge {
		return nil, nil
	}
	return &n, nil
}
