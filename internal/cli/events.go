package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

// wanted are the flags that say which events are meant.
type wanted struct{ query.Query }

func (w *wanted) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&w.From, "from", "", "events on this `day` or later, YYYY-MM-DD")
	f.StringVar(&w.To, "to", "", "events on this `day` or earlier")
	f.StringSliceVar(&w.Type, "type", nil, "PLOVER `types`, such as ASSAULT,COERCE or ASSAULT/drone")
	f.StringSliceVar(&w.Mode, "mode", nil, "PLOVER `modes`, such as drone,visit")
	f.IntSliceVar(&w.Quad, "quad", nil, "quadrant `numbers`: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict")
	f.StringSliceVar(&w.Status, "status", nil, "`words`: actual, planned, hypothetical, negated, historical")
	f.StringSliceVar(&w.Actor, "actor", nil, "who did it: a `code` as RUS, RUS/MIL, /REB, or a part of a name")
	f.StringSliceVar(&w.Recipient, "recipient", nil, "to whom it was done: a `code`, as --actor")
	f.StringSliceVar(&w.Party, "party", nil, "actor or recipient: a `code`, as --actor")
	f.StringSliceVar(&w.With, "with", nil, "who stands opposite --party: a `code`, as --actor")
	f.StringSliceVar(&w.Place, "place", nil, "where: a country's `code` or a part of a name of place or region")
	f.StringSliceVar(&w.Language, "language", nil, "told in one of these `languages`")
	f.StringSliceVar(&w.Publisher, "publisher", nil, "told by one of these `publishers`")
	f.StringSliceVar(&w.Disagreement, "disagreement", nil, "accounts disagree; `kinds`: denied, responsibility, figure, date, place, or any")
	f.IntVar(&w.SourcesMin, "sources", 0, "at least so many independent `sources`")
	f.Float64Var(&w.Confidence, "confidence", 0, "at least this `confidence`, 0 to 1")
	f.StringVar(&w.Text, "text", "", "`words` that must all stand in it: \"a phrase\" in quotation marks, a word* by its beginning")
	f.StringVar(&w.Order, "order", "latest", "`which` first: latest, oldest or loudest (most independent sources)")
	f.IntVar(&w.Limit, "limit", store.LimitDefault, fmt.Sprintf("at most this `number` of events, up to %d; 0 for all", store.LimitMax))
}

// filter reads the flags. Its mistakes name them.
func (w *wanted) filter() (store.Filter, error) {
	f, err := w.Filter()
	var mistakes query.Mistakes
	if !errors.As(err, &mistakes) {
		return f, err
	}
	for i, m := range mistakes {
		mistakes[i].Field = "--" + strings.TrimSuffix(m.Field, "_min") // --sources
	}
	return f, mistakes
}

func (a *app) eventsCmd() *cobra.Command {
	var w wanted
	var format string
	var asJSON bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "events",
		Short: "List the events of the chronicle",
		Long: `List the events of the chronicle, one a line: id, days, type, who did it to whom, where, how many
independent sources in how many articles, and what the accounts disagree about. A filter that is
given several times takes any of its values; different filters must all fit.`,
		Example: `  bakhar events --from 2026-03-02 --to 2026-03-08 --type ASSAULT,COERCE
  bakhar events --party IND --disagreement any --order loudest
  bakhar events --text 'शेतकरी*' --language mr
  bakhar events --place Kharkiv --format jsonl --limit 0 > events.jsonl`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				format = "jsonl"
			}
			if format != "table" && format != "jsonl" {
				return fmt.Errorf("--format: %q is none of table, jsonl", format)
			}
			f, err := w.filter()
			if err != nil {
				return err
			}
			return c.view(func(tx store.Tx) error { return c.events(tx, f, format) })
		},
	}
	c.flags(cmd)
	w.flags(cmd)
	cmd.Flags().StringVarP(&format, "format", "f", "table", "`shape` of the output: table to read, jsonl (an event a line, with its accounts)")
	jsonFlag(cmd, &asJSON, "the same as --format jsonl")
	return cmd
}

// events writes the events that a filter finds; without a limit, page by page.
func (c *desk) events(tx store.Tx, f store.Filter, format string) error {
	all := f.Limit == 0
	if all {
		f.Limit = store.LimitMax
	}
	shown := 0
	for {
		page, err := tx.FindEvents(f)
		if err != nil {
			return err
		}
		shown += len(page.Events)
		if err := c.page(tx, page.Events, format); err != nil {
			return err
		}
		if f.After = page.Next; page.Next == "" || !all {
			if page.Next != "" && format == "table" {
				c.complain("there are more: --limit 0 shows all")
			}
			break
		}
	}
	var usage usageError
	if shown == 0 {
		if err := c.nothing(tx); !errors.As(err, &usage) {
			return err
		}
		c.complain("%v", usage)
	}
	return nil
}

// nothing says why no event was found, with the next step.
func (c *desk) nothing(tx store.Tx) error {
	any, err := tx.FindEvents(store.Filter{Limit: 1})
	switch {
	case err != nil:
		return err
	case len(any.Events) == 0:
		return usageError{fmt.Errorf("%s has no events yet: 'bakhar ingest FILE…' brings them", c.address)}
	}
	return usageError{errors.New("no events fit: try fewer filters; 'bakhar stats' says what there is")}
}

func (c *desk) page(tx store.Tx, events []store.Event, format string) error {
	if format == "table" {
		return c.show(show.List(events, c.paint()))
	}
	for _, e := range events {
		whole, err := tx.Event(e.ID)
		if err != nil {
			return err
		}
		if _, err := c.out.Write(append(whole.Body, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) statsCmd() *cobra.Command {
	c := &desk{app: a}
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what the chronicle holds",
		Example: "  bakhar stats\n  bakhar stats --json | jq .by_type",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.view(func(tx store.Tx) error {
				s, err := tx.Stats()
				if err != nil {
					return err
				}
				if asJSON {
					return c.statsJSON(s)
				}
				return c.show(show.Stats(s, c.paint()))
			})
		},
	}
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "an object, as /api/v1/stats gives it")
	return cmd
}

// statsJSON writes what is kept as the API tells it.
func (c *desk) statsJSON(s store.Stats) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	return c.json(wire.Stats{Version: Version, Lexicon: p.Lexicon, Articles: s.Articles, Copies: s.Copies, Reports: s.Reports, Events: s.Events, Disagreeing: s.Disagreeing,
		Corrections: s.Corrections, Publishers: s.Publishers, First: s.First, Last: s.Last, ByType: s.ByType, ByLanguage: s.ByLanguage, ByPublisher: s.ByPublisher, Bytes: s.Bytes})
}
