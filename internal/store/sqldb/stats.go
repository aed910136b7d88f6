package sqldb

import "github.com/bakhar/bakhar/internal/store"

// Stats counts what is kept. Articles are those that count: one that another text under its URL replaced does not.
func (t *Tx) Stats() (s store.Stats, err error) {
	if _, err := t.One([]any{&s.Corrections}, "SELECT COUNT(*) FROM correction"); err != nil {
		return s, err
	}
	if _, err := t.One([]any{&s.Bytes}, t.db.dialect.Bytes()); err != nil {
		return s, err
	}
	if err := t.eventStats(&s); err != nil {
		return s, err
	}
	desks, err := t.Desks(store.ArticleFilter{})
	s.ByLanguage, s.ByPublisher = map[string]int{}, map[string]int{}
	for _, d := range desks {
		s.Articles += d.Articles
		s.Copies += d.Copies
		s.Reports += d.Reports
		s.ByLanguage[d.Language] += d.Articles
		s.ByPublisher[d.Publisher] += d.Articles
		if !d.First.Zero() && (s.First.Zero() || d.First.Before(s.First)) {
			s.First = d.First
		}
		if s.Last.Before(d.Last) {
			s.Last = d.Last
		}
	}
	s.Publishers = len(s.ByPublisher)
	if s.ByPublisher[""] > 0 {
		s.Publishers--
	}
	return s, err
}

// eventStats counts events.
func (t *Tx) eventStats(s *store.Stats) error {
	types, err := t.Count(store.Question{By: store.ByType, Limit: store.RowsMax})
	if err != nil {
		return err
	}
	s.Events, s.ByType = types.All.Events, map[string]int{}
	for _, r := range types.Rows {
		s.ByType[r.Value] = r.Events
	}
	if types.Without > 0 {
		s.ByType[""] = types.Without
	}
	disagreeing, err := t.Count(store.Question{Filter: store.Filter{Disagreement: []string{"any"}}})
	s.Disagreeing = disagreeing.All.Events
	return err
}
