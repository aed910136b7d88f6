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
	b, c := &bench{app: a}, &desk{app: a}
	var format string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say how the intake fares: lag, rate, errors by host and kind",
		Long: `Say how the intake fares: what waits in the queue and for how long, which programs work on it or
follow the press and how fast, and what went wrong since they started, by host and kind. Without
a queue it tells of the watcher beside the chronicle. What is kept, 'bakhar stats' counts.`,
		Example: `  bakhar status --queue nats://alpha,beta,gamma
  bakhar status --store news.db
  bakhar status --json | jq .lag_seconds`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				format = "json"
			}
			if format != "text" && format != "json" {
				return fmt.Errorf("--format: %q is neither text nor json", format)
			}
			s := standing{Programs: []ingest.Note{}}
			watcher, err := watcherBeside(c.address)
			if err != nil {
				return failure{err}
			}
			if watcher != nil {
				s.Programs = append(s.Programs, *watcher)
			}
			if b.address == "" {
				if watcher == nil {
					return usageError{fmt.Errorf("--queue (or BAKHAR_QUEUE) is missing: nats://host,host… or a folder; and no watcher beside %s has said anything for a minute", c.address)}
				}
				return b.status(&s, format)
			}
			return b.look(func(ctx context.Context, q *nats.Queue) error {
				if err := s.ask(ctx, q); err != nil {
					return err
				}
				return b.status(&s, format)
			})
		},
	}
	b.flags(cmd, queueUsage)
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "the same as --format json")
	cmd.Flags().StringVar(&format, "format", "text", "`form` of the answer: text or json")
	return cmd
}

// standing is how the intake stands.
type standing struct {
	Queue    *queue.State     `json:"queue,omitempty"`
	Lag      float64          `json:"lag_seconds"`
	Programs []ingest.Note    `json:"programs"`
	Faults   []ingest.Counted `json:"faults"`
}

// ask adds what the queue knows.
func (s *standing) ask(ctx context.Context, q queue.Queue) error {
	state, err := q.State(ctx)
	if err != nil {
		return err
	}
	notes, err := programs(ctx, q)
	if err != nil {
		return err
	}
	if s.Queue = &state; !state.Oldest.IsZero() {
		s.Lag = now().Sub(state.Oldest).Seconds()
	}
	s.Programs = append(s.Programs, notes...)
	return nil
}

func (b *bench) status(s *standing, format string) error {
	s.Faults = append([]ingest.Counted{}, ingest.Faults(s.Programs)...)
	if format == "json" {
		e := json.NewEncoder(b.out)
		e.SetIndent("", "  ")
		return e.Encode(s)
	}
	if s.Queue != nil {
		b.standing(*s.Queue)
	}
	if len(s.Programs) == 0 {
		fmt.Fprintln(b.screen, "\nno program has said anything for a minute")
	}
	for i, n := range s.Programs {
		if i > 0 || s.Queue != nil {
			fmt.Fprintln(b.screen)
		}
		b.program(n)
	}
	for i, f := range s.Faults {
		if i == 0 {
			fmt.Fprintln(b.screen, "\nwhat went wrong")
		}
		if i == faultsShown {
			fmt.Fprintf(b.screen, "  … and %d more hosts and kinds: --json\n", len(s.Faults)-i)
			break
		}
		fmt.Fprintf(b.screen, "  %6d  %-18s %s\n", f.Times, terminal.Printable(f.Kind), terminal.Printable(cmp.Or(f.Host, "(no host)")))
	}
	return nil
}

// program prints how one program fares.
func (b *bench) program(n ingest.Note) {
	ended := ""
	if n.Ended {
		ended = ", has ended"
	}
	fmt.Fprintf(b.screen, "%s on %s, process %d, %s, for %s%s\n", terminal.Printable(n.Program), terminal.Printable(n.Host), n.PID, terminal.Printable(n.Coder), n.Told.Sub(n.Started).Round(time.Second), ended)
	passed := ""
	if n.Passed > 0 {
		passed = fmt.Sprintf("; %s without an article to code", terminal.Plural(n.Passed, "page"))
	}
	fmt.Fprintf(b.screen, "  %.1f articles a second; %d new, %d there already, %d changed, %d set aside, %d handed back%s; %s\n",
		n.Rate, n.New, n.Same, n.Changed, n.Aside, n.Again, passed, terminal.Plural(n.Reports, "report"))
	if f := n.Feeds; f != nil {
		late := "none is overdue"
		if f.Late >= 1 {
			late = fmt.Sprintf("one is overdue by %s", (time.Duration(f.Late) * time.Second).Round(time.Second))
		}
		fmt.Fprintf(b.screen, "  %s: %d failing, %d gone for good; %s\n", terminal.Plural(f.Listed, "feed"), f.Failing, f.Retired, late)
	}
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
