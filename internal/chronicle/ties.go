package chronicle

import (
	"errors"
	"maps"
	"slices"

	"github.com/bakhar/bakhar/internal/accounts"
	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/store"
)

// ties are the reports that analysts hold together or apart, read article by article as merging comes to them.
type ties struct {
	tx       store.Tx
	none     bool                // nobody has corrected anything
	read     map[string]bool     // articles whose ties are known
	together map[string][]string // by report: all others that it is tied to, directly or through others
	apart    map[string][]string
}

func readTies(tx store.Tx) (*ties, error) {
	t := &ties{tx: tx, read: map[string]bool{}, together: map[string][]string{}, apart: map[string][]string{}}
	_, err := tx.Correction(1) // corrections are numbered from 1, and never taken away
	if errors.Is(err, store.ErrNotFound) {
		t.none, err = true, nil
	}
	return t, err
}

// of reads the ties of an article, and of all that corrections tie it to.
func (t *ties) of(id string) error {
	if t.none || t.read[id] {
		return nil
	}
	ids := []string{id}
	var cs []store.Correction
	for n := 0; n < len(ids); {
		n = len(ids)
		var err error
		if cs, err = t.tx.CorrectionsOf(ids); err != nil {
			return err
		}
		for _, c := range cs {
			for _, a := range c.Targets {
				if !slices.Contains(ids, a.Article) {
					ids = append(ids, a.Article)
				}
			}
		}
	}
	var reports []article.Report
	for _, a := range ids {
		t.read[a] = true
		rs, err := effective(t.tx, t, a)
		if err != nil {
			return err
		}
		reports = append(reports, rs...)
	}
	together, apart := corrections.Ties(reports, cs)
	for _, p := range apart {
		t.apart[p[0]], t.apart[p[1]] = append(t.apart[p[0]], p[1]), append(t.apart[p[1]], p[0])
	}
	sets := map[string]map[string]bool{}
	for _, p := range together {
		all := map[string]bool{p[0]: true, p[1]: true}
		maps.Copy(all, sets[p[0]])
		maps.Copy(all, sets[p[1]])
		for m := range all {
			sets[m] = all
		}
	}
	for m, all := range sets {
		for _, o := range slices.Sorted(maps.Keys(all)) {
			if o != m {
				t.together[m] = append(t.together[m], o)
			}
		}
	}
	return nil
}

// effective gives the reports of an article as corrections leave them.
func effective(tx store.Tx, t *ties, id string) ([]article.Report, error) {
	reports, _, err := judged(tx, t, id)
	return reports, err
}

// here leaves out the reports of other articles, which corrections of several bring along.
func here(reports []article.Report, id string) []article.Report {
	return slices.DeleteFunc(reports, func(r article.Report) bool { return r.Article != id })
}

// judged is effective, with those reports that an analyst has accepted or edited.
func judged(tx store.Tx, t *ties, id string) ([]article.Report, map[string]string, error) {
	base, err := tx.Reports(id)
	if err != nil || t.none {
		return base, nil, err
	}
	cs, err := tx.CorrectionsOf([]string{id})
	if err != nil {
		return nil, nil, err
	}
	return here(corrections.Apply(base, cs), id), corrections.Judged(base, cs), nil
}

// tellings gives what accounts makes an event of: the reports behind nodes, with their articles.
func tellings(tx store.Tx, t *ties, nodes []store.Node) ([]accounts.Telling, error) {
	in := map[string]bool{} // reports
	var ids []string
	for _, n := range nodes {
		in[n.ID] = true
		ids = append(ids, n.Article)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	arts, err := tx.ArticlesByID(ids)
	if err != nil {
		return nil, err
	}
	var out []accounts.Telling
	for _, a := range arts {
		reports, judged, err := judged(tx, t, a.ID)
		if err != nil {
			return nil, err
		}
		trail := accounts.Trail(reports)
		for _, r := range reports {
			if in[r.ID] {
				out = append(out, accounts.Telling{Report: r, Article: a, Trail: trail, Judged: judged[r.ID] != ""})
			}
		}
	}
	return out, nil
}
