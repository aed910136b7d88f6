package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
)

// bench is what the commands on a queue share.
type bench struct {
	*app
	address string
}

func (b *bench) flags(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&b.address, "queue", os.Getenv("BAKHAR_QUEUE"), usage)
}

const queueUsage = "the queue's `address`: nats://host,host… or a folder; BAKHAR_QUEUE sets it for all commands"

// open opens the queue.
func (b *bench) open(ctx context.Context, log *slog.Logger) (*nats.Queue, error) {
	if b.address == "" {
		return nil, usageError{errors.New("--queue (or BAKHAR_QUEUE) is missing: nats://host,host… or a folder")}
	}
	q, err := nats.Open(ctx, nats.Config{Address: b.address, Client: Version, Log: log})
	if errors.Is(err, queue.ErrInUse) {
		err = fmt.Errorf("%w\nTry again when it is done; a queue for many programs is a NATS server, --queue nats://host", err)
	}
	if err != nil {
		return nil, failure{err}
	}
	return q, nil
}

// there tells of a folder in which nobody has put anything: opening would make an empty queue of a mistyped name.
func (b *bench) there() error {
	if b.address == "" || strings.Contains(b.address, "://") {
		return nil
	}
	if _, err := os.Stat(b.address); errors.Is(err, fs.ErrNotExist) {
		return failure{fmt.Errorf("%s: there is no queue: 'bakhar ingest --queue %s FILE…' begins one", b.address, b.address)}
	}
	return nil
}

// look opens a queue that is there for f.
func (b *bench) look(f func(ctx context.Context, q *nats.Queue) error) error {
	if err := b.there(); err != nil {
		return err
	}
	return b.with(f)
}

// with opens the queue for f, which ends with ctrl-C.
func (b *bench) with(f func(ctx context.Context, q *nats.Queue) error) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	q, err := b.open(ctx, slog.New(slog.NewTextHandler(b.errw, &slog.HandlerOptions{Level: slog.LevelError})))
	if err != nil {
		return err
	}
	return failed(errors.Join(f(ctx, q), q.Close()))
}

// failed marks an error as none of the user's way of calling.
func failed(err error) error {
	var usage usageError
	if err == nil || errors.Is(err, errReported) || errors.As(err, &usage) {
		return err
	}
	return failure{err}
}

func (a *app) queueCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "Look at the queue: how it stands, and what was set aside",
		Long: `Look at the queue: how it stands, and what was set aside. An article is set aside, with the
reason, when it cannot be coded, or when trying it again and again did not help.`,
		Example: `  bakhar queue status --queue nats://alpha,beta,gamma
  bakhar queue dead
  bakhar queue retry 5a2f…`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.queueStatusCmd(), a.queueDeadCmd(),
		a.queueEachCmd("retry", "Put what was set aside back to work", "put back to work", (*nats.Queue).Retry),
		a.queueEachCmd("drop", "Throw away what was set aside", "thrown away", (*nats.Queue).Drop))
	return cmd
}

func (a *app) queueStatusCmd() *cobra.Command {
	b := &bench{app: a}
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Say what waits, what is at work and what was set aside",
		Example: "  bakhar queue status --queue nats://alpha,beta,gamma",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return b.look(func(ctx context.Context, q *nats.Queue) error {
				s, err := q.State(ctx)
				if err != nil {
					return err
				}
				if asJSON {
					return b.json(s)
				}
				b.standing(s)
				return nil
			})
		},
	}
	b.flags(cmd, queueUsage)
	jsonFlag(cmd, &asJSON, "an object")
	return cmd
}

// standing prints how a queue stands.
func (b *bench) standing(s queue.State) {
	if len(s.Kinds) == 0 {
		fmt.Fprintf(b.screen, "%d waiting; nobody has taken anything yet\n", s.Items)
	}
	for _, k := range s.Kinds {
		fmt.Fprintf(b.screen, "%-10s %d waiting, %d at work\n", k.Kind, k.Waiting, k.AtWork)
	}
	if !s.Oldest.IsZero() {
		fmt.Fprintf(b.screen, "%-10s put %s ago\n", "oldest", now().Sub(s.Oldest).Round(time.Second))
	}
	fmt.Fprintf(b.screen, "%-10s %d of %d items, %s of %s\n", "room", s.Items, s.ItemsMax, megabytes(s.Bytes), megabytes(s.BytesMax))
	fmt.Fprintf(b.screen, "%-10s %d\n", "set aside", s.Dead)
	if s.Connected != "" {
		fmt.Fprintf(b.screen, "%-10s %d of %d have everything", "servers", s.InStep, s.Replicas)
		if s.Leader != "" {
			fmt.Fprintf(b.screen, ", %s leads", s.Leader)
		}
		fmt.Fprintln(b.screen)
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

func (a *app) queueDeadCmd() *cobra.Command {
	b := &bench{app: a}
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "dead",
		Short: "List what was set aside, and why",
		Long: `List what was set aside, and why, the oldest first: id, when, attempts, reason. 'bakhar queue
retry' puts it back to work, 'bakhar queue drop' throws it away.`,
		Example: `  bakhar queue dead
  bakhar queue dead --limit 1000
  bakhar queue dead --json | jq -r .reason | sort | uniq -c`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if limit < 1 {
				return fmt.Errorf("--limit: %d is less than 1", limit)
			}
			return b.look(func(ctx context.Context, q *nats.Queue) error { return b.dead(ctx, q, limit, asJSON) })
		},
	}
	b.flags(cmd, queueUsage)
	jsonFlag(cmd, &asJSON, "an item a line")
	cmd.Flags().IntVar(&limit, "limit", 100, "list at most this `number`")
	return cmd
}

// aside is an item that was set aside.
type aside struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Put      time.Time `json:"put,omitzero"`
	Aside    time.Time `json:"set_aside"`
	Attempts int       `json:"attempts"`
	Reason   string    `json:"reason"`
}

func (b *bench) dead(ctx context.Context, q *nats.Queue, limit int, asJSON bool) error {
	n := 0
	var t terminal.Table
	for d, err := range q.Dead(ctx) {
		if err != nil {
			return err
		}
		if n == limit {
			b.complain("there are more: --limit shows them")
			break
		}
		n++
		if asJSON {
			if err := b.json(aside{d.ID, d.Kind, d.Put.UTC(), d.Aside.UTC(), d.Attempts, d.Reason}); err != nil {
				return err
			}
			continue
		}
		t.Row(d.ID, d.Aside.UTC().Format(time.RFC3339), terminal.Plural(d.Attempts, "attempt"), terminal.Printable(d.Reason))
	}
	if n == 0 && !asJSON {
		fmt.Fprintln(b.screen, "nothing was set aside")
	}
	return b.show(t.Bytes())
}

// queueEachCmd makes a command that does something with what was set aside, by ids or with all of it.
func (a *app) queueEachCmd(use, short, did string, do func(*nats.Queue, context.Context, string) error) *cobra.Command {
	b := &bench{app: a}
	var all, asJSON bool
	cmd := &cobra.Command{
		Use:     use + " ID…",
		Short:   short,
		Example: fmt.Sprintf("  bakhar queue %s 5a2f3b1c9d8e7f60\n  bakhar queue %s --all", use, use),
		RunE: func(_ *cobra.Command, ids []string) error {
			if all == (len(ids) > 0) {
				return fmt.Errorf("name what to %s by its id, as 'bakhar queue dead' lists it, or give --all", use)
			}
			return b.look(func(ctx context.Context, q *nats.Queue) error {
				if all {
					for d, err := range q.Dead(ctx) {
						if err != nil {
							return err
						}
						ids = append(ids, d.ID)
					}
				}
				for _, id := range ids {
					if err := do(q, ctx, id); err != nil {
						return fmt.Errorf("%s: %w", id, err)
					}
				}
				if asJSON {
					return b.json(struct {
						Items int `json:"items"`
					}{len(ids)})
				}
				fmt.Fprintf(b.screen, "%s %s\n", terminal.Plural(len(ids), "item"), did)
				return nil
			})
		},
	}
	b.flags(cmd, queueUsage)
	jsonFlag(cmd, &asJSON, "an object with the number of items")
	cmd.Flags().BoolVar(&all, "all", false, "everything that was set aside")
	return cmd
}
