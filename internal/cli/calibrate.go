package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/score"
)

func (a *app) calibrateCmd() *cobra.Command {
	var workers int
	var table string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "calibrate GOLD…",
		Short: "Measure on gold how much each ground of a confidence counts",
		Long: `Code the texts of gold files, see of each event whether gold has it (an accepted type
and a country of the actor, as the precision of eval counts), and fit how much each thing that a reading rests on
counts: the form of its words, how its parties were found, what else the sentence
tells. Prints how far such confidences hold on texts that they were not fitted to
(cross-validation in 5 parts, translations of one text in one part). --table writes
the weights as packs/common/confidence.tsv has them; build again to use them.`,
		Example: `  bakhar calibrate corpus/*-articles.jsonl corpus/*-short.jsonl corpus/*-none.jsonl
  bakhar calibrate corpus/*-articles.jsonl --table packs/common/confidence.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no gold: name one or more gold files")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkWorkers(workers); err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			return a.calibrate(args, workers, table, asJSON)
		},
	}
	workersFlag(cmd, &workers)
	jsonFlag(cmd, &asJSON, "the weights, and how far they hold")
	cmd.Flags().StringVar(&table, "table", "", "write the weights to this `file`")
	return cmd
}

// calibrate fits the weights to the events of all gold files.
func (a *app) calibrate(names []string, workers int, table string, asJSON bool) error {
	var samples []score.Sample
	for _, name := range names {
		gold, err := readGold(name)
		if err != nil {
			return failure{err}
		}
		coded, failed, err := a.codeGold(name, gold, workers)
		if err != nil || failed {
			return errors.Join(err, errReported)
		}
		got, err := a.samples(gold, score.Score(gold, coded).Labels)
		if err != nil {
			return failure{fmt.Errorf("%s: %w", name, err)}
		}
		samples = append(samples, got...)
	}
	if len(samples) == 0 {
		return failure{errors.New("no event was coded in the gold: there is nothing to fit")}
	}
	fit := score.FitConfidence(samples)
	fit.Weights = append([]score.Weight{}, fit.Weights...)
	if asJSON {
		if err := a.json(fit); err != nil {
			return err
		}
	} else if err := a.show(calibration(fit, len(samples))); err != nil {
		return failure{fmt.Errorf("write results: %w", err)}
	}
	if table == "" {
		return nil
	}
	old, err := os.ReadFile(table)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return failure{fmt.Errorf("read the old table: %w", err)}
	}
	if err := os.WriteFile(table, weightTable(string(old), fit), 0o644); err != nil {
		return failure{fmt.Errorf("write the table: %w", err)}
	}
	return nil
}

// samples gives each label what the reading of its event rests on, which takes coding the texts once more.
func (a *app) samples(gold []score.Text, labels []score.Label) ([]score.Sample, error) {
	type key struct{ text, event string }
	grounds := map[key][]string{}
	language := map[string]string{}
	for i := range gold {
		g := &gold[i]
		day, _ := article.ParseDate(g.Published) // a bad one was told when the text was coded
		art := &article.Article{ID: g.ID, Language: tag(g.Language), Published: day, Title: g.Title}
		if _, err := a.pipe.Code(art, g.Text); err != nil {
			return nil, err
		}
		language[g.ID] = art.Language
		for j := range art.Events {
			grounds[key{g.ID, art.Events[j].ID}] = art.Events[j].Grounds
		}
	}
	out := make([]score.Sample, 0, len(labels))
	for _, l := range labels {
		gs, ok := grounds[key{l.Text, l.Event}]
		if !ok {
			return nil, fmt.Errorf("BUG: text %q coded twice gives other events", l.Text)
		}
		out = append(out, score.Sample{Label: l, Language: language[l.Text], Grounds: gs})
	}
	return out, nil
}

// calibration tells how far the fit can be trusted.
func calibration(f score.Fit, n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d events, cross-validated: confidence beside what is right (type, and a country of the actor)\n", n)
	columns(&b, func(w *tabwriter.Writer) {
		fmt.Fprint(w, "confidence\tevents\tmean\tright\t\n")
		for _, x := range f.Bins {
			if x.N > 0 {
				fmt.Fprintf(w, "%.1f–%.1f\t%d\t%.2f\t%.2f\t\n", x.From, x.To, x.N, x.Mean, float64(x.Type)/float64(x.N))
			}
		}
	})
	fmt.Fprintf(&b, "calibration error %s", decimals(f.Error))
	for _, l := range f.ByLang {
		fmt.Fprintf(&b, " · %s %s over %d", l.Language, decimals(l.Error), l.N)
	}
	fmt.Fprintf(&b, "\nmean squared error %s; of one share for all events %s\n", decimals(f.Brier), decimals(f.Plain))
	return b.Bytes()
}

// weightTable writes the fit below the old table's comments; what is not fitted (points) is kept.
func weightTable(old string, f score.Fit) []byte {
	var b bytes.Buffer
	var kept []string
	for line := range strings.Lines(old) {
		switch {
		case strings.HasPrefix(line, "#"):
			b.WriteString(line)
		case strings.Contains(line, "\tpoints\t"):
			kept = append(kept, line)
		}
	}
	fmt.Fprintf(&b, "-\tbase\t%.2f\n", f.Base)
	for _, line := range kept {
		b.WriteString(line)
	}
	for _, w := range f.Weights {
		if w.Weight != 0 {
			fmt.Fprintf(&b, "%s\tsum\t%.2f\t%d of %d\n", w.Ground, w.Weight, w.Right, w.N)
		}
	}
	return b.Bytes()
}
