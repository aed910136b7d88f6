package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/ingest"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/queue/nats"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
)

func (a *app) ingestCmd() *cobra.Command {
	var t texts
	var workers, batch int
	var anew, asJSON bool
	c, b := &desk{app: a}, &bench{app: a}
	cmd := &cobra.Command{
		Use:   "ingest FILE…",
		Short: "Code texts, keep them, and merge their reports into events",
		Long: `Code texts, keep them, and merge their reports into events. Files are as for code; a
folder stands for all texts in it and below it. An article that is there already is passed
over, so that ingesting twice changes nothing, and an ingestion that was stopped is gone on
with by the same command; of a web archive it reads on where it stood (--anew: from the beginning).

With --queue, texts are not coded here but put into the queue, for 'bakhar worker' to take; the pages
of web archives as they are, so that workers find their articles too.`,
		Example: `  bakhar ingest news.jsonl
  bakhar ingest archive/ --language mr --publisher Lokdarpan
  bakhar ingest --store postgres://localhost/bakhar 'feeds/*.jsonl'
  bakhar ingest --queue nats://alpha,beta,gamma archive/`,
		Args: someFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := errors.Join(t.check(), checkWorkers(workers), checkBatch(batch)); err != nil {
				return err
			}
			p, err := a.load()
			if err != nil {
				return err
			}
			if err := t.languages(p); err != nil {
				return err
			}
			if b.address != "" {
				return b.with(func(ctx context.Context, q *nats.Queue) error {
					return b.put(ctx, q, args, &t, reading{workers, batch, anew, asJSON})
				})
			}
			if !c.there() && !a.present(args) {
				return errReported
			}
			return c.with(true, func(ctx context.Context, st store.Store) error {
				return c.ingest(ctx, st, args, &t, reading{workers, batch, anew, asJSON})
			})
		},
	}
	c.flags(cmd)
	b.flags(cmd, "put the texts into the queue at this `address` instead: nats://host,host… or a folder")
	t.flags(cmd)
	workersFlag(cmd, &workers)
	jsonFlag(cmd, &asJSON, "how many articles are new, were there already, have changed, failed; how many reports they have")
	cmd.Flags().BoolVar(&anew, "anew", false, "read web archives from the beginning, whatever of them is kept or put")
	cmd.Flags().IntVar(&batch, "batch", ingest.BatchDefault, "`number` of texts kept in one transaction")
	return cmd
}

func checkBatch(n int) error {
	if n < 1 || n > batchMax {
		return fmt.Errorf("--batch: %d is not between 1 and %d", n, batchMax)
	}
	return nil
}

// batchMax bounds how many texts are held at a time.
const batchMax = 10000

// reading is how texts are taken in.
type reading struct {
	workers, batch int
	anew, asJSON   bool
}

// taken is what came of texts.
type taken struct {
	New     int `json:"new"`
	Same    int `json:"there_already"`
	Changed int `json:"changed"`
	Reports int `json:"reports"`
	Failed  int `json:"failed"`
}

func (c *desk) ingest(ctx context.Context, st store.Store, args []string, t *texts, how reading) error {
	reader := c.reader()
	reader.Folders = true
	tell := tallied(&reader)
	bar := terminal.NewProgress(c.errw, c.out, func() int64 { return reader.Size(args) })
	in := c.intake(st, how.workers, bar)
	in.Batch = how.batch
	if !how.anew {
		c.resume(&reader, bar, t, "kept", func(m file.Mark) (int64, error) { return in.Marked(ctx, m) })
	}
	in.Language, in.Publisher, in.Published = t.language, t.publisher, t.day
	in.Step = bar.Step
	res, err := in.Texts(ctx, reader.Texts(args))
	bar.End()
	tell(c.errw)
	if how.asJSON {
		err = errors.Join(err, c.json(taken{res.New, res.Same, res.Changed, res.Reports, res.Failed}))
	} else {
		fmt.Fprintf(c.screen, "%s taken in, %d there already, %d changed; %s\n", terminal.Plural(res.New, "article"), res.Same, res.Changed, terminal.Plural(res.Reports, "report"))
	}
	switch {
	case err != nil:
		return err
	case res.Failed > 0:
		c.complain("%d of %d texts could not be taken in", res.Failed, res.Failed+res.Done())
		return errReported
	}
	return nil
}

// resume has a reader go on in archives where an earlier program stood: behind what is kept, or put.
func (a *app) resume(reader *file.Reader, bar *terminal.Progress, t *texts, did string, upTo func(file.Mark) (int64, error)) {
	reader.How = strings.Join([]string{Version, a.pipe.Lexicon, t.language, t.publisher, t.day.String()}, "\n")
	reader.Marked = func(m file.Mark) int64 {
		done, err := upTo(m)
		if err != nil { // what is there is passed over
			fmt.Fprintf(bar, "bakhar: %s: read from its beginning: %v\n", m.Name, err)
		} else if done > 0 {
			fmt.Fprintf(bar, "bakhar: %s: goes on at byte %d of %d; what comes before is %s\n", m.Name, done, m.Size, did)
		}
		return done
	}
}

// put hands texts to the queue, and pages of archives.
func (b *bench) put(ctx context.Context, q queue.Queue, args []string, t *texts, how reading) error {
	reader := b.reader()
	reader.Folders, reader.Unread = true, true
	tell := tallied(&reader)
	bar := terminal.NewProgress(b.errw, b.out, func() int64 { return reader.Size(args) })
	if !how.anew {
		b.resume(&reader, bar, t, "put", func(m file.Mark) (int64, error) { return ingest.PutUpTo(ctx, q, m) })
	}
	in := &ingest.Ingest{Pipe: b.pipe, Workers: how.workers, Batch: how.batch, Now: now, Language: t.language, Publisher: t.publisher, Published: t.day,
		Failed: func(err error) { fmt.Fprintf(bar, "bakhar: %v\n", err) }, Step: bar.Step}
	res, err := in.Put(ctx, q, reader.Texts(args))
	bar.End()
	tell(b.errw)
	if how.asJSON {
		err = errors.Join(err, b.json(taken{New: res.New, Same: res.Same, Failed: res.Failed}))
	} else {
		fmt.Fprintf(b.screen, "%s put into the queue, %d waiting there already\n", terminal.Plural(res.New, "item"), res.Same)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("stopped: what was put stays, and the same command goes on from there")
	case err != nil:
		return err
	case res.Failed > 0:
		b.complain("%d of %d texts could not be put into the queue", res.Failed, res.Failed+res.Done())
		return errReported
	}
	return nil
}

// intake is how this program takes texts in; what goes wrong with one is named on standard error.
func (c *desk) intake(st store.Store, workers int, bar *terminal.Progress) *ingest.Ingest {
	return &ingest.Ingest{Store: st, Pipe: c.pipe, Coder: Version, Workers: workers, Batch: ingest.BatchDefault, Now: now,
		Failed: func(err error) { fmt.Fprintf(bar, "bakhar: %v\n", err) }}
}
