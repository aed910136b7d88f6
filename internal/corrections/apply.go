package corrections

import (
	"cmp"
	"slices"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/plover"
	"github.com/bakhar/bakhar/internal/store"
)

// subject is one act in one article that analysts have judged, over all codings.
type subject struct {
	anchors  []store.Anchor // as different codings found it
	types    []plover.Type  // as coded or edited
	rejected bool
	report   *article.Report // as corrected; nil where nothing is known but the anchor
	kind     string          // of the last correction that counts
	coded    int             // index of the coded report that it is; -1 for none
}

// Apply gives the reports of articles as corrections leave them, by article and place: base as coded, cs all corrections that have a target
// in one of the articles, undone or not, in order. A report that is found again keeps the id of its coding.
func Apply(base []article.Report, cs []store.Correction) []article.Report {
	reports, _ := apply(base, cs)
	return reports
}

// Judged gives for the ids of reports, as Apply gives them, how an analyst judged them: accept or edit. A report that is not in it nobody judged.
func Judged(base []article.Report, cs []store.Correction) map[string]string {
	_, judged := apply(base, cs)
	return judged
}

func apply(base []article.Report, cs []store.Correction) ([]article.Report, map[string]string) {
	subjects := judge(cs)
	find(subjects, base)
	taken := map[int]*subject{}
	for _, s := range subjects {
		if s.coded >= 0 {
			taken[s.coded] = s
		}
	}
	var out []article.Report
	judged := map[string]string{}
	for i, r := range base {
		s := taken[i]
		switch {
		case s == nil:
		case s.rejected:
			continue
		default:
			judged[r.ID] = s.kind
			if s.report != nil {
				id := r.ID
				r = *s.report
				r.ID = id
			}
		}
		out = append(out, r)
	}
	for _, s := range subjects {
		if s.coded < 0 && !s.rejected && s.report != nil {
			judged[s.report.ID] = s.kind
			out = append(out, *s.report)
		}
	}
	slices.SortStableFunc(out, func(a, b article.Report) int {
		x, _ := hull(a)
		y, _ := hull(b)
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(x, y))
	})
	return out, judged
}

// judge replays what is in force.
func judge(cs []store.Correction) []*subject {
	var out []*subject
	for _, c := range InForce(cs) {
		if c.Kind != Accept && c.Kind != Reject && c.Kind != Edit {
			continue
		}
		body, err := Read(c)
		if err != nil {
			body = Body{} // its targets still say what it is about
		}
		for i, a := range c.Targets {
			var seen *article.Report
			if i < len(body.Reports) {
				seen = &body.Reports[i]
			}
			s := subjectOf(out, a, seen)
			if s == nil {
				s = &subject{coded: -1}
				out = append(out, s)
			}
			s.take(c.Kind, a, seen, body.Changes)
		}
	}
	return out
}

func subjectOf(ss []*subject, a store.Anchor, seen *article.Report) *subject {
	r := article.Report{ID: a.Report, Article: a.Article, Sentence: article.Words{Start: a.Start, End: a.End}}
	var best *subject
	most := 0.0
	for _, s := range ss {
		types := s.types
		if seen == nil {
			types = nil
		} else {
			r.Type = seen.Type
		}
		for _, b := range s.anchors {
			if x := likeness(b, types, r); x > most && x > 1.5 {
				best, most = s, x
			}
		}
	}
	return best
}

func (s *subject) take(kind string, a store.Anchor, seen *article.Report, changes []Change) {
	if !slices.Contains(s.anchors, a) {
		s.anchors = append(s.anchors, a)
	}
	if seen != nil {
		s.typed(seen.Type)
	}
	s.kind = kind
	s.rejected = kind == Reject
	switch kind {
	case Accept:
		s.freeze(seen, true)
	case Edit:
		s.freeze(seen, false)
		if s.report != nil {
			for _, ch := range changes {
				ch.apply(s.report) // was checked when it was made; what cannot be read changes nothing
			}
			s.typed(s.report.Type)
		}
	}
}

func (s *subject) typed(t plover.Type) {
	if t != "" && !slices.Contains(s.types, t) {
		s.types = append(s.types, t)
	}
}

// freeze keeps a report as an analyst saw it. An edit builds on what earlier ones made of it.
func (s *subject) freeze(seen *article.Report, anew bool) {
	if seen != nil && (anew || s.report == nil) {
		r := *seen
		s.report = &r
	}
}

// find ties subjects to coded reports, the surest first, each to one. A report of another type in the place of one that was accepted or
// edited and is coded no more is the same act read anew: the analyst's reading wins. One in the place of a rejected report is another claim.
func find(subjects []*subject, base []article.Report) {
	type pair struct {
		s *subject
		i int
		x float64
	}
	var pairs []pair
	for _, s := range subjects {
		for i, r := range base {
			best := 0.0
			for _, a := range s.anchors {
				best = max(best, likeness(a, s.types, r))
			}
			if best > 1.5 || best > 0 && !s.rejected {
				pairs = append(pairs, pair{s, i, best})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return -cmp.Compare(a.x, b.x) })
	taken := map[int]bool{}
	for _, p := range pairs {
		if p.s.coded < 0 && !taken[p.i] {
			p.s.coded = p.i
			taken[p.i] = true
		}
	}
}
