package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/store"
)

// oneEvent is the argument of commands on one event.
func oneEvent(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s wants one event, not %d: 'bakhar events' lists them with their ids", cmd.Name(), len(args))
	}
	return nil
}

// found gives the event that an id, or the beginning of one, of an event or of one of its reports means.
func (c *desk) found(tx store.Tx, id string) (store.Event, error) {
	whole, err := tx.EventOf(id)
	if errors.Is(err, store.ErrNotFound) {
		return store.Event{}, usageError{fmt.Errorf("there is no event %q: 'bakhar events' lists them with their ids", id)}
	}
	if errors.Is(err, store.ErrAmbiguous) {
		return store.Event{}, usageError{fmt.Errorf("%w: give more of the id", err)}
	}
	if err != nil {
		return store.Event{}, err
	}
	return tx.Event(whole)
}

func (a *app) eventCmd() *cobra.Command {
	var asJSON bool
	var w wanted
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "event [ID]",
		Short: "Show all that is held of one event: who says what, where they disagree, its sources",
		Long: `Show all that is held of one event: its codes, each party's account with its words, where the
accounts disagree, what one leaves out that another tells, and which articles are independent
sources. ID is that of the event or of one of its reports, or the beginning of it; without one, the
first event that the filters of 'bakhar events' find is shown.`,
		Example: `  bakhar event 3f2a91
  bakhar event --text tanker --order loudest
  bakhar event 3f2a91 --json | jq .disagreements`,
		Args: upToOne("event"),
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := w.filter()
			if err != nil {
				return err
			}
			return c.view(func(tx store.Tx) error {
				if len(args) == 1 {
					return c.event(tx, args[0], asJSON)
				}
				f.Limit = 1
				page, err := tx.FindEvents(f)
				if err != nil {
					return err
				}
				if len(page.Events) == 0 {
					return c.nothing(tx)
				}
				return c.event(tx, page.Events[0].ID, asJSON)
			})
		},
	}
	c.flags(cmd)
	w.flags(cmd)
	jsonFlag(cmd, &asJSON, "the card (docs/formats/event.md)")
	return cmd
}

func (c *desk) event(tx store.Tx, id string, asJSON bool) error {
	e, err := c.found(tx, id)
	if err != nil {
		return err
	}
	if asJSON {
		_, err := c.out.Write(append(e.Body, '\n'))
		return err
	}
	var card accounts.Card
	if err := json.Unmarshal(e.Body, &card); err != nil {
		return fmt.Errorf("event %s: %w", e.ID, err)
	}
	return c.show(show.Card(&card, c.paint()))
}
