package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/doctor"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/open"
)

// doctorTime is how long everything may take to answer.
const doctorTime = 30 * time.Second

func (a *app) doctorCmd() *cobra.Command {
	var listen, queue string
	var asJSON bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether all that bakhar stands on is well, and say what to mend",
		Long: `Look whether all that bakhar stands on is well: language data, the chronicle, its file and folder, room on
the disk, the clock, certificates, a queue, the port to serve on; and say what to mend. Exit code 1
where something is bad.`,
		Example: `  bakhar doctor --store /var/lib/bakhar/bakhar.db
  bakhar doctor --queue nats://alpha,beta,gamma --json`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			ctx, cancel := context.WithTimeout(context.Background(), doctorTime)
			defer cancel()
			p := doctor.Patient{Address: c.address, Listen: listen, Now: now, Load: func() error { _, err := a.load(); return err },
				Open: func(ctx context.Context) (store.Store, error) { return open.Store(ctx, c.address) }}
			if queue != "" {
				p.Queue = func(ctx context.Context) (string, int, error) { return queueSays(ctx, queue) }
			}
			return a.findings(p.Look(ctx), asJSON)
		},
	}
	c.flags(cmd)
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8350", "`address` on which 'bakhar serve' is to listen; empty for none")
	cmd.Flags().StringVar(&queue, "queue", os.Getenv("BAKHAR_QUEUE"), "look at the queue at this `address` too: nats://host,host…")
	jsonFlag(cmd, &asJSON, "a finding a line")
	return cmd
}

// queueSays tells how a queue is.
func queueSays(ctx context.Context, address string) (string, int, error) {
	q, err := nats.Open(ctx, nats.Config{Address: address, Client: Version})
	if err != nil {
		return "", 0, err
	}
	defer q.Close()
	s, err := q.State(ctx)
	return fmt.Sprintf("%s waiting or at work, %d set aside", terminal.Plural(s.Items, "item"), s.Dead), s.Dead, err
}

func (a *app) findings(list []doctor.Finding, asJSON bool) error {
	bad := false
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	for _, f := range list {
		bad = bad || f.State == doctor.Bad
		if asJSON {
			if err := enc.Encode(f); err != nil {
				return failure{err}
			}
			continue
		}
		colour := map[string]string{doctor.OK: "32", doctor.Warn: "33", doctor.Bad: "1;31"}[f.State]
		fmt.Fprintf(a.screen, "%s  %-13s  "+terminal.Hang+"%s\n", a.paint().In(colour, fmt.Sprintf("%-4s", f.State)), f.Thing, terminal.Printable(strings.ReplaceAll(f.Says, "\n", " ")))
		if f.Mend != "" {
			fmt.Fprintf(a.screen, "%21s"+terminal.Hang+"%s\n", "", f.Mend)
		}
	}
	if bad {
		return errReported
	}
	return nil
}
