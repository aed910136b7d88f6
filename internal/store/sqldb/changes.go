package sqldb

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/bakhar/bakhar/internal/store"
	"github.com/bakhar/bakhar/internal/store/sqltx"
)

// counter is the version as a transaction knows it.
type counter struct {
	known bool
	begun int64 // when the transaction began
	last  int64 // that it has taken
}

// begin looks the version up.
func (t *Tx) begin() error {
	if t.count.known {
		return nil
	}
	found, err := t.One([]any{&t.count.begun}, "SELECT value FROM state WHERE name = 'version'")
	if err == nil && !found {
		err = fmt.Errorf("the version of what is kept: %w", store.ErrCorrupt)
	}
	t.count.last, t.count.known = t.count.begun, err == nil
	return err
}

// Version is the last number that was taken.
func (t *Tx) Version() (int64, error) {
	err := t.begin()
	return t.count.last, err
}

// following is the first number after all that came before this transaction.
func (t *Tx) following() (int64, error) {
	err := t.begin()
	return t.count.begun + 1, err
}

// next takes a number.
func (t *Tx) next() (int64, error) {
	if err := t.begin(); err != nil {
		return 0, err
	}
	t.count.last++
	return t.count.last, nil
}

// close writes the version at the end of a transaction that changed something.
func (t *Tx) close() error {
	if err := t.begin(); err != nil {
		return err
	}
	if t.count.last == t.count.begun {
		t.count.last++
	}
	_, err := t.Exec("UPDATE state SET value = ? WHERE name = 'version'", t.count.last)
	return err
}

// kept is what PutEvent has to know of an event that is there.
type kept struct {
	num, doc      int64 // num is -1 where there is none
	change, since int64
	body, row     int64 // hashes, 0 where an older program has kept it
}

// keptAll gives those of the events that are there.
func (t *Tx) keptAll(ids []string) (map[string]kept, error) {
	there := make(map[string]kept, len(ids))
	err := sqltx.In(t.Tx, ids, func(scan func(...any) error) error {
		var id string
		var k kept
		err := scan(&id, &k.num, &k.doc, &k.change, &k.since, &k.body, &k.row)
		there[id] = k
		return err
	}, "SELECT id, num, doc, change, since, body_sum, row_sum FROM event WHERE id IN ?")
	return there, err
}

func (t *Tx) kept(id string) (kept, error) {
	there, err := t.keptAll([]string{id})
	k, ok := there[id]
	if !ok {
		k.num = -1
	}
	return k, err
}

// changed gives the numbers under which an event was changed last and came, as it is to be kept now.
func (t *Tx) changed(id string, was, now *kept, body []byte) (change, since int64, err error) {
	same := was.num >= 0 && was.body == now.body
	if was.num >= 0 && was.body == 0 {
		var old []byte
		if _, err := t.One([]any{&old}, "SELECT body FROM event_body WHERE event = ?", was.num); err != nil {
			return 0, 0, err
		}
		if old, err = sqltx.Unpack(old); err != nil {
			return 0, 0, fmt.Errorf("body of event %s: %w: %w", id, store.ErrCorrupt, err)
		}
		same = bytes.Equal(old, body)
	}
	if same {
		return was.change, was.since, nil
	}
	if was.num < 0 {
		if before, ok := t.dropped[id]; ok { // it was let go in this very transaction: nobody has missed it
			if before.body == now.body {
				return before.change, before.since, nil
			}
			since = before.since
		}
	} else {
		since = was.since
	}
	if change, err = t.next(); since == 0 {
		since = change
	}
	return change, since, err
}

// gone writes down that an event is no more.
func (t *Tx) gone(id string, was kept) error {
	if err := t.begin(); err != nil {
		return err
	}
	if _, ok := t.dropped[id]; !ok && was.since <= t.count.begun {
		if t.dropped == nil {
			t.dropped = map[string]kept{}
		}
		t.dropped[id] = was
	}
	change, err := t.next()
	if err != nil {
		return err
	}
	_, err = t.Exec("INSERT INTO event_gone (event, change, since) VALUES (?, ?, ?) ON CONFLICT (event) DO UPDATE SET change = excluded.change, since = excluded.since", id, change, was.since)
	return err
}

// rowSum tells two rows apart, with their bodies.
func rowSum(args []any, body []byte) int64 {
	h := sha256.New()
	for _, a := range args {
		s := fmt.Sprint(a)
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	h.Write(body)
	return int64(binary.BigEndian.Uint64(h.Sum(nil)) | 1)
}

// Changes gives what has become of events after a number.
func (t *Tx) Changes(after int64, limit int) (list []store.Change, err error) {
	if limit <= 0 {
		limit = store.LimitDefault
	}
	limit = min(limit, store.LimitMax)
	for _, q := range []string{"SELECT change, id, since, 0 FROM event WHERE change > ? ORDER BY change LIMIT ?", "SELECT change, event, since, 1 FROM event_gone WHERE change > ? ORDER BY change LIMIT ?"} {
		if err := t.Query(func(scan func(...any) error) error {
			var c store.Change
			err := scan(&c.Num, &c.Event, &c.Since, &c.Dropped)
			list = append(list, c)
			return err
		}, q, after, limit); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b store.Change) int { return cmp.Compare(a.Num, b.Num) })
	return list[:min(len(list), limit)], nil
}
