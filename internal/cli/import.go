package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/restore"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) importCmd() *cobra.Command {
	c := &desk{app: a}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Put events that were exported as JSON lines into a new chronicle",
		Long: `Put events that were exported as JSON lines into a new chronicle: articles, reports, events and what
is said of them, as they were; nothing is coded or merged anew. Exported again they are the same to
the byte. FILE is what 'bakhar export --format jsonl' wrote, packed (.gz) or not, or - for standard
input. An import that was stopped is gone on with by the same command.`,
		Example: `  bakhar export --output week.jsonl.gz --texts
  bakhar import --store new.db week.jsonl.gz`,
		Args: someFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if !c.there() && !a.present(args) {
				return errReported
			}
			return c.with(true, func(ctx context.Context, st store.Store) error { return c.importAll(ctx, st, args, asJSON) })
		},
	}
	c.flags(cmd)
	jsonFlag(cmd, &asJSON, "a file a line: how many events, reports and articles came of it, how many lines failed")
	return cmd
}

// imported is what came of one file.
type imported struct {
	File     string `json:"file"`
	Events   int    `json:"events"`
	Reports  int    `json:"reports"`
	Articles int    `json:"articles"`
	Failed   int    `json:"failed"`
}

func (c *desk) importAll(ctx context.Context, st store.Store, files []string, asJSON bool) error {
	failed := 0
	for _, name := range files {
		r := &restore.Restore{Store: st, Now: now, Failed: func(line int, err error) { c.complain("%s:%d: %v", name, line, err) }}
		res, err := c.importFile(ctx, r, name)
		if errors.Is(err, restore.ErrInUse) {
			return usageError{fmt.Errorf("%s: %w: --store names one that is not there yet", c.address, err)}
		}
		if err != nil {
			if strings.HasPrefix(err.Error(), name+": ") {
				return err
			}
			return fmt.Errorf("%s: %w", name, err)
		}
		failed += res.Failed
		if asJSON {
			if err := c.json(imported{name, res.Events, res.Reports, res.Articles, res.Failed}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(c.screen, "%s: %s, %s, %s\n", name, terminal.Plural(res.Events, "event"), terminal.Plural(res.Reports, "report"), terminal.Plural(res.Articles, "new article"))
	}
	if failed > 0 {
		c.complain("%s could not be imported", terminal.Plural(failed, "line"))
		return errReported
	}
	return nil
}

func (c *desk) importFile(ctx context.Context, r *restore.Restore, name string) (restore.Result, error) {
	from := c.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return restore.Result{}, opened(name, err)
		}
		defer f.Close()
		from = f
	}
	b := bufio.NewReader(from)
	from = b
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" || strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(b)
		if err != nil {
			return restore.Result{}, fmt.Errorf("it is no gzip: %w", err)
		}
		defer z.Close()
		from = z
	}
	res, err := r.File(ctx, from)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) {
		err = fmt.Errorf("the file is cut or damaged (%w); what stood before was imported", err)
	}
	return res, err
}
