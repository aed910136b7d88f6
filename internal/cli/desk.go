package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
)

// storeDefault is where the chronicle is kept where neither --store nor BAKHAR_STORE says.
const storeDefault = "bakhar.db"

// desk is what the commands on a chronicle share.
type desk struct {
	*app
	address string
}

func (c *desk) flags(cmd *cobra.Command) {
	address := os.Getenv("BAKHAR_STORE")
	if address == "" {
		address = storeDefault
	}
	cmd.Flags().StringVar(&c.address, "store", address, "the chronicle's `address`: a file, or postgres://…; BAKHAR_STORE sets it for all commands")
}

// there tells whether a chronicle may be at the address: what a server has shows when it is asked.
func (c *desk) there() bool {
	_, err := os.Stat(c.address)
	return err == nil || strings.Contains(c.address, "://")
}

// with opens the chronicle for f. Ctrl-C ends f's context once; a second one ends the program.
func (c *desk) with(create bool, f func(ctx context.Context, st store.Store) error) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	if !create && !c.there() {
		return failure{fmt.Errorf("%s: there is no chronicle: 'bakhar ingest FILE…' begins one, --store names another", c.address)}
	}
	st, err := open.Store(store.Telling(ctx, func(line string) { fmt.Fprintln(c.errw, "bakhar:", line) }), c.address)
	if err != nil {
		return failure{c.opening(err)}
	}
	defer func() {
		if cerr := st.Close(); err == nil && cerr != nil {
			err = failure{cerr}
		}
	}()
	err = f(ctx, st)
	var usage usageError
	switch {
	case err == nil, errors.Is(err, errReported), errors.As(err, &usage):
		return err
	}
	return failure{c.advise(err)}
}

// view opens a chronicle that is there, to read only.
func (c *desk) view(f func(store.Tx) error) error {
	return c.with(false, func(ctx context.Context, st store.Store) error { return st.View(ctx, f) })
}

// usageError is an error in how a command was called that shows only once the chronicle is open.
type usageError struct{ error }

// advise adds the next step to errors that have one.
func (c *desk) advise(err error) error {
	switch {
	case errors.Is(err, store.ErrLocked):
		return fmt.Errorf("%w\nAnother program is writing to it: try again when it is done", err)
	case errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%w\nUse that version of bakhar; this one has changed nothing", err)
	case errors.Is(err, store.ErrCorrupt):
		return fmt.Errorf("%w\nNothing was changed: restore it from a copy, or ingest the articles into a new one", err)
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("%w\nWhat was kept before stays: make room and run the command again", err)
	case errors.Is(err, context.Canceled):
		return errors.New("stopped: what was kept stays, and the same command goes on from there")
	}
	return err
}

// opening is advise for a chronicle that cannot be opened.
func (c *desk) opening(err error) error {
	advised := c.advise(err)
	switch {
	case advised != err:
		return advised
	case strings.Contains(c.address, "://"):
		return fmt.Errorf("%w\nCheck the address in --store or BAKHAR_STORE, and that the server runs: 'bakhar doctor' looks", err)
	}
	return fmt.Errorf("%w\nNothing was changed: --store or BAKHAR_STORE name another file", err)
}

func now() time.Time { return time.Now() }
