package cli

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/source/file"
)

// checked is what came of checking one text.
type checked struct {
	findings []export.Finding
	original string
	file     file.Text
	signs    string // of unedited translation, in words; empty where they are few
}

// checking is one run of `bakhar check`.
type checking struct {
	*app
	format, lang   string
	texts, damaged int
	all            []export.Finding // where they are written at the end
	defects        int
}

func (a *app) checkCmd() *cobra.Command {
	var t texts
	var workers int
	var asJSON bool
	c := &checking{app: a}
	cmd := &cobra.Command{
		Use:   "check FILE…",
		Short: "Name the damaged places of texts, as a compiler does",
		Long: `Name the damaged places of texts, as a compiler names mistakes: file:line:column, the
kind of damage, what is wrong, and the line with a caret under the place. Columns count
characters. In a file of JSON lines a place is file:record (id):line:column.

Exit codes: 0 nothing was found; 1 there is damage, or a text could not be read; 2 wrong use.`,
		Example: `  bakhar check article.mr.txt --published 2025-08-13
  bakhar check --lang mr 'drafts/*.txt'
  bakhar check --format sarif 'drafts/*.txt' > bakhar.sarif
  bakhar check --format jsonl news.jsonl | jq -r 'select(.kind=="number") | .message'`,
		Args: someFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if asJSON {
				c.format = "jsonl"
			}
			if !slices.Contains([]string{"text", "jsonl", "sarif"}, c.format) {
				return fmt.Errorf("--format: %q is none of text, jsonl, sarif", c.format)
			}
			if err := errors.Join(t.check(), checkWorkers(workers)); err != nil {
				return err
			}
			p, err := a.load()
			if err != nil {
				return err
			}
			if pack := p.Packs[tag(c.lang)]; pack == nil || pack.Messages == nil {
				return fmt.Errorf("--lang: there are no messages in %q: choose one of %s", c.lang, strings.Join(p.Languages(), ", "))
			}
			if err := t.languages(p); err != nil {
				return err
			}
			return c.run(args, &t, workers)
		},
	}
	t.flags(cmd)
	workersFlag(cmd, &workers)
	cmd.Flags().StringVarP(&c.format, "format", "f", "text", "`shape` of the output: text to read, jsonl (one defect a line), sarif (for code hosts and editors)")
	jsonFlag(cmd, &asJSON, "the same as --format jsonl")
	cmd.Flags().StringVar(&c.lang, "lang", "en", "language `code` of the messages: en, mr, hi")
	return cmd
}

// run checks what args name and writes what is found in input order.
func (c *checking) run(args []string, t *texts, workers int) error {
	failed, err := inBatch(c.app, args, t, workers, c.one, c.write)
	if err == nil && c.format == "sarif" {
		err = export.Sarif(c.out, c.all, bakhar.Version, func(kind string) string {
			return c.pipe.Say(c.lang)(article.Say("kind." + kind))
		})
	}
	switch {
	case err != nil:
		return failure{fmt.Errorf("write results: %w", err)}
	case failed > 0:
		c.complain("%d of %d texts could not be checked", failed, c.texts+failed)
	}
	if c.format == "text" {
		switch {
		case c.texts == 0:
		case c.defects == 0:
			c.complain("no defects in %s", terminal.Plural(c.texts, "text"))
		default:
			c.complain("%s in %d of %s", terminal.Plural(c.defects, "defect"), c.damaged, terminal.Plural(c.texts, "text"))
		}
	}
	if failed > 0 || c.defects > 0 {
		return errReported
	}
	return nil
}

// one is what is found in a text.
func (c *checking) one(t file.Text, art *article.Article) (checked, error) {
	meta := c.meta()
	meta.Say = c.pipe.Say(tag(c.lang))
	src := export.Source{File: t.File, Record: t.Line, Bytes: t.Line == 0 && !t.Extracted}
	return checked{export.Findings(art, src, meta), art.View.Original(), t, c.signs(art)}, nil
}

func (c *checking) write(o checked) error {
	c.texts++
	c.defects += len(o.findings)
	if len(o.findings) > 0 {
		c.damaged++
	}
	var b bytes.Buffer
	for i := range o.findings {
		switch c.format {
		case "sarif":
			c.all = append(c.all, o.findings[i])
		case "jsonl":
			if err := export.WriteLine(&b, &o.findings[i]); err != nil {
				return err
			}
		default:
			c.text(&b, &o.findings[i], o.original)
		}
	}
	if o.signs != "" && c.format == "text" {
		p := c.paint()
		at := export.Finding{File: o.file.File, Record: o.file.Line, ID: o.file.ID}
		fmt.Fprintf(&b, "%s %s %s\n", p.In(terminal.Bold, terminal.Printable(where(&at, export.Position{Line: 1, Column: 1}))), p.In(terminal.Dim, "note:"), terminal.Printable(o.signs))
	}
	if c.format == "text" {
		return c.show(b.Bytes())
	}
	_, err := c.out.Write(b.Bytes())
	return err
}

// signsFrom is the score from which the signs of unedited translation are told. They are no defect and do not count as one.
const signsFrom = 0.5

func (c *checking) signs(art *article.Article) string {
	if art.Translation.Score < signsFrom {
		return ""
	}
	say := c.pipe.Say(tag(c.lang))
	parts := make([]string, 0, len(art.Translation.Signals))
	for _, s := range art.Translation.Signals {
		parts = append(parts, fmt.Sprintf("%s (%d)", say(article.Say("signal."+s.Name)), s.Count))
	}
	return say(article.Say("translation", fmt.Sprintf("%.2f", art.Translation.Score), strings.Join(parts, ", ")))
}

// text writes one finding as a compiler does, and the second place of a conflict as its note.
func (c *checking) text(b *bytes.Buffer, f *export.Finding, original string) {
	p := c.paint()
	one := func(at export.Position, kind, message string) {
		fmt.Fprintf(b, "%s %s %s\n", p.In(terminal.Bold, terminal.Printable(where(f, at))), p.In(markCode, kind+":"), terminal.Printable(message))
		excerpt(b, original, at.Start, at.End, p, c.screen.Columns())
	}
	one(f.Position, f.Kind, f.Message)
	if f.Other != nil {
		one(*f.Other, "note", c.pipe.Say(tag(c.lang))(article.Say("other-place")))
	}
}

// where is "file:line:column:", with the record and its id where the file has many.
func where(f *export.Finding, at export.Position) string {
	if f.Record > 0 {
		return fmt.Sprintf("%s:%d (%s):%d:%d:", f.File, f.Record, f.ID, at.Line, at.Column)
	}
	return fmt.Sprintf("%s:%d:%d:", f.File, at.Line, at.Column)
}
