package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/examples"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) demoCmd() *cobra.Command {
	c := &serving{desk: desk{app: a}, service: service{format: "text"}, trustLocal: true, rate: guard.RateDefault, cache: 64}
	var keep string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Make a chronicle of the bundled week of news and serve it, to look around",
		Long: `Make a chronicle of the bundled week of news, sixty made-up articles in three languages, and serve it on
this machine. Anybody on this machine may correct in it without a token. It is gone when the program
ends, unless --keep names a folder.`,
		Example: `  bakhar demo
  bakhar demo --keep demo && bakhar events --store demo/demo.db`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) (err error) {
			dir := keep
			if dir == "" {
				if dir, err = os.MkdirTemp("", "bakhar-demo-"); err != nil {
					return failure{err}
				}
				defer os.RemoveAll(dir)
			} else if err := os.MkdirAll(dir, 0o700); err != nil {
				return failure{err}
			}
			c.address, c.tokens = filepath.Join(dir, "demo.db"), filepath.Join(dir, "tokens")
			g, err := c.guard()
			if err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			a.in = bytes.NewReader(examples.Week)
			return c.with(true, func(ctx context.Context, st store.Store) error {
				fmt.Fprintln(a.errw, "bakhar: reading a week of news …")
				if err := c.ingest(ctx, st, []string{"-"}, &texts{}, reading{workers: runtime.GOMAXPROCS(0), batch: ingest.BatchDefault}); err != nil {
					return err
				}
				return c.serve(st, g)
			})
		},
	}
	cmd.Flags().StringVar(&c.listen, "listen", "127.0.0.1:8350", "`address` to listen on")
	cmd.Flags().StringVar(&keep, "keep", "", "keep the chronicle in this `folder`")
	return cmd
}
