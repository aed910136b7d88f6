package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/source/file"
)

// texts are the flags that say of texts what their files do not.
type texts struct {
	published string
	language  string
	publisher string

	day    article.Date
	traced bool // events tell how they came about
}

func (t *texts) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&t.published, "published", "", "day of publication, `YYYY-MM-DD`, of texts that do not tell it")
	f.StringVar(&t.language, "language", "", "language `code` of texts that do not tell it (detected otherwise)")
	f.StringVar(&t.publisher, "publisher", "", "publisher's `name` for texts that do not tell it")
}

func workersFlag(cmd *cobra.Command, n *int) {
	cmd.Flags().IntVar(n, "workers", runtime.GOMAXPROCS(0), "`number` of texts coded at a time; the output is the same for any")
}

// check reads the flags' values before any data is loaded; language is checked by languages afterwards.
func (t *texts) check() error {
	if t.published != "" {
		d, err := article.ParseDate(t.published)
		if err != nil {
			return fmt.Errorf("--published: %w, such as 2025-08-15", err)
		}
		t.day = d
	}
	return nil
}

func checkWorkers(n int) error {
	if n < 1 {
		return fmt.Errorf("--workers: %d is not a number of workers: 1 or more is wanted", n)
	}
	return nil
}

func (t *texts) languages(p *pipeline.Pipeline) error {
	if t.language = tag(t.language); t.language != "" && p.Packs[t.language] == nil {
		return fmt.Errorf("--language: there is no language pack %q: bakhar reads %s", t.language, strings.Join(p.Languages(), ", "))
	}
	return nil
}

// tag is the language of a tag such as "mr-IN".
func tag(s string) string {
	if i := strings.IndexAny(s, "-_"); i > 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// formats are the shapes of output by their names.
var formats = map[string]func(a *app, t file.Text, art *article.Article) ([]byte, error){
	"table": (*app).asTable, "jsonl": (*app).asEvents, "articles": (*app).asArticle,
}

func (a *app) codeCmd() *cobra.Command {
	var t texts
	var format string
	var workers int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "code FILE…",
		Short: "Code the events of texts",
		Long: `Code the events of texts: .txt and .html (one text a file), .jsonl (one text a line,
with "text" or "html" and, if known, "id language published publisher url title"),
.warc, .warc.gz and .warc.zst (the pages of a web archive in languages that bakhar
reads; the rest is passed over), or - for standard input (by how it begins: an
archive, JSON lines after {, else one text). Globs in quotes are expanded.

A text that cannot be coded is named on standard error, and the rest is coded.`,
		Example: `  bakhar code article.mr.txt --published 2025-08-13
  bakhar code --format jsonl news.jsonl > events.jsonl
  bakhar code --format articles 'archive/*.txt' --publisher Lokdarpan > articles.jsonl
  bakhar code --format articles CC-NEWS-20260219063000-00001.warc.gz > articles.jsonl
  cat article.txt | bakhar code - --language hi`,
		Args: someFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if asJSON {
				format = "jsonl"
			}
			render := formats[format]
			if render == nil {
				return fmt.Errorf("--format: %q is none of table, jsonl, articles", format)
			}
			if err := errors.Join(t.check(), checkWorkers(workers)); err != nil {
				return err
			}
			p, err := a.load()
			if err != nil {
				return err
			}
			if err := t.languages(p); err != nil {
				return err
			}
			to := a.out
			if format == "table" {
				to = a.screen
			}
			return a.code(args, &t, workers, to, render)
		},
	}
	t.flags(cmd)
	workersFlag(cmd, &workers)
	cmd.Flags().StringVarP(&format, "format", "f", "table", "`shape` of the output: table to read, jsonl (one event a line), articles (one text a line)")
	jsonFlag(cmd, &asJSON, "the same as --format jsonl")
	return cmd
}

func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no files: name the files to read, or - for standard input")
	}
	return nil
}

// code codes what args name and writes it in input order.
func (a *app) code(args []string, t *texts, workers int, to io.Writer, render func(*app, file.Text, *article.Article) ([]byte, error)) error {
	done := 0
	failed, err := inBatch(a, args, t, workers,
		func(in file.Text, art *article.Article) ([]byte, error) { return render(a, in, art) },
		func(data []byte) error {
			done++
			_, err := to.Write(data)
			return err
		})
	switch {
	case err != nil:
		return failure{fmt.Errorf("write results: %w", err)}
	case failed > 0:
		a.complain("%d of %d texts could not be coded", failed, done+failed)
		return errReported
	}
	return nil
}

func (a *app) reader() file.Reader {
	r := file.Reader{Stdin: a.in, BytesMax: pipeline.TextBytesMax}
	if a.pipe != nil {
		r.Languages, r.Detect, r.Workers = pagesOf(a.pipe), a.pipe.Detect, runtime.GOMAXPROCS(0)
	}
	return r
}

// netted says of an error which text it is about, and makes an error of a panic: the stages have their own net, but one text
// must never end the batch.
func netted(t file.Text, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("BUG: %v", r)
	}
	if *err != nil {
		*err = &file.Problem{File: t.File, Line: t.Line, Offset: t.Offset, Err: *err}
	}
}

// job is a text to be coded, with what is known of it.
func (a *app) job(t file.Text, set *texts) pipeline.Job {
	art := &article.Article{ID: t.ID, Language: tag(t.Language), Published: set.day, Publisher: t.Publisher, URL: t.URL, Title: t.Title, Traced: set.traced}
	if art.Language == "" {
		art.Language = set.language
	}
	if art.Publisher == "" {
		art.Publisher = set.publisher
	}
	if t.Published != "" {
		d, err := article.ParseDate(t.Published)
		if err != nil {
			return pipeline.Job{Err: fmt.Errorf("published: %w", err)}
		}
		art.Published = d
	}
	return pipeline.Job{Art: art, Text: t.Text}
}

func (a *app) asEvents(_ file.Text, art *article.Article) ([]byte, error) {
	var b bytes.Buffer
	for _, e := range export.Events(art, a.pipe.Onto, a.meta()) {
		if err := export.WriteLine(&b, e); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

func (a *app) asArticle(_ file.Text, art *article.Article) ([]byte, error) {
	var b bytes.Buffer
	err := export.WriteLine(&b, export.OneArticle(art, a.pipe.Onto, a.meta()))
	return b.Bytes(), err
}

func (a *app) asTable(t file.Text, art *article.Article) ([]byte, error) {
	return table(t, export.OneArticle(art, a.pipe.Onto, a.meta()), a.paint()), nil
}
