package cli

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/mcp"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) mcpCmd() *cobra.Command {
	var page string
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an AI assistant ask the chronicle (Model Context Protocol on standard input and output)",
		Long: `Let an AI assistant ask the chronicle, by the Model Context Protocol on standard input and output:
search events, show one with its accounts and evidence, say why reports were merged, explain a
report rule by rule, find actors, read articles, code a text. Nothing can be changed by it.
Assistants start this command themselves; docs/mcp.md shows how they are told of it.`,
		Example: `  bakhar mcp --store /var/lib/bakhar/bakhar.db
  bakhar mcp --page http://127.0.0.1:8080    # answers also tell the address of their page`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if page != "" {
				u, err := url.Parse(page)
				if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
					return fmt.Errorf("--page: %q is no address of a web interface, such as http://127.0.0.1:8080", page)
				}
			}
			return c.with(false, func(ctx context.Context, st store.Store) error {
				s, err := mcp.New(mcp.Config{Store: st, Pipe: sync.OnceValues(a.load), Coder: Version, Version: bakhar.Version,
					Page: strings.TrimRight(page, "/"), Log: slog.New(slog.NewTextHandler(a.errw, &slog.HandlerOptions{Level: slog.LevelWarn}))})
				if err != nil {
					return err
				}
				return s.Serve(ctx, a.in, a.out)
			})
		},
	}
	c.flags(cmd)
	cmd.Flags().StringVar(&page, "page", "", "`address` of the web interface, for links to its pages")
	return cmd
}
