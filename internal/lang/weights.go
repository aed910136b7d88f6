package lang

import (
	"fmt"
	"strconv"
)

// Weights say how much each ground of a confidence counts, in hundredths: those of Sum, with Base, are added up and turned into a share;
// those of Points are added to the share itself.
type Weights struct {
	Base   int
	Sum    map[string]int
	Points map[string]int
}

// weights reads confidence.tsv: ground, kind (base, sum, points), weight.
func weights(rows []Row, ps *Problems) Weights {
	w := Weights{Sum: map[string]int{}, Points: map[string]int{}}
	for _, r := range rows {
		bad := func(col int, format string, args ...any) {
			*ps = append(*ps, Problem{r.File, r.Line, r.Col(col), fmt.Sprintf(format, args...)})
		}
		if len(r.Fields) < 3 {
			bad(0, "a weight has columns ground, kind, weight; this line has %d", len(r.Fields))
			continue
		}
		x, err := strconv.ParseFloat(r.Fields[2], 64)
		n := int(x*100 + 0.5)
		if x < 0 {
			n = -int(-x*100 + 0.5)
		}
		if err != nil || x < -10 || x > 10 {
			bad(2, "%q is no weight: write a number from -10 to 10, with two decimals at most", r.Fields[2])
		}
		switch name := r.Fields[0]; r.Fields[1] {
		case "base":
			w.Base = n
		case "sum":
			w.Sum[name] = n
		case "points":
			w.Points[name] = n
		default:
			bad(1, "there is no kind %q: a weight is base, sum or points", r.Fields[1])
		}
	}
	return w
}
