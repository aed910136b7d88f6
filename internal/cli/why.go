package cli

import (
	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/chronicle"
	"github.com/bakhar/bakhar/internal/cli/show"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) whyCmd() *cobra.Command {
	var asJSON bool
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "why EVENT",
		Short: "Say why the reports of an event were merged, and which came near and were not",
		Long: `Say why the reports of an event were merged: for each the better witness that it follows and the
points that speak for it, by what they are of; then the reports of other events that come nearest,
and what keeps them out. docs/merging.md explains the points.`,
		Example: "  bakhar why 3f2a91",
		Args:    oneEvent,
		RunE: func(_ *cobra.Command, args []string) error {
			return c.view(func(tx store.Tx) error { return c.why(tx, args[0], asJSON) })
		},
	}
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "an object")
	return cmd
}

func (c *desk) why(tx store.Tx, id string, asJSON bool) error {
	e, err := c.found(tx, id)
	if err != nil {
		return err
	}
	x, err := chronicle.Why(tx, e.ID)
	if err != nil {
		return err
	}
	if asJSON {
		return c.json(x)
	}
	reports, articles, err := c.told(tx, x)
	if err != nil {
		return err
	}
	return c.show(show.Why(x, reports, articles, c.paint()))
}

// told gives the reports that an explanation names, and their articles, by their ids.
func (c *desk) told(tx store.Tx, x chronicle.Explanation) (map[string]article.Report, map[string]store.Article, error) {
	var ids []string
	for _, m := range x.Members {
		ids = append(ids, m.Report)
	}
	for _, m := range x.Near {
		ids = append(ids, m.Report)
	}
	list, err := tx.ReportsByID(ids)
	if err != nil {
		return nil, nil, err
	}
	reports := map[string]article.Report{}
	var in []string
	for _, r := range list {
		reports[r.ID] = r
		in = append(in, r.Article)
	}
	arts, err := tx.ArticlesByID(in)
	if err != nil {
		return nil, nil, err
	}
	articles := map[string]store.Article{}
	for _, a := range arts {
		articles[a.ID] = a
	}
	return reports, articles, nil
}
