package cli

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export/shapes"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) exportCmd() *cobra.Command {
	var w wanted
	var format, to string
	var asJSON bool
	var o shapes.Options
	c := &desk{app: a}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write events in the shapes that other programs read",
		Long: "Write events in the shapes that other programs read. Filters are those of 'bakhar events', and without\n" +
			"them all events are written. Formats:\n\n" + formatList() + `
With --output, a file gets its name when it is whole and on the disk, and beside it a manifest with the
version, the filter, row counts and checksums; a folder gets a file a table. docs/formats/export.md
tells what each column means.`,
		Example: `  bakhar export --format parquet --output events.parquet
  bakhar export --format csv --output tables/ --from 2026-03-01 --status actual
  bakhar export --output india.geojson --place IND
  bakhar export --format tsv --table parties --columns event_id,role,country | head
  bakhar export --output week.jsonl.gz --texts`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON && (to == "" || to == "-") {
				if format != "" && format != "jsonl" {
					return fmt.Errorf("--json: standard output is %s then: name a file with --output, and its manifest is printed", format)
				}
				format = "jsonl"
			}
			shape, err := shapeOf(format, to)
			if err != nil {
				return err
			}
			if (to == "" || to == "-") && shape.Binary && terminal.IsTerminal(a.out) {
				return fmt.Errorf("%s is not for reading on a terminal: name a file with --output, or choose another format", shape.Name)
			}
			f, err := w.filter()
			if err != nil {
				return err
			}
			o.Maker = Version
			if err := shape.Check(&o); err != nil {
				return err
			}
			return c.with(false, func(ctx context.Context, st store.Store) error {
				return st.View(ctx, func(tx store.Tx) error { return c.export(ctx, tx, writing{shape, to, asJSON}, f, o) })
			})
		},
	}
	c.flags(cmd)
	w.flags(cmd)
	f := cmd.Flags()
	w.Limit = 0
	f.Lookup("limit").DefValue = "0"
	f.StringVarP(&format, "format", "f", "", "`name` of the format; without it, by the ending of --output, else jsonl")
	f.StringVarP(&to, "output", "o", "", "`file` or folder to write; without it, standard output")
	jsonFlag(cmd, &asJSON, "with --output, the manifest; else the same as --format jsonl")
	f.StringVar(&o.Table, "table", "", "`name` of the table of csv, tsv (events, parties, reports, quantities) or parquet (events, reports)")
	f.StringSliceVar(&o.Columns, "columns", nil, "only these `columns` of csv or tsv, in this order")
	f.BoolVar(&o.Texts, "texts", false, "jsonl: with the original texts of the articles")
	f.BoolVar(&o.Raw, "raw-cells", false, "csv, tsv: no apostrophe before text that a spreadsheet would compute")
	f.BoolVar(&o.Mark, "byte-order-mark", false, "csv, tsv: begin with the mark by which spreadsheets know UTF-8")
	f.StringVar(&o.Title, "title", "", "ics, atom: `title` of the calendar or feed")
	f.StringVar(&o.Address, "link", "", "ics, atom, geojson: `address` of an event's page, with %s for its id")
	return cmd
}

func formatList() string {
	var b strings.Builder
	for _, f := range shapes.All() {
		fmt.Fprintf(&b, "  %-8s %s\n", f.Name, f.About)
	}
	return b.String()
}

// shapeOf gives the format of a name, or of a file's ending.
func shapeOf(name, to string) (shapes.Format, error) {
	if name != "" {
		f, err := shapes.Named(name)
		if err != nil {
			err = fmt.Errorf("--format: %w", err)
		}
		return f, err
	}
	file := strings.TrimSuffix(to, ".gz")
	var best shapes.Format // of .wkt.csv and .csv the longer ending
	for _, f := range shapes.All() {
		if strings.HasSuffix(file, f.Ending) && len(f.Ending) > len(best.Ending) {
			best = f
		}
	}
	if best.Name != "" {
		return best, nil
	}
	if to != "" && to != "-" {
		return shapes.Format{}, fmt.Errorf("no format has the ending of %q: name one with --format", to)
	}
	return shapes.Named("jsonl")
}

// exportGC is how much garbage an export lets lie, in hundredths of what it holds: a million events then need a sixth less memory, for no more time.
const exportGC = 50

// writing is what an export writes, and where.
type writing struct {
	shape  shapes.Format
	to     string
	asJSON bool // the manifest is printed too
}

func (c *desk) export(ctx context.Context, tx store.Tx, w writing, f store.Filter, o shapes.Options) error {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(exportGC))
	}
	if w.to == "" || w.to == "-" {
		_, err := shapes.Write(ctx, c.out, w.shape.Name, tx, f, o)
		return err
	}
	m, err := shapes.Save(ctx, w.to, w.shape, tx, f, o)
	if err != nil {
		return err
	}
	var parts []string
	for _, file := range m.Files {
		parts = append(parts, fmt.Sprintf("%s in %s", terminal.Plural(file.Rows, "row"), file.Name))
	}
	if m.Events == 0 {
		c.complain("no events fit: the file is as empty as its format allows")
	}
	if w.asJSON {
		return c.json(m)
	}
	fmt.Fprintf(c.screen, "%s: %s\n", terminal.Plural(m.Events, "event"), strings.Join(parts, ", "))
	return nil
}
