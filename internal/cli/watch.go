package cli

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"log/slog"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/metrics"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/source"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/source/html"
	"github.com/bakhar/bakhar/internal/source/opml"
	"github.com/bakhar/bakhar/internal/source/polite"
	"github.com/bakhar/bakhar/internal/source/watch"
	"github.com/bakhar/bakhar/internal/source/web"
	"github.com/bakhar/bakhar/internal/store"
)

// saveEvery is how often a watcher's state is written to disk; a program that is killed asks for no more than that again.
const saveEvery = time.Minute

// watching is one run of `bakhar watch`.
type watching struct {
	*app
	contact, state string
	allow          []string
	pause          time.Duration
	workers        int
	log            service
	queue          queue.Queue // where the articles go into one

	watcher *watch.Watcher
	tally   *ingest.Tally
	metrics *metrics.Metrics
}

func (a *app) watchCmd() *cobra.Command {
	w := &watching{app: a}
	c, b := &desk{app: a}, &bench{app: a}
	cmd := &cobra.Command{
		Use:   "watch OPML|URL…",
		Short: "Follow feeds and news sitemaps, and take in what they bring",
		Long: `Follow feeds (RSS, Atom, JSON Feed) and news sitemaps, politely and for as long as it is let: robots.txt,
pauses, Retry-After and back-off are kept; only what is new is asked for; the whole article is fetched where a
feed has a summary. Nothing is asked of a private, loopback or link-local address unless --allow names it.
What is known of the feeds is kept beside the chronicle, so that the next run goes on where this one ended.
An argument is a list of feeds as feed readers export it (OPML), or the address of one feed.

With --queue, articles are put into the queue, for 'bakhar worker' to take. docs/fetching.md says what is done
about sites that misbehave.`,
		Example: `  bakhar watch feeds.opml --contact https://example.org/about-our-crawler
  bakhar watch https://example.org/rss.xml --contact desk@example.org
  bakhar watch feeds.opml --contact desk@example.org --queue nats://alpha,beta,gamma`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no feeds: name an OPML file or the address of a feed")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if w.contact == "" {
				return errors.New("--contact: sites must be able to ask somebody about these requests: give a page's or a mail address")
			}
			if err := errors.Join(checkWorkers(w.workers), w.log.check()); err != nil {
				return err
			}
			fetcher, feeds, err := w.set(args)
			if err != nil {
				return err
			}
			defer fetcher.Close()
			if _, err := a.load(); err != nil {
				return err
			}
			if b.address != "" {
				return b.with(func(ctx context.Context, q *nats.Queue) error {
					w.queue = q
					return w.run(ctx, fetcher, feeds, "bakhar", func(ctx context.Context, in *ingest.Ingest, texts iter.Seq2[file.Text, error]) (ingest.Result, error) {
						return in.Put(ctx, q, texts)
					}, nil)
				})
			}
			return c.with(true, func(ctx context.Context, st store.Store) error {
				return w.run(ctx, fetcher, feeds, c.address, func(ctx context.Context, in *ingest.Ingest, texts iter.Seq2[file.Text, error]) (ingest.Result, error) {
					return in.Texts(ctx, texts)
				}, st)
			})
		},
	}
	c.flags(cmd)
	b.flags(cmd, "put the articles into the queue at this `address` instead: nats://host,host… or a folder")
	f := cmd.Flags()
	f.StringVar(&w.contact, "contact", os.Getenv("BAKHAR_CONTACT"), "the `address` of a page or of mail that sites find in our requests; BAKHAR_CONTACT sets it")
	f.StringVar(&w.state, "state", "", "the `file` that keeps what is known of the feeds; beside the chronicle where it is not told")
	f.StringSliceVar(&w.allow, "allow", nil, "`networks` that may be reached though they are private, such as 10.1.0.0/16")
	f.DurationVar(&w.pause, "pause", polite.Defaults.Pause, "`time` between two requests to a host, where its robots.txt asks for no longer one")
	w.log.flags(cmd)
	workersFlag(cmd, &w.workers)
	return cmd
}

// set makes the client from the flags, and the list of feeds from the arguments.
func (w *watching) set(args []string) (*web.Client, []opml.Feed, error) {
	config := web.Config{Version: bakhar.Version, Contact: w.contact, AnyPort: len(w.allow) > 0}
	for _, s := range w.allow {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, nil, fmt.Errorf("--allow: %q is no network such as 10.1.0.0/16", s)
		}
		config.Allow = append(config.Allow, p)
	}
	var feeds []opml.Feed
	for _, arg := range args {
		if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
			feeds = append(feeds, opml.Feed{URL: arg})
			continue
		}
		data, err := readList(arg)
		if err != nil {
			return nil, nil, failure{err}
		}
		list, problems := opml.Parse(data)
		for _, p := range problems {
			w.complain("%s: %v", arg, p)
		}
		feeds = append(feeds, list...)
	}
	if len(feeds) == 0 {
		return nil, nil, failure{errors.New("there is no feed in what was named")}
	}
	client, err := web.New(config)
	if err != nil {
		return nil, nil, fmt.Errorf("--contact: %w", err)
	}
	return client, feeds, nil
}

func readList(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, opml.BytesMax+1))
	if err == nil && len(data) > opml.BytesMax {
		err = fmt.Errorf("%s: more than %d bytes", name, opml.BytesMax)
	}
	return data, err
}

// taking is what becomes of an article: coded and kept here, or put into a queue.
type taking func(ctx context.Context, in *ingest.Ingest, texts iter.Seq2[file.Text, error]) (ingest.Result, error)

// run watches until it is told to end, and keeps what it knows of the feeds.
func (w *watching) run(ctx context.Context, client *web.Client, feeds []opml.Feed, beside string, take taking, st store.Store) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if w.state == "" {
		w.state = watchState(beside)
	}
	saved, err := watch.Load(w.state)
	if err != nil {
		return failure{err}
	}
	log := w.log.logger(w.errw)
	seed := fnv.New64a()
	io.WriteString(seed, w.contact) // two installations do not ask at the same moments
	fetcher := polite.New(polite.Config{Client: client, Clock: polite.System{}, Seed: seed.Sum64(), Pause: w.pause})
	fetcher.Restore(saved.Hosts)
	var one sync.Mutex // articles are kept one after the other
	watcher := watch.New(watch.Config{Fetcher: fetcher, Clock: polite.System{}, Seed: seed.Sum64(), Extract: extract,
		Spread: min(watch.Defaults.Spread, time.Duration(len(feeds))*time.Second), // a short list begins at once
		Deliver: func(ctx context.Context, a watch.Article) error {
			one.Lock()
			defer one.Unlock()
			return w.deliver(ctx, log, st, take, a)
		},
		Report: func(feed string, err *source.Error) {
			log.Warn("source", "feed", feed, "kind", string(err.Kind), "error", err.Error())
			w.wrong(feed, err)
		},
	}, feeds, saved.Feeds)
	w.watcher = watcher
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := w.begin(ctx, cancel, log, st); err != nil {
		return err
	}
	log.Info("watching", "feeds", len(feeds), "state", w.state)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(saveEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := watch.Save(w.state, watcher.State()); err != nil {
					log.Error("state", "error", err)
				}
			}
		}
	}()
	watcher.Run(ctx)
	<-done
	w.end(log)
	if err := watch.Save(w.state, watcher.State()); err != nil {
		return failure{err}
	}
	log.Info("ended", "state", w.state)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) && !errors.Is(cause, context.DeadlineExceeded) {
		return failure{cause}
	}
	return nil
}

// deliver takes in one article. One that cannot be coded is named and done with; an error of the store means that it must be offered again.
func (w *watching) deliver(ctx context.Context, log *slog.Logger, st store.Store, take taking, a watch.Article) error {
	text := file.Text{Language: a.Language, Published: a.Published, Publisher: a.Publisher, URL: a.URL, Title: a.Title, Text: a.Text, Extracted: true, File: a.URL, Offset: -1}
	in := &ingest.Ingest{Store: st, Pipe: w.pipe, Coder: Version, Workers: w.workers, Batch: 1, Now: now, Failed: func(err error) { log.Warn("article", "error", err.Error()) }}
	if w.pipe.Packs[tag(text.Language)] == nil {
		text.Language = "" // the page says that it is in another: the text decides
	} else {
		text.Language = tag(text.Language)
	}
	res, err := take(ctx, in, func(yield func(file.Text, error) bool) { yield(text, nil) })
	if err != nil {
		return err
	}
	w.tally.Add(ingest.Done{Result: res}, now())
	w.metrics.Taken(res)
	log.Info("article", "url", a.URL, "publisher", a.Publisher, "new", res.New, "same", res.Same, "changed", res.Changed, "reports", res.Reports, "from_feed", a.FromFeed)
	return nil
}

// extract finds the article of a page. A headline that stands above the text is its first line, as in files.
func extract(p watch.Page) (watch.Text, error) {
	page, err := html.Extract(p.Body, html.Source{Address: p.URL, ContentType: p.ContentType})
	if err != nil {
		return watch.Text{}, err
	}
	text := page.Text()
	if page.Shown {
		text = page.Title + "\n" + text
	}
	return watch.Text{Title: page.Title, Author: page.Author, Publisher: page.Publisher, Language: page.Language,
		Published: page.Published.String(), Canonical: page.Canonical, Text: text}, nil
}
