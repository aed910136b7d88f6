package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/ui"
)

// serving is one run of `bakhar serve`.
type serving struct {
	desk
	listen string
}

func (a *app) serveCmd() *cobra.Command {
	c := &serving{desk: desk{app: a}}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the chronicle: web interface and HTTP API",
		Long: `Serve the chronicle: the web interface, and the HTTP API under /api/v1, whose OpenAPI document
stands at /api/v1/openapi.json. docs/api.md describes it, docs/operating.md how to run it for others.`,
		Example: `  bakhar serve
  bakhar serve --store week.db --listen 127.0.0.1:8350`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.with(false, c.serve)
		},
	}
	c.flags(cmd)
	cmd.Flags().StringVar(&c.listen, "listen", "127.0.0.1:8350", "`address` to listen on")
	return cmd
}

// The limits of connections.
const (
	headerTime   = 5 * time.Second
	idleTime     = 2 * time.Minute
	shutdownTime = 10 * time.Second
	headerBytes  = 32 << 10
)

func (c *serving) serve(ctx context.Context, st store.Store) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	pages, err := ui.Handler()
	if err != nil {
		return failure{err}
	}
	s := server.New(server.Config{Store: st, Pages: pages, Pipeline: p, Coder: Version, Log: slog.New(slog.NewTextHandler(c.errw, nil)), Now: now})
	l, err := net.Listen("tcp", c.listen)
	if err != nil {
		return usageError{fmt.Errorf("--listen: %w", err)}
	}
	srv := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() {
		end, cancel := context.WithTimeout(context.Background(), shutdownTime)
		defer cancel()
		_ = srv.Shutdown(end)
	})
	defer stop()
	fmt.Fprintf(c.errw, "bakhar: the chronicle is at http://%s/\n", l.Addr())
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (a *app) openapiCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "openapi",
		Short: "Print the OpenAPI document of the HTTP API",
		Long: `Print the OpenAPI 3.1 document of the HTTP API that 'bakhar serve' gives: what clients in other
languages are generated from.`,
		Example: "  bakhar openapi > openapi.json",
		Args:    cobra.NoArgs,
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
