package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/lang"
	"github.com/bakhar/bakhar/internal/source/file"
)

func (a *app) explainCmd() *cobra.Command {
	var t texts
	var x explaining
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "Say how the events of a text came about",
		Long: `Say of each event of a text how it came about: the words and their readings, the
rule that fired, the parties and what names them, date, place, who says so, and
the confidence. Events are counted from 1 in the order in which code prints them.`,
		Example: `  bakhar explain article.mr.txt --published 2025-08-13
  bakhar explain article.mr.txt --event 2
  bakhar explain news.jsonl --event b3f09a
  bakhar explain article.mr.txt --json | jq .trace`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain reads one file, not %d: name it, or - for standard input", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := t.check(); err != nil {
				return err
			}
			p, err := a.load()
			if err != nil {
				return err
			}
			if err := t.languages(p); err != nil {
				return err
			}
			return a.explain(args, &t, x)
		},
	}
	t.flags(cmd)
	t.traced = true
	cmd.Flags().StringVar(&x.event, "event", "", "only the event of this `number or id`; the first six letters of an id are enough")
	jsonFlag(cmd, &x.json, "an event a line (docs/formats/record.md)")
	return cmd
}

// explaining says which events are explained, and how it is written.
type explaining struct {
	event string // a number, the beginning of an id; empty for all
	json  bool
}

// explain codes one file's texts and explains their events, or the one asked for.
func (a *app) explain(args []string, set *texts, x explaining) error {
	event := x.event
	failed, seen, shown := 0, 0, 0
	for t, err := range a.reader().Texts(args) {
		var data []byte
		var n int
		if err == nil {
			j := a.job(t, set)
			if j.Err == nil {
				j.Doc, j.Err = a.pipe.Code(j.Art, j.Text)
			}
			data, err = rendered(t, &j, func(_ file.Text, art *article.Article) ([]byte, error) {
				data, n = a.explainText(t, art, seen, x)
				seen += len(art.Events)
				return data, nil
			})
		}
		if err != nil {
			failed++
			a.complain("%v", err)
			continue
		}
		shown += n
		to := a.out
		if !x.json {
			to = a.screen
		}
		if _, err := to.Write(data); err != nil {
			return failure{fmt.Errorf("write results: %w", err)}
		}
	}
	switch {
	case failed > 0 && shown == 0:
		return errReported
	case event != "" && shown == 0 && seen == 0:
		return errors.New("--event: the file has no events")
	case event != "" && shown == 0:
		return fmt.Errorf("--event: there is no event %q: the file has events 1 to %d", event, seen)
	case failed > 0:
		return errReported
	case shown == 0 && !x.json:
		fmt.Fprintln(a.screen, "no events")
	}
	return nil
}

// explainText explains the events of a text, or the one asked for, and tells how many it explained. Events are counted on from seen.
func (a *app) explainText(t file.Text, art *article.Article, seen int, x explaining) (data []byte, n int) {
	var b bytes.Buffer
	records := export.Events(art, a.pipe.Onto, a.meta())
	var told []export.Explained
	if x.json {
		told = export.Explain(art, records, export.Weights(a.weights(art.Language)), seen)
	}
	for i := range records {
		number := seen + i + 1
		if !asked(x.event, number, records[i].ID) {
			continue
		}
		if n++; x.json {
			if err := export.WriteLine(&b, told[i]); err != nil {
				panic("BUG: " + err.Error()) // no field can fail, and it goes into memory
			}
			continue
		}
		if n == 1 {
			fmt.Fprintf(&b, "text %s · %s · %s\n\n", terminal.Printable(art.ID), art.Language, a.paint().In(terminal.Bold, terminal.Printable(headline(t))))
		}
		b.Write(explanation(number, &records[i], &art.Events[i], a.weights(art.Language), a.paint()))
	}
	return b.Bytes(), n
}

// numberDigits is how many digits at most the number of an event has; longer ones are the beginning of an id.
const numberDigits = 5

// asked tells whether an event is the one that the user means by its number or the beginning of its id.
func asked(event string, number int, id string) bool {
	if n, err := strconv.Atoi(event); err == nil && len(event) <= numberDigits {
		return n == number
	}
	return strings.HasPrefix(id, event)
}

// explanation is all that is known of an event, a line a thing, the text's own words at the end of lines.
func explanation(n int, e *export.Event, ev *article.Event, w lang.Weights, p terminal.Paint) []byte {
	var b bytes.Buffer
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-12s "+terminal.Hang+"%s\n", name, terminal.Printable(fmt.Sprintf(format, args...)))
	}
	fmt.Fprintf(&b, "%s  id %s\n", p.In(terminal.Bold, fmt.Sprintf("event %d", n)), e.ID)
	line("code", "%s", eventType(e))
	line("", "quadrant %d, scale %g, contexts %s", e.Quad, e.Scale, orDash(strings.Join(e.Context, " ")))
	for _, s := range e.EventText {
		line("words", "[%d,%d) “%s”", s.Start, s.End, terminal.OneLine(s.Text))
	}
	line("sentence", "%d [%d,%d) %s", e.Sentence.Index, e.Sentence.Start, e.Sentence.End, terminal.OneLine(e.Sentence.Text))
	line("rule", "%s", orDash(e.Rule))
	explainParties(line, "actor", e.Actor, ev.Actors)
	explainParties(line, "recipient", e.Recipient, ev.Recipients)
	switch {
	case e.DateText != nil:
		line("date", "%s from “%s”", eventDate(e), terminal.OneLine(e.DateText.Text))
	case e.Date != "":
		line("date", "%s, the day of publication: the text tells none", e.Date)
	default:
		line("date", "-")
	}
	if e.Loc != nil {
		line("place", "%s (%s), %s “%s”", orDash(place(e.Loc)), orDash(e.Loc.Precision), orDash(e.Loc.Admin1), terminal.OneLine(e.Loc.Text))
	}
	for _, q := range e.Quantities {
		line("quantity", "%s to %s %s “%s”", bound(q.Min), bound(q.Max), q.Unit, terminal.OneLine(q.Text))
	}
	if len(e.Attribution) > 0 {
		sources := make([]article.Entity, len(ev.Attribution))
		for i, s := range ev.Attribution {
			sources[i] = s.Entity
		}
		explainParties(line, "says", e.Attribution, sources)
	} else {
		line("says", "the publisher")
	}
	line("status", "%s%s", e.Status, map[bool]string{true: ", in quotation marks"}[e.Quoted])
	explainConfidence(line, e.Confidence, ev.Grounds, w)
	for i, s := range ev.Trace {
		line(map[bool]string{true: "trace"}[i == 0], "%s", s)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// explainParties tells each party with what names it.
func explainParties(line func(name, format string, args ...any), name string, list []export.Entity, ents []article.Entity) {
	if len(list) == 0 {
		line(name, "-")
	}
	for i, e := range list {
		how := []string{"by " + orDash(ents[i].How)}
		for _, s := range []string{ents[i].KB, e.Wikidata, e.Role} {
			if s != "" {
				how = append(how, s)
			}
		}
		if len(e.Others) > 0 {
			how = append(how, "also "+strings.Join(e.Others, " "))
		}
		if e.Verb != "" {
			how = append(how, "verb “"+e.Verb+"”")
		}
		codes := strings.Join(strings.Fields(e.Country+" "+e.Sector+" "+e.Name), " ")
		line(name, "%s (%s) [%d,%d) “%s”", orDash(codes), strings.Join(how, ", "), e.Start, e.End, terminal.OneLine(e.Text))
		name = ""
	}
}

// explainConfidence tells what a confidence is made of: each ground with its weight, in log-odds or, for damage, in the confidence itself.
func explainConfidence(line func(name, format string, args ...any), x float64, grounds []string, w lang.Weights) {
	line("confidence", "%.2f from base %+.2f", x, float64(w.Base)/100)
	for _, g := range grounds {
		switch {
		case w.Points[g] != 0:
			line("", "%+.2f %s, off the confidence itself", float64(w.Points[g])/100, g)
		case w.Sum[g] != 0:
			line("", "%+.2f %s", float64(w.Sum[g])/100, g)
		}
	}
}

// weights are those by which texts of a language were weighed.
func (a *app) weights(language string) lang.Weights {
	if p := a.pipe.Packs[language]; p != nil {
		return p.Common.Weights
	}
	return lang.Weights{}
}

func bound(x *float64) string {
	if x == nil {
		return "any"
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
