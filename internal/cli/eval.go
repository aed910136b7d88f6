package cli

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/cause"
	"github.com/bakhar/bakhar/internal/doc"
	"github.com/bakhar/bakhar/internal/export"
	"github.com/bakhar/bakhar/internal/score"
	"github.com/bakhar/bakhar/internal/source/file"
)

// evaluation is the scores of one gold file, or of one language of a file that has several.
type evaluation struct {
	File     string        `json:"file"`
	Language string        `json:"language"` // "all" for a file with several
	Result   *score.Result `json:"result"`
}

const allLanguages = "all"

func (a *app) evalCmd() *cobra.Command {
	var errorsMax, workers int
	var asJSON, merge bool
	cmd := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "Hold the coder against gold",
		Long: `Code the texts of gold files and print how much was found and how much of it is
right: per file and language, per event type, what was taken for what, and how far
the confidence can be trusted. Gold is read as corpus/GUIDELINES.md describes it,
sentence by sentence (events with "gsr_type") or whole articles. The figures are
those of the reference scorer gold/score.py.`,
		Example: `  bakhar eval corpus/mr-gsr.jsonl
  bakhar eval corpus/*.jsonl --errors 20
  bakhar eval corpus/*.jsonl --json > scores.jsonl
  bakhar eval corpus/happenings.jsonl --merge --errors 10`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no gold: name one or more gold files")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if errorsMax < 0 {
				return fmt.Errorf("--errors: %d is not a number of errors: 0 or more is wanted", errorsMax)
			}
			if err := checkWorkers(workers); err != nil {
				return err
			}
			if _, err := a.load(); err != nil {
				return err
			}
			if merge {
				return a.evalMerging(args, errorsMax, asJSON)
			}
			return a.eval(args, workers, errorsMax, asJSON)
		},
	}
	workersFlag(cmd, &workers)
	cmd.Flags().IntVar(&errorsMax, "errors", 0, "count the errors by cause, and show up to this `number` of each kind (misses, wrong parties, spurious events, defects) with their text")
	jsonFlag(cmd, &asJSON, "a file and language a line")
	cmd.Flags().BoolVar(&merge, "merge", false, "measure merging instead: how many pairs of texts that tell of one happening an event brings together, given gold codes and as coded; all files are one set")
	return cmd
}

// eval scores the gold files one by one.
func (a *app) eval(names []string, workers, errorsMax int, asJSON bool) error {
	bad := false
	var all []evaluation
	for _, name := range names {
		gold, err := readGold(name)
		if err != nil {
			bad = true
			a.complain("%v", err)
		}
		if len(gold) == 0 {
			continue
		}
		coded, failed, err := a.codeGold(name, gold, workers)
		if err != nil {
			return failure{err}
		}
		bad = bad || failed
		for _, e := range evaluate(name, gold, coded) {
			if errorsMax > 0 {
				if err := a.causes(gold, e.Result); err != nil {
					return failure{err}
				}
			}
			e.Result.Errors = firstOfKind(e.Result.Errors, errorsMax)
			all = append(all, e)
			if asJSON {
				err = export.WriteLine(a.out, e)
			} else {
				err = a.show(report(e, a.paint()))
			}
			if err != nil {
				return failure{fmt.Errorf("write results: %w", err)}
			}
		}
	}
	if !asJSON && len(all) > 1 {
		if err := a.show(summary(all, a.paint())); err != nil {
			return failure{fmt.Errorf("write results: %w", err)}
		}
	}
	if bad {
		return errReported
	}
	return nil
}

func readGold(name string) ([]score.Text, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, opened(name, err)
	}
	defer f.Close()
	gold, err := score.ReadGold(f, name)
	if err != nil {
		err = firstWrong(err)
	}
	if err == nil && len(gold) == 0 {
		err = fmt.Errorf("%s: there is no gold text in it", name)
	}
	return gold, err
}

// codeGold codes the gold's texts and hands over the records as a user would read them.
func (a *app) codeGold(name string, gold []score.Text, workers int) (coded []score.Coded, failed bool, err error) {
	var records bytes.Buffer
	err = codeEach(a, goldTexts(name, gold), &texts{}, workers, a.asArticle,
		func(o output[[]byte]) error {
			if o.err != nil {
				failed = true
				a.complain("%v", o.err)
			}
			records.Write(o.result)
			return nil
		})
	if err != nil {
		return nil, failed, err
	}
	coded, err = score.ReadCoded(&records, "the coder's own records")
	return coded, failed, err
}

// goldTexts are the texts of a gold file as they are read for coding.
func goldTexts(name string, gold []score.Text) iter.Seq[input] {
	return func(yield func(input) bool) {
		for _, g := range gold {
			t := file.Text{ID: g.ID, Language: g.Language, Published: g.Published, Publisher: g.Publisher, URL: g.URL, Title: g.Title, Text: g.Text, File: name + ": " + g.ID, Offset: -1}
			if !yield(input{text: t}) {
				return
			}
		}
	}
}

// causes writes to each error where its words were lost, which takes coding its text once more, and counts them.
func (a *app) causes(gold []score.Text, r *score.Result) error {
	texts := map[string]*score.Text{}
	for i := range gold {
		texts[gold[i].ID] = &gold[i]
	}
	docs := map[string]*doc.Doc{}
	for i := range r.Errors {
		e := &r.Errors[i]
		g := texts[e.ID]
		if docs[e.ID] == nil {
			day, _ := article.ParseDate(g.Published) // a bad one was told when the text was coded
			d, err := a.pipe.Code(&article.Article{ID: g.ID, Language: tag(g.Language), Published: day, Title: g.Title}, g.Text)
			if err != nil {
				continue // told before as well
			}
			docs[e.ID] = d
		}
		e.Cause = cause.Of(docs[e.ID], g, e, a.pipe.Onto)
	}
	r.Causes = score.CountCauses(r.Errors, cause.Causes)
	return nil
}

// evaluate scores a file as a whole and, where it has several, its languages.
func evaluate(name string, gold []score.Text, coded []score.Coded) []evaluation {
	byLang := map[string][]score.Text{}
	var langs []string
	for _, g := range gold {
		if byLang[g.Language] == nil {
			langs = append(langs, g.Language)
		}
		byLang[g.Language] = append(byLang[g.Language], g)
	}
	slices.Sort(langs)
	if len(langs) == 1 {
		return []evaluation{{name, langs[0], score.Score(gold, coded)}}
	}
	out := []evaluation{{name, allLanguages, score.Score(gold, coded)}}
	for _, l := range langs {
		out = append(out, evaluation{name, l, score.Score(byLang[l], coded)})
	}
	return out
}

// firstOfKind keeps the first n errors of each kind.
func firstOfKind(list []score.Error, n int) []score.Error {
	seen := map[string]int{}
	return slices.DeleteFunc(list, func(e score.Error) bool {
		seen[e.Kind]++
		return seen[e.Kind] > n
	})
}
