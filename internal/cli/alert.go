package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/alerts"
	"github.com/bakhar/bakhar/internal/alerts/outbox"
	"github.com/bakhar/bakhar/internal/brief"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/ui"
)

// alertsDefault is the file of alerts where neither --alerts nor BAKHAR_ALERTS names one.
const alertsDefault = "alerts.json"

// bell is what the commands on alerts share.
type bell struct {
	desk
	file, box string
}

func (b *bell) flags(cmd *cobra.Command) {
	file := os.Getenv("BAKHAR_ALERTS")
	if file == "" {
		file = alertsDefault
	}
	cmd.Flags().StringVar(&b.file, "alerts", file, "the `file` of alerts (docs/alerts.md); BAKHAR_ALERTS sets it for all commands")
	cmd.Flags().StringVar(&b.box, "box", "", "the `file` of what is to be delivered (default: beside the file of alerts)")
}

// config reads the file of alerts; fresh where none is there and one may be begun.
func (b *bell) config(begin bool) (*alerts.Config, error) {
	c, err := alerts.Read(b.file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && begin:
		return &alerts.Config{Alerts: []alerts.Alert{}}, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, failure{fmt.Errorf("%s: there are no alerts: 'bakhar alert add' begins the file, --alerts names another", b.file)}
	case err != nil:
		return nil, failure{err}
	}
	return c, nil
}

func (b *bell) boxFile() string {
	if b.box != "" {
		return b.box
	}
	return strings.TrimSuffix(b.file, filepath.Ext(b.file)) + ".box"
}

// withBox opens the box for f.
func (b *bell) withBox(ctx context.Context, f func(*outbox.Box) error) error {
	box, err := outbox.Open(ctx, b.boxFile())
	if err != nil {
		return failure{err}
	}
	err = f(box)
	if cerr := box.Close(); err == nil && cerr != nil {
		err = failure{cerr}
	}
	return err
}

func (b *bell) runner(st store.Store, box *outbox.Box) *alerts.Runner {
	return &alerts.Runner{Store: st, Box: box, Now: now, Version: bakhar.Version, Log: slog.New(slog.NewTextHandler(b.errw, nil))}
}

func (a *app) alertCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "alert",
		Short: "Tell of new events and disagreements: by a feed, a webhook, mail",
		Long: `Tell of new events that fit saved queries, and of new disagreements about them: by an Atom feed, a
signed webhook, or mail. Alerts stand in a file that these commands or an editor write;
docs/alerts.md describes it, and how receivers check what they get.`,
		Example: `  bakhar alert add hormuz --text 'Hormuz*' --feed hormuz.atom
  bakhar alert test hormuz
  bakhar alert run`,
	}
	cmd.AddCommand(a.alertAddCmd(), a.alertListCmd(), a.alertRemoveCmd(), a.alertTestCmd(), a.alertRunCmd(), a.alertRetryCmd())
	return cmd
}

func oneAlert(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("alert %s wants the name of one alert, not %d: 'bakhar alert list' lists them", cmd.Name(), len(args))
	}
	return nil
}

func (a *app) alertAddCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	var w wanted
	var asJSON bool
	var hook, secret, digest string
	var mail []string
	al := alerts.Alert{}
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Save a query as an alert, with the ways by which its news go out",
		Long: `Save a query as an alert, with the ways by which its news go out. The filters are those of
'bakhar events'. Mail needs the server's address in the file of alerts (docs/alerts.md). An alert
begins with what comes after 'bakhar alert run' has first seen it.`,
		Example: `  bakhar alert add hormuz --text 'Hormuz*' --feed hormuz.atom
  bakhar alert add border --party IND --with PAK --quad 4 --webhook https://example.org/hook --secret-file hook.key
  bakhar alert add disputed --disagreement any --sources 3 --tell disagreements --mail desk@example.org --digest 18:30 --words mr`,
		Args: oneAlert,
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := w.filter(); err != nil {
				return err
			}
			al.Name, al.Query = args[0], w.Query
			al.Query.Order, al.Query.Limit = "", 0
			if hook != "" {
				al.Webhook = &alerts.Webhook{URL: hook, SecretFile: secret}
			}
			if len(mail) > 0 {
				al.Mail = &alerts.Mail{To: mail, Digest: digest}
			}
			if err := b.feedFolder(al.Feed); err != nil {
				return err
			}
			c, err := b.config(true)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(c.Alerts, func(x alerts.Alert) bool { return x.Name == al.Name }) {
				return fmt.Errorf("there is an alert %q: remove it first, or choose another name", al.Name)
			}
			c.Alerts = append(c.Alerts, al)
			if err := c.Check(); err != nil {
				return err
			}
			if err := c.Write(b.file); err != nil {
				return failure{fmt.Errorf("write %s: %w", b.file, err)}
			}
			if asJSON {
				return a.json(al)
			}
			fmt.Fprintf(a.screen, "%s: alert %s; 'bakhar alert test %s' tries it, 'bakhar alert run' delivers\n", b.file, al.Name, al.Name)
			return nil
		},
	}
	b.flags(cmd)
	w.flags(cmd)
	f := cmd.Flags()
	f.Lookup("order").Hidden, f.Lookup("limit").Hidden = true, true
	jsonFlag(cmd, &asJSON, "the alert, as it stands in the file")
	f.StringVar(&al.Language, "words", "", "`language` of the words around news by feed and mail: "+strings.Join(ui.Languages(), ", ")+"; without it PLOVER's codes, in English")
	f.StringSliceVar(&al.Tell, "tell", nil, "`kinds`: events, disagreements; both where it is not given")
	f.StringVar(&al.Feed, "feed", "", "Atom feed to write: a `file`")
	f.StringVar(&hook, "webhook", "", "`address` that takes news by POST")
	f.StringVar(&secret, "secret-file", "", "`file` with the key that signs what the webhook gets")
	f.StringSliceVar(&mail, "mail", nil, "mail `addresses`")
	f.StringVar(&digest, "digest", "", "one mail a day at this `hour`, HH:MM, in place of one for each look")
	return cmd
}

// feedFolder tells of a feed that could not be written: its name is counted from the file of alerts.
func (b *bell) feedFolder(feed string) error {
	if feed == "" {
		return nil
	}
	if !filepath.IsAbs(feed) {
		feed = filepath.Join(filepath.Dir(b.file), feed)
	}
	if dir := filepath.Dir(feed); !isDir(dir) {
		return fmt.Errorf("--feed: there is no folder %s: make it first", dir)
	}
	return nil
}

func (a *app) alertListCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List the alerts, and what waits or could not be delivered", Example: "  bakhar alert list",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := b.config(false)
			if err != nil {
				return err
			}
			var standing []outbox.Standing
			if _, err := os.Stat(b.boxFile()); err == nil {
				if err := b.withBox(context.Background(), func(box *outbox.Box) (err error) {
					standing, err = box.Standings(context.Background())
					return err
				}); err != nil {
					return err
				}
			}
			if asJSON {
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(struct {
					Alerts   []alerts.Alert    `json:"alerts"`
					Standing []outbox.Standing `json:"standing"`
				}{c.Alerts, append([]outbox.Standing{}, standing...)})
			}
			var t terminal.Table
			for _, al := range c.Alerts {
				t.Row(a.paint().In(terminal.Bold, terminal.Printable(al.Name)), strings.Join(al.Targets(), " "), terminal.Printable(al.Query.Values().Encode()))
				for _, s := range standing {
					if s.Alert == al.Name {
						t.Row("", s.Target, fmt.Sprintf("%d waiting, %d set aside, tried %d times  %s", s.Waiting, s.Aside, s.Tries, terminal.Printable(s.Error)))
					}
				}
			}
			return a.show(t.Bytes())
		},
	}
	b.flags(cmd)
	jsonFlag(cmd, &asJSON, "an object of alerts and of what waits")
	return cmd
}

func (a *app) alertRemoveCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	cmd := &cobra.Command{
		Use: "remove NAME", Short: "Remove an alert, with all that waits for it", Example: "  bakhar alert remove hormuz",
		Args: oneAlert,
		RunE: func(_ *cobra.Command, args []string) error {
			c, _, err := b.named(args[0])
			if err != nil {
				return err
			}
			c.Alerts = slices.DeleteFunc(c.Alerts, func(x alerts.Alert) bool { return x.Name == args[0] })
			if err := c.Write(b.file); err != nil {
				return failure{fmt.Errorf("write %s: %w", b.file, err)}
			}
			return b.withBox(context.Background(), func(box *outbox.Box) error { return box.Forget(context.Background(), args[0]) })
		},
	}
	b.flags(cmd)
	return cmd
}

// named gives the alert of a name.
func (b *bell) named(name string) (*alerts.Config, *alerts.Alert, error) {
	c, err := b.config(false)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(c.Alerts, func(x alerts.Alert) bool { return x.Name == name })
	if i < 0 {
		return nil, nil, fmt.Errorf("there is no alert %q: 'bakhar alert list' lists them", name)
	}
	return c, &c.Alerts[i], nil
}

// testEvents is how many events a test shows and sends.
const testEvents = 3

func (a *app) alertTestCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "test NAME",
		Short: "Show what fits an alert now, and send a test by its webhook and mail",
		Long: `Show the latest events that fit an alert now, and send them, marked as a test, by its webhook and by
mail. Nothing is noted: what the test sent will be sent again if it is new.`,
		Example: "  bakhar alert test hormuz",
		Args:    oneAlert,
		RunE: func(_ *cobra.Command, args []string) error {
			c, al, err := b.named(args[0])
			if err != nil {
				return err
			}
			return b.with(false, func(ctx context.Context, st store.Store) error { return b.try(ctx, st, c, al, asJSON) })
		},
	}
	b.flags(cmd)
	b.desk.flags(cmd)
	jsonFlag(cmd, &asJSON, "the events that were sent, and what each way said")
	return cmd
}

// tried is what a test has shown and sent.
type tried struct {
	Events []brief.Event     `json:"events"`
	Said   map[string]string `json:"said"` // by way: empty where it was taken
}

func (b *bell) try(ctx context.Context, st store.Store, c *alerts.Config, al *alerts.Alert, asJSON bool) error {
	var list []alerts.News
	err := st.View(ctx, func(tx store.Tx) error {
		f, err := al.Query.Filter()
		if err != nil {
			return err
		}
		f.Limit, f.Bodies = testEvents, true
		page, err := tx.FindEvents(f)
		if err != nil {
			return err
		}
		for i := range page.Events {
			e, err := brief.Of(&page.Events[i], c.Page)
			if err != nil {
				return err
			}
			list = append(list, alerts.News{ID: e.ID, Alert: al.Name, Kind: alerts.NewEvent, Event: e, Made: now().UTC().Truncate(time.Second)})
		}
		if asJSON {
			return nil
		}
		return b.page(tx, page.Events, "table")
	})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		b.complain("no event of the chronicle fits alert %s yet", al.Name)
	}
	said := b.runner(st, nil).Test(ctx, c, al, list)
	var failed bool
	told := tried{Events: []brief.Event{}, Said: map[string]string{}}
	for _, n := range list {
		told.Events = append(told.Events, *n.Event)
	}
	for _, target := range slices.Sorted(maps.Keys(said)) {
		if err := said[target]; err != nil {
			failed = true
			told.Said[target] = err.Error()
			b.complain("%s: %v", target, err)
			continue
		}
		if told.Said[target] = ""; !asJSON {
			fmt.Fprintf(b.screen, "%s: taken\n", target)
		}
	}
	if asJSON {
		if err := b.json(told); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

func (a *app) alertRunCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	var once bool
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Look for news of all alerts and deliver them, until stopped",
		Long: `Look for news of all alerts and deliver them, until stopped. What could not be delivered is tried again,
also after a restart; each thing arrives once in the end. The file of alerts is read anew when it
changes. One program delivers from a box at a time.`,
		Example: `  bakhar alert run --store /var/lib/bakhar/bakhar.db --alerts /etc/bakhar/alerts.json
  bakhar alert run --once    # from cron`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if every < time.Second {
				return fmt.Errorf("--every: %s is shorter than a second", every)
			}
			c, err := b.config(false)
			if err != nil {
				return err
			}
			return b.with(false, func(ctx context.Context, st store.Store) error {
				return b.withBox(ctx, func(box *outbox.Box) error {
					if err := box.Own(ctx, b.boxFile()); err != nil {
						return err
					}
					if !once {
						return b.runner(st, box).Follow(ctx, b.file, every)
					}
					sent, failed, err := b.runner(st, box).Once(ctx, c)
					if err == nil && failed > 0 {
						b.complain("%d of %d messages were not taken: the next run tries again", failed, failed+sent)
						return errReported
					}
					return err
				})
			})
		},
	}
	b.flags(cmd)
	b.desk.flags(cmd)
	cmd.Flags().BoolVar(&once, "once", false, "look and deliver once, and end: exit code 1 where a message was not taken")
	cmd.Flags().DurationVar(&every, "every", 10*time.Second, "`time` between two looks")
	return cmd
}

func (a *app) alertRetryCmd() *cobra.Command {
	b := &bell{desk: desk{app: a}}
	var asJSON bool
	cmd := &cobra.Command{
		Use: "retry NAME", Short: "Send again what was set aside of an alert", Example: "  bakhar alert retry border",
		Args: oneAlert,
		RunE: func(_ *cobra.Command, args []string) error {
			if _, _, err := b.named(args[0]); err != nil {
				return err
			}
			return b.withBox(context.Background(), func(box *outbox.Box) error {
				n, err := box.Retry(context.Background(), args[0], now())
				switch {
				case err != nil:
					return err
				case asJSON:
					return a.json(struct {
						News int64 `json:"news"`
					}{n})
				}
				fmt.Fprintf(a.screen, "%d news are sent again\n", n)
				return nil
			})
		},
	}
	b.flags(cmd)
	jsonFlag(cmd, &asJSON, "an object with the number of news")
	return cmd
}
