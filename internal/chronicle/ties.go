package chronicle

import (
	"errors"
	"maps"
	"slices"

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
	known    map[string]corrected
	recent   *recent
}

func readTies(tx store.Tx) (*ties, error) {
	t := &ties{tx: tx, read: map[string]bool{}, together: map[string][]string{}, apart: map[string][]string{}, known: map[string]corrected{}}
	_, err := tx.Correction(1) // corrections are numbered from 1, and never taken away
	if errors.Is(err, store.ErrNotFound) {
		t.none, err = true, nil
	}
	return t, err
}

// circle gives the articles that corrections tie to an article, directly or through others, itself first, and those corrections.
func (t *ties) circle(id string) (ids []string, cs []store.Correction, err error) {
	ids = []string{id}
	if t.none {
		return ids, nil, nil
	}
	for n := 0; n < len(ids); {
		n = len(ids)
		if cs, err = t.tx.CorrectionsOf(ids); err != nil {
			return nil, nil, err
		}
		for _, c := range cs {
			for _, a := range c.Targets {
				if !slices.Contains(ids, a.Article) {
					ids = append(ids, a.Article)
				}
			}
		}
	}
	return ids, cs, nil
}

// of reads the ties of an article, and of all that corrections tie it to.
func (t *ties) of(id string) error {
	if t.none || t.read[id] {
		return nil
	}
	ids, cs, err := t.circle(id)
	if err != nil {
		return err
	}
	var reports []article.Report
	for _, a := range ids {
		t.read[a] = true
		rs, err := t.effective(a)
		if err != nil {
			return err
		}
		reports = append(reports, rs...)
	}
	together, apart := corrections.Ties(reports, cs)
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
	for _, p := range apart { // and with them all that are held together with them
		for _, a := range append([]string{p[0]}, t.together[p[0]]...) {
			for _, b := range append([]string{p[1]}, t.together[p[1]]...) {
				t.apart[a], t.apart[b] = append(t.apart[a], b), append(t.apart[b], a)
			}
		}
	}
	return nil
}

// effective gives the reports of an article as corrections leave them.
func (t *ties) effective(id string) ([]article.Report, error) {
	c, err := t.corrected(id)
	return c.reports, err
}

// corrected is an article's reports as corrections leave them, which of them an analyst has accepted or edited, and how its story runs.
type corrected struct {
	reports []article.Report
	judged  map[string]string
	trail   []string // where it is asked for
}

// corrected reads an article once: what is new is read by merging, and again for the events that it is in.
func (t *ties) corrected(id string) (corrected, error) {
	if c, ok := t.known[id]; ok {
		return c, nil
	}
	base, err := t.tx.Reports(id)
	if err != nil {
		return corrected{}, err
	}
	c := corrected{reports: base}
	if !t.none {
		cs, err := t.tx.CorrectionsOf([]string{id})
		if err != nil {
			return corrected{}, err
		}
		c = c.by(id, cs)
	}
	t.know(id, c)
	return c, nil
}

// by is what corrections leave of an article's reports.
func (c corrected) by(id string, cs []store.Correction) corrected {
	if len(cs) == 0 {
		return c
	}
	c = corrected{reports: corrections.Apply(c.reports, cs), judged: corrections.Judged(c.reports, cs)}
	// corrections of several articles bring the reports of the others along
	c.reports = slices.DeleteFunc(c.reports, func(r article.Report) bool { return r.Article != id })
	return c
}

func (t *ties) know(id string, c corrected) {
	if len(t.known) >= knownMax {
		clear(t.known)
	}
	t.known[id] = c
}

// knownMax bounds how many articles' reports are remembered within a refresh.
const knownMax = 4000
