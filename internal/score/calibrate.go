package score

import (
	"hash/fnv"
	"math"
	"slices"
	"sort"
	"strings"
)

// Label says of one coded event whether gold has it: an event of an accepted type with a country of its actor, as precision counts.
type Label struct {
	Text  string // id of its text
	Event string // id of the event
	Right bool
}

// Sample is a labelled event with what its reading rests on.
type Sample struct {
	Label
	Language string
	Grounds  []string
}

// Weight is what the fit says of one ground. N counts the events that have it, Right those of them that are right.
type Weight struct {
	Ground string  `json:"ground"`
	Weight float64 `json:"weight"` // in log-odds, rounded to hundredths
	N      int     `json:"n"`
	Right  int     `json:"right"`
}

// Fit is a logistic regression of right on the grounds, and how well it does on texts that it was not fitted to.
type Fit struct {
	Base    float64     `json:"base"`
	Weights []Weight    `json:"weights"`            // by ground
	Bins    []Bin       `json:"bins"`               // cross-validated
	Error   float64     `json:"calibration_error"`  // expected calibration error, cross-validated
	Brier   float64     `json:"mean_squared_error"` // cross-validated
	Plain   float64     `json:"of_one_share"`       // the same of one that says the same share of every event
	ByLang  []LangError `json:"by_language"`
}

// LangError is the cross-validated calibration error of one language.
type LangError struct {
	Language string  `json:"language"`
	N        int     `json:"n"`
	Error    float64 `json:"calibration_error"`
}

// The fit's constants. They are no options: a table that can be made in several ways cannot be checked.
const (
	folds     = 5    // texts are dealt out by a hash of their ids, translations of one text together
	steps     = 25   // of Newton's method; it stands still after eight or so
	shrink    = 3.0  // strength of the pull of every weight to zero, in events
	rarest    = 12   // a ground of fewer events is left out
	weightMax = 3.00 // as confidence.tsv takes it
)

// FitConfidence fits weights to the samples. Only sums in a fixed order are taken, so that the same samples give the same weights.
func FitConfidence(samples []Sample) Fit {
	names := common(samples)
	all := design(samples, names)
	base, ws := solve(all)
	f := Fit{Base: round(base, 2)}
	for j, name := range names {
		w := Weight{Ground: name, Weight: round(max(-weightMax, min(ws[j], weightMax)), 2)}
		for _, r := range all {
			if slices.Contains(r.has, j) {
				w.N++
				if r.right {
					w.Right++
				}
			}
		}
		f.Weights = append(f.Weights, w)
	}
	f.crossValidate(samples, all)
	return f
}

// row is a sample as numbers.
type row struct {
	has   []int
	right bool
	fold  int
}

func common(samples []Sample) []string {
	n := map[string]int{}
	for _, s := range samples {
		for _, g := range s.Grounds {
			n[g]++
		}
	}
	var out []string
	for g, k := range n {
		if k >= rarest {
			out = append(out, g)
		}
	}
	sort.Strings(out)
	return out
}

func design(samples []Sample, names []string) []row {
	out := make([]row, len(samples))
	for i, s := range samples {
		r := row{right: s.Right, fold: fold(s.Text)}
		for _, g := range s.Grounds {
			if j, ok := slices.BinarySearch(names, g); ok {
				r.has = append(r.has, j)
			}
		}
		slices.Sort(r.has)
		r.has = slices.Compact(r.has)
		out[i] = r
	}
	return out
}

// fold deals a text out by its id without the language before it.
func fold(id string) int {
	if i := strings.IndexAny(id, ":-"); i >= 0 {
		id = id[i+1:]
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % folds)
}

// solve minimises the log loss with a quadratic pull of all weights but the base to zero.
func solve(rows []row) (base float64, ws []float64) {
	n := 1
	for _, r := range rows {
		for _, j := range r.has {
			n = max(n, j+2)
		}
	}
	w := make([]float64, n) // w[0] is the base
	for range steps {
		grad := make([]float64, n)
		hess := make([][]float64, n)
		for i := range hess {
			hess[i] = make([]float64, n)
			if i > 0 {
				grad[i] = shrink * w[i]
				hess[i][i] = shrink
			}
		}
		hess[0][0] = 1e-6 // of no samples at all, too
		for _, r := range rows {
			p := predict(w[0], w[1:], r)
			g, v := p, p*(1-p)
			if r.right {
				g--
			}
			grad[0] += g
			hess[0][0] += v
			for a, i := range r.has {
				grad[i+1] += g
				hess[0][i+1] += v
				hess[i+1][0] += v
				for _, j := range r.has[:a+1] {
					hess[i+1][j+1] += v
					if i != j {
						hess[j+1][i+1] += v
					}
				}
			}
		}
		for i, d := range eliminate(hess, grad) {
			w[i] -= d
		}
	}
	return w[0], w[1:]
}

// eliminate solves a symmetric positive system by Gauss without pivots: the pull to zero keeps it well away from singular.
func eliminate(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			q := a[k][i] / a[i][i]
			if q == 0 {
				continue
			}
			for j := i; j < n; j++ {
				a[k][j] -= q * a[i][j]
			}
			b[k] -= q * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}

func predict(base float64, ws []float64, r row) float64 {
	s := base
	for _, j := range r.has {
		if j < len(ws) {
			s += ws[j]
		}
	}
	return 1 / (1 + math.Exp(-s))
}

// crossValidate says each event's confidence by weights fitted without its text, and holds it against what is right.
func (f *Fit) crossValidate(samples []Sample, rows []row) {
	said := make([]float64, len(rows))
	for k := range folds {
		var rest []row
		for _, r := range rows {
			if r.fold != k {
				rest = append(rest, r)
			}
		}
		base, ws := solve(rest)
		for i, r := range rows {
			if r.fold == k {
				said[i] = round(predict(base, ws, r), 2)
			}
		}
	}
	total := make([]Bin, binCount)
	byLang := map[string][]Bin{}
	var langs []string
	right := 0
	for i, s := range samples {
		if byLang[s.Language] == nil {
			byLang[s.Language] = make([]Bin, binCount)
			langs = append(langs, s.Language)
		}
		y := 0.0
		if s.Right {
			y = 1
			right++
		}
		f.Brier += (said[i] - y) * (said[i] - y)
		for _, bins := range [][]Bin{total, byLang[s.Language]} {
			b := &bins[binOf(said[i])]
			b.N++
			b.Mean += said[i]
			if s.Right {
				b.Type++
			}
		}
	}
	f.Bins, f.Error = means(total), calibrationError(total)
	p := ratio(right, len(samples))
	f.Plain = round(p*(1-p), 3)
	f.Brier = round(f.Brier/float64(max(len(samples), 1)), 3)
	slices.Sort(langs)
	for _, l := range langs {
		n := 0
		for _, b := range byLang[l] {
			n += b.N
		}
		f.ByLang = append(f.ByLang, LangError{l, n, calibrationError(byLang[l])})
	}
}

func binOf(confidence float64) int { return max(0, min(int(confidence*binCount+1e-9), binCount-1)) }

// calibrationError is the mean distance, over events, of a bin's mean confidence from its share of right events. Mean holds sums here.
func calibrationError(bins []Bin) float64 {
	n, off := 0, 0.0
	for _, b := range bins {
		n += b.N
		off += math.Abs(b.Mean - float64(b.Type))
	}
	if n == 0 {
		return 0
	}
	return round(off/float64(n), 3)
}
