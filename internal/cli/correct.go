package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/decide"
	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// correcting is one run of `bakhar correct`.
type correcting struct {
	desk
	analyst, reason string
	whole           bool // ids name events with all their reports
	asJSON          bool
	set             []string
}

func (a *app) correctCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "correct",
		Short: "Accept, reject, edit, split or merge what was coded; undo it again",
		Long: `Decide about reports, by name and with a reason. Corrections are kept apart from what was coded,
win over it, and hold when articles are coded again. An id is that of a report ('bakhar event ID'
shows them), or the beginning of it; with --event it is that of an event and stands for all its reports.`,
		Example: `  bakhar correct accept 3f2a91 --event --analyst "A. Kulkarni" --reason "read in both papers"
  bakhar correct reject b3f09a --analyst "A. Kulkarni" --reason "a film, not a war"
  bakhar correct edit b3f09a --set type=COERCE --set mode=arrest --set actor=IND/COP --analyst AK --reason "police, not army"
  bakhar correct merge 3f2a91 77aa01 --analyst AK --reason "one strike, told of two towns"
  bakhar correct split 3f2a91 b3f09a --analyst AK --reason "that is Thursday's strike"
  bakhar correct undo 4 --analyst AK --reason "it was right"`,
	}
	cmd.AddCommand(
		a.judgeCmd(corrections.Accept, "Say that reports are right as they are"),
		a.judgeCmd(corrections.Reject, "Say that an article tells no such event there"),
		a.editCmd(), a.splitCmd(), a.mergeCmd(), a.undoCmd(), a.correctionsCmd())
	return cmd
}

// command makes a subcommand with the flags that all have.
func (c *correcting) command(use, short, example string, args cobra.PositionalArgs, request func(tx store.Tx, args []string) (corrections.Request, error)) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Example: example, Args: args,
		RunE: func(_ *cobra.Command, args []string) error {
			if c.analyst == "" || c.reason == "" {
				return errors.New("a correction needs --analyst NAME (or BAKHAR_ANALYST) and --reason TEXT")
			}
			return c.with(false, func(ctx context.Context, st store.Store) error {
				return st.Update(ctx, func(tx store.Tx) error {
					req, err := request(tx, args)
					if err != nil {
						return err
					}
					return c.add(tx, req)
				})
			})
		}}
	c.flags(cmd)
	cmd.Flags().StringVar(&c.analyst, "analyst", os.Getenv("BAKHAR_ANALYST"), "the `name` of who decides; BAKHAR_ANALYST sets it for all commands")
	cmd.Flags().StringVar(&c.reason, "reason", "", "why, in a `sentence`")
	jsonFlag(cmd, &c.asJSON, "numbers of the corrections, and the events that the reports are in now")
	return cmd
}

// add keeps a correction and places what it speaks of anew.
func (c *correcting) add(tx store.Tx, req corrections.Request) error {
	req.Analyst, req.Reason, req.Made = c.analyst, c.reason, now()
	kept, err := decide.Keep(tx, req)
	if err != nil {
		return mendable(err)
	}
	numbers := make([]string, len(kept.Corrections))
	for i, id := range kept.Corrections {
		numbers[i] = strconv.FormatInt(id, 10)
	}
	if c.asJSON {
		return c.json(wire.Decided{Corrections: kept.Corrections, Events: append([]string{}, kept.Events...)})
	}
	fmt.Fprintf(c.screen, "correction %s kept: %s\n", strings.Join(numbers, ", "), req.Kind)
	return nil
}

// mendable makes a usage error of what the user can mend, with the next step.
func mendable(err error) error {
	var w decide.Wrong
	switch {
	case err == nil || !errors.As(err, &w):
		return err
	case strings.HasPrefix(err.Error(), "there is no event"):
		return usageError{fmt.Errorf("%w: 'bakhar events' lists them with their ids", err)}
	}
	if strings.HasPrefix(err.Error(), "there is no report") {
		return usageError{fmt.Errorf("%w: 'bakhar event ID' shows the reports of an event", err)}
	}
	return usageError{err}
}

// reports gives the ids of the reports that arguments name.
func (c *correcting) reports(tx store.Tx, args []string) ([]string, error) {
	var ids []string
	var err error
	if c.whole {
		ids, err = decide.Reports(tx, nil, args)
	} else {
		ids, err = decide.Reports(tx, args, nil)
	}
	return ids, mendable(err)
}

// sets reads the values of --set.
func (c *correcting) sets() ([]decide.Set, error) {
	var out []decide.Set
	for _, s := range c.set {
		field, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("--set %q: FIELD=VALUE is wanted, with one of the fields %s", s, strings.Join(corrections.Fields, ", "))}
		}
		out = append(out, decide.Set{Field: strings.TrimSpace(field), Value: value})
	}
	return out, nil
}

func some(what string, least int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least {
			return fmt.Errorf("%s wants %s, not %s: 'bakhar event ID' shows them", cmd.Name(), what, terminal.Plural(len(args), "id"))
		}
		return nil
	}
}

func (a *app) judgeCmd(kind, short string) *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	cmd := c.command(kind+" ID…", short, fmt.Sprintf("  bakhar correct %s 3f2a91 --event --analyst AK --reason \"read in both papers\"", kind), some("one report or more", 1),
		func(tx store.Tx, args []string) (corrections.Request, error) {
			ids, err := c.reports(tx, args)
			return corrections.Request{Kind: kind, Reports: ids}, err
		})
	cmd.Flags().BoolVar(&c.whole, "event", false, "ids are of events and stand for all their reports")
	return cmd
}

func (a *app) editCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	cmd := c.command("edit ID --set FIELD=VALUE…", "Say what a report should have been", `  bakhar correct edit b3f09a --set type=ASSAULT --set mode=drone --analyst AK --reason "a drone"
  bakhar correct edit b3f09a --set actor=RUS/MIL+PRK/MIL --set recipient=UKR --analyst AK --reason "both armies"
  bakhar correct edit b3f09a --set 'actor=IND/COP@पोलिसांनी' --set date=2026-03-02/2026-03-04 --set 'place=Nashik,IND' --set recipient= --analyst AK --reason "…"`,
		some("one report", 1), func(tx store.Tx, args []string) (corrections.Request, error) {
			ids, err := c.reports(tx, args)
			if err != nil {
				return corrections.Request{}, err
			}
			set, err := c.sets()
			if err != nil {
				return corrections.Request{}, err
			}
			changes, err := decide.Changes(tx, ids[0], set)
			return corrections.Request{Kind: corrections.Edit, Reports: ids, Changes: changes}, mendable(err)
		})
	cmd.Flags().StringArrayVar(&c.set, "set", nil, "`FIELD=VALUE`, given for each field: "+strings.Join(corrections.Fields, ", ")+". A party is COUNTRY/SECTOR:Name@words of the text, several are joined by +; JSON is taken too; no value takes the field away")
	return cmd
}

func (a *app) splitCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	return c.command("split EVENT REPORT…", "Take reports out of an event into one of their own", `  bakhar correct split 3f2a91 b3f09a 77aa01 --analyst AK --reason "that is Thursday's strike"`, some("an event and the reports to take out of it", 2),
		func(tx store.Tx, args []string) (corrections.Request, error) {
			req, err := decide.Split(tx, args[0], args[1:])
			return req, mendable(err)
		})
}

func (a *app) mergeCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}, whole: true}
	return c.command("merge EVENT EVENT…", "Say that events are one", `  bakhar correct merge 3f2a91 77aa01 --analyst AK --reason "one strike, told of two towns"`, some("two events or more", 2),
		func(tx store.Tx, args []string) (corrections.Request, error) {
			ids, err := c.reports(tx, args)
			return corrections.Request{Kind: corrections.Merge, Reports: ids}, err
		})
}

func oneNumber(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("undo wants the number of one correction, not %d: 'bakhar correct list' shows them", len(args))
	}
	return nil
}

func (a *app) undoCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	return c.command("undo NUMBER", "Take a correction back, or an undo", "  bakhar correct undo 4 --analyst AK --reason \"it was right\"", oneNumber,
		func(tx store.Tx, args []string) (corrections.Request, error) {
			n, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return corrections.Request{}, usageError{fmt.Errorf("%q is not the number of a correction: 'bakhar correct list' shows them", args[0])}
			}
			if _, err := tx.Correction(n); errors.Is(err, store.ErrNotFound) {
				return corrections.Request{}, usageError{fmt.Errorf("there is no correction %d: 'bakhar correct list' shows them", n)}
			} else if err != nil {
				return corrections.Request{}, err
			}
			return corrections.Request{Kind: corrections.Undo, Undoes: n}, nil
		})
}

func (a *app) correctionsCmd() *cobra.Command {
	c := &desk{app: a}
	var asJSON bool
	cmd := &cobra.Command{Use: "list", Short: "List all corrections: number, day, analyst, what, why", Example: "  bakhar correct list\n  bakhar correct list --json | jq -r 'select(.in_force) | .reason'", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.view(func(tx store.Tx) error {
				var all []store.Correction
				for x, err := range tx.EachCorrection() {
					if err != nil {
						return err
					}
					all = append(all, x)
				}
				return c.corrections(all, asJSON)
			})
		}}
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "a correction a line, as /api/v1/corrections gives it")
	return cmd
}

// corrections lists corrections.
func (c *desk) corrections(all []store.Correction, asJSON bool) error {
	if len(all) == 0 {
		c.complain("there are no corrections: 'bakhar correct --help' says how they are made")
	}
	if !asJSON {
		data, err := show.Corrections(all, c.paint())
		if err != nil {
			return err
		}
		return c.show(data)
	}
	force := map[int64]bool{}
	for _, x := range corrections.InForce(all) {
		force[x.ID] = true
	}
	for _, x := range all {
		w, err := server.Correction(x)
		if err != nil {
			return err
		}
		w.InForce = force[x.ID]
		if err := c.json(w); err != nil {
			return err
		}
	}
	return nil
}
