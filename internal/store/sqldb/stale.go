package sqldb

import (
	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// MarkStale notes that the cards of events are behind.
func (t *Tx) MarkStale(eventIDs []string) error {
	if len(eventIDs) == 0 {
		return nil
	}
	var mark int64
	if err := t.Returning([]any{&mark}, "UPDATE state SET value = value + 1 WHERE name = 'stale' RETURNING value"); err != nil {
		return err
	}
	ids := unique(sqltx.CleanAll(eventIDs)) // one statement changes a row but once
	rows := make([][]any, len(ids))
	for i, id := range ids {
		rows[i] = []any{id, mark}
	}
	return t.Insert("INSERT INTO event_stale (event, mark)", rows, " ON CONFLICT (event) DO UPDATE SET mark = excluded.mark")
}

func scanStale(list *[]store.Stale) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var s store.Stale
		err := scan(&s.Event, &s.Mark)
		*list = append(*list, s)
		return err
	}
}

// Stale gives those of the events whose cards are behind.
func (t *Tx) Stale(eventIDs []string) (list []store.Stale, err error) {
	err = sqltx.In(t.Tx, sqltx.CleanAll(eventIDs), scanStale(&list), "SELECT event, mark FROM event_stale WHERE event IN ?")
	return ordered(list, func(s store.Stale) string { return s.Event }), err
}

// AllStale gives events whose cards are behind, in the order of ids.
func (t *Tx) AllStale(after string, limit int) (list []store.Stale, err error) {
	err = t.Query(scanStale(&list), "SELECT event, mark FROM event_stale WHERE event > ? ORDER BY event LIMIT ?", sqltx.Clean(after), limit)
	return list, err
}

// DropStale notes that cards are made.
func (t *Tx) DropStale(eventIDs []string) error {
	return sqltx.ExecIn(t.Tx, sqltx.CleanAll(eventIDs), "DELETE FROM event_stale WHERE event IN ?")
}
