package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
)

// faultsShown is how many hosts and kinds of faults are listed.
const faultsShown = 20

func (a *app) statusCmd() *cobra.Command {
	b := &bench{app: a}
	var format string
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say how the intake fares: lag, rate, errors by host and kind",
		Long: `Say how the intake fares: what waits in the queue and for how long, which programs work on it and
how fast, and what went wrong since they started, by host and kind. What is kept, 'bakhar stats' counts.`,
		Example: `  bakhar status --queue nats://alpha,beta,gamma
  bakhar status --format json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format: %q is neither text nor json", format)
			}
			return b.with(func(ctx context.Context, q *nats.Queue) error { return b.status(ctx, q, format) })
		},
	}
	b.flags(cmd, queueUsage)
	cmd.Flags().StringVar(&format, "format", "text", "`form` of the answer: text or json")
	return cmd
}

func (b *bench) status(ctx context.Context, q queue.Queue, format string) error {
	state, err := q.State(ctx)
	if err != nil {
		return err
	}
	notes, err := programs(ctx, q)
	if err != nil {
		return err
	}
	faults := ingest.Faults(notes)
	if format == "json" {
		e := json.NewEncoder(b.out)
		e.SetIndent("", "  ")
		lag := 0.0
		if !state.Oldest.IsZero() {
			lag = now().Sub(state.Oldest).Seconds()
		}
		return e.Encode(struct {
			Queue    queue.State      `json:"queue"`
			Lag      float64          `json:"lag_seconds"`
			Programs []ingest.Note    `json:"programs"`
			Faults   []ingest.Counted `json:"faults"`
		}{state, lag, notes, faults})
	}
	b.standing(state)
	if len(notes) == 0 {
		fmt.Fprintln(b.out, "\nno program has said anything for a minute")
	}
	for _, n := range notes {
		ended := ""
		if n.Ended {
			ended = ", has ended"
		}
		fmt.Fprintf(b.out, "\n%s on %s, process %d, %s, for %s%s\n", terminal.Printable(n.Program), terminal.Printable(n.Host), n.PID, terminal.Printable(n.Coder), n.Told.Sub(n.Started).Round(time.Second), ended)
		fmt.Fprintf(b.out, "  %.1f articles a second; %d new, %d there already, %d changed, %d set aside, %d handed back; %s\n",
			n.Rate, n.New, n.Same, n.Changed, n.Aside, n.Again, terminal.Plural(n.Reports, "report"))
	}
	for i, f := range faults {
		if i == 0 {
			fmt.Fprintln(b.out, "\nwhat went wrong")
		}
		if i == faultsShown {
			fmt.Fprintf(b.out, "  … and %d more hosts and kinds: --format json\n", len(faults)-i)
			break
		}
		fmt.Fprintf(b.out, "  %6d  %-18s %s\n", f.Times, terminal.Printable(f.Kind), terminal.Printable(cmp.Or(f.Host, "(no host)")))
	}
	return nil
}

// programs reads what programs have told of themselves. A note that cannot be read is passed over: newer programs may write others.
func programs(ctx context.Context, q queue.Queue) ([]ingest.Note, error) {
	told, err := q.Told(ctx)
	if err != nil {
		return nil, err
	}
	var out []ingest.Note
	for _, b := range told {
		if n, err := ingest.ReadNote(b); err == nil {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b ingest.Note) int {
		return cmp.Or(strings.Compare(a.Program, b.Program), strings.Compare(a.Host, b.Host), cmp.Compare(a.PID, b.PID))
	})
	return out, nil
}
