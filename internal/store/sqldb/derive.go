package sqldb

import (
	"context"
	"fmt"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/index"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// derived is the version of what is made of events and articles so that they are found: blocks of faces, signs. What another
// version has made is made anew when a store is opened.
const derived = 1

// Derive makes anew what another version of the program has derived.
func (db *DB) Derive(ctx context.Context) error {
	have := func(run *sqltx.Tx) (n int64, err error) {
		_, err = run.One([]any{&n}, "SELECT value FROM state WHERE name = 'derived'")
		return n, err
	}
	old := false
	if err := db.Run(ctx, false, func(run *sqltx.Tx) error {
		n, err := have(run)
		old = n != derived
		return err
	}); err != nil || !old {
		return err
	}
	return db.Run(ctx, true, func(run *sqltx.Tx) error {
		t := db.tx(run, index.Signs{})
		if n, err := have(run); err != nil || n == derived {
			return err // another program was quicker
		}
		if err := t.derive(); err != nil {
			return err
		}
		_, err := t.Exec("INSERT INTO state (name, value) VALUES ('derived', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", derived)
		return err
	})
}

// derive makes all anew. A store that is empty keeps its version.
func (t *Tx) derive() error {
	for _, q := range []string{"DELETE FROM event_block", "DELETE FROM article_block", "DELETE FROM sign_word", "DELETE FROM sign"} {
		if _, err := t.Exec(q); err != nil {
			return err
		}
	}
	if err := t.deriveEvents(); err != nil {
		return fmt.Errorf("the index of events: %w", err)
	}
	var n int64
	if _, err := t.One([]any{&n}, "SELECT COUNT(*) FROM sign"); err != nil || n == 0 {
		return err
	}
	return t.close()
}

// deriveRows is how many events or articles are read at a time, and written as faces.
const deriveRows = 4096

// deriveEvents makes the faces of all events.
func (t *Tx) deriveEvents() error {
	for after := int64(-1); ; {
		nums, list := []int64(nil), []store.Event(nil)
		if err := t.Query(func(scan func(...any) error) error {
			var num int64
			e, err := scanEvent(scan, &num)
			nums, list = append(nums, num), append(list, e)
			return err
		}, "SELECT "+eventColumns+", e.num FROM event e WHERE e.num > ? ORDER BY e.num LIMIT ?", after, deriveRows); err != nil {
			return err
		}
		if len(list) == 0 {
			return nil
		}
		for i := range list {
			if err := t.index.Put(nums[i], &list[i]); err != nil {
				return err
			}
		}
		if err := t.index.Flush(); err != nil {
			return err
		}
		after = nums[len(nums)-1]
	}
}
