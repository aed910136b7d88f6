package sqldb

import (
	"context"
	"fmt"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/index"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// derived is the version of what is made of events and articles so that they are found: blocks of faces, signs, the full text index of articles where there is none. What another
// version has made is made anew when a store is opened.
const derived = 3

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
		if err := t.derive(ctx); err != nil {
			return err
		}
		_, err := t.Exec("INSERT INTO state (name, value) VALUES ('derived', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", derived)
		return err
	})
}

// derive makes all anew. A store that is empty keeps its version.
func (t *Tx) derive(ctx context.Context) error {
	for _, q := range []string{"DELETE FROM event_block", "DELETE FROM article_block", "DELETE FROM sign_word", "DELETE FROM sign"} {
		if _, err := t.Exec(q); err != nil {
			return err
		}
	}
	if err := t.deriveEvents(ctx); err != nil {
		return fmt.Errorf("the index of events: %w", err)
	}
	if err := t.deriveArticles(ctx); err != nil {
		return fmt.Errorf("the index of articles: %w", err)
	}
	var n int64
	if _, err := t.One([]any{&n}, "SELECT COUNT(*) FROM sign"); err != nil || n == 0 {
		return err
	}
	return t.close()
}

// How many events, or articles with their texts, are read at a time and written as faces.
const (
	deriveRows  = 4096
	deriveTexts = 512
)

// deriveEvents makes the faces of all events.
func (t *Tx) deriveEvents(ctx context.Context) error {
	far, err := t.progress(ctx, "events", "SELECT COUNT(*) FROM event")
	if err != nil {
		return err
	}
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
		far(len(list))
	}
}

// deriveArticles makes the faces of all articles that count, and gives those of schema 1 their places in the list and their words.
func (t *Tx) deriveArticles(ctx context.Context) error {
	far, err := t.progress(ctx, "articles", "SELECT COUNT(*) FROM article")
	if err != nil {
		return err
	}
	for after := int64(0); ; {
		type row struct {
			listed
			num int64
		}
		var list []row
		if err := t.Query(func(scan func(...any) error) error {
			var r row
			var body []byte
			var err error
			if r.listed, err = scanListed(scan, &r.num, &body); err != nil {
				return err
			}
			if body, err = sqltx.Unpack(body); err != nil {
				return fmt.Errorf("text of article %s: %w: %w", r.ID, store.ErrCorrupt, err)
			}
			r.Text = string(body)
			list = append(list, r)
			return err
		}, "SELECT "+listedColumns+", a.num, x.body FROM article a JOIN article_text x ON x.article = a.num WHERE a.num > ? ORDER BY a.num LIMIT ?", after, deriveTexts); err != nil {
			return err
		}
		if len(list) == 0 {
			return nil
		}
		for i := range list {
			r := &list[i]
			after = r.num
			if err := t.deriveArticle(&r.listed, r.num); err != nil {
				return err
			}
		}
		if err := t.index.Flush(); err != nil {
			return err
		}
		far(len(list))
	}
}

// told is how many are indexed between two lines that tell how far it is. Fewer than that are soon done and not worth a line.
const told = 50_000

// progress gives what is to be called with each number of rows that are done, and tells now and then how far the index of them is.
func (t *Tx) progress(ctx context.Context, what, count string) (far func(int), err error) {
	done, all := 0, 0
	_, err = t.One([]any{&all}, count)
	return func(n int) {
		if before := done / told; (done+n)/told > before {
			store.Tell(ctx, "the index of %s is made anew: %d of %d", what, done+n, all)
		}
		done += n
	}, err
}

func (t *Tx) deriveArticle(l *listed, num int64) (err error) {
	if fresh := l.place < 0; fresh {
		if l.place, err = t.place(&l.Article); err != nil {
			return err
		}
		if _, err := t.Exec("UPDATE article SET listed = ? WHERE num = ?", l.place, num); err != nil {
			return err
		}
		if l.Replaced == "" {
			t.index.PutArticleWords(l.place, l.Title+"\n"+l.Text)
		}
	}
	if l.Replaced != "" {
		return nil
	}
	return t.index.PutArticle(l.place, &l.Article, l.reports, l.kinds)
}
