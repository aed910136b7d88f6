// Command score holds the figures of `bakhar eval --json`, read from standard input, against the last accepted ones. A figure
// that is worse fails; one that is better is told, and accepted with -update, in the same commit as the change that brought it.
// Gold that is accepted but was not measured is left out with a line that says so, and kept by -update.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/bakhar/bakhar/internal/score"
)

// key names one figure: of which gold file, in which language, which measure.
type key struct{ gold, language, measure string }

func (k key) less(o key) int {
	return slices.Compare([]string{k.gold, k.language, k.measure}, []string{o.gold, o.language, o.measure})
}

// emptyEvents counts the events coded in texts that have none; it is the one measure of which less is better.
const emptyEvents = "empty_events"

// lineBytesMax is the longest line of figures that is read.
const lineBytesMax = 16 << 20

func main() {
	update := flag.Bool("update", false, "accept the figures: write them to SCORES.tsv")
	flag.Usage = func() {
		fmt.Fprint(os.Stderr, "usage: bakhar eval --json GOLD… | score [-update] SCORES.tsv\n")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), os.Stdin, os.Stdout, *update); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

func run(file string, in io.Reader, out io.Writer, update bool) error {
	head, accepted, err := readAccepted(file)
	if err != nil {
		return err
	}
	got, err := readMeasured(in)
	if err != nil {
		return err
	}
	worse, err := compare(out, accepted, got)
	if err != nil {
		return err
	}
	if !update {
		if worse > 0 {
			return fmt.Errorf("%d figures are worse than in %s", worse, file)
		}
		return nil
	}
	for k, v := range got {
		accepted[k] = v
	}
	return os.WriteFile(file, format(head, accepted), 0o644)
}

// readAccepted gives the comment lines at the head of the file, and its figures. A file that is not there has none.
func readAccepted(file string) (head string, figures map[key]float64, err error) {
	figures = map[key]float64{}
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return "", figures, nil
	}
	if err != nil {
		return "", nil, err
	}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "#") {
			head += line + "\n"
			continue
		}
		if line == "" {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			return "", nil, fmt.Errorf("%s:%d: %d columns, want gold, language, measure, value", file, i+1, len(c))
		}
		v, err := strconv.ParseFloat(c[3], 64)
		if err != nil {
			return "", nil, fmt.Errorf("%s:%d: value %q is no number", file, i+1, c[3])
		}
		figures[key{c[0], c[1], c[2]}] = v
	}
	return head, figures, nil
}

func readMeasured(in io.Reader) (map[key]float64, error) {
	got := map[key]float64{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, lineBytesMax)
	for lines.Scan() {
		var e struct {
			File     string       `json:"file"`
			Language string       `json:"language"`
			Result   score.Result `json:"result"`
		}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("read figures: %w", err)
		}
		add := func(measure string, v float64) { got[key{path.Base(e.File), e.Language, measure}] = v }
		if a := e.Result.Article; a != nil {
			add(emptyEvents, float64(e.Result.Empty.Events))
			if a.GoldEvents > 0 {
				add("F1", a.F1)
				add("full_F1", a.FullF1)
			}
			if e.Result.Damaged > 0 {
				add("defect_F1", a.DefectF1)
			}
		}
		if s := e.Result.Sentence; s != nil {
			add("type_recall", s.TypeRecall)
			add("top_type", s.TopType)
			add("full", s.Full)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	if len(got) == 0 {
		return nil, errors.New("there are no figures on standard input: give it the output of bakhar eval --json")
	}
	return got, nil
}

// compare prints a line a figure and counts those that are worse.
func compare(out io.Writer, accepted, got map[key]float64) (worse int, err error) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "gold\tlanguage\tmeasure\taccepted\tnow\t")
	for _, k := range sorted(got) {
		was, known := accepted[k]
		now, note, old := got[k], "", number(was)
		switch {
		case !known:
			note, old = "new", "-"
		case now == was:
		case (now > was) == (k.measure != emptyEvents):
			note = "better"
		default:
			note = "WORSE"
			worse++
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", k.gold, k.language, k.measure, old, number(now), note)
	}
	if err := w.Flush(); err != nil {
		return worse, err
	}
	var missing []string
	for _, k := range sorted(accepted) {
		if _, ok := got[k]; !ok && !slices.Contains(missing, k.gold) {
			missing = append(missing, k.gold)
		}
	}
	for _, gold := range missing {
		fmt.Fprintf(out, "left out: %s is not here\n", gold)
	}
	return worse, nil
}

func sorted(figures map[key]float64) []key {
	keys := make([]key, 0, len(figures))
	for k := range figures {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, key.less)
	return keys
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func format(head string, figures map[key]float64) []byte {
	var b strings.Builder
	b.WriteString(head)
	for _, k := range sorted(figures) {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", k.gold, k.language, k.measure, number(figures[k]))
	}
	return []byte(b.String())
}
