package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// correcting is one run of `bakhar correct`.
type correcting struct {
	desk
	analyst, reason string
	whole           bool // ids name events with all their reports
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
	return cmd
}

// add keeps a correction and places what it speaks of anew.
func (c *correcting) add(tx store.Tx, req corrections.Request) error {
	req.Analyst, req.Reason, req.Made = c.analyst, c.reason, now()
	ids, err := corrections.Add(tx, req)
	if err != nil {
		return usageError{err}
	}
	var articles []string
	for _, id := range ids {
		made, err := tx.Correction(id)
		if err != nil {
			return err
		}
		for _, t := range made.Targets {
			articles = append(articles, t.Article)
		}
	}
	if err := chronicle.Refresh(tx, articles); err != nil {
		return err
	}
	numbers := make([]string, len(ids))
	for i, id := range ids {
		numbers[i] = strconv.FormatInt(id, 10)
	}
	fmt.Fprintf(c.out, "correction %s kept: %s\n", strings.Join(numbers, ", "), req.Kind)
	return nil
}

// reports gives the ids of the reports that arguments name.
func (c *correcting) reports(tx store.Tx, args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		var ids []string
		var err error
		if c.whole {
			ids, err = c.members(tx, arg)
		} else {
			ids, err = c.report(tx, arg)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// members gives the reports of an event.
func (c *correcting) members(tx store.Tx, id string) ([]string, error) {
	e, err := c.found(tx, id)
	if err != nil {
		return nil, err
	}
	nodes, err := tx.Members(e.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return ids, nil
}

// report gives the one report that an id or its beginning names. A whole id may be that of a report which no event has any more.
func (c *correcting) report(tx store.Tx, id string) ([]string, error) {
	there, err := tx.ReportsByID([]string{id})
	if err != nil || len(there) > 0 {
		return []string{id}, err
	}
	ids, err := c.members(tx, id)
	if err != nil {
		return nil, err
	}
	fits := slices.DeleteFunc(ids, func(x string) bool { return !strings.HasPrefix(x, id) })
	if len(fits) != 1 {
		return nil, usageError{fmt.Errorf("%d reports begin with %q: give more of the id", len(fits), id)}
	}
	return fits, nil
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
			changes, err := changes(tx, ids[0], c.set)
			return corrections.Request{Kind: corrections.Edit, Reports: ids, Changes: changes}, err
		})
	cmd.Flags().StringArrayVar(&c.set, "set", nil, "`FIELD=VALUE`, given for each field: "+strings.Join(corrections.Fields, ", ")+". A party is COUNTRY/SECTOR:Name@words of the text, several are joined by +; JSON is taken too; no value takes the field away")
	return cmd
}

func (a *app) splitCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	return c.command("split EVENT REPORT…", "Take reports out of an event into one of their own", `  bakhar correct split 3f2a91 b3f09a 77aa01 --analyst AK --reason "that is Thursday's strike"`, some("an event and the reports to take out of it", 2),
		func(tx store.Tx, args []string) (corrections.Request, error) {
			all, err := c.members(tx, args[0])
			if err != nil {
				return corrections.Request{}, err
			}
			out, err := c.reports(tx, args[1:])
			if err != nil {
				return corrections.Request{}, err
			}
			req := corrections.Request{Kind: corrections.Split, Reports: all, Groups: make([]int, len(all))}
			for _, id := range out {
				i := slices.Index(all, id)
				if i < 0 {
					return req, usageError{fmt.Errorf("report %s is not of event %s", id, args[0])}
				}
				req.Groups[i] = 1
			}
			if len(out) == len(all) {
				return req, usageError{errors.New("these are all reports of the event: nothing would be left of it")}
			}
			return req, nil
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

func (a *app) undoCmd() *cobra.Command {
	c := &correcting{desk: desk{app: a}}
	return c.command("undo NUMBER", "Take a correction back, or an undo", "  bakhar correct undo 4 --analyst AK --reason \"it was right\"", cobra.ExactArgs(1),
		func(_ store.Tx, args []string) (corrections.Request, error) {
			n, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return corrections.Request{}, usageError{fmt.Errorf("%q is not the number of a correction: 'bakhar correct list' shows them", args[0])}
			}
			return corrections.Request{Kind: corrections.Undo, Undoes: n}, nil
		})
}

func (a *app) correctionsCmd() *cobra.Command {
	c := &desk{app: a}
	cmd := &cobra.Command{Use: "list", Short: "List all corrections: number, day, analyst, what, why", Example: "  bakhar correct list", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.view(func(tx store.Tx) error {
				var all []store.Correction
				for x, err := range tx.EachCorrection() {
					if err != nil {
						return err
					}
					all = append(all, x)
				}
				data, err := show.Corrections(all, c.paint())
				if err != nil {
					return err
				}
				_, err = c.out.Write(data)
				return err
			})
		}}
	c.flags(cmd)
	return cmd
}
