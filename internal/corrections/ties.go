package corrections

import (
	"cmp"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Ties gives the pairs of report ids that must be of one event, and those that must not: reports as Apply gives them, cs all corrections with
// a target in one of their articles. A pair is sorted, as are the lists; targets that are not among the reports tie nothing. The two lists
// never contradict each other, through other reports either: where corrections do, the later one holds.
func Ties(reports []article.Report, cs []store.Correction) (together, apart [][2]string) {
	t := ties{up: map[string]string{}, apart: map[[2]string]bool{}}
	force := InForce(cs)
	for i := len(force) - 1; i >= 0; i-- { // the latest first; what an earlier one says against it is dropped
		c := force[i]
		if c.Kind != Split && c.Kind != Merge {
			continue
		}
		body, err := Read(c)
		if err != nil {
			body = Body{}
		}
		ids := targets(c, body, reports)
		for x := range ids {
			for y := range x {
				a, b := ids[min(x, y)], ids[max(x, y)]
				switch {
				case a == "" || b == "" || a == b:
				case c.Kind == Merge:
					t.join(a, b)
				case len(body.Groups) != len(ids) || body.Groups[x] != body.Groups[y]:
					t.part(a, b)
				}
			}
		}
	}
	return t.together, pairs(t.apart)
}

// targets gives the current ids of a correction's targets, empty for those that are not there.
func targets(c store.Correction, body Body, reports []article.Report) []string {
	out := make([]string, len(c.Targets))
	for i, a := range c.Targets {
		most := 0.0
		for _, r := range reports {
			var x float64
			if i < len(body.Reports) {
				x = likeness(a, typesOf(body.Reports[i]), r)
			} else {
				x = likeness(a, nil, r)
			}
			if x > most {
				out[i], most = r.ID, x
			}
		}
	}
	return out
}

// ties are decided from the latest correction to the first.
type ties struct {
	up       map[string]string // union-find of what must be together
	apart    map[[2]string]bool
	together [][2]string
}

func (t *ties) root(id string) string {
	for t.up[id] != "" {
		id = t.up[id]
	}
	return id
}

// join puts two reports together unless what they already belong to is apart.
func (t *ties) join(a, b string) {
	x, y := t.root(a), t.root(b)
	if x == y {
		return
	}
	for p := range t.apart {
		if r, s := t.root(p[0]), t.root(p[1]); r == x && s == y || r == y && s == x {
			return
		}
	}
	t.up[max(x, y)] = min(x, y)
	t.together = append(t.together, pair(a, b))
	slices.SortFunc(t.together, comparePairs)
}

// part sets two reports apart unless they are already together.
func (t *ties) part(a, b string) {
	if t.root(a) != t.root(b) {
		t.apart[pair(a, b)] = true
	}
}

func pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func comparePairs(a, b [2]string) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

func pairs(set map[[2]string]bool) [][2]string {
	var out [][2]string
	for p := range set {
		out = append(out, p)
	}
	slices.SortFunc(out, comparePairs)
	return out
}
