package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/metrics"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/ui"
)

// serving is one run of `bakhar serve`.
type serving struct {
	desk
	service
	listen, tokens, queue string
	pages                 string // internal/ui/dist, while one works on it
	hosts, proxies        []string
	trustLocal, create    bool
	rate                  float64
	cache                 int
}

func (a *app) serveCmd() *cobra.Command {
	c := &serving{desk: desk{app: a}}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the chronicle: web interface and HTTP API",
		Long: `Serve the chronicle: the web interface, and the HTTP API under /api/v1, whose OpenAPI document
stands at /api/v1/openapi.json. On the machine itself anybody may read; all others need a token of
'bakhar token', and so does who corrects. docs/api.md describes the API, docs/operating.md how to serve
others: names, a reverse proxy with TLS, limits.`,
		Example: `  bakhar serve
  bakhar serve --store week.db --trust-local
  bakhar serve --store postgres://db/bakhar --host bakhar.example.org --proxy 127.0.0.1 --tokens /etc/bakhar/tokens`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := c.service.check(); err != nil {
				return err
			}
			g, err := c.guard()
			if err != nil {
				return err
			}
			return c.with(c.create, func(_ context.Context, st store.Store) error { return c.serve(st, g) })
		},
	}
	c.desk.flags(cmd)
	c.service.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.listen, "listen", "127.0.0.1:8350", "`address` to listen on")
	f.StringVar(&c.pages, "pages", "", "`folder` to take the web interface from, read anew for each page: for work on it")
	_ = f.MarkHidden("pages")
	tokensFlag(cmd, &c.tokens)
	f.StringArrayVar(&c.hosts, "host", nil, "a `name` that the server goes by, as bakhar.example.org; localhost and addresses need none")
	f.StringArrayVar(&c.proxies, "proxy", nil, "a reverse proxy's `address` or network: its X-Forwarded-For and X-Forwarded-Proto are believed")
	f.BoolVar(&c.trustLocal, "trust-local", false, "on this machine anybody may correct without a token: only where nobody else uses it")
	f.BoolVar(&c.create, "create", false, "begin a chronicle where there is none")
	f.Float64Var(&c.rate, "rate", guard.RateDefault, "`number` of requests a second that one client may go on making; below 0 for no limit")
	f.IntVar(&c.cache, "cache", 32, "at most so many `megabytes` of answers are kept in memory")
	f.StringVar(&c.queue, "queue", os.Getenv("BAKHAR_QUEUE"), "show how the intake of the queue at this `address` fares: nats://host,host…")
	return cmd
}

// The limits of connections.
const (
	headerTime   = 5 * time.Second
	idleTime     = 2 * time.Minute
	shutdownTime = 10 * time.Second
	headerBytes  = 32 << 10
)

// collectAt is how much, in hundredths of what is in use, memory grows before it is collected, where GOGC says nothing: much of what is in use stays (language
// data, faces of events, answers kept), so that the usual 100 would be twice as much memory for little time.
const collectAt = 30

// guard reads the flags that say whom to trust.
func (c *serving) guard() (*guard.Guard, error) {
	if err := checkListen(c.listen); err != nil {
		return nil, err
	}
	g := guard.Config{TrustLocal: c.trustLocal, Hosts: c.hosts, Rate: c.rate, Now: now}
	if c.rate == 0 {
		return nil, errors.New("--rate: 0 requests a second are none; below 0 there is no limit")
	}
	if c.cache < 1 || c.cache > 4096 {
		return nil, fmt.Errorf("--cache: %d is not between 1 and 4096", c.cache)
	}
	for _, p := range c.proxies {
		prefix, err := netip.ParsePrefix(p)
		if addr, aerr := netip.ParseAddr(p); err != nil && aerr == nil {
			prefix, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("--proxy: %q is neither an address as 127.0.0.1 nor a network as 10.0.0.0/8", p)
		}
		g.Proxies = append(g.Proxies, prefix)
	}
	var err error
	if g.Tokens, err = guard.OpenTokens(c.tokens); err != nil {
		return nil, failure{err}
	}
	return guard.New(g), nil
}

// interfacePages are those of the program, or of a folder that changes while one works on them (docs/web.md).
func (c *serving) interfacePages() (http.Handler, error) {
	if c.pages == "" {
		return ui.Handler()
	}
	return ui.Live(os.DirFS(c.pages))
}

// serve serves until ctrl-C or SIGTERM; what is being answered then is answered.
func (c *serving) serve(st store.Store, g *guard.Guard) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	pages, err := c.interfacePages()
	if err != nil {
		return failure{err}
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	debug.FreeOSMemory() // what reading the language data has left is not needed again
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log := c.logger(c.errw)
	m := metrics.New(Version, p.Lexicon)
	s := server.New(server.Config{Store: st, Pipeline: p, Coder: Version, Guard: g, Pages: pages, Intake: c.intake(ctx, log), Meter: m, CacheBytes: c.cache << 20, Log: log, Now: now})
	l, err := net.Listen("tcp", c.listen)
	if err != nil {
		return failure{fmt.Errorf("--listen: %w", err)}
	}
	if err := c.measure(ctx, m, st, log); err != nil {
		_ = l.Close()
		return failure{err}
	}
	srv := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	srv.RegisterOnShutdown(s.Close)
	go s.Run(ctx)
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		stop() // a second ctrl-C ends the program
		end, cancel := context.WithTimeout(context.Background(), shutdownTime)
		defer cancel()
		ended <- srv.Shutdown(end)
	}()
	fmt.Fprintf(c.errw, "bakhar: the chronicle is at http://%s/\n", l.Addr())
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	if err := <-ended; err != nil {
		log.Warn("some requests were cut off", "error", err)
		return srv.Close()
	}
	return nil
}

// measure answers /metrics and /healthz where that is wanted.
func (c *serving) measure(ctx context.Context, m *metrics.Metrics, st store.Store, log *slog.Logger) error {
	if c.metrics == "" {
		return nil
	}
	well := func(ctx context.Context) error {
		if err := st.View(ctx, func(tx store.Tx) error { _, err := tx.Version(); return err }); err != nil {
			return errors.New("the store does not answer")
		}
		return nil
	}
	up := make(chan error, 1)
	go func() {
		if err := m.Serve(ctx, c.metrics, well, func(at net.Addr) {
			log.Info("metrics", "address", at.String())
			up <- nil
		}); err != nil {
			select {
			case up <- err:
			default:
				log.Error("metrics", "error", err)
			}
		}
	}()
	return <-up
}

// intake asks how a queue fares, where one was named. It is connected to when it is first asked for, and again when it was away.
func (c *serving) intake(ctx context.Context, log *slog.Logger) func(context.Context) (queue.State, []ingest.Note, error) {
	if c.queue == "" {
		return nil
	}
	open := make(chan *nats.Queue, 1)
	open <- nil
	return func(rctx context.Context) (state queue.State, notes []ingest.Note, err error) {
		var q *nats.Queue
		select {
		case q = <-open:
		case <-rctx.Done():
			return state, nil, rctx.Err()
		}
		defer func() { open <- q }()
		if q == nil {
			if q, err = nats.Open(ctx, nats.Config{Address: c.queue, Client: Version, Log: log}); err != nil {
				q = nil
				return state, nil, err
			}
		}
		if state, err = q.State(rctx); err != nil {
			return state, nil, err
		}
		notes, err = programs(rctx, q)
		return state, notes, err
	}
}

func (a *app) openapiCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "openapi",
		Short: "Print the OpenAPI document of the HTTP API",
		Long: `Print the OpenAPI 3.1 document of the HTTP API that 'bakhar serve' gives: what clients in other
languages are generated from.`,
		Example: "  bakhar openapi > openapi.json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			data, err := server.Document(Version)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "%s\n", data)
			return err
		},
	}
}
