package corrections

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/store"
)

// Request is a correction as an analyst asks for it.
type Request struct {
	Kind    string
	Analyst string
	Reason  string
	Made    time.Time
	Reports []string // ids of reports; of all kinds but undo
	Groups  []int    // of a split: for each report the number of its new event; without, each is alone
	Changes []Change // of an edit, without Old
	Undoes  int64    // of an undo
}

// Refused is what is wrong with a request; every other error of Add and Make is the store's.
type Refused struct{ error }

// Unwrap gives the cause.
func (r Refused) Unwrap() error { return r.error }

// refused makes one of what is wrong, if anything is.
func refused(err error) error {
	if err == nil {
		return nil
	}
	return Refused{err}
}

// Add checks a request, and keeps it. An accept, reject or edit speaks of the reports of one article, so that one of several articles becomes
// several corrections; the others become one. It gives their ids. All that is wrong is told, and nothing is kept then. The caller lets
// chronicle look again at the articles of the targets.
func Add(tx store.Tx, req Request) ([]int64, error) {
	cs, err := req.Make(tx)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, c := range cs {
		id, err := tx.AddCorrection(c)
		if err != nil {
			return nil, fmt.Errorf("keeping a correction: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Make gives the corrections that Add would keep.
func (req Request) Make(tx store.Tx) ([]store.Correction, error) {
	req.Analyst, req.Reason = strings.TrimSpace(req.Analyst), strings.TrimSpace(req.Reason)
	var errs []error
	errs = append(errs, checkText("the analyst's name", req.Analyst, AnalystMax), checkText("the reason", req.Reason, ReasonMax))
	if req.Analyst == "" {
		errs = append(errs, errors.New("a correction needs the name of its analyst"))
	}
	if req.Reason == "" {
		errs = append(errs, errors.New("a correction needs a reason"))
	}
	least := map[string]int{Accept: 1, Reject: 1, Edit: 1, Split: 2, Merge: 2, Undo: 0}
	n, ok := least[req.Kind]
	switch {
	case !ok:
		errs = append(errs, fmt.Errorf("no kind of correction %q; there are accept, reject, edit, split, merge, undo", req.Kind))
	case len(req.Reports) < n || n == 0 && len(req.Reports) > 0 || req.Kind == Edit && len(req.Reports) > 1:
		errs = append(errs, fmt.Errorf("%s of %d reports: accept and reject need one or more, edit one, split and merge two or more, undo none", req.Kind, len(req.Reports)))
	case len(req.Reports) > req.most():
		errs = append(errs, fmt.Errorf("%d reports; at most %d are allowed at once", len(req.Reports), req.most()))
	case (req.Kind == Edit) != (len(req.Changes) > 0):
		errs = append(errs, errors.New("an edit, and nothing else, needs changes"))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, refused(err)
	}
	if req.Kind == Undo {
		c, err := req.undo(tx)
		return []store.Correction{c}, err
	}
	return req.judge(tx)
}

func (req Request) most() int {
	if req.pairs() {
		return TargetsMax
	}
	return ReportsMax
}

// pairs tells whether the correction speaks of reports of several articles together.
func (req Request) pairs() bool { return req.Kind == Split || req.Kind == Merge }

func (req Request) blank() store.Correction {
	return store.Correction{Kind: req.Kind, Analyst: req.Analyst, Reason: req.Reason, Made: req.Made.UTC().Truncate(time.Second)}
}

// undo has the targets of what it undoes, so that it is found with it.
func (req Request) undo(tx store.Tx) (store.Correction, error) {
	old, err := tx.Correction(req.Undoes)
	if errors.Is(err, store.ErrNotFound) {
		return store.Correction{}, refused(fmt.Errorf("undoing correction %d: %w", req.Undoes, err))
	}
	if err != nil {
		return store.Correction{}, err
	}
	cs, err := tx.CorrectionsOf(articles(old.Targets))
	if err != nil {
		return store.Correction{}, err
	}
	for i, off := range undone(cs) {
		if cs[i].ID == old.ID && off {
			return store.Correction{}, refused(fmt.Errorf("correction %d is undone already; undo its undo to bring it back", old.ID))
		}
	}
	c := req.blank()
	c.Targets, c.Undoes = old.Targets, old.ID
	return c, nil
}

func articles(as []store.Anchor) []string {
	var out []string
	for _, a := range as {
		if !slices.Contains(out, a.Article) {
			out = append(out, a.Article)
		}
	}
	slices.Sort(out)
	return out
}

// seen is an article's reports as coded and as corrected.
type seen struct {
	coded, now []article.Report
	cs         []store.Correction
}

func look(tx store.Tx, articleID string) (seen, error) {
	base, err := tx.Reports(articleID)
	if err != nil {
		return seen{}, err
	}
	cs, err := tx.CorrectionsOf([]string{articleID})
	if err != nil {
		return seen{}, err
	}
	return seen{base, Apply(base, cs), cs}, nil
}

func (s seen) report(id string) (now, coded *article.Report) {
	for i := range s.now {
		if s.now[i].ID == id {
			now, coded = &s.now[i], &s.now[i]
		}
	}
	for i := range s.coded {
		if s.coded[i].ID == id {
			coded = &s.coded[i]
		}
	}
	return now, coded
}

// judge makes the corrections of all kinds but undo.
func (req Request) judge(tx store.Tx) ([]store.Correction, error) {
	reps, err := tx.ReportsByID(req.Reports)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, r := range reps {
		of[r.ID] = r.Article
	}
	arts := map[string]seen{}
	var drafts []draft
	var errs []error
	for i, id := range req.Reports {
		a, ok := of[id]
		if !ok || slices.Index(req.Reports, id) < i {
			errs = append(errs, req.misnamed(id, ok))
			continue
		}
		if _, ok := arts[a]; !ok {
			if arts[a], err = look(tx, a); err != nil {
				return nil, err
			}
		}
		now, coded, err := req.target(arts[a], id)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		d := req.draftFor(&drafts, a)
		d.Targets = append(d.Targets, AnchorOf(*now))
		d.body.Reports = append(d.body.Reports, *coded)
		if req.Kind == Edit {
			art, err := tx.Article(a)
			if err != nil {
				return nil, err
			}
			d.body.Changes, err = req.edit(*now, art.Text)
			errs = append(errs, err)
		}
	}
	if req.Kind == Split && len(req.Groups) > 0 && (len(req.Groups) != len(req.Reports) || !slices.ContainsFunc(req.Groups, func(g int) bool { return g != req.Groups[0] })) {
		errs = append(errs, errors.New("a split needs a group for each report, and two groups at least"))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, refused(err)
	}
	return finish(drafts)
}

// draft is a correction whose body is not yet written.
type draft struct {
	store.Correction
	body Body
}

// draftFor gives the draft that a report of an article belongs to: its article's own, but for what ties reports of several.
func (req Request) draftFor(ds *[]draft, articleID string) *draft {
	for i := range *ds {
		if req.pairs() || (*ds)[i].Targets[0].Article == articleID {
			return &(*ds)[i]
		}
	}
	*ds = append(*ds, draft{req.blank(), Body{Groups: req.Groups}})
	return &(*ds)[len(*ds)-1]
}

func finish(ds []draft) ([]store.Correction, error) {
	var out []store.Correction
	for _, d := range ds {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(d.body); err != nil {
			return nil, fmt.Errorf("writing a correction: %w", err)
		}
		d.Body = bytes.TrimSpace(b.Bytes())
		out = append(out, d.Correction)
	}
	return out, nil
}

func (req Request) misnamed(id string, there bool) error {
	if there {
		return fmt.Errorf("report %q is named twice", id)
	}
	return fmt.Errorf("report %q: %w", id, store.ErrNotFound)
}

// target gives a report as it stands and as the correction keeps it: as coded, but of an accept as it stands. What was rejected can only be
// accepted.
func (req Request) target(s seen, id string) (now, kept *article.Report, err error) {
	now, coded := s.report(id)
	switch {
	case now == nil && coded == nil:
		return nil, nil, fmt.Errorf("report %q is of an older coding; name the one that replaced it", id)
	case now == nil && req.Kind != Accept:
		return nil, nil, fmt.Errorf("report %q is rejected; undo that first", id)
	case now == nil:
		return coded, coded, nil
	case req.Kind == Accept:
		return now, now, nil
	}
	return now, coded, nil
}

// edit checks changes, and gives them with what stood there before.
func (req Request) edit(now article.Report, text string) ([]Change, error) {
	after := now
	var out []Change
	for i, ch := range req.Changes {
		if slices.ContainsFunc(req.Changes[:i], func(o Change) bool { return o.Field == ch.Field }) {
			return nil, fmt.Errorf("field %s is changed twice", ch.Field)
		}
		if err := ch.apply(&after); err != nil {
			return nil, err
		}
		old, err := json.Marshal(value(&now, ch.Field))
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", ch.Field, err)
		}
		ch.Old = old
		out = append(out, ch)
	}
	return out, check(&after, text)
}
