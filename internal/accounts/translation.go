package accounts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bakhar/bakhar/internal/article"
)

// What two texts in different languages must have in common to be one story told twice. A longer story is known by its course: its sentences,
// one after the other, report and name the same, while another writer's story of the same event goes its own way. A short one has no course;
// two papers that each tell in a sentence where and when somebody attacked tell the same without knowing of each other. It must be the same in
// all that it reports, with figures and those who tell them.
const (
	translationDays   = 1    // between their publications, at most
	translationsMax   = 64   // sources beyond this many are not compared with each other
	courseSentences   = 3    // that answer to each other in order, at least
	courseShare       = 0.5  // how much of the shorter course must answer
	courseShareNoKeys = 0.75 // the same where reports carry no names of their sentences
	courseAlike       = 0.2  // how alike two sentences must be to answer at all
	shortSigns        = 6    // of a short story, at least
	shortShare        = 0.9  // of which so many must be the same
	shortMarks        = 2    // of which so many must be figures or those who tell them
)

// translations ties witnesses in different languages that tell one story.
func (c *counting) translations() {
	var roots []int
	for i := range c.ws {
		if c.root(i) == i && len(roots) < translationsMax {
			roots = append(roots, i)
		}
	}
	courses := make([]course, len(c.ws))
	for _, i := range roots {
		trail := c.ws[i].art.Trail
		if trail == nil {
			var reps []article.Report
			for _, t := range c.ws[i].tellings {
				reps = append(reps, c.ts[t].Report)
			}
			trail = Trail(reps)
		}
		courses[i] = follow(trail)
	}
	for x, i := range roots {
		for _, j := range roots[x+1:] {
			a, b := &c.ws[i].art.Article, &c.ws[j].art.Article
			if a.Language == b.Language || a.Day.Zero() || b.Day.Zero() {
				continue
			}
			if abs(a.Day.Days(b.Day)) <= translationDays && oneStory(courses[i], courses[j]) {
				c.tie(TieTranslation, a.ID+" "+b.ID, i)
				c.tie(TieTranslation, a.ID+" "+b.ID, j)
			}
		}
	}
}

// Trail gives the signs by which an article's story is known again in another language: for each sentence that reports something, in the order
// of the text, what it reports (T type and status, M mode, A by whom, R to whom, S who says so, D the day, N figures) and what it names (its Keys).
func Trail(reports []article.Report) []string {
	reps := slices.Clone(reports)
	slices.SortStableFunc(reps, func(a, b article.Report) int { return cmp.Compare(a.Index, b.Index) })
	var out []string
	for i := 0; i < len(reps); {
		var signs []string
		first := reps[i].Index
		for ; i < len(reps) && reps[i].Index == first; i++ {
			for _, s := range reportSigns(&reps[i]) {
				signs = insert(signs, s)
			}
		}
		out = append(out, strings.Join(signs, " "))
	}
	return out
}

// reportSigns are what two languages will both read: of a party, the country and whether it acts for it.
func reportSigns(r *article.Report) []string {
	out := []string{"T:" + string(r.Type) + "/" + string(r.Status)}
	for _, m := range r.Modes {
		out = append(out, "M:"+m)
	}
	for _, p := range r.Actors {
		out = append(out, "A:"+camp(p))
	}
	for _, p := range r.Recipients {
		out = append(out, "R:"+camp(p))
	}
	for _, a := range r.Attribution {
		out = append(out, "S:"+camp(a.Party))
	}
	if r.DateText != nil {
		out = append(out, "D:"+r.Date.Start.String())
	}
	for _, q := range r.Quantities {
		out = append(out, "N:"+bound(q.Min)+"-"+bound(q.Max))
	}
	for _, k := range r.Keys {
		if strings.IndexByte("ckgsntw", k[0]) >= 0 { // not what stands in the headline only, nor the field
			out = append(out, k)
		}
	}
	return out
}

func camp(p article.Party) string {
	if slices.Contains(organs, p.Sector) {
		return p.Country
	}
	return p.Country + "/" + p.Sector
}

func bound(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'g', -1, 64)
}

// course is a trail ready to be compared.
type course struct {
	sentences []map[string]bool
	reported  map[string]bool // what all its sentences report
	marks     int             // figures and those who tell them, of what is reported
	keys      bool
}

func follow(trail []string) course {
	c := course{reported: map[string]bool{}}
	for _, s := range trail {
		set := map[string]bool{}
		for _, sign := range strings.Fields(s) {
			set[sign] = true
			if sign[0] >= 'a' {
				c.keys = true
				continue
			}
			if !c.reported[sign] && (sign[0] == 'S' || sign[0] == 'N') {
				c.marks++
			}
			c.reported[sign] = true
		}
		c.sentences = append(c.sentences, set)
	}
	return c
}

// oneStory tells whether two courses are of one story.
func oneStory(a, b course) bool {
	if len(a.sentences) < courseSentences && len(b.sentences) < courseSentences {
		return min(a.marks, b.marks) >= shortMarks && min(len(a.reported), len(b.reported)) >= shortSigns && alike(a.reported, b.reported) >= shortShare
	}
	least := courseShareNoKeys
	if a.keys && b.keys {
		least = courseShare
	}
	answered, sum := along(a.sentences, b.sentences)
	return answered >= courseSentences && sum >= least*float64(min(len(a.sentences), len(b.sentences)))
}

// alike is the share of the signs of either that both have.
func alike(a, b map[string]bool) float64 {
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return share(both, len(a)+len(b)-both)
}

// along lays two courses beside each other, in order, so that they are as alike as can be, and gives how many sentences answer to each other
// and how alike those are together.
func along(a, b []map[string]bool) (answered int, sum float64) {
	type cell struct {
		n   int
		sum float64
	}
	row := make([]cell, len(b)+1)
	for _, x := range a {
		var before cell // row[j] of the line above
		for j, y := range b {
			here := row[j+1]
			if row[j].sum > row[j+1].sum {
				row[j+1] = row[j]
			}
			if s := alike(x, y); s >= courseAlike && before.sum+s > row[j+1].sum {
				row[j+1] = cell{before.n + 1, before.sum + s}
			}
			before = here
		}
	}
	return row[len(b)].n, row[len(b)].sum
}
