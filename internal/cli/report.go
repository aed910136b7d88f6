package cli

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/bakhar/bakhar/internal/cli/terminal"
	"github.com/bakhar/bakhar/internal/score"
)

// report writes the scores of one evaluation as tables. They are Latin, so they can be aligned; texts come last.
func report(e evaluation, p terminal.Paint) []byte {
	var b bytes.Buffer
	r := e.Result
	fmt.Fprintf(&b, "%s\n", p.In(terminal.Bold, fmt.Sprintf("%s · %s · %s gold", terminal.Printable(e.File), e.Language, r.Level)))
	for _, f := range figures(r) {
		fmt.Fprintf(&b, "  %s %s", f.name, f.value)
	}
	b.WriteByte('\n')
	if r.Empty.Texts > 0 {
		fmt.Fprintf(&b, "  texts without event in the gold %d, events coded in them %d\n", r.Empty.Texts, r.Empty.Events)
	}
	typeTable(&b, r.Types)
	confusionTable(&b, r.Confusion)
	calibrationTable(&b, r.Bins)
	if len(r.Labels) > 0 {
		fmt.Fprintf(&b, "  calibration error %s over %d events\n", decimals(r.CalError), len(r.Labels))
	}
	causeTable(&b, r.Causes)
	errorList(&b, r.Errors, p)
	b.WriteByte('\n')
	return b.Bytes()
}

// figure is a number with the name that the reference scorer gives it.
type figure struct{ name, value string }

func figures(r *score.Result) []figure {
	if s := r.Sentence; s != nil {
		sector := "-"
		if s.Sector != nil {
			sector = decimals(*s.Sector)
		}
		return []figure{{"n", fmt.Sprint(s.N)}, {"type_recall", decimals(s.TypeRecall)}, {"top_type", decimals(s.TopType)}, {"full", decimals(s.Full)},
			{"sector", sector}, {"events_per_text", fmt.Sprintf("%.2f", s.EventsPerText)}}
	}
	a := r.Article
	out := []figure{{"texts", fmt.Sprint(a.Texts)}, {"gold_events", fmt.Sprint(a.GoldEvents)}, {"P", decimals(a.P)}, {"R", decimals(a.R)}, {"F1", decimals(a.F1)}, {"full_F1", decimals(a.FullF1)}}
	for _, f := range []figure{{"attribution", a.Attribution}, {"date", a.Date}, {"mode", a.Mode}, {"place", a.Place}, {"quantity", a.Quantity}, {"status", a.Status}} {
		if f.value != "" {
			out = append(out, f)
		}
	}
	if w := r.Where; w != nil {
		for _, f := range []figure{{"place_name", w.Name}, {"place_precision", w.Precision}} {
			if f.value != "" {
				out = append(out, f)
			}
		}
	}
	return append(out, figure{"defect_P", decimals(a.DefectP)}, figure{"defect_R", decimals(a.DefectR)}, figure{"defect_F1", decimals(a.DefectF1)})
}

func decimals(x float64) string { return fmt.Sprintf("%.3f", x) }

// columns aligns tab-separated cells, numbers to the right.
func columns(b *bytes.Buffer, write func(w *tabwriter.Writer)) {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	write(w)
	w.Flush() // a buffer does not fail
}

func typeTable(b *bytes.Buffer, rows []score.TypeRow) {
	b.WriteByte('\n')
	columns(b, func(w *tabwriter.Writer) {
		fmt.Fprintf(w, "%-9s\tgold\tfound\tfull\trecall\tcoded\tright\tprecision\t\n", "type")
		for _, r := range rows {
			fmt.Fprintf(w, "%-9s\t%d\t%d\t%d\t%s\t%d\t%d\t%s\t\n", r.Type, r.Gold, r.Found, r.Full, of(r.Recall(), r.Gold), r.Coded, r.Right, of(r.Precision(), r.Coded))
		}
	})
}

// of is a share, or a dash where nothing was asked.
func of(x float64, n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", x)
}

// confusionTable writes a line a gold type: what its events were coded as instead, the most frequent first.
func confusionTable(b *bytes.Buffer, cells []score.Cell) {
	if len(cells) == 0 {
		return
	}
	as := map[string][]string{}
	var golds []string
	for _, c := range cells {
		if as[c.Gold] == nil {
			golds = append(golds, c.Gold)
		}
		as[c.Gold] = append(as[c.Gold], fmt.Sprintf("%s %d", c.Coded, c.N))
	}
	slices.Sort(golds)
	b.WriteString("\n  gold       coded instead as (the same type: with another actor)\n")
	for _, g := range golds {
		fmt.Fprintf(b, "  %-9s  %s\n", g, strings.Join(as[g], ", "))
	}
}

func calibrationTable(b *bytes.Buffer, bins []score.Bin) {
	b.WriteByte('\n')
	columns(b, func(w *tabwriter.Writer) {
		fmt.Fprintf(w, "confidence\tevents\tmean\ttype right\tparties too\t\n")
		for _, x := range bins {
			if x.N > 0 {
				fmt.Fprintf(w, "%.1f–%.1f\t%d\t%.2f\t%.2f\t%.2f\t\n", x.From, x.To, x.N, x.Mean, float64(x.Type)/float64(x.N), float64(x.Full)/float64(x.N))
			}
		}
	})
}

// causeTable writes a line a kind of error: how many of them have which cause.
func causeTable(b *bytes.Buffer, causes []score.Cause) {
	if len(causes) == 0 {
		return
	}
	b.WriteString("\n  error      by cause (docs/accuracy.md says what they mean)")
	for i, c := range causes {
		if i == 0 || causes[i-1].Kind != c.Kind {
			fmt.Fprintf(b, "\n  %-9s  %s %d", c.Kind, c.Cause, c.N)
			continue
		}
		fmt.Fprintf(b, ", %s %d", c.Cause, c.N)
	}
	b.WriteByte('\n')
}

// errorList writes the errors kind by kind.
func errorList(b *bytes.Buffer, list []score.Error, p terminal.Paint) {
	for _, kind := range []string{score.Miss, score.Roles, score.Spurious, score.DefectMiss, score.DefectSpurious} {
		n := 0
		for _, e := range list {
			if e.Kind != kind {
				continue
			}
			if n++; n == 1 {
				fmt.Fprintf(b, "\n  %s\n", p.In(terminal.Bold, kind))
			}
			fmt.Fprintf(b, "    %s%s%s%s\n", terminal.Printable(e.ID), side(" gold", e.Gold, e.GoldSides), side(" coded", e.Coded, e.CodedSides), evidence(e))
			fmt.Fprintf(b, "      %s\n", terminal.Printable(terminal.OneLine(e.Text)))
		}
	}
}

func side(name, code, parties string) string {
	if code == "" {
		if name == " coded" || parties == "" {
			return ""
		}
	}
	return name + " " + strings.TrimSpace(code+" "+parties)
}

// evidence is what an error's coding rests on.
func evidence(e score.Error) string {
	var s string
	if e.Cause != "" {
		s += " (" + e.Cause + ")"
	}
	if e.Rule != "" {
		s += fmt.Sprintf(" by %s (%.2f)", e.Rule, e.Confidence)
	}
	if e.Words != "" {
		s += " “" + terminal.Printable(terminal.OneLine(e.Words)) + "”"
	}
	return s
}

// summary is one line an evaluation, one table a level.
func summary(all []evaluation, p terminal.Paint) []byte {
	var b bytes.Buffer
	name := 0
	for _, e := range all {
		name = max(name, utf8.RuneCountInString(filepath.Base(e.File)))
	}
	for _, level := range []string{score.SentenceLevel, score.ArticleLevel} {
		first := true
		columns(&b, func(w *tabwriter.Writer) {
			for _, e := range all {
				if e.Result.Level != level {
					continue
				}
				list := figures(e.Result)
				if e.Result.Article != nil {
					list = list[:6] // the shares of single fields are too wide for a line
				}
				if first {
					fmt.Fprintf(&b, "%s\n", p.In(terminal.Bold, "all "+level+" gold"))
					fmt.Fprintf(w, "%-*s\tlanguage\t", name, "file")
					for _, f := range list {
						fmt.Fprintf(w, "%s\t", f.name)
					}
					fmt.Fprintln(w)
					first = false
				}
				fmt.Fprintf(w, "%-*s\t%s\t", name, terminal.Printable(filepath.Base(e.File)), e.Language)
				for _, f := range list {
					fmt.Fprintf(w, "%s\t", f.value)
				}
				fmt.Fprintln(w)
			}
		})
	}
	return b.Bytes()
}
