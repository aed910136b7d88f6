package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/server"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) recodeCmd() *cobra.Command {
	var workers int
	var asJSON bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "recode",
		Short: "Code all kept articles with this version, and merge anew",
		Long: `Code all kept articles with this version of bakhar and its data, and merge anew. What earlier
versions coded stays, for diff; corrections stay and win over what is coded now. A recoding that
was stopped is gone on with by the same command.`,
		Example: `  bakhar recode
  bakhar diff 1 2`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := checkWorkers(workers); err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			return c.with(false, func(ctx context.Context, st store.Store) error { return c.recode(ctx, st, workers, asJSON) })
		},
	}
	c.flags(cmd)
	workersFlag(cmd, &workers)
	jsonFlag(cmd, &asJSON, "the run, how many articles it coded, how many otherwise, how many failed")
	return cmd
}

// recoded is what came of coding all anew; without a run there was nothing to do.
type recoded struct {
	Run      int64 `json:"run,omitempty"`
	Articles int   `json:"articles"`
	Changed  int   `json:"changed"`
	Failed   int   `json:"failed"`
}

func (c *desk) recode(ctx context.Context, st store.Store, workers int, asJSON bool) error {
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
	case errors.Is(err, ingest.ErrCoded) && asJSON:
		return c.json(recoded{})
	case errors.Is(err, ingest.ErrCoded):
		fmt.Fprintln(c.screen, err)
		return nil
	case err != nil:
		return err
	}
	if asJSON {
		if err := c.json(recoded{run, res.Done(), res.Changed, res.Failed}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(c.screen, "run %d: %s coded anew, %d of them otherwise than before\n", run, terminal.Plural(res.Done(), "article"), res.Changed)
	}
	if res.Failed > 0 {
		c.complain("%d of %d articles could not be coded: their reports stay as they were", res.Failed, res.Failed+res.Done())
		return errReported
	}
	return nil
}

func (a *app) diffCmd() *cobra.Command {
	var all, asJSON bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "diff RUN1 RUN2",
		Short: "Say which reports appeared, vanished and changed between two runs, by rule",
		Long: `Say which reports appeared, vanished and changed between two runs, by rule, of the articles
that both have coded. Without arguments the runs are listed.`,
		Example: `  bakhar diff
  bakhar diff 1 2
  bakhar diff 1 2 --all
  bakhar diff 1 2 --json | jq -r 'select(.kind=="vanished") | .before.id'`,
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
					return c.runs(tx, asJSON)
				}
				return c.diff(tx, runs[0], runs[1], all, asJSON)
			})
		},
	}
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "a run a line; of two runs a change a line, with the report before and after")
	cmd.Flags().BoolVar(&all, "all", false, "show reports too whose confidence alone has changed")
	return cmd
}

func (c *desk) runs(tx store.Tx, asJSON bool) error {
	runs, err := tx.Runs()
	if err != nil {
		return err
	}
	t := terminal.Table{Right: []bool{true, false, false, false, true, true}}
	for _, r := range runs {
		if asJSON {
			if err := c.json(server.Run(r)); err != nil {
				return err
			}
			continue
		}
		state := "finished " + r.Finished.Format("2006-01-02 15:04:05")
		if r.Finished.IsZero() {
			state = "not finished"
		}
		lexicon := r.Lexicon
		if len(lexicon) > lexiconCols {
			lexicon = lexicon[:lexiconCols]
		}
		t.Row(strconv.FormatInt(r.ID, 10), r.Kind, r.Coder, lexicon, terminal.Plural(r.Articles, "article"), terminal.Plural(r.Reports, "report"), state)
	}
	if len(runs) == 0 {
		c.complain("nothing was coded in %s yet: 'bakhar ingest FILE…' does", c.address)
	}
	return c.show(t.Bytes())
}

// lexiconCols is how much of a lexicon's hash tells it from others: "sha256:" and 12 digits.
const lexiconCols = 19

// changed is a report that two runs coded otherwise.
type changed struct {
	Article string          `json:"article"`
	Rule    string          `json:"rule"`
	Kind    string          `json:"kind"` // appeared vanished changed
	Fields  []string        `json:"fields,omitempty"`
	Before  *article.Report `json:"before,omitempty"`
	After   *article.Report `json:"after,omitempty"`
}

func (c *desk) diff(tx store.Tx, run1, run2 int64, all, asJSON bool) error {
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
		if !asJSON {
			d.Add(r.Article, changes)
			continue
		}
		for _, x := range changes {
			if err := c.json(changed{r.Article, x.Rule(), x.Kind(), x.Fields, x.Before, x.After}); err != nil {
				return err
			}
		}
	}
	if asJSON {
		return nil
	}
	return c.show(d.Bytes(c.paint()))
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
