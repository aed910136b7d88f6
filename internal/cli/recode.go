package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) recodeCmd() *cobra.Command {
	var workers int
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "recode",
		Short: "Code all kept articles with this version, and merge anew",
		Long: `Code all kept articles with this version of bakhar and its data, and merge anew. What earlier
versions coded stays, for diff; corrections stay and win over what is coded now. A recoding that
was stopped is gone on with by the same command.`,
		Example: `  bakhar recode
  bakhar diff 1 2`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := checkWorkers(workers); err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			return c.with(false, func(ctx context.Context, st store.Store) error { return c.recode(ctx, st, workers) })
		},
	}
	c.flags(cmd)
	workersFlag(cmd, &workers)
	return cmd
}

func (c *desk) recode(ctx context.Context, st store.Store, workers int) error {
	var total int
	if err := st.View(ctx, func(tx store.Tx) error {
		s, err := tx.Stats()
		total = s.Articles
		return err
	}); err != nil {
		return err
	}
	bar := terminal.NewProgress(c.errw, c.out, func() int64 { return int64(total) })
	in := c.intake(st, workers, bar)
	in.Step = bar.Step
	run, res, err := in.Recode(ctx)
	bar.End()
	switch {
	case errors.Is(err, ingest.ErrCoded):
		fmt.Fprintln(c.out, err)
		return nil
	case err != nil:
		return err
	}
	fmt.Fprintf(c.out, "run %d: %s coded anew, %d of them otherwise than before\n", run, terminal.Plural(res.Done(), "article"), res.Changed)
	if res.Failed > 0 {
		c.complain("%d of %d articles could not be coded: their reports stay as they were", res.Failed, res.Failed+res.Done())
		return errReported
	}
	return nil
}

func (a *app) diffCmd() *cobra.Command {
	var all bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "diff RUN1 RUN2",
		Short: "Say which reports appeared, vanished and changed between two runs, by rule",
		Long: `Say which reports appeared, vanished and changed between two runs, by rule, of the articles
that both have coded. Without arguments the runs are listed.`,
		Example: `  bakhar diff
  bakhar diff 1 2
  bakhar diff 1 2 --all`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return fmt.Errorf("diff compares two runs, not %d: 'bakhar diff' lists them", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var runs [2]int64
			for i, arg := range args {
				n, err := strconv.ParseInt(arg, 10, 64)
				if err != nil {
					return fmt.Errorf("%q is not the number of a run: 'bakhar diff' lists them", arg)
				}
				runs[i] = n
			}
			return c.view(func(tx store.Tx) error {
				if len(args) == 0 {
					return c.runs(tx)
				}
				return c.diff(tx, runs[0], runs[1], all)
			})
		},
	}
	c.flags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "show reports too whose confidence alone has changed")
	return cmd
}

func (c *desk) runs(tx store.Tx) error {
	runs, err := tx.Runs()
	if err != nil {
		return err
	}
	for _, r := range runs {
		state := "finished " + r.Finished.Format("2006-01-02 15:04:05")
		if r.Finished.IsZero() {
			state = "not finished"
		}
		lexicon := r.Lexicon
		if len(lexicon) > lexiconCols {
			lexicon = lexicon[:lexiconCols]
		}
		fmt.Fprintf(c.out, "%4d  %-7s %s  %s  %d articles, %d reports  %s\n", r.ID, r.Kind, r.Coder, lexicon, r.Articles, r.Reports, state)
	}
	return nil
}

// lexiconCols is how much of a lexicon's hash tells it from others: "sha256:" and 12 digits.
const lexiconCols = 19

func (c *desk) diff(tx store.Tx, run1, run2 int64, all bool) error {
	if err := c.known(tx, run1, run2); err != nil {
		return err
	}
	var d show.Diff
	for r, err := range tx.Recoded(run1, run2) {
		if err != nil {
			return err
		}
		changes := ingest.Compare(r.Before, r.After)
		if !all {
			changes = slices.DeleteFunc(changes, func(c ingest.Change) bool { return len(c.Fields) == 1 && c.Fields[0] == "confidence" })
		}
		d.Add(r.Article, changes)
	}
	_, err := c.out.Write(d.Bytes(c.paint()))
	return err
}

// known tells of runs that are not there.
func (c *desk) known(tx store.Tx, ids ...int64) error {
	runs, err := tx.Runs()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(runs, func(r store.Run) bool { return r.ID == id }) {
			return usageError{fmt.Errorf("there is no run %d: 'bakhar diff' lists them", id)}
		}
	}
	return nil
}
